/* Drawing without replacement: each instance has a hash of its run, atom, origin, the seed and the subset's number; the n
 * with the least hashes are the subset, in that order. So it does not depend on how the dataset is laid out. O(N) a
 * subset of a dataset of N, and n log n for the order; 8 bytes an instance are kept.
 */
#include "vt-subsets.h"

#include <math.h>
#include <string.h>

/* Instances between two looks at the cancellable. */
#define BLOCK 4096

struct _VtSubsets
{
  VtDatasetElement *elements;
  guint             n_elements;
  guint             n_lags;
  gsize             n_all;
  guint32           n;
  guint64           seed;
  guint64          *hashes; /* [n_all], element by element */
  double           *shifts; /* [n_lags] scaled = (feature − shift)·factor */
  double           *factors;
};

typedef struct
{
  guint64 key;
  gsize   instance;
} Candidate;

/* SplitMix64, Steele, Lea, Flood 2014. */
static guint64
mix (guint64 x)
{
  x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return x ^ (x >> 31);
}

static guint64
hash_text (const char *text)
{
  guint64 hash = 0;

  for (; *text != '\0'; text++)
    hash = mix (hash ^ (guchar) *text);

  return hash;
}

static gboolean
hash_instances (VtSubsets *subsets, const VtDataset *dataset, GCancellable *cancellable, GError **error)
{
  g_autofree guint64 *runs = g_new (guint64, vt_dataset_get_n_runs (dataset));
  guint64 *hash = subsets->hashes;

  for (guint r = 0; r < vt_dataset_get_n_runs (dataset); r++)
    runs[r] = hash_text (vt_dataset_get_run (dataset, r)->identity);
  for (guint e = 0; e < subsets->n_elements; e++)
    for (gsize i = 0; i < subsets->elements[e].n; i++)
      {
        guint64 origin;

        if (i % BLOCK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
          return FALSE;
        memcpy (&origin, &subsets->elements[e].origins[i], sizeof origin);
        *hash++ = mix (mix (runs[subsets->elements[e].runs[i]] ^ origin) ^ (guint64) subsets->elements[e].atoms[i]);
      }

  return TRUE;
}

/* ---- scaling ---- */

/* Of each lag over all instances, [n_lags]. Sums are of the differences to the first instance, for precision. */
typedef struct
{
  double *minimum;
  double *maximum;
  double *origin;
  double *sum;
  double *squares;
} Moments;

static void
add_instance (Moments *moments, const VtDatasetElement *element, gsize instance, guint n_lags)
{
  for (guint lag = 0; lag < n_lags; lag++)
    {
      double feature = (double) element->features[instance * n_lags + lag];
      double difference = feature - moments->origin[lag];

      moments->minimum[lag] = MIN (moments->minimum[lag], feature);
      moments->maximum[lag] = MAX (moments->maximum[lag], feature);
      moments->sum[lag] += difference;
      moments->squares[lag] += difference * difference;
    }
}

static gboolean
gather (const VtSubsets *subsets, Moments *moments, GCancellable *cancellable, GError **error)
{
  for (guint e = 0; e < subsets->n_elements; e++)
    for (gsize i = 0; i < subsets->elements[e].n; i++)
      {
        if (i % BLOCK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
          return FALSE;
        add_instance (moments, &subsets->elements[e], i, subsets->n_lags);
      }

  return TRUE;
}

static void
set_scale (VtSubsets *subsets, VtClassScaling scaling, guint lag, const Moments *moments)
{
  const double n = (double) subsets->n_all;
  const double mean = moments->sum[lag] / n;
  double width;

  if (scaling == VT_CLASS_SCALING_RANGE)
    {
      subsets->shifts[lag] = moments->minimum[lag];
      width = moments->maximum[lag] - moments->minimum[lag];
    }
  else
    {
      subsets->shifts[lag] = moments->origin[lag] + mean;
      width = sqrt (fmax (moments->squares[lag] / n - mean * mean, 0));
    }
  subsets->factors[lag] = moments->maximum[lag] > moments->minimum[lag] ? 1 / width : 0;
}

static gboolean
fit (VtSubsets *subsets, VtClassScaling scaling, GCancellable *cancellable, GError **error)
{
  g_autofree double *numbers = g_new0 (double, 5 * subsets->n_lags);
  Moments moments = { numbers, numbers + subsets->n_lags, numbers + 2 * subsets->n_lags, numbers + 3 * subsets->n_lags,
                      numbers + 4 * subsets->n_lags };

  for (guint lag = 0; lag < subsets->n_lags; lag++)
    {
      subsets->shifts[lag] = 0;
      subsets->factors[lag] = 1;
      moments.origin[lag] = (double) subsets->elements[0].features[lag];
      moments.minimum[lag] = moments.maximum[lag] = moments.origin[lag];
    }
  if (scaling == VT_CLASS_SCALING_NONE)
    return TRUE;
  if (!gather (subsets, &moments, cancellable, error))
    return FALSE;
  for (guint lag = 0; lag < subsets->n_lags; lag++)
    set_scale (subsets, scaling, lag, &moments);

  return TRUE;
}

/* ---- the object ---- */

VtSubsets *
vt_subsets_new (const VtDataset *dataset,
                VtClassScaling scaling,
                guint32 n,
                guint64 seed,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (VtSubsets) subsets = g_new0 (VtSubsets, 1);

  g_return_val_if_fail (dataset != NULL && vt_dataset_get_n (dataset) > 0 && n > 0, NULL);

  vt_dataset_get_lags (dataset, &subsets->n_lags);
  subsets->n_elements = vt_dataset_get_n_elements (dataset);
  subsets->elements = g_new (VtDatasetElement, subsets->n_elements);
  for (guint e = 0; e < subsets->n_elements; e++)
    vt_dataset_get_element (dataset, e, &subsets->elements[e]);
  subsets->n_all = vt_dataset_get_n (dataset);
  subsets->n = (guint32) MIN (n, subsets->n_all);
  subsets->seed = seed;
  subsets->hashes = g_new (guint64, subsets->n_all);
  subsets->shifts = g_new (double, subsets->n_lags);
  subsets->factors = g_new (double, subsets->n_lags);
  if (!hash_instances (subsets, dataset, cancellable, error) || !fit (subsets, scaling, cancellable, error))
    return NULL;

  return g_steal_pointer (&subsets);
}

void
vt_subsets_free (VtSubsets *subsets)
{
  if (subsets == NULL)
    return;

  g_free (subsets->elements);
  g_free (subsets->hashes);
  g_free (subsets->shifts);
  g_free (subsets->factors);
  g_free (subsets);
}

guint32
vt_subsets_get_n (const VtSubsets *subsets)
{
  g_return_val_if_fail (subsets != NULL, 0);

  return subsets->n;
}

gboolean
vt_subsets_are_whole (const VtSubsets *subsets)
{
  g_return_val_if_fail (subsets != NULL, FALSE);

  return subsets->n == subsets->n_all;
}

/* ---- drawing ---- */

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *one = a;
  const Candidate *two = b;

  if (one->key != two->key)
    return one->key < two->key ? -1 : 1;

  return one->instance < two->instance ? -1 : 1;
}

/* The instances whose key is at most @limit. (transfer full) */
static GArray *
gather_candidates (const VtSubsets *subsets, guint64 salt, guint64 limit)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (gsize i = 0; i < subsets->n_all; i++)
    {
      Candidate candidate = { mix (subsets->hashes[i] ^ salt), i };

      if (candidate.key <= limit)
        g_array_append_val (candidates, candidate);
    }

  return candidates;
}

