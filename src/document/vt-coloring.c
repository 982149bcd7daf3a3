#include "vt-coloring.h"

#include <math.h>
#include <string.h>

#include "vt-color-range.h"
#include "vt-i18n.h"
#include "vt-palette.h"

static void
init_scale (VtColoring *coloring, const VtState *state, gboolean dark)
{
  const char *map = vt_state_get_text (state, "view.colormap");
  const char *scale = vt_state_get_text (state, "view.scale");
  const VtColormap *colormap;

  vt_color_scale_init (&coloring->scale);
  coloring->scale.missing = vt_palette_get (VT_MEANING_MISSING, dark);
  if (strcmp (map, "auto") == 0)
    map = coloring->property != NULL ? coloring->property->colormap : "viridis";
  if ((colormap = vt_colormap_find (map)) != NULL)
    coloring->scale.colormap = colormap;
  if (strcmp (scale, "auto") == 0)
    coloring->scale.scale = coloring->property != NULL ? coloring->property->scale : VT_SCALE_LINEAR;
  else
    coloring->scale.scale = strcmp (scale, "log") == 0 ? VT_SCALE_LOG : VT_SCALE_LINEAR;
  coloring->scale.reversed = vt_state_get_boolean (state, "view.reversed");
}

static void
init_range (VtColoring *coloring, const VtState *state, const VtColumn *column, const VtColorExtent *all)
{
  const VtColorExtent *here = &coloring->extent;
  double low, high;

  vt_color_range_choose (state, coloring->property, column, here, all, &coloring->scale);
  low = fmin (coloring->scale.minimum, coloring->scale.maximum);
  high = fmax (coloring->scale.minimum, coloring->scale.maximum);
  coloring->below = here->below || here->minimum < low;
  coloring->above = here->above || here->maximum > high;
}

static void
init_species (VtColoring *coloring, VtAtomTable *atoms, gboolean dark)
{
  coloring->n_categories = MIN (vt_atom_table_get_n_species (atoms), VT_COLORMAP_SIZE);
  for (guint s = 0; s < coloring->n_categories; s++)
    {
      coloring->colors[s] = vt_palette_get_species (atoms, s, dark);
      coloring->names[s] = vt_atom_table_get_species_name (atoms, s);
    }
}

/* SA, neither, LA: the one property with names of its own. */
static void
init_classes (VtColoring *coloring, gboolean dark)
{
  static const VtMeaning meanings[] = { VT_MEANING_STABLE, VT_MEANING_TOTAL, VT_MEANING_ACTIVE };

  coloring->n_categories = G_N_ELEMENTS (meanings);
  coloring->first = (int) coloring->property->minimum;
  for (guint c = 0; c < coloring->n_categories; c++)
    {
      coloring->colors[c] = vt_palette_get (meanings[c], dark);
      coloring->names[c] = coloring->property->categories[c];
    }
}

VtColoring *
vt_coloring_new (const VtState       *state,
                 const char          *property,
                 const VtColumn      *column,
                 const VtColorExtent *all,
                 VtAtomTable         *atoms,
                 gboolean             dark)
{
  VtColoring *coloring;

  g_return_val_if_fail (state != NULL && property != NULL && column != NULL && atoms != NULL, NULL);

  coloring = g_new0 (VtColoring, 1);
  coloring->property = vt_analysis_find_property (property, NULL);
  coloring->unit = vt_column_get_unit (column);
  coloring->label = coloring->property != NULL
                        ? g_strdup (coloring->property->symbol)
                        : g_markup_escape_text (g_str_has_prefix (property, "file:") ? property + 5 : property, -1);
  init_scale (coloring, state, dark);
  vt_color_extent_init (&coloring->extent);
  vt_color_extent_add (&coloring->extent, vt_column_get_values (column), vt_column_get_n (column));
  if (coloring->property == NULL || coloring->property->type != VT_PROPERTY_CATEGORY)
    init_range (coloring, state, column, all);
  else
    {
      if (coloring->property->categories != NULL)
        init_classes (coloring, dark);
      else
        init_species (coloring, atoms, dark);
    }
  return coloring;
}

void
vt_coloring_free (VtColoring *coloring)
{
  g_return_if_fail (coloring != NULL);

  g_free (coloring->label);
  g_free (coloring);
}

void
vt_coloring_share_range (VtColoring *const *colorings, guint n)
{
  double minimum = INFINITY, maximum = -INFINITY;

  for (guint i = 0; i < n; i++)
    {
      minimum = fmin (minimum, colorings[i]->scale.minimum);
      maximum = fmax (maximum, colorings[i]->scale.maximum);
    }
  for (guint i = 0; i < n; i++)
    {
      colorings[i]->scale.minimum = minimum;
      colorings[i]->scale.maximum = maximum;
    }
}

VtColor
vt_coloring_get_color (const VtColoring *coloring, double value)
{
  int category;

  g_return_val_if_fail (coloring != NULL, (VtColor){ 0 });

  if (coloring->n_categories == 0 || isnan (value))
    return vt_color_scale_get_color (&coloring->scale, value);
  category = (int) value - coloring->first;
  return category >= 0 && category < (int) coloring->n_categories ? coloring->colors[category]
                                                                  : coloring->scale.missing;
}
