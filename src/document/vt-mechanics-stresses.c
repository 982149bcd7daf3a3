/* The rate at each stress from its runs, and the activation volume from these. */
#include "vt-mechanics-private.h"

#include <math.h>
#include <string.h>

#include "vt-activation-volume.h"
#include "vt-i18n.h"
#include "vt-pooled-mean.h"
#include "vt-report-number.h"

/* What the runs at one stress tell together. */
typedef struct
{
  double       stress;
  guint        n_runs;
  VtPooledMean rate; /* n = 0: none is steady */
  const char  *reason; /* NULL: it counts */
} Level;

/* ---- runs of one stress ---- */

static double
get (const VtTable *table, guint row, const char *column)
{
  return vt_table_get_number (table, row, (guint) vt_table_find_column (table, column));
}

static const char *
get_text (const VtTable *table, guint row, const char *column)
{
  return vt_table_get_text (table, row, (guint) vt_table_find_column (table, column));
}

/* Those of rows @from … @to that are steady. A rate that is nothing by itself counts in the mean all the same: to leave it
 * out would keep those that happen to be high. */
static Level
pool (const VtTable *creep, guint from, guint to)
{
  Level level = { .stress = get (creep, from, "stress"), .n_runs = to - from };
  g_autofree double *rates = g_new (double, to - from), *sigmas = g_new (double, to - from);
  guint n = 0;

  for (guint row = from; row < to; row++)
    if (strcmp (get_text (creep, row, "used"), "yes") == 0)
      {
        rates[n] = get (creep, row, "rate");
        sigmas[n++] = MAX (get (creep, row, "sigma"), 1e-300);
      }
  if (n == 0)
    {
      level.reason = level.stress == 0 ? _("the control") : _("no run has a steady state");
      return level;
    }
  vt_pooled_mean_compute (rates, sigmas, n, &level.rate);
  if (!(level.rate.mean > 2 * level.rate.sigma))
    level.reason = _("the rate does not differ from zero by twice its error");
  return level;
}

static GArray *
pool_all (const VtTable *creep)
{
  GArray *levels = g_array_new (FALSE, FALSE, sizeof (Level));
  guint n = vt_table_get_n_rows (creep);

  for (guint from = 0, to; from < n; from = to)
    {
      Level level;

      for (to = from + 1; to < n && get (creep, to, "stress") == get (creep, from, "stress");)
        to++;
      level = pool (creep, from, to);
      g_array_append_val (levels, level);
    }
  return levels;
}

/* A run whose stress does not count is not used, either. */
static void
pass_down (VtTable *creep, const GArray *levels)
{
  guint used = (guint) vt_table_find_column (creep, "used"), reason = (guint) vt_table_find_column (creep, "reason");

  for (guint row = 0; row < vt_table_get_n_rows (creep); row++)
    for (guint i = 0; i < levels->len; i++)
      {
        const Level *level = &g_array_index (levels, Level, i);

        if (level->stress != get (creep, row, "stress") || level->reason == NULL
            || strcmp (vt_table_get_text (creep, row, used), "yes") != 0)
          continue;
        vt_table_set_text (creep, row, used, "no");
        vt_table_set_text (creep, row, reason, level->reason);
      }
}

