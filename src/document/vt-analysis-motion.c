/* Frame, Δr, D²min and local strain as rows of the analysis table. */
#include "vt-analysis-table.h"

#include <inttypes.h>
#include <math.h>

#include "vt-d2min.h"
#include "vt-displacement.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-structural-frame.h"

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

/* ---- D²min and strain: one map of each neighbourhood ---- */

static void
read_d2min_params (const VtState *state, VtD2minParams *params)
{
  params->mapping = vt_state_is (state, "d2min.mapping", "reference-to-current") ? VT_D2MIN_REFERENCE_TO_CURRENT
                                                                                 : VT_D2MIN_CURRENT_TO_REFERENCE;
  params->norm = vt_state_is (state, "d2min.norm", "sum") ? VT_D2MIN_SUM : VT_D2MIN_MEAN;
  params->max_condition = vt_state_get_real (state, "d2min.max-condition");
}

typedef struct
{
  VtAnalysisContext *context;
  const double      *lags;
} Moments;

static VtFrame *
read_moment (guint lag, gpointer data, GError **error)
{
  const Moments *moments = data;

  return vt_analysis_context_read_lag (moments->context, moments->lags[lag], error);
}

/* The neighbours at t, not those of a mean. */
static const char *
name_neighbors (const VtState *state)
{
  return vt_structural_frame_is_start (state) ? "neighbors" : "start-neighbors";
}

/* Within cutoffs no list is needed. */
static void
add_neighbors (const VtState *state, GPtrArray *ids)
{
  if (vt_analysis_uses_faces (state))
    g_ptr_array_add (ids, (gpointer) name_neighbors (state));
}

/* What @lags ask for, at the lags in ps; their columns are of the window's atoms. */
static gboolean
measure_motion (VtAnalysisContext *context, const double *ps, guint n_lags, VtD2minLag *lags, GError **error)
{
  const VtState *state = vt_analysis_context_get_state (context);
  gboolean faces = vt_analysis_uses_faces (state);
  VtFrame *start = vt_analysis_context_get_start (context, error);
  const char *id = faces ? name_neighbors (state) : "rdf";
  VtResult *near = start != NULL ? vt_analysis_context_get_input (context, id, error) : NULL;
  VtProgress *progress = vt_analysis_context_get_progress (context);
  GCancellable *cancellable = vt_analysis_context_get_cancellable (context);
  Moments moments = { context, ps };
  VtD2minParams params;

  if (near == NULL)
    return FALSE;

  read_d2min_params (state, &params);
  vt_progress_begin (progress, _("D²min"), 0, 1);
  if (faces)
    return vt_d2min_compute_listed (start, vt_result_get_payload (near), read_moment, &moments, n_lags, &params, lags,
                                    progress, cancellable, error);
  return vt_d2min_compute_within (start, vt_result_get_payload (near), read_moment, &moments, n_lags, &params, lags,
                                  progress, cancellable, error);
}

static gsize
count_missing (const double *values, gsize n)
{
  gsize missing = 0;

  for (gsize i = 0; i < n; i++)
    missing += isnan (values[i]) != 0;
  return missing;
}

/* ---- D²min at all lags, in one pass ---- */

static char *
name_at_lag (double lag)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strconcat ("d2min@", g_ascii_dtostr (number, sizeof number, lag), NULL);
}

VtColumn *
vt_analysis_find_d2min (const VtResult *result, double lag)
{
  g_autofree char *name = name_at_lag (lag);

  return vt_result_get_column (result, name);
}

/* Lags that the file lacks are left out: who asks for one finds none. */
static gboolean
compute_d2min_lags (VtAnalysisContext *context, VtResult *result, GError **error)
{
  VtFrame *start = vt_analysis_context_get_start (context, error);
  g_autoptr (GArray) ps = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree VtD2minLag *lags = NULL;
  const double *wanted;
  gboolean done;
  gsize n, n_wanted;

  if (start == NULL)
    return FALSE;
  n = vt_frame_get_n_atoms (start);
  wanted = vt_state_get_reals (vt_analysis_context_get_state (context), "correlation.lags", &n_wanted);
  for (gsize i = 0; i < n_wanted; i++)
    if (vt_analysis_context_find_lag (context, wanted[i], NULL) >= 0)
      g_array_append_val (ps, wanted[i]);

  lags = g_new0 (VtD2minLag, ps->len + 1);
  for (guint l = 0; l < ps->len; l++)
    lags[l].d2min = g_new (double, n);
  done = measure_motion (context, (const double *) (gpointer) ps->data, ps->len, lags, error);
  for (guint l = 0; l < ps->len; l++)
    {
      g_autofree char *name = name_at_lag (g_array_index (ps, double, l));

      if (done)
        vt_result_take_column (result, name, VT_UNIT_SQUARE_ANGSTROM, lags[l].d2min, n);
      else
        g_free (lags[l].d2min);
    }
  return done;
}

const VtAnalysis vt_analysis_d2min_lags = {
  .id = "d2min-lags",
  .label = N_ ("D²min at all lags"),
  .help = N_ ("D²min at every lag to correlate at, in one pass over the neighbours"),
  .inputs = (const char *const[]){ "frame", "rdf", NULL },
  .add_inputs = add_neighbors,
  .parameters = (const char *const[]){ "correlation.lags", "trajectory.timestep", "d2min.mapping", "d2min.norm",
                                       "d2min.max-condition", NULL },
  .per_frame = TRUE,
  .compute = compute_d2min_lags,
};

