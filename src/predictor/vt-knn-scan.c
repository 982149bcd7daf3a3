/* The search for a few queries that are near each other.
 *
 * Method: a first bound is the k-th float distance among what is nearest by codes in the nearest section
 * (vt-knn-index.h), and what the query before had gathered in others; on real features it is a tenth too large. Then the
 * rest of that section is taken. Of the others those whose box lies beyond are left out, then blocks whose box does, then
 * instances whose code does. Float distances of the rest go into a pool; whenever it has grown a little, its k-th smallest
 * draws the bound in for all that follows. Sections are visited by all queries in turn, while their codes are in the first
 * cache, and the nearest first: what lies there draws the bound in before most is looked at.
 *
 * Margin of the float distances: with u = 2⁻²⁴, F features, true distance D, and s the float distance of an instance
 * and the query q, rounded to float: rounding moves it by at most a = u‖q‖, the difference is off by a factor 1 ± u, and
 * each of the F squares and F sums adds a factor 1 ± u to s². Hence, with γ = (F + 2)u,
 *   s ≤ (D(1 + u) + a)·√(1 + γ)   and   D ≤ (s/√(1 − γ) + a)/(1 − u).
 * If k instances have s² ≤ T, the true k-th distance is at most D(√T), and no instance with s above s(D(√T)) can be
 * among the k nearest.
 *
 * Margin of the boxes: the rotated query p and instance y are both rounded to float, which moves them by at most
 * b = u(‖p‖ + max ‖y‖). So none with ‖p − y‖ above the radius R = D(√T) + b is among the k nearest. What is computed of
 * a box in float is off by a factor 1 ± (F + 4)u at most; against it stands R²(1 + 8(F + 2)u). The constants below
 * are a hundredth larger, which covers the rounding of double in rotation and margins; 10⁻¹³ of the center's norm stands
 * for what its subtraction loses, and 10⁻¹⁸ for what underflows. Where numbers are too large for float squares the
 * margins are infinite, and double decides among all.
 *
 * Margin of the codes: let c be the point of a section's box that is nearest to p. The box is convex, so that
 * ‖p − y‖² ≥ ‖p − c‖² + ‖c − y‖² for all y within. With c′ and y′ as their codes say (c′ to half a step), and C the
 * codes' squared distance in steps h, h√C = ‖c′ − y′‖ ≤ ‖c − y‖ + ‖c − c′‖ + ‖y − y′‖. So what is within R has
 *   √C ≤ (√(R² − ‖p − c‖²) + ‖c − c′‖ + max ‖y − y′‖)/h.
 * The last two errors are measured, not estimated; for rounding see vt-knn-index.c. The right side is reckoned in float,
 * with 10⁻⁵ of C and one more to spare. Where it is 2⁸ or more, nothing is sorted out by codes: they are reckoned modulo
 * 2¹⁶. Instruction sets differ in the last bits of bounds, all of them within the margin.
 *
 * Cost on real features (70 000 instances, 17 features, k = 50): 15 of 69 sections are visited, 290 of 2188 blocks
 * looked at, 280 float distances measured, half of them for the first bound; 110 go into the pool and 51 come out
 * of it.
 */
#include "vt-knn-scan.h"

#include <math.h>
#include <stdlib.h>

#define LANES VT_KNN_LANES
#define TILE VT_KNN_SCAN_TILE
/* By so many a pool may grow before the bound is drawn in. */
#define FRESH 16

/* What is known of one query. */
typedef struct
{
  float *rotated; /* [stride] */
  float *rounded; /* [n_features], as it was given */
  gint64 key;
  double slack;    /* a */
  double lean;     /* b, of what is rotated */
  float bound;     /* on s²; +inf while nothing is known */
  float skip;      /* R², on what is computed for boxes */
  guint limit;     /* the pool's size at which the bound is drawn in */
  float *sections; /* [n_groups][LANES], squared distances of their boxes; NaN for what is done */
  VtKnnPool pool;
} Query;

/* A section that is to be visited. */
typedef struct
{
  float squared; /* from the tile's nearest query to its box */
  guint32 number;
} Near;

