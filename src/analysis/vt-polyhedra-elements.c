/* How often each Voronoi polyhedron occurs around the atoms of each element.
 *
 * f_iX = N_iX/N_X in percent: of the N_X atoms of X, those that stand in a polyhedron i; over all i that is 100. The
 * polyhedra and their order are those of the ranked table of all atoms. O(n + k log k) for k polyhedra.
 */
#include "vt-polyhedra-elements.h"

#include <math.h>

typedef struct
{
  guint64        key; /* vt_voronoi_index_key() */
  VtVoronoiIndex index;
  gsize          total;
  gsize         *counts; /* [species] */
} Kind;

static void
free_kind (gpointer data)
{
  Kind *kind = data;

  g_free (kind->counts);
  g_free (kind);
}

static Kind *
find_kind (GHashTable *kinds, const VtVoronoiIndex *index, guint n_species)
{
  guint64 key = vt_voronoi_index_key (index);
  Kind *kind = g_hash_table_lookup (kinds, &key);

  if (kind == NULL)
    {
      kind = g_new0 (Kind, 1);
      kind->key = key;
      kind->index = *index;
      kind->counts = g_new0 (gsize, n_species);
      g_hash_table_insert (kinds, &kind->key, kind);
    }
  return kind;
}

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const Kind *x = *(Kind *const *) a, *y = *(Kind *const *) b;

  if (x->total != y->total)
    return x->total > y->total ? -1 : 1;
  return (x->key > y->key) - (x->key < y->key);
}

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
add_kind (VtTable *table, const Kind *kind, const VtAtomTable *atoms)
{
  g_autofree char *name = vt_voronoi_index_format (&kind->index);
  guint row = vt_table_add_row (table);

  vt_table_set_text (table, row, 0, name);
  vt_table_set_number (table, row, 1, (double) kind->total);
  vt_table_set_number (table, row, 2, percent (kind->total, vt_atom_table_get_n (atoms)));
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    {
      vt_table_set_number (table, row, 3 + 2 * s, (double) kind->counts[s]);
      vt_table_set_number (table, row, 4 + 2 * s, percent (kind->counts[s], vt_atom_table_count_species (atoms, s)));
    }
}

VtTable *
vt_polyhedra_elements_table (const VtVoronoiIndex *indices, const VtAtomTable *atoms)
{
  g_autoptr (GHashTable) kinds = NULL;
  g_autoptr (GPtrArray) ranked = NULL;
  const guint8 *species;
  GHashTableIter iter;
  gpointer value;
  VtTable *table;

  g_return_val_if_fail (atoms != NULL && (vt_atom_table_get_n (atoms) == 0 || indices != NULL), NULL);

  species = vt_atom_table_get_species (atoms);
  kinds = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_kind);
  for (gsize i = 0; i < vt_atom_table_get_n (atoms); i++)
    {
      Kind *kind = find_kind (kinds, &indices[i], vt_atom_table_get_n_species (atoms));

      kind->total++;
      kind->counts[species[i]]++;
    }
  ranked = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, kinds);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (ranked, value);
  g_ptr_array_sort (ranked, compare_kinds);

  table = new_table (atoms);
  for (guint i = 0; i < ranked->len; i++)
    add_kind (table, g_ptr_array_index (ranked, i), atoms);
  return table;
}
