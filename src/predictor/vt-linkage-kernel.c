/* The inner loops of clustering.
 *
 * Plain C for any machine, and again for AVX2: by intrinsics where compilers would leave sums in memory, else the same
 * C compiled for it. A lane never meets another, nothing is reassociated or fused, so the bits are those of a plain loop
 * over points. Cost: three flops a feature and distance; the other loops are bound by memory.
 */
#include "vt-linkage-kernel.h"

#include <math.h>

#define LANES VT_LINKAGE_LANES
#define INLINE static inline __attribute__ ((always_inline))

static void
measure_portable (const float *blocks, guint n_features, const float *point, gsize m, double *row)
{
  for (gsize j = 0; j < m; j += LANES, row += LANES)
    {
      for (guint lane = 0; lane < LANES; lane++)
        row[lane] = 0;
      for (guint f = 0; f < n_features; f++, blocks += LANES)
        for (guint lane = 0; lane < LANES; lane++)
          {
            double difference = (double) blocks[lane] - (double) point[f];

            row[lane] += difference * difference;
          }
      for (guint lane = 0; lane < LANES; lane++)
        row[lane] = sqrt (row[lane]);
    }
}

static gsize
find_least_portable (const double *row, const double *penalty, gsize m, double *least)
{
  gsize place = 0;

  *least = INFINITY;
  for (gsize j = 0; j < m; j++)
    if (row[j] + penalty[j] < *least)
      {
        *least = row[j] + penalty[j];
        place = j;
      }

  return place;
}

INLINE void
lower (const double *row, gsize m, double *least)
{
  for (gsize j = 0; j < m; j++)
    least[j] = row[j] < least[j] ? row[j] : least[j];
}

INLINE void
join_average (double size_x, double size_y, gsize m, const double *row_x, double *row_y)
{
  for (gsize j = 0; j < m; j++)
    row_y[j] = (size_x * row_x[j] + size_y * row_y[j]) / (size_x + size_y);
}

INLINE void
join_complete (gsize m, const double *row_x, double *row_y)
{
  for (gsize j = 0; j < m; j++)
    row_y[j] = row_x[j] > row_y[j] ? row_x[j] : row_y[j];
}

INLINE void
join_ward (
    const double *sizes, double size_x, double size_y, double height, gsize m, const double *row_x, double *row_y)
{
  for (gsize j = 0; j < m; j++)
    {
      double t = 1.0 / (size_x + size_y + sizes[j]);

      row_y[j] = sqrt ((sizes[j] + size_x) * t * row_x[j] * row_x[j] + (sizes[j] + size_y) * t * row_y[j] * row_y[j]
                       - sizes[j] * t * height * height);
    }
}

/* The formulae of Lance and Williams, evaluated as SciPy does. */
INLINE void
join (VtLinkage linkage,
      const double *sizes,
      double size_x,
      double size_y,
      double height,
      gsize m,
      const double *row_x,
      double *row_y)
{
  switch (linkage)
    {
    case VT_LINKAGE_AVERAGE:
      join_average (size_x, size_y, m, row_x, row_y);
      break;
    case VT_LINKAGE_COMPLETE:
      join_complete (m, row_x, row_y);
      break;
    case VT_LINKAGE_WARD:
      join_ward (sizes, size_x, size_y, height, m, row_x, row_y);
      break;
    case VT_LINKAGE_SINGLE:
      lower (row_x, m, row_y);
      break;
    case VT_N_LINKAGES:
    default:
      g_assert_not_reached ();
    }
}

static void
lower_portable (const double *row, gsize m, double *least)
{
  lower (row, m, least);
}

static void
join_portable (VtLinkage linkage,
               const double *sizes,
               double size_x,
               double size_y,
               double height,
               gsize m,
               const double *row_x,
               double *row_y)
{
  join (linkage, sizes, size_x, size_y, height, m, row_x, row_y);
}

#ifdef __x86_64__

#include <immintrin.h>

#define AVX2 __attribute__ ((target ("avx2"))) static

