/* One picture's numbers, the same for OpenGL and for the splatter. Internal to the folder; without OpenGL. */
#pragma once

#include "vt-renderer.h"

G_BEGIN_DECLS

/**
 * VtRenderShot:
 *
 * One picture's (or tile's) numbers, made in double before they become uniforms.
 *
 * @view, @projection: column by column; of the tile
 * @x, @y, @width, @height: rendered pixels: the tile's upper left corner in the picture, and its size
 * @picture_width, @picture_height: rendered pixels of the whole picture
 * @pixels: rendered pixels an Å at depth 1 (perspective), or everywhere
 * @near: Å before the eye's plane
 * @cue: fade = clamp (depth · [0] + [1])
 * @line_scale: rendered pixels a logical pixel
 */
typedef struct
{
  const VtScene  *scene;
  const VtCamera *camera;
  float           view[16], projection[16];
  int             x, y, width, height;
  int             picture_width, picture_height;
  double          pixels;
  double          near, cue[2];
  double          line_scale;
} VtRenderShot;

void vt_render_shot_init (VtRenderShot *shot, const VtScene *scene, const VtCamera *camera, const VtRenderTarget *target);

G_END_DECLS
