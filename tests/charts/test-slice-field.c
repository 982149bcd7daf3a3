#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#include "examples.h"
#include "vt-scene.h"
#include "vt-slice-field.h"

#define WIDTH 520
#define HEIGHT 500

static double
ramp (double u, double v)
{
  return 150.0 + 25.0 * u + 10.0 * v;
}

/* Over @slice of a cubic box of 20 Å and a bit beyond; a hole where |u − 4|, |v − 4| < 1. */
static VtPlaneGrid *
make_grid (const VtSlice *slice, const VtCell *cell, double spacing, gboolean hole)
{
  double low[2], high[2];
  VtPlaneGrid *grid;

  vt_slice_get_extent (slice, cell, low, high);
  low[0] -= 2 * spacing;
  low[1] -= 2 * spacing;
  grid = vt_plane_grid_new (low, spacing, (guint) ((high[0] - low[0]) / spacing) + 4, (guint) ((high[1] - low[1]) / spacing) + 4);
  for (guint j = 0; j < grid->n_v; j++)
    for (guint i = 0; i < grid->n_u; i++)
      {
        double u = low[0] + i * spacing, v = low[1] + j * spacing;

        grid->values[j * grid->n_u + i] = hole && fabs (u - 4) < 1 && fabs (v - 4) < 1 ? NAN : ramp (u, v);
      }
  return grid;
}

typedef struct
{
  VtFrame      *frame;
  VtSlice       slice;
  VtColorScale  scale;
  VtSliceChart *chart;
  VtChartStyle  style;
} Fixture;

static void
set_up_across (Fixture *fixture, const double normal[3], guint contours, gboolean with_atoms, gboolean hole)
{
  gsize n;

  fixture->frame = example_frame (7);
  n = vt_frame_get_n_atoms (fixture->frame);
  g_autofree double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = 400;
  vt_slice_init (&fixture->slice, 2, 4, vt_frame_get_cell (fixture->frame));
  if (normal != NULL)
    vt_slice_set_normal (&fixture->slice, normal);
  vt_color_scale_init (&fixture->scale);
  fixture->scale.minimum = 0;
  fixture->scale.maximum = 900;
  fixture->style = vt_chart_style_print ();
  fixture->chart = vt_slice_chart_new (fixture->frame, &fixture->slice);
  vt_slice_chart_set_values (fixture->chart, values, &fixture->scale, "<i>T</i>", VT_UNIT_KELVIN);
  vt_slice_chart_take_field (fixture->chart,
                             make_grid (&fixture->slice, vt_frame_get_cell (fixture->frame), 0.5, hole), contours,
                             with_atoms);
}

static void
tear_down (Fixture *fixture)
{
  vt_slice_chart_unref (fixture->chart);
  vt_frame_unref (fixture->frame);
}

static cairo_surface_t *
paint (const Fixture *fixture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  vt_slice_chart_paint (fixture->chart, cr, WIDTH, HEIGHT, &fixture->style);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static const guint8 *
look_at (const Fixture *fixture, cairo_surface_t *surface, double u, double v)
{
  double x, y;

  vt_slice_chart_from_plane (fixture->chart, WIDTH, HEIGHT, &fixture->style, u, v, &x, &y);
  return cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface) + 4 * (int) x;
}

static void
assert_color (const guint8 *pixel, VtColor color, int tolerance)
{
  g_assert_cmpint (abs (pixel[2] - (int) lroundf (255.0f * color.red)), <=, tolerance);
  g_assert_cmpint (abs (pixel[1] - (int) lroundf (255.0f * color.green)), <=, tolerance);
  g_assert_cmpint (abs (pixel[0] - (int) lroundf (255.0f * color.blue)), <=, tolerance);
}

