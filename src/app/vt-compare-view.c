#include "vt-compare-view.h"

#include <math.h>

#include "vt-chart-text.h"
#include "vt-color-bar.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-pick.h"
#include "vt-slice-view.h"

#define TITLE_HEIGHT 28
#define GAP 10
#define WHEEL_REST 400

/* One of the slices: what it shows, and its chart at the present place. */
typedef struct
{
  char         *title;
  VtDepiction  *depiction;
  VtSliceChart *chart;
} Panel;

struct _VtCompareView
{
  GtkWidget parent_instance;

  VtPicture    *picture;
  GPtrArray    *panels; /* of Panel */
  char         *key;    /* what they were computed for */
  char         *message;
  GCancellable *cancellable;
  guint         rest_id;
};

/* What the worker needs, of the main thread's making. */
typedef struct
{
  VtEvaluator *evaluator;
  VtSource    *source;
  VtState     *state;
  gboolean     dark;
} Job;

G_DEFINE_FINAL_TYPE (VtCompareView, vt_compare_view, GTK_TYPE_WIDGET)

static VtDocument *
get_document (VtCompareView *self)
{
  return vt_picture_get_document (self->picture);
}

static void
panel_free (gpointer data)
{
  Panel *panel = data;

  g_free (panel->title);
  g_clear_pointer (&panel->depiction, vt_depiction_free);
  g_clear_pointer (&panel->chart, vt_slice_chart_unref);
  g_free (panel);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->evaluator);
  vt_source_unref (job->source);
  vt_state_unref (job->state);
  g_free (job);
}

static gboolean
add_panel (GPtrArray *panels, Job *job, VtState *state, const char *property, char *title, GCancellable *cancellable,
           GError **error)
{
  VtDepiction *depiction = vt_depiction_evaluate (job->evaluator, job->source, state, property, job->dark, NULL,
                                                  cancellable, error);
  Panel *panel;

  if (depiction == NULL)
    {
      g_free (title);
      return FALSE;
    }
  panel = g_new0 (Panel, 1);
  panel->title = title;
  panel->depiction = depiction;
  g_ptr_array_add (panels, panel);
  return TRUE;
}

/* D²min panels are compared with one another: they share a range. */
static void
share_range (GPtrArray *panels)
{
  g_autoptr (GPtrArray) colorings = g_ptr_array_new ();

  for (guint i = 1; i < panels->len; i++)
    g_ptr_array_add (colorings, ((Panel *) g_ptr_array_index (panels, i))->depiction->coloring);
  if (colorings->len > 0)
    vt_coloring_share_range ((VtColoring *const *) colorings->pdata, colorings->len);
}

