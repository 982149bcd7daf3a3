#include <math.h>
#include <string.h>

#include "examples.h"
#include "vt-color-bar.h"
#include "vt-scene.h"
#include "vt-slice-box.h"

#define WIDTH 500
#define HEIGHT 400

/* Two atoms over one another at (10, 10), one beside at (5, 15), one above the slab, in a box of 20 Å. */
static VtFrame *
make_frame (void)
{
  static const char *const names[] = { "Cu", NULL };
  static const double places[4][3]
      = { { 10.0, 10.0, 9.0 }, { 10.5, 10.0, 11.0 }, { 5.0, 15.0, 10.0 }, { 15.0, 15.0, 19.0 } };
  gint64 *ids = g_new (gint64, 4);
  double *positions = g_new (double, 12);
  g_autoptr (VtAtomTable) atoms = NULL;
  VtCell cell;

  for (guint i = 0; i < 4; i++)
    {
      ids[i] = 10 * (i + 1);
      for (guint axis = 0; axis < 3; axis++)
        positions[4 * axis + i] = places[i][axis];
    }
  vt_cell_init_box (&cell, 20.0, 20.0, 20.0);
  atoms = vt_atom_table_new_take (4, ids, g_new0 (guint8, 4), names);
  return vt_frame_new_take (atoms, &cell, positions, 0.0, 0, NULL);
}

static VtSliceChart *
make_chart (void)
{
  static const double radii[] = { 2.0, 1.0, 1.0, 1.0 };
  g_autoptr (VtFrame) frame = make_frame ();
  VtSlice slice;
  VtSliceChart *chart;

  vt_slice_init (&slice, 2, 4.0, vt_frame_get_cell (frame));
  chart = vt_slice_chart_new (frame, &slice);
  vt_slice_chart_set_radii (chart, radii);
  return chart;
}

static gssize
pick (const VtSliceChart *chart, double u, double v)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  double x, y;

  vt_slice_chart_from_plane (chart, WIDTH, HEIGHT, &style, u, v, &x, &y);
  return vt_slice_chart_atom_at (chart, WIDTH, HEIGHT, &style, x, y);
}

