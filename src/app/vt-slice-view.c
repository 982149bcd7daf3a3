#include "vt-slice-view.h"

#include <math.h>

#include "vt-depiction-field.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-pick.h"
#include "vt-slice-field.h"
#include "vt-slice-hand.h"
#include "vt-slice-box.h"
#include "vt-slice-job.h"
#include "vt-slice-message.h"
#include "vt-tip.h"
#include "vt-worker.h"

/* From so many discs on a slice is painted by a worker, so that the main loop keeps running. */
#define MANY_DISCS 1500

struct _VtSliceView
{
  GtkWidget parent_instance;

  VtPicture      *picture;
  VtSliceMessage *message;
  VtSliceChart   *chart;    /* (nullable) */
  char           *property; /* (nullable): what colours it */
  GskRenderNode  *node;     /* few discs: painted here */
  GdkTexture     *texture;  /* many: by the worker */
  int             node_width, node_height;
  gboolean        stale; /* what is seen is of another place, or of another picture */
  VtWorker       *worker;
};

enum
{
  CHART_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

/* @chart: (transfer full) (nullable): what is to be seen from now on, @property in colours */
static void
vt_slice_view_take (VtSliceView *self, VtSliceChart *chart, const char *property)
{
  g_clear_pointer (&self->chart, vt_slice_chart_unref);
  self->chart = chart;
  g_free (self->property);
  self->property = g_strdup (property);
  g_signal_emit (self, signals[CHART_CHANGED], 0);
}

/* ---- why nothing is there ---- */

/* A sentence where atoms are shown though a field was asked for. */
static const char *
get_note (VtSliceView *self)
{
  const VtDepiction *depiction = vt_picture_get_depiction (self->picture);

  if (depiction == NULL || depiction->coloring->n_categories == 0
      || vt_state_is (vt_document_get_state (get_document (self)), "slice.style", "atoms"))
    return NULL;
  return _ ("Elements and classes have no mean: the atoms are shown, and no field");
}

static void
vt_slice_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  vt_slice_message_allocate (VT_SLICE_VIEW (widget)->message, width, height);
}

/* ---- many discs, and fields: by the worker ---- */

static void
show_job (gpointer owner, gpointer data)
{
  VtSliceView *self = owner;
  VtSliceJob *job = data;

  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_set_object (&self->texture, job->texture);
  vt_slice_message_say (self->message, job->refusal, job->chart != NULL);
  vt_slice_view_take (self, job->chart != NULL ? vt_slice_chart_ref (job->chart) : NULL, job->property);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static const VtWorkerFuncs worker_funcs = { vt_slice_job_work, show_job, vt_slice_job_free, NULL };

/* @depiction: (nullable): what a field is made from */
static void
vt_slice_view_request (VtSliceView *self, VtSliceChart *chart, const VtDepiction *depiction, int width, int height)
{
  VtSliceJob *job = g_new0 (VtSliceJob, 1);

  job->shot = vt_picture_hold (self->picture);
  job->frame = depiction != NULL ? vt_frame_ref (depiction->frame) : NULL;
  job->values = depiction != NULL ? vt_column_ref (depiction->values) : NULL;
  job->state = vt_state_ref (vt_document_get_state (get_document (self)));
  job->chart = chart;
  job->pending = vt_picture_is_pending (self->picture);
  job->refusal = g_strdup (get_note (self));
  job->property = g_strdup (vt_picture_get_property_id (self->picture));
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
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_object (&self->texture);
  vt_slice_message_say (self->message, NULL, FALSE);
  vt_slice_view_take (self, NULL, NULL);
}

/* Few atoms: their chart is made at once, and painted at once where there are few of them in it; a field never is. */
static void
vt_slice_view_make_few (VtSliceView *self, int width, int height)
{
  VtSliceChart *chart = vt_picture_make_slice (self->picture);
  const VtDepiction *depiction = vt_picture_get_depiction (self->picture);

  if (chart == NULL)
    {
      vt_slice_view_clear (self);
      return;
    }
  vt_slice_job_prepare (depiction->state, chart);
  if (vt_depiction_has_field (depiction))
    vt_slice_view_request (self, chart, depiction, width, height);
  else if (!has_few_discs (self, chart, width, height))
    vt_slice_view_request (self, chart, NULL, width, height);
  else
    {
      vt_slice_message_say (self->message, get_note (self), TRUE);
      vt_slice_view_take (self, chart, vt_picture_get_property_id (self->picture));
      vt_slice_view_paint (self, width, height);
    }
}

static void
vt_slice_view_make (VtSliceView *self, int width, int height)
{
  g_autoptr (VtShot) shot = vt_picture_hold (self->picture);

  if (!self->stale && self->node_width == width && self->node_height == height)
    return;
  self->node_width = width;
  self->node_height = height;
  if (self->stale)
    vt_slice_view_announce (self);
  self->stale = FALSE;
  if (shot == NULL)
    vt_slice_view_make_few (self, width, height);
  else
    vt_slice_view_request (self, NULL, NULL, width, height);
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
  vt_slice_message_snapshot (self->message, snapshot);
}

gssize
vt_slice_view_atom_at (VtSliceView *self, double x, double y)
{
  int width, height;
  VtChartStyle style;
  gssize atom;

  g_return_val_if_fail (VT_IS_SLICE_VIEW (self), -1);

  if (self->chart == NULL)
    return -1;
  style = get_style (self);
  width = gtk_widget_get_width (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));
  atom = vt_slice_chart_atom_at (self->chart, width, height, &style, x, y);
  if (atom >= 0 || isnan (vt_slice_chart_get_field_at (self->chart, width, height, &style, x, y)))
    return atom;
  return vt_slice_chart_nearest_atom (self->chart, width, height, &style, x, y);
}

