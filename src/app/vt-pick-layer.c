#include "vt-pick-layer.h"

#include <math.h>

#include "vt-palette.h"

struct _VtPickLayer
{
  GtkWidget parent_instance;

  VtViewport   *viewport;
  VtPicture    *picture;
  VtOverlay    *overlay; /* (nullable) */
  gboolean      measures;
  VtMeasurement measurement;
  char         *text; /* (nullable) */
  gboolean      points;
  VtPointed     pointed;
  gboolean      wants; /* the tessellation is asked for */
  guint         update_id;
};

G_DEFINE_FINAL_TYPE (VtPickLayer, vt_pick_layer, GTK_TYPE_WIDGET)

static VtDocument *
get_document (VtPickLayer *self)
{
  return vt_picture_get_document (self->picture);
}

/* A cell is drawn of what the frame's tessellation says, which somebody must want. */
static void
vt_pick_layer_update_wants (VtPickLayer *self)
{
  static const char *const tessellation[] = { "tessellation", NULL };
  gboolean wants = vt_picked_overlay_needs_tessellation (vt_document_get_state (get_document (self)));

  if (wants != self->wants)
    vt_document_want (get_document (self), self, wants ? tessellation : NULL);
  self->wants = wants;
}

/* Of the atoms that are shown; while another frame is on its way, nothing is said of either. */
static void
vt_pick_layer_update (VtPickLayer *self)
{
  VtDocument *document = get_document (self);
  VtState *state = vt_document_get_state (document);
  VtFrame *frame = vt_picture_get_frame (self->picture);
  g_autoptr (VtOverlay) overlay = NULL;

  g_clear_handle_id (&self->update_id, g_source_remove);
  vt_pick_layer_update_wants (self);
  self->measures = frame != NULL && vt_picked_overlay_measure (state, frame, &self->measurement);
  g_clear_pointer (&self->text, g_free);
  self->text = self->measures ? vt_measurement_format (&self->measurement) : NULL;
  if (frame != NULL)
    {
      VtResult *result = self->wants && vt_document_peek_frame (document) == frame
                             ? vt_document_peek (document, "tessellation")
                             : NULL;

      overlay = vt_picked_overlay_new (state, frame, result != NULL ? vt_result_get_payload (result) : NULL,
                                       self->points ? &self->pointed : NULL, vt_picture_get_dark (self->picture));
    }
  if (overlay != NULL || self->overlay != NULL)
    vt_viewport_set_layer (self->viewport, VT_LAYER_PICKED, overlay);
  g_clear_pointer (&self->overlay, vt_overlay_unref);
  self->overlay = g_steal_pointer (&overlay);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_update (gpointer data)
{
  VtPickLayer *self = data;

  self->update_id = 0;
  vt_pick_layer_update (self);
  return G_SOURCE_REMOVE;
}

static void
vt_pick_layer_queue (VtPickLayer *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 5, on_update, self, NULL);
}

static void
on_state_changed (VtPickLayer *self, VtState *before)
{
  static const char *const keys[] = { "selection.picked", "view.voronoi-cell", "view.coordination", "voronoi.area",
                                      "voronoi.relative-area", "voronoi.edge", "voronoi.radical", "voronoi.radii",
                                      "structure.average",
                                      "structure.lag", "view.radius", NULL };

  if (vt_state_differs_in (vt_document_get_state (get_document (self)), before, keys))
    vt_pick_layer_queue (self);
}

static void
on_result_changed (VtPickLayer *self, const char *analysis)
{
  if (self->wants && g_str_equal (analysis, "tessellation"))
    vt_pick_layer_queue (self);
}

/* It may have come with another result that needed it. */
static void
on_job_changed (VtPickLayer *self, const char *analysis)
{
  if (self->wants && g_str_equal (analysis, "tessellation")
      && vt_document_get_job (get_document (self), analysis, NULL, NULL) == VT_JOB_DONE)
    vt_pick_layer_queue (self);
}

