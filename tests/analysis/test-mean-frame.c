/* Mean positions: by hand, of a crystal that vibrates, and what must not change them: wraps, drifts, strain, flips. */
#include "vt-mean-frame.h"

#include <math.h>

#include "sample.h"
#include "vt-frame-follow.h"
#include "vt-voronoi.h"

#define N_FRAMES 12

static const gboolean everywhere[3] = { TRUE, TRUE, TRUE };

/* (transfer full): the mean of @frames, with equal weights. */
static VtFrame *
mean_of (VtFrame *const *frames, guint n)
{
  g_autoptr (VtMeanFrame) mean = vt_mean_frame_new (frames[0], 1.0 / n);

  for (guint i = 1; i < n; i++)
    vt_mean_frame_add (mean, frames[i], 1.0 / n);
  return vt_mean_frame_get (mean);
}

/* A frame of atoms that vibrate about the sites of @frame with a Gaussian of @sigma. */
static VtFrame *
vibrate (VtFrame *frame, double sigma, GRand *rand)
{
  gsize n = vt_frame_get_n_atoms (frame);
  double *positions = g_new (double, 3 * n);

  for (gsize i = 0; i < 3 * n; i++)
    positions[i] = vt_frame_get_axis (frame, i / n)[i % n] + sigma * sample_gaussian (rand);
  return vt_frame_new_take (vt_frame_get_atoms (frame), vt_frame_get_cell (frame), positions, 0, 0, NULL);
}

static void
assert_same_places (VtFrame *a, VtFrame *b, double tolerance)
{
  for (guint d = 0; d < 3; d++)
    for (gsize i = 0; i < vt_frame_get_n_atoms (a); i++)
      g_assert_cmpfloat_with_epsilon (vt_frame_get_axis (a, d)[i], vt_frame_get_axis (b, d)[i], tolerance);
}

/* ---- by hand ---- */

/* Evenly, the ends stand for half as long; a frame counts for the time around it, however densely others lie. */
static void
test_weights (void)
{
  const double even[] = { 10, 15, 20, 25, 30 }, dense[] = { 0, 0.25, 0.5, 1, 4 }, still[] = { 3, 3 };
  const double by_even[] = { 0.125, 0.25, 0.25, 0.25, 0.125 };
  const double by_dense[] = { 0.03125, 0.0625, 0.09375, 0.4375, 0.375 };
  double weights[5];

  vt_mean_frame_weigh (even, 5, weights);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat_with_epsilon (weights[i], by_even[i], 1e-15);
  vt_mean_frame_weigh (dense, 5, weights);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat_with_epsilon (weights[i], by_dense[i], 1e-15);
  vt_mean_frame_weigh (still, 2, weights);
  g_assert_cmpfloat (weights[0], ==, 0.5);
  g_assert_cmpfloat (weights[1], ==, 0.5);
}

/* Of two equal atoms one stands at x = 1, the other swings 5 − 5.4 − 5 − 4.6 about its site: with the trapezoidal weights
 * 1/8 1/4 1/4 1/4 1/8 it is there, x = 5. The first leans against it, for the drift of both is taken out. */
static void
test_swing (void)
{
  const double places[] = { 5, 5.4, 5, 4.6, 5 }, times[] = { 0, 1, 2, 3, 4 };
  double weights[5];
  VtCell cell;
  g_autoptr (VtMeanFrame) mean = NULL;
  g_autoptr (VtFrame) found = NULL;

  vt_cell_init_box (&cell, 10, 10, 10);
  vt_mean_frame_weigh (times, 5, weights);
  for (guint f = 0; f < 5; f++)
    {
      const double xyz[2][3] = { { 1, 2, 3 }, { places[f], 2, 3 } };
      g_autoptr (VtFrame) frame = sample_new (&cell, xyz[0], NULL, 2);

      if (f == 0)
        mean = vt_mean_frame_new (frame, weights[0]);
      else
        vt_mean_frame_add (mean, frame, weights[f]);
    }
  found = vt_mean_frame_get (mean);
  g_assert_cmpfloat_with_epsilon (vt_frame_get_axis (found, 0)[1], 5, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_frame_get_axis (found, 0)[0], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_frame_get_axis (found, 1)[1], 2, 1e-12);
  g_assert_cmpfloat (vt_frame_get_time (found), ==, 0);
}

