#include "vt-scene.h"

#include <math.h>
#include <string.h>
#include "random-frame.h"

static void
test_frame (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (100, 1);
  g_autoptr (VtScene) scene = vt_scene_new ();

  vt_scene_set_frame (scene, frame);
  g_assert_cmpuint (scene->n_atoms, ==, 100);
  for (gsize i = 0; i < 100; i++)
    {
      const float *p = scene->positions + 3 * i;
      double fractional[3];

      vt_cell_to_fractional (&scene->cell, (const double[3]){ p[0], p[1], p[2] }, fractional);
      for (guint k = 0; k < 3; k++)
        g_assert_true (fractional[k] > -1e-6 && fractional[k] < 1 + 1e-6);
      g_assert_cmpfloat_with_epsilon (scene->radii[i], 0.8 * vt_element_lookup (i % 2 ? "Zr" : "Cu")->radius, 1e-6);
      g_assert_true (isnan (scene->values[i]));
    }
}

/* Each setter moves its own generation and no other; no two scenes share one. */
static void
test_generations (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (10, 1);
  g_autoptr (VtScene) scene = vt_scene_new (), other = vt_scene_new ();
  double values[10] = { 0 };
  guint64 p, r, v, f;
  VtColorScale scale;

  vt_scene_set_frame (scene, frame);
  vt_scene_set_frame (other, frame);
  g_assert_cmpuint (scene->positions_generation, !=, other->positions_generation);
  p = scene->positions_generation;
  r = scene->radii_generation;
  v = scene->values_generation;
  f = scene->flags_generation;
  vt_color_scale_init (&scale);
  vt_scene_set_color_scale (scene, &scale);
  vt_scene_set_dark (scene, TRUE);
  g_assert_true (p == scene->positions_generation && r == scene->radii_generation && v == scene->values_generation &&
                 f == scene->flags_generation);
  vt_scene_set_values (scene, values, 10, &scale);
  g_assert_true (p == scene->positions_generation && r == scene->radii_generation && v != scene->values_generation &&
                 f == scene->flags_generation);
  v = scene->values_generation;
  vt_scene_set_flags (scene, NULL, 10);
  g_assert_true (p == scene->positions_generation && v == scene->values_generation && f != scene->flags_generation);
  f = scene->flags_generation;
  vt_scene_set_frame (scene, frame);
  g_assert_true (p != scene->positions_generation && r == scene->radii_generation && v == scene->values_generation &&
                 f == scene->flags_generation);
}

/* A scene made anew keeps the number of what is the same, and of nothing else. */
static void
test_recognize (void)
{
  const double values[10] = { 1, NAN, 3 };
  const guint8 flags[10] = { [9] = VT_ATOM_DIMMED };
  g_autoptr (VtFrame) frame = random_frame_new (10, 1), moved = random_frame_new (10, 2), fewer = random_frame_new (9, 1);
  g_autoptr (VtScene) before = vt_scene_new (), after = vt_scene_new (), smaller = vt_scene_new ();
  VtColorScale scale;

  vt_color_scale_init (&scale);
  vt_scene_set_frame (before, frame);
  vt_scene_set_values (before, values, 10, &scale);
  vt_scene_set_frame (after, frame);
  vt_scene_set_values (after, values, 10, &scale);
  vt_scene_set_flags (after, flags, 10);
  vt_scene_recognize (after, before);
  g_assert_true (after->positions_generation == before->positions_generation &&
                 after->radii_generation == before->radii_generation &&
                 after->values_generation == before->values_generation &&
                 after->flags_generation != before->flags_generation);
  vt_scene_set_frame (after, moved);
  vt_scene_set_element_radii (after, vt_frame_get_atoms (frame), 2);
  vt_scene_set_values (after, (const double[10]){ 1, NAN, 4 }, 10, &scale);
  vt_scene_set_flags (after, NULL, 10);
  vt_scene_recognize (after, before);
  g_assert_true (after->positions_generation != before->positions_generation &&
                 after->radii_generation != before->radii_generation &&
                 after->values_generation != before->values_generation &&
                 after->flags_generation == before->flags_generation);
  vt_scene_set_frame (smaller, fewer);
  vt_scene_recognize (smaller, before);
  g_assert_true (smaller->flags_generation != before->flags_generation &&
                 smaller->positions_generation != before->positions_generation);
}

static void
test_colors (void)
{
  const VtColor pair[2] = { { 1, 0, 0, 1 }, { 0, 1, 0, 1 } };
  const double values[4] = { 0, 1, 2, NAN };
  const double places[12] = { 0 };
  g_autoptr (VtFrame) frame = placed_frame_new (places, 4, 10);
  g_autoptr (VtScene) scene = vt_scene_new ();
  VtColor color;

  vt_scene_set_frame (scene, frame);
  vt_scene_set_categories (scene, values, 4, pair, 2);
  color = vt_scene_get_atom_color (scene, 1);
  g_assert_cmpmem (&color, sizeof color, &pair[1], sizeof color);
  for (guint i = 2; i < 4; i++)
    {
      color = vt_scene_get_atom_color (scene, i);
      g_assert_cmpmem (&color, sizeof color, &scene->color_scale.missing, sizeof color);
    }
}

static void
test_bounds (void)
{
  const double places[] = { 0, 0, 0, 30, 0, 0, NAN, NAN, NAN };
  g_autoptr (VtFrame) frame = placed_frame_new (places, 3, 10);
  g_autoptr (VtScene) scene = vt_scene_new ();
  double center[3], radius;

  vt_scene_set_frame (scene, frame);
  vt_scene_set_radii (scene, (const double[3]){ 1, 2, 1 }, 3);
  vt_scene_get_bounds (scene, center, &radius);
  g_assert_cmpfloat (center[0], ==, 12.5);
  g_assert_cmpfloat (center[1], ==, 0);
  g_assert_cmpfloat_with_epsilon (radius, sqrt (17.5 * 17.5 + 25 + 25) + 2, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/scene/frame", test_frame);
  g_test_add_func ("/view/scene/generations", test_generations);
  g_test_add_func ("/view/scene/recognize", test_recognize);
  g_test_add_func ("/view/scene/colors", test_colors);
  g_test_add_func ("/view/scene/bounds", test_bounds);
  return g_test_run ();
}
