#include "vt-legend.h"

#include "vt-chart-text.h"
#include "vt-series-painter.h"

/* In text sizes. */
#define SAMPLE 1.5 /* width of a series' sample */
#define GAP 0.5    /* from the sample to its label */
#define APART 1.2  /* between entries in a row */

typedef struct
{
  double x;
  double y;
  double height;
} Place;

/* Where each entry stands, and how much all of them take. */
static Place *
place (const VtLegend *legend, const VtChartStyle *style, double *width, double *height)
{
  Place *places = g_new0 (Place, legend->n + 1);
  double em = style->text_size, x = 0.0, y = 0.0, row = 0.0;

  *width = 0.0;
  for (guint i = 0; i < legend->n; i++)
    {
      double label, high, entry;

      vt_chart_text_measure (style, vt_series_get_label (legend->series[i]), em, &label, &high);
      entry = (SAMPLE + GAP) * em + label;
      if (i > 0 && (!legend->flowing || x + entry > legend->room))
        {
          x = 0.0;
          y += row;
          row = 0.0;
        }
      places[i] = (Place) { x, y, high };
      *width = MAX (*width, x + entry);
      x += entry + APART * em;
      row = MAX (row, high);
    }
  *height = y + row;
  return places;
}

void
vt_legend_measure (const VtLegend *legend, const VtChartStyle *style, double *width, double *height)
{
  g_return_if_fail (legend != NULL);
  g_return_if_fail (style != NULL);
  g_return_if_fail (width != NULL && height != NULL);

  g_free (place (legend, style, width, height));
}

void
vt_legend_paint (const VtLegend *legend, cairo_t *cr, const VtChartStyle *style, double x, double y)
{
  g_autofree Place *places = NULL;
  double width, height;

  g_return_if_fail (legend != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (style != NULL);

  places = place (legend, style, &width, &height);
  for (guint i = 0; i < legend->n; i++)
    {
      double middle = y + places[i].y + 0.5 * places[i].height;

      vt_series_painter_paint_sample (legend->series[i], cr, style, x + places[i].x, middle, SAMPLE * style->text_size);
      vt_chart_style_set_source (cr, style->foreground, 1.0);
      vt_chart_text_draw (cr, style, vt_series_get_label (legend->series[i]), style->text_size,
                          x + places[i].x + (SAMPLE + GAP) * style->text_size, middle, 0.0, 0.5, 0.0);
    }
}
