/* What is written is read back the same; what fails leaves nothing behind. */
#include <errno.h>
#include <fcntl.h>
#include <hdf5.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "vt-hdf5-lock.h"
#include "vt-writer.h"

#define N 3000

static const char *const classes[] = { "SA", "-", "LA", NULL };
static const char *const metadata[] = { "model", "a \"b\" \\ c", "window", "0 to 5 ps", NULL };

typedef struct
{
  char          *folder;
  VtFrame       *frame;
  VtOutputColumn columns[3];
  VtOutput       output;
} Fixture;

static VtFrame *
make_frame (const VtCell *cell)
{
  const char *const names[] = { "Cu", "Zr", NULL };
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  gint64 *ids = g_new (gint64, N);
  guint8 *species = g_new (guint8, N);
  double *positions = g_new (double, 3 * N);
  g_autoptr (VtAtomTable) atoms = NULL;

  for (gsize i = 0; i < N; i++)
    {
      ids[i] = 3 * (gint64) i + 5;
      species[i] = (guint8) (i % 2);
    }
  for (gsize i = 0; i < 3 * N; i++)
    positions[i] = g_rand_double_range (random, -30, 30);
  atoms = vt_atom_table_new_take (N, ids, species, names);
  return vt_frame_new_take (atoms, cell, positions, 12.5, 5000, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const double origin[3] = { -1.0, 0.1, 2.0 };
  const double vectors[3][3] = { { 20.0, 0, 0 }, { 3.25, 21, 0 }, { -2, 1.0 / 3.0, 22 } };
  const gboolean periodic[3] = { TRUE, FALSE, TRUE };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  double *t_ml = g_new (double, N), *count = g_new (double, N), *class = g_new (double, N);
  VtCell cell;

  fixture->folder = test_files_make_folder ();
  g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, NULL));
  fixture->frame = make_frame (&cell);
  for (gsize i = 0; i < N; i++)
    {
      t_ml[i] = g_rand_double_range (random, 100, 2000) * pow (10.0, g_rand_int_range (random, -20, 20));
      t_ml[i] = i % 10 == 3 ? NAN : t_ml[i];
      count[i] = (double) (i % 17);
      class[i] = i % 100 == 7 ? NAN : (double) (i % 3) - 1.0;
    }
  fixture->columns[0] = (VtOutputColumn) { vt_column_new_take ("t_ml", VT_UNIT_KELVIN, t_ml, N), NULL, 0 };
  fixture->columns[1] = (VtOutputColumn) { vt_column_new_take ("class", VT_UNIT_NONE, class, N), classes, -1 };
  fixture->columns[2] = (VtOutputColumn) { vt_column_new_take ("file:cn", VT_UNIT_NONE, count, N), NULL, 0 };
  fixture->output = (VtOutput) { fixture->frame, fixture->columns, 3, metadata, NULL };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint c = 0; c < 3; c++)
    vt_column_unref (fixture->columns[c].column);
  vt_frame_unref (fixture->frame);
  test_files_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static GFile *
target (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return g_file_new_for_path (path);
}

static GFile *
write_output (Fixture *fixture, const char *name)
{
  GFile *file = target (fixture, name);
  g_autoptr (GError) error = NULL;

  vt_writer_write (file, NULL, &fixture->output, NULL, NULL, &error);
  g_assert_no_error (error);
  return file;
}

static void
assert_values (const double *found, const double *expected)
{
  for (gsize i = 0; i < N; i++)
    g_assert_true (found[i] == expected[i] || (isnan (found[i]) && isnan (expected[i])));
}

static guint
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_read_back (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GFile) file = write_output (fixture, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtTrajectory) trajectory = files_open (file, NULL, &error);
  g_autoptr (VtFrame) frame = NULL;

  g_assert_no_error (error);
  g_assert_null (vt_trajectory_get_warnings (trajectory)[0]);
  frame = files_read (trajectory, 0);
  g_assert_true (vt_atom_table_equal (vt_frame_get_atoms (frame), vt_frame_get_atoms (fixture->frame)));
  g_assert_cmpfloat (vt_frame_get_time (frame), ==, 12.5);
  g_assert_cmpint (vt_frame_get_step (frame), ==, 5000);
  for (guint d = 0; d < 3; d++)
    {
      assert_values (vt_frame_get_axis (frame, d), vt_frame_get_axis (fixture->frame, d));
      for (guint k = 0; k < 3; k++)
        g_assert_cmpfloat_with_epsilon (vt_frame_get_cell (frame)->vectors[d][k],
                                        vt_frame_get_cell (fixture->frame)->vectors[d][k], 1e-12);
      g_assert_cmpfloat_with_epsilon (vt_frame_get_cell (frame)->origin[d],
                                      vt_frame_get_cell (fixture->frame)->origin[d], 1e-12);
      g_assert_cmpint (vt_frame_get_cell (frame)->periodic[d], ==, vt_frame_get_cell (fixture->frame)->periodic[d]);
    }
  assert_values (vt_column_get_values (vt_frame_find_column (frame, "t_ml")),
                 vt_column_get_values (fixture->columns[0].column));
  assert_values (vt_column_get_values (vt_frame_find_column (frame, "file_cn")),
                 vt_column_get_values (fixture->columns[2].column));
  g_assert_null (vt_frame_find_column (frame, "class"));
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

