/* vitrine-cli figure: one of the figures, as the window makes it. */
#include "vt-cli-output.h"
#include "vt-cli-picture.h"
#include "vt-cli.h"
#include "vt-error.h"
#include "vt-i18n.h"

#define DPI 300.0

static const VtCliOption options[] = {
  { "output", "FILE", N_ ("Where the figure goes: a name ending in .pdf, .svg or .png"), FALSE, NULL },
  { "width", "MM", N_ ("Width of the figure; the height follows. As designed, 85 or 170 mm"), FALSE, NULL },
  { "dpi", "N", N_ ("Pixels an inch of a .png [300]"), FALSE, NULL },
  VT_CLI_OPTION_SLICE,
  VT_CLI_OPTION_TIME,
  VT_CLI_OPTION_THREADS,
  { NULL },
};

static gboolean
read_words (VtCli *cli, GFile **file, const char **name, GError **error)
{
  guint n;
  const char *const *words = vt_cli_arguments_get_words (cli->arguments, &n);
  g_autoptr (GString) names = NULL;

  if (n == 2)
    {
      *file = g_file_new_for_commandline_arg (words[0]);
      *name = words[1];
      return TRUE;
    }
  names = g_string_new ("slice-PROPERTY");
  for (guint i = 0; i < vt_figure_get_n_kinds (); i++)
    g_string_append_printf (names, ", %s", vt_figure_get_kind (i)->name);
  vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("a SESSION and the NAME of a figure are expected; there are: %s"),
                   names->str);
  return FALSE;
}

static gboolean
run (VtCli *cli, GError **error)
{
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (VT_CLI_RESULTS_LIMIT);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) output = NULL;
  g_autoptr (VtCliOpened) opened = NULL;
  g_autoptr (VtState) state = NULL;
  g_autoptr (VtFigure) figure = NULL;
  g_autofree char *base = NULL;
  const char *name;
  double width = 0, dpi = DPI;
  VtExportFormat format;

  if (!read_words (cli, &file, &name, error)
      || (output = vt_cli_arguments_get_file (cli->arguments, "output", TRUE, error)) == NULL
      || !vt_cli_arguments_get_real (cli->arguments, "width", 10, 5000, &width, error)
      || !vt_cli_arguments_get_real (cli->arguments, "dpi", 10, 10000, &dpi, error))
    return FALSE;
  base = g_file_get_basename (output);
  if (!vt_export_format_from_name (base, &format, error) || !vt_cli_check_file (output, error)
      || (opened = vt_cli_open (cli, file, error)) == NULL
      || (state = vt_cli_apply_slice (cli, evaluator, opened, error)) == NULL)
    return FALSE;

  figure = vt_cli_figure_new (cli, evaluator, opened->source, state, name, error);
  return figure != NULL && vt_figure_write (figure, output, width, dpi, cli->cancellable, error);
}

static const char *const examples[] = {
  "vitrine-cli figure creep.vitrine compare --output compare.pdf",
  "vitrine-cli figure creep.vitrine slice-d2min-50ps --output slice.svg --width 85",
  NULL
};

const VtCliCommand vt_cli_figure = {
  .name = "figure",
  .usage = "SESSION NAME --output X.{pdf,svg,png}",
  .summary
  = N_ ("Write one figure: slice, slice-PROPERTY, slice-d2min-5ps, compare, distribution, correlation, polyhedra."),
  .help = N_ ("A trajectory may stand for the session; options go before what the session says."),
  .examples = examples,
  .options = options,
  .run = run,
};