/* The first frame counts as well: an atom half the time 0.6 Å off is 0.3 Å off, less half of that which is drift. Whoever
 * is missing for a while is averaged over the rest; whoever is missing at first stays so. */
static void
test_missing (void)
{
  const double first[3][3] = { { 1, 1, 1 }, { 5, 5, 5 }, { NAN, NAN, NAN } };
  const double second[3][3] = { { 1, 1, 1 }, { 5.6, 5, 5 }, { 8, 8, 8 } };
  const double third[3][3] = { { 1, 1, 1 }, { NAN, NAN, NAN }, { 8, 8, 8 } };
  g_autoptr (VtFrame) mean = NULL;
  VtFrame *frames[3];
  VtCell cell;

  vt_cell_init_box (&cell, 10, 10, 10);
  frames[0] = sample_new (&cell, first[0], NULL, 3);
  frames[1] = sample_new (&cell, second[0], NULL, 3);
  frames[2] = sample_new (&cell, third[0], NULL, 3);
  mean = mean_of (frames, 3);
  g_assert_cmpfloat_with_epsilon (vt_frame_get_axis (mean, 0)[1], 5.15, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_frame_get_axis (mean, 0)[0], 0.9, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_frame_get_axis (mean, 1)[1], 5, 1e-12);
  g_assert_true (isnan (vt_frame_get_axis (mean, 0)[2]));
  for (guint f = 0; f < 3; f++)
    vt_frame_unref (frames[f]);
}

/* ---- a crystal ---- */

/* Share of the cells that are bcc's, all faces and edges counted. */
static double
share_of_bcc (VtFrame *frame)
{
  const VtVoronoiThresholds none = { 0, 0, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VtVoronoi) voronoi = vt_voronoi_new (frame, NULL, NULL, NULL, &error);
  gsize n = vt_frame_get_n_atoms (frame), found = 0;
  g_autofree VtVoronoiIndex *indices = g_new (VtVoronoiIndex, n);

  g_assert_no_error (error);
  g_assert_true (vt_voronoi_get_frame (voronoi) == frame);
  g_assert_true (vt_voronoi_count (voronoi, &none, indices, NULL, NULL, NULL));
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = vt_voronoi_index_format (&indices[i]);

      found += g_str_equal (name, "⟨0 6 0 8⟩");
    }
  return (double) found / n;
}

/* bcc iron with 0.35 Å of noise an axis: few cells look like bcc in one frame, nearly all in the mean of 100. */
static void
test_bcc (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  g_autoptr (VtFrame) sites = sample_lattice (SAMPLE_BCC, 2.87, 6, 0, rand);
  g_autoptr (VtFrame) first = vibrate (sites, 0.35, rand);
  g_autoptr (VtMeanFrame) mean = vt_mean_frame_new (first, 0.01);
  g_autoptr (VtFrame) found = NULL;

  for (guint f = 1; f < 100; f++)
    {
      g_autoptr (VtFrame) later = vibrate (sites, 0.35, rand);

      vt_mean_frame_add (mean, later, 0.01);
    }
  found = vt_mean_frame_get (mean);
  g_assert_cmpfloat (share_of_bcc (first), <, 0.5);
  g_assert_cmpfloat (share_of_bcc (found), >, 0.99);
}

/* ---- against the plain sum ---- */

