/* One series of a chart: numbers, how they are drawn and what they mean. */
#pragma once

#include "vt-palette.h"
#include "vt-table.h"

G_BEGIN_DECLS

#define VT_TYPE_SERIES (vt_series_get_type ())

typedef struct _VtSeries VtSeries;

typedef enum
{
  VT_SERIES_LINE,       /* a line through the points, with markers where asked for; NaN breaks it */
  VT_SERIES_POINTS,     /* points alone */
  VT_SERIES_COLUMNS,    /* one column a category; several such series stand side by side */
  VT_SERIES_HISTOGRAM,  /* steps, filled down to zero */
  VT_SERIES_CELLS,      /* a heat map: squares of one unit by one, coloured by the chart's colour scale */
  VT_SERIES_VERTICAL,   /* a reference line at one x */
  VT_SERIES_HORIZONTAL, /* a reference line at one y */
  VT_SERIES_IDENTITY,   /* the reference line y = x */
  VT_SERIES_BAND        /* a range of x, for what is brushed */
} VtSeriesKind;

GType     vt_series_get_type (void);
/* All copy what they are given. @label: Pango markup, or %NULL for a series that the legend leaves out. */
VtSeries *vt_series_new_line (const char *label, const double *x, const double *y, gsize n);
VtSeries *vt_series_new_points (const char *label, const double *x, const double *y, gsize n);
/* values[i] belongs to category i of the x axis. */
VtSeries *vt_series_new_columns (const char *label, const double *values, gsize n);
/* @centers ascending and @width apart; bins that are left out are empty. */
VtSeries *
vt_series_new_histogram (const char *label, const double *centers, const double *heights, gsize n, double width);
/* The cell around (x[i], y[i]), which are usually numbers of categories, shows values[i]; NaN leaves it empty. */
VtSeries *
vt_series_new_cells (const char *label, const double *x, const double *y, const double *values, gsize n);
/**
 * vt_series_new_grid:
 * @x_edges: double [n_x + 1], ascending; @y_edges: double [n_y + 1]
 * @values: double [n_y][n_x]; NaN leaves a cell empty
 *
 * Cells that touch, between edges of whatever distance: a density, which needs no numbers and no seams.
 */
VtSeries *vt_series_new_grid (const char   *label,
                              const double *x_edges,
                              guint         n_x,
                              const double *y_edges,
                              guint         n_y,
                              const double *values);
VtSeries *vt_series_new_vertical (const char *label, double x);
VtSeries *vt_series_new_horizontal (const char *label, double y);
VtSeries *vt_series_new_identity (void);
VtSeries *vt_series_new_band (const char *label, double from, double to);
/**
 * vt_series_new_from_table:
 * @kind: line, points, columns (@x_column is not used) or histogram (the bin width is the least step of x)
 * @x_column, @y_column: names of numeric columns
 *
 * Returns: (transfer full) (nullable): %NULL where the table has no such columns
 */
VtSeries *vt_series_new_from_table (VtSeriesKind   kind,
                                    const char    *label,
                                    const VtTable *table,
                                    const char    *x_column,
                                    const char    *y_column);
VtSeries *vt_series_ref (VtSeries *series);
void      vt_series_unref (VtSeries *series);

/* What it means, and so its colour. At first: VT_MEANING_TOTAL. */
void vt_series_set_meaning (VtSeries *series, VtMeaning meaning);
/* A series without a meaning of its own: the palette's series colour of that number. */
void vt_series_set_index (VtSeries *series, guint index);
/* A colour of its own, an element's: darker or lighter where it would be lost on the background. */
void vt_series_set_color (VtSeries *series, VtColor color);
/* Coloured by the chart's colour scale at @level, the same for all of the series; NaN: as any other. */
void vt_series_set_level (VtSeries *series, double level);
/* Symmetric error bars: double [n], copied; NaN for none. Lines, points and columns. */
void vt_series_set_errors (VtSeries *series, const double *errors);
/* A range about each point that need not be symmetric, in y's own numbers: double [n] each, copied; drawn as a pale band
 * about a line, and never as bars. */
