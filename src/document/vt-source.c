#include "vt-source.h"

#include <string.h>

#include "vt-data-files.h"
#include "vt-error.h"
#include "vt-i18n.h"

struct _VtSource
{
  gatomicrefcount references;
  VtTrajectory   *trajectory;
  VtModel        *model;
  /* What was asked for: the texts of the state that it was opened with. */
  char           *trajectory_uri;
  char           *elements;
  char           *model_uri;
};

G_DEFINE_BOXED_TYPE (VtSource, vt_source, vt_source_ref, vt_source_unref)

VtSource *
vt_source_new (VtTrajectory *trajectory, VtModel *model)
{
  VtSource *source;

  g_return_val_if_fail (VT_IS_TRAJECTORY (trajectory), NULL);

  source = g_new0 (VtSource, 1);
  g_atomic_ref_count_init (&source->references);
  source->trajectory = g_object_ref (trajectory);
  source->model = model != NULL ? vt_model_ref (model) : NULL;
  return source;
}

VtSource *
vt_source_ref (VtSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);
  g_atomic_ref_count_inc (&source->references);
  return source;
}

void
vt_source_unref (VtSource *source)
{
  g_return_if_fail (source != NULL);

  if (!g_atomic_ref_count_dec (&source->references))
    return;
  g_clear_object (&source->trajectory);
  g_clear_pointer (&source->model, vt_model_unref);
  g_free (source->trajectory_uri);
  g_free (source->elements);
  g_free (source->model_uri);
  g_free (source);
}

VtTrajectory *
vt_source_get_trajectory (const VtSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);
  return source->trajectory;
}

VtModel *
vt_source_get_model (const VtSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);
  return source->model;
}

static gboolean
same_trajectory (const VtSource *source, const VtState *state)
{
  return g_strcmp0 (source->trajectory_uri, vt_state_get_text (state, "trajectory.file")) == 0
         && g_strcmp0 (source->elements, vt_state_get_text (state, "trajectory.elements")) == 0;
}

static gboolean
same_model (const VtSource *source, const VtState *state)
{
  return g_strcmp0 (source->model_uri, vt_state_get_text (state, "model.file")) == 0;
}

gboolean
vt_source_serves (const VtSource *source, const VtState *state)
{
  g_return_val_if_fail (source != NULL && state != NULL, FALSE);
  /* A source over objects of one's own names no file, and serves whatever the state says. */
  return source->trajectory_uri == NULL || (same_trajectory (source, state) && same_model (source, state));
}

static VtTrajectory *
open_trajectory (const VtState *state, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  VtTrajectoryOptions options = { .elements = vt_state_get_text (state, "trajectory.elements") };
  const char *uri = vt_state_get_text (state, "trajectory.file");
  g_autoptr (GFile) file = NULL;

  if (*uri == '\0')
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("no trajectory is named"));
      return NULL;
    }
  file = g_file_new_for_uri (uri);
  /* Said as G_IO_ERROR_NOT_FOUND, so that the window can offer to look for it elsewhere. */
  if (!g_file_query_exists (file, cancellable))
    {
      g_autofree char *name = g_file_get_parse_name (file);

      /* Asking is cancelled, too. */
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("%s: there is no such file"), name);
      return NULL;
    }
  return vt_trajectory_open (file, &options, progress, cancellable, error);
}

/* Nothing named and nothing shipped is no error: all but T_ML works without. */
static gboolean
open_model (const VtState *state, VtModel **model, GCancellable *cancellable, GError **error)
{
  const char *uri = vt_state_get_text (state, "model.file");
  g_autoptr (GFile) file = *uri != '\0' ? g_file_new_for_uri (uri) : vt_data_get_default_model ();

  if (*uri == '\0' && !g_file_query_exists (file, cancellable))
    return TRUE;
  *model = vt_model_load (file, cancellable, error);
  return *model != NULL;
}

VtSource *
vt_source_open (const VtState *state,
                VtSource      *previous,
                VtProgress    *progress,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (VtTrajectory) trajectory = NULL;
  g_autoptr (VtModel) model = NULL;
  VtSource *source;

  g_return_val_if_fail (state != NULL, NULL);

  if (previous != NULL && same_trajectory (previous, state))
    trajectory = g_object_ref (previous->trajectory);
  else if ((trajectory = open_trajectory (state, progress, cancellable, error)) == NULL)
    return NULL;

  if (previous != NULL && previous->model != NULL && same_model (previous, state))
    model = vt_model_ref (previous->model);
  else if (!open_model (state, &model, cancellable, error))
    return NULL;

  source = vt_source_new (trajectory, model);
  source->trajectory_uri = g_strdup (vt_state_get_text (state, "trajectory.file"));
  source->elements = g_strdup (vt_state_get_text (state, "trajectory.elements"));
  source->model_uri = g_strdup (vt_state_get_text (state, "model.file"));
  return source;
}
