/* What is known of the chemical elements: mass, radius, colour. Source: data/elements.csv. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VtElement:
 * @symbol: "Cu"
 * @number: atomic number
 * @mass: standard atomic weight, g/mol
 * @radius: metallic (12-coordinate) radius where there is one, else covalent, Å
 * @color: muted drawing colour, sRGB 0xRRGGBB
 */
typedef struct
{
  char   symbol[4];
  int    number;
  double mass;
  double radius;
  guint  color;
} VtElement;

/* Returns: (nullable): the element of that symbol, owned by the program. */
const VtElement *vt_element_lookup (const char *symbol);
/* The element whose standard mass lies within 0.3 g/mol, or %NULL. */
const VtElement *vt_element_lookup_mass (double mass);

G_END_DECLS
