#include "vt-slice-bar.h"

#include <adwaita.h>
#include <math.h>

#include "vt-i18n.h"
#include "vt-parameter-row.h"
#include "vt-slice-motion.h"

/* ms after the last movement of the slider that it counts as one edit */
#define REST 400
/* Ends of a fitted range are round to such a share of it. */
#define FIT_GRAIN 0.1

/* What the bar's parts need to follow the document: lives as long as the slider. */
typedef struct
{
  VtDocument *document;
  GtkWidget  *slider;
  GtkWidget  *normal;
  GtkWidget  *normal_button;
  GtkWidget  *style_button;
  guint       rest_id;
  gboolean    updating;
} Bar;

static void
bar_free (gpointer data, GClosure *closure)
{
  Bar *self = data;

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_object_unref (self->document);
  g_free (self);
}

static void
name_widget (GtkWidget *widget, const char *label, const char *tip)
{
  gtk_widget_set_tooltip_text (widget, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* ---- where ---- */

static gboolean
on_rest (gpointer data)
{
  Bar *self = data;

  self->rest_id = 0;
  vt_document_seal (self->document);
  return G_SOURCE_REMOVE;
}

static void
on_slid (Bar *self)
{
  if (self->updating)
    return;
  vt_slice_move_to (self->document, gtk_range_get_value (GTK_RANGE (self->slider)));
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST, on_rest, self);
}

static GtkWidget *
make_slider (void)
{
  GtkWidget *slider = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 0.01);

  gtk_scale_set_draw_value (GTK_SCALE (slider), FALSE);
  gtk_widget_set_size_request (slider, 52, -1);
  gtk_widget_set_hexpand (slider, TRUE);
  name_widget (slider, _ ("Slice position"), _ ("Where the slice lies in the cell (↑ ↓, wheel)"));
  return slider;
}

/* ---- across what ---- */

static void
add_axis_button (GtkBox *axes, const char *axis)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (axis);
  g_autofree char *tip = g_strdup_printf (_ ("Cut across %s"), axis);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.slice-axis");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", axis);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_box_append (axes, button);
}

/* Three numbers that are a direction; FALSE for any other text. */
static gboolean
parse_normal (const char *text, double normal[3])
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), ",;()[]", ' ');
  const char *at = spaced;
  VtSlice unit;
  char *end;

  for (guint i = 0; i < 3; i++, at = end)
    {
      normal[i] = g_ascii_strtod (at, &end);
      if (end == at)
        return FALSE;
    }
  return *g_strchug (end) == '\0' && vt_slice_set_normal (&unit, normal);
}

static void
on_normal_typed (Bar *self)
{
  double normal[3];

  if (!parse_normal (gtk_editable_get_text (GTK_EDITABLE (self->normal)), normal))
    {
      gtk_widget_add_css_class (self->normal, "error");
      return;
    }
  gtk_widget_remove_css_class (self->normal, "error");
  vt_slice_turn_to (self->document, normal);
  vt_document_seal (self->document);
}

/* Any vector: typed, or taken from the 3D view. */
static GtkWidget *
make_normal_popover (Bar *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (_ ("Cut across any vector"));
  GtkWidget *hint = gtk_label_new (_ ("Shift and drag, or Ctrl and arrows, turn it"));
  GtkWidget *across = gtk_button_new_with_label (_ ("Across the Line of Sight"));

  self->normal = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->normal), "1, 1, 0");
  name_widget (self->normal, _ ("Slice normal"), _ ("Three numbers: the vector towards the viewer, of any length"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (across), "win.slice-across-view");
  gtk_widget_set_tooltip_text (across, _ ("Cut as the 3D view looks"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_add_css_class (hint, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->normal);
  gtk_box_append (GTK_BOX (box), across);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (self->normal, "activate", G_CALLBACK (on_normal_typed), self);
  return popover;
}

static GtkWidget *
make_axes (Bar *self)
{
  GtkWidget *axes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (axes, "linked");
  add_axis_button (GTK_BOX (axes), "x");
  add_axis_button (GTK_BOX (axes), "y");
  add_axis_button (GTK_BOX (axes), "z");
  self->normal_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->normal_button), "…");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->normal_button), make_normal_popover (self));
  name_widget (self->normal_button, _ ("Cut across any vector"), _ ("Cut across any vector"));
  gtk_box_append (GTK_BOX (axes), self->normal_button);
  return axes;
}

