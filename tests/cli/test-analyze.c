/* vitrine-cli analyze: what it writes. */
#include <hdf5.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "sample.h"
#include "vt-session.h"
#include "vt-trajectory.h"

#define FLAGS "--timestep", SAMPLE_TIMESTEP, "--temperature", "300", "--cutoff", "3.4", "--lags", "1,2"
#define COLUMNS \
  "id,element,x,y,z,t_ml,t_ml_spread,t_ml_outside,d2min_1ps,d2min_2ps,voronoi_n3,voronoi_n4,voronoi_n5,voronoi_n6," \
  "voronoi_faces,voronoi_volume,lffs,cn,class,cluster,t_ml_class,t_ml_agreement,t_ml_distance,t_ml_quantile"

static void
assert_header (const Sample *sample, const char *name, const char *header)
{
  g_autofree char *text = sample_read (sample, name);
  g_autofree char *first = g_strndup (text, strcspn (text, "\n"));

  g_assert_cmpstr (first, ==, header);
}

static VtFrame *
reopen (const Sample *sample, const char *name)
{
  g_autofree char *path = sample_path (sample, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtTrajectory) trajectory = vt_trajectory_open (file, NULL, NULL, NULL, &error);
  VtFrame *frame;

  g_assert_no_error (error);
  g_assert_cmpuint (vt_trajectory_get_n_frames (trajectory), ==, 1);
  frame = vt_trajectory_read_frame (trajectory, 0, NULL, &error);
  g_assert_no_error (error);
  return frame;
}

static void
assert_same_column (VtFrame *a, VtFrame *b, const char *name)
{
  VtColumn *x = vt_frame_find_column (a, name), *y = vt_frame_find_column (b, name);

  g_assert_nonnull (x);
  g_assert_nonnull (y);
  g_assert_cmpmem (vt_column_get_values (x), SAMPLE_ATOMS * sizeof (double), vt_column_get_values (y),
                   SAMPLE_ATOMS * sizeof (double));
}

/* The columns in their order; the same numbers whatever the format, which are read back by the program's own readers.
 */
static void
test_formats (Sample *sample, gconstpointer data)
{
  static const char *const names[] = { "a.csv", "a.extxyz", "a.extxyz.gz", "a.dump", "a.dump.gz", "a.h5" };
  g_autoptr (VtFrame) first = NULL;

  sample_make_model (sample);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Outcome) outcome = { 0 };
      sample_run (sample, &outcome, "analyze", "cold.dump", "--output", names[i], "--model", "trained.h5", FLAGS, NULL);
      assert_done (outcome);
    }
  assert_header (sample, "a.csv", COLUMNS);
  first = reopen (sample, "a.extxyz");
  g_assert_cmpuint (vt_frame_get_n_atoms (first), ==, SAMPLE_ATOMS);
  for (guint i = 2; i <= 4; i++)
    {
      g_autoptr (VtFrame) frame = reopen (sample, names[i]);

      assert_same_column (first, frame, "t_ml");
      assert_same_column (first, frame, "d2min_2ps");
      assert_same_column (first, frame, "voronoi_volume");
      assert_same_column (first, frame, "cn");
    }
}

