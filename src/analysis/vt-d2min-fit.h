/* The least-squares map between an atom's neighbours now and later: what D²min and strain are made of. */
#pragma once

#include "vt-d2min.h"

G_BEGIN_DECLS

/**
 * VtD2minPlaces:
 * @place: where the atoms are, x y z and a 0, 32-byte aligned, Å
 * @shift: translations that take neighbours to the images meant, the first of them none; NULL where all are none
 */
typedef struct
{
  const double (*place)[4];
  const double (*shift)[4];
} VtD2minPlaces;

/**
 * VtD2minFit:
 * @n: neighbours
 * @reference: [n], where they are at t from the atom, Å, as VtD2minPlaces.place; not owned
 * @neighbor: [n], their numbers in VtD2minPlaces.place; @shift: [n], in .shift, or NULL
 *
 * One atom at t, and scratch memory of one worker.
 */
typedef struct
{
  gsize           n;
  const double  (*reference)[4];
  const guint32  *neighbor;
  const guint32  *shift;
  /*< private >*/
  VtD2minMapping  mapping;
  double          max_condition;
  gboolean        has_inverse; /* Σ u uᵀ was inverted for this atom, or tried to be: then @spans tells */
  gboolean        spans;
  double          inverse[6];
  gsize           room;
  double        (*current)[4];
  double        (*kept)[4]; /* of @reference where some neighbours are lost */
} VtD2minFit;

VtD2minFit *vt_d2min_fit_new (VtD2minMapping mapping, double max_condition);
void        vt_d2min_fit_free (VtD2minFit *fit);
/* Goes to an atom; @reference, @neighbor and @shift must stay until the next one. */
void        vt_d2min_fit_enter (VtD2minFit     *fit,
                                gsize           n,
                                const double  (*reference)[4],
                                const guint32  *neighbor,
                                const guint32  *shift);
/**
 * vt_d2min_fit_measure:
 * @later: the places at t + Δt
 * @home: the atom's own number there
 * @d2min: (out) (nullable): Σ of the squares that are left, Å²; NaN where undefined
 * @gradient: (out) (nullable): F of the map from t to t + Δt; NaN where undefined
 *
 * Returns: neighbours that have a place in both
 */
gsize       vt_d2min_fit_measure (VtD2minFit          *fit,
                                  const VtD2minPlaces *later,
                                  gsize                home,
                                  double              *d2min,
                                  double             (*gradient)[3]);
/* The same bits by what every processor has. */
gsize       vt_d2min_fit_measure_plain (VtD2minFit          *fit,
                                        const VtD2minPlaces *later,
                                        gsize                home,
                                        double              *d2min,
                                        double             (*gradient)[3]);

G_END_DECLS
