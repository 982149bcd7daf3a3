/* g(r) of a glass-like packing, partial and total, against freud's and a SciPy cKDTree's count of the total.
 *
 * usage: bench-rdf PEERS|--ours [ATOMS [ROUNDS]], 50 000 and 5 by default
 *
 * PEERS is bench-rdf-peers.py, run by $VITRINE_PEERS or python3; it fails where freud or SciPy is absent, and where
 * SciPy's counts are not ours in every bin or freud's, in single precision, do not add up to ours. Ours and the peers
 * take turns; best of all rounds, by the clock and as processor time, which alone tells on a busy machine. --ours: ours
 * alone, for more atoms.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "vt-parallel.h"
#include "vt-rdf.h"

#define SPACING 2.5 /* Å, of the grid the atoms are jittered on: 15.6 Å³ an atom */
#define MAXIMUM 8.0
#define BINS 400
#define THREADS 2

typedef struct
{
  double wall, cpu; /* s, the best */
} Time;

typedef struct
{
  GSubprocess      *process;
  GOutputStream    *to;
  GDataInputStream *from;
  char             *folder;
} Peers;

static G_GNUC_NORETURN void
fail (const char *why)
{
  fprintf (stderr, "bench-rdf: the peers are absent or failed (%s); PyPI has them as freud-analysis and scipy\n", why);
  exit (1);
}

static VtFrame *
make_frame (guint cells)
{
  static const char *const names[] = { "Cu", "Zr", "Ni", "Ti", "Pd", NULL };
  gsize n = (gsize) cells * cells * cells;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (VtAtomTable) atoms = NULL;
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);
  double *positions = g_new (double, 3 * n);
  VtCell cell;

  for (gsize i = 0; i < n; i++)
    {
      const gsize at[3] = { i % cells, i / cells % cells, i / cells / cells };

      ids[i] = (gint64) i + 1;
      species[i] = (guint8) g_rand_int_range (random, 0, 5);
      for (guint k = 0; k < 3; k++)
        positions[k * n + i] = SPACING * ((double) at[k] + 0.5 + 0.45 * g_rand_double_range (random, -1.0, 1.0));
    }
  vt_cell_init_box (&cell, cells * SPACING, cells * SPACING, cells * SPACING);
  atoms = vt_atom_table_new_take (n, ids, species, names);
  return vt_frame_new_take (atoms, &cell, positions, 0.0, 0, NULL);
}

static void
keep_best (Time *best, double wall, double cpu)
{
  best->wall = MIN (best->wall, wall);
  best->cpu = MIN (best->cpu, cpu);
}

static VtRdf *
run_ours (VtFrame *frame, Time *best)
{
  gint64 start = g_get_monotonic_time ();
  clock_t cpu = clock ();
  VtRdf *rdf = vt_rdf_new (vt_frame_get_atoms (frame), MAXIMUM, MAXIMUM / BINS);

  if (!vt_rdf_add_frame (rdf, frame, NULL, NULL, NULL))
    g_error ("the frame was refused");
  keep_best (best, 1e-6 * (double) (g_get_monotonic_time () - start), (double) (clock () - cpu) / CLOCKS_PER_SEC);
  return rdf;
}

static void
start_peers (Peers *peers, const char *script, VtFrame *frame)
{
  const char *python = g_getenv ("VITRINE_PEERS") != NULL ? g_getenv ("VITRINE_PEERS") : "python3";
  gsize n = vt_frame_get_n_atoms (frame);
  g_autofree double *rows = g_new (double, 3 * n);
  g_autofree char *length = g_strdup_printf ("%.17g", vt_frame_get_cell (frame)->vectors[0][0]);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    vt_frame_get_position (frame, i, rows + 3 * i);
  peers->folder = g_dir_make_tmp ("bench-rdf-XXXXXX", NULL);
  path = g_build_filename (peers->folder, "positions", NULL);
  if (!g_file_set_contents (path, (const char *) rows, (gssize) (3 * n * sizeof *rows), &error))
    fail (error->message);
  peers->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, python,
                                     script, peers->folder, length, G_STRINGIFY (MAXIMUM), G_STRINGIFY (BINS),
                                     G_STRINGIFY (THREADS), NULL);
  if (peers->process == NULL)
    fail (error->message);
  peers->to = g_subprocess_get_stdin_pipe (peers->process);
  peers->from = g_data_input_stream_new (g_subprocess_get_stdout_pipe (peers->process));
}

