/* Hot clusters and spatial correlation as rows of the analysis table. */
#include "vt-analysis-table.h"

#include <math.h>

#include "vt-autocorrelation.h"
#include "vt-cluster.h"
#include "vt-error.h"
#include "vt-error-settings.h"
#include "vt-extremes.h"
#include "vt-i18n.h"

/* More resamples of clusters and correlations show no more: their σ is known to five per cent. */
#define MOST_RESAMPLES 200
/* The band of noise is known to an eighth; what two passes more would tell costs three times as much. */
#define MOST_PERMUTATIONS 31
/* A clusters.csv of all single atoms would tell nothing that the sizes do not. */
#define LEAST_LISTED 2
/* Without a setting C(r) reaches to here, Å, or to half the cell. */
#define USUAL_REACH 20.0

static guint
count_resamples (const VtErrorSettings *settings)
{
  return MIN (settings->contrast.n_samples, MOST_RESAMPLES);
}

/* ---- clusters ---- */

/* The active atoms' indices, (element-type guint32): the LA, or those that reach the threshold. */
static GArray *
collect_active (const VtState *state, const double *heat, const double *classes, gsize n)
{
  GArray *active = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean by_threshold = vt_state_is (state, "clusters.of", "threshold");
  double threshold = vt_state_get_real (state, "clusters.threshold");

  for (guint32 i = 0; i < n; i++)
    if (by_threshold ? heat[i] >= threshold : classes[i] == VT_CLASS_ACTIVE)
      g_array_append_val (active, i);
  return active;
}

static void
take_cluster_table (VtResult *result, const VtClusters *clusters)
{
  VtTable *table = vt_table_new ("clusters");
  guint number = vt_table_add_numbers (table, "cluster", VT_UNIT_NONE);
  guint size = vt_table_add_numbers (table, "size", VT_UNIT_NONE);
  guint gyration = vt_table_add_numbers (table, "gyration", VT_UNIT_ANGSTROM);
  guint spanning = vt_table_add_numbers (table, "spanning_directions", VT_UNIT_NONE);

  for (gsize c = 0; c < clusters->n && clusters->clusters[c].size >= LEAST_LISTED; c++)
    {
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, number, c + 1.0);
      vt_table_set_number (table, row, size, clusters->clusters[c].size);
      vt_table_set_number (table, row, gyration, clusters->clusters[c].gyration);
      vt_table_set_number (table, row, spanning, clusters->clusters[c].dimension);
    }
  vt_result_take_table (result, table);
}

#define N_NUMBERS (VT_CLUSTERS_N_STATISTICS + VT_CLUSTERS_N_SIZES)

/* What is found, and what chance makes of as many atoms: anywhere, and within the elements. */
typedef struct
{
  double found[N_NUMBERS];
  double anywhere[N_NUMBERS], anywhere_sigma[N_NUMBERS];
  double within[N_NUMBERS], within_sigma[N_NUMBERS];
} Comparison;

static guint
add_comparison_columns (VtTable *table)
{
  guint first = vt_table_add_numbers (table, "found", VT_UNIT_NONE);

  vt_table_add_numbers (table, "random", VT_UNIT_NONE);
  vt_table_add_numbers (table, "random_sigma", VT_UNIT_NONE);
  vt_table_add_numbers (table, "random_within_elements", VT_UNIT_NONE);
  vt_table_add_numbers (table, "random_within_elements_sigma", VT_UNIT_NONE);
  return first;
}

static void
set_comparison (VtTable *table, guint row, guint first, const Comparison *numbers, guint index)
{
  vt_table_set_number (table, row, first, numbers->found[index]);
  vt_table_set_number (table, row, first + 1, numbers->anywhere[index]);
  vt_table_set_number (table, row, first + 2, numbers->anywhere_sigma[index]);
  vt_table_set_number (table, row, first + 3, numbers->within[index]);
  vt_table_set_number (table, row, first + 4, numbers->within_sigma[index]);
}

