/* Writes a model's HDF5 image: no times, fixed order and fixed compression, so that one model has one image. */
#include "vt-model-private.h"

#include <hdf5.h>
#include <string.h>

#include "vt-error.h"
#include "vt-hdf5-lock.h"
#include "vt-i18n.h"

#define CHUNK_ROWS 4096
#define DEFLATE_LEVEL 6

typedef hid_t Handle;

static void
close_handle (Handle handle)
{
  H5Idec_ref (handle);
}

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (Handle, close_handle, H5I_INVALID_HID)

static Handle
text_type (gsize width)
{
  Handle type = H5Tcopy (H5T_C_S1);

  H5Tset_size (type, MAX (width, 1));
  H5Tset_strpad (type, H5T_STR_NULLPAD);
  H5Tset_cset (type, H5T_CSET_UTF8);

  return type;
}

static gboolean
write_attribute (Handle object, const char *name, Handle file_type, Handle memory_type, gconstpointer value)
{
  g_auto (Handle) space = H5Screate (H5S_SCALAR);
  g_auto (Handle) attribute = H5Acreate2 (object, name, file_type, space, H5P_DEFAULT, H5P_DEFAULT);

  return attribute >= 0 && H5Awrite (attribute, memory_type, value) >= 0;
}

static gboolean
write_text_attribute (Handle object, const char *name, const char *text)
{
  g_auto (Handle) type = text_type (strlen (text));

  return write_attribute (object, name, type, type, text);
}

