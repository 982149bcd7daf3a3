#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sample.h"
#include "vt-error.h"
#include "vt-parallel.h"
#include "vt-relieff-private.h"

#define MOST_LAGS 48

/* One instance, and what decides between equal distances. */
typedef struct
{
  double      temperature;
  const char *element;
  char        run[16];
  gint64      atom;
  float       x[MOST_LAGS];
} Instance;

/* Each as a run of its own, in the order given. */
static VtDataset *
make_dataset (const Instance *instances, const guint *order, guint n, guint n_lags)
{
  static const char *const names[] = { "Cu", "Zr", "Ni", NULL };
  g_autofree double *lags = g_new (double, n_lags);
  VtDataset *dataset;

  for (guint j = 0; j < n_lags; j++)
    lags[j] = j + 1;
  dataset = vt_dataset_new (lags, n_lags, VT_NORMALIZATION_MASS_AND_TEMPERATURE, TRUE);
  for (guint i = 0; i < n; i++)
    {
      const Instance *instance = &instances[order != NULL ? order[i] : i];
      gint64 *ids = g_new (gint64, 1);
      guint8 *species = g_new0 (guint8, 1);
      g_autoptr (VtAtomTable) atoms = NULL;
      g_autoptr (GError) error = NULL;
      double row[MOST_LAGS];

      ids[0] = instance->atom;
      while (!g_str_equal (names[*species], instance->element))
        (*species)++;
      for (guint j = 0; j < n_lags; j++)
        row[j] = (double) instance->x[j];
      atoms = vt_atom_table_new_take (1, ids, species, names);
      vt_dataset_add_run (dataset, instance->run, instance->temperature, atoms, 0, row, &error);
      g_assert_no_error (error);
    }

  return dataset;
}

static double *
compute (const VtDataset *dataset, const VtReliefFOptions *options)
{
  g_autoptr (GError) error = NULL;
  double *weights = vt_relieff_compute (dataset, options, NULL, NULL, &error);

  g_assert_no_error (error);

  return weights;
}

/* ---- by hand ---- */

/* Ranges 4 and 8: in them, two at 100 K at (0, 0) and (1/4, 0), two at 200 K at (1, 0) and (1, 1). */
static const Instance four[] = {
  { 100, "Cu", "a", 1, { 0, 0 } },
  { 100, "Cu", "b", 2, { 1, 0 } },
  { 200, "Cu", "c", 3, { 4, 0 } },
  { 200, "Cu", "d", 4, { 4, 8 } },
};

static void
test_by_hand (void)
{
  g_autoptr (VtDataset) dataset = make_dataset (four, NULL, 4, 2);
  VtReliefFOptions options = { VT_RELIEFF_PER_CLASS, 1, TRUE, 0, 0 };
  g_autofree double *per_class = compute (dataset, &options);
  g_autofree double *nearest = NULL;

  /* Hit and miss of each: −(1/4, 0) + (1, 0); −(1/4, 0) + (3/4, 0); −(0, 1) + (3/4, 0); −(0, 1) + (3/4, 1). */
  g_assert_cmpfloat (per_class[0], ==, 2.75 / 4);
  g_assert_cmpfloat (per_class[1], ==, -1.0 / 4);

  /* The third is as far from the first as from the fourth: the lower class is taken, so that both are misses. */
  options.variant = VT_RELIEFF_NEAREST;
  options.k = 2;
  nearest = compute (dataset, &options);
  g_assert_cmpfloat (nearest[0], ==, (0.75 / 2 + 0.5 / 2 + 1.75 / 2 + 0.75 / 2) / 4);
  g_assert_cmpfloat (nearest[1], ==, 0);
}

/* Classes of 1, 1 and 2: the misses of one at 100 K weigh 1/3 and 2/3, and it has no hit. */
static void
test_priors (void)
{
  static const Instance instances[] = {
    { 100, "Cu", "a", 1, { 0 } },
    { 200, "Cu", "b", 2, { 1 } },
    { 300, "Cu", "c", 3, { 3 } },
    { 300, "Cu", "d", 4, { 4 } },
  };
  g_autoptr (VtDataset) dataset = make_dataset (instances, NULL, 4, 1);
  VtReliefFOptions options = { VT_RELIEFF_PER_CLASS, 10, TRUE, 0, 0 };
  g_autofree double *weights = compute (dataset, &options);
  double first = 1.0 / 3 * 1 + 2.0 / 3 * (3 + 4) / 2;
  double second = 1.0 / 3 * 1 + 2.0 / 3 * (2 + 3) / 2;
  double third = -1 + 0.5 * 3 + 0.5 * 2;
  double fourth = -1 + 0.5 * 4 + 0.5 * 3;

  g_assert_cmpfloat_with_epsilon (weights[0], (first + second + third + fourth) / 4 / 4, 1e-15);
}

