/* OpenGL in a window, as it is on the screen: when it is drawn, pixel by pixel what is seen of it, on screens of one and
 * of two pixels a point, beside what workers paint for them, and with either of the painters of windows. */
#include <epoxy/gl.h>
#include <string.h>

#include "vt-gl-area.h"
#include "vt-viewport.h"
#include "window-fixture.h"

#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#endif

#define RED 0xffff0000u
#define GREEN 0xff00ff00u
#define BLUE 0xff0000ffu
#define WHITE 0xffffffffu
#define BLACK 0xff000000u

/* What an area in a window of its own has done. */
typedef struct
{
  GtkWindow *window;
  GtkWidget *label; /* beside it */
  GtkWidget *area;
  guint      n_renders;
  guint      n_resizes;
  GLint      viewport[4];
  int        resized[2];
  gboolean   whole; /* the framebuffer, when it was drawn last */
  guint32    ground;
} Stage;

static gboolean
is_painted_by_cairo (Stage *stage)
{
  return GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (GTK_NATIVE (stage->window)));
}

static void
fill (int x, int y, int width, int height, guint32 color)
{
  glEnable (GL_SCISSOR_TEST);
  glScissor (x, y, width, height);
  glClearColor ((GLfloat) (color >> 16 & 0xff) / 255, (GLfloat) (color >> 8 & 0xff) / 255, (GLfloat) (color & 0xff) / 255,
                (GLfloat) (color >> 24) / 255);
  glClear (GL_COLOR_BUFFER_BIT);
  glDisable (GL_SCISSOR_TEST);
}

/* A pixel of another colour in each corner, and a white one beside the lower left: neither a row turned over, nor red
 * and blue exchanged, nor a pixel spread over its neighbours is taken for it. */
static gboolean
on_render (GtkGLArea *area, GdkGLContext *context, gpointer data)
{
  Stage *stage = data;
  GLint framebuffer = 0;

  stage->n_renders++;
  glGetIntegerv (GL_VIEWPORT, stage->viewport);
  glGetIntegerv (GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer);
  stage->whole = framebuffer != 0 && glCheckFramebufferStatus (GL_DRAW_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE
                 && gdk_gl_context_get_current () == context;
  fill (0, 0, stage->viewport[2], stage->viewport[3], stage->ground);
  fill (0, 0, 1, 1, RED);
  fill (1, 0, 1, 1, WHITE);
  fill (stage->viewport[2] - 1, 0, 1, 1, GREEN);
  fill (0, stage->viewport[3] - 1, 1, 1, BLUE);
  fill (stage->viewport[2] - 1, stage->viewport[3] - 1, 1, 1, WHITE);
  /* Whoever draws may leave it like this. */
  if (is_painted_by_cairo (stage))
    glViewport (1, 2, 3, 4);
  return TRUE;
}

static void
on_resize (GtkGLArea *area, int width, int height, gpointer data)
{
  Stage *stage = data;

  stage->n_resizes++;
  stage->resized[0] = width;
  stage->resized[1] = height;
}

static void
stage_set_up (Stage *stage, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  stage->ground = BLACK;
  stage->window = GTK_WINDOW (gtk_window_new ());
  stage->label = gtk_label_new ("beside it");
  stage->area = vt_gl_area_new ();
  g_signal_connect (stage->area, "render", G_CALLBACK (on_render), stage);
  g_signal_connect (stage->area, "resize", G_CALLBACK (on_resize), stage);
  gtk_widget_set_size_request (stage->area, 60, 40);
  gtk_widget_set_halign (stage->area, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), stage->label);
  gtk_box_append (GTK_BOX (box), stage->area);
  gtk_window_set_child (stage->window, box);
}

static void
stage_present (Stage *stage)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  gtk_window_present (stage->window);
  while (stage->n_renders == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  spin (300);
}

static void
stage_tear_down (Stage *stage, gconstpointer data)
{
  gtk_window_destroy (stage->window);
  spin (30);
}

