#include "vt-tripod.h"

#include <math.h>

#include "vt-chart-text.h"

/* In text sizes. */
#define ARM 2.0
#define LETTER 0.75 /* from the tip to the letter's middle */
#define MARGIN 0.7  /* for half a letter */
#define RIM 0.3
#define PALE 0.5

/* An axis that is shorter in the picture has no direction to speak of: its letter is where it is, no line. */
#define HEAD_ON 0.08

double
vt_tripod_measure (const VtChartStyle *style)
{
  g_return_val_if_fail (style != NULL, 0);

  return 2 * (ARM + LETTER + MARGIN) * style->text_size;
}

/* Along the axis in the picture, right and down, and towards the eye. */
static void
get_direction (const VtCamera *camera, guint axis, double direction[3])
{
  double right[3], up[3], back[3];

  vt_camera_get_axes (camera, right, up, back);
  direction[0] = right[axis];
  direction[1] = -up[axis];
  direction[2] = back[axis];
}

double
vt_tripod_get_tip (const VtCamera *camera, const VtChartStyle *style, guint axis, double tip[2])
{
  double direction[3], middle = vt_tripod_measure (style) / 2;

  g_return_val_if_fail (camera != NULL && axis < 3, 0);

  get_direction (camera, axis, direction);
  tip[0] = middle + ARM * style->text_size * direction[0];
  tip[1] = middle + ARM * style->text_size * direction[1];
  return direction[2];
}

/* The letter stands beyond the tip; one that points at the eye has it beside the middle, where no line is. */
static void
get_letter (const double direction[3], double em, double place[2])
{
  double length = hypot (direction[0], direction[1]);
  double reach = ARM * length + LETTER;

  if (length < HEAD_ON)
    {
      place[0] = -LETTER * em;
      place[1] = LETTER * em;
      return;
    }
  place[0] = reach * em * direction[0] / length;
  place[1] = reach * em * direction[1] / length;
}

static void
paint_axis (cairo_t *cr, const VtChartStyle *style, const double direction[3], const char *name)
{
  double em = style->text_size, place[2];
  double alpha = direction[2] < -1e-9 ? PALE : 1;
  gboolean line = hypot (direction[0], direction[1]) >= HEAD_ON;

  if (line)
    {
      cairo_move_to (cr, 0, 0);
      cairo_line_to (cr, ARM * em * direction[0], ARM * em * direction[1]);
    }
  else
    cairo_arc (cr, 0, 0, 1.5 * style->line_width, 0, 2 * G_PI);
  if (!style->draws_background)
    {
      vt_chart_style_set_source (cr, style->background, 0.7);
      cairo_set_line_width (cr, style->line_width + RIM * em);
      cairo_stroke_preserve (cr);
    }
  vt_chart_style_set_source (cr, vt_color_mix (&style->foreground, &style->background, 1 - alpha), 1);
  cairo_set_line_width (cr, style->line_width);
  if (line || direction[2] < 0)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
  get_letter (direction, em, place);
  vt_chart_text_draw (cr, style, name, em, place[0], place[1], 0.5, 0.5, 0);
}

void
vt_tripod_paint (const VtCamera *camera, cairo_t *cr, const VtChartStyle *style, double x, double y)
{
  static const char *const names[] = { "<i>x</i>", "<i>y</i>", "<i>z</i>" };
  double directions[3][3], middle;
  guint order[] = { 0, 1, 2 };

  g_return_if_fail (camera != NULL && cr != NULL && style != NULL);

  middle = vt_tripod_measure (style) / 2;
  for (guint axis = 0; axis < 3; axis++)
    get_direction (camera, axis, directions[axis]);
  /* The farthest first. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < 2; i++)
      if (directions[order[i]][2] > directions[order[i + 1]][2])
        {
          guint other = order[i];

          order[i] = order[i + 1];
          order[i + 1] = other;
        }
  cairo_save (cr);
  cairo_translate (cr, x + middle, y + middle);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < 3; i++)
    paint_axis (cr, style, directions[order[i]], names[order[i]]);
  cairo_restore (cr);
}
