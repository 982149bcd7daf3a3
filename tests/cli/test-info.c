/* vitrine-cli info. */
#include <glib/gstdio.h>
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

/* A model is told by its content, not by its name. */
static void
test_model (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) text = { 0 };
  g_auto (Outcome) json = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *from = sample_path (sample, "trained.h5"), *to = sample_path (sample, "model");
  JsonObject *info, *copper;

  sample_make_model (sample);
  g_assert_cmpint (g_rename (from, to), ==, 0);
  sample_run (sample, &text, "info", "model", NULL);
  assert_done (text);
  g_assert_nonnull (strstr (text.out, "Elements    Cu 50 %  Zr 50 %\n"));
  g_assert_nonnull (strstr (text.out, "Instances   512\n"));
  g_assert_nonnull (strstr (text.out, "Classes     100, 1000 K\n"));
  g_assert_nonnull (strstr (text.out, "Lags        1, 2, 3 ps\n"));
  g_assert_nonnull (strstr (text.out, "normalised by T/m\n"));
  g_assert_nonnull (strstr (text.out, "Mapping     affine mapping on\n"));
  g_assert_nonnull (strstr (text.out, "Neighbours  k = 5\n"));
  g_assert_nonnull (strstr (text.out, "Runs        100 K  "));
  g_assert_nonnull (strstr (text.out, "RMSE        not validated\n"));
  sample_run (sample, &json, "info", "--json", "model", NULL);
  assert_done (json);
  info = parse (parser, json.out);
  copper = json_object_get_object_member (json_object_get_object_member (info, "elements"), "Cu");
  g_assert_cmpstr (json_object_get_string_member (info, "format"), ==, "vitrine-model");
  g_assert_cmpfloat (json_object_get_double_member (copper, "share"), ==, 0.5);
  g_assert_cmpint (json_object_get_int_member (copper, "instances"), ==, 256);
  g_assert_cmpint (json_object_get_int_member (info, "k"), ==, 5);
  g_assert_true (json_object_get_boolean_member (info, "affine_mapping"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (info, "runs")), ==, 2);
  g_assert_true (json_object_get_null_member (info, "validation"));
}

static void
test_validated_model (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) training = { 0 };
  g_auto (Outcome) text = { 0 };

  sample_write_dump (sample, "cold.dump", 0.02, "Zr");
  sample_write_dump (sample, "hot.dump", 0.6, "Zr");
  sample_run (sample, &training, "train", "--class", "100=cold.dump", "--class", "1000=hot.dump", "--lags", "1,2,3",
              "--k", "5", "--folds", "4", "--timestep", SAMPLE_TIMESTEP, "--output", "trained.h5", NULL);
  assert_done (training);
  sample_run (sample, &text, "info", "trained.h5", NULL);
  assert_done (text);
  g_assert_nonnull (strstr (text.out, "; 4 folds, an atom in one\n"));
  g_assert_nonnull (strstr (text.out, "Calibration at 100 K it reads "));
  g_assert_nonnull (strstr (text.out, "            at 1000 K it reads "));
}

/* Results are HDF5 as well, and no model. */
static void
test_no_model (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) results = { 0 };
  g_auto (Outcome) outcome = { 0 };

  sample_write_dump (sample, "hot.dump", 0.6, "Zr");
  sample_run (sample, &results, "analyze", "hot.dump", "--output", "a.h5", "--compute", "voronoi", NULL);
  assert_done (results);
  sample_run (sample, &outcome, "info", "a.h5", NULL);
  assert_failed (&outcome, 1, "a.h5");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/info/text", Sample, NULL, sample_set_up, test_text, sample_tear_down);
  g_test_add ("/cli/info/json", Sample, NULL, sample_set_up, test_json, sample_tear_down);
  g_test_add ("/cli/info/truncated", Sample, NULL, sample_set_up, test_truncated, sample_tear_down);
  g_test_add ("/cli/info/missing", Sample, NULL, sample_set_up, test_missing, sample_tear_down);
  g_test_add ("/cli/info/model", Sample, NULL, sample_set_up, test_model, sample_tear_down);
  g_test_add ("/cli/info/validated-model", Sample, NULL, sample_set_up, test_validated_model, sample_tear_down);
  g_test_add ("/cli/info/no-model", Sample, NULL, sample_set_up, test_no_model, sample_tear_down);
  return g_test_run ();
}
