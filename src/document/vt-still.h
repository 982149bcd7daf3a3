/* A still picture of the atoms in a file, of a given size in pixels: in space, or as a slice. */
#pragma once

#include "vt-evaluator.h"

G_BEGIN_DECLS

typedef enum
{
  VT_STILL_WHITE,
  VT_STILL_TRANSPARENT,
  VT_STILL_DARK
} VtStillBackground;

/**
 * VtStillOptions:
 * @width, @height: pixels
 * @supersample: 1, 2 or 4; pictures in space only
 * @legend: draw the colours' key over the right edge
 * @notes: (nullable) (element-type utf8): gets what vt_depiction_add_notes() has to say of the colours
 */
typedef struct
{
  int               width;
  int               height;
  VtStillBackground background;
  int               supersample;
  gboolean          legend;
  GPtrArray        *notes;
} VtStillOptions;

/**
 * vt_still_write_space:
 * @file: PNG, replaced as a whole
 *
 * What the state shows in three dimensions: camera, colours, selection. VT_ERROR_UNAVAILABLE where the machine has no
 * OpenGL. Takes time: call it from a worker.
 */
gboolean vt_still_write_space (VtEvaluator          *evaluator,
                               VtSource             *source,
                               VtState              *state,
                               const VtStillOptions *options,
                               GFile                *file,
                               VtProgress           *progress,
                               GCancellable         *cancellable,
                               GError              **error);
/* The state's slice; PNG, SVG or PDF by the name. The text is as large as in a figure 85 mm wide. */
gboolean vt_still_write_slice (VtEvaluator          *evaluator,
                               VtSource             *source,
                               VtState              *state,
                               const VtStillOptions *options,
                               GFile                *file,
                               VtProgress           *progress,
                               GCancellable         *cancellable,
                               GError              **error);

G_END_DECLS
