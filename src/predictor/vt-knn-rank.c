#include "vt-knn-rank.h"

#include <stdlib.h>
#include <string.h>

/* Sorted by counting up to here: as many as the lowest bits of a key can tell apart. */
#define FEW 256

struct _VtKnnRank
{
  const VtKnnFilter *filter;
  VtKnnNeighbor *neighbors;
  double *squared;
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

/* Whole numbers in the order of the distances, as far as their upper bits go, and no two of them alike. */
static void
find_keys (const double *squared, guint n, gint32 *keys)
{
  for (guint i = 0; i < n; i++)
    {
      float rounded = (float) squared[i];

      /* Floats that are not negative are in the order of their bits. */
      memcpy (&keys[i], &rounded, sizeof rounded);
      keys[i] = (keys[i] & ~(FEW - 1)) | (gint32) i;
    }
}

/* Each to where its key stands. What little disorder is left goes by insertion. */
static void
sort_few (const VtKnnRank *rank, const guint32 *order, const VtKnnPool *pool)
{
  gint32 keys[FEW + VT_KNN_SLACK];
  gint32 ranks[FEW + VT_KNN_SLACK];

  find_keys (rank->squared, pool->n, keys);
  rank->filter->rank (keys, pool->n, ranks);
  for (guint i = 0; i < pool->n; i++)
    rank->neighbors[ranks[i]] = (VtKnnNeighbor){ rank->squared[i], order[pool->places[i]] };
  sort_by_insertion (rank->neighbors, pool->n);
}

static void
sort_many (const VtKnnRank *rank, const guint32 *order, const VtKnnPool *pool)
{
  for (guint i = 0; i < pool->n; i++)
    rank->neighbors[i] = (VtKnnNeighbor){ rank->squared[i], order[pool->places[i]] };
  qsort (rank->neighbors, pool->n, sizeof (VtKnnNeighbor), compare);
}

/* All that came before only chose for whom the canonical distances are worth computing. */
const VtKnnNeighbor *
vt_knn_rank_run (VtKnnRank *rank, const VtKnnIndex *index, const double *query, const VtKnnPool *pool)
{
  reserve (rank, pool->n);
  rank->filter->square (index->rows, index->n_features, pool->places, pool->n, query, rank->squared);
  (pool->n <= FEW ? sort_few : sort_many) (rank, index->order, pool);

  return rank->neighbors;
}
