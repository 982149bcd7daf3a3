/* Distance, angle or dihedral of two, three or four atoms, through the cell's periodic boundaries. */
#pragma once

#include "vt-frame.h"

G_BEGIN_DECLS

#define VT_MEASUREMENT_MAX 4

/**
 * VtMeasurement:
 * @n: number of atoms, 2 … 4: a distance, an angle at the second, a dihedral about the middle pair
 * @atoms: their indices, in the order they were picked
 * @places: Å: the first wrapped into the cell, each further one at its image nearest to the one before
 * @distances: [n − 1]: from one to the next, Å
 * @value: Å for two; degrees, 0 … 180, for three; degrees, −180 … 180, for four, positive where the further bond is
 *   turned clockwise from the nearer one, seen along the middle (IUPAC); NaN where atoms on one line or spot have none
 * @label: Å: where it is best written
 */
typedef struct
{
  guint  n;
  gsize  atoms[VT_MEASUREMENT_MAX];
  double places[VT_MEASUREMENT_MAX][3];
  double distances[VT_MEASUREMENT_MAX - 1];
  double value;
  double label[3];
} VtMeasurement;

/* FALSE where they are fewer than two or more than four, or one has no position. */
gboolean vt_measurement_init (VtMeasurement *measurement, VtFrame *frame, const gsize *atoms, gsize n);
/* "2.540 Å", "104.5°", "−60.00°", as it is written over the atoms; "–°" where there is none. (transfer full) */
char    *vt_measurement_format (const VtMeasurement *measurement);

G_END_DECLS