/* A cold run is cold; icosahedra, ζ and the rest are where the tables promise them. */
static void
test_tables (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  g_autofree char *cutoffs = NULL, *lffs = NULL;

  sample_make_model (sample);
  sample_run (sample, &outcome, "analyze", "cold.dump", "--output", "a.csv", "--model", "trained.h5", "--tables",
              "deep/tables", FLAGS, NULL);
  assert_done (outcome);
  assert_header (sample, "deep/tables/correlation.csv", "lag_ps,pearson,spearman,auc,n,sigma_pearson,sigma_spearman,sigma_auc");
  assert_header (sample, "deep/tables/polyhedra.csv",
                 "index,n_total,f_total,f_la,f_sa,df_la,df_sa,lffs,sigma_la,sigma_sa,expected_la,expected_sa,"
                 "permutation_la,permutation_sa,bootstrap_la,bootstrap_sa");
  assert_header (sample, "deep/tables/composition.csv",
                 "element,n_total,n_la,n_sa,f_total,f_la,f_sa,df_la,df_sa,sigma_la,sigma_sa,permutation_la,"
                 "permutation_sa,bootstrap_la,bootstrap_sa");
  assert_header (sample, "deep/tables/coordination.csv",
                 "element,n_total,n_la,n_sa,cn_total,cn_la,cn_sa,dcn_la,dcn_sa,expected_la,expected_sa,sigma_la,"
                 "sigma_sa,permutation_la,permutation_sa,bootstrap_la,bootstrap_sa");
  assert_header (sample, "deep/tables/sro.csv",
                 "center,neighbor,total,la,sa,sigma,mark_la,mark_sa,sigma_la,sigma_sa,permutation_la,permutation_sa,"
                 "bootstrap_la,bootstrap_sa");
  lffs = sample_read (sample, "deep/tables/lffs.csv");
  g_assert_true (g_str_has_prefix (lffs, "subset,n,mean,"));
  g_assert_nonnull (strstr (lffs, "\ntotal,256,"));
  assert_header (sample, "deep/tables/cutoffs.csv", "pair,cutoff_A,source");
  assert_header (sample, "deep/tables/tml-histogram.csv", "t_ml_K,count,density_per_K,gaussian_per_K,tail_per_K");
  g_assert_true (sample_exists (sample, "deep/tables/summary.json"));
  cutoffs = sample_read (sample, "deep/tables/cutoffs.csv");
  g_assert_nonnull (strstr (cutoffs, "Cu-Zr,3.4,given"));
}

static void
test_summary (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = sample_path (sample, "t/summary.json");
  g_autoptr (GError) error = NULL;
  JsonObject *summary, *quantities, *heat;

  sample_make_model (sample);
  sample_run (sample, &outcome, "analyze", "hot.dump", "--output", "a.csv", "--model", "trained.h5", "--tables", "t",
              "--frame", "1", FLAGS, NULL);
  assert_done (outcome);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  summary = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (summary, "format"), ==, "vitrine-summary");
  g_assert_cmpstr (json_object_get_string_member (summary, "file"), ==, "hot.dump");
  g_assert_cmpint (json_object_get_int_member (summary, "frame"), ==, 1);
  g_assert_cmpfloat (json_object_get_double_member (summary, "time_ps"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (summary, "n_atoms"), ==, SAMPLE_ATOMS);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (summary, "model"), "name"), ==,
                   "trained");
  quantities = json_object_get_object_member (summary, "quantities");
  heat = json_object_get_object_member (quantities, "t_ml");
  g_assert_cmpfloat (json_object_get_double_member (heat, "quantile_05"), <=,
                     json_object_get_double_member (heat, "median"));
  g_assert_cmpfloat (json_object_get_double_member (heat, "maximum"), <=, 1000);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (quantities, "correlation")), ==, 2);
  g_assert_cmpfloat (
      json_object_get_double_member (json_object_get_object_member (quantities, "icosahedra_percent"), "total"), ==, 0);
}

static void
test_figures (Sample *sample, gconstpointer data)
{
  static const char *const names[]
      = { "slice-t_ml", "slice-d2min-1ps", "slice-d2min-2ps", "compare", "distribution", "correlation", "polyhedra" };
  g_auto (Outcome) outcome = { 0 };

  sample_make_model (sample);
  sample_run (sample, &outcome, "analyze", "cold.dump", "--output", "a.csv", "--model", "trained.h5", "--figures", "f",
              "--format", "svg", FLAGS, NULL);
  assert_done (outcome);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("f/%s.svg", names[i]);
      g_autofree char *text = sample_read (sample, name);
      g_assert_nonnull (strstr (text, "<svg"));
    }
}

static void
test_timings (Sample *sample, gconstpointer data)
{
  static const char *const stages[]
      = { "read", "features", "tml", "neighbors", "d2min", "voronoi", "tessellation", "rdf", "write", "total" };
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = sample_path (sample, "t.json");
  g_autoptr (GError) error = NULL;

  sample_make_model (sample);
  sample_run (sample, &outcome, "analyze", "cold.dump", "--output", "a.csv", "--model", "trained.h5", "--timings",
              "t.json", FLAGS, NULL);
  assert_done (outcome);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    g_assert_cmpfloat (json_object_get_double_member (json_node_get_object (json_parser_get_root (parser)), stages[i]),
                       >=, 0);
}

