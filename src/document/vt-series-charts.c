#include "vt-series-charts.h"

#include <math.h>
#include <string.h>

#include "vt-axis-ticks.h"
#include "vt-i18n.h"
#include "vt-scatter.h"

/* ---- time series: what is against what ---- */

static const char *const panel_kinds[] = { "activity", "temperature", "clusters", "msd", "alpha2", "motion", NULL };

/* Whether a chart is of the frames' rows, and not of lags. */
static gboolean
is_of_frames (const char *kind)
{
  return strcmp (kind, "msd") != 0 && strcmp (kind, "alpha2") != 0;
}

static VtTable *
get_table (VtResult *series, const char *kind)
{
  return vt_result_get_table (series, is_of_frames (kind) ? "timeseries" : "msd");
}

/* The column that goes across. */
static const char *
get_across (const VtState *state, const char *kind)
{
  if (vt_state_is (state, "timeseries.against", "strain"))
    return "strain";
  return is_of_frames (kind) ? "time" : "lag";
}

static void
set_across (VtChart *chart, const VtState *state, const char *kind)
{
  VtAxis *axis = vt_chart_get_x_axis (chart);
  const char *across = get_across (state, kind);

  if (strcmp (across, "strain") == 0)
    vt_axis_set_title (axis, _("Strain <i>ε</i>"), VT_UNIT_NONE);
  else if (strcmp (across, "time") == 0)
    vt_axis_set_title (axis, _("Time <i>t</i>"), VT_UNIT_PICOSECOND);
  else
    {
      vt_axis_set_title (axis, "Δ<i>t</i>", VT_UNIT_PICOSECOND);
      vt_axis_set_scale (axis, VT_SCALE_LOG);
    }
}

static gboolean
is_known (const VtTable *table, const char *column)
{
  int index = vt_table_find_column (table, column);

  for (guint row = 0; index >= 0 && row < vt_table_get_n_rows (table); row++)
    if (isfinite (vt_table_get_number (table, row, (guint) index)))
      return TRUE;
  return FALSE;
}

/* (transfer none) (nullable): the line as it was added; %NULL where none of it is known. */
static VtSeries *
add_line (VtChart *chart, const VtTable *table, const VtState *state, const char *kind, const char *label,
          const char *column)
{
  VtSeries *series = is_known (table, column) ? vt_series_new_from_table (VT_SERIES_LINE, label, table,
                                                                          get_across (state, kind), column)
                                              : NULL;

  if (series != NULL)
    vt_chart_add_series (chart, series);
  return series;
}

static const double *
get_numbers (const VtTable *table, const char *column)
{
  return vt_table_get_numbers (table, (guint) vt_table_find_column (table, column));
}

/* ---- time series: the charts ---- */

static void
fill_activity (VtChart *chart, const VtTable *table, const VtState *state)
{
  VtSeries *active = add_line (chart, table, state, "activity", _("Active share"), "active");
  VtSeries *zeta = add_line (chart, table, state, "activity", _("Pearson <i>ζ</i>"), "zeta");

  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Active share, <i>ζ</i>"), VT_UNIT_NONE);
  vt_axis_set_range (vt_chart_get_y_axis (chart), 0, NAN);
  if (active != NULL)
    {
      vt_series_set_meaning (active, VT_MEANING_ACTIVE);
      vt_series_set_errors (active, get_numbers (table, "active_sigma"));
      vt_series_set_error_band (active, TRUE);
    }
  if (zeta != NULL)
    {
      vt_series_set_index (zeta, 0);
      vt_series_set_errors (zeta, get_numbers (table, "zeta_sigma"));
      vt_series_set_error_band (zeta, TRUE);
    }
}

/* A run of hot atoms grows into one that spans the cell, or stays many. */
static void
fill_clusters (VtChart *chart, const VtTable *table, const VtState *state)
{
  static const char *const columns[][2]
      = { { N_ ("Number"), "clusters" }, { N_ ("Atoms in the largest"), "largest_cluster" },
          { N_ ("Spanning"), "spanning_clusters" } };

  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Clusters, atoms"), VT_UNIT_NONE);
  vt_axis_set_range (vt_chart_get_y_axis (chart), 0, NAN);
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    {
      VtSeries *line = add_line (chart, table, state, "clusters", _(columns[c][0]), columns[c][1]);

      if (line != NULL)
        vt_series_set_index (line, c);
    }
}