static gboolean
write_array (Handle        file,
             const char   *path,
             Handle        file_type,
             Handle        memory_type,
             gsize         rows,
             gsize         columns,
             gconstpointer values)
{
  hsize_t extent[2] = { rows, columns };
  hsize_t chunk[2] = { MIN (rows, CHUNK_ROWS), columns };
  int rank = columns == 0 ? 1 : 2;
  g_auto (Handle) space = H5Screate_simple (rank, extent, NULL);
  g_auto (Handle) creation = H5Pcreate (H5P_DATASET_CREATE);
  g_auto (Handle) dataset = H5I_INVALID_HID;

  H5Pset_obj_track_times (creation, FALSE);
  /* Short rows are not worth a chunk. */
  if (rows > 256)
    {
      H5Pset_chunk (creation, rank, chunk);
      H5Pset_shuffle (creation);
      H5Pset_deflate (creation, DEFLATE_LEVEL);
    }
  dataset = H5Dcreate2 (file, path, file_type, space, H5P_DEFAULT, creation, H5P_DEFAULT);

  return dataset >= 0 && H5Dwrite (dataset, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0;
}

static gboolean
write_doubles (Handle file, const char *path, const double *values, gsize n)
{
  return write_array (file, path, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, n, 0, values);
}

static Handle
create_group (Handle file, const char *name)
{
  g_auto (Handle) creation = H5Pcreate (H5P_GROUP_CREATE);

  H5Pset_obj_track_times (creation, FALSE);

  return H5Gcreate2 (file, name, H5P_DEFAULT, creation, H5P_DEFAULT);
}

static gboolean
write_head (Handle file, const VtModel *model)
{
  int version = VT_MODEL_VERSION;
  guint8 affine = model->affine_mapping ? 1 : 0;

  return write_text_attribute (file, "format", "vitrine-model")
         && write_attribute (file, "version", H5T_STD_I32LE, H5T_NATIVE_INT, &version)
         && write_attribute (file, "k", H5T_STD_U32LE, H5T_NATIVE_UINT, &model->k)
         && write_text_attribute (file, "units", VT_MODEL_UNITS)
         && write_text_attribute (file, "normalization", vt_normalization_to_string (model->normalization))
         && write_attribute (file, "affine_mapping", H5T_STD_U8LE, H5T_NATIVE_UINT8, &affine)
         && write_doubles (file, "lags_ps", model->lags, model->n_lags)
         && write_doubles (file, "feature_min", model->minimum, model->n_lags)
         && write_doubles (file, "feature_max", model->maximum, model->n_lags)
         && write_doubles (file, "class_temperatures_K", model->classes, model->n_classes);
}

static gboolean
write_element (Handle file, const VtModelElement *element, guint n_lags)
{
  g_auto (Handle) group = create_group (file, element->symbol);
  gsize n = element->n;

  return group >= 0 && write_attribute (group, "mass", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &element->mass)
         && write_array (group, "features", H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, n, n_lags, element->features)
         && write_array (group, "label", H5T_STD_U8LE, H5T_NATIVE_UINT8, n, 0, element->labels)
         && write_array (group, "atom", H5T_STD_I64LE, H5T_NATIVE_INT64, n, 0, element->atoms)
         && write_doubles (group, "origin_ps", element->origins, n)
         && write_array (group, "run", H5T_STD_I32LE, H5T_NATIVE_INT32, n, 0, element->runs)
         && write_doubles (group, "distance_quantiles", element->distance_quantiles, VT_MODEL_N_QUANTILES);
}

static gboolean
write_run_names (Handle group, const VtModel *model)
{
  g_auto (Handle) type = H5I_INVALID_HID;
  g_autofree char *names = NULL;
  gsize width = 1;

  for (guint r = 0; r < model->n_runs; r++)
    width = MAX (width, strlen (model->runs[r].identity));
  names = g_malloc0_n (model->n_runs, width);
  for (guint r = 0; r < model->n_runs; r++)
    memcpy (names + r * width, model->runs[r].identity, strlen (model->runs[r].identity));
  type = text_type (width);

  return write_array (group, "runs", type, type, model->n_runs, 0, names);
}

static gboolean
write_provenance (Handle file, const VtModel *model)
{
  g_auto (Handle) group = create_group (file, "provenance");
  g_autofree double *temperatures = g_new (double, model->n_runs);

  for (guint r = 0; r < model->n_runs; r++)
    temperatures[r] = model->runs[r].temperature;
  if (group < 0 || !write_run_names (group, model)
      || !write_doubles (group, "run_temperatures_K", temperatures, model->n_runs))
    return FALSE;

  for (guint i = 0; model->provenance != NULL && model->provenance[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (model->provenance[i], "=", 2);

      if (g_strv_length (pair) == 2 && !write_text_attribute (group, pair[0], pair[1]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_validation (Handle file, const VtModelValidation *validation)
{
  g_auto (Handle) group = H5I_INVALID_HID;

  if (validation == NULL)
    return TRUE;

  group = create_group (file, "validation");

  return group >= 0 && write_attribute (group, "folds", H5T_STD_U32LE, H5T_NATIVE_UINT, &validation->n_folds)
         && write_attribute (group, "rmse_K", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &validation->rmse)
         && write_attribute (group, "rmse_classes_K", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &validation->class_rmse)
         && write_doubles (group, "temperature_K", validation->temperatures, validation->n)
         && write_doubles (group, "mean_t_ml_K", validation->mean_t_ml, validation->n)
         && write_doubles (group, "deviation_K", validation->deviations, validation->n);
}

static GBytes *
get_image (Handle file)
{
  g_autofree char *buffer = NULL;
  gssize size;

  if (H5Fflush (file, H5F_SCOPE_GLOBAL) < 0)
    return NULL;
  size = H5Fget_file_image (file, NULL, 0);
  if (size <= 0)
    return NULL;
  buffer = g_try_malloc ((gsize) size);
  if (buffer == NULL || H5Fget_file_image (file, buffer, (gsize) size) != size)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&buffer), (gsize) size);
}

static GBytes *
write_image (const VtModel *model)
{
  g_auto (Handle) access = H5Pcreate (H5P_FILE_ACCESS);
  g_auto (Handle) creation = H5Pcreate (H5P_FILE_CREATE);
  g_auto (Handle) file = H5I_INVALID_HID;

  H5Pset_fapl_core (access, 1 << 20, FALSE);
  H5Pset_obj_track_times (creation, FALSE);
  file = H5Fcreate ("model.h5", H5F_ACC_TRUNC, creation, access);
  if (file < 0 || !write_head (file, model))
    return NULL;
  for (guint e = 0; e < model->n_elements; e++)
    if (!write_element (file, &model->elements[e], model->n_lags))
      return NULL;

  return write_provenance (file, model) && write_validation (file, model->validation) ? get_image (file) : NULL;
}

GBytes *
vt_model_to_image (VtModel *model, GError **error)
{
  H5E_auto2_t report;
  gpointer report_data;
  GBytes *image;

  g_return_val_if_fail (model != NULL, NULL);

  vt_hdf5_lock ();
  /* See the reader: it has to be said before HDF5 is first used. */
  H5dont_atexit ();
  H5Eget_auto2 (H5E_DEFAULT, &report, &report_data);
  H5Eset_auto2 (H5E_DEFAULT, NULL, NULL);
  image = write_image (model);
  H5Eset_auto2 (H5E_DEFAULT, report, report_data);
  vt_hdf5_unlock ();

  if (image == NULL)
    vt_set_error_at (error, VT_ERROR_OUTPUT, NULL, _("HDF5 could not write the model"));

  return image;
}