/* The same bits for any number of threads. */
static void
test_threads (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) one = { 0 };
  g_auto (Outcome) two = { 0 };
  g_autofree char *a = NULL, *b = NULL;

  sample_make_model (sample);
  sample_run (sample, &one, "analyze", "hot.dump", "--output", "a.csv", "--model", "trained.h5", "--threads", "1",
              FLAGS, NULL);
  sample_run (sample, &two, "analyze", "hot.dump", "--output", "b.csv", "--model", "trained.h5", "--threads", "2",
              FLAGS, NULL);
  assert_done (one);
  assert_done (two);
  a = sample_read (sample, "a.csv");
  b = sample_read (sample, "b.csv");
  g_assert_cmpstr (a, ==, b);
}

/* Replaces *@state. */
static void
set (VtState **state, const char *key, GVariant *value)
{
  g_autoptr (GError) error = NULL;
  VtState *next = vt_state_with (*state, key, value, &error);

  g_assert_no_error (error);
  vt_state_unref (*state);
  *state = next;
}

static void
write_session (const Sample *sample)
{
  g_autoptr (VtState) state = vt_state_new ();
  g_autofree char *trajectory = sample_path (sample, "hot.dump"), *model = sample_path (sample, "trained.h5");
  g_autofree char *session = sample_path (sample, "a.vitrine");
  g_autofree char *trajectory_uri = g_filename_to_uri (trajectory, NULL, NULL),
                  *model_uri = g_filename_to_uri (model, NULL, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (session);
  g_autoptr (GError) error = NULL;
  const double lags[] = { 1, 2 };

  set (&state, "trajectory.file", g_variant_new_string (trajectory_uri));
  set (&state, "model.file", g_variant_new_string (model_uri));
  set (&state, "trajectory.timestep", g_variant_new_double (0.01));
  set (&state, "trajectory.temperature", g_variant_new_double (300));
  set (&state, "cutoff", g_variant_new_string ("3.4"));
  set (&state, "correlation.lags", g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, lags, 2, sizeof (double)));
  vt_session_save (state, file, NULL, &error);
  g_assert_no_error (error);
}

/* A session gives the numbers that the same settings give as flags; flags go before what it says. */
static void
test_session (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) flags = { 0 };
  g_auto (Outcome) session = { 0 };
  g_auto (Outcome) changed = { 0 };
  g_autofree char *a = NULL, *b = NULL, *c = NULL;

  sample_make_model (sample);
  write_session (sample);
  sample_run (sample, &flags, "analyze", "hot.dump", "--output", "a.csv", "--model", "trained.h5", FLAGS, NULL);
  sample_run (sample, &session, "analyze", "a.vitrine", "--output", "b.csv", NULL);
  sample_run (sample, &changed, "analyze", "a.vitrine", "--output", "c.csv", "--d2min-norm", "sum", NULL);
  assert_done (flags);
  assert_done (session);
  assert_done (changed);
  a = sample_read (sample, "a.csv");
  b = sample_read (sample, "b.csv");
  c = sample_read (sample, "c.csv");
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
}

/* --time 2 is --frame 2 here. */
static void
test_time (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) by_frame = { 0 };
  g_auto (Outcome) by_time = { 0 };
  g_auto (Outcome) between = { 0 };
  g_autofree char *a = NULL, *b = NULL;

  sample_write_dump (sample, "hot.dump", 0.6, "Zr");
  sample_run (sample, &by_frame, "analyze", "hot.dump", "--output", "a.csv", "--timestep", SAMPLE_TIMESTEP, "--lags",
              "1", "--frame", "2", NULL);
  sample_run (sample, &by_time, "analyze", "hot.dump", "--output", "b.csv", "--timestep", SAMPLE_TIMESTEP, "--lags",
              "1", "--time", "2", NULL);
  sample_run (sample, &between, "analyze", "hot.dump", "--output", "c.csv", "--timestep", SAMPLE_TIMESTEP, "--time",
              "2.5", NULL);
  assert_done (by_frame);
  assert_done (by_time);
  a = sample_read (sample, "a.csv");
  b = sample_read (sample, "b.csv");
  g_assert_cmpstr (a, ==, b);
  assert_failed (&between, 1, "2 and 3 ps");
}

/* Without a temperature, all but T_ML is computed, and one line says so; lags that are not there are left out by
 * default. */
