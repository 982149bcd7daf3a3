/* Fig. 4: the polyhedra of active and of stable atoms, and how their frequency goes with five-fold symmetry. */
#include "vt-report-private.h"

#include <math.h>
#include <string.h>

#include "vt-i18n.h"
#include "vt-order-charts.h"

#define ICOSAHEDRON "⟨0 0 12 0⟩"

static const char *const analyses[] = { "polyhedra", NULL };

static double
get (const VtTable *table, guint row, const char *column)
{
  int index = vt_table_find_column (table, column);

  return index >= 0 ? vt_table_get_number (table, row, (guint) index) : NAN;
}

/* The row with that text in the first column, or −1. */
static int
find_row (const VtTable *table, const char *text)
{
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    if (strcmp (vt_table_get_text (table, row, 0), text) == 0)
      return (int) row;
  return -1;
}

static void
fill_ranked (VtReportPanel *panel, VtResult *result)
{
  VtTable *table = vt_result_get_table (result, "polyhedra");
  VtPanels *panels = vt_panels_of_polyhedra (result, 0);
  int row = find_row (table, ICOSAHEDRON);

  vt_panels_set_lettered (panels, FALSE);
  vt_report_panel_take_picture (panel, vt_panels_paint_func, panels, (GDestroyNotify) vt_panels_unref);
  vt_report_panel_set_table (panel, table);
  vt_report_panel_set_caption (
      panel, "%s",
      _("The most frequent Voronoi polyhedra ⟨<i>n</i><sub>3</sub> <i>n</i><sub>4</sub> <i>n</i><sub>5</sub> "
        "<i>n</i><sub>6</sub>⟩: above, shares <i>f</i> among all atoms, the most active (LA) and the most stable "
        "(SA); below, Δ<i>f</i> against all atoms, errors 1 σ, pale within 2 σ of nothing."));
  if (row >= 0)
    vt_report_panel_add_finding (panel, "df_la:<0 0 12 0>", _("Δ<i>f</i> of ⟨0 0 12 0⟩ among LA"),
                                 get (table, (guint) row, "df_la"), get (table, (guint) row, "sigma_la"),
                                 VT_UNIT_PERCENT);
}

static void
fill_trend (VtReportPanel *panel, VtResult *result)
{
  VtTable *table = vt_result_get_table (result, "polyhedra"), *trend = vt_result_get_table (result, "polyhedra-trend");
  int row = trend != NULL ? find_row (trend, "la") : -1;

  vt_report_panel_take_chart (panel, vt_chart_of_polyhedra_trend (result));
  vt_report_panel_set_table (panel, table);
  vt_report_panel_set_caption (panel, "%s",
                               _("Δ<i>f</i> of each polyhedron among LA and SA against its local five-fold symmetry "
                                 "(LFFS): a point a polyhedron with its area by <i>f</i>, and lines fitted with "
                                 "<i>f</i> as weight; pale within 2 σ of nothing."));
  if (row < 0)
    return;
  vt_report_panel_add_finding (panel, "trend", _("Correlation of Δ<i>f</i> (LA) with LFFS"),
                               get (trend, (guint) row, "pearson"), get (trend, (guint) row, "sigma_pearson"),
                               VT_UNIT_NONE);
  vt_report_panel_add_finding (panel, "lffs_la", _("Mean LFFS of LA − of all atoms"),
                               get (trend, (guint) row, "lffs_difference"),
                               get (trend, (guint) row, "sigma_lffs_difference"), VT_UNIT_NONE);
}

gboolean
vt_report_make_figure4 (VtReportWork *work, GError **error)
{
  VtReportPanel *ranked = vt_report_work_add_panel (work, "4A"), *trend = vt_report_work_add_panel (work, "4B");
  g_autoptr (GError) reason = NULL;
  g_autoptr (VtResult) extremes = NULL, result = NULL;

  ranked->analyses = trend->analyses = analyses;
  if (work->report->shown == NULL)
    {
      vt_report_work_need_creep (ranked);
      vt_report_work_need_creep (trend);
      return TRUE;
    }
  /* Both compare LA and SA, which there are not without T_ML. */
  extremes = vt_report_work_evaluate (work, work->report->shown, "extremes", &reason);
  result = extremes != NULL ? vt_report_work_evaluate (work, work->report->shown, "polyhedra", &reason) : NULL;
  if (result == NULL)
    {
      vt_report_panel_set_missing (trend, "%s", reason->message);
      return vt_report_work_leave_out (ranked, g_steal_pointer (&reason), error);
    }
  fill_ranked (ranked, result);
  fill_trend (trend, result);
  return TRUE;
}
