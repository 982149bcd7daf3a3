/* Spatial autocorrelation of a per-atom quantity and its decay.
 *
 *   C(r) = ⟨(x_i − x̄)(x_j − x̄)⟩ / ⟨(x − x̄)²⟩      over the pairs whose distance lies in the bin [r − w/2, r + w/2)
 *
 * A pure number, 1 at r = 0. Permutations of the values among the atoms of a species give C the band in which a quantity
 * lies that knows nothing of place; they leave what the species' own means and the chemical order do. A quantity and 31
 * permutations go over each pair side by side, so that the search for pairs, which costs most, is shared.
 *
 * The error of C: every atom's pairs belong to the block of space it lies in, blocks are drawn anew (a marked-point
 * bootstrap, Loh, Astrophys. J. 681, 726 (2008)), x̄ and the variance with them: C* = (S/N − m²)/(Q/n − m²) with the
 * drawn blocks' sums of products S over N pairs, of squares Q and the mean m of n atoms.
 *
 * The length: ln C = ln A − r/ξ by least squares over the bins from the first with pairs on as far as C stays above the
 * noise (chance mean + 2 σ) and above a tenth of the first bin's, each weighted by the noise there, σ/C: farther bins move
 * together, and many of them would outweigh the near ones by what they have in common. The noise is the larger of C's own error and that of
 * the permutations: a field that reaches far differs from sample to sample by more than chance alone. A second bootstrap
 * fits every resample over the same bins.
 *
 * O(n r_max³ × permutations/32 × 32 products); memory O(n × 32).
 */
#include "vt-autocorrelation.h"

#include <math.h>
#include <string.h>

#include "vt-cell-grid.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-parallel.h"
#include "vt-random.h"

#define WIDTH 32 /* columns a pass: the quantity and 31 permutations */
/* Atoms whose pairs are summed in one go, and how many such sums are held before they are added up. */
#define RUN_ATOMS 32
#define RUNS_A_ROUND 512
#define NOISE_SIGMAS 2.0
#define LEAST_BINS 3
#define LEAST_SHARE 0.1
/* A bin that is to be fitted has a pair for every so many atoms, at least. */
#define ATOMS_A_PAIR 20

/* Slots in a row of the order below, all of one block. */
typedef struct
{
  gsize   begin;
  gsize   end;
  guint32 block;
} Stretch;

typedef struct
{
  const VtAutocorrelationParams *params;
  VtAutocorrelation             *result;
  VtCellGrid                    *grid;
  guint8                        *defined;    /* [n slots] */
  double                        *normal;     /* [n slots]: (x − x̄)/s */
  guint8                        *group;      /* [n slots] */
  double (*columns)[WIDTH];                  /* [n slots] */
  gsize                         *bin_of;     /* [n slots] */
  guint32                       *order;      /* [n slots], by block */
  GArray                        *stretches;
  gsize                          first;      /* stretch of the present round */
  double                        *sums;       /* [RUNS_A_ROUND][n_bins][WIDTH] */
  double                        *pairs;      /* [RUNS_A_ROUND][n_bins] */
  VtCandidates                 **candidates; /* one a worker */
  double                        *totals;     /* [n_bins][WIDTH] */
  gsize                          n_blocks;   /* at least 1 */
  double                        *block_sums; /* [n_blocks][n_bins] */
  double                        *block_pairs;
  double                        *block_moments; /* [n_blocks][3]: number, Σ, Σ² of the normal values */
} Work;

/* ---- setting up ---- */

static guint32
block_of (const Work *work, gsize slot)
{
  guint32 block = work->params->blocks != NULL ? work->params->blocks[work->grid->atom[slot]] : 0;

  /* Who has a place has a block. */
  return block == VT_BOOTSTRAP_NO_BLOCK ? 0 : block;
}

static gboolean
normalize (Work *work, const double *values, GError **error)
{
  const VtCellGrid *grid = work->grid;
  double mean = 0, squares = 0;
  gsize n = 0;

  for (gsize slot = 0; slot < grid->n; slot++)
    {
      double value = values[grid->atom[slot]];

      work->defined[slot] = isfinite (value);
      if (!work->defined[slot])
        continue;
      n++;
      mean += (value - mean) / (double) n;
    }
  for (gsize slot = 0; slot < grid->n; slot++)
    if (work->defined[slot])
      squares += pow (values[grid->atom[slot]] - mean, 2);
  work->result->n = n;
  if (n < 3 || !(squares > 0))
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("a spatial correlation needs three atoms that differ"));
      return FALSE;
    }
  for (gsize slot = 0; slot < grid->n; slot++)
    {
      work->normal[slot] = work->defined[slot] ? (values[grid->atom[slot]] - mean) / sqrt (squares / (double) n) : 0.0;
      work->group[slot] = work->params->groups != NULL ? work->params->groups[grid->atom[slot]] : 0;
    }
  return TRUE;
}