/* ---- how thick, and as what ---- */

static GtkWidget *
make_thickness (Bar *self)
{
  GtkWidget *thickness = vt_parameter_row_new (self->document, "slice.thickness");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (thickness), "");
  gtk_widget_add_css_class (thickness, "inline");
  return thickness;
}

static GtkWidget *
make_style_button (Bar *self)
{
  static const char *const keys[] = { "slice.style", "slice.sigma", "slice.contours" };
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *fit = gtk_button_new_with_label (_ ("Fit Colours to Field"));

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_list_box_append (GTK_LIST_BOX (list), vt_parameter_row_new (self->document, keys[i]));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (fit), "win.slice-fit-colors");
  gtk_widget_set_tooltip_text (fit, _ ("Let the colour scale reach from the field’s lowest value to its highest"));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), fit);
  gtk_widget_set_size_request (box, 320, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  name_widget (button, _ ("Slice shows"), _ ("Atoms or a smoothed field, and its contour lines"));
  self->style_button = button;
  return button;
}

/* ---- following ---- */

/* In the entry, as a person would type it again. */
static void
show_normal (Bar *self, const VtState *state)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  const double *normal;
  gsize n;

  normal = vt_state_get_reals (state, "slice.normal", &n);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            g_ascii_formatd (buffer, sizeof buffer, "%.6g", normal[i]));
  gtk_editable_set_text (GTK_EDITABLE (self->normal), text->str);
  gtk_widget_remove_css_class (self->normal, "error");
}

static void
bar_follow (Bar *self)
{
  VtState *state = vt_document_get_state (self->document);
  const VtParameter *style = vt_parameter_get ((guint) vt_parameter_find ("slice.style"));
  g_autofree char *normal = vt_depiction_describe_normal (state);
  gboolean custom = *normal == '(';

  self->updating = TRUE;
  gtk_range_set_value (GTK_RANGE (self->slider), vt_state_get_real (state, "slice.position"));
  self->updating = FALSE;
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->normal_button), custom ? normal : "…");
  show_normal (self, state);
  for (const VtChoice *choice = style->choices; choice->nick != NULL; choice++)
    if (vt_state_is (state, "slice.style", choice->nick))
      gtk_menu_button_set_label (GTK_MENU_BUTTON (self->style_button), _ (choice->label));
}

static void
on_state_changed (VtDocument *document, VtState *before, Bar *self)
{
  static const char *const keys[] = { "slice.position", "slice.axis", "slice.normal", "slice.style", NULL };

  if (vt_state_differs_in (vt_document_get_state (document), before, keys))
    bar_follow (self);
}

void
vt_slice_bar_fill (GtkBox *bar, VtDocument *document)
{
  GClosure *closure;
  Bar *self;

  g_return_if_fail (GTK_IS_BOX (bar) && VT_IS_DOCUMENT (document));

  self = g_new0 (Bar, 1);
  self->document = g_object_ref (document);
  self->slider = make_slider ();
  gtk_box_append (bar, make_axes (self));
  gtk_box_append (bar, self->slider);
  gtk_box_append (bar, make_thickness (self));
  gtk_box_append (bar, gtk_label_new (vt_unit_symbol (VT_UNIT_ANGSTROM)));
  gtk_box_append (bar, make_style_button (self));
  g_signal_connect_swapped (self->slider, "value-changed", G_CALLBACK (on_slid), self);
  closure = g_cclosure_new (G_CALLBACK (on_state_changed), self, bar_free);
  g_object_watch_closure (G_OBJECT (self->slider), closure);
  g_signal_connect_closure (document, "state-changed", closure, FALSE);
  bar_follow (self);
}

gboolean
vt_slice_bar_fit_colors (VtDocument *document, VtSliceView *view)
{
  double low, high, grain;

  g_return_val_if_fail (VT_IS_DOCUMENT (document), FALSE);

  if (!vt_slice_view_get_field_range (view, &low, &high) || !(high > low))
    return FALSE;
  grain = pow (10, floor (log10 (high - low))) * FIT_GRAIN;
  vt_document_set_many (document, _ ("Fit Colours to Field"), "view.range", g_variant_new_string ("manual"),
                        "view.minimum", g_variant_new_double (floor (low / grain) * grain), "view.maximum",
                        g_variant_new_double (ceil (high / grain) * grain), NULL);
  vt_document_seal (document);
  return TRUE;
}
