/* The text dump: every way LAMMPS writes the same atoms, and every way a file can be wrong. */
#include "files.h"

#define HEAD(n) "ITEM: TIMESTEP\n100\nITEM: NUMBER OF ATOMS\n" #n "\nITEM: BOX BOUNDS pp pp pp\n-1 9\n0 20\n0 40\n"

/* Box from (−1, 0, 0) with edges 10, 20, 40. Atom 1 is at (2, 5, 10); atom 2, at (−1.5, 25, 30), has left the box
 * along −x and +y. */
typedef struct
{
  const char *name;
  const char *text;
  gboolean    unwrapped;
} Kind;

static const Kind kinds[] = {
  { "xu", HEAD (2) "ITEM: ATOMS id element xu yu zu\n1 Cu 2 5 10\n2 Zr -1.5 25 30\n", TRUE },
  { "xsu", HEAD (2) "ITEM: ATOMS id element xsu ysu zsu\n1 Cu 0.3 0.25 0.25\n2 Zr -0.05 1.25 0.75\n", TRUE },
  { "x-image", HEAD (2) "ITEM: ATOMS id element x y z ix iy iz\n1 Cu 2 5 10 0 0 0\n2 Zr 8.5 5 30 -1 1 0\n", TRUE },
  { "xs-image", HEAD (2) "ITEM: ATOMS id element xs ys zs ix iy iz\n"
                         "1 Cu 0.3 0.25 0.25 0 0 0\n2 Zr 0.95 0.25 0.75 -1 1 0\n", TRUE },
  { "other-order", HEAD (2) "ITEM: ATOMS zu element yu id xu \n30 Zr 25 2 -1.5 \n10\tCu  5 1 2\n", TRUE },
  { "both", HEAD (2) "ITEM: ATOMS id element x y z xu yu zu\n1 Cu 2 5 10 2 5 10\n2 Zr 8.5 5 30 -1.5 25 30\n", TRUE },
  { "returns", "ITEM: TIMESTEP\r\n100\r\nITEM: NUMBER OF ATOMS\r\n2\r\n"
               "ITEM: BOX BOUNDS pp pp pp\r\n-1 9\r\n0 20\r\n0 40\r\n"
               "ITEM: ATOMS id element xu yu zu\r\n1 Cu 2 5 10\r\n2 Zr -1.5 25 30\r\n\r\n", TRUE },
  { "x", HEAD (2) "ITEM: ATOMS id element x y z\n1 Cu 2 5 10\n2 Zr 8.5 5 30\n", FALSE },
  { "xs", HEAD (2) "ITEM: ATOMS id element xs ys zs\n1 Cu 0.3 0.25 0.25\n2 Zr 0.95 0.25 0.75\n", FALSE },
};

static void
assert_kind (VtTrajectory *trajectory, const Kind *kind)
{
  g_autoptr (VtFrame) frame = files_read (trajectory, 0);
  VtAtomTable *atoms = vt_frame_get_atoms (frame);

  g_assert_cmpuint (vt_trajectory_get_n_frames (trajectory), ==, 1);
  g_assert_cmpuint (vt_trajectory_get_n_atoms (trajectory, 0), ==, 2);
  g_assert_cmpint (vt_frame_get_step (frame), ==, 100);
  g_assert_true (isnan (vt_frame_get_time (frame)));
  g_assert_cmpstr (vt_atom_table_get_species_name (atoms, 0), ==, "Cu");
  g_assert_cmpstr (vt_atom_table_get_species_name (atoms, 1), ==, "Zr");
  g_assert_cmpint (vt_atom_table_get_ids (atoms)[1], ==, 2);
  g_assert_cmpint (vt_atom_table_get_species (atoms)[1], ==, 1);
  g_assert_cmpfloat (vt_frame_get_cell (frame)->origin[0], ==, -1.0);
  g_assert_cmpfloat_with_epsilon (vt_cell_volume (vt_frame_get_cell (frame)), 8000.0, 1e-9);
  files_assert_position (frame, 0, 2, 5, 10, 1e-12);
  if (kind->unwrapped)
    files_assert_position (frame, 1, -1.5, 25, 30, 1e-12);
  else
    files_assert_position (frame, 1, 8.5, 5, 30, 1e-12);
  g_assert_cmpuint (vt_frame_get_n_columns (frame), ==, g_str_equal (kind->name, "both") ? 3 : 0);
}

