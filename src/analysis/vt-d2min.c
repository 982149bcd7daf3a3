/* Non-affine displacement D²min, Å².
 *
 * With u_j = r_j(t) − r_0(t) and v_j = r_j(t+Δt) − r_0(t+Δt) over the neighbours j of atom 0 at t,
 *
 *   current to reference:  D² = 1/CN Σ_j |u_j − J v_j|²,  J = (Σ u vᵀ)(Σ v vᵀ)⁻¹   (eq. 2 of Liu, Lu, Tu, Shen,
 *                          J. Mater. Inf. 2022;2:20: lengths of t, untouched by an affine map of the later frame)
 *   reference to current:  D² = 1/CN Σ_j |v_j − J u_j|²,  J = (Σ v uᵀ)(Σ u uᵀ)⁻¹   (Falk & Langer, Phys. Rev. E 57,
 *                          7192 (1998))
 *
 * or the sum without 1/CN. CN counts the neighbours that have a position in both frames. The image of a neighbour is
 * chosen at t and followed: v_j = r_j + image · H − r_0 with unwrapped positions and H the later cell in the basis
 * that continues the earlier one's.
 *
 * NaN where CN < 4 (three vectors are always mapped exactly) or where the matrix inverted has a condition number
 * (2-norm) above the bound.
 *
 * J is found first and the residuals are summed afterwards, from a small local copy: the closed form
 * Σ|u|² − tr(J Σ v uᵀ) would lose all digits where D² ≪ |u|². Cost: O(n CN).
 */
#include "vt-d2min.h"

#include <math.h>
#include "vt-large-array.h"
#include "vt-parallel.h"

#define ATOMS_A_CHUNK 1024
#define MIN_NEIGHBORS 4
#define MAX_CONDITION 1e15 /* beyond it the matrix is singular in double precision, whatever was asked */

/* Both positions of an atom side by side: one memory access a neighbour. */
typedef struct
{
  double reference[3];
  double current[3];
} Place;

/* Where an atom's neighbour is, and where the map should take it from. */
typedef struct
{
  double target[3];
  double source[3];
} Bond;

typedef struct
{
  VtFrame              *reference;
  VtFrame              *current;
  const VtNeighborList *neighbors;
  const VtD2minParams  *params;
  double                max_condition;
  double                first_cell[3][3];
  double                later_cell[3][3];
  const guint32        *order;
  Place                *places;
  Bond                **bonds; /* one array a worker, for the longest list of neighbours */
  guint                 longest;
  double               *d2min;
} Context;

static void
copy_chunk (const VtChunk *chunk, gpointer data)
{
  Context *context = data;

  for (guint axis = 0; axis < 3; axis++)
    {
      const double *reference = vt_frame_get_axis (context->reference, axis);
      const double *current = vt_frame_get_axis (context->current, axis);

      for (gsize atom = chunk->begin; atom < chunk->end; atom++)
        {
          context->places[atom].reference[axis] = reference[atom];
          context->places[atom].current[axis] = current[atom];
          context->d2min[atom] = NAN;
        }
    }
}

/* The same expression as vt_cell_grid_distance_squared()'s: (to − from) + image · cell. */
static inline void
subtract (const double to[3],
          const double from[3],
          const gint16 image[3],
          const double cell[3][3],
          double       difference[3])
{
  for (guint axis = 0; axis < 3; axis++)
    difference[axis] = to[axis] - from[axis];
  if ((image[0] | image[1] | image[2]) != 0)
    for (guint axis = 0; axis < 3; axis++)
      difference[axis] += (image[0] * cell[0][axis] + image[1] * cell[1][axis]) + image[2] * cell[2][axis];
}

/* The bonds that exist in both frames: their number. */
static guint
collect_bonds (const Context *context, gsize atom, Bond *bonds)
{
  gboolean to_reference = context->params->mapping == VT_D2MIN_CURRENT_TO_REFERENCE;
  const Place *center = &context->places[atom];
  guint count;
  const VtNeighbor *neighbors = vt_neighbor_list_get (context->neighbors, atom, &count);
  guint n = 0;

  for (guint i = 0; i < count; i++)
    {
      const Place *place = &context->places[neighbors[i].atom];
      double *reference = to_reference ? bonds[n].target : bonds[n].source;
      double *current = to_reference ? bonds[n].source : bonds[n].target;

      subtract (place->reference, center->reference, neighbors[i].image, context->first_cell, reference);
      subtract (place->current, center->current, neighbors[i].image, context->later_cell, current);
      /* NaN and infinity alike. The reference is known to be finite: it has neighbours. */
      if (isfinite (current[0] + current[1] + current[2]))
        n++;
    }

  return n;
}

