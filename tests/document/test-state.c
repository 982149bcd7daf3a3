#include "vt-state.h"

#include <locale.h>
#include <math.h>

#include "vt-error.h"

static void
test_defaults (void)
{
  g_autoptr (VtState) state = vt_state_new ();
  g_autoptr (VtState) other = vt_state_new ();
  gsize n;

  g_assert_cmpfloat (vt_state_get_real (state, "window.lag"), ==, 20);
  g_assert_true (isnan (vt_state_get_real (state, "trajectory.temperature")));
  g_assert_true (vt_state_get_boolean (state, "window.affine-mapping"));
  g_assert_true (vt_state_is (state, "d2min.norm", "mean"));
  g_assert_cmpfloat (vt_state_get_reals (state, "correlation.lags", &n)[3], ==, 100);
  g_assert_cmpuint (n, ==, 4);
  g_assert_true (vt_state_equal (state, other));
}

/* Every row's default must pass its own check and be found by its key and flag. */
static void
test_table_is_sound (void)
{
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      g_autoptr (GVariant) value = vt_parameter_get_default (parameter);
      g_autoptr (GError) error = NULL;

      vt_parameter_check (parameter, value, &error);
      g_assert_no_error (error);
      g_assert_cmpint (vt_parameter_find (parameter->key), ==, i);
      if (parameter->flag != NULL && parameter->scope != VT_PARAMETER_TRAINING
          && parameter->scope != VT_PARAMETER_MECHANICS)
        g_assert_cmpint (vt_parameter_find_flag (parameter->flag), ==, i);
      g_assert_true (parameter->label != NULL && parameter->help != NULL && parameter->undo != NULL);
    }
}

static void
test_with_leaves_the_old_alone (void)
{
  g_autoptr (VtState) state = vt_state_new ();
  g_autoptr (VtState) changed = vt_state_with_real (state, "window.lag", 50);

  g_assert_cmpfloat (vt_state_get_real (state, "window.lag"), ==, 20);
  g_assert_cmpfloat (vt_state_get_real (changed, "window.lag"), ==, 50);
  g_assert_false (vt_state_equal (state, changed));
}

static void
test_differs (void)
{
  static const char *const both[] = { "window.frame", "window.lag", NULL };
  static const char *const neither[] = { "window.frame", "trajectory.temperature", NULL };
  g_autoptr (VtState) state = vt_state_new ();
  g_autoptr (VtState) changed = vt_state_with_real (state, "window.lag", 50);

  g_assert_true (vt_state_differs (changed, state, "window.lag"));
  g_assert_false (vt_state_differs (changed, state, "window.frame"));
  /* Not set is not set. */
  g_assert_false (vt_state_differs (changed, state, "trajectory.temperature"));
  g_assert_true (vt_state_differs_in (changed, state, both));
  g_assert_false (vt_state_differs_in (changed, state, neither));
  /* After nothing all is new. */
  g_assert_true (vt_state_differs (state, NULL, "window.frame"));
  g_assert_true (vt_state_differs_in (state, NULL, neither));
}

static void
test_refuses (void)
{
  g_autoptr (VtState) state = vt_state_new ();
  const struct
  {
    const char *key;
    GVariant   *value;
  } wrong[] = {
    { "extremes.fraction", g_variant_new_double (0.7) },
    { "extremes.fraction", g_variant_new_double (NAN) },
    { "d2min.norm", g_variant_new_string ("median") },
    { "window.lag", g_variant_new_string ("20") },
    { "window.frame", g_variant_new_int64 (-1) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (vt_state_with (state, wrong[i].key, wrong[i].value, &error));
      g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
    }
}

static void
test_digest_reads_only_its_keys (void)
{
  static const char *const keys[] = { "window.lag", "cutoff", NULL };
  g_autoptr (VtState) state = vt_state_new ();
  g_autoptr (VtState) other_view = vt_state_with_text (state, "view.color-by", "d2min");
  g_autoptr (VtState) other_lag = vt_state_with_real (state, "window.lag", 5);
  g_autofree char *a = vt_state_digest (state, keys, "x");
  g_autofree char *b = vt_state_digest (other_view, keys, "x");
  g_autofree char *c = vt_state_digest (other_lag, keys, "x");
  g_autofree char *d = vt_state_digest (state, keys, "y");

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
  g_assert_cmpstr (a, !=, d);
}

static VtState *
changed_state (void)
{
  g_autoptr (VtState) a = vt_state_new ();
  g_autoptr (VtState) b = vt_state_with_real (a, "window.lag", 1.0 / 3);
  g_autoptr (VtState) c = vt_state_with_text (b, "cutoff", "Cu-Zr=3.9");
  g_autoptr (VtState) d = vt_state_with_integer (c, "window.frame", 7);
  g_autoptr (VtState) e = vt_state_with (d, "correlation.lags", g_variant_new_parsed ("[1.5, 2.0]"), NULL);
  g_autoptr (VtState) f = vt_state_with (e, "selection.picked", g_variant_new_parsed ("[@x 9007199254740993]"), NULL);

  return vt_state_with (f, "window.affine-mapping", g_variant_new_boolean (FALSE), NULL);
}

static void
test_json_round_trip (void)
{
  g_autoptr (VtState) state = changed_state ();
  g_autoptr (JsonNode) node = vt_state_to_json (state);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (JsonNode) parsed = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtState) back = vt_state_from_json (parsed, &error);

  g_assert_no_error (error);
  g_assert_true (vt_state_equal (state, back));
  g_assert_nonnull (g_strrstr (text, "\"lag\""));
  g_assert_null (g_strrstr (text, "colormap")); /* defaults are not written */
}

static void
test_json_refuses (void)
{
  static const char *const wrong[] = { "{\"window\":{\"lag\":\"long\"}}", "{\"window\":{\"lagg\":3}}", "{\"cutoff\":3}",
                                       "[1]", "{\"extremes\":{\"fraction\":3}}" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (wrong[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (vt_state_from_json (node, &error));
      g_assert_nonnull (error);
    }
}

static void
test_whole_numbers_are_reals (void)
{
  g_autoptr (JsonNode) node
      = json_from_string ("{\"window\":{\"lag\":3}, \"trajectory\":{\"temperature\":null}}", NULL);
  g_autoptr (VtState) state = vt_state_from_json (node, NULL);

  g_assert_nonnull (state);
  g_assert_cmpfloat (vt_state_get_real (state, "window.lag"), ==, 3);
  g_assert_true (isnan (vt_state_get_real (state, "trajectory.temperature")));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state/defaults", test_defaults);
  g_test_add_func ("/state/table", test_table_is_sound);
  g_test_add_func ("/state/with", test_with_leaves_the_old_alone);
  g_test_add_func ("/state/differs", test_differs);
  g_test_add_func ("/state/refuses", test_refuses);
  g_test_add_func ("/state/digest", test_digest_reads_only_its_keys);
  g_test_add_func ("/state/json", test_json_round_trip);
  g_test_add_func ("/state/json-refuses", test_json_refuses);
  g_test_add_func ("/state/whole-numbers", test_whole_numbers_are_reals);
  return g_test_run ();
}
