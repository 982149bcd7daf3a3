/* The positions that packing is told from: whose results follow them, whose do not, and where there are none. */
#include "vt-structural-frame.h"

#include <math.h>
#include <string.h>

#include "test-glass.h"
#include "vt-error.h"
#include "vt-evaluator.h"
#include "vt-neighbor-list.h"
#include "vt-voronoi.h"

#define N_FRAMES 9 /* 0, 5 … 40 ps */

typedef struct
{
  VtTrajectory *glass;
  VtSource     *source;
  VtEvaluator  *evaluator;
  VtState      *state;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->glass = test_glass_new (3, N_FRAMES, 0.02, 5);
  fixture->source = vt_source_new (fixture->glass, NULL);
  fixture->evaluator = vt_evaluator_new (1 << 28);
  fixture->state = vt_state_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vt_source_unref (fixture->source);
  g_object_unref (fixture->glass);
  g_object_unref (fixture->evaluator);
  vt_state_unref (fixture->state);
}

static VtResult *
evaluate (Fixture *fixture, const VtState *state, const char *id)
{
  g_autoptr (GError) error = NULL;
  VtResult *result = vt_evaluator_evaluate (fixture->evaluator, fixture->source, state, id, NULL, NULL, &error);

  g_assert_no_error (error);
  return result;
}

/* (transfer full) */
static VtState *
with_structure (const VtState *state, double average, double lag)
{
  g_autoptr (VtState) averaged = vt_state_with_real (state, "structure.average", average);

  return vt_state_with_real (averaged, "structure.lag", lag);
}

static void
assert_same_column (VtResult *a, VtResult *b, const char *name)
{
  VtColumn *x = vt_result_get_column (a, name), *y = vt_result_get_column (b, name);

  g_assert_nonnull (x);
  g_assert_cmpmem (vt_column_get_values (x), vt_column_get_n (x) * sizeof (double), vt_column_get_values (y),
                   vt_column_get_n (y) * sizeof (double));
}

static gboolean
has_same_column (VtResult *a, VtResult *b, const char *name)
{
  VtColumn *x = vt_result_get_column (a, name), *y = vt_result_get_column (b, name);

  return memcmp (vt_column_get_values (x), vt_column_get_values (y), vt_column_get_n (x) * sizeof (double)) == 0;
}

/* Unless something else is said, it is the window's first frame itself. */
static void
test_start (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtState) third = vt_state_with_integer (fixture->state, "window.frame", 3);
  g_autoptr (VtResult) frame = evaluate (fixture, third, "frame"), structure = evaluate (fixture, third, "structure");
  g_autofree char *text = vt_structural_frame_describe (third);

  g_assert_true (vt_result_get_payload (frame) == vt_result_get_payload (structure));
  g_assert_true (vt_structural_frame_is_start (third));
  g_assert_cmpstr (text, ==, "the window’s first frame");
}

/* 20 ps from 10 ps on are five frames, the first and the last of which stand for half as long; the cell is still. */
static void
test_mean (Fixture *fixture, gconstpointer data)
{
  static const double weights[] = { 0.125, 0.25, 0.25, 0.25, 0.125 };
  g_autoptr (VtState) moved = vt_state_with_integer (fixture->state, "window.frame", 2);
  g_autoptr (VtState) state = with_structure (moved, 20, 0);
  g_autoptr (VtResult) result = evaluate (fixture, state, "structure");
  g_autoptr (VtFrame) first = vt_trajectory_read_frame (fixture->glass, 2, NULL, NULL);
  VtAtomTable *atoms = vt_frame_get_atoms (first);
  gsize n = vt_frame_get_n_atoms (first);
  g_autofree double *sums = g_new0 (double, 3 * n);

  for (guint f = 0; f < G_N_ELEMENTS (weights); f++)
    {
      g_autoptr (VtFrame) later = vt_trajectory_read_frame (fixture->glass, 2 + f, NULL, NULL);

      for (guint d = 0; d < 3; d++)
        {
          const double *x = vt_frame_get_axis (later, d), *x0 = vt_frame_get_axis (first, d);
          double drift = 0, masses = 0;

          for (gsize i = 0; i < n; i++)
            {
              double mass = vt_atom_table_get_mass (atoms, vt_atom_table_get_species (atoms)[i]);

              drift += mass * (x[i] - x0[i]);
              masses += mass;
            }
          for (gsize i = 0; i < n; i++)
            sums[d * n + i] += weights[f] * (x[i] - drift / masses);
        }
    }
  g_assert_cmpfloat (vt_result_get_number (result, "frames"), ==, 5);
  for (guint d = 0; d < 3; d++)
    for (gsize i = 0; i < n; i++)
      g_assert_cmpfloat_with_epsilon (vt_frame_get_axis (vt_result_get_payload (result), d)[i], sums[d * n + i], 1e-10);
}

