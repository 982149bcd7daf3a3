#include "vt-comparison-figure.h"

#include <pango/pango.h>

#include "vt-depiction-notes.h"
#include "vt-error.h"
#include "vt-i18n.h"

struct _VtComparisonFigure
{
  GPtrArray *panels; /* of VtComparisonPanel */
  VtState   *state;
};

/* Whether there is anything to be seen; else why not. */
static gboolean
check_panels (const VtComparisonFigure *figure, GError **error)
{
  const char *message = NULL;

  for (guint i = 0; i < figure->panels->len; i++)
    {
      const VtComparisonPanel *panel = figure->panels->pdata[i];

      if (panel->depiction != NULL)
        return TRUE;
      message = message != NULL ? message : panel->message;
    }
  vt_set_error_at (error, VT_ERROR_INPUT, NULL, "%s", message != NULL ? message : _("there is nothing to compare"));
  return FALSE;
}

VtComparisonFigure *
vt_comparison_figure_new (VtEvaluator  *evaluator,
                          VtSource     *source,
                          VtState      *state,
                          VtProgress   *progress,
                          GCancellable *cancellable,
                          GError      **error)
{
  g_autoptr (VtComparisonFigure) figure = g_new0 (VtComparisonFigure, 1);
  g_autoptr (VtComparisonSources) sources = NULL;
  g_autoptr (GPtrArray) planned = NULL;
  guint n_left_out;

  g_return_val_if_fail (VT_IS_EVALUATOR (evaluator) && source != NULL && state != NULL, NULL);

  figure->panels = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);
  figure->state = vt_state_ref (state);
  sources = vt_comparison_sources_new (evaluator, source);
  planned = vt_comparison_plan (source, state, FALSE, &n_left_out);
  for (guint i = 0; i < planned->len; i++)
    {
      VtComparisonPanel *panel = vt_comparison_evaluate (sources, planned->pdata[i], FALSE, progress, cancellable, error);

      if (panel == NULL)
        return NULL;
      g_ptr_array_add (figure->panels, panel);
    }
  return check_panels (figure, error) ? g_steal_pointer (&figure) : NULL;
}

void
vt_comparison_figure_free (VtComparisonFigure *figure)
{
  g_return_if_fail (figure != NULL);

  g_ptr_array_unref (figure->panels);
  vt_state_unref (figure->state);
  g_free (figure);
}

void
vt_comparison_figure_add_notes (const VtComparisonFigure *figure, GPtrArray *notes)
{
  g_return_if_fail (figure != NULL && notes != NULL);

  for (guint i = 0; i < figure->panels->len; i++)
    {
      const VtComparisonPanel *panel = figure->panels->pdata[i];

      if (panel->depiction != NULL)
        vt_depiction_add_notes (panel->depiction, NULL, notes);
    }
}

double
vt_comparison_figure_get_height (const VtComparisonFigure *figure, const VtChartStyle *style, double width)
{
  g_autoptr (VtComparisonSheet) sheet = NULL;

  g_return_val_if_fail (figure != NULL && style != NULL, 0);

  sheet = vt_comparison_sheet_new (figure->panels, figure->state, style, width, 0);
  return vt_comparison_sheet_get_height (sheet);
}

void
vt_comparison_figure_paint_func (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer data)
{
  VtComparisonFigure *figure = data;
  g_autoptr (VtComparisonSheet) sheet
      = vt_comparison_sheet_new (figure->panels, figure->state, style, width, height);

  vt_comparison_sheet_paint (sheet, cr);
}

static VtComparisonSheet *
make_page (const VtComparisonFigure *figure)
{
  VtChartStyle style = vt_chart_style_print ();

  return vt_comparison_sheet_new (figure->panels, figure->state, &style, 480, 0);
}

char *
vt_comparison_figure_describe (const VtComparisonFigure *figure)
{
  g_autoptr (VtComparisonSheet) sheet = NULL;
  g_autofree char *markup = NULL;
  char *plain = NULL;

  g_return_val_if_fail (figure != NULL, NULL);

  sheet = make_page (figure);
  markup = vt_comparison_sheet_describe (sheet);
  return pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, NULL) ? plain : g_steal_pointer (&markup);
}

VtTable *
vt_comparison_figure_tabulate (const VtComparisonFigure *figure)
{
  g_autoptr (VtComparisonSheet) sheet = NULL;

  g_return_val_if_fail (figure != NULL, NULL);

  sheet = make_page (figure);
  return vt_comparison_sheet_tabulate (sheet);
}
