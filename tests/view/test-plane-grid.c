#include "vt-plane-grid.h"

#include <math.h>

/* A parabola, which cubic convolution keeps exactly away from the edge. */
static double
parabola (double u, double v)
{
  return 3 + 0.5 * u - 0.2 * v + 0.03 * u * u - 0.07 * u * v + 0.11 * v * v;
}

static double
ripple (double u, double v)
{
  return exp (-0.5 * ((u - 5.2) * (u - 5.2) + (v - 4.1) * (v - 4.1)));
}

static VtPlaneGrid *
make (double (*function) (double, double), double spacing, guint n_u, guint n_v)
{
  const double minimum[2] = { -1, 2 };
  VtPlaneGrid *grid = vt_plane_grid_new (minimum, spacing, n_u, n_v);

  for (guint j = 0; j < n_v; j++)
    for (guint i = 0; i < n_u; i++)
      grid->values[j * n_u + i] = function (minimum[0] + spacing * i, minimum[1] + spacing * j);
  return grid;
}

static void
test_sample (void)
{
  g_autoptr (VtPlaneGrid) grid = make (parabola, 0.5, 12, 9);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 200; i++)
    {
      double u = g_rand_double_range (rand, -0.5, 4), v = g_rand_double_range (rand, 2.5, 5.5);

      g_assert_cmpfloat_with_epsilon (vt_plane_grid_sample (grid, u, v), parabola (u, v), 1e-12);
    }
  /* Beside the edge it is bilinear: midway between two nodes their mean. */
  g_assert_cmpfloat_with_epsilon (vt_plane_grid_sample (grid, -0.75, 2), 0.5 * (parabola (-1, 2) + parabola (-0.5, 2)),
                                  1e-12);
  g_assert_cmpfloat_with_epsilon (vt_plane_grid_sample (grid, 4.5, 6), parabola (4.5, 6), 1e-12);
  g_assert_true (isnan (vt_plane_grid_sample (grid, -1.01, 3)));
  g_assert_true (isnan (vt_plane_grid_sample (grid, 4.51, 3)));
  g_assert_true (isnan (vt_plane_grid_sample (grid, 0, 1.99)));
  g_assert_true (isnan (vt_plane_grid_sample (grid, 0, 6.01)));
  g_assert_true (isnan (vt_plane_grid_sample (grid, NAN, 4)));
}

/* A Gaussian of width 1 on nodes 1/4 apart, as a field has them. */
static void
test_accuracy (void)
{
  g_autoptr (VtPlaneGrid) grid = make (ripple, 0.25, 60, 50);
  double largest = 0;

  for (double v = 2.6; v < 12; v += 0.031)
    for (double u = -0.4; u < 12; u += 0.037)
      largest = MAX (largest, fabs (vt_plane_grid_sample (grid, u, v) - ripple (u, v)));
  g_assert_cmpfloat (largest, <, 0.004);
}

static void
test_missing (void)
{
  g_autoptr (VtPlaneGrid) grid = make (parabola, 1, 8, 8);
  double low, high;

  grid->values[3 * 8 + 3] = NAN; /* at 2, 5 */
  /* The four cells around it have none, other than on their far nodes and edges. */
  g_assert_true (isnan (vt_plane_grid_sample (grid, 2, 5)));
  g_assert_true (isnan (vt_plane_grid_sample (grid, 1.5, 5.5)));
  g_assert_true (isnan (vt_plane_grid_sample (grid, 2.9, 4.1)));
  g_assert_cmpfloat_with_epsilon (vt_plane_grid_sample (grid, 3, 5), parabola (3, 5), 1e-12);
  /* The next ones are bilinear. */
  g_assert_cmpfloat_with_epsilon (vt_plane_grid_sample (grid, 3.5, 5), 0.5 * (parabola (3, 5) + parabola (4, 5)), 1e-12);
  g_assert_true (vt_plane_grid_get_range (grid, &low, &high));
  g_assert_cmpfloat_with_epsilon (low, parabola (0, 2), 1);
  g_assert_cmpfloat (high, >, low);
  for (guint i = 0; i < 64; i++)
    {
      g_assert_false (grid->values[i] < low || grid->values[i] > high);
      grid->values[i] = NAN;
    }
  g_assert_false (vt_plane_grid_get_range (grid, &low, &high));
}

static void
test_refine (void)
{
  g_autoptr (VtPlaneGrid) grid = make (ripple, 0.5, 21, 18);
  g_autoptr (VtPlaneGrid) fine = NULL;

  grid->values[7 * 21 + 9] = NAN;
  fine = vt_plane_grid_refine (grid, 3);
  g_assert_cmpuint (fine->n_u, ==, 61);
  g_assert_cmpuint (fine->n_v, ==, 52);
  for (guint j = 0; j < fine->n_v; j++)
    for (guint i = 0; i < fine->n_u; i++)
      {
        double expected = vt_plane_grid_sample (grid, -1 + MIN (0.5 / 3 * i, 10), 2 + MIN (0.5 / 3 * j, 8.5));

        if (i % 3 == 0 && j % 3 == 0 && isfinite (vt_plane_grid_get (grid, i / 3, j / 3)))
          g_assert_cmpfloat_with_epsilon (vt_plane_grid_get (fine, i, j), vt_plane_grid_get (grid, i / 3, j / 3), 1e-15);
        else if (isfinite (expected))
          g_assert_cmpfloat_with_epsilon (vt_plane_grid_get (fine, i, j), expected, 1e-12);
      }
  g_assert_true (isnan (vt_plane_grid_get (fine, 28, 22)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plane-grid/sample", test_sample);
  g_test_add_func ("/plane-grid/accuracy", test_accuracy);
  g_test_add_func ("/plane-grid/missing", test_missing);
  g_test_add_func ("/plane-grid/refine", test_refine);
  return g_test_run ();
}
