/* Exact sums over the queries of a validation, for every k at once. */
#pragma once

#include <glib.h>
#include "vt-knn.h"

G_BEGIN_DECLS

/**
 * VtTallySize:
 * @reach: K, above every temperature and class
 */
typedef struct
{
  guint  n_elements;
  guint  n_temperatures;
  guint  n_classes;
  guint  k_max;
  double reach;
} VtTallySize;

/**
 * VtTally:
 * @counts: [n_elements][n_temperatures], queries with a neighbour
 * @sums: [n_elements][n_temperatures][k_max], Σ (T_ML − T), units
 * @high, @low: the same of (T_ML − T)², in units squared: high · 2³² + low
 * @confusion: [n_temperatures][k_max][n_classes], queries by the class of most of their neighbours
 * @unit: K, a power of two
 *
 * T_ML − T is rounded to units of at most reach · 2⁻³⁰ (2⁻²⁰ K up to 2048 K), so that all sums are whole numbers: they
 * do not depend on the order of the queries, and so not on who counted which.
 */
typedef struct
{
  VtTallySize size;
  double      unit;
  guint64    *counts;
  gint64     *sums;
  guint64    *high;
  guint64    *low;
  guint32    *confusion;
  guint      *votes;   /* [n_classes], scratch */
  guint8     *winners; /* [k_max], scratch */
  gint64     *errors;  /* [k_max], scratch */
} VtTally;

VtTally *vt_tally_new (const VtTallySize *size);
void     vt_tally_free (VtTally *tally);

/**
 * vt_tally_count:
 * @temperature: index of the query's; @true_temperature: K
 * @labels: class of each instance
 * @classes: double [n_classes], K
 * @neighbors: [n_neighbors], nearest first
 *
 * Where there are fewer than k_max, all of them are the nearest of any larger k; without one nothing is counted.
 */
void     vt_tally_count (VtTally             *tally,
                         guint                element,
                         guint                temperature,
                         double               true_temperature,
                         const guint8        *labels,
                         const double        *classes,
                         const VtKnnNeighbor *neighbors,
                         guint                n_neighbors);
/* Adds another of the same size. */
void     vt_tally_add (VtTally *tally, const VtTally *other);

G_END_DECLS