static void
take_comparison_tables (VtResult *result, const Comparison *numbers)
{
  VtTable *statistics = vt_table_new ("cluster-statistics"), *sizes = vt_table_new ("cluster-sizes");
  guint name = vt_table_add_texts (statistics, "quantity"), found = add_comparison_columns (statistics);
  guint from = vt_table_add_numbers (sizes, "size_from", VT_UNIT_NONE);
  guint to = vt_table_add_numbers (sizes, "size_to", VT_UNIT_NONE), counted = add_comparison_columns (sizes);
  guint last = 0;

  for (guint s = 0; s < VT_CLUSTERS_N_STATISTICS; s++)
    {
      guint row = vt_table_add_row (statistics);

      vt_table_set_text (statistics, row, name, vt_clusters_get_statistic_name (s));
      set_comparison (statistics, row, found, numbers, s);
    }
  for (guint k = 0; k < VT_CLUSTERS_N_SIZES; k++)
    if (numbers->found[VT_CLUSTERS_N_STATISTICS + k] > 0 || numbers->anywhere[VT_CLUSTERS_N_STATISTICS + k] > 0)
      last = k + 1;
  for (guint k = 0; k < last; k++)
    {
      guint row = vt_table_add_row (sizes);

      vt_table_set_number (sizes, row, from, k > 0 ? vt_clusters_get_class_end (k - 1) + 1.0 : 1.0);
      vt_table_set_number (sizes, row, to, vt_clusters_get_class_end (k));
      set_comparison (sizes, row, counted, numbers, VT_CLUSTERS_N_STATISTICS + k);
    }
  vt_result_take_table (result, statistics);
  vt_result_take_table (result, sizes);
}

static gboolean
compare_with_chance (VtAnalysisContext *context, VtFrame *frame, const VtNeighborList *neighbors,
                     const VtClusters *clusters, const double *heat, Comparison *numbers, GError **error)
{
  g_auto (VtErrorSettings) settings = { { 0 } };
  VtProgress *progress = vt_analysis_context_get_progress (context);
  GCancellable *cancellable = vt_analysis_context_get_cancellable (context);
  guint n;

  vt_error_settings_init (&settings, vt_analysis_context_get_state (context), frame);
  n = count_resamples (&settings);
  vt_clusters_measure (clusters, numbers->found);
  vt_clusters_count_sizes (clusters, numbers->found + VT_CLUSTERS_N_STATISTICS);
  vt_progress_begin (progress, _("Random clusters"), 0.2, 0.6);
  if (!vt_clusters_permute (frame, neighbors, clusters, NULL, heat, n, settings.contrast.seed, numbers->anywhere,
                            numbers->anywhere_sigma, progress, cancellable, error))
    return FALSE;
  vt_progress_begin (progress, _("Random clusters"), 0.6, 1);
  return vt_clusters_permute (frame, neighbors, clusters, settings.contrast.groups, heat, n, settings.contrast.seed,
                              numbers->within, numbers->within_sigma, progress, cancellable, error);
}

/* 0 for an atom that is not active, and NaN where T_ML does not say whether it is. */
static void
take_labels (VtResult *result, const VtClusters *clusters, const double *heat)
{
  double *labels = g_new (double, clusters->n_atoms);
  gsize undefined = 0;

  for (gsize i = 0; i < clusters->n_atoms; i++)
    {
      labels[i] = isnan (heat[i]) ? NAN : clusters->label[i];
      undefined += isnan (heat[i]) != 0;
    }
  vt_result_take_column (result, "cluster", VT_UNIT_NONE, labels, clusters->n_atoms);
  vt_result_set_undefined (result, undefined);
}

static gboolean
require_threshold (const VtState *state, GError **error)
{
  if (!vt_state_is (state, "clusters.of", "threshold") || !isnan (vt_state_get_real (state, "clusters.threshold")))
    return TRUE;
  vt_set_error_at (error, VT_ERROR_INPUT,
                   &(VtPlace){ .frame = -1, .hint = _("Give it in K, or take the LA") },
                   _("clusters above a T_ML need that T_ML"));
  vt_error_add_option (error, "--cluster-threshold");
  return FALSE;
}