/* (float − point)² of four lanes onto their sum. */
#define ADD_SQUARE(sum, lanes)                                                                                         \
  {                                                                                                                    \
    __m256d difference = _mm256_sub_pd (_mm256_cvtps_pd (_mm_loadu_ps (lanes)), p);                                    \
                                                                                                                       \
    sum = _mm256_add_pd (sum, _mm256_mul_pd (difference, difference));                                                 \
  }

AVX2 void
measure_avx2 (const float *blocks, guint n_features, const float *point, gsize m, double *row)
{
  for (gsize j = 0; j < m; j += LANES, row += LANES)
    {
      __m256d a = _mm256_setzero_pd ();
      __m256d b = a;
      __m256d c = a;
      __m256d d = a;

      for (guint f = 0; f < n_features; f++, blocks += LANES)
        {
          const __m256d p = _mm256_set1_pd (point[f]);

          ADD_SQUARE (a, blocks);
          ADD_SQUARE (b, blocks + 4);
          ADD_SQUARE (c, blocks + 8);
          ADD_SQUARE (d, blocks + 12);
        }
      _mm256_storeu_pd (row, _mm256_sqrt_pd (a));
      _mm256_storeu_pd (row + 4, _mm256_sqrt_pd (b));
      _mm256_storeu_pd (row + 8, _mm256_sqrt_pd (c));
      _mm256_storeu_pd (row + 12, _mm256_sqrt_pd (d));
    }
}

/* Each lane keeps the first of its least; then the least of the lanes, the first of equals. */
AVX2 gsize
find_least_avx2 (const double *row, const double *penalty, gsize m, double *least)
{
  __m256d best[2] = { _mm256_set1_pd (INFINITY), _mm256_set1_pd (INFINITY) };
  __m256d places[2] = { _mm256_setzero_pd (), _mm256_setzero_pd () };
  double lanes[8];
  double at[8];
  guint found = 0;

  for (gsize j = 0; j < m; j += 8)
    for (guint half = 0; half < 2; half++)
      {
        const gsize from = j + 4 * half;
        __m256d value = _mm256_add_pd (_mm256_loadu_pd (row + from), _mm256_loadu_pd (penalty + from));
        __m256d less = _mm256_cmp_pd (value, best[half], _CMP_LT_OQ);

        best[half] = _mm256_blendv_pd (best[half], value, less);
        places[half] = _mm256_blendv_pd (places[half], _mm256_set1_pd ((double) from), less);
      }
  for (guint half = 0; half < 2; half++)
    {
      _mm256_storeu_pd (lanes + 4 * half, best[half]);
      _mm256_storeu_pd (at + 4 * half, _mm256_add_pd (places[half], _mm256_setr_pd (0, 1, 2, 3)));
    }
  for (guint lane = 1; lane < 8; lane++)
    if (lanes[lane] < lanes[found] || (lanes[lane] == lanes[found] && at[lane] < at[found]))
      found = lane;
  *least = lanes[found];

  return (gsize) at[found];
}

AVX2 void
lower_avx2 (const double *row, gsize m, double *least)
{
  lower (row, m, least);
}

AVX2 void
join_avx2 (VtLinkage linkage,
           const double *sizes,
           double size_x,
           double size_y,
           double height,
           gsize m,
           const double *row_x,
           double *row_y)
{
  join (linkage, sizes, size_x, size_y, height, m, row_x, row_y);
}

#endif

const VtLinkageKernel *
vt_linkage_kernel_get (guint index)
{
  static const VtLinkageKernel portable = { measure_portable, lower_portable, find_least_portable, join_portable };
  const VtLinkageKernel *kernels[2] = { &portable };
  guint n = 1;

#ifdef __x86_64__
  static const VtLinkageKernel avx2 = { measure_avx2, lower_avx2, find_least_avx2, join_avx2 };

  if (__builtin_cpu_supports ("avx2"))
    kernels[n++] = &avx2;
#endif

  return index < n ? kernels[index] : NULL;
}

const VtLinkageKernel *
vt_linkage_kernel_choose (void)
{
  const VtLinkageKernel *best = vt_linkage_kernel_get (0);

  for (guint i = 1; vt_linkage_kernel_get (i) != NULL; i++)
    best = vt_linkage_kernel_get (i);

  return best;
}
