#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sample.h"
#include "vt-class-selection.h"
#include "vt-error.h"
#include "vt-parallel.h"

#define N_LAGS 3

static const double lags[N_LAGS] = { 5, 10, 20 };
static const char *const copper_and_zirconium[] = { "Cu", "Zr", NULL };
static const char *const copper[] = { "Cu", NULL };

/* @n atoms about @centre, as far as @width to either side at the first two lags; the third is @centre for all. */
static void
add_cloud (VtDataset *dataset, double temperature, gsize n, double centre, double width, const char *const *names)
{
  g_autoptr (VtAtomTable) atoms = sample_atoms (n, 1, names);
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) temperature);
  g_autofree char *identity = g_strdup_printf ("run %g", temperature);
  g_autofree double *features = g_new (double, N_LAGS *n);

  for (gsize i = 0; i < N_LAGS * n; i++)
    features[i] = centre + (i < 2 * n ? width * g_rand_double_range (random, -1, 1) : 0);
  g_assert_true (vt_dataset_add_run (dataset, identity, temperature, atoms, 0, features, NULL));
}

static VtDataset *
make_dataset (void)
{
  return vt_dataset_new (lags, N_LAGS, VT_NORMALIZATION_NONE, TRUE);
}

/* Four temperatures apart, 300 atoms each. */
static VtDataset *
make_clouds (void)
{
  VtDataset *dataset = make_dataset ();

  for (guint t = 0; t < 4; t++)
    add_cloud (dataset, 100 + 300 * t, 300, 10 * t, 2, copper_and_zirconium);

  return dataset;
}

static VtClassSelection *
run (const VtDataset *dataset, const VtClassSelectionOptions *options)
{
  g_autoptr (GError) error = NULL;
  VtClassSelection *selection = vt_class_selection_run (dataset, options, NULL, NULL, &error);

  g_assert_no_error (error);

  return selection;
}

static char *
tabulate (const VtClassSelection *selection)
{
  g_autoptr (VtTable) table = vt_class_selection_tabulate (selection);

  return vt_table_to_csv (table);
}

static void
init_options (VtClassSelectionOptions *options, VtLinkage linkage, double cut)
{
  vt_class_selection_options_init (options);
  options->linkage = linkage;
  options->scaling = VT_CLASS_SCALING_NONE;
  options->cut_kind = VT_CLASS_CUT_HEIGHT;
  options->cut = cut;
  options->minimum_share = 0.05;
}

/* ---- answers known beforehand ---- */

/* What lies apart is found by any linkage, cut anywhere between within and between. */
static void
test_clouds (void)
{
  g_autoptr (VtDataset) dataset = make_clouds ();

  for (VtLinkage linkage = 0; linkage < VT_N_LINKAGES; linkage++)
    {
      g_autoptr (VtClassSelection) selection = NULL;
      g_autofree char *csv = NULL;
      VtClassSelectionOptions options;
      guint n;

      init_options (&options, linkage, linkage == VT_LINKAGE_WARD ? 60 : 9);
      options.n_instances = 400;
      options.n_subsets = 8;
      options.qualified_share = 0.5;
      selection = run (dataset, &options);
      csv = tabulate (selection);
      g_assert_cmpstr (csv, ==,
                       "temperature_K,qualified,share_percent,selected,subsets_percent\n"
                       "100,8,25,1,100\n400,8,25,1,100\n700,8,25,1,100\n1000,8,25,1,100\n");
      g_assert_true (vt_class_selection_check (selection, NULL));
      g_assert_cmpfloat (vt_class_selection_get_classes (selection, &n)[3], ==, 1000);
      g_assert_cmpuint (n, ==, 4);
      g_assert_cmpuint (vt_class_selection_get_n_qualified (selection), ==, 32);
      g_assert_cmpfloat (vt_class_selection_get_qualified_size (selection), ==, 50);
    }
}

