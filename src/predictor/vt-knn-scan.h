/* A few queries after others: all that can be among their k nearest, by float distances with a margin. */
#pragma once

#include "vt-knn-index.h"
#include "vt-knn-pool.h"

G_BEGIN_DECLS

/* An instance with it is no query's own. */
#define VT_KNN_SCAN_NO_KEY G_MININT64
/* Queries at a time. */
#define VT_KNN_SCAN_TILE 32

typedef struct _VtKnnScan VtKnnScan;

/**
 * VtKnnScanCounts:
 * @sections: visited
 * @blocks: whose codes were looked at
 * @measured: float distances
 * @pooled: instances within the bound of their moment
 * @kept: what was returned
 *
 * Over all runs.
 */
typedef struct
{
  guint64 queries;
  guint64 sections;
  guint64 blocks;
  guint64 measured;
  guint64 pooled;
  guint64 kept;
} VtKnnScanCounts;

/* What a worker keeps from query to query, of whatever index. */
VtKnnScan *vt_knn_scan_new (void);
void       vt_knn_scan_free (VtKnnScan *scan);
void       vt_knn_scan_get_counts (const VtKnnScan *scan, VtKnnScanCounts *counts);

/**
 * VtKnnScanQuery:
 * @coordinates: double [n_features], finite
 * @key: instances with this key are left out
 */
typedef struct
{
  const double *coordinates;
  gint64        key;
} VtKnnScanQuery;

/**
 * vt_knn_scan_run:
 * @queries: [n]; at most VT_KNN_SCAN_TILE
 * @instance_keys: (nullable): by instance
 * @pools: (out caller-allocates): [n], for each query a superset of its k nearest, in no order, little more than k
 *   unless many are nearly as far; all instances where there are no more than @k. Valid until the next run
 *
 * Costs less the nearer the queries are to each other and to those before.
 */
void vt_knn_scan_run (VtKnnScan            *scan,
                      const VtKnnIndex     *index,
                      const VtKnnScanQuery *queries,
                      guint                 n,
                      guint                 k,
                      const gint64         *instance_keys,
                      const VtKnnPool     **pools);

G_END_DECLS
