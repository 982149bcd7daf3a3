/* The trees of random subsets of a dataset's instances: what classes are selected from, wherever they are cut. */
#pragma once

#include "vt-class-selection.h"

G_BEGIN_DECLS

typedef struct _VtClassTrees VtClassTrees;

/* Linkage, scaling, seed, number and size of the subsets are those of @options. NULL with @error, if cancelled too. */
VtClassTrees *vt_class_trees_new (const VtDataset               *dataset,
                                  const VtClassSelectionOptions *options,
                                  VtProgress                    *progress,
                                  GCancellable                  *cancellable,
                                  GError                       **error);
VtClassTrees *vt_class_trees_ref (VtClassTrees *trees);
void          vt_class_trees_unref (VtClassTrees *trees);
/* 1 where a subset is all there is. */
guint         vt_class_trees_get_n_subsets (const VtClassTrees *trees);
guint32       vt_class_trees_get_n_instances (const VtClassTrees *trees);
VtDendrogram *vt_class_trees_get_dendrogram (const VtClassTrees *trees, guint subset);
/* Of the subset's instances: double [n_instances], K. */
const double *vt_class_trees_get_temperatures (const VtClassTrees *trees, guint subset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtClassTrees, vt_class_trees_unref)

G_END_DECLS
