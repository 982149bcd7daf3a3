/* Reading the runs of a training.
 *
 * First every run is opened and indexed, several at a time, so that a lag that one of them lacks is known before the
 * first feature is computed. Then, again several at a time, each run gives the features of its windows. Runs go into
 * the dataset by temperature and identity, whatever order they are given in, and as soon as all before them have: no
 * more than a few runs' features are held beside the dataset. A trajectory's frames are let go with its run.
 */
#include "vt-training-runs.h"

#include <math.h>
#include <string.h>

#include "vt-element.h"
#include "vt-error.h"
#include "vt-features.h"
#include "vt-i18n.h"
#include "vt-parallel.h"

/* Of the time: opening decompresses and scans a whole file, reading only the frames that are needed. */
#define OPENING_SHARE 0.6
/* Windows of one run share frames. */
#define CACHE_BYTES (64 * 1024 * 1024)

/* A time window: what goes into the dataset. */
typedef struct
{
  VtAtomTable *atoms;
  double origin;
  double *features; /* [n_lags][n atoms] */
} Window;

/* A run while it is read. */
typedef struct
{
  const VtTrainingRun *run;
  gboolean test;
  VtTrajectory *trajectory;
  gsize n_atoms;
  guint n_windows;
  GArray *origins; /* guint, frames */
  GArray *windows; /* Window */
  GError *error;
} Reading;

typedef struct
{
  const VtState *state;
  double timestep;
  VtNormalization normalization;
  gboolean affine_mapping;
  GArray *lags;        /* double: those in use */
  GPtrArray *readings; /* Reading, in the dataset's order once they are open */
  guint first;         /* of those that are read now */
  VtProgress *progress;
  guint steps; /* atomic: files opened, or frames read */
  guint n_steps;
  GCancellable *cancellable;
} Work;

static void
clear_window (gpointer data)
{
  Window *window = data;

  vt_atom_table_unref (window->atoms);
  g_free (window->features);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->trajectory);
  g_clear_pointer (&reading->origins, g_array_unref);
  g_clear_pointer (&reading->windows, g_array_unref);
  g_clear_error (&reading->error);
  g_free (reading);
}

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->lags, g_array_unref);
  g_clear_pointer (&work->readings, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static void
work_init (Work *work, const VtTrainingPlan *plan)
{
  const VtState *state = vt_training_plan_get_state (plan);
  guint n_runs = vt_training_plan_get_n_runs (plan), n_tests = vt_training_plan_get_n_tests (plan);
  gsize n_lags;
  const double *lags = vt_state_get_reals (state, "training.lags", &n_lags);

  work->state = state;
  work->timestep = vt_state_get_real (state, "training.timestep");
  work->affine_mapping = vt_state_get_boolean (state, "training.affine-mapping");
  vt_normalization_from_string (vt_state_get_text (state, "training.normalization"), &work->normalization);
  work->lags = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_vals (work->lags, lags, n_lags);
  work->readings = g_ptr_array_new_with_free_func (reading_free);
  for (guint i = 0; i < n_runs + n_tests; i++)
    {
      Reading *reading = g_new0 (Reading, 1);

      reading->test = i >= n_runs;
      reading->run = reading->test ? vt_training_plan_get_test (plan, i - n_runs) : vt_training_plan_get_run (plan, i);
      g_ptr_array_add (work->readings, reading);
    }
}

/* The first error, in the order of the runs: the same for any number of threads. */
static gboolean
check_errors (const Work *work, GError **error)
{
  for (guint i = 0; i < work->readings->len; i++)
    {
      Reading *reading = work->readings->pdata[i];

      if (reading->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reading->error));
          return FALSE;
        }
    }
  return TRUE;
}

/* One step of a part of the reading that covers [@from, @to] of it. */
static void
tell_progress (Work *work, double from, double to)
{
  guint steps = __atomic_add_fetch (&work->steps, 1, __ATOMIC_RELAXED);

  vt_progress_set (work->progress, from + (to - from) * steps / work->n_steps);
}

/* ---- opening ---- */

static void
check_opened (const Work *work, Reading *reading)
{
  VtPlace place = { reading->run->name, -1, 0, NULL };

  if (g_strcmp0 (vt_trajectory_get_units (reading->trajectory), "lj") == 0)
    {
      place.hint = _ ("Train on runs in metal or real units");
      vt_set_error_at (&reading->error, VT_ERROR_INPUT, &place,
                       _ ("the run is in reduced units, and features need Å, ps and K"));
      return;
    }
  if (isnan (vt_trajectory_get_time (reading->trajectory, 0, work->timestep)))
    {
      place.frame = 0;
      place.hint = _ ("Give the MD time step in ps");
      vt_set_error_at (&reading->error, VT_ERROR_INPUT, &place, _ ("the file counts steps and tells no time"));
      vt_error_add_option (&reading->error, "--timestep");
    }
}

