#include <math.h>
#include <string.h>

#include "training-examples.h"
#include "vt-chart-layout.h"
#include "vt-chart-text.h"
#include "vt-training-charts.h"

#define PRINT_WIDTH (VT_EXPORT_SINGLE_COLUMN * 72 / 25.4)
#define PRINT_HEIGHT (65 * 72 / 25.4)

/* (transfer full): all of them, in the order of the figures' names */
static GPtrArray *
make_charts (void)
{
  GPtrArray *charts = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_chart_unref);
  g_autoptr (VtTable) validation = example_validation (), calibration = example_calibration ();
  g_autoptr (VtTable) k = example_k (), relieff = example_relieff ();
  g_autoptr (VtTable) classes = example_classes (), confusion = example_confusion ();
  VtDendrogramLayout *dendrogram = example_dendrogram (EXAMPLE_N_TEMPERATURES, 6);

  g_ptr_array_add (charts, vt_training_charts_new_t_ml (validation));
  g_ptr_array_add (charts, vt_training_charts_new_dendrogram (dendrogram));
  g_ptr_array_add (charts, vt_training_charts_new_classes (classes));
  g_ptr_array_add (charts, vt_training_charts_new_features (relieff, 5));
  g_ptr_array_add (charts, vt_training_charts_new_k (k, 50));
  g_ptr_array_add (charts, vt_training_charts_new_confusion (confusion));
  g_ptr_array_add (charts, vt_training_charts_new_calibration (calibration));
  example_dendrogram_free (dendrogram);
  return charts;
}

/* (nullable) */
static VtSeries *
find_series (const VtChart *chart, const char *label)
{
  for (guint i = 0; i < vt_chart_get_n_series (chart); i++)
    if (g_strcmp0 (vt_series_get_label (vt_chart_get_series (chart, i)), label) == 0)
      return vt_chart_get_series (chart, i);
  return NULL;
}

static VtSeries *
find_kind (const VtChart *chart, VtSeriesKind kind)
{
  for (guint i = 0; i < vt_chart_get_n_series (chart); i++)
    if (vt_series_get_kind (vt_chart_get_series (chart, i)) == kind)
      return vt_chart_get_series (chart, i);
  return NULL;
}

/* ---- what they say ---- */

/* A curve an element with rings where no class is, the band around all, and the diagonal from corner to corner. */
static void
test_t_ml (void)
{
  static const char *const labels[] = { "Cu", "Zr", "Ni", "Ti", "Pd", "all" };
  g_autoptr (VtTable) table = example_validation ();
  g_autoptr (VtChart) chart = vt_training_charts_new_t_ml (table);
  double minimum[2], maximum[2];

  for (guint e = 0; e < G_N_ELEMENTS (labels); e++)
    {
      VtSeries *series = find_series (chart, labels[e]);

      g_assert_nonnull (series);
      g_assert_cmpuint (vt_series_get_n (series), ==, EXAMPLE_N_TEMPERATURES);
      g_assert_true (vt_series_get_error_band (series) == (e == 5));
      for (guint i = 0; i < EXAMPLE_N_TEMPERATURES; i++)
        {
          guint row = EXAMPLE_N_TEMPERATURES * e + i;

          g_assert_cmpfloat (vt_series_get_x (series)[i], ==, example_temperature (i));
          g_assert_cmpfloat (vt_series_get_y (series)[i], ==, vt_table_get_number (table, row, 4));
          g_assert_true (vt_series_is_hollow (series, i) == (e < 5 && !example_is_class (i)));
        }
      for (guint other = 0; other < e; other++)
        {
          VtColor a = vt_series_get_color (series, FALSE);
          VtColor b = vt_series_get_color (find_series (chart, labels[other]), FALSE);

          g_assert_cmpfloat (fabs (a.red - b.red) + fabs (a.green - b.green) + fabs (a.blue - b.blue), >, 0.1);
        }
    }
  g_assert_nonnull (find_kind (chart, VT_SERIES_IDENTITY));
  vt_axis_get_range (vt_chart_get_x_axis (chart), &minimum[0], &maximum[0]);
  vt_axis_get_range (vt_chart_get_y_axis (chart), &minimum[1], &maximum[1]);
  g_assert_cmpfloat (minimum[0], ==, minimum[1]);
  g_assert_cmpfloat (maximum[0], >, example_temperature (EXAMPLE_N_TEMPERATURES - 1));
  g_assert_cmpfloat (maximum[1], >=, maximum[0]);
  /* The whole band is to be seen. */
  for (guint i = 0; i < EXAMPLE_N_TEMPERATURES; i++)
    {
      VtSeries *all = find_series (chart, "all");

      g_assert_cmpfloat (vt_series_get_y (all)[i] + vt_series_get_errors (all)[i], <, maximum[1]);
    }
}

