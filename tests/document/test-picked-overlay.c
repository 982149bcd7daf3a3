#include "vt-picked-overlay.h"

#include <math.h>

#include "test-glass.h"
#include "vt-depiction-picked.h"
#include "vt-palette.h"

/* Simple cubic, a = 3 Å, 27 atoms with ids 1 … 27, x fastest. */
static VtFrame *
make_cubic (void)
{
  static const char *const names[] = { "Cu", NULL };
  gint64 *ids = g_new (gint64, 27);
  double *positions = g_new (double, 81);
  g_autoptr (VtAtomTable) atoms = NULL;
  VtCell cell;

  for (guint i = 0; i < 27; i++)
    {
      ids[i] = i + 1;
      positions[i] = 0.5 + 3 * (i % 3);
      positions[27 + i] = 0.5 + 3 * (i / 3 % 3);
      positions[54 + i] = 0.5 + 3 * (i / 9);
    }
  vt_cell_init_box (&cell, 9, 9, 9);
  atoms = vt_atom_table_new_take (27, ids, g_new0 (guint8, 27), names);
  return vt_frame_new_take (atoms, &cell, positions, 0, 0, NULL);
}

typedef struct
{
  VtFrame   *frame;
  VtVoronoi *voronoi;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->frame = make_cubic ();
  fixture->voronoi = vt_voronoi_new (fixture->frame, NULL, NULL, NULL, NULL);
  g_assert_nonnull (fixture->voronoi);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  vt_frame_unref (fixture->frame);
  vt_voronoi_unref (fixture->voronoi);
}

/* @picked: as GVariant text. (transfer full) */
static VtState *
make_state (const char *picked, gboolean cell, gboolean coordination)
{
  g_autoptr (VtState) plain = vt_state_new ();
  g_autoptr (VtState) a = vt_state_with (plain, "selection.picked", g_variant_new_parsed (picked), NULL);
  g_autoptr (VtState) b = vt_state_with (a, "view.voronoi-cell", g_variant_new_boolean (cell), NULL);

  return vt_state_with (b, "view.coordination", g_variant_new_boolean (coordination), NULL);
}

/* How many lines, without what lies under them, and triangles; 0 where there is none. */
static void
count (Fixture *fixture, VtState *state, const VtPointed *pointed, gsize *lines, gsize *faces)
{
  g_autoptr (VtOverlay) overlay = vt_picked_overlay_new (state, fixture->frame, fixture->voronoi, pointed, FALSE);

  *lines = *faces = 0;
  if (overlay != NULL)
    {
      VtColor paper = vt_palette_get (VT_MEANING_BACKGROUND, FALSE);
      gsize n;
      const VtOverlayLine *all = vt_overlay_get_lines (overlay, &n);

      for (gsize i = 0; i < n; i++)
        *lines += all[i].style.color.red != paper.red;
      vt_overlay_get_faces (overlay, faces);
    }
}

static void
check (Fixture *fixture, const char *picked, gboolean cell, gboolean coordination, gsize lines, gsize faces)
{
  g_autoptr (VtState) state = make_state (picked, cell, coordination);
  gsize n_lines, n_faces;

  count (fixture, state, NULL, &n_lines, &n_faces);
  g_assert_cmpuint (n_lines, ==, lines);
  g_assert_cmpuint (n_faces, ==, faces);
}

/* A cube has 12 edges and 6 squares; the octahedron around it 12 edges, 8 triangles and 6 bonds. */
static void
test_counts (Fixture *fixture, gconstpointer unused)
{
  check (fixture, "@ax []", TRUE, TRUE, 0, 0);
  check (fixture, "[@x 99]", TRUE, TRUE, 0, 0);
  check (fixture, "[@x 1]", TRUE, FALSE, 12, 12);
  check (fixture, "[@x 1]", FALSE, TRUE, 12 + 6, 8);
  check (fixture, "[@x 1]", TRUE, TRUE, 30, 20);
  check (fixture, "[@x 1]", FALSE, FALSE, 0, 0);
  check (fixture, "[@x 1, 99, 5]", TRUE, FALSE, 2 * 12 + 1, 24);
  check (fixture, "[@x 1, 2, 5]", FALSE, FALSE, 2 + 16, 0);
  check (fixture, "[@x 1, 2, 3, 4]", FALSE, FALSE, 3, 0);
  check (fixture, "[@x 1, 2, 3, 4, 5]", TRUE, TRUE, 0, 0);
}

/* Faces that do not count have no tint, and no bond. */
static void
test_thresholds (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) state = make_state ("[@x 1]", TRUE, TRUE);
  g_autoptr (VtState) strict = vt_state_with_real (state, "voronoi.area", 9.5);
  gsize lines, faces;

  count (fixture, strict, NULL, &lines, &faces);
  g_assert_cmpuint (lines, ==, 12);
  g_assert_cmpuint (faces, ==, 0);
}

