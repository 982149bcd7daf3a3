/*
 * Marching squares (after Lorensen & Cline, Comput. Graph. 21, 163 (1987)): an edge between a node below the level and
 * one that is not carries one point, by linear interpolation. Within a cell the points are joined in pairs; where all
 * four edges carry one, a saddle, the mean of the corners says which two corners hang together. An edge has a cell on
 * either side, so that every point has at most two neighbours and the pieces join to lines without a search.
 */
#include "vt-contour.h"

#include <math.h>

#define NONE G_MAXUINT32

/* Edges are numbered 2·node for the one to the right of a node, 2·node + 1 for the one above it. */
typedef struct
{
  const VtPlaneGrid *grid;
  double             level;
  guint32          (*links)[2]; /* of an edge, the edges it is joined to */
} Tracing;

void
vt_contour_free (VtContour *contour)
{
  g_return_if_fail (contour != NULL);

  g_free (contour->points);
  g_free (contour);
}

double
vt_contour_get_length (const VtContour *contour)
{
  double length = 0.0;

  g_return_val_if_fail (contour != NULL, 0.0);

  for (guint i = 1; i < contour->n + (contour->closed ? 1 : 0); i++)
    {
      const double *from = contour->points + 2 * (i - 1), *to = contour->points + 2 * (i % contour->n);

      length += hypot (to[0] - from[0], to[1] - from[1]);
    }
  return length;
}

/* ---- joining ---- */

static void
join (Tracing *tracing, guint32 a, guint32 b)
{
  tracing->links[a][tracing->links[a][0] == NONE ? 0 : 1] = b;
  tracing->links[b][tracing->links[b][0] == NONE ? 0 : 1] = a;
}

/* Corners and edges of a cell go round: corner k lies between the edges k − 1 and k. */
static void
join_cell (Tracing *tracing, guint i, guint j)
{
  const VtPlaneGrid *grid = tracing->grid;
  guint32 node = j * grid->n_u + i;
  const double corners[4] = { vt_plane_grid_get (grid, i, j), vt_plane_grid_get (grid, i + 1, j),
                              vt_plane_grid_get (grid, i + 1, j + 1), vt_plane_grid_get (grid, i, j + 1) };
  const guint32 edges[4] = { 2 * node, 2 * (node + 1) + 1, 2 * (node + grid->n_u), 2 * node + 1 };
  double mean = 0.25 * (corners[0] + corners[1] + corners[2] + corners[3]);
  guint32 crossed[4];
  guint n = 0;

  if (!isfinite (mean))
    return;
  for (guint k = 0; k < 4; k++)
    if ((corners[k] >= tracing->level) != (corners[(k + 1) % 4] >= tracing->level))
      crossed[n++] = edges[k];
  if (n == 2)
    join (tracing, crossed[0], crossed[1]);
  else if (n == 4)
    {
      /* Where the middle is like corner 0, that one hangs together with corner 2, and 1 and 3 are cut off. */
      guint first = (mean >= tracing->level) == (corners[0] >= tracing->level) ? 0 : 1;

      join (tracing, crossed[first], crossed[first + 1]);
      join (tracing, crossed[first + 2], crossed[(first + 3) % 4]);
    }
}

/* ---- walking ---- */

static void
append_point (const Tracing *tracing, guint32 edge, GArray *points)
{
  const VtPlaneGrid *grid = tracing->grid;
  guint i = edge / 2 % grid->n_u, j = edge / 2 / grid->n_u;
  guint right = edge % 2 == 0, up = edge % 2;
  double from = vt_plane_grid_get (grid, i, j), to = vt_plane_grid_get (grid, i + right, j + up);
  double share = (tracing->level - from) / (to - from);
  const double point[2] = { grid->minimum[0] + grid->spacing * (i + right * share),
                            grid->minimum[1] + grid->spacing * (j + up * share) };
  const double *last = points->len > 0 ? &g_array_index (points, double, points->len - 2) : NULL;

  /* A node at the level itself is met by several edges. */
  if (last == NULL || last[0] != point[0] || last[1] != point[1])
    g_array_append_vals (points, point, 2);
}

/* From @edge on, each is forgotten when it is left. */
static VtContour *
walk (Tracing *tracing, guint32 edge)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (double));
  VtContour *contour = g_new0 (VtContour, 1);
  guint32 start = edge, next = tracing->links[edge][0];

  contour->closed = tracing->links[edge][1] != NONE;
  append_point (tracing, edge, points);
  tracing->links[edge][0] = tracing->links[edge][1] = NONE;
  while (next != NONE && next != start)
    {
      guint32 before = edge;

      edge = next;
      next = tracing->links[edge][tracing->links[edge][0] == before ? 1 : 0];
      append_point (tracing, edge, points);
      tracing->links[edge][0] = tracing->links[edge][1] = NONE;
    }
  contour->n = points->len / 2;
  contour->points = (double *) (gpointer) g_array_free (points, FALSE);
  return contour;
}

static void
collect (Tracing *tracing, gboolean open, GPtrArray *contours)
{
  gsize n_edges = 2 * (gsize) tracing->grid->n_u * tracing->grid->n_v;

  for (gsize edge = 0; edge < n_edges; edge++)
    if (tracing->links[edge][0] != NONE && (!open || tracing->links[edge][1] == NONE))
      {
        VtContour *contour = walk (tracing, (guint32) edge);

        /* A single node at the level is no line. */
        if (contour->n > 1)
          g_ptr_array_add (contours, contour);
        else
          vt_contour_free (contour);
      }
}

GPtrArray *
vt_contour_trace (const VtPlaneGrid *grid, double level)
{
  GPtrArray *contours = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_contour_free);
  Tracing tracing = { grid, level, NULL };
  gsize n_edges;

  g_return_val_if_fail (grid != NULL, contours);
  g_return_val_if_fail ((gsize) grid->n_u * grid->n_v < NONE / 2, contours);

  n_edges = 2 * (gsize) grid->n_u * grid->n_v;
  tracing.links = g_malloc (n_edges * sizeof *tracing.links);
  for (gsize edge = 0; edge < n_edges; edge++)
    tracing.links[edge][0] = tracing.links[edge][1] = NONE;
  for (guint j = 0; j + 1 < grid->n_v; j++)
    for (guint i = 0; i + 1 < grid->n_u; i++)
      join_cell (&tracing, i, j);
  collect (&tracing, TRUE, contours);
  collect (&tracing, FALSE, contours);
  g_free (tracing.links);
  return contours;
}
