/* The 3D page by OpenGL: its area, and what is done where OpenGL is not to be had, or is lost on the way. */
#include "vt-viewport-private.h"

#include <epoxy/gl.h>

#include "vt-gl-area.h"
#include "vt-i18n.h"

/* Of a context that is lost again so soon after it was made anew, s, nothing is expected. */
#define HOPE 10

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

/* ---- a context that is lost: the driver was reset, a graphics card is gone ---- */

static gboolean
is_lost (void)
{
  GLenum error = glGetError ();

  /* Those of a context that is lost do not end. */
  for (guint i = 0; i < 8 && error != GL_NO_ERROR && error != GL_CONTEXT_LOST; i++)
    error = glGetError ();
  if (error == GL_CONTEXT_LOST)
    return TRUE;
  if (epoxy_gl_version () >= 45 || epoxy_has_gl_extension ("GL_KHR_robustness"))
    return glGetGraphicsResetStatus () != GL_NO_ERROR;
  return epoxy_has_gl_extension ("GL_ARB_robustness") && glGetGraphicsResetStatusARB () != GL_NO_ERROR;
}

static gboolean
on_lost (gpointer data)
{
  VtViewport *self = data;
  gint64 now = g_get_monotonic_time ();
  gboolean again = self->lost_time != 0 && now - self->lost_time < HOPE * G_USEC_PER_SEC;

  self->lost_id = 0;
  self->lost_time = now;
  if (again)
    vt_viewport_fail (self, _ ("OpenGL was lost: the graphics driver has been reset"));
  else
    vt_viewport_retry (self);
  return G_SOURCE_REMOVE;
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
  VtScene scene;
  GLint framebuffer = 0;

  if (self->renderer == NULL || self->picture == NULL || target.width <= 0 || target.height <= 0)
    return TRUE;
  glGetIntegerv (GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer);
  target.framebuffer = (guint) framebuffer;
  target.supersample = choose_supersample (self, scale);
  self->awaited = 0;
  vt_viewport_get_camera (self, &camera);
  vt_viewport_lay_over (self->layers, vt_picture_get_scene (self->picture), &scene);
  if (!vt_renderer_draw (self->renderer, &scene, &camera, &target, &error))
    vt_viewport_fail (self, error->message);
  /* Not from within its own drawing. */
  if (is_lost () && self->lost_id == 0)
    self->lost_id = g_idle_add (on_lost, self);
  return TRUE;
}

static void
vt_viewport_make_area (VtViewport *self)
{
  self->area = GTK_GL_AREA (vt_gl_area_new ());
  gtk_gl_area_set_required_version (self->area, 3, 3);
  g_signal_connect (self->area, "realize", G_CALLBACK (on_realize), self);
  g_signal_connect (self->area, "unrealize", G_CALLBACK (on_unrealize), self);
  g_signal_connect (self->area, "render", G_CALLBACK (on_render), self);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->area), "area");
}

/* ---- the page that says so ---- */

void
vt_viewport_fail (VtViewport *self, const char *reason)
{
  g_autofree char *text
      = g_markup_printf_escaped (_ ("%s\n\nThe slice works without OpenGL. For the 3D view, update the graphics "
                                    "driver, or start Vitrine with LIBGL_ALWAYS_SOFTWARE=1."),
                                 reason);

  self->failed = TRUE;
  adw_status_page_set_description (self->failure, text);
  gtk_stack_set_visible_child_name (self->stack, "failure");
  vt_viewport_redraw (self);
}

void
vt_viewport_retry (VtViewport *self)
{
  self->failed = FALSE;
  self->no_offscreen = FALSE;
  /* An area whose context could not be made, or is lost, does not get another one. */
  if (self->area != NULL)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->area));
  vt_viewport_make_area (self);
  vt_viewport_update (self);
}

static GtkWidget *
make_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
vt_viewport_make_failure (VtViewport *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *retry = make_button (_ ("_Try Again"));
  GtkWidget *slice = make_button (_ ("Show the _Slice"));

  g_signal_connect_swapped (retry, "clicked", G_CALLBACK (vt_viewport_retry), self);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (slice), "win.page::slice");
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), retry);
  gtk_box_append (GTK_BOX (buttons), slice);
  self->failure = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failure, "video-display-symbolic");
  adw_status_page_set_title (self->failure, _ ("No 3D View Here"));
  adw_status_page_set_child (self->failure, buttons);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failure), "failure");
}

void
vt_viewport_make_pages (VtViewport *self)
{
  self->still = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (self->still, GTK_CONTENT_FIT_FILL);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->still), "still");
  vt_viewport_make_area (self);
  vt_viewport_make_failure (self);
}
