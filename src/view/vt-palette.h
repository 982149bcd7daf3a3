/* One meaning, one colour, everywhere: 3D, slice, charts, tables, report. */
#pragma once

#include "vt-atom-table.h"
#include "vt-color.h"

G_BEGIN_DECLS

typedef enum
{
  VT_MEANING_ACTIVE,     /* hot, LA: a warm red-orange */
  VT_MEANING_STABLE,     /* cold, SA: a cool blue */
  VT_MEANING_TOTAL,      /* all atoms: a neutral grey */
  VT_MEANING_SELECTED,   /* picked or brushed */
  VT_MEANING_MISSING,    /* undefined, NaN */
  VT_MEANING_BACKGROUND, /* of a view */
  VT_MEANING_FOREGROUND, /* text and axes */
  VT_MEANING_GRID,       /* faint lines */
  VT_MEANING_CELL,       /* the simulation cell's edges */
  VT_N_MEANINGS
} VtMeaning;

/* @dark: for a dark background. */
VtColor vt_palette_get (VtMeaning meaning, gboolean dark);
/* Curves without a meaning of their own: eight that colour-blind eyes keep apart, then again from the first. */
VtColor vt_palette_get_series (guint index, gboolean dark);
/* An element's colour; a species that is no element takes a series colour. */
VtColor vt_palette_get_species (const VtAtomTable *atoms, guint species, gboolean dark);

G_END_DECLS
