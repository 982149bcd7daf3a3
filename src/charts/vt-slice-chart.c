/* Discs have the sphere's own radius, not that of its cut by the plane: so atoms of one element look alike, and a
 * slab about one neighbour distance thick shows the packing. Painted farthest first; one path an atom in vector files.
 * O(atoms in the slice) for everything but making it. */
#include "vt-slice-chart.h"

#include <math.h>

#include "vt-chart-text.h"
#include "vt-disc-path.h"
#include "vt-palette.h"
#include "vt-scene.h"
#include "vt-slice-field-private.h"

#define RADIUS_FACTOR 0.8
#define UNKNOWN_RADIUS 1.3 /* Å, of a species that is no element */
#define RIM_DARKNESS 0.35
#define MANY 1000 /* discs */
#define GHOST 0.15 /* alpha of a ghost, and of its rim */
#define GHOST_RIM 0.4
#define DIMMED 0.78 /* share of the background in a dimmed atom's colour */

G_DEFINE_BOXED_TYPE (VtSliceChart, vt_slice_chart, vt_slice_chart_ref, vt_slice_chart_unref)

static double
element_radius (const VtAtomTable *atoms, guint species)
{
  const VtElement *element = vt_atom_table_get_element (atoms, species);

  return RADIUS_FACTOR * (element != NULL ? element->radius : UNKNOWN_RADIUS);
}

VtSliceChart *
vt_slice_chart_new (const VtFrame *frame, const VtSlice *slice)
{
  g_autoptr (GArray) selected = NULL;
  const VtAtomTable *atoms;
  VtSliceChart *chart;

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (slice != NULL, NULL);

  chart = g_atomic_rc_box_new0 (VtSliceChart);
  atoms = vt_frame_get_atoms (frame);
  chart->slice = *slice;
  chart->n_atoms = vt_frame_get_n_atoms (frame);
  chart->n_corners = vt_slice_get_outline (slice, vt_frame_get_cell (frame), chart->outline);
  vt_slice_get_extent (slice, vt_frame_get_cell (frame), chart->extent_minimum, chart->extent_maximum);
  chart->legend = TRUE;
  chart->strip = TRUE;
  vt_color_scale_init (&chart->scale);
  chart->axis = vt_axis_new ();
  selected = vt_slice_select (slice, frame);
  chart->discs = g_array_sized_new (FALSE, FALSE, sizeof (VtSliceDisc), selected->len);
  for (guint i = 0; i < selected->len; i++)
    {
      VtSliceDisc disc = { .at = g_array_index (selected, VtSliceAtom, i), .value = NAN, .flags = VT_ATOM_PLAIN };

      disc.radius = element_radius (atoms, vt_atom_table_get_species (atoms)[disc.at.atom]);
      g_array_append_val (chart->discs, disc);
    }
  return chart;
}

VtSliceChart *
vt_slice_chart_ref (VtSliceChart *chart)
{
  g_return_val_if_fail (chart != NULL, NULL);

  return g_atomic_rc_box_acquire (chart);
}

static void
slice_chart_clear (gpointer data)
{
  VtSliceChart *chart = data;

  g_array_unref (chart->discs);
  vt_axis_free (chart->axis);
  g_free (chart->colors);
  g_strfreev (chart->names);
  g_clear_pointer (&chart->field, vt_slice_field_free);
}

void
vt_slice_chart_unref (VtSliceChart *chart)
{
  g_return_if_fail (chart != NULL);

  g_atomic_rc_box_release_full (chart, slice_chart_clear);
}

void
vt_slice_chart_set_radii (VtSliceChart *chart, const double *radii)
{
  g_return_if_fail (chart != NULL);
  g_return_if_fail (radii != NULL);

  for (guint i = 0; i < chart->discs->len; i++)
    vt_slice_chart_get_disc (chart, i)->radius = radii[vt_slice_chart_get_disc (chart, i)->at.atom];
}

