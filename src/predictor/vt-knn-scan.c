/* The search for one query.
 *
 * Method: a first bound is the k-th float distance among what is nearest by codes in the nearest section
 * (vt-knn-index.h), and what the query before had gathered in others; on real features it is a tenth too large. Sections
 * whose box lies beyond are left out, then blocks whose box does, then instances whose code does. Float distances of the
 * others go into a pool; whenever it holds twice as many as needed, its k-th smallest draws the bound in for all that
 * follows.
 *
 * Margin of the float distances: with u = 2⁻²⁴, F features, true distance D, and s the float distance of the rotated
 * query p and instance y, both rounded to float: rounding moves them by at most u‖p‖ and u‖y‖, the difference is off by
 * a factor 1 ± u, and each of the F squares and F sums adds a factor 1 ± u to s². Hence, with γ = (F + 2)u and
 * a = u(‖p‖ + max ‖y‖),
 *   s ≤ (D(1 + u) + a)·√(1 + γ)   and   D ≤ (s/√(1 − γ) + a)/(1 − u).
 * If k instances have s² ≤ T, the true k-th distance is at most D(√T), and no instance with s above s(D(√T)) can be
 * among the k nearest; nor one with ‖p − y‖ above the radius R = D(√T) + a. The constants below are a hundredth larger,
 * which covers the rounding of double in rotation and margin; 10⁻¹³ of the center's norm stands for what its subtraction
 * loses, and 10⁻¹⁸ for what underflows. Where numbers are too large for float squares the margin is infinite, and double
 * decides among all.
 *
 * Margin of the codes: let c be the point of a section's box that is nearest to p. The box is convex, so that
 * ‖p − y‖² ≥ ‖p − c‖² + ‖c − y‖² for all y within. With c′ and y′ as their codes say, and C the codes' squared distance
 * in steps h, h√C = ‖c′ − y′‖ ≤ ‖c − y‖ + ‖c − c′‖ + ‖y − y′‖. So what is within R has
 *   √C ≤ (√(R² − ‖p − c‖²) + ‖c − c′‖ + max ‖y − y′‖)/h.
 * The last two errors are measured, not estimated; for rounding see vt-knn-index.c. Where the right side is 2⁸ or more,
 * nothing is sorted out by codes: they are reckoned modulo 2¹⁶. Instruction sets differ in the last bits of bounds, all
 * of them within the margin.
 *
 * Cost on real features (70 000 instances, 17 features, k = 50): 16 of 69 sections are visited, 320 of 2188 blocks
 * screened, 420 float distances measured, a third of them for the first bound; 117 go into the pool and 51 come out of it.
 */
#include "vt-knn-scan.h"

#include <math.h>

#define LANES VT_KNN_LANES
/* Places that are measured together. */
#define ENOUGH 64

struct _VtKnnScan
{
  const VtKnnFilter *filter;
  const VtKnnIndex *index;
  /* The query. */
  float *rotated; /* [stride] */
  const gint64 *keys;
  gint64 key;
  guint k;
  double slack;  /* a */
  float bound;   /* on s²; +inf while nothing is known */
  double radius; /* R */
  float skip;    /* on what is computed for section boxes */
  guint limit;   /* the pool's size at which the bound is drawn in */
  VtKnnPool pool;
  /* Scratch. */
  guint32 *code;   /* [stride/2 + 1] */
  float *sections; /* [n_groups][LANES] */
  float *squared;  /* [n of places] */
  guint32 *places; /* what was screened and is to be measured */
  guint n_places;
  guint32 guess; /* the limit that found enough in the last query's section */
  guint16 *sums; /* [VT_KNN_SECTION] */
  /* What the last query had gathered: candidates for the next one's bound. */
  guint32 *seeds;
  guint n_seeds;
  guint seeds_capacity;

  VtKnnScanCounts counts;
};

VtKnnScan *
vt_knn_scan_new (void)
{
  VtKnnScan *scan = g_new0 (VtKnnScan, 1);

  scan->filter = vt_knn_filter_choose ();

  return scan;
}

