/* Ranges of colours against a plain reading of what each is to be, on columns as they come; and over all frames. */
#include "vt-color-range.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "test-glass.h"
#include "vt-depiction.h"
#include "vt-evaluator.h"
#include "vt-parallel.h"
#include "vt-quantile.h"

#define N 500

static VtState *
make_state (const char *range, double low, double high)
{
  g_autoptr (VtState) state = vt_state_new ();
  g_autoptr (VtState) a = vt_state_with_text (state, "view.range", range);
  g_autoptr (VtState) b = vt_state_with_real (a, "view.percentile-low", low);

  return vt_state_with_real (b, "view.percentile-high", high);
}

static double *
make_values (guint kind)
{
  double *values = g_new (double, N);

  for (guint i = 0; i < N; i++)
    switch (kind)
      {
      case 0: /* both signs, some missing */
        values[i] = i % 7 == 0 ? NAN : g_test_rand_double_range (-3, 5);
        break;
      case 1: /* whole numbers */
        values[i] = g_test_rand_int_range (8, 17);
        break;
      case 2: /* one value, and infinities */
        values[i] = i == 3 ? INFINITY : i == 4 ? -INFINITY : 2.5;
        break;
      case 3: /* nothing */
        values[i] = NAN;
        break;
      case 4: /* negative throughout */
        values[i] = g_test_rand_double_range (-9, -1);
        break;
      case 5: /* tiny, over many decades, with zeros */
        values[i] = i % 9 == 0 ? 0 : pow (10, g_test_rand_double_range (-12, -7));
        break;
      default: /* nearly all alike */
        values[i] = i == 0 ? 40 : i == 1 ? -4 : 1;
      }
  return values;
}

/* By sorting what counts. */
static void
reference (const double *values, VtScale scale, const char *range, double low, double high, double ends[2])
{
  double kept[N];
  gsize n = 0;

  for (guint i = 0; i < N; i++)
    if (isfinite (values[i]) && (scale == VT_SCALE_LINEAR || values[i] > 0))
      kept[n++] = values[i];
  qsort (kept, n, sizeof *kept, vt_compare_doubles);
  ends[0] = scale == VT_SCALE_LOG ? 0.1 : 0;
  ends[1] = 1;
  if (n > 0)
    {
      gboolean parts = g_str_equal (range, "auto") || g_str_equal (range, "percentile");

      ends[0] = vt_quantile (kept, n, parts ? low / 100 : 0);
      ends[1] = vt_quantile (kept, n, parts ? high / 100 : 1);
      if (g_str_equal (range, "auto") && ends[0] == ends[1])
        {
          ends[0] = kept[0];
          ends[1] = kept[n - 1];
        }
    }
  if (g_str_equal (range, "symmetric") && scale == VT_SCALE_LINEAR)
    {
      ends[1] = fmax (fabs (ends[0]), fabs (ends[1]));
      ends[0] = -ends[1];
    }
  else if (g_str_equal (range, "symmetric"))
    {
      ends[1] = fmax (ends[1], 1 / ends[0]);
      ends[0] = 1 / ends[1];
    }
}

static void
check (const double *values, VtScale kind, const char *range, double low, double high)
{
  g_autoptr (VtState) state = make_state (range, low, high);
  g_autoptr (VtColumn) column = vt_column_new_take ("q", VT_UNIT_NONE, g_memdup2 (values, N * sizeof *values), N);
  VtColorExtent here;
  VtColorScale scale;
  double ends[2];

  vt_color_extent_init (&here);
  vt_color_extent_add (&here, values, N);
  vt_color_scale_init (&scale);
  scale.scale = kind;
  vt_color_range_choose (state, NULL, column, &here, NULL, &scale);
  reference (values, kind, range, g_str_equal (range, "auto") ? 1 : low, g_str_equal (range, "auto") ? 99 : high, ends);
  g_assert_cmpfloat (scale.minimum, ==, ends[0]);
  g_assert_cmpfloat (scale.maximum, ==, ends[1]);
}

static void
test_choices (void)
{
  static const char *const ranges[] = { "auto", "frame", "percentile", "symmetric" };

  for (guint kind = 0; kind < 7; kind++)
    {
      g_autofree double *values = make_values (kind);

      for (guint r = 0; r < G_N_ELEMENTS (ranges); r++)
        for (guint s = 0; s < 2; s++)
          {
            check (values, s ? VT_SCALE_LOG : VT_SCALE_LINEAR, ranges[r], 1, 99);
            check (values, s ? VT_SCALE_LOG : VT_SCALE_LINEAR, ranges[r], 12.5, 60);
          }
    }
}

