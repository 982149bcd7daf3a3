/* Spheres drawn by the processor, for where OpenGL is software: geometry and colours of shaders/sphere.*, many
 * times faster, for nothing is painted that is not seen. Without OpenGL. */
#pragma once

#include "vt-render-shot.h"

G_BEGIN_DECLS

typedef struct _VtSplatter VtSplatter;

VtSplatter *vt_splatter_new (void);
void        vt_splatter_free (VtSplatter *splatter);
/* Without the instructions of newer processors: the same picture. For tests. */
void        vt_splatter_set_portable (VtSplatter *splatter, gboolean portable);

/**
 * VtSplatChoice:
 * @mask, @value: of the VtAtomFlags: drawn are atoms with (flags & @mask) = @value
 * @alpha: where a sphere faces the eye and, with (1 − n_z)², at its silhouette; 1 for opaque ones. Only the nearest
 *   surface is drawn, whatever it is
 * @empty: the colour where there is none
 */
typedef struct
{
  guint8  mask, value;
  double  alpha[2];
  guint32 empty;
} VtSplatChoice;

/* Draws @shot's tile into the splatter's own image. The same bits for any number of threads. */
void vt_splatter_draw (VtSplatter *splatter, const VtRenderShot *shot, const VtSplatChoice *choice);

/* The last picture, rows going up as OpenGL has them; valid until the next. */

/* Pixels from one row to the next. */
gsize          vt_splatter_get_stride (const VtSplatter *splatter);
/* 0xAABBGGRR, premultiplied. */
const guint32 *vt_splatter_get_colors (const VtSplatter *splatter);
/* Window depths of the shot's projection; 1 where there is no atom. */
const float   *vt_splatter_get_depths (const VtSplatter *splatter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSplatter, vt_splatter_free)

G_END_DECLS
