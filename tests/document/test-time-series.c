/* The time series: the same numbers as one window at a time, strain, gaps, threads, bounded memory, cancelling. */
#include <malloc.h>
#include <math.h>

#include "test-glass.h"
#include "vt-correlation.h"
#include "vt-displacement.h"
#include "vt-error.h"
#include "vt-parallel.h"
#include "vt-time-series.h"

#define N_FRAMES 9

/* ---- a run that strains, loses an atom, has a damaged frame ---- */

#define TEST_TYPE_RUN (test_run_get_type ())
G_DECLARE_FINAL_TYPE (TestRun, test_run, TEST, RUN, GObject)

struct _TestRun
{
  GObject       parent;
  VtTrajectory *original;
  double        stretch;     /* a frame, along x */
  int           damaged;     /* frame, or -1 */
  int           loses;       /* frame that lacks the first atom, or -1 */
  GCancellable *cancellable; /* cancelled at the @cancel_at-th read */
  guint         cancel_at;
  guint         n_reads;
  gsize         peak;        /* bytes on the heap, at any read */
};

static guint
run_n_frames (VtReader *reader)
{
  return vt_trajectory_get_n_frames (TEST_RUN (reader)->original);
}

static gint64
run_step (VtReader *reader, guint frame)
{
  return 2000 * (gint64) frame;
}

static double
run_time (VtReader *reader, guint frame)
{
  return vt_trajectory_get_time (TEST_RUN (reader)->original, frame, 1);
}

static gsize
run_n_atoms (VtReader *reader, guint frame)
{
  TestRun *self = TEST_RUN (reader);
  return vt_trajectory_get_n_atoms (self->original, frame) - (self->loses == (int) frame);
}

static gboolean
run_is_wrapped (VtReader *reader)
{
  return FALSE;
}

static gsize
measure_heap (void)
{
  struct mallinfo2 info = mallinfo2 ();
  return info.uordblks + info.hblkhd;
}

static VtFrame *
stretch_frame (VtFrame *frame, double factor, gsize skip)
{
  VtAtomTable *atoms = vt_frame_get_atoms (frame);
  gsize n = vt_frame_get_n_atoms (frame) - skip;
  double *positions = g_new (double, 3 * n), vectors[3][3];
  const VtCell *cell = vt_frame_get_cell (frame);
  g_autoptr (VtAtomTable) table = NULL;
  VtCell stretched;

  for (guint d = 0; d < 3; d++)
    for (gsize i = 0; i < n; i++)
      positions[d * n + i] = vt_frame_get_axis (frame, d)[i + skip] * (d == 0 ? factor : 1);
  for (guint v = 0; v < 3; v++)
    for (guint k = 0; k < 3; k++)
      vectors[v][k] = cell->vectors[v][k] * (k == 0 ? factor : 1);
  vt_cell_init (&stretched, cell->origin, (const double (*)[3]) vectors, cell->periodic, NULL);
  table = skip == 0 ? vt_atom_table_ref (atoms)
                    : vt_atom_table_new_take (n, g_memdup2 (vt_atom_table_get_ids (atoms) + skip, n * sizeof (gint64)),
                                              g_memdup2 (vt_atom_table_get_species (atoms) + skip, n),
                                              (const char *const[]){ "Cu", "Zr", NULL });
  return vt_frame_new_take (table, &stretched, positions, vt_frame_get_time (frame), vt_frame_get_step (frame), NULL);
}

static VtFrame *
run_read_frame (VtReader *reader, guint frame, GCancellable *cancellable, GError **error)
{
  TestRun *self = TEST_RUN (reader);
  g_autoptr (VtFrame) original = vt_trajectory_read_frame (self->original, frame, NULL, NULL);

  self->peak = MAX (self->peak, measure_heap ());
  if (++self->n_reads == self->cancel_at)
    g_cancellable_cancel (self->cancellable);
  if (self->damaged == (int) frame)
    {
      vt_set_error_at (error, VT_ERROR_FORMAT, &(VtPlace){ "run", frame, 17, NULL }, "a number is damaged");
      return NULL;
    }
  return stretch_frame (original, 1 + self->stretch * frame, self->loses == (int) frame);
}