/* Cells, neighbours and coordination are all of these positions; what moves, and who is its neighbour, is not. */
static void
test_followers (Fixture *fixture, gconstpointer data)
{
  static const char *const cutoffs[] = { "auto", "faces" };
  g_autoptr (VtState) state = with_structure (fixture->state, 20, 0);
  g_autoptr (VtResult) structure = evaluate (fixture, state, "structure"), cells = evaluate (fixture, state, "tessellation");
  g_autoptr (VtVoronoi) voronoi = vt_voronoi_new (vt_result_get_payload (structure), NULL, NULL, NULL, NULL);
  g_autoptr (VtResult) indices = evaluate (fixture, state, "voronoi"), other = evaluate (fixture, fixture->state, "voronoi");

  g_assert_true (vt_voronoi_get_frame (vt_result_get_payload (cells)) == vt_result_get_payload (structure));
  g_assert_cmpmem (vt_voronoi_get_volumes (voronoi), vt_voronoi_get_n_atoms (voronoi) * sizeof (double),
                   vt_column_get_values (vt_result_get_column (indices, "voronoi_volume")),
                   vt_voronoi_get_n_atoms (voronoi) * sizeof (double));
  g_assert_false (has_same_column (indices, other, "voronoi_volume"));
  for (guint c = 0; c < G_N_ELEMENTS (cutoffs); c++)
    {
      g_autoptr (VtState) mean = vt_state_with_text (state, "cutoff", cutoffs[c]);
      g_autoptr (VtState) plain = vt_state_with_text (fixture->state, "cutoff", cutoffs[c]);
      g_autoptr (VtResult) cn = evaluate (fixture, mean, "coordination"), cn_plain = evaluate (fixture, plain, "coordination");
      g_autoptr (VtResult) motion = evaluate (fixture, mean, "d2min"), motion_plain = evaluate (fixture, plain, "d2min");

      g_assert_false (has_same_column (cn, cn_plain, "cn"));
      assert_same_column (motion, motion_plain, "d2min");
    }
}

/* What is told of the frame 10 ps later is what that window tells; and so is what is told of the one before. */
static void
test_lag (Fixture *fixture, gconstpointer data)
{
  static const char *const columns[][2] = { { "coordination", "cn" }, { "voronoi", "lffs" }, { "voronoi", "voronoi_volume" } };
  g_autoptr (VtState) third = vt_state_with_integer (fixture->state, "window.frame", 2);
  g_autoptr (VtState) fifth = vt_state_with_integer (fixture->state, "window.frame", 4);
  g_autoptr (VtState) later = with_structure (third, 0, 10), before = with_structure (fifth, 0, -10);
  g_autoptr (VtState) mean = with_structure (fifth, 20, 0), mean_later = with_structure (third, 20, 10);
  const VtState *const pairs[][2] = { { later, fifth }, { before, third }, { mean_later, mean } };

  for (guint p = 0; p < G_N_ELEMENTS (pairs); p++)
    for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
      {
        g_autoptr (VtResult) a = evaluate (fixture, pairs[p][0], columns[c][0]);
        g_autoptr (VtResult) b = evaluate (fixture, pairs[p][1], columns[c][0]);

        assert_same_column (a, b, columns[c][1]);
      }
}

