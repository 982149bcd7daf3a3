/* Δf_i = f_i(subset) − f_i(all) of every polyhedron with its σ, eqs. 3–4 of Liu, Lu, Tu, Shen, J. Mater. Inf. 2022;2:20,
 * and the trend of Δf against the local five-fold symmetry of the polyhedron, LFFS_i = n5/Σn (their Fig. 4B).
 *
 * The trend is the straight line Δf = a + b·LFFS that minimises Σ_i f_i (Δf_i − a − b·LFFS_i)², f_i the shares in the
 * whole: the many polyhedra that hardly an atom has would else outweigh the few that make up the glass. r is Pearson's
 * coefficient with the same weights. σ of a and b is not the fit's, whose residuals are not independent (ΣΔf_i = 0): the
 * fit is made anew in every permutation and every resample. The difference of mean LFFS is Σ_i Δf_i LFFS_i. Sums are the
 * atoms of each polyhedron: O(n) for them; errors: vt-contrast.c, of k polyhedra.
 */
#include "vt-polyhedra-contrast.h"

#include <math.h>

enum
{
  TREND_SLOPE,
  TREND_INTERCEPT,
  TREND_PEARSON,
  TREND_LFFS,
  N_TRENDS
};

typedef struct
{
  guint32 *kinds; /* of each atom, [n]; a row of the table */
  double  *lffs;  /* of each kind, mean over its atoms, [n_kinds] */
  gsize    n_kinds;
} Kinds;

static void
add_atom (gsize atom, double *sums, gpointer data)
{
  sums[((const Kinds *) data)->kinds[atom]] += 1.0;
}

static double
sum_of (const double *values, gsize n)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += values[i];
  return sum;
}

/* @shares: of the whole, percent; @trends: double [N_TRENDS]. */
static void
fit (const Kinds *kinds, const double *total, double n, const double *differences, double *trends)
{
  double x = 0.0, y = 0.0, xx = 0.0, xy = 0.0, yy = 0.0, lffs = 0.0;

  for (gsize k = 0; k < kinds->n_kinds; k++)
    {
      x += total[k] / n * kinds->lffs[k];
      y += total[k] / n * differences[k];
      lffs += differences[k] / 100.0 * kinds->lffs[k];
    }
  for (gsize k = 0; k < kinds->n_kinds; k++)
    {
      double dx = kinds->lffs[k] - x, dy = differences[k] - y;

      xx += total[k] / n * dx * dx;
      xy += total[k] / n * dx * dy;
      yy += total[k] / n * dy * dy;
    }
  trends[TREND_SLOPE] = xx > 0.0 ? xy / xx : NAN;
  trends[TREND_INTERCEPT] = y - trends[TREND_SLOPE] * x;
  /* The whole against itself has no differences, and so nothing that goes with anything. */
  trends[TREND_PEARSON] = yy == 0.0 ? 0.0 : xy / sqrt (xx * yy);
  trends[TREND_LFFS] = lffs;
}

/* The shares in percent, then the trends of their differences; the whole's are 0, which makes a subset's differences. */
static void
evaluate (const double *sums, const double *total, double *values, gpointer data)
{
  const Kinds *kinds = data;
  double n = sum_of (sums, kinds->n_kinds), whole = sum_of (total, kinds->n_kinds);

  for (gsize k = 0; k < kinds->n_kinds; k++)
    values[k] = 100.0 * (sums[k] / n - total[k] / whole);
  fit (kinds, total, whole, values, values + kinds->n_kinds);
  for (gsize k = 0; k < kinds->n_kinds; k++)
    values[k] = n > 0.0 ? 100.0 * sums[k] / n : NAN;
}

/* FALSE where the table is of other atoms. */
static gboolean
find_kinds (Kinds *kinds, const VtVoronoiIndex *indices, gsize n, const VtTable *table)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree double *counts = g_new0 (double, kinds->n_kinds + 1);
  int column = vt_table_find_column (table, "index");

  for (guint row = 0; column >= 0 && row < vt_table_get_n_rows (table); row++)
    g_hash_table_insert (rows, (gpointer) vt_table_get_text (table, row, (guint) column), GUINT_TO_POINTER (row + 1));
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = vt_voronoi_index_format (&indices[i]);
      guint row = GPOINTER_TO_UINT (g_hash_table_lookup (rows, text));

      g_return_val_if_fail (row > 0, FALSE);
      kinds->kinds[i] = row - 1;
      kinds->lffs[row - 1] += vt_voronoi_index_lffs (&indices[i]);
      counts[row - 1] += 1.0;
    }
  for (gsize k = 0; k < kinds->n_kinds; k++)
    kinds->lffs[k] /= MAX (counts[k], 1.0);
  return TRUE;
}

