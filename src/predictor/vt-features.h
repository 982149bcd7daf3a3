/* The feature of an atom at a lag: F(Δt) = lg(|Δr(Δt)|² m / T), eq. 1 of Liu et al. 2022. */
#pragma once

#include <gio/gio.h>
#include "vt-frame.h"

G_BEGIN_DECLS

#define VT_FEATURE_FLOOR 1e-8 /* Å², floor of |Δr|² */

typedef enum
{
  VT_NORMALIZATION_MASS_AND_TEMPERATURE, /* |Δr|²·m/T: "T/m", read as "m/T" too */
  VT_NORMALIZATION_MASS,                 /* |Δr|²·m: "m" */
  VT_NORMALIZATION_TEMPERATURE,          /* |Δr|²/T: "T" */
  VT_NORMALIZATION_NONE                  /* |Δr|²: "none" */
} VtNormalization;

/* As in model files and after --normalization; FALSE for what is none of them. */
const char *vt_normalization_to_string (VtNormalization normalization);
gboolean    vt_normalization_from_string (const char *text, VtNormalization *normalization);

/**
 * vt_features_compute:
 * @start: the window's first frame
 * @later: one lag on, on the same atom table
 * @temperature: the thermostat's, K
 * @features: (out caller-allocates): double [n], lg; NaN for an atom missing in either frame
 */
void vt_features_compute (const VtFrame   *start,
                          const VtFrame   *later,
                          VtNormalization  normalization,
                          gboolean         affine_mapping,
                          double           temperature,
                          double          *features);

G_END_DECLS
