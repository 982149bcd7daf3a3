/* The neighbours of one atom out of a list, taken apart as D²min wants them. */
#pragma once

#include "vt-neighbor-list.h"

G_BEGIN_DECLS

/**
 * VtD2minListed:
 * @neighbors, @vectors: of the atom last looked at: their numbers, and where they are from it (x y z and a 0, 32-byte
 *   aligned), Å
 * @numbers: of guint32: which of @cells a neighbour is translated by
 * @cells: of int[3]: translations in cells; the first is none
 *
 * Scratch memory of one worker, zeroed before its first use.
 */
typedef struct
{
  GArray   *cells;
  GArray   *numbers;
  double  (*vectors)[4];
  guint32  *neighbors;
  gsize     room;
} VtD2minListed;

/* @places: of all atoms, unwrapped, by the frame's @cell, Å. Returns whether any neighbour is translated. */
gboolean vt_d2min_listed_unpack (VtD2minListed    *listed,
                                 const VtNeighbor *neighbors,
                                 guint             count,
                                 const double    (*places)[4],
                                 gsize             atom,
                                 const double      cell[3][3]);
void     vt_d2min_listed_clear (VtD2minListed *listed);

G_END_DECLS