static void
compute (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GPtrArray) panels = g_ptr_array_new_with_free_func (panel_free);
  gsize n_lags = 0;
  const double *lags = vt_state_get_reals (job->state, "correlation.lags", &n_lags);
  g_autoptr (GError) error = NULL;

  if (!add_panel (panels, job, job->state, "t_ml", g_strdup ("<i>T</i><sub>ML</sub>"), cancellable, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (gsize i = 0; i < n_lags; i++)
    {
      g_autoptr (VtState) state = vt_state_with_real (job->state, "window.lag", lags[i]);
      g_autofree char *lag = vt_format_quantity (lags[i], VT_UNIT_PICOSECOND, 3);

      /* A lag that the file lacks has no panel; the chart of correlations says which. */
      if (!add_panel (panels, job, state, "d2min",
                      g_strdup_printf ("<i>D</i>²<sub>min</sub>, Δ<i>t</i> = %s", lag), cancellable, NULL)
          && g_cancellable_is_cancelled (cancellable))
        break;
    }
  share_range (panels);
  g_task_return_pointer (task, g_steal_pointer (&panels), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_computed (GObject *object, GAsyncResult *result, gpointer data)
{
  VtCompareView *self = VT_COMPARE_VIEW (object);
  g_autoptr (GError) error = NULL;
  GPtrArray *panels = g_task_propagate_pointer (G_TASK (result), &error);

  /* One that was cancelled has a successor, whose state this is not. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_clear_pointer (&panels, g_ptr_array_unref);
      return;
    }
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->panels, g_ptr_array_unref);
  self->panels = panels;
  if (panels == NULL)
    self->message = vt_format_science (error->message);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vt_compare_view_start (VtCompareView *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  job->evaluator = g_object_ref (vt_document_get_evaluator (get_document (self)));
  job->source = vt_source_ref (vt_document_get_source (get_document (self)));
  job->state = vt_state_ref (vt_document_get_state (get_document (self)));
  job->dark = vt_picture_get_dark (self->picture);
  task = g_task_new (self, self->cancellable, on_computed, NULL);
  g_task_set_source_tag (task, vt_compare_view_start);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, compute);
}

/* Everything but the camera and the slice's place asks for other depictions; those are made of the same ones. */
static char *
make_key (VtCompareView *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree char *salt = g_strdup_printf ("%p %d", (void *) vt_document_get_source (get_document (self)),
                                           vt_picture_get_dark (self->picture));

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const char *key = vt_parameter_get (i)->key;

      if (!g_str_has_prefix (key, "slice.") && !g_str_equal (key, "view.camera") && !g_str_equal (key, "view.page")
          && !g_str_equal (key, "view.color-by") && !g_str_equal (key, "window.lag"))
        g_ptr_array_add (keys, (char *) key);
    }
  g_ptr_array_add (keys, NULL);
  return vt_state_digest (vt_document_get_state (get_document (self)), (const char *const *) keys->pdata, salt);
}

/* Works only while it is looked at. */
static void
vt_compare_view_refresh (VtCompareView *self)
{
  g_autofree char *key = NULL;

  if (self->picture == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self))
      || vt_document_get_source (get_document (self)) == NULL)
    return;
  key = make_key (self);
  if (g_strcmp0 (key, self->key) != 0)
    {
      g_free (self->key);
      self->key = g_steal_pointer (&key);
      vt_compare_view_start (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The charts of another place are made from the same depictions. */
static void
on_state_changed (VtCompareView *self)
{
  for (guint i = 0; self->panels != NULL && i < self->panels->len; i++)
    g_clear_pointer (&((Panel *) g_ptr_array_index (self->panels, i))->chart, vt_slice_chart_unref);
  vt_compare_view_refresh (self);
}

static void
panel_ensure_chart (Panel *panel, VtState *state)
{
  static const char *const keys[] = { "slice.axis", "slice.position", "slice.thickness" };

  if (panel->chart != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      VtState *moved = vt_state_with (panel->depiction->state, keys[i], vt_state_get (state, keys[i]), NULL);

      if (moved == NULL)
        continue;
      vt_state_unref (panel->depiction->state);
      panel->depiction->state = moved;
    }
  panel->chart = vt_depiction_to_slice_chart (panel->depiction);
  vt_slice_chart_set_legend (panel->chart, FALSE);
}

/* Columns by which the cells become largest: the box is about square. One cell more than panels is for the keys. */
static guint
choose_columns (guint n, double width, double height)
{
  guint best = 1;
  double best_side = 0;

  for (guint columns = 1; columns <= n; columns++)
    {
      guint rows = (n + columns - 1) / columns;
      double side = MIN (width / columns, height / rows - TITLE_HEIGHT);

      if (side > best_side)
        {
          best_side = side;
          best = columns;
        }
    }
  return best;
}

static void
vt_compare_view_get_cell (VtCompareView *self, guint index, graphene_rect_t *cell)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  guint n = self->panels->len + 1;
  guint columns = choose_columns (n, width, height), rows = (n + columns - 1) / columns;
  double cell_width = width / columns, cell_height = height / rows;

  graphene_rect_init (cell, (float) (index % columns * cell_width + GAP / 2.0),
                      (float) (index / columns * cell_height + TITLE_HEIGHT), (float) (cell_width - GAP),
                      (float) (cell_height - TITLE_HEIGHT - GAP));
}

static void
vt_compare_view_snapshot_panel (VtCompareView *self, GtkSnapshot *snapshot, guint index)
{
  Panel *panel = g_ptr_array_index (self->panels, index);
  VtChartStyle style = vt_chart_style_screen (vt_picture_get_dark (self->picture));
  graphene_rect_t cell;
  cairo_t *cr;

  vt_compare_view_get_cell (self, index, &cell);
  if (cell.size.width < 20 || cell.size.height < 20)
    return;
  panel_ensure_chart (panel, vt_document_get_state (get_document (self)));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (cell.origin.x, cell.origin.y - TITLE_HEIGHT,
                                                                 cell.size.width, cell.size.height + TITLE_HEIGHT));
  vt_chart_style_set_source (cr, style.foreground, 1);
  vt_chart_text_draw (cr, &style, panel->title, style.title_size, cell.origin.x + 4, cell.origin.y - 6, 0, 1, 0);
  cairo_translate (cr, cell.origin.x, cell.origin.y);
  vt_slice_chart_paint (panel->chart, cr, cell.size.width, cell.size.height, &style);
  cairo_destroy (cr);
}

static void
paint_key (const VtColoring *coloring, cairo_t *cr, const VtChartStyle *style, double x, double y, double height)
{
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtColorBar bar = { .scale = &coloring->scale, .axis = axis };

  vt_axis_set_title (axis, coloring->label, coloring->unit);
  vt_color_bar_paint (&bar, cr, style, x, y, height);
}

/* In the last cell: both colour bars, and where the slice lies. */
static void
vt_compare_view_snapshot_keys (VtCompareView *self, GtkSnapshot *snapshot)
{
  VtChartStyle style = vt_chart_style_screen (vt_picture_get_dark (self->picture));
  Panel *first = g_ptr_array_index (self->panels, 0);
  Panel *last = g_ptr_array_index (self->panels, self->panels->len - 1);
  g_autofree char *place = vt_slice_view_describe (vt_document_get_state (get_document (self)),
                                                   vt_frame_get_cell (first->depiction->frame));
  graphene_rect_t cell;
  double height;
  cairo_t *cr;

  vt_compare_view_get_cell (self, self->panels->len, &cell);
  height = MIN (cell.size.height - 24, 260);
  if (height < 60)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &cell);
  cairo_translate (cr, cell.origin.x + 12, cell.origin.y);
  paint_key (first->depiction->coloring, cr, &style, 0, 0, height);
  if (last != first)
    paint_key (last->depiction->coloring, cr, &style, 90, 0, height);
  vt_chart_style_set_source (cr, style.secondary, 1);
  vt_chart_text_draw (cr, &style, place, style.text_size, 0, height + 18, 0, 1, 0);
  cairo_destroy (cr);
}

static void
vt_compare_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtCompareView *self = VT_COMPARE_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  VtChartStyle style;
  cairo_t *cr;

  if (self->picture == NULL)
    return;
  for (guint i = 0; self->panels != NULL && i < self->panels->len; i++)
    vt_compare_view_snapshot_panel (self, snapshot, i);
  if (self->panels != NULL)
    {
      vt_compare_view_snapshot_keys (self, snapshot);
      return;
    }
  style = vt_chart_style_screen (vt_picture_get_dark (self->picture));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  vt_chart_style_set_source (cr, style.secondary, 1);
  vt_chart_text_draw (cr, &style, self->message != NULL ? self->message : _ ("Computing…"), style.title_size,
                      width / 2.0, height / 2.0, 0.5, 0.5, 0);
  cairo_destroy (cr);
}

