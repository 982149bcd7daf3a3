/* The exact k nearest neighbours of many queries among the instances of one element. */
#pragma once

#include <gio/gio.h>
#include "vt-progress.h"

G_BEGIN_DECLS

typedef struct _VtKnn VtKnn;

/* A query with this key meets every instance, an instance with it is met by every query. */
#define VT_KNN_NO_KEY G_MININT64

/**
 * VtKnnNeighbor:
 * @squared: squared Euclidean distance, in double
 * @instance: index of the instance
 */
typedef struct
{
  double  squared;
  guint32 instance;
} VtKnnNeighbor;

/**
 * VtKnnBatch:
 * @queries: (nullable): double [n][n_features]; a query with a coordinate that is not finite has no neighbours. NULL is
 *   a self-search: query i is instance i, and @n their number. An instance is its own nearest neighbour, unless keys
 *   leave it out
 * @instance_keys: (nullable): int64 [instances]
 * @query_keys: (nullable): int64 [n]; an instance with the query's own key is left out
 *
 * Queries that look among the same instances.
 */
typedef struct
{
  const VtKnn  *knn;
  const double *queries;
  gsize         n;
  const gint64 *instance_keys;
  const gint64 *query_keys;
} VtKnnBatch;

/* Called once a query, from any thread: @neighbors nearest first. */
typedef void (*VtKnnFunc) (guint batch, gsize query, const VtKnnNeighbor *neighbors, guint n_neighbors, gpointer data);

/**
 * vt_knn_new:
 * @instances: finite float [n][n_features], copied
 * @n: below 2³¹
 *
 * Returns: (transfer full): NULL with G_IO_ERROR_CANCELLED if cancelled
 */
VtKnn *vt_knn_new (const float *instances, gsize n, guint n_features, GCancellable *cancellable, GError **error);
/* The same without a copy. @instances: (transfer full), for g_free(); if cancelled they are gone. */
VtKnn *vt_knn_new_take (float *instances, gsize n, guint n_features, GCancellable *cancellable, GError **error);
/* Frees it, but not its instances: (transfer full), as they were given. */
float *vt_knn_give_back (VtKnn *knn);
void   vt_knn_free (VtKnn *knn);
gsize  vt_knn_get_n (const VtKnn *knn);

/**
 * vt_knn_search:
 * @k: number of neighbours; where fewer instances remain, all of them are the neighbours
 * @func: gets the neighbours of each query once
 *
 * Exact: the order is that of the squared distance summed in double over the features from first to last, ties by
 * the index of the instance. The same on any number of threads and any instruction set.
 *
 * Returns: FALSE with G_IO_ERROR_CANCELLED if cancelled
 */
gboolean vt_knn_search (const VtKnnBatch *batches,
                        guint             n_batches,
                        guint             k,
                        VtKnnFunc         func,
                        gpointer          data,
                        VtProgress       *progress,
                        GCancellable     *cancellable,
                        GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtKnn, vt_knn_free)

G_END_DECLS
