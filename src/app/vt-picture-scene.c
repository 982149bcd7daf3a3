#include "vt-picture-scene.h"

#include <string.h>

#include "vt-coloring-scene.h"

/* Beside the scene what it was made from. */
struct _VtPictureScene
{
  VtScene *scene;
  VtFrame *frame; /* NULL: none yet */
  double   radius;
  gboolean fixed;      /* all atoms alike in size */
  char    *values_key; /* what the values were made from */
};

VtPictureScene *
vt_picture_scene_new (void)
{
  VtPictureScene *self = g_new0 (VtPictureScene, 1);

  self->scene = vt_scene_new ();
  return self;
}

void
vt_picture_scene_free (VtPictureScene *self)
{
  g_return_if_fail (self != NULL);

  vt_scene_free (self->scene);
  g_clear_pointer (&self->frame, vt_frame_unref);
  g_free (self->values_key);
  g_free (self);
}

VtScene *
vt_picture_scene_get (VtPictureScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scene;
}

static void
show_frame (VtPictureScene *self, const VtDepiction *depiction)
{
  VtFrame *frame = depiction->frame;
  double radius = vt_state_get_real (depiction->state, "view.radius");
  gboolean fixed = vt_state_is (depiction->state, "view.size", "fixed");
  gboolean others = self->frame == NULL || vt_frame_get_atoms (self->frame) != vt_frame_get_atoms (frame);

  if (self->frame != frame)
    vt_scene_set_frame (self->scene, frame);
  if (others || radius != self->radius || fixed != self->fixed)
    {
      g_autofree double *radii = vt_depiction_get_radii (depiction);
      vt_scene_set_radii (self->scene, radii, vt_frame_get_n_atoms (frame));
    }
  g_clear_pointer (&self->frame, vt_frame_unref);
  self->frame = vt_frame_ref (frame);
  self->radius = radius;
  self->fixed = fixed;
}

/* Brushing and picking leave values and colours as they are, other colours the values. */
static void
show_values (VtPictureScene *self, const VtDepiction *depiction, const char *property, gboolean dark)
{
  char *key = g_strdup_printf ("%p %p %s %d %.17g", (void *) depiction->frame, (void *) depiction->values, property,
                               depiction->coloring->n_categories > 0 && dark,
                               vt_coloring_get_shift (depiction->coloring));

  vt_coloring_show (depiction->coloring, self->scene, depiction->values, g_strcmp0 (key, self->values_key) == 0);
  g_free (self->values_key);
  self->values_key = key;
}

static void
show_flags (VtPictureScene *self, const VtDepiction *depiction)
{
  gsize n = vt_frame_get_n_atoms (depiction->frame);

  if (n > 0 && memcmp (depiction->flags, self->scene->flags, n) != 0)
    vt_scene_set_flags (self->scene, depiction->flags, n);
}

void
vt_picture_scene_show (VtPictureScene *self, const VtDepiction *depiction, const char *property, gboolean dark)
{
  g_return_if_fail (self != NULL && depiction != NULL && property != NULL);

  vt_scene_set_dark (self->scene, dark);
  show_frame (self, depiction);
  show_values (self, depiction, property, dark);
  show_flags (self, depiction);
  self->scene->show_cell = vt_state_get_boolean (depiction->state, "view.cell");
}
