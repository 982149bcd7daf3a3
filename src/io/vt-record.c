#include "vt-record-private.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-number.h"

/* ---- making ---- */

static void
free_column (gpointer column)
{
  g_array_unref (column);
}

VtRecord *
vt_record_new (const char *name, const VtRecordOptions *options)
{
  VtRecord *record = g_new0 (VtRecord, 1);

  record->name = g_strdup (name);
  record->options = options != NULL ? *options : (VtRecordOptions){ NAN, 2 };
  record->units = g_strdup ("");
  record->names = g_ptr_array_new_with_free_func (g_free);
  record->columns = g_ptr_array_new_with_free_func (free_column);
  record->clocks = g_array_new (FALSE, FALSE, sizeof (double));
  record->segments = g_array_new (FALSE, FALSE, sizeof (gsize));
  record->warnings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (record->warnings, NULL);
  record->timestep = record->options.timestep;
  return record;
}

void
vt_record_free (VtRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->name);
  g_free (record->units);
  g_ptr_array_unref (record->names);
  g_ptr_array_unref (record->columns);
  g_array_unref (record->clocks);
  g_array_unref (record->segments);
  g_ptr_array_unref (record->warnings);
  g_free (record);
}

void
vt_record_warn (VtRecord *record, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_insert (record->warnings, record->warnings->len - 1, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

gboolean
vt_record_fail (
    const VtRecord *record, const VtTextLine *line, const char *hint, GError **error, const char *format, ...)
{
  const VtPlace place = { record->name, -1, line != NULL ? line->number : 0, hint };
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  vt_set_error_at (error, VT_ERROR_FORMAT, &place, "%s", message);
  return FALSE;
}

/* ---- tables and rows ---- */

void
vt_record_table_clear (VtRecordTable *table)
{
  g_clear_pointer (&table->columns, g_array_unref);
}

void
vt_record_open_table (VtRecord *record, VtRecordTable *table)
{
  g_clear_pointer (&table->columns, g_array_unref);
  table->columns = g_array_new (FALSE, FALSE, sizeof (int));
  table->clock = -1;
  table->scale = 1;
  record->table = record->n_rows;
}

static int
find_name (const VtRecord *record, const char *name)
{
  for (guint i = 0; i < record->names->len; i++)
    if (strcmp (record->names->pdata[i], name) == 0)
      return (int) i;
  return -1;
}

/* NaN for the rows of earlier tables. */
static int
append_column (VtRecord *record, const char *name)
{
  const double none = NAN;
  GArray *column = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize row = 0; row < record->n_rows; row++)
    g_array_append_val (column, none);
  g_ptr_array_add (record->names, g_strdup (name));
  g_ptr_array_add (record->columns, column);
  return (int) record->columns->len - 1;
}

static gboolean
has_column (const VtRecordTable *table, int column)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (g_array_index (table->columns, int, i) == column)
      return TRUE;
  return FALSE;
}

/* A time is a better clock than a count of steps. */
static void
look_for_clock (VtRecord *record, VtRecordTable *table, const char *name)
{
  double scale;

  if (!vt_record_is_clock (record, name, &scale) || (table->clock >= 0 && isnan (scale)))
    return;
  table->clock = (int) table->columns->len - 1;
  table->scale = !isnan (scale) ? scale : !isnan (record->timestep) ? record->timestep : 1;
  record->has_time = !isnan (scale) || !isnan (record->timestep);
}

gboolean
vt_record_add_column (
    VtRecord *record, VtRecordTable *table, const VtTextLine *line, const char *name, GError **error)
{
  int column = find_name (record, name), none = -1;

  if (column < 0 && record->columns->len >= VT_RECORD_MAX_COLUMNS)
    return vt_record_fail (record, line, NULL, error, _("there are more than %d different columns"),
                           VT_RECORD_MAX_COLUMNS);
  if (column < 0)
    column = append_column (record, name);
  if (has_column (table, column))
    {
      g_array_append_val (table->columns, none);
      return TRUE;
    }
  g_array_append_val (table->columns, column);
  look_for_clock (record, table, name);
  return TRUE;
}

gboolean
vt_record_begin_table (
    VtRecord *record, VtRecordTable *table, const VtTextLine *line, const char *names, GError **error)
{
  const char *word = vt_number_skip_blanks (names, line->end);

  vt_record_open_table (record, table);
  while (word < line->end)
    {
      const char *end = vt_number_skip_word (word, line->end);
      g_autofree char *raw = g_strndup (word, (gsize) (end - word));
      g_autofree char *name = g_utf8_make_valid (raw, -1);

      if (table->columns->len >= VT_RECORD_MAX_COLUMNS)
        return vt_record_fail (record, line, NULL, error, _("there are more than %d columns"), VT_RECORD_MAX_COLUMNS);
      if (!vt_record_add_column (record, table, line, name, error))
        return FALSE;
      word = vt_number_skip_blanks (end, line->end);
    }
  return TRUE;
}

static double
last_clock (const VtRecord *record)
{
  return record->n_rows > 0 ? g_array_index (record->clocks, double, record->n_rows - 1) : NAN;
}

/* A continued run begins with the row that the one before it has ended with. */
static void
begin_segment (VtRecord *record, double clock)
{
  double last = last_clock (record);
  gboolean restarts = isnan (clock) || isnan (last) ? record->n_rows == record->table : clock < last;

  if (record->n_rows == 0 || restarts)
    g_array_append_val (record->segments, record->n_rows);
}

