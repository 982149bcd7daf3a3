#include "vt-neighbor-list.h"

#include <math.h>
#include "sample.h"
#include "vt-error.h"
#include "vt-parallel.h"

static void
assert_lists_equal (const VtNeighborList *list, const VtNeighborList *other)
{
  g_assert_cmpuint (vt_neighbor_list_get_n_pairs (list), ==, vt_neighbor_list_get_n_pairs (other));
  for (gsize atom = 0; atom < vt_neighbor_list_get_n_atoms (list); atom++)
    {
      guint count, expected;
      const VtNeighbor *a = vt_neighbor_list_get (list, atom, &count);
      const VtNeighbor *b = vt_neighbor_list_get (other, atom, &expected);

      g_assert_cmpuint (count, ==, expected);
      for (guint i = 0; i < count; i++)
        {
          g_assert_cmpuint (a[i].atom, ==, b[i].atom);
          for (guint axis = 0; axis < 3; axis++)
            g_assert_cmpint (a[i].image[axis], ==, b[i].image[axis]);
        }
    }
}

static void
assert_neighbor (const VtNeighbor *neighbor, guint atom, int a, int b, int c)
{
  g_assert_cmpuint (neighbor->atom, ==, atom);
  g_assert_cmpint (neighbor->image[0], ==, a);
  g_assert_cmpint (neighbor->image[1], ==, b);
  g_assert_cmpint (neighbor->image[2], ==, c);
}

/* A row of atoms at 0, 1 and 2.5: the distance 1.5 is exact, and counts. */
static void
test_row (void)
{
  const double xyz[] = { 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 2.5, 0.0, 0.0 };
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtNeighborList) list = NULL;
  const VtNeighbor *neighbors;
  VtCell cell;
  guint count;

  vt_cell_init_box (&cell, 3.0, 3.0, 3.0);
  cell.periodic[0] = cell.periodic[1] = cell.periodic[2] = FALSE;
  frame = sample_new (&cell, xyz, NULL, 3);
  list = sample_neighbors (frame, 1.5);

  g_assert_cmpuint (vt_neighbor_list_get_n_pairs (list), ==, 4);
  neighbors = vt_neighbor_list_get (list, 1, &count);
  g_assert_cmpuint (count, ==, 2);
  assert_neighbor (&neighbors[0], 0, 0, 0, 0);
  assert_neighbor (&neighbors[1], 2, 0, 0, 0);
  vt_neighbor_list_get (list, 0, &count);
  g_assert_cmpuint (count, ==, 1);
}

/* Two atoms 1 Å apart through a face, one of them three cells further on. */
static void
test_images (void)
{
  const double xyz[] = { 0.5, 5.0, 5.0, 39.5, 5.0, -5.0 };
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtNeighborList) list = NULL;
  const VtNeighbor *neighbors;
  VtCell cell;
  guint count;

  vt_cell_init_box (&cell, 10.0, 10.0, 10.0);
  frame = sample_new (&cell, xyz, NULL, 2);
  list = sample_neighbors (frame, 2.0);

  neighbors = vt_neighbor_list_get (list, 0, &count);
  g_assert_cmpuint (count, ==, 1);
  assert_neighbor (&neighbors[0], 1, -4, 0, 1);
  neighbors = vt_neighbor_list_get (list, 1, &count);
  g_assert_cmpuint (count, ==, 1);
  assert_neighbor (&neighbors[0], 0, 4, 0, -1);
}

static void
assert_counts (VtFrame *frame, double cutoff, guint expected)
{
  g_autoptr (VtNeighborList) list = sample_neighbors (frame, cutoff);

  for (gsize atom = 0; atom < vt_neighbor_list_get_n_atoms (list); atom++)
    {
      guint count;

      vt_neighbor_list_get (list, atom, &count);
      g_assert_cmpuint (count, ==, expected);
    }
}

static void
test_lattices (void)
{
  g_autoptr (VtFrame) fcc = sample_lattice (SAMPLE_FCC, 3.615, 4, 0.0, NULL);
  g_autoptr (VtFrame) bcc = sample_lattice (SAMPLE_BCC, 2.87, 5, 0.0, NULL);

  assert_counts (fcc, 2.8, 12);
  assert_counts (fcc, 3.7, 18);
  assert_counts (fcc, 4.6, 42);
  assert_counts (bcc, 2.6, 8);
  assert_counts (bcc, 3.2, 14);
}

