/* The session file: the state as versioned JSON, with relative paths and the fingerprint of each file it names. */
#pragma once

#include "vt-state.h"

G_BEGIN_DECLS

#define VT_SESSION_VERSION 1

/**
 * VtSession:
 * @state: what was saved, its files as URIs
 * @notices: NULL-terminated: what has changed since, a sentence each
 */
typedef struct
{
  VtState *state;
  char   **notices;
} VtSession;

void vt_session_free (VtSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSession, vt_session_free)

/* Whether the name says it is a session. */
gboolean   vt_session_is_session (GFile *file);
/* Written beside and renamed into place: a failed save leaves the old file. */
gboolean   vt_session_save (const VtState *state, GFile *file, GCancellable *cancellable, GError **error);
/* VT_ERROR_SESSION for what is no session, or a newer version's. A trajectory that has changed is a notice, not an
 * error. */
VtSession *vt_session_load (GFile *file, GCancellable *cancellable, GError **error);

G_END_DECLS