/* Two nested bands, the median, and the mean dashed. */
static void
fill_temperature (VtChart *chart, const VtTable *table, const VtState *state)
{
  static const char *const bands[][2] = { { "t_ml_q05", "t_ml_q95" }, { "t_ml_q25", "t_ml_q75" } };
  VtSeries *mean;

  vt_axis_set_title (vt_chart_get_y_axis (chart), "<i>T</i><sub>ML</sub>", VT_UNIT_KELVIN);
  for (guint b = 0; b < G_N_ELEMENTS (bands); b++)
    {
      VtSeries *band = add_line (chart, table, state, "temperature", b == 0 ? NULL : _("25 … 75 %, 5 … 95 %"), "t_ml_median");

      if (band == NULL)
        return;
      vt_series_set_range (band, get_numbers (table, bands[b][0]), get_numbers (table, bands[b][1]));
      vt_series_set_stroked (band, FALSE);
      vt_series_set_meaning (band, VT_MEANING_ACTIVE);
    }
  vt_series_set_meaning (add_line (chart, table, state, "temperature", _("Median"), "t_ml_median"), VT_MEANING_ACTIVE);
  mean = add_line (chart, table, state, "temperature", _("Mean"), "t_ml_mean");
  vt_series_set_meaning (mean, VT_MEANING_FOREGROUND);
  vt_series_set_dashed (mean, TRUE);
}

/* An element in its own colour, whose name the column ends in. */
static void
add_element (VtChart *chart, const VtTable *table, const VtState *state, const char *kind, const char *column,
             const char *name)
{
  const char *const names[] = { name, NULL };
  g_autoptr (VtAtomTable) atoms = vt_atom_table_new_take (0, g_new0 (gint64, 1), g_new0 (guint8, 1), names);
  VtSeries *line = add_line (chart, table, state, kind, name, column);

  if (line != NULL)
    vt_series_set_color (line, vt_palette_get_species (atoms, 0, FALSE));
}

/* Of each element, then of all, over them. @prefix: "msd" or "alpha2" */
static void
fill_motion (VtChart *chart, const VtTable *table, const VtState *state, const char *kind, const char *prefix)
{
  g_autofree char *start = g_strconcat (prefix, "_", NULL);
  VtSeries *all;

  for (guint c = 0; c < vt_table_get_n_columns (table); c++)
    {
      const char *column = vt_table_get_column_name (table, c);

      if (g_str_has_prefix (column, start))
        add_element (chart, table, state, kind, column, column + strlen (start));
    }
  all = add_line (chart, table, state, kind, _("All"), prefix);
  if (all != NULL)
    vt_series_set_meaning (all, VT_MEANING_FOREGROUND);
}

static void
fill (VtChart *chart, const VtTable *table, const VtState *state, const char *kind)
{
  VtAxis *up = vt_chart_get_y_axis (chart);

  if (strcmp (kind, "temperature") == 0)
    fill_temperature (chart, table, state);
  else if (strcmp (kind, "activity") == 0)
    fill_activity (chart, table, state);
  else if (strcmp (kind, "clusters") == 0)
    fill_clusters (chart, table, state);
  else if (strcmp (kind, "alpha2") == 0)
    {
      vt_axis_set_title (up, "<i>α</i><sub>2</sub>", VT_UNIT_NONE);
      fill_motion (chart, table, state, kind, "alpha2");
    }
  else
    {
      vt_axis_set_title (up, strcmp (kind, "msd") == 0 ? "⟨|Δ<b>r</b>|²⟩" : _("⟨|Δ<b>r</b>|²⟩ over the lag"),
                         VT_UNIT_SQUARE_ANGSTROM);
      if (strcmp (kind, "msd") == 0)
        vt_axis_set_scale (up, VT_SCALE_LOG);
      fill_motion (chart, table, state, kind, "msd");
    }
}

/* The window's frame among the rows, -1 where none is its. */
static int
find_frame (const VtTable *table, gint64 frame)
{
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    if ((gint64) vt_table_get_number (table, row, 0) == frame)
      return (int) row;
  return -1;
}

static void
mark_frame (VtChart *chart, const VtTable *table, const VtState *state, const char *kind)
{
  int row = find_frame (table, vt_state_get_integer (state, "window.frame"));
  int across = vt_table_find_column (table, get_across (state, kind));

  if (row >= 0 && isfinite (vt_table_get_number (table, (guint) row, (guint) across)))
    vt_chart_add_series (chart, vt_series_new_vertical (NULL, vt_table_get_number (table, (guint) row, (guint) across)));
}

