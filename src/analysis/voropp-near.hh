/* The atoms around an atom, images among them, nearest first.
 *
 * Voro++ cuts a cell by atoms block by block. Taken by distance instead, the first dozen leave a cell that is nearly
 * the final one, so that half of the cuts that a later one undoes are never made; finding and sorting the atoms costs
 * a tenth of that.
 *
 * Bins of half the usual reach; what is around a bin is copied once for all of its atoms. Distances are float, counted
 * from the bin's corner: they decide about the order and, with a margin (NEAR_MARGIN), about when to stop, and vectors
 * are double. O(n) in all.
 */
#pragma once

#include <vector>

#include "voropp.h"

/* By what share, of the squared reach, a squared distance in float may be wrong: 2⁻²³ times some tens. */
constexpr double voropp_near_margin = 1e-5;

/* Atoms sorted into bins, for all workers to read. */
class VoroppBins
{
public:
  VoroppBins (const VoroppBox &box, gsize n, const double *positions);

  gsize
  count () const
  {
    return first.size () - 1;
  }

  /* Slots of a bin's atoms, whose numbers are in @atom. */
  std::vector<guint32> first, atom;

private:
  friend class VoroppNear;

  double              reach;         /* the usual one, Å */
  double              vectors[3][3]; /* of the cell, lower triangular */
  double              low[3], span[3];
  double              width[3]; /* of a bin, between its faces, Å */
  bool                periodic[3];
  int                 bins[3];
  std::vector<double> r[3];     /* by slot */

  void choose_bins (gsize n);
  gsize bin_of (const double *position) const;
  void sort (gsize n, const double *positions);
};

/* One worker's view. */
class VoroppNear
{
public:
  struct Atom
  {
    guint32 atom;
    float   square; /* of its distance, Å² */
    double  vector[3];
  };

  explicit VoroppNear (const VoroppBins &bins) : bins (bins)
  {
  }

  /* The atoms whose squared distance to that in @slot of @bin lies in [from, to), nearest first; false where there are
   * more than @most of them. Asked for one atom with a growing @to, up to the usual reach distances are found once. */
  bool find (gsize bin, gsize slot, float from, float to, gsize most, std::vector<Atom> &found);

private:
  struct Copies
  {
    gsize                bin = G_MAXSIZE;
    gsize                measured = G_MAXSIZE; /* the slot that @square is from */
    gsize                home = 0;             /* where the bin's own atoms begin */
    gsize                n = 0;
    std::vector<float>   x[3], square; /* these have room for @n and more */
    std::vector<guint32> slot, shift, passed;
    std::vector<double>  shifts; /* three each */
  };

  const VoroppBins    &bins;
  Copies               near, far; /* of the usual reach, kept from atom to atom; and of any */
  std::vector<guint64> keys;

  void gather (Copies &copies, gsize bin, float reach) const;
  void add_run (Copies &copies, gsize begin, gsize end, const double corner[3], const double shift[3]) const;
  static void measure (Copies &copies, gsize home);
  static gsize pass (Copies &copies, float from, float to);
  void sort (const Copies &copies, gsize n);
};