/* Σ target sourceᵀ, and the upper triangle xx xy xz yy yz zz of Σ source sourceᵀ. */
static void
sum_products (const Bond *bonds, guint n, double cross[3][3], double normal[6])
{
  for (guint i = 0; i < 6; i++)
    normal[i] = 0.0;
  for (guint row = 0; row < 3; row++)
    for (guint column = 0; column < 3; column++)
      cross[row][column] = 0.0;

  for (guint i = 0; i < n; i++)
    {
      const double *target = bonds[i].target;
      const double *source = bonds[i].source;

      for (guint row = 0; row < 3; row++)
        for (guint column = 0; column < 3; column++)
          cross[row][column] += target[row] * source[column];
      normal[0] += source[0] * source[0];
      normal[1] += source[0] * source[1];
      normal[2] += source[0] * source[2];
      normal[3] += source[1] * source[1];
      normal[4] += source[1] * source[2];
      normal[5] += source[2] * source[2];
    }
}

/* Largest over smallest eigenvalue of a symmetric matrix, by the trigonometric solution of its cubic (O. K. Smith,
 * Commun. ACM 4, 168 (1961)). The smallest one errs by 2⁻⁵² of the largest. */
static double
compute_condition (const double m[6])
{
  double mean = (m[0] + m[3] + m[5]) / 3.0;
  double off = m[1] * m[1] + m[2] * m[2] + m[4] * m[4];
  double a = m[0] - mean;
  double b = m[3] - mean;
  double c = m[5] - mean;
  double scale = sqrt ((a * a + b * b + c * c + 2.0 * off) / 6.0);
  double half, angle, largest, smallest;

  if (!(scale > 0.0))
    return mean > 0.0 ? 1.0 : INFINITY;

  half = (a * (b * c - m[4] * m[4]) - m[1] * (m[1] * c - m[4] * m[2]) + m[2] * (m[1] * m[4] - b * m[2])) /
         (2.0 * scale * scale * scale);
  angle = acos (CLAMP (half, -1.0, 1.0)) / 3.0;
  largest = mean + 2.0 * scale * cos (angle);
  smallest = mean + 2.0 * scale * cos (angle + 2.0 * G_PI / 3.0);

  return smallest > 0.0 ? largest / smallest : INFINITY;
}

static double
norm_squared (const double m[6])
{
  return m[0] * m[0] + m[3] * m[3] + m[5] * m[5] + 2.0 * (m[1] * m[1] + m[2] * m[2] + m[4] * m[4]);
}

/* The inverse of a symmetric matrix by its adjugate; FALSE where the condition number is too high. */
static gboolean
invert (const double m[6], double max_condition, double inverse[6])
{
  double adjugate[6] = {
    m[3] * m[5] - m[4] * m[4], m[2] * m[4] - m[1] * m[5], m[1] * m[4] - m[2] * m[3],
    m[0] * m[5] - m[2] * m[2], m[1] * m[2] - m[0] * m[4], m[0] * m[3] - m[1] * m[1],
  };
  double determinant = m[0] * adjugate[0] + m[1] * adjugate[1] + m[2] * adjugate[2];
  double bound;

  if (!(determinant > 0.0))
    return FALSE;
  for (guint i = 0; i < 6; i++)
    inverse[i] = adjugate[i] / determinant;

  /* The Frobenius norms bound the condition number from above and are cheap: they settle nearly all atoms. */
  bound = norm_squared (m) * norm_squared (inverse);
  if (bound <= max_condition * max_condition)
    return TRUE;

  return compute_condition (m) <= max_condition;
}

static void
multiply (const double cross[3][3], const double inverse[6], double map[3][3])
{
  for (guint row = 0; row < 3; row++)
    {
      map[row][0] = cross[row][0] * inverse[0] + cross[row][1] * inverse[1] + cross[row][2] * inverse[2];
      map[row][1] = cross[row][0] * inverse[1] + cross[row][1] * inverse[3] + cross[row][2] * inverse[4];
      map[row][2] = cross[row][0] * inverse[2] + cross[row][1] * inverse[4] + cross[row][2] * inverse[5];
    }
}