/* A left-handed cell turned out of the axes has no short form in a dump. */
static void
test_general_cell (Fixture *fixture, gconstpointer data)
{
  const double origin[3] = { 1, 2, 3 }, vectors[3][3] = { { 1, 20, 0 }, { 19, -2, 1 }, { 0.5, 0, 21 } };
  const gboolean periodic[3] = { TRUE, TRUE, TRUE };
  g_autoptr (VtFrame) frame = NULL, back = NULL;
  g_autoptr (VtTrajectory) trajectory = NULL;
  g_autoptr (GFile) file = NULL;
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, NULL));
  frame = make_frame (&cell);
  fixture->output.frame = frame;
  file = write_output (fixture, "general.dump");
  trajectory = files_open (file, NULL, NULL);
  back = files_read (trajectory, 0);
  g_assert_true (vt_cell_equal (vt_frame_get_cell (back), &cell));
  assert_values (vt_frame_get_axis (back, 2), vt_frame_get_axis (frame, 2));
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) csv = write_output (fixture, "a.csv"), xyz = write_output (fixture, "a.extxyz");
  g_autofree char *text = NULL, *comment = NULL;
  g_auto (GStrv) lines = NULL, fields = NULL;
  gsize length;

  g_assert_true (g_file_load_contents (csv, NULL, &text, &length, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, N + 2);
  g_assert_cmpstr (lines[0], ==, "id,element,x,y,z,t_ml,class,file:cn");
  fields = g_strsplit (lines[4], ",", -1);
  g_assert_cmpuint (g_strv_length (fields), ==, 8);
  g_assert_cmpstr (fields[0], ==, "14");
  g_assert_cmpstr (fields[1], ==, "Zr");
  g_assert_cmpstr (fields[5], ==, "");
  g_assert_cmpstr (fields[6], ==, "SA");
  g_assert_cmpstr (fields[7], ==, "3");
  g_assert_cmpfloat (g_ascii_strtod (fields[2], NULL), ==, vt_frame_get_axis (fixture->frame, 0)[3]);
  g_assert_true (g_str_has_suffix (lines[8], ",,7"));
  g_assert_true (g_file_load_contents (xyz, NULL, &comment, &length, NULL, NULL));
  files_assert_contains (comment, "vitrine_model=\"a \\\"b\\\" \\\\ c\" vitrine_window=\"0 to 5 ps\"");
  files_assert_contains (comment, ":t_ml:R:1:class:S:1:file_cn:R:1 ");
  files_assert_contains (comment, " - 7\n");
}

static void
read_dataset (hid_t file, const char *name, hid_t type, void *values)
{
  hid_t dataset = H5Dopen2 (file, name, H5P_DEFAULT);

  g_assert_cmpint (dataset, >=, 0);
  g_assert_cmpint (H5Dread (dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), >=, 0);
  H5Dclose (dataset);
}

static char *
read_text_attribute (hid_t file, const char *place, const char *name)
{
  hid_t attribute = H5Aopen_by_name (file, place, name, H5P_DEFAULT, H5P_DEFAULT), type = H5Aget_type (attribute);
  char *text = g_malloc0 (H5Tget_size (type) + 1);

  g_assert_cmpint (H5Aread (attribute, type, text), >=, 0);
  H5Tclose (type);
  H5Aclose (attribute);
  return text;
}