static void
take_values (VtSliceChart *chart, const double *values)
{
  for (guint i = 0; i < chart->discs->len; i++)
    vt_slice_chart_get_disc (chart, i)->value = values[vt_slice_chart_get_disc (chart, i)->at.atom];
  chart->has_values = TRUE;
  g_clear_pointer (&chart->colors, g_free);
  g_clear_pointer (&chart->names, g_strfreev);
}

void
vt_slice_chart_set_values (VtSliceChart       *chart,
                           const double       *values,
                           const VtColorScale *scale,
                           const char         *title,
                           VtUnit              unit)
{
  g_return_if_fail (chart != NULL);
  g_return_if_fail (values != NULL);
  g_return_if_fail (scale != NULL);

  take_values (chart, values);
  chart->scale = *scale;
  vt_axis_set_title (chart->axis, title, unit);
}

void
vt_slice_chart_set_categories (VtSliceChart       *chart,
                               const double       *values,
                               const VtColor      *colors,
                               const char *const  *names)
{
  g_return_if_fail (chart != NULL);
  g_return_if_fail (values != NULL);
  g_return_if_fail (colors != NULL);
  g_return_if_fail (names != NULL);

  take_values (chart, values);
  chart->names = g_strdupv ((char **) names);
  chart->colors = g_memdup2 (colors, g_strv_length (chart->names) * sizeof (VtColor));
}

void
vt_slice_chart_set_flags (VtSliceChart *chart, const guint8 *flags)
{
  g_return_if_fail (chart != NULL);

  for (guint i = 0; i < chart->discs->len; i++)
    vt_slice_chart_get_disc (chart, i)->flags = flags != NULL ? flags[vt_slice_chart_get_disc (chart, i)->at.atom] : VT_ATOM_PLAIN;
}

void
vt_slice_chart_set_view (VtSliceChart *chart, const double minimum[2], const double maximum[2])
{
  g_return_if_fail (chart != NULL);
  g_return_if_fail ((minimum == NULL) == (maximum == NULL));

  chart->has_view = FALSE;
  if (minimum == NULL)
    return;
  for (guint i = 0; i < 2; i++)
    {
      g_return_if_fail (isfinite (minimum[i]) && isfinite (maximum[i]) && maximum[i] > minimum[i]);
      chart->view_minimum[i] = minimum[i];
      chart->view_maximum[i] = maximum[i];
    }
  chart->has_view = TRUE;
}

void
vt_slice_chart_set_legend (VtSliceChart *chart, gboolean legend)
{
  g_return_if_fail (chart != NULL);

  chart->legend = legend;
}

void
vt_slice_chart_set_strip (VtSliceChart *chart, gboolean strip)
{
  g_return_if_fail (chart != NULL);

  chart->strip = strip;
}

static VtColor
get_color (const VtSliceChart *chart, const VtSliceDisc *disc, const VtChartStyle *style)
{
  VtColor color = chart->scale.missing;

  if (!chart->has_values)
    color = vt_palette_get (VT_MEANING_TOTAL, style->dark);
  else if (chart->names == NULL)
    color = vt_color_scale_get_color (&chart->scale, disc->value);
  else if (disc->value > -0.5 && disc->value < g_strv_length (chart->names) - 0.5)
    color = chart->colors[(guint) floor (disc->value + 0.5)];
  if (disc->flags & VT_ATOM_DIMMED)
    color = vt_color_mix (&color, &style->background, DIMMED);
  return color;
}