static void
add_columns (VtTable *table, const VtContrast *contrasts)
{
  static const char *const names[] = { "sigma_la",       "sigma_sa",       "expected_la",  "expected_sa",
                                       "permutation_la", "permutation_sa", "bootstrap_la", "bootstrap_sa" };
  guint first = vt_table_get_n_columns (table);

  for (guint c = 0; c < G_N_ELEMENTS (names); c++)
    vt_table_add_numbers (table, names[c], VT_UNIT_PERCENT);
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    {
      const VtContrastSide *la = &contrasts[row].active, *sa = &contrasts[row].stable;
      double numbers[] = { vt_contrast_side_get_sigma (la), vt_contrast_side_get_sigma (sa), la->expected,
                           sa->expected, la->permutation, sa->permutation, la->bootstrap, sa->bootstrap };

      for (guint c = 0; c < G_N_ELEMENTS (names); c++)
        vt_table_set_number (table, row, first + c, numbers[c]);
    }
}

static VtTable *
make_trend_table (const VtContrast *trends, gsize n_kinds)
{
  static const char *const names[N_TRENDS] = { "slope", "intercept", "pearson", "lffs_difference" };
  static const VtUnit units[N_TRENDS] = { VT_UNIT_PERCENT, VT_UNIT_PERCENT, VT_UNIT_NONE, VT_UNIT_NONE };
  static const char *const prefixes[] = { "", "sigma_", "permutation_", "bootstrap_" };
  VtTable *table = vt_table_new ("polyhedra-trend");

  vt_table_add_texts (table, "subset");
  vt_table_add_numbers (table, "n", VT_UNIT_NONE);
  for (guint t = 0; t < N_TRENDS; t++)
    for (guint p = 0; p < G_N_ELEMENTS (prefixes); p++)
      {
        g_autofree char *name = g_strconcat (prefixes[p], names[t], NULL);

        vt_table_add_numbers (table, name, units[t]);
      }
  for (guint row = 0; row < 2; row++)
    {
      vt_table_add_row (table);
      vt_table_set_text (table, row, 0, row == 0 ? "la" : "sa");
      vt_table_set_number (table, row, 1, (double) n_kinds);
      for (guint t = 0; t < N_TRENDS; t++)
        {
          const VtContrastSide *side = row == 0 ? &trends[t].active : &trends[t].stable;
          double numbers[] = { side->difference, vt_contrast_side_get_sigma (side), side->permutation, side->bootstrap };

          for (guint p = 0; p < G_N_ELEMENTS (prefixes); p++)
            vt_table_set_number (table, row, 2 + t * G_N_ELEMENTS (prefixes) + p, numbers[p]);
        }
    }
  return table;
}

VtTable *
vt_polyhedra_contrast_compute (const VtVoronoiIndex   *indices,
                               const double           *classes,
                               gsize                   n,
                               const VtContrastErrors *errors,
                               VtTable                *polyhedra,
                               VtProgress             *progress,
                               GCancellable           *cancellable,
                               GError                **error)
{
  g_autofree guint32 *numbers = NULL;
  g_autofree double *lffs = NULL;
  g_autofree VtContrast *contrasts = NULL;
  Kinds kinds = { 0 };
  VtContrastQuantity quantity = { .add = add_atom, .evaluate = evaluate, .data = &kinds };

  g_return_val_if_fail ((n == 0 || indices != NULL) && errors != NULL && polyhedra != NULL, NULL);

  kinds.n_kinds = vt_table_get_n_rows (polyhedra);
  kinds.kinds = numbers = g_new (guint32, n + 1);
  kinds.lffs = lffs = g_new0 (double, kinds.n_kinds + 1);
  if (!find_kinds (&kinds, indices, n, polyhedra))
    return NULL;
  quantity.n_sums = kinds.n_kinds;
  quantity.n_values = kinds.n_kinds + N_TRENDS;
  contrasts = g_new (VtContrast, quantity.n_values);
  if (!vt_contrast_compute (&quantity, classes, n, errors, contrasts, progress, cancellable, error))
    return NULL;
  add_columns (polyhedra, contrasts);
  return make_trend_table (contrasts + kinds.n_kinds, kinds.n_kinds);
}
