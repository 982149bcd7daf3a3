/* Exact search by bounds.
 *
 * A distance R within which k instances of the set are known to lie rules out every instance with a lower bound beyond
 * it (the three bounds and their margins: vt-relieff-index.c). R comes first from the neighbours of the instance asked
 * for before, which is usually near, measured from this one; then from what is met, the nearest boxes first. It is the
 * k-th smallest upper bound, SAD + e(a) + e(b) of the fine bytes, so that nothing need be measured yet. In the end the
 * k candidates that drew it are measured; their largest distance rules out most of the others, the rest are measured
 * too, and the canonical distance decides, equal ones by the instance's number.
 * Cost: a comparison of 16-bit numbers a block, half a byte instruction a coarse instance that no box rules out.
 */
#include "vt-relieff-search.h"

#include <math.h>
#include <string.h>

#define LANES VT_RELIEFF_LANES
#define AXES VT_RELIEFF_AXES
/* Every coarse sum is smaller, and it is within the filter's limit. */
#define ANY_COARSE 32766
#define ANY_FINE (1u << 28)
#define NO_SET G_MAXUINT
#define BUCKETS 32
/* What is near where nothing is known: of the steps that part all instances, a fifth. */
#define SOME_STEPS 2000

static gsize
count_most_blocks (const VtReliefFIndex *index)
{
  gsize most = 0;

  for (guint set = 0; set < index->n_sets; set++)
    most = MAX (most, index->first[set + 1] - index->first[set]);

  return most;
}

void
vt_relieff_search_init (VtReliefFSearch       *search,
                        const VtReliefFIndex  *index,
                        const VtReliefFFilter *filter,
                        guint                  k)
{
  g_return_if_fail (search != NULL && index != NULL && filter != NULL && k > 0);

  *search = (VtReliefFSearch){ .index = index, .filter = filter, .k = k, .set = NO_SET };
  search->found = g_new (VtReliefFNeighbor, k);
  search->most = g_new (guint, k);
  search->boxes = g_new (gint16, count_most_blocks (index));
  search->order = g_new (guint32, count_most_blocks (index));
}

void
vt_relieff_search_clear (VtReliefFSearch *search)
{
  g_return_if_fail (search != NULL);

  g_clear_pointer (&search->found, g_free);
  g_clear_pointer (&search->most, g_free);
  g_clear_pointer (&search->candidates, g_free);
  g_clear_pointer (&search->boxes, g_free);
  g_clear_pointer (&search->order, g_free);
}

/* ---- R ---- */

/* The limits of the three bounds that belong to R, in units; rounded up by more than double arithmetic loses. */
static void
set_reach (VtReliefFSearch *search, guint reach)
{
  const VtReliefFIndex *index = search->index;
  double units = reach * (1 + 1e-9) + 1e-6;

  search->reach = reach;
  search->coarse_limit =
      (guint) MIN (units / index->coarse_step + index->coarse_errors[search->query / LANES], ANY_COARSE);
  search->fine_limit = reach + index->fine_errors[search->query];
  search->box_limit = (int) MIN (units / index->axes_step + 1, G_MAXINT16);
}

/* Takes an upper bound among the k smallest. */
static void
draw_in (VtReliefFSearch *search, guint most)
{
  guint *list = search->most;
  guint k = search->k;
  guint at;

  if (search->n_most == k && most >= list[k - 1])
    return;
  at = search->n_most < k ? search->n_most++ : k - 1;
  for (; at > 0 && most < list[at - 1]; at--)
    list[at] = list[at - 1];
  list[at] = most;
  if (search->n_most == k && list[k - 1] + search->index->fine_errors[search->query] < search->reach)
    set_reach (search, list[k - 1] + search->index->fine_errors[search->query]);
}

static void
seed_place (VtReliefFSearch *search, gsize place)
{
  const VtReliefFIndex *index = search->index;
  gsize first = place / LANES * LANES;
  guint sums[LANES];

  if (place == search->query)
    return;
  search->filter->fine (index->fine + first * index->stride, index->stride, index->fine + search->query * index->stride,
                        index->fine_errors + first, ANY_FINE, 1u << place % LANES, sums);
  draw_in (search, sums[place % LANES] + index->fine_errors[place]);
}

/* A first R: by the neighbours of the query before, and this query itself. */
static void
seed (VtReliefFSearch *search, guint set, gsize before)
{
  const VtReliefFIndex *index = search->index;

  for (guint i = 0; i < search->n_found; i++)
    seed_place (search, search->found[i].place);
  if (before / LANES >= index->first[set] && before / LANES < index->first[set + 1])
    seed_place (search, before);
  /* They will be met again. */
  search->n_most = 0;
}

/* ---- candidates ---- */

/* Distances to the boxes of a set, in steps; the smallest of them. */
static int
bound_boxes (VtReliefFSearch *search, guint set)
{
  const VtReliefFIndex *index = search->index;
  gsize begin = index->first[set];
  gsize n = index->first[set + 1] - begin;
  gint16 *boxes = search->boxes;
  gint16 down[AXES];
  gint16 up[AXES];
  gint16 least = G_MAXINT16;

  vt_relieff_index_get_axes (index, search->query, down, up);
  memset (boxes, 0, n * sizeof (gint16));
  for (guint a = 0; a < AXES; a++)
    {
      const gint16 *low = index->low + a * index->n_blocks + begin;
      const gint16 *high = index->high + a * index->n_blocks + begin;
      gint16 above = up[a];
      gint16 below = down[a];

      for (gsize b = 0; b < n; b++)
        {
          gint16 under = (gint16) (low[b] - above);
          gint16 over = (gint16) (below - high[b]);
          gint16 outside = MAX (under, over);

          boxes[b] = (gint16) (boxes[b] + MAX (outside, 0));
        }
    }
  for (gsize b = 0; b < n; b++)
    least = MIN (least, boxes[b]);

  return least;
}

