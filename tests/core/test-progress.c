#include "vt-progress.h"

#include <math.h>

static void
test_stages (void)
{
  g_autoptr (VtProgress) progress = vt_progress_new ();

  g_assert_cmpfloat (vt_progress_get (progress), ==, 0.0);
  g_assert_cmpstr (vt_progress_get_label (progress), ==, "");
  vt_progress_begin (progress, "Reading", 0.0, 0.5);
  vt_progress_set (progress, 0.5);
  g_assert_cmpfloat (vt_progress_get (progress), ==, 0.25);
  vt_progress_begin (progress, "Sorting", 0.5, 1.0);
  g_assert_cmpstr (vt_progress_get_label (progress), ==, "Sorting");
  g_assert_cmpfloat (vt_progress_get (progress), ==, 0.5);
  vt_progress_set (progress, 1.0);
  g_assert_cmpfloat (vt_progress_get (progress), ==, 1.0);
}

static void
test_never_goes_back_nor_out (void)
{
  g_autoptr (VtProgress) progress = vt_progress_new ();

  vt_progress_set (progress, 0.6);
  vt_progress_set (progress, 0.4);
  g_assert_cmpfloat (vt_progress_get (progress), ==, 0.6);
  vt_progress_set (progress, NAN);
  vt_progress_set (progress, -1.0);
  g_assert_cmpfloat (vt_progress_get (progress), ==, 0.6);
  vt_progress_set (progress, 7.0);
  g_assert_cmpfloat (vt_progress_get (progress), ==, 1.0);
}

static void
test_nobody_looks (void)
{
  vt_progress_begin (NULL, "Reading", 0.0, 1.0);
  vt_progress_set (NULL, 0.5);
  g_assert_cmpfloat (vt_progress_get (NULL), ==, 0.0);
  g_assert_cmpstr (vt_progress_get_label (NULL), ==, "");
  g_assert_null (vt_progress_ref (NULL));
  vt_progress_unref (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress/stages", test_stages);
  g_test_add_func ("/progress/never-back", test_never_goes_back_nor_out);
  g_test_add_func ("/progress/nobody-looks", test_nobody_looks);
  return g_test_run ();
}