/* ---- the plain twin ---- */

typedef struct
{
  double          distance;
  const Instance *instance;
} Other;

static int
compare_others (const void *a, const void *b)
{
  const Other *one = a;
  const Other *other = b;
  int by_element = strcmp (one->instance->element, other->instance->element);

  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  if (one->instance->temperature != other->instance->temperature)
    return one->instance->temperature < other->instance->temperature ? -1 : 1;

  return by_element != 0 ? by_element : strcmp (one->instance->run, other->instance->run);
}

/* Takes the k first of @others, nearest first, that are at @temperature, or at any if it is 0. */
static void
add_twin (const Instance *instance,
          const Other    *others,
          guint           n_others,
          double          temperature,
          guint           k,
          const double   *range,
          guint           n_lags,
          double         *sums)
{
  guint n_at[1000] = { 0 };
  guint n_found = 0;
  guint n_taken = 0;

  for (guint i = 0; i < n_others; i++)
    {
      n_at[(guint) others[i].instance->temperature]++;
      n_found += temperature == 0 || others[i].instance->temperature == temperature;
    }
  n_found = MIN (n_found, k);
  for (guint i = 0; i < n_others && n_taken < n_found; i++)
    {
      const Instance *other = others[i].instance;
      double factor = (double) n_at[(guint) other->temperature] / (n_others - n_at[(guint) instance->temperature]);

      if (temperature != 0 && other->temperature != temperature)
        continue;
      n_taken++;
      for (guint j = 0; j < n_lags; j++)
        if (range[j] > 0)
          sums[j] += (other->temperature == instance->temperature ? -1 : factor)
                     * fabs ((double) instance->x[j] - (double) other->x[j]) / range[j] / n_found;
    }
}

static double *
compute_twin (const Instance *instances, guint n, guint n_lags, const VtReliefFOptions *options)
{
  g_autofree Other *others = g_new (Other, n);
  double *weights = g_new0 (double, n_lags);
  double range[MOST_LAGS];

  for (guint j = 0; j < n_lags; j++)
    {
      float low = instances[0].x[j];
      float high = low;

      for (guint i = 1; i < n; i++)
        {
          low = MIN (low, instances[i].x[j]);
          high = MAX (high, instances[i].x[j]);
        }
      range[j] = (double) high - (double) low;
    }
  for (guint i = 0; i < n; i++)
    {
      guint n_others = 0;

      for (guint o = 0; o < n; o++)
        {
          if (o == i || (options->within_element && !g_str_equal (instances[o].element, instances[i].element)))
            continue;
          others[n_others] = (Other){ 0, &instances[o] };
          for (guint j = 0; j < n_lags; j++)
            if (range[j] > 0)
              others[n_others].distance += fabs ((double) instances[i].x[j] - (double) instances[o].x[j]) / range[j];
          n_others++;
        }
      qsort (others, n_others, sizeof (Other), compare_others);
      if (options->variant == VT_RELIEFF_NEAREST)
        add_twin (&instances[i], others, n_others, 0, options->k, range, n_lags, weights);
      else
        for (double temperature = 100; temperature < 1000; temperature += 100)
          add_twin (&instances[i], others, n_others, temperature, options->k, range, n_lags, weights);
    }
  for (guint j = 0; j < n_lags; j++)
    weights[j] /= n;

  return weights;
}

typedef enum
{
  ON_GRID,  /* ranges are 8, so that equal distances are equal in any arithmetic; many coincide */
  ANYWHERE, /* around a place for each class */
  CROWDED   /* closer together, but for two, than the steps to which a search may round */
} Kind;

#define N_KINDS 3

