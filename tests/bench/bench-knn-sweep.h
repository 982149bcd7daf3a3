/* The search that looks at everything: as fast as brute force gets, for the library's search to be compared with. */
#pragma once

#include "vt-knn.h"

G_BEGIN_DECLS

typedef struct _BenchKnnSweep BenchKnnSweep;

/* @instances: float [n][n_features], which must outlive it. */
BenchKnnSweep *bench_knn_sweep_new (const float *instances, gsize n, guint n_features);
void           bench_knn_sweep_free (BenchKnnSweep *sweep);
/* "AVX2" or "plain C" */
const char    *bench_knn_sweep_get_name (void);

/* @queries: double [n][n_features]; the @k ≤ 256 nearest by the canonical distance, ties by index, as vt_knn_search(),
 * on as many threads. */
void           bench_knn_sweep_run (const BenchKnnSweep *sweep,
                                    const double        *queries,
                                    gsize                n,
                                    guint                k,
                                    VtKnnFunc            func,
                                    guint                batch,
                                    gpointer             data);

G_END_DECLS
