#include "vt-hand.h"

/* ms after the last turn of the wheel that its movement counts as one edit */
#define REST 400

struct _VtHand
{
  GtkWidget         *widget;
  const VtHandFuncs *funcs;
  gpointer           owner;
  guint              rest_id;
  double             x, y;        /* the pointer */
  double             pinch_scale; /* what has been done already */
  GPtrArray         *controllers; /* GtkEventController, of the widget */
};

static GdkModifierType
get_modifiers (gpointer controller)
{
  return gtk_event_controller_get_current_event_state (controller);
}

static gboolean
on_rest (gpointer data)
{
  VtHand *self = data;

  self->rest_id = 0;
  self->funcs->rested (self->owner);
  return G_SOURCE_REMOVE;
}

void
vt_hand_wait (VtHand *self)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST, on_rest, self);
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, gpointer data)
{
  VtHand *self = data;

  self->x = x;
  self->y = y;
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, gpointer data)
{
  VtHand *self = data;
  /* With Shift some systems turn the wheel sideways. */
  double turned = dy != 0 ? dy : dx;

  if (turned == 0 || !self->funcs->turned (self->owner, turned, get_modifiers (scroll)))
    return GDK_EVENT_PROPAGATE;
  vt_hand_wait (self);
  return GDK_EVENT_STOP;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer data)
{
  VtHand *self = data;

  return self->funcs->key (self->owner, key, modifiers);
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, gpointer data)
{
  VtHand *self = data;

  self->funcs->drag_begin (self->owner, get_modifiers (drag));
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  VtHand *self = data;

  if (self->funcs->dragged (self->owner, dx, dy))
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_drag_end (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  VtHand *self = data;

  self->funcs->drag_end (self->owner);
}

static void
on_released (GtkGestureClick *click, int n_press, double x, double y, gpointer data)
{
  VtHand *self = data;

  self->funcs->clicked (self->owner, n_press, x, y, get_modifiers (click));
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, gpointer data)
{
  ((VtHand *) data)->pinch_scale = 1;
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, gpointer data)
{
  VtHand *self = data;
  double x = self->x, y = self->y;

  if (!(scale > 0))
    return;
  /* Between the fingers, or on a touchpad where the pointer is. */
  if (gtk_gesture_is_active (GTK_GESTURE (gesture)))
    gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  self->funcs->pinched (self->owner, scale / self->pinch_scale, x, y);
  self->pinch_scale = scale;
  vt_hand_wait (self);
}

/* ---- controllers ---- */

static gpointer
add (VtHand *self, gpointer controller, const char *name)
{
  gtk_event_controller_set_name (controller, name);
  gtk_widget_add_controller (self->widget, controller);
  g_ptr_array_add (self->controllers, g_object_ref (controller));
  return controller;
}

static void
add_pointer (VtHand *self)
{
  gpointer wheel = add (self, gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES), "wheel");
  gpointer motion = add (self, gtk_event_controller_motion_new (), "pointer");
  gpointer click, drag;

  g_signal_connect (wheel, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  click = add (self, gtk_gesture_click_new (), "pick");
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  drag = add (self, gtk_gesture_drag_new (), "drag");
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
}

static void
add_pinch (VtHand *self)
{
  gpointer pinch = add (self, gtk_gesture_zoom_new (), "pinch");

  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
}

VtHand *
vt_hand_new (GtkWidget *widget, const VtHandFuncs *funcs, gpointer owner)
{
  VtHand *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && funcs != NULL, NULL);

  self = g_new0 (VtHand, 1);
  self->widget = widget;
  self->funcs = funcs;
  self->owner = owner;
  self->pinch_scale = 1;
  self->controllers = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (add (self, gtk_event_controller_key_new (), "keys"), "key-pressed", G_CALLBACK (on_key), self);
  add_pointer (self);
  if (funcs->pinched != NULL)
    add_pinch (self);
  return self;
}

void
vt_hand_free (VtHand *self)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  for (guint i = 0; i < self->controllers->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->controllers, i), self);
  g_ptr_array_unref (self->controllers);
  g_free (self);
}

void
vt_hand_get_pointer (VtHand *self, double *x, double *y)
{
  g_return_if_fail (self != NULL && x != NULL && y != NULL);

  *x = self->x;
  *y = self->y;
}
