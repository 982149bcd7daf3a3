#include "vt-parameter.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"

static const VtParameter *
find (const char *key)
{
  int index = vt_parameter_find (key);

  g_assert_cmpint (index, >=, 0);
  return vt_parameter_get ((guint) index);
}

static void
test_every_row_is_whole (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) flags = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) training = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) mechanics = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (vt_parameter_get_count (), >, 0);
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      g_autoptr (GVariant) value = vt_parameter_get_default (parameter);
      g_autofree char *range = vt_parameter_describe_range (parameter);
      g_autoptr (GError) error = NULL;

      g_assert_true (g_hash_table_add (keys, (gpointer) parameter->key));
      g_assert_cmpint (vt_parameter_find (parameter->key), ==, i);
      /* A row of training may share its flag with one of the analyses, but not with another of training; so in mechanics. */
      if (parameter->flag != NULL && parameter->scope == VT_PARAMETER_TRAINING)
        g_assert_true (g_hash_table_add (training, (gpointer) parameter->flag));
      else if (parameter->flag != NULL && parameter->scope == VT_PARAMETER_MECHANICS)
        g_assert_true (g_hash_table_add (mechanics, (gpointer) parameter->flag));
      else if (parameter->flag != NULL)
        {
          g_assert_true (g_hash_table_add (flags, (gpointer) parameter->flag));
          g_assert_cmpint (vt_parameter_find_flag (parameter->flag), ==, i);
        }
      g_assert_cmpstr (parameter->label, !=, NULL);
      g_assert_cmpstr (parameter->help, !=, NULL);
      g_assert_cmpstr (parameter->undo, !=, NULL);
      g_assert_false (g_variant_is_floating (value));
      g_assert_true (vt_parameter_check (parameter, value, &error));
      g_assert_no_error (error);
      g_assert_nonnull (range);
    }
  g_assert_cmpint (vt_parameter_find ("no.such"), ==, -1);
  g_assert_cmpint (vt_parameter_find_flag ("no-such"), ==, -1);
}

static void
test_parses_what_people_type (void)
{
  g_autoptr (GVariant) on = vt_parameter_parse (find ("window.affine-mapping"), "off", NULL);
  g_autoptr (GVariant) lag = vt_parameter_parse (find ("window.lag"), "12.5", NULL);
  g_autoptr (GVariant) frame = vt_parameter_parse (find ("window.frame"), "17", NULL);
  g_autoptr (GVariant) norm = vt_parameter_parse (find ("d2min.norm"), "sum", NULL);

  g_assert_false (g_variant_get_boolean (on));
  g_assert_cmpfloat (g_variant_get_double (lag), ==, 12.5);
  g_assert_cmpint (g_variant_get_int64 (frame), ==, 17);
  g_assert_cmpstr (g_variant_get_string (norm, NULL), ==, "sum");
}

static void
test_refuses_and_says_what_is_allowed (void)
{
  static const char *const bad[][3] = {
    { "window.affine-mapping", "perhaps", "on, off" },
    { "window.lag", "-1", "ps" },
    { "window.lag", "1,5", "ps" },
    { "window.lag", "nan", "ps" },
    { "window.frame", "1.5", "0" },
    { "d2min.norm", "median", "mean, sum" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) value = vt_parameter_parse (find (bad[i][0]), bad[i][1], &error);

      g_assert_null (value);
      g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
      g_assert_nonnull (strstr (error->message, bad[i][1]));
      g_assert_nonnull (strstr (error->message, bad[i][2]));
    }
}

static void
test_presets (void)
{
  const VtParameter *k = find ("training.k"), *lags = find ("training.lags");
  g_autoptr (GVariant) by_name = vt_parameter_parse (k, "auto", NULL);
  g_autoptr (GVariant) number = vt_parameter_parse (k, "50", NULL);
  g_autoptr (GVariant) all = vt_parameter_parse (lags, "all", NULL);
  g_autoptr (GVariant) shorter = vt_parameter_parse (lags, "short", NULL);
  g_autoptr (GVariant) usual = vt_parameter_get_default (lags);
  g_autofree char *range = vt_parameter_describe_range (k);

  g_assert_false (g_variant_is_floating (by_name));
  g_assert_cmpint (g_variant_get_int64 (by_name), ==, 0);
  g_assert_cmpstr (vt_parameter_find_preset (k, by_name), ==, "auto");
  g_assert_null (vt_parameter_find_preset (k, number));
  g_assert_cmpstr (range, ==, "auto, or 0 … 65535");
  /* The counts are the paper's: 24 below 5 ps and 17 from there. */
  g_assert_cmpuint (g_variant_n_children (shorter), ==, 24);
  g_assert_cmpuint (g_variant_n_children (usual), ==, 17);
  g_assert_cmpuint (g_variant_n_children (all), ==, 41);
  g_assert_cmpstr (vt_parameter_find_preset (lags, usual), ==, "long");
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    for (const VtPreset *preset = vt_parameter_get (i)->presets; preset != NULL && preset->nick != NULL; preset++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GVariant) value = vt_parameter_parse (vt_parameter_get (i), preset->nick, &error);

        g_assert_no_error (error);
        g_assert_cmpstr (vt_parameter_find_preset (vt_parameter_get (i), value), ==, preset->nick);
      }
}

static void
test_runs (void)
{
  const VtParameter *runs = find ("training.runs");
  g_autoptr (GVariant) good
      = g_variant_ref_sink (g_variant_new_parsed ("[('file:///a', 100.0), ('file:///b', 0.0)]"));
  g_autoptr (GVariant) bad = g_variant_ref_sink (g_variant_new_parsed ("[('file:///a', -100.0)]"));
  g_autoptr (GVariant) unknown = g_variant_ref_sink (g_variant_new_parsed ("[('file:///a', %d)]", NAN));
  g_autoptr (GError) error = NULL;

  g_assert_true (vt_parameter_check (runs, good, NULL));
  g_assert_false (vt_parameter_check (runs, unknown, NULL));
  g_assert_false (vt_parameter_check (runs, bad, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
}

/* NaN stands for "not set", where the table says that there is no default. */
static void
test_not_set (void)
{
  g_autoptr (GVariant) value = vt_parameter_get_default (find ("trajectory.temperature"));
  g_autoptr (GVariant) wrong_type = g_variant_ref_sink (g_variant_new_int32 (3));
  g_autoptr (GError) error = NULL;

  g_assert_true (isnan (g_variant_get_double (value)));
  g_assert_false (vt_parameter_check (find ("trajectory.temperature"), wrong_type, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parameter/every-row", test_every_row_is_whole);
  g_test_add_func ("/parameter/parse", test_parses_what_people_type);
  g_test_add_func ("/parameter/refuse", test_refuses_and_says_what_is_allowed);
  g_test_add_func ("/parameter/presets", test_presets);
  g_test_add_func ("/parameter/runs", test_runs);
  g_test_add_func ("/parameter/not-set", test_not_set);
  return g_test_run ();
}
