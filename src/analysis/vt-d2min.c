/* Non-affine displacement D²min, Å², and local strain.
 *
 * With u_j = r_j(t) − r_0(t) and v_j = r_j(t+Δt) − r_0(t+Δt) over the neighbours j of atom 0 at t,
 *
 *   current to reference:  D² = 1/CN Σ_j |u_j − J v_j|²,  J = (Σ u vᵀ)(Σ v vᵀ)⁻¹   (eq. 2 of Liu, Lu, Tu, Shen,
 *                          J. Mater. Inf. 2022;2:20: lengths of t, untouched by an affine map of the later frame)
 *   reference to current:  D² = 1/CN Σ_j |v_j − J u_j|²,  J = (Σ v uᵀ)(Σ u uᵀ)⁻¹   (Falk & Langer, Phys. Rev. E 57,
 *                          7192 (1998))
 *
 * or the sum without 1/CN. CN counts the neighbours that have a position in both frames. The J of reference to current
 * is the deformation gradient F that strain is made of (vt-strain.c). The image of a neighbour is chosen at t and
 * followed: v_j = r_j + image · H − r_0 with unwrapped positions and H the later cell in the basis that continues the
 * earlier one's.
 *
 * NaN where CN < 4 (three vectors are always mapped exactly) or where the matrix inverted has a condition number
 * (2-norm) above the bound.
 *
 * The neighbours either come out of a cell grid as they are found (then places are wrapped, sorted along the grid, and
 * translations belong to a bin) or from a list (then places are unwrapped, and translations belong to an atom); what is
 * done with them is the same (vt-d2min-fit.c). Cost: O(n CN), once for the neighbours and once for each lag.
 */
#include "vt-d2min.h"

#include <math.h>
#include "vt-cell-scan.h"
#include "vt-d2min-fit.h"
#include "vt-d2min-listed.h"
#include "vt-frame-follow.h"
#include "vt-large-array.h"
#include "vt-parallel.h"
#include "vt-strain.h"

#define ATOMS_A_CHUNK 1024
#define ATOMS_A_COPY 16384
#define MAX_CONDITION 1e15 /* beyond it the matrix is singular in double precision, whatever was asked */
#define MAX_PLACES ((gsize) 256 << 20) /* bytes of later places held at once, or those of */
#define MIN_AT_ONCE 8                  /* lags: who has that many atoms has the memory, and neighbours cost several lags */
#define LONG_TASK ((gsize) 1 << 20)    /* distances after which it looks whether it was cancelled */

/* A later moment, as it is held. */
typedef struct
{
  VtFrame    *frame; /* until its places are copied */
  double      cell[3][3];
  double    (*places)[4];
  VtD2minLag *lag;
} Moment;

/* One worker's memory. */
typedef struct
{
  VtD2minFit    *fit;
  VtCellScan    *scan;
  VtD2minPlaces *later;      /* [n_moments] */
  double       (*shifts)[4]; /* [n_moments][shift_room], aligned as whole vectors are loaded */
  guint          shift_room;
  VtD2minListed  listed;
} Scratch;

typedef struct
{
  VtFrame              *reference;
  const VtD2minParams  *params;
  const VtCellGrid     *grid;      /* or */
  const VtNeighborList *neighbors;
  double              (*places)[4]; /* of a list: at t */
  const guint32        *atoms;     /* [n_places], whose places these are; of a list NULL: everyone's */
  gsize                 n_places;
  const guint32        *order;     /* of a list */
  VtCutoffs             squared;
  Moment               *moments;
  guint                 n_moments;
  guint                 copying;   /* which moment is copied */
  Scratch              *scratch;
  GCancellable         *cancellable;
} Context;

/* ---- places ---- */

/* Sorted and wrapped along a grid, with the image the reference was in; or as they are. */
static void
copy_places (const Context *context, VtFrame *frame, const double cell[3][3], double (*places)[4], gsize begin, gsize end)
{
  const double *axes[3] = { vt_frame_get_axis (frame, 0), vt_frame_get_axis (frame, 1), vt_frame_get_axis (frame, 2) };

  for (gsize place = begin; place < end; place++)
    {
      gsize atom = context->atoms != NULL ? context->atoms[place] : place;
      gint64 packed = context->grid != NULL ? context->grid->image[place] : 0;
      double translation[4] = { 0.0, 0.0, 0.0, 0.0 };

      if (packed != 0)
        {
          int image[3];

          vt_image_unpack (packed, image);
          vt_cell_grid_get_shift (cell, image, translation);
        }
      for (guint axis = 0; axis < 3; axis++)
        places[place][axis] = axes[axis][atom] - translation[axis];
      places[place][3] = 0.0;
    }
}

