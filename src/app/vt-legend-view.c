#include "vt-legend-private.h"

#include <math.h>

#include "vt-chart-text.h"
#include "vt-color-bar.h"
#include "vt-format.h"
#include "vt-i18n.h"

#define WIDTH 76
#define WIDTH_STEP 12
#define BAR_HEIGHT 300
#define LEAST_HEIGHT 160
#define SWATCH 11
#define LINE 19
#define GAP 8

G_DEFINE_FINAL_TYPE (VtLegendView, vt_legend_view, GTK_TYPE_WIDGET)

VtDocument *
vt_legend_view_get_document (VtLegendView *self)
{
  return vt_picture_get_document (self->picture);
}

const VtColoring *
vt_legend_view_get_coloring (VtLegendView *self)
{
  const VtDepiction *depiction = self->picture != NULL ? vt_picture_get_depiction (self->picture) : NULL;

  return depiction != NULL ? depiction->coloring : NULL;
}

gboolean
vt_legend_view_has_bar (VtLegendView *self)
{
  const VtColoring *coloring = vt_legend_view_get_coloring (self);

  /* Without a value anywhere the scale's ends would be numbers that nobody measured. */
  return coloring != NULL && coloring->n_categories == 0 && !isnan (coloring->extent.minimum);
}

VtChartStyle
vt_legend_view_get_style (VtLegendView *self)
{
  return vt_chart_style_screen (vt_picture_get_dark (self->picture));
}

/* The scale as it is to be seen: the ends follow the pointer, whenever the picture does. */
VtColorScale
vt_legend_view_get_scale (VtLegendView *self)
{
  VtColorScale scale = vt_legend_view_get_coloring (self)->scale;

  if (self->dragging)
    {
      scale.minimum = self->drag_ends[0];
      scale.maximum = self->drag_ends[1];
    }
  return scale;
}

/* Where along the bar an end is: pixels from the widget's top. */
double
vt_legend_view_get_end_y (VtLegendView *self, VtColorEnd end)
{
  VtChartStyle style = vt_legend_view_get_style (self);
  VtColorBar bar = { NULL };
  double position = end == VT_COLOR_END_LOW ? 0 : 1;
  cairo_rectangle_t area;

  vt_color_bar_get_colors (&bar, &style, self->bar_height, &area);
  if (self->dragging)
    position = vt_color_scale_get_position (&self->drag_scale, self->drag_ends[end]);
  return area.y + area.height * (1 - position);
}

static VtAxis *
make_axis (const VtColoring *coloring)
{
  VtAxis *axis = vt_axis_new ();

  vt_axis_set_title (axis, coloring->label, coloring->unit);
  if (coloring->property != NULL && coloring->property->type == VT_PROPERTY_COUNT)
    vt_axis_set_grain (axis, 1);
  return axis;
}

static VtColorBar
make_bar (VtLegendView *self, const VtColorScale *scale, const VtAxis *axis)
{
  const VtColoring *coloring = vt_legend_view_get_coloring (self);
  VtColorBar bar
      = { .scale = scale, .axis = axis, .below = coloring->below, .above = coloring->above, .frees_ends = TRUE };

  if (self->dragging)
    {
      bar.minimum = vt_color_scale_get_value (&self->drag_scale, 0);
      bar.maximum = vt_color_scale_get_value (&self->drag_scale, 1);
      bar.below = bar.above = FALSE;
    }
  return bar;
}

/* ---- what is painted ---- */

/* Beyond what is taken hold of lies one colour: a line tells where it begins. */
static void
paint_grips (VtLegendView *self, cairo_t *cr, const VtChartStyle *style)
{
  vt_chart_style_set_source (cr, style->foreground, 1);
  cairo_set_line_width (cr, 1.5);
  for (guint end = 0; end < 2; end++)
    if (self->drag_end == VT_COLOR_END_BOTH || self->drag_end == end)
      {
        cairo_move_to (cr, 0, vt_legend_view_get_end_y (self, (VtColorEnd) end));
        cairo_rel_line_to (cr, vt_color_bar_get_label_x (style) - 3, 0);
      }
  cairo_stroke (cr);
}

