#include "vt-knn-pool.h"

void
vt_knn_pool_clear (VtKnnPool *pool)
{
  g_clear_pointer (&pool->squared, g_free);
  g_clear_pointer (&pool->places, g_free);
  pool->n = pool->capacity = 0;
}

void
vt_knn_pool_grow (VtKnnPool *pool, guint more)
{
  if (pool->n + more <= pool->capacity)
    return;

  pool->capacity = 2 * (pool->n + more);
  pool->squared = g_renew (float, pool->squared, pool->capacity);
  pool->places = g_renew (guint32, pool->places, pool->capacity);
}

void
vt_knn_pool_add_within (VtKnnPool *pool, const float *squared, const guint32 *places, guint n, float most)
{
  /* Apart from the pool, which writing could change for all that the compiler knows. */
  float *to = pool->squared;
  guint32 *place = pool->places;
  guint end = pool->n;

  for (guint i = 0; i < n; i++)
    {
      float value = squared[i];

      /* Written in any case and counted if wanted: a branch could not be guessed. */
      to[end] = value;
      place[end] = places[i];
      end += value <= most;
    }
  pool->n = end;
}

void
vt_knn_pool_keep (VtKnnPool *pool, float most)
{
  guint n = pool->n;

  pool->n = 0;
  vt_knn_pool_add_within (pool, pool->squared, pool->places, n, most);
}
