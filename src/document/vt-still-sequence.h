/* A row of stills: frames of a trajectory, or a slow turn about one, or both; all in one size, from one place and with
 * one range of colours. */
#pragma once

#include "vt-still.h"

G_BEGIN_DECLS

/**
 * VtStillSequence:
 * @frames: [n_pictures], the frame of each picture, counted from 0
 * @pattern: names of the pictures, "shot-%04d.png": the number is the frame's; where @turn is not 0, the picture's,
 *   counted from 0
 * @turn: degrees, about that of x, y and z which stands most upright in the picture: each picture is @turn/@n_pictures further than the one before, so
 *   that a whole turn closes; pictures in space only
 * @slice: slices, else in space
 * @own_range: each picture has its own range of colours; else they share one, from the lowest low end to the highest
 *   high end that any of them would have
 * @resume: files that are there already and bear the mark of the picture they would become stay as they are; any other is
 *   written anew, so that in the end all is as without it
 */
typedef struct
{
  const guint *frames;
  guint        n_pictures;
  const char  *pattern;
  double       turn;
  gboolean     slice;
  gboolean     own_range;
  gboolean     resume;
} VtStillSequence;

/* "3-20:5", "7", "all" of @n_frames frames. (transfer full) (element-type guint): never empty; or %NULL with
 * VT_ERROR_USAGE */
GArray  *vt_still_frames_from_text (const char *text, guint n_frames, GError **error);
/* Whether it has one place for a number, as %d or %04d, and ends in .png, or where slices are written .svg or .pdf.
 * VT_ERROR_USAGE */
gboolean vt_still_check_pattern (const char *pattern, gboolean slice, GError **error);
/* (transfer full) */
char    *vt_still_apply_pattern (const char *pattern, guint number);
/* How many files of these names are in @folder, whatever they show. Waits for the disk: call it from a worker. */
guint    vt_still_count_present (const VtStillSequence *sequence, GFile *folder, GCancellable *cancellable);

/**
 * vt_still_write_sequence:
 * @folder: made where it is not there
 * @n_kept: (out) (optional): pictures that stayed, with @resume
 *
 * The place it is looked at from is the state's, and where that fits the cell, the first frame's for all of them. Each
 * file is there as a whole or not at all: what was written before an error or a cancellation stays. Takes time: call it
 * from a worker.
 */
gboolean vt_still_write_sequence (VtEvaluator           *evaluator,
                                  VtSource              *source,
                                  VtState               *state,
                                  const VtStillOptions  *options,
                                  const VtStillSequence *sequence,
                                  GFile                 *folder,
                                  guint                 *n_kept,
                                  VtProgress            *progress,
                                  GCancellable          *cancellable,
                                  GError               **error);

G_END_DECLS
