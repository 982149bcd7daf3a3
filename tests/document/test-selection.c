#include "vt-selection.h"

#include "test-glass.h"
#include "vt-evaluator.h"
#include "vt-extremes.h"
#include "vt-voronoi.h"

typedef struct
{
  VtState          *state;
  VtResult         *frame;
  VtSelectionInputs inputs;
  guint8            flags[256];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtTrajectory) trajectory = test_glass_new (4, 6, 0.05, 3);
  g_autoptr (VtModel) model = test_glass_model ();
  g_autoptr (VtSource) source = vt_source_new (trajectory, model);
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 28);
  g_autoptr (VtState) plain = vt_state_new ();

  fixture->state = vt_state_with_real (plain, "trajectory.temperature", 100);
  fixture->frame = vt_evaluator_evaluate (evaluator, source, fixture->state, "frame", NULL, NULL, NULL);
  fixture->inputs.frame = vt_result_get_payload (fixture->frame);
  fixture->inputs.extremes = vt_evaluator_evaluate (evaluator, source, fixture->state, "extremes", NULL, NULL, NULL);
  fixture->inputs.voronoi = vt_evaluator_evaluate (evaluator, source, fixture->state, "voronoi", NULL, NULL, NULL);
  fixture->inputs.brushed
      = vt_evaluator_evaluate_property (evaluator, source, fixture->state, "t_ml", NULL, NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  vt_state_unref (fixture->state);
  vt_result_unref (fixture->frame);
  vt_result_unref (fixture->inputs.extremes);
  vt_result_unref (fixture->inputs.voronoi);
  vt_column_unref (fixture->inputs.brushed);
}

static void
test_nothing_is_everything (Fixture *fixture, gconstpointer unused)
{
  g_assert_false (vt_selection_is_set (fixture->state));
  g_assert_cmpuint (vt_selection_flags (fixture->state, &fixture->inputs, fixture->flags), ==, 256);
  for (guint i = 0; i < 256; i++)
    g_assert_cmpuint (fixture->flags[i], ==, VT_ATOM_PLAIN);
}

static void
test_class (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) state = vt_state_with_text (fixture->state, "selection.class", "la");
  const double *classes = vt_column_get_values (vt_result_get_column (fixture->inputs.extremes, "class"));

  g_assert_true (vt_selection_is_set (state));
  g_assert_cmpuint (vt_selection_flags (state, &fixture->inputs, fixture->flags), ==, 26);
  for (guint i = 0; i < 256; i++)
    g_assert_cmpuint (fixture->flags[i], ==, classes[i] == VT_CLASS_ACTIVE ? VT_ATOM_PLAIN : VT_ATOM_DIMMED);
}

static void
test_conditions_join (Fixture *fixture, gconstpointer unused)
{
  const double *tml = vt_column_get_values (fixture->inputs.brushed);
  const VtVoronoiIndex *indices = vt_result_get_payload (fixture->inputs.voronoi);
  g_autofree char *polyhedron = vt_voronoi_index_format (&indices[17]);
  g_autoptr (VtState) a = vt_state_with_text (fixture->state, "selection.polyhedron", polyhedron);
  g_autoptr (VtState) b = vt_state_with_text (a, "selection.property", "t_ml");
  g_autoptr (VtState) c = vt_state_with_real (b, "selection.minimum", tml[17]);
  g_autoptr (VtState) d = vt_state_with_text (c, "selection.others", "hide");
  gsize n = vt_selection_flags (d, &fixture->inputs, fixture->flags), expected = 0;

  for (guint i = 0; i < 256; i++)
    {
      g_autofree char *name = vt_voronoi_index_format (&indices[i]);
      gboolean selected = g_str_equal (name, polyhedron) && tml[i] >= tml[17];
      expected += selected;
      g_assert_cmpuint (fixture->flags[i], ==, selected ? VT_ATOM_PLAIN : VT_ATOM_HIDDEN);
    }
  g_assert_cmpuint (n, ==, expected);
  g_assert_cmpuint (n, >=, 1);

  g_autoptr (VtState) e = vt_state_with_text (d, "selection.others", "transparent");
  g_autofree guint8 *hidden = g_memdup2 (fixture->flags, 256);
  vt_selection_flags (e, &fixture->inputs, fixture->flags);
  for (guint i = 0; i < 256; i++)
    g_assert_cmpuint (fixture->flags[i], ==, hidden[i] == VT_ATOM_HIDDEN ? VT_ATOM_GHOST : VT_ATOM_PLAIN);
}

static void
test_picked_are_marked (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) state
      = vt_state_with (fixture->state, "selection.picked", g_variant_new_parsed ("[@x 5, 9999]"), NULL);

  vt_selection_flags (state, &fixture->inputs, fixture->flags);
  g_assert_cmpuint (fixture->flags[4], ==, VT_ATOM_SELECTED);
  g_assert_cmpuint (fixture->flags[5], ==, VT_ATOM_PLAIN);
}

/* A list of atoms joins the other conditions; picking goes on beside it. */
static void
test_chosen (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) state
      = vt_state_with (fixture->state, "selection.atoms", g_variant_new_parsed ("[@x 200, 3, 7, 9999]"), NULL);
  const double *tml = vt_column_get_values (fixture->inputs.brushed);
  g_autoptr (VtState) none
      = vt_state_with (fixture->state, "selection.atoms", g_variant_new_parsed ("[@x 9999]"), NULL);
  g_autoptr (VtState) hiding = vt_state_with_text (state, "selection.others", "hide");
  g_autoptr (VtState) brushing = vt_state_with_text (hiding, "selection.property", "t_ml");
  g_autoptr (VtState) both = vt_state_with_real (brushing, "selection.maximum", MAX (tml[2], tml[6]) - 1e-9);
  g_autoptr (VtState) picking = vt_state_with (hiding, "selection.picked", g_variant_new_parsed ("[@x 5]"), NULL);

  g_assert_true (vt_selection_is_set (state));
  g_assert_cmpuint (vt_selection_flags (state, &fixture->inputs, fixture->flags), ==, 3);
  for (guint i = 0; i < 256; i++)
    g_assert_cmpuint (fixture->flags[i], ==, i == 199 || i == 2 || i == 6 ? VT_ATOM_PLAIN : VT_ATOM_DIMMED);
  g_assert_cmpuint (vt_selection_flags (none, &fixture->inputs, fixture->flags), ==, 0);
  g_assert_cmpuint (vt_selection_flags (both, &fixture->inputs, fixture->flags), <, 3);
  g_assert_cmpuint (vt_selection_flags (picking, &fixture->inputs, fixture->flags), ==, 3);
  g_assert_cmpuint (fixture->flags[4], ==, VT_ATOM_SELECTED);
  g_assert_cmpuint (fixture->flags[5], ==, VT_ATOM_HIDDEN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/selection/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("nothing", test_nothing_is_everything);
  ADD ("chosen", test_chosen);
  ADD ("class", test_class);
  ADD ("join", test_conditions_join);
  ADD ("picked", test_picked_are_marked);
  return g_test_run ();
}
