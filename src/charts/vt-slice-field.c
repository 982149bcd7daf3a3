#include "vt-slice-field.h"

#include <math.h>

#include "vt-axis-ticks.h"
#include "vt-parallel.h"
#include "vt-scene.h"
#include "vt-slice-field-private.h"

/* Nodes are parted so often that colours run smoothly, as long as the picture keeps to so many points. */
#define FINEST 4
#define MAX_PIXELS 1000000
/* For lines: chords of an eighth of a smoothing length bend with the field. */
#define LINE_FINEST 2
#define ROW_GRAIN 32
#define DISC_SHARE 0.45 /* of an atom's radius, over a field */

void
vt_slice_field_free (VtSliceField *field)
{
  g_return_if_fail (field != NULL);

  vt_plane_grid_free (field->grid);
  g_free (field->pixels);
  g_free (field->levels);
  g_ptr_array_unref (field->contours);
  g_free (field);
}

/* The cut's corners go round it anticlockwise. */
static gboolean
is_in_cell (const VtSliceChart *chart, double u, double v)
{
  for (guint i = 0; i < chart->n_corners; i++)
    {
      const double *a = chart->outline[i], *b = chart->outline[(i + 1) % chart->n_corners];

      if ((b[0] - a[0]) * (v - a[1]) - (b[1] - a[1]) * (u - a[0]) < 0.0)
        return FALSE;
    }
  return chart->n_corners >= 3;
}

static void
find_range (VtSliceField *field, const VtSliceChart *chart)
{
  const VtPlaneGrid *grid = field->grid;

  field->minimum = INFINITY;
  field->maximum = -INFINITY;
  for (guint j = 0; j < grid->n_v; j++)
    for (guint i = 0; i < grid->n_u; i++)
      {
        double value = vt_plane_grid_get (grid, i, j);

        if (!is_in_cell (chart, grid->minimum[0] + i * grid->spacing, grid->minimum[1] + j * grid->spacing))
          continue;
        field->has_missing |= !isfinite (value);
        field->minimum = isfinite (value) ? MIN (field->minimum, value) : field->minimum;
        field->maximum = isfinite (value) ? MAX (field->maximum, value) : field->maximum;
      }
  field->is_defined = field->minimum <= field->maximum;
}

/* ---- colours ---- */

typedef struct
{
  const VtPlaneGrid  *grid;
  const VtColorScale *scale;
  VtSliceField       *field;
} Coloring;

static guint32
to_pixel (VtColor color)
{
  return 0xFF000000u | (guint32) lroundf (255.0f * color.red) << 16 | (guint32) lroundf (255.0f * color.green) << 8
         | (guint32) lroundf (255.0f * color.blue);
}

static void
color_rows (const VtChunk *chunk, gpointer data)
{
  const Coloring *job = data;

  for (gsize row = chunk->begin; row < chunk->end; row++)
    for (guint i = 0; i < job->grid->n_u; i++)
      job->field->pixels[row * job->grid->n_u + i] = to_pixel (
          vt_color_scale_get_color (job->scale, vt_plane_grid_get (job->grid, i, job->grid->n_v - 1 - (guint) row)));
}

static void
make_picture (VtSliceField *field, const VtColorScale *scale)
{
  double nodes = (double) field->grid->n_u * field->grid->n_v;
  guint factor = (guint) CLAMP (sqrt (MAX_PIXELS / nodes), 1, FINEST);
  g_autoptr (VtPlaneGrid) fine = vt_plane_grid_refine (field->grid, factor);
  Coloring job = { fine, scale, field };

  field->n_columns = fine->n_u;
  field->n_rows = fine->n_v;
  field->spacing = fine->spacing;
  field->pixels = g_new (guint32, (gsize) fine->n_u * fine->n_v);
  vt_parallel_for (fine->n_v, ROW_GRAIN, color_rows, &job, NULL, NULL, NULL);
}

/* ---- lines ---- */

/* Round values that the field takes on within the colours' range. */
static void
choose_levels (VtSliceField *field, const VtColorScale *scale, guint max_count)
{
  double low = MAX (field->minimum, vt_color_scale_get_value (scale, 0.0));
  double high = MIN (field->maximum, vt_color_scale_get_value (scale, 1.0));
  g_autoptr (VtAxisTicks) ticks = NULL;

  if (max_count == 0 || !(low < high))
    return;
  ticks = scale->scale == VT_SCALE_LOG && low > 0.0 ? vt_axis_ticks_new_log (low, high, max_count)
                                                    : vt_axis_ticks_new_linear (low, high, max_count, 0.0);
  field->levels = g_memdup2 (ticks->values, ticks->n * sizeof (double));
  field->n_levels = ticks->n;
}

