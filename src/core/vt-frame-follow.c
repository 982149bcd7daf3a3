/*
 * Let s be an atom's fractional coordinates in the earlier cell and t those in the later cell as it was written, both
 * unwrapped and counted from their means. If the atoms flow with the box, whatever its strain, t = s · M with the M of
 * whole numbers that leads from the later basis to the one that continues the earlier: M = 1 unless the box was flipped.
 * So M is the least-squares matrix (Σ s sᵀ)⁻¹ Σ s t, rounded; the thermal motion and diffusion of the atoms are the noise
 * of the fit and tell its standard error, √([(Σ s sᵀ)⁻¹]_ii · residual variance of t_j).
 *
 * Of a later frame whose coordinates are wrapped, only t modulo 1 is known, and there is nothing to fit. But in the right
 * basis the steps t · M⁻¹ − s, to the nearest whole number, are those of the atoms, small; in any other they are spread
 * evenly, with a mean square of 1/12 along some axis. So the basis that the cells suggest is tried, and where its steps
 * are as those of chance, those that differ from it by a box's shear between any two of the axes.
 *
 * Directions that do not repeat take no part: they have no images.
 *
 * Up to 20 000 atoms, evenly over the table, are enough: O(1).
 */
#include "vt-frame-follow.h"

#include <math.h>

#include "vt-vector.h"

#define MOST_ATOMS 20000
#define MIN_ATOMS 8
#define MAX_DISTANCE 0.3 /* of a component from the whole number it stands for */
#define STANDARD_ERRORS 4.0
#define MIN_WRAPPED_ATOMS 16 /* so many steps are hardly ever small by chance, in any of the bases tried */
#define MAX_MEAN_SQUARE 0.0225 /* of the steps along each axis: a quarter of chance's, 1/12, and less */
#define MIN_DETERMINANT 1e-9 /* of Σ s sᵀ relative to the product of its diagonal: below, the atoms lie in a plane */

typedef struct
{
  gsize  n;
  double s[MOST_ATOMS][3];
  double t[MOST_ATOMS][3];
} Coordinates;

static void
subtract_mean (double (*values)[3], gsize n)
{
  double mean[3] = { 0.0, 0.0, 0.0 };

  for (gsize i = 0; i < n; i++)
    for (guint d = 0; d < 3; d++)
      mean[d] += values[i][d];
  for (gsize i = 0; i < n; i++)
    for (guint d = 0; d < 3; d++)
      values[i][d] -= mean[d] / n;
}

static void
collect (const VtFrame *from, const VtFrame *to, Coordinates *coordinates)
{
  gsize n = vt_frame_get_n_atoms (from);
  gsize step = (n + MOST_ATOMS - 1) / MOST_ATOMS;

  coordinates->n = 0;
  for (gsize atom = 0; atom < n; atom += step)
    {
      double first[3], later[3];

      vt_frame_get_position (from, atom, first);
      vt_frame_get_position (to, atom, later);
      if (!isfinite (first[0] + first[1] + first[2]) || !isfinite (later[0] + later[1] + later[2]))
        continue;
      vt_cell_to_fractional (vt_frame_get_cell (from), first, coordinates->s[coordinates->n]);
      vt_cell_to_fractional (vt_frame_get_cell (to), later, coordinates->t[coordinates->n]);
      coordinates->n++;
    }
}

/* Inverse of a symmetric, positive matrix; FALSE where the coordinates span no volume. */
static gboolean
invert (const double m[3][3], double inverse[3][3])
{
  double determinant;

  for (guint i = 0; i < 3; i++)
    vt_vector_cross (m[(i + 1) % 3], m[(i + 2) % 3], inverse[i]);
  determinant = vt_vector_dot (m[0], inverse[0]);
  if (!(determinant > MIN_DETERMINANT * m[0][0] * m[1][1] * m[2][2]))
    return FALSE;
  for (guint i = 0; i < 9; i++)
    inverse[i / 3][i % 3] /= determinant;

  return TRUE;
}

/* (Σ s sᵀ)⁻¹ Σ s t and the former factor. */
static gboolean
fit (const Coordinates *coordinates, double change[3][3], double inverse[3][3])
{
  double normal[3][3] = { { 0.0 } }, cross[3][3] = { { 0.0 } };

  for (gsize atom = 0; atom < coordinates->n; atom++)
    for (guint i = 0; i < 3; i++)
      for (guint j = 0; j < 3; j++)
        {
          normal[i][j] += coordinates->s[atom][i] * coordinates->s[atom][j];
          cross[i][j] += coordinates->s[atom][i] * coordinates->t[atom][j];
        }
  if (!invert (normal, inverse))
    return FALSE;
  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      change[i][j] = inverse[i][0] * cross[0][j] + inverse[i][1] * cross[1][j] + inverse[i][2] * cross[2][j];

  return TRUE;
}

/* Variance of what the fit leaves of each t_j. */
static void
get_variances (const Coordinates *coordinates, const double change[3][3], double variances[3])
{
  for (guint j = 0; j < 3; j++)
    {
      double sum = 0.0;

      for (gsize atom = 0; atom < coordinates->n; atom++)
        {
          const double *s = coordinates->s[atom];
          double left = coordinates->t[atom][j] - (s[0] * change[0][j] + s[1] * change[1][j] + s[2] * change[2][j]);

          sum += left * left;
        }
      variances[j] = sum / (coordinates->n - 4);
    }
}

