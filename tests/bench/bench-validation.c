/* Validation of every k against the search that it needs: the same instances, folds and k, nothing made of what is
 * found. CPU seconds of all threads, medians of interleaved rounds.
 *
 * usage: bench-validation FOLDER [ROUNDS [COPIES]]   FOLDER holds relax_<T>K.lammpstrj.gz; COPIES of each instance,
 *   jittered (6 gives the paper's size)
 */
#include <stdlib.h>
#include <sys/resource.h>

#include "bench-jitter.h"
#include "bench-runs.h"
#include "vt-instances.h"
#include "vt-knn.h"
#include "vt-parallel.h"
#include "vt-scaling.h"
#include "vt-validation.h"

#define K_MAX 200
#define FOLDS 10
#define MAX_ROUNDS 99

static const double lags[] = { 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 100, 120, 140, 160, 180, 200 };

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + 1e-6 * (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static void
ignore (guint batch, gsize query, const VtKnnNeighbor *neighbors, guint n_neighbors, gpointer data)
{
}

/* Index and search of one element's instances among themselves, folds left out. */
static void
search_element (const VtDataset *dataset, guint e, const double *classes, guint n_classes, const double *minimum,
                const double *maximum, guint k)
{
  VtDatasetElement element;
  VtInstances instances;
  g_autofree gint64 *folds = NULL;
  g_autoptr (VtKnn) knn = NULL;
  VtKnnBatch batch = { NULL };

  vt_dataset_get_element (dataset, e, &element);
  vt_instances_init (&instances, dataset, e, classes, n_classes, minimum, maximum, NULL, NULL);
  folds = g_new (gint64, instances.n);
  for (gsize i = 0; i < instances.n; i++)
    folds[i] = vt_validation_fold (element.atoms[instances.rows[i]], 1, FOLDS);
  knn = vt_knn_new (instances.features, instances.n, G_N_ELEMENTS (lags), NULL, NULL);
  batch = (VtKnnBatch){ knn, NULL, instances.n, folds, folds };
  vt_knn_search (&batch, 1, k, ignore, NULL, NULL, NULL, NULL);
  vt_instances_clear (&instances);
}

static double
time_search (const VtDataset *dataset, guint k)
{
  double start = get_cpu_seconds ();
  double minimum[G_N_ELEMENTS (lags)], maximum[G_N_ELEMENTS (lags)];
  g_autofree double *classes = NULL;
  guint n_classes;

  classes = vt_dataset_get_temperatures (dataset, &n_classes);
  vt_scaling_fit (dataset, classes, n_classes, minimum, maximum);
  for (guint e = 0; e < vt_dataset_get_n_elements (dataset); e++)
    search_element (dataset, e, classes, n_classes, minimum, maximum, k);
  return get_cpu_seconds () - start;
}

static double
time_validation (const VtDataset *dataset, guint k)
{
  double start = get_cpu_seconds ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VtValidation) validation = vt_validation_run (dataset, NULL, 0, k, FOLDS, 1, NULL, NULL, &error);

  g_assert_no_error (error);
  return get_cpu_seconds () - start;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof (double), compare_numbers);
  return values[n / 2];
}

static void
compare (const char *name, const VtDataset *dataset, guint k, guint rounds)
{
  double search[MAX_ROUNDS], validation[MAX_ROUNDS], ratio[MAX_ROUNDS];

  for (guint i = 0; i < rounds; i++)
    {
      search[i] = time_search (dataset, k);
      validation[i] = time_validation (dataset, k);
      ratio[i] = validation[i] / search[i];
    }
  g_print ("%-10s %8zu instances  k = %3u  search %7.2f s  validation of all k %7.2f s  ratio %.3f\n", name,
           vt_dataset_get_n (dataset), k, median (search, rounds), median (validation, rounds), median (ratio, rounds));
}

int
main (int argc, char *argv[])
{
  guint rounds = argc > 2 ? (guint) CLAMP (atoi (argv[2]), 1, MAX_ROUNDS) : 3;
  guint copies = argc > 3 ? (guint) MAX (atoi (argv[3]), 1) : 6;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtDataset) real = NULL;
  g_autoptr (VtDataset) more = NULL;

  if (argc < 2 || (real = bench_runs_read (argv[1], lags, G_N_ELEMENTS (lags), 1, 0, &error)) == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "usage: bench-validation FOLDER [ROUNDS [COPIES]]");
      return 1;
    }
  more = bench_jitter (real, copies, NULL, 0.3, 1);
  g_print ("%u lags, %u folds, %u threads; CPU seconds, index included\n", (guint) G_N_ELEMENTS (lags), FOLDS,
           vt_parallel_get_threads ());
  compare ("real", real, 50, rounds);
  compare ("real", real, K_MAX, rounds);
  compare ("jittered", more, 50, rounds);
  compare ("jittered", more, K_MAX, rounds);
  return 0;
}
