/* Who wants which analyses: some at once, the others when the rest of the world is at rest. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VT_WANT_NOW,
  VT_WANT_LATER,
  VT_N_WANTS
} VtWantTime;

typedef struct _VtJobWants VtJobWants;

VtJobWants *vt_job_wants_new (void);
void        vt_job_wants_free (VtJobWants *wants);

/* @analyses: NULL-terminated, copied, the most urgent first; %NULL: none. Those of the same owner and time go. */
void        vt_job_wants_set (VtJobWants *wants, gpointer owner, VtWantTime time, const char *const *analyses);
/* Whether @id is wanted, now or later. */
gboolean    vt_job_wants_has (VtJobWants *wants, const char *id);
gboolean    vt_job_wants_has_at (VtJobWants *wants, VtWantTime time, const char *id);
/* The first for which @matches says so; earlier owners and earlier ids first. (transfer none) (nullable) */
const char *vt_job_wants_find (VtJobWants *wants, VtWantTime time, gboolean (*matches) (gpointer data, const char *id),
                               gpointer data);

G_END_DECLS
