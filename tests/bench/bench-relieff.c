/* ReliefF on real instances, as many as there are and jittered to the size of a paper's training set.
 *
 * usage: bench-relieff FOLDER [COPIES]   FOLDER holds relax_<T>K.lammpstrj.gz; COPIES of each instance (6 gives the
 *   paper's size; 1 times the real ones only)
 *
 * Jitter is Gaussian noise of 0.15 (lg) on each feature, so that a copy is about as far from its original as real
 * instances are from their nearest. The plain sweep that it is compared with computes every distance in float vectors
 * and keeps the ten nearest of each class; it is timed on some instances, before and after.
 */
#include <math.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "bench-jitter.h"
#include "bench-runs.h"
#include "vt-parallel.h"
#include "vt-relieff-private.h"

#define JITTER 0.15
#define LANES 32
#define K 10
#define SWEPT 40

static const double lags[] = { 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8,
                               0.9,  1,    1.25, 1.5,  1.75, 2, 2.5, 3,   3.5, 4,   5,   10,  15,  20,
                               25,   30,   40,   50,   60,  70,  80,  100, 120, 140, 160, 180, 200 };
#define N_LAGS G_N_ELEMENTS (lags)

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_utime.tv_sec + 1e-6 * (double) usage.ru_utime.tv_usec;
}

/* ---- the plain sweep ---- */

typedef struct
{
  gsize   n;
  guint   n_classes;
  float  *blocks; /* [blocks][N_LAGS][LANES], in ranges */
  guint8 *labels;
} Sweep;

static void
sweep_init (Sweep *sweep, const VtDataset *dataset)
{
  double low[N_LAGS];
  double high[N_LAGS];
  g_autofree double *classes = vt_dataset_get_temperatures (dataset, &sweep->n_classes);
  gsize at = 0;

  for (guint j = 0; j < N_LAGS; j++)
    {
      low[j] = INFINITY;
      high[j] = -INFINITY;
    }
  sweep->n = vt_dataset_get_n (dataset);
  sweep->blocks = g_aligned_alloc0 ((sweep->n + LANES) * N_LAGS, sizeof (float), 64);
  sweep->labels = g_new (guint8, sweep->n + LANES);
  for (guint pass = 0; pass < 2; pass++)
    for (guint e = 0; e < vt_dataset_get_n_elements (dataset); e++)
      {
        VtDatasetElement element;

        vt_dataset_get_element (dataset, e, &element);
        for (gsize i = 0; i < element.n; i++)
          {
            for (guint j = 0; j < N_LAGS; j++)
              {
                double value = (double) element.features[i * N_LAGS + j];

                if (pass == 0)
                  {
                    low[j] = MIN (low[j], value);
                    high[j] = MAX (high[j], value);
                  }
                else
                  sweep->blocks[(at / LANES * N_LAGS + j) * LANES + at % LANES] =
                      (float) ((value - low[j]) / (high[j] - low[j]));
              }
            for (guint c = 0; pass == 1 && c < sweep->n_classes; c++)
              if (classes[c] == element.temperatures[i])
                sweep->labels[at] = (guint8) c;
            at += pass;
          }
      }
}

#ifdef __x86_64__
__attribute__ ((target_clones ("avx2", "default")))
#endif
static void
measure_block (const float *block, const float *query, float *sums)
{
  for (guint lane = 0; lane < LANES; lane++)
    sums[lane] = 0;
  for (guint j = 0; j < N_LAGS; j++)
    for (guint lane = 0; lane < LANES; lane++)
      sums[lane] += fabsf (block[j * LANES + lane] - query[j]);
}

/* The sum of the k-th distances, so that nothing is left out as unused. */
static double
sweep_query (const Sweep *sweep, gsize query)
{
  float nearest[256][K];
  float point[N_LAGS];
  _Alignas (64) float sums[LANES];
  double total = 0;

  for (guint c = 0; c < 256; c++)
    for (guint i = 0; i < K; i++)
      nearest[c][i] = INFINITY;
  for (guint j = 0; j < N_LAGS; j++)
    point[j] = sweep->blocks[(query / LANES * N_LAGS + j) * LANES + query % LANES];
  for (gsize first = 0; first < sweep->n; first += LANES)
    {
      measure_block (sweep->blocks + first * N_LAGS, point, sums);
      for (gsize lane = 0; lane < MIN (LANES, sweep->n - first); lane++)
        {
          float *list = nearest[sweep->labels[first + lane]];
          guint at = K - 1;

          if (sums[lane] >= list[K - 1] || first + lane == query)
            continue;
          for (; at > 0 && list[at - 1] > sums[lane]; at--)
            list[at] = list[at - 1];
          list[at] = sums[lane];
        }
    }
  for (guint c = 0; c < sweep->n_classes; c++)
    total += (double) nearest[c][K - 1];

  return total;
}

