#include "vt-color-range.h"

#include <math.h>

#include "vt-quantile.h"

/* What "auto" leaves out on either side where the property has no range of its own, %. */
#define OUTLIERS 1.0

static void
set_ends (VtColorScale *scale, double minimum, double maximum)
{
  scale->minimum = minimum;
  scale->maximum = maximum;
}

static gboolean
suits (const VtColorScale *scale, double value)
{
  return isfinite (value) && (scale->scale == VT_SCALE_LINEAR || value > 0);
}

static void
take_extent (VtColorScale *scale, const VtColorExtent *extent)
{
  double minimum = scale->scale == VT_SCALE_LOG ? extent->positive : extent->minimum;

  if (suits (scale, minimum) && suits (scale, extent->maximum))
    set_ends (scale, minimum, extent->maximum);
  else
    set_ends (scale, scale->scale == VT_SCALE_LOG ? 0.1 : 0, 1);
}

/* @low, @high: percent */
static void
take_percentiles (VtColorScale *scale, const VtColumn *column, const VtColorExtent *here, double low, double high)
{
  const double *values = vt_column_get_values (column);
  gsize n = vt_column_get_n (column), n_kept = 0;
  g_autofree double *kept = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    if (suits (scale, values[i]))
      kept[n_kept++] = values[i];
  if (n_kept == 0)
    take_extent (scale, here);
  else
    set_ends (scale, vt_quantile_unsorted (kept, n_kept, fmin (low, high) / 100),
              vt_quantile_unsorted (kept, n_kept, fmax (low, high) / 100));
}

static void
take_automatic (VtColorScale *scale, const VtProperty *property, const VtColumn *column, const VtColorExtent *here)
{
  if (property != NULL && isfinite (property->minimum) && isfinite (property->maximum))
    {
      set_ends (scale, property->minimum, property->maximum);
      return;
    }
  take_percentiles (scale, column, here, OUTLIERS, 100 - OUTLIERS);
  if (scale->minimum == scale->maximum)
    take_extent (scale, here);
}

static void
take_symmetric (VtColorScale *scale, const VtColorExtent *here)
{
  double reach;

  take_extent (scale, here);
  reach = scale->scale == VT_SCALE_LOG ? fmax (scale->maximum, 1 / scale->minimum)
                                       : fmax (fabs (scale->minimum), fabs (scale->maximum));
  set_ends (scale, scale->scale == VT_SCALE_LOG ? 1 / reach : -reach, reach);
}

static void
take_manual (VtColorScale *scale, const VtState *state)
{
  double minimum = vt_state_get_real (state, "view.minimum"), maximum = vt_state_get_real (state, "view.maximum");

  set_ends (scale, isfinite (minimum) ? minimum : scale->minimum, isfinite (maximum) ? maximum : scale->maximum);
}

void
vt_color_range_choose (const VtState *state, const VtProperty *property, const VtColumn *column,
                       const VtColorExtent *here, const VtColorExtent *all, VtColorScale *scale)
{
  g_return_if_fail (state != NULL && column != NULL && here != NULL && scale != NULL);

  if (vt_state_is (state, "view.range", "frame"))
    take_extent (scale, here);
  else if (vt_state_is (state, "view.range", "all") && all != NULL)
    take_extent (scale, all);
  else if (vt_state_is (state, "view.range", "symmetric"))
    take_symmetric (scale, here);
  else if (vt_state_is (state, "view.range", "percentile"))
    take_percentiles (scale, column, here, vt_state_get_real (state, "view.percentile-low"),
                      vt_state_get_real (state, "view.percentile-high"));
  else if (vt_state_is (state, "view.range", "manual") && isfinite (vt_state_get_real (state, "view.minimum"))
           && isfinite (vt_state_get_real (state, "view.maximum")))
    take_manual (scale, state);
  else
    {
      take_automatic (scale, property, column, here);
      if (vt_state_is (state, "view.range", "manual"))
        take_manual (scale, state);
    }
  if (!suits (scale, scale->minimum) && suits (scale, here->positive) && here->positive < scale->maximum)
    scale->minimum = here->positive;
}

gboolean
vt_color_range_asks_for_all (const VtState *state, const char *property)
{
  const VtProperty *row;

  g_return_val_if_fail (state != NULL && property != NULL, FALSE);

  row = vt_analysis_find_property (property, NULL);
  return vt_state_is (state, "view.range", "all") && (row == NULL || row->type != VT_PROPERTY_CATEGORY);
}

void
vt_color_range_add_needs (const VtState *state, GPtrArray *analyses)
{
  g_return_if_fail (state != NULL && analyses != NULL);

  if (vt_color_range_asks_for_all (state, vt_state_get_text (state, "view.color-by")))
    g_ptr_array_add (analyses, (gpointer) "color-range");
}