static void
run_peers (Peers *peers, Time times[2])
{
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_output_stream_write_all (peers->to, "round\n", 6, NULL, NULL, NULL))
    fail ("they do not listen");
  line = g_data_input_stream_read_line (peers->from, NULL, NULL, NULL);
  words = line != NULL ? g_strsplit (line, "\t", -1) : NULL;
  if (words == NULL || g_strv_length (words) != 6)
    fail ("they do not answer");
  for (guint i = 0; i < 2; i++)
    keep_best (&times[i], g_ascii_strtod (words[3 * i + 1], NULL), g_ascii_strtod (words[3 * i + 2], NULL));
}

static gint64 *
read_counts (const Peers *peers, const char *name)
{
  g_autofree char *path = g_build_filename (peers->folder, name, NULL);
  char *bytes = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &bytes, &length, NULL) || length != BINS * sizeof (gint64))
    fail (path);
  g_unlink (path);
  return (gint64 *) (gpointer) bytes;
}

static void
compare (const Peers *peers, const VtRdf *rdf)
{
  g_autofree gint64 *freud = read_counts (peers, "freud");
  g_autofree gint64 *scipy = read_counts (peers, "scipy");
  gint64 sums[2] = { 0, 0 };
  guint differ = 0;

  for (guint bin = 0; bin < BINS; bin++)
    {
      gint64 ours = 2 * llround (vt_rdf_get_total (rdf, bin) * vt_rdf_get_ideal (rdf, -1, -1, bin));

      differ += ours != scipy[bin];
      sums[0] += ours;
      sums[1] += freud[bin];
    }
  printf ("%" G_GINT64_FORMAT " pairs; SciPy counts others in %u bins of %d, freud %" G_GINT64_FORMAT " pairs\n", sums[0],
          differ, BINS, sums[1]);
  if (differ > 0 || llabs (sums[0] - sums[1]) > 10)
    fail ("their counts are not ours");
}

static void
stop_peers (Peers *peers)
{
  g_autofree char *path = g_build_filename (peers->folder, "positions", NULL);

  g_output_stream_close (peers->to, NULL, NULL);
  g_subprocess_wait (peers->process, NULL, NULL);
  g_unlink (path);
  g_rmdir (peers->folder);
  g_free (peers->folder);
  g_object_unref (peers->from);
  g_object_unref (peers->process);
}

static void
report (const char *name, const Time *time, const Time *ours)
{
  printf ("%-6s %8.1f ms by the clock, %8.1f ms of processor", name, 1e3 * time->wall, 1e3 * time->cpu);
  if (time != ours)
    printf (": ours is %.1f × and %.1f × as fast", time->wall / ours->wall, time->cpu / ours->cpu);
  printf ("\n");
}

int
main (int argc, char *argv[])
{
  gboolean alone = argc > 1 && g_str_equal (argv[1], "--ours");
  int atoms = argc > 2 ? atoi (argv[2]) : 50000, rounds = argc > 3 ? atoi (argv[3]) : 5;
  Time ours = { INFINITY, INFINITY }, theirs[2] = { { INFINITY, INFINITY }, { INFINITY, INFINITY } };
  g_autoptr (VtFrame) frame = make_frame ((guint) MAX (lround (cbrt (MAX (atoms, 64))), 4));
  Peers peers = { NULL };

  if (argc < 2)
    fail ("no PEERS were named");
  if (!alone)
    start_peers (&peers, argv[1], frame);
  vt_parallel_set_threads (THREADS);
  printf ("%zu atoms, g(r) of %d bins up to %g Å, %d threads\n", vt_frame_get_n_atoms (frame), BINS, MAXIMUM, THREADS);
  for (int round = 0; round < rounds; round++)
    {
      g_autoptr (VtRdf) rdf = run_ours (frame, &ours);

      if (!alone)
        run_peers (&peers, theirs);
      if (!alone && round == 0)
        compare (&peers, rdf);
    }
  report ("ours", &ours, &ours);
  if (alone)
    return 0;
  report ("freud", &theirs[0], &ours);
  report ("scipy", &theirs[1], &ours);
  stop_peers (&peers);
  return 0;
}
