#include "vt-axis-layout.h"

#include <math.h>

#include "vt-chart-text.h"

/* In text sizes. */
#define LABEL_GAP 0.3  /* between a tick's end and its label */
#define TITLE_GAP 0.45 /* between labels and title */
#define APART 0.7      /* between labels beside one another */
#define APART_ABOVE 0.1
#define MAX_TICKS 8
/* A line's share that brackets and figures fill, and how small names may get before some are left out. */
#define LINE_INK 0.88
#define LEAST_LABEL 0.75

typedef struct
{
  double *widths;
  double *heights;
  double widest;
  double highest;
} Extents;

static gboolean
is_vertical (const VtAxisLayout *layout)
{
  return layout->side != VT_SIDE_BOTTOM;
}

/* Away from the plot. */
static double
get_outward (const VtAxisLayout *layout)
{
  return layout->side == VT_SIDE_LEFT ? -1.0 : 1.0;
}

static void
measure (const VtAxisTicks *ticks, const VtChartStyle *style, double size, Extents *extents)
{
  extents->widths = g_new0 (double, ticks->n + 1);
  extents->heights = g_new0 (double, ticks->n + 1);
  extents->widest = extents->highest = 0.0;
  for (guint i = 0; i < ticks->n; i++)
    {
      vt_chart_text_measure (style, ticks->labels[i], size, &extents->widths[i], &extents->heights[i]);
      extents->widest = MAX (extents->widest, extents->widths[i]);
      extents->highest = MAX (extents->highest, extents->heights[i]);
    }
}

static void
extents_clear (Extents *extents)
{
  g_clear_pointer (&extents->widths, g_free);
  g_clear_pointer (&extents->heights, g_free);
}

static gboolean
labels_overlap (const VtAxisLayout *layout, const VtAxisRange *range, const Extents *extents, double text_size)
{
  const VtAxisTicks *ticks = layout->ticks;
  const double *sizes = is_vertical (layout) ? extents->heights : extents->widths;
  double apart = (is_vertical (layout) ? APART_ABOVE : APART) * text_size;

  for (guint i = 1; i < ticks->n; i++)
    {
      double distance
          = vt_axis_range_project (range, ticks->values[i]) - vt_axis_range_project (range, ticks->values[i - 1]);

      if (distance * layout->length < 0.5 * (sizes[i] + sizes[i - 1]) + apart)
        return TRUE;
    }
  return FALSE;
}

static VtAxisTicks *
ticks_for (const VtAxis *axis, const VtAxisRange *range, guint count)
{
  if (range->scale == VT_SCALE_LOG)
    return vt_axis_ticks_new_log (range->minimum, range->maximum, count);
  return vt_axis_ticks_new_linear (range->minimum, range->maximum, count, vt_axis_get_grain (axis));
}

/* As many ticks as the length has room for by a first guess, then fewer until no label meets the next. */
static void
fit_numbers (
    VtAxisLayout *layout, const VtAxis *axis, const VtAxisRange *range, const VtChartStyle *style, Extents *extents)
{
  double room = layout->length / (style->text_size * (is_vertical (layout) ? 2.2 : 2.8));
  guint count = (guint) CLAMP (room, 2.0, MAX_TICKS);

  layout->ticks = ticks_for (axis, range, count);
  measure (layout->ticks, style, layout->label_size, extents);
  while (count > 1 && labels_overlap (layout, range, extents, style->text_size))
    {
      guint had = layout->ticks->n;

      do
        {
          g_clear_pointer (&layout->ticks, vt_axis_ticks_free);
          layout->ticks = ticks_for (axis, range, --count);
        }
      while (count > 1 && layout->ticks->n >= had);
      extents_clear (extents);
      measure (layout->ticks, style, layout->label_size, extents);
    }
}

static VtAxisTicks *
category_ticks (const VtAxis *axis, guint stride)
{
  guint n = vt_axis_get_n_categories (axis);
  VtAxisTicks *ticks = g_new0 (VtAxisTicks, 1);

  ticks->values = g_new0 (double, n + 1);
  ticks->labels = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i += stride)
    {
      ticks->values[ticks->n] = i;
      ticks->labels[ticks->n++] = g_markup_escape_text (vt_axis_get_category (axis, i), -1);
    }
  return ticks;
}

