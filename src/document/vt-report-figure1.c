/* Fig. 1: T_ML of runs at known temperatures, by element and for all atoms.
 *
 * From relaxations, which are best such that the model was not trained on; without any, panel F from the validation
 * that is stored in the model.
 */
#include "vt-report-private.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-report-number.h"

#define N_ELEMENTS 5 /* panels A to E */
#define HEADROOM 1.05
#define COLD 100.0 /* K: where the paper tells what the model reads */

static const char *const analyses[] = { "tml", NULL };

/* Sums over the atoms of one element, or all, in one run. */
typedef struct
{
  double n;
  double sum;
  double squares;
} Sum;

/* @element: "" for all. In the order of temperatures. */
typedef struct
{
  char *element;
  VtColor color;
  VtTable *table;
} Curve;

static void
curve_clear (gpointer data)
{
  Curve *curve = data;

  g_free (curve->element);
  vt_table_unref (curve->table);
}

static GArray *
new_curves (void)
{
  GArray *curves = g_array_new (FALSE, FALSE, sizeof (Curve));

  g_array_set_clear_func (curves, curve_clear);
  return curves;
}

static Curve *
find_curve (GArray *curves, const char *element, VtColor color)
{
  Curve curve = { NULL, color, NULL };

  for (guint i = 0; i < curves->len; i++)
    if (g_str_equal (g_array_index (curves, Curve, i).element, element))
      return &g_array_index (curves, Curve, i);
  curve.element = g_strdup (element);
  curve.table = vt_table_new ("t_ml");
  vt_table_add_numbers (curve.table, "temperature", VT_UNIT_KELVIN);
  vt_table_add_numbers (curve.table, "n", VT_UNIT_NONE);
  vt_table_add_numbers (curve.table, "mean", VT_UNIT_KELVIN);
  vt_table_add_numbers (curve.table, "deviation", VT_UNIT_KELVIN);
  vt_table_add_texts (curve.table, "run");
  g_array_append_val (curves, curve);
  return &g_array_index (curves, Curve, curves->len - 1);
}

static void
add_point (Curve *curve, double temperature, double n, double mean, double deviation, const char *run)
{
  guint row = vt_table_add_row (curve->table);

  vt_table_set_number (curve->table, row, 0, temperature);
  vt_table_set_number (curve->table, row, 1, n);
  vt_table_set_number (curve->table, row, 2, mean);
  vt_table_set_number (curve->table, row, 3, deviation);
  vt_table_set_text (curve->table, row, 4, run);
}

/* ---- from relaxations ---- */

static void
add_sum (Curve *curve, const Sum *sum, const VtReportRun *run)
{
  double mean = sum->sum / sum->n, variance = fmax (0, sum->squares / sum->n - mean * mean);

  if (sum->n > 0)
    add_point (curve, run->item->number, sum->n, mean, sqrt (variance),
               vt_trajectory_get_name (vt_source_get_trajectory (run->source)));
}

static void
add_run (GArray *curves, const VtReportRun *run, VtAtomTable *atoms, const VtColumn *tml)
{
  const guint8 *species = vt_atom_table_get_species (atoms);
  const double *values = vt_column_get_values (tml);
  guint n_species = vt_atom_table_get_n_species (atoms);
  g_autofree Sum *sums = g_new0 (Sum, n_species + 1);

  for (gsize i = 0; i < vt_column_get_n (tml); i++)
    for (guint all = 0; all < 2 && !isnan (values[i]); all++)
      {
        Sum *sum = &sums[all == 1 ? n_species : species[i]];

        sum->n++;
        sum->sum += values[i];
        sum->squares += values[i] * values[i];
      }
  for (guint s = 0; s < n_species; s++)
    add_sum (find_curve (curves, vt_atom_table_get_species_name (atoms, s), vt_palette_get_species (atoms, s, FALSE)),
             &sums[s], run);
  add_sum (find_curve (curves, "", vt_palette_get (VT_MEANING_FOREGROUND, FALSE)), &sums[n_species], run);
}

/* A run that cannot serve (no such lag) is left out with a warning. */
static gboolean
read_run (VtReportWork *work, GArray *curves, const VtReportRun *run, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (VtResult) frame = vt_report_work_evaluate (work, run, "frame", &reason);
  g_autoptr (VtResult) tml = frame != NULL ? vt_report_work_evaluate (work, run, "tml", &reason) : NULL;

  if (tml != NULL)
    {
      add_run (curves, run, vt_frame_get_atoms (vt_result_get_payload (frame)), vt_result_get_column (tml, "t_ml"));
      return TRUE;
    }
  if (!g_error_matches (reason, VT_ERROR, VT_ERROR_INPUT))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  vt_report_work_warn (work, reason->message);
  return TRUE;
}

