#include "vt-viewport-private.h"

#include <epoxy/gl.h>

#include "vt-application.h"
#include "vt-i18n.h"

/* ms without movement after which the picture is drawn in full quality, and a row of edits counts as one */
#define REST 250

G_DEFINE_FINAL_TYPE (VtViewport, vt_viewport, ADW_TYPE_BIN)

static VtDocument *
get_document (VtViewport *self)
{
  return vt_picture_get_document (self->picture);
}

static void
vt_viewport_fail (VtViewport *self, const char *reason)
{
  g_autofree char *text
      = g_markup_printf_escaped (_ ("%s\n\nThe slice works without OpenGL. For the 3D view, update the graphics "
                                    "driver, or start Vitrine with LIBGL_ALWAYS_SOFTWARE=1."),
                                 reason);

  self->failed = TRUE;
  adw_status_page_set_description (self->failure, text);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
on_realize (GtkGLArea *area, gpointer data)
{
  VtViewport *self = data;
  g_autoptr (GError) error = NULL;

  gtk_gl_area_make_current (area);
  if (gtk_gl_area_get_error (area) != NULL)
    {
      vt_viewport_fail (self, gtk_gl_area_get_error (area)->message);
      return;
    }
  self->renderer = vt_renderer_new (&error);
  if (self->renderer == NULL)
    vt_viewport_fail (self, error->message);
}

static void
on_unrealize (GtkGLArea *area, gpointer data)
{
  VtViewport *self = data;

  gtk_gl_area_make_current (area);
  g_clear_pointer (&self->renderer, vt_renderer_free);
}

static int
choose_supersample (VtViewport *self, int scale)
{
  if (scale > 1)
    return 1;
  return self->moving && vt_renderer_is_software (self->renderer) ? 1 : 2;
}

static gboolean
on_render (GtkGLArea *area, GdkGLContext *context, gpointer data)
{
  VtViewport *self = data;
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (area));
  VtRenderTarget target = { .width = gtk_widget_get_width (GTK_WIDGET (area)) * scale,
                            .height = gtk_widget_get_height (GTK_WIDGET (area)) * scale,
                            .scale = scale };
  g_autoptr (GError) error = NULL;
  VtCamera camera;
  GLint framebuffer = 0;

  if (self->renderer == NULL || self->picture == NULL || target.width <= 0 || target.height <= 0)
    return TRUE;
  gtk_gl_area_attach_buffers (area);
  glGetIntegerv (GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer);
  target.framebuffer = (guint) framebuffer;
  target.supersample = choose_supersample (self, scale);
  vt_viewport_get_camera (self, &camera);
  if (!vt_renderer_draw (self->renderer, vt_picture_get_scene (self->picture), &camera, &target, &error))
    vt_viewport_fail (self, error->message);
  return TRUE;
}

/* The area may not even be made for it: to compile shaders for the processor takes a while. */
static gboolean
is_software (VtViewport *self)
{
  return self->renderer != NULL ? vt_renderer_is_software (self->renderer) : !vt_application_has_graphics_card ();
}

static void
vt_viewport_redraw (VtViewport *self)
{
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->area))
    gtk_widget_queue_draw (GTK_WIDGET (self->area));
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
  vt_viewport_redraw (self);
}

static gboolean
on_rest (gpointer data)
{
  VtViewport *self = data;

  self->rest_id = 0;
  self->moving = FALSE;
  vt_document_seal (get_document (self));
  vt_viewport_redraw (self);
  return G_SOURCE_REMOVE;
}

void
vt_viewport_move_to (VtViewport *self, const VtCamera *camera)
{
  double array[VT_CAMERA_ARRAY_LENGTH];

  vt_camera_to_array (camera, array);
  self->moving = TRUE;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST, on_rest, self);
  vt_document_set (get_document (self), "view.camera",
                   g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, array, VT_CAMERA_ARRAY_LENGTH, sizeof (double)),
                   NULL);
}

