/* Series are made and described here; vt-series-reading.c answers what is in them. */
#include "vt-series-private.h"

#include <math.h>

G_DEFINE_BOXED_TYPE (VtSeries, vt_series, vt_series_ref, vt_series_unref)

static VtSeries *
series_new (VtSeriesKind kind, const char *label, const double *x, const double *y, gsize n)
{
  VtSeries *series = g_atomic_rc_box_new0 (VtSeries);

  series->kind = kind;
  series->label = g_strdup (label);
  series->n = n;
  series->x = g_new0 (double, n + 1);
  series->y = g_new0 (double, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      series->x[i] = x != NULL ? x[i] : (double) i;
      series->y[i] = y != NULL ? y[i] : (double) NAN;
    }
  series->meaning = VT_MEANING_TOTAL;
  series->index = -1;
  series->level = NAN;
  series->decimals = -1;
  series->filled = TRUE;
  series->stroked = TRUE;
  series->marker_scale = 1.0;
  return series;
}

VtSeries *
vt_series_new_line (const char *label, const double *x, const double *y, gsize n)
{
  g_return_val_if_fail ((x != NULL && y != NULL) || n == 0, NULL);

  return series_new (VT_SERIES_LINE, label, x, y, n);
}

VtSeries *
vt_series_new_points (const char *label, const double *x, const double *y, gsize n)
{
  g_return_val_if_fail ((x != NULL && y != NULL) || n == 0, NULL);

  return series_new (VT_SERIES_POINTS, label, x, y, n);
}

VtSeries *
vt_series_new_columns (const char *label, const double *values, gsize n)
{
  VtSeries *series;

  g_return_val_if_fail (values != NULL || n == 0, NULL);

  series = series_new (VT_SERIES_COLUMNS, label, NULL, values, n);
  series->width = 1.0;
  return series;
}

VtSeries *
vt_series_new_histogram (const char *label, const double *centers, const double *heights, gsize n, double width)
{
  VtSeries *series;

  g_return_val_if_fail ((centers != NULL && heights != NULL) || n == 0, NULL);

  series = series_new (VT_SERIES_HISTOGRAM, label, centers, heights, n);
  series->width = isfinite (width) && width > 0.0 ? width : 1.0;
  return series;
}

VtSeries *
vt_series_new_cells (const char *label, const double *x, const double *y, const double *values, gsize n)
{
  VtSeries *series;

  g_return_val_if_fail ((x != NULL && y != NULL && values != NULL) || n == 0, NULL);

  series = series_new (VT_SERIES_CELLS, label, x, y, n);
  series->values = g_memdup2 (values, n * sizeof (double));
  series->width = 1.0;
  return series;
}

VtSeries *
vt_series_new_grid (
    const char *label, const double *x_edges, guint n_x, const double *y_edges, guint n_y, const double *values)
{
  gsize n = (gsize) n_x * n_y;
  g_autofree double *x = g_new (double, n + 1), *y = g_new (double, n + 1);
  VtSeries *series;

  g_return_val_if_fail (x_edges != NULL && y_edges != NULL && (values != NULL || n == 0), NULL);

  for (gsize i = 0; i < n; i++)
    {
      x[i] = 0.5 * (x_edges[i % n_x] + x_edges[i % n_x + 1]);
      y[i] = 0.5 * (y_edges[i / n_x] + y_edges[i / n_x + 1]);
    }
  series = vt_series_new_cells (label, x, y, values, n);
  series->edges = g_new (double, 4 * n + 1);
  for (gsize i = 0; i < n; i++)
    {
      series->edges[4 * i] = x_edges[i % n_x];
      series->edges[4 * i + 1] = x_edges[i % n_x + 1];
      series->edges[4 * i + 2] = y_edges[i / n_x];
      series->edges[4 * i + 3] = y_edges[i / n_x + 1];
    }
  return series;
}

VtSeries *
vt_series_new_vertical (const char *label, double x)
{
  double none = NAN;

  return series_new (VT_SERIES_VERTICAL, label, &x, &none, 1);
}

VtSeries *
vt_series_new_horizontal (const char *label, double y)
{
  double none = NAN;

  return series_new (VT_SERIES_HORIZONTAL, label, &none, &y, 1);
}

VtSeries *
vt_series_new_identity (void)
{
  return series_new (VT_SERIES_IDENTITY, NULL, NULL, NULL, 0);
}

VtSeries *
vt_series_new_band (const char *label, double from, double to)
{
  double ends[2] = { MIN (from, to), MAX (from, to) }, none[2] = { NAN, NAN };

  return series_new (VT_SERIES_BAND, label, ends, none, 2);
}

/* The least distance of neighbours: the bin width of a histogram that leaves out empty bins. */
static double
least_step (const double *x, gsize n)
{
  double step = NAN;

  for (gsize i = 1; i < n; i++)
    {
      double distance = x[i] - x[i - 1];

      if (distance > 0.0 && !(distance >= step))
        step = distance;
    }
  return step;
}

