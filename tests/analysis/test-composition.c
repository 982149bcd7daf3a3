/* Composition of LA and SA by hand; σ as the hypergeometric distribution has it. */
#include "vt-composition.h"

#include <math.h>
#include "sample.h"
#include "vt-bootstrap.h"
#include "vt-extremes.h"

/* Ten atoms, one of them missing: 4 Cu, 5 Zr of 9; LA are Cu Cu Zr, SA Zr Zr. */
static void
test_by_hand (void)
{
  static const char *const columns[]
      = { "element", "n_total", "n_la", "n_sa", "f_total", "f_la", "f_sa", "df_la", "df_sa", "sigma_la", "sigma_sa",
          "permutation_la", "permutation_sa", "bootstrap_la", "bootstrap_sa" };
  const guint8 species[] = { 0, 0, 0, 0, 1, 1, 1, 1, 1, 1 };
  const double classes[] = { 1, 1, 0, 0, 1, -1, -1, 0, 0, NAN };
  const double rows[2][8] = { { 4, 2, 0, 400. / 9, 200. / 3, 0, 200. / 9, -400. / 9 },
                              { 5, 1, 2, 500. / 9, 100. / 3, 100, -200. / 9, 400. / 9 } };
  VtContrastErrors errors = { NULL, NULL, 0, 0, 1 };
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtTable) table = NULL;
  double xyz[30];
  VtContrast contrasts[3];
  VtCell cell;

  for (guint i = 0; i < 30; i++)
    xyz[i] = i == 28 ? (double) NAN : 0.5 * i;
  vt_cell_init_box (&cell, 20, 20, 20);
  frame = sample_new (&cell, xyz, species, 10);
  g_assert_true (vt_composition_compute (frame, classes, &errors, contrasts, NULL, NULL, NULL));
  table = vt_composition_table (frame, classes, contrasts);
  g_assert_cmpstr (vt_table_get_name (table), ==, "composition");
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    g_assert_cmpstr (vt_table_get_column_name (table, c), ==, columns[c]);
  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (vt_table_get_text (table, 1, 0), ==, "Zr");
  for (guint row = 0; row < 2; row++)
    for (guint c = 0; c < 8; c++)
      g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, row, c + 1), rows[row][c], 1e-12);
}

/* Every column has its own number. */
static void
test_table (void)
{
  static const double row[11] = { 60, 65, 52, 5, -8, 3, 4, 1.5, 4, 3, 2.5 };
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_BCC, 3.0, 2, 0.0, NULL);
  g_autoptr (VtTable) table = NULL;
  VtContrast contrasts[3] = { 0 };

  contrasts[1] = (VtContrast){ 60, 0.5, { 65, 5, 0.1, 1.5, 3 }, { 52, -8, 0.2, 4, 2.5 } };
  table = vt_composition_table (frame, NULL, contrasts);
  for (guint c = 0; c < G_N_ELEMENTS (row); c++)
    g_assert_cmpfloat (vt_table_get_number (table, 1, 4 + c), ==, row[c]);
}

/* Whatever groups it is handed: labels are dealt among all atoms, and σ is √(f(1 − f)/m · (N − m)/(N − 1)). */
static void
test_sigma (void)
{
  const guint n_samples = 10000;
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_BCC, 3.0, 5, 0.0, NULL);
  const guint8 *species = vt_atom_table_get_species (vt_frame_get_atoms (frame));
  VtContrastErrors errors = { species, NULL, 0, n_samples, 1 };
  g_autofree double *classes = g_new0 (double, 250);
  VtContrast contrasts[3];
  double sigma = 100.0 * sqrt (0.25 / 30.0 * (250.0 - 30.0) / 249.0);

  for (guint i = 0; i < 30; i++)
    classes[2 * i] = VT_CLASS_ACTIVE;
  g_assert_true (vt_composition_compute (frame, classes, &errors, contrasts, NULL, NULL, NULL));
  g_assert_cmpfloat (contrasts[0].active.difference, ==, 50.0);
  g_assert_cmpfloat (fabs (contrasts[0].active.permutation - sigma), <, 4.0 * sigma / sqrt (2.0 * n_samples));
  g_assert_cmpfloat (fabs (contrasts[0].active.expected), <, 4.0 * sigma / sqrt (n_samples));
  g_assert_true (isnan (contrasts[0].stable.value));
  g_assert_false (vt_contrast_side_is_noise (&contrasts[0].active));
}

/* Shares sum up to 100, differences to 0; a LA that fills one block only has a large error by blocks. */
static void
test_blocks (void)
{
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_BCC, 3.0, 6, 0.0, NULL);
  guint32 blocks[432];
  VtContrastErrors errors = { NULL, blocks, vt_bootstrap_blocks (frame, 3, blocks), 500, 1 };
  g_autofree double *classes = g_new0 (double, 432);
  g_autoptr (VtTable) table = NULL;
  VtContrast contrasts[3];
  double sums[4] = { 0 };

  for (guint i = 0; i < 432; i++)
    classes[i] = blocks[i] % 9 == 0 ? VT_CLASS_ACTIVE : blocks[i] == 5 ? VT_CLASS_STABLE : VT_CLASS_NONE;
  g_assert_true (vt_composition_compute (frame, classes, &errors, contrasts, NULL, NULL, NULL));
  for (guint s = 0; s < 2; s++)
    {
      sums[0] += contrasts[s].total;
      sums[1] += contrasts[s].active.value;
      sums[2] += contrasts[s].active.difference;
      sums[3] += contrasts[s].stable.difference;
    }
  g_assert_cmpfloat_with_epsilon (sums[0], 100.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (sums[1], 100.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (sums[2], 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (sums[3], 0.0, 1e-12);
  /* Every block of a B2 crystal is alike. */
  g_assert_cmpfloat_with_epsilon (contrasts[0].sigma, 0.0, 1e-12);
  g_assert_cmpfloat (vt_contrast_side_get_sigma (&contrasts[0].active), ==, contrasts[0].active.permutation);

  table = vt_composition_table (frame, NULL, contrasts);
  g_assert_true (isnan (vt_table_get_number (table, 0, 2)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/composition/by-hand", test_by_hand);
  g_test_add_func ("/composition/table", test_table);
  g_test_add_func ("/composition/sigma", test_sigma);
  g_test_add_func ("/composition/blocks", test_blocks);
  return g_test_run ();
}
