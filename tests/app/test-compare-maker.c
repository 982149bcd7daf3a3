/* Panels come one after the other, are kept while they are the same, and are computed no more once nobody wants them. */
#include "vt-compare-maker.h"

#include "test-glass.h"

#define PATIENCE (20 * G_USEC_PER_SEC)

typedef struct
{
  VtEvaluator    *evaluator;
  VtSource       *source;
  VtState        *state;
  VtCompareMaker *maker;
  GArray         *counts; /* of panels that were there at each call */
  gint64          begun;  /* when the newest sheet was asked for, µs */
  gboolean        whole;  /* sheets are to come as wholes */
} Fixture;

static guint
count_made (Fixture *fixture)
{
  GPtrArray *panels = vt_compare_maker_get_panels (fixture->maker);
  guint n = 0;

  for (guint i = 0; i < panels->len; i++)
    n += ((VtComparisonPanel *) panels->pdata[i])->depiction != NULL ? 1 : 0;
  return n;
}

/* By lags all panels are of the same frame, whatever is being computed. */
static void
check_one_frame (const GPtrArray *panels)
{
  gint64 step = -1;

  for (guint i = 0; i < panels->len; i++)
    {
      const VtComparisonPanel *panel = panels->pdata[i];

      if (panel->depiction == NULL)
        continue;
      g_assert_true (step < 0 || vt_frame_get_step (panel->depiction->frame) == step);
      step = vt_frame_get_step (panel->depiction->frame);
    }
}

static void
on_changed (gpointer data)
{
  Fixture *fixture = data;
  guint n = count_made (fixture);

  if (vt_state_is (fixture->state, "compare.by", "lags"))
    check_one_frame (vt_compare_maker_get_panels (fixture->maker));
  /* A part of one may be seen only where it took too long. */
  if (fixture->whole && n < 2)
    g_assert_cmpint (g_get_monotonic_time () - fixture->begun, >=, 700000);
  g_array_append_val (fixture->counts, n);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtTrajectory) trajectory = test_glass_new (4, 6, 0.05, 3);
  g_autoptr (VtState) plain = vt_state_new ();
  g_autoptr (VtState) frames = vt_state_with_text (plain, "compare.by", "frames");

  fixture->evaluator = vt_evaluator_new (1 << 28);
  fixture->source = vt_source_new (trajectory, NULL);
  fixture->state = vt_state_with_text (frames, "view.color-by", "cn");
  fixture->maker = vt_compare_maker_new (on_changed, fixture);
  fixture->counts = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  vt_compare_maker_free (fixture->maker);
  g_array_unref (fixture->counts);
  vt_source_unref (fixture->source);
  vt_state_unref (fixture->state);
  g_object_unref (fixture->evaluator);
}

static void
start (Fixture *fixture)
{
  fixture->begun = g_get_monotonic_time ();
  vt_compare_maker_start (fixture->maker, fixture->evaluator, fixture->source, fixture->state, FALSE);
}

