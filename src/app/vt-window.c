#include "vt-window-private.h"

#include "vt-data-files.h"
#include "vt-slice-motion.h"
#include "vt-tip.h"

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

void
vt_window_notify_state (VtWindow *self, const VtState *before)
{
  VtState *state = vt_document_get_state (self->document);

  for (guint i = 1; i < N_PROPERTIES; i++)
    if (property_keys[i] != NULL && vt_state_differs (state, before, property_keys[i]))
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  if (vt_state_differs (state, before, "slice.normal"))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLICE_AXIS]);
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
  vt_tip_watch (GTK_WIDGET (self));
  vt_window_make_parts (self);
  vt_window_connect (self);
  gtk_widget_set_visible (self->sample_button, sample != NULL && g_file_query_exists (sample, NULL));
  vt_window_update_recent (self);
  vt_window_update_stack (self);
  vt_window_update_page (self);
  vt_window_update_title (self);
  vt_window_update_actions (self);
  vt_window_start_autosave (self);
  vt_window_follow_colors (self);
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
