/* Everything a picture of the atoms needs, gathered once: frame, values, colours, selection; as a slice or as a
 * scene. */
#pragma once

#include "vt-camera.h"
#include "vt-coloring.h"
#include "vt-evaluator.h"
#include "vt-scene.h"
#include "vt-selection.h"
#include "vt-slice-chart.h"

G_BEGIN_DECLS

/**
 * VtDepiction:
 * @values: the column that colours
 * @flags: [n], VtAtomFlags
 * @n_selected: atoms the selection leaves
 * @tessellation: (nullable): for cells of picked atoms, see vt_depiction_evaluate_picked()
 */
typedef struct
{
  VtState    *state;
  VtFrame    *frame;
  VtColumn   *values;
  VtColoring *coloring;
  guint8     *flags;
  gsize       n_selected;
  VtResult   *tessellation;
} VtDepiction;

/* Keeps references to what it is given. @all: (nullable): see vt_coloring_new(). O(n), without sorting: about 10 ms a
 * million atoms. */
VtDepiction *vt_depiction_new (VtState                 *state,
                               const char              *property,
                               VtColumn                *values,
                               const VtSelectionInputs *selection,
                               const VtColorExtent     *all,
                               gboolean                 dark);
/* The same, evaluating whatever is needed: for the command line and for exports, on a worker. */
VtDepiction *vt_depiction_evaluate (VtEvaluator  *evaluator,
                                    VtSource     *source,
                                    VtState      *state,
                                    const char   *property,
                                    gboolean      dark,
                                    VtProgress   *progress,
                                    GCancellable *cancellable,
                                    GError      **error);
/* The same atoms, values and selection in the colours of another state. */
VtDepiction *vt_depiction_recolor (const VtDepiction   *depiction,
                                   VtState             *state,
                                   const VtColorExtent *all,
                                   gboolean             dark);
void         vt_depiction_free (VtDepiction *depiction);

/* The state's slice in that cell: across slice.normal, or where that is empty or no direction, across slice.axis. */
void          vt_depiction_get_slice (const VtState *state, const VtCell *cell, VtSlice *slice);
/* What it is cut across, as a person reads it: "x", or "(1, 1, 0)". (transfer full) */
char         *vt_depiction_describe_normal (const VtState *state);
/* (nullable) (transfer full): where the state's slice is, for a scene; %NULL where it is not to be shown. @grips: see
 * vt_slice_plane_make_overlay(). */
VtOverlay    *vt_depiction_make_slice_plane (const VtState *state, const VtCell *cell, gboolean dark, gboolean grips);
/* Drawn radii by the state, Å: [n]. (transfer full) */
double       *vt_depiction_get_radii (const VtDepiction *depiction);
/* The state's camera; where it has none, one that shows the whole cell. */
void          vt_depiction_get_camera (const VtState *state, const VtCell *cell, double aspect, VtCamera *camera);
/* The atoms in @slice, coloured. (transfer full) */
VtSliceChart *vt_depiction_to_atoms_chart (const VtDepiction *depiction, const VtSlice *slice);
/* The state's slice, as atoms or as a smoothed field by slice.style. (transfer full) (nullable): %NULL with the errors of
 * vt_field_compute() */
VtSliceChart *vt_depiction_make_slice_chart (const VtDepiction *depiction,
                                             VtProgress        *progress,
                                             GCancellable      *cancellable,
                                             GError           **error);
/* The same. (transfer full) (nullable): %NULL where there is no field to be had: atoms in its place would be taken for
 * it. @refusal: (out) (optional) (transfer full): then the sentence that says why */
VtSliceChart *vt_depiction_to_slice_chart (const VtDepiction *depiction, char **refusal);
/* Fills @scene anew: frame, radii, values, flags, colours. Where only the colour scale differs, set that on the scene
 * instead. */
void          vt_depiction_to_scene (const VtDepiction *depiction, VtScene *scene, gboolean dark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtDepiction, vt_depiction_free)

G_END_DECLS
