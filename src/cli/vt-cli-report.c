/* vitrine-cli report: the paper's figures for one's own data, as one PDF and its tables. */
#include <math.h>
#include <string.h>

#include "vt-cli-open.h"
#include "vt-cli-output.h"
#include "vt-cli.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-report.h"

static const VtCliOption options[] = {
  { "output", "FILE.pdf", N_("Where the report goes"), FALSE, NULL },
  { "tables", "DIR", N_("A CSV file a panel (fig2c.csv), and comparison.csv: our values beside the paper’s"), FALSE,
    NULL },
  { "creep", "GPA=TRAJ", N_("A trajectory held at a stress, 0 being the control; once for each run"), TRUE, NULL },
  { "strain", "GPA=FILE",
    N_("A creep run’s record of strain against time, by fix print or a log file; several of one stress are averaged"),
    TRUE, NULL },
  { "relax", "K=TRAJ",
    N_("A trajectory held at a temperature without stress, best one that the model was not trained on"), TRUE, NULL },
  { "tensile", "FILE", N_("A record of a tension: stress against strain"), FALSE, NULL },
  { "quench", "FILE", N_("A log of a quench, which tells the glass transition; once for each file"), TRUE, NULL },
  { "show", "GPA", N_("Which creep run Figs. 3 to 5 are of [the highest stress that has T_ML and does not run away]"),
    FALSE, NULL },
  { "title", "TEXT", N_("Title of the report"), FALSE, NULL },
  { "sample", "TEXT", N_("What the sample is: how it was made, and how fast it was quenched"), FALSE, NULL },
  { "date", "TEXT", N_("When it was made, as it is to be printed; without it the same input gives the same file"),
    FALSE, NULL },
  VT_CLI_OPTION_THREADS,
  { NULL },
};

static const struct
{
  const char *name;
  double minimum;
  double maximum;
  const char *wanted; /* what a word ought to be, translatable; NULL where it is a file alone */
} lists[] = {
  { "creep", -1000, 1000, N_("a stress in GPa and a file, as in 1.5=creep.dump") },
  { "strain", -1000, 1000, N_("a stress in GPa and a file, as in 1.5=creep.txt") },
  { "relax", 0.001, 1e5, N_("a temperature in K and a file, as in 300=relax.dump") },
  { "tensile", 0, 0, NULL },
  { "quench", 0, 0, NULL },
};

/* Temperature and time step of mechanical tests are the trajectories'. */
static gboolean
takes (const VtParameter *parameter)
{
  return parameter->scope != VT_PARAMETER_TRAINING && parameter->scope != VT_PARAMETER_VIEW
         && strcmp (parameter->key, "mechanics.temperature") != 0 && strcmp (parameter->key, "mechanics.timestep") != 0;
}

/* ---- what is asked for ---- */

static gboolean
add_item (GArray *list, guint which, const char *word, GError **error)
{
  g_autoptr (GFile) file = NULL;
  const char *path = word;
  double number = NAN;

  if (lists[which].wanted != NULL)
    {
      char *end;

      number = g_ascii_strtod (word, &end);
      if (end == word || *end != '=' || end[1] == '\0' || !(number >= lists[which].minimum)
          || !(number <= lists[which].maximum))
        {
          vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--%s: “%s” is not possible; expected is %s"),
                           lists[which].name, word, _ (lists[which].wanted));
          return FALSE;
        }
      path = end + 1;
    }
  file = g_file_new_for_commandline_arg (path);
  vt_report_plan_add (list, file, number);
  return TRUE;
}

static gboolean
read_lists (VtCli *cli, VtReportPlan *plan, GError **error)
{
  GArray *const targets[] = { plan->creep, plan->strain, plan->relax, plan->tensile, plan->quench };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const char *const *word = vt_cli_arguments_get_all (cli->arguments, lists[i].name); *word != NULL; word++)
      if (!add_item (targets[i], i, *word, error))
        return FALSE;
  return TRUE;
}

static gboolean
refuse_words (VtCli *cli, GError **error)
{
  guint n;
  const char *const *words = vt_cli_arguments_get_words (cli->arguments, &n);

  if (n == 0)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                   _("“%s” is not expected; files are given by what they are: --creep 1.5=%s"), words[0], words[0]);
  return FALSE;
}

