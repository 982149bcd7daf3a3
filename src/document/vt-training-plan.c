#include "vt-training-plan.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-validation.h"

struct _VtTrainingPlan
{
  gatomicrefcount references;
  VtState *state;
  guint n_runs;
  GArray *runs; /* VtTrainingRun: the runs, then the test runs */
};

G_DEFINE_BOXED_TYPE (VtTrainingPlan, vt_training_plan, vt_training_plan_ref, vt_training_plan_unref)

static void
clear_run (gpointer data)
{
  VtTrainingRun *run = data;

  g_free (run->name);
  g_clear_object (&run->file);
  g_clear_object (&run->trajectory);
}

static VtTrainingPlan *
plan_alloc (VtState *state)
{
  VtTrainingPlan *plan = g_new0 (VtTrainingPlan, 1);

  g_atomic_ref_count_init (&plan->references);
  plan->state = vt_state_ref (state);
  plan->runs = g_array_new (FALSE, FALSE, sizeof (VtTrainingRun));
  g_array_set_clear_func (plan->runs, clear_run);
  return plan;
}

static void
add_files (VtTrainingPlan *plan, GVariant *runs)
{
  GVariantIter iter;
  const char *uri;
  double temperature;

  g_variant_iter_init (&iter, runs);
  while (g_variant_iter_next (&iter, "(&sd)", &uri, &temperature))
    {
      VtTrainingRun run = { .file = g_file_new_for_uri (uri), .temperature = temperature > 0 ? temperature : NAN };

      run.name = g_file_get_basename (run.file);
      g_array_append_val (plan->runs, run);
    }
}

VtTrainingPlan *
vt_training_plan_new (VtState *state)
{
  VtTrainingPlan *plan;

  g_return_val_if_fail (state != NULL, NULL);

  plan = plan_alloc (state);
  add_files (plan, vt_state_get (state, "training.runs"));
  plan->n_runs = plan->runs->len;
  add_files (plan, vt_state_get (state, "training.test-runs"));
  return plan;
}

VtTrainingPlan *
vt_training_plan_new_over (
    VtState *state, VtTrajectory *const *trajectories, const double *temperatures, guint n_runs, guint n_tests)
{
  VtTrainingPlan *plan;

  g_return_val_if_fail (state != NULL, NULL);

  plan = plan_alloc (state);
  plan->n_runs = n_runs;
  for (guint i = 0; i < n_runs + n_tests; i++)
    {
      VtTrainingRun run = { .trajectory = g_object_ref (trajectories[i]), .temperature = temperatures[i] };

      run.name = g_strdup (vt_trajectory_get_name (trajectories[i]));
      g_array_append_val (plan->runs, run);
    }
  return plan;
}

VtTrainingPlan *
vt_training_plan_ref (VtTrainingPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);
  g_atomic_ref_count_inc (&plan->references);
  return plan;
}

void
vt_training_plan_unref (VtTrainingPlan *plan)
{
  g_return_if_fail (plan != NULL);

  if (!g_atomic_ref_count_dec (&plan->references))
    return;
  vt_state_unref (plan->state);
  g_array_unref (plan->runs);
  g_free (plan);
}

VtState *
vt_training_plan_get_state (const VtTrainingPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);
  return plan->state;
}

guint
vt_training_plan_get_n_runs (const VtTrainingPlan *plan)
{
  g_return_val_if_fail (plan != NULL, 0);
  return plan->n_runs;
}

const VtTrainingRun *
vt_training_plan_get_run (const VtTrainingPlan *plan, guint index)
{
  g_return_val_if_fail (plan != NULL && index < plan->n_runs, NULL);
  return &g_array_index (plan->runs, VtTrainingRun, index);
}

guint
vt_training_plan_get_n_tests (const VtTrainingPlan *plan)
{
  g_return_val_if_fail (plan != NULL, 0);
  return plan->runs->len - plan->n_runs;
}

const VtTrainingRun *
vt_training_plan_get_test (const VtTrainingPlan *plan, guint index)
{
  g_return_val_if_fail (plan != NULL && index < plan->runs->len - plan->n_runs, NULL);
  return &g_array_index (plan->runs, VtTrainingRun, plan->n_runs + index);
}

/* ---- what can be told without reading ---- */

/* The first run with the same file, or -1. */
static int
find_earlier (const VtTrainingPlan *plan, guint index)
{
  const VtTrainingRun *runs = (const VtTrainingRun *) (gpointer) plan->runs->data;

  for (guint i = 0; i < index && runs[index].file != NULL; i++)
    if (runs[i].file != NULL && g_file_equal (runs[i].file, runs[index].file))
      return i;
  return -1;
}

/* Of runs and test runs, by their common number. (transfer full) (nullable) */
static char *
describe_problem (const VtTrainingPlan *plan, guint index)
{
  const VtTrainingRun *run = &g_array_index (plan->runs, VtTrainingRun, index);
  int earlier = find_earlier (plan, index);

  if (isnan (run->temperature))
    return g_strdup (_ ("its temperature is not known"));
  if (earlier >= 0 && index >= plan->n_runs && (guint) earlier < plan->n_runs)
    return g_strdup (_ ("it is trained on, and cannot be a test"));
  if (earlier >= 0)
    return g_strdup_printf (_ ("it is given twice, at %g K and at %g K"),
                            g_array_index (plan->runs, VtTrainingRun, earlier).temperature, run->temperature);
  return NULL;
}

char *
vt_training_plan_describe_problem (const VtTrainingPlan *plan, guint run)
{
  g_return_val_if_fail (plan != NULL && run < plan->n_runs, NULL);
  return describe_problem (plan, run);
}

