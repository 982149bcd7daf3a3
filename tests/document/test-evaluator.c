#include "vt-evaluator.h"

#include <math.h>

#include "glass-fixture.h"
#include "vt-correlation.h"
#include "vt-error.h"
#include "vt-features.h"

typedef GlassFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  glass_fixture_set_up (fixture, unused);
  glass_fixture_set (fixture, "cutoff", g_variant_new_string ("3.3"));
}

static VtResult *
evaluate (Fixture *fixture, const VtState *state, const char *analysis, GError **error)
{
  return vt_evaluator_evaluate (fixture->evaluator, fixture->source, state, analysis, NULL, NULL, error);
}

/* What needs a past is looked at where there is one. */
static VtState *
state_for (Fixture *fixture, const VtAnalysis *analysis)
{
  g_autoptr (VtState) late = vt_state_with_integer (fixture->state, "window.frame", 4);
  gboolean of_the_past = g_str_has_suffix (analysis->id, "-before") || g_str_equal (analysis->id, "prediction");

  return of_the_past ? g_steal_pointer (&late) : vt_state_ref (fixture->state);
}

/* Every row of the table computes, and gives exactly the columns it promises. */
static void
test_all_rows (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < vt_analysis_get_count (); i++)
    {
      const VtAnalysis *analysis = vt_analysis_get (i);

      /* It opens files: test-heat-statistics has some. */
      if (g_str_equal (analysis->id, "runs"))
        continue;
      g_autoptr (GError) error = NULL;
      g_autoptr (VtState) state = state_for (fixture, analysis);
      g_autoptr (VtResult) result = evaluate (fixture, state, analysis->id, &error);

      g_assert_no_error (error);
      for (guint p = 0; p < analysis->n_properties; p++)
        {
          VtColumn *column = vt_result_get_column (result, analysis->properties[p].id);
          g_assert_nonnull (column);
          g_assert_cmpuint (vt_column_get_n (column), ==, 256);
          g_assert_cmpint (vt_column_get_unit (column), ==, analysis->properties[p].unit);
        }
    }
}

static void
test_kept_by_what_it_depends_on (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) other_view = vt_state_with_text (fixture->state, "view.color-by", "element");
  g_autoptr (VtState) other_norm = vt_state_with_text (fixture->state, "d2min.norm", "sum");
  g_autoptr (VtState) other_frame = vt_state_with_integer (fixture->state, "window.frame", 1);
  g_autoptr (VtResult) a = evaluate (fixture, fixture->state, "d2min", NULL);
  g_autoptr (VtResult) b = evaluate (fixture, other_view, "d2min", NULL);
  g_autoptr (VtResult) c = evaluate (fixture, other_norm, "d2min", NULL);
  g_autoptr (VtResult) d = evaluate (fixture, other_frame, "d2min", NULL);
  g_autoptr (VtResult) cn = evaluate (fixture, fixture->state, "coordination", NULL);
  const double *mean = vt_column_get_values (vt_result_get_column (a, "d2min"));
  const double *sum = vt_column_get_values (vt_result_get_column (c, "d2min"));
  const double *count = vt_column_get_values (vt_result_get_column (cn, "cn"));

  g_assert_true (a == b);
  g_assert_true (a != c && a != d);
  for (guint i = 0; i < 256; i++)
    g_assert_cmpfloat_with_epsilon (sum[i], mean[i] * count[i], 1e-12 * sum[i]);
}

/* The correlation sets the lag itself: the view's lag must not make it stale. */
static void
test_varied_key_is_no_dependence (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) state
      = vt_state_with (fixture->state, "correlation.lags", g_variant_new_parsed ("[5.0, 10.0]"), NULL);
  g_autoptr (VtState) other_lag = vt_state_with_real (state, "window.lag", 10);
  g_autofree char *a = vt_evaluator_get_key (fixture->source, state, "correlation");
  g_autofree char *b = vt_evaluator_get_key (fixture->source, other_lag, "correlation");
  g_autofree char *c = vt_evaluator_get_key (fixture->source, state, "d2min");
  g_autofree char *d = vt_evaluator_get_key (fixture->source, other_lag, "d2min");
  g_autoptr (VtResult) result = evaluate (fixture, state, "correlation", NULL);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (c, !=, d);
  g_assert_cmpuint (vt_table_get_n_rows (vt_result_get_table (result, "correlation")), ==, 2);
}

