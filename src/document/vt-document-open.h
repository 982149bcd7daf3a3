/* The slow part of opening, on a worker: session or trajectory, source, and the state a newcomer should see first. */
#pragma once

#include "vt-source.h"

G_BEGIN_DECLS

/**
 * VtOpened:
 * @state: the session's, or defaults that suit the trajectory
 * @session: (nullable): the session file
 * @notices: (nullable): NULL-terminated sentences
 */
typedef struct
{
  VtState  *state;
  VtSource *source;
  GFile    *session;
  char    **notices;
} VtOpened;

void vt_opened_free (VtOpened *opened);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtOpened, vt_opened_free)

/* Synchronous; @relocated: (nullable): where the session's trajectory is now. The command line opens through this,
 * too. */
VtOpened *
vt_document_open_run (GFile *file, GFile *relocated, VtProgress *progress, GCancellable *cancellable, GError **error);

/* The same on a thread of its own; @owner is the source object of the result. */
void      vt_document_open_run_async (GObject            *owner,
                                      GFile              *file,
                                      GFile              *relocated,
                                      VtProgress         *progress,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
VtOpened *vt_document_open_run_finish (GAsyncResult *result, GError **error);

/* vt_source_open() on a thread of its own. */
void      vt_source_reload_run_async (GObject            *owner,
                                      VtState            *state,
                                      VtSource           *previous,
                                      VtProgress         *progress,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
VtSource *vt_source_reload_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
