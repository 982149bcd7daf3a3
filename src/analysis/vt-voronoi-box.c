/* From a frame to Voro++'s container.
 *
 * The tessellation depends only on the lattice of images and on distances. So a skewed cell is first given the
 * shortest basis of its lattice (Minkowski reduction: its 26 neighbours then bound the cell of a lattice point, which
 * Voro++ needs to find it), then turned so that a lies along x and b in the xy plane. A cell with right angles,
 * however it is turned, takes Voro++'s faster rectangular container.
 *
 * Blocks hold about 4.6 atoms, which is where Voro++ is fastest, counted over the space that atoms fill. O(n log n),
 * the sort that finds atoms on one spot.
 */
#include "vt-voronoi-box.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-parallel-sort.h"
#include "vt-vector.h"

#define ATOMS_PER_BLOCK 4.6
#define ATOMS_IN_REACH 56.0 /* a cell is cut by the nearest thirty, as a rule */
#define WALL_MARGIN 1.0 /* Å */
#define RIGHT_ANGLE 1e-10 /* largest |cos| of a right angle */

static gboolean
has_right_angles (const double v[3][3])
{
  for (guint i = 0; i < 3; i++)
    {
      const double *a = v[i], *b = v[(i + 1) % 3];

      if (fabs (vt_vector_dot (a, b)) > RIGHT_ANGLE * sqrt (vt_vector_dot (a, a) * vt_vector_dot (b, b)))
        return FALSE;
    }
  return TRUE;
}

static void
swap_vectors (double a[3], double b[3])
{
  for (guint i = 0; i < 3; i++)
    {
      double t = a[i];

      a[i] = b[i];
      b[i] = t;
    }
}

static void
sort_by_length (double v[3][3])
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < 2; i++)
      if (vt_vector_dot (v[i], v[i]) > vt_vector_dot (v[i + 1], v[i + 1]))
        swap_vectors (v[i], v[i + 1]);
}

/* Replaces @v[2] by the shortest of its translates around the foot of its projection onto the plane of the others. */
static gboolean
shorten_longest (double v[3][3])
{
  double aa = vt_vector_dot (v[0], v[0]), ab = vt_vector_dot (v[0], v[1]), bb = vt_vector_dot (v[1], v[1]);
  double ac = vt_vector_dot (v[0], v[2]), bc = vt_vector_dot (v[1], v[2]), determinant = aa * bb - ab * ab;
  double x = round ((ac * bb - bc * ab) / determinant), y = round ((bc * aa - ac * ab) / determinant);
  double best[3], shortest = vt_vector_dot (v[2], v[2]) * (1.0 - 1e-12);
  gboolean found = FALSE;

  for (int i = -1; i <= 1; i++)
    for (int j = -1; j <= 1; j++)
      {
        double c[3];

        for (guint k = 0; k < 3; k++)
          c[k] = v[2][k] - (x + i) * v[0][k] - (y + j) * v[1][k];
        if (vt_vector_dot (c, c) < shortest)
          {
            shortest = vt_vector_dot (c, c);
            memcpy (best, c, sizeof best);
            found = TRUE;
          }
      }
  if (found)
    memcpy (v[2], best, sizeof best);
  return found;
}

static gboolean
shorten_second (double v[3][3])
{
  double times = round (vt_vector_dot (v[0], v[1]) / vt_vector_dot (v[0], v[0])), shorter[3];

  for (guint k = 0; k < 3; k++)
    shorter[k] = v[1][k] - times * v[0][k];
  if (!(vt_vector_dot (shorter, shorter) < vt_vector_dot (v[1], v[1]) * (1.0 - 1e-12)))
    return FALSE;
  memcpy (v[1], shorter, sizeof shorter);
  return TRUE;
}

/* Each step shortens the basis by a share, so that the loop ends; its bound is for cells no program would write. */
static void
reduce (double v[3][3])
{
  for (guint step = 0; step < 10000; step++)
    {
      sort_by_length (v);
      if (!shorten_second (v) && !shorten_longest (v))
        return;
    }
}

static void
turn (const double v[3][3], gboolean orthogonal, double edges[3][3])
{
  double a = sqrt (vt_vector_dot (v[0], v[0]));
  double n[3] = { v[0][1] * v[1][2] - v[0][2] * v[1][1],
                  v[0][2] * v[1][0] - v[0][0] * v[1][2],
                  v[0][0] * v[1][1] - v[0][1] * v[1][0] };
  double area = sqrt (vt_vector_dot (n, n));

  memset (edges, 0, 9 * sizeof (double));
  edges[0][0] = a;
  edges[1][1] = area / a;
  edges[2][2] = fabs (vt_vector_dot (n, v[2])) / area;
  if (orthogonal)
    return;
  edges[1][0] = vt_vector_dot (v[0], v[1]) / a;
  edges[2][0] = vt_vector_dot (v[0], v[2]) / a;
  edges[2][1] = (vt_vector_dot (v[1], v[2]) - edges[1][0] * edges[2][0]) / edges[1][1];
}

