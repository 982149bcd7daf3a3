/* Distribution, prediction, clusters and reach as analyses of a document: what they read, and what they must not. */
#include <math.h>
#include <glib/gstdio.h>
#include <string.h>

#include "test-glass.h"
#include "vt-error.h"
#include "vt-evaluator.h"
#include "vt-run-comparison.h"

/* ---- a trajectory read otherwise: from its end, or with the frames before or after one of them shaken ---- */

#define TEST_TYPE_OTHERWISE (test_otherwise_get_type ())
G_DECLARE_FINAL_TYPE (TestOtherwise, test_otherwise, TEST, OTHERWISE, GObject)

struct _TestOtherwise
{
  GObject       parent;
  VtTrajectory *original;
  gboolean      reversed;
  int           shaken_before; /* frames below it */
  int           shaken_after;  /* frames above it */
};

static guint
otherwise_n_frames (VtReader *reader)
{
  return vt_trajectory_get_n_frames (TEST_OTHERWISE (reader)->original);
}

static gint64
otherwise_step (VtReader *reader, guint frame)
{
  return 2000 * (gint64) frame;
}

static double
otherwise_time (VtReader *reader, guint frame)
{
  return 5.0 * frame;
}

static gsize
otherwise_n_atoms (VtReader *reader, guint frame)
{
  return vt_trajectory_get_n_atoms (TEST_OTHERWISE (reader)->original, frame);
}

static gboolean
otherwise_is_wrapped (VtReader *reader)
{
  return FALSE;
}

static VtFrame *
otherwise_read_frame (VtReader *reader, guint frame, GCancellable *cancellable, GError **error)
{
  TestOtherwise *self = TEST_OTHERWISE (reader);
  guint index = self->reversed ? otherwise_n_frames (reader) - 1 - frame : frame;
  g_autoptr (VtFrame) original = vt_trajectory_read_frame (self->original, index, cancellable, error);
  g_autoptr (GRand) random = g_rand_new_with_seed (frame);
  gsize n = vt_frame_get_n_atoms (original);
  double *positions = g_new (double, 3 * n);

  for (guint k = 0; k < 3; k++)
    for (gsize i = 0; i < n; i++)
      {
        gboolean shaken = (int) frame < self->shaken_before || (int) frame > self->shaken_after;

        positions[k * n + i]
            = vt_frame_get_axis (original, k)[i] + (shaken ? g_rand_double_range (random, -0.7, 0.7) : 0.0);
      }
  return vt_frame_new_take (vt_frame_get_atoms (original), vt_frame_get_cell (original), positions, 5.0 * frame,
                            2000 * (gint64) frame, NULL);
}

static void
otherwise_iface_init (VtReaderInterface *iface)
{
  iface->get_n_frames = otherwise_n_frames;
  iface->get_step = otherwise_step;
  iface->get_time = otherwise_time;
  iface->get_n_atoms = otherwise_n_atoms;
  iface->is_wrapped = otherwise_is_wrapped;
  iface->read_frame = otherwise_read_frame;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestOtherwise, test_otherwise, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VT_TYPE_READER, otherwise_iface_init))

static void
test_otherwise_finalize (GObject *object)
{
  g_clear_object (&TEST_OTHERWISE (object)->original);
  G_OBJECT_CLASS (test_otherwise_parent_class)->finalize (object);
}

static void
test_otherwise_class_init (TestOtherwiseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_otherwise_finalize;
}

static void
test_otherwise_init (TestOtherwise *self)
{
  self->shaken_after = G_MAXINT;
}

/* ---- the glass: 13 frames of 5 ps, looked at in the middle ---- */

#define FRAMES 13
#define MIDDLE 6

static VtSource *
source_of (gboolean reversed, int shaken_before, int shaken_after)
{
  g_autoptr (VtTrajectory) glass = test_glass_new (4, FRAMES, 0.05, 3);
  g_autoptr (TestOtherwise) reader = g_object_new (TEST_TYPE_OTHERWISE, NULL);
  g_autofree char *identity = g_strdup_printf ("otherwise %d %d %d", reversed, shaken_before, shaken_after);
  g_autoptr (VtTrajectory) trajectory = NULL;
  g_autoptr (VtModel) model = test_glass_model ();

  reader->original = g_object_ref (glass);
  reader->reversed = reversed;
  reader->shaken_before = shaken_before;
  reader->shaken_after = shaken_after;
  trajectory = vt_trajectory_new (VT_READER (reader), "otherwise", identity);
  return vt_source_new (trajectory, model);
}