gboolean
vt_slice_view_to_plane (VtSliceView *self, double x, double y, double *u, double *v, double *height)
{
  int widget_width, widget_height;
  cairo_rectangle_t plot;
  VtChartStyle style;

  g_return_val_if_fail (VT_IS_SLICE_VIEW (self), FALSE);

  if (self->chart == NULL)
    return FALSE;
  style = get_style (self);
  widget_width = gtk_widget_get_width (GTK_WIDGET (self));
  widget_height = gtk_widget_get_height (GTK_WIDGET (self));
  vt_slice_chart_get_plot_area (self->chart, widget_width, widget_height, &style, &plot);
  vt_slice_chart_to_plane (self->chart, widget_width, widget_height, &style, x, y, u, v);
  *height = MIN (plot.width, plot.height) / vt_slice_chart_get_zoom (self->chart, widget_width, widget_height, &style);
  return TRUE;
}

void
vt_slice_view_get_middle (VtSliceView *self, double *x, double *y)
{
  cairo_rectangle_t plot = { 0 };
  VtChartStyle style;

  g_return_if_fail (VT_IS_SLICE_VIEW (self));

  style = get_style (self);
  if (self->chart != NULL)
    vt_slice_chart_get_plot_area (self->chart, gtk_widget_get_width (GTK_WIDGET (self)),
                                  gtk_widget_get_height (GTK_WIDGET (self)), &style, &plot);
  *x = plot.x + plot.width / 2;
  *y = plot.y + plot.height / 2;
}

gboolean
vt_slice_view_get_field_range (VtSliceView *self, double *minimum, double *maximum)
{
  g_return_val_if_fail (VT_IS_SLICE_VIEW (self), FALSE);

  return self->chart != NULL && vt_slice_chart_get_field_range (self->chart, minimum, maximum);
}

const double *
vt_slice_view_get_levels (VtSliceView *self, guint *n_levels)
{
  g_return_val_if_fail (VT_IS_SLICE_VIEW (self) && n_levels != NULL, NULL);

  *n_levels = 0;
  if (self->chart == NULL || g_strcmp0 (self->property, vt_picture_get_property_id (self->picture)) != 0)
    return NULL;
  return vt_slice_chart_get_levels (self->chart, n_levels);
}

