#include "vt-order-charts.h"

#include <math.h>
#include <string.h>

#include "vt-contrast.h"
#include "vt-i18n.h"
#include "vt-result-charts.h"

#define USUAL_POLYHEDRA 12
/* The widest range that −α is coloured over, however little there is. */
#define LEAST_RANGE 0.1
/* Marks and numbers that are noise. */
#define PALE "<span alpha=\"50%\">"
/* Of a point, in markers: that of the most frequent polyhedron, and the smallest that is still seen. */
#define LARGEST_POINT 2.6
#define SMALLEST_POINT 0.35

typedef struct
{
  const char *id;    /* in column names */
  const char *label; /* translatable */
  VtMeaning   meaning;
} Side;

static const Side sides[] = {
  { "la", N_ ("LA"), VT_MEANING_ACTIVE },
  { "sa", N_ ("SA"), VT_MEANING_STABLE },
};

/* A column of a side: "df" and "la" give "df_la"; %NULL where the table has none. */
static const double *
get_column (const VtTable *table, const char *quantity, const char *side)
{
  g_autofree char *name = side != NULL ? g_strconcat (quantity, "_", side, NULL) : g_strdup (quantity);
  int column = vt_table_find_column (table, name);

  return column >= 0 ? vt_table_get_numbers (table, (guint) column) : NULL;
}

