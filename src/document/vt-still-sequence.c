#include "vt-still-sequence.h"

#include <math.h>
#include <string.h>

#include "vt-camera-motion.h"
#include "vt-depiction-picked.h"
#include "vt-error.h"
#include "vt-export.h"
#include "vt-i18n.h"
#include "vt-still-mark.h"
#include "vt-still-private.h"

/* ---- which frames ---- */

/* A whole number at *@text, which moves behind it. */
static gboolean
read_number (const char **text, guint64 *number)
{
  char *end;

  if (!g_ascii_isdigit (**text))
    return FALSE;
  *number = g_ascii_strtoull (*text, &end, 10);
  *text = end;
  return TRUE;
}

static gboolean
read_range (const char *text, guint n_frames, guint64 *first, guint64 *last, guint64 *step)
{
  *step = 1;
  *first = 0;
  *last = n_frames - 1;
  if (strncmp (text, "all", 3) == 0)
    text += 3;
  else
    {
      if (!read_number (&text, first))
        return FALSE;
      *last = *first;
      if (*text == '-')
        {
          text++;
          if (!read_number (&text, last))
            return FALSE;
        }
    }
  if (*text == ':')
    {
      text++;
      if (!read_number (&text, step))
        return FALSE;
    }
  return *text == '\0' && *step > 0 && *first <= *last;
}

GArray *
vt_still_frames_from_text (const char *text, guint n_frames, GError **error)
{
  VtPlace place = { NULL, -1, 0, _ ("Write for example 0-20, 0-20:5, 7, all or all:2") };
  guint64 first, last, step;
  GArray *frames;

  g_return_val_if_fail (text != NULL && n_frames > 0, NULL);

  if (!read_range (text, n_frames, &first, &last, &step))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, &place, _ ("“%s” names no frames"), text);
      return NULL;
    }
  if (last >= n_frames)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _ ("“%s”: the trajectory has frames 0 to %u"), text, n_frames - 1);
      return NULL;
    }
  frames = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint64 frame = first; frame <= last; frame += step)
    {
      guint number = (guint) frame;

      g_array_append_val (frames, number);
    }
  return frames;
}

/* ---- what the pictures are called ---- */

/* The place of the number: its start, its end and its least width; %FALSE where there is none, or more than one. */
static gboolean
find_place (const char *pattern, gsize *start, gsize *end, guint *width)
{
  const char *percent = strchr (pattern, '%');
  const char *rest = percent != NULL ? percent + 1 : NULL;

  if (rest == NULL || strchr (rest, '%') != NULL)
    return FALSE;
  *width = 0;
  if (*rest == '0' && g_ascii_isdigit (rest[1]))
    {
      *width = (guint) (rest[1] - '0');
      rest += 2;
    }
  if (*rest != 'd')
    return FALSE;
  *start = (gsize) (percent - pattern);
  *end = (gsize) (rest + 1 - pattern);
  return TRUE;
}

gboolean
vt_still_check_pattern (const char *pattern, gboolean slice, GError **error)
{
  VtPlace place = { NULL, -1, 0, _ ("Write for example shot-%04d.png") };
  VtExportFormat format;
  gsize start, end;
  guint width;

  g_return_val_if_fail (pattern != NULL, FALSE);

  if (!find_place (pattern, &start, &end, &width) || strchr (pattern, '/') != NULL)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, &place, _ ("“%s” has no one place for the pictures’ number"), pattern);
      return FALSE;
    }
  if (!vt_export_format_from_name (pattern, &format, error))
    return FALSE;
  if (slice || format == VT_EXPORT_PNG)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, NULL, _ ("“%s”: pictures in space are .png"), pattern);
  return FALSE;
}

char *
vt_still_apply_pattern (const char *pattern, guint number)
{
  gsize start, end;
  guint width;

  g_return_val_if_fail (pattern != NULL, NULL);
  g_return_val_if_fail (find_place (pattern, &start, &end, &width), NULL);

  return g_strdup_printf ("%.*s%0*u%s", (int) start, pattern, (int) width, number, pattern + end);
}

/* ---- the pictures ---- */

typedef struct
{
  VtEvaluator           *evaluator;
  VtSource              *source;
  VtState               *state;
  const VtStillOptions  *options;
  const VtStillSequence *sequence;
  GFile                 *folder;
  GCancellable          *cancellable;
  VtOffscreen           *offscreen;
  VtDepiction           *first;  /* of the first picture: its range is widened to all of them */
  VtCamera               camera; /* of the first picture */
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->offscreen, vt_offscreen_free);
  g_clear_pointer (&run->first, vt_depiction_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static GFile *
get_file (const VtStillSequence *sequence, GFile *folder, guint picture)
{
  guint number = sequence->turn != 0 ? picture : sequence->frames[picture];
  g_autofree char *name = vt_still_apply_pattern (sequence->pattern, number);

  return g_file_get_child (folder, name);
}

guint
vt_still_count_present (const VtStillSequence *sequence, GFile *folder, GCancellable *cancellable)
{
  guint n = 0;

  g_return_val_if_fail (sequence != NULL && G_IS_FILE (folder), 0);

  for (guint i = 0; i < sequence->n_pictures && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GFile) file = get_file (sequence, folder, i);

      n += g_file_query_exists (file, cancellable);
    }
  return n;
}

static VtDepiction *
depict (const Run *run, guint picture, GError **error)
{
  g_autoptr (VtState) state = vt_state_with_integer (run->state, "window.frame", run->sequence->frames[picture]);

  return vt_still_depict (run->evaluator, run->source, state, run->options, NULL, run->cancellable, error);
}

