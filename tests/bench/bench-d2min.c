/* D²min with neighbours, local strain and the neighbour list beside OVITO, freud and mdapy, on the same atoms and in the
 * same rounds, two threads each.
 *
 *   bench-d2min SAMPLE PEERS [--ours] [--shuffled] [--rounds N] [ATOMS…]
 *
 * SAMPLE is a trajectory of 4000 atoms, PEERS is bench-d2min-peers.py. The atoms are its first frame and one 50 ps later,
 * replicated to at least ATOMS (5·10⁴ and 10⁶ unless told) and shaken, the cutoff is 3.8 Å. --shuffled: ids follow no
 * order in space, as after a long melt. --ours: without peers; else it fails where one is absent or its numbers differ:
 * D²min (Falk–Langer) and strain of OVITO, the pairs of freud and mdapy.
 *
 * Ours and the peers take turns in every round. Best of all rounds: the clock tells what a person waits, the processors'
 * time what it costs on a machine that others use too. The kernel's part of it is mostly for handing out pages of memory:
 * 0.1 s a gigabyte, but seconds where a hypervisor had taken them back.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <glib/gstdio.h>
#include <sys/resource.h>

#include "vt-d2min.h"
#include "vt-parallel.h"
#include "vt-trajectory.h"

#define CUTOFF 3.8
#define JITTER 0.05 /* of each copy, in both frames alike, Å */
#define MOTION 0.02 /* of each copy, between the frames, Å */
#define LAG_PS 50.0
#define TIMESTEP 0.0025
#define THREADS 2
#define MANY_LAGS 8

typedef struct
{
  VtFrame        *reference;
  VtFrame        *current;
  VtNeighborList *list;
  gsize           n;
  double         *d2min;
  double         *shear;
  double         *volumetric;
  gsize           n_pairs;
} Bench;

typedef void (*BenchFunc) (Bench *bench);

typedef struct
{
  const char *name;
  BenchFunc   func;
  gboolean    compared; /* takes turns with the peers */
  double      clock;
  double      processors;
  double      kernel; /* of these */
} Task;

static const VtD2minParams falk_langer = { VT_D2MIN_REFERENCE_TO_CURRENT, VT_D2MIN_SUM, 1e8 };
static const VtD2minParams paper = { VT_D2MIN_CURRENT_TO_REFERENCE, VT_D2MIN_MEAN, 1e8 };

/* ---- atoms ---- */

static double
gaussian (GRand *rand)
{
  double radius = sqrt (-2.0 * log (1.0 - g_rand_double (rand)));

  return radius * cos (2.0 * G_PI * g_rand_double (rand));
}

/* The product of three nearly equal numbers that makes at least @wanted of @n. */
static void
choose_copies (gsize n, gsize wanted, guint copies[3])
{
  gsize best = G_MAXSIZE;
  guint needed = (guint) ((wanted + n - 1) / n);
  guint side = (guint) ceil (cbrt (needed));

  for (guint a = 1; a <= side; a++)
    for (guint b = a; b <= 2 * side; b++)
      {
        guint c = (needed + a * b - 1) / (a * b);

        if (c < b || c > 4 * a || (gsize) a * b * c > best)
          continue;
        best = (gsize) a * b * c;
        copies[0] = a, copies[1] = b, copies[2] = c;
      }
}

static gsize *
choose_order (gsize n, gboolean shuffled)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  gsize *order = g_new (gsize, n);

  for (gsize i = 0; i < n; i++)
    order[i] = i;
  for (gsize i = n - 1; shuffled && i > 0; i--)
    {
      gsize other = (gsize) g_rand_int_range (rand, 0, (gint32) i + 1);
      gsize kept = order[i];

      order[i] = order[other];
      order[other] = kept;
    }

  return order;
}