static void
test_errors_say_what_is_missing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) late = vt_state_with_integer (fixture->state, "window.frame", 4);
  g_autoptr (VtState) odd_lag = vt_state_with_real (fixture->state, "window.lag", 7);
  g_autoptr (VtState) cold = vt_state_with_real (fixture->state, "trajectory.temperature", NAN);
  g_autoptr (VtState) beyond = vt_state_with_integer (fixture->state, "window.frame", 6);
  const struct
  {
    VtState    *state;
    const char *analysis;
    const char *word;
  } wrong[] = {
    { late, "tml", "10, 20" },
    { odd_lag, "d2min", "5, 10, 15, 20, 25" },
    { cold, "tml", "Temperature under Data" },
    { beyond, "frame", "the last is 5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (evaluate (fixture, wrong[i].state, wrong[i].analysis, &error));
      g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
      g_assert_nonnull (g_strrstr (error->message, wrong[i].word));
    }
}

static void
test_results_are_bounded (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtEvaluator) small = vt_evaluator_new (1);
  g_autoptr (VtResult) frame
      = vt_evaluator_evaluate (small, fixture->source, fixture->state, "frame", NULL, NULL, NULL);
  g_autoptr (VtResult) d2min
      = vt_evaluator_evaluate (small, fixture->source, fixture->state, "d2min", NULL, NULL, NULL);
  g_autoptr (VtResult) kept = vt_evaluator_peek (small, fixture->source, fixture->state, "frame");
  g_autoptr (VtResult) last = vt_evaluator_peek (small, fixture->source, fixture->state, "d2min");

  g_assert_nonnull (frame);
  g_assert_null (kept);
  g_assert_true (last == d2min);
}

/* T_ML leaves its features behind, a row a lag, to be had without the search. */
static void
test_features_are_kept_apart (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtResult) tml = evaluate (fixture, fixture->state, "tml", NULL);
  g_autoptr (VtResult) features = vt_evaluator_peek (fixture->evaluator, fixture->source, fixture->state, "features");
  VtTrajectory *trajectory = vt_source_get_trajectory (fixture->source);
  g_autoptr (VtFrame) start = vt_trajectory_read_frame (trajectory, 0, NULL, NULL);
  g_autoptr (VtFrame) later = vt_trajectory_read_frame (trajectory, 2, NULL, NULL);
  g_autofree double *expected = g_new (double, 256);
  const double *values;

  g_assert_nonnull (tml);
  g_assert_nonnull (features);
  g_assert_cmpuint (vt_result_get_size (features), >=, 3 * 256 * sizeof (double));
  /* The second lag, 10 ps. */
  vt_features_compute (start, later, VT_NORMALIZATION_MASS_AND_TEMPERATURE, TRUE, 100, expected);
  values = vt_result_get_payload (features);
  g_assert_cmpmem (values + 256, 256 * sizeof (double), expected, 256 * sizeof (double));
}

static gpointer
evaluate_in_thread (gpointer data)
{
  Fixture *fixture = data;
  return evaluate (fixture, fixture->state, "polyhedra", NULL);
}

static void
test_two_threads_share_one_computation (Fixture *fixture, gconstpointer unused)
{
  GThread *other = g_thread_new ("other", evaluate_in_thread, fixture);
  g_autoptr (VtResult) mine = evaluate (fixture, fixture->state, "polyhedra", NULL);
  g_autoptr (VtResult) theirs = g_thread_join (other);

  g_assert_nonnull (mine);
  g_assert_true (mine == theirs);
}

static void
test_cancelled_stays_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VtResult) later = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_evaluator_evaluate (fixture->evaluator, fixture->source, fixture->state, "voronoi", NULL,
                                        cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  later = evaluate (fixture, fixture->state, "voronoi", NULL);
  g_assert_nonnull (later);
}

