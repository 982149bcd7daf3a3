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

/* In the window nobody can give an option. */
static void
test_options_are_the_command_lines (void)
{
  g_autoptr (GError) window = NULL, line = NULL;

  vt_set_error_at (&window, VT_ERROR_INPUT, NULL, "no time step");
  vt_error_add_option (&window, "--timestep %g", 0.5);
  g_assert_cmpstr (window->message, ==, "no time step");
  vt_error_name_options (TRUE);
  vt_set_error_at (&line, VT_ERROR_INPUT, NULL, "no time step");
  vt_error_add_option (&line, "--timestep %g", 0.5);
  vt_error_add_option (NULL, "--nobody");
  vt_error_name_options (FALSE);
  g_assert_cmpstr (line->message, ==, "no time step (--timestep 0.5)");
  g_assert_error (line, VT_ERROR, VT_ERROR_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/place", test_message_names_the_place);
  g_test_add_func ("/error/parts", test_parts_may_be_missing);
  g_test_add_func ("/error/options", test_options_are_the_command_lines);
  return g_test_run ();
}