/* Draws the area once more, and waits for it. */
static void
draw_again (Stage *stage)
{
  guint before = stage->n_renders;
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  gtk_widget_queue_draw (stage->area);
  while (stage->n_renders == before)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  spin (60);
}

/* ---- what is seen of it ---- */

/* (transfer full): what the window has of it, as soon as it has been drawn. */
static GskRenderNode *
take_node (GtkWidget *widget)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GskRenderNode *node = NULL;

  while (node == NULL)
    {
      g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
      node = gtk_snapshot_to_node (snapshot);
      if (node == NULL)
        spin (20);
    }
  return node;
}

/* [height * scale][width * scale], pixel by pixel as the screen gets it. */
static guint32 *
take_pixels (GtkWidget *widget, GskRenderNode *node, int scale)
{
  int width = gtk_widget_get_width (widget) * scale, height = gtk_widget_get_height (widget) * scale;
  guint32 *pixels = g_new0 (guint32, (gsize) width * (gsize) height);
  cairo_surface_t *surface = cairo_image_surface_create_for_data ((guchar *) pixels, CAIRO_FORMAT_ARGB32, width, height,
                                                                  4 * width);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return pixels;
}

/* All pixels of what on_render() draws, and no other. */
static void
assert_drawn (const guint32 *pixels, int width, int height, guint32 ground)
{
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gboolean left = x == 0, right = x == width - 1, top = y == 0, bottom = y == height - 1;
        guint32 expected = ground;

        if (bottom && (left || right || x == 1))
          expected = left ? RED : right ? GREEN : WHITE;
        else if (top && (left || right))
          expected = left ? BLUE : WHITE;
        if (pixels[y * width + x] != expected)
          g_error ("pixel %d, %d of %d × %d is %08x, and not %08x", x, y, width, height, pixels[y * width + x], expected);
      }
}

static void
assert_seen (Stage *stage, int scale)
{
  int width = gtk_widget_get_width (stage->area) * scale, height = gtk_widget_get_height (stage->area) * scale;
  g_autoptr (GskRenderNode) node = take_node (stage->area);
  g_autofree guint32 *pixels = NULL;

  g_assert_cmpint (stage->viewport[2], ==, width);
  g_assert_cmpint (stage->viewport[3], ==, height);
  pixels = take_pixels (stage->area, node, scale);
  assert_drawn (pixels, width, height, stage->ground);
}

/* The area within the window, at the size in points. */
static void
assert_seen_in_window (Stage *stage)
{
  int width = gtk_widget_get_width (stage->area), height = gtk_widget_get_height (stage->area);
  g_autoptr (GdkTexture) texture = take_texture (stage->area);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * (gsize) height);

  g_assert_cmpint (gdk_texture_get_width (texture), ==, width);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, height);
  gdk_texture_download (texture, (guchar *) pixels, 4 * (gsize) width);
  assert_drawn (pixels, width, height, stage->ground);
}

static void
test_draws (Stage *stage, gconstpointer data)
{
  stage_present (stage);
  g_assert_null (gtk_gl_area_get_error (GTK_GL_AREA (stage->area)));
  g_assert_true (stage->whole);
  assert_seen (stage, 1);
  assert_seen_in_window (stage);
  stage->ground = 0xff336699u;
  draw_again (stage);
  assert_seen (stage, 1);
  assert_seen_in_window (stage);
}

/* Once for all that is asked in a turn of the main loop, and not for what happens beside it. */
static void
test_once (Stage *stage, gconstpointer data)
{
  guint before;

  stage_present (stage);
  before = stage->n_renders;
  spin (300);
  g_assert_cmpuint (stage->n_renders, ==, before);
  gtk_widget_queue_draw (stage->area);
  spin (150);
  g_assert_cmpuint (stage->n_renders, ==, before + 1);
  for (guint i = 0; i < 5; i++)
    gtk_gl_area_queue_render (GTK_GL_AREA (stage->area));
  spin (150);
  g_assert_cmpuint (stage->n_renders, ==, before + 2);
  gtk_label_set_label (GTK_LABEL (stage->label), "something else");
  gtk_widget_queue_draw (GTK_WIDGET (stage->window));
  spin (150);
  g_assert_cmpuint (stage->n_renders, ==, before + 2);
  assert_seen (stage, 1);
}

