#include "vt-panels.h"

#include "vt-chart-text.h"

/* In text sizes. */
#define GAP 0.8
#define LETTER_ROOM 1.1

typedef struct
{
  VtChart       *chart;  /* or NULL: then @paint */
  char          *letter; /* or NULL: by its place */
  VtPaintFunc    paint;
  gpointer       data;
  GDestroyNotify free_func;
} Panel;

struct _VtPanels
{
  guint    columns;
  GArray  *panels;
  gboolean lettered;
};

/* The panels' common size, and how far down within it the picture begins. */
typedef struct
{
  guint  n_rows;
  double width;
  double height;
  double gap;
  double letter;
} Grid;

G_DEFINE_BOXED_TYPE (VtPanels, vt_panels, vt_panels_ref, vt_panels_unref)

static void
panel_clear (gpointer data)
{
  Panel *panel = data;

  g_clear_pointer (&panel->chart, vt_chart_unref);
  g_clear_pointer (&panel->letter, g_free);
  if (panel->free_func != NULL)
    panel->free_func (panel->data);
}

VtPanels *
vt_panels_new (guint columns)
{
  VtPanels *panels;

  g_return_val_if_fail (columns > 0, NULL);

  panels = g_atomic_rc_box_new0 (VtPanels);
  panels->columns = columns;
  panels->lettered = TRUE;
  panels->panels = g_array_new (FALSE, FALSE, sizeof (Panel));
  g_array_set_clear_func (panels->panels, panel_clear);
  return panels;
}

VtPanels *
vt_panels_ref (VtPanels *panels)
{
  g_return_val_if_fail (panels != NULL, NULL);

  return g_atomic_rc_box_acquire (panels);
}

static void
panels_clear (gpointer data)
{
  VtPanels *panels = data;

  g_array_unref (panels->panels);
}

void
vt_panels_unref (VtPanels *panels)
{
  g_return_if_fail (panels != NULL);

  g_atomic_rc_box_release_full (panels, panels_clear);
}

void
vt_panels_add_chart (VtPanels *panels, VtChart *chart)
{
  Panel panel = { .chart = chart };

  g_return_if_fail (panels != NULL);
  g_return_if_fail (chart != NULL);

  g_array_append_val (panels->panels, panel);
}

void
vt_panels_add (VtPanels *panels, VtPaintFunc paint, gpointer data, GDestroyNotify free_func)
{
  Panel panel = { .paint = paint, .data = data, .free_func = free_func };

  g_return_if_fail (panels != NULL);
  g_return_if_fail (paint != NULL);

  g_array_append_val (panels->panels, panel);
}

guint
vt_panels_get_n (const VtPanels *panels)
{
  g_return_val_if_fail (panels != NULL, 0);

  return panels->panels->len;
}

void
vt_panels_set_lettered (VtPanels *panels, gboolean lettered)
{
  g_return_if_fail (panels != NULL);

  panels->lettered = lettered;
}

void
vt_panels_set_letter (VtPanels *panels, guint index, const char *letter)
{
  Panel *panel;

  g_return_if_fail (panels != NULL && index < panels->panels->len && letter != NULL);

  panel = &g_array_index (panels->panels, Panel, index);
  g_free (panel->letter);
  panel->letter = g_strdup (letter);
}

static gboolean
has_letters (const VtPanels *panels)
{
  gboolean given = FALSE;

  for (guint i = 0; i < panels->panels->len; i++)
    given = given || g_array_index (panels->panels, Panel, i).letter != NULL;
  return panels->lettered && (given || panels->panels->len > 1);
}

static void
init_grid (const VtPanels *panels, double width, double height, const VtChartStyle *style, Grid *grid)
{
  guint columns = MIN (panels->columns, panels->panels->len);

  grid->n_rows = (panels->panels->len + panels->columns - 1) / panels->columns;
  grid->gap = GAP * style->text_size;
  grid->width = MAX (1.0, (width - (columns - 1) * grid->gap) / columns);
  grid->height = MAX (1.0, (height - (grid->n_rows - 1) * grid->gap) / grid->n_rows);
  grid->letter = has_letters (panels) ? LETTER_ROOM * style->text_size : 0.0;
}

/* Plots over one another share their left and right edge, plots beside one another their lower one. */
static VtInsets
get_common_insets (const VtPanels *panels, const VtInsets *own, guint index)
{
  VtInsets common = { 0 };

  for (guint i = 0; i < panels->panels->len; i++)
    {
      if (i % panels->columns == index % panels->columns)
        {
          common.left = MAX (common.left, own[i].left);
          common.right = MAX (common.right, own[i].right);
        }
      /* Not the upper one: one legend above would cost all of them room. */
      if (i / panels->columns == index / panels->columns)
        common.bottom = MAX (common.bottom, own[i].bottom);
    }
  return common;
}

static void
paint_letter (const Panel *panel, guint index, cairo_t *cr, const VtChartStyle *style)
{
  g_autofree char *letter = panel->letter != NULL ? g_markup_printf_escaped ("<b>%s</b>", panel->letter)
                                                  : g_strdup_printf ("<b>%c</b>", 'a' + (int) (index % 26));

  vt_chart_style_set_source (cr, style->foreground, 1.0);
  vt_chart_text_draw (cr, style, letter, style->title_size, 0.25 * style->text_size, 0.0, 0.0, 0.0, 0.0);
}

static void
paint_panel (
    const VtPanels *panels, guint index, const Grid *grid, const VtInsets *own, cairo_t *cr, const VtChartStyle *style)
{
  const Panel *panel = &g_array_index (panels->panels, Panel, index);
  double height = grid->height - grid->letter;

  cairo_save (cr);
  cairo_translate (cr, (index % panels->columns) * (grid->width + grid->gap),
                   (index / panels->columns) * (grid->height + grid->gap));
  if (grid->letter > 0.0)
    paint_letter (panel, index, cr, style);
  cairo_translate (cr, 0.0, grid->letter);
  if (panel->chart != NULL)
    {
      VtInsets insets = get_common_insets (panels, own, index);

      vt_chart_paint_inset (panel->chart, cr, grid->width, height, style, &insets);
    }
  else
    panel->paint (cr, grid->width, height, style, panel->data);
  cairo_restore (cr);
}

void
vt_panels_paint (const VtPanels *panels, cairo_t *cr, double width, double height, const VtChartStyle *style)
{
  g_autofree VtInsets *own = NULL;
  VtChartStyle inner;
  Grid grid;

  g_return_if_fail (panels != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (style != NULL);

  vt_chart_style_paint_background (style, cr, width, height);
  if (panels->panels->len == 0)
    return;

  inner = *style;
  inner.draws_background = FALSE;
  init_grid (panels, width, height, style, &grid);
  own = g_new0 (VtInsets, panels->panels->len);
  for (guint i = 0; i < panels->panels->len; i++)
    {
      const VtChart *chart = g_array_index (panels->panels, Panel, i).chart;

      if (chart != NULL && vt_chart_has_data (chart))
        vt_chart_get_insets (chart, grid.width, grid.height - grid.letter, &inner, &own[i]);
    }
  for (guint i = 0; i < panels->panels->len; i++)
    paint_panel (panels, i, &grid, own, cr, &inner);
}

void
vt_panels_paint_func (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer panels)
{
  vt_panels_paint (panels, cr, width, height, style);
}
