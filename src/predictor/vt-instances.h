/* The instances of one element as a search sees them: those of the classes, scaled, in one order. */
#pragma once

#include <gio/gio.h>
#include "vt-dataset.h"

G_BEGIN_DECLS

/**
 * VtInstances:
 * @features: float [n][n_lags], scaled by vt_scaling_apply() and rounded
 * @labels: [n], index into the classes
 * @rows: [n], index of the instance in the dataset's element
 *
 * Ordered by class, identity of the run, origin and atom: ties between neighbours, which go by the index of the
 * instance, do not depend on the order in which runs were added.
 */
typedef struct
{
  gsize    n;
  float   *features;
  guint8  *labels;
  guint32 *rows;
} VtInstances;

/**
 * vt_instances_init:
 * @element: index of the dataset's element
 * @classes: double [n_classes], K, ascending, at most VT_MODEL_MAX_CLASSES
 * @minimum, @maximum: double [n_lags], from vt_scaling_fit()
 *
 * Takes the instances whose temperature is a class; there may be none. O(n).
 *
 * Returns: FALSE with G_IO_ERROR_CANCELLED if cancelled; then there is nothing to clear
 */
gboolean vt_instances_init (VtInstances     *instances,
                            const VtDataset *dataset,
                            guint            element,
                            const double    *classes,
                            guint            n_classes,
                            const double    *minimum,
                            const double    *maximum,
                            GCancellable    *cancellable,
                            GError         **error);
void     vt_instances_clear (VtInstances *instances);

/* Index of a temperature among ascending classes, or -1. */
int      vt_instances_find_class (const double *classes, guint n_classes, double temperature);

G_END_DECLS
