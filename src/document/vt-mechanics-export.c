/* A mechanical evaluation as files: a CSV file a table, and mechanics.json. */
#include "vt-mechanics-private.h"

#include <math.h>
#include <string.h>

#include "vt-results-export.h"
#include "vt-summary.h"

/* JSON knows no NaN. */
static void
set_number (JsonObject *object, const char *name, double value)
{
  if (isfinite (value))
    json_object_set_double_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

/* The settings, defaults included; the files stand in the tables. */
static void
add_parameters (JsonObject *summary, const VtState *state)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      GVariant *value = vt_state_get (state, parameter->key);

      if (parameter->scope != VT_PARAMETER_MECHANICS || parameter->type == VT_PARAMETER_RUNS
          || parameter->type == VT_PARAMETER_FILE)
        continue;
      if (parameter->type == VT_PARAMETER_REAL)
        set_number (object, parameter->key, g_variant_get_double (value));
      else
        json_object_set_member (object, parameter->key, json_gvariant_serialize (value));
    }
  json_object_set_object_member (summary, "parameters", object);
}

/* "rate_per_ps", as the CSV file's header has it. (transfer full) */
static char *
column_key (const VtTable *table, guint column)
{
  const char *suffix = vt_unit_suffix (vt_table_get_column_unit (table, column));

  return g_strdup_printf ("%s%s%s", vt_table_get_column_name (table, column), *suffix != '\0' ? "_" : "", suffix);
}

static void
add_table (JsonObject *summary, const VtTable *table)
{
  JsonArray *rows = json_array_new ();

  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    {
      JsonObject *object = json_object_new ();

      for (guint c = 0; c < vt_table_get_n_columns (table); c++)
        {
          g_autofree char *key = column_key (table, c);

          if (vt_table_column_is_text (table, c))
            json_object_set_string_member (object, key, vt_table_get_text (table, row, c));
          else
            set_number (object, key, vt_table_get_number (table, row, c));
        }
      json_array_add_object_element (rows, object);
    }
  json_object_set_array_member (summary, vt_table_get_name (table), rows);
}

static void
add_sentences (JsonObject *summary, const char *name, const char *const *sentences)
{
  JsonArray *array = json_array_new ();

  for (; *sentences != NULL; sentences++)
    json_array_add_string_element (array, *sentences);
  json_object_set_array_member (summary, name, array);
}

/* Curves have a row a point and stay in their CSV files. */
static gboolean
is_curve (const VtTable *table)
{
  static const char *const curves[] = { "creep-curves", "stress-strain", "quench", NULL };

  return g_strv_contains (curves, vt_table_get_name (table));
}

static JsonNode *
summarize (const VtMechanics *mechanics)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *summary = json_object_new ();

  json_object_set_string_member (summary, "written-by", "Vitrine " VT_VERSION);
  add_parameters (summary, vt_mechanics_plan_get_state (mechanics->plan));
  set_number (summary, "glass_transition_K", mechanics->glass_transition);
  set_number (summary, "glass_transition_sigma_K", mechanics->glass_sigma);
  for (guint i = 0; i < mechanics->tables->len; i++)
    if (!is_curve (mechanics->tables->pdata[i]))
      add_table (summary, mechanics->tables->pdata[i]);
  add_sentences (summary, "findings", vt_mechanics_get_findings (mechanics));
  add_sentences (summary, "warnings", vt_mechanics_get_warnings (mechanics));
  json_node_take_object (node, summary);
  return node;
}

gboolean
vt_mechanics_write (const VtMechanics *mechanics, GFile *directory, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (JsonNode) summary = NULL;

  g_return_val_if_fail (mechanics != NULL && G_IS_FILE (directory), FALSE);

  if (!vt_results_make_directory (directory, error))
    return FALSE;
  for (guint i = 0; i < mechanics->tables->len; i++)
    if (!vt_table_write_csv (mechanics->tables->pdata[i], directory, cancellable, error))
      return FALSE;
  file = g_file_get_child (directory, "mechanics.json");
  summary = summarize (mechanics);
  return vt_summary_write_json (summary, file, cancellable, error);
}