gboolean
vt_record_add_row (
    VtRecord *record, const VtRecordTable *table, const VtTextLine *line, const double *values, GError **error)
{
  const double none = NAN;
  double clock = table->clock >= 0 ? values[table->clock] * table->scale : NAN;

  if (table->clock >= 0 && !isfinite (clock))
    return vt_record_fail (record, line, NULL, error, _("the time is not a finite number"));
  if (record->n_rows > 0 && clock == last_clock (record))
    return TRUE;
  begin_segment (record, clock);
  for (guint c = 0; c < record->columns->len; c++)
    g_array_append_val ((GArray *) record->columns->pdata[c], none);
  for (guint i = 0; i < table->columns->len; i++)
    {
      int column = g_array_index (table->columns, int, i);
      if (column >= 0)
        g_array_index ((GArray *) record->columns->pdata[column], double, record->n_rows) = values[i];
    }
  g_array_append_val (record->clocks, clock);
  record->n_rows++;
  return TRUE;
}

guint
vt_record_parse_row (const VtTextLine *line, double *values, guint room, guint *words)
{
  const char *word = vt_number_skip_blanks (line->text, line->end);
  guint numbers = 0;

  for (*words = 0; word < line->end; ++*words)
    {
      double value;

      if (vt_number_parse (word, line->end, &value) != NULL)
        {
          if (numbers == *words && numbers < room)
            values[numbers] = value;
          numbers++;
        }
      word = vt_number_skip_blanks (vt_number_skip_word (word, line->end), line->end);
    }
  return numbers;
}

/* ---- reading ---- */

/* Rows of numbers below comments, or else a log. */
static gboolean
is_text (VtByteSource *source, gboolean *text, GError **error)
{
  g_autoptr (VtLineScanner) scanner = vt_line_scanner_new (source, 0, 1);
  VtTextLine line;
  VtLineStatus status;

  *text = FALSE;
  while ((status = vt_line_scanner_next (scanner, &line, error)) > VT_LINE_END)
    {
      const char *word = vt_number_skip_blanks (line.text, line.end);
      double number;

      if (word == line.end || *word == '#')
        continue;
      *text = vt_number_parse (word, line.end, &number) != NULL;
      return TRUE;
    }
  return status == VT_LINE_END;
}

VtRecord *
vt_record_read (GFile *file,
                const VtRecordOptions *options,
                VtProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (VtByteSource) source = NULL;
  g_autoptr (VtRecord) record = NULL;
  gboolean text;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (options == NULL || options->axis < 3, NULL);

  source = vt_byte_source_open (file, error);
  if (source == NULL)
    return NULL;
  record = vt_record_new (vt_byte_source_get_name (source), options);
  if (!is_text (source, &text, error)
      || !(text ? vt_record_read_text (record, source, progress, cancellable, error)
                : vt_record_read_log (record, source, progress, cancellable, error)))
    return NULL;
  if (record->n_rows == 0)
    {
      vt_record_fail (record, NULL,
                      _("A log of LAMMPS has tables of thermodynamic output; a file of fix print begins with the "
                        "columns’ names, as in “# time_ps strain stress_GPa”."),
                      error, _("there are no rows of numbers"));
      return NULL;
    }
  if (vt_byte_source_is_cut (source))
    vt_record_warn (record, _("%s: the compressed data end too early"), record->name);
  return g_steal_pointer (&record);
}

/* ---- asking ---- */

const char *
vt_record_get_name (const VtRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);
  return record->name;
}

gsize
vt_record_get_n_rows (const VtRecord *record)
{
  g_return_val_if_fail (record != NULL, 0);
  return record->n_rows;
}

guint
vt_record_get_n_segments (const VtRecord *record)
{
  g_return_val_if_fail (record != NULL, 0);
  return record->segments->len;
}

gsize
vt_record_get_segment (const VtRecord *record, guint index, gsize *first)
{
  gsize begin;

  g_return_val_if_fail (record != NULL && index < record->segments->len, 0);

  begin = g_array_index (record->segments, gsize, index);
  if (first != NULL)
    *first = begin;
  return (index + 1 < record->segments->len ? g_array_index (record->segments, gsize, index + 1) : record->n_rows)
         - begin;
}

guint
vt_record_get_n_columns (const VtRecord *record)
{
  g_return_val_if_fail (record != NULL, 0);
  return record->columns->len;
}

const char *
vt_record_get_column_name (const VtRecord *record, guint column)
{
  g_return_val_if_fail (record != NULL && column < record->names->len, NULL);
  return record->names->pdata[column];
}

const double *
vt_record_get_column (const VtRecord *record, guint column)
{
  g_return_val_if_fail (record != NULL && column < record->columns->len, NULL);
  return (const double *) (gpointer) ((GArray *) record->columns->pdata[column])->data;
}

const char *
vt_record_get_units (const VtRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);
  return record->units;
}

gint64
vt_record_get_n_atoms (const VtRecord *record)
{
  g_return_val_if_fail (record != NULL, 0);
  return record->n_atoms;
}

const char *const *
vt_record_get_warnings (const VtRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);
  return (const char *const *) record->warnings->pdata;
}
