/* With u_j and v_j the vectors from the atom to its neighbours at t and t + Δt, target and source being u and v or v and
 * u, the map J = (Σ target sourceᵀ)(Σ source sourceᵀ)⁻¹ leaves Σ |target − J source|².
 *
 * J is found first and the residuals are summed afterwards: the closed form Σ|target|² − tr (J Σ source targetᵀ) would
 * lose all digits where what is left is small against the vectors.
 *
 * A vector is four lanes, the last one 0; sums run over the neighbours one after the other in every lane, whatever the
 * processor's registers hold: the same bits for any instruction set.
 */
#include "vt-d2min-fit.h"

#include <math.h>

#define MIN_NEIGHBORS 4
#define FIRST_ROOM 64

typedef double Lanes __attribute__ ((vector_size (32), may_alias));

/* Σ target sourceᵀ and Σ source sourceᵀ by their columns. */
typedef struct
{
  _Alignas (32) double cross[3][4];
  _Alignas (32) double normal[3][4];
} Moments;

static void
reserve (VtD2minFit *fit, gsize n)
{
  if (n <= fit->room)
    return;

  g_aligned_free (fit->current);
  g_aligned_free (fit->kept);
  fit->room = 2 * n;
  fit->current = g_aligned_alloc (fit->room, sizeof *fit->current, sizeof (Lanes));
  fit->kept = g_aligned_alloc (fit->room, sizeof *fit->kept, sizeof (Lanes));
}

VtD2minFit *
vt_d2min_fit_new (VtD2minMapping mapping, double max_condition)
{
  VtD2minFit *fit = g_new0 (VtD2minFit, 1);

  fit->mapping = mapping;
  fit->max_condition = max_condition;
  reserve (fit, FIRST_ROOM);

  return fit;
}

void
vt_d2min_fit_free (VtD2minFit *fit)
{
  g_return_if_fail (fit != NULL);

  g_aligned_free (fit->current);
  g_aligned_free (fit->kept);
  g_free (fit);
}

void
vt_d2min_fit_enter (VtD2minFit *fit, gsize n, const double (*reference)[4], const guint32 *neighbor,
                    const guint32 *shift)
{
  fit->n = n;
  fit->reference = reference;
  fit->neighbor = neighbor;
  fit->shift = shift;
  fit->has_inverse = FALSE;
  reserve (fit, n);
}

/* Largest over smallest eigenvalue of a symmetric matrix, by the trigonometric solution of its cubic (O. K. Smith,
 * Commun. ACM 4, 168 (1961)). The smallest one errs by 2⁻⁵² of the largest. */
static double
compute_condition (const double m[6])
{
  double mean = (m[0] + m[3] + m[5]) / 3.0;
  double off = m[1] * m[1] + m[2] * m[2] + m[4] * m[4];
  double a = m[0] - mean;
  double b = m[3] - mean;
  double c = m[5] - mean;
  double scale = sqrt ((a * a + b * b + c * c + 2.0 * off) / 6.0);
  double half, angle, largest, smallest;

  if (!(scale > 0.0))
    return mean > 0.0 ? 1.0 : INFINITY;

  half = (a * (b * c - m[4] * m[4]) - m[1] * (m[1] * c - m[4] * m[2]) + m[2] * (m[1] * m[4] - b * m[2])) /
         (2.0 * scale * scale * scale);
  angle = acos (CLAMP (half, -1.0, 1.0)) / 3.0;
  largest = mean + 2.0 * scale * cos (angle);
  smallest = mean + 2.0 * scale * cos (angle + 2.0 * G_PI / 3.0);

  return smallest > 0.0 ? largest / smallest : INFINITY;
}

static double
norm_squared (const double m[6])
{
  return m[0] * m[0] + m[3] * m[3] + m[5] * m[5] + 2.0 * (m[1] * m[1] + m[2] * m[2] + m[4] * m[4]);
}

/* The inverse of a symmetric matrix, xx xy xz yy yz zz, by its adjugate; FALSE where the condition number is too high. */
static gboolean
invert (const double normal[3][4], double max_condition, double inverse[6])
{
  const double m[6] = { normal[0][0], normal[1][0], normal[2][0], normal[1][1], normal[2][1], normal[2][2] };
  double adjugate[6] = {
    m[3] * m[5] - m[4] * m[4], m[2] * m[4] - m[1] * m[5], m[1] * m[4] - m[2] * m[3],
    m[0] * m[5] - m[2] * m[2], m[1] * m[2] - m[0] * m[4], m[0] * m[3] - m[1] * m[1],
  };
  double determinant = m[0] * adjugate[0] + m[1] * adjugate[1] + m[2] * adjugate[2];
  double bound;

  if (!(determinant > 0.0))
    return FALSE;
  for (guint i = 0; i < 6; i++)
    inverse[i] = adjugate[i] / determinant;

  /* The Frobenius norms bound the condition number from above and are cheap: they settle nearly all atoms. */
  bound = norm_squared (m) * norm_squared (inverse);
  if (bound <= max_condition * max_condition)
    return TRUE;

  return compute_condition (m) <= max_condition;
}

