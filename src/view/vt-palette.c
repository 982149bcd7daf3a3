/*
 * Warm against cool and of different lightness, so that red–green-blind eyes tell the meanings apart.
 * Series: Okabe & Ito (2008), muted; lighter on dark.
 */
#include "vt-palette.h"

static const guint meanings[VT_N_MEANINGS][2] = {
  [VT_MEANING_ACTIVE] = { 0xd9541e, 0xf0743c },
  [VT_MEANING_STABLE] = { 0x2f74b5, 0x62a3de },
  [VT_MEANING_TOTAL] = { 0x77767b, 0xa5a4a9 },
  [VT_MEANING_SELECTED] = { 0x151517, 0xffffff },
  [VT_MEANING_MISSING] = { 0xd8d5d0, 0x5a595c },
  [VT_MEANING_BACKGROUND] = { 0xfafafa, 0x242424 },
  [VT_MEANING_FOREGROUND] = { 0x2e2e32, 0xededef },
  [VT_MEANING_GRID] = { 0xdeddda, 0x3d3d40 },
  [VT_MEANING_CELL] = { 0x8a898f, 0x8c8b92 },
};

static const guint series[][2] = {
  { 0x3a6ea5, 0x7fb2e5 }, /* blue */
  { 0xd08a1d, 0xf0b24e }, /* orange */
  { 0x2d9077, 0x5cc4a8 }, /* bluish green */
  { 0xa8527f, 0xdf8fb8 }, /* reddish purple */
  { 0x5b5b62, 0xc2c2c8 }, /* grey */
  { 0xb9482b, 0xee8464 }, /* vermilion */
  { 0x4fa3cf, 0xa6d8f2 }, /* sky */
  { 0x8d8420, 0xdad26a }, /* olive */
};

VtColor
vt_palette_get (VtMeaning meaning, gboolean dark)
{
  g_return_val_if_fail (meaning < VT_N_MEANINGS, (VtColor){ 0 });

  return vt_color_from_hex (meanings[meaning][dark ? 1 : 0]);
}

VtColor
vt_palette_get_series (guint index, gboolean dark)
{
  return vt_color_from_hex (series[index % G_N_ELEMENTS (series)][dark ? 1 : 0]);
}

VtColor
vt_palette_get_species (const VtAtomTable *atoms, guint species, gboolean dark)
{
  const VtElement *element;

  g_return_val_if_fail (atoms != NULL, (VtColor){ 0 });

  element = vt_atom_table_get_element (atoms, species);
  if (element == NULL)
    return vt_palette_get_series (species, dark);
  return vt_color_from_hex (element->color);
}
