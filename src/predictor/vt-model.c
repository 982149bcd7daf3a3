#include "vt-model-private.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-priority.h"

G_DEFINE_BOXED_TYPE (VtModel, vt_model, vt_model_ref, vt_model_unref)

VtModel *
vt_model_new_empty (void)
{
  VtModel *model = g_new0 (VtModel, 1);

  g_atomic_ref_count_init (&model->references);
  g_mutex_init (&model->mutex);

  return model;
}

VtModel *
vt_model_ref (VtModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  g_atomic_ref_count_inc (&model->references);

  return model;
}

static void
clear_element (VtModelElement *element)
{
  g_free (element->features);
  g_free (element->labels);
  g_free (element->atoms);
  g_free (element->origins);
  g_free (element->runs);
  g_free (element->distance_quantiles);
}

void
vt_model_validation_free (VtModelValidation *validation)
{
  if (validation == NULL)
    return;

  g_free (validation->temperatures);
  g_free (validation->mean_t_ml);
  g_free (validation->deviations);
  g_free (validation);
}

void
vt_model_unref (VtModel *model)
{
  g_return_if_fail (model != NULL);

  if (!g_atomic_ref_count_dec (&model->references))
    return;

  for (guint e = 0; e < model->n_elements; e++)
    {
      if (model->searchers != NULL)
        vt_knn_free (model->searchers[e]);
      clear_element (&model->elements[e]);
    }
  for (guint r = 0; r < model->n_runs; r++)
    g_free (model->runs[r].identity);
  g_free (model->searchers);
  g_mutex_clear (&model->mutex);
  g_free (model->elements);
  g_free (model->runs);
  g_free (model->name);
  g_free (model->digest);
  g_free (model->lags);
  g_free (model->minimum);
  g_free (model->maximum);
  g_free (model->classes);
  g_strfreev (model->provenance);
  vt_model_validation_free (model->validation);
  vt_calibration_free (model->calibration);
  g_free (model);
}

/* Numbers go into the digest as they lie in memory; each part is preceded by its length, so that no two payloads
 * read alike. */
static void
digest_part (GChecksum *checksum, gconstpointer data, gsize size)
{
  guint64 length = size;

  g_checksum_update (checksum, (const guchar *) &length, sizeof length);
  while (size > 0)
    {
      gsize part = MIN (size, 1 << 30);

      g_checksum_update (checksum, data, (gssize) part);
      data = (const guchar *) data + part;
      size -= part;
    }
}

static void
digest_text (GChecksum *checksum, const char *text)
{
  digest_part (checksum, text, strlen (text));
}

static void
digest_element (GChecksum *checksum, const VtModelElement *element, guint n_lags)
{
  digest_text (checksum, element->symbol);
  digest_part (checksum, &element->mass, sizeof element->mass);
  digest_part (checksum, element->features, element->n * n_lags * sizeof (float));
  digest_part (checksum, element->labels, element->n);
  digest_part (checksum, element->atoms, element->n * sizeof (gint64));
  digest_part (checksum, element->origins, element->n * sizeof (double));
  digest_part (checksum, element->runs, element->n * sizeof (gint32));
  digest_part (checksum, element->distance_quantiles, VT_MODEL_N_QUANTILES * sizeof (double));
}

static char *
compute_digest (const VtModel *model)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint32 head[] = { VT_MODEL_DIGEST_VERSION, model->k, model->affine_mapping ? 1 : 0 };

  digest_part (checksum, head, sizeof head);
  digest_text (checksum, vt_normalization_to_string (model->normalization));
  digest_part (checksum, model->lags, model->n_lags * sizeof (double));
  digest_part (checksum, model->minimum, model->n_lags * sizeof (double));
  digest_part (checksum, model->maximum, model->n_lags * sizeof (double));
  digest_part (checksum, model->classes, model->n_classes * sizeof (double));
  for (guint e = 0; e < model->n_elements; e++)
    digest_element (checksum, &model->elements[e], model->n_lags);
  for (guint r = 0; r < model->n_runs; r++)
    digest_text (checksum, model->runs[r].identity);

  return g_strdup (g_checksum_get_string (checksum));
}

void
vt_model_complete (VtModel *model)
{
  g_return_if_fail (model != NULL && model->digest == NULL);

  model->digest = compute_digest (model);
  model->searchers = g_new0 (VtKnn *, model->n_elements);
  if (model->validation != NULL)
    model->calibration = vt_calibration_new (model->validation->temperatures, model->validation->mean_t_ml,
                                             model->validation->n);

  if (model->name == NULL)
    {
      GString *name = g_string_new (NULL);

      for (guint e = 0; e < model->n_elements; e++)
        g_string_append (name, model->elements[e].symbol);
      model->name = g_string_free (name, FALSE);
    }
}

const VtKnn *
vt_model_obtain_searcher (VtModel *model, guint element, GCancellable *cancellable, GError **error)
{
  const VtModelElement *of;
  const VtKnn *searcher;

  g_return_val_if_fail (model != NULL && element < model->n_elements, NULL);

  of = &model->elements[element];
  g_mutex_lock (&model->mutex);
  /* Whoever waits for the mutex waits for this work, whoever does it. */
  vt_priority_raise (vt_priority_get_current ());
  if (model->searchers[element] == NULL)
    model->searchers[element] = vt_knn_new (of->features, of->n, model->n_lags, cancellable, error);
  searcher = model->searchers[element];
  vt_priority_lower (vt_priority_get_current ());
  g_mutex_unlock (&model->mutex);

  return searcher;
}

