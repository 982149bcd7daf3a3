#include "vt-renderer.h"

#include <math.h>
#include <string.h>
#include "scenes.h"
#include "vt-picking.h"

#define WIDTH 200
#define HEIGHT 150

/* The two ways to draw a sphere must both stand the tests. */
static VtOffscreen *by_processor, *by_opengl;

static VtScene *
one_sphere (double radius)
{
  const double place[3] = { 0, 0, 0 };
  g_autoptr (VtFrame) frame = placed_frame_new (place, 1, 40);
  VtScene *scene = vt_scene_new ();

  vt_scene_set_frame (scene, frame);
  vt_scene_set_radii (scene, &radius, 1);
  scene->show_cell = FALSE;
  return scene;
}

static void
front_camera (VtCamera *camera, VtProjection projection)
{
  vt_camera_init (camera);
  vt_camera_set_view (camera, VT_VIEW_PLUS_Z);
  camera->height = 20;
  camera->projection = projection;
}

static void
assert_color (const guint8 *pixel, const double expected[3], double tolerance)
{
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (pixel[i], 255 * CLAMP (expected[i], 0, 1), tolerance);
}

/* π r² orthographic; π (f tan α)², sin α = r/d, in perspective. */
static void
test_silhouette (gconstpointer data)
{
  for (int projection = 0; projection < 2; projection++)
    {
      g_autoptr (VtScene) scene = one_sphere (7);
      g_autoptr (GBytes) picture = NULL;
      double radius = 140, distance, area = 0;
      VtCamera camera;

      front_camera (&camera, (VtProjection) projection);
      distance = vt_camera_get_distance (&camera);
      if (projection == VT_PROJECTION_PERSPECTIVE)
        radius = 20 * distance * tan (asin (7 / distance));
      number_atoms (scene);
      scene->background.alpha = 0;
      picture = draw ((VtOffscreen *) data, scene, &camera, 400, 400, 1);
      for (int i = 0; i < 400 * 400; i++)
        area += tell_atom (pixel_at (picture, 400, i % 400, i / 400)) == 0;
      g_assert_cmpfloat_with_epsilon (area / (G_PI * radius * radius), 1, 0.002);
    }
}

/* The model of shaders/sphere.frag, written out. */
static double
shade (const VtScene *scene, double x, double y, double *highlight)
{
  const double *light = scene->light;
  double length = sqrt (light[0] * light[0] + light[1] * light[1] + light[2] * light[2]);
  double l[3] = { light[0] / length, light[1] / length, light[2] / length };
  double z = sqrt (1 - x * x - y * y), wrap = 0.45, half = sqrt (2 + 2 * l[2]), cosine, front;
  double lambert = (x * l[0] + y * l[1] + z * l[2] + wrap) / (1 + wrap);

  front = scene->ambient + (1 - scene->ambient) * (l[2] + wrap) / (1 + wrap);
  cosine = (x * l[0] + y * l[1] + z * (l[2] + 1)) / half;
  *highlight = scene->specular * pow (MAX (cosine - (l[2] + 1) / half, 0) / (1 - (l[2] + 1) / half), 2);
  return (scene->ambient + (1 - scene->ambient) * MAX (lambert, 0)) / front * (1 - scene->outline * (1 - z) * (1 - z));
}

static void
test_shading (gconstpointer data)
{
  static const int points[][2] = { { 0, 0 }, { -30, 40 }, { 60, 10 }, { -20, -90 }, { 100, -60 } };
  g_autoptr (VtScene) scene = one_sphere (7);
  const VtColor color = { 0.6f, 0.3f, 0.2f, 1 };
  const double value = 0;
  g_autoptr (GBytes) picture = NULL;
  VtCamera camera;

  front_camera (&camera, VT_PROJECTION_ORTHOGRAPHIC);
  vt_scene_set_categories (scene, &value, 1, &color, 1);
  picture = draw ((VtOffscreen *) data, scene, &camera, 400, 400, 1);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      double x = (points[i][0] + 0.5) / 140, y = (points[i][1] - 0.5) / 140, highlight;
      double light = shade (scene, x, y, &highlight);
      const double expected[3] = { color.red * light + highlight, color.green * light + highlight,
                                   color.blue * light + highlight };

      assert_color (pixel_at (picture, 400, 200 + points[i][0], 200 - points[i][1]), expected, 1.01);
    }
  /* And where the sphere faces the eye, the legend's colour. */
  assert_color (pixel_at (picture, 400, 200, 200), (const double[3]){ color.red, color.green, color.blue }, 2);
}

