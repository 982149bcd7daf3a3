#include "vt-chart.h"

#include <math.h>

#include "vt-cells-painter.h"
#include "vt-chart-layout.h"
#include "vt-chart-text.h"
#include "vt-i18n.h"

#define ERROR_BANDS 2 /* their depth */
#define NOTE_GROUND 0.85

struct _VtChart
{
  char *title;
  VtAxis *x_axis;
  VtAxis *y_axis;
  VtAxis *color_axis;
  VtColorScale scales[2]; /* for a light background, a dark one */
  gboolean has_scales;
  GPtrArray *series;
  VtLegendPlacement legend;
};

G_DEFINE_BOXED_TYPE (VtChart, vt_chart, vt_chart_ref, vt_chart_unref)

VtChart *
vt_chart_new (void)
{
  VtChart *chart = g_atomic_rc_box_new0 (VtChart);

  chart->x_axis = vt_axis_new ();
  chart->y_axis = vt_axis_new ();
  chart->color_axis = vt_axis_new ();
  chart->series = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_series_unref);
  return chart;
}

VtChart *
vt_chart_ref (VtChart *chart)
{
  g_return_val_if_fail (chart != NULL, NULL);

  return g_atomic_rc_box_acquire (chart);
}

static void
chart_clear (gpointer data)
{
  VtChart *chart = data;

  g_free (chart->title);
  vt_axis_free (chart->x_axis);
  vt_axis_free (chart->y_axis);
  vt_axis_free (chart->color_axis);
  g_ptr_array_unref (chart->series);
}

void
vt_chart_unref (VtChart *chart)
{
  g_return_if_fail (chart != NULL);

  g_atomic_rc_box_release_full (chart, chart_clear);
}

void
vt_chart_set_title (VtChart *chart, const char *markup)
{
  g_return_if_fail (chart != NULL);

  g_free (chart->title);
  chart->title = g_strdup (markup);
}

const char *
vt_chart_get_title (const VtChart *chart)
{
  g_return_val_if_fail (chart != NULL, NULL);

  return chart->title;
}

VtAxis *
vt_chart_get_x_axis (const VtChart *chart)
{
  g_return_val_if_fail (chart != NULL, NULL);

  return chart->x_axis;
}

VtAxis *
vt_chart_get_y_axis (const VtChart *chart)
{
  g_return_val_if_fail (chart != NULL, NULL);

  return chart->y_axis;
}

void
vt_chart_set_color_scale (VtChart *chart, const VtColorScale *light, const VtColorScale *dark)
{
  g_return_if_fail (chart != NULL);
  g_return_if_fail (light != NULL && dark != NULL);

  chart->scales[0] = *light;
  chart->scales[1] = *dark;
  chart->has_scales = TRUE;
}

const VtColorScale *
vt_chart_get_color_scale (const VtChart *chart, gboolean dark)
{
  g_return_val_if_fail (chart != NULL, NULL);

  return chart->has_scales ? &chart->scales[dark ? 1 : 0] : NULL;
}

VtAxis *
vt_chart_get_color_axis (const VtChart *chart)
{
  g_return_val_if_fail (chart != NULL, NULL);

  return chart->color_axis;
}

void
vt_chart_add_series (VtChart *chart, VtSeries *series)
{
  g_return_if_fail (chart != NULL);
  g_return_if_fail (series != NULL);

  g_ptr_array_add (chart->series, series);
}

guint
vt_chart_get_n_series (const VtChart *chart)
{
  g_return_val_if_fail (chart != NULL, 0);

  return chart->series->len;
}

VtSeries *
vt_chart_get_series (const VtChart *chart, guint index)
{
  g_return_val_if_fail (chart != NULL, NULL);
  g_return_val_if_fail (index < chart->series->len, NULL);

  return g_ptr_array_index (chart->series, index);
}

void
vt_chart_set_legend (VtChart *chart, VtLegendPlacement placement)
{
  g_return_if_fail (chart != NULL);

  chart->legend = placement;
}