/* A bond of the corner atom ends outside the cell, where the neighbour's image is. */
static void
test_boundary (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) state = make_state ("[@x 1]", FALSE, TRUE);
  g_autoptr (VtOverlay) overlay = vt_picked_overlay_new (state, fixture->frame, fixture->voronoi, NULL, FALSE);
  gsize n;
  const VtOverlayLine *lines = vt_overlay_get_lines (overlay, &n);
  guint outside = 0;

  for (guint i = 0; i < 6; i++)
    {
      double square = 0;

      for (guint k = 0; k < 3; k++)
        {
          square += pow (lines[i].ends[1][k] - lines[i].ends[0][k], 2);
          outside += lines[i].ends[1][k] < 0;
          g_assert_cmpfloat_with_epsilon (lines[i].ends[0][k], 0.5, 1e-6);
        }
      g_assert_cmpfloat_with_epsilon (square, 9, 1e-5);
    }
  g_assert_cmpuint (outside, ==, 3);
}

/* Atoms 1 and 3 are 6 Å apart within the cell, and 3 Å across its boundary. */
static void
test_measurement (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) two = make_state ("[@x 1, 3]", FALSE, FALSE), five = make_state ("[@x 1, 2, 3, 4, 5]", TRUE, TRUE);
  g_autoptr (VtState) one = make_state ("[@x 1]", TRUE, TRUE);
  g_autoptr (VtOverlay) overlay = vt_picked_overlay_new (two, fixture->frame, NULL, NULL, TRUE);
  VtMeasurement measurement;
  const VtOverlayLine *lines;
  gsize n;

  g_assert_true (vt_picked_overlay_measure (two, fixture->frame, &measurement));
  g_assert_cmpfloat_with_epsilon (measurement.value, 3, 1e-12);
  lines = vt_overlay_get_lines (overlay, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat_with_epsilon (lines[1].ends[1][0], -2.5, 1e-6);
  g_assert_false (vt_picked_overlay_measure (one, fixture->frame, &measurement));
  g_assert_false (vt_picked_overlay_measure (five, fixture->frame, &measurement));
}

/* The bond, and three circles that have the place they are told as their middle. */
static void
test_pointed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) state = make_state ("[@x 1]", FALSE, FALSE);
  const VtPointed pointed = { .atom = 0, .neighbor = 2, .vector = { -3, 0, 0 } };
  g_autoptr (VtOverlay) overlay = vt_picked_overlay_new (state, fixture->frame, NULL, &pointed, FALSE);
  gsize n;
  const VtOverlayLine *lines = vt_overlay_get_lines (overlay, &n);
  double middle[3] = { 0 };

  g_assert_cmpuint (n, ==, 1 + 3 * 32);
  for (gsize i = 1; i < n; i++)
    for (guint k = 0; k < 3; k++)
      middle[k] += lines[i].ends[0][k] / 96;
  g_assert_cmpfloat_with_epsilon (middle[0], -2.5, 1e-5);
  g_assert_cmpfloat_with_epsilon (middle[1], 0.5, 1e-5);
  g_assert_cmpfloat_with_epsilon (lines[0].ends[1][0], -2.5, 1e-6);
}

/* How many lines a scene of the state has for its picked atoms. */
static gsize
count_in_scene (VtEvaluator *evaluator, VtSource *source, VtState *state)
{
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtDepiction) depiction
      = vt_depiction_evaluate (evaluator, source, state, "element", FALSE, NULL, NULL, NULL);
  gsize n = 0;

  g_assert_true (vt_depiction_evaluate_picked (depiction, evaluator, source, NULL, NULL, NULL));
  g_assert_true (vt_picked_overlay_needs_tessellation (state) == (depiction->tessellation != NULL));
  vt_depiction_to_scene (depiction, scene, FALSE);
  if (scene->overlays[VT_LAYER_PICKED] != NULL)
    vt_overlay_get_lines (scene->overlays[VT_LAYER_PICKED], &n);
  return n;
}

/* Pictures for files have what the window shows. */
static void
test_scene (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtTrajectory) trajectory = test_glass_new (4, 6, 0.05, 3);
  g_autoptr (VtSource) source = vt_source_new (trajectory, NULL);
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 28);
  g_autoptr (VtState) none = make_state ("@ax []", TRUE, TRUE), off = make_state ("[@x 9]", FALSE, FALSE);
  g_autoptr (VtState) cell = make_state ("[@x 9]", TRUE, FALSE), both = make_state ("[@x 9]", TRUE, TRUE);
  g_autoptr (VtState) two = make_state ("[@x 9, 10]", FALSE, FALSE);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VtEvaluator) other = vt_evaluator_new (1 << 28);
  g_autoptr (VtDepiction) depiction = vt_depiction_evaluate (other, source, cell, "element", FALSE, NULL, NULL, NULL);

  g_assert_cmpuint (count_in_scene (evaluator, source, none), ==, 0);
  g_assert_cmpuint (count_in_scene (evaluator, source, off), ==, 0);
  g_assert_cmpuint (count_in_scene (evaluator, source, two), ==, 2);
  g_assert_cmpuint (count_in_scene (evaluator, source, cell), >=, 24);
  g_assert_cmpuint (count_in_scene (evaluator, source, both), >, 6 + count_in_scene (evaluator, source, cell));
  g_cancellable_cancel (cancelled);
  g_assert_false (vt_depiction_evaluate_picked (depiction, other, source, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/picked-overlay/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("counts", test_counts);
  ADD ("thresholds", test_thresholds);
  ADD ("boundary", test_boundary);
  ADD ("measurement", test_measurement);
  ADD ("pointed", test_pointed);
  ADD ("scene", test_scene);
  return g_test_run ();
}
