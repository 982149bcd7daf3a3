/* The two-dimensional histogram: by hand, against a plain twin, and at the edges. */
#include "vt-density-map.h"

#include <math.h>

static void
test_by_hand (void)
{
  static const double x[7] = { 0.0, 0.5, 1.0, 2.0, 2.0, 3.0, NAN }, y[7] = { 1, 10, 100, 1, 9.999, 0.5, 1 };
  VtDensityAxis across = { 0, 2, FALSE, 2 }, up = { 1, 100, TRUE, 2 };
  guint32 counts[4];
  gsize n;

  g_assert_true (vt_density_map_compute (x, y, 7, &across, &up, counts, &n, NULL, NULL));
  /* Lower row: y in [1, 10); upper: [10, 100]. The last column holds x = 2 as well. */
  g_assert_cmpuint (counts[0], ==, 1);
  g_assert_cmpuint (counts[1], ==, 2);
  g_assert_cmpuint (counts[2], ==, 1);
  g_assert_cmpuint (counts[3], ==, 1);
  g_assert_cmpuint (n, ==, 5);
}

/* Every bin's lower edge lies in it and the number before it does not, whatever the rounding. */
static void
test_edges (void)
{
  const VtDensityAxis axes[] = { { 0.1, 0.7, FALSE, 7 }, { -3, 1e5, FALSE, 100 }, { 1e-9, 3e4, TRUE, 64 },
                                 { 0.3, 0.9, TRUE, 13 } };

  for (guint a = 0; a < G_N_ELEMENTS (axes); a++)
    {
      for (guint bin = 0; bin < axes[a].n; bin++)
        {
          double edge = vt_density_axis_get_edge (&axes[a], bin);

          g_assert_cmpint (vt_density_axis_find (&axes[a], edge), ==, bin);
          g_assert_cmpint (vt_density_axis_find (&axes[a], nextafter (edge, -INFINITY)), ==, (int) bin - 1);
        }
      g_assert_cmpint (vt_density_axis_find (&axes[a], axes[a].maximum), ==, axes[a].n - 1);
      g_assert_cmpint (vt_density_axis_find (&axes[a], nextafter (axes[a].maximum, INFINITY)), ==, -1);
      g_assert_cmpint (vt_density_axis_find (&axes[a], NAN), ==, -1);
    }
}

static void
test_reference (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  const gsize n = 20000;
  g_autofree double *x = g_new (double, n), *y = g_new (double, n);
  g_autofree guint32 *counts = g_new (guint32, 12 * 9);
  VtDensityAxis across, up;
  gsize counted, sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      x[i] = g_rand_double_range (rand, -2, 5);
      y[i] = i % 50 == 0 ? -1 : exp (g_rand_double_range (rand, -4, 4));
    }
  g_assert_true (vt_density_axis_choose (&across, x, n, FALSE, 12));
  g_assert_true (vt_density_axis_choose (&up, y, n, TRUE, 9));
  g_assert_cmpfloat (up.minimum, >, 0);
  g_assert_true (vt_density_map_compute (x, y, n, &across, &up, counts, &counted, NULL, NULL));
  g_assert_cmpuint (counted, ==, n - n / 50);
  for (guint row = 0; row < 9; row++)
    for (guint column = 0; column < 12; column++)
      {
        double left = vt_density_axis_get_edge (&across, column), right = vt_density_axis_get_edge (&across, column + 1);
        double low = vt_density_axis_get_edge (&up, row), high = vt_density_axis_get_edge (&up, row + 1);
        guint32 expected = 0;

        for (gsize i = 0; i < n; i++)
          expected += x[i] >= left && (x[i] < right || (column == 11 && x[i] <= right)) && y[i] >= low
                      && (y[i] < high || (row == 8 && y[i] <= high));
        g_assert_cmpuint (counts[row * 12 + column], ==, expected);
        sum += expected;
      }
  g_assert_cmpuint (sum, ==, counted);
}

static void
test_nothing_to_see (void)
{
  const double none[3] = { NAN, -1, 0 }, alike[3] = { 4, 4, 4 };
  VtDensityAxis axis;

  g_assert_false (vt_density_axis_choose (&axis, none, 0, FALSE, 5));
  g_assert_false (vt_density_axis_choose (&axis, none, 3, TRUE, 5));
  g_assert_true (vt_density_axis_choose (&axis, none, 2, FALSE, 5));
  /* All alike: room about them. */
  g_assert_true (vt_density_axis_choose (&axis, alike, 3, TRUE, 5));
  g_assert_cmpfloat (axis.minimum, <, 4);
  g_assert_cmpfloat (axis.maximum, >, 4);
  g_assert_cmpint (vt_density_axis_find (&axis, 4), >=, 0);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const double values[1] = { 1 };
  VtDensityAxis axis = { 0, 2, FALSE, 2 };
  guint32 counts[4];

  g_cancellable_cancel (cancellable);
  g_assert_false (vt_density_map_compute (values, values, 1, &axis, &axis, counts, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/density-map/by-hand", test_by_hand);
  g_test_add_func ("/density-map/edges", test_edges);
  g_test_add_func ("/density-map/reference", test_reference);
  g_test_add_func ("/density-map/nothing-to-see", test_nothing_to_see);
  g_test_add_func ("/density-map/cancelled", test_cancelled);
  return g_test_run ();
}
