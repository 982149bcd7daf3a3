#include "vt-color-bar.h"

#include <math.h>
#include <string.h>

#include "vt-chart-text.h"
#include "vt-i18n.h"

/* In text sizes. */
#define WIDTH 1.0
#define SWATCH 0.9
#define SWATCH_GAP 0.9
#define LABEL_GAP 0.4
#define OVERHANG 0.65 /* half a label stands over at both ends */
#define POINT 0.55
#define APART 1.25    /* between the numbers at the ends and the nearest tick */
/* Above this luminance lines are black, below white. */
#define BRIGHT 0.42

static gboolean
is_part (const VtColorBar *bar)
{
  return bar->maximum > bar->minimum;
}

double
vt_color_bar_get_overhang (const VtChartStyle *style)
{
  g_return_val_if_fail (style != NULL, 0.0);

  return OVERHANG * style->text_size;
}

/* A scale without width, or without a lower end on a log scale, still gets an axis. */
static void
get_range (const VtColorBar *bar, VtAxisRange *range)
{
  g_autoptr (VtAxis) axis = vt_axis_new ();
  double low = vt_color_scale_get_value (bar->scale, 0.0), high = vt_color_scale_get_value (bar->scale, 1.0);

  if (is_part (bar))
    {
      low = bar->minimum;
      high = bar->maximum;
    }
  vt_axis_set_scale (axis, bar->scale->scale);
  vt_axis_set_range (axis, low, high);
  vt_axis_resolve (axis, low, high, FALSE, 0.0, range);
}

static double
get_bar_height (const VtColorBar *bar, const VtChartStyle *style, double height)
{
  double swatch = bar->shows_missing ? (SWATCH + SWATCH_GAP) * style->text_size : 0.0;

  return MAX (1.0, height - swatch - 2.0 * vt_color_bar_get_overhang (style));
}

/* "no value", and how many: markup, (transfer full) */
static char *
describe_missing (const VtColorBar *bar)
{
  if (bar->n_missing == 0)
    return g_strdup (_("no value"));
  /* Translators: beside the colour of atoms for which a quantity is not defined; %s is their number */
  return g_strdup_printf (_("no value (%" G_GSIZE_FORMAT ")"), bar->n_missing);
}

static double
get_missing_width (const VtColorBar *bar, const VtChartStyle *style)
{
  g_autofree char *text = NULL;
  double width = 0.0;

  if (!bar->shows_missing)
    return 0.0;
  text = describe_missing (bar);
  vt_chart_text_measure (style, text, style->text_size, &width, NULL);
  return width + (WIDTH + LABEL_GAP) * style->text_size;
}

double
vt_color_bar_measure (const VtColorBar *bar, const VtChartStyle *style, double height)
{
  VtAxisLayout layout;
  VtAxisRange range;
  double width;

  g_return_val_if_fail (bar != NULL, 0.0);
  g_return_val_if_fail (style != NULL, 0.0);

  get_range (bar, &range);
  vt_axis_layout_init (&layout, bar->axis, &range, VT_SIDE_RIGHT, get_bar_height (bar, style, height), style);
  width = WIDTH * style->text_size + layout.thickness;
  vt_axis_layout_clear (&layout);
  return MAX (width, get_missing_width (bar, style));
}

/* At a share of the bar's length. */
static VtColor
get_color (const VtColorBar *bar, const VtAxisRange *range, double share)
{
  return is_part (bar) ? vt_color_scale_get_color (bar->scale, vt_axis_range_unproject (range, share))
                       : vt_color_scale_get_color_at (bar->scale, share);
}

/* A gradient, which SVG and PDF keep as one: no picture, no seams between rectangles. It has the map's own colours where
 * the map has them, in the middle of each of its steps. */
