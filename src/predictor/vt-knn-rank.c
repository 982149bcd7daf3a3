/* A few are sorted by counting, which is a matter of n² but guesses at nothing; of more, a few at a time, and then merged. */
#include "vt-knn-rank.h"

#include <string.h>

/* As many as the lowest bits of a key tell apart. */
#define FEW 128

struct _VtKnnRank
{
  const VtKnnFilter *filter;
  VtKnnNeighbor *neighbors;
  VtKnnNeighbor *merged;
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
  g_free (rank->merged);
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
  rank->merged = g_renew (VtKnnNeighbor, rank->merged, rank->capacity);
  rank->squared = g_renew (double, rank->squared, rank->capacity);
}

static inline gboolean
is_nearer (const VtKnnNeighbor *one, const VtKnnNeighbor *two)
{
  return one->squared < two->squared || (one->squared == two->squared && one->instance < two->instance);
}

static void
sort_by_insertion (VtKnnNeighbor *neighbors, guint n)
{
  for (guint i = 1; i < n; i++)
    {
      VtKnnNeighbor moving = neighbors[i];
      guint j = i;

      for (; j > 0 && is_nearer (&moving, &neighbors[j - 1]); j--)
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

/* Of the pool's from @begin on, each to where its key stands. What little disorder is left goes by insertion. */
static void
sort_few (const VtKnnRank *rank, const guint32 *order, const VtKnnPool *pool, guint begin, guint n)
{
  const double *squared = rank->squared + begin;
  VtKnnNeighbor *neighbors = rank->neighbors + begin;
  gint32 keys[FEW + VT_KNN_SLACK];
  gint32 ranks[FEW + VT_KNN_SLACK];

  find_keys (squared, n, keys);
  rank->filter->rank (keys, n, ranks);
  for (guint i = 0; i < n; i++)
    neighbors[ranks[i]] = (VtKnnNeighbor){ squared[i], order[pool->places[begin + i]] };
  sort_by_insertion (neighbors, n);
}

/* Two sorted lists, one after the other, into one. */
static void
merge (const VtKnnNeighbor *lists, guint n_first, guint n, VtKnnNeighbor *merged)
{
  const VtKnnNeighbor *one = lists;
  const VtKnnNeighbor *two = lists + n_first;
  const VtKnnNeighbor *end = lists + n;

  while (one < lists + n_first && two < end)
    {
      gboolean second = is_nearer (two, one);

      *merged++ = second ? *two : *one;
      two += second;
      one += !second;
    }
  while (one < lists + n_first)
    *merged++ = *one++;
  while (two < end)
    *merged++ = *two++;
}

static void
merge_all (VtKnnRank *rank, guint n)
{
  for (guint size = FEW; size < n; size *= 2)
    {
      VtKnnNeighbor *merged = rank->merged;

      for (guint begin = 0; begin < n; begin += 2 * size)
        merge (rank->neighbors + begin, MIN (size, n - begin), MIN (2 * size, n - begin), merged + begin);
      rank->merged = rank->neighbors;
      rank->neighbors = merged;
    }
}

/* All that came before only chose for whom the canonical distances are worth computing. */
const VtKnnNeighbor *
vt_knn_rank_run (VtKnnRank *rank, const VtKnnIndex *index, const double *query, const VtKnnPool *pool)
{
  reserve (rank, pool->n);
  rank->filter->square (index->rows, index->n_features, pool->places, pool->n, query, rank->squared);
  for (guint begin = 0; begin < pool->n; begin += FEW)
    sort_few (rank, index->order, pool, begin, MIN (FEW, pool->n - begin));
  merge_all (rank, pool->n);

  return rank->neighbors;
}
