/* Peak memory of validation and training, against what the instances themselves take (features float32, temperature,
 * atom, origin, run). Real instances, jittered to a million; each case in a process of its own. The peak is VmHWM from
 * the moment the instances are there, so what reading needs (bounded by the cache of frames) does not hide it.
 *
 * usage: bench-train FOLDER [COPIES [k]]   FOLDER holds relax_<T>K.lammpstrj.gz
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench-jitter.h"
#include "bench-runs.h"
#include "vt-parallel.h"
#include "vt-trainer.h"

static const double lags[] = { 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8,
                               0.9,  1,    1.25, 1.5,  1.75, 2,   2.5, 3,    3.5, 4,   5,   10,  15,  20,
                               25,   30,   40,   50,   60,   70,  80,  100,  120, 140, 160, 180, 200 };
#define N_SHORT 24

/* MiB of VmHWM. */
static double
get_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL)
      || (line = strstr (status, "VmHWM:")) == NULL)
    g_error ("the kernel does not tell VmHWM");
  return strtod (line + strlen ("VmHWM:"), NULL) / 1024;
}

/* From here on the peak is counted anew. */
static void
reset_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  malloc_trim (0);
  if (file == NULL || fputs ("5", file) < 0 || fclose (file) != 0)
    g_error ("VmHWM cannot be reset");
}

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + 1e-6 * (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

/* Of one element what is needed while an element is searched is needed for all instances at once: the worst case. */
static VtDataset *
make_dataset (const char *folder, const double *of_lags, guint n_lags, const char *element, guint copies)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtDataset) real = bench_runs_read (folder, of_lags, n_lags, 1, 0, &error);

  if (real == NULL)
    g_error ("%s", error->message);
  return bench_jitter (real, copies, element, 0.3, 1);
}

static void
run_case (const char *folder, const double *of_lags, guint n_lags, const char *element, guint copies, guint k)
{
  g_autoptr (VtDataset) dataset = make_dataset (folder, of_lags, n_lags, element, copies);
  g_autoptr (VtValidation) validation = NULL;
  g_autoptr (VtModel) model = NULL;
  g_autoptr (GError) error = NULL;
  double size = (double) vt_dataset_get_size (dataset) / (1 << 20);
  double start, validated, trained, peak;

  reset_peak ();
  g_print ("%2u lags, %zu instances of %u elements: own size %.0f MiB, resident %.0f MiB\n", n_lags,
           vt_dataset_get_n (dataset), vt_dataset_get_n_elements (dataset), size, get_peak ());
  start = get_cpu_seconds ();
  validation = vt_validation_run (dataset, NULL, 0, k, 10, 1, NULL, NULL, &error);
  g_assert_no_error (error);
  validated = get_cpu_seconds ();
  peak = get_peak ();
  g_print ("   validation, every k to %3u: peak %5.0f MiB = %.2f times own size   %7.1f s CPU\n", k, peak, peak / size,
           validated - start);
  model = vt_trainer_train (dataset, NULL, 0, vt_validation_choose_k (validation), 1, NULL, validation, NULL, NULL,
                            &error);
  g_assert_no_error (error);
  trained = get_cpu_seconds ();
  peak = get_peak ();
  g_print ("   and training:               peak %5.0f MiB = %.2f times own size   %7.1f s CPU   k = %u, RMSE %.1f K\n",
           peak, peak / size, trained - validated, vt_model_get_k (model), vt_model_get_validation (model)->rmse);
}

static gboolean
run_apart (const char *folder, const double *of_lags, guint n_lags, const char *element, guint copies, guint k)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      run_case (folder, of_lags, n_lags, element, copies, k);
      exit (0);
    }
  return child > 0 && waitpid (child, &status, 0) == child && WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

int
main (int argc, char *argv[])
{
  guint copies = argc > 2 ? (guint) MAX (atoi (argv[2]), 1) : 17;
  guint k = argc > 3 ? (guint) MAX (atoi (argv[3]), 1) : 50;

  if (argc < 2)
    {
      g_printerr ("usage: bench-train FOLDER [COPIES [k]]\n");
      return 1;
    }
  for (guint i = 0; i < 4; i++)
    {
      guint first = i % 2 == 0 ? N_SHORT : 0;

      if (!run_apart (argv[1], lags + first, G_N_ELEMENTS (lags) - first, i < 2 ? NULL : "Cu", copies, k))
        return 1;
    }
  return 0;
}
