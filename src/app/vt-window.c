#include "vt-window-private.h"

#include <math.h>

#include "vt-chart-page.h"
#include "vt-data-files.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-slice-motion.h"

enum
{
  PROP_PAGE = 1,
  PROP_SELECTION_CLASS,
  PROP_CHART,
  PROP_SLICE_AXIS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* Properties that are windows onto the state, so that actions and buttons show it. */
static const char *const property_keys[N_PROPERTIES] = {
  [PROP_PAGE] = "view.page",
  [PROP_SELECTION_CLASS] = "selection.class",
  [PROP_SLICE_AXIS] = "slice.axis",
};

G_DEFINE_FINAL_TYPE (VtWindow, vt_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- title, pages, state ---- */

static void
append_species (GString *text, VtAtomTable *atoms)
{
  for (guint i = 0; i < vt_atom_table_get_n_species (atoms); i++)
    g_string_append_printf (text, "%s%s", i == 0 ? " · " : " ", vt_atom_table_get_species_name (atoms, i));
}

static char *
make_subtitle (VtWindow *self)
{
  VtSource *source = vt_document_get_source (self->document);
  VtFrame *frame = vt_picture_get_frame (self->picture);
  double temperature = vt_state_get_real (vt_document_get_state (self->document), "trajectory.temperature");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *count = NULL;
  gsize n;

  if (source == NULL)
    return g_strdup ("");
  n = frame != NULL ? vt_frame_get_n_atoms (frame) : vt_trajectory_get_n_atoms (vt_source_get_trajectory (source), 0);
  count = vt_format_count ((gint64) n);
  g_string_append_printf (text, g_dngettext (NULL, "%s atom", "%s atoms", (gulong) n), count);
  if (frame != NULL)
    append_species (text, vt_frame_get_atoms (frame));
  if (!isnan (temperature))
    {
      g_autofree char *kelvin = vt_format_quantity (temperature, VT_UNIT_KELVIN, 3);

      g_string_append_printf (text, " · %s", kelvin);
    }
  return g_strdup (text->str);
}

static void
vt_window_update_title (VtWindow *self)
{
  gboolean open = vt_document_get_source (self->document) != NULL;
  g_autofree char *subtitle = make_subtitle (self);
  const char *title = open ? vt_document_get_title (self->document) : _ ("Vitrine");
  g_autofree char *full = open ? g_strdup_printf ("%s – Vitrine", title) : NULL;

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), full != NULL ? full : title);
}

static void
vt_window_update_page (VtWindow *self)
{
  const char *page = vt_state_get_text (vt_document_get_state (self->document), "view.page");
  gboolean slices = !g_str_equal (page, "3d");

  if (g_str_equal (page, "model"))
    {
      vt_timeline_set_playing (self->timeline, FALSE);
      return;
    }
  gtk_stack_set_visible_child_name (self->pages, page);
  gtk_widget_set_visible (GTK_WIDGET (self->slice_bar), slices);
  gtk_widget_set_visible (self->fit_button, !slices);
  gtk_widget_set_visible (GTK_WIDGET (self->color_button), !g_str_equal (page, "compare"));
  /* With the slice's own settings beside it the bar would be too wide for small windows. */
  gtk_widget_set_visible (self->color_label, !slices);
}

static void
vt_window_update_status (VtWindow *self)
{
  VtState *state = vt_document_get_state (self->document);
  VtFrame *frame = vt_picture_get_frame (self->picture);
  const GError *error = NULL;
  const char *provider = vt_document_get_provider (vt_state_get_text (state, "view.color-by"));
  VtJobStatus status = vt_document_get_job (self->document, provider, NULL, &error);
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  if (status == VT_JOB_FAILED && error != NULL)
    text = g_strdup (error->message);
  if (frame != NULL)
    place = vt_slice_view_describe_place (state, vt_frame_get_cell (frame));
  gtk_label_set_markup (self->slice_place, place != NULL ? place : "");
  markup = vt_format_science (text != NULL ? text : "");
  gtk_label_set_markup (self->view_status, markup);
  /* Each panel that is compared tells by itself what it lacks. */
  gtk_widget_set_visible (GTK_WIDGET (self->view_status), text != NULL && !vt_state_is (state, "view.page", "compare"));
  gtk_widget_set_opacity (self->view_busy, vt_picture_is_pending (self->picture) ? 1 : 0);
}

