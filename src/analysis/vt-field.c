/*
 * A field from atoms: at the point p
 *
 *   f(p) = Σ w_i v_i / Σ w_i,   w_i = exp(−|p − r_i|² / 2σ²)  where |p − r_i| ≤ 5σ, else 0,
 *
 * over all atoms and all their periodic images, |p − r_i| in full 3D; f has the unit of v (Å for lengths). This is the
 * estimate of Nadaraya (Theory Probab. Appl. 9, 141 (1964)) and Watson (Sankhya A 26, 359 (1964)), the coarse-graining of
 * Goldhirsch & Goldenberg (Eur. Phys. J. E 9, 245 (2002)) normalised by the weight: constant values give that constant,
 * whatever the density. Of the untruncated sum's weight a share τ = erfc(5/√2) + √(2/π)·5·e^(−12.5) = 1.5·10⁻⁵ lies
 * beyond the reach where atoms are evenly dense; so f differs from it by at most τ·(max v − min v).
 *
 * On a plane's grid the Gaussian is a product, exp(−h²/2σ²)·exp(−Δu²/2σ²)·exp(−Δv²/2σ²): an atom costs two exponentials
 * a direction, and its nodes two multiplications each (exp(−(d + ks)²/2σ²) = exp(−d²/2σ²)·q^k·exp(−k²s²/2σ²)).
 * O(atoms within 5σ of the plane · (10σ/spacing)²). Rows of nodes are the parallel work; each adds its atoms in one
 * order, so that the bits do not depend on the number of threads.
 */
#include "vt-field.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-parallel.h"
#include "vt-vector.h"

#define ATOM_GRAIN 16384
#define ROW_GRAIN 4
#define MAX_SHIFTS 200000
#define MAX_SOURCES ((gsize) 40 * 1000 * 1000)
/* Of a fractional coordinate: what rounding may do to an atom that was wrapped. */
#define HAIR 1e-9

/* An atom, or an image of one: its place from the grid's origin along u, v and the normal, Å. */
typedef struct
{
  double u;
  double v;
  double h;
  double value;
} Source;

typedef struct
{
  const VtFrame     *frame;
  const double      *values;
  const VtFieldGrid *grid;
  double             sigma;
  double             reach;
  double             normal[3];
  Source            *atoms; /* wrapped into the cell; value NaN: left out */
  gsize              n_atoms;
  GArray            *sources; /* of all images within reach of the grid */
  gsize             *rows;    /* where those begin whose v is that of row −reach … n_v + reach */
  int                n_reach; /* rows within reach of an atom, at most */
  double            *table;   /* exp(−k²s²/2σ²), k = 0 … n_reach */
  double            *weights; /* [n_v][n_u] */
  double            *field;
} Job;

static double
gaussian (const Job *job, double squared)
{
  return exp (-squared / (2 * job->sigma * job->sigma));
}

/* ---- the atoms, seen from the plane ---- */

static void
place_atoms (const VtChunk *chunk, gpointer data)
{
  Job *job = data;
  const VtCell *cell = vt_frame_get_cell (job->frame);

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      double position[3], from[3];
      int image[3];
      Source *atom = &job->atoms[i];

      vt_frame_get_position (job->frame, i, position);
      atom->value = isfinite (position[0] + position[1] + position[2] + job->values[i]) ? job->values[i] : NAN;
      if (isnan (atom->value))
        continue;
      vt_cell_wrap (cell, position, image);
      for (guint k = 0; k < 3; k++)
        from[k] = position[k] - job->grid->origin[k];
      atom->u = vt_vector_dot (from, job->grid->u);
      atom->v = vt_vector_dot (from, job->grid->v);
      atom->h = vt_vector_dot (from, job->normal);
    }
}

/* The grid and what is within reach of it, as a box. @axis: 0 u, 1 v, 2 the normal. */
static void
get_reach (const Job *job, guint axis, double *low, double *high)
{
  const guint n[3] = { job->grid->n_u, job->grid->n_v, 1 };

  *low = -job->reach;
  *high = (n[axis] - 1) * job->grid->spacing + job->reach;
}

/* Which images of the cell along its axis @k can reach into that box. */
static void
find_images (const Job *job, const VtCell *cell, guint k, int *first, int *last)
{
  double low = INFINITY, high = -INFINITY;

  *first = *last = 0;
  if (!cell->periodic[k])
    return;
  for (guint corner = 0; corner < 8; corner++)
    {
      const double *axes[3] = { job->grid->u, job->grid->v, job->normal };
      double position[3], fractional[3];

      memcpy (position, job->grid->origin, sizeof position);
      for (guint axis = 0; axis < 3; axis++)
        {
          double ends[2];

          get_reach (job, axis, &ends[0], &ends[1]);
          for (guint d = 0; d < 3; d++)
            position[d] += ends[corner >> axis & 1] * axes[axis][d];
        }
      vt_cell_to_fractional (cell, position, fractional);
      low = MIN (low, fractional[k]);
      high = MAX (high, fractional[k]);
    }
  *first = (int) CLAMP (ceil (low - 1 - HAIR), -1e6, 1e6);
  *last = (int) CLAMP (floor (high + HAIR), -1e6, 1e6);
}

