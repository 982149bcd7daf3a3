/* Keeps what is wanted computed, off the main thread: the urgent first, the stale cancelled, two at a time; what can
 * wait begins when nothing urgent is left and the target has rested. */
#pragma once

#include "vt-evaluator.h"

G_BEGIN_DECLS

/* What has become of an analysis that is wanted. */
typedef enum
{
  VT_JOB_IDLE, /* not wanted, or there is no source */
  VT_JOB_WAITING,
  VT_JOB_RUNNING,
  VT_JOB_DONE,
  VT_JOB_FAILED,
  VT_JOB_CANCELLED /* by the person; runs again when the state changes or on vt_jobs_retry() */
} VtJobStatus;

#define VT_TYPE_JOBS (vt_jobs_get_type ())
G_DECLARE_FINAL_TYPE (VtJobs, vt_jobs, VT, JOBS, GObject)

/**
 * Signals, on the thread whose default main context is the program's:
 * ::result-changed (const char *analysis), ::job-changed (const char *analysis), as in VtDocument
 */
VtJobs *vt_jobs_new (VtEvaluator *evaluator);
/* What all analyses now refer to; @source may be %NULL. */
void    vt_jobs_set_target (VtJobs *jobs, VtSource *source, VtState *state);

/* See the functions of the same names in vt-document.h. */
void        vt_jobs_want (VtJobs *jobs, gpointer owner, const char *const *analyses);
void        vt_jobs_want_later (VtJobs *jobs, gpointer owner, const char *const *analyses);
VtResult   *vt_jobs_peek (VtJobs *jobs, const char *analysis);
VtJobStatus vt_jobs_get_status (VtJobs *jobs, const char *analysis, double *fraction, const GError **error);
void        vt_jobs_cancel (VtJobs *jobs, const char *analysis);
void        vt_jobs_retry (VtJobs *jobs, const char *analysis);
gboolean    vt_jobs_is_busy (VtJobs *jobs);

G_END_DECLS
