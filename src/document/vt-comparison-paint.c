#include "vt-comparison-sheet-private.h"

#include <math.h>
#include <string.h>

#include "vt-chart-text.h"
#include "vt-color-bar.h"
#include "vt-i18n.h"
#include "vt-palette.h"
#include "vt-report-number.h"

/* In text sizes. */
#define LONGEST_KEY 22.0
#define LINE 1.5
#define SWATCH 0.9

/* ---- titles ---- */

static char *
get_letter (const VtComparisonSheet *sheet, guint index)
{
  return sheet->n > 1 ? g_strdup_printf ("<b>%c</b>  ", (char) ('a' + index)) : g_strdup ("");
}

/* A name without its middle, @n characters of which are left. */
static char *
shorten (const char *name, glong n)
{
  glong all = g_utf8_strlen (name, -1), head = n - n / 2;
  g_autofree char *begin = NULL;

  if (n >= all)
    return g_strdup (name);
  begin = g_utf8_substring (name, 0, head);
  return g_strconcat (begin, "…", g_utf8_offset_to_pointer (name, all - n / 2), NULL);
}

static gboolean
fits (const VtComparisonSheet *sheet, const char *title, double room)
{
  double width;

  vt_chart_text_measure (&sheet->style, title, sheet->style.title_size, &width, NULL);
  return width <= room;
}

/* A run's name, shortened until it fits. (transfer full) */
static char *
fit_name (const VtComparisonSheet *sheet, const char *letter, const char *name, double room)
{
  for (glong n = g_utf8_strlen (name, -1);; n--)
    {
      g_autofree char *shorter = shorten (name, n), *escaped = g_markup_escape_text (shorter, -1);
      char *title = g_strconcat (letter, escaped, NULL);

      if (n <= 4 || fits (sheet, title, room))
        return title;
      g_free (title);
    }
}

/* (transfer full): as much of it as fits; what names the quantity, which the key tells, too, goes first. */
static char *
fit_title (const VtComparisonSheet *sheet, guint index, double room)
{
  const VtComparisonPanel *panel = vt_sheet_get_panel (sheet, index);
  g_autofree char *letter = get_letter (sheet, index);
  g_autofree char *escaped = panel->name != NULL ? g_markup_escape_text (panel->name, -1) : NULL;
  g_autofree char *full
      = g_strconcat (letter, panel->title, escaped != NULL ? ", " : "", escaped != NULL ? escaped : "", NULL);

  if (fits (sheet, full, room))
    return g_steal_pointer (&full);
  if (panel->name != NULL)
    return fit_name (sheet, letter, panel->name, room);
  return panel->brief != NULL ? g_strconcat (letter, panel->brief, NULL) : g_steal_pointer (&full);
}

char *
vt_comparison_describe_place (const VtState *state, const VtCell *cell)
{
  g_autofree char *position = NULL, *normal = NULL;
  VtSlice slice;

  g_return_val_if_fail (state != NULL && cell != NULL, NULL);

  vt_depiction_get_slice (state, cell, &slice);
  position = vt_report_number (0.1 * round (10 * slice.position));
  normal = vt_depiction_describe_normal (state);
  /* Along a vector it is the distance from the origin. */
  return g_strdup_printf (strlen (normal) == 1 ? "<i>%s</i> = %s\u202fÅ" : "%s: %s\u202fÅ", normal, position);
}

/* Where panels have their own places each is told at its title's end, if that leaves it room. */
static void
paint_own_place (const VtComparisonSheet *sheet, cairo_t *cr, guint index, double from, double y)
{
  const VtSheetCell *cell = &sheet->cells[index];
  g_autofree char *place = NULL;
  double width, right = cell->slice.x + cell->slice.width - VT_SHEET_EDGE * sheet->style.text_size;

  if (sheet->share_place || cell->chart == NULL)
    return;
  place = vt_comparison_describe_place (cell->state,
                                        vt_frame_get_cell (vt_sheet_get_panel (sheet, index)->depiction->frame));
  vt_chart_text_measure (&sheet->style, place, sheet->style.text_size, &width, NULL);
  if (from + width + sheet->style.text_size > right)
    return;
  vt_chart_style_set_source (cr, sheet->style.secondary, 1);
  vt_chart_text_draw (cr, &sheet->style, place, sheet->style.text_size, right, y, 1, 1, 0);
}

static void
paint_title (const VtComparisonSheet *sheet, cairo_t *cr, guint index)
{
  const VtSheetCell *cell = &sheet->cells[index];
  double em = sheet->style.text_size, x = cell->area.x + VT_SHEET_EDGE * em, y = cell->area.y + sheet->title, width;
  g_autofree char *title = fit_title (sheet, index, cell->area.width - 2 * VT_SHEET_EDGE * em);

  vt_chart_style_set_source (cr, sheet->style.foreground, 1);
  vt_chart_text_draw (cr, &sheet->style, title, sheet->style.title_size, x, y, 0, 1, 0);
  vt_chart_text_measure (&sheet->style, title, sheet->style.title_size, &width, NULL);
  paint_own_place (sheet, cr, index, x + width, y);
}

