/* The 3D page's parts, for the files that make it up. */
#pragma once

#include "vt-renderer.h"
#include "vt-viewport.h"
#include "vt-worker.h"

G_BEGIN_DECLS

struct _VtViewport
{
  AdwBin parent_instance;

  VtPicture     *picture;
  GtkOverlay    *overlay; /* over the stack: handles, bands, the axes */
  GtkStack      *stack;   /* of the three, and what pointer and keys act on */
  GtkGLArea     *area;    /* draws itself */
  GtkPicture    *still;   /* shows what the worker drew */
  AdwStatusPage *failure;
  VtRenderer    *renderer;
  VtWorker      *worker;
  gboolean       no_offscreen;
  gboolean       stale; /* the still is of another picture or camera */
  int            still_width, still_height;
  gboolean       failed;
  guint          lost_id;
  gint64         lost_time;   /* when OpenGL was lost last; 0: never */
  GtkWidget     *axes;
  AdwAnimation  *flight;      /* (nullable): the way to the state's camera */
  VtCamera       flight_from;
  VtSource      *source;      /* to know another file; not a reference */
  VtOverlay     *layers[VT_N_LAYERS]; /* (nullable) */
  gboolean       steering;    /* the edit under way follows the hand */
  gboolean       moving;      /* drawn quickly, until nothing has changed for a while */
  gboolean       edited;      /* the camera, since the last rest */
  guint          awaited;     /* the last movement is not drawn yet: how often to look again */
  guint          rest_id;
  VtCamera       drag_camera;
  VtCamera       pinch_camera;
  gboolean       drag_pans;
  double         pointer_x, pointer_y;
};

/* vt-viewport.c */
void vt_viewport_update (VtViewport *self);
/* Tells all who draw over it, too. */
void vt_viewport_redraw (VtViewport *self);

/* vt-viewport-area.c */
void vt_viewport_make_pages (VtViewport *self);
void vt_viewport_fail (VtViewport *self, const char *reason);

/* vt-viewport-camera.c */
/* Something else is to be seen: quickly first, and in full quality when it has stayed for a while. */
void vt_viewport_stir (VtViewport *self);
/* The state's camera, where the one that is shown may be on its way to it. */
void vt_viewport_get_goal (VtViewport *self, VtCamera *camera);
/* Another state: goes to its camera. */
void vt_viewport_follow_camera (VtViewport *self, VtState *before);
/* Another file: there is no way from its views to those of the last one. */
void vt_viewport_follow_source (VtViewport *self);
/* Is there at once. */
void vt_viewport_land (VtViewport *self);

/* vt-viewport-layers.c */
/* @laid: (out caller-allocates): @scene with the layers instead of its own; borrows from both, never to be cleared. */
void vt_viewport_lay_over (VtOverlay *const layers[VT_N_LAYERS], const VtScene *scene, VtScene *laid);

/* vt-viewport-axes.c */
void vt_viewport_add_axes (VtViewport *self);

/* vt-viewport-still.c: very many atoms without a graphics card are drawn by a worker */
VtWorker *vt_viewport_make_worker (VtViewport *self);
/* Where the still is shown: asks for another one if it is of another picture, camera or size. */
void      vt_viewport_refresh_still (VtViewport *self);

/* vt-viewport-pointer.c */
void vt_viewport_add_gestures (VtViewport *self);

G_END_DECLS
