/* The order of instances, and their bytes.
 *
 * With y_j = 255 (x_j − minimum_j)/range_j the distance of a and b is D = Σ_j |y_j(a) − y_j(b)| units. Three lower
 * bounds of it are kept, each cheaper and looser than the next:
 *
 *   fine    y_j rounded to a byte. Rounding moves an instance by e(a) = Σ_j |y_j − byte|, so D ≥ SAD − e(a) − e(b).
 *   coarse  neighbouring features summed in 16 groups, Y_g = Σ_{j∈g} y_j. By the triangle inequality
 *           D ≥ Σ_g |Y_g(a) − Y_g(b)|, and little is lost: an atom that moved far at one lag did so at the next.
 *           Rounded to bytes of a common step s: D ≥ s (SAD − e'(a) − e'(b)).
 *   boxes   the same with three groups. Along their sums a set is halved at the median of the widest until blocks of
 *           32 are left; a box around each tells how near its instances can be.
 *
 * Errors are rounded up by more than what double arithmetic loses (10⁻⁹ of a unit). On relaxations of a metallic glass
 * the tenth nearest of a class cannot be told from the others for 30 % of the instances by the boxes, 3 % by the coarse
 * and 0.4 % by the fine bytes. Cost: O(n F) for the bytes, O(n log n) for the order.
 */
#include "vt-relieff-index.h"

#include <math.h>
#include <string.h>

#include "vt-parallel.h"

#define LANES VT_RELIEFF_LANES
#define AXES VT_RELIEFF_AXES
#define COARSE VT_RELIEFF_COARSE
#define SUMS (COARSE + AXES)
/* Distances of boxes, sums of AXES differences, must fit in 16 bits. */
#define AXES_STEPS 10000
#define GRAIN 1024
/* Smaller parts are ordered without asking for a cancel. */
#define SMALL 4096

typedef struct
{
  VtReliefFIndex     *index;
  const float *const *instances;
  const gsize        *begin;
  double            (*low)[SUMS]; /* [chunks] */
  double            (*high)[SUMS];
  gint16             *axes; /* [n][AXES] */
  GCancellable       *cancellable;
} Build;

/* ---- sums of neighbouring features ---- */

/* Sums in @n groups of equal size, as nearly as can be; in units. */
static void
sum_groups (const VtReliefFIndex *index, const float *features, guint n, double *sums)
{
  for (guint g = 0; g < n; g++)
    {
      guint end = (g + 1) * index->n_features / n;

      sums[g] = 0;
      for (guint j = g * index->n_features / n; j < end; j++)
        sums[g] += VT_RELIEFF_UNITS * (((double) features[j] - index->minimum[j]) * index->inverse[j]);
    }
}

static void
find_extent (const VtChunk *chunk, gpointer data)
{
  Build *build = data;
  double *low = build->low[chunk->number];
  double *high = build->high[chunk->number];
  double sums[SUMS];

  for (guint g = 0; g < SUMS; g++)
    {
      low[g] = INFINITY;
      high[g] = -INFINITY;
    }
  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      sum_groups (build->index, build->instances[i], COARSE, sums);
      sum_groups (build->index, build->instances[i], AXES, sums + COARSE);
      for (guint g = 0; g < SUMS; g++)
        {
          low[g] = MIN (low[g], sums[g]);
          high[g] = MAX (high[g], sums[g]);
        }
    }
}

/* The step that parts the widest of @n sums into @steps. */
static double
choose_step (const double *low, const double *high, guint n, double steps)
{
  double widest = 0;

  for (guint g = 0; g < n; g++)
    widest = MAX (widest, high[g] - low[g]);

  return widest > 0 ? widest / steps : 1;
}

static gboolean
choose_steps (Build *build, GError **error)
{
  VtReliefFIndex *index = build->index;
  gsize n_chunks = vt_parallel_n_chunks (index->n, GRAIN);
  gboolean whole;

  build->low = g_malloc_n (n_chunks, sizeof *build->low);
  build->high = g_malloc_n (n_chunks, sizeof *build->high);
  whole = vt_parallel_for (index->n, GRAIN, find_extent, build, NULL, build->cancellable, error);
  for (gsize c = 1; whole && c < n_chunks; c++)
    for (guint g = 0; g < SUMS; g++)
      {
        build->low[0][g] = MIN (build->low[0][g], build->low[c][g]);
        build->high[0][g] = MAX (build->high[0][g], build->high[c][g]);
      }
  if (whole)
    {
      memcpy (index->coarse_minimum, build->low[0], sizeof index->coarse_minimum);
      memcpy (index->axes_minimum, build->low[0] + COARSE, sizeof index->axes_minimum);
      index->coarse_step = choose_step (build->low[0], build->high[0], COARSE, 255);
      index->axes_step = choose_step (build->low[0] + COARSE, build->high[0] + COARSE, AXES, AXES_STEPS);
    }
  g_free (build->low);
  g_free (build->high);

  return whole;
}

/* ---- order ---- */

