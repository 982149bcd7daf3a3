/* vitrine-cli mechanics: what mechanical tests tell. */
#include <math.h>

#include "vt-cli-open.h"
#include "vt-cli-output.h"
#include "vt-cli.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-mechanics-charts.h"

static const VtCliOption options[] = {
  { "creep", "GPA=FILE", N_ ("Record of a creep test, and its stress in GPa; once for each run, also several of one stress"),
    TRUE, NULL },
  { "tensile", "FILE", N_ ("Record of a tensile test"), FALSE, NULL },
  { "quench", "FILE", N_ ("Log of a quench, or of a part of it; once for each"), TRUE, NULL },
  { "tables", "DIR", N_ ("Where tables go as CSV, and mechanics.json"), FALSE, NULL },
  { "figures", "DIR", N_ ("Where the figures go"), FALSE, NULL },
  { "format", "NAME", N_ ("Of the figures: pdf, svg, png [pdf]"), FALSE, NULL },
  VT_CLI_OPTION_THREADS,
  { NULL },
};

/* What is asked for. */
typedef struct
{
  VtState *state;
  GFile *tables;
  GFile *figures;
  VtExportFormat format;
} Order;

static void
order_clear (Order *order)
{
  g_clear_pointer (&order->state, vt_state_unref);
  g_clear_object (&order->tables);
  g_clear_object (&order->figures);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

static gboolean
takes (const VtParameter *parameter)
{
  return parameter->scope == VT_PARAMETER_MECHANICS;
}

/* ---- the files ---- */

/* "1.5=FILE". */
static gboolean
read_creep (const char *text, double *stress, const char **path, GError **error)
{
  char *end;

  *stress = g_ascii_strtod (text, &end);
  *path = end + 1;
  if (end != text && *end == '=' && end[1] != '\0' && *stress >= 0 && *stress <= 1e3)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                   _("--creep: “%s” is not possible; expected is a stress in GPa and a file, as in 1.5=creep.txt"), text);
  return FALSE;
}

static gboolean
take_files (Order *order, const char *key, const char *const *texts, gboolean stressed, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) stresses = g_array_new (FALSE, FALSE, sizeof (double));
  VtState *changed;

  for (; *texts != NULL; texts++)
    {
      const char *path = *texts;
      double stress = 0;

      if (stressed && !read_creep (*texts, &stress, &path, error))
        return FALSE;
      g_ptr_array_add (files, g_file_new_for_commandline_arg (path));
      g_array_append_val (stresses, stress);
    }
  changed = vt_state_with (order->state, key,
                           vt_mechanics_files_to_variant ((GFile *const *) files->pdata,
                                                          (const double *) (gpointer) stresses->data, files->len),
                           error);
  if (changed == NULL)
    return FALSE;
  vt_state_unref (order->state);
  order->state = changed;
  return TRUE;
}

static gboolean
take_tensile (VtCli *cli, Order *order, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *uri = NULL;
  VtState *changed;

  if (!vt_cli_arguments_has (cli->arguments, "tensile"))
    return TRUE;
  file = vt_cli_arguments_get_file (cli->arguments, "tensile", TRUE, error);
  if (file == NULL)
    return FALSE;
  uri = g_file_get_uri (file);
  changed = vt_state_with_text (order->state, "mechanics.tensile", uri);
  vt_state_unref (order->state);
  order->state = changed;
  return TRUE;
}

/* ---- the rest of what is asked for ---- */

static gboolean
read_directory (VtCli *cli, const char *option, GFile **directory, GError **error)
{
  if (!vt_cli_arguments_has (cli->arguments, option))
    return TRUE;
  *directory = vt_cli_arguments_get_file (cli->arguments, option, TRUE, error);
  return *directory != NULL && vt_cli_check_directory (*directory, error);
}

static gboolean
read_order (VtCli *cli, Order *order, GError **error)
{
  const char *format = vt_cli_arguments_get (cli->arguments, "format");
  const char *const *words = vt_cli_arguments_get_words (cli->arguments, NULL);
  g_autoptr (VtState) usual = vt_state_new ();

  order->state = vt_cli_arguments_apply (cli->arguments, usual);
  order->format = VT_EXPORT_PDF;
  if (words[0] != NULL)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("what “%s” is has to be told: --creep GPA=%s, --tensile %s or --quench %s"),
                       words[0], words[0], words[0], words[0]);
      return FALSE;
    }
  if (format != NULL && !vt_export_format_from_string (format, &order->format))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--format: “%s” is not possible; allowed: pdf, svg, png"), format);
      return FALSE;
    }
  return take_files (order, "mechanics.creep", vt_cli_arguments_get_all (cli->arguments, "creep"), TRUE, error)
         && take_files (order, "mechanics.quench", vt_cli_arguments_get_all (cli->arguments, "quench"), FALSE, error)
         && take_tensile (cli, order, error) && read_directory (cli, "tables", &order->tables, error)
         && read_directory (cli, "figures", &order->figures, error) && vt_cli_set_threads (cli, error);
}

