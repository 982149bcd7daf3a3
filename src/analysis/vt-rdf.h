/* Radial distribution functions, partial and total, pooled over frames; their first minima as cutoffs. */
#pragma once

#include "vt-neighbor-list.h"
#include "vt-table.h"

G_BEGIN_DECLS

#define VT_TYPE_RDF (vt_rdf_get_type ())

typedef struct _VtRdf VtRdf;

GType   vt_rdf_get_type (void);
/* @maximum, @bin: Å. All frames added must have as many species. */
VtRdf  *vt_rdf_new (VtAtomTable *atoms, double maximum, double bin);
VtRdf  *vt_rdf_ref (VtRdf *rdf);
void    vt_rdf_unref (VtRdf *rdf);

gboolean vt_rdf_add_frame (VtRdf *rdf, VtFrame *frame, VtProgress *progress, GCancellable *cancellable, GError **error);
guint    vt_rdf_get_n_bins (const VtRdf *rdf);
/* g of the pair at the bin's centre; pooled over both orders. */
double   vt_rdf_get_partial (const VtRdf *rdf, guint a, guint b, guint bin);
double   vt_rdf_get_total (const VtRdf *rdf, guint bin);

/**
 * vt_rdf_find_cutoffs:
 * @kernel: σ of the Gaussian that smooths g before its minimum is sought, Å
 * @from, @to: where the minimum is sought, counted from the first peak's place, as multiples of it
 * @fallback: (out) (nullable): a bit a pair, row-major: TRUE where the pair's own g was too poor and the total's stands in
 */
void     vt_rdf_find_cutoffs (const VtRdf *rdf, double kernel, double from, double to, VtCutoffs *cutoffs, gboolean *fallback);
/* Columns r_A, total, Cu-Cu, Cu-Zr, … */
VtTable *vt_rdf_to_table (const VtRdf *rdf);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtRdf, vt_rdf_unref)

G_END_DECLS
