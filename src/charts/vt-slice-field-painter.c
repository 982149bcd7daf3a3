/* The ink of a field: its colours as a picture, contour lines with their values in gaps of them, all within the cell. */
#include "vt-slice-field-private.h"

#include <math.h>

#include "vt-axis-ticks.h"
#include "vt-chart-text.h"

/* In text sizes. */
#define NUMBER_SIZE 0.85
#define NUMBER_GAP 0.35  /* between a line's end and its number, each side */
#define NUMBER_APART 4.0 /* numbers, middle to middle */
#define SHORTEST 2.2     /* of a line that carries a number, in lengths of the number with its gaps */
#define TRIES 32         /* places along a line */
#define STRAIGHT 0.93    /* chord to arc where a number can stand */
#define NEAR_POINTS 0.25 /* picture units: points closer than that are one */

/* A contour's number: its middle, half extents and angle, and from where to where along the line it stands. */
typedef struct
{
  const VtContour *contour;
  double           from;
  double           to;
  double           x;
  double           y;
  double           half_width;
  double           half_height;
  double           angle;
  guint            level;
} Number;

static VtColor
get_ink (const VtSliceChart *chart, double level)
{
  VtColor color = vt_color_scale_get_color (&chart->scale, level);

  return vt_color_bar_choose_ink (&color);
}

static char *
format_level (double level)
{
  return vt_axis_ticks_format_number (level, 4);
}

static void
clip_to_cell (const VtSliceChart *chart, const VtSliceLayout *layout, cairo_t *cr)
{
  cairo_rectangle (cr, layout->plot.x, layout->plot.y, layout->plot.width, layout->plot.height);
  cairo_clip (cr);
  for (guint i = 0; i < chart->n_corners; i++)
    {
      double x, y;

      vt_slice_layout_from_plane (layout, chart->outline[i][0], chart->outline[i][1], &x, &y);
      cairo_line_to (cr, x, y);
    }
  cairo_close_path (cr);
  cairo_clip (cr);
}

/* The pixels are wrapped in a surface anew each time: charts are painted on any thread, surfaces belong to one. */
static void
paint_picture (const VtSliceField *field, const VtSliceLayout *layout, cairo_t *cr)
{
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      (guint8 *) (gpointer) field->pixels, CAIRO_FORMAT_RGB24, (int) field->n_columns, (int) field->n_rows,
      (int) (4 * field->n_columns));
  double scale = field->spacing * layout->zoom, x, y;

  vt_slice_layout_from_plane (layout, field->grid->minimum[0] - 0.5 * field->spacing,
                              field->grid->minimum[1] + (field->n_rows - 0.5) * field->spacing, &x, &y);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

/* ---- where numbers stand ---- */

/* The line in the picture, with the length so far: x, y, s, … */
static GArray *
project (const VtContour *contour, const VtSliceLayout *layout)
{
  GArray *path = g_array_sized_new (FALSE, FALSE, 3 * sizeof (double), contour->n + 1);
  double length = 0.0, x, y, before[2] = { 0.0, 0.0 };

  for (guint i = 0; i < contour->n + (contour->closed ? 1 : 0); i++)
    {
      const double *point = contour->points + 2 * (i % contour->n);

      vt_slice_layout_from_plane (layout, point[0], point[1], &x, &y);
      length += i > 0 ? hypot (x - before[0], y - before[1]) : 0.0;
      g_array_append_vals (path, ((double[3]){ x, y, length }), 1);
      before[0] = x;
      before[1] = y;
    }
  return path;
}

static const double *
get_point (const GArray *path, guint index)
{
  return (const double *) (gpointer) path->data + 3 * (gsize) index;
}

/* The point at the length @s along the path. */
static void
go_along (const GArray *path, double s, double *x, double *y)
{
  guint low = 0, high = path->len - 1;
  const double *a, *b;
  double share;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (get_point (path, middle)[2] <= s)
        low = middle;
      else
        high = middle;
    }
  a = get_point (path, low);
  b = get_point (path, high);
  share = b[2] > a[2] ? (s - a[2]) / (b[2] - a[2]) : 0.0;
  *x = a[0] + share * (b[0] - a[0]);
  *y = a[1] + share * (b[1] - a[1]);
}

static gboolean
is_free (const GArray *numbers, double x, double y, double apart)
{
  for (guint i = 0; i < numbers->len; i++)
    if (hypot (x - g_array_index (numbers, Number, i).x, y - g_array_index (numbers, Number, i).y) < apart)
      return FALSE;
  return TRUE;
}

/* Whether the whole of the number shows there, the piece of line from a to b being its middle. */
static gboolean
is_inside (cairo_t *inside, double ax, double ay, double bx, double by, double half_height)
{
  double length = hypot (bx - ax, by - ay), across = -(by - ay) / length * half_height;
  double along = (bx - ax) / length * half_height;

  return length > 0.0 && cairo_in_clip (inside, ax + across, ay + along)
         && cairo_in_clip (inside, ax - across, ay - along) && cairo_in_clip (inside, bx + across, by + along) && cairo_in_clip (inside, bx - across, by - along);
}

