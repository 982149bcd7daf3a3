/* ΔCN by hand, and its σ and what composition brings about against closed forms. */
#include "vt-coordination-contrast.h"

#include <math.h>
#include "vt-extremes.h"

static VtAtomTable *
make_atoms (const guint8 *species, gsize n)
{
  const char *const names[] = { "Cu", "Zr", "Ni", NULL };
  gint64 *ids = g_new (gint64, n);

  for (gsize i = 0; i < n; i++)
    ids[i] = (gint64) i;
  return vt_atom_table_new_take (n, ids, g_memdup2 (species, n), names);
}

/* Cu: 10 12 14, mean 12; Zr: 13 15 and one without a position, mean 14; all: 64/5. LA Cu 10 and Zr 15; SA Cu 14. */
static void
test_by_hand (void)
{
  static const char *const columns[]
      = { "element", "n_total", "n_la", "n_sa", "cn_total", "cn_la", "cn_sa", "dcn_la", "dcn_sa", "expected_la",
          "expected_sa", "sigma_la", "sigma_sa", "permutation_la", "permutation_sa", "bootstrap_la", "bootstrap_sa" };
  const guint8 species[] = { 0, 0, 0, 1, 1, 1 };
  const double cn[] = { 10, 12, 14, 13, 15, NAN }, classes[] = { 1, 0, -1, 0, 1, NAN };
  const double rows[3][8] = { { 5, 2, 1, 12.8, 12.5, 14, 100 * (12.5 / 12.8 - 1), 100 * (14 / 12.8 - 1) },
                              { 3, 1, 1, 12, 10, 14, -100. / 6, 100. / 6 },
                              { 2, 1, 0, 14, 15, NAN, 100. / 14, NAN } };
  static const char *const names[] = { "all", "Cu", "Zr" };
  g_autoptr (VtAtomTable) atoms = make_atoms (species, 6);
  VtContrastErrors errors = { species, NULL, 0, 0, 1 };
  VtCoordinationContrast contrasts[4];
  g_autoptr (VtTable) table = NULL;

  g_assert_true (vt_coordination_contrast_compute (atoms, cn, classes, &errors, contrasts, NULL, NULL, NULL));
  table = vt_coordination_contrast_table (atoms, contrasts);
  g_assert_cmpstr (vt_table_get_name (table), ==, "coordination");
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    g_assert_cmpstr (vt_table_get_column_name (table, c), ==, columns[c]);
  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 3);
  for (guint row = 0; row < 3; row++)
    {
      g_assert_cmpstr (vt_table_get_text (table, row, 0), ==, names[row]);
      for (guint c = 0; c < 8; c++)
        {
          double value = vt_table_get_number (table, row, c + 1);

          if (isnan (rows[row][c]))
            g_assert_true (isnan (value));
          else
            g_assert_cmpfloat_with_epsilon (value, rows[row][c], 1e-12);
        }
    }
}

/* Every column has its own number: of the means, their values; of the deviations, what is expected and the errors. */
static void
test_table (void)
{
  static const double row[16] = { 9, 4, 3, 12.5, 12, 13.5, -4, 8, 0.25, -0.75, 3, 5, 2, 5, 3, 4.5 };
  const guint8 species[] = { 0 };
  g_autoptr (VtAtomTable) atoms = make_atoms (species, 1);
  g_autoptr (VtTable) table = NULL;
  VtCoordinationContrast contrasts[4] = { 0 };

  contrasts[0] = (VtCoordinationContrast){
    .n_total = 9,
    .n_active = 4,
    .n_stable = 3,
    .cn = { 12.5, 0.1, { 12, -0.5, 0.01, 0.02, 0.03 }, { 13.5, 1, 0.04, 0.05, 0.06 } },
    .deviation = { 0, 0, { -4, -4, 0.25, 2, 3 }, { 8, 8, -0.75, 5, 4.5 } },
  };
  table = vt_coordination_contrast_table (atoms, contrasts);
  for (guint c = 0; c < G_N_ELEMENTS (row); c++)
    g_assert_cmpfloat (vt_table_get_number (table, 0, 1 + c), ==, row[c]);
}

/* Zr has more neighbours, and LA are mostly Zr: all of ΔCN of all atoms is composition, none of it the elements'. */
static void
test_expected (void)
{
  enum { N = 400 };
  const guint n_samples = 4000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  guint8 species[N];
  double cn[N], classes[N] = { 0 }, mean[2] = { 0 }, squares[2] = { 0 }, n[2] = { 0 }, la[2] = { 0 }, expected, all, sigma;
  g_autoptr (VtAtomTable) atoms = NULL;
  VtCoordinationContrast contrasts[4];
  VtContrastErrors errors = { species, NULL, 0, n_samples, 1 };

  for (guint i = 0; i < N; i++)
    {
      species[i] = i % 2;
      cn[i] = (species[i] == 1 ? 14 : 11) + g_rand_int_range (rand, -2, 3);
      classes[i] = g_rand_double (rand) < (species[i] == 1 ? 0.3 : 0.05) ? VT_CLASS_ACTIVE : VT_CLASS_NONE;
      n[species[i]] += 1.0;
      la[species[i]] += classes[i] == VT_CLASS_ACTIVE;
      mean[species[i]] += cn[i];
    }
  for (guint s = 0; s < 2; s++)
    mean[s] /= n[s];
  for (guint i = 0; i < N; i++)
    squares[species[i]] += (cn[i] - mean[species[i]]) * (cn[i] - mean[species[i]]);
  all = 0.5 * (mean[0] + mean[1]);
  expected = 100.0 * ((la[0] * mean[0] + la[1] * mean[1]) / (la[0] + la[1]) / all - 1.0);
  atoms = make_atoms (species, N);
  g_assert_true (vt_coordination_contrast_compute (atoms, cn, classes, &errors, contrasts, NULL, NULL, NULL));

  /* Zr's own: σ of the mean of m drawn of M. */
  sigma = 100.0 / mean[1] * sqrt (squares[1] / (n[1] - 1.0) / la[1] * (1.0 - la[1] / n[1]));
  g_assert_cmpfloat (fabs (contrasts[2].deviation.active.permutation - sigma), <, 4.0 * sigma / sqrt (2.0 * n_samples));
  g_assert_cmpfloat (fabs (contrasts[2].deviation.active.expected), <, 4.0 * sigma / sqrt (n_samples));
  g_assert_cmpfloat (expected, >, 5.0);
  g_assert_cmpfloat (fabs (contrasts[0].deviation.active.expected - expected), <,
                     4.0 * contrasts[0].deviation.active.permutation / sqrt (n_samples));
  g_assert_cmpfloat (contrasts[0].deviation.total, ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coordination-contrast/by-hand", test_by_hand);
  g_test_add_func ("/coordination-contrast/table", test_table);
  g_test_add_func ("/coordination-contrast/expected", test_expected);
  return g_test_run ();
}