VtLegendPlacement
vt_chart_get_legend (const VtChart *chart)
{
  g_return_val_if_fail (chart != NULL, VT_LEGEND_NONE);

  return chart->legend;
}

gboolean
vt_chart_has_data (const VtChart *chart)
{
  gboolean x_log, y_log;

  g_return_val_if_fail (chart != NULL, FALSE);

  x_log = vt_axis_get_scale (chart->x_axis) == VT_SCALE_LOG;
  y_log = vt_axis_get_scale (chart->y_axis) == VT_SCALE_LOG;
  for (guint i = 0; i < chart->series->len; i++)
    {
      const VtSeries *series = vt_chart_get_series (chart, i);
      double x[2] = { NAN, NAN }, y[2] = { NAN, NAN };

      vt_series_extend (series, x_log, y_log, x, y);
      if (vt_series_is_data (series) && isfinite (y[0]))
        return TRUE;
    }
  return FALSE;
}

static void
paint_title (const VtChart *chart, cairo_t *cr, double width, const VtChartStyle *style)
{
  g_autofree char *bold = NULL;

  if (chart->title == NULL)
    return;
  bold = g_strdup_printf ("<b>%s</b>", chart->title);
  vt_chart_style_set_source (cr, style->foreground, 1.0);
  vt_chart_text_draw (cr, style, bold, style->title_size, 0.5 * width, 0.4 * style->text_size, 0.5, 0.0, 0.0);
}

static void
paint_grid (const VtChartLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  const cairo_rectangle_t *area = &layout->plot.area;

  if (!style->draws_grid || layout->y.categories)
    return;
  for (guint i = 0; i < layout->y.ticks->n; i++)
    {
      double y;

      vt_plot_from_data (&layout->plot, 0.0, layout->y.ticks->values[i], NULL, &y);
      cairo_move_to (cr, area->x, y);
      cairo_rel_line_to (cr, area->width, 0.0);
    }
  vt_chart_style_set_source (cr, style->grid, 1.0);
  cairo_set_line_width (cr, 0.75 * style->axis_width);
  cairo_stroke (cr);
}

/* Markers and lines may reach over the edge by their own width; bars and bands may not. */
static void
clip (const VtPlot *plot, const VtSeries *series, cairo_t *cr, const VtChartStyle *style)
{
  VtSeriesKind kind = vt_series_get_kind (series);
  double over = kind == VT_SERIES_LINE || kind == VT_SERIES_POINTS ? style->marker_radius + style->axis_width : 0.0;

  cairo_rectangle (cr, plot->area.x - over, plot->area.y - over, plot->area.width + 2.0 * over,
                   plot->area.height + 2.0 * over);
  cairo_clip (cr);
}

/* Bands lie below lines to compare with, these below the bands of errors and those below data. */
static guint
get_depth (const VtSeries *series)
{
  if (vt_series_is_data (series))
    return 3;
  return vt_series_get_kind (series) == VT_SERIES_BAND ? 0 : 1;
}

static void
paint_series (const VtChart *chart, const VtChartLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  for (guint depth = 0; depth <= 3; depth++)
    for (guint i = 0, group = 0; i < chart->series->len; i++)
      {
        const VtSeries *series = vt_chart_get_series (chart, i);

        if (depth != ERROR_BANDS && get_depth (series) != depth)
          continue;
        cairo_save (cr);
        clip (&layout->plot, series, cr, style);
        if (depth == ERROR_BANDS)
          vt_series_painter_paint_error_band (&layout->plot, series, cr, style);
        else
          vt_series_painter_paint (&layout->plot, series, group, cr, style);
        cairo_restore (cr);
        group += vt_series_get_kind (series) == VT_SERIES_COLUMNS ? 1 : 0;
      }
}

