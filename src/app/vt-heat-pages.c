#include "vt-heat-pages.h"

#include <math.h>

#include "vt-format.h"
#include "vt-heat-charts.h"
#include "vt-i18n.h"

static double
get_number (const VtTable *table, guint row, const char *column)
{
  int index = vt_table_find_column (table, column);

  return index >= 0 && row < vt_table_get_n_rows (table) ? vt_table_get_number (table, row, (guint) index) : NAN;
}

/* "57 ± 3 %", without an error where none is known. */
static char *
format_share (double share, double error)
{
  g_autofree char *is = vt_format_number (100 * share, 3);
  g_autofree char *by = vt_format_number (100 * error, 2);

  return isnan (error) ? g_strdup_printf ("%s %%", is) : g_strdup_printf ("%s ± %s %%", is, by);
}

/* One figure that counts, of an error below one: "0.05". (transfer full) */
static char *
format_error (double error)
{
  int leading = error > 0 && error < 1 ? (int) ceil (-log10 (error)) : 1;

  return vt_format_number (error, leading);
}

char *
vt_heat_pages_describe_peak (VtResult *distribution)
{
  double center = vt_result_get_number (distribution, "peak"), above = vt_result_get_number (distribution, "share_above_tg");
  g_autofree char *at = vt_format_quantity (center, VT_UNIT_KELVIN, 3);
  g_autofree char *tail = format_share (vt_result_get_number (distribution, "tail"),
                                        vt_result_get_number (distribution, "tail_error"));
  g_autofree char *hot = format_share (above, vt_result_get_number (distribution, "share_above_tg_error"));

  if (isnan (center))
    return g_strdup ("");
  if (isnan (above))
    /* Translators: place of the distribution's peak; share of the atoms beyond it. A blank ends it. */
    return g_strdup_printf (_ ("Peak at %s, tail %s. "), at, tail);
  /* Translators: place of the distribution's peak; share of the atoms beyond it; above T_g. A blank ends it. */
  return g_strdup_printf (_ ("Peak at %s, tail %s, above T_g %s. "), at, tail, hot);
}

VtChart *
vt_heat_pages_build_prediction (VtDocument *document, VtResult *result, char **description)
{
  VtTable *table = vt_result_get_table (result, "prediction");
  guint last = table != NULL && vt_table_get_n_rows (table) > 0 ? vt_table_get_n_rows (table) - 1 : 0;
  g_autofree char *lag = NULL, *zeta = NULL, *error = NULL;

  if (table == NULL || vt_table_get_n_rows (table) == 0)
    return NULL;
  lag = vt_format_setting (get_number (table, last, "lag"), VT_UNIT_PICOSECOND);
  zeta = vt_format_number (get_number (table, last, "pearson"), 2);
  error = format_error (get_number (table, last, "sigma_pearson"));
  /* Translators: a lag, ζ there, its error. */
  *description = g_strdup_printf (_ ("T_ML of the window that ends at this frame tells D²min of the %s after it with "
                                     "ζ = %s ± %s; the two share this frame alone."),
                                  lag, zeta, error);
  return vt_chart_of_prediction (result, vt_document_get_state (document));
}

const char *const vt_heat_pages_run_keys[] = { "comparison.runs", "comparison.labels", NULL };

VtChart *
vt_heat_pages_build_runs (VtDocument *document, VtResult *result, char **description)
{
  VtTable *table = vt_result_get_table (result, "tml-runs");
  g_autoptr (GString) text = g_string_new (NULL);

  if (table == NULL)
    return NULL;
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    {
      g_autofree char *median = vt_format_quantity (get_number (table, row, "median"), VT_UNIT_KELVIN, 3);

      /* Translators: a run, and the median of its atoms' T_ML. */
      g_string_append_printf (text, _ ("%s%s: median %s"), row > 0 ? " · " : "", vt_table_get_text (table, row, 0), median);
    }
  *description = g_strdup (text->str);
  return vt_chart_of_runs (result);
}

static char *
describe_clusters (VtResult *result)
{
  VtTable *table = vt_result_get_table (result, "cluster-statistics");
  g_autofree char *number = g_strdup_printf ("%.0f", vt_result_get_number (result, "number"));
  g_autofree char *largest = g_strdup_printf ("%.0f", vt_result_get_number (result, "largest"));
  g_autofree char *random = vt_format_number (get_number (table, 0, "random_within_elements"), 3);
  double spanning = vt_result_get_number (result, "spanning");

  /* Translators: number of clusters; atoms in the largest; number of clusters of as many atoms at random. */
  g_autofree char *text = g_strdup_printf (_ ("%s clusters, the largest of %s atoms; at random there would be %s."),
                                           number, largest, random);
  if (spanning > 0)
    return g_strconcat (text, " ", _ ("One spans the cell."), NULL);
  return g_steal_pointer (&text);
}

VtChart *
vt_heat_pages_build_clusters (VtDocument *document, VtResult *result, char **description)
{
  if (vt_result_get_table (result, "cluster-sizes") == NULL || !(vt_result_get_number (result, "number") > 0))
    return NULL;
  *description = describe_clusters (result);
  return vt_chart_of_clusters (result);
}

VtChart *
vt_heat_pages_build_spatial (VtDocument *document, VtResult *result, char **description)
{
  VtTable *lengths = vt_result_get_table (result, "spatial-length");
  g_autofree char *length = NULL, *error = NULL;

  if (lengths == NULL)
    return NULL;
  length = vt_format_quantity (get_number (lengths, 0, "length"), VT_UNIT_ANGSTROM, 2);
  error = format_error (get_number (lengths, 0, "length_sigma"));
  *description = isnan (get_number (lengths, 0, "length"))
                     ? g_strdup (_ ("C(r) of T_ML does not rise far enough above the noise for a length."))
                     /* Translators: the length over which the correlation of T_ML decays, and its error. */
                     : g_strdup_printf (_ ("T_ML is correlated over %s (± %s)."), length, error);
  return vt_chart_of_spatial (result);
}
