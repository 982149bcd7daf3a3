/* Fig. 5: which elements active atoms are made of, how many neighbours they have, and which. */
#include "vt-report-private.h"

#include <math.h>
#include <string.h>

#include "vt-i18n.h"
#include "vt-order-charts.h"
#include "vt-warren-cowley.h"

#define N_PANELS 3

static const char *const analyses[] = { "sro", NULL };

static double
get (const VtTable *table, guint row, const char *column)
{
  int index = vt_table_find_column (table, column);

  return index >= 0 ? vt_table_get_number (table, row, (guint) index) : NAN;
}

/* A finding an element: "df_la:Pd". */
static void
add_elements (VtReportPanel *panel, const VtTable *table, const char *column, const char *format)
{
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    {
      const char *element = vt_table_get_text (table, row, 0);
      g_autofree char *key = g_strconcat (column, ":", element, NULL);
      g_autofree char *name = g_markup_escape_text (strcmp (element, "all") == 0 ? _("all elements") : element, -1);
      g_autofree char *quantity = g_strdup_printf ("%s %s", format, name);

      vt_report_panel_add_finding (panel, key, quantity, get (table, row, column), get (table, row, "sigma_la"),
                                   VT_UNIT_PERCENT);
    }
}

static void
fill_composition (VtReportPanel *panel, VtResult *result)
{
  VtTable *table = vt_result_get_table (result, "composition");

  vt_report_panel_take_chart (panel, vt_chart_of_composition (result));
  vt_report_panel_set_table (panel, table);
  vt_report_panel_set_caption (panel, "%s",
                               _("Composition of LA and SA; dashed: of the sample. Errors 1 σ, the larger of a "
                                 "permutation of the labels among all atoms and of a bootstrap over spatial blocks."));
  add_elements (panel, table, "df_la", _("Δ<i>f</i> of LA,"));
}

static void
fill_coordination (VtReportPanel *panel, VtResult *result)
{
  VtTable *table = vt_result_get_table (result, "coordination");

  vt_report_panel_take_chart (panel, vt_chart_of_coordination (result));
  vt_report_panel_set_table (panel, table);
  vt_report_panel_set_caption (panel, "%s",
                               _("Relative deviation Δ<i>CN</i> of the mean coordination number of LA and SA from "
                                 "that of all atoms (zero), in total and by element; errors 1 σ, the larger of a "
                                 "permutation within elements and of a bootstrap over spatial blocks."));
  add_elements (panel, table, "dcn_la", _("Δ<i>CN</i> of LA,"));
}

/* How many pairs of elements differ enough for a mark, and by more than twice their error. */
static void
count_marks (const VtTable *table, guint *marked, guint *decided)
{
  *marked = *decided = 0;
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    {
      double difference = get (table, row, "la") - get (table, row, "total");

      if (!(fabs (difference) >= VT_WARREN_COWLEY_MARK))
        continue;
      (*marked)++;
      *decided += fabs (difference) > 2 * get (table, row, "sigma_la");
    }
}

static void
fill_order (VtReportPanel *panel, VtResult *result)
{
  VtTable *table = vt_result_get_table (result, "sro");
  guint marked, decided;

  vt_report_panel_take_chart (panel, vt_chart_of_sro (result));
  vt_report_panel_set_table (panel, table);
  count_marks (table, &marked, &decided);
  vt_report_panel_set_caption (
      panel,
      _("Chemical order −<i>α</i><sub>A(B)</sub> around A (rows) of B (columns): the values are those of all atoms, "
        "the signs tell how LA differ: 0 by less than 0.03, doubly by more than 0.09. Of %u pairs with a sign %u "
        "differ by more than 2 σ."),
      marked, decided);
  vt_report_panel_add_finding (panel, "pairs", _("Pairs that differ by 0.03 or more"), marked, NAN, VT_UNIT_NONE);
}

gboolean
vt_report_make_figure5 (VtReportWork *work, GError **error)
{
  static const char *const ids[N_PANELS] = { "5A", "5B", "5C" };
  static void (*const fill[N_PANELS]) (VtReportPanel *, VtResult *)
      = { fill_composition, fill_coordination, fill_order };
  g_autoptr (GError) reason = NULL;
  g_autoptr (VtResult) extremes = NULL, result = NULL;
  const VtReportRun *shown = work->report->shown;

  if (shown != NULL)
    {
      extremes = vt_report_work_evaluate (work, shown, "extremes", &reason);
      result = extremes != NULL ? vt_report_work_evaluate (work, shown, "sro", &reason) : NULL;
    }
  for (guint i = 0; i < N_PANELS; i++)
    {
      VtReportPanel *panel = vt_report_work_add_panel (work, ids[i]);

      panel->analyses = analyses;
      if (result != NULL)
        fill[i](panel, result);
      else if (shown == NULL)
        vt_report_work_need_creep (panel);
      else if (!vt_report_work_leave_out (panel, g_error_copy (reason), error))
        return FALSE;
    }
  return TRUE;
}