/* The vectors to the neighbours; FALSE where one of them, or the atom itself, has no place. */
static inline __attribute__ ((always_inline)) gboolean
gather (const VtD2minFit *fit, const VtD2minPlaces *later, gsize home)
{
  const double (*place)[4] = later->place;
  const guint32 *neighbor = fit->neighbor;
  const Lanes center = *(const Lanes *) place[home];
  double (*current)[4] = fit->current;
  Lanes sum = { 0.0, 0.0, 0.0, 0.0 };
  gsize n = fit->n;

  if (fit->shift == NULL)
    for (gsize i = 0; i < n; i++)
      {
        Lanes vector = *(const Lanes *) place[neighbor[i]] - center;

        *(Lanes *) current[i] = vector;
        sum += vector;
      }
  else
    for (gsize i = 0; i < n; i++)
      {
        Lanes vector = (*(const Lanes *) place[neighbor[i]] - center) + *(const Lanes *) later->shift[fit->shift[i]];

        *(Lanes *) current[i] = vector;
        sum += vector;
      }

  return isfinite (sum[0] + sum[1] + sum[2]);
}

/* The sums have names of their own: an array of them would be kept in memory all along. */
static inline __attribute__ ((always_inline)) void
sum_products (const double (*target)[4], const double (*source)[4], gsize n, gboolean with_normal, Moments *moments)
{
  const Lanes zero = { 0.0, 0.0, 0.0, 0.0 };
  Lanes cross_x = zero, cross_y = zero, cross_z = zero;
  Lanes normal_x = zero, normal_y = zero, normal_z = zero;

  for (gsize i = 0; i < n; i++)
    {
      const Lanes to = *(const Lanes *) target[i];
      const Lanes from = *(const Lanes *) source[i];

      cross_x += to * source[i][0];
      cross_y += to * source[i][1];
      cross_z += to * source[i][2];
      if (with_normal)
        {
          normal_x += from * source[i][0];
          normal_y += from * source[i][1];
          normal_z += from * source[i][2];
        }
    }
  *(Lanes *) moments->cross[0] = cross_x;
  *(Lanes *) moments->cross[1] = cross_y;
  *(Lanes *) moments->cross[2] = cross_z;
  *(Lanes *) moments->normal[0] = normal_x;
  *(Lanes *) moments->normal[1] = normal_y;
  *(Lanes *) moments->normal[2] = normal_z;
}

static inline __attribute__ ((always_inline)) double
sum_residuals (const double (*target)[4], const double (*source)[4], gsize n, const double map[3][4])
{
  const Lanes x = *(const Lanes *) map[0], y = *(const Lanes *) map[1], z = *(const Lanes *) map[2];
  Lanes sum = { 0.0, 0.0, 0.0, 0.0 };

  for (gsize i = 0; i < n; i++)
    {
      Lanes left = *(const Lanes *) target[i] - ((x * source[i][0] + y * source[i][1]) + z * source[i][2]);

      sum += left * left;
    }

  return (sum[0] + sum[1]) + sum[2];
}

/* cross · inverse, by columns. */
static inline __attribute__ ((always_inline)) void
multiply (const double cross[3][4], const double inverse[6], double map[3][4])
{
  const Lanes x = *(const Lanes *) cross[0], y = *(const Lanes *) cross[1], z = *(const Lanes *) cross[2];

  *(Lanes *) map[0] = (x * inverse[0] + y * inverse[1]) + z * inverse[2];
  *(Lanes *) map[1] = (x * inverse[1] + y * inverse[3]) + z * inverse[4];
  *(Lanes *) map[2] = (x * inverse[2] + y * inverse[4]) + z * inverse[5];
}

