/* Linked cells.
 *
 * The cell is cut into bins along a, b and c, none narrower than the cutoff (unless the cell itself is), and
 * atoms are sorted by bin. All neighbours of an atom then lie in the bins within `reach` of its own, taken
 * periodically: a cell smaller than the cutoff simply meets the same bin several times with different shifts.
 * Along directions that do not repeat, the bins cover the span of the atoms.
 *
 * Candidates are filtered in single precision with a margin that covers its rounding; whoever uses them decides
 * by vt_cell_grid_distance_squared() in double precision, so that the result depends on no instruction set.
 *
 * Cost: O(n) for building; 27 bins looked at per bin. M. P. Allen, D. J. Tildesley, Computer Simulation of
 * Liquids, 2nd ed., Oxford 2017, section 5.3.2.
 */
#include "vt-cell-grid.h"

#include <math.h>
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-large-array.h"
#include "vt-parallel.h"
#include "vt-vector.h"

#define ATOMS_A_CHUNK 16384
#define MAX_IMAGE 10000   /* cells that an atom may have left the first one by: images are 16 bit */
#define MAX_REACH 64
#define MAX_CANDIDATES 1e8 /* around one bin: 3.2 GB of scratch memory */
#define MISSING G_MAXUINT32
#define BLOCK 16 /* bins of a row that are visited before those above them */
#define STRIP 8 /* rows: ten by three of them, with all that is read of an atom, are some 300 KiB at 10⁶ atoms */

typedef struct
{
  double low[3];
  double high[3];
  double largest; /* coordinate, Å */
} Extent;

typedef struct
{
  VtCellGrid   *grid;
  VtFrame      *frame;
  const double *axes[3];
  guint32      *bin_of;
  Extent       *extents;
} Build;

static gboolean
get_position (const Build *build, gsize atom, double position[3])
{
  for (guint axis = 0; axis < 3; axis++)
    position[axis] = build->axes[axis][atom];

  return isfinite (position[0]) && isfinite (position[1]) && isfinite (position[2]);
}

/* floor() by conversion: without SSE 4.1 the library's is a call. Exact below 2⁶³, and no number here comes near. */
static inline double
round_down (double x)
{
  double whole = (double) (gint64) x;

  return whole - (whole > x);
}

/* vt_cell_to_fractional(), inlined: it is most of the work here. */
static inline void
get_fractional (const VtCell *cell, const double position[3], double fractional[3])
{
  double x = position[0] - cell->origin[0];
  double y = position[1] - cell->origin[1];
  double z = position[2] - cell->origin[2];

  for (guint axis = 0; axis < 3; axis++)
    fractional[axis] = x * cell->inverse[0][axis] + y * cell->inverse[1][axis] + z * cell->inverse[2][axis];
}

static void
measure_chunk (const VtChunk *chunk, gpointer data)
{
  Build *build = data;
  Extent extent = { { INFINITY, INFINITY, INFINITY }, { -INFINITY, -INFINITY, -INFINITY }, 0.0 };
  double position[3], fractional[3];

  for (gsize atom = chunk->begin; atom < chunk->end; atom++)
    {
      if (!get_position (build, atom, position))
        continue;
      get_fractional (&build->grid->cell, position, fractional);
      for (guint axis = 0; axis < 3; axis++)
        {
          extent.low[axis] = MIN (fractional[axis], extent.low[axis]);
          extent.high[axis] = MAX (fractional[axis], extent.high[axis]);
          extent.largest = MAX (fabs (position[axis]), extent.largest);
        }
    }
  build->extents[chunk->number] = extent;
}

/* FALSE where a position is so far out that its image could not be counted. */
static gboolean
join_extents (const Build *build, gsize n_chunks, Extent *whole)
{
  gboolean sane = TRUE;

  *whole = build->extents[0];
  for (guint axis = 0; axis < 3; axis++)
    whole->largest = fmax (whole->largest, fabs (build->grid->cell.origin[axis]));
  for (gsize i = 1; i < n_chunks; i++)
    {
      for (guint axis = 0; axis < 3; axis++)
        {
          whole->low[axis] = fmin (whole->low[axis], build->extents[i].low[axis]);
          whole->high[axis] = fmax (whole->high[axis], build->extents[i].high[axis]);
        }
      whole->largest = fmax (whole->largest, build->extents[i].largest);
    }
  for (guint axis = 0; axis < 3; axis++)
    {
      double bound = build->grid->cell.periodic[axis] ? MAX_IMAGE : 1e100;

      if (whole->low[axis] < -bound || whole->high[axis] > bound)
        sane = FALSE;
    }

  return sane;
}

