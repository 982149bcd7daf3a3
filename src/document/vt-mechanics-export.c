/* A mechanical evaluation as files: a CSV file a table, and mechanics.json. */
#include "vt-mechanics-private.h"

#include "vt-summary-parts.h"

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
  vt_summary_add_parameters (summary, vt_mechanics_plan_get_state (mechanics->plan), VT_PARAMETER_MECHANICS);
  vt_summary_set_number (summary, "glass_transition_K", mechanics->glass_transition);
  vt_summary_set_number (summary, "glass_transition_sigma_K", mechanics->glass_sigma);
  for (guint i = 0; i < mechanics->tables->len; i++)
    if (!is_curve (mechanics->tables->pdata[i]))
      {
        const VtTable *table = mechanics->tables->pdata[i];

        vt_summary_add_table (summary, vt_table_get_name (table), table);
      }
  vt_summary_add_sentences (summary, "findings", vt_mechanics_get_findings (mechanics));
  vt_summary_add_sentences (summary, "warnings", vt_mechanics_get_warnings (mechanics));
  json_node_take_object (node, summary);
  return node;
}

gboolean
vt_mechanics_write (const VtMechanics *mechanics, GFile *directory, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) summary = NULL;

  g_return_val_if_fail (mechanics != NULL && G_IS_FILE (directory), FALSE);

  summary = summarize (mechanics);
  return vt_summary_write_folder (summary, "mechanics.json", mechanics->tables, directory, cancellable, error);
}
