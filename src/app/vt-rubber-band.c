#include "vt-rubber-band.h"

#include <math.h>

#include "vt-pick.h"

#define LEAST 4 /* pixels that a click may slip */

/* A view it is attached to. */
typedef struct
{
  VtRubberBand    *band;
  GtkWidget       *view;
  VtRubberBandFunc find;
  gboolean         wanted;   /* the drag under way may become a rectangle */
  double           start[2]; /* where it began */
} Attached;

struct _VtRubberBand
{
  GtkWidget parent_instance;

  VtPicture  *picture;
  GPtrArray  *attached;
  gboolean    active;
  GtkWidget  *shown_in; /* (nullable): whose rectangle is to be seen */
  double      box[4];   /* in it */
};

enum
{
  PROP_0,
  PROP_ACTIVE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (VtRubberBand, vt_rubber_band, GTK_TYPE_WIDGET)

static void
vt_rubber_band_show (VtRubberBand *self, GtkWidget *view, double x, double y, double dx, double dy)
{
  self->shown_in = view;
  self->box[0] = MIN (x, x + dx);
  self->box[1] = MIN (y, y + dy);
  self->box[2] = MAX (x, x + dx);
  self->box[3] = MAX (y, y + dy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vt_rubber_band_hide (VtRubberBand *self)
{
  self->shown_in = NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vt_rubber_band_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtRubberBand *self = VT_RUBBER_BAND (widget);
  GdkRGBA edge = { 0.21f, 0.52f, 0.89f, 1 }, inside;
  graphene_rect_t rectangle;
  double x, y;

  if (self->shown_in == NULL
      || !gtk_widget_translate_coordinates (self->shown_in, widget, self->box[0], self->box[1], &x, &y))
    return;
  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_bg_color", &edge);
  inside = edge;
  inside.alpha = 0.2f;
  graphene_rect_init (&rectangle, (float) x, (float) y, (float) (self->box[2] - self->box[0]),
                      (float) (self->box[3] - self->box[1]));
  gtk_snapshot_append_color (snapshot, &inside, &rectangle);
  gtk_snapshot_append_border (snapshot, &GSK_ROUNDED_RECT_INIT (rectangle.origin.x, rectangle.origin.y,
                                                               rectangle.size.width, rectangle.size.height),
                              (const float[4]){ 1, 1, 1, 1 }, (const GdkRGBA[4]){ edge, edge, edge, edge });
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, gpointer data)
{
  Attached *attached = data;
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));

  attached->wanted = attached->band->active || (modifiers & GDK_CONTROL_MASK) != 0;
  attached->start[0] = x;
  attached->start[1] = y;
  if (!attached->wanted)
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
}

/* Only when it is no click any more is it taken from the view's own gestures. */
static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  Attached *attached = data;

  if (!attached->wanted || (attached->band->shown_in == NULL && hypot (dx, dy) < LEAST))
    return;
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  vt_rubber_band_show (attached->band, attached->view, attached->start[0], attached->start[1], dx, dy);
}

static void
on_drag_end (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  Attached *attached = data;
  VtRubberBand *self = attached->band;
  double box[4] = { self->box[0], self->box[1], self->box[2], self->box[3] };

  if (self->shown_in != attached->view)
    return;
  vt_rubber_band_hide (self);
  gtk_widget_grab_focus (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (drag)));
  vt_rubber_band_pick (self, attached->view, box,
                       gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag)));
}

static void
on_cancel (GtkGesture *drag, GdkEventSequence *sequence, gpointer data)
{
  vt_rubber_band_hide (((Attached *) data)->band);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer data)
{
  Attached *attached = data;

  if (key != GDK_KEY_b || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  vt_rubber_band_set_active (attached->band, !attached->band->active);
  return GDK_EVENT_STOP;
}

void
vt_rubber_band_attach (VtRubberBand *band, GtkWidget *view, GtkWidget *surface, VtRubberBandFunc find)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  Attached *attached = g_new0 (Attached, 1);

  g_return_if_fail (VT_IS_RUBBER_BAND (band) && GTK_IS_WIDGET (view) && GTK_IS_WIDGET (surface) && find != NULL);

  *attached = (Attached){ .band = band, .view = view, .find = find };
  g_ptr_array_add (band->attached, attached);
  /* Before the view's own, so that it can take a drag from them. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), attached);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), attached);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), attached);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_cancel), attached);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), attached);
  gtk_widget_add_controller (surface, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (surface, key);
}

void
vt_rubber_band_pick (VtRubberBand *band, GtkWidget *view, const double box[4], GdkModifierType modifiers)
{
  g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (gsize));
  VtPickMode mode = (modifiers & GDK_ALT_MASK) != 0     ? VT_PICK_REMOVE
                    : (modifiers & GDK_SHIFT_MASK) != 0 ? VT_PICK_ADD
                                                        : VT_PICK_REPLACE;

  g_return_if_fail (VT_IS_RUBBER_BAND (band));

  for (guint i = 0; i < band->attached->len; i++)
    {
      Attached *attached = g_ptr_array_index (band->attached, i);

      if (attached->view == view)
        attached->find (view, band->picture, box, atoms);
    }
  vt_pick_atoms (band->picture, (const gsize *) (gpointer) atoms->data, atoms->len, mode);
}

gboolean
vt_rubber_band_get_active (VtRubberBand *band)
{
  g_return_val_if_fail (VT_IS_RUBBER_BAND (band), FALSE);

  return band->active;
}

void
vt_rubber_band_set_active (VtRubberBand *band, gboolean active)
{
  g_return_if_fail (VT_IS_RUBBER_BAND (band));

  if (band->active == active)
    return;
  band->active = active;
  for (guint i = 0; i < band->attached->len; i++)
    {
      Attached *attached = g_ptr_array_index (band->attached, i);

      gtk_widget_set_cursor_from_name (attached->view, active ? "crosshair" : NULL);
    }
  g_object_notify_by_pspec (G_OBJECT (band), properties[PROP_ACTIVE]);
}

static void
vt_rubber_band_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  vt_rubber_band_set_active (VT_RUBBER_BAND (object), g_value_get_boolean (value));
}

static void
vt_rubber_band_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_boolean (value, VT_RUBBER_BAND (object)->active);
}

static void
vt_rubber_band_dispose (GObject *object)
{
  g_clear_object (&VT_RUBBER_BAND (object)->picture);
  G_OBJECT_CLASS (vt_rubber_band_parent_class)->dispose (object);
}

static void
vt_rubber_band_finalize (GObject *object)
{
  g_ptr_array_unref (VT_RUBBER_BAND (object)->attached);
  G_OBJECT_CLASS (vt_rubber_band_parent_class)->finalize (object);
}

static void
vt_rubber_band_class_init (VtRubberBandClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = vt_rubber_band_dispose;
  object_class->finalize = vt_rubber_band_finalize;
  object_class->set_property = vt_rubber_band_set_property;
  object_class->get_property = vt_rubber_band_get_property;
  GTK_WIDGET_CLASS (class)->snapshot = vt_rubber_band_snapshot;
  properties[PROP_ACTIVE]
      = g_param_spec_boolean ("active", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                               | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
vt_rubber_band_init (VtRubberBand *self)
{
  self->attached = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
vt_rubber_band_new (VtPicture *picture)
{
  VtRubberBand *self;

  g_return_val_if_fail (VT_IS_PICTURE (picture), NULL);

  self = g_object_new (VT_TYPE_RUBBER_BAND, NULL);
  self->picture = g_object_ref (picture);
  return GTK_WIDGET (self);
}
