/* The order of instances.
 *
 * The features of one atom at neighbouring lags are alike, so most of a distance lies in few directions. A rotation to
 * the principal axes keeps every distance and puts these directions first. Along them the instances are halved at the
 * median of the widest coordinate until 32 are left, a block: a balanced k-d tree whose leaves lie one after another. A
 * box around each leaf, in the leading coordinates, tells how near to a query its instances can be. Cost: O(n F²) for
 * the axes and the rotation, O(n log n) for the order.
 *
 * Where the axes cannot be had (too many features, numbers that overflow) the coordinates stay as they are: slower,
 * never wrong.
 */
#include "vt-knn-index.h"

#include <gsl/gsl_eigen.h>
#include <math.h>

#define LANES VT_KNN_LANES
#define LEADING 8
#define MAX_ROTATED 64

static void
find_center (VtKnnIndex *index, const float *instances)
{
  guint f = index->n_features;

  index->center = g_new0 (double, f);
  for (gsize i = 0; i < index->n; i++)
    for (guint j = 0; j < f; j++)
      index->center[j] += (double) instances[i * f + j] / (double) index->n;
}

/* FALSE where it is not finite. */
static gboolean
find_covariance (const VtKnnIndex *index, const float *instances, gsl_matrix *covariance)
{
  guint f = index->n_features;
  double *sums = covariance->data;
  double offset[MAX_ROTATED];
  double trace = 0;

  for (gsize i = 0; i < index->n; i++)
    {
      for (guint j = 0; j < f; j++)
        offset[j] = (double) instances[i * f + j] - index->center[j];
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

static void
find_axes (VtKnnIndex *index, const float *instances)
{
  guint f = index->n_features;
  gsl_matrix *covariance;
  gsl_matrix *vectors;
  gsl_vector *values;
  gsl_eigen_symmv_workspace *workspace;

  index->rotation = g_new (double, f * f);
  set_identity (index->rotation, f);
  if (f < 2 || f > MAX_ROTATED || index->n < 2)
    return;

  covariance = gsl_matrix_calloc (f, f);
  if (find_covariance (index, instances, covariance))
    {
      vectors = gsl_matrix_alloc (f, f);
      values = gsl_vector_alloc (f);
      workspace = gsl_eigen_symmv_alloc (f);
      gsl_eigen_symmv (covariance, values, vectors, workspace);
      gsl_eigen_symmv_sort (values, vectors, GSL_EIGEN_SORT_VAL_DESC);
      for (guint i = 0; i < f; i++)
        for (guint j = 0; j < f; j++)
          index->rotation[i * f + j] = gsl_matrix_get (vectors, j, i);
      if (!is_orthonormal (index->rotation, f))
        set_identity (index->rotation, f);
      gsl_eigen_symmv_free (workspace);
      gsl_vector_free (values);
      gsl_matrix_free (vectors);
    }
  gsl_matrix_free (covariance);
}

static gboolean
rotate (const VtKnnIndex *index, const double *offset, float *rotated)
{
  guint f = index->n_features;
  gboolean whole = TRUE;

  for (guint i = 0; i < f; i++)
    {
      const double *axis = index->rotation + (gsize) i * f;
      double sum = 0;

      for (guint j = 0; j < f; j++)
        sum += axis[j] * offset[j];
      whole = whole && fabs (sum) < VT_KNN_LARGEST;
      /* A sum of infinities is NaN, and goes to the edge like all that is too large. */
      rotated[i] = (float) (fabs (sum) < VT_KNN_LARGEST ? sum : VT_KNN_LARGEST);
    }

  return whole;
}

gboolean
vt_knn_index_rotate (const VtKnnIndex *index, const double *query, float *rotated)
{
  double offset[VT_KNN_MAX_FEATURES];

  for (guint j = 0; j < index->n_features; j++)
    offset[j] = query[j] - index->center[j];

  return rotate (index, offset, rotated);
}

/* All instances rotated: float [n][n_features]. */
static float *
rotate_all (VtKnnIndex *index, const float *instances)
{
  guint f = index->n_features;
  float *rotated = g_new (float, index->n * f + 1);
  double offset[VT_KNN_MAX_FEATURES];

  for (gsize i = 0; i < index->n; i++)
    {
      double norm = 0;

      for (guint j = 0; j < f; j++)
        offset[j] = (double) instances[i * f + j] - index->center[j];
      if (!rotate (index, offset, rotated + i * f))
        index->reach = INFINITY;
      for (guint j = 0; j < f; j++)
        norm += (double) rotated[i * f + j] * (double) rotated[i * f + j];
      index->reach = MAX (index->reach, sqrt (norm));
    }

  return rotated;
}

static guint
find_widest (const VtKnnIndex *index, const float *rotated, gsize begin, gsize end)
{
  guint widest = 0;
  float width = -1;

  for (guint j = 0; j < index->n_leading; j++)
    {
      float low = INFINITY;
      float high = -INFINITY;

      for (gsize place = begin; place < end; place++)
        {
          float value = rotated[(gsize) index->order[place] * index->n_features + j];

          low = MIN (low, value);
          high = MAX (high, value);
        }
      if (high - low > width)
        {
          width = high - low;
          widest = j;
        }
    }

  return widest;
}

/* Puts the smaller coordinates before @middle, the larger from there on. */
static void
part (guint32 *order, const float *coordinates, gsize stride, gssize low, gssize high, gssize middle)
{
  while (low < high)
    {
      float pivot = coordinates[order[low + (high - low) / 2] * stride];
      gssize i = low;
      gssize j = high;

      while (i <= j)
        {
          while (coordinates[order[i] * stride] < pivot)
            i++;
          while (coordinates[order[j] * stride] > pivot)
            j--;
          if (i <= j)
            {
              guint32 swap = order[i];

              order[i++] = order[j];
              order[j--] = swap;
            }
        }
      if (middle <= j)
        high = j;
      else if (middle >= i)
        low = i;
      else
        break;
    }
}

/* Halves [begin, end) at a multiple of the block's size until blocks are left. */
static void
halve (VtKnnIndex *index, const float *rotated, gsize begin, gsize end)
{
  gsize n_blocks = (end - begin + LANES - 1) / LANES;
  gsize middle = begin + n_blocks / 2 * LANES;

  if (n_blocks < 2)
    return;

  part (index->order, rotated + find_widest (index, rotated, begin, end), index->n_features, (gssize) begin,
        (gssize) end - 1, (gssize) middle);
  halve (index, rotated, begin, middle);
  halve (index, rotated, middle, end);
}

static void
fill_blocks (VtKnnIndex *index, const float *rotated)
{
  guint f = index->n_features;

  index->blocks = g_aligned_alloc (index->n_blocks * f * LANES + LANES, sizeof (float), 64);
  for (gsize b = 0; b < index->n_blocks; b++)
    for (guint j = 0; j < f; j++)
      for (gsize lane = 0; lane < LANES; lane++)
        {
          gsize place = b * LANES + lane;
          float value = place < index->n ? rotated[(gsize) index->order[place] * f + j] : INFINITY;

          index->blocks[(b * f + j) * LANES + lane] = value;
        }
}

static void
fill_boxes (VtKnnIndex *index)
{
  gsize size = index->n_groups * index->n_leading * LANES;

  index->low = g_aligned_alloc (size + LANES, sizeof (float), 64);
  index->high = g_aligned_alloc (size + LANES, sizeof (float), 64);
  for (gsize i = 0; i < size; i++)
    index->low[i] = index->high[i] = INFINITY;

  for (gsize b = 0; b < index->n_blocks; b++)
    for (guint j = 0; j < index->n_leading; j++)
      {
        const float *values = index->blocks + (b * index->n_features + j) * LANES;
        gsize at = (b / LANES * index->n_leading + j) * LANES + b % LANES;
        gsize n = MIN (LANES, index->n - b * LANES);

        index->low[at] = index->high[at] = values[0];
        for (gsize lane = 1; lane < n; lane++)
          {
            index->low[at] = MIN (index->low[at], values[lane]);
            index->high[at] = MAX (index->high[at], values[lane]);
          }
      }
}

void
vt_knn_index_init (VtKnnIndex *index, const float *instances, gsize n, guint n_features)
{
  g_autofree float *rotated = NULL;

  g_return_if_fail (index != NULL);
  g_return_if_fail (n_features > 0 && n_features <= VT_KNN_MAX_FEATURES);

  index->n = n;
  index->n_features = n_features;
  index->n_leading = MIN (n_features, LEADING);
  index->n_blocks = (n + LANES - 1) / LANES;
  index->n_groups = (index->n_blocks + LANES - 1) / LANES;
  index->reach = 0;
  index->order = g_new (guint32, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    index->order[i] = (guint32) i;

  find_center (index, instances);
  find_axes (index, instances);
  rotated = rotate_all (index, instances);
  halve (index, rotated, 0, n);
  fill_blocks (index, rotated);
  fill_boxes (index);
}

void
vt_knn_index_clear (VtKnnIndex *index)
{
  g_return_if_fail (index != NULL);

  g_clear_pointer (&index->center, g_free);
  g_clear_pointer (&index->rotation, g_free);
  g_clear_pointer (&index->order, g_free);
  g_clear_pointer (&index->blocks, g_aligned_free);
  g_clear_pointer (&index->low, g_aligned_free);
  g_clear_pointer (&index->high, g_aligned_free);
}
