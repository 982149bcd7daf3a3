/* The stages of a training, one after the other.
 *
 * Classes are selected on all lags that were read, lags then by these classes, and k last, over all temperatures: as a
 * user of the model will meet it, which knows the classes but is asked about any temperature. What a stage no longer
 * needs is dropped before the next begins. All randomness comes from training.seed.
 */
#include "vt-training.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-quantile.h"
#include "vt-relieff.h"
#include "vt-trainer.h"
#include "vt-training-report-private.h"
#include "vt-training-runs.h"

/* Tips of the dendrogram that is drawn: as many as have room for their labels in a journal's column. */
#define MAX_TIPS 24

/* Share of the time that a stage takes, about: progress should creep, not jump. */
static const double weights[VT_TRAINING_N_STAGES] = {
  [VT_TRAINING_READING] = 4,    [VT_TRAINING_CLASSES] = 3, [VT_TRAINING_FEATURES] = 6,
  [VT_TRAINING_VALIDATION] = 3, [VT_TRAINING_TEST] = 1,    [VT_TRAINING_MODEL] = 2,
};

/* A training under way. */
typedef struct
{
  const VtState *state;
  VtTrainingPlan *plan;
  VtTrainingReport *report;
  VtDataset *dataset;
  VtDataset *tests; /* (nullable) */
  VtTrainingFunc func;
  gpointer data;
  VtProgress *progress;
  GCancellable *cancellable;
} Training;

typedef gboolean (*StageFunc) (Training *training, GError **error);

static void
training_clear (Training *training)
{
  g_clear_pointer (&training->report, vt_training_report_unref);
  g_clear_pointer (&training->dataset, vt_dataset_unref);
  g_clear_pointer (&training->tests, vt_dataset_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Training, training_clear)

static const double *
get_classes (const Training *training, guint *n)
{
  return vt_training_report_get_classes (training->report, n);
}

/* "100 800 2000", for messages and provenance. (transfer full) */
static char *
list_numbers (const double *numbers, guint n, const char *separator)
{
  GString *text = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? separator : "",
                            g_ascii_formatd (number, sizeof number, "%.9g", numbers[i]));
  return g_string_free (text, FALSE);
}

static void
replace_numbers (GArray **field, const double *values, guint n)
{
  g_array_unref (*field);
  *field = vt_training_numbers (values, n);
}

/* Hands out what is known by now. */
static void
tell (Training *training, VtTrainingStage stage)
{
  g_autoptr (VtTrainingReport) snapshot = NULL;

  training->report->stage = stage;
  if (training->func == NULL)
    return;
  snapshot = vt_training_report_copy (training->report);
  training->func (snapshot, stage, training->data);
}

/* ---- reading ---- */

static void
describe_dataset (Training *training)
{
  VtTrainingReport *report = training->report;
  g_autofree double *temperatures = NULL;
  guint n_lags, n_temperatures;
  const double *lags = vt_dataset_get_lags (training->dataset, &n_lags);

  temperatures = vt_dataset_get_temperatures (training->dataset, &n_temperatures);
  replace_numbers (&report->temperatures, temperatures, n_temperatures);
  replace_numbers (&report->classes, temperatures, n_temperatures);
  replace_numbers (&report->lags, lags, n_lags);
  report->n_instances = vt_dataset_get_n (training->dataset);
  for (guint e = 0; e < vt_dataset_get_n_elements (training->dataset); e++)
    {
      VtDatasetElement element;
      double share;

      vt_dataset_get_element (training->dataset, e, &element);
      share = (double) element.n / report->n_instances;
      g_ptr_array_add (report->symbols, g_strdup (element.symbol));
      g_array_append_val (report->shares, share);
    }
}

static void
warn_of_highest (Training *training)
{
  const GArray *classes = training->report->classes, *temperatures = training->report->temperatures;
  double highest = g_array_index (classes, double, classes->len - 1);

  if (highest < g_array_index (temperatures, double, temperatures->len - 1))
    vt_training_report_add_warning (training->report,
                                    _ ("the highest class is %g K: T_ML cannot exceed it, though there are runs up to "
                                       "%g K"),
                                    highest, g_array_index (temperatures, double, temperatures->len - 1));
}

