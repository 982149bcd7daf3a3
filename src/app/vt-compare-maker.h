/* Computes the panels of a comparison one after the other, off the main thread, and drops what is wanted no more. */
#pragma once

#include "vt-comparison.h"

G_BEGIN_DECLS

typedef struct _VtCompareMaker VtCompareMaker;

/* @changed: on the main loop, when another panel is there. @owner outlives the maker. */
VtCompareMaker *vt_compare_maker_new (void (*changed) (gpointer owner), gpointer owner);
void            vt_compare_maker_free (VtCompareMaker *maker);

/* What is to be compared from now on. Panels that are the same as before stay; a sheet that is only to be seen otherwise
 * stays as a whole until the new one is there, or takes too long; what was asked for meanwhile follows, the newest. */
void       vt_compare_maker_start (
    VtCompareMaker *maker, VtEvaluator *evaluator, VtSource *source, const VtState *state, gboolean dark);
/* Whatever is being computed is not any more. */
void       vt_compare_maker_stop (VtCompareMaker *maker);
/* (transfer none) (element-type VtComparisonPanel): evaluated or not; another array whenever one of them is another. */
GPtrArray *vt_compare_maker_get_panels (VtCompareMaker *maker);
/* Panels that were too many. */
guint      vt_compare_maker_get_n_left_out (VtCompareMaker *maker);
/* The one that is being computed, and how far that is; −1: none. */
int        vt_compare_maker_get_current (VtCompareMaker *maker, double *fraction);

G_END_DECLS
