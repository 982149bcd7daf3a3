/* Pair cutoffs: who counts as a neighbour of whom. */
#pragma once

#include <glib-object.h>
#include "vt-atom-table.h"

G_BEGIN_DECLS

#define VT_MAX_SPECIES 16

/**
 * VtCutoffs:
 * @n_species: number of species, in the atom table's order
 * @radius: symmetric, Å
 */
typedef struct
{
  guint  n_species;
  double radius[VT_MAX_SPECIES][VT_MAX_SPECIES];
} VtCutoffs;

void   vt_cutoffs_init_uniform (VtCutoffs *cutoffs, guint n_species, double radius);
double vt_cutoffs_get_maximum (const VtCutoffs *cutoffs);
/* "3.8" or "Cu-Zr=3.9,Cu-Cu=3.5" over @cutoffs' present values; VT_ERROR_USAGE names what is wrong. */
gboolean vt_cutoffs_parse (VtCutoffs *cutoffs, const VtAtomTable *atoms, const char *text, GError **error);

G_END_DECLS