static VtState *
state_at (guint frame)
{
  g_autoptr (VtState) plain = vt_state_new ();
  g_autoptr (VtState) warm = vt_state_with_real (plain, "trajectory.temperature", 100);
  g_autoptr (VtState) cut = vt_state_with_text (warm, "cutoff", "3.3");
  g_autoptr (VtState) few = vt_state_with_integer (cut, "errors.samples", 20);
  g_autoptr (VtState) lags = vt_state_with (few, "correlation.lags", g_variant_new_parsed ("[5.0, 10.0, 30.0]"), NULL);

  return vt_state_with_integer (lags, "window.frame", frame);
}

static VtResult *
evaluate (VtSource *source, const VtState *state, const char *analysis)
{
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 28);
  g_autoptr (GError) error = NULL;
  VtResult *result = vt_evaluator_evaluate (evaluator, source, state, analysis, NULL, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static gboolean
same_column (VtSource *a, VtSource *b, const VtState *state, const char *analysis, const char *column)
{
  g_autoptr (VtResult) x = evaluate (a, state, analysis);
  g_autoptr (VtResult) y = evaluate (b, state, analysis);
  gsize n = vt_column_get_n (vt_result_get_column (x, column));

  return memcmp (vt_column_get_values (vt_result_get_column (x, column)),
                 vt_column_get_values (vt_result_get_column (y, column)), n * sizeof (double)) == 0;
}

/* The two windows share the frame t alone: shaking the future leaves T_ML of the past as it is, bit by bit, and shaking the
 * past leaves D²min of the future; each does change what is its own. */
static void
test_no_leak (void)
{
  g_autoptr (VtSource) whole = source_of (FALSE, 0, FRAMES);
  g_autoptr (VtSource) future = source_of (FALSE, 0, MIDDLE);
  g_autoptr (VtSource) past = source_of (FALSE, MIDDLE, FRAMES);
  g_autoptr (VtState) state = state_at (MIDDLE);
  g_autoptr (VtResult) a = evaluate (whole, state, "prediction");
  g_autoptr (VtResult) b = evaluate (past, state, "prediction");

  g_assert_true (same_column (whole, future, state, "tml-before", "t_ml"));
  g_assert_false (same_column (whole, past, state, "tml-before", "t_ml"));
  g_assert_true (same_column (whole, past, state, "d2min", "d2min"));
  g_assert_false (same_column (whole, future, state, "d2min", "d2min"));
  /* And the prediction is of these two. */
  g_assert_cmpfloat (vt_table_get_number (vt_result_get_table (a, "prediction"), 0, 1), !=,
                     vt_table_get_number (vt_result_get_table (b, "prediction"), 0, 1));
  g_assert_cmpuint (vt_table_get_n_rows (vt_result_get_table (a, "prediction")), ==, 3);
}

/* T_ML of the past is that of the same frames run backwards. */
static void
test_mirrored (void)
{
  g_autoptr (VtSource) forwards = source_of (FALSE, 0, FRAMES);
  g_autoptr (VtSource) backwards = source_of (TRUE, 0, FRAMES);
  g_autoptr (VtState) state = state_at (MIDDLE), mirrored = state_at (FRAMES - 1 - MIDDLE);
  g_autoptr (VtResult) past = evaluate (forwards, state, "features-before");
  g_autoptr (VtResult) mirror = evaluate (backwards, mirrored, "features");
  g_autoptr (VtResult) present = evaluate (forwards, state, "features");
  const double *a = vt_result_get_payload (past), *b = vt_result_get_payload (mirror);
  const double *c = vt_result_get_payload (present);
  guint differ = 0;

  for (gsize i = 0; i < 3 * 256; i++)
    {
      g_assert_cmpfloat_with_epsilon (a[i], b[i], 1e-9);
      differ += fabs (a[i] - c[i]) > 1e-6;
    }
  g_assert_cmpuint (differ, >, 700);
}

static void
test_no_past (void)
{
  g_autoptr (VtSource) source = source_of (FALSE, 0, FRAMES);
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 28);
  g_autoptr (VtState) state = state_at (3);
  g_autoptr (GError) error = NULL;

  g_assert_null (vt_evaluator_evaluate (evaluator, source, state, "prediction", NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "20 ps before"));
}

