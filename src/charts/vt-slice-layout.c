#include "vt-slice-layout.h"

#include <math.h>

#include "vt-chart-text.h"
#include "vt-scene.h"
#include "vt-slice-field-private.h"

/* In text sizes. */
#define EDGE 0.5
#define LEGEND_GAP 1.0

static gboolean
is_drawn (const VtSliceDisc *disc)
{
  return isfinite (disc->radius) && disc->radius > 0.0 && !(disc->flags & VT_ATOM_HIDDEN);
}

/* Atoms of the slice in the colour for what is missing, seen in this view of it or not. */
static gsize
count_missing (const VtSliceChart *chart)
{
  gsize n = 0;

  for (guint i = 0; i < chart->discs->len; i++)
    n += is_drawn (vt_slice_chart_get_disc (chart, i)) && isnan (vt_slice_chart_get_disc (chart, i)->value);
  return n;
}

/* Which ends have more beyond them. */
static void
find_points (const VtSliceChart *chart, VtColorBar *bar)
{
  double low = MIN (chart->scale.minimum, chart->scale.maximum), high = MAX (chart->scale.minimum, chart->scale.maximum);

  for (guint i = 0; i < chart->discs->len; i++)
    {
      const VtSliceDisc *disc = vt_slice_chart_get_disc (chart, i);

      if (!is_drawn (disc))
        continue;
      bar->below |= disc->value < low;
      bar->above |= disc->value > high;
    }
}

VtColorBar
vt_slice_layout_get_color_bar (const VtSliceChart *chart)
{
  VtColorBar bar = { .scale = &chart->scale, .axis = chart->axis, .n_missing = count_missing (chart) };

  bar.shows_missing = bar.n_missing > 0 || (chart->field != NULL && chart->field->has_missing);
  if (chart->field != NULL)
    {
      bar.levels = chart->field->levels;
      bar.n_levels = chart->field->n_levels;
    }
  find_points (chart, &bar);
  return bar;
}

static double
measure_names (const VtSliceChart *chart, const VtChartStyle *style)
{
  double widest = 0.0;

  for (guint i = 0; chart->names[i] != NULL; i++)
    {
      g_autofree char *name = g_markup_escape_text (chart->names[i], -1);
      double width;

      vt_chart_text_measure (style, name, style->text_size, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest + (VT_SLICE_SWATCH + VT_SLICE_SWATCH_GAP) * style->text_size;
}

static double
measure_legend (const VtSliceChart *chart, const VtChartStyle *style, double height)
{
  VtColorBar bar;

  if (!chart->legend || !chart->has_values)
    return 0.0;
  if (chart->names != NULL)
    return measure_names (chart, style) + LEGEND_GAP * style->text_size;
  bar = vt_slice_layout_get_color_bar (chart);
  return vt_color_bar_measure (&bar, style, height) + LEGEND_GAP * style->text_size;
}

static void
get_view (const VtSliceChart *chart, double minimum[2], double maximum[2])
{
  double margin = 0.0;

  for (guint i = 0; i < chart->discs->len; i++)
    if (is_drawn (vt_slice_chart_get_disc (chart, i)))
      margin = MAX (margin, vt_slice_chart_get_disc (chart, i)->radius);
  for (guint i = 0; i < 2; i++)
    {
      minimum[i] = chart->has_view ? chart->view_minimum[i] : chart->extent_minimum[i] - margin;
      maximum[i] = chart->has_view ? chart->view_maximum[i] : chart->extent_maximum[i] + margin;
    }
}

void
vt_slice_layout_init (VtSliceLayout      *layout,
                      const VtSliceChart *chart,
                      double              width,
                      double              height,
                      const VtChartStyle *style)
{
  double edge = EDGE * style->text_size, low[2], high[2], legend, room[2];

  get_view (chart, low, high);
  room[1] = MAX (1.0, height - 2.0 * edge - (chart->strip ? VT_SLICE_STRIP * style->text_size : 0.0));
  legend = measure_legend (chart, style, room[1]);
  room[0] = MAX (1.0, width - 2.0 * edge - legend);
  layout->zoom = MIN (room[0] / (high[0] - low[0]), room[1] / (high[1] - low[1]));
  for (guint i = 0; i < 2 && chart->has_view; i++)
    {
      double missing = room[i] / layout->zoom - (high[i] - low[i]);

      low[i] -= 0.5 * missing;
      high[i] += 0.5 * missing;
    }
  layout->plot.width = (high[0] - low[0]) * layout->zoom;
  layout->plot.height = (high[1] - low[1]) * layout->zoom;
  layout->plot.x = edge + 0.5 * (room[0] - layout->plot.width);
  layout->plot.y = edge + 0.5 * (room[1] - layout->plot.height);
  layout->legend_x = layout->plot.x + layout->plot.width + LEGEND_GAP * style->text_size;
  layout->minimum[0] = low[0];
  layout->minimum[1] = low[1];
}

void
vt_slice_layout_from_plane (const VtSliceLayout *layout, double u, double v, double *x, double *y)
{
  *x = layout->plot.x + (u - layout->minimum[0]) * layout->zoom;
  *y = layout->plot.y + layout->plot.height - (v - layout->minimum[1]) * layout->zoom;
}

void
vt_slice_layout_to_plane (const VtSliceLayout *layout, double x, double y, double *u, double *v)
{
  *u = layout->minimum[0] + (x - layout->plot.x) / layout->zoom;
  *v = layout->minimum[1] + (layout->plot.y + layout->plot.height - y) / layout->zoom;
}

gboolean
vt_slice_layout_place (const VtSliceLayout *layout, const VtSliceDisc *disc, double *x, double *y, double *radius)
{
  const cairo_rectangle_t *plot = &layout->plot;
  double near_x, near_y;

  if (!is_drawn (disc))
    return FALSE;
  vt_slice_layout_from_plane (layout, disc->at.u, disc->at.v, x, y);
  *radius = disc->radius * layout->zoom;
  near_x = CLAMP (*x, plot->x, plot->x + plot->width);
  near_y = CLAMP (*y, plot->y, plot->y + plot->height);
  return hypot (*x - near_x, *y - near_y) < *radius;
}
