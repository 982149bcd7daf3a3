/* One computation on its way through a thread. The main thread owns it before and after; the thread only between. */
#pragma once

#include "vt-evaluator.h"
#include "vt-job-wants.h"
#include "vt-priority.h"

G_BEGIN_DECLS

typedef struct
{
  gpointer      owner; /* counted: a GObject */
  char         *id;
  char         *key;
  VtSource     *source;
  VtState      *state;
  VtProgress   *progress;
  GCancellable *cancellable;
  VtPriority   *priority;
  VtWantTime    begun;  /* among which it was begun */
  gboolean      raised; /* main thread only */
  VtResult     *result;
  GError       *error;
} VtJob;

/* Of @id, whose key for @source and @state is @key. In the background at first. */
VtJob *vt_job_new (GObject *owner, const char *id, const char *key, VtSource *source, VtState *state, VtWantTime begun);
void   vt_job_free (VtJob *job);

/* On its thread. */
void   vt_job_run (VtJob *job, VtEvaluator *evaluator);
/* Whether somebody waits for it. */
void   vt_job_set_raised (VtJob *job, gboolean raised);

G_END_DECLS