/* Slots block by block, each block's in the grid's order. */
static void
order_slots (Work *work)
{
  gsize n = work->grid->n, n_blocks = 1;
  g_autofree gsize *at = NULL;

  for (gsize slot = 0; slot < n; slot++)
    n_blocks = MAX (n_blocks, (gsize) block_of (work, slot) + 1);
  work->n_blocks = n_blocks;
  at = g_new0 (gsize, n_blocks + 1);
  for (gsize slot = 0; slot < n; slot++)
    at[block_of (work, slot) + 1]++;
  for (gsize block = 0; block < n_blocks; block++)
    {
      Stretch stretch = { at[block], 0, (guint32) block };

      at[block + 1] += at[block];
      for (; stretch.begin < at[block + 1]; stretch.begin = stretch.end)
        {
          stretch.end = MIN (stretch.begin + RUN_ATOMS, at[block + 1]);
          g_array_append_val (work->stretches, stretch);
        }
    }
  for (gsize slot = 0; slot < n; slot++)
    work->order[at[block_of (work, slot)]++] = (guint32) slot;
  for (gsize bin = 0; bin < work->grid->n_bins; bin++)
    for (gsize slot = work->grid->first[bin]; slot < work->grid->first[bin + 1]; slot++)
      work->bin_of[slot] = bin;
}

static void
sum_moments (Work *work)
{
  for (gsize slot = 0; slot < work->grid->n; slot++)
    {
      double *moments = work->block_moments + 3 * block_of (work, slot);

      if (!work->defined[slot])
        continue;
      moments[0] += 1.0;
      moments[1] += work->normal[slot];
      moments[2] += work->normal[slot] * work->normal[slot];
    }
}

/* ---- one pass over all pairs ---- */

/* Permutation @number of the values among the atoms of each group, into a column. */
static void
shuffle (Work *work, guint column, guint number)
{
  g_autofree guint32 *members = g_new (guint32, work->grid->n + 1);
  VtRandom random;

  vt_random_init (&random, work->params->seed, number);
  for (guint group = 0; group < 256; group++)
    {
      guint32 n = 0;

      for (gsize slot = 0; slot < work->grid->n; slot++)
        if (work->defined[slot] && work->group[slot] == group)
          members[n++] = (guint32) slot;
      for (guint32 i = 0; i < n; i++)
        work->columns[members[i]][column] = work->normal[members[i]];
      for (guint32 i = 0; i + 1 < n; i++)
        {
          guint32 j = i + vt_random_below (&random, n - i);
          double held = work->columns[members[i]][column];

          work->columns[members[i]][column] = work->columns[members[j]][column];
          work->columns[members[j]][column] = held;
        }
      if (work->params->groups == NULL)
        return;
    }
}

static gboolean
fill_columns (Work *work, guint pass, GCancellable *cancellable, GError **error)
{
  memset (work->columns, 0, work->grid->n * sizeof *work->columns);
  for (guint column = 0; column < WIDTH; column++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (pass > 0 || column > 0)
        shuffle (work, column, pass * WIDTH + column);
      else
        for (gsize slot = 0; slot < work->grid->n; slot++)
          work->columns[slot][0] = work->normal[slot];
    }
  return TRUE;
}

static void
sum_around (const Work *work, VtCandidates *candidates, gsize slot, double *sums, double *pairs)
{
  const VtCellGrid *grid = work->grid;
  const double *restrict own = work->columns[slot];
  gsize n_hits = vt_candidates_select (candidates, grid, slot);

  for (gsize i = 0; i < n_hits; i++)
    {
      gsize hit = candidates->hit[i], other = candidates->slot[hit];
      const double *restrict theirs = work->columns[other];
      double *restrict sum, bin;

      if (!work->defined[other] || !vt_candidates_is_pair (candidates, hit, slot, FALSE))
        continue;
      bin = sqrt (vt_cell_grid_distance_squared (grid, slot, other, vt_candidates_get_image (candidates, grid, hit, slot)))
            / work->params->bin;
      if (!(bin < work->result->n_bins))
        continue;
      pairs[(gsize) bin] += 1.0;
      sum = sums + (gsize) bin * WIDTH;
      for (guint column = 0; column < WIDTH; column++)
        sum[column] += own[column] * theirs[column];
    }
}

