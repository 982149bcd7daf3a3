#include "glass-fixture.h"

#include "test-glass.h"

void
glass_fixture_set_up (GlassFixture *fixture, gconstpointer unused)
{
  g_autoptr (VtTrajectory) trajectory = test_glass_new (4, 6, 0.05, 3);
  g_autoptr (VtModel) model = test_glass_model ();
  g_autoptr (VtState) plain = vt_state_new ();

  fixture->evaluator = vt_evaluator_new (1 << 28);
  fixture->source = vt_source_new (trajectory, model);
  fixture->state = vt_state_with_real (plain, "trajectory.temperature", 100);
}

void
glass_fixture_tear_down (GlassFixture *fixture, gconstpointer unused)
{
  g_object_unref (fixture->evaluator);
  vt_source_unref (fixture->source);
  vt_state_unref (fixture->state);
}

void
glass_fixture_set (GlassFixture *fixture, const char *key, GVariant *value)
{
  g_autoptr (GError) error = NULL;
  VtState *changed = vt_state_with (fixture->state, key, value, &error);

  g_assert_no_error (error);
  vt_state_unref (fixture->state);
  fixture->state = changed;
}
