#include "vt-cell-scan.h"

#include <string.h>

#include "sample.h"

static void
assert_same_scan (const VtCellScan *a, const VtCellScan *b)
{
  g_assert_cmpuint (a->n_found, ==, b->n_found);
  g_assert_cmpmem (a->found, a->n_found * sizeof *a->found, b->found, b->n_found * sizeof *b->found);
  g_assert_cmpmem (a->vector, a->n_found * sizeof *a->vector, b->vector, b->n_found * sizeof *b->vector);
  g_assert_cmpint (a->shifted, ==, b->shifted);
  if (a->shifted)
    g_assert_cmpmem (a->shift, a->n_found * sizeof *a->shift, b->shift, b->n_found * sizeof *b->shift);
}

/* Pairs by the plainest means: every image within reach. */
static gsize
count_reference (VtFrame *frame, double cutoff)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  gsize n = vt_frame_get_n_atoms (frame), n_pairs = 0;
  int reach[3];

  for (guint axis = 0; axis < 3; axis++)
    reach[axis] = cell->periodic[axis] ? 1 + (int) (cutoff / vt_cell_width (cell, axis)) : 0;
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      for (int a = -reach[0]; a <= reach[0]; a++)
        for (int b = -reach[1]; b <= reach[1]; b++)
          for (int c = -reach[2]; c <= reach[2]; c++)
            {
              const int image[3] = { a, b, c };
              double from[3], to[3], square = 0.0;
              int ignored[3];

              vt_frame_get_position (frame, i, from);
              vt_frame_get_position (frame, j, to);
              vt_cell_wrap (cell, from, ignored);
              vt_cell_wrap (cell, to, ignored);
              for (guint d = 0; d < 3; d++)
                {
                  double along = to[d] - from[d];

                  for (guint v = 0; v < 3; v++)
                    along += image[v] * cell->vectors[v][d];
                  square += along * along;
                }
              n_pairs += square <= cutoff * cutoff && (i != j || (a | b | c) != 0);
            }

  return n_pairs;
}

static void
scan_frame (VtFrame *frame, double cutoff)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtNeighborList) list = sample_neighbors (frame, cutoff);
  g_autoptr (VtCellGrid) grid = vt_cell_grid_new (frame, cutoff, NULL, &error);
  g_autoptr (VtCellScan) best = NULL, plain = NULL;
  VtCutoffs cutoffs, squared;
  gsize n_pairs = 0;

  g_assert_no_error (error);
  vt_cutoffs_init_uniform (&cutoffs, 3, cutoff);
  vt_cell_scan_square (&cutoffs, &squared);
  best = vt_cell_scan_new (grid, &squared);
  plain = vt_cell_scan_new (grid, &squared);
  for (gsize bin = 0; bin < grid->n_bins; bin++)
    {
      vt_cell_scan_enter (best, bin);
      vt_cell_scan_enter (plain, bin);
      for (gsize slot = grid->first[bin]; slot < grid->first[bin + 1]; slot++)
        {
          guint count;

          vt_cell_scan_find (best, slot);
          vt_cell_scan_find_plain (plain, slot);
          assert_same_scan (best, plain);
          vt_neighbor_list_get (list, grid->atom[slot], &count);
          g_assert_cmpuint (best->n_found, ==, count);
          n_pairs += count;
          for (gsize i = 0; i < best->n_found; i++)
            g_assert_cmpfloat (best->vector[i][3], ==, 0.0);
        }
    }
  g_assert_cmpuint (n_pairs, ==, vt_neighbor_list_get_n_pairs (list));
  if (vt_frame_get_n_atoms (frame) <= 200)
    g_assert_cmpuint (n_pairs, ==, count_reference (frame, cutoff));
}

/* The same bits by any instructions; gases in leaning cells, open and periodic, larger and smaller than the cutoff. */
static void
test_instructions (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint periodic = 0; periodic < 8; periodic++)
    for (guint size = 0; size < 3; size++)
      {
        const double sizes[] = { 3.0, 9.0, 25.0 };
        g_autoptr (VtFrame) frame = NULL;
        VtCell cell;

        sample_cell (rand, sizes[size], periodic, &cell);
        frame = sample_gas (rand, &cell, size == 0 ? 30 : size == 1 ? 160 : 700, 3);
        scan_frame (frame, 3.1);
      }
}

static void
test_lattice (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);
  g_autoptr (VtFrame) exact = sample_lattice (SAMPLE_FCC, 4.0, 6, 0.0, rand);
  g_autoptr (VtFrame) warm = sample_lattice (SAMPLE_BCC, 3.0, 9, 0.2, rand);

  scan_frame (exact, 4.0);
  scan_frame (warm, 3.3);
}

/* Every bin is visited once, and soon after the one below it, however long the rows. */
static void
test_visits (void)
{
  const double lengths[][3] = { { 10.0, 10.0, 10.0 }, { 150.0, 40.0, 20.0 }, { 64.0, 32.0, 60.0 }, { 8.0, 110.0, 70.0 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (14);

  for (guint l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      const double origin[3] = { 0.0, 0.0, 0.0 };
      const double vectors[3][3] = { { lengths[l][0] }, { 0.0, lengths[l][1] }, { 0.0, 0.0, lengths[l][2] } };
      const gboolean periodic[3] = { TRUE, TRUE, TRUE };
      g_autoptr (VtFrame) frame = NULL;
      g_autoptr (VtCellGrid) grid = NULL;
      g_autofree gsize *visit = NULL;
      VtCell cell;

      g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, NULL));
      frame = sample_gas (rand, &cell, 20000, 3);
      grid = vt_cell_grid_new (frame, 3.9, NULL, NULL);
      visit = g_new (gsize, grid->n_bins);
      for (gsize bin = 0; bin < grid->n_bins; bin++)
        visit[bin] = G_MAXSIZE;
      for (gsize number = 0; number < grid->n_bins; number++)
        {
          gsize bin = vt_cell_grid_get_visited (grid, number);

          g_assert_cmpuint (bin, <, grid->n_bins);
          g_assert_cmpuint (visit[bin], ==, G_MAXSIZE);
          visit[bin] = number;
        }
      for (gsize bin = 0; bin < grid->n_bins; bin++)
        {
          int at[3];

          vt_cell_grid_get_place (grid, bin, at);
          if (at[2] > 0)
            {
              gsize below = vt_cell_grid_get_row (grid, at[1], at[2] - 1) * grid->bins[0] + at[0];

              g_assert_cmpuint (visit[below], <, visit[bin]);
              g_assert_cmpuint (visit[bin] - visit[below], <=, 16 * 8);
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell-scan/instructions", test_instructions);
  g_test_add_func ("/cell-scan/lattice", test_lattice);
  g_test_add_func ("/cell-scan/visits", test_visits);

  return g_test_run ();
}
