/* What records of mechanical tests give a report: creep and its activation volume, tension, the glass transition. */
#include "vt-report-private.h"

#include <math.h>
#include <string.h>

#include "vt-i18n.h"
#include "vt-mechanics-charts.h"
#include "vt-report-number.h"

static const char *const analyses[] = { VT_REPORT_MECHANICS, NULL };

/* ---- evaluation ---- */

static GVariant *
to_variant (const GArray *files)
{
  g_autofree GFile **list = g_new0 (GFile *, files->len + 1);
  g_autofree double *numbers = g_new0 (double, files->len + 1);

  for (guint i = 0; i < files->len; i++)
    {
      const VtReportFile *item = &g_array_index (files, VtReportFile, i);

      list[i] = item->file;
      numbers[i] = isnan (item->number) ? 0 : item->number;
    }
  return vt_mechanics_files_to_variant (list, numbers, files->len);
}

/* Rates mean nothing without the temperature they were at. */
static gboolean
has_creep (const VtReportPlan *plan)
{
  return plan->strain->len > 0 && !isnan (vt_state_get_real (plan->state, "mechanics.temperature"));
}

/* The settings with the records in them. */
static VtState *
set_records (const VtReportPlan *plan, GError **error)
{
  g_autoptr (VtState) cooled = vt_state_with (plan->state, "mechanics.quench", to_variant (plan->quench), error);
  g_autoptr (VtState) crept = NULL;
  g_autofree char *uri = NULL;

  if (cooled == NULL)
    return NULL;
  crept = has_creep (plan) ? vt_state_with (cooled, "mechanics.creep", to_variant (plan->strain), error)
                           : vt_state_ref (cooled);
  if (crept == NULL || plan->tensile->len == 0)
    return g_steal_pointer (&crept);
  uri = g_file_get_uri (g_array_index (plan->tensile, VtReportFile, plan->tensile->len - 1).file);
  return vt_state_with (crept, "mechanics.tensile", g_variant_new_string (uri), error);
}

static VtMechanics *
evaluate (VtReportWork *work, GError **error)
{
  g_autoptr (VtState) state = set_records (work->report->plan, error);
  g_autoptr (VtMechanicsPlan) plan = state != NULL ? vt_mechanics_plan_new (state) : NULL;
  VtMechanics *mechanics = plan != NULL ? vt_mechanics_run (plan, work->progress, work->cancellable, error) : NULL;

  for (const char *const *warning = mechanics != NULL ? vt_mechanics_get_warnings (mechanics) : NULL;
       warning != NULL && *warning != NULL; warning++)
    vt_report_work_warn (work, *warning);
  return mechanics;
}

/* ---- captions ---- */

static double
get (const VtTable *table, guint row, const char *column)
{
  int index = vt_table_find_column (table, column);

  return index >= 0 ? vt_table_get_number (table, row, (guint) index) : NAN;
}

static const char *
get_text (const VtTable *table, guint row, const char *column)
{
  int index = vt_table_find_column (table, column);

  return index >= 0 ? vt_table_get_text (table, row, (guint) index) : "";
}

/* "1.5 GPa, creep.txt: (2.5 ± 0.4)×10⁻⁶ ps⁻¹ from 100 to 400 ps", or why there is no rate. */
static char *
describe_creep (const VtTable *creep)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < vt_table_get_n_rows (creep); row++)
    {
      g_autofree char *stress = vt_report_number (get (creep, row, "stress"));
      g_autofree char *file = g_markup_escape_text (get_text (creep, row, "file"), -1);
      g_autofree char *reason = g_markup_escape_text (get_text (creep, row, "reason"), -1);
      g_autofree char *rate
          = vt_report_number_with_error (get (creep, row, "rate"), get (creep, row, "sigma"), VT_UNIT_PER_PICOSECOND);
      g_autofree char *from = vt_report_number (get (creep, row, "from")),
                      *to = vt_report_number (get (creep, row, "to"));

      g_string_append_printf (text, _("%s%s GPa, %s: %s from %s to %s ps"), row > 0 ? "; " : "", stress, file, rate,
                              from, to);
      if (*reason != '\0')
        g_string_append_printf (text, " (%s)", reason);
    }
  return g_string_free (text, FALSE);
}