static gboolean
has_numbers (const double *values, guint n)
{
  for (guint i = 0; values != NULL && i < n; i++)
    if (!isnan (values[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_noise (double difference, double sigma)
{
  return !(fabs (difference) > VT_CONTRAST_NOISE * sigma);
}

/* Where a difference is noise: gboolean [n], (transfer full). */
static gboolean *
find_noise (const double *differences, const double *sigmas, guint n)
{
  gboolean *noise = g_new (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    noise[i] = is_noise (differences[i], sigmas[i]);
  return noise;
}

static void
set_categories (VtAxis *axis, const VtTable *table, guint n)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint row = 0; row < n; row++)
    {
      const char *name = vt_table_get_text (table, row, 0);

      g_ptr_array_add (names, (gpointer) (g_str_equal (name, "all") ? _("All") : name));
    }
  g_ptr_array_add (names, NULL);
  vt_axis_set_categories (axis, (const char *const *) names->pdata);
}

/* LA and SA side by side: @values as bars, pale by @differences. */
static void
add_sides (VtChart *chart, const VtTable *table, guint n, const char *values, const char *differences)
{
  for (guint s = 0; s < G_N_ELEMENTS (sides); s++)
    {
      const double *heights = get_column (table, values, sides[s].id), *sigmas = get_column (table, "sigma", sides[s].id);
      g_autofree gboolean *noise = NULL;
      VtSeries *series;

      if (!has_numbers (heights, n))
        continue;
      noise = find_noise (get_column (table, differences, sides[s].id), sigmas, n);
      series = vt_series_new_columns (_(sides[s].label), heights, n);
      vt_series_set_meaning (series, sides[s].meaning);
      vt_series_set_errors (series, sigmas);
      /* Without errors there is nothing to tell noise by. */
      vt_series_set_pale (series, has_numbers (sigmas, n) ? noise : NULL);
      vt_chart_add_series (chart, series);
    }
}

/* ---- composition ---- */

/* A dashed step over each element, which is one straight line where all are as many. */
static void
add_sample (VtChart *chart, const double *shares, guint n)
{
  g_autofree double *x = g_new (double, 2 * n + 1), *y = g_new (double, 2 * n + 1);
  VtSeries *series;

  for (guint i = 0; i < 2 * n; i++)
    {
      x[i] = i / 2 + (i % 2 == 0 ? -0.5 : 0.5);
      y[i] = shares[i / 2];
    }
  series = vt_series_new_line (_("Sample"), x, y, 2 * n);
  vt_series_set_meaning (series, VT_MEANING_TOTAL);
  vt_series_set_dashed (series, TRUE);
  vt_chart_add_series (chart, series);
}

VtChart *
vt_chart_of_composition (VtResult *sro)
{
  VtTable *table;
  VtChart *chart;
  guint n;

  g_return_val_if_fail (sro != NULL, NULL);

  table = vt_result_get_table (sro, "composition");
  n = vt_table_get_n_rows (table);
  chart = vt_chart_new ();
  set_categories (vt_chart_get_x_axis (chart), table, n);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Composition <i>f</i>"), VT_UNIT_PERCENT);
  vt_chart_set_legend (chart, VT_LEGEND_ABOVE);
  add_sides (chart, table, n, "f", "df");
  add_sample (chart, get_column (table, "f", "total"), n);
  return chart;
}

/* ---- coordination ---- */

static void
add_zero (VtChart *chart)
{
  VtSeries *zero = vt_series_new_horizontal (NULL, 0);

  vt_series_set_meaning (zero, VT_MEANING_FOREGROUND);
  vt_chart_add_series (chart, zero);
}

VtChart *
vt_chart_of_coordination (VtResult *sro)
{
  VtTable *table;
  VtChart *chart;
  guint n;

  g_return_val_if_fail (sro != NULL, NULL);

  table = vt_result_get_table (sro, "coordination");
  n = vt_table_get_n_rows (table);
  chart = vt_chart_new ();
  set_categories (vt_chart_get_x_axis (chart), table, n);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "Δ<i>CN</i>", VT_UNIT_PERCENT);
  add_zero (chart);
  add_sides (chart, table, n, "dcn", "dcn");
  return chart;
}

/* ---- −α ---- */

/* The pairs as they stand in the table: centre after centre, each with all neighbours. */
typedef struct
{
  const VtTable *table;
  guint          n; /* elements */
  const double  *total;
  const double  *sigma;
} Matrix;

static gboolean
matrix_init (Matrix *matrix, const VtTable *table)
{
  guint n_rows = vt_table_get_n_rows (table);

  matrix->table = table;
  matrix->n = (guint) lround (sqrt (n_rows));
  matrix->total = get_column (table, "total", NULL);
  matrix->sigma = get_column (table, "sigma", NULL);
  return matrix->n > 0 && matrix->n * matrix->n == n_rows;
}

/* "−" is the typographic minus. */
static char *
typeset (const char *mark)
{
  return *mark == '-' ? g_strdup (mark[1] == '-' ? "−−" : "−") : g_strdup (mark);
}

static gboolean
is_mark_noise (const Matrix *matrix, guint row, const char *side)
{
  const double *values = get_column (matrix->table, side, NULL), *sigmas = get_column (matrix->table, "sigma", side);

  return is_noise (values[row] - matrix->total[row], sigmas[row]);
}

static void
append_mark (GString *text, const Matrix *matrix, guint row, const Side *side)
{
  g_autofree char *name = g_strconcat ("mark_", side->id, NULL);
  int column = vt_table_find_column (matrix->table, name);
  g_autofree char *mark = typeset (vt_table_get_text (matrix->table, row, (guint) column));
  gboolean pale = is_mark_noise (matrix, row, side->id);

  if (*mark == '\0')
    return;
  g_string_append_printf (text, "\n%s<span size=\"smaller\">%s %s</span>%s", pale ? PALE : "", _(side->label), mark,
                          pale ? "</span>" : "");
}

/* "0.44" over "LA ++" over "SA −". (transfer full) */
static char *
format_cell (const Matrix *matrix, guint row)
{
  GString *text = g_string_new (NULL);
  gboolean pale = is_noise (matrix->total[row], matrix->sigma[row]) && !isnan (matrix->sigma[row]);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (matrix->total[row]))
    return g_string_free (text, FALSE);
  g_ascii_formatd (number, sizeof number, "%.2f", fabs (matrix->total[row]));
  g_string_append_printf (text, "%s%s%s%s", pale ? PALE : "",
                          matrix->total[row] < 0 && strspn (number, "0.") < strlen (number) ? "−" : "", number,
                          pale ? "</span>" : "");
  for (guint s = 0; s < G_N_ELEMENTS (sides); s++)
    append_mark (text, matrix, row, &sides[s]);
  return g_string_free (text, FALSE);
}

/* First element at the top: the axis counts from below. */
static void
set_matrix_axes (VtChart *chart, const Matrix *matrix)
{
  g_autoptr (GPtrArray) across = g_ptr_array_new (), upward = g_ptr_array_new ();

  for (guint i = 0; i < matrix->n; i++)
    {
      g_ptr_array_add (across, (gpointer) vt_table_get_text (matrix->table, i, 1));
      g_ptr_array_add (upward, (gpointer) vt_table_get_text (matrix->table, (matrix->n - 1 - i) * matrix->n, 0));
    }
  g_ptr_array_add (across, NULL);
  g_ptr_array_add (upward, NULL);
  vt_axis_set_categories (vt_chart_get_x_axis (chart), (const char *const *) across->pdata);
  vt_axis_set_categories (vt_chart_get_y_axis (chart), (const char *const *) upward->pdata);
  vt_axis_set_title (vt_chart_get_x_axis (chart), _("Neighbour <i>B</i>"), VT_UNIT_NONE);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Centre <i>A</i>"), VT_UNIT_NONE);
}

static void
set_matrix_colors (VtChart *chart, const Matrix *matrix)
{
  double range = LEAST_RANGE;
  VtColorScale scale;

  for (guint i = 0; i < matrix->n * matrix->n; i++)
    range = fmax (range, fabs (matrix->total[i]));
  vt_color_scale_init (&scale);
  scale.colormap = vt_colormap_find ("coolwarm");
  scale.minimum = -range;
  scale.maximum = range;
  vt_chart_set_color_scale (chart, &scale, &scale);
  vt_axis_set_title (vt_chart_get_color_axis (chart), "−<i>α<sub>A</sub></i><sub>(<i>B</i>)</sub>", VT_UNIT_NONE);
}

VtChart *
vt_chart_of_sro (VtResult *sro)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree double *x = NULL, *y = NULL;
  VtSeries *series;
  VtChart *chart;
  Matrix matrix;

  g_return_val_if_fail (sro != NULL, NULL);

  chart = vt_chart_new ();
  if (!matrix_init (&matrix, vt_result_get_table (sro, "sro")))
    return chart;
  x = g_new (double, matrix.n * matrix.n);
  y = g_new (double, matrix.n * matrix.n);
  for (guint i = 0; i < matrix.n * matrix.n; i++)
    {
      x[i] = i % matrix.n;
      y[i] = matrix.n - 1 - i / matrix.n;
      g_ptr_array_add (texts, format_cell (&matrix, i));
    }
  g_ptr_array_add (texts, NULL);
  set_matrix_axes (chart, &matrix);
  set_matrix_colors (chart, &matrix);
  series = vt_series_new_cells (NULL, x, y, matrix.total, matrix.n * matrix.n);
  vt_series_set_texts (series, (const char *const *) texts->pdata);
  vt_series_set_decimals (series, 2);
  vt_chart_add_series (chart, series);
  return chart;
}