VtChart *
vt_chart_of_time_series (VtResult *series, const VtState *state, const char *kind, gboolean mark)
{
  g_autoptr (VtChart) chart = NULL;
  VtTable *table;

  g_return_val_if_fail (series != NULL && state != NULL && kind != NULL, NULL);

  table = get_table (series, kind);
  chart = vt_chart_new ();
  set_across (chart, state, kind);
  if (mark && is_of_frames (kind))
    mark_frame (chart, table, state, kind);
  fill (chart, table, state, kind);
  return vt_chart_has_data (chart) ? g_steal_pointer (&chart) : NULL;
}

VtPanels *
vt_panels_of_time_series (VtResult *series, const VtState *state)
{
  VtPanels *panels = vt_panels_new (2);

  for (guint i = 0; panel_kinds[i] != NULL; i++)
    {
      VtChart *chart = vt_chart_of_time_series (series, state, panel_kinds[i], FALSE);

      if (chart != NULL)
        vt_panels_add_chart (panels, chart);
    }
  return panels;
}

int
vt_time_series_find_row (VtResult *series, const VtState *state, const char *kind, double x)
{
  VtTable *table;
  double nearest = INFINITY;
  int found = -1, across;

  g_return_val_if_fail (series != NULL && state != NULL && kind != NULL, -1);

  if (!is_of_frames (kind))
    return -1;
  table = get_table (series, kind);
  across = vt_table_find_column (table, get_across (state, kind));
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    {
      double distance = fabs (vt_table_get_number (table, row, (guint) across) - x);

      if (distance < nearest)
        {
          nearest = distance;
          found = (int) row;
        }
    }
  return found;
}

/* ---- scatter ---- */

/* Markup of a quantity; a column of the file by its name. (transfer full) */
static char *
make_title (const char *id)
{
  const VtProperty *property = vt_analysis_find_property (id, NULL);

  if (property != NULL)
    return g_strdup (_(property->symbol != NULL ? property->symbol : property->label));
  return g_markup_escape_text (g_str_has_prefix (id, "file:") ? id + 5 : id, -1);
}

static void
set_axis (VtAxis *axis, const char *id, VtUnit unit, VtScale scale)
{
  g_autofree char *title = make_title (id);

  vt_axis_set_title (axis, title, unit);
  vt_axis_set_scale (axis, scale);
}

/* Few are near the background's end of the map. */
static void
add_density (VtChart *chart, const VtScatter *scatter)
{
  guint n_x = scatter->x_axis.n, n_y = scatter->y_axis.n, most = 1;
  g_autofree double *across = g_new (double, n_x + 1), *up = g_new (double, n_y + 1), *values = g_new (double, n_x * n_y);
  VtColorScale light, dark;

  for (guint i = 0; i <= n_x; i++)
    across[i] = vt_density_axis_get_edge (&scatter->x_axis, i);
  for (guint i = 0; i <= n_y; i++)
    up[i] = vt_density_axis_get_edge (&scatter->y_axis, i);
  for (guint i = 0; i < n_x * n_y; i++)
    {
      most = MAX (most, scatter->counts[i]);
      values[i] = scatter->counts[i] > 0 ? scatter->counts[i] : NAN;
    }
  vt_color_scale_init (&dark);
  dark.colormap = vt_colormap_find ("viridis");
  dark.scale = VT_SCALE_LOG;
  dark.minimum = 1;
  dark.maximum = MAX (most, 2);
  light = dark;
  light.reversed = TRUE;
  vt_chart_set_color_scale (chart, &light, &dark);
  vt_axis_set_title (vt_chart_get_color_axis (chart), _("Atoms"), VT_UNIT_NONE);
  vt_axis_set_scale (vt_chart_get_color_axis (chart), VT_SCALE_LOG);
  vt_chart_add_series (chart, vt_series_new_grid (NULL, across, n_x, up, n_y, values));
}

