/* The splatter against rays cast in double, against itself, and (where there is OpenGL) against the quads. */
#include "vt-splatter.h"

#include <epoxy/egl.h>
#include <math.h>
#include <string.h>
#include "context.h"
#include "scenes.h"
#include "vt-parallel.h"
#include "vt-renderer-private.h"

#define WIDTH 203 /* no multiple of eight */
#define HEIGHT 151
#define N_PIXELS (WIDTH * HEIGHT)

static const VtSplatChoice everything = { VT_ATOM_HIDDEN, 0, { 1, 1 } };

/* ---- the reference ---- */

typedef struct
{
  gssize atom;  /* −1: none */
  double depth; /* of the window; 1 for none */
} Sight;

/* Å from the eye (perspective) or its plane to the sphere's front; infinite where the line passes by. */
static double
meet (const VtScene *scene, gsize atom, const double origin[3], const double direction[3], gboolean perspective)
{
  double relative[3], along = 0, square = 0, r = scene->radii[atom], root;

  for (guint i = 0; i < 3; i++)
    {
      relative[i] = scene->positions[3 * atom + i] - origin[i];
      along += relative[i] * direction[i];
      square += relative[i] * relative[i];
    }
  root = along * along - (square - r * r);
  if ((scene->flags[atom] & VT_ATOM_HIDDEN) || !(root >= 0) || !(r > 0))
    return INFINITY;
  /* An eye within sees nothing of it. */
  if (perspective && (square <= r * r || along < 0))
    return INFINITY;
  return along - sqrt (root);
}

static Sight
look_reference (const VtScene *scene, const VtCamera *camera, double x, double y)
{
  gboolean perspective = camera->projection == VT_PROJECTION_PERSPECTIVE;
  double origin[3], direction[3], back[3], right[3], up[3], center[3], radius, near, far, nearest = INFINITY, depth;
  Sight sight = { -1, 1 };

  vt_camera_get_ray (camera, WIDTH, HEIGHT, x, y, origin, direction);
  for (gsize i = 0; i < scene->n_atoms; i++)
    {
      double distance = meet (scene, i, origin, direction, perspective);

      if (distance < nearest)
        {
          nearest = distance;
          sight.atom = (gssize) i;
        }
    }
  if (sight.atom < 0)
    return sight;
  vt_scene_get_bounds (scene, center, &radius);
  vt_camera_get_clip_range (camera, center, radius, &near, &far);
  vt_camera_get_axes (camera, right, up, back);
  depth = -nearest * (direction[0] * back[0] + direction[1] * back[1] + direction[2] * back[2]);
  sight.depth = (depth - near) / (far - near) * (perspective ? far / depth : 1);
  return sight;
}

/* ---- what is drawn ---- */

static void
splat (VtSplatter *splatter, const VtScene *scene, const VtCamera *camera, const VtSplatChoice *choice)
{
  const VtRenderTarget target = { .width = WIDTH, .height = HEIGHT, .scale = 1, .supersample = 1 };
  VtRenderShot shot;

  vt_render_shot_init (&shot, scene, camera, &target);
  vt_splatter_draw (splatter, &shot, choice);
}

/* The pixel in row @y from above. */
static gsize
place (const VtSplatter *splatter, int x, int y)
{
  return (gsize) (HEIGHT - 1 - y) * vt_splatter_get_stride (splatter) + (gsize) x;
}

static gssize
drawn_at (const VtSplatter *splatter, int x, int y)
{
  guint32 color = vt_splatter_get_colors (splatter)[place (splatter, x, y)];
  const guint8 pixel[4] = { color & 255, color >> 8 & 255, color >> 16 & 255, color >> 24 };

  return tell_atom (pixel);
}

typedef struct
{
  guint  hits, wrong, deep;
  double worst; /* of window depths */
} Comparison;

/* @tolerance: of window depths. */
static Comparison
compare (const VtScene *scene, const VtCamera *camera, double tolerance)
{
  g_autoptr (VtSplatter) splatter = vt_splatter_new ();
  Comparison result = { 0 };

  splat (splatter, scene, camera, &everything);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        Sight sight = look_reference (scene, camera, x + 0.5, y + 0.5);
        double difference = fabs (vt_splatter_get_depths (splatter)[place (splatter, x, y)] - sight.depth);

        result.hits += sight.atom >= 0;
        if (drawn_at (splatter, x, y) != sight.atom)
          {
            result.wrong++;
            continue;
          }
        result.deep += difference > tolerance;
        result.worst = MAX (result.worst, difference);
      }
  g_test_message ("%u hits, %u wrong, %u too deep, worst depth %g", result.hits, result.wrong, result.deep,
                  result.worst);
  return result;
}

