/* Non-affine displacement D²min (eq. 2 of Liu et al. 2022; Falk & Langer, Phys. Rev. E 57, 7192 (1998)). */
#pragma once

#include "vt-neighbor-list.h"

G_BEGIN_DECLS

typedef enum
{
  VT_D2MIN_CURRENT_TO_REFERENCE, /* the paper: J maps t + Δt onto t, lengths of t */
  VT_D2MIN_REFERENCE_TO_CURRENT  /* Falk–Langer, OVITO: J maps t onto t + Δt */
} VtD2minMapping;

typedef enum
{
  VT_D2MIN_MEAN, /* 1/CN Σ */
  VT_D2MIN_SUM
} VtD2minNorm;

typedef struct
{
  VtD2minMapping mapping;
  VtD2minNorm    norm;
  double         max_condition; /* of the 3×3 matrix that is inverted; above it the atom is undefined: 1e8 */
} VtD2minParams;

/**
 * vt_d2min_compute:
 * @reference: the frame at t
 * @neighbors: at t; at least four, spanning three dimensions, or the atom is undefined
 * @current: the frame at t + Δt, on the same atom table; images are followed by unwrapped coordinates and the
 *   continued cell (vt_cell_follow())
 * @d2min: (out caller-allocates): double [n], Å²; NaN where undefined
 * @n_undefined: (out): how many are NaN
 */
gboolean vt_d2min_compute (VtFrame              *reference,
                           const VtNeighborList *neighbors,
                           VtFrame              *current,
                           const VtD2minParams  *params,
                           double               *d2min,
                           gsize                *n_undefined,
                           VtProgress           *progress,
                           GCancellable         *cancellable,
                           GError              **error);

G_END_DECLS
