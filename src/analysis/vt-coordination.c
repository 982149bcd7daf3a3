/* CN of an atom: the number of its neighbours within the pair cutoffs, images counted one by one. O(n). */
#include "vt-coordination.h"

#include <math.h>

void
vt_coordination_compute (VtFrame *frame, const VtNeighborList *neighbors, double *cn)
{
  const double *axes[3];
  gsize n;

  g_return_if_fail (frame != NULL && neighbors != NULL && cn != NULL);
  n = vt_frame_get_n_atoms (frame);
  g_return_if_fail (vt_neighbor_list_get_n_atoms (neighbors) == n);

  for (guint axis = 0; axis < 3; axis++)
    axes[axis] = vt_frame_get_axis (frame, axis);
  for (gsize atom = 0; atom < n; atom++)
    {
      guint count;

      vt_neighbor_list_get (neighbors, atom, &count);
      cn[atom] = isfinite (axes[0][atom]) && isfinite (axes[1][atom]) && isfinite (axes[2][atom]) ? count : NAN;
    }
}
