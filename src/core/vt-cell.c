/*
 * Lattice geometry. Vectors are rows: r = origin + f · H with H = @vectors, f = (r − origin) · H⁻¹.
 *
 * The minimum image is exact for any cell. Rounding the fractional coordinates gives the shortest vector d in an
 * orthogonal cell, and in any cell if |d| is at most half the smallest distance w between opposite faces: every other
 * image differs by a lattice vector of length ≥ w. Otherwise all images are searched that could be shorter: those with
 * |f_i| ≤ |d| / w_i, in a basis made of short vectors by pairwise (Lagrange) reduction so that they are few.
 */
#include "vt-cell.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-vector.h"

/* Beyond this an image number is no number any more: such an atom is left where it is. */
#define MAX_IMAGE 1e9
/* Smallest volume relative to that of a box of the same edges: below, rounding is all there is to the inverse. */
#define MIN_RELATIVE_VOLUME 1e-10

/* v · m */
static void
multiply (const double v[3], const double m[3][3], double product[3])
{
  for (guint j = 0; j < 3; j++)
    product[j] = v[0] * m[0][j] + v[1] * m[1][j] + v[2] * m[2][j];
}

static double
determinant (const double m[3][3])
{
  double bc[3];

  vt_vector_cross (m[1], m[2], bc);
  return vt_vector_dot (m[0], bc);
}

static void
invert (const double m[3][3], double inverse[3][3])
{
  double volume = determinant (m);

  for (guint i = 0; i < 3; i++)
    {
      double normal[3];

      vt_vector_cross (m[(i + 1) % 3], m[(i + 2) % 3], normal);
      for (guint d = 0; d < 3; d++)
        inverse[d][i] = normal[d] / volume;
    }
}

static gboolean
all_finite (const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!isfinite (values[i]))
      return FALSE;
  return TRUE;
}

gboolean
vt_cell_init (VtCell *cell, const double origin[3], const double vectors[3][3], const gboolean periodic[3],
              GError **error)
{
  double edges, volume;

  g_return_val_if_fail (cell != NULL, FALSE);
  g_return_val_if_fail (origin != NULL && vectors != NULL && periodic != NULL, FALSE);

  if (!all_finite (origin, 3) || !all_finite (&vectors[0][0], 9))
    {
      vt_set_error_at (error, VT_ERROR_FORMAT, NULL, _("the cell's vectors are not finite numbers"));
      return FALSE;
    }

  edges = 1.0;
  for (guint i = 0; i < 3; i++)
    edges *= sqrt (vt_vector_dot (vectors[i], vectors[i]));
  volume = fabs (determinant (vectors));
  /* Written so that a NaN from an overflow is refused too. */
  if (!(edges < HUGE_VAL) || !(volume > MIN_RELATIVE_VOLUME * edges) || !isfinite (1.0 / volume))
    {
      vt_set_error_at (error, VT_ERROR_FORMAT, NULL, _("the cell's vectors span no volume"));
      return FALSE;
    }

  memcpy (cell->origin, origin, sizeof cell->origin);
  memcpy (cell->vectors, vectors, sizeof cell->vectors);
  invert (vectors, cell->inverse);
  for (guint d = 0; d < 3; d++)
    cell->periodic[d] = periodic[d] != FALSE;
  return TRUE;
}

void
vt_cell_init_box (VtCell *cell, double lx, double ly, double lz)
{
  const double origin[3] = { 0.0, 0.0, 0.0 };
  const double vectors[3][3] = { { lx, 0.0, 0.0 }, { 0.0, ly, 0.0 }, { 0.0, 0.0, lz } };
  const gboolean periodic[3] = { TRUE, TRUE, TRUE };

  g_return_if_fail (cell != NULL);
  g_return_if_fail (lx > 0.0 && ly > 0.0 && lz > 0.0);

  if (!vt_cell_init (cell, origin, vectors, periodic, NULL))
    g_return_if_reached ();
}

gboolean
vt_cell_equal (const VtCell *a, const VtCell *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  for (guint i = 0; i < 3; i++)
    {
      if (a->origin[i] != b->origin[i] || a->periodic[i] != b->periodic[i])
        return FALSE;
      for (guint j = 0; j < 3; j++)
        if (a->vectors[i][j] != b->vectors[i][j])
          return FALSE;
    }
  return TRUE;
}

double
vt_cell_volume (const VtCell *cell)
{
  g_return_val_if_fail (cell != NULL, NAN);

  return fabs (determinant (cell->vectors));
}

