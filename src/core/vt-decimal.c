#include "vt-decimal.h"

#include <math.h>
#include <string.h>

/* 15 digits are always kept by a double, 17 always tell it: the first that reads back is the shortest. */
char *
vt_decimal_format (double value, char buffer[VT_DECIMAL_SIZE])
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  g_return_val_if_fail (buffer != NULL, NULL);

  if (isnan (value))
    return strcpy (buffer, "nan");
  if (isinf (value))
    return strcpy (buffer, value > 0 ? "inf" : "-inf");
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, VT_DECIMAL_SIZE, formats[i], value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  return buffer;
}