/* A cut as a share of the root: single linkage leaves about 6 between the clouds and less than 3 within. */
static void
test_share (void)
{
  g_autoptr (VtDataset) dataset = make_clouds ();
  g_autoptr (VtClassSelection) selection = NULL;
  VtClassSelectionOptions options;
  guint n;

  init_options (&options, VT_LINKAGE_SINGLE, 0.7);
  options.cut_kind = VT_CLASS_CUT_SHARE;
  options.n_instances = 400;
  selection = run (dataset, &options);
  vt_class_selection_get_classes (selection, &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpfloat (vt_class_selection_get_cut (selection), ==,
                     0.7 * vt_dendrogram_get_root_height (vt_class_selection_get_dendrogram (selection)));
}

/* 100 and 200 K move alike and make one cluster, with as many of each: the lower names it. With one atom more of
 * 200 K, that does. Everything is in the one subset there is. */
static void
test_modal (void)
{
  for (guint more = 0; more < 2; more++)
    {
      g_autoptr (VtDataset) dataset = make_dataset ();
      g_autoptr (VtClassSelection) selection = NULL;
      g_autofree char *csv = NULL;
      VtClassSelectionOptions options;

      add_cloud (dataset, 200, 50 + more, 0, 1, copper);
      add_cloud (dataset, 100, 50, 0, 1, copper);
      add_cloud (dataset, 300, 50, 30, 1, copper);
      init_options (&options, VT_LINKAGE_COMPLETE, 20);
      selection = run (dataset, &options);
      csv = tabulate (selection);
      g_assert_cmpuint (vt_class_selection_get_n_subsets (selection), ==, 1);
      g_assert_cmpuint (vt_class_selection_get_n_instances (selection), ==, 150 + more);
      g_assert_cmpstr (csv, ==,
                       more == 0 ? "temperature_K,qualified,share_percent,selected,subsets_percent\n"
                                   "100,1,50,1,100\n200,0,0,0,0\n300,1,50,1,100\n"
                                 : "temperature_K,qualified,share_percent,selected,subsets_percent\n"
                                   "100,0,0,0,0\n200,1,50,1,100\n300,1,50,1,100\n");
    }
}

/* 40 instances, two temperatures: 0.8 of 20 is 16, which a cluster of 16 has and one of 15 has not. */
static void
test_qualified_size (void)
{
  for (guint less = 0; less < 2; less++)
    {
      g_autoptr (VtDataset) dataset = make_dataset ();
      g_autoptr (VtClassSelection) selection = NULL;
      VtClassSelectionOptions options;

      add_cloud (dataset, 100, 16 - less, 0, 1, copper);
      add_cloud (dataset, 200, 24 + less, 30, 1, copper);
      init_options (&options, VT_LINKAGE_AVERAGE, 10);
      selection = run (dataset, &options);
      g_assert_cmpuint (vt_class_selection_get_n_qualified (selection), ==, 2 - less);
    }
}

/* 300 K moves in two ways: two of the three clusters are its, in the one subset. */
static void
test_twice (void)
{
  g_autoptr (VtDataset) dataset = make_dataset ();
  g_autoptr (VtAtomTable) atoms = sample_atoms (100, 1, copper);
  g_autoptr (VtClassSelection) selection = NULL;
  g_autofree char *csv = NULL;
  VtClassSelectionOptions options;
  double features[N_LAGS * 100];

  for (guint i = 0; i < N_LAGS * 100; i++)
    features[i] = i % 100 < 50 ? 20 : 40;
  g_assert_true (vt_dataset_add_run (dataset, "b", 300, atoms, 0, features, NULL));
  add_cloud (dataset, 100, 100, 0, 1, copper);
  init_options (&options, VT_LINKAGE_AVERAGE, 10);
  options.qualified_share = 0.5;
  selection = run (dataset, &options);
  csv = tabulate (selection);
  g_assert_cmpstr (csv, ==,
                   "temperature_K,qualified,share_percent,selected,subsets_percent\n"
                   "100,1,33.333333333333336,1,100\n300,2,66.66666666666667,1,100\n");
}

/* A lag whose noise drowns the others as it stands: scaled, it does no harm. */
static void
test_scaling (void)
{
  g_autoptr (VtDataset) dataset = make_dataset ();
  VtClassSelectionOptions options;

  for (guint t = 0; t < 2; t++)
    {
      g_autoptr (VtAtomTable) atoms = sample_atoms (200, 1, copper);
      g_autoptr (GRand) random = g_rand_new_with_seed (t);
      g_autofree double *features = g_new (double, N_LAGS * 200);

      for (gsize i = 0; i < 200; i++)
        {
          features[i] = 1000 * g_rand_double (random);
          features[200 + i] = t;
          features[400 + i] = 42;
        }
      g_assert_true (vt_dataset_add_run (dataset, t == 0 ? "a" : "b", 100 + 100 * t, atoms, 0, features, NULL));
    }
  for (VtClassScaling scaling = 0; scaling < VT_N_CLASS_SCALINGS; scaling++)
    {
      g_autoptr (VtClassSelection) selection = NULL;
      g_autofree char *csv = NULL;

      init_options (&options, VT_LINKAGE_SINGLE, 0.9);
      options.cut_kind = VT_CLASS_CUT_SHARE;
      options.scaling = scaling;
      selection = run (dataset, &options);
      g_assert_cmpint (vt_class_selection_check (selection, NULL), ==, scaling != VT_CLASS_SCALING_NONE);
      csv = tabulate (selection);
      if (scaling != VT_CLASS_SCALING_NONE)
        g_assert_cmpstr (csv, ==,
                         "temperature_K,qualified,share_percent,selected,subsets_percent\n"
                         "100,1,50,1,100\n200,1,50,1,100\n");
    }
}

/* 400 K is copper alone, and 1000 K has half the atoms. */
static void
test_element_missing (void)
{
  g_autoptr (VtDataset) dataset = make_dataset ();
  g_autoptr (VtClassSelection) selection = NULL;
  VtClassSelectionOptions options;
  guint n;

  add_cloud (dataset, 100, 200, 0, 1, copper_and_zirconium);
  add_cloud (dataset, 400, 200, 10, 1, copper);
  add_cloud (dataset, 1000, 100, 20, 1, copper_and_zirconium);
  init_options (&options, VT_LINKAGE_SINGLE, 5);
  options.n_instances = 300;
  options.qualified_share = 0.4;
  selection = run (dataset, &options);
  vt_class_selection_get_classes (selection, &n);
  g_assert_cmpuint (n, ==, 3);
}

/* ---- nothing to select ---- */

static void
check_advice (const VtDataset *dataset, const VtClassSelectionOptions *options, const char *word)
{
  g_autoptr (VtClassSelection) selection = run (dataset, options);
  g_autoptr (VtTable) table = vt_class_selection_tabulate (selection);
  g_autoptr (GError) error = NULL;

  g_assert_false (vt_class_selection_check (selection, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 4);
}

static void
test_advice (void)
{
  g_autoptr (VtDataset) dataset = make_clouds ();
  VtClassSelectionOptions options;

  init_options (&options, VT_LINKAGE_SINGLE, 100);
  check_advice (dataset, &options, "lower the cut");
  init_options (&options, VT_LINKAGE_SINGLE, 0.01);
  check_advice (dataset, &options, "Raise the cut");
  init_options (&options, VT_LINKAGE_SINGLE, 5);
  options.minimum_share = 0.3;
  check_advice (dataset, &options, "Lower the least share");
}

static void
test_refuses (void)
{
  g_autoptr (VtDataset) dataset = make_clouds ();
  g_autoptr (VtDataset) one = make_dataset ();
  g_autoptr (VtDataset) empty = make_dataset ();
  g_autoptr (GError) error = NULL;
  VtClassSelectionOptions options;

  vt_class_selection_options_init (&options);
  add_cloud (one, 100, 50, 0, 1, copper);
  g_assert_null (vt_class_selection_run (one, &options, NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (vt_class_selection_run (empty, &options, NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);

  for (guint i = 0; i < 9; i++)
    {
      g_autoptr (GError) wrong = NULL;

      vt_class_selection_options_init (&options);
      g_assert_true (vt_class_selection_options_check (&options, NULL));
      options.cut_kind = VT_CLASS_CUT_SHARE;
      options.linkage = i == 0 ? VT_N_LINKAGES : options.linkage;
      options.cut = i == 1 ? NAN : i == 2 ? -1 : i == 3 ? 1.01 : options.cut;
      options.n_instances = i == 4 ? 1 : options.n_instances;
      options.n_subsets = i == 5 ? 0 : options.n_subsets;
      options.qualified_share = i == 6 ? 0 : options.qualified_share;
      options.minimum_share = i == 7 ? NAN : i == 8 ? 1.5 : options.minimum_share;
      g_assert_null (vt_class_selection_run (dataset, &options, NULL, NULL, &wrong));
      g_assert_error (wrong, VT_ERROR, VT_ERROR_USAGE);
    }
}

/* ---- real instances ---- */

/* Counts the qualified clusters of the subset that is kept, anew, by the plainest means. */
static void
count_again (const VtClassSelection *selection, const double *temperatures, guint n_temperatures, guint *qualified)
{
  const guint32 n = vt_class_selection_get_n_instances (selection);
  g_autofree guint32 *clusters = g_new (guint32, n);
  const double *labels = vt_class_selection_get_temperatures (selection);
  guint32 n_clusters = vt_dendrogram_cut (vt_class_selection_get_dendrogram (selection),
                                          vt_class_selection_get_cut (selection), clusters);

  for (guint32 c = 0; c < n_clusters; c++)
    {
      guint counts[32] = { 0 };
      guint size = 0;
      guint mode = 0;

      for (guint32 i = 0; i < n; i++)
        for (guint t = 0; t < n_temperatures; t++)
          if (clusters[i] == c && labels[i] == temperatures[t])
            {
              counts[t]++;
              size++;
            }
      for (guint t = 0; t < n_temperatures; t++)
        if (counts[t] > counts[mode])
          mode = t;
      qualified[mode] += size >= 0.8 * n / n_temperatures;
    }
}

static void
test_counts (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, sample->temperatures, sample->n_temperatures);

  for (VtLinkage linkage = VT_LINKAGE_AVERAGE; linkage < VT_N_LINKAGES; linkage++)
    {
      g_autoptr (VtClassSelection) selection = NULL;
      g_autoptr (VtTable) table = NULL;
      VtClassSelectionOptions options;
      guint qualified[32] = { 0 };
      guint total = 0;
      double share = 0;

      init_options (&options, linkage, 0.3);
      options.cut_kind = VT_CLASS_CUT_SHARE;
      options.n_instances = 1000;
      options.n_subsets = 1;
      selection = run (dataset, &options);
      table = vt_class_selection_tabulate (selection);
      count_again (selection, sample->temperatures, sample->n_temperatures, qualified);
      for (guint t = 0; t < sample->n_temperatures; t++)
        {
          g_assert_cmpfloat (vt_table_get_number (table, t, 1), ==, qualified[t]);
          share += vt_table_get_number (table, t, 2);
          total += qualified[t];
        }
      g_assert_cmpuint (total, >, 0);
      g_assert_cmpuint (total, ==, vt_class_selection_get_n_qualified (selection));
      g_assert_cmpfloat_with_epsilon (share, 100, 1e-9);
    }
}

/* The recipe that is the default finds classes from cold to hot; by the paper's, nothing below 3.6 is apart here. */
static void
test_recipes (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, sample->temperatures, sample->n_temperatures);
  g_autoptr (VtClassSelection) selection = NULL;
  g_autoptr (VtClassSelection) paper = NULL;
  g_autoptr (VtDendrogramLayout) layout = NULL;
  VtClassSelectionOptions options;
  const double *classes;
  guint n;

  vt_class_selection_options_init (&options);
  options.n_instances = 2000;
  selection = run (dataset, &options);
  classes = vt_class_selection_get_classes (selection, &n);
  g_assert_true (vt_class_selection_check (selection, NULL));
  g_assert_cmpfloat (classes[0], <=, 300);
  g_assert_cmpfloat (classes[n - 1], >=, 1500);
  layout = vt_class_selection_lay_out (selection, 40);
  g_assert_cmpuint (layout->n_tips, ==, 40);
  g_assert_cmpfloat (layout->cut, ==, vt_class_selection_get_cut (selection));

  vt_class_selection_options_init_paper (&options);
  options.n_instances = 2000;
  paper = run (dataset, &options);
  g_assert_cmpfloat (vt_class_selection_get_cut (paper), ==, 3.6);
  g_assert_false (vt_class_selection_check (paper, NULL));
}

/* More subsets than are clustered at once: 2¹⁰ MiB hold thirty of this size. */
static void
test_many (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, sample->temperatures, sample->n_temperatures);
  g_autoptr (VtClassSelection) selection = NULL;
  VtClassSelectionOptions options;

  init_options (&options, VT_LINKAGE_SINGLE, 100);
  options.n_instances = (guint) vt_dataset_get_n (dataset) - 1;
  options.n_subsets = 40;
  selection = run (dataset, &options);
  g_assert_cmpuint (vt_class_selection_get_n_subsets (selection), ==, 40);
  g_assert_cmpuint (vt_class_selection_get_n_qualified (selection), ==, 40);
}

/* Cutting again is the same as running anew. */
static void
test_cut_again (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, sample->temperatures, sample->n_temperatures);
  g_autoptr (VtClassSelection) first = NULL;
  VtClassSelectionOptions options;

  init_options (&options, VT_LINKAGE_WARD, 0.9);
  options.cut_kind = VT_CLASS_CUT_SHARE;
  options.n_instances = 300;
  options.n_subsets = 4;
  first = run (dataset, &options);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (VtClassSelection) cut = NULL;
      g_autoptr (VtClassSelection) anew = NULL;
      g_autofree char *cut_csv = NULL;
      g_autofree char *anew_csv = NULL;

      options.cut_kind = i == 0 ? VT_CLASS_CUT_HEIGHT : VT_CLASS_CUT_SHARE;
      options.cut = i == 0 ? 4 : 0.1;
      options.minimum_share = i == 2 ? 0.2 : 0.02;
      options.qualified_share = i == 1 ? 0.4 : 0.8;
      cut = vt_class_selection_cut (first, &options, NULL);
      anew = run (dataset, &options);
      cut_csv = tabulate (cut);
      anew_csv = tabulate (anew);
      g_assert_cmpstr (cut_csv, ==, anew_csv);
      g_assert_cmpfloat (vt_class_selection_get_options (cut)->cut, ==, options.cut);
    }
  options.cut = 7;
  g_assert_null (vt_class_selection_cut (first, &options, NULL));
}