static gboolean
compute_clusters (VtAnalysisContext *context, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtFrame *structure = vt_analysis_get_structure (context, error);
  VtResult *tml = structure != NULL ? vt_analysis_context_get_input (context, "tml", error) : NULL;
  VtResult *extremes = tml != NULL ? vt_analysis_context_get_input (context, "extremes", error) : NULL;
  VtResult *neighbors = extremes != NULL ? vt_analysis_context_get_input (context, "neighbors", error) : NULL;
  g_autoptr (VtClusters) clusters = NULL;
  g_autoptr (GArray) active = NULL;
  const double *heat;
  Comparison numbers;

  if (neighbors == NULL || !require_threshold (state, error))
    return FALSE;
  heat = vt_column_get_values (vt_result_get_column (tml, "t_ml"));
  active = collect_active (state, heat, vt_column_get_values (vt_result_get_column (extremes, "class")),
                           vt_frame_get_n_atoms (structure));
  clusters = vt_clusters_new (structure, vt_result_get_payload (neighbors), (const guint32 *) (gpointer) active->data,
                              active->len, vt_analysis_context_get_cancellable (context), error);
  if (clusters == NULL
      || !compare_with_chance (context, structure, vt_result_get_payload (neighbors), clusters, heat, &numbers, error))
    return FALSE;
  take_labels (result, clusters, heat);
  take_cluster_table (result, clusters);
  take_comparison_tables (result, &numbers);
  vt_result_set_number (result, "active_share", VT_UNIT_NONE, clusters->n_active / (double) MAX (clusters->n_atoms, 1));
  for (guint s = 0; s < VT_CLUSTERS_N_STATISTICS; s++)
    vt_result_set_number (result, vt_clusters_get_statistic_name (s), VT_UNIT_NONE, numbers.found[s]);
  return TRUE;
}

static const VtProperty cluster_properties[] = {
  { .id = "cluster", .label = N_ ("Hot cluster"), .symbol = N_ ("Cluster"), .type = VT_PROPERTY_COUNT,
    .colormap = "turbo", .minimum = NAN, .maximum = NAN, .missing = N_ ("T_ML is not defined") },
};

const VtAnalysis vt_analysis_clusters = {
  .id = "clusters",
  .label = N_ ("Hot clusters"),
  .help = N_ ("Active atoms joined within the cutoffs: sizes, gyration, spanning, against random ones"),
  .inputs = (const char *const[]){ "structure", "tml", "extremes", "neighbors", NULL },
  .parameters = (const char *const[]){ "clusters.of", "clusters.threshold", VT_ERROR_SETTINGS_KEYS, NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .listed = TRUE,
  .properties = cluster_properties,
  .n_properties = G_N_ELEMENTS (cluster_properties),
  .compute = compute_clusters,
};

/* ---- spatial correlation ---- */

/* Half the least width along what repeats: farther, a pair is met again from its other side. */
static double
find_reach (const VtState *state, VtFrame *frame, VtResult *result)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  double wanted = vt_state_get_real (state, "spatial.maximum"), half = INFINITY, bin;

  for (guint axis = 0; axis < 3; axis++)
    if (cell->periodic[axis])
      half = fmin (half, 0.5 * vt_cell_width (cell, axis));
  if (wanted > half)
    vt_result_add_warning (result, _("C(r) ends at half the cell, %.3g Å"), half);
  bin = vt_state_get_real (state, "spatial.bin");
  return fmax (fmin (isnan (wanted) ? USUAL_REACH : wanted, half), bin);
}

typedef struct
{
  const char        *id; /* in column names */
  VtAutocorrelation *found;
} Quantity;

static void
take_spatial_table (VtResult *result, const Quantity *quantities, guint n)
{
  VtTable *table = vt_table_new ("spatial");
  static const char *const names[] = { "c", "sigma", "chance", "chance_sigma" };

  vt_table_add_numbers (table, "r", VT_UNIT_ANGSTROM);
  vt_table_add_numbers (table, "pairs", VT_UNIT_NONE);
  for (guint q = 0; q < n; q++)
    for (guint k = 0; k < G_N_ELEMENTS (names); k++)
      {
        g_autofree char *name = g_strconcat (names[k], "_", quantities[q].id, NULL);

        vt_table_add_numbers (table, name, VT_UNIT_NONE);
      }
  for (guint bin = 0; bin < quantities[0].found->n_bins; bin++)
    {
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, 0, quantities[0].found->r[bin]);
      vt_table_set_number (table, row, 1, quantities[0].found->pairs[bin]);
      for (guint q = 0; q < n; q++)
        {
          vt_table_set_number (table, row, 2 + 4 * q, quantities[q].found->c[bin]);
          vt_table_set_number (table, row, 3 + 4 * q, quantities[q].found->sigma[bin]);
          vt_table_set_number (table, row, 4 + 4 * q, quantities[q].found->chance_mean[bin]);
          vt_table_set_number (table, row, 5 + 4 * q, quantities[q].found->chance_sigma[bin]);
        }
    }
  vt_result_take_table (result, table);
}

