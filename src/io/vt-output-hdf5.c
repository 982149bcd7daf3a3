/* HDF5 results. Handles are closed in the order they were opened, the file last; each is checked, and the first that
 * fails ends the writing with a plain failure: the caller says which file it was. */
#include "vt-output-format.h"

#include <hdf5.h>
#include <string.h>

#include "vt-error.h"
#include "vt-hdf5-lock.h"
#include "vt-i18n.h"

#define VERSION 1
#define CHUNK 65536
#define DEFLATE_LEVEL 4

static gboolean
write_attribute (hid_t place, const char *name, hid_t type, hsize_t n, const void *values)
{
  hid_t space = n > 1 ? H5Screate_simple (1, &n, NULL) : H5Screate (H5S_SCALAR);
  hid_t attribute = H5Acreate2 (place, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
  gboolean written = attribute >= 0 && H5Awrite (attribute, type, values) >= 0;

  if (attribute >= 0)
    H5Aclose (attribute);
  H5Sclose (space);
  return written;
}

static hid_t
text_type (gsize length)
{
  hid_t type = H5Tcopy (H5T_C_S1);

  H5Tset_size (type, MAX (length, 1));
  H5Tset_strpad (type, H5T_STR_NULLPAD);
  H5Tset_cset (type, H5T_CSET_UTF8);
  return type;
}

static gboolean
write_text_attribute (hid_t place, const char *name, const char *text)
{
  hid_t type = text_type (strlen (text));
  gboolean written = write_attribute (place, name, type, 1, text);

  H5Tclose (type);
  return written;
}

/* @width: values a row, 0 for a plain column. Negative where it fails, otherwise to be closed. */
static hid_t
write_rows (hid_t group, const char *name, hid_t type, hsize_t n, hsize_t width, const void *values)
{
  const hsize_t shape[2] = { n, width }, chunk[2] = { MIN (n, MAX (CHUNK / MAX (width, 1), 1)), width };
  int rank = width > 0 ? 2 : 1;
  hid_t space = H5Screate_simple (rank, shape, NULL), settings = H5Pcreate (H5P_DATASET_CREATE), dataset;

  if (n > 0)
    {
      H5Pset_chunk (settings, rank, chunk);
      H5Pset_shuffle (settings);
      H5Pset_deflate (settings, DEFLATE_LEVEL);
    }
  dataset = H5Dcreate2 (group, name, type, space, H5P_DEFAULT, settings, H5P_DEFAULT);
  if (dataset >= 0 && n > 0 && H5Dwrite (dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0)
    {
      H5Dclose (dataset);
      dataset = -1;
    }
  H5Pclose (settings);
  H5Sclose (space);
  return dataset;
}

/* @unit: "" for none */
static gboolean
write_dataset (hid_t group, const char *name, hid_t type, hsize_t n, const void *values, const char *unit)
{
  hid_t dataset = write_rows (group, name, type, n, 0, values);
  gboolean written = dataset >= 0 && (*unit == '\0' || write_text_attribute (dataset, "unit", unit));

  if (dataset >= 0)
    H5Dclose (dataset);
  return written;
}

static gboolean
write_matrix (hid_t group, const VtOutput *output)
{
  const VtOutputMatrix *matrix = output->matrix;
  g_autofree char *label = g_strdup_printf ("%s_%s", matrix->label_name, vt_unit_suffix (matrix->label_unit));
  hid_t dataset = write_rows (group, matrix->name, H5T_NATIVE_UINT16, vt_frame_get_n_atoms (output->frame), matrix->n,
                              matrix->values);
  gboolean written = dataset >= 0 && write_attribute (dataset, label, H5T_NATIVE_DOUBLE, matrix->n, matrix->labels);

  if (dataset >= 0)
    H5Dclose (dataset);
  return written;
}

typedef const char *(*TextFunc) (const VtOutput *output, const VtOutputColumn *column, gsize atom);

static const char *
element_text (const VtOutput *output, const VtOutputColumn *column, gsize atom)
{
  return vt_output_get_element (output, atom);
}

static const char *
category_text (const VtOutput *output, const VtOutputColumn *column, gsize atom)
{
  const char *text = vt_output_column_get_text (column, atom);

  return text != NULL ? text : "-";
}

/* Text of one width, which every reader of HDF5 can do with. */
static gboolean
write_texts (hid_t group, const char *name, const VtOutput *output, const VtOutputColumn *column, TextFunc func)
{
  gsize n = vt_frame_get_n_atoms (output->frame), width = 1;
  g_autofree char *texts = NULL;
  gboolean written;
  hid_t type;

  for (gsize i = 0; i < n; i++)
    width = MAX (width, strlen (func (output, column, i)));
  texts = g_malloc0 (MAX (n, 1) * width);
  for (gsize i = 0; i < n; i++)
    {
      const char *text = func (output, column, i);

      memcpy (texts + i * width, text, strlen (text));
    }
  type = text_type (width);
  written = write_dataset (group, name, type, n, texts, "");
  H5Tclose (type);
  return written;
}

static gboolean
write_atoms (hid_t group, const VtOutput *output, GCancellable *cancellable)
{
  static const char *const axes[3] = { "x", "y", "z" };
  VtFrame *frame = output->frame;
  gsize n = vt_frame_get_n_atoms (frame);
  const gint64 *ids = vt_atom_table_get_ids (vt_frame_get_atoms (frame));
  gboolean written = write_dataset (group, "id", H5T_NATIVE_INT64, n, ids, "")
                     && write_texts (group, "element", output, NULL, element_text);

  for (guint d = 0; d < 3 && written; d++)
    written = write_dataset (group, axes[d], H5T_NATIVE_DOUBLE, n, vt_frame_get_axis (frame, d),
                             vt_unit_suffix (VT_UNIT_ANGSTROM));
  for (guint c = 0; c < output->n_columns && written && !g_cancellable_is_cancelled (cancellable); c++)
    {
      const VtOutputColumn *column = &output->columns[c];
      g_autofree char *name = vt_output_column_get_word (column);

      if (column->categories != NULL)
        written = write_texts (group, name, output, column, category_text);
      else
        written = write_dataset (group, name, H5T_NATIVE_DOUBLE, n, vt_column_get_values (column->column),
                                 vt_unit_suffix (vt_column_get_unit (column->column)));
    }
  if (written && output->matrix != NULL && !g_cancellable_is_cancelled (cancellable))
    written = write_matrix (group, output);
  return written;
}

static gboolean
write_root (hid_t file, const VtOutput *output)
{
  const VtCell *cell = vt_frame_get_cell (output->frame);
  const int version = VERSION;
  const int periodic[3] = { cell->periodic[0], cell->periodic[1], cell->periodic[2] };
  const gint64 step = vt_frame_get_step (output->frame);
  const double time = vt_frame_get_time (output->frame);
  const hsize_t shape[2] = { 3, 3 };
  hid_t space = H5Screate_simple (2, shape, NULL);
  hid_t vectors = H5Acreate2 (file, "cell_vectors", H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT);
  gboolean written = vectors >= 0 && H5Awrite (vectors, H5T_NATIVE_DOUBLE, cell->vectors) >= 0;

  if (vectors >= 0)
    H5Aclose (vectors);
  H5Sclose (space);
  return written && write_text_attribute (file, "format", "vitrine-results")
         && write_attribute (file, "version", H5T_NATIVE_INT, 1, &version)
         && write_text_attribute (file, "program_version", VT_VERSION)
         && write_attribute (file, "cell_origin", H5T_NATIVE_DOUBLE, 3, cell->origin)
         && write_attribute (file, "periodic", H5T_NATIVE_INT, 3, periodic)
         && write_attribute (file, "step", H5T_NATIVE_INT64, 1, &step)
         && write_attribute (file, "time_ps", H5T_NATIVE_DOUBLE, 1, &time);
}

static gboolean
write_metadata (hid_t group, const char *const *metadata)
{
  gboolean written = TRUE;

  for (; written && metadata != NULL && metadata[0] != NULL && metadata[1] != NULL; metadata += 2)
    written = write_text_attribute (group, metadata[0], metadata[1]);
  return written;
}

static gboolean
write_file (hid_t file, const VtOutput *output, GCancellable *cancellable)
{
  hid_t atoms = H5Gcreate2 (file, "atoms", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  hid_t metadata = H5Gcreate2 (file, "metadata", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  gboolean written = atoms >= 0 && metadata >= 0 && write_root (file, output)
                     && write_atoms (atoms, output, cancellable) && write_metadata (metadata, output->metadata);

  if (metadata >= 0)
    H5Gclose (metadata);
  if (atoms >= 0)
    H5Gclose (atoms);
  return written;
}

gboolean
vt_output_write_hdf5 (const VtOutput *output, const char *path, GCancellable *cancellable, GError **error)
{
  gboolean written = FALSE;
  H5E_auto2_t report;
  void *report_data;
  hid_t file;

  g_return_val_if_fail (output != NULL && path != NULL, FALSE);

  vt_hdf5_lock ();
  /* HDF5 prints its errors; ours are told by GError. */
  H5Eget_auto2 (H5E_DEFAULT, &report, &report_data);
  H5Eset_auto2 (H5E_DEFAULT, NULL, NULL);
  file = H5Fcreate (path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  if (file >= 0)
    {
      written = write_file (file, output, cancellable);
      /* The last bytes go out on closing, so a full disk may show only here. */
      written = H5Fclose (file) >= 0 && written;
    }
  H5Eset_auto2 (H5E_DEFAULT, report, report_data);
  vt_hdf5_unlock ();
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!written)
    vt_set_error_at (error, VT_ERROR_OUTPUT, NULL, _("HDF5 could not write it; is the disk full?"));
  return written;
}
