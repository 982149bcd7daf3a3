#include "vt-knn-rank.h"

#include <stdlib.h>

/* Ranked by counting up to here: a comparison for every pair, but none that has to be guessed. */
#define FEW 160

struct _VtKnnRank
{
  VtKnnNeighbor *neighbors;
  double        *squared;
  guint32       *instances;
  guint          capacity;
};

VtKnnRank *
vt_knn_rank_new (void)
{
  return g_new0 (VtKnnRank, 1);
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

/* The canonical distance: all that came before only chose for whom it is worth computing. */
static double
square_distance (const double *query, const float *instance, guint n_features)
{
  double squared = 0;

  for (guint j = 0; j < n_features; j++)
    {
      double difference = query[j] - (double) instance[j];

      squared += difference * difference;
    }

  return squared;
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

/* Puts each where as many lie before it as are nearer; FALSE at a tie. */
static gboolean
place_by_counting (VtKnnRank *rank, guint n)
{
  guint taken[FEW] = { 0 };
  guint doubly = 0;

  for (guint i = 0; i < n; i++)
    {
      double mine = rank->squared[i];
      gint64 before = 0;

      for (guint j = 0; j < n; j++)
        before += rank->squared[j] < mine;
      rank->neighbors[before].squared = mine;
      rank->neighbors[before].instance = rank->instances[i];
      doubly |= taken[before];
      taken[before] = 1;
    }

  return doubly == 0;
}

static void
sort (VtKnnRank *rank, guint n)
{
  if (n <= FEW && place_by_counting (rank, n))
    return;

  for (guint i = 0; i < n; i++)
    rank->neighbors[i] = (VtKnnNeighbor){ rank->squared[i], rank->instances[i] };
  qsort (rank->neighbors, n, sizeof (VtKnnNeighbor), compare);
}

const VtKnnNeighbor *
vt_knn_rank_run (VtKnnRank        *rank,
                 const VtKnnIndex *index,
                 const float      *instances,
                 const double     *query,
                 const VtKnnPool  *pool)
{
  guint f = index->n_features;

  reserve (rank, pool->n);
  for (guint i = 0; i < pool->n; i++)
    {
      const float *instance = instances + (gsize) (rank->instances[i] = index->order[pool->places[i]]) * f;

      __builtin_prefetch (instance);
      __builtin_prefetch (instance + f - 1);
    }
  for (guint i = 0; i < pool->n; i++)
    rank->squared[i] = square_distance (query, instances + (gsize) rank->instances[i] * f, f);
  sort (rank, pool->n);

  return rank->neighbors;
}
