/* A slice chart's field, as its painter sees it. */
#pragma once

#include "vt-contour.h"
#include "vt-slice-layout.h"

G_BEGIN_DECLS

/**
 * VtSliceField:
 * @grid: the nodes that were computed
 * @pixels: 0xFFRRGGBB, [n_rows][n_columns], the highest v first; nodes of the refined grid in their middles
 * @spacing: of the pixels, Å
 * @levels, @n_levels: of the contours
 * @contours: (element-type GPtrArray of VtContour): one array a level
 * @has_missing: whether it is undefined anywhere within the cell
 */
struct _VtSliceField
{
  VtPlaneGrid *grid;
  guint32     *pixels;
  guint        n_columns;
  guint        n_rows;
  double       spacing;
  double      *levels;
  guint        n_levels;
  GPtrArray   *contours;
  gboolean     has_missing;
  gboolean     is_defined;
  double       minimum;
  double       maximum;
};

void vt_slice_field_free (VtSliceField *field);
/* Picture, contours and their numbers, within the cell. */
void vt_slice_field_paint (const VtSliceChart *chart, const VtSliceLayout *layout, cairo_t *cr, const VtChartStyle *style);

G_END_DECLS
