/* The document: a state with its history, a source, and the results that are wanted of it, computed off the main thread. */
#pragma once

#include "vt-evaluator.h"
#include "vt-history.h"
#include "vt-jobs.h"

G_BEGIN_DECLS

#define VT_TYPE_DOCUMENT (vt_document_get_type ())
G_DECLARE_FINAL_TYPE (VtDocument, vt_document, VT, DOCUMENT, GObject)

/**
 * VtDocument signals:
 * ::state-changed (VtState *before): the state is another; also after opening (then @before is the last document's)
 * ::source-changed: another trajectory or model
 * ::result-changed (const char *analysis): the analysis' result for the present state came, went stale or failed
 * ::job-changed (const char *analysis): its status or progress moved (at most ten times a second)
 * ::failed (GError *): something asked for without a callback went wrong: a model that could not be loaded after vt_document_set()
 * ::notice (const char *): something worth knowing: the trajectory has changed since the session was saved
 * Properties: title, modified, file (the session's, nullable), can-undo, can-redo, undo-label, redo-label, loading (gboolean)
 * All on the main thread.
 */
VtDocument *vt_document_new (void);

/* Opens a session (*.vitrine) or a trajectory, replacing what is open; the document is unchanged on failure. A session whose
 * trajectory is gone fails with G_IO_ERROR_NOT_FOUND; vt_document_relocate_async() opens it over another place of the file. */
void     vt_document_open_async (VtDocument *document, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void     vt_document_relocate_async (VtDocument *document, GFile *session, GFile *trajectory, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vt_document_open_finish (VtDocument *document, GAsyncResult *result, GError **error);
void     vt_document_save_async (VtDocument *document, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean vt_document_save_finish (VtDocument *document, GAsyncResult *result, GError **error);
/* Shows a source of one's own, over readers that no file stands behind: for tests and benchmarks. */
void        vt_document_open_source (VtDocument *document, VtSource *source, VtState *state);
/* Progress of what is being opened; (nullable). */
VtProgress *vt_document_get_loading (VtDocument *document);

VtState     *vt_document_get_state (VtDocument *document);
/* (nullable) while nothing is open */
VtSource    *vt_document_get_source (VtDocument *document);
VtEvaluator *vt_document_get_evaluator (VtDocument *document);
GFile       *vt_document_get_file (VtDocument *document);
const char  *vt_document_get_title (VtDocument *document);

/**
 * vt_document_set:
 * @value: a floating one is sunk
 * @error: VT_ERROR_USAGE where the value is out of range; nothing changes then
 *
 * One edit, one undo step; repeated sets of one key merge until vt_document_seal() (the end of a drag) or a set of another key.
 * A changed trajectory.* or model.* reopens the source on a worker.
 */
gboolean vt_document_set (VtDocument *document, const char *key, GVariant *value, GError **error);
void     vt_document_set_real (VtDocument *document, const char *key, double value);
void     vt_document_set_integer (VtDocument *document, const char *key, gint64 value);
void     vt_document_set_boolean (VtDocument *document, const char *key, gboolean value);
void     vt_document_set_text (VtDocument *document, const char *key, const char *value);
/* Several keys as one step: key, GVariant *, …, NULL. */
void     vt_document_set_many (VtDocument *document, const char *undo_label, const char *first_key, ...) G_GNUC_NULL_TERMINATED;
void     vt_document_seal (VtDocument *document);
void     vt_document_undo (VtDocument *document);
void     vt_document_redo (VtDocument *document);

/**
 * vt_document_want:
 * @owner: whoever looks at them; its wants are replaced
 * @analyses: NULL-terminated ids, the most urgent first; %NULL to want nothing
 *
 * What is wanted is kept computed for the present state. Earlier owners' and earlier ids go first.
 */
void         vt_document_want (VtDocument *document, gpointer owner, const char *const *analyses);
/* Besides, and apart from, those: what begins only when all of vt_document_want() is there and the state has not changed
 * for a moment (0.2 s), so that it takes no time from what is seen. */
void         vt_document_want_later (VtDocument *document, gpointer owner, const char *const *analyses);
/* The result for the present state, (transfer none) (nullable), valid until the main loop turns. */
VtResult    *vt_document_peek (VtDocument *document, const char *analysis);
/* The window's first frame, for the present state; (transfer none) (nullable). */
VtFrame     *vt_document_peek_frame (VtDocument *document);
/* The column of any property, "file:…" and "element" included, for the present state; (transfer none) (nullable). */
VtColumn    *vt_document_peek_column (VtDocument *document, const char *property);
/* The analysis a property needs: "d2min"; "frame" for columns of the file and elements. */
const char  *vt_document_get_provider (const char *property);
VtJobStatus  vt_document_get_job (VtDocument *document, const char *analysis, double *fraction, const GError **error);
void         vt_document_cancel (VtDocument *document, const char *analysis);
void         vt_document_retry (VtDocument *document, const char *analysis);
/* Blocks, turning the main loop, until nothing wanted is waiting or running: for tests and exports. */
void         vt_document_settle (VtDocument *document);

G_END_DECLS
