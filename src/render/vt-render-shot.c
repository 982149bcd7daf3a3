#include "vt-render-shot.h"

#include <math.h>
#include "vt-parallel.h"

/* Atoms a chunk: a million are looked at in every frame drawn. */
#define GRAIN 16384

typedef struct
{
  const VtRenderShot *shot;
  double (*ends)[2]; /* [n_chunks]: least and largest depth */
} Depths;

static void
measure_chunk (const VtChunk *chunk, gpointer data)
{
  const Depths *depths = data;
  const float *view = depths->shot->view;
  double low = INFINITY, high = -INFINITY;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      const float *p = depths->shot->scene->positions + 3 * i;
      double depth = -(view[2] * p[0] + view[6] * p[1] + view[10] * p[2] + view[14]);

      if (depth < low)
        low = depth;
      if (depth > high)
        high = depth;
    }
  depths->ends[chunk->number][0] = low;
  depths->ends[chunk->number][1] = high;
}

/* The cue runs over the depths at which there are atoms; the nearest keep their colour. */
static void
set_cue (VtRenderShot *shot)
{
  gsize n_chunks = vt_parallel_n_chunks (shot->scene->n_atoms, GRAIN);
  g_autofree double (*ends)[2] = g_malloc_n (MAX (n_chunks, 1), sizeof *ends);
  Depths depths = { shot, ends };
  double low = INFINITY, high = -INFINITY;

  vt_parallel_for (shot->scene->n_atoms, GRAIN, measure_chunk, &depths, NULL, NULL, NULL);
  for (gsize i = 0; i < n_chunks; i++)
    {
      low = MIN (low, ends[i][0]);
      high = MAX (high, ends[i][1]);
    }
  shot->cue[0] = high > low ? 1 / (high - low) : 0;
  shot->cue[1] = high > low ? -low / (high - low) : 0;
}

void
vt_render_shot_init (VtRenderShot *shot, const VtScene *scene, const VtCamera *camera, const VtRenderTarget *target)
{
  int picture_width = target->picture_width > 0 ? target->picture_width : target->width;
  int picture_height = target->picture_height > 0 ? target->picture_height : target->height;
  double center[3], radius, far;

  shot->scene = scene;
  shot->camera = camera;
  shot->x = target->x * target->supersample;
  shot->y = target->y * target->supersample;
  shot->width = target->width * target->supersample;
  shot->height = target->height * target->supersample;
  shot->picture_width = picture_width * target->supersample;
  shot->picture_height = picture_height * target->supersample;
  shot->line_scale = target->scale * target->supersample;
  shot->pixels = vt_camera_get_pixels_per_angstrom (camera, shot->picture_height);
  if (camera->projection == VT_PROJECTION_PERSPECTIVE)
    shot->pixels *= vt_camera_get_distance (camera);
  vt_scene_get_bounds (scene, center, &radius);
  vt_camera_get_clip_range (camera, center, radius, &shot->near, &far);
  vt_camera_get_view_matrix (camera, shot->view);
  vt_camera_get_projection_matrix (camera, picture_width, picture_height, target->x, target->y, target->width,
                                   target->height, shot->near, far, shot->projection);
  set_cue (shot);
}
