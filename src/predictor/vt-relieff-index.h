/* How instances lie in memory for ReliefF: in sets, each ordered along its widest directions, in blocks with a box
 * around each, and as bytes at two resolutions. */
#pragma once

#include <gio/gio.h>
#include "vt-relieff-filter.h"

G_BEGIN_DECLS

#define VT_RELIEFF_MAX_FEATURES 1024
/* Coordinates of the boxes. */
#define VT_RELIEFF_AXES 3
#define VT_RELIEFF_NO_INSTANCE G_MAXUINT32
/* One range of a feature in units of the fine bytes. */
#define VT_RELIEFF_UNITS 255.0

/**
 * VtReliefFIndex:
 * @minimum: double [n_features]
 * @inverse: double [n_features], 1/range, 0 for a feature that never varies
 * @first: [n_sets + 1], first block of each set; a set's last block may be partly empty
 * @order: [n_blocks · VT_RELIEFF_LANES], the instance in each place, or VT_RELIEFF_NO_INSTANCE
 * @rows: float [places][n_features], features as given
 * @coarse: [n_blocks][VT_RELIEFF_BLOCK], see vt_relieff_filter_place()
 * @coarse_step: a coarse byte's step in units of the fine ones
 * @coarse_errors: [n_blocks], largest rounding error of a block's instances over their coarse bytes, in steps
 * @fine: [places][stride]; zero beyond n_features
 * @fine_errors: [places], rounding error of an instance over its fine bytes, in units
 * @axes_step: of the boxes' coordinates, in units
 * @axes_minimum: their zero, in units
 * @low, @high: [VT_RELIEFF_AXES][n_blocks], edges of boxes around the blocks
 */
typedef struct
{
  guint         n_features;
  const double *minimum;
  const double *inverse;
  gsize         n;
  guint         n_sets;
  gsize        *first;
  gsize         n_blocks;
  guint32      *order;
  float        *rows;
  guint8       *coarse;
  double        coarse_step;
  double        coarse_minimum[VT_RELIEFF_COARSE];
  guint16      *coarse_errors;
  guint         stride;
  guint8       *fine;
  guint16      *fine_errors;
  double        axes_step;
  double        axes_minimum[VT_RELIEFF_AXES];
  gint16       *low;
  gint16       *high;
} VtReliefFIndex;

/**
 * vt_relieff_index_init:
 * @instances: [n], each float [n_features], finite; read here only
 * @begin: [n_sets + 1], the instances of each set; @begin[0] = 0
 * @minimum, @inverse: double [n_features], as in #VtReliefFIndex; they must outlive the index
 *
 * Returns: FALSE with G_IO_ERROR_CANCELLED; there is nothing to clear then
 */
gboolean vt_relieff_index_init (VtReliefFIndex     *index,
                                const float *const *instances,
                                const gsize        *begin,
                                guint               n_sets,
                                guint               n_features,
                                const double       *minimum,
                                const double       *inverse,
                                GCancellable       *cancellable,
                                GError            **error);
void     vt_relieff_index_clear (VtReliefFIndex *index);

/* The coarse bytes of a place: [VT_RELIEFF_COARSE]. */
void     vt_relieff_index_get_coarse (const VtReliefFIndex *index, gsize place, guint8 *bytes);
/* The box's coordinates of a place, rounded down and up: [VT_RELIEFF_AXES]. */
void     vt_relieff_index_get_axes (const VtReliefFIndex *index, gsize place, gint16 *down, gint16 *up);

G_END_DECLS