/* A tilted cell as it shears, grows and drifts: written as it is, or flipped back as a program would. */
static void
make_cell (guint f, double flips, VtCell *cell)
{
  const double origin[3] = { 0.7 * f, -2, 0.3 * f };
  const double scale = 1 + 0.004 * f, lean = 4 + 1.5 * f;
  const double vectors[3][3]
      = { { 20 * scale, 0, 0 }, { lean - flips * 20 * scale, 18 * scale, 0 }, { 1, 2 + 0.1 * f, 25 * scale } };

  g_assert_true (vt_cell_init (cell, origin, vectors, everywhere, NULL));
}

/* Fractional coordinates that vibrate, in the cell of frame @f without flips; written in a flipped one. */
static VtFrame *
make_frame (VtAtomTable *atoms, const double *fractional, guint f, double flips, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed + f);
  gsize n = vt_atom_table_get_n (atoms);
  double *positions = g_new (double, 3 * n);
  VtCell cell, written;

  make_cell (f, 0, &cell);
  make_cell (f, flips, &written);
  for (gsize i = 0; i < n; i++)
    {
      double s[3], r[3];

      for (guint d = 0; d < 3; d++)
        s[d] = fractional[3 * i + d] + g_rand_double_range (rand, -0.01, 0.01);
      vt_cell_to_cartesian (&cell, s, r);
      for (guint d = 0; d < 3; d++)
        positions[d * n + i] = r[d];
    }
  return vt_frame_new_take (atoms, &written, positions, f, f, NULL);
}

/* The mean of fractional coordinates, less the drift of their mass-weighted mean, in the first cell. */
static VtFrame *
mean_reference (VtFrame *const *frames, guint n_frames, const VtCell *unflipped)
{
  VtAtomTable *atoms = vt_frame_get_atoms (frames[0]);
  gsize n = vt_atom_table_get_n (atoms);
  g_autofree double *sums = g_new0 (double, 3 * n);
  double *positions = g_new (double, 3 * n);

  for (guint f = 0; f < n_frames; f++)
    {
      double drift[3] = { 0 }, masses = 0;

      for (int pass = 0; pass < 2; pass++)
        for (gsize i = 0; i < n; i++)
          {
            double r[3], r0[3], s[3], s0[3];
            double mass = vt_atom_table_get_mass (atoms, vt_atom_table_get_species (atoms)[i]);

            vt_frame_get_position (frames[f], i, r);
            vt_frame_get_position (frames[0], i, r0);
            vt_cell_to_fractional (&unflipped[f], r, s);
            vt_cell_to_fractional (&unflipped[0], r0, s0);
            masses += pass == 0 ? mass : 0;
            for (guint d = 0; d < 3; d++)
              {
                drift[d] += pass == 0 ? mass * (s[d] - s0[d]) : 0;
                sums[3 * i + d] += pass == 1 ? (s[d] - drift[d] / masses) / n_frames : 0;
              }
          }
    }
  for (gsize i = 0; i < n; i++)
    {
      double r[3];

      vt_cell_to_cartesian (&unflipped[0], &sums[3 * i], r);
      for (guint d = 0; d < 3; d++)
        positions[d * n + i] = r[d];
    }
  return vt_frame_new_take (atoms, &unflipped[0], positions, 0, 0, NULL);
}

/* Sheared by half a box and more on the way, drifting, growing, with masses apart; written with and without flips. */
static void
test_reference (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (VtFrame) gas = NULL;
  g_autoptr (VtFrame) expected = NULL;
  VtCell cells[N_FRAMES];
  double fractional[3 * 200];

  for (guint i = 0; i < G_N_ELEMENTS (fractional); i++)
    fractional[i] = g_rand_double_range (rand, -1, 2);
  for (guint f = 0; f < N_FRAMES; f++)
    make_cell (f, 0, &cells[f]);
  gas = sample_gas (rand, &cells[0], 200, 0);
  for (guint flipped = 0; flipped < 2; flipped++)
    {
      VtFrame *frames[N_FRAMES];
      g_autoptr (VtFrame) found = NULL;

      for (guint f = 0; f < N_FRAMES; f++)
        frames[f] = make_frame (vt_frame_get_atoms (gas), fractional, f, flipped && f > 3 ? 1 : 0, 17);
      found = mean_of (frames, N_FRAMES);
      if (expected == NULL)
        expected = mean_reference (frames, N_FRAMES, cells);
      assert_same_places (found, expected, 1e-9);
      g_assert_true (vt_cell_equal (vt_frame_get_cell (found), &cells[0]));
      for (guint f = 0; f < N_FRAMES; f++)
        vt_frame_unref (frames[f]);
    }
}

