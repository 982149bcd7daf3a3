#include "vt-mechanics-charts.h"

#include <math.h>
#include <string.h>

#include "vt-i18n.h"

#define PERCENT 100.0
#define FIT_POINTS 50

/* ---- tables ---- */

static double
get (const VtTable *table, guint row, const char *name)
{
  int column = vt_table_find_column (table, name);

  g_return_val_if_fail (column >= 0, NAN);
  return vt_table_get_number (table, row, (guint) column);
}

static gboolean
is_used (const VtTable *table, guint row)
{
  return strcmp (vt_table_get_text (table, row, (guint) vt_table_find_column (table, "used")), "yes") == 0;
}

static const double *
get_all (const VtTable *table, const char *name)
{
  int column = vt_table_find_column (table, name);

  g_return_val_if_fail (column >= 0, NULL);
  return vt_table_get_numbers (table, (guint) column);
}

static void
add_fit (VtChart *chart, const char *label, const double *x, const double *y, gsize n, gboolean dashed)
{
  VtSeries *series = vt_series_new_line (label, x, y, n);

  vt_series_set_meaning (series, VT_MEANING_FOREGROUND);
  vt_series_set_dashed (series, dashed);
  vt_chart_add_series (chart, series);
}

static void
add_mark (VtChart *chart, double x)
{
  VtSeries *series = vt_series_new_vertical (NULL, x);

  vt_series_set_meaning (series, VT_MEANING_FOREGROUND);
  vt_series_set_dashed (series, TRUE);
  vt_chart_add_series (chart, series);
}

/* ---- creep ---- */

/* Rows of one run. */
static guint
find_run (const VtTable *curves, guint run, guint *first)
{
  const double *runs = get_all (curves, "run");
  guint n = vt_table_get_n_rows (curves), end;

  for (*first = 0; *first < n && runs[*first] != run;)
    ++*first;
  for (end = *first; end < n && runs[end] == run;)
    end++;
  return end - *first;
}

static void
add_curve (VtChart *chart, const VtTable *curves, guint run, const char *label, guint color)
{
  guint first, n = find_run (curves, run, &first);
  g_autofree double *strain = g_new (double, n + 1);
  VtSeries *series;

  for (guint i = 0; i < n; i++)
    strain[i] = PERCENT * get_all (curves, "strain")[first + i];
  series = vt_series_new_line (label, get_all (curves, "time") + first, strain, n);
  vt_series_set_index (series, color);
  vt_chart_add_series (chart, series);
}

/* Through the middle of the curve's points in the interval. */
static void
add_rate (VtChart *chart, const VtTable *curves, const VtTable *creep, guint run)
{
  double from = get (creep, run, "from"), to = get (creep, run, "to"), rate = get (creep, run, "rate"), offset = 0;
  double x[2] = { from, to }, y[2];
  guint first, n = find_run (curves, run, &first), count = 0;

  for (guint i = first; i < first + n; i++)
    {
      double time = get_all (curves, "time")[i];

      if (!(time >= from && time <= to))
        continue;
      offset += get_all (curves, "strain")[i] - rate * time;
      count++;
    }
  if (count == 0)
    return;
  for (guint i = 0; i < 2; i++)
    y[i] = PERCENT * (offset / count + rate * x[i]);
  add_fit (chart, NULL, x, y, 2, !is_used (creep, run));
}

VtChart *
vt_mechanics_charts_new_creep (const VtTable *curves, const VtTable *creep)
{
  VtChart *chart;
  guint color = 0, n;

  g_return_val_if_fail (curves != NULL && creep != NULL, NULL);

  chart = vt_chart_new ();
  n = vt_table_get_n_rows (creep);
  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>t</i>", VT_UNIT_PICOSECOND);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "<i>ε</i>", VT_UNIT_PERCENT);
  for (guint run = 0; run < n; run++)
    {
      gboolean another = run == 0 || get (creep, run, "stress") != get (creep, run - 1, "stress");
      g_autofree char *label = another ? g_strdup_printf ("%g GPa", get (creep, run, "stress")) : NULL;

      color += another && run > 0 ? 1 : 0;
      add_curve (chart, curves, run, label, color);
    }
  for (guint run = 0; run < n; run++)
    if (!isnan (get (creep, run, "rate")))
      add_rate (chart, curves, creep, run);
  return chart;
}

static void
add_levels (VtChart *chart, const VtTable *stresses)
{
  guint n = vt_table_get_n_rows (stresses);
  g_autofree gboolean *unused = g_new (gboolean, n + 1);
  g_autofree double *errors = g_new (double, n + 1);
  VtSeries *series = vt_series_new_points (NULL, get_all (stresses, "stress"), get_all (stresses, "rate"), n);

  for (guint i = 0; i < n; i++)
    {
      unused[i] = !is_used (stresses, i);
      /* On a logarithmic axis a bar that reaches below zero would have no end. */
      errors[i] = get (stresses, i, "sigma") < get (stresses, i, "rate") ? get (stresses, i, "sigma") : NAN;
    }
  vt_series_set_index (series, 0);
  vt_series_set_errors (series, errors);
  vt_series_set_hollow (series, unused);
  vt_series_set_pale (series, unused);
  vt_chart_add_series (chart, series);
}

