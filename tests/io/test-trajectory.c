/* Cache, threads, times, and unwrapping against the truth. */
#include <unistd.h>

#include "files.h"

static void
append_header (GString *text, gint64 step, guint n, const char *columns)
{
  g_string_append_printf (text, "ITEM: TIMESTEP\n%" G_GINT64_FORMAT "\nITEM: NUMBER OF ATOMS\n%u\n"
                                "ITEM: BOX BOUNDS pp pp pp\n0 10\n0 10\n0 10\nITEM: ATOMS %s\n", step, n, columns);
}

static VtTrajectory *
open_steps (FilesFixture *fixture, const gint64 *steps, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      append_header (text, steps[i], 1, "id type xu yu zu");
      g_string_append (text, "1 1 0 0 0\n");
    }
  return files_open_text (fixture->folder, text->str, NULL);
}

/* The lags of a real run, steps of 2.5 fs. */
static void
test_find_lag (FilesFixture *fixture, gconstpointer data)
{
  static const double lags[] = { 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
                                 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 100,
                                 120, 140, 160, 180, 200 };
  gint64 steps[G_N_ELEMENTS (lags) + 1] = { 0 };
  g_autoptr (VtTrajectory) trajectory = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lags); i++)
    steps[i + 1] = llround (lags[i] / 0.0025);
  trajectory = open_steps (fixture, steps, G_N_ELEMENTS (steps));
  g_assert_false (vt_trajectory_has_time (trajectory));
  for (guint i = 0; i < G_N_ELEMENTS (lags); i++)
    g_assert_cmpint (vt_trajectory_find_lag (trajectory, 0, lags[i], 0.0025), ==, (int) i + 1);
  g_assert_cmpint (vt_trajectory_find_lag (trajectory, 0, 0.0, 0.0025), ==, 0);
  g_assert_cmpint (vt_trajectory_find_lag (trajectory, 0, 0.05, 0.0025), ==, -1);
  g_assert_cmpint (vt_trajectory_find_lag (trajectory, 0, 45.0, 0.0025), ==, -1);
  g_assert_cmpint (vt_trajectory_find_lag (trajectory, 0, 201.0, 0.0025), ==, -1);
  /* A thousandth of the lag is near enough, more is not. */
  g_assert_cmpint (vt_trajectory_find_lag (trajectory, 0, 100.09, 0.0025), ==, 36);
  g_assert_cmpint (vt_trajectory_find_lag (trajectory, 0, 100.2, 0.0025), ==, -1);
  g_assert_cmpint (vt_trajectory_find_lag (trajectory, 25, 5.0, 0.0025), ==, 26);
  g_assert_cmpint (vt_trajectory_find_lag (trajectory, 0, 5.0, NAN), ==, -1);
  g_assert_true (isnan (vt_trajectory_get_time (trajectory, 1, NAN)));
}

/* Steps that begin again: no bisection there. */
static void
test_find_lag_unordered (FilesFixture *fixture, gconstpointer data)
{
  static const gint64 steps[] = { 0, 1000, 2000, 0, 1000, 3000 };
  g_autoptr (VtTrajectory) trajectory = open_steps (fixture, steps, G_N_ELEMENTS (steps));

  g_assert_cmpint (vt_trajectory_find_lag (trajectory, 0, 3.0, 0.001), ==, 5);
  g_assert_cmpint (vt_trajectory_find_lag (trajectory, 1, 1.0, 0.001), ==, 2);
  g_assert_cmpint (vt_trajectory_find_lag (trajectory, 3, 1.0, 0.001), ==, 4);
  g_assert_cmpint (vt_trajectory_find_lag (trajectory, 2, 5.0, 0.001), ==, -1);
}

static void
test_identity (FilesFixture *fixture, gconstpointer data)
{
  static const gint64 steps[] = { 0, 1 }, others[] = { 0, 2 };
  g_autoptr (VtTrajectory) first = open_steps (fixture, steps, 2), again = open_steps (fixture, steps, 2);
  g_autoptr (VtTrajectory) other = open_steps (fixture, others, 2);
  g_autoptr (VtTrajectory) mapped = NULL;
  g_autoptr (GError) error = NULL;

  mapped = files_open (vt_trajectory_get_file (other), "1=Cu", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vt_trajectory_get_identity (first), ==, vt_trajectory_get_identity (again));
  g_assert_cmpstr (vt_trajectory_get_identity (first), !=, vt_trajectory_get_identity (other));
  g_assert_cmpstr (vt_trajectory_get_identity (other), !=, vt_trajectory_get_identity (mapped));
  g_assert_cmpstr (vt_trajectory_get_name (first), ==, "text");
}