/* Names stay level where they have room, then lean, then stand, then shrink; in the end some are left out. */
static void
fit_categories (VtAxisLayout *layout, const VtAxis *axis, const VtChartStyle *style, Extents *extents)
{
  double spacing = layout->length / vt_axis_get_n_categories (axis), shrink;
  double apart = (is_vertical (layout) ? APART_ABOVE : 0.5 * APART) * style->text_size;
  guint stride;

  layout->ticks = category_ticks (axis, 1);
  measure (layout->ticks, style, layout->label_size, extents);
  if (!is_vertical (layout) && extents->widest + apart > spacing)
    layout->angle = extents->highest <= spacing * G_SQRT2 / 2.0 ? -G_PI_4 : -G_PI_2;
  if (layout->angle > -G_PI_2 && !is_vertical (layout))
    return;
  if (LINE_INK * extents->highest <= spacing)
    return;

  shrink = spacing / (LINE_INK * extents->highest);
  if (shrink >= LEAST_LABEL)
    layout->label_size *= shrink;
  stride = shrink >= LEAST_LABEL ? 1 : (guint) MIN (ceil (1.0 / MAX (shrink, 1e-6)), G_MAXINT);
  extents_clear (extents);
  vt_axis_ticks_free (layout->ticks);
  layout->ticks = category_ticks (axis, stride);
  measure (layout->ticks, style, layout->label_size, extents);
}

static void
find_overhang (VtAxisLayout *layout, const VtAxisRange *range, const Extents *extents)
{
  for (guint i = 0; i < layout->ticks->n; i++)
    {
      double at = vt_axis_range_project (range, layout->ticks->values[i]) * layout->length;
      double width = extents->widths[i], height = extents->heights[i];
      double back = 0.5 * width, ahead = back;

      if (is_vertical (layout) || layout->angle <= -G_PI_2)
        back = ahead = 0.5 * height;
      else if (layout->angle < 0.0)
        {
          back = (width + 0.5 * height) * G_SQRT2 / 2.0;
          ahead = 0.5 * height * G_SQRT2 / 2.0;
        }
      layout->before = MAX (layout->before, back - at);
      layout->after = MAX (layout->after, at + ahead - layout->length);
    }
}

/* How far the labels reach away from the axis. */
static double
label_depth (const VtAxisLayout *layout, const Extents *extents)
{
  if (is_vertical (layout) || layout->angle <= -G_PI_2)
    return extents->widest;
  if (layout->angle < 0.0)
    return (extents->widest + extents->highest) * G_SQRT2 / 2.0;
  return extents->highest;
}

static void
fit_title (VtAxisLayout *layout, const VtChartStyle *style)
{
  double width, height, room = layout->length + style->text_size;

  layout->title_size = style->text_size;
  if (layout->title[0] == '\0')
    {
      layout->thickness = layout->title_offset;
      return;
    }
  layout->title_offset += TITLE_GAP * style->text_size * (is_vertical (layout) ? 1.0 : 0.4);
  vt_chart_text_measure (style, layout->title, layout->title_size, &width, &height);
  if (width > room)
    {
      double shrink = MAX (0.6, room / width);

      layout->title_size *= shrink;
      height *= shrink;
    }
  layout->thickness = layout->title_offset + height;
}

void
vt_axis_layout_init (VtAxisLayout *layout,
                     const VtAxis *axis,
                     const VtAxisRange *range,
                     VtSide side,
                     double length,
                     const VtChartStyle *style)
{
  Extents extents = { 0 };

  g_return_if_fail (layout != NULL);
  g_return_if_fail (axis != NULL);
  g_return_if_fail (range != NULL);
  g_return_if_fail (style != NULL);

  *layout = (VtAxisLayout){ .side = side, .length = MAX (length, 1.0), .label_size = style->text_size };
  layout->categories = vt_axis_get_n_categories (axis) > 0;
  if (layout->categories)
    fit_categories (layout, axis, style, &extents);
  else
    fit_numbers (layout, axis, range, style, &extents);

  find_overhang (layout, range, &extents);
  layout->label_offset = (layout->categories ? 0.0 : style->tick_length) + LABEL_GAP * style->text_size;
  if (!is_vertical (layout) && layout->angle == 0.0)
    layout->label_offset -= 0.15 * style->text_size; /* the line's own leading is gap enough */
  layout->title_offset = layout->label_offset + label_depth (layout, &extents);
  layout->title = vt_axis_format_title (axis, layout->ticks->exponent);
  fit_title (layout, style);
  extents_clear (&extents);
}

