/* The table of polyhedra: shares and differences by hand. */
#include "vt-polyhedra.h"

#include <math.h>
#include "vt-extremes.h"

static const VtVoronoiIndex indices[10] = {
  { 0, 0, 12, 0, 0 }, { 0, 0, 12, 0, 0 }, { 0, 0, 12, 0, 0 }, { 0, 0, 12, 0, 2 }, { 0, 3, 6, 4, 0 },
  { 0, 3, 6, 4, 0 }, { 0, 3, 6, 4, 0 }, { 0, 2, 8, 2, 0 }, { 0, 0, 12, 0, 3 }, { 1, 3, 4, 5, 1 },
};
/* Three LA, four SA. */
static const double classes[10] = {
  VT_CLASS_STABLE, VT_CLASS_STABLE, VT_CLASS_NONE, VT_CLASS_ACTIVE, VT_CLASS_ACTIVE,
  VT_CLASS_STABLE, VT_CLASS_STABLE, NAN, VT_CLASS_NONE, VT_CLASS_ACTIVE,
};

static void
assert_row (const VtTable *table, guint row, const char *index, const double numbers[7])
{
  g_assert_cmpstr (vt_table_get_text (table, row, 0), ==, index);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, row, i + 1), numbers[i], 1e-12);
}

static void
test_by_hand (void)
{
  static const char *const columns[] = { "index", "n_total", "f_total", "f_la", "f_sa", "df_la", "df_sa", "lffs" };
  g_autoptr (VtTable) table = vt_polyhedra_table (indices, classes, 10);

  g_assert_cmpstr (vt_table_get_name (table), ==, "polyhedra");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_assert_cmpint (vt_table_find_column (table, columns[i]), ==, (int) i);
  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 5);
  /* Ties of three: ⟨0 0 12 0⟩ comes before ⟨0 3 6 4⟩. */
  assert_row (table, 0, "⟨0 0 12 0⟩", (const double[]) { 3, 30, 0, 50, -30, 20, 1 });
  assert_row (table, 1, "⟨0 3 6 4⟩",
              (const double[]) { 3, 30, 100.0 / 3.0, 50, 10.0 / 3.0, 20, 6.0 / 13.0 });
  assert_row (table, 2, "⟨0 0 12 0⟩+",
              (const double[]) { 2, 20, 100.0 / 3.0, 0, 40.0 / 3.0, -20, 0.5 * (12.0 / 14.0 + 12.0 / 15.0) });
  assert_row (table, 3, "⟨0 2 8 2⟩", (const double[]) { 1, 10, 0, 0, -10, -10, 8.0 / 12.0 });
  assert_row (table, 4, "⟨1 3 4 5⟩+", (const double[]) { 1, 10, 100.0 / 3.0, 0, 70.0 / 3.0, -10, 4.0 / 14.0 });
}

static void
test_shares_sum_up (void)
{
  g_autoptr (VtTable) table = vt_polyhedra_table (indices, classes, 10);
  static const double sums[6] = { 10, 100, 100, 100, 0, 0 };

  for (guint column = 1; column <= 6; column++)
    {
      double sum = 0.0;

      for (guint row = 0; row < vt_table_get_n_rows (table); row++)
        sum += vt_table_get_number (table, row, column);
      g_assert_cmpfloat_with_epsilon (sum, sums[column - 1], 1e-10);
    }
}

static void
test_without_classes (void)
{
  static const double none[3] = { NAN, NAN, NAN };
  g_autoptr (VtTable) table = vt_polyhedra_table (indices, none, 3);
  g_autoptr (VtTable) unclassed = vt_polyhedra_table (indices, NULL, 3);
  g_autoptr (VtTable) empty = vt_polyhedra_table (NULL, NULL, 0);

  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 1);
  g_assert_cmpfloat (vt_table_get_number (table, 0, 2), ==, 100.0);
  g_assert_true (isnan (vt_table_get_number (table, 0, 3)) && isnan (vt_table_get_number (table, 0, 6)));
  g_assert_cmpfloat (vt_table_get_number (unclassed, 0, 2), ==, 100.0);
  g_assert_true (isnan (vt_table_get_number (unclassed, 0, 3)) && isnan (vt_table_get_number (unclassed, 0, 4)));
  g_assert_cmpuint (vt_table_get_n_rows (empty), ==, 0);
}

static void
test_lffs (void)
{
  static const VtVoronoiIndex three[4] = {
    { 0, 0, 12, 0, 0 }, { 0, 6, 6, 0, 0 }, { 0, 3, 3, 0, 6 }, { 0, 0, 0, 0, 0 },
  };
  static const double marks[4] = { VT_CLASS_STABLE, VT_CLASS_STABLE, VT_CLASS_ACTIVE, VT_CLASS_ACTIVE };
  g_autoptr (VtTable) table = vt_polyhedra_lffs_table (three, marks, 4);

  g_assert_cmpstr (vt_table_get_name (table), ==, "lffs");
  g_assert_cmpstr (vt_table_get_text (table, 0, 0), ==, "total");
  g_assert_cmpfloat (vt_table_get_number (table, 0, 1), ==, 3.0);
  g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, 0, 2), 1.75 / 3.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, 0, 3), sqrt (7.0 / 48.0), 1e-15);
  g_assert_cmpstr (vt_table_get_text (table, 1, 0), ==, "la");
  g_assert_cmpfloat (vt_table_get_number (table, 1, 1), ==, 1.0);
  g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, 1, 2), 0.25, 1e-15);
  g_assert_true (isnan (vt_table_get_number (table, 1, 3)));
  g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, 1, 4), 0.5,
                                  1e-15); /* six faces with seven edges left out */
  g_assert_cmpstr (vt_table_get_text (table, 2, 0), ==, "sa");
  g_assert_cmpfloat_with_epsilon (vt_table_get_number (table, 2, 2), 0.75, 1e-15);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/polyhedra/by-hand", test_by_hand);
  g_test_add_func ("/polyhedra/shares-sum-up", test_shares_sum_up);
  g_test_add_func ("/polyhedra/without-classes", test_without_classes);
  g_test_add_func ("/polyhedra/lffs", test_lffs);
  return g_test_run ();
}
