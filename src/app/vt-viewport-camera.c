/* Where the 3D page looks from. What a person asks for is in the state at once, as one edit; the picture gets there in
 * a moment, so that the eye can follow. */
#include "vt-viewport-private.h"

#include "vt-camera-motion.h"
#include "vt-camera-text.h"
#include "vt-i18n.h"

/* ms without movement after which the picture is drawn in full quality */
#define STILL 80
/* times that long for a picture that is late */
#define PATIENCE 10
/* and after which a row of edits counts as one */
#define REST 250
/* ms on the way to another view */
#define FLIGHT 200

static VtDocument *
get_document (VtViewport *self)
{
  return vt_picture_get_document (self->picture);
}

static void
get_camera_of (VtViewport *self, const VtState *state, VtCamera *camera)
{
  VtFrame *frame = vt_picture_get_frame (self->picture);
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);

  vt_camera_init (camera);
  if (frame != NULL)
    vt_depiction_get_camera (state, vt_frame_get_cell (frame), width / height, camera);
}

void
vt_viewport_get_goal (VtViewport *self, VtCamera *camera)
{
  g_return_if_fail (VT_IS_VIEWPORT (self));
  g_return_if_fail (camera != NULL);

  get_camera_of (self, vt_document_get_state (get_document (self)), camera);
}

void
vt_viewport_get_camera (VtViewport *viewport, VtCamera *camera)
{
  g_return_if_fail (VT_IS_VIEWPORT (viewport));
  g_return_if_fail (camera != NULL);

  vt_viewport_get_goal (viewport, camera);
  if (viewport->flight != NULL)
    vt_camera_between (&viewport->flight_from, camera, adw_animation_get_value (viewport->flight), camera);
}

/* ---- on the way ---- */

void
vt_viewport_land (VtViewport *self)
{
  AdwAnimation *flight = g_steal_pointer (&self->flight);

  if (flight == NULL)
    return;
  g_signal_handlers_disconnect_by_data (flight, self);
  adw_animation_reset (flight);
  g_object_unref (flight);
}

static gboolean
on_rest (gpointer data)
{
  VtViewport *self = data;

  self->rest_id = 0;
  if (self->edited)
    vt_document_seal (get_document (self));
  self->edited = FALSE;
  return G_SOURCE_REMOVE;
}

static gboolean
on_still (gpointer data)
{
  VtViewport *self = data;

  /* Where a picture takes long, full quality must not come in between two movements. */
  if (self->awaited > 0 && gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->area)
      && gtk_widget_get_mapped (GTK_WIDGET (self->area)))
    {
      self->awaited--;
      return G_SOURCE_CONTINUE;
    }
  self->rest_id = g_timeout_add (REST - STILL, on_rest, self);
  self->moving = FALSE;
  vt_viewport_redraw (self);
  return G_SOURCE_REMOVE;
}

void
vt_viewport_stir (VtViewport *self)
{
  self->moving = TRUE;
  self->awaited = PATIENCE;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (STILL, on_still, self);
}

static void
on_flight (double share, gpointer data)
{
  VtViewport *self = data;

  /* Told once of its start, before it is the one. */
  if (self->flight == NULL)
    return;
  vt_viewport_stir (self);
  vt_viewport_redraw (self);
}

static void
on_landed (VtViewport *self)
{
  vt_viewport_land (self);
  vt_viewport_redraw (self);
}

/* Where animations are switched off, or nobody is looking, the view is there at once. */
static void
vt_viewport_fly (VtViewport *self, const VtCamera *from)
{
  AdwAnimationTarget *target = adw_callback_animation_target_new (on_flight, self, NULL);
  VtCamera goal = *from, to;

  vt_viewport_land (self);
  vt_viewport_get_goal (self, &to);
  goal.projection = to.projection;
  if (vt_camera_equal (&goal, &to) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      g_object_unref (g_object_ref_sink (target));
      return;
    }
  self->flight_from = *from;
  self->flight = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, FLIGHT, target);
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->flight), ADW_EASE_IN_OUT_CUBIC);
  g_signal_connect_swapped (self->flight, "done", G_CALLBACK (on_landed), self);
  adw_animation_play (self->flight);
}

void
vt_viewport_follow_camera (VtViewport *self, VtState *before)
{
  VtCamera from;

  if (before == NULL || self->steering || vt_document_get_source (get_document (self)) != self->source)
    {
      vt_viewport_land (self);
      return;
    }
  if (self->flight != NULL)
    {
      VtCamera to;

      get_camera_of (self, before, &to);
      vt_camera_between (&self->flight_from, &to, adw_animation_get_value (self->flight), &from);
    }
  else
    get_camera_of (self, before, &from);
  vt_viewport_fly (self, &from);
}