static void
set_extent (VtCellGrid *grid, const Extent *whole)
{
  gboolean empty = whole->low[0] > whole->high[0];

  for (guint axis = 0; axis < 3; axis++)
    {
      gboolean whole_cell = grid->cell.periodic[axis] || empty;

      grid->low[axis] = whole_cell ? 0.0 : whole->low[axis];
      grid->extent[axis] = whole_cell ? 1.0 : whole->high[axis] - whole->low[axis];
    }
  vt_cell_to_cartesian (&grid->cell, grid->low, grid->corner);
}

/* More bins than atoms would only cost memory: halve the most divided direction until they are fewer. */
static void
limit_bins (VtCellGrid *grid, gsize n_atoms)
{
  double most = MAX (n_atoms, 1);

  while ((double) grid->bins[0] * grid->bins[1] * grid->bins[2] > most)
    {
      guint widest = 0;

      for (guint axis = 1; axis < 3; axis++)
        if (grid->bins[axis] > grid->bins[widest])
          widest = axis;
      grid->bins[widest] = (grid->bins[widest] + 1) / 2;
    }
  grid->n_bins = (gsize) grid->bins[0] * grid->bins[1] * grid->bins[2];
}

/* Local coordinates and shifts are at most `span` long; rounding them to float and subtracting them errs by less
 * than 6 · 2⁻²⁴ of that in each component, wrapping by a few 2⁻⁵³ of the largest coordinate. */
static void
set_limit (VtCellGrid *grid, double largest)
{
  double span = 0.0;
  double radius;

  for (guint axis = 0; axis < 3; axis++)
    {
      int shifts = grid->cell.periodic[axis] ? 1 + grid->reach[axis] / grid->bins[axis] : 0;

      span += (grid->extent[axis] + shifts) * sqrt (vt_vector_dot (grid->cell.vectors[axis], grid->cell.vectors[axis]));
    }
  radius = grid->cutoff + 1e-6 * span + 1e-12 * largest;
  grid->limit = (float) (radius * radius * (1.0 + 1e-6));
}

static gboolean
divide (VtCellGrid *grid, const Extent *whole, gsize n_atoms, GError **error)
{
  VtPlace place = { NULL, -1, 0, _("Choose a smaller cutoff") };
  double radius = grid->cutoff * (1.0 + 1e-6) + 1e-12 * whole->largest;
  double candidates = n_atoms;

  for (guint axis = 0; axis < 3; axis++)
    {
      double width = vt_cell_width (&grid->cell, axis) * grid->extent[axis];

      grid->bins[axis] = (int) CLAMP (floor (width / radius), 1.0, 100000.0);
    }
  limit_bins (grid, n_atoms);

  for (guint axis = 0; axis < 3; axis++)
    {
      double width = vt_cell_width (&grid->cell, axis) * grid->extent[axis] / grid->bins[axis];
      double reach = grid->cell.periodic[axis] ? ceil (radius / width) : 1.0;

      if (grid->cell.periodic[axis])
        candidates *= fmax (1.0, (2.0 * reach + 1.0) / grid->bins[axis]);
      if (reach > MAX_REACH || candidates > fmax (MAX_CANDIDATES, 27.0 * n_atoms))
        {
          vt_set_error_at (error, VT_ERROR_LIMIT, &place,
                           _("The cutoff of %g Å reaches over too many images of so small a cell"), grid->cutoff);
          return FALSE;
        }
      grid->reach[axis] = (int) reach;
    }
  for (guint axis = 0; axis < 3; axis++)
    grid->scale[axis] = grid->extent[axis] > 0.0 ? grid->bins[axis] / grid->extent[axis] : 0.0;
  set_limit (grid, whole->largest);

  return TRUE;
}

gsize
vt_cell_grid_get_row (const VtCellGrid *grid, int b, int c)
{
  int strip = b / STRIP;
  int width = MIN (STRIP, grid->bins[1] - strip * STRIP);

  return (gsize) strip * STRIP * grid->bins[2] + (gsize) c * width + b % STRIP;
}