static void
test_kinds (FilesFixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (VtTrajectory) plain = files_open_text (fixture->folder, kinds[i].text, NULL);
      g_autoptr (GByteArray) packed = files_gzip (kinds[i].text, strlen (kinds[i].text));
      g_autoptr (GFile) file = files_write (fixture->folder, "packed.gz", packed->data, packed->len);
      g_autoptr (VtTrajectory) gzipped = files_open (file, NULL, NULL);

      g_test_message ("%s", kinds[i].name);
      assert_kind (plain, &kinds[i]);
      assert_kind (gzipped, &kinds[i]);
      g_assert_cmpstr (vt_trajectory_get_format (plain), ==, "LAMMPS dump");
      g_assert_cmpstr (vt_trajectory_get_format (gzipped), ==, "LAMMPS dump, gzip");
      g_assert_null (vt_trajectory_get_warnings (plain)[0]);
      g_assert_null (vt_trajectory_get_units (plain));
    }
}

/* lx ly lz = 10, 8, 6; xy xz yz = 2, −3, 1: the bounds written are those of LAMMPS's manual, "Howto triclinic". */
static void
test_triclinic (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrajectory) trajectory
    = files_open_text (fixture->folder,
                       "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS xy xz yz pp ff ps\n"
                       "-3 12 2\n0 9 -3\n0 6 1\nITEM: ATOMS id type xs ys zs ix iy iz\n1 1 0.5 0.5 0.5 1 0 -1\n", NULL);
  g_autoptr (VtFrame) frame = files_read (trajectory, 0);
  const VtCell *cell = vt_frame_get_cell (frame);

  g_assert_cmpfloat (cell->origin[0], ==, 0.0);
  g_assert_cmpfloat (cell->vectors[0][0], ==, 10.0);
  g_assert_cmpfloat (cell->vectors[1][0], ==, 2.0);
  g_assert_cmpfloat (cell->vectors[1][1], ==, 8.0);
  g_assert_cmpfloat (cell->vectors[2][0], ==, -3.0);
  g_assert_cmpfloat (cell->vectors[2][1], ==, 1.0);
  g_assert_cmpfloat (cell->vectors[2][2], ==, 6.0);
  g_assert_true (cell->periodic[0] && !cell->periodic[1] && cell->periodic[2]);
  /* Half of each edge, one a further, one c back. */
  files_assert_position (frame, 0, 5 + 1 - 1.5 + 10 + 3, 4 + 0.5 - 1, 3 - 6, 1e-12);
}

/* Both tilts to the same side add up: xy xz yz = −2, −3, −1. */
static void
test_triclinic_both (FilesFixture *fixture, gconstpointer data)
{
  static const double signs[] = { -1.0, 1.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      double s = signs[i];
      g_autofree char *text = g_strdup_printf ("ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\n"
                                               "ITEM: BOX BOUNDS xy xz yz pp pp pp\n%g %g %g\n%g %g %g\n0 6 %g\n"
                                               "ITEM: ATOMS id type xs ys zs\n1 1 0 0 0\n",
                                               MIN (0, 5 * s), 10 + MAX (0, 5 * s), 2 * s, MIN (0, s), 8 + MAX (0, s),
                                               3 * s, s);
      g_autoptr (VtTrajectory) trajectory = files_open_text (fixture->folder, text, NULL);
      g_autoptr (VtFrame) frame = files_read (trajectory, 0);

      files_assert_position (frame, 0, 0, 0, 0, 1e-12);
      g_assert_cmpfloat (vt_frame_get_cell (frame)->vectors[0][0], ==, 10.0);
      g_assert_cmpfloat (vt_frame_get_cell (frame)->vectors[1][1], ==, 8.0);
      g_assert_cmpfloat (vt_frame_get_cell (frame)->vectors[2][0], ==, 3.0 * s);
    }
}