static void
test_by_hand (void)
{
  g_autoptr (VtState) typed = make_state ("manual", 1, 99);
  g_autoptr (VtState) half = vt_state_with_real (typed, "view.maximum", 3);
  g_autoptr (VtState) percent = make_state ("percentile", 75, 25);
  g_autoptr (VtColumn) column
      = vt_column_new_take ("q", VT_UNIT_NONE, g_memdup2 ((double[]){ 4, 0, 8, 2, 6 }, 5 * sizeof (double)), 5);
  VtProperty property = { .minimum = 0, .maximum = 10 };
  VtColorExtent here;
  VtColorScale scale;

  vt_color_extent_init (&here);
  vt_color_extent_add (&here, vt_column_get_values (column), 5);
  vt_color_scale_init (&scale);
  /* One end is typed, the other the quantity's own. */
  vt_color_range_choose (half, &property, column, &here, NULL, &scale);
  g_assert_cmpfloat (scale.minimum, ==, 0);
  g_assert_cmpfloat (scale.maximum, ==, 3);
  /* The wrong way about is taken the right one. */
  vt_color_range_choose (percent, NULL, column, &here, NULL, &scale);
  g_assert_cmpfloat (scale.minimum, ==, 2);
  g_assert_cmpfloat (scale.maximum, ==, 6);
  /* The quantity's own 0 has no place on a logarithmic scale. */
  scale.scale = VT_SCALE_LOG;
  vt_color_range_choose (half, &property, column, &here, NULL, &scale);
  g_assert_cmpfloat (scale.minimum, ==, 2);
}

static void
test_extent (void)
{
  static const double values[] = { 3, NAN, -INFINITY, -2, 0, 0.5, NAN };
  VtColorExtent parts[2], all;

  for (guint i = 0; i < 2; i++)
    vt_color_extent_init (&parts[i]);
  vt_color_extent_init (&all);
  vt_color_extent_add (&parts[0], values, 3);
  vt_color_extent_add (&parts[1], values + 3, 4);
  g_assert_true (isnan (all.minimum) && isnan (all.positive));
  vt_color_extent_join (&all, &parts[1]);
  vt_color_extent_join (&all, &parts[0]);
  g_assert_cmpfloat (all.minimum, ==, -2);
  g_assert_cmpfloat (all.maximum, ==, 3);
  g_assert_cmpfloat (all.positive, ==, 0.5);
  g_assert_cmpuint (all.n_missing, ==, 2);
  g_assert_true (all.below && !all.above);
}

/* ---- all frames ---- */

typedef struct
{
  VtEvaluator *evaluator;
  VtSource    *source;
  VtState     *state;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer property)
{
  g_autoptr (VtTrajectory) trajectory = test_glass_new (4, 9, 0.05, 3);
  g_autoptr (VtModel) model = test_glass_model ();
  g_autoptr (VtState) a = make_state ("all", 1, 99);
  g_autoptr (VtState) b = vt_state_with_real (a, "trajectory.temperature", 300);
  g_autoptr (VtState) c = vt_state_with_real (b, "window.lag", 10);

  fixture->evaluator = vt_evaluator_new (1 << 28);
  fixture->source = vt_source_new (trajectory, model);
  fixture->state = vt_state_with_text (c, "view.color-by", property);
}

static void
tear_down (Fixture *fixture, gconstpointer property)
{
  g_object_unref (fixture->evaluator);
  vt_source_unref (fixture->source);
  vt_state_unref (fixture->state);
}

/* One frame after the other, each as if it were the only one. */
static guint
walk (Fixture *fixture, const char *property, VtColorExtent *extent)
{
  guint n = vt_trajectory_get_n_frames (vt_source_get_trajectory (fixture->source)), n_told = 0;

  vt_color_extent_init (extent);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (VtState) state = vt_state_with_integer (fixture->state, "window.frame", i);
      g_autoptr (VtColumn) column
          = vt_evaluator_evaluate_property (fixture->evaluator, fixture->source, state, property, NULL, NULL, NULL);

      if (column == NULL)
        continue;
      n_told++;
      for (gsize k = 0; k < vt_column_get_n (column); k++)
        if (isfinite (vt_column_get_values (column)[k]))
          {
            extent->minimum = fmin (extent->minimum, vt_column_get_values (column)[k]);
            extent->maximum = fmax (extent->maximum, vt_column_get_values (column)[k]);
          }
    }
  return n_told;
}

static void
test_all_frames (Fixture *fixture, gconstpointer property)
{
  g_autoptr (VtResult) first = NULL;

  for (guint threads = 1; threads < 4; threads += 2)
    {
      g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 28);
      g_autoptr (GError) error = NULL;
      g_autoptr (VtResult) result = NULL;
      VtColorExtent extent, plain;
      guint n_told;

      vt_parallel_set_threads (threads);
      result = vt_evaluator_evaluate (evaluator, fixture->source, fixture->state, "color-range", NULL, NULL, &error);
      g_assert_no_error (error);
      vt_color_extent_from_result (&extent, result);
      n_told = walk (fixture, property, &plain);
      g_assert_cmpuint (n_told, ==, 7); /* the last two have no frame 10 ps on */
      g_assert_cmpfloat (vt_result_get_number (result, "frames"), ==, n_told);
      g_assert_nonnull (vt_result_get_warnings (result)[0]);
      g_assert_cmpfloat (extent.minimum, ==, plain.minimum);
      g_assert_cmpfloat (extent.maximum, ==, plain.maximum);
    }
  vt_parallel_set_threads (0);
}