/* Every place in the cell has its value's colour, and outside nothing is painted: seen along a cube's diagonal. */
static void
test_colors (void)
{
  const double diagonal[3] = { 1, 1, 1 };
  Fixture fixture;
  cairo_surface_t *surface;
  guint n_outside = 0;
  double edge;
  VtSlice slice;

  set_up_across (&fixture, diagonal, 0, FALSE, FALSE);
  surface = paint (&fixture);
  edge = vt_frame_get_cell (fixture.frame)->vectors[0][0];
  slice = fixture.slice;
  g_assert_cmpint (vt_slice_get_axis (&slice), ==, -1);
  for (double v = -0.8 * edge; v < 0.8 * edge; v += 1.7)
    for (double u = -0.8 * edge; u < 0.8 * edge; u += 1.3)
      {
        double basis[2][3], inside = INFINITY, value;

        vt_slice_get_basis (&slice, basis[0], basis[1]);
        for (guint d = 0; d < 3; d++)
          {
            double at = slice.position * slice.normal[d] + u * basis[0][d] + v * basis[1][d];

            inside = MIN (inside, MIN (at, edge - at));
          }
        value = ramp (u, v);
        if (inside > 0.3 && value > 20 && value < 880)
          assert_color (look_at (&fixture, surface, u, v), vt_color_scale_get_color (&fixture.scale, value), 6);
        else if (inside < -0.5 && fabs (u) < 0.69 * edge)
          {
            assert_color (look_at (&fixture, surface, u, v), fixture.style.background, 0);
            n_outside++;
          }
      }
  g_assert_cmpuint (n_outside, >, 10);
  cairo_surface_destroy (surface);
  tear_down (&fixture);
}

static void
test_hole (void)
{
  Fixture fixture;
  cairo_surface_t *surface;
  double low, high, x, y;

  set_up_across (&fixture, NULL, 0, FALSE, TRUE);
  surface = paint (&fixture);
  /* Nodes 3.5, 4, 4.5 have no value, so that nothing between 3 and 5 has. */
  for (guint i = 0; i < 4; i++)
    {
      double along = i % 2 ? 4 : i / 2 ? 3.25 : 4.75, across = i % 2 ? i / 2 ? 3.25 : 4.75 : 4;
      double beside = i % 2 ? 4 : i / 2 ? 2.85 : 5.15, below = i % 2 ? i / 2 ? 2.85 : 5.15 : 4;

      assert_color (look_at (&fixture, surface, along, across), fixture.scale.missing, 1);
      assert_color (look_at (&fixture, surface, beside, below),
                    vt_color_scale_get_color (&fixture.scale, ramp (beside, below)), 6);
    }
  assert_color (look_at (&fixture, surface, 6, 4), vt_color_scale_get_color (&fixture.scale, ramp (6, 4)), 6);
  vt_slice_chart_from_plane (fixture.chart, WIDTH, HEIGHT, &fixture.style, 4, 4, &x, &y);
  g_assert_true (isnan (vt_slice_chart_get_field_at (fixture.chart, WIDTH, HEIGHT, &fixture.style, x, y)));
  g_assert_true (vt_slice_chart_get_field_range (fixture.chart, &low, &high));
  g_assert_cmpfloat_with_epsilon (low, ramp (0, 0), 12.5 + 5);
  g_assert_cmpfloat (low, >=, ramp (0, 0));
  cairo_surface_destroy (surface);
  tear_down (&fixture);
}

/* How often the colour of what is missing is met to the right of the plot. */
static guint
count_missing (const Fixture *fixture)
{
  cairo_surface_t *surface = paint (fixture);
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  cairo_rectangle_t plot;
  guint n = 0;

  vt_slice_chart_get_plot_area (fixture->chart, WIDTH, HEIGHT, &fixture->style, &plot);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = (int) (plot.x + plot.width) + 2; x < WIDTH; x++)
      {
        const guint8 *pixel = data + y * stride + 4 * x;

        n += abs (pixel[2] - (int) lroundf (255.0f * fixture->scale.missing.red)) <= 1
             && abs (pixel[1] - (int) lroundf (255.0f * fixture->scale.missing.green)) <= 1
             && abs (pixel[0] - (int) lroundf (255.0f * fixture->scale.missing.blue)) <= 1;
      }
  cairo_surface_destroy (surface);
  return n;
}

/* The key tells of holes where there are some. */
static void
test_key (void)
{
  for (guint hole = 0; hole < 2; hole++)
    {
      Fixture fixture;

      set_up_across (&fixture, NULL, 0, FALSE, hole);
      if (hole)
        g_assert_cmpuint (count_missing (&fixture), >, 20);
      else
        g_assert_cmpuint (count_missing (&fixture), <, 10);
      tear_down (&fixture);
    }
}

