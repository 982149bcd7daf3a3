/* One number from several measurements whose true values differ. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VtPooledMean:
 * @mean, @sigma: and its standard error
 * @between: standard deviation of the true values, 0 where the measurements' own errors explain their scatter
 */
typedef struct
{
  guint  n;
  double mean;
  double sigma;
  double between;
} VtPooledMean;

/* @values, @sigmas: double [n], finite, the errors above 0; n at least 1. */
void vt_pooled_mean_compute (const double *values, const double *sigmas, guint n, VtPooledMean *pooled);

G_END_DECLS
