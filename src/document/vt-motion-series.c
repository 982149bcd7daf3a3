#include "vt-motion-series.h"

#include <math.h>
#include <string.h>

#include "vt-displacement.h"
#include "vt-i18n.h"

typedef struct
{
  VtAnalysisContext *context;
  const char *const *species;
  guint              n_species; /* of @species, and one more for whatever is none of them */
  VtFrame           *origin;    /* read last */
  guint              origin_frame;
  char             **skipped;
} Walk;

static void
clear_point (gpointer data)
{
  g_clear_pointer (&((VtMotionPoint *) data)->motion, g_free);
}

guint8 *
vt_motion_number_species (const char *const *names, VtAtomTable *atoms)
{
  gsize n;
  guint8 *species, numbers[G_MAXUINT8 + 1];

  g_return_val_if_fail (names != NULL && atoms != NULL, NULL);

  n = vt_atom_table_get_n (atoms);
  species = g_memdup2 (vt_atom_table_get_species (atoms), n);
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms) && s <= G_MAXUINT8; s++)
    {
      guint number = 0;

      while (names[number] != NULL && strcmp (names[number], vt_atom_table_get_species_name (atoms, s)) != 0)
        number++;
      numbers[s] = (guint8) number;
    }
  for (gsize i = 0; i < n; i++)
    species[i] = numbers[species[i]];
  return species;
}

/* (transfer full) (nullable): %NULL with an error where cancelled, without one where the frame cannot be read. */
static VtFrame *
read_frame (Walk *walk, guint frame, GError **error)
{
  g_autoptr (GError) reason = NULL;
  VtFrame *read = vt_trajectory_read_frame (vt_source_get_trajectory (walk->context->source), frame,
                                            walk->context->cancellable, &reason);

  if (read != NULL)
    return read;
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  else if (*walk->skipped == NULL)
    *walk->skipped = g_strdup (reason->message);
  return NULL;
}

static gboolean
add_window (Walk *walk, guint frame, VtMotionPoint *point, GError **error)
{
  const VtState *state = walk->context->state;
  VtAtomTable *atoms = vt_frame_get_atoms (walk->origin);
  gsize n = vt_frame_get_n_atoms (walk->origin);
  g_autoptr (GError) reason = NULL;
  g_autoptr (VtFrame) read = read_frame (walk, frame, &reason), later = NULL;
  g_autofree double *displacement = NULL;
  g_autofree guint8 *species = NULL;

  if (read == NULL && reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (read == NULL)
    return TRUE;
  later = vt_frame_on_table (read, atoms);
  displacement = g_new (double, 3 * n + 1);
  species = vt_motion_number_species (walk->species, atoms);
  vt_displacement_compute (walk->origin, later, vt_state_get_boolean (state, "window.affine-mapping"), displacement);
  if (!vt_mean_square_displacement_add (displacement, species, n, walk->n_species, point->motion,
                                        walk->context->cancellable, error))
    return FALSE;
  for (guint d = 0; d < 3; d++)
    point->stretch[d]
        += vt_cell_width (vt_frame_get_cell (later), d) / vt_cell_width (vt_frame_get_cell (walk->origin), d) - 1;
  point->n_windows++;
  return TRUE;
}

/* The origin stays at hand as long as it is the same. FALSE without an error where it cannot be read. */
static gboolean
take_origin (Walk *walk, guint frame, GError **error)
{
  if (walk->origin != NULL && walk->origin_frame == frame)
    return TRUE;
  g_clear_pointer (&walk->origin, vt_frame_unref);
  walk->origin = read_frame (walk, frame, error);
  walk->origin_frame = frame;
  return walk->origin != NULL;
}

static gboolean
take_lag (Walk *walk, double lag, guint n_origins, VtMotionPoint *point, GError **error)
{
  VtTrajectory *trajectory = vt_source_get_trajectory (walk->context->source);
  double timestep = vt_state_get_real (walk->context->state, "trajectory.timestep");
  guint n_frames = vt_trajectory_get_n_frames (trajectory);

  *point = (VtMotionPoint){ .lag = lag, .motion = g_new0 (VtMeanSquareDisplacement, walk->n_species + 1) };
  for (guint o = 0; o < n_origins; o++)
    {
      guint origin = (guint) ((guint64) o * n_frames / n_origins);
      int later = vt_trajectory_find_lag (trajectory, origin, lag, timestep);
      g_autoptr (GError) reason = NULL;

      if (later < 0)
        continue;
      if (!take_origin (walk, origin, &reason))
        {
          if (reason == NULL)
            continue;
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      if (!add_window (walk, (guint) later, point, error))
        return FALSE;
    }
  for (guint d = 0; d < 3; d++)
    point->stretch[d] /= point->n_windows;
  return TRUE;
}

static gboolean
take_lags (Walk *walk, GArray *points, GError **error)
{
  VtTrajectory *trajectory = vt_source_get_trajectory (walk->context->source);
  double timestep = vt_state_get_real (walk->context->state, "trajectory.timestep");
  guint n_frames = vt_trajectory_get_n_frames (trajectory);
  guint n_origins = (guint) MIN (vt_state_get_integer (walk->context->state, "timeseries.origins"), n_frames);

  for (guint f = 1; f < n_frames; f++)
    {
      double lag = vt_trajectory_get_time (trajectory, f, timestep) - vt_trajectory_get_time (trajectory, 0, timestep);
      VtMotionPoint point;
      gboolean taken;

      if (!(lag > 0))
        continue;
      taken = take_lag (walk, lag, n_origins, &point, error);
      if (taken && point.n_windows > 0)
        g_array_append_val (points, point);
      else
        clear_point (&point);
      if (!taken)
        return FALSE;
      vt_progress_set (walk->context->progress, (f + 1.0) / n_frames);
    }
  return TRUE;
}

GArray *
vt_motion_series_new (VtAnalysisContext *context, const char *const *species, char **skipped, GError **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (VtMotionPoint));
  Walk walk = { .context = context, .species = species, .skipped = skipped };
  gboolean taken;

  g_return_val_if_fail (context != NULL && species != NULL && skipped != NULL, NULL);

  *skipped = NULL;
  g_array_set_clear_func (points, clear_point);
  walk.n_species = g_strv_length ((char **) species) + 1;
  vt_progress_begin (context->progress, _("Mean square displacement"), 0, 0.1);
  taken = take_lags (&walk, points, error);
  g_clear_pointer (&walk.origin, vt_frame_unref);
  return taken ? g_steal_pointer (&points) : NULL;
}