/* One atom in a cube of 2 Å meets only itself: 6 images at 2 Å, 18 within 2.83 Å, 26 within 3.47 Å. */
static void
test_self_images (void)
{
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_SC, 2.0, 1, 0.0, NULL);

  assert_counts (frame, 1.99, 0);
  assert_counts (frame, 2.0, 6);
  assert_counts (frame, 2.83, 18);
  assert_counts (frame, 3.47, 26);
}

/* Every image of every pair, by the definition. */
static GArray *
neighbors_reference (VtFrame *frame, gsize atom, double cutoff, int images)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (VtNeighbor));
  const VtCell *cell = vt_frame_get_cell (frame);
  const int reach[3] = { cell->periodic[0] ? images : 0, cell->periodic[1] ? images : 0,
                         cell->periodic[2] ? images : 0 };
  double from[3], to[3];

  vt_frame_get_position (frame, atom, from);
  for (guint other = 0; other < vt_frame_get_n_atoms (frame); other++)
    for (int a = -reach[0]; a <= reach[0]; a++)
      for (int b = -reach[1]; b <= reach[1]; b++)
        for (int c = -reach[2]; c <= reach[2]; c++)
          {
            VtNeighbor neighbor = { other, { (gint16) a, (gint16) b, (gint16) c } };
            double square = 0.0;

            vt_frame_get_position (frame, other, to);
            for (guint axis = 0; axis < 3; axis++)
              square += pow (to[axis] - from[axis] + a * cell->vectors[0][axis] + b * cell->vectors[1][axis] +
                                 c * cell->vectors[2][axis], 2);
            if (square <= cutoff * cutoff && !(other == atom && a == 0 && b == 0 && c == 0))
              g_array_append_val (found, neighbor);
          }

  return found;
}

static void
assert_as_reference (VtFrame *frame, double cutoff, int images)
{
  g_autoptr (VtNeighborList) list = sample_neighbors (frame, cutoff);

  for (gsize atom = 0; atom < vt_frame_get_n_atoms (frame); atom++)
    {
      g_autoptr (GArray) expected = neighbors_reference (frame, atom, cutoff, images);
      guint count;
      const VtNeighbor *neighbors = vt_neighbor_list_get (list, atom, &count);

      g_assert_cmpuint (count, ==, expected->len);
      for (guint i = 0; i < count; i++)
        {
          const VtNeighbor *one = &g_array_index (expected, VtNeighbor, i);

          assert_neighbor (&neighbors[i], one->atom, one->image[0], one->image[1], one->image[2]);
        }
    }
}

/* Tilted cells of every periodicity, from far smaller than the cutoff to much larger. */
static void
test_gas (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 48; i++)
    {
      double cutoff = 3.0;
      double size = i % 3 == 0 ? 1.8 : i % 3 == 1 ? 9.0 : 25.0;
      g_autoptr (VtFrame) frame = NULL;
      VtCell cell;
      double narrowest = INFINITY;

      sample_cell (rand, size, i % 8, &cell);
      frame = sample_gas (rand, &cell, i % 3 == 0 ? 3 : i % 3 == 1 ? 30 : 120, 1);
      for (guint axis = 0; axis < 3; axis++)
        narrowest = fmin (narrowest, vt_cell_width (&cell, axis));
      assert_as_reference (frame, cutoff, (int) ceil (cutoff / narrowest) + 3);
    }
}

static void
test_pair_cutoffs (void)
{
  const double xyz[] = { 1.0, 1.0, 1.0, 3.0, 1.0, 1.0, 1.0, 3.5, 1.0 };
  const guint8 species[] = { 0, 1, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtNeighborList) list = NULL;
  const VtNeighbor *neighbors;
  VtCutoffs cutoffs;
  VtCell cell;
  guint count;

  vt_cell_init_box (&cell, 20.0, 20.0, 20.0);
  frame = sample_new (&cell, xyz, species, 3);
  vt_cutoffs_init_uniform (&cutoffs, 3, 1.9);
  cutoffs.radius[0][0] = 2.6;
  cutoffs.radius[1][1] = -1.0;
  list = vt_neighbor_list_new (frame, &cutoffs, NULL, NULL, &error);
  g_assert_no_error (error);

  neighbors = vt_neighbor_list_get (list, 0, &count);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpuint (neighbors[0].atom, ==, 2);
  g_assert_cmpuint (vt_neighbor_list_get_n_pairs (list), ==, 2);
}