static void
run_iface_init (VtReaderInterface *iface)
{
  iface->get_n_frames = run_n_frames;
  iface->get_step = run_step;
  iface->get_time = run_time;
  iface->get_n_atoms = run_n_atoms;
  iface->is_wrapped = run_is_wrapped;
  iface->read_frame = run_read_frame;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestRun, test_run, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (VT_TYPE_READER, run_iface_init))

static void
test_run_finalize (GObject *object)
{
  g_object_unref (TEST_RUN (object)->original);
  G_OBJECT_CLASS (test_run_parent_class)->finalize (object);
}

static void
test_run_class_init (TestRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_run_finalize;
}

static void
test_run_init (TestRun *self)
{
  self->damaged = self->loses = -1;
}

/* ---- the ground ---- */

typedef struct
{
  TestRun      *run;
  VtTrajectory *trajectory;
  VtEvaluator  *evaluator;
  VtSource     *source;
  VtState      *state;
  GCancellable *cancellable;
} Fixture;

static void
fixture_open (Fixture *fixture, guint cells, guint n_frames)
{
  g_autoptr (VtModel) model = test_glass_model ();
  g_autoptr (VtState) plain = vt_state_new (), warm = vt_state_with_real (plain, "trajectory.temperature", 100);
  g_autoptr (VtState) near = vt_state_with_text (warm, "cutoff", "3.3");

  *fixture = (Fixture){ .run = g_object_new (TEST_TYPE_RUN, NULL), .cancellable = g_cancellable_new () };
  fixture->run->original = test_glass_new (cells, n_frames, 0.05, 3);
  fixture->run->cancellable = fixture->cancellable;
  fixture->trajectory = vt_trajectory_new (VT_READER (fixture->run), "run", "run of the test");
  fixture->evaluator = vt_evaluator_new (1 << 28);
  fixture->source = vt_source_new (fixture->trajectory, model);
  fixture->state = vt_state_with_real (near, "window.lag", 10);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture_open (fixture, 4, N_FRAMES);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  vt_state_unref (fixture->state);
  vt_source_unref (fixture->source);
  g_object_unref (fixture->evaluator);
  g_object_unref (fixture->trajectory);
  g_object_unref (fixture->run);
  g_object_unref (fixture->cancellable);
}

static void
set (Fixture *fixture, const char *key, GVariant *value)
{
  g_autoptr (VtState) before = g_steal_pointer (&fixture->state);

  fixture->state = vt_state_with (before, key, value, NULL);
  g_assert_nonnull (fixture->state);
}

static VtResult *
evaluate (Fixture *fixture, GError **error)
{
  return vt_evaluator_evaluate (fixture->evaluator, fixture->source, fixture->state, "timeseries", NULL,
                                fixture->cancellable, error);
}

static VtTable *
get_table (VtResult *result, const char *name)
{
  g_assert_nonnull (result);
  return vt_result_get_table (result, name);
}

static double
get (VtTable *table, guint row, const char *column)
{
  int index = vt_table_find_column (table, column);

  g_assert_cmpint (index, >=, 0);
  return vt_table_get_number (table, row, (guint) index);
}

static const char *
get_note (VtTable *table, guint row)
{
  return vt_table_get_text (table, row, (guint) vt_table_find_column (table, "note"));
}

/* ---- the same as one window at a time ---- */

static VtResult *
evaluate_at (Fixture *fixture, guint frame, const char *analysis)
{
  g_autoptr (VtEvaluator) other = vt_evaluator_new (1 << 28);
  g_autoptr (VtState) state = vt_state_with_integer (fixture->state, "window.frame", frame);

  return vt_evaluator_evaluate (other, fixture->source, state, analysis, NULL, NULL, NULL);
}

