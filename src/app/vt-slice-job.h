/* What a worker makes of a slice: its chart, a field in it, and the picture of it; or why there is none. */
#pragma once

#include <gtk/gtk.h>
#include "vt-shot.h"

G_BEGIN_DECLS

/**
 * VtSliceJob:
 * @shot: (nullable): of very many atoms: the whole chart is made from it
 * @chart: (nullable): else the atoms' chart, made already; %NULL after the work where there is nothing to be seen
 * @frame, @values: (nullable): what a field on that chart is made from
 * @property: the quantity that colours it
 * @pending: newer numbers are on their way: nothing is said of those that are missing
 * @texture: the picture, made by the work
 * @refusal: (nullable): a sentence: why there is no field; the work may have another one
 */
typedef struct
{
  VtShot       *shot;
  VtState      *state;
  VtSliceChart *chart;
  VtFrame      *frame;
  VtColumn     *values;
  char         *property;
  gboolean      pending;
  VtChartStyle  style;
  int           width;
  int           height;
  int           scale;
  GdkTexture   *texture;
  char         *refusal;
} VtSliceJob;

void vt_slice_job_free (gpointer job);
/* As VtWorkerFuncs.work has it. */
void vt_slice_job_work (gpointer job, gpointer *own, GCancellable *cancellable);
/* Which part of @chart is seen; the colours' key stands beside the page. */
void vt_slice_job_prepare (const VtState *state, VtSliceChart *chart);

G_END_DECLS
