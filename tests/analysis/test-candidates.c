/* Includes the source, to reach both ways of filtering on a machine that would only use one. */
#include "vt-candidates.c"

#include <math.h>
#include "sample.h"

static VtCellGrid *
grid_new (VtFrame *frame, double cutoff)
{
  g_autoptr (GError) error = NULL;
  VtCellGrid *grid = vt_cell_grid_new (frame, cutoff, NULL, &error);

  g_assert_no_error (error);

  return grid;
}

/* Whatever the number of candidates is modulo eight, both ways find the same ones, in order. */
static void
test_select (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);

  for (guint n = 1; n < 60; n++)
    {
      g_autoptr (VtCandidates) candidates = vt_candidates_new ();
      g_autoptr (VtFrame) frame = NULL;
      g_autoptr (VtCellGrid) grid = NULL;
      gsize found = 0;
      VtCell cell;

      sample_cell (rand, 12.0, 7, &cell);
      frame = sample_gas (rand, &cell, n, 1);
      grid = grid_new (frame, 4.0);
      for (gsize bin = 0; bin < grid->n_bins; bin++)
        for (gsize slot = grid->first[bin]; slot < grid->first[bin + 1]; slot++)
          {
            const float home[3] = { grid->local[0][slot], grid->local[1][slot], grid->local[2][slot] };
            gsize n_hits, expected = 0;

            vt_candidates_gather (candidates, grid, bin, FALSE);
            n_hits = vt_candidates_select (candidates, grid, slot);
            found += n_hits;
            for (gsize i = 0; i < candidates->n; i++)
              {
                float dx = candidates->local[0][i] - home[0];
                float dy = candidates->local[1][i] - home[1];
                float dz = candidates->local[2][i] - home[2];

                if (dx * dx + dy * dy + dz * dz <= grid->limit)
                  g_assert_cmpuint (candidates->hit[expected++], ==, i);
              }
            g_assert_cmpuint (n_hits, ==, expected);
            g_assert_cmpuint (select_plain (candidates, home, grid->limit), ==, expected);
            for (gsize i = 0, j = 0; i < candidates->n; i++)
              if (candidates->distance[i] <= grid->limit)
                g_assert_cmpuint (candidates->hit[j++], ==, i);
          }
      g_assert_cmpuint (found, >=, n);
    }
}

/* Half of the candidates meet each pair once, all of them twice. */
static void
test_half (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (32);

  for (guint i = 0; i < 24; i++)
    {
      g_autoptr (VtCandidates) candidates = vt_candidates_new ();
      g_autoptr (VtFrame) frame = NULL;
      g_autoptr (VtCellGrid) grid = NULL;
      gsize pairs[2] = { 0, 0 };
      VtCell cell;

      sample_cell (rand, i % 3 == 0 ? 3.0 : 30.0, i % 8, &cell);
      frame = sample_gas (rand, &cell, i % 3 == 0 ? 4 : 400, 1);
      grid = grid_new (frame, 2.9);
      for (guint half = 0; half < 2; half++)
        for (gsize bin = 0; bin < grid->n_bins; bin++)
          {
            vt_candidates_gather (candidates, grid, bin, half == 1);
            for (gsize slot = grid->first[bin]; slot < grid->first[bin + 1]; slot++)
              for (gsize j = 0; j < candidates->n; j++)
                {
                  gint64 image = vt_candidates_get_image (candidates, grid, j, slot);

                  if (vt_candidates_is_pair (candidates, j, slot, half == 1) &&
                      vt_cell_grid_distance_squared (grid, slot, candidates->slot[j], image) <= 2.9 * 2.9)
                    pairs[half]++;
                }
          }
      g_assert_cmpuint (pairs[1], >, 0);
      g_assert_cmpuint (pairs[0], ==, 2 * pairs[1]);
    }
}

static void
test_image (void)
{
  const int cases[][3] = { { 0, 0, 0 }, { 1, -1, 2 }, { -524287, 524287, -524287 }, { 0, 0, -1 }, { -1, 0, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 packed = vt_image_pack (cases[i][0], cases[i][1], cases[i][2]);
      int image[3];

      vt_image_unpack (packed, image);
      for (guint axis = 0; axis < 3; axis++)
        g_assert_cmpint (image[axis], ==, cases[i][axis]);
      g_assert_cmpint (packed == 0, ==, i == 0);
      vt_image_unpack (packed - vt_image_pack (1, 1, 1), image);
      if (i == 1)
        g_assert_true (image[0] == 0 && image[1] == -2 && image[2] == 1);
    }
}

/* Every row has one number, and a bin's place is where it was put. */
static void
test_rows (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (33);
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtCellGrid) grid = NULL;
  VtCell cell;

  vt_cell_init_box (&cell, 7.5, 22.5, 12.5);
  frame = sample_gas (rand, &cell, 3000, 0);
  grid = grid_new (frame, 1.0);
  g_assert_cmpint (grid->bins[1], ==, 22);
  for (gsize bin = 0; bin < grid->n_bins; bin++)
    {
      int place[3];

      vt_cell_grid_get_place (grid, bin, place);
      for (guint axis = 0; axis < 3; axis++)
        g_assert_true (place[axis] >= 0 && place[axis] < grid->bins[axis]);
      g_assert_cmpuint (vt_cell_grid_get_row (grid, place[1], place[2]) * grid->bins[0] + place[0], ==, bin);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/candidates/select", test_select);
  g_test_add_func ("/candidates/half", test_half);
  g_test_add_func ("/candidates/image", test_image);
  g_test_add_func ("/candidates/rows", test_rows);

  return g_test_run ();
}