void
vt_axis_layout_clear (VtAxisLayout *layout)
{
  g_return_if_fail (layout != NULL);

  g_clear_pointer (&layout->ticks, vt_axis_ticks_free);
  g_clear_pointer (&layout->title, g_free);
}

static void
mark (const VtAxisLayout *layout, cairo_t *cr, double x, double y, double at, double size)
{
  if (is_vertical (layout))
    {
      cairo_move_to (cr, x, y - at);
      cairo_rel_line_to (cr, get_outward (layout) * size, 0.0);
    }
  else
    {
      cairo_move_to (cr, x + at, y);
      cairo_rel_line_to (cr, 0.0, size);
    }
}

static void
draw_lines (const VtAxisLayout *layout,
            const VtAxisRange *range,
            cairo_t *cr,
            const VtChartStyle *style,
            gboolean draws_line,
            double x,
            double y)
{
  const VtAxisTicks *ticks = layout->ticks;

  if (draws_line)
    {
      cairo_move_to (cr, x, y);
      if (is_vertical (layout))
        cairo_rel_line_to (cr, 0.0, -layout->length);
      else
        cairo_rel_line_to (cr, layout->length, 0.0);
    }
  for (guint i = 0; i < ticks->n && !layout->categories; i++)
    mark (layout, cr, x, y, vt_axis_range_project (range, ticks->values[i]) * layout->length, style->tick_length);
  for (guint i = 0; i < ticks->n_minor; i++)
    mark (layout, cr, x, y, vt_axis_range_project (range, ticks->minor[i]) * layout->length, 0.55 * style->tick_length);
  cairo_set_line_width (cr, style->axis_width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE);
  cairo_stroke (cr);
}

static void
draw_label (const VtAxisLayout *layout,
            const char *label,
            double at,
            cairo_t *cr,
            const VtChartStyle *style,
            double x,
            double y)
{
  if (is_vertical (layout))
    vt_chart_text_draw (cr, style, label, layout->label_size, x + get_outward (layout) * layout->label_offset, y - at,
                        layout->side == VT_SIDE_LEFT ? 1.0 : 0.0, 0.5, 0.0);
  else if (layout->angle < 0.0)
    vt_chart_text_draw (cr, style, label, layout->label_size, x + at, y + layout->label_offset, 1.0, 0.5,
                        layout->angle);
  else
    vt_chart_text_draw (cr, style, label, layout->label_size, x + at, y + layout->label_offset, 0.5, 0.0, 0.0);
}

void
vt_axis_layout_draw (const VtAxisLayout *layout,
                     const VtAxisRange *range,
                     cairo_t *cr,
                     const VtChartStyle *style,
                     gboolean draws_line,
                     double x,
                     double y)
{
  g_return_if_fail (layout != NULL);
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  vt_chart_style_set_source (cr, style->foreground, 1.0);
  draw_lines (layout, range, cr, style, draws_line, x, y);
  for (guint i = 0; i < layout->ticks->n; i++)
    draw_label (layout, layout->ticks->labels[i],
                vt_axis_range_project (range, layout->ticks->values[i]) * layout->length, cr, style, x, y);
  if (layout->title[0] == '\0')
    {
      cairo_restore (cr);
      return;
    }
  if (is_vertical (layout))
    vt_chart_text_draw (cr, style, layout->title, layout->title_size,
                        x + (layout->side == VT_SIDE_LEFT ? -layout->thickness : layout->title_offset),
                        y - 0.5 * layout->length, 0.5, 0.0, -G_PI_2);
  else
    vt_chart_text_draw (cr, style, layout->title, layout->title_size, x + 0.5 * layout->length,
                        y + layout->title_offset, 0.5, 0.0, 0.0);
  cairo_restore (cr);
}
