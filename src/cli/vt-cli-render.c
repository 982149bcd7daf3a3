/* vitrine-cli render: a picture of the atoms, in space or as a slice. */
#include <stdio.h>
#include <string.h>

#include "vt-camera-text.h"
#include "vt-cli-output.h"
#include "vt-cli-picture.h"
#include "vt-cli.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-still-sequence.h"

#define LARGEST 30000

static const VtCliOption options[] = {
  { "output", "FILE", N_ ("Where the picture goes: .png; with --slice also .svg or .pdf; with a place for the number, as "
                          "shot-%04d.png, for several pictures"), FALSE, NULL },
  { "size", "WxH", N_ ("Pixels [1600x1200, 1600x1500 with --slice]"), FALSE, NULL },
  VT_CLI_OPTION_SLICE,
  { "background", "NAME", N_ ("white, transparent, dark [white]"), FALSE, NULL },
  { "legend", NULL, N_ ("Draw the colours’ key (it is drawn unless --no-legend is given)"), FALSE, NULL },
  { "no-legend", NULL, N_ ("Leave out the colours’ key"), FALSE, NULL },
  { "supersample", "N", N_ ("Smoother edges: 1, 2 or 4 samples along each side of a pixel [2]"), FALSE, NULL },
  { "view", "TEXT", N_ ("Where it is looked at from: what Copy View put on the clipboard"), FALSE, NULL },
  { "frames", "A-B[:STEP]", N_ ("A picture of each of these frames, counted from 0, or of all; their number is the frame’s"),
    FALSE, NULL },
  { "turn", "DEGREES", N_ ("Turn about the axis that stands upright, over all pictures; their number counts from 0"), FALSE,
    NULL },
  { "pictures", "N", N_ ("With --turn and one frame: how many pictures [36]"), FALSE, NULL },
  { "own-range", NULL, N_ ("Each of several pictures has its own range of colours; else all share one"), FALSE, NULL },
  { "resume", NULL, N_ ("Go on with a sequence that was stopped: pictures of it that are there already stay, other files are written anew"), FALSE, NULL },
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

/* ---- from where ---- */

/* @state with the camera of --view; (transfer full) */
static VtState *
apply_view (VtCli *cli, VtState *state, GError **error)
{
  const char *text = vt_cli_arguments_get (cli->arguments, "view");
  g_autoptr (VtState) projected = NULL;
  double array[VT_CAMERA_ARRAY_LENGTH];
  VtCamera camera;

  if (text == NULL)
    return vt_state_ref (state);
  if (vt_cli_arguments_has (cli->arguments, "slice"))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _ ("--view is for pictures in space, and --slice is none"));
      return NULL;
    }
  vt_camera_init (&camera);
  if (!vt_camera_from_text (&camera, text, error))
    {
      g_prefix_error (error, "--view: ");
      return NULL;
    }
  vt_camera_to_array (&camera, array);
  projected = vt_state_with_text (
      state, "view.projection", camera.projection == VT_PROJECTION_ORTHOGRAPHIC ? "orthographic" : "perspective");
  return vt_state_with (
      projected, "view.camera",
      g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, array, VT_CAMERA_ARRAY_LENGTH, sizeof (double)), error);
}

/* ---- several pictures ---- */

static gboolean
is_sequence (VtCli *cli)
{
  return vt_cli_arguments_has (cli->arguments, "frames") || vt_cli_arguments_has (cli->arguments, "turn");
}

static gboolean
refuse (GError **error, const char *message)
{
  vt_set_error_at (error, VT_ERROR_USAGE, NULL, "%s", message);
  return FALSE;
}

/* What makes no sense together; what can be known before anything is opened. */
static gboolean
check_sequence (VtCli *cli, GFile *output, GError **error)
{
  static const char *const only[] = { "own-range", "resume", "pictures" };
  g_autofree char *name = g_file_get_basename (output);
  const VtCliArguments *given = cli->arguments;

  for (guint i = 0; !is_sequence (cli) && i < G_N_ELEMENTS (only); i++)
    if (vt_cli_arguments_has (given, only[i]))
      {
        vt_set_error_at (error, VT_ERROR_USAGE, NULL, _ ("--%s is for several pictures: with --frames or --turn"),
                         only[i]);
        return FALSE;
      }
  if (!is_sequence (cli))
    return TRUE;
  if (vt_cli_arguments_has (given, "frames")
      && (vt_cli_arguments_has (given, "frame") || vt_cli_arguments_has (given, "time")))
    return refuse (error, _ ("--frames says which frames: --frame and --time are for one picture"));
  if (vt_cli_arguments_has (given, "turn") && vt_cli_arguments_has (given, "slice"))
    return refuse (error, _ ("--turn is for pictures in space, and --slice is none"));
  if (vt_cli_arguments_has (given, "pictures") && vt_cli_arguments_has (given, "frames"))
    return refuse (error, _ ("--pictures is for a turn about one frame; with --frames each frame has a picture"));
  return vt_still_check_pattern (name, vt_cli_arguments_has (given, "slice"), error);
}

