#include "vt-comparison-sheet-private.h"

#include <math.h>

#include "vt-comparison-places.h"
#include "vt-depiction-field.h"
#include "vt-slice-field.h"

/* ---- making ---- */

/* The drawn radius of the largest atom in the cell stands over its edge. */
#define LARGEST_ATOM 1.6

static void
make_cell (VtComparisonSheet *sheet, guint index)
{
  VtSheetCell *cell = &sheet->cells[index];
  const VtComparisonPanel *panel = vt_sheet_get_panel (sheet, index);
  double margin = LARGEST_ATOM * vt_state_get_real (sheet->state, "view.radius"), low[2], high[2];
  g_autoptr (VtState) place = NULL;
  VtSlice slice;

  cell->group = -1;
  if (panel->depiction == NULL)
    return;
  place = vt_comparison_place (sheet->state, panel->id);
  cell->state = vt_comparison_take_place (panel->depiction->state, place);
  cell->coloring = *panel->depiction->coloring;
  vt_depiction_get_slice (cell->state, vt_frame_get_cell (panel->depiction->frame), &slice);
  vt_slice_get_extent (&slice, vt_frame_get_cell (panel->depiction->frame), low, high);
  for (guint i = 0; i < 2; i++)
    cell->extent[i] = high[i] - low[i] + 2 * margin;
}

static void
join_group (VtComparisonSheet *sheet, guint index)
{
  VtSheetCell *cell = &sheet->cells[index];
  const VtComparisonPanel *panel = vt_sheet_get_panel (sheet, index);
  guint g = 0;

  if (panel->depiction == NULL)
    return;
  while (g < sheet->n_groups
         && !(sheet->groups[g].coloring->property == cell->coloring.property
              && g_str_equal (sheet->groups[g].coloring->label, cell->coloring.label)))
    g++;
  if (g == sheet->n_groups)
    sheet->groups[sheet->n_groups++].coloring = &cell->coloring;
  sheet->groups[g].shows_missing |= panel->n_missing > 0;
  cell->group = (int) g;
}

static void
share_ranges (VtComparisonSheet *sheet)
{
  for (guint g = 0; g < sheet->n_groups; g++)
    {
      g_autoptr (GPtrArray) colorings = g_ptr_array_new ();

      for (guint i = 0; i < sheet->n; i++)
        if (sheet->cells[i].group == (int) g)
          g_ptr_array_add (colorings, &sheet->cells[i].coloring);
      vt_coloring_share_range ((VtColoring *const *) colorings->pdata, colorings->len);
    }
}

static void
make_chart (VtComparisonSheet *sheet, guint index)
{
  VtSheetCell *cell = &sheet->cells[index];
  VtDepiction depiction;

  if (cell->state == NULL)
    return;
  /* The same atoms, at this sheet's place and in its colours. */
  depiction = *vt_sheet_get_panel (sheet, index)->depiction;
  depiction.state = cell->state;
  depiction.coloring = &cell->coloring;
  cell->chart = vt_depiction_to_slice_chart (&depiction, &cell->refusal);
  if (cell->chart == NULL)
    return;
  vt_slice_chart_set_legend (cell->chart, FALSE);
  vt_slice_chart_set_strip (cell->chart, !sheet->share_place);
  vt_depiction_set_slice_view (cell->state, cell->chart);
}

VtComparisonSheet *
vt_comparison_sheet_new (GPtrArray *panels, VtState *state, const VtChartStyle *style, double width, double height)
{
  VtComparisonSheet *sheet;

  g_return_val_if_fail (panels != NULL && state != NULL && style != NULL, NULL);

  sheet = g_atomic_rc_box_new0 (VtComparisonSheet);
  sheet->panels = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);
  sheet->state = vt_state_ref (state);
  sheet->style = *style;
  sheet->width = width;
  sheet->height = height;
  sheet->share_range = vt_state_get_boolean (state, "compare.share-range");
  sheet->share_place = vt_state_get_boolean (state, "compare.share-camera");
  sheet->n = panels->len;
  sheet->cells = g_new0 (VtSheetCell, MAX (panels->len, 1));
  sheet->groups = g_new0 (VtSheetGroup, MAX (panels->len, 1));
  for (guint i = 0; i < panels->len; i++)
    {
      g_ptr_array_add (sheet->panels, vt_comparison_panel_ref (panels->pdata[i]));
      make_cell (sheet, i);
      join_group (sheet, i);
    }
  if (sheet->share_range)
    share_ranges (sheet);
  for (guint i = 0; i < sheet->n; i++)
    make_chart (sheet, i);
  vt_sheet_lay_out (sheet);
  return sheet;
}

VtComparisonSheet *
vt_comparison_sheet_ref (VtComparisonSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  return g_atomic_rc_box_acquire (sheet);
}

static void
sheet_clear (gpointer data)
{
  VtComparisonSheet *sheet = data;

  for (guint i = 0; i < sheet->n; i++)
    {
      g_clear_pointer (&sheet->cells[i].state, vt_state_unref);
      g_clear_pointer (&sheet->cells[i].chart, vt_slice_chart_unref);
      g_free (sheet->cells[i].refusal);
    }
  g_free (sheet->cells);
  g_free (sheet->groups);
  g_ptr_array_unref (sheet->panels);
  vt_state_unref (sheet->state);
}