static void
test_general_triclinic (FilesFixture *fixture, gconstpointer data)
{
  static const char *const boundaries[] = { " pp pp pp", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (boundaries); i++)
    {
      g_autofree char *text = g_strdup_printf ("ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\n"
                                               "ITEM: BOX BOUNDS abc origin%s\n"
                                               "1 2 3 10\n-2 4 0 20\n0 0 5 30\nITEM: ATOMS id type xs ys zs ix iy iz\n"
                                               "1 1 0.5 0.25 0 0 0 1\n", boundaries[i]);
      g_autoptr (VtTrajectory) trajectory = files_open_text (fixture->folder, text, NULL);
      g_autoptr (VtFrame) frame = files_read (trajectory, 0);

      g_assert_cmpfloat (vt_frame_get_cell (frame)->vectors[1][0], ==, -2.0);
      g_assert_cmpfloat (vt_frame_get_cell (frame)->origin[2], ==, 30.0);
      g_assert_true (vt_frame_get_cell (frame)->periodic[0]);
      files_assert_position (frame, 0, 10 + 0.5 - 0.5, 20 + 1 + 1, 30 + 1.5 + 5, 1e-12);
    }
}

static void
assert_species (FilesFixture *fixture, const char *elements, const char *columns, const char *row1, const char *row2,
                const char *name1, const char *name2)
{
  g_autofree char *text = g_strdup_printf (HEAD (2) "ITEM: ATOMS %s\n%s\n%s\n", columns, row1, row2);
  g_autoptr (VtTrajectory) trajectory = files_open_text (fixture->folder, text, elements);
  g_autoptr (VtFrame) frame = files_read (trajectory, 0);
  VtAtomTable *atoms = vt_frame_get_atoms (frame);
  const guint8 *species = vt_atom_table_get_species (atoms);

  g_assert_cmpstr (vt_atom_table_get_species_name (atoms, species[0]), ==, name1);
  g_assert_cmpstr (vt_atom_table_get_species_name (atoms, species[1]), ==, name2);
}

static void
test_species (FilesFixture *fixture, gconstpointer data)
{
  assert_species (fixture, NULL, "id type xu yu zu", "1 2 0 0 0", "2 10 0 0 0", "2", "10");
  assert_species (fixture, "2=Cu, 10=Zr", "id type xu yu zu", "1 2 0 0 0", "2 10 0 0 0", "Cu", "Zr");
  assert_species (fixture, "2=Cu", "id type xu yu zu", "1 2 0 0 0", "2 10 0 0 0", "Cu", "10");
  assert_species (fixture, NULL, "id type mass xu yu zu", "1 2 63.55 0 0 0", "2 10 91.22 0 0 0", "Cu", "Zr");
  assert_species (fixture, NULL, "id mass xu yu zu", "1 63.55 0 0 0", "2 91.22 0 0 0", "Cu", "Zr");
  assert_species (fixture, NULL, "id type element xu yu zu", "1 2 Ti 0 0 0", "2 10 Pd 0 0 0", "Ti", "Pd");
  assert_species (fixture, "2=Cu", "id type element xu yu zu", "1 2 Ti 0 0 0", "2 10 Pd 0 0 0", "Cu", "Pd");
  assert_species (fixture, NULL, "id xu yu zu", "1 0 0 0", "2 0 0 0", "1", "1");
  assert_species (fixture, "1=Cu,2=Cu", "id type xu yu zu", "1 1 0 0 0", "2 2 0 0 0", "Cu", "Cu");
}

