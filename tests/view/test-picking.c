#include "vt-picking.h"

#include <math.h>
#include "random-frame.h"

/* The quadratic |o + t d − c|² = r², straight from its coefficients. */
static gssize
pick_reference (const VtScene *scene, const VtCamera *camera, double x, double y, double *nearest)
{
  double origin[3], direction[3];
  gssize found = -1;

  vt_camera_get_ray (camera, 300, 200, x, y, origin, direction);
  *nearest = INFINITY;
  for (gsize i = 0; i < scene->n_atoms; i++)
    {
      double b = 0, c = -(double) scene->radii[i] * scene->radii[i], t;

      if (scene->flags[i] & VT_ATOM_HIDDEN)
        continue;
      for (guint k = 0; k < 3; k++)
        {
          double difference = origin[k] - scene->positions[3 * i + k];

          b += direction[k] * difference;
          c += difference * difference;
        }
      t = -b - sqrt (b * b - c);
      if (b * b >= c && t < *nearest)
        {
          *nearest = t;
          found = (gssize) i;
        }
    }
  return found;
}

static void
test_reference (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (300, 3);
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  guint hits = 0;
  VtCamera camera;

  vt_scene_set_frame (scene, frame);
  vt_camera_init (&camera);
  vt_camera_fit_cell (&camera, &scene->cell, 1.5);
  for (guint i = 0; i < 2000; i++)
    {
      double x = g_rand_double_range (random, 0, 300), y = g_rand_double_range (random, 0, 200), depth, expected;
      gssize atom;

      camera.projection = (VtProjection) (i % 2);
      atom = vt_picking_pick (scene, &camera, 300, 200, x, y, &depth);
      g_assert_cmpint (atom, ==, pick_reference (scene, &camera, x, y, &expected));
      if (atom >= 0)
        g_assert_cmpfloat_with_epsilon (depth, expected, 1e-6);
      hits += atom >= 0;
    }
  g_assert_cmpuint (hits, >, 300);
  g_assert_cmpuint (hits, <, 1900);
}

/* Very many small spheres in a tilted cell, a third of them hidden, from far away and from within. */
static void
test_many (void)
{
  enum { N = 20011 };
  g_autoptr (VtFrame) frame = random_frame_new (N, 5);
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autofree double *radii = g_new (double, N);
  g_autofree guint8 *flags = g_new0 (guint8, N);
  guint hits = 0;
  VtCamera camera;

  vt_scene_set_frame (scene, frame);
  for (guint i = 0; i < N; i++)
    {
      radii[i] = g_rand_double_range (random, 0.05, 0.2);
      flags[i] = i % 3 == 0 ? VT_ATOM_HIDDEN : i % 3 == 1 ? VT_ATOM_DIMMED : VT_ATOM_PLAIN;
    }
  vt_scene_set_radii (scene, radii, N);
  vt_scene_set_flags (scene, flags, N);
  for (guint i = 0; i < 1200; i++)
    {
      double x = g_rand_double_range (random, 75, 225), y = g_rand_double_range (random, 50, 150), depth, expected;
      gssize atom;

      vt_camera_init (&camera);
      vt_camera_fit_cell (&camera, &scene->cell, 1.5);
      vt_camera_orbit (&camera, g_rand_double_range (random, -3, 3), g_rand_double_range (random, -1, 1));
      camera.projection = (VtProjection) (i % 2);
      camera.field_of_view = i % 3 == 0 ? 0.5 : 25; /* half a degree: the eye is far away */
      atom = vt_picking_pick (scene, &camera, 300, 200, x, y, &depth);
      g_assert_cmpint (atom, ==, pick_reference (scene, &camera, x, y, &expected));
      if (atom >= 0)
        g_assert_cmpfloat_with_epsilon (depth, expected, 1e-5);
      hits += atom >= 0;
    }
  g_assert_cmpuint (hits, >, 300);
  g_assert_cmpuint (hits, <, 1200);
}

/* Lines that only just touch, or only just miss: what single precision sorts out is beyond doubt. */
static void
test_grazing (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (10);

  for (guint trial = 0; trial < 200; trial++)
    {
      const double places[] = { g_rand_double_range (random, -900, 900), g_rand_double_range (random, -900, 900), 50 };
      g_autoptr (VtFrame) frame = placed_frame_new (places, 1, 2000);
      g_autoptr (VtScene) scene = vt_scene_new ();
      VtCamera camera;

      vt_scene_set_frame (scene, frame);
      vt_scene_set_radii (scene, (const double[1]){ 1.0 }, 1);
      vt_camera_init (&camera);
      vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
      camera.projection = VT_PROJECTION_ORTHOGRAPHIC;
      camera.height = 2000;
      /* Off the rim by up to 5e-6 Å. */
      for (int i = -10; i <= 10; i++)
        {
          double r = 1 + (i + 0.5) * 5e-7, angle = trial;
          double x = 1000 + (double) scene->positions[0] + r * cos (angle);
          double y = 1000 - (double) scene->positions[1] + r * sin (angle);

          g_assert_cmpint (vt_picking_pick (scene, &camera, 2000, 2000, x, y, NULL), ==, i < 0 ? 0 : -1);
        }
    }
}