/* Whichever frame is looked at, the range is the same and computed once; another quantity has another. */
static void
test_kept (Fixture *fixture, gconstpointer property)
{
  g_autoptr (VtState) later = vt_state_with_integer (fixture->state, "window.frame", 4);
  g_autoptr (VtState) other = vt_state_with_text (fixture->state, "view.color-by", "displacement");
  g_autoptr (VtState) magma = vt_state_with_text (fixture->state, "view.colormap", "magma");
  g_autofree char *a = vt_evaluator_get_key (fixture->source, fixture->state, "color-range");
  g_autofree char *b = vt_evaluator_get_key (fixture->source, later, "color-range");
  g_autofree char *c = vt_evaluator_get_key (fixture->source, other, "color-range");
  g_autofree char *d = vt_evaluator_get_key (fixture->source, magma, "color-range");

  /* Two columns that come from one analysis. */
  g_autoptr (VtState) energy = vt_state_with_text (fixture->state, "view.color-by", "file:c_pe");
  g_autoptr (VtState) stress = vt_state_with_text (fixture->state, "view.color-by", "file:c_s");
  g_autofree char *e = vt_evaluator_get_key (fixture->source, energy, "color-range");
  g_autofree char *f = vt_evaluator_get_key (fixture->source, stress, "color-range");

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
  g_assert_cmpstr (a, ==, d);
  g_assert_cmpstr (e, !=, f);
}

/* Pictures of two frames have one range, which holds both. */
static void
test_depictions (Fixture *fixture, gconstpointer property)
{
  g_autoptr (VtState) later = vt_state_with_integer (fixture->state, "window.frame", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtDepiction) a = vt_depiction_evaluate (fixture->evaluator, fixture->source, fixture->state, property,
                                                     FALSE, NULL, NULL, &error);
  g_autoptr (VtDepiction) b
      = vt_depiction_evaluate (fixture->evaluator, fixture->source, later, property, FALSE, NULL, NULL, &error);
  g_autoptr (VtDepiction) names
      = vt_depiction_evaluate (fixture->evaluator, fixture->source, later, "element", FALSE, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (a->coloring->scale.minimum, ==, b->coloring->scale.minimum);
  g_assert_cmpfloat (a->coloring->scale.maximum, ==, b->coloring->scale.maximum);
  g_assert_false (a->coloring->below || a->coloring->above || b->coloring->below || b->coloring->above);
  g_assert_true (a->coloring->extent.maximum != b->coloring->extent.maximum);
  g_assert_cmpuint (names->coloring->n_categories, ==, 2);
}

static void
test_errors (Fixture *fixture, gconstpointer property)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (VtState) far = vt_state_with_real (fixture->state, "window.lag", 1000);
  g_autoptr (VtState) unknown = vt_state_with_text (fixture->state, "view.color-by", "file:nonsense");
  g_autoptr (GError) a = NULL, b = NULL, c = NULL;

  g_cancellable_cancel (cancelled);
  g_assert_null (vt_evaluator_evaluate (fixture->evaluator, fixture->source, fixture->state, "color-range", NULL,
                                        cancelled, &a));
  g_assert_error (a, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (vt_evaluator_evaluate (fixture->evaluator, fixture->source, far, "color-range", NULL, NULL, &b));
  g_assert_nonnull (strstr (b->message, "1000 ps"));
  g_assert_null (vt_evaluator_evaluate (fixture->evaluator, fixture->source, unknown, "color-range", NULL, NULL, &c));
  g_assert_nonnull (strstr (c->message, "nonsense"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/color-range/choices", test_choices);
  g_test_add_func ("/color-range/by-hand", test_by_hand);
  g_test_add_func ("/color-range/extent", test_extent);
  g_test_add ("/color-range/all-d2min", Fixture, "d2min", set_up, test_all_frames, tear_down);
  g_test_add ("/color-range/all-displacement", Fixture, "displacement", set_up, test_all_frames, tear_down);
  g_test_add ("/color-range/kept", Fixture, "d2min", set_up, test_kept, tear_down);
  g_test_add ("/color-range/depictions", Fixture, "d2min", set_up, test_depictions, tear_down);
  g_test_add ("/color-range/errors", Fixture, "d2min", set_up, test_errors, tear_down);
  return g_test_run ();
}
