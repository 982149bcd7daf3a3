#include "vt-packing-charts.h"

#include <math.h>
#include <string.h>

#include "vt-i18n.h"
#include "vt-polyhedra-thresholds.h"

/* ---- g(r) ---- */

typedef struct
{
  guint  column;
  double peak;
} Pair;

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *x = a, *y = b;

  if (x->peak != y->peak)
    return x->peak > y->peak ? -1 : 1;
  return (x->column > y->column) - (x->column < y->column);
}

/* The pairs' columns follow r and the total. */
static GArray *
rank_pairs (const VtTable *table)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint column = 2; column < vt_table_get_n_columns (table); column++)
    {
      Pair pair = { column, 0.0 };

      for (guint row = 0; row < vt_table_get_n_rows (table); row++)
        pair.peak = fmax (pair.peak, vt_table_get_number (table, row, column));
      g_array_append_val (pairs, pair);
    }
  g_array_sort (pairs, compare_pairs);
  return pairs;
}

static void
add_pair (VtChart *chart, const VtTable *table, const VtTable *cutoffs, guint column, guint index)
{
  const char *name = vt_table_get_column_name (table, column);
  g_autofree char *label = g_strdup (name);
  int radius = vt_table_find_column (cutoffs, "cutoff");
  VtSeries *series;

  /* The elements of a pair are joined by an en dash. */
  if (strchr (label, '-') != NULL)
    {
      g_auto (GStrv) elements = g_strsplit (label, "-", 2);

      g_free (label);
      label = g_strjoinv ("–", elements);
    }
  series = vt_series_new_from_table (VT_SERIES_LINE, label, table, vt_table_get_column_name (table, 0), name);
  if (series == NULL)
    return;
  vt_series_set_index (series, index);
  vt_chart_add_series (chart, series);
  for (guint row = 0; radius >= 0 && row < vt_table_get_n_rows (cutoffs); row++)
    if (g_str_equal (vt_table_get_text (cutoffs, row, 0), name))
      {
        series = vt_series_new_vertical (NULL, vt_table_get_number (cutoffs, row, (guint) radius));
        vt_series_set_index (series, index);
        vt_series_set_dashed (series, TRUE);
        vt_chart_add_series (chart, series);
      }
}

VtChart *
vt_chart_of_rdf (VtResult *rdf, guint n)
{
  g_autoptr (GArray) pairs = NULL;
  VtTable *table, *cutoffs;
  VtSeries *total;
  VtChart *chart;

  g_return_val_if_fail (rdf != NULL, NULL);

  table = vt_result_get_table (rdf, "rdf");
  cutoffs = vt_result_get_table (rdf, "cutoffs");
  if (table == NULL || cutoffs == NULL || vt_table_get_n_rows (table) == 0)
    return NULL;

  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>r</i>", VT_UNIT_ANGSTROM);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "<i>g</i>(<i>r</i>)", VT_UNIT_NONE);
  vt_axis_set_range (vt_chart_get_y_axis (chart), 0, NAN);
  total = vt_series_new_from_table (VT_SERIES_LINE, _("All"), table, vt_table_get_column_name (table, 0), "total");
  if (total != NULL)
    {
      vt_series_set_meaning (total, VT_MEANING_TOTAL);
      vt_chart_add_series (chart, total);
    }
  pairs = rank_pairs (table);
  for (guint i = 0; i < MIN (n, pairs->len); i++)
    add_pair (chart, table, cutoffs, g_array_index (pairs, Pair, i).column, i);
  return chart;
}

/* ---- thresholds ---- */

/* The axes of both charts, and the threshold in use. */
static VtChart *
new_threshold_chart (gboolean by_edge, const VtState *state)
{
  VtChart *chart = vt_chart_new ();
  VtAxis *x = vt_chart_get_x_axis (chart);

  vt_axis_set_title (x, by_edge ? _("Shortest edge") : _("Smallest face, of its cell’s surface"),
                     by_edge ? VT_UNIT_ANGSTROM : VT_UNIT_PERCENT);
  vt_axis_set_range (x, 0, NAN);
  if (state != NULL)
    vt_chart_add_series (chart, vt_series_new_vertical (NULL, by_edge ? vt_state_get_real (state, "voronoi.edge")
                                                            : 100 * vt_state_get_real (state, "voronoi.relative-area")));
  return chart;
}

static VtTable *
find_thresholds (VtResult *thresholds, gboolean by_edge)
{
  return vt_result_get_table (thresholds, by_edge ? "thresholds-edge" : "thresholds-area");
}

VtChart *
vt_chart_of_thresholds (VtResult *thresholds, gboolean by_edge, const VtState *state)
{
  VtTable *table;
  VtChart *chart;

  g_return_val_if_fail (thresholds != NULL, NULL);

  table = find_thresholds (thresholds, by_edge);
  if (table == NULL)
    return NULL;
  chart = new_threshold_chart (by_edge, state);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Share <i>f</i>"), VT_UNIT_PERCENT);
  vt_axis_set_range (vt_chart_get_y_axis (chart), 0, NAN);
  for (guint column = VT_THRESHOLDS_FIRST_POLYHEDRON; column < vt_table_get_n_columns (table); column++)
    {
      const char *name = vt_table_get_column_name (table, column);
      VtSeries *series
          = vt_series_new_from_table (VT_SERIES_LINE, name, table, vt_table_get_column_name (table, 0), name);

      if (series == NULL)
        continue;
      vt_series_set_index (series, column - VT_THRESHOLDS_FIRST_POLYHEDRON);
      vt_chart_add_series (chart, series);
    }
  return chart;
}

VtChart *
vt_chart_of_threshold_lffs (VtResult *thresholds, gboolean by_edge, const VtState *state)
{
  VtTable *table;
  VtSeries *series;
  VtChart *chart;

  g_return_val_if_fail (thresholds != NULL, NULL);

  table = find_thresholds (thresholds, by_edge);
  if (table == NULL)
    return NULL;
  chart = new_threshold_chart (by_edge, state);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Mean LFFS"), VT_UNIT_NONE);
  series = vt_series_new_from_table (VT_SERIES_LINE, NULL, table, vt_table_get_column_name (table, 0), "lffs");
  if (series != NULL)
    vt_chart_add_series (chart, series);
  return chart;
}