/* Neither threads nor the order of runs matter; the seed does. */
static void
test_same (void)
{
  g_autoptr (Sample) sample = sample_load ();
  double backwards[32];
  g_autofree char *first = NULL;
  VtClassSelectionOptions options;

  for (guint t = 0; t < sample->n_temperatures; t++)
    backwards[t] = sample->temperatures[sample->n_temperatures - 1 - t];
  init_options (&options, VT_LINKAGE_WARD, 0.15);
  options.cut_kind = VT_CLASS_CUT_SHARE;
  options.n_instances = 500;
  options.n_subsets = 7;
  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (VtDataset) dataset
          = sample_dataset (sample, round == 3 ? backwards : sample->temperatures, sample->n_temperatures);
      g_autoptr (VtClassSelection) selection = NULL;
      g_autoptr (VtTable) tree = NULL;
      g_autofree char *csv = NULL;
      g_autofree char *tree_csv = NULL;
      g_autofree char *both = NULL;

      vt_parallel_set_threads (round == 0 ? 1 : 1 + round);
      options.seed = round == 4 ? 2 : 1;
      selection = run (dataset, &options);
      csv = tabulate (selection);
      tree = vt_dendrogram_tabulate (vt_class_selection_get_dendrogram (selection));
      tree_csv = vt_table_to_csv (tree);
      both = g_strconcat (csv, tree_csv, NULL);
      if (round == 0)
        first = g_steal_pointer (&both);
      else
        g_assert_cmpint (g_str_equal (first, both), ==, round < 4);
    }
  vt_parallel_set_threads (0);
}

