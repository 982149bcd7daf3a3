/* LA and SA against the whole.
 *
 * A quantity q is a function of sums over atoms: q(S) of the sums over LA, over SA and over all; the difference is
 * q(LA) − q(all). Its σ is known in two ways:
 * - permutations: LA and SA labels dealt anew among atoms of the same element. What labels that mean nothing would give;
 *   blind to LAs that come in clusters.
 * - bootstrap: blocks of space drawn with replacement, with everything, f_B of the whole too, taken anew. Counts what is
 *   correlated in space once; coarse for what is rare.
 * A difference is noise when it lies within twice the larger of both. The standard error over frames of one glass is
 * neither: frames share the glass. O(n) for the sums; O(samples × (LA + SA)) and O(samples × blocks × sums) for errors.
 */
#include "vt-contrast.h"

#include <math.h>
#include <string.h>
#include "vt-bootstrap.h"
#include "vt-extremes.h"

#define ATOMS_A_LOOK 65536

typedef enum
{
  SUBSET_TOTAL,
  SUBSET_ACTIVE,
  SUBSET_STABLE,
  N_SUBSETS
} Subset;

typedef struct
{
  const VtContrastQuantity *quantity;
  gsize                     n_active;
  gsize                     n_stable;
  const double             *total;        /* sums over all atoms, [n_sums] */
  const double             *total_values; /* [n_values] */
  const double             *blocks;       /* [n_blocks][N_SUBSETS][n_sums] */
  guint                     n_blocks;
} Work;

double
vt_contrast_side_get_sigma (const VtContrastSide *side)
{
  g_return_val_if_fail (side != NULL, NAN);

  /* fmax() passes over a NaN. */
  return fmax (side->permutation, side->bootstrap);
}

gboolean
vt_contrast_side_is_noise (const VtContrastSide *side)
{
  g_return_val_if_fail (side != NULL, TRUE);

  return !(fabs (side->difference) > VT_CONTRAST_NOISE * vt_contrast_side_get_sigma (side));
}

/* ---- sums ---- */

static void
add_atom (const VtContrastQuantity *quantity, const double *classes, gsize atom, double *sums)
{
  double class = classes != NULL ? classes[atom] : (double) VT_CLASS_NONE;

  quantity->add (atom, sums + SUBSET_TOTAL * quantity->n_sums, quantity->data);
  if (class == VT_CLASS_ACTIVE)
    quantity->add (atom, sums + SUBSET_ACTIVE * quantity->n_sums, quantity->data);
  else if (class == VT_CLASS_STABLE)
    quantity->add (atom, sums + SUBSET_STABLE * quantity->n_sums, quantity->data);
}

