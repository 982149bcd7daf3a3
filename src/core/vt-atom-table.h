/* Who the atoms are: ids and species, shared by all frames in which they are the same. */
#pragma once

#include <glib-object.h>
#include "vt-element.h"

G_BEGIN_DECLS

#define VT_TYPE_ATOM_TABLE (vt_atom_table_get_type ())

typedef struct _VtAtomTable VtAtomTable;

GType vt_atom_table_get_type (void);

/**
 * vt_atom_table_new_take:
 * @n: number of atoms
 * @ids: (transfer full): @n strictly ascending ids
 * @species: (transfer full): @n indices into @names
 * @names: NULL-terminated species names: an element's symbol, or the file's type number where the mapping is not known
 */
VtAtomTable *vt_atom_table_new_take (gsize n, gint64 *ids, guint8 *species, const char *const *names);
VtAtomTable *vt_atom_table_ref (VtAtomTable *table);
void         vt_atom_table_unref (VtAtomTable *table);

gsize         vt_atom_table_get_n (const VtAtomTable *table);
const gint64 *vt_atom_table_get_ids (const VtAtomTable *table);
const guint8 *vt_atom_table_get_species (const VtAtomTable *table);
guint         vt_atom_table_get_n_species (const VtAtomTable *table);
const char   *vt_atom_table_get_species_name (const VtAtomTable *table, guint species);
/* (nullable): what is known of the species. */
const VtElement *vt_atom_table_get_element (const VtAtomTable *table, guint species);
/* Mass in g/mol; 1 for a species that is no element. */
double        vt_atom_table_get_mass (const VtAtomTable *table, guint species);
gsize         vt_atom_table_count_species (const VtAtomTable *table, guint species);
/* Index of the species of that name, or -1. */
int           vt_atom_table_find_species (const VtAtomTable *table, const char *name);
/* Index of the atom with that id, or -1. O(log n). */
gssize        vt_atom_table_find (const VtAtomTable *table, gint64 id);
gboolean      vt_atom_table_equal (const VtAtomTable *a, const VtAtomTable *b);

/* For each atom of @onto its index in @from, or -1: (transfer full), gint64[n of @onto]. */
gint64 *vt_atom_table_map (const VtAtomTable *from, const VtAtomTable *onto);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtAtomTable, vt_atom_table_unref)

G_END_DECLS
