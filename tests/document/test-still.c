/* Stills of picked atoms: what is measured stands where the window has it, and is read on any ground. */
#include <cairo.h>
#include <math.h>

#include "test-glass.h"
#include "vt-offscreen.h"
#include "vt-picked-overlay.h"
#include "vt-still-label.h"
#include "vt-still.h"

#define WIDTH 640
#define HEIGHT 480

typedef struct
{
  VtEvaluator *evaluator;
  VtSource    *source;
  VtState     *state;
} Fixture;

static void
set (Fixture *fixture, const char *key, GVariant *value)
{
  VtState *changed = vt_state_with (fixture->state, key, value, NULL);

  g_assert_nonnull (changed);
  vt_state_unref (fixture->state);
  fixture->state = changed;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtTrajectory) trajectory = test_glass_new (4, 6, 0.05, 3);
  g_autoptr (VtModel) model = test_glass_model ();

  fixture->evaluator = vt_evaluator_new (1 << 28);
  fixture->source = vt_source_new (trajectory, model);
  fixture->state = vt_state_new ();
  set (fixture, "view.color-by", g_variant_new_string ("element"));
  set (fixture, "view.voronoi-cell", g_variant_new_boolean (FALSE));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_unref (fixture->evaluator);
  vt_source_unref (fixture->source);
  vt_state_unref (fixture->state);
}

/* The first @n of some atoms are picked. */
static void
pick (Fixture *fixture, guint n)
{
  static const gint64 some[] = { 40, 41, 60, 75, 90 };

  set (fixture, "selection.picked", g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, some, n, sizeof (gint64)));
}

static VtDepiction *
depict (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  VtDepiction *depiction = vt_depiction_evaluate (fixture->evaluator, fixture->source, fixture->state, "element", FALSE,
                                                  NULL, NULL, &error);

  g_assert_no_error (error);
  return depiction;
}

static VtChartStyle
get_style (gboolean dark)
{
  VtChartStyle style = vt_chart_style_screen (dark);

  style.background = dark ? (VtColor){ 0.1f, 0.1f, 0.1f, 1 } : (VtColor){ 1, 1, 1, 1 };
  return style;
}

/* On @ground, whose alpha may be 0. */
static cairo_surface_t *
paint_label (const VtDepiction *depiction, const VtChartStyle *style, VtColor ground)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  VtCamera camera;

  cairo_set_source_rgba (cr, ground.red, ground.green, ground.blue, ground.alpha);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  vt_depiction_get_camera (depiction->state, vt_frame_get_cell (depiction->frame), (double) WIDTH / HEIGHT, &camera);
  vt_still_paint_label (depiction, &camera, cr, style, WIDTH, HEIGHT);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  return *(const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface)
                                             + y * cairo_image_surface_get_stride (surface) + 4 * x);
}

typedef struct
{
  int left, right, top, bottom; /* right and bottom are beyond it */
} Box;

/* What differs from the picture's first pixel. FALSE: nothing. */
static gboolean
find_box (cairo_surface_t *surface, Box *box)
{
  guint32 ground = get_pixel (surface, 0, 0);

  *box = (Box){ WIDTH, 0, HEIGHT, 0 };
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      if (get_pixel (surface, x, y) != ground)
        *box = (Box){ MIN (box->left, x), MAX (box->right, x + 1), MIN (box->top, y), MAX (box->bottom, y + 1) };
  return box->right > box->left;
}

static void
get_middle (const VtDepiction *depiction, double pixel[3])
{
  VtMeasurement measurement;
  VtCamera camera;

  g_assert_true (vt_picked_overlay_measure (depiction->state, depiction->frame, &measurement));
  vt_depiction_get_camera (depiction->state, vt_frame_get_cell (depiction->frame), (double) WIDTH / HEIGHT, &camera);
  g_assert_true (vt_camera_project (&camera, WIDTH, HEIGHT, measurement.label, pixel));
}

/* About the place that the measurement has in the picture; of one atom and of five there is nothing to tell. */
static void
test_place (Fixture *fixture, gconstpointer unused)
{
  VtChartStyle style = get_style (TRUE);

  for (guint n = 1; n <= 5; n++)
    {
      g_autoptr (VtDepiction) depiction = NULL;
      cairo_surface_t *surface;
      double middle[3];
      gboolean found;
      Box box;

      pick (fixture, n);
      depiction = depict (fixture);
      surface = paint_label (depiction, &style, (VtColor){ 1, 0, 0, 1 });
      found = find_box (surface, &box);
      cairo_surface_destroy (surface);
      g_assert_cmpint (found, ==, n >= 2 && n <= 4);
      if (!found)
        continue;
      get_middle (depiction, middle);
      g_assert_cmpfloat_with_epsilon ((box.left + box.right) / 2.0, middle[0], 1.01);
      g_assert_cmpfloat_with_epsilon ((box.top + box.bottom) / 2.0, middle[1], 1.01);
      g_assert_cmpint (box.right - box.left, >, 3 * (int) style.text_size);
      g_assert_cmpint (box.bottom - box.top, <, 3 * (int) style.text_size);
    }
}

