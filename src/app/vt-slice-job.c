#include "vt-slice-job.h"

#include "vt-depiction-field.h"
#include "vt-texture.h"

void
vt_slice_job_free (gpointer data)
{
  VtSliceJob *job = data;

  g_clear_pointer (&job->shot, vt_shot_release);
  vt_state_unref (job->state);
  g_clear_pointer (&job->chart, vt_slice_chart_unref);
  g_clear_pointer (&job->frame, vt_frame_unref);
  g_clear_pointer (&job->values, vt_column_unref);
  g_clear_object (&job->texture);
  g_free (job->property);
  g_free (job->refusal);
  g_free (job);
}

void
vt_slice_job_prepare (const VtState *state, VtSliceChart *chart)
{
  vt_depiction_set_slice_view (state, chart);
  vt_slice_chart_set_legend (chart, FALSE);
}

static gboolean
make_chart (VtSliceJob *job, GCancellable *cancellable, GError **error)
{
  VtSlice slice;

  if (job->chart == NULL)
    {
      VtDepiction depiction = *job->shot->depiction;

      depiction.state = job->state;
      job->chart = vt_depiction_make_slice_chart (&depiction, NULL, cancellable, error);
      if (job->chart != NULL)
        vt_slice_job_prepare (job->state, job->chart);
      return job->chart != NULL;
    }
  if (job->values == NULL)
    return TRUE;
  vt_depiction_get_slice (job->state, vt_frame_get_cell (job->frame), &slice);
  return vt_depiction_add_field (job->state, job->frame, job->values, &slice, job->chart, NULL, cancellable, error);
}

/* Atoms in its place would be taken for what was asked for. */
static void
refuse (VtSliceJob *job, const GError *error)
{
  g_clear_pointer (&job->chart, vt_slice_chart_unref);
  g_free (job->refusal);
  job->refusal = vt_depiction_refuse_field (error);
}

static void
paint (VtSliceJob *job)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, job->width * job->scale, job->height * job->scale);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, job->scale, job->scale);
  cr = cairo_create (surface);
  vt_slice_chart_paint (job->chart, cr, job->width, job->height, &job->style);
  cairo_destroy (cr);
  job->texture = vt_texture_from_surface (surface);
  cairo_surface_destroy (surface);
}

void
vt_slice_job_work (gpointer data, gpointer *own, GCancellable *cancellable)
{
  VtSliceJob *job = data;
  g_autoptr (GError) error = NULL;

  if (!make_chart (job, cancellable, &error))
    refuse (job, error);
  else if (!job->pending && vt_depiction_field_is_nowhere (job->chart))
    refuse (job, NULL);
  else
    paint (job);
}
