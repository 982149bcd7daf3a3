/* Candidates for the nearest neighbours, by their float distance. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VtKnnPool:
 * @squared: float squared distances, in no order
 * @places: where the instances lie
 *
 * All zero at first.
 */
typedef struct
{
  float   *squared;
  guint32 *places;
  guint    n;
  guint    capacity;
} VtKnnPool;

void vt_knn_pool_clear (VtKnnPool *pool);
void vt_knn_pool_grow (VtKnnPool *pool, guint more);

/* Room for one more there must be. */
static inline void
vt_knn_pool_add (VtKnnPool *pool, float squared, guint32 place)
{
  pool->squared[pool->n] = squared;
  pool->places[pool->n++] = place;
}

/* Within which at least @k of @n values lie, hardly more than the k-th smallest; n ≥ k ≥ 1, values not NaN and not
 * negative, all at most @most. */
float vt_knn_pool_bound_kth (const float *squared, guint n, guint k, float most);
/* Drops what lies beyond @most. */
void  vt_knn_pool_keep (VtKnnPool *pool, float most);

G_END_DECLS
