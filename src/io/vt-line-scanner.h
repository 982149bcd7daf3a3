/* Reads a byte source line by line, or passes over many lines at once without looking at them. */
#pragma once

#include "vt-byte-source.h"
#include "vt-progress.h"

G_BEGIN_DECLS

typedef struct _VtLineScanner VtLineScanner;

typedef enum
{
  VT_LINE_FAILED = -1,
  VT_LINE_END,   /* nothing is left */
  VT_LINE_WHOLE, /* a line with its newline */
  VT_LINE_CUT    /* the rest of the file, without a newline: it may go on some day */
} VtLineStatus;

/**
 * VtTextLine:
 * @text: not terminated; valid until the scanner moves
 * @end: one past its last character; newline and carriage return left out
 * @number: counted from 1
 * @offset: of its first byte
 */
typedef struct
{
  const char *text;
  const char *end;
  gint64      number;
  guint64     offset;
} VtTextLine;

/* At @offset, where line @number begins. */
VtLineScanner *vt_line_scanner_new (VtByteSource *source, guint64 offset, gint64 number);
void           vt_line_scanner_free (VtLineScanner *scanner);

VtLineStatus vt_line_scanner_next (VtLineScanner *scanner, VtTextLine *line, GError **error);
/* Passes over @n whole lines; @skipped tells how many there were. */
gboolean     vt_line_scanner_skip (VtLineScanner *scanner,
                                   guint64        n,
                                   guint64       *skipped,
                                   VtProgress    *progress,
                                   GCancellable  *cancellable,
                                   GError       **error);
/* Every thousand lines or so: tells @progress how far it is; FALSE once cancelled. */
gboolean     vt_line_scanner_tell (const VtLineScanner *scanner,
                                   VtProgress          *progress,
                                   GCancellable        *cancellable,
                                   GError             **error);
guint64      vt_line_scanner_get_offset (const VtLineScanner *scanner);
gint64       vt_line_scanner_get_line (const VtLineScanner *scanner);

gboolean vt_text_line_starts_with (const VtTextLine *line, const char *prefix);
/* A copy for messages: valid UTF-8, at most 60 bytes or so. (transfer full) */
char    *vt_text_quote (const char *text, const char *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtLineScanner, vt_line_scanner_free)

G_END_DECLS