static void
copy_moment (const VtChunk *chunk, gpointer data)
{
  const Context *context = data;
  const Moment *moment = &context->moments[context->copying];

  copy_places (context, moment->frame, moment->cell, moment->places, chunk->begin, chunk->end);
}

static void
copy_reference (const VtChunk *chunk, gpointer data)
{
  const Context *context = data;

  copy_places (context, context->reference, vt_frame_get_cell (context->reference)->vectors, context->places,
               chunk->begin, chunk->end);
}

/* ---- one atom, all moments ---- */

static void
store (const VtD2minParams *params, const VtD2minLag *lag, gsize atom, gsize n, double d2min, double gradient[3][3])
{
  if (lag->d2min != NULL)
    lag->d2min[atom] = params->norm == VT_D2MIN_MEAN ? d2min / (double) n : d2min;
  if (lag->shear != NULL)
    vt_strain_compute (gradient, &lag->shear[atom], &lag->volumetric[atom]);
}

static void
measure_atom (const Context *context, Scratch *scratch, gsize place, gsize atom)
{
  for (guint m = 0; m < context->n_moments; m++)
    {
      const VtD2minLag *lag = context->moments[m].lag;
      double d2min = NAN, gradient[3][3];
      gsize n = vt_d2min_fit_measure (scratch->fit, &scratch->later[m], place, lag->d2min != NULL ? &d2min : NULL,
                                      lag->shear != NULL ? gradient : NULL);

      store (context->params, lag, atom, n, d2min, gradient);
    }
}

/* The translations of all moments: number i by cells[i]. */
static void
set_shifts (const Context *context, Scratch *scratch, const int (*cells)[3], guint n)
{
  if (n > scratch->shift_room)
    {
      scratch->shift_room = 2 * n;
      g_aligned_free (scratch->shifts);
      scratch->shifts = g_aligned_alloc ((gsize) context->n_moments * scratch->shift_room, sizeof *scratch->shifts,
                                         sizeof *scratch->shifts);
    }
  for (guint m = 0; m < context->n_moments; m++)
    {
      double (*shifts)[4] = scratch->shifts + (gsize) m * scratch->shift_room;

      for (guint i = 0; i < n; i++)
        vt_cell_grid_get_shift (context->moments[m].cell, cells[i], shifts[i]);
      scratch->later[m].shift = (gpointer) shifts;
    }
}

/* ---- neighbours out of a grid ---- */

/* Has two places of each moment fetched: so many streams of memory no processor follows by itself. */
static inline void
fetch_ahead (const Context *context, gsize slot)
{
  if (slot >= context->n_places)
    return;
  for (guint m = 0; m < context->n_moments; m++)
    __builtin_prefetch (context->moments[m].places[slot]);
}

/* FALSE where it was cancelled. */
static gboolean
measure_bin (Context *context, Scratch *scratch, gsize bin)
{
  const VtCellGrid *grid = context->grid;
  VtCellScan *scan = scratch->scan;

  vt_cell_scan_enter (scan, bin);
  if (scan->shifted)
    set_shifts (context, scratch, (gpointer) scan->shifts, scan->n_shifts);
  for (gsize slot = grid->first[bin]; slot < grid->first[bin + 1]; slot++)
    {
      fetch_ahead (context, scan->ahead + 2 * (slot - grid->first[bin]));
      vt_cell_scan_find (scan, slot);
      vt_d2min_fit_enter (scratch->fit, scan->n_found, (gpointer) scan->vector, scan->found,
                          scan->shifted ? scan->shift : NULL);
      measure_atom (context, scratch, slot, grid->atom[slot]);
      scan->n_looked += scan->n_found * context->n_moments;
      if (scan->n_looked > LONG_TASK)
        {
          if (g_cancellable_is_cancelled (context->cancellable))
            return FALSE;
          scan->n_looked = 0;
        }
    }

  return TRUE;
}

static void
prepare_scratch (const Context *context, Scratch *scratch)
{
  if (scratch->fit != NULL)
    return;

  scratch->fit = vt_d2min_fit_new (context->params->mapping, fmin (context->params->max_condition, MAX_CONDITION));
  if (context->grid != NULL)
    scratch->scan = vt_cell_scan_new (context->grid, &context->squared);
  scratch->later = g_new0 (VtD2minPlaces, context->n_moments);
  for (guint m = 0; m < context->n_moments; m++)
    scratch->later[m].place = (gpointer) context->moments[m].places;
}

