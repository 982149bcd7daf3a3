#include "vt-coloring.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vt-i18n.h"
#include "vt-palette.h"
#include "vt-quantile.h"

/* Percentiles are taken of at most so many values, evenly picked: exact enough for colours, and quick. */
#define MAX_SAMPLE 100000

/* Finite values (positive ones for a log scale), sorted; (transfer full). */
static double *
sorted_sample (const VtColumn *column, VtScale scale, gsize *n)
{
  const double *values = vt_column_get_values (column);
  gsize count = vt_column_get_n (column);
  gsize stride = 1 + count / MAX_SAMPLE;
  double *sample = g_new (double, count / stride + 1);

  *n = 0;
  for (gsize i = 0; i < count; i += stride)
    if (isfinite (values[i]) && (scale == VT_SCALE_LINEAR || values[i] > 0))
      sample[(*n)++] = values[i];
  qsort (sample, *n, sizeof (double), vt_compare_doubles);
  return sample;
}

/* Wherever there is nothing to go by, 0 … 1. */
static void
range_from_data (VtColorScale *scale, const VtColumn *column, const char *range)
{
  gsize n;
  g_autofree double *sorted = sorted_sample (column, scale->scale, &n);
  gboolean all = strcmp (range, "frame") == 0;

  scale->minimum = n > 0 ? vt_quantile (sorted, n, all ? 0 : 0.01) : 0;
  scale->maximum = n > 0 ? vt_quantile (sorted, n, all ? 1 : 0.99) : 1;
  if (strcmp (range, "symmetric") == 0 && n > 0)
    {
      scale->maximum = fmax (fabs (vt_quantile (sorted, n, 0)), fabs (vt_quantile (sorted, n, 1)));
      scale->minimum = scale->scale == VT_SCALE_LINEAR ? -scale->maximum : vt_quantile (sorted, n, 0);
    }
}

static void
choose_range (VtColoring *coloring, const VtState *state, const VtColumn *column)
{
  const char *range = vt_state_get_text (state, "view.range");
  const VtProperty *property = coloring->property;
  double minimum = vt_state_get_real (state, "view.minimum"), maximum = vt_state_get_real (state, "view.maximum");

  range_from_data (&coloring->scale, column, range);
  if (strcmp (range, "auto") == 0 && property != NULL && isfinite (property->minimum) && isfinite (property->maximum))
    {
      coloring->scale.minimum = property->minimum;
      coloring->scale.maximum = property->maximum;
    }
  if (strcmp (range, "manual") == 0 && isfinite (minimum))
    coloring->scale.minimum = minimum;
  if (strcmp (range, "manual") == 0 && isfinite (maximum))
    coloring->scale.maximum = maximum;
}

static void
init_scale (VtColoring *coloring, const VtState *state, const VtColumn *column, gboolean dark)
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
  choose_range (coloring, state, column);
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
vt_coloring_new (const VtState *state, const char *property, const VtColumn *column, VtAtomTable *atoms, gboolean dark)
{
  VtColoring *coloring;

  g_return_val_if_fail (state != NULL && property != NULL && column != NULL && atoms != NULL, NULL);

  coloring = g_new0 (VtColoring, 1);
  coloring->property = vt_analysis_find_property (property, NULL);
  coloring->unit = vt_column_get_unit (column);
  coloring->label = coloring->property != NULL
                        ? g_strdup (coloring->property->symbol)
                        : g_markup_escape_text (g_str_has_prefix (property, "file:") ? property + 5 : property, -1);
  init_scale (coloring, state, column, dark);
  if (coloring->property != NULL && coloring->property->type == VT_PROPERTY_CATEGORY)
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