/* ζ of the same window, with errors and the slope through the lags between its ends. */
static void
test_correlation (void)
{
  g_autoptr (VtSource) source = source_of (FALSE, 0, FRAMES);
  g_autoptr (VtState) state = state_at (2);
  g_autoptr (VtState) near = vt_state_with_real (state, "correlation.slope-to", 10);
  g_autoptr (VtResult) result = evaluate (source, near, "correlation");
  VtTable *table = vt_result_get_table (result, "correlation");
  VtTable *slope = vt_result_get_table (result, "correlation-slope");

  g_assert_cmpstr (vt_table_get_column_name (table, 0), ==, "lag");
  g_assert_cmpstr (vt_table_get_column_name (table, 3), ==, "auc");
  for (guint row = 0; row < 3; row++)
    {
      g_assert_cmpfloat (fabs (vt_table_get_number (table, row, 1)), <=, 1.0);
      for (guint column = 5; column <= 7; column++)
        g_assert_cmpfloat (vt_table_get_number (table, row, column), >, 0.0);
    }
  g_assert_cmpfloat (vt_table_get_number (slope, 0, 4), ==, 2.0);
  g_assert_cmpfloat_with_epsilon (
      vt_table_get_number (slope, 0, 2),
      (vt_table_get_number (table, 1, 1) - vt_table_get_number (table, 0, 1)) / 5.0, 1e-12);
}