static void
test_k (void)
{
  g_autoptr (VtTable) table = example_k ();
  g_autoptr (VtChart) chosen = vt_training_charts_new_k (table, 50), open = vt_training_charts_new_k (table, 0);
  g_autoptr (VtChart) same = NULL;
  VtSeries *line = find_kind (chosen, VT_SERIES_VERTICAL), *curve;

  g_assert_nonnull (line);
  g_assert_cmpfloat (vt_series_get_x (line)[0], ==, 50);
  g_assert_cmpstr (vt_series_get_label (line), ==, "<i>k</i> = 50");
  g_assert_null (find_kind (open, VT_SERIES_VERTICAL));
  curve = find_series (open, "class temperatures");
  g_assert_cmpfloat (vt_series_get_y (curve)[49], ==, vt_table_get_number (table, 49, 2));
  curve = find_series (open, "all temperatures");
  g_assert_cmpfloat (vt_series_get_y (curve)[49], ==, vt_table_get_number (table, 49, 1));

  /* Where every temperature is a class there is one curve, not two over each other. */
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    vt_table_set_number (table, row, 2, vt_table_get_number (table, row, 1));
  same = vt_training_charts_new_k (table, 0);
  g_assert_cmpuint (vt_chart_get_n_series (open), ==, 2);
  g_assert_cmpuint (vt_chart_get_n_series (same), ==, 1);
}

static void
test_features (void)
{
  g_autoptr (VtTable) table = example_relieff ();
  g_autoptr (VtChart) chart = vt_training_charts_new_features (table, 5),
                      bare = vt_training_charts_new_features (table, NAN);
  VtSeries *curve = find_kind (chart, VT_SERIES_LINE), *boundary = find_kind (chart, VT_SERIES_VERTICAL);

  g_assert_cmpuint (vt_series_get_n (curve), ==, vt_table_get_n_rows (table));
  for (guint i = 0; i < vt_series_get_n (curve); i++)
    g_assert_true (vt_series_is_hollow (curve, i) == (vt_table_get_number (table, i, 2) == 0));
  g_assert_cmpstr (vt_series_get_label (boundary), ==, "5 ps");
  g_assert_cmpfloat (vt_series_get_y (find_kind (chart, VT_SERIES_HORIZONTAL))[0], ==, 0);
  g_assert_null (find_kind (bare, VT_SERIES_VERTICAL));
}

static void
test_classes (void)
{
  g_autoptr (VtTable) table = example_classes ();
  g_autoptr (VtChart) chart = vt_training_charts_new_classes (table);
  VtSeries *columns = find_kind (chart, VT_SERIES_COLUMNS);

  g_assert_cmpuint (vt_axis_get_n_categories (vt_chart_get_x_axis (chart)), ==, EXAMPLE_N_TEMPERATURES);
  g_assert_cmpstr (vt_axis_get_category (vt_chart_get_x_axis (chart), 3), ==, "400");
  for (guint i = 0; i < EXAMPLE_N_TEMPERATURES; i++)
    {
      g_assert_cmpfloat (vt_series_get_y (columns)[i], ==, vt_table_get_number (table, i, 2));
      g_assert_true (vt_series_is_pale (columns, i) == !example_is_class (i));
    }
}