/* ---- what is told ---- */

/* "1.5 GPa  creep_1.5GPa.txt  steady, 10 … 400 ps: used" */
static void
print_runs (const VtTable *creep)
{
  VtTable *shown = vt_table_new ("runs");
  static const char *const texts[] = { "file", "stage", "used", "reason" };
  static const char *const numbers[] = { "stress", "from", "to" };
  guint columns[7];

  columns[0] = vt_table_add_numbers (shown, "stress", VT_UNIT_GIGAPASCAL);
  columns[3] = vt_table_add_texts (shown, "file");
  columns[1] = vt_table_add_numbers (shown, "from", VT_UNIT_PICOSECOND);
  columns[2] = vt_table_add_numbers (shown, "to", VT_UNIT_PICOSECOND);
  for (guint i = 1; i < G_N_ELEMENTS (texts); i++)
    columns[3 + i] = vt_table_add_texts (shown, texts[i]);
  for (guint row = 0; row < vt_table_get_n_rows (creep); row++)
    {
      guint added = vt_table_add_row (shown);

      for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
        vt_table_set_number (shown, added, columns[i],
                             vt_table_get_number (creep, row, (guint) vt_table_find_column (creep, numbers[i])));
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        vt_table_set_text (shown, added, columns[3 + i],
                           vt_table_get_text (creep, row, (guint) vt_table_find_column (creep, texts[i])));
    }
  vt_cli_print_table (shown, 2);
  vt_table_unref (shown);
  g_print ("\n");
}

static void
tell (VtCli *cli, const VtMechanics *mechanics)
{
  const VtTable *creep = vt_mechanics_get_table (mechanics, "creep");

  if (creep != NULL)
    print_runs (creep);
  for (const char *const *finding = vt_mechanics_get_findings (mechanics); *finding != NULL; finding++)
    g_print ("%s\n", *finding);
  if (!isnan (vt_mechanics_get_glass_transition (mechanics, NULL)))
    g_print (_("Elsewhere: vitrine-cli analyze --tg %.0f\n"), vt_mechanics_get_glass_transition (mechanics, NULL));
  for (const char *const *warning = vt_mechanics_get_warnings (mechanics); *warning != NULL; warning++)
    vt_cli_warn (cli, "%s", *warning);
}

static gboolean
run (VtCli *cli, GError **error)
{
  g_autoptr (VtMechanicsPlan) plan = NULL;
  g_autoptr (VtMechanics) mechanics = NULL;
  g_auto (Order) order = { NULL };

  if (!read_order (cli, &order, error))
    return FALSE;
  plan = vt_mechanics_plan_new (order.state);
  mechanics = vt_mechanics_run (plan, cli->progress, cli->cancellable, error);
  if (mechanics == NULL
      || (order.tables != NULL && !vt_mechanics_write (mechanics, order.tables, cli->cancellable, error))
      || (order.figures != NULL
          && !vt_mechanics_figures_write (mechanics, order.figures, order.format, cli->cancellable, error)))
    return FALSE;
  tell (cli, mechanics);
  return TRUE;
}

static const char *const examples[] = {
  "vitrine-cli mechanics --creep 1.4=creep_1.4GPa.txt --creep 1.5=creep_1.5GPa.txt --creep 1.6=creep_1.6GPa.txt "
  "--temperature 100 --tables out",
  "vitrine-cli mechanics --creep 1.0=seed1/hold.log --creep 1.0=seed2/hold.log --creep 1.2=seed1/hold2.log "
  "--temperature 600 --quench log.quench --tables out --figures out --format svg",
  "vitrine-cli mechanics --tensile tensile.txt --modulus-to 0.01",
  NULL
};

const VtCliCommand vt_cli_mechanics = {
  .name = "mechanics",
  .usage = "[--creep GPA=FILE …] [--tensile FILE] [--quench FILE …] [--temperature K] [--tables DIR] "
           "[--figures DIR --format pdf|svg|png]",
  .summary = N_ ("Evaluate mechanical tests: creep rates and the activation volume, modulus and strength, the glass transition."),
  .help = N_ ("Records are log files of LAMMPS, or what fix print and fix ave/time write, whose columns are found by their "
              "names: time_ps (or Step), strain (or Lz), stress_GPa (or Pzz), Temp, Volume, Enthalpy. Creep is counted from "
              "where time restarts with the hold. A rate counts where a steady state was found and the stress’s runs "
              "together differ from zero by twice their error; the activation volume is √3 k_B T ∂ln ε̇/∂σ."),
  .examples = examples,
  .options = options,
  .takes = takes,
  .run = run,
};
