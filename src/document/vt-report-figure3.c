/* Fig. 3: one slice by T_ML and by D²min over four lags, and how the two go together. */
#include "vt-report-private.h"

#include <math.h>
#include <string.h>

#include "vt-depiction.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-report-number.h"
#include "vt-result-charts.h"

#define N_MAPS 4
/* ps: where the paper tells ζ */
#define ZETA_FROM 5.0
#define ZETA_TO 100.0

static const char *const heat_analyses[] = { "tml", NULL };
static const char *const motion_analyses[] = { "d2min", NULL };
static const char *const correlation_analyses[] = { "correlation", NULL };

/* ---- slices ---- */

/* The atoms in the slice: id, element, u, v (Å in its plane), and the value. */
static VtTable *
tabulate_slice (const VtDepiction *depiction, const char *name)
{
  VtAtomTable *atoms = vt_frame_get_atoms (depiction->frame);
  const gint64 *ids = vt_atom_table_get_ids (atoms);
  const guint8 *species = vt_atom_table_get_species (atoms);
  const double *values = vt_column_get_values (depiction->values);
  g_autoptr (GArray) inside = NULL;
  VtTable *table = vt_table_new ("slice");
  VtSlice slice;

  vt_table_add_numbers (table, "id", VT_UNIT_NONE);
  vt_table_add_texts (table, "element");
  vt_table_add_numbers (table, "u", VT_UNIT_ANGSTROM);
  vt_table_add_numbers (table, "v", VT_UNIT_ANGSTROM);
  vt_table_add_numbers (table, name, vt_column_get_unit (depiction->values));
  vt_depiction_get_slice (depiction->state, vt_frame_get_cell (depiction->frame), &slice);
  inside = vt_slice_select (&slice, depiction->frame);
  for (guint i = 0; i < inside->len; i++)
    {
      const VtSliceAtom *atom = &g_array_index (inside, VtSliceAtom, i);
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, 0, (double) ids[atom->atom]);
      vt_table_set_text (table, row, 1, vt_atom_table_get_species_name (atoms, species[atom->atom]));
      vt_table_set_number (table, row, 2, (double) atom->u);
      vt_table_set_number (table, row, 3, (double) atom->v);
      vt_table_set_number (table, row, 4, values[atom->atom]);
    }
  return table;
}

static char *
describe_slice (const VtDepiction *depiction)
{
  g_autofree char *normal = vt_depiction_describe_normal (depiction->state);
  g_autofree char *middle = NULL, *thickness = NULL;
  VtSlice slice;

  vt_depiction_get_slice (depiction->state, vt_frame_get_cell (depiction->frame), &slice);
  middle = vt_report_number (slice.position);
  thickness = vt_report_number (slice.thickness);
  return g_strdup_printf (_("slice across %s at %s Å, %s Å thick"), normal, middle, thickness);
}

static VtDepiction *
depict (VtReportWork *work, VtState *state, const char *property, GError **error)
{
  return vt_depiction_evaluate (work->evaluator, work->report->shown->source, state, property, FALSE, work->progress,
                                work->cancellable, error);
}

static void
take_slice (VtReportPanel *panel, const VtDepiction *depiction, const char *name)
{
  g_autoptr (VtTable) table = tabulate_slice (depiction, name);
  g_autofree char *refusal = NULL;
  VtSliceChart *chart = vt_depiction_to_slice_chart (depiction, &refusal);

  if (chart == NULL)
    {
      vt_report_panel_set_missing (panel, "%s", refusal);
      return;
    }
  vt_report_panel_set_table (panel, table);
  vt_report_panel_take_picture (panel, vt_slice_chart_paint_func, chart, (GDestroyNotify) vt_slice_chart_unref);
}

static gboolean
make_heat (VtReportWork *work, GError **error)
{
  VtReportPanel *panel = vt_report_work_add_panel (work, "3A");
  const VtReportRun *shown = work->report->shown;
  g_autoptr (GError) reason = NULL;
  g_autoptr (VtDepiction) depiction = NULL;
  g_autofree char *slice = NULL;

  panel->analyses = heat_analyses;
  if (shown == NULL)
    {
      vt_report_work_need_creep (panel);
      return TRUE;
    }
  depiction = depict (work, shown->state, "t_ml", &reason);
  if (depiction == NULL)
    return vt_report_work_leave_out (panel, g_steal_pointer (&reason), error);
  slice = describe_slice (depiction);
  take_slice (panel, depiction, "t_ml");
  vt_report_panel_set_caption (panel, _("<i>T</i><sub>ML</sub> of the atoms in one %s."), slice);
  return TRUE;
}

