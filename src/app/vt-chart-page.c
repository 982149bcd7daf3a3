#include "vt-chart-page.h"

#include <math.h>

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-polyhedra-view.h"

#define HEIGHT 210 /* of a chart at least */
#define CAPTION 44 /* of two lines below it */

struct _VtChartPage
{
  GtkBox parent_instance;

  VtDocument        *document;
  const VtChartKind *kind;
  VtResult          *shown; /* what the chart was made from, and beside it: the mean of T_ML is in the words */
  VtResult          *beside;
  gboolean           stale; /* there is no chart to be seen, or the state that it was made from has changed */
  GtkStack          *stack;
  VtChartView       *view;
  GtkLabel          *caption;
  GtkLabel          *message;
  GtkWidget         *busy;
  GtkWidget         *progress; /* and button: of what must be asked for; else NULL */
  GtkWidget         *button;
  char              *asked; /* key of the result that the person asked for last */
};

G_DEFINE_FINAL_TYPE (VtChartPage, vt_chart_page, GTK_TYPE_BOX)

static void vt_chart_page_show_status (VtChartPage *self);

static void
vt_chart_page_show_chart (VtChartPage *self, VtResult *result)
{
  g_autofree char *description = NULL, *caption = NULL;
  g_autoptr (VtChart) chart = self->kind->build (self->document, result, &description);

  vt_chart_view_set_chart (self->view, chart, description);
  caption = vt_format_science (description != NULL ? description : "");
  gtk_label_set_markup (self->caption, caption);
  gtk_stack_set_visible_child_name (self->stack, chart != NULL ? "chart" : "message");
  if (chart == NULL)
    {
      gtk_widget_set_visible (self->busy, FALSE);
      gtk_label_set_label (self->message, _ ("Nothing to show"));
    }
}

/* ---- what must be asked for ---- */

/* (transfer full) (nullable) */
static char *
vt_chart_page_get_key (VtChartPage *self)
{
  VtSource *source = vt_document_get_source (self->document);

  return source != NULL ? vt_evaluator_get_key (source, vt_document_get_state (self->document), self->kind->analysis)
                        : NULL;
}

/* Wanted as long as it is what was asked for: with other settings it would be another. */
static void
vt_chart_page_update_want (VtChartPage *self)
{
  g_autofree char *key = self->asked != NULL ? vt_chart_page_get_key (self) : NULL;
  const char *const wants[] = { self->kind->analysis, NULL };

  if (self->kind->question == NULL)
    return;
  if (g_strcmp0 (key, self->asked) != 0)
    g_clear_pointer (&self->asked, g_free);
  vt_document_want_later (self->document, self, self->asked != NULL ? wants : NULL);
}

static void
on_button (VtChartPage *self)
{
  VtJobStatus status = vt_document_get_job (self->document, self->kind->analysis, NULL, NULL);

  if (self->asked != NULL && (status == VT_JOB_RUNNING || status == VT_JOB_WAITING))
    {
      vt_document_cancel (self->document, self->kind->analysis);
      return;
    }
  g_free (self->asked);
  self->asked = vt_chart_page_get_key (self);
  if (status == VT_JOB_FAILED || status == VT_JOB_CANCELLED)
    vt_document_retry (self->document, self->kind->analysis);
  vt_chart_page_update_want (self);
  vt_chart_page_show_status (self);
}

static void
vt_chart_page_show_question (VtChartPage *self, VtJobStatus status, double fraction)
{
  gboolean runs = self->asked != NULL && (status == VT_JOB_RUNNING || status == VT_JOB_WAITING);
  g_autofree char *markup = vt_format_science (_ (self->kind->question));

  gtk_widget_set_visible (self->busy, FALSE);
  gtk_widget_set_visible (self->progress, runs);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), CLAMP (fraction, 0, 1));
  gtk_widget_set_sensitive (self->button, vt_document_get_source (self->document) != NULL);
  gtk_button_set_label (GTK_BUTTON (self->button), runs ? _ ("Stop") : _ ("Compute"));
  if (status != VT_JOB_FAILED)
    gtk_label_set_markup (self->message, markup);
}