/* Rows of the table in any order: the cell stands at its class and temperature, by their names at the axes. */
static void
test_confusion (void)
{
  static const double rows[][3] = { { 300, 100, 30 }, { 100, 100, 90 }, { 300, 2000, 70 }, { 100, 2000, 10 } };
  g_autoptr (VtTable) table = vt_table_new ("confusion");
  g_autoptr (VtChart) chart = NULL;
  VtSeries *cells;

  vt_table_add_numbers (table, "true", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "predicted", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "share_percent", VT_UNIT_PERCENT);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint row = vt_table_add_row (table);

      for (guint c = 0; c < 3; c++)
        vt_table_set_number (table, row, c, rows[i][c]);
    }
  chart = vt_training_charts_new_confusion (table);
  cells = find_kind (chart, VT_SERIES_CELLS);
  g_assert_cmpuint (vt_axis_get_n_categories (vt_chart_get_x_axis (chart)), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *class = vt_axis_get_category (vt_chart_get_x_axis (chart), (guint) vt_series_get_x (cells)[i]);
      const char *truth = vt_axis_get_category (vt_chart_get_y_axis (chart), (guint) vt_series_get_y (cells)[i]);

      g_assert_cmpfloat (g_ascii_strtod (truth, NULL), ==, rows[i][0]);
      g_assert_cmpfloat (g_ascii_strtod (class, NULL), ==, rows[i][1]);
      g_assert_cmpfloat (vt_series_get_values (cells)[i], ==, rows[i][2]);
    }
  g_assert_cmpfloat (vt_series_get_x (cells)[0], <, vt_series_get_x (cells)[2]);
}

/* Up and across: how much of the tree's lines lies above and below the cut, in a colour and without. */
static void
sum_lines (const VtChart *chart, double cut, double *above, double *below, double *across)
{
  *above = *below = *across = 0;
  for (guint s = 0; s < vt_chart_get_n_series (chart); s++)
    {
      const VtSeries *series = vt_chart_get_series (chart, s);
      const double *x = vt_series_get_x (series), *y = vt_series_get_y (series);
      gboolean colored = isfinite (vt_series_get_level (series));

      for (guint i = 1; vt_series_get_kind (series) == VT_SERIES_LINE && i < vt_series_get_n (series); i++)
        {
          if (!isfinite (x[i] + x[i - 1]))
            continue;
          g_assert_true (colored ? MAX (y[i], y[i - 1]) <= cut : MIN (y[i], y[i - 1]) >= cut);
          *across += fabs (x[i] - x[i - 1]);
          *(colored ? below : above) += fabs (y[i] - y[i - 1]);
        }
    }
}

static void
test_dendrogram (void)
{
  for (double cut = 0.5; cut < 40; cut *= 2)
    {
      VtDendrogramLayout *tree = example_dendrogram (12, cut);
      g_autoptr (VtChart) chart = vt_training_charts_new_dendrogram (tree);
      double above, below, across, expected_above = 0, expected_below = 0, expected_across = 0;

      for (guint i = 0; i < tree->n_links; i++)
        {
          const VtDendrogramLink *link = &tree->links[i];
          const double starts[] = { link->y_left, link->y_right };

          expected_across += link->x_right - link->x_left;
          for (guint k = 0; k < 2; k++)
            {
              expected_below += MAX (MIN (link->y_top, cut) - starts[k], 0);
              expected_above += MAX (link->y_top - MAX (starts[k], cut), 0);
            }
        }
      sum_lines (chart, cut, &above, &below, &across);
      g_assert_cmpfloat_with_epsilon (across, expected_across, 1e-9);
      g_assert_cmpfloat_with_epsilon (above, expected_above, 1e-9);
      g_assert_cmpfloat_with_epsilon (below, expected_below, 1e-9);
      g_assert_cmpfloat (vt_series_get_y (find_kind (chart, VT_SERIES_HORIZONTAL))[0], ==, cut);
      g_assert_cmpstr (vt_axis_get_category (vt_chart_get_x_axis (chart), 0), ==, "100 K (120)");
      example_dendrogram_free (tree);
    }
}