/* ---- what must not change it ---- */

static void
make_vibrating (VtFrame *sites, VtFrame **frames)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);

  for (guint f = 0; f < N_FRAMES; f++)
    frames[f] = vibrate (sites, 0.1, rand);
}

/* Of every atom the same image in all frames, whichever; a shift of all; a rotation; and atoms in another order. */
static void
test_invariance (void)
{
  const double shift[3] = { 3.3, -40, 17 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (VtFrame) sites = sample_lattice (SAMPLE_FCC, 3.6, 3, 0.1, rand);
  gsize n = vt_frame_get_n_atoms (sites);
  g_autofree gsize *order = sample_order (n, rand);
  VtFrame *frames[N_FRAMES], *turned[N_FRAMES], *shifted[N_FRAMES], *permuted[N_FRAMES], *wrapped[N_FRAMES];
  g_autoptr (VtFrame) mean = NULL, of_turned = NULL, of_shifted = NULL, of_permuted = NULL, of_wrapped = NULL;
  g_autoptr (VtFrame) mean_turned = NULL, mean_permuted = NULL, mean_wrapped = NULL;
  double rotation[3][3];

  sample_rotation (0.7, rotation);
  make_vibrating (sites, frames);
  for (guint f = 0; f < N_FRAMES; f++)
    {
      g_autoptr (GRand) same = g_rand_new_with_seed (99);
      g_autofree double *xyz = sample_get_xyz (frames[f]);

      turned[f] = sample_map (frames[f], (const double (*)[3]) rotation);
      permuted[f] = sample_permute (frames[f], order);
      wrapped[f] = sample_wrap (frames[f], same);
      for (gsize i = 0; i < 3 * n; i++)
        xyz[i] += f > 0 ? shift[i % 3] * f : 0;
      shifted[f] = sample_new (vt_frame_get_cell (frames[f]), xyz,
                               vt_atom_table_get_species (vt_frame_get_atoms (frames[f])), n);
    }
  mean = mean_of (frames, N_FRAMES);
  of_turned = mean_of (turned, N_FRAMES);
  of_permuted = mean_of (permuted, N_FRAMES);
  of_wrapped = mean_of (wrapped, N_FRAMES);
  of_shifted = mean_of (shifted, N_FRAMES);
  {
    g_autoptr (GRand) same = g_rand_new_with_seed (99);

    mean_turned = sample_map (mean, (const double (*)[3]) rotation);
    mean_permuted = sample_permute (mean, order);
    mean_wrapped = sample_wrap (mean, same);
  }
  assert_same_places (of_turned, mean_turned, 1e-9);
  assert_same_places (of_permuted, mean_permuted, 1e-9);
  assert_same_places (of_wrapped, mean_wrapped, 1e-9);
  /* Drift, however fast, is no vibration. */
  assert_same_places (of_shifted, mean, 1e-9);
  for (guint f = 0; f < N_FRAMES; f++)
    {
      vt_frame_unref (frames[f]);
      vt_frame_unref (turned[f]);
      vt_frame_unref (shifted[f]);
      vt_frame_unref (permuted[f]);
      vt_frame_unref (wrapped[f]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mean-frame/weights", test_weights);
  g_test_add_func ("/mean-frame/swing", test_swing);
  g_test_add_func ("/mean-frame/missing", test_missing);
  g_test_add_func ("/mean-frame/bcc", test_bcc);
  g_test_add_func ("/mean-frame/reference", test_reference);
  g_test_add_func ("/mean-frame/invariance", test_invariance);
  return g_test_run ();
}