static void
wait (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  double fraction;

  while (vt_compare_maker_get_current (fixture->maker, &fraction) >= 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
change (Fixture *fixture, const char *key, const char *value)
{
  VtState *next = vt_state_with (fixture->state, key, g_variant_new_parsed (value), NULL);

  g_assert_nonnull (next);
  vt_state_unref (fixture->state);
  fixture->state = next;
}

static void
test_one_by_one (Fixture *fixture, gconstpointer unused)
{
  double fraction;

  start (fixture);
  g_assert_cmpuint (vt_compare_maker_get_panels (fixture->maker)->len, ==, 6);
  g_assert_cmpuint (count_made (fixture), ==, 0);
  g_assert_cmpint (vt_compare_maker_get_current (fixture->maker, &fraction), ==, 0);
  wait (fixture);
  g_assert_cmpuint (fixture->counts->len, ==, 6);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpuint (g_array_index (fixture->counts, guint, i), ==, i + 1);
}

/* What others hold stays as it was. */
static void
test_array_is_kept (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) before = NULL;

  start (fixture);
  before = g_ptr_array_ref (vt_compare_maker_get_panels (fixture->maker));
  wait (fixture);
  g_assert_true (before != vt_compare_maker_get_panels (fixture->maker));
  g_assert_null (((VtComparisonPanel *) before->pdata[0])->depiction);
}

static void
test_same_stay (Fixture *fixture, gconstpointer unused)
{
  VtComparisonPanel *second;

  start (fixture);
  wait (fixture);
  second = vt_compare_maker_get_panels (fixture->maker)->pdata[1];
  /* Frames 1 and 4, of which the panel is there: nothing is to be computed. */
  change (fixture, "compare.times", "[5.0, 20.0]");
  g_array_set_size (fixture->counts, 0);
  start (fixture);
  g_assert_cmpuint (vt_compare_maker_get_panels (fixture->maker)->len, ==, 2);
  g_assert_true (vt_compare_maker_get_panels (fixture->maker)->pdata[0] == second);
  g_assert_cmpuint (count_made (fixture), ==, 2);
  wait (fixture);
  g_assert_cmpuint (fixture->counts->len, ==, 0);
}

/* Only seen otherwise: the old panel stays until the new one is there. Another quantity does not. */
static void
test_old_until_new (Fixture *fixture, gconstpointer unused)
{
  start (fixture);
  wait (fixture);
  change (fixture, "view.colormap", "'greys'");
  start (fixture);
  g_assert_cmpuint (count_made (fixture), ==, 6);
  wait (fixture);
  for (guint i = 0; i < 6; i++)
    {
      const VtComparisonPanel *panel = vt_compare_maker_get_panels (fixture->maker)->pdata[i];

      g_assert_true (panel->depiction->coloring->scale.colormap == vt_colormap_find ("greys"));
    }
  change (fixture, "view.color-by", "'element'");
  start (fixture);
  g_assert_cmpuint (count_made (fixture), ==, 0);
}

/* While frames are played, sheets follow as wholes, and the last one is of the last frame. */
static void
test_whole_sheets (Fixture *fixture, gconstpointer unused)
{
  const VtComparisonPanel *last;

  change (fixture, "compare.by", "'lags'");
  change (fixture, "correlation.lags", "[5.0, 10.0]");
  start (fixture);
  wait (fixture);
  fixture->whole = TRUE;
  for (guint frame = 1; frame <= 3; frame++)
    {
      g_autofree char *value = g_strdup_printf ("int64 %u", frame);

      change (fixture, "window.frame", value);
      start (fixture);
      check_one_frame (vt_compare_maker_get_panels (fixture->maker));
      for (guint i = 0; i < 5; i++)
        g_main_context_iteration (NULL, FALSE);
      check_one_frame (vt_compare_maker_get_panels (fixture->maker));
    }
  wait (fixture);
  last = vt_compare_maker_get_panels (fixture->maker)->pdata[2];
  g_assert_cmpint (vt_frame_get_step (last->depiction->frame), ==, 6000);
  check_one_frame (vt_compare_maker_get_panels (fixture->maker));
}

static void
test_stop (Fixture *fixture, gconstpointer unused)
{
  double fraction;
  guint n;

  start (fixture);
  while (count_made (fixture) < 2)
    g_main_context_iteration (NULL, TRUE);
  vt_compare_maker_stop (fixture->maker);
  g_assert_cmpint (vt_compare_maker_get_current (fixture->maker, &fraction), ==, -1);
  n = fixture->counts->len;
  for (guint i = 0; i < 50; i++)
    {
      g_usleep (2000);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (fixture->counts->len, ==, n);
  /* Taken up again where it was left. */
  start (fixture);
  g_assert_cmpuint (count_made (fixture), ==, 2);
  wait (fixture);
  g_assert_cmpuint (count_made (fixture), ==, 6);
}

/* Nothing of a file that is not looked at any more. */
static void
test_other_source (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtTrajectory) trajectory = test_glass_new (4, 6, 0.05, 4);

  start (fixture);
  wait (fixture);
  vt_source_unref (fixture->source);
  fixture->source = vt_source_new (trajectory, NULL);
  start (fixture);
  g_assert_cmpuint (count_made (fixture), ==, 0);
  wait (fixture);
  g_assert_cmpuint (count_made (fixture), ==, 6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/compare-maker/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("one-by-one", test_one_by_one);
  ADD ("array", test_array_is_kept);
  ADD ("same", test_same_stay);
  ADD ("old-until-new", test_old_until_new);
  ADD ("whole-sheets", test_whole_sheets);
  ADD ("stop", test_stop);
  ADD ("other-source", test_other_source);
  return g_test_run ();
}
