/* Candidates for the nearest neighbours, by their float distance. */
#pragma once

#include "vt-knn-filter.h"

G_BEGIN_DECLS

/**
 * VtKnnPool:
 * @squared: float squared distances, in no order
 * @places: where the instances lie
 *
 * All zero at first. Where there is room, there is VT_KNN_SLACK more of it.
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

/* Adds those of @n that are at most @most, in the order given. There must be room for all in the pool, and VT_KNN_SLACK
 * more in either list. They may be the pool's own, from its begin on, if it was emptied. */
void vt_knn_pool_add_within (VtKnnPool         *pool,
                             const VtKnnFilter *filter,
                             const float       *squared,
                             const guint32     *places,
                             guint              n,
                             float              most);
/* Drops what lies beyond @most. */
void vt_knn_pool_keep (VtKnnPool *pool, const VtKnnFilter *filter, float most);

G_END_DECLS