static void
sum_chunk (const VtChunk *chunk, gpointer data)
{
  Work *work = data;
  gsize n_bins = work->result->n_bins;
  VtCandidates **candidates = &work->candidates[chunk->worker];

  if (*candidates == NULL)
    *candidates = vt_candidates_new ();
  for (gsize run = chunk->begin; run < chunk->end; run++)
    {
      const Stretch *stretch = &g_array_index (work->stretches, Stretch, work->first + run);
      double *sums = work->sums + run * n_bins * WIDTH, *pairs = work->pairs + run * n_bins;
      gsize gathered = G_MAXSIZE;

      memset (sums, 0, n_bins * WIDTH * sizeof (double));
      memset (pairs, 0, n_bins * sizeof (double));
      for (gsize i = stretch->begin; i < stretch->end; i++)
        {
          gsize slot = work->order[i];

          if (!work->defined[slot])
            continue;
          if (work->bin_of[slot] != gathered)
            vt_candidates_gather (*candidates, work->grid, gathered = work->bin_of[slot], FALSE);
          sum_around (work, *candidates, slot, sums, pairs);
        }
    }
}

/* In the order of the stretches, whoever summed them. */
static void
add_round (Work *work, gsize n_runs, gboolean with_blocks)
{
  gsize n_bins = work->result->n_bins;

  for (gsize run = 0; run < n_runs; run++)
    {
      const Stretch *stretch = &g_array_index (work->stretches, Stretch, work->first + run);
      const double *sums = work->sums + run * n_bins * WIDTH, *pairs = work->pairs + run * n_bins;

      for (gsize i = 0; i < n_bins * WIDTH; i++)
        work->totals[i] += sums[i];
      for (gsize bin = 0; with_blocks && bin < n_bins; bin++)
        {
          work->block_sums[stretch->block * n_bins + bin] += sums[bin * WIDTH];
          work->block_pairs[stretch->block * n_bins + bin] += pairs[bin];
        }
    }
}

static gboolean
run_pass (Work *work, guint pass, guint n_passes, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  if (!fill_columns (work, pass, cancellable, error))
    return FALSE;
  memset (work->totals, 0, work->result->n_bins * WIDTH * sizeof (double));
  for (work->first = 0; work->first < work->stretches->len; work->first += RUNS_A_ROUND)
    {
      gsize n_runs = MIN (RUNS_A_ROUND, work->stretches->len - work->first);

      if (!vt_parallel_for (n_runs, 1, sum_chunk, work, NULL, cancellable, error))
        return FALSE;
      add_round (work, n_runs, pass == 0);
      vt_progress_set (progress, (pass + (work->first + n_runs) / (double) work->stretches->len) / n_passes);
    }
  return TRUE;
}

/* ---- from sums to C, chance and the length ---- */

static void
take_c (Work *work)
{
  VtAutocorrelation *result = work->result;

  for (guint bin = 0; bin < result->n_bins; bin++)
    {
      double pairs = 0;

      for (gsize block = 0; block < work->n_blocks; block++)
        pairs += work->block_pairs[block * result->n_bins + bin];
      /* Each pair was met from both its ends. */
      result->pairs[bin] = 0.5 * pairs;
      result->c[bin] = pairs > 0 ? work->totals[(gsize) bin * WIDTH] / pairs : NAN;
    }
}

/* Running mean and squares (Welford) over the permutations of all passes; squares stand in chance_sigma meanwhile. */
static void
take_chance (Work *work, guint pass)
{
  VtAutocorrelation *result = work->result;

  for (guint bin = 0; bin < result->n_bins; bin++)
    for (guint column = pass == 0 ? 1 : 0; column < WIDTH; column++)
      {
        double c = work->totals[(gsize) bin * WIDTH + column] / (2.0 * result->pairs[bin]);
        double step = c - result->chance_mean[bin];

        result->chance_mean[bin] += step / (pass * WIDTH + column);
        result->chance_sigma[bin] += step * (c - result->chance_mean[bin]);
      }
}

static void
finish_chance (VtAutocorrelation *result, guint n)
{
  for (guint bin = 0; bin < result->n_bins; bin++)
    {
      gboolean known = n > 1 && result->pairs[bin] > 0;

      result->chance_sigma[bin] = known ? sqrt (result->chance_sigma[bin] / (n - 1.0)) : NAN;
      result->chance_mean[bin] = known ? result->chance_mean[bin] : NAN;
    }
}