/* (Σ u uᵀ)⁻¹, once for all later moments of the atom; FALSE where there is none. */
static inline __attribute__ ((always_inline)) gboolean
invert_reference (VtD2minFit *fit, const double (*reference)[4], gsize n, double inverse[6])
{
  gboolean all = reference == fit->reference;
  Moments moments;

  if (!all || !fit->has_inverse)
    {
      sum_products (reference, reference, n, FALSE, &moments);
      fit->spans = invert (moments.cross, fit->max_condition, fit->inverse);
      fit->has_inverse = all;
    }
  for (guint i = 0; i < 6; i++)
    inverse[i] = fit->inverse[i];

  return fit->spans;
}

static void
set_gradient (const double map[3][4], double (*gradient)[3])
{
  for (guint row = 0; row < 3; row++)
    for (guint column = 0; column < 3; column++)
      gradient[row][column] = map[column][row];
}

static void
set_undefined (double *d2min, double (*gradient)[3])
{
  if (d2min != NULL)
    *d2min = NAN;
  for (guint i = 0; gradient != NULL && i < 9; i++)
    gradient[i / 3][i % 3] = NAN;
}

/* Leaves out the neighbours that have no place later. Returns how many remain. */
static gsize
leave_lost_out (VtD2minFit *fit)
{
  gsize n = 0;

  for (gsize i = 0; i < fit->n; i++)
    {
      const double *current = fit->current[i];

      if (!isfinite (current[0] + current[1] + current[2]))
        continue;
      *(Lanes *) fit->kept[n] = *(const Lanes *) fit->reference[i];
      *(Lanes *) fit->current[n] = *(const Lanes *) current;
      n++;
    }

  return n;
}

/* The map from t to t + Δt, and what it leaves of the later vectors. */
static inline __attribute__ ((always_inline)) void
map_forth (VtD2minFit *fit, const double (*reference)[4], gsize n, double *d2min, double (*gradient)[3])
{
  const double (*current)[4] = (gpointer) fit->current;
  double inverse[6];
  Moments moments;
  _Alignas (32) double map[3][4];

  if (!invert_reference (fit, reference, n, inverse))
    {
      set_undefined (d2min, gradient);
      return;
    }
  sum_products (current, reference, n, FALSE, &moments);
  multiply (moments.cross, inverse, map);
  if (d2min != NULL)
    *d2min = sum_residuals (current, reference, n, map);
  if (gradient != NULL)
    set_gradient (map, gradient);
}

/* The map from t + Δt to t, and what it leaves of the earlier vectors. */
static inline __attribute__ ((always_inline)) void
map_back (VtD2minFit *fit, const double (*reference)[4], gsize n, double *d2min)
{
  const double (*current)[4] = (gpointer) fit->current;
  double inverse[6];
  Moments moments;
  _Alignas (32) double map[3][4];

  sum_products (reference, current, n, TRUE, &moments);
  if (!invert (moments.normal, fit->max_condition, inverse))
    {
      set_undefined (d2min, NULL);
      return;
    }
  multiply (moments.cross, inverse, map);
  *d2min = sum_residuals (reference, current, n, map);
}

static inline __attribute__ ((always_inline)) gsize
measure (VtD2minFit *fit, const VtD2minPlaces *later, gsize home, double *d2min, double (*gradient)[3])
{
  const double (*reference)[4] = fit->reference;
  gsize n = fit->n;

  if (!gather (fit, later, home))
    {
      n = leave_lost_out (fit);
      reference = (gpointer) fit->kept;
    }
  if (n < MIN_NEIGHBORS)
    {
      set_undefined (d2min, gradient);
      return n;
    }
  if (fit->mapping == VT_D2MIN_REFERENCE_TO_CURRENT)
    {
      map_forth (fit, reference, n, d2min, gradient);
      return n;
    }
  if (d2min != NULL)
    map_back (fit, reference, n, d2min);
  if (gradient != NULL)
    map_forth (fit, reference, n, NULL, gradient);

  return n;
}

gsize
vt_d2min_fit_measure_plain (VtD2minFit *fit, const VtD2minPlaces *later, gsize home, double *d2min,
                            double (*gradient)[3])
{
  return measure (fit, later, home, d2min, gradient);
}

#if defined(__x86_64__)
__attribute__ ((target ("avx2"))) static gsize
measure_avx2 (VtD2minFit *fit, const VtD2minPlaces *later, gsize home, double *d2min, double (*gradient)[3])
{
  return measure (fit, later, home, d2min, gradient);
}
#endif

gsize
vt_d2min_fit_measure (VtD2minFit *fit, const VtD2minPlaces *later, gsize home, double *d2min, double (*gradient)[3])
{
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx2"))
    return measure_avx2 (fit, later, home, d2min, gradient);
#endif
  return vt_d2min_fit_measure_plain (fit, later, home, d2min, gradient);
}