static VtAtomTable *
replicate_table (VtAtomTable *atoms, gsize n, const gsize *order)
{
  gsize n_one = vt_atom_table_get_n (atoms);
  guint n_species = vt_atom_table_get_n_species (atoms);
  g_autofree const char **names = g_new0 (const char *, n_species + 1);
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);

  for (guint s = 0; s < n_species; s++)
    names[s] = vt_atom_table_get_species_name (atoms, s);
  for (gsize i = 0; i < n; i++)
    {
      ids[i] = (gint64) i + 1;
      species[order[i]] = vt_atom_table_get_species (atoms)[i % n_one];
    }

  return vt_atom_table_new_take (n, ids, species, names);
}

/* @motion is what each copy moves by of its own. */
static VtFrame *
replicate (VtFrame *frame, VtAtomTable *atoms, const guint copies[3], const gsize *order, double motion)
{
  g_autoptr (GRand) jitter = g_rand_new_with_seed (1);
  g_autoptr (GRand) moves = g_rand_new_with_seed (2);
  const VtCell *cell = vt_frame_get_cell (frame);
  gsize n_one = vt_frame_get_n_atoms (frame), n = vt_atom_table_get_n (atoms);
  double *positions = g_new (double, 3 * n);
  double vectors[3][3];
  VtCell whole;

  for (guint i = 0; i < 9; i++)
    vectors[i / 3][i % 3] = copies[i / 3] * cell->vectors[i / 3][i % 3];
  if (!vt_cell_init (&whole, cell->origin, vectors, cell->periodic, NULL))
    exit (1);
  for (gsize i = 0; i < n; i++)
    {
      gsize copy = i / n_one;
      const double at[3] = { copy % copies[0], copy / copies[0] % copies[1], copy / copies[0] / copies[1] };

      for (guint axis = 0; axis < 3; axis++)
        positions[axis * n + order[i]] = vt_frame_get_axis (frame, axis)[i % n_one] + at[0] * cell->vectors[0][axis]
                                         + at[1] * cell->vectors[1][axis] + at[2] * cell->vectors[2][axis]
                                         + JITTER * gaussian (jitter) + motion * gaussian (moves);
    }

  return vt_frame_new_take (atoms, &whole, positions, 0.0, 0, NULL);
}

static void
make_atoms (Bench *bench, VtFrame *first, VtFrame *later, gsize wanted, gboolean shuffled)
{
  guint copies[3] = { 1, 1, 1 };
  g_autofree gsize *order = NULL;
  g_autoptr (VtAtomTable) atoms = NULL;

  choose_copies (vt_frame_get_n_atoms (first), wanted, copies);
  bench->n = vt_frame_get_n_atoms (first) * copies[0] * copies[1] * copies[2];
  order = choose_order (bench->n, shuffled);
  atoms = replicate_table (vt_frame_get_atoms (first), bench->n, order);
  bench->reference = replicate (first, atoms, copies, order, 0.0);
  bench->current = replicate (later, atoms, copies, order, MOTION);
  bench->d2min = g_new (double, bench->n);
  bench->shear = g_new (double, bench->n);
  bench->volumetric = g_new (double, bench->n);
  printf ("%zu atoms, %u × %u × %u%s\n", bench->n, copies[0], copies[1], copies[2], shuffled ? ", shuffled" : "");
}

static void
clear_atoms (Bench *bench)
{
  g_clear_pointer (&bench->list, vt_neighbor_list_unref);
  vt_frame_unref (bench->reference);
  vt_frame_unref (bench->current);
  g_free (bench->d2min);
  g_free (bench->shear);
  g_free (bench->volumetric);
}

/* ---- ours ---- */

static VtFrame *
give_current (guint lag, gpointer data, GError **error)
{
  return vt_frame_ref (((Bench *) data)->current);
}

static void
run_within (Bench *bench, const VtD2minParams *params, VtD2minLag *lags, guint n_lags)
{
  VtCutoffs cutoffs;

  vt_cutoffs_init_uniform (&cutoffs, vt_atom_table_get_n_species (vt_frame_get_atoms (bench->reference)), CUTOFF);
  if (!vt_d2min_compute_within (bench->reference, &cutoffs, give_current, bench, n_lags, params, lags, NULL, NULL, NULL))
    exit (1);
}

