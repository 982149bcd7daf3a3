/* One quantity against another: a planted relation, scales, bins, density, what it depends on. */
#include "vt-scatter.h"

#include <math.h>

#include "test-glass.h"
#include "vt-error.h"
#include "vt-evaluator.h"
#include "vt-parallel.h"

typedef struct
{
  VtState  *state;
  VtFrame  *frame;
  VtColumn *x;
  VtColumn *y;
} Fixture;

static void
set (Fixture *fixture, const char *key, GVariant *value)
{
  g_autoptr (VtState) before = g_steal_pointer (&fixture->state);

  fixture->state = vt_state_with (before, key, value, NULL);
  g_assert_nonnull (fixture->state);
}

/* Independent of anybody's generator: uniform in (0, 1). */
static double
next (guint64 *seed)
{
  *seed = *seed * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407;
  return ((*seed >> 11) + 0.5) / 9007199254740992.0;
}

static double
gaussian (guint64 *seed)
{
  return sqrt (-2 * log (next (seed))) * cos (2 * G_PI * next (seed));
}

/* y = 3 + 2x + noise of deviation 0.5, x uniform in 0 … 10; @n atoms in a box. */
static void
fixture_init (Fixture *fixture, gsize n)
{
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new0 (guint8, n);
  double *positions = g_new (double, 3 * n), *x = g_new (double, n), *y = g_new (double, n);
  g_autoptr (VtAtomTable) atoms = NULL;
  guint64 seed = 5;
  VtCell cell;

  for (gsize i = 0; i < n; i++)
    {
      ids[i] = (gint64) i + 1;
      for (guint d = 0; d < 3; d++)
        positions[d * n + i] = 20 * next (&seed);
      x[i] = 10 * next (&seed);
      y[i] = 3 + 2 * x[i] + 0.5 * gaussian (&seed);
    }
  vt_cell_init_box (&cell, 20, 20, 20);
  atoms = vt_atom_table_new_take (n, ids, species, (const char *const[]){ "Cu", NULL });
  fixture->frame = vt_frame_new_take (atoms, &cell, positions, 0, 0, NULL);
  fixture->x = vt_column_new_take ("file:a", VT_UNIT_NONE, x, n);
  fixture->y = vt_column_new_take ("file:b", VT_UNIT_ELECTRONVOLT, y, n);
  fixture->state = vt_state_new ();
  set (fixture, "scatter.x", g_variant_new_string ("file:a"));
  set (fixture, "scatter.y", g_variant_new_string ("file:b"));
}

static void
set_up (Fixture *fixture, gconstpointer n)
{
  fixture_init (fixture, GPOINTER_TO_UINT (n));
}

static void
tear_down (Fixture *fixture, gconstpointer n)
{
  vt_state_unref (fixture->state);
  vt_frame_unref (fixture->frame);
  vt_column_unref (fixture->x);
  vt_column_unref (fixture->y);
}

static VtScatter *
scatter_new (Fixture *fixture)
{
  VtScatter *scatter = vt_scatter_new (fixture->state, fixture->frame, fixture->x, fixture->y, NULL, NULL);

  g_assert_nonnull (scatter);
  return scatter;
}

/* The line lies within three errors of nearly every mean, and the errors are those of independent atoms. */
static void
test_planted_line (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtScatter) scatter = scatter_new (fixture);
  guint off = 0;

  g_assert_cmpuint (scatter->n_means, ==, 20);
  g_assert_cmpuint (scatter->n, ==, 4000);
  g_assert_null (scatter->counts);
  for (guint b = 0; b < scatter->n_means; b++)
    {
      const VtBinnedMean *mean = &scatter->means[b];

      off += fabs (mean->mean - 3 - 2 * mean->x) > 3 * mean->sigma;
      g_assert_cmpfloat_with_epsilon (mean->to - mean->from, 0.5, 0.01);
      /* Within a bin y varies by the noise and by the line's own rise: √(0.25 + 1/12). */
      g_assert_cmpfloat_with_epsilon (mean->deviation, sqrt (0.25 + 1.0 / 12), 0.12);
      g_assert_cmpfloat_with_epsilon (mean->sigma, mean->deviation / sqrt (mean->n), 0.35 * mean->sigma);
    }
  g_assert_cmpuint (off, <=, 1);
  /* r² = var(2x)/(var(2x) + 0.25), var(x) = 100/12. */
  g_assert_cmpfloat_with_epsilon (scatter->correlation.pearson, sqrt ((400.0 / 12) / (400.0 / 12 + 0.25)), 5e-4);
  g_assert_cmpuint (scatter->correlation.n, ==, 4000);
  g_assert_cmpfloat (scatter->pearson_sigma, >, 0);
  g_assert_cmpfloat (scatter->pearson_sigma, <, 1e-3);
  g_assert_true (isnan (scatter->pearson_log));
}

/* ln y = x/4 exactly: on a logarithmic axis the means are geometric, and errors are relative. */
static void
test_logarithmic (Fixture *fixture, gconstpointer unused)
{
  gsize n = vt_column_get_n (fixture->x);
  double *y = g_new (double, n);
  g_autoptr (VtScatter) scatter = NULL;

  for (gsize i = 0; i < n; i++)
    y[i] = i == 7 ? -1 : exp (vt_column_get_values (fixture->x)[i] / 4);
  vt_column_unref (fixture->y);
  fixture->y = vt_column_new_take ("file:b", VT_UNIT_NONE, y, n);
  set (fixture, "scatter.y-scale", g_variant_new_string ("log"));
  scatter = scatter_new (fixture);
  g_assert_cmpuint (scatter->n, ==, n - 1);
  g_assert_cmpuint (scatter->correlation.n, ==, n);
  g_assert_cmpfloat (scatter->pearson_log, >, 0.999999);
  g_assert_cmpfloat (scatter->correlation.pearson, <, 0.99);
  for (guint b = 0; b < scatter->n_means; b++)
    {
      const VtBinnedMean *mean = &scatter->means[b];

      g_assert_cmpfloat_with_epsilon (mean->mean, exp (mean->x / 4), 1e-9 * mean->mean);
      /* A uniform spread of x over 0.5 is one of ln y over 0.125. */
      g_assert_cmpfloat_with_epsilon (mean->deviation / mean->mean, 0.125 / sqrt (12), 0.01);
    }
}