static VtScene *
random_scene (gsize n, guint32 seed, double factor)
{
  g_autoptr (VtFrame) frame = random_frame_new (n, seed);
  VtScene *scene = vt_scene_new ();

  vt_scene_set_frame (scene, frame);
  vt_scene_set_element_radii (scene, vt_frame_get_atoms (frame), factor);
  return scene;
}

static void
turn_camera (VtCamera *camera, const VtScene *scene, guint i)
{
  vt_camera_init (camera);
  camera->projection = (VtProjection) (i % 2);
  vt_camera_fit_cell (camera, &scene->cell, (double) WIDTH / HEIGHT);
  vt_camera_orbit (camera, 0.7 * i, 0.4 * i);
}

/* ---- tests ---- */

static void
test_reference (void)
{
  g_autoptr (VtScene) scene = random_scene (250, 9, 1.4);
  VtCamera camera;

  number_atoms (scene);
  for (guint i = 0; i < 8; i++)
    {
      Comparison result;

      turn_camera (&camera, scene, i);
      if (i >= 4)
        camera.field_of_view = 100;
      if (i >= 6)
        vt_camera_zoom (&camera, 3);
      result = compare (scene, &camera, 1e-5);
      g_assert_cmpuint (result.hits, >, N_PIXELS / 10);
      /* On a silhouette rounding may decide a pixel otherwise. */
      g_assert_cmpuint (result.wrong, <=, 3);
      g_assert_cmpuint (result.deep, ==, 0);
    }
}

/* The eye among the atoms: some are behind it, some beside it reach before it, one is around it. */
static void
test_among (void)
{
  g_autoptr (VtScene) scene = random_scene (200, 4, 1.6);
  VtCamera camera;

  number_atoms (scene);
  for (guint i = 0; i < 12; i++)
    {
      double eye[3];
      Comparison result;

      turn_camera (&camera, scene, i);
      camera.projection = VT_PROJECTION_PERSPECTIVE;
      camera.field_of_view = i % 2 ? 110 : 40;
      camera.height = 3;
      vt_camera_get_eye (&camera, eye);
      if (i % 4 == 0)
        for (guint axis = 0; axis < 3; axis++)
          scene->positions[axis] = (float) eye[axis] + 0.1f;
      result = compare (scene, &camera, 1e-5);
      g_assert_cmpuint (result.hits, >, N_PIXELS / 10);
      g_assert_cmpuint (result.wrong, <=, 3);
      g_assert_cmpuint (result.deep, <=, 3);
    }
}

/* Hidden atoms, atoms without a place or a radius, larger than the picture, at its borders and outside. */
static void
test_odd (void)
{
  const double places[] = { 0, 0, 0, 3, 0, 0, NAN, 0, 0, 0, 3, 0, 400, 0, -400, 10, 10, 0, -13.4, 0, 0, 0, -10, 1 };
  const double radii[] = { 1, 1, 1, 0, 3, 2, 1.5, 1.2 };
  const guint8 flags[] = { 0, VT_ATOM_HIDDEN, 0, 0, 0, 0, 0, 0 };
  g_autoptr (VtFrame) frame = placed_frame_new (places, 8, 1000);
  g_autoptr (VtScene) scene = vt_scene_new ();
  double large[] = { 1, 1, 1, 0, 350, 2, 1.5, 1.2 };

  vt_scene_set_frame (scene, frame);
  vt_scene_set_radii (scene, radii, 8);
  vt_scene_set_flags (scene, flags, 8);
  number_atoms (scene);
  for (guint i = 0; i < 4; i++)
    {
      VtCamera camera;
      Comparison result;

      vt_camera_init (&camera);
      vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
      camera.height = 20;
      camera.projection = (VtProjection) (i % 2);
      if (i == 2)
        vt_scene_set_radii (scene, large, 8);
      if (i >= 2) /* it fills all */
        camera.target[0] = 400;
      result = compare (scene, &camera, 1e-5);
      g_assert_cmpuint (result.hits, >, i < 2 ? 100 : N_PIXELS - 1);
      g_assert_cmpuint (result.wrong, <=, 4);
      if (i < 2)
        g_assert_cmpuint (result.hits, <, N_PIXELS / 4);
      g_assert_cmpuint (result.deep, ==, 0);
    }
}

static void
fill_colors (VtScene *scene)
{
  g_autofree double *values = g_new (double, scene->n_atoms);
  g_autofree guint8 *flags = g_new (guint8, scene->n_atoms);
  VtColorScale scale;

  for (gsize i = 0; i < scene->n_atoms; i++)
    {
      values[i] = i % 11 == 0 ? NAN : (double) (i % 97) - 5;
      flags[i] = i % 7 == 0 ? VT_ATOM_SELECTED : i % 5 == 0 ? VT_ATOM_DIMMED : i % 23 == 0 ? VT_ATOM_HIDDEN : 0;
    }
  vt_color_scale_init (&scale);
  scale.maximum = 80;
  vt_scene_set_values (scene, values, scene->n_atoms, &scale);
  vt_scene_set_flags (scene, flags, scene->n_atoms);
  scene->show_cell = FALSE;
}