/* The clusters of the same threshold, as their own analysis has them. */
static void
test_clusters_of (Fixture *fixture, guint frame, VtTable *series)
{
  g_autoptr (VtState) of = vt_state_with_text (fixture->state, "clusters.of", "threshold");
  g_autoptr (VtState) from = vt_state_with_real (of, "clusters.threshold", 400);
  g_autoptr (VtState) at = vt_state_with_integer (from, "window.frame", frame);
  g_autoptr (VtResult) clusters
      = vt_evaluator_evaluate (fixture->evaluator, fixture->source, at, "clusters", NULL, NULL, NULL);

  g_assert_nonnull (clusters);
  g_assert_cmpfloat (get (series, frame, "clusters"), ==, vt_result_get_number (clusters, "number"));
  g_assert_cmpfloat (get (series, frame, "largest_cluster"), ==, vt_result_get_number (clusters, "largest"));
  g_assert_cmpfloat (get (series, frame, "spanning_clusters"), ==, vt_result_get_number (clusters, "spanning"));
}

static void
test_same_as_single_windows (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtResult) result = NULL;
  VtTable *table;

  set (fixture, "timeseries.threshold", g_variant_new_double (400));
  result = evaluate (fixture, NULL);
  table = get_table (result, "timeseries");
  g_assert_cmpuint (vt_table_get_n_rows (table), ==, N_FRAMES);
  g_assert_cmpfloat (vt_result_get_number (result, "threshold"), ==, 400);
  /* The longest lag is four frames. */
  for (guint f = 0; f + 4 < N_FRAMES; f++)
    {
      g_autoptr (VtResult) tml = evaluate_at (fixture, f, "tml"), d2min = evaluate_at (fixture, f, "d2min");
      const double *t = vt_column_get_values (vt_result_get_column (tml, "t_ml"));
      guint active = 0, below = 0;
      VtCorrelation correlation;

      for (guint i = 0; i < 256; i++)
        {
          active += t[i] >= 400;
          below += t[i] < get (table, f, "t_ml_median");
        }
      vt_correlation_compute (t, vt_column_get_values (vt_result_get_column (d2min, "d2min")), 256, 0.1, &correlation,
                              NULL, NULL);
      g_assert_cmpfloat (get (table, f, "frame"), ==, f);
      g_assert_cmpfloat (get (table, f, "time"), ==, 5.0 * f);
      g_assert_cmpfloat (get (table, f, "t_ml_mean"), ==, vt_result_get_number (tml, "t_ml_mean"));
      g_assert_cmpfloat (get (table, f, "active"), ==, active / 256.0);
      g_assert_true (active == 0 || get (table, f, "active_sigma") > 0);
      g_assert_cmpuint (below, <=, 128);
      g_assert_cmpfloat (get (table, f, "zeta"), ==, correlation.pearson);
      g_assert_cmpfloat (get (table, f, "zeta_sigma"), >, 0);
      test_clusters_of (fixture, f, table);
      g_assert_cmpstr (get_note (table, f), ==, "");
    }
  /* A share that was asked for by nobody: that of LA, in the first window. */
  set (fixture, "timeseries.threshold", g_variant_new_double (NAN));
  vt_result_unref (result);
  result = evaluate (fixture, NULL);
  g_assert_cmpfloat (get (get_table (result, "timeseries"), 0, "active"), >=, 0.1);
  g_assert_cmpfloat (get (get_table (result, "timeseries"), 0, "active"), <, 0.2);
}

/* The frame looked at makes nothing stale; the lag does. */
static void
test_depends_on_the_lag_alone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) later = vt_state_with_integer (fixture->state, "window.frame", 3);
  g_autoptr (VtState) longer = vt_state_with_real (fixture->state, "window.lag", 20);
  g_autoptr (VtState) strided = vt_state_with_integer (fixture->state, "timeseries.stride", 3);
  g_autofree char *key = vt_evaluator_get_key (fixture->source, fixture->state, "timeseries");
  g_autofree char *at_later = vt_evaluator_get_key (fixture->source, later, "timeseries");
  g_autofree char *at_longer = vt_evaluator_get_key (fixture->source, longer, "timeseries");
  g_autoptr (VtResult) result = NULL;

  g_assert_cmpstr (key, ==, at_later);
  g_assert_cmpstr (key, !=, at_longer);
  result = vt_evaluator_evaluate (fixture->evaluator, fixture->source, strided, "timeseries", NULL, NULL, NULL);
  g_assert_cmpuint (vt_table_get_n_rows (get_table (result, "timeseries")), ==, 3);
  g_assert_cmpfloat (get (get_table (result, "timeseries"), 2, "frame"), ==, 6);
}

