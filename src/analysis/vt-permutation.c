/* LA and SA dealt anew among atoms of the same group: what a statistic does when labels mean nothing.
 *
 * In a group of N atoms with a LA and s SA, one pass in the atoms' order deals the labels: of r atoms that are still to
 * come, with a and s labels still to deal, the next gets LA with probability a/r, SA with s/r. Every one of the
 * N!/(a! s! (N − a − s)!) deals is as likely (selection sampling: Knuth, The Art of Computer Programming 2, 3.4.2 S), and
 * memory is read in order: a shuffle would be fewer steps, but each to a place that no cache holds once atoms are many.
 * A deal depends on (seed, its number) only. O(samples × n); (LA + SA) words of memory a thread. A permutation test of
 * this kind: Good, Permutation, Parametric and Bootstrap Tests (2005), ch. 3.
 */
#include "vt-permutation.h"

#include <math.h>
#include "vt-extremes.h"
#include "vt-parallel.h"
#include "vt-random.h"

#define MAX_GROUPS 256

typedef struct
{
  guint32 begin;
  guint32 n;
  guint32 n_active;
  guint32 n_stable;
} Group;

struct _VtPermutation
{
  Group    groups[MAX_GROUPS];
  guint32 *order; /* the atoms with a class, group after group, [n] */
  gsize    n;
  gsize    n_active;
  gsize    n_stable;
};

static guint
group_of (const guint8 *groups, gsize atom)
{
  return groups != NULL ? groups[atom] : 0;
}

static void
count (VtPermutation *permutation, const guint8 *groups, const double *classes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      Group *group = &permutation->groups[group_of (groups, i)];

      if (isnan (classes[i]))
        continue;
      group->n++;
      group->n_active += classes[i] == VT_CLASS_ACTIVE;
      group->n_stable += classes[i] == VT_CLASS_STABLE;
    }
  for (guint g = 0; g < MAX_GROUPS; g++)
    {
      permutation->groups[g].begin = (guint32) permutation->n;
      permutation->n += permutation->groups[g].n;
      permutation->n_active += permutation->groups[g].n_active;
      permutation->n_stable += permutation->groups[g].n_stable;
    }
}

VtPermutation *
vt_permutation_new (const guint8 *groups, const double *classes, gsize n)
{
  VtPermutation *permutation;
  guint32 at[MAX_GROUPS];

  g_return_val_if_fail (n == 0 || classes != NULL, NULL);
  g_return_val_if_fail (n <= G_MAXUINT32, NULL);

  permutation = g_new0 (VtPermutation, 1);
  count (permutation, groups, classes, n);
  permutation->order = g_new (guint32, MAX (permutation->n, 1));
  for (guint g = 0; g < MAX_GROUPS; g++)
    at[g] = permutation->groups[g].begin;
  for (gsize i = 0; i < n; i++)
    if (!isnan (classes[i]))
      permutation->order[at[group_of (groups, i)]++] = (guint32) i;
  return permutation;
}

void
vt_permutation_free (VtPermutation *permutation)
{
  g_return_if_fail (permutation != NULL);

  g_free (permutation->order);
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

/* @active, @stable: where the group's own go */
static void
deal_group (const Group *group, const guint32 *atoms, VtRandom *random, guint32 *active, guint32 *stable)
{
  guint32 n_active = group->n_active, n_stable = group->n_stable;

  for (guint32 i = 0; n_active + n_stable > 0; i++)
    {
      guint32 drawn = vt_random_below (random, group->n - i);

      if (drawn < n_active)
        active[--n_active] = atoms[i];
      else if (drawn < n_active + n_stable)
        stable[--n_stable] = atoms[i];
    }
}

static void
deal (guint sample, guint worker, double *statistics, gpointer data)
{
  const Run *run = data;
  Hands *hands = &run->hands[worker];
  gsize n_active = 0, n_stable = 0;
  VtRandom random;

  if (hands->active == NULL)
    hands_init (hands, run->permutation);
  vt_random_init (&random, run->seed, sample);
  for (guint g = 0; g < MAX_GROUPS; g++)
    {
      const Group *group = &run->permutation->groups[g];

      deal_group (group, run->permutation->order + group->begin, &random, hands->active + n_active,
                  hands->stable + n_stable);
      n_active += group->n_active;
      n_stable += group->n_stable;
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