static void
vt_window_update_stack (VtWindow *self)
{
  gboolean open = vt_document_get_source (self->document) != NULL;
  gboolean model = vt_state_is (vt_document_get_state (self->document), "view.page", "model");
  gboolean views = open && !model;
  const char *page = model ? "model" : open ? "work" : self->opening != NULL ? "loading" : "start";

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->edit_buttons, open || model);
  gtk_widget_set_visible (self->page_buttons, open || model);
  gtk_widget_set_visible (self->left_button, views);
  gtk_widget_set_visible (self->right_button, views);
  gtk_widget_set_visible (GTK_WIDGET (self->export_button), views);
  gtk_widget_set_visible (self->restore_button, !open && vt_window_can_restore ());
}

static gboolean
differs (VtState *before, VtState *state, const char *key)
{
  return before == NULL || !g_variant_equal (vt_state_get (before, key), vt_state_get (state, key));
}

static void
on_state_changed (VtWindow *self, VtState *before)
{
  VtState *state = vt_document_get_state (self->document);

  if (differs (before, state, "view.page"))
    {
      vt_window_update_page (self);
      vt_window_update_stack (self);
      gtk_widget_child_focus (vt_state_is (state, "view.page", "model") ? GTK_WIDGET (self->model_page)
                                                                        : gtk_stack_get_visible_child (self->pages),
                              GTK_DIR_TAB_FORWARD);
    }
  for (guint i = 1; i < N_PROPERTIES; i++)
    if (property_keys[i] != NULL && differs (before, state, property_keys[i]))
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  if (differs (before, state, "slice.normal"))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLICE_AXIS]);
  if (differs (before, state, "selection.picked"))
    vt_window_update_room (self);
  vt_window_update_wants (self);
  vt_window_update_title (self);
  vt_window_update_status (self);
  vt_window_update_actions (self);
}

static void
on_source_changed (VtWindow *self)
{
  vt_window_update_stack (self);
  vt_window_reveal_late_parts (self);
  vt_window_update_wants (self);
  vt_window_update_title (self);
  vt_window_update_actions (self);
}

static void
on_job_changed (VtWindow *self, const char *analysis)
{
  const char *property = vt_state_get_text (vt_document_get_state (self->document), "view.color-by");

  if (g_strcmp0 (analysis, vt_document_get_provider (property)) == 0)
    vt_window_update_status (self);
}

static void
on_picture_changed (VtWindow *self)
{
  vt_window_update_title (self);
  vt_window_update_status (self);
}

static gboolean
on_loading_tick (gpointer data)
{
  VtWindow *self = data;
  VtProgress *progress = vt_document_get_loading (self->document);

  if (progress != NULL)
    gtk_progress_bar_set_fraction (self->loading_progress, CLAMP (vt_progress_get (progress), 0, 1));
  return G_SOURCE_CONTINUE;
}

static void
on_loading (VtWindow *self)
{
  gboolean loading = vt_document_get_loading (self->document) != NULL;

  g_clear_handle_id (&self->loading_id, g_source_remove);
  if (loading)
    self->loading_id = g_timeout_add (60, on_loading_tick, self);
  vt_window_update_stack (self);
}

/* Who looks at something else is told that the training is over. */
static void
on_model_page_changed (VtWindow *self)
{
  gboolean training = vt_model_page_is_training (self->model_page);

  if (self->training && !training && !gtk_widget_get_mapped (GTK_WIDGET (self->model_page)))
    vt_window_tell_of_training (self);
  self->training = training;
  vt_window_update_actions (self);
}

static void
on_failed (VtWindow *self, GError *error)
{
  vt_window_show_message (self, error->message);
}

static void
on_notice (VtWindow *self, const char *notice)
{
  vt_window_show_message (self, notice);
}

static void
on_dark (VtWindow *self)
{
  vt_picture_set_dark (self->picture, adw_style_manager_get_dark (adw_style_manager_get_default ()));
}

