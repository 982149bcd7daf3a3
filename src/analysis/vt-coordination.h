/* Coordination number: how many neighbours an atom has. */
#pragma once

#include "vt-neighbor-list.h"

G_BEGIN_DECLS

/* @cn: (out caller-allocates): double [n]; NaN for an atom without a position. */
void vt_coordination_compute (VtFrame *frame, const VtNeighborList *neighbors, double *cn);

G_END_DECLS