/* The whole-numbered change of basis, if there is one that the atoms vouch for. */
static gboolean
ask_atoms (const Coordinates *coordinates, const gboolean periodic[3], double change[3][3])
{
  double inverse[3][3], variances[3];

  if (coordinates->n < MIN_ATOMS || !fit (coordinates, change, inverse))
    return FALSE;

  get_variances (coordinates, change, variances);
  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      {
        gboolean repeats = periodic[i] && periodic[j];
        double whole = repeats ? rint (change[i][j]) : i == j;

        if (repeats
            && !(fabs (change[i][j] - whole) + STANDARD_ERRORS * sqrt (inverse[i][i] * variances[j]) < MAX_DISTANCE))
          return FALSE;
        change[i][j] = whole;
      }

  return TRUE;
}

gboolean
vt_frame_follow_cell (const VtFrame *from, const VtFrame *to, VtCell *followed)
{
  g_autofree Coordinates *coordinates = NULL;
  double change[3][3];
  VtCell cell;

  g_return_val_if_fail (from != NULL && to != NULL && followed != NULL, FALSE);
  g_return_val_if_fail (vt_frame_get_n_atoms (from) == vt_frame_get_n_atoms (to), FALSE);

  coordinates = g_new (Coordinates, 1);
  collect (from, to, coordinates);
  subtract_mean (coordinates->s, coordinates->n);
  subtract_mean (coordinates->t, coordinates->n);
  if (ask_atoms (coordinates, vt_frame_get_cell (from)->periodic, change)
      && vt_cell_rebase (vt_frame_get_cell (to), change, followed))
    {
      for (guint i = 0; i < 9; i++)
        if (change[i / 3][i % 3] != (i % 4 == 0))
          return TRUE;
      return FALSE;
    }

  cell = *vt_frame_get_cell (to);
  return vt_cell_follow (vt_frame_get_cell (from), &cell, followed);
}

/* ---- of wrapped coordinates ---- */

/* As collect(), but t in @to's coordinates in Å. */
static void
collect_wrapped (const double *fractional, const VtFrame *to, Coordinates *coordinates)
{
  gsize n = vt_frame_get_n_atoms (to);
  gsize step = (n + MOST_ATOMS - 1) / MOST_ATOMS;

  coordinates->n = 0;
  for (gsize atom = 0; atom < n; atom += step)
    {
      double *s = coordinates->s[coordinates->n], *t = coordinates->t[coordinates->n];

      for (guint d = 0; d < 3; d++)
        s[d] = fractional[d * n + atom];
      vt_frame_get_position (to, atom, t);
      if (isfinite (s[0] + s[1] + s[2]) && isfinite (t[0] + t[1] + t[2]))
        coordinates->n++;
    }
}

/* Sum over the axes that repeat of the steps' mean square in @cell; infinite where one is too large. */
static double
measure_steps (const Coordinates *coordinates, const VtCell *cell)
{
  double sums[3] = { 0.0 }, total = 0.0;

  for (gsize atom = 0; atom < coordinates->n; atom++)
    {
      double f[3];

      vt_cell_to_fractional (cell, coordinates->t[atom], f);
      for (guint d = 0; d < 3; d++)
        {
          double step = f[d] - coordinates->s[atom][d];

          step -= rint (step);
          sums[d] += step * step;
        }
    }
  for (guint d = 0; d < 3; d++)
    if (cell->periodic[d])
      {
        if (!(sums[d] <= MAX_MEAN_SQUARE * coordinates->n))
          return INFINITY;
        total += sums[d] / coordinates->n;
      }

  return total;
}

/* The @number-th (of 27) change by a box at most between any two axes, each with those before it, or, @upper, after it;
 * FALSE where it goes along a direction that does not repeat. */
static gboolean
make_shear (guint number, gboolean upper, const gboolean periodic[3], double shear[3][3])
{
  static const guint pairs[3][2] = { { 1, 0 }, { 2, 0 }, { 2, 1 } };

  for (guint i = 0; i < 9; i++)
    shear[i / 3][i % 3] = i % 4 == 0;
  for (guint p = 0; p < 3; p++, number /= 3)
    {
      guint row = pairs[p][upper ? 1 : 0], column = pairs[p][upper ? 0 : 1];
      int boxes = (int) (number % 3) - 1;

      if (boxes != 0 && !(periodic[row] && periodic[column]))
        return FALSE;
      shear[row][column] = boxes;
    }

  return TRUE;
}

/* Another basis than @followed's in which the atoms hardly move. */
static void
try_shears (const Coordinates *coordinates, VtCell *followed)
{
  const VtCell suggested = *followed;
  double least = INFINITY;

  for (guint k = 0; k < 2 * 27; k++)
    {
      double shear[3][3], steps;
      VtCell cell;

      if (!make_shear (k % 27, k >= 27, suggested.periodic, shear) || !vt_cell_rebase (&suggested, shear, &cell))
        continue;
      steps = measure_steps (coordinates, &cell);
      if (steps < least)
        {
          least = steps;
          *followed = cell;
        }
    }
}

void
vt_frame_follow_wrapped (const VtCell *from, const double *fractional, const VtFrame *to, VtCell *followed)
{
  g_autofree Coordinates *coordinates = NULL;

  g_return_if_fail (from != NULL && fractional != NULL && to != NULL && followed != NULL);

  vt_cell_follow (from, vt_frame_get_cell (to), followed);
  coordinates = g_new (Coordinates, 1);
  collect_wrapped (fractional, to, coordinates);
  if (coordinates->n >= MIN_WRAPPED_ATOMS && isinf (measure_steps (coordinates, followed)))
    try_shears (coordinates, followed);
}