/* The classes that are named, in place of all temperatures. */
static gboolean
name_classes (Training *training, GError **error)
{
  const GArray *temperatures = training->report->temperatures;
  gsize n;
  const double *named = vt_state_get_reals (training->state, "training.classes", &n);
  g_autofree double *classes = NULL;

  if (n == 0 || vt_state_get_boolean (training->state, "training.class-selection"))
    return TRUE;
  for (gsize i = 0; i < n; i++)
    if (bsearch (&named[i], temperatures->data, temperatures->len, sizeof (double), vt_compare_doubles) == NULL)
      {
        g_autofree char *list
            = list_numbers ((const double *) (gpointer) temperatures->data, temperatures->len, ", ");

        vt_set_error_at (error, VT_ERROR_INPUT, NULL, _ ("classes: no run is at %g K; there are %s K"), named[i], list);
        vt_error_add_option (error, "--classes");
        return FALSE;
      }
  classes = g_memdup2 (named, n * sizeof (double));
  qsort (classes, n, sizeof (double), vt_compare_doubles);
  replace_numbers (&training->report->classes, classes, (guint) n);
  warn_of_highest (training);
  return TRUE;
}

static gboolean
read_runs (Training *training, GError **error)
{
  g_autoptr (VtTrainingRuns) runs
      = vt_training_runs_read (training->plan, training->progress, training->cancellable, error);

  if (runs == NULL)
    return FALSE;
  training->dataset = g_steal_pointer (&runs->dataset);
  training->tests = g_steal_pointer (&runs->tests);
  vt_training_report_take_table (training->report, g_steal_pointer (&runs->table));
  for (guint i = 0; i < runs->warnings->len; i++)
    vt_training_report_add_warning (training->report, "%s", (const char *) runs->warnings->pdata[i]);
  describe_dataset (training);
  return name_classes (training, error);
}

/* ---- classes ---- */

static void
read_class_options (const VtState *state, VtClassSelectionOptions *options)
{
  vt_class_selection_options_init (options);
  vt_linkage_from_string (vt_state_get_text (state, "training.linkage"), &options->linkage);
  vt_class_scaling_from_string (vt_state_get_text (state, "training.class-scaling"), &options->scaling);
  vt_class_cut_from_string (vt_state_get_text (state, "training.cut-kind"), &options->cut_kind);
  options->cut = vt_state_get_real (state, "training.cut");
  options->n_instances = vt_state_get_integer (state, "training.subset-size");
  options->n_subsets = vt_state_get_integer (state, "training.subsets");
  options->qualified_share = vt_state_get_real (state, "training.qualified-share");
  options->minimum_share = vt_state_get_real (state, "training.minimum-share");
  options->seed = vt_state_get_integer (state, "training.seed");
}

static gboolean
select_classes (Training *training, GError **error)
{
  VtTrainingReport *report = training->report;
  VtClassSelectionOptions options;
  const double *classes;
  guint n;

  read_class_options (training->state, &options);
  report->selection
      = vt_class_selection_run (training->dataset, &options, training->progress, training->cancellable, error);
  if (report->selection == NULL)
    return FALSE;
  report->dendrogram = vt_class_selection_lay_out (report->selection, MAX_TIPS);
  vt_training_report_take_table (report, vt_class_selection_tabulate (report->selection));
  vt_training_report_take_table (report,
                                 vt_dendrogram_tabulate (vt_class_selection_get_dendrogram (report->selection)));
  if (!vt_class_selection_check (report->selection, error))
    {
      /* The picture of the tree tells why. */
      tell (training, VT_TRAINING_CLASSES);
      return FALSE;
    }
  classes = vt_class_selection_get_classes (report->selection, &n);
  replace_numbers (&report->classes, classes, n);
  warn_of_highest (training);
  return TRUE;
}

/* ---- features ---- */

