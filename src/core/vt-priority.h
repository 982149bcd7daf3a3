/* Who goes first: what a person waits for holds up what runs in the background, between two chunks of its loops. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A piece of work on however many threads: in the background, unless it is raised. Threads without one, the main thread
 * among them, are in the foreground and are held up by nobody. Counted; all functions may be called on any thread. */
typedef struct _VtPriority VtPriority;

/* What is cancelled is not held up, so that it ends: @cancellable may be %NULL. */
VtPriority *vt_priority_new (GCancellable *cancellable);
VtPriority *vt_priority_ref (VtPriority *priority);
void        vt_priority_unref (VtPriority *priority);

/* From here on the calling thread works for @priority (not counted; %NULL: the foreground). Returns: whom it worked for
 * before, to be entered again. */
VtPriority *vt_priority_enter (VtPriority *priority);
/* (nullable) */
VtPriority *vt_priority_get_current (void);

/* Somebody waits for this work, from here to vt_priority_lower(): it is not held up, and all else in the background is.
 * Counted. %NULL: for work of the foreground; vt_parallel_for() does this by itself. */
void     vt_priority_raise (VtPriority *priority);
void     vt_priority_lower (VtPriority *priority);
/* %NULL is raised. */
gboolean vt_priority_is_raised (VtPriority *priority);

/* Whether the calling thread is held up. Whoever waits for another's work and is not itself held up raises it while it
 * waits, so that nothing waits for what is held up for its sake. */
gboolean vt_priority_must_wait (void);
/**
 * vt_priority_give_way:
 *
 * Waits while the calling thread is held up and neither @cancellable nor the work's own is cancelled, 100 ms at most: so
 * that what holds a lock gets on whoever waits for it, and nothing stands still. vt_parallel_for() calls it before each
 * chunk, in loops within loops as well.
 */
void vt_priority_give_way (GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPriority, vt_priority_unref)

G_END_DECLS