static void
round_axes (const VtReliefFIndex *index, const float *features, gint16 *down, gint16 *up)
{
  double sums[AXES];

  sum_groups (index, features, AXES, sums);
  for (guint a = 0; a < AXES; a++)
    {
      double steps = (sums[a] - index->axes_minimum[a]) / index->axes_step;

      down[a] = (gint16) floor (steps);
      up[a] = (gint16) ceil (steps);
    }
}

static void
fill_axes (const VtChunk *chunk, gpointer data)
{
  Build *build = data;
  gint16 up[AXES];

  for (gsize i = chunk->begin; i < chunk->end; i++)
    round_axes (build->index, build->instances[i], build->axes + i * AXES, up);
}

static guint
find_widest (const gint16 *axes, const guint32 *order, gsize n)
{
  guint widest = 0;
  int width = -1;

  for (guint a = 0; a < AXES; a++)
    {
      int low = G_MAXINT16;
      int high = G_MININT16;

      for (gsize i = 0; i < n; i++)
        {
          int value = axes[(gsize) order[i] * AXES + a];

          low = MIN (low, value);
          high = MAX (high, value);
        }
      if (high - low > width)
        {
          width = high - low;
          widest = a;
        }
    }

  return widest;
}

/* Puts the smaller coordinates before @middle, the larger from there on. */
static void
part (guint32 *order, const gint16 *axis, gssize low, gssize high, gssize middle)
{
  while (low < high)
    {
      gint16 pivot = axis[(gsize) order[low + (high - low) / 2] * AXES];
      gssize i = low;
      gssize j = high;

      while (i <= j)
        {
          while (axis[(gsize) order[i] * AXES] < pivot)
            i++;
          while (axis[(gsize) order[j] * AXES] > pivot)
            j--;
          if (i <= j)
            {
              guint32 swap = order[i];

              order[i++] = order[j];
              order[j--] = swap;
            }
        }
      if (middle <= j)
        high = j;
      else if (middle >= i)
        low = i;
      else
        break;
    }
}

/* Halves at a multiple of the block's size until blocks are left. */
static void
halve (const Build *build, guint32 *order, gsize n)
{
  gsize n_blocks = (n + LANES - 1) / LANES;
  gsize middle = n_blocks / 2 * LANES;

  if (n_blocks < 2 || (n > SMALL && g_cancellable_is_cancelled (build->cancellable)))
    return;

  part (order, build->axes + find_widest (build->axes, order, n), 0, (gssize) n - 1, (gssize) middle);
  halve (build, order, middle);
  halve (build, order + middle, n - middle);
}

static void
order_set (const VtChunk *chunk, gpointer data)
{
  Build *build = data;

  for (gsize set = chunk->begin; set < chunk->end; set++)
    {
      guint32 *order = build->index->order + build->index->first[set] * LANES;
      gsize n = build->begin[set + 1] - build->begin[set];

      for (gsize i = 0; i < n; i++)
        order[i] = (guint32) (build->begin[set] + i);
      halve (build, order, n);
    }
}

/* ---- bytes ---- */

static guint16
round_up (double error)
{
  return (guint16) ceil (error + 1e-6);
}

static guint16
fill_fine (const VtReliefFIndex *index, const float *features, guint8 *bytes)
{
  double error = 0;

  memset (bytes, 0, index->stride);
  for (guint j = 0; j < index->n_features; j++)
    {
      double y = VT_RELIEFF_UNITS * (((double) features[j] - index->minimum[j]) * index->inverse[j]);

      bytes[j] = (guint8) CLAMP (floor (y + 0.5), 0, 255);
      error += fabs (y - bytes[j]);
    }

  return round_up (error);
}

static guint16
fill_coarse (const VtReliefFIndex *index, const float *features, guint8 *block, guint lane)
{
  double sums[COARSE];
  double error = 0;

  sum_groups (index, features, COARSE, sums);
  for (guint g = 0; g < COARSE; g++)
    {
      double y = (sums[g] - index->coarse_minimum[g]) / index->coarse_step;
      guint8 byte = (guint8) CLAMP (floor (y + 0.5), 0, 255);

      block[vt_relieff_filter_place (lane, g)] = byte;
      error += fabs (y - byte);
    }

  return round_up (error);
}

static void
fill_block (Build *build, gsize block)
{
  VtReliefFIndex *index = build->index;
  guint8 *coarse = index->coarse + block * VT_RELIEFF_BLOCK;

  memset (coarse, 255, VT_RELIEFF_BLOCK);
  index->coarse_errors[block] = 0;
  for (guint a = 0; a < AXES; a++)
    {
      index->low[a * index->n_blocks + block] = G_MAXINT16;
      index->high[a * index->n_blocks + block] = G_MININT16;
    }
  for (guint lane = 0; lane < LANES; lane++)
    {
      gsize place = block * LANES + lane;
      float *row = index->rows + place * index->n_features;
      guint16 error;
      gint16 down[AXES];
      gint16 up[AXES];

      if (index->order[place] == VT_RELIEFF_NO_INSTANCE)
        continue;
      memcpy (row, build->instances[index->order[place]], index->n_features * sizeof (float));
      index->fine_errors[place] = fill_fine (index, row, index->fine + place * index->stride);
      error = fill_coarse (index, row, coarse, lane);
      index->coarse_errors[block] = MAX (index->coarse_errors[block], error);
      round_axes (index, row, down, up);
      for (guint a = 0; a < AXES; a++)
        {
          gint16 *low = index->low + a * index->n_blocks + block;
          gint16 *high = index->high + a * index->n_blocks + block;

          *low = MIN (*low, down[a]);
          *high = MAX (*high, up[a]);
        }
    }
}

