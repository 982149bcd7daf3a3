/* Radial distribution functions.
 *
 *   g_ab(r) = Σ_frames n_ab(r) / Σ_frames [ N_a N_b / V · 4π/3 (r₊³ − r₋³) ]
 *
 * n_ab counts the ordered pairs (i of a, j of b, images included, an atom's own images too) whose distance lies in
 * the bin [r₋, r₊), pooled over both orders, so g_ab = g_ba. Total: the same over all atoms, so that
 * g = Σ_ab c_a c_b g_ab with the concentrations c. Å; dimensionless; 1 in an ideal gas. V is the cell's volume;
 * where the cell does not repeat, the atoms' span stands in and g falls below 1 with distance, as surfaces do. Runs are
 * pooled as frames are, by their sums: each weighs by its pairs.
 *
 * Linked cells, each pair once: O(n r_max³). M. P. Allen, D. J. Tildesley, Computer Simulation of Liquids,
 * 2nd ed., Oxford 2017, section 8.2.
 */
#include "vt-rdf.h"

#include <math.h>
#include "vt-cell-grid.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-parallel.h"

#define MAX_BINS 1000000

struct _VtRdf
{
  VtAtomTable *atoms;
  guint        n_species;
  guint        n_bins;
  double       bin;
  guint64     *counts; /* [n_species][n_species][n_bins], each unordered pair once */
  double      *ideal;  /* [n_species][n_species], Σ_frames N_a N_b / V */
};

G_DEFINE_BOXED_TYPE (VtRdf, vt_rdf, vt_rdf_ref, vt_rdf_unref)

typedef struct
{
  VtRdf         *rdf;
  VtCellGrid    *grid;
  guint64      **counts;     /* one array a worker: sums of whole numbers, so their order does not matter */
  VtCandidates **candidates; /* one a worker */
} Search;

VtRdf *
vt_rdf_new (VtAtomTable *atoms, double maximum, double bin)
{
  VtRdf *rdf;

  g_return_val_if_fail (atoms != NULL, NULL);
  g_return_val_if_fail (isfinite (maximum) && isfinite (bin) && bin > 0.0 && maximum >= bin, NULL);
  g_return_val_if_fail (maximum / bin <= MAX_BINS, NULL);

  rdf = g_atomic_rc_box_new0 (VtRdf);
  rdf->atoms = vt_atom_table_ref (atoms);
  rdf->n_species = vt_atom_table_get_n_species (atoms);
  rdf->bin = bin;
  rdf->n_bins = (guint) floor (maximum / bin * (1.0 + 1e-12));
  rdf->counts = g_new0 (guint64, (gsize) rdf->n_species * rdf->n_species * rdf->n_bins);
  rdf->ideal = g_new0 (double, (gsize) rdf->n_species * rdf->n_species);

  return rdf;
}

VtRdf *
vt_rdf_ref (VtRdf *rdf)
{
  g_return_val_if_fail (rdf != NULL, NULL);

  return g_atomic_rc_box_acquire (rdf);
}

static void
clear_rdf (gpointer data)
{
  VtRdf *rdf = data;

  vt_atom_table_unref (rdf->atoms);
  g_free (rdf->counts);
  g_free (rdf->ideal);
}

void
vt_rdf_unref (VtRdf *rdf)
{
  g_return_if_fail (rdf != NULL);

  g_atomic_rc_box_release_full (rdf, clear_rdf);
}

static gsize
row_of (const VtRdf *rdf, guint a, guint b)
{
  return (gsize) a * rdf->n_species + b;
}

static void
count_around (const Search *search, VtCandidates *candidates, guint64 *counts, gsize slot)
{
  const VtCellGrid *grid = search->grid;
  const VtRdf *rdf = search->rdf;
  gsize n_hits = vt_candidates_select (candidates, grid, slot);

  for (gsize i = 0; i < n_hits; i++)
    {
      gsize hit = candidates->hit[i];
      gsize other = candidates->slot[hit];
      gint64 image;
      double bin;

      if (!vt_candidates_is_pair (candidates, hit, slot, TRUE))
        continue;
      image = vt_candidates_get_image (candidates, grid, hit, slot);
      bin = sqrt (vt_cell_grid_distance_squared (grid, slot, other, image)) / rdf->bin;
      if (bin < rdf->n_bins)
        counts[row_of (rdf, grid->species[slot], grid->species[other]) * rdf->n_bins + (gsize) bin]++;
    }
}

static void
count_chunk (const VtChunk *chunk, gpointer data)
{
  Search *search = data;
  const VtRdf *rdf = search->rdf;
  const guint32 *first = search->grid->first;

  if (search->candidates[chunk->worker] == NULL)
    {
      search->candidates[chunk->worker] = vt_candidates_new ();
      search->counts[chunk->worker] = g_new0 (guint64, (gsize) rdf->n_species * rdf->n_species * rdf->n_bins);
    }
  for (gsize bin = chunk->begin; bin < chunk->end; bin++)
    {
      if (first[bin] == first[bin + 1])
        continue;
      vt_candidates_gather (search->candidates[chunk->worker], search->grid, bin, TRUE);
      for (gsize slot = first[bin]; slot < first[bin + 1]; slot++)
        count_around (search, search->candidates[chunk->worker], search->counts[chunk->worker], slot);
    }
}

