/* Fig. 2: the distribution of T_ML under stress beside the control's, with what records of strain tell of creep. */
#include "vt-report-private.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-report-number.h"

static const char *const analyses[] = { "distribution", NULL };

/* What was found of one run; of the same length as the runs that could serve. */
typedef struct
{
  const VtReportRun *run;
  VtResult *result;
} Distribution;

static void
distribution_clear (gpointer data)
{
  vt_result_unref (((Distribution *) data)->result);
}

/* ---- evaluation ---- */

/* A run that cannot serve is left out with a warning; FALSE where the report cannot be made. *@last: why the last one
 * was left out. */
static gboolean
evaluate_runs (VtReportWork *work, GArray *distributions, GError **last, GError **error)
{
  for (guint i = 0; i < work->report->creep->len; i++)
    {
      const VtReportRun *run = work->report->creep->pdata[i];
      g_autoptr (GError) reason = NULL;
      Distribution distribution = { run, vt_report_work_evaluate (work, run, "distribution", &reason) };

      if (distribution.result != NULL)
        g_array_append_val (distributions, distribution);
      else if (!g_error_matches (reason, VT_ERROR, VT_ERROR_INPUT))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      else
        {
          vt_report_work_warn (work, reason->message);
          g_clear_error (last);
          *last = g_steal_pointer (&reason);
        }
    }
  return TRUE;
}

/* "1.5 GPa"; "0 GPa (control)" */
static char *
name_stress (double stress)
{
  g_autofree char *number = vt_report_number (stress);

  return g_strdup_printf (stress == 0 ? _("%s GPa (control)") : _("%s GPa"), number);
}

/* ---- the panel ---- */

/* Outlines, so that none hides another; the control is neutral. */
static VtChart *
new_chart (const GArray *distributions)
{
  VtChart *chart = vt_chart_new ();
  guint index = 0;

  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>T</i><sub>ML</sub>", VT_UNIT_KELVIN);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Density"), VT_UNIT_PER_KELVIN);
  for (guint i = 0; i < distributions->len; i++)
    {
      const Distribution *distribution = &g_array_index (distributions, Distribution, i);
      g_autofree char *label = name_stress (distribution->run->item->number);
      const VtTable *table = vt_result_get_table (distribution->result, "tml-histogram");
      VtSeries *series = vt_series_new_from_table (VT_SERIES_HISTOGRAM, label, table,
                                                   vt_table_get_column_name (table, 0), "density");

      if (series == NULL)
        continue;
      vt_series_set_filled (series, distribution->run->item->number == 0);
      if (distribution->run->item->number == 0)
        vt_series_set_meaning (series, VT_MEANING_TOTAL);
      else
        vt_series_set_index (series, index++);
      vt_chart_add_series (chart, series);
    }
  return chart;
}

static VtTable *
tabulate (const GArray *distributions)
{
  VtTable *table = vt_table_new ("distributions");

  vt_table_add_numbers (table, "stress", VT_UNIT_GIGAPASCAL);
  vt_table_add_texts (table, "run");
  vt_table_add_numbers (table, "t_ml", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "density", VT_UNIT_PER_KELVIN);
  for (guint i = 0; i < distributions->len; i++)
    {
      const Distribution *distribution = &g_array_index (distributions, Distribution, i);
      const VtTable *histogram = vt_result_get_table (distribution->result, "tml-histogram");
      int density = vt_table_find_column (histogram, "density");

      for (guint row = 0; row < vt_table_get_n_rows (histogram); row++)
        {
          guint copy = vt_table_add_row (table);

          vt_table_set_number (table, copy, 0, distribution->run->item->number);
          vt_table_set_text (table, copy, 1,
                             vt_trajectory_get_name (vt_source_get_trajectory (distribution->run->source)));
          vt_table_set_number (table, copy, 2, vt_table_get_number (histogram, row, 0));
          vt_table_set_number (table, copy, 3, vt_table_get_number (histogram, row, (guint) density));
        }
    }
  return table;
}

/* A statistic of the distribution with its error; NaN where the program does not know it. */
static void
get_statistic (const Distribution *distribution, const char *name, double *value, double *sigma)
{
  g_autofree char *error = g_strconcat (name, "_error", NULL);

  *value = vt_result_get_number (distribution->result, name);
  *sigma = vt_result_get_number (distribution->result, error);
}