static void
test_hdf5 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) written = write_output (fixture, "a.h5");
  g_autofree double *values = g_new (double, N);
  g_autofree gint64 *ids = g_new (gint64, N);
  g_autofree char *format = NULL, *model = NULL, *unit = NULL;
  double vectors[3][3];
  char (*texts)[2] = g_malloc0 (2 * N);
  hid_t file, type, attribute;

  vt_hdf5_lock ();
  file = H5Fopen (g_file_peek_path (written), H5F_ACC_RDONLY, H5P_DEFAULT);
  g_assert_cmpint (file, >=, 0);
  read_dataset (file, "atoms/t_ml", H5T_NATIVE_DOUBLE, values);
  assert_values (values, vt_column_get_values (fixture->columns[0].column));
  read_dataset (file, "atoms/y", H5T_NATIVE_DOUBLE, values);
  assert_values (values, vt_frame_get_axis (fixture->frame, 1));
  read_dataset (file, "atoms/id", H5T_NATIVE_INT64, ids);
  g_assert_cmpmem (ids, N * sizeof *ids, vt_atom_table_get_ids (vt_frame_get_atoms (fixture->frame)), N * sizeof *ids);
  type = H5Tcopy (H5T_C_S1);
  H5Tset_size (type, 2);
  H5Tset_strpad (type, H5T_STR_NULLPAD);
  H5Tset_cset (type, H5T_CSET_UTF8);
  read_dataset (file, "atoms/class", type, texts);
  g_assert_cmpmem (texts[0], 2, "SA", 2);
  g_assert_cmpmem (texts[1], 2, "-\0", 2);
  g_assert_cmpmem (texts[2], 2, "LA", 2);
  g_assert_cmpmem (texts[7], 2, "-\0", 2);
  H5Tclose (type);
  format = read_text_attribute (file, ".", "format");
  model = read_text_attribute (file, "metadata", "model");
  unit = read_text_attribute (file, "atoms/t_ml", "unit");
  attribute = H5Aopen (file, "cell_vectors", H5P_DEFAULT);
  g_assert_cmpint (H5Aread (attribute, H5T_NATIVE_DOUBLE, vectors), >=, 0);
  H5Aclose (attribute);
  H5Fclose (file);
  vt_hdf5_unlock ();
  g_assert_cmpstr (format, ==, "vitrine-results");
  g_assert_cmpstr (model, ==, "a \"b\" \\ c");
  g_assert_cmpstr (unit, ==, "K");
  g_assert_cmpfloat (vectors[1][0], ==, 3.25);
  g_free (texts);
}

