#include "vt-depiction-field.h"

#include <math.h>

#include "vt-field.h"
#include "vt-i18n.h"
#include "vt-slice-field.h"

/* Nodes a smoothing length: between them cubic interpolation keeps all but 4 of 1000. */
#define NODES 4.0
/* Along one side: a finer grid would show nothing more on a page. */
#define MOST_NODES 2048
/* Nodes beyond the cell, so that interpolation has what it needs up to the edge. */
#define MARGIN 2

gboolean
vt_depiction_has_field (const VtDepiction *depiction)
{
  g_return_val_if_fail (depiction != NULL, FALSE);

  return depiction->coloring->n_categories == 0 && !vt_state_is (depiction->state, "slice.style", "atoms");
}

/* Over the plane's cut through the cell; %NULL where it misses the cell. */
static VtPlaneGrid *
make_grid (const VtSlice *slice, const VtCell *cell, double sigma)
{
  double corners[6][2], low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY }, spacing;
  guint n = vt_slice_get_outline (slice, cell, corners), nodes[2];

  if (n == 0)
    return NULL;
  for (guint i = 0; i < n; i++)
    for (guint axis = 0; axis < 2; axis++)
      {
        low[axis] = MIN (low[axis], corners[i][axis]);
        high[axis] = MAX (high[axis], corners[i][axis]);
      }
  spacing = MAX (sigma / NODES, MAX (high[0] - low[0], high[1] - low[1]) / MOST_NODES);
  for (guint axis = 0; axis < 2; axis++)
    {
      nodes[axis] = (guint) ceil ((high[axis] - low[axis]) / spacing) + 1 + 2 * MARGIN;
      low[axis] -= MARGIN * spacing;
    }
  return vt_plane_grid_new (low, spacing, nodes[0], nodes[1]);
}

static void
place_grid (const VtPlaneGrid *grid, const VtSlice *slice, VtFieldGrid *placed)
{
  vt_slice_get_basis (slice, placed->u, placed->v);
  for (guint d = 0; d < 3; d++)
    placed->origin[d] = slice->position * slice->normal[d] + grid->minimum[0] * placed->u[d]
                        + grid->minimum[1] * placed->v[d];
  placed->spacing = grid->spacing;
  placed->n_u = grid->n_u;
  placed->n_v = grid->n_v;
}

gboolean
vt_depiction_add_field (const VtState *state,
                        const VtFrame *frame,
                        VtColumn      *values,
                        const VtSlice *slice,
                        VtSliceChart  *chart,
                        VtProgress    *progress,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autoptr (VtPlaneGrid) grid = NULL;
  VtFieldGrid placed;
  double sigma;

  g_return_val_if_fail (state != NULL && frame != NULL && values != NULL, FALSE);
  g_return_val_if_fail (slice != NULL && chart != NULL, FALSE);

  sigma = vt_state_get_real (state, "slice.sigma");
  grid = make_grid (slice, vt_frame_get_cell (frame), sigma);
  if (grid == NULL)
    return TRUE;
  place_grid (grid, slice, &placed);
  if (!vt_field_compute (frame, vt_column_get_values (values), sigma, &placed, progress, cancellable, grid->values,
                         error))
    return FALSE;
  vt_slice_chart_take_field (chart, g_steal_pointer (&grid), (guint) vt_state_get_integer (state, "slice.contours"),
                             vt_state_is (state, "slice.style", "both"));
  return TRUE;
}

gboolean
vt_depiction_field_is_nowhere (const VtSliceChart *chart)
{
  double minimum, maximum;

  g_return_val_if_fail (chart != NULL, FALSE);

  return vt_slice_chart_has_field (chart) && !vt_slice_chart_get_field_range (chart, &minimum, &maximum);
}

char *
vt_depiction_refuse_field (const GError *error)
{
  return error != NULL ? g_strdup_printf (_ ("The field cannot be shown: %s"), error->message)
                       : g_strdup (_ ("No atom that has a value lies near enough to the slice for a field"));
}

void
vt_depiction_set_slice_view (const VtState *state, VtSliceChart *chart)
{
  const double *view;
  double low[2], high[2];
  gsize n;

  g_return_if_fail (state != NULL && chart != NULL);

  view = vt_state_get_reals (state, "slice.view", &n);
  if (n != 3 || !(view[2] > 0))
    {
      vt_slice_chart_set_view (chart, NULL, NULL);
      return;
    }
  for (guint axis = 0; axis < 2; axis++)
    {
      low[axis] = view[axis] - view[2] / 2;
      high[axis] = view[axis] + view[2] / 2;
    }
  vt_slice_chart_set_view (chart, low, high);
}

char *
vt_depiction_describe_slice (const VtDepiction *depiction)
{
  g_autofree char *normal = NULL;
  char position[G_ASCII_DTOSTR_BUF_SIZE], thickness[G_ASCII_DTOSTR_BUF_SIZE], sigma[G_ASCII_DTOSTR_BUF_SIZE];
  GString *text = g_string_new (NULL);
  VtSlice slice;

  g_return_val_if_fail (depiction != NULL, g_string_free (text, FALSE));

  vt_depiction_get_slice (depiction->state, vt_frame_get_cell (depiction->frame), &slice);
  normal = vt_depiction_describe_normal (depiction->state);
  g_ascii_formatd (position, sizeof position, "%.6g", slice.position);
  g_ascii_formatd (thickness, sizeof thickness, "%.6g", slice.thickness);
  g_string_append_printf (text, "across %s, middle %s Å, %s Å thick", normal, position, thickness);
  if (!vt_depiction_has_field (depiction))
    return g_string_free (text, FALSE);
  g_ascii_formatd (sigma, sizeof sigma, "%.6g", vt_state_get_real (depiction->state, "slice.sigma"));
  g_string_append_printf (text, "; field: mean by Gaussian weights, sigma %s Å, up to %g sigma", sigma, VT_FIELD_REACH);
  return g_string_free (text, FALSE);
}
