#include "vt-knn-axes.h"

#include <gsl/gsl_eigen.h>
#include <math.h>

#define MAX_ROTATED 64
/* Instances after which one looks whether all is cancelled: a few milliseconds. */
#define STRIDE 4096

static void
find_center (const float *instances, gsize n, guint f, double *center)
{
  for (guint j = 0; j < f; j++)
    center[j] = 0;
  for (gsize i = 0; i < n; i++)
    for (guint j = 0; j < f; j++)
      center[j] += (double) instances[i * f + j] / (double) n;
}

/* FALSE where it is not finite. */
static gboolean
find_covariance (
    const float *instances, gsize n, guint f, const double *center, GCancellable *cancellable, double *sums)
{
  double offset[MAX_ROTATED];
  double trace = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (i % STRIDE == 0 && g_cancellable_is_cancelled (cancellable))
        break;
      for (guint j = 0; j < f; j++)
        offset[j] = (double) instances[i * f + j] - center[j];
      for (guint j = 0; j < f; j++)
        for (guint l = 0; l <= j; l++)
          sums[j * f + l] += offset[j] * offset[l];
    }
  for (guint j = 0; j < f; j++)
    trace += sums[j * f + j];

  return isfinite (trace);
}

static gboolean
is_orthonormal (const double *rotation, guint f)
{
  for (guint i = 0; i < f; i++)
    for (guint j = 0; j <= i; j++)
      {
        double product = 0;

        for (guint l = 0; l < f; l++)
          product += rotation[i * f + l] * rotation[j * f + l];
        if (!(fabs (product - (i == j ? 1 : 0)) < 1e-12))
          return FALSE;
      }

  return TRUE;
}

static void
set_identity (double *rotation, guint f)
{
  for (guint i = 0; i < f; i++)
    for (guint j = 0; j < f; j++)
      rotation[i * f + j] = i == j ? 1 : 0;
}

/* Spends @covariance. */
static void
find_eigenvectors (gsl_matrix *covariance, guint f, double *rotation)
{
  gsl_matrix *vectors = gsl_matrix_alloc (f, f);
  gsl_vector *values = gsl_vector_alloc (f);
  gsl_eigen_symmv_workspace *workspace = gsl_eigen_symmv_alloc (f);

  gsl_eigen_symmv (covariance, values, vectors, workspace);
  gsl_eigen_symmv_sort (values, vectors, GSL_EIGEN_SORT_VAL_DESC);
  for (guint i = 0; i < f; i++)
    for (guint j = 0; j < f; j++)
      rotation[i * f + j] = gsl_matrix_get (vectors, j, i);
  if (!is_orthonormal (rotation, f))
    set_identity (rotation, f);
  gsl_eigen_symmv_free (workspace);
  gsl_vector_free (values);
  gsl_matrix_free (vectors);
}

void
vt_knn_axes_find (const float  *instances,
                  gsize         n,
                  guint         n_features,
                  GCancellable *cancellable,
                  double       *center,
                  double       *rotation)
{
  gsl_matrix *covariance;

  g_return_if_fail (center != NULL && rotation != NULL && n_features > 0);

  find_center (instances, n, n_features, center);
  set_identity (rotation, n_features);
  if (n_features < 2 || n_features > MAX_ROTATED || n < 2)
    return;

  covariance = gsl_matrix_calloc (n_features, n_features);
  if (find_covariance (instances, n, n_features, center, cancellable, covariance->data))
    find_eigenvectors (covariance, n_features, rotation);
  gsl_matrix_free (covariance);
}
