#include "vt-depiction-field.h"

#include <math.h>
#include <string.h>

#include "glass-fixture.h"
#include "vt-field.h"
#include "vt-slice-field.h"

#define SIZE 400

typedef GlassFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  glass_fixture_set_up (fixture, unused);
  glass_fixture_set (fixture, "slice.sigma", g_variant_new_double (1.5));
  glass_fixture_set (fixture, "slice.style", g_variant_new_string ("field"));
}

static VtDepiction *
depict (Fixture *fixture, const char *property)
{
  g_autoptr (GError) error = NULL;
  VtDepiction *depiction = vt_depiction_evaluate (fixture->evaluator, fixture->source, fixture->state, property, FALSE,
                                                  NULL, NULL, &error);

  g_assert_no_error (error);
  return depiction;
}

/* At points of the picture the chart tells what the kernel says of that very place in space, to the 4 of 1000 of the spread
 * that interpolation may take. */
static void
assert_field (const VtDepiction *depiction)
{
  g_autoptr (VtSliceChart) chart = vt_depiction_to_slice_chart (depiction, NULL);
  VtChartStyle style = vt_chart_style_print ();
  double sigma = vt_state_get_real (depiction->state, "slice.sigma"), low, high;
  guint n = 0;
  VtSlice slice;

  g_assert_true (vt_slice_chart_has_field (chart));
  g_assert_true (vt_slice_chart_get_field_range (chart, &low, &high));
  g_assert_cmpfloat (high, >, low);
  vt_depiction_get_slice (depiction->state, vt_frame_get_cell (depiction->frame), &slice);
  for (guint i = 0; i < 400; i++)
    {
      double x = 20 * (i % 20) + 7, y = 20 * (i / 20) + 3, u, v, exact;
      double told = vt_slice_chart_get_field_at (chart, SIZE, SIZE, &style, x, y);
      VtFieldGrid point = { .spacing = 1, .n_u = 1, .n_v = 1 };

      if (isnan (told))
        continue;
      vt_slice_chart_to_plane (chart, SIZE, SIZE, &style, x, y, &u, &v);
      vt_slice_get_basis (&slice, point.u, point.v);
      for (guint d = 0; d < 3; d++)
        point.origin[d] = slice.position * slice.normal[d] + u * point.u[d] + v * point.v[d];
      g_assert_true (vt_field_compute (depiction->frame, vt_column_get_values (depiction->values), sigma, &point, NULL,
                                       NULL, &exact, NULL));
      g_assert_cmpfloat_with_epsilon (told, exact, 0.004 * (high - low));
      n++;
    }
  g_assert_cmpuint (n, >, 50);
}

static void
test_planes (Fixture *fixture, gconstpointer unused)
{
  static const char *const normals[] = { "@ad []", "[1.0, 1.0, 0.0]", "[-1.0, 2.0, 3.0]" };
  static const double positions[] = { 0.5, 0.31, 0.62 };

  for (guint i = 0; i < G_N_ELEMENTS (normals); i++)
    {
      g_autoptr (VtDepiction) depiction = NULL;

      glass_fixture_set (fixture, "slice.normal", g_variant_new_parsed (normals[i]));
      glass_fixture_set (fixture, "slice.position", g_variant_new_double (positions[i]));
      depiction = depict (fixture, "t_ml");
      assert_field (depiction);
    }
}

