/* Which recipe selects the classes that serve best: linkage × scaling × cut, with held-out RMSE.
 *
 *   bench-classes [--seeds N] [--subsets N] [--greedy N] [--csv FILE] TEMPERATURE=FILE...
 *
 * Each recipe selects classes for N (5) seeds from random subsets (10 of 4000 instances a seed): those with at least 2 %
 * or 5 % of the qualified clusters. RMSE of T_ML: k = 50, ten folds grouped by atom, over all temperatures, those left out of
 * the classes too; "of classes" over the temperatures that are classes. Mean ± standard deviation over the seeds that
 * found classes, since subsets and folds change with the seed. Then sets to compare with: all temperatures, evenly
 * spaced ones, that of the first model, and the best that a greedy search finds, which adds the class that lowers the
 * RMSE most, N (10) times. Writes Markdown, and the same numbers to FILE; recipes that found no classes only there.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench-runs.h"
#include "vt-class-selection.h"
#include "vt-validation.h"

#define K 50
#define N_FOLDS 10
#define MAX_SEEDS 64

static const double lags[] = { 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 100, 120, 140, 160, 180, 200 };
static const double heights[] = { 1.2, 2.4, 3.6, 15, 30 };
static const double minimum_shares[] = { 0.02, 0.05 };
static const double shares[] = { 0.07, 0.1, 0.2, 0.3, 0.5 };

typedef struct
{
  VtDataset  *dataset;
  double     *temperatures;
  guint       n_temperatures;
  guint       n_seeds;
  guint       n_subsets;
  GHashTable *known; /* "seed:classes" → Errors */
  FILE       *csv;
} Bench;

/* RMSE, K, over all temperatures and over those that are classes. */
typedef struct
{
  double all;
  double classes;
} Errors;

/* What a recipe or a set gave for several seeds. */
typedef struct
{
  guint  n;
  Errors errors[MAX_SEEDS];
  guint  n_classes;
  guint  counts[64]; /* seeds that selected each temperature */
} Outcome;

static char *
name_classes (const double *classes, guint n)
{
  GString *name = g_string_new (NULL);

  for (guint c = 0; c < n; c++)
    g_string_append_printf (name, "%s%g", c > 0 ? " " : "", classes[c]);

  return g_string_free (name, FALSE);
}

static Errors
validate (Bench *bench, const double *classes, guint n, guint64 seed)
{
  g_autofree char *name = name_classes (classes, n);
  g_autofree char *key = g_strdup_printf ("%u:%s", (guint) seed, name);
  g_autoptr (VtValidation) validation = NULL;
  g_autoptr (GError) error = NULL;
  Errors *errors = g_hash_table_lookup (bench->known, key);

  if (errors != NULL)
    return *errors;

  validation = vt_validation_run (bench->dataset, classes, n, K, N_FOLDS, seed, NULL, NULL, &error);
  if (validation == NULL)
    g_error ("%s", error->message);
  errors = g_new (Errors, 1);
  errors->all = vt_validation_get_rmse (validation, K);
  errors->classes = vt_validation_get_class_rmse (validation, K);
  g_hash_table_insert (bench->known, g_steal_pointer (&key), errors);

  return *errors;
}

static void
add_outcome (Bench *bench, Outcome *outcome, const double *classes, guint n, guint64 seed)
{
  outcome->errors[outcome->n++] = validate (bench, classes, n, seed);
  outcome->n_classes += n;
  for (guint c = 0; c < n; c++)
    for (guint t = 0; t < bench->n_temperatures; t++)
      outcome->counts[t] += bench->temperatures[t] == classes[c];
}

/* ---- printing ---- */

static double
get_mean (const Outcome *outcome, gboolean of_classes, double *deviation)
{
  double sum = 0;
  double squares = 0;

  for (guint i = 0; i < outcome->n; i++)
    {
      double value = of_classes ? outcome->errors[i].classes : outcome->errors[i].all;

      sum += value;
      squares += value * value;
    }
  *deviation = outcome->n > 1 ? sqrt (fmax (squares - sum * sum / outcome->n, 0) / (outcome->n - 1)) : 0;

  return sum / outcome->n;
}