static void
test_resize (Stage *stage, gconstpointer data)
{
  static const int sizes[][2] = { { 200, 90 }, { 33, 171 }, { 34, 171 }, { 60, 40 } };

  stage_present (stage);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint before = stage->n_resizes;

      gtk_widget_set_size_request (stage->area, sizes[i][0], sizes[i][1]);
      spin (200);
      g_assert_cmpint (gtk_widget_get_width (stage->area), ==, sizes[i][0]);
      g_assert_cmpint (stage->viewport[2], ==, sizes[i][0]);
      g_assert_cmpint (stage->n_resizes, ==, before + 1);
      g_assert_cmpint (stage->resized[0], ==, sizes[i][0]);
      g_assert_cmpint (stage->resized[1], ==, stage->viewport[3]);
      assert_seen (stage, 1);
    }
}

/* One pixel is one pixel of the screen, whatever a point is. */
static void
test_two_pixels_a_point (Stage *stage, gconstpointer data)
{
#ifdef GDK_WINDOWING_X11
  GdkDisplay *display = gdk_display_get_default ();

  if (GDK_IS_X11_DISPLAY (display))
    {
      stage_present (stage);
      assert_seen (stage, 1);
      for (int scale = 2; scale >= 1; scale--)
        {
          gdk_x11_display_set_surface_scale (display, scale);
          spin (300);
          g_assert_cmpint (gtk_widget_get_scale_factor (stage->area), ==, scale);
          assert_seen (stage, scale);
          g_assert_cmpint (stage->resized[0], ==, gtk_widget_get_width (stage->area) * scale);
          g_assert_cmpint (stage->resized[1], ==, gtk_widget_get_height (stage->area) * scale);
        }
      return;
    }
#endif
  g_test_skip ("the scale is the display's own");
}

/* Who keeps an older picture keeps what was to be seen in it, however often the area is drawn again. */
static void
test_kept (Stage *stage, gconstpointer data)
{
  g_autoptr (GskRenderNode) kept = NULL;
  g_autofree guint32 *pixels = NULL;
  int width, height;

  stage_present (stage);
  if (!is_painted_by_cairo (stage))
    {
      g_test_skip ("textures are OpenGL's");
      return;
    }
  kept = take_node (stage->area);
  stage->ground = 0xff336699u;
  for (guint i = 0; i < 4; i++)
    draw_again (stage);
  assert_seen (stage, 1);
  width = gtk_widget_get_width (stage->area);
  height = gtk_widget_get_height (stage->area);
  pixels = take_pixels (stage->area, kept, 1);
  assert_drawn (pixels, width, height, BLACK);
}

static guint n_deleted;
static PFNGLDELETEFRAMEBUFFERSPROC delete_framebuffers;

static void
count_deleted (GLsizei n, const GLuint *framebuffers)
{
  n_deleted += (guint) n;
  delete_framebuffers (n, framebuffers);
}

/* Hidden, shown, taken out of the window, where its framebuffer must not outlive it, and put into it again. */
static void
test_realized_again (Stage *stage, gconstpointer data)
{
  GtkWidget *box = gtk_window_get_child (stage->window);

  stage_present (stage);
  gtk_widget_set_visible (stage->area, FALSE);
  spin (150);
  gtk_widget_set_visible (stage->area, TRUE);
  spin (300);
  assert_seen (stage, 1);
  g_object_ref (stage->area);
  n_deleted = 0;
  delete_framebuffers = epoxy_glDeleteFramebuffers;
  epoxy_glDeleteFramebuffers = count_deleted;
  gtk_box_remove (GTK_BOX (box), stage->area);
  epoxy_glDeleteFramebuffers = delete_framebuffers;
  g_assert_false (gtk_widget_get_realized (stage->area));
  g_assert_cmpuint (n_deleted, ==, 1);
  spin (150);
  stage->n_renders = 0;
  gtk_box_append (GTK_BOX (box), stage->area);
  g_object_unref (stage->area);
  spin (300);
  g_assert_cmpuint (stage->n_renders, >, 0);
  g_assert_true (stage->whole);
  assert_seen (stage, 1);
}

