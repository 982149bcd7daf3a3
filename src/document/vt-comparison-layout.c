/* How a sheet is divided. All panels are as large as one another, and as large as there is room for; keys of colours
 * stand beside them all, or where each panel has a range of its own, beside each. One scale bar is enough while all are
 * of one scale, so a smaller cell is then drawn smaller. */
#include "vt-comparison-sheet-private.h"

#include <math.h>

#include "vt-chart-text.h"
#include "vt-color-bar.h"

/* In text sizes. */
#define TITLE 2.2
#define LEAST_KEY 7.0
#define LINE 1.5
#define SWATCH 1.4

/* Columns of a sheet that is as high as it asks for: a printed page's. */
static guint
count_page_columns (guint n)
{
  return n <= 3 ? MAX (n, 1) : n == 4 ? 2 : n <= 9 ? 3 : 4;
}

static double
measure_names (const VtComparisonSheet *sheet, const VtColoring *coloring)
{
  double widest = 0;

  for (guint c = 0; c < coloring->n_categories; c++)
    {
      g_autofree char *name = g_markup_escape_text (coloring->names[c], -1);
      double width;

      vt_chart_text_measure (&sheet->style, name, sheet->style.text_size, &width, NULL);
      widest = MAX (widest, width);
    }
  return widest + SWATCH * sheet->style.text_size;
}

double
vt_sheet_measure_key (const VtComparisonSheet *sheet, const VtSheetGroup *group, double height)
{
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtColorBar bar = { .scale = &group->coloring->scale, .axis = axis, .shows_missing = group->shows_missing };

  if (group->coloring->n_categories > 0)
    return measure_names (sheet, group->coloring);
  vt_axis_set_title (axis, group->coloring->label, group->coloring->unit);
  return vt_color_bar_measure (&bar, &sheet->style, height);
}

/* ---- what is needed beside the slices ---- */

static void
measure_keys (VtComparisonSheet *sheet)
{
  double em = sheet->style.text_size, gap = VT_SHEET_GAP * em;

  sheet->own_key = sheet->keys = 0;
  if (sheet->share_range)
    {
      for (guint g = 0; g < sheet->n_groups; g++)
        {
          sheet->groups[g].width = vt_sheet_measure_key (sheet, &sheet->groups[g], LEAST_KEY * em);
          sheet->keys = sheet->stacked ? MAX (sheet->keys, gap + sheet->groups[g].width)
                                       : sheet->keys + gap + sheet->groups[g].width;
        }
      /* Longer bars may have longer labels. */
      sheet->keys += sheet->n_groups > 0 ? em : 0;
      return;
    }
  for (guint i = 0; i < sheet->n; i++)
    if (sheet->cells[i].chart != NULL)
      {
        VtSheetGroup own = { &sheet->cells[i].coloring, vt_sheet_get_panel (sheet, i)->n_missing > 0, 0 };

        sheet->own_key = MAX (sheet->own_key, gap + vt_sheet_measure_key (sheet, &own, LEAST_KEY * em));
      }
}

/* Å, of the largest panel. Before any is there: a square. */
static void
get_extent (const VtComparisonSheet *sheet, double extent[2])
{
  extent[0] = extent[1] = 0;
  for (guint i = 0; i < sheet->n; i++)
    for (guint k = 0; k < 2; k++)
      extent[k] = MAX (extent[k], sheet->cells[i].extent[k]);
  if (!(extent[0] > 0) || !(extent[1] > 0))
    extent[0] = extent[1] = 1;
}

/* ---- rows and columns ---- */

/* What a panel needs beside its plot. */
static void
get_frame (const VtComparisonSheet *sheet, double frame[2])
{
  double edges = 2 * VT_SHEET_EDGE * sheet->style.text_size;

  frame[0] = edges + sheet->own_key;
  frame[1] = edges + sheet->title + sheet->own_strip;
}

/* Picture units an Å that so many columns leave; 0 where there is no room. */
static double
get_zoom (const VtComparisonSheet *sheet, guint columns, const double extent[2])
{
  guint rows = (sheet->n + columns - 1) / columns;
  double gap = VT_SHEET_GAP * sheet->style.text_size, frame[2], across, up;

  get_frame (sheet, frame);
  across = (sheet->width - sheet->keys - gap * (columns - 1)) / columns - frame[0];
  up = (sheet->height - sheet->strip - gap * (rows - 1)) / rows - frame[1];
  if (!(sheet->height > 0))
    up = INFINITY;
  return MAX (MIN (across / extent[0], up / extent[1]), 0);
}