static void
share_range (VtDepiction *a, VtDepiction *b)
{
  VtColoring *const both[] = { a->coloring, b->coloring };

  if (a->coloring->n_categories == 0 && isfinite (b->coloring->scale.minimum) && isfinite (b->coloring->scale.maximum))
    vt_coloring_share_range (both, 2);
}

/* The first picture, and the range of all: also of those that are there already, so that new ones fit to them. */
static gboolean
find_range (Run *run, VtProgress *progress, GError **error)
{
  const VtStillSequence *sequence = run->sequence;

  run->first = depict (run, 0, error);
  if (run->first == NULL)
    return FALSE;
  vt_depiction_get_camera (run->first->state, vt_frame_get_cell (run->first->frame),
                           (double) run->options->width / run->options->height, &run->camera);
  vt_progress_begin (progress, _ ("Range of colours"), 0, 0.3);
  for (guint i = 1; i < sequence->n_pictures && !sequence->own_range; i++)
    {
      g_autoptr (VtDepiction) depiction = NULL;

      if (sequence->frames[i] == sequence->frames[i - 1])
        continue;
      depiction = depict (run, i, error);
      if (depiction == NULL)
        return FALSE;
      share_range (run->first, depiction);
      vt_progress_set (progress, (i + 1.0) / sequence->n_pictures);
    }
  return TRUE;
}

/* Where a picture is looked at from. */
static VtCamera
get_camera (const Run *run, guint picture)
{
  VtCamera camera = run->camera;
  double upright[3];

  vt_camera_get_upright (&camera, upright);
  vt_camera_turn_about (&camera, upright, run->sequence->turn * G_PI / 180 * picture / run->sequence->n_pictures);
  return camera;
}

/* (transfer full) */
static char *
make_mark (const Run *run, guint picture)
{
  g_autoptr (VtState) state = vt_state_with_integer (run->state, "window.frame", run->sequence->frames[picture]);
  VtCamera camera = get_camera (run, picture);

  return vt_still_mark_new (run->source, state, run->options, run->sequence->slice ? NULL : &camera,
                            run->sequence->own_range ? NULL : &run->first->coloring->scale);
}

static gboolean
write_picture (Run *run, guint picture, const char *mark, GFile *file, GError **error)
{
  g_autoptr (VtDepiction) depiction = depict (run, picture, error);
  VtCamera camera = get_camera (run, picture);

  if (depiction == NULL
      || !vt_depiction_evaluate_picked (depiction, run->evaluator, run->source, NULL, run->cancellable, error))
    return FALSE;
  if (!run->sequence->own_range)
    share_range (run->first, depiction);
  if (run->sequence->slice)
    return vt_still_write_slice_of (depiction, run->source, run->options, mark, file, NULL, run->cancellable, error);
  return vt_still_write_space_of (depiction, run->source, run->offscreen, &camera, run->options, mark, file,
                                  run->cancellable, error);
}

static gboolean
write_pictures (Run *run, guint *n_kept, VtProgress *progress, GError **error)
{
  vt_progress_begin (progress, _ ("Drawing"), run->sequence->own_range ? 0 : 0.3, 1);
  for (guint i = 0; i < run->sequence->n_pictures; i++)
    {
      g_autoptr (GFile) file = get_file (run->sequence, run->folder, i);
      g_autofree char *mark = make_mark (run, i);

      if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
        return FALSE;
      if (run->sequence->resume && vt_still_mark_is_in (mark, file, run->cancellable))
        *n_kept += 1;
      else if (!write_picture (run, i, mark, file, error))
        return FALSE;
      vt_progress_set (progress, (i + 1.0) / run->sequence->n_pictures);
    }
  return TRUE;
}

static gboolean
make_folder (GFile *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *name = g_file_get_parse_name (folder);
  VtPlace place = { name, -1, 0, NULL };

  if (g_file_make_directory_with_parents (folder, cancellable, &reason)
      || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;
  vt_set_error_at (error, VT_ERROR_OUTPUT, &place, _ ("cannot be made: %s"), reason->message);
  return FALSE;
}

gboolean
vt_still_write_sequence (VtEvaluator           *evaluator,
                         VtSource              *source,
                         VtState               *state,
                         const VtStillOptions  *options,
                         const VtStillSequence *sequence,
                         GFile                 *folder,
                         guint                 *n_kept,
                         VtProgress            *progress,
                         GCancellable          *cancellable,
                         GError               **error)
{
  g_auto (Run) run = { evaluator, source, state, options, sequence, folder, cancellable };
  guint kept = 0;
  gboolean written;

  g_return_val_if_fail (VT_IS_EVALUATOR (evaluator) && source != NULL && state != NULL, FALSE);
  g_return_val_if_fail (options != NULL && options->width > 0 && options->height > 0, FALSE);
  g_return_val_if_fail (sequence != NULL && sequence->n_pictures > 0, FALSE);
  g_return_val_if_fail (G_IS_FILE (folder), FALSE);

  if (!vt_still_check_pattern (sequence->pattern, sequence->slice, error))
    return FALSE;
  if (!make_folder (folder, cancellable, error))
    return FALSE;
  if (!sequence->slice && (run.offscreen = vt_offscreen_new (error)) == NULL)
    return FALSE;
  written = find_range (&run, progress, error) && write_pictures (&run, &kept, progress, error);
  if (n_kept != NULL)
    *n_kept = kept;
  return written;
}
