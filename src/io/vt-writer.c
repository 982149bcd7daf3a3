#include "vt-writer.h"

#include <math.h>
#include <string.h>

#include "vt-decimal.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-output-file.h"
#include "vt-output-format.h"

/* Atoms whose lines are made before the stream gets them and the cancellable is asked: some 2 ms. */
#define BLOCK 2048

typedef struct
{
  const char           *suffix;
  const char           *format;
  const VtOutputFormat *writer; /* NULL for HDF5 */
} KnownSuffix;

static const KnownSuffix known_suffixes[] = {
  { ".extxyz", "extxyz", &vt_output_format_extxyz }, { ".xyz", "extxyz", &vt_output_format_extxyz },
  { ".dump", "dump", &vt_output_format_dump },       { ".lammpstrj", "dump", &vt_output_format_dump },
  { ".csv", "csv", &vt_output_format_csv },          { ".h5", "h5", NULL },
  { ".hdf5", "h5", NULL },
};

const char *const *
vt_writer_get_formats (void)
{
  static const char *const formats[] = { "extxyz", "dump", "csv", "h5", NULL };

  return formats;
}

static const KnownSuffix *
find_format (GFile *file, const char *format, gboolean *compress, GError **error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_ascii_strdown (base != NULL ? base : "", -1);
  VtPlace place = { name, -1, 0, _("Known are .extxyz, .dump and .csv, each also with .gz, and .h5") };

  *compress = g_str_has_suffix (name, ".gz");
  if (*compress)
    name[strlen (name) - strlen (".gz")] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (known_suffixes); i++)
    {
      const KnownSuffix *known = &known_suffixes[i];

      if (format != NULL ? !g_str_equal (known->format, format) : !g_str_has_suffix (name, known->suffix))
        continue;
      if (known->writer != NULL || !*compress)
        return known;
      vt_set_error_at (error, VT_ERROR_USAGE, &place, _("HDF5 files are compressed inside, they need no .gz"));
      return NULL;
    }
  vt_set_error_at (error, VT_ERROR_USAGE, &place, _("the name does not tell a format that can be written"));
  return NULL;
}

gboolean
vt_writer_check (GFile *file, const char *format, GError **error)
{
  gboolean compress;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  return find_format (file, format, &compress, error) != NULL;
}

void
vt_output_append_number (GString *text, double value)
{
  char buffer[VT_DECIMAL_SIZE];

  /* Most columns are counts: what is whole needs no search for its digits. */
  if (fabs (value) < 1e15 && value == rint (value) && !(value == 0.0 && signbit (value)))
    g_string_append_printf (text, "%.0f", value);
  else
    g_string_append (text, vt_decimal_format (value, buffer));
}

const char *
vt_output_column_get_text (const VtOutputColumn *column, gsize atom)
{
  double value = vt_column_get_values (column->column)[atom];
  double index = rint (value) - column->first_category;

  if (column->categories == NULL || !(index >= 0.0) || index >= g_strv_length ((char **) column->categories))
    return NULL;
  return column->categories[(guint) index];
}

char *
vt_output_column_get_word (const VtOutputColumn *column)
{
  char *word = g_strdup (vt_column_get_name (column->column));

  for (char *p = word; *p != '\0'; p++)
    if (g_ascii_isspace (*p) || g_ascii_iscntrl (*p) || strchr (":\"'/=", *p) != NULL)
      *p = '_';
  return word;
}

gint64
vt_output_get_id (const VtOutput *output, gsize atom)
{
  return vt_atom_table_get_ids (vt_frame_get_atoms (output->frame))[atom];
}

const char *
vt_output_get_element (const VtOutput *output, gsize atom)
{
  const VtAtomTable *atoms = vt_frame_get_atoms (output->frame);

  return vt_atom_table_get_species_name (atoms, vt_atom_table_get_species (atoms)[atom]);
}

static gboolean
write_lines (const VtOutput *output, const VtOutputFormat *format, GOutputStream *stream, VtProgress *progress,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n = vt_frame_get_n_atoms (output->frame);

  format->header (output, text);
  for (gsize begin = 0; begin < n || text->len > 0; begin += BLOCK)
    {
      for (gsize i = begin; i < MIN (begin + BLOCK, n); i++)
        format->row (output, i, text);
      if (!g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error))
        return FALSE;
      g_string_truncate (text, 0);
      vt_progress_set (progress, n > 0 ? (double) MIN (begin + BLOCK, n) / (double) n : 1.0);
    }
  return TRUE;
}