static VtTable *
tabulate_levels (const GArray *levels)
{
  VtTable *table = vt_table_new ("creep-stresses");

  vt_table_add_numbers (table, "stress", VT_UNIT_GIGAPASCAL);
  vt_table_add_numbers (table, "runs", VT_UNIT_NONE);
  vt_table_add_numbers (table, "used_runs", VT_UNIT_NONE);
  vt_table_add_numbers (table, "rate", VT_UNIT_PER_PICOSECOND);
  vt_table_add_numbers (table, "sigma", VT_UNIT_PER_PICOSECOND);
  vt_table_add_numbers (table, "between", VT_UNIT_PER_PICOSECOND);
  vt_table_add_numbers (table, "ln_rate", VT_UNIT_NONE);
  vt_table_add_numbers (table, "ln_sigma", VT_UNIT_NONE);
  vt_table_add_texts (table, "used");
  vt_table_add_texts (table, "reason");
  for (guint i = 0; i < levels->len; i++)
    {
      const Level *level = &g_array_index (levels, Level, i);
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, 0, level->stress);
      vt_table_set_number (table, row, 1, level->n_runs);
      vt_table_set_number (table, row, 2, level->reason == NULL ? level->rate.n : 0);
      vt_table_set_text (table, row, 8, level->reason == NULL ? "yes" : "no");
      vt_table_set_text (table, row, 9, level->reason != NULL ? level->reason : "");
      if (level->rate.n == 0)
        continue;
      vt_table_set_number (table, row, 3, level->rate.mean);
      vt_table_set_number (table, row, 4, level->rate.sigma);
      vt_table_set_number (table, row, 5, level->rate.between);
      if (level->rate.mean > 0)
        {
          vt_table_set_number (table, row, 6, log (level->rate.mean));
          vt_table_set_number (table, row, 7, level->rate.sigma / level->rate.mean);
        }
    }
  return table;
}

static void
tell_level (VtMechanics *mechanics, const Level *level)
{
  g_autofree char *stress = vt_report_number (level->stress), *rate = NULL;

  if (level->rate.n == 0)
    {
      vt_mechanics_find (mechanics, _("%s GPa: %s"), stress, level->reason);
      return;
    }
  rate = vt_report_number_with_error (level->rate.mean, level->rate.sigma, VT_UNIT_PER_PICOSECOND);
  if (level->n_runs == 1)
    vt_mechanics_find (mechanics, level->reason != NULL ? _("%s GPa: ε̇ = %s: %s") : _("%s GPa: ε̇ = %s%s"), stress, rate,
                       level->reason != NULL ? level->reason : "");
  else
    vt_mechanics_find (mechanics,
                       level->reason != NULL ? _("%s GPa: ε̇ = %s by %u of %u runs: %s")
                                             : _("%s GPa: ε̇ = %s by %u of %u runs%s"),
                       stress, rate, level->rate.n, level->n_runs, level->reason != NULL ? level->reason : "");
}

/* ---- the activation volume ---- */

enum
{
  STRESSES,
  TEMPERATURE,
  VOLUME,
  SIGMA,
  ATOMIC_VOLUME,
  VOLUME_ATOMIC,
  SIGMA_ATOMIC,
  SLOPE,
  SLOPE_SIGMA,
  INTERCEPT,
  CHI_SQUARED,
  FACTOR,
  REASON
};

static VtTable *
new_volume_table (void)
{
  VtTable *table = vt_table_new ("activation-volume");

  vt_table_add_numbers (table, "stresses", VT_UNIT_NONE);
  vt_table_add_numbers (table, "temperature", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "volume", VT_UNIT_CUBIC_ANGSTROM);
  vt_table_add_numbers (table, "sigma", VT_UNIT_CUBIC_ANGSTROM);
  vt_table_add_numbers (table, "atomic_volume", VT_UNIT_CUBIC_ANGSTROM);
  vt_table_add_numbers (table, "volume_atomic", VT_UNIT_NONE);
  vt_table_add_numbers (table, "sigma_atomic", VT_UNIT_NONE);
  vt_table_add_numbers (table, "slope_per_GPa", VT_UNIT_NONE);
  vt_table_add_numbers (table, "slope_sigma_per_GPa", VT_UNIT_NONE);
  vt_table_add_numbers (table, "intercept", VT_UNIT_NONE);
  vt_table_add_numbers (table, "chi_squared", VT_UNIT_NONE);
  vt_table_add_numbers (table, "error_factor", VT_UNIT_NONE);
  vt_table_add_texts (table, "reason");
  return table;
}

