/* Frame, Δr and D²min as rows of the analysis table. */
#include "vt-analysis-table.h"

#include <inttypes.h>
#include <math.h>

#include "vt-d2min.h"
#include "vt-displacement.h"
#include "vt-error.h"
#include "vt-i18n.h"

/* ---- frame: the atoms as the file has them ---- */

static void
add_species (VtResult *result, VtFrame *frame)
{
  gsize n = vt_frame_get_n_atoms (frame);
  const guint8 *species = vt_atom_table_get_species (vt_frame_get_atoms (frame));
  double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = species[i];
  vt_result_take_column (result, "element", VT_UNIT_NONE, values, n);
}

static void
add_file_columns (VtResult *result, VtFrame *frame)
{
  gsize n = vt_frame_get_n_atoms (frame);

  for (guint c = 0; c < vt_frame_get_n_columns (frame); c++)
    {
      VtColumn *column = vt_frame_get_column (frame, c);
      g_autofree char *id = g_strconcat ("file:", vt_column_get_name (column), NULL);
      vt_result_take_column (result, id, vt_column_get_unit (column),
                             g_memdup2 (vt_column_get_values (column), n * sizeof (double)), n);
    }
}

static gboolean
compute_frame (VtAnalysisContext *context, VtResult *result, GError **error)
{
  gint64 index = vt_state_get_integer (vt_analysis_context_get_state (context), "window.frame");
  VtTrajectory *trajectory = vt_analysis_context_get_trajectory (context);
  guint n_frames = vt_trajectory_get_n_frames (trajectory);
  VtFrame *frame;

  if (index >= n_frames)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, &(VtPlace){ vt_trajectory_get_name (trajectory), -1, 0, NULL },
                       _("there is no frame %" PRId64 "; the last is %u"), index, n_frames - 1);
      return FALSE;
    }
  frame = vt_trajectory_read_frame (trajectory, index, vt_analysis_context_get_cancellable (context), error);
  if (frame == NULL)
    return FALSE;

  add_species (result, frame);
  add_file_columns (result, frame);
  vt_result_take_payload (result, frame, (GDestroyNotify) vt_frame_unref, vt_frame_get_size (frame));
  return TRUE;
}

static const VtProperty frame_properties[] = {
  { .id = "element", .label = N_ ("Element"), .symbol = N_ ("Element"), .type = VT_PROPERTY_CATEGORY,
    .colormap = "viridis", .minimum = NAN, .maximum = NAN, .missing = N_ ("unknown") },
};

const VtAnalysis vt_analysis_frame = {
  .id = "frame",
  .label = N_ ("Atoms"),
  .help = N_ ("The window’s first frame, as the file has it"),
  .inputs = (const char *const[]){ NULL },
  .parameters = (const char *const[]){ NULL },
  .per_frame = TRUE,
  .properties = frame_properties,
  .n_properties = G_N_ELEMENTS (frame_properties),
  .compute = compute_frame,
};

/* ---- displacement: |Δr(Δt)| ---- */

static gboolean
compute_displacement (VtAnalysisContext *context, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  VtFrame *start = vt_analysis_context_get_start (context, error);
  g_autoptr (VtFrame) later = NULL;
  g_autofree double *displacement = NULL;
  double *length;
  gsize n, undefined = 0;

  if (start == NULL)
    return FALSE;
  later = vt_analysis_context_read_lag (context, vt_state_get_real (state, "window.lag"), error);
  if (later == NULL)
    return FALSE;

  n = vt_frame_get_n_atoms (start);
  displacement = g_new (double, 3 * n);
  length = g_new (double, n);
  vt_displacement_compute (start, later, vt_state_get_boolean (state, "window.affine-mapping"), displacement);
  for (gsize i = 0; i < n; i++)
    {
      double x = displacement[i], y = displacement[n + i], z = displacement[2 * n + i];
      length[i] = sqrt (x * x + y * y + z * z);
      undefined += isnan (length[i]);
    }

  vt_result_take_column (result, "displacement", VT_UNIT_ANGSTROM, length, n);
  vt_result_set_undefined (result, undefined);
  return TRUE;
}