/* ---- keys ---- */

static void
paint_names (const VtComparisonSheet *sheet, const VtColoring *coloring, cairo_t *cr, double x, double y)
{
  double em = sheet->style.text_size;

  for (guint c = 0; c < coloring->n_categories; c++, y += LINE * em)
    {
      g_autofree char *name = g_markup_escape_text (coloring->names[c], -1);

      vt_chart_style_set_source (cr, coloring->colors[c], 1);
      cairo_arc (cr, x + 0.5 * SWATCH * em, y + 0.5 * LINE * em, 0.5 * SWATCH * em, 0, 2 * G_PI);
      cairo_fill (cr);
      vt_chart_style_set_source (cr, sheet->style.foreground, 1);
      vt_chart_text_draw (cr, &sheet->style, name, em, x + 1.4 * em, y + 0.5 * LINE * em, 0, 0.5, 0);
    }
}

static void
paint_key (const VtComparisonSheet *sheet, const VtSheetGroup *group, cairo_t *cr, double x, double y, double height)
{
  g_autoptr (VtAxis) axis = vt_axis_new ();
  VtColorBar bar = { .scale = &group->coloring->scale, .axis = axis, .shows_missing = group->shows_missing };
  double overhang = vt_color_bar_get_overhang (&sheet->style);

  if (group->coloring->n_categories > 0)
    {
      paint_names (sheet, group->coloring, cr, x, y);
      return;
    }
  vt_axis_set_title (axis, group->coloring->label, group->coloring->unit);
  /* The colours, and not the labels that stand over, are level with the plot. */
  vt_color_bar_paint (&bar, cr, &sheet->style, x, y - overhang, height + 2 * overhang);
}

/* Those that all share: beside the plots, level with their upper edge. */
static void
paint_keys (const VtComparisonSheet *sheet, cairo_t *cr)
{
  double em = sheet->style.text_size, gap = VT_SHEET_GAP * em, edge = VT_SHEET_EDGE * em;
  double x = sheet->grid.x + sheet->grid.width + gap, y = sheet->grid.y + sheet->title + edge;
  double row = (sheet->grid.height + gap) / sheet->n_rows;
  guint rows = sheet->stacked && sheet->n_groups > 0 ? sheet->n_rows / sheet->n_groups : sheet->n_rows;
  double height = MIN (rows * row - gap - sheet->title - 2 * edge - sheet->own_strip, LONGEST_KEY * em);

  for (guint g = 0; g < sheet->n_groups && height > 2 * em; g++)
    {
      paint_key (sheet, &sheet->groups[g], cr, x, y, height);
      x += sheet->stacked ? 0 : sheet->groups[g].width + gap;
      y += sheet->stacked ? rows * row : 0;
    }
}

static void
paint_own_key (const VtComparisonSheet *sheet, cairo_t *cr, guint index)
{
  const VtSheetCell *cell = &sheet->cells[index];
  VtSheetGroup own = { &cell->coloring, vt_sheet_get_panel (sheet, index)->n_missing > 0, 0 };
  double gap = VT_SHEET_GAP * sheet->style.text_size;
  cairo_rectangle_t plot;

  vt_slice_chart_get_plot_area (cell->chart, cell->slice.width, cell->slice.height, &sheet->style, &plot);
  paint_key (sheet, &own, cr, cell->slice.x + plot.x + plot.width + gap, cell->slice.y + plot.y, plot.height);
}

/* ---- panels ---- */

/* A word as markup, symbols as they are printed. (transfer full) */
static char *
set_word (const char *word)
{
  g_autofree char *escaped = g_markup_escape_text (word, -1);
  GString *text = g_string_new (escaped);

  g_string_replace (text, "T_ML", "<i>T</i><sub>ML</sub>", 0);
  g_string_replace (text, "T_g", "<i>T</i><sub>g</sub>", 0);
  g_string_replace (text, "D²min", "<i>D</i>²<sub>min</sub>", 0);
  return g_string_free (text, FALSE);
}

/* Words of a message set in lines that fit. (transfer full) */
static char *
wrap (const VtComparisonSheet *sheet, const char *message, double room)
{
  g_auto (GStrv) words = g_strsplit (message, " ", -1);
  GString *text = g_string_new (NULL);
  g_autofree char *line = g_strdup ("");

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = set_word (words[i]);
      g_autofree char *longer = *line != '\0' ? g_strconcat (line, " ", word, NULL) : g_strdup (word);
      double width;

      vt_chart_text_measure (&sheet->style, longer, sheet->style.text_size, &width, NULL);
      if (width > room && *line != '\0')
        {
          g_string_append_printf (text, "%s\n", line);
          g_free (line);
          line = g_steal_pointer (&word);
        }
      else
        {
          g_free (line);
          line = g_steal_pointer (&longer);
        }
    }
  g_string_append (text, line);
  return g_string_free (text, FALSE);
}