static void
test_missing (void)
{
  g_autoptr (VtFrame) whole = sample_lattice (SAMPLE_FCC, 3.615, 4, 0.0, NULL);
  g_autofree double *xyz = sample_get_xyz (whole);
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtNeighborList) list = NULL;
  const guint32 *order;
  gsize n_ordered;
  guint count;

  xyz[3 * 7 + 1] = NAN;
  xyz[3 * 130] = INFINITY;
  frame = sample_new (vt_frame_get_cell (whole), xyz, NULL, vt_frame_get_n_atoms (whole));
  list = sample_neighbors (frame, 2.8);

  vt_neighbor_list_get (list, 7, &count);
  g_assert_cmpuint (count, ==, 0);
  vt_neighbor_list_get (list, 130, &count);
  g_assert_cmpuint (count, ==, 0);
  /* Each of the two takes its 12 pairs with it, both ways; 7 and 130 are no neighbours of one another. */
  g_assert_cmpuint (vt_neighbor_list_get_n_pairs (list), ==, 256 * 12 - 4 * 12);
  order = vt_neighbor_list_get_order (list, &n_ordered);
  g_assert_cmpuint (n_ordered, ==, 254);
  for (gsize i = 0; i < n_ordered; i++)
    g_assert_true (order[i] < 256 && order[i] != 7 && order[i] != 130);
}

/* At the exact distance of a lattice rounding decides; it must decide alike for both ends of a pair. */
static void
test_symmetry (void)
{
  g_autoptr (VtFrame) fcc = sample_lattice (SAMPLE_FCC, 3.615, 5, 0.0, NULL);
  double rotation[3][3];
  g_autoptr (VtFrame) turned = NULL;
  g_autoptr (VtNeighborList) list = NULL;

  sample_rotation (0.7, rotation);
  turned = sample_map (fcc, rotation);
  list = sample_neighbors (turned, 3.615 / sqrt (2.0));

  for (guint atom = 0; atom < vt_frame_get_n_atoms (turned); atom++)
    {
      guint count;
      const VtNeighbor *neighbors = vt_neighbor_list_get (list, atom, &count);

      for (guint i = 0; i < count; i++)
        {
          guint back_count, back;
          const VtNeighbor *others = vt_neighbor_list_get (list, neighbors[i].atom, &back_count);

          for (back = 0; back < back_count; back++)
            if (others[back].atom == atom && others[back].image[0] == -neighbors[i].image[0] &&
                others[back].image[1] == -neighbors[i].image[1] && others[back].image[2] == -neighbors[i].image[2])
              break;
          g_assert_cmpuint (back, <, back_count);
        }
    }
}

static void
test_invariance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtFrame) turned = NULL;
  g_autoptr (VtFrame) wrapped = NULL;
  g_autoptr (VtFrame) permuted = NULL;
  g_autoptr (VtNeighborList) list = NULL;
  g_autoptr (VtNeighborList) list_turned = NULL;
  g_autoptr (VtNeighborList) list_wrapped = NULL;
  g_autoptr (VtNeighborList) list_permuted = NULL;
  g_autofree gsize *order = NULL;
  double rotation[3][3];
  VtCell cell;

  sample_cell (rand, 20.0, 7, &cell);
  frame = sample_gas (rand, &cell, 500, 0);
  sample_rotation (1.1, rotation);
  turned = sample_map (frame, rotation);
  wrapped = sample_wrap (frame, rand);
  order = sample_order (500, rand);
  permuted = sample_permute (frame, order);
  list = sample_neighbors (frame, 3.8);
  list_turned = sample_neighbors (turned, 3.8);
  list_wrapped = sample_neighbors (wrapped, 3.8);
  list_permuted = sample_neighbors (permuted, 3.8);

  assert_lists_equal (list, list_turned);
  for (gsize atom = 0; atom < 500; atom++)
    {
      guint count, count_wrapped, count_permuted;
      const VtNeighbor *neighbors = vt_neighbor_list_get (list, order[atom], &count_permuted);
      const VtNeighbor *others = vt_neighbor_list_get (list_permuted, atom, &count);

      g_assert_cmpuint (count, ==, count_permuted);
      for (guint i = 0; i < count; i++)
        {
          guint j = 0;

          while (j < count && order[others[j].atom] != neighbors[i].atom)
            j++;
          g_assert_cmpuint (j, <, count);
        }
      neighbors = vt_neighbor_list_get (list, atom, &count);
      others = vt_neighbor_list_get (list_wrapped, atom, &count_wrapped);
      g_assert_cmpuint (count, ==, count_wrapped);
      for (guint i = 0; i < count; i++)
        g_assert_cmpuint (neighbors[i].atom, ==, others[i].atom);
    }
}

