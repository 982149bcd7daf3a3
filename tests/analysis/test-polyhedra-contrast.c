/* Errors of Δf against the closed form, what elements alone bring about, and the trend against LFFS by hand and planted. */
#include "vt-polyhedra-contrast.h"

#include <math.h>
#include "vt-extremes.h"
#include "vt-polyhedra.h"

static const VtVoronoiIndex kinds[] = {
  { 0, 0, 12, 0, 0 }, { 0, 2, 8, 2, 0 }, { 0, 3, 6, 4, 0 }, { 0, 4, 4, 6, 0 }, { 1, 3, 4, 5, 1 },
};

static double
number (VtTable *table, guint row, const char *column)
{
  int index = vt_table_find_column (table, column);

  g_assert_cmpint (index, >=, 0);
  return vt_table_get_number (table, row, (guint) index);
}

/* Six atoms: 2 × ⟨0 0 12 0⟩ (LFFS 1), 2 × ⟨0 2 8 2⟩ (2/3), 2 × ⟨0 4 4 6⟩ (2/7). LA: one of the second, two of the third:
 * Δf = −100/3, 0, +100/3. With equal weights the slope is Σ(x − x̄)y/Σ(x − x̄)², x̄ = 41/63, deviations 22/63, 1/63, −23/63.
 * SA: one of the first. */
static void
test_by_hand (void)
{
  const VtVoronoiIndex indices[] = { kinds[0], kinds[1], kinds[3], kinds[0], kinds[1], kinds[3] };
  const double classes[] = { VT_CLASS_STABLE, VT_CLASS_ACTIVE, VT_CLASS_ACTIVE, VT_CLASS_NONE, NAN, VT_CLASS_ACTIVE };
  const double xx = (22. * 22 + 1 + 23 * 23) / (63. * 63), slope = -100. / 3 * (45. / 63) / xx;
  VtContrastErrors errors = { NULL, NULL, 0, 0, 1 };
  g_autoptr (VtTable) table = vt_polyhedra_table (indices, classes, 6);
  g_autoptr (VtTable) trend = vt_polyhedra_contrast_compute (indices, classes, 6, &errors, table, NULL, NULL, NULL);

  g_assert_cmpstr (vt_table_get_name (trend), ==, "polyhedra-trend");
  g_assert_cmpstr (vt_table_get_text (trend, 0, 0), ==, "la");
  g_assert_cmpfloat (number (trend, 0, "n"), ==, 3.0);
  g_assert_cmpfloat_with_epsilon (number (trend, 0, "slope"), slope, 1e-9);
  g_assert_cmpfloat_with_epsilon (number (trend, 0, "intercept"), -slope * 41. / 63, 1e-9);
  g_assert_cmpfloat_with_epsilon (number (trend, 0, "pearson"), -(45. / 63) / sqrt (2 * xx), 1e-12);
  g_assert_cmpfloat_with_epsilon (number (trend, 0, "lffs_difference"), (2. / 3 + 4. / 7) / 3 - 41. / 63, 1e-12);
  g_assert_cmpfloat_with_epsilon (number (trend, 1, "lffs_difference"), 1 - 41. / 63, 1e-12);
  g_assert_true (isnan (number (table, 0, "sigma_la")));
}

/* Polyhedra go with elements, labels with elements, and labels with five-fold symmetry besides. */
typedef struct
{
  VtVoronoiIndex indices[1500];
  guint8         species[1500];
  double         classes[1500];
} Sample;

static void
sample_init (Sample *sample, gboolean planted)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < 1500; i++)
    {
      guint kind;
      double chance;

      sample->species[i] = i % 3;
      kind = (guint) g_rand_int_range (rand, sample->species[i], sample->species[i] + 3);
      chance = 0.05 + 0.1 * sample->species[i] + (planted ? 0.1 * kind : 0.0);
      sample->indices[i] = kinds[kind];
      sample->classes[i] = g_rand_double (rand) < chance ? VT_CLASS_ACTIVE : VT_CLASS_NONE;
    }
}

/* m_s of M_s labels fall on K_s of a kind: mean Σ_s m_s K_s/M_s, variance Σ_s m_s p(1 − p)(M_s − m_s)/(M_s − 1). */
static void
stratified_reference (const Sample *sample, const VtVoronoiIndex *kind, double *expected, double *sigma)
{
  double all = 0.0, mean = 0.0, variance = 0.0, total = 0.0;

  for (guint s = 0; s < 3; s++)
    {
      double n = 0.0, drawn = 0.0, special = 0.0;

      for (guint i = 0; i < 1500; i++)
        if (sample->species[i] == s)
          {
            n += 1.0;
            drawn += sample->classes[i] == VT_CLASS_ACTIVE;
            special += sample->indices[i].n5 == kind->n5 && sample->indices[i].n4 == kind->n4;
          }
      all += drawn;
      total += special;
      mean += drawn * special / n;
      variance += drawn * special / n * (1.0 - special / n) * (n - drawn) / (n - 1.0);
    }
  *expected = 100.0 * (mean / all - total / 1500.0);
  *sigma = 100.0 * sqrt (variance) / all;
}

