/* Voronoi tessellation of a frame.
 *
 * Definition: the cell of atom i holds the points nearer to it than to any other atom; radical (power) tessellation:
 * with d² − R² in place of d², so that the face of i and j stands at (d² + R_i² − R_j²)/2d from i. A face with k edges
 * counts in n_k; ⟨n3 n4 n5 n6⟩ is the cell's index, n5/Σn its local five-fold symmetry.
 * Units: Å, Å², Å³. Areas and edges are kept as float: thresholds are compared with them, volumes stay double.
 * Cost: about 11 µs an atom, most of it Voro++'s cutting, shared among threads by bins of space; memory ~600 bytes an
 * atom. Counting under thresholds reads the faces once.
 * References: Rycroft, Chaos 19, 041111 (2009); Finney, Proc. R. Soc. A 319, 479 (1970); Gellatly & Finney,
 * J. Non-Cryst. Solids 50, 313 (1982); Hu, Li, Li, Bai, Zhang, Hu & Wang, Nat. Commun. 6, 8310 (2015) for LFFS.
 *
 * What comes out is the same, to the bit, for any number of threads: cells do not depend on which worker finds them,
 * are put down in the order of atoms, and their faces in that of neighbours and areas.
 */
#include "vt-voronoi.h"

#include <math.h>
#include <string.h>
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-parallel.h"
#include "vt-voronoi-box.h"

#define BINS_PER_CHUNK 16 /* of some two atoms: half a millisecond */
#define ATOMS_PER_CHUNK 2048

struct _VtVoronoi
{
  gatomicrefcount  ref_count;
  VtFrame         *frame;
  gsize            n;
  double          *volumes;
  double          *surfaces;   /* of whole cells, for relative thresholds */
  gsize           *first_face; /* [n + 1] */
  VtVoronoiFace   *faces;
  gsize            n_edges;
  float           *edges;
};

G_DEFINE_BOXED_TYPE (VtVoronoi, vt_voronoi, vt_voronoi_ref, vt_voronoi_unref)

VtVoronoi *
vt_voronoi_ref (VtVoronoi *voronoi)
{
  g_return_val_if_fail (voronoi != NULL, NULL);

  g_atomic_ref_count_inc (&voronoi->ref_count);
  return voronoi;
}

void
vt_voronoi_unref (VtVoronoi *voronoi)
{
  g_return_if_fail (voronoi != NULL);

  if (!g_atomic_ref_count_dec (&voronoi->ref_count))
    return;
  vt_frame_unref (voronoi->frame);
  g_free (voronoi->volumes);
  g_free (voronoi->surfaces);
  g_free (voronoi->first_face);
  g_free (voronoi->faces);
  g_free (voronoi->edges);
  g_free (voronoi);
}

/* Where a worker left the cell of an atom. */
typedef struct
{
  gsize face;
  gsize edge;
  guint n_faces;
  guint n_edges;
  guint worker;
} Found;

/* Two growing arrays a worker; edges of a face are counted from its cell's first. */
typedef struct
{
  VtVoronoiFace *faces;
  float         *edges;
  gsize          n_faces;
  gsize          n_edges;
  gsize          face_room;
  gsize          edge_room;
} Store;

typedef struct
{
  Voropp    *voropp;
  VtVoronoi *voronoi;
  Found     *found;      /* [n] */
  Store     *stores;     /* one a worker */
  gsize     *first_edge; /* [n + 1] */
  VtFrame   *frame;
  double     to_cells[3][3]; /* from a vector in the turned cell to one in the frame's, in its edges */
} Build;

typedef struct
{
  Build *build;
  guint  worker;
} Sink;

static gboolean
is_before (const VoroppCell *cell, guint a, guint b)
{
  if (cell->neighbors[a] != cell->neighbors[b])
    return cell->neighbors[a] < cell->neighbors[b];
  return cell->areas[a] < cell->areas[b];
}

/* An insertion sort: a cell has some fourteen faces. */
static void
order_faces (const VoroppCell *cell, guint *order)
{
  for (guint i = 0; i < cell->n_faces; i++)
    {
      guint j = i;

      for (; j > 0 && is_before (cell, i, order[j - 1]); j--)
        order[j] = order[j - 1];
      order[j] = i;
    }
}

