/* Modulus and strength, from the record of a tensile test. */
#include "vt-mechanics-private.h"

#include <math.h>

#include "vt-i18n.h"
#include "vt-report-number.h"
#include "vt-stress-strain.h"

/* Rows whose strain goes on growing, for a curve has one stress a strain. */
typedef struct
{
  double *strain;
  double *stress;
  gsize   n;
} Curve;

static void
curve_clear (Curve *curve)
{
  g_free (curve->strain);
  g_free (curve->stress);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Curve, curve_clear)

/* The last part: what comes before time restarts is no tension yet. */
static gboolean
collect (Curve *curve, const VtRecord *record, GError **error)
{
  gsize first, n = vt_record_get_segment (record, vt_record_get_n_segments (record) - 1, &first);
  double last = -INFINITY;

  curve->strain = vt_record_get_quantity (record, VT_RECORD_STRAIN, error);
  curve->stress = curve->strain != NULL ? vt_record_get_quantity (record, VT_RECORD_STRESS, error) : NULL;
  if (curve->stress == NULL)
    return FALSE;
  for (gsize i = first; i < first + n; i++)
    if (isfinite (curve->strain[i]) && isfinite (curve->stress[i]) && curve->strain[i] > last)
      {
        last = curve->strain[curve->n] = curve->strain[i];
        curve->stress[curve->n++] = curve->stress[i];
      }
  return TRUE;
}

/* ---- tables ---- */

static VtTable *
new_table (void)
{
  static const struct
  {
    const char *name;
    VtUnit      unit;
  } columns[] = {
    { "modulus", VT_UNIT_GIGAPASCAL },       { "modulus_sigma", VT_UNIT_GIGAPASCAL },  { "modulus_from", VT_UNIT_NONE },
    { "modulus_to", VT_UNIT_NONE },          { "modulus_offset", VT_UNIT_GIGAPASCAL }, { "strength", VT_UNIT_GIGAPASCAL },
    { "strength_sigma", VT_UNIT_GIGAPASCAL }, { "yield_strain", VT_UNIT_NONE },         { "proof_stress", VT_UNIT_GIGAPASCAL },
    { "proof_strain", VT_UNIT_NONE },
  };
  VtTable *table = vt_table_new ("tensile");

  vt_table_add_texts (table, "file");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    vt_table_add_numbers (table, columns[i].name, columns[i].unit);
  vt_table_add_texts (table, "reason");
  return table;
}

static VtTable *
tabulate (const char *file, const VtStressStrainOptions *options, const VtStressStrain *r, const char *reason)
{
  VtTable *table = new_table ();
  guint row = vt_table_add_row (table);

  vt_table_set_text (table, row, 0, file);
  vt_table_set_number (table, row, 3, options->modulus_from);
  vt_table_set_number (table, row, 4, options->modulus_to);
  vt_table_set_text (table, row, 11, reason != NULL ? reason : r->at_end ? _("the stress may still rise") : "");
  if (reason != NULL)
    return table;
  vt_table_set_number (table, row, 1, r->modulus.slope);
  vt_table_set_number (table, row, 2, r->modulus.slope_sigma);
  vt_table_set_number (table, row, 5, vt_trend_evaluate (&r->modulus, 0));
  vt_table_set_number (table, row, 6, r->strength);
  vt_table_set_number (table, row, 7, r->strength_sigma);
  vt_table_set_number (table, row, 8, r->yield_strain);
  vt_table_set_number (table, row, 9, r->proof_stress);
  vt_table_set_number (table, row, 10, r->proof_strain);
  return table;
}

static VtTable *
tabulate_curve (const Curve *curve, const double *smooth)
{
  VtTable *table = vt_table_new ("stress-strain");

  vt_table_add_numbers (table, "strain", VT_UNIT_NONE);
  vt_table_add_numbers (table, "stress", VT_UNIT_GIGAPASCAL);
  vt_table_add_numbers (table, "smooth", VT_UNIT_GIGAPASCAL);
  for (gsize i = 0; i < curve->n; i++)
    {
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, 0, curve->strain[i]);
      vt_table_set_number (table, row, 1, curve->stress[i]);
      vt_table_set_number (table, row, 2, smooth[i]);
    }
  return table;
}

static void
tell (VtMechanics *mechanics, const VtStressStrainOptions *options, const VtStressStrain *result)
{
  g_autofree char *modulus = vt_report_number_with_error (result->modulus.slope, result->modulus.slope_sigma,
                                                          VT_UNIT_GIGAPASCAL);
  g_autofree char *strength = vt_report_number_with_error (result->strength, result->strength_sigma,
                                                           VT_UNIT_GIGAPASCAL);

  vt_mechanics_find (mechanics, _("E = %s, by strains from %g to %g"), modulus, options->modulus_from,
                     options->modulus_to);
  vt_mechanics_find (mechanics, result->at_end ? _("σ_max ≥ %s: the stress still rises at the end, at a strain of %.3f")
                                               : _("σ_max = %s at a strain of %.3f, on the smoothed curve"),
                     strength, result->yield_strain);
}

gboolean
vt_mechanics_add_tensile (VtMechanics *mechanics, GCancellable *cancellable, GError **error)
{
  const VtState *state = vt_mechanics_plan_get_state (mechanics->plan);
  const VtStressStrainOptions options = { vt_state_get_real (state, "mechanics.modulus-from"),
                                          vt_state_get_real (state, "mechanics.modulus-to"),
                                          vt_state_get_real (state, "mechanics.smoothing") };
  g_autoptr (VtRecord) record
      = vt_mechanics_read (mechanics, vt_mechanics_plan_get_tensile (mechanics->plan), cancellable, error);
  g_auto (Curve) curve = { NULL };
  g_autofree double *smooth = NULL;
  g_autoptr (GError) refused = NULL;
  VtStressStrain result;

  if (record == NULL || !collect (&curve, record, error))
    return FALSE;
  smooth = g_new (double, curve.n + 1);
  for (gsize i = 0; i < curve.n; i++)
    smooth[i] = NAN;
  if (vt_stress_strain_compute (curve.strain, curve.stress, curve.n, &options, smooth, &result, cancellable, &refused))
    tell (mechanics, &options, &result);
  else if (g_error_matches (refused, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&refused));
      return FALSE;
    }
  else
    vt_mechanics_find (mechanics, _("No modulus between strains of %g and %g: %s"), options.modulus_from,
                       options.modulus_to, refused->message);
  vt_mechanics_take_table (mechanics, tabulate (vt_record_get_name (record), &options, &result,
                                                refused != NULL ? refused->message : NULL));
  vt_mechanics_take_table (mechanics, tabulate_curve (&curve, smooth));
  return TRUE;
}
