#include "vt-table.h"

#include <math.h>
#include <string.h>

#include "vt-decimal.h"
#include "vt-error.h"
#include "vt-i18n.h"

typedef struct
{
  char      *name;
  VtUnit     unit;
  GArray    *numbers; /* double, or NULL in a column of texts */
  GPtrArray *texts;   /* char *, or NULL in a column of numbers */
} Column;

struct _VtTable
{
  gatomicrefcount  references;
  char            *name;
  guint            n_rows;
  GPtrArray       *columns;
};

G_DEFINE_BOXED_TYPE (VtTable, vt_table, vt_table_ref, vt_table_unref)

static void
column_free (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_clear_pointer (&column->numbers, g_array_unref);
  g_clear_pointer (&column->texts, g_ptr_array_unref);
  g_free (column);
}

static Column *
get_column (const VtTable *table, guint column)
{
  g_assert (column < table->columns->len);

  return g_ptr_array_index (table->columns, column);
}

VtTable *
vt_table_new (const char *name)
{
  VtTable *table;

  g_return_val_if_fail (name != NULL, NULL);

  table = g_new0 (VtTable, 1);
  g_atomic_ref_count_init (&table->references);
  table->name = g_strdup (name);
  table->columns = g_ptr_array_new_with_free_func (column_free);
  return table;
}

VtTable *
vt_table_ref (VtTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  g_atomic_ref_count_inc (&table->references);
  return table;
}

void
vt_table_unref (VtTable *table)
{
  g_return_if_fail (table != NULL);

  if (!g_atomic_ref_count_dec (&table->references))
    return;
  g_free (table->name);
  g_ptr_array_unref (table->columns);
  g_free (table);
}

guint
vt_table_add_numbers (VtTable *table, const char *name, VtUnit unit)
{
  const double missing = NAN;
  Column *column;

  g_return_val_if_fail (table != NULL && name != NULL, 0);
  g_return_val_if_fail ((guint) unit < VT_N_UNITS, 0);

  column = g_new0 (Column, 1);
  column->name = g_strdup (name);
  column->unit = unit;
  column->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint row = 0; row < table->n_rows; row++)
    g_array_append_val (column->numbers, missing);
  g_ptr_array_add (table->columns, column);
  return table->columns->len - 1;
}

guint
vt_table_add_texts (VtTable *table, const char *name)
{
  Column *column;

  g_return_val_if_fail (table != NULL && table->n_rows == 0, 0);
  g_return_val_if_fail (name != NULL, 0);

  column = g_new0 (Column, 1);
  column->name = g_strdup (name);
  column->texts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (table->columns, column);
  return table->columns->len - 1;
}

guint
vt_table_add_row (VtTable *table)
{
  const double missing = NAN;

  g_return_val_if_fail (table != NULL, 0);

  for (guint c = 0; c < table->columns->len; c++)
    {
      Column *column = get_column (table, c);

      if (column->texts != NULL)
        g_ptr_array_add (column->texts, g_strdup (""));
      else
        g_array_append_val (column->numbers, missing);
    }
  return table->n_rows++;
}

void
vt_table_set_number (VtTable *table, guint row, guint column, double value)
{
  g_return_if_fail (table != NULL);
  g_return_if_fail (row < table->n_rows);
  g_return_if_fail (column < table->columns->len && !vt_table_column_is_text (table, column));

  g_array_index (get_column (table, column)->numbers, double, row) = value;
}

void
vt_table_set_text (VtTable *table, guint row, guint column, const char *text)
{
  char **cell;

  g_return_if_fail (table != NULL);
  g_return_if_fail (row < table->n_rows);
  g_return_if_fail (column < table->columns->len && vt_table_column_is_text (table, column));
  g_return_if_fail (text != NULL);

  cell = (char **) &g_ptr_array_index (get_column (table, column)->texts, row);
  g_free (*cell);
  *cell = g_strdup (text);
}

const char *
vt_table_get_name (const VtTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  return table->name;
}

guint
vt_table_get_n_rows (const VtTable *table)
{
  g_return_val_if_fail (table != NULL, 0);

  return table->n_rows;
}

guint
vt_table_get_n_columns (const VtTable *table)
{
  g_return_val_if_fail (table != NULL, 0);

  return table->columns->len;
}

