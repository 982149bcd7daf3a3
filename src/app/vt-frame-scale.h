/* A slider over a trajectory's frames, which marks some of them below its trough. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_FRAME_SCALE (vt_frame_scale_get_type ())
G_DECLARE_FINAL_TYPE (VtFrameScale, vt_frame_scale, VT, FRAME_SCALE, GtkScale)

GtkWidget *vt_frame_scale_new (void);
/* @marked: [n], copied */
void       vt_frame_scale_set_marks (VtFrameScale *scale, const gboolean *marked, guint n);
/* Where frame @frame is, in pixels from the widget's left edge; and back. */
double     vt_frame_scale_get_place (VtFrameScale *scale, double frame);

G_END_DECLS