/* Keeps these lags of the runs and of the test runs. */
static gboolean
keep_lags (Training *training, const gboolean *selected, GError **error)
{
  g_autoptr (GArray) kept = vt_training_numbers (NULL, 0);
  const GArray *lags = training->report->lags;
  VtDataset **datasets[] = { &training->dataset, &training->tests };

  for (guint i = 0; i < lags->len; i++)
    if (selected[i])
      g_array_append_val (kept, g_array_index (lags, double, i));
  for (guint d = 0; d < G_N_ELEMENTS (datasets); d++)
    if (*datasets[d] != NULL)
      {
        VtDataset *reduced
            = vt_dataset_select_lags (*datasets[d], (const double *) (gpointer) kept->data, kept->len,
                                      training->cancellable, error);

        if (reduced == NULL)
          return FALSE;
        vt_dataset_unref (*datasets[d]);
        *datasets[d] = reduced;
      }
  replace_numbers (&training->report->lags, (const double *) (gpointer) kept->data, kept->len);
  return TRUE;
}

static double *
weigh_lags (Training *training, GError **error)
{
  gint64 k = vt_state_get_integer (training->state, "training.relieff-k");
  VtReliefFOptions options;
  guint n_classes;
  const double *classes = get_classes (training, &n_classes);
  g_autoptr (VtDataset) of_classes = NULL;

  vt_relieff_options_init (&options, vt_state_is (training->state, "training.relieff-variant", "nearest")
                                         ? VT_RELIEFF_NEAREST
                                         : VT_RELIEFF_PER_CLASS);
  options.seed = vt_state_get_integer (training->state, "training.seed");
  options.within_element = vt_state_get_boolean (training->state, "training.relieff-element");
  if (k > 0)
    options.k = k;
  if (n_classes < training->report->temperatures->len)
    {
      of_classes = vt_dataset_select (training->dataset, classes, n_classes, training->cancellable, error);
      if (of_classes == NULL)
        return NULL;
    }
  return vt_relieff_compute (of_classes != NULL ? of_classes : training->dataset, &options, training->progress,
                             training->cancellable, error);
}

static gboolean
select_features (Training *training, GError **error)
{
  g_autofree double *lag_weights = weigh_lags (training, error);
  guint n = training->report->lags->len;
  guint count = vt_state_get_integer (training->state, "training.feature-count");
  g_autofree gboolean *selected = g_new0 (gboolean, n);

  if (lag_weights == NULL)
    return FALSE;
  if (count >= n)
    vt_training_report_add_warning (training->report,
                                    _ ("there are %u lags only: the feature selection keeps them all"), n);
  vt_relieff_choose (lag_weights, n, MIN (count, n), selected);
  vt_training_report_take_table (training->report,
                                 vt_relieff_tabulate ((const double *) (gpointer) training->report->lags->data,
                                                      lag_weights, selected, n));
  return keep_lags (training, selected, error);
}

/* ---- validation ---- */

static void
take_validation_tables (VtTrainingReport *report)
{
  vt_training_report_take_table (report, vt_validation_tabulate_k (report->validation));
  vt_training_report_take_table (report, vt_validation_tabulate_classes (report->validation, report->k));
  vt_training_report_take_table (report, vt_validation_tabulate_confusion (report->validation, report->k));
  vt_training_report_take_table (report, vt_validation_tabulate_calibration (report->validation, report->k));
}

static gboolean
validate (Training *training, GError **error)
{
  VtTrainingReport *report = training->report;
  guint given = vt_state_get_integer (training->state, "training.k");
  guint k_max = MAX (given, vt_state_get_integer (training->state, "training.k-max"));
  guint n_classes;
  const double *classes = get_classes (training, &n_classes);

  report->validation = vt_validation_run (training->dataset, classes, n_classes, k_max,
                                          vt_state_get_integer (training->state, "training.folds"),
                                          vt_state_get_integer (training->state, "training.seed"), training->progress,
                                          training->cancellable, error);
  if (report->validation == NULL)
    return FALSE;
  report->k = given > 0 ? given : vt_validation_choose_k (report->validation);
  if (given == 0 && report->k == k_max)
    vt_training_report_add_warning (report, _ ("the RMSE falls up to k = %u, the greatest tried: try more"),
                                    k_max);
  report->rmse = vt_validation_get_rmse (report->validation, report->k);
  report->class_rmse = vt_validation_get_class_rmse (report->validation, report->k);
  take_validation_tables (report);
  return TRUE;
}

/* ---- the final test ---- */