static void
paint_disc (const VtSliceChart *chart, const VtSliceLayout *layout, const VtSliceDisc *disc, cairo_t *cr, const VtChartStyle *style)
{
  VtColor color, rim, black = vt_color_from_hex (0);
  gboolean selected = disc->flags & VT_ATOM_SELECTED, ghost = disc->flags & VT_ATOM_GHOST;
  double x, y, radius;

  if (!vt_slice_layout_place (layout, disc, &x, &y, &radius))
    return;

  color = get_color (chart, disc, style);
  rim = selected ? vt_palette_get (VT_MEANING_SELECTED, style->dark) : vt_color_mix (&color, &black, RIM_DARKNESS);
  if (disc->flags & VT_ATOM_DIMMED && !selected)
    rim = vt_color_mix (&color, &style->secondary, 0.25);
  vt_disc_path_append (cr, x, y, radius, &layout->plot);
  vt_chart_style_set_source (cr, color, ghost ? GHOST : 1.0);
  cairo_fill_preserve (cr);
  vt_chart_style_set_source (cr, rim, ghost ? GHOST_RIM : 1.0);
  cairo_set_line_width (cr, MIN (selected ? 2.2 * style->axis_width : 0.6 * style->axis_width, radius));
  cairo_stroke (cr);
}

