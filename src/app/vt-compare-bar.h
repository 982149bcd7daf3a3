/* The compare page's controls: what the slices differ in, which they are, and what they share. */
#pragma once

#include <adwaita.h>
#include "vt-document.h"

G_BEGIN_DECLS

#define VT_TYPE_COMPARE_BAR (vt_compare_bar_get_type ())
G_DECLARE_FINAL_TYPE (VtCompareBar, vt_compare_bar, VT, COMPARE_BAR, AdwBin)

GtkWidget *vt_compare_bar_new (VtDocument *document);
/* Panels that are too many to be shown. */
void       vt_compare_bar_set_left_out (VtCompareBar *bar, guint n);
/* What its "Add Run…" does. */
void       vt_compare_bar_choose_runs (VtCompareBar *bar);

G_END_DECLS