/* Rendered atom = picked atom, pixel by pixel: silhouettes, depth, intersections. */
static guint
count_differences (VtOffscreen *offscreen, const VtScene *scene, const VtCamera *camera)
{
  g_autoptr (GBytes) picture = draw (offscreen, scene, camera, WIDTH, HEIGHT, 1);
  guint differences = 0, hits = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        gssize drawn = tell_atom (pixel_at (picture, WIDTH, x, y));
        gssize picked = vt_picking_pick (scene, camera, WIDTH, HEIGHT, x + 0.5, y + 0.5, NULL);

        differences += drawn != picked;
        hits += picked >= 0;
      }
  g_assert_cmpuint (hits, >, WIDTH * HEIGHT / 10);
  return differences;
}

static void
test_picks (gconstpointer data)
{
  g_autoptr (VtFrame) frame = random_frame_new (250, 9);
  g_autoptr (VtScene) scene = vt_scene_new ();
  VtCamera camera;

  vt_scene_set_frame (scene, frame);
  vt_scene_set_element_radii (scene, vt_frame_get_atoms (frame), 1.4); /* they overlap */
  number_atoms (scene);
  scene->background.alpha = 0;
  vt_camera_init (&camera);
  for (guint i = 0; i < 6; i++)
    {
      camera.projection = (VtProjection) (i % 2);
      vt_camera_fit_cell (&camera, &scene->cell, (double) WIDTH / HEIGHT);
      vt_camera_orbit (&camera, 1, 0.5);
      if (i >= 4)
        camera.field_of_view = 90;
      /* Rounding may decide a pixel on a border otherwise, now and then. */
      g_assert_cmpuint (count_differences ((VtOffscreen *) data, scene, &camera), <=, WIDTH * HEIGHT / 2000);
    }
  /* The comparison does notice two atoms in each other's colour. */
  {
    VtColor kept = scene->categories[10];
    gssize atom = vt_picking_pick (scene, &camera, WIDTH, HEIGHT, WIDTH / 2, HEIGHT / 2, NULL);

    g_assert_cmpint (atom, >=, 0);
    if (atom < 0)
      return;
    scene->categories[10] = scene->categories[atom == 10 ? 11 : atom];
    scene->categories[atom == 10 ? 11 : atom] = kept;
    g_assert_cmpuint (count_differences ((VtOffscreen *) data, scene, &camera), >, WIDTH * HEIGHT / 1000);
  }
}

/* Two equal spheres in each other meet in the plane between them; of two behind each other the nearer is seen, and the
 * other one from the other side. */
static void
test_overlap (gconstpointer data)
{
  const double beside[] = { -2, 0, 0, 2, 0, 0 }, behind[] = { 0, 0, 3, 0, 0, -3 }, radii[] = { 4, 4 };

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (VtFrame) frame = placed_frame_new (i < 2 ? beside : behind, 2, 40);
      g_autoptr (VtScene) scene = vt_scene_new ();
      g_autoptr (GBytes) picture = NULL;
      guint count[2] = { 0 };
      VtCamera camera;

      vt_scene_set_frame (scene, frame);
      vt_scene_set_radii (scene, radii, 2);
      number_atoms (scene);
      scene->background.alpha = 0;
      front_camera (&camera, VT_PROJECTION_ORTHOGRAPHIC);
      if (i % 2)
        vt_camera_set_view (&camera, VT_VIEW_MINUS_Z);
      picture = draw ((VtOffscreen *) data, scene, &camera, 400, 400, 1);
      for (int k = 0; k < 400 * 400; k++)
        {
          gssize atom = tell_atom (pixel_at (picture, 400, k % 400, k / 400));

          g_assert_cmpint (atom, >=, -1);
          if (atom < 0)
            continue;
          count[atom]++;
          /* 20 pixels an Å; from behind, right is left. */
          if (i < 2)
            g_assert_cmpint (atom, ==, (k % 400 >= 200) != (i == 1));
          else
            g_assert_cmpint (atom, ==, i == 3);
        }
      /* Each has its disc less the segment beyond the plane. */
      if (i < 2)
        {
          double segment = 16 * acos (0.5) - 2 * sqrt (12);

          for (guint atom = 0; atom < 2; atom++)
            g_assert_cmpfloat_with_epsilon (count[atom] / (400 * (G_PI * 16 - segment)), 1, 0.005);
        }
    }
}