/* Two spheres in line: the nearer one, then the other once that is hidden, then none. */
static void
test_order (void)
{
  const double places[] = { 0, 0, -4, 0, 0, 4, NAN, NAN, NAN };
  g_autoptr (VtFrame) frame = placed_frame_new (places, 3, 20);
  g_autoptr (VtScene) scene = vt_scene_new ();
  guint8 flags[3] = { 0 };
  VtCamera camera;
  double depth;

  vt_scene_set_frame (scene, frame);
  vt_scene_set_radii (scene, (const double[3]){ 2, 1, 1 }, 3);
  vt_camera_init (&camera);
  vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
  camera.height = 20;
  g_assert_cmpint (vt_picking_pick (scene, &camera, 100, 100, 50, 50, &depth), ==, 1);
  g_assert_cmpfloat_with_epsilon (depth, vt_camera_get_distance (&camera) - 5, 1e-9);
  flags[1] = VT_ATOM_HIDDEN;
  vt_scene_set_flags (scene, flags, 3);
  g_assert_cmpint (vt_picking_pick (scene, &camera, 100, 100, 50, 50, &depth), ==, 0);
  flags[0] = VT_ATOM_HIDDEN | VT_ATOM_SELECTED;
  vt_scene_set_flags (scene, flags, 3);
  g_assert_cmpint (vt_picking_pick (scene, &camera, 100, 100, 50, 50, &depth), ==, -1);
}

/* Atoms put behind known pixels, at many depths: those within the rectangle, its edge and no other. */
static void
test_box (void)
{
  enum { N = 400 };
  static const double box[] = { 60, 40, 180, 120 };
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  guint found_some = 0;

  for (guint projection = 0; projection < 2; projection++)
    {
      g_autofree double *places = g_new (double, 3 * N);
      guint8 flags[N] = { 0 };
      gboolean inside[N];
      g_autoptr (VtFrame) frame = NULL;
      g_autoptr (VtScene) scene = vt_scene_new ();
      g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (gsize));
      VtCamera camera;
      guint next = 0;

      vt_camera_init (&camera);
      vt_camera_orbit (&camera, 0.7, 0.3);
      camera.projection = (VtProjection) projection;
      for (guint i = 0; i < N; i++)
        {
          double pixel[3] = { g_rand_double_range (random, 0, 300), g_rand_double_range (random, 0, 200),
                              vt_camera_get_distance (&camera) + g_rand_double_range (random, -10, 10) };

          /* Half of them near its edge, by a tenth of a pixel. */
          if (i % 2 == 0)
            pixel[i / 2 % 2] = box[i / 2 % 2 + 2 * (i / 4 % 2)] + (i / 8 % 2 == 0 ? 0.1 : -0.1);
          vt_camera_unproject (&camera, 300, 200, pixel, places + 3 * i);
          flags[i] = i % 7 == 0 ? VT_ATOM_HIDDEN : i % 7 == 1 ? VT_ATOM_DIMMED | VT_ATOM_SELECTED : VT_ATOM_PLAIN;
          inside[i] = pixel[0] >= 60 && pixel[0] <= 180 && pixel[1] >= 40 && pixel[1] <= 120 && i % 7 != 0;
        }
      places[3] = NAN;
      inside[1] = FALSE;
      frame = placed_frame_new (places, N, 100);
      vt_scene_set_frame (scene, frame);
      vt_scene_set_flags (scene, flags, N);
      vt_picking_find_box (scene, &camera, 300, 200, box, atoms);
      for (guint i = 0; i < N; i++)
        if (inside[i])
          {
            g_assert_cmpuint (next, <, atoms->len);
            g_assert_cmpuint (g_array_index (atoms, gsize, next++), ==, i);
          }
      g_assert_cmpuint (next, ==, atoms->len);
      found_some += next;
    }
  g_assert_cmpuint (found_some, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/picking/reference", test_reference);
  g_test_add_func ("/view/picking/many", test_many);
  g_test_add_func ("/view/picking/grazing", test_grazing);
  g_test_add_func ("/view/picking/order", test_order);
  g_test_add_func ("/view/picking/box", test_box);
  return g_test_run ();
}