static GdkGLContext *
refuse_context (GtkGLArea *area, gpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (GDK_GL_ERROR, GDK_GL_ERROR_NOT_AVAILABLE, "none today");

  gtk_gl_area_set_error (area, error);
  return NULL;
}

/* Without a context nothing is drawn, and the window lives on; the reason is there to be told. */
static void
test_no_context (Stage *stage, gconstpointer data)
{
  g_signal_connect (stage->area, "create-context", G_CALLBACK (refuse_context), NULL);
  gtk_window_present (stage->window);
  spin (400);
  g_assert_cmpuint (stage->n_renders, ==, 0);
  g_assert_error (gtk_gl_area_get_error (GTK_GL_AREA (stage->area)), GDK_GL_ERROR, GDK_GL_ERROR_NOT_AVAILABLE);
  gtk_widget_queue_draw (stage->area);
  gtk_widget_set_size_request (stage->area, 200, 90);
  spin (200);
  g_assert_cmpuint (stage->n_renders, ==, 0);
  gtk_box_remove (GTK_BOX (gtk_window_get_child (stage->window)), stage->area);
  spin (60);
}

/* An error that comes later is shown instead of it. */
static void
test_error_later (Stage *stage, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (GDK_GL_ERROR, GDK_GL_ERROR_COMPILATION_FAILED, "no good");
  guint before;

  stage_present (stage);
  before = stage->n_renders;
  gtk_gl_area_set_error (GTK_GL_AREA (stage->area), error);
  gtk_widget_queue_draw (stage->area);
  spin (200);
  g_assert_cmpuint (stage->n_renders, ==, before);
  gtk_gl_area_set_error (GTK_GL_AREA (stage->area), NULL);
  draw_again (stage);
  assert_seen (stage, 1);
}

/* ---- the window ---- */

static void
open_small (Fixture *fixture)
{
  open_fixture (fixture, "small.lammpstrj");
  act_on (fixture, "win.color-by", "element");
  wait_until_idle (fixture);
  spin (500);
}

static void
set_scale (int scale)
{
#ifdef GDK_WINDOWING_X11
  if (GDK_IS_X11_DISPLAY (gdk_display_get_default ()))
    gdk_x11_display_set_surface_scale (gdk_display_get_default (), scale);
#endif
  spin (700);
}

static gboolean
differ (guint32 a, guint32 b)
{
  guint most = 0;

  for (guint shift = 0; shift < 24; shift += 8)
    most = MAX (most, (guint) ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)));
  return most > 24;
}

/* Where an atom is seen a click picks one, and beside all atoms none. On a few rims it is hard to say. */
static void
assert_clicks (Fixture *fixture, int scale)
{
  GtkWidget *area = find_by_type (GTK_WIDGET (fixture->window), "VtGlArea");
  GtkWidget *surface = vt_viewport_get_surface (get_viewport (fixture));
  g_autoptr (GObject) click = find_controller (surface, "pick");
  g_autoptr (GskRenderNode) node = take_node (area);
  g_autofree guint32 *pixels = take_pixels (area, node, scale);
  int width = gtk_widget_get_width (area), height = gtk_widget_get_height (area);
  guint n_seen = 0, n_beside = 0, n_wrong = 0;

  g_assert_cmpint (gtk_widget_get_scale_factor (area), ==, scale);
  g_assert_cmpint (gtk_widget_get_width (surface), ==, width);
  for (int y = 8; y < height; y += 16)
    for (int x = 8; x < width; x += 16)
      {
        gboolean seen = differ (pixels[(gsize) (y * scale) * (gsize) (width * scale) + (gsize) (x * scale)], pixels[0]);
        gsize n_picked = 0;

        g_signal_emit_by_name (click, "released", 1, (double) x, (double) y);
        vt_state_get_ids (get_state (fixture), "selection.picked", &n_picked);
        n_seen += seen;
        n_beside += !seen;
        n_wrong += seen != (n_picked > 0);
      }
  g_test_message ("%d pixels a point: atoms at %u places, none at %u, %u wrong", scale, n_seen, n_beside, n_wrong);
  g_assert_cmpuint (n_seen, >, 200);
  g_assert_cmpuint (n_beside, >, 200);
  g_assert_cmpuint (n_wrong, <=, (n_seen + n_beside) / 50);
  g_signal_emit_by_name (click, "released", 1, 2.0, 2.0);
}