/* A chart stays until the next one is there; only its absence needs words. */
static void
vt_chart_page_show_status (VtChartPage *self)
{
  const GError *error = NULL;
  double fraction = 0;
  VtJobStatus status = vt_document_get_job (self->document, self->kind->analysis, &fraction, &error);
  gboolean runs = status == VT_JOB_RUNNING || status == VT_JOB_WAITING;

  if (runs && self->shown != NULL && self->kind->question == NULL)
    return;
  self->stale = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "message");
  gtk_widget_set_visible (self->busy, runs);
  if (status == VT_JOB_FAILED && error != NULL)
    {
      g_autofree char *markup = vt_format_science (error->message);

      gtk_label_set_markup (self->message, markup);
    }
  else
    gtk_label_set_label (self->message, runs ? _ ("Computing…") : status == VT_JOB_CANCELLED ? _ ("Stopped") : "");
  if (self->kind->question != NULL)
    vt_chart_page_show_question (self, status, fraction);
}

/* FALSE: they are already. */
static gboolean
vt_chart_page_hold (VtChartPage *self, VtResult *result)
{
  VtResult *beside = vt_document_peek (self->document, "tml");

  if (result == self->shown && beside == self->beside && !self->stale)
    return FALSE;
  vt_result_ref (result);
  g_clear_pointer (&self->shown, vt_result_unref);
  g_clear_pointer (&self->beside, vt_result_unref);
  self->shown = result;
  self->beside = beside != NULL ? vt_result_ref (beside) : NULL;
  self->stale = FALSE;
  return TRUE;
}

/* A page that nobody looks at is made when somebody does; one that is as it should be is let be. */
static void
vt_chart_page_follow (VtChartPage *self)
{
  VtResult *result;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  result = vt_document_peek (self->document, self->kind->analysis);
  if (result == NULL)
    vt_chart_page_show_status (self);
  else if (vt_chart_page_hold (self, result))
    vt_chart_page_show_chart (self, result);
}

static void
vt_chart_page_follow_brush (VtChartPage *self)
{
  VtState *state = vt_document_get_state (self->document);

  if (self->kind->brushes != NULL && vt_state_is (state, "selection.property", self->kind->brushes))
    vt_chart_view_set_brush (self->view, vt_state_get_real (state, "selection.minimum"),
                             vt_state_get_real (state, "selection.maximum"));
  else
    vt_chart_view_set_brush (self->view, NAN, NAN);
}

static gboolean
vt_chart_page_is_touched (VtChartPage *self, VtState *before)
{
  VtState *state = vt_document_get_state (self->document);

  if (before == NULL || vt_state_get_real (before, "window.lag") != vt_state_get_real (state, "window.lag"))
    return TRUE;
  for (const char *const *key = self->kind->follows; key != NULL && *key != NULL; key++)
    if (!g_variant_equal (vt_state_get (before, *key), vt_state_get (state, *key)))
      return TRUE;
  return FALSE;
}

static void
on_state_changed (VtChartPage *self, VtState *before)
{
  vt_chart_page_follow_brush (self);
  vt_chart_page_update_want (self);
  if (!vt_chart_page_is_touched (self, before))
    return;
  self->stale = TRUE;
  vt_chart_page_follow (self);
}

static void
on_result_changed (VtChartPage *self, const char *analysis)
{
  if (g_strcmp0 (analysis, self->kind->analysis) == 0 || g_strcmp0 (analysis, "tml") == 0)
    vt_chart_page_follow (self);
}

static void
on_source_changed (VtChartPage *self)
{
  g_clear_pointer (&self->shown, vt_result_unref);
  g_clear_pointer (&self->beside, vt_result_unref);
  self->stale = TRUE;
  vt_chart_view_set_chart (self->view, NULL, NULL);
  vt_chart_page_update_want (self);
  vt_chart_page_follow (self);
}

static void
on_brushed (VtChartPage *self, double from, double to, gboolean finished)
{
  vt_document_set_many (self->document, _ ("Brush"), "selection.property",
                        g_variant_new_string (isnan (from) ? "" : self->kind->brushes), "selection.minimum",
                        g_variant_new_double (from), "selection.maximum", g_variant_new_double (to), NULL);
  if (finished)
    vt_document_seal (self->document);
}