/* Doubling, so that each face is moved about once. Large blocks are remapped, not copied. */
static void
make_room (Store *store, const VoroppCell *cell)
{
  gsize faces = store->n_faces + cell->n_faces, edges = store->n_edges + (gsize) cell->first_edge[cell->n_faces];

  if (faces > store->face_room)
    {
      store->face_room = MAX (2 * faces, 4096);
      store->faces = g_renew (VtVoronoiFace, store->faces, store->face_room);
    }
  if (edges > store->edge_room)
    {
      store->edge_room = MAX (2 * edges, 16384);
      store->edges = g_renew (float, store->edges, store->edge_room);
    }
}

/* What the neighbour's own place lacks to the vector, in cells. */
static void
find_image (const Build *build, gsize atom, int neighbor, const double *vector, gint16 image[3])
{
  const VtCell *cell = vt_frame_get_cell (build->frame);
  double from[3], to[3], f[3], g[3];

  if (neighbor < 0)
    return;
  vt_frame_get_position (build->frame, atom, from);
  vt_frame_get_position (build->frame, (gsize) neighbor, to);
  vt_cell_to_fractional (cell, from, f);
  vt_cell_to_fractional (cell, to, g);
  for (guint k = 0; k < 3; k++)
    {
      double apart = vector[0] * build->to_cells[0][k] + vector[1] * build->to_cells[1][k]
                     + vector[2] * build->to_cells[2][k];

      image[k] = (gint16) lround (CLAMP (apart - (g[k] - f[k]), G_MININT16, G_MAXINT16));
    }
}

static void
store_face (const Build *build, Store *store, const VoroppCell *cell, guint number, gsize first_edge)
{
  int begin = cell->first_edge[number], end = cell->first_edge[number + 1];
  VtVoronoiFace *face = &store->faces[store->n_faces++];

  *face = (VtVoronoiFace) {
    .neighbor = cell->neighbors[number],
    .first_edge = (guint32) (store->n_edges - first_edge),
    .n_edges = (guint16) (end - begin),
    .area = (float) cell->areas[number],
  };
  find_image (build, cell->atom, cell->neighbors[number], cell->vectors + 3 * number, face->image);
  for (int i = begin; i < end; i++)
    store->edges[store->n_edges++] = (float) cell->edges[i];
}

static void
store_cell (const VoroppCell *cell, gpointer data)
{
  Sink *sink = data;
  Build *build = sink->build;
  Store *store = &build->stores[sink->worker];
  Found *found = &build->found[cell->atom];
  guint few[64];
  g_autofree guint *many = cell->n_faces > G_N_ELEMENTS (few) ? g_new (guint, cell->n_faces) : NULL;
  guint *order = many != NULL ? many : few;
  double surface = 0.0;

  make_room (store, cell);
  order_faces (cell, order);
  *found = (Found) { .face = store->n_faces, .edge = store->n_edges, .n_faces = cell->n_faces,
                     .n_edges = (guint) cell->first_edge[cell->n_faces], .worker = sink->worker };
  for (guint i = 0; i < cell->n_faces; i++)
    {
      store_face (build, store, cell, order[i], found->edge);
      surface += cell->areas[order[i]];
    }
  build->voronoi->volumes[cell->atom] = cell->volume;
  build->voronoi->surfaces[cell->atom] = surface;
}

static void
compute_bins (const VtChunk *chunk, gpointer data)
{
  Build *build = data;
  Sink sink = { build, chunk->worker };

  for (gsize bin = chunk->begin; bin < chunk->end; bin++)
    voropp_compute_bin (build->voropp, chunk->worker, bin, store_cell, &sink);
}

static gboolean
allocate_faces (Build *build, GError **error)
{
  VtVoronoi *voronoi = build->voronoi;
  gsize faces = 0, edges = 0;

  voronoi->first_face = g_new (gsize, voronoi->n + 1);
  build->first_edge = g_new (gsize, voronoi->n + 1);
  for (gsize i = 0; i < voronoi->n; i++)
    {
      voronoi->first_face[i] = faces;
      build->first_edge[i] = edges;
      faces += build->found[i].n_faces;
      edges += build->found[i].n_edges;
    }
  voronoi->first_face[voronoi->n] = faces;
  build->first_edge[voronoi->n] = edges;
  voronoi->n_edges = edges;
  if (edges <= G_MAXUINT32)
    {
      voronoi->faces = g_try_new (VtVoronoiFace, MAX (faces, 1));
      voronoi->edges = g_try_new (float, MAX (edges, 1));
    }
  if (voronoi->faces != NULL && voronoi->edges != NULL)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_LIMIT, NULL,
                   _("No memory for the %zu faces of the Voronoi cells"), faces);
  return FALSE;
}

