/* The stages and rates of creep tests, run by run. */
#include "vt-mechanics-private.h"

#include <math.h>

#include "vt-creep.h"
#include "vt-i18n.h"

#define CURVE_POINTS 400 /* a run, in the table of curves */

/* One test: its rows from the hold's start, where time and strain are 0. */
typedef struct
{
  double  stress; /* that was asked for, GPa */
  double *time;
  double *strain;
  double *stresses; /* (nullable) */
  gsize   n;
} Hold;

static void
hold_clear (Hold *hold)
{
  g_free (hold->time);
  g_free (hold->strain);
  g_free (hold->stresses);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hold, hold_clear)

/* ---- the hold ---- */

/* The stress is smoothed over 41 rows before it is believed. */
static double
local_mean (const double *values, gsize n, gsize at)
{
  gsize from = at > 20 ? at - 20 : 0, to = MIN (at + 21, n);
  double sum = 0;

  for (gsize i = from; i < to; i++)
    sum += values[i];
  return sum / (double) (to - from);
}

/* A record that does not restart with the hold begins with the loading where its stress begins far below the hold's: the
 * hold begins where the stress has come to 95 % of it. */
static gsize
skip_loading (const double *stresses, gsize n, double stress)
{
  gsize i = 0;

  if (stresses == NULL || !(stress > 0) || n == 0 || !(local_mean (stresses, n, 0) < stress / 2))
    return 0;
  while (i < n && !(local_mean (stresses, n, i) >= 0.95 * stress))
    i++;
  return i < n ? i : 0;
}

static double *
take (double *values, gsize first, gsize n)
{
  double *taken = values != NULL ? g_new (double, MAX (n, 1)) : NULL;

  for (gsize i = 0; values != NULL && i < n; i++)
    taken[i] = values[first + i];
  g_free (values);
  return taken;
}

static gboolean
collect (Hold *hold, const VtRecord *record, GError **error)
{
  gsize first, n = vt_record_get_segment (record, vt_record_get_n_segments (record) - 1, &first), loading;
  double *time = vt_record_get_quantity (record, VT_RECORD_TIME, error);
  double *strain = time != NULL ? vt_record_get_quantity (record, VT_RECORD_STRAIN, error) : NULL;
  double *stresses = strain != NULL ? vt_record_get_quantity (record, VT_RECORD_STRESS, NULL) : NULL;

  if (strain == NULL)
    {
      g_free (time);
      return FALSE;
    }
  loading = skip_loading (stresses != NULL ? stresses + first : NULL, n, hold->stress);
  hold->n = n - loading;
  hold->time = take (time, first + loading, hold->n);
  hold->strain = take (strain, first + loading, hold->n);
  hold->stresses = take (stresses, first + loading, hold->n);
  for (gsize i = hold->n; i-- > 0;)
    {
      hold->time[i] -= hold->time[0];
      hold->strain[i] -= hold->strain[0];
    }
  return TRUE;
}

/* ---- tables ---- */

enum
{
  STRESS,
  NAME,
  N,
  FROM,
  TO,
  RATE,
  SIGMA,
  STAGE,
  USED,
  REASON,
  PRIMARY,
  TERTIARY,
  CURVATURE,
  MEASURED,
  STRAIN_END
};

static VtTable *
new_table (void)
{
  VtTable *table = vt_table_new ("creep");

  vt_table_add_numbers (table, "stress", VT_UNIT_GIGAPASCAL);
  vt_table_add_texts (table, "file");
  vt_table_add_numbers (table, "n", VT_UNIT_NONE);
  vt_table_add_numbers (table, "from", VT_UNIT_PICOSECOND);
  vt_table_add_numbers (table, "to", VT_UNIT_PICOSECOND);
  vt_table_add_numbers (table, "rate", VT_UNIT_PER_PICOSECOND);
  vt_table_add_numbers (table, "sigma", VT_UNIT_PER_PICOSECOND);
  vt_table_add_texts (table, "stage");
  vt_table_add_texts (table, "used");
  vt_table_add_texts (table, "reason");
  vt_table_add_numbers (table, "primary_end", VT_UNIT_PICOSECOND);
  vt_table_add_numbers (table, "tertiary_begin", VT_UNIT_PICOSECOND);
  vt_table_add_numbers (table, "curvature_z", VT_UNIT_NONE);
  vt_table_add_numbers (table, "measured_stress", VT_UNIT_GIGAPASCAL);
  vt_table_add_numbers (table, "strain_end", VT_UNIT_NONE);
  return table;
}

static double
measured_stress (const Hold *hold, double from, double to)
{
  double sum = 0;
  gsize n = 0;

  for (gsize i = 0; hold->stresses != NULL && i < hold->n; i++)
    if (hold->time[i] >= from && hold->time[i] <= to && isfinite (hold->stresses[i]))
      {
        sum += hold->stresses[i];
        n++;
      }
  return n > 0 ? sum / (double) n : NAN;
}

