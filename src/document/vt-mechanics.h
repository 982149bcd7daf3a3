/* What mechanical tests tell: creep rates and the activation volume, modulus and strength, the glass transition.
 * Immutable. */
#pragma once

#include "vt-mechanics-plan.h"
#include "vt-progress.h"
#include "vt-table.h"

G_BEGIN_DECLS

#define VT_TYPE_MECHANICS (vt_mechanics_get_type ())

typedef struct _VtMechanics VtMechanics;

GType        vt_mechanics_get_type (void);
/**
 * vt_mechanics_run:
 *
 * Reads all records and evaluates them. Takes a while: call it from a worker. Fails with VT_ERROR_USAGE as
 * vt_mechanics_plan_check(), with the reader's VT_ERROR_FORMAT and VT_ERROR_INPUT that name the file and the line, with
 * G_IO_ERROR_CANCELLED within 100 ms. What a record cannot tell, a steady rate for one, is no failure: its table gives the
 * reason.
 *
 * Returns: (transfer full)
 */
VtMechanics *
vt_mechanics_run (VtMechanicsPlan *plan, VtProgress *progress, GCancellable *cancellable, GError **error);
VtMechanics *vt_mechanics_ref (VtMechanics *mechanics);
void         vt_mechanics_unref (VtMechanics *mechanics);

/* All that follows is owned by it. */

VtMechanicsPlan *vt_mechanics_get_plan (const VtMechanics *mechanics);

/**
 * vt_mechanics_get_table:
 *
 * (nullable): NULL where no such test was given.
 *
 * "creep", a row a run: stress_GPa, file, n, from_ps, to_ps, rate_per_ps, sigma_per_ps, stage, used ("yes", "no"), reason,
 * primary_end_ps, tertiary_begin_ps, curvature_z, measured_stress_GPa, strain_end.
 * "creep-stresses", a row a stress: stress_GPa, runs, used_runs, rate_per_ps, sigma_per_ps, between_per_ps, ln_rate,
 * ln_sigma, used, reason. Runs of one stress are pooled, with the scatter between them.
 * "activation-volume", one row: stresses, temperature_K, volume_A3, sigma_A3, atomic_volume_A3, volume_atomic,
 * sigma_atomic, slope_per_GPa, slope_sigma_per_GPa, intercept, chi_squared, error_factor, reason.
 * "tensile", one row: file, modulus_GPa, modulus_sigma_GPa, modulus_from, modulus_to, modulus_offset_GPa, strength_GPa,
 * strength_sigma_GPa, yield_strain, proof_stress_GPa, proof_strain, reason.
 * "glass-transition", the chosen property first: property, files, n, temperature_K, sigma_K, height, glass_slope,
 * glass_sigma, liquid_slope, liquid_sigma, used, reason. Å³ or eV an atom where the log tells the atoms, of the box else.
 * "creep-curves": stress_GPa, run, time_ps, strain (counted from the hold's start, means over some rows); "stress-strain":
 * strain, stress_GPa, smooth_GPa; "quench": temperature_K, volume, enthalpy.
 */
VtTable           *vt_mechanics_get_table (const VtMechanics *mechanics, const char *name);
guint              vt_mechanics_get_n_tables (const VtMechanics *mechanics);
VtTable           *vt_mechanics_get_nth_table (const VtMechanics *mechanics, guint index);
/* What was found, a sentence each, for people; NULL-terminated. */
const char *const *vt_mechanics_get_findings (const VtMechanics *mechanics);
const char *const *vt_mechanics_get_warnings (const VtMechanics *mechanics);
/* T_g, K, of the chosen property, and its error; NaN where none was found. */
double             vt_mechanics_get_glass_transition (const VtMechanics *mechanics, double *sigma);

/* Every table as DIRECTORY/NAME.csv, and mechanics.json; the directory is made where there is none. */
gboolean vt_mechanics_write (const VtMechanics *mechanics,
                             GFile             *directory,
                             GCancellable      *cancellable,
                             GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtMechanics, vt_mechanics_unref)

G_END_DECLS