static void
take_length_table (VtResult *result, const Quantity *quantities, guint n)
{
  VtTable *table = vt_table_new ("spatial-length");
  guint name = vt_table_add_texts (table, "quantity");
  guint length = vt_table_add_numbers (table, "length", VT_UNIT_ANGSTROM);
  guint sigma = vt_table_add_numbers (table, "length_sigma", VT_UNIT_ANGSTROM);
  guint amplitude = vt_table_add_numbers (table, "amplitude", VT_UNIT_NONE);
  guint from = vt_table_add_numbers (table, "fit_from", VT_UNIT_ANGSTROM);
  guint to = vt_table_add_numbers (table, "fit_to", VT_UNIT_ANGSTROM);
  guint atoms = vt_table_add_numbers (table, "n", VT_UNIT_NONE);

  for (guint q = 0; q < n; q++)
    {
      const VtAutocorrelation *found = quantities[q].found;
      guint row = vt_table_add_row (table);

      vt_table_set_text (table, row, name, quantities[q].id);
      vt_table_set_number (table, row, length, found->length);
      vt_table_set_number (table, row, sigma, found->length_sigma);
      vt_table_set_number (table, row, amplitude, found->amplitude);
      vt_table_set_number (table, row, from, found->fit_from);
      vt_table_set_number (table, row, to, found->fit_to);
      vt_table_set_number (table, row, atoms, found->n);
    }
  vt_result_take_table (result, table);
}

static VtAutocorrelation *
correlate (VtAnalysisContext *context, VtFrame *frame, VtColumn *column, double reach, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  g_auto (VtErrorSettings) settings = { { 0 } };
  VtAutocorrelationParams params;

  vt_error_settings_init (&settings, state, frame);
  params = (VtAutocorrelationParams){ .maximum = reach,
                                      .bin = vt_state_get_real (state, "spatial.bin"),
                                      .groups = settings.contrast.groups,
                                      .n_permutations = MIN (count_resamples (&settings), MOST_PERMUTATIONS),
                                      .blocks = settings.contrast.blocks,
                                      .n_blocks = settings.contrast.n_blocks,
                                      .n_samples = count_resamples (&settings),
                                      .seed = settings.contrast.seed };
  return vt_autocorrelation_new (frame, vt_column_get_values (column), &params,
                                 vt_analysis_context_get_progress (context),
                                 vt_analysis_context_get_cancellable (context), error);
}

/* T_ML must be there; D²min (nullable) at the window's lag where the file has it. FALSE if cancelled. */
static gboolean
find_motion (VtAnalysisContext *context, VtResult *result, VtResult **d2min, GError **error)
{
  g_autoptr (GError) reason = NULL;

  *d2min = vt_analysis_context_get_input (context, "d2min", &reason);
  if (*d2min != NULL)
    return TRUE;
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  vt_result_add_warning (result, _("C(r) of D²min is left out: %s"), reason->message);
  return TRUE;
}

static gboolean
compute_spatial (VtAnalysisContext *context, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtFrame *start = vt_analysis_context_get_start (context, error);
  VtResult *tml = start != NULL ? vt_analysis_context_get_input (context, "tml", error) : NULL;
  VtProgress *progress = vt_analysis_context_get_progress (context);
  g_autoptr (VtAutocorrelation) heat = NULL;
  g_autoptr (VtAutocorrelation) motion = NULL;
  VtResult *d2min;
  double reach;

  if (tml == NULL || !find_motion (context, result, &d2min, error))
    return FALSE;
  reach = find_reach (state, start, result);
  vt_progress_begin (progress, _("C(r) of T_ML"), 0, 0.5);
  heat = correlate (context, start, vt_result_get_column (tml, "t_ml"), reach, error);
  vt_progress_begin (progress, _("C(r) of D²min"), 0.5, 1);
  if (heat != NULL && d2min != NULL)
    motion = correlate (context, start, vt_result_get_column (d2min, "d2min"), reach, error);
  if (heat == NULL || (d2min != NULL && motion == NULL))
    return FALSE;
  Quantity quantities[] = { { "t_ml", heat }, { "d2min", motion } };
  take_spatial_table (result, quantities, motion != NULL ? 2 : 1);
  take_length_table (result, quantities, motion != NULL ? 2 : 1);
  return TRUE;
}

const VtAnalysis vt_analysis_spatial = {
  .id = "spatial",
  .label = N_ ("Spatial correlation"),
  .help = N_ ("How far T_ML and D²min reach: C(r) against the distance, and the length of its decay"),
  .inputs = (const char *const[]){ "frame", "tml", "d2min", NULL },
  .parameters = (const char *const[]){ "spatial.maximum", "spatial.bin", VT_ERROR_SETTINGS_KEYS, NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .listed = TRUE,
  .compute = compute_spatial,
};
