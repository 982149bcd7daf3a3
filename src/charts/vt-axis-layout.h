/* An axis fitted to a length: as many ticks as have room, labels that keep apart, and the space all that takes. */
#pragma once

#include "vt-axis.h"
#include "vt-axis-ticks.h"
#include "vt-chart-style.h"

G_BEGIN_DECLS

typedef enum
{
  VT_SIDE_BOTTOM, /* runs to the right, labels below */
  VT_SIDE_LEFT,   /* runs upwards, labels on its left */
  VT_SIDE_RIGHT   /* runs upwards, labels on its right */
} VtSide;

/**
 * VtAxisLayout:
 * @categories: ticks stand for names: they have labels, but no marks
 * @length: along the axis
 * @ticks: the labels may be fewer than the categories
 * @angle: of the labels, 0 or negative: they then end at their tick
 * @label_size: smaller than the style's where names stand close
 * @label_offset: from the axis to the near side of the labels
 * @title: markup, "" for none
 * @title_size: smaller than the style's where the title is longer than the axis
 * @title_offset: from the axis to the near side of the title
 * @thickness: from the axis to the far side of everything
 * @before, @after: how far labels reach beyond the axis's minimum and maximum end
 */
typedef struct
{
  VtSide       side;
  gboolean     categories;
  double       length;
  VtAxisTicks *ticks;
  double       angle;
  double       label_size;
  double       label_offset;
  char        *title;
  double       title_size;
  double       title_offset;
  double       thickness;
  double       before;
  double       after;
} VtAxisLayout;

void vt_axis_layout_init (VtAxisLayout       *layout,
                          const VtAxis       *axis,
                          const VtAxisRange  *range,
                          VtSide              side,
                          double              length,
                          const VtChartStyle *style);
void vt_axis_layout_clear (VtAxisLayout *layout);
/* @x, @y: where the axis's minimum lies */
void vt_axis_layout_draw (const VtAxisLayout *layout,
                          const VtAxisRange  *range,
                          cairo_t            *cr,
                          const VtChartStyle *style,
                          gboolean            draws_line,
                          double              x,
                          double              y);

G_END_DECLS
