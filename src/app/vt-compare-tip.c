#include "vt-compare-tip.h"

#include <inttypes.h>
#include <math.h>

#include "vt-format.h"
#include "vt-i18n.h"

static char *
describe_atom (const VtComparisonPanel *shown, gsize atom, double smooth)
{
  const VtColoring *coloring = shown->depiction->coloring;
  VtAtomTable *atoms = vt_frame_get_atoms (shown->depiction->frame);
  const char *name = vt_atom_table_get_species_name (atoms, vt_atom_table_get_species (atoms)[atom]);
  g_autofree char *who
      = g_markup_printf_escaped ("<b>%s %" PRId64 "</b>", name, vt_atom_table_get_ids (atoms)[atom]);
  g_autofree char *value = NULL, *mean = NULL;

  if (g_str_equal (shown->property, "element"))
    return g_steal_pointer (&who);
  value = vt_format_property (coloring->property, vt_column_get_values (shown->depiction->values)[atom]);
  if (isnan (smooth))
    return g_strdup_printf ("%s · %s %s", who, coloring->label, value);
  mean = vt_format_property (coloring->property, smooth);
  /* Translators: a field's value, and the nearest atom's: "smoothed T_ML 512 K · Pd 1234 · T_ML 612 K" */
  return g_strdup_printf (_ ("smoothed %s %s · %s · %s %s"), coloring->label, mean, who, coloring->label, value);
}

char *
vt_compare_describe_panel (const VtComparisonPanel *shown)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (shown != NULL, NULL);

  name = shown->name != NULL ? g_markup_escape_text (shown->name, -1) : NULL;
  return name != NULL ? g_strdup_printf ("%s, %s", shown->title, name) : g_strdup (shown->title);
}

char *
vt_compare_describe_point (const VtComparisonSheet *sheet, guint index, double x, double y)
{
  const VtComparisonPanel *shown = vt_comparison_sheet_get_panel (sheet, index);
  gssize atom = vt_comparison_sheet_atom_at (sheet, index, x, y);
  cairo_rectangle_t slice;

  if (atom >= 0)
    return describe_atom (shown, (gsize) atom, vt_comparison_sheet_field_at (sheet, index, x, y));
  vt_comparison_sheet_get_chart (sheet, index, &slice);
  return y < slice.y ? vt_compare_describe_panel (shown) : NULL;
}
