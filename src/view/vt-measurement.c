/*
 * The angle of two vectors by atan2 of their cross and dot products, which keeps its digits near 0 and 180°; the
 * dihedral as Blondel & Karplus, J. Comput. Chem. 17, 1132 (1996).
 */
#include "vt-measurement.h"

#include <math.h>

#include "vt-units.h"
#include "vt-vector.h"

#define DIGITS 4 /* of a value, as it is written */

static gboolean
find_places (VtMeasurement *measurement, VtFrame *frame)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  int image[3];

  for (guint i = 0; i < measurement->n; i++)
    {
      double *place = measurement->places[i], step[3];

      vt_frame_get_position (frame, measurement->atoms[i], place);
      if (!isfinite (place[0]) || !isfinite (place[1]) || !isfinite (place[2]))
        return FALSE;
      if (i == 0)
        {
          vt_cell_wrap (cell, place, image);
          continue;
        }
      for (guint k = 0; k < 3; k++)
        step[k] = place[k] - measurement->places[i - 1][k];
      vt_cell_minimum_image (cell, step);
      for (guint k = 0; k < 3; k++)
        place[k] = measurement->places[i - 1][k] + step[k];
      measurement->distances[i - 1] = sqrt (vt_vector_dot (step, step));
    }
  return TRUE;
}

static void
subtract (const double a[3], const double b[3], double c[3])
{
  for (guint k = 0; k < 3; k++)
    c[k] = a[k] - b[k];
}

/* Degrees; NaN where one of them is nothing. */
static double
angle_between (const double a[3], const double b[3])
{
  double cross[3];

  if (!(vt_vector_dot (a, a) > 0 && vt_vector_dot (b, b) > 0))
    return NAN;
  vt_vector_cross (a, b, cross);
  return atan2 (sqrt (vt_vector_dot (cross, cross)), vt_vector_dot (a, b)) * 180 / G_PI;
}

static double
find_angle (const VtMeasurement *measurement)
{
  double a[3], b[3];

  subtract (measurement->places[0], measurement->places[1], a);
  subtract (measurement->places[2], measurement->places[1], b);
  return angle_between (a, b);
}

static double
find_dihedral (const VtMeasurement *measurement)
{
  double f[3], g[3], h[3], a[3], b[3], across[3], least;

  subtract (measurement->places[0], measurement->places[1], f);
  subtract (measurement->places[1], measurement->places[2], g);
  subtract (measurement->places[3], measurement->places[2], h);
  vt_vector_cross (f, g, a);
  vt_vector_cross (h, g, b);
  least = 1e-12 * vt_vector_dot (g, g);
  if (!(vt_vector_dot (a, a) > least * vt_vector_dot (f, f) && vt_vector_dot (b, b) > least * vt_vector_dot (h, h)))
    return NAN;
  vt_vector_cross (b, a, across);
  return atan2 (vt_vector_dot (across, g) / sqrt (vt_vector_dot (g, g)), vt_vector_dot (a, b)) * 180 / G_PI;
}

/* Half way of two, beside the second of three, half way of the middle two of four. */
static void
find_label (VtMeasurement *measurement)
{
  const double (*p)[3] = (const double (*)[3]) measurement->places;

  for (guint k = 0; k < 3; k++)
    switch (measurement->n)
      {
      case 2:
        measurement->label[k] = (p[0][k] + p[1][k]) / 2;
        break;
      case 3:
        measurement->label[k] = (p[0][k] + 2 * p[1][k] + p[2][k]) / 4;
        break;
      default:
        measurement->label[k] = (p[1][k] + p[2][k]) / 2;
      }
}

gboolean
vt_measurement_init (VtMeasurement *measurement, VtFrame *frame, const gsize *atoms, gsize n)
{
  g_return_val_if_fail (measurement != NULL && frame != NULL, FALSE);

  if (n < 2 || n > VT_MEASUREMENT_MAX)
    return FALSE;
  *measurement = (VtMeasurement){ .n = (guint) n };
  for (gsize i = 0; i < n; i++)
    {
      g_return_val_if_fail (atoms[i] < vt_frame_get_n_atoms (frame), FALSE);
      measurement->atoms[i] = atoms[i];
    }
  if (!find_places (measurement, frame))
    return FALSE;
  measurement->value = n == 2   ? measurement->distances[0]
                       : n == 3 ? find_angle (measurement)
                                : find_dihedral (measurement);
  find_label (measurement);
  return TRUE;
}

char *
vt_measurement_format (const VtMeasurement *measurement)
{
  char format[16], digits[G_ASCII_DTOSTR_BUF_SIZE];
  double size;
  int whole;

  g_return_val_if_fail (measurement != NULL, NULL);

  size = fabs (measurement->value);
  whole = size > 0 && isfinite (size) ? MAX ((int) floor (log10 (size)) + 1, 0) : DIGITS;
  g_snprintf (format, sizeof format, "%%.%df", MAX (DIGITS - whole, 0));
  g_ascii_formatd (digits, sizeof digits, format, size);
  return g_strdup_printf ("%s%s%s%s", measurement->value < 0 ? "−" : "", isnan (size) ? "–" : digits,
                          measurement->n == 2 ? "\u202f" : "", measurement->n == 2 ? vt_unit_symbol (VT_UNIT_ANGSTROM) : "°");
}
