/* The order of instances.
 *
 * The features of one atom at neighbouring lags are alike, so most of a distance lies in few directions. A rotation to
 * the principal axes keeps every distance and puts these directions first. Along the first three the instances are
 * ordered (vt-knn-order.h) into blocks of 32 and sections of 32 blocks, with a box around each along the first four.
 *
 * In a section all instances are near each other, and 127 steps along the widest side of its box tell them apart well:
 * beside their float coordinates they have codes, two to a register's word, which are compared at a quarter of the
 * traffic and in a tenth of the instructions. How far codes are from what they stand for is measured here, and the
 * search reckons with it.
 */
#include "vt-knn-index.h"

#include <math.h>
#include <string.h>

#include "vt-knn-axes.h"
#include "vt-knn-order.h"

#define LANES VT_KNN_LANES

gboolean
vt_knn_index_rotate (const VtKnnIndex *index, const double *query, guint n, float *rotated)
{
  guint f = index->n_features;
  double sums[VT_KNN_MAX_FEATURES];
  gboolean whole = TRUE;

  for (guint i = 0; i < n; i++)
    sums[i] = 0;
  for (guint j = 0; j < f; j++)
    {
      double offset = query[j] - index->center[j];

      for (guint i = 0; i < n; i++)
        sums[i] += index->axes[(gsize) j * f + i] * offset;
    }
  for (guint i = 0; i < n; i++)
    {
      /* A sum of infinities is NaN, and goes to the edge like all that is too large. */
      gboolean small = fabs (sums[i]) < VT_KNN_LARGEST;

      whole = whole && small;
      rotated[i] = small ? (float) sums[i] : (float) VT_KNN_LARGEST;
    }

  return whole;
}

/* Once in a few milliseconds one looks whether all is cancelled. */
static gboolean
is_time_to_stop (gsize i, GCancellable *cancellable)
{
  return i % 4096 == 0 && g_cancellable_is_cancelled (cancellable);
}

static gboolean
rotate_instance (const VtKnnIndex *index, const float *instance, guint n, float *rotated)
{
  double wide[VT_KNN_MAX_FEATURES];

  for (guint j = 0; j < index->n_features; j++)
    wide[j] = (double) instance[j];

  return vt_knn_index_rotate (index, wide, n, rotated);
}

static void
find_axes (VtKnnIndex *index, const float *instances, GCancellable *cancellable)
{
  guint f = index->n_features;
  g_autofree double *rotation = g_new (double, (gsize) f *f);

  index->center = g_new (double, f);
  index->axes = g_new (double, (gsize) f *f);
  vt_knn_axes_find (instances, index->n, f, cancellable, index->center, rotation);
  for (guint i = 0; i < f; i++)
    for (guint j = 0; j < f; j++)
      index->axes[(gsize) j * f + i] = rotation[(gsize) i * f + j];
}

static void
order_instances (VtKnnIndex *index, GCancellable *cancellable)
{
  guint m = index->n_ordered;
  g_autofree float *leading = g_new (float, index->n *m + 1);

  index->order = g_new (guint32, MAX (index->n, 1));
  for (gsize i = 0; i < index->n; i++)
    {
      if (is_time_to_stop (i, cancellable))
        return;
      index->order[i] = (guint32) i;
      rotate_instance (index, index->rows + i * index->n_features, m, leading + i * m);
    }
  vt_knn_order (index->order, index->n, leading, m, cancellable);
}

/* Every row to its place, within the same memory: cycle by cycle. Where it stops early, rows are in disorder. */
static void
place_rows (VtKnnIndex *index, GCancellable *cancellable)
{
  gsize f = index->n_features, size = f * sizeof (float), n_moved = 0;
  g_autofree float *held = g_new (float, f);
  g_autofree guint8 *moved = g_new0 (guint8, index->n + 1);

  for (gsize begin = 0; begin < index->n; begin++)
    {
      gsize at = begin, from;

      if (moved[begin])
        continue;
      memcpy (held, index->rows + begin * f, size);
      for (; (from = index->order[at]) != begin; at = from)
        {
          if (is_time_to_stop (n_moved++, cancellable))
            return;
          memcpy (index->rows + at * f, index->rows + from * f, size);
          moved[from] = TRUE;
        }
      memcpy (index->rows + at * f, held, size);
    }
}