/* Atoms by default; classes and elements have no mean and stay atoms. */
static void
test_styles (Fixture *fixture, gconstpointer unused)
{
  static const char *const properties[] = { "element", "class" };
  g_autoptr (VtDepiction) both = NULL;
  g_autoptr (VtDepiction) atoms = NULL;
  g_autoptr (VtSliceChart) chart = NULL;
  g_autoptr (VtSliceChart) plain = NULL;
  VtChartStyle style = vt_chart_style_print ();

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autoptr (VtDepiction) classes = depict (fixture, properties[i]);
      g_autoptr (VtSliceChart) discs = vt_depiction_to_slice_chart (classes, NULL);

      g_assert_false (vt_depiction_has_field (classes));
      g_assert_false (vt_slice_chart_has_field (discs));
      g_assert_cmpuint (vt_slice_chart_count_visible (discs, SIZE, SIZE, &style), >, 0);
    }
  glass_fixture_set (fixture, "slice.style", g_variant_new_string ("both"));
  both = depict (fixture, "t_ml");
  chart = vt_depiction_make_slice_chart (both, NULL, NULL, NULL);
  g_assert_true (vt_slice_chart_has_field (chart));
  g_assert_cmpuint (vt_slice_chart_count_visible (chart, SIZE, SIZE, &style), >, 0);
  glass_fixture_set (fixture, "slice.style", g_variant_new_string ("atoms"));
  atoms = depict (fixture, "t_ml");
  plain = vt_depiction_make_slice_chart (atoms, NULL, NULL, NULL);
  g_assert_false (vt_slice_chart_has_field (plain));
}

/* No atoms where a field was asked for and cannot be had: they would be taken for it. */
static void
test_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtDepiction) depiction = NULL;
  g_autoptr (VtSliceChart) chart = NULL;
  g_autofree char *refusal = NULL;

  depiction = depict (fixture, "t_ml");
  for (gsize i = 0; i < vt_column_get_n (depiction->values); i++)
    ((double *) (gpointer) vt_column_get_values (depiction->values))[i] = NAN;
  chart = vt_depiction_to_slice_chart (depiction, &refusal);
  g_assert_null (chart);
  g_assert_nonnull (strstr (refusal, "No atom that has a value lies near enough"));
}

static void
test_contours (Fixture *fixture, gconstpointer unused)
{
  for (guint most = 0; most <= 8; most += 4)
    {
      g_autoptr (VtDepiction) depiction = NULL;
      g_autoptr (VtSliceChart) chart = NULL;
      guint n;

      glass_fixture_set (fixture, "slice.contours", g_variant_new_int64 (most));
      depiction = depict (fixture, "t_ml");
      chart = vt_depiction_to_slice_chart (depiction, NULL);
      vt_slice_chart_get_levels (chart, &n);
      g_assert_cmpuint (n, <=, most);
      g_assert_cmpuint (n, >=, most / 4);
    }
}

static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtDepiction) depiction = depict (fixture, "t_ml");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_depiction_make_slice_chart (depiction, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_normal (Fixture *fixture, const char *normal, const char *described)
{
  g_autofree char *text = NULL;

  glass_fixture_set (fixture, "slice.normal", g_variant_new_parsed (normal));
  text = vt_depiction_describe_normal (fixture->state);
  g_assert_cmpstr (text, ==, described);
}

/* As it is typed, or as small whole numbers; what is no direction is not followed. */
static void
test_described (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtDepiction) depiction = NULL;
  g_autofree char *text = NULL;

  glass_fixture_set (fixture, "slice.axis", g_variant_new_string ("y"));
  assert_normal (fixture, "@ad []", "y");
  assert_normal (fixture, "[1.0, 2.0]", "y");
  assert_normal (fixture, "[0.0, 0.0, 0.0]", "y");
  assert_normal (fixture, "[0.1, 0.2713, -0.3]", "(0.1, 0.271, −0.3)");
  assert_normal (fixture, "[0.7071067811865476, 0.7071067811865476, 0.0]", "(1, 1, 0)");
  assert_normal (fixture, "[-2.0, 0.0, 4.0]", "(−1, 0, 2)");
  assert_normal (fixture, "[2.0, 3.0, 0.0]", "(2, 3, 0)");
  depiction = depict (fixture, "t_ml");
  text = vt_depiction_describe_slice (depiction);
  g_assert_nonnull (strstr (text, "across (2, 3, 0), middle "));
  g_assert_nonnull (strstr (text, "sigma 1.5 Å"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/depiction-field/" name, Fixture, NULL, set_up, function, glass_fixture_tear_down)
  ADD ("planes", test_planes);
  ADD ("styles", test_styles);
  ADD ("refused", test_refused);
  ADD ("contours", test_contours);
  ADD ("cancelled", test_cancelled);
  ADD ("described", test_described);
  return g_test_run ();
}
