/* The atoms around a bin, copied side by side so that distances to them are computed several at a time.
 *
 * One copy serves all atoms of the bin. Rows of bins along a are contiguous in the grid's order, so that a copy is
 * (2 reach + 1)² stretches, split where they cross the cell's face: all atoms of a stretch share one shift.
 */
#include "vt-cell-grid.h"

VtCandidates *
vt_candidates_new (void)
{
  VtCandidates *candidates = g_new0 (VtCandidates, 1);

  candidates->shifts = g_array_new (FALSE, FALSE, 3 * sizeof (gint16));

  return candidates;
}

void
vt_candidates_free (VtCandidates *candidates)
{
  g_return_if_fail (candidates != NULL);

  for (guint axis = 0; axis < 3; axis++)
    g_free (candidates->local[axis]);
  g_free (candidates->distance);
  g_free (candidates->slot);
  g_free (candidates->range);
  g_free (candidates->hit);
  g_array_unref (candidates->shifts);
  g_free (candidates);
}

static void
reserve (VtCandidates *candidates, gsize n)
{
  if (n <= candidates->capacity)
    return;

  candidates->capacity = MAX (n, 2 * candidates->capacity);
  for (guint axis = 0; axis < 3; axis++)
    candidates->local[axis] = g_renew (float, candidates->local[axis], candidates->capacity);
  candidates->distance = g_renew (float, candidates->distance, candidates->capacity);
  candidates->slot = g_renew (guint32, candidates->slot, candidates->capacity);
  candidates->range = g_renew (guint32, candidates->range, candidates->capacity);
  candidates->hit = g_renew (guint32, candidates->hit, candidates->capacity);
}

static void
append_stretch (VtCandidates *candidates, const VtCellGrid *grid, gsize begin, gsize end, const gint16 shift[3])
{
  gsize n = end - begin;
  guint32 range = candidates->shifts->len;

  if (n == 0)
    return;

  reserve (candidates, candidates->n + n);
  g_array_append_vals (candidates->shifts, shift, 1);
  for (guint axis = 0; axis < 3; axis++)
    {
      const float *from = grid->local[axis] + begin;
      float *to = candidates->local[axis] + candidates->n;
      float by = (float) (shift[0] * grid->cell.vectors[0][axis] + shift[1] * grid->cell.vectors[1][axis] +
                          shift[2] * grid->cell.vectors[2][axis]);

      for (gsize i = 0; i < n; i++)
        to[i] = from[i] + by;
    }
  for (gsize i = 0; i < n; i++)
    {
      candidates->slot[candidates->n + i] = (guint32) (begin + i);
      candidates->range[candidates->n + i] = range;
    }
  candidates->n += n;
}

/* The bin @bin of an axis taken periodically; FALSE where it lies outside an axis that does not repeat. */
static gboolean
fold (const VtCellGrid *grid, guint axis, int bin, int *folded, gint16 *shift)
{
  int bins = grid->bins[axis];
  int cells = bin >= 0 ? bin / bins : -((bins - 1 - bin) / bins);

  *folded = bin - cells * bins;
  *shift = (gint16) cells;

  return cells == 0 || grid->cell.periodic[axis];
}

static void
append_row (VtCandidates *candidates, const VtCellGrid *grid, gsize row, int from, int to, gint16 shift[3])
{
  const guint32 *first = grid->first + row * grid->bins[0];

  for (int bin = from; bin <= to;)
    {
      int folded;
      gboolean exists = fold (grid, 0, bin, &folded, &shift[0]);
      int run = MIN (grid->bins[0] - folded, to - bin + 1);

      if (exists)
        append_stretch (candidates, grid, first[folded], first[folded + run], shift);
      bin += run;
    }
}

void
vt_candidates_gather (VtCandidates *candidates, const VtCellGrid *grid, gsize bin, gboolean half)
{
  int home[3];

  g_return_if_fail (candidates != NULL && grid != NULL && bin < grid->n_bins);

  home[0] = (int) (bin % grid->bins[0]);
  home[1] = (int) (bin / grid->bins[0] % grid->bins[1]);
  home[2] = (int) (bin / grid->bins[0] / grid->bins[1]);
  candidates->n = 0;
  g_array_set_size (candidates->shifts, 0);
  for (int c = half ? 0 : -grid->reach[2]; c <= grid->reach[2]; c++)
    for (int b = half && c == 0 ? 0 : -grid->reach[1]; b <= grid->reach[1]; b++)
      {
        int from = half && c == 0 && b == 0 ? 0 : -grid->reach[0];
        gint16 shift[3];
        int row[2];

        if (fold (grid, 1, home[1] + b, &row[0], &shift[1]) && fold (grid, 2, home[2] + c, &row[1], &shift[2]))
          append_row (candidates, grid, (gsize) row[1] * grid->bins[1] + row[0], home[0] + from,
                      home[0] + grid->reach[0], shift);
      }
}

gsize
vt_candidates_select (VtCandidates *candidates, const VtCellGrid *grid, gsize slot)
{
  const float *restrict x = candidates->local[0];
  const float *restrict y = candidates->local[1];
  const float *restrict z = candidates->local[2];
  float *restrict distance = candidates->distance;
  guint32 *restrict hit = candidates->hit;
  const float home[3] = { grid->local[0][slot], grid->local[1][slot], grid->local[2][slot] };
  gsize n_hits = 0;

  for (gsize i = 0; i < candidates->n; i++)
    {
      float dx = x[i] - home[0];
      float dy = y[i] - home[1];
      float dz = z[i] - home[2];

      distance[i] = dx * dx + dy * dy + dz * dz;
    }
  /* Without a branch: about one in seven passes, which no predictor learns. */
  for (gsize i = 0; i < candidates->n; i++)
    {
      hit[n_hits] = (guint32) i;
      n_hits += distance[i] <= grid->limit;
    }

  return n_hits;
}