/* Puts an error of GIO into words that name the file; cancelled stays what it is. */
static void
explain (GError **error, VtErrorCode code, const char *shown, GError *cause)
{
  VtPlace place = { .file = shown, .frame = -1 };

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return;
    }

  vt_set_error_at (error, code, &place, "%s", cause->message);
  g_error_free (cause);
}

VtModel *
vt_model_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) image = NULL;
  g_autofree char *basename = NULL;
  g_autofree char *shown = NULL;
  GError *cause = NULL;
  VtModel *model;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  shown = g_file_get_parse_name (file);
  image = g_file_load_bytes (file, cancellable, NULL, &cause);
  if (image == NULL)
    {
      explain (error, VT_ERROR_MODEL, shown, cause);
      return NULL;
    }

  model = vt_model_from_image (image, shown, error);
  if (model == NULL)
    return NULL;

  basename = g_file_get_basename (file);
  if (g_str_has_suffix (basename, ".h5"))
    basename[strlen (basename) - 3] = '\0';
  model->name = g_filename_display_name (basename);
  vt_model_complete (model);

  return model;
}

gboolean
vt_model_save (VtModel *model, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) image = NULL;
  g_autofree char *shown = NULL;
  GError *cause = NULL;
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (model != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  image = vt_model_to_image (model, error);
  if (image == NULL)
    return FALSE;

  data = g_bytes_get_data (image, &size);
  if (g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable, &cause))
    return TRUE;

  shown = g_file_get_parse_name (file);
  explain (error, VT_ERROR_OUTPUT, shown, cause);

  return FALSE;
}

const char *
vt_model_get_name (VtModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  return model->name;
}

const char *
vt_model_get_digest (VtModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  return model->digest;
}

guint
vt_model_get_k (VtModel *model)
{
  g_return_val_if_fail (model != NULL, 0);

  return model->k;
}

VtNormalization
vt_model_get_normalization (VtModel *model)
{
  g_return_val_if_fail (model != NULL, VT_NORMALIZATION_NONE);

  return model->normalization;
}

gboolean
vt_model_get_affine_mapping (VtModel *model)
{
  g_return_val_if_fail (model != NULL, FALSE);

  return model->affine_mapping;
}

const double *
vt_model_get_lags (VtModel *model, guint *n_lags)
{
  g_return_val_if_fail (model != NULL, NULL);

  if (n_lags != NULL)
    *n_lags = model->n_lags;

  return model->lags;
}

const double *
vt_model_get_class_temperatures (VtModel *model, guint *n_classes)
{
  g_return_val_if_fail (model != NULL, NULL);

  if (n_classes != NULL)
    *n_classes = model->n_classes;

  return model->classes;
}

guint
vt_model_get_n_elements (VtModel *model)
{
  g_return_val_if_fail (model != NULL, 0);

  return model->n_elements;
}

const VtModelElement *
vt_model_get_element (VtModel *model, guint index)
{
  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (index < model->n_elements, NULL);

  return &model->elements[index];
}

const VtModelElement *
vt_model_find_element (VtModel *model, const char *symbol)
{
  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (symbol != NULL, NULL);

  for (guint e = 0; e < model->n_elements; e++)
    if (g_str_equal (model->elements[e].symbol, symbol))
      return &model->elements[e];

  return NULL;
}

guint
vt_model_get_n_runs (VtModel *model)
{
  g_return_val_if_fail (model != NULL, 0);

  return model->n_runs;
}

const VtModelRun *
vt_model_get_run (VtModel *model, guint index)
{
  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (index < model->n_runs, NULL);

  return &model->runs[index];
}

const char *const *
vt_model_get_provenance (VtModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  return (const char *const *) model->provenance;
}

const VtModelValidation *
vt_model_get_validation (VtModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  return model->validation;
}

const char *
vt_model_get_units (VtModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  return VT_MODEL_UNITS;
}

double *
vt_model_get_composition (VtModel *model)
{
  double *shares;
  gsize n = 0;

  g_return_val_if_fail (model != NULL, NULL);

  shares = g_new (double, model->n_elements);
  for (guint e = 0; e < model->n_elements; e++)
    n += model->elements[e].n;
  for (guint e = 0; e < model->n_elements; e++)
    shares[e] = (double) model->elements[e].n / (double) n;

  return shares;
}

double
vt_model_calibrate (VtModel *model, double t_ml)
{
  g_return_val_if_fail (model != NULL, NAN);

  return model->calibration != NULL ? vt_calibration_invert (model->calibration, t_ml) : NAN;
}

double
vt_model_expect_t_ml (VtModel *model, double temperature)
{
  g_return_val_if_fail (model != NULL, NAN);

  return model->calibration != NULL ? vt_calibration_read (model->calibration, temperature) : NAN;
}

int
vt_model_find_run (VtModel *model, const char *identity)
{
  g_return_val_if_fail (model != NULL, -1);
  g_return_val_if_fail (identity != NULL, -1);

  for (guint r = 0; r < model->n_runs; r++)
    if (g_str_equal (model->runs[r].identity, identity))
      return (int) r;

  return -1;
}
