/* ΔCN = (⟨CN⟩(subset) − ⟨CN⟩(all))/⟨CN⟩(all), eq. 5 of Liu, Lu, Tu, Shen, J. Mater. Inf. 2022;2:20, in percent: over all
 * atoms, and over those of one element against that element's own mean.
 *
 * Over all atoms a subset that is rich in elements with many neighbours has a ΔCN of its own: permutations within
 * elements keep it, so that their mean, "expected", is what composition alone brings about. O(n); errors: vt-contrast.c.
 */
#include "vt-coordination-contrast.h"

#include <math.h>
#include "vt-extremes.h"

/* The sums are atoms and their neighbours: [1 + n_species][2], all first. */
typedef struct
{
  const guint8 *species;
  const double *cn;
  guint         n_rows;
} Atoms;

static void
add_atom (gsize atom, double *sums, gpointer data)
{
  const Atoms *atoms = data;
  guint row = 1 + atoms->species[atom];

  if (isnan (atoms->cn[atom]))
    return;
  sums[0] += 1.0;
  sums[1] += atoms->cn[atom];
  sums[2 * row] += 1.0;
  sums[2 * row + 1] += atoms->cn[atom];
}

/* The means, then the deviations: [2][n_rows]. */
static void
evaluate (const double *sums, const double *total, double *values, gpointer data)
{
  guint n_rows = ((const Atoms *) data)->n_rows;

  for (guint row = 0; row < n_rows; row++)
    {
      double mean = sums[2 * row + 1] / sums[2 * row], whole = total[2 * row + 1] / total[2 * row];

      values[row] = mean;
      values[n_rows + row] = whole > 0.0 ? 100.0 * (mean - whole) / whole : NAN;
    }
}

/* How many atoms of each row are in all, LA, SA. */
static void
count (const Atoms *atoms, const double *classes, gsize n, VtCoordinationContrast *contrasts)
{
  for (guint row = 0; row < atoms->n_rows; row++)
    {
      contrasts[row].n_total = 0.0;
      contrasts[row].n_active = contrasts[row].n_stable = classes != NULL ? 0.0 : NAN;
    }
  for (gsize i = 0; i < n; i++)
    for (guint step = 0; step < 2 && !isnan (atoms->cn[i]); step++)
      {
        VtCoordinationContrast *contrast = &contrasts[step == 0 ? 0 : 1 + atoms->species[i]];

        contrast->n_total += 1.0;
        contrast->n_active += classes != NULL && classes[i] == VT_CLASS_ACTIVE;
        contrast->n_stable += classes != NULL && classes[i] == VT_CLASS_STABLE;
      }
}

gboolean
vt_coordination_contrast_compute (const VtAtomTable      *atoms,
                                  const double           *cn,
                                  const double           *classes,
                                  const VtContrastErrors *errors,
                                  VtCoordinationContrast *contrasts,
                                  VtProgress             *progress,
                                  GCancellable           *cancellable,
                                  GError                **error)
{
  Atoms rows = { .cn = cn };
  VtContrastQuantity quantity = { .add = add_atom, .evaluate = evaluate, .data = &rows };
  g_autofree VtContrast *values = NULL;
  gsize n;

  g_return_val_if_fail (atoms != NULL && errors != NULL && contrasts != NULL, FALSE);

  n = vt_atom_table_get_n (atoms);
  rows.species = vt_atom_table_get_species (atoms);
  rows.n_rows = 1 + vt_atom_table_get_n_species (atoms);
  quantity.n_sums = quantity.n_values = 2 * rows.n_rows;
  values = g_new (VtContrast, quantity.n_values);
  if (!vt_contrast_compute (&quantity, classes, n, errors, values, progress, cancellable, error))
    return FALSE;
  for (guint row = 0; row < rows.n_rows; row++)
    {
      contrasts[row].cn = values[row];
      contrasts[row].deviation = values[rows.n_rows + row];
    }
  count (&rows, classes, n, contrasts);
  return TRUE;
}

static void
add_row (VtTable *table, const char *element, const VtCoordinationContrast *contrast)
{
  const VtContrastSide *la = &contrast->deviation.active, *sa = &contrast->deviation.stable;
  double numbers[] = { contrast->n_total, contrast->n_active, contrast->n_stable, contrast->cn.total,
                       contrast->cn.active.value, contrast->cn.stable.value, la->value, sa->value, la->expected,
                       sa->expected, vt_contrast_side_get_sigma (la), vt_contrast_side_get_sigma (sa),
                       la->permutation, sa->permutation, la->bootstrap, sa->bootstrap };
  guint row = vt_table_add_row (table);

  vt_table_set_text (table, row, 0, element);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    vt_table_set_number (table, row, i + 1, numbers[i]);
}

VtTable *
vt_coordination_contrast_table (const VtAtomTable *atoms, const VtCoordinationContrast *contrasts)
{
  static const char *const means[] = { "n_total", "n_la", "n_sa", "cn_total", "cn_la", "cn_sa" };
  static const char *const deviations[]
      = { "dcn_la", "dcn_sa", "expected_la", "expected_sa", "sigma_la", "sigma_sa", "permutation_la",
          "permutation_sa", "bootstrap_la", "bootstrap_sa" };
  VtTable *table;

  g_return_val_if_fail (atoms != NULL && contrasts != NULL, NULL);

  table = vt_table_new ("coordination");
  vt_table_add_texts (table, "element");
  for (guint i = 0; i < G_N_ELEMENTS (means); i++)
    vt_table_add_numbers (table, means[i], VT_UNIT_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (deviations); i++)
    vt_table_add_numbers (table, deviations[i], VT_UNIT_PERCENT);
  add_row (table, "all", &contrasts[0]);
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    if (contrasts[1 + s].n_total > 0.0)
      add_row (table, vt_atom_table_get_species_name (atoms, s), &contrasts[1 + s]);
  return table;
}
