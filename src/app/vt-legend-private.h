/* What the legend's files share. */
#pragma once

#include "vt-chart-style.h"
#include "vt-legend-end.h"
#include "vt-legend-notes.h"
#include "vt-legend-view.h"

G_BEGIN_DECLS

struct _VtLegendView
{
  GtkWidget parent_instance;

  VtPicture     *picture;
  VtSliceView   *slice; /* (nullable): whose contours are marked */
  VtLegendEnd   *ends[2]; /* by VtColorEnd */
  VtLegendNotes *notes;
  int            bar_height;
  gboolean       dragging;
  VtColorEnd     drag_end;
  VtColorScale   drag_scale; /* as it was when the drag began: the axis stays */
  double         drag_ends[2];
  guint          rest_id;
};

VtDocument       *vt_legend_view_get_document (VtLegendView *self);
/* (nullable) while nothing is open */
const VtColoring *vt_legend_view_get_coloring (VtLegendView *self);
/* Numbers, and not names; not where no atom has one. */
gboolean          vt_legend_view_has_bar (VtLegendView *self);
VtChartStyle      vt_legend_view_get_style (VtLegendView *self);
/* The scale as it is to be seen: the ends follow the pointer, whenever the picture does. */
VtColorScale      vt_legend_view_get_scale (VtLegendView *self);
/* Where along the bar an end is: pixels from the widget's top. */
double            vt_legend_view_get_end_y (VtLegendView *self, VtColorEnd end);

/* vt-legend-edit.c */
extern const VtLegendEndFuncs vt_legend_end_funcs;
void vt_legend_view_add_gestures (VtLegendView *self);

G_END_DECLS
