#include "vt-knn-pool.h"

/* Halvings of the interval in which the k-th smallest lies: to less than two percent. */
#define HALVINGS 6

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

/* Counting goes through registers without a branch; a selection would have to guess at every one. */
static guint
count (const float *values, guint n, float most)
{
  guint within = 0;

  for (guint i = 0; i < n; i++)
    within += values[i] <= most;

  return within;
}

static float
find_largest (const float *values, guint n)
{
  float largest[4] = { 0 };
  guint i = 0;

  /* Four at a time, since one would wait for the other. */
  for (; i + 4 <= n; i += 4)
    for (guint part = 0; part < 4; part++)
      largest[part] = values[i + part] > largest[part] ? values[i + part] : largest[part];
  for (; i < n; i++)
    largest[0] = MAX (values[i], largest[0]);

  return MAX (MAX (largest[0], largest[1]), MAX (largest[2], largest[3]));
}

float
vt_knn_pool_bound_kth (const float *squared, guint n, guint k, float most)
{
  float low = 0;
  float high = MIN (find_largest (squared, n), most);

  for (guint i = 0; i < HALVINGS; i++)
    {
      float middle = low + (high - low) / 2;

      if (count (squared, n, middle) >= k)
        high = middle;
      else
        low = middle;
    }

  return high;
}

void
vt_knn_pool_keep (VtKnnPool *pool, float most)
{
  guint kept = 0;

  for (guint i = 0; i < pool->n; i++)
    {
      pool->squared[kept] = pool->squared[i];
      pool->places[kept] = pool->places[i];
      kept += pool->squared[kept] <= most;
    }
  pool->n = kept;
}