static gboolean
make_motion (VtReportWork *work, const char *id, double lag, GError **error)
{
  VtReportPanel *panel = vt_report_work_add_panel (work, id);
  const VtReportRun *shown = work->report->shown;
  g_autofree char *number = vt_report_number (lag), *symbol = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (VtState) state = NULL;
  g_autoptr (VtDepiction) depiction = NULL;

  panel->analyses = motion_analyses;
  if (shown == NULL)
    {
      vt_report_work_need_creep (panel);
      return TRUE;
    }
  if (isnan (lag))
    {
      vt_report_panel_set_missing (panel, "%s", _("It needs a further lag (--lags)"));
      return TRUE;
    }
  state = vt_state_with_real (shown->state, "window.lag", lag);
  depiction = depict (work, state, "d2min", &reason);
  if (depiction == NULL)
    return vt_report_work_leave_out (panel, g_steal_pointer (&reason), error);
  symbol = g_steal_pointer (&depiction->coloring->label);
  depiction->coloring->label = g_strdup_printf ("%s(%s ps)", symbol, number);
  take_slice (panel, depiction, "d2min");
  vt_report_panel_set_caption (panel, _("<i>D</i>²<sub>min</sub> of the same atoms over Δ<i>t</i> = %s ps."), number);
  return TRUE;
}

/* Four of the lags, the first and the last among them; NaN where there are fewer. */
static void
choose_lags (const VtState *state, double lags[N_MAPS])
{
  gsize n;
  const double *all = vt_state_get_reals (state, "correlation.lags", &n);

  for (guint i = 0; i < N_MAPS; i++)
    {
      if (n > N_MAPS)
        lags[i] = all[(gsize) (0.5 + (double) i * (double) (n - 1) / (N_MAPS - 1))];
      else
        lags[i] = i < n ? all[i] : NAN;
    }
}

/* ---- correlation ---- */

static void
add_zeta (VtReportPanel *panel, const VtTable *table, double lag, const char *key)
{
  int lags = vt_table_find_column (table, "lag"), pearson = vt_table_find_column (table, "pearson");
  int sigma = vt_table_find_column (table, "sigma_pearson");

  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    if (fabs (vt_table_get_number (table, row, lags) - lag) <= 1e-6 * lag)
      {
        g_autofree char *number = vt_report_number (lag);
        g_autofree char *quantity = g_strdup_printf (_("<i>ζ</i> at Δ<i>t</i> = %s ps"), number);

        vt_report_panel_add_finding (panel, key, quantity, vt_table_get_number (table, row, pearson),
                                     sigma >= 0 ? vt_table_get_number (table, row, sigma) : NAN, VT_UNIT_NONE);
      }
}

static void
add_slope (VtReportPanel *panel, const VtState *state, const VtResult *result)
{
  g_autofree char *from = vt_report_number (vt_state_get_real (state, "correlation.slope-from"));
  g_autofree char *to = vt_report_number (vt_state_get_real (state, "correlation.slope-to"));
  g_autofree char *quantity = g_strdup_printf (_("Slope of <i>ζ</i> from %s to %s ps"), from, to);

  vt_report_panel_add_finding (panel, "slope", quantity, vt_result_get_number (result, "slope"),
                               vt_result_get_number (result, "slope_sigma"), VT_UNIT_PER_PICOSECOND);
}

static gboolean
make_correlation (VtReportWork *work, GError **error)
{
  VtReportPanel *panel = vt_report_work_add_panel (work, "3F");
  g_autoptr (GError) reason = NULL;
  g_autoptr (VtResult) result = NULL;
  VtTable *table;

  panel->analyses = correlation_analyses;
  if (work->report->shown == NULL)
    {
      vt_report_work_need_creep (panel);
      return TRUE;
    }
  result = vt_report_work_evaluate (work, work->report->shown, "correlation", &reason);
  if (result == NULL)
    return vt_report_work_leave_out (panel, g_steal_pointer (&reason), error);
  table = vt_result_get_table (result, "correlation");
  vt_report_panel_take_chart (panel, vt_chart_of_correlation (result, NULL));
  vt_report_panel_set_table (panel, table);
  vt_report_panel_set_caption (panel, "%s",
                               _("<i>T</i><sub>ML</sub> against <i>D</i>²<sub>min</sub>(Δ<i>t</i>) over all atoms: "
                                 "Pearson’s <i>ζ</i>, Spearman’s coefficient, and the area under the ROC curve (AUC), "
                                 "with errors by a bootstrap over spatial blocks."));
  add_zeta (panel, table, ZETA_FROM, "zeta:5");
  add_zeta (panel, table, ZETA_TO, "zeta:100");
  add_slope (panel, work->report->plan->state, result);
  return TRUE;
}

gboolean
vt_report_make_figure3 (VtReportWork *work, GError **error)
{
  static const char *const ids[N_MAPS] = { "3B", "3C", "3D", "3E" };
  double lags[N_MAPS];

  choose_lags (work->report->plan->state, lags);
  if (!make_heat (work, error))
    return FALSE;
  for (guint i = 0; i < N_MAPS; i++)
    if (!make_motion (work, ids[i], lags[i], error))
      return FALSE;
  return make_correlation (work, error);
}