/* Each branch below the cut has the temperature of the cluster that it belongs to. */
static void
test_dendrogram_colors (void)
{
  const double cut = 6;
  VtDendrogramLayout *tree = example_dendrogram (EXAMPLE_N_TEMPERATURES, cut);
  g_autoptr (VtChart) chart = vt_training_charts_new_dendrogram (tree);
  guint n_checked = 0;

  g_assert_cmpuint (tree->n_clusters, >, 2);
  for (guint s = 0; s < vt_chart_get_n_series (chart); s++)
    {
      const VtSeries *series = vt_chart_get_series (chart, s);

      for (guint i = 0; i < vt_series_get_n (series) && isfinite (vt_series_get_level (series)); i++)
        for (guint c = 0; c < tree->n_clusters; c++)
          if (vt_series_get_x (series)[i] >= tree->clusters[c].x_left
              && vt_series_get_x (series)[i] <= tree->clusters[c].x_right)
            {
              g_assert_cmpfloat (vt_series_get_level (series), ==, tree->clusters[c].label);
              n_checked++;
            }
    }
  g_assert_cmpuint (n_checked, >=, 4 * (tree->n_tips - tree->n_clusters));
  example_dendrogram_free (tree);
}

/* ---- how they look ---- */

static gboolean
meet (const cairo_rectangle_t *a, const cairo_rectangle_t *b)
{
  return a->width > 0 && b->width > 0 && a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

/* Nothing lies upon anything else, and nothing beyond the picture. */
static void
assert_in_order (const VtChart *chart, double width, double height, const VtChartStyle *style)
{
  VtChartLayout layout;

  vt_chart_layout_init (&layout, chart, width, height, style, NULL);
  g_assert_cmpfloat (layout.plot.area.width, >, 0.5 * width);
  g_assert_cmpfloat (layout.plot.area.height, >, 0.45 * height);
  g_assert_cmpfloat (layout.plot.area.x - layout.y.thickness, >=, 0);
  g_assert_cmpfloat (layout.plot.area.y + layout.plot.area.height + layout.x.thickness, <=, height);
  g_assert_cmpfloat (layout.color_area.x + layout.color_area.width, <=, width);
  g_assert_false (meet (&layout.color_area, &layout.plot.area));
  g_assert_false (meet (&layout.color_area, &layout.legend_area));
  g_assert_cmpfloat (layout.legend_area.y, >=, 0);
  for (guint i = 0; i < layout.notes->len; i++)
    {
      const VtChartNote *note = &g_array_index (layout.notes, VtChartNote, i);
      double wide, high;
      cairo_rectangle_t box;

      vt_chart_text_measure (style, vt_series_get_label (note->series), style->text_size, &wide, &high);
      box = (cairo_rectangle_t){ note->x - note->x_align * wide, note->y - note->y_align * high, wide, high };
      g_assert_false (meet (&box, &layout.legend_area));
      g_assert_cmpfloat (box.y, >=, 0);
      g_assert_cmpfloat (box.x + box.width, <=, width);
    }
  vt_chart_layout_clear (&layout);
}

static void
test_in_order (void)
{
  g_autoptr (GPtrArray) charts = make_charts ();
  VtChartStyle print = vt_chart_style_print (), screen = vt_chart_style_screen (FALSE);

  for (guint c = 0; c < charts->len; c++)
    {
      const VtChart *chart = g_ptr_array_index (charts, c);

      assert_in_order (chart, PRINT_WIDTH, PRINT_HEIGHT, &print);
      assert_in_order (chart, 290, 235, &screen);
      assert_in_order (chart, 700, 500, &screen);
    }
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;
  return n;
}

/* (transfer full): zeros are made blanks */
static char *
render (VtChart *chart, VtExportFormat format)
{
  VtExportOptions options = { .format = format, .width = VT_EXPORT_SINGLE_COLUMN, .height = 65, .dpi = 100 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = vt_export_render (vt_chart_paint_func, chart, &options, NULL, &error);
  char *text;

  g_assert_no_error (error);
  text = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) + 1);
  for (gsize i = 0; i < g_bytes_get_size (bytes); i++)
    if (text[i] == '\0')
      text[i] = ' ';
  text[g_bytes_get_size (bytes)] = '\0';
  return text;
}