/* Without permutations and blocks: of so many independent pairs. */
static double
noise_at (const VtAutocorrelation *result, guint bin)
{
  double sigma = fmax (result->chance_sigma[bin], result->sigma[bin]);

  return isfinite (sigma) && sigma > 0 ? sigma : 1.0 / sqrt (result->pairs[bin]);
}

static guint
choose_fit (VtAutocorrelation *result, guint *first)
{
  guint bin = 0;

  while (bin < result->n_bins && !(result->pairs[bin] * ATOMS_A_PAIR >= (double) result->n))
    bin++;
  *first = bin;
  for (; bin < result->n_bins && result->pairs[bin] > 0; bin++)
    {
      double mean = isfinite (result->chance_mean[bin]) ? result->chance_mean[bin] : 0.0;

      if (!(result->c[bin] > 0) || !(result->c[bin] > mean + NOISE_SIGMAS * noise_at (result, bin))
          || result->c[bin] < LEAST_SHARE * result->c[*first])
        break;
    }
  return bin - *first >= LEAST_BINS ? bin - *first : 0;
}

/* ξ and A of C over the fitted bins; NaN where C does not fall. */
static double
fit_length (const VtAutocorrelation *result, guint first, const double *c, double *amplitude)
{
  g_autofree double *logarithm = g_new (double, result->n_fitted + 1);
  g_autofree double *sigma = g_new (double, result->n_fitted + 1);
  VtLinearFit fit;

  *amplitude = NAN;
  for (guint i = 0; i < result->n_fitted; i++)
    {
      logarithm[i] = c[first + i] > 0 ? log (c[first + i]) : NAN;
      sigma[i] = noise_at (result, first + i) / result->c[first + i];
    }
  if (!vt_linear_fit_compute (result->r + first, logarithm, sigma, result->n_fitted, &fit, NULL) || !(fit.slope < 0))
    return NAN;
  *amplitude = exp (fit.intercept);
  return -1.0 / fit.slope;
}

typedef struct
{
  const Work *work;
  guint       first;
} Resample;

/* @statistics: C of all bins, then ξ. */
static void
resample (const guint32 *weights, double *statistics, gpointer data)
{
  const Resample *resample = data;
  const Work *work = resample->work;
  const VtAutocorrelation *result = work->result;
  double n = 0, sum = 0, squares = 0, mean, variance, amplitude;

  for (gsize block = 0; block < work->n_blocks; block++)
    {
      n += weights[block] * work->block_moments[3 * block];
      sum += weights[block] * work->block_moments[3 * block + 1];
      squares += weights[block] * work->block_moments[3 * block + 2];
    }
  mean = sum / n;
  variance = squares / n - mean * mean;
  for (guint bin = 0; bin < result->n_bins; bin++)
    {
      double products = 0, pairs = 0;

      for (gsize block = 0; block < work->n_blocks; block++)
        {
          products += weights[block] * work->block_sums[block * result->n_bins + bin];
          pairs += weights[block] * work->block_pairs[block * result->n_bins + bin];
        }
      statistics[bin] = pairs > 0 && variance > 0 ? (products / pairs - mean * mean) / variance : NAN;
    }
  statistics[result->n_bins]
      = result->n_fitted > 0 ? fit_length (result, resample->first, statistics, &amplitude) : NAN;
}

static gboolean
draw (Work *work, Resample *data, double *sigma, GCancellable *cancellable, GError **error)
{
  const VtAutocorrelationParams *params = work->params;
  g_autofree double *mean = g_new (double, work->result->n_bins + 1);

  return vt_bootstrap_run (params->blocks != NULL ? (guint) work->n_blocks : 0, params->n_samples, params->seed,
                           work->result->n_bins + 1, resample, data, mean, sigma, NULL, cancellable, error);
}

static gboolean
finish (Work *work, GCancellable *cancellable, GError **error)
{
  VtAutocorrelation *result = work->result;
  g_autofree double *sigma = g_new (double, result->n_bins + 1);
  Resample data = { work, 0 };

  if (!draw (work, &data, sigma, cancellable, error))
    return FALSE;
  for (guint bin = 0; bin < result->n_bins; bin++)
    result->sigma[bin] = isnan (result->c[bin]) ? NAN : sigma[bin];
  result->n_fitted = choose_fit (result, &data.first);
  if (result->n_fitted == 0)
    return TRUE;
  result->length = fit_length (result, data.first, result->c, &result->amplitude);
  result->fit_from = result->r[data.first];
  result->fit_to = result->r[data.first + result->n_fitted - 1];
  if (!draw (work, &data, sigma, cancellable, error))
    return FALSE;
  result->length_sigma = isnan (result->length) ? NAN : sigma[result->n_bins];
  return TRUE;
}

