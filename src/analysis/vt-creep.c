/* The stages of a creep curve, and its steady-state rate.
 *
 * After the barostat has settled, the hold is steady as a whole where the strain's curvature does not differ from zero by
 * twice its error (vt-trend). Else it is divided into sixteenths, and of all runs of consecutive ones that are at least half
 * of it, the longest (then the latest) over which the curvature is within one error of zero is the steady stage: that it
 * is bent is known by then. What lies before it is primary creep, where the rate falls. What lies behind
 * it is tertiary creep where the rate is greater by an error; where it is less by two, the steady stage is not the last
 * word, and the rate is still that of primary creep. Without any such interval the sign of the second half's curvature decides between a rate
 * that still falls and a sample that runs away. The interval's slope is the steady-state rate ε̇, ps⁻¹.
 * O(n) for each of at most 45 intervals.
 */
#include "vt-creep.h"

#include <math.h>

#define PARTS 16
#define LEAST_PARTS 8
#define SIGNIFICANT 2.0
#define STRAIGHT 1.0

/* The rows after settling. */
typedef struct
{
  const double *time;
  const double *strain;
  gsize         n;
} Hold;

const char *
vt_creep_stage_get_id (VtCreepStage stage)
{
  static const char *const ids[] = { "steady", "primary", "runaway" };

  g_return_val_if_fail ((guint) stage < G_N_ELEMENTS (ids), "");
  return ids[stage];
}

gboolean
vt_creep_is_flowing (const VtCreep *creep)
{
  g_return_val_if_fail (creep != NULL, FALSE);
  return creep->trend.slope > SIGNIFICANT * creep->trend.slope_sigma;
}

/* Rows with @from ≤ time ≤ @to. */
static Hold
cut (const Hold *hold, double from, double to)
{
  gsize begin = 0, end = hold->n;

  while (begin < hold->n && hold->time[begin] < from)
    begin++;
  while (end > begin && hold->time[end - 1] > to)
    end--;
  return (Hold){ hold->time + begin, hold->strain + begin, end - begin };
}

static Hold
take_parts (const Hold *hold, guint first, guint n)
{
  gsize begin = hold->n * first / PARTS, end = hold->n * (first + n) / PARTS;

  return (Hold){ hold->time + begin, hold->strain + begin, end - begin };
}

static gboolean
measure_curvature (const Hold *hold, double *z, GError **error)
{
  VtTrend trend;

  if (!vt_trend_compute (hold->time, hold->strain, hold->n, 2, &trend, error))
    return FALSE;
  *z = trend.curvature_sigma > 0 ? trend.curvature / trend.curvature_sigma : 0;
  return TRUE;
}

static gboolean
fit_line (const Hold *hold, VtCreep *creep, GError **error)
{
  if (!vt_trend_compute (hold->time, hold->strain, hold->n, 1, &creep->trend, error))
    return FALSE;
  creep->from = hold->time[0];
  creep->to = hold->time[hold->n - 1];
  return TRUE;
}

static VtCreepStage
judge (double z)
{
  return fabs (z) <= SIGNIFICANT ? VT_CREEP_STEADY : z > 0 ? VT_CREEP_RUNAWAY : VT_CREEP_PRIMARY;
}

/* How much the rate behind the steady stage differs from its own, in errors; 0 where nothing can be told. */
static double
compare_rest (const Hold *hold, guint end, const VtCreep *creep)
{
  Hold rest = take_parts (hold, end, PARTS - end);
  VtTrend trend;
  double sigma;

  if (end == PARTS || !vt_trend_compute (rest.time, rest.strain, rest.n, 1, &trend, NULL))
    return 0;
  sigma = hypot (trend.slope_sigma, creep->trend.slope_sigma);
  return sigma > 0 ? (trend.slope - creep->trend.slope) / sigma : 0;
}

static gboolean
settle_on (const Hold *hold, guint first, guint n, VtCreep *creep, GError **error)
{
  Hold part = take_parts (hold, first, n);
  double rest;

  if (!fit_line (&part, creep, error))
    return FALSE;
  creep->stage = VT_CREEP_STEADY;
  if (first > 0)
    creep->primary_end = creep->from;
  if (first + n == PARTS)
    return TRUE;
  rest = compare_rest (hold, first + n, creep);
  if (rest > STRAIGHT)
    creep->tertiary_begin = creep->to;
  else if (rest < -SIGNIFICANT)
    creep->stage = VT_CREEP_PRIMARY;
  return TRUE;
}

/* No part of it is straight enough: its second half is what is fitted. */
static gboolean
take_half (const Hold *hold, VtCreep *creep, GError **error)
{
  Hold half = take_parts (hold, PARTS - LEAST_PARTS, LEAST_PARTS);

  if (!measure_curvature (&half, &creep->curvature_z, error))
    return FALSE;
  creep->stage = judge (creep->curvature_z);
  if (creep->stage == VT_CREEP_STEADY)
    return settle_on (hold, PARTS - LEAST_PARTS, LEAST_PARTS, creep, error);
  if (creep->stage == VT_CREEP_RUNAWAY)
    creep->tertiary_begin = half.time[0];
  return fit_line (&half, creep, error);
}

static gboolean
find_steady (const Hold *hold, VtCreep *creep, GCancellable *cancellable, GError **error)
{
  for (guint n = PARTS; n >= LEAST_PARTS; n--)
    for (guint first = PARTS - n + 1; first-- > 0;)
      {
        Hold part = take_parts (hold, first, n);

        if (g_cancellable_set_error_if_cancelled (cancellable, error)
            || !measure_curvature (&part, &creep->curvature_z, error))
          return FALSE;
        if (fabs (creep->curvature_z) <= (n == PARTS ? SIGNIFICANT : STRAIGHT))
          return settle_on (hold, first, n, creep, error);
      }
  return take_half (hold, creep, error);
}

gboolean
vt_creep_compute (const double *time,
                  const double *strain,
                  gsize n,
                  const VtCreepOptions *options,
                  VtCreep *creep,
                  GCancellable *cancellable,
                  GError **error)
{
  const Hold all = { time, strain, n };
  Hold hold;

  g_return_val_if_fail ((time != NULL && strain != NULL) || n == 0, FALSE);
  g_return_val_if_fail (options != NULL && creep != NULL, FALSE);

  *creep = (VtCreep){ .primary_end = NAN, .tertiary_begin = NAN };
  hold = cut (&all, isnan (options->from) ? options->settle : options->from,
              isnan (options->to) ? INFINITY : options->to);
  if (isnan (options->from) && isnan (options->to) && hold.n >= PARTS * VT_TREND_MIN_ROWS / LEAST_PARTS)
    return find_steady (&hold, creep, cancellable, error);
  if (!measure_curvature (&hold, &creep->curvature_z, error))
    return FALSE;
  creep->stage = judge (creep->curvature_z);
  return fit_line (&hold, creep, error);
}