/* ---- motion ---- */

/* MSD and α₂ of the copper, or of all, between two frames, from positions alone: the cell does not change. */
static void
reference_motion (Fixture *fixture, const guint *from, const guint *to, guint n_windows, int element, double *msd,
                  double *alpha2)
{
  double mean_2 = 0, mean_4 = 0;
  guint count = 0;

  for (guint w = 0; w < n_windows; w++)
    {
      g_autoptr (VtFrame) a = vt_trajectory_read_frame (fixture->trajectory, from[w], NULL, NULL);
      g_autoptr (VtFrame) b = vt_trajectory_read_frame (fixture->trajectory, to[w], NULL, NULL);
      VtAtomTable *atoms = vt_frame_get_atoms (a);
      double drift[3] = { 0 }, mass = 0;

      for (guint i = 0; i < 256; i++)
        {
          double m = vt_atom_table_get_mass (atoms, vt_atom_table_get_species (atoms)[i]);

          mass += m;
          for (guint d = 0; d < 3; d++)
            drift[d] += m * (vt_frame_get_axis (b, d)[i] - vt_frame_get_axis (a, d)[i]);
        }
      for (guint i = 0; i < 256; i++)
        {
          double squared = 0;

          for (guint d = 0; d < 3; d++)
            squared += pow (vt_frame_get_axis (b, d)[i] - vt_frame_get_axis (a, d)[i] - drift[d] / mass, 2);
          if (element >= 0 && vt_atom_table_get_species (atoms)[i] != element)
            continue;
          mean_2 += squared;
          mean_4 += squared * squared;
          count++;
        }
    }
  *msd = mean_2 / count;
  *alpha2 = 3 * (mean_4 / count) / (5 * *msd * *msd) - 1;
}

static void
test_motion (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtResult) result = evaluate (fixture, NULL);
  VtTable *series = get_table (result, "timeseries"), *against_lag = get_table (result, "msd");
  double msd, alpha2;

  for (guint f = 0; f + 2 < N_FRAMES; f++)
    {
      reference_motion (fixture, &f, (guint[]){ f + 2 }, 1, 0, &msd, &alpha2);
      g_assert_cmpfloat_with_epsilon (get (series, f, "msd_Cu"), msd, 1e-12);
      g_assert_cmpfloat_with_epsilon (get (series, f, "alpha2_Cu"), alpha2, 1e-10);
    }
  g_assert_true (isnan (get (series, N_FRAMES - 1, "msd")));
  g_assert_cmpuint (vt_table_get_n_rows (against_lag), ==, N_FRAMES - 1);
  for (guint row = 0; row + 1 < N_FRAMES; row++)
    {
      reference_motion (fixture, (guint[]){ 0 }, (guint[]){ row + 1 }, 1, -1, &msd, &alpha2);
      g_assert_cmpfloat (get (against_lag, row, "lag"), ==, 5.0 * (row + 1));
      g_assert_cmpfloat (get (against_lag, row, "n_windows"), ==, 1);
      g_assert_cmpfloat_with_epsilon (get (against_lag, row, "msd"), msd, 1e-12);
      g_assert_cmpfloat_with_epsilon (get (against_lag, row, "alpha2"), alpha2, 1e-10);
    }
}

/* Three origins, frames 0, 3 and 6 of nine: the last has frames for two lags only. */
static void
test_origins (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtResult) result = NULL;
  VtTable *table;
  double msd, alpha2;

  set (fixture, "timeseries.origins", g_variant_new_int64 (3));
  result = evaluate (fixture, NULL);
  table = get_table (result, "msd");
  g_assert_cmpfloat (get (table, 1, "n_windows"), ==, 3);
  g_assert_cmpfloat (get (table, 2, "n_windows"), ==, 2);
  g_assert_cmpfloat (get (table, 7, "n_windows"), ==, 1);
  reference_motion (fixture, (guint[]){ 0, 3, 6 }, (guint[]){ 2, 5, 8 }, 3, 1, &msd, &alpha2);
  g_assert_cmpfloat_with_epsilon (get (table, 1, "msd_Zr"), msd, 1e-12);
  g_assert_cmpfloat_with_epsilon (get (table, 1, "alpha2_Zr"), alpha2, 1e-10);
}

