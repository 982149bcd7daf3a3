/* Local strain, dimensionless.
 *
 *   η = ½ (FᵀF − 1)
 *   shear = √( η_xy² + η_yz² + η_zx² + [ (η_xx − η_yy)² + (η_yy − η_zz)² + (η_zz − η_xx)² ] / 6 )
 *   volumetric = (η_xx + η_yy + η_zz) / 3
 *
 * F. Shimizu, S. Ogata, J. Li, Theory of shear banding in metallic glasses and molecular dynamics calculations, Mater.
 * Trans. 48, 2923 (2007).
 */
#include "vt-strain.h"

#include <math.h>

/* η of row and column. */
static double
get_component (const double gradient[3][3], guint row, guint column)
{
  double sum = row == column ? -1.0 : 0.0;

  for (guint k = 0; k < 3; k++)
    sum += gradient[k][row] * gradient[k][column];

  return 0.5 * sum;
}

void
vt_strain_compute (const double gradient[3][3], double *shear, double *volumetric)
{
  double xx = get_component (gradient, 0, 0), yy = get_component (gradient, 1, 1), zz = get_component (gradient, 2, 2);
  double xy = get_component (gradient, 0, 1), yz = get_component (gradient, 1, 2), zx = get_component (gradient, 2, 0);
  double spread = (xx - yy) * (xx - yy) + (yy - zz) * (yy - zz) + (zz - xx) * (zz - xx);

  *shear = sqrt (xy * xy + yz * yz + zx * zx + spread / 6.0);
  *volumetric = (xx + yy + zz) / 3.0;
}
