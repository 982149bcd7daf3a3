/* What the parts of a clustering share. */
#pragma once

#include "vt-linkage.h"

G_BEGIN_DECLS

/**
 * VtLinkageJob:
 * @points: finite float [n][n_features]
 * @n: at least 2
 *
 * One clustering, and who wants to hear of it.
 */
typedef struct
{
  const float  *points;
  guint32       n;
  guint         n_features;
  VtLinkage     linkage;
  VtLinkageFunc func;
  gpointer      data;
  GCancellable *cancellable;
} VtLinkageJob;

/* What both ways fill, n − 1 @merges in the order found: @a and @b a point each of the clusters joined, and @height.
 * FALSE with @error where memory is short or the job cancelled. */
gboolean vt_linkage_tree (const VtLinkageJob *job, VtMerge *merges, GError **error);
gboolean vt_linkage_chain (const VtLinkageJob *job, VtMerge *merges, GError **error);

/* Between two merges: FALSE with @error if cancelled. */
gboolean vt_linkage_job_goes_on (const VtLinkageJob *job, guint32 n_merges, GError **error);
/* FALSE, with VT_ERROR_LIMIT. */
gboolean vt_linkage_job_lacks_memory (const VtLinkageJob *job, GError **error);

G_END_DECLS