static void
release (VtKnnScan *scan)
{
  g_clear_pointer (&scan->rotated, g_aligned_free);
  g_clear_pointer (&scan->code, g_free);
  g_clear_pointer (&scan->sections, g_aligned_free);
  g_clear_pointer (&scan->squared, g_free);
  g_clear_pointer (&scan->places, g_free);
  g_clear_pointer (&scan->sums, g_aligned_free);
}

void
vt_knn_scan_free (VtKnnScan *scan)
{
  if (scan == NULL)
    return;

  release (scan);
  vt_knn_pool_clear (&scan->pool);
  g_free (scan->seeds);
  g_free (scan);
}

void
vt_knn_scan_get_counts (const VtKnnScan *scan, VtKnnScanCounts *counts)
{
  g_return_if_fail (scan != NULL && counts != NULL);

  *counts = scan->counts;
}

static void
set_index (VtKnnScan *scan, const VtKnnIndex *index)
{
  if (scan->index == index)
    return;

  release (scan);
  scan->index = index;
  scan->n_seeds = 0;
  scan->guess = 1024;
  scan->rotated = g_aligned_alloc0 (index->stride, sizeof (float), 64);
  scan->code = g_new0 (guint32, index->stride / 2 + 1);
  scan->sections = g_aligned_alloc0 (index->n_groups * LANES + 1, sizeof (float), 64);
  scan->places = g_new (guint32, ENOUGH + VT_KNN_SECTION + LANES + VT_KNN_SLACK);
  scan->sums = g_aligned_alloc (VT_KNN_SECTION, sizeof (guint16), 64);
  scan->squared = g_new (float, ENOUGH + VT_KNN_SECTION + LANES + VT_KNN_SLACK);
}

/* ---- bounds ---- */

/* From here on only what may be among the k nearest, when k instances have at most @kth. */
static void
draw_in (VtKnnScan *scan, float kth)
{
  const double u = 1.01 * 0x1p-24;
  guint f = scan->index->n_features;
  double gamma = (f + 2) * u;
  double distance = (sqrt ((double) kth) / sqrt (1 - gamma) + scan->slack) / (1 - u);
  double most = (distance * (1 + u) + scan->slack) * sqrt (1 + gamma);
  double squared = most * most;

  scan->bound = squared < (double) G_MAXFLOAT ? nextafterf ((float) squared, INFINITY) : INFINITY;
  scan->radius = distance + scan->slack;
  scan->skip = scan->bound * (1 + 8 * (f + 2) * 0x1p-24f);
}

static guint
count (const guint16 *values, guint n, guint16 most)
{
  guint16 within = 0;

  for (guint i = 0; i < n; i++)
    within = (guint16) (within + (values[i] <= most));

  return within;
}

static void
draw_pool_in (VtKnnScan *scan)
{
  VtKnnPool *pool = &scan->pool;

  if (pool->n < scan->k)
    return;

  draw_in (scan, vt_knn_pool_bound_kth (pool->squared, pool->n, scan->k, scan->bound));
  vt_knn_pool_keep (pool, scan->bound);
  scan->limit = 2 * MAX (pool->n, LANES);
}

/* Drops what has the query's own key, of all from @begin on. */
static void
drop_own (VtKnnScan *scan, guint begin)
{
  VtKnnPool *pool = &scan->pool;
  guint kept = begin;

  if (scan->keys == NULL)
    return;

  for (guint i = begin; i < pool->n; i++)
    {
      pool->squared[kept] = pool->squared[i];
      pool->places[kept] = pool->places[i];
      kept += scan->keys[scan->index->order[pool->places[i]]] != scan->key;
    }
  pool->n = kept;
}

/* For the next query. */
static void
keep_seeds (VtKnnScan *scan)
{
  if (scan->seeds_capacity < scan->pool.n)
    {
      scan->seeds_capacity = 2 * scan->pool.n;
      scan->seeds = g_renew (guint32, scan->seeds, scan->seeds_capacity);
    }
  for (guint i = 0; i < scan->pool.n; i++)
    scan->seeds[i] = scan->pool.places[i];
  scan->n_seeds = scan->pool.n;
}

