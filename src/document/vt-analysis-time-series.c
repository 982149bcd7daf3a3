/* The time series as a row of the analysis table: its tables, and the strain by which they may be drawn. */
#include "vt-analysis-table.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-motion-series.h"
#include "vt-time-series.h"

/* ---- strain ---- */

static double
get_log_stretch (const VtTimeSeriesPoint *from, const VtTimeSeriesPoint *to, guint axis)
{
  return fabs (log (to->widths[axis] / from->widths[axis]));
}

/* The axis that was asked for, else the one along which the cell changes most over the run. */
static guint
find_axis (const VtState *state, const VtTimeSeries *series)
{
  const VtTimeSeriesPoint *first = NULL, *last = NULL;
  guint axis = 2;

  for (guint d = 0; d < 3; d++)
    if (vt_state_is (state, "timeseries.axis", (const char *const[]){ "x", "y", "z" }[d]))
      return d;
  for (gsize i = 0; i < series->n; i++)
    if (isfinite (series->points[i].widths[0]))
      {
        first = first != NULL ? first : &series->points[i];
        last = &series->points[i];
      }
  for (guint d = 0; first != NULL && d < 3; d++)
    if (get_log_stretch (first, last, d) > get_log_stretch (first, last, axis))
      axis = d;
  return axis;
}

/* Relative to the first frame: by the rate where one is given, for then the cell does not tell, or the stretch. */
static double
get_strain (const VtState *state, double time, double stretch)
{
  double rate = vt_state_get_real (state, "timeseries.strain-rate");

  return isnan (rate) ? stretch : rate * time;
}

/* ---- timeseries.csv ---- */

typedef struct
{
  VtTable *table;
  guint    frame, time, strain, n_atoms, active, active_sigma, zeta, zeta_sigma, clusters[3], mean, quantiles[VT_TIME_SERIES_N_QUANTILES], note;
  guint   *motion; /* [2 · (n_species + 1)]: MSD and α₂ of all, then of each element */
} SeriesTable;

static const struct
{
  const char         *name;
  VtClustersStatistic statistic;
} cluster_columns[] = {
  { "clusters", VT_CLUSTERS_NUMBER },
  { "largest_cluster", VT_CLUSTERS_LARGEST },
  { "spanning_clusters", VT_CLUSTERS_SPANNING },
};

/* MSD and α₂ of all, then of each element. (transfer full) */
static guint *
add_motion_columns (VtTable *table, const char *const *species)
{
  guint n = g_strv_length ((char **) species), *columns = g_new (guint, 2 * (n + 1));

  columns[0] = vt_table_add_numbers (table, "msd", VT_UNIT_SQUARE_ANGSTROM);
  columns[1] = vt_table_add_numbers (table, "alpha2", VT_UNIT_NONE);
  for (guint s = 0; s < n; s++)
    {
      g_autofree char *msd = g_strconcat ("msd_", species[s], NULL), *alpha2 = g_strconcat ("alpha2_", species[s], NULL);

      columns[2 * s + 2] = vt_table_add_numbers (table, msd, VT_UNIT_SQUARE_ANGSTROM);
      columns[2 * s + 3] = vt_table_add_numbers (table, alpha2, VT_UNIT_NONE);
    }
  return columns;
}

static void
set_motion (VtTable *table, guint row, const guint *columns, const VtMeanSquareDisplacement *motion, guint n_species)
{
  for (guint s = 0; motion != NULL && s <= n_species; s++)
    {
      /* The last but one, of atoms of no known element, is no column; the last is that of all. */
      const VtMeanSquareDisplacement *sums = &motion[s == 0 ? n_species + 1 : s - 1];

      vt_table_set_number (table, row, columns[2 * s], vt_mean_square_displacement_get (sums));
      vt_table_set_number (table, row, columns[2 * s + 1], vt_mean_square_displacement_get_alpha2 (sums));
    }
}

