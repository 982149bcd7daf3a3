/* The neighbour search beside others, on the same instances and in the same run: our own plain sweep, scikit-learn's
 * k-d tree, FAISS's IndexFlatL2. Same-element search, 17 features, k = 50, two threads.
 *
 *   bench-knn FOLDER PEERS [ROUNDS]
 *
 * FOLDER holds relax_<T>K.lammpstrj.gz, PEERS is bench-knn-peers.py. Three sets: all real windows of 200 ps, a tenth of
 * them as queries; as many real windows of 85 ps as the paper has instances, 70 000 an element and 10 000 queries; and
 * the first, each window several times, moved a little, to the same size. Every answer is compared with ours: the
 * canonical distances of the neighbours of the others must be the same, but for what FAISS loses by its float sums.
 * Fails where a peer is absent or an answer differs.
 *
 * The clock tells what a person waits, the processors' time what it costs on a machine that others use too.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gstdio.h>

#include "bench-jitter.h"
#include "bench-knn-machine.h"
#include "bench-knn-sweep.h"
#include "bench-runs.h"
#include "vt-knn-index.h"
#include "vt-knn-order.h"
#include "vt-knn-scan.h"
#include "vt-knn.h"
#include "vt-parallel.h"
#include "vt-scaling.h"

#define FEATURES 17
#define K 50
#define THREADS 2
#define MAX_ELEMENTS 16
#define MAX_ROUNDS 99
/* Of each element's queries, what the peers are asked: all would take minutes. */
#define FEW 1000
/* FAISS sums floats in its own order, and as ‖x‖² − 2 q·x + ‖q‖². */
#define FAISS_ROOM 1e-5

static const double long_lags[] = { 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 100, 120, 140, 160, 180, 200 };
static const double short_lags[] = { 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85 };

typedef struct
{
  char symbol[8];
  gsize n;
  float *instances;
  gsize n_queries;
  float *query_floats; /* what peers are given; ours are the same numbers */
  double *queries;
  VtKnn *knn;
  BenchKnnSweep *sweep;
  VtKnnNeighbor *ours;   /* [n_queries][K] */
  VtKnnNeighbor *theirs; /* of the sweep */
} Part;

typedef struct
{
  const char *name;
  guint n_parts;
  Part parts[MAX_ELEMENTS];
  gsize n;
  gsize n_queries;
} Set;

typedef struct
{
  double clock[MAX_ROUNDS];
  double cpu[MAX_ROUNDS];
  guint n;
} Times;

static void
keep_ours (guint batch, gsize query, const VtKnnNeighbor *neighbors, guint n_neighbors, gpointer data)
{
  Part *part = (Part *) data + batch;

  memcpy (part->ours + query * K, neighbors, n_neighbors * sizeof *neighbors);
}

static void
keep_theirs (guint batch, gsize query, const VtKnnNeighbor *neighbors, guint n_neighbors, gpointer data)
{
  Part *part = (Part *) data + batch;

  memcpy (part->theirs + query * K, neighbors, n_neighbors * sizeof *neighbors);
}

/* ---- sets ---- */

/* The instances of an element, scaled, in a random order: the first are the instances, the others the queries. */
static void
part_init (
    Part *part, const VtDatasetElement *element, const double *minimum, const double *maximum, gsize n, gsize n_queries)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (17);
  g_autofree guint32 *order = g_new (guint32, element->n);

  g_strlcpy (part->symbol, element->symbol, sizeof part->symbol);
  part->n = n;
  part->n_queries = n_queries;
  part->instances = g_new (float, n *FEATURES);
  part->query_floats = g_new (float, n_queries *FEATURES);
  part->queries = g_new (double, n_queries *FEATURES);
  part->ours = g_new0 (VtKnnNeighbor, n_queries * K);
  part->theirs = g_new0 (VtKnnNeighbor, n_queries * K);
  for (gsize i = 0; i < element->n; i++)
    {
      gsize other = (gsize) g_rand_int_range (random, 0, (gint32) i + 1);

      order[i] = order[other];
      order[other] = (guint32) i;
    }
  for (gsize i = 0; i < n + n_queries; i++)
    for (guint j = 0; j < FEATURES; j++)
      {
        double feature = (double) element->features[(gsize) order[i] * FEATURES + j];
        float scaled = (float) vt_scaling_apply (feature, minimum[j], maximum[j]);

        if (i < n)
          part->instances[i * FEATURES + j] = scaled;
        else
          part->queries[(i - n) * FEATURES + j] = part->query_floats[(i - n) * FEATURES + j] = scaled;
      }
}