static void
set_volume (VtTable *table, const VtActivationVolume *volume, double atomic_volume)
{
  vt_table_set_number (table, 0, VOLUME, volume->volume);
  vt_table_set_number (table, 0, SIGMA, volume->sigma);
  vt_table_set_number (table, 0, VOLUME_ATOMIC, volume->volume / atomic_volume);
  vt_table_set_number (table, 0, SIGMA_ATOMIC, volume->sigma / atomic_volume);
  vt_table_set_number (table, 0, SLOPE, volume->fit.slope);
  vt_table_set_number (table, 0, SLOPE_SIGMA, volume->fit.slope_sigma * volume->inflation);
  vt_table_set_number (table, 0, INTERCEPT, volume->fit.intercept);
  /* Two points lie on their line. */
  vt_table_set_number (table, 0, CHI_SQUARED, volume->fit.n > 2 ? volume->fit.chi_squared : NAN);
  vt_table_set_number (table, 0, FACTOR, volume->inflation);
}

static void
tell_volume (VtMechanics *mechanics, const VtActivationVolume *volume)
{
  g_autofree char *number
      = vt_report_number_with_error (volume->volume, volume->sigma, VT_UNIT_CUBIC_ANGSTROM);
  double v = mechanics->atomic_volume;

  if (isnan (v))
    {
      vt_mechanics_find (mechanics, _("Ω = %s, by %zu stresses"), number, volume->fit.n);
      vt_mechanics_warn (mechanics, _("the mean atomic volume is not known: the log of a quench tells it, or a setting"));
    }
  else
    {
      g_autofree char *atoms = vt_report_number_with_error (volume->volume / v, volume->sigma / v, VT_UNIT_NONE);
      vt_mechanics_find (mechanics, _("Ω = %s = %s mean atomic volumes of %.2f Å³, by %zu stresses"), number, atoms, v,
                         volume->fit.n);
    }
  if (!(fabs (volume->volume) > 2 * volume->sigma))
    vt_mechanics_warn (mechanics, _("the activation volume does not differ from zero by twice its error"));
  if (volume->inflation > 1.5)
    vt_mechanics_warn (mechanics, _("the rates lie off the line by more than their errors tell: χ² = %.1f for %zu degrees "
                                    "of freedom; the error of Ω is %.1f times the fit’s"),
                       volume->fit.chi_squared, volume->fit.n - 2, volume->inflation);
}

static void
add_volume (VtMechanics *mechanics, const GArray *levels)
{
  double temperature = vt_state_get_real (vt_mechanics_plan_get_state (mechanics->plan), "mechanics.temperature");
  g_autofree double *stresses = g_new (double, levels->len), *rates = g_new (double, levels->len),
                    *sigmas = g_new (double, levels->len);
  VtTable *table = new_volume_table ();
  g_autoptr (GError) refused = NULL;
  VtActivationVolume volume;
  guint n = 0;

  for (guint i = 0; i < levels->len; i++)
    {
      const Level *level = &g_array_index (levels, Level, i);

      if (level->reason != NULL)
        continue;
      stresses[n] = level->stress;
      rates[n] = level->rate.mean;
      sigmas[n++] = level->rate.sigma;
    }
  vt_table_add_row (table);
  vt_table_set_number (table, 0, STRESSES, n);
  vt_table_set_number (table, 0, TEMPERATURE, temperature);
  vt_table_set_number (table, 0, ATOMIC_VOLUME, mechanics->atomic_volume);
  if (vt_activation_volume_compute (stresses, rates, sigmas, n, temperature, &volume, &refused))
    {
      set_volume (table, &volume, mechanics->atomic_volume);
      tell_volume (mechanics, &volume);
    }
  else
    {
      vt_table_set_text (table, 0, REASON, refused->message);
      vt_mechanics_find (mechanics, _("No activation volume: %s"), refused->message);
    }
  vt_mechanics_take_table (mechanics, table);
}

void
vt_mechanics_add_stresses (VtMechanics *mechanics)
{
  VtTable *creep = vt_mechanics_get_table (mechanics, "creep");
  g_autoptr (GArray) levels = pool_all (creep);

  pass_down (creep, levels);
  for (guint i = 0; i < levels->len; i++)
    tell_level (mechanics, &g_array_index (levels, Level, i));
  vt_mechanics_take_table (mechanics, tabulate_levels (levels));
  add_volume (mechanics, levels);
}
