/* The instances among which ReliefF looks for neighbours, in one order: all, or those of one element. */
#pragma once

#include <gio/gio.h>
#include "vt-dataset.h"

G_BEGIN_DECLS

/* All elements together. */
#define VT_RELIEFF_ALL_ELEMENTS G_MAXUINT

/**
 * VtReliefFPool:
 * @instances: [n], features of each, borrowed from the dataset
 * @labels: [n], index of its temperature among the dataset's
 * @sizes: [n_classes]
 *
 * Ordered by class, element, identity of the run, origin and atom, so that nothing depends on the order in which runs
 * were added.
 */
typedef struct
{
  gsize         n;
  const float **instances;
  guint16      *labels;
  guint         n_classes;
  gsize        *sizes;
} VtReliefFPool;

/* @classes: double [n_classes], all temperatures of @dataset, ascending. FALSE with G_IO_ERROR_CANCELLED; there is
 * nothing to clear then. */
gboolean vt_relieff_pool_init (VtReliefFPool   *pool,
                               const VtDataset *dataset,
                               guint            element,
                               const double    *classes,
                               guint            n_classes,
                               GCancellable    *cancellable,
                               GError         **error);
void     vt_relieff_pool_clear (VtReliefFPool *pool);
/* Of how many classes it has instances. */
guint    vt_relieff_pool_count_classes (const VtReliefFPool *pool);

G_END_DECLS
