/* A sentence on the slice page where a field was asked for and there is none: in its middle, or over the atoms that are
 * shown. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _VtSliceMessage VtSliceMessage;

/* @parent: the page, which allocates and draws it by the functions below, and frees it when it is disposed of */
VtSliceMessage *vt_slice_message_new (GtkWidget *parent);
void            vt_slice_message_free (VtSliceMessage *message);
/* @sentence: (nullable); @noted: it stands over atoms. Soon, and not at once: nothing may change its size while the
 * window is painted. */
void            vt_slice_message_say (VtSliceMessage *message, const char *sentence, gboolean noted);
/* (nullable): what is seen */
const char     *vt_slice_message_get_text (VtSliceMessage *message);
/* @width, @height: the page's */
void            vt_slice_message_allocate (VtSliceMessage *message, int width, int height);
void            vt_slice_message_snapshot (VtSliceMessage *message, GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSliceMessage, vt_slice_message_free)

G_END_DECLS