static void
series_table_init (SeriesTable *t, const VtTimeSeries *series)
{
  t->table = vt_table_new ("timeseries");
  t->frame = vt_table_add_numbers (t->table, "frame", VT_UNIT_NONE);
  t->time = vt_table_add_numbers (t->table, "time", VT_UNIT_PICOSECOND);
  t->strain = vt_table_add_numbers (t->table, "strain", VT_UNIT_NONE);
  t->n_atoms = vt_table_add_numbers (t->table, "n_atoms", VT_UNIT_NONE);
  t->active = vt_table_add_numbers (t->table, "active", VT_UNIT_NONE);
  t->active_sigma = vt_table_add_numbers (t->table, "active_sigma", VT_UNIT_NONE);
  t->zeta = vt_table_add_numbers (t->table, "zeta", VT_UNIT_NONE);
  t->zeta_sigma = vt_table_add_numbers (t->table, "zeta_sigma", VT_UNIT_NONE);
  for (guint c = 0; c < G_N_ELEMENTS (cluster_columns); c++)
    t->clusters[c] = vt_table_add_numbers (t->table, cluster_columns[c].name, VT_UNIT_NONE);
  t->mean = vt_table_add_numbers (t->table, "t_ml_mean", VT_UNIT_KELVIN);
  for (guint q = 0; q < VT_TIME_SERIES_N_QUANTILES; q++)
    t->quantiles[q] = vt_table_add_numbers (t->table, vt_time_series_quantile_names[q], VT_UNIT_KELVIN);
  t->motion = add_motion_columns (t->table, (const char *const *) series->species);
  t->note = vt_table_add_texts (t->table, "note");
}

static char *
join_notes (const VtTimeSeriesPoint *point)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();

  for (guint p = 0; p < VT_TIME_SERIES_N_PARTS; p++)
    if (point->missing[p] != NULL && !g_ptr_array_find_with_equal_func (notes, point->missing[p], g_str_equal, NULL))
      g_ptr_array_add (notes, point->missing[p]);
  g_ptr_array_add (notes, NULL);
  return g_strjoinv ("; ", (char **) notes->pdata);
}

static void
series_table_add (
    SeriesTable *t, const VtState *state, const VtTimeSeries *series, const VtTimeSeriesPoint *point, guint axis)
{
  guint row = vt_table_add_row (t->table);
  g_autofree char *note = join_notes (point);

  vt_table_set_number (t->table, row, t->frame, point->frame);
  vt_table_set_number (t->table, row, t->time, point->time);
  vt_table_set_number (t->table, row, t->strain,
                       get_strain (state, point->time - series->points[0].time,
                                   point->widths[axis] / series->points[0].widths[axis] - 1));
  if (isfinite (point->widths[0]))
    vt_table_set_number (t->table, row, t->n_atoms, (double) point->n_atoms);
  vt_table_set_number (t->table, row, t->active, point->active);
  vt_table_set_number (t->table, row, t->active_sigma, point->active_sigma);
  vt_table_set_number (t->table, row, t->zeta, point->zeta);
  vt_table_set_number (t->table, row, t->zeta_sigma, point->zeta_sigma);
  for (guint c = 0; c < G_N_ELEMENTS (cluster_columns); c++)
    vt_table_set_number (t->table, row, t->clusters[c], point->clusters[cluster_columns[c].statistic]);
  vt_table_set_number (t->table, row, t->mean, point->mean);
  for (guint q = 0; q < VT_TIME_SERIES_N_QUANTILES; q++)
    vt_table_set_number (t->table, row, t->quantiles[q], point->quantiles[q]);
  set_motion (t->table, row, t->motion, point->motion, series->n_species);
  vt_table_set_text (t->table, row, t->note, note);
}

static void
take_series_table (VtResult *result, const VtState *state, const VtTimeSeries *series, guint axis)
{
  SeriesTable t;

  series_table_init (&t, series);
  for (gsize i = 0; i < series->n; i++)
    series_table_add (&t, state, series, &series->points[i], axis);
  g_free (t.motion);
  vt_result_take_table (result, t.table);
}

/* ---- msd.csv ---- */

