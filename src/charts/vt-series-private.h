/* What a series consists of; for the two files that make and read it. */
#pragma once

#include "vt-series.h"

G_BEGIN_DECLS

struct _VtSeries
{
  VtSeriesKind kind;
  char *label;
  gsize n;
  double *x;
  double *y;
  double *values;
  double *errors;
  double *low;  /* ends of a range, in y's numbers */
  double *high;
  double *edges; /* of a grid's cells: left, right, bottom, top */
  gboolean *pale;
  gboolean *hollow;
  double *sizes;
  char **texts;
  double width;
  double marker_scale;
  VtMeaning meaning;
  int index;     /* in the palette's series, or -1: then @meaning colours */
  VtColor color; /* goes before both, unless its alpha is 0 */
  double level;
  int decimals;
  gboolean error_band;
  gboolean markers;
  gboolean stroked;
  gboolean dashed;
  gboolean filled;
};

G_END_DECLS
