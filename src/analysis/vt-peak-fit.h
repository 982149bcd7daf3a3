/* The Gaussian peak of a histogram, and what lies beyond it: the thermal peak of T_ML and its hot tail. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VtPeakBins:
 * @counts: double [n_bins], how many values each bin holds; whole numbers need not be
 * @first: lower edge of the first bin
 * @width: of a bin
 * @floor: no value can lie below it; −∞ where any may
 *
 * First, width and floor are in the unit of the values: K.
 */
typedef struct
{
  const double *counts;
  gsize         n_bins;
  double        first;
  double        width;
  double        floor;
} VtPeakBins;

/**
 * VtPeakFit:
 * @n: values in all bins
 * @center, @sigma: of the Gaussian, in the unit of the values
 * @amplitude: height of its density, per unit
 * @area: share of all values that it holds above the floor, at most 1
 * @tail: 1 − area
 * @upper: up to where it was fitted: the upper edge of the last bin
 * @n_fitted: bins it was fitted to
 */
typedef struct
{
  double n;
  double center;
  double sigma;
  double amplitude;
  double area;
  double tail;
  double upper;
  guint  n_fitted;
} VtPeakFit;

/* VT_ERROR_INPUT where there is no peak to fit: too few values, too few bins on its flank, or none that is a peak. */
gboolean vt_peak_fit_compute (const VtPeakBins *bins, VtPeakFit *fit, GError **error);
/* The Gaussian's density at @value. */
double   vt_peak_fit_get_density (const VtPeakFit *fit, double value);

G_END_DECLS