/* ---- making ---- */

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  vt_window_open_file (VT_WINDOW (data), files->data);
  return TRUE;
}

static void
vt_window_connect (VtWindow *self)
{
  VtDocument *document = self->document;
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (document, "state-changed", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "source-changed", G_CALLBACK (on_source_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::loading", G_CALLBACK (on_loading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::title", G_CALLBACK (vt_window_update_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notice", G_CALLBACK (on_notice), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "job-changed", G_CALLBACK (on_job_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picture, "changed", G_CALLBACK (on_picture_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->timeline, "notify::playing", G_CALLBACK (vt_window_update_wants), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->charts, "notify::visible-child", G_CALLBACK (vt_window_update_wants), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->charts, "notify::visible-child", G_CALLBACK (vt_window_update_room), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model_page, "changed", G_CALLBACK (on_model_page_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (on_dark), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
vt_window_close_request (GtkWindow *window)
{
  VtWindow *self = VT_WINDOW (window);

  if (!self->close_anyway && vt_window_has_unsaved_work (self))
    {
      vt_window_ask_before_close (self);
      return TRUE;
    }
  if (!self->discard_model && vt_window_has_unsaved_model (self))
    {
      vt_window_ask_about_model (self);
      return TRUE;
    }
  vt_model_page_close (self->model_page);
  vt_window_forget_autosave (self);
  g_cancellable_cancel (self->opening);
  vt_document_want (self->document, self, NULL);
  vt_document_want_later (self->document, self, NULL);
  return GTK_WINDOW_CLASS (vt_window_parent_class)->close_request (window);
}

static void
vt_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VtWindow *self = VT_WINDOW (object);

  if (id == PROP_CHART)
    g_value_set_string (value, self->charts != NULL ? gtk_stack_get_visible_child_name (self->charts) : NULL);
  else if (id == PROP_SLICE_AXIS)
    g_value_take_string (value, vt_depiction_describe_normal (vt_document_get_state (self->document)));
  else
    g_value_set_string (value, vt_state_get_text (vt_document_get_state (self->document), property_keys[id]));
}

static void
vt_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VtWindow *self = VT_WINDOW (object);
  const char *text = g_value_get_string (value);

  if (id == PROP_CHART)
    {
      gtk_stack_set_visible_child_name (self->charts, text);
      g_object_notify_by_pspec (object, properties[PROP_CHART]);
      return;
    }
  if (id == PROP_SLICE_AXIS)
    vt_slice_set_axis (self->document, text);
  else
    vt_document_set_text (self->document, property_keys[id], text);
  vt_document_seal (self->document);
}

static void
vt_window_dispose (GObject *object)
{
  VtWindow *self = VT_WINDOW (object);

  g_clear_handle_id (&self->loading_id, g_source_remove);
  g_clear_handle_id (&self->reveal_id, g_source_remove);
  g_clear_handle_id (&self->autosave_id, g_source_remove);
  if (self->document != NULL)
    {
      vt_document_want (self->document, self, NULL);
      vt_document_want_later (self->document, self, NULL);
    }
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->opening_file);
  g_clear_object (&self->writing);
  G_OBJECT_CLASS (vt_window_parent_class)->dispose (object);
}

static void
vt_window_finalize (GObject *object)
{
  VtWindow *self = VT_WINDOW (object);

  g_clear_object (&self->picture);
  g_clear_object (&self->document);
  g_clear_pointer (&self->opened, vt_state_unref);
  g_free (self->wanted);
  G_OBJECT_CLASS (vt_window_parent_class)->finalize (object);
}

static void
vt_window_ensure_types (void)
{
  g_type_ensure (VT_TYPE_DATA_PANEL);
  g_type_ensure (VT_TYPE_SELECTION_PANEL);
  g_type_ensure (VT_TYPE_ANALYSES_PANEL);
  g_type_ensure (VT_TYPE_COLOR_BUTTON);
  g_type_ensure (VT_TYPE_VIEWPORT);
  g_type_ensure (VT_TYPE_LEGEND_VIEW);
  g_type_ensure (VT_TYPE_SLICE_VIEW);
  g_type_ensure (VT_TYPE_COMPARE_PAGE);
  g_type_ensure (VT_TYPE_TIMELINE);
  g_type_ensure (VT_TYPE_MODEL_PAGE);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VtWindow, name)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (toasts);
  BIND (title);
  BIND (open_button);
  BIND (edit_buttons);
  BIND (undo_button);
  BIND (redo_button);
  BIND (page_buttons);
  BIND (left_button);
  BIND (right_button);
  BIND (export_button);
  BIND (figures_section);
  BIND (message_revealer);
  BIND (message);
  BIND (stack);
  BIND (sample_button);
  BIND (restore_button);
  BIND (loading_title);
  BIND (loading_progress);
  BIND (left);
  BIND (right);
  BIND (right_paned);
  BIND (chart_buttons);
  BIND (charts);
  BIND (inspector_bin);
  BIND (data_panel);
  BIND (selection_panel);
  BIND (analyses_panel);
  BIND (color_label);
  BIND (color_button);
  BIND (settings_button);
  BIND (view_busy);
  BIND (view_status);
  BIND (slice_bar);
  BIND (fit_button);
  BIND (pages);
  BIND (viewport);
  BIND (legend);
  BIND (slice_legend);
  BIND (slice);
  BIND (compare);
  BIND (timeline);
  BIND (model_page);
}

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
vt_window_class_init (VtWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = vt_window_get_property;
  object_class->set_property = vt_window_set_property;
  object_class->dispose = vt_window_dispose;
  object_class->finalize = vt_window_finalize;
  GTK_WINDOW_CLASS (class)->close_request = vt_window_close_request;
  properties[PROP_PAGE] = string_property ("page");
  properties[PROP_SELECTION_CLASS] = string_property ("selection-class");
  properties[PROP_CHART] = string_property ("chart");
  properties[PROP_SLICE_AXIS] = string_property ("slice-axis");
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  vt_window_ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/vt-window.ui");
  bind_children (widget_class);
  vt_window_install_actions (widget_class);
}