static void
open_chunk (const VtChunk *chunk, gpointer data)
{
  Work *work = data;
  VtTrajectoryOptions options = { vt_state_get_text (work->state, "training.elements") };

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      Reading *reading = work->readings->pdata[i];

      if (reading->run->trajectory != NULL)
        reading->trajectory = g_object_ref (reading->run->trajectory);
      else
        reading->trajectory
            = vt_trajectory_open (reading->run->file, &options, NULL, work->cancellable, &reading->error);
      if (reading->trajectory != NULL)
        check_opened (work, reading);
      if (reading->run->trajectory == NULL && reading->trajectory != NULL)
        vt_trajectory_set_cache_limit (reading->trajectory, CACHE_BYTES);
      tell_progress (work, 0, OPENING_SHARE);
    }
}

static int
compare_readings (gconstpointer a, gconstpointer b)
{
  const Reading *one = *(Reading *const *) a, *two = *(Reading *const *) b;

  if (one->test != two->test)
    return one->test ? 1 : -1;
  if (one->run->temperature != two->run->temperature)
    return one->run->temperature < two->run->temperature ? -1 : 1;
  return strcmp (vt_trajectory_get_identity (one->trajectory), vt_trajectory_get_identity (two->trajectory));
}

static gboolean
open_all (Work *work, GError **error)
{
  work->n_steps = work->readings->len;
  if (!vt_parallel_for (work->readings->len, 1, open_chunk, work, NULL, work->cancellable, error)
      || !check_errors (work, error))
    return FALSE;
  g_ptr_array_sort (work->readings, compare_readings);
  return TRUE;
}

/* ---- lags ---- */

static gboolean
has_lag (const Work *work, const Reading *reading, guint start, double lag)
{
  return vt_trajectory_find_lag (reading->trajectory, start, lag, work->timestep) >= 0;
}

static gboolean
all_have_lag (const Work *work, double lag)
{
  for (guint i = 0; i < work->readings->len; i++)
    if (!has_lag (work, work->readings->pdata[i], 0, lag))
      return FALSE;
  return TRUE;
}

static void
append_lag (GString *text, double lag, const char *separator)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "",
                          g_ascii_formatd (number, sizeof number, "%.9g", lag));
}

/* The first run that lacks some, and which ones. */
static void
refuse_lags (const Work *work, const GString *common, GError **error)
{
  g_autofree char *hint = NULL;

  for (guint i = 0; i < work->readings->len; i++)
    {
      const Reading *reading = work->readings->pdata[i];
      g_autoptr (GString) missing = g_string_new (NULL);

      for (guint l = 0; l < work->lags->len; l++)
        if (!has_lag (work, reading, 0, g_array_index (work->lags, double, l)))
          append_lag (missing, g_array_index (work->lags, double, l), ", ");
      if (missing->len == 0)
        continue;
      hint = common->len > 0
                 ? g_strdup_printf (_ ("Nothing is interpolated; all runs have the lags %s ps"),
                                    common->str)
                 : g_strdup (_ ("Nothing is interpolated, and the runs have none of these lags in common"));
      vt_set_error_at (error, VT_ERROR_INPUT, &(VtPlace){ reading->run->name, 0, 0, hint },
                       _ ("no frame lies %s ps after this one"), missing->str);
      if (common->len > 0)
        vt_error_add_option (error, "--lags %s, or --common-lags", common->str);
      return;
    }
}

/* Keeps the lags that all runs have, where that is wanted. */
static gboolean
settle_lags (Work *work, GPtrArray *warnings, GError **error)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GString) common = g_string_new (NULL);
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint l = 0; l < work->lags->len; l++)
    {
      double lag = g_array_index (work->lags, double, l);

      if (all_have_lag (work, lag))
        {
          append_lag (common, lag, ",");
          g_array_append_val (kept, lag);
        }
      else
        append_lag (missing, lag, ", ");
    }
  if (missing->len == 0)
    return TRUE;
  if (kept->len == 0 || !vt_state_get_boolean (work->state, "training.common-lags"))
    {
      refuse_lags (work, common, error);
      return FALSE;
    }
  g_ptr_array_add (warnings,
                   g_strdup_printf (_ ("not all runs have the lags %s ps: the model does without them"), missing->str));
  g_array_unref (work->lags);
  work->lags = g_steal_pointer (&kept);
  return TRUE;
}