/* Up to 300 instances. The last feature is constant; nickel is never at 100 K, and 500 K has few instances. */
static guint
make_random (GRand *random, Kind kind, guint n_lags, Instance *instances)
{
  double width = pow (10, g_rand_double_range (random, -5, -1.5));
  static const char *const elements[] = { "Cu", "Ni", "Zr" };
  guint n = (guint) g_rand_int_range (random, 20, 300);

  for (guint i = 0; i < n; i++)
    {
      Instance *instance = &instances[i];

      instance->temperature = i % 97 < 2 ? 500 : 100 * g_rand_int_range (random, 1, 5);
      instance->element = elements[g_rand_int_range (random, 0, 3)];
      if (instance->temperature == 100 && g_str_equal (instance->element, "Ni"))
        instance->element = "Zr";
      g_snprintf (instance->run, sizeof instance->run, "run %08u", g_rand_int (random) / 100);
      instance->atom = i;
      for (guint j = 0; j < n_lags; j++)
        if (j + 1 == n_lags && n_lags > 1)
          instance->x[j] = 3;
        else if (kind == ON_GRID)
          instance->x[j] = i < 2 ? (float) (8 * i) : (float) g_rand_int_range (random, 2, 6);
        else if (kind == CROWDED)
          instance->x[j] = i < 2 ? (float) i : (float) (0.3 + width * g_rand_double (random));
        else
          instance->x[j] = (float) (1e-3 * instance->temperature * j + g_rand_double (random));
    }

  return n;
}

static void
assert_near (const double *found, const double *wanted, guint n)
{
  for (guint j = 0; j < n; j++)
    g_assert_cmpfloat_with_epsilon (found[j], wanted[j], 1e-12);
}

/* Every instruction set, to the last bit. */
static void
assert_twin (const Instance *instances, guint n, guint n_lags, const VtReliefFOptions *options)
{
  g_autoptr (VtDataset) dataset = make_dataset (instances, NULL, n, n_lags);
  g_autofree double *wanted = compute_twin (instances, n, n_lags, options);
  g_autofree double *first = NULL;

  for (guint version = 0; vt_relieff_filter_get (version) != NULL; version++)
    {
      g_autoptr (GError) error = NULL;
      VtReliefFCounts counts;
      g_autofree double *found =
          vt_relieff_compute_with (dataset, options, vt_relieff_filter_get (version), &counts, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (counts.n_queries, ==, n);
      assert_near (found, wanted, n_lags);
      if (first == NULL)
        first = g_steal_pointer (&found);
      else
        g_assert_cmpmem (found, n_lags * sizeof (double), first, n_lags * sizeof (double));
    }
}

static void
test_twin (void)
{
  static const guint lags[] = { 1, 2, 3, 9, 16, 17, 33, 41 };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autofree Instance *instances = g_new0 (Instance, 300);

  for (guint round = 0; round < 120; round++)
    {
      guint n_lags = lags[round % 8];
      guint n = make_random (random, round / 8 % N_KINDS, n_lags, instances);
      VtReliefFOptions options = { g_rand_boolean (random) ? VT_RELIEFF_NEAREST : VT_RELIEFF_PER_CLASS,
                                   (guint) g_rand_int_range (random, 1, g_rand_boolean (random) ? 4 : 60),
                                   g_rand_boolean (random), 0, 0 };

      assert_twin (instances, n, n_lags, &options);
    }
}

/* Rounding at its worst. In units of which a feature's range has 255: seen from the query, at 10.49 everywhere, the
 * instances below look nearer than they are and those above farther, each by nearly a unit for each feature, half from
 * the query's rounding and half from their own. The nearest above is still the nearest of all, by a hundredth. */
static void
test_margins (void)
{
  g_autofree Instance *instances = g_new0 (Instance, 67);
  VtReliefFOptions options = { VT_RELIEFF_PER_CLASS, 1, TRUE, 0, 0 };

  for (guint i = 0; i < 67; i++)
    {
      Instance *instance = &instances[i];
      double units = i < 35 ? 7.3 - 1e-3 * i : 14.3 + 1e-3 * i;

      if (i < 3)
        units = i == 0 ? 10.49 : 255 * (i - 1);
      else if (i == 3)
        units = 7.51;
      instance->temperature = i == 0 ? 100 : i < 3 ? 300 : 200;
      instance->element = "Cu";
      instance->atom = i;
      g_snprintf (instance->run, sizeof instance->run, "run %02u", i);
      for (guint j = 0; j < 16; j++)
        instance->x[j] = (float) (i == 66 ? (j == 0 ? 12.51 : 13.51) : units);
    }
  assert_twin (instances, 67, 16, &options);
}

/* ---- independent programs ---- */

static char **
read_lines (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "relieff", name, NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_strchomp (text);

  return g_strsplit (text, "\n", -1);
}

static void
test_numpy (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, sample->temperatures, sample->n_temperatures);
  g_auto (GStrv) lines = read_lines ("expected.csv");

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  for (guint line = 1; line < 5; line++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[line], ",", -1);
      VtReliefFOptions options;
      g_autofree double *weights = NULL;

      vt_relieff_options_init (&options,
                               g_str_equal (fields[0], "nearest") ? VT_RELIEFF_NEAREST : VT_RELIEFF_PER_CLASS);
      g_assert_cmpuint (options.k, ==, g_ascii_strtoull (fields[1], NULL, 10));
      g_assert_true (options.within_element);
      options.within_element = g_str_equal (fields[2], "1");
      weights = compute (dataset, &options);
      g_assert_cmpuint (g_strv_length (fields), ==, 3 + sample->n_lags);
      for (guint j = 0; j < sample->n_lags; j++)
        g_assert_cmpfloat_with_epsilon (weights[j], g_ascii_strtod (fields[3 + j], NULL), 1e-12);
    }
}