static gboolean
turn_cell (const VtCell *cell, VoroppBox *box, VtCell *reduced, GError **error)
{
  gboolean all_around = cell->periodic[0] && cell->periodic[1] && cell->periodic[2];
  double vectors[3][3];

  memcpy (vectors, cell->vectors, sizeof vectors);
  if (!has_right_angles (vectors))
    {
      if (!all_around)
        {
          VtPlace place = { .frame = -1 };

          place.hint = _("Voronoi cells in a skewed cell need all three directions periodic.");
          vt_set_error_at (error, VT_ERROR_INPUT, &place, _("The cell is skewed and not periodic all around"));
          return FALSE;
        }
      reduce (vectors);
    }
  memcpy (box->periodic, cell->periodic, sizeof box->periodic);
  box->orthogonal = has_right_angles (vectors);
  turn (vectors, box->orthogonal, box->edges);
  return vt_cell_init (reduced, cell->origin, vectors, cell->periodic, error);
}

static void
find_basis (const VtCell *cell, const VtCell *reduced, int basis[3][3])
{
  for (guint i = 0; i < 3; i++)
    for (guint k = 0; k < 3; k++)
      {
        double times = 0.0;

        for (guint axis = 0; axis < 3; axis++)
          times += reduced->vectors[i][axis] * cell->inverse[axis][k];
        basis[i][k] = (int) lround (times);
      }
}

static gboolean
refuse_missing (VtFrame *frame, gsize atom, GError **error)
{
  VtPlace place = { .frame = -1, .hint = _("A Voronoi tessellation needs all of the atoms.") };
  gint64 id = vt_atom_table_get_ids (vt_frame_get_atoms (frame))[atom];

  vt_set_error_at (error, VT_ERROR_INPUT, &place, _("Atom %" PRId64 " has no position"), id);
  return FALSE;
}

static gboolean
turn_positions (VtFrame *frame, const VoroppBox *box, const VtCell *reduced, double *positions, GError **error)
{
  gsize n = vt_frame_get_n_atoms (frame);

  for (gsize i = 0; i < n; i++)
    {
      double r[3], f[3];

      vt_frame_get_position (frame, i, r);
      if (!isfinite (r[0]) || !isfinite (r[1]) || !isfinite (r[2]))
        return refuse_missing (frame, i, error);
      vt_cell_to_fractional (reduced, r, f);
      for (guint axis = 0; axis < 3; axis++)
        if (box->periodic[axis])
          {
            f[axis] -= floor (f[axis]);
            if (f[axis] >= 1.0)
              f[axis] = 0.0;
          }
      for (guint axis = 0; axis < 3; axis++)
        positions[3 * i + axis] = f[0] * box->edges[0][axis] + f[1] * box->edges[1][axis] + f[2] * box->edges[2][axis];
    }
  return TRUE;
}

/* Walls, and the length of each axis that atoms fill. */
static void
find_walls (VoroppBox *box, const double *positions, gsize n, double filled[3])
{
  for (guint axis = 0; axis < 3; axis++)
    {
      double low = G_MAXDOUBLE, high = -G_MAXDOUBLE, edge = box->edges[axis][axis];

      for (gsize i = 0; i < n; i++)
        {
          low = MIN (low, positions[3 * i + axis]);
          high = MAX (high, positions[3 * i + axis]);
        }
      box->low[axis] = 0.0;
      box->high[axis] = edge;
      if (n > 0 && !box->periodic[axis] && low < VT_VORONOI_SPOT)
        box->low[axis] = low - WALL_MARGIN;
      if (n > 0 && !box->periodic[axis] && high > edge - VT_VORONOI_SPOT)
        box->high[axis] = high + WALL_MARGIN;
      filled[axis] = n > 0 ? MIN (box->high[axis] - box->low[axis], high - low + 3.0) : edge;
    }
}

static void
choose_blocks (VoroppBox *box, gsize n, const double filled[3])
{
  double each = filled[0] * filled[1] * filled[2] / MAX (n, 1), side = cbrt (each * ATOMS_PER_BLOCK);

  box->reach = cbrt (0.75 / G_PI * each * ATOMS_IN_REACH);
  for (;; side *= 1.2)
    {
      double total = 1.0;

      for (guint axis = 0; axis < 3; axis++)
        {
          double count = CLAMP (floor ((box->high[axis] - box->low[axis]) / side), 1.0, n + 1.0);

          box->blocks[axis] = (int) count;
          total *= count;
        }
      /* Mostly empty space would otherwise be cut into more blocks than there are atoms to find. */
      if (total <= 2.0 * n + 8.0)
        return;
    }
}

typedef struct
{
  double key;
  double r[3];
  gsize  atom;
} Spot;

static int
compare_spots (gconstpointer a, gconstpointer b)
{
  const Spot *x = a, *y = b;

  return (x->key > y->key) - (x->key < y->key);
}