/* Square of 1/w: f changes by one over the distance w between two faces, so its gradient is 1/w long. */
static double
inverse_width_squared (const VtCell *cell, guint axis)
{
  const double gradient[3] = { cell->inverse[0][axis], cell->inverse[1][axis], cell->inverse[2][axis] };

  return vt_vector_dot (gradient, gradient);
}

double
vt_cell_width (const VtCell *cell, guint axis)
{
  g_return_val_if_fail (cell != NULL, NAN);
  g_return_val_if_fail (axis < 3, NAN);

  return 1.0 / sqrt (inverse_width_squared (cell, axis));
}

gboolean
vt_cell_is_orthogonal (const VtCell *cell)
{
  g_return_val_if_fail (cell != NULL, FALSE);

  return cell->vectors[0][1] == 0.0 && cell->vectors[0][2] == 0.0 && cell->vectors[1][0] == 0.0
         && cell->vectors[1][2] == 0.0 && cell->vectors[2][0] == 0.0 && cell->vectors[2][1] == 0.0;
}

void
vt_cell_to_fractional (const VtCell *cell, const double position[3], double fractional[3])
{
  double relative[3];

  g_return_if_fail (cell != NULL);

  for (guint d = 0; d < 3; d++)
    relative[d] = position[d] - cell->origin[d];
  multiply (relative, cell->inverse, fractional);
}

void
vt_cell_to_cartesian (const VtCell *cell, const double fractional[3], double position[3])
{
  double relative[3];

  g_return_if_fail (cell != NULL);

  multiply (fractional, cell->vectors, relative);
  for (guint d = 0; d < 3; d++)
    position[d] = relative[d] + cell->origin[d];
}

void
vt_cell_wrap (const VtCell *cell, double position[3], int image[3])
{
  g_return_if_fail (cell != NULL);
  g_return_if_fail (position != NULL && image != NULL);

  image[0] = image[1] = image[2] = 0;
  /* A second turn takes in the atom a hair below 0, which the first puts onto 1. */
  for (guint turn = 0; turn < 2; turn++)
    {
      double fractional[3];
      gboolean moved = FALSE;

      vt_cell_to_fractional (cell, position, fractional);
      for (guint i = 0; i < 3; i++)
        {
          double cells = floor (fractional[i]);

          if (!cell->periodic[i] || cells == 0.0 || !(fabs (cells) < MAX_IMAGE))
            continue;
          moved = TRUE;
          image[i] += (int) cells;
          for (guint d = 0; d < 3; d++)
            position[d] -= cells * cell->vectors[i][d];
        }
      if (!moved)
        break;
    }
}

/* Takes whole periods off along the periodic directions until every fractional coordinate is at most a half. */
static void
round_off (const VtCell *cell, double difference[3])
{
  double fractional[3];

  multiply (difference, cell->inverse, fractional);
  for (guint i = 0; i < 3; i++)
    {
      double cells = cell->periodic[i] ? rint (fractional[i]) : 0.0;

      for (guint d = 0; d < 3 && cells != 0.0; d++)
        difference[d] -= cells * cell->vectors[i][d];
    }
}

/* TRUE if no image of @difference can be shorter: see the head of the file. */
static gboolean
is_surely_shortest (const VtCell *cell, const double difference[3])
{
  double length2 = vt_vector_dot (difference, difference);

  for (guint i = 0; i < 3; i++)
    if (cell->periodic[i] && 4.0 * length2 * inverse_width_squared (cell, i) > 1.0)
      return FALSE;
  return TRUE;
}

/* Replaces vectors by shorter ones that span the same lattice, until no two shorten one another. */
static void
reduce_vectors (double vectors[3][3], const gboolean periodic[3])
{
  gboolean shortened = TRUE;

  /* Every step shortens a vector by a share of it; the bound only keeps rounding from going in circles. */
  for (guint turn = 0; shortened && turn < 200; turn++)
    {
      shortened = FALSE;
      for (guint i = 0; i < 3; i++)
        for (guint j = 0; j < 3; j++)
          {
            double times;

            if (i == j || !periodic[i] || !periodic[j])
              continue;
            times = vt_vector_dot (vectors[i], vectors[j]) / vt_vector_dot (vectors[j], vectors[j]);
            /* Not at 0.5 itself, which would turn to and fro between two equal choices. */
            if (fabs (times) <= 0.5 + 1e-9)
              continue;
            for (guint d = 0; d < 3; d++)
              vectors[i][d] -= rint (times) * vectors[j][d];
            shortened = TRUE;
          }
    }
}