static void
fill_blocks (const VtChunk *chunk, gpointer data)
{
  for (gsize block = chunk->begin; block < chunk->end; block++)
    fill_block (data, block);
}

/* ---- the whole ---- */

static void
allocate (VtReliefFIndex *index, const gsize *begin)
{
  gsize n_places;

  index->first = g_new (gsize, index->n_sets + 1);
  index->first[0] = 0;
  for (guint set = 0; set < index->n_sets; set++)
    index->first[set + 1] = index->first[set] + (begin[set + 1] - begin[set] + LANES - 1) / LANES;
  index->n_blocks = index->first[index->n_sets];
  n_places = index->n_blocks * LANES;

  index->stride = (index->n_features + VT_RELIEFF_STRIDE - 1) / VT_RELIEFF_STRIDE * VT_RELIEFF_STRIDE;
  index->order = g_new (guint32, n_places);
  for (gsize place = 0; place < n_places; place++)
    index->order[place] = VT_RELIEFF_NO_INSTANCE;
  index->rows = g_new (float, n_places * index->n_features);
  index->coarse = g_aligned_alloc (index->n_blocks, VT_RELIEFF_BLOCK, 64);
  index->coarse_errors = g_new (guint16, index->n_blocks);
  index->fine = g_aligned_alloc0 (n_places, index->stride, 64);
  index->fine_errors = g_new0 (guint16, n_places);
  index->low = g_new (gint16, AXES * index->n_blocks);
  index->high = g_new (gint16, AXES * index->n_blocks);
}

static gboolean
fill (Build *build, GError **error)
{
  VtReliefFIndex *index = build->index;
  GCancellable *cancellable = build->cancellable;
  gboolean whole;

  if (!choose_steps (build, error))
    return FALSE;
  build->axes = g_new (gint16, index->n * AXES);
  whole = vt_parallel_for (index->n, GRAIN, fill_axes, build, NULL, cancellable, error)
          && vt_parallel_for (index->n_sets, 1, order_set, build, NULL, cancellable, error);
  g_free (build->axes);

  /* A set whose ordering was stopped on the way is not in order, but complete. */
  return whole && vt_parallel_for (index->n_blocks, GRAIN / LANES, fill_blocks, build, NULL, cancellable, error);
}

gboolean
vt_relieff_index_init (VtReliefFIndex     *index,
                       const float *const *instances,
                       const gsize        *begin,
                       guint               n_sets,
                       guint               n_features,
                       const double       *minimum,
                       const double       *inverse,
                       GCancellable       *cancellable,
                       GError            **error)
{
  Build build = { index, instances, begin, .cancellable = cancellable };

  g_return_val_if_fail (index != NULL && instances != NULL && begin != NULL && n_sets > 0, FALSE);
  g_return_val_if_fail (begin[n_sets] > 0 && begin[n_sets] < G_MAXINT32, FALSE);
  g_return_val_if_fail (n_features > 0 && n_features <= VT_RELIEFF_MAX_FEATURES, FALSE);

  *index = (VtReliefFIndex){ .n_features = n_features, .minimum = minimum, .inverse = inverse,
                             .n = begin[n_sets], .n_sets = n_sets };
  allocate (index, begin);
  if (fill (&build, error))
    return TRUE;
  vt_relieff_index_clear (index);

  return FALSE;
}

void
vt_relieff_index_clear (VtReliefFIndex *index)
{
  g_return_if_fail (index != NULL);

  g_clear_pointer (&index->first, g_free);
  g_clear_pointer (&index->order, g_free);
  g_clear_pointer (&index->rows, g_free);
  g_clear_pointer (&index->coarse, g_aligned_free);
  g_clear_pointer (&index->coarse_errors, g_free);
  g_clear_pointer (&index->fine, g_aligned_free);
  g_clear_pointer (&index->fine_errors, g_free);
  g_clear_pointer (&index->low, g_free);
  g_clear_pointer (&index->high, g_free);
}

void
vt_relieff_index_get_coarse (const VtReliefFIndex *index, gsize place, guint8 *bytes)
{
  const guint8 *block = index->coarse + place / LANES * VT_RELIEFF_BLOCK;

  for (guint g = 0; g < COARSE; g++)
    bytes[g] = block[vt_relieff_filter_place (place % LANES, g)];
}

void
vt_relieff_index_get_axes (const VtReliefFIndex *index, gsize place, gint16 *down, gint16 *up)
{
  round_axes (index, index->rows + place * index->n_features, down, up);
}
