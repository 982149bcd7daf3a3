/* The k nearest of one instance in one set, by the sum of Δ_j. */
#pragma once

#include "vt-relieff-index.h"

G_BEGIN_DECLS

/**
 * VtReliefFNeighbor:
 * @distance: Σ_j Δ_j, canonical
 * @place: in the index
 */
typedef struct
{
  double distance;
  gsize  place;
} VtReliefFNeighbor;

/* A place whose fine bytes did not rule it out: the sum of their differences, less and plus its own error. */
typedef struct
{
  guint32 place;
  guint   least;
  guint   most;
} VtReliefFCandidate;

/**
 * VtReliefFSearch:
 * @found: [n_found], nearest first, ties by the instance
 * @n_exact: distances computed so far
 *
 * One thread's search. What it found last bounds the next search in the same set: let like instances follow another.
 */
typedef struct
{
  const VtReliefFIndex  *index;
  const VtReliefFFilter *filter;
  guint                  k;
  VtReliefFNeighbor     *found;
  guint                  n_found;
  guint64                n_exact;

  /* private */
  guint               set;
  gsize               query;
  guint8              coarse[VT_RELIEFF_COARSE];
  guint               reach;
  guint               coarse_limit;
  guint               fine_limit;
  int                 box_limit;
  gint16             *boxes; /* distance to each of the set's */
  guint32            *order; /* of its blocks */
  guint              *most; /* the k smallest of the candidates, in order */
  guint               n_most;
  VtReliefFCandidate *candidates;
  guint               n_candidates;
  guint               capacity;
} VtReliefFSearch;

void vt_relieff_search_init (VtReliefFSearch       *search,
                             const VtReliefFIndex  *index,
                             const VtReliefFFilter *filter,
                             guint                  k);
void vt_relieff_search_clear (VtReliefFSearch *search);

/* Finds the k nearest instances of @set, or all if there are fewer, but for the one in place @query itself. */
void vt_relieff_search_run (VtReliefFSearch *search, guint set, gsize query);

G_END_DECLS