VtSeries *
vt_series_new_from_table (
    VtSeriesKind kind, const char *label, const VtTable *table, const char *x_column, const char *y_column)
{
  const double *x = NULL, *y;
  int x_index, y_index;
  guint n;

  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (y_column != NULL, NULL);
  g_return_val_if_fail (x_column != NULL || kind == VT_SERIES_COLUMNS, NULL);
  g_return_val_if_fail (kind <= VT_SERIES_HISTOGRAM, NULL);

  n = vt_table_get_n_rows (table);
  x_index = x_column != NULL ? vt_table_find_column (table, x_column) : -1;
  y_index = vt_table_find_column (table, y_column);
  if (y_index < 0 || vt_table_column_is_text (table, y_index))
    return NULL;
  if (kind != VT_SERIES_COLUMNS && (x_index < 0 || vt_table_column_is_text (table, x_index)))
    return NULL;

  y = vt_table_get_numbers (table, y_index);
  if (kind == VT_SERIES_COLUMNS)
    return vt_series_new_columns (label, y, n);
  x = vt_table_get_numbers (table, x_index);
  if (kind == VT_SERIES_HISTOGRAM)
    return vt_series_new_histogram (label, x, y, n, least_step (x, n));
  return kind == VT_SERIES_LINE ? vt_series_new_line (label, x, y, n) : vt_series_new_points (label, x, y, n);
}

VtSeries *
vt_series_ref (VtSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);

  return g_atomic_rc_box_acquire (series);
}

static void
series_clear (gpointer data)
{
  VtSeries *series = data;

  g_free (series->label);
  g_free (series->x);
  g_free (series->y);
  g_free (series->values);
  g_free (series->errors);
  g_free (series->low);
  g_free (series->high);
  g_free (series->edges);
  g_free (series->pale);
  g_free (series->hollow);
  g_free (series->sizes);
  g_strfreev (series->texts);
}

void
vt_series_unref (VtSeries *series)
{
  g_return_if_fail (series != NULL);

  g_atomic_rc_box_release_full (series, series_clear);
}

void
vt_series_set_meaning (VtSeries *series, VtMeaning meaning)
{
  g_return_if_fail (series != NULL);
  g_return_if_fail (meaning < VT_N_MEANINGS);

  series->meaning = meaning;
  series->index = -1;
  series->color.alpha = 0;
}

void
vt_series_set_index (VtSeries *series, guint index)
{
  g_return_if_fail (series != NULL);
  g_return_if_fail (index <= G_MAXINT);

  series->index = (int) index;
  series->color.alpha = 0;
}

void
vt_series_set_color (VtSeries *series, VtColor color)
{
  g_return_if_fail (series != NULL);

  series->color = color;
}

void
vt_series_set_level (VtSeries *series, double level)
{
  g_return_if_fail (series != NULL);

  series->level = level;
}

void
vt_series_set_errors (VtSeries *series, const double *errors)
{
  g_return_if_fail (series != NULL);

  g_free (series->errors);
  series->errors = errors != NULL ? g_memdup2 (errors, series->n * sizeof (double)) : NULL;
}

void
vt_series_set_range (VtSeries *series, const double *low, const double *high)
{
  g_return_if_fail (series != NULL);
  g_return_if_fail ((low == NULL) == (high == NULL));

  g_free (series->low);
  g_free (series->high);
  series->low = low != NULL ? g_memdup2 (low, series->n * sizeof (double)) : NULL;
  series->high = high != NULL ? g_memdup2 (high, series->n * sizeof (double)) : NULL;
}

void
vt_series_set_error_band (VtSeries *series, gboolean error_band)
{
  g_return_if_fail (series != NULL);

  series->error_band = error_band;
}

void
vt_series_set_markers (VtSeries *series, gboolean markers)
{
  g_return_if_fail (series != NULL);

  series->markers = markers;
}

void
vt_series_set_marker_scale (VtSeries *series, double marker_scale)
{
  g_return_if_fail (series != NULL);
  g_return_if_fail (marker_scale > 0.0);

  series->marker_scale = marker_scale;
}

void
vt_series_set_stroked (VtSeries *series, gboolean stroked)
{
  g_return_if_fail (series != NULL);

  series->stroked = stroked;
}

void
vt_series_set_dashed (VtSeries *series, gboolean dashed)
{
  g_return_if_fail (series != NULL);

  series->dashed = dashed;
}

void
vt_series_set_filled (VtSeries *series, gboolean filled)
{
  g_return_if_fail (series != NULL);

  series->filled = filled;
}

void
vt_series_set_pale (VtSeries *series, const gboolean *pale)
{
  g_return_if_fail (series != NULL);

  g_free (series->pale);
  series->pale = pale != NULL ? g_memdup2 (pale, series->n * sizeof (gboolean)) : NULL;
}

void
vt_series_set_sizes (VtSeries *series, const double *sizes)
{
  g_return_if_fail (series != NULL);

  g_free (series->sizes);
  series->sizes = sizes != NULL ? g_memdup2 (sizes, series->n * sizeof (double)) : NULL;
}

void
vt_series_set_texts (VtSeries *series, const char *const *texts)
{
  g_return_if_fail (series != NULL);

  g_clear_pointer (&series->texts, g_strfreev);
  if (texts == NULL)
    return;
  series->texts = g_new0 (char *, series->n + 1);
  for (gsize i = 0; i < series->n; i++)
    series->texts[i] = g_strdup (texts[i]);
}

void
vt_series_set_hollow (VtSeries *series, const gboolean *hollow)
{
  g_return_if_fail (series != NULL);

  g_free (series->hollow);
  series->hollow = hollow != NULL ? g_memdup2 (hollow, series->n * sizeof (gboolean)) : NULL;
}

void
vt_series_set_decimals (VtSeries *series, int decimals)
{
  g_return_if_fail (series != NULL);
  g_return_if_fail (decimals >= -1 && decimals <= 6);

  series->decimals = decimals;
}
