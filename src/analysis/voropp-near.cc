#include "voropp-near.hh"

#include <algorithm>
#include <cmath>

namespace
{

void
cross (const double a[3], const double b[3], double c[3])
{
  c[0] = a[1] * b[2] - a[2] * b[1];
  c[1] = a[2] * b[0] - a[0] * b[2];
  c[2] = a[0] * b[1] - a[1] * b[0];
}

/* Distance between the two faces of a cell that an edge joins. */
double
width_along (const double v[3][3], int axis)
{
  double normal[3];

  cross (v[(axis + 1) % 3], v[(axis + 2) % 3], normal);
  return v[0][0] * v[1][1] * v[2][2]
         / std::sqrt (normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
}

/* A bin taken periodically, and in which cell it lies. */
int
fold (int bin, int bins, int *cell)
{
  *cell = bin >= 0 ? bin / bins : -((bins - 1 - bin) / bins);
  return bin - *cell * bins;
}

}

VoroppBins::VoroppBins (const VoroppBox &box, gsize n, const double *positions)
{
  for (int axis = 0; axis < 3; axis++)
    {
      std::copy (box.edges[axis], box.edges[axis] + 3, vectors[axis]);
      periodic[axis] = box.periodic[axis];
      low[axis] = periodic[axis] ? 0.0 : box.low[axis];
      span[axis] = periodic[axis] ? box.edges[axis][axis] : box.high[axis] - box.low[axis];
    }
  reach = box.reach;
  choose_bins (n);
  sort (n, positions);
}

/* Half the reach wide; wider where they would be more than there are atoms to put in. */
void
VoroppBins::choose_bins (gsize n)
{
  double total;

  for (double wide = 0.5 * reach;; wide *= 1.2)
    {
      total = 1.0;
      for (int axis = 0; axis < 3; axis++)
        {
          double length = periodic[axis] ? width_along (vectors, axis) : span[axis];

          bins[axis] = static_cast<int> (std::clamp (std::floor (length / wide), 1.0, static_cast<double> (n) + 1.0));
          width[axis] = length / bins[axis];
          total *= bins[axis];
        }
      if (total <= 2.0 * static_cast<double> (n) + 8.0)
        break;
    }
  first.assign (static_cast<gsize> (total) + 1, 0);
}

/* The cell is lower triangular: its fractions follow from the last to the first. */
gsize
VoroppBins::bin_of (const double *position) const
{
  double f[3], left[3] = { position[0] - low[0], position[1] - low[1], position[2] - low[2] };
  int at[3];

  for (int axis = 2; axis >= 0; axis--)
    {
      f[axis] = left[axis] / span[axis];
      for (int k = 0; k < axis; k++)
        left[k] -= f[axis] * vectors[axis][k];
      at[axis] = std::clamp (static_cast<int> (f[axis] * bins[axis]), 0, bins[axis] - 1);
    }
  return static_cast<gsize> (at[0]) + static_cast<gsize> (bins[0]) * (at[1] + static_cast<gsize> (bins[1]) * at[2]);
}

/* A counting sort: stable, so that what comes out depends on the order of atoms alone. */
void
VoroppBins::sort (gsize n, const double *positions)
{
  std::vector<guint32> bin (n), next;

  for (gsize i = 0; i < n; i++)
    {
      bin[i] = static_cast<guint32> (bin_of (positions + 3 * i));
      first[bin[i] + 1]++;
    }
  for (gsize i = 1; i < first.size (); i++)
    first[i] += first[i - 1];

  next = first;
  atom.resize (n);
  for (std::vector<double> &axis : r)
    axis.resize (n);
  for (gsize i = 0; i < n; i++)
    {
      guint32 slot = next[bin[i]]++;

      atom[slot] = static_cast<guint32> (i);
      for (int axis = 0; axis < 3; axis++)
        r[axis][slot] = positions[3 * i + axis];
    }
}

void
VoroppNear::add_run (Copies &copies, gsize begin, gsize end, const double corner[3], const double shift[3]) const
{
  gsize at = copies.n, n = end - begin;
  guint32 number = static_cast<guint32> (copies.shifts.size () / 3);

  if (n == 0)
    return;
  copies.n += n;
  copies.shifts.insert (copies.shifts.end (), shift, shift + 3);
  if (copies.n > copies.slot.size ())
    {
      copies.slot.resize (2 * copies.n);
      copies.shift.resize (2 * copies.n);
      for (std::vector<float> &axis : copies.x)
        axis.resize (2 * copies.n);
    }
  for (gsize i = 0; i < n; i++)
    {
      copies.slot[at + i] = static_cast<guint32> (begin + i);
      copies.shift[at + i] = number;
    }
  for (int axis = 0; axis < 3; axis++)
    {
      const double *from = bins.r[axis].data () + begin, by = shift[axis] - corner[axis];
      float *to = copies.x[axis].data () + at;

      for (gsize i = 0; i < n; i++)
        to[i] = static_cast<float> (from[i] + by);
    }
}

/* Rows of bins along the first axis are runs of slots, cut where they cross the cell's face. */
void
VoroppNear::gather (Copies &copies, gsize bin, float reach) const
{
  const int *n = bins.bins;
  const int home[3] = { static_cast<int> (bin % n[0]), static_cast<int> (bin / n[0] % n[1]),
                        static_cast<int> (bin / n[0] / n[1]) };
  double corner[3] = { bins.low[0], bins.low[1], bins.low[2] };
  int around[3];

  copies.bin = bin;
  copies.measured = G_MAXSIZE;
  copies.n = 0;
  copies.shifts.clear ();
  for (int axis = 0; axis < 3; axis++)
    {
      around[axis] = static_cast<int> (std::ceil (reach * (1.0 + voropp_near_margin) / bins.width[axis]));
      for (int k = 0; k < 3; k++)
        corner[k] += static_cast<double> (home[axis]) / n[axis]
                     * (bins.periodic[axis] ? bins.vectors[axis][k] : axis == k ? bins.span[axis] : 0.0);
    }

  for (int c = home[2] - around[2]; c <= home[2] + around[2]; c++)
    for (int b = home[1] - around[1]; b <= home[1] + around[1]; b++)
      for (int a = home[0] - around[0]; a <= home[0] + around[0];)
        {
          int cell[3], at[3] = { fold (a, n[0], &cell[0]), fold (b, n[1], &cell[1]), fold (c, n[2], &cell[2]) };
          int run = std::min (n[0] - at[0], home[0] + around[0] - a + 1);
          gsize begin = static_cast<gsize> (at[0]) + static_cast<gsize> (n[0]) * (at[1] + static_cast<gsize> (n[1]) * at[2]);
          double shift[3] = { 0.0, 0.0, 0.0 };
          bool there = true;

          for (int axis = 0; axis < 3; axis++)
            {
              there = there && (cell[axis] == 0 || bins.periodic[axis]);
              for (int k = 0; k < 3; k++)
                shift[k] += cell[axis] * bins.vectors[axis][k];
            }
          if (there && cell[0] == 0 && cell[1] == 0 && cell[2] == 0 && bin >= begin && bin < begin + run)
            copies.home = copies.n + bins.first[bin] - bins.first[begin];
          if (there)
            add_run (copies, bins.first[begin], bins.first[begin + run], corner, shift);
          a += run;
        }
  copies.square.resize (copies.slot.size ());
  copies.passed.resize (copies.slot.size () + 1);
}

/* Squared distances from the @home-th, which is no neighbour of its own. */
void
VoroppNear::measure (Copies &copies, gsize home)
{
  const float *x = copies.x[0].data (), *y = copies.x[1].data (), *z = copies.x[2].data ();
  const float at[3] = { x[home], y[home], z[home] };
  float *square = copies.square.data ();

  for (gsize i = 0; i < copies.n; i++)
    {
      float dx = x[i] - at[0], dy = y[i] - at[1], dz = z[i] - at[2];

      square[i] = dx * dx + dy * dy + dz * dz;
    }
  square[home] = INFINITY;
}

/* Numbers of the copies within. Without a branch: one in some seven passes, which no predictor learns. */
gsize
VoroppNear::pass (Copies &copies, float from, float to)
{
  const float *square = copies.square.data ();
  guint32 *passed = copies.passed.data ();
  gsize n_passed = 0;

  for (gsize i = 0; i < copies.n; i++)
    {
      passed[n_passed] = static_cast<guint32> (i);
      n_passed += (square[i] >= from) & (square[i] < to);
    }
  return n_passed;
}

/* Positive floats order as their bits do: a distance and a copy's number make one word, so that equal distances have an
 * order, too. */
void
VoroppNear::sort (const Copies &copies, gsize n)
{
  keys.resize (n);
  for (gsize i = 0; i < n; i++)
    {
      union
      {
        float   square;
        guint32 bits;
      } distance = { copies.square[copies.passed[i]] };

      keys[i] = static_cast<guint64> (distance.bits) << 32 | copies.passed[i];
    }
  std::sort (keys.begin (), keys.end ());
}

bool
VoroppNear::find (gsize bin, gsize slot, float from, float to, gsize most, std::vector<Atom> &found)
{
  bool usual = to <= static_cast<float> (bins.reach * bins.reach);
  Copies &copies = usual ? near : far;
  gsize n;

  if (!usual || copies.bin != bin)
    gather (copies, bin, usual ? static_cast<float> (bins.reach) : std::sqrt (to));
  if (copies.measured != slot)
    measure (copies, copies.home + slot - bins.first[bin]);
  copies.measured = slot;
  n = pass (copies, from, to);
  found.clear ();
  if (n > most)
    return false;

  sort (copies, n);
  for (guint64 key : keys)
    {
      guint32 copy = static_cast<guint32> (key), other = copies.slot[copy];
      const double *shift = copies.shifts.data () + 3 * copies.shift[copy];

      found.push_back ({ bins.atom[other], copies.square[copy],
                         { bins.r[0][other] - bins.r[0][slot] + shift[0], bins.r[1][other] - bins.r[1][slot] + shift[1],
                           bins.r[2][other] - bins.r[2][slot] + shift[2] } });
    }
  return true;
}