const char *
vt_table_get_column_name (const VtTable *table, guint column)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (column < table->columns->len, NULL);

  return get_column (table, column)->name;
}

VtUnit
vt_table_get_column_unit (const VtTable *table, guint column)
{
  g_return_val_if_fail (table != NULL, VT_UNIT_NONE);
  g_return_val_if_fail (column < table->columns->len, VT_UNIT_NONE);

  return get_column (table, column)->unit;
}

gboolean
vt_table_column_is_text (const VtTable *table, guint column)
{
  g_return_val_if_fail (table != NULL, FALSE);
  g_return_val_if_fail (column < table->columns->len, FALSE);

  return get_column (table, column)->texts != NULL;
}

int
vt_table_find_column (const VtTable *table, const char *name)
{
  g_return_val_if_fail (table != NULL, -1);
  g_return_val_if_fail (name != NULL, -1);

  for (guint c = 0; c < table->columns->len; c++)
    if (strcmp (get_column (table, c)->name, name) == 0)
      return (int) c;
  return -1;
}

double
vt_table_get_number (const VtTable *table, guint row, guint column)
{
  g_return_val_if_fail (table != NULL, NAN);
  g_return_val_if_fail (row < table->n_rows, NAN);
  g_return_val_if_fail (column < table->columns->len && !vt_table_column_is_text (table, column), NAN);

  return g_array_index (get_column (table, column)->numbers, double, row);
}

const char *
vt_table_get_text (const VtTable *table, guint row, guint column)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (row < table->n_rows, NULL);
  g_return_val_if_fail (column < table->columns->len && vt_table_column_is_text (table, column), NULL);

  return g_ptr_array_index (get_column (table, column)->texts, row);
}

const double *
vt_table_get_numbers (const VtTable *table, guint column)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (column < table->columns->len && !vt_table_column_is_text (table, column), NULL);

  return (const double *) (gconstpointer) get_column (table, column)->numbers->data;
}

static void
append_text (GString *csv, const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c);
    }
  g_string_append_c (csv, '"');
}

static void
append_number (GString *csv, double value)
{
  char text[VT_DECIMAL_SIZE];

  if (!isnan (value))
    g_string_append (csv, vt_decimal_format (value, text));
}

static void
append_header (GString *csv, const VtTable *table)
{
  for (guint c = 0; c < table->columns->len; c++)
    {
      const Column *column = get_column (table, c);
      const char *suffix = vt_unit_suffix (column->unit);
      g_autofree char *header = g_strconcat (column->name, *suffix != '\0' ? "_" : "", suffix, NULL);

      if (c > 0)
        g_string_append_c (csv, ',');
      append_text (csv, header);
    }
  g_string_append_c (csv, '\n');
}

static void
append_row (GString *csv, const VtTable *table, guint row)
{
  gsize start = csv->len;

  for (guint c = 0; c < table->columns->len; c++)
    {
      const Column *column = get_column (table, c);

      if (c > 0)
        g_string_append_c (csv, ',');
      if (column->texts != NULL)
        append_text (csv, g_ptr_array_index (column->texts, row));
      else
        append_number (csv, g_array_index (column->numbers, double, row));
    }
  /* A lone empty field would be an empty line, which readers skip. */
  if (csv->len == start)
    g_string_append (csv, "\"\"");
  g_string_append_c (csv, '\n');
}

char *
vt_table_to_csv (const VtTable *table)
{
  GString *csv;

  g_return_val_if_fail (table != NULL, NULL);

  csv = g_string_new (NULL);
  append_header (csv, table);
  for (guint row = 0; row < table->n_rows; row++)
    append_row (csv, table, row);
  return g_string_free (csv, FALSE);
}

gboolean
vt_table_write_csv (const VtTable *table, GFile *directory, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = NULL, *csv = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (table != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (directory), FALSE);

  name = g_strconcat (table->name, ".csv", NULL);
  file = g_file_get_child (directory, name);
  csv = vt_table_to_csv (table);
  if (g_file_replace_contents (file, csv, strlen (csv), NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable, &reason))
    return TRUE;

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    {
      g_autofree char *path = g_file_get_parse_name (file);
      VtPlace place = { .file = path, .frame = -1 };

      vt_set_error_at (error, VT_ERROR_OUTPUT, &place, _("the table could not be written: %s"), reason->message);
    }
  return FALSE;
}
