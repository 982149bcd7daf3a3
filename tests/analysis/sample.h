/* Frames to test kernels on: gases, lattices, and what may be done to them without changing the physics. */
#pragma once

#include "vt-neighbor-list.h"

G_BEGIN_DECLS

/* Takes @xyz, double [n][3], and @species, guint8 [n] (nullable: all 0), as they are. Species are Cu, Zr, Ni. */
VtFrame *sample_new (const VtCell *cell, const double *xyz, const guint8 *species, gsize n);
/* Positions as double [n][3]; free with g_free(). */
double  *sample_get_xyz (VtFrame *frame);

/* A cell of edges about @size, tilted and turned; periodic where the bit of @periodic is set. */
void     sample_cell (GRand *rand, double size, guint periodic, VtCell *cell);
/* Uniform, every atom up to @wander cells away from the first, two species. */
VtFrame *sample_gas (GRand *rand, const VtCell *cell, gsize n, int wander);

typedef enum
{
  SAMPLE_SC,
  SAMPLE_BCC,
  SAMPLE_FCC
} SampleLattice;

/* @cells³ cubes of edge @a, each atom moved by a Gaussian of @jitter Å in every direction. Species by turns. */
VtFrame *sample_lattice (SampleLattice lattice, double a, guint cells, double jitter, GRand *rand);

/* r → origin + (r − origin) · @map, and the cell too. */
VtFrame *sample_map (VtFrame *frame, const double map[3][3]);
/* A rotation about an axis that is none of the cell's, in radians. */
void     sample_rotation (double angle, double rotation[3][3]);
/* Every atom into another image of its own. */
VtFrame *sample_wrap (VtFrame *frame, GRand *rand);
/* Atoms in another order: new atom i is old atom @order[i]. */
VtFrame *sample_permute (VtFrame *frame, const gsize *order);
gsize   *sample_order (gsize n, GRand *rand);
double   sample_gaussian (GRand *rand);

/* Of a frame with Cu, Zr and Ni, one cutoff for all. */
VtNeighborList *sample_neighbors (VtFrame *frame, double cutoff);

G_END_DECLS
