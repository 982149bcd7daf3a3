/*
 * Written once in GCC's vectors and compiled for each instruction set. Without fused multiply-add, and with the root
 * and the quotient as IEEE 754 has them, all sets give the same bits.
 */
#include "vt-splat-kernels.h"

#include <math.h>
#include <string.h>

typedef float Lanes __attribute__ ((vector_size (4 * VT_SPLAT_LANES)));
typedef gint32 Masks __attribute__ ((vector_size (4 * VT_SPLAT_LANES)));

#define INLINE static inline __attribute__ ((always_inline))
/* Rows of spheres wider than this are cut to what the sphere covers of them. */
#define WIDE 40
/* What stays below 1, the depth of what is empty. */
#define DEEPEST 0x1.fffffep-1f

INLINE Lanes
load (const float *from)
{
  Lanes lanes;

  memcpy (&lanes, from, sizeof lanes);
  return lanes;
}

INLINE Masks
load_masks (const guint32 *from)
{
  Masks masks;

  memcpy (&masks, from, sizeof masks);
  return masks;
}

INLINE Lanes
choose (Masks mask, Lanes yes, Lanes no)
{
  return (Lanes) ((mask & (Masks) yes) | (~mask & (Masks) no));
}

/* Comparisons by the sign of a difference: GCC takes those of vectors wider than the registers one lane at a time. */
INLINE Masks
is_negative (Lanes x)
{
  return (Masks) x >> 31;
}

INLINE Lanes
larger (Lanes a, Lanes b)
{
  return choose (is_negative (a - b), b, a);
}

INLINE void
take_root (Lanes *x)
{
  for (guint i = 0; i < VT_SPLAT_LANES; i++)
    (*x)[i] = sqrtf ((*x)[i]);
}

/* Pixel centres from @left on, measured from @x. */
INLINE Lanes
distances (int left, float x)
{
  const Lanes centers = { 0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f };

  return centers + ((float) left - x);
}

/* A row of B as a polynomial of dx, and of A. */
typedef struct
{
  float b0, b1, b2, a0, a1;
} Row;

INLINE Row
make_row (const VtSplat *splat, int y)
{
  float dy = (float) y + 0.5f - splat->y;

  return (Row){ .b0 = splat->b[0] + dy * (splat->b[2] + dy * splat->b[5]),
                .b1 = splat->b[1] + dy * splat->b[4],
                .b2 = splat->b[3],
                .a0 = splat->a[0] + dy * splat->a[2],
                .a1 = splat->a[1] };
}

/* FALSE where no pixel of the row is covered. A pixel to spare on either side: B decides, not these roots. */
INLINE gboolean
cut_row (const Row *row, float x, int *left, int *right)
{
  float square = row->b1 * row->b1 - 4 * row->b0 * row->b2, half, middle;

  if (!(row->b2 < 0))
    return TRUE;
  if (!(square >= 0))
    return FALSE;
  half = sqrtf (square) / (-2 * row->b2) + 1.5f;
  middle = row->b1 / (-2 * row->b2) + x;
  if (middle - half > (float) *left)
    *left = (int) MIN (middle - half, (float) *right);
  if (middle + half < (float) *right)
    *right = (int) MAX (middle + half, (float) *left);
  return TRUE;
}

INLINE void
cover (const VtSplat *splat, guint32 number, VtSplatBand *band)
{
  int bottom = MAX (splat->bottom, band->bottom), top = MIN (splat->top, band->bottom + band->n_rows - 1);
  const Masks numbers = (Masks) { 0 } + (gint32) number;

  for (int y = bottom; y <= top; y++)
    {
      Row row = make_row (splat, y);
      float *nearness = band->nearness + (gsize) (y - band->bottom) * band->stride;
      guint32 *who = band->numbers + (gsize) (y - band->bottom) * band->stride;
      int left = splat->left, right = splat->right;

      if (right - left > WIDE && !cut_row (&row, splat->x, &left, &right))
        continue;
      for (int x = left & ~(VT_SPLAT_LANES - 1); x <= right; x += VT_SPLAT_LANES)
        {
          Lanes dx = distances (x, splat->x), b = row.b0 + dx * (row.b1 + dx * row.b2), before = load (nearness + x);
          Lanes near = larger (b, (Lanes) { 0 });
          Masks nearer, others = load_masks (who + x);

          take_root (&near);
          near += row.a0 + dx * row.a1;
          nearer = ~is_negative (b) & is_negative (before - near);
          near = choose (nearer, near, before);
          others = (nearer & numbers) | (~nearer & others);
          memcpy (nearness + x, &near, sizeof near);
          memcpy (who + x, &others, sizeof others);
        }
    }
}