static double
sum_residuals (const Bond *bonds, guint n, const double map[3][3])
{
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    {
      const double *source = bonds[i].source;

      for (guint row = 0; row < 3; row++)
        {
          double residual = bonds[i].target[row] -
                            (map[row][0] * source[0] + map[row][1] * source[1] + map[row][2] * source[2]);

          sum += residual * residual;
        }
    }

  return sum;
}

static double
compute_atom (const Context *context, gsize atom, Bond *bonds)
{
  guint n = collect_bonds (context, atom, bonds);
  double cross[3][3], normal[6], inverse[6], map[3][3];
  double sum;

  if (n < MIN_NEIGHBORS)
    return NAN;
  sum_products (bonds, n, cross, normal);
  if (!invert (normal, context->max_condition, inverse))
    return NAN;

  multiply (cross, inverse, map);
  sum = sum_residuals (bonds, n, map);

  return context->params->norm == VT_D2MIN_MEAN ? sum / n : sum;
}

static void
compute_chunk (const VtChunk *chunk, gpointer data)
{
  Context *context = data;
  Bond **bonds = &context->bonds[chunk->worker];

  if (*bonds == NULL)
    *bonds = g_new (Bond, context->longest);
  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      gsize atom = context->order[i];

      context->d2min[atom] = compute_atom (context, atom, *bonds);
    }
}

static guint
find_longest (const VtNeighborList *neighbors, gsize n)
{
  guint longest = 1;

  for (gsize atom = 0; atom < n; atom++)
    {
      guint count;

      vt_neighbor_list_get (neighbors, atom, &count);
      longest = MAX (longest, count);
    }

  return longest;
}

static void
set_cells (Context *context)
{
  const VtCell *first = vt_frame_get_cell (context->reference);
  VtCell later;

  vt_cell_follow (first, vt_frame_get_cell (context->current), &later);
  for (guint i = 0; i < 3; i++)
    for (guint axis = 0; axis < 3; axis++)
      {
        context->first_cell[i][axis] = first->vectors[i][axis];
        context->later_cell[i][axis] = later.vectors[i][axis];
      }
}

static gboolean
run (Context *context, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  gsize n = vt_frame_get_n_atoms (context->reference);
  guint n_workers = vt_parallel_get_threads ();
  gsize n_ordered, grain;
  gboolean done;

  context->order = vt_neighbor_list_get_order (context->neighbors, &n_ordered);
  context->longest = find_longest (context->neighbors, n);
  context->places = vt_large_array_new (n * sizeof (Place));
  context->bonds = g_new0 (Bond *, n_workers);
  grain = CLAMP (16 * ATOMS_A_CHUNK / context->longest, 1, ATOMS_A_CHUNK);
  done = vt_parallel_for (n, 16 * ATOMS_A_CHUNK, copy_chunk, context, NULL, cancellable, error) &&
         vt_parallel_for (n_ordered, grain, compute_chunk, context, progress, cancellable, error);

  for (guint i = 0; i < n_workers; i++)
    g_free (context->bonds[i]);
  g_free (context->bonds);
  vt_large_array_free (context->places);

  return done;
}

gboolean
vt_d2min_compute (VtFrame              *reference,
                  const VtNeighborList *neighbors,
                  VtFrame              *current,
                  const VtD2minParams  *params,
                  double               *d2min,
                  gsize                *n_undefined,
                  VtProgress           *progress,
                  GCancellable         *cancellable,
                  GError              **error)
{
  Context context = { .reference = reference, .current = current, .neighbors = neighbors, .params = params };
  gsize n;

  g_return_val_if_fail (reference != NULL && neighbors != NULL && current != NULL, FALSE);
  g_return_val_if_fail (params != NULL && d2min != NULL && n_undefined != NULL, FALSE);
  n = vt_frame_get_n_atoms (reference);
  g_return_val_if_fail (vt_frame_get_n_atoms (current) == n && vt_neighbor_list_get_n_atoms (neighbors) == n, FALSE);

  context.max_condition = fmin (params->max_condition, MAX_CONDITION);
  context.d2min = d2min;
  set_cells (&context);
  if (!run (&context, progress, cancellable, error))
    return FALSE;

  *n_undefined = 0;
  for (gsize atom = 0; atom < n; atom++)
    *n_undefined += isnan (d2min[atom]) != 0;

  return TRUE;
}
