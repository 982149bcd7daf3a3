/* The kernels of ReliefF: sums of absolute differences, of bytes against a block of instances, and in double. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VT_RELIEFF_LANES 32
/* Coarse bytes an instance, and a block. */
#define VT_RELIEFF_COARSE 16
#define VT_RELIEFF_BLOCK (VT_RELIEFF_LANES * VT_RELIEFF_COARSE)
/* Fine bytes come in multiples of this. */
#define VT_RELIEFF_STRIDE 32

/**
 * VtReliefFFilter:
 * @coarse: a bit for each lane of the block whose sum of absolute differences over its 16 coarse bytes is at most
 *   @limit, 0 … 32766; @block as vt_relieff_filter_place() lays it out, aligned to 32 bytes; @query: [16]
 * @fine: of the lanes in @bits those whose sum over @stride bytes is at most @limit + errors[lane], and these sums in
 *   @sums, [VT_RELIEFF_LANES]; @rows: [VT_RELIEFF_LANES][stride], @query: [stride], both aligned to 32 bytes; @limit
 *   below 2³⁰
 * @measure: Σ_j |a_j − b_j| · factors[j] in double: feature j is added to sum j mod 4, which are added up as
 *   (0 + 1) + (2 + 3)
 *
 * Integers, and one order of rounding: every version gives the same bits.
 */
typedef struct
{
  guint32 (*coarse) (const guint8 *block, const guint8 *query, guint limit);
  guint32 (*fine) (const guint8  *rows,
                   guint          stride,
                   const guint8  *query,
                   const guint16 *errors,
                   guint          limit,
                   guint32        bits,
                   guint         *sums);
  double  (*measure) (const float *a, const float *b, const double *factors, guint n);
} VtReliefFFilter;

/* Where in a block the coarse byte @byte of lane @lane lies. Eight bytes of an instance lie together, as one sum of
 * the instruction psadbw takes them; lanes lie so that packing the sums brings their bits into order. */
static inline gsize
vt_relieff_filter_place (guint lane, guint byte)
{
  guint quarter = (lane >> 3 & 1) * 4 + (lane & 3);
  guint column = (lane >> 4) * 2 + (lane >> 2 & 1);

  return (gsize) quarter * 64 + (byte >> 3) * 32 + column * 8 + (byte & 7);
}

/* The fastest that this processor can run. */
const VtReliefFFilter *vt_relieff_filter_choose (void);
/* Those that this processor can run, the portable one first, the fastest last; NULL beyond. For tests. */
const VtReliefFFilter *vt_relieff_filter_get (guint index);

G_END_DECLS
