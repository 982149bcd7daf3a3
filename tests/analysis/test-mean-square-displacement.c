/* MSD and α₂: by hand, against plain sums, Gaussian displacements, and what must not matter. */
#include "vt-mean-square-displacement.h"

#include <math.h>

#include "vt-displacement.h"
#include "vt-parallel.h"
#include "sample.h"

/* Three atoms that move by 1, 2 and 3 Å, the last of another element; a fourth is missing. */
static void
test_by_hand (void)
{
  static const double displacement[3 * 4] = { 1, 0, 2, NAN, 0, 0, -1, 0, 0, -2, 2, 0 };
  static const guint8 species[4] = { 0, 0, 1, 1 };
  VtMeanSquareDisplacement sums[3] = { { 0 } };

  g_assert_true (vt_mean_square_displacement_add (displacement, species, 4, 2, sums, NULL, NULL));
  g_assert_cmpuint (sums[0].n, ==, 2);
  g_assert_cmpuint (sums[1].n, ==, 1);
  g_assert_cmpuint (sums[2].n, ==, 3);
  g_assert_cmpfloat (vt_mean_square_displacement_get (&sums[0]), ==, (1.0 + 4.0) / 2.0);
  g_assert_cmpfloat (vt_mean_square_displacement_get (&sums[1]), ==, 9.0);
  g_assert_cmpfloat_with_epsilon (vt_mean_square_displacement_get (&sums[2]), 14.0 / 3.0, 1e-15);
  /* 3 · (98/3) / (5 · (14/3)²) − 1 = 98·9/(5·196) − 1. */
  g_assert_cmpfloat_with_epsilon (vt_mean_square_displacement_get_alpha2 (&sums[2]), 98.0 * 9.0 / 980.0 - 1.0, 1e-15);
  /* All as far: the least that there is. */
  g_assert_cmpfloat_with_epsilon (vt_mean_square_displacement_get_alpha2 (&sums[1]), -0.4, 1e-15);
}

static void
test_nothing_known (void)
{
  const double missing[3] = { NAN, 1, 1 }, still[3] = { 0, 0, 0 };
  const guint8 species[1] = { 0 };
  VtMeanSquareDisplacement none[2] = { { 0 } }, rest[2] = { { 0 } };

  g_assert_true (vt_mean_square_displacement_add (missing, species, 1, 1, none, NULL, NULL));
  g_assert_cmpuint (none[1].n, ==, 0);
  g_assert_true (isnan (vt_mean_square_displacement_get (&none[1])));
  g_assert_true (isnan (vt_mean_square_displacement_get_alpha2 (&none[1])));
  /* Nothing moved: a mean, but no shape. */
  g_assert_true (vt_mean_square_displacement_add (still, species, 1, 1, rest, NULL, NULL));
  g_assert_cmpfloat (vt_mean_square_displacement_get (&rest[1]), ==, 0.0);
  g_assert_true (isnan (vt_mean_square_displacement_get_alpha2 (&rest[1])));
}

static double *
make_gaussian (GRand *rand, gsize n, double width)
{
  double *displacement = g_new (double, 3 * n);

  for (gsize i = 0; i < 3 * n; i++)
    displacement[i] = width * sample_gaussian (rand);
  return displacement;
}

static guint8 *
make_species (GRand *rand, gsize n, guint n_species)
{
  guint8 *species = g_new (guint8, n);

  for (gsize i = 0; i < n; i++)
    species[i] = (guint8) g_rand_int_range (rand, 0, (gint32) n_species);
  return species;
}

/* The definition, element by element, with nothing shared. */
static void
reference (const double *displacement, const guint8 *species, gsize n, int element, double *msd, double *alpha2)
{
  double mean_2 = 0, mean_4 = 0;
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    {
      double r = sqrt (pow (displacement[i], 2) + pow (displacement[n + i], 2) + pow (displacement[2 * n + i], 2));

      if (isnan (r) || (element >= 0 && species[i] != element))
        continue;
      mean_2 += pow (r, 2);
      mean_4 += pow (r, 4);
      count++;
    }
  *msd = mean_2 / count;
  *alpha2 = 3 * (mean_4 / count) / (5 * pow (*msd, 2)) - 1;
}