/* ---- strain ---- */

static void
test_strain (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtResult) automatic = NULL, along_y = NULL, given = NULL;

  fixture->run->stretch = 0.002;
  automatic = evaluate (fixture, NULL);
  set (fixture, "timeseries.axis", g_variant_new_string ("y"));
  along_y = evaluate (fixture, NULL);
  set (fixture, "timeseries.strain-rate", g_variant_new_double (0.01));
  given = evaluate (fixture, NULL);
  g_assert_cmpfloat (vt_result_get_number (automatic, "load_axis"), ==, 0);
  for (guint f = 0; f < N_FRAMES; f++)
    {
      g_assert_cmpfloat_with_epsilon (get (get_table (automatic, "timeseries"), f, "strain"), 0.002 * f, 1e-14);
      g_assert_cmpfloat_with_epsilon (get (get_table (along_y, "timeseries"), f, "strain"), 0, 1e-14);
      g_assert_cmpfloat_with_epsilon (get (get_table (given, "timeseries"), f, "strain"), 0.01 * 5 * f, 1e-14);
    }
  g_assert_cmpfloat_with_epsilon (get (get_table (automatic, "msd"), 3, "strain"), 0.008, 1e-14);
  g_assert_cmpfloat_with_epsilon (get (get_table (given, "msd"), 3, "strain"), 0.2, 1e-14);
}

/* ---- what is missing ---- */

static gboolean
warns (VtResult *result, const char *words)
{
  for (const char *const *warning = vt_result_get_warnings (result); *warning != NULL; warning++)
    if (g_strstr_len (*warning, -1, words) != NULL)
      return TRUE;
  return FALSE;
}

/* The last four frames have no window of 20 ps, the last two none of 10: they say so, and the others are whole. */
static void
test_windows_that_do_not_fit (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtResult) result = evaluate (fixture, NULL);
  VtTable *table = get_table (result, "timeseries");

  g_assert_true (isfinite (get (table, 4, "t_ml_mean")));
  g_assert_true (isnan (get (table, 5, "t_ml_mean")) && isnan (get (table, 5, "active")));
  g_assert_true (isfinite (get (table, 6, "msd")) && isnan (get (table, 7, "msd")));
  g_assert_nonnull (g_strstr_len (get_note (table, 5), -1, "20"));
  g_assert_true (warns (result, "4 of 9 frames, first at frame 5"));
  g_assert_true (warns (result, "2 of 9 frames, first at frame 7"));
}

static void
test_damaged_frame (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtResult) result = NULL;
  VtTable *table;

  fixture->run->damaged = 3;
  result = evaluate (fixture, NULL);
  table = get_table (result, "timeseries");
  g_assert_nonnull (g_strstr_len (get_note (table, 3), -1, "line 17"));
  /* Frame 1 has it at 10 ps; frames 0 and 4 do not need it for T_ML, which asks for 1, 2 and 4 frames on. */
  g_assert_true (isnan (get (table, 1, "t_ml_mean")) && isnan (get (table, 1, "msd")));
  g_assert_true (isfinite (get (table, 0, "t_ml_mean")) && isfinite (get (table, 4, "t_ml_mean")));
  g_assert_true (isnan (get (table, 3, "n_atoms")) && isnan (get (table, 3, "strain")));
  g_assert_cmpfloat (get (table, 4, "n_atoms"), ==, 256);
  g_assert_cmpuint (vt_table_get_n_rows (get_table (result, "msd")), ==, N_FRAMES - 2);
  g_assert_true (warns (result, "damaged"));
}