static void
test_without_a_model (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtSource) bare = vt_source_new (vt_source_get_trajectory (fixture->source), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtResult) polyhedra = NULL;

  g_assert_null (vt_evaluator_evaluate (fixture->evaluator, bare, fixture->state, "tml", NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  polyhedra = vt_evaluator_evaluate (fixture->evaluator, bare, fixture->state, "polyhedra", NULL, NULL, NULL);
  g_assert_nonnull (polyhedra);
  g_assert_nonnull (vt_result_get_warnings (polyhedra)[0]);
  g_assert_true (
      isnan (vt_table_get_number (vt_result_get_table (polyhedra, "polyhedra"), 0,
                                  vt_table_find_column (vt_result_get_table (polyhedra, "polyhedra"), "f_la"))));
}

/* D²min of all lags in one pass is the same bits as one by one, and serves those who ask for one lag later. */
static void
test_lags_together (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtEvaluator) other = vt_evaluator_new (1 << 28);
  g_autoptr (VtState) state
      = vt_state_with (fixture->state, "correlation.lags", g_variant_new_parsed ("[5.0, 7.0, 15.0]"), NULL);
  g_autoptr (VtResult) all = vt_evaluator_evaluate (other, fixture->source, state, "d2min-lags", NULL, NULL, NULL);
  const double lags[] = { 5, 15 };

  g_assert_nonnull (all);
  g_assert_null (vt_result_get_column (all, "d2min@7"));
  for (guint l = 0; l < G_N_ELEMENTS (lags); l++)
    {
      g_autofree char *name = g_strdup_printf ("d2min@%g", lags[l]);
      g_autoptr (VtState) at = vt_state_with_real (state, "window.lag", lags[l]);
      g_autoptr (VtResult) alone = evaluate (fixture, at, "d2min", NULL);
      g_autoptr (VtResult) served = vt_evaluator_evaluate (other, fixture->source, at, "d2min", NULL, NULL, NULL);
      const double *values = vt_column_get_values (vt_result_get_column (all, name));

      g_assert_cmpfloat (values[0], >, 0);
      g_assert_cmpmem (values, 256 * sizeof (double), vt_column_get_values (vt_result_get_column (alone, "d2min")),
                       256 * sizeof (double));
      g_assert_cmpmem (values, 256 * sizeof (double), vt_column_get_values (vt_result_get_column (served, "d2min")),
                       256 * sizeof (double));
    }
}

static const double *
values_of (VtResult *result, const char *column)
{
  g_assert_nonnull (result);
  return vt_column_get_values (vt_result_get_column (result, column));
}

/* With cutoff = faces CN is the number of faces that the thresholds leave, and moves with them; D²min and strain follow:
 * other numbers than within a cutoff, defined everywhere, in much the same order. */
static void
test_faces_make_neighbors (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) all = vt_state_with_text (fixture->state, "cutoff", "faces");
  g_autoptr (VtState) few = vt_state_with_real (all, "voronoi.relative-area", 0.01);
  g_autoptr (VtResult) within = evaluate (fixture, fixture->state, "d2min", NULL);
  VtState *states[] = { all, few };
  double neighbors[2] = { 0, 0 };

  for (guint s = 0; s < 2; s++)
    {
      g_autoptr (VtResult) coordination = evaluate (fixture, states[s], "coordination", NULL);
      g_autoptr (VtResult) voronoi = evaluate (fixture, states[s], "voronoi", NULL);
      g_autoptr (VtResult) behind = evaluate (fixture, states[s], "d2min", NULL);
      g_autoptr (VtResult) strain = evaluate (fixture, states[s], "strain", NULL);
      const double *cn = values_of (coordination, "cn"), *faces = values_of (voronoi, "voronoi_faces");
      const double *d2min = values_of (behind, "d2min"), *shear = values_of (strain, "strain_shear");
      VtCorrelation correlation;

      for (guint i = 0; i < 256; i++)
        {
          g_assert_cmpfloat (cn[i], ==, faces[i]);
          g_assert_true (isfinite (d2min[i]) && isfinite (shear[i]));
          neighbors[s] += cn[i];
        }
      g_assert_true (vt_correlation_compute (values_of (within, "d2min"), d2min, 256, 0.1, &correlation, NULL, NULL));
      g_assert_cmpfloat (correlation.spearman, >, 0.7);
      g_assert_cmpfloat (correlation.spearman, <, 1);
    }
  g_assert_cmpfloat (neighbors[1], <, neighbors[0]);
  g_assert_cmpfloat (neighbors[1], >, 12 * 256 * 0.9);
}

