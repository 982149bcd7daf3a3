/* One query after another: all that can be among its k nearest, by float distances with a margin. */
#pragma once

#include "vt-knn-index.h"
#include "vt-knn-pool.h"

G_BEGIN_DECLS

/* An instance with it is no query's own. */
#define VT_KNN_SCAN_NO_KEY G_MININT64

typedef struct _VtKnnScan VtKnnScan;

/**
 * VtKnnScanCounts:
 * @sections: visited
 * @blocks: whose codes were screened
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
 * vt_knn_scan_run:
 * @query: double [n_features], finite
 * @instance_keys: (nullable): by instance; those with @key are left out
 *
 * Costs less the nearer the query is to the one before.
 *
 * Returns: (transfer none): a superset of the k nearest, in no order, little more than k unless many are nearly as far;
 *   all instances where there are no more than @k. Valid until the next run
 */
const VtKnnPool *vt_knn_scan_run (VtKnnScan        *scan,
                                  const VtKnnIndex *index,
                                  const double     *query,
                                  guint             k,
                                  const gint64     *instance_keys,
                                  gint64            key);

G_END_DECLS
