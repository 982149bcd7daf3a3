/* The glass transition of a quench: where two straight lines meet. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VT_GLASS_TRANSITION_MIN_ROWS 8

/**
 * VtGlassTransition:
 * @n: rows that were used
 * @temperature, @sigma: T_g and its error, K
 * @height: y at T_g
 * @glass_slope, @glass_sigma, @liquid_slope, @liquid_sigma: y's unit per K, below and above
 * @residual: standard deviation about the lines, y's unit
 * @found: the liquid's slope is the greater one, by more than twice the difference's error
 */
typedef struct
{
  gsize    n;
  double   temperature;
  double   sigma;
  double   height;
  double   glass_slope;
  double   glass_sigma;
  double   liquid_slope;
  double   liquid_sigma;
  double   residual;
  gboolean found;
} VtGlassTransition;

/**
 * vt_glass_transition_compute:
 * @temperatures: double [n], K, in any order
 * @values: double [n], a volume or an enthalpy; rows where either is not finite are left out
 * @from, @to: K: rows beyond them are left out; NaN: none are
 *
 * VT_ERROR_INPUT where fewer than VT_GLASS_TRANSITION_MIN_ROWS different temperatures are left.
 */
gboolean vt_glass_transition_compute (const double      *temperatures,
                                      const double      *values,
                                      gsize              n,
                                      double             from,
                                      double             to,
                                      VtGlassTransition *transition,
                                      GCancellable      *cancellable,
                                      GError           **error);
double   vt_glass_transition_evaluate (const VtGlassTransition *transition, double temperature);

G_END_DECLS
