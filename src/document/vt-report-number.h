/* Numbers as a journal sets them: value ± error with as many digits as the error allows, and a real minus. */
#pragma once

#include "vt-units.h"

G_BEGIN_DECLS

/* All (transfer full), in the C locale whatever the user's is. */

/* "0.36", "−1.2", "350000", "2.5×10⁻⁶", "10⁸": up to four digits; "–" for NaN. */
char *vt_report_number (double value);
/* "−1.20 ± 0.41 %", "(2.5 ± 1.6)×10⁻³ ps⁻¹": the error with two digits and the value to the same place; without an
 * error as above. */
char *vt_report_number_with_error (double value, double sigma, VtUnit unit);

G_END_DECLS
