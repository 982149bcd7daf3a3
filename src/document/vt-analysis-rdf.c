/* g(r) and the cutoffs at its first minima as rows of the analysis table: counted a run, pooled over runs, read.
 *
 * Pairs are pooled as they are counted, so that a run weighs by its pairs, and in the order of the runs' identities: runs
 * that are compared get the same cutoffs, to the bit, whichever of them is looked at.
 */
#include "vt-analysis-table.h"

#include <string.h>

#include "vt-analysis-context.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-rdf.h"
#include "vt-run-comparison.h"

/* ---- one run's, over its frames ---- */

/* g(r) of up to rdf.frames frames, evenly over the run. */
static VtRdf *
pool_frames (VtAnalysisContext *context, VtAtomTable *atoms, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtTrajectory *trajectory = vt_analysis_context_get_trajectory (context);
  guint n_frames = vt_trajectory_get_n_frames (trajectory);
  guint n = MIN (n_frames, (guint) vt_state_get_integer (state, "rdf.frames"));
  VtProgress *progress = vt_analysis_context_get_progress (context);
  GCancellable *cancellable = vt_analysis_context_get_cancellable (context);
  g_autoptr (VtRdf) rdf
      = vt_rdf_new (atoms, vt_state_get_real (state, "rdf.maximum"), vt_state_get_real (state, "rdf.bin"));

  for (guint i = 0; i < n; i++)
    {
      guint index = n > 1 ? (guint64) i * (n_frames - 1) / (n - 1) : 0;
      g_autoptr (VtFrame) frame = vt_trajectory_read_frame (trajectory, index, cancellable, error);

      vt_progress_begin (progress, _("Radial distribution"), (double) i / n, (i + 1.0) / n);
      if (frame == NULL || !vt_rdf_add_frame (rdf, frame, progress, cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&rdf);
}

/* The payload is the VtRdf. */
static gboolean
compute_rdf_run (VtAnalysisContext *context, VtResult *result, GError **error)
{
  g_autoptr (VtFrame) first = vt_trajectory_read_frame (vt_analysis_context_get_trajectory (context), 0,
                                                        vt_analysis_context_get_cancellable (context), error);
  VtRdf *rdf = first != NULL ? pool_frames (context, vt_frame_get_atoms (first), error) : NULL;

  if (rdf == NULL)
    return FALSE;
  vt_result_take_payload (result, rdf, (GDestroyNotify) vt_rdf_unref, vt_rdf_get_size (rdf));
  return TRUE;
}

const VtAnalysis vt_analysis_rdf_run = {
  .id = "rdf-run",
  .label = N_ ("Radial distribution of a run"),
  .help = N_ ("Pairs of atoms by distance, pooled over frames of the run"),
  .inputs = (const char *const[]){ NULL },
  .parameters = (const char *const[]){ "rdf.maximum", "rdf.bin", "rdf.frames", NULL },
  .compute = compute_rdf_run,
};

/* ---- all runs', where some are compared ---- */

typedef struct
{
  char  *identity; /* of the file */
  VtRdf *rdf;
} Counted;

static void
counted_clear (gpointer data)
{
  Counted *counted = data;

  g_free (counted->identity);
  vt_rdf_unref (counted->rdf);
}

static void
add_counted (GArray *all, VtSource *source, VtResult *result)
{
  Counted counted = { g_strdup (vt_trajectory_get_identity (vt_source_get_trajectory (source))),
                      vt_rdf_ref (vt_result_get_payload (result)) };

  g_array_append_val (all, counted);
}

static int
compare_counted (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Counted *) a)->identity, ((const Counted *) b)->identity);
}

static gboolean
has_counted (const GArray *all, VtSource *source)
{
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (g_array_index (all, Counted, i).identity,
                     vt_trajectory_get_identity (vt_source_get_trajectory (source))))
      return TRUE;
  return FALSE;
}

