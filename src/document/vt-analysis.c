#include "vt-analysis.h"

#include <string.h>

#include "vt-analysis-table.h"

/* In the order of menus and side bar. */
static const VtAnalysis *const rows[] = {
  &vt_analysis_frame,
  &vt_analysis_tml,
  &vt_analysis_d2min,
  &vt_analysis_strain,
  &vt_analysis_displacement,
  &vt_analysis_voronoi,
  &vt_analysis_coordination,
  &vt_analysis_extremes,
  &vt_analysis_distribution,
  &vt_analysis_correlation,
  &vt_analysis_prediction,
  &vt_analysis_runs,
  &vt_analysis_clusters,
  &vt_analysis_spatial,
  &vt_analysis_polyhedra,
  &vt_analysis_thresholds,
  &vt_analysis_sro,
  &vt_analysis_time_series,
  &vt_analysis_scatter,
  &vt_analysis_color_range,
  &vt_analysis_features,
  &vt_analysis_features_before,
  &vt_analysis_tml_before,
  &vt_analysis_rdf,
  &vt_analysis_rdf_run,
  &vt_analysis_rdf_runs,
  &vt_analysis_neighbors,
  &vt_analysis_d2min_lags,
  &vt_analysis_tessellation,
  &vt_analysis_structure,
  &vt_analysis_start_neighbors,
};

guint
vt_analysis_get_count (void)
{
  return G_N_ELEMENTS (rows);
}

const VtAnalysis *
vt_analysis_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (rows), NULL);
  return rows[index];
}

const VtAnalysis *
vt_analysis_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i]->id, id) == 0)
      return rows[i];
  return NULL;
}

const VtProperty *
vt_analysis_find_property (const char *property_id, const VtAnalysis **analysis)
{
  g_return_val_if_fail (property_id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint p = 0; p < rows[i]->n_properties; p++)
      if (strcmp (rows[i]->properties[p].id, property_id) == 0)
        {
          if (analysis != NULL)
            *analysis = rows[i];
          return &rows[i]->properties[p];
        }
  return NULL;
}
