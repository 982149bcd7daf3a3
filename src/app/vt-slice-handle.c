/* What a drag changes is the state's position alone: the plane follows it as it follows the Slice page's slider. All of
 * a drag is one edit. */
#include "vt-slice-handle.h"

#include <math.h>

#include "vt-i18n.h"
#include "vt-slice-plane.h"
#include "vt-slice-view.h"

#define MARGIN 12
#define REACH 7.0 /* pixels */
#define KEY_STEP 0.01 /* of the cell */

struct _VtSliceHandle
{
  GObject parent_instance;

  VtViewport *viewport; /* owns this */
  VtPicture  *picture;
  GtkLabel   *place;    /* says where it is, over the page */
  gboolean    over;     /* the pointer could take hold of it */
  gboolean    dragging;
  VtSlice     slice;   /* as it was when it was taken hold of */
  VtCamera    camera;
  double      grabbed[3];
  double      offset;  /* of the pointer from there, Å along the normal */
  double      start_x, start_y;
};

#define VT_TYPE_SLICE_HANDLE (vt_slice_handle_get_type ())
G_DECLARE_FINAL_TYPE (VtSliceHandle, vt_slice_handle, VT, SLICE_HANDLE, GObject)
G_DEFINE_FINAL_TYPE (VtSliceHandle, vt_slice_handle, G_TYPE_OBJECT)

static VtDocument *
get_document (VtSliceHandle *self)
{
  return vt_picture_get_document (self->picture);
}

/* The cell in which the plane is shown now, or %NULL where it is not. */
static const VtCell *
get_cell (VtSliceHandle *self)
{
  VtFrame *frame = vt_picture_get_frame (self->picture);

  if (frame == NULL || !vt_state_get_boolean (vt_document_get_state (get_document (self)), "slice.show"))
    return NULL;
  return vt_frame_get_cell (frame);
}

static void
update (VtSliceHandle *self)
{
  VtState *state = vt_document_get_state (get_document (self));
  const VtCell *cell = get_cell (self);
  g_autoptr (VtOverlay) overlay = NULL;

  if (cell != NULL)
    {
      g_autofree char *place = vt_slice_view_describe_place (state, cell);

      overlay = vt_depiction_make_slice_plane (state, cell, vt_picture_get_dark (self->picture), TRUE);
      gtk_label_set_markup (self->place, place);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->place), cell != NULL && vt_viewport_works (self->viewport));
  vt_viewport_set_layer (self->viewport, VT_LAYER_SLICE, overlay);
}

static void
on_state_changed (VtSliceHandle *self, VtState *before)
{
  static const char *const keys[] = { "slice.show", "slice.axis", "slice.normal", "slice.position", "slice.thickness",
                                      NULL };

  if (vt_state_differs_in (vt_document_get_state (get_document (self)), before, keys))
    update (self);
}

static void
get_size (VtSliceHandle *self, double *width, double *height)
{
  GtkWidget *surface = vt_viewport_get_surface (self->viewport);

  *width = MAX (gtk_widget_get_width (surface), 1);
  *height = MAX (gtk_widget_get_height (surface), 1);
}

static gboolean
grab (VtSliceHandle *self, double x, double y)
{
  const VtCell *cell = get_cell (self);
  double width, height;

  if (cell == NULL || !vt_viewport_works (self->viewport))
    return FALSE;
  get_size (self, &width, &height);
  vt_depiction_get_slice (vt_document_get_state (get_document (self)), cell, &self->slice);
  vt_viewport_get_camera (self->viewport, &self->camera);
  return vt_slice_plane_grab (&self->slice, cell, &self->camera, width, height, x, y, REACH, self->grabbed);
}

