/* vitrine-cli analyze: everything that can be computed of one window, into files. */
#include <math.h>
#include <string.h>

#include "vt-cli-output.h"
#include "vt-cli-picture.h"
#include "vt-cli.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-results-export.h"
#include "vt-run-comparison.h"
#include "vt-summary-parts.h"
#include "vt-writer.h"

static const VtCliOption options[] = {
  { "output", "FILE", N_ ("A column an atom: .extxyz, .dump or .csv, each also with .gz, or .h5"), FALSE, NULL },
  { "votes", NULL,
    N_ ("Also how many neighbours of each class voted for an atom’s T_ML, a column a class; .h5 has them always"), FALSE,
    NULL },
  { "tables", "DIR", N_ ("Tables as CSV, and summary.json"), FALSE, NULL },
  { "figures", "DIR",
    N_ ("Slices by T_ML and by D²min at each lag, their comparison, distribution, correlation, polyhedra, composition, "
        "coordination, chemical order"),
    FALSE, NULL },
  { "format", "NAME", N_ ("Of the figures: pdf, svg, png [pdf]"), FALSE, NULL },
  { "compute", "ID,ID,…",
    N_ ("What to compute: tml, d2min, strain, displacement, voronoi, coordination, extremes, distribution, correlation, "
        "prediction, runs, clusters, spatial, polyhedra, thresholds, sro, "
        "rdf, timeseries, scatter; statistics follow from what they need. At first, all that can be computed but the "
        "last two"),
    FALSE, NULL },
  { "compare", "LABEL=FILE", N_ ("Another run, whose distribution of T_ML stands beside this one’s; may be repeated"),
    TRUE, NULL },
  VT_CLI_OPTION_TIME,
  VT_CLI_OPTION_SLICE,
  VT_CLI_OPTION_THREADS,
  { "timings", "FILE.json", N_ ("Wall seconds of each stage"), FALSE, NULL },
  { NULL },
};

/* What is to be written. */
typedef struct
{
  GFile *output;
  GFile *tables;
  GFile *figures;
  GFile *timings;
  char  *format;
  char **compute;
} Plan;

static void
plan_clear (Plan *plan)
{
  g_clear_object (&plan->output);
  g_clear_object (&plan->tables);
  g_clear_object (&plan->figures);
  g_clear_object (&plan->timings);
  g_clear_pointer (&plan->format, g_free);
  g_clear_pointer (&plan->compute, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

/* ---- what is asked for ---- */

static gboolean
read_file (VtCli *cli, const char *name, gboolean required, GFile **file, GError **error)
{
  *file = vt_cli_arguments_get_file (cli->arguments, name, required, error);
  return *file != NULL || !(required || vt_cli_arguments_has (cli->arguments, name));
}

static gboolean
read_format (VtCli *cli, Plan *plan, GError **error)
{
  const char *text = vt_cli_arguments_get (cli->arguments, "format");
  VtExportFormat format = VT_EXPORT_PDF;

  if (text != NULL && !vt_export_format_from_string (text, &format))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--format: “%s” is not possible; allowed: pdf, svg, png"), text);
      return FALSE;
    }
  plan->format = g_strdup (vt_export_format_get_extension (format));
  return TRUE;
}

static gboolean
read_compute (VtCli *cli, Plan *plan, GError **error)
{
  const char *text = vt_cli_arguments_get (cli->arguments, "compute");

  if (text == NULL)
    return TRUE;
  plan->compute = g_strsplit (text, ",", -1);
  for (char **id = plan->compute; *id != NULL; id++)
    g_strstrip (*id);
  return vt_results_check_ids ((const char *const *) plan->compute, error);
}

static gboolean
read_plan (VtCli *cli, Plan *plan, GError **error)
{
  return read_file (cli, "output", TRUE, &plan->output, error) && read_file (cli, "tables", FALSE, &plan->tables, error)
         && read_file (cli, "figures", FALSE, &plan->figures, error)
         && read_file (cli, "timings", FALSE, &plan->timings, error) && read_format (cli, plan, error)
         && read_compute (cli, plan, error) && vt_writer_check (plan->output, NULL, error);
}

/* Now, and not after hours. */
static gboolean
check_plan (const Plan *plan, GError **error)
{
  return vt_cli_check_file (plan->output, error)
         && (plan->tables == NULL || vt_cli_check_directory (plan->tables, error))
         && (plan->figures == NULL || vt_cli_check_directory (plan->figures, error))
         && (plan->timings == NULL || vt_cli_check_file (plan->timings, error));
}

/* ---- figures ---- */

static gboolean
write_figure (
    VtCli *cli, VtEvaluator *evaluator, const VtResults *results, const Plan *plan, const char *name, GError **error)
{
  g_autofree char *base = g_strdup_printf ("%s.%s", name, plan->format);
  g_autoptr (GFile) file = g_file_get_child (plan->figures, base);
  g_autoptr (VtFigure) figure = vt_cli_figure_new (cli, evaluator, results->source, results->state, name, error);

  return figure != NULL && vt_figure_write (figure, file, 0, 300, cli->cancellable, error);
}

static void
add_lag_figures (const VtResults *results, GPtrArray *names)
{
  for (guint i = 0; i < results->entries->len; i++)
    {
      const VtResultsEntry *entry = &g_array_index (results->entries, VtResultsEntry, i);
      char lag[G_ASCII_DTOSTR_BUF_SIZE];

      if (strcmp (entry->analysis->id, "d2min") == 0)
        g_ptr_array_add (names,
                         g_strdup_printf ("slice-d2min-%sps", g_ascii_formatd (lag, sizeof lag, "%.12g", entry->lag)));
    }
}

/* Those whose numbers are there. */
static GPtrArray *
choose_figures (const VtResults *results)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  gboolean heat = vt_results_find (results, "tml") != NULL, motion = vt_results_find (results, "d2min") != NULL;

  if (heat)
    g_ptr_array_add (names, g_strdup ("slice-t_ml"));
  add_lag_figures (results, names);
  if (heat && motion)
    g_ptr_array_add (names, g_strdup ("compare"));
  for (guint i = 0; i < vt_figure_get_n_kinds (); i++)
    {
      const VtFigureKind *kind = vt_figure_get_kind (i);

      if (vt_results_find (results, kind->analysis != NULL ? kind->analysis : kind->name) != NULL
          && (heat || !kind->compares))
        g_ptr_array_add (names, g_strdup (kind->name));
    }
  return names;
}