/* Any number of threads and any instructions: the same bytes. */
static void
test_same (void)
{
  g_autoptr (VtScene) scene = random_scene (20000, 6, 0.7);

  fill_colors (scene);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (VtSplatter) first = vt_splatter_new ();
      VtCamera camera;
      gsize size;

      turn_camera (&camera, scene, i);
      if (i >= 2)
        vt_camera_zoom (&camera, 20); /* spheres wider than what is cut row by row */
      vt_parallel_set_threads (1);
      splat (first, scene, &camera, &everything);
      size = 4 * vt_splatter_get_stride (first) * HEIGHT;
      for (guint threads = 1; threads < 6; threads++)
        {
          g_autoptr (VtSplatter) other = vt_splatter_new ();

          vt_parallel_set_threads (threads);
          vt_splatter_set_portable (other, threads % 2);
          splat (other, scene, &camera, &everything);
          g_assert_cmpmem (vt_splatter_get_colors (first), size, vt_splatter_get_colors (other), size);
          g_assert_cmpmem (vt_splatter_get_depths (first), size, vt_splatter_get_depths (other), size);
        }
    }
  vt_parallel_set_threads (0);
}

/* A splatter that drew something else before draws the same; nothing at all is empty. */
static void
test_again (void)
{
  g_autoptr (VtSplatter) used = vt_splatter_new (), fresh = vt_splatter_new ();
  g_autoptr (VtScene) many = random_scene (9000, 1, 0.8), few = random_scene (40, 2, 0.8), none = vt_scene_new ();
  VtCamera camera;
  gsize size;

  turn_camera (&camera, many, 1);
  splat (used, many, &camera, &everything);
  splat (used, few, &camera, &everything);
  splat (fresh, few, &camera, &everything);
  size = 4 * vt_splatter_get_stride (used) * HEIGHT;
  g_assert_cmpmem (vt_splatter_get_colors (used), size, vt_splatter_get_colors (fresh), size);
  g_assert_cmpmem (vt_splatter_get_depths (used), size, vt_splatter_get_depths (fresh), size);
  splat (used, none, &camera, &everything);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        g_assert_cmpuint (vt_splatter_get_colors (used)[place (used, x, y)], ==, 0);
        g_assert_cmpfloat (vt_splatter_get_depths (used)[place (used, x, y)], ==, 1);
      }
}

/* One sphere through which one sees: how much, at its middle and near its rim. */
static void
test_choice (void)
{
  const double places[] = { 0, 0, 0, 0, 0, 3 }, radii[] = { 7, 7 }, values[] = { 0, 0 };
  const guint8 flags[] = { VT_ATOM_DIMMED, 0 };
  const VtColor red = { 1, 0, 0, 1 };
  const VtSplatChoice glass = { VT_ATOM_DIMMED, VT_ATOM_DIMMED, { 0.2, 0.8 } }, others = { VT_ATOM_DIMMED, 0, { 1, 1 } };
  g_autoptr (VtFrame) frame = placed_frame_new (places, 2, 40);
  g_autoptr (VtSplatter) splatter = vt_splatter_new ();
  g_autoptr (VtScene) scene = vt_scene_new ();
  double t, alpha, radius = 7.0 * HEIGHT / 20;
  VtCamera camera;
  guint32 color;

  vt_scene_set_frame (scene, frame);
  vt_scene_set_radii (scene, radii, 2);
  vt_scene_set_categories (scene, values, 2, &red, 1);
  vt_scene_set_flags (scene, flags, 2);
  flatten (scene);
  scene->background = red; /* what is dimmed stays red */
  vt_camera_init (&camera);
  vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
  camera.height = 20;
  camera.projection = VT_PROJECTION_ORTHOGRAPHIC;
  splat (splatter, scene, &camera, &others);
  g_assert_cmphex (vt_splatter_get_colors (splatter)[place (splatter, WIDTH / 2, HEIGHT / 2)], ==, 0xff0000ff);
  splat (splatter, scene, &camera, &glass);
  g_assert_cmphex (vt_splatter_get_colors (splatter)[place (splatter, WIDTH / 2, HEIGHT / 2)], ==, 0x33000033);
  g_assert_cmphex (vt_splatter_get_colors (splatter)[place (splatter, 2, 2)], ==, 0);
  t = 1 - sqrt (1 - 50 * 50 / (radius * radius));
  alpha = 0.2 + 0.6 * t * t;
  color = vt_splatter_get_colors (splatter)[place (splatter, WIDTH / 2 + 50, HEIGHT / 2)];
  g_assert_cmpfloat_with_epsilon (color >> 24, 255 * alpha, 1);
  g_assert_cmpuint (color >> 24, ==, color & 255);
}