/* @n instances and @n_queries queries an element; 0: all, a tenth of them queries. */
static void
set_init (Set *set, const char *name, const VtDataset *dataset, gsize n, gsize n_queries)
{
  double minimum[FEATURES], maximum[FEATURES];
  g_autofree double *classes = NULL;
  guint n_classes;

  memset (set, 0, sizeof *set);
  set->name = name;
  set->n_parts = vt_dataset_get_n_elements (dataset);
  g_assert_cmpuint (set->n_parts, <=, MAX_ELEMENTS);
  classes = vt_dataset_get_temperatures (dataset, &n_classes);
  vt_scaling_fit (dataset, classes, n_classes, minimum, maximum);
  for (guint e = 0; e < set->n_parts; e++)
    {
      VtDatasetElement element;
      gsize queries = n_queries;

      vt_dataset_get_element (dataset, e, &element);
      if (n == 0)
        queries = element.n / 10;
      else
        g_assert_cmpuint (element.n, >=, n + n_queries);
      part_init (&set->parts[e], &element, minimum, maximum, n != 0 ? n : element.n - queries, queries);
      set->n += set->parts[e].n;
      set->n_queries += set->parts[e].n_queries;
    }
}

static void
set_clear (Set *set)
{
  for (guint e = 0; e < set->n_parts; e++)
    {
      Part *part = &set->parts[e];

      vt_knn_free (part->knn);
      bench_knn_sweep_free (part->sweep);
      g_free (part->instances);
      g_free (part->query_floats);
      g_free (part->queries);
      g_free (part->ours);
      g_free (part->theirs);
    }
}

/* ---- ours ---- */

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
find_median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare);

  return values[n / 2];
}

static double
get_clock (void)
{
  return 1e-6 * (double) g_get_monotonic_time ();
}

static void
search (Set *set)
{
  VtKnnBatch batches[MAX_ELEMENTS];

  for (guint e = 0; e < set->n_parts; e++)
    batches[e] = (VtKnnBatch){ set->parts[e].knn, set->parts[e].queries, set->parts[e].n_queries, NULL, NULL };
  vt_knn_search (batches, set->n_parts, K, keep_ours, set->parts, NULL, NULL, NULL);
}

static void
sweep (Set *set)
{
  for (guint e = 0; e < set->n_parts; e++)
    {
      Part *part = &set->parts[e];

      bench_knn_sweep_run (part->sweep, part->queries, part->n_queries, K, keep_theirs, e, set->parts);
    }
}

static void
take_time (Set *set, void (*run) (Set *set), Times *times)
{
  double clock = get_clock ();
  double cpu = bench_knn_machine_get_cpu ();

  run (set);
  times->clock[times->n] = get_clock () - clock;
  times->cpu[times->n++] = bench_knn_machine_get_cpu () - cpu;
}

static void
build (Set *set)
{
  double clock = get_clock ();
  double cpu = bench_knn_machine_get_cpu ();

  for (guint e = 0; e < set->n_parts; e++)
    set->parts[e].knn = vt_knn_new (set->parts[e].instances, set->parts[e].n, FEATURES, NULL, NULL);
  printf ("  index built in %.2f s, on one thread (%.2f s of the processor)\n", get_clock () - clock,
          bench_knn_machine_get_cpu () - cpu);
  for (guint e = 0; e < set->n_parts; e++)
    set->parts[e].sweep = bench_knn_sweep_new (set->parts[e].instances, set->parts[e].n, FEATURES);
}

/* ---- answers ---- */

static double
square_distance (const Part *part, gsize query, guint32 instance)
{
  double squared = 0;

  for (guint j = 0; j < FEATURES; j++)
    {
      double difference
          = part->queries[query * FEATURES + j] - (double) part->instances[(gsize) instance * FEATURES + j];

      squared += difference * difference;
    }

  return squared;
}