/* ---- progress and cancelling ---- */

static gpointer
cancel_when_under_way (gpointer data)
{
  gpointer *both = data;

  while (vt_progress_get (both[0]) < 0.001)
    g_usleep (100);
  g_cancellable_cancel (both[1]);

  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (Sample) sample = sample_load ();
  g_autoptr (VtDataset) dataset = sample_dataset (sample, sample->temperatures, sample->n_temperatures);
  VtClassSelectionOptions options;

  for (guint under_way = 0; under_way < 2; under_way++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (VtProgress) progress = vt_progress_new ();
      g_autoptr (GError) error = NULL;
      gpointer both[] = { progress, cancellable };
      GThread *thread = NULL;

      init_options (&options, VT_LINKAGE_WARD, 1);
      options.n_instances = 3000;
      options.n_subsets = 2000;
      vt_progress_begin (progress, "", 0, 1);
      if (under_way)
        thread = g_thread_new ("cancel", cancel_when_under_way, both);
      else
        g_cancellable_cancel (cancellable);
      g_assert_null (vt_class_selection_run (dataset, &options, progress, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      if (under_way)
        g_thread_join (thread);
      g_assert_cmpfloat (vt_progress_get (progress), <, 0.5);
    }
}

static void
test_names (void)
{
  VtClassScaling scaling;
  VtClassCut cut;

  for (VtClassScaling i = 0; i < VT_N_CLASS_SCALINGS; i++)
    g_assert_true (vt_class_scaling_from_string (vt_class_scaling_to_string (i), &scaling) && scaling == i);
  for (VtClassCut i = 0; i < VT_N_CLASS_CUTS; i++)
    g_assert_true (vt_class_cut_from_string (vt_class_cut_to_string (i), &cut) && cut == i);
  g_assert_false (vt_class_scaling_from_string ("z-score", &scaling));
  g_assert_false (vt_class_cut_from_string ("", &cut));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/class-selection/clouds", test_clouds);
  g_test_add_func ("/class-selection/share", test_share);
  g_test_add_func ("/class-selection/modal", test_modal);
  g_test_add_func ("/class-selection/qualified-size", test_qualified_size);
  g_test_add_func ("/class-selection/twice", test_twice);
  g_test_add_func ("/class-selection/scaling", test_scaling);
  g_test_add_func ("/class-selection/element-missing", test_element_missing);
  g_test_add_func ("/class-selection/advice", test_advice);
  g_test_add_func ("/class-selection/refuses", test_refuses);
  g_test_add_func ("/class-selection/counts", test_counts);
  g_test_add_func ("/class-selection/recipes", test_recipes);
  g_test_add_func ("/class-selection/many", test_many);
  g_test_add_func ("/class-selection/cut-again", test_cut_again);
  g_test_add_func ("/class-selection/same", test_same);
  g_test_add_func ("/class-selection/cancel", test_cancel);
  g_test_add_func ("/class-selection/names", test_names);

  return g_test_run ();
}