/* Pairs a second and core. */
static double
time_sweep (const VtDataset *dataset)
{
  Sweep sweep;
  volatile double total = 0;
  double before;
  double seconds;

  sweep_init (&sweep, dataset);
  before = cpu_seconds ();
  for (gsize i = 0; i < SWEPT; i++)
    total += sweep_query (&sweep, i * (sweep.n / SWEPT));
  seconds = cpu_seconds () - before;
  g_aligned_free (sweep.blocks);
  g_free (sweep.labels);

  return SWEPT * (double) sweep.n / seconds;
}

/* ---- runs ---- */

static void
print_weights (const double *weights)
{
  gboolean selected[N_LAGS];
  guint kept = vt_relieff_choose (weights, N_LAGS, 0, selected);
  double shorter = 0;
  double longer = 0;

  for (guint j = 0; j < N_LAGS; j++)
    {
      g_print ("%s%g:%+.4f%s", j > 0 ? " " : "  ", lags[j], weights[j], selected[j] ? "*" : "");
      if (lags[j] < 5)
        shorter += weights[j] / 24;
      else
        longer += weights[j] / 17;
    }
  g_print ("\n  mean below 5 ps %+.5f, from 5 ps %+.5f; %u above the mean (*)\n", shorter, longer, kept);
}

static void
time_relieff (const VtDataset *dataset, VtReliefFVariant variant, gboolean within_element, double sweep)
{
  VtReliefFOptions options;
  VtReliefFCounts counts;
  g_autoptr (GError) error = NULL;
  g_autofree double *weights = NULL;
  double cpu = cpu_seconds ();
  gint64 wall = g_get_monotonic_time ();

  vt_relieff_options_init (&options, variant);
  options.within_element = within_element;
  weights = vt_relieff_compute_with (dataset, &options, vt_relieff_filter_choose (), &counts, NULL, NULL, &error);
  if (weights == NULL)
    g_error ("%s", error->message);
  cpu = cpu_seconds () - cpu;
  g_print ("%" G_GSIZE_FORMAT " instances, %s, %s: %.1f s, CPU %.1f s; %.3g pairs/s and core (%.1f times the sweep's), "
           "%.3f %% of pairs measured in double\n",
           vt_dataset_get_n (dataset), variant == VT_RELIEFF_PER_CLASS ? "10 per class" : "50 nearest",
           within_element ? "same element" : "all elements", 1e-6 * (double) (g_get_monotonic_time () - wall), cpu,
           (double) counts.n_pairs / cpu, (double) counts.n_pairs / cpu / sweep,
           100 * (double) counts.n_exact / (double) counts.n_pairs);
  print_weights (weights);
}

static void
time_all (const VtDataset *dataset)
{
  double sweep = time_sweep (dataset);

  g_print ("plain float sweep: %.3g pairs/s and core\n", sweep);
  time_relieff (dataset, VT_RELIEFF_PER_CLASS, TRUE, sweep);
  time_relieff (dataset, VT_RELIEFF_NEAREST, TRUE, sweep);
  time_relieff (dataset, VT_RELIEFF_NEAREST, FALSE, sweep);
  time_relieff (dataset, VT_RELIEFF_PER_CLASS, FALSE, sweep);
  g_print ("plain float sweep: %.3g pairs/s and core\n", time_sweep (dataset));
}

int
main (int argc, char *argv[])
{
  guint copies = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 6;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtDataset) real = NULL;
  g_autoptr (VtDataset) large = NULL;

  if (argc < 2)
    {
      g_printerr ("usage: bench-relieff FOLDER [COPIES]\n");
      return 2;
    }
  real = bench_runs_read (argv[1], lags, N_LAGS, 1, 0, &error);
  if (real == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_print ("%u threads\n", vt_parallel_get_threads ());
  time_all (real);
  if (copies > 1)
    {
      large = bench_jitter (real, copies, NULL, JITTER, 1);
      g_clear_pointer (&real, vt_dataset_unref);
      time_all (large);
    }

  return 0;
}