void
vt_cell_grid_get_place (const VtCellGrid *grid, gsize bin, int place[3])
{
  gsize row = bin / grid->bins[0];
  gsize strip = row / ((gsize) STRIP * grid->bins[2]);
  gsize width = MIN (STRIP, grid->bins[1] - strip * STRIP);
  gsize within = row - strip * STRIP * grid->bins[2];

  place[0] = (int) (bin % grid->bins[0]);
  place[1] = (int) (strip * STRIP + within % width);
  place[2] = (int) (within / width);
}

gsize
vt_cell_grid_get_visited (const VtCellGrid *grid, gsize number)
{
  gsize bins = grid->bins[0], layers = grid->bins[2];
  gsize strip = number / (STRIP * layers * bins);
  gsize rows = MIN (STRIP, grid->bins[1] - strip * STRIP);
  gsize within = number - strip * STRIP * layers * bins;
  gsize begin = within / (BLOCK * rows * layers) * BLOCK;
  gsize width = MIN (BLOCK, bins - begin);
  gsize rest = within - begin * rows * layers;

  return (strip * STRIP * layers + rest / width) * bins + begin + rest % width;
}

/* Bin of a position, and the cell it is in. */
static gsize
locate (const VtCellGrid *grid, const double position[3], int image[3])
{
  double fractional[3];
  int bin[3];

  get_fractional (&grid->cell, position, fractional);
  for (guint axis = 0; axis < 3; axis++)
    {
      double whole = grid->cell.periodic[axis] ? round_down (fractional[axis]) : 0.0;
      double place = fractional[axis] - whole - grid->low[axis];

      image[axis] = (int) whole;
      bin[axis] = (int) (place * grid->scale[axis]);
      bin[axis] = CLAMP (bin[axis], 0, grid->bins[axis] - 1);
    }

  return vt_cell_grid_get_row (grid, bin[1], bin[2]) * grid->bins[0] + bin[0];
}

static void
locate_chunk (const VtChunk *chunk, gpointer data)
{
  Build *build = data;
  double position[3];
  int image[3];

  for (gsize atom = chunk->begin; atom < chunk->end; atom++)
    build->bin_of[atom] =
        get_position (build, atom, position) ? (guint32) locate (build->grid, position, image) : MISSING;
}

/* Counting sort: stable, so that atoms ascend within a bin. */
static void
sort_atoms (Build *build, gsize n_atoms)
{
  VtCellGrid *grid = build->grid;
  g_autofree guint32 *next = NULL;

  grid->first = g_new0 (guint32, grid->n_bins + 1);
  for (gsize atom = 0; atom < n_atoms; atom++)
    if (build->bin_of[atom] != MISSING)
      grid->first[build->bin_of[atom] + 1]++;
  for (gsize bin = 0; bin < grid->n_bins; bin++)
    grid->first[bin + 1] += grid->first[bin];

  grid->n = grid->first[grid->n_bins];
  grid->atom = vt_large_array_new (grid->n * sizeof (guint32));
  next = g_memdup2 (grid->first, grid->n_bins * sizeof (guint32));
  for (gsize atom = 0; atom < n_atoms; atom++)
    if (build->bin_of[atom] != MISSING)
      grid->atom[next[build->bin_of[atom]]++] = (guint32) atom;
}

static void
fill_chunk (const VtChunk *chunk, gpointer data)
{
  Build *build = data;
  VtCellGrid *grid = build->grid;
  const guint8 *species = vt_atom_table_get_species (vt_frame_get_atoms (build->frame));
  double position[3];
  int image[3];

  for (gsize slot = chunk->begin; slot < chunk->end; slot++)
    {
      gsize atom = grid->atom[slot];

      get_position (build, atom, position);
      locate (grid, position, image);
      grid->species[slot] = species[atom];
      for (guint axis = 0; axis < 3; axis++)
        {
          double wrapped = position[axis] - (image[0] * grid->cell.vectors[0][axis] +
                                             image[1] * grid->cell.vectors[1][axis] +
                                             image[2] * grid->cell.vectors[2][axis]);

          grid->place[slot][axis] = wrapped;
          grid->local[axis][slot] = (float) (wrapped - grid->corner[axis]);
        }
      grid->place[slot][3] = 0.0;
      grid->image[slot] = vt_image_pack (image[0], image[1], image[2]);
    }
}