static void
take_motion_table (VtResult *result, const VtState *state, const char *const *species, GArray *points, guint axis)
{
  VtTable *table = vt_table_new ("msd");
  guint lag = vt_table_add_numbers (table, "lag", VT_UNIT_PICOSECOND);
  guint strain = vt_table_add_numbers (table, "strain", VT_UNIT_NONE);
  guint windows = vt_table_add_numbers (table, "n_windows", VT_UNIT_NONE);
  g_autofree guint *columns = add_motion_columns (table, species);
  guint n_species = g_strv_length ((char **) species);

  for (guint i = 0; i < points->len; i++)
    {
      const VtMotionPoint *point = &g_array_index (points, VtMotionPoint, i);
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, lag, point->lag);
      vt_table_set_number (table, row, strain, get_strain (state, point->lag, point->stretch[axis]));
      vt_table_set_number (table, row, windows, point->n_windows);
      set_motion (table, row, columns, point->motion, n_species);
    }
  vt_result_take_table (result, table);
}

/* ---- what is missing ---- */

static guint
count_missing (const VtTimeSeries *series, VtTimeSeriesPart part, const VtTimeSeriesPoint **first)
{
  guint n = 0;

  for (gsize i = 0; i < series->n; i++)
    if (series->points[i].missing[part] != NULL)
      {
        *first = n == 0 ? &series->points[i] : *first;
        n++;
      }
  return n;
}

static void
warn_of_missing (VtResult *result, const VtTimeSeries *series)
{
  static const char *const parts[VT_TIME_SERIES_N_PARTS] = { N_ ("atoms"), N_ ("T_ML"), "ζ", N_ ("clusters"),
                                                              N_ ("MSD and α₂") };

  for (guint p = 0; p < VT_TIME_SERIES_N_PARTS; p++)
    {
      const VtTimeSeriesPoint *first = NULL;
      guint n = count_missing (series, p, &first);

      if (n > 0)
        /* Translators: T_ML, or ζ, or MSD and α₂, that so many frames have not; why the first of them has none. */
        vt_result_add_warning (result, _("no %s at %u of %u frames, first at frame %u: %s"), _(parts[p]), n,
                               (guint) series->n, first->frame, first->missing[p]);
    }
}

/* Nothing at all: then the first reason is the error. */
static gboolean
require_anything (const VtTimeSeries *series, GArray *points, GError **error)
{
  const VtTimeSeriesPoint *first = NULL;

  if (points->len > 0 || count_missing (series, VT_TIME_SERIES_MOTION, &first) < series->n
      || count_missing (series, VT_TIME_SERIES_HEAT, &first) < series->n)
    return TRUE;
  count_missing (series, VT_TIME_SERIES_MOTION, &first);
  g_set_error_literal (error, VT_ERROR, VT_ERROR_INPUT, first->missing[VT_TIME_SERIES_MOTION]);
  return FALSE;
}

static gboolean
compute_time_series (VtAnalysisContext *context, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  g_autoptr (VtTimeSeries) series = vt_time_series_new (context, error);
  g_autoptr (GArray) points = NULL;
  g_autofree char *skipped = NULL;
  guint axis;

  if (series == NULL)
    return FALSE;
  points = vt_motion_series_new (context, (const char *const *) series->species, &skipped, error);
  if (points == NULL || !require_anything (series, points, error))
    return FALSE;

  axis = find_axis (state, series);
  take_series_table (result, state, series, axis);
  take_motion_table (result, state, (const char *const *) series->species, points, axis);
  vt_result_set_number (result, "threshold", VT_UNIT_KELVIN, series->threshold);
  vt_result_set_number (result, "load_axis", VT_UNIT_NONE, axis);
  warn_of_missing (result, series);
  if (skipped != NULL)
    vt_result_add_warning (result, _("a frame is left out of MSD and α₂: %s"), skipped);
  return TRUE;
}

const VtAnalysis vt_analysis_time_series = {
  .id = "timeseries",
  .label = N_ ("Time series"),
  .help = N_ ("Active share, ζ, clusters, T_ML, MSD and α₂ of every frame, against time and strain"),
  .inputs = (const char *const[]){ "tml", "d2min", "displacement", "neighbors", NULL },
  .parameters = (const char *const[]){ "timeseries.stride", "timeseries.threshold", "timeseries.axis",
                                       "timeseries.strain-rate", "timeseries.origins", "distribution.tg",
                                       "extremes.fraction", "errors.samples", "errors.blocks", "errors.seed", NULL },
  .varies = "window.frame",
  .uses_model = TRUE,
  .listed = TRUE,
  .on_demand = TRUE,
  .compute = compute_time_series,
};
