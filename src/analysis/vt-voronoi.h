/* Voronoi cells with their faces, computed once by Voro++; thresholds and statistics are post-processing. */
#pragma once

#include <gio/gio.h>
#include "vt-frame.h"
#include "vt-progress.h"

G_BEGIN_DECLS

#define VT_TYPE_VORONOI (vt_voronoi_get_type ())

typedef struct _VtVoronoi VtVoronoi;

/**
 * VtVoronoiFace:
 * @neighbor: index of the atom behind it (itself, an image, in small cells), or -1 at a wall
 * @first_edge, @n_edges: its edges' lengths, in vt_voronoi_get_edges()
 * @area: Å²
 * @image: which image of the neighbour, in cells: vector = r_j + image · cell.vectors − r_i, with the frame's unwrapped
 *   positions; 0 at a wall
 */
typedef struct
{
  gint32  neighbor;
  guint32 first_edge;
  float   area;
  guint16 n_edges;
  gint16  image[3];
} VtVoronoiFace;

/**
 * VtVoronoiThresholds:
 * @area: faces below this area are dropped, Å²
 * @relative_area: faces below this share of their cell's surface are dropped; a face lives if either side keeps it
 * @edge: edges shorter than this are not counted, Å; faces left with fewer than three are dropped
 */
typedef struct
{
  double area;
  double relative_area;
  double edge;
} VtVoronoiThresholds;

/**
 * VtVoronoiIndex:
 * @n3, @n4, @n5, @n6: faces with three to six edges, the ⟨n3 n4 n5 n6⟩ of the literature
 * @higher: faces with seven edges and more
 */
typedef struct
{
  guint8 n3, n4, n5, n6, higher;
} VtVoronoiIndex;

GType      vt_voronoi_get_type (void);
/**
 * vt_voronoi_new:
 * @radii: (nullable): one radius a species, Å, for the radical tessellation
 *
 * Refuses atoms on one spot and atoms without a position (VT_ERROR_INPUT), which Voro++ would not survive, and a skewed
 * cell that is not periodic all around. Elsewhere walls stand at the cell's faces where it does not repeat, or 1 Å
 * beyond the outermost atom where atoms are on or outside them. An atom's faces are ordered by neighbour, then area;
 * the two sides of a face have the same area, to the bit.
 *
 * Returns: (transfer full)
 */
VtVoronoi *vt_voronoi_new (VtFrame       *frame,
                           const double  *radii,
                           VtProgress    *progress,
                           GCancellable  *cancellable,
                           GError       **error);
VtVoronoi *vt_voronoi_ref (VtVoronoi *voronoi);
void       vt_voronoi_unref (VtVoronoi *voronoi);

gsize                vt_voronoi_get_n_atoms (const VtVoronoi *voronoi);
/* The frame it was made of. (transfer none) */
VtFrame             *vt_voronoi_get_frame (const VtVoronoi *voronoi);
/* double [n_atoms], Å³ */
const double        *vt_voronoi_get_volumes (const VtVoronoi *voronoi);
/* The @count faces of one atom, all of them: thresholds come later. */
const VtVoronoiFace *vt_voronoi_get_faces (const VtVoronoi *voronoi, gsize atom, guint *count);
/* Lengths of all faces' edges, Å; a face tells where its own begin. */
const float         *vt_voronoi_get_edges (const VtVoronoi *voronoi);
/* Bytes it keeps. */
gsize                vt_voronoi_get_size (const VtVoronoi *voronoi);

/* @indices: (out caller-allocates): [n]. */
gboolean vt_voronoi_count (const VtVoronoi           *voronoi,
                           const VtVoronoiThresholds *thresholds,
                           VtVoronoiIndex            *indices,
                           VtProgress                *progress,
                           GCancellable              *cancellable,
                           GError                   **error);
/* Whether a face of @atom stays: large enough, and left with three edges. */
gboolean vt_voronoi_keeps (const VtVoronoi           *voronoi,
                           const VtVoronoiThresholds *thresholds,
                           gsize                      atom,
                           const VtVoronoiFace       *face);
guint    vt_voronoi_index_faces (const VtVoronoiIndex *index);
/* Local five-fold symmetry n5/Σn over all faces; NaN for a cell without faces. */
double   vt_voronoi_index_lffs (const VtVoronoiIndex *index);
/* One number for what tells polyhedra apart: n3, n4, n5, n6, whether there are higher; it orders them so, too. */
guint64  vt_voronoi_index_key (const VtVoronoiIndex *index);
/* (transfer full): "⟨0 0 12 0⟩", with a "+" behind it where the notation hides faces with seven edges and more. */
char    *vt_voronoi_index_format (const VtVoronoiIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtVoronoi, vt_voronoi_unref)

G_END_DECLS