/* A panel without a picture: its frame, and why. */
static void
paint_empty (const VtComparisonSheet *sheet, cairo_t *cr, guint index)
{
  const VtSheetCell *cell = &sheet->cells[index];
  const char *sentence = vt_comparison_sheet_get_message (sheet, index);
  double edge = VT_SHEET_EDGE * sheet->style.text_size;
  g_autofree char *message = NULL;

  vt_chart_style_set_source (cr, sheet->style.grid, 1);
  cairo_set_line_width (cr, sheet->style.axis_width);
  cairo_rectangle (cr, cell->slice.x + edge, cell->slice.y + edge, MAX (cell->slice.width - 2 * edge, 0),
                   MAX (cell->slice.height - 2 * edge, 0));
  cairo_stroke (cr);
  if (sentence == NULL)
    return;
  message = wrap (sheet, sentence, cell->slice.width - 6 * edge);
  cairo_save (cr);
  cairo_rectangle (cr, cell->slice.x + edge, cell->slice.y + edge, MAX (cell->slice.width - 2 * edge, 0),
                   MAX (cell->slice.height - 2 * edge, 0));
  cairo_clip (cr);
  vt_chart_style_set_source (cr, sheet->style.secondary, 1);
  vt_chart_text_draw (cr, &sheet->style, message, sheet->style.text_size, cell->slice.x + 0.5 * cell->slice.width,
                      cell->slice.y + 0.5 * cell->slice.height, 0.5, 0.5, 0);
  cairo_restore (cr);
}

void
vt_comparison_sheet_paint_panel (const VtComparisonSheet *sheet, cairo_t *cr, guint index)
{
  const VtSheetCell *cell;
  VtChartStyle inner;

  g_return_if_fail (sheet != NULL && cr != NULL && index < sheet->n);

  cell = &sheet->cells[index];
  paint_title (sheet, cr, index);
  if (cell->chart == NULL)
    {
      paint_empty (sheet, cr, index);
      return;
    }
  inner = sheet->style;
  inner.draws_background = FALSE;
  cairo_save (cr);
  cairo_translate (cr, cell->slice.x, cell->slice.y);
  vt_slice_chart_paint (cell->chart, cr, cell->slice.width, cell->slice.height, &inner);
  cairo_restore (cr);
  if (!sheet->share_range)
    paint_own_key (sheet, cr, index);
}

/* ---- what is none's ---- */

/* Below the first panel of the last row: all are of its scale. At the other end, where they are cut. */
static void
paint_strip (const VtComparisonSheet *sheet, cairo_t *cr)
{
  guint first = (sheet->n_rows - 1) * sheet->n_columns, i = first;
  double em = sheet->style.text_size, right, width;
  g_autofree char *place = NULL;
  const VtSheetCell *cell;
  const VtComparisonPanel *panel;

  while (i < sheet->n && sheet->cells[i].chart == NULL)
    i++;
  if (i == sheet->n)
    return;
  cell = &sheet->cells[i];
  panel = vt_sheet_get_panel (sheet, i);
  cairo_save (cr);
  cairo_translate (cr, cell->slice.x, cell->slice.y);
  vt_slice_chart_paint_strip (cell->chart, cr, cell->slice.width, cell->slice.height, &sheet->style);
  cairo_restore (cr);

  place = vt_comparison_describe_place (cell->state, vt_frame_get_cell (panel->depiction->frame));
  right = sheet->cells[0].area.x + sheet->grid.width - VT_SHEET_EDGE * em;
  vt_chart_text_measure (&sheet->style, place, em, &width, NULL);
  if (right - width < cell->area.x + cell->area.width)
    return;
  vt_chart_style_set_source (cr, sheet->style.secondary, 1);
  vt_chart_text_draw (cr, &sheet->style, place, em, right, sheet->grid.y + sheet->grid.height + 0.8 * em, 1, 0.5, 0);
}

void
vt_comparison_sheet_paint_rest (const VtComparisonSheet *sheet, cairo_t *cr)
{
  g_return_if_fail (sheet != NULL && cr != NULL);

  if (sheet->n == 0)
    return;
  if (sheet->share_range)
    paint_keys (sheet, cr);
  if (sheet->share_place)
    paint_strip (sheet, cr);
}

void
vt_comparison_sheet_paint (const VtComparisonSheet *sheet, cairo_t *cr)
{
  g_return_if_fail (sheet != NULL && cr != NULL);

  vt_chart_style_paint_background (&sheet->style, cr, sheet->width, sheet->height);
  for (guint i = 0; i < sheet->n; i++)
    vt_comparison_sheet_paint_panel (sheet, cr, i);
  vt_comparison_sheet_paint_rest (sheet, cr);
}