static void
test_vectors (void)
{
  g_autoptr (GPtrArray) charts = make_charts ();

  for (guint c = 0; c < charts->len; c++)
    {
      VtChart *chart = g_ptr_array_index (charts, c);
      g_autofree char *svg = render (chart, VT_EXPORT_SVG), *pdf = render (chart, VT_EXPORT_PDF);
      guint n_paths = count (svg, "<path"), n_rectangles = count (svg, "<rect");
      VtSeries *cells = find_kind (chart, VT_SERIES_CELLS);

      g_assert_cmpuint (count (svg, "<image"), ==, 0);
      g_assert_cmpuint (count (pdf, "/Subtype /Image"), ==, 0);
      g_assert_cmpuint (n_paths + n_rectangles, >, 5);
      if (cells != NULL)
        g_assert_cmpuint (n_paths + n_rectangles, >, vt_series_get_n (cells));
    }
}

/* Before their stage, and where a table came out empty. */
static void
test_no_rows (void)
{
  VtTable *tables[] = { example_validation (), example_calibration (), example_k (),
                        example_relieff (),    example_classes (),     example_confusion () };
  VtChartStyle style = vt_chart_style_screen (TRUE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 200);
  cairo_t *cr = cairo_create (surface);

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      g_autoptr (VtTable) empty = vt_table_new (vt_table_get_name (tables[t]));
      g_autoptr (VtChart) chart = NULL;

      for (guint c = 0; c < vt_table_get_n_columns (tables[t]); c++)
        if (vt_table_column_is_text (tables[t], c))
          vt_table_add_texts (empty, vt_table_get_column_name (tables[t], c));
        else
          vt_table_add_numbers (empty, vt_table_get_column_name (tables[t], c), VT_UNIT_NONE);
      chart = t == 0   ? vt_training_charts_new_t_ml (empty)
              : t == 1 ? vt_training_charts_new_calibration (empty)
              : t == 2 ? vt_training_charts_new_k (empty, 50)
              : t == 3 ? vt_training_charts_new_features (empty, 5)
              : t == 4 ? vt_training_charts_new_classes (empty)
                       : vt_training_charts_new_confusion (empty);
      g_assert_false (vt_chart_has_data (chart));
      vt_chart_paint (chart, cr, 300, 200, &style);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      vt_table_unref (tables[t]);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training-charts/t-ml", test_t_ml);
  g_test_add_func ("/training-charts/k", test_k);
  g_test_add_func ("/training-charts/features", test_features);
  g_test_add_func ("/training-charts/classes", test_classes);
  g_test_add_func ("/training-charts/confusion", test_confusion);
  g_test_add_func ("/training-charts/dendrogram", test_dendrogram);
  g_test_add_func ("/training-charts/dendrogram-colors", test_dendrogram_colors);
  g_test_add_func ("/training-charts/in-order", test_in_order);
  g_test_add_func ("/training-charts/vectors", test_vectors);
  g_test_add_func ("/training-charts/no-rows", test_no_rows);
  return g_test_run ();
}
