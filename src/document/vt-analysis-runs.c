/* The distributions of several runs as a row of the analysis table: each run's is evaluated as its own would be. */
#include "vt-analysis-table.h"

#include "vt-analysis-context.h"
#include "vt-error.h"
#include "vt-error-settings.h"
#include "vt-i18n.h"
#include "vt-run-comparison.h"

/* One row a run, and one a bin of a run. */
typedef struct
{
  VtTable *runs;
  VtTable *densities;
} Tables;

/* The columns of a distribution's own row, after the run's name. */
static void
tables_init (Tables *tables, const VtTable *numbers)
{
  tables->runs = vt_table_new ("tml-runs");
  vt_table_add_texts (tables->runs, "run");
  for (guint column = 0; column < vt_table_get_n_columns (numbers); column++)
    vt_table_add_numbers (tables->runs, vt_table_get_column_name (numbers, column),
                          vt_table_get_column_unit (numbers, column));
  tables->densities = vt_table_new ("tml-run-densities");
  vt_table_add_texts (tables->densities, "run");
  vt_table_add_numbers (tables->densities, "t_ml", VT_UNIT_KELVIN);
  vt_table_add_numbers (tables->densities, "density", VT_UNIT_PER_KELVIN);
}

static void
tables_add (Tables *tables, const char *label, VtResult *distribution)
{
  const VtTable *numbers = vt_result_get_table (distribution, "tml-distribution");
  const VtTable *histogram = vt_result_get_table (distribution, "tml-histogram");
  guint row;

  if (tables->runs == NULL)
    tables_init (tables, numbers);
  row = vt_table_add_row (tables->runs);
  vt_table_set_text (tables->runs, row, 0, label);
  for (guint column = 0; column < vt_table_get_n_columns (numbers); column++)
    vt_table_set_number (tables->runs, row, column + 1, vt_table_get_number (numbers, 0, column));
  for (guint i = 0; i < vt_table_get_n_rows (histogram); i++)
    {
      row = vt_table_add_row (tables->densities);
      vt_table_set_text (tables->densities, row, 0, label);
      vt_table_set_number (tables->densities, row, 1, vt_table_get_number (histogram, i, 0));
      vt_table_set_number (tables->densities, row, 2,
                           vt_table_get_number (histogram, i, vt_table_find_column (histogram, "density")));
    }
}

static VtResult *
evaluate_run (VtAnalysisContext *context, const VtComparedRun *run, GError **error)
{
  g_autoptr (VtState) state = vt_run_comparison_get_state (context->state, run, error);
  g_autoptr (VtSource) source = NULL;

  if (state == NULL)
    return NULL;
  source = vt_source_open (state, context->source, context->progress, context->cancellable, error);
  return source != NULL ? vt_evaluator_evaluate (context->evaluator, source, state, "distribution", context->progress,
                                                 context->cancellable, error)
                        : NULL;
}

/* A run that cannot be read is left out with a warning; without any there is nothing to compare. */
static gboolean
add_runs (VtAnalysisContext *context, GPtrArray *runs, VtResult *result, Tables *tables, GError **error)
{
  guint added = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const VtComparedRun *run = runs->pdata[i];
      g_autoptr (GError) reason = NULL;
      g_autoptr (VtResult) distribution = evaluate_run (context, run, &reason);

      if (distribution != NULL)
        {
          tables_add (tables, run->label, distribution);
          added++;
        }
      else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED) || (added == 0 && i + 1 == runs->len))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      else
        vt_result_add_warning (result, _("the run “%s” is left out: %s"), run->label, reason->message);
    }
  return TRUE;
}

static gboolean
compute_runs (VtAnalysisContext *context, VtResult *result, GError **error)
{
  g_autoptr (GPtrArray) runs = vt_run_comparison_get_runs (context->state);
  g_autofree char *own = NULL;
  Tables tables = { NULL, NULL };
  VtResult *distribution;
  gboolean done;

  if (runs->len == 0)
    {
      vt_set_error_at (error, VT_ERROR_INPUT,
                       &(VtPlace){ .frame = -1, .hint = _("Add some with Add Run…") },
                       _("there are no runs to compare with"));
      vt_error_add_option (error, "--compare LABEL=FILE");
      return FALSE;
    }
  distribution = vt_analysis_context_get_input (context, "distribution", error);
  if (distribution == NULL)
    return FALSE;
  own = vt_run_comparison_name_source (context->source);
  tables_add (&tables, own, distribution);
  done = add_runs (context, runs, result, &tables, error);
  if (done)
    {
      vt_result_take_table (result, vt_table_ref (tables.runs));
      vt_result_take_table (result, vt_table_ref (tables.densities));
    }
  vt_table_unref (tables.runs);
  vt_table_unref (tables.densities);
  return done;
}

/* How the other files are read is part of it: time step, elements. */
const VtAnalysis vt_analysis_runs = {
  .id = "runs",
  .label = N_ ("Runs compared"),
  .help = N_ ("The distribution of T_ML beside those of other runs: stresses, and the control without"),
  .inputs = (const char *const[]){ "distribution", NULL },
  .parameters = (const char *const[]){ "comparison.runs", "comparison.labels", "trajectory.elements",
                                       "trajectory.timestep", NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .listed = TRUE,
  .on_demand = TRUE,
  .compute = compute_runs,
};
