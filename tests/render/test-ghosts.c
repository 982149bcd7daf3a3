/* Translucent atoms: one layer, the nearest surface, whatever the order of the atoms. */
#include <math.h>
#include <string.h>
#include "scenes.h"
#include "vt-picking.h"

#define SIDE 200 /* pixels */
#define FRONT 0.13 /* as vt-shading.h has it */
#define RIM 0.4

static const VtColor colors[3] = { { 1, 0, 0, 1 }, { 0, 1, 0, 1 }, { 0, 0, 1, 1 } };

/* Spheres of 4 Å on the z axis, 10 pixels an Å, seen from +z. */
static VtScene *
make_scene (const double *z, const guint8 *flags, const double *categories, gsize n, VtCamera *camera)
{
  double places[9] = { 0 }, radii[3] = { 4, 4, 4 };
  g_autoptr (VtFrame) frame = NULL;
  VtScene *scene = vt_scene_new ();

  for (gsize i = 0; i < n; i++)
    places[3 * i + 2] = z[i];
  frame = placed_frame_new (places, n, 40);
  vt_scene_set_frame (scene, frame);
  vt_scene_set_radii (scene, radii, n);
  vt_scene_set_categories (scene, categories, n, colors, 3);
  vt_scene_set_flags (scene, flags, n);
  flatten (scene);
  scene->background = (VtColor){ 1, 1, 1, 1 };
  vt_camera_init (camera);
  vt_camera_set_view (camera, VT_VIEW_PLUS_Z);
  camera->height = 20;
  camera->projection = VT_PROJECTION_ORTHOGRAPHIC;
  return scene;
}

static void
assert_pixel (GBytes *picture, int x, int y, double red, double green, double blue)
{
  const guint8 *pixel = pixel_at (picture, SIDE, x, y);
  const double expected[3] = { red, green, blue };

  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (pixel[i], 255 * expected[i], 2.01);
}

/* Alone over white: the colour by its alpha, which grows towards the silhouette. */
static void
test_alpha (gconstpointer data)
{
  const guint8 flags[] = { VT_ATOM_GHOST };
  const double z[] = { 0 }, categories[] = { 0 };
  VtCamera camera;
  g_autoptr (VtScene) scene = make_scene (z, flags, categories, 1, &camera);
  g_autoptr (GBytes) picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, 1);
  double x = 36.5 / 40, y = 0.5 / 40, t = 1 - sqrt (1 - x * x - y * y), alpha = FRONT + (RIM - FRONT) * t * t;

  assert_pixel (picture, 100, 100, 1, 1 - FRONT, 1 - FRONT);
  assert_pixel (picture, 136, 100, 1, 1 - alpha, 1 - alpha);
  assert_pixel (picture, 145, 100, 1, 1, 1);
  scene->background.alpha = 0;
  g_clear_pointer (&picture, g_bytes_unref);
  picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, 1);
  assert_pixel (picture, 100, 100, FRONT, 0, 0);
  g_assert_cmpfloat_with_epsilon (pixel_at (picture, SIDE, 100, 100)[3], 255 * FRONT, 1.01);
}

/* Red and green ghosts one before the other, and a blue opaque atom among or behind them. */
static void
test_one_layer (gconstpointer data)
{
  static const struct
  {
    double blue; /* its z */
    double expected[3];
  } cases[] = {
    { -9, { FRONT, 0, 1 - FRONT } }, /* behind both */
    { 2, { FRONT, 0, 1 - FRONT } },  /* between: the green one is behind it */
    { 9, { 0, 0, 1 } },              /* before both */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint swapped = 0; swapped < 2; swapped++)
      {
        const guint8 flags[] = { VT_ATOM_GHOST, VT_ATOM_GHOST, VT_ATOM_PLAIN };
        const double z[] = { swapped ? 0 : 4, swapped ? 4 : 0, cases[i].blue };
        const double categories[] = { swapped, !swapped, 2 }, *e = cases[i].expected;
        VtCamera camera;
        g_autoptr (VtScene) scene = make_scene (z, flags, categories, 3, &camera);
        g_autoptr (GBytes) picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, 1);

        assert_pixel (picture, 100, 100, e[0], e[1], e[2]);
        g_assert_cmpint (vt_picking_pick (scene, &camera, SIDE, SIDE, 100.5, 100.5, NULL), ==, 2);
      }
}

