/* A slice as a picture: its atoms as discs seen from the slice's normal, coloured by a number or by category. */
#pragma once

#include "vt-chart-style.h"
#include "vt-color-scale.h"
#include "vt-frame.h"
#include "vt-slice.h"
#include "vt-units.h"

G_BEGIN_DECLS

#define VT_TYPE_SLICE_CHART (vt_slice_chart_get_type ())

typedef struct _VtSliceChart VtSliceChart;

GType         vt_slice_chart_get_type (void);
/* The atoms in @slice, as spheres of their elements' radii × 0.8 and without colour. Keeps nothing of @frame but those.
 * O(n). */
VtSliceChart *vt_slice_chart_new (const VtFrame *frame, const VtSlice *slice);
VtSliceChart *vt_slice_chart_ref (VtSliceChart *chart);
void          vt_slice_chart_unref (VtSliceChart *chart);

/* All arrays below have one item for each of the frame's atoms, in its order, and only what is in the slice is copied.
 */

/* Å; not finite or not positive: the atom is not drawn. */
void vt_slice_chart_set_radii (VtSliceChart *chart, const double *radii);
/**
 * vt_slice_chart_set_values:
 * @scale: copied
 * @title: markup of the quantity for the colour bar
 */
void vt_slice_chart_set_values (VtSliceChart       *chart,
                                const double       *values,
                                const VtColorScale *scale,
                                const char         *title,
                                VtUnit              unit);
/**
 * vt_slice_chart_set_categories:
 * @values: numbers of categories; NaN and others take the missing colour
 * @names: NULL-terminated plain text, as many as @colors: the legend
 */
void vt_slice_chart_set_categories (VtSliceChart       *chart,
                                    const double       *values,
                                    const VtColor      *colors,
                                    const char *const  *names);
/* VtAtomFlags: selected atoms get a rim, dimmed ones step back, hidden ones are left out. NULL: all plain. */
void vt_slice_chart_set_flags (VtSliceChart *chart, const guint8 *flags);
/* The part of the plane that is shown, Å; NULL: the whole cell with the atoms at its edge. */
void vt_slice_chart_set_view (VtSliceChart *chart, const double minimum[2], const double maximum[2]);
/* Colour bar or names. At first: TRUE. */
void vt_slice_chart_set_legend (VtSliceChart *chart, gboolean legend);
/* Scale bar and axes below the plot. At first: TRUE; without, several slices of one scale can share one. */
void vt_slice_chart_set_strip (VtSliceChart *chart, gboolean strip);

void
vt_slice_chart_paint (const VtSliceChart *chart, cairo_t *cr, double width, double height, const VtChartStyle *style);
/* Only the scale bar and the axes, where the chart of that size would have them: below the plot, within
 * vt_slice_chart_get_strip_height(). */
void   vt_slice_chart_paint_strip (
    const VtSliceChart *chart, cairo_t *cr, double width, double height, const VtChartStyle *style);
double vt_slice_chart_get_strip_height (const VtChartStyle *style);
/* A #VtPaintFunc whose data is the #VtSliceChart. */
void vt_slice_chart_paint_func (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer chart);

void   vt_slice_chart_get_plot_area (const VtSliceChart *chart,
                                     double              width,
                                     double              height,
                                     const VtChartStyle *style,
                                     cairo_rectangle_t  *area);
/* Å in the plane, of a point of the picture, and back. */
void   vt_slice_chart_to_plane (const VtSliceChart *chart,
                                double              width,
                                double              height,
                                const VtChartStyle *style,
                                double              x,
                                double              y,
                                double             *u,
                                double             *v);
void   vt_slice_chart_from_plane (const VtSliceChart *chart,
                                  double              width,
                                  double              height,
                                  const VtChartStyle *style,
                                  double              u,
                                  double              v,
                                  double             *x,
                                  double             *y);
/* Picture units an Å. */
double vt_slice_chart_get_zoom (const VtSliceChart *chart, double width, double height, const VtChartStyle *style);
/* How many atoms are drawn: those whose disc meets the plot, also under others. */
guint  vt_slice_chart_count_visible (const VtSliceChart *chart, double width, double height, const VtChartStyle *style);
/* The index in the frame of the atom in sight at that point, or −1. */
gssize vt_slice_chart_atom_at (const VtSliceChart *chart,
                               double              width,
                               double              height,
                               const VtChartStyle *style,
                               double              x,
                               double              y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSliceChart, vt_slice_chart_unref)

G_END_DECLS