/* ---- D²min at the window's lag ---- */

/* The same bits, if somebody had them computed along with those of other lags. */
static double *
find_d2min (VtAnalysisContext *context, double lag)
{
  g_autoptr (VtResult) all = vt_analysis_context_peek (context, "d2min-lags");
  VtColumn *column = all != NULL ? vt_analysis_find_d2min (all, lag) : NULL;

  return column != NULL ? g_memdup2 (vt_column_get_values (column), vt_column_get_n (column) * sizeof (double)) : NULL;
}

static gboolean
compute_d2min (VtAnalysisContext *context, VtResult *result, GError **error)
{
  double lag = vt_state_get_real (vt_analysis_context_get_state (context), "window.lag");
  VtFrame *start = vt_analysis_context_get_start (context, error);
  g_autofree double *d2min = NULL;
  VtD2minLag asked = { NULL };
  gsize n;

  if (start == NULL || vt_analysis_context_find_lag (context, lag, error) < 0)
    return FALSE;

  n = vt_frame_get_n_atoms (start);
  d2min = find_d2min (context, lag);
  if (d2min == NULL)
    {
      asked.d2min = d2min = g_new (double, n);
      if (!measure_motion (context, &lag, 1, &asked, error))
        return FALSE;
    }

  vt_result_set_undefined (result, count_missing (d2min, n));
  vt_result_take_column (result, "d2min", VT_UNIT_SQUARE_ANGSTROM, g_steal_pointer (&d2min), n);
  return TRUE;
}

#define NO_MAP N_ ("fewer than four neighbours, or all nearly in one plane")

static const VtProperty d2min_properties[] = {
  { .id = "d2min", .label = N_ ("Non-affine displacement"), .symbol = "<i>D</i>²<sub>min</sub>",
    .unit = VT_UNIT_SQUARE_ANGSTROM, .type = VT_PROPERTY_NUMBER, .colormap = "viridis", .scale = VT_SCALE_LOG,
    .minimum = NAN, .maximum = NAN, .missing = NO_MAP },
};

const VtAnalysis vt_analysis_d2min = {
  .id = "d2min",
  .label = N_ ("D²min"),
  .help = N_ ("What is left of the neighbours’ motion after the best affine map (eq. 2 of Liu et al. 2022)"),
  .inputs = (const char *const[]){ "frame", "rdf", NULL },
  .add_inputs = add_neighbors,
  .parameters = (const char *const[]){ "window.lag", "trajectory.timestep", "d2min.mapping", "d2min.norm",
                                       "d2min.max-condition", NULL },
  .per_frame = TRUE,
  .listed = TRUE,
  .properties = d2min_properties,
  .n_properties = G_N_ELEMENTS (d2min_properties),
  .compute = compute_d2min,
};

/* ---- local strain ---- */

static gboolean
compute_strain (VtAnalysisContext *context, VtResult *result, GError **error)
{
  double lag = vt_state_get_real (vt_analysis_context_get_state (context), "window.lag");
  VtFrame *start = vt_analysis_context_get_start (context, error);
  g_autofree double *shear = NULL, *volumetric = NULL;
  VtD2minLag asked = { NULL };
  gsize n;

  if (start == NULL || vt_analysis_context_find_lag (context, lag, error) < 0)
    return FALSE;

  n = vt_frame_get_n_atoms (start);
  asked.shear = shear = g_new (double, n);
  asked.volumetric = volumetric = g_new (double, n);
  if (!measure_motion (context, &lag, 1, &asked, error))
    return FALSE;

  vt_result_set_undefined (result, asked.n_undefined);
  vt_result_take_column (result, "strain_shear", VT_UNIT_NONE, g_steal_pointer (&shear), n);
  vt_result_take_column (result, "strain_volumetric", VT_UNIT_NONE, g_steal_pointer (&volumetric), n);
  return TRUE;
}

static const VtProperty strain_properties[] = {
  { .id = "strain_shear", .label = N_ ("Local shear strain"), .symbol = "<i>η</i><sub>s</sub>",
    .type = VT_PROPERTY_NUMBER, .colormap = "viridis", .minimum = NAN, .maximum = NAN, .missing = NO_MAP },
  { .id = "strain_volumetric", .label = N_ ("Local volumetric strain"), .symbol = "<i>η</i><sub>v</sub>",
    .type = VT_PROPERTY_NUMBER, .colormap = "coolwarm", .minimum = NAN, .maximum = NAN, .missing = NO_MAP },
};

const VtAnalysis vt_analysis_strain = {
  .id = "strain",
  .label = N_ ("Local strain"),
  .help = N_ ("Von Mises shear and volumetric Green–Lagrange strain of each atom’s neighbourhood within the lag"),
  .inputs = (const char *const[]){ "frame", "rdf", NULL },
  .add_inputs = add_neighbors,
  .parameters = (const char *const[]){ "window.lag", "trajectory.timestep", "d2min.max-condition", NULL },
  .per_frame = TRUE,
  .listed = TRUE,
  .on_demand = TRUE,
  .properties = strain_properties,
  .n_properties = G_N_ELEMENTS (strain_properties),
  .compute = compute_strain,
};
