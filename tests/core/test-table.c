#include "vt-table.h"

#include <locale.h>
#include <math.h>
#include <string.h>
#include <glib/gstdio.h>

#include "vt-error.h"

static VtTable *
make_table (void)
{
  VtTable *table = vt_table_new ("correlation");
  guint lag = vt_table_add_numbers (table, "lag", VT_UNIT_PICOSECOND);
  guint pearson = vt_table_add_numbers (table, "pearson", VT_UNIT_NONE);
  guint note = vt_table_add_texts (table, "note");

  g_assert_cmpuint (lag, ==, 0);
  g_assert_cmpuint (pearson, ==, 1);
  g_assert_cmpuint (note, ==, 2);
  g_assert_cmpuint (vt_table_add_row (table), ==, 0);
  g_assert_cmpuint (vt_table_add_row (table), ==, 1);
  vt_table_set_number (table, 0, lag, 5.0);
  vt_table_set_number (table, 0, pearson, 0.33);
  vt_table_set_number (table, 1, lag, 20.0);
  vt_table_set_text (table, 1, note, "no value");
  return table;
}

static void
test_holds_what_it_was_given (void)
{
  g_autoptr (VtTable) table = make_table ();

  g_assert_cmpstr (vt_table_get_name (table), ==, "correlation");
  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 2);
  g_assert_cmpuint (vt_table_get_n_columns (table), ==, 3);
  g_assert_cmpstr (vt_table_get_column_name (table, 0), ==, "lag");
  g_assert_cmpint (vt_table_get_column_unit (table, 0), ==, VT_UNIT_PICOSECOND);
  g_assert_false (vt_table_column_is_text (table, 0));
  g_assert_true (vt_table_column_is_text (table, 2));
  g_assert_cmpint (vt_table_find_column (table, "note"), ==, 2);
  g_assert_cmpint (vt_table_find_column (table, "spearman"), ==, -1);
  g_assert_cmpfloat (vt_table_get_number (table, 0, 1), ==, 0.33);
  g_assert_true (isnan (vt_table_get_number (table, 1, 1)));
  g_assert_cmpstr (vt_table_get_text (table, 0, 2), ==, "");
  g_assert_cmpstr (vt_table_get_text (table, 1, 2), ==, "no value");
  g_assert_cmpfloat (vt_table_get_numbers (table, 0)[1], ==, 20.0);
}

static void
test_csv (void)
{
  g_autoptr (VtTable) table = make_table ();
  g_autofree char *csv = vt_table_to_csv (table);

  g_assert_cmpstr (csv, ==, "lag_ps,pearson,note\n5,0.33,\n20,,no value\n");
}

static void
test_quoting (void)
{
  g_autoptr (VtTable) table = vt_table_new ("quoted");
  g_autofree char *csv = NULL;
  guint text = vt_table_add_texts (table, "a,b");
  guint other = vt_table_add_texts (table, "other");

  vt_table_add_row (table);
  vt_table_set_text (table, 0, text, "⟨0 0 12 0⟩");
  vt_table_set_text (table, 0, other, "he said \"no\"");
  vt_table_add_row (table);
  vt_table_set_text (table, 1, text, "two\nlines");
  vt_table_set_text (table, 1, other, "Cu, Zr");
  csv = vt_table_to_csv (table);
  g_assert_cmpstr (csv, ==,
                   "\"a,b\",other\n"
                   "⟨0 0 12 0⟩,\"he said \"\"no\"\"\"\n"
                   "\"two\nlines\",\"Cu, Zr\"\n");
}

/* A reader skips empty lines, so a row of one missing number must not be one. */
static void
test_lone_missing_number (void)
{
  g_autoptr (VtTable) table = vt_table_new ("lone");
  g_autofree char *csv = NULL;

  vt_table_add_numbers (table, "x", VT_UNIT_NONE);
  vt_table_add_row (table);
  csv = vt_table_to_csv (table);
  g_assert_cmpstr (csv, ==, "x\n\"\"\n");
}

static void
check_round_trip (double value)
{
  g_autoptr (VtTable) table = vt_table_new ("one");
  g_autofree char *csv = NULL;
  double back;

  vt_table_add_numbers (table, "x", VT_UNIT_NONE);
  vt_table_add_row (table);
  vt_table_set_number (table, 0, 0, value);
  csv = vt_table_to_csv (table);
  g_assert_null (strchr (csv, ','));
  back = g_ascii_strtod (csv + strlen ("x\n"), NULL);
  g_assert_cmpmem (&back, sizeof back, &value, sizeof value);
}

