/*
 * Where Cairo paints the window, GTK reads an area's texture back, takes every byte of it to a float and back again to
 * have red and blue the other way round, and lets Cairo turn the rows over. That is as much as thousands of spheres
 * cost, so here it is done in one go over the pixels, and Cairo is given what it can copy.
 */
#include "vt-gl-area.h"

#include <epoxy/gl.h>

struct _VtGlArea
{
  GtkGLArea parent_instance;

  GLuint           framebuffer, renderbuffer;
  int              width, height; /* of the framebuffer, pixels; 0: there is none */
  guint32         *rows;          /* [height][width], as OpenGL has them */
  cairo_surface_t *surfaces[2];   /* in turn: what is on the screen is kept until it is replaced */
  guint            turn;
};

G_DEFINE_FINAL_TYPE (VtGlArea, vt_gl_area, GTK_TYPE_GL_AREA)

/* The context is current. */
static void
clear_framebuffer (VtGlArea *self)
{
  if (self->width == 0)
    return;
  glDeleteFramebuffers (1, &self->framebuffer);
  glDeleteRenderbuffers (1, &self->renderbuffer);
  g_clear_pointer (&self->rows, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->surfaces); i++)
    g_clear_pointer (&self->surfaces[i], cairo_surface_destroy);
  self->width = self->height = 0;
}

static void
make_framebuffer (VtGlArea *self, int width, int height)
{
  clear_framebuffer (self);
  glGenFramebuffers (1, &self->framebuffer);
  glGenRenderbuffers (1, &self->renderbuffer);
  glBindRenderbuffer (GL_RENDERBUFFER, self->renderbuffer);
  glRenderbufferStorage (GL_RENDERBUFFER, GL_RGBA8, width, height);
  glBindFramebuffer (GL_FRAMEBUFFER, self->framebuffer);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, self->renderbuffer);
  self->rows = g_new (guint32, (gsize) width * (gsize) height);
  for (guint i = 0; i < G_N_ELEMENTS (self->surfaces); i++)
    self->surfaces[i] = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  self->width = width;
  self->height = height;
}

static void
bind_framebuffer (VtGlArea *self, int width, int height)
{
  gboolean other = width != self->width || height != self->height;

  if (other)
    make_framebuffer (self, width, height);
  glBindFramebuffer (GL_FRAMEBUFFER, self->framebuffer);
  glViewport (0, 0, width, height);
  if (other)
    g_signal_emit_by_name (self, "resize", width, height);
}

/* OpenGL's rows go up, with red in the lowest byte; Cairo's go down, with blue in it. */
static cairo_surface_t *
read_surface (VtGlArea *self)
{
  cairo_surface_t *surface = self->surfaces[self->turn++ % G_N_ELEMENTS (self->surfaces)];
  gsize width = (gsize) self->width, height = (gsize) self->height;
  gsize stride = (gsize) cairo_image_surface_get_stride (surface) / sizeof (guint32);
  guint32 *pixels;

  glBindFramebuffer (GL_READ_FRAMEBUFFER, self->framebuffer);
  glPixelStorei (GL_PACK_ALIGNMENT, 4);
  glReadPixels (0, 0, self->width, self->height, GL_RGBA, GL_UNSIGNED_INT_8_8_8_8_REV, self->rows);
  /* Whoever holds on to what was in it gets a copy. */
  cairo_surface_flush (surface);
  pixels = (guint32 *) (void *) cairo_image_surface_get_data (surface);
  for (gsize row = 0; row < height && pixels != NULL; row++)
    {
      const guint32 *from = self->rows + (height - 1 - row) * width;
      guint32 *to = pixels + row * stride;

      for (gsize x = 0; x < width; x++)
        to[x] = (from[x] & 0xff00ff00u) | (from[x] & 0xff) << 16 | (from[x] >> 16 & 0xff);
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
append_surface (GtkSnapshot *snapshot, cairo_surface_t *surface, int width, int height, int scale)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static gboolean
is_painted_by_cairo (GtkWidget *widget)
{
  return GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (gtk_widget_get_native (widget)));
}

static void
vt_gl_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtGlArea *self = VT_GL_AREA (widget);
  GtkGLArea *area = GTK_GL_AREA (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  gboolean handled = FALSE;

  if (gtk_gl_area_get_error (area) != NULL || !is_painted_by_cairo (widget))
    {
      GTK_WIDGET_CLASS (vt_gl_area_parent_class)->snapshot (widget, snapshot);
      return;
    }
  if (width <= 0 || height <= 0)
    return;
  gtk_gl_area_make_current (area);
  bind_framebuffer (self, width * scale, height * scale);
  g_signal_emit_by_name (area, "render", gtk_gl_area_get_context (area), &handled);
  append_surface (snapshot, read_surface (self), width, height, scale);
}

static void
vt_gl_area_unrealize (GtkWidget *widget)
{
  gtk_gl_area_make_current (GTK_GL_AREA (widget));
  clear_framebuffer (VT_GL_AREA (widget));
  GTK_WIDGET_CLASS (vt_gl_area_parent_class)->unrealize (widget);
}

static void
vt_gl_area_class_init (VtGlAreaClass *class)
{
  GTK_WIDGET_CLASS (class)->snapshot = vt_gl_area_snapshot;
  GTK_WIDGET_CLASS (class)->unrealize = vt_gl_area_unrealize;
}

static void
vt_gl_area_init (VtGlArea *self)
{
}

GtkWidget *
vt_gl_area_new (void)
{
  return g_object_new (VT_TYPE_GL_AREA, NULL);
}
