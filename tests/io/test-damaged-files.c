/* Whatever the bytes: an error that says something, or frames; never a crash, never a hang. */
#include "files.h"

#define DUMP(step, x) \
  "ITEM: UNITS\nmetal\nITEM: TIME\n0." #step "\nITEM: TIMESTEP\n" #step "\nITEM: NUMBER OF ATOMS\n3\n" \
  "ITEM: BOX BOUNDS xy xz yz pp pp ff\n0 12 2\n0 10 0\n0 10 0\nITEM: ATOMS id type element x y z c_pe\n" \
  "3 1 Cu " #x " 1.5 2.25 -3.5\n1 2 Zr 4 5 6 1e-3\n2 2 Zr 7 8 9 nan\n"

static const char dump_text[] = DUMP (0, 1) DUMP (5, 2) DUMP (10, 3);

#define XYZ(x) \
  "2\nLattice=\"10 0 0 1 10 0 0 0 10\" Properties=id:I:1:species:S:1:pos:R:3:q:R:1:w:S:1 pbc=\"T T F\" Time=1.5\n" \
  "1 Cu " #x " 1.5 2.25 -3.5 a\n2 Zr 4 5 6 1e-3 b\n"

static const char xyz_text[] = XYZ (1) XYZ (2) XYZ (3);

/* Returns the frames found, −1 for an error on opening. */
static int
try_bytes (FilesFixture *fixture, const void *bytes, gsize length, gboolean *warned)
{
  g_autoptr (GFile) file = files_write (fixture->folder, "bytes", bytes, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtTrajectory) trajectory = files_open (file, "1=Cu,2=Zr", &error);

  g_assert_true ((trajectory == NULL) == (error != NULL));
  if (trajectory == NULL)
    {
      g_assert_true (error->domain == VT_ERROR && strlen (error->message) > 10);
      return -1;
    }
  *warned = vt_trajectory_get_warnings (trajectory)[0] != NULL;
  for (guint i = 0; i < vt_trajectory_get_n_frames (trajectory); i++)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (VtFrame) frame = vt_trajectory_read_frame (trajectory, i, NULL, &reason);

      g_assert_true ((frame == NULL) == (reason != NULL));
      g_assert_true (reason == NULL || (reason->domain == VT_ERROR && strlen (reason->message) > 10));
    }
  return (int) vt_trajectory_get_n_frames (trajectory);
}

/* Cut at every byte: what is missing is always told, unless nothing but whole frames is left. */
static void
test_cut (FilesFixture *fixture, gconstpointer data)
{
  const char *text = data;
  gsize length = strlen (text), one = length / 3 + 1;
  gboolean warned = FALSE;
  int frames = -1;

  for (gsize n = 0; n <= length; n++)
    {
      int found;

      warned = FALSE;
      found = try_bytes (fixture, text, n, &warned);
      g_assert_cmpint (found, >=, frames);
      frames = found;
      if (n < one - 10)
        g_assert_cmpint (found, ==, -1);
      g_assert_true (found == -1 || warned || found == 3 || text[n - 1] == '\n');
    }
  g_assert_cmpint (frames, ==, 3);
  g_assert_false (warned);
}

static void
test_cut_gzip (FilesFixture *fixture, gconstpointer data)
{
  const char *text = data;
  g_autoptr (GByteArray) packed = files_gzip (text, strlen (text));

  for (gsize n = 0; n <= packed->len; n++)
    {
      gboolean warned = FALSE;
      int found = try_bytes (fixture, packed->data, n, &warned);

      g_assert_true (n == packed->len ? found == 3 && !warned : found == -1 || warned);
    }
}

static void
mutate (GRand *random, GByteArray *bytes)
{
  static const char likely[] = "0123456789-+.eE \n\t\"=:ITEM\0\xff";
  guint n = (guint) g_rand_int_range (random, 1, 4), length = (guint) g_rand_int_range (random, 1, 40);

  for (guint i = 0; i < n && bytes->len > 2; i++)
    {
      guint at = (guint) g_rand_int_range (random, 0, (gint32) bytes->len - 1);
      guint8 byte = g_rand_boolean (random) ? (guint8) likely[g_rand_int_range (random, 0, sizeof likely - 1)]
                                            : (guint8) g_rand_int_range (random, 0, 256);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          g_byte_array_remove_range (bytes, at, MIN (bytes->len - at, length));
          break;
        case 1:
          g_byte_array_append (bytes, &byte, 1);
          memmove (bytes->data + at + 1, bytes->data + at, bytes->len - at - 1);
          bytes->data[at] = byte;
          break;
        default:
          bytes->data[at] = byte;
        }
    }
}

static void
test_mutations (FilesFixture *fixture, gconstpointer data)
{
  const char *text = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (20);
  guint errors = 0, rounds = g_test_slow () ? 100000 : 600;

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      gboolean warned;

      g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
      mutate (random, bytes);
      errors += try_bytes (fixture, bytes->data, bytes->len, &warned) < 0;
    }
  g_assert_cmpuint (errors, >, rounds / 10);
  g_assert_cmpuint (errors, <, rounds);
}

static void
test_mutations_gzip (FilesFixture *fixture, gconstpointer data)
{
  const char *text = data;
  g_autoptr (GByteArray) packed = files_gzip (text, strlen (text));
  g_autoptr (GRand) random = g_rand_new_with_seed (21);
  guint rounds = g_test_slow () ? 100000 : 400;

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      gboolean warned;

      g_byte_array_append (bytes, packed->data, packed->len);
      mutate (random, bytes);
      try_bytes (fixture, bytes->data, bytes->len, &warned);
    }
}

static void
test_noise (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (22);

  for (guint i = 0; i < (g_test_slow () ? 10000 : 150); i++)
    {
      guint8 noise[600];
      gboolean warned;

      for (gsize k = 0; k < sizeof noise; k++)
        noise[k] = (guint8) g_rand_int_range (random, 0, 256);
      if (i % 3 == 1)
        memcpy (noise, "ITEM: TIMESTEP\n", 15);
      if (i % 3 == 2)
        memcpy (noise, "\x1f\x8b\x08\0\0\0\0\0\0\3", 10);
      try_bytes (fixture, noise, sizeof noise, &warned);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) \
  g_test_add ("/io/damaged-files/" name, FilesFixture, data, files_set_up, func, files_tear_down)
  ADD ("cut-dump", dump_text, test_cut);
  ADD ("cut-extxyz", xyz_text, test_cut);
  ADD ("cut-gzip", dump_text, test_cut_gzip);
  ADD ("mutated-dump", dump_text, test_mutations);
  ADD ("mutated-extxyz", xyz_text, test_mutations);
  ADD ("mutated-gzip", dump_text, test_mutations_gzip);
  ADD ("noise", NULL, test_noise);
  return g_test_run ();
}
