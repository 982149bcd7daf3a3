#include "vt-still-label.h"

#include "vt-chart-text.h"
#include "vt-picked-overlay.h"

/* In text sizes. */
#define SIZE 1.15
#define BESIDE 0.55 /* the plate reaches beyond the text */
#define ABOVE 0.25
#define ROUNDING 0.55
#define PLATE 0.88

static void
trace_plate (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

void
vt_still_paint_label (const VtDepiction  *depiction,
                      const VtCamera     *camera,
                      cairo_t            *cr,
                      const VtChartStyle *style,
                      double              width,
                      double              height)
{
  g_autofree char *text = NULL;
  VtMeasurement measurement;
  double pixel[3], text_width, text_height, em;

  g_return_if_fail (depiction != NULL && camera != NULL && cr != NULL && style != NULL);

  if (!vt_picked_overlay_measure (depiction->state, depiction->frame, &measurement)
      || !vt_camera_project (camera, width, height, measurement.label, pixel))
    return;
  text = vt_measurement_format (&measurement);
  em = SIZE * style->text_size;
  vt_chart_text_measure (style, text, em, &text_width, &text_height);
  text_width += 2 * BESIDE * em;
  text_height += 2 * ABOVE * em;
  trace_plate (cr, pixel[0] - text_width / 2, pixel[1] - text_height / 2, text_width, text_height, ROUNDING * em);
  vt_chart_style_set_source (cr, style->background, PLATE);
  cairo_fill (cr);
  vt_chart_style_set_source (cr, style->foreground, 1.0);
  vt_chart_text_draw (cr, style, text, em, pixel[0], pixel[1], 0.5, 0.5, 0);
}