static void
paint_bar (VtLegendView *self, cairo_t *cr, const VtChartStyle *style)
{
  g_autoptr (VtAxis) axis = make_axis (vt_legend_view_get_coloring (self));
  VtColorScale scale = vt_legend_view_get_scale (self);
  VtColorBar bar = make_bar (self, &scale, axis);

  if (self->slice != NULL)
    bar.levels = vt_slice_view_get_levels (self->slice, &bar.n_levels);
  vt_color_bar_paint (&bar, cr, style, 0, 0, self->bar_height);
  if (self->dragging)
    paint_grips (self, cr, style);
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
  VtChartStyle style;
  cairo_t *cr;

  if (vt_legend_view_get_coloring (self) == NULL)
    return;
  style = vt_legend_view_get_style (self);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (vt_legend_view_has_bar (self))
    paint_bar (self, cr, &style);
  else
    paint_names (vt_legend_view_get_coloring (self), cr, &style);
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (vt_legend_view_parent_class)->snapshot (widget, snapshot);
}

/* ---- where everything lies ---- */

/* Even steps, so that a number's digit more does not move the whole view. */
static int
measure_width (VtLegendView *self)
{
  VtChartStyle style;
  double width = WIDTH;

  if (vt_legend_view_has_bar (self))
    {
      g_autoptr (VtAxis) axis = make_axis (vt_legend_view_get_coloring (self));
      VtColorScale scale = vt_legend_view_get_scale (self);
      VtColorBar bar = make_bar (self, &scale, axis);

      style = vt_legend_view_get_style (self);
      width = fmax (width, vt_color_bar_measure (&bar, &style, BAR_HEIGHT));
      for (guint i = 0; i < 2; i++)
        {
          int natural = 0;

          gtk_widget_measure (GTK_WIDGET (self->ends[i]), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
          width = fmax (width, natural + vt_color_bar_get_label_x (&style));
        }
    }
  return (int) ceil (width / WIDTH_STEP) * WIDTH_STEP;
}

static void
vt_legend_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  VtLegendView *self = VT_LEGEND_VIEW (widget);
  int notes = 0;

  if (gtk_widget_should_layout (GTK_WIDGET (self->notes)))
    gtk_widget_measure (GTK_WIDGET (self->notes), orientation, -1, NULL, &notes, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = MAX (measure_width (self), notes);
      return;
    }
  notes += notes > 0 ? GAP : 0;
  if (vt_legend_view_has_bar (self) || vt_legend_view_get_coloring (self) == NULL)
    {
      *minimum = LEAST_HEIGHT + notes;
      *natural = BAR_HEIGHT + notes;
    }
  else
    *minimum = *natural = (int) vt_legend_view_get_coloring (self)->n_categories * LINE + notes;
}

static void
place_end (VtLegendView *self, VtColorEnd end)
{
  VtChartStyle style = vt_legend_view_get_style (self);
  GtkWidget *widget = GTK_WIDGET (self->ends[end]);
  int width = 0, height = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_allocate (widget, width, height, -1,
                       gsk_transform_translate (
                           NULL, &GRAPHENE_POINT_INIT ((float) vt_color_bar_get_label_x (&style),
                                                       (float) round (vt_legend_view_get_end_y (self, end) - height / 2.0))));
}

static void
vt_legend_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VtLegendView *self = VT_LEGEND_VIEW (widget);
  int notes = 0;

  if (gtk_widget_should_layout (GTK_WIDGET (self->notes)))
    {
      gtk_widget_measure (GTK_WIDGET (self->notes), GTK_ORIENTATION_VERTICAL, -1, NULL, &notes, NULL, NULL);
      gtk_widget_allocate (GTK_WIDGET (self->notes), width, notes, -1,
                           gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) (height - notes))));
      notes += GAP;
    }
  self->bar_height = height - notes;
  if (!vt_legend_view_has_bar (self))
    return;
  for (guint end = 0; end < 2; end++)
    place_end (self, end);
}

/* ---- what is said ---- */

