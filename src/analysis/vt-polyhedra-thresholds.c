/* How the shares of the leading polyhedra, and LFFS, move with the thresholds on faces and edges.
 *
 * f_i(τ) = N_i(τ)/N in percent, at thresholds τ in equal steps, the other thresholds as they are; LFFS = n5/Σn, its mean
 * over atoms that have a face left. What a paper reports of ⟨0 0 12 0⟩ depends on τ, which it seldom states: here is by
 * how much. Polyhedra are told apart as in the ranked table, those with faces of seven edges and more being others.
 *
 * Cells are not computed again: O(steps · faces) to count, by all threads, and O(steps · n) to tally. Finney, Proc. R.
 * Soc. A 319, 479 (1970) for why small faces are in doubt; Brostow, Chybicki, Laskowski & Rybicki, Phys. Rev. B 57,
 * 13448 (1998) for edges.
 */
#include "vt-polyhedra-thresholds.h"

#include <math.h>

#include "vt-polyhedra-tally.h"

static VtVoronoiThresholds
thresholds_at (const VtVoronoiThresholds *base, VtThreshold threshold, double value)
{
  VtVoronoiThresholds thresholds = *base;

  if (threshold == VT_THRESHOLD_RELATIVE_AREA)
    thresholds.relative_area = value;
  else
    thresholds.edge = value;
  return thresholds;
}

/* The atoms of one step into their kinds, which rank by their most at any step; and the step's means into its row. */
static void
count_step (VtPolyhedraTally *tally, const VtVoronoiIndex *indices, gsize n, VtTable *table, guint row)
{
  double faces = 0.0, lffs = 0.0;
  gsize with_faces = 0;

  for (gsize i = 0; i < n; i++)
    {
      VtPolyhedraKind *kind = vt_polyhedra_tally_add (tally, &indices[i]);
      guint count = vt_voronoi_index_faces (&indices[i]);

      kind->counts[row]++;
      kind->rank = MAX (kind->rank, kind->counts[row]);
      faces += count;
      if (count > 0)
        {
          lffs += vt_voronoi_index_lffs (&indices[i]);
          with_faces++;
        }
    }
  vt_table_set_number (table, row, 1, n > 0 ? faces / (double) n : NAN);
  vt_table_set_number (table, row, 2, with_faces > 0 ? lffs / (double) with_faces : NAN);
}

static void
add_leading (VtTable *table, const VtPolyhedraTally *tally, guint n_leading, gsize n)
{
  g_autoptr (GPtrArray) ranked = vt_polyhedra_tally_rank (tally);

  for (guint i = 0; i < MIN (n_leading, ranked->len); i++)
    {
      const VtPolyhedraKind *kind = g_ptr_array_index (ranked, i);
      g_autofree char *name = vt_voronoi_index_format (&kind->index);
      guint column = vt_table_add_numbers (table, name, VT_UNIT_PERCENT);

      for (guint row = 0; row < vt_table_get_n_rows (table); row++)
        vt_table_set_number (table, row, column, 100.0 * (double) kind->counts[row] / (double) n);
    }
}

static VtTable *
new_table (VtThreshold threshold)
{
  gboolean by_area = threshold == VT_THRESHOLD_RELATIVE_AREA;
  VtTable *table = vt_table_new (by_area ? "thresholds-area" : "thresholds-edge");

  vt_table_add_numbers (table, by_area ? "relative_area" : "edge", by_area ? VT_UNIT_PERCENT : VT_UNIT_ANGSTROM);
  vt_table_add_numbers (table, "faces", VT_UNIT_NONE);
  vt_table_add_numbers (table, "lffs", VT_UNIT_NONE);
  return table;
}

VtTable *
vt_polyhedra_thresholds_table (const VtVoronoi           *voronoi,
                               const VtVoronoiThresholds *base,
                               VtThreshold                threshold,
                               double                     maximum,
                               guint                      n_steps,
                               guint                      n_leading,
                               VtProgress                *progress,
                               GCancellable              *cancellable,
                               GError                   **error)
{
  g_autoptr (VtTable) table = NULL;
  g_autoptr (VtPolyhedraTally) tally = NULL;
  g_autofree VtVoronoiIndex *indices = NULL;
  gsize n;

  g_return_val_if_fail (voronoi != NULL && base != NULL && maximum > 0.0 && n_steps > 0, NULL);

  n = vt_voronoi_get_n_atoms (voronoi);
  indices = g_new (VtVoronoiIndex, MAX (n, 1));
  tally = vt_polyhedra_tally_new (n_steps + 1);
  table = new_table (threshold);
  for (guint step = 0; step <= n_steps; step++)
    {
      double value = maximum * step / n_steps;
      VtVoronoiThresholds thresholds = thresholds_at (base, threshold, value);
      guint row = vt_table_add_row (table);

      if (!vt_voronoi_count (voronoi, &thresholds, indices, NULL, cancellable, error))
        return NULL;
      vt_table_set_number (table, row, 0, threshold == VT_THRESHOLD_RELATIVE_AREA ? 100.0 * value : value);
      count_step (tally, indices, n, table, row);
      vt_progress_set (progress, (step + 1.0) / (n_steps + 1.0));
    }
  add_leading (table, tally, n_leading, n);
  return g_steal_pointer (&table);
}