/* An atom that a frame lacks is NaN there: the others of the window count. */
static void
test_missing_atom (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtResult) whole = evaluate (fixture, NULL), result = NULL;

  fixture->run->loses = 2;
  g_object_unref (fixture->trajectory);
  vt_source_unref (fixture->source);
  fixture->trajectory = vt_trajectory_new (VT_READER (fixture->run), "run", "another run of the test");
  fixture->source = vt_source_new (fixture->trajectory, NULL);
  result = evaluate (fixture, NULL);
  g_assert_cmpfloat (get (get_table (result, "timeseries"), 2, "n_atoms"), ==, 255);
  g_assert_cmpfloat (get (get_table (result, "timeseries"), 0, "n_atoms"), ==, 256);
  g_assert_true (isfinite (get (get_table (result, "timeseries"), 0, "msd")));
  g_assert_cmpfloat (get (get_table (result, "timeseries"), 0, "msd"), !=,
                     get (get_table (whole, "timeseries"), 0, "msd"));
  g_assert_cmpfloat_with_epsilon (get (get_table (result, "timeseries"), 0, "msd"),
                                  get (get_table (whole, "timeseries"), 0, "msd"), 0.01);
  /* Without a model there is no T_ML, which is said, and motion all the same. */
  g_assert_true (warns (result, "T_ML needs a model"));
}