/* @table under another name. (transfer full) */
static VtTable *
rename_table (const VtTable *table, const char *name)
{
  VtTable *renamed = vt_table_new (name);

  for (guint c = 0; c < vt_table_get_n_columns (table); c++)
    if (vt_table_column_is_text (table, c))
      vt_table_add_texts (renamed, vt_table_get_column_name (table, c));
    else
      vt_table_add_numbers (renamed, vt_table_get_column_name (table, c), vt_table_get_column_unit (table, c));
  for (guint r = 0; r < vt_table_get_n_rows (table); r++)
    {
      vt_table_add_row (renamed);
      for (guint c = 0; c < vt_table_get_n_columns (table); c++)
        if (vt_table_column_is_text (table, c))
          vt_table_set_text (renamed, r, c, vt_table_get_text (table, r, c));
        else
          vt_table_set_number (renamed, r, c, vt_table_get_number (table, r, c));
    }
  return renamed;
}

static gboolean
test (Training *training, GError **error)
{
  VtTrainingReport *report = training->report;
  guint n_classes;
  const double *classes = get_classes (training, &n_classes);
  g_autoptr (VtValidation) result = NULL;
  g_autoptr (VtTable) table = NULL;

  result = vt_validation_test (training->dataset, classes, n_classes, training->tests, report->k, training->progress,
                               training->cancellable, error);
  if (result == NULL)
    return FALSE;
  table = vt_validation_tabulate_classes (result, report->k);
  vt_training_report_take_table (report, rename_table (table, "test"));
  report->test_rmse = vt_validation_get_rmse (result, report->k);
  g_clear_pointer (&training->tests, vt_dataset_unref);
  return TRUE;
}

/* ---- the model ---- */

/* A "key=value" line; @value: (transfer full). */
static void
add_line (GPtrArray *lines, const char *key, char *value)
{
  g_ptr_array_add (lines, g_strdup_printf ("%s=%s", key, value));
  g_free (value);
}

static void
add_number (GPtrArray *lines, const char *key, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isnan (value))
    add_line (lines, key, g_strdup (g_ascii_formatd (number, sizeof number, "%.9g", value)));
}

/* "100=relax_100K.dump 800=relax_800K.dump": by temperature, then name, so that their order does not show. */
static char *
list_runs (const VtTable *runs, gboolean tests)
{
  GString *text = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint row = 0; row < vt_table_get_n_rows (runs); row++)
    if ((vt_table_get_number (runs, row, 2) != 0) == tests)
      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " " : "",
                              g_ascii_formatd (number, sizeof number, "%.9g", vt_table_get_number (runs, row, 1)),
                              vt_table_get_text (runs, row, 0));
  return g_string_free (text, FALSE);
}

/* What was drawn and chosen on the way, and from which settings. */
static void
add_choices (const Training *training, GPtrArray *lines)
{
  const VtState *state = training->state;
  const GArray *classes = training->report->classes;

  add_line (lines, "classes_K", list_numbers ((const double *) (gpointer) classes->data, classes->len, " "));
  if (training->report->selection != NULL)
    {
      char cut[G_ASCII_DTOSTR_BUF_SIZE];

      add_line (lines, "class_selection",
                g_strdup_printf ("%s linkage, scaling %s, cut at %s %s, %" PRId64 " subsets of %" PRId64,
                                 vt_state_get_text (state, "training.linkage"),
                                 vt_state_get_text (state, "training.class-scaling"),
                                 vt_state_get_text (state, "training.cut-kind"),
                                 g_ascii_formatd (cut, sizeof cut, "%.9g", vt_state_get_real (state, "training.cut")),
                                 vt_state_get_integer (state, "training.subsets"),
                                 vt_state_get_integer (state, "training.subset-size")));
    }
  if (vt_state_get_boolean (state, "training.feature-selection"))
    add_line (lines, "feature_selection",
              g_strdup_printf ("ReliefF, %s", vt_state_get_text (state, "training.relieff-variant")));
  if (vt_state_get_integer (state, "training.k") == 0)
    add_line (lines, "k_chosen", g_strdup ("least RMSE"));
}