/* What was screened and is to be measured. */
typedef struct
{
  Query *query;
  guint32 *places; /* [VT_KNN_SECTION and some more] */
  guint n;
} Catch;

struct _VtKnnScan
{
  const VtKnnFilter *filter;
  const VtKnnIndex *index;
  const gint64 *keys;
  guint k;
  double lower; /* √(1 − γ) */
  double upper; /* √(1 + γ) */
  Query queries[TILE];
  /* Scratch. */
  guint32 *code; /* [stride/2 + 1] */
  Catch screened;
  Catch waiting;
  float *squared; /* [VT_KNN_SECTION and some more] */
  guint32 guess;  /* the limit that found enough in the last query's section */
  guint16 *sums;  /* [VT_KNN_SECTION] */
  Near *near;     /* [n_sections] */
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
  gsize n = VT_KNN_SECTION + VT_KNN_SLACK;

  scan->filter = vt_knn_filter_choose ();
  scan->screened.places = g_new (guint32, n);
  scan->waiting.places = g_new (guint32, n);
  scan->squared = g_new (float, n);
  scan->sums = g_aligned_alloc (VT_KNN_SECTION, sizeof (guint16), 64);

  return scan;
}

static void
release (VtKnnScan *scan)
{
  for (guint i = 0; i < TILE; i++)
    {
      g_clear_pointer (&scan->queries[i].rotated, g_aligned_free);
      g_clear_pointer (&scan->queries[i].rounded, g_aligned_free);
      g_clear_pointer (&scan->queries[i].sections, g_aligned_free);
    }
  g_clear_pointer (&scan->code, g_free);
  g_clear_pointer (&scan->near, g_free);
}

void
vt_knn_scan_free (VtKnnScan *scan)
{
  if (scan == NULL)
    return;

  release (scan);
  for (guint i = 0; i < TILE; i++)
    vt_knn_pool_clear (&scan->queries[i].pool);
  g_free (scan->screened.places);
  g_free (scan->waiting.places);
  g_free (scan->squared);
  g_aligned_free (scan->sums);
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
  scan->lower = sqrt (1 - (index->n_features + 2) * 1.01 * 0x1p-24);
  scan->upper = sqrt (1 + (index->n_features + 2) * 1.01 * 0x1p-24);
  scan->n_seeds = 0;
  scan->guess = 1024;
  scan->code = g_new0 (guint32, index->stride / 2 + 1);
  scan->near = g_new (Near, index->n_sections + 1);
  for (guint i = 0; i < TILE; i++)
    {
      scan->queries[i].rotated = g_aligned_alloc0 (index->stride, sizeof (float), 64);
      scan->queries[i].rounded = g_aligned_alloc0 (index->stride, sizeof (float), 64);
      scan->queries[i].sections = g_aligned_alloc0 (index->n_groups * LANES + 1, sizeof (float), 64);
    }
}

/* ---- bounds ---- */

static float
round_up (double value)
{
  return value < (double) G_MAXFLOAT ? nextafterf ((float) value, INFINITY) : INFINITY;
}

/* From here on only what may be among the k nearest, when k instances have at most @kth. */
static void
draw_in (const VtKnnScan *scan, Query *query, float kth)
{
  const double u = 1.01 * 0x1p-24;
  double distance = (sqrt ((double) kth) / scan->lower + query->slack) / (1 - u);
  double most = (distance * (1 + u) + query->slack) * scan->upper;
  double radius = distance + query->lean;

  query->bound = round_up (most * most);
  query->skip = round_up (radius * radius * (1 + 8 * (scan->index->n_features + 2) * 0x1p-24));
}

static void
draw_pool_in (const VtKnnScan *scan, Query *query)
{
  VtKnnPool *pool = &query->pool;

  if (pool->n < scan->k)
    return;

  draw_in (scan, query, scan->filter->find_kth (pool->squared, pool->n, scan->k, query->bound));
  vt_knn_pool_keep (pool, scan->filter, query->bound);
  query->limit = pool->n + FRESH;
}

