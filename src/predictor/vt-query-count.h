/* How far several searches in a row are, as one. */
#pragma once

#include "vt-progress.h"

G_BEGIN_DECLS

#define VT_QUERY_COUNT_STEP 1024

/**
 * VtQueryCount:
 * @done: queries that have their answer
 * @total: queries of all searches
 */
typedef struct
{
  VtProgress *progress; /* (nullable) */
  gsize       total;
  gsize       done; /* atomic */
} VtQueryCount;

/* One more, from any thread. */
static inline void
vt_query_count_add (VtQueryCount *count)
{
  gsize done = __atomic_add_fetch (&count->done, 1, __ATOMIC_RELAXED);

  if (done % VT_QUERY_COUNT_STEP == 0 || done == count->total)
    vt_progress_set (count->progress, (double) done / (double) count->total);
}

G_END_DECLS
