/* The inner loops of the splatter, eight pixels at a time. Internal to the folder. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VT_SPLAT_LANES 8
/* The number of no sphere. */
#define VT_SPLAT_NONE G_MAXUINT32

/**
 * VtSplat:
 *
 * A sphere in the picture. With (dx, dy) the pixels from (@x, @y), right and up, the line of sight meets it where
 * B = @b[0] + @b[1] dx + @b[2] dy + @b[3] dx² + @b[4] dx dy + @b[5] dy² ≥ 0, at the nearness A + √B,
 * A = @a[0] + @a[1] dx + @a[2] dy.
 *
 * @left, @right, @bottom, @top: the pixels it may touch, all inclusive; @top < @bottom where it touches none
 */
typedef struct
{
  float  x, y;
  float  a[3], b[6];
  gint16 left, right, bottom, top;
} VtSplat;

/**
 * VtSplatPaint:
 *
 * How it looks. The normal is (u, v, √B @s) / Q, each of u, v, Q linear in the pixel as A is.
 *
 * @color, @fade: the atom's and the background's share, as in shaders/sphere.vert
 * @share: of the highlight and the outline
 * @rim: outlined where n_z² is less; negative: nowhere
 */
typedef struct
{
  guint32 number; /* of the splat; VT_SPLAT_NONE: none yet */
  float   u[3], v[3], q[3], s;
  float   color[3], fade[3], share, rim;
} VtSplatPaint;

/* What all spheres share: VtShading in float, and nearness → window depth = @depth[0] + @depth[1] · nearness;
 * alpha = @alpha[0] + @alpha[1] (1 − n_z)². */
typedef struct
{
  float light[4], light_floor, highlight[4], outline;
  float selected[3], background[3];
  float alpha[2];
  float depth[2];
} VtSplatLight;

/* Rows of the picture that one thread works on. @stride is a multiple of VT_SPLAT_LANES. */
typedef struct
{
  float   *nearness;
  guint32 *numbers;
  gsize    stride;
  int      bottom, n_rows;
} VtSplatBand;

/* A sphere's pixels of one row from @left up to @right, both multiples of VT_SPLAT_LANES, are painted into @colors
 * (0xAABBGGRR, premultiplied) and @depths, each a row from pixel 0 on: those where @numbers names it. */
typedef struct
{
  void (*cover) (const VtSplat *splat, guint32 number, VtSplatBand *band);
  void (*shade) (const VtSplat *splat, const VtSplatPaint *paint, const VtSplatLight *light, int row, int left,
                 const guint32 *numbers, guint32 *colors, float *depths);
} VtSplatKernels;

/* The fastest of this machine, or the portable ones: the same bits. */
const VtSplatKernels *vt_splat_kernels_get (gboolean portable);

G_END_DECLS
