#include "vt-text-frames.h"

#include <inttypes.h>

#include "vt-error.h"
#include "vt-frame-builder.h"
#include "vt-i18n.h"

struct _VtTextFrames
{
  VtByteSource    *source;
  VtFrameBuilder  *builder;
  VtTextHeaderFunc is_header;
  GArray          *frames;
  GPtrArray       *warnings; /* NULL-terminated */
  gboolean         wrapped;
};

static void
text_frame_clear (gpointer data)
{
  g_clear_pointer (&((VtTextFrame *) data)->layout, vt_row_layout_unref);
}

VtTextFrames *
vt_text_frames_new (VtByteSource *source, const char *elements, VtTextHeaderFunc is_header, GError **error)
{
  g_autoptr (VtTextFrames) frames = NULL;

  g_return_val_if_fail (source != NULL && is_header != NULL, NULL);

  frames = g_new0 (VtTextFrames, 1);
  frames->source = source;
  frames->is_header = is_header;
  frames->frames = g_array_new (FALSE, FALSE, sizeof (VtTextFrame));
  g_array_set_clear_func (frames->frames, text_frame_clear);
  frames->warnings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (frames->warnings, NULL);
  frames->builder = vt_frame_builder_new (vt_byte_source_get_name (source), elements, error);
  if (frames->builder == NULL)
    return NULL;
  return g_steal_pointer (&frames);
}

void
vt_text_frames_free (VtTextFrames *frames)
{
  if (frames == NULL)
    return;
  g_clear_pointer (&frames->source, vt_byte_source_free);
  g_clear_pointer (&frames->builder, vt_frame_builder_free);
  g_clear_pointer (&frames->frames, g_array_unref);
  g_clear_pointer (&frames->warnings, g_ptr_array_unref);
  g_free (frames);
}

VtByteSource *
vt_text_frames_get_source (VtTextFrames *frames)
{
  g_return_val_if_fail (frames != NULL, NULL);
  return frames->source;
}

guint
vt_text_frames_get_n (const VtTextFrames *frames)
{
  g_return_val_if_fail (frames != NULL, 0);
  return frames->frames->len;
}

const VtTextFrame *
vt_text_frames_get (const VtTextFrames *frames, guint index)
{
  g_return_val_if_fail (frames != NULL && index < frames->frames->len, NULL);
  return &g_array_index (frames->frames, VtTextFrame, index);
}

gboolean
vt_text_frames_is_wrapped (const VtTextFrames *frames)
{
  g_return_val_if_fail (frames != NULL, FALSE);
  return frames->wrapped;
}

const char *const *
vt_text_frames_get_warnings (const VtTextFrames *frames)
{
  g_return_val_if_fail (frames != NULL, NULL);
  return (const char *const *) frames->warnings->pdata;
}

static void
warn (VtTextFrames *frames, char *text)
{
  g_ptr_array_insert (frames->warnings, (int) frames->warnings->len - 1, text);
}

static const char *
cut_hint (VtTextFrames *frames)
{
  return vt_byte_source_is_cut (frames->source) ? _("The compressed file ends too early")
                                                : _("Is it still being written, or was it copied in part?");
}

/* The first line in [@offset, @end) that belongs to a header, if any: 0 or its number. */
static gboolean
find_header (VtTextFrames *frames, const VtTextFrame *frame, guint64 end, gint64 *number, GError **error)
{
  g_autoptr (VtLineScanner) scanner = vt_line_scanner_new (frames->source, frame->offset, frame->line);
  VtTextLine line;

  *number = 0;
  while (vt_line_scanner_get_offset (scanner) < end)
    {
      VtLineStatus status = vt_line_scanner_next (scanner, &line, error);

      if (status == VT_LINE_FAILED)
        return FALSE;
      if (status == VT_LINE_END)
        break;
      if (line.offset < end && frames->is_header (&line))
        {
          *number = line.number;
          break;
        }
    }
  return TRUE;
}

static VtTextStatus
fail_too_few (VtTextFrames *frames, gint64 index, const VtTextFrame *frame, gint64 line, GError **error)
{
  const VtPlace place = { vt_byte_source_get_name (frames->source), index, line,
                          _("The header's number of atoms and the lines that follow must agree") };

  vt_set_error_at (error, VT_ERROR_FORMAT, &place,
                   _("an atom is expected, but a new header begins: fewer lines than the %" PRIu64
                     " atoms announced"), frame->n_atoms);
  return VT_TEXT_FAILED;
}

static VtTextStatus
cut_atoms (VtTextFrames *frames, const VtTextFrame *frame, guint64 found, guint64 end, gint64 line, GError **error)
{
  VtPlace place = { vt_byte_source_get_name (frames->source), frames->frames->len, line, NULL };
  gint64 header;

  if (!find_header (frames, frame, end, &header, error))
    return VT_TEXT_FAILED;
  if (header > 0)
    return fail_too_few (frames, frames->frames->len, frame, header, error);
  if (frames->frames->len == 0)
    {
      place.hint = cut_hint (frames);
      vt_set_error_at (error, VT_ERROR_FORMAT, &place,
                       _("the only frame is incomplete: %" PRIu64 " of %" PRIu64 " atoms"), found,
                       frame->n_atoms);
      return VT_TEXT_FAILED;
    }
  warn (frames, g_strdup_printf (_("the last frame is incomplete: %" PRIu64 " of %" PRIu64
                                   " atoms, ignored"), found, frame->n_atoms));
  return VT_TEXT_CUT;
}