static void
require (gboolean right, const char *name, const Part *part, gsize query)
{
  if (right)
    return;
  fprintf (stderr, "bench-knn: %s and we differ at query %zu of %s\n", name, query, part->symbol);
  exit (1);
}

static void
check_sweep (const Set *set)
{
  for (guint e = 0; e < set->n_parts; e++)
    for (gsize i = 0; i < set->parts[e].n_queries * K; i++)
      require (set->parts[e].ours[i].instance == set->parts[e].theirs[i].instance
                   && set->parts[e].ours[i].squared == set->parts[e].theirs[i].squared,
               "the sweep", &set->parts[e], i / K);
}

/* Sorted canonical distances of a peer's neighbours beside ours, which are the smallest there are. */
static void
check_peer (const Set *set, const char *folder, const char *name, double room)
{
  for (guint e = 0; e < set->n_parts; e++)
    {
      const Part *part = &set->parts[e];
      g_autofree char *path = g_strdup_printf ("%s/%s-%u.i32", folder, name, e);
      g_autofree char *bytes = NULL;
      const gint32 *found;
      gsize length;

      require (g_file_get_contents (path, &bytes, &length, NULL) && length > 0, name, part, 0);
      found = (const gint32 *) (gpointer) bytes;
      for (gsize i = 0; i < length / sizeof (gint32) / K; i++)
        {
          double distances[K];

          for (guint j = 0; j < K; j++)
            distances[j] = square_distance (part, i, (guint32) found[i * K + j]);
          qsort (distances, K, sizeof (double), compare);
          for (guint j = 0; j < K; j++)
            require (fabs (distances[j] - part->ours[i * K + j].squared) <= room * (1 + distances[j]), name, part, i);
        }
    }
}

/* ---- peers ---- */

static void
write_floats (const char *folder, const char *kind, guint element, const float *values, gsize n)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%u.f32", folder, kind, element);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (path, (const char *) values, (gssize) (n * sizeof (float)), &error))
    {
      fprintf (stderr, "bench-knn: %s\n", error->message);
      exit (1);
    }
}