/* What a person reads off is what is there, and beyond the cell there is nothing. */
static void
test_value (void)
{
  Fixture fixture;
  double edge, x, y;

  set_up_across (&fixture, NULL, 0, FALSE, FALSE);
  edge = vt_frame_get_cell (fixture.frame)->vectors[0][0];
  for (double at = 0.3; at < edge; at += 2.9)
    {
      vt_slice_chart_from_plane (fixture.chart, WIDTH, HEIGHT, &fixture.style, at, edge - at, &x, &y);
      g_assert_cmpfloat_with_epsilon (
          vt_slice_chart_get_field_at (fixture.chart, WIDTH, HEIGHT, &fixture.style, x, y), ramp (at, edge - at), 1e-9);
    }
  vt_slice_chart_from_plane (fixture.chart, WIDTH, HEIGHT, &fixture.style, -0.1, 5, &x, &y);
  g_assert_true (isnan (vt_slice_chart_get_field_at (fixture.chart, WIDTH, HEIGHT, &fixture.style, x, y)));
  tear_down (&fixture);
}

/* At most so many, round, where the field and the colours both go; a line is told from the colour it runs through. */
static void
test_contours (void)
{
  static const guint counts[] = { 0, 1, 4, 9 };
  Fixture fixture;

  for (guint c = 0; c < G_N_ELEMENTS (counts); c++)
    {
      const double *levels;
      cairo_surface_t *surface;
      guint n;

      set_up_across (&fixture, NULL, counts[c], FALSE, FALSE);
      levels = vt_slice_chart_get_levels (fixture.chart, &n);
      surface = paint (&fixture);
      g_assert_cmpuint (n, <=, counts[c]);
      g_assert_cmpuint (n, >=, counts[c] / 2);
      for (guint i = 0; i < n; i++)
        {
          const guint8 *pixel = look_at (&fixture, surface, (levels[i] - 150.0 - 10.0 * 12.5) / 25.0, 12.5);
          VtColor color = vt_color_scale_get_color (&fixture.scale, levels[i]);
          int apart = abs (pixel[2] - (int) (255 * color.red)) + abs (pixel[1] - (int) (255 * color.green));

          g_assert_cmpfloat (levels[i], >, ramp (0, 0));
          g_assert_cmpfloat (levels[i], <=, 900);
          g_assert_cmpfloat (fmod (levels[i], 50), ==, 0);
          if (levels[i] > 300 && levels[i] < 700)
            g_assert_cmpint (apart, >, 40);
          if (levels[i] <= 300)
            g_assert_cmpint (pixel[1], >, 255 * color.green + 20);
          if (levels[i] >= 700 && levels[i] < 900)
            g_assert_cmpint (pixel[1], <, 255 * color.green - 20);
        }
      cairo_surface_destroy (surface);
      tear_down (&fixture);
    }
}

static void
test_nearest (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GArray) atoms = NULL;
  Fixture fixture;

  set_up_across (&fixture, NULL, 3, FALSE, FALSE);
  atoms = vt_slice_select (&fixture.slice, fixture.frame);
  g_assert_cmpuint (atoms->len, >, 10);
  for (guint k = 0; k < 100; k++)
    {
      double u = g_rand_double_range (random, 0, 20), v = g_rand_double_range (random, 0, 20), least = INFINITY, x, y;
      gssize nearest = -1;

      for (guint i = 0; i < atoms->len; i++)
        {
          const VtSliceAtom *atom = &g_array_index (atoms, VtSliceAtom, i);
          double squared = pow (atom->u - u, 2) + pow (atom->v - v, 2) + pow (atom->depth, 2);

          if (squared < least)
            {
              least = squared;
              nearest = atom->atom;
            }
        }
      vt_slice_chart_from_plane (fixture.chart, WIDTH, HEIGHT, &fixture.style, u, v, &x, &y);
      g_assert_cmpint (vt_slice_chart_nearest_atom (fixture.chart, WIDTH, HEIGHT, &fixture.style, x, y), ==, nearest);
    }
  /* None of them is drawn. */
  g_assert_cmpuint (vt_slice_chart_count_visible (fixture.chart, WIDTH, HEIGHT, &fixture.style), ==, 0);
  tear_down (&fixture);
  set_up_across (&fixture, NULL, 3, TRUE, FALSE);
  g_assert_cmpuint (vt_slice_chart_count_visible (fixture.chart, WIDTH, HEIGHT, &fixture.style), ==, atoms->len);
  tear_down (&fixture);
}

