/* What tests and benchmarks see of ReliefF. */
#pragma once

#include "vt-relieff-filter.h"
#include "vt-relieff.h"

G_BEGIN_DECLS

/**
 * VtReliefFCounts:
 * @n_queries: instances summed over, m
 * @n_pairs: of an instance summed over and one that it was compared with
 * @n_exact: pairs whose canonical distance was computed, some more than once
 */
typedef struct
{
  guint64 n_queries;
  guint64 n_pairs;
  guint64 n_exact;
} VtReliefFCounts;

/* As vt_relieff_compute(), by a given instruction set. @counts: (out) (optional) */
double *vt_relieff_compute_with (const VtDataset        *dataset,
                                 const VtReliefFOptions *options,
                                 const VtReliefFFilter  *filter,
                                 VtReliefFCounts        *counts,
                                 VtProgress             *progress,
                                 GCancellable           *cancellable,
                                 GError                **error);

G_END_DECLS
