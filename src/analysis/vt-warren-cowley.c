/* −α_A(B): chemical short-range order about the atoms of element A.
 *
 * −α_A(B) = (Z_AB − f_B Z_A)/(f_B Z_A), eq. 6 of Liu, Lu, Tu, Shen, J. Mater. Inf. 2022;2:20, with Z_AB the mean number of
 * B around the A of a subset, Z_A the mean number of all their neighbours, and f_B the share of B in the whole sample. It
 * is 0 where neighbours are as in the whole, −1 where B is avoided, and 1/f_B − 1 where there is nothing but B; a pure
 * number. Centres are those of the subset, neighbours are all. Σ_B f_B·(−α_A(B)) = 0, since Σ_B Z_AB = Z_A. It is the
 * Warren–Cowley parameter (Cowley, Phys. Rev. 77, 669 (1950)) with its sign turned. Z are ratios of sums of whole
 * numbers, so that neither the order of atoms nor threads matter.
 *
 * In a bootstrap's draw f_B changes, too. The neighbours of a block's atoms lie half in other blocks, so that it is the
 * share of B among these neighbours, Σ_A Z_AB over Σ_A Z_A, which goes with what Z_AB does by chance; the share among the
 * block's own atoms would leave the difference of the two in, and make σ a third too large. Hence f_B of a draw is that
 * share, times what makes it f_B in the whole. O(pairs) for the counts; errors: vt-contrast.c.
 */
#include "vt-warren-cowley.h"

#include <math.h>

void
vt_warren_cowley_count (const VtFrame *frame, const VtNeighborList *neighbors, guint16 *counts)
{
  VtAtomTable *atoms;
  const guint8 *species;
  guint n_species;

  g_return_if_fail (frame != NULL && neighbors != NULL && counts != NULL);
  g_return_if_fail (vt_neighbor_list_get_n_atoms (neighbors) == vt_frame_get_n_atoms (frame));

  atoms = vt_frame_get_atoms (frame);
  species = vt_atom_table_get_species (atoms);
  n_species = vt_atom_table_get_n_species (atoms);
  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    {
      guint16 *row = counts + i * n_species;
      guint count;
      const VtNeighbor *neighbor = vt_neighbor_list_get (neighbors, i, &count);

      for (guint s = 0; s < n_species; s++)
        row[s] = 0;
      for (guint j = 0; j < count; j++)
        row[species[neighbor[j].atom]]++;
    }
}

/* The sums are the neighbours B of atoms A, [k][k]. */
typedef struct
{
  const guint8  *species;
  const guint16 *counts;
  guint          n_species;
  double         shares[256];  /* f_B of the whole */
  double         factors[256]; /* f_B over the share of B among neighbours */
} Pairs;

static void
add_atom (gsize atom, double *sums, gpointer data)
{
  const Pairs *pairs = data;
  guint k = pairs->n_species;

  for (guint b = 0; b < k; b++)
    sums[pairs->species[atom] * k + b] += pairs->counts[atom * k + b];
}

/* The share of each species among all neighbours: double [k]; NaN without any. */
static void
share_neighbors (const double *total, guint k, double *shares)
{
  double all = 0.0;

  for (guint b = 0; b < k; b++)
    {
      shares[b] = 0.0;
      for (guint a = 0; a < k; a++)
        shares[b] += total[a * k + b];
      all += shares[b];
    }
  for (guint b = 0; b < k; b++)
    shares[b] /= all;
}

static void
evaluate (const double *sums, const double *total, double *values, gpointer data)
{
  const Pairs *pairs = data;
  guint k = pairs->n_species;
  double shares[256];

  share_neighbors (total, k, shares);
  for (guint a = 0; a < k; a++)
    {
      const double *row = sums + a * k;
      double all = 0.0;

      for (guint b = 0; b < k; b++)
        all += row[b];
      for (guint b = 0; b < k; b++)
        {
          double by_chance = all * (shares[b] > 0.0 ? shares[b] * pairs->factors[b] : pairs->shares[b]);

          values[a * k + b] = by_chance > 0.0 ? (row[b] - by_chance) / by_chance : NAN;
        }
    }
}

