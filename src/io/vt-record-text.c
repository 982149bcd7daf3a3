/* Rows of numbers below "# time_ps strain stress_GPa", as fix print and fix ave/time write them. */
#include "vt-record-private.h"

#include <string.h>

#include "vt-i18n.h"
#include "vt-number.h"

/* So many lines before the first row may be its description. */
#define MAX_COMMENTS 1024

typedef struct
{
  VtRecord     *record;
  VtRecordTable table;
  GPtrArray    *comments; /* char *: the lines before the first row, without # */
  double       *values;
  gboolean      begun;
} Reading;

static void
reading_clear (Reading *reading)
{
  vt_record_table_clear (&reading->table);
  g_clear_pointer (&reading->comments, g_ptr_array_unref);
  g_free (reading->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static guint
count_words (const char *text)
{
  const char *end = text + strlen (text), *word = vt_number_skip_blanks (text, end);
  guint n = 0;

  for (; word < end; n++)
    word = vt_number_skip_blanks (vt_number_skip_word (word, end), end);
  return n;
}

/* The last comment that has as many words as the row has numbers: fix ave/time puts another one above it. */
static gboolean
begin (Reading *reading, const VtTextLine *line, guint n, GError **error)
{
  for (guint i = reading->comments->len; i-- > 0;)
    {
      const char *comment = reading->comments->pdata[i];
      const VtTextLine names = { comment, comment + strlen (comment), line->number, line->offset };

      if (count_words (comment) != n)
        continue;
      reading->begun = TRUE;
      return vt_record_begin_table (reading->record, &reading->table, &names, comment, error);
    }
  return vt_record_fail (reading->record, line,
                         _("A line above them names the columns, as in “# time_ps strain stress_GPa”."), error,
                         _("nothing says what the %u numbers are"), n);
}

/* The file's last line may be half a row. */
static gboolean
refuse_row (Reading *reading, const VtTextLine *line, gboolean whole, guint words, GError **error)
{
  g_autofree char *quote = vt_text_quote (line->text, line->end);

  if (!whole)
    {
      vt_record_warn (reading->record, _("%s ends within a row, which is left out"), reading->record->name);
      return TRUE;
    }
  if (words != reading->table.columns->len)
    return vt_record_fail (reading->record, line, NULL, error, _("%u numbers are expected, but there are %u: “%s”"),
                           reading->table.columns->len, words, quote);
  return vt_record_fail (reading->record, line, NULL, error, _("numbers are expected instead of “%s”"), quote);
}

static gboolean
take_row (Reading *reading, const VtTextLine *line, gboolean whole, GError **error)
{
  guint words, numbers = vt_record_parse_row (line, reading->values, VT_RECORD_MAX_COLUMNS, &words);

  if (!reading->begun && (!whole || numbers != words))
    return vt_record_fail (reading->record, line, NULL, error, _("the first row is damaged"));
  if (!reading->begun && !begin (reading, line, words, error))
    return FALSE;
  /* A last number without a newline after it may have lost its end. */
  if (!whole || numbers != words || words != reading->table.columns->len)
    return refuse_row (reading, line, whole, words, error);
  return vt_record_add_row (reading->record, &reading->table, line, reading->values, error);
}

static gboolean
take_line (Reading *reading, const VtTextLine *line, gboolean whole, GError **error)
{
  const char *text = vt_number_skip_blanks (line->text, line->end);

  if (text == line->end)
    return TRUE;
  if (*text != '#')
    return take_row (reading, line, whole, error);
  if (!reading->begun && reading->comments->len < MAX_COMMENTS)
    {
      g_autofree char *raw = g_strndup (text + 1, (gsize) (line->end - text - 1));
      g_ptr_array_add (reading->comments, g_utf8_make_valid (raw, -1));
    }
  return TRUE;
}

gboolean
vt_record_read_text (
    VtRecord *record, VtByteSource *source, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtLineScanner) scanner = vt_line_scanner_new (source, 0, 1);
  g_auto (Reading) reading = { .record = record, .comments = g_ptr_array_new_with_free_func (g_free),
                               .values = g_new (double, VT_RECORD_MAX_COLUMNS) };
  VtTextLine line;
  VtLineStatus status;

  while ((status = vt_line_scanner_next (scanner, &line, error)) > VT_LINE_END)
    {
      if (!take_line (&reading, &line, status == VT_LINE_WHOLE, error)
          || !vt_line_scanner_tell (scanner, progress, cancellable, error))
        return FALSE;
    }
  return status == VT_LINE_END;
}
