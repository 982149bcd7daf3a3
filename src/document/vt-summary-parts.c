#include "vt-summary-parts.h"

#include <math.h>
#include <string.h>

#include "vt-json.h"
#include "vt-output-file.h"
#include "vt-results-export.h"

void
vt_summary_set_number (JsonObject *object, const char *name, double value)
{
  if (isfinite (value))
    json_object_set_double_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

JsonObject *
vt_summary_add_object (JsonObject *parent, const char *name)
{
  JsonObject *object = json_object_new ();

  json_object_set_object_member (parent, name, object);
  return object;
}

void
vt_summary_add_parameters (JsonObject *summary, const VtState *state, VtParameterScope scope)
{
  JsonObject *object = vt_summary_add_object (summary, "parameters");

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      GVariant *value = vt_state_get (state, parameter->key);

      if (!vt_parameter_is_setting_of (parameter, scope))
        continue;
      if (parameter->type == VT_PARAMETER_REAL)
        vt_summary_set_number (object, parameter->key, g_variant_get_double (value));
      else
        json_object_set_member (object, parameter->key, json_gvariant_serialize (value));
    }
}

static JsonObject *
json_of_row (const VtTable *table, guint row)
{
  JsonObject *object = json_object_new ();

  for (guint column = 0; column < vt_table_get_n_columns (table); column++)
    {
      const char *suffix = vt_unit_suffix (vt_table_get_column_unit (table, column));
      g_autofree char *name = g_strconcat (vt_table_get_column_name (table, column), *suffix != '\0' ? "_" : "",
                                           suffix, NULL);

      if (vt_table_column_is_text (table, column))
        json_object_set_string_member (object, name, vt_table_get_text (table, row, column));
      else
        vt_summary_set_number (object, name, vt_table_get_number (table, row, column));
    }
  return object;
}

void
vt_summary_add_row (JsonObject *parent, const char *name, const VtTable *table)
{
  g_return_if_fail (vt_table_get_n_rows (table) > 0);

  json_object_set_object_member (parent, name, json_of_row (table, 0));
}

void
vt_summary_add_table (JsonObject *parent, const char *name, const VtTable *table)
{
  JsonArray *rows = json_array_new ();

  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    json_array_add_object_element (rows, json_of_row (table, row));
  json_object_set_array_member (parent, name, rows);
}

void
vt_summary_add_sentences (JsonObject *summary, const char *name, const char *const *sentences)
{
  JsonArray *array = json_array_new ();

  for (; *sentences != NULL; sentences++)
    json_array_add_string_element (array, *sentences);
  json_object_set_array_member (summary, name, array);
}

gboolean
vt_summary_write_json (JsonNode *node, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtOutputFile) target = vt_output_file_begin (file, error);
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;

  if (target == NULL)
    return FALSE;
  text = vt_json_to_text (node);
  stream = vt_output_file_open (target, FALSE);
  if (!g_output_stream_write_all (stream, text, strlen (text), NULL, cancellable, &reason)
      || !g_output_stream_close (stream, cancellable, &reason))
    return vt_output_file_fail (target, g_steal_pointer (&reason), error);
  return vt_output_file_commit (target, error);
}

gboolean
vt_summary_write_folder (JsonNode        *summary,
                         const char      *name,
                         const GPtrArray *tables,
                         GFile           *directory,
                         GCancellable    *cancellable,
                         GError         **error)
{
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (summary != NULL && name != NULL && G_IS_FILE (directory), FALSE);

  if (!vt_results_make_directory (directory, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if (!vt_table_write_csv (tables->pdata[i], directory, cancellable, error))
      return FALSE;
  file = g_file_get_child (directory, name);
  return vt_summary_write_json (summary, file, cancellable, error);
}