static char *
write_set (const Set *set)
{
  g_autofree char *features = g_strdup_printf ("%u", FEATURES);
  char *folder = g_dir_make_tmp ("bench-knn-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "features", NULL);

  g_file_set_contents (path, features, -1, NULL);
  for (guint e = 0; e < set->n_parts; e++)
    {
      write_floats (folder, "instances", e, set->parts[e].instances, set->parts[e].n * FEATURES);
      write_floats (folder, "queries", e, set->parts[e].query_floats, set->parts[e].n_queries * FEATURES);
    }

  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
print_peer (const Set *set, const char *folder, const char *line, double our_clock, double our_cpu)
{
  g_auto (GStrv) parts = g_strsplit (line, "\t", 5);
  double share;

  if (g_strv_length (parts) != 5)
    {
      fprintf (stderr, "bench-knn: “%s” is no answer of a peer\n", line);
      exit (1);
    }
  /* Of those that were asked, to all. */
  share = (double) set->n_queries / g_ascii_strtod (parts[3], NULL);
  check_peer (set, folder, parts[0], g_str_equal (parts[0], "faiss") ? FAISS_ROOM : 1e-12);
  printf ("  %-9s %8.3f s %8.3f s  %7.1f µs a query   we are %6.1f × faster (processors), %6.1f × (clock)   %s%s\n",
          parts[0], share * g_ascii_strtod (parts[1], NULL), share * g_ascii_strtod (parts[2], NULL),
          1e6 * g_ascii_strtod (parts[2], NULL) / g_ascii_strtod (parts[3], NULL),
          share * g_ascii_strtod (parts[2], NULL) / our_cpu, share * g_ascii_strtod (parts[1], NULL) / our_clock,
          parts[4], share > 1 ? ", scaled from a part of the queries" : "");
}

static void
run_peers (const Set *set, const char *script, double our_clock, double our_cpu)
{
  g_autofree char *folder = write_set (set);
  g_autofree char *k = g_strdup_printf ("%u", K);
  g_autofree char *threads = g_strdup_printf ("%u", THREADS);
  g_autofree char *few = g_strdup_printf ("%u", FEW);
  const char *const command[] = { "/usr/bin/python3", script, folder, k, threads, few, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) peers = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;

  if (peers == NULL || !g_subprocess_communicate_utf8 (peers, NULL, NULL, &output, NULL, &error)
      || !g_subprocess_get_successful (peers))
    {
      fprintf (stderr,
               "bench-knn: the peers are absent or failed (%s); Debian has them as python3-sklearn, "
               "python3-faiss and libopenblas0-pthread\n",
               error != NULL ? error->message : script);
      exit (1);
    }
  lines = g_strsplit (g_strchomp (output), "\n", -1);
  if (g_strv_length (lines) != 2)
    {
      fprintf (stderr, "bench-knn: two peers were expected\n");
      exit (1);
    }
  for (guint i = 0; lines[i] != NULL; i++)
    print_peer (set, folder, lines[i], our_clock, our_cpu);
  remove_folder (folder);
}

/* ---- the roofline ---- */

/* Queries in the order in which the library takes them. */
static void
scan_part (const Part *part, VtKnnScan *scan)
{
  VtKnnIndex index = { 0 };
  g_autofree float *leading = NULL;
  g_autofree guint32 *order = g_new (guint32, part->n_queries);
  float *rows;

  rows = g_new (float, part->n *FEATURES);
  memcpy (rows, part->instances, part->n * FEATURES * sizeof (float));
  vt_knn_index_init (&index, rows, part->n, FEATURES, NULL, NULL);
  leading = g_new (float, part->n_queries *index.n_leading);
  for (gsize i = 0; i < part->n_queries; i++)
    {
      order[i] = (guint32) i;
      vt_knn_index_rotate (&index, part->queries + i * FEATURES, index.n_leading, leading + i * index.n_leading);
    }
  vt_knn_order (order, part->n_queries, leading, index.n_leading, NULL);
  for (gsize i = 0; i < part->n_queries; i += VT_KNN_SCAN_TILE)
    {
      guint n = (guint) MIN (VT_KNN_SCAN_TILE, part->n_queries - i);
      VtKnnScanQuery queries[VT_KNN_SCAN_TILE];
      const VtKnnPool *pools[VT_KNN_SCAN_TILE];

      for (guint t = 0; t < n; t++)
        queries[t] = (VtKnnScanQuery){ part->queries + (gsize) order[i + t] * FEATURES, VT_KNN_NO_KEY };
      vt_knn_scan_run (scan, &index, queries, n, K, NULL, pools);
    }
  vt_knn_index_clear (&index);
}

/* What the search looked at, and what that would take at the rates measured on this machine, in one's best dreams. */
static void
print_roofline (const Set *set, double our_cpu)
{
  double flops = bench_knn_machine_flops ();
  double near = bench_knn_machine_bandwidth (256 << 10);
  double far = bench_knn_machine_bandwidth (8 << 20);
  VtKnnScan *scan = vt_knn_scan_new ();
  VtKnnScanCounts counts = { 0 };
  double code_bytes, row_bytes, all, compute, traffic;

  for (guint e = 0; e < set->n_parts; e++)
    scan_part (&set->parts[e], scan);
  vt_knn_scan_get_counts (scan, &counts);
  vt_knn_scan_free (scan);

  all = (double) set->n / set->n_parts;
  code_bytes
      = (double) counts.blocks / (double) counts.queries * (double) vt_knn_filter_block_size ((FEATURES + 1) / 2);
  row_bytes = (double) counts.measured / (double) counts.queries * 4 * FEATURES;
  /* A multiplication and an addition a coordinate: of codes, two take the place of one float, since an instruction
   * multiplies four and adds two. A float's difference is a third operation. */
  compute = (code_bytes * 2 / 4 + row_bytes / 4 * 3) / flops;
  traffic = code_bytes / near + row_bytes / far;
  printf ("  a query: %.1f sections, %.0f blocks of 32 codes (%.1f %% of all), %.0f float distances, %.0f in the pool, "
          "%.1f canonical distances\n",
          (double) counts.sections / (double) counts.queries, (double) counts.blocks / (double) counts.queries,
          3200 * (double) counts.blocks / (double) counts.queries / all,
          (double) counts.measured / (double) counts.queries, (double) counts.pooled / (double) counts.queries,
          (double) counts.kept / (double) counts.queries);
  printf ("  this machine, a thread: %.1f Gflop/s, %.1f GB/s of 256 KiB, %.1f GB/s of 8 MiB\n", flops / 1e9, near / 1e9,
          far / 1e9);
  printf ("  all distances as floats: %.1f µs a query at that rate; what we look at: %.1f µs of arithmetic, %.1f µs of "
          "traffic; we take %.1f µs, %.1f times the larger\n",
          1e6 * all * FEATURES * 2 / flops, 1e6 * compute, 1e6 * traffic, 1e6 * our_cpu / (double) set->n_queries,
          our_cpu / (double) set->n_queries / MAX (compute, traffic));
}

/* ---- all of it ---- */

static void
run (Set *set, const char *script, guint rounds)
{
  Times ours = { { 0 } };
  Times sweeps = { { 0 } };
  double ratio[MAX_ROUNDS];
  double our_clock, our_cpu, sweep_clock, sweep_cpu;

  printf ("%s: %zu instances, %zu queries, %u elements, %u features, k = %u\n", set->name, set->n, set->n_queries,
          set->n_parts, FEATURES, K);
  build (set);
  for (guint i = 0; i < rounds; i++)
    {
      take_time (set, search, &ours);
      if (i % 2 != 0)
        continue;
      take_time (set, sweep, &sweeps);
      ratio[i / 2] = sweeps.cpu[i / 2] / ours.cpu[i];
    }
  check_sweep (set);
  our_clock = find_median (ours.clock, ours.n);
  our_cpu = find_median (ours.cpu, ours.n);
  sweep_clock = find_median (sweeps.clock, sweeps.n);
  sweep_cpu = find_median (sweeps.cpu, sweeps.n);
  printf ("            by clock  processors\n");
  printf ("  %-9s %8.3f s %8.3f s  %7.1f µs a query   best of %u: %.3f s, %.3f s\n", "ours", our_clock, our_cpu,
          1e6 * our_cpu / (double) set->n_queries, rounds, ours.clock[0], ours.cpu[0]);
  printf ("  %-9s %8.3f s %8.3f s  %7.1f µs a query   we are %6.1f × faster (processors, side by side), %6.1f × "
          "(clock)   %s\n",
          "sweep", sweep_clock, sweep_cpu, 1e6 * sweep_cpu / (double) set->n_queries, find_median (ratio, sweeps.n),
          sweep_clock / our_clock, bench_knn_sweep_get_name ());
  if (script != NULL)
    run_peers (set, script, our_clock, our_cpu);
  print_roofline (set, our_cpu);
  fflush (stdout);
}

static VtDataset *
read_runs (const char *folder, const double *lags, guint n_origins)
{
  g_autoptr (GError) error = NULL;
  VtDataset *dataset = bench_runs_read (folder, lags, FEATURES, n_origins, 10, &error);

  if (dataset != NULL)
    return dataset;
  fprintf (stderr, "bench-knn: %s\n", error->message);
  exit (1);
}

int
main (int argc, char *argv[])
{
  guint rounds = argc > 3 ? (guint) CLAMP (atoi (argv[3]), 1, MAX_ROUNDS) : 9;
  g_autoptr (VtDataset) real = NULL;
  g_autoptr (VtDataset) dense = NULL;
  g_autoptr (VtDataset) jittered = NULL;
  Set set;

  if (argc < 3)
    {
      fprintf (stderr, "usage: bench-knn FOLDER PEERS [ROUNDS]\n");
      return 1;
    }
  vt_parallel_set_threads (THREADS);
  printf ("%u threads; medians of %u rounds\n", THREADS, rounds);

  real = read_runs (argv[1], long_lags, 1);
  set_init (&set, "real, lags to 200 ps", real, 0, 0);
  run (&set, argv[2], rounds);
  set_clear (&set);

  dense = read_runs (argv[1], short_lags, 7);
  set_init (&set, "real, lags to 85 ps", dense, 70000, 10000);
  run (&set, argv[2], rounds);
  set_clear (&set);

  jittered = bench_jitter (real, 7, NULL, 0.1, 1);
  set_init (&set, "lags to 200 ps, jittered by 0.1", jittered, 70000, 10000);
  run (&set, argv[2], rounds);
  set_clear (&set);

  return 0;
}