static gssize
vt_compare_view_atom_at (VtCompareView *self, double x, double y)
{
  VtChartStyle style = vt_chart_style_screen (vt_picture_get_dark (self->picture));

  for (guint i = 0; self->panels != NULL && i < self->panels->len; i++)
    {
      Panel *panel = g_ptr_array_index (self->panels, i);
      graphene_rect_t cell;

      vt_compare_view_get_cell (self, i, &cell);
      if (panel->chart != NULL && graphene_rect_contains_point (&cell, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        return vt_slice_chart_atom_at (panel->chart, cell.size.width, cell.size.height, &style, x - cell.origin.x,
                                       y - cell.origin.y);
    }
  return -1;
}

static void
on_released (GtkGestureClick *click, int n_press, double x, double y, gpointer data)
{
  VtCompareView *self = data;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  vt_pick_atom (self->picture, vt_compare_view_atom_at (self, x, y), FALSE);
}

static gboolean
on_rest (gpointer data)
{
  VtCompareView *self = data;

  self->rest_id = 0;
  vt_document_seal (get_document (self));
  return G_SOURCE_REMOVE;
}

static gboolean
vt_compare_view_move (VtCompareView *self, double angstrom)
{
  VtFrame *frame = vt_picture_get_frame (self->picture);

  if (frame == NULL)
    return GDK_EVENT_PROPAGATE;
  vt_slice_view_move (get_document (self), frame, angstrom);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (WHEEL_REST, on_rest, self);
  return GDK_EVENT_STOP;
}

static gboolean
on_scroll (GtkEventControllerScroll *scroll, double dx, double dy, gpointer data)
{
  return vt_compare_view_move (data, -dy);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer data)
{
  if (key != GDK_KEY_Up && key != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  return vt_compare_view_move (data, key == GDK_KEY_Up ? 1 : -1);
}

static void
vt_compare_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vt_compare_view_parent_class)->map (widget);
  vt_compare_view_refresh (VT_COMPARE_VIEW (widget));
}

static void
vt_compare_view_dispose (GObject *object)
{
  VtCompareView *self = VT_COMPARE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->panels, g_ptr_array_unref);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (vt_compare_view_parent_class)->dispose (object);
}

static void
vt_compare_view_class_init (VtCompareViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vt_compare_view_dispose;
  widget_class->snapshot = vt_compare_view_snapshot;
  widget_class->map = vt_compare_view_map;
  gtk_widget_class_set_css_name (widget_class, "compare");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vt_compare_view_init (VtCompareView *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("T_ML and D²min in slices side by side"), -1);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
vt_compare_view_set_picture (VtCompareView *view, VtPicture *picture)
{
  g_return_if_fail (VT_IS_COMPARE_VIEW (view) && view->picture == NULL);
  g_return_if_fail (VT_IS_PICTURE (picture));

  view->picture = g_object_ref (picture);
  g_signal_connect_object (picture, "changed", G_CALLBACK (vt_compare_view_refresh), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_document (view), "state-changed", G_CALLBACK (on_state_changed), view,
                           G_CONNECT_SWAPPED);
}
