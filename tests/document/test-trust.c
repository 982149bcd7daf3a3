/* What is refused, and what is warned of: for each, one sample just inside and one just outside. */
#include <math.h>
#include <string.h>

#include "test-glass.h"
#include "vt-error.h"
#include "vt-trainer.h"
#include "vt-trust.h"

#define N 200

/* @n_cu atoms of copper, the rest of @second. */
static VtAtomTable *
make_atoms (gsize n_cu, const char *second)
{
  gint64 *ids = g_new (gint64, N);
  guint8 *species = g_new (guint8, N);

  for (gsize i = 0; i < N; i++)
    {
      ids[i] = (gint64) i + 1;
      species[i] = i >= n_cu;
    }
  return vt_atom_table_new_take (N, ids, species, (const char *const[]){ "Cu", second, NULL });
}

/* Lags 5 and 10 ps; lg|Δr|² is −1 at 100 K, 0 at 800 K and 1 at 2000 K. */
static VtModel *
make_model (VtNormalization normalization, gboolean affine_mapping)
{
  static const double temperatures[] = { 100, 800, 2000 };
  g_autoptr (VtDataset) dataset = vt_dataset_new ((const double[]){ 5, 10 }, 2, normalization, affine_mapping);
  g_autoptr (VtAtomTable) atoms = make_atoms (N / 2, "Zr");
  g_autofree double *features = g_new (double, 2 * N);
  g_autoptr (GError) error = NULL;
  VtModel *model;

  for (guint t = 0; t < 3; t++)
    {
      g_autofree char *name = g_strdup_printf ("run %g", temperatures[t]);

      for (gsize i = 0; i < 2 * N; i++)
        features[i] = t - 1.0;
      g_assert_true (vt_dataset_add_run (dataset, name, temperatures[t], atoms, 0, features, NULL));
    }
  model = vt_trainer_train (dataset, NULL, 0, 4, 1, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return model;
}

/* A sample and its prediction, in which there is nothing to warn of. */
typedef struct
{
  VtTrustCase  what;
  double       features[2 * N];
  double       t_ml[N];
  double       outside[N];
  VtPrediction prediction;
} Sample;

static VtFrame *
make_frame (gsize n_cu, double volume_per_atom)
{
  g_autoptr (VtAtomTable) atoms = make_atoms (n_cu, "Zr");
  double edge = cbrt (N * volume_per_atom);
  VtCell cell;

  vt_cell_init_box (&cell, edge, edge, edge);
  return vt_frame_new_take (atoms, &cell, g_new0 (double, 3 * N), 0, 0, NULL);
}

static void
set_up (Sample *sample, gconstpointer data)
{
  sample->what = (VtTrustCase){ .model = make_model (VT_NORMALIZATION_MASS_AND_TEMPERATURE, TRUE),
                                .start = make_frame (N / 2, 15),
                                .temperature = 300,
                                .affine_mapping = TRUE,
                                .features = sample->features };
  for (gsize i = 0; i < N; i++)
    {
      sample->features[i] = sample->features[N + i] = 0.25;
      sample->t_ml[i] = 700;
      sample->outside[i] = 0;
    }
  sample->prediction = (VtPrediction){ .n = N, .t_ml = sample->t_ml, .outside = sample->outside };
}

static void
tear_down (Sample *sample, gconstpointer data)
{
  vt_model_unref (sample->what.model);
  vt_frame_unref (sample->what.start);
}

/* (transfer full): all warnings, a line each */
static char *
warn (Sample *sample)
{
  g_auto (GStrv) warnings = vt_trust_find_warnings (&sample->what, &sample->prediction);

  return g_strjoinv ("\n", warnings);
}

static void
assert_silent (Sample *sample)
{
  g_autofree char *warnings = warn (sample);

  g_assert_cmpstr (warnings, ==, "");
}

/* One warning, of these words. */
static void
assert_warning (Sample *sample, const char *expected)
{
  g_autofree char *warnings = warn (sample);

  g_assert_cmpstr (warnings, ==, expected);
}

static void
use_frame (Sample *sample, gsize n_cu, double volume_per_atom)
{
  vt_frame_unref (sample->what.start);
  sample->what.start = make_frame (n_cu, volume_per_atom);
}

static void
use_model (Sample *sample, VtNormalization normalization, gboolean affine_mapping)
{
  vt_model_unref (sample->what.model);
  sample->what.model = make_model (normalization, affine_mapping);
}

static void
move_all (Sample *sample, double feature)
{
  for (gsize i = 0; i < N; i++)
    sample->features[i] = feature;
}

/* ---- warnings ---- */

static void
test_silent (Sample *sample, gconstpointer data)
{
  assert_silent (sample);
}

static void
test_composition (Sample *sample, gconstpointer data)
{
  use_frame (sample, 120, 15);
  assert_silent (sample);
  use_frame (sample, 80, 15);
  assert_silent (sample);
  use_frame (sample, 121, 15);
  assert_warning (sample, "the composition is far from the training’s: Cu 60.5 %, Zr 39.5 % here, Cu 50 %, Zr 50 % in "
                          "the nearest training run");
}

static void
test_units (Sample *sample, gconstpointer data)
{
  use_frame (sample, 100, 4.01);
  assert_silent (sample);
  use_frame (sample, 100, 3.99);
  assert_warning (sample, "the file tells no units, and an atom has 3.99 Å³ if its lengths are in Å: are they?");
  /* Who tells is believed. */
  sample->what.units = "metal";
  assert_silent (sample);
}

static void
test_temperature (Sample *sample, gconstpointer data)
{
  static const double inside[] = { 100, 2000, NAN };

  for (guint i = 0; i < G_N_ELEMENTS (inside); i++)
    {
      sample->what.temperature = inside[i];
      assert_silent (sample);
    }
  sample->what.temperature = 99;
  assert_warning (sample, "the sample’s temperature, 99 K, lies outside the training’s, 100 … 2000 K");
  sample->what.temperature = 2001;
  assert_warning (sample, "the sample’s temperature, 2001 K, lies outside the training’s, 100 … 2000 K");
  use_model (sample, VT_NORMALIZATION_MASS, TRUE);
  assert_warning (sample, "the sample’s temperature, 2001 K, lies outside the training’s, 100 … 2000 K, and the model’s "
                          "feature does not take it into account");
}

/* The classes' means are −1 … 1; a factor 2 is 0.301. */
static void
test_motion (Sample *sample, gconstpointer data)
{
  move_all (sample, 1.300);
  assert_silent (sample);
  move_all (sample, -1.300);
  assert_silent (sample);
  move_all (sample, 1.477);
  assert_warning (sample, "over 5 ps |Δr|²/T is 3 times larger than in any training class: are 300 K and the time step "
                          "right?");
  move_all (sample, -1.302);
  assert_warning (sample, "over 5 ps |Δr|²/T is 2 times smaller than in any training class: are 300 K and the time step "
                          "right?");
  use_model (sample, VT_NORMALIZATION_NONE, TRUE);
  assert_warning (sample, "over 5 ps |Δr|² is 2 times smaller than in any training class: is the time step right?");
}

static void
test_mapping (Sample *sample, gconstpointer data)
{
  sample->what.strain = 0.05;
  assert_silent (sample);
  sample->what.strain = 0.009;
  sample->what.affine_mapping = FALSE;
  assert_warning (sample, "the model was trained with affine mapping, and here it is off");
  use_model (sample, VT_NORMALIZATION_MASS_AND_TEMPERATURE, FALSE);
  assert_silent (sample);
  sample->what.strain = 0.011;
  assert_warning (sample, "the cell changes by 1.1 % over the longest lag, which counts as the atoms’ motion without "
                          "affine mapping");
  sample->what.affine_mapping = TRUE;
  assert_warning (sample, "the model was trained without affine mapping, and here it is on");
}

/* 5 % of 200 atoms are 10; an atom without a T_ML is not counted. */
static void
test_saturation (Sample *sample, gconstpointer data)
{
  for (guint i = 0; i < 10; i++)
    sample->t_ml[i] = 2000;
  assert_silent (sample);
  sample->t_ml[N - 1] = NAN;
  assert_warning (sample, "5 % of the atoms sit at the highest class: T_ML cannot exceed 2000 K");
  sample->t_ml[N - 1] = 2000;
  assert_warning (sample, "5.5 % of the atoms sit at the highest class: T_ML cannot exceed 2000 K");
  for (guint i = 0; i < 12; i++)
    sample->t_ml[i] = 100;
  assert_warning (sample, "6 % of the atoms sit at the lowest class: T_ML cannot fall below 100 K");
}

/* Half way between 800 and 2000 K, and between 100 and 800 K. */
static void
test_mean_at_end (Sample *sample, gconstpointer data)
{
  static const double means[] = { 1400, 450 };

  for (guint m = 0; m < 2; m++)
    {
      for (gsize i = 0; i < N; i++)
        sample->t_ml[i] = means[m];
      assert_silent (sample);
    }
  for (gsize i = 0; i < N; i++)
    sample->t_ml[i] = 1401;
  assert_warning (sample, "the mean T_ML, 1401 K, is close to the highest class: T_ML cannot exceed 2000 K");
  for (gsize i = 0; i < N; i++)
    sample->t_ml[i] = 449;
  assert_warning (sample, "the mean T_ML, 449 K, is close to the lowest class: T_ML cannot fall below 100 K");
}

static void
test_outside (Sample *sample, gconstpointer data)
{
  sample->outside[3] = sample->outside[4] = 1;
  assert_silent (sample);
  sample->outside[5] = 1;
  assert_warning (sample, "1.5 % of the atoms lie outside the training set: beyond its own 99.9 % quantile of distance");
}

/* None has a T_ML: that is told by their number, and no share of nothing is made up. */
static void
test_nothing (Sample *sample, gconstpointer data)
{
  for (gsize i = 0; i < N; i++)
    sample->t_ml[i] = sample->outside[i] = sample->features[i] = NAN;
  assert_silent (sample);
}

/* @n atoms in it, sheared by @shear along x for each Å of y, their places on a lattice of their own. */
static VtFrame *
frame_in (const VtCell *cell, gsize n, double shear)
{
  const char *const names[] = { "Cu", NULL };
  double *positions = g_new (double, 3 * n);
  gint64 *ids = g_new (gint64, n);
  g_autoptr (VtAtomTable) atoms = NULL;

  for (gsize i = 0; i < n; i++)
    {
      ids[i] = (gint64) i + 1;
      positions[n + i] = fmod (0.618 * i, 1) * 20;
      positions[i] = fmod (0.755 * i, 1) * 10 + shear * positions[n + i];
      positions[2 * n + i] = fmod (0.57 * i, 1) * 40;
    }
  atoms = vt_atom_table_new_take (n, ids, g_new0 (guint8, n), names);
  return vt_frame_new_take (atoms, cell, positions, 0, 0, NULL);
}

static double
measure (const VtCell *before, const VtCell *after, gsize n, double shear)
{
  g_autoptr (VtFrame) from = frame_in (before, n, 0), to = frame_in (after, n, shear);

  return vt_trust_measure_strain (from, to);
}

static void
test_strain (void)
{
  const double origin[3] = { 0 };
  const gboolean periodic[3] = { TRUE, TRUE, TRUE };
  const double sheared[3][3] = { { 10, 0, 0 }, { 0.3, 20, 0 }, { 0, 0, 41 } };
  const double flipped[3][3] = { { 10, 0, 0 }, { 10.3, 20, 0 }, { 0, 0, 41 } };
  VtCell before, after;

  vt_cell_init_box (&before, 10, 20, 40);
  g_assert_cmpfloat (measure (&before, &before, 1, 0), ==, 0);
  g_assert_true (vt_cell_init (&after, origin, sheared, periodic, NULL));
  /* 1/40 along z, 0.3/20 of shear. */
  g_assert_cmpfloat_with_epsilon (measure (&before, &after, 1, 0), 0.025, 1e-12);
  /* Another basis of the same lattice is no strain, */
  g_assert_true (vt_cell_init (&after, origin, flipped, periodic, NULL));
  g_assert_cmpfloat_with_epsilon (measure (&before, &after, 1, 0), 0.025, 1e-12);
  g_assert_cmpfloat_with_epsilon (measure (&before, &after, 100, 0.015), 0.025, 1e-12);
  /* unless the atoms went with it, all the way: 10.3/20; or that far and the box was flipped back. */
  g_assert_cmpfloat_with_epsilon (measure (&before, &after, 100, 10.3 / 20), 0.515, 1e-12);
  g_assert_true (vt_cell_init (&after, origin, sheared, periodic, NULL));
  g_assert_cmpfloat_with_epsilon (measure (&before, &after, 100, 10.3 / 20), 0.515, 1e-12);
}

/* ---- refusals ---- */

static void
assert_refused (GError *error, const char *expected)
{
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_cmpstr (error->message, ==, expected);
}

static void
test_elements (Sample *sample, gconstpointer data)
{
  g_autoptr (VtAtomTable) known = make_atoms (7, "Zr"), copper = make_atoms (N, "Fe");
  g_autoptr (VtAtomTable) iron = make_atoms (7, "Fe"), numbered = make_atoms (7, "2");
  g_autoptr (GError) strange = NULL;
  g_autoptr (GError) unnamed = NULL;

  g_assert_true (vt_trust_check_elements (sample->what.model, known, NULL));
  /* A name that no atom bears. */
  g_assert_true (vt_trust_check_elements (sample->what.model, copper, NULL));
  g_assert_false (vt_trust_check_elements (sample->what.model, iron, &strange));
  assert_refused (strange, "the model “CuZr” does not know the element Fe. It knows Cu, Zr: choose or train a model on "
                           "samples that hold the others");
  g_assert_false (vt_trust_check_elements (sample->what.model, numbered, &unnamed));
  assert_refused (unnamed, "the model “CuZr” does not know the element 2. Say what the file’s types are, as in "
                           "1=Cu,2=Zr (Elements of types, under Data); the model knows Cu, Zr");
}

/* A frame every 5 ps, and a model that wants 5, 10 and 20 ps. */
static void
test_lags (void)
{
  g_autoptr (VtModel) model = test_glass_model ();
  g_autoptr (VtTrajectory) five = test_glass_new (2, 5, 0.1, 1), four = test_glass_new (2, 4, 0.1, 1);
  g_autoptr (GError) late = NULL;
  g_autoptr (GError) last = NULL;
  g_autoptr (GError) brief = NULL;

  g_assert_true (vt_trust_check_lags (model, five, 0, NAN, NULL));
  g_assert_false (vt_trust_check_lags (model, five, 1, NAN, &late));
  assert_refused (late, "glass: frame 1: of the model’s 3 lags, no frame lies 20 ps after this one. Nothing is "
                        "interpolated; begin the window at frame 0; or train a model on the lags that both "
                        "have: 5,10 ps");
  g_assert_false (vt_trust_check_lags (model, five, 4, NAN, &last));
  assert_refused (last, "glass: frame 4: of the model’s 3 lags, no frame lies 5, 10, 20 ps after this one. Nothing is "
                        "interpolated; begin the window at frame 0");
  g_assert_false (vt_trust_check_lags (model, four, 0, NAN, &brief));
  assert_refused (brief, "glass: frame 0: of the model’s 3 lags, no frame lies 20 ps after this one. Nothing is "
                         "interpolated; train a model on the lags that both have: 5,10 ps");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/trust/" name, Sample, NULL, set_up, func, tear_down)
  ADD ("silent", test_silent);
  ADD ("composition", test_composition);
  ADD ("units", test_units);
  ADD ("temperature", test_temperature);
  ADD ("motion", test_motion);
  ADD ("mapping", test_mapping);
  ADD ("saturation", test_saturation);
  ADD ("mean-at-end", test_mean_at_end);
  ADD ("outside", test_outside);
  ADD ("nothing", test_nothing);
  ADD ("elements", test_elements);
  g_test_add_func ("/trust/strain", test_strain);
  g_test_add_func ("/trust/lags", test_lags);
  return g_test_run ();
}
