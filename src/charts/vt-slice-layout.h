/* A slice chart's inside: what it holds, and where in the picture that goes. Internal to the folder. */
#pragma once

#include "vt-color-bar.h"
#include "vt-slice-chart.h"

G_BEGIN_DECLS

/* In text sizes. */
#define VT_SLICE_STRIP 2.3 /* what scale bar and axes take below the plot */
#define VT_SLICE_SWATCH 0.9
#define VT_SLICE_SWATCH_GAP 0.45

typedef struct
{
  VtSliceAtom at;
  double      radius;
  double      value;
  guint8      flags;
  gboolean    is_near; /* may be named as what is nearest in a field */
} VtSliceDisc;

typedef struct _VtSliceField VtSliceField;

struct _VtSliceChart
{
  VtSlice      slice;
  gsize        n_atoms;
  GArray      *discs; /* VtSliceDisc, farthest first */
  double       outline[6][2];
  guint        n_corners;
  double       extent_minimum[2];
  double       extent_maximum[2];
  double       view_minimum[2];
  double       view_maximum[2];
  gboolean     has_view;
  gboolean     legend;
  gboolean     strip; /* scale bar and axes below the plot */
  gboolean     has_values;
  VtColorScale scale;
  VtAxis      *axis;
  VtColor     *colors;
  char       **names;
  VtSliceField *field; /* or NULL */
};

/* @zoom: picture units an Å; @minimum: plane coordinates at the plot's lower left corner */
typedef struct
{
  cairo_rectangle_t plot;
  double            zoom;
  double            minimum[2];
  double            legend_x;
} VtSliceLayout;

static inline VtSliceDisc *
vt_slice_chart_get_disc (const VtSliceChart *chart, guint index)
{
  return &g_array_index (chart->discs, VtSliceDisc, index);
}

/* The view keeps its proportions; a view of one's own choice is widened to the room there is. */
void vt_slice_layout_init (VtSliceLayout      *layout,
                           const VtSliceChart *chart,
                           double              width,
                           double              height,
                           const VtChartStyle *style);
/* Between u, v of the slice's plane, Å, and the picture's x, y. */
void vt_slice_layout_from_plane (const VtSliceLayout *layout, double u, double v, double *x, double *y);
void vt_slice_layout_to_plane (const VtSliceLayout *layout, double x, double y, double *u, double *v);
/* Whether any of the disc lies in the plot; its centre and radius in the picture. */
gboolean
vt_slice_layout_place (const VtSliceLayout *layout, const VtSliceDisc *disc, double *x, double *y, double *radius);
/* Scale bar and axes, below the plot. */
void
vt_slice_strip_paint (const VtSliceChart *chart, const VtSliceLayout *layout, cairo_t *cr, const VtChartStyle *style);
VtColorBar vt_slice_layout_get_color_bar (const VtSliceChart *chart);

G_END_DECLS