static void
test_without_temperature (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  g_auto (Outcome) explicit = { 0 };

  sample_write_dump (sample, "hot.dump", 0.6, "Zr");
  sample_run (sample, &outcome, "analyze", "hot.dump", "--output", "a.csv", "--timestep", SAMPLE_TIMESTEP, NULL);
  assert_done (outcome);
  assert_header (
      sample, "a.csv",
      "id,element,x,y,z,d2min_5ps,voronoi_n3,voronoi_n4,voronoi_n5,voronoi_n6,voronoi_faces,voronoi_volume,lffs,cn");
  g_assert_nonnull (strstr (outcome.err, "vitrine-cli: warning: T_ML is left out"));
  g_assert_nonnull (strstr (outcome.err, "20, 50, 100 ps"));
  sample_run (sample, &explicit, "analyze", "hot.dump", "--output", "b.csv", "--timestep", SAMPLE_TIMESTEP, "--compute",
              "tml", NULL);
  assert_failed (&explicit, 1, "model");
  g_assert_false (sample_exists (sample, "b.csv"));
}

/* What is asked for, and what follows from it where there is a place for it. */
static void
test_compute (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) cells = { 0 };
  g_auto (Outcome) heat = { 0 };

  sample_make_model (sample);
  sample_run (sample, &cells, "analyze", "hot.dump", "--output", "a.csv", "--compute", "voronoi", "--tables", "t",
              NULL);
  assert_done (cells);
  assert_header (sample, "a.csv",
                 "id,element,x,y,z,voronoi_n3,voronoi_n4,voronoi_n5,voronoi_n6,voronoi_faces,voronoi_volume,lffs");
  g_assert_true (sample_exists (sample, "t/polyhedra.csv"));
  g_assert_false (sample_exists (sample, "t/correlation.csv"));
  sample_run (sample, &heat, "analyze", "hot.dump", "--output", "b.csv", "--compute", "tml, displacement", "--model",
              "trained.h5", FLAGS, NULL);
  assert_done (heat);
  assert_header (sample, "b.csv",
                 "id,element,x,y,z,t_ml,t_ml_spread,t_ml_outside,displacement_1ps,displacement_2ps,class,t_ml_class,"
                 "t_ml_agreement,t_ml_distance,t_ml_quantile");
}

/* A run that fails leaves what was there. */
static void
test_existing_output_stays (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };
  g_autofree char *text = NULL;

  sample_write_dump (sample, "hot.dump", 0.6, "Zr");
  sample_write (sample, "a.csv", "precious\n");
  sample_run (sample, &outcome, "analyze", "hot.dump", "--output", "a.csv", "--timestep", SAMPLE_TIMESTEP, "--lags",
              "7", NULL);
  assert_failed (&outcome, 1, "7 ps");
  text = sample_read (sample, "a.csv");
  g_assert_cmpstr (text, ==, "precious\n");
}

static void
assert_same_text (const Sample *sample, const char *one, const char *other)
{
  g_autofree char *a = sample_read (sample, one), *b = sample_read (sample, other);

  g_assert_cmpstr (a, ==, b);
}

/* A decimal comma in the person's language changes no file, and not what options mean. */
static void
test_comma (Sample *sample, gconstpointer data)
{
  const char *const words[] = { "analyze",  "hot.dump", "--output", "comma.csv", "--tables", "comma",
                                "--model",  "trained.h5", FLAGS,    NULL };
  g_auto (Outcome) point = { 0 };
  g_auto (Outcome) comma = { 0 };

  sample_make_model (sample);
  sample_run (sample, &point, "analyze", "hot.dump", "--output", "point.csv", "--tables", "point", "--model",
              "trained.h5", FLAGS, NULL);
  sample_run_with_comma (sample, &comma, words);
  assert_done (point);
  assert_done (comma);
  assert_same_text (sample, "point.csv", "comma.csv");
  assert_same_text (sample, "point/correlation.csv", "comma/correlation.csv");
  assert_same_text (sample, "point/summary.json", "comma/summary.json");
}

/* ---- trust ---- */

static double
value_of (VtFrame *frame, const char *column, gsize atom)
{
  VtColumn *found = vt_frame_find_column (frame, column);

  g_assert_nonnull (found);
  return vt_column_get_values (found)[atom];
}

