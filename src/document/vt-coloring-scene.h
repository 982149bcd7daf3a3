/* A colouring on the atoms of a scene, whose numbers are floats. */
#pragma once

#include "vt-coloring.h"
#include "vt-scene.h"

G_BEGIN_DECLS

/**
 * vt_coloring_get_shift:
 *
 * What is taken off numbers and scale alike before they become floats: 0, but where the numbers differ by so little for
 * their size that floats would hardly tell them apart. On a logarithmic scale 0 always.
 */
double vt_coloring_get_shift (const VtColoring *coloring);
/* @values: what @coloring is of, one for each of the scene's atoms. @same_values: the scene has them already, with the
 * same shift: then only its colours are set, and no array is made or sent to the graphics card. */
void   vt_coloring_show (const VtColoring *coloring, VtScene *scene, const VtColumn *values, gboolean same_values);

G_END_DECLS
