/* LA and SA dealt anew among atoms of the same group: what a statistic does when labels mean nothing.
 *
 * One pass in the atoms' order deals the labels: of the r atoms of a group that are still to come, with a and s labels
 * still to deal among them, the next gets LA with probability a/r, SA with s/r. In a group of N, every one of
 * the N!/(a! s! (N − a − s)!) deals is as likely (selection sampling: Knuth, The Art of Computer Programming 2, 3.4.2 S), and
 * memory is read in order: a shuffle would be fewer steps, but each to a place that no cache holds once atoms are many.
 * A deal depends on (seed, its number) only. O(samples × n); (LA + SA) words of memory a thread. A permutation test of
 * this kind: Good, Permutation, Parametric and Bootstrap Tests (2005), ch. 3.
 */
#include "vt-permutation.h"

#include <math.h>
#include <string.h>
#include "vt-extremes.h"
#include "vt-parallel.h"
#include "vt-random.h"

#define MAX_GROUPS 256

/* Atoms, and labels, of a group: all of them, or those still to come. */
typedef struct
{
  guint32 n;
  guint32 n_active;
  guint32 n_stable;
} Group;

struct _VtPermutation
{
  Group    groups[MAX_GROUPS];
  guint32 *atoms;    /* those with a class, [n] */
  guint8  *group_of; /* theirs, [n] */
  gsize    n;
  gsize    n_active;
  gsize    n_stable;
};

static guint8
find_group (const guint8 *groups, gsize atom)
{
  return groups != NULL ? groups[atom] : 0;
}

static void
count (VtPermutation *permutation, const guint8 *groups, const double *classes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      Group *group = &permutation->groups[find_group (groups, i)];

      if (isnan (classes[i]))
        continue;
      group->n++;
      group->n_active += classes[i] == VT_CLASS_ACTIVE;
      group->n_stable += classes[i] == VT_CLASS_STABLE;
    }
  for (guint g = 0; g < MAX_GROUPS; g++)
    {
      permutation->n += permutation->groups[g].n;
      permutation->n_active += permutation->groups[g].n_active;
      permutation->n_stable += permutation->groups[g].n_stable;
    }
}

VtPermutation *
vt_permutation_new (const guint8 *groups, const double *classes, gsize n)
{
  VtPermutation *permutation;
  gsize at = 0;

  g_return_val_if_fail (n == 0 || classes != NULL, NULL);
  g_return_val_if_fail (n <= G_MAXUINT32, NULL);

  permutation = g_new0 (VtPermutation, 1);
  count (permutation, groups, classes, n);
  permutation->atoms = g_new (guint32, MAX (permutation->n, 1));
  permutation->group_of = g_new (guint8, MAX (permutation->n, 1));
  for (gsize i = 0; i < n; i++)
    if (!isnan (classes[i]))
      {
        permutation->atoms[at] = (guint32) i;
        permutation->group_of[at++] = find_group (groups, i);
      }
  return permutation;
}

void
vt_permutation_free (VtPermutation *permutation)
{
  g_return_if_fail (permutation != NULL);

  g_free (permutation->atoms);
  g_free (permutation->group_of);
  g_free (permutation);
}

gsize
vt_permutation_get_n_active (const VtPermutation *permutation)
{
  g_return_val_if_fail (permutation != NULL, 0);
  return permutation->n_active;
}

gsize
vt_permutation_get_n_stable (const VtPermutation *permutation)
{
  g_return_val_if_fail (permutation != NULL, 0);
  return permutation->n_stable;
}

typedef struct
{
  guint32 *active; /* [n_active] */
  guint32 *stable; /* [n_stable] */
} Hands;

typedef struct
{
  const VtPermutation *permutation;
  guint64              seed;
  VtPermutationFunc    func;
  gpointer             data;
  Hands               *hands; /* one a thread; taken when first needed */
} Run;

static void
hands_init (Hands *hands, const VtPermutation *permutation)
{
  hands->active = g_new (guint32, permutation->n_active + 1);
  hands->stable = g_new (guint32, permutation->n_stable + 1);
}

static void
hands_clear (Hands *hands)
{
  g_free (hands->active);
  g_free (hands->stable);
}

static void
deal (guint sample, guint worker, double *statistics, gpointer data)
{
  const Run *run = data;
  const VtPermutation *permutation = run->permutation;
  Hands *hands = &run->hands[worker];
  guint32 *active, *stable;
  Group groups[MAX_GROUPS];
  VtRandom random;

  if (hands->active == NULL)
    hands_init (hands, permutation);
  active = hands->active;
  stable = hands->stable;
  memcpy (groups, permutation->groups, sizeof groups);
  vt_random_init (&random, run->seed, sample);
  for (gsize i = 0; i < permutation->n; i++)
    {
      Group *group = &groups[permutation->group_of[i]];
      guint32 drawn = vt_random_below (&random, group->n--);

      if (drawn >= group->n_active + group->n_stable)
        continue;
      if (drawn < group->n_active)
        {
          *active++ = permutation->atoms[i];
          group->n_active--;
        }
      else
        {
          *stable++ = permutation->atoms[i];
          group->n_stable--;
        }
    }
  run->func (hands->active, hands->stable, statistics, run->data);
}

gboolean
vt_permutation_run (const VtPermutation *permutation,
                    guint                n_samples,
                    guint64              seed,
                    gsize                n_statistics,
                    VtPermutationFunc    func,
                    gpointer             data,
                    double              *mean,
                    double              *sigma,
                    VtProgress          *progress,
                    GCancellable        *cancellable,
                    GError             **error)
{
  guint n_threads = vt_parallel_get_threads ();
  g_autofree Hands *hands = g_new0 (Hands, n_threads);
  Run run = { permutation, seed, func, data, hands };
  gboolean done;

  g_return_val_if_fail (permutation != NULL && func != NULL, FALSE);

  done = vt_resampling_run (n_samples, n_statistics, deal, &run, mean, sigma, progress, cancellable, error);
  for (guint t = 0; t < n_threads; t++)
    hands_clear (&hands[t]);
  return done;
}