/* k = 5 neighbours of 100 or 1000 K: the votes are five, and T_ML, its spread, the majority and its share are theirs. */
static void
test_votes (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) plain = { 0 };
  g_auto (Outcome) voted = { 0 };
  g_autoptr (VtFrame) frame = NULL;
  guint disagree = 0;

  sample_make_model (sample);
  sample_run (sample, &plain, "analyze", "hot.dump", "--output", "a.csv", "--compute", "tml", "--model", "trained.h5",
              FLAGS, NULL);
  sample_run (sample, &voted, "analyze", "hot.dump", "--output", "b.extxyz", "--compute", "tml", "--model",
              "trained.h5", "--votes", FLAGS, NULL);
  assert_done (plain);
  assert_done (voted);
  assert_header (sample, "a.csv",
                 "id,element,x,y,z,t_ml,t_ml_spread,t_ml_outside,class,t_ml_class,t_ml_agreement,t_ml_distance,"
                 "t_ml_quantile");
  frame = reopen (sample, "b.extxyz");
  for (gsize i = 0; i < SAMPLE_ATOMS; i++)
    {
      double cold = value_of (frame, "t_ml_votes_100K", i), hot = value_of (frame, "t_ml_votes_1000K", i);

      g_assert_cmpfloat (cold + hot, ==, 5);
      g_assert_cmpfloat_with_epsilon (value_of (frame, "t_ml", i), (100 * cold + 1000 * hot) / 5, 1e-9);
      g_assert_cmpfloat_with_epsilon (value_of (frame, "t_ml_spread", i), 900 * sqrt (cold * hot) / 5, 1e-9);
      g_assert_cmpfloat (value_of (frame, "t_ml_class", i), ==, cold > hot ? 100 : 1000);
      g_assert_cmpfloat (value_of (frame, "t_ml_agreement", i), ==, MAX (cold, hot) / 5);
      disagree += cold * hot > 0;
    }
  /* Or it would all be trivial. */
  g_assert_cmpuint (disagree, >, 0);
}

/* Text formats have them where asked, HDF5 always, and beside them which class they belong to. */
static void
test_votes_hdf5 (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) text = { 0 };
  g_auto (Outcome) binary = { 0 };
  g_autofree char *path = sample_path (sample, "a.h5");
  g_autoptr (VtFrame) frame = NULL;
  g_autofree guint16 *votes = g_new0 (guint16, 2 * SAMPLE_ATOMS);
  double classes[2] = { 0 };
  hsize_t shape[2] = { 0 };
  hid_t file, dataset, space, attribute;

  sample_make_model (sample);
  sample_run (sample, &text, "analyze", "hot.dump", "--output", "a.dump", "--compute", "tml", "--model", "trained.h5",
              "--votes", FLAGS, NULL);
  sample_run (sample, &binary, "analyze", "hot.dump", "--output", "a.h5", "--compute", "tml", "--model", "trained.h5",
              FLAGS, NULL);
  assert_done (text);
  assert_done (binary);
  file = H5Fopen (path, H5F_ACC_RDONLY, H5P_DEFAULT);
  dataset = H5Dopen2 (file, "atoms/t_ml_votes", H5P_DEFAULT);
  g_assert_true (dataset >= 0);
  space = H5Dget_space (dataset);
  g_assert_cmpint (H5Sget_simple_extent_dims (space, shape, NULL), ==, 2);
  g_assert_cmpuint (shape[0], ==, SAMPLE_ATOMS);
  g_assert_cmpuint (shape[1], ==, 2);
  attribute = H5Aopen (dataset, "class_temperatures_K", H5P_DEFAULT);
  g_assert_true (H5Aread (attribute, H5T_NATIVE_DOUBLE, classes) >= 0);
  g_assert_true (H5Dread (dataset, H5T_NATIVE_UINT16, H5S_ALL, H5S_ALL, H5P_DEFAULT, votes) >= 0);
  H5Aclose (attribute);
  H5Sclose (space);
  H5Dclose (dataset);
  H5Fclose (file);
  g_assert_cmpfloat (classes[0], ==, 100);
  g_assert_cmpfloat (classes[1], ==, 1000);
  frame = reopen (sample, "a.dump");
  for (gsize i = 0; i < SAMPLE_ATOMS; i++)
    {
      g_assert_cmpfloat (value_of (frame, "t_ml_votes_100K", i), ==, votes[2 * i]);
      g_assert_cmpfloat (value_of (frame, "t_ml_votes_1000K", i), ==, votes[2 * i + 1]);
    }
}