/* A screen of two pixels a point has the same atoms at the same points, in four times the pixels. */
static void
test_window_scales (Fixture *fixture, gconstpointer data)
{
  int first;

  open_small (fixture);
  vt_document_set_boolean (fixture->document, "view.cell", FALSE);
  spin (500);
  first = gtk_widget_get_scale_factor (GTK_WIDGET (fixture->window));
  assert_clicks (fixture, first);
  set_scale (3 - first);
  if (gtk_widget_get_scale_factor (GTK_WIDGET (fixture->window)) == 3 - first)
    assert_clicks (fixture, 3 - first);
  set_scale (first);
}

/* (nullable) (transfer none): the first there is */
static GdkTexture *
find_texture (GskRenderNode *node)
{
  GdkTexture *found = NULL;

  switch (gsk_render_node_get_node_type (node))
    {
    case GSK_TEXTURE_NODE:
      return gsk_texture_node_get_texture (node);
    case GSK_TRANSFORM_NODE:
      return find_texture (gsk_transform_node_get_child (node));
    case GSK_CLIP_NODE:
      return find_texture (gsk_clip_node_get_child (node));
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node) && found == NULL; i++)
        found = find_texture (gsk_container_node_get_child (node, i));
      return found;
    default:
      return NULL;
    }
}

/* What a worker paints is painted anew for a screen of finer pixels. */
static void
wait_for_width (GtkWidget *widget, int scale)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  for (;;)
    {
      g_autoptr (GskRenderNode) node = take_node (widget);
      GdkTexture *texture = find_texture (node);

      if (texture != NULL && gdk_texture_get_width (texture) == gtk_widget_get_width (widget) * scale)
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (50);
    }
}

static void
test_field_scales (Fixture *fixture, gconstpointer data)
{
  GtkWidget *slice;
  int first;

  open_small (fixture);
  act_on (fixture, "win.color-by", "file:c_pe");
  vt_document_set_text (fixture->document, "slice.style", "field");
  act_on (fixture, "win.page", "slice");
  wait_until_idle (fixture);
  slice = find_by_type (GTK_WIDGET (fixture->window), "VtSliceView");
  first = gtk_widget_get_scale_factor (slice);
  wait_for_width (slice, first);
  set_scale (3 - first);
  wait_for_width (slice, gtk_widget_get_scale_factor (slice));
  set_scale (first);
  wait_for_width (slice, first);
}

#define ADD(path, function) g_test_add ("/gl-area/" path, Stage, NULL, stage_set_up, function, stage_tear_down)

int
main (int argc, char **argv)
{
  VtApplication *application = NULL;
  int outcome = fixture_init (&argc, &argv, &application);

  if (outcome != 0)
    return outcome;
  ADD ("draws", test_draws);
  ADD ("once", test_once);
  ADD ("resize", test_resize);
  ADD ("two-pixels-a-point", test_two_pixels_a_point);
  ADD ("kept", test_kept);
  ADD ("realized-again", test_realized_again);
  ADD ("no-context", test_no_context);
  ADD ("error-later", test_error_later);
  g_test_add ("/gl-area/window-scales", Fixture, application, set_up, test_window_scales, tear_down);
  g_test_add ("/gl-area/field-scales", Fixture, application, set_up, test_field_scales, tear_down);
  return g_test_run ();
}