static guint
choose_columns (const VtComparisonSheet *sheet, const double extent[2])
{
  guint best = 1;

  if (!(sheet->height > 0))
    return count_page_columns (sheet->n);
  /* A hair more is no reason for another row. */
  for (guint columns = 2; columns <= sheet->n; columns++)
    if (get_zoom (sheet, columns, extent) > 1.001 * get_zoom (sheet, best, extent))
      best = columns;
  return best;
}

/* Keys over one another take less width, where the sheet is high enough. Then there are other columns, perhaps. */
static double
divide (VtComparisonSheet *sheet, const double extent[2])
{
  sheet->stacked = TRUE;
  measure_keys (sheet);
  sheet->n_columns = choose_columns (sheet, extent);
  sheet->n_rows = (sheet->n + sheet->n_columns - 1) / sheet->n_columns;
  if (sheet->n_groups > sheet->n_rows)
    {
      sheet->stacked = FALSE;
      measure_keys (sheet);
      sheet->n_columns = choose_columns (sheet, extent);
      sheet->n_rows = (sheet->n + sheet->n_columns - 1) / sheet->n_columns;
    }
  return get_zoom (sheet, sheet->n_columns, extent);
}

/* ---- rectangles ---- */

static void
place_cells (VtComparisonSheet *sheet, double zoom, const double extent[2])
{
  double gap = VT_SHEET_GAP * sheet->style.text_size, frame[2], size[2];

  get_frame (sheet, frame);
  for (guint k = 0; k < 2; k++)
    size[k] = MAX (frame[k] + zoom * extent[k], 1);
  sheet->grid.width = sheet->n_columns * size[0] + (sheet->n_columns - 1) * gap;
  sheet->grid.height = sheet->n_rows * size[1] + (sheet->n_rows - 1) * gap;
  if (!(sheet->height > 0))
    sheet->height = sheet->grid.height + sheet->strip;
  sheet->grid.x = MAX (0, 0.5 * (sheet->width - sheet->keys - sheet->grid.width));
  sheet->grid.y = MAX (0, 0.5 * (sheet->height - sheet->strip - sheet->grid.height));
  for (guint i = 0; i < sheet->n; i++)
    {
      VtSheetCell *cell = &sheet->cells[i];

      cell->area = (cairo_rectangle_t){ sheet->grid.x + i % sheet->n_columns * (size[0] + gap),
                                        sheet->grid.y + i / sheet->n_columns * (size[1] + gap), size[0], size[1] };
      cell->slice = (cairo_rectangle_t){ cell->area.x, cell->area.y + sheet->title, size[0] - sheet->own_key,
                                         size[1] - sheet->title };
    }
}

static double
get_chart_zoom (const VtComparisonSheet *sheet, const VtSheetCell *cell)
{
  return vt_slice_chart_get_zoom (cell->chart, cell->slice.width, cell->slice.height, &sheet->style);
}

/* Frames of a run that is drawn out have cells of different sizes: they are drawn at the scale of the largest. */
static void
share_scale (VtComparisonSheet *sheet)
{
  double edges = 2 * VT_SHEET_EDGE * sheet->style.text_size, least = INFINITY;

  for (guint i = 0; i < sheet->n; i++)
    if (sheet->cells[i].chart != NULL)
      least = MIN (least, get_chart_zoom (sheet, &sheet->cells[i]));
  for (guint i = 0; i < sheet->n; i++)
    {
      VtSheetCell *cell = &sheet->cells[i];
      double share = cell->chart != NULL ? least / get_chart_zoom (sheet, cell) : 1;
      double width = edges + share * (cell->slice.width - edges), height = edges + share * (cell->slice.height - edges);

      cell->slice.x += 0.5 * (cell->slice.width - width);
      cell->slice.y += 0.5 * (cell->slice.height - height);
      cell->slice.width = width;
      cell->slice.height = height;
    }
}

void
vt_sheet_lay_out (VtComparisonSheet *sheet)
{
  double strip = vt_slice_chart_get_strip_height (&sheet->style), extent[2];

  if (sheet->n == 0)
    return;
  sheet->title = TITLE * sheet->style.text_size;
  sheet->own_strip = sheet->share_place ? 0 : strip;
  sheet->strip = sheet->share_place ? strip : 0;
  get_extent (sheet, extent);
  place_cells (sheet, divide (sheet, extent), extent);
  if (sheet->share_place)
    share_scale (sheet);
}
