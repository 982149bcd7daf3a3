#include "vt-render-shot.h"

#include <math.h>

/* The cue runs over the depths at which there are atoms; the nearest keep their colour. */
static void
set_cue (VtRenderShot *shot)
{
  const VtScene *scene = shot->scene;
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < scene->n_atoms; i++)
    {
      const float *p = scene->positions + 3 * i;
      double depth = -(shot->view[2] * p[0] + shot->view[6] * p[1] + shot->view[10] * p[2] + shot->view[14]);

      if (depth < low)
        low = depth;
      if (depth > high)
        high = depth;
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
