/* One row of the property table: all that menus, legends, axes and files need to know of a per-atom quantity. */
#pragma once

#include "vt-units.h"

G_BEGIN_DECLS

typedef enum
{
  VT_PROPERTY_NUMBER,   /* a continuous number */
  VT_PROPERTY_COUNT,    /* a small whole number */
  VT_PROPERTY_CATEGORY  /* a name, one colour each */
} VtPropertyType;

typedef enum
{
  VT_SCALE_LINEAR,
  VT_SCALE_LOG
} VtScale;

/**
 * VtProperty:
 * @id: column name in files and on the command line: "t_ml"
 * @label: what it is called, translatable: "Machine-learned temperature"
 * @symbol: Pango markup of its symbol: "<i>T</i><sub>ML</sub>"
 * @colormap: default colour map, "inferno"
 * @scale: default colour scale
 * @minimum, @maximum: default range; NaN means "from the data"
 * @missing: what NaN means, translatable: "fewer than four neighbours"
 * @categories: NULL-terminated names where @type is VT_PROPERTY_CATEGORY and the names are fixed, else NULL
 */
typedef struct
{
  const char        *id;
  const char        *label;
  const char        *symbol;
  VtUnit             unit;
  VtPropertyType     type;
  const char        *colormap;
  VtScale            scale;
  double             minimum;
  double             maximum;
  const char        *missing;
  const char *const *categories;
} VtProperty;

G_END_DECLS
