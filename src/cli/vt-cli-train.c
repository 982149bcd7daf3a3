/* vitrine-cli train: a model from runs at known temperatures. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vt-cli-open.h"
#include "vt-cli-output.h"
#include "vt-cli-runs.h"
#include "vt-cli.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-results-export.h"
#include "vt-trainer.h"
#include "vt-validation.h"

#define DEFAULT_LAGS "5,10,15,20,25,30,40,50,60,70,80,100,120,140,160,180,200"

static const VtCliOption options[] = {
  { "class", "K=FILE", N_ ("A run and the temperature that it was held at; once for each run"), TRUE, NULL },
  { "output", "FILE", N_ ("The model, a name ending in .h5"), FALSE, NULL },
  { "lags", "PS,PS,…", N_ ("Lags of the features [" DEFAULT_LAGS "]"), FALSE, NULL },
  { "k", "N", N_ ("Neighbours that vote: 1 … 65535 [50]"), FALSE, NULL },
  { "folds", "N",
    N_ ("Folds of the cross-validation, in which all instances of an atom share one; 0 leaves it out [10]"), FALSE,
    NULL },
  { "seed", "N", N_ ("Seed by which atoms are dealt to folds [1]"), FALSE, NULL },
  { "normalization", "NAME", N_ ("Of the features lg(|Δr|²·…): m/T, m, T or none [m/T]"), FALSE, NULL },
  { "origins", "N", N_ ("Time windows taken of each run, evenly over it, the first from frame 0 [1]"), FALSE, NULL },
  { "report", "DIR", N_ ("Where validation.csv goes"), FALSE, NULL },
  VT_CLI_OPTION_THREADS,
  { "select-classes", NULL, NULL, FALSE, N_ ("name the classes with --class") },
  { "select-features", NULL, NULL, FALSE, N_ ("name the lags with --lags") },
  { NULL },
};

/* What is asked for. */
typedef struct
{
  GFile          *output;
  GFile          *report;
  GArray         *lags;
  gint64          k;
  gint64          folds;
  gint64          seed;
  gint64          origins;
  VtNormalization normalization;
} Plan;

static void
plan_clear (Plan *plan)
{
  g_clear_object (&plan->output);
  g_clear_object (&plan->report);
  g_clear_pointer (&plan->lags, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static gboolean
takes (const VtParameter *parameter)
{
  return strcmp (parameter->key, "trajectory.elements") == 0 || strcmp (parameter->key, "trajectory.timestep") == 0
         || strcmp (parameter->key, "window.affine-mapping") == 0;
}

/* ---- what is asked for ---- */

static gboolean
read_lags (VtCli *cli, Plan *plan, GError **error)
{
  const char *text = vt_cli_arguments_get (cli->arguments, "lags");
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : DEFAULT_LAGS, ",", -1);
  double before = 0;

  plan->lags = g_array_new (FALSE, FALSE, sizeof (double));
  for (char **word = words; *word != NULL; word++)
    {
      char *end;
      double lag = g_ascii_strtod (g_strstrip (*word), &end);

      if (end == *word || *end != '\0' || !(lag > before) || lag > 1e9)
        {
          vt_set_error_at (
              error, VT_ERROR_USAGE, NULL,
              _("--lags: “%s” is not possible; expected are times in ps, each longer than the one before"), text);
          return FALSE;
        }
      before = lag;
      g_array_append_val (plan->lags, lag);
    }
  if (plan->lags->len > 0)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--lags: the list is empty"));
  return FALSE;
}

static gboolean
read_k (VtCli *cli, Plan *plan, GError **error)
{
  if (g_strcmp0 (vt_cli_arguments_get (cli->arguments, "k"), "auto") == 0)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--k auto is not in this version: give a number, as in --k 50"));
      return FALSE;
    }
  plan->k = 50;
  return vt_cli_arguments_get_integer (cli->arguments, "k", 1, 65535, &plan->k, error);
}

