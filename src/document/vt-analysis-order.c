/* Chemical order, coordination and composition of LA and SA as a row of the analysis table. */
#include "vt-analysis-table.h"

#include "vt-composition.h"
#include "vt-coordination-contrast.h"
#include "vt-error-settings.h"
#include "vt-i18n.h"
#include "vt-warren-cowley.h"

#define CONTEXT_JOB(context) \
  vt_analysis_context_get_progress (context), vt_analysis_context_get_cancellable (context)

/* What all three tables are made from. */
typedef struct
{
  VtAnalysisContext *context;
  VtFrame           *frame;
  const double      *classes; /* (nullable) */
  VtErrorSettings   *settings;
} Inputs;

/* Without T_ML there are no LA and SA, but the whole is worth a look all the same. FALSE if cancelled. */
static gboolean
find_classes (VtAnalysisContext *context, VtResult *result, const double **classes, GError **error)
{
  g_autoptr (GError) reason = NULL;
  VtResult *extremes = vt_analysis_context_get_input (context, "extremes", &reason);

  *classes = NULL;
  if (extremes != NULL)
    *classes = vt_column_get_values (vt_result_get_column (extremes, "class"));
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  else
    vt_result_add_warning (result, _("no LA and SA: %s"), reason->message);
  return TRUE;
}

static gboolean
add_composition (const Inputs *inputs, VtResult *result, GError **error)
{
  guint n_species = vt_atom_table_get_n_species (vt_frame_get_atoms (inputs->frame));
  g_autofree VtContrast *contrasts = g_new (VtContrast, n_species + 1);

  vt_progress_begin (vt_analysis_context_get_progress (inputs->context), _("Composition"), 0, 0.2);
  if (!vt_composition_compute (inputs->frame, inputs->classes, &inputs->settings->contrast, contrasts,
                               CONTEXT_JOB (inputs->context), error))
    return FALSE;
  vt_result_take_table (result, vt_composition_table (inputs->frame, inputs->classes, contrasts));
  return TRUE;
}

static gboolean
add_coordination (const Inputs *inputs, VtResult *result, GError **error)
{
  VtResult *coordination = vt_analysis_context_get_input (inputs->context, "coordination", error);
  VtAtomTable *atoms = vt_frame_get_atoms (inputs->frame);
  g_autofree VtCoordinationContrast *contrasts = NULL;

  if (coordination == NULL)
    return FALSE;
  contrasts = g_new (VtCoordinationContrast, vt_atom_table_get_n_species (atoms) + 1);
  vt_progress_begin (vt_analysis_context_get_progress (inputs->context), _("Coordination"), 0.2, 0.4);
  if (!vt_coordination_contrast_compute (atoms, vt_column_get_values (vt_result_get_column (coordination, "cn")),
                                         inputs->classes, &inputs->settings->contrast, contrasts,
                                         CONTEXT_JOB (inputs->context), error))
    return FALSE;
  vt_result_take_table (result, vt_coordination_contrast_table (atoms, contrasts));
  return TRUE;
}

static gboolean
add_order (const Inputs *inputs, VtResult *result, GError **error)
{
  VtResult *neighbors = vt_analysis_context_get_input (inputs->context, "neighbors", error);
  VtAtomTable *atoms = vt_frame_get_atoms (inputs->frame);
  gsize n = vt_frame_get_n_atoms (inputs->frame), n_species = vt_atom_table_get_n_species (atoms);
  g_autofree VtContrast *contrasts = NULL;
  g_autofree guint16 *counts = NULL;

  if (neighbors == NULL)
    return FALSE;
  contrasts = g_new (VtContrast, n_species * n_species + 1);
  counts = g_new (guint16, n * n_species + 1);
  vt_warren_cowley_count (inputs->frame, vt_result_get_payload (neighbors), counts);
  vt_progress_begin (vt_analysis_context_get_progress (inputs->context), _("Chemical order"), 0.4, 1);
  if (!vt_warren_cowley_compute (inputs->frame, counts, inputs->classes, &inputs->settings->contrast, contrasts,
                                 CONTEXT_JOB (inputs->context), error))
    return FALSE;
  vt_result_take_table (result, vt_warren_cowley_table (atoms, contrasts));
  return TRUE;
}

static gboolean
compute_sro (VtAnalysisContext *context, VtResult *result, GError **error)
{
  g_auto (VtErrorSettings) settings = { { 0 } };
  Inputs inputs = { .context = context, .settings = &settings };

  inputs.frame = vt_analysis_get_structure (context, error);
  if (inputs.frame == NULL || !find_classes (context, result, &inputs.classes, error))
    return FALSE;
  vt_error_settings_init (&settings, vt_analysis_context_get_state (context), inputs.frame);
  return add_composition (&inputs, result, error) && add_coordination (&inputs, result, error)
         && add_order (&inputs, result, error);
}

const VtAnalysis vt_analysis_sro = {
  .id = "sro",
  .label = N_ ("Chemical order"),
  .help = N_ ("Composition, coordination and −α of LA and SA against the whole, with errors"),
  .inputs = (const char *const[]){ "structure", "neighbors", "coordination", "extremes", NULL },
  .parameters = (const char *const[]){ VT_ERROR_SETTINGS_KEYS, NULL },
  .per_frame = TRUE,
  .uses_model = TRUE,
  .listed = TRUE,
  .compute = compute_sro,
};
