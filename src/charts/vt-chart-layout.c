/* The plot takes what axes, title and legend leave; how much they take depends on the plot's size, since it decides
 * about ticks. Three rounds from a first guess settle that: tick labels change their extent by a digit at most. */
#include "vt-chart-layout.h"

#include <math.h>

#include "vt-chart-text.h"
#include "vt-free-room.h"

#define ROUNDS 3
/* In text sizes. */
#define EDGE 0.5
#define LEGEND_INSET 0.6
#define NOTE_GAP 0.15   /* from lines to their labels */
#define NOTE_MARGIN 0.4 /* between such labels and data */
#define NOTE_PLACES 21  /* along a horizontal line */
#define BAR_GAP 0.9     /* from the plot to the colour bar */

typedef struct
{
  double width;
  double height;
  double legend_height;
  double notes_height;
  double bar_width;
} Room;

static void
resolve_ranges (VtChartLayout *layout, const VtChart *chart)
{
  VtAxis *x = vt_chart_get_x_axis (chart), *y = vt_chart_get_y_axis (chart);
  gboolean x_log = vt_axis_get_scale (x) == VT_SCALE_LOG, y_log = vt_axis_get_scale (y) == VT_SCALE_LOG;
  double xs[2] = { NAN, NAN }, ys[2] = { NAN, NAN };
  gboolean bars = FALSE;

  layout->plot.n_groups = 0;
  for (guint i = 0; i < vt_chart_get_n_series (chart); i++)
    {
      VtSeries *series = vt_chart_get_series (chart, i);
      VtSeriesKind kind = vt_series_get_kind (series);

      bars = bars || kind == VT_SERIES_COLUMNS || kind == VT_SERIES_HISTOGRAM;
      layout->plot.n_groups += kind == VT_SERIES_COLUMNS ? 1 : 0;
      vt_series_extend (series, x_log, y_log, xs, ys);
    }
  vt_axis_resolve (x, xs[0], xs[1], FALSE, bars ? 0.02 : 0.04, &layout->plot.x);
  vt_axis_resolve (y, ys[0], ys[1], bars && !y_log, 0.06, &layout->plot.y);
}

static void
find_labelled (VtChartLayout *layout, const VtChart *chart)
{
  layout->labelled = g_ptr_array_new ();
  for (guint i = 0; i < vt_chart_get_n_series (chart); i++)
    {
      VtSeries *series = vt_chart_get_series (chart, i);

      if (vt_series_is_data (series) && vt_series_get_label (series) != NULL)
        g_ptr_array_add (layout->labelled, series);
    }
  if (layout->labelled->len < 2 && vt_chart_get_legend (chart) != VT_LEGEND_ABOVE)
    g_ptr_array_set_size (layout->labelled, 0);
  if (vt_chart_get_legend (chart) == VT_LEGEND_NONE)
    g_ptr_array_set_size (layout->labelled, 0);
  layout->legend.series = (VtSeries *const *) layout->labelled->pdata;
  layout->legend.n = layout->labelled->len;
}

static void
find_color_bar (VtChartLayout *layout, const VtChart *chart, const VtChartStyle *style)
{
  const VtAxis *axis = vt_chart_get_color_axis (chart);

  layout->plot.scale = vt_chart_get_color_scale (chart, style->dark);
  layout->color_bar = (VtColorBar){ .scale = layout->plot.scale, .axis = axis };
  vt_axis_get_range (axis, &layout->color_bar.minimum, &layout->color_bar.maximum);
}

/* Right of the plot, its colours as high as that; returns its width. */
static double
place_color_bar (VtChartLayout *layout, const VtChartStyle *style)
{
  const cairo_rectangle_t *area = &layout->plot.area;
  double over, gap = BAR_GAP * style->text_size, width;

  if (layout->color_bar.scale == NULL)
    return 0.0;
  over = vt_color_bar_get_overhang (style);
  width = vt_color_bar_measure (&layout->color_bar, style, area->height + 2.0 * over);
  layout->color_area
      = (cairo_rectangle_t){ area->x + area->width + gap, area->y - over, width, area->height + 2.0 * over };
  return gap + width;
}

