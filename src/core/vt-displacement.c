/*
 * Displacement Δr of every atom between two frames, Å.
 *
 * With affine mapping, the later position r1 goes by its fractional coordinates into the earlier cell,
 *
 *   r = o0 + (r1 − o1) · H1⁻¹ · H0,   Δr = r − r0 − drift,
 *
 * where o and H are origin and vectors of the cells, and H1 is taken in the basis that continues H0's. Without it,
 * r = r1. The drift is Σ m (r − r0) / Σ m over the atoms present in both frames. All coordinates are unwrapped.
 *
 * O(n), one pass over memory and one over the result. Sums are formed over blocks in a fixed order.
 */
#include "vt-displacement.h"

#include <math.h>

#include "vt-frame-follow.h"

#define BLOCK 4096

typedef struct
{
  double offset0[3];
  double offset1[3];
  double map[3][3];
} Mapping;

static void
mapping_init_plain (Mapping *mapping)
{
  *mapping = (Mapping) { .map = { { 1.0, 0.0, 0.0 }, { 0.0, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } } };
}

static gboolean
same_vectors (const VtCell *a, const VtCell *b)
{
  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      if (a->vectors[i][j] != b->vectors[i][j])
        return FALSE;
  return TRUE;
}

static void
mapping_init_affine (Mapping *mapping, const VtFrame *first, const VtFrame *later)
{
  const VtCell *start = vt_frame_get_cell (first);
  VtCell followed;

  vt_frame_follow_cell (first, later, &followed);
  mapping_init_plain (mapping);
  for (guint d = 0; d < 3; d++)
    {
      mapping->offset0[d] = start->origin[d];
      mapping->offset1[d] = followed.origin[d];
    }
  /* The product would be the identity but for its last bits. */
  if (same_vectors (start, &followed))
    return;

  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      {
        mapping->map[i][j] = 0.0;
        for (guint k = 0; k < 3; k++)
          mapping->map[i][j] += followed.inverse[i][k] * start->vectors[k][j];
      }
}

/* Δr before the drift of the atoms [begin, end). */
static void
map_block (const VtFrame *start, const VtFrame *later, const Mapping *mapping, gsize begin, gsize end,
           double *displacement)
{
  gsize n = vt_frame_get_n_atoms (start);
  const double *x = vt_frame_get_axis (later, 0), *y = vt_frame_get_axis (later, 1), *z = vt_frame_get_axis (later, 2);
  const Mapping m = *mapping;

  for (guint d = 0; d < 3; d++)
    {
      const double *before = vt_frame_get_axis (start, d);
      double *restrict result = displacement + d * n;

      for (gsize i = begin; i < end; i++)
        result[i] = (x[i] - m.offset1[0]) * m.map[0][d] + (y[i] - m.offset1[1]) * m.map[1][d]
                    + (z[i] - m.offset1[2]) * m.map[2][d] - (before[i] - m.offset0[d]);
    }
}

/* Adds Σ m Δr and Σ m over the atoms [begin, end) to @sums; an atom missing in a frame becomes NaN on all axes. */
static void
sum_block (double *displacement, gsize n, const guint8 *species, const double *masses, gsize begin, gsize end,
           double sums[4])
{
  double *x = displacement, *y = displacement + n, *z = displacement + 2 * n;
  double block[4] = { 0.0 };

  for (gsize i = begin; i < end; i++)
    {
      double mass = masses[species[i]];

      if (!isfinite (x[i]) || !isfinite (y[i]) || !isfinite (z[i]))
        {
          x[i] = y[i] = z[i] = NAN;
          continue;
        }
      block[0] += mass * x[i];
      block[1] += mass * y[i];
      block[2] += mass * z[i];
      block[3] += mass;
    }
  for (guint d = 0; d < 4; d++)
    sums[d] += block[d];
}

static void
remove_drift (double *displacement, gsize n, const double sums[4])
{
  if (!(sums[3] > 0.0))
    return;
  for (guint d = 0; d < 3; d++)
    {
      double *restrict axis = displacement + d * n;
      double drift = sums[d] / sums[3];

      for (gsize i = 0; i < n; i++)
        axis[i] -= drift;
    }
}

void
vt_displacement_compute (const VtFrame *start, const VtFrame *later, gboolean affine_mapping, double *displacement)
{
  const VtAtomTable *atoms;
  double masses[G_MAXUINT8 + 1] = { 0.0 };
  double sums[4] = { 0.0 };
  Mapping mapping;
  gsize n;

  g_return_if_fail (start != NULL && later != NULL);
  g_return_if_fail (vt_atom_table_equal (vt_frame_get_atoms (start), vt_frame_get_atoms (later)));
  g_return_if_fail (displacement != NULL || vt_frame_get_n_atoms (start) == 0);

  atoms = vt_frame_get_atoms (start);
  n = vt_frame_get_n_atoms (start);
  for (guint s = 0; s < MIN (vt_atom_table_get_n_species (atoms), G_N_ELEMENTS (masses)); s++)
    masses[s] = vt_atom_table_get_mass (atoms, s);
  if (affine_mapping)
    mapping_init_affine (&mapping, start, later);
  else
    mapping_init_plain (&mapping);

  for (gsize begin = 0; begin < n; begin += BLOCK)
    {
      gsize end = MIN (begin + BLOCK, n);

      map_block (start, later, &mapping, begin, end, displacement);
      sum_block (displacement, n, vt_atom_table_get_species (atoms), masses, begin, end, sums);
    }
  remove_drift (displacement, n, sums);
}