static void
vt_legend_view_show_ends (VtLegendView *self)
{
  const VtColoring *coloring = vt_legend_view_get_coloring (self);
  VtChartStyle style = vt_legend_view_get_style (self);
  g_autoptr (VtAxis) axis = make_axis (coloring);
  VtColorScale scale = vt_legend_view_get_scale (self);
  VtColorBar bar = make_bar (self, &scale, axis);
  double ends[2] = { vt_color_scale_get_value (&scale, 0), vt_color_scale_get_value (&scale, 1) };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *markup = vt_color_bar_format (&bar, &style, BAR_HEIGHT, ends[i]);
      g_autofree char *text = vt_format_quantity (ends[i], coloring->unit, 4);

      vt_legend_end_show (self->ends[i], markup, text, ends[i], fmin (ends[0], coloring->extent.minimum),
                          fmax (ends[1], coloring->extent.maximum));
    }
}

/* What is painted, in words: "Element: Cu, Zr", "Coordination number: 9 to 15". (transfer full) */
static char *
describe (VtLegendView *self)
{
  const VtColoring *coloring = vt_legend_view_get_coloring (self);
  g_autofree char *label = vt_format_label (vt_picture_get_property_id (self->picture));
  GString *text = g_string_new (label);

  if (vt_legend_view_has_bar (self))
    {
      VtColorScale scale = vt_legend_view_get_scale (self);
      g_autofree char *low = vt_format_quantity (vt_color_scale_get_value (&scale, 0), coloring->unit, 4);
      g_autofree char *high = vt_format_quantity (vt_color_scale_get_value (&scale, 1), coloring->unit, 4);

      /* Translators: the ends of the colour scale, read aloud: "Temperature: 216 K to 924 K" */
      g_string_append_printf (text, _ (": %s to %s"), low, high);
    }
  for (guint i = 0; coloring != NULL && i < coloring->n_categories; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? ": " : ", ", coloring->names[i]);
  return g_string_free (text, FALSE);
}

static void
on_changed (VtLegendView *self)
{
  g_autofree char *description = describe (self);
  gboolean bar = vt_legend_view_has_bar (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_widget_set_opacity (GTK_WIDGET (self), vt_picture_is_pending (self->picture) && !self->dragging ? 0.5 : 1);
  for (guint i = 0; i < 2; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->ends[i]), bar);
  if (bar)
    vt_legend_view_show_ends (self);
  vt_legend_notes_update (self->notes);
  if (self->dragging)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  else
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vt_legend_view_dispose (GObject *object)
{
  VtLegendView *self = VT_LEGEND_VIEW (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->slice);
  for (guint i = 0; i < 2; i++)
    if (self->ends[i] != NULL)
      gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->ends[i])));
  if (self->notes != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->notes)));
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (vt_legend_view_parent_class)->dispose (object);
}

static void
vt_legend_view_class_init (VtLegendViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vt_legend_view_dispose;
  widget_class->snapshot = vt_legend_view_snapshot;
  widget_class->measure = vt_legend_view_measure;
  widget_class->size_allocate = vt_legend_view_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "legend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vt_legend_view_init (VtLegendView *self)
{
  /* From above to below, which is the way that Tab goes. */
  for (int end = VT_COLOR_END_HIGH; end >= VT_COLOR_END_LOW; end--)
    {
      self->ends[end] = VT_LEGEND_END (vt_legend_end_new ((VtColorEnd) end, &vt_legend_end_funcs, self));
      gtk_widget_set_parent (GTK_WIDGET (self->ends[end]), GTK_WIDGET (self));
    }
  self->notes = VT_LEGEND_NOTES (vt_legend_notes_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->notes), GTK_WIDGET (self));
  vt_legend_view_add_gestures (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Legend"), -1);
}

void
vt_legend_view_set_picture (VtLegendView *view, VtPicture *picture)
{
  g_return_if_fail (VT_IS_LEGEND_VIEW (view) && view->picture == NULL);
  g_return_if_fail (VT_IS_PICTURE (picture));

  view->picture = g_object_ref (picture);
  vt_legend_notes_set_picture (view->notes, picture);
  g_signal_connect_object (picture, "changed", G_CALLBACK (on_changed), view, G_CONNECT_SWAPPED);
}

void
vt_legend_view_follow_slice (VtLegendView *view, VtSliceView *slice)
{
  g_return_if_fail (VT_IS_LEGEND_VIEW (view) && view->slice == NULL);
  g_return_if_fail (VT_IS_SLICE_VIEW (slice));

  view->slice = g_object_ref (slice);
  g_signal_connect_object (slice, "chart-changed", G_CALLBACK (gtk_widget_queue_draw), view, G_CONNECT_SWAPPED);
}