static void
run_list (Bench *bench)
{
  VtCutoffs cutoffs;

  g_clear_pointer (&bench->list, vt_neighbor_list_unref);
  vt_cutoffs_init_uniform (&cutoffs, vt_atom_table_get_n_species (vt_frame_get_atoms (bench->reference)), CUTOFF);
  bench->list = vt_neighbor_list_new (bench->reference, &cutoffs, NULL, NULL, NULL);
}

static void
run_listed (Bench *bench)
{
  gsize n_undefined;

  if (!vt_d2min_compute (bench->reference, bench->list, bench->current, &paper, bench->d2min, &n_undefined, NULL, NULL,
                         NULL))
    exit (1);
}

static void
run_paper (Bench *bench)
{
  run_within (bench, &paper, &(VtD2minLag){ .d2min = bench->d2min }, 1);
}

static void
run_many (Bench *bench)
{
  VtD2minLag lags[MANY_LAGS];

  for (guint l = 0; l < MANY_LAGS; l++)
    lags[l] = (VtD2minLag){ .d2min = bench->d2min };
  run_within (bench, &paper, lags, MANY_LAGS);
}

static void
run_strain (Bench *bench)
{
  run_within (bench, &falk_langer,
              &(VtD2minLag){ .d2min = bench->d2min, .shear = bench->shear, .volumetric = bench->volumetric }, 1);
}

static double
get_seconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);

  return now.tv_sec + 1e-9 * now.tv_nsec;
}

static double
get_kernel_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return usage.ru_stime.tv_sec + 1e-6 * usage.ru_stime.tv_usec;
}

static void
measure (Bench *bench, Task *task)
{
  double clock = get_seconds (CLOCK_MONOTONIC), processors = get_seconds (CLOCK_PROCESS_CPUTIME_ID);
  double kernel = get_kernel_seconds ();

  task->func (bench);
  task->clock = fmin (task->clock, get_seconds (CLOCK_MONOTONIC) - clock);
  processors = get_seconds (CLOCK_PROCESS_CPUTIME_ID) - processors;
  if (processors < task->processors)
    {
      task->processors = processors;
      task->kernel = get_kernel_seconds () - kernel;
    }
}

/* ---- peers ---- */

typedef struct
{
  GSubprocess      *process;
  GOutputStream    *to;
  GDataInputStream *from;
} Peers;

static void
fail_for_peers (const char *why)
{
  fprintf (stderr,
           "bench-d2min: the peers are absent or failed (%s); PyPI has them as ovito, freud-analysis and mdapy, and "
           "VITRINE_PEERS names the python that sees them\n",
           why);
  exit (1);
}

/* Unwrapped, x y z an atom. */
static void
write_frame (const char *folder, const char *name, VtFrame *frame)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  FILE *file = fopen (path, "wb");
  const VtCell *cell = vt_frame_get_cell (frame);

  for (gsize i = 0; file != NULL && i < vt_frame_get_n_atoms (frame); i++)
    {
      double position[3];
      int image[3];

      vt_frame_get_position (frame, i, position);
      vt_cell_wrap (cell, position, image);
      fwrite (position, sizeof position, 1, file);
    }
  if (file != NULL)
    fwrite (cell->vectors, sizeof cell->vectors, 1, file), fwrite (cell->origin, sizeof cell->origin, 1, file);
  if (file == NULL || fclose (file) != 0)
    fail_for_peers (path);
}

static char *
ask_peers (Peers *peers, const char *word)
{
  char *line;

  if (!g_output_stream_write_all (peers->to, word, strlen (word), NULL, NULL, NULL))
    fail_for_peers ("they do not listen");
  line = g_data_input_stream_read_line (peers->from, NULL, NULL, NULL);
  if (line == NULL)
    fail_for_peers ("they do not answer");

  return line;
}