/* Text on a plate of the background, so that it can be read before any atom. */
static void
draw_plate (GtkSnapshot *snapshot, PangoLayout *layout, double x, double y, gboolean dark)
{
  VtColor paper = vt_palette_get (VT_MEANING_BACKGROUND, dark), ink = vt_palette_get (VT_MEANING_FOREGROUND, dark);
  int width, height;
  GskRoundedRect plate;

  pango_layout_get_pixel_size (layout, &width, &height);
  gsk_rounded_rect_init_from_rect (
      &plate, &GRAPHENE_RECT_INIT ((float) (x - width / 2.0 - 7), (float) (y - height / 2.0 - 3), (float) (width + 14),
                                   (float) (height + 6)), 7);
  gtk_snapshot_push_rounded_clip (snapshot, &plate);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ paper.red, paper.green, paper.blue, 0.88f }, &plate.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (x - width / 2.0), (float) (y - height / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, &(GdkRGBA){ ink.red, ink.green, ink.blue, 1 });
  gtk_snapshot_restore (snapshot);
}

static void
vt_pick_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtPickLayer *self = VT_PICK_LAYER (widget);
  g_autoptr (PangoLayout) layout = NULL;
  VtCamera camera;
  double pixel[3];

  if (self->text == NULL || !vt_viewport_works (self->viewport))
    return;
  vt_viewport_get_camera (self->viewport, &camera);
  if (!vt_camera_project (&camera, gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                          self->measurement.label, pixel))
    return;
  layout = gtk_widget_create_pango_layout (widget, self->text);
  draw_plate (snapshot, layout, pixel[0], pixel[1], vt_picture_get_dark (self->picture));
}

static void
vt_pick_layer_dispose (GObject *object)
{
  VtPickLayer *self = VT_PICK_LAYER (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->wants)
    vt_document_want (get_document (self), self, NULL);
  self->wants = FALSE;
  g_clear_object (&self->picture);
  g_clear_pointer (&self->overlay, vt_overlay_unref);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (vt_pick_layer_parent_class)->dispose (object);
}

static void
vt_pick_layer_class_init (VtPickLayerClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_pick_layer_dispose;
  GTK_WIDGET_CLASS (class)->snapshot = vt_pick_layer_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "pick-layer");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
vt_pick_layer_init (VtPickLayer *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

VtPickLayer *
vt_pick_layer_new (VtViewport *viewport, VtPicture *picture)
{
  VtPickLayer *self;
  VtDocument *document;

  g_return_val_if_fail (VT_IS_VIEWPORT (viewport) && VT_IS_PICTURE (picture), NULL);

  self = g_object_new (VT_TYPE_PICK_LAYER, NULL);
  self->viewport = viewport;
  self->picture = g_object_ref (picture);
  document = get_document (self);
  vt_viewport_add_overlay (viewport, GTK_WIDGET (self));
  g_signal_connect_object (viewport, "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (picture, "changed", G_CALLBACK (vt_pick_layer_queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "result-changed", G_CALLBACK (on_result_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "job-changed", G_CALLBACK (on_job_changed), self, G_CONNECT_SWAPPED);
  vt_pick_layer_queue (self);
  return self;
}

void
vt_pick_layer_point (VtPickLayer *layer, const VtPointed *pointed)
{
  g_return_if_fail (VT_IS_PICK_LAYER (layer));

  layer->points = pointed != NULL;
  if (pointed != NULL)
    layer->pointed = *pointed;
  vt_pick_layer_queue (layer);
}

const char *
vt_pick_layer_get_text (VtPickLayer *layer)
{
  g_return_val_if_fail (VT_IS_PICK_LAYER (layer), NULL);

  return layer->text;
}

VtOverlay *
vt_pick_layer_get_overlay (VtPickLayer *layer)
{
  g_return_val_if_fail (VT_IS_PICK_LAYER (layer), NULL);

  return layer->overlay;
}