static void
test_closed_form (void)
{
  const guint n_samples = 4000;
  Sample sample;
  VtContrastErrors errors = { sample.species, NULL, 0, n_samples, 1 };
  g_autoptr (VtTable) table = NULL, trend = NULL;

  sample_init (&sample, FALSE);
  table = vt_polyhedra_table (sample.indices, sample.classes, 1500);
  trend = vt_polyhedra_contrast_compute (sample.indices, sample.classes, 1500, &errors, table, NULL, NULL, NULL);
  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 5);
  for (guint row = 0; row < 5; row++)
    for (guint k = 0; k < 5; k++)
      {
        g_autofree char *text = vt_voronoi_index_format (&kinds[k]);
        double expected, sigma;

        if (!g_str_equal (text, vt_table_get_text (table, row, 0)))
          continue;
        stratified_reference (&sample, &kinds[k], &expected, &sigma);
        g_assert_cmpfloat (fabs (number (table, row, "permutation_la") - sigma), <, 4.0 * sigma / sqrt (2.0 * n_samples));
        g_assert_cmpfloat (fabs (number (table, row, "expected_la") - expected), <, 4.0 * sigma / sqrt (n_samples));
        g_assert_cmpfloat (number (table, row, "sigma_la"), ==, number (table, row, "permutation_la"));
        g_assert_true (isnan (number (table, row, "sigma_sa"))); /* nobody is SA */
      }
  /* Without blocks there is no bootstrap. */
  g_assert_cmpfloat (number (trend, 0, "permutation_slope"), >, 0.0);
  g_assert_true (isnan (number (trend, 0, "bootstrap_slope")) && isnan (number (trend, 0, "bootstrap_pearson")));
  g_assert_cmpuint (vt_table_get_n_rows (trend), ==, 2);
}

/* By atoms: each brings the Δf of its polyhedron and its own LFFS, so that polyhedra weigh by how many they are. */
static void
test_weights (void)
{
  VtContrastErrors errors = { NULL, NULL, 0, 0, 1 };
  Sample sample;
  g_autoptr (VtTable) table = NULL, trend = NULL;
  double x[1500], y[1500], mean[2] = { 0 }, moments[3] = { 0 };

  sample_init (&sample, TRUE);
  /* Rarer the more it has of five edges. */
  for (guint i = 0; i < 1500; i += 2)
    sample.indices[i] = kinds[i % 20 == 0 ? 0 : 3];
  table = vt_polyhedra_table (sample.indices, sample.classes, 1500);
  trend = vt_polyhedra_contrast_compute (sample.indices, sample.classes, 1500, &errors, table, NULL, NULL, NULL);
  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *text = vt_voronoi_index_format (&sample.indices[i]);
      guint row = 0;

      while (!g_str_equal (vt_table_get_text (table, row, 0), text))
        row++;
      x[i] = vt_voronoi_index_lffs (&sample.indices[i]);
      y[i] = number (table, row, "df_la");
      mean[0] += x[i] / 1500.0;
      mean[1] += y[i] / 1500.0;
    }
  for (guint i = 0; i < 1500; i++)
    {
      moments[0] += (x[i] - mean[0]) * (x[i] - mean[0]);
      moments[1] += (x[i] - mean[0]) * (y[i] - mean[1]);
      moments[2] += (y[i] - mean[1]) * (y[i] - mean[1]);
    }
  g_assert_cmpfloat (fabs (mean[1]), >, 0.1);
  g_assert_cmpfloat_with_epsilon (number (trend, 0, "slope"), moments[1] / moments[0], 1e-9);
  g_assert_cmpfloat_with_epsilon (number (trend, 0, "intercept"), mean[1] - moments[1] / moments[0] * mean[0], 1e-9);
  g_assert_cmpfloat_with_epsilon (number (trend, 0, "pearson"), moments[1] / sqrt (moments[0] * moments[2]), 1e-9);
}

/* LA that avoid five-fold symmetry have a slope below zero that stands out, and a smaller mean LFFS. */
static void
test_trend (void)
{
  guint32 blocks[1500];
  Sample sample;
  VtContrastErrors errors = { sample.species, blocks, 25, 500, 1 };
  g_autoptr (VtTable) table = NULL, trend = NULL;
  double fold[3] = { 0 }, n[2] = { 0 };

  for (guint i = 0; i < 1500; i++)
    blocks[i] = i / 60;
  sample_init (&sample, TRUE);
  table = vt_polyhedra_table (sample.indices, sample.classes, 1500);
  trend = vt_polyhedra_contrast_compute (sample.indices, sample.classes, 1500, &errors, table, NULL, NULL, NULL);
  g_assert_cmpfloat (number (trend, 0, "slope"), <, -4.0 * number (trend, 0, "sigma_slope"));
  g_assert_cmpfloat (number (trend, 0, "sigma_slope"), ==,
                     MAX (number (trend, 0, "permutation_slope"), number (trend, 0, "bootstrap_slope")));
  for (guint i = 0; i < 1500; i++)
    {
      fold[0] += vt_voronoi_index_lffs (&sample.indices[i]) / 1500.0;
      if (sample.classes[i] == VT_CLASS_ACTIVE)
        {
          fold[1] += vt_voronoi_index_lffs (&sample.indices[i]);
          n[1] += 1.0;
        }
    }
  g_assert_cmpfloat_with_epsilon (number (trend, 0, "lffs_difference"), fold[1] / n[1] - fold[0], 1e-12);
  /* There are no SA. */
  g_assert_true (isnan (number (trend, 1, "slope")) && isnan (number (trend, 1, "pearson")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/polyhedra-contrast/by-hand", test_by_hand);
  g_test_add_func ("/polyhedra-contrast/closed-form", test_closed_form);
  g_test_add_func ("/polyhedra-contrast/weights", test_weights);
  g_test_add_func ("/polyhedra-contrast/trend", test_trend);
  return g_test_run ();
}
