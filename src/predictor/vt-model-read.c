/* Reads a model's HDF5 image. Nothing in it is trusted: types, shapes, sizes and values are checked before the model
 * sees them, and memory is asked for only where the file is large enough to hold what it claims. */
#include "vt-model-private.h"

#include <inttypes.h>
#include <hdf5.h>
#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-hdf5-lock.h"
#include "vt-i18n.h"

#define MAX_LAGS 1024
/* HDF5 asks for a name even in memory, and refuses one that is a file: nothing can lie below a device. */
#define IMAGE_NAME "/dev/null/model"
#define MAX_ELEMENTS 128
#define MAX_TEXT (1 << 20)
#define MAX_K G_MAXUINT16
/* Deflate makes at most 1032 bytes of one. */
#define MAX_EXPANSION 1032

typedef hid_t Handle;

static void
close_handle (Handle handle)
{
  H5Idec_ref (handle);
}

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (Handle, close_handle, H5I_INVALID_HID)

/* A place in the file: what is read, and what to call it in a message. */
typedef struct
{
  Handle      file;
  const char *shown;
  GError    **error;
} Source;

static gboolean G_GNUC_PRINTF (3, 4)
refuse (const Source *source, const char *path, const char *format, ...)
{
  VtPlace place = { .file = source->shown, .frame = -1 };
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  vt_set_error_at (source->error, VT_ERROR_MODEL, &place, _("%s in the model: %s"), path, reason);

  return FALSE;
}

/* The dataset's extent; FALSE where it is not a dataset of that class and rank, or claims more than the file holds. */
static gboolean
check_dataset (const Source *source, Handle dataset, const char *path, H5T_class_t class, int rank, hsize_t *extent)
{
  g_auto (Handle) type = H5Dget_type (dataset);
  g_auto (Handle) space = H5Dget_space (dataset);
  hsize_t limit = H5Dget_storage_size (dataset) * (hsize_t) MAX_EXPANSION;
  hsize_t size;

  if (type < 0 || space < 0 || H5Tget_class (type) != class)
    return refuse (source, path, class == H5T_FLOAT ? _("floating-point numbers are expected")
                                 : class == H5T_INTEGER ? _("whole numbers are expected") : _("text is expected"));
  if (H5Sget_simple_extent_type (space) != H5S_SIMPLE || H5Sget_simple_extent_ndims (space) != rank)
    return refuse (source, path, _("an array of %d dimensions is expected"), rank);

  H5Sget_simple_extent_dims (space, extent, NULL);
  size = H5Tget_size (type);
  for (int d = 0; d < rank; d++)
    {
      if (extent[d] == 0)
        return refuse (source, path, _("the array is empty"));
      if (extent[d] > limit / size)
        return refuse (source, path, _("the array claims more numbers than the file can hold"));
      size *= extent[d];
    }

  return TRUE;
}