static char *
describe_runs (const GArray *distributions)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < distributions->len; i++)
    {
      const Distribution *distribution = &g_array_index (distributions, Distribution, i);
      g_autofree char *run = vt_report_name_run (distribution->run);
      double mean, mean_sigma, tail, tail_sigma;
      g_autofree char *mean_text = NULL, *tail_text = NULL;

      get_statistic (distribution, "mean", &mean, &mean_sigma);
      get_statistic (distribution, "tail", &tail, &tail_sigma);
      mean_text = vt_report_number_with_error (mean, mean_sigma, VT_UNIT_KELVIN);
      tail_text = vt_report_number_with_error (tail, tail_sigma, VT_UNIT_NONE);
      /* Translators: a run, the mean of its T_ML, and the share of atoms that its thermal peak does not hold. */
      g_string_append_printf (text, _("%s%s: mean %s, tail %s"), i > 0 ? "; " : "", run, mean_text, tail_text);
    }
  return g_string_free (text, FALSE);
}

/* Of the run that is shown, less the control's. */
static void
add_shift (VtReportPanel *panel, const Distribution *stressed, const Distribution *control)
{
  static const struct
  {
    const char *name;
    const char *key;
    const char *quantity;
    VtUnit unit;
  } shifts[] = {
    { "mean", "mean-shift", N_("Mean <i>T</i><sub>ML</sub> under %s − at 0 GPa"), VT_UNIT_KELVIN },
    { "tail", "tail-shift", N_("Tail of <i>T</i><sub>ML</sub> under %s − at 0 GPa"), VT_UNIT_NONE },
  };
  g_autofree char *stress = name_stress (stressed->run->item->number);

  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      g_autofree char *quantity = g_strdup_printf (_ (shifts[i].quantity), stress);
      double value, sigma, none, none_sigma;

      get_statistic (stressed, shifts[i].name, &value, &sigma);
      get_statistic (control, shifts[i].name, &none, &none_sigma);
      vt_report_panel_add_finding (panel, shifts[i].key, quantity, value - none, hypot (sigma, none_sigma),
                                   shifts[i].unit);
    }
}

static void
add_shifts (VtReportPanel *panel, const VtReport *report, const GArray *distributions)
{
  const Distribution *control = NULL, *stressed = NULL;

  for (guint i = 0; i < distributions->len; i++)
    {
      const Distribution *distribution = &g_array_index (distributions, Distribution, i);

      if (distribution->run->item->number == 0 && control == NULL)
        control = distribution;
      if (distribution->run == report->shown)
        stressed = distribution;
    }
  if (control != NULL && stressed != NULL && stressed != control)
    add_shift (panel, stressed, control);
}

static void
fill (VtReportPanel *panel, const VtReport *report, const GArray *distributions)
{
  g_autoptr (VtTable) table = tabulate (distributions);
  g_autofree char *runs = describe_runs (distributions), *frame = vt_report_name_frame (report->shown);

  vt_report_panel_take_chart (panel, new_chart (distributions));
  vt_report_panel_set_table (panel, table);
  vt_report_panel_set_caption (panel,
                               _("Distribution of <i>T</i><sub>ML</sub> over the atoms, window from %s (%s; tail: "
                                 "share of the atoms beyond the Gaussian peak; errors by a bootstrap over spatial "
                                 "blocks)."),
                               frame, runs);
  add_shifts (panel, report, distributions);
}

static gboolean
make_distributions (VtReportWork *work, GError **error)
{
  VtReportPanel *panel = vt_report_work_add_panel (work, "2C");
  g_autoptr (GArray) distributions = g_array_new (FALSE, FALSE, sizeof (Distribution));
  g_autoptr (GError) last = NULL;

  panel->analyses = analyses;
  g_array_set_clear_func (distributions, distribution_clear);
  if (work->report->creep->len == 0)
    {
      vt_report_panel_set_missing (panel, "%s",
                                   _("It needs the trajectories of creep runs, best with a control (--creep 0=TRAJ "
                                     "--creep GPA=TRAJ …)"));
      return TRUE;
    }
  if (!evaluate_runs (work, distributions, &last, error))
    return FALSE;
  if (distributions->len == 0)
    return vt_report_work_leave_out (panel, g_steal_pointer (&last), error);
  fill (panel, work->report, distributions);
  return TRUE;
}

gboolean
vt_report_make_figure2 (VtReportWork *work, GError **error)
{
  return vt_report_make_mechanics (work, error) && make_distributions (work, error);
}