char *
vt_chart_describe_sro (VtResult *sro, const char *side)
{
  g_autofree char *column = NULL;
  GString *text = g_string_new (NULL);
  Matrix matrix;

  g_return_val_if_fail (sro != NULL && side != NULL, NULL);

  column = g_strconcat ("mark_", side, NULL);
  if (!matrix_init (&matrix, vt_result_get_table (sro, "sro")))
    return g_string_free (text, FALSE);
  for (guint row = 0; row < matrix.n * matrix.n; row++)
    {
      g_autofree char *mark
          = typeset (vt_table_get_text (matrix.table, row, (guint) vt_table_find_column (matrix.table, column)));

      if (*mark != '\0' && *mark != '0' && !is_mark_noise (&matrix, row, side))
        g_string_append_printf (text, "%s%s–%s %s", text->len > 0 ? ", " : "", vt_table_get_text (matrix.table, row, 0),
                                vt_table_get_text (matrix.table, row, 1), mark);
    }
  return g_string_free (text, FALSE);
}

/* ---- polyhedra ---- */

VtChart *
vt_chart_of_polyhedra_contrast (VtResult *polyhedra, guint n)
{
  VtTable *table;
  VtChart *chart;

  g_return_val_if_fail (polyhedra != NULL, NULL);

  table = vt_result_get_table (polyhedra, "polyhedra");
  n = MIN (n > 0 ? n : USUAL_POLYHEDRA, vt_table_get_n_rows (table));
  chart = vt_chart_new ();
  set_categories (vt_chart_get_x_axis (chart), table, n);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "Δ<i>f</i>", VT_UNIT_PERCENT);
  add_zero (chart);
  add_sides (chart, table, n, "df", "df");
  return chart;
}