/* The header of a frame as other units write it: @time NaN for none. */
static void
write_in_units (const Sample *sample, const char *name, const char *units, double time_unit)
{
  g_autofree char *text = sample_dump_text (0.6, "Cu", "Zr");
  g_auto (GStrv) frames = g_strsplit (text, "ITEM: TIMESTEP\n", -1);
  g_autoptr (GString) written = g_string_new (NULL);

  for (guint f = 0; f < SAMPLE_FRAMES; f++)
    {
      g_string_append_printf (written, "ITEM: UNITS\n%s\n", units);
      g_string_append_printf (written, "ITEM: TIME\n%.6f\n", f * time_unit);
      g_string_append_printf (written, "ITEM: TIMESTEP\n%s", frames[f + 1]);
    }
  sample_write (sample, name, written->str);
}

/* Femtoseconds become picoseconds; reduced units are no Å, ps and K. */
static void
test_units (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) metal = { 0 };
  g_auto (Outcome) real = { 0 };
  g_auto (Outcome) reduced = { 0 };
  g_auto (Outcome) packing = { 0 };

  sample_make_model (sample);
  write_in_units (sample, "metal.dump", "metal", 1);
  write_in_units (sample, "real.dump", "real", 1000);
  write_in_units (sample, "lj.dump", "lj", 1);
#define HEAT "--model", "trained.h5", "--temperature", "300", "--compute", "tml"
  sample_run (sample, &metal, "analyze", "metal.dump", "--output", "metal.csv", HEAT, NULL);
  sample_run (sample, &real, "analyze", "real.dump", "--output", "real.csv", HEAT, NULL);
  sample_run (sample, &reduced, "analyze", "lj.dump", "--output", "lj.csv", HEAT, NULL);
  assert_done (metal);
  assert_done (real);
  assert_same_text (sample, "metal.csv", "real.csv");
  assert_failed (&reduced, 1, "lj.dump: the file is in reduced units (lj), and the model “trained” knows Å, ps and K");
  g_assert_false (sample_exists (sample, "lj.csv"));
  /* All else is computed; that T_ML is not is said. */
  sample_run (sample, &packing, "analyze", "lj.dump", "--output", "lj.csv", "--lags", "1", "--cutoff", "3.4", NULL);
  assert_done (packing);
  g_assert_nonnull (strstr (packing.err, "warning: T_ML is left out"));
}

static void
test_refusals (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) element = { 0 };
  g_auto (Outcome) numbered = { 0 };
  g_auto (Outcome) lag = { 0 };

  sample_make_model (sample);
  sample_write_dump (sample, "iron.dump", 0.6, "Fe");
  sample_write_dump (sample, "numbered.dump", 0.6, "2");
  sample_run (sample, &element, "analyze", "iron.dump", "--output", "a.csv", "--timestep", SAMPLE_TIMESTEP, HEAT, NULL);
  assert_failed (&element, 1, "the model “trained” does not know the element Fe. It knows Cu, Zr");
  sample_run (sample, &numbered, "analyze", "numbered.dump", "--output", "a.csv", "--timestep", SAMPLE_TIMESTEP, HEAT,
              NULL);
  assert_failed (&numbered, 1, "--elements 1=Cu,2=Zr");
  sample_run (sample, &lag, "analyze", "hot.dump", "--output", "a.csv", "--timestep", SAMPLE_TIMESTEP, "--frame", "3",
              HEAT, NULL);
  assert_failed (&lag, 1, "frame 3: of the model’s 3 lags, no frame lies 3 ps after this one. Nothing is interpolated; "
                          "begin the window at frame 2; or train a model on the lags that both have: 1,2 ps "
                          "(--frame 2, or vitrine-cli train RUN… --lags 1,2 --output MODEL.h5)");
}

