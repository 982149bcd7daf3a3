#include "vt-json.h"

#include <math.h>

static char *
rewrite (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);
  return vt_json_to_text (node);
}

static void
assert_rewritten (const char *json, const char *expected)
{
  g_autofree char *text = rewrite (json);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_numbers (void)
{
  assert_rewritten ("0.0025000000000000001", "0.0025\n");
  assert_rewritten ("100.0", "100.0\n");
  assert_rewritten ("-1e30", "-1e+30\n");
  assert_rewritten ("0.30000000000000004", "0.30000000000000004\n");
  assert_rewritten ("7", "7\n");
  assert_rewritten ("-9223372036854775808", "-9223372036854775808\n");
  assert_rewritten ("[true, false, null]", "[true, false, null]\n");
}

static void
test_not_a_number (void)
{
  g_autoptr (JsonNode) node = json_node_init_double (json_node_alloc (), NAN);
  g_autofree char *text = vt_json_to_text (node);

  g_assert_cmpstr (text, ==, "null\n");
}

static void
test_layout (void)
{
  assert_rewritten ("{}", "{}\n");
  assert_rewritten ("[]", "[]\n");
  assert_rewritten ("{\"b\":[0.5,2],\"a\":{\"x\":null}, \"rows\":[{\"y\":1},{}]}",
                    "{\n  \"b\" : [0.5, 2],\n  \"a\" : {\n    \"x\" : null\n  },\n"
                    "  \"rows\" : [\n    {\n      \"y\" : 1\n    },\n    {}\n  ]\n}\n");
}

static void
test_strings (void)
{
  static const char json[] = "{\"quote \\\" \\\\ é\":\"line\\nend\\u0001 ⟨0 0 12 0⟩\"}";
  g_autofree char *text = rewrite (json);
  g_autoptr (JsonNode) before = json_from_string (json, NULL), after = json_from_string (text, NULL);

  g_assert_nonnull (after);
  g_assert_true (json_node_equal (before, after));
}

/* Whatever was a double stays one, to the last bit. */
static void
test_reads_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), json_array_new ()), back = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 2000; i++)
    json_array_add_double_element (json_node_get_array (node), (i % 3 == 0 ? 1 : g_rand_double (random))
                                                                   * pow (10, g_rand_int_range (random, -300, 300)));
  text = vt_json_to_text (node);
  back = json_from_string (text, NULL);
  for (guint i = 0; i < 2000; i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (back), i);

      g_assert_true (json_node_get_value_type (element) == G_TYPE_DOUBLE);
      g_assert_cmpfloat (json_node_get_double (element), ==,
                         json_array_get_double_element (json_node_get_array (node), i));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/numbers", test_numbers);
  g_test_add_func ("/json/not-a-number", test_not_a_number);
  g_test_add_func ("/json/layout", test_layout);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/reads-back", test_reads_back);
  return g_test_run ();
}
