/* The ranked polyhedra as a row of the analysis table. */
#include "vt-analysis-table.h"

#include "vt-error-settings.h"
#include "vt-i18n.h"
#include "vt-polyhedra-contrast.h"
#include "vt-polyhedra-elements.h"
#include "vt-polyhedra.h"

/* The table of polyhedra with errors, and how Δf goes with LFFS. */
static gboolean
take_polyhedra (VtAnalysisContext *context,
                const VtVoronoiIndex *indices,
                const double *classes,
                VtResult *result,
                GError **error)
{
  VtFrame *structure = vt_analysis_get_structure (context, error);
  g_auto (VtErrorSettings) settings = { { 0 } };
  g_autoptr (VtTable) table = NULL;
  VtTable *trend;
  gsize n;

  if (structure == NULL)
    return FALSE;
  n = vt_frame_get_n_atoms (structure);
  table = vt_polyhedra_table (indices, classes, n);
  vt_error_settings_init (&settings, vt_analysis_context_get_state (context), structure);
  vt_progress_begin (vt_analysis_context_get_progress (context), _("Errors"), 0, 1);
  trend = vt_polyhedra_contrast_compute (indices, classes, n, &settings.contrast, table,
                                         vt_analysis_context_get_progress (context),
                                         vt_analysis_context_get_cancellable (context), error);
  if (trend == NULL)
    return FALSE;
  vt_result_take_table (result, g_steal_pointer (&table));
  vt_result_take_table (result, trend);
  return TRUE;
}

static gboolean
compute_polyhedra (VtAnalysisContext *context, VtResult *result, GError **error)
{
  VtResult *voronoi = vt_analysis_context_get_input (context, "voronoi", error);
  g_autoptr (GError) reason = NULL;
  VtResult *extremes;
  const VtVoronoiIndex *indices;
  const double *classes;
  VtFrame *structure;
  gsize n;

  if (voronoi == NULL || (structure = vt_analysis_get_structure (context, error)) == NULL)
    return FALSE;
  extremes = vt_analysis_context_get_input (context, "extremes", &reason);
  if (extremes == NULL && g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  /* Without T_ML there are no LA and SA, but the packing is worth a look all the same. */
  if (extremes == NULL)
    vt_result_add_warning (result, _("no LA and SA: %s"), reason->message);

  indices = vt_result_get_payload (voronoi);
  classes = extremes != NULL ? vt_column_get_values (vt_result_get_column (extremes, "class")) : NULL;
  n = vt_column_get_n (vt_result_get_column (voronoi, "lffs"));
  if (!take_polyhedra (context, indices, classes, result, error))
    return FALSE;
  vt_result_take_table (result, vt_polyhedra_elements_table (indices, vt_frame_get_atoms (structure)));
  vt_result_take_table (result, vt_polyhedra_lffs_table (indices, classes, n));
  return TRUE;
}

const VtAnalysis vt_analysis_polyhedra = {
  .id = "polyhedra",
  .label = N_ ("Polyhedra, ranked"),
  .help = N_ ("Share of each Voronoi polyhedron among all atoms, LA and SA"),
  .inputs = (const char *const[]){ "structure", "voronoi", "extremes", NULL },
  .parameters = (const char *const[]){ VT_ERROR_SETTINGS_KEYS, NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .listed = TRUE,
  .compute = compute_polyhedra,
};
