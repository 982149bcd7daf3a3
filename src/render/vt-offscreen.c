/*
 * EGL in Mesa's surfaceless platform, else on the first device: no window system is asked for. The context draws
 * into framebuffers only. Pictures are drawn in tiles small enough that cancelling is answered within a tile.
 */
#include "vt-offscreen.h"

#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <string.h>
#include "vt-error.h"
#include "vt-i18n.h"

#define TILE_SAMPLES 2048 /* a side */
#define MAX_DEVICES 16

struct _VtOffscreen
{
  EGLDisplay  display;
  EGLContext  context;
  VtRenderer *renderer;
};

/* What was current before a call. */
typedef struct
{
  EGLenum    api;
  EGLDisplay display;
  EGLContext context;
  EGLSurface draw;
  EGLSurface read;
} Current;

static Current
remember (void)
{
  return (Current){ eglQueryAPI (), eglGetCurrentDisplay (), eglGetCurrentContext (), eglGetCurrentSurface (EGL_DRAW),
                    eglGetCurrentSurface (EGL_READ) };
}

static void
put_back (const VtOffscreen *offscreen, const Current *current)
{
  if (current->context != EGL_NO_CONTEXT)
    eglMakeCurrent (current->display, current->draw, current->read, current->context);
  else
    eglMakeCurrent (offscreen->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglBindAPI (current->api);
}

static gboolean
make_current (const VtOffscreen *offscreen)
{
  return eglBindAPI (EGL_OPENGL_API) &&
         eglMakeCurrent (offscreen->display, EGL_NO_SURFACE, EGL_NO_SURFACE, offscreen->context);
}

static EGLContext
try_display (EGLDisplay display)
{
  static const EGLint attributes[] = { EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3,
                                       EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE };
  static const EGLint wanted[] = { EGL_SURFACE_TYPE, 0, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE };
  EGLConfig config = EGL_NO_CONFIG_KHR;
  EGLint n = 0;

  if (display == EGL_NO_DISPLAY || !eglInitialize (display, NULL, NULL) || !eglBindAPI (EGL_OPENGL_API))
    return EGL_NO_CONTEXT;
  if (!epoxy_has_egl_extension (display, "EGL_KHR_surfaceless_context"))
    return EGL_NO_CONTEXT;
  if (!epoxy_has_egl_extension (display, "EGL_KHR_no_config_context") &&
      (!eglChooseConfig (display, wanted, &config, 1, &n) || n == 0))
    return EGL_NO_CONTEXT;
  return eglCreateContext (display, config, EGL_NO_CONTEXT, attributes);
}

static void
try_platform (VtOffscreen *offscreen, EGLenum platform, void *native)
{
  if (offscreen->context != EGL_NO_CONTEXT)
    return;
  offscreen->display = eglGetPlatformDisplayEXT (platform, native, NULL);
  offscreen->context = try_display (offscreen->display);
}

static gboolean
create_context (VtOffscreen *offscreen)
{
  offscreen->context = EGL_NO_CONTEXT;
  if (!epoxy_has_egl () || !epoxy_has_egl_extension (EGL_NO_DISPLAY, "EGL_EXT_platform_base"))
    return FALSE;
  if (epoxy_has_egl_extension (EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless"))
    try_platform (offscreen, EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY);
  if (offscreen->context == EGL_NO_CONTEXT && epoxy_has_egl_extension (EGL_NO_DISPLAY, "EGL_EXT_platform_device") &&
      epoxy_has_egl_extension (EGL_NO_DISPLAY, "EGL_EXT_device_enumeration"))
    {
      EGLDeviceEXT devices[MAX_DEVICES];
      EGLint n = 0;

      if (eglQueryDevicesEXT (MAX_DEVICES, devices, &n))
        for (EGLint i = 0; i < n; i++)
          try_platform (offscreen, EGL_PLATFORM_DEVICE_EXT, devices[i]);
    }
  return offscreen->context != EGL_NO_CONTEXT;
}

static void
set_unavailable (GError **error)
{
  VtPlace place = { NULL, -1, 0,
                    _("Install Mesa's EGL (libegl1 and libgl1-mesa-dri on Debian); slices and charts need no OpenGL") };

  vt_set_error_at (error, VT_ERROR_UNAVAILABLE, &place, _("This machine cannot draw 3D pictures without a window"));
}

VtOffscreen *
vt_offscreen_new (GError **error)
{
  VtOffscreen *offscreen = g_new0 (VtOffscreen, 1);
  gboolean has_egl = epoxy_has_egl ();
  Current current = { 0 };

  if (has_egl)
    current = remember ();
  if (!has_egl || !create_context (offscreen) || !make_current (offscreen))
    {
      if (offscreen->context != EGL_NO_CONTEXT)
        eglDestroyContext (offscreen->display, offscreen->context);
      if (has_egl)
        eglBindAPI (current.api);
      g_free (offscreen);
      set_unavailable (error);
      return NULL;
    }
  offscreen->renderer = vt_renderer_new (error);
  put_back (offscreen, &current);
  if (offscreen->renderer == NULL)
    {
      eglDestroyContext (offscreen->display, offscreen->context);
      g_free (offscreen);
      return NULL;
    }
  return offscreen;
}

/* The display stays initialised: it is the process's, and another thread may be using it. */
void
vt_offscreen_free (VtOffscreen *offscreen)
{
  Current current;

  if (offscreen == NULL)
    return;
  current = remember ();
  if (make_current (offscreen))
    vt_renderer_free (offscreen->renderer);
  put_back (offscreen, &current);
  eglDestroyContext (offscreen->display, offscreen->context);
  g_free (offscreen);
}

VtRenderer *
vt_offscreen_get_renderer (VtOffscreen *offscreen)
{
  g_return_val_if_fail (offscreen != NULL, NULL);

  return offscreen->renderer;
}

/* OpenGL's rows go up, a picture's go down. */
static void
read_tile (const VtRenderTarget *target, guint8 *pixels)
{
  gsize stride = 4 * (gsize) target->picture_width;
  g_autofree guint8 *tile = g_malloc (4 * (gsize) target->width * (gsize) target->height);

  glBindFramebuffer (GL_READ_FRAMEBUFFER, target->framebuffer);
  glPixelStorei (GL_PACK_ALIGNMENT, 4);
  glReadPixels (0, 0, target->width, target->height, GL_RGBA, GL_UNSIGNED_BYTE, tile);
  for (int row = 0; row < target->height; row++)
    memcpy (pixels + (gsize) (target->y + row) * stride + 4 * (gsize) target->x,
            tile + 4 * (gsize) (target->height - 1 - row) * (gsize) target->width, 4 * (gsize) target->width);
}

/* @target: whole picture, framebuffer and samples; the tiles' places are filled in here. */
static gboolean
draw_tiles (VtOffscreen *offscreen, const VtScene *scene, const VtCamera *camera, const VtRenderTarget *target,
            guint8 *pixels, GCancellable *cancellable, GError **error)
{
  VtRenderTarget tile = *target;
  int side = TILE_SAMPLES / target->supersample;

  for (tile.y = 0; tile.y < target->picture_height; tile.y += side)
    for (tile.x = 0; tile.x < target->picture_width; tile.x += side)
      {
        tile.width = MIN (side, target->picture_width - tile.x);
        tile.height = MIN (side, target->picture_height - tile.y);
        if (g_cancellable_set_error_if_cancelled (cancellable, error))
          return FALSE;
        if (!vt_renderer_draw (offscreen->renderer, scene, camera, &tile, error))
          return FALSE;
        read_tile (&tile, pixels);
      }
  return TRUE;
}

static gboolean
draw_picture (VtOffscreen *offscreen, const VtScene *scene, const VtCamera *camera, VtRenderTarget *target,
              guint8 *pixels, GCancellable *cancellable, GError **error)
{
  int side = TILE_SAMPLES / target->supersample;
  GLuint renderbuffer;
  gboolean good;

  glGenFramebuffers (1, &target->framebuffer);
  glGenRenderbuffers (1, &renderbuffer);
  glBindFramebuffer (GL_FRAMEBUFFER, target->framebuffer);
  glBindRenderbuffer (GL_RENDERBUFFER, renderbuffer);
  glRenderbufferStorage (GL_RENDERBUFFER, GL_RGBA8, MIN (side, target->picture_width),
                         MIN (side, target->picture_height));
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, renderbuffer);
  good = draw_tiles (offscreen, scene, camera, target, pixels, cancellable, error);
  glDeleteFramebuffers (1, &target->framebuffer);
  glDeleteRenderbuffers (1, &renderbuffer);
  return good;
}

GBytes *
vt_offscreen_draw (VtOffscreen *offscreen, const VtScene *scene, const VtCamera *camera, int width, int height,
                   double scale, int supersample, const VtColor *background, GCancellable *cancellable, GError **error)
{
  VtRenderTarget target = {
    .scale = scale, .supersample = supersample, .picture_width = width, .picture_height = height
  };
  g_autofree guint8 *pixels = NULL;
  gsize size;
  VtScene copy;
  Current current;
  gboolean good;

  g_return_val_if_fail (offscreen != NULL && scene != NULL && camera != NULL, NULL);
  g_return_val_if_fail (width > 0 && height > 0 && width < 65536 && height < 65536, NULL);

  size = 4 * (gsize) width * (gsize) height;
  pixels = g_try_malloc (size);
  if (pixels == NULL)
    {
      vt_set_error_at (error, VT_ERROR_LIMIT, NULL, _("No memory for a picture of %d × %d pixels"), width, height);
      return NULL;
    }
  /* A shallow copy borrows the arrays and their generations: another background sends nothing. */
  copy = *scene;
  if (background != NULL)
    copy.background = *background;
  current = remember ();
  if (!make_current (offscreen))
    {
      put_back (offscreen, &current);
      set_unavailable (error);
      return NULL;
    }
  good = draw_picture (offscreen, &copy, camera, &target, pixels, cancellable, error);
  put_back (offscreen, &current);
  return good ? g_bytes_new_take (g_steal_pointer (&pixels), size) : NULL;
}

GBytes *
vt_offscreen_render (const VtScene *scene, const VtCamera *camera, int width, int height, double scale, int supersample,
                     const VtColor *background, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtOffscreen) offscreen = vt_offscreen_new (error);

  if (offscreen == NULL)
    return NULL;
  return vt_offscreen_draw (offscreen, scene, camera, width, height, scale, supersample, background, cancellable,
                            error);
}