static void
add_spot (GArray *spots, const double r[3], gsize atom)
{
  /* No lattice has many atoms in a plane across this direction, so that near in it is nearly always near in space. */
  static const double direction[3] = { 0.5257311121191336, 0.4014871779209073, 0.7499420912387115 };
  Spot spot = { vt_vector_dot (r, direction), { r[0], r[1], r[2] }, atom };

  g_array_append_val (spots, spot);
}

/* The atom itself, and its images across those sides of the cell that it touches from within. */
static void
add_spots_of (GArray *spots, const VoroppBox *box, const double r[3], gsize atom)
{
  gboolean near[3];
  double f[3];

  f[2] = r[2] / box->edges[2][2];
  f[1] = (r[1] - f[2] * box->edges[2][1]) / box->edges[1][1];
  f[0] = (r[0] - f[2] * box->edges[2][0] - f[1] * box->edges[1][0]) / box->edges[0][0];
  /* In a reduced cell the distance to a side is at least half of f times the diagonal's element. */
  for (guint axis = 0; axis < 3; axis++)
    near[axis] = box->periodic[axis] && f[axis] * box->edges[axis][axis] < 4.0 * VT_VORONOI_SPOT;
  for (guint image = 0; image < 8; image++)
    {
      double shifted[3] = { r[0], r[1], r[2] };
      gboolean touches = TRUE;

      for (guint axis = 0; axis < 3; axis++)
        if (image >> axis & 1)
          {
            touches = touches && near[axis];
            for (guint k = 0; k < 3; k++)
              shifted[k] += box->edges[axis][k];
          }
      if (touches)
        add_spot (spots, shifted, atom);
    }
}

static gboolean
is_same_spot (const Spot *a, const Spot *b)
{
  double d[3] = { a->r[0] - b->r[0], a->r[1] - b->r[1], a->r[2] - b->r[2] };

  return a->atom != b->atom && vt_vector_dot (d, d) < VT_VORONOI_SPOT * VT_VORONOI_SPOT;
}

static gboolean
refuse_same_spot (VtFrame *frame, gsize a, gsize b, GError **error)
{
  VtPlace place = { .frame = -1, .hint = _("Each atom needs a place of its own.") };
  const gint64 *ids = vt_atom_table_get_ids (vt_frame_get_atoms (frame));

  vt_set_error_at (error, VT_ERROR_INPUT, &place,
                   _("Atoms %" PRId64 " and %" PRId64 " stand on one spot"),
                   ids[MIN (a, b)], ids[MAX (a, b)]);
  return FALSE;
}

/* Sorted along one direction, atoms on one spot stand next to one another, or nearly so. */
static gboolean
check_spots (VtFrame         *frame,
             const VoroppBox *box,
             const double    *positions,
             GCancellable    *cancellable,
             GError         **error)
{
  gsize n = vt_frame_get_n_atoms (frame);
  g_autoptr (GArray) spots = g_array_sized_new (FALSE, FALSE, sizeof (Spot), (guint) n);
  const Spot *sorted;

  for (gsize i = 0; i < n; i++)
    {
      if (i % 65536 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      add_spots_of (spots, box, positions + 3 * i, i);
    }
  if (n == 0)
    return TRUE;
  if (!vt_parallel_sort (spots->data, spots->len, sizeof (Spot), compare_spots, cancellable, error))
    return FALSE;
  sorted = (const Spot *) spots->data;
  for (gsize i = 0; i < spots->len; i++)
    for (gsize j = i + 1; j < spots->len && sorted[j].key - sorted[i].key < VT_VORONOI_SPOT; j++)
      if (is_same_spot (sorted + i, sorted + j))
        return refuse_same_spot (frame, sorted[i].atom, sorted[j].atom, error);
  return TRUE;
}

static gboolean
check_size (const VoroppBox *box, gsize n, GError **error)
{
  if (n > VT_VORONOI_MAX_ATOMS)
    {
      vt_set_error_at (error, VT_ERROR_LIMIT, NULL, _("More atoms than a Voronoi tessellation can number"));
      return FALSE;
    }
  for (guint axis = 0; axis < 3; axis++)
    if (box->periodic[axis] && box->edges[axis][axis] < VT_VORONOI_SPOT * 10.0)
      {
        vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("The cell is so thin that an atom stands on its own image"));
        return FALSE;
      }
  return TRUE;
}

gboolean
vt_voronoi_box_prepare (VtFrame      *frame,
                        VoroppBox    *box,
                        double       *positions,
                        int           basis[3][3],
                        GCancellable *cancellable,
                        GError      **error)
{
  gsize n;
  double filled[3];
  VtCell reduced;

  g_return_val_if_fail (frame != NULL && box != NULL && positions != NULL && basis != NULL, FALSE);

  n = vt_frame_get_n_atoms (frame);
  if (!turn_cell (vt_frame_get_cell (frame), box, &reduced, error)
      || !check_size (box, n, error)
      || !turn_positions (frame, box, &reduced, positions, error))
    return FALSE;
  find_basis (vt_frame_get_cell (frame), &reduced, basis);
  find_walls (box, positions, n, filled);
  choose_blocks (box, n, filled);
  return check_spots (frame, box, positions, cancellable, error);
}
