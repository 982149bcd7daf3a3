/* Lines of equal value through a grid. */
#pragma once

#include "vt-plane-grid.h"

G_BEGIN_DECLS

/**
 * VtContour:
 * @closed: the last point is followed by the first
 * @points: double [n][2], u and v, Å
 */
typedef struct
{
  gboolean closed;
  guint    n;
  double  *points;
} VtContour;

void vt_contour_free (VtContour *contour);
/* Along the line, Å. */
double vt_contour_get_length (const VtContour *contour);

/**
 * vt_contour_trace:
 *
 * The lines that part nodes below @level from those at or above it. They end at the grid's edge and at cells of which a
 * corner has no value. O(nodes).
 *
 * Returns: (transfer full) (element-type VtContour): in the order of their first points, row by row
 */
GPtrArray *vt_contour_trace (const VtPlaneGrid *grid, double level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtContour, vt_contour_free)

G_END_DECLS
