/* Composition of LA and SA: f_E = N_E/N in percent, of all atoms and of a subset; Δf_E = f_E(subset) − f_E(all).
 *
 * σ by permuting LA and SA among all atoms is the hypergeometric distribution's, √(f(1 − f)/m · (N − m)/(N − 1)) for m
 * atoms of N; it is drawn all the same, with the machinery and the seed of everything else. O(n); errors:
 * vt-contrast.c. Fig. 5A of Liu, Lu, Tu, Shen, J. Mater. Inf. 2022;2:20.
 */
#include "vt-composition.h"

#include <math.h>
#include "vt-extremes.h"

typedef struct
{
  const guint8 *species;
  const double *axes[3];
  guint         n_species;
} Atoms;

static void
atoms_init (Atoms *atoms, const VtFrame *frame)
{
  VtAtomTable *table = vt_frame_get_atoms (frame);

  atoms->species = vt_atom_table_get_species (table);
  atoms->n_species = vt_atom_table_get_n_species (table);
  for (guint axis = 0; axis < 3; axis++)
    atoms->axes[axis] = vt_frame_get_axis (frame, axis);
}

static gboolean
is_there (const Atoms *atoms, gsize atom)
{
  return isfinite (atoms->axes[0][atom] + atoms->axes[1][atom] + atoms->axes[2][atom]);
}

static void
add_atom (gsize atom, double *sums, gpointer data)
{
  const Atoms *atoms = data;

  if (is_there (atoms, atom))
    sums[atoms->species[atom]] += 1.0;
}

static void
evaluate (const double *sums, const double *total, double *values, gpointer data)
{
  guint k = ((const Atoms *) data)->n_species;
  double n = 0.0;

  for (guint s = 0; s < k; s++)
    n += sums[s];
  for (guint s = 0; s < k; s++)
    values[s] = n > 0.0 ? 100.0 * sums[s] / n : NAN;
}

gboolean
vt_composition_compute (const VtFrame          *frame,
                        const double           *classes,
                        const VtContrastErrors *errors,
                        VtContrast             *contrasts,
                        VtProgress             *progress,
                        GCancellable           *cancellable,
                        GError                **error)
{
  Atoms atoms;
  VtContrastErrors among_all;
  VtContrastQuantity quantity = { .add = add_atom, .evaluate = evaluate, .data = &atoms };

  g_return_val_if_fail (frame != NULL && errors != NULL && contrasts != NULL, FALSE);

  atoms_init (&atoms, frame);
  among_all = *errors;
  among_all.groups = NULL;
  quantity.n_sums = quantity.n_values = atoms.n_species;
  return vt_contrast_compute (&quantity, classes, vt_frame_get_n_atoms (frame), &among_all, contrasts, progress,
                              cancellable, error);
}

/* Atoms of a species: all, LA, SA; the two are NaN without classes. */
static void
count (const Atoms *atoms, const double *classes, gsize n, guint species, double counts[3])
{
  counts[0] = 0.0;
  counts[1] = counts[2] = classes != NULL ? 0.0 : NAN;
  for (gsize i = 0; i < n; i++)
    if (atoms->species[i] == species && is_there (atoms, i))
      {
        counts[0] += 1.0;
        counts[1] += classes != NULL && classes[i] == VT_CLASS_ACTIVE;
        counts[2] += classes != NULL && classes[i] == VT_CLASS_STABLE;
      }
}

static void
add_row (VtTable *table, const char *element, const double counts[3], const VtContrast *contrast)
{
  const VtContrastSide *la = &contrast->active, *sa = &contrast->stable;
  double numbers[] = { counts[0], counts[1], counts[2], contrast->total, la->value, sa->value, la->difference,
                       sa->difference, vt_contrast_side_get_sigma (la), vt_contrast_side_get_sigma (sa),
                       la->permutation, sa->permutation, la->bootstrap, sa->bootstrap };
  guint row = vt_table_add_row (table);

  vt_table_set_text (table, row, 0, element);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    vt_table_set_number (table, row, i + 1, numbers[i]);
}

VtTable *
vt_composition_table (const VtFrame *frame, const double *classes, const VtContrast *contrasts)
{
  static const char *const counts[] = { "n_total", "n_la", "n_sa" };
  static const char *const shares[]
      = { "f_total", "f_la", "f_sa", "df_la", "df_sa", "sigma_la", "sigma_sa", "permutation_la", "permutation_sa",
          "bootstrap_la", "bootstrap_sa" };
  VtAtomTable *names;
  Atoms atoms;
  VtTable *table;

  g_return_val_if_fail (frame != NULL && contrasts != NULL, NULL);

  atoms_init (&atoms, frame);
  names = vt_frame_get_atoms (frame);
  table = vt_table_new ("composition");
  vt_table_add_texts (table, "element");
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    vt_table_add_numbers (table, counts[i], VT_UNIT_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    vt_table_add_numbers (table, shares[i], VT_UNIT_PERCENT);
  for (guint s = 0; s < atoms.n_species; s++)
    {
      double n[3];

      count (&atoms, classes, vt_frame_get_n_atoms (frame), s, n);
      if (n[0] > 0.0)
        add_row (table, vt_atom_table_get_species_name (names, s), n, &contrasts[s]);
    }
  return table;
}
