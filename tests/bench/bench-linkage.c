/* Clustering of one subset, against scipy.cluster.hierarchy.linkage on the same points:
 *
 *   bench-linkage [POINTS]
 *
 * For each linkage and 1000 … POINTS (8000) points of 17 features in overlapping clouds: the processor's time of the
 * best of three runs of each, on one thread; whether the trees are the same to the last bit; the most memory that the
 * rows of distances took. Run it in the source's root folder. Fails where SciPy is absent.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include "vt-linkage.h"

#define N_FEATURES 17

static double
get_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Twenty clouds along a line, wider than apart, as features of twenty temperatures are. */
static float *
draw_points (guint32 n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  float *points = g_new (float, n *N_FEATURES);

  for (guint32 i = 0; i < n; i++)
    {
      double common = g_rand_double_range (random, -1, 1) + 0.1 * g_rand_int_range (random, 0, 20);

      for (guint f = 0; f < N_FEATURES; f++)
        points[i * N_FEATURES + f] = (float) (common + g_rand_double (random) - g_rand_double (random));
    }

  return points;
}

static VtDendrogram *
measure (const float *points, guint32 n, VtLinkage linkage, double *seconds)
{
  VtDendrogram *dendrogram = NULL;

  *seconds = INFINITY;
  for (guint round = 0; round < 3; round++)
    {
      double start = get_cpu ();

      g_clear_pointer (&dendrogram, vt_dendrogram_unref);
      dendrogram = vt_linkage_compute (points, n, N_FEATURES, linkage, NULL, NULL, NULL, NULL);
      *seconds = fmin (*seconds, get_cpu () - start);
    }

  return dendrogram;
}

static double
run_peer (const char *folder, const float *points, guint32 n, VtLinkage linkage, GError **error)
{
  g_autofree char *script = g_build_filename ("tests", "bench", "bench-linkage.py", NULL);
  g_autofree char *input = g_build_filename (folder, "points", NULL);
  g_autofree char *output = g_build_filename (folder, "tree", NULL);
  g_autofree char *rows = g_strdup_printf ("%u", n);
  g_autofree char *columns = g_strdup_printf ("%d", N_FEATURES);
  const char *argv[]
      = { "/usr/bin/python3", script, input, rows, columns, vt_linkage_to_string (linkage), output, NULL };
  g_autofree char *text = NULL;
  int status;

  if (!g_file_set_contents (input, (const char *) points, n * N_FEATURES * sizeof *points, error)
      || !g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &text, NULL, &status, error)
      || !g_spawn_check_wait_status (status, error))
    return NAN;

  return g_ascii_strtod (text, NULL);
}

static gboolean
is_same (const char *folder, const VtDendrogram *dendrogram)
{
  g_autofree char *output = g_build_filename (folder, "tree", NULL);
  const guint32 n = vt_dendrogram_get_n_points (dendrogram) - 1;
  const VtMerge *merges = vt_dendrogram_get_merges (dendrogram);
  g_autofree char *bytes = NULL;
  gsize size;

  if (!g_file_get_contents (output, &bytes, &size, NULL) || size != n * 4 * sizeof (double))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      double row[4];

      memcpy (row, bytes + i * sizeof row, sizeof row);
      if (row[0] != merges[i].a || row[1] != merges[i].b || row[2] != merges[i].height || row[3] != merges[i].size)
        return FALSE;
    }

  return TRUE;
}

static gboolean
run (const char *folder, guint32 n, GError **error)
{
  g_autofree float *points = draw_points (n);

  for (VtLinkage linkage = 0; linkage < VT_N_LINKAGES; linkage++)
    {
      double ours;
      g_autoptr (VtDendrogram) dendrogram = measure (points, n, linkage, &ours);
      double theirs = run_peer (folder, points, n, linkage, error);
      struct rusage usage;

      if (isnan (theirs))
        return FALSE;
      getrusage (RUSAGE_SELF, &usage);
      printf ("%6u points, %-8s  %7.1f ms, SciPy %8.1f ms: %5.1f times, trees %s; at most %ld MiB\n", n,
              vt_linkage_to_string (linkage), ours * 1e3, theirs * 1e3, theirs / ours,
              is_same (folder, dendrogram) ? "the same" : "DIFFERENT", usage.ru_maxrss >> 10);
    }

  return TRUE;
}

int
main (int argc, char **argv)
{
  const guint32 most = argc > 1 ? (guint32) atoi (argv[1]) : 8000;
  g_autofree char *folder = g_dir_make_tmp ("bench-linkage-XXXXXX", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -r '%s'", folder);
  g_autoptr (GError) error = NULL;
  gboolean done = TRUE;

  for (guint32 n = 1000; n <= most && done; n *= 2)
    done = run (folder, n, &error);
  if (!done)
    fprintf (stderr, "SciPy did not answer: %s\n", error->message);
  if (system (remove) != 0)
    done = FALSE;

  return done ? 0 : 1;
}