/* A row of spheres: each shows vt_scene_get_atom_color() at its middle. */
static void
check_legend (VtOffscreen *offscreen, const VtScene *scene)
{
  g_autoptr (GBytes) picture = NULL;
  VtCamera camera;

  front_camera (&camera, VT_PROJECTION_ORTHOGRAPHIC);
  picture = draw (offscreen, scene, &camera, WIDTH, WIDTH, 1);
  for (int i = 0; i < 9; i++)
    {
      VtColor color = vt_scene_get_atom_color (scene, (gsize) i);
      const double expected[3] = { color.red, color.green, color.blue };

      assert_color (pixel_at (picture, WIDTH, 20 + 20 * i, WIDTH / 2), expected, 1.01);
    }
}

static VtScene *
make_row (void)
{
  double places[27] = { 0 }, radii[9];
  g_autoptr (VtFrame) frame = NULL;
  VtScene *scene = vt_scene_new ();

  for (guint i = 0; i < 9; i++)
    {
      places[3 * i] = 2 * (double) i - 8;
      radii[i] = 0.9;
    }
  frame = placed_frame_new (places, 9, 40);
  vt_scene_set_frame (scene, frame);
  vt_scene_set_radii (scene, radii, 9);
  flatten (scene);
  return scene;
}

static void
test_legend (gconstpointer data)
{
  const double values[9] = { -3, 0, 0.013, 0.1, 0.4, 0.77, 1, 3, NAN };
  g_autoptr (VtScene) scene = make_row ();
  VtOffscreen *offscreen = (VtOffscreen *) data;
  VtColorScale scale;

  for (guint i = 0; i < 8; i++)
    {
      vt_color_scale_init (&scale);
      scale.colormap = vt_colormap_get (i);
      scale.scale = i & 1 ? VT_SCALE_LOG : VT_SCALE_LINEAR;
      scale.reversed = i & 2;
      scale.minimum = i & 1 ? 0.01 : 0;
      scale.maximum = 1;
      vt_scene_set_values (scene, values, 9, &scale);
      check_legend (offscreen, scene);
    }
  scale.maximum = scale.minimum;
  vt_scene_set_color_scale (scene, &scale);
  check_legend (offscreen, scene);
  vt_scene_set_categories (scene, values, 9, (const VtColor[3]){ { 1, 0, 0, 1 }, { 0, 1, 0, 1 }, { 0, 0, 1, 1 } }, 3);
  check_legend (offscreen, scene);
}

static void
test_flags (gconstpointer data)
{
  const double values[9] = { 0 };
  const guint8 flags[9] = { 0, VT_ATOM_DIMMED, VT_ATOM_HIDDEN, VT_ATOM_SELECTED };
  const VtColor red = { 0.8f, 0, 0, 1 };
  g_autoptr (VtScene) scene = make_row ();
  g_autoptr (GBytes) picture = NULL;
  double background;
  VtCamera camera;

  vt_scene_set_categories (scene, values, 9, &red, 1);
  vt_scene_set_flags (scene, flags, 9);
  scene->selected_color = vt_color_from_hex (0x0000ff);
  front_camera (&camera, VT_PROJECTION_ORTHOGRAPHIC);
  picture = draw ((VtOffscreen *) data, scene, &camera, WIDTH, WIDTH, 1);
  background = scene->background.red;
  assert_color (pixel_at (picture, WIDTH, 20, 100), (const double[3]){ 0.8, 0, 0 }, 1.01);
  assert_color (pixel_at (picture, WIDTH, 40, 100),
                (const double[3]){ 0.8 + 0.82 * (background - 0.8), 0.82 * background, 0.82 * background }, 1.01);
  assert_color (pixel_at (picture, WIDTH, 60, 100), (const double[3]){ background, background, background }, 0.01);
  assert_color (pixel_at (picture, WIDTH, 80, 100), (const double[3]){ 0.8, 0, 0 }, 1.01);
  assert_color (pixel_at (picture, WIDTH, 88, 100), (const double[3]){ 0, 0, 1 }, 1.01);
  assert_color (pixel_at (picture, WIDTH, 108, 100), (const double[3]){ 0.8, 0, 0 }, 1.01);
}