/* Numbers before letters sorted as numbers, so that the order does not hang on which atom comes first. */
static void
test_species_order (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrajectory) trajectory
    = files_open_text (fixture->folder, HEAD (3) "ITEM: ATOMS id type xu yu zu\n1 10 0 0 0\n2 9 0 0 0\n3 1 0 0 0\n",
                       NULL);
  g_autoptr (VtFrame) frame = files_read (trajectory, 0);
  VtAtomTable *atoms = vt_frame_get_atoms (frame);

  g_assert_cmpuint (vt_atom_table_get_n_species (atoms), ==, 3);
  g_assert_cmpstr (vt_atom_table_get_species_name (atoms, 0), ==, "1");
  g_assert_cmpstr (vt_atom_table_get_species_name (atoms, 1), ==, "9");
  g_assert_cmpstr (vt_atom_table_get_species_name (atoms, 2), ==, "10");
}

static void
test_columns (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrajectory) trajectory
    = files_open_text (fixture->folder,
                       HEAD (3) "ITEM: ATOMS id c_pe label xu yu zu vx\n"
                                "30 -3.25 A1 1 2 3 nan\n-4 1e-3 B 4 5 6 0.5\n7 9007199254740993 C 7 8 9 -1\n", NULL);
  g_autoptr (VtFrame) frame = files_read (trajectory, 0);
  VtColumn *energy = vt_frame_find_column (frame, "c_pe"), *velocity = vt_frame_find_column (frame, "vx");

  g_assert_cmpuint (vt_frame_get_n_columns (frame), ==, 2);
  g_assert_null (vt_frame_find_column (frame, "label"));
  g_assert_cmpint (vt_atom_table_get_ids (vt_frame_get_atoms (frame))[0], ==, -4);
  g_assert_cmpfloat (vt_column_get_values (energy)[0], ==, 1e-3);
  g_assert_cmpfloat (vt_column_get_values (energy)[1], ==, 9007199254740992.0);
  g_assert_cmpfloat (vt_column_get_values (energy)[2], ==, -3.25);
  g_assert_true (isnan (vt_column_get_values (velocity)[2]));
  files_assert_position (frame, 2, 1, 2, 3, 0.0);
}

static void
test_no_id (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrajectory) trajectory
    = files_open_text (fixture->folder, HEAD (2) "ITEM: ATOMS element xu yu zu\nZr 1 2 3\nCu 4 5 6\n", NULL);
  g_autoptr (VtFrame) frame = files_read (trajectory, 0);

  g_assert_cmpint (vt_atom_table_get_ids (vt_frame_get_atoms (frame))[1], ==, 2);
  files_assert_position (frame, 1, 4, 5, 6, 0.0);
  g_assert_null (vt_trajectory_get_warnings (trajectory)[0]);
}

#define FRAME(step, n, rows) "ITEM: TIMESTEP\n" #step "\nITEM: NUMBER OF ATOMS\n" #n "\nITEM: BOX BOUNDS pp pp pp\n" \
                             "0 10\n0 10\n0 10\nITEM: ATOMS id element xu yu zu\n" rows

