/* Neighbours by Voronoi faces.
 *
 * Definition: j at the lattice translation L is a neighbour of i where the cells of the two share a face that the
 * thresholds keep: area and share of the surface (the larger of the two sides'), at least three edges that are long
 * enough. No cutoff, no g(r): in their place stand the thresholds, without which the second shell of a lattice counts as
 * far as it touches (bcc 14).
 * Units: none. A face's two sides are computed apart: what rounding parts, a face of next to no area or an edge at its
 * very threshold, is listed from both sides if either has it.
 * Cost: O(faces), each put down twice and sorted per atom, all threads sorting; 24 bytes a face while it is made, 12 kept.
 * References: Bernal, Nature 183, 141 (1959); Finney, Proc. R. Soc. A 319, 479 (1970); Brostow, Chybicki, Laskowski &
 * Rybicki, Phys. Rev. B 57, 13448 (1998) for faces left out.
 */
#include "vt-neighbor-faces.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vt-cell-grid.h"
#include "vt-large-array.h"
#include "vt-parallel.h"

#define ATOMS_A_CHUNK 2048

typedef struct
{
  const VtVoronoi           *voronoi;
  const VtVoronoiThresholds *thresholds;
  gsize                      n;
  gsize                     *room;  /* [n + 1]: where an atom's neighbours begin in @found, those twice there too */
  gsize                     *next;  /* [n]: where its next one goes */
  gsize                     *first; /* [n + 1]: where they begin once each is there once */
  VtNeighbor                *found;
  VtNeighbor                *kept;
} Gathering;

static void
put_down (Gathering *gathering, gsize atom, const VtVoronoiFace *face)
{
  VtNeighbor *mine = &gathering->found[gathering->next[atom]++];
  VtNeighbor *theirs = &gathering->found[gathering->next[face->neighbor]++];

  mine->atom = (guint32) face->neighbor;
  theirs->atom = (guint32) atom;
  for (guint axis = 0; axis < 3; axis++)
    {
      mine->image[axis] = face->image[axis];
      theirs->image[axis] = (gint16) -face->image[axis];
    }
}

/* Counts the faces that stay, from both sides, or puts them down. FALSE where cancelled. */
static gboolean
walk_faces (Gathering *gathering, gboolean count, GCancellable *cancellable, GError **error)
{
  for (gsize i = 0; i < gathering->n; i++)
    {
      guint n_faces;
      const VtVoronoiFace *faces = vt_voronoi_get_faces (gathering->voronoi, i, &n_faces);

      if (i % ATOMS_A_CHUNK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint k = 0; k < n_faces; k++)
        {
          if (faces[k].neighbor < 0 || !vt_voronoi_keeps (gathering->voronoi, gathering->thresholds, i, &faces[k]))
            continue;
          if (!count)
            {
              put_down (gathering, i, &faces[k]);
              continue;
            }
          gathering->next[i]++;
          gathering->next[faces[k].neighbor]++;
        }
    }
  return TRUE;
}

/* Sorted, each once: mostly both sides have put a pair down. */
static void
sort_atoms (const VtChunk *chunk, gpointer data)
{
  Gathering *gathering = data;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      VtNeighbor *found = gathering->found + gathering->room[i];
      gsize n = gathering->room[i + 1] - gathering->room[i], kept = 0;

      if (n > 0)
        qsort (found, n, sizeof *found, vt_neighbor_compare);
      for (gsize k = 0; k < n; k++)
        if (kept == 0 || vt_neighbor_compare (&found[kept - 1], &found[k]) != 0)
          found[kept++] = found[k];
      gathering->next[i] = kept;
    }
}

static void
copy_atoms (const VtChunk *chunk, gpointer data)
{
  Gathering *gathering = data;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    if (gathering->next[i] > 0)
      memcpy (gathering->kept + gathering->first[i], gathering->found + gathering->room[i],
              gathering->next[i] * sizeof (VtNeighbor));
}

/* @first[i]: the sum of the @counts before i. */
static void
add_up (const gsize *counts, gsize n, gsize *first)
{
  first[0] = 0;
  for (gsize i = 0; i < n; i++)
    first[i + 1] = first[i] + counts[i];
}

static gboolean
gather (Gathering *gathering, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  gsize n = gathering->n;

  if (!walk_faces (gathering, TRUE, cancellable, error))
    return FALSE;
  add_up (gathering->next, n, gathering->room);
  memcpy (gathering->next, gathering->room, n * sizeof *gathering->next);
  gathering->found = vt_large_array_new (gathering->room[n] * sizeof (VtNeighbor));
  if (!walk_faces (gathering, FALSE, cancellable, error) ||
      !vt_parallel_for (n, ATOMS_A_CHUNK, sort_atoms, gathering, progress, cancellable, error))
    return FALSE;

  add_up (gathering->next, n, gathering->first);
  gathering->kept = vt_large_array_new (gathering->first[n] * sizeof (VtNeighbor));
  return vt_parallel_for (n, ATOMS_A_CHUNK, copy_atoms, gathering, NULL, cancellable, error);
}

/* Bins of some eight atoms, for the order in space alone. */
static VtCellGrid *
sort_in_space (VtFrame *frame, const VtVoronoi *voronoi, GCancellable *cancellable, GError **error)
{
  gsize n = vt_voronoi_get_n_atoms (voronoi);
  double volume = 0.0;

  for (gsize i = 0; i < n; i++)
    volume += vt_voronoi_get_volumes (voronoi)[i];
  return vt_cell_grid_new (frame, 2.0 * cbrt (n > 0 ? volume / (double) n : 1.0), cancellable, error);
}

VtNeighborList *
vt_neighbor_faces_new (VtFrame                   *frame,
                       const VtVoronoi           *voronoi,
                       const VtVoronoiThresholds *thresholds,
                       VtProgress                *progress,
                       GCancellable              *cancellable,
                       GError                   **error)
{
  g_autoptr (VtCellGrid) grid = NULL;
  Gathering gathering = { voronoi, thresholds };
  VtNeighborList *list = NULL;
  gsize n;

  g_return_val_if_fail (frame != NULL && voronoi != NULL && thresholds != NULL, NULL);
  n = gathering.n = vt_voronoi_get_n_atoms (voronoi);
  g_return_val_if_fail (vt_frame_get_n_atoms (frame) == n, NULL);

  grid = sort_in_space (frame, voronoi, cancellable, error);
  if (grid == NULL)
    return NULL;
  gathering.room = g_new (gsize, n + 1);
  gathering.first = g_new (gsize, n + 1);
  gathering.next = g_new0 (gsize, MAX (n, 1));
  if (gather (&gathering, progress, cancellable, error))
    list = vt_neighbor_list_new_take (n, g_steal_pointer (&gathering.kept), gathering.first,
                                      g_steal_pointer (&grid->atom), grid->n);
  vt_large_array_free (gathering.kept);
  vt_large_array_free (gathering.found);
  g_free (gathering.room);
  g_free (gathering.first);
  g_free (gathering.next);
  return list;
}