static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_FCC, 3.615, 14, 0.3, rand);
  g_autoptr (VtNeighborList) one = NULL;
  g_autoptr (VtNeighborList) four = NULL;

  vt_parallel_set_threads (1);
  one = sample_neighbors (frame, 3.2);
  vt_parallel_set_threads (4);
  four = sample_neighbors (frame, 3.2);
  vt_parallel_set_threads (0);

  assert_lists_equal (one, four);
}

static void
assert_refused (VtFrame *frame, double cutoff, guint n_species, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtNeighborList) list = NULL;
  VtCutoffs cutoffs;

  vt_cutoffs_init_uniform (&cutoffs, n_species, cutoff);
  list = vt_neighbor_list_new (frame, &cutoffs, NULL, NULL, &error);
  g_assert_error (error, VT_ERROR, code);
  g_assert_null (list);
}

static void
test_refused (void)
{
  const double far[] = { 1.0, 1.0, 1.0, 1e9, 1.0, 1.0 };
  g_autoptr (VtFrame) small = sample_lattice (SAMPLE_SC, 2.0, 1, 0.0, NULL);
  g_autoptr (VtFrame) astray = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  VtCutoffs cutoffs;
  VtCell cell;

  vt_cell_init_box (&cell, 10.0, 10.0, 10.0);
  astray = sample_new (&cell, far, NULL, 2);
  assert_refused (astray, 3.0, 3, VT_ERROR_INPUT);
  assert_refused (small, 1e4, 3, VT_ERROR_LIMIT);
  assert_refused (small, 3.0, 2, VT_ERROR_INPUT);

  g_cancellable_cancel (cancellable);
  vt_cutoffs_init_uniform (&cutoffs, 3, 3.0);
  g_assert_null (vt_neighbor_list_new (small, &cutoffs, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_empty (void)
{
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtFrame) flat = NULL;
  g_autoptr (VtNeighborList) list = NULL;
  g_autoptr (VtNeighborList) none = NULL;
  const double xyz[] = { 1.0, 1.0, 1.0, 1.5, 1.0, 1.0 };
  VtCell cell;

  vt_cell_init_box (&cell, 10.0, 10.0, 10.0);
  frame = sample_new (&cell, NULL, NULL, 0);
  list = sample_neighbors (frame, 3.0);
  g_assert_cmpuint (vt_neighbor_list_get_n_atoms (list), ==, 0);
  g_assert_cmpuint (vt_neighbor_list_get_n_pairs (list), ==, 0);

  flat = sample_new (&cell, xyz, NULL, 2);
  none = sample_neighbors (flat, 0.0);
  g_assert_cmpuint (vt_neighbor_list_get_n_pairs (none), ==, 0);
  g_assert_cmpuint (vt_neighbor_list_get_size (none), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/neighbor-list/row", test_row);
  g_test_add_func ("/neighbor-list/images", test_images);
  g_test_add_func ("/neighbor-list/lattices", test_lattices);
  g_test_add_func ("/neighbor-list/self-images", test_self_images);
  g_test_add_func ("/neighbor-list/gas", test_gas);
  g_test_add_func ("/neighbor-list/pair-cutoffs", test_pair_cutoffs);
  g_test_add_func ("/neighbor-list/missing", test_missing);
  g_test_add_func ("/neighbor-list/symmetry", test_symmetry);
  g_test_add_func ("/neighbor-list/invariance", test_invariance);
  g_test_add_func ("/neighbor-list/threads", test_threads);
  g_test_add_func ("/neighbor-list/refused", test_refused);
  g_test_add_func ("/neighbor-list/empty", test_empty);

  return g_test_run ();
}