static VtTextStatus
add_frame (VtTextFrames *frames, VtLineScanner *scanner, VtTextFrame *frame, VtProgress *progress,
           GCancellable *cancellable, GError **error)
{
  guint64 found;

  frame->offset = vt_line_scanner_get_offset (scanner);
  frame->line = vt_line_scanner_get_line (scanner);
  if (!vt_line_scanner_skip (scanner, frame->n_atoms, &found, progress, cancellable, error))
    return VT_TEXT_FAILED;
  frame->end = vt_line_scanner_get_offset (scanner);
  if (found < frame->n_atoms)
    return cut_atoms (frames, frame, found, G_MAXUINT64, vt_line_scanner_get_line (scanner), error);
  if (frame->n_atoms > G_MAXUINT32)
    {
      const VtPlace place = { vt_byte_source_get_name (frames->source), frames->frames->len, frame->line, NULL };

      vt_set_error_at (error, VT_ERROR_LIMIT, &place, _("more than four thousand million atoms"));
      return VT_TEXT_FAILED;
    }
  frames->wrapped |= frame->layout->wrapped
                     && (frame->cell.periodic[0] || frame->cell.periodic[1] || frame->cell.periodic[2]);
  return VT_TEXT_WHOLE;
}

VtTextStatus
vt_text_frames_add (VtTextFrames *frames, VtLineScanner *scanner, VtTextFrame *frame, VtProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  VtTextStatus status;

  g_return_val_if_fail (frames != NULL && scanner != NULL && frame != NULL, VT_TEXT_FAILED);

  status = add_frame (frames, scanner, frame, progress, cancellable, error);
  if (status == VT_TEXT_WHOLE)
    g_array_append_val (frames->frames, *frame);
  else
    g_clear_pointer (&frame->layout, vt_row_layout_unref);
  return status;
}

VtTextStatus
vt_text_frames_cut_header (VtTextFrames *frames, gint64 line, GError **error)
{
  g_return_val_if_fail (frames != NULL, VT_TEXT_FAILED);

  if (frames->frames->len == 0)
    {
      const VtPlace place = { vt_byte_source_get_name (frames->source), 0, line, cut_hint (frames) };

      vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("the file ends within the first header"));
      return VT_TEXT_FAILED;
    }
  warn (frames, g_strdup (_("the last frame is incomplete: its header is cut, ignored")));
  return VT_TEXT_CUT;
}

VtTextStatus
vt_text_frames_fail_header (VtTextFrames *frames, const VtTextLine *line, const char *expected, GError **error)
{
  VtPlace place = { NULL, 0, 0, expected };
  g_autofree char *found = NULL;
  const VtTextFrame *last;
  gint64 header;

  g_return_val_if_fail (frames != NULL && line != NULL && expected != NULL, VT_TEXT_FAILED);

  found = vt_text_quote (line->text, line->end);
  place.file = vt_byte_source_get_name (frames->source);
  place.line = line->number;
  if (frames->frames->len == 0)
    {
      vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("“%s” does not begin a frame"), found);
      return VT_TEXT_FAILED;
    }
  place.frame = frames->frames->len - 1;
  last = vt_text_frames_get (frames, frames->frames->len - 1);
  if (!find_header (frames, last, last->end, &header, error))
    return VT_TEXT_FAILED;
  if (header > 0 || frames->is_header (line))
    return fail_too_few (frames, place.frame, last, header > 0 ? header : line->number, error);
  vt_set_error_at (error, VT_ERROR_FORMAT, &place,
                   _("“%s” follows the last of the %" PRIu64 " atoms announced, and begins no new frame"),
                   found, last->n_atoms);
  return VT_TEXT_FAILED;
}

gboolean
vt_text_frames_finish (VtTextFrames *frames, GError **error)
{
  g_return_val_if_fail (frames != NULL, FALSE);

  if (frames->frames->len == 0)
    {
      const VtPlace place = { vt_byte_source_get_name (frames->source), -1, 0, cut_hint (frames) };

      vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("the file holds no frame"));
      return FALSE;
    }
  if (vt_byte_source_is_cut (frames->source))
    warn (frames, g_strdup (_("the compressed file ends too early; what follows is missing")));
  return TRUE;
}

VtFrame *
vt_text_frames_read (VtTextFrames *frames, guint index, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtAtomRows) rows = NULL;
  const VtTextFrame *frame;
  VtRowsPlace place;
  VtFrameHead head;

  g_return_val_if_fail (frames != NULL && index < frames->frames->len, NULL);

  frame = vt_text_frames_get (frames, index);
  place = (VtRowsPlace) { frame->offset, frame->end - frame->offset, (gsize) frame->n_atoms, index, frame->line };
  rows = vt_atom_rows_read (frames->source, frame->layout, &place, cancellable, error);
  if (rows == NULL)
    return NULL;
  head = (VtFrameHead) { frame->layout, frame->cell, frame->time, frame->step, index, frame->line };
  return vt_frame_builder_build (frames->builder, rows, &head, error);
}