static void
test_no_such_frame (FilesFixture *fixture, gconstpointer data)
{
  static const gint64 steps[] = { 0, 1 };
  g_autoptr (VtTrajectory) trajectory = open_steps (fixture, steps, 2);
  g_autoptr (GError) error = NULL;

  g_assert_null (vt_trajectory_read_frame (trajectory, 2, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
}

#define N_ATOMS 20
#define N_FRAMES 200

typedef struct
{
  double truth[N_FRAMES][N_ATOMS][3];
  double edge[N_FRAMES];
} Walk;

/* Atoms that walk through a box which grows by a fifth meanwhile: the truth, and a text with wrapped coordinates. */
static Walk *
make_walk (GString *text, gboolean shuffle)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  Walk *walk = g_new0 (Walk, 1);
  double f[N_ATOMS][3];

  for (guint f_index = 0; f_index < N_FRAMES; f_index++)
    {
      double edge = 10.0 + 0.01 * f_index;

      walk->edge[f_index] = edge;
      g_string_append_printf (text, "ITEM: TIMESTEP\n%u\nITEM: NUMBER OF ATOMS\n%u\nITEM: BOX BOUNDS pp pp ff\n0 %.3f\n"
                                    "0 %.3f\n-1000 1000\nITEM: ATOMS id type x y z\n", f_index, N_ATOMS, edge, edge);
      for (guint k = 0; k < N_ATOMS; k++)
        {
          guint i = shuffle ? (k * 7 + f_index) % N_ATOMS : k;
          double *r = walk->truth[f_index][i];

          for (guint d = 0; d < 3; d++)
            {
              f[i][d] = f_index == 0 ? g_rand_double (random) : f[i][d] + g_rand_double_range (random, -0.1, 0.14);
              r[d] = d < 2 ? f[i][d] * edge : f[i][d] * 20.0;
            }
          g_string_append_printf (text, "%u 1 %.9f %.9f %.9f\n", i + 1, r[0] - floor (f[i][0]) * edge,
                                  r[1] - floor (f[i][1]) * edge, r[2]);
        }
    }
  return walk;
}

static void
assert_truth (const Walk *walk, VtTrajectory *trajectory, guint index)
{
  g_autoptr (VtFrame) frame = files_read (trajectory, index);

  for (guint i = 0; i < N_ATOMS; i++)
    {
      const double *r = walk->truth[index][i];

      files_assert_position (frame, i, r[0], r[1], r[2], 1e-6);
    }
}

static void
test_unwrapping (FilesFixture *fixture, gconstpointer shuffle)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree Walk *walk = make_walk (text, shuffle != NULL);
  g_autoptr (VtTrajectory) trajectory = files_open_text (fixture->folder, text->str, NULL);
  g_autoptr (VtTrajectory) uncached = files_open_text (fixture->folder, text->str, NULL);
  g_autoptr (VtFrame) first = files_read (trajectory, 0), last = files_read (trajectory, N_FRAMES - 1);

  /* The last first, then all; and all in an odd order without a cache. */
  assert_truth (walk, trajectory, N_FRAMES - 1);
  for (guint i = 0; i < N_FRAMES; i++)
    assert_truth (walk, trajectory, i);
  vt_trajectory_set_cache_limit (uncached, 0);
  for (guint i = 0; i < N_FRAMES; i++)
    assert_truth (walk, uncached, i * 77 % N_FRAMES);
  g_assert_true (vt_frame_get_atoms (first) == vt_frame_get_atoms (last));
}

/* A strained cell that LAMMPS flips to the other side: the walk must not see it. */
static void
test_flip (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (VtTrajectory) trajectory = NULL;

  for (guint i = 0; i < 12; i++)
    {
      double tilt = i - (i > 5 ? 10.0 : 0.0), low = MIN (0.0, tilt), high = 10.0 + MAX (0.0, tilt);
      /* An atom that moves with the strain at half height, and walks along x by 1 a frame. */
      double x = 2.0 + i + 0.5 * i, wrapped = fmod (x - 0.5 * tilt + 100.0, 10.0) + 0.5 * tilt;

      g_string_append_printf (text, "ITEM: TIMESTEP\n%u\nITEM: NUMBER OF ATOMS\n1\nITEM: BOX BOUNDS xy xz yz pp pp pp\n"
                                    "%g %g %g\n0 10 0\n0 10 0\nITEM: ATOMS id type x y z\n1 1 %g 5 5\n",
                              i, low, high, tilt, wrapped);
    }
  trajectory = files_open_text (fixture->folder, text->str, NULL);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (VtFrame) frame = files_read (trajectory, i);

      files_assert_position (frame, 0, 2.0 + 1.5 * i, 5, 5, 1e-9);
    }
}

#define N_SHEARED 30
#define N_SHEARS 9

/* What shears @by of the box a frame, and is written in a box that is flipped back to less than half of it: the text of
 * wrapped coordinates, and @truth. Along xy, xz or yz (0, 1, 2), with a walk beside the strain; in an order that changes,
 * and one atom leaves half way. */