/* "100 800 (3) 2000": in brackets how many seeds, where not all of them, selected it. */
static char *
describe_classes (const Bench *bench, const Outcome *outcome)
{
  GString *text = g_string_new (NULL);

  for (guint t = 0; t < bench->n_temperatures; t++)
    if (outcome->counts[t] > 0)
      {
        g_string_append_printf (text, "%s%g", text->len > 0 ? " " : "", bench->temperatures[t]);
        if (outcome->counts[t] < outcome->n)
          g_string_append_printf (text, " (%u)", outcome->counts[t]);
      }

  return g_string_free (text, FALSE);
}

static void
print_row (const Bench *bench, const char *name, const Outcome *outcome)
{
  g_autofree char *classes = describe_classes (bench, outcome);
  double all_deviation;
  double class_deviation;
  double all = get_mean (outcome, FALSE, &all_deviation);
  double of_classes = get_mean (outcome, TRUE, &class_deviation);

  if (outcome->n > 0)
    printf ("| %s | %u/%u | %.1f ± %.1f | %.1f ± %.1f | %s |\n", name, outcome->n, bench->n_seeds, all, all_deviation,
            of_classes, class_deviation, classes);
  if (bench->csv != NULL)
    fprintf (bench->csv, "\"%s\",%u,%.3f,%.3f,%.3f,%.3f,%.3f,\"%s\"\n", name, outcome->n, all, all_deviation,
             of_classes, class_deviation, outcome->n > 0 ? (double) outcome->n_classes / outcome->n : NAN, classes);
  fflush (stdout);
}

static void
print_head (const char *first)
{
  printf ("\n| %s | seeds with classes | RMSE, K | of classes, K | classes, K (seeds) |\n|---|---|---|---|---|%s\n",
          first, strchr (first, '|') != NULL ? "---|---|---|" : "");
}

/* ---- recipes ---- */

static void
run_cut (Bench *bench, VtClassSelection **selections, VtClassCut kind, double cut, double minimum_share)
{
  Outcome outcome = { 0 };
  VtClassSelectionOptions options = *vt_class_selection_get_options (selections[0]);
  g_autofree char *name = g_strdup_printf ("%s | %s | %s %g | %g %%", vt_linkage_to_string (options.linkage),
                                           vt_class_scaling_to_string (options.scaling), vt_class_cut_to_string (kind),
                                           cut, 100 * minimum_share);

  options.cut_kind = kind;
  options.cut = cut;
  options.minimum_share = minimum_share;
  for (guint seed = 0; seed < bench->n_seeds; seed++)
    {
      g_autoptr (VtClassSelection) selection = vt_class_selection_cut (selections[seed], &options, NULL);
      guint n;
      const double *classes = vt_class_selection_get_classes (selection, &n);

      if (vt_class_selection_check (selection, NULL))
        add_outcome (bench, &outcome, classes, n, seed + 1);
    }
  print_row (bench, name, &outcome);
}

static void
run_recipes (Bench *bench, VtLinkage linkage, VtClassScaling scaling)
{
  VtClassSelection *selections[MAX_SEEDS];
  VtClassSelectionOptions options;

  vt_class_selection_options_init (&options);
  options.linkage = linkage;
  options.scaling = scaling;
  options.n_subsets = bench->n_subsets;
  for (guint seed = 0; seed < bench->n_seeds; seed++)
    {
      options.seed = seed + 1;
      selections[seed] = vt_class_selection_run (bench->dataset, &options, NULL, NULL, NULL);
    }
  for (guint m = 0; m < G_N_ELEMENTS (minimum_shares); m++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (heights) && scaling == VT_CLASS_SCALING_NONE; i++)
        run_cut (bench, selections, VT_CLASS_CUT_HEIGHT, heights[i], minimum_shares[m]);
      for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
        run_cut (bench, selections, VT_CLASS_CUT_SHARE, shares[i], minimum_shares[m]);
    }
  for (guint seed = 0; seed < bench->n_seeds; seed++)
    vt_class_selection_unref (selections[seed]);
}

/* ---- sets to compare with ---- */

static void
run_set (Bench *bench, const char *name, const double *classes, guint n)
{
  Outcome outcome = { 0 };

  for (guint seed = 0; seed < bench->n_seeds; seed++)
    add_outcome (bench, &outcome, classes, n, seed + 1);
  print_row (bench, name, &outcome);
}