/* The atoms within a rectangle of the plane, Å, as "0 2". (transfer full) */
static char *
find_box (const VtSliceChart *chart, double u0, double v0, double u1, double v1)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GString) text = g_string_new (NULL);
  double box[4];

  /* v points up, y down. */
  vt_slice_chart_from_plane (chart, WIDTH, HEIGHT, &style, u0, v1, &box[0], &box[1]);
  vt_slice_chart_from_plane (chart, WIDTH, HEIGHT, &style, u1, v0, &box[2], &box[3]);
  vt_slice_chart_find_box (chart, WIDTH, HEIGHT, &style, box, atoms);
  for (guint i = 0; i < atoms->len; i++)
    g_string_append_printf (text, "%s%zu", i > 0 ? " " : "", g_array_index (atoms, gsize, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Centres count, whatever lies over them; what is not in the slice, hidden or a ghost does not. */
static void
test_box (void)
{
  static const guint8 flags[] = { VT_ATOM_HIDDEN, VT_ATOM_SELECTED, VT_ATOM_GHOST, VT_ATOM_PLAIN };
  g_autoptr (VtSliceChart) chart = make_chart ();
  g_autofree char *all = find_box (chart, -1, -1, 21, 21), *middle = find_box (chart, 9.9, 9.9, 10.6, 10.1);
  g_autofree char *one = find_box (chart, 9.9, 9.9, 10.4, 10.1), *beside = find_box (chart, 8, 8, 9.9, 12);
  g_autofree char *right = find_box (chart, 10.1, 9, 12, 11), *above = find_box (chart, 4, 10.1, 11, 16);
  g_autofree char *below = find_box (chart, 4, 4, 11, 9.9), *shown = NULL;

  g_assert_cmpstr (right, ==, "1");
  g_assert_cmpstr (above, ==, "2");
  g_assert_cmpstr (below, ==, "");
  g_assert_cmpstr (all, ==, "0 1 2");
  g_assert_cmpstr (middle, ==, "0 1");
  g_assert_cmpstr (one, ==, "0");
  g_assert_cmpstr (beside, ==, "");
  vt_slice_chart_set_flags (chart, flags);
  shown = find_box (chart, -1, -1, 21, 21);
  g_assert_cmpstr (shown, ==, "1");
}

static void
test_pick (void)
{
  static const guint8 flags[] = { VT_ATOM_PLAIN, VT_ATOM_HIDDEN, VT_ATOM_DIMMED, VT_ATOM_PLAIN };
  g_autoptr (VtSliceChart) chart = make_chart ();

  g_assert_cmpint (pick (chart, 10.5, 10.0), ==, 1);
  g_assert_cmpint (pick (chart, 10.5, 10.95), ==, 1);
  g_assert_cmpint (pick (chart, 10.5, 11.05), ==, 0);
  g_assert_cmpint (pick (chart, 8.1, 10.0), ==, 0);
  g_assert_cmpint (pick (chart, 7.9, 10.0), ==, -1);
  g_assert_cmpint (pick (chart, 5.0, 15.0), ==, 2);
  g_assert_cmpint (pick (chart, 15.0, 15.0), ==, -1);
  vt_slice_chart_set_flags (chart, flags);
  g_assert_cmpint (pick (chart, 10.5, 10.0), ==, 0);
  g_assert_cmpint (pick (chart, 5.0, 15.0), ==, 2);
  vt_slice_chart_set_flags (chart, NULL);
  g_assert_cmpint (pick (chart, 10.5, 10.0), ==, 1);
}

static void
test_view (void)
{
  const double low[2] = { 7.0, 7.0 }, high[2] = { 13.0, 13.0 }, beside[2] = { 6.5, 13.0 },
               beside_end[2] = { 7.0, 13.5 };
  VtChartStyle style = vt_chart_style_screen (FALSE);
  g_autoptr (VtSliceChart) chart = make_chart ();
  cairo_rectangle_t area;
  double u, v, zoom;

  g_assert_cmpuint (vt_slice_chart_count_visible (chart, WIDTH, HEIGHT, &style), ==, 3);
  vt_slice_chart_get_plot_area (chart, WIDTH, HEIGHT, &style, &area);
  zoom = vt_slice_chart_get_zoom (chart, WIDTH, HEIGHT, &style);
  /* The cell and the largest radius around it. */
  g_assert_cmpfloat_with_epsilon (area.height, 24.0 * zoom, 1e-9);
  vt_slice_chart_to_plane (chart, WIDTH, HEIGHT, &style, area.x, area.y + area.height, &u, &v);
  g_assert_cmpfloat_with_epsilon (u, -2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (v, -2.0, 1e-9);

  vt_slice_chart_set_view (chart, low, high);
  vt_slice_chart_set_legend (chart, FALSE);
  g_assert_cmpfloat (vt_slice_chart_get_zoom (chart, WIDTH, HEIGHT, &style), >, 2.0 * zoom);
  g_assert_cmpuint (vt_slice_chart_count_visible (chart, WIDTH, HEIGHT, &style), ==, 2);
  /* Widened to the room there is, on both sides alike. */
  vt_slice_chart_get_plot_area (chart, WIDTH, HEIGHT, &style, &area);
  vt_slice_chart_to_plane (chart, WIDTH, HEIGHT, &style, area.x + 0.5 * area.width, area.y + 0.5 * area.height, &u, &v);
  g_assert_cmpfloat_with_epsilon (u, 10.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (v, 10.0, 1e-9);
  g_assert_cmpfloat (area.width, >, area.height);
  vt_slice_chart_set_view (chart, beside, beside_end);
  g_assert_cmpuint (vt_slice_chart_count_visible (chart, 300, HEIGHT, &style), ==, 0);
  vt_slice_chart_set_view (chart, NULL, NULL);
  g_assert_cmpuint (vt_slice_chart_count_visible (chart, WIDTH, HEIGHT, &style), ==, 3);
}

static guint32
get_pixel (cairo_surface_t *surface, double x, double y)
{
  guint32 pixel;

  memcpy (&pixel,
          cairo_image_surface_get_data (surface) + (int) y * cairo_image_surface_get_stride (surface) + 4 * (int) x, 4);
  return pixel & 0xFFFFFF;
}

static guint32
to_pixel (VtColor color)
{
  return ((guint32) lroundf (color.red * 255.0f) << 16) | ((guint32) lroundf (color.green * 255.0f) << 8)
         | (guint32) lroundf (color.blue * 255.0f);
}

static void
assert_near (guint32 pixel, VtColor color)
{
  guint32 expected = to_pixel (color);

  for (int shift = 0; shift < 24; shift += 8)
    g_assert_cmpint (ABS ((int) (pixel >> shift & 0xFF) - (int) (expected >> shift & 0xFF)), <=, 1);
}

static void
test_color (void)
{
  static const double values[] = { 100.0, 700.0, NAN, 900.0 };
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtSliceChart) chart = make_chart ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  VtColorScale scale;
  double x, y;

  vt_color_scale_init (&scale);
  scale.minimum = 0.0;
  scale.maximum = 1000.0;
  vt_slice_chart_set_values (chart, values, &scale, "<i>T</i>", VT_UNIT_KELVIN);
  vt_slice_chart_paint (chart, cr, WIDTH, HEIGHT, &style);
  cairo_surface_flush (surface);
  vt_slice_chart_from_plane (chart, WIDTH, HEIGHT, &style, 9.0, 10.0, &x, &y);
  assert_near (get_pixel (surface, x, y), vt_color_scale_get_color (&scale, 100.0));
  vt_slice_chart_from_plane (chart, WIDTH, HEIGHT, &style, 10.7, 10.0, &x, &y);
  assert_near (get_pixel (surface, x, y), vt_color_scale_get_color (&scale, 700.0));
  vt_slice_chart_from_plane (chart, WIDTH, HEIGHT, &style, 5.0, 15.0, &x, &y);
  assert_near (get_pixel (surface, x, y), scale.missing);
  vt_slice_chart_from_plane (chart, WIDTH, HEIGHT, &style, 15.0, 15.0, &x, &y);
  g_assert_cmphex (get_pixel (surface, x, y), ==, 0xFFFFFF);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* What stands to the right of the plot is the key of a bar with so many atoms without a value, pixel by pixel: atoms
 * outside the slab and hidden ones do not count. */
static void
test_missing (void)
{
  static const double values[3][4] = { { NAN, 700.0, NAN, NAN }, { 100.0, 700.0, 300.0, NAN }, { NAN, NAN, NAN, NAN } };
  static const guint8 flags[] = { VT_ATOM_PLAIN, VT_ATOM_PLAIN, VT_ATOM_PLAIN, VT_ATOM_PLAIN };
  static const guint8 hidden[] = { VT_ATOM_HIDDEN, VT_ATOM_PLAIN, VT_ATOM_PLAIN, VT_ATOM_PLAIN };
  static const gsize expected[2][3] = { { 2, 0, 3 }, { 1, 0, 2 } };
  VtChartStyle style = vt_chart_style_print ();

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (VtSliceChart) chart = make_chart ();
      g_autoptr (VtAxis) axis = vt_axis_new ();
      gsize n = expected[i / 3][i % 3];
      VtColorScale scale;
      VtColorBar bar = { .scale = &scale, .axis = axis, .shows_missing = n > 0, .n_missing = n };
      cairo_surface_t *surfaces[2];
      cairo_rectangle_t plot;
      double x;

      vt_color_scale_init (&scale);
      scale.maximum = 1000.0;
      vt_axis_set_title (axis, "<i>T</i>", VT_UNIT_KELVIN);
      vt_slice_chart_set_values (chart, values[i % 3], &scale, "<i>T</i>", VT_UNIT_KELVIN);
      vt_slice_chart_set_flags (chart, i < 3 ? flags : hidden);
      vt_slice_chart_set_strip (chart, FALSE);
      vt_slice_chart_get_plot_area (chart, WIDTH, HEIGHT, &style, &plot);
      x = plot.x + plot.width + style.text_size;
      for (guint s = 0; s < 2; s++)
        {
          cairo_t *cr;

          surfaces[s] = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
          cr = cairo_create (surfaces[s]);
          if (s == 0)
            vt_slice_chart_paint (chart, cr, WIDTH, HEIGHT, &style);
          else
            {
              vt_chart_style_paint_background (&style, cr, WIDTH, HEIGHT);
              vt_color_bar_paint (&bar, cr, &style, x, plot.y, plot.height);
            }
          cairo_destroy (cr);
          cairo_surface_flush (surfaces[s]);
        }
      for (int row = 0; row < HEIGHT; row++)
        for (int column = (int) x + 1; column < WIDTH; column++)
          g_assert_cmphex (get_pixel (surfaces[0], column, row), ==, get_pixel (surfaces[1], column, row));
      for (guint s = 0; s < 2; s++)
        cairo_surface_destroy (surfaces[s]);
    }
}

/* Atom 1 lies before atom 0; as a ghost it lets 15 % of its colour over that one, and the pointer through. */
static void
test_ghost (void)
{
  static const double values[] = { 100.0, 700.0, NAN, 900.0 };
  static const guint8 flags[] = { VT_ATOM_PLAIN, VT_ATOM_GHOST, VT_ATOM_GHOST, VT_ATOM_PLAIN };
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtSliceChart) chart = make_chart ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  VtColor behind, ghost, white = { 1, 1, 1, 1 };
  VtColorScale scale;
  double x, y;

  vt_color_scale_init (&scale);
  scale.minimum = 0.0;
  scale.maximum = 1000.0;
  vt_slice_chart_set_values (chart, values, &scale, "<i>T</i>", VT_UNIT_KELVIN);
  vt_slice_chart_set_flags (chart, flags);
  vt_slice_chart_paint (chart, cr, WIDTH, HEIGHT, &style);
  cairo_surface_flush (surface);
  behind = vt_color_scale_get_color (&scale, 100.0);
  ghost = vt_color_scale_get_color (&scale, 700.0);
  vt_slice_chart_from_plane (chart, WIDTH, HEIGHT, &style, 10.7, 10.0, &x, &y);
  assert_near (get_pixel (surface, x, y), vt_color_mix (&behind, &ghost, 0.15));
  vt_slice_chart_from_plane (chart, WIDTH, HEIGHT, &style, 5.0, 15.0, &x, &y);
  assert_near (get_pixel (surface, x, y), vt_color_mix (&white, &scale.missing, 0.15));
  g_assert_cmpint (pick (chart, 10.5, 10.0), ==, 0);
  g_assert_cmpint (pick (chart, 5.0, 15.0), ==, -1);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* The same points of the picture, asked one by one of a plain search over all atoms. */
static gssize
pick_reference (const VtSliceChart *chart, const VtFrame *frame, const VtSlice *slice, double u, double v)
{
  g_autoptr (GArray) atoms = vt_slice_select (slice, frame);
  gssize best = -1;
  double nearest = -INFINITY;

  for (guint i = 0; i < atoms->len; i++)
    {
      const VtSliceAtom *atom = &g_array_index (atoms, VtSliceAtom, i);

      if (hypot (atom->u - u, atom->v - v) <= 1.2 && atom->depth >= nearest)
        {
          best = atom->atom;
          nearest = atom->depth;
        }
    }
  return best;
}

static void
test_pick_reference (void)
{
  g_autoptr (VtFrame) frame = example_frame (5);
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autofree double *radii = g_new (double, vt_frame_get_n_atoms (frame));
  g_autoptr (VtSliceChart) chart = NULL;
  VtSlice slice;

  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    radii[i] = 1.2;
  for (guint axis = 0; axis < 3; axis++)
    {
      vt_slice_init (&slice, axis, 3.8, vt_frame_get_cell (frame));
      g_clear_pointer (&chart, vt_slice_chart_unref);
      chart = vt_slice_chart_new (frame, &slice);
      vt_slice_chart_set_radii (chart, radii);
      for (guint i = 0; i < 200; i++)
        {
          double u = g_rand_double_range (random, -22.0, 22.0), v = g_rand_double_range (random, -2.0, 22.0);

          g_assert_cmpint (pick (chart, u, v), ==, pick_reference (chart, frame, &slice, u, v));
        }
    }
}

static void
test_any_size (void)
{
  VtChartStyle style = vt_chart_style_screen (TRUE);
  g_autoptr (VtSliceChart) values = example_slice (3), names = example_species_slice (3);
  static const int sizes[] = { 1, 4, 20, 90, 200 };

  for (guint i = 0; i < 25; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, sizes[i % 5], sizes[i / 5]);
      cairo_t *cr = cairo_create (surface);

      vt_slice_chart_paint (i % 2 ? values : names, cr, sizes[i % 5], sizes[i / 5], &style);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slice-chart/pick", test_pick);
  g_test_add_func ("/slice-chart/box", test_box);
  g_test_add_func ("/slice-chart/pick-reference", test_pick_reference);
  g_test_add_func ("/slice-chart/view", test_view);
  g_test_add_func ("/slice-chart/color", test_color);
  g_test_add_func ("/slice-chart/missing", test_missing);
  g_test_add_func ("/slice-chart/ghost", test_ghost);
  g_test_add_func ("/slice-chart/any-size", test_any_size);
  return g_test_run ();
}
