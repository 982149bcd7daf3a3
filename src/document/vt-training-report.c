#include "vt-training-report-private.h"

#include <math.h>
#include <string.h>

#include "vt-i18n.h"

G_DEFINE_BOXED_TYPE (VtTrainingReport, vt_training_report, vt_training_report_ref, vt_training_report_unref)

static const struct
{
  const char *id;
  const char *label;
} stages[] = {
  [VT_TRAINING_READING] = { "reading", N_ ("Reading the runs") },
  [VT_TRAINING_CLASSES] = { "classes", N_ ("Selecting classes") },
  [VT_TRAINING_FEATURES] = { "features", N_ ("Weighing features") },
  [VT_TRAINING_VALIDATION] = { "validation", N_ ("Cross-validation") },
  [VT_TRAINING_TEST] = { "test", N_ ("Testing") },
  [VT_TRAINING_MODEL] = { "model", N_ ("Training") },
};

const char *
vt_training_stage_get_id (VtTrainingStage stage)
{
  g_return_val_if_fail (stage < VT_TRAINING_N_STAGES, "");
  return stages[stage].id;
}

const char *
vt_training_stage_get_label (VtTrainingStage stage)
{
  g_return_val_if_fail (stage < VT_TRAINING_N_STAGES, "");
  return _ (stages[stage].label);
}

/* ---- filling ---- */

GArray *
vt_training_numbers (const double *values, guint n)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));

  if (n > 0)
    g_array_append_vals (numbers, values, n);
  return numbers;
}

static GPtrArray *
copy_strings (const GPtrArray *strings)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; strings != NULL && i < strings->len; i++)
    g_ptr_array_add (copy, g_strdup (strings->pdata[i]));
  return copy;
}

static GArray *
copy_numbers (const GArray *numbers)
{
  return vt_training_numbers ((const double *) (gpointer) numbers->data, numbers->len);
}

VtTrainingReport *
vt_training_report_new (VtTrainingPlan *plan)
{
  VtTrainingReport *report = g_new0 (VtTrainingReport, 1);

  g_atomic_ref_count_init (&report->references);
  report->plan = vt_training_plan_ref (plan);
  for (guint i = 0; i < VT_TRAINING_N_STAGES; i++)
    report->seconds[i] = NAN;
  report->symbols = g_ptr_array_new_with_free_func (g_free);
  report->shares = vt_training_numbers (NULL, 0);
  report->temperatures = vt_training_numbers (NULL, 0);
  report->classes = vt_training_numbers (NULL, 0);
  report->lags = vt_training_numbers (NULL, 0);
  report->rmse = report->class_rmse = report->test_rmse = NAN;
  report->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_table_unref);
  report->warnings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (report->warnings, NULL);
  return report;
}

VtTrainingReport *
vt_training_report_copy (const VtTrainingReport *report)
{
  VtTrainingReport *copy = g_memdup2 (report, sizeof *report);

  g_atomic_ref_count_init (&copy->references);
  vt_training_plan_ref (copy->plan);
  copy->symbols = copy_strings (report->symbols);
  copy->shares = copy_numbers (report->shares);
  copy->temperatures = copy_numbers (report->temperatures);
  copy->classes = copy_numbers (report->classes);
  copy->lags = copy_numbers (report->lags);
  copy->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_table_unref);
  for (guint i = 0; i < report->tables->len; i++)
    g_ptr_array_add (copy->tables, vt_table_ref (report->tables->pdata[i]));
  copy->dendrogram = report->dendrogram != NULL ? vt_dendrogram_layout_copy (report->dendrogram) : NULL;
  copy->selection = report->selection != NULL ? vt_class_selection_ref (report->selection) : NULL;
  copy->validation = report->validation != NULL ? vt_validation_ref (report->validation) : NULL;
  copy->model = report->model != NULL ? vt_model_ref (report->model) : NULL;
  copy->warnings = copy_strings (report->warnings);
  return copy;
}

VtTrainingReport *
vt_training_report_ref (VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  g_atomic_ref_count_inc (&report->references);
  return report;
}

