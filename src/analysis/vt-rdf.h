/* Radial distribution functions, partial and total, pooled over frames; their first minima as cutoffs. */
#pragma once

#include "vt-neighbor-list.h"
#include "vt-table.h"

G_BEGIN_DECLS

#define VT_TYPE_RDF (vt_rdf_get_type ())

typedef struct _VtRdf VtRdf;

GType   vt_rdf_get_type (void);
/* @maximum, @bin: Å. All frames added must have the species of @atoms, in its order. */
VtRdf  *vt_rdf_new (VtAtomTable *atoms, double maximum, double bin);
VtRdf  *vt_rdf_ref (VtRdf *rdf);
void    vt_rdf_unref (VtRdf *rdf);

/* Where the cell does not repeat, the volume is that of the atoms' span. VT_ERROR_INPUT: other species. */
gboolean vt_rdf_add_frame (VtRdf *rdf, VtFrame *frame, VtProgress *progress, GCancellable *cancellable, GError **error);
/* Of the same species, range and bins, and empty. (transfer full) */
VtRdf   *vt_rdf_new_like (const VtRdf *rdf);
/* Whether @other can be pooled with @rdf: the same species, in whatever order, range and bins; else VT_ERROR_INPUT. */
gboolean vt_rdf_check_pool (const VtRdf *rdf, const VtRdf *other, GError **error);
/* Adds what @other has counted, as if its frames had been added. Only what vt_rdf_check_pool() allows. */
void     vt_rdf_pool (VtRdf *rdf, const VtRdf *other);
/* Bytes it keeps. */
gsize    vt_rdf_get_size (const VtRdf *rdf);
guint    vt_rdf_get_n_bins (const VtRdf *rdf);
/* The centre of a bin, Å. */
double   vt_rdf_get_radius (const VtRdf *rdf, guint bin);
/* g of the pair at the bin's centre, pooled over both orders; NaN before a frame with atoms of both species. */
double   vt_rdf_get_partial (const VtRdf *rdf, guint a, guint b, guint bin);
double   vt_rdf_get_total (const VtRdf *rdf, guint bin);
/* Pairs, each once, that an ideal gas would have in the bin; @a and @b −1 for the total. For counting errors. */
double   vt_rdf_get_ideal (const VtRdf *rdf, int a, int b, guint bin);
guint    vt_rdf_get_n_species (const VtRdf *rdf);

/**
 * vt_rdf_find_cutoffs:
 * @kernel: σ of the Gaussian that smooths g before its minimum is sought, Å
 * @from, @to: where the minimum is sought, counted from the first peak's place, as multiples of it
 * @fallback: (out) (nullable): one a pair, row-major: TRUE where its own g was too poor and the total's stands in
 *
 * The first peak of the total is the highest point of the smoothed g; a pair's is the highest within 1.3 times that
 * distance. The minimum is the lowest point of the interval, the middle of it where it is flat. It is clear where it
 * lies inside the interval and g is higher on both sides by five times its counting error and by a twentieth of the
 * peak. Where even the total has none (a gas), the interval's middle is taken.
 */
void     vt_rdf_find_cutoffs (const VtRdf *rdf,
                              double       kernel,
                              double       from,
                              double       to,
                              VtCutoffs   *cutoffs,
                              gboolean    *fallback);
/* Columns r_A, total, Cu-Cu, Cu-Zr, … */
VtTable *vt_rdf_to_table (const VtRdf *rdf);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtRdf, vt_rdf_unref)

G_END_DECLS
