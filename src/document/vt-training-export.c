/* A training's report as files: a CSV file a table, and summary.json. */
#include "vt-training-report-private.h"

#include <math.h>

#include "vt-summary-parts.h"

static void
set_numbers (JsonObject *object, const char *name, const GArray *numbers)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < numbers->len; i++)
    json_array_add_double_element (array, g_array_index (numbers, double, i));
  json_object_set_array_member (object, name, array);
}

static void
add_runs (JsonObject *summary, const VtTrainingReport *report)
{
  VtTable *table = vt_training_report_get_table (report, "runs");
  JsonArray *runs = json_array_new ();

  for (guint row = 0; table != NULL && row < vt_table_get_n_rows (table); row++)
    {
      JsonObject *run = json_object_new ();

      json_object_set_string_member (run, "file", vt_table_get_text (table, row, 0));
      json_object_set_double_member (run, "temperature_K", vt_table_get_number (table, row, 1));
      json_object_set_boolean_member (run, "test", vt_table_get_number (table, row, 2) != 0);
      json_object_set_int_member (run, "instances", (gint64) vt_table_get_number (table, row, 4));
      json_array_add_object_element (runs, run);
    }
  json_object_set_array_member (summary, "runs", runs);
}

static void
add_dataset (JsonObject *summary, const VtTrainingReport *report)
{
  JsonObject *shares = json_object_new ();

  for (guint e = 0; e < report->symbols->len; e++)
    json_object_set_double_member (shares, report->symbols->pdata[e], g_array_index (report->shares, double, e));
  json_object_set_int_member (summary, "instances", (gint64) report->n_instances);
  json_object_set_object_member (summary, "composition", shares);
  set_numbers (summary, "temperatures_K", report->temperatures);
  set_numbers (summary, "classes_K", report->classes);
  set_numbers (summary, "lags_ps", report->lags);
}

static void
add_outcome (JsonObject *summary, const VtTrainingReport *report)
{
  json_object_set_int_member (summary, "k", report->k);
  vt_summary_set_number (summary, "rmse_K", report->rmse);
  vt_summary_set_number (summary, "rmse_classes_K", report->class_rmse);
  vt_summary_set_number (summary, "rmse_test_K", report->test_rmse);
  if (report->model != NULL)
    json_object_set_string_member (summary, "digest", vt_model_get_digest (report->model));
  else
    json_object_set_null_member (summary, "digest");
}

static void
add_seconds (JsonObject *summary, const VtTrainingReport *report)
{
  JsonObject *seconds = json_object_new ();

  for (guint stage = 0; stage < VT_TRAINING_N_STAGES; stage++)
    if (!isnan (report->seconds[stage]))
      json_object_set_double_member (seconds, vt_training_stage_get_id (stage), report->seconds[stage]);
  json_object_set_object_member (summary, "seconds", seconds);
}

static JsonNode *
summarize (const VtTrainingReport *report)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *summary = json_object_new ();

  json_object_set_string_member (summary, "written-by", "Vitrine " VT_VERSION);
  add_runs (summary, report);
  add_dataset (summary, report);
  add_outcome (summary, report);
  vt_summary_add_parameters (summary, vt_training_plan_get_state (report->plan), VT_PARAMETER_TRAINING);
  add_seconds (summary, report);
  vt_summary_add_sentences (summary, "warnings", (const char *const *) report->warnings->pdata);
  json_node_take_object (node, summary);
  return node;
}

gboolean
vt_training_report_write (const VtTrainingReport *report, GFile *directory, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) summary = NULL;

  g_return_val_if_fail (report != NULL && G_IS_FILE (directory), FALSE);

  summary = summarize (report);
  return vt_summary_write_folder (summary, "summary.json", report->tables, directory, cancellable, error);
}
