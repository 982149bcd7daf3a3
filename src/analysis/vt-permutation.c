/* LA and SA dealt anew among atoms of the same group: what a statistic does when labels mean nothing.
 *
 * In a group of N atoms with a LA and s SA, the first a + s steps of a Fisher–Yates shuffle draw the new LA, then the new
 * SA; every one of the N!/(a! s! (N − a − s)!) deals is as likely. The shuffle is undone after each deal, so that every
 * deal starts from the same order and depends on (seed, number of the deal) only. O(samples × (LA + SA)); N words of
 * memory a thread. A permutation test of this kind: Good, Permutation, Parametric and Bootstrap Tests (2005), ch. 3.
 */
#include "vt-permutation.h"

#include <math.h>
#include <string.h>
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
  guint32 *order;  /* [n] */
  guint32 *swaps;  /* [n_active + n_stable] */
  guint32 *active; /* [n_active] */
  guint32 *stable; /* [n_stable] */
} Deck;

typedef struct
{
  const VtPermutation *permutation;
  guint64              seed;
  VtPermutationFunc    func;
  gpointer             data;
  Deck                *decks; /* one a thread; taken when first needed */
} Run;

static void
deck_init (Deck *deck, const VtPermutation *permutation)
{
  deck->order = g_memdup2 (permutation->order, MAX (permutation->n, 1) * sizeof (guint32));
  deck->swaps = g_new (guint32, permutation->n_active + permutation->n_stable + 1);
  deck->active = g_new (guint32, permutation->n_active + 1);
  deck->stable = g_new (guint32, permutation->n_stable + 1);
}

static void
deck_clear (Deck *deck)
{
  g_free (deck->order);
  g_free (deck->swaps);
  g_free (deck->active);
  g_free (deck->stable);
}

static void
swap (guint32 *a, guint32 *b)
{
  guint32 held = *a;

  *a = *b;
  *b = held;
}

static void
deal_group (const Group *group, VtRandom *random, guint32 *order, guint32 *swaps)
{
  for (guint32 k = 0; k < group->n_active + group->n_stable; k++)
    {
      swaps[k] = k + vt_random_below (random, group->n - k);
      swap (&order[k], &order[swaps[k]]);
    }
}

static void
gather_group (const Group *group, guint32 *order, const guint32 *swaps, guint32 *active, guint32 *stable)
{
  memcpy (active, order, group->n_active * sizeof (guint32));
  memcpy (stable, order + group->n_active, group->n_stable * sizeof (guint32));
  for (guint32 k = group->n_active + group->n_stable; k-- > 0;)
    swap (&order[k], &order[swaps[k]]);
}

static void
deal (guint sample, guint worker, double *statistics, gpointer data)
{
  const Run *run = data;
  Deck *deck = &run->decks[worker];
  gsize n_active = 0, n_stable = 0;
  VtRandom random;

  if (deck->order == NULL)
    deck_init (deck, run->permutation);
  vt_random_init (&random, run->seed, sample);
  for (guint g = 0; g < MAX_GROUPS; g++)
    {
      const Group *group = &run->permutation->groups[g];

      deal_group (group, &random, deck->order + group->begin, deck->swaps);
      gather_group (group, deck->order + group->begin, deck->swaps, deck->active + n_active, deck->stable + n_stable);
      n_active += group->n_active;
      n_stable += group->n_stable;
    }
  run->func (deck->active, deck->stable, statistics, run->data);
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
  g_autofree Deck *decks = g_new0 (Deck, n_threads);
  Run run = { permutation, seed, func, data, decks };
  gboolean done;

  g_return_val_if_fail (permutation != NULL && func != NULL, FALSE);

  done = vt_resampling_run (n_samples, n_statistics, deal, &run, mean, sigma, progress, cancellable, error);
  for (guint t = 0; t < n_threads; t++)
    deck_clear (&decks[t]);
  return done;
}
