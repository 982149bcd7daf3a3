/* Very many atoms without a graphics card: drawn by a worker, and shown when they are. */
#include "vt-viewport-private.h"

#include "vt-offscreen.h"

typedef struct
{
  VtShot     *shot;
  VtOverlay  *layers[VT_N_LAYERS];
  VtCamera    camera;
  int         width;
  int         height;
  int         scale;
  int         supersample;
  GdkTexture *texture;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  vt_shot_release (job->shot);
  for (guint i = 0; i < VT_N_LAYERS; i++)
    g_clear_pointer (&job->layers[i], vt_overlay_unref);
  g_clear_object (&job->texture);
  g_free (job);
}

/* The thread's own is its OpenGL. */
static void
paint_job (gpointer data, gpointer *own, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GBytes) pixels = NULL;
  VtScene scene;

  if (*own == NULL)
    *own = vt_offscreen_new (NULL);
  if (*own == NULL)
    return;
  vt_viewport_lay_over (job->layers, job->shot->scene, &scene);
  pixels = vt_offscreen_draw (*own, &scene, &job->camera, job->width, job->height, job->scale,
                              job->supersample, NULL, cancellable, NULL);
  if (pixels != NULL)
    job->texture = gdk_memory_texture_new (job->width, job->height, GDK_MEMORY_R8G8B8A8_PREMULTIPLIED, pixels,
                                           (gsize) job->width * 4);
}

static void
free_offscreen (gpointer own)
{
  vt_offscreen_free (own);
}

static void
show_job (gpointer owner, gpointer data)
{
  VtViewport *self = owner;
  Job *job = data;

  if (job->texture != NULL)
    gtk_picture_set_paintable (self->still, GDK_PAINTABLE (job->texture));
  else
    {
      /* Then by the area, however long that takes. */
      self->no_offscreen = TRUE;
      vt_viewport_update (self);
    }
}

static const VtWorkerFuncs worker_funcs = { paint_job, show_job, job_free, free_offscreen };

static void
vt_viewport_request (VtViewport *self, VtShot *shot, int width, int height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  Job *job = g_new0 (Job, 1);

  job->shot = shot;
  for (guint i = 0; i < VT_N_LAYERS; i++)
    job->layers[i] = self->layers[i] != NULL ? vt_overlay_ref (self->layers[i]) : NULL;
  vt_viewport_get_camera (self, &job->camera);
  job->width = width * scale;
  job->height = height * scale;
  job->scale = scale;
  job->supersample = scale > 1 || self->moving ? 1 : 2;
  vt_worker_request (self->worker, job);
}

VtWorker *
vt_viewport_make_worker (VtViewport *self)
{
  return vt_worker_new (&worker_funcs, self);
}

void
vt_viewport_refresh_still (VtViewport *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  gboolean shown = gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->still);
  VtShot *shot = shown && width > 0 && height > 0 ? vt_picture_hold (self->picture) : NULL;

  if (shot == NULL)
    return;
  if (!self->stale && width == self->still_width && height == self->still_height)
    {
      vt_shot_release (shot);
      return;
    }
  self->stale = FALSE;
  self->still_width = width;
  self->still_height = height;
  vt_viewport_request (self, shot, width, height);
}
