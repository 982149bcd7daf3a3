#include "vt-atom-table.h"

#include <string.h>

struct _VtAtomTable
{
  gatomicrefcount    references;
  gsize              n;
  gint64            *ids;
  guint8            *species;
  guint              n_species;
  char             **names;
  const VtElement  **elements;
  gsize             *counts;
};

G_DEFINE_BOXED_TYPE (VtAtomTable, vt_atom_table, vt_atom_table_ref, vt_atom_table_unref)

static gboolean
ids_ascend (const gint64 *ids, gsize n)
{
  for (gsize i = 1; i < n; i++)
    if (ids[i - 1] >= ids[i])
      return FALSE;
  return TRUE;
}

static gboolean
species_are_below (const guint8 *species, gsize n, guint limit)
{
  guint8 highest = 0;

  for (gsize i = 0; i < n; i++)
    highest = MAX (highest, species[i]);
  return n == 0 || highest < limit;
}

VtAtomTable *
vt_atom_table_new_take (gsize n, gint64 *ids, guint8 *species, const char *const *names)
{
  VtAtomTable *table;

  g_return_val_if_fail (names != NULL, NULL);
  g_return_val_if_fail (n == 0 || (ids != NULL && species != NULL), NULL);
  g_return_val_if_fail (ids_ascend (ids, n), NULL);
  g_return_val_if_fail (species_are_below (species, n, g_strv_length ((char **) names)), NULL);

  table = g_new0 (VtAtomTable, 1);
  g_atomic_ref_count_init (&table->references);
  table->n = n;
  table->ids = ids;
  table->species = species;
  table->names = g_strdupv ((char **) names);
  table->n_species = g_strv_length (table->names);
  table->elements = g_new0 (const VtElement *, table->n_species);
  table->counts = g_new0 (gsize, table->n_species);
  for (guint s = 0; s < table->n_species; s++)
    table->elements[s] = vt_element_lookup (table->names[s]);
  for (gsize i = 0; i < n; i++)
    table->counts[species[i]]++;
  return table;
}

VtAtomTable *
vt_atom_table_ref (VtAtomTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  g_atomic_ref_count_inc (&table->references);
  return table;
}

void
vt_atom_table_unref (VtAtomTable *table)
{
  g_return_if_fail (table != NULL);

  if (!g_atomic_ref_count_dec (&table->references))
    return;
  g_free (table->ids);
  g_free (table->species);
  g_strfreev (table->names);
  g_free (table->elements);
  g_free (table->counts);
  g_free (table);
}

gsize
vt_atom_table_get_n (const VtAtomTable *table)
{
  g_return_val_if_fail (table != NULL, 0);

  return table->n;
}

const gint64 *
vt_atom_table_get_ids (const VtAtomTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  return table->ids;
}

const guint8 *
vt_atom_table_get_species (const VtAtomTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  return table->species;
}

guint
vt_atom_table_get_n_species (const VtAtomTable *table)
{
  g_return_val_if_fail (table != NULL, 0);

  return table->n_species;
}

const char *
vt_atom_table_get_species_name (const VtAtomTable *table, guint species)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (species < table->n_species, NULL);

  return table->names[species];
}

const VtElement *
vt_atom_table_get_element (const VtAtomTable *table, guint species)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (species < table->n_species, NULL);

  return table->elements[species];
}

double
vt_atom_table_get_mass (const VtAtomTable *table, guint species)
{
  g_return_val_if_fail (table != NULL, 1.0);
  g_return_val_if_fail (species < table->n_species, 1.0);

  return table->elements[species] != NULL ? table->elements[species]->mass : 1.0;
}

gsize
vt_atom_table_count_species (const VtAtomTable *table, guint species)
{
  g_return_val_if_fail (table != NULL, 0);
  g_return_val_if_fail (species < table->n_species, 0);

  return table->counts[species];
}

int
vt_atom_table_find_species (const VtAtomTable *table, const char *name)
{
  g_return_val_if_fail (table != NULL, -1);
  g_return_val_if_fail (name != NULL, -1);

  for (guint s = 0; s < table->n_species; s++)
    if (strcmp (table->names[s], name) == 0)
      return (int) s;
  return -1;
}

gssize
vt_atom_table_find (const VtAtomTable *table, gint64 id)
{
  gsize low = 0, high;

  g_return_val_if_fail (table != NULL, -1);

  high = table->n;
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (table->ids[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < table->n && table->ids[low] == id ? (gssize) low : -1;
}

gboolean
vt_atom_table_equal (const VtAtomTable *a, const VtAtomTable *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;
  if (a->n != b->n || !g_strv_equal ((const char *const *) a->names, (const char *const *) b->names))
    return FALSE;
  return a->n == 0
         || (memcmp (a->ids, b->ids, a->n * sizeof *a->ids) == 0
             && memcmp (a->species, b->species, a->n * sizeof *a->species) == 0);
}

/* Both lists of ids ascend, so one walk along the two is enough: O(n). */
gint64 *
vt_atom_table_map (const VtAtomTable *from, const VtAtomTable *onto)
{
  gint64 *map;
  gsize j = 0;

  g_return_val_if_fail (from != NULL && onto != NULL, NULL);

  map = g_new (gint64, onto->n);
  for (gsize i = 0; i < onto->n; i++)
    {
      while (j < from->n && from->ids[j] < onto->ids[i])
        j++;
      map[i] = j < from->n && from->ids[j] == onto->ids[i] ? (gint64) j : -1;
    }
  return map;
}