/* Drops what has the query's own key, of all from @begin on. */
static void
drop_own (const VtKnnScan *scan, Query *query, guint begin)
{
  VtKnnPool *pool = &query->pool;
  guint kept = begin;

  if (scan->keys == NULL || query->key == VT_KNN_SCAN_NO_KEY)
    return;

  for (guint i = begin; i < pool->n; i++)
    {
      pool->squared[kept] = pool->squared[i];
      pool->places[kept] = pool->places[i];
      kept += scan->keys[scan->index->order[pool->places[i]]] != query->key;
    }
  pool->n = kept;
}

/* For the next tile. */
static void
keep_seeds (VtKnnScan *scan, const VtKnnPool *pool)
{
  if (scan->seeds_capacity < pool->n)
    {
      scan->seeds_capacity = 2 * pool->n;
      scan->seeds = g_renew (guint32, scan->seeds, scan->seeds_capacity);
    }
  for (guint i = 0; i < pool->n; i++)
    scan->seeds[i] = pool->places[i];
  scan->n_seeds = pool->n;
}

/* ---- the first bound ---- */

/* The query's code in a section. */
static void
encode (const VtKnnScan *scan, const Query *query, const VtKnnSection *section, VtKnnBoxDistance *distance)
{
  scan->filter->encode (query->rotated, &section->box, scan->index->stride, scan->index->n_pairs, scan->code, distance);
}

/* The limit for squared distances of codes; FALSE where the whole section lies beyond. */
static gboolean
find_limit (const Query *query, const VtKnnSection *section, VtKnnBoxDistance distance, guint16 *limit)
{
  float rest = query->skip - distance.away;
  float steps;

  if (rest < 0)
    return FALSE;
  steps = (sqrtf (rest) + sqrtf (distance.lost) + section->error) * section->box.inverse;
  steps = steps * steps * (1 + 1e-5f) + 1;
  *limit = steps < G_MAXUINT16 ? (guint16) steps : G_MAXUINT16;

  return TRUE;
}

static const guint8 *
get_codes (const VtKnnIndex *index, gsize section)
{
  return index->codes + section * LANES * vt_knn_filter_block_size (index->n_pairs);
}

/* Lanes that hold nothing are the last. */
static guint
drop_empty (const VtKnnIndex *index, const guint32 *places, guint n)
{
  while (n > 0 && places[n - 1] >= index->n)
    n--;

  return n;
}