static void
fill_creep (VtReportPanel *panel, const VtMechanics *mechanics)
{
  const VtTable *creep = vt_mechanics_get_table (mechanics, "creep");
  g_autofree char *runs = describe_creep (creep);

  vt_report_panel_set_caption (panel,
                               _("Creep strain, counted from the hold’s start; lines: the fitted intervals, whole "
                                 "where the rate is used (%s)."),
                               runs);
}

static void
fill_rates (VtReportPanel *panel, const VtMechanics *mechanics)
{
  const VtTable *volume = vt_mechanics_get_table (mechanics, "activation-volume");
  gboolean known = volume != NULL && vt_table_get_n_rows (volume) > 0;
  g_autofree char *temperature = vt_report_number (known ? get (volume, 0, "temperature") : NAN);
  g_autofree char *reason = known ? g_markup_escape_text (get_text (volume, 0, "reason"), -1) : g_strdup ("");

  vt_report_panel_set_caption (panel,
                               _("Steady-state rate <i>ε̇</i> against stress <i>σ</i> at %s K; the slope gives the "
                                 "activation volume Ω = √3 <i>k</i><sub>B</sub><i>T</i> ∂ln <i>ε̇</i>/∂<i>σ</i>%s%s."),
                               temperature, *reason != '\0' ? ": " : "", reason);
  if (!known)
    return;
  vt_report_panel_add_finding (panel, "activation-volume", _("Activation volume Ω"), get (volume, 0, "volume"),
                               get (volume, 0, "sigma"), VT_UNIT_CUBIC_ANGSTROM);
  if (isfinite (get (volume, 0, "volume_atomic")))
    vt_report_panel_add_finding (panel, "activation-volume-atomic", _("Ω in mean atomic volumes"),
                                 get (volume, 0, "volume_atomic"), get (volume, 0, "sigma_atomic"), VT_UNIT_NONE);
}

static void
fill_tension (VtReportPanel *panel, const VtMechanics *mechanics)
{
  const VtTable *tensile = vt_mechanics_get_table (mechanics, "tensile");
  g_autofree char *file = g_markup_escape_text (get_text (tensile, 0, "file"), -1);

  vt_report_panel_set_caption (panel,
                               _("Tension: stress against strain as measured and smoothed, the line of the modulus, "
                                 "and the strain of the greatest stress (%s)."),
                               file);
  vt_report_panel_add_finding (panel, "modulus", _("Modulus"), get (tensile, 0, "modulus"),
                               get (tensile, 0, "modulus_sigma"), VT_UNIT_GIGAPASCAL);
  vt_report_panel_add_finding (panel, "strength", _("Greatest stress"), get (tensile, 0, "strength"),
                               get (tensile, 0, "strength_sigma"), VT_UNIT_GIGAPASCAL);
  vt_report_panel_add_finding (panel, "yield-strain", _("Strain there"), get (tensile, 0, "yield_strain"), NAN,
                               VT_UNIT_NONE);
}

static void
fill_transition (VtReportPanel *panel, const VtMechanics *mechanics)
{
  double sigma, transition = vt_mechanics_get_glass_transition (mechanics, &sigma);

  vt_report_panel_set_caption (panel, "%s",
                               _("Quench: the glass transition <i>T</i><sub>g</sub> is where the lines of the glass "
                                 "and of the liquid meet."));
  vt_report_panel_add_finding (panel, "glass-transition", _("<i>T</i><sub>g</sub> of the quench"), transition, sigma,
                               VT_UNIT_KELVIN);
}

/* ---- panels ---- */

/* @figure, @table: of VtMechanics; @needs: what is missing where there is none */
typedef struct
{
  const char *id;
  const char *figure;
  const char *table;
  const char *needs;
  void (*fill) (VtReportPanel *panel, const VtMechanics *mechanics);
} Kind;

static const Kind kinds[] = {
  { "2A", "creep-curves", "creep-curves",
    N_("It needs records of strain under a load that is held (--strain GPA=FILE) and the temperature (--temperature)"),
    fill_creep },
  { "2B", "creep-rates", "creep-stresses",
    N_("It needs records of strain at two stresses or more (--strain GPA=FILE) and the temperature (--temperature)"),
    fill_rates },
  { "SA", "stress-strain", "stress-strain", N_("It needs the record of a tension (--tensile FILE)"), fill_tension },
  { "SB", "glass-transition", "quench", N_("It needs the log of a quench (--quench FILE)"), fill_transition },
};

