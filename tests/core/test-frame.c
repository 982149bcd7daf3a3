#include "vt-frame.h"

#include <math.h>

static const char *const names[] = { "Cu", "Zr", NULL };

static VtAtomTable *
make_table (gsize n, const gint64 *ids)
{
  return vt_atom_table_new_take (n, g_memdup2 (ids, n * sizeof *ids), g_new0 (guint8, n), names);
}

/* Atom i of the frame stands at (10 + id, 20 + id, 30 + id) and has the energy −id. */
static VtFrame *
make_frame (gsize n, const gint64 *ids)
{
  g_autoptr (VtAtomTable) atoms = make_table (n, ids);
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_column_unref);
  double *positions = g_new (double, 3 * n), *energy = g_new (double, n);
  VtCell cell;

  for (gsize i = 0; i < n; i++)
    {
      for (guint d = 0; d < 3; d++)
        positions[d * n + i] = 10.0 * (d + 1) + ids[i];
      energy[i] = -ids[i];
    }
  g_ptr_array_add (columns, vt_column_new_take ("energy", VT_UNIT_ELECTRONVOLT, energy, n));
  vt_cell_init_box (&cell, 50.0, 60.0, 70.0);
  return vt_frame_new_take (atoms, &cell, positions, 2.5, 1000, columns);
}

static const gint64 ids[] = { 1, 2, 5, 7 };

static void
test_holds_what_it_was_given (void)
{
  g_autoptr (VtFrame) frame = make_frame (4, ids);
  double position[3];
  VtCell cell;

  vt_cell_init_box (&cell, 50.0, 60.0, 70.0);
  g_assert_cmpuint (vt_frame_get_n_atoms (frame), ==, 4);
  g_assert_cmpuint (vt_atom_table_get_n (vt_frame_get_atoms (frame)), ==, 4);
  g_assert_true (vt_cell_equal (vt_frame_get_cell (frame), &cell));
  g_assert_cmpfloat (vt_frame_get_time (frame), ==, 2.5);
  g_assert_cmpint (vt_frame_get_step (frame), ==, 1000);
  g_assert_cmpfloat (vt_frame_get_axis (frame, 1)[2], ==, 25.0);
  vt_frame_get_position (frame, 3, position);
  g_assert_cmpfloat (position[0], ==, 17.0);
  g_assert_cmpfloat (position[1], ==, 27.0);
  g_assert_cmpfloat (position[2], ==, 37.0);
}

static void
test_columns (void)
{
  g_autoptr (VtFrame) frame = make_frame (4, ids);

  g_assert_cmpuint (vt_frame_get_n_columns (frame), ==, 1);
  g_assert_true (vt_frame_find_column (frame, "energy") == vt_frame_get_column (frame, 0));
  g_assert_null (vt_frame_find_column (frame, "stress"));
}

static void
test_size_counts_positions_and_columns (void)
{
  g_autoptr (VtFrame) frame = make_frame (4, ids);

  g_assert_cmpuint (vt_frame_get_size (frame), >=, 4 * 4 * sizeof (double));
  g_assert_cmpuint (vt_frame_get_size (frame), <, 4 * 4 * sizeof (double) + 1000);
}

static void
test_equal_table_is_the_frame_itself (void)
{
  g_autoptr (VtFrame) frame = make_frame (4, ids);
  g_autoptr (VtAtomTable) same = make_table (4, ids);
  g_autoptr (VtFrame) mapped = vt_frame_on_table (frame, same);

  g_assert_true (mapped == frame);
}

/* Other atoms, more of them, and one of the old ones gone. */
static void
test_other_table (void)
{
  static const gint64 other[] = { 0, 2, 3, 5, 7, 8 };
  static const gboolean present[] = { FALSE, TRUE, FALSE, TRUE, TRUE, FALSE };
  g_autoptr (VtFrame) frame = make_frame (4, ids);
  g_autoptr (VtAtomTable) onto = make_table (6, other);
  g_autoptr (VtFrame) mapped = vt_frame_on_table (frame, onto);
  const double *energy = vt_column_get_values (vt_frame_find_column (mapped, "energy"));

  g_assert_true (vt_frame_get_atoms (mapped) == onto);
  g_assert_cmpfloat (vt_frame_get_time (mapped), ==, 2.5);
  g_assert_cmpint (vt_frame_get_step (mapped), ==, 1000);
  g_assert_true (vt_cell_equal (vt_frame_get_cell (mapped), vt_frame_get_cell (frame)));
  for (gsize i = 0; i < 6; i++)
    for (guint d = 0; d < 3; d++)
      if (present[i])
        {
          g_assert_cmpfloat (vt_frame_get_axis (mapped, d)[i], ==, 10.0 * (d + 1) + other[i]);
          g_assert_cmpfloat (energy[i], ==, -other[i]);
        }
      else
        {
          g_assert_true (isnan (vt_frame_get_axis (mapped, d)[i]));
          g_assert_true (isnan (energy[i]));
        }
}

static void
test_without_atoms (void)
{
  g_autoptr (VtAtomTable) empty = vt_atom_table_new_take (0, NULL, NULL, names);
  g_autoptr (VtAtomTable) some = make_table (4, ids);
  g_autoptr (VtFrame) frame = NULL, mapped = NULL;
  VtCell cell;

  vt_cell_init_box (&cell, 1.0, 1.0, 1.0);
  frame = vt_frame_new_take (empty, &cell, NULL, NAN, 0, NULL);
  g_assert_cmpuint (vt_frame_get_n_atoms (frame), ==, 0);
  g_assert_cmpuint (vt_frame_get_n_columns (frame), ==, 0);
  g_assert_null (vt_frame_get_axis (frame, 2));
  g_assert_null (vt_frame_find_column (frame, "energy"));
  mapped = vt_frame_on_table (frame, some);
  g_assert_cmpuint (vt_frame_get_n_atoms (mapped), ==, 4);
  g_assert_true (isnan (vt_frame_get_axis (mapped, 2)[3]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/holds", test_holds_what_it_was_given);
  g_test_add_func ("/frame/columns", test_columns);
  g_test_add_func ("/frame/size", test_size_counts_positions_and_columns);
  g_test_add_func ("/frame/on-table/equal", test_equal_table_is_the_frame_itself);
  g_test_add_func ("/frame/on-table/other", test_other_table);
  g_test_add_func ("/frame/without-atoms", test_without_atoms);
  return g_test_run ();
}
