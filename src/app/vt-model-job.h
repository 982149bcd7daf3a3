/* One training after another, on a thread of its own; what it has found so far comes to the main loop stage by stage. */
#pragma once

#include "vt-training.h"

G_BEGIN_DECLS

#define VT_TYPE_MODEL_JOB (vt_model_job_get_type ())
G_DECLARE_FINAL_TYPE (VtModelJob, vt_model_job, VT, MODEL_JOB, GObject)

/**
 * VtModelJob signals, all on the main loop:
 * ::progress: at most ten times a second, while it runs
 * ::stage: a further stage is done: vt_model_job_get_report() has more in it
 * ::finished: done, failed or cancelled
 */
VtModelJob *vt_model_job_new (void);
/* Nothing may be running. */
void        vt_model_job_start (VtModelJob *job, VtTrainingPlan *plan);
/* It ends within 100 ms; ::finished tells when. */
void        vt_model_job_cancel (VtModelJob *job);
gboolean    vt_model_job_is_running (VtModelJob *job);
/* Stops it and waits until it has stopped; nothing is told any more. */
void        vt_model_job_close (VtModelJob *job);

/* (nullable): of the stages that are done, of the last training that was started */
VtTrainingReport *vt_model_job_get_report (VtModelJob *job);
/* Whether the report is whole, with its model. */
gboolean          vt_model_job_is_complete (VtModelJob *job);
/* (nullable): why the last one has ended early; G_IO_ERROR_CANCELLED where a person stopped it */
const GError     *vt_model_job_get_error (VtModelJob *job);
/* 0 … 1, and what is being done. */
double            vt_model_job_get_fraction (VtModelJob *job);
const char       *vt_model_job_get_label (VtModelJob *job);

G_END_DECLS
