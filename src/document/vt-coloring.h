/* How a quantity is coloured: the state's choices over the property's own, on the values that are there. */
#pragma once

#include "vt-analysis.h"
#include "vt-color-scale.h"

G_BEGIN_DECLS

/**
 * VtColoring:
 * @property: (nullable): the row; %NULL for a column of the file
 * @label: markup of the quantity's symbol, for the legend; @unit beside it
 * @scale: for numbers
 * @n_categories: where > 0, category i has the colour @colors[i] and the name @names[i]; a value v is category v −
 *   @first
 */
typedef struct
{
  const VtProperty *property;
  char             *label;
  VtUnit            unit;
  VtColorScale      scale;
  guint             n_categories;
  int               first;
  VtColor           colors[VT_COLORMAP_SIZE];
  const char       *names[VT_COLORMAP_SIZE];
} VtColoring;

/* @atoms names the species; the coloring must not outlive it. For a million atoms about 10 ms. */
VtColoring *
vt_coloring_new (const VtState *state, const char *property, const VtColumn *column, VtAtomTable *atoms, gboolean dark);
void        vt_coloring_free (VtColoring *coloring);
/* The same range for several columns of one quantity (a run's frames, a row of slices). */
void        vt_coloring_share_range (VtColoring *const *colorings, guint n);
/* The colour of one value, as the legend has it. */
VtColor     vt_coloring_get_color (const VtColoring *coloring, double value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtColoring, vt_coloring_free)

G_END_DECLS