/* By the processor and by OpenGL: the same picture, cell and all, but for a silhouette's pixel here and there. */
static void
test_alike (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (2000, 10);
  g_autoptr (VtScene) scene = vt_scene_new ();
  VtCamera camera;

  vt_scene_set_frame (scene, frame);
  vt_scene_set_species (scene, vt_frame_get_atoms (frame), FALSE);
  vt_camera_init (&camera);
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (GBytes) squares = NULL, splats = NULL;
      guint alike = 0;

      camera.projection = (VtProjection) (i % 2);
      vt_camera_fit_cell (&camera, &scene->cell, (double) WIDTH / HEIGHT);
      vt_camera_orbit (&camera, 1, 0.5);
      squares = draw (by_opengl, scene, &camera, WIDTH, HEIGHT, i < 4 ? 1 : 2);
      splats = draw (by_processor, scene, &camera, WIDTH, HEIGHT, i < 4 ? 1 : 2);
      for (int k = 0; k < WIDTH * HEIGHT; k++)
        alike += pixels_differ_by (pixel_at (squares, WIDTH, k % WIDTH, k / WIDTH),
                                   pixel_at (splats, WIDTH, k % WIDTH, k / WIDTH)) <= 2;
      g_assert_cmpuint (alike, >=, WIDTH * HEIGHT * 995 / 1000);
    }
}

/* Far atoms fade into the background, the nearest do not; the cell's edges are drawn. */
static void
test_cue_and_cell (gconstpointer data)
{
  const double places[] = { -4, 0, 5, 4, 0, -5 }, radii[] = { 2, 2 }, values[] = { 0, 0 };
  const VtColor red = { 0.8f, 0, 0, 1 };
  g_autoptr (VtFrame) frame = placed_frame_new (places, 2, 16);
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (GBytes) picture = NULL;
  double background = scene->background.red;
  VtCamera camera;

  vt_scene_set_frame (scene, frame);
  vt_scene_set_radii (scene, radii, 2);
  vt_scene_set_categories (scene, values, 2, &red, 1);
  flatten (scene);
  scene->depth_cue = 0.5;
  scene->show_cell = TRUE;
  scene->cell_color = vt_color_from_hex (0x00ff00);
  front_camera (&camera, VT_PROJECTION_ORTHOGRAPHIC);
  picture = draw ((VtOffscreen *) data, scene, &camera, 200, 200, 4);
  assert_color (pixel_at (picture, 200, 60, 100), (const double[3]){ 0.8, 0, 0 }, 1.01);
  assert_color (pixel_at (picture, 200, 140, 100),
                (const double[3]){ 0.4 + 0.5 * background, 0.5 * background, 0.5 * background }, 1.01);
  g_assert_cmpuint (pixel_at (picture, 200, 20, 50)[0], <, 160); /* green takes red out of a grey background */
  g_assert_cmpuint (pixel_at (picture, 200, 20, 50)[1], >, 240);
  assert_color (pixel_at (picture, 200, 10, 50), (const double[3]){ background, background, background }, 0.01);
}

static void
add_for (VtOffscreen *offscreen, const char *way)
{
  static const struct
  {
    const char   *name;
    GTestDataFunc func;
  } tests[] = { { "silhouette", test_silhouette }, { "shading", test_shading }, { "picks", test_picks },
                { "overlap", test_overlap }, { "legend", test_legend },         { "flags", test_flags },     { "cue-and-cell", test_cue_and_cell } };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/render/renderer/%s/%s", way, tests[i].name);

      g_test_add_data_func (path, offscreen, tests[i].func);
    }
}

static void
add (VtOffscreen *offscreen)
{
  g_autoptr (GError) error = NULL;

  by_processor = offscreen;
  by_opengl = vt_offscreen_new (&error);
  g_assert_no_error (error);
  vt_renderer_set_spheres_by (vt_offscreen_get_renderer (by_processor), VT_SPHERES_BY_PROCESSOR);
  vt_renderer_set_spheres_by (vt_offscreen_get_renderer (by_opengl), VT_SPHERES_BY_OPENGL);
  add_for (by_processor, "processor");
  add_for (by_opengl, "opengl");
  g_test_add_func ("/render/renderer/alike", test_alike);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  status = run_with_offscreen (add);
  vt_offscreen_free (by_opengl);
  return status;
}