static void
test_nothing_at_all (Fixture *fixture, gconstpointer unused)
{
  Fixture single;
  g_autoptr (GError) error = NULL;

  fixture_open (&single, 4, 1);
  g_assert_null (evaluate (&single, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_nonnull (g_strstr_len (error->message, -1, "10 ps"));
  tear_down (&single, NULL);
}

/* ---- threads, memory, cancelling ---- */

static char *
to_text (VtResult *result)
{
  g_autofree char *series = vt_table_to_csv (get_table (result, "timeseries"));
  g_autofree char *motion = vt_table_to_csv (get_table (result, "msd"));

  return g_strconcat (series, motion, NULL);
}

static void
test_threads (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *texts[3] = { NULL };
  const guint threads[3] = { 1, 2, 5 };

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (VtEvaluator) other = vt_evaluator_new (1 << 28);
      g_autoptr (VtResult) result = NULL;

      vt_parallel_set_threads (threads[i]);
      result = vt_evaluator_evaluate (other, fixture->source, fixture->state, "timeseries", NULL, NULL, NULL);
      texts[i] = to_text (result);
    }
  vt_parallel_set_threads (0);
  g_assert_cmpstr (texts[0], ==, texts[1]);
  g_assert_cmpstr (texts[0], ==, texts[2]);
  g_free (texts[1]);
  g_free (texts[2]);
}

/* The heap above what it was, at its highest while frames are read. @bytes: bound of the windows in flight. */
static gsize
measure_peak (guint n_frames, gsize cache, gsize bytes)
{
  Fixture fixture;
  g_autoptr (VtTimeSeries) series = NULL;
  VtAnalysisContext context;
  gsize before;

  fixture_open (&fixture, 10, n_frames);
  context = (VtAnalysisContext){ fixture.evaluator, fixture.source, fixture.state, vt_analysis_find ("timeseries"), NULL,
                                 NULL, NULL, 0 };
  vt_trajectory_set_cache_limit (fixture.trajectory, cache);
  before = measure_heap ();
  fixture.run->peak = 0;
  series = vt_time_series_new_within (&context, bytes, NULL);
  g_assert_nonnull (series);
  g_assert_cmpuint (series->n, ==, n_frames);
  g_assert_true (isfinite (series->points[n_frames - 5].mean) && isfinite (series->points[n_frames - 5].zeta));
  g_assert_cmpuint (vt_trajectory_get_cache_size (fixture.trajectory), <=, cache);
  tear_down (&fixture, NULL);
  return fixture.run->peak > before ? fixture.run->peak - before : 0;
}

/* 4000 atoms and room for three frames: four times the frames take no more memory than a few rows of the table, and one
 * window keeps what the limit of windows in flight reckons with. */
static void
test_bounded_memory (void)
{
  const gsize frame = 4000 * 3 * sizeof (double), cache = 3 * frame + 8192, room = 64 * 1024;
  gsize few, many, alone;

  vt_parallel_set_threads (1);
  few = measure_peak (8, cache, VT_WINDOWS_BYTES);
  many = measure_peak (32, cache, VT_WINDOWS_BYTES);
  vt_parallel_set_threads (3);
  alone = measure_peak (8, cache, 1);
  vt_parallel_set_threads (0);
#if defined(__SANITIZE_ADDRESS__)
  g_test_skip ("the sanitizer's heap is not told of");
  return;
#endif
  g_test_message ("peak of 8 frames %zu, of 32 frames %zu, alone %zu bytes", few, many, alone);
  g_assert_cmpuint (few, >, 3 * frame);
  g_assert_cmpuint (many, <, few + room);
  /* The cache, the frame being read and its original, and one window. */
  g_assert_cmpuint (many, <, cache + 2 * frame + 4000 * 700);
  g_assert_cmpuint (alone, <, cache + 2 * frame + 4000 * 700);
}

static void
test_how_many_at_once (void)
{
  vt_parallel_set_threads (4);
  g_assert_cmpuint (vt_windows_get_n_at_once (4000, 17, VT_WINDOWS_BYTES), ==, 4);
  g_assert_cmpuint (vt_windows_get_n_at_once (50000, 17, VT_WINDOWS_BYTES), ==, 4);
  g_assert_cmpuint (vt_windows_get_n_at_once (1000000, 17, VT_WINDOWS_BYTES), ==, 1);
  g_assert_cmpuint (vt_windows_get_n_at_once (0, 0, 1), ==, 1);
  vt_parallel_set_threads (0);
}

/* In turn or side by side, windows within another bound are the same. */
static void
test_in_turn (Fixture *fixture, gconstpointer unused)
{
  VtAnalysisContext context = { fixture->evaluator, fixture->source, fixture->state, vt_analysis_find ("timeseries"),
                                NULL, NULL, NULL, 0 };
  g_autoptr (VtTimeSeries) wide = NULL, narrow = NULL;

  vt_parallel_set_threads (3);
  wide = vt_time_series_new_within (&context, VT_WINDOWS_BYTES, NULL);
  narrow = vt_time_series_new_within (&context, 1, NULL);
  vt_parallel_set_threads (0);
  for (guint f = 0; f < N_FRAMES; f++)
    {
      g_assert_cmpmem (wide->points[f].quantiles, sizeof wide->points[f].quantiles, narrow->points[f].quantiles,
                       sizeof narrow->points[f].quantiles);
      g_assert_cmpmem (&wide->points[f].zeta, sizeof (double), &narrow->points[f].zeta, sizeof (double));
      g_assert_true ((wide->points[f].motion == NULL) == (narrow->points[f].motion == NULL));
    }
}

static void
test_cancelled (Fixture *fixture, gconstpointer cancel_at)
{
  g_autoptr (GError) error = NULL;

  fixture->run->cancel_at = GPOINTER_TO_UINT (cancel_at);
  g_assert_null (evaluate (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
#define ADD(name, data, func) g_test_add ("/time-series/" name, Fixture, data, set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("same-as-single-windows", NULL, test_same_as_single_windows);
  ADD ("depends-on-the-lag-alone", NULL, test_depends_on_the_lag_alone);
  ADD ("motion", NULL, test_motion);
  ADD ("origins", NULL, test_origins);
  ADD ("strain", NULL, test_strain);
  ADD ("windows-that-do-not-fit", NULL, test_windows_that_do_not_fit);
  ADD ("damaged-frame", NULL, test_damaged_frame);
  ADD ("missing-atom", NULL, test_missing_atom);
  ADD ("nothing-at-all", NULL, test_nothing_at_all);
  ADD ("threads", NULL, test_threads);
  ADD ("in-turn", NULL, test_in_turn);
  ADD ("cancelled-at-once", GUINT_TO_POINTER (1), test_cancelled);
  ADD ("cancelled-later", GUINT_TO_POINTER (4), test_cancelled);
  ADD ("cancelled-at-the-end", GUINT_TO_POINTER (9), test_cancelled);
  g_test_add_func ("/time-series/bounded-memory", test_bounded_memory);
  g_test_add_func ("/time-series/how-many-at-once", test_how_many_at_once);
  return g_test_run ();
}