static void
vt_window_init (VtWindow *self)
{
  g_autoptr (GFile) sample = vt_data_get_sample ();

  self->document = vt_document_new ();
  self->picture = vt_picture_new (self->document);
  gtk_widget_init_template (GTK_WIDGET (self));
  vt_window_make_parts (self);
  vt_window_connect (self);
  gtk_widget_set_visible (self->sample_button, sample != NULL && g_file_query_exists (sample, NULL));
  vt_window_update_recent (self);
  vt_window_update_stack (self);
  vt_window_update_page (self);
  vt_window_update_title (self);
  vt_window_update_actions (self);
  vt_window_start_autosave (self);
  on_dark (self);
}

/* ---- public ---- */

GtkWidget *
vt_window_new (AdwApplication *application)
{
  return g_object_new (VT_TYPE_WINDOW, "application", application, NULL);
}

VtDocument *
vt_window_get_document (VtWindow *window)
{
  g_return_val_if_fail (VT_IS_WINDOW (window), NULL);

  return window->document;
}

gboolean
vt_window_is_empty (VtWindow *window)
{
  g_return_val_if_fail (VT_IS_WINDOW (window), FALSE);

  return vt_document_get_source (window->document) == NULL && window->opening == NULL;
}

const char *
vt_window_get_message (VtWindow *window)
{
  g_return_val_if_fail (VT_IS_WINDOW (window), NULL);

  return gtk_revealer_get_reveal_child (window->message_revealer) ? gtk_label_get_label (window->message) : NULL;
}

void
vt_window_show_message (VtWindow *window, const char *message)
{
  g_return_if_fail (VT_IS_WINDOW (window));

  if (message != NULL)
    gtk_label_set_label (window->message, message);
  gtk_revealer_set_reveal_child (window->message_revealer, message != NULL);
}

gboolean
vt_window_is_busy (VtWindow *window)
{
  g_return_val_if_fail (VT_IS_WINDOW (window), FALSE);

  return window->opening != NULL || window->n_jobs > 0;
}

void
vt_window_begin_job (VtWindow *self)
{
  self->n_jobs++;
}

void
vt_window_end_job (VtWindow *self)
{
  g_return_if_fail (self->n_jobs > 0);

  self->n_jobs--;
}

void
vt_window_toast (VtWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}