static gboolean
read_numbers (VtCli *cli, Plan *plan, GError **error)
{
  const char *normalization = vt_cli_arguments_get (cli->arguments, "normalization");

  plan->folds = 10;
  plan->seed = 1;
  plan->origins = 1;
  plan->normalization = VT_NORMALIZATION_MASS_AND_TEMPERATURE;
  if (!read_lags (cli, plan, error) || !read_k (cli, plan, error)
      || !vt_cli_arguments_get_integer (cli->arguments, "folds", 0, 1000, &plan->folds, error)
      || !vt_cli_arguments_get_integer (cli->arguments, "seed", 0, G_MAXINT64, &plan->seed, error)
      || !vt_cli_arguments_get_integer (cli->arguments, "origins", 1, 100000, &plan->origins, error))
    return FALSE;
  if (normalization == NULL || vt_normalization_from_string (normalization, &plan->normalization))
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--normalization: “%s” is not possible; allowed: m/T, m, T, none"),
                   normalization);
  return FALSE;
}

static gboolean
read_plan (VtCli *cli, Plan *plan, GError **error)
{
  guint n;
  const char *const *words = vt_cli_arguments_get_words (cli->arguments, &n);
  g_autofree char *name = NULL;

  if (n > 0)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                       _("“%s” does not tell the temperature it was held at; give it as --class TEMPERATURE=%s"),
                       words[0], words[0]);
      return FALSE;
    }
  if (!vt_cli_runs_check (vt_cli_arguments_get_all (cli->arguments, "class"), error)
      || (plan->output = vt_cli_arguments_get_file (cli->arguments, "output", TRUE, error)) == NULL
      || !read_numbers (cli, plan, error) || !vt_cli_set_threads (cli, error))
    return FALSE;
  name = g_file_get_basename (plan->output);
  if (!g_str_has_suffix (name, ".h5") && !g_str_has_suffix (name, ".hdf5"))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--output: a model’s name ends in .h5"));
      return FALSE;
    }
  plan->report = vt_cli_arguments_get_file (cli->arguments, "report", FALSE, error);
  return plan->report != NULL || !vt_cli_arguments_has (cli->arguments, "report");
}

static gboolean
check_plan (const Plan *plan, GError **error)
{
  return vt_cli_check_file (plan->output, error)
         && (plan->report == NULL || vt_cli_check_directory (plan->report, error));
}

/* ---- training ---- */

static VtDataset *
read_runs (VtCli *cli, const Plan *plan, const VtState *state, GError **error)
{
  g_autoptr (VtDataset) dataset
      = vt_dataset_new ((const double *) (gpointer) plan->lags->data, plan->lags->len, plan->normalization,
                        vt_state_get_boolean (state, "window.affine-mapping"));
  VtCliRunOptions reading = { vt_state_get_text (state, "trajectory.elements"),
                              vt_state_get_real (state, "trajectory.timestep"), plan->origins };

  return vt_cli_runs_add (cli, vt_cli_arguments_get_all (cli->arguments, "class"), &reading, dataset, error)
           ? g_steal_pointer (&dataset)
           : NULL;
}

static gboolean
validate (VtCli *cli, const Plan *plan, const VtDataset *dataset, VtValidation **validation, GError **error)
{
  if (plan->folds < 2)
    return TRUE;
  vt_progress_begin (cli->progress, _("Cross-validation"), 0, 1);
  *validation = vt_validation_run (dataset, NULL, 0, plan->k, plan->folds, plan->seed, cli->progress, cli->cancellable,
                                   error);
  return *validation != NULL;
}

/* Where the model came from, in words: runs by name, and how well it did. (transfer full) (element-type utf8) */
static GPtrArray *
provenance_of (VtCli *cli, const Plan *plan, const VtState *state, double rmse)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) runs = g_string_new (NULL);
  const char *const *class = vt_cli_arguments_get_all (cli->arguments, "class");
  double timestep = vt_state_get_real (state, "trajectory.timestep");
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (; *class != NULL; class++)
    {
      g_autofree char *name = g_path_get_basename (strchr (*class, '=') + 1);
      g_string_append_printf (runs, "%s%.*s=%s", runs->len > 0 ? " " : "", (int) (strchr (*class, '=') - *class),
                              *class, name);
    }
  g_ptr_array_add (lines, g_strdup ("software=Vitrine " VT_VERSION));
  g_ptr_array_add (lines, g_strdup_printf ("classes=%s", runs->str));
  g_ptr_array_add (lines, g_strdup_printf ("origins=%" PRId64, plan->origins));
  if (!isnan (timestep))
    g_ptr_array_add (lines,
                     g_strdup_printf ("timestep_ps=%s", g_ascii_formatd (number, sizeof number, "%.12g", timestep)));
  if (!isnan (rmse))
    {
      g_ptr_array_add (lines, g_strdup_printf ("folds=%" PRId64, plan->folds));
      g_ptr_array_add (lines, g_strdup_printf ("rmse_K=%s", g_ascii_formatd (number, sizeof number, "%.6g", rmse)));
    }
  g_ptr_array_add (lines, NULL);
  return lines;
}

