#include "vt-atom-table.h"

static VtAtomTable *
make_table (gsize n, const gint64 *ids, const guint8 *species, const char *const *names)
{
  return vt_atom_table_new_take (n, g_memdup2 (ids, n * sizeof *ids), g_memdup2 (species, n), names);
}

static const char *const names[] = { "Cu", "Zr", "7", NULL };
static const gint64 ids[] = { -4, 1, 2, 9, 4000000000000 };
static const guint8 species[] = { 0, 1, 1, 2, 1 };

static void
test_species (void)
{
  g_autoptr (VtAtomTable) table = make_table (5, ids, species, names);

  g_assert_cmpuint (vt_atom_table_get_n (table), ==, 5);
  g_assert_cmpuint (vt_atom_table_get_n_species (table), ==, 3);
  g_assert_cmpstr (vt_atom_table_get_species_name (table, 1), ==, "Zr");
  g_assert_cmpint (vt_atom_table_get_element (table, 1)->number, ==, 40);
  g_assert_null (vt_atom_table_get_element (table, 2));
  g_assert_cmpfloat_with_epsilon (vt_atom_table_get_mass (table, 0), 63.546, 1e-9);
  g_assert_cmpfloat (vt_atom_table_get_mass (table, 2), ==, 1.0);
  g_assert_cmpuint (vt_atom_table_count_species (table, 0), ==, 1);
  g_assert_cmpuint (vt_atom_table_count_species (table, 1), ==, 3);
  g_assert_cmpint (vt_atom_table_find_species (table, "7"), ==, 2);
  g_assert_cmpint (vt_atom_table_find_species (table, "Ni"), ==, -1);
}

static void
test_find (void)
{
  g_autoptr (VtAtomTable) table = make_table (5, ids, species, names);

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_cmpint (vt_atom_table_find (table, ids[i]), ==, i);
      g_assert_cmpint (vt_atom_table_find (table, ids[i] + 3), ==, -1);
    }
  g_assert_cmpint (vt_atom_table_find (table, G_MININT64), ==, -1);
  g_assert_cmpint (vt_atom_table_find (table, G_MAXINT64), ==, -1);
}

static void
test_equal (void)
{
  static const guint8 other_species[] = { 0, 1, 0, 2, 1 };
  static const gint64 other_ids[] = { -4, 1, 2, 9, 10 };
  static const char *const other_names[] = { "Cu", "Ni", "7", NULL };
  g_autoptr (VtAtomTable) table = make_table (5, ids, species, names);
  g_autoptr (VtAtomTable) same = make_table (5, ids, species, names);
  g_autoptr (VtAtomTable) by_species = make_table (5, ids, other_species, names);
  g_autoptr (VtAtomTable) by_id = make_table (5, other_ids, species, names);
  g_autoptr (VtAtomTable) by_name = make_table (5, ids, species, other_names);
  g_autoptr (VtAtomTable) by_count = make_table (4, ids, species, names);

  g_assert_true (vt_atom_table_equal (table, table));
  g_assert_true (vt_atom_table_equal (table, same));
  g_assert_false (vt_atom_table_equal (table, by_species));
  g_assert_false (vt_atom_table_equal (table, by_id));
  g_assert_false (vt_atom_table_equal (table, by_name));
  g_assert_false (vt_atom_table_equal (table, by_count));
}

static void
test_map (void)
{
  static const gint64 onto_ids[] = { -5, -4, 2, 3, 9, 10 };
  static const guint8 onto_species[] = { 0, 0, 0, 0, 0, 0 };
  static const gint64 expected[] = { -1, 0, 2, -1, 3, -1 };
  g_autoptr (VtAtomTable) from = make_table (5, ids, species, names);
  g_autoptr (VtAtomTable) onto = make_table (6, onto_ids, onto_species, names);
  g_autofree gint64 *map = vt_atom_table_map (from, onto);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (map[i], ==, expected[i]);
}

static void
test_without_atoms (void)
{
  static const char *const none[] = { NULL };
  g_autoptr (VtAtomTable) empty = vt_atom_table_new_take (0, NULL, NULL, none);
  g_autoptr (VtAtomTable) table = make_table (5, ids, species, names);
  g_autofree gint64 *map = vt_atom_table_map (empty, table);
  g_autofree gint64 *back = vt_atom_table_map (table, empty);

  g_assert_cmpuint (vt_atom_table_get_n (empty), ==, 0);
  g_assert_cmpint (vt_atom_table_find (empty, 1), ==, -1);
  g_assert_true (vt_atom_table_equal (empty, empty));
  g_assert_false (vt_atom_table_equal (empty, table));
  for (gsize i = 0; i < 5; i++)
    g_assert_cmpint (map[i], ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atom-table/species", test_species);
  g_test_add_func ("/atom-table/find", test_find);
  g_test_add_func ("/atom-table/equal", test_equal);
  g_test_add_func ("/atom-table/map", test_map);
  g_test_add_func ("/atom-table/without-atoms", test_without_atoms);
  return g_test_run ();
}