/* The frames of all pictures. (transfer full) */
static GArray *
list_frames (VtCli *cli, VtSource *source, VtState *state, GError **error)
{
  const char *text = vt_cli_arguments_get (cli->arguments, "frames");
  guint frame = (guint) vt_state_get_integer (state, "window.frame");
  gint64 n = 36;
  GArray *frames;

  if (text != NULL)
    {
      frames = vt_still_frames_from_text (text, vt_trajectory_get_n_frames (vt_source_get_trajectory (source)), error);
      if (frames == NULL)
        g_prefix_error (error, "--frames: ");
      return frames;
    }
  if (!vt_cli_arguments_get_integer (cli->arguments, "pictures", 1, 100000, &n, error))
    return NULL;
  frames = g_array_new (FALSE, FALSE, sizeof frame);
  for (gint64 i = 0; i < n; i++)
    g_array_append_val (frames, frame);
  return frames;
}

static gboolean
write_sequence (VtCli                *cli,
                VtEvaluator          *evaluator,
                VtSource             *source,
                VtState              *state,
                const VtStillOptions *still,
                GFile                *output,
                GError              **error)
{
  g_autoptr (GArray) frames = list_frames (cli, source, state, error);
  g_autoptr (GFile) folder = g_file_get_parent (output);
  g_autofree char *pattern = g_file_get_basename (output);
  VtStillSequence sequence = { .pattern = pattern,
                               .slice = vt_cli_arguments_has (cli->arguments, "slice"),
                               .own_range = vt_cli_arguments_has (cli->arguments, "own-range"),
                               .resume = vt_cli_arguments_has (cli->arguments, "resume") };
  guint n_kept = 0;

  if (frames == NULL || !vt_cli_arguments_get_real (cli->arguments, "turn", -36000, 36000, &sequence.turn, error)
      || !vt_cli_check_directory (folder, error))
    return FALSE;
  sequence.frames = (const guint *) (gpointer) frames->data;
  sequence.n_pictures = frames->len;
  if (!vt_still_write_sequence (evaluator, source, state, still, &sequence, folder, &n_kept, cli->progress,
                                cli->cancellable, error))
    return FALSE;
  if (n_kept > 0)
    vt_cli_warn (cli, _ ("%u of %u pictures were there already and stayed"), n_kept, frames->len);
  return TRUE;
}

/* A picture, or several. */
static gboolean
write_pictures (VtCli *cli, VtEvaluator *evaluator, VtSource *source, VtState *state, const VtStillOptions *still,
                GFile *output, GError **error)
{
  if (is_sequence (cli))
    return write_sequence (cli, evaluator, source, state, still, output, error);
  return vt_cli_arguments_has (cli->arguments, "slice")
             ? vt_still_write_slice (evaluator, source, state, still, output, cli->progress, cli->cancellable, error)
             : vt_still_write_space (evaluator, source, state, still, output, cli->progress, cli->cancellable, error);
}

static gboolean
run (VtCli *cli, GError **error)
{
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (VT_CLI_RESULTS_LIMIT);
  gboolean slice = vt_cli_arguments_has (cli->arguments, "slice");
  g_autoptr (GFile) file = vt_cli_arguments_get_input (cli->arguments, "TRAJ|SESSION", error);
  g_autoptr (GFile) output = NULL;
  g_autoptr (VtCliOpened) opened = NULL;
  g_autoptr (VtState) sliced = NULL;
  g_autoptr (VtState) state = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  VtStillOptions still = { 0 };

  if (file == NULL || (output = vt_cli_arguments_get_file (cli->arguments, "output", TRUE, error)) == NULL
      || !read_options (cli, &still, error) || !check_format (output, slice, error)
      || !check_sequence (cli, output, error) || (!is_sequence (cli) && !vt_cli_check_file (output, error))
      || (opened = vt_cli_open (cli, file, error)) == NULL
      || (sliced = vt_cli_apply_slice (cli, evaluator, opened, error)) == NULL
      || (state = apply_view (cli, sliced, error)) == NULL)
    return FALSE;

  still.notes = notes;
  if (!write_pictures (cli, evaluator, opened->source, state, &still, output, error))
    return FALSE;
  for (guint i = 0; i < notes->len; i++)
    vt_cli_warn (cli, "%s", (const char *) notes->pdata[i]);
  return TRUE;
}

static const char *const examples[] = {
  "vitrine-cli render creep.vitrine --output atoms.png --color-by t_ml --size 2400x1800",
  "vitrine-cli render creep.vitrine --output slice.svg --slice z=20,3.8 --color-by d2min --lag 50",
  "vitrine-cli render creep.vitrine --output shots/shot-%04d.png --frames all:2 --turn 90 --background dark",
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