void
vt_comparison_sheet_unref (VtComparisonSheet *sheet)
{
  g_return_if_fail (sheet != NULL);

  g_atomic_rc_box_release_full (sheet, sheet_clear);
}

/* ---- asking ---- */

double
vt_comparison_sheet_get_height (const VtComparisonSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, 0);

  return sheet->height;
}

guint
vt_comparison_sheet_get_n_panels (const VtComparisonSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, 0);

  return sheet->n;
}

const VtComparisonPanel *
vt_comparison_sheet_get_panel (const VtComparisonSheet *sheet, guint index)
{
  g_return_val_if_fail (sheet != NULL && index < sheet->n, NULL);

  return vt_sheet_get_panel (sheet, index);
}

void
vt_comparison_sheet_get_area (const VtComparisonSheet *sheet, guint index, cairo_rectangle_t *area)
{
  g_return_if_fail (sheet != NULL && index < sheet->n && area != NULL);

  *area = sheet->cells[index].area;
}

const VtColoring *
vt_comparison_sheet_get_coloring (const VtComparisonSheet *sheet, guint index)
{
  g_return_val_if_fail (sheet != NULL && index < sheet->n, NULL);

  return sheet->cells[index].chart != NULL ? &sheet->cells[index].coloring : NULL;
}

const VtSliceChart *
vt_comparison_sheet_get_chart (const VtComparisonSheet *sheet, guint index, cairo_rectangle_t *area)
{
  g_return_val_if_fail (sheet != NULL && index < sheet->n, NULL);

  if (area != NULL)
    *area = sheet->cells[index].slice;
  return sheet->cells[index].chart;
}

const char *
vt_comparison_sheet_get_message (const VtComparisonSheet *sheet, guint index)
{
  g_return_val_if_fail (sheet != NULL && index < sheet->n, NULL);

  return sheet->cells[index].refusal != NULL ? sheet->cells[index].refusal : vt_sheet_get_panel (sheet, index)->message;
}

static gboolean
contains (const cairo_rectangle_t *area, double x, double y)
{
  return x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height;
}

int
vt_comparison_sheet_find (const VtComparisonSheet *sheet, double x, double y)
{
  g_return_val_if_fail (sheet != NULL, -1);

  for (guint i = 0; i < sheet->n; i++)
    if (contains (&sheet->cells[i].area, x, y))
      return (int) i;
  return -1;
}

gssize
vt_comparison_sheet_atom_at (const VtComparisonSheet *sheet, guint index, double x, double y)
{
  const VtSheetCell *cell;
  gssize atom;

  g_return_val_if_fail (sheet != NULL && index < sheet->n, -1);

  cell = &sheet->cells[index];
  if (cell->chart == NULL || !contains (&cell->slice, x, y))
    return -1;
  x -= cell->slice.x;
  y -= cell->slice.y;
  atom = vt_slice_chart_atom_at (cell->chart, cell->slice.width, cell->slice.height, &sheet->style, x, y);
  if (atom >= 0
      || isnan (vt_slice_chart_get_field_at (cell->chart, cell->slice.width, cell->slice.height, &sheet->style, x, y)))
    return atom;
  return vt_slice_chart_nearest_atom (cell->chart, cell->slice.width, cell->slice.height, &sheet->style, x, y);
}

double
vt_comparison_sheet_field_at (const VtComparisonSheet *sheet, guint index, double x, double y)
{
  const VtSheetCell *cell;

  g_return_val_if_fail (sheet != NULL && index < sheet->n, NAN);

  cell = &sheet->cells[index];
  if (cell->chart == NULL || !contains (&cell->slice, x, y))
    return NAN;
  return vt_slice_chart_get_field_at (cell->chart, cell->slice.width, cell->slice.height, &sheet->style,
                                      x - cell->slice.x, y - cell->slice.y);
}

gboolean
vt_comparison_sheet_look (const VtComparisonSheet *sheet, guint index, VtComparisonLook *look)
{
  const VtSheetCell *cell;
  cairo_rectangle_t plot;
  double width, height;

  g_return_val_if_fail (sheet != NULL && index < sheet->n && look != NULL, FALSE);

  cell = &sheet->cells[index];
  if (cell->chart == NULL)
    return FALSE;
  width = cell->slice.width;
  height = cell->slice.height;
  vt_slice_chart_get_plot_area (cell->chart, width, height, &sheet->style, &plot);
  look->x = cell->slice.x + plot.x + 0.5 * plot.width;
  look->y = cell->slice.y + plot.y + 0.5 * plot.height;
  vt_slice_chart_to_plane (cell->chart, width, height, &sheet->style, plot.x + 0.5 * plot.width,
                           plot.y + 0.5 * plot.height, &look->u, &look->v);
  look->zoom = vt_slice_chart_get_zoom (cell->chart, width, height, &sheet->style);
  look->height = MIN (plot.width, plot.height) / look->zoom;
  return TRUE;
}

guint
vt_comparison_sheet_count_discs (const VtComparisonSheet *sheet)
{
  guint n = 0;

  g_return_val_if_fail (sheet != NULL, 0);

  for (guint i = 0; i < sheet->n; i++)
    if (sheet->cells[i].chart != NULL)
      n += vt_slice_chart_count_visible (sheet->cells[i].chart, sheet->cells[i].slice.width,
                                         sheet->cells[i].slice.height, &sheet->style);
  return n;
}