static VtReportPlan *
read_plan (VtCli *cli, GError **error)
{
  g_autoptr (VtState) usual = vt_state_new ();
  g_autoptr (VtState) state = vt_cli_arguments_apply (cli->arguments, usual);
  g_autoptr (VtReportPlan) plan = vt_report_plan_new (state);

  plan->title = g_strdup (vt_cli_arguments_get (cli->arguments, "title"));
  plan->sample = g_strdup (vt_cli_arguments_get (cli->arguments, "sample"));
  plan->date = g_strdup (vt_cli_arguments_get (cli->arguments, "date"));
  if (!refuse_words (cli, error) || !read_lists (cli, plan, error)
      || !vt_cli_arguments_get_real (cli->arguments, "show", -1000, 1000, &plan->shown, error)
      || !vt_report_plan_check (plan, error))
    return NULL;
  return g_steal_pointer (&plan);
}

/* Now, and not after hours. */
static gboolean
read_outputs (VtCli *cli, GFile **output, GFile **tables, GError **error)
{
  g_autofree char *base = NULL;

  *output = vt_cli_arguments_get_file (cli->arguments, "output", TRUE, error);
  if (*output == NULL)
    return FALSE;
  base = g_file_get_basename (*output);
  if (!g_str_has_suffix (base, ".pdf"))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--output: “%s” must end in .pdf"), base);
      return FALSE;
    }
  *tables = vt_cli_arguments_get_file (cli->arguments, "tables", FALSE, error);
  if (*tables == NULL && vt_cli_arguments_has (cli->arguments, "tables"))
    return FALSE;
  return vt_cli_check_file (*output, error) && (*tables == NULL || vt_cli_check_directory (*tables, error));
}

/* ---- what came out ---- */

static void
print_panels (const VtReport *report)
{
  for (guint i = 0; i < vt_report_get_n_panels (report); i++)
    {
      const VtReportPanel *panel = vt_report_get_panel (report, i);

      if (vt_report_panel_is_shown (panel))
        g_print ("%s\n", panel->id);
      else
        g_print (_("%s  left out: %s\n"), panel->id, panel->missing != NULL ? panel->missing : "");
    }
  if (vt_report_get_shown (report) != NULL)
    {
      g_autofree char *base = g_file_get_basename (vt_report_get_shown (report)->file);

      g_print (_("Figs. 3 to 5 are of %s\n"), base);
    }
  g_print (_("signs: %u as in the paper, %u not, %u undecided\n"), vt_report_count_verdicts (report, VT_REPORT_AGREES),
           vt_report_count_verdicts (report, VT_REPORT_DISAGREES),
           vt_report_count_verdicts (report, VT_REPORT_UNDECIDED));
}

static gboolean
run (VtCli *cli, GError **error)
{
  g_autoptr (GFile) output = NULL, tables = NULL;
  g_autoptr (VtReportPlan) plan = read_plan (cli, error);
  g_autoptr (VtReport) report = NULL;

  if (plan == NULL || !read_outputs (cli, &output, &tables, error) || !vt_cli_set_threads (cli, error))
    return FALSE;
  report = vt_report_run (g_steal_pointer (&plan), cli->progress, cli->cancellable, error);
  if (report == NULL || (tables != NULL && !vt_report_write_tables (report, tables, cli->cancellable, error))
      || !vt_report_write_pdf (report, output, cli->cancellable, error))
    return FALSE;
  for (const char *const *warning = vt_report_get_warnings (report); *warning != NULL; warning++)
    vt_cli_warn (cli, "%s", *warning);
  print_panels (report);
  return TRUE;
}

static const char *const examples[] = {
  "vitrine-cli report --creep 0=rest.dump --creep 1.5=creep.dump --strain 1.4=creep_1.4.txt --strain "
  "1.5=creep_1.5.txt --tensile tensile.txt --quench log.quench --temperature 400 --timestep 0.0025 --output "
  "report.pdf --tables tables",
  "vitrine-cli report --creep 1.5=creep.dump --relax 300=a.dump --relax 800=b.dump --temperature 100 --output "
  "report.pdf",
  NULL
};

const VtCliCommand vt_cli_report = {
  .name = "report",
  .usage = "--output X.pdf [--tables DIR] [--creep GPA=TRAJ …] [--strain GPA=FILE …] [--relax K=TRAJ …] [--tensile "
           "FILE] [--quench FILE …] --temperature K [--timestep PS] [--model M.h5] [OPTION…]",
  .summary = N_("Make all figures of the paper for one’s own data: one PDF with captions, Methods and comparisons."),
  .help = N_ (
      "A panel whose input is missing, or cannot serve, is left out, and the report says what it needs; a damaged "
      "file is an error. Below each figure stands what was found here beside what the paper states, with the sign of "
      "each."),
  .examples = examples,
  .options = options,
  .takes = takes,
  .run = run,
};