/* An atom that is missing is no part of the sample. */
static void
find_shares (Pairs *pairs, const VtFrame *frame)
{
  const double *x = vt_frame_get_axis (frame, 0), *y = vt_frame_get_axis (frame, 1), *z = vt_frame_get_axis (frame, 2);
  gsize n = vt_frame_get_n_atoms (frame);
  guint k = pairs->n_species;
  g_autofree double *total = g_new0 (double, k * k + 1);
  double shares[256], all = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      add_atom (i, total, pairs);
      if (!isfinite (x[i] + y[i] + z[i]))
        continue;
      pairs->shares[pairs->species[i]] += 1.0;
      all += 1.0;
    }
  share_neighbors (total, k, shares);
  for (guint b = 0; b < k; b++)
    {
      pairs->shares[b] /= all;
      pairs->factors[b] = pairs->shares[b] / shares[b];
    }
}

gboolean
vt_warren_cowley_compute (const VtFrame          *frame,
                          const guint16          *counts,
                          const double           *classes,
                          const VtContrastErrors *errors,
                          VtContrast             *contrasts,
                          VtProgress             *progress,
                          GCancellable           *cancellable,
                          GError                **error)
{
  VtAtomTable *atoms;
  Pairs pairs = { .counts = counts };
  VtContrastQuantity quantity = { .add = add_atom, .evaluate = evaluate, .data = &pairs };

  g_return_val_if_fail (frame != NULL && counts != NULL && errors != NULL && contrasts != NULL, FALSE);

  atoms = vt_frame_get_atoms (frame);
  pairs.species = vt_atom_table_get_species (atoms);
  pairs.n_species = vt_atom_table_get_n_species (atoms);
  find_shares (&pairs, frame);
  quantity.n_values = quantity.n_sums = pairs.n_species * pairs.n_species;
  return vt_contrast_compute (&quantity, classes, vt_frame_get_n_atoms (frame), errors, contrasts, progress, cancellable,
                              error);
}

const char *
vt_warren_cowley_mark (double difference)
{
  if (isnan (difference))
    return "";
  if (fabs (difference) < VT_WARREN_COWLEY_MARK)
    return "0";
  if (fabs (difference) > VT_WARREN_COWLEY_DOUBLE_MARK)
    return difference > 0.0 ? "++" : "--";
  return difference > 0.0 ? "+" : "-";
}

static void
add_row (VtTable *table, const char *center, const char *neighbor, const VtContrast *contrast)
{
  const VtContrastSide *la = &contrast->active, *sa = &contrast->stable;
  double numbers[] = { contrast->total, la->value, sa->value, contrast->sigma };
  double errors[] = { vt_contrast_side_get_sigma (la), vt_contrast_side_get_sigma (sa), la->permutation,
                      sa->permutation, la->bootstrap, sa->bootstrap };
  guint row = vt_table_add_row (table), column = 0;

  vt_table_set_text (table, row, column++, center);
  vt_table_set_text (table, row, column++, neighbor);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    vt_table_set_number (table, row, column++, numbers[i]);
  vt_table_set_text (table, row, column++, vt_warren_cowley_mark (la->difference));
  vt_table_set_text (table, row, column++, vt_warren_cowley_mark (sa->difference));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    vt_table_set_number (table, row, column++, errors[i]);
}

VtTable *
vt_warren_cowley_table (const VtAtomTable *atoms, const VtContrast *contrasts)
{
  static const char *const numbers[] = { "total", "la", "sa", "sigma" };
  static const char *const errors[]
      = { "sigma_la", "sigma_sa", "permutation_la", "permutation_sa", "bootstrap_la", "bootstrap_sa" };
  VtTable *table;
  guint n;

  g_return_val_if_fail (atoms != NULL && contrasts != NULL, NULL);

  table = vt_table_new ("sro");
  vt_table_add_texts (table, "center");
  vt_table_add_texts (table, "neighbor");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    vt_table_add_numbers (table, numbers[i], VT_UNIT_NONE);
  vt_table_add_texts (table, "mark_la");
  vt_table_add_texts (table, "mark_sa");
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    vt_table_add_numbers (table, errors[i], VT_UNIT_NONE);

  n = vt_atom_table_get_n_species (atoms);
  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++)
      if (vt_atom_table_count_species (atoms, a) > 0 && vt_atom_table_count_species (atoms, b) > 0)
        add_row (table, vt_atom_table_get_species_name (atoms, a), vt_atom_table_get_species_name (atoms, b),
                 &contrasts[a * n + b]);
  return table;
}
