#include "vt-legend-view.h"

#include "vt-chart-text.h"
#include "vt-color-bar.h"
#include "vt-format.h"
#include "vt-i18n.h"

#define WIDTH 76
#define BAR_HEIGHT 300
#define SWATCH 11
#define LINE 19

struct _VtLegendView
{
  GtkWidget parent_instance;

  VtPicture *picture;
};

G_DEFINE_FINAL_TYPE (VtLegendView, vt_legend_view, GTK_TYPE_WIDGET)

static void
paint_bar (const VtColoring *coloring, cairo_t *cr, const VtChartStyle *style, double height)
{
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtColorBar bar = { .scale = &coloring->scale, .axis = axis };

  vt_axis_set_title (axis, coloring->label, coloring->unit);
  if (coloring->property != NULL && coloring->property->type == VT_PROPERTY_COUNT)
    vt_axis_set_grain (axis, 1);
  vt_color_bar_paint (&bar, cr, style, 0, 0, height);
}

static void
paint_names (const VtColoring *coloring, cairo_t *cr, const VtChartStyle *style)
{
  for (guint i = 0; i < coloring->n_categories; i++)
    {
      g_autofree char *name = g_markup_escape_text (coloring->names[i], -1);
      double y = i * LINE + LINE / 2.0;

      cairo_arc (cr, SWATCH / 2.0, y, SWATCH / 2.0, 0, 2 * G_PI);
      cairo_set_source_rgb (cr, coloring->colors[i].red, coloring->colors[i].green, coloring->colors[i].blue);
      cairo_fill (cr);
      vt_chart_style_set_source (cr, style->foreground, 1);
      vt_chart_text_draw (cr, style, name, style->text_size, SWATCH + 7, y, 0, 0.5, 0);
    }
}

static void
vt_legend_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtLegendView *self = VT_LEGEND_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const VtDepiction *depiction = self->picture != NULL ? vt_picture_get_depiction (self->picture) : NULL;
  VtChartStyle style;
  cairo_t *cr;

  if (depiction == NULL)
    return;
  style = vt_chart_style_screen (vt_picture_get_dark (self->picture));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (depiction->coloring->n_categories == 0)
    paint_bar (depiction->coloring, cr, &style, height);
  else
    paint_names (depiction->coloring, cr, &style);
  cairo_destroy (cr);
}

static void
vt_legend_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  VtLegendView *self = VT_LEGEND_VIEW (widget);
  const VtDepiction *depiction = self->picture != NULL ? vt_picture_get_depiction (self->picture) : NULL;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = WIDTH;
  else if (depiction != NULL && depiction->coloring->n_categories > 0)
    *minimum = *natural = (int) depiction->coloring->n_categories * LINE;
  else
    *minimum = *natural = BAR_HEIGHT;
}

static void
on_changed (VtLegendView *self)
{
  g_autofree char *label = vt_format_label (vt_picture_get_property_id (self->picture));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label, -1);
  gtk_widget_set_opacity (GTK_WIDGET (self), vt_picture_is_pending (self->picture) ? 0.5 : 1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vt_legend_view_dispose (GObject *object)
{
  g_clear_object (&VT_LEGEND_VIEW (object)->picture);
  G_OBJECT_CLASS (vt_legend_view_parent_class)->dispose (object);
}

static void
vt_legend_view_class_init (VtLegendViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_legend_view_dispose;
  GTK_WIDGET_CLASS (class)->snapshot = vt_legend_view_snapshot;
  GTK_WIDGET_CLASS (class)->measure = vt_legend_view_measure;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "legend");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vt_legend_view_init (VtLegendView *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Legend"), -1);
}

void
vt_legend_view_set_picture (VtLegendView *view, VtPicture *picture)
{
  g_return_if_fail (VT_IS_LEGEND_VIEW (view) && view->picture == NULL);
  g_return_if_fail (VT_IS_PICTURE (picture));

  view->picture = g_object_ref (picture);
  g_signal_connect_object (picture, "changed", G_CALLBACK (on_changed), view, G_CONNECT_SWAPPED);
}
