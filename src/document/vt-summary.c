#include "vt-summary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vt-quantile.h"
#include "vt-summary-parts.h"

static const double quantile_shares[] = { 0.01, 0.05, 0.25, 0.75, 0.95, 0.99 };

/* ---- what was computed, from what ---- */

static void
add_origin (JsonObject *summary, const VtResults *results)
{
  VtTrajectory *trajectory = vt_source_get_trajectory (results->source);
  gint64 frame = vt_state_get_integer (results->state, "window.frame");

  json_object_set_string_member (summary, "format", "vitrine-summary");
  json_object_set_int_member (summary, "version", VT_SUMMARY_VERSION);
  json_object_set_string_member (summary, "software", "Vitrine " VT_VERSION);
  json_object_set_string_member (summary, "file", vt_trajectory_get_name (trajectory));
  json_object_set_int_member (summary, "frame", frame);
  vt_summary_set_number (summary, "time_ps",
              vt_trajectory_get_time (trajectory, frame, vt_state_get_real (results->state, "trajectory.timestep")));
  vt_summary_add_parameters (summary, results->state, VT_PARAMETER_ANALYSIS);
}

static void
add_model (JsonObject *summary, const VtResults *results)
{
  VtModel *model = vt_source_get_model (results->source);
  JsonObject *object;

  if (model == NULL || vt_results_find (results, "tml") == NULL)
    {
      json_object_set_null_member (summary, "model");
      return;
    }
  object = vt_summary_add_object (summary, "model");
  json_object_set_string_member (object, "name", vt_model_get_name (model));
  json_object_set_string_member (object, "sha256", vt_model_get_digest (model));
}

/* T_ML is no thermometer: what it reads in training at the sample's temperature, and the temperature at which it reads
 * there what it reads here. Null for a model that was not validated, and beyond its calibration. */
static void
add_calibration (JsonObject *summary, const VtResults *results)
{
  VtModel *model = vt_source_get_model (results->source);
  VtResult *tml = vt_results_find (results, "tml");
  double temperature = vt_state_get_real (results->state, "trajectory.temperature");
  const VtModelValidation *validation = model != NULL ? vt_model_get_validation (model) : NULL;
  double mean;
  JsonObject *object;

  if (tml == NULL || validation == NULL)
    {
      json_object_set_null_member (summary, "calibration");
      return;
    }
  mean = vt_result_get_number (tml, "t_ml_mean");
  object = vt_summary_add_object (summary, "calibration");
  vt_summary_set_number (object, "rmse_K", validation->rmse);
  vt_summary_set_number (object, "temperature_K", temperature);
  vt_summary_set_number (object, "expected_t_ml_K", vt_model_expect_t_ml (model, temperature));
  vt_summary_set_number (object, "t_ml_mean_K", mean);
  vt_summary_set_number (object, "calibrated_temperature_K", vt_model_calibrate (model, mean));
}

static void
add_atoms (JsonObject *summary, VtFrame *frame)
{
  VtAtomTable *atoms = vt_frame_get_atoms (frame);
  JsonObject *object;

  json_object_set_int_member (summary, "n_atoms", vt_frame_get_n_atoms (frame));
  object = vt_summary_add_object (summary, "elements");
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    json_object_set_int_member (object, vt_atom_table_get_species_name (atoms, s),
                                vt_atom_table_count_species (atoms, s));
}

/* ---- quantities ---- */

static void
add_distribution (JsonObject *parent, const char *name, VtColumn *column)
{
  JsonObject *object = vt_summary_add_object (parent, name);
  const double *values = vt_column_get_values (column);
  gsize n = 0, count = vt_column_get_n (column);
  g_autofree double *sorted = g_new (double, count);
  double sum = 0;

  for (gsize i = 0; i < count; i++)
    if (!isnan (values[i]))
      {
        sorted[n++] = values[i];
        sum += values[i];
      }
  qsort (sorted, n, sizeof (double), vt_compare_doubles);
  vt_summary_set_number (object, "mean", n > 0 ? sum / n : NAN);
  vt_summary_set_number (object, "median", vt_quantile (sorted, n, 0.5));
  vt_summary_set_number (object, "minimum", n > 0 ? sorted[0] : NAN);
  for (guint q = 0; q < G_N_ELEMENTS (quantile_shares); q++)
    {
      g_autofree char *key = g_strdup_printf ("quantile_%02d", (int) lround (100 * quantile_shares[q]));
      vt_summary_set_number (object, key, vt_quantile (sorted, n, quantile_shares[q]));
    }
  vt_summary_set_number (object, "maximum", n > 0 ? sorted[n - 1] : NAN);
}

static void
add_correlation (JsonObject *quantities, VtResult *result)
{
  VtTable *table = vt_result_get_table (result, "correlation");
  JsonArray *rows = json_array_new ();
  static const char *const columns[][2]
      = { { "lag", "lag_ps" }, { "pearson", "pearson" }, { "spearman", "spearman" }, { "auc", "auc" } };

  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    {
      JsonObject *object = json_object_new ();

      for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
        vt_summary_set_number (object, columns[c][1],
                    vt_table_get_number (table, row, vt_table_find_column (table, columns[c][0])));
      json_array_add_object_element (rows, object);
    }
  json_object_set_array_member (quantities, "correlation", rows);
}

static int
find_row (VtTable *table, guint column, const char *text)
{
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    if (strcmp (vt_table_get_text (table, row, column), text) == 0)
      return row;
  return -1;
}