static char *
make_sheared (guint along, double by, double truth[N_SHEARS][N_SHEARED][3])
{
  static const guint towards[] = { 0, 0, 1 }, across[] = { 1, 2, 2 };
  GString *text = g_string_new (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (31);
  double f[N_SHEARED][3];

  for (guint frame = 0; frame < N_SHEARS; frame++)
    {
      double lean = 10 * by * frame, flips = rint (by * frame), tilt = lean - 10 * flips;
      double tilts[3] = { 0 };
      guint n = frame < N_SHEARS / 2 ? N_SHEARED : N_SHEARED - 1;

      tilts[along] = tilt;
      g_string_append_printf (text, "ITEM: TIMESTEP\n%u\nITEM: NUMBER OF ATOMS\n%u\nITEM: BOX BOUNDS xy xz yz pp pp pp\n"
                                    "%.9f %.9f %.9f\n%.9f %.9f %.9f\n0 10 %.9f\nITEM: ATOMS id type x y z\n", frame, n,
                              MIN (0, tilts[0] + tilts[1]), 10 + MAX (0, tilts[0] + tilts[1]), tilts[0],
                              MIN (0, tilts[2]), 10 + MAX (0, tilts[2]), tilts[1], tilts[2]);
      for (guint k = 0; k < N_SHEARED; k++)
        {
          guint i = (k * 7 + frame) % N_SHEARED;
          double wrapped[3];

          for (guint d = 0; d < 3; d++)
            {
              f[i][d] = frame == 0 ? g_rand_double (random) : f[i][d] + g_rand_double_range (random, -0.06, 0.08);
              truth[frame][i][d] = 10 * f[i][d];
            }
          truth[frame][i][towards[along]] += lean * f[i][across[along]];
          if (i >= n)
            continue;
          /* What is c in the box that was not flipped, is c there, too; what it leans towards counts the flips. */
          for (guint d = 0; d < 3; d++)
            wrapped[d] = f[i][d];
          wrapped[towards[along]] += flips * f[i][across[along]];
          for (guint d = 0; d < 3; d++)
            wrapped[d] -= floor (wrapped[d]);
          g_string_append_printf (text, "%u 1 %.9f %.9f %.9f\n", i + 1,
                                  10 * wrapped[0] + tilts[0] * wrapped[1] + tilts[1] * wrapped[2],
                                  10 * wrapped[1] + tilts[2] * wrapped[2], 10 * wrapped[2]);
        }
    }
  return g_string_free (text, FALSE);
}

/* Little by little, by more than half a box a frame, and by more than a whole one: the cells say the same, the atoms do
 * not. */
static void
test_shear (FilesFixture *fixture, gconstpointer data)
{
  static const double shears[] = { 0.15, -0.3, 0.6, -0.85, 1.2 };
  double truth[N_SHEARS][N_SHEARED][3];

  for (guint along = 0; along < 3; along++)
    for (guint s = 0; s < G_N_ELEMENTS (shears); s++)
      {
        g_autofree char *text = make_sheared (along, shears[s], truth);
        g_autoptr (VtTrajectory) trajectory = files_open_text (fixture->folder, text, NULL);

        for (guint frame = 0; frame < N_SHEARS; frame++)
          {
            g_autoptr (VtFrame) read = files_read (trajectory, frame);

            for (guint i = 0; i < vt_frame_get_n_atoms (read); i++)
              files_assert_position (read, i, truth[frame][i][0], truth[frame][i][1], truth[frame][i][2], 1e-6);
          }
      }
}

static void
test_refusal (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  static const double x[] = { 1.0, 4.0, 8.7, 1.0 };
  g_autoptr (VtTrajectory) trajectory = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    {
      append_header (text, i, 2, "id type x y z");
      g_string_append_printf (text, "7 1 %g 0 0\n3 1 5 5 5\n", x[i]);
    }
  trajectory = files_open_text (fixture->folder, text->str, NULL);
  vt_frame_unref (files_read (trajectory, 1));
  for (guint i = 2; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (vt_trajectory_read_frame (trajectory, i, NULL, &error));
      g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
      files_assert_contains (error->message, "frame 2");
      files_assert_contains (error->message, "atom 7");
      files_assert_contains (error->message, "xu yu zu");
    }
  vt_frame_unref (files_read (trajectory, 0));
}

/* Atoms that go and come while others are followed. */
static void
test_unwrapping_changed_atoms (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (VtTrajectory) trajectory = NULL;
  g_autoptr (VtFrame) last = NULL;

  append_header (text, 0, 2, "id type x y z");
  g_string_append (text, "1 1 9 0 0\n2 1 9 0 0\n");
  append_header (text, 1, 3, "id type x y z");
  g_string_append (text, "5 1 3 0 0\n1 1 1 0 0\n2 1 8 0 0\n");
  append_header (text, 2, 2, "id type x y z");
  g_string_append (text, "5 1 0 0 0\n1 1 4 0 0\n");
  append_header (text, 3, 2, "id type x y z");
  g_string_append (text, "5 1 9 0 0\n1 1 7 0 0\n");
  trajectory = files_open_text (fixture->folder, text->str, NULL);
  vt_trajectory_set_cache_limit (trajectory, 0);
  last = files_read (trajectory, 3);
  files_assert_position (last, 0, 17, 0, 0, 1e-12);
  files_assert_position (last, 1, -1, 0, 0, 1e-12);
}

static void
test_cache (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree Walk *walk = make_walk (text, FALSE);
  g_autoptr (VtTrajectory) trajectory = files_open_text (fixture->folder, text->str, NULL);
  g_autoptr (VtFrame) first = files_read (trajectory, 0), again = files_read (trajectory, 0);
  gsize one = vt_frame_get_size (first);

  g_assert_true (first == again);
  vt_trajectory_set_cache_limit (trajectory, 5 * one + 1);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      vt_frame_unref (files_read (trajectory, i));
      g_assert_cmpuint (vt_trajectory_get_cache_size (trajectory), <=, 5 * one);
    }
  g_assert_cmpuint (vt_trajectory_get_cache_size (trajectory), ==, 5 * one);
  vt_trajectory_set_cache_limit (trajectory, one - 1);
  g_assert_cmpuint (vt_trajectory_get_cache_size (trajectory), ==, 0);
  assert_truth (walk, trajectory, 3);
  g_assert_cmpuint (vt_trajectory_get_cache_size (trajectory), ==, 0);
}