/* 0 … 1 to 0 … 255 */
INLINE Masks
to_byte (Lanes value)
{
  value = larger (value, (Lanes) { 0 });
  value = choose (is_negative (value - 1), value, (Lanes) { 0 } + 1);
  return __builtin_convertvector (value * 255 + 0.5f, Masks);
}

/* The model of shaders/sphere.frag: a factor for the atom's colour, and what is added. */
INLINE void
light_up (const VtSplatLight *light, Lanes nx, Lanes ny, Lanes nz, Lanes *factor, Lanes *added)
{
  const float *l = light->light, *h = light->highlight;
  Lanes t = 1 - nz, shine = larger (nx * h[0] + ny * h[1] + nz * h[2] + h[3], (Lanes) { 0 });

  *factor = larger (nx * l[0] + ny * l[1] + nz * l[2] + l[3], (Lanes) { 0 } + light->light_floor)
            * (1 - light->outline * t * t);
  *added = shine * shine;
}

INLINE void
shade (const VtSplat *splat, const VtSplatPaint *paint, const VtSplatLight *light, int y, int left,
       const guint32 *numbers, guint32 *colors, float *depths)
{
  Row row = make_row (splat, y);
  float dy = (float) y + 0.5f - splat->y;
  Lanes dx = distances (left, splat->x), b = larger (row.b0 + dx * (row.b1 + dx * row.b2), (Lanes) { 0 });
  Lanes near = row.a0 + dx * row.a1, inverse = 1 / (paint->q[0] + dy * paint->q[2] + dx * paint->q[1]);
  Lanes nx = (paint->u[0] + dy * paint->u[2] + dx * paint->u[1]) * inverse;
  Lanes ny = (paint->v[0] + dy * paint->v[2] + dx * paint->v[1]) * inverse;
  Lanes nz, factor, added, depth, alpha;
  Masks others = load_masks (numbers + left) ^ (gint32) paint->number, mine = ~((others | -others) >> 31);
  Masks outlined, inner;
  Masks color, before;

  take_root (&b);
  near += b;
  nz = b * paint->s * inverse;
  outlined = is_negative (nz * nz - paint->rim);
  inner = is_negative (nz * nz - 0.5f * paint->rim);
  light_up (light, nx, ny, nz, &factor, &added);
  alpha = light->alpha[0] + light->alpha[1] * (1 - nz) * (1 - nz);
  color = to_byte (alpha) << 24;
  for (guint i = 0; i < 3; i++)
    {
      Lanes outline = choose (inner, (Lanes) { 0 } + light->selected[i], (Lanes) { 0 } + light->background[i]);
      Lanes value = choose (outlined, outline * paint->share, factor * paint->color[i] + added * paint->share);

      color |= to_byte (alpha * (value + paint->fade[i])) << (8 * (gint32) i);
    }
  depth = larger (light->depth[0] + near * light->depth[1], (Lanes) { 0 });
  depth = choose (is_negative (depth - DEEPEST), depth, (Lanes) { 0 } + DEEPEST);
  before = load_masks (colors + left);
  color = (mine & color) | (~mine & before);
  depth = choose (mine, depth, load (depths + left));
  memcpy (colors + left, &color, sizeof color);
  memcpy (depths + left, &depth, sizeof depth);
}

static void
cover_portable (const VtSplat *splat, guint32 number, VtSplatBand *band)
{
  cover (splat, number, band);
}

static void
shade_portable (const VtSplat *splat, const VtSplatPaint *paint, const VtSplatLight *light, int row, int left,
                const guint32 *numbers, guint32 *colors, float *depths)
{
  shade (splat, paint, light, row, left, numbers, colors, depths);
}

static const VtSplatKernels portable_kernels = { cover_portable, shade_portable };

#if defined(__x86_64__)
__attribute__ ((target ("avx2"))) static void
cover_avx2 (const VtSplat *splat, guint32 number, VtSplatBand *band)
{
  cover (splat, number, band);
}

__attribute__ ((target ("avx2"))) static void
shade_avx2 (const VtSplat *splat, const VtSplatPaint *paint, const VtSplatLight *light, int row, int left,
            const guint32 *numbers, guint32 *colors, float *depths)
{
  shade (splat, paint, light, row, left, numbers, colors, depths);
}

static const VtSplatKernels avx2_kernels = { cover_avx2, shade_avx2 };
#endif

const VtSplatKernels *
vt_splat_kernels_get (gboolean portable)
{
#if defined(__x86_64__)
  if (!portable && __builtin_cpu_supports ("avx2"))
    return &avx2_kernels;
#endif
  return &portable_kernels;
}
