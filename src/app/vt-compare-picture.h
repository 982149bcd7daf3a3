/* A comparison's sheet as pixels, painted by a worker: all panels at the same time. */
#pragma once

#include <gtk/gtk.h>
#include "vt-comparison-sheet.h"

G_BEGIN_DECLS

/* On any thread; @scale: device pixels a unit. (transfer full) */
GdkTexture *vt_compare_picture_new (const VtComparisonSheet *sheet, int width, int height, int scale);

G_END_DECLS
