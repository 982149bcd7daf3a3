#include "vt-results-export.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-provenance.h"
#include "vt-summary.h"
#include "vt-writer.h"

/* ---- atoms ---- */

/* The columns that files promise, in their order; a quantity at a lag stands once for each. */
static const char *const column_order[]
    = { "t_ml",       "t_ml_spread", "t_ml_outside",  "d2min",          "displacement", "voronoi_n3", "voronoi_n4",
        "voronoi_n5", "voronoi_n6",  "voronoi_faces", "voronoi_volume", "lffs",         "cn",         "class",
        "cluster" };

/* The same numbers under the file's name for them: "d2min_5ps". (transfer full) */
static VtColumn *
rename_for_lag (VtColumn *column, double lag)
{
  g_autofree char *name = NULL;
  gsize n = vt_column_get_n (column);

  if (isnan (lag))
    return vt_column_ref (column);
  name = vt_results_name_at_lag (vt_column_get_name (column), lag);
  return vt_column_new_take (name, vt_column_get_unit (column),
                             g_memdup2 (vt_column_get_values (column), n * sizeof (double)), n);
}

static void
add_column (const VtResults *results, const char *id, GPtrArray *kept, GArray *columns)
{
  const VtProperty *property = vt_analysis_find_property (id, NULL);

  for (guint i = 0; i < results->entries->len; i++)
    {
      const VtResultsEntry *entry = &g_array_index (results->entries, VtResultsEntry, i);
      VtColumn *column = entry->asked ? vt_result_get_column (entry->result, id) : NULL;
      VtOutputColumn output = { NULL };

      if (column == NULL)
        continue;
      output.column = rename_for_lag (column, entry->lag);
      if (property != NULL && property->categories != NULL)
        {
          output.categories = property->categories;
          output.first_category = (int) property->minimum;
        }
      g_ptr_array_add (kept, output.column);
      g_array_append_val (columns, output);
    }
}

static gboolean
is_promised (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (column_order); i++)
    if (strcmp (column_order[i], id) == 0)
      return TRUE;
  return FALSE;
}

/* What is promised first, then whatever else the analysis table gives: a new row needs no word in here. */
static void
add_columns (const VtResults *results, GPtrArray *kept, GArray *columns)
{
  for (guint i = 0; i < G_N_ELEMENTS (column_order); i++)
    add_column (results, column_order[i], kept, columns);
  for (guint a = 0; a < vt_analysis_get_count (); a++)
    {
      const VtAnalysis *analysis = vt_analysis_get (a);

      for (guint p = 0; analysis->listed && p < analysis->n_properties; p++)
        if (!is_promised (analysis->properties[p].id))
          add_column (results, analysis->properties[p].id, kept, columns);
    }
}

/* The votes are T_ML's payload. FALSE where there are none. */
static gboolean
find_votes (const VtResults *results, gboolean in_text, VtOutputMatrix *matrix)
{
  VtResult *tml = vt_results_find (results, "tml");
  VtModel *model = vt_source_get_model (results->source);

  if (tml == NULL || model == NULL)
    return FALSE;
  matrix->name = "t_ml_votes";
  matrix->values = vt_result_get_payload (tml);
  matrix->labels = vt_model_get_class_temperatures (model, &matrix->n);
  matrix->label_name = "class_temperatures";
  matrix->label_unit = VT_UNIT_KELVIN;
  matrix->in_text = in_text;
  return TRUE;
}

static const char *const *
metadata_of (const GArray *fields, GPtrArray *metadata)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const VtExportField *field = &g_array_index (fields, VtExportField, i);

      if (strcmp (field->key, "Title") == 0)
        continue;
      g_ptr_array_add (metadata, g_ascii_strdown (field->key, -1));
      g_ptr_array_add (metadata, g_strdup (field->value));
    }
  g_ptr_array_add (metadata, NULL);
  return (const char *const *) metadata->pdata;
}

gboolean
vt_results_write_atoms (const VtResults *results,
                        GFile           *file,
                        gboolean         votes,
                        VtProgress      *progress,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_column_unref);
  g_autoptr (GPtrArray) metadata = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (VtOutputColumn));
  g_autoptr (GArray) fields = NULL;
  VtOutput output = { 0 };
  VtOutputMatrix matrix;

  g_return_val_if_fail (results != NULL && G_IS_FILE (file), FALSE);

  add_columns (results, kept, columns);
  fields = vt_provenance_fields (results->source, results->state, "");

  output.frame = results->frame;
  output.columns = (const VtOutputColumn *) (gpointer) columns->data;
  output.n_columns = columns->len;
  output.matrix = find_votes (results, votes, &matrix) ? &matrix : NULL;
  output.metadata = metadata_of (fields, metadata);
  output.units = vt_trajectory_get_units (vt_source_get_trajectory (results->source));
  vt_progress_begin (progress, _("Writing"), 0, 1);
  return vt_writer_write (file, NULL, &output, progress, cancellable, error);
}

/* ---- tables ---- */

gboolean
vt_results_make_directory (GFile *directory, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (G_IS_FILE (directory), FALSE);

  name = g_file_get_parse_name (directory);
  if (g_file_make_directory_with_parents (directory, NULL, &reason)
      || (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS)
          && g_file_query_file_type (directory, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY))
    return TRUE;
  vt_set_error_at (error, VT_ERROR_OUTPUT, &(VtPlace){ name, -1, 0, NULL }, _("the directory cannot be made: %s"),
                   reason->message);
  return FALSE;
}

gboolean
vt_results_write_tables (const VtResults *results, GFile *directory, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) summary = NULL;

  g_return_val_if_fail (results != NULL && G_IS_FILE (directory), FALSE);

  if (!vt_results_make_directory (directory, error))
    return FALSE;
  for (guint i = 0; i < results->entries->len; i++)
    {
      VtResult *result = g_array_index (results->entries, VtResultsEntry, i).result;

      for (guint t = 0; t < vt_result_get_n_tables (result); t++)
        if (!vt_table_write_csv (vt_result_get_nth_table (result, t), directory, cancellable, error))
          return FALSE;
    }
  summary = g_file_get_child (directory, "summary.json");
  return vt_summary_write (results, summary, cancellable, error);
}
