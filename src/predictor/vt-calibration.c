/* Calibration of T_ML.
 *
 * With features over T/m the search puts cold samples among hotter ones: the paper's glass at 100 K reads 300 K. A
 * mean of T_ML is therefore compared with the means of atoms whose temperature is known.
 *
 * ⟨T_ML⟩ rises with T but for noise, and but for harmonic motion, where |Δr|²/T is the same at all temperatures.
 * Neighbouring temperatures whose readings descend, or do not rise, are pooled: all read their mean
 * (pool-adjacent-violators; Ayer, Brunk, Ewing, Reid, Silverman, Ann. Math. Stat. 26, 641 (1955)), and that reading
 * means the middle of them. Between pools the line is straight. Nothing is extrapolated: beyond the first and the last
 * temperature a reading says only that it lies beyond.
 */
#include "vt-calibration.h"

#include <math.h>

/* Temperatures that read the same. */
typedef struct
{
  double first;
  double last;
  double reading;
  double weight;
} Point;

struct _VtCalibration
{
  gsize  n;
  Point *points; /* [n], strictly ascending */
};

VtCalibration *
vt_calibration_new (const double *temperatures, const double *readings, gsize n)
{
  VtCalibration *calibration;

  g_return_val_if_fail (n == 0 || (temperatures != NULL && readings != NULL), NULL);

  calibration = g_new0 (VtCalibration, 1);
  calibration->points = g_new (Point, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      Point point = { temperatures[i], temperatures[i], readings[i], 1 };

      while (calibration->n > 0 && calibration->points[calibration->n - 1].reading >= point.reading)
        {
          const Point *before = &calibration->points[--calibration->n];
          double weight = before->weight + point.weight;

          point.first = before->first;
          point.reading = (before->reading * before->weight + point.reading * point.weight) / weight;
          point.weight = weight;
        }
      calibration->points[calibration->n++] = point;
    }

  return calibration;
}

void
vt_calibration_free (VtCalibration *calibration)
{
  if (calibration == NULL)
    return;

  g_free (calibration->points);
  g_free (calibration);
}

static double
interpolate (double x, double x0, double x1, double y0, double y1)
{
  double share = (x - x0) / (x1 - x0);

  return share * y1 + (1 - share) * y0;
}

double
vt_calibration_read (const VtCalibration *calibration, double temperature)
{
  const Point *points;

  g_return_val_if_fail (calibration != NULL, NAN);

  points = calibration->points;
  for (gsize i = 0; i < calibration->n; i++)
    {
      if (temperature >= points[i].first && temperature <= points[i].last)
        return points[i].reading;
      if (i > 0 && temperature > points[i - 1].last && temperature < points[i].first)
        return interpolate (temperature, points[i - 1].last, points[i].first, points[i - 1].reading, points[i].reading);
    }

  return NAN;
}

double
vt_calibration_invert (const VtCalibration *calibration, double reading)
{
  const Point *points;

  g_return_val_if_fail (calibration != NULL, NAN);

  points = calibration->points;
  for (gsize i = 0; i < calibration->n; i++)
    {
      if (reading == points[i].reading)
        return (points[i].first + points[i].last) / 2;
      if (i > 0 && reading > points[i - 1].reading && reading < points[i].reading)
        return interpolate (reading, points[i - 1].reading, points[i].reading, points[i - 1].last, points[i].first);
    }

  return NAN;
}
