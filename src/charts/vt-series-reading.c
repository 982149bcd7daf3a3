/* What is in a series: its numbers and looks, how far it reaches, and a colour that can be read on its background. */
#include "vt-series-private.h"

#include <math.h>

/* WCAG contrast that a colour of its own keeps to the background: enough for a line, and little enough that elements
 * stay what they are in the view. */
#define LEAST_CONTRAST 2.5
#define CONTRAST_STEP 0.05

VtSeriesKind
vt_series_get_kind (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, VT_SERIES_LINE);

  return series->kind;
}

const char *
vt_series_get_label (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);

  return series->label;
}

gsize
vt_series_get_n (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, 0);

  return series->n;
}

const double *
vt_series_get_x (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);

  return series->x;
}

const double *
vt_series_get_y (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);

  return series->y;
}

const double *
vt_series_get_values (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);

  return series->values;
}

const double *
vt_series_get_errors (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);

  return series->errors;
}

void
vt_series_get_ends (const VtSeries *series, gsize item, double *low, double *high)
{
  g_return_if_fail (series != NULL && item < series->n && low != NULL && high != NULL);

  *low = *high = series->y[item];
  if (series->low != NULL)
    {
      *low = series->low[item];
      *high = series->high[item];
    }
  else if (series->errors != NULL)
    {
      *low -= series->errors[item];
      *high += series->errors[item];
    }
}

void
vt_series_get_cell (const VtSeries *series, gsize item, double x[2], double y[2])
{
  g_return_if_fail (series != NULL && item < series->n && x != NULL && y != NULL);

  for (guint end = 0; end < 2; end++)
    {
      double half = end == 0 ? -0.5 * series->width : 0.5 * series->width;

      x[end] = series->edges != NULL ? series->edges[4 * item + end] : series->x[item] + half;
      y[end] = series->edges != NULL ? series->edges[4 * item + 2 + end] : series->y[item] + half;
    }
}

gboolean
vt_series_is_grid (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, FALSE);

  return series->edges != NULL;
}

double
vt_series_get_width (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, 0.0);

  return series->width;
}

gboolean
vt_series_get_error_band (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, FALSE);

  return series->kind == VT_SERIES_LINE && (series->low != NULL || (series->error_band && series->errors != NULL));
}

gboolean
vt_series_get_markers (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, FALSE);

  return series->markers || series->kind == VT_SERIES_POINTS;
}

double
vt_series_get_marker_scale (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, 1.0);

  return series->marker_scale;
}

gboolean
vt_series_get_stroked (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, TRUE);

  return series->stroked;
}

gboolean
vt_series_get_dashed (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, FALSE);

  return series->dashed;
}

gboolean
vt_series_get_filled (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, FALSE);

  return series->filled;
}

gboolean
vt_series_is_pale (const VtSeries *series, gsize item)
{
  g_return_val_if_fail (series != NULL, FALSE);

  return series->pale != NULL && item < series->n && series->pale[item];
}

gboolean
vt_series_is_hollow (const VtSeries *series, gsize item)
{
  g_return_val_if_fail (series != NULL, FALSE);

  return series->hollow != NULL && item < series->n && series->hollow[item];
}

double
vt_series_get_size (const VtSeries *series, gsize item)
{
  g_return_val_if_fail (series != NULL, 1.0);

  return series->sizes != NULL && item < series->n ? series->sizes[item] : 1.0;
}

const char *
vt_series_get_text (const VtSeries *series, gsize item)
{
  g_return_val_if_fail (series != NULL, NULL);

  return series->texts != NULL && item < series->n ? series->texts[item] : NULL;
}

int
vt_series_get_decimals (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, -1);

  return series->decimals;
}

double
vt_series_get_level (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, NAN);

  return series->level;
}

/* The nearest to @color, on its way to the text's, that can be seen. */
static VtColor
make_readable (VtColor color, gboolean dark)
{
  VtColor background = vt_palette_get (VT_MEANING_BACKGROUND, dark);
  VtColor foreground = vt_palette_get (VT_MEANING_FOREGROUND, dark);
  double behind = vt_color_luminance (&background) + 0.05;

  for (double share = 0.0; share < 1.0; share += CONTRAST_STEP)
    {
      VtColor mixed = vt_color_mix (&color, &foreground, share);
      double ahead = vt_color_luminance (&mixed) + 0.05;

      if (MAX (ahead, behind) >= LEAST_CONTRAST * MIN (ahead, behind))
        return mixed;
    }
  return foreground;
}

VtColor
vt_series_get_color (const VtSeries *series, gboolean dark)
{
  g_return_val_if_fail (series != NULL, vt_color_from_hex (0));

  if (series->color.alpha > 0)
    return make_readable (series->color, dark);
  return series->index >= 0 ? vt_palette_get_series (series->index, dark) : vt_palette_get (series->meaning, dark);
}

gboolean
vt_series_is_data (const VtSeries *series)
{
  g_return_val_if_fail (series != NULL, FALSE);

  return series->kind <= VT_SERIES_CELLS;
}

static void
extend (double extent[2], gboolean log_scale, double value)
{
  if (!isfinite (value) || (log_scale && !(value > 0.0)))
    return;
  if (!(extent[0] <= value))
    extent[0] = value;
  if (!(extent[1] >= value))
    extent[1] = value;
}

static gboolean
can_show (double value, gboolean log_scale)
{
  return isfinite (value) && (!log_scale || value > 0.0);
}

void
vt_series_extend (const VtSeries *series, gboolean x_log, gboolean y_log, double x_extent[2], double y_extent[2])
{
  g_return_if_fail (series != NULL);
  g_return_if_fail (x_extent != NULL);
  g_return_if_fail (y_extent != NULL);

  /* What is brushed must not move the axes. */
  if (series->kind == VT_SERIES_BAND)
    return;

  for (gsize i = 0; i < series->n; i++)
    {
      double half = series->kind == VT_SERIES_HISTOGRAM ? 0.5 * series->width : 0.0;
      double x[2] = { series->x[i] - half, series->x[i] + half }, y[2];

      if (series->values != NULL && !isfinite (series->values[i]))
        continue;
      if (vt_series_is_data (series) && !(can_show (series->x[i], x_log) && can_show (series->y[i], y_log)))
        continue;
      if (series->kind == VT_SERIES_CELLS)
        vt_series_get_cell (series, i, x, y);
      else
        {
          vt_series_get_ends (series, i, &y[0], &y[1]);
          extend (y_extent, y_log, series->y[i]);
        }
      for (guint end = 0; end < 2; end++)
        {
          extend (x_extent, x_log, x[end]);
          extend (y_extent, y_log, y[end]);
        }
    }
}