/* Where the model came from, in words. (transfer full) (element-type utf8) */
static GPtrArray *
describe_provenance (const Training *training)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const VtTrainingReport *report = training->report;
  const VtTable *runs = vt_training_report_get_table (report, "runs");

  add_line (lines, "software", g_strdup ("Vitrine " VT_VERSION));
  add_line (lines, "runs", list_runs (runs, FALSE));
  add_number (lines, "origins", vt_state_get_integer (training->state, "training.origins"));
  add_number (lines, "timestep_ps", vt_state_get_real (training->state, "training.timestep"));
  add_choices (training, lines);
  if (report->validation != NULL)
    {
      add_number (lines, "folds", vt_validation_get_n_folds (report->validation));
      add_number (lines, "rmse_K", report->rmse);
      add_number (lines, "class_rmse_K", report->class_rmse);
    }
  if (vt_training_plan_get_n_tests (training->plan) > 0)
    {
      add_line (lines, "test_runs", list_runs (runs, TRUE));
      add_number (lines, "test_rmse_K", report->test_rmse);
    }
  g_ptr_array_add (lines, NULL);
  return lines;
}

static gboolean
make_model (Training *training, GError **error)
{
  g_autoptr (GPtrArray) provenance = describe_provenance (training);
  VtTrainingReport *report = training->report;
  guint n_classes;
  const double *classes = get_classes (training, &n_classes);

  report->model = vt_trainer_train (training->dataset, classes, n_classes, report->k,
                                    vt_state_get_integer (training->state, "training.seed"),
                                    (const char *const *) provenance->pdata, report->validation, training->progress,
                                    training->cancellable, error);
  return report->model != NULL;
}

/* ---- one after the other ---- */

static const StageFunc functions[VT_TRAINING_N_STAGES] = {
  [VT_TRAINING_READING] = read_runs,
  [VT_TRAINING_CLASSES] = select_classes,
  [VT_TRAINING_FEATURES] = select_features,
  [VT_TRAINING_VALIDATION] = validate,
  [VT_TRAINING_TEST] = test,
  [VT_TRAINING_MODEL] = make_model,
};

static gboolean
is_wanted (const Training *training, VtTrainingStage stage)
{
  switch (stage)
    {
    case VT_TRAINING_CLASSES:
      return vt_state_get_boolean (training->state, "training.class-selection");
    case VT_TRAINING_FEATURES:
      return vt_state_get_boolean (training->state, "training.feature-selection");
    case VT_TRAINING_VALIDATION:
      return vt_state_get_integer (training->state, "training.folds") >= 2;
    case VT_TRAINING_TEST:
      return vt_training_plan_get_n_tests (training->plan) > 0;
    case VT_TRAINING_READING:
    case VT_TRAINING_MODEL:
    default:
      return TRUE;
    }
}

/* The part of the whole, 0 … 1, that is done before @stage. */
static double
get_begin (const Training *training, guint stage)
{
  double before = 0, all = 0;

  for (guint s = 0; s < VT_TRAINING_N_STAGES; s++)
    if (is_wanted (training, s))
      {
        before += s < stage ? weights[s] : 0;
        all += weights[s];
      }
  return MIN (before / all, 1);
}

static gboolean
run_stage (Training *training, VtTrainingStage stage, GError **error)
{
  gint64 begun = g_get_monotonic_time ();

  vt_progress_begin (training->progress, vt_training_stage_get_label (stage), get_begin (training, stage),
                     get_begin (training, stage + 1));
  if (!functions[stage](training, error))
    return FALSE;
  vt_progress_set (training->progress, 1);
  training->report->seconds[stage] = (g_get_monotonic_time () - begun) / 1e6;
  tell (training, stage);
  return TRUE;
}

VtTrainingReport *
vt_training_run (VtTrainingPlan *plan,
                 VtTrainingFunc func,
                 gpointer data,
                 VtProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (Training) training
      = { .plan = plan, .func = func, .data = data, .progress = progress, .cancellable = cancellable };

  g_return_val_if_fail (plan != NULL, NULL);

  if (!vt_training_plan_check (plan, error))
    return NULL;
  training.state = vt_training_plan_get_state (plan);
  training.report = vt_training_report_new (plan);
  training.report->k = vt_state_get_integer (training.state, "training.k");
  for (guint stage = 0; stage < VT_TRAINING_N_STAGES; stage++)
    if (is_wanted (&training, stage) && !run_stage (&training, stage, error))
      return NULL;
  return g_steal_pointer (&training.report);
}
