#include "vt-compare-view.h"

#include "vt-compare-maker.h"
#include "vt-compare-panel.h"
#include "vt-compare-picture.h"
#include "vt-i18n.h"
#include "vt-window.h"
#include "vt-worker.h"

/* From so many atoms in all panels, or so many discs to be seen, on they are painted by a worker, so that the main loop
 * keeps running. */
#define MANY_ATOMS 100000
#define MANY_DISCS 4000

/* ms between two looks at how far a panel is */
#define PROGRESS_STEP 100

struct _VtCompareView
{
  GtkWidget parent_instance;

  VtPicture         *picture;
  VtCompareMaker    *maker;
  char              *key;      /* what its panels were planned for */
  GPtrArray         *children; /* of VtComparePanel, one a panel; owned as children are */
  VtComparisonSheet *sheet;    /* what is seen */
  GskRenderNode     *node;     /* of it: few discs, painted here */
  GdkTexture        *texture;  /* many: by the worker */
  VtWorker          *worker;
  gboolean           stale;    /* another place or other panels are to be seen */
  int                width, height;
  guint              progress_id;
};

/* What the worker paints. */
typedef struct
{
  GPtrArray         *panels;
  VtState           *state;
  VtComparisonSheet *sheet; /* NULL: it is made first */
  VtChartStyle       style;
  int                width;
  int                height;
  int                scale;
  GdkTexture        *texture;
} Job;

enum
{
  PLANNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtCompareView, vt_compare_view, GTK_TYPE_WIDGET)

static VtDocument *
get_document (VtCompareView *self)
{
  return vt_picture_get_document (self->picture);
}

