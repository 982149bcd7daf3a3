/* One axis of a chart: title with unit, scale, wanted range or categories. */
#pragma once

#include "vt-property.h"

G_BEGIN_DECLS

/**
 * VtAxisRange:
 *
 * What an axis shows at last: finite, @minimum < @maximum, both positive on a log scale.
 */
typedef struct
{
  double  minimum;
  double  maximum;
  VtScale scale;
} VtAxisRange;

typedef struct _VtAxis VtAxis;

VtAxis *vt_axis_new (void);
void    vt_axis_free (VtAxis *axis);

/* @markup: Pango markup of the quantity, "Δ<i>t</i>"; the unit is put behind it: "Δt (ps)". */
void        vt_axis_set_title (VtAxis *axis, const char *markup, VtUnit unit);
const char *vt_axis_get_title (const VtAxis *axis);
VtUnit      vt_axis_get_unit (const VtAxis *axis);
/* Title, power of ten (0: none) and unit as they stand at the axis: markup, (transfer full); "" without a title. */
char       *vt_axis_format_title (const VtAxis *axis, int exponent);

void    vt_axis_set_scale (VtAxis *axis, VtScale scale);
VtScale vt_axis_get_scale (const VtAxis *axis);
/* NaN in either: that end comes from the data. */
void    vt_axis_set_range (VtAxis *axis, double minimum, double maximum);
void    vt_axis_get_range (const VtAxis *axis, double *minimum, double *maximum);
/* Ticks only at multiples of @grain: 1 where things are counted. */
void    vt_axis_set_grain (VtAxis *axis, double grain);
double  vt_axis_get_grain (const VtAxis *axis);
/* Names instead of numbers: category i stands at i. %NULL goes back to numbers. Names are plain text. */
void        vt_axis_set_categories (VtAxis *axis, const char *const *names);
guint       vt_axis_get_n_categories (const VtAxis *axis);
const char *vt_axis_get_category (const VtAxis *axis, guint index);

/**
 * vt_axis_resolve:
 * @minimum, @maximum: of the data, positive ones only on a log scale; NaN where there are none
 * @from_zero: whether the data are bars that start at zero
 * @padding: share of the length left free beyond the data, where the range comes from them
 *
 * Always gives a usable range, whatever it is handed.
 */
void vt_axis_resolve (const VtAxis *axis,
                      double        minimum,
                      double        maximum,
                      gboolean      from_zero,
                      double        padding,
                      VtAxisRange  *range);

/* 0 at the range's minimum, 1 at its maximum; NaN for what the scale cannot show. */
double vt_axis_range_project (const VtAxisRange *range, double value);
/* The inverse. */
double vt_axis_range_unproject (const VtAxisRange *range, double fraction);
/* "12.5 ps", "⟨0 0 12 0⟩": a value as one would say it, markup, (transfer full) */
char  *vt_axis_format_value (const VtAxis *axis, double value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtAxis, vt_axis_free)

G_END_DECLS