static void
measure_bins (const VtChunk *chunk, gpointer data)
{
  Context *context = data;
  Scratch *scratch = &context->scratch[chunk->worker];

  prepare_scratch (context, scratch);
  for (gsize number = chunk->begin; number < chunk->end; number++)
    {
      gsize bin = vt_cell_grid_get_visited (context->grid, number);

      if (context->grid->first[bin] < context->grid->first[bin + 1] && !measure_bin (context, scratch, bin))
        return;
    }
}

/* ---- neighbours from a list ---- */

static void
measure_listed (const Context *context, Scratch *scratch, gsize atom)
{
  VtD2minListed *listed = &scratch->listed;
  guint count;
  const VtNeighbor *neighbors = vt_neighbor_list_get (context->neighbors, atom, &count);
  gboolean translated = vt_d2min_listed_unpack (listed, neighbors, count, (gpointer) context->places, atom,
                                                vt_frame_get_cell (context->reference)->vectors);

  if (translated)
    set_shifts (context, scratch, (gpointer) listed->cells->data, listed->cells->len);
  vt_d2min_fit_enter (scratch->fit, count, (gpointer) listed->vectors, listed->neighbors,
                      translated ? (gpointer) listed->numbers->data : NULL);
  measure_atom (context, scratch, atom, atom);
}

static void
measure_ordered (const VtChunk *chunk, gpointer data)
{
  Context *context = data;
  Scratch *scratch = &context->scratch[chunk->worker];

  prepare_scratch (context, scratch);
  for (gsize i = chunk->begin; i < chunk->end; i++)
    measure_listed (context, scratch, context->order[i]);
}

/* ---- passes ---- */

static void
clear_scratch (Scratch *scratch)
{
  if (scratch->fit == NULL)
    return;

  vt_d2min_fit_free (scratch->fit);
  g_clear_pointer (&scratch->scan, vt_cell_scan_free);
  g_aligned_free (scratch->shifts);
  g_free (scratch->later);
  vt_d2min_listed_clear (&scratch->listed);
}

static gboolean
read_moment (Context *context, guint number, VtFrame *frame, GError **error)
{
  Moment *moment = &context->moments[number];
  VtCell later;
  gboolean done;

  g_assert (vt_frame_get_n_atoms (frame) == vt_frame_get_n_atoms (context->reference));
  vt_frame_follow_cell (context->reference, frame, &later);
  for (guint i = 0; i < 3; i++)
    for (guint axis = 0; axis < 3; axis++)
      moment->cell[i][axis] = later.vectors[i][axis];
  moment->places = vt_large_array_new (context->n_places * sizeof *moment->places);
  moment->frame = frame;
  context->copying = number;
  done = vt_parallel_for (context->n_places, ATOMS_A_COPY, copy_moment, context, NULL, context->cancellable, error);
  moment->frame = NULL;

  return done;
}

static gboolean
measure (Context *context, VtProgress *progress, GError **error)
{
  guint n_workers = vt_parallel_get_threads ();
  gboolean done;

  context->scratch = g_new0 (Scratch, n_workers);
  if (context->grid != NULL)
    done = vt_parallel_for (context->grid->n_bins, vt_cell_grid_get_grain (context->grid), measure_bins, context,
                            progress, context->cancellable, error);
  else
    {
      gsize n_ordered;

      context->order = vt_neighbor_list_get_order (context->neighbors, &n_ordered);
      done = vt_parallel_for (n_ordered, ATOMS_A_CHUNK, measure_ordered, context, progress, context->cancellable, error);
    }
  for (guint i = 0; i < n_workers; i++)
    clear_scratch (&context->scratch[i]);
  g_free (context->scratch);

  return done && !g_cancellable_set_error_if_cancelled (context->cancellable, error);
}

/* NaN for atoms without a position; the others are overwritten. */
static void
clear_lag (VtD2minLag *lag, gsize n)
{
  double *columns[3] = { lag->d2min, lag->shear, lag->volumetric };

  for (guint c = 0; c < 3; c++)
    for (gsize atom = 0; columns[c] != NULL && atom < n; atom++)
      columns[c][atom] = NAN;
}

static void
count_undefined (VtD2minLag *lag, gsize n)
{
  lag->n_undefined = 0;
  for (gsize atom = 0; atom < n; atom++)
    lag->n_undefined += (lag->d2min != NULL && isnan (lag->d2min[atom])) ||
                        (lag->shear != NULL && isnan (lag->shear[atom]));
}

