/* vitrine-cli train: a model from runs at known temperatures. */
#include <math.h>
#include <string.h>

#include "vt-cli-open.h"
#include "vt-cli-output.h"
#include "vt-cli-train-report.h"
#include "vt-cli.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-training-charts.h"
#include "vt-training.h"

static const VtCliOption options[] = {
  { "class", "K=FILE", N_ ("A run and the temperature that it was held at; once for each run"), TRUE, NULL },
  { "test", "K=FILE", N_ ("A run of another sample, on which the model is tried when it is trained; once for each run"),
    TRUE, NULL },
  { "output", "FILE", N_ ("The model, a name ending in .h5"), FALSE, NULL },
  { "report", "DIR", N_ ("Where the figures go, their tables as CSV, and summary.json"), FALSE, NULL },
  { "format", "NAME", N_ ("Of the figures: pdf, svg, png [pdf]"), FALSE, NULL },
  VT_CLI_OPTION_THREADS,
  { NULL },
};

/* What is asked for. */
typedef struct
{
  GFile *output;
  GFile *report;
  VtExportFormat format;
  VtState *state;
  GPtrArray *guesses; /* char *, sentences: temperatures that were taken from names */
} Order;

static void
order_clear (Order *order)
{
  g_clear_object (&order->output);
  g_clear_object (&order->report);
  g_clear_pointer (&order->state, vt_state_unref);
  g_clear_pointer (&order->guesses, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

static gboolean
takes (const VtParameter *parameter)
{
  return parameter->scope == VT_PARAMETER_TRAINING;
}

/* ---- the runs ---- */

/* Files and temperatures of one list of runs. */
typedef struct
{
  GPtrArray *files; /* GFile */
  GArray *temperatures;
} Runs;

static void
runs_init (Runs *runs)
{
  runs->files = g_ptr_array_new_with_free_func (g_object_unref);
  runs->temperatures = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
runs_clear (Runs *runs)
{
  g_ptr_array_unref (runs->files);
  g_array_unref (runs->temperatures);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Runs, runs_clear)

static void
add_run (Runs *runs, const char *path, double temperature)
{
  g_ptr_array_add (runs->files, g_file_new_for_commandline_arg (path));
  g_array_append_val (runs->temperatures, temperature);
}

/* "100=FILE", as --class and --test give it. */
static gboolean
add_given (Runs *runs, const char *option, const char *text, GError **error)
{
  char *end;
  double temperature = g_ascii_strtod (text, &end);

  if (end != text && *end == '=' && end[1] != '\0' && temperature >= 0.001 && temperature <= 1e5)
    {
      add_run (runs, end + 1, temperature);
      return TRUE;
    }
  vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                   _ ("--%s: “%s” is not possible; expected is a temperature in K and a file, as in 100=relax.dump"),
                   option, text);
  return FALSE;
}

/* A file alone: its name tells the temperature, or it is refused. */
static gboolean
add_named (Runs *runs, const char *path, GPtrArray *guesses, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  double temperature = vt_training_guess_temperature (file);

  if (isnan (temperature))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                       _ ("“%s” does not tell the temperature it was held at; give it as --class TEMPERATURE=%s"), path,
                       path);
      return FALSE;
    }
  add_run (runs, path, temperature);
  g_ptr_array_add (guesses, g_strdup_printf (_ ("%s: %g K, by its name"), path, temperature));
  return TRUE;
}

static gboolean
read_list (VtCli *cli, const char *option, const char *const *words, const char *key, Order *order, GError **error)
{
  const char *const *given = vt_cli_arguments_get_all (cli->arguments, option);
  g_auto (Runs) runs = { NULL };
  VtState *changed;

  runs_init (&runs);
  for (; *words != NULL; words++)
    if (!add_named (&runs, *words, order->guesses, error))
      return FALSE;
  for (; *given != NULL; given++)
    if (!add_given (&runs, option, *given, error))
      return FALSE;
  changed = vt_state_with (order->state, key,
                           vt_training_runs_to_variant ((GFile *const *) runs.files->pdata,
                                                        (const double *) (gpointer) runs.temperatures->data,
                                                        runs.files->len),
                           error);
  if (changed == NULL)
    return FALSE;
  vt_state_unref (order->state);
  order->state = changed;
  return TRUE;
}

/* ---- the rest of what is asked for ---- */

/* Lags are selected from all 41 unless others are given. */
static void
widen_lags (VtCli *cli, Order *order)
{
  const VtParameter *lags = vt_parameter_get (vt_parameter_find ("training.lags"));
  g_autoptr (GVariant) all = NULL;
  VtState *changed;

  if (!vt_state_get_boolean (order->state, "training.feature-selection")
      || vt_cli_arguments_get_parameter (cli->arguments, "training.lags") != NULL)
    return;
  all = vt_parameter_parse (lags, "all", NULL);
  changed = vt_state_with (order->state, "training.lags", all, NULL);
  vt_state_unref (order->state);
  order->state = changed;
}

