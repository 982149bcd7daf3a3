#include "vt-chart-view.h"

#include <adwaita.h>
#include <math.h>

#include "vt-format.h"
#include "vt-i18n.h"

struct _VtChartView
{
  GtkWidget parent_instance;

  VtChart       *chart;
  GskRenderNode *node; /* the painted chart */
  int            node_width, node_height;
  gboolean       node_dark;

  gboolean brushable;
  double   brush_from, brush_to;
  double   drag_from;
  double   hover_x, hover_y; /* the pointer, NaN while it is elsewhere */
};

enum
{
  BRUSHED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtChartView, vt_chart_view, GTK_TYPE_WIDGET)

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

static void
vt_chart_view_forget (VtChartView *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vt_chart_view_paint (VtChartView *self, int width, int height)
{
  VtChartStyle style = vt_chart_style_screen (is_dark ());
  cairo_t *cr;

  if (self->node != NULL && self->node_width == width && self->node_height == height && self->node_dark == is_dark ())
    return;
  g_clear_pointer (&self->node, gsk_render_node_unref);
  self->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cr = gsk_cairo_node_get_draw_context (self->node);
  vt_chart_paint (self->chart, cr, width, height, &style);
  cairo_destroy (cr);
  self->node_width = width;
  self->node_height = height;
  self->node_dark = is_dark ();
}

static void
vt_chart_view_get_area (VtChartView *self, cairo_rectangle_t *area)
{
  VtChartStyle style = vt_chart_style_screen (is_dark ());

  vt_chart_get_plot_area (self->chart, gtk_widget_get_width (GTK_WIDGET (self)),
                          gtk_widget_get_height (GTK_WIDGET (self)), &style, area);
}

static void
vt_chart_view_to_data (VtChartView *self, double x, double y, double *data_x, double *data_y)
{
  VtChartStyle style = vt_chart_style_screen (is_dark ());

  vt_chart_to_data (self->chart, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                    &style, x, y, data_x, data_y);
}

static double
vt_chart_view_from_x (VtChartView *self, double data_x)
{
  VtChartStyle style = vt_chart_style_screen (is_dark ());
  double x, y;

  vt_chart_from_data (self->chart, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                      &style, data_x, 0, &x, &y);
  return x;
}

/* The brushed band and the line under the pointer lie over the chart, so that it need not be painted for them. */
static void
vt_chart_view_snapshot_marks (VtChartView *self, GtkSnapshot *snapshot)
{
  GdkRGBA band = { 0.21f, 0.52f, 0.89f, 0.22f };
  GdkRGBA line = { 0.5f, 0.5f, 0.5f, 0.5f };
  cairo_rectangle_t area;

  vt_chart_view_get_area (self, &area);
  if (!isnan (self->brush_from) && !isnan (self->brush_to))
    {
      double from = CLAMP (vt_chart_view_from_x (self, self->brush_from), area.x, area.x + area.width);
      double to = CLAMP (vt_chart_view_from_x (self, self->brush_to), area.x, area.x + area.width);

      gtk_snapshot_append_color (snapshot, &band,
                                 &GRAPHENE_RECT_INIT ((float) from, (float) area.y, (float) MAX (to - from, 1),
                                                      (float) area.height));
    }
  if (self->hover_x >= area.x && self->hover_x <= area.x + area.width)
    gtk_snapshot_append_color (snapshot, &line,
                               &GRAPHENE_RECT_INIT ((float) floor (self->hover_x), (float) area.y, 1,
                                                    (float) area.height));
}

static void
vt_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtChartView *self = VT_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->chart == NULL || width <= 0 || height <= 0)
    return;
  vt_chart_view_paint (self, width, height);
  gtk_snapshot_append_node (snapshot, self->node);
  if (vt_chart_has_data (self->chart))
    vt_chart_view_snapshot_marks (self, snapshot);
  if (gtk_widget_has_visible_focus (widget))
    gtk_snapshot_render_focus (snapshot, gtk_widget_get_style_context (widget), 0, 0, width, height);
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, gpointer data)
{
  VtChartView *self = data;

  self->hover_x = x;
  self->hover_y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_leave (GtkEventControllerMotion *motion, gpointer data)
{
  VtChartView *self = data;

  self->hover_x = self->hover_y = NAN;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_pressed (GtkGestureClick *click, int n_press, double x, double y, gpointer data)
{
  gtk_widget_grab_focus (data);
}

static void
on_released (GtkGestureClick *click, int n_press, double x, double y, gpointer data)
{
  VtChartView *self = data;
  double data_x, data_y;

  if (self->chart == NULL)
    return;
  vt_chart_view_to_data (self, x, y, &data_x, &data_y);
  g_signal_emit (self, signals[ACTIVATED], 0, data_x, data_y);
}

static void
vt_chart_view_emit_brush (VtChartView *self, double from, double to, gboolean finished)
{
  self->brush_from = MIN (from, to);
  self->brush_to = MAX (from, to);
  g_signal_emit (self, signals[BRUSHED], 0, self->brush_from, self->brush_to, finished);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, gpointer data)
{
  VtChartView *self = data;
  double unused;

  self->drag_from = NAN;
  if (self->chart != NULL && self->brushable)
    vt_chart_view_to_data (self, x, y, &self->drag_from, &unused);
}

static void
vt_chart_view_drag (VtChartView *self, GtkGestureDrag *drag, double dx, gboolean finished)
{
  double x, y, to, unused;

  if (self->chart == NULL || isnan (self->drag_from) || (fabs (dx) < 4 && isnan (self->brush_from))
      || !gtk_gesture_drag_get_start_point (drag, &x, &y))
    return;
  if (fabs (dx) < 4 && finished)
    {
      vt_chart_view_emit_brush (self, NAN, NAN, TRUE);
      return;
    }
  vt_chart_view_to_data (self, x + dx, y, &to, &unused);
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  vt_chart_view_emit_brush (self, self->drag_from, to, finished);
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  if (fabs (dx) >= 4)
    vt_chart_view_drag (data, drag, dx, FALSE);
}

static void
on_drag_end (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  vt_chart_view_drag (data, drag, dx, TRUE);
}

/* A twentieth of the plot a key: arrows move the band, with Shift they move its upper end. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer data)
{
  VtChartView *self = data;
  cairo_rectangle_t area;
  double left, right, step, unused;
  int way = key == GDK_KEY_Right ? 1 : key == GDK_KEY_Left ? -1 : 0;

  if (!self->brushable || self->chart == NULL || way == 0)
    return GDK_EVENT_PROPAGATE;
  vt_chart_view_get_area (self, &area);
  vt_chart_view_to_data (self, area.x, area.y, &left, &unused);
  vt_chart_view_to_data (self, area.x + area.width, area.y, &right, &unused);
  step = way * (right - left) / 20;
  if (isnan (self->brush_from))
    vt_chart_view_emit_brush (self, (left + right) / 2, (left + right) / 2 + fabs (step) * 4, TRUE);
  else if (modifiers & GDK_SHIFT_MASK)
    vt_chart_view_emit_brush (self, self->brush_from, MAX (self->brush_to + step, self->brush_from), TRUE);
  else
    vt_chart_view_emit_brush (self, self->brush_from + step, self->brush_to + step, TRUE);
  return GDK_EVENT_STOP;
}

static gboolean
on_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  VtChartView *self = VT_CHART_VIEW (widget);
  VtChartStyle style = vt_chart_style_screen (is_dark ());
  g_autofree char *text = NULL;

  if (self->chart == NULL || keyboard)
    return FALSE;
  text
      = vt_chart_describe_at (self->chart, gtk_widget_get_width (widget), gtk_widget_get_height (widget), &style, x, y);
  gtk_tooltip_set_markup (tooltip, text);
  return text != NULL;
}

static void
vt_chart_view_dispose (GObject *object)
{
  VtChartView *self = VT_CHART_VIEW (object);

  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->chart, vt_chart_unref);
  G_OBJECT_CLASS (vt_chart_view_parent_class)->dispose (object);
}

static void
vt_chart_view_class_init (VtChartViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vt_chart_view_dispose;
  widget_class->snapshot = vt_chart_view_snapshot;
  widget_class->query_tooltip = on_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[BRUSHED] = g_signal_new ("brushed", VT_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   3, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_BOOLEAN);
  signals[ACTIVATED] = g_signal_new ("activated", VT_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
vt_chart_view_init (VtChartView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->brush_from = self->brush_to = self->hover_x = self->hover_y = self->drag_from = NAN;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (vt_chart_view_forget), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
vt_chart_view_new (const char *label)
{
  GtkWidget *view = g_object_new (VT_TYPE_CHART_VIEW, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return view;
}

void
vt_chart_view_set_chart (VtChartView *view, VtChart *chart, const char *description)
{
  g_return_if_fail (VT_IS_CHART_VIEW (view));

  if (chart != NULL)
    vt_chart_ref (chart);
  g_clear_pointer (&view->chart, vt_chart_unref);
  view->chart = chart;
  if (description != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  vt_chart_view_forget (view);
}

VtChart *
vt_chart_view_get_chart (VtChartView *view)
{
  g_return_val_if_fail (VT_IS_CHART_VIEW (view), NULL);

  return view->chart;
}

void
vt_chart_view_set_brushable (VtChartView *view, gboolean brushable)
{
  g_return_if_fail (VT_IS_CHART_VIEW (view));

  view->brushable = brushable;
}

static gboolean
same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

void
vt_chart_view_set_brush (VtChartView *view, double from, double to)
{
  g_return_if_fail (VT_IS_CHART_VIEW (view));

  /* Told at each change of the state, turns of the 3D view too. */
  if (same_number (view->brush_from, from) && same_number (view->brush_to, to))
    return;
  view->brush_from = from;
  view->brush_to = to;
  gtk_widget_queue_draw (GTK_WIDGET (view));
}
