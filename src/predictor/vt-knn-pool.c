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
  if (pool->n + more + VT_KNN_SLACK <= pool->capacity)
    return;

  pool->capacity = 2 * (pool->n + more) + VT_KNN_SLACK;
  pool->squared = g_renew (float, pool->squared, pool->capacity);
  pool->places = g_renew (guint32, pool->places, pool->capacity);
}

void
vt_knn_pool_add_within (
    VtKnnPool *pool, const VtKnnFilter *filter, const float *squared, const guint32 *places, guint n, float most)
{
  pool->n += filter->keep (squared, places, n, most, pool->squared + pool->n, pool->places + pool->n);
}

void
vt_knn_pool_keep (VtKnnPool *pool, const VtKnnFilter *filter, float most)
{
  guint n = pool->n;

  pool->n = 0;
  vt_knn_pool_add_within (pool, filter, pool->squared, pool->places, n, most);
}