static void
assert_refused (Fixture *fixture, guint frame, double average, double lag, const char *why, const char *hint)
{
  g_autoptr (VtState) moved = vt_state_with_integer (fixture->state, "window.frame", frame);
  g_autoptr (VtState) state = with_structure (moved, average, lag);
  g_autoptr (GError) error = NULL;

  g_assert_null (vt_evaluator_evaluate (fixture->evaluator, fixture->source, state, "voronoi", NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, why));
  g_assert_nonnull (strstr (error->message, hint));
}

/* Up to the last frame there is a mean; beyond it, of too few, and of frames that are not there, there is none. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtState) sixth = vt_state_with_integer (fixture->state, "window.frame", 6);
  g_autoptr (VtState) last = with_structure (sixth, 10, 0);
  g_autoptr (VtResult) result = evaluate (fixture, last, "structure");

  g_assert_cmpfloat (vt_result_get_number (result, "frames"), ==, 3);
  assert_refused (fixture, 6, 15, 0, "the run goes on for 10 ps", "at most 10 ps");
  assert_refused (fixture, N_FRAMES - 1, 10, 0, "the run goes on for 0 ps", "averaged over 10 ps");
  assert_refused (fixture, 0, 5, 0, "needs 3 frames", "there are 2");
  assert_refused (fixture, 0, 4, 0, "needs 3 frames", "there is 1");
  assert_refused (fixture, 0, 10, 3, "no frame lies 3 ps after", "It has these lags");
  assert_refused (fixture, 0, 0, -5, "no frame lies 5 ps before", "later frame");
}

/* Only what is told from positions depends on them. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  static const char *const follow[] = { "tessellation", "voronoi", "thresholds", "neighbors", "coordination", "sro",
                                        "polyhedra", "clusters" };
  static const char *const stay[] = { "frame", "rdf", "d2min", "strain", "displacement", "features", "tml", "extremes" };
  g_autoptr (VtState) mean = with_structure (fixture->state, 20, 0), later = with_structure (fixture->state, 0, 5);

  for (guint i = 0; i < G_N_ELEMENTS (follow) + G_N_ELEMENTS (stay); i++)
    {
      gboolean follows = i < G_N_ELEMENTS (follow);
      const char *id = follows ? follow[i] : stay[i - G_N_ELEMENTS (follow)];
      g_autofree char *plain = vt_evaluator_get_key (fixture->source, fixture->state, id);
      g_autofree char *of_mean = vt_evaluator_get_key (fixture->source, mean, id);
      g_autofree char *of_later = vt_evaluator_get_key (fixture->source, later, id);

      g_assert_cmpint (g_str_equal (plain, of_mean), ==, !follows);
      g_assert_cmpint (g_str_equal (plain, of_later), ==, !follows);
    }
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    double      average, lag;
    const char *text;
  } cases[] = {
    { 20, 0, "the mean positions over 20 ps from the window’s first frame on" },
    { 2.5, -1.25, "the mean positions over 2.5 ps from 1.25 ps before the window’s first frame on" },
    { 20, 5, "the mean positions over 20 ps from 5 ps after the window’s first frame on" },
    { 0, 5, "the frame 5 ps after the window’s first" },
    { 0, -5, "the frame 5 ps before the window’s first" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VtState) state = with_structure (fixture->state, cases[i].average, cases[i].lag);
      g_autofree char *text = vt_structural_frame_describe (state);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_false (vt_structural_frame_is_start (state));
    }
}

int
main (int argc, char **argv)
{
#define ADD(name, func) g_test_add ("/structural-frame/" name, Fixture, NULL, set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("start", test_start);
  ADD ("mean", test_mean);
  ADD ("followers", test_followers);
  ADD ("lag", test_lag);
  ADD ("refused", test_refused);
  ADD ("keys", test_keys);
  ADD ("words", test_words);
  return g_test_run ();
}
