#include "vt-coloring.h"

#include <math.h>

#include "test-glass.h"
#include "vt-coloring-scene.h"
#include "vt-palette.h"

typedef struct
{
  VtFrame  *frame;
  VtColumn *column; /* 1 … 256, two of them NaN */
  VtState  *state;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtTrajectory) trajectory = test_glass_new (4, 1, 0.05, 3);
  double *values = g_new (double, 256);

  for (guint i = 0; i < 256; i++)
    values[i] = i < 2 ? NAN : i + 1;
  fixture->frame = vt_trajectory_read_frame (trajectory, 0, NULL, NULL);
  fixture->column = vt_column_new_take ("d2min", VT_UNIT_SQUARE_ANGSTROM, values, 256);
  fixture->state = vt_state_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  vt_frame_unref (fixture->frame);
  vt_column_unref (fixture->column);
  vt_state_unref (fixture->state);
}

static VtColoring *
color (Fixture *fixture, const VtState *state, const char *property)
{
  return vt_coloring_new (state, property, fixture->column, NULL, vt_frame_get_atoms (fixture->frame), FALSE);
}

static void
test_suits_the_property (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtColoring) coloring = color (fixture, fixture->state, "d2min");

  g_assert_cmpint (coloring->scale.scale, ==, VT_SCALE_LOG);
  g_assert_cmpuint (coloring->n_categories, ==, 0);
  g_assert_cmpfloat_with_epsilon (coloring->scale.minimum, 3 + 0.01 * 253, 1e-12);
  g_assert_cmpfloat_with_epsilon (coloring->scale.maximum, 3 + 0.99 * 253, 1e-12);
  g_assert_cmpuint (coloring->extent.n_missing, ==, 2);
  g_assert_true (coloring->below && coloring->above);
}

static void
test_obeys_the_state (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) a = vt_state_with_text (fixture->state, "view.range", "manual");
  g_autoptr (VtState) b = vt_state_with_real (a, "view.maximum", 40);
  g_autoptr (VtState) c = vt_state_with_text (b, "view.scale", "linear");
  g_autoptr (VtState) d = vt_state_with_text (c, "view.colormap", "magma");
  g_autoptr (VtState) e = vt_state_with (d, "view.reversed", g_variant_new_boolean (TRUE), NULL);
  g_autoptr (VtColoring) reversed = color (fixture, e, "d2min");
  g_autoptr (VtState) symmetric = vt_state_with_text (c, "view.range", "symmetric");
  g_autoptr (VtColoring) manual = color (fixture, d, "d2min");
  g_autoptr (VtColoring) even = color (fixture, symmetric, "d2min");

  g_assert_cmpfloat (manual->scale.maximum, ==, 40);
  g_assert_cmpint (manual->scale.scale, ==, VT_SCALE_LINEAR);
  g_assert_true (manual->scale.colormap == vt_colormap_find ("magma"));
  g_assert_true (manual->above && !manual->scale.reversed);
  g_assert_true (reversed->scale.reversed);
  g_assert_false (even->below || even->above);
  g_assert_cmpfloat (even->scale.minimum, ==, -256);
  g_assert_cmpfloat (even->scale.maximum, ==, 256);
}

static void
test_categories (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtColoring) elements = color (fixture, fixture->state, "element");
  g_autoptr (VtColoring) classes = color (fixture, fixture->state, "class");
  VtColor active = vt_palette_get (VT_MEANING_ACTIVE, FALSE);
  VtColor got = vt_coloring_get_color (classes, 1);

  g_assert_cmpuint (elements->n_categories, ==, 2);
  g_assert_cmpstr (elements->names[1], ==, "Zr");
  g_assert_cmpstr (classes->names[0], ==, "SA");
  g_assert_cmpfloat (got.red, ==, active.red);
  g_assert_cmpfloat (got.blue, ==, active.blue);
}

static void
test_columns_of_the_file (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtColoring) coloring = color (fixture, fixture->state, "file:c_pe<1>");

  g_assert_null (coloring->property);
  g_assert_cmpstr (coloring->label, ==, "c_pe&lt;1&gt;");
}

static void
test_shared_range (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtColoring) a = color (fixture, fixture->state, "d2min");
  g_autoptr (VtColoring) b = color (fixture, fixture->state, "d2min");

  a->scale.minimum = 1;
  b->scale.maximum = 1000;
  vt_coloring_share_range ((VtColoring *const[]){ a, b }, 2);
  g_assert_cmpfloat (b->scale.minimum, ==, 1);
  g_assert_cmpfloat (a->scale.maximum, ==, 1000);
}

/* Numbers that hardly differ for their size have their own colours in a scene, too, though it keeps floats. */
static void
test_scene (Fixture *fixture, gconstpointer unused)
{
  static const double offsets[] = { 0, 12345678, -1e12, 1e-9 };
  g_autoptr (VtState) state = vt_state_with_text (fixture->state, "view.range", "frame");
  g_autoptr (VtState) magma = vt_state_with_text (state, "view.colormap", "magma");

  for (guint k = 0; k < G_N_ELEMENTS (offsets); k++)
    {
      double *values = g_new (double, 256);
      g_autoptr (VtColumn) column = vt_column_new_take ("file:q", VT_UNIT_NONE, values, 256);
      g_autoptr (VtScene) scene = vt_scene_new ();
      g_autoptr (VtColoring) plain = NULL, other = NULL;
      guint64 generation;

      for (guint i = 0; i < 256; i++)
        values[i] = i == 9 ? NAN : offsets[k] + i / 256.0 * fmax (1, fabs (offsets[k]) / 1e9);
      vt_scene_set_frame (scene, fixture->frame);
      plain = vt_coloring_new (state, "file:q", column, NULL, vt_frame_get_atoms (fixture->frame), FALSE);
      other = vt_coloring_new (magma, "file:q", column, NULL, vt_frame_get_atoms (fixture->frame), FALSE);
      vt_coloring_show (plain, scene, column, FALSE);
      g_assert_true ((vt_coloring_get_shift (plain) != 0) == (k == 1 || k == 2));
      for (guint i = 0; i < 256; i += 3)
        {
          VtColor atom = vt_scene_get_atom_color (scene, i), legend = vt_coloring_get_color (plain, values[i]);

          g_assert_cmpfloat_with_epsilon (atom.red, legend.red, 0.03);
          g_assert_cmpfloat_with_epsilon (atom.green, legend.green, 0.03);
          g_assert_cmpfloat_with_epsilon (atom.blue, legend.blue, 0.03);
        }
      /* Another map sends no array. */
      generation = scene->values_generation;
      vt_coloring_show (other, scene, column, TRUE);
      g_assert_cmpuint (scene->values_generation, ==, generation);
      g_assert_true (scene->color_scale.colormap == vt_colormap_find ("magma"));
      g_assert_cmpfloat_with_epsilon (vt_scene_get_atom_color (scene, 128).red,
                                      vt_coloring_get_color (other, values[128]).red, 0.03);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/coloring/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("property", test_suits_the_property);
  ADD ("state", test_obeys_the_state);
  ADD ("categories", test_categories);
  ADD ("file-columns", test_columns_of_the_file);
  ADD ("shared-range", test_shared_range);
  ADD ("scene", test_scene);
  return g_test_run ();
}