/* And back to where they were given. */
static void
return_rows (VtKnnIndex *index)
{
  gsize f = index->n_features;
  g_autofree float *held = g_new (float, f);
  g_autofree guint8 *moved = g_new0 (guint8, index->n + 1);

  for (gsize begin = 0; begin < index->n; begin++)
    {
      if (moved[begin])
        continue;
      memcpy (held, index->rows + begin * f, f * sizeof (float));
      for (gsize to = index->order[begin]; to != begin; to = index->order[to])
        {
          float *row = index->rows + to * f;

          for (gsize j = 0; j < f; j++)
            {
              float taken = row[j];

              row[j] = held[j];
              held[j] = taken;
            }
          moved[to] = TRUE;
        }
      memcpy (index->rows + begin * f, held, f * sizeof (float));
    }
}

/* ---- boxes ---- */

static float *
edges_new (gsize n)
{
  float *edges = g_aligned_alloc (n + 1, sizeof (float), 64);

  for (gsize i = 0; i < n; i++)
    edges[i] = INFINITY;

  return edges;
}

/* @rotated: of the block's @n instances. */
static void
box_block (VtKnnIndex *index, gsize block, const float *rotated, guint n)
{
  for (guint j = 0; j < index->n_leading; j++)
    {
      gsize at = (block / LANES * index->n_leading + j) * LANES + block % LANES;
      const float *values = rotated + j;

      index->block_low[at] = index->block_high[at] = values[0];
      for (guint i = 0; i < n; i++)
        {
          index->block_low[at] = MIN (index->block_low[at], values[(gsize) i * index->n_features]);
          index->block_high[at] = MAX (index->block_high[at], values[(gsize) i * index->n_features]);
        }
    }
}

static void
box_sections (VtKnnIndex *index)
{
  index->section_low = edges_new (index->n_groups * index->n_leading * LANES);
  index->section_high = edges_new (index->n_groups * index->n_leading * LANES);
  for (gsize s = 0; s < index->n_sections; s++)
    for (guint j = 0; j < index->n_leading; j++)
      {
        gsize at = (s / LANES * index->n_leading + j) * LANES + s % LANES;

        index->section_low[at] = index->sections[s].box.low[j];
        index->section_high[at] = index->sections[s].box.high[j];
      }
}

/* ---- sections ---- */

/* Instances of a section, [n][n_features]. */
static void
rotate_section (VtKnnIndex *index, gsize begin, guint n, float *rotated)
{
  guint f = index->n_features;

  for (guint i = 0; i < n; i++)
    {
      double norm = 0;

      if (!rotate_instance (index, index->rows + (begin + i) * f, f, rotated + (gsize) i * f))
        index->reach = INFINITY;
      for (guint j = 0; j < f; j++)
        norm += (double) rotated[(gsize) i * f + j] * (double) rotated[(gsize) i * f + j];
      index->reach = MAX (index->reach, sqrt (norm));
    }
}

/* The box, and the step with which 127 of them span its widest side. */
static void
measure_section (const VtKnnIndex *index, VtKnnSection *section, const float *rotated, guint n)
{
  float widest = 0;

  for (guint j = 0; j < index->n_features; j++)
    {
      section->box.low[j] = INFINITY;
      section->box.high[j] = -INFINITY;
      for (guint i = 0; i < n; i++)
        {
          section->box.low[j] = MIN (section->box.low[j], rotated[(gsize) i * index->n_features + j]);
          section->box.high[j] = MAX (section->box.high[j], rotated[(gsize) i * index->n_features + j]);
        }
      widest = MAX (widest, section->box.high[j] - section->box.low[j]);
    }
  /* A little wider, so that no code is above the largest; and not so small that its inverse is infinite. */
  section->box.step = MAX (widest * (1 + 1e-6f) / VT_KNN_LARGEST_CODE, 1e-30f);
  section->box.inverse = 1 / section->box.step;
}

/* Codes of a place; returns the squared distance to the code. */
static double
encode_place (VtKnnIndex *index, const VtKnnSection *section, gsize place, const float *rotated)
{
  gsize block = place / LANES;
  gsize lane = place % LANES;
  guint8 *lanes = index->codes + block * vt_knn_filter_block_size (index->n_pairs) + 2 * lane;
  guint32 number = 0;
  double squared = 0;

  for (guint j = 0; j < index->n_features; j++)
    {
      double steps = ((double) rotated[j] - (double) section->box.low[j]) / (double) section->box.step;
      double code = CLAMP (floor (steps + 0.5), 0, VT_KNN_LARGEST_CODE);

      lanes[(gsize) (j / 2 + 1) * LANES * 2 + j % 2] = (guint8) ((int) code - VT_KNN_MIDDLE_CODE);
      number += (guint32) (code * code);
      squared += (steps - code) * (steps - code);
    }
  *(guint16 *) (gpointer) lanes = (guint16) number;

  return squared * (double) section->box.step * (double) section->box.step;
}