static void
add_counts (VtRdf *rdf, const guint64 *counts)
{
  gsize n = (gsize) rdf->n_species * rdf->n_species * rdf->n_bins;

  for (gsize i = 0; i < n; i++)
    rdf->counts[i] += counts[i];
}

static void
add_ideal (VtRdf *rdf, const VtCellGrid *grid)
{
  double volume = vt_cell_grid_get_volume (grid);
  g_autofree gsize *n = g_new0 (gsize, rdf->n_species);

  for (gsize slot = 0; slot < grid->n; slot++)
    n[grid->species[slot]]++;
  for (guint a = 0; a < rdf->n_species; a++)
    for (guint b = 0; b < rdf->n_species; b++)
      rdf->ideal[row_of (rdf, a, b)] += (double) n[a] * n[b] / volume;
}

static gboolean
check_species (const VtRdf *rdf, VtFrame *frame, GError **error)
{
  const VtAtomTable *atoms = vt_frame_get_atoms (frame);
  gboolean same = vt_atom_table_get_n_species (atoms) == rdf->n_species;

  for (guint i = 0; same && i < rdf->n_species; i++)
    same = g_str_equal (vt_atom_table_get_species_name (atoms, i), vt_atom_table_get_species_name (rdf->atoms, i));
  if (!same)
    vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("Frames with different species share no distribution function"));

  return same;
}

gboolean
vt_rdf_add_frame (VtRdf *rdf, VtFrame *frame, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtCellGrid) grid = NULL;
  Search search = { .rdf = rdf };
  guint n_workers = vt_parallel_get_threads ();
  gboolean done;

  g_return_val_if_fail (rdf != NULL && frame != NULL, FALSE);

  if (!check_species (rdf, frame, error))
    return FALSE;
  grid = search.grid = vt_cell_grid_new (frame, rdf->n_bins * rdf->bin, cancellable, error);
  if (grid == NULL)
    return FALSE;

  search.counts = g_new0 (guint64 *, n_workers);
  search.candidates = g_new0 (VtCandidates *, n_workers);
  done = vt_parallel_for (grid->n_bins, vt_cell_grid_get_grain (grid), count_chunk, &search, progress,
                          cancellable, error);
  for (guint i = 0; i < n_workers; i++)
    {
      /* All or nothing: half a frame would bend every pair's g. */
      if (done && search.counts[i] != NULL)
        add_counts (rdf, search.counts[i]);
      g_free (search.counts[i]);
      g_clear_pointer (&search.candidates[i], vt_candidates_free);
    }
  if (done)
    add_ideal (rdf, grid);
  g_free (search.counts);
  g_free (search.candidates);

  return done;
}

VtRdf *
vt_rdf_new_like (const VtRdf *rdf)
{
  VtRdf *like;

  g_return_val_if_fail (rdf != NULL, NULL);

  like = vt_rdf_new (rdf->atoms, rdf->n_bins * rdf->bin, rdf->bin);
  g_assert (like->n_bins == rdf->n_bins);
  return like;
}

gboolean
vt_rdf_check_pool (const VtRdf *rdf, const VtRdf *other, GError **error)
{
  gboolean same;

  g_return_val_if_fail (rdf != NULL && other != NULL, FALSE);

  same = rdf->n_species == other->n_species && rdf->n_bins == other->n_bins && rdf->bin == other->bin;
  for (guint s = 0; same && s < rdf->n_species; s++)
    same = vt_atom_table_find_species (other->atoms, vt_atom_table_get_species_name (rdf->atoms, s)) >= 0;
  if (!same)
    vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("Runs with different species share no distribution function"));
  return same;
}

void
vt_rdf_pool (VtRdf *rdf, const VtRdf *other)
{
  g_return_if_fail (rdf != NULL && other != NULL && vt_rdf_check_pool (rdf, other, NULL));

  for (guint a = 0; a < rdf->n_species; a++)
    for (guint b = 0; b < rdf->n_species; b++)
      {
        int from_a = vt_atom_table_find_species (other->atoms, vt_atom_table_get_species_name (rdf->atoms, a));
        int from_b = vt_atom_table_find_species (other->atoms, vt_atom_table_get_species_name (rdf->atoms, b));
        gsize to = row_of (rdf, a, b), from = row_of (other, (guint) from_a, (guint) from_b);

        rdf->ideal[to] += other->ideal[from];
        for (guint bin = 0; bin < rdf->n_bins; bin++)
          rdf->counts[to * rdf->n_bins + bin] += other->counts[from * rdf->n_bins + bin];
      }
}

