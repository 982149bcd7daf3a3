#include "vt-page-table.h"

#include "vt-page-text.h"

/* In text sizes. */
#define GUTTER 1.2  /* between columns */
#define PADDING 0.3 /* above and below a row's text */
#define RULE 0.9    /* points: above and at the end; the one below the head is half of it */

/* @texts: one a column, NULL before they are laid out */
typedef struct
{
  char **cells;
  VtPageText **texts;
  gboolean pale;
  double height;
} Row;

struct _VtPageTable
{
  guint n_columns;
  double *shares;
  double *lefts;
  GArray *rows; /* the head first */
  double size;
  double width;
};

static void
forget_texts (Row *row, guint n_columns)
{
  for (guint c = 0; row->texts != NULL && c < n_columns; c++)
    vt_page_text_free (row->texts[c]);
  g_clear_pointer (&row->texts, g_free);
}

static void
append_row (VtPageTable *table, const char *const *cells, gboolean pale)
{
  Row row = { .cells = g_new0 (char *, table->n_columns + 1), .pale = pale };

  for (guint c = 0; c < table->n_columns; c++)
    row.cells[c] = g_strdup (cells[c]);
  g_array_append_val (table->rows, row);
}

VtPageTable *
vt_page_table_new (guint n_columns, const double *shares, const char *const *head)
{
  VtPageTable *table;

  g_return_val_if_fail (n_columns > 0 && shares != NULL && head != NULL, NULL);

  table = g_new0 (VtPageTable, 1);
  table->n_columns = n_columns;
  table->shares = g_memdup2 (shares, n_columns * sizeof (double));
  table->lefts = g_new0 (double, n_columns + 1);
  table->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  append_row (table, head, FALSE);
  return table;
}

void
vt_page_table_free (VtPageTable *table)
{
  g_return_if_fail (table != NULL);

  for (guint r = 0; r < table->rows->len; r++)
    {
      Row *row = &g_array_index (table->rows, Row, r);

      forget_texts (row, table->n_columns);
      g_strfreev (row->cells);
    }
  g_array_unref (table->rows);
  g_free (table->shares);
  g_free (table->lefts);
  g_free (table);
}

void
vt_page_table_add_row (VtPageTable *table, const char *const *cells, gboolean pale)
{
  g_return_if_fail (table != NULL && cells != NULL);

  append_row (table, cells, pale);
}

guint
vt_page_table_get_n_rows (const VtPageTable *table)
{
  g_return_val_if_fail (table != NULL, 0);

  return table->rows->len - 1;
}

/* ---- layout ---- */

static void
place_columns (VtPageTable *table)
{
  double sum = 0, left = 0;

  for (guint c = 0; c < table->n_columns; c++)
    sum += table->shares[c];
  for (guint c = 0; c <= table->n_columns; c++)
    {
      table->lefts[c] = left;
      left += c < table->n_columns ? table->shares[c] / sum * (table->width + GUTTER * table->size) : 0;
    }
}

static double
get_column_width (const VtPageTable *table, guint column)
{
  return MAX (1.0, table->lefts[column + 1] - table->lefts[column] - GUTTER * table->size);
}

static void
lay_out_row (VtPageTable *table, Row *row, const VtChartStyle *style, gboolean head)
{
  forget_texts (row, table->n_columns);
  row->texts = g_new0 (VtPageText *, table->n_columns);
  row->height = 0;
  for (guint c = 0; c < table->n_columns; c++)
    {
      g_autofree char *bold = head ? g_strdup_printf ("<b>%s</b>", row->cells[c]) : NULL;
      VtPageText *text
          = vt_page_text_new (style, head ? bold : row->cells[c], table->size, get_column_width (table, c));

      row->height = MAX (row->height, vt_page_text_get_height (text, 0, vt_page_text_get_n_lines (text)));
      row->texts[c] = text;
    }
  row->height += 2 * PADDING * table->size;
}

void
vt_page_table_lay_out (VtPageTable *table, const VtChartStyle *style, double size, double width)
{
  g_return_if_fail (table != NULL && style != NULL && size > 0 && width > 0);

  table->size = size;
  table->width = width;
  place_columns (table);
  for (guint r = 0; r < table->rows->len; r++)
    lay_out_row (table, &g_array_index (table->rows, Row, r), style, r == 0);
}

double
vt_page_table_get_height (const VtPageTable *table, guint from, guint to)
{
  double height;

  g_return_val_if_fail (table != NULL && from <= to && to < table->rows->len, 0);

  height = g_array_index (table->rows, Row, 0).height;
  for (guint r = from; r < to; r++)
    height += g_array_index (table->rows, Row, r + 1).height;
  return height;
}

/* ---- painting ---- */

static void
paint_rule (const VtPageTable *table, cairo_t *cr, const VtChartStyle *style, double x, double y, double thickness)
{
  cairo_save (cr);
  vt_chart_style_set_source (cr, style->foreground, 1.0);
  cairo_set_line_width (cr, thickness);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + table->width, y);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_row (const VtPageTable *table, const Row *row, cairo_t *cr, const VtChartStyle *style, double x, double y)
{
  vt_chart_style_set_source (cr, row->pale ? style->secondary : style->foreground, 1.0);
  for (guint c = 0; c < table->n_columns; c++)
    vt_page_text_paint (row->texts[c], cr, x + table->lefts[c], y + PADDING * table->size, 0,
                        vt_page_text_get_n_lines (row->texts[c]));
}

void
vt_page_table_paint (
    const VtPageTable *table, cairo_t *cr, const VtChartStyle *style, double x, double y, guint from, guint to)
{
  const Row *head;

  g_return_if_fail (table != NULL && cr != NULL && style != NULL && table->size > 0);
  g_return_if_fail (from <= to && to < table->rows->len);

  head = &g_array_index (table->rows, Row, 0);
  paint_rule (table, cr, style, x, y, RULE);
  paint_row (table, head, cr, style, x, y);
  y += head->height;
  paint_rule (table, cr, style, x, y, 0.5 * RULE);
  for (guint r = from; r < to; r++)
    {
      const Row *row = &g_array_index (table->rows, Row, r + 1);

      paint_row (table, row, cr, style, x, y);
      y += row->height;
    }
  paint_rule (table, cr, style, x, y, RULE);
}
