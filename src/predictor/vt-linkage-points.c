/* Slots are closed up when a quarter of them is idle, so all sweeps together cost a third of those over all points, and
 * closing up itself is a vanishing part. */
#include "vt-linkage-points.h"

#include <math.h>

#define LANES VT_LINKAGE_LANES

static gsize
round_up (gsize n)
{
  return (n + LANES - 1) / LANES * LANES;
}

static float *
get_coordinates (const VtLinkagePoints *points, gsize slot)
{
  return points->blocks + slot / LANES * points->n_features * LANES + slot % LANES;
}

gboolean
vt_linkage_points_init (VtLinkagePoints *points, const float *coordinates, guint32 n, guint n_features)
{
  points->m = round_up (n);
  points->n_live = n;
  points->n_features = n_features;
  points->blocks = g_try_new0 (float, points->m *n_features);
  points->penalty = g_try_new (double, points->m);
  points->nodes = g_try_new0 (guint32, points->m);
  if (points->blocks == NULL || points->penalty == NULL || points->nodes == NULL)
    {
      vt_linkage_points_clear (points);
      return FALSE;
    }

  for (gsize slot = 0; slot < points->m; slot++)
    {
      points->penalty[slot] = slot < n ? 0 : INFINITY;
      points->nodes[slot] = (guint32) slot;
    }
  for (gsize slot = 0; slot < n; slot++)
    for (guint f = 0; f < n_features; f++)
      get_coordinates (points, slot)[f * LANES] = coordinates[slot * n_features + f];

  return TRUE;
}

void
vt_linkage_points_clear (VtLinkagePoints *points)
{
  g_clear_pointer (&points->blocks, g_free);
  g_clear_pointer (&points->penalty, g_free);
  g_clear_pointer (&points->nodes, g_free);
}

void
vt_linkage_points_get (const VtLinkagePoints *points, gsize slot, float *point)
{
  const float *from = get_coordinates (points, slot);

  for (guint f = 0; f < points->n_features; f++)
    point[f] = from[f * LANES];
}

void
vt_linkage_points_drop (VtLinkagePoints *points, gsize slot)
{
  g_assert (points->penalty[slot] == 0);

  points->penalty[slot] = INFINITY;
  points->n_live--;
}

gboolean
vt_linkage_points_are_sparse (const VtLinkagePoints *points)
{
  return points->m > 4 * LANES && round_up (points->n_live) <= points->m / 4 * 3;
}

void
vt_linkage_points_close_up (VtLinkagePoints *points, gsize *kept)
{
  gsize to = 0;

  for (gsize from = 0; from < points->m; from++)
    if (points->penalty[from] == 0)
      {
        float *old = get_coordinates (points, from);
        float *new = get_coordinates (points, to);

        for (guint f = 0; f < points->n_features; f++)
          new[f * LANES] = old[f * LANES];
        points->nodes[to] = points->nodes[from];
        kept[to++] = from;
      }
  g_assert (to == points->n_live);

  points->m = round_up (to);
  for (gsize slot = 0; slot < points->m; slot++)
    points->penalty[slot] = slot < to ? 0 : INFINITY;
}
