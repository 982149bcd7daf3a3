/* Sorting on all threads, to be stopped at any time. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * vt_parallel_sort:
 * @items: array of @n items of @size bytes
 * @compare: from several threads
 *
 * A merge sort, stable: equal items keep their order, so that the result is the same for any number of threads. Needs
 * as much memory again.
 *
 * Returns: FALSE with G_IO_ERROR_CANCELLED, the items then in any order
 */
gboolean vt_parallel_sort (gpointer      items,
                           gsize         n,
                           gsize         size,
                           GCompareFunc  compare,
                           GCancellable *cancellable,
                           GError      **error);

G_END_DECLS