static void
on_state_changed (VtViewport *self, VtState *before)
{
  VtState *state = vt_document_get_state (get_document (self));

  if (before == NULL || !g_variant_equal (vt_state_get (before, "view.camera"), vt_state_get (state, "view.camera"))
      || !vt_state_is (before, "view.projection", vt_state_get_text (state, "view.projection")))
    vt_viewport_redraw (self);
}

static void
vt_viewport_dispose (GObject *object)
{
  VtViewport *self = VT_VIEWPORT (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->worker, vt_worker_free);
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
}

static void
vt_viewport_make_pages (VtViewport *self)
{
  self->still = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (self->still, GTK_CONTENT_FIT_FILL);
  self->area = GTK_GL_AREA (gtk_gl_area_new ());
  gtk_gl_area_set_required_version (self->area, 3, 3);
  g_signal_connect (self->area, "realize", G_CALLBACK (on_realize), self);
  g_signal_connect (self->area, "unrealize", G_CALLBACK (on_unrealize), self);
  g_signal_connect (self->area, "render", G_CALLBACK (on_render), self);
  self->failure = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failure, "video-display-symbolic");
  adw_status_page_set_title (self->failure, _ ("No 3D View Here"));
}

static void
vt_viewport_init (VtViewport *self)
{
  self->worker = vt_viewport_make_worker (self);
  vt_viewport_make_pages (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->still), "still");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->area), "area");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failure), "failure");
  gtk_widget_set_focusable (GTK_WIDGET (self->stack), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stack), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Atoms in 3D"), -1);
  self->overlay = GTK_OVERLAY (gtk_overlay_new ());
  gtk_overlay_set_child (self->overlay, GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->overlay));
}

void
vt_viewport_set_picture (VtViewport *viewport, VtPicture *picture)
{
  g_return_if_fail (VT_IS_VIEWPORT (viewport) && viewport->picture == NULL);
  g_return_if_fail (VT_IS_PICTURE (picture));

  viewport->picture = g_object_ref (picture);
  vt_viewport_add_gestures (viewport);
  g_signal_connect_object (picture, "changed", G_CALLBACK (vt_viewport_update), viewport, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_document (viewport), "state-changed", G_CALLBACK (on_state_changed), viewport,
                           G_CONNECT_SWAPPED);
}

void
vt_viewport_get_camera (VtViewport *viewport, VtCamera *camera)
{
  VtFrame *frame;
  double width, height;

  g_return_if_fail (VT_IS_VIEWPORT (viewport));
  g_return_if_fail (camera != NULL);

  frame = vt_picture_get_frame (viewport->picture);
  width = MAX (gtk_widget_get_width (GTK_WIDGET (viewport)), 1);
  height = MAX (gtk_widget_get_height (GTK_WIDGET (viewport)), 1);
  vt_camera_init (camera);
  if (frame != NULL)
    vt_depiction_get_camera (vt_document_get_state (get_document (viewport)), vt_frame_get_cell (frame), width / height,
                             camera);
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

void
vt_viewport_fit (VtViewport *viewport)
{
  g_return_if_fail (VT_IS_VIEWPORT (viewport));

  vt_document_set (get_document (viewport), "view.camera", g_variant_new_array (G_VARIANT_TYPE_DOUBLE, NULL, 0), NULL);
  vt_document_seal (get_document (viewport));
}

void
vt_viewport_look (VtViewport *viewport, VtView view)
{
  VtCamera camera;

  g_return_if_fail (VT_IS_VIEWPORT (viewport));

  vt_viewport_get_camera (viewport, &camera);
  vt_camera_set_view (&camera, view);
  vt_viewport_move_to (viewport, &camera);
}

gboolean
vt_viewport_works (VtViewport *viewport)
{
  g_return_val_if_fail (VT_IS_VIEWPORT (viewport), FALSE);

  return !viewport->failed;
}