/* Reads an array of doubles, floats or whole numbers: @expected of 0 takes what is there and tells it in @extent. */
static gpointer
read_array (const Source  *source,
            const char    *path,
            hid_t          memory_type,
            int            rank,
            const hsize_t *expected,
            hsize_t       *extent)
{
  g_auto (Handle) dataset = H5Dopen2 (source->file, path, H5P_DEFAULT);
  g_autofree char *values = NULL;
  gsize size = H5Tget_size (memory_type);

  if (dataset < 0)
    {
      refuse (source, path, _("the dataset is missing"));
      return NULL;
    }
  if (!check_dataset (source, dataset, path, H5Tget_class (memory_type), rank, extent))
    return NULL;

  for (int d = 0; d < rank; d++)
    {
      if (expected[d] != 0 && extent[d] != expected[d])
        {
          refuse (source, path, _("dimension %d has %" PRIu64 " entries instead of %" PRIu64),
                  d + 1, (guint64) extent[d], (guint64) expected[d]);
          return NULL;
        }
      size *= extent[d];
    }

  values = g_try_malloc (size);
  if (values == NULL || H5Dread (dataset, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0)
    {
      refuse (source, path, _("the dataset cannot be read"));
      return NULL;
    }

  return g_steal_pointer (&values);
}

/* A row of doubles, all of them finite. */
static double *
read_row (const Source *source, const char *path, gsize expected, gsize *n)
{
  hsize_t wanted = expected;
  hsize_t extent = 0;
  g_autofree double *row = read_array (source, path, H5T_NATIVE_DOUBLE, 1, &wanted, &extent);

  if (row == NULL)
    return NULL;

  for (gsize i = 0; i < extent; i++)
    if (!isfinite (row[i]))
      {
        refuse (source, path, _("entry %zu is not a finite number"), i);
        return NULL;
      }
  if (n != NULL)
    *n = extent;

  return g_steal_pointer (&row);
}

static gboolean
check_ascending (const Source *source, const char *path, const double *row, gsize n, gsize most)
{
  if (n > most)
    return refuse (source, path, _("more than %zu entries"), most);

  for (gsize i = 0; i < n; i++)
    if (row[i] <= (i == 0 ? 0 : row[i - 1]))
      return refuse (source, path, _("positive, ascending numbers are expected"));

  return TRUE;
}

/* (transfer full): the text of a string attribute, however its writer stored it. */
static char *
read_text_attribute (const Source *source, const char *path, const char *name)
{
  g_auto (Handle) attribute = H5Aopen_by_name (source->file, path, name, H5P_DEFAULT, H5P_DEFAULT);
  g_auto (Handle) type = H5I_INVALID_HID;
  g_auto (Handle) space = H5I_INVALID_HID;
  g_autofree char *fixed = NULL;
  char *variable = NULL;
  char *text;

  if (attribute < 0)
    return NULL;
  type = H5Aget_type (attribute);
  space = H5Aget_space (attribute);
  if (type < 0 || space < 0 || H5Tget_class (type) != H5T_STRING || H5Sget_simple_extent_npoints (space) != 1)
    return NULL;

  if (H5Tis_variable_str (type) > 0)
    {
      if (H5Aread (attribute, type, &variable) < 0 || variable == NULL)
        return NULL;
      text = g_strdup (variable);
      H5Dvlen_reclaim (type, space, H5P_DEFAULT, &variable);
    }
  else
    {
      if (H5Tget_size (type) > MAX_TEXT)
        return NULL;
      fixed = g_malloc0 (H5Tget_size (type) + 1);
      if (H5Aread (attribute, type, fixed) < 0)
        return NULL;
      text = g_strdup (fixed);
    }

  return text;
}

/* A single number; booleans, which h5py writes as an enumeration, count as whole numbers. */
static gboolean
read_number_attribute (const Source *source, const char *path, const char *name, hid_t memory_type, gpointer value)
{
  g_auto (Handle) attribute = H5Aopen_by_name (source->file, path, name, H5P_DEFAULT, H5P_DEFAULT);
  g_auto (Handle) type = H5I_INVALID_HID;
  g_auto (Handle) space = H5I_INVALID_HID;
  H5T_class_t class;

  if (attribute < 0)
    return FALSE;
  type = H5Aget_type (attribute);
  space = H5Aget_space (attribute);
  if (type < 0 || space < 0 || H5Sget_simple_extent_npoints (space) != 1)
    return FALSE;

  class = H5Tget_class (type);
  if (class != H5Tget_class (memory_type) && !(class == H5T_ENUM && H5Tget_class (memory_type) == H5T_INTEGER))
    return FALSE;

  return H5Aread (attribute, memory_type, value) >= 0;
}

static gboolean
read_version (const Source *source, int *version)
{
  VtPlace place = { .file = source->shown, .frame = -1 };
  g_autofree char *format = read_text_attribute (source, ".", "format");

  if (g_strcmp0 (format, "vitrine-model") != 0)
    {
      place.hint = _("The attribute “format” must say “vitrine-model”");
      vt_set_error_at (source->error, VT_ERROR_MODEL, &place, _("this HDF5 file is no model"));
      return FALSE;
    }
  if (!read_number_attribute (source, ".", "version", H5T_NATIVE_INT, version) || *version < 1)
    return refuse (source, "version", _("a whole number from 1 is expected"));
  if (*version > VT_MODEL_VERSION)
    {
      place.hint = _("A newer Vitrine wrote it: update the program, or train the model again");
      vt_set_error_at (source->error, VT_ERROR_MODEL, &place,
                       _("the model has version %d, and this program reads up to %d"), *version, VT_MODEL_VERSION);
      return FALSE;
    }

  return TRUE;
}

/* Models of version 1 are all in these units. */
static gboolean
check_units (const Source *source, int version)
{
  g_autofree char *units = read_text_attribute (source, ".", "units");

  return version < 2 || g_strcmp0 (units, VT_MODEL_UNITS) == 0
         || refuse (source, "units", _("“%s” is expected: Å, ps and K"), VT_MODEL_UNITS);
}

static gboolean
read_settings (const Source *source, VtModel *model)
{
  g_autofree char *normalization = NULL;
  gint64 k = 0;
  int affine = -1;

  if (!read_number_attribute (source, ".", "k", H5T_NATIVE_INT64, &k) || k < 1 || k > MAX_K)
    return refuse (source, "k", _("a whole number from 1 to %d is expected"), MAX_K);
  normalization = read_text_attribute (source, ".", "normalization");
  if (normalization == NULL || !vt_normalization_from_string (normalization, &model->normalization))
    return refuse (source, "normalization", _("one of “T/m”, “m”, “T”, “none” is expected"));
  if (!read_number_attribute (source, ".", "affine_mapping", H5T_NATIVE_INT, &affine) || affine < 0 || affine > 1)
    return refuse (source, "affine_mapping", _("0 or 1 is expected"));

  model->k = (guint) k;
  model->affine_mapping = affine == 1;

  return TRUE;
}

static gboolean
read_scales (const Source *source, VtModel *model)
{
  gsize n_lags = 0;
  gsize n_classes = 0;

  model->lags = read_row (source, "lags_ps", 0, &n_lags);
  if (model->lags == NULL || !check_ascending (source, "lags_ps", model->lags, n_lags, MAX_LAGS))
    return FALSE;
  model->n_lags = (guint) n_lags;

  model->minimum = read_row (source, "feature_min", n_lags, NULL);
  if (model->minimum == NULL)
    return FALSE;
  model->maximum = read_row (source, "feature_max", n_lags, NULL);
  if (model->maximum == NULL)
    return FALSE;
  for (gsize j = 0; j < n_lags; j++)
    if (model->minimum[j] > model->maximum[j])
      return refuse (source, "feature_max", _("entry %zu lies below feature_min"), j);

  model->classes = read_row (source, "class_temperatures_K", 0, &n_classes);
  if (model->classes == NULL
      || !check_ascending (source, "class_temperatures_K", model->classes, n_classes, VT_MODEL_MAX_CLASSES))
    return FALSE;
  model->n_classes = (guint) n_classes;

  return TRUE;
}

static gboolean
fill_runs (const Source *source, Handle dataset, Handle type, VtModel *model, hsize_t n)
{
  g_auto (Handle) space = H5Dget_space (dataset);
  gboolean variable = H5Tis_variable_str (type) > 0;
  gsize width = H5Tget_size (type);
  g_autofree char *buffer = g_try_malloc0_n (n, width);

  if (buffer == NULL || H5Dread (dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, buffer) < 0)
    return refuse (source, "provenance/runs", _("the dataset cannot be read"));

  model->runs = g_new0 (VtModelRun, n);
  model->n_runs = (guint) n;
  for (gsize r = 0; r < n; r++)
    model->runs[r].identity =
        variable ? g_strdup (((char **) (gpointer) buffer)[r]) : g_strndup (buffer + r * width, width);
  if (variable)
    H5Dvlen_reclaim (type, space, H5P_DEFAULT, buffer);

  for (gsize r = 0; r < n; r++)
    if (model->runs[r].identity == NULL || !g_utf8_validate (model->runs[r].identity, -1, NULL))
      return refuse (source, "provenance/runs", _("entry %zu is no text"), r);

  return TRUE;
}

static gboolean
read_runs (const Source *source, VtModel *model)
{
  g_auto (Handle) dataset = H5Dopen2 (source->file, "provenance/runs", H5P_DEFAULT);
  g_auto (Handle) type = H5I_INVALID_HID;
  g_autofree double *temperatures = NULL;
  hsize_t n = 0;

  if (dataset < 0)
    return refuse (source, "provenance/runs", _("the dataset is missing"));
  if (!check_dataset (source, dataset, "provenance/runs", H5T_STRING, 1, &n))
    return FALSE;
  if (n > G_MAXINT32)
    return refuse (source, "provenance/runs", _("too many runs"));

  type = H5Dget_type (dataset);
  if (!fill_runs (source, dataset, type, model, n))
    return FALSE;

  temperatures = read_row (source, "provenance/run_temperatures_K", n, NULL);
  if (temperatures == NULL)
    return FALSE;
  for (gsize r = 0; r < n; r++)
    model->runs[r].temperature = temperatures[r];

  return TRUE;
}

/* Attributes of the provenance group that are text, whoever wrote them; what is not text is passed over. */
static herr_t
add_provenance (hid_t group, const char *name, const H5A_info_t *info, void *data)
{
  gpointer *pair = data;
  g_autofree char *text = read_text_attribute (pair[0], "provenance", name);

  if (text != NULL && g_utf8_validate (text, -1, NULL))
    g_ptr_array_add (pair[1], g_strdup_printf ("%s=%s", name, text));

  return 0;
}

static void
read_provenance (const Source *source, VtModel *model)
{
  g_auto (Handle) group = H5Gopen2 (source->file, "provenance", H5P_DEFAULT);
  GPtrArray *texts = g_ptr_array_new ();
  gpointer pair[] = { (gpointer) source, texts };

  if (group >= 0)
    H5Aiterate2 (group, H5_INDEX_NAME, H5_ITER_INC, NULL, add_provenance, pair);
  g_ptr_array_add (texts, NULL);
  model->provenance = (char **) g_ptr_array_free (texts, FALSE);
}

static gpointer
read_instances (const Source *source, const char *symbol, const char *name, hid_t memory_type, gsize n)
{
  g_autofree char *path = g_strdup_printf ("%s/%s", symbol, name);
  hsize_t expected = n;
  hsize_t extent;

  return read_array (source, path, memory_type, 1, &expected, &extent);
}

static gboolean
read_features (const Source *source, VtModelElement *element, guint n_lags)
{
  g_autofree char *path = g_strdup_printf ("%s/features", element->symbol);
  hsize_t expected[2] = { 0, n_lags };
  hsize_t extent[2];

  element->features = read_array (source, path, H5T_NATIVE_FLOAT, 2, expected, extent);
  if (element->features == NULL)
    return FALSE;
  if (extent[0] >= G_MAXINT32)
    return refuse (source, path, _("too many instances"));

  element->n = extent[0];
  for (gsize i = 0; i < element->n * n_lags; i++)
    if (!isfinite (element->features[i]))
      return refuse (source, path, _("instance %zu is not finite"), i / n_lags);

  return TRUE;
}

static gboolean
check_instances (const Source *source, const VtModelElement *element, const VtModel *model)
{
  g_autofree char *labels = g_strdup_printf ("%s/label", element->symbol);
  g_autofree char *origins = g_strdup_printf ("%s/origin_ps", element->symbol);
  g_autofree char *runs = g_strdup_printf ("%s/run", element->symbol);

  for (gsize i = 0; i < element->n; i++)
    {
      if (element->labels[i] >= model->n_classes)
        return refuse (source, labels, _("entry %zu names class %d of %u"), i, element->labels[i],
                       model->n_classes);
      if (!isfinite (element->origins[i]))
        return refuse (source, origins, _("entry %zu is not a finite number"), i);
      if (element->runs[i] < 0 || (guint) element->runs[i] >= model->n_runs)
        return refuse (source, runs, _("entry %zu names run %d of %u"), i, element->runs[i],
                       model->n_runs);
    }

  return TRUE;
}

static gboolean
read_quantiles (const Source *source, VtModelElement *element)
{
  g_autofree char *path = g_strdup_printf ("%s/distance_quantiles", element->symbol);

  element->distance_quantiles = read_row (source, path, VT_MODEL_N_QUANTILES, NULL);
  if (element->distance_quantiles == NULL)
    return FALSE;

  for (gsize i = 0; i < VT_MODEL_N_QUANTILES; i++)
    if (element->distance_quantiles[i] < (i == 0 ? 0 : element->distance_quantiles[i - 1]))
      return refuse (source, path, _("the quantiles must not descend"));

  return TRUE;
}

static gboolean
read_element (const Source *source, VtModel *model, VtModelElement *element)
{
  if (!read_number_attribute (source, element->symbol, "mass", H5T_NATIVE_DOUBLE, &element->mass)
      || !isfinite (element->mass) || element->mass <= 0)
    return refuse (source, element->symbol, _("the attribute “mass” must be a positive number"));
  if (!read_features (source, element, model->n_lags))
    return FALSE;

  element->labels = read_instances (source, element->symbol, "label", H5T_NATIVE_UINT8, element->n);
  if (element->labels == NULL)
    return FALSE;
  element->atoms = read_instances (source, element->symbol, "atom", H5T_NATIVE_INT64, element->n);
  if (element->atoms == NULL)
    return FALSE;
  element->origins = read_instances (source, element->symbol, "origin_ps", H5T_NATIVE_DOUBLE, element->n);
  if (element->origins == NULL)
    return FALSE;
  element->runs = read_instances (source, element->symbol, "run", H5T_NATIVE_INT32, element->n);
  if (element->runs == NULL)
    return FALSE;

  return check_instances (source, element, model) && read_quantiles (source, element);
}

static gboolean
read_calibration (const Source *source, VtModelValidation *validation)
{
  validation->temperatures = read_row (source, "validation/temperature_K", 0, &validation->n);
  if (validation->temperatures == NULL
      || !check_ascending (source, "validation/temperature_K", validation->temperatures, validation->n, G_MAXUINT16))
    return FALSE;
  validation->mean_t_ml = read_row (source, "validation/mean_t_ml_K", validation->n, NULL);
  if (validation->mean_t_ml == NULL)
    return FALSE;
  validation->deviations = read_row (source, "validation/deviation_K", validation->n, NULL);
  if (validation->deviations == NULL)
    return FALSE;
  for (gsize i = 0; i < validation->n; i++)
    if (validation->deviations[i] < 0)
      return refuse (source, "validation/deviation_K", _("entry %zu is negative"), i);

  return TRUE;
}

/* A model may do without, and those of version 1 do. */
static gboolean
read_validation (const Source *source, VtModel *model)
{
  VtModelValidation *validation;
  H5L_info_t info;

  if (H5Lget_info (source->file, "validation", &info, H5P_DEFAULT) < 0 || info.type != H5L_TYPE_HARD)
    return TRUE;

  validation = model->validation = g_new0 (VtModelValidation, 1);
  if (!read_number_attribute (source, "validation", "folds", H5T_NATIVE_UINT, &validation->n_folds))
    return refuse (source, "validation", _("the attribute “%s” is missing, or no such number"), "folds");
  if (!read_number_attribute (source, "validation", "rmse_K", H5T_NATIVE_DOUBLE, &validation->rmse)
      || !isfinite (validation->rmse) || validation->rmse < 0)
    return refuse (source, "validation", _("the attribute “%s” is missing, or no such number"), "rmse_K");
  /* NaN where no class was among the temperatures of a test. */
  if (!read_number_attribute (source, "validation", "rmse_classes_K", H5T_NATIVE_DOUBLE, &validation->class_rmse)
      || validation->class_rmse < 0)
    return refuse (source, "validation", _("the attribute “%s” is missing, or no such number"), "rmse_classes_K");

  return read_calibration (source, validation);
}

/* The name of a link that leads to an element's group, or %NULL. */
static char *
element_name (const Source *source, hsize_t index)
{
  g_auto (Handle) object = H5I_INVALID_HID;
  char name[16];
  H5L_info_t info;
  gssize length;

  length = H5Lget_name_by_idx (source->file, ".", H5_INDEX_NAME, H5_ITER_INC, index, name, sizeof name, H5P_DEFAULT);
  if (length < 1 || length >= (gssize) sizeof name || g_str_equal (name, "provenance")
      || g_str_equal (name, "validation"))
    return NULL;
  /* Links to other files or to other places of this one are none of ours. */
  if (H5Lget_info (source->file, name, &info, H5P_DEFAULT) < 0 || info.type != H5L_TYPE_HARD)
    return NULL;

  object = H5Oopen (source->file, name, H5P_DEFAULT);
  if (object < 0 || H5Iget_type (object) != H5I_GROUP)
    return NULL;

  return g_strdup (name);
}

static gboolean
read_elements (const Source *source, VtModel *model)
{
  H5G_info_t info;

  if (H5Gget_info (source->file, &info) < 0)
    return refuse (source, "/", _("the groups cannot be listed"));

  model->elements = g_new0 (VtModelElement, MAX_ELEMENTS);
  for (hsize_t i = 0; i < info.nlinks; i++)
    {
      g_autofree char *name = element_name (source, i);
      VtModelElement *element;

      if (name == NULL)
        continue;
      if (strlen (name) >= sizeof element->symbol || !g_utf8_validate (name, -1, NULL))
        return refuse (source, name, _("a group must be named by an element’s symbol"));
      if (model->n_elements == MAX_ELEMENTS)
        return refuse (source, name, _("more than %d elements"), MAX_ELEMENTS);

      element = &model->elements[model->n_elements++];
      g_strlcpy (element->symbol, name, sizeof element->symbol);
      if (!read_element (source, model, element))
        return FALSE;
    }

  return model->n_elements > 0 || refuse (source, "/", _("there is no group of an element"));
}

static gboolean
read_model (const Source *source, VtModel *model)
{
  int version = 0;

  if (!read_version (source, &version) || !check_units (source, version) || !read_settings (source, model)
      || !read_scales (source, model) || !read_runs (source, model) || !read_validation (source, model))
    return FALSE;

  read_provenance (source, model);

  return read_elements (source, model);
}

static VtModel *
read_image (GBytes *image, const char *shown, GError **error)
{
  g_autoptr (VtModel) model = vt_model_new_empty ();
  g_auto (Handle) access = H5Pcreate (H5P_FILE_ACCESS);
  g_auto (Handle) file = H5I_INVALID_HID;
  VtPlace place = { .file = shown, .frame = -1 };
  Source source = { H5I_INVALID_HID, shown, error };
  gsize size;
  gconstpointer data = g_bytes_get_data (image, &size);

  H5Pset_fapl_core (access, 1 << 16, FALSE);
  if (size > 0 && H5Pset_file_image (access, (gpointer) data, size) >= 0)
    file = H5Fopen (IMAGE_NAME, H5F_ACC_RDONLY, access);
  if (file < 0)
    {
      place.hint = _("A model is an HDF5 file made by training");
      vt_set_error_at (error, VT_ERROR_MODEL, &place, _("this is no HDF5 file, or it is cut short"));
      return NULL;
    }

  source.file = file;

  return read_model (&source, model) ? g_steal_pointer (&model) : NULL;
}

VtModel *
vt_model_from_image (GBytes *image, const char *file, GError **error)
{
  H5E_auto2_t report;
  gpointer report_data;
  VtModel *model;

  g_return_val_if_fail (image != NULL, NULL);

  vt_hdf5_lock ();
  /* A damaged file can leave HDF5 unable to tidy up at exit, and loud about it; nothing of ours waits for that. */
  H5dont_atexit ();
  /* HDF5 would print what we tell in words of our own. */
  H5Eget_auto2 (H5E_DEFAULT, &report, &report_data);
  H5Eset_auto2 (H5E_DEFAULT, NULL, NULL);
  model = read_image (image, file, error);
  H5Eset_auto2 (H5E_DEFAULT, report, report_data);
  vt_hdf5_unlock ();

  return model;
}
