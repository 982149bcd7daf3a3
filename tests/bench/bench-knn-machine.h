/* What this machine can do at most, for rooflines. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Float multiplications and additions a second of one thread, fused where there are such instructions, in registers;
 * one of each counts as two. */
double bench_knn_machine_flops (void);
/* Bytes a second that one thread reads, of @size bytes that are read again and again. */
double bench_knn_machine_bandwidth (gsize size);
/* CPU seconds of this process. */
double bench_knn_machine_get_cpu (void);

G_END_DECLS