gsize
vt_rdf_get_size (const VtRdf *rdf)
{
  gsize pairs;

  g_return_val_if_fail (rdf != NULL, 0);

  pairs = (gsize) rdf->n_species * rdf->n_species;
  return sizeof *rdf + pairs * (rdf->n_bins * sizeof (guint64) + sizeof (double));
}

guint
vt_rdf_get_n_bins (const VtRdf *rdf)
{
  g_return_val_if_fail (rdf != NULL, 0);

  return rdf->n_bins;
}

double
vt_rdf_get_radius (const VtRdf *rdf, guint bin)
{
  g_return_val_if_fail (rdf != NULL, NAN);

  return (bin + 0.5) * rdf->bin;
}

/* Ordered pairs (i of a, j of b) in a bin. */
static double
count_ordered (const VtRdf *rdf, guint a, guint b, guint bin)
{
  return (double) rdf->counts[row_of (rdf, a, b) * rdf->n_bins + bin] +
         (double) rdf->counts[row_of (rdf, b, a) * rdf->n_bins + bin];
}

static double
shell_volume (const VtRdf *rdf, guint bin)
{
  /* r₊³ − r₋³ = b³ (3 i² + 3 i + 1): nothing cancels. */
  return 4.0 / 3.0 * G_PI * rdf->bin * rdf->bin * rdf->bin * (3.0 * bin * bin + 3.0 * bin + 1.0);
}

double
vt_rdf_get_partial (const VtRdf *rdf, guint a, guint b, guint bin)
{
  double expected;

  g_return_val_if_fail (rdf != NULL && a < rdf->n_species && b < rdf->n_species && bin < rdf->n_bins, NAN);

  expected = rdf->ideal[row_of (rdf, a, b)] * shell_volume (rdf, bin);
  if (!(expected > 0.0))
    return NAN;

  /* A pair of like atoms is two ordered ones, and is in both terms of the sum; one of unlike atoms is in one. */
  return count_ordered (rdf, a, b, bin) / expected;
}

double
vt_rdf_get_total (const VtRdf *rdf, guint bin)
{
  double counted = 0.0;
  double expected = 0.0;

  g_return_val_if_fail (rdf != NULL && bin < rdf->n_bins, NAN);

  for (guint a = 0; a < rdf->n_species; a++)
    for (guint b = 0; b < rdf->n_species; b++)
      {
        counted += 2.0 * rdf->counts[row_of (rdf, a, b) * rdf->n_bins + bin];
        expected += rdf->ideal[row_of (rdf, a, b)] * shell_volume (rdf, bin);
      }

  return expected > 0.0 ? counted / expected : NAN;
}

double
vt_rdf_get_ideal (const VtRdf *rdf, int a, int b, guint bin)
{
  double ordered = 0.0;

  g_return_val_if_fail (rdf != NULL && bin < rdf->n_bins, NAN);
  g_return_val_if_fail (a < (int) rdf->n_species && b < (int) rdf->n_species && (a < 0) == (b < 0), NAN);

  if (a >= 0)
    return rdf->ideal[row_of (rdf, a, b)] * shell_volume (rdf, bin) * (a == b ? 0.5 : 1.0);
  for (gsize i = 0; i < (gsize) rdf->n_species * rdf->n_species; i++)
    ordered += rdf->ideal[i];

  return 0.5 * ordered * shell_volume (rdf, bin);
}

guint
vt_rdf_get_n_species (const VtRdf *rdf)
{
  g_return_val_if_fail (rdf != NULL, 0);

  return rdf->n_species;
}

VtTable *
vt_rdf_to_table (const VtRdf *rdf)
{
  VtTable *table;

  g_return_val_if_fail (rdf != NULL, NULL);

  table = vt_table_new ("rdf");
  vt_table_add_numbers (table, "r", VT_UNIT_ANGSTROM);
  vt_table_add_numbers (table, "total", VT_UNIT_NONE);
  for (guint a = 0; a < rdf->n_species; a++)
    for (guint b = a; b < rdf->n_species; b++)
      {
        g_autofree char *name = g_strdup_printf ("%s-%s", vt_atom_table_get_species_name (rdf->atoms, a),
                                                 vt_atom_table_get_species_name (rdf->atoms, b));

        vt_table_add_numbers (table, name, VT_UNIT_NONE);
      }
  for (guint bin = 0; bin < rdf->n_bins; bin++)
    {
      guint row = vt_table_add_row (table);
      guint column = 0;

      vt_table_set_number (table, row, column++, vt_rdf_get_radius (rdf, bin));
      vt_table_set_number (table, row, column++, vt_rdf_get_total (rdf, bin));
      for (guint a = 0; a < rdf->n_species; a++)
        for (guint b = a; b < rdf->n_species; b++)
          vt_table_set_number (table, row, column++, vt_rdf_get_partial (rdf, a, b, bin));
    }

  return table;
}