/* What is there stays to be seen until there is another. */
static void
vt_compare_view_forget (VtCompareView *self)
{
  self->stale = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* ---- panels ---- */

static void
on_other_run (VtComparePanel *panel, GFile *file, VtCompareView *self)
{
  GtkWindow *here = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  VtWindow *window = VT_WINDOW (vt_window_new (ADW_APPLICATION (gtk_window_get_application (here))));

  vt_window_open_file (window, file);
  vt_window_present_opened (window);
}

/* As many as there are panels to be seen. Not while room is given to them: then it would have to be given anew. */
static void
vt_compare_view_fill (VtCompareView *self)
{
  guint n = vt_compare_maker_get_panels (self->maker)->len;

  while (self->children->len > n)
    {
      GtkWidget *last = self->children->pdata[self->children->len - 1];

      g_ptr_array_set_size (self->children, (int) self->children->len - 1);
      gtk_widget_unparent (last);
    }
  while (self->children->len < n)
    {
      GtkWidget *child = vt_compare_panel_new (self->picture);

      g_signal_connect_object (child, "other-run", G_CALLBACK (on_other_run), self, 0);
      gtk_widget_set_parent (child, GTK_WIDGET (self));
      g_ptr_array_add (self->children, child);
    }
}

/* Those of a sheet that is to be replaced may be fewer, or more. */
static guint
count_seen (VtCompareView *self)
{
  guint n = self->sheet != NULL ? vt_comparison_sheet_get_n_panels (self->sheet) : 0;

  return MIN (n, self->children->len);
}

static gboolean
on_progress (gpointer data)
{
  VtCompareView *self = data;
  double fraction;
  int current = vt_compare_maker_get_current (self->maker, &fraction);

  for (guint i = 0; i < count_seen (self); i++)
    {
      /* Over a picture that is only to be seen otherwise it would be in the way. */
      gboolean empty = vt_comparison_sheet_get_panel (self->sheet, i)->depiction == NULL;

      vt_compare_panel_set_progress (self->children->pdata[i], empty && (int) i == current ? fraction : -1);
    }
  if (current >= 0)
    return G_SOURCE_CONTINUE;
  self->progress_id = 0;
  return G_SOURCE_REMOVE;
}

static void
vt_compare_view_follow_progress (VtCompareView *self)
{
  if (self->progress_id == 0)
    self->progress_id = g_timeout_add (PROGRESS_STEP, on_progress, self);
}

static void
on_made (gpointer owner)
{
  VtCompareView *self = owner;

  vt_compare_view_fill (self);
  vt_compare_view_forget (self);
  vt_compare_view_follow_progress (self);
}

/* ---- what is computed ---- */

/* All but where the slices are cut. A plan tells by itself which of its panels are other ones. */
static char *
make_key (VtCompareView *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree char *salt = g_strdup_printf ("%p %d", (void *) vt_document_get_source (get_document (self)),
                                           vt_picture_get_dark (self->picture));

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const char *key = vt_parameter_get (i)->key;

      if (!g_str_has_prefix (key, "slice.") && !g_str_equal (key, "view.camera") && !g_str_equal (key, "compare.places")
          && !g_str_has_prefix (key, "compare.share"))
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
  VtDocument *document;

  if (self->picture == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  document = get_document (self);
  if (vt_document_get_source (document) == NULL)
    return;
  key = make_key (self);
  if (g_strcmp0 (key, self->key) == 0)
    return;
  g_free (self->key);
  self->key = g_steal_pointer (&key);
  vt_compare_maker_start (self->maker, vt_document_get_evaluator (document), vt_document_get_source (document),
                          vt_document_get_state (document), vt_picture_get_dark (self->picture));
  vt_compare_view_fill (self);
  vt_compare_view_forget (self);
  vt_compare_view_follow_progress (self);
  g_signal_emit (self, signals[PLANNED], 0, vt_compare_maker_get_n_left_out (self->maker));
}

static gboolean
concerns_sheet (const char *key)
{
  return g_str_has_prefix (key, "slice.") || g_str_has_prefix (key, "compare.");
}

static void
on_state_changed (VtCompareView *self, VtState *before)
{
  VtState *state = vt_document_get_state (get_document (self));

  for (guint i = 0; i < vt_parameter_get_count () && !self->stale; i++)
    {
      const char *key = vt_parameter_get (i)->key;

      if (concerns_sheet (key) && vt_state_differs (state, before, key))
        vt_compare_view_forget (self);
    }
  vt_compare_view_refresh (self);
}

/* ---- painting ---- */

static void
job_free (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->panels);
  vt_state_unref (job->state);
  g_clear_pointer (&job->sheet, vt_comparison_sheet_unref);
  g_clear_object (&job->texture);
  g_free (job);
}

static void
paint_job (gpointer data, gpointer *own, GCancellable *cancellable)
{
  Job *job = data;

  if (job->sheet == NULL)
    job->sheet = vt_comparison_sheet_new (job->panels, job->state, &job->style, job->width, job->height);
  job->texture = vt_compare_picture_new (job->sheet, job->width, job->height, job->scale);
}

static void
vt_compare_view_show (VtCompareView *self, VtComparisonSheet *sheet)
{
  vt_comparison_sheet_ref (sheet);
  g_clear_pointer (&self->sheet, vt_comparison_sheet_unref);
  self->sheet = sheet;
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_object (&self->texture);
  for (guint i = 0; i < count_seen (self); i++)
    vt_compare_panel_set_sheet (self->children->pdata[i], self->sheet, i);
}

static void
show_job (gpointer owner, gpointer data)
{
  VtCompareView *self = owner;
  Job *job = data;

  vt_compare_view_show (self, job->sheet);
  self->texture = g_object_ref (job->texture);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static const VtWorkerFuncs worker_funcs = { paint_job, show_job, job_free, NULL };

static void
vt_compare_view_paint (VtCompareView *self, VtComparisonSheet *sheet)
{
  cairo_t *cr;

  vt_worker_forget (self->worker);
  vt_compare_view_show (self, sheet);
  self->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height));
  cr = gsk_cairo_node_get_draw_context (self->node);
  vt_comparison_sheet_paint (sheet, cr);
  cairo_destroy (cr);
}

static gsize
count_atoms (const GPtrArray *panels)
{
  gsize n = 0;

  for (guint i = 0; i < panels->len; i++)
    {
      const VtComparisonPanel *panel = panels->pdata[i];

      n += panel->depiction != NULL ? vt_frame_get_n_atoms (panel->depiction->frame) : 0;
    }
  return n;
}

static void
vt_compare_view_request (VtCompareView *self, GPtrArray *panels, VtComparisonSheet *sheet, const VtChartStyle *style)
{
  Job *job = g_new0 (Job, 1);

  job->panels = g_ptr_array_ref (panels);
  job->state = vt_state_ref (vt_document_get_state (get_document (self)));
  job->sheet = sheet != NULL ? vt_comparison_sheet_ref (sheet) : NULL;
  job->style = *style;
  job->style.quick = TRUE;
  job->width = self->width;
  job->height = self->height;
  job->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  vt_worker_request (self->worker, job);
}