/* The LA and nobody else have a cluster; a threshold takes those that reach it. */
static void
test_clusters (void)
{
  g_autoptr (VtSource) source = source_of (FALSE, 0, FRAMES);
  g_autoptr (VtState) state = state_at (0);
  g_autoptr (VtState) above = vt_state_with_text (state, "clusters.of", "threshold");
  g_autoptr (VtState) at = vt_state_with_real (above, "clusters.threshold", 800);
  g_autoptr (VtResult) extremes = evaluate (source, state, "extremes");
  g_autoptr (VtResult) tml = evaluate (source, state, "tml");
  g_autoptr (VtResult) la = evaluate (source, state, "clusters");
  g_autoptr (VtResult) hot = evaluate (source, at, "clusters");
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 28);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 256; i++)
    {
      double cluster = vt_column_get_values (vt_result_get_column (la, "cluster"))[i];
      double in_hot = vt_column_get_values (vt_result_get_column (hot, "cluster"))[i];

      g_assert_true ((cluster > 0) == (vt_column_get_values (vt_result_get_column (extremes, "class"))[i] > 0));
      g_assert_true ((in_hot > 0) == (vt_column_get_values (vt_result_get_column (tml, "t_ml"))[i] >= 800));
      g_assert_cmpfloat (cluster, <=, vt_result_get_number (la, "number"));
    }
  g_assert_cmpfloat (vt_result_get_number (la, "number"), >, 0);
  g_assert_null (vt_evaluator_evaluate (evaluator, source, above, "clusters", NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
}

/* The histogram has the Gaussian beside it; without a calibration nobody knows what lies above T_g, and it is said. */
static void
test_distribution (void)
{
  g_autoptr (VtSource) source = source_of (FALSE, 0, FRAMES);
  g_autoptr (VtState) state = state_at (0);
  g_autoptr (VtState) glass = vt_state_with_real (state, "distribution.tg", 700);
  g_autoptr (VtResult) plain = evaluate (source, state, "distribution");
  g_autoptr (VtResult) result = evaluate (source, glass, "distribution");
  VtTable *histogram = vt_result_get_table (result, "tml-histogram");
  VtTable *numbers = vt_result_get_table (result, "tml-distribution");
  double sum = 0;

  for (guint row = 0; row < vt_table_get_n_rows (histogram); row++)
    sum += vt_table_get_number (histogram, row, 1);
  g_assert_cmpfloat (sum, ==, 256);
  g_assert_cmpint (vt_table_find_column (histogram, "gaussian"), ==, 3);
  g_assert_cmpint (vt_table_find_column (histogram, "tail"), ==, 4);
  g_assert_cmpuint (vt_table_get_n_rows (numbers), ==, 1);
  g_assert_true (isnan (vt_result_get_number (result, "share_above_tg")));
  g_assert_cmpuint (g_strv_length ((char **) vt_result_get_warnings (result)), ==,
                    g_strv_length ((char **) vt_result_get_warnings (plain)) + 1);
}

/* As far as half the cell and no farther; both quantities where the file has the lag, T_ML alone where not. */
static void
test_spatial (void)
{
  g_autoptr (VtSource) source = source_of (FALSE, 0, FRAMES);
  g_autoptr (VtState) state = state_at (0);
  g_autoptr (VtState) odd = vt_state_with_real (state, "window.lag", 7);
  g_autoptr (VtState) far = vt_state_with_real (odd, "spatial.maximum", 30);
  g_autoptr (VtResult) both = evaluate (source, state, "spatial");
  g_autoptr (VtResult) alone = evaluate (source, far, "spatial");
  VtTable *table = vt_result_get_table (both, "spatial");

  g_assert_cmpuint (vt_table_get_n_rows (vt_result_get_table (both, "spatial-length")), ==, 2);
  g_assert_cmpuint (vt_table_get_n_rows (vt_result_get_table (alone, "spatial-length")), ==, 1);
  g_assert_cmpuint (g_strv_length ((char **) vt_result_get_warnings (alone)), ==, 2);
  g_assert_cmpfloat (vt_table_get_number (table, vt_table_get_n_rows (table) - 1, 0), <, 7.4);
  g_assert_cmpint (vt_table_find_column (table, "c_d2min"), >, 0);
  g_assert_cmpint (vt_table_find_column (vt_result_get_table (alone, "spatial"), "c_d2min"), <, 0);
}

/* ---- several runs ---- */

/* A glass as a file that counts steps. */
static GFile *
write_glass (const char *folder, const char *name, double heat)
{
  g_autoptr (VtTrajectory) glass = test_glass_new (4, 5, heat, 9);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);

  for (guint f = 0; f < 5; f++)
    {
      g_autoptr (VtFrame) frame = vt_trajectory_read_frame (glass, f, NULL, NULL);
      VtAtomTable *atoms = vt_frame_get_atoms (frame);

      g_string_append_printf (text,
                              "ITEM: TIMESTEP\n%u\nITEM: NUMBER OF ATOMS\n256\nITEM: BOX BOUNDS pp pp pp\n"
                              "0 14.8\n0 14.8\n0 14.8\nITEM: ATOMS id element xu yu zu\n", 2000 * f);
      for (gsize i = 0; i < 256; i++)
        {
          double r[3];

          vt_frame_get_position (frame, i, r);
          g_string_append_printf (text, "%zu %s %.6f %.6f %.6f\n", i + 1,
                                  vt_atom_table_get_species_name (atoms, vt_atom_table_get_species (atoms)[i]), r[0],
                                  r[1], r[2]);
        }
    }
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static VtState *
with_file (const VtState *state, const char *key, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  VtState *changed = vt_state_with_text (state, key, uri);

  g_assert_nonnull (changed);
  return changed;
}

/* Beside one another stand the numbers that each run has on its own; one that is gone is left out with a warning. */
static void
test_runs (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrine-XXXXXX", NULL);
  g_autoptr (GFile) cold = write_glass (folder, "control-0.0GPa.dump", 0.04);
  g_autoptr (GFile) hot = write_glass (folder, "hot.dump", 0.3);
  g_autoptr (GFile) gone = g_file_new_build_filename (folder, "gone.dump", NULL);
  g_autoptr (GFile) model_file = g_file_new_build_filename (folder, "m.h5", NULL);
  g_autoptr (VtModel) model = test_glass_model ();
  g_autoptr (VtState) plain = state_at (0);
  g_autoptr (VtState) timed = vt_state_with_real (plain, "trajectory.timestep", 0.0025);
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 28);
  g_autoptr (GError) error = NULL;

  g_assert_true (vt_model_save (model, model_file, NULL, NULL));
  g_autoptr (VtState) modelled = with_file (timed, "model.file", model_file);
  g_autoptr (VtState) own = with_file (modelled, "trajectory.file", cold);
  g_autoptr (VtState) other = with_file (modelled, "trajectory.file", hot);
  g_autoptr (VtState) with_gone = vt_run_comparison_add_run (own, gone, NULL, 0, NULL);
  g_autoptr (VtState) both = vt_run_comparison_add_run (with_gone, hot, "1.5 GPa", 0, NULL);
  g_autoptr (VtSource) source = vt_source_open (both, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (VtSource) other_source = vt_source_open (other, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (VtResult) alone = evaluate (other_source, other, "distribution");
  g_autoptr (VtResult) runs = evaluate (source, both, "runs");
  VtTable *table = vt_result_get_table (runs, "tml-runs"), *numbers = vt_result_get_table (alone, "tml-distribution");

  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (vt_table_get_text (table, 0, 0), ==, "control-0.0GPa");
  g_assert_cmpstr (vt_table_get_text (table, 1, 0), ==, "1.5 GPa");
  g_assert_nonnull (strstr (vt_result_get_warnings (runs)[0], "gone"));
  g_assert_cmpfloat (vt_table_get_number (table, 1, 2), >, vt_table_get_number (table, 0, 2));
  for (guint column = 0; column < vt_table_get_n_columns (numbers); column++)
    {
      double expected = vt_table_get_number (numbers, 0, column), found = vt_table_get_number (table, 1, column + 1);

      g_assert_true (found == expected || (isnan (found) && isnan (expected)));
    }
  g_assert_null (vt_evaluator_evaluate (evaluator, source, own, "runs", NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_file_delete (cold, NULL, NULL);
  g_file_delete (hot, NULL, NULL);
  g_file_delete (model_file, NULL, NULL);
  g_rmdir (folder);
}

/* Names and temperatures outlive the state, in its order. */
static void
test_run_list (void)
{
  g_autoptr (VtState) plain = vt_state_new ();
  g_autoptr (GFile) a = g_file_new_for_path ("/x/creep-1.5GPa.lammpstrj.gz"), b = g_file_new_for_path ("/x/b.dump");
  g_autoptr (VtState) one = vt_run_comparison_add_run (plain, a, NULL, 0, NULL);
  g_autoptr (VtState) two = vt_run_comparison_add_run (one, b, "0 GPa", 300, NULL);
  g_autoptr (GPtrArray) runs = vt_run_comparison_get_runs (two);
  const VtComparedRun *first = runs->pdata[0], *second = runs->pdata[1];

  g_assert_cmpuint (runs->len, ==, 2);
  g_assert_cmpstr (first->label, ==, "creep-1.5GPa");
  g_assert_cmpstr (second->label, ==, "0 GPa");
  g_assert_cmpfloat (second->temperature, ==, 300);
  g_assert_true (g_file_equal (second->file, b));
  g_ptr_array_remove_index (runs, 0);
  g_autoptr (VtState) rest = vt_run_comparison_set_runs (two, runs, NULL);
  g_autoptr (GPtrArray) left = vt_run_comparison_get_runs (rest);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpstr (((VtComparedRun *) left->pdata[0])->label, ==, "0 GPa");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/heat-statistics/no-leak", test_no_leak);
  g_test_add_func ("/heat-statistics/mirrored", test_mirrored);
  g_test_add_func ("/heat-statistics/no-past", test_no_past);
  g_test_add_func ("/heat-statistics/correlation", test_correlation);
  g_test_add_func ("/heat-statistics/clusters", test_clusters);
  g_test_add_func ("/heat-statistics/distribution", test_distribution);
  g_test_add_func ("/heat-statistics/spatial", test_spatial);
  g_test_add_func ("/heat-statistics/runs", test_runs);
  g_test_add_func ("/heat-statistics/run-list", test_run_list);
  return g_test_run ();
}