static JsonObject *
parse_summary (const Sample *sample, const char *name, JsonParser *parser)
{
  g_autofree char *path = sample_path (sample, name);
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

static gboolean
has_warning (JsonObject *summary, const char *text)
{
  JsonArray *warnings = json_object_get_array_member (summary, "warnings");

  for (guint i = 0; i < json_array_get_length (warnings); i++)
    if (strstr (json_array_get_string_element (warnings, i), text) != NULL)
      return TRUE;
  return FALSE;
}

/* What misleads is said on stderr and in the summary; a sample like the training's own says nothing of the kind. */
static void
test_warnings (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) alike = { 0 };
  g_auto (Outcome) strange = { 0 };
  g_autoptr (JsonParser) quiet = json_parser_new (), loud = json_parser_new ();
  JsonObject *summary;

  sample_make_model (sample);
#define TELL(outcome, tables, ...) \
  sample_run (sample, &outcome, "analyze", "hot.dump", "--timestep", SAMPLE_TIMESTEP, "--model", "trained.h5", \
              "--compute", "tml", "--output", "a.csv", "--tables", tables, __VA_ARGS__, NULL)
  TELL (alike, "quiet", "--temperature", "1000");
  assert_done (alike);
  summary = parse_summary (sample, "quiet/summary.json", quiet);
  g_assert_false (has_warning (summary, "temperature"));
  g_assert_false (has_warning (summary, "affine"));
  TELL (strange, "loud", "--temperature", "5000", "--affine-mapping", "off");
  assert_done (strange);
  summary = parse_summary (sample, "loud/summary.json", loud);
  g_assert_true (has_warning (summary, "the sample’s temperature, 5000 K, lies outside the training’s, 100 … 1000 K"));
  g_assert_true (has_warning (summary, "the model was trained with affine mapping, and here it is off"));
  g_assert_nonnull (strstr (strange.err, "vitrine-cli: warning: the sample’s temperature, 5000 K, lies outside"));
}

/* What training reads at the sample's temperature stands beside what the sample reads. */
static void
test_calibration (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) training = { 0 };
  g_auto (Outcome) validated = { 0 };
  g_auto (Outcome) beyond = { 0 };
  g_auto (Outcome) info = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new (), other = json_parser_new (), model = json_parser_new ();
  JsonObject *calibration, *first;
  g_autoptr (GError) error = NULL;

  sample_make_model (sample);
  sample_run (sample, &training, "train", "--class", "100=cold.dump", "--class", "1000=hot.dump", "--lags", "1,2,3",
              "--k", "5", "--folds", "4", "--timestep", SAMPLE_TIMESTEP, "--output", "trained.h5", NULL);
  assert_done (training);
  TELL (validated, "t", "--temperature", "100");
  TELL (beyond, "u", "--temperature", "1001");
  assert_done (validated);
  assert_done (beyond);
  sample_run (sample, &info, "info", "trained.h5", "--json", NULL);
  assert_done (info);
  json_parser_load_from_data (model, info.out, -1, &error);
  g_assert_no_error (error);
  first = json_object_get_object_member (json_node_get_object (json_parser_get_root (model)), "validation");
  first = json_array_get_object_element (json_object_get_array_member (first, "calibration"), 0);
  calibration = json_object_get_object_member (parse_summary (sample, "t/summary.json", parser), "calibration");
  g_assert_cmpfloat (json_object_get_double_member (first, "temperature_K"), ==, 100);
  g_assert_cmpfloat (json_object_get_double_member (calibration, "temperature_K"), ==, 100);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (calibration, "expected_t_ml_K"),
                                  json_object_get_double_member (first, "mean_t_ml_K"), 1e-9);
  g_assert_cmpfloat (json_object_get_double_member (calibration, "t_ml_mean_K"), >, 100);
  /* Nothing is extrapolated. */
  calibration = json_object_get_object_member (parse_summary (sample, "u/summary.json", other), "calibration");
  g_assert_true (json_object_get_null_member (calibration, "expected_t_ml_K"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/cli/analyze/" name, Sample, NULL, sample_set_up, func, sample_tear_down)
  ADD ("formats", test_formats);
  ADD ("tables", test_tables);
  ADD ("summary", test_summary);
  ADD ("figures", test_figures);
  ADD ("timings", test_timings);
  ADD ("threads", test_threads);
  ADD ("session", test_session);
  ADD ("time", test_time);
  ADD ("without-temperature", test_without_temperature);
  ADD ("compute", test_compute);
  ADD ("comma", test_comma);
  ADD ("votes", test_votes);
  ADD ("votes-hdf5", test_votes_hdf5);
  ADD ("units", test_units);
  ADD ("refusals", test_refusals);
  ADD ("warnings", test_warnings);
  ADD ("calibration", test_calibration);
  ADD ("existing-output-stays", test_existing_output_stays);
  return g_test_run ();
}
