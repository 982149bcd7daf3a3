/* Mean positions over the frames 0 … m, Å:
 *
 *   ⟨r⟩_i = r_i(0) + Σ_k w_k Δr_i(k) / Σ_k w_k,   Δr_i(0) = 0,
 *
 * with Δr of vt-displacement.c: unwrapped coordinates, the later cell followed through its flips and mapped onto that of
 * frame 0, the drift of the centre of mass removed. That is the mean of the fractional coordinates in the cell that
 * follows, put into frame 0's cell: neither homogeneous strain nor a drift smears it, and Voronoi volumes add up to the
 * volume of that cell. The sums of an atom go over the frames that have it.
 *
 * Thermal vibration blurs the indices of Voronoi cells (small faces come and go); the mean of N independent positions
 * is nearer to the atom's site by √N. A short mean is meant: an atom that leaves its site in the meantime ends up between
 * the two.
 *
 * O(n) a frame and in memory. Positions are added in the order of the frames: the same bits however many threads.
 * Reference: Larsen, Schmidt & Schiøtz, Modelling Simul. Mater. Sci. Eng. 24, 055007 (2016), on why structure is told from
 * positions averaged in time.
 */
#include "vt-mean-frame.h"

#include <math.h>
#include <string.h>

#include "vt-displacement.h"

struct _VtMeanFrame
{
  VtFrame *first;
  double  *sums;         /* [3][n], of w Δr */
  double  *weights;      /* [n], of w: of the frames that have the atom */
  double  *displacement; /* [3][n], scratch */
};

void
vt_mean_frame_weigh (const double *times, guint n, double *weights)
{
  g_return_if_fail (n == 0 || (times != NULL && weights != NULL));

  for (guint i = 0; i < n; i++)
    {
      double before = times[i > 0 ? i - 1 : 0], after = times[i + 1 < n ? i + 1 : n - 1];
      double span = times[n - 1] - times[0];

      weights[i] = span > 0 ? 0.5 * (after - before) / span : 1.0 / n;
    }
}

VtMeanFrame *
vt_mean_frame_new (VtFrame *first, double weight)
{
  VtMeanFrame *mean;
  gsize n;

  g_return_val_if_fail (first != NULL && weight > 0, NULL);

  n = vt_frame_get_n_atoms (first);
  mean = g_new0 (VtMeanFrame, 1);
  mean->first = vt_frame_ref (first);
  mean->sums = g_new0 (double, 3 * n + 1);
  mean->weights = g_new (double, n + 1);
  mean->displacement = g_new (double, 3 * n + 1);
  for (gsize i = 0; i < n; i++)
    mean->weights[i] = weight;
  return mean;
}

void
vt_mean_frame_free (VtMeanFrame *mean)
{
  if (mean == NULL)
    return;
  vt_frame_unref (mean->first);
  g_free (mean->sums);
  g_free (mean->weights);
  g_free (mean->displacement);
  g_free (mean);
}

void
vt_mean_frame_add (VtMeanFrame *mean, const VtFrame *later, double weight)
{
  const double *displacement;
  gsize n;

  g_return_if_fail (mean != NULL && later != NULL && weight >= 0);

  n = vt_frame_get_n_atoms (mean->first);
  displacement = mean->displacement;
  vt_displacement_compute (mean->first, later, TRUE, mean->displacement);
  for (gsize i = 0; i < n; i++)
    {
      /* Of an atom that is missing, all three are. */
      if (isnan (displacement[i]))
        continue;
      for (guint d = 0; d < 3; d++)
        mean->sums[d * n + i] += weight * displacement[d * n + i];
      mean->weights[i] += weight;
    }
}

VtFrame *
vt_mean_frame_get (const VtMeanFrame *mean)
{
  double *positions;
  gsize n;

  g_return_val_if_fail (mean != NULL, NULL);

  n = vt_frame_get_n_atoms (mean->first);
  positions = g_new (double, 3 * n + 1);
  for (guint d = 0; d < 3; d++)
    {
      const double *first = vt_frame_get_axis (mean->first, d);

      for (gsize i = 0; i < n; i++)
        positions[d * n + i] = first[i] + mean->sums[d * n + i] / mean->weights[i];
    }
  return vt_frame_new_take (vt_frame_get_atoms (mean->first), vt_frame_get_cell (mean->first), positions,
                            vt_frame_get_time (mean->first), vt_frame_get_step (mean->first), NULL);
}