/* The room: rounding in the search's own arithmetic with codes, at most 127 · 3 · 2⁻²⁴ steps a coordinate. */
static void
encode_section (VtKnnIndex *index, VtKnnSection *section, gsize begin, const float *rotated, guint n)
{
  double farthest = 0;

  for (guint i = 0; i < n; i++)
    farthest = MAX (farthest, encode_place (index, section, begin + i, rotated + (gsize) i * index->n_features));
  section->error
      = (float) (sqrt (farthest) * (1 + 1e-6) + 4e-5 * sqrt (index->n_features) * (double) section->box.step);
}

static void
fill_section (VtKnnIndex *index, gsize number, float *rotated)
{
  VtKnnSection *section = &index->sections[number];
  gsize begin = number * VT_KNN_SECTION;
  guint n = (guint) MIN (VT_KNN_SECTION, index->n - begin);

  rotate_section (index, begin, n, rotated);
  section->box.low = g_aligned_alloc0 (2 * index->stride, sizeof (float), 64);
  section->box.high = section->box.low + index->stride;
  section->n_blocks = (n + LANES - 1) / LANES;
  measure_section (index, section, rotated, n);
  encode_section (index, section, begin, rotated, n);
  for (guint i = 0; i < n; i += LANES)
    box_block (index, (begin + i) / LANES, rotated + (gsize) i * index->n_features, MIN (LANES, n - i));
}

static void
fill_sections (VtKnnIndex *index, GCancellable *cancellable)
{
  g_autofree float *rotated = g_new (float, (gsize) VT_KNN_SECTION * index->n_features);

  index->codes = g_aligned_alloc0 (index->n_blocks * vt_knn_filter_block_size (index->n_pairs) + 1, 1, 64);
  index->sections = g_new0 (VtKnnSection, index->n_sections + 1);
  index->block_low = edges_new (index->n_sections * index->n_leading * LANES);
  index->block_high = edges_new (index->n_sections * index->n_leading * LANES);
  for (gsize s = 0; s < index->n_sections && !g_cancellable_is_cancelled (cancellable); s++)
    fill_section (index, s, rotated);
}

/* Every step stops if cancelled, and the next one is not begun. */
static gboolean
fill (VtKnnIndex *index, GCancellable *cancellable, GError **error)
{
  find_axes (index, index->rows, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  order_instances (index, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  place_rows (index, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  fill_sections (index, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  box_sections (index);

  return TRUE;
}

gboolean
vt_knn_index_init (
    VtKnnIndex *index, float *instances, gsize n, guint n_features, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (index != NULL, FALSE);
  g_return_val_if_fail (n_features > 0 && n_features <= VT_KNN_MAX_FEATURES, FALSE);

  memset (index, 0, sizeof *index);
  index->n = n;
  index->n_features = n_features;
  index->stride = (n_features + VT_KNN_ROW_UNIT - 1) / VT_KNN_ROW_UNIT * VT_KNN_ROW_UNIT;
  index->n_pairs = (n_features + 1) / 2;
  index->n_ordered = MIN (n_features, VT_KNN_ORDERED);
  index->n_leading = MIN (n_features, VT_KNN_LEADING);
  index->n_blocks = (n + LANES - 1) / LANES;
  index->n_sections = (index->n_blocks + LANES - 1) / LANES;
  index->n_groups = (index->n_sections + LANES - 1) / LANES;
  index->rows = instances;
  if (fill (index, cancellable, error))
    return TRUE;
  vt_knn_index_clear (index);

  return FALSE;
}

float *
vt_knn_index_give_back (VtKnnIndex *index)
{
  float *rows;

  g_return_val_if_fail (index != NULL, NULL);

  return_rows (index);
  rows = g_steal_pointer (&index->rows);
  vt_knn_index_clear (index);

  return rows;
}

void
vt_knn_index_clear (VtKnnIndex *index)
{
  g_return_if_fail (index != NULL);

  for (gsize s = 0; index->sections != NULL && s < index->n_sections; s++)
    g_aligned_free (index->sections[s].box.low);
  g_clear_pointer (&index->sections, g_free);
  g_clear_pointer (&index->center, g_free);
  g_clear_pointer (&index->axes, g_free);
  g_clear_pointer (&index->order, g_free);
  g_clear_pointer (&index->rows, g_free);
  g_clear_pointer (&index->codes, g_aligned_free);
  g_clear_pointer (&index->block_low, g_aligned_free);
  g_clear_pointer (&index->block_high, g_aligned_free);
  g_clear_pointer (&index->section_low, g_aligned_free);
  g_clear_pointer (&index->section_high, g_aligned_free);
}