/* Other orders share the table; other numbers have one of their own. */
static void
test_order_and_count (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrajectory) trajectory
    = files_open_text (fixture->folder,
                       FRAME (0, 3, "3 Cu 3 0 0\n1 Cu 1 0 0\n2 Zr 2 0 0\n")
                       FRAME (5, 3, "1 Cu 1 0 1\n2 Zr 2 0 1\n3 Cu 3 0 1\n")
                       FRAME (10, 2, "1000000000 Cu 9 0 2\n2 Zr 2 0 2\n") FRAME (15, 0, ""), NULL);
  g_autoptr (VtFrame) a = files_read (trajectory, 0), b = files_read (trajectory, 1), c = files_read (trajectory, 2);
  g_autoptr (VtFrame) empty = files_read (trajectory, 3);

  g_assert_cmpuint (vt_trajectory_get_n_frames (trajectory), ==, 4);
  g_assert_true (vt_frame_get_atoms (a) == vt_frame_get_atoms (b));
  g_assert_false (vt_frame_get_atoms (a) == vt_frame_get_atoms (c));
  files_assert_position (a, 2, 3, 0, 0, 0.0);
  files_assert_position (b, 2, 3, 0, 1, 0.0);
  files_assert_position (c, 1, 9, 0, 2, 0.0);
  g_assert_cmpint (vt_atom_table_get_ids (vt_frame_get_atoms (c))[1], ==, 1000000000);
  g_assert_cmpuint (vt_frame_get_n_atoms (empty), ==, 0);
  g_assert_cmpint (vt_trajectory_get_step (trajectory, 2), ==, 10);
}

/* Thousands of atoms, so that the text is parsed in several pieces, in an order that is none. */
static void
test_many_atoms (FilesFixture *fixture, gconstpointer data)
{
  guint n = 20011;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (VtTrajectory) trajectory = NULL;
  g_autoptr (VtFrame) frame = NULL;

  g_string_append_printf (text, "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n%u\n"
                                "ITEM: BOX BOUNDS pp pp pp\n0 1\n0 1\n0 1\nITEM: ATOMS id type xu yu zu\n", n);
  for (guint i = 0; i < n; i++)
    {
      guint id = (guint) ((guint64) i * 7919 % n);

      g_string_append_printf (text, "%u %u %u.5 -%u %u.25\n", id, id % 3, id, id, 2 * id);
    }
  trajectory = files_open_text (fixture->folder, text->str, NULL);
  frame = files_read (trajectory, 0);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (vt_atom_table_get_ids (vt_frame_get_atoms (frame))[i], ==, i);
      g_assert_cmpint (vt_atom_table_get_species (vt_frame_get_atoms (frame))[i], ==, i % 3);
      files_assert_position (frame, i, i + 0.5, -(double) i, 2.0 * i + 0.25, 0.0);
    }
}

static void
test_time_and_units (FilesFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *units;
    double      time;
  } cases[] = { { "metal", 2500.0 }, { "real", 2.5 }, { "lj", 2500.0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("ITEM: UNITS\n%s\nITEM: TIME\n0\n" FRAME (0, 1, "1 Cu 0 0 0\n")
                                               "ITEM: TIME\n2500\n" FRAME (1000, 1, "1 Cu 0 0 0\n"), cases[i].units);
      g_autoptr (VtTrajectory) trajectory = files_open_text (fixture->folder, text, NULL);
      g_autoptr (VtFrame) frame = files_read (trajectory, 1);

      g_assert_true (vt_trajectory_has_time (trajectory));
      g_assert_cmpstr (vt_trajectory_get_units (trajectory), ==, cases[i].units);
      g_assert_cmpfloat_with_epsilon (vt_trajectory_get_time (trajectory, 1, 17.0), cases[i].time, 1e-12);
      g_assert_cmpfloat_with_epsilon (vt_frame_get_time (frame), cases[i].time, 1e-12);
    }
}

