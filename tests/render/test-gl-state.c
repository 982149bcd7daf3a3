/* A renderer in somebody else's context, as in GTK: it draws where it is told and leaves everything as it was. */
#include "vt-gl-state.h"

#include <epoxy/egl.h>
#include <string.h>
#include "context.h"
#include "random-frame.h"
#include "vt-renderer.h"

/* Everything at a value that the renderer does not use itself. */
static void
upset_state (GLuint framebuffer)
{
  GLuint array, texture, buffer;

  glGenVertexArrays (1, &array);
  glBindVertexArray (array);
  glGenBuffers (1, &buffer);
  glBindBuffer (GL_ARRAY_BUFFER, buffer);
  glGenTextures (1, &texture);
  glActiveTexture (GL_TEXTURE2);
  glBindTexture (GL_TEXTURE_2D, texture);
  glBindFramebuffer (GL_FRAMEBUFFER, framebuffer);
  glViewport (3, 4, 5, 6);
  glEnable (GL_BLEND);
  glBlendFuncSeparate (GL_DST_COLOR, GL_ZERO, GL_ONE, GL_DST_ALPHA);
  glEnable (GL_SCISSOR_TEST);
  glScissor (1, 1, 2, 2);
  glEnable (GL_CULL_FACE);
  glDisable (GL_DEPTH_TEST);
  glDepthFunc (GL_GREATER);
  glDepthMask (GL_FALSE);
  glColorMask (GL_TRUE, GL_FALSE, GL_TRUE, GL_FALSE);
  glClearColor (0.1f, 0.2f, 0.3f, 0.4f);
  glClearDepth (0.25);
  glPixelStorei (GL_UNPACK_ALIGNMENT, 1);
  glPixelStorei (GL_UNPACK_ROW_LENGTH, 7);
}

static GLuint
make_framebuffer (void)
{
  GLuint framebuffer, renderbuffer;

  glGenFramebuffers (1, &framebuffer);
  glGenRenderbuffers (1, &renderbuffer);
  glBindFramebuffer (GL_FRAMEBUFFER, framebuffer);
  glBindRenderbuffer (GL_RENDERBUFFER, renderbuffer);
  glRenderbufferStorage (GL_RENDERBUFFER, GL_RGBA8, 64, 48);
  glFramebufferRenderbuffer (GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, renderbuffer);
  return framebuffer;
}

static void
test_restored (void)
{
  const double place[3] = { 0, 0, 0 };
  g_autoptr (VtFrame) frame = placed_frame_new (place, 1, 10);
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (GError) error = NULL;
  VtRenderTarget target = { .width = 64, .height = 48, .scale = 1, .supersample = 2 };
  GLuint framebuffer = make_framebuffer (), elsewhere = make_framebuffer ();
  guint8 pixel[4] = { 0 }, corner[4] = { 0 };
  VtGlState before, after;
  VtRenderer *renderer;
  VtCamera camera;

  memset (&before, 0, sizeof before);
  memset (&after, 0, sizeof after);
  upset_state (elsewhere);
  vt_gl_state_save (&before);
  renderer = vt_renderer_new (&error);
  g_assert_no_error (error);
  vt_gl_state_save (&after);
  g_assert_cmpmem (&before, sizeof before, &after, sizeof after);

  vt_scene_set_frame (scene, frame);
  vt_camera_init (&camera);
  target.framebuffer = framebuffer;
  g_assert_true (vt_renderer_draw (renderer, scene, &camera, &target, &error));
  vt_gl_state_save (&after);
  g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
  g_assert_cmpint (before.active_texture, ==, GL_TEXTURE2);

  glBindFramebuffer (GL_READ_FRAMEBUFFER, framebuffer);
  glReadPixels (32, 24, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, pixel);
  glReadPixels (0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, corner);
  g_assert_cmpint (corner[0], ==, 250); /* the light background */
  g_assert_cmpint (pixel[0], !=, 250);
  vt_renderer_free (renderer);
  g_assert_cmpint (glGetError (), ==, GL_NO_ERROR);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!make_context_current ())
    {
      g_print ("1..0 # SKIP no surfaceless EGL\n");
      return g_getenv ("VT_REQUIRE_EGL") != NULL;
    }
  g_test_add_func ("/render/gl-state/restored", test_restored);
  return g_test_run ();
}
