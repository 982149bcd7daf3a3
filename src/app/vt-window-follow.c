/* What the window does when something happens: to its document, its picture, its parts, or by a file let go over it. */
#include "vt-window-private.h"

static void
on_state_changed (VtWindow *self, VtState *before)
{
  VtState *state = vt_document_get_state (self->document);

  if (vt_state_differs (state, before, "view.page"))
    {
      vt_window_update_page (self);
      vt_window_update_stack (self);
      gtk_widget_child_focus (vt_state_is (state, "view.page", "model") ? GTK_WIDGET (self->model_page)
                                                                        : gtk_stack_get_visible_child (self->pages),
                              GTK_DIR_TAB_FORWARD);
    }
  vt_window_notify_state (self, before);
  if (vt_state_differs (state, before, "selection.picked"))
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

void
vt_window_follow_colors (VtWindow *self)
{
  vt_picture_set_dark (self->picture, adw_style_manager_get_dark (adw_style_manager_get_default ()));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  vt_window_open_file (VT_WINDOW (data), files->data);
  return TRUE;
}

void
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
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (vt_window_follow_colors),
                           self, G_CONNECT_SWAPPED);
}