static void
start_peers (Peers *peers, const char *script, const char *folder, const Bench *bench)
{
  const char *python = g_getenv ("VITRINE_PEERS") != NULL ? g_getenv ("VITRINE_PEERS") : "/usr/bin/python3";
  g_autofree char *cutoff = g_strdup_printf ("%g", CUTOFF);
  g_autofree char *threads = g_strdup_printf ("%d", THREADS);
  g_autoptr (GError) error = NULL;

  write_frame (folder, "reference", bench->reference);
  write_frame (folder, "current", bench->current);
  peers->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, python,
                                     script, folder, cutoff, threads, NULL);
  if (peers->process == NULL)
    fail_for_peers (error->message);
  peers->to = g_subprocess_get_stdin_pipe (peers->process);
  peers->from = g_data_input_stream_new (g_subprocess_get_stdout_pipe (peers->process));
  g_free (ask_peers (peers, "hello\n"));
}

/* A line of name, seconds by the clock, seconds of the processors, by tabs; names end in those of our tasks. */
static void
measure_peers (Peers *peers, Task *tasks, guint n_tasks)
{
  g_autofree char *line = ask_peers (peers, "round\n");
  g_auto (GStrv) words = g_strsplit (line, "\t", -1);

  for (guint i = 0; i < n_tasks && words[3 * i] != NULL; i++)
    {
      tasks[i].name = g_intern_string (words[3 * i]);
      tasks[i].clock = fmin (tasks[i].clock, g_ascii_strtod (words[3 * i + 1], NULL));
      tasks[i].processors = fmin (tasks[i].processors, g_ascii_strtod (words[3 * i + 2], NULL));
    }
}

/* Where OVITO has a number, ours is the same. */
static void
compare_column (const char *folder, const char *name, const double *ours, gsize n)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *content = NULL;
  const double *theirs;
  double largest = 0.0;
  gsize length, different = 0;

  if (!g_file_get_contents (path, &content, &length, NULL) || length != n * sizeof (double))
    fail_for_peers (path);
  theirs = (const double *) (gpointer) content;
  for (gsize i = 0; i < n; i++)
    {
      double difference = fabs (ours[i] - theirs[i]);

      largest = fmax (largest, difference);
      different += !(difference <= 1e-9 + 1e-7 * fabs (theirs[i]));
    }
  printf ("  %s: as OVITO's but for %.1e\n", name, largest);
  if (different > 0)
    {
      fprintf (stderr, "bench-d2min: %zu of OVITO's %s differ\n", different, name);
      exit (1);
    }
}

static void
compare_with_peers (Peers *peers, const char *folder, Bench *bench)
{
  g_autofree char *line = ask_peers (peers, "numbers\n");
  g_auto (GStrv) pairs = g_strsplit (line, "\t", -1);

  run_strain (bench);
  compare_column (folder, "d2min", bench->d2min, bench->n);
  compare_column (folder, "shear", bench->shear, bench->n);
  compare_column (folder, "volumetric", bench->volumetric, bench->n);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      double n_pairs = (double) vt_neighbor_list_get_n_pairs (bench->list);
      double more = g_ascii_strtod (pairs[i], NULL) - n_pairs;

      printf ("  pairs: %.0f, %s %+.0f\n", n_pairs, i == 0 ? "freud, in float," : "mdapy", more);
      if (fabs (more) > (i == 0 ? 1e-5 * n_pairs : 0.0))
        exit (1);
    }
}

static void
stop_peers (Peers *peers, const char *folder)
{
  static const char *const names[] = { "reference", "current", "d2min", "shear", "volumetric" };

  g_output_stream_close (peers->to, NULL, NULL);
  g_subprocess_wait (peers->process, NULL, NULL);
  g_object_unref (peers->from);
  g_object_unref (peers->process);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_unlink (path);
    }
}

/* ---- sizes ---- */

