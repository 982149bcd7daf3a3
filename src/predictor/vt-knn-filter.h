/* The SIMD kernels of the neighbour search: what sorts instances out before a double decides. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Instances of a block, blocks of a section, sections of a group: a SIMD lane each. */
#define VT_KNN_LANES 32
/* Codes are 0 … 127, so that the square of a difference fits into what one multiplication can hold. */
#define VT_KNN_LARGEST_CODE 127
/* Rows of float coordinates are filled up with zeros to a multiple of this. */
#define VT_KNN_ROW_UNIT 4

/**
 * VtKnnFilter:
 * @sum: squared distances of codes
 * @screen: squared distances of codes, within blocks
 * @bound: squared distances of a query to boxes, 0 within
 * @measure: squared distances of a query to some rows
 *
 * Codes lie in pairs of coordinates: guint8 [n_pairs][VT_KNN_LANES][2], aligned to 64 bytes; a query's pair is repeated
 * in the halves of a word, [n_pairs]. Their squared distances are whole numbers, those of 65535 and above count as
 * 65535; the same on any instruction set. @sum gives those of all lanes of @n_blocks blocks, [n_blocks][VT_KNN_LANES],
 * aligned to 64 bytes. @screen looks into the blocks of a section whose bit is set in @blocks, and
 * writes the places (32 a block, counted from the first block's @first) of all that lie within @limit; returns how many.
 *
 * @bound takes float [n_features][VT_KNN_LANES], aligned to 64 bytes, and returns a bit for each lane within @limit;
 * @measure takes rows of @stride floats, aligned to 16 bytes, as is the query.
 * Their sums are rounded as the instruction set likes, with or without fused multiply-add: at most one rounding for
 * each difference, square and sum.
 */
typedef struct
{
  void (*sum) (const guint8 *codes, guint n_pairs, const guint32 *query, guint n_blocks, guint16 *sums);
  guint (*screen) (const guint8  *codes,
                   guint          n_pairs,
                   const guint32 *query,
                   guint16        limit,
                   guint32        blocks,
                   guint32        first,
                   guint32       *places);
  guint32 (*bound) (const float *low,
                    const float *high,
                    guint        n_features,
                    const float *query,
                    float        limit,
                    float       *squared);
  void (*measure) (const float   *rows,
                   guint          stride,
                   const guint32 *places,
                   guint          n,
                   const float   *query,
                   float         *squared);
} VtKnnFilter;

/* The fastest that this processor can run. */
const VtKnnFilter *vt_knn_filter_choose (void);
/* Those that this processor can run, the portable one first, the fastest last; NULL beyond. For tests. */
const VtKnnFilter *vt_knn_filter_get (guint index);
/* Searches begun from now on use this one; NULL: the fastest again. For tests. */
void               vt_knn_filter_force (const VtKnnFilter *filter);

G_END_DECLS