/* ---- where windows begin ---- */

static gboolean
has_all_lags (const Work *work, const Reading *reading, guint start)
{
  for (guint l = 0; l < work->lags->len; l++)
    if (!has_lag (work, reading, start, g_array_index (work->lags, double, l)))
      return FALSE;
  return TRUE;
}

static gboolean
choose_origins (const Work *work, Reading *reading, GError **error)
{
  g_autoptr (GArray) possible = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = vt_state_get_integer (work->state, "training.origins");

  for (guint frame = 0; frame < vt_trajectory_get_n_frames (reading->trajectory); frame++)
    if (has_all_lags (work, reading, frame))
      g_array_append_val (possible, frame);
  if (possible->len < n)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, &(VtPlace){ reading->run->name, -1, 0, NULL },
                       _ ("only %u windows of all lags fit in, not %u"), possible->len, n);
      vt_error_add_option (error, "--origins");
      return FALSE;
    }
  reading->n_windows = n;
  reading->origins = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    g_array_append_val (reading->origins,
                        g_array_index (possible, guint, n > 1 ? (guint64) i * (possible->len - 1) / (n - 1) : 0));
  return TRUE;
}

static gboolean
choose_all_origins (Work *work, GError **error)
{
  work->steps = work->n_steps = 0;
  for (guint i = 0; i < work->readings->len; i++)
    {
      Reading *reading = work->readings->pdata[i];

      if (!choose_origins (work, reading, error))
        return FALSE;
      work->n_steps += reading->n_windows * work->lags->len;
    }
  return TRUE;
}

/* ---- features ---- */