static void
assert_refused (Fixture *fixture, GFile *file, const char *format, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (vt_writer_write (file, format, &fixture->output, NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) unknown = target (fixture, "a.txt"), packed = target (fixture, "a.h5.gz");
  g_autoptr (GFile) nowhere = target (fixture, "missing/a.csv"), folder = target (fixture, "folder.csv");
  g_autoptr (GFile) device = g_file_new_for_path ("/dev/null"), good = target (fixture, "a.csv");
  g_autoptr (GError) error = NULL;

  g_mkdir (g_file_peek_path (folder), 0700);
  assert_refused (fixture, unknown, NULL, VT_ERROR_USAGE);
  assert_refused (fixture, packed, NULL, VT_ERROR_USAGE);
  assert_refused (fixture, good, "docx", VT_ERROR_USAGE);
  assert_refused (fixture, nowhere, NULL, VT_ERROR_OUTPUT);
  assert_refused (fixture, folder, NULL, VT_ERROR_OUTPUT);
  assert_refused (fixture, device, "csv", VT_ERROR_OUTPUT);
  g_assert_cmpuint (count_files (fixture), ==, 1);
  g_assert_true (vt_writer_check (good, NULL, &error));
  g_assert_false (vt_writer_check (unknown, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
  for (const char *const *format = vt_writer_get_formats (); *format != NULL; format++)
    g_assert_true (vt_writer_check (good, *format, NULL));
}

static void
test_same_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = target (fixture, "a.csv");

  vt_column_unref (fixture->columns[1].column);
  fixture->columns[1] = fixture->columns[0];
  vt_column_ref (fixture->columns[1].column);
  assert_refused (fixture, file, NULL, VT_ERROR_USAGE);
  g_assert_cmpuint (count_files (fixture), ==, 0);
}

/* Cancelled: the file that was there is as it was, and nothing else is. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a.csv", "a.extxyz.gz", "a.dump", "a.h5" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = files_write (fixture->folder, names[i], "old", 3);
      g_autofree char *content = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (vt_writer_write (file, NULL, &fixture->output, NULL, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (g_file_load_contents (file, NULL, &content, NULL, NULL, NULL));
      g_assert_cmpstr (content, ==, "old");
      g_assert_cmpuint (count_files (fixture), ==, i + 1);
    }
}

static void
test_replaces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) old = files_write (fixture->folder, "a.csv", "old", 3);
  g_autoptr (GFile) file = write_output (fixture, "a.csv");
  g_autofree char *content = NULL;
  struct stat status;

  g_assert_true (g_file_load_contents (file, NULL, &content, NULL, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "id,"));
  g_assert_cmpint (stat (g_file_peek_path (file), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0400, ==, 0400);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

/* ---- a matrix of counts ---- */

static const double labels[] = { 100, 862.5 };

static VtOutputMatrix
make_matrix (guint16 *values, gboolean in_text)
{
  for (gsize i = 0; i < 2 * N; i++)
    values[i] = (guint16) (i * 40503);
  return (VtOutputMatrix){ "votes", values, 2, labels, "classes", VT_UNIT_KELVIN, in_text };
}

/* Text has a column for each where it is to have them, called after the label, behind all others. */
static void
test_matrix_text (Fixture *fixture, gconstpointer data)
{
  g_autofree guint16 *values = g_new (guint16, 2 * N);
  VtOutputMatrix matrix = make_matrix (values, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) with = NULL, without = NULL;
  g_autoptr (VtTrajectory) read_with = NULL, read_without = NULL;
  g_autoptr (VtFrame) frame = NULL, bare = NULL;

  fixture->output.matrix = &matrix;
  with = write_output (fixture, "a.extxyz");
  matrix.in_text = FALSE;
  without = write_output (fixture, "b.extxyz");
  read_with = files_open (with, NULL, &error);
  g_assert_no_error (error);
  read_without = files_open (without, NULL, &error);
  g_assert_no_error (error);
  frame = files_read (read_with, 0);
  bare = files_read (read_without, 0);
  g_assert_null (vt_frame_find_column (bare, "votes_100K"));
  g_assert_nonnull (vt_frame_find_column (frame, "votes_862.5K"));
  for (gsize i = 0; i < N; i++)
    {
      g_assert_cmpfloat (vt_column_get_values (vt_frame_find_column (frame, "votes_100K"))[i], ==, values[2 * i]);
      g_assert_cmpfloat (vt_column_get_values (vt_frame_find_column (frame, "votes_862.5K"))[i], ==, values[2 * i + 1]);
    }
}

static void
test_matrix_hdf5 (Fixture *fixture, gconstpointer data)
{
  g_autofree guint16 *values = g_new (guint16, 2 * N), *found = g_new (guint16, 2 * N);
  VtOutputMatrix matrix = make_matrix (values, FALSE);
  g_autoptr (GFile) file = NULL;
  double found_labels[2] = { 0 };
  hid_t handle, dataset, attribute;

  fixture->output.matrix = &matrix;
  file = write_output (fixture, "a.h5");
  vt_hdf5_lock ();
  handle = H5Fopen (g_file_peek_path (file), H5F_ACC_RDONLY, H5P_DEFAULT);
  dataset = H5Dopen2 (handle, "atoms/votes", H5P_DEFAULT);
  attribute = H5Aopen (dataset, "classes_K", H5P_DEFAULT);
  g_assert_true (H5Dread (dataset, H5T_NATIVE_UINT16, H5S_ALL, H5S_ALL, H5P_DEFAULT, found) >= 0);
  g_assert_true (H5Aread (attribute, H5T_NATIVE_DOUBLE, found_labels) >= 0);
  H5Aclose (attribute);
  H5Dclose (dataset);
  H5Fclose (handle);
  vt_hdf5_unlock ();
  g_assert_cmpmem (found, 2 * N * sizeof (guint16), values, 2 * N * sizeof (guint16));
  g_assert_cmpmem (found_labels, sizeof found_labels, labels, sizeof labels);
}

/* Neither may be called as a column is. */
static void
test_matrix_names (Fixture *fixture, gconstpointer name)
{
  g_autofree guint16 *values = g_new (guint16, 2 * N);
  VtOutputMatrix matrix = make_matrix (values, TRUE);
  g_autoptr (GFile) file = target (fixture, name);
  g_autoptr (GError) error = NULL;
  VtOutputColumn twice = fixture->columns[0];
  const char *taken = g_str_has_suffix (name, ".h5") ? "votes" : "votes_100K";

  twice.column = vt_column_new_take (taken, VT_UNIT_NONE, g_new0 (double, N), N);
  fixture->output.columns = &twice;
  fixture->output.n_columns = 1;
  fixture->output.matrix = &matrix;
  g_assert_false (vt_writer_write (file, NULL, &fixture->output, NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, taken));
  vt_column_unref (twice.column);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) g_test_add ("/io/writer/" name, Fixture, data, set_up, func, tear_down)
  ADD ("extxyz", "a.extxyz", test_read_back);
  ADD ("extxyz-gz", "a.xyz.gz", test_read_back);
  ADD ("dump", "a.dump", test_read_back);
  ADD ("dump-gz", "a.lammpstrj.gz", test_read_back);
  ADD ("general-cell", NULL, test_general_cell);
  ADD ("text", NULL, test_text);
  ADD ("hdf5", NULL, test_hdf5);
  ADD ("matrix-text", NULL, test_matrix_text);
  ADD ("matrix-hdf5", NULL, test_matrix_hdf5);
  ADD ("matrix-names-text", "a.csv", test_matrix_names);
  ADD ("matrix-names-hdf5", "a.h5", test_matrix_names);
  ADD ("refused", NULL, test_refused);
  ADD ("same-names", NULL, test_same_names);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("replaces", NULL, test_replaces);
  return g_test_run ();
}
