/* The compare page: T_ML beside D²min at each lag, in slices at one place. */
#pragma once

#include <gtk/gtk.h>
#include "vt-picture.h"

G_BEGIN_DECLS

#define VT_TYPE_COMPARE_VIEW (vt_compare_view_get_type ())
G_DECLARE_FINAL_TYPE (VtCompareView, vt_compare_view, VT, COMPARE_VIEW, GtkWidget)

/* Once, before it is shown. */
void vt_compare_view_set_picture (VtCompareView *view, VtPicture *picture);

G_END_DECLS
