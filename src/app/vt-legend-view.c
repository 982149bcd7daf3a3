#include "vt-legend-view.h"

#include <math.h>

#include "vt-chart-text.h"
#include "vt-color-bar.h"
#include "vt-color-range.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-legend-end.h"
#include "vt-legend-notes.h"

#define WIDTH 76
#define WIDTH_STEP 12
#define BAR_HEIGHT 300
#define LEAST_HEIGHT 160
#define SWATCH 11
#define LINE 19
#define GAP 8
/* How near an end one must come to take hold of it, and how far beside the bar. */
#define REACH 16
#define BESIDE 6
/* ms without a key after which the moves count as one. */
#define REST 700

struct _VtLegendView
{
  GtkWidget parent_instance;

  VtPicture     *picture;
  VtLegendEnd   *ends[2]; /* by VtColorEnd */
  VtLegendNotes *notes;
  int            bar_height;
  gboolean       dragging;
  VtColorEnd     drag_end;
  VtColorScale   drag_scale; /* as it was when the drag began: the axis stays */
  double         drag_ends[2];
  guint          rest_id;
};

G_DEFINE_FINAL_TYPE (VtLegendView, vt_legend_view, GTK_TYPE_WIDGET)

static VtDocument *
get_document (VtLegendView *self)
{
  return vt_picture_get_document (self->picture);
}

static const VtColoring *
get_coloring (VtLegendView *self)
{
  const VtDepiction *depiction = self->picture != NULL ? vt_picture_get_depiction (self->picture) : NULL;

  return depiction != NULL ? depiction->coloring : NULL;
}

static gboolean
has_bar (VtLegendView *self)
{
  return get_coloring (self) != NULL && get_coloring (self)->n_categories == 0;
}

static VtChartStyle
get_style (VtLegendView *self)
{
  return vt_chart_style_screen (vt_picture_get_dark (self->picture));
}