/* What is laid among the atoms is seen through ghosts. */
static void
test_over_overlay (gconstpointer data)
{
  const guint8 flags[] = { VT_ATOM_GHOST };
  const double z[] = { 0 }, categories[] = { 0 };
  VtCamera camera;
  g_autoptr (VtScene) scene = make_scene (z, flags, categories, 1, &camera);
  g_autoptr (VtOverlay) overlay = vt_overlay_new ();
  g_autoptr (GBytes) picture = NULL;
  const VtLineStyle style = { .color = { 0, 0, 1, 1 }, .width = 4 };

  vt_overlay_add_line (overlay, (const double[3]){ -9, 0, 0 }, (const double[3]){ 9, 0, 0 }, &style);
  vt_scene_set_overlay (scene, VT_LAYER_PICKED, overlay);
  picture = draw ((VtOffscreen *) data, scene, &camera, SIDE, SIDE, 1);
  assert_pixel (picture, 100, 100, FRONT, 0, 1 - FRONT);
}

static guint
count_alike (GBytes *a, GBytes *b)
{
  guint alike = 0;

  for (int k = 0; k < SIDE * SIDE; k++)
    alike += pixels_differ_by (pixel_at (a, SIDE, k % SIDE, k / SIDE), pixel_at (b, SIDE, k % SIDE, k / SIDE)) <= 2;
  return alike;
}

/* By the processor and by OpenGL: the same picture, from any side. */
static void
test_alike (gconstpointer data)
{
  enum { N = 2000 };
  VtOffscreen *offscreen = (VtOffscreen *) data;
  VtRenderer *renderer = vt_offscreen_get_renderer (offscreen);
  g_autoptr (VtFrame) frame = random_frame_new (N, 21);
  g_autoptr (VtScene) scene = vt_scene_new ();
  guint8 flags[N];
  VtCamera camera;

  vt_scene_set_frame (scene, frame);
  vt_scene_set_species (scene, vt_frame_get_atoms (frame), FALSE);
  vt_camera_init (&camera);
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (GBytes) squares = NULL, splats = NULL, plain = NULL;

      for (guint k = 0; k < N; k++)
        flags[k] = k % 11 < 8 ? VT_ATOM_GHOST : k % 11 == 8 ? VT_ATOM_HIDDEN : VT_ATOM_PLAIN;
      vt_scene_set_flags (scene, flags, N);
      camera.projection = (VtProjection) (i % 2);
      vt_camera_fit_cell (&camera, &scene->cell, 1);
      vt_camera_orbit (&camera, 1, 0.5);
      vt_renderer_set_spheres_by (renderer, VT_SPHERES_BY_OPENGL);
      squares = draw (offscreen, scene, &camera, SIDE, SIDE, i < 4 ? 1 : 2);
      vt_renderer_set_spheres_by (renderer, VT_SPHERES_BY_PROCESSOR);
      splats = draw (offscreen, scene, &camera, SIDE, SIDE, i < 4 ? 1 : 2);
      g_assert_cmpuint (count_alike (squares, splats), >=, SIDE * SIDE * 995 / 1000);
      /* Without ghosts it is another picture, and so are all opaque. */
      for (guint k = 0; k < N; k++)
        flags[k] = k % 11 <= 8 ? VT_ATOM_HIDDEN : VT_ATOM_PLAIN;
      vt_scene_set_flags (scene, flags, N);
      plain = draw (offscreen, scene, &camera, SIDE, SIDE, i < 4 ? 1 : 2);
      g_assert_cmpuint (count_alike (plain, splats), <, SIDE * SIDE * 9 / 10);
    }
  vt_renderer_set_spheres_by (renderer, VT_SPHERES_AUTOMATIC);
}

static void
add (VtOffscreen *offscreen)
{
  add_both_ways ("/render/ghosts/alpha", offscreen, test_alpha);
  add_both_ways ("/render/ghosts/one-layer", offscreen, test_one_layer);
  add_both_ways ("/render/ghosts/over-overlay", offscreen, test_over_overlay);
  g_test_add_data_func ("/render/ghosts/alike", offscreen, test_alike);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  return run_with_offscreen (add);
}
