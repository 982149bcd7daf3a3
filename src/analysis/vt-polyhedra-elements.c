/* How often each Voronoi polyhedron occurs around the atoms of each element.
 *
 * f_iX = N_iX/N_X in percent: of the N_X atoms of X, those that stand in a polyhedron i; over all i that is 100. The
 * polyhedra and their order are those of the ranked table of all atoms. O(n + k log k) for k polyhedra.
 */
#include "vt-polyhedra-elements.h"

#include <math.h>

#include "vt-polyhedra-tally.h"

static VtTable *
new_table (const VtAtomTable *atoms)
{
  VtTable *table = vt_table_new ("polyhedra-elements");

  vt_table_add_texts (table, "index");
  vt_table_add_numbers (table, "n_total", VT_UNIT_NONE);
  vt_table_add_numbers (table, "f_total", VT_UNIT_PERCENT);
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    {
      g_autofree char *n = g_strdup_printf ("n_%s", vt_atom_table_get_species_name (atoms, s));
      g_autofree char *f = g_strdup_printf ("f_%s", vt_atom_table_get_species_name (atoms, s));

      vt_table_add_numbers (table, n, VT_UNIT_NONE);
      vt_table_add_numbers (table, f, VT_UNIT_PERCENT);
    }
  return table;
}

static double
percent (gsize part, gsize whole)
{
  return whole > 0 ? 100.0 * (double) part / (double) whole : NAN;
}

static void
add_kind (VtTable *table, const VtPolyhedraKind *kind, const VtAtomTable *atoms)
{
  g_autofree char *name = vt_voronoi_index_format (&kind->index);
  guint row = vt_table_add_row (table);

  vt_table_set_text (table, row, 0, name);
  vt_table_set_number (table, row, 1, (double) kind->rank);
  vt_table_set_number (table, row, 2, percent (kind->rank, vt_atom_table_get_n (atoms)));
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    {
      vt_table_set_number (table, row, 3 + 2 * s, (double) kind->counts[s]);
      vt_table_set_number (table, row, 4 + 2 * s, percent (kind->counts[s], vt_atom_table_count_species (atoms, s)));
    }
}

VtTable *
vt_polyhedra_elements_table (const VtVoronoiIndex *indices, const VtAtomTable *atoms)
{
  g_autoptr (VtPolyhedraTally) tally = NULL;
  g_autoptr (GPtrArray) ranked = NULL;
  const guint8 *species;
  VtTable *table;

  g_return_val_if_fail (atoms != NULL && (vt_atom_table_get_n (atoms) == 0 || indices != NULL), NULL);

  species = vt_atom_table_get_species (atoms);
  tally = vt_polyhedra_tally_new (vt_atom_table_get_n_species (atoms));
  for (gsize i = 0; i < vt_atom_table_get_n (atoms); i++)
    {
      VtPolyhedraKind *kind = vt_polyhedra_tally_add (tally, &indices[i]);

      kind->rank++;
      kind->counts[species[i]]++;
    }
  ranked = vt_polyhedra_tally_rank (tally);

  table = new_table (atoms);
  for (guint i = 0; i < ranked->len; i++)
    add_kind (table, g_ptr_array_index (ranked, i), atoms);
  return table;
}