/* Who is hidden is nearest to nothing; who is paled is, though not drawn. */
static void
test_hidden (void)
{
  g_autoptr (VtFrame) frame = example_frame (7);
  gsize n = vt_frame_get_n_atoms (frame);
  g_autofree double *values = g_new0 (double, n);
  g_autofree guint8 *flags = g_new0 (guint8, n);
  VtChartStyle style = vt_chart_style_print ();
  VtColorScale scale;
  VtSlice slice;

  vt_color_scale_init (&scale);
  vt_slice_init (&slice, 2, 4, vt_frame_get_cell (frame));
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (VtSliceChart) chart = vt_slice_chart_new (frame, &slice);

      memset (flags, round == 0 ? VT_ATOM_HIDDEN : VT_ATOM_DIMMED, n);
      vt_slice_chart_set_values (chart, values, &scale, "x", VT_UNIT_NONE);
      vt_slice_chart_set_flags (chart, flags);
      vt_slice_chart_take_field (chart, make_grid (&slice, vt_frame_get_cell (frame), 0.5, FALSE), 0, TRUE);
      g_assert_cmpuint (vt_slice_chart_count_visible (chart, WIDTH, HEIGHT, &style), ==, 0);
      if (round == 0)
        g_assert_cmpint (vt_slice_chart_nearest_atom (chart, WIDTH, HEIGHT, &style, 200, 200), ==, -1);
      else
        g_assert_cmpint (vt_slice_chart_nearest_atom (chart, WIDTH, HEIGHT, &style, 200, 200), >=, 0);
    }
}

static cairo_status_t
append (void *data, const unsigned char *bytes, unsigned int length)
{
  g_string_append_len (data, (const char *) bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *at = strstr (text, what); at != NULL; at = strstr (at + 1, what))
    n++;
  return n;
}

/* One picture, and lines as lines. */
static void
test_vectors (void)
{
  guint n_paths[2], n_glyphs[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GString) svg = g_string_new (NULL);
      Fixture fixture;
      cairo_surface_t *surface;
      cairo_t *cr;

      set_up_across (&fixture, NULL, 6 * i, FALSE, FALSE);
      surface = cairo_svg_surface_create_for_stream (append, svg, 241, 230);
      cr = cairo_create (surface);
      vt_slice_chart_paint (fixture.chart, cr, 241, 230, &fixture.style);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      g_assert_cmpuint (count (svg->str, "<image"), ==, 1);
      n_paths[i] = count (svg->str, "stroke-width");
      n_glyphs[i] = count (svg->str, "<use ");
      tear_down (&fixture);
    }
  /* A line and a mark on the bar for each level, and a number of three digits on the line. */
  g_assert_cmpuint (n_paths[1], >=, n_paths[0] + 6);
  g_assert_cmpuint (n_glyphs[1], >=, n_glyphs[0] + 9);
}

static void
test_any_size (void)
{
  static const int sizes[] = { 1, 4, 20, 90, 200 };
  Fixture fixture;

  set_up_across (&fixture, NULL, 5, TRUE, TRUE);
  for (guint i = 0; i < 25; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, sizes[i % 5], sizes[i / 5]);
      cairo_t *cr = cairo_create (surface);

      vt_slice_chart_paint (fixture.chart, cr, sizes[i % 5], sizes[i / 5], &fixture.style);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slice-field/colors", test_colors);
  g_test_add_func ("/slice-field/hole", test_hole);
  g_test_add_func ("/slice-field/key", test_key);
  g_test_add_func ("/slice-field/value", test_value);
  g_test_add_func ("/slice-field/contours", test_contours);
  g_test_add_func ("/slice-field/nearest", test_nearest);
  g_test_add_func ("/slice-field/hidden", test_hidden);
  g_test_add_func ("/slice-field/vectors", test_vectors);
  g_test_add_func ("/slice-field/any-size", test_any_size);
  return g_test_run ();
}
