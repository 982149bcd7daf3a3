/* Slices side by side: T_ML beside D²min at each lag, or one quantity at several times or of several runs. */
#pragma once

#include <gtk/gtk.h>
#include "vt-comparison-sheet.h"
#include "vt-picture.h"

G_BEGIN_DECLS

#define VT_TYPE_COMPARE_VIEW (vt_compare_view_get_type ())
G_DECLARE_FINAL_TYPE (VtCompareView, vt_compare_view, VT, COMPARE_VIEW, GtkWidget)

/**
 * VtCompareView signals:
 * ::planned (guint n_left_out): there are other panels; so many are too many to be shown
 */

/* Once, before it is shown. */
void               vt_compare_view_set_picture (VtCompareView *view, VtPicture *picture);
/* (nullable): what is seen. */
VtComparisonSheet *vt_compare_view_get_sheet (VtCompareView *view);
/* Whether what is to be seen is still being computed or painted. */
gboolean           vt_compare_view_is_busy (VtCompareView *view);

G_END_DECLS