static void
test_doubles_round_trip (void)
{
  static const double values[] = { 0.1, -0.0, 1.0 / 3.0, 1e300, 5e-324, 123456789.123456789, INFINITY, -INFINITY };
  g_autoptr (GRand) random = g_rand_new_with_seed (12);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    check_round_trip (values[i]);
  for (guint i = 0; i < 2000; i++)
    check_round_trip (ldexp (g_rand_double (random) - 0.5, g_rand_int_range (random, -300, 300)));
}

static void
test_shortest_text (void)
{
  g_autoptr (VtTable) table = vt_table_new ("short");
  g_autofree char *csv = NULL;

  vt_table_add_numbers (table, "x", VT_UNIT_SQUARE_ANGSTROM);
  vt_table_add_row (table);
  vt_table_set_number (table, 0, 0, 0.1);
  vt_table_add_row (table);
  vt_table_set_number (table, 1, 0, 4000.0);
  csv = vt_table_to_csv (table);
  g_assert_cmpstr (csv, ==, "x_A2\n0.1\n4000\n");
}

/* Where a language that writes a comma is installed, it must change nothing. */
static void
test_comma_locale (void)
{
  static const char *const locales[] = { "de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8", "ru_RU.UTF-8" };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (locales) && !found; i++)
    found = setlocale (LC_NUMERIC, locales[i]) != NULL;
  check_round_trip (0.5);
  check_round_trip (-1234.5678);
  test_csv ();
  setlocale (LC_NUMERIC, "C");
  if (!found)
    g_test_message ("no locale with a decimal comma is installed: checked under the present one");
}

static void
test_writes_a_file (void)
{
  g_autoptr (VtTable) table = make_table ();
  g_autofree char *path = g_dir_make_tmp ("vitrine-table-XXXXXX", NULL);
  g_autoptr (GFile) directory = g_file_new_for_path (path);
  g_autofree char *file = g_build_filename (path, "correlation.csv", NULL);
  g_autofree char *expected = vt_table_to_csv (table), *written = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "something longer that was there before, and must be gone", -1, NULL));
  g_assert_true (vt_table_write_csv (table, directory, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (file, &written, NULL, NULL));
  g_assert_cmpstr (written, ==, expected);
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/* A directory that is a file cannot be written into, not even by root. */
static void
test_unwritable_directory (void)
{
  g_autoptr (VtTable) table = make_table ();
  g_autofree char *path = g_dir_make_tmp ("vitrine-table-XXXXXX", NULL);
  g_autofree char *blocked = g_build_filename (path, "blocked", NULL);
  g_autoptr (GFile) directory = g_file_new_for_path (blocked);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (blocked, "", 0, NULL));
  g_assert_false (vt_table_write_csv (table, directory, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_OUTPUT);
  g_assert_nonnull (strstr (error->message, "correlation.csv"));
  g_assert_nonnull (strstr (error->message, blocked));
  g_assert_cmpint (g_unlink (blocked), ==, 0);
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
test_cancelled (void)
{
  g_autoptr (VtTable) table = make_table ();
  g_autoptr (GFile) directory = g_file_new_for_path (g_get_tmp_dir ());
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (vt_table_write_csv (table, directory, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A column that comes later is NaN in the rows that are there, and is filled like any other. */
static void
test_late_column (void)
{
  g_autoptr (VtTable) table = vt_table_new ("late");
  g_autofree char *csv = NULL;
  guint sigma;

  vt_table_add_numbers (table, "x", VT_UNIT_NONE);
  for (guint row = 0; row < 2; row++)
    vt_table_set_number (table, vt_table_add_row (table), 0, row);
  sigma = vt_table_add_numbers (table, "sigma", VT_UNIT_KELVIN);
  g_assert_true (isnan (vt_table_get_number (table, 1, sigma)));
  vt_table_set_number (table, 0, sigma, 2.5);
  vt_table_add_row (table);
  csv = vt_table_to_csv (table);
  g_assert_cmpstr (csv, ==, "x,sigma_K\n0,2.5\n1,\n,\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/holds", test_holds_what_it_was_given);
  g_test_add_func ("/table/csv", test_csv);
  g_test_add_func ("/table/late-column", test_late_column);
  g_test_add_func ("/table/quoting", test_quoting);
  g_test_add_func ("/table/lone-missing-number", test_lone_missing_number);
  g_test_add_func ("/table/doubles-round-trip", test_doubles_round_trip);
  g_test_add_func ("/table/shortest-text", test_shortest_text);
  g_test_add_func ("/table/comma-locale", test_comma_locale);
  g_test_add_func ("/table/writes-a-file", test_writes_a_file);
  g_test_add_func ("/table/unwritable-directory", test_unwritable_directory);
  g_test_add_func ("/table/cancelled", test_cancelled);
  return g_test_run ();
}
