#include "vt-line-scanner.h"

#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-number.h"

#define BUFFER (1024 * 1024)
/* Lines are counted in pieces that stay in the first-level cache, for the last piece is looked at twice. */
#define PIECE 16384
#define LINES_A_LOOK 1024

struct _VtLineScanner
{
  VtByteSource *source;
  guint64       offset; /* of buffer[0] */
  gsize         begin;  /* first byte not yet given out */
  gsize         end;
  gint64        line;   /* number of the line at @begin */
  gboolean      at_end; /* the source has no more than the buffer */
  char          buffer[BUFFER];
};

VtLineScanner *
vt_line_scanner_new (VtByteSource *source, guint64 offset, gint64 number)
{
  VtLineScanner *scanner;

  g_return_val_if_fail (source != NULL, NULL);

  scanner = g_malloc (sizeof *scanner);
  scanner->source = source;
  scanner->offset = offset;
  scanner->begin = 0;
  scanner->end = 0;
  scanner->line = number;
  scanner->at_end = FALSE;
  return scanner;
}

void
vt_line_scanner_free (VtLineScanner *scanner)
{
  g_free (scanner);
}

gboolean
vt_line_scanner_tell (const VtLineScanner *scanner, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (scanner != NULL, FALSE);

  if (scanner->line % LINES_A_LOOK != 0)
    return TRUE;
  vt_progress_set (progress, vt_byte_source_get_fraction (scanner->source, vt_line_scanner_get_offset (scanner)));
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

guint64
vt_line_scanner_get_offset (const VtLineScanner *scanner)
{
  g_return_val_if_fail (scanner != NULL, 0);
  return scanner->offset + scanner->begin;
}

gint64
vt_line_scanner_get_line (const VtLineScanner *scanner)
{
  g_return_val_if_fail (scanner != NULL, 0);
  return scanner->line;
}

static gboolean
fill (VtLineScanner *scanner, GError **error)
{
  gsize wanted;
  gssize got;

  memmove (scanner->buffer, scanner->buffer + scanner->begin, scanner->end - scanner->begin);
  scanner->offset += scanner->begin;
  scanner->end -= scanner->begin;
  scanner->begin = 0;
  wanted = BUFFER - scanner->end;
  got = vt_byte_source_read (scanner->source, scanner->offset + scanner->end, scanner->buffer + scanner->end, wanted,
                             error);
  if (got < 0)
    return FALSE;
  scanner->end += (gsize) got;
  scanner->at_end = (gsize) got < wanted;
  return TRUE;
}

static VtLineStatus
give_line (VtLineScanner *scanner, gsize length, gboolean whole, VtTextLine *line)
{
  line->text = scanner->buffer + scanner->begin;
  line->end = line->text + length;
  if (line->end > line->text && line->end[-1] == '\r')
    line->end--;
  line->number = scanner->line;
  line->offset = scanner->offset + scanner->begin;
  scanner->begin += length + (whole ? 1 : 0);
  scanner->line++;
  return whole ? VT_LINE_WHOLE : VT_LINE_CUT;
}

VtLineStatus
vt_line_scanner_next (VtLineScanner *scanner, VtTextLine *line, GError **error)
{
  g_return_val_if_fail (scanner != NULL && line != NULL, VT_LINE_FAILED);

  for (;;)
    {
      const char *begin = scanner->buffer + scanner->begin;
      const char *newline = memchr (begin, '\n', scanner->end - scanner->begin);

      if (newline != NULL)
        return give_line (scanner, (gsize) (newline - begin), TRUE, line);
      if (scanner->at_end && scanner->begin == scanner->end)
        return VT_LINE_END;
      if (scanner->at_end)
        return give_line (scanner, scanner->end - scanner->begin, FALSE, line);
      if (scanner->begin == 0 && scanner->end == BUFFER)
        {
          const VtPlace place = { vt_byte_source_get_name (scanner->source), -1, scanner->line,
                                  _("Is it a text file?") };

          vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("the line is longer than a million characters"));
          return VT_LINE_FAILED;
        }
      if (!fill (scanner, error))
        return VT_LINE_FAILED;
    }
}

/* As many of @n lines as the buffer holds. */
static guint64
skip_in_buffer (VtLineScanner *scanner, guint64 n)
{
  guint64 done = 0;

  while (done < n && scanner->begin < scanner->end)
    {
      const char *begin = scanner->buffer + scanner->begin;
      gsize length = MIN (scanner->end - scanner->begin, PIECE);
      gsize count = vt_number_count_lines (begin, length);

      if (done + count < n)
        {
          const char *last = count > 0 ? memrchr (begin, '\n', length) : NULL;

          done += count;
          /* What follows the last newline stays, for it is the beginning of a line; unless it has none at all. */
          if (last == NULL && scanner->end - scanner->begin == length)
            break;
          scanner->begin += last != NULL ? (gsize) (last - begin) + 1 : length;
          continue;
        }
      for (; done < n; done++)
        {
          const char *newline = memchr (scanner->buffer + scanner->begin, '\n', scanner->end - scanner->begin);

          g_assert (newline != NULL);
          scanner->begin = (gsize) (newline - scanner->buffer) + 1;
        }
    }
  scanner->line += (gint64) done;
  return done;
}

gboolean
vt_line_scanner_skip (VtLineScanner *scanner,
                      guint64        n,
                      guint64       *skipped,
                      VtProgress    *progress,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_return_val_if_fail (scanner != NULL && skipped != NULL, FALSE);

  *skipped = 0;
  for (;;)
    {
      *skipped += skip_in_buffer (scanner, n - *skipped);
      if (*skipped == n || scanner->at_end)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      /* A line without an end fills the buffer: drop it, the count goes on at its newline. */
      if (scanner->end - scanner->begin == BUFFER)
        scanner->begin = scanner->end;
      if (!fill (scanner, error))
        return FALSE;
      vt_progress_set (progress, vt_byte_source_get_fraction (scanner->source, scanner->offset));
    }
}

gboolean
vt_text_line_starts_with (const VtTextLine *line, const char *prefix)
{
  gsize length = strlen (prefix);

  return (gsize) (line->end - line->text) >= length && memcmp (line->text, prefix, length) == 0;
}

char *
vt_text_quote (const char *text, const char *end)
{
  g_autofree char *valid = g_utf8_make_valid (text, MIN (end - text, 60));

  for (char *p = valid; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  return g_steal_pointer (&valid);
}