/* Makes the edges that do not repeat perpendicular to those that do: they do not count among the images. */
static void
straighten_open_vectors (double vectors[3][3], const gboolean periodic[3])
{
  guint n_periodic = periodic[0] + periodic[1] + periodic[2];

  for (guint i = 0; i < 3; i++)
    {
      guint j = (i + 1) % 3, k = (i + 2) % 3;

      if (periodic[i] || n_periodic != 2)
        continue;
      vt_vector_cross (vectors[j], vectors[k], vectors[i]);
    }
  for (guint i = 0; i < 3; i++)
    {
      guint j = (i + 1) % 3, k = (i + 2) % 3;
      double along;

      if (!periodic[i] || n_periodic != 1)
        continue;
      along = vt_vector_dot (vectors[j], vectors[i]) / vt_vector_dot (vectors[i], vectors[i]);
      for (guint d = 0; d < 3; d++)
        vectors[j][d] -= along * vectors[i][d];
      vt_vector_cross (vectors[i], vectors[j], vectors[k]);
    }
}

static void
search_images (const VtCell *cell, double difference[3])
{
  const double start[3] = { difference[0], difference[1], difference[2] };
  double best = vt_vector_dot (start, start);
  double fractional[3];
  int low[3] = { 0 }, high[3] = { 0 };

  multiply (start, cell->inverse, fractional);
  for (guint i = 0; i < 3; i++)
    {
      double reach = sqrt (best * inverse_width_squared (cell, i));

      if (!cell->periodic[i])
        continue;
      low[i] = (int) ceil (fractional[i] - reach);
      high[i] = (int) floor (fractional[i] + reach);
    }

  for (int a = low[0]; a <= high[0]; a++)
    for (int b = low[1]; b <= high[1]; b++)
      for (int c = low[2]; c <= high[2]; c++)
        {
          const double cells[3] = { a, b, c };
          double shift[3], candidate[3];

          multiply (cells, cell->vectors, shift);
          for (guint d = 0; d < 3; d++)
            candidate[d] = start[d] - shift[d];
          if (vt_vector_dot (candidate, candidate) < best)
            {
              best = vt_vector_dot (candidate, candidate);
              memcpy (difference, candidate, sizeof candidate);
            }
        }
}

void
vt_cell_minimum_image (const VtCell *cell, double difference[3])
{
  VtCell reduced;

  g_return_if_fail (cell != NULL);
  g_return_if_fail (difference != NULL);

  if (!all_finite (difference, 3))
    return;
  round_off (cell, difference);
  if (vt_cell_is_orthogonal (cell) || is_surely_shortest (cell, difference))
    return;

  reduced = *cell;
  reduce_vectors (reduced.vectors, cell->periodic);
  straighten_open_vectors (reduced.vectors, cell->periodic);
  invert (reduced.vectors, reduced.inverse);
  round_off (&reduced, difference);
  if (!is_surely_shortest (&reduced, difference))
    search_images (&reduced, difference);
}

static gboolean
is_identity (const double m[3][3])
{
  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      if (m[i][j] != (i == j ? 1.0 : 0.0))
        return FALSE;
  return TRUE;
}

gboolean
vt_cell_rebase (const VtCell *cell, const double change[3][3], VtCell *rebased)
{
  double vectors[3][3];

  g_return_val_if_fail (cell != NULL && change != NULL && rebased != NULL, FALSE);

  if (fabs (determinant (change)) != 1.0)
    return FALSE;
  /* The product would be the same but for the signs of zeros. */
  if (is_identity (change))
    {
      *rebased = *cell;
      return TRUE;
    }
  for (guint i = 0; i < 3; i++)
    multiply (change[i], cell->vectors, vectors[i]);

  /* The volume stays, so this cannot be refused but for the rounding of a hopeless cell. */
  return vt_cell_init (rebased, cell->origin, vectors, cell->periodic, NULL);
}

/*
 * If nothing but the basis had changed, H0 = M · H1 with M of whole numbers and determinant ±1. Strain makes
 * H0 · H1⁻¹ differ from M by its own size, so rounding finds M while the strain between the two frames stays well
 * below a half. Beyond that a shear and a flip cannot be told apart from two cells alone: vt_frame_follow_cell() asks
 * the atoms. Directions that do not repeat are never flipped.
 */
gboolean
vt_cell_follow (const VtCell *from, const VtCell *to, VtCell *followed)
{
  double change[3][3];

  g_return_val_if_fail (from != NULL && to != NULL && followed != NULL, FALSE);

  for (guint i = 0; i < 3; i++)
    {
      multiply (from->vectors[i], to->inverse, change[i]);
      for (guint j = 0; j < 3; j++)
        change[i][j] = to->periodic[i] && to->periodic[j] ? rint (change[i][j]) : i == j;
    }

  if (is_identity (change) || !vt_cell_rebase (to, change, followed))
    {
      *followed = *to;
      return FALSE;
    }
  return TRUE;
}
