/* Legend and atoms agree: what a value has for a colour on the bar it has in space, in a slice and by the scale, on every
 * map, linear and logarithmic, either way round. */
#include <math.h>
#include <string.h>

#include "vt-color-bar.h"
#include "vt-offscreen.h"
#include "vt-scene.h"
#include "vt-slice-chart.h"

/* Atoms a side of a square in the plane z = 5 Å, 2 Å apart. */
#define SIDE 12
#define N (SIDE * SIDE)
#define APART 2.0
#define SIZE 480

typedef struct
{
  VtFrame *frame;
  double   values[N];
} Fixture;

/* Across the range and beyond it, NaN, infinities, negative ones. */
static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtAtomTable) atoms = NULL;
  double *positions = g_new (double, 3 * N);
  gint64 *ids = g_new (gint64, N);
  VtCell cell;

  vt_cell_init_box (&cell, SIDE * APART, SIDE * APART, 10);
  for (guint i = 0; i < N; i++)
    {
      ids[i] = i + 1;
      positions[i] = (i % SIDE + 0.5) * APART;
      positions[N + i] = (i / SIDE + 0.5) * APART;
      positions[2 * N + i] = 5;
      fixture->values[i] = i == 0   ? NAN
                           : i == 1 ? INFINITY
                           : i == 2 ? -INFINITY
                           : i == 3 ? 0
                           : i == 4 ? -1e-3
                                    : pow (10, g_test_rand_double_range (-3, 3));
    }
  atoms = vt_atom_table_new_take (N, ids, g_new0 (guint8, N), (const char *const[]){ "Cu", NULL });
  fixture->frame = vt_frame_new_take (atoms, &cell, positions, 0, 0, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  vt_frame_unref (fixture->frame);
}

static VtColorScale
make_scale (guint kind)
{
  VtColorScale scale;

  vt_color_scale_init (&scale);
  scale.colormap = vt_colormap_get (kind / 4);
  scale.reversed = kind % 2;
  scale.scale = kind % 4 / 2 ? VT_SCALE_LOG : VT_SCALE_LINEAR;
  scale.minimum = 0.02;
  scale.maximum = scale.scale == VT_SCALE_LOG ? 50 : 400;
  return scale;
}

/* A value whose float lies on the other side of a step of the map may take the next colour. */
static gboolean
is_color (const VtColorScale *scale, double value, const guint8 rgb[3])
{
  for (int nudge = -1; nudge <= 1; nudge++)
    {
      double position = vt_color_scale_get_position (scale, value);
      VtColor color = isnan (position) ? scale->missing : vt_color_scale_get_color_at (scale, position + nudge * 1e-5);

      if (fabs (rgb[0] - 255 * color.red) <= 2 && fabs (rgb[1] - 255 * color.green) <= 2
          && fabs (rgb[2] - 255 * color.blue) <= 2)
        return TRUE;
    }
  return FALSE;
}

static void
check_space (Fixture *fixture, VtOffscreen *offscreen, const VtColorScale *scale)
{
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (GBytes) picture = NULL;
  const guint8 *pixels;
  VtCamera camera;

  vt_scene_set_frame (scene, fixture->frame);
  vt_scene_set_values (scene, fixture->values, N, scale);
  scene->show_cell = FALSE;
  /* A sphere's centre lies between pixels: no gradient of light there, and no haze on atoms in the cell's middle. */
  scene->depth_cue = scene->specular = scene->light[0] = scene->light[1] = 0;
  vt_camera_init (&camera);
  vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
  camera.projection = VT_PROJECTION_ORTHOGRAPHIC;
  vt_camera_fit_cell (&camera, &scene->cell, 1);
  picture = vt_offscreen_draw (offscreen, scene, &camera, SIZE, SIZE, 1, 1, NULL, NULL, NULL);
  g_assert_nonnull (picture);
  pixels = g_bytes_get_data (picture, NULL);
  for (guint i = 0; i < N; i++)
    {
      double position[3], pixel[3];

      vt_frame_get_position (fixture->frame, i, position);
      g_assert_true (vt_camera_project (&camera, SIZE, SIZE, position, pixel));
      g_assert_true (is_color (scale, fixture->values[i], pixels + 4 * ((gsize) pixel[1] * SIZE + (gsize) pixel[0])));
    }
}

static void
get_rgb (cairo_surface_t *surface, double x, double y, guint8 rgb[3])
{
  guint32 pixel;

  memcpy (&pixel,
          cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface) + 4 * (int) x, 4);
  rgb[0] = pixel >> 16 & 0xff;
  rgb[1] = pixel >> 8 & 0xff;
  rgb[2] = pixel & 0xff;
}

static void
check_slice (Fixture *fixture, const VtColorScale *scale)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (VtSliceChart) chart = NULL;
  VtSlice slice;

  vt_slice_init (&slice, 2, 4, vt_frame_get_cell (fixture->frame));
  slice.position = 5;
  chart = vt_slice_chart_new (fixture->frame, &slice);
  vt_slice_chart_set_values (chart, fixture->values, scale, "q", VT_UNIT_NONE);
  vt_slice_chart_paint (chart, cr, SIZE, SIZE, &style);
  cairo_surface_flush (surface);
  for (guint i = 0; i < N; i++)
    {
      double position[3], x, y;
      guint8 rgb[3];

      vt_frame_get_position (fixture->frame, i, position);
      /* Seen along z the plane's axes are x and y. */
      vt_slice_chart_from_plane (chart, SIZE, SIZE, &style, position[0], position[1], &x, &y);
      get_rgb (surface, x, y, rgb);
      g_assert_true (is_color (scale, fixture->values[i], rgb));
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* The bar is two pixels a step high. */
static void
check_bar (Fixture *fixture, const VtColorScale *scale)
{
  const double height = 2 * VT_COLORMAP_SIZE;
  VtChartStyle style = vt_chart_style_screen (FALSE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 120, (int) height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtColorBar bar = { .scale = scale, .axis = axis };
  double over = vt_color_bar_get_overhang (&style);

  cairo_translate (cr, 0, -over);
  vt_color_bar_paint (&bar, cr, &style, 0, 0, height + 2 * over);
  cairo_surface_flush (surface);
  for (guint i = 0; i < N; i++)
    {
      double position = vt_color_scale_get_position (scale, fixture->values[i]);
      VtColor color;
      guint8 rgb[3];

      if (!(position > 0) || !(position < 1))
        continue;
      color = vt_color_scale_get_color (scale, fixture->values[i]);
      get_rgb (surface, 5, height * (1 - position), rgb);
      g_assert_cmpfloat (fabs (rgb[0] - 255 * color.red), <, 3);
      g_assert_cmpfloat (fabs (rgb[1] - 255 * color.green), <, 3);
      g_assert_cmpfloat (fabs (rgb[2] - 255 * color.blue), <, 3);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_agreement (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtOffscreen) offscreen = vt_offscreen_new (&error);

  if (offscreen == NULL)
    g_test_message ("no OpenGL: %s", error->message);
  for (guint kind = 0; kind < 4 * vt_colormap_get_count (); kind++)
    {
      VtColorScale scale = make_scale (kind);

      if (offscreen != NULL)
        check_space (fixture, offscreen, &scale);
      check_slice (fixture, &scale);
      check_bar (fixture, &scale);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/color-agreement/all-maps", Fixture, NULL, set_up, test_agreement, tear_down);
  return g_test_run ();
}
