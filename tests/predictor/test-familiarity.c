#include <math.h>

#include "sample.h"
#include "vt-familiarity.h"
#include "vt-trainer.h"

/* Atoms 1 … @n_cu of copper, @n_zr of zirconium behind them, and iron. */
static VtAtomTable *
make_atoms (gsize n_cu, gsize n_zr, gsize n_fe)
{
  gsize n = n_cu + n_zr + n_fe;
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);

  for (gsize i = 0; i < n; i++)
    {
      ids[i] = (gint64) i + 1;
      species[i] = i < n_cu ? 0 : i < n_cu + n_zr ? 1 : 2;
    }
  return vt_atom_table_new_take (n, ids, species, (const char *const[]){ "Cu", "Zr", "Fe", NULL });
}

/* All copper atoms alike, all zirconium atoms alike; the second lag differs, to be sure that it is not asked. */
static void
add_run (VtDataset *dataset, const char *name, double temperature, gsize n_cu, gsize n_zr, double cu, double zr)
{
  g_autoptr (VtAtomTable) atoms = make_atoms (n_cu, n_zr, 0);
  gsize n = n_cu + n_zr;
  g_autofree double *features = g_new (double, 2 * n);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    {
      features[i] = i < n_cu ? cu : zr;
      features[n + i] = 7 + 0.1 * i;
    }
  vt_dataset_add_run (dataset, name, temperature, atoms, 0, features, &error);
  g_assert_no_error (error);
}

/* Half and half, cold; one to three, hot. */
static VtModel *
make_model (void)
{
  g_autoptr (VtDataset) dataset = vt_dataset_new ((const double[]){ 5, 10 }, 2, VT_NORMALIZATION_NONE, TRUE);
  g_autoptr (GError) error = NULL;
  VtModel *model;

  add_run (dataset, "half", 100, 4, 4, -2, -1);
  add_run (dataset, "quarter", 800, 2, 6, 1, 3);
  model = vt_trainer_train (dataset, NULL, 0, 2, 1, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return model;
}

static void
test_runs (void)
{
  g_autoptr (VtModel) model = make_model ();
  g_autofree double *shares = vt_familiarity_compose_runs (model);
  int half = vt_model_find_run (model, "half"), quarter = vt_model_find_run (model, "quarter");

  g_assert_cmpfloat (shares[2 * half], ==, 0.5);
  g_assert_cmpfloat (shares[2 * half + 1], ==, 0.5);
  g_assert_cmpfloat (shares[2 * quarter], ==, 0.25);
  g_assert_cmpfloat (shares[2 * quarter + 1], ==, 0.75);
}

static void
assert_composition (VtModel *model, gsize n_cu, gsize n_zr, gsize n_fe, const char *run, double difference)
{
  g_autoptr (VtAtomTable) atoms = make_atoms (n_cu, n_zr, n_fe);
  guint nearest = 99;

  g_assert_cmpfloat_with_epsilon (vt_familiarity_compare_composition (model, atoms, &nearest), difference, 1e-12);
  g_assert_cmpint ((int) nearest, ==, vt_model_find_run (model, run));
}

static void
test_composition (void)
{
  g_autoptr (VtModel) model = make_model ();
  g_autoptr (VtAtomTable) none = make_atoms (0, 0, 0);

  assert_composition (model, 50, 50, 0, "half", 0);
  assert_composition (model, 60, 40, 0, "half", 0.1);
  assert_composition (model, 30, 70, 0, "quarter", 0.05);
  assert_composition (model, 0, 100, 0, "quarter", 0.25);
  /* Iron, which the model lacks, counts with its whole share. */
  assert_composition (model, 40, 40, 20, "half", 0.2);
  g_assert_true (isnan (vt_familiarity_compare_composition (model, none, NULL)));
}

static double
compare_motion (VtModel *model, gsize n_cu, gsize n_zr, double cu, double zr)
{
  g_autoptr (VtAtomTable) atoms = make_atoms (n_cu, n_zr, 0);
  gsize n = n_cu + n_zr;
  g_autofree double *features = g_new (double, 2 * n);

  for (gsize i = 0; i < n; i++)
    {
      features[i] = i < n_cu ? cu : zr;
      features[n + i] = -50;
    }
  return vt_familiarity_compare_motion (model, atoms, features);
}

/* Class means where Cu : Zr is 3 : 1: −1.75 and 1.5; of copper alone: −2 and 1. */
static void
test_motion (void)
{
  g_autoptr (VtModel) model = make_model ();

  g_assert_cmpfloat_with_epsilon (compare_motion (model, 3, 1, -2, -1), 0, 1e-6);
  g_assert_cmpfloat (compare_motion (model, 3, 1, 0, 0), ==, 0);
  g_assert_cmpfloat_with_epsilon (compare_motion (model, 3, 1, 2, 2), 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (compare_motion (model, 3, 1, -3, -3), -1.25, 1e-6);
  g_assert_cmpfloat_with_epsilon (compare_motion (model, 4, 0, 2, 0), 1, 1e-6);
  /* An atom that is missing in a frame has no say, nor in the weights. */
  g_assert_cmpfloat_with_epsilon (compare_motion (model, 4, 4, 2, NAN), 1, 1e-6);
  g_assert_true (isnan (compare_motion (model, 4, 4, NAN, NAN)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/familiarity/runs", test_runs);
  g_test_add_func ("/familiarity/composition", test_composition);
  g_test_add_func ("/familiarity/motion", test_motion);
  return g_test_run ();
}