/* At least n of them, by key: a limit that leaves some more than n is nearly always enough. (transfer full) */
static GArray *
choose (const VtSubsets *subsets, guint number)
{
  const guint64 salt = mix (mix (subsets->seed) + number);
  const double share = (subsets->n + 8 * sqrt (subsets->n)) / (double) subsets->n_all;
  GArray *candidates = gather_candidates (subsets, salt, share < 1 ? (guint64) (share * 0x1p64) : G_MAXUINT64);

  if (candidates->len < subsets->n)
    {
      g_array_unref (candidates);
      candidates = gather_candidates (subsets, salt, G_MAXUINT64);
    }
  g_array_sort (candidates, compare_candidates);

  return candidates;
}

void
vt_subsets_draw (const VtSubsets *subsets, guint number, float *points, double *temperatures)
{
  g_autoptr (GArray) chosen = NULL;
  guint n_lags;

  g_return_if_fail (subsets != NULL && points != NULL && temperatures != NULL);

  n_lags = subsets->n_lags;
  chosen = choose (subsets, number);
  for (guint32 i = 0; i < subsets->n; i++)
    {
      gsize instance = g_array_index (chosen, Candidate, i).instance;
      const VtDatasetElement *element = subsets->elements;

      for (; instance >= element->n; element++)
        instance -= element->n;
      temperatures[i] = element->temperatures[instance];
      for (guint lag = 0; lag < n_lags; lag++)
        points[i * n_lags + lag] = (float) (((double) element->features[instance * n_lags + lag] - subsets->shifts[lag])
                                            * subsets->factors[lag]);
    }
}
