#include "vt-error.h"

static void
test_message_names_the_place (void)
{
  const VtPlace place = { .file = "a.dump", .frame = 3, .line = 12, .hint = "Expected three numbers" };
  g_autoptr (GError) error = NULL;

  vt_set_error_at (&error, VT_ERROR_FORMAT, &place, "\"%s\" is no position", "abc");
  g_assert_error (error, VT_ERROR, VT_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, "a.dump: frame 3, line 12: \"abc\" is no position. Expected three numbers");
}

static void
test_parts_may_be_missing (void)
{
  const VtPlace file_only = { .file = "m.h5", .frame = -1 };
  g_autoptr (GError) plain = NULL, file = NULL;

  vt_set_error_at (&plain, VT_ERROR_USAGE, NULL, "%d is too small", 0);
  g_assert_cmpstr (plain->message, ==, "0 is too small");
  vt_set_error_at (&file, VT_ERROR_MODEL, &file_only, "no lags");
  g_assert_cmpstr (file->message, ==, "m.h5: no lags");
  vt_set_error_at (NULL, VT_ERROR_USAGE, NULL, "nobody listens");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/place", test_message_names_the_place);
  g_test_add_func ("/error/parts", test_parts_may_be_missing);
  return g_test_run ();
}