/* FALSE where the run cannot be counted, or shares no distribution with @own. A file that is there already counts once. */
static gboolean
count_run (VtAnalysisContext *context, const VtComparedRun *run, const VtRdf *own, GArray *all, GError **error)
{
  g_autoptr (VtState) state = vt_run_comparison_get_state (context->state, run, error);
  g_autoptr (VtSource) source
      = state != NULL ? vt_source_open (state, context->source, context->progress, context->cancellable, error) : NULL;
  g_autoptr (VtResult) result = NULL;

  if (source == NULL)
    return FALSE;
  if (has_counted (all, source))
    return TRUE;
  result = vt_evaluator_evaluate (context->evaluator, source, state, "rdf-run", context->progress, context->cancellable,
                                  error);
  if (result == NULL || !vt_rdf_check_pool (own, vt_result_get_payload (result), error))
    return FALSE;
  add_counted (all, source, result);
  return TRUE;
}

/* A run that cannot be read is left out with a warning. FALSE if cancelled. */
static gboolean
count_runs (VtAnalysisContext *context, const VtRdf *own, GArray *all, VtResult *result, GError **error)
{
  g_autoptr (GPtrArray) runs = vt_run_comparison_get_runs (context->state);

  for (guint i = 0; i < runs->len; i++)
    {
      const VtComparedRun *run = runs->pdata[i];
      g_autofree char *name = g_file_get_basename (run->file);
      g_autoptr (GError) reason = NULL;

      if (count_run (context, run, own, all, &reason))
        continue;
      if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      vt_result_add_warning (result, _("the run “%s” is left out of the cutoffs’ g(r): %s"), name, reason->message);
    }
  return TRUE;
}

/* The payload is the VtRdf, the number "runs" how many are in it. */
static gboolean
compute_rdf_runs (VtAnalysisContext *context, VtResult *result, GError **error)
{
  VtResult *own = vt_analysis_context_get_input (context, "rdf-run", error);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Counted));
  VtRdf *pooled;

  if (own == NULL)
    return FALSE;
  g_array_set_clear_func (all, counted_clear);
  add_counted (all, context->source, own);
  if (!count_runs (context, vt_result_get_payload (own), all, result, error))
    return FALSE;
  g_array_sort (all, compare_counted);
  pooled = vt_rdf_new_like (vt_result_get_payload (own));
  for (guint i = 0; i < all->len; i++)
    vt_rdf_pool (pooled, g_array_index (all, Counted, i).rdf);
  vt_result_set_number (result, "runs", VT_UNIT_NONE, all->len);
  vt_result_take_payload (result, pooled, (GDestroyNotify) vt_rdf_unref, vt_rdf_get_size (pooled));
  return TRUE;
}

/* How the other files are read is part of it; what they are called is not. */
const VtAnalysis vt_analysis_rdf_runs = {
  .id = "rdf-runs",
  .label = N_ ("Radial distribution of all runs"),
  .help = N_ ("Pairs of atoms by distance, pooled over the run and those it is compared with"),
  .inputs = (const char *const[]){ "rdf-run", NULL },
  .parameters = (const char *const[]){ "comparison.runs", "trajectory.elements", NULL },
  .compute = compute_rdf_runs,
};

/* ---- cutoffs: its first minima ---- */

/* A single radius needs no g(r), so that a person who gives one does not wait for it. Where faces make neighbours, g(r)
 * and its minima are there to be looked at. */
static gboolean
finds_cutoffs (const VtState *state)
{
  return vt_state_is (state, "cutoff", "auto") || vt_analysis_uses_faces (state);
}

static gboolean
needs_rdf (const VtState *state)
{
  return finds_cutoffs (state) || strchr (vt_state_get_text (state, "cutoff"), '=') != NULL;
}

static const char *
name_counts (const VtState *state)
{
  return vt_run_comparison_pools_rdf (state) ? "rdf-runs" : "rdf-run";
}

static void
add_counts (const VtState *state, GPtrArray *ids)
{
  if (needs_rdf (state))
    g_ptr_array_add (ids, (gpointer) name_counts (state));
}

/* @runs: how many are pooled. */
static char *
describe_source (const gboolean *fallback, gsize pair, guint runs)
{
  const char *name = fallback == NULL ? "given" : fallback[pair] ? "total g(r)" : "partial g(r)";

  return fallback != NULL && runs > 1 ? g_strdup_printf ("%s of %u runs", name, runs) : g_strdup (name);
}

