#include "vt-compare-view.h"

#include <math.h>

#include "vt-chart-text.h"
#include "vt-color-bar.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-pick.h"
#include "vt-slice-view.h"
#include "vt-texture.h"
#include "vt-worker.h"

#define TITLE_HEIGHT 28
#define GAP 10
#define WHEEL_REST 400

/* From so many atoms in all panels on they are painted by a worker, so that the main loop keeps running. */
#define MANY_ATOMS 100000

/* One of the slices. Made once, then only read, also by the worker. */
typedef struct
{
  char        *title;
  VtDepiction *depiction;
} Panel;

/* The panels at one place and size. Counted by whoever has it: the view, and its worker. */
typedef struct
{
  GPtrArray   *panels; /* of Panel */
  GPtrArray   *charts; /* of VtSliceChart, as many; made by whoever paints */
  VtState     *state;
  VtChartStyle style;
  int          width;
  int          height;
  int          scale;
  GdkTexture  *texture; /* painted by the worker */
} Sheet;

struct _VtCompareView
{
  GtkWidget parent_instance;

  VtPicture     *picture;
  GPtrArray     *panels;  /* of Panel */
  Sheet         *sheet;   /* what is seen of them */
  GskRenderNode *node;    /* painted here, or */
  gboolean       stale;   /* what is seen is of another place or other panels */
  int            node_width, node_height;
  char          *key;     /* what the panels were computed for */
  char          *message;
  VtWorker     *worker;
  VtWorker      *computer; /* of the panels */
  guint          rest_id;
};

/* What the panels are computed from, and what comes of it. */
typedef struct
{
  VtEvaluator *evaluator;
  VtSource    *source;
  VtState     *state;
  gboolean     dark;
  GPtrArray   *panels;
  GError      *error;
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
  g_free (panel);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->evaluator);
  vt_source_unref (job->source);
  vt_state_unref (job->state);
  g_clear_pointer (&job->panels, g_ptr_array_unref);
  g_clear_error (&job->error);
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
compute (gpointer data, gpointer *own, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GPtrArray) panels = g_ptr_array_new_with_free_func (panel_free);
  gsize n_lags = 0;
  const double *lags = vt_state_get_reals (job->state, "correlation.lags", &n_lags);

  if (!add_panel (panels, job, job->state, "t_ml", g_strdup ("<i>T</i><sub>ML</sub>"), cancellable, &job->error))
    return;
  for (gsize i = 0; i < n_lags; i++)
    {
      g_autoptr (VtState) state = vt_state_with_real (job->state, "window.lag", lags[i]);
      g_autofree char *lag = vt_format_setting (lags[i], VT_UNIT_PICOSECOND);

      /* A lag that the file lacks has no panel; the chart of correlations says which. */
      if (!add_panel (panels, job, state, "d2min",
                      g_strdup_printf ("<i>D</i>²<sub>min</sub>  Δ<i>t</i> = %s", lag), cancellable, NULL)
          && g_cancellable_is_cancelled (cancellable))
        break;
    }
  share_range (panels);
  job->panels = g_steal_pointer (&panels);
}

/* What is there stays to be seen until there is another. */
static void
vt_compare_view_forget (VtCompareView *self)
{
  self->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
take_panels (gpointer owner, gpointer data)
{
  VtCompareView *self = owner;
  Job *job = data;

  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->panels, g_ptr_array_unref);
  self->panels = g_steal_pointer (&job->panels);
  if (self->panels == NULL)
    self->message = vt_format_science (job->error->message);
  vt_compare_view_forget (self);
}

static const VtWorkerFuncs computer_funcs = { compute, take_panels, job_free, NULL };