VtPanels *
vt_panels_of_polyhedra (VtResult *polyhedra, guint n)
{
  VtPanels *panels;

  g_return_val_if_fail (polyhedra != NULL, NULL);

  panels = vt_panels_new (1);
  vt_panels_add_chart (panels, vt_chart_of_polyhedra (polyhedra, n));
  vt_panels_add_chart (panels, vt_chart_of_polyhedra_contrast (polyhedra, n));
  return panels;
}

/* The area of a point goes with the polyhedron's share. (transfer full) */
static double *
size_points (const double *shares, guint n)
{
  double *sizes = g_new (double, n + 1), most = 0;

  for (guint i = 0; i < n; i++)
    most = fmax (most, shares[i]);
  for (guint i = 0; i < n; i++)
    sizes[i] = fmax (SMALLEST_POINT, LARGEST_POINT * sqrt (shares[i] / most));
  return sizes;
}

static void
add_points (VtChart *chart, const VtTable *table, const Side *side)
{
  guint n = vt_table_get_n_rows (table);
  const double *differences = get_column (table, "df", side->id), *sigmas = get_column (table, "sigma", side->id);
  g_autofree double *sizes = size_points (get_column (table, "f", "total"), n);
  g_autofree gboolean *noise = find_noise (differences, sigmas, n);
  VtSeries *series = vt_series_new_points (NULL, get_column (table, "lffs", NULL), differences, n);

  vt_series_set_meaning (series, side->meaning);
  vt_series_set_markers (series, TRUE);
  vt_series_set_sizes (series, sizes);
  vt_series_set_pale (series, has_numbers (sigmas, n) ? noise : NULL);
  vt_chart_add_series (chart, series);
}

/* With as many decimals as the error has a say in, two digits of it at most. */
static char *
format_slope (double slope, double sigma)
{
  int decimals = isfinite (sigma) && sigma > 0 ? CLAMP (1 - (int) floor (log10 (sigma)), 0, 4) : 1;
  char format[16], number[G_ASCII_DTOSTR_BUF_SIZE], error[G_ASCII_DTOSTR_BUF_SIZE];

  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (number, sizeof number, format, fabs (slope));
  g_ascii_formatd (error, sizeof error, format, sigma);
  return isfinite (sigma) ? g_strdup_printf ("%s%s ± %s", slope < 0 ? "−" : "", number, error)
                          : g_strdup_printf ("%s%s", slope < 0 ? "−" : "", number);
}

static void
add_trend (VtChart *chart, const VtTable *trend, const Side *side, guint row)
{
  double slope = get_column (trend, "slope", NULL)[row], intercept = get_column (trend, "intercept", NULL)[row];
  double x[2] = { 0, 1 }, y[2] = { intercept, intercept + slope };
  g_autofree char *text = format_slope (slope, get_column (trend, "sigma_slope", NULL)[row]);
  /* Translators: LA or SA; the slope of the line with its error. */
  g_autofree char *label = g_strdup_printf (_("%s, slope %s %%"), _(side->label), text);
  VtSeries *series;

  if (isnan (slope))
    return;
  series = vt_series_new_line (label, x, y, 2);
  vt_series_set_meaning (series, side->meaning);
  vt_series_set_dashed (series, is_noise (slope, get_column (trend, "sigma_slope", NULL)[row]));
  vt_chart_add_series (chart, series);
}

VtChart *
vt_chart_of_polyhedra_trend (VtResult *polyhedra)
{
  VtTable *table, *trend;
  VtChart *chart;

  g_return_val_if_fail (polyhedra != NULL, NULL);

  table = vt_result_get_table (polyhedra, "polyhedra");
  trend = vt_result_get_table (polyhedra, "polyhedra-trend");
  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), "LFFS", VT_UNIT_NONE);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "Δ<i>f</i>", VT_UNIT_PERCENT);
  vt_axis_set_range (vt_chart_get_x_axis (chart), 0, 1.05);
  vt_chart_set_legend (chart, VT_LEGEND_ABOVE);
  add_zero (chart);
  for (guint s = 0; s < G_N_ELEMENTS (sides); s++)
    if (has_numbers (get_column (table, "df", sides[s].id), vt_table_get_n_rows (table)))
      {
        add_points (chart, table, &sides[s]);
        add_trend (chart, trend, &sides[s], s);
      }
  return chart;
}
