#include "vt-slice-view.h"

#include <math.h>

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-pick.h"
#include "vt-slice-box.h"
#include "vt-texture.h"
#include "vt-worker.h"

/* From so many discs on a slice is painted by a worker, so that the main loop keeps running. */
#define MANY_DISCS 1500

/* ms after the last turn of the wheel that its movement counts as one edit */
#define WHEEL_REST 400

struct _VtSliceView
{
  GtkWidget parent_instance;

  VtPicture     *picture;
  VtSliceChart  *chart;
  GskRenderNode *node;    /* few discs: painted here */
  GdkTexture    *texture; /* many: by the worker */
  int            node_width, node_height;
  gboolean       stale; /* what is seen is of another place, or of another picture */
  VtWorker     *worker;
  double         drag_position; /* slice.position where the drag began */
  guint          rest_id;
};

G_DEFINE_FINAL_TYPE (VtSliceView, vt_slice_view, GTK_TYPE_WIDGET)

static VtDocument *
get_document (VtSliceView *self)
{
  return vt_picture_get_document (self->picture);
}

static VtChartStyle
get_style (VtSliceView *self)
{
  return vt_chart_style_screen (vt_picture_get_dark (self->picture));
}

/* What is there stays to be seen until there is another. */
static void
vt_slice_view_forget (VtSliceView *self)
{
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vt_slice_view_announce (VtSliceView *self)
{
  VtFrame *frame = vt_picture_get_frame (self->picture);
  g_autofree char *text = NULL;

  if (frame == NULL)
    return;
  text = vt_slice_view_describe (vt_document_get_state (get_document (self)), vt_frame_get_cell (frame));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* ---- many discs: by the worker ---- */

/* Either a chart, or what one is made from. */
typedef struct
{
  VtShot       *shot;
  VtState      *state;
  VtSliceChart *chart;
  VtChartStyle  style;
  int           width;
  int           height;
  int           scale;
  GdkTexture   *texture;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->shot, vt_shot_release);
  vt_state_unref (job->state);
  g_clear_pointer (&job->chart, vt_slice_chart_unref);
  g_clear_object (&job->texture);
  g_free (job);
}

static void
paint_job (gpointer data, gpointer *own, GCancellable *cancellable)
{
  Job *job = data;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (job->chart == NULL)
    {
      VtDepiction depiction = *job->shot->depiction;

      depiction.state = job->state;
      job->chart = vt_depiction_to_slice_chart (&depiction);
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, job->width * job->scale, job->height * job->scale);
  cairo_surface_set_device_scale (surface, job->scale, job->scale);
  cr = cairo_create (surface);
  vt_slice_chart_paint (job->chart, cr, job->width, job->height, &job->style);
  cairo_destroy (cr);
  job->texture = vt_texture_from_surface (surface);
  cairo_surface_destroy (surface);
}

static void
show_job (gpointer owner, gpointer data)
{
  VtSliceView *self = owner;
  Job *job = data;

  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->chart, vt_slice_chart_unref);
  self->chart = vt_slice_chart_ref (job->chart);
  g_set_object (&self->texture, job->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static const VtWorkerFuncs worker_funcs = { paint_job, show_job, job_free, NULL };

static void
vt_slice_view_request (VtSliceView *self, VtSliceChart *chart, int width, int height)
{
  Job *job = g_new0 (Job, 1);

  job->shot = vt_picture_hold (self->picture);
  job->state = vt_state_ref (vt_document_get_state (get_document (self)));
  job->chart = chart;
  job->style = get_style (self);
  job->width = width;
  job->height = height;
  job->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  vt_worker_request (self->worker, job);
}

/* ---- few: at once ---- */

static void
vt_slice_view_paint (VtSliceView *self, int width, int height)
{
  VtChartStyle style = get_style (self);
  cairo_t *cr;

  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_object (&self->texture);
  vt_worker_forget (self->worker);
  self->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cr = gsk_cairo_node_get_draw_context (self->node);
  vt_slice_chart_paint (self->chart, cr, width, height, &style);
  cairo_destroy (cr);
}

static gboolean
has_few_discs (VtSliceView *self, VtSliceChart *chart, int width, int height)
{
  VtChartStyle style = get_style (self);

  return vt_slice_chart_count_visible (chart, width, height, &style) <= MANY_DISCS;
}

static void
vt_slice_view_clear (VtSliceView *self)
{
  vt_worker_forget (self->worker);
  g_clear_pointer (&self->chart, vt_slice_chart_unref);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_object (&self->texture);
}

static void
vt_slice_view_make (VtSliceView *self, int width, int height)
{
  g_autoptr (VtShot) shot = vt_picture_hold (self->picture);
  VtSliceChart *chart;

  if (!self->stale && self->node_width == width && self->node_height == height)
    return;
  self->node_width = width;
  self->node_height = height;
  if (self->stale)
    vt_slice_view_announce (self);
  self->stale = FALSE;
  chart = shot == NULL ? vt_picture_make_slice (self->picture) : NULL;
  if (shot == NULL && chart == NULL)
    vt_slice_view_clear (self);
  else if (chart != NULL && has_few_discs (self, chart, width, height))
    {
      g_clear_pointer (&self->chart, vt_slice_chart_unref);
      self->chart = chart;
      vt_slice_view_paint (self, width, height);
    }
  else
    vt_slice_view_request (self, chart, width, height);
}

static void
vt_slice_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtSliceView *self = VT_SLICE_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->picture == NULL || width <= 0 || height <= 0)
    return;
  vt_slice_view_make (self, width, height);
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
  else if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture,
                                 &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static gssize
vt_slice_view_atom_at (VtSliceView *self, double x, double y)
{
  VtChartStyle style = get_style (self);

  if (self->chart == NULL)
    return -1;
  return vt_slice_chart_atom_at (self->chart, gtk_widget_get_width (GTK_WIDGET (self)),
                                 gtk_widget_get_height (GTK_WIDGET (self)), &style, x, y);
}

void
vt_slice_view_find_box (VtSliceView *view, const double box[4], GArray *atoms)
{
  VtChartStyle style;

  g_return_if_fail (VT_IS_SLICE_VIEW (view));

  style = get_style (view);
  if (view->chart != NULL)
    vt_slice_chart_find_box (view->chart, gtk_widget_get_width (GTK_WIDGET (view)),
                             gtk_widget_get_height (GTK_WIDGET (view)), &style, box, atoms);
}

char *
vt_slice_view_describe_place (const VtState *state, const VtCell *cell)
{
  VtSlice slice;
  g_autofree char *position = NULL;

  g_return_val_if_fail (state != NULL && cell != NULL, NULL);

  vt_depiction_get_slice (state, cell, &slice);
  position = vt_format_quantity (slice.position, VT_UNIT_ANGSTROM, 3);
  return g_strdup_printf ("<i>%s</i> = %s", vt_state_get_text (state, "slice.axis"), position);
}

char *
vt_slice_view_describe (const VtState *state, const VtCell *cell)
{
  VtSlice slice;
  g_autofree char *position = NULL;
  g_autofree char *thickness = NULL;

  g_return_val_if_fail (state != NULL, NULL);
  g_return_val_if_fail (cell != NULL, NULL);

  vt_depiction_get_slice (state, cell, &slice);
  position = vt_format_quantity (slice.position, VT_UNIT_ANGSTROM, 3);
  thickness = vt_format_quantity (slice.thickness, VT_UNIT_ANGSTROM, 2);
  /* Translators: where a slice lies: "y = 12.0 Å, 4.0 Å thick" */
  return g_strdup_printf (_ ("%s = %s, %s thick"), vt_state_get_text (state, "slice.axis"), position, thickness);
}

void
vt_slice_view_move (VtDocument *document, VtFrame *frame, double angstrom)
{
  VtState *state;
  VtSlice slice;
  double minimum, maximum;

  g_return_if_fail (VT_IS_DOCUMENT (document));
  g_return_if_fail (frame != NULL);

  state = vt_document_get_state (document);
  vt_depiction_get_slice (state, vt_frame_get_cell (frame), &slice);
  vt_slice_get_range (&slice, vt_frame_get_cell (frame), &minimum, &maximum);
  vt_document_set_real (document, "slice.position",
                        CLAMP (vt_state_get_real (state, "slice.position") + angstrom / (maximum - minimum), 0, 1));
}

static gboolean
on_rest (gpointer data)
{
  VtSliceView *self = data;

  self->rest_id = 0;
  vt_document_seal (get_document (self));
  return G_SOURCE_REMOVE;
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, gpointer data)
{
  VtSliceView *self = data;
  VtFrame *frame = vt_picture_get_frame (self->picture);

  if (frame == NULL)
    return GDK_EVENT_PROPAGATE;
  vt_slice_view_move (get_document (self), frame, -dy);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (WHEEL_REST, on_rest, self);
  return GDK_EVENT_STOP;
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, gpointer data)
{
  VtSliceView *self = data;

  self->drag_position = vt_state_get_real (vt_document_get_state (get_document (self)), "slice.position");
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  VtSliceView *self = data;

  if (fabs (dy) < 6
      && self->drag_position == vt_state_get_real (vt_document_get_state (get_document (self)), "slice.position"))
    return;
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  vt_document_set_real (get_document (self), "slice.position",
                        CLAMP (self->drag_position - dy / MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1), 0, 1));
}

