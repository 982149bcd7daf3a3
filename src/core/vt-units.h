/* Units as an enumeration, so that labels, file headers and conversions agree. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VT_UNIT_NONE,
  VT_UNIT_ANGSTROM,
  VT_UNIT_SQUARE_ANGSTROM,
  VT_UNIT_CUBIC_ANGSTROM,
  VT_UNIT_PICOSECOND,
  VT_UNIT_PER_PICOSECOND,
  VT_UNIT_KELVIN,
  VT_UNIT_GIGAPASCAL,
  VT_UNIT_ELECTRONVOLT,
  VT_UNIT_GRAM_PER_MOLE,
  VT_UNIT_PERCENT,
  VT_UNIT_DEGREE,
  VT_UNIT_PER_KELVIN,
  VT_N_UNITS
} VtUnit;

/* For people: "Å²"; "" for a pure number. */
const char *vt_unit_symbol (VtUnit unit);
/* For column names in files: "A2"; "" for a pure number and for percent, which tables say in words. */
const char *vt_unit_suffix (VtUnit unit);
/* "D²min (Å²)", or the label alone where there is no unit. Free with g_free(). */
char       *vt_unit_label (const char *label, VtUnit unit);

G_END_DECLS