/* Above its line at the right end, or at the first place to the left of that where it lies over no data. */
static void
place_horizontal_note (VtChartLayout *layout, const VtChart *chart, const VtChartStyle *style, VtChartNote *note)
{
  const cairo_rectangle_t *area = &layout->plot.area;
  double width, height, gap = NOTE_MARGIN * style->text_size;

  if (!(note->y >= area->y && note->y <= area->y + area->height))
    return;
  note->y -= NOTE_GAP * style->text_size;
  note->x = area->x + area->width;
  note->x_align = 1.0;
  vt_chart_text_measure (style, vt_series_get_label (note->series), style->text_size, &width, &height);
  for (guint i = 0; i < NOTE_PLACES; i++)
    {
      double end = area->x + area->width - (area->width - width) * i / (NOTE_PLACES - 1);
      cairo_rectangle_t wide = { end - width - gap, note->y - height, width + 2.0 * gap, height };

      if (!vt_free_room_has (&layout->plot, chart, &wide, 0.25 * style->text_size))
        continue;
      note->x = end;
      break;
    }
  g_array_append_val (layout->notes, *note);
}

/* Labels above vertical lines, in rows where they would meet; returns the rows' height. */
static double
place_notes (VtChartLayout *layout, const VtChart *chart, const VtChartStyle *style)
{
  const cairo_rectangle_t *area = &layout->plot.area;
  double ends[3] = { -G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE }, rows = 0.0;

  g_array_set_size (layout->notes, 0);
  for (guint i = 0; i < vt_chart_get_n_series (chart); i++)
    {
      const VtSeries *series = vt_chart_get_series (chart, i);
      const char *label = vt_series_get_label (series);
      VtChartNote note = { .series = series, .x_align = 0.5, .y_align = 1.0 };
      double width, height;
      guint row = 0;

      if (label == NULL || vt_series_is_data (series) || vt_series_get_kind (series) == VT_SERIES_BAND)
        continue;
      vt_chart_text_measure (style, label, style->text_size, &width, &height);
      vt_plot_from_data (&layout->plot, vt_series_get_x (series)[0], vt_series_get_y (series)[0], &note.x, &note.y);
      if (vt_series_get_kind (series) == VT_SERIES_HORIZONTAL)
        {
          place_horizontal_note (layout, chart, style, &note);
          continue;
        }
      if (!(note.x >= area->x && note.x <= area->x + area->width))
        continue;
      note.x = MAX (MIN (note.x, area->x + area->width - 0.5 * width), area->x + 0.5 * width);
      while (row + 1 < G_N_ELEMENTS (ends) && ends[row] > note.x - 0.5 * width)
        row++;
      ends[row] = note.x + 0.5 * width + 0.5 * style->text_size;
      note.y = area->y - NOTE_GAP * style->text_size - row * height;
      rows = MAX (rows, NOTE_GAP * style->text_size + (row + 1) * height);
      g_array_append_val (layout->notes, note);
    }
  return rows;
}

static void
place_plot (VtChartLayout *layout, const Room *room, const VtChartStyle *style, const VtInsets *insets)
{
  double edge = EDGE * style->text_size;
  VtInsets own = {
    .left = edge + MAX (layout->y.thickness, layout->x.before),
    .right = MAX (edge, layout->x.after + 0.3 * edge),
    .top = edge + layout->title_height + room->legend_height + MAX (room->notes_height, layout->y.after),
    .bottom = 0.6 * edge + MAX (layout->x.thickness, layout->y.before),
  };

  if (room->bar_width > 0.0)
    {
      own.right = MAX (own.right, room->bar_width + 0.6 * edge);
      own.top = MAX (own.top, vt_color_bar_get_overhang (style) + 0.3 * edge);
    }
  if (insets != NULL)
    {
      own.left = MAX (own.left, insets->left);
      own.right = MAX (own.right, insets->right);
      own.top = MAX (own.top, insets->top);
      own.bottom = MAX (own.bottom, insets->bottom);
    }
  layout->plot.area = (cairo_rectangle_t){ own.left, own.top, MAX (1.0, room->width - own.left - own.right),
                                           MAX (1.0, room->height - own.top - own.bottom) };
}

