/* The SIMD kernels of the neighbour search: what sorts instances out before a double decides. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Instances of a block, blocks of a section, sections of a group: a SIMD lane each. */
#define VT_KNN_LANES 32
/* Codes are 0 … 127. In products those of instances are seen from the middle, so that with a query's, which are twice as
 * fine, the sum of two stays below 2¹⁵. */
#define VT_KNN_LARGEST_CODE 127
#define VT_KNN_MIDDLE_CODE 64
/* Queries and boxes of float coordinates are filled up with zeros to a multiple of this. */
#define VT_KNN_ROW_UNIT 4
/* What kernels may write and read beyond the end of lists. */
#define VT_KNN_SLACK 16

/**
 * VtKnnBox:
 * @low, @high: float [stride], the edges, aligned to 16 bytes; zero where a row is filled up
 * @step: of codes; 127 of them span the widest side
 * @inverse: 1/step
 */
typedef struct
{
  float *low;
  float *high;
  float  step;
  float  inverse;
} VtKnnBox;

/**
 * VtKnnBoxDistance:
 * @away: squared distance from the query to the nearest point of the box
 * @lost: squared distance from there to what its codes say
 */
typedef struct
{
  float away;
  float lost;
} VtKnnBoxDistance;

/**
 * VtKnnFilter:
 * @encode: the codes of a query
 * @sum: squared distances of codes
 * @count: how many of such sums are within a limit
 * @pick: which are from a least to a most
 * @screen: what is within a limit, in some blocks
 * @bound: squared distances of a query to boxes, 0 within
 * @measure: squared distances of a query to some rows
 * @square: canonical squared distances of a query to some rows
 * @find_kth: within which at least k of n values lie, hardly more than the k-th smallest
 * @keep: those of n values that are at most @most, with their places, in the order given; returns how many
 * @rank: how many of n keys are smaller than each
 *
 * Codes of a block are VT_KNN_LANES numbers, guint16, and then pairs of coordinates, gint8 [n_pairs][VT_KNN_LANES][2],
 * aligned to 64 bytes. A query's are words: its pairs, guint8, each twice, and then what all lanes share. With an
 * instance's codes c and a query's q, in half steps, the numbers are Σ c², the pairs c − 64 and q, and what is shared is
 * ⌊Σ q²/4⌋ − 64 Σ q, from which follows ⌊Σ (c − q/2)²⌋ = Σ c² − Σ (c − 64) q + shared: two instructions a pair.
 * All this is reckoned modulo 2¹⁶, the same on any instruction set: what is below comes out as it is, what is above may
 * look smaller than it is, never larger. @sum gives those of all lanes of @n_blocks blocks, [n_blocks][VT_KNN_LANES],
 * aligned to 64 bytes. @screen looks into the blocks of a section whose bit is set in @blocks, and writes the places (32
 * a block, counted from the first block's @first) of all that lie within @limit; returns how many. There must be room
 * for VT_KNN_SLACK more. @pick does so for all blocks that were summed.
 *
 * @encode takes the point of @box that is nearest to the query; @words has room for stride/2 + 1, of which n_pairs + 1
 * mean something.
 *
 * @bound takes float [n_features][VT_KNN_LANES], aligned to 64 bytes, and returns a bit for each lane within @limit;
 * @measure takes rows of @n_features floats, one after the other, and nothing beyond is read.
 * Their sums are rounded as the instruction set likes, with or without fused multiply-add: at most one rounding for
 * each difference, square and sum.
 *
 * @square sorts nothing out: it is Σ_j (q_j − x_j)² in double for j = 0, 1, …, a rounding each, the same bits on any
 * instruction set; some beside each other, since one sum would wait for itself.
 *
 * @find_kth, @keep and @rank give the same on any instruction set. @find_kth: n ≥ k ≥ 1; values are not NaN and not
 * negative; the result is at most @most, which at least k do not exceed. @keep may write over what it reads, from the
 * begin on or before it. Of @keep and @rank all arrays have room for VT_KNN_SLACK more, whose content does not matter.
 */
typedef struct
{
  void (*encode) (const float        *query,
                  const VtKnnBox     *box,
                  guint               stride,
                  guint               n_pairs,
                  guint32            *words,
                  VtKnnBoxDistance   *distance);
  void (*sum) (const guint8 *codes, guint n_pairs, const guint32 *query, guint n_blocks, guint16 *sums);
  guint (*count) (const guint16 *sums, guint n_blocks, guint16 limit);
  guint (*pick) (const guint16 *sums, guint n_blocks, guint16 least, guint16 most, guint32 first, guint32 *places);
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
                   guint          n_features,
                   const guint32 *places,
                   guint          n,
                   const float   *query,
                   float         *squared);
  void (*square) (const float   *rows,
                  guint          n_features,
                  const guint32 *places,
                  guint          n,
                  const double  *query,
                  double        *squared);
  float (*find_kth) (const float *squared, guint n, guint k, float most);
  guint (*keep) (const float   *squared,
                 const guint32 *places,
                 guint          n,
                 float          most,
                 float         *kept,
                 guint32       *kept_places);
  void (*rank) (const gint32 *keys, guint n, gint32 *ranks);
} VtKnnFilter;

/* Bytes of a block's codes. */
static inline gsize
vt_knn_filter_block_size (guint n_pairs)
{
  return (gsize) (n_pairs + 1) * VT_KNN_LANES * 2;
}

/* The fastest that this processor can run. */
const VtKnnFilter *vt_knn_filter_choose (void);
/* Those that this processor can run, the portable one first, the fastest last; NULL beyond. For tests. */
const VtKnnFilter *vt_knn_filter_get (guint index);
/* Searches begun from now on use this one; NULL: the fastest again. For tests. */
void               vt_knn_filter_force (const VtKnnFilter *filter);

G_END_DECLS