/* Bins of equal number, and bins of whole numbers, one each. */
static void
test_bins (Fixture *fixture, gconstpointer unused)
{
  gsize n = vt_column_get_n (fixture->x);
  double *whole = g_new (double, n);
  g_autoptr (VtScatter) even = NULL, counted = NULL;

  set (fixture, "scatter.binning", g_variant_new_string ("count"));
  set (fixture, "scatter.bins", g_variant_new_int64 (8));
  even = scatter_new (fixture);
  g_assert_cmpuint (even->n_means, ==, 8);
  for (guint b = 0; b < 8; b++)
    g_assert_cmpfloat_with_epsilon (even->means[b].n, n / 8.0, 1.5);
  for (gsize i = 0; i < n; i++)
    whole[i] = 9 + (double) (i % 5);
  vt_column_unref (fixture->x);
  fixture->x = vt_column_new_take ("cn", VT_UNIT_NONE, whole, n);
  counted = scatter_new (fixture);
  g_assert_cmpuint (counted->n_means, ==, 5);
  for (guint b = 0; b < 5; b++)
    {
      g_assert_cmpfloat (counted->means[b].x, ==, 9 + b);
      g_assert_cmpuint (counted->means[b].n, ==, n / 5);
    }
}

/* More points than can be seen: every one is in the density. */
static void
test_density (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtScatter) scatter = scatter_new (fixture);
  gsize sum = 0;

  g_assert_nonnull (scatter->counts);
  for (guint i = 0; i < scatter->x_axis.n * scatter->y_axis.n; i++)
    sum += scatter->counts[i];
  g_assert_cmpuint (sum, ==, VT_SCATTER_MANY + 1);
}

static void
test_nothing_in_common (Fixture *fixture, gconstpointer unused)
{
  gsize n = vt_column_get_n (fixture->x);
  double *none = g_new (double, n);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    none[i] = NAN;
  vt_column_unref (fixture->y);
  fixture->y = vt_column_new_take ("file:b", VT_UNIT_NONE, none, n);
  g_assert_null (vt_scatter_new (fixture->state, fixture->frame, fixture->x, fixture->y, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
}

static void
test_threads (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtScatter) one = NULL, many = NULL;

  vt_parallel_set_threads (1);
  one = scatter_new (fixture);
  vt_parallel_set_threads (4);
  many = scatter_new (fixture);
  vt_parallel_set_threads (0);
  g_assert_cmpmem (one->means, one->n_means * sizeof (VtBinnedMean), many->means, many->n_means * sizeof (VtBinnedMean));
  g_assert_cmpfloat (one->pearson_sigma, ==, many->pearson_sigma);
  g_assert_cmpfloat (one->spearman_sigma, ==, many->spearman_sigma);
}

/* As an analysis it depends on what its two quantities depend on, and on nothing else. */
static void
test_dependence (void)
{
  g_autoptr (VtTrajectory) glass = test_glass_new (4, 6, 0.05, 3);
  g_autoptr (VtSource) source = vt_source_new (glass, NULL);
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new (1 << 28);
  g_autoptr (VtState) plain = vt_state_new (), near = vt_state_with_text (plain, "cutoff", "3.3");
  g_autoptr (VtState) volume = vt_state_with_text (near, "scatter.x", "voronoi_volume");
  g_autoptr (VtState) state = vt_state_with_text (volume, "scatter.y", "displacement");
  g_autoptr (VtState) radical = vt_state_with (state, "voronoi.radical", g_variant_new_boolean (TRUE), NULL);
  g_autoptr (VtState) summed = vt_state_with_text (state, "d2min.norm", "sum");
  g_autoptr (VtState) unknown = vt_state_with_text (state, "scatter.x", "file:nothing");
  g_autofree char *key = vt_evaluator_get_key (source, state, "scatter");
  g_autofree char *of_radical = vt_evaluator_get_key (source, radical, "scatter");
  g_autofree char *of_sum = vt_evaluator_get_key (source, summed, "scatter");
  g_autoptr (VtResult) result = vt_evaluator_evaluate (evaluator, source, state, "scatter", NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (key, !=, of_radical);
  g_assert_cmpstr (key, ==, of_sum);
  g_assert_nonnull (result);
  g_assert_cmpuint (vt_table_get_n_rows (vt_result_get_table (result, "scatter")), ==, 20);
  g_assert_null (vt_evaluator_evaluate (evaluator, source, unknown, "scatter", NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
  g_assert_nonnull (g_strstr_len (error->message, -1, "file:nothing"));
}

int
main (int argc, char **argv)
{
#define ADD(name, n, func) g_test_add ("/scatter/" name, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("planted-line", 4000, test_planted_line);
  ADD ("logarithmic", 4000, test_logarithmic);
  ADD ("bins", 4000, test_bins);
  ADD ("density", VT_SCATTER_MANY + 1, test_density);
  ADD ("nothing-in-common", 100, test_nothing_in_common);
  ADD ("threads", 4000, test_threads);
  g_test_add_func ("/scatter/dependence", test_dependence);
  return g_test_run ();
}
