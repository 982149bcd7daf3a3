/* vitrine-cli render: a picture of the atoms, in space or as a slice. */
#include <stdio.h>
#include <string.h>

#include "vt-cli-output.h"
#include "vt-cli-picture.h"
#include "vt-cli.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-still.h"

#define LARGEST 30000

static const VtCliOption options[] = {
  { "output", "FILE", N_ ("Where the picture goes: .png; with --slice also .svg or .pdf"), FALSE, NULL },
  { "size", "WxH", N_ ("Pixels [1600x1200, 1600x1500 with --slice]"), FALSE, NULL },
  VT_CLI_OPTION_SLICE,
  { "background", "NAME", N_ ("white, transparent, dark [white]"), FALSE, NULL },
  { "legend", NULL, N_ ("Draw the colours’ key (it is drawn unless --no-legend is given)"), FALSE, NULL },
  { "no-legend", NULL, N_ ("Leave out the colours’ key"), FALSE, NULL },
  { "supersample", "N", N_ ("Smoother edges: 1, 2 or 4 samples along each side of a pixel [2]"), FALSE, NULL },
  VT_CLI_OPTION_TIME,
  VT_CLI_OPTION_THREADS,
  { NULL },
};

static gboolean
read_size (VtCli *cli, VtStillOptions *still, GError **error)
{
  const char *text = vt_cli_arguments_get (cli->arguments, "size");
  char rest;

  still->width = 1600;
  still->height = vt_cli_arguments_has (cli->arguments, "slice") ? 1500 : 1200;
  if (text == NULL
      || (sscanf (text, "%dx%d%c", &still->width, &still->height, &rest) == 2 && still->width >= 16
          && still->height >= 16 && still->width <= LARGEST && still->height <= LARGEST))
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--size: “%s” is not possible; allowed: 16x16 … %dx%d"), text,
                   LARGEST, LARGEST);
  return FALSE;
}

static gboolean
read_background (VtCli *cli, VtStillOptions *still, GError **error)
{
  static const char *const names[] = { "white", "transparent", "dark" };
  const char *text = vt_cli_arguments_get (cli->arguments, "background");

  still->background = VT_STILL_WHITE;
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (text, names[i]) == 0)
      {
        still->background = (VtStillBackground) i;
        return TRUE;
      }
  if (text == NULL)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                   _("--background: “%s” is not possible; allowed: white, transparent, dark"), text);
  return FALSE;
}

static gboolean
read_options (VtCli *cli, VtStillOptions *still, GError **error)
{
  gint64 supersample = 2;

  if (!read_size (cli, still, error) || !read_background (cli, still, error)
      || !vt_cli_arguments_get_integer (cli->arguments, "supersample", 1, 4, &supersample, error))
    return FALSE;
  if (supersample == 3)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("--supersample: “3” is not possible; allowed: 1, 2, 4"));
      return FALSE;
    }
  still->supersample = (int) supersample;
  still->legend = !vt_cli_arguments_has (cli->arguments, "no-legend");
  return TRUE;
}

static gboolean
check_format (GFile *output, gboolean slice, GError **error)
{
  g_autofree char *name = g_file_get_basename (output);
  VtExportFormat format;

  if (!vt_export_format_from_name (name, &format, error))
    return FALSE;
  if (slice || format == VT_EXPORT_PNG)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                   _("a picture in space is a .png; .svg and .pdf are for slices (--slice)"));
  return FALSE;
}

static gboolean
run (VtCli *cli, GError **error)
{
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (VT_CLI_RESULTS_LIMIT);
  gboolean slice = vt_cli_arguments_has (cli->arguments, "slice");
  g_autoptr (GFile) file = vt_cli_arguments_get_input (cli->arguments, "TRAJ|SESSION", error);
  g_autoptr (GFile) output = NULL;
  g_autoptr (VtCliOpened) opened = NULL;
  g_autoptr (VtState) state = NULL;
  VtStillOptions still = { 0 };

  if (file == NULL || (output = vt_cli_arguments_get_file (cli->arguments, "output", TRUE, error)) == NULL
      || !read_options (cli, &still, error) || !check_format (output, slice, error)
      || !vt_cli_check_file (output, error) || (opened = vt_cli_open (cli, file, error)) == NULL
      || (state = vt_cli_apply_slice (cli, evaluator, opened, error)) == NULL)
    return FALSE;

  return slice ? vt_still_write_slice (evaluator, opened->source, state, &still, output, cli->progress,
                                       cli->cancellable, error)
               : vt_still_write_space (evaluator, opened->source, state, &still, output, cli->progress,
                                       cli->cancellable, error);
}

static const char *const examples[] = {
  "vitrine-cli render creep.vitrine --output atoms.png --color-by t_ml --size 2400x1800",
  "vitrine-cli render creep.vitrine --output slice.svg --slice z=20,3.8 --color-by d2min --lag 50",
  NULL
};

const VtCliCommand vt_cli_render = {
  .name = "render",
  .usage = "TRAJ|SESSION --output X.png [--size WxH] [--color-by t_ml] [--slice z=20,3.8] [OPTION…]",
  .summary = N_ ("Draw the atoms in space, or a slice of them, coloured by a quantity."),
  .help = N_ ("Quantities: element, t_ml, t_ml_spread, t_ml_quantile, t_ml_outside, d2min, displacement, voronoi_n3 … "
              "voronoi_n6, voronoi_faces, voronoi_volume, lffs, cn, class, and file:NAME for a column of the file."),
  .examples = examples,
  .options = options,
  .run = run,
};
