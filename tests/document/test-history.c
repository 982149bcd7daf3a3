#include "vt-history.h"

static VtHistory *
with_lag (VtHistory *history, double lag, const char *label, const char *merge_key)
{
  g_autoptr (VtState) state = vt_state_with_real (vt_history_get_state (history), "window.lag", lag);

  vt_history_push (history, state, label, merge_key);
  return history;
}

static double
lag_of (VtHistory *history)
{
  return vt_state_get_real (vt_history_get_state (history), "window.lag");
}

static VtHistory *
new_history (void)
{
  g_autoptr (VtState) state = vt_state_new ();

  return vt_history_new (state);
}

static void
test_undo_and_redo (void)
{
  g_autoptr (VtHistory) history = new_history ();

  g_assert_null (vt_history_get_undo_label (history));
  g_assert_false (vt_history_undo (history));
  with_lag (history, 30, "First", NULL);
  with_lag (history, 40, "Second", NULL);
  g_assert_cmpstr (vt_history_get_undo_label (history), ==, "Second");

  g_assert_true (vt_history_undo (history));
  g_assert_cmpfloat (lag_of (history), ==, 30);
  g_assert_cmpstr (vt_history_get_redo_label (history), ==, "Second");
  g_assert_true (vt_history_undo (history));
  g_assert_cmpfloat (lag_of (history), ==, 20);
  g_assert_true (vt_history_redo (history));
  g_assert_true (vt_history_redo (history));
  g_assert_cmpfloat (lag_of (history), ==, 40);
  g_assert_false (vt_history_redo (history));
}

static void
test_an_edit_ends_redo (void)
{
  g_autoptr (VtHistory) history = new_history ();

  with_lag (history, 30, "First", NULL);
  vt_history_undo (history);
  with_lag (history, 50, "Other", NULL);
  g_assert_null (vt_history_get_redo_label (history));
}

static void
test_a_drag_is_one_step (void)
{
  g_autoptr (VtHistory) history = new_history ();

  for (int i = 21; i <= 30; i++)
    with_lag (history, i, "Change Lag", "window.lag");
  vt_history_seal (history);
  for (int i = 31; i <= 40; i++)
    with_lag (history, i, "Change Lag", "window.lag");

  vt_history_undo (history);
  g_assert_cmpfloat (lag_of (history), ==, 30);
  vt_history_undo (history);
  g_assert_cmpfloat (lag_of (history), ==, 20);
  g_assert_null (vt_history_get_undo_label (history));
}

static void
test_playback_is_no_step (void)
{
  g_autoptr (VtHistory) history = new_history ();
  g_autoptr (VtState) later = NULL;

  with_lag (history, 30, "Change Lag", "window.lag");
  later = vt_state_with_integer (vt_history_get_state (history), "window.frame", 5);
  vt_history_push (history, later, NULL, NULL);
  g_assert_cmpstr (vt_history_get_undo_label (history), ==, "Change Lag");
  g_assert_cmpint (vt_state_get_integer (vt_history_get_state (history), "window.frame"), ==, 5);

  /* Undo takes the edit back, and leaves one where one is in time. */
  vt_history_undo (history);
  g_assert_cmpfloat (lag_of (history), ==, 20);
  g_assert_cmpint (vt_state_get_integer (vt_history_get_state (history), "window.frame"), ==, 5);
  vt_history_redo (history);
  g_assert_cmpfloat (lag_of (history), ==, 30);
  g_assert_cmpint (vt_state_get_integer (vt_history_get_state (history), "window.frame"), ==, 5);
}

static void
test_old_steps_are_forgotten (void)
{
  g_autoptr (VtHistory) history = new_history ();
  guint n = 0;

  for (int i = 0; i < 1000; i++)
    with_lag (history, 21 + i, "Change Lag", NULL);
  while (vt_history_undo (history))
    n++;
  g_assert_cmpuint (n, ==, 500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/undo", test_undo_and_redo);
  g_test_add_func ("/history/edit-ends-redo", test_an_edit_ends_redo);
  g_test_add_func ("/history/drag", test_a_drag_is_one_step);
  g_test_add_func ("/history/playback", test_playback_is_no_step);
  g_test_add_func ("/history/bounded", test_old_steps_are_forgotten);
  return g_test_run ();
}
