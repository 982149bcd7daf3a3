/* What Voro++ is handed: a reduced cell that is the given one turned, atoms inside it, and which spots are the same. */
#include "vt-voronoi-box.h"

#include <math.h>
#include "sample.h"
#include "vt-error.h"
#include "vt-voronoi.h"

#define N 40

/* Lattices of everyday shape, the last ones in bases that hide it: by b along a, by c along a and b together. */
static const double cells[][3][3] = {
  { { 11.0, 2.0, -1.0 }, { -4.0, 12.0, 3.0 }, { 14.0, 1.0, 10.0 } },
  { { 10.0, 0.0, 0.0 }, { 9005.0, 11.0, 0.0 }, { -7000.0, 5500.0, 12.0 } },
  { { 4.0, 0.0, 0.0 }, { 41.5, 4.0, 0.0 }, { 0.3, 1.0, 200.0 } },
  { { 10.0, 0.0, 0.0 }, { 4.0, 11.0, 0.0 }, { 3.0, 5500.0, 12.0 } },
  { { 10.0, 0.0, 0.0 }, { -4.0, 11.0, 0.0 }, { 3.0, 5500.0, 60.0 } },
  { { 10.0, 0.0, 0.0 }, { 5.0, 8.7, 0.0 }, { 0.2, 435.1, 60.0 } },
};

static VtFrame *
make_frame (const double vectors[3][3], guint32 seed)
{
  static const double origin[3] = { 3.0, -2.0, 0.5 };
  static const gboolean everywhere[3] = { TRUE, TRUE, TRUE };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, origin, vectors, everywhere, &error));
  g_assert_no_error (error);
  return sample_gas (random, &cell, N, 1);
}