static double
luminance_over (guint32 pixel, double ground)
{
  double alpha = (pixel >> 24) / 255.0, channel[3];
  VtColor color;

  for (guint i = 0; i < 3; i++)
    channel[i] = (pixel >> (16 - 8 * i) & 0xFF) / 255.0 + (1 - alpha) * ground;
  color = (VtColor){ (float) channel[0], (float) channel[1], (float) channel[2], 1 };
  return vt_color_luminance (&color);
}

/* Ink against its plate, as WCAG counts it: 7 to 1 at the least on white, black and, where the picture is transparent, on
 * either. */
static void
test_contrast (Fixture *fixture, gconstpointer unused)
{
  static const VtColor grounds[] = { { 1, 1, 1, 1 }, { 0, 0, 0, 1 }, { 1, 1, 1, 0 } };

  pick (fixture, 2);
  for (guint i = 0; i < 12; i++)
    {
      VtColor ground = grounds[i / 4];
      VtChartStyle style = get_style (i / 2 % 2);
      g_autoptr (VtDepiction) depiction = depict (fixture);
      cairo_surface_t *surface = paint_label (depiction, &style, ground);
      double middle[3], least = 1, most = 0;

      get_middle (depiction, middle);
      /* Well within the plate. */
      for (int y = -5; y <= 5; y++)
        for (int x = -20; x <= 20; x++)
          {
            double luminance = luminance_over (get_pixel (surface, (int) middle[0] + x, (int) middle[1] + y), i % 2);

            least = MIN (least, luminance);
            most = MAX (most, luminance);
          }
      cairo_surface_destroy (surface);
      g_assert_cmpfloat ((most + 0.05) / (least + 0.05), >, 7);
    }
}

/* (transfer full) */
static cairo_surface_t *
write_still (Fixture *fixture, VtStillBackground background, const char *path)
{
  VtStillOptions options = { WIDTH, HEIGHT, background, 1, TRUE };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;

  g_assert_true (vt_still_write_space (fixture->evaluator, fixture->source, fixture->state, &options, file, NULL, NULL,
                                       &error));
  g_assert_no_error (error);
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

/* In the file it stands over the atoms: the plate covers them, and the ink is on it; with one atom picked fewer pixels
 * are as light, or as dark, as the plate. */
static void
test_file (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *directory = g_dir_make_tmp ("vitrine-still-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "a.png", NULL);
  g_autoptr (VtOffscreen) offscreen = vt_offscreen_new (NULL);

  if (offscreen == NULL)
    {
      g_test_skip ("no OpenGL without a window");
      return;
    }
  for (guint background = 0; background < 3; background++)
    {
      guint n_plate[2] = { 0, 0 }, n_ink[2] = { 0, 0 };
      double middle[3];

      for (guint with = 0; with < 2; with++)
        {
          g_autoptr (VtDepiction) depiction = NULL;
          cairo_surface_t *surface;

          pick (fixture, 3);
          depiction = depict (fixture);
          get_middle (depiction, middle);
          pick (fixture, with ? 3 : 1);
          surface = write_still (fixture, (VtStillBackground) background, path);
          for (int y = -4; y <= 4; y++)
            for (int x = -12; x <= 12; x++)
              {
                double luminance
                    = luminance_over (get_pixel (surface, (int) middle[0] + x, (int) middle[1] + y), 1);
                gboolean light = luminance > 0.75, dark = luminance < 0.05;

                n_plate[with] += background == VT_STILL_DARK ? dark : light;
                n_ink[with] += background == VT_STILL_DARK ? luminance > 0.4 : luminance < 0.2;
              }
          cairo_surface_destroy (surface);
        }
      g_test_message ("%u: plate %u, %u; ink %u, %u", background, n_plate[0], n_plate[1], n_ink[0], n_ink[1]);
      g_assert_cmpuint (n_plate[1], >, n_plate[0] + 60);
      g_assert_cmpuint (n_ink[1], >, 10);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/still/place", test_place);
  ADD ("/still/contrast", test_contrast);
  ADD ("/still/file", test_file);
  return g_test_run ();
}