static void
on_activated (VtChartPage *self, double x, double y)
{
  VtResult *result = vt_document_peek (self->document, self->kind->analysis);

  if (result != NULL && self->kind->activate != NULL)
    self->kind->activate (self->document, result, x, y);
}

static void
vt_chart_page_dispose (GObject *object)
{
  VtChartPage *self = VT_CHART_PAGE (object);

  if (self->document != NULL && self->asked != NULL)
    vt_document_want_later (self->document, self, NULL);
  g_clear_pointer (&self->asked, g_free);
  g_clear_object (&self->document);
  g_clear_pointer (&self->shown, vt_result_unref);
  g_clear_pointer (&self->beside, vt_result_unref);
  G_OBJECT_CLASS (vt_chart_page_parent_class)->dispose (object);
}

static void
vt_chart_page_class_init (VtChartPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_chart_page_dispose;
}

static GtkWidget *
make_message (VtChartPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->busy = gtk_image_new_from_icon_name ("content-loading-symbolic");
  gtk_widget_add_css_class (self->busy, "dim-label");
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_wrap_mode (self->message, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (self->message, GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (self->message, 34);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "dim-label");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 20);
  gtk_widget_set_margin_end (box, 20);
  gtk_box_append (GTK_BOX (box), self->busy);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->message));
  if (self->kind->question == NULL)
    return box;
  self->progress = gtk_progress_bar_new ();
  self->button = gtk_button_new ();
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->kind->title), -1);
  gtk_box_append (GTK_BOX (box), self->progress);
  gtk_box_append (GTK_BOX (box), self->button);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_button), self, G_CONNECT_SWAPPED);
  return box;
}

static void
vt_chart_page_init (VtChartPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "chart-page");
}

/* The chart and those below it, which may be higher together than the window. */
static GtkWidget *
make_column (VtChartPage *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->stack));
  for (const VtChartKind *kind = self->kind->below; kind->id != NULL; kind++)
    gtk_box_append (GTK_BOX (column), vt_chart_page_new (self->document, kind));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT + CAPTION);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
vt_chart_page_build (VtChartPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->view = VT_CHART_VIEW (vt_chart_view_new (_ (self->kind->title)));
  vt_chart_view_set_brushable (self->view, self->kind->brushes != NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->view), 260, self->kind->height > 0 ? self->kind->height : HEIGHT);
  self->caption = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->caption, TRUE);
  /* The pane is as wide as its parts would like to be: a long sentence would like a lot. */
  gtk_label_set_max_width_chars (self->caption, 34);
  gtk_label_set_xalign (self->caption, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "caption");
  if (self->kind->make_controls != NULL)
    {
      GtkWidget *controls = self->kind->make_controls (self->document);

      gtk_widget_add_css_class (controls, "chart-controls");
      gtk_box_append (GTK_BOX (self), controls);
    }
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->caption));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, box, "chart");
  gtk_stack_add_named (self->stack, make_message (self), "message");
  gtk_box_append (GTK_BOX (self), self->kind->below != NULL ? make_column (self) : GTK_WIDGET (self->stack));
  if (g_str_equal (self->kind->id, "polyhedra"))
    gtk_box_append (GTK_BOX (self), vt_polyhedra_view_new (self->document));
}

GtkWidget *
vt_chart_page_new (VtDocument *document, const VtChartKind *kind)
{
  VtChartPage *self;

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  self = g_object_new (VT_TYPE_CHART_PAGE, NULL);
  self->document = g_object_ref (document);
  self->kind = kind;
  vt_chart_page_build (self);
  g_signal_connect_object (self->view, "brushed", G_CALLBACK (on_brushed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "source-changed", G_CALLBACK (on_source_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "result-changed", G_CALLBACK (on_result_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "job-changed", G_CALLBACK (on_result_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (vt_chart_page_follow), NULL);
  return GTK_WIDGET (self);
}

const VtChartKind *
vt_chart_page_get_kind (VtChartPage *page)
{
  g_return_val_if_fail (VT_IS_CHART_PAGE (page), NULL);

  return page->kind;
}

VtChartView *
vt_chart_page_get_view (VtChartPage *page)
{
  g_return_val_if_fail (VT_IS_CHART_PAGE (page), NULL);

  return page->view;
}
