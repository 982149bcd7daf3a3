#include "vt-chart-text-private.h"

/* Without hinted metrics and rounded positions a text is as wide in a thumbnail as on paper: so what is
 * measured without a surface holds for every surface. */
static void
make_scalable (PangoContext *context)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  /* A point is one of the painter's units. Absolute sizes would say so too, but Pango 1.50 then misjudges subscripts.
   */
  pango_cairo_context_set_resolution (context, 72.0);
  cairo_font_options_destroy (options);
}

/* Tabular figures, so that numbers under one another line up. */
static void
set_markup (PangoLayout *layout, const char *markup)
{
  g_autofree char *tabular = g_strdup_printf ("<span font_features=\"tnum=1\">%s</span>", markup);

  if (pango_parse_markup (tabular, -1, 0, NULL, NULL, NULL, NULL))
    pango_layout_set_markup (layout, tabular, -1);
  else
    pango_layout_set_text (layout, markup, -1);
}

/* The context is not the surface's: Pango 1.50 misjudges the size of subscripts where it knows of a scaled one. */
PangoLayout *
vt_chart_text_new_layout (const VtChartStyle *style, const char *markup, double size)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_new ();
  PangoLayout *layout;

  make_scalable (context);
  layout = pango_layout_new (context);
  g_object_unref (context);

  pango_font_description_set_family (font, style->font_family);
  pango_font_description_set_size (font, (int) (size * PANGO_SCALE + 0.5));
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  set_markup (layout, markup);
  return layout;
}

void
vt_chart_text_measure (const VtChartStyle *style,
                       const char         *markup,
                       double              size,
                       double             *width,
                       double             *height)
{
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle logical;

  g_return_if_fail (style != NULL);
  g_return_if_fail (markup != NULL);

  layout = vt_chart_text_new_layout (style, markup, size);
  pango_layout_get_extents (layout, NULL, &logical);
  if (width != NULL)
    *width = (double) logical.width / PANGO_SCALE;
  if (height != NULL)
    *height = (double) logical.height / PANGO_SCALE;
}

void
vt_chart_text_draw (cairo_t            *cr,
                    const VtChartStyle *style,
                    const char         *markup,
                    double              size,
                    double              x,
                    double              y,
                    double              x_align,
                    double              y_align,
                    double              angle)
{
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle logical;

  g_return_if_fail (cr != NULL);
  g_return_if_fail (style != NULL);
  g_return_if_fail (markup != NULL);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, angle);

  layout = vt_chart_text_new_layout (style, markup, size);
  pango_layout_set_alignment (layout, x_align > 0.75 ? PANGO_ALIGN_RIGHT
                                                     : (x_align > 0.25 ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT));
  pango_layout_get_extents (layout, NULL, &logical);
  cairo_move_to (cr, -x_align * logical.width / PANGO_SCALE, -y_align * logical.height / PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  /* No current point is left for the next path to start from. */
  cairo_new_path (cr);
  cairo_restore (cr);
}
