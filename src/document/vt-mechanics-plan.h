/* Which mechanical tests are to be evaluated, and how. Immutable. */
#pragma once

#include "vt-state.h"

G_BEGIN_DECLS

#define VT_TYPE_MECHANICS_PLAN (vt_mechanics_plan_get_type ())

typedef struct _VtMechanicsPlan VtMechanicsPlan;

GType            vt_mechanics_plan_get_type (void);
/* The tests are @state's mechanics.creep, mechanics.tensile and mechanics.quench, the settings its rows mechanics.*. */
VtMechanicsPlan *vt_mechanics_plan_new (VtState *state);
VtMechanicsPlan *vt_mechanics_plan_ref (VtMechanicsPlan *plan);
void             vt_mechanics_plan_unref (VtMechanicsPlan *plan);

VtState *vt_mechanics_plan_get_state (const VtMechanicsPlan *plan);
guint    vt_mechanics_plan_get_n_creep (const VtMechanicsPlan *plan);
/* By stress, those of one stress as they were given. *@stress: GPa; 0: the control. (transfer none) */
GFile   *vt_mechanics_plan_get_creep (const VtMechanicsPlan *plan, guint index, double *stress);
/* (transfer none) (nullable) */
GFile   *vt_mechanics_plan_get_tensile (const VtMechanicsPlan *plan);
guint    vt_mechanics_plan_get_n_quench (const VtMechanicsPlan *plan);
GFile   *vt_mechanics_plan_get_quench (const VtMechanicsPlan *plan, guint index);

/* A value for mechanics.creep (GPa) and, with zeros, mechanics.quench. (transfer floating) */
GVariant *vt_mechanics_files_to_variant (GFile *const *files, const double *stresses, guint n);
/* The stress that a file's name tells, GPa: 1.5 for creep_1.5GPa.txt; NaN where it tells none. */
double    vt_mechanics_guess_stress (GFile *file);
/* VT_ERROR_USAGE where there is nothing to evaluate, a file is given twice, or creep tests lack a temperature. */
gboolean  vt_mechanics_plan_check (const VtMechanicsPlan *plan, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtMechanicsPlan, vt_mechanics_plan_unref)

G_END_DECLS