/* What the manual of MATLAB's relieff prints for these irises with k = 10; its order of equal distances is its own. */
static void
test_matlab (void)
{
  static const double wanted[] = { 0.1399, 0.1226, 0.3590, 0.3754 };
  static const char *const species[] = { "setosa", "versicolor", "virginica" };
  g_auto (GStrv) lines = read_lines ("iris.csv");
  g_autofree Instance *instances = g_new0 (Instance, 150);
  g_autoptr (VtDataset) dataset = NULL;
  g_autofree double *weights = NULL;
  VtReliefFOptions options;

  g_assert_cmpuint (g_strv_length (lines), ==, 150);
  for (guint i = 0; i < 150; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);

      g_assert_cmpuint (g_strv_length (fields), ==, 5);
      for (guint s = 0; s < 3; s++)
        if (g_str_equal (fields[4], species[s]))
          instances[i].temperature = 100 * (s + 1);
      instances[i].element = "Cu";
      g_snprintf (instances[i].run, sizeof instances[i].run, "run %03u", i);
      /* In mm: whole numbers, whose equal distances are equal. */
      for (guint j = 0; j < 4; j++)
        instances[i].x[j] = (float) round (10 * g_ascii_strtod (fields[j], NULL));
    }
  dataset = make_dataset (instances, NULL, 150, 4);
  vt_relieff_options_init (&options, VT_RELIEFF_PER_CLASS);
  weights = compute (dataset, &options);
  for (guint j = 0; j < 4; j++)
    g_assert_cmpfloat_with_epsilon (weights[j], wanted[j], 3e-4);
}

/* ---- what must not matter ---- */

static void
shuffle (GRand *random, guint *order, guint n)
{
  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = n - 1; i > 0; i--)
    {
      guint other = (guint) g_rand_int_range (random, 0, (gint32) i + 1);
      guint swap = order[i];

      order[i] = order[other];
      order[other] = swap;
    }
}

static void
test_order (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  g_autofree Instance *instances = g_new0 (Instance, 300);

  for (guint round = 0; round < 8; round++)
    {
      guint n = make_random (random, round % N_KINDS, 17, instances);
      VtReliefFOptions options = { round % 4 < 2 ? VT_RELIEFF_NEAREST : VT_RELIEFF_PER_CLASS, 7, round > 3,
                                   round == 7 ? 10 : 0, 5 };
      guint order[300];
      g_autoptr (VtDataset) straight = make_dataset (instances, NULL, n, 17);
      g_autoptr (VtDataset) shuffled = NULL;
      g_autofree double *wanted = compute (straight, &options);
      g_autofree double *found = NULL;

      shuffle (random, order, n);
      shuffled = make_dataset (instances, order, n, 17);
      found = compute (shuffled, &options);
      g_assert_cmpmem (found, 17 * sizeof (double), wanted, 17 * sizeof (double));
    }
}

static void
test_threads (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, sample->temperatures, sample->n_temperatures);

  for (guint variant = 0; variant < 2; variant++)
    {
      VtReliefFOptions options;
      g_autofree double *one = NULL;
      g_autofree double *three = NULL;

      vt_relieff_options_init (&options, variant);
      vt_parallel_set_threads (1);
      one = compute (dataset, &options);
      vt_parallel_set_threads (3);
      three = compute (dataset, &options);
      g_assert_cmpmem (three, sample->n_lags * sizeof (double), one, sample->n_lags * sizeof (double));
    }
  vt_parallel_set_threads (0);
}