const char *
vt_slice_view_get_refusal (VtSliceView *self)
{
  g_return_val_if_fail (VT_IS_SLICE_VIEW (self), NULL);

  return vt_slice_message_get_text (self->message);
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

/* The field's value, and below it what is said of the atom that is nearest. */
static gboolean
show_field_tip (VtSliceView *self, double value, gssize atom, int x, int y, GtkTooltip *tooltip)
{
  const VtDepiction *depiction = vt_picture_get_depiction (self->picture);
  g_autofree char *number = vt_format_property (depiction->coloring->property, value);
  g_autofree char *near = atom >= 0 ? vt_pick_describe (self->picture, (gsize) atom) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: the value of a smoothed field at a point: "Field: T_ML 412 K" */
  g_string_append_printf (text, _ ("Field: %s %s"), depiction->coloring->label, number);
  if (near != NULL)
    g_string_append_printf (text, "\n%s %s", _ ("Nearest:"), near);
  return vt_tip_show (GTK_WIDGET (self), tooltip, text->str, x, y);
}

static gboolean
vt_slice_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  VtSliceView *self = VT_SLICE_VIEW (widget);
  VtChartStyle style;
  double value;
  gssize atom;

  if (self->picture == NULL || keyboard || self->chart == NULL)
    return FALSE;
  style = get_style (self);
  atom = vt_slice_view_atom_at (self, x, y);
  value = vt_slice_chart_get_field_at (self->chart, gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                                       &style, x, y);
  if (!isnan (value) && vt_picture_get_depiction (self->picture) != NULL && !vt_picture_is_pending (self->picture))
    return show_field_tip (self, value, atom, x, y, tooltip);
  return vt_pick_show_tooltip (self->picture, widget, atom, x, y, tooltip);
}

static void
vt_slice_view_dispose (GObject *object)
{
  VtSliceView *self = VT_SLICE_VIEW (object);

  g_clear_pointer (&self->worker, vt_worker_free);
  g_clear_pointer (&self->chart, vt_slice_chart_unref);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->property, g_free);
  g_clear_pointer (&self->message, vt_slice_message_free);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (vt_slice_view_parent_class)->dispose (object);
}

static void
vt_slice_view_class_init (VtSliceViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vt_slice_view_dispose;
  signals[CHART_CHANGED]
      = g_signal_new ("chart-changed", VT_TYPE_SLICE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  widget_class->snapshot = vt_slice_view_snapshot;
  widget_class->size_allocate = vt_slice_view_size_allocate;
  widget_class->query_tooltip = vt_slice_view_query_tooltip;
  gtk_widget_class_set_css_name (widget_class, "slice");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vt_slice_view_init (VtSliceView *self)
{
  self->worker = vt_worker_new (&worker_funcs, self);
  self->stale = TRUE;
  self->message = vt_slice_message_new (GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Slice"), -1);
  /* Moved to a screen of finer pixels. */
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (vt_slice_view_forget), NULL);
}

/* Any of slice.…: where it lies, what it shows, how much of it is seen. */
static void
on_state_changed (VtSliceView *self, VtState *before)
{
  VtState *state = vt_document_get_state (get_document (self));

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const char *key = vt_parameter_get (i)->key;

      if (g_str_has_prefix (key, "slice.") && vt_state_differs (state, before, key))
        {
          vt_slice_view_forget (self);
          return;
        }
    }
}

void
vt_slice_view_set_picture (VtSliceView *view, VtPicture *picture)
{
  g_return_if_fail (VT_IS_SLICE_VIEW (view) && view->picture == NULL);
  g_return_if_fail (VT_IS_PICTURE (picture));

  view->picture = g_object_ref (picture);
  vt_slice_hand_attach (view, picture);
  g_signal_connect_object (picture, "changed", G_CALLBACK (vt_slice_view_forget), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_document (view), "state-changed", G_CALLBACK (on_state_changed), view,
                           G_CONNECT_SWAPPED);
}
