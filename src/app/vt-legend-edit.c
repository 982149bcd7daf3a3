/* The legend in the hand: what drags, keys and typed numbers make of the range. */
#include "vt-legend-private.h"

#include <math.h>

#include "vt-color-bar.h"
#include "vt-i18n.h"

/* How near an end one must come to take hold of it, and how far beside the bar. */
#define REACH 16
#define BESIDE 6
/* ms without a key after which the moves count as one. */
#define REST 700

static void
set_ends (VtLegendView *self, double minimum, double maximum)
{
  vt_document_set_many (vt_legend_view_get_document (self), _ ("Change Colour Range"), "view.range", g_variant_new_string ("manual"),
                        "view.minimum", g_variant_new_double (minimum), "view.maximum",
                        g_variant_new_double (maximum), NULL);
}

static void
vt_legend_view_forget_rest (VtLegendView *self)
{
  if (self->rest_id == 0)
    return;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  vt_document_seal (vt_legend_view_get_document (self));
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
  VtState *state = vt_document_get_state (vt_legend_view_get_document (self));
  VtColorScale scale = vt_legend_view_get_scale (self);
  double minimum, maximum;

  if (vt_state_is (state, "view.range", "manual") && isfinite (vt_state_get_real (state, "view.minimum"))
      && isfinite (vt_state_get_real (state, "view.maximum")))
    {
      scale.minimum = vt_state_get_real (state, "view.minimum");
      scale.maximum = vt_state_get_real (state, "view.maximum");
    }
  if (self->rest_id == 0)
    vt_document_seal (vt_legend_view_get_document (self));
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST, on_rest, self);
  vt_color_ends_move (&scale, both ? VT_COLOR_END_BOTH : end, shift, &minimum, &maximum);
  set_ends (self, minimum, maximum);
}

static gboolean
on_end_typed (gpointer owner, VtColorEnd end, double value)
{
  VtLegendView *self = owner;
  VtColorScale scale = vt_legend_view_get_scale (self);
  double minimum, maximum;

  vt_color_ends_move (&scale, end, 0, &minimum, &maximum);
  if (end == VT_COLOR_END_LOW)
    minimum = value;
  else
    maximum = value;
  if (!vt_color_ends_check (&scale, minimum, maximum))
    return FALSE;
  vt_legend_view_forget_rest (self);
  vt_document_seal (vt_legend_view_get_document (self));
  set_ends (self, minimum, maximum);
  vt_document_seal (vt_legend_view_get_document (self));
  return TRUE;
}

static void
on_end_reset (gpointer owner)
{
  VtLegendView *self = owner;

  vt_legend_view_forget_rest (self);
  vt_document_set_text (vt_legend_view_get_document (self), "view.range", "auto");
  vt_document_seal (vt_legend_view_get_document (self));
}

const VtLegendEndFuncs vt_legend_end_funcs = { on_end_moved, on_end_typed, on_end_reset };

/* ---- the pointer ---- */

gboolean
vt_legend_view_find_end (VtLegendView *view, double x, double y, VtColorEnd *end)
{
  VtChartStyle style;
  double low, high;

  g_return_val_if_fail (VT_IS_LEGEND_VIEW (view) && end != NULL, FALSE);

  if (!vt_legend_view_has_bar (view))
    return FALSE;
  style = vt_legend_view_get_style (view);
  low = vt_legend_view_get_end_y (view, VT_COLOR_END_LOW);
  high = vt_legend_view_get_end_y (view, VT_COLOR_END_HIGH);
  *end = fabs (y - high) < REACH ? VT_COLOR_END_HIGH : fabs (y - low) < REACH ? VT_COLOR_END_LOW : VT_COLOR_END_BOTH;
  if (*end != VT_COLOR_END_BOTH)
    return TRUE;
  return y > high && y < low && x < vt_color_bar_get_label_x (&style) + BESIDE;
}

void
vt_legend_view_drag_begin (VtLegendView *view, VtColorEnd end)
{
  g_return_if_fail (VT_IS_LEGEND_VIEW (view) && vt_legend_view_has_bar (view));

  vt_legend_view_forget_rest (view);
  vt_document_seal (vt_legend_view_get_document (view));
  view->drag_scale = vt_legend_view_get_coloring (view)->scale;
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
  style = vt_legend_view_get_style (view);
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
  vt_document_seal (vt_legend_view_get_document (view));
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

void
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
