/* The stages of a creep curve, and its steady-state rate. */
#pragma once

#include "vt-trend.h"

G_BEGIN_DECLS

/**
 * VtCreepStage:
 * @VT_CREEP_STEADY: strain grows at one rate, up to the end or until it accelerates
 * @VT_CREEP_PRIMARY: the rate still falls: no steady state yet
 * @VT_CREEP_RUNAWAY: the rate grows throughout (tertiary creep): no steady state
 *
 * What the fitted interval is.
 */
typedef enum
{
  VT_CREEP_STEADY,
  VT_CREEP_PRIMARY,
  VT_CREEP_RUNAWAY
} VtCreepStage;

/* "steady", "primary", "runaway" */
const char *vt_creep_stage_get_id (VtCreepStage stage);

/**
 * VtCreepOptions:
 * @settle: ps from the hold's start that are left out: the barostat settles
 * @from, @to: ps, the interval of the fit; NaN: found
 */
typedef struct
{
  double settle;
  double from;
  double to;
} VtCreepOptions;

/**
 * VtCreep:
 * @stage: of the interval
 * @from, @to: ps: the interval that is fitted
 * @primary_end: ps: until when the rate fell; NaN: it did not, as far as can be told
 * @tertiary_begin: ps: since when it grew; NaN: it did not
 * @trend: the line over the interval; its slope is the rate, ps⁻¹
 * @curvature_z: curvature over its error within the interval
 */
typedef struct
{
  VtCreepStage stage;
  double       from;
  double       to;
  double       primary_end;
  double       tertiary_begin;
  VtTrend      trend;
  double       curvature_z;
} VtCreep;

/**
 * vt_creep_compute:
 * @time: double [n], ps from the hold's start, ascending
 * @strain: double [n], a pure number
 *
 * VT_ERROR_INPUT where the hold, or the interval, has too few rows for a slope with its error.
 */
gboolean vt_creep_compute (const double         *time,
                           const double         *strain,
                           gsize                 n,
                           const VtCreepOptions *options,
                           VtCreep              *creep,
                           GCancellable         *cancellable,
                           GError              **error);
/* Whether the rate is above zero by more than twice its error. */
gboolean vt_creep_is_flowing (const VtCreep *creep);

G_END_DECLS