static VtTable *
cutoffs_table (const VtAtomTable *atoms, const VtCutoffs *cutoffs, const gboolean *fallback, guint runs)
{
  VtTable *table = vt_table_new ("cutoffs");
  guint pair = vt_table_add_texts (table, "pair");
  guint radius = vt_table_add_numbers (table, "cutoff", VT_UNIT_ANGSTROM);
  guint source = vt_table_add_texts (table, "source");

  for (guint a = 0; a < cutoffs->n_species; a++)
    for (guint b = a; b < cutoffs->n_species; b++)
      {
        guint row = vt_table_add_row (table);
        g_autofree char *name = g_strdup_printf ("%s-%s", vt_atom_table_get_species_name (atoms, a),
                                                 vt_atom_table_get_species_name (atoms, b));
        g_autofree char *origin = describe_source (fallback, (gsize) a * cutoffs->n_species + b, runs);

        vt_table_set_text (table, row, pair, name);
        vt_table_set_number (table, row, radius, cutoffs->radius[a][b]);
        vt_table_set_text (table, row, source, origin);
      }
  return table;
}

/* The warnings of the pool are those of the cutoffs. */
static gboolean
find_cutoffs (VtAnalysisContext *context, VtCutoffs *cutoffs, gboolean *fallback, guint *runs, VtResult *result,
              GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtResult *counts = vt_analysis_context_get_input (context, name_counts (state), error);
  const VtRdf *rdf;

  if (counts == NULL)
    return FALSE;
  rdf = vt_result_get_payload (counts);
  *runs = vt_run_comparison_pools_rdf (state) ? (guint) vt_result_get_number (counts, "runs") : 1;
  for (const char *const *warning = vt_result_get_warnings (counts); *warning != NULL; warning++)
    vt_result_add_warning (result, "%s", *warning);
  vt_rdf_find_cutoffs (rdf, vt_state_get_real (state, "rdf.kernel"), vt_state_get_real (state, "rdf.from"),
                       vt_state_get_real (state, "rdf.to"), cutoffs, fallback);
  vt_result_take_table (result, vt_rdf_to_table (rdf));
  vt_result_set_number (result, "runs", VT_UNIT_NONE, *runs);
  return TRUE;
}

static gboolean
compute_rdf (VtAnalysisContext *context, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  gboolean found = finds_cutoffs (state);
  g_autoptr (VtFrame) first = vt_trajectory_read_frame (vt_analysis_context_get_trajectory (context), 0,
                                                        vt_analysis_context_get_cancellable (context), error);
  g_autofree VtCutoffs *cutoffs = g_new0 (VtCutoffs, 1);
  g_autofree gboolean *fallback = NULL;
  VtAtomTable *atoms;
  guint runs = 1;

  if (first == NULL)
    return FALSE;

  atoms = vt_frame_get_atoms (first);
  vt_cutoffs_init_uniform (cutoffs, vt_atom_table_get_n_species (atoms), 0);
  if (needs_rdf (state))
    {
      fallback = g_new0 (gboolean, cutoffs->n_species * cutoffs->n_species);
      if (!find_cutoffs (context, cutoffs, fallback, &runs, result, error))
        return FALSE;
    }
  if (!found && !vt_cutoffs_parse (cutoffs, atoms, vt_state_get_text (state, "cutoff"), error))
    return FALSE;

  vt_result_take_table (result, cutoffs_table (atoms, cutoffs, found ? fallback : NULL, runs));
  vt_result_take_payload (result, g_steal_pointer (&cutoffs), g_free, sizeof (VtCutoffs));
  return TRUE;
}

/* The counts' own settings are named once more, so that the window shows them with these. */
const VtAnalysis vt_analysis_rdf = {
  .id = "rdf",
  .label = N_ ("Radial distribution"),
  .help = N_ ("g(r), partial and total, and the pair cutoffs at its first minima"),
  .inputs = (const char *const[]){ NULL },
  .add_inputs = add_counts,
  .parameters = (const char *const[]){ "cutoff", "rdf.maximum", "rdf.bin", "rdf.kernel", "rdf.from", "rdf.to",
                                       "rdf.frames", "rdf.runs", NULL },
  .listed = TRUE,
  .compute = compute_rdf,
};
