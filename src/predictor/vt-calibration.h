/* What T_ML reads at a temperature, and the temperature at which it reads so. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VtCalibration VtCalibration;

/* @temperatures: double [n], K, ascending; @readings: double [n], K, ⟨T_ML⟩ at these; both copied, all finite. */
VtCalibration *vt_calibration_new (const double *temperatures, const double *readings, gsize n);
void           vt_calibration_free (VtCalibration *calibration);

/* ⟨T_ML⟩ of a sample at that temperature; NaN outside of the calibrated temperatures. */
double vt_calibration_read (const VtCalibration *calibration, double temperature);
/* The temperature of a sample with that ⟨T_ML⟩; NaN outside of the calibrated readings. The inverse of the
 * other, but where several temperatures read the same: then the middle of them. */
double vt_calibration_invert (const VtCalibration *calibration, double reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtCalibration, vt_calibration_free)

G_END_DECLS