/* What is computed for another state is of no use. */
static void
vt_compare_view_start (VtCompareView *self)
{
  Job *job = g_new0 (Job, 1);

  job->evaluator = g_object_ref (vt_document_get_evaluator (get_document (self)));
  job->source = vt_source_ref (vt_document_get_source (get_document (self)));
  job->state = vt_state_ref (vt_document_get_state (get_document (self)));
  job->dark = vt_picture_get_dark (self->picture);
  vt_worker_forget (self->computer);
  vt_worker_request (self->computer, job);
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

static void
on_state_changed (VtCompareView *self, VtState *before)
{
  static const char *const keys[] = { "slice.axis", "slice.position", "slice.thickness" };
  VtState *state = vt_document_get_state (get_document (self));

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (before == NULL || !g_variant_equal (vt_state_get (before, keys[i]), vt_state_get (state, keys[i])))
      self->stale = TRUE;
  vt_compare_view_refresh (self);
}

/* ---- painting ---- */

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
sheet_get_cell (const Sheet *sheet, guint index, graphene_rect_t *cell)
{
  double width = sheet->width, height = sheet->height;
  guint n = sheet->panels->len + 1;
  guint columns = choose_columns (n, width, height), rows = (n + columns - 1) / columns;
  double cell_width = width / columns, cell_height = height / rows;

  graphene_rect_init (cell, (float) (index % columns * cell_width + GAP / 2.0),
                      (float) (index / columns * cell_height + TITLE_HEIGHT), (float) (cell_width - GAP),
                      (float) (cell_height - TITLE_HEIGHT - GAP));
}

/* The state with the slice of another. (transfer full) */
static VtState *
place_slice (VtState *state, VtState *place)
{
  static const char *const keys[] = { "slice.axis", "slice.position", "slice.thickness" };
  VtState *placed = vt_state_ref (state);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      VtState *next = vt_state_with (placed, keys[i], vt_state_get (place, keys[i]), NULL);

      if (next == NULL)
        continue;
      vt_state_unref (placed);
      placed = next;
    }
  return placed;
}

static void
sheet_make_charts (Sheet *sheet)
{
  sheet->charts = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_slice_chart_unref);
  for (guint i = 0; i < sheet->panels->len; i++)
    {
      /* The same atoms and colours at the present place. */
      VtDepiction depiction = *((Panel *) g_ptr_array_index (sheet->panels, i))->depiction;
      g_autoptr (VtState) state = place_slice (depiction.state, sheet->state);
      VtSliceChart *chart;

      depiction.state = state;
      chart = vt_depiction_to_slice_chart (&depiction);
      vt_slice_chart_set_legend (chart, FALSE);
      g_ptr_array_add (sheet->charts, chart);
    }
}

static void
sheet_paint_panel (const Sheet *sheet, cairo_t *cr, guint index)
{
  const Panel *panel = g_ptr_array_index (sheet->panels, index);
  cairo_rectangle_t plot;
  graphene_rect_t cell;

  sheet_get_cell (sheet, index, &cell);
  if (cell.size.width < 20 || cell.size.height < 20)
    return;
  vt_slice_chart_get_plot_area (g_ptr_array_index (sheet->charts, index), cell.size.width, cell.size.height,
                                &sheet->style, &plot);
  cairo_save (cr);
  cairo_translate (cr, cell.origin.x, cell.origin.y);
  vt_chart_style_set_source (cr, sheet->style.foreground, 1);
  vt_chart_text_draw (cr, &sheet->style, panel->title, sheet->style.title_size, plot.x, plot.y - 6, 0, 1, 0);
  vt_slice_chart_paint (g_ptr_array_index (sheet->charts, index), cr, cell.size.width, cell.size.height, &sheet->style);
  cairo_restore (cr);
}

/* Returns: its width */
static double
paint_key (const VtColoring *coloring, cairo_t *cr, const VtChartStyle *style, double x, double height)
{
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtColorBar bar = { .scale = &coloring->scale, .axis = axis };

  vt_axis_set_title (axis, coloring->label, coloring->unit);
  vt_color_bar_paint (&bar, cr, style, x, 0, height);
  return vt_color_bar_measure (&bar, style, height);
}

/* In the last cell: both colour bars, and where the slice lies. */
static void
sheet_paint_keys (const Sheet *sheet, cairo_t *cr)
{
  const VtChartStyle *style = &sheet->style;
  const Panel *first = g_ptr_array_index (sheet->panels, 0);
  const Panel *last = g_ptr_array_index (sheet->panels, sheet->panels->len - 1);
  g_autofree char *place = vt_slice_view_describe (sheet->state, vt_frame_get_cell (first->depiction->frame));
  graphene_rect_t cell;
  double height, width;

  sheet_get_cell (sheet, sheet->panels->len, &cell);
  height = MIN (cell.size.height - 24, 260);
  if (height < 60)
    return;
  cairo_save (cr);
  cairo_translate (cr, cell.origin.x + 4, cell.origin.y);
  width = paint_key (first->depiction->coloring, cr, style, 0, height);
  if (last != first)
    paint_key (last->depiction->coloring, cr, style, width + 12, height);
  vt_chart_style_set_source (cr, style->secondary, 1);
  vt_chart_text_draw (cr, style, place, style->text_size, 0, height + 18, 0, 1, 0);
  cairo_restore (cr);
}

static void
sheet_paint (const Sheet *sheet, cairo_t *cr)
{
  for (guint i = 0; i < sheet->panels->len; i++)
    sheet_paint_panel (sheet, cr, i);
  sheet_paint_keys (sheet, cr);
}

