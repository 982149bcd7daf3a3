#include "vt-viewport.h"

#include <epoxy/gl.h>
#include <math.h>

#include "vt-application.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-offscreen.h"
#include "vt-pick.h"
#include "vt-picking.h"
#include "vt-worker.h"

/* ms without movement after which the picture is drawn in full quality, and a row of edits counts as one */
#define REST 250

struct _VtViewport
{
  AdwBin parent_instance;

  VtPicture     *picture;
  GtkStack      *stack;   /* of the three, and what pointer and keys act on */
  GtkGLArea     *area;    /* draws itself */
  GtkPicture    *still;   /* shows what the worker drew */
  AdwStatusPage *failure;
  VtRenderer    *renderer;
  VtWorker     *worker;
  gboolean       no_offscreen;
  gboolean       stale; /* the still is of another picture or camera */
  int            still_width, still_height;
  gboolean       failed;
  gboolean       moving;
  guint          rest_id;
  VtCamera       drag_camera;
  gboolean       drag_pans;
  double         pointer_x, pointer_y;
};

G_DEFINE_FINAL_TYPE (VtViewport, vt_viewport, ADW_TYPE_BIN)

static VtDocument *
get_document (VtViewport *self)
{
  return vt_picture_get_document (self->picture);
}

static void
vt_viewport_fail (VtViewport *self, const char *reason)
{
  g_autofree char *text
      = g_markup_printf_escaped (_ ("%s\n\nThe slice works without OpenGL. For the 3D view, update the graphics "
                                    "driver, or start Vitrine with LIBGL_ALWAYS_SOFTWARE=1."),
                                 reason);

  self->failed = TRUE;
  adw_status_page_set_description (self->failure, text);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
on_realize (GtkGLArea *area, gpointer data)
{
  VtViewport *self = data;
  g_autoptr (GError) error = NULL;

  gtk_gl_area_make_current (area);
  if (gtk_gl_area_get_error (area) != NULL)
    {
      vt_viewport_fail (self, gtk_gl_area_get_error (area)->message);
      return;
    }
  self->renderer = vt_renderer_new (&error);
  if (self->renderer == NULL)
    vt_viewport_fail (self, error->message);
}

static void
on_unrealize (GtkGLArea *area, gpointer data)
{
  VtViewport *self = data;

  gtk_gl_area_make_current (area);
  g_clear_pointer (&self->renderer, vt_renderer_free);
}

static int
choose_supersample (VtViewport *self, int scale)
{
  if (scale > 1)
    return 1;
  return self->moving && vt_renderer_is_software (self->renderer) ? 1 : 2;
}

/* ---- very many atoms without a graphics card: drawn by a worker ---- */

typedef struct
{
  VtShot     *shot;
  VtCamera    camera;
  int         width;
  int         height;
  int         scale;
  int         supersample;
  GdkTexture *texture;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  vt_shot_release (job->shot);
  g_clear_object (&job->texture);
  g_free (job);
}

static void on_picture_changed (VtViewport *self);

/* The thread's own is its OpenGL. */
static void
paint_job (gpointer data, gpointer *own, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GBytes) pixels = NULL;

  if (*own == NULL)
    *own = vt_offscreen_new (NULL);
  if (*own == NULL)
    return;
  pixels = vt_offscreen_draw (*own, job->shot->scene, &job->camera, job->width, job->height, job->scale,
                              job->supersample, NULL, cancellable, NULL);
  if (pixels != NULL)
    job->texture = gdk_memory_texture_new (job->width, job->height, GDK_MEMORY_R8G8B8A8_PREMULTIPLIED, pixels,
                                           (gsize) job->width * 4);
}

static void
free_offscreen (gpointer own)
{
  vt_offscreen_free (own);
}

static void
show_job (gpointer owner, gpointer data)
{
  VtViewport *self = owner;
  Job *job = data;

  if (job->texture != NULL)
    gtk_picture_set_paintable (self->still, GDK_PAINTABLE (job->texture));
  else
    {
      /* Then by the area, however long that takes. */
      self->no_offscreen = TRUE;
      on_picture_changed (self);
    }
}

static const VtWorkerFuncs worker_funcs = { paint_job, show_job, job_free, free_offscreen };

/* The area may not even be made for it: to compile shaders for the processor takes a while. */
static gboolean
is_software (VtViewport *self)
{
  return self->renderer != NULL ? vt_renderer_is_software (self->renderer) : !vt_application_has_graphics_card ();
}

static void
vt_viewport_request (VtViewport *self, VtShot *shot, int width, int height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  Job *job = g_new0 (Job, 1);

  job->shot = shot;
  vt_viewport_get_camera (self, &job->camera);
  job->width = width * scale;
  job->height = height * scale;
  job->scale = scale;
  job->supersample = scale > 1 || self->moving ? 1 : 2;
  vt_worker_request (self->worker, job);
}