/* D²min of all lags in one pass, sums over who is counted, and clusters: whoever asks for neighbours. */
static void
test_faces_reach_everywhere (Fixture *fixture, gconstpointer unused)
{
  static const char *const asked[] = { "rdf", "neighbors", "d2min-lags", "sro", "clusters", "timeseries", "correlation" };
  g_autoptr (VtState) faces = vt_state_with_text (fixture->state, "cutoff", "faces");
  g_autoptr (VtState) summed = vt_state_with_text (faces, "d2min.norm", "sum");
  g_autoptr (VtResult) mean = evaluate (fixture, faces, "d2min", NULL);
  g_autoptr (VtResult) sum = evaluate (fixture, summed, "d2min", NULL);
  g_autoptr (VtResult) coordination = evaluate (fixture, faces, "coordination", NULL);

  for (guint i = 0; i < 256; i++)
    g_assert_cmpfloat_with_epsilon (values_of (sum, "d2min")[i],
                                    values_of (mean, "d2min")[i] * values_of (coordination, "cn")[i],
                                    1e-12 * values_of (sum, "d2min")[i]);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VtResult) result = evaluate (fixture, faces, asked[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (result);
    }
}

/* Thresholds on faces make stale what hangs on neighbours, but only where faces make them. */
static void
test_faces_are_part_of_keys (Fixture *fixture, gconstpointer unused)
{
  static const char *const hanging[] = { "neighbors", "coordination", "d2min", "d2min-lags", "strain", "sro", "clusters" };
  g_autoptr (VtState) faces = vt_state_with_text (fixture->state, "cutoff", "faces");
  VtState *states[] = { fixture->state, faces };

  for (guint s = 0; s < 2; s++)
    for (guint i = 0; i < G_N_ELEMENTS (hanging); i++)
      {
        g_autoptr (VtState) longer = vt_state_with_real (states[s], "voronoi.edge", 0.3);
        g_autoptr (VtState) radical = vt_state_with (states[s], "voronoi.radical", g_variant_new_boolean (TRUE), NULL);
        g_autofree char *before = vt_evaluator_get_key (fixture->source, states[s], hanging[i]);
        g_autofree char *after = vt_evaluator_get_key (fixture->source, longer, hanging[i]);
        g_autofree char *planes = vt_evaluator_get_key (fixture->source, radical, hanging[i]);

        g_assert_cmpint (g_str_equal (before, after), ==, s == 0);
        g_assert_cmpint (g_str_equal (before, planes), ==, s == 0);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/evaluator/" path, Fixture, NULL, set_up, function, glass_fixture_tear_down)
  ADD ("all-rows", test_all_rows);
  ADD ("keys", test_kept_by_what_it_depends_on);
  ADD ("varied-key", test_varied_key_is_no_dependence);
  ADD ("errors", test_errors_say_what_is_missing);
  ADD ("lags-together", test_lags_together);
  ADD ("faces/neighbors", test_faces_make_neighbors);
  ADD ("faces/everywhere", test_faces_reach_everywhere);
  ADD ("faces/keys", test_faces_are_part_of_keys);
  ADD ("features", test_features_are_kept_apart);
  ADD ("bounded", test_results_are_bounded);
  ADD ("two-threads", test_two_threads_share_one_computation);
  ADD ("cancelled", test_cancelled_stays_cancelled);
  ADD ("without-model", test_without_a_model);
  return g_test_run ();
}