/* ---- many atoms: by the worker ---- */

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_ptr_array_unref (sheet->panels);
  g_clear_pointer (&sheet->charts, g_ptr_array_unref);
  vt_state_unref (sheet->state);
  g_clear_object (&sheet->texture);
}

static void
sheet_release (gpointer sheet)
{
  g_atomic_rc_box_release_full (sheet, sheet_free);
}

static void
paint_job (gpointer data, gpointer *own, GCancellable *cancellable)
{
  Sheet *sheet = data;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, sheet->width * sheet->scale,
                                                         sheet->height * sheet->scale);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, sheet->scale, sheet->scale);
  cr = cairo_create (surface);
  sheet_make_charts (sheet);
  sheet_paint (sheet, cr);
  cairo_destroy (cr);
  sheet->texture = vt_texture_from_surface (surface);
  cairo_surface_destroy (surface);
}

static void
show_job (gpointer owner, gpointer data)
{
  VtCompareView *self = owner;

  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->sheet, sheet_release);
  self->sheet = g_atomic_rc_box_acquire (data);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static const VtWorkerFuncs worker_funcs = { paint_job, show_job, sheet_release, NULL };

/* ---- few: at once ---- */

static void
vt_compare_view_paint (VtCompareView *self, Sheet *sheet)
{
  cairo_t *cr;

  vt_worker_forget (self->worker);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->sheet, sheet_release);
  sheet_make_charts (sheet);
  self->sheet = sheet;
  self->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) sheet->width, (float) sheet->height));
  cr = gsk_cairo_node_get_draw_context (self->node);
  sheet_paint (sheet, cr);
  cairo_destroy (cr);
}

static Sheet *
vt_compare_view_new_sheet (VtCompareView *self, int width, int height)
{
  Sheet *sheet = g_atomic_rc_box_new0 (Sheet);

  sheet->panels = g_ptr_array_ref (self->panels);
  sheet->state = vt_state_ref (vt_document_get_state (get_document (self)));
  sheet->style = vt_chart_style_screen (vt_picture_get_dark (self->picture));
  sheet->width = width;
  sheet->height = height;
  sheet->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  return sheet;
}

static void
vt_compare_view_make (VtCompareView *self, int width, int height)
{
  const Panel *first = g_ptr_array_index (self->panels, 0);
  Sheet *sheet;

  if (!self->stale && self->node_width == width && self->node_height == height)
    return;
  self->stale = FALSE;
  self->node_width = width;
  self->node_height = height;
  sheet = vt_compare_view_new_sheet (self, width, height);
  if (vt_frame_get_n_atoms (first->depiction->frame) * self->panels->len > MANY_ATOMS)
    vt_worker_request (self->worker, sheet);
  else
    vt_compare_view_paint (self, sheet);
}

static void
vt_compare_view_snapshot_message (VtCompareView *self, GtkSnapshot *snapshot, int width, int height)
{
  VtChartStyle style = vt_chart_style_screen (vt_picture_get_dark (self->picture));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  vt_chart_style_set_source (cr, style.secondary, 1);
  vt_chart_text_draw (cr, &style, self->message != NULL ? self->message : _ ("Computing…"), style.title_size,
                      width / 2.0, height / 2.0, 0.5, 0.5, 0);
  cairo_destroy (cr);
}

static void
vt_compare_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtCompareView *self = VT_COMPARE_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->picture == NULL || width <= 0 || height <= 0)
    return;
  if (self->panels != NULL)
    vt_compare_view_make (self, width, height);
  if (self->panels == NULL || self->sheet == NULL)
    vt_compare_view_snapshot_message (self, snapshot, width, height);
  else if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
  else
    gtk_snapshot_append_texture (snapshot, self->sheet->texture,
                                 &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static gssize
vt_compare_view_atom_at (VtCompareView *self, double x, double y)
{
  const Sheet *sheet = self->panels != NULL ? self->sheet : NULL;

  for (guint i = 0; sheet != NULL && i < sheet->charts->len; i++)
    {
      graphene_rect_t cell;

      sheet_get_cell (sheet, i, &cell);
      if (graphene_rect_contains_point (&cell, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        return vt_slice_chart_atom_at (g_ptr_array_index (sheet->charts, i), cell.size.width, cell.size.height,
                                       &sheet->style, x - cell.origin.x, y - cell.origin.y);
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

  g_clear_pointer (&self->computer, vt_worker_free);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->worker, vt_worker_free);
  g_clear_pointer (&self->sheet, sheet_release);
  g_clear_pointer (&self->node, gsk_render_node_unref);
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

  self->computer = vt_worker_new (&computer_funcs, self);
  self->worker = vt_worker_new (&worker_funcs, self);
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
