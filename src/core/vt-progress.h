/* How far a job is. The worker stores, the interface reads; both may do so at any time. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VT_TYPE_PROGRESS (vt_progress_get_type ())

typedef struct _VtProgress VtProgress;

GType       vt_progress_get_type (void);
VtProgress *vt_progress_new (void);
VtProgress *vt_progress_ref (VtProgress *progress);
void        vt_progress_unref (VtProgress *progress);

/* All of these accept %NULL, so that a kernel need not ask. */

/* Begins a stage that covers [@from, @to] of the whole; @label is translated, static text. */
void   vt_progress_begin (VtProgress *progress, const char *label, double from, double to);
/* 0 … 1 within the present stage; never goes back within one. Cheap: call it once a chunk. */
void   vt_progress_set (VtProgress *progress, double fraction);
double vt_progress_get (VtProgress *progress);
/* (transfer none) static text */
const char *vt_progress_get_label (VtProgress *progress);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtProgress, vt_progress_unref)

G_END_DECLS