static void
paint_axes (const VtChartLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  const cairo_rectangle_t *area = &layout->plot.area;
  double bottom = area->y + area->height, base = vt_plot_get_baseline (&layout->plot);
  /* Columns that hang below zero stand on a line of their own; a second one at the bottom would say nothing. */
  gboolean hanging = layout->plot.n_groups > 0 && base < bottom - 0.5;

  vt_axis_layout_draw (&layout->x, &layout->plot.x, cr, style, !hanging, area->x, bottom);
  vt_axis_layout_draw (&layout->y, &layout->plot.y, cr, style, TRUE, area->x, bottom);
  if (!hanging)
    return;
  vt_chart_style_set_source (cr, style->foreground, 1.0);
  cairo_set_line_width (cr, style->axis_width);
  cairo_move_to (cr, area->x, base);
  cairo_rel_line_to (cr, area->width, 0.0);
  cairo_stroke (cr);
}

/* What lies over data gets a ground of its own. */
static void
paint_note_ground (const VtChartNote *note, cairo_t *cr, const VtChartStyle *style)
{
  double width, height;

  if (vt_series_get_kind (note->series) != VT_SERIES_HORIZONTAL)
    return;
  vt_chart_text_measure (style, vt_series_get_label (note->series), style->text_size, &width, &height);
  vt_chart_style_set_source (cr, style->background, NOTE_GROUND);
  cairo_rectangle (cr, note->x - note->x_align * width, note->y - note->y_align * height, width, height);
  cairo_fill (cr);
}

static void
paint_notes (const VtChartLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  for (guint i = 0; i < layout->notes->len; i++)
    {
      const VtChartNote *note = &g_array_index (layout->notes, VtChartNote, i);

      paint_note_ground (note, cr, style);
      vt_chart_style_set_source (cr, style->foreground, 1.0);
      vt_chart_text_draw (cr, style, vt_series_get_label (note->series), style->text_size, note->x, note->y,
                          note->x_align, note->y_align, 0.0);
    }
}

static void
paint_color_bar (const VtChartLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  const cairo_rectangle_t *area = &layout->color_area;

  if (layout->color_bar.scale != NULL)
    vt_color_bar_paint (&layout->color_bar, cr, style, area->x, area->y, area->height);
}

static void
paint_no_data (cairo_t *cr, double width, double height, const VtChartStyle *style)
{
  vt_chart_style_set_source (cr, style->secondary, 1.0);
  vt_chart_text_draw (cr, style, _("No data"), style->title_size, 0.5 * width, 0.5 * height, 0.5, 0.5, 0.0);
}

