/* Reading a text dump: index, then all frames, in MB of unpacked text a second.
 *
 *   bench-dump FILE...          frames of real files, and the time to the first one
 *   bench-dump [--threads N]    a dump made for the purpose
 *
 * Processor time beside wall time, for on a shared machine only the former can be compared. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "vt-parallel.h"
#include "vt-trajectory.h"

#define N_ATOMS 100000
#define N_FRAMES 40

static char *
write_dump (void)
{
  char *path = NULL;
  FILE *file = fdopen (g_file_open_tmp ("bench-dump-XXXXXX.lammpstrj", &path, NULL), "w");
  GRand *random = g_rand_new_with_seed (1);

  for (guint f = 0; f < N_FRAMES; f++)
    {
      fprintf (file, "ITEM: TIMESTEP\n%u\nITEM: NUMBER OF ATOMS\n%d\nITEM: BOX BOUNDS pp pp pp\n", f * 100, N_ATOMS);
      fprintf (file, "0 100\n0 100\n0 100\nITEM: ATOMS id element xu yu zu\n");
      for (guint i = 0; i < N_ATOMS; i++)
        fprintf (file, "%u %s %.4f %.4f %.4f\n", i + 1, i % 2 ? "Cu" : "Zr", g_rand_double_range (random, -20, 120),
                 g_rand_double_range (random, -20, 120), g_rand_double_range (random, -20, 120));
    }
  fclose (file);
  g_rand_free (random);
  return path;
}

static double
unpacked_megabytes (const char *path)
{
  g_autofree char *command = g_strdup_printf ("case '%s' in *.gz) zcat '%s';; *) cat '%s';; esac | wc -c", path, path,
                                              path);
  g_autofree char *shell = g_shell_quote (command), *line = g_strdup_printf ("sh -c %s", shell), *out = NULL;

  g_spawn_command_line_sync (line, &out, NULL, NULL, NULL);
  return g_ascii_strtod (out, NULL) / 1e6;
}

static void
time_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  double megabytes = unpacked_megabytes (path);
  gint64 begin = g_get_monotonic_time (), indexed, first, end;
  g_autoptr (VtTrajectory) trajectory = vt_trajectory_open (file, NULL, NULL, NULL, &error);
  clock_t begin_cpu;
  guint n;

  g_assert_no_error (error);
  indexed = g_get_monotonic_time ();
  vt_frame_unref (vt_trajectory_read_frame (trajectory, 0, NULL, &error));
  first = g_get_monotonic_time ();
  vt_trajectory_set_cache_limit (trajectory, 0);
  n = vt_trajectory_get_n_frames (trajectory);
  begin_cpu = clock ();
  for (guint i = 0; i < n; i++)
    vt_frame_unref (vt_trajectory_read_frame (trajectory, i, NULL, &error));
  end = g_get_monotonic_time ();
  printf ("%s: %u frames, %.1f MB; index %.1f ms (%.0f MB/s), first frame %.1f ms, all frames %.1f ms "
          "(%.0f MB/s), %.0f MB per processor second\n",
          vt_trajectory_get_name (trajectory), n, megabytes, (double) (indexed - begin) / 1e3,
          megabytes / ((double) (indexed - begin) / 1e6), (double) (first - indexed) / 1e3,
          (double) (end - first) / 1e3, megabytes / ((double) (end - first) / 1e6),
          megabytes / ((double) (clock () - begin_cpu) / CLOCKS_PER_SEC));
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;

  if (argc > 2 && g_str_equal (argv[1], "--threads"))
    {
      vt_parallel_set_threads ((guint) atoi (argv[2]));
      argc -= 2;
      argv += 2;
    }
  if (argc > 1)
    {
      for (int i = 1; i < argc; i++)
        time_file (argv[i]);
      return 0;
    }
  path = write_dump ();
  time_file (path);
  unlink (path);
  return 0;
}