/* Other names for the classes, in another order; no distances are equal here. */
static void
test_labels (void)
{
  static const double renamed[] = { 0, 700, 300, 900, 200, 600 };
  g_autoptr (GRand) random = g_rand_new_with_seed (13);
  g_autofree Instance *instances = g_new0 (Instance, 300);

  for (guint variant = 0; variant < 2; variant++)
    {
      guint n = make_random (random, ANYWHERE, 9, instances);
      VtReliefFOptions options = { variant, 6, variant, 0, 0 };
      g_autoptr (VtDataset) before = make_dataset (instances, NULL, n, 9);
      g_autoptr (VtDataset) after = NULL;
      g_autofree double *wanted = compute (before, &options);
      g_autofree double *found = NULL;

      for (guint i = 0; i < n; i++)
        instances[i].temperature = renamed[(guint) (instances[i].temperature / 100)];
      after = make_dataset (instances, NULL, n, 9);
      found = compute (after, &options);
      assert_near (found, wanted, 9);
    }
}

/* A power of two, and zero, change no bit of a difference in ranges. */
static void
test_scale (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (14);
  g_autofree Instance *instances = g_new0 (Instance, 300);
  guint n = make_random (random, ANYWHERE, 5, instances);
  VtReliefFOptions options = { VT_RELIEFF_PER_CLASS, 4, TRUE, 0, 0 };
  g_autoptr (VtDataset) before = make_dataset (instances, NULL, n, 5);
  g_autoptr (VtDataset) after = NULL;
  g_autofree double *wanted = compute (before, &options);
  g_autofree double *found = NULL;

  g_assert_true (wanted[4] == 0);
  for (guint i = 0; i < n; i++)
    {
      instances[i].x[0] *= 0x1p100f;
      instances[i].x[1] *= 0x1p-100f;
      instances[i].x[2] *= -1;
    }
  after = make_dataset (instances, NULL, n, 5);
  found = compute (after, &options);
  assert_near (found, wanted, 5);
}

/* ---- samples, errors, cancelling ---- */

static void
test_samples (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, sample->temperatures, 5);
  gsize size = sample->n_lags * sizeof (double);
  VtReliefFOptions options;
  VtReliefFCounts counts;
  g_autofree double *whole = NULL;
  g_autofree double *all = NULL;
  g_autofree double *some = NULL;
  g_autofree double *again = NULL;
  g_autofree double *others = NULL;

  vt_relieff_options_init (&options, VT_RELIEFF_PER_CLASS);
  whole = compute (dataset, &options);
  options.n_samples = 5 * 250;
  all = compute (dataset, &options);
  g_assert_cmpmem (all, size, whole, size);

  options.n_samples = 400;
  some = vt_relieff_compute_with (dataset, &options, vt_relieff_filter_choose (), &counts, NULL, NULL, NULL);
  g_assert_cmpuint (counts.n_queries, ==, 400);
  again = compute (dataset, &options);
  g_assert_cmpmem (again, size, some, size);
  options.seed = 1;
  others = compute (dataset, &options);
  for (guint j = 0; j < sample->n_lags; j++)
    {
      g_assert_true (others[j] != some[j]);
      g_assert_cmpfloat_with_epsilon (some[j], whole[j], 0.02);
      g_assert_cmpfloat_with_epsilon (others[j], whole[j], 0.02);
    }
}