void
vt_chart_paint_inset (
    const VtChart *chart, cairo_t *cr, double width, double height, const VtChartStyle *style, const VtInsets *insets)
{
  VtChartLayout layout;

  g_return_if_fail (chart != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (style != NULL);

  vt_chart_style_paint_background (style, cr, width, height);
  if (!(width >= 2.0) || !(height >= 2.0))
    return;

  cairo_save (cr);
  paint_title (chart, cr, width, style);
  if (!vt_chart_has_data (chart))
    {
      paint_no_data (cr, width, height, style);
      cairo_restore (cr);
      return;
    }
  vt_chart_layout_init (&layout, chart, width, height, style, insets);
  paint_grid (&layout, cr, style);
  paint_series (chart, &layout, cr, style);
  paint_axes (&layout, cr, style);
  paint_notes (&layout, cr, style);
  paint_color_bar (&layout, cr, style);
  if (layout.legend.n > 0)
    vt_legend_paint (&layout.legend, cr, style, layout.legend_area.x, layout.legend_area.y);
  vt_chart_layout_clear (&layout);
  cairo_restore (cr);
}

void
vt_chart_paint (const VtChart *chart, cairo_t *cr, double width, double height, const VtChartStyle *style)
{
  vt_chart_paint_inset (chart, cr, width, height, style, NULL);
}

void
vt_chart_paint_func (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer chart)
{
  vt_chart_paint_inset (chart, cr, width, height, style, NULL);
}

void
vt_chart_get_insets (const VtChart *chart, double width, double height, const VtChartStyle *style, VtInsets *insets)
{
  cairo_rectangle_t area;

  g_return_if_fail (insets != NULL);

  vt_chart_get_plot_area (chart, width, height, style, &area);
  *insets = (VtInsets){ area.x, width - area.x - area.width, area.y, height - area.y - area.height };
}

void
vt_chart_get_plot_area (
    const VtChart *chart, double width, double height, const VtChartStyle *style, cairo_rectangle_t *area)
{
  VtChartLayout layout;

  g_return_if_fail (chart != NULL);
  g_return_if_fail (style != NULL);
  g_return_if_fail (area != NULL);

  vt_chart_layout_init (&layout, chart, width, height, style, NULL);
  *area = layout.plot.area;
  vt_chart_layout_clear (&layout);
}

void
vt_chart_to_data (const VtChart *chart,
                  double width,
                  double height,
                  const VtChartStyle *style,
                  double x,
                  double y,
                  double *data_x,
                  double *data_y)
{
  VtChartLayout layout;

  g_return_if_fail (chart != NULL);
  g_return_if_fail (style != NULL);

  vt_chart_layout_init (&layout, chart, width, height, style, NULL);
  vt_plot_to_data (&layout.plot, x, y, data_x, data_y);
  vt_chart_layout_clear (&layout);
}

void
vt_chart_from_data (const VtChart *chart,
                    double width,
                    double height,
                    const VtChartStyle *style,
                    double data_x,
                    double data_y,
                    double *x,
                    double *y)
{
  VtChartLayout layout;

  g_return_if_fail (chart != NULL);
  g_return_if_fail (style != NULL);

  vt_chart_layout_init (&layout, chart, width, height, style, NULL);
  vt_plot_from_data (&layout.plot, data_x, data_y, x, y);
  vt_chart_layout_clear (&layout);
}

/* Whether the item is under the point; @distance gets smaller or the answer is no. */
static gboolean
hit_item (const VtPlot *plot, const VtSeries *series, guint group, gsize item, double x, double y, double *distance)
{
  VtSeriesKind kind = vt_series_get_kind (series);
  cairo_rectangle_t bar;
  double at_x, at_y, away;

  if (kind == VT_SERIES_LINE || kind == VT_SERIES_POINTS)
    {
      vt_plot_from_data (plot, vt_series_get_x (series)[item], vt_series_get_y (series)[item], &at_x, &at_y);
      away = hypot (at_x - x, at_y - y);
    }
  else if (kind == VT_SERIES_CELLS)
    {
      if (!vt_cells_painter_get_cell (plot, series, item, &bar) || x < bar.x || x >= bar.x + bar.width || y < bar.y
          || y >= bar.y + bar.height)
        return FALSE;
      away = 0.0;
    }
  else
    {
      if (!vt_plot_get_bar (plot, series, group, item, &bar) || x < bar.x || x >= bar.x + bar.width)
        return FALSE;
      /* Anywhere above or below a bar will do, so that short ones can be met; bars behind one another: the nearer tip.
       */
      away = 1e-3 * fabs (y - (bar.y + 0.5 * bar.height)) / plot->area.height;
    }
  if (!(away < *distance))
    return FALSE;
  *distance = away;
  return TRUE;
}

static gboolean
hit (const VtChart *chart, const VtPlot *plot, double reach, double x, double y, guint *series_out, gsize *item_out)
{
  gboolean found = FALSE;
  double distance = reach;

  if (x < plot->area.x - reach || x > plot->area.x + plot->area.width + reach || y < plot->area.y - reach
      || y > plot->area.y + plot->area.height + reach)
    return FALSE;
  for (guint i = 0, group = 0; i < chart->series->len; i++)
    {
      const VtSeries *series = vt_chart_get_series (chart, i);

      if (!vt_series_is_data (series))
        continue;
      for (gsize item = 0; item < vt_series_get_n (series); item++)
        if (hit_item (plot, series, group, item, x, y, &distance))
          {
            found = TRUE;
            *series_out = i;
            *item_out = item;
          }
      group += vt_series_get_kind (series) == VT_SERIES_COLUMNS ? 1 : 0;
    }
  return found;
}

gboolean
vt_chart_hit (const VtChart *chart,
              double width,
              double height,
              const VtChartStyle *style,
              double x,
              double y,
              guint *series,
              gsize *item)
{
  VtChartLayout layout;
  gboolean found;
  guint found_series = 0;
  gsize found_item = 0;

  g_return_val_if_fail (chart != NULL, FALSE);
  g_return_val_if_fail (style != NULL, FALSE);

  vt_chart_layout_init (&layout, chart, width, height, style, NULL);
  found = hit (chart, &layout.plot, 1.2 * style->text_size, x, y, &found_series, &found_item);
  vt_chart_layout_clear (&layout);
  if (series != NULL)
    *series = found_series;
  if (item != NULL)
    *item = found_item;
  return found;
}

static void
describe_quantity (GString *text, const VtAxis *axis, const char *value)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (vt_axis_get_title (axis)[0] != '\0')
    g_string_append_printf (text, "%s = ", vt_axis_get_title (axis));
  g_string_append (text, value);
}