static void
add_candidate (VtReliefFSearch *search, gsize place, guint sum)
{
  guint error = search->index->fine_errors[place];

  if (search->n_candidates == search->capacity)
    {
      search->capacity = 2 * search->capacity + 64;
      search->candidates = g_renew (VtReliefFCandidate, search->candidates, search->capacity);
    }
  search->candidates[search->n_candidates++] =
      (VtReliefFCandidate){ (guint32) place, sum > error ? sum - error : 0, sum + error };
  draw_in (search, sum + error);
}

static void
look_into (VtReliefFSearch *search, gsize block)
{
  const VtReliefFIndex *index = search->index;
  gsize first = block * LANES;
  guint sums[LANES];
  guint32 bits = search->filter->coarse (index->coarse + block * VT_RELIEFF_BLOCK, search->coarse,
                                         MIN (search->coarse_limit + index->coarse_errors[block], ANY_COARSE));

  if (bits == 0)
    return;
  bits = search->filter->fine (index->fine + first * index->stride, index->stride,
                               index->fine + search->query * index->stride, index->fine_errors + first,
                               search->fine_limit, bits, sums);
  for (; bits != 0; bits &= bits - 1)
    {
      gsize place = first + (gsize) __builtin_ctz (bits);

      if (place != search->query && index->order[place] != VT_RELIEFF_NO_INSTANCE)
        add_candidate (search, place, sums[place - first]);
    }
}

/* Orders the blocks of a set by the distance to their boxes, as finely as buckets are; those beyond @limit come last. */
static void
order_blocks (VtReliefFSearch *search, gsize n, int limit)
{
  guint begins[BUCKETS + 2] = { 0 };
  guint *ends = begins + 1;

  for (gsize b = 0; b < n; b++)
    ends[MIN (search->boxes[b] * BUCKETS / limit, BUCKETS)]++;
  for (guint bucket = 0; bucket < BUCKETS; bucket++)
    ends[bucket + 1] += ends[bucket];
  for (gsize b = 0; b < n; b++)
    search->order[begins[MIN (search->boxes[b] * BUCKETS / limit, BUCKETS)]++] = (guint32) b;
}

/* The nearest boxes first, so that what is met there rules out the others. */
static void
sweep (VtReliefFSearch *search, guint set)
{
  gsize begin = search->index->first[set];
  gsize n = search->index->first[set + 1] - begin;
  int least = bound_boxes (search, set);

  order_blocks (search, n, search->reach < ANY_FINE ? search->box_limit : MAX (2 * least, SOME_STEPS));
  for (gsize i = 0; i < n; i++)
    if (search->boxes[search->order[i]] <= search->box_limit)
      look_into (search, begin + search->order[i]);
}

/* ---- what decides ---- */

static gboolean
precedes (const VtReliefFIndex *index, const VtReliefFNeighbor *one, const VtReliefFNeighbor *other)
{
  if (one->distance != other->distance)
    return one->distance < other->distance;

  return index->order[one->place] < index->order[other->place];
}

static void
measure (VtReliefFSearch *search, gsize place)
{
  const VtReliefFIndex *index = search->index;
  guint n = index->n_features;
  VtReliefFNeighbor neighbor = { search->filter->measure (index->rows + search->query * n, index->rows + place * n,
                                                          index->inverse, n),
                                 place };
  VtReliefFNeighbor *list = search->found;
  guint at;

  search->n_exact++;
  if (search->n_found == search->k && !precedes (index, &neighbor, &list[search->k - 1]))
    return;
  at = search->n_found < search->k ? search->n_found++ : search->k - 1;
  for (; at > 0 && precedes (index, &neighbor, &list[at - 1]); at--)
    list[at] = list[at - 1];
  list[at] = neighbor;
}

static void
decide (VtReliefFSearch *search)
{
  guint error = search->index->fine_errors[search->query];
  guint kth = search->n_most == search->k ? search->most[search->k - 1] : ANY_FINE;

  for (guint i = 0; i < search->n_candidates; i++)
    if (search->candidates[i].most <= kth)
      measure (search, search->candidates[i].place);
  for (guint i = 0; i < search->n_candidates; i++)
    if (search->candidates[i].most > kth
        && search->candidates[i].least
               <= VT_RELIEFF_UNITS * search->found[search->k - 1].distance * (1 + 1e-9) + 1e-6 + error)
      measure (search, search->candidates[i].place);
}

void
vt_relieff_search_run (VtReliefFSearch *search, guint set, gsize query)
{
  gsize before = search->query;

  g_return_if_fail (search != NULL && set < search->index->n_sets && query < search->index->n_blocks * LANES);

  search->query = query;
  vt_relieff_index_get_coarse (search->index, query, search->coarse);
  set_reach (search, ANY_FINE);
  search->n_most = 0;
  if (set == search->set)
    seed (search, set, before);
  search->set = set;
  search->n_candidates = 0;
  search->n_found = 0;
  sweep (search, set);
  decide (search);
}