static void
gather_cells (const VtChunk *chunk, gpointer data)
{
  Build *build = data;
  VtVoronoi *voronoi = build->voronoi;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      const Found *found = &build->found[i];
      const Store *store = &build->stores[found->worker];
      VtVoronoiFace *faces = voronoi->faces + voronoi->first_face[i];

      if (found->n_faces == 0)
        continue;
      memcpy (faces, store->faces + found->face, found->n_faces * sizeof *faces);
      memcpy (voronoi->edges + build->first_edge[i], store->edges + found->edge,
              found->n_edges * sizeof (float));
      for (guint k = 0; k < found->n_faces; k++)
        faces[k].first_edge += (guint32) build->first_edge[i];
    }
}

/* The run of faces of @atom that look at @neighbor. */
static VtVoronoiFace *
find_faces (VtVoronoi *voronoi, gsize atom, gint32 neighbor, guint *count)
{
  VtVoronoiFace *face = voronoi->faces + voronoi->first_face[atom];
  VtVoronoiFace *end = voronoi->faces + voronoi->first_face[atom + 1], *first;

  while (face < end && face->neighbor < neighbor)
    face++;
  for (first = face; face < end && face->neighbor == neighbor; face++)
    ;
  *count = (guint) (face - first);
  return first;
}

/* The two sides of a face computed its area apart: the later atom takes the earlier one's, so that a threshold never
 * parts them. Where two atoms share several faces, both list them by area. */
static void
match_areas (const VtChunk *chunk, gpointer data)
{
  VtVoronoi *voronoi = data;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      VtVoronoiFace *face = voronoi->faces + voronoi->first_face[i], *end = voronoi->faces + voronoi->first_face[i + 1];

      while (face < end && (gsize) MAX (face->neighbor, 0) < i)
        {
          guint mine = 1, theirs = 0;
          VtVoronoiFace *other;

          while (face + mine < end && face[mine].neighbor == face->neighbor)
            mine++;
          other = face->neighbor >= 0 ? find_faces (voronoi, (gsize) face->neighbor, (gint32) i, &theirs) : NULL;
          for (guint k = 0; other != NULL && mine == theirs && k < mine; k++)
            face[k].area = other[k].area;
          face += mine;
        }
    }
}

static gboolean
build_cells (Build *build, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  return vt_parallel_for (voropp_get_n_bins (build->voropp), BINS_PER_CHUNK, compute_bins, build,
                          progress, cancellable, error)
         && allocate_faces (build, error)
         && vt_parallel_for (build->voronoi->n, ATOMS_PER_CHUNK, gather_cells, build, NULL, cancellable, error)
         && vt_parallel_for (build->voronoi->n, ATOMS_PER_CHUNK, match_areas, build->voronoi, NULL, cancellable, error);
}

static void
free_build (Build *build, guint workers)
{
  for (guint i = 0; i < workers; i++)
    {
      g_free (build->stores[i].faces);
      g_free (build->stores[i].edges);
    }
  g_free (build->stores);
  g_free (build->found);
  g_free (build->first_edge);
  voropp_free (build->voropp);
}

static gboolean
spread_radii (VtFrame *frame, const double *radii, double *atom_radii, GError **error)
{
  VtAtomTable *atoms = vt_frame_get_atoms (frame);
  const guint8 *species = vt_atom_table_get_species (atoms);

  for (guint i = 0; i < vt_atom_table_get_n_species (atoms); i++)
    if (!isfinite (radii[i]) || radii[i] < 0.0)
      {
        vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("The radius of %s is not a positive number of Å"),
                         vt_atom_table_get_species_name (atoms, i));
        return FALSE;
      }
  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    atom_radii[i] = radii[species[i]];
  return TRUE;
}