/* Why a run has no steady rate; NULL: it has one. */
static const char *
judge (const Hold *hold, const VtCreep *creep)
{
  if (creep->stage == VT_CREEP_RUNAWAY)
    return _("the strain runs away: no steady state");
  if (creep->stage == VT_CREEP_PRIMARY)
    return _("the rate still falls: no steady state yet");
  if (hold->stress == 0)
    return _("nothing pulls: the control");
  return NULL;
}

static void
tabulate (VtTable *table, const Hold *hold, const char *name, const VtCreep *creep, const char *reason)
{
  guint row = vt_table_add_row (table);

  vt_table_set_number (table, row, STRESS, hold->stress);
  vt_table_set_text (table, row, NAME, name);
  vt_table_set_text (table, row, USED, reason == NULL ? "yes" : "no");
  vt_table_set_text (table, row, REASON, reason != NULL ? reason : "");
  if (hold->n > 0)
    vt_table_set_number (table, row, STRAIN_END, hold->strain[hold->n - 1]);
  if (creep == NULL)
    return;
  vt_table_set_number (table, row, N, (double) creep->trend.n);
  vt_table_set_number (table, row, FROM, creep->from);
  vt_table_set_number (table, row, TO, creep->to);
  vt_table_set_number (table, row, RATE, creep->trend.slope);
  vt_table_set_number (table, row, SIGMA, creep->trend.slope_sigma);
  vt_table_set_text (table, row, STAGE, vt_creep_stage_get_id (creep->stage));
  vt_table_set_number (table, row, PRIMARY, creep->primary_end);
  vt_table_set_number (table, row, TERTIARY, creep->tertiary_begin);
  vt_table_set_number (table, row, CURVATURE, creep->curvature_z);
  vt_table_set_number (table, row, MEASURED, measured_stress (hold, creep->from, creep->to));
}

static VtTable *
new_curves (void)
{
  VtTable *table = vt_table_new ("creep-curves");

  vt_table_add_numbers (table, "stress", VT_UNIT_GIGAPASCAL);
  vt_table_add_numbers (table, "run", VT_UNIT_NONE);
  vt_table_add_numbers (table, "time", VT_UNIT_PICOSECOND);
  vt_table_add_numbers (table, "strain", VT_UNIT_NONE);
  return table;
}

/* Means over consecutive rows: what is drawn. */
static void
tabulate_curve (VtTable *table, const Hold *hold, guint run)
{
  gsize points = MIN (hold->n, CURVE_POINTS);

  for (gsize p = 0; p < points; p++)
    {
      gsize from = hold->n * p / points, to = hold->n * (p + 1) / points;
      double time = 0, strain = 0;
      guint row = vt_table_add_row (table);

      for (gsize i = from; i < to; i++)
        {
          time += hold->time[i] / (double) (to - from);
          strain += hold->strain[i] / (double) (to - from);
        }
      vt_table_set_number (table, row, 0, hold->stress);
      vt_table_set_number (table, row, 1, run);
      vt_table_set_number (table, row, 2, time);
      vt_table_set_number (table, row, 3, strain);
    }
}

/* ---- all of them ---- */

static gboolean
add_run (VtMechanics *mechanics, guint run, VtTable *table, VtTable *curves, GCancellable *cancellable, GError **error)
{
  const VtState *state = vt_mechanics_plan_get_state (mechanics->plan);
  const VtCreepOptions options = { vt_state_get_real (state, "mechanics.settle"),
                                   vt_state_get_real (state, "mechanics.fit-from"),
                                   vt_state_get_real (state, "mechanics.fit-to") };
  g_auto (Hold) hold = { 0 };
  GFile *file = vt_mechanics_plan_get_creep (mechanics->plan, run, &hold.stress);
  g_autoptr (VtRecord) record = vt_mechanics_read (mechanics, file, cancellable, error);
  g_autoptr (GError) refused = NULL;
  VtCreep creep;

  if (record == NULL || !collect (&hold, record, error))
    return FALSE;
  if (vt_creep_compute (hold.time, hold.strain, hold.n, &options, &creep, cancellable, &refused))
    tabulate (table, &hold, vt_record_get_name (record), &creep, judge (&hold, &creep));
  else if (g_error_matches (refused, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&refused));
      return FALSE;
    }
  else
    tabulate (table, &hold, vt_record_get_name (record), NULL, refused->message);
  tabulate_curve (curves, &hold, run);
  return TRUE;
}

gboolean
vt_mechanics_add_creep (VtMechanics *mechanics, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtTable) table = new_table ();
  g_autoptr (VtTable) curves = new_curves ();
  guint n = vt_mechanics_plan_get_n_creep (mechanics->plan);

  for (guint run = 0; run < n; run++)
    {
      if (!add_run (mechanics, run, table, curves, cancellable, error))
        return FALSE;
      vt_progress_set (progress, (run + 1.0) / n);
    }
  vt_mechanics_take_table (mechanics, g_steal_pointer (&table));
  vt_mechanics_take_table (mechanics, g_steal_pointer (&curves));
  return TRUE;
}
