/* The document's inside, shared by its two files. */
#pragma once

#include "vt-document.h"

G_BEGIN_DECLS

struct _VtDocument
{
  GObject       parent;
  VtHistory    *history;
  VtSource     *source;
  VtEvaluator  *evaluator;
  VtJobs       *jobs;
  GFile        *file;
  VtState      *saved; /* as it is on disk */
  /* Opening: the newest wins, an older one is cancelled. */
  VtProgress   *loading;
  GCancellable *load_cancellable;
};

/* After every change of the state: results, listeners, titles. */
void vt_document_announce (VtDocument *self, VtState *before);
void vt_document_notify_all (VtDocument *self);
/* Opens what @pending names (%NULL: the present state) and then takes it as an edit called @label. */
void vt_document_reload_source (VtDocument *self, VtState *pending, const char *label);

G_END_DECLS