static void
vt_compare_view_make (VtCompareView *self)
{
  GPtrArray *panels = vt_compare_maker_get_panels (self->maker);
  VtChartStyle style = vt_chart_style_screen (vt_picture_get_dark (self->picture));
  g_autoptr (VtComparisonSheet) sheet = NULL;

  self->stale = FALSE;
  if (panels->len == 0)
    return;
  /* A field takes longer than atoms do. */
  if (count_atoms (panels) <= MANY_ATOMS
      && vt_state_is (vt_document_get_state (get_document (self)), "slice.style", "atoms"))
    sheet = vt_comparison_sheet_new (panels, vt_document_get_state (get_document (self)), &style, self->width,
                                     self->height);
  if (sheet != NULL && vt_comparison_sheet_count_discs (sheet) <= MANY_DISCS)
    vt_compare_view_paint (self, sheet);
  else
    vt_compare_view_request (self, panels, sheet, &style);
}

static void
vt_compare_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VtCompareView *self = VT_COMPARE_VIEW (widget);

  if (self->picture == NULL || width <= 0 || height <= 0)
    return;
  if (self->stale || self->width != width || self->height != height)
    {
      self->width = width;
      self->height = height;
      vt_compare_view_make (self);
    }
  for (guint i = 0; i < self->children->len; i++)
    {
      GtkWidget *child = self->children->pdata[i];
      cairo_rectangle_t area = { 0, 0, 1, 1 };

      if (i < count_seen (self))
        vt_comparison_sheet_get_area (self->sheet, i, &area);
      gtk_widget_set_child_visible (child, i < count_seen (self));
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (child,
                                &(GtkAllocation){ (int) area.x, (int) area.y, MAX ((int) area.width, 1),
                                                  MAX ((int) area.height, 1) },
                                -1);
    }
}

static void
vt_compare_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtCompareView *self = VT_COMPARE_VIEW (widget);

  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
  else if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture,
                                 &GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height));
  for (guint i = 0; i < self->children->len; i++)
    gtk_widget_snapshot_child (widget, self->children->pdata[i], snapshot);
}

/* ---- the widget ---- */

static void
vt_compare_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vt_compare_view_parent_class)->map (widget);
  vt_compare_view_refresh (VT_COMPARE_VIEW (widget));
}

/* Nobody waits for what is not looked at; it is taken up again where it was left. */
static void
vt_compare_view_unmap (GtkWidget *widget)
{
  VtCompareView *self = VT_COMPARE_VIEW (widget);

  vt_compare_maker_stop (self->maker);
  vt_worker_forget (self->worker);
  g_clear_pointer (&self->key, g_free);
  self->stale = TRUE;
  GTK_WIDGET_CLASS (vt_compare_view_parent_class)->unmap (widget);
}

static void
vt_compare_view_dispose (GObject *object)
{
  VtCompareView *self = VT_COMPARE_VIEW (object);

  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_pointer (&self->maker, vt_compare_maker_free);
  g_clear_pointer (&self->worker, vt_worker_free);
  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    gtk_widget_unparent (self->children->pdata[i]);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->sheet, vt_comparison_sheet_unref);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->key, g_free);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (vt_compare_view_parent_class)->dispose (object);
}

static void
vt_compare_view_class_init (VtCompareViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vt_compare_view_dispose;
  widget_class->snapshot = vt_compare_view_snapshot;
  widget_class->size_allocate = vt_compare_view_size_allocate;
  widget_class->map = vt_compare_view_map;
  widget_class->unmap = vt_compare_view_unmap;
  signals[PLANNED] = g_signal_new ("planned", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "compare");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vt_compare_view_init (VtCompareView *self)
{
  self->maker = vt_compare_maker_new (on_made, self);
  self->worker = vt_worker_new (&worker_funcs, self);
  self->children = g_ptr_array_new ();
  self->stale = TRUE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Slices side by side"), -1);
  /* Moved to a screen of finer pixels. */
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (vt_compare_view_forget), NULL);
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

VtComparisonSheet *
vt_compare_view_get_sheet (VtCompareView *view)
{
  g_return_val_if_fail (VT_IS_COMPARE_VIEW (view), NULL);

  return view->sheet;
}

gboolean
vt_compare_view_is_busy (VtCompareView *view)
{
  double fraction;

  g_return_val_if_fail (VT_IS_COMPARE_VIEW (view), FALSE);

  return vt_compare_maker_get_current (view->maker, &fraction) >= 0 || vt_worker_is_busy (view->worker) || view->stale;
}