static void
print_task (const Task *task, const Task *against)
{
  printf ("  %-34s %9.2f ms, processors %9.2f ms", task->name, 1e3 * task->clock, 1e3 * task->processors);
  if (against != NULL)
    printf (", ours %.1f × faster, of processors %.1f ×", task->clock / against->clock,
            task->processors / against->processors);
  else
    printf (", kernel %8.2f ms", 1e3 * task->kernel);
  printf ("\n");
}

static void
run_size (Bench *bench, const char *script, guint rounds)
{
  Task ours[] = { { "neighbour list", run_list },
                  { "D²min with neighbours", run_paper },
                  { "D²min, strain, with neighbours", run_strain },
                  { "D²min of a list", run_listed },
                  { "D²min of 8 lags, with neighbours", run_many } };
  Task theirs[3] = { { NULL } };
  g_autofree char *folder = g_dir_make_tmp ("bench-d2min-XXXXXX", NULL);
  Peers peers = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    ours[i].clock = ours[i].processors = INFINITY;
  for (guint i = 0; i < G_N_ELEMENTS (theirs); i++)
    theirs[i].clock = theirs[i].processors = INFINITY;
  if (script != NULL)
    start_peers (&peers, script, folder, bench);
  for (guint round = 0; round < rounds; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
        measure (bench, &ours[i]);
      if (script != NULL)
        measure_peers (&peers, theirs, G_N_ELEMENTS (theirs));
    }
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    print_task (&ours[i], NULL);
  if (script != NULL)
    {
      print_task (&theirs[0], &ours[2]);
      print_task (&theirs[1], &ours[0]);
      print_task (&theirs[2], &ours[0]);
      compare_with_peers (&peers, folder, bench);
      stop_peers (&peers, folder);
    }
  g_rmdir (folder);
}

static void
read_frames (const char *path, VtFrame **first, VtFrame **later)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtTrajectory) trajectory = vt_trajectory_open (file, NULL, NULL, NULL, &error);
  int index = trajectory != NULL ? vt_trajectory_find_lag (trajectory, 0, LAG_PS, TIMESTEP) : -1;

  if (index > 0)
    {
      *first = vt_trajectory_read_frame (trajectory, 0, NULL, &error);
      *later = *first != NULL ? vt_trajectory_read_frame (trajectory, (guint) index, NULL, &error) : NULL;
    }
  if (index <= 0 || *later == NULL)
    {
      fprintf (stderr, "bench-d2min: %s: %s\n", path, error != NULL ? error->message : "no frame 50 ps on");
      exit (1);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (VtFrame) first = NULL, later = NULL;
  gsize sizes[16] = { 50000, 1000000 };
  gboolean shuffled = FALSE, alone = FALSE;
  guint n_sizes = 0, rounds = 0;

  if (argc < 3)
    {
      fprintf (stderr, "usage: bench-d2min SAMPLE PEERS [--ours] [--shuffled] [--rounds N] [ATOMS…]\n");
      return 2;
    }
  for (int i = 3; i < argc; i++)
    if (g_str_equal (argv[i], "--shuffled"))
      shuffled = TRUE;
    else if (g_str_equal (argv[i], "--ours"))
      alone = TRUE;
    else if (g_str_equal (argv[i], "--rounds") && i + 1 < argc)
      rounds = (guint) g_ascii_strtoull (argv[++i], NULL, 10);
    else if (n_sizes < G_N_ELEMENTS (sizes))
      sizes[n_sizes++] = (gsize) g_ascii_strtod (argv[i], NULL);
  if (n_sizes == 0)
    n_sizes = 2;

  setvbuf (stdout, NULL, _IOLBF, 0);
  vt_parallel_set_threads (THREADS);
  read_frames (argv[1], &first, &later);
  for (guint s = 0; s < n_sizes; s++)
    {
      Bench bench = { NULL };

      make_atoms (&bench, first, later, sizes[s], shuffled);
      run_size (&bench, alone ? NULL : argv[2], rounds > 0 ? rounds : bench.n < 200000 ? 9 : 3);
      clear_atoms (&bench);
    }

  return 0;
}