static gboolean
read_runs (VtReportWork *work, GArray *curves, GError **error)
{
  for (guint i = 0; i < work->report->relax->len; i++)
    if (!read_run (work, curves, work->report->relax->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* How many of the runs the model was trained on. */
static guint
count_own_runs (const VtReport *report)
{
  guint n = 0;

  for (guint i = 0; i < report->relax->len; i++)
    {
      const VtReportRun *run = report->relax->pdata[i];
      VtModel *model = vt_source_get_model (run->source);

      if (model != NULL
          && vt_model_find_run (model, vt_trajectory_get_identity (vt_source_get_trajectory (run->source))) >= 0)
        n++;
    }
  return n;
}

/* ---- panels ---- */

static VtChart *
new_chart (const Curve *curve)
{
  guint n = vt_table_get_n_rows (curve->table);
  const double *temperatures = vt_table_get_numbers (curve->table, 0), *means = vt_table_get_numbers (curve->table, 2);
  VtChart *chart = vt_chart_new ();
  VtSeries *identity = vt_series_new_identity (), *series = NULL;
  double highest = 0;

  for (guint i = 0; i < n; i++)
    highest = fmax (highest, fmax (temperatures[i], means[i] + vt_table_get_number (curve->table, i, 3)));
  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>T</i>", VT_UNIT_KELVIN);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "⟨<i>T</i><sub>ML</sub>⟩", VT_UNIT_KELVIN);
  vt_axis_set_range (vt_chart_get_x_axis (chart), 0, HEADROOM * highest);
  vt_axis_set_range (vt_chart_get_y_axis (chart), 0, HEADROOM * highest);
  vt_chart_set_title (chart, *curve->element != '\0' ? curve->element : _("all"));
  vt_series_set_meaning (identity, VT_MEANING_FOREGROUND);
  vt_series_set_dashed (identity, TRUE);
  vt_chart_add_series (chart, identity);
  series = vt_series_new_line (NULL, temperatures, means, n);
  vt_series_set_color (series, curve->color);
  vt_series_set_markers (series, TRUE);
  vt_series_set_errors (series, vt_table_get_numbers (curve->table, 3));
  vt_series_set_error_band (series, TRUE);
  vt_chart_add_series (chart, series);
  return chart;
}

/* What the model reads where it is cold, above what it ought to. */
static void
add_excess (VtReportPanel *panel, const VtTable *table)
{
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    if (vt_table_get_number (table, row, 0) == COLD)
      vt_report_panel_add_finding (panel, "excess:100", _("⟨<i>T</i><sub>ML</sub>⟩ − <i>T</i> at 100 K"),
                                   vt_table_get_number (table, row, 2) - COLD, NAN, VT_UNIT_KELVIN);
}

static void
add_model_facts (VtReportPanel *panel, VtModel *model)
{
  gsize instances = 0;
  guint n_lags, n_classes;

  for (guint e = 0; e < vt_model_get_n_elements (model); e++)
    instances += vt_model_get_element (model, e)->n;
  vt_model_get_lags (model, &n_lags);
  vt_model_get_class_temperatures (model, &n_classes);
  vt_report_panel_add_finding (panel, "instances", _("Instances of the model"), (double) instances, NAN, VT_UNIT_NONE);
  vt_report_panel_add_finding (panel, "lags", _("Features (lags)"), n_lags, NAN, VT_UNIT_NONE);
  vt_report_panel_add_finding (panel, "k", _("Neighbours <i>k</i>"), vt_model_get_k (model), NAN, VT_UNIT_NONE);
  vt_report_panel_add_finding (panel, "classes", _("Classes"), n_classes, NAN, VT_UNIT_NONE);
}

static void
fill_panel (VtReportPanel *panel, const Curve *curve)
{
  vt_report_panel_take_chart (panel, new_chart (curve));
  vt_report_panel_set_table (panel, curve->table);
}

static void
make_elements (VtReportWork *work, GArray *curves)
{
  for (guint e = 0, c = 0; e < N_ELEMENTS; e++, c++)
    {
      const char id[] = { '1', (char) ('A' + e), '\0' };
      VtReportPanel *panel = vt_report_work_add_panel (work, id);

      panel->analyses = analyses;
      if (c < curves->len && *g_array_index (curves, Curve, c).element == '\0')
        c++;
      if (curves->len == 0)
        vt_report_panel_set_missing (panel, "%s",
                                     _("It needs relaxations at known temperatures (--relax K=TRAJ): a model stores "
                                       "its validation for all elements together"));
      else if (c >= curves->len)
        vt_report_panel_set_missing (panel, "%s", _("The sample has fewer elements"));
      else
        {
          const Curve *curve = &g_array_index (curves, Curve, c);
          g_autofree char *element = g_markup_escape_text (curve->element, -1);

          fill_panel (panel, curve);
          /* Translators: an element. */
          vt_report_panel_set_caption (panel, _("The atoms of %s."), element);
        }
    }
}

/* ---- panel F ---- */

static void
caption_relaxations (VtReportPanel *panel, const VtReport *report)
{
  guint n = report->relax->len, own = count_own_runs (report);
  g_autofree char *held = NULL;

  if (own == 0)
    held = g_strdup (_("the model was trained on none of them"));
  else
    held = g_strdup_printf (_("the model was trained on %u of them, and there an atom’s own instances are left out of "
                              "its neighbours"),
                            own);
  vt_report_panel_set_caption (panel,
                               _("All elements. ⟨<i>T</i><sub>ML</sub>⟩ of all atoms of %u relaxations against their "
                                 "temperature <i>T</i>, with the standard deviation over atoms as a band and the "
                                 "dashed line at <i>T</i><sub>ML</sub> = <i>T</i>; %s."),
                               n, held);
}

static void
caption_validation (VtReportPanel *panel, const VtModelValidation *validation)
{
  g_autofree char *rmse = vt_report_number (validation->rmse);

  if (validation->n_folds > 0)
    vt_report_panel_set_caption (
        panel,
        _("All elements. ⟨<i>T</i><sub>ML</sub>⟩ against <i>T</i> by %u-fold cross-validation with folds grouped by "
          "atom, as it is stored in the model; band: standard deviation over atoms; root mean square error %s K."),
        validation->n_folds, rmse);
  else
    vt_report_panel_set_caption (panel,
                                 _("All elements. ⟨<i>T</i><sub>ML</sub>⟩ against <i>T</i> of another sample, as it "
                                   "is stored in the model; band: standard deviation over atoms; root mean square "
                                   "error %s K."),
                                 rmse);
}

static void
fill_from_validation (VtReportPanel *panel, const VtModelValidation *validation)
{
  g_autoptr (GArray) curves = new_curves ();
  Curve *curve = find_curve (curves, "", vt_palette_get (VT_MEANING_FOREGROUND, FALSE));

  for (gsize i = 0; i < validation->n; i++)
    add_point (curve, validation->temperatures[i], NAN, validation->mean_t_ml[i], validation->deviations[i], "");
  fill_panel (panel, curve);
  caption_validation (panel, validation);
  add_excess (panel, curve->table);
}

/* The model of whichever trajectory there is. */
static VtModel *
find_model (const VtReport *report)
{
  const GPtrArray *lists[] = { report->relax, report->creep };

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    if (lists[l]->len > 0)
      return vt_source_get_model (((const VtReportRun *) lists[l]->pdata[0])->source);
  return NULL;
}

static void
make_all (VtReportWork *work, GArray *curves)
{
  VtReportPanel *panel = vt_report_work_add_panel (work, "1F");
  VtModel *model = find_model (work->report);
  const VtModelValidation *validation = model != NULL ? vt_model_get_validation (model) : NULL;

  panel->analyses = analyses;
  if (curves->len > 0)
    {
      Curve *curve = find_curve (curves, "", vt_palette_get (VT_MEANING_FOREGROUND, FALSE));

      fill_panel (panel, curve);
      caption_relaxations (panel, work->report);
      add_excess (panel, curve->table);
    }
  else if (validation != NULL)
    fill_from_validation (panel, validation);
  else
    vt_report_panel_set_missing (panel, "%s",
                                 _("It needs relaxations at known temperatures (--relax K=TRAJ), or a creep run and a "
                                   "model that was validated"));
  if (model != NULL && vt_report_panel_is_shown (panel))
    add_model_facts (panel, model);
}

gboolean
vt_report_make_figure1 (VtReportWork *work, GError **error)
{
  g_autoptr (GArray) curves = new_curves ();

  if (!read_runs (work, curves, error))
    return FALSE;
  make_elements (work, curves);
  make_all (work, curves);
  return TRUE;
}