static void
on_drag_end (GtkGestureDrag *drag, double dx, double dy, gpointer data)
{
  vt_document_seal (get_document (data));
}

static void
on_released (GtkGestureClick *click, int n_press, double x, double y, gpointer data)
{
  VtSliceView *self = data;
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));

  vt_pick_atom (self->picture, vt_slice_view_atom_at (self, x, y), (modifiers & GDK_SHIFT_MASK) != 0);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer data)
{
  VtSliceView *self = data;
  VtFrame *frame = vt_picture_get_frame (self->picture);
  double thickness = vt_state_get_real (vt_document_get_state (get_document (self)), "slice.thickness");
  double way = key == GDK_KEY_Up || key == GDK_KEY_Page_Up ? 1 : -1;

  if (frame == NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      vt_slice_view_move (get_document (self), frame, way);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      vt_slice_view_move (get_document (self), frame, way * thickness);
      return GDK_EVENT_STOP;
    case GDK_KEY_x:
    case GDK_KEY_y:
    case GDK_KEY_z:
      vt_document_set_text (get_document (self), "slice.axis", key == GDK_KEY_x ? "x" : key == GDK_KEY_y ? "y" : "z");
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
vt_slice_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  VtSliceView *self = VT_SLICE_VIEW (widget);

  if (self->picture == NULL || keyboard)
    return FALSE;
  return vt_pick_show_tooltip (self->picture, vt_slice_view_atom_at (self, x, y), x, y, tooltip);
}

static void
vt_slice_view_dispose (GObject *object)
{
  VtSliceView *self = VT_SLICE_VIEW (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->worker, vt_worker_free);
  g_clear_pointer (&self->chart, vt_slice_chart_unref);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_object (&self->texture);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (vt_slice_view_parent_class)->dispose (object);
}

static void
vt_slice_view_class_init (VtSliceViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vt_slice_view_dispose;
  widget_class->snapshot = vt_slice_view_snapshot;
  widget_class->query_tooltip = vt_slice_view_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "slice");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vt_slice_view_add_gestures (VtSliceView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}

static void
vt_slice_view_init (VtSliceView *self)
{
  self->worker = vt_worker_new (&worker_funcs, self);
  self->stale = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Slice"), -1);
}

static void
on_state_changed (VtSliceView *self, VtState *before)
{
  static const char *const keys[] = { "slice.axis", "slice.position", "slice.thickness" };
  VtState *state = vt_document_get_state (get_document (self));

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (before == NULL || !g_variant_equal (vt_state_get (before, keys[i]), vt_state_get (state, keys[i])))
      {
        vt_slice_view_forget (self);
        return;
      }
}

void
vt_slice_view_set_picture (VtSliceView *view, VtPicture *picture)
{
  g_return_if_fail (VT_IS_SLICE_VIEW (view) && view->picture == NULL);
  g_return_if_fail (VT_IS_PICTURE (picture));

  view->picture = g_object_ref (picture);
  vt_slice_view_add_gestures (view);
  g_signal_connect_object (picture, "changed", G_CALLBACK (vt_slice_view_forget), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_document (view), "state-changed", G_CALLBACK (on_state_changed), view,
                           G_CONNECT_SWAPPED);
}