static gboolean
set_basis (Build *build, const VoroppBox *box, int basis[3][3], GError **error)
{
  const double origin[3] = { 0.0, 0.0, 0.0 };
  VtCell turned;

  if (!vt_cell_init (&turned, origin, box->edges, box->periodic, error))
    return FALSE;
  for (guint axis = 0; axis < 3; axis++)
    for (guint k = 0; k < 3; k++)
      {
        build->to_cells[axis][k] = 0.0;
        for (guint edge = 0; edge < 3; edge++)
          build->to_cells[axis][k] += turned.inverse[axis][edge] * basis[edge][k];
      }
  return TRUE;
}

static VtVoronoi *
new_empty (VtFrame *frame)
{
  VtVoronoi *voronoi = g_new0 (VtVoronoi, 1);
  gsize n = vt_frame_get_n_atoms (frame);

  g_atomic_ref_count_init (&voronoi->ref_count);
  voronoi->frame = vt_frame_ref (frame);
  voronoi->n = n;
  voronoi->volumes = g_new0 (double, n);
  voronoi->surfaces = g_new0 (double, n);
  return voronoi;
}

VtVoronoi *
vt_voronoi_new (VtFrame *frame, const double *radii, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtVoronoi) voronoi = NULL;
  g_autofree double *positions = NULL;
  g_autofree double *atom_radii = NULL;
  Build build = { .frame = frame };
  int basis[3][3];
  VoroppBox box;
  guint workers;
  gboolean done;
  gsize n;

  g_return_val_if_fail (frame != NULL, NULL);

  n = vt_frame_get_n_atoms (frame);
  workers = vt_parallel_get_threads ();
  positions = g_new (double, 3 * MAX (n, 1));
  if (!vt_voronoi_box_prepare (frame, &box, positions, basis, cancellable, error)
      || !set_basis (&build, &box, basis, error))
    return NULL;
  if (radii != NULL)
    {
      atom_radii = g_new (double, MAX (n, 1));
      if (!spread_radii (frame, radii, atom_radii, error))
        return NULL;
    }

  voronoi = new_empty (frame);
  build.voronoi = voronoi;
  build.voropp = voropp_new (&box, n, positions, atom_radii, workers, cancellable);
  build.found = g_new0 (Found, n);
  build.stores = g_new0 (Store, workers);
  done = build_cells (&build, progress, cancellable, error);
  free_build (&build, workers);
  return done ? g_steal_pointer (&voronoi) : NULL;
}

gsize
vt_voronoi_get_n_atoms (const VtVoronoi *voronoi)
{
  g_return_val_if_fail (voronoi != NULL, 0);

  return voronoi->n;
}

VtFrame *
vt_voronoi_get_frame (const VtVoronoi *voronoi)
{
  g_return_val_if_fail (voronoi != NULL, NULL);

  return voronoi->frame;
}

const double *
vt_voronoi_get_volumes (const VtVoronoi *voronoi)
{
  g_return_val_if_fail (voronoi != NULL, NULL);

  return voronoi->volumes;
}

const VtVoronoiFace *
vt_voronoi_get_faces (const VtVoronoi *voronoi, gsize atom, guint *count)
{
  g_return_val_if_fail (voronoi != NULL && atom < voronoi->n && count != NULL, NULL);

  *count = (guint) (voronoi->first_face[atom + 1] - voronoi->first_face[atom]);
  return voronoi->faces + voronoi->first_face[atom];
}

const float *
vt_voronoi_get_edges (const VtVoronoi *voronoi)
{
  g_return_val_if_fail (voronoi != NULL, NULL);

  return voronoi->edges;
}

gsize
vt_voronoi_get_size (const VtVoronoi *voronoi)
{
  g_return_val_if_fail (voronoi != NULL, 0);

  return sizeof *voronoi + voronoi->n * (2 * sizeof (double) + sizeof (gsize)) + voronoi->n_edges * sizeof (float)
         + voronoi->first_face[voronoi->n] * sizeof (VtVoronoiFace);
}

typedef struct
{
  const VtVoronoi     *voronoi;
  VtVoronoiThresholds  thresholds;
  float                shortest; /* the least float that reaches the edge's threshold */
  VtVoronoiIndex      *indices;
} Count;

static float
least_float (double value)
{
  float nearest = (float) value;

  return nearest < value ? nextafterf (nearest, INFINITY) : nearest;
}

