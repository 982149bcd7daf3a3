/* Which atoms the state selects: by class, polyhedron, brushed range and a list of chosen ones, all of which must hold;
 * and those that are picked. */
#pragma once

#include "vt-frame.h"
#include "vt-result.h"
#include "vt-scene.h"
#include "vt-state.h"

G_BEGIN_DECLS

/**
 * VtSelectionInputs:
 * @frame: the atoms
 * @extremes: (nullable): result of "extremes"; needed for a class
 * @voronoi: (nullable): result of "voronoi"; needed for a polyhedron
 * @brushed: (nullable): column of selection.property; needed for a range
 *
 * What is needed and not there (yet) selects nothing away.
 */
typedef struct
{
  VtFrame  *frame;
  VtResult *extremes;
  VtResult *voronoi;
  VtColumn *brushed;
} VtSelectionInputs;

/* Whether anything is selected at all: else every atom is shown as it is. */
gboolean vt_selection_is_set (const VtState *state);
/**
 * vt_selection_flags:
 * @flags: (out caller-allocates): [n], VtAtomFlags: dimmed or hidden where not selected, selected where picked
 *
 * Returns: number of atoms selected
 */
gsize    vt_selection_flags (const VtState *state, const VtSelectionInputs *inputs, guint8 *flags);
/* Adds the ids of the analyses that the selection needs. (element-type utf8) */
void     vt_selection_add_needs (const VtState *state, GPtrArray *analyses);

G_END_DECLS
