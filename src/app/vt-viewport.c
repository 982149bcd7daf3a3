#include "vt-viewport-private.h"

#include "vt-application.h"
#include "vt-i18n.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtViewport, vt_viewport, ADW_TYPE_BIN)

static VtDocument *
get_document (VtViewport *self)
{
  return vt_picture_get_document (self->picture);
}

/* The area may not even be made for it: to compile shaders for the processor takes a while. */
static gboolean
is_software (VtViewport *self)
{
  return self->renderer != NULL ? vt_renderer_is_software (self->renderer) : !vt_application_has_graphics_card ();
}

void
vt_viewport_redraw (VtViewport *self)
{
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->area))
    gtk_widget_queue_draw (GTK_WIDGET (self->area));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Very many atoms on a machine without a graphics card are the worker's, all others the area's. */
void
vt_viewport_update (VtViewport *self)
{
  g_autoptr (VtShot) shot = vt_picture_hold (self->picture);
  gboolean still = shot != NULL && !self->no_offscreen && is_software (self);

  if (!still)
    {
      vt_worker_forget (self->worker);
      gtk_picture_set_paintable (self->still, NULL);
    }
  if (still || (!self->failed && vt_picture_get_depiction (self->picture) != NULL))
    gtk_stack_set_visible_child_name (self->stack, still ? "still" : "area");
  else if (self->failed)
    gtk_stack_set_visible_child_name (self->stack, "failure");
  vt_viewport_stir (self);
  vt_viewport_redraw (self);
}

static void
on_state_changed (VtViewport *self, VtState *before)
{
  VtState *state = vt_document_get_state (get_document (self));

  if (vt_state_differs (state, before, "view.camera") || vt_state_differs (state, before, "view.projection"))
    {
      vt_viewport_follow_camera (self, before);
      vt_viewport_redraw (self);
    }
  else if (vt_state_differs (state, before, "view.axes"))
    vt_viewport_redraw (self);
}

static void
vt_viewport_dispose (GObject *object)
{
  VtViewport *self = VT_VIEWPORT (object);

  vt_viewport_land (self);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_handle_id (&self->lost_id, g_source_remove);
  g_clear_pointer (&self->worker, vt_worker_free);
  for (guint i = 0; i < VT_N_LAYERS; i++)
    g_clear_pointer (&self->layers[i], vt_overlay_unref);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (vt_viewport_parent_class)->dispose (object);
}

static void
vt_viewport_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  vt_viewport_refresh_still (VT_VIEWPORT (widget));
  GTK_WIDGET_CLASS (vt_viewport_parent_class)->snapshot (widget, snapshot);
}

static void
vt_viewport_class_init (VtViewportClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_viewport_dispose;
  GTK_WIDGET_CLASS (class)->snapshot = vt_viewport_snapshot;
  signals[CHANGED]
      = g_signal_new ("changed", VT_TYPE_VIEWPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vt_viewport_init (VtViewport *self)
{
  self->worker = vt_viewport_make_worker (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  vt_viewport_make_pages (self);
  gtk_widget_set_focusable (GTK_WIDGET (self->stack), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stack), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Atoms in 3D"), -1);
  self->overlay = GTK_OVERLAY (gtk_overlay_new ());
  gtk_overlay_set_child (self->overlay, GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->overlay));
  /* Moved to a screen of finer pixels. */
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (vt_viewport_redraw), NULL);
}

void
vt_viewport_set_picture (VtViewport *viewport, VtPicture *picture)
{
  g_return_if_fail (VT_IS_VIEWPORT (viewport) && viewport->picture == NULL);
  g_return_if_fail (VT_IS_PICTURE (picture));

  viewport->picture = g_object_ref (picture);
  vt_viewport_add_gestures (viewport);
  vt_viewport_add_axes (viewport);
  g_signal_connect_object (picture, "changed", G_CALLBACK (vt_viewport_update), viewport, G_CONNECT_SWAPPED);
  vt_viewport_follow_source (viewport);
  g_signal_connect_object (get_document (viewport), "source-changed", G_CALLBACK (vt_viewport_follow_source), viewport,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_document (viewport), "state-changed", G_CALLBACK (on_state_changed), viewport,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
vt_viewport_get_surface (VtViewport *viewport)
{
  g_return_val_if_fail (VT_IS_VIEWPORT (viewport), NULL);

  return GTK_WIDGET (viewport->stack);
}

void
vt_viewport_add_overlay (VtViewport *viewport, GtkWidget *widget)
{
  g_return_if_fail (VT_IS_VIEWPORT (viewport));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_overlay_add_overlay (viewport->overlay, widget);
}

gboolean
vt_viewport_works (VtViewport *viewport)
{
  g_return_val_if_fail (VT_IS_VIEWPORT (viewport), FALSE);

  return !viewport->failed;
}
