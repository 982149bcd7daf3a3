/* What pointer and keys do to the 3D page: drag turns, Shift or middle drag moves, wheel and pinch zoom, a click picks. */
#include "vt-viewport-private.h"

#include <math.h>

#include "vt-pick.h"
#include "vt-picking.h"

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, gpointer data)
{
  VtViewport *self = data;
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));

  self->drag_pans = (modifiers & GDK_SHIFT_MASK) != 0
                    || gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (drag)) > GDK_BUTTON_PRIMARY;
  vt_viewport_get_camera (self, &self->drag_camera);
  gtk_widget_grab_focus (GTK_WIDGET (self->stack));
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  VtViewport *self = data;
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (self->stack)), 1);
  VtCamera camera = self->drag_camera;

  if (!self->edited && hypot (dx, dy) < 4)
    return;
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->drag_pans)
    vt_camera_pan (&camera, dx, dy, height);
  else
    vt_camera_orbit (&camera, dx * G_PI / height, dy * G_PI / height);
  vt_viewport_move_to (self, &camera);
}

static void
on_released (GtkGestureClick *click, int n_press, double x, double y, gpointer data)
{
  VtViewport *self = data;
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  VtCamera camera;
  gssize atom;

  vt_viewport_get_camera (self, &camera);
  atom = vt_picking_pick (vt_picture_get_scene (self->picture), &camera,
                          gtk_widget_get_width (GTK_WIDGET (self->stack)),
                          gtk_widget_get_height (GTK_WIDGET (self->stack)), x, y, NULL);
  if (n_press == 2 && atom >= 0)
    vt_viewport_center_on_atom (self, (gsize) atom);
  else if (n_press == 2)
    vt_viewport_fit (self);
  else
    vt_pick_atom (self->picture, atom, (modifiers & GDK_SHIFT_MASK) != 0);
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, gpointer data)
{
  VtViewport *self = data;

  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, gpointer data)
{
  VtViewport *self = data;
  VtCamera camera;

  vt_viewport_get_camera (self, &camera);
  vt_camera_zoom_at (&camera, pow (1.15, -dy), self->pointer_x, self->pointer_y,
                     gtk_widget_get_width (GTK_WIDGET (self->stack)), gtk_widget_get_height (GTK_WIDGET (self->stack)));
  vt_viewport_move_to (self, &camera);
  return GDK_EVENT_STOP;
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, gpointer data)
{
  vt_viewport_get_camera (data, &((VtViewport *) data)->pinch_camera);
}

/* About the place between the fingers, or on a touchpad where the pointer is. */
static void
on_pinch (GtkGestureZoom *gesture, double scale, gpointer data)
{
  VtViewport *self = data;
  VtCamera camera = self->pinch_camera;
  double x = self->pointer_x, y = self->pointer_y;

  if (!(scale > 0))
    return;
  if (gtk_gesture_is_active (GTK_GESTURE (gesture)))
    gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  vt_camera_zoom_at (&camera, scale, x, y, gtk_widget_get_width (GTK_WIDGET (self->stack)),
                     gtk_widget_get_height (GTK_WIDGET (self->stack)));
  vt_viewport_move_to (self, &camera);
}

/* Arrows turn, with Shift they move; + and − zoom, Page Up and Down roll. */
static gboolean
steer (VtViewport *self, guint key, gboolean shift)
{
  const double step = G_PI / 36;
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (self->stack)), 1), by = height / 24;
  double right = key == GDK_KEY_Right ? 1 : key == GDK_KEY_Left ? -1 : 0;
  double down = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;
  VtCamera camera;

  vt_viewport_get_goal (self, &camera);
  if (shift && (right != 0 || down != 0))
    vt_camera_pan (&camera, right * by, down * by, height);
  else if (right != 0 || down != 0)
    vt_camera_orbit (&camera, right * step, down * step);
  else if (key == GDK_KEY_plus || key == GDK_KEY_KP_Add || key == GDK_KEY_equal)
    vt_camera_zoom (&camera, 1.15);
  else if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    vt_camera_zoom (&camera, 1 / 1.15);
  else if (key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down)
    vt_camera_roll (&camera, key == GDK_KEY_Page_Up ? step : -step);
  else
    return FALSE;
  vt_viewport_move_to (self, &camera);
  return TRUE;
}

/* 1–6 look along an axis, 7 from the corner, 0 and Home fit, p changes the projection; the others steer. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer data)
{
  VtViewport *self = data;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key >= GDK_KEY_1 && key < GDK_KEY_1 + VT_N_VIEWS)
    vt_viewport_look (self, (VtView) (key - GDK_KEY_1));
  else if (key == GDK_KEY_0 || key == GDK_KEY_Home)
    vt_viewport_fit (self);
  else if (key == GDK_KEY_p)
    vt_viewport_toggle_projection (self);
  else
    return steer (self, key, (modifiers & GDK_SHIFT_MASK) != 0);
  return GDK_EVENT_STOP;
}

static gboolean
on_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  VtViewport *self = data;
  VtCamera camera;
  gssize atom;

  if (self->picture == NULL || self->moving || keyboard)
    return FALSE;
  vt_viewport_get_camera (self, &camera);
  atom = vt_picking_pick (vt_picture_get_scene (self->picture), &camera, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget), x, y, NULL);
  return vt_pick_show_tooltip (self->picture, widget, atom, x, y, tooltip);
}

void
vt_viewport_add_gestures (VtViewport *self)
{
  GtkWidget *widget = GTK_WIDGET (self->stack);
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  gtk_event_controller_set_name (GTK_EVENT_CONTROLLER (drag), "turn");
  gtk_event_controller_set_name (GTK_EVENT_CONTROLLER (click), "pick");
  gtk_event_controller_set_name (GTK_EVENT_CONTROLLER (pinch), "pinch");
  gtk_event_controller_set_name (scroll, "zoom");
  gtk_event_controller_set_name (motion, "pointer");
  gtk_event_controller_set_name (key, "keys");
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query_tooltip), self);
}