static void
print_report (VtModel *model, const VtDataset *dataset, const VtTable *validation, const Plan *plan, double rmse)
{
  guint n_lags, n_classes;

  vt_model_get_lags (model, &n_lags);
  vt_model_get_class_temperatures (model, &n_classes);
  g_print (_("%zu instances, %u elements, %u lags, %u classes, k = %u\nSHA-256 %s\n"),
           vt_dataset_get_n (dataset), vt_model_get_n_elements (model), n_lags, n_classes, vt_model_get_k (model),
           vt_model_get_digest (model));
  if (validation == NULL)
    return;
  g_print (_("\nCross-validation, %d folds by atom: RMSE %.1f K\n\n"), (int) plan->folds, rmse);
  vt_cli_print_table (validation, 1);
}

static gboolean
write_report (VtCli *cli, const Plan *plan, VtTable *validation, GError **error)
{
  return plan->report == NULL || validation == NULL
         || (vt_results_make_directory (plan->report, error)
             && vt_table_write_csv (validation, plan->report, cli->cancellable, error));
}

static gboolean
run (VtCli *cli, GError **error)
{
  g_autoptr (VtState) usual = vt_state_new ();
  g_autoptr (VtState) state = vt_cli_arguments_apply (cli->arguments, usual);
  g_autoptr (GPtrArray) provenance = NULL;
  g_autoptr (VtDataset) dataset = NULL;
  g_autoptr (VtValidation) validation = NULL;
  g_autoptr (VtTable) table = NULL;
  g_autoptr (VtModel) model = NULL;
  g_auto (Plan) plan = { NULL };
  double rmse = NAN;

  if (!read_plan (cli, &plan, error) || !check_plan (&plan, error)
      || (dataset = read_runs (cli, &plan, state, error)) == NULL
      || !validate (cli, &plan, dataset, &validation, error))
    return FALSE;

  if (validation != NULL)
    {
      table = vt_validation_tabulate_classes (validation, plan.k);
      rmse = vt_validation_get_rmse (validation, plan.k);
    }
  provenance = provenance_of (cli, &plan, state, rmse);
  vt_progress_begin (cli->progress, _("Training"), 0, 1);
  model = vt_trainer_train (dataset, NULL, 0, plan.k, plan.seed, (const char *const *) provenance->pdata, validation,
                            cli->progress, cli->cancellable, error);
  if (model == NULL || !vt_model_save (model, plan.output, cli->cancellable, error)
      || !write_report (cli, &plan, table, error))
    return FALSE;
  print_report (model, dataset, table, &plan, rmse);
  return TRUE;
}

static const char *const examples[] = {
  "vitrine-cli train --class 100=relax_100K.dump --class 800=relax_800K.dump --class 2000=relax_2000K.dump "
  "--timestep 0.0025 --output cuzr.h5",
  NULL
};

const VtCliCommand vt_cli_train = {
  .name = "train",
  .usage
  = "--class K=FILE --class K=FILE … --output M.h5 [--timestep PS] [--lags PS,…] [--k 50] [--folds 10] [--seed S] "
    "[--report DIR]",
  .summary = N_ ("Train a model on runs at known temperatures, and tell by cross-validation how well it does."),
  .help
  = N_ ("Every atom of every run gives one instance a window. The runs must have all lags; nothing is interpolated."),
  .examples = examples,
  .options = options,
  .takes = takes,
  .run = run,
};