/* The larger of two cells' shares decides, and that is the one of the smaller surface. */
static gboolean
is_too_small (const Count *count, gsize atom, const VtVoronoiFace *face)
{
  const double *surfaces = count->voronoi->surfaces;
  double surface = surfaces[atom];

  if (face->area < count->thresholds.area)
    return TRUE;
  if (!(count->thresholds.relative_area > 0.0))
    return FALSE;
  if (face->neighbor >= 0)
    surface = MIN (surface, surfaces[face->neighbor]);
  return face->area < count->thresholds.relative_area * surface;
}

static guint
count_edges (const Count *count, const VtVoronoiFace *face)
{
  const float *edges = count->voronoi->edges + face->first_edge;
  float shortest = count->shortest;
  guint n = 0;

  if (!(shortest > 0.0f))
    return face->n_edges;
  for (guint i = 0; i < face->n_edges; i++)
    n += edges[i] >= shortest;
  return n;
}

static void
count_cells (const VtChunk *chunk, gpointer data)
{
  const Count *count = data;
  const VtVoronoi *voronoi = count->voronoi;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      guint counts[8] = { 0 };
      VtVoronoiIndex *index = &count->indices[i];

      for (gsize k = voronoi->first_face[i]; k < voronoi->first_face[i + 1]; k++)
        if (!is_too_small (count, i, &voronoi->faces[k]))
          counts[MIN (count_edges (count, &voronoi->faces[k]), 7)]++;
      index->n3 = (guint8) MIN (counts[3], G_MAXUINT8);
      index->n4 = (guint8) MIN (counts[4], G_MAXUINT8);
      index->n5 = (guint8) MIN (counts[5], G_MAXUINT8);
      index->n6 = (guint8) MIN (counts[6], G_MAXUINT8);
      index->higher = (guint8) MIN (counts[7], G_MAXUINT8);
    }
}

gboolean
vt_voronoi_count (const VtVoronoi           *voronoi,
                  const VtVoronoiThresholds *thresholds,
                  VtVoronoiIndex            *indices,
                  VtProgress                *progress,
                  GCancellable              *cancellable,
                  GError                   **error)
{
  Count count;

  g_return_val_if_fail (voronoi != NULL && thresholds != NULL && (voronoi->n == 0 || indices != NULL), FALSE);

  count = (Count) { voronoi, *thresholds, least_float (thresholds->edge), indices };
  return vt_parallel_for (voronoi->n, ATOMS_PER_CHUNK, count_cells, &count, progress, cancellable, error);
}

gboolean
vt_voronoi_keeps (const VtVoronoi           *voronoi,
                  const VtVoronoiThresholds *thresholds,
                  gsize                      atom,
                  const VtVoronoiFace       *face)
{
  Count count;

  g_return_val_if_fail (voronoi != NULL && thresholds != NULL && atom < voronoi->n && face != NULL, FALSE);

  count = (Count) { voronoi, *thresholds, least_float (thresholds->edge), NULL };
  return !is_too_small (&count, atom, face) && count_edges (&count, face) >= 3;
}

guint
vt_voronoi_index_faces (const VtVoronoiIndex *index)
{
  g_return_val_if_fail (index != NULL, 0);

  return (guint) index->n3 + index->n4 + index->n5 + index->n6 + index->higher;
}

double
vt_voronoi_index_lffs (const VtVoronoiIndex *index)
{
  guint faces;

  g_return_val_if_fail (index != NULL, NAN);

  faces = vt_voronoi_index_faces (index);
  return faces > 0 ? (double) index->n5 / faces : NAN;
}

guint64
vt_voronoi_index_key (const VtVoronoiIndex *index)
{
  g_return_val_if_fail (index != NULL, 0);

  return (guint64) index->n3 << 32 | (guint64) index->n4 << 24 | (guint64) index->n5 << 16 | (guint64) index->n6 << 8
         | (index->higher > 0 ? 1 : 0);
}

char *
vt_voronoi_index_format (const VtVoronoiIndex *index)
{
  g_return_val_if_fail (index != NULL, NULL);

  return g_strdup_printf ("\u27E8%u %u %u %u\u27E9%s", index->n3, index->n4, index->n5, index->n6,
                          index->higher > 0 ? "+" : "");
}
