/* What is said of several picked atoms: of two to four what they measure, of more what they have in common. */
#include "vt-inspector-rows.h"

#include <inttypes.h>
#include <math.h>

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-pick-layer.h"
#include "vt-report-number.h"

/* "Cu 812 – Zr 14". (transfer full) */
static char *
name_pair (VtFrame *frame, const VtMeasurement *measurement, guint first)
{
  VtAtomTable *atoms = vt_frame_get_atoms (frame);
  const guint8 *species = vt_atom_table_get_species (atoms);
  gsize a = measurement->atoms[first], b = measurement->atoms[first + 1];

  return g_markup_printf_escaped ("%s %" PRId64 " – %s %" PRId64, vt_atom_table_get_species_name (atoms, species[a]),
                                  vt_atom_table_get_ids (atoms)[a], vt_atom_table_get_species_name (atoms, species[b]),
                                  vt_atom_table_get_ids (atoms)[b]);
}

void
vt_inspector_rows_add_measurement (VtInspectorRows *rows, VtFrame *frame, const VtMeasurement *measurement)
{
  g_autofree char *angle = NULL;

  for (guint i = 0; i + 1 < measurement->n; i++)
    {
      g_autofree char *pair = name_pair (frame, measurement, i);
      g_autofree char *distance = vt_format_quantity (measurement->distances[i], VT_UNIT_ANGSTROM, 4);

      vt_inspector_rows_add (rows, pair, _ ("Distance to the nearest image, across the cell’s boundaries"), distance);
    }
  if (measurement->n == 2)
    return;
  angle = vt_measurement_format (measurement);
  if (measurement->n == 3)
    vt_inspector_rows_add (rows, _ ("Angle"), _ ("At the second of the three"), angle);
  else
    vt_inspector_rows_add (rows, _ ("Dihedral"), _ ("About the line of the second and third; clockwise is positive"),
                           angle);
}

/* ---- many atoms ---- */

static void
add_species (VtInspectorRows *rows, VtAtomTable *table, const GArray *atoms)
{
  const guint8 *species = vt_atom_table_get_species (table);
  gsize counts[256] = { 0 };

  for (guint i = 0; i < atoms->len; i++)
    counts[species[g_array_index (atoms, gsize, i)]]++;
  for (guint s = 0; s < vt_atom_table_get_n_species (table); s++)
    {
      g_autofree char *name = g_markup_escape_text (vt_atom_table_get_species_name (table, s), -1);
      g_autofree char *count = vt_format_count ((gint64) counts[s]);
      g_autofree char *percent
          = vt_format_quantity (100.0 * (double) counts[s] / (double) MAX (atoms->len, 1), VT_UNIT_PERCENT, 3);
      g_autofree char *text = g_strdup_printf ("%s · %s", count, percent);

      if (counts[s] > 0)
        vt_inspector_rows_add (rows, name, NULL, text);
    }
}

/* Mean and standard deviation over those that have a value. */
static void
add_quantity (VtInspectorRows *rows, VtDocument *document, const char *id, gsize n, const GArray *atoms)
{
  VtColumn *column = vt_document_peek_column (document, id);
  const VtProperty *property = vt_analysis_find_property (id, NULL);
  double sum = 0, squares = 0;
  gsize count = 0;
  g_autofree char *text = NULL, *tip = NULL;

  if (column == NULL || property == NULL || vt_column_get_n (column) != n)
    return;
  for (guint i = 0; i < atoms->len; i++)
    {
      double value = vt_column_get_values (column)[g_array_index (atoms, gsize, i)];

      if (isfinite (value))
        {
          sum += value;
          count++;
        }
    }
  if (count == 0)
    return;
  sum /= (double) count;
  for (guint i = 0; i < atoms->len; i++)
    {
      double value = vt_column_get_values (column)[g_array_index (atoms, gsize, i)];

      if (isfinite (value))
        squares += (value - sum) * (value - sum);
    }
  text = vt_report_number_with_error (sum, count > 1 ? sqrt (squares / (double) (count - 1)) : NAN, property->unit);
  /* Translators: first the name of a quantity */
  tip = g_strdup_printf (_ ("%s: mean ± standard deviation of %zu atoms, which tells how different they are and not how "
                            "sure the mean is"),
                         _ (property->label), count);
  vt_inspector_rows_add (rows, _ (property->symbol), tip, text);
}

void
vt_inspector_rows_add_summary (
    VtInspectorRows *rows, VtDocument *document, VtFrame *frame, const gint64 *ids, gsize n_ids)
{
  static const char *const quantities[] = { "t_ml", "d2min", "displacement", "strain_shear", "cn", "lffs", "voronoi_volume" };
  VtAtomTable *table = vt_frame_get_atoms (frame);
  g_autoptr (GArray) atoms = g_array_sized_new (FALSE, FALSE, sizeof (gsize), (guint) n_ids);

  for (gsize i = 0; i < n_ids; i++)
    {
      gssize atom = vt_atom_table_find (table, ids[i]);

      if (atom >= 0)
        g_array_append_val (atoms, atom);
    }
  add_species (rows, table, atoms);
  for (guint i = 0; i < G_N_ELEMENTS (quantities); i++)
    add_quantity (rows, document, quantities[i], vt_frame_get_n_atoms (frame), atoms);
}