/* @n_lags of them from @first on. */
static gboolean
run_pass (Context *context, VtD2minReadFunc read, gpointer data, guint first, guint n_lags, VtD2minLag *lags,
          VtProgress *progress, GError **error)
{
  gsize n = vt_frame_get_n_atoms (context->reference);
  gboolean done = TRUE;

  context->n_moments = n_lags;
  context->moments = g_new0 (Moment, n_lags);
  for (guint m = 0; done && m < n_lags; m++)
    {
      g_autoptr (VtFrame) frame = read (first + m, data, error);

      context->moments[m].lag = &lags[first + m];
      if (context->grid == NULL || context->n_places < n)
        clear_lag (&lags[first + m], n);
      done = frame != NULL && read_moment (context, m, frame, error);
    }
  done = done && measure (context, progress, error);
  for (guint m = 0; m < n_lags; m++)
    vt_large_array_free (context->moments[m].places);
  g_clear_pointer (&context->moments, g_free);
  for (guint m = 0; done && m < n_lags; m++)
    count_undefined (&lags[first + m], n);

  return done;
}

static gboolean
run (Context *context, VtD2minReadFunc read, gpointer data, guint n_lags, VtD2minLag *lags, VtProgress *progress,
     GError **error)
{
  gsize at_once = MAX (MAX_PLACES / (MAX (context->n_places, 1) * sizeof (double[4])), MIN_AT_ONCE);

  for (guint first = 0; first < n_lags; first += at_once)
    if (!run_pass (context, read, data, first, MIN (at_once, n_lags - first), lags, progress, error))
      return FALSE;

  return TRUE;
}

/* Nobody has neighbours. */
static gboolean
leave_undefined (guint n_lags, VtD2minLag *lags, gsize n)
{
  for (guint l = 0; l < n_lags; l++)
    {
      clear_lag (&lags[l], n);
      lags[l].n_undefined = n;
    }

  return TRUE;
}

gboolean
vt_d2min_compute_within (VtFrame *reference, const VtCutoffs *cutoffs, VtD2minReadFunc read, gpointer data, guint n_lags,
                         const VtD2minParams *params, VtD2minLag *lags, VtProgress *progress, GCancellable *cancellable,
                         GError **error)
{
  Context context = { .reference = reference, .params = params, .cancellable = cancellable };
  g_autoptr (VtCellGrid) grid = NULL;

  g_return_val_if_fail (reference != NULL && cutoffs != NULL && read != NULL, FALSE);
  g_return_val_if_fail (params != NULL && (lags != NULL || n_lags == 0), FALSE);

  if (!vt_cell_scan_check (reference, cutoffs, error))
    return FALSE;
  if (!(vt_cutoffs_get_maximum (cutoffs) > 0.0))
    return leave_undefined (n_lags, lags, vt_frame_get_n_atoms (reference));
  grid = vt_cell_grid_new (reference, vt_cutoffs_get_maximum (cutoffs), cancellable, error);
  if (grid == NULL)
    return FALSE;
  vt_cell_scan_square (cutoffs, &context.squared);
  context.grid = grid;
  context.atoms = grid->atom;
  context.n_places = grid->n;

  return run (&context, read, data, n_lags, lags, progress, error);
}

gboolean
vt_d2min_compute_listed (VtFrame *reference, const VtNeighborList *neighbors, VtD2minReadFunc read, gpointer data,
                         guint n_lags, const VtD2minParams *params, VtD2minLag *lags, VtProgress *progress,
                         GCancellable *cancellable, GError **error)
{
  Context context = { .reference = reference, .neighbors = neighbors, .params = params, .cancellable = cancellable };
  gboolean done;

  g_return_val_if_fail (reference != NULL && neighbors != NULL && read != NULL, FALSE);
  g_return_val_if_fail (params != NULL && (lags != NULL || n_lags == 0), FALSE);
  g_return_val_if_fail (vt_neighbor_list_get_n_atoms (neighbors) == vt_frame_get_n_atoms (reference), FALSE);

  context.n_places = vt_frame_get_n_atoms (reference);
  context.places = vt_large_array_new (context.n_places * sizeof *context.places);
  done = vt_parallel_for (context.n_places, ATOMS_A_COPY, copy_reference, &context, NULL, cancellable, error) &&
         run (&context, read, data, n_lags, lags, progress, error);
  vt_large_array_free (context.places);

  return done;
}

static VtFrame *
give_frame (guint lag, gpointer data, GError **error)
{
  return vt_frame_ref (data);
}

gboolean
vt_d2min_compute (VtFrame *reference, const VtNeighborList *neighbors, VtFrame *current, const VtD2minParams *params,
                  double *d2min, gsize *n_undefined, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  VtD2minLag lag = { .d2min = d2min };

  g_return_val_if_fail (current != NULL && d2min != NULL && n_undefined != NULL, FALSE);

  if (!vt_d2min_compute_listed (reference, neighbors, give_frame, current, 1, params, &lag, progress, cancellable,
                                error))
    return FALSE;
  *n_undefined = lag.n_undefined;

  return TRUE;
}
