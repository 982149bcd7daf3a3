/* From a state to what is seen in space: sizes, transparent atoms, the slice's plane. */
#include "vt-depiction.h"

#include "glass-fixture.h"

typedef GlassFixture Fixture;

/* (out) @depiction: (transfer full) */
static VtScene *
make_scene (Fixture *fixture, VtDepiction **depiction)
{
  g_autoptr (GError) error = NULL;
  VtScene *scene = vt_scene_new ();

  *depiction = vt_depiction_evaluate (fixture->evaluator, fixture->source, fixture->state, "element", FALSE, NULL, NULL,
                                      &error);
  g_assert_no_error (error);
  vt_depiction_to_scene (*depiction, scene, FALSE);
  return scene;
}

/* By element: its radius times the size; all alike: the size in Å. */
static void
test_sizes (Fixture *fixture, gconstpointer unused)
{
  for (guint fixed = 0; fixed < 2; fixed++)
    {
      g_autoptr (VtScene) scene = NULL;
      g_autoptr (VtDepiction) depiction = NULL;
      g_autofree double *radii = NULL;
      const VtAtomTable *atoms;
      float least = G_MAXFLOAT, most = 0;

      glass_fixture_set (fixture, "view.size", g_variant_new_string (fixed ? "fixed" : "element"));
      glass_fixture_set (fixture, "view.radius", g_variant_new_double (0.6));
      scene = make_scene (fixture, &depiction);
      radii = vt_depiction_get_radii (depiction);
      atoms = vt_frame_get_atoms (depiction->frame);
      g_assert_cmpuint (scene->n_atoms, >, 100);
      for (gsize i = 0; i < scene->n_atoms; i++)
        {
          const VtElement *element = vt_atom_table_get_element (atoms, vt_atom_table_get_species (atoms)[i]);

          g_assert_cmpfloat_with_epsilon (scene->radii[i], fixed ? 0.6 : 0.6 * element->radius, 1e-6);
          g_assert_cmpfloat_with_epsilon (radii[i], scene->radii[i], 1e-6);
          least = MIN (least, scene->radii[i]);
          most = MAX (most, scene->radii[i]);
        }
      if (fixed)
        g_assert_cmpfloat (least, ==, most);
      else
        g_assert_cmpfloat (least, <, most);
    }
}

/* A range that some atoms are out of: those are ghosts, in the scene too. */
static void
test_transparent (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtScene) all = NULL;
  g_autoptr (VtScene) some = NULL;
  g_autoptr (VtDepiction) depiction = NULL;
  g_autoptr (VtDepiction) selected = NULL;
  gsize n_ghosts = 0;

  glass_fixture_set (fixture, "selection.others", g_variant_new_string ("transparent"));
  all = make_scene (fixture, &depiction);
  g_assert_false (all->has_ghosts);
  glass_fixture_set (fixture, "selection.property", g_variant_new_string ("element"));
  glass_fixture_set (fixture, "selection.minimum", g_variant_new_double (vt_column_get_values (depiction->values)[0]));
  glass_fixture_set (fixture, "selection.maximum", g_variant_new_double (vt_column_get_values (depiction->values)[0]));
  some = make_scene (fixture, &selected);
  g_assert_true (some->has_ghosts);
  for (gsize i = 0; i < some->n_atoms; i++)
    n_ghosts += some->flags[i] == VT_ATOM_GHOST;
  g_assert_cmpuint (n_ghosts, ==, some->n_atoms - selected->n_selected);
  g_assert_cmpuint (n_ghosts, >, 10);
}

static void
test_slice_plane (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtScene) without = NULL;
  g_autoptr (VtScene) with = NULL;
  g_autoptr (VtDepiction) depiction = NULL;
  g_autoptr (VtDepiction) shown = NULL;
  const VtOverlayFace *faces;
  VtSlice slice;
  gsize n;

  without = make_scene (fixture, &depiction);
  g_assert_null (without->overlays[VT_LAYER_SLICE]);
  glass_fixture_set (fixture, "slice.show", g_variant_new_boolean (TRUE));
  glass_fixture_set (fixture, "slice.axis", g_variant_new_string ("y"));
  glass_fixture_set (fixture, "slice.position", g_variant_new_double (0.3));
  with = make_scene (fixture, &shown);
  g_assert_nonnull (with->overlays[VT_LAYER_SLICE]);
  vt_depiction_get_slice (fixture->state, vt_frame_get_cell (shown->frame), &slice);
  faces = vt_overlay_get_faces (with->overlays[VT_LAYER_SLICE], &n);
  g_assert_cmpuint (n, ==, 2);
  for (guint corner = 0; corner < 3; corner++)
    g_assert_cmpfloat_with_epsilon (faces[0].corners[corner][1], slice.position, 1e-4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, glass_fixture_set_up, func, glass_fixture_tear_down)
  ADD ("/depiction-scene/sizes", test_sizes);
  ADD ("/depiction-scene/transparent", test_transparent);
  ADD ("/depiction-scene/slice-plane", test_slice_plane);
  return g_test_run ();
}
