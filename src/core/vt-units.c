#include "vt-units.h"

typedef struct
{
  const char *symbol;
  const char *suffix;
} Unit;

static const Unit units[VT_N_UNITS] = {
  [VT_UNIT_NONE] = { "", "" },
  [VT_UNIT_ANGSTROM] = { "Å", "A" },
  [VT_UNIT_SQUARE_ANGSTROM] = { "Å²", "A2" },
  [VT_UNIT_CUBIC_ANGSTROM] = { "Å³", "A3" },
  [VT_UNIT_PICOSECOND] = { "ps", "ps" },
  [VT_UNIT_PER_PICOSECOND] = { "ps⁻¹", "per_ps" },
  [VT_UNIT_KELVIN] = { "K", "K" },
  [VT_UNIT_GIGAPASCAL] = { "GPa", "GPa" },
  [VT_UNIT_ELECTRONVOLT] = { "eV", "eV" },
  [VT_UNIT_GRAM_PER_MOLE] = { "g/mol", "g_per_mol" },
  [VT_UNIT_PERCENT] = { "%", "" },
  [VT_UNIT_DEGREE] = { "°", "degree" },
  [VT_UNIT_PER_KELVIN] = { "K⁻¹", "per_K" },
};

const char *
vt_unit_symbol (VtUnit unit)
{
  g_return_val_if_fail ((guint) unit < VT_N_UNITS, "");

  return units[unit].symbol;
}

const char *
vt_unit_suffix (VtUnit unit)
{
  g_return_val_if_fail ((guint) unit < VT_N_UNITS, "");

  return units[unit].suffix;
}

char *
vt_unit_label (const char *label, VtUnit unit)
{
  g_return_val_if_fail (label != NULL, NULL);
  g_return_val_if_fail ((guint) unit < VT_N_UNITS, NULL);

  if (unit == VT_UNIT_NONE)
    return g_strdup (label);
  return g_strdup_printf ("%s (%s)", label, units[unit].symbol);
}
