/* One panel of the compare page, to be pointed at, moved and told of by itself: what is seen is painted by the view. */
#pragma once

#include <gtk/gtk.h>
#include "vt-comparison-sheet.h"
#include "vt-picture.h"

G_BEGIN_DECLS

#define VT_TYPE_COMPARE_PANEL (vt_compare_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtComparePanel, vt_compare_panel, VT, COMPARE_PANEL, GtkWidget)

/**
 * VtComparePanel signals:
 * ::other-run (GFile *): a run that the document does not have open is to be shown
 */
GtkWidget *vt_compare_panel_new (VtPicture *picture);
/* What it shows now: @index of @sheet. */
void       vt_compare_panel_set_sheet (VtComparePanel *panel, VtComparisonSheet *sheet, guint index);
/* How far it is computed; below 0: nothing is being computed. */
void       vt_compare_panel_set_progress (VtComparePanel *panel, double fraction);

G_END_DECLS