/* ---- and OpenGL ---- */

/* Colours and depths of the quads, rows going up. */
static void
draw_quads (const VtScene *scene, const VtCamera *camera, guint32 *colors, float *depths)
{
  const VtRenderTarget target = { .width = WIDTH, .height = HEIGHT, .scale = 1, .supersample = 1 };
  g_autoptr (GError) error = NULL;
  VtUploads uploads = { 0 };
  VtSpheres *spheres = vt_spheres_new (&uploads, &error);
  VtCanvas canvas = { 0 };
  VtRenderShot shot;

  g_assert_no_error (error);
  g_assert_true (vt_canvas_resize (&canvas, WIDTH, HEIGHT, 1, &error));
  vt_render_shot_init (&shot, scene, camera, &target);
  glBindFramebuffer (GL_FRAMEBUFFER, canvas.framebuffers[0]);
  glViewport (0, 0, WIDTH, HEIGHT);
  glEnable (GL_DEPTH_TEST);
  glClearColor (0, 0, 0, 0);
  glClear (GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  vt_spheres_draw (spheres, &shot);
  glReadPixels (0, 0, WIDTH, HEIGHT, GL_RGBA, GL_UNSIGNED_INT_8_8_8_8_REV, colors);
  glReadPixels (0, 0, WIDTH, HEIGHT, GL_DEPTH_COMPONENT, GL_FLOAT, depths);
  vt_spheres_free (spheres);
  vt_canvas_clear (&canvas);
}

static gboolean
is_close (guint32 a, guint32 b)
{
  for (guint shift = 0; shift < 32; shift += 8)
    if (ABS ((int) (a >> shift & 255) - (int) (b >> shift & 255)) > 2)
      return FALSE;
  return TRUE;
}

static void
compare_with_quads (const VtScene *scene, const VtCamera *camera)
{
  g_autoptr (VtSplatter) splatter = vt_splatter_new ();
  g_autofree guint32 *colors = g_new (guint32, N_PIXELS);
  g_autofree float *depths = g_new (float, N_PIXELS);
  guint alike = 0, equal = 0, deep = 0, hits = 0;

  splat (splatter, scene, camera, &everything);
  draw_quads (scene, camera, colors, depths);
  for (int i = 0; i < N_PIXELS; i++)
    {
      gsize here = (gsize) (i / WIDTH) * vt_splatter_get_stride (splatter) + (gsize) (i % WIDTH);
      gboolean close = is_close (vt_splatter_get_colors (splatter)[here], colors[i]);

      alike += close;
      equal += vt_splatter_get_colors (splatter)[here] == colors[i];
      hits += colors[i] != 0;
      deep += close && fabsf (vt_splatter_get_depths (splatter)[here] - depths[i]) > 5e-5f;
    }
  g_test_message ("%u of %d pixels alike, %u equal, %u other depths, %u hits", alike, N_PIXELS, equal, deep, hits);
  g_assert_cmpuint (hits, >, N_PIXELS / 10);
  g_assert_cmpuint (alike, >=, N_PIXELS * 995 / 1000);
  g_assert_cmpuint (equal, >=, N_PIXELS * 9 / 10); /* rounded alike, too */
  g_assert_cmpuint (deep, <=, 3);
}

static void
test_quads (void)
{
  g_autoptr (VtScene) scene = random_scene (600, 3, 0.9);
  VtCamera camera;

  if (!make_context_current ())
    {
      g_assert_null (g_getenv ("VT_REQUIRE_EGL"));
      g_test_skip ("no surfaceless EGL");
      return;
    }
  fill_colors (scene);
  for (guint i = 0; i < 8; i++)
    {
      turn_camera (&camera, scene, i);
      if (i >= 4)
        vt_camera_zoom (&camera, 4);
      if (i == 6)
        camera.field_of_view = 100;
      if (i % 4 == 3)
        scene->color_scale.scale = VT_SCALE_LOG;
      compare_with_quads (scene, &camera);
    }
  vt_scene_set_categories (scene, (const double[600]){ 0, 1, 2, 1.5 }, 600,
                           (const VtColor[2]){ { 0.7f, 0.2f, 0, 1 }, { 0, 0.3f, 0.9f, 1 } }, 2);
  compare_with_quads (scene, &camera);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/splatter/reference", test_reference);
  g_test_add_func ("/render/splatter/among", test_among);
  g_test_add_func ("/render/splatter/odd", test_odd);
  g_test_add_func ("/render/splatter/same", test_same);
  g_test_add_func ("/render/splatter/again", test_again);
  g_test_add_func ("/render/splatter/choice", test_choice);
  g_test_add_func ("/render/splatter/quads", test_quads);
  return g_test_run ();
}