static void
settle (VtChartLayout *layout, const VtChart *chart, Room *room, const VtChartStyle *style, const VtInsets *insets)
{
  double em = style->text_size;

  layout->plot.area
      = (cairo_rectangle_t){ 4.0 * em, em, MAX (1.0, room->width - 5.0 * em), MAX (1.0, room->height - 4.0 * em) };
  for (guint i = 0; i < ROUNDS; i++)
    {
      cairo_rectangle_t before = layout->plot.area;

      vt_axis_layout_clear (&layout->x);
      vt_axis_layout_clear (&layout->y);
      vt_axis_layout_init (&layout->x, vt_chart_get_x_axis (chart), &layout->plot.x, VT_SIDE_BOTTOM, before.width,
                           style);
      vt_axis_layout_init (&layout->y, vt_chart_get_y_axis (chart), &layout->plot.y, VT_SIDE_LEFT, before.height,
                           style);
      room->notes_height = place_notes (layout, chart, style);
      room->bar_width = place_color_bar (layout, style);
      place_plot (layout, room, style, insets);
      if (fabs (before.width - layout->plot.area.width) < 0.5 && fabs (before.height - layout->plot.area.height) < 0.5)
        break;
    }
  layout->x.length = layout->plot.area.width;
  layout->y.length = layout->plot.area.height;
  place_notes (layout, chart, style);
  place_color_bar (layout, style);
}

/* The first corner (then the middle of the upper edge) that is free of data. */
static gboolean
find_corner (VtChartLayout *layout, const VtChart *chart, const VtChartStyle *style)
{
  static const double corners[][2] = { { 1.0, 0.0 }, { 0.0, 0.0 }, { 1.0, 1.0 }, { 0.0, 1.0 }, { 0.5, 0.0 } };
  const cairo_rectangle_t *area = &layout->plot.area;
  double inset = LEGEND_INSET * style->text_size, width, height;

  layout->legend.flowing = FALSE;
  vt_legend_measure (&layout->legend, style, &width, &height);
  if (width + 2.0 * inset > 0.7 * area->width || height + 2.0 * inset > 0.7 * area->height)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      cairo_rectangle_t box
          = { area->x + inset + corners[i][0] * (area->width - width - 2.0 * inset),
              area->y + inset + corners[i][1] * (area->height - height - 2.0 * inset), width, height };
      cairo_rectangle_t wide = { box.x - inset, box.y - inset, width + 2.0 * inset, height + 2.0 * inset };

      if (!vt_free_room_has (&layout->plot, chart, &wide, 0.5 * style->text_size))
        continue;
      layout->legend_area = box;
      return TRUE;
    }
  return FALSE;
}

static void
put_legend_above (
    VtChartLayout *layout, const VtChart *chart, Room *room, const VtChartStyle *style, const VtInsets *insets)
{
  double width, height;

  layout->legend.flowing = TRUE;
  layout->legend.room = layout->plot.area.width;
  vt_legend_measure (&layout->legend, style, &width, &height);
  room->legend_height = height + 0.35 * style->text_size;
  settle (layout, chart, room, style, insets);
  layout->legend_area
      = (cairo_rectangle_t){ layout->plot.area.x,
                             layout->plot.area.y - MAX (room->notes_height, layout->y.after) - room->legend_height,
                             width, height };
}

void
vt_chart_layout_init (VtChartLayout *layout,
                      const VtChart *chart,
                      double width,
                      double height,
                      const VtChartStyle *style,
                      const VtInsets *insets)
{
  Room room = { width, height, 0.0, 0.0, 0.0 };

  g_return_if_fail (layout != NULL);
  g_return_if_fail (chart != NULL);
  g_return_if_fail (style != NULL);

  *layout = (VtChartLayout){ 0 };
  layout->notes = g_array_new (FALSE, FALSE, sizeof (VtChartNote));
  resolve_ranges (layout, chart);
  find_color_bar (layout, chart, style);
  find_labelled (layout, chart);
  if (vt_chart_get_title (chart) != NULL)
    {
      vt_chart_text_measure (style, vt_chart_get_title (chart), style->title_size, NULL, &layout->title_height);
      layout->title_height += 0.4 * style->text_size;
    }
  settle (layout, chart, &room, style, insets);
  if (layout->legend.n == 0)
    return;
  if (vt_chart_get_legend (chart) == VT_LEGEND_ABOVE || !find_corner (layout, chart, style))
    put_legend_above (layout, chart, &room, style, insets);
}

void
vt_chart_layout_clear (VtChartLayout *layout)
{
  g_return_if_fail (layout != NULL);

  vt_axis_layout_clear (&layout->x);
  vt_axis_layout_clear (&layout->y);
  g_clear_pointer (&layout->labelled, g_ptr_array_unref);
  g_clear_pointer (&layout->notes, g_array_unref);
}
