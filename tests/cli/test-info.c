/* vitrine-cli info. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "sample.h"

static JsonObject *
parse (JsonParser *parser, const char *text)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

static void
test_text (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  sample_write_dump (sample, "a.dump", 0.1, "Zr");
  sample_run (sample, &outcome, "info", "a.dump", "--timestep", SAMPLE_TIMESTEP, NULL);
  assert_done (outcome);
  g_assert_nonnull (strstr (outcome.out, "Atoms       256\n"));
  g_assert_nonnull (strstr (outcome.out, "Species     Cu 128  Zr 128\n"));
  g_assert_nonnull (strstr (outcome.out, "Frames      6\n"));
  g_assert_nonnull (strstr (outcome.out, "Steps       0 … 500, every 100\n"));
  g_assert_nonnull (strstr (outcome.out, "Time        0 … 5 ps, every 1\n"));
  g_assert_nonnull (strstr (outcome.out, "a = (15.2, 0, 0) Å, periodic\n"));
}

static void
test_json (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *info, *time;

  sample_write_dump (sample, "a.dump", 0.1, "Zr");
  sample_run (sample, &outcome, "info", "--json", "a.dump", NULL);
  assert_done (outcome);
  info = parse (parser, outcome.out);
  g_assert_cmpstr (json_object_get_string_member (info, "file"), ==, "a.dump");
  g_assert_cmpstr (json_object_get_string_member (info, "format"), ==, "LAMMPS dump");
  g_assert_cmpint (json_object_get_int_member (info, "atoms"), ==, SAMPLE_ATOMS);
  g_assert_cmpint (json_object_get_int_member (info, "frames"), ==, SAMPLE_FRAMES);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (info, "species"), "Zr"), ==, 128);
  g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (info, "steps"), "last"), ==, 500);
  /* Without a time step nothing is known of time: null, not a number made up. */
  time = json_object_get_object_member (info, "time_ps");
  g_assert_true (json_object_get_null_member (time, "first"));
  g_assert_true (json_object_get_null_member (time, "spacing"));
}

/* A run that is still being written: what is there is told, with a warning. */
static void
test_truncated (Sample *sample, gconstpointer data)
{
  g_autofree char *text = sample_dump_text (0.1, "Cu", "Zr");
  g_auto (Outcome) outcome = { 0 };

  text[strlen (text) - 2000] = '\0';
  sample_write (sample, "a.dump", text);
  sample_run (sample, &outcome, "info", "a.dump", NULL);
  assert_done (outcome);
  g_assert_nonnull (strstr (outcome.out, "Frames      5\n"));
  g_assert_true (g_str_has_prefix (outcome.err, "vitrine-cli: warning: "));
}

static void
test_missing (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  sample_run (sample, &outcome, "info", "nowhere.dump", NULL);
  assert_failed (&outcome, 1, "nowhere.dump");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/info/text", Sample, NULL, sample_set_up, test_text, sample_tear_down);
  g_test_add ("/cli/info/json", Sample, NULL, sample_set_up, test_json, sample_tear_down);
  g_test_add ("/cli/info/truncated", Sample, NULL, sample_set_up, test_truncated, sample_tear_down);
  g_test_add ("/cli/info/missing", Sample, NULL, sample_set_up, test_missing, sample_tear_down);
  return g_test_run ();
}
