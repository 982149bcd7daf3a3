/* One parallel loop for all kernels: chunks fixed by the work alone, so that sums are the same bits on any machine. */
#pragma once

#include <gio/gio.h>
#include "vt-progress.h"

G_BEGIN_DECLS

/**
 * VtChunk:
 * @begin: first index
 * @end: one past the last
 * @number: number of the chunk, 0 … vt_parallel_n_chunks() − 1: where to put a partial sum
 * @worker: 0 … vt_parallel_get_threads() − 1: whose scratch memory to use
 */
typedef struct
{
  gsize begin;
  gsize end;
  gsize number;
  guint worker;
} VtChunk;

typedef void (*VtParallelFunc) (const VtChunk *chunk, gpointer data);

/**
 * vt_parallel_for:
 * @n: number of items
 * @grain: items a chunk; take it so that a chunk lasts at most 5 ms, since cancelling waits for one
 * @func: called for every chunk once, from several threads, in any order
 *
 * Runs inline where it is called from inside another loop. In the background it gives way to what is urgent before each
 * chunk, see vt-priority.h. Nothing but cancelling can fail: a chunk that can fail leaves a note in @data.
 *
 * Returns: FALSE with G_IO_ERROR_CANCELLED if @cancellable was cancelled before all chunks ran
 */
gboolean vt_parallel_for (gsize          n,
                          gsize          grain,
                          VtParallelFunc func,
                          gpointer       data,
                          VtProgress    *progress,
                          GCancellable  *cancellable,
                          GError       **error);

gsize vt_parallel_n_chunks (gsize n, gsize grain);
guint vt_parallel_get_threads (void);
/* 0 means one a processor. Call it while nothing computes. */
void  vt_parallel_set_threads (guint threads);
/* How far what is computed for some VtPriority steps back (0 … 19), to leave a window's main loop and a software GL air;
 * what else threads do, a third as far. For threads started from now on. At first 0. */
void  vt_parallel_set_niceness (int niceness);
/* The calling thread steps back as those do that help it. */
void  vt_parallel_be_nice (void);

G_END_DECLS