/* The straightest piece that is free and wholly in the cell. */
static gboolean
find_place (const GArray *path, const GArray *numbers, cairo_t *inside, double apart, Number *number)
{
  double total = get_point (path, path->len - 1)[2], length = 2.0 * number->half_width, best = STRAIGHT;

  for (guint i = 0; i < TRIES; i++)
    {
      double from = (total - length) * (i + 0.5) / TRIES, ax, ay, bx, by, straight;

      go_along (path, from, &ax, &ay);
      go_along (path, from + length, &bx, &by);
      straight = hypot (bx - ax, by - ay) / length;
      if (straight <= best || !is_free (numbers, 0.5 * (ax + bx), 0.5 * (ay + by), apart)
          || !is_inside (inside, ax, ay, bx, by, number->half_height))
        continue;
      best = straight;
      number->from = from;
      number->to = from + length;
      number->x = 0.5 * (ax + bx);
      number->y = 0.5 * (ay + by);
      number->angle = bx != ax ? atan ((by - ay) / (bx - ax)) : -0.5 * G_PI;
    }
  return best > STRAIGHT;
}

static GArray *
place_numbers (const VtSliceChart *chart, const VtSliceLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (Number));
  double em = style->text_size;

  for (guint level = 0; level < chart->field->n_levels; level++)
    {
      GPtrArray *contours = g_ptr_array_index (chart->field->contours, level);
      g_autofree char *text = format_level (chart->field->levels[level]);
      Number number = { .level = level };
      double width, height;

      vt_chart_text_measure (style, text, NUMBER_SIZE * em, &width, &height);
      number.half_width = 0.5 * width + NUMBER_GAP * em;
      number.half_height = 0.5 * height;
      for (guint i = 0; i < contours->len; i++)
        {
          const VtContour *contour = g_ptr_array_index (contours, i);
          g_autoptr (GArray) path = NULL;

          if (vt_contour_get_length (contour) * layout->zoom < SHORTEST * 2.0 * number.half_width)
            continue;
          path = project (contour, layout);
          number.contour = contour;
          if (find_place (path, numbers, cr, NUMBER_APART * em, &number))
            g_array_append_val (numbers, number);
        }
    }
  return numbers;
}

/* ---- drawing ---- */

/* The points between two lengths along the path, both ends included; goes on from where the pen is. */
static void
trace_piece (const GArray *path, double from, double to, cairo_t *cr)
{
  double x, y, last = from;

  go_along (path, from, &x, &y);
  cairo_line_to (cr, x, y);
  for (guint i = 0; i < path->len && get_point (path, i)[2] < to; i++)
    if (get_point (path, i)[2] > last + NEAR_POINTS)
      {
        cairo_line_to (cr, get_point (path, i)[0], get_point (path, i)[1]);
        last = get_point (path, i)[2];
      }
  go_along (path, to, &x, &y);
  cairo_line_to (cr, x, y);
}

/* A line that stops at its number and goes on behind it. */
static void
trace_around (const Number *number, const VtSliceLayout *layout, cairo_t *cr)
{
  g_autoptr (GArray) path = project (number->contour, layout);

  cairo_new_sub_path (cr);
  trace_piece (path, number->to, get_point (path, path->len - 1)[2], cr);
  if (!number->contour->closed)
    cairo_new_sub_path (cr);
  trace_piece (path, 0.0, number->from, cr);
}

static void
trace_path (const VtContour *contour, const VtSliceLayout *layout, cairo_t *cr)
{
  double last_x = -INFINITY, last_y = -INFINITY, x, y;

  cairo_new_sub_path (cr);
  for (guint i = 0; i < contour->n; i++)
    {
      vt_slice_layout_from_plane (layout, contour->points[2 * i], contour->points[2 * i + 1], &x, &y);
      if (hypot (x - last_x, y - last_y) < NEAR_POINTS && i + 1 < contour->n)
        continue;
      cairo_line_to (cr, x, y);
      last_x = x;
      last_y = y;
    }
  if (contour->closed)
    cairo_close_path (cr);
}

/* @numbers: in the order of their contours */
static void
paint_lines (const VtSliceChart *chart,
             const VtSliceLayout *layout,
             const GArray *numbers,
             cairo_t *cr,
             const VtChartStyle *style)
{
  guint next = 0;

  cairo_set_line_width (cr, style->axis_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint level = 0; level < chart->field->n_levels; level++)
    {
      GPtrArray *contours = g_ptr_array_index (chart->field->contours, level);

      for (guint i = 0; i < contours->len; i++)
        if (next < numbers->len && g_array_index (numbers, Number, next).contour == g_ptr_array_index (contours, i))
          trace_around (&g_array_index (numbers, Number, next++), layout, cr);
        else
          trace_path (g_ptr_array_index (contours, i), layout, cr);
      vt_chart_style_set_source (cr, get_ink (chart, chart->field->levels[level]), VT_COLOR_BAR_INK);
      cairo_stroke (cr);
    }
}

static void
paint_numbers (const VtSliceChart *chart, const GArray *numbers, cairo_t *cr, const VtChartStyle *style)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      const Number *number = &g_array_index (numbers, Number, i);
      g_autofree char *text = format_level (chart->field->levels[number->level]);

      vt_chart_style_set_source (cr, get_ink (chart, chart->field->levels[number->level]), 1.0);
      vt_chart_text_draw (cr, style, text, NUMBER_SIZE * style->text_size, number->x, number->y, 0.5, 0.5,
                          number->angle);
    }
}

void
vt_slice_field_paint (const VtSliceChart *chart, const VtSliceLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  g_autoptr (GArray) numbers = NULL;

  if (chart->n_corners < 3)
    return;
  cairo_save (cr);
  clip_to_cell (chart, layout, cr);
  paint_picture (chart->field, layout, cr);
  numbers = place_numbers (chart, layout, cr, style);
  paint_lines (chart, layout, numbers, cr, style);
  paint_numbers (chart, numbers, cr, style);
  cairo_restore (cr);
}
