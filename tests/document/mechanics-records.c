#include "mechanics-records.h"

#include <math.h>
#include <string.h>

#include "test-files.h"

#define PRINTED 1e-8 /* what a number loses in a record, and more */

void
records_set_up (Records *records, gconstpointer data)
{
  records->folder = test_files_make_folder ();
}

void
records_tear_down (Records *records, gconstpointer data)
{
  test_files_remove_tree (records->folder);
  g_free (records->folder);
}

GFile *
records_write (const Records *records, const char *name, const GString *text)
{
  g_autofree char *path = g_build_filename (records->folder, name, NULL);

  test_files_write (path, text->str, text->len);
  return g_file_new_for_path (path);
}

void
records_append_row (GString *text, guint n, ...)
{
  va_list numbers;

  va_start (numbers, n);
  for (guint i = 0; i < n; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                              g_ascii_formatd (number, sizeof number, "%.15g", va_arg (numbers, double)));
    }
  va_end (numbers);
  g_string_append_c (text, '\n');
}

double
records_get (const VtTable *table, guint row, const char *column)
{
  int index = vt_table_find_column (table, column);

  g_assert_cmpint (index, >=, 0);
  return vt_table_get_number (table, row, (guint) index);
}

const char *
records_get_text (const VtTable *table, guint row, const char *column)
{
  return vt_table_get_text (table, row, (guint) vt_table_find_column (table, column));
}

void
records_assert_number (const VtTable *table, guint row, const char *column, double expected)
{
  double value = records_get (table, row, column);

  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    g_assert_cmpfloat_with_epsilon (value, expected, PRINTED * MAX (1e-3, fabs (expected)));
}

gboolean
records_is_said (const char *const *sentences, const char *part)
{
  for (; *sentences != NULL; sentences++)
    if (strstr (*sentences, part) != NULL)
      return TRUE;
  return FALSE;
}

/* @creep, @quench: (nullable): files; @stresses: of the creep tests; the state is used up. */
VtMechanics *
records_run (VtState *state, GFile **creep, const double *stresses, guint n_creep, GFile **quench, guint n_quench)
{
  g_autoptr (VtState) given = state, crept = NULL, cooled = NULL;
  g_autoptr (VtMechanicsPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  VtMechanics *mechanics;

  crept = vt_state_with (given, "mechanics.creep", vt_mechanics_files_to_variant (creep, stresses, n_creep), &error);
  g_assert_no_error (error);
  cooled = vt_state_with (crept, "mechanics.quench", vt_mechanics_files_to_variant (quench, NULL, n_quench), &error);
  g_assert_no_error (error);
  plan = vt_mechanics_plan_new (cooled);
  mechanics = vt_mechanics_run (plan, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_creep; i++)
    g_object_unref (creep[i]);
  for (guint i = 0; i < n_quench; i++)
    g_object_unref (quench[i]);
  return mechanics;
}

VtState *
records_with_real (VtState *before, const char *key, double value)
{
  VtState *state = vt_state_with_real (before, key, value);

  vt_state_unref (before);
  return state;
}