/* The points of one class, or of all others where @class is 0; all of them where there are no classes. */
static void
add_points (VtChart *chart, VtResult *result, const VtColumn *classes, int class, const char *label, VtMeaning meaning)
{
  const VtColumn *x = vt_result_get_column (result, "x"), *y = vt_result_get_column (result, "y");
  gsize n = vt_column_get_n (x), kept = 0;
  g_autofree double *xs = g_new (double, n + 1), *ys = g_new (double, n + 1);
  VtSeries *series;

  for (gsize i = 0; i < n; i++)
    {
      double is = classes != NULL ? vt_column_get_values (classes)[i] : 0;

      if (classes != NULL && (isnan (is) ? 0 : (int) is) != class)
        continue;
      xs[kept] = vt_column_get_values (x)[i];
      ys[kept++] = vt_column_get_values (y)[i];
    }
  if (kept == 0)
    return;
  series = vt_series_new_points (label, xs, ys, kept);
  vt_series_set_meaning (series, meaning);
  vt_series_set_marker_scale (series, n > 1000 ? 0.4 : 0.7);
  vt_chart_add_series (chart, series);
}

/* A mean whose error nobody knows, for want of atoms, is pale. */
static void
add_means (VtChart *chart, const VtScatter *scatter)
{
  guint n = scatter->n_means, kept = 0;
  g_autofree double *x = g_new (double, n + 1), *y = g_new (double, n + 1), *errors = g_new (double, n + 1);
  g_autofree gboolean *pale = g_new (gboolean, n + 1);
  VtSeries *series;

  for (guint i = 0; i < n; i++)
    {
      const VtBinnedMean *mean = &scatter->means[i];

      if (mean->n == 0)
        continue;
      x[kept] = mean->x;
      y[kept] = mean->mean;
      errors[kept] = mean->sigma;
      pale[kept++] = isnan (mean->sigma);
    }
  series = vt_series_new_line (scatter->y_scale == VT_SCALE_LOG ? _("Geometric mean ± <i>σ</i>") : _("Mean ± <i>σ</i>"), x, y,
                               kept);
  vt_series_set_markers (series, TRUE);
  vt_series_set_errors (series, errors);
  vt_series_set_pale (series, pale);
  vt_series_set_meaning (series, VT_MEANING_FOREGROUND);
  vt_chart_add_series (chart, series);
}

VtChart *
vt_chart_of_scatter (VtResult *result, const VtColumn *classes)
{
  const VtScatter *scatter;
  VtChart *chart;

  g_return_val_if_fail (result != NULL, NULL);

  scatter = vt_result_get_payload (result);
  chart = vt_chart_new ();
  set_axis (vt_chart_get_x_axis (chart), scatter->x, scatter->x_unit, scatter->x_scale);
  set_axis (vt_chart_get_y_axis (chart), scatter->y, scatter->y_unit, scatter->y_scale);
  if (scatter->counts != NULL)
    add_density (chart, scatter);
  else
    {
      add_points (chart, result, classes, 0, classes != NULL ? _("Others") : _("Atoms"), VT_MEANING_TOTAL);
      if (classes != NULL)
        {
          add_points (chart, result, classes, -1, _("SA"), VT_MEANING_STABLE);
          add_points (chart, result, classes, 1, _("LA"), VT_MEANING_ACTIVE);
        }
    }
  add_means (chart, scatter);
  vt_chart_set_legend (chart, VT_LEGEND_ABOVE);
  return chart;
}

static char *
format_coefficient (double value, double sigma)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE], error[G_ASCII_DTOSTR_BUF_SIZE];
  int decimals = isfinite (sigma) && sigma > 0 ? CLAMP ((int) ceil (-log10 (sigma)), 2, 4) : 2;
  g_autofree char *format = g_strdup_printf ("%%.%df", decimals);

  if (isnan (value))
    return g_strdup (_("undefined"));
  g_ascii_formatd (number, sizeof number, format, fabs (value));
  if (isnan (sigma))
    return g_strdup_printf ("%s%s", value < 0 ? "−" : "", number);
  g_ascii_formatd (error, sizeof error, format, sigma);
  return g_strdup_printf ("%s%s ± %s", value < 0 ? "−" : "", number, error);
}

char *
vt_scatter_describe (VtResult *result)
{
  const VtScatter *scatter;
  g_autofree char *pearson = NULL, *spearman = NULL;

  g_return_val_if_fail (result != NULL, NULL);

  scatter = vt_result_get_payload (result);
  pearson = format_coefficient (scatter->correlation.pearson, scatter->pearson_sigma);
  spearman = format_coefficient (scatter->correlation.spearman, scatter->spearman_sigma);
  /* Translators: two coefficients, each with its error, and the number of atoms. */
  return g_strdup_printf (_("Pearson %s, Spearman %s, n = %zu"), pearson, spearman, scatter->correlation.n);
}
