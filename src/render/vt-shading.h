/* Light and colours as the drawers take them: what shaders/sphere.* has as uniforms. Internal to the folder; without
 * OpenGL. */
#pragma once

#include "vt-scene.h"

G_BEGIN_DECLS

/* A selected atom's outline, logical pixels; of the silhouette's radius at most so much. */
#define VT_SHADING_RIM_WIDTH 3.0
#define VT_SHADING_RIM_MOST 0.35
/* How far a dimmed atom is paled towards the background. */
#define VT_SHADING_PALE 0.82
/* A ghost's alpha where it faces the eye, and at its silhouette. */
#define VT_SHADING_GHOST_FRONT 0.13
#define VT_SHADING_GHOST_RIM 0.4

/**
 * VtShading:
 *
 * n is the normal in the line of sight's axes, (0, 0, 1) where the sphere faces the eye.
 *
 * @light: light = max (n · [0…2] + [3], @light_floor), 1 where the sphere faces the eye
 * @highlight: specular = max (n · [0…2] + [3], 0)²
 * @outline: light falls by (1 − @outline (1 − n_z)²)
 * @factor, @offset: value (or its lg, with @logarithmic) → position on @colors, 0 … 1
 * @n_categories: where > 0 the value is the number of its colour
 * @colors: RGBA
 */
typedef struct
{
  double   light[4], light_floor;
  double   highlight[4];
  double   outline;
  double   factor, offset;
  gboolean logarithmic;
  guint    n_categories;
  guint8   colors[VT_COLORMAP_SIZE][4];
} VtShading;

void vt_shading_init (VtShading *shading, const VtScene *scene);

G_END_DECLS