typedef struct
{
  const Walk   *walk;
  VtTrajectory *trajectory;
  guint         stride;
} Reading;

static gpointer
read_all (gpointer data)
{
  Reading *reading = data;

  for (guint i = 0; i < 2 * N_FRAMES; i++)
    assert_truth (reading->walk, reading->trajectory, i * reading->stride % N_FRAMES);
  return NULL;
}

static void
test_threads (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree Walk *walk = make_walk (text, TRUE);
  g_autoptr (GByteArray) packed = files_gzip (text->str, text->len);
  g_autoptr (GFile) file = files_write (fixture->folder, "packed.gz", packed->data, packed->len);
  g_autoptr (VtTrajectory) trajectory = files_open (file, NULL, NULL);
  Reading one = { walk, trajectory, 7 }, other = { walk, trajectory, 13 };
  GThread *thread;

  vt_trajectory_set_cache_limit (trajectory, 20000);
  thread = g_thread_new ("reader", read_all, &one);
  read_all (&other);
  g_thread_join (thread);
}

static void
test_cancel (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree Walk *walk = make_walk (text, FALSE);
  g_autoptr (VtTrajectory) trajectory = files_open_text (fixture->folder, text->str, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (VtTrajectory) none = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_trajectory_read_frame (trajectory, 50, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  none = vt_trajectory_open (vt_trajectory_get_file (trajectory), NULL, NULL, cancellable, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_truth (walk, trajectory, 50);
}

/* Cut behind our back: told, not read beyond. */
static void
test_changed_file (FilesFixture *fixture, gconstpointer data)
{
  static const gint64 steps[] = { 0, 1, 2 };
  g_autoptr (VtTrajectory) trajectory = open_steps (fixture, steps, 3);
  g_autofree char *path = g_file_get_path (vt_trajectory_get_file (trajectory));
  g_autoptr (GError) error = NULL;
  FILE *file;

  file = fopen (path, "r+");
  g_assert_cmpint (ftruncate (fileno (file), 10), ==, 0);
  fclose (file);
  g_assert_null (vt_trajectory_read_frame (trajectory, 2, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) \
  g_test_add ("/io/trajectory/" name, FilesFixture, data, files_set_up, func, files_tear_down)
  ADD ("find-lag", NULL, test_find_lag);
  ADD ("find-lag-unordered", NULL, test_find_lag_unordered);
  ADD ("identity", NULL, test_identity);
  ADD ("no-such-frame", NULL, test_no_such_frame);
  ADD ("unwrapping", NULL, test_unwrapping);
  ADD ("unwrapping-shear", NULL, test_shear);
  ADD ("unwrapping-shuffled", "", test_unwrapping);
  ADD ("flip", NULL, test_flip);
  ADD ("refusal", NULL, test_refusal);
  ADD ("unwrapping-changed-atoms", NULL, test_unwrapping_changed_atoms);
  ADD ("cache", NULL, test_cache);
  ADD ("threads", NULL, test_threads);
  ADD ("cancel", NULL, test_cancel);
  ADD ("changed-file", NULL, test_changed_file);
  return g_test_run ();
}
