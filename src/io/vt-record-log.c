/* The thermodynamic output in a log file of LAMMPS: tables of one line a step, blocks of several (thermo_style multi),
 * and YAML lists; between them the script's echo, timings, warnings, and whatever else was printed. */
#include "vt-record-private.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "vt-i18n.h"
#include "vt-number.h"

typedef enum
{
  OUTSIDE,
  HEADER, /* the next line names the columns */
  TABLE,
  MULTI,
  YAML
} Place;

typedef struct
{
  VtRecord     *record;
  Place         place;
  VtRecordTable table;
  double       *values;  /* of a row that is being read */
  GPtrArray    *names;   /* char *: of a block of MULTI */
  guint         filled;  /* values of the block */
  gboolean      named;   /* the block's names make the present table */
  gint64        skipped; /* first line within a table that is no row of it, 0: none */
  guint         n_skipped;
} Reading;

static void
reading_clear (Reading *reading)
{
  vt_record_table_clear (&reading->table);
  g_clear_pointer (&reading->names, g_ptr_array_unref);
  g_free (reading->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* ---- outside of tables ---- */

static char *
get_word (const VtTextLine *line, guint index)
{
  const char *word = vt_number_skip_blanks (line->text, line->end);

  for (guint i = 0; i < index; i++)
    word = vt_number_skip_blanks (vt_number_skip_word (word, line->end), line->end);
  return g_strndup (word, (gsize) (vt_number_skip_word (word, line->end) - word));
}

static void
note_units (VtRecord *record, const VtTextLine *line)
{
  g_free (record->units);
  record->units = get_word (line, 1);
  if (isnan (record->timestep))
    record->timestep = strcmp (record->units, "metal") == 0 ? 0.001 : strcmp (record->units, "real") == 0 ? 1e-3 : NAN;
}

/* In fs with units real; what the caller says counts more. "timestep ${dt}" is echoed again with its value. */
static void
note_timestep (VtRecord *record, const VtTextLine *line)
{
  g_autofree char *word = get_word (line, 1);
  double value;

  if (isnan (record->options.timestep) && vt_number_parse (word, word + strlen (word), &value) != NULL && value > 0)
    record->timestep = value * (strcmp (record->units, "real") == 0 ? 1e-3 : 1);
}

/* "Loop time of 70.7 on 2 procs for 14000 steps with 4000 atoms" */
static void
note_atoms (VtRecord *record, const VtTextLine *line)
{
  g_autofree char *word = get_word (line, 11);
  gint64 n;

  if (vt_number_parse_integer (word, word + strlen (word), &n) != NULL && n > 0)
    record->n_atoms = n;
}

static gboolean
starts (const VtTextLine *line, const char *prefix)
{
  const VtTextLine rest = { vt_number_skip_blanks (line->text, line->end), line->end, line->number, line->offset };

  return vt_text_line_starts_with (&rest, prefix);
}

static gboolean
contains (const VtTextLine *line, const char *part)
{
  return memmem (line->text, (gsize) (line->end - line->text), part, strlen (part)) != NULL;
}

static gboolean
begins_block (const VtTextLine *line)
{
  return starts (line, "-----") && contains (line, " Step ");
}

/* What ends a table, or announces one. Whether it was such a line. */
static gboolean
note_mark (Reading *reading, const VtTextLine *line)
{
  if (starts (line, "Loop time of "))
    note_atoms (reading->record, line);
  if (starts (line, "ERROR"))
    {
      g_autofree char *quote = vt_text_quote (line->text, line->end);
      vt_record_warn (reading->record, _("%s: the run ended with an error: %s"), reading->record->name, quote);
    }
  if (starts (line, "Per MPI rank memory allocation") || starts (line, "Memory usage per processor"))
    reading->place = HEADER;
  else if (starts (line, "Loop time of ") || starts (line, "ERROR") || starts (line, "Total wall time"))
    reading->place = OUTSIDE;
  else
    return FALSE;
  return TRUE;
}

static void
note_command (VtRecord *record, const VtTextLine *line)
{
  if (starts (line, "units "))
    note_units (record, line);
  else if (starts (line, "timestep "))
    note_timestep (record, line);
}

/* ---- one line a step ---- */

/* A line of another kind within a table: what fix print or a warning put there. */
static gboolean
skip (Reading *reading, const VtTextLine *line)
{
  if (starts (line, "WARNING"))
    return TRUE;
  if (reading->n_skipped++ == 0)
    reading->skipped = line->number;
  return TRUE;
}

static gboolean
take_row (Reading *reading, const VtTextLine *line, gboolean whole, GError **error)
{
  guint words, n = reading->table.columns->len;
  guint numbers = vt_record_parse_row (line, reading->values, VT_RECORD_MAX_COLUMNS, &words);
  g_autofree char *quote = NULL;

  if (!whole && words > 0)
    {
      vt_record_warn (reading->record, _("%s ends within a row, which is left out"), reading->record->name);
      return TRUE;
    }
  if (words != n || numbers == 0)
    return words == 0 || skip (reading, line);
  if (numbers == words)
    return vt_record_add_row (reading->record, &reading->table, line, reading->values, error);
  quote = vt_text_quote (line->text, line->end);
  return vt_record_fail (reading->record, line, NULL, error, _("%u numbers are expected instead of “%s”"), n, quote);
}

/* ---- several lines a step ---- */

static gboolean
end_block (Reading *reading, const VtTextLine *line, GError **error)
{
  guint n = reading->names->len;

  if (reading->filled == 0)
    return TRUE;
  if (!reading->named)
    {
      vt_record_open_table (reading->record, &reading->table);
      for (guint i = 0; i < n; i++)
        if (!vt_record_add_column (reading->record, &reading->table, line, reading->names->pdata[i], error))
          return FALSE;
      reading->named = TRUE;
    }
  if (reading->filled != n)
    {
      vt_record_warn (reading->record, _("%s, line %" PRId64 ": a block lacks numbers and is left out"),
                      reading->record->name, line->number);
      reading->filled = 0;
      return TRUE;
    }
  reading->filled = 0;
  return vt_record_add_row (reading->record, &reading->table, line, reading->values, error);
}

/* The values must come in the same order in each block; those of the first one make the table. */
static void
add_pair (Reading *reading, const char *name, double value)
{
  guint i = reading->filled;

  if (!reading->named && i < VT_RECORD_MAX_COLUMNS)
    g_ptr_array_add (reading->names, g_strdup (name));
  if (i >= reading->names->len || strcmp (reading->names->pdata[i], name) != 0)
    return;
  reading->values[i] = value;
  reading->filled++;
}

/* "TotEng = -5000 KinEng = 300 …", and "--- Step 100 --- CPU = 3.1 (sec) ---" */
static void
take_pairs (Reading *reading, const VtTextLine *line)
{
  g_autofree char *text = g_strndup (line->text, (gsize) (line->end - line->text));
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) words = g_strsplit_set (valid, " \t", -1);
  const char *before = NULL, *last = NULL;

  for (char **word = words; *word != NULL; word++)
    {
      double value;

      if (**word == '\0')
        continue;
      if (last != NULL && vt_number_parse (*word, *word + strlen (*word), &value) != NULL)
        {
          if (strcmp (last, "=") == 0 && before != NULL)
            add_pair (reading, before, value);
          else if (strcmp (last, "Step") == 0)
            add_pair (reading, last, value);
        }
      before = last;
      last = *word;
    }
}

static gboolean
begin_block (Reading *reading, const VtTextLine *line, gboolean continues, GError **error)
{
  if (continues && !end_block (reading, line, error))
    return FALSE;
  if (!continues)
    {
      g_ptr_array_set_size (reading->names, 0);
      reading->named = FALSE;
      reading->filled = 0;
    }
  reading->place = MULTI;
  take_pairs (reading, line);
  return TRUE;
}

/* ---- YAML ---- */

/* "[a, b]" made words: blanks in place of what is not one. */
static char *
strip_list (const VtTextLine *line)
{
  const char *bracket = memchr (line->text, '[', (gsize) (line->end - line->text));
  g_autofree char *text = bracket != NULL ? g_strndup (bracket, (gsize) (line->end - bracket)) : g_strdup ("");

  g_strdelimit (text, "[],'\"", ' ');
  return g_utf8_make_valid (text, -1);
}

static gboolean
take_list (Reading *reading, const VtTextLine *line, gboolean whole, GError **error)
{
  g_autofree char *text = strip_list (line);
  const VtTextLine list = { text, text + strlen (text), line->number, line->offset };

  if (starts (line, "keywords:"))
    {
      reading->place = YAML;
      return vt_record_begin_table (reading->record, &reading->table, &list, text, error);
    }
  if (starts (line, "- ["))
    return take_row (reading, &list, whole && contains (line, "]"), error);
  if (starts (line, "..."))
    reading->place = OUTSIDE;
  return TRUE;
}

/* ---- all of it ---- */

static gboolean
begin_table (Reading *reading, const VtTextLine *line, GError **error)
{
  double values[1];
  guint words, numbers = vt_record_parse_row (line, values, 1, &words);

  if (words == 0 || starts (line, "WARNING"))
    return TRUE;
  reading->place = numbers == 0 ? TABLE : OUTSIDE;
  return numbers > 0 || vt_record_begin_table (reading->record, &reading->table, line, line->text, error);
}

static gboolean
take_line (Reading *reading, const VtTextLine *line, gboolean whole, GError **error)
{
  Place before = reading->place;

  if (begins_block (line))
    return begin_block (reading, line, before == MULTI, error);
  if (starts (line, "keywords:") && whole)
    return take_list (reading, line, whole, error);
  if (note_mark (reading, line))
    return before != MULTI || end_block (reading, line, error);
  switch (before)
    {
    case HEADER:
      return !whole || begin_table (reading, line, error);
    case TABLE:
      return take_row (reading, line, whole, error);
    case MULTI:
      if (whole)
        take_pairs (reading, line);
      return TRUE;
    case YAML:
      return take_list (reading, line, whole, error);
    case OUTSIDE:
    default:
      /* A table without what LAMMPS puts before it: cut out of a log, or of what stood on the screen. */
      if (starts (line, "Step ") && whole)
        return begin_table (reading, line, error);
      note_command (reading->record, line);
      return TRUE;
    }
}

/* The last block of a log that was cut may be short. */
static gboolean
finish (Reading *reading, const VtTextLine *last, GError **error)
{
  if (reading->place == MULTI && reading->named && !end_block (reading, last, error))
    return FALSE;
  if (reading->n_skipped > 0)
    vt_record_warn (reading->record,
                    g_dngettext (NULL, "%s, line %" PRId64 ": %u line within a table is no row of it",
                                 "%s, from line %" PRId64 ": %u lines within tables are no rows of them",
                                 reading->n_skipped),
                    reading->record->name, reading->skipped, reading->n_skipped);
  return TRUE;
}

gboolean
vt_record_read_log (
    VtRecord *record, VtByteSource *source, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtLineScanner) scanner = vt_line_scanner_new (source, 0, 1);
  g_auto (Reading) reading = { .record = record, .names = g_ptr_array_new_with_free_func (g_free),
                               .values = g_new (double, VT_RECORD_MAX_COLUMNS) };
  VtTextLine line = { "", "", 1, 0 };
  VtLineStatus status;

  while ((status = vt_line_scanner_next (scanner, &line, error)) > VT_LINE_END)
    {
      if (!take_line (&reading, &line, status == VT_LINE_WHOLE, error)
          || !vt_line_scanner_tell (scanner, progress, cancellable, error))
        return FALSE;
    }
  return status == VT_LINE_END && finish (&reading, &line, error);
}
