#include "vt-order-pages.h"

#include <math.h>

#include "vt-i18n.h"
#include "vt-order-charts.h"

#define MATRIX_HEIGHT 300
/* Polyhedra in the chart of Δf, as in that of f. */
#define MAX_POLYHEDRA 8

static double
get_number (const VtTable *table, guint row, const char *column)
{
  int index = vt_table_find_column (table, column);

  return index >= 0 && row < vt_table_get_n_rows (table) ? vt_table_get_number (table, row, (guint) index) : NAN;
}

static double
sum_column (const VtTable *table, const char *column)
{
  double sum = 0;

  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    sum += get_number (table, row, column);
  return sum;
}

VtChart *
vt_order_pages_build_composition (VtDocument *document, VtResult *result, char **description)
{
  VtTable *table = vt_result_get_table (result, "composition");
  double n_la, n_sa;

  if (table == NULL || vt_table_get_n_rows (table) == 0)
    return NULL;
  n_la = sum_column (table, "n_la");
  n_sa = sum_column (table, "n_sa");
  *description = isnan (n_la) || isnan (n_sa)
                     ? g_strdup (_ ("Composition of the sample; without T_ML there are no LA and SA."))
                     : g_strdup_printf (_ ("%.0f LA and %.0f SA; bars are σ, and pale is what lies within 2σ of nothing."),
                                        n_la, n_sa);
  return vt_chart_of_composition (result);
}

/* "+0.57 ± 0.48 %" */
static char *
format_deviation (double value, double sigma)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE], error[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.2f", fabs (value));
  g_ascii_formatd (error, sizeof error, "%.2f", sigma);
  return isnan (sigma) ? g_strdup_printf ("%s%s %%", value < 0 ? "−" : "+", number)
                       : g_strdup_printf ("%s%s ± %s %%", value < 0 ? "−" : "+", number, error);
}

static VtChart *
build_coordination (VtDocument *document, VtResult *result, char **description)
{
  VtTable *table = vt_result_get_table (result, "coordination");
  g_autofree char *deviation = NULL, *expected = NULL;

  if (table == NULL || isnan (get_number (table, 0, "dcn_la")))
    return NULL;
  deviation = format_deviation (get_number (table, 0, "dcn_la"), get_number (table, 0, "sigma_la"));
  expected = format_deviation (get_number (table, 0, "expected_la"), NAN);
  *description = isnan (get_number (table, 0, "expected_la"))
                     ? g_strdup_printf (_ ("All LA: %s."), deviation)
                     : g_strdup_printf (_ ("All LA: %s; their elements alone would bring %s."), deviation, expected);
  return vt_chart_of_coordination (result);
}

static VtChart *
build_sro (VtDocument *document, VtResult *result, char **description)
{
  VtTable *table = vt_result_get_table (result, "sro");
  g_autofree char *la = NULL, *sa = NULL;

  if (table == NULL || vt_table_get_n_rows (table) == 0)
    return NULL;
  la = vt_chart_describe_sro (result, "la");
  sa = vt_chart_describe_sro (result, "sa");
  *description
      = g_strdup_printf (_ ("Numbers are of all atoms; marks tell how LA and SA differ: ++ and −− by more than 0.09, 0 by "
                            "less than 0.03. Beyond noise: LA %s; SA %s."),
                         *la != '\0' ? la : _ ("none"), *sa != '\0' ? sa : _ ("none"));
  return vt_chart_of_sro (result);
}

static gboolean
has_sides (const VtTable *polyhedra)
{
  return polyhedra != NULL && !isnan (get_number (polyhedra, 0, "df_la"));
}

static VtChart *
build_polyhedra_contrast (VtDocument *document, VtResult *result, char **description)
{
  if (!has_sides (vt_result_get_table (result, "polyhedra")))
    return NULL;
  *description = g_strdup (_ ("How LA and SA differ from all; pale is what lies within 2σ of nothing."));
  return vt_chart_of_polyhedra_contrast (result, MAX_POLYHEDRA);
}

static VtChart *
build_polyhedra_trend (VtDocument *document, VtResult *result, char **description)
{
  if (!has_sides (vt_result_get_table (result, "polyhedra")))
    return NULL;
  *description = g_strdup_printf (_ ("A point a polyhedron, its area by share (%u polyhedra); lines are fits weighted by "
                                     "share."),
                                  vt_table_get_n_rows (vt_result_get_table (result, "polyhedra")));
  return vt_chart_of_polyhedra_trend (result);
}

const VtChartKind vt_order_pages_chemistry[] = {
  { .id = "coordination", .title = N_ ("Coordination"), .analysis = "sro", .build = build_coordination },
  { .id = "sro", .title = N_ ("Chemical order"), .analysis = "sro", .build = build_sro, .height = MATRIX_HEIGHT },
  { .id = NULL },
};

const VtChartKind vt_order_pages_polyhedra[] = {
  { .id = "polyhedra-contrast", .title = N_ ("Polyhedra of LA and SA"), .analysis = "polyhedra",
    .build = build_polyhedra_contrast },
  { .id = "polyhedra-trend", .title = N_ ("Polyhedra and five-fold symmetry"), .analysis = "polyhedra",
    .build = build_polyhedra_trend },
  { .id = NULL },
};