void
vt_viewport_follow_source (VtViewport *self)
{
  vt_viewport_land (self);
  self->source = vt_document_get_source (get_document (self));
}

/* ---- what a person asks for ---- */

static GVariant *
camera_to_variant (const VtCamera *camera)
{
  double array[VT_CAMERA_ARRAY_LENGTH];

  vt_camera_to_array (camera, array);
  return g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, array, VT_CAMERA_ARRAY_LENGTH, sizeof (double));
}

void
vt_viewport_move_to (VtViewport *self, const VtCamera *camera)
{
  g_return_if_fail (VT_IS_VIEWPORT (self));
  g_return_if_fail (camera != NULL);

  self->edited = TRUE;
  vt_viewport_stir (self);
  self->steering = TRUE;
  vt_document_set (get_document (self), "view.camera", camera_to_variant (camera), NULL);
  self->steering = FALSE;
}

void
vt_viewport_go_to (VtViewport *viewport, const VtCamera *camera)
{
  g_return_if_fail (VT_IS_VIEWPORT (viewport));

  /* A drag before it is an edit of its own. */
  vt_document_seal (get_document (viewport));
  vt_document_set (get_document (viewport), "view.camera",
                   camera != NULL ? camera_to_variant (camera) : g_variant_new_array (G_VARIANT_TYPE_DOUBLE, NULL, 0),
                   NULL);
  vt_document_seal (get_document (viewport));
}

void
vt_viewport_fit (VtViewport *viewport)
{
  vt_viewport_go_to (viewport, NULL);
}

void
vt_viewport_look (VtViewport *viewport, VtView view)
{
  VtCamera camera;

  g_return_if_fail (VT_IS_VIEWPORT (viewport));

  vt_viewport_get_goal (viewport, &camera);
  vt_camera_set_view (&camera, view);
  vt_viewport_go_to (viewport, &camera);
}

void
vt_viewport_roll (VtViewport *viewport, double angle)
{
  VtCamera camera;

  g_return_if_fail (VT_IS_VIEWPORT (viewport));

  vt_viewport_get_goal (viewport, &camera);
  vt_camera_roll (&camera, angle);
  vt_viewport_go_to (viewport, &camera);
}

void
vt_viewport_center_on_atom (VtViewport *viewport, gsize atom)
{
  VtFrame *frame;
  VtCamera camera;
  double point[3];

  g_return_if_fail (VT_IS_VIEWPORT (viewport));

  frame = vt_picture_get_frame (viewport->picture);
  g_return_if_fail (frame != NULL && atom < vt_frame_get_n_atoms (frame));
  for (guint k = 0; k < 3; k++)
    point[k] = vt_picture_get_scene (viewport->picture)->positions[3 * atom + k];
  vt_viewport_get_goal (viewport, &camera);
  vt_camera_center_on (&camera, point);
  vt_viewport_go_to (viewport, &camera);
}

void
vt_viewport_toggle_projection (VtViewport *viewport)
{
  VtDocument *document;
  gboolean perspective;

  g_return_if_fail (VT_IS_VIEWPORT (viewport));

  document = get_document (viewport);
  perspective = vt_state_is (vt_document_get_state (document), "view.projection", "perspective");
  vt_document_set_text (document, "view.projection", perspective ? "orthographic" : "perspective");
  vt_document_seal (document);
}

/* ---- views as text ---- */

char *
vt_viewport_get_view_text (VtViewport *viewport)
{
  VtCamera camera;

  g_return_val_if_fail (VT_IS_VIEWPORT (viewport), NULL);

  vt_viewport_get_goal (viewport, &camera);
  return vt_camera_to_text (&camera);
}

gboolean
vt_viewport_set_view_text (VtViewport *viewport, const char *text, GError **error)
{
  VtCamera camera;

  g_return_val_if_fail (VT_IS_VIEWPORT (viewport), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  vt_viewport_get_goal (viewport, &camera);
  if (!vt_camera_from_text (&camera, text, error))
    return FALSE;
  vt_document_seal (get_document (viewport));
  vt_document_set_many (get_document (viewport), _ ("Paste View"), "view.projection",
                        g_variant_new_string (camera.projection == VT_PROJECTION_ORTHOGRAPHIC ? "orthographic"
                                                                                             : "perspective"),
                        "view.camera", camera_to_variant (&camera), NULL);
  vt_document_seal (get_document (viewport));
  return TRUE;
}