/* What is said of a wrong file: the frame, the line and the matter. */
static void
test_wrong (FilesFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *parts[3];
  } cases[] = {
    { "", { "empty" } },
    { "hello\n", { "ITEM:" } },
    { FRAME (0, 2, "1 Cu 0 0 0\n"), { "frame 0", "1 of 2" } },
    { FRAME (0, 2, "1 Cu 0 0 0\n") FRAME (5, 1, "1 Cu 0 0 0\n"), { "frame 0, line 11", "fewer" } },
    { FRAME (0, 1, "1 Cu 0 0 0\n") FRAME (5, 3, "1 Cu 0 0 0\n") FRAME (9, 1, "1 Cu 0 0 0\n"),
      { "frame 1, line 21", "fewer" } },
    { FRAME (0, 1, "1 Cu 0 0 0\n") FRAME (5, 300, "1 Cu 0 0 0\n") FRAME (9, 1, "1 Cu 0 0 0\n"),
      { "frame 1, line 21", "fewer" } },
    { FRAME (0, 1, "1 Cu 0 0 0\n2 Cu 0 0 0\n"), { "frame 0, line 11", "follows the last" } },
    { FRAME (0, 1, "1 Cu 0 0 0\n2 Cu 0 0 0\n") FRAME (5, 1, "1 Cu 0 0 0\n"),
      { "frame 0, line 11", "follows the last" } },
    { FRAME (0, 2, "1 Cu 0 0 0\n2 Cu 0 what 0\n"), { "frame 0, line 11", "what", "yu" } },
    { FRAME (0, 2, "1 Cu 0 0 0\n2 Cu 0 0\n"), { "frame 0, line 11", "zu" } },
    { FRAME (0, 2, "1 Cu 0 0 0 4\n2 Cu 0 0 0\n"), { "frame 0, line 10", "5 columns" } },
    { FRAME (0, 2, "1 Cu 0 0 0\n2 Cu 0 nan 0\n"), { "frame 0, line 11", "nan", "yu" } },
    { FRAME (0, 2, "1 Cu 0 0 0\n2 Cu 0 1e999 0\n"), { "frame 0, line 11", "1e999" } },
    { FRAME (0, 2, "1 Cu 0 0 0\n1 Cu 1 0 0\n"), { "frame 0, line 11", "id 1", "twice" } },
    { FRAME (0, 2, "1.5 Cu 0 0 0\n1 Cu 1 0 0\n"), { "frame 0, line 10", "1.5", "id" } },
    { FRAME (0, 1, "1 Unobtainium 0 0 0\n"), { "frame 0, line 10", "Unobtainium" } },
    { FRAME (0, -2, "1 Cu 0 0 0\n"), { "frame 0, line 4", "-2" } },
    { FRAME (0, 1e3, "1 Cu 0 0 0\n"), { "frame 0, line 4", "1e3" } },
    { FRAME (0, 99999999999999999999, "1 Cu 0 0 0\n"), { "frame 0, line 4" } },
    { FRAME (0, 9000000000000000000, "1 Cu 0 0 0\n"), { "frame 0", "1 of 9000000000000000000" } },
    { FRAME (zero, 1, "1 Cu 0 0 0\n"), { "frame 0, line 2", "zero" } },
    { HEAD (1) "ITEM: ATOMS id type x y zu\n1 1 0 0 0\n", { "frame 0, line 9", "id type x y zu", "xu yu zu" } },
    { HEAD (1) "ITEM: ATOMS id type\n1 1\n", { "line 9", "coordinates" } },
    { HEAD (1) "ITEM: ENTRIES index\n1\n", { "line 9", "ENTRIES" } },
    { HEAD (1) "nonsense\n", { "line 9", "nonsense" } },
    { "ITEM: TIMESTEP\n0\nITEM: ATOMS id type x y z\n", { "line 3", "incomplete" } },
    { "ITEM: TIMESTEP\n0\nITEM: TIMESTEP\n1\n", { "line 3", "TIMESTEP" } },
    { "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS pp qq pp\n", { "line 5", "qq" } },
    { "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS pp pp pp\n0 1\n0 one\n0 1\n", { "line 7" } },
    { "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS pp pp pp\n0 1\n0 0\n0 1\n",
      { "line 8", "extent" } },
    { "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS pp pp pp\n0 1\n0 inf\n0 1\n", { "line 8" } },
    { "ITEM: UNITS\nsi\n" FRAME (0, 1, "1 Cu 0 0 0\n"), { "line 2", "si" } },
    { "ITEM: TIMESTEP\n", { "frame 0", "first header" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = files_fail (fixture->folder, cases[i].text, NULL, VT_ERROR_FORMAT);

      g_test_message ("%s", message);
      files_assert_contains (message, "text");
      for (gsize k = 0; k < 3 && cases[i].parts[k] != NULL; k++)
        files_assert_contains (message, cases[i].parts[k]);
    }
}

static void
test_wrong_mapping (FilesFixture *fixture, gconstpointer data)
{
  static const char *const mappings[] = { "Cu", "1=", "=Cu", "one=Cu", "1=Cu;2", "1=Unobtainium" };

  for (gsize i = 0; i < G_N_ELEMENTS (mappings); i++)
    {
      g_autofree char *message = files_fail (fixture->folder, kinds[0].text, mappings[i], VT_ERROR_USAGE);

      files_assert_contains (message, "1=Cu,2=Zr");
    }
}

/* A run that still writes: what is complete is read, what is not is told. */
static void
test_growing (FilesFixture *fixture, gconstpointer data)
{
  static const char whole[] = FRAME (0, 2, "1 Cu 0 0 0\n2 Cu 1 0 0\n") FRAME (5, 2, "1 Cu 0 0 1\n2 Cu 1 0 1\n");
  gsize first = strlen (FRAME (0, 2, "1 Cu 0 0 0\n2 Cu 1 0 0\n"));

  for (gsize length = first; length <= strlen (whole); length++)
    {
      g_autofree char *text = g_strndup (whole, length);
      g_autoptr (VtTrajectory) trajectory = files_open_text (fixture->folder, text, NULL);
      g_autoptr (VtFrame) frame = files_read (trajectory, 0);
      gboolean complete = length == first || length == strlen (whole);

      g_assert_cmpuint (vt_trajectory_get_n_frames (trajectory), ==, length == strlen (whole) ? 2 : 1);
      files_assert_position (frame, 1, 1, 0, 0, 0.0);
      g_assert_true ((vt_trajectory_get_warnings (trajectory)[0] == NULL) == complete);
      if (length == strlen (whole) - 1)
        g_assert_cmpstr (vt_trajectory_get_warnings (trajectory)[0], ==,
                         "the last frame is incomplete: 1 of 2 atoms, ignored");
    }
}

static void
test_cut_gzip (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GByteArray) packed = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (VtTrajectory) trajectory = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, FRAME (%u, 1, "1 Cu 0 0 0.%u\n"), i, i * 7919 % 104729);
  packed = files_gzip (text->str, text->len);
  file = files_write (fixture->folder, "cut.gz", packed->data, packed->len * 2 / 3);
  trajectory = files_open (file, NULL, &error);
  g_assert_no_error (error);
  n = vt_trajectory_get_n_frames (trajectory);
  g_assert_cmpuint (n, >, 1000);
  g_assert_cmpuint (n, <, 3000);
  g_assert_nonnull (vt_trajectory_get_warnings (trajectory)[0]);
  vt_frame_unref (files_read (trajectory, n - 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/io/lammps-dump/" name, FilesFixture, NULL, files_set_up, func, files_tear_down)
  ADD ("kinds", test_kinds);
  ADD ("triclinic", test_triclinic);
  ADD ("triclinic-both", test_triclinic_both);
  ADD ("general-triclinic", test_general_triclinic);
  ADD ("species", test_species);
  ADD ("species-order", test_species_order);
  ADD ("columns", test_columns);
  ADD ("no-id", test_no_id);
  ADD ("order-and-count", test_order_and_count);
  ADD ("many-atoms", test_many_atoms);
  ADD ("time-and-units", test_time_and_units);
  ADD ("wrong", test_wrong);
  ADD ("wrong-mapping", test_wrong_mapping);
  ADD ("growing", test_growing);
  ADD ("cut-gzip", test_cut_gzip);
  return g_test_run ();
}