/* A limit for the section's sums within which about as many lie as are needed, up to twice that. */
static guint16
guess_limit (VtKnnScan *scan, guint n_blocks)
{
  guint32 low = 0;
  guint32 high = G_MAXUINT16 + 1;
  guint32 middle = scan->guess;

  while (high - low > 1)
    {
      guint within = scan->filter->count (scan->sums, n_blocks, (guint16) middle);

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

  return (guint16) low;
}

/* Adds the instances of a summed section whose sums are @least … @most, and measures them. */
static void
take_summed (VtKnnScan *scan, Query *query, gsize number, guint16 least, guint16 most)
{
  const VtKnnIndex *index = scan->index;
  VtKnnPool *pool = &query->pool;
  guint32 *places = pool->places + pool->n;
  guint n = scan->filter->pick (scan->sums, index->sections[number].n_blocks, least, most,
                                (guint32) (number * VT_KNN_SECTION), places);

  n = drop_empty (index, places, n);
  scan->filter->measure (index->rows, index->n_features, places, n, query->rounded, pool->squared + pool->n);
  scan->counts.measured += n;
  pool->n += n;
  drop_own (scan, query, pool->n - n);
}

/* The k-th distance among what is in the pool and what the query before had gathered in other sections, whose places
 * come up again when these are visited. */
static void
bound_by_seeds (VtKnnScan *scan, Query *query, gsize nearest)
{
  VtKnnPool *pool = &query->pool;
  guint before = pool->n;

  for (guint i = 0; i < scan->n_seeds; i++)
    if (scan->seeds[i] / VT_KNN_SECTION != nearest)
      pool->places[pool->n++] = scan->seeds[i];
  scan->filter->measure (scan->index->rows, scan->index->n_features, pool->places + before, pool->n - before,
                         query->rounded, pool->squared + before);
  scan->counts.measured += pool->n - before;
  drop_own (scan, query, before);
  if (pool->n >= scan->k)
    draw_in (scan, query, scan->filter->find_kth (pool->squared, pool->n, scan->k, query->bound));
  pool->n = before;
}

/* All of the nearest section that may be among the k nearest: first what is so by codes, for a bound, then what else is
 * within that. */
static void
take_nearest (VtKnnScan *scan, Query *query, gsize nearest)
{
  const VtKnnSection *section = &scan->index->sections[nearest];
  VtKnnBoxDistance distance;
  guint16 first, limit;

  vt_knn_pool_grow (&query->pool, VT_KNN_SECTION + scan->n_seeds);
  encode (scan, query, section, &distance);
  scan->filter->sum (get_codes (scan->index, nearest), scan->index->n_pairs, scan->code, section->n_blocks, scan->sums);
  first = guess_limit (scan, section->n_blocks);
  take_summed (scan, query, nearest, 0, first);
  bound_by_seeds (scan, query, nearest);
  if (find_limit (query, section, distance, &limit) && limit > first)
    take_summed (scan, query, nearest, first + 1, limit);
  vt_knn_pool_keep (&query->pool, scan->filter, query->bound);
  query->sections[nearest] = NAN;
  scan->counts.sections++;
  scan->counts.blocks += section->n_blocks;
  scan->counts.pooled += query->pool.n;
}

/* ---- sections ---- */

/* Float distances of what is waiting; those within the bound go into the pool. */
static void
measure_waiting (VtKnnScan *scan)
{
  const Catch *waiting = &scan->waiting;
  Query *query = waiting->query;
  VtKnnPool *pool;
  guint before;

  if (query == NULL || waiting->n == 0)
    return;

  scan->filter->measure (scan->index->rows, scan->index->n_features, waiting->places, waiting->n, query->rounded,
                         scan->squared);
  pool = &query->pool;
  vt_knn_pool_grow (pool, waiting->n);
  before = pool->n;
  vt_knn_pool_add_within (pool, scan->filter, scan->squared, waiting->places, waiting->n, query->bound);
  scan->counts.measured += waiting->n;
  scan->counts.pooled += pool->n - before;
  drop_own (scan, query, before);
  if (pool->n >= query->limit)
    draw_pool_in (scan, query);
}

/* What the screen let through waits, while its rows are fetched, until the next query has been here. */
static void
exchange (VtKnnScan *scan)
{
  Catch screened = scan->screened;

  for (guint i = 0; i < screened.n; i++)
    {
      const float *row = scan->index->rows + (gsize) screened.places[i] * scan->index->n_features;

      __builtin_prefetch (row);
      __builtin_prefetch (row + scan->index->n_features - 1);
    }
  measure_waiting (scan);
  scan->screened = scan->waiting;
  scan->waiting = screened;
}

static void
visit (VtKnnScan *scan, Query *query, gsize number)
{
  const VtKnnIndex *index = scan->index;
  const VtKnnSection *section = &index->sections[number];
  gsize box = number * index->n_leading * LANES;
  guint32 first = (guint32) (number * VT_KNN_SECTION);
  _Alignas(64) float squared[LANES];
  Catch *screened = &scan->screened;
  VtKnnBoxDistance distance;
  guint16 limit;
  guint32 blocks;

  encode (scan, query, section, &distance);
  if (!find_limit (query, section, distance, &limit))
    return;

  blocks = scan->filter->bound (index->block_low + box, index->block_high + box, index->n_leading, query->rotated,
                                query->skip, squared);
  blocks &= G_MAXUINT32 >> (LANES - section->n_blocks);
  screened->query = query;
  screened->n = scan->filter->screen (get_codes (index, number), index->n_pairs, scan->code, limit, blocks, first,
                                      screened->places);
  screened->n = drop_empty (index, screened->places, screened->n);
  scan->counts.sections++;
  scan->counts.blocks += (guint) __builtin_popcount (blocks);
  exchange (scan);
}

static int
compare_near (gconstpointer a, gconstpointer b)
{
  float one = ((const Near *) a)->squared;
  float two = ((const Near *) b)->squared;

  return (one > two) - (one < two);
}

/* The sections that one of the first @n queries wants to see, the nearest first; returns how many. */
static guint
find_near (VtKnnScan *scan, guint n)
{
  guint n_near = 0;

  for (gsize s = 0; s < scan->index->n_sections; s++)
    {
      float nearest = INFINITY;
      gboolean wanted = FALSE;

      for (guint i = 0; i < n; i++)
        {
          float squared = scan->queries[i].sections[s];

          nearest = squared < nearest ? squared : nearest;
          wanted |= squared <= scan->queries[i].skip;
        }
      scan->near[n_near] = (Near){ nearest, (guint32) s };
      n_near += wanted;
    }
  qsort (scan->near, n_near, sizeof (Near), compare_near);

  return n_near;
}

static void
visit_sections (VtKnnScan *scan, guint n)
{
  guint n_near = find_near (scan, n);

  for (guint t = 0; t < n_near; t++)
    for (guint i = 0; i < n; i++)
      if (scan->queries[i].sections[scan->near[t].number] <= scan->queries[i].skip)
        visit (scan, &scan->queries[i], scan->near[t].number);
  measure_waiting (scan);
  scan->waiting.n = 0;
}

/* ---- queries ---- */

/* The distances of all sections' boxes; returns the nearest. */
static gsize
bound_sections (const VtKnnScan *scan, Query *query)
{
  const VtKnnIndex *index = scan->index;
  float least = INFINITY;
  gsize nearest = 0;

  for (gsize group = 0; group < index->n_groups; group++)
    {
      gsize at = group * index->n_leading * LANES;

      scan->filter->bound (index->section_low + at, index->section_high + at, index->n_leading, query->rotated,
                           query->skip, query->sections + group * LANES);
    }
  for (gsize s = 0; s < index->n_sections; s++)
    least = MIN (query->sections[s], least);
  while (query->sections[nearest] > least)
    nearest++;

  return nearest;
}

/* Its float selves, and what they lose. */
static void
take_coordinates (const VtKnnIndex *index, Query *query, const double *coordinates)
{
  const double u = 1.01 * 0x1p-24;
  gboolean small = vt_knn_index_rotate (index, coordinates, index->n_features, query->rotated);
  double rotated = 0;
  double given = 0;
  double center = 0;

  for (guint j = 0; j < index->n_features; j++)
    {
      double value = CLAMP (coordinates[j], -VT_KNN_LARGEST, VT_KNN_LARGEST);

      small = small && value == coordinates[j];
      query->rounded[j] = (float) value;
      rotated += (double) query->rotated[j] * (double) query->rotated[j];
      given += value * value;
      center += index->center[j] * index->center[j];
    }
  query->slack = small ? u * sqrt (given) + 1e-18 : INFINITY;
  query->lean = small ? u * (sqrt (rotated) + index->reach) + 1e-13 * sqrt (center) + 1e-18 : INFINITY;
}

static void
start (VtKnnScan *scan, Query *query, const VtKnnScanQuery *wanted)
{
  const VtKnnIndex *index = scan->index;

  query->key = wanted->key;
  query->bound = query->skip = INFINITY;
  query->limit = scan->k + FRESH;
  query->pool.n = 0;
  if (index->n == 0)
    return;

  take_coordinates (index, query, wanted->coordinates);
  take_nearest (scan, query, bound_sections (scan, query));
}

void
vt_knn_scan_run (VtKnnScan *scan,
                 const VtKnnIndex *index,
                 const VtKnnScanQuery *queries,
                 guint n,
                 guint k,
                 const gint64 *instance_keys,
                 const VtKnnPool **pools)
{
  g_return_if_fail (scan != NULL && index != NULL && queries != NULL && pools != NULL);
  g_return_if_fail (n <= TILE && k > 0);

  set_index (scan, index);
  scan->k = k;
  scan->keys = instance_keys;
  for (guint i = 0; i < n; i++)
    start (scan, &scan->queries[i], &queries[i]);
  visit_sections (scan, n);
  if (n > 0)
    keep_seeds (scan, &scan->queries[n - 1].pool);
  for (guint i = 0; i < n; i++)
    {
      draw_pool_in (scan, &scan->queries[i]);
      pools[i] = &scan->queries[i].pool;
      scan->counts.kept += pools[i]->n;
    }
  scan->counts.queries += n;
}
