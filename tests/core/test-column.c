#include "vt-column.h"

static void
test_holds_what_it_was_given (void)
{
  double *values = g_new (double, 3);
  g_autoptr (VtColumn) column = NULL;
  g_autoptr (VtColumn) again = NULL;

  values[0] = 1.5, values[1] = -2.0, values[2] = 0.25;
  column = vt_column_new_take ("d2min_5ps", VT_UNIT_SQUARE_ANGSTROM, values, 3);
  again = vt_column_ref (column);
  g_assert_true (again == column);
  g_assert_cmpstr (vt_column_get_name (column), ==, "d2min_5ps");
  g_assert_cmpint (vt_column_get_unit (column), ==, VT_UNIT_SQUARE_ANGSTROM);
  g_assert_cmpuint (vt_column_get_n (column), ==, 3);
  g_assert_true (vt_column_get_values (column) == values);
}

static void
test_empty_column (void)
{
  g_autoptr (VtColumn) column = vt_column_new_take ("empty", VT_UNIT_NONE, NULL, 0);

  g_assert_cmpuint (vt_column_get_n (column), ==, 0);
}

/* A reference that outlives the first keeps the values. */
static void
test_lives_as_long_as_a_reference (void)
{
  VtColumn *column = vt_column_new_take ("x", VT_UNIT_NONE, g_new0 (double, 4), 4);
  VtColumn *other = vt_column_ref (column);

  vt_column_unref (column);
  g_assert_cmpfloat (vt_column_get_values (other)[3], ==, 0.0);
  vt_column_unref (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column/holds", test_holds_what_it_was_given);
  g_test_add_func ("/column/empty", test_empty_column);
  g_test_add_func ("/column/references", test_lives_as_long_as_a_reference);
  return g_test_run ();
}