static gboolean
check_runs (const VtTrainingPlan *plan, GError **error)
{
  gboolean several = FALSE;

  if (plan->n_runs == 0)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                       _ ("there is no run to train on: at least two are needed, at different temperatures"));
      return FALSE;
    }
  for (guint i = 0; i < plan->runs->len; i++)
    {
      const VtTrainingRun *run = &g_array_index (plan->runs, VtTrainingRun, i);
      g_autofree char *problem = describe_problem (plan, i);

      if (problem != NULL)
        {
          vt_set_error_at (error, VT_ERROR_USAGE, &(VtPlace){ run->name, -1, 0, NULL }, "%s", problem);
          return FALSE;
        }
      several |= i < plan->n_runs && run->temperature != g_array_index (plan->runs, VtTrainingRun, 0).temperature;
    }
  if (several)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                   _ ("all runs are at %g K: a model tells temperatures apart, so it needs runs at two at least"),
                   g_array_index (plan->runs, VtTrainingRun, 0).temperature);
  return FALSE;
}

static gboolean
check_lags (const VtState *state, GError **error)
{
  gsize n;
  const double *lags = vt_state_get_reals (state, "training.lags", &n);
  gint64 kept = vt_state_get_integer (state, "training.feature-count");

  if (n == 0)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _ ("lags: the list is empty"));
      vt_error_add_option (error, "--lags");
      return FALSE;
    }
  for (gsize i = 1; i < n; i++)
    if (!(lags[i] > lags[i - 1]))
      {
        vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                         _ ("lags: %g ps after %g ps; each must be longer than the one before"), lags[i],
                         lags[i - 1]);
        vt_error_add_option (error, "--lags");
        return FALSE;
      }
  if (!vt_state_get_boolean (state, "training.feature-selection") || kept == 0 || kept < (gint64) n)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                   _ ("there is nothing to select: %d features are to be kept of %d lags; give more lags, or keep fewer"),
                   (int) kept, (int) n);
  vt_error_add_option (error, "--lags all, --features");
  return FALSE;
}

static gboolean
check_k (const VtState *state, GError **error)
{
  gint64 k = vt_state_get_integer (state, "training.k"), folds = vt_state_get_integer (state, "training.folds");

  if (k == 0 && folds < 2)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                       _ ("k is found by cross-validation, which needs at least 2 folds; or give k"));
      vt_error_add_option (error, "--folds, --k 50");
      return FALSE;
    }
  if (folds >= 2 && k > VT_VALIDATION_MAX_K)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                       _ ("cross-validation goes up to k = %d; a larger k needs 0 folds"), VT_VALIDATION_MAX_K);
      vt_error_add_option (error, "--folds 0");
      return FALSE;
    }
  return TRUE;
}

/* Two at least, and none twice. */
static gboolean
check_classes (const VtState *state, GError **error)
{
  gsize n;
  const double *classes = vt_state_get_reals (state, "training.classes", &n);

  if (n == 1)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _ ("classes: one class tells nothing; two at least are needed"));
      vt_error_add_option (error, "--classes");
      return FALSE;
    }
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      if (classes[i] == classes[j])
        {
          vt_set_error_at (error, VT_ERROR_USAGE, NULL, _ ("classes: %g K is named twice"), classes[i]);
          vt_error_add_option (error, "--classes");
          return FALSE;
        }
  return TRUE;
}

static gboolean
check_cut (const VtState *state, GError **error)
{
  double cut = vt_state_get_real (state, "training.cut");

  if (!vt_state_get_boolean (state, "training.class-selection")
      || (cut > 0 && (cut <= 1 || vt_state_is (state, "training.cut-kind", "height"))))
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                   _ ("cut: %g is no share of the root’s height; a share is above 0 and at most 1, more has to be "
                      "given as a height"),
                   cut);
  vt_error_add_option (error, "--cut-kind height");
  return FALSE;
}

gboolean
vt_training_plan_check (const VtTrainingPlan *plan, GError **error)
{
  g_return_val_if_fail (plan != NULL, FALSE);

  return check_runs (plan, error) && check_lags (plan->state, error) && check_classes (plan->state, error)
         && check_k (plan->state, error) && check_cut (plan->state, error);
}

/* ---- runs ---- */

/* The one number that @pattern's first group finds in @name; 0 where it finds none, NaN where it finds several. */
static double
find_number (const char *name, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  double found = 0;

  for (g_regex_match (regex, name, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *text = g_match_info_fetch (match, 1);
      double number = g_ascii_strtod (text, NULL);

      if (found != 0 && found != number)
        return NAN;
      found = number;
    }
  return found;
}

double
vt_training_guess_temperature (GFile *file)
{
  g_autofree char *name = NULL;
  double temperature;

  g_return_val_if_fail (G_IS_FILE (file), NAN);

  name = g_file_get_basename (file);
  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return NAN;
  /* 800K, but not the K of 800Kbar; else T800, T_800 or T=800, but not the t of start2. */
  temperature = find_number (name, "(?<![0-9.])([0-9]+(?:\\.[0-9]+)?)[ _]?K(?![A-Za-z0-9])");
  if (temperature == 0)
    temperature = find_number (name, "(?<![A-Za-z0-9])T[=_-]?([0-9]+(?:\\.[0-9]+)?)(?![A-Za-z0-9])");
  return temperature > 0 && temperature <= 1e5 ? temperature : NAN;
}

GVariant *
vt_training_runs_to_variant (GFile *const *files, const double *temperatures, guint n)
{
  GVariantBuilder builder;

  g_return_val_if_fail ((files != NULL && temperatures != NULL) || n == 0, NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sd)"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);
      g_variant_builder_add (&builder, "(sd)", uri, isnan (temperatures[i]) ? 0.0 : temperatures[i]);
    }
  return g_variant_builder_end (&builder);
}