static void
run_sets (Bench *bench)
{
  const double first[] = { 100, 800, 1000, 2000 };
  double spaced[64];

  print_head ("set");
  run_set (bench, "all", bench->temperatures, bench->n_temperatures);
  run_set (bench, "first model", first, G_N_ELEMENTS (first));
  for (guint n = 2; n < bench->n_temperatures; n++)
    {
      g_autofree char *name = g_strdup_printf ("%u evenly", n);

      for (guint i = 0; i < n; i++)
        spaced[i] = bench->temperatures[(i * (bench->n_temperatures - 1) * 2 + n - 1) / (2 * (n - 1))];
      run_set (bench, name, spaced, n);
    }
}

/* One seed decides, all tell. */
static void
run_greedy (Bench *bench, guint steps)
{
  double classes[64];

  print_head ("greedy");
  for (guint n = 0; n < MIN (steps, bench->n_temperatures); n++)
    {
      g_autofree char *name = g_strdup_printf ("%u greedily", n + 1);
      double least = INFINITY;
      double best = NAN;

      for (guint t = 0; t < bench->n_temperatures; t++)
        {
          gboolean taken = FALSE;

          for (guint c = 0; c < n; c++)
            taken |= classes[c] == bench->temperatures[t];
          classes[n] = bench->temperatures[t];
          if (!taken && validate (bench, classes, n + 1, 1).all < least)
            {
              least = validate (bench, classes, n + 1, 1).all;
              best = bench->temperatures[t];
            }
        }
      classes[n] = best;
      run_set (bench, name, classes, n + 1);
    }
}

/* ---- the command line ---- */

static gboolean
read_runs (Bench *bench, char **runs, GError **error)
{
  bench->dataset = vt_dataset_new (lags, G_N_ELEMENTS (lags), VT_NORMALIZATION_MASS_AND_TEMPERATURE, TRUE);
  for (; *runs != NULL; runs++)
    {
      char *file;
      double temperature = g_ascii_strtod (*runs, &file);

      if (*file != '=')
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s is no TEMPERATURE=FILE", *runs);
          return FALSE;
        }
      if (!bench_runs_add (bench->dataset, file + 1, temperature, 1, 5, error))
        return FALSE;
    }
  bench->temperatures = vt_dataset_get_temperatures (bench->dataset, &bench->n_temperatures);

  return TRUE;
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  int n_seeds = 5;
  int n_subsets = 10;
  int greedy = 10;
  g_autofree char *csv = NULL;
  g_auto (GStrv) runs = NULL;
  const GOptionEntry entries[] = {
    { "seeds", 0, 0, G_OPTION_ARG_INT, &n_seeds, NULL, "N" },
    { "subsets", 0, 0, G_OPTION_ARG_INT, &n_subsets, NULL, "N" },
    { "greedy", 0, 0, G_OPTION_ARG_INT, &greedy, NULL, "N" },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &csv, NULL, "FILE" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &runs, NULL, "TEMPERATURE=FILE..." },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || runs == NULL || !read_runs (&bench, runs, &error))
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "no TEMPERATURE=FILE");
      return 1;
    }
  bench.n_seeds = (guint) CLAMP (n_seeds, 1, MAX_SEEDS);
  bench.n_subsets = (guint) MAX (n_subsets, 1);
  bench.known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  bench.csv = csv != NULL ? fopen (csv, "w") : NULL;
  if (bench.csv != NULL)
    fprintf (bench.csv, "name,seeds,rmse_K,rmse_deviation_K,class_rmse_K,class_rmse_deviation_K,n_classes,classes_K\n");

  printf ("%zu instances at %u temperatures, %u seeds, %u subsets a seed\n", vt_dataset_get_n (bench.dataset),
          bench.n_temperatures, bench.n_seeds, bench.n_subsets);
  run_sets (&bench);
  print_head ("linkage | scaling | cut | share");
  for (int linkage = VT_N_LINKAGES - 1; linkage >= 0; linkage--)
    for (VtClassScaling scaling = 0; scaling < VT_N_CLASS_SCALINGS; scaling++)
      run_recipes (&bench, (VtLinkage) linkage, scaling);
  run_greedy (&bench, (guint) MAX (greedy, 0));

  if (bench.csv != NULL)
    fclose (bench.csv);
  g_hash_table_unref (bench.known);
  g_free (bench.temperatures);
  vt_dataset_unref (bench.dataset);

  return 0;
}
