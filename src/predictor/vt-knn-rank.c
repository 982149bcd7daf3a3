#include "vt-knn-rank.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sorted by buckets up to here, while no bucket holds more than a handful. */
#define FEW 1024
#define HANDFUL 24

struct _VtKnnRank
{
  const VtKnnFilter *filter;
  VtKnnNeighbor *neighbors;
  double *squared;
  guint32 *instances;
  guint capacity;
};

VtKnnRank *
vt_knn_rank_new (void)
{
  VtKnnRank *rank = g_new0 (VtKnnRank, 1);

  rank->filter = vt_knn_filter_choose ();

  return rank;
}

void
vt_knn_rank_free (VtKnnRank *rank)
{
  if (rank == NULL)
    return;

  g_free (rank->neighbors);
  g_free (rank->squared);
  g_free (rank->instances);
  g_free (rank);
}

static void
reserve (VtKnnRank *rank, guint n)
{
  if (n <= rank->capacity)
    return;

  rank->capacity = 2 * n;
  rank->neighbors = g_renew (VtKnnNeighbor, rank->neighbors, rank->capacity);
  rank->squared = g_renew (double, rank->squared, rank->capacity);
  rank->instances = g_renew (guint32, rank->instances, rank->capacity);
}

/* The canonical distances: all that came before only chose for whom they are worth computing. By four; the last four
 * may hold one more than once. */
static void
square_all (VtKnnRank *rank, const float *rows, guint f, const double *query, const VtKnnPool *pool)
{
  guint n = pool->n;

  for (guint i = 0; i < n; i += 4)
    {
      const float *four[4];
      double squared[4];

      for (guint slot = 0; slot < 4; slot++)
        four[slot] = rows + (gsize) pool->places[MIN (i + slot, n - 1)] * f;
      rank->filter->square (query, four, f, squared);
      for (guint slot = 0; slot < 4; slot++)
        rank->squared[MIN (i + slot, n - 1)] = squared[slot];
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const VtKnnNeighbor *one = a;
  const VtKnnNeighbor *two = b;

  if (one->squared != two->squared)
    return one->squared < two->squared ? -1 : 1;

  return (one->instance > two->instance) - (one->instance < two->instance);
}

/* About evenly over n buckets: the number within a distance d grows like some d⁸ in what displacements are like. */
static guint
find_bucket (double squared, double scale, guint n)
{
  double share = squared * scale;

  share *= share;

  return (guint) (share * share * (n - 1));
}

static void
sort_by_insertion (VtKnnNeighbor *neighbors, guint n)
{
  for (guint i = 1; i < n; i++)
    {
      VtKnnNeighbor moving = neighbors[i];
      guint j = i;

      for (; j > 0 && compare (&neighbors[j - 1], &moving) > 0; j--)
        neighbors[j] = neighbors[j - 1];
      neighbors[j] = moving;
    }
}

/* Into buckets, whose order is that of the distances; FALSE where one of them is crowded. */
static gboolean
sort_into_buckets (VtKnnRank *rank, guint n)
{
  guint16 bucket[FEW];
  guint16 begin[FEW + 1];
  guint16 crowd = 0;
  double most = 0;
  double scale;

  memset (begin, 0, (n + 1) * sizeof *begin);
  for (guint i = 0; i < n; i++)
    most = MAX (most, rank->squared[i]);
  scale = most > DBL_MIN ? 1 / most : 0;
  scale = isfinite (scale) ? scale * (1 - 1e-9) : 0;
  for (guint i = 0; i < n; i++)
    {
      bucket[i] = (guint16) find_bucket (rank->squared[i], scale, n);
      begin[bucket[i] + 1]++;
    }
  for (guint i = 0; i < n; i++)
    {
      crowd = MAX (crowd, begin[i + 1]);
      begin[i + 1] = (guint16) (begin[i + 1] + begin[i]);
    }
  for (guint i = 0; i < n; i++)
    rank->neighbors[begin[bucket[i]]++] = (VtKnnNeighbor){ rank->squared[i], rank->instances[i] };

  return crowd <= HANDFUL;
}

/* What little disorder is left within buckets goes by insertion. */
static void
sort (VtKnnRank *rank, guint n)
{
  if (n > FEW)
    for (guint i = 0; i < n; i++)
      rank->neighbors[i] = (VtKnnNeighbor){ rank->squared[i], rank->instances[i] };
  else if (sort_into_buckets (rank, n))
    {
      sort_by_insertion (rank->neighbors, n);
      return;
    }
  qsort (rank->neighbors, n, sizeof (VtKnnNeighbor), compare);
}

const VtKnnNeighbor *
vt_knn_rank_run (VtKnnRank *rank, const VtKnnIndex *index, const double *query, const VtKnnPool *pool)
{
  reserve (rank, pool->n);
  for (guint i = 0; i < pool->n; i++)
    rank->instances[i] = index->order[pool->places[i]];
  square_all (rank, index->rows, index->n_features, query, pool);
  sort (rank, pool->n);

  return rank->neighbors;
}