/* Each element at one temperature: all together they can be compared, alone they cannot. */
static void
test_one_temperature (void)
{
  static const Instance apart[] = { { 100, "Cu", "a", 1, { 0 } }, { 200, "Zr", "b", 2, { 1 } } };
  g_autoptr (VtDataset) one = make_dataset (four, NULL, 2, 2);
  g_autoptr (VtDataset) two = make_dataset (apart, NULL, 2, 1);
  VtReliefFOptions options = { VT_RELIEFF_PER_CLASS, 3, FALSE, 0, 0 };
  g_autoptr (GError) error = NULL;
  g_autofree double *weights = compute (two, &options);

  g_assert_cmpfloat (weights[0], ==, 1);
  g_assert_null (vt_relieff_compute (one, &options, NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_clear_error (&error);
  options.within_element = TRUE;
  g_assert_null (vt_relieff_compute (two, &options, NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
}

/* An element that is there at one temperature only says nothing within itself, but its range counts. */
static void
test_lone_element (void)
{
  static const Instance instances[] = {
    { 100, "Cu", "a", 1, { 0 } }, { 200, "Cu", "b", 2, { 1 } }, { 100, "Zr", "c", 3, { 4 } },
    { 100, "Zr", "d", 4, { 3 } },
  };
  g_autoptr (VtDataset) dataset = make_dataset (instances, NULL, 4, 1);
  VtReliefFOptions options = { VT_RELIEFF_NEAREST, 3, TRUE, 0, 0 };
  g_autofree double *weights = compute (dataset, &options);

  g_assert_cmpfloat (weights[0], ==, 0.25);
}

typedef struct
{
  VtProgress   *progress;
  GCancellable *cancellable;
} Stop;

static gpointer
stop_on_the_way (gpointer data)
{
  Stop *stop = data;

  while (vt_progress_get (stop->progress) <= 0)
    g_usleep (200);
  g_cancellable_cancel (stop->cancellable);

  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, sample->temperatures, sample->n_temperatures);
  VtReliefFOptions options;

  for (guint variant = 0; variant < 2; variant++)
    {
      Stop stop = { vt_progress_new (), g_cancellable_new () };
      g_autoptr (GError) error = NULL;
      GThread *thread;

      vt_relieff_options_init (&options, variant);
      options.within_element = FALSE;
      /* The slowest, so that it is on its way for long. */
      thread = g_thread_new ("stop", stop_on_the_way, &stop);
      g_assert_null (vt_relieff_compute_with (dataset, &options, vt_relieff_filter_get (0), NULL, stop.progress,
                                              stop.cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_thread_join (thread);
      g_assert_cmpfloat (vt_progress_get (stop.progress), <, 1);
      g_clear_error (&error);

      g_assert_null (vt_relieff_compute (dataset, &options, NULL, stop.cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      vt_progress_unref (stop.progress);
      g_object_unref (stop.cancellable);
    }
}

/* ---- choice and table ---- */

static void
assert_chosen (const double *weights, guint n, guint count, const char *wanted)
{
  gboolean selected[8];
  guint kept = vt_relieff_choose (weights, n, count, selected);
  guint n_wanted = 0;

  for (guint j = 0; j < n; j++)
    {
      g_assert_cmpint (selected[j], ==, wanted[j] == '+');
      n_wanted += wanted[j] == '+';
    }
  g_assert_cmpuint (kept, ==, n_wanted);
}

static void
test_choose (void)
{
  static const double weights[] = { 0.1, 0.5, -0.2, 0.5, 0.3 };
  static const double equal[] = { 1, 1, 1, 1 };

  assert_chosen (weights, 5, 0, "-+-++");
  assert_chosen (weights, 5, 1, "-+---");
  assert_chosen (weights, 5, 2, "-+-+-");
  assert_chosen (weights, 5, 4, "++-++");
  assert_chosen (weights, 5, 5, "+++++");
  assert_chosen (weights, 5, 9, "+++++");
  assert_chosen (equal, 4, 0, "++++");
  assert_chosen (equal, 4, 3, "+++-");
}

static void
test_table (void)
{
  static const double lags[] = { 0.02, 5, 200 };
  static const double weights[] = { -0.5, 0.25, 1 };
  static const gboolean selected[] = { FALSE, TRUE, TRUE };
  g_autoptr (VtTable) table = vt_relieff_tabulate (lags, weights, selected, 3);
  g_autofree char *csv = vt_table_to_csv (table);

  g_assert_cmpstr (vt_table_get_name (table), ==, "relieff");
  g_assert_cmpstr (csv, ==, "lag_ps,weight,selected\n0.02,-0.5,0\n5,0.25,1\n200,1,1\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/relieff/by-hand", test_by_hand);
  g_test_add_func ("/relieff/priors", test_priors);
  g_test_add_func ("/relieff/twin", test_twin);
  g_test_add_func ("/relieff/margins", test_margins);
  g_test_add_func ("/relieff/numpy", test_numpy);
  g_test_add_func ("/relieff/matlab", test_matlab);
  g_test_add_func ("/relieff/order", test_order);
  g_test_add_func ("/relieff/threads", test_threads);
  g_test_add_func ("/relieff/labels", test_labels);
  g_test_add_func ("/relieff/scale", test_scale);
  g_test_add_func ("/relieff/samples", test_samples);
  g_test_add_func ("/relieff/one-temperature", test_one_temperature);
  g_test_add_func ("/relieff/lone-element", test_lone_element);
  g_test_add_func ("/relieff/cancelled", test_cancelled);
  g_test_add_func ("/relieff/choose", test_choose);
  g_test_add_func ("/relieff/table", test_table);

  return g_test_run ();
}