/* One column of a matrix, called after what its counts belong to. (transfer full) */
static VtColumn *
take_matrix_column (const VtOutput *output, guint index)
{
  const VtOutputMatrix *matrix = output->matrix;
  gsize n = vt_frame_get_n_atoms (output->frame);
  double *values = g_new (double, n);
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *name = NULL;

  g_ascii_formatd (number, sizeof number, "%.12g", matrix->labels[index]);
  name = g_strdup_printf ("%s_%s%s", matrix->name, number, vt_unit_suffix (matrix->label_unit));
  for (gsize i = 0; i < n; i++)
    values[i] = matrix->values[i * matrix->n + index];
  return vt_column_new_take (name, VT_UNIT_NONE, values, n);
}

/* What a text format gets: its columns, and the matrix's behind them. @columns borrows from @kept. */
static VtOutput
spread_matrix (const VtOutput *output, GArray *columns, GPtrArray *kept)
{
  VtOutput spread = *output;

  g_array_append_vals (columns, output->columns, output->n_columns);
  for (guint c = 0; output->matrix != NULL && output->matrix->in_text && c < output->matrix->n; c++)
    {
      VtOutputColumn column = { .column = take_matrix_column (output, c) };

      g_ptr_array_add (kept, column.column);
      g_array_append_val (columns, column);
    }
  spread.matrix = NULL;
  spread.columns = (const VtOutputColumn *) (gpointer) columns->data;
  spread.n_columns = columns->len;
  return spread;
}

static gboolean
write_text (const VtOutput *output, const VtOutputFormat *format, VtOutputFile *file, gboolean compress,
            VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) stream = vt_output_file_open (file, compress);

  return write_lines (output, format, stream, progress, cancellable, error)
         && g_output_stream_close (stream, cancellable, error);
}

/* No format has a place for two columns of one name, nor for one called like the first that all files have. */
static gboolean
check_names (const VtOutput *output, GError **error)
{
  static const char *const taken[] = { "id", "element", "species", "pos", "x", "y", "z", "xu", "yu", "zu", NULL };
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint c = 0; c < output->n_columns; c++)
    {
      char *word = vt_output_column_get_word (&output->columns[c]);

      if (g_strv_contains (taken, word) || g_hash_table_contains (words, word))
        {
          vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("two columns would be called “%s”"), word);
          g_free (word);
          return FALSE;
        }
      g_hash_table_add (words, word);
    }
  if (output->matrix != NULL && g_hash_table_contains (words, output->matrix->name))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("two columns would be called “%s”"), output->matrix->name);
      return FALSE;
    }
  return TRUE;
}

gboolean
vt_writer_write (GFile *file, const char *format, const VtOutput *output, VtProgress *progress,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_column_unref);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (VtOutputColumn));
  g_autoptr (VtOutputFile) target = NULL;
  g_autoptr (GError) reason = NULL;
  const KnownSuffix *known;
  gboolean compress, written;
  VtOutput spread;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (output != NULL && output->frame != NULL, FALSE);
  for (guint c = 0; c < output->n_columns; c++)
    g_return_val_if_fail (vt_column_get_n (output->columns[c].column) == vt_frame_get_n_atoms (output->frame), FALSE);

  known = find_format (file, format, &compress, error);
  if (known == NULL)
    return FALSE;
  spread = known->writer != NULL ? spread_matrix (output, columns, kept) : *output;
  if (!check_names (&spread, error))
    return FALSE;
  target = vt_output_file_begin (file, error);
  if (target == NULL)
    return FALSE;
  if (known->writer != NULL)
    written = write_text (&spread, known->writer, target, compress, progress, cancellable, &reason);
  else
    written = vt_output_write_hdf5 (&spread, vt_output_file_get_path (target), cancellable, &reason);
  if (!written)
    return vt_output_file_fail (target, g_steal_pointer (&reason), error);
  return vt_output_file_commit (target, error);
}