static void
vt_viewport_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtViewport *self = VT_VIEWPORT (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  gboolean shows_still = gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->still);
  VtShot *shot = shows_still && width > 0 && height > 0 ? vt_picture_hold (self->picture) : NULL;

  if (shot != NULL && (self->stale || width != self->still_width || height != self->still_height))
    {
      self->stale = FALSE;
      self->still_width = width;
      self->still_height = height;
      vt_viewport_request (self, g_steal_pointer (&shot), width, height);
    }
  g_clear_pointer (&shot, vt_shot_release);
  GTK_WIDGET_CLASS (vt_viewport_parent_class)->snapshot (widget, snapshot);
}

/* ---- all others: by the area ---- */

static gboolean
on_render (GtkGLArea *area, GdkGLContext *context, gpointer data)
{
  VtViewport *self = data;
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (area));
  VtRenderTarget target = { .width = gtk_widget_get_width (GTK_WIDGET (area)) * scale,
                            .height = gtk_widget_get_height (GTK_WIDGET (area)) * scale,
                            .scale = scale };
  g_autoptr (GError) error = NULL;
  VtCamera camera;
  GLint framebuffer = 0;

  if (self->renderer == NULL || self->picture == NULL || target.width <= 0 || target.height <= 0)
    return TRUE;
  gtk_gl_area_attach_buffers (area);
  glGetIntegerv (GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer);
  target.framebuffer = (guint) framebuffer;
  target.supersample = choose_supersample (self, scale);
  vt_viewport_get_camera (self, &camera);
  if (!vt_renderer_draw (self->renderer, vt_picture_get_scene (self->picture), &camera, &target, &error))
    vt_viewport_fail (self, error->message);
  return TRUE;
}

static void
vt_viewport_redraw (VtViewport *self)
{
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->area))
    gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

/* Very many atoms on a machine without a graphics card are the worker's, all others the area's. */
static void
on_picture_changed (VtViewport *self)
{
  g_autoptr (VtShot) shot = vt_picture_hold (self->picture);
  gboolean still = shot != NULL && !self->no_offscreen && is_software (self);

  if (!still)
    {
      vt_worker_forget (self->worker);
      gtk_picture_set_paintable (self->still, NULL);
    }
  if (still || (!self->failed && vt_picture_get_depiction (self->picture) != NULL))
    gtk_stack_set_visible_child_name (self->stack, still ? "still" : "area");
  else if (self->failed)
    gtk_stack_set_visible_child_name (self->stack, "failure");
  vt_viewport_redraw (self);
}

static gboolean
on_rest (gpointer data)
{
  VtViewport *self = data;

  self->rest_id = 0;
  self->moving = FALSE;
  vt_document_seal (get_document (self));
  vt_viewport_redraw (self);
  return G_SOURCE_REMOVE;
}

/* A camera that is being moved: the edits until it rests are one. */
static void
vt_viewport_move_to (VtViewport *self, const VtCamera *camera)
{
  double array[VT_CAMERA_ARRAY_LENGTH];

  vt_camera_to_array (camera, array);
  self->moving = TRUE;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST, on_rest, self);
  vt_document_set (get_document (self), "view.camera",
                   g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, array, VT_CAMERA_ARRAY_LENGTH, sizeof (double)),
                   NULL);
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, gpointer data)
{
  VtViewport *self = data;
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));

  self->drag_pans = (modifiers & GDK_SHIFT_MASK) != 0
                    || gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (drag)) != GDK_BUTTON_PRIMARY;
  vt_viewport_get_camera (self, &self->drag_camera);
  gtk_widget_grab_focus (GTK_WIDGET (self->stack));
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  VtViewport *self = data;
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (self->stack)), 1);
  VtCamera camera = self->drag_camera;

  if (!self->moving && hypot (dx, dy) < 4)
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

  if (n_press == 2)
    {
      vt_viewport_fit (self);
      return;
    }
  vt_viewport_get_camera (self, &camera);
  vt_pick_atom (self->picture,
                vt_picking_pick (vt_picture_get_scene (self->picture), &camera,
                                 gtk_widget_get_width (GTK_WIDGET (self->stack)),
                                 gtk_widget_get_height (GTK_WIDGET (self->stack)), x, y, NULL),
                (modifiers & GDK_SHIFT_MASK) != 0);
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

