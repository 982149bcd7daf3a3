/* Doubles as text in files: C locale, and no digit more than it takes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Room for any number that vt_decimal_format() writes. */
#define VT_DECIMAL_SIZE 32

/* The shortest of 15, 16 or 17 digits that reads back to the same double: "0.0025"; "nan", "inf", "-inf". Returns
 * @buffer. */
char *vt_decimal_format (double value, char buffer[VT_DECIMAL_SIZE]);

G_END_DECLS
