#include "vt-analysis.h"

/* Rows refer to rows and parameters that exist, ids are unique, and no analysis needs itself. */

static gboolean
needs (const VtAnalysis *analysis, const char *id, guint depth)
{
  g_assert_cmpuint (depth, <, 20);
  for (const char *const *input = analysis->inputs; *input != NULL; input++)
    if (g_str_equal (*input, id) || needs (vt_analysis_find (*input), id, depth + 1))
      return TRUE;
  return FALSE;
}

static void
test_rows (void)
{
  for (guint i = 0; i < vt_analysis_get_count (); i++)
    {
      const VtAnalysis *analysis = vt_analysis_get (i);

      g_assert_true (vt_analysis_find (analysis->id) == analysis);
      g_assert_true (analysis->label != NULL && analysis->help != NULL && analysis->compute != NULL);
      for (const char *const *key = analysis->parameters; *key != NULL; key++)
        g_assert_cmpint (vt_parameter_find (*key), >=, 0);
      for (const char *const *input = analysis->inputs; *input != NULL; input++)
        g_assert_nonnull (vt_analysis_find (*input));
      if (analysis->varies != NULL)
        g_assert_cmpint (vt_parameter_find (analysis->varies), >=, 0);
      g_assert_false (needs (analysis, analysis->id, 0));
    }
}

static void
test_properties (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < vt_analysis_get_count (); i++)
    for (guint p = 0; p < vt_analysis_get (i)->n_properties; p++)
      {
        const VtProperty *property = &vt_analysis_get (i)->properties[p];
        const VtAnalysis *analysis = NULL;

        g_assert_true (g_hash_table_add (seen, (gpointer) property->id));
        g_assert_true (vt_analysis_find_property (property->id, &analysis) == property);
        g_assert_true (analysis == vt_analysis_get (i));
        g_assert_true (property->label != NULL && property->symbol != NULL && property->colormap != NULL
                       && property->missing != NULL);
      }
  g_assert_null (vt_analysis_find_property ("file:c_pe", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/rows", test_rows);
  g_test_add_func ("/analysis/properties", test_properties);
  return g_test_run ();
}
