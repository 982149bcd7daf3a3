#include "vt-compare-zoom.h"

#include <math.h>
#include <string.h>

#include "vt-compare-place.h"
#include "vt-comparison-places.h"

/* Of the plane's part that can be seen, Å. */
#define SMALLEST 2.0

/* FALSE: the whole cell. */
static gboolean
get_part (VtDocument *document, const VtComparisonPanel *panel, double part[3])
{
  g_autoptr (VtState) placed = vt_comparison_place (vt_document_get_state (document), panel->id);
  gsize n;
  const double *view = vt_state_get_reals (placed, "slice.view", &n);

  if (n != 3 || !(view[2] > 0))
    return FALSE;
  memcpy (part, view, 3 * sizeof (double));
  return TRUE;
}

gboolean
vt_compare_zoom_is_part (VtDocument *document, const VtComparisonPanel *panel)
{
  double part[3];

  g_return_val_if_fail (VT_IS_DOCUMENT (document) && panel != NULL, FALSE);

  return get_part (document, panel, part);
}

/* The wheel may turn faster than sheets are painted: what the state says is ahead of what is seen. */
static void
catch_up (VtDocument *document, const VtComparisonPanel *panel, VtComparisonLook *look)
{
  double part[3];

  if (!get_part (document, panel, part))
    return;
  look->zoom *= look->height / part[2];
  look->u = part[0];
  look->v = part[1];
  look->height = part[2];
}

static void
show (VtDocument *document, const VtComparisonPanel *panel, double u, double v, double height)
{
  const double view[] = { u, v, height };

  vt_compare_place_set (document, panel, "slice.view",
                        g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, view, G_N_ELEMENTS (view), sizeof (double)));
}

/* Å, of the larger side of the cell as it is seen. */
static double
get_extent (VtDocument *document, const VtComparisonPanel *panel)
{
  const VtCell *cell = vt_frame_get_cell (panel->depiction->frame);
  g_autoptr (VtState) placed = vt_comparison_place (vt_document_get_state (document), panel->id);
  double low[2], high[2];
  VtSlice slice;

  vt_depiction_get_slice (placed, cell, &slice);
  vt_slice_get_extent (&slice, cell, low, high);
  return MAX (high[0] - low[0], high[1] - low[1]);
}

void
vt_compare_zoom_at (
    VtDocument *document, const VtComparisonSheet *sheet, guint index, double factor, double x, double y)
{
  const VtComparisonPanel *panel = vt_comparison_sheet_get_panel (sheet, index);
  VtComparisonLook look;
  double right, up;

  g_return_if_fail (VT_IS_DOCUMENT (document) && factor > 0);

  if (!vt_comparison_sheet_look (sheet, index, &look))
    return;
  catch_up (document, panel, &look);
  if (look.height / factor >= get_extent (document, panel))
    {
      vt_compare_zoom_fit (document, panel);
      return;
    }
  factor = MIN (factor, look.height / MIN (SMALLEST, look.height));
  right = isnan (x) ? 0 : (x - look.x) / look.zoom;
  up = isnan (y) ? 0 : (look.y - y) / look.zoom;
  show (document, panel, look.u + right * (1 - 1 / factor), look.v + up * (1 - 1 / factor), look.height / factor);
}

void
vt_compare_zoom_pan (
    VtDocument *document, const VtComparisonPanel *panel, const VtComparisonLook *look, double dx, double dy)
{
  g_return_if_fail (VT_IS_DOCUMENT (document) && panel != NULL && look != NULL);

  show (document, panel, look->u - dx / look->zoom, look->v + dy / look->zoom, look->height);
}

void
vt_compare_zoom_fit (VtDocument *document, const VtComparisonPanel *panel)
{
  g_return_if_fail (VT_IS_DOCUMENT (document) && panel != NULL);

  if (vt_compare_zoom_is_part (document, panel))
    vt_compare_place_set (document, panel, "slice.view", g_variant_new_array (G_VARIANT_TYPE_DOUBLE, NULL, 0));
}
