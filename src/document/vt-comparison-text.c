/* What a sheet says in words and numbers: its caption, and the atoms that are seen. */
#include "vt-comparison-sheet-private.h"

#include <math.h>

#include "vt-i18n.h"
#include "vt-report-number.h"

static void
append_place (GString *text, const VtComparisonSheet *sheet, guint index)
{
  const VtSheetCell *cell = &sheet->cells[index];
  const VtCell *box = vt_frame_get_cell (vt_sheet_get_panel (sheet, index)->depiction->frame);
  g_autofree char *place = vt_comparison_describe_place (cell->state, box);
  g_autofree char *thickness = vt_report_number (vt_state_get_real (cell->state, "slice.thickness"));

  g_string_append_printf (text, _("%s, %s\u202fÅ thick"), place, thickness);
}

static void
append_panel (GString *text, const VtComparisonSheet *sheet, guint index)
{
  const VtComparisonPanel *panel = vt_sheet_get_panel (sheet, index);
  g_autofree char *name = panel->name != NULL ? g_markup_escape_text (panel->name, -1) : NULL;

  g_string_append_printf (text, "%s(%c) %s%s%s", index > 0 ? "; " : "", 'a' + (int) index, panel->title,
                          name != NULL ? ", " : "", name != NULL ? name : "");
  if (panel->depiction == NULL || sheet->share_place)
    return;
  g_string_append (text, ", ");
  append_place (text, sheet, index);
}

char *
vt_comparison_sheet_describe (const VtComparisonSheet *sheet)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint first = 0;

  g_return_val_if_fail (sheet != NULL, NULL);

  while (first < sheet->n && sheet->cells[first].chart == NULL)
    first++;
  g_string_append (text, _("Slices side by side"));
  if (sheet->share_place && first < sheet->n)
    {
      g_string_append (text, _(" at "));
      append_place (text, sheet, first);
    }
  g_string_append (text, ": ");
  for (guint i = 0; i < sheet->n; i++)
    append_panel (text, sheet, i);
  g_string_append (text, sheet->share_range ? _(". Panels of one quantity share a range of colours.")
                                            : _(". Each panel has its own range of colours."));
  return g_strdup (text->str);
}

static void
add_atoms (VtTable *table, const VtComparisonSheet *sheet, guint index)
{
  const VtComparisonPanel *panel = vt_sheet_get_panel (sheet, index);
  const VtDepiction *depiction = panel->depiction;
  VtAtomTable *atoms = vt_frame_get_atoms (depiction->frame);
  char letter[] = { (char) ('a' + index), '\0' };
  g_autoptr (GArray) inside = NULL;
  VtSlice slice;

  vt_depiction_get_slice (sheet->cells[index].state, vt_frame_get_cell (depiction->frame), &slice);
  inside = vt_slice_select (&slice, depiction->frame);
  for (guint i = 0; i < inside->len; i++)
    {
      const VtSliceAtom *atom = &g_array_index (inside, VtSliceAtom, i);
      guint row = vt_table_add_row (table);

      vt_table_set_text (table, row, 0, letter);
      vt_table_set_text (table, row, 1, panel->id);
      vt_table_set_text (table, row, 2, panel->property);
      vt_table_set_number (table, row, 3, (double) vt_atom_table_get_ids (atoms)[atom->atom]);
      vt_table_set_text (table, row, 4,
                         vt_atom_table_get_species_name (atoms, vt_atom_table_get_species (atoms)[atom->atom]));
      vt_table_set_number (table, row, 5, (double) atom->u);
      vt_table_set_number (table, row, 6, (double) atom->v);
      vt_table_set_number (table, row, 7, vt_column_get_values (depiction->values)[atom->atom]);
    }
}

VtTable *
vt_comparison_sheet_tabulate (const VtComparisonSheet *sheet)
{
  VtTable *table = vt_table_new ("compare");

  g_return_val_if_fail (sheet != NULL, table);

  vt_table_add_texts (table, "panel");
  vt_table_add_texts (table, "shows");
  vt_table_add_texts (table, "quantity");
  vt_table_add_numbers (table, "id", VT_UNIT_NONE);
  vt_table_add_texts (table, "element");
  vt_table_add_numbers (table, "u", VT_UNIT_ANGSTROM);
  vt_table_add_numbers (table, "v", VT_UNIT_ANGSTROM);
  vt_table_add_numbers (table, "value", VT_UNIT_NONE);
  for (guint i = 0; i < sheet->n; i++)
    if (sheet->cells[i].chart != NULL)
      add_atoms (table, sheet, i);
  return table;
}