/* 1–6 look along an axis, 7 from the corner; arrows turn, + and − zoom, 0 and Home fit. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer data)
{
  VtViewport *self = data;
  const double step = G_PI / 36;
  VtCamera camera;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key >= GDK_KEY_1 && key < GDK_KEY_1 + VT_N_VIEWS)
    {
      vt_viewport_look (self, (VtView) (key - GDK_KEY_1));
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_0 || key == GDK_KEY_Home)
    {
      vt_viewport_fit (self);
      return GDK_EVENT_STOP;
    }
  vt_viewport_get_camera (self, &camera);
  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    vt_camera_orbit (&camera, key == GDK_KEY_Right ? step : -step, 0);
  else if (key == GDK_KEY_Up || key == GDK_KEY_Down)
    vt_camera_orbit (&camera, 0, key == GDK_KEY_Down ? step : -step);
  else if (key == GDK_KEY_plus || key == GDK_KEY_KP_Add || key == GDK_KEY_equal)
    vt_camera_zoom (&camera, 1.15);
  else if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    vt_camera_zoom (&camera, 1 / 1.15);
  else
    return GDK_EVENT_PROPAGATE;
  vt_viewport_move_to (self, &camera);
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
  return vt_pick_show_tooltip (self->picture, atom, x, y, tooltip);
}

static void
vt_viewport_add_gestures (VtViewport *self)
{
  GtkWidget *widget = GTK_WIDGET (self->stack);
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect (widget, "query-tooltip", G_CALLBACK (on_query_tooltip), self);
}

static void
on_state_changed (VtViewport *self, VtState *before)
{
  VtState *state = vt_document_get_state (get_document (self));

  if (before == NULL || !g_variant_equal (vt_state_get (before, "view.camera"), vt_state_get (state, "view.camera"))
      || !vt_state_is (before, "view.projection", vt_state_get_text (state, "view.projection")))
    vt_viewport_redraw (self);
}

static void
vt_viewport_dispose (GObject *object)
{
  VtViewport *self = VT_VIEWPORT (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->worker, vt_worker_free);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (vt_viewport_parent_class)->dispose (object);
}

static void
vt_viewport_class_init (VtViewportClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_viewport_dispose;
  GTK_WIDGET_CLASS (class)->snapshot = vt_viewport_snapshot;
}

static void
vt_viewport_make_pages (VtViewport *self)
{
  self->still = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (self->still, GTK_CONTENT_FIT_FILL);
  self->area = GTK_GL_AREA (gtk_gl_area_new ());
  gtk_gl_area_set_required_version (self->area, 3, 3);
  g_signal_connect (self->area, "realize", G_CALLBACK (on_realize), self);
  g_signal_connect (self->area, "unrealize", G_CALLBACK (on_unrealize), self);
  g_signal_connect (self->area, "render", G_CALLBACK (on_render), self);
  self->failure = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failure, "video-display-symbolic");
  adw_status_page_set_title (self->failure, _ ("No 3D View Here"));
}

static void
vt_viewport_init (VtViewport *self)
{
  self->worker = vt_worker_new (&worker_funcs, self);
  vt_viewport_make_pages (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->still), "still");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->area), "area");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failure), "failure");
  gtk_widget_set_focusable (GTK_WIDGET (self->stack), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stack), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Atoms in 3D"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

void
vt_viewport_set_picture (VtViewport *viewport, VtPicture *picture)
{
  g_return_if_fail (VT_IS_VIEWPORT (viewport) && viewport->picture == NULL);
  g_return_if_fail (VT_IS_PICTURE (picture));

  viewport->picture = g_object_ref (picture);
  vt_viewport_add_gestures (viewport);
  g_signal_connect_object (picture, "changed", G_CALLBACK (on_picture_changed), viewport, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_document (viewport), "state-changed", G_CALLBACK (on_state_changed), viewport,
                           G_CONNECT_SWAPPED);
}

void
vt_viewport_get_camera (VtViewport *viewport, VtCamera *camera)
{
  VtFrame *frame;
  double width, height;

  g_return_if_fail (VT_IS_VIEWPORT (viewport));
  g_return_if_fail (camera != NULL);

  frame = vt_picture_get_frame (viewport->picture);
  width = MAX (gtk_widget_get_width (GTK_WIDGET (viewport)), 1);
  height = MAX (gtk_widget_get_height (GTK_WIDGET (viewport)), 1);
  vt_camera_init (camera);
  if (frame != NULL)
    vt_depiction_get_camera (vt_document_get_state (get_document (viewport)), vt_frame_get_cell (frame), width / height,
                             camera);
}

void
vt_viewport_fit (VtViewport *viewport)
{
  g_return_if_fail (VT_IS_VIEWPORT (viewport));

  vt_document_set (get_document (viewport), "view.camera", g_variant_new_array (G_VARIANT_TYPE_DOUBLE, NULL, 0), NULL);
  vt_document_seal (get_document (viewport));
}

void
vt_viewport_look (VtViewport *viewport, VtView view)
{
  VtCamera camera;

  g_return_if_fail (VT_IS_VIEWPORT (viewport));

  vt_viewport_get_camera (viewport, &camera);
  vt_camera_set_view (&camera, view);
  vt_viewport_move_to (viewport, &camera);
}

gboolean
vt_viewport_works (VtViewport *viewport)
{
  g_return_val_if_fail (VT_IS_VIEWPORT (viewport), FALSE);

  return !viewport->failed;
}