/* Every so many atoms, so that cancelling waits for no sum. */
static gboolean
is_stopped (gsize atom, GCancellable *cancellable, GError **error)
{
  return atom % ATOMS_A_LOOK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* The three subsets' numbers from their sums, [N_SUBSETS][n_sums] → [N_SUBSETS][n_values]. */
static void
evaluate_subsets (const VtContrastQuantity *quantity, const double *sums, double *values)
{
  for (guint subset = 0; subset < N_SUBSETS; subset++)
    quantity->evaluate (sums + subset * quantity->n_sums, sums, values + subset * quantity->n_values, quantity->data);
}

/* ---- permutations ---- */

/* The first half of the statistics is LA, the second SA, each less the total. */
static void
evaluate_subset (const Work *work, const guint32 *atoms, gsize n, double *differences)
{
  const VtContrastQuantity *quantity = work->quantity;
  g_autofree double *sums = g_new0 (double, quantity->n_sums + 1);

  for (gsize i = 0; i < n; i++)
    quantity->add (atoms[i], sums, quantity->data);
  quantity->evaluate (sums, work->total, differences, quantity->data);
  for (gsize v = 0; v < quantity->n_values; v++)
    differences[v] -= work->total_values[v];
}

static void
evaluate_deal (const guint32 *active, const guint32 *stable, double *statistics, gpointer data)
{
  const Work *work = data;

  evaluate_subset (work, active, work->n_active, statistics);
  evaluate_subset (work, stable, work->n_stable, statistics + work->quantity->n_values);
}

static gboolean
permute (Work                   *work,
         const double           *classes,
         gsize                   n,
         const VtContrastErrors *errors,
         VtContrast             *contrasts,
         VtProgress             *progress,
         GCancellable           *cancellable,
         GError                **error)
{
  gsize n_values = work->quantity->n_values;
  g_autoptr (VtPermutation) permutation = vt_permutation_new (errors->groups, classes, n);
  g_autofree double *mean = g_new (double, 2 * n_values + 1);
  g_autofree double *sigma = g_new (double, 2 * n_values + 1);

  work->n_active = vt_permutation_get_n_active (permutation);
  work->n_stable = vt_permutation_get_n_stable (permutation);
  if (!vt_permutation_run (permutation, errors->n_samples, errors->seed, 2 * n_values, evaluate_deal, work, mean, sigma,
                           progress, cancellable, error))
    return FALSE;
  for (gsize v = 0; v < n_values; v++)
    {
      contrasts[v].active.expected = mean[v];
      contrasts[v].active.permutation = sigma[v];
      contrasts[v].stable.expected = mean[n_values + v];
      contrasts[v].stable.permutation = sigma[n_values + v];
    }
  return TRUE;
}

/* ---- bootstrap ---- */

/* The statistics: the total, LA less total, SA less total. */
static void
evaluate_draw (const guint32 *weights, double *statistics, gpointer data)
{
  const Work *work = data;
  const VtContrastQuantity *quantity = work->quantity;
  gsize n_sums = N_SUBSETS * quantity->n_sums, n_values = quantity->n_values;
  g_autofree double *sums = g_new0 (double, n_sums + 1);

  for (guint b = 0; b < work->n_blocks; b++)
    for (gsize s = 0; weights[b] > 0 && s < n_sums; s++)
      sums[s] += weights[b] * work->blocks[b * n_sums + s];
  evaluate_subsets (quantity, sums, statistics);
  for (guint subset = SUBSET_ACTIVE; subset < N_SUBSETS; subset++)
    for (gsize v = 0; v < n_values; v++)
      statistics[subset * n_values + v] -= statistics[v];
}

static double *
sum_blocks (const VtContrastQuantity *quantity,
            const double             *classes,
            gsize                     n,
            const VtContrastErrors   *errors,
            GCancellable             *cancellable,
            GError                  **error)
{
  gsize n_sums = N_SUBSETS * quantity->n_sums;
  g_autofree double *blocks = g_new0 (double, errors->n_blocks * n_sums + 1);

  for (gsize i = 0; i < n; i++)
    {
      if (is_stopped (i, cancellable, error))
        return NULL;
      if (errors->blocks[i] != VT_BOOTSTRAP_NO_BLOCK)
        add_atom (quantity, classes, i, blocks + errors->blocks[i] * n_sums);
    }
  return g_steal_pointer (&blocks);
}

static gboolean
bootstrap (Work                   *work,
           const double           *classes,
           gsize                   n,
           const VtContrastErrors *errors,
           VtContrast             *contrasts,
           VtProgress             *progress,
           GCancellable           *cancellable,
           GError                **error)
{
  gsize n_values = work->quantity->n_values;
  g_autofree double *blocks = sum_blocks (work->quantity, classes, n, errors, cancellable, error);
  g_autofree double *mean = g_new (double, N_SUBSETS * n_values + 1);
  g_autofree double *sigma = g_new (double, N_SUBSETS * n_values + 1);

  work->blocks = blocks;
  work->n_blocks = errors->n_blocks;
  if (blocks == NULL
      || !vt_bootstrap_run (errors->n_blocks, errors->n_samples, errors->seed, N_SUBSETS * n_values, evaluate_draw,
                            work, mean, sigma, progress, cancellable, error))
    return FALSE;
  for (gsize v = 0; v < n_values; v++)
    {
      contrasts[v].sigma = sigma[SUBSET_TOTAL * n_values + v];
      contrasts[v].active.bootstrap = sigma[SUBSET_ACTIVE * n_values + v];
      contrasts[v].stable.bootstrap = sigma[SUBSET_STABLE * n_values + v];
    }
  return TRUE;
}

/* ---- the whole ---- */

static VtContrastSide
make_side (double value, double total)
{
  return (VtContrastSide){ value, value - total, NAN, NAN, NAN };
}

gboolean
vt_contrast_compute (const VtContrastQuantity *quantity,
                     const double             *classes,
                     gsize                     n,
                     const VtContrastErrors   *errors,
                     VtContrast               *contrasts,
                     VtProgress               *progress,
                     GCancellable             *cancellable,
                     GError                  **error)
{
  g_autofree double *sums = NULL, *values = NULL;
  Work work = { .quantity = quantity };

  g_return_val_if_fail (quantity != NULL && errors != NULL, FALSE);
  g_return_val_if_fail (quantity->n_values == 0 || contrasts != NULL, FALSE);

  sums = g_new0 (double, N_SUBSETS * quantity->n_sums + 1);
  values = g_new0 (double, N_SUBSETS * quantity->n_values + 1);
  for (gsize i = 0; i < n; i++)
    {
      if (is_stopped (i, cancellable, error))
        return FALSE;
      add_atom (quantity, classes, i, sums);
    }
  evaluate_subsets (quantity, sums, values);
  for (gsize v = 0; v < quantity->n_values; v++)
    {
      contrasts[v].total = values[v];
      contrasts[v].sigma = NAN;
      contrasts[v].active = make_side (values[SUBSET_ACTIVE * quantity->n_values + v], values[v]);
      contrasts[v].stable = make_side (values[SUBSET_STABLE * quantity->n_values + v], values[v]);
    }

  work.total = sums;
  work.total_values = values;
  return (errors->n_samples == 0 || classes == NULL
          || permute (&work, classes, n, errors, contrasts, progress, cancellable, error))
         && (errors->n_samples == 0 || errors->blocks == NULL
             || bootstrap (&work, classes, n, errors, contrasts, progress, cancellable, error));
}