static gboolean
read_output (VtCli *cli, Order *order, GError **error)
{
  const char *format = vt_cli_arguments_get (cli->arguments, "format");
  g_autofree char *name = NULL;

  order->output = vt_cli_arguments_get_file (cli->arguments, "output", TRUE, error);
  if (order->output == NULL)
    return FALSE;
  name = g_file_get_basename (order->output);
  if (!g_str_has_suffix (name, ".h5") && !g_str_has_suffix (name, ".hdf5"))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _ ("--output: a model’s name ends in .h5"));
      return FALSE;
    }
  order->format = VT_EXPORT_PDF;
  if (format != NULL && !vt_export_format_from_string (format, &order->format))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _ ("--format: “%s” is not possible; allowed: pdf, svg, png"),
                       format);
      return FALSE;
    }
  order->report = vt_cli_arguments_get_file (cli->arguments, "report", FALSE, error);
  return order->report != NULL || !vt_cli_arguments_has (cli->arguments, "report");
}

static gboolean
read_order (VtCli *cli, Order *order, GError **error)
{
  static const char *const none[] = { NULL };
  g_autoptr (VtState) usual = vt_state_new ();

  order->state = vt_cli_arguments_apply (cli->arguments, usual);
  order->guesses = g_ptr_array_new_with_free_func (g_free);
  widen_lags (cli, order);
  return read_list (cli, "class", vt_cli_arguments_get_words (cli->arguments, NULL), "training.runs", order, error)
         && read_list (cli, "test", none, "training.test-runs", order, error) && read_output (cli, order, error)
         && vt_cli_set_threads (cli, error);
}

/* Asked before hours of computing. */
static gboolean
check_order (const Order *order, VtTrainingPlan *plan, GError **error)
{
  return vt_training_plan_check (plan, error) && vt_cli_check_file (order->output, error)
         && (order->report == NULL || vt_cli_check_directory (order->report, error));
}

/* ---- doing it ---- */

static gboolean
write_report (VtCli *cli, const Order *order, VtTrainingReport *report, GError **error)
{
  return order->report == NULL
         || (vt_training_report_write (report, order->report, cli->cancellable, error)
             && vt_training_figures_write (report, order->report, order->format, cli->cancellable, error));
}

static void
keep_report (VtTrainingReport *report, VtTrainingStage stage, gpointer data)
{
  VtTrainingReport **latest = data;

  g_clear_pointer (latest, vt_training_report_unref);
  *latest = vt_training_report_ref (report);
}

/* What was found before it failed may tell why: written where a report is wanted. (transfer full) */
static VtTrainingReport *
train (VtCli *cli, const Order *order, VtTrainingPlan *plan, GError **error)
{
  g_autoptr (VtTrainingReport) latest = NULL;
  g_autoptr (GError) reason = NULL;
  VtTrainingReport *report = vt_training_run (plan, keep_report, &latest, cli->progress, cli->cancellable, &reason);

  if (report != NULL)
    return report;
  if (latest != NULL && !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    write_report (cli, order, latest, NULL);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

static gboolean
run (VtCli *cli, GError **error)
{
  g_autoptr (VtTrainingPlan) plan = NULL;
  g_autoptr (VtTrainingReport) report = NULL;
  g_auto (Order) order = { NULL };

  if (!read_order (cli, &order, error))
    return FALSE;
  plan = vt_training_plan_new (order.state);
  if (!check_order (&order, plan, error) || (report = train (cli, &order, plan, error)) == NULL
      || !vt_model_save (vt_training_report_get_model (report), order.output, cli->cancellable, error)
      || !write_report (cli, &order, report, error))
    return FALSE;
  for (guint i = 0; i < order.guesses->len; i++)
    g_print ("%s\n", (const char *) order.guesses->pdata[i]);
  vt_cli_train_report_print (report);
  for (const char *const *warning = vt_training_report_get_warnings (report); *warning != NULL; warning++)
    vt_cli_warn (cli, "%s", *warning);
  return TRUE;
}

static const char *const examples[] = {
  "vitrine-cli train relax_100K.dump relax_800K.dump relax_2000K.dump --timestep 0.0025 --output cuzr.h5 --report cuzr",
  "vitrine-cli train --class 100=cold.dump --class 800=warm.dump --class 2000=hot.dump --test 800=other.dump "
  "--select-classes --select-features --k auto --seed 7 --output cuzr.h5",
  "vitrine-cli train relax_*K.dump --select-classes --linkage single --class-scaling none --cut-kind height --cut 3.6 --output paper.h5",
  NULL
};

const VtCliCommand vt_cli_train = {
  .name = "train",
  .usage = "TRAJ… [--class K=FILE …] --output M.h5 [--timestep PS] [--lags PS,…] [--select-classes] "
           "[--select-features] [--k auto|50] [--folds 10] [--seed S] [--report DIR]",
  .summary = N_ ("Train a model on runs at known temperatures, and tell by cross-validation how well it does."),
  .help
  = N_ ("A run’s temperature is that in its file’s name, as in relax_800K.dump, or given by --class. Every atom of "
        "every run gives one instance a window. The runs must have all lags; nothing is interpolated. "
        "--select-features selects among all 41 lags unless --lags gives others."),
  .examples = examples,
  .options = options,
  .takes = takes,
  .run = run,
};