static void
add_volume (VtChart *chart, const VtTable *stresses, const VtTable *volume)
{
  double from = INFINITY, to = -INFINITY, x[FIT_POINTS], y[FIT_POINTS];

  if (isnan (get (volume, 0, "volume")))
    return;
  for (guint i = 0; i < vt_table_get_n_rows (stresses); i++)
    if (is_used (stresses, i))
      {
        from = MIN (from, get (stresses, i, "stress"));
        to = MAX (to, get (stresses, i, "stress"));
      }
  for (guint i = 0; i < FIT_POINTS; i++)
    {
      x[i] = from + (to - from) * i / (FIT_POINTS - 1.0);
      y[i] = exp (get (volume, 0, "intercept") + get (volume, 0, "slope_per_GPa") * x[i]);
    }
  add_fit (chart, NULL, x, y, FIT_POINTS, FALSE);
}

/* The outermost stresses stand off the axis' ends. */
static void
give_room (VtChart *chart, const VtTable *stresses)
{
  guint n = vt_table_get_n_rows (stresses);
  double low = get (stresses, 0, "stress"), high = get (stresses, n - 1, "stress"), room = MAX (0.08 * (high - low), 0.05);

  vt_axis_set_range (vt_chart_get_x_axis (chart), low - room, high + room);
}

VtChart *
vt_mechanics_charts_new_rates (const VtTable *stresses, const VtTable *volume)
{
  VtChart *chart;

  g_return_val_if_fail (stresses != NULL, NULL);

  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>σ</i>", VT_UNIT_GIGAPASCAL);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "<i>ε̇</i>", VT_UNIT_PER_PICOSECOND);
  vt_axis_set_scale (vt_chart_get_y_axis (chart), VT_SCALE_LOG);
  give_room (chart, stresses);
  if (volume != NULL)
    add_volume (chart, stresses, volume);
  add_levels (chart, stresses);
  return chart;
}

/* ---- tension ---- */

static void
add_modulus (VtChart *chart, const VtTable *tensile)
{
  double modulus = get (tensile, 0, "modulus"), offset = get (tensile, 0, "modulus_offset"), x[2], y[2];

  if (isnan (modulus))
    return;
  x[0] = get (tensile, 0, "modulus_from");
  x[1] = get (tensile, 0, "modulus_to");
  for (guint i = 0; i < 2; i++)
    {
      y[i] = offset + modulus * x[i];
      x[i] *= PERCENT;
    }
  add_fit (chart, NULL, x, y, 2, FALSE);
}

VtChart *
vt_mechanics_charts_new_stress_strain (const VtTable *curve, const VtTable *tensile)
{
  g_autofree double *strain = NULL;
  VtSeries *raw, *smooth;
  VtChart *chart;
  guint n;

  g_return_val_if_fail (curve != NULL && tensile != NULL, NULL);

  chart = vt_chart_new ();
  n = vt_table_get_n_rows (curve);
  strain = g_new (double, n + 1);
  for (guint i = 0; i < n; i++)
    strain[i] = PERCENT * get_all (curve, "strain")[i];
  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>ε</i>", VT_UNIT_PERCENT);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "<i>σ</i>", VT_UNIT_GIGAPASCAL);
  raw = vt_series_new_line (_("measured"), strain, get_all (curve, "stress"), n);
  vt_series_set_meaning (raw, VT_MEANING_MISSING);
  vt_chart_add_series (chart, raw);
  smooth = vt_series_new_line (_("smoothed"), strain, get_all (curve, "smooth"), n);
  vt_series_set_index (smooth, 0);
  vt_chart_add_series (chart, smooth);
  add_modulus (chart, tensile);
  if (!isnan (get (tensile, 0, "yield_strain")))
    add_mark (chart, PERCENT * get (tensile, 0, "yield_strain"));
  return chart;
}

/* ---- the quench ---- */

static void
add_lines (VtChart *chart, const VtTable *quench, const VtTable *transition)
{
  const double *temperatures = get_all (quench, "temperature");
  double at = get (transition, 0, "temperature"), height = get (transition, 0, "height");
  double x[3] = { INFINITY, at, -INFINITY }, y[3] = { 0, height, 0 };

  if (isnan (at))
    return;
  for (guint i = 0; i < vt_table_get_n_rows (quench); i++)
    if (isfinite (temperatures[i]))
      {
        x[0] = MIN (x[0], temperatures[i]);
        x[2] = MAX (x[2], temperatures[i]);
      }
  y[0] = height + (x[0] - at) * get (transition, 0, "glass_slope");
  y[2] = height + (x[2] - at) * get (transition, 0, "liquid_slope");
  add_fit (chart, NULL, x, y, 3, !is_used (transition, 0));
  if (is_used (transition, 0))
    add_mark (chart, at);
}

VtChart *
vt_mechanics_charts_new_glass_transition (const VtTable *quench, const VtTable *transition)
{
  gboolean volume;
  VtSeries *points;
  VtChart *chart;

  g_return_val_if_fail (quench != NULL && transition != NULL, NULL);

  volume = strcmp (vt_table_get_text (transition, 0, 0), "volume") == 0;
  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>T</i>", VT_UNIT_KELVIN);
  vt_axis_set_title (vt_chart_get_y_axis (chart), volume ? "<i>V</i>" : "<i>H</i>",
                     volume ? VT_UNIT_CUBIC_ANGSTROM : VT_UNIT_ELECTRONVOLT);
  points = vt_series_new_points (NULL, get_all (quench, "temperature"), get_all (quench, volume ? "volume" : "enthalpy"),
                                 vt_table_get_n_rows (quench));
  vt_series_set_index (points, 0);
  vt_chart_add_series (chart, points);
  add_lines (chart, quench, transition);
  return chart;
}