static void
make_panel (VtReportWork *work, const Kind *kind, const VtMechanics *mechanics)
{
  VtReportPanel *panel = vt_report_work_add_panel (work, kind->id);
  const VtTable *table = mechanics != NULL ? vt_mechanics_get_table (mechanics, kind->table) : NULL;
  VtChart *chart = mechanics != NULL ? vt_mechanics_figure_new (mechanics, kind->figure) : NULL;

  panel->analyses = analyses;
  if (chart != NULL)
    kind->fill (panel, mechanics);
  if (chart != NULL && vt_chart_has_data (chart))
    {
      vt_report_panel_take_chart (panel, g_steal_pointer (&chart));
      vt_report_panel_set_table (panel, table);
      return;
    }
  /* Without a picture its findings are worth telling, and its caption says why. */
  if (table != NULL && mechanics != NULL && g_str_equal (kind->id, "2B"))
    vt_report_panel_set_missing (panel, "%s",
                                 get_text (vt_mechanics_get_table (mechanics, "activation-volume"), 0, "reason"));
  else
    vt_report_panel_set_missing (panel, "%s", _ (kind->needs));
  g_clear_pointer (&chart, vt_chart_unref);
}

/* T_ML is compared with the glass transition of the quench, unless it was given. */
static void
use_transition (VtReport *report, const VtMechanics *mechanics)
{
  double transition = vt_mechanics_get_glass_transition (mechanics, NULL);

  if (isnan (transition) || !isnan (vt_state_get_real (report->plan->state, "distribution.tg")))
    return;
  vt_report_set_real (report, "distribution.tg", transition);
}

/* Whether the record of that stress runs away; one that is steady is enough not to. */
static gboolean
runs_away (const VtTable *creep, double stress)
{
  gboolean away = FALSE;

  for (guint row = 0; row < vt_table_get_n_rows (creep); row++)
    if (fabs (get (creep, row, "stress") - stress) <= 1e-9)
      {
        if (strcmp (get_text (creep, row, "stage"), "runaway") != 0)
          return FALSE;
        away = TRUE;
      }
  return away;
}

/* Whether T_ML can be told of the run: one that ended early lacks lags. */
static gboolean
has_t_ml (VtReportWork *work, const VtReportRun *run)
{
  g_autoptr (VtResult) t_ml = vt_report_work_evaluate (work, run, "tml", NULL);

  return t_ml != NULL;
}

/* A sample that runs away flows everywhere, and soon ends: Figs. 3 to 5 are of the highest stress below, unless one was
 * asked for. Where none serves the highest stays, and says why it does not. */
static gboolean
choose_shown (VtReportWork *work, const VtMechanics *mechanics, GError **error)
{
  VtReport *report = work->report;
  const VtTable *creep = mechanics != NULL ? vt_mechanics_get_table (mechanics, "creep") : NULL;
  VtReportRun *best = NULL;

  if (!isnan (report->plan->shown))
    return TRUE;
  for (guint i = 0; i < report->creep->len; i++)
    {
      VtReportRun *run = report->creep->pdata[i];

      if ((best == NULL || run->item->number > best->item->number)
          && (creep == NULL || !runs_away (creep, run->item->number)) && has_t_ml (work, run))
        best = run;
    }
  if (best != NULL)
    report->shown = best;
  return !g_cancellable_set_error_if_cancelled (work->cancellable, error);
}

/* A record that cannot be read is an error; what it cannot tell leaves its panel out. */
gboolean
vt_report_make_mechanics (VtReportWork *work, GError **error)
{
  const VtReportPlan *plan = work->report->plan;
  gboolean given = has_creep (plan) || plan->tensile->len + plan->quench->len > 0;
  g_autoptr (VtMechanics) mechanics = given ? evaluate (work, error) : NULL;

  if (given && mechanics == NULL)
    return FALSE;
  if (mechanics != NULL)
    use_transition (work->report, mechanics);
  if (!choose_shown (work, mechanics, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    make_panel (work, &kinds[i], mechanics);
  return TRUE;
}
