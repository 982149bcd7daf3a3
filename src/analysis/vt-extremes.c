/* LA and SA: the share of the atoms with the highest, and with the lowest value.
 *
 * Atoms are put in one order by (value, tie breaker, hash of id and seed, id); the last m are LA, the first m are SA,
 * m = round (fraction × number of atoms with a value), and at most half of them. T_ML sits on a grid of ΔT/k, so that
 * many atoms share the value at a threshold: the tie breaker parts them by what is known, the hash, which favours no
 * place and no element, by lot. The lot depends on nothing but (id, seed): neither on the order of the atoms in the
 * file nor on the platform. O(n log n).
 *
 * The hash is the finaliser of splitmix64 (Steele, Lea & Flood, OOPSLA 2014) over id + (seed + 1) · 0x9E3779B97F4A7C15.
 */
#include "vt-extremes.h"

#include <math.h>
#include "vt-parallel-sort.h"

typedef struct
{
  double  value;
  double  tie_breaker;
  guint64 hash;
  gint64  id;
  gsize   index;
} Rank;

static guint64
hash_id (gint64 id, guint64 seed)
{
  guint64 z = (guint64) id + (seed + 1) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return z ^ (z >> 31);
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const Rank *x = a, *y = b;

  if (x->value != y->value)
    return x->value < y->value ? -1 : 1;
  if (x->tie_breaker != y->tie_breaker)
    return x->tie_breaker < y->tie_breaker ? -1 : 1;
  if (x->hash != y->hash)
    return x->hash < y->hash ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static gsize
collect (const double *value, const double *tie_breaker, const gint64 *ids, gsize n, guint64 seed, Rank *ranks)
{
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    if (!isnan (value[i]))
      {
        double second = tie_breaker != NULL ? tie_breaker[i] : 0.0;

        /* An atom without a second key stands below those that have one: NaN has no order to sort by. */
        ranks[count++] = (Rank) { value[i], isnan (second) ? -INFINITY : second, hash_id (ids[i], seed), ids[i], i };
      }
  return count;
}

/* How many share the value on both sides of the threshold before rank @at; 0 where it parts different values. */
static gsize
count_tied (const Rank *ranks, gsize count, gsize at)
{
  gsize begin = at, end = at;

  if (at == 0 || at >= count || ranks[at - 1].value != ranks[at].value)
    return 0;
  while (begin > 0 && ranks[begin - 1].value == ranks[at].value)
    begin--;
  while (end < count && ranks[end].value == ranks[at].value)
    end++;
  return end - begin;
}

gboolean
vt_extremes_compute (const double *value,
                     const double *tie_breaker,
                     const gint64 *ids,
                     gsize         n,
                     double        fraction,
                     guint64       seed,
                     double       *classes,
                     gsize        *n_tied,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_autofree Rank *ranks = NULL;
  gsize count, m;

  g_return_val_if_fail (n == 0 || (value != NULL && ids != NULL && classes != NULL), FALSE);
  g_return_val_if_fail (fraction >= 0.0 && fraction <= 0.5 && n_tied != NULL, FALSE);

  ranks = g_new (Rank, MAX (n, 1));
  count = collect (value, tie_breaker, ids, n, seed, ranks);
  m = MIN ((gsize) llround (fraction * (double) count), count / 2);
  if (!vt_parallel_sort (ranks, count, sizeof *ranks, compare_ranks, cancellable, error))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    classes[i] = isnan (value[i]) ? NAN : VT_CLASS_NONE;
  for (gsize i = 0; i < m; i++)
    {
      classes[ranks[i].index] = VT_CLASS_STABLE;
      classes[ranks[count - 1 - i].index] = VT_CLASS_ACTIVE;
    }
  *n_tied = count_tied (ranks, count, m);
  /* Where one value fills both thresholds its atoms are counted once. */
  if (m < count - m && (*n_tied == 0 || ranks[m].value != ranks[count - m].value))
    *n_tied += count_tied (ranks, count, count - m);
  return TRUE;
}