static double
dot (const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/* The longest of those that a sum of edges takes part in is no longer than the sum. */
static void
assert_reduced (const double edges[3][3])
{
  for (int step = 0; step < 27; step++)
    {
      const int by[3] = { step % 3 - 1, step / 3 % 3 - 1, step / 9 - 1 };
      double sum[3] = { 0.0, 0.0, 0.0 }, longest = 0.0;

      for (guint edge = 0; edge < 3; edge++)
        {
          for (guint axis = 0; axis < 3; axis++)
            sum[axis] += by[edge] * edges[edge][axis];
          if (by[edge] != 0)
            longest = fmax (longest, dot (edges[edge], edges[edge]));
        }
      g_assert_cmpfloat (dot (sum, sum), >=, longest * (1.0 - 1e-9));
    }
}

/* Edges before they were turned are @basis · vectors: the same lengths and angles, and the same lattice. */
static void
assert_turned (const VoroppBox *box, const int basis[3][3], const double vectors[3][3])
{
  double reduced[3][3] = { { 0.0 } };
  int determinant = 0;

  for (guint i = 0; i < 3; i++)
    for (guint axis = 0; axis < 3; axis++)
      for (guint k = 0; k < 3; k++)
        reduced[i][axis] += basis[i][k] * vectors[k][axis];
  for (guint i = 0; i < 3; i++)
    for (guint k = 0; k <= i; k++)
      g_assert_cmpfloat_with_epsilon (dot (box->edges[i], box->edges[k]), dot (reduced[i], reduced[k]), 1e-6);
  for (guint i = 0; i < 3; i++)
    {
      determinant += basis[0][i] * basis[1][(i + 1) % 3] * basis[2][(i + 2) % 3];
      determinant -= basis[0][i] * basis[1][(i + 2) % 3] * basis[2][(i + 1) % 3];
      g_assert_cmpfloat (box->edges[i][i], >, 0.0);
      for (guint axis = i + 1; axis < 3; axis++)
        g_assert_cmpfloat (box->edges[i][axis], ==, 0.0);
    }
  g_assert_cmpint (ABS (determinant), ==, 1);
}

/* Inside the cell, by its lower triangular edges. */
static void
assert_inside (const VoroppBox *box, const double position[3])
{
  double left[3] = { position[0], position[1], position[2] };

  for (int edge = 2; edge >= 0; edge--)
    {
      double f = left[edge] / box->edges[edge][edge];

      g_assert_cmpfloat (f, >, -1e-9);
      g_assert_cmpfloat (f, <, 1.0 + 1e-9);
      for (int axis = 0; axis <= edge; axis++)
        left[axis] -= f * box->edges[edge][axis];
    }
}

static void
test_reduced (gconstpointer data)
{
  const double (*vectors)[3] = data;
  g_autoptr (VtFrame) frame = make_frame (vectors, 7);
  g_autoptr (GError) error = NULL;
  double positions[3 * N];
  int basis[3][3];
  VoroppBox box;

  g_assert_true (vt_voronoi_box_prepare (frame, &box, positions, basis, NULL, &error));
  g_assert_no_error (error);
  assert_reduced (box.edges);
  assert_turned (&box, basis, vectors);
  for (guint i = 0; i < N; i++)
    assert_inside (&box, positions + 3 * i);
}

static gboolean
are_apart (const double way[3])
{
  const double xyz[6] = { 5.0, 5.0, 5.0, 5.0 + way[0], 5.0 + way[1], 5.0 + way[2] };
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (GError) error = NULL;
  double positions[6];
  int basis[3][3];
  VoroppBox box;
  VtCell cell;

  vt_cell_init_box (&cell, 10.0, 10.0, 10.0);
  frame = sample_new (&cell, xyz, NULL, 2);
  if (vt_voronoi_box_prepare (frame, &box, positions, basis, NULL, &error))
    return TRUE;
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  return FALSE;
}

/* One spot is within 10⁻⁶ Å in any direction, also across the one that atoms are sorted along, in which these two do not
 * differ. */
static void
test_spots (void)
{
  static const double along[3] = { 0.4014871779209073, -0.5257311121191336, 0.0 };

  for (guint axis = 0; axis < 3; axis++)
    {
      double near[3] = { 0.0, 0.0, 0.0 }, far[3] = { 0.0, 0.0, 0.0 };

      near[axis] = 0.8e-6;
      far[axis] = 1.2e-6;
      g_assert_false (are_apart (near));
      g_assert_true (are_apart (far));
    }
  for (guint digits = 2; digits <= 5; digits++)
    {
      const double scale = pow (10.0, -(double) digits);
      const double way[3] = { scale * along[0], scale * along[1], scale * along[2] };

      g_assert_true (are_apart (way));
    }
}

/* Rows of atoms 2 Å apart in x, 3 × 8 × 8 of them, so dense across that 2 Å is where the search's first round ends:
 * at 0.55 of the square of the box's reach, times 1 + @off. */
static void
check_first_round (double off)
{
  const double bound = 4.0 * (1.0 + off) / 0.55, apart = 2.0;
  const double each = pow (bound, 1.5) / (0.75 / G_PI * 56.0), across = sqrt (each / apart);
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtVoronoi) voronoi = NULL;
  double xyz[3 * 192], positions[3 * 192];
  int basis[3][3];
  VoroppBox box;
  VtCell cell;

  vt_cell_init_box (&cell, 3 * apart, 8 * across, 8 * across);
  for (guint i = 0; i < 192; i++)
    {
      xyz[3 * i] = apart * (i % 3 + 0.3);
      xyz[3 * i + 1] = across * (i / 3 % 8 + 0.3);
      xyz[3 * i + 2] = across * (i / 24 + 0.3);
    }
  frame = sample_new (&cell, xyz, NULL, 192);
  g_assert_true (vt_voronoi_box_prepare (frame, &box, positions, basis, NULL, NULL));
  /* What this test is about; the numbers are those of the search. */
  g_assert_cmpfloat_with_epsilon (0.55 * box.reach * box.reach, 4.0 * (1.0 + off), 1e-9);
  voronoi = vt_voronoi_new (frame, NULL, NULL, NULL, NULL);
  for (guint i = 0; i < 192; i++)
    g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (voronoi)[i], apart * across * across, 1e-9);
}

/* Neighbours that stand where one round of the search ends and the next begins are found by one of them. */
static void
test_between_rounds (void)
{
  for (int step = -60; step <= 60; step++)
    check_first_round (5e-8 * step);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *path = g_strdup_printf ("/voronoi-box/reduced/%u", i);

      g_test_add_data_func (path, cells[i], test_reduced);
    }
  g_test_add_func ("/voronoi-box/spots", test_spots);
  g_test_add_func ("/voronoi-box/between-rounds", test_between_rounds);
  return g_test_run ();
}