void vt_series_set_range (VtSeries *series, const double *low, const double *high);
/* The errors of a line as a pale band around it instead of bars. */
void vt_series_set_error_band (VtSeries *series, gboolean error_band);
void vt_series_set_markers (VtSeries *series, gboolean markers);
/* Their radius as a share of the style's, for points that are many; below a half they have no rim. */
void vt_series_set_marker_scale (VtSeries *series, double marker_scale);
/* FALSE leaves out the line itself, so that a band stands alone. */
void vt_series_set_stroked (VtSeries *series, gboolean stroked);
void vt_series_set_dashed (VtSeries *series, gboolean dashed);
/* FALSE draws a histogram as an outline alone. */
void vt_series_set_filled (VtSeries *series, gboolean filled);
/* Items that are drawn pale: gboolean [n], copied; for what lies within its own error. %NULL: none. */
void vt_series_set_pale (VtSeries *series, const gboolean *pale);
/* Radii of markers, as multiples of what they would be: double [n], copied. %NULL: all 1. */
void vt_series_set_sizes (VtSeries *series, const double *sizes);
/* Markers that are drawn as rings: gboolean [n], copied. %NULL: none. */
void vt_series_set_hollow (VtSeries *series, const gboolean *hollow);
/* Cells carry their number with so many decimals, where all have room; zero stays empty. −1: none do. */
void vt_series_set_decimals (VtSeries *series, int decimals);
/* What cells say instead of their number, where all have room: markup, lines of it, [n], copied; "" for nothing. Where
 * there is no room for them all, numbers are tried. */
void vt_series_set_texts (VtSeries *series, const char *const *texts);

VtSeriesKind  vt_series_get_kind (const VtSeries *series);
const char   *vt_series_get_label (const VtSeries *series);
gsize         vt_series_get_n (const VtSeries *series);
const double *vt_series_get_x (const VtSeries *series);
const double *vt_series_get_y (const VtSeries *series);
/* (nullable): of cells */
const double *vt_series_get_values (const VtSeries *series);
/* (nullable) */
const double *vt_series_get_errors (const VtSeries *series);
/* The lower and upper end of an error or a range; y itself where there is none. */
void          vt_series_get_ends (const VtSeries *series, gsize item, double *low, double *high);
/* The edges of a cell: x, then y. */
void          vt_series_get_cell (const VtSeries *series, gsize item, double x[2], double y[2]);
/* Whether the cells touch. */
gboolean      vt_series_is_grid (const VtSeries *series);
double        vt_series_get_width (const VtSeries *series);
gboolean      vt_series_get_error_band (const VtSeries *series);
gboolean      vt_series_get_markers (const VtSeries *series);
double        vt_series_get_marker_scale (const VtSeries *series);
gboolean      vt_series_get_stroked (const VtSeries *series);
gboolean      vt_series_get_dashed (const VtSeries *series);
gboolean      vt_series_get_filled (const VtSeries *series);
gboolean      vt_series_is_pale (const VtSeries *series, gsize item);
gboolean      vt_series_is_hollow (const VtSeries *series, gsize item);
int           vt_series_get_decimals (const VtSeries *series);
double        vt_series_get_size (const VtSeries *series, gsize item);
/* (nullable) */
const char   *vt_series_get_text (const VtSeries *series, gsize item);
double        vt_series_get_level (const VtSeries *series);
VtColor       vt_series_get_color (const VtSeries *series, gboolean dark);

/* Whether it is data at all, and not a line or band drawn to compare with. */
gboolean vt_series_is_data (const VtSeries *series);
/* Widens the extents (NaN: nothing yet) by what it covers; on a log scale only by what is positive. */
void     vt_series_extend (const VtSeries *series,
                           gboolean        x_log,
                           gboolean        y_log,
                           double          x_extent[2],
                           double          y_extent[2]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSeries, vt_series_unref)

G_END_DECLS