/* Whether any point of the cell, moved by @shift along u, v and the normal, can lie in the box. */
static gboolean
touches (const Job *job, const VtCell *cell, const double shift[3])
{
  const double *axes[3] = { job->grid->u, job->grid->v, job->normal };

  for (guint axis = 0; axis < 3; axis++)
    {
      double low, high, from = 0, to = 0, corner = 0;

      get_reach (job, axis, &low, &high);
      for (guint d = 0; d < 3; d++)
        corner += (cell->origin[d] - job->grid->origin[d]) * axes[axis][d];
      for (guint k = 0; k < 3; k++)
        {
          double edge = vt_vector_dot (cell->vectors[k], axes[axis]);

          from += cell->periodic[k] ? MIN (edge, 0) : -INFINITY;
          to += cell->periodic[k] ? MAX (edge, 0) : INFINITY;
        }
      if (corner + shift[axis] + to < low - 1e-6 || corner + shift[axis] + from > high + 1e-6)
        return FALSE;
    }
  return TRUE;
}

static gboolean
fail_limit (GError **error)
{
  VtPlace place = { NULL, -1, 0, _("A smaller smoothing length, at most about the cell’s, is what a field can show") };

  vt_set_error_at (error, VT_ERROR_LIMIT, &place, _("too many periodic images lie within the smoothing length’s reach"));
  return FALSE;
}

static gboolean
gather_image (Job *job, const double shift[3], GCancellable *cancellable, GError **error)
{
  double low[3], high[3];

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  for (guint axis = 0; axis < 3; axis++)
    get_reach (job, axis, &low[axis], &high[axis]);
  for (gsize i = 0; i < job->n_atoms; i++)
    {
      const Source *atom = &job->atoms[i];
      Source moved = { atom->u + shift[0], atom->v + shift[1], atom->h + shift[2], atom->value };

      if (isnan (atom->value) || !(moved.h >= low[2] && moved.h <= high[2]) || !(moved.u >= low[0] && moved.u <= high[0])
          || !(moved.v >= low[1] && moved.v <= high[1]))
        continue;
      g_array_append_val (job->sources, moved);
    }
  return job->sources->len <= MAX_SOURCES ? TRUE : fail_limit (error);
}

static gboolean
gather (Job *job, GCancellable *cancellable, GError **error)
{
  const VtCell *cell = vt_frame_get_cell (job->frame);
  const double *axes[3] = { job->grid->u, job->grid->v, job->normal };
  double n_shifts = 1;
  int first[3], last[3], at[3];

  for (guint k = 0; k < 3; k++)
    {
      find_images (job, cell, k, &first[k], &last[k]);
      n_shifts *= MAX (last[k] - first[k] + 1, 0);
    }
  if (n_shifts > MAX_SHIFTS)
    return fail_limit (error);
  for (at[0] = first[0]; at[0] <= last[0]; at[0]++)
    for (at[1] = first[1]; at[1] <= last[1]; at[1]++)
      for (at[2] = first[2]; at[2] <= last[2]; at[2]++)
        {
          double shift[3] = { 0, 0, 0 };

          for (guint axis = 0; axis < 3; axis++)
            for (guint k = 0; k < 3; k++)
              shift[axis] += at[k] * vt_vector_dot (cell->vectors[k], axes[axis]);
          if (touches (job, cell, shift) && !gather_image (job, shift, cancellable, error))
            return FALSE;
        }
  return TRUE;
}

/* ---- by rows ---- */

/* The row below an atom, from 0 for the lowest that can reach the grid. */
static gsize
find_row (const Job *job, const Source *source)
{
  double row = floor (source->v / job->grid->spacing) + job->n_reach + 1;

  return (gsize) CLAMP (row, 0, (double) job->grid->n_v + 2 * job->n_reach + 1);
}

/* Atoms of one row stand together, in the order they came: a counting sort. */
static void
sort_by_rows (Job *job)
{
  const Source *sources = (const Source *) (gpointer) job->sources->data;
  gsize n = job->sources->len, n_rows = job->grid->n_v + 2 * (gsize) job->n_reach + 2;
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (Source), (guint) n);

  g_array_set_size (sorted, (guint) n);
  job->rows = g_new0 (gsize, n_rows + 2);
  for (gsize i = 0; i < n; i++)
    job->rows[find_row (job, &sources[i]) + 2]++;
  for (gsize row = 2; row < n_rows + 2; row++)
    job->rows[row] += job->rows[row - 1];
  for (gsize i = 0; i < n; i++)
    g_array_index (sorted, Source, job->rows[find_row (job, &sources[i]) + 1]++) = sources[i];
  g_array_unref (job->sources);
  job->sources = sorted;
}