/* A model knows atoms by their element, and its mass is in the features. */
static gboolean
check_elements (Reading *reading, const VtAtomTable *atoms)
{
  VtPlace place = { reading->run->name, -1, 0, _ ("Say which element each type is, as in 1=Cu,2=Zr") };

  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    if (vt_atom_table_count_species (atoms, s) > 0
        && vt_element_lookup (vt_atom_table_get_species_name (atoms, s)) == NULL)
      {
        vt_set_error_at (&reading->error, VT_ERROR_INPUT, &place, _ ("“%s” is no element"),
                         vt_atom_table_get_species_name (atoms, s));
        vt_error_add_option (&reading->error, "--elements 1=Cu,2=Zr");
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_window (Work *work, Reading *reading, guint start)
{
  g_autoptr (VtFrame) first = vt_trajectory_read_frame (reading->trajectory, start, work->cancellable, &reading->error);
  Window window = { NULL, vt_trajectory_get_time (reading->trajectory, start, work->timestep), NULL };
  gsize n;

  if (first == NULL || !check_elements (reading, vt_frame_get_atoms (first)))
    return FALSE;
  n = vt_frame_get_n_atoms (first);
  window.atoms = vt_atom_table_ref (vt_frame_get_atoms (first));
  window.features = g_new (double, MAX (work->lags->len * n, 1));
  g_array_append_val (reading->windows, window);
  reading->n_atoms = n;
  for (guint l = 0; l < work->lags->len; l++)
    {
      double lag = g_array_index (work->lags, double, l);
      int index = vt_trajectory_find_lag (reading->trajectory, start, lag, work->timestep);
      g_autoptr (VtFrame) read
          = vt_trajectory_read_frame (reading->trajectory, index, work->cancellable, &reading->error);
      g_autoptr (VtFrame) later = read != NULL ? vt_frame_on_table (read, window.atoms) : NULL;

      if (later == NULL || g_cancellable_set_error_if_cancelled (work->cancellable, &reading->error))
        return FALSE;
      vt_features_compute (first, later, work->normalization, work->affine_mapping, reading->run->temperature,
                           window.features + l * n);
      tell_progress (work, OPENING_SHARE, 1);
    }
  return TRUE;
}

static void
read_chunk (const VtChunk *chunk, gpointer data)
{
  Work *work = data;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      Reading *reading = work->readings->pdata[work->first + i];

      reading->windows = g_array_new (FALSE, FALSE, sizeof (Window));
      g_array_set_clear_func (reading->windows, clear_window);
      for (guint w = 0; w < reading->origins->len; w++)
        if (!read_window (work, reading, g_array_index (reading->origins, guint, w)))
          break;
    }
}

static gboolean
add_windows (Reading *reading, VtDataset *dataset, GError **error)
{
  g_autoptr (GError) reason = NULL;

  for (guint w = 0; w < reading->windows->len; w++)
    {
      const Window *window = &g_array_index (reading->windows, Window, w);

      if (!vt_dataset_add_run (dataset, vt_trajectory_get_identity (reading->trajectory), reading->run->temperature,
                               window->atoms, window->origin, window->features, &reason))
        {
          if (strstr (reason->message, reading->run->name) == NULL)
            g_prefix_error (&reason, "%s: ", reading->run->name);
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
    }
  return TRUE;
}

static void
add_row (VtTable *table, const Reading *reading)
{
  guint row = vt_table_add_row (table);

  vt_table_set_text (table, row, 0, reading->run->name);
  vt_table_set_number (table, row, 1, reading->run->temperature);
  vt_table_set_number (table, row, 2, reading->test);
  vt_table_set_number (table, row, 3, reading->n_windows);
  vt_table_set_number (table, row, 4, (double) reading->n_windows * reading->n_atoms);
}

static void
add_warnings (const Reading *reading, GPtrArray *warnings)
{
  for (const char *const *warning = vt_trajectory_get_warnings (reading->trajectory); *warning != NULL; warning++)
    g_ptr_array_add (warnings, strstr (*warning, reading->run->name) != NULL
                                   ? g_strdup (*warning)
                                   : g_strdup_printf ("%s: %s", reading->run->name, *warning));
}

/* A few runs at a time, so that their features do not lie about beside the dataset for long. */
static gboolean
read_all (Work *work, VtTrainingRuns *runs, GError **error)
{
  guint together = vt_parallel_get_threads ();

  for (work->first = 0; work->first < work->readings->len; work->first += together)
    {
      guint n = MIN (together, work->readings->len - work->first);

      if (!vt_parallel_for (n, 1, read_chunk, work, NULL, work->cancellable, error) || !check_errors (work, error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        {
          Reading *reading = work->readings->pdata[work->first + i];

          if (!add_windows (reading, reading->test ? runs->tests : runs->dataset, error))
            return FALSE;
          add_row (runs->table, reading);
          add_warnings (reading, runs->warnings);
          g_clear_pointer (&reading->windows, g_array_unref);
          g_clear_object (&reading->trajectory);
        }
    }
  return TRUE;
}

/* ---- all of it ---- */

static VtDataset *
new_dataset (const Work *work)
{
  return vt_dataset_new ((const double *) (gpointer) work->lags->data, work->lags->len, work->normalization,
                         work->affine_mapping);
}

static VtTrainingRuns *
new_runs (void)
{
  VtTrainingRuns *runs = g_new0 (VtTrainingRuns, 1);

  runs->warnings = g_ptr_array_new_with_free_func (g_free);
  runs->table = vt_table_new ("runs");
  vt_table_add_texts (runs->table, "run");
  vt_table_add_numbers (runs->table, "temperature", VT_UNIT_KELVIN);
  vt_table_add_numbers (runs->table, "test", VT_UNIT_NONE);
  vt_table_add_numbers (runs->table, "windows", VT_UNIT_NONE);
  vt_table_add_numbers (runs->table, "instances", VT_UNIT_NONE);
  return runs;
}

void
vt_training_runs_free (VtTrainingRuns *runs)
{
  g_return_if_fail (runs != NULL);

  g_clear_pointer (&runs->dataset, vt_dataset_unref);
  g_clear_pointer (&runs->tests, vt_dataset_unref);
  g_clear_pointer (&runs->table, vt_table_unref);
  g_clear_pointer (&runs->warnings, g_ptr_array_unref);
  g_free (runs);
}

VtTrainingRuns *
vt_training_runs_read (const VtTrainingPlan *plan, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtTrainingRuns) runs = NULL;
  g_auto (Work) work = { .progress = progress, .cancellable = cancellable };

  g_return_val_if_fail (plan != NULL, NULL);

  runs = new_runs ();
  work_init (&work, plan);
  if (!open_all (&work, error) || !settle_lags (&work, runs->warnings, error) || !choose_all_origins (&work, error))
    return NULL;
  runs->dataset = new_dataset (&work);
  if (vt_training_plan_get_n_tests (plan) > 0)
    runs->tests = new_dataset (&work);
  return read_all (&work, runs, error) ? g_steal_pointer (&runs) : NULL;
}
