/* Non-affine displacement D²min (eq. 2 of Liu et al. 2022; Falk & Langer, Phys. Rev. E 57, 7192 (1998)), and the strain
 * of the same neighbourhoods. */
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
 * VtD2minLag:
 * @d2min: (nullable) (out caller-allocates): double [n], Å²; NaN where undefined
 * @shear, @volumetric: (nullable) (out caller-allocates): double [n], the invariants of vt_strain_compute(), of the map
 *   from t to t + Δt whatever the mapping of D²min; both or none; NaN where undefined
 * @n_undefined: (out): atoms for which something asked for is NaN
 *
 * What is asked for at one later moment.
 */
typedef struct
{
  double *d2min;
  double *shear;
  double *volumetric;
  gsize   n_undefined;
} VtD2minLag;

/* The frame of a lag, on the same atom table. (transfer full); NULL with an error ends the computation. */
typedef VtFrame *(*VtD2minReadFunc) (guint lag, gpointer data, GError **error);

/**
 * vt_d2min_compute_within:
 * @reference: the frame at t
 * @cutoffs: who is a neighbour at t; at least four, spanning three dimensions, or the atom is undefined
 * @read: gives the frames at t + Δt, lag after lag; images are followed by unwrapped coordinates and the continued cell
 *   (vt_frame_follow_cell())
 * @lags: [n_lags]
 *
 * All lags in one pass over the atoms: neighbours are found and their vectors taken once, and no list of them is kept. Of
 * the frames only wrapped places are held, 32 bytes an atom and lag. More than eight lags are taken in several passes
 * where their places would be more than 256 MiB. The same bits for one lag and for many, for any number of threads and any instruction set.
 */
gboolean vt_d2min_compute_within (VtFrame             *reference,
                                  const VtCutoffs     *cutoffs,
                                  VtD2minReadFunc      read,
                                  gpointer             data,
                                  guint                n_lags,
                                  const VtD2minParams *params,
                                  VtD2minLag          *lags,
                                  VtProgress          *progress,
                                  GCancellable        *cancellable,
                                  GError             **error);

/* The same of neighbours that are given, whoever chose them. */
gboolean vt_d2min_compute_listed (VtFrame              *reference,
                                  const VtNeighborList *neighbors,
                                  VtD2minReadFunc       read,
                                  gpointer              data,
                                  guint                 n_lags,
                                  const VtD2minParams  *params,
                                  VtD2minLag           *lags,
                                  VtProgress           *progress,
                                  GCancellable         *cancellable,
                                  GError              **error);

/**
 * vt_d2min_compute:
 * @d2min: (out caller-allocates): double [n], Å²; NaN where undefined
 * @n_undefined: (out): how many are NaN
 *
 * One lag and a list.
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
