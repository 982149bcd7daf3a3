#include "vt-plane-grid.h"

#include <math.h>

#include "vt-parallel.h"

#define ROW_GRAIN 16

VtPlaneGrid *
vt_plane_grid_new (const double minimum[2], double spacing, guint n_u, guint n_v)
{
  VtPlaneGrid *grid;

  g_return_val_if_fail (spacing > 0 && n_u > 0 && n_v > 0, NULL);

  grid = g_new (VtPlaneGrid, 1);
  *grid = (VtPlaneGrid){ { minimum[0], minimum[1] }, spacing, n_u, n_v, g_new0 (double, (gsize) n_u * n_v) };
  return grid;
}

void
vt_plane_grid_free (VtPlaneGrid *grid)
{
  g_return_if_fail (grid != NULL);

  g_free (grid->values);
  g_free (grid);
}

/* Of the nodes −1, 0, 1, 2 at @t between 0 and 1. */
static void
get_weights (double t, double weights[4])
{
  weights[0] = t * (-0.5 + t * (1.0 - 0.5 * t));
  weights[1] = 1.0 + t * t * (-2.5 + 1.5 * t);
  weights[2] = t * (0.5 + t * (2.0 - 1.5 * t));
  weights[3] = t * t * (-0.5 + 0.5 * t);
}

static double
sample_linear (const VtPlaneGrid *grid, guint i, guint j, double s, double t)
{
  double value = 0.0;

  for (guint corner = 0; corner < 4; corner++)
    {
      double weight = (corner & 1 ? s : 1.0 - s) * (corner & 2 ? t : 1.0 - t);

      /* On a node, and on a line between two, the others do not matter. */
      if (weight > 0.0)
        value += weight * vt_plane_grid_get (grid, i + (corner & 1), j + (corner >> 1));
    }
  return value;
}

/* In the cell of node @i, @j at shares @s, @t of it. */
static double
sample_cell (const VtPlaneGrid *grid, guint i, guint j, double s, double t)
{
  double across[4], along[4], value = 0.0;

  if (i < 1 || j < 1 || i + 2 >= grid->n_u || j + 2 >= grid->n_v)
    return sample_linear (grid, i, j, s, t);
  get_weights (s, across);
  get_weights (t, along);
  for (guint row = 0; row < 4; row++)
    {
      const double *values = grid->values + (gsize) (j + row - 1) * grid->n_u + i - 1;

      value += along[row] * (across[0] * values[0] + across[1] * values[1] + across[2] * values[2] + across[3] * values[3]);
    }
  return isfinite (value) ? value : sample_linear (grid, i, j, s, t);
}

static gboolean
is_inside (double at, guint n)
{
  return at >= 0.0 && at <= n - 1.0;
}

/* The cell and the share of it along one side. */
static guint
find_cell (double at, guint n, double *share)
{
  guint cell = MIN ((guint) at, n > 1 ? n - 2 : 0);

  *share = at - cell;
  return cell;
}

double
vt_plane_grid_sample (const VtPlaneGrid *grid, double u, double v)
{
  double across, along, s, t;
  guint i, j;

  g_return_val_if_fail (grid != NULL, NAN);

  across = (u - grid->minimum[0]) / grid->spacing;
  along = (v - grid->minimum[1]) / grid->spacing;
  if (!is_inside (across, grid->n_u) || !is_inside (along, grid->n_v))
    return NAN;
  i = find_cell (across, grid->n_u, &s);
  j = find_cell (along, grid->n_v, &t);
  return sample_cell (grid, i, j, s, t);
}

typedef struct
{
  const VtPlaneGrid *grid;
  VtPlaneGrid       *fine;
  guint              factor;
} Refining;

static void
refine_rows (const VtChunk *chunk, gpointer data)
{
  const Refining *job = data;

  for (gsize row = chunk->begin; row < chunk->end; row++)
    {
      double t;
      guint j = find_cell ((double) row / job->factor, job->grid->n_v, &t);

      for (guint column = 0; column < job->fine->n_u; column++)
        {
          double s;
          guint i = find_cell ((double) column / job->factor, job->grid->n_u, &s);

          job->fine->values[row * job->fine->n_u + column] = sample_cell (job->grid, i, j, s, t);
        }
    }
}

VtPlaneGrid *
vt_plane_grid_refine (const VtPlaneGrid *grid, guint factor)
{
  Refining job = { grid, NULL, factor };

  g_return_val_if_fail (grid != NULL && factor > 0, NULL);

  job.fine = vt_plane_grid_new (grid->minimum, grid->spacing / factor, (grid->n_u - 1) * factor + 1,
                                (grid->n_v - 1) * factor + 1);
  vt_parallel_for (job.fine->n_v, ROW_GRAIN, refine_rows, &job, NULL, NULL, NULL);
  return job.fine;
}

gboolean
vt_plane_grid_get_range (const VtPlaneGrid *grid, double *minimum, double *maximum)
{
  g_return_val_if_fail (grid != NULL && minimum != NULL && maximum != NULL, FALSE);

  *minimum = INFINITY;
  *maximum = -INFINITY;
  for (gsize i = 0; i < (gsize) grid->n_u * grid->n_v; i++)
    if (isfinite (grid->values[i]))
      {
        *minimum = MIN (*minimum, grid->values[i]);
        *maximum = MAX (*maximum, grid->values[i]);
      }
  return *minimum <= *maximum;
}