void
vt_training_report_unref (VtTrainingReport *report)
{
  g_return_if_fail (report != NULL);

  if (!g_atomic_ref_count_dec (&report->references))
    return;
  vt_training_plan_unref (report->plan);
  g_ptr_array_unref (report->symbols);
  g_array_unref (report->shares);
  g_array_unref (report->temperatures);
  g_array_unref (report->classes);
  g_array_unref (report->lags);
  g_ptr_array_unref (report->tables);
  g_clear_pointer (&report->dendrogram, vt_dendrogram_layout_free);
  g_clear_pointer (&report->selection, vt_class_selection_unref);
  g_clear_pointer (&report->validation, vt_validation_unref);
  g_clear_pointer (&report->model, vt_model_unref);
  g_ptr_array_unref (report->warnings);
  g_free (report);
}

void
vt_training_report_take_table (VtTrainingReport *report, VtTable *table)
{
  g_ptr_array_add (report->tables, table);
}

void
vt_training_report_add_warning (VtTrainingReport *report, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_insert (report->warnings, report->warnings->len - 1, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* ---- asking ---- */

VtTrainingStage
vt_training_report_get_stage (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, VT_TRAINING_READING);
  return report->stage;
}

double
vt_training_report_get_seconds (const VtTrainingReport *report, VtTrainingStage stage)
{
  g_return_val_if_fail (report != NULL && stage < VT_TRAINING_N_STAGES, NAN);
  return report->seconds[stage];
}

VtTrainingPlan *
vt_training_report_get_plan (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->plan;
}

gsize
vt_training_report_get_n_instances (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, 0);
  return report->n_instances;
}

guint
vt_training_report_get_n_elements (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, 0);
  return report->symbols->len;
}

const char *
vt_training_report_get_element (const VtTrainingReport *report, guint index, double *share)
{
  g_return_val_if_fail (report != NULL && index < report->symbols->len, NULL);

  if (share != NULL)
    *share = g_array_index (report->shares, double, index);
  return report->symbols->pdata[index];
}

static const double *
get_numbers (const GArray *numbers, guint *n)
{
  if (n != NULL)
    *n = numbers->len;
  return (const double *) (gpointer) numbers->data;
}

const double *
vt_training_report_get_temperatures (const VtTrainingReport *report, guint *n)
{
  g_return_val_if_fail (report != NULL, NULL);
  return get_numbers (report->temperatures, n);
}

const double *
vt_training_report_get_classes (const VtTrainingReport *report, guint *n)
{
  g_return_val_if_fail (report != NULL, NULL);
  return get_numbers (report->classes, n);
}

const double *
vt_training_report_get_lags (const VtTrainingReport *report, guint *n)
{
  g_return_val_if_fail (report != NULL, NULL);
  return get_numbers (report->lags, n);
}

guint
vt_training_report_get_k (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, 0);
  return report->k;
}

double
vt_training_report_get_rmse (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, NAN);
  return report->rmse;
}

double
vt_training_report_get_class_rmse (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, NAN);
  return report->class_rmse;
}

double
vt_training_report_get_test_rmse (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, NAN);
  return report->test_rmse;
}

VtTable *
vt_training_report_get_table (const VtTrainingReport *report, const char *name)
{
  g_return_val_if_fail (report != NULL && name != NULL, NULL);

  for (guint i = 0; i < report->tables->len; i++)
    if (strcmp (vt_table_get_name (report->tables->pdata[i]), name) == 0)
      return report->tables->pdata[i];
  return NULL;
}

guint
vt_training_report_get_n_tables (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, 0);
  return report->tables->len;
}

VtTable *
vt_training_report_get_nth_table (const VtTrainingReport *report, guint index)
{
  g_return_val_if_fail (report != NULL && index < report->tables->len, NULL);
  return report->tables->pdata[index];
}

const VtDendrogramLayout *
vt_training_report_get_dendrogram (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->dendrogram;
}

VtClassSelection *
vt_training_report_get_class_selection (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->selection;
}

VtValidation *
vt_training_report_get_validation (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->validation;
}

VtModel *
vt_training_report_get_model (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->model;
}

const char *const *
vt_training_report_get_warnings (const VtTrainingReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return (const char *const *) report->warnings->pdata;
}
