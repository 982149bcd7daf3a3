/* What the text formats share: frames that are a header and then one line an atom. */
#pragma once

#include "vt-cell.h"
#include "vt-frame.h"
#include "vt-line-scanner.h"
#include "vt-row-layout.h"

G_BEGIN_DECLS

typedef struct _VtTextFrames VtTextFrames;

/**
 * VtTextFrame:
 * @offset, @end: of the atom lines
 * @line: number of the first of them
 * @layout: owned
 */
typedef struct
{
  guint64      offset;
  guint64      end;
  gint64       line;
  gint64       step;
  double       time;
  guint64      n_atoms;
  VtCell       cell;
  VtRowLayout *layout;
} VtTextFrame;

typedef enum
{
  VT_TEXT_FAILED = -1,
  VT_TEXT_END,  /* nothing more */
  VT_TEXT_CUT,  /* the file ends within a frame */
  VT_TEXT_WHOLE
} VtTextStatus;

/* Whether a line can only be part of a frame's header: what shows that atoms are missing before it. */
typedef gboolean (*VtTextHeaderFunc) (const VtTextLine *line);

/* @source: (transfer full). @elements as for vt_frame_builder_new(). */
VtTextFrames *vt_text_frames_new (VtByteSource    *source,
                                  const char      *elements,
                                  VtTextHeaderFunc is_header,
                                  GError         **error);
void          vt_text_frames_free (VtTextFrames *frames);

VtByteSource      *vt_text_frames_get_source (VtTextFrames *frames);
guint              vt_text_frames_get_n (const VtTextFrames *frames);
const VtTextFrame *vt_text_frames_get (const VtTextFrames *frames, guint index);
gboolean           vt_text_frames_is_wrapped (const VtTextFrames *frames);
/* NULL-terminated */
const char *const *vt_text_frames_get_warnings (const VtTextFrames *frames);

/**
 * vt_text_frames_add:
 * @frame: header read, @scanner behind it; its layout is taken
 *
 * Passes over the atoms. An incomplete last frame is left out with a warning, the only frame's is an error.
 */
VtTextStatus vt_text_frames_add (VtTextFrames  *frames,
                                 VtLineScanner *scanner,
                                 VtTextFrame   *frame,
                                 VtProgress    *progress,
                                 GCancellable  *cancellable,
                                 GError       **error);
/* The same for a header that the file's end cuts. */
VtTextStatus vt_text_frames_cut_header (VtTextFrames *frames, gint64 line, GError **error);
/* Where a header belongs stands @line, which is none: too few or too many atoms before it, or no trajectory at all. */
VtTextStatus vt_text_frames_fail_header (VtTextFrames     *frames,
                                         const VtTextLine *line,
                                         const char       *expected,
                                         GError          **error);
/* After the last frame: no frame at all is an error. */
gboolean     vt_text_frames_finish (VtTextFrames *frames, GError **error);

/* Parses one frame anew. (transfer full) */
VtFrame *vt_text_frames_read (VtTextFrames *frames, guint index, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtTextFrames, vt_text_frames_free)

G_END_DECLS
