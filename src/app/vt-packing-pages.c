#include "vt-packing-pages.h"

#include <math.h>

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-packing-charts.h"

/* Pairs in the chart of g(r): those with the highest first peaks. */
#define MAX_PAIRS 4
/* What a click rounds a threshold to. */
#define SHARE_STEP 0.0005
#define EDGE_STEP 0.01

static char *
describe_cutoffs (const VtTable *cutoffs, gboolean in_use)
{
  int radius = vt_table_find_column (cutoffs, "cutoff");
  double least = INFINITY, greatest = -INFINITY;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_return_val_if_fail (radius >= 0, NULL);

  for (guint row = 0; row < vt_table_get_n_rows (cutoffs); row++)
    {
      least = fmin (least, vt_table_get_number (cutoffs, row, (guint) radius));
      greatest = fmax (greatest, vt_table_get_number (cutoffs, row, (guint) radius));
    }
  from = vt_format_number (least, 3);
  to = vt_format_quantity (greatest, VT_UNIT_ANGSTROM, 3);
  if (!in_use) /* Translators: two lengths */
    return g_strdup_printf (_("First minima, dashed, from %s to %s: not in use, since Cutoff says faces."), from, to);
  /* Translators: two lengths, the least and the greatest cutoff. */
  return g_strdup_printf (_("Cutoffs, dashed, from %s to %s. Type your own under Cutoff: Cu-Zr=3.9, or faces."), from, to);
}

VtChart *
vt_packing_pages_build_rdf (VtDocument *document, VtResult *result, char **description)
{
  VtTable *cutoffs = vt_result_get_table (result, "cutoffs");
  g_autofree char *text = NULL;
  double runs;

  if (cutoffs == NULL || vt_table_get_n_rows (cutoffs) == 0 || vt_result_get_table (result, "rdf") == NULL)
    return NULL;
  text = describe_cutoffs (cutoffs, !vt_state_is (vt_document_get_state (document), "cutoff", "faces"));
  runs = vt_result_get_number (result, "runs");
  *description = runs > 1 ? g_strdup_printf (_("%s Pooled over the %u runs that are compared."), text, (guint) runs)
                          : g_steal_pointer (&text);
  return vt_chart_of_rdf (result, MAX_PAIRS);
}

static VtChart *
build_face_thresholds (VtDocument *document, VtResult *result, char **description)
{
  *description = g_strdup (_("Click to leave out faces below that share of their cell’s surface."));
  return vt_chart_of_thresholds (result, FALSE, vt_document_get_state (document));
}

static VtChart *
build_edge_thresholds (VtDocument *document, VtResult *result, char **description)
{
  *description = g_strdup (_("Click to leave out shorter edges."));
  return vt_chart_of_thresholds (result, TRUE, vt_document_get_state (document));
}

static VtChart *
build_face_lffs (VtDocument *document, VtResult *result, char **description)
{
  *description = g_strdup (_("Local five-fold symmetry, with faces left out."));
  return vt_chart_of_threshold_lffs (result, FALSE, vt_document_get_state (document));
}

static VtChart *
build_edge_lffs (VtDocument *document, VtResult *result, char **description)
{
  *description = g_strdup (_("Local five-fold symmetry, with edges left out."));
  return vt_chart_of_threshold_lffs (result, TRUE, vt_document_get_state (document));
}

static void
set_threshold (VtDocument *document, const char *key, double value, double step)
{
  vt_document_set_real (document, key, MAX (step * round (value / step), 0));
  vt_document_seal (document);
}

static void
activate_face_thresholds (VtDocument *document, VtResult *result, double x, double y)
{
  set_threshold (document, "voronoi.relative-area", 0.01 * x, SHARE_STEP);
}

static void
activate_edge_thresholds (VtDocument *document, VtResult *result, double x, double y)
{
  set_threshold (document, "voronoi.edge", x, EDGE_STEP);
}

const VtChartKind vt_packing_pages_thresholds[] = {
  { .id = "thresholds", .title = N_ ("Face threshold"), .analysis = "thresholds", .build = build_face_thresholds,
    .activate = activate_face_thresholds },
  { .id = "thresholds-edge", .title = N_ ("Edge threshold"), .analysis = "thresholds", .build = build_edge_thresholds,
    .activate = activate_edge_thresholds },
  { .id = "thresholds-lffs", .title = N_ ("LFFS, face threshold"), .analysis = "thresholds", .build = build_face_lffs,
    .activate = activate_face_thresholds },
  { .id = "thresholds-edge-lffs", .title = N_ ("LFFS, edge threshold"), .analysis = "thresholds",
    .build = build_edge_lffs, .activate = activate_edge_thresholds },
  { .id = NULL },
};