/* @position: of the plane, Å */
static void
move_to (VtSliceHandle *self, double position)
{
  const VtCell *cell = get_cell (self);
  double low, high;

  if (cell == NULL)
    return;
  vt_slice_get_range (&self->slice, cell, &low, &high);
  if (high > low)
    vt_document_set_real (get_document (self), "slice.position", CLAMP ((position - low) / (high - low), 0, 1));
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, gpointer data)
{
  VtSliceHandle *self = data;
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));
  double width, height;

  if ((modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !grab (self, x, y))
    {
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  get_size (self, &width, &height);
  self->dragging = TRUE;
  self->start_x = x;
  self->start_y = y;
  self->offset = vt_slice_plane_follow (&self->slice, &self->camera, width, height, self->grabbed, x, y);
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (vt_viewport_get_surface (self->viewport));
  gtk_widget_set_cursor_from_name (vt_viewport_get_surface (self->viewport), "grabbing");
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  VtSliceHandle *self = data;
  double width, height, way;

  if (!self->dragging || get_cell (self) == NULL)
    return;
  get_size (self, &width, &height);
  way = vt_slice_plane_follow (&self->slice, &self->camera, width, height, self->grabbed, self->start_x + dx,
                               self->start_y + dy);
  if (isfinite (way - self->offset))
    move_to (self, self->slice.position + way - self->offset);
}

static void
end_drag (VtSliceHandle *self)
{
  if (!self->dragging)
    return;
  self->dragging = FALSE;
  vt_document_seal (get_document (self));
  gtk_widget_set_cursor_from_name (vt_viewport_get_surface (self->viewport), "grab");
  self->over = TRUE;
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, gpointer data)
{
  VtSliceHandle *self = data;
  gboolean over = !self->dragging && grab (self, x, y);

  if (self->dragging || over == self->over)
    return;
  self->over = over;
  gtk_widget_set_cursor_from_name (vt_viewport_get_surface (self->viewport), over ? "grab" : NULL);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer data)
{
  VtSliceHandle *self = data;
  VtDocument *document = get_document (self);
  VtState *state = vt_document_get_state (document);
  double step = key == GDK_KEY_bracketright ? KEY_STEP : -KEY_STEP;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_s)
    {
      vt_document_set_boolean (document, "slice.show", !vt_state_get_boolean (state, "slice.show"));
      vt_document_seal (document);
      return GDK_EVENT_STOP;
    }
  if ((key != GDK_KEY_bracketleft && key != GDK_KEY_bracketright) || get_cell (self) == NULL)
    return GDK_EVENT_PROPAGATE;
  vt_document_set_real (document, "slice.position", CLAMP (vt_state_get_real (state, "slice.position") + step, 0, 1));
  return GDK_EVENT_STOP;
}

/* Before the page's own, so that what is taken here does not turn the view. */
static void
add_controllers (VtSliceHandle *self)
{
  GtkWidget *surface = vt_viewport_get_surface (self->viewport);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_event_controller_set_name (GTK_EVENT_CONTROLLER (drag), "slice-drag");
  gtk_event_controller_set_name (motion, "slice-pointer");
  gtk_event_controller_set_name (key, "slice-keys");
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (end_drag), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (end_drag), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion), self, 0);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (surface, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (surface, motion);
  gtk_widget_add_controller (surface, key);
}

static void
add_place (VtSliceHandle *self)
{
  GtkWidget *place = gtk_label_new (NULL);

  gtk_widget_add_css_class (place, "slice-place");
  gtk_widget_add_css_class (place, "numeric");
  gtk_widget_set_halign (place, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (place, GTK_ALIGN_END);
  gtk_widget_set_margin_bottom (place, MARGIN);
  gtk_widget_set_can_target (place, FALSE);
  gtk_widget_set_visible (place, FALSE);
  vt_viewport_add_overlay (self->viewport, place);
  self->place = g_object_ref (GTK_LABEL (place));
}

static void
vt_slice_handle_dispose (GObject *object)
{
  g_clear_object (&VT_SLICE_HANDLE (object)->picture);
  g_clear_object (&VT_SLICE_HANDLE (object)->place);
  G_OBJECT_CLASS (vt_slice_handle_parent_class)->dispose (object);
}

static void
vt_slice_handle_class_init (VtSliceHandleClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_slice_handle_dispose;
}

static void
vt_slice_handle_init (VtSliceHandle *self)
{
}

void
vt_slice_handle_attach (VtViewport *viewport, VtPicture *picture)
{
  VtSliceHandle *self;

  g_return_if_fail (VT_IS_VIEWPORT (viewport) && VT_IS_PICTURE (picture));

  self = g_object_new (VT_TYPE_SLICE_HANDLE, NULL);
  self->viewport = viewport;
  self->picture = g_object_ref (picture);
  add_controllers (self);
  add_place (self);
  g_signal_connect_object (picture, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_document (self), "state-changed", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (viewport), "vt-slice-handle", self, g_object_unref);
}

/* ---- the button ---- */

static void
on_toggled (GtkToggleButton *button, VtDocument *document)
{
  gboolean active = gtk_toggle_button_get_active (button);

  if (active == vt_state_get_boolean (vt_document_get_state (document), "slice.show"))
    return;
  vt_document_set_boolean (document, "slice.show", active);
  vt_document_seal (document);
}

static void
on_button_state (GtkToggleButton *button, VtState *before, VtDocument *document)
{
  gtk_toggle_button_set_active (button, vt_state_get_boolean (vt_document_get_state (document), "slice.show"));
}

GtkWidget *
vt_slice_handle_make_button (VtDocument *document)
{
  GtkWidget *button = gtk_toggle_button_new ();

  g_return_val_if_fail (VT_IS_DOCUMENT (document), button);

  gtk_button_set_icon_name (GTK_BUTTON (button), "slice-plane-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Show Where the Slice Is (Key S)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show Where the Slice Is"), -1);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (on_button_state), button, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), document, 0);
  on_button_state (GTK_TOGGLE_BUTTON (button), NULL, document);
  return button;
}
