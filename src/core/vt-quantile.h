/* Order statistics of plain arrays. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For qsort() and its like: doubles, ascending; none may be NaN. */
int    vt_compare_doubles (gconstpointer a, gconstpointer b);
/* The value below which @share (0 … 1) of the @n ascending values lie: linear between the two nearest order statistics,
 * type 7 of Hyndman & Fan (Am. Stat. 50, 361 (1996)). NaN where @n is 0. */
double vt_quantile (const double *sorted, gsize n, double share);
/* The same of values in any order, which it rearranges; none may be NaN. The same bits as from sorted ones, O(n) on the
 * average whatever the order, and many equal values make it faster. */
double vt_quantile_unsorted (double *values, gsize n, double share);

G_END_DECLS
