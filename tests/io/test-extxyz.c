#include "files.h"

static void
test_ase (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (VtTrajectory) trajectory
    = files_open_text (fixture->folder,
                       "2\nLattice=\"10.0 0.0 0.0 2.0 8.0 0.0 0.0 0.0 6.0\" Properties=species:S:1:pos:R:3:forces:R:3:"
                       "tag:I:1:move_mask:L:1:label:S:1 energy=-1.5 config=\"a \\\"b\\\" c\" Time=2.5 Step=1000 stress "
                       "pbc=\"T F T\"\nCu 1 2 3 0.1 0.2 0.3 7 T one\nZr 4 5 6 0.4 0.5 0.6 8 F 2\n", NULL);
  g_autoptr (VtFrame) frame = files_read (trajectory, 0);
  const VtCell *cell = vt_frame_get_cell (frame);

  g_assert_cmpstr (vt_trajectory_get_format (trajectory), ==, "extended XYZ");
  g_assert_cmpfloat (cell->vectors[1][0], ==, 2.0);
  g_assert_true (cell->periodic[0] && !cell->periodic[1] && cell->periodic[2]);
  g_assert_cmpfloat (vt_frame_get_time (frame), ==, 2.5);
  g_assert_cmpint (vt_frame_get_step (frame), ==, 1000);
  g_assert_cmpuint (vt_frame_get_n_columns (frame), ==, 4);
  g_assert_cmpfloat (vt_column_get_values (vt_frame_find_column (frame, "forces_2"))[1], ==, 0.5);
  g_assert_cmpfloat (vt_column_get_values (vt_frame_find_column (frame, "tag"))[0], ==, 7.0);
  files_assert_position (frame, 1, 4, 5, 6, 0.0);
  g_assert_cmpint (vt_atom_table_get_ids (vt_frame_get_atoms (frame))[1], ==, 2);
  g_assert_cmpstr (vt_atom_table_get_species_name (vt_frame_get_atoms (frame), 1), ==, "Zr");
}

#define ROOM "Lattice=\"10 0 0 0 10 0 0 0 10\" Origin=\"-1 0 0\" "

static void
test_positions (FilesFixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "2\n" ROOM "Properties=id:I:1:species:S:1:pos:R:3:unwrapped_pos:R:3\n2 Zr 8 5 5 -12 5 5\n1 Cu 1 1 1 1 1 1\n",
    "2\n" ROOM "Properties=id:I:1:species:S:1:pos:R:3:image:I:3\n2 Zr 8 5 5 -2 0 0\n1 Cu 1 1 1 0 0 0\n",
    "2\n" ROOM "Properties=id:I:1:species:S:1:ix:I:1:pos:R:3:iy:I:1:iz:I:1\n2 Zr -2 8 5 5 0 0\n1 Cu 0 1 1 1 0 0\n",
    "2\n" ROOM "Properties=id:I:1:species:S:1:pos:R:3\n2 Zr -12 5 5\n1 Cu 1 1 1\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (VtTrajectory) trajectory = files_open_text (fixture->folder, texts[i], NULL);
      g_autoptr (VtFrame) frame = files_read (trajectory, 0);

      files_assert_position (frame, 0, 1, 1, 1, 0.0);
      files_assert_position (frame, 1, -12, 5, 5, 1e-12);
      g_assert_cmpfloat (vt_frame_get_cell (frame)->origin[0], ==, -1.0);
      g_assert_cmpuint (vt_frame_get_n_columns (frame), ==, 0);
      g_assert_true (isnan (vt_trajectory_get_time (trajectory, 0, 0.0025)));
    }
}

/* Several frames, packed too; bare positions that cross the border go on. */
static void
test_followed (FilesFixture *fixture, gconstpointer data)
{
  const char *text = "1\n" ROOM "\nCu 8.5 1 1\n1\n" ROOM "\nCu -0.5 1 1\n1\n" ROOM "\nCu 0.5 1 1\n";
  g_autoptr (GByteArray) packed = files_gzip (text, strlen (text));
  g_autoptr (GFile) file = files_write (fixture->folder, "packed.gz", packed->data, packed->len);
  g_autoptr (VtTrajectory) trajectory = files_open (file, NULL, NULL);
  g_autoptr (VtFrame) last = files_read (trajectory, 2), middle = files_read (trajectory, 1);

  g_assert_cmpstr (vt_trajectory_get_format (trajectory), ==, "extended XYZ, gzip");
  files_assert_position (middle, 0, 9.5, 1, 1, 1e-12);
  files_assert_position (last, 0, 10.5, 1, 1, 1e-12);
}

static void
test_wrong (FilesFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *part;
  } cases[] = {
    { "2\nno lattice\nCu 0 0 0\nCu 1 1 1\n", "line 2: " },
    { "1\nLattice=\"1 2 3\"\nCu 0 0 0\n", "nine numbers" },
    { "1\nLattice=\"1 0 0 1 0 0 0 0 1\"\nCu 0 0 0\n", "line 2" },
    { "1\n" ROOM "pbc=\"T T\"\nCu 0 0 0\n", "pbc" },
    { "1\n" ROOM "Time=soon\nCu 0 0 0\n", "time" },
    { "1\n" ROOM "Properties=species:S:1\nCu\n", "line 2" },
    { "1\n" ROOM "Properties=species:S:1:pos:R\nCu\n", "line 2" },
    { "1\n" ROOM "Properties=species:S:1:pos:R:99999999\nCu\n", "line 2" },
    { "1\n" ROOM "\nCu 0 0 zero\n", "line 3" },
    { "2\n" ROOM "\nCu 0 0 0\n", "1 of 2" },
    { "2\n" ROOM "\nCu 0 0 0\n1\n" ROOM "\nCu 0 0 0\n", "fewer" },
    { "3\n" ROOM "\nCu 0 0 0\n1\n" ROOM "\nCu 0 0 0\n", "line 5" },
    { "1\n" ROOM "\nCu 0 0 0\nCu 0 0 0\n", "line 4" },
    { "99999999999999999999\n" ROOM "\nCu 0 0 0\n", "begin" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = files_fail (fixture->folder, cases[i].text, NULL, VT_ERROR_FORMAT);

      g_test_message ("%s", message);
      files_assert_contains (message, cases[i].part);
    }
}

static void
test_growing (FilesFixture *fixture, gconstpointer data)
{
  static const char whole[] = "1\n" ROOM "\nCu 1 0 0\n1\n" ROOM "\nCu 1.5 0 0\n";
  gsize first = strlen ("1\n" ROOM "\nCu 1 0 0\n");

  for (gsize length = first; length <= strlen (whole); length++)
    {
      g_autofree char *text = g_strndup (whole, length);
      g_autoptr (VtTrajectory) trajectory = files_open_text (fixture->folder, text, NULL);

      g_assert_cmpuint (vt_trajectory_get_n_frames (trajectory), ==, length == strlen (whole) ? 2 : 1);
      g_assert_true ((vt_trajectory_get_warnings (trajectory)[0] == NULL)
                     == (length == first || length == strlen (whole)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/io/extxyz/" name, FilesFixture, NULL, files_set_up, func, files_tear_down)
  ADD ("ase", test_ase);
  ADD ("positions", test_positions);
  ADD ("followed", test_followed);
  ADD ("wrong", test_wrong);
  ADD ("growing", test_growing);
  return g_test_run ();
}
