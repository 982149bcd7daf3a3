/* The displacement feature.
 *
 * Definition: F(Δt) = lg (|Δr(Δt)|² m / T), eq. 1 of Liu, Lu, Tu, Shen, J. Mater. Inf. 2022;2:20; Δr in Å with drift
 * and homogeneous strain out (vt-displacement.h), m in g/mol, T the thermostat's in K; without m or T where the
 * normalisation says so. |Δr|² is floored at VT_FEATURE_FLOOR: files give four decimals, and an atom may round to no
 * motion at all. O(n).
 */
#include "vt-features.h"

#include <math.h>

#include "vt-displacement.h"
#include "vt-parallel.h"

static const struct
{
  VtNormalization normalization;
  const char     *name;
  const char     *synonym;
} normalizations[] = {
  { VT_NORMALIZATION_MASS_AND_TEMPERATURE, "T/m", "m/T" },
  { VT_NORMALIZATION_MASS, "m", "mass" },
  { VT_NORMALIZATION_TEMPERATURE, "T", "1/T" },
  { VT_NORMALIZATION_NONE, "none", "none" },
};

typedef struct
{
  const double *displacement; /* [3][n] */
  const guint8 *species;
  const double *logarithms; /* lg of what multiplies |Δr|², a number a species */
  gsize         n;
  double       *features;
} Work;

const char *
vt_normalization_to_string (VtNormalization normalization)
{
  for (guint i = 0; i < G_N_ELEMENTS (normalizations); i++)
    if (normalizations[i].normalization == normalization)
      return normalizations[i].name;

  g_return_val_if_reached (NULL);
}

gboolean
vt_normalization_from_string (const char *text, VtNormalization *normalization)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (normalization != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (normalizations); i++)
    if (g_str_equal (normalizations[i].name, text) || g_str_equal (normalizations[i].synonym, text))
      {
        *normalization = normalizations[i].normalization;
        return TRUE;
      }

  return FALSE;
}

static void
compute_chunk (const VtChunk *chunk, gpointer data)
{
  const Work *work = data;
  const double *dx = work->displacement;
  const double *dy = dx + work->n;
  const double *dz = dy + work->n;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      double squared = dx[i] * dx[i] + dy[i] * dy[i] + dz[i] * dz[i];

      /* Written so that NaN, an atom that is missing, passes. */
      if (squared < VT_FEATURE_FLOOR)
        squared = VT_FEATURE_FLOOR;
      work->features[i] = log10 (squared) + work->logarithms[work->species[i]];
    }
}

void
vt_features_compute (const VtFrame   *start,
                     const VtFrame   *later,
                     VtNormalization  normalization,
                     gboolean         affine_mapping,
                     double           temperature,
                     double          *features)
{
  gboolean with_mass = normalization == VT_NORMALIZATION_MASS_AND_TEMPERATURE || normalization == VT_NORMALIZATION_MASS;
  gboolean with_temperature =
      normalization == VT_NORMALIZATION_MASS_AND_TEMPERATURE || normalization == VT_NORMALIZATION_TEMPERATURE;
  g_autofree double *displacement = NULL;
  double logarithms[256] = { 0 };
  const VtAtomTable *atoms;
  Work work;

  g_return_if_fail (start != NULL && later != NULL && features != NULL);
  g_return_if_fail (vt_frame_get_n_atoms (start) == vt_frame_get_n_atoms (later));
  g_return_if_fail (!with_temperature || (isfinite (temperature) && temperature > 0));

  atoms = vt_frame_get_atoms (start);
  for (guint s = 0; s < MIN (vt_atom_table_get_n_species (atoms), 256); s++)
    logarithms[s] = (with_mass ? log10 (vt_atom_table_get_mass (atoms, s)) : 0)
                    - (with_temperature ? log10 (temperature) : 0);

  work.n = vt_frame_get_n_atoms (start);
  displacement = g_new (double, MAX (3 * work.n, 1));
  vt_displacement_compute (start, later, affine_mapping, displacement);
  work.displacement = displacement;
  work.species = vt_atom_table_get_species (atoms);
  work.logarithms = logarithms;
  work.features = features;
  vt_parallel_for (work.n, 16384, compute_chunk, &work, NULL, NULL, NULL);
}