/* ---- the whole ---- */

static VtAutocorrelation *
result_new (const VtAutocorrelationParams *params)
{
  VtAutocorrelation *result = g_new0 (VtAutocorrelation, 1);
  gsize n = (gsize) floor (params->maximum / params->bin * (1.0 + 1e-12));

  result->n_bins = (guint) n;
  result->r = g_new (double, n);
  for (gsize bin = 0; bin < n; bin++)
    result->r[bin] = ((double) bin + 0.5) * params->bin;
  result->pairs = g_new0 (double, n);
  result->c = g_new0 (double, n);
  result->sigma = g_new0 (double, n);
  result->chance_mean = g_new0 (double, n);
  result->chance_sigma = g_new0 (double, n);
  result->length = result->length_sigma = result->amplitude = result->fit_from = result->fit_to = NAN;
  return result;
}

static void
work_init (Work *work)
{
  gsize n = MAX (work->grid->n, 1), n_bins = work->result->n_bins;

  work->defined = g_new0 (guint8, n);
  work->normal = g_new (double, n);
  work->group = g_new (guint8, n);
  work->columns = g_malloc (n * sizeof *work->columns);
  work->bin_of = g_new (gsize, n);
  work->order = g_new (guint32, n);
  work->stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  work->sums = g_new (double, RUNS_A_ROUND * n_bins * WIDTH);
  work->pairs = g_new (double, RUNS_A_ROUND * n_bins);
  work->totals = g_new (double, n_bins * WIDTH);
  work->candidates = g_new0 (VtCandidates *, vt_parallel_get_threads ());
  order_slots (work);
  work->block_sums = g_new0 (double, work->n_blocks * n_bins);
  work->block_pairs = g_new0 (double, work->n_blocks * n_bins);
  work->block_moments = g_new0 (double, work->n_blocks * 3);
}

static void
work_clear (Work *work)
{
  for (guint i = 0; i < vt_parallel_get_threads (); i++)
    g_clear_pointer (&work->candidates[i], vt_candidates_free);
  g_free (work->candidates);
  g_free (work->defined);
  g_free (work->normal);
  g_free (work->group);
  g_free (work->columns);
  g_free (work->bin_of);
  g_free (work->order);
  g_array_unref (work->stretches);
  g_free (work->sums);
  g_free (work->pairs);
  g_free (work->totals);
  g_free (work->block_sums);
  g_free (work->block_pairs);
  g_free (work->block_moments);
}

static gboolean
compute (Work *work, const double *values, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  guint n_passes = (work->params->n_permutations + WIDTH) / WIDTH;

  if (!normalize (work, values, error))
    return FALSE;
  sum_moments (work);
  for (guint pass = 0; pass < n_passes; pass++)
    {
      if (!run_pass (work, pass, n_passes, progress, cancellable, error))
        return FALSE;
      if (pass == 0)
        take_c (work);
      if (work->params->n_permutations > 0)
        take_chance (work, pass);
    }
  finish_chance (work->result, work->params->n_permutations > 0 ? n_passes * WIDTH - 1 : 0);
  return finish (work, cancellable, error);
}

VtAutocorrelation *
vt_autocorrelation_new (VtFrame                       *frame,
                        const double                  *values,
                        const VtAutocorrelationParams *params,
                        VtProgress                    *progress,
                        GCancellable                  *cancellable,
                        GError                       **error)
{
  g_autoptr (VtAutocorrelation) result = NULL;
  g_autoptr (VtCellGrid) grid = NULL;
  gboolean done;

  g_return_val_if_fail (frame != NULL && values != NULL && params != NULL, NULL);
  g_return_val_if_fail (params->bin > 0 && params->maximum >= params->bin && params->maximum / params->bin <= 10000,
                        NULL);

  result = result_new (params);
  grid = vt_cell_grid_new (frame, result->n_bins * params->bin, cancellable, error);
  if (grid == NULL)
    return NULL;
  Work work = { .params = params, .result = result, .grid = grid };
  work_init (&work);
  done = compute (&work, values, progress, cancellable, error);
  work_clear (&work);
  return done ? g_steal_pointer (&result) : NULL;
}

void
vt_autocorrelation_free (VtAutocorrelation *autocorrelation)
{
  g_return_if_fail (autocorrelation != NULL);

  g_free (autocorrelation->r);
  g_free (autocorrelation->pairs);
  g_free (autocorrelation->c);
  g_free (autocorrelation->sigma);
  g_free (autocorrelation->chance_mean);
  g_free (autocorrelation->chance_sigma);
  g_free (autocorrelation);
}