static void
trace_levels (VtSliceField *field)
{
  g_autoptr (VtPlaneGrid) fine = NULL;

  field->contours = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  if (field->n_levels == 0)
    return;
  fine = vt_plane_grid_refine (field->grid, (gsize) field->grid->n_u * field->grid->n_v < MAX_PIXELS ? LINE_FINEST : 1);
  for (guint i = 0; i < field->n_levels; i++)
    g_ptr_array_add (field->contours, vt_contour_trace (fine, field->levels[i]));
}

/* Atoms that the selection leaves step down to small discs; the others are only near. */
static void
shrink_discs (VtSliceChart *chart, gboolean with_atoms)
{
  for (guint i = 0; i < chart->discs->len; i++)
    {
      VtSliceDisc *disc = vt_slice_chart_get_disc (chart, i);
      gboolean picked = disc->flags & VT_ATOM_SELECTED;

      disc->is_near = !(disc->flags & VT_ATOM_HIDDEN);
      disc->radius *= DISC_SHARE;
      if (!picked && (!with_atoms || disc->flags & (VT_ATOM_DIMMED | VT_ATOM_GHOST)))
        disc->flags |= VT_ATOM_HIDDEN;
    }
}

void
vt_slice_chart_take_field (VtSliceChart *chart, VtPlaneGrid *grid, guint max_contours, gboolean with_atoms)
{
  VtSliceField *field;

  g_return_if_fail (chart != NULL && grid != NULL);
  g_return_if_fail (chart->field == NULL && chart->has_values && chart->names == NULL);

  field = g_new0 (VtSliceField, 1);
  field->grid = grid;
  find_range (field, chart);
  make_picture (field, &chart->scale);
  choose_levels (field, &chart->scale, max_contours);
  trace_levels (field);
  shrink_discs (chart, with_atoms);
  chart->field = field;
}

/* ---- asking ---- */

gboolean
vt_slice_chart_has_field (const VtSliceChart *chart)
{
  g_return_val_if_fail (chart != NULL, FALSE);

  return chart->field != NULL;
}

const double *
vt_slice_chart_get_levels (const VtSliceChart *chart, guint *n_levels)
{
  g_return_val_if_fail (chart != NULL && n_levels != NULL, NULL);

  *n_levels = chart->field != NULL ? chart->field->n_levels : 0;
  return chart->field != NULL ? chart->field->levels : NULL;
}

gboolean
vt_slice_chart_get_field_range (const VtSliceChart *chart, double *minimum, double *maximum)
{
  g_return_val_if_fail (chart != NULL && minimum != NULL && maximum != NULL, FALSE);

  if (chart->field == NULL || !chart->field->is_defined)
    return FALSE;
  *minimum = chart->field->minimum;
  *maximum = chart->field->maximum;
  return TRUE;
}

double
vt_slice_chart_get_field_at (const VtSliceChart *chart,
                             double              width,
                             double              height,
                             const VtChartStyle *style,
                             double              x,
                             double              y)
{
  double u, v;

  g_return_val_if_fail (chart != NULL && style != NULL, NAN);

  vt_slice_chart_to_plane (chart, width, height, style, x, y, &u, &v);
  return chart->field != NULL && is_in_cell (chart, u, v) ? vt_plane_grid_sample (chart->field->grid, u, v) : NAN;
}

gssize
vt_slice_chart_nearest_atom (const VtSliceChart *chart,
                             double              width,
                             double              height,
                             const VtChartStyle *style,
                             double              x,
                             double              y)
{
  double u, v, least = INFINITY;
  gssize nearest = -1;

  g_return_val_if_fail (chart != NULL && style != NULL, -1);

  vt_slice_chart_to_plane (chart, width, height, style, x, y, &u, &v);
  for (guint i = 0; chart->field != NULL && i < chart->discs->len; i++)
    {
      const VtSliceDisc *disc = vt_slice_chart_get_disc (chart, i);
      double across = disc->at.u - u, along = disc->at.v - v, depth = disc->at.depth;
      double squared = across * across + along * along + depth * depth;

      if (!disc->is_near || squared >= least)
        continue;
      least = squared;
      nearest = disc->at.atom;
    }
  return nearest;
}
