/* The instruction sets beside the portable one. */
#pragma once

#include "vt-knn-filter.h"

G_BEGIN_DECLS

#ifdef __x86_64__
/* Wants AVX2 and FMA. */
extern const VtKnnFilter vt_knn_filter_avx2;
/* Wants AVX-512 F and BW beside them. */
extern const VtKnnFilter vt_knn_filter_avx512;
#endif

G_END_DECLS
