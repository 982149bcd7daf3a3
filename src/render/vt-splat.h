/* What the splatter draws of an atom: its outline and its looks. Internal to the folder; without OpenGL. */
#pragma once

#include "vt-render-shot.h"
#include "vt-shading.h"
#include "vt-splat-kernels.h"
#include "vt-splatter.h"

G_BEGIN_DECLS

/**
 * VtSplatView:
 * @middle: the pixel (right and up from the tile's lower left corner) where the line of sight is straight ahead
 * @emptiness: a nearness that is farther than all
 */
typedef struct
{
  const VtRenderShot *shot;
  VtShading           shading;
  VtSplatLight        light;
  VtSplatChoice       choice;
  gboolean            perspective;
  double              middle[2];
  float               emptiness;
} VtSplatView;

void vt_splat_view_init (VtSplatView *view, const VtRenderShot *shot, const VtSplatChoice *choice);
/* Without pixels for what is not drawn: not chosen, without a place, around the eye or behind it, beside the picture. */
void vt_splat_init (VtSplat *splat, const VtSplatView *view, gsize atom);
/* Of an atom whose splat has pixels. */
void vt_splat_paint_init (VtSplatPaint *paint, const VtSplatView *view, guint32 atom);

G_END_DECLS