static gboolean
write_figures (VtCli *cli, VtEvaluator *evaluator, const VtResults *results, const Plan *plan, GError **error)
{
  g_autoptr (GPtrArray) names = choose_figures (results);

  if (!vt_results_make_directory (plan->figures, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      vt_progress_begin (cli->progress, _("Figures"), (double) i / names->len, 1);
      if (!write_figure (cli, evaluator, results, plan, names->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

/* ---- timings ---- */

static void
add_seconds (JsonObject *timings, const char *stage, double seconds)
{
  double before = json_object_has_member (timings, stage) ? json_object_get_double_member (timings, stage) : 0;

  /* To the microsecond, which is what the clock tells. */
  json_object_set_double_member (timings, stage, round (1e6 * (before + seconds)) / 1e6);
}

static gboolean
write_timings (VtCli *cli,
               const VtResults *results,
               const Plan *plan,
               double opening,
               double writing,
               double total,
               GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *timings = json_object_new ();

  add_seconds (timings, "read", opening + results->seconds_read);
  for (guint i = 0; i < results->entries->len; i++)
    {
      const VtResultsEntry *entry = &g_array_index (results->entries, VtResultsEntry, i);
      add_seconds (timings, g_str_equal (entry->analysis->id, "d2min-lags") ? "d2min" : entry->analysis->id,
                   vt_result_get_seconds (entry->result));
    }
  add_seconds (timings, "write", writing);
  add_seconds (timings, "total", total);
  json_node_take_object (node, timings);
  return vt_summary_write_json (node, plan->timings, cli->cancellable, error);
}

/* ---- other runs ---- */

/* (transfer full): the state with the runs of --compare, beside those of the session. */
static VtState *
add_compared_runs (VtCli *cli, const VtState *state, GError **error)
{
  const char *const *given = vt_cli_arguments_get_all (cli->arguments, "compare");
  g_autoptr (VtState) all = vt_state_ref ((VtState *) state);

  for (; *given != NULL; given++)
    {
      const char *separator = strchr (*given, '=');
      g_autofree char *label = separator != NULL ? g_strndup (*given, separator - *given) : NULL;
      g_autoptr (GFile) file = NULL;
      VtState *more;

      if (separator == NULL || separator == *given || separator[1] == '\0')
        {
          vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--compare: “%s” is not of the form LABEL=FILE"), *given);
          return NULL;
        }
      file = g_file_new_for_commandline_arg (separator + 1);
      more = vt_run_comparison_add_run (all, file, label, 0, error);
      if (more == NULL)
        return NULL;
      vt_state_unref (all);
      all = more;
    }
  return g_steal_pointer (&all);
}

/* ---- the whole ---- */

static VtResults *
evaluate (VtCli *cli, VtEvaluator *evaluator, VtCliOpened *opened, VtState *state, const Plan *plan, GError **error)
{
  VtResultsOptions choice = {
    .compute = (const char *const *) plan->compute,
    .all_lags = vt_cli_arguments_has (cli->arguments, "lags"),
    .needs_heat = plan->compute == NULL
                  && (vt_cli_arguments_has (cli->arguments, "model")
                      || !isnan (vt_state_get_real (state, "trajectory.temperature"))),
    .statistics = plan->tables != NULL || plan->figures != NULL,
  };

  return vt_results_evaluate (evaluator, opened->source, state, &choice, cli->progress, cli->cancellable, error);
}

static gboolean
write_all (VtCli *cli, VtEvaluator *evaluator, const VtResults *results, const Plan *plan, GError **error)
{
  return vt_results_write_atoms (results, plan->output, vt_cli_arguments_has (cli->arguments, "votes"), cli->progress,
                                 cli->cancellable, error)
         && (plan->tables == NULL || vt_results_write_tables (results, plan->tables, cli->cancellable, error))
         && (plan->figures == NULL || write_figures (cli, evaluator, results, plan, error));
}

static gboolean
run (VtCli *cli, GError **error)
{
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (VT_CLI_RESULTS_LIMIT);
  g_autoptr (GFile) file = vt_cli_arguments_get_input (cli->arguments, "TRAJ|SESSION", error);
  g_autoptr (VtCliOpened) opened = NULL;
  g_autoptr (VtState) sliced = NULL;
  g_autoptr (VtState) state = NULL;
  g_autoptr (VtResults) results = NULL;
  g_auto (Plan) plan = { NULL };
  gint64 begin = g_get_monotonic_time (), computed;

  if (file == NULL || !read_plan (cli, &plan, error) || !check_plan (&plan, error)
      || (opened = vt_cli_open (cli, file, error)) == NULL
      || (sliced = vt_cli_apply_slice (cli, evaluator, opened, error)) == NULL
      || (state = add_compared_runs (cli, sliced, error)) == NULL
      || (results = evaluate (cli, evaluator, opened, state, &plan, error)) == NULL)
    return FALSE;

  for (guint i = 0; i + 1 < results->warnings->len; i++)
    vt_cli_warn (cli, "%s", (const char *) results->warnings->pdata[i]);
  computed = g_get_monotonic_time ();
  if (!write_all (cli, evaluator, results, &plan, error))
    return FALSE;
  return plan.timings == NULL
         || write_timings (cli, results, &plan, opened->seconds, 1e-6 * (g_get_monotonic_time () - computed),
                           1e-6 * (g_get_monotonic_time () - begin), error);
}

static const char *const examples[] = {
  "vitrine-cli analyze creep.lammpstrj.gz --timestep 0.0025 --temperature 100 --output creep.extxyz --tables tables",
  "vitrine-cli analyze creep.vitrine --output creep.csv.gz --figures figures --format svg",
  "vitrine-cli analyze creep.lammpstrj.gz --output packing.h5 --compute voronoi,coordination --time 50 --timestep "
  "0.0025",
  NULL
};

const VtCliCommand vt_cli_analyze = {
  .name = "analyze",
  .usage = "TRAJ|SESSION --output OUT.{extxyz,dump,csv,h5}[.gz] [--tables DIR] [--figures DIR] [OPTION…]",
  .summary
  = N_ ("Compute T_ML, D²min and the atoms’ packing in one time window, and write columns, tables and figures."),
  .help
  = N_ ("Without --temperature or a lag that the model needs, T_ML is left out with a warning; with --temperature, "
        "--model or --compute tml that is an error. The same holds for lags: those given with --lags must be there."),
  .examples = examples,
  .options = options,
  .run = run,
};