static void
paint_outline (const VtSliceChart *chart, const VtSliceLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  if (chart->n_corners == 0)
    return;

  cairo_save (cr);
  if (chart->has_view)
    {
      cairo_rectangle (cr, layout->plot.x, layout->plot.y, layout->plot.width, layout->plot.height);
      cairo_clip (cr);
    }
  for (guint i = 0; i < chart->n_corners; i++)
    {
      double x, y;

      vt_slice_layout_from_plane (layout, chart->outline[i][0], chart->outline[i][1], &x, &y);
      cairo_line_to (cr, x, y);
    }
  cairo_close_path (cr);
  vt_chart_style_set_source (cr, vt_palette_get (VT_MEANING_CELL, style->dark), 1.0);
  cairo_set_line_width (cr, style->axis_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_names (const VtSliceChart *chart, const VtSliceLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  double em = style->text_size, y = layout->plot.y;

  for (guint i = 0; chart->names[i] != NULL; i++)
    {
      g_autofree char *name = g_markup_escape_text (chart->names[i], -1);

      vt_chart_style_set_source (cr, chart->colors[i], 1.0);
      cairo_rectangle (cr, layout->legend_x, y + 0.2 * em, VT_SLICE_SWATCH * em, VT_SLICE_SWATCH * em);
      cairo_fill (cr);
      vt_chart_style_set_source (cr, style->foreground, 1.0);
      vt_chart_text_draw (cr, style, name, em, layout->legend_x + (VT_SLICE_SWATCH + VT_SLICE_SWATCH_GAP) * em,
                          y + (0.2 + 0.5 * VT_SLICE_SWATCH) * em, 0.0, 0.5, 0.0);
      y += 1.5 * em;
    }
}

static void
paint_legend (const VtSliceChart *chart, const VtSliceLayout *layout, cairo_t *cr, const VtChartStyle *style)
{
  VtColorBar bar;

  if (!chart->legend || !chart->has_values)
    return;
  if (chart->names != NULL)
    {
      paint_names (chart, layout, cr, style);
      return;
    }
  bar = vt_slice_layout_get_color_bar (chart);
  vt_color_bar_paint (&bar, cr, style, layout->legend_x, layout->plot.y, layout->plot.height);
}

void
vt_slice_chart_paint (const VtSliceChart *chart, cairo_t *cr, double width, double height, const VtChartStyle *style)
{
  VtSliceLayout layout;

  g_return_if_fail (chart != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (style != NULL);

  vt_chart_style_paint_background (style, cr, width, height);
  if (!(width >= 2.0) || !(height >= 2.0))
    return;

  vt_slice_layout_init (&layout, chart, width, height, style);
  cairo_save (cr);
  cairo_new_path (cr);
  if (chart->field != NULL)
    vt_slice_field_paint (chart, &layout, cr, style);
  paint_outline (chart, &layout, cr, style);
  if (style->quick && chart->discs->len > MANY)
    {
      cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
      cairo_set_tolerance (cr, 0.3);
    }
  for (guint i = 0; i < chart->discs->len; i++)
    paint_disc (chart, &layout, vt_slice_chart_get_disc (chart, i), cr, style);
  cairo_restore (cr);

  cairo_save (cr);
  paint_legend (chart, &layout, cr, style);
  if (chart->strip)
    vt_slice_strip_paint (chart, &layout, cr, style);
  cairo_restore (cr);
}

void
vt_slice_chart_paint_func (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer chart)
{
  vt_slice_chart_paint (chart, cr, width, height, style);
}

void
vt_slice_chart_get_plot_area (const VtSliceChart *chart,
                              double              width,
                              double              height,
                              const VtChartStyle *style,
                              cairo_rectangle_t  *area)
{
  VtSliceLayout layout;

  g_return_if_fail (chart != NULL);
  g_return_if_fail (style != NULL);
  g_return_if_fail (area != NULL);

  vt_slice_layout_init (&layout, chart, width, height, style);
  *area = layout.plot;
}

void
vt_slice_chart_to_plane (const VtSliceChart *chart,
                         double              width,
                         double              height,
                         const VtChartStyle *style,
                         double              x,
                         double              y,
                         double             *u,
                         double             *v)
{
  VtSliceLayout layout;

  g_return_if_fail (chart != NULL);
  g_return_if_fail (style != NULL);
  g_return_if_fail (u != NULL && v != NULL);

  vt_slice_layout_init (&layout, chart, width, height, style);
  vt_slice_layout_to_plane (&layout, x, y, u, v);
}

void
vt_slice_chart_from_plane (const VtSliceChart *chart,
                           double              width,
                           double              height,
                           const VtChartStyle *style,
                           double              u,
                           double              v,
                           double             *x,
                           double             *y)
{
  VtSliceLayout layout;

  g_return_if_fail (chart != NULL);
  g_return_if_fail (style != NULL);
  g_return_if_fail (x != NULL && y != NULL);

  vt_slice_layout_init (&layout, chart, width, height, style);
  vt_slice_layout_from_plane (&layout, u, v, x, y);
}

double
vt_slice_chart_get_zoom (const VtSliceChart *chart, double width, double height, const VtChartStyle *style)
{
  VtSliceLayout layout;

  g_return_val_if_fail (chart != NULL, 1.0);
  g_return_val_if_fail (style != NULL, 1.0);

  vt_slice_layout_init (&layout, chart, width, height, style);
  return layout.zoom;
}

guint
vt_slice_chart_count_visible (const VtSliceChart *chart, double width, double height, const VtChartStyle *style)
{
  VtSliceLayout layout;
  guint n = 0;

  g_return_val_if_fail (chart != NULL, 0);
  g_return_val_if_fail (style != NULL, 0);

  vt_slice_layout_init (&layout, chart, width, height, style);
  for (guint i = 0; i < chart->discs->len; i++)
    {
      double x, y, radius;

      n += vt_slice_layout_place (&layout, vt_slice_chart_get_disc (chart, i), &x, &y, &radius) ? 1 : 0;
    }
  return n;
}

gssize
vt_slice_chart_atom_at (const VtSliceChart *chart,
                        double              width,
                        double              height,
                        const VtChartStyle *style,
                        double              x,
                        double              y)
{
  VtSliceLayout layout;

  g_return_val_if_fail (chart != NULL, -1);
  g_return_val_if_fail (style != NULL, -1);

  vt_slice_layout_init (&layout, chart, width, height, style);
  for (guint i = chart->discs->len; i > 0; i--)
    {
      const VtSliceDisc *disc = vt_slice_chart_get_disc (chart, i - 1);
      double disc_x, disc_y, radius;

      if (!(disc->flags & VT_ATOM_GHOST) && vt_slice_layout_place (&layout, disc, &disc_x, &disc_y, &radius)
          && hypot (x - disc_x, y - disc_y) <= radius)
        return disc->at.atom;
    }
  return -1;
}
