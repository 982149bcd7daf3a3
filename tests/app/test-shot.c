/* Very many atoms in other colours: another picture over the same arrays, of which none is copied or sent anew. */
#include "vt-shot.h"

#include <math.h>

#include "test-glass.h"
#include "vt-picture.h"
#include "vt-picture-colors.h"

/* 4 · 30³ atoms: a picture of so many is made by a worker. */
#define CELLS 30
#define PATIENCE_SECONDS 60

typedef struct
{
  VtDocument *document;
  VtPicture  *picture;
  guint       n_changes;
} Fixture;

static void
on_changed (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
wait_for_change (Fixture *fixture, guint before)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (fixture->n_changes == before)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  static const char *const wants[] = { "frame", "displacement", NULL };
  g_autoptr (VtTrajectory) trajectory = test_glass_new (CELLS, 2, 0.05, 3);
  g_autoptr (VtSource) source = vt_source_new (trajectory, NULL);
  g_autoptr (VtState) state = vt_state_new ();
  g_autoptr (VtState) colored = vt_state_with_text (state, "view.color-by", "displacement");
  g_autoptr (VtState) lagged = vt_state_with_real (colored, "window.lag", 5);

  fixture->document = vt_document_new ();
  fixture->picture = vt_picture_new (fixture->document);
  g_signal_connect_swapped (fixture->picture, "changed", G_CALLBACK (on_changed), fixture);
  vt_document_want (fixture->document, fixture, wants);
  vt_document_open_source (fixture->document, source, lagged);
  vt_document_settle (fixture->document);
  while (vt_picture_get_depiction (fixture->picture) == NULL
         || vt_picture_get_depiction (fixture->picture)->coloring->extent.n_missing > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  vt_document_want (fixture->document, fixture, NULL);
  vt_document_settle (fixture->document);
  g_object_unref (fixture->picture);
  g_object_unref (fixture->document);
}

static VtShot *
edit (Fixture *fixture, const char *key, const char *value)
{
  guint before = fixture->n_changes;

  vt_document_set_text (fixture->document, key, value);
  wait_for_change (fixture, before);
  return vt_picture_hold (fixture->picture);
}

static void
test_recolored (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtShot) first = vt_picture_hold (fixture->picture), second = NULL, third = NULL, hidden = NULL;
  VtShot *last;

  second = edit (fixture, "view.colormap", "magma");
  third = edit (fixture, "view.range", "frame");
  g_assert_true (second->scene != first->scene && third->scene != second->scene);
  g_assert_true (second->scene->values == first->scene->values);
  g_assert_true (third->scene->positions == first->scene->positions);
  g_assert_cmpuint (third->scene->values_generation, ==, first->scene->values_generation);
  g_assert_cmpuint (third->scene->flags_generation, ==, first->scene->flags_generation);
  g_assert_cmpuint (third->scene->positions_generation, ==, first->scene->positions_generation);
  g_assert_true (third->base == first && second->base == first);
  g_assert_true (third->scene->color_scale.colormap == vt_colormap_find ("magma"));
  g_assert_cmpfloat (third->scene->color_scale.maximum, ==, third->depiction->coloring->extent.maximum);
  g_assert_true (first->scene->color_scale.colormap != third->scene->color_scale.colormap);
  /* Other flags are another picture. */
  hidden = edit (fixture, "selection.class", "la");
  g_assert_null (hidden->base);
  g_assert_true (hidden->scene->values != first->scene->values);
  /* The arrays live as long as one of them. */
  g_clear_pointer (&first, vt_shot_release);
  g_clear_pointer (&second, vt_shot_release);
  last = g_steal_pointer (&third);
  for (gsize i = 0; i < last->scene->n_atoms; i += 1000)
    g_assert_true (isfinite (last->scene->values[i]));
  vt_shot_release (last);
}

static void
assert_numbers (const VtShot *before, const VtShot *after, gboolean radii, gboolean values)
{
  g_assert_true (after->base == NULL && after->scene->positions != before->scene->positions);
  g_assert_cmpuint (after->scene->positions_generation, ==, before->scene->positions_generation);
  g_assert_cmpuint (after->scene->flags_generation, ==, before->scene->flags_generation);
  g_assert_true ((after->scene->radii_generation != before->scene->radii_generation) == radii);
  g_assert_true ((after->scene->values_generation != before->scene->values_generation) == values);
}

/* Made anew, a picture still tells the graphics card of what has changed alone. */
static void
test_recognized (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtShot) first = vt_picture_hold (fixture->picture), second = NULL, third = NULL;

  second = edit (fixture, "view.color-by", "element");
  assert_numbers (first, second, FALSE, TRUE);
  third = edit (fixture, "view.size", "fixed");
  assert_numbers (second, third, TRUE, FALSE);
}

/* Nobody here computes the range over all frames: until somebody does, what is seen keeps its own. */
static void
test_kept_range (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtShot) before = edit (fixture, "view.range", "frame");
  g_autoptr (VtShot) after = edit (fixture, "view.range", "all");
  g_autoptr (VtDepiction) bare = NULL;
  gsize n = before->scene->n_atoms;
  double *values = g_new (double, n);
  VtSelectionInputs selection = { before->depiction->frame };
  g_autoptr (VtColumn) nothing = NULL;
  VtColorExtent extent;

  g_assert_cmpfloat (after->depiction->coloring->scale.minimum, ==, before->depiction->coloring->scale.minimum);
  g_assert_cmpfloat (after->depiction->coloring->scale.maximum, ==, before->depiction->coloring->scale.maximum);
  g_assert_true (vt_picture_find_extent (fixture->document, before->depiction, "displacement", &extent));
  g_assert_false (vt_picture_find_extent (fixture->document, before->depiction, "d2min", &extent));
  for (gsize i = 0; i < n; i++)
    values[i] = NAN;
  nothing = vt_column_new_take ("displacement", VT_UNIT_ANGSTROM, values, n);
  bare = vt_depiction_new (vt_document_get_state (fixture->document), "displacement", nothing, &selection, NULL, FALSE);
  g_assert_false (vt_picture_find_extent (fixture->document, bare, "displacement", &extent));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/shot/recolored", Fixture, NULL, set_up, test_recolored, tear_down);
  g_test_add ("/shot/recognized", Fixture, NULL, set_up, test_recognized, tear_down);
  g_test_add ("/shot/kept-range", Fixture, NULL, set_up, test_kept_range, tear_down);
  return g_test_run ();
}
