#include "vt-free-room.h"

#include <math.h>

#include "vt-cells-painter.h"

static gboolean
inside (const cairo_rectangle_t *box, double x, double y)
{
  return x >= box->x && x <= box->x + box->width && y >= box->y && y <= box->y + box->height;
}

static gboolean
meet (const cairo_rectangle_t *a, const cairo_rectangle_t *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Whether the line from one point to the next, sampled every few units, comes into the box. */
static gboolean
segment_enters (const cairo_rectangle_t *box, double x0, double y0, double x1, double y1, double step)
{
  double length = hypot (x1 - x0, y1 - y0);
  guint n = (guint) CLAMP (ceil (length / step), 1.0, 2000.0);

  for (guint i = 0; i <= n; i++)
    if (inside (box, x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n))
      return TRUE;
  return FALSE;
}

/* Whether the piece of a band between two points comes into the box, by the box that holds the piece. */
static gboolean
band_enters (const VtPlot *plot, const VtSeries *series, gsize item, const cairo_rectangle_t *box)
{
  const double *xs = vt_series_get_x (series);
  double left, right, top[2], bottom[2];
  cairo_rectangle_t piece;

  for (guint k = 0; k < 2; k++)
    {
      gsize i = item - 1 + k;
      double low, high;

      vt_series_get_ends (series, i, &low, &high);
      vt_plot_from_data (plot, xs[i], high, k == 0 ? &left : &right, &top[k]);
      vt_plot_from_data (plot, xs[i], low, NULL, &bottom[k]);
    }
  piece = (cairo_rectangle_t){ MIN (left, right), MIN (top[0], top[1]), fabs (right - left),
                               MAX (bottom[0], bottom[1]) - MIN (top[0], top[1]) };
  return isfinite (piece.x + piece.y + piece.width + piece.height) && meet (&piece, box);
}

static gboolean
points_enter (const VtPlot *plot, const VtSeries *series, const cairo_rectangle_t *box, double step)
{
  const double *xs = vt_series_get_x (series), *ys = vt_series_get_y (series), *errors = vt_series_get_errors (series);
  double last_x = NAN, last_y = NAN, x, y;

  for (gsize i = 0; i < vt_series_get_n (series); i++)
    {
      double low, high;

      vt_plot_from_data (plot, xs[i], ys[i], &x, &y);
      if (inside (box, x, y))
        return TRUE;
      if (vt_series_get_kind (series) == VT_SERIES_LINE && isfinite (x + y + last_x + last_y)
          && segment_enters (box, last_x, last_y, x, y, step))
        return TRUE;
      if (vt_series_get_error_band (series) && i > 0 && band_enters (plot, series, i, box))
        return TRUE;
      last_x = x;
      last_y = y;
      if (errors == NULL || !isfinite (errors[i]))
        continue;
      vt_plot_from_data (plot, 0.0, ys[i] - errors[i], NULL, &low);
      vt_plot_from_data (plot, 0.0, ys[i] + errors[i], NULL, &high);
      if (isfinite (x + low + high) && segment_enters (box, x, low, x, high, step))
        return TRUE;
    }
  return FALSE;
}

static gboolean
bars_enter (const VtPlot *plot, const VtSeries *series, guint group, const cairo_rectangle_t *box)
{
  cairo_rectangle_t bar;

  for (gsize i = 0; i < vt_series_get_n (series); i++)
    if (vt_plot_get_bar (plot, series, group, i, &bar) && meet (&bar, box))
      return TRUE;
  return FALSE;
}

static gboolean
cells_enter (const VtPlot *plot, const VtSeries *series, const cairo_rectangle_t *box)
{
  cairo_rectangle_t cell;

  for (gsize i = 0; i < vt_series_get_n (series); i++)
    if (vt_cells_painter_get_cell (plot, series, i, &cell) && meet (&cell, box))
      return TRUE;
  return FALSE;
}

/* y = x rises with x: it is in the box where it is not wholly above or below. */
static gboolean
identity_enters (const VtPlot *plot, const cairo_rectangle_t *box)
{
  double left, right, top, bottom;

  vt_plot_to_data (plot, box->x, box->y + box->height, &left, &bottom);
  vt_plot_to_data (plot, box->x + box->width, box->y, &right, &top);
  return right >= bottom && left <= top;
}

static gboolean
line_enters (const VtPlot *plot, const VtSeries *series, const cairo_rectangle_t *box)
{
  double x, y;

  vt_plot_from_data (plot, vt_series_get_x (series)[0], vt_series_get_y (series)[0], &x, &y);
  return (x >= box->x && x <= box->x + box->width) || (y >= box->y && y <= box->y + box->height);
}

gboolean
vt_free_room_has (const VtPlot *plot, const VtChart *chart, const cairo_rectangle_t *box, double step)
{
  guint group = 0;

  g_return_val_if_fail (plot != NULL && chart != NULL && box != NULL && step > 0.0, FALSE);

  for (guint i = 0; i < vt_chart_get_n_series (chart); i++)
    {
      const VtSeries *series = vt_chart_get_series (chart, i);
      gboolean hit = FALSE;

      switch (vt_series_get_kind (series))
        {
        case VT_SERIES_LINE:
        case VT_SERIES_POINTS:
          hit = points_enter (plot, series, box, step);
          break;
        case VT_SERIES_COLUMNS:
          hit = bars_enter (plot, series, group++, box);
          break;
        case VT_SERIES_HISTOGRAM:
          hit = bars_enter (plot, series, 0, box);
          break;
        case VT_SERIES_CELLS:
          hit = cells_enter (plot, series, box);
          break;
        case VT_SERIES_IDENTITY:
          hit = identity_enters (plot, box);
          break;
        case VT_SERIES_VERTICAL:
        case VT_SERIES_HORIZONTAL:
          hit = line_enters (plot, series, box);
          break;
        case VT_SERIES_BAND:
        default:
          break;
        }
      if (hit)
        return FALSE;
    }
  return TRUE;
}