static char *
describe_x (const VtAxis *axis, const VtSeries *series, gsize item)
{
  double x = vt_series_get_x (series)[item], half = 0.5 * vt_series_get_width (series);
  g_autofree char *from = NULL, *to = NULL;

  if (vt_series_get_kind (series) != VT_SERIES_HISTOGRAM)
    return vt_axis_format_value (axis, x);
  from = vt_axis_ticks_format_number (x - half, 6);
  to = vt_axis_format_value (axis, x + half);
  return g_strdup_printf ("%s … %s", from, to);
}

static char *
describe_y (const VtAxis *axis, const VtSeries *series, gsize item)
{
  const double *errors = vt_series_get_errors (series);
  double y = vt_series_get_y (series)[item];
  g_autofree char *value = NULL, *error = NULL;

  if (errors == NULL || !isfinite (errors[item]))
    return vt_axis_format_value (axis, y);
  value = vt_axis_ticks_format_number (y, 4);
  error = vt_axis_ticks_format_number (errors[item], 2);
  return g_strdup_printf ("%s ± %s%s%s", value, error, vt_axis_get_unit (axis) != VT_UNIT_NONE ? " " : "",
                          vt_unit_symbol (vt_axis_get_unit (axis)));
}

char *
vt_chart_describe_at (const VtChart *chart, double width, double height, const VtChartStyle *style, double x, double y)
{
  g_autofree char *x_text = NULL, *y_text = NULL, *c_text = NULL;
  const VtSeries *series;
  const char *label;
  GString *text;
  guint index;
  gsize item;

  g_return_val_if_fail (chart != NULL, NULL);

  if (!vt_chart_hit (chart, width, height, style, x, y, &index, &item))
    return NULL;

  series = vt_chart_get_series (chart, index);
  label = vt_series_get_label (series);
  text = g_string_new (label);
  x_text = describe_x (chart->x_axis, series, item);
  y_text = describe_y (chart->y_axis, series, item);
  if (isfinite (vt_series_get_level (series)))
    c_text = vt_axis_format_value (chart->color_axis, vt_series_get_level (series));
  else if (vt_series_get_values (series) != NULL)
    c_text = vt_axis_format_value (chart->color_axis, vt_series_get_values (series)[item]);
  if (isnan (vt_series_get_level (series)))
    describe_quantity (text, chart->x_axis, x_text);
  describe_quantity (text, chart->y_axis, y_text);
  if (c_text != NULL)
    describe_quantity (text, chart->color_axis, c_text);
  return g_string_free (text, FALSE);
}