/* ---- sections ---- */

/* The query's code in a section, and the limit for squared distances of codes; FALSE where all lie beyond. */
static gboolean
encode (VtKnnScan *scan, const VtKnnSection *section, guint16 *limit)
{
  guint f = scan->index->n_features;
  VtKnnBoxDistance distance;
  double rest, steps;

  scan->filter->encode (scan->rotated, &section->box, scan->index->stride, scan->index->n_pairs, scan->code, &distance);
  rest = scan->radius * scan->radius - (double) distance.away * (1 - 2 * (f + 4) * 0x1p-24);
  if (rest < 0)
    return FALSE;
  steps = (sqrt (rest) + sqrt ((double) distance.lost) + section->error) / (double) section->box.step;
  steps = steps * steps * (1 + 1e-5) + 1;
  *limit = steps < G_MAXUINT16 ? (guint16) steps : G_MAXUINT16;

  return TRUE;
}

static const guint8 *
get_codes (const VtKnnIndex *index, gsize section)
{
  return index->codes + section * LANES * vt_knn_filter_block_size (index->n_pairs);
}

/* Takes the instances of a section that are nearest by their codes: about twice as many as needed. */
static void
take_nearest (VtKnnScan *scan, gsize number)
{
  const VtKnnIndex *index = scan->index;
  const VtKnnSection *section = &index->sections[number];
  guint32 first = (guint32) (number * VT_KNN_SECTION);
  guint n = (guint) MIN (index->n - first, VT_KNN_SECTION);
  guint32 low = 0;
  guint32 high = G_MAXUINT16 + 1;
  guint32 middle = scan->guess;
  guint16 limit;

  encode (scan, section, &limit);
  scan->filter->sum (get_codes (index, number), index->n_pairs, scan->code, section->n_blocks, scan->sums);
  while (high - low > 1)
    {
      guint within = count (scan->sums, n, (guint16) middle);

      if (within > 2 * scan->k)
        high = middle;
      else
        low = middle;
      if (within >= scan->k && within <= 2 * scan->k)
        break;
      middle = CLAMP (within < scan->k ? middle + middle / 4 : middle - middle / 5, low, high);
      if (middle == low || middle == high)
        middle = (low + high) / 2;
    }
  scan->guess = MAX (low, 16);
  for (guint i = 0; i < n; i++)
    {
      scan->pool.places[scan->pool.n] = first + i;
      scan->pool.n += scan->sums[i] <= low;
    }
}

/* A bound from instances that are likely to be near: in the nearest section, and what the query before had gathered in
 * others. */
static void
find_bound (VtKnnScan *scan, gsize nearest)
{
  VtKnnPool *pool = &scan->pool;

  vt_knn_pool_grow (pool, VT_KNN_SECTION + scan->n_seeds + 1);
  take_nearest (scan, nearest);
  for (guint i = 0; i < scan->n_seeds; i++)
    if (scan->seeds[i] / VT_KNN_SECTION != nearest)
      pool->places[pool->n++] = scan->seeds[i];
  scan->filter->measure (scan->index->rows, scan->index->stride, pool->places, pool->n, scan->rotated, pool->squared);
  scan->counts.measured += pool->n;
  drop_own (scan, 0);
  draw_pool_in (scan);
  pool->n = 0;
}

/* Float distances of what the sections before have left; those within the bound go into the pool. */
static void
measure_places (VtKnnScan *scan)
{
  VtKnnPool *pool = &scan->pool;
  guint before;

  scan->filter->measure (scan->index->rows, scan->index->stride, scan->places, scan->n_places, scan->rotated,
                         scan->squared);
  vt_knn_pool_grow (pool, scan->n_places + 1);
  before = pool->n;
  for (guint i = 0; i < scan->n_places; i++)
    {
      /* Written in any case and counted if wanted: a branch could not be guessed. */
      pool->squared[pool->n] = scan->squared[i];
      pool->places[pool->n] = scan->places[i];
      pool->n += scan->squared[i] <= scan->bound;
    }
  scan->counts.measured += scan->n_places;
  scan->counts.pooled += pool->n - before;
  drop_own (scan, before);
  scan->n_places = 0;
  if (pool->n >= scan->limit)
    draw_pool_in (scan);
}

