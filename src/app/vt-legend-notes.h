/* Below the legend's bar: how many atoms have no value, and how far the range over all frames is. */
#pragma once

#include <gtk/gtk.h>
#include "vt-picture.h"

G_BEGIN_DECLS

#define VT_TYPE_LEGEND_NOTES (vt_legend_notes_get_type ())
G_DECLARE_FINAL_TYPE (VtLegendNotes, vt_legend_notes, VT, LEGEND_NOTES, GtkBox)

GtkWidget *vt_legend_notes_new (void);
/* Once. */
void       vt_legend_notes_set_picture (VtLegendNotes *notes, VtPicture *picture);
/* The picture has changed. */
void       vt_legend_notes_update (VtLegendNotes *notes);

G_END_DECLS
