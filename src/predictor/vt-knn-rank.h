/* The canonical distance, and the order that it gives. */
#pragma once

#include "vt-knn-index.h"
#include "vt-knn-pool.h"
#include "vt-knn.h"

G_BEGIN_DECLS

typedef struct _VtKnnRank VtKnnRank;

/* Memory for the result, kept from query to query. */
VtKnnRank *vt_knn_rank_new (void);
void       vt_knn_rank_free (VtKnnRank *rank);

/**
 * vt_knn_rank_run:
 * @query: double [n_features]
 * @pool: places of candidates
 *
 * Returns: (transfer none): the candidates, [n of @pool], nearest first, ties by the index of the instance. Valid until
 *   the next run
 */
const VtKnnNeighbor *vt_knn_rank_run (VtKnnRank        *rank,
                                      const VtKnnIndex *index,
                                      const double     *query,
                                      const VtKnnPool  *pool);

G_END_DECLS