static void
test_reference (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  const gsize n = 40000;
  g_autofree double *displacement = make_gaussian (rand, n, 0.3);
  g_autofree guint8 *species = make_species (rand, n, 3);
  VtMeanSquareDisplacement sums[4] = { { 0 } };

  for (gsize i = 0; i < n; i += 97)
    displacement[(i % 3) * n + i] = NAN;
  for (gsize i = 0; i < n; i += 31)
    displacement[i] *= 10;
  g_assert_true (vt_mean_square_displacement_add (displacement, species, n, 3, sums, NULL, NULL));
  for (int s = 0; s < 4; s++)
    {
      double msd, alpha2;

      reference (displacement, species, n, s < 3 ? s : -1, &msd, &alpha2);
      g_assert_cmpfloat_with_epsilon (vt_mean_square_displacement_get (&sums[s]), msd, 1e-12 * msd);
      g_assert_cmpfloat_with_epsilon (vt_mean_square_displacement_get_alpha2 (&sums[s]), alpha2, 1e-10);
    }
}

/* Within four standard deviations of nothing; a mixture of two widths has the α₂ that integrals give. */
static void
test_gaussian (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  const gsize n = 200000;
  g_autofree double *displacement = make_gaussian (rand, n, 0.7);
  g_autofree guint8 *species = g_new0 (guint8, n);
  VtMeanSquareDisplacement sums[2] = { { 0 } }, mixed[2] = { { 0 } };
  double error = sqrt (8.0 / 15.0 / n);

  g_assert_true (vt_mean_square_displacement_add (displacement, species, n, 1, sums, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (vt_mean_square_displacement_get (&sums[1]), 3 * 0.49, 4 * 3 * 0.49 * sqrt (2.0 / 3 / n));
  g_assert_cmpfloat (fabs (vt_mean_square_displacement_get_alpha2 (&sums[1])), <, 4 * error);

  /* A tenth three times as wide: ⟨r²⟩ = 3(0.9 + 0.1·9) σ², ⟨r⁴⟩ = 15(0.9 + 0.1·81) σ⁴. */
  for (gsize i = 0; i < n; i++)
    for (guint d = 0; d < 3; d++)
      displacement[d * n + i] *= i % 10 == 0 ? 3 : 1;
  g_assert_true (vt_mean_square_displacement_add (displacement, species, n, 1, mixed, NULL, NULL));
  g_assert_cmpfloat_with_epsilon (vt_mean_square_displacement_get_alpha2 (&mixed[1]), 9.0 / (1.8 * 1.8) - 1, 0.05);
}

/* Two windows added are one of both. */
static void
test_windows_add_up (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  const gsize n = 1000;
  g_autofree double *both = make_gaussian (rand, n, 1);
  g_autofree double *first = g_new (double, 3 * n / 2), *second = g_new (double, 3 * n / 2);
  g_autofree guint8 *species = g_new0 (guint8, n);
  VtMeanSquareDisplacement at_once[2] = { { 0 } }, in_turn[2] = { { 0 } };

  for (guint d = 0; d < 3; d++)
    for (gsize i = 0; i < n / 2; i++)
      {
        first[d * n / 2 + i] = both[d * n + i];
        second[d * n / 2 + i] = both[d * n + n / 2 + i];
      }
  vt_mean_square_displacement_add (both, species, n, 1, at_once, NULL, NULL);
  vt_mean_square_displacement_add (first, species, n / 2, 1, in_turn, NULL, NULL);
  vt_mean_square_displacement_add (second, species, n / 2, 1, in_turn, NULL, NULL);
  g_assert_cmpuint (in_turn[1].n, ==, at_once[1].n);
  g_assert_cmpfloat_with_epsilon (in_turn[1].sum_2, at_once[1].sum_2, 1e-9);
  g_assert_cmpfloat_with_epsilon (in_turn[1].sum_4, at_once[1].sum_4, 1e-8);
}

static double
measure (VtFrame *start, VtFrame *later, double *alpha2)
{
  gsize n = vt_frame_get_n_atoms (start);
  g_autofree double *displacement = g_new (double, 3 * n);
  VtMeanSquareDisplacement sums[4] = { { 0 } };

  vt_displacement_compute (start, later, TRUE, displacement);
  vt_mean_square_displacement_add (displacement, vt_atom_table_get_species (vt_frame_get_atoms (start)), n, 3, sums,
                                   NULL, NULL);
  *alpha2 = vt_mean_square_displacement_get_alpha2 (&sums[3]);
  return vt_mean_square_displacement_get (&sums[3]);
}

/* Turned, and with the atoms in another order, the same glass moves as far; a crystal that only strains does not move. */
static void
test_invariance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (GRand) same = g_rand_new_with_seed (3), still_same = g_rand_new_with_seed (3);
  g_autoptr (VtFrame) start = sample_lattice (SAMPLE_FCC, 3.7, 5, 0.1, same);
  g_autoptr (VtFrame) later = sample_lattice (SAMPLE_FCC, 3.7, 5, 0.2, still_same);
  g_autofree gsize *order = sample_order (vt_frame_get_n_atoms (start), rand);
  g_autoptr (VtFrame) start_permuted = sample_permute (start, order), later_permuted = sample_permute (later, order);
  const double strain[3][3] = { { 1.03, 0, 0 }, { 0.02, 0.98, 0 }, { 0, 0, 1.01 } };
  g_autoptr (VtFrame) strained = sample_map (start, strain);
  double rotation[3][3], alpha2, other;
  double msd = measure (start, later, &alpha2);

  sample_rotation (0.7, rotation);
  g_autoptr (VtFrame) start_turned = sample_map (start, rotation), later_turned = sample_map (later, rotation);

  g_assert_cmpfloat (msd, >, 0.01);
  g_assert_cmpfloat_with_epsilon (measure (start_turned, later_turned, &other), msd, 1e-12);
  g_assert_cmpfloat_with_epsilon (other, alpha2, 1e-11);
  g_assert_cmpfloat_with_epsilon (measure (start_permuted, later_permuted, &other), msd, 1e-12);
  g_assert_cmpfloat_with_epsilon (other, alpha2, 1e-11);
  g_assert_cmpfloat (measure (start, strained, &other), <, 1e-24);
}

static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  const gsize n = 200000;
  g_autofree double *displacement = make_gaussian (rand, n, 1);
  g_autofree guint8 *species = make_species (rand, n, 2);
  VtMeanSquareDisplacement one[3] = { { 0 } }, many[3] = { { 0 } };

  vt_parallel_set_threads (1);
  vt_mean_square_displacement_add (displacement, species, n, 2, one, NULL, NULL);
  vt_parallel_set_threads (5);
  vt_mean_square_displacement_add (displacement, species, n, 2, many, NULL, NULL);
  vt_parallel_set_threads (0);
  g_assert_cmpmem (one, sizeof one, many, sizeof many);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const double displacement[3] = { 1, 1, 1 };
  const guint8 species[1] = { 0 };
  VtMeanSquareDisplacement sums[2] = { { 0 } };

  g_cancellable_cancel (cancellable);
  g_assert_false (vt_mean_square_displacement_add (displacement, species, 1, 1, sums, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (sums[1].n, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mean-square-displacement/by-hand", test_by_hand);
  g_test_add_func ("/mean-square-displacement/nothing-known", test_nothing_known);
  g_test_add_func ("/mean-square-displacement/reference", test_reference);
  g_test_add_func ("/mean-square-displacement/gaussian", test_gaussian);
  g_test_add_func ("/mean-square-displacement/windows-add-up", test_windows_add_up);
  g_test_add_func ("/mean-square-displacement/invariance", test_invariance);
  g_test_add_func ("/mean-square-displacement/threads", test_threads);
  g_test_add_func ("/mean-square-displacement/cancelled", test_cancelled);
  return g_test_run ();
}
