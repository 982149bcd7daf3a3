#include "vt-data-panel.h"

#include <math.h>

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-parameter-row.h"

struct _VtDataPanel
{
  AdwBin parent_instance;

  VtDocument          *document;
  AdwPreferencesGroup *group;
  AdwActionRow        *trajectory;
  AdwActionRow        *model;
  GtkWidget           *forget_model;
  VtParameterRow      *timestep;
  VtParameterRow      *temperature;
  VtParameterRow      *elements;
};

G_DEFINE_FINAL_TYPE (VtDataPanel, vt_data_panel, ADW_TYPE_BIN)

static gboolean
names_unknown_species (VtDocument *document)
{
  VtFrame *frame = vt_document_peek_frame (document);
  VtAtomTable *atoms = frame != NULL ? vt_frame_get_atoms (frame) : NULL;

  for (guint i = 0; atoms != NULL && i < vt_atom_table_get_n_species (atoms); i++)
    if (vt_atom_table_get_element (atoms, i) == NULL)
      return TRUE;
  return *vt_state_get_text (vt_document_get_state (document), "trajectory.elements") != '\0';
}

static void
vt_data_panel_show_trajectory (VtDataPanel *self, VtTrajectory *trajectory)
{
  guint n = vt_trajectory_get_n_frames (trajectory);
  g_autofree char *atoms = vt_format_count ((gint64) vt_trajectory_get_n_atoms (trajectory, 0));
  g_autofree char *frames = vt_format_count (n);
  g_autofree char *atoms_text = g_strdup_printf (g_dngettext (NULL, "%s atom", "%s atoms",
                                                              vt_trajectory_get_n_atoms (trajectory, 0)), atoms);
  g_autofree char *frames_text = g_strdup_printf (g_dngettext (NULL, "%s frame", "%s frames", n), frames);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s · %s", vt_trajectory_get_format (trajectory), frames_text,
                                               atoms_text);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->trajectory), vt_trajectory_get_name (trajectory));
  adw_action_row_set_subtitle (self->trajectory, subtitle);
}

/* "Cu Zr · RMSE 179 K": what it knows, and how well. (transfer full) */
static char *
describe_scope (VtModel *model)
{
  const VtModelValidation *validation = vt_model_get_validation (model);
  GString *text = g_string_new (NULL);

  for (guint e = 0; e < vt_model_get_n_elements (model); e++)
    g_string_append_printf (text, "%s%s", e > 0 ? " " : "", vt_model_get_element (model, e)->symbol);
  if (validation != NULL)
    {
      g_autofree char *rmse = vt_format_quantity (validation->rmse, VT_UNIT_KELVIN, 3);

      /* Translators: root-mean-square error */
      g_string_append_printf (text, _ (" · RMSE %s"), rmse);
    }
  return g_string_free (text, FALSE);
}

static void
vt_data_panel_show_model (VtDataPanel *self, VtModel *model)
{
  guint n_lags = 0, n_classes = 0;
  g_autofree char *subtitle = NULL, *scope = NULL;

  if (model == NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->model), _ ("No model"));
      adw_action_row_set_subtitle (self->model, _ ("Choose a trained model"));
      return;
    }
  vt_model_get_lags (model, &n_lags);
  vt_model_get_class_temperatures (model, &n_classes);
  scope = describe_scope (model);
  /* Translators: of the model: neighbours k, lags of its features, temperature classes; its elements on a line of their
   * own. */
  subtitle = g_strdup_printf (_ ("k = %u · %u lags · %u classes\n%s"), vt_model_get_k (model), n_lags, n_classes, scope);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->model), vt_model_get_name (model));
  adw_action_row_set_subtitle (self->model, subtitle);
}

static void
vt_data_panel_show_needs (VtDataPanel *self, VtTrajectory *trajectory)
{
  VtState *state = vt_document_get_state (self->document);
  gboolean has_time = vt_trajectory_has_time (trajectory);

  gtk_widget_set_visible (GTK_WIDGET (self->timestep), !has_time);
  vt_parameter_row_set_warning (self->timestep, !has_time && isnan (vt_state_get_real (state, "trajectory.timestep"))
                                                    ? _ ("The file counts steps and tells no time")
                                                    : NULL);
  vt_parameter_row_set_warning (self->temperature, isnan (vt_state_get_real (state, "trajectory.temperature"))
                                                       ? _ ("T_ML needs the thermostat’s temperature")
                                                       : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->elements), names_unknown_species (self->document));
  vt_parameter_row_set_warning (self->elements, *vt_state_get_text (state, "trajectory.elements") == '\0'
                                                    ? _ ("The file numbers its types: 1=Cu,2=Zr")
                                                    : NULL);
}

static void
vt_data_panel_follow (VtDataPanel *self)
{
  VtSource *source = vt_document_get_source (self->document);
  const char *file = vt_state_get_text (vt_document_get_state (self->document), "model.file");

  if (source == NULL)
    return;
  vt_data_panel_show_trajectory (self, vt_source_get_trajectory (source));
  vt_data_panel_show_model (self, vt_source_get_model (source));
  vt_data_panel_show_needs (self, vt_source_get_trajectory (source));
  gtk_widget_set_visible (self->forget_model, *file != '\0');
}

static void
on_forget_model (VtDataPanel *self)
{
  vt_document_set_text (self->document, "model.file", "");
  vt_document_seal (self->document);
}

static GtkWidget *
make_button (const char *icon, const char *tip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  return button;
}

static AdwActionRow *
make_row (VtDataPanel *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (row, 2);
  adw_action_row_set_title_lines (row, 1);
  adw_preferences_group_add (self->group, GTK_WIDGET (row));
  return row;
}

static VtParameterRow *
add_parameter (VtDataPanel *self, const char *key)
{
  GtkWidget *row = vt_parameter_row_new (self->document, key);

  adw_preferences_group_add (self->group, row);
  return VT_PARAMETER_ROW (row);
}

static void
vt_data_panel_dispose (GObject *object)
{
  g_clear_object (&VT_DATA_PANEL (object)->document);
  G_OBJECT_CLASS (vt_data_panel_parent_class)->dispose (object);
}

static void
vt_data_panel_class_init (VtDataPanelClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_data_panel_dispose;
}

static void
vt_data_panel_init (VtDataPanel *self)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Data"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

void
vt_data_panel_set_document (VtDataPanel *panel, VtDocument *document)
{
  GtkWidget *choose;

  g_return_if_fail (VT_IS_DATA_PANEL (panel) && panel->document == NULL);
  g_return_if_fail (VT_IS_DOCUMENT (document));

  panel->document = g_object_ref (document);
  panel->trajectory = make_row (panel);
  panel->elements = add_parameter (panel, "trajectory.elements");
  panel->timestep = add_parameter (panel, "trajectory.timestep");
  panel->temperature = add_parameter (panel, "trajectory.temperature");
  panel->model = make_row (panel);
  panel->forget_model = make_button ("edit-undo-symbolic", _ ("Back to the Model That Comes with Vitrine"));
  g_signal_connect_object (panel->forget_model, "clicked", G_CALLBACK (on_forget_model), panel, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (panel->model, panel->forget_model);
  choose = make_button ("document-open-symbolic", _ ("Choose Model…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (choose), "win.choose-model");
  adw_action_row_add_suffix (panel->model, choose);
  g_signal_connect_object (document, "source-changed", G_CALLBACK (vt_data_panel_follow), panel, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (vt_data_panel_follow), panel, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "result-changed", G_CALLBACK (vt_data_panel_follow), panel, G_CONNECT_SWAPPED);
  vt_data_panel_follow (panel);
}
