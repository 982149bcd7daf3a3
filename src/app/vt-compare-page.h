/* The compare page: its bar, and below it slices side by side, or a word on what is missing. */
#pragma once

#include <gtk/gtk.h>
#include "vt-picture.h"

G_BEGIN_DECLS

#define VT_TYPE_COMPARE_PAGE (vt_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (VtComparePage, vt_compare_page, VT, COMPARE_PAGE, GtkBox)

/* Once, before it is shown. */
void vt_compare_page_set_picture (VtComparePage *page, VtPicture *picture);

G_END_DECLS