/* Shares of the icosahedron, percent: 0 where no atom has one, null where there are no LA and SA. */
static void
add_icosahedra (JsonObject *quantities, VtTable *polyhedra)
{
  static const char *const subsets[][2] = { { "total", "f_total" }, { "la", "f_la" }, { "sa", "f_sa" } };
  JsonObject *object = vt_summary_add_object (quantities, "icosahedra_percent");
  int row = find_row (polyhedra, vt_table_find_column (polyhedra, "index"), "⟨0 0 12 0⟩");

  for (guint s = 0; s < G_N_ELEMENTS (subsets); s++)
    {
      int column = vt_table_find_column (polyhedra, subsets[s][1]);
      gboolean defined = vt_table_get_n_rows (polyhedra) > 0 && !isnan (vt_table_get_number (polyhedra, 0, column));

      vt_summary_set_number (object, subsets[s][0], row >= 0 ? vt_table_get_number (polyhedra, row, column) : defined ? 0 : NAN);
    }
}

/* Over all faces; and over those with three to six edges alone, which is what some of the literature divides by. */
static void
add_lffs (JsonObject *quantities, VtTable *lffs, const char *name, const char *column)
{
  int subsets = vt_table_find_column (lffs, "subset"), means = vt_table_find_column (lffs, column);
  JsonObject *object;

  if (means < 0)
    return;
  object = vt_summary_add_object (quantities, name);
  for (guint row = 0; row < vt_table_get_n_rows (lffs); row++)
    vt_summary_set_number (object, vt_table_get_text (lffs, row, subsets), vt_table_get_number (lffs, row, means));
}

static void
add_columns (JsonObject *quantities, const VtResults *results)
{
  for (guint i = 0; i < results->entries->len; i++)
    {
      const VtResultsEntry *entry = &g_array_index (results->entries, VtResultsEntry, i);

      for (guint p = 0; entry->asked && p < entry->analysis->n_properties; p++)
        {
          const VtProperty *property = &entry->analysis->properties[p];
          g_autofree char *name = vt_results_name_at_lag (property->id, entry->lag);

          if (property->type != VT_PROPERTY_CATEGORY)
            add_distribution (quantities, name, vt_result_get_column (entry->result, property->id));
        }
    }
}

/* A table that has only one row as an object. */
static void
add_table (JsonObject *quantities, const VtResults *results, const char *analysis, const char *name, const char *member)
{
  VtResult *result = vt_results_find (results, analysis);
  VtTable *table = result != NULL ? vt_result_get_table (result, name) : NULL;

  if (table == NULL)
    return;
  if (vt_table_get_n_rows (table) == 1 && !vt_table_column_is_text (table, 0))
    vt_summary_add_row (quantities, member, table);
  else
    vt_summary_add_table (quantities, member, table);
}

static void
add_quantities (JsonObject *summary, const VtResults *results)
{
  JsonObject *quantities = vt_summary_add_object (summary, "quantities");
  VtResult *correlation = vt_results_find (results, "correlation");
  VtResult *polyhedra = vt_results_find (results, "polyhedra");

  add_columns (quantities, results);
  if (correlation != NULL)
    add_correlation (quantities, correlation);
  add_table (quantities, results, "distribution", "tml-distribution", "t_ml_distribution");
  add_table (quantities, results, "correlation", "correlation-slope", "correlation_slope");
  add_table (quantities, results, "prediction", "prediction", "prediction");
  add_table (quantities, results, "prediction", "prediction-slope", "prediction_slope");
  add_table (quantities, results, "clusters", "cluster-statistics", "clusters");
  add_table (quantities, results, "spatial", "spatial-length", "spatial_length");
  if (polyhedra != NULL)
    {
      add_icosahedra (quantities, vt_result_get_table (polyhedra, "polyhedra"));
      add_lffs (quantities, vt_result_get_table (polyhedra, "lffs"), "lffs_mean", "mean");
      add_lffs (quantities, vt_result_get_table (polyhedra, "lffs"), "lffs_mean_3_to_6", "mean_3_to_6");
    }
}

static void
add_undefined (JsonObject *summary, const VtResults *results)
{
  JsonObject *object = vt_summary_add_object (summary, "undefined");

  for (guint i = 0; i < results->entries->len; i++)
    {
      const VtResultsEntry *entry = &g_array_index (results->entries, VtResultsEntry, i);
      g_autofree char *name = NULL;

      if (!entry->asked || entry->analysis->n_properties == 0)
        continue;
      name = vt_results_name_at_lag (entry->analysis->id, entry->lag);
      json_object_set_int_member (object, name, vt_result_get_undefined (entry->result));
    }
}

JsonNode *
vt_summary_new (const VtResults *results)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *summary = json_object_new ();

  g_return_val_if_fail (results != NULL, NULL);

  add_origin (summary, results);
  add_model (summary, results);
  add_calibration (summary, results);
  add_atoms (summary, results->frame);
  add_quantities (summary, results);
  add_undefined (summary, results);
  vt_summary_add_sentences (summary, "warnings", (const char *const *) results->warnings->pdata);
  json_node_take_object (node, summary);
  return node;
}

gboolean
vt_summary_write (const VtResults *results, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (results != NULL && G_IS_FILE (file), FALSE);

  node = vt_summary_new (results);
  return vt_summary_write_json (node, file, cancellable, error);
}
