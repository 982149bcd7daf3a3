/*
 * A face of atom i towards j stands across the vector d from i to that image of j, at (|d|² + R_i² − R_j²)/2|d| from i
 * (R = 0 in the plain tessellation): n · r ≤ w with n = d and w = (|d|² + R_i² − R_j²)/2. The planes of an atom's faces
 * are all that cut its cell. The shell is the dual of the cell that the faces which count would make alone, so that it
 * has no hole where a face is too small.
 */
#include "vt-surroundings.h"

#include <math.h>
#include <stdlib.h>

#include "vt-vector.h"

#define WALL_MARGIN 1.0 /* Å, and … */
#define SPOT 1e-6       /* … Å: where vt_voronoi_new() puts walls */

void
vt_surroundings_free (VtSurroundings *surroundings)
{
  if (surroundings == NULL)
    return;
  vt_polyhedron_free (surroundings->cell);
  vt_polyhedron_free (surroundings->shell);
  g_free (surroundings->neighbors);
  g_free (surroundings);
}

static int
compare_distances (const void *a, const void *b)
{
  const VtSurrounding *x = a, *y = b;

  if (x->distance != y->distance)
    return x->distance > y->distance ? 1 : -1;
  return (x->atom > y->atom) - (x->atom < y->atom);
}

/* Sorted neighbours behind the faces; whether there are walls, too. */
static gboolean
list_neighbors (VtSurroundings *self, VtFrame *frame, const VtVoronoi *voronoi, const VtVoronoiThresholds *thresholds)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  guint count;
  const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, self->atom, &count);
  gboolean walls = FALSE;
  double here[3];

  vt_frame_get_position (frame, self->atom, here);
  self->neighbors = g_new0 (VtSurrounding, MAX (count, 1));
  for (guint i = 0; i < count; i++)
    {
      VtSurrounding *neighbor = &self->neighbors[self->n];

      if (faces[i].neighbor < 0)
        {
          walls = TRUE;
          continue;
        }
      neighbor->atom = (gsize) faces[i].neighbor;
      vt_frame_get_position (frame, neighbor->atom, neighbor->vector);
      for (guint k = 0; k < 3; k++)
        {
          neighbor->vector[k] -= here[k];
          for (guint v = 0; v < 3; v++)
            neighbor->vector[k] += faces[i].image[v] * cell->vectors[v][k];
        }
      neighbor->distance = sqrt (vt_vector_dot (neighbor->vector, neighbor->vector));
      neighbor->n_edges = faces[i].n_edges;
      neighbor->counts = vt_voronoi_keeps (voronoi, thresholds, self->atom, &faces[i]);
      self->n++;
    }
  qsort (self->neighbors, self->n, sizeof *self->neighbors, compare_distances);
  return walls;
}

/* The two walls across one edge of a right-angled cell that does not repeat there: two planes. */
static void
add_walls (GArray *planes, VtFrame *frame, guint edge, const double here[3])
{
  const VtCell *cell = vt_frame_get_cell (frame);
  const double *v = cell->vectors[edge];
  double length = sqrt (vt_vector_dot (v, v)), low = INFINITY, high = -INFINITY, mine = 0, plane[4];

  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    {
      double along = 0;

      for (guint k = 0; k < 3; k++)
        along += (vt_frame_get_axis (frame, k)[i] - cell->origin[k]) * v[k] / length;
      low = MIN (low, along);
      high = MAX (high, along);
    }
  low = low < SPOT ? low - WALL_MARGIN : 0;
  high = high > length - SPOT ? high + WALL_MARGIN : length;
  for (guint k = 0; k < 3; k++)
    mine += (here[k] - cell->origin[k]) * v[k] / length;
  for (int side = -1; side <= 1; side += 2)
    {
      for (guint k = 0; k < 3; k++)
        plane[k] = side * v[k] / length;
      plane[3] = side > 0 ? high - mine : mine - low;
      g_array_append_vals (planes, plane, 1);
    }
}

static double
square_of_radius (VtFrame *frame, const double *radii, gsize atom)
{
  double radius = radii != NULL ? radii[vt_atom_table_get_species (vt_frame_get_atoms (frame))[atom]] : 0;

  return radius * radius;
}

static GArray *
make_planes (const VtSurroundings *self, VtFrame *frame, const double *radii)
{
  GArray *planes = g_array_new (FALSE, FALSE, 4 * sizeof (double));

  for (guint i = 0; i < self->n; i++)
    {
      const VtSurrounding *neighbor = &self->neighbors[i];
      double plane[4] = { neighbor->vector[0], neighbor->vector[1], neighbor->vector[2] };

      plane[3] = (neighbor->distance * neighbor->distance + square_of_radius (frame, radii, self->atom)
                  - square_of_radius (frame, radii, neighbor->atom))
                 / 2;
      g_array_append_vals (planes, plane, 1);
    }
  return planes;
}

static double
find_reach (VtFrame *frame)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  double reach = 10;

  for (guint v = 0; v < 3; v++)
    reach += 2 * sqrt (vt_vector_dot (cell->vectors[v], cell->vectors[v]));
  return reach;
}

/* Of the planes and neighbours that count. */
static VtPolyhedron *
make_shell (const VtSurroundings *self, const GArray *planes, double reach)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, 4 * sizeof (double));
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, 3 * sizeof (double));
  g_autoptr (VtPolyhedron) cell = NULL;

  for (guint i = 0; i < self->n; i++)
    if (self->neighbors[i].counts)
      {
        g_array_append_vals (kept, &g_array_index (planes, double, 4 * i), 1);
        g_array_append_vals (points, self->neighbors[i].vector, 1);
      }
  cell = vt_polyhedron_new ((const double *) (gpointer) kept->data, kept->len, reach);
  return vt_polyhedron_new_dual (cell, (const double *) (gpointer) points->data, points->len);
}

VtSurroundings *
vt_surroundings_new (VtFrame                   *frame,
                     const VtVoronoi           *voronoi,
                     const double              *radii,
                     const VtVoronoiThresholds *thresholds,
                     gsize                      atom)
{
  g_autoptr (VtSurroundings) self = NULL;
  g_autoptr (GArray) planes = NULL;
  VtFrame *structure;
  double here[3], reach;
  int image[3];
  gboolean walls;

  g_return_val_if_fail (frame != NULL && voronoi != NULL && thresholds != NULL, NULL);
  g_return_val_if_fail (vt_voronoi_get_n_atoms (voronoi) == vt_frame_get_n_atoms (frame), NULL);
  g_return_val_if_fail (atom < vt_frame_get_n_atoms (frame), NULL);

  if (!(vt_voronoi_get_volumes (voronoi)[atom] > 0))
    return NULL;
  self = g_new0 (VtSurroundings, 1);
  self->atom = atom;
  structure = vt_voronoi_get_frame (voronoi);
  vt_frame_get_position (structure, atom, here);
  vt_frame_get_position (frame, atom, self->place);
  vt_cell_wrap (vt_frame_get_cell (frame), self->place, image);
  walls = list_neighbors (self, structure, voronoi, thresholds);
  planes = make_planes (self, structure, radii);
  reach = find_reach (structure);
  self->shell = make_shell (self, planes, reach);
  for (guint edge = 0; walls && edge < 3; edge++)
    if (!vt_frame_get_cell (structure)->periodic[edge])
      add_walls (planes, structure, edge, here);
  self->cell = vt_polyhedron_new ((const double *) (gpointer) planes->data, planes->len, reach);
  return g_steal_pointer (&self);
}