static gboolean
build_grid (Build *build, GCancellable *cancellable, GError **error)
{
  VtCellGrid *grid = build->grid;
  gsize n_atoms = vt_frame_get_n_atoms (build->frame);
  gsize n_chunks = vt_parallel_n_chunks (n_atoms, ATOMS_A_CHUNK);
  VtPlace place = { NULL, -1, 0, _("Check the cell and the image flags of the file") };
  Extent whole = { { 1.0, 1.0, 1.0 }, { 0.0, 0.0, 0.0 }, 0.0 };

  build->extents = g_new0 (Extent, MAX (n_chunks, 1));
  if (!vt_parallel_for (n_atoms, ATOMS_A_CHUNK, measure_chunk, build, NULL, cancellable, error))
    return FALSE;
  if (n_chunks > 0 && !join_extents (build, n_chunks, &whole))
    {
      vt_set_error_at (error, VT_ERROR_INPUT, &place, _("An atom is more than %d cells away from the cell"), MAX_IMAGE);
      return FALSE;
    }
  set_extent (grid, &whole);
  if (!divide (grid, &whole, n_atoms, error))
    return FALSE;

  build->bin_of = vt_large_array_new (n_atoms * sizeof (guint32));
  if (!vt_parallel_for (n_atoms, ATOMS_A_CHUNK, locate_chunk, build, NULL, cancellable, error))
    return FALSE;
  sort_atoms (build, n_atoms);
  grid->species = vt_large_array_new (grid->n);
  grid->image = vt_large_array_new (grid->n * sizeof (gint64));
  grid->place = vt_large_array_new (grid->n * sizeof *grid->place);
  for (guint axis = 0; axis < 3; axis++)
    {
      grid->local[axis] = vt_large_array_new ((grid->n + VT_GRID_BLOCK) * sizeof (float));
      for (gsize i = 0; i < VT_GRID_BLOCK; i++)
        grid->local[axis][grid->n + i] = 0.0f;
    }

  return vt_parallel_for (grid->n, ATOMS_A_CHUNK, fill_chunk, build, NULL, cancellable, error);
}

VtCellGrid *
vt_cell_grid_new (VtFrame *frame, double cutoff, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtCellGrid) grid = g_new0 (VtCellGrid, 1);
  Build build = { .grid = grid, .frame = frame };
  gboolean built;

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (isfinite (cutoff) && cutoff > 0.0, NULL);

  if (vt_frame_get_n_atoms (frame) > G_MAXINT32)
    {
      vt_set_error_at (error, VT_ERROR_LIMIT, NULL, _("More than %d atoms in one frame"), G_MAXINT32);
      return NULL;
    }
  grid->cell = *vt_frame_get_cell (frame);
  grid->cutoff = cutoff;
  for (guint axis = 0; axis < 3; axis++)
    build.axes[axis] = vt_frame_get_axis (frame, axis);

  built = build_grid (&build, cancellable, error);
  g_free (build.extents);
  vt_large_array_free (build.bin_of);

  return built ? g_steal_pointer (&grid) : NULL;
}

void
vt_cell_grid_free (VtCellGrid *grid)
{
  g_return_if_fail (grid != NULL);

  for (guint axis = 0; axis < 3; axis++)
    vt_large_array_free (grid->local[axis]);
  vt_large_array_free (grid->place);
  vt_large_array_free (grid->atom);
  vt_large_array_free (grid->species);
  vt_large_array_free (grid->image);
  g_free (grid->first);
  g_free (grid);
}

gsize
vt_cell_grid_get_grain (const VtCellGrid *grid)
{
  double occupancy;

  g_return_val_if_fail (grid != NULL, 1);

  occupancy = MAX ((double) grid->n / grid->n_bins, 1.0);

  return (gsize) CLAMP (1e6 / (27.0 * occupancy * occupancy), 1.0, 128.0);
}

double
vt_cell_grid_get_volume (const VtCellGrid *grid)
{
  double volume;

  g_return_val_if_fail (grid != NULL, 0.0);

  volume = vt_cell_volume (&grid->cell);
  for (guint axis = 0; axis < 3; axis++)
    if (grid->extent[axis] > 0.0)
      volume *= grid->extent[axis];

  return volume;
}
