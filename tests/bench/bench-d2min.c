/* Neighbour list, D²min and RDF of 50 000 and 10⁶ atoms: medians in ms, on one thread and on all.
 *
 *   bench-d2min [--shuffled]
 *
 * The sample is fcc at the density of a metallic glass, 0.061 atoms an Å³, shaken until it has thirteen neighbours
 * within 3.8 Å. With --shuffled its ids follow no order in space, as after a long melt.
 */
#include <math.h>
#include <stdio.h>
#include <time.h>
#include "vt-d2min.h"
#include "vt-parallel.h"
#include "vt-rdf.h"

#define EDGE 4.03
#define CUTOFF 3.8
#define JITTER 0.35

typedef struct
{
  VtFrame        *reference;
  VtFrame        *current;
  VtNeighborList *list;
  double         *d2min;
} Bench;

typedef void (*BenchFunc) (Bench *bench);

static double
gaussian (GRand *rand)
{
  double radius = sqrt (-2.0 * log (1.0 - g_rand_double (rand)));

  return radius * cos (2.0 * G_PI * g_rand_double (rand));
}

static gsize *
shuffle (gsize n, gboolean shuffled, GRand *rand)
{
  gsize *place = g_new (gsize, n);

  for (gsize i = 0; i < n; i++)
    place[i] = i;
  for (gsize i = n - 1; shuffled && i > 0; i--)
    {
      gsize other = (gsize) g_rand_int_range (rand, 0, (gint32) i + 1);
      gsize kept = place[i];

      place[i] = place[other];
      place[other] = kept;
    }

  return place;
}

/* The same seed gives the same atoms; @move is what they moved by since. */
static VtFrame *
sample_new (guint cells, gboolean shuffled, double move)
{
  static const double sites[4][3] = { { 0, 0, 0 }, { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 } };
  const char *const names[] = { "Cu", "Zr", NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GRand) moves = g_rand_new_with_seed (2);
  gsize n = (gsize) 4 * cells * cells * cells;
  g_autofree gsize *place = shuffle (n, shuffled, rand);
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);
  double *positions = g_new (double, 3 * n);
  g_autoptr (VtAtomTable) atoms = NULL;
  VtCell cell;

  for (gsize i = 0; i < n; i++)
    {
      gsize cube = place[i] / 4;
      const gsize at[3] = { cube % cells, cube / cells % cells, cube / cells / cells };

      ids[i] = (gint64) i + 1;
      species[i] = (guint8) (i % 2);
      for (guint axis = 0; axis < 3; axis++)
        positions[axis * n + i] = EDGE * (at[axis] + sites[place[i] % 4][axis]) + JITTER * gaussian (rand) +
                                  move * gaussian (moves);
    }
  vt_cell_init_box (&cell, EDGE * cells, EDGE * cells, EDGE * cells);
  atoms = vt_atom_table_new_take (n, ids, species, names);

  return vt_frame_new_take (atoms, &cell, positions, 0.0, 0, NULL);
}

static void
run_list (Bench *bench)
{
  VtCutoffs cutoffs;

  g_clear_pointer (&bench->list, vt_neighbor_list_unref);
  vt_cutoffs_init_uniform (&cutoffs, 2, CUTOFF);
  bench->list = vt_neighbor_list_new (bench->reference, &cutoffs, NULL, NULL, NULL);
}

static void
run_d2min (Bench *bench)
{
  const VtD2minParams params = { VT_D2MIN_CURRENT_TO_REFERENCE, VT_D2MIN_MEAN, 1e8 };
  gsize n_undefined;

  vt_d2min_compute (bench->reference, bench->list, bench->current, &params, bench->d2min, &n_undefined, NULL, NULL,
                    NULL);
}

static void
run_rdf (Bench *bench)
{
  g_autoptr (VtRdf) rdf = vt_rdf_new (vt_frame_get_atoms (bench->reference), 8.0, 0.02);

  vt_rdf_add_frame (rdf, bench->reference, NULL, NULL, NULL);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double *x = a;
  const double *y = b;

  return (*x > *y) - (*x < *y);
}

static double
get_cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* The best and the processor's time beside the median: on a machine that others use, that is what the work takes. */
static void
measure (Bench *bench, const char *name, BenchFunc func, guint times)
{
  g_autofree double *ms = g_new (double, times);

  double cpu;

  func (bench);
  cpu = get_cpu_ms ();
  for (guint i = 0; i < times; i++)
    {
      gint64 start = g_get_monotonic_time ();

      func (bench);
      ms[i] = (double) (g_get_monotonic_time () - start) / 1000.0;
    }
  cpu = (get_cpu_ms () - cpu) / times;
  qsort (ms, times, sizeof *ms, compare);
  printf ("  %-15s median %8.2f ms, best %8.2f ms, processors %8.2f ms\n", name, ms[times / 2], ms[0], cpu);
}

static void
run_size (guint cells, guint times, gboolean shuffled)
{
  Bench bench = { .reference = sample_new (cells, shuffled, 0.0), .current = sample_new (cells, shuffled, 0.1) };
  gsize n = vt_frame_get_n_atoms (bench.reference);

  bench.d2min = g_new (double, n);
  for (guint threads = 1; threads <= 2; threads++)
    {
      vt_parallel_set_threads (threads);
      printf ("%zu atoms, %u thread%s\n", n, threads, threads > 1 ? "s" : "");
      measure (&bench, "neighbour list", run_list, times);
      measure (&bench, "D²min", run_d2min, times);
      measure (&bench, "RDF to 8 Å", run_rdf, times);
    }
  vt_parallel_set_threads (0);
  printf ("CN %.2f\n", (double) vt_neighbor_list_get_n_pairs (bench.list) / n);
  g_free (bench.d2min);
  vt_neighbor_list_unref (bench.list);
  vt_frame_unref (bench.reference);
  vt_frame_unref (bench.current);
}

int
main (int argc, char **argv)
{
  gboolean shuffled = argc > 1 && g_str_equal (argv[1], "--shuffled");

  run_size (23, 21, shuffled);
  run_size (63, 5, shuffled);

  return 0;
}