static void
visit (VtKnnScan *scan, gsize number)
{
  const VtKnnIndex *index = scan->index;
  const VtKnnSection *section = &index->sections[number];
  gsize box = number * index->n_leading * LANES;
  guint32 first = (guint32) (number * VT_KNN_SECTION);
  _Alignas(64) float squared[LANES];
  guint32 *places = scan->places + scan->n_places;
  guint16 limit;
  guint32 blocks;
  guint n;

  if (!encode (scan, section, &limit))
    return;

  blocks = scan->filter->bound (index->block_low + box, index->block_high + box, index->n_leading, scan->rotated,
                                scan->skip, squared);
  blocks &= G_MAXUINT32 >> (LANES - section->n_blocks);
  n = scan->filter->screen (get_codes (index, number), index->n_pairs, scan->code, limit, blocks, first, places);
  while (n > 0 && places[n - 1] >= index->n)
    n--;

  scan->counts.sections++;
  scan->counts.blocks += (guint) __builtin_popcount (blocks);

  /* Their rows are fetched while the next section is screened. */
  for (guint i = 0; i < n; i++)
    {
      const float *row = index->rows + (gsize) places[i] * index->stride;

      __builtin_prefetch (row);
      __builtin_prefetch (row + index->stride - 1);
    }
  scan->n_places += n;
  if (scan->n_places >= ENOUGH)
    measure_places (scan);
}

/* The nearest section first, for a better bound; then those which that does not rule out. */
static void
visit_sections (VtKnnScan *scan)
{
  const VtKnnIndex *index = scan->index;
  gsize nearest = 0;

  for (gsize group = 0; group < index->n_groups; group++)
    {
      gsize at = group * index->n_leading * LANES;

      scan->filter->bound (index->section_low + at, index->section_high + at, index->n_leading, scan->rotated,
                           scan->skip, scan->sections + group * LANES);
    }
  for (gsize s = 1; s < index->n_sections; s++)
    if (scan->sections[s] < scan->sections[nearest])
      nearest = s;

  find_bound (scan, nearest);
  visit (scan, nearest);
  for (gsize s = 0; s < index->n_sections; s++)
    if (s != nearest && scan->sections[s] <= scan->skip)
      visit (scan, s);
  measure_places (scan);
}

const VtKnnPool *
vt_knn_scan_run (
    VtKnnScan *scan, const VtKnnIndex *index, const double *query, guint k, const gint64 *instance_keys, gint64 key)
{
  double norm = 0;

  g_return_val_if_fail (scan != NULL && index != NULL && query != NULL && k > 0, NULL);

  set_index (scan, index);
  scan->k = k;
  scan->key = key;
  scan->keys = key != VT_KNN_SCAN_NO_KEY ? instance_keys : NULL;
  scan->bound = scan->skip = INFINITY;
  scan->radius = scan->slack = INFINITY;
  scan->limit = 2 * k + LANES;
  scan->pool.n = 0;
  if (index->n == 0)
    return &scan->pool;

  if (vt_knn_index_rotate (index, query, index->n_features, scan->rotated))
    {
      double center = 0;

      for (guint j = 0; j < index->n_features; j++)
        {
          norm += (double) scan->rotated[j] * (double) scan->rotated[j];
          center += index->center[j] * index->center[j];
        }
      scan->slack = 1.01 * 0x1p-24 * (sqrt (norm) + index->reach) + 1e-13 * sqrt (center) + 1e-18;
    }
  visit_sections (scan);
  keep_seeds (scan);
  draw_pool_in (scan);
  scan->counts.queries++;
  scan->counts.kept += scan->pool.n;

  return &scan->pool;
}