static const VtProperty displacement_properties[] = {
  { .id = "displacement", .label = N_ ("Displacement"), .symbol = "|Δ<b>r</b>|", .unit = VT_UNIT_ANGSTROM,
    .type = VT_PROPERTY_NUMBER, .colormap = "viridis", .scale = VT_SCALE_LOG, .minimum = NAN, .maximum = NAN,
    .missing = N_ ("the atom is missing in one of the two frames") },
};

const VtAnalysis vt_analysis_displacement = {
  .id = "displacement",
  .label = N_ ("Displacement"),
  .help = N_ ("How far each atom moved within the lag, without strain and drift"),
  .inputs = (const char *const[]){ "frame", NULL },
  .parameters = (const char *const[]){ "window.lag", "window.affine-mapping", "trajectory.timestep", NULL },
  .per_frame = TRUE,
  .listed = TRUE,
  .properties = displacement_properties,
  .n_properties = G_N_ELEMENTS (displacement_properties),
  .compute = compute_displacement,
};

/* ---- D²min ---- */

static void
read_d2min_params (const VtState *state, VtD2minParams *params)
{
  params->mapping = vt_state_is (state, "d2min.mapping", "reference-to-current") ? VT_D2MIN_REFERENCE_TO_CURRENT
                                                                                 : VT_D2MIN_CURRENT_TO_REFERENCE;
  params->norm = vt_state_is (state, "d2min.norm", "sum") ? VT_D2MIN_SUM : VT_D2MIN_MEAN;
  params->max_condition = vt_state_get_real (state, "d2min.max-condition");
}

static gboolean
compute_d2min (VtAnalysisContext *context, VtResult *result, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  g_autoptr (VtFrame) later = vt_analysis_context_read_lag (context, vt_state_get_real (state, "window.lag"), error);
  VtFrame *start = later != NULL ? vt_analysis_context_get_start (context, error) : NULL;
  VtResult *neighbors = start != NULL ? vt_analysis_context_get_input (context, "neighbors", error) : NULL;
  g_autofree double *d2min = NULL;
  VtD2minParams params;
  gsize n, undefined;

  if (neighbors == NULL)
    return FALSE;

  read_d2min_params (state, &params);
  n = vt_frame_get_n_atoms (start);
  d2min = g_new (double, n);
  vt_progress_begin (vt_analysis_context_get_progress (context), _("D²min"), 0, 1);
  if (!vt_d2min_compute (start, vt_result_get_payload (neighbors), later, &params, d2min, &undefined,
                         vt_analysis_context_get_progress (context), vt_analysis_context_get_cancellable (context),
                         error))
    return FALSE;

  vt_result_take_column (result, "d2min", VT_UNIT_SQUARE_ANGSTROM, g_steal_pointer (&d2min), n);
  vt_result_set_undefined (result, undefined);
  return TRUE;
}

static const VtProperty d2min_properties[] = {
  { .id = "d2min", .label = N_ ("Non-affine displacement"), .symbol = "<i>D</i>²<sub>min</sub>",
    .unit = VT_UNIT_SQUARE_ANGSTROM, .type = VT_PROPERTY_NUMBER, .colormap = "viridis", .scale = VT_SCALE_LOG,
    .minimum = NAN, .maximum = NAN, .missing = N_ ("fewer than four neighbours, or all nearly in one plane") },
};

const VtAnalysis vt_analysis_d2min = {
  .id = "d2min",
  .label = N_ ("D²min"),
  .help = N_ ("What is left of the neighbours’ motion after the best affine map (eq. 2 of Liu et al. 2022)"),
  .inputs = (const char *const[]){ "frame", "neighbors", NULL },
  .parameters = (const char *const[]){ "window.lag", "trajectory.timestep", "d2min.mapping", "d2min.norm",
                                       "d2min.max-condition", NULL },
  .per_frame = TRUE,
  .listed = TRUE,
  .properties = d2min_properties,
  .n_properties = G_N_ELEMENTS (d2min_properties),
  .compute = compute_d2min,
};