static void
fill_gradient (
    const VtColorBar *bar, const VtAxisRange *range, cairo_t *cr, double x, double y, double width, double height)
{
  cairo_pattern_t *gradient = cairo_pattern_create_linear (0.0, y + height, 0.0, y);

  for (guint i = 0; i < VT_COLORMAP_SIZE; i++)
    {
      double position = (i + 0.5) / VT_COLORMAP_SIZE;
      VtColor color = get_color (bar, range, position);

      cairo_pattern_add_color_stop_rgb (gradient, position, color.red, color.green, color.blue);
    }
  cairo_rectangle (cr, x, y, width, height);
  cairo_set_source (cr, gradient);
  cairo_fill (cr);
  cairo_pattern_destroy (gradient);
}

/* Beyond the end lies more of the same colour. */
static void
paint_point (const VtColorBar *bar, cairo_t *cr, const VtChartStyle *style, VtColor color, double x, double y,
             double reach)
{
  double width = WIDTH * style->text_size;

  vt_chart_style_set_source (cr, color, 1.0);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_line_to (cr, x + 0.5 * width, y + reach);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
paint_points (const VtColorBar *bar, const VtAxisRange *range, cairo_t *cr, const VtChartStyle *style, double x,
              double top, double length)
{
  double reach = POINT * style->text_size;

  if (bar->above)
    paint_point (bar, cr, style, get_color (bar, range, 1.0), x, top, -reach);
  if (bar->below)
    paint_point (bar, cr, style, get_color (bar, range, 0.0), x, top + length, reach);
}

VtColor
vt_color_bar_choose_ink (const VtColor *color)
{
  double luminance;

  g_return_val_if_fail (color != NULL, vt_color_from_hex (0));

  luminance = 0.2126 * color->red + 0.7152 * color->green + 0.0722 * color->blue;
  return vt_color_from_hex (luminance > BRIGHT ? 0x000000 : 0xFFFFFF);
}

/* @x, @top: the colours' upper left corner, @length their height. Levels beyond the part that is shown have no place. */
static void
mark_levels (const VtColorBar *bar, const VtAxisRange *range, cairo_t *cr, const VtChartStyle *style, double x,
             double top, double length)
{
  cairo_set_line_width (cr, style->axis_width);
  for (guint i = 0; i < bar->n_levels; i++)
    {
      double share = vt_axis_range_project (range, bar->levels[i]);
      VtColor color = get_color (bar, range, share);

      if (!(share >= 0.0 && share <= 1.0))
        continue;
      cairo_move_to (cr, x, top + (1.0 - share) * length);
      cairo_rel_line_to (cr, WIDTH * style->text_size, 0.0);
      vt_chart_style_set_source (cr, vt_color_bar_choose_ink (&color), VT_COLOR_BAR_INK);
      cairo_stroke (cr);
    }
}

/* Leaves out what would stand where the numbers of the scale's ends do. */
static void
free_ends (const VtColorBar *bar, VtAxisLayout *layout, const VtAxisRange *range, const VtChartStyle *style)
{
  VtAxisTicks *ticks = layout->ticks;
  double low = vt_axis_range_project (range, vt_color_scale_get_value (bar->scale, 0.0)) * layout->length;
  double high = vt_axis_range_project (range, vt_color_scale_get_value (bar->scale, 1.0)) * layout->length;
  double apart = APART * style->text_size;
  guint n = 0;

  for (guint i = 0; i < ticks->n; i++)
    {
      double at = vt_axis_range_project (range, ticks->values[i]) * layout->length;

      if (fabs (at - low) < apart || fabs (at - high) < apart)
        {
          g_clear_pointer (&ticks->labels[i], g_free);
          continue;
        }
      ticks->values[n] = ticks->values[i];
      ticks->labels[n] = g_steal_pointer (&ticks->labels[i]);
      n++;
    }
  ticks->n = n;
}

static void
paint_missing (const VtColorBar *bar, cairo_t *cr, const VtChartStyle *style, double x, double bottom)
{
  double em = style->text_size, top = bottom - SWATCH * em;
  g_autofree char *text = describe_missing (bar);

  vt_chart_style_set_source (cr, bar->scale->missing, 1.0);
  cairo_rectangle (cr, x, top, WIDTH * em, SWATCH * em);
  cairo_fill (cr);
  vt_chart_style_set_source (cr, style->foreground, 1.0);
  vt_chart_text_draw (cr, style, text, em, x + (WIDTH + LABEL_GAP) * em, top + 0.5 * SWATCH * em, 0.0, 0.5,
                      0.0);
}

void
vt_color_bar_get_colors (const VtColorBar *bar, const VtChartStyle *style, double height, cairo_rectangle_t *area)
{
  g_return_if_fail (bar != NULL && style != NULL && area != NULL);

  area->x = 0.0;
  area->y = vt_color_bar_get_overhang (style);
  area->width = WIDTH * style->text_size;
  area->height = get_bar_height (bar, style, height);
}

double
vt_color_bar_get_label_x (const VtChartStyle *style)
{
  g_return_val_if_fail (style != NULL, 0.0);

  return (WIDTH + LABEL_GAP) * style->text_size + style->tick_length;
}

static int
get_exponent (const VtColorBar *bar, const VtAxisRange *range, const VtChartStyle *style, double height)
{
  VtAxisLayout layout;
  int exponent;

  vt_axis_layout_init (&layout, bar->axis, range, VT_SIDE_RIGHT, get_bar_height (bar, style, height), style);
  exponent = layout.ticks->exponent;
  vt_axis_layout_clear (&layout);
  return exponent;
}

/* "12.50" → "12.5", "3.00" → "3" */
static void
strip_zeros (char *digits)
{
  char *end = digits + strlen (digits);

  if (strchr (digits, '.') == NULL)
    return;
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    *--end = '\0';
}

char *
vt_color_bar_format (const VtColorBar *bar, const VtChartStyle *style, double height, double value)
{
  char format[16], digits[400];
  VtAxisRange range;
  int exponent, decimals;

  g_return_val_if_fail (bar != NULL && style != NULL, NULL);

  get_range (bar, &range);
  if (range.scale == VT_SCALE_LOG || !isfinite (value))
    return vt_axis_ticks_format_number (value, 3);
  exponent = get_exponent (bar, &range, style, height);
  decimals = exponent + 2 - (int) floor (log10 (range.maximum - range.minimum));
  if (fabs (value) >= 1e16 * (range.maximum - range.minimum))
    return vt_axis_ticks_format_number (value, 6);
  value = exponent >= 0 ? value / pow (10.0, exponent) : value * pow (10.0, -exponent);
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 15));
  g_ascii_formatd (digits, sizeof digits, format, value);
  strip_zeros (digits);
  if (digits[0] != '-')
    return g_strdup (digits);
  return g_str_equal (digits, "-0") ? g_strdup ("0") : g_strconcat ("−", digits + 1, NULL);
}

void
vt_color_bar_paint (const VtColorBar *bar, cairo_t *cr, const VtChartStyle *style, double x, double y, double height)
{
  VtAxisLayout layout;
  VtAxisRange range;
  double length, width, top;

  g_return_if_fail (bar != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (style != NULL);

  length = get_bar_height (bar, style, height);
  width = WIDTH * style->text_size;
  top = y + vt_color_bar_get_overhang (style);
  get_range (bar, &range);
  vt_axis_layout_init (&layout, bar->axis, &range, VT_SIDE_RIGHT, length, style);
  if (bar->frees_ends)
    free_ends (bar, &layout, &range, style);
  fill_gradient (bar, &range, cr, x, top, width, length);
  paint_points (bar, &range, cr, style, x, top, length);
  mark_levels (bar, &range, cr, style, x, top, length);
  vt_axis_layout_draw (&layout, &range, cr, style, FALSE, x + width, top + length);
  vt_axis_layout_clear (&layout);
  if (bar->shows_missing)
    paint_missing (bar, cr, style, x, y + height);
}