/* exp(−Δu²/2σ²) for the nodes from @center − n_reach to @center + n_reach, where @offset is the node's u less the
 * atom's; @profile[n_reach] is the centre's. */
static void
make_profile (const Job *job, double offset, double *profile)
{
  double step = offset * job->grid->spacing / (job->sigma * job->sigma), up = exp (-step), down = exp (step);
  double *center = profile + job->n_reach, right, left;

  center[0] = right = left = gaussian (job, offset * offset);
  for (int k = 1; k <= job->n_reach; k++)
    {
      right *= up;
      left *= down;
      center[k] = right * job->table[k];
      center[-k] = left * job->table[k];
    }
}

/* Adds one atom to the nodes of a row that it reaches. */
static void
add_to_row (const Job *job, const Source *source, guint row, int center, const double *profile)
{
  const VtFieldGrid *grid = job->grid;
  double across = row * grid->spacing - source->v;
  double left = job->reach * job->reach - source->h * source->h - across * across;
  double half = left >= 0 ? sqrt (left) : -1, weight, weighted;
  double *weights = job->weights + (gsize) row * grid->n_u, *field = job->field + (gsize) row * grid->n_u;
  int begin, end;

  if (half < 0)
    return;
  begin = (int) MAX (ceil ((source->u - half) / grid->spacing), MAX (center - job->n_reach, 0));
  end = (int) MIN (floor ((source->u + half) / grid->spacing), MIN (center + job->n_reach, (int) grid->n_u - 1));
  weight = gaussian (job, source->h * source->h + across * across);
  weighted = weight * source->value;
  profile += job->n_reach - center;
  for (int i = begin; i <= end; i++)
    {
      weights[i] += weight * profile[i];
      field[i] += weighted * profile[i];
    }
}

static void
add_rows (const VtChunk *chunk, gpointer data)
{
  Job *job = data;
  const VtFieldGrid *grid = job->grid;
  const Source *sources = (const Source *) (gpointer) job->sources->data;
  g_autofree double *profile = g_new (double, 2 * (gsize) job->n_reach + 1);
  gsize first = job->rows[chunk->begin], last = job->rows[chunk->end + 2 * (gsize) job->n_reach + 1];

  for (gsize i = first; i < last; i++)
    {
      int center = (int) floor (sources[i].u / grid->spacing + 0.5);

      make_profile (job, center * grid->spacing - sources[i].u, profile);
      for (gsize row = chunk->begin; row < chunk->end; row++)
        add_to_row (job, &sources[i], (guint) row, center, profile);
    }
  for (gsize node = chunk->begin * grid->n_u; node < chunk->end * grid->n_u; node++)
    job->field[node] = job->weights[node] > 0 ? job->field[node] / job->weights[node] : NAN;
}

static gboolean
compute (Job *job, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  gsize n_nodes = (gsize) job->grid->n_u * job->grid->n_v;

  if (!vt_parallel_for (job->n_atoms, ATOM_GRAIN, place_atoms, job, NULL, cancellable, error)
      || !gather (job, cancellable, error))
    return FALSE;
  sort_by_rows (job);
  job->table = g_new (double, job->n_reach + 1);
  for (int k = 0; k <= job->n_reach; k++)
    job->table[k] = gaussian (job, k * job->grid->spacing * k * job->grid->spacing);
  job->weights = g_new0 (double, MAX (n_nodes, 1));
  memset (job->field, 0, n_nodes * sizeof (double));
  return vt_parallel_for (job->grid->n_v, ROW_GRAIN, add_rows, job, progress, cancellable, error);
}

gboolean
vt_field_compute (const VtFrame     *frame,
                  const double      *values,
                  double             sigma,
                  const VtFieldGrid *grid,
                  VtProgress        *progress,
                  GCancellable      *cancellable,
                  double            *field,
                  GError           **error)
{
  Job job = { .frame = frame, .values = values, .grid = grid, .sigma = sigma, .field = field };
  gboolean computed;

  g_return_val_if_fail (frame != NULL && values != NULL && grid != NULL && field != NULL, FALSE);
  g_return_val_if_fail (sigma > 0 && grid->spacing > 0 && grid->n_u > 0 && grid->n_v > 0, FALSE);

  job.reach = VT_FIELD_REACH * sigma;
  job.n_reach = (int) MIN (ceil (job.reach / grid->spacing) + 1, 1 << 20);
  vt_vector_cross (grid->u, grid->v, job.normal);
  job.n_atoms = vt_frame_get_n_atoms (frame);
  job.atoms = g_new (Source, MAX (job.n_atoms, 1));
  job.sources = g_array_new (FALSE, FALSE, sizeof (Source));
  computed = compute (&job, progress, cancellable, error);
  g_array_unref (job.sources);
  g_free (job.atoms);
  g_free (job.rows);
  g_free (job.table);
  g_free (job.weights);
  return computed;
}