/* The scale as it is to be seen: the ends follow the pointer, whenever the picture does. */
static VtColorScale
get_scale (VtLegendView *self)
{
  VtColorScale scale = get_coloring (self)->scale;

  if (self->dragging)
    {
      scale.minimum = self->drag_ends[0];
      scale.maximum = self->drag_ends[1];
    }
  return scale;
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
  const VtColoring *coloring = get_coloring (self);
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

static void
paint_bar (VtLegendView *self, cairo_t *cr, const VtChartStyle *style)
{
  g_autoptr (VtAxis) axis = make_axis (get_coloring (self));
  VtColorScale scale = get_scale (self);
  VtColorBar bar = make_bar (self, &scale, axis);

  vt_color_bar_paint (&bar, cr, style, 0, 0, self->bar_height);
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

  if (get_coloring (self) == NULL)
    return;
  style = get_style (self);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (has_bar (self))
    paint_bar (self, cr, &style);
  else
    paint_names (get_coloring (self), cr, &style);
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

  if (has_bar (self))
    {
      g_autoptr (VtAxis) axis = make_axis (get_coloring (self));
      VtColorScale scale = get_scale (self);
      VtColorBar bar = make_bar (self, &scale, axis);

      style = get_style (self);
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
  if (has_bar (self) || get_coloring (self) == NULL)
    {
      *minimum = LEAST_HEIGHT + notes;
      *natural = BAR_HEIGHT + notes;
    }
  else
    *minimum = *natural = (int) get_coloring (self)->n_categories * LINE + notes;
}

/* Where along the bar the pointer, or a number, is: pixels from the widget's top. */
static double
get_end_y (VtLegendView *self, VtColorEnd end)
{
  VtChartStyle style = get_style (self);
  VtColorScale scale = get_scale (self);
  VtColorBar bar = { .scale = &scale };
  double position = end == VT_COLOR_END_LOW ? 0 : 1;
  cairo_rectangle_t area;

  vt_color_bar_get_colors (&bar, &style, self->bar_height, &area);
  if (self->dragging)
    position = vt_color_scale_get_position (&self->drag_scale, self->drag_ends[end]);
  return area.y + area.height * (1 - position);
}

static void
place_end (VtLegendView *self, VtColorEnd end)
{
  VtChartStyle style = get_style (self);
  GtkWidget *widget = GTK_WIDGET (self->ends[end]);
  int width = 0, height = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_allocate (widget, width, height, -1,
                       gsk_transform_translate (
                           NULL, &GRAPHENE_POINT_INIT ((float) vt_color_bar_get_label_x (&style),
                                                       (float) round (get_end_y (self, end) - height / 2.0))));
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
  if (!has_bar (self))
    return;
  for (guint end = 0; end < 2; end++)
    place_end (self, end);
}

/* ---- what is changed ---- */

static void
set_ends (VtLegendView *self, double minimum, double maximum)
{
  vt_document_set_many (get_document (self), _ ("Change Colour Range"), "view.range", g_variant_new_string ("manual"),
                        "view.minimum", g_variant_new_double (minimum), "view.maximum",
                        g_variant_new_double (maximum), NULL);
}

static void
vt_legend_view_forget_rest (VtLegendView *self)
{
  if (self->rest_id == 0)
    return;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  vt_document_seal (get_document (self));
}

static gboolean
on_rest (gpointer data)
{
  vt_legend_view_forget_rest (data);
  return G_SOURCE_REMOVE;
}

/* Keys that follow one another are one step. Many atoms are painted later: the state tells where the ends are. */
static void
on_end_moved (gpointer owner, VtColorEnd end, double shift, gboolean both)
{
  VtLegendView *self = owner;
  VtState *state = vt_document_get_state (get_document (self));
  VtColorScale scale = get_scale (self);
  double minimum, maximum;

  if (vt_state_is (state, "view.range", "manual") && isfinite (vt_state_get_real (state, "view.minimum"))
      && isfinite (vt_state_get_real (state, "view.maximum")))
    {
      scale.minimum = vt_state_get_real (state, "view.minimum");
      scale.maximum = vt_state_get_real (state, "view.maximum");
    }
  if (self->rest_id == 0)
    vt_document_seal (get_document (self));
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST, on_rest, self);
  vt_color_ends_move (&scale, both ? VT_COLOR_END_BOTH : end, shift, &minimum, &maximum);
  set_ends (self, minimum, maximum);
}

static gboolean
on_end_typed (gpointer owner, VtColorEnd end, double value)
{
  VtLegendView *self = owner;
  VtColorScale scale = get_scale (self);
  double minimum, maximum;

  vt_color_ends_move (&scale, end, 0, &minimum, &maximum);
  if (end == VT_COLOR_END_LOW)
    minimum = value;
  else
    maximum = value;
  if (!vt_color_ends_check (&scale, minimum, maximum))
    return FALSE;
  vt_legend_view_forget_rest (self);
  vt_document_seal (get_document (self));
  set_ends (self, minimum, maximum);
  vt_document_seal (get_document (self));
  return TRUE;
}

static void
on_end_reset (gpointer owner)
{
  VtLegendView *self = owner;

  vt_legend_view_forget_rest (self);
  vt_document_set_text (get_document (self), "view.range", "auto");
  vt_document_seal (get_document (self));
}

static const VtLegendEndFuncs end_funcs = { on_end_moved, on_end_typed, on_end_reset };

/* ---- the pointer ---- */

gboolean
vt_legend_view_find_end (VtLegendView *view, double x, double y, VtColorEnd *end)
{
  VtChartStyle style;
  double low, high;

  g_return_val_if_fail (VT_IS_LEGEND_VIEW (view) && end != NULL, FALSE);

  if (!has_bar (view))
    return FALSE;
  style = get_style (view);
  low = get_end_y (view, VT_COLOR_END_LOW);
  high = get_end_y (view, VT_COLOR_END_HIGH);
  *end = fabs (y - high) < REACH ? VT_COLOR_END_HIGH : fabs (y - low) < REACH ? VT_COLOR_END_LOW : VT_COLOR_END_BOTH;
  if (*end != VT_COLOR_END_BOTH)
    return TRUE;
  return y > high && y < low && x < vt_color_bar_get_label_x (&style) + BESIDE;
}

void
vt_legend_view_drag_begin (VtLegendView *view, VtColorEnd end)
{
  g_return_if_fail (VT_IS_LEGEND_VIEW (view) && has_bar (view));

  vt_legend_view_forget_rest (view);
  vt_document_seal (get_document (view));
  view->drag_scale = get_coloring (view)->scale;
  vt_color_ends_move (&view->drag_scale, end, 0, &view->drag_ends[0], &view->drag_ends[1]);
  view->drag_end = end;
  view->dragging = TRUE;
}

void
vt_legend_view_drag_update (VtLegendView *view, double dy)
{
  VtColorBar bar = { NULL };
  VtChartStyle style;
  cairo_rectangle_t area;

  g_return_if_fail (VT_IS_LEGEND_VIEW (view));

  if (!view->dragging)
    return;
  style = get_style (view);
  vt_color_bar_get_colors (&bar, &style, view->bar_height, &area);
  vt_color_ends_move (&view->drag_scale, view->drag_end, -dy / area.height, &view->drag_ends[0], &view->drag_ends[1]);
  set_ends (view, view->drag_ends[0], view->drag_ends[1]);
  gtk_widget_queue_allocate (GTK_WIDGET (view));
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

void
vt_legend_view_drag_end (VtLegendView *view)
{
  g_return_if_fail (VT_IS_LEGEND_VIEW (view));

  if (!view->dragging)
    return;
  view->dragging = FALSE;
  vt_document_seal (get_document (view));
  gtk_widget_queue_resize (GTK_WIDGET (view));
}

/* Nothing is taken hold of before the pointer moves: a click is none of a drag's business. */
static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  VtLegendView *self = data;
  double x, y;
  VtColorEnd end;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  if (!self->dragging && fabs (dy) >= 3)
    {
      if (!vt_legend_view_find_end (self, x, y, &end))
        {
          gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
          return;
        }
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
      vt_legend_view_drag_begin (self, end);
    }
  vt_legend_view_drag_update (self, dy);
}

static void
on_drag_end (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  vt_legend_view_drag_end (data);
}

static void
on_pressed (GtkGestureClick *click, int n_press, double x, double y, gpointer data)
{
  VtColorEnd end;

  if (n_press == 2 && vt_legend_view_find_end (data, x, y, &end))
    on_end_reset (data);
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, gpointer data)
{
  VtLegendView *self = data;
  VtColorEnd end;
  gboolean found = self->dragging || vt_legend_view_find_end (self, x, y, &end);

  if (self->dragging)
    end = self->drag_end;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), !found                     ? NULL
                                                      : end != VT_COLOR_END_BOTH ? "ns-resize"
                                                      : self->dragging           ? "grabbing"
                                                                                 : "grab");
}

static void
vt_legend_view_add_gestures (VtLegendView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* ---- what is said ---- */

static void
vt_legend_view_show_ends (VtLegendView *self)
{
  const VtColoring *coloring = get_coloring (self);
  VtChartStyle style = get_style (self);
  g_autoptr (VtAxis) axis = make_axis (coloring);
  VtColorScale scale = get_scale (self);
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

static void
on_changed (VtLegendView *self)
{
  g_autofree char *label = vt_format_label (vt_picture_get_property_id (self->picture));
  gboolean bar = has_bar (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label, -1);
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
      self->ends[end] = VT_LEGEND_END (vt_legend_end_new ((VtColorEnd) end, &end_funcs, self));
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
