/* Options, help and exit codes: what is the same for all commands. */
#include <string.h>

#include "sample.h"
#include "vt-parameter.h"

static void
test_no_command (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) none = { 0 };
  g_auto (Outcome) unknown = { 0 };

  sample_run_words (sample, &none, (const char *const[]){ NULL });
  assert_failed (&none, 2, "see vitrine-cli help");
  sample_run (sample, &unknown, "analyse", NULL);
  assert_failed (&unknown, 2, "analyse");
}

static void
test_version (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  sample_run (sample, &outcome, "--version", NULL);
  assert_done (outcome);
  g_assert_cmpstr (outcome.out, ==, "vitrine-cli " VT_VERSION "\n");
}

/* Whether @text has the option as a word of its own, whatever follows it. */
static gboolean
has_option (const char *text, const char *flag)
{
  g_autofree char *option = g_strdup_printf ("--%s", flag);
  gsize length = strlen (option);

  for (const char *at = strstr (text, option); at != NULL; at = strstr (at + 1, option))
    if (strchr (" \n\\", at[length]) != NULL)
      return TRUE;
  return FALSE;
}

/* Every row with a flag is an option of analyze, of train or of mechanics, in its help and in the manual page, with its range and its default. */
static void
test_help_lists_parameters (Sample *sample, gconstpointer data)
{
  g_auto (Outcome) help = { 0 };
  g_auto (Outcome) train = { 0 };
  g_auto (Outcome) mechanics = { 0 };
  g_auto (Outcome) manual = { 0 };
  g_auto (GStrv) parts = NULL;
  g_autofree char *plain = NULL;

  sample_run (sample, &help, "help", "analyze", NULL);
  sample_run (sample, &train, "help", "train", NULL);
  sample_run (sample, &mechanics, "help", "mechanics", NULL);
  sample_run (sample, &manual, "help", "--manual", NULL);
  assert_done (help);
  assert_done (manual);
  parts = g_strsplit (manual.out, "\\-", -1);
  plain = g_strjoinv ("-", parts);
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    if (vt_parameter_get (i)->flag != NULL)
      {
        VtParameterScope scope = vt_parameter_get (i)->scope;
        const char *text = scope == VT_PARAMETER_TRAINING    ? train.out
                           : scope == VT_PARAMETER_MECHANICS ? mechanics.out
                                                             : help.out;

        g_assert_true (has_option (text, vt_parameter_get (i)->flag));
        g_assert_true (has_option (plain, vt_parameter_get (i)->flag));
      }
  g_assert_nonnull (strstr (help.out, "0.001 … 0.5 [0.1]"));
  g_assert_nonnull (strstr (help.out, "[5,20,50,100]"));
  g_assert_nonnull (strstr (help.out, "mean, sum [mean]"));
  g_assert_nonnull (strstr (train.out, "[long]"));
}

static void
test_help_of_commands (Sample *sample, gconstpointer data)
{
  static const char *const names[] = { "info", "analyze", "train", "render", "figure", "mechanics" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Outcome) by_help = { 0 };
      g_auto (Outcome) by_option = { 0 };

      sample_run (sample, &by_help, "help", names[i], NULL);
      sample_run (sample, &by_option, names[i], "--help", NULL);
      assert_done (by_help);
      assert_done (by_option);
      g_assert_nonnull (strstr (by_help.out, names[i]));
      g_assert_cmpstr (by_help.out, ==, by_option.out);
      g_assert_cmpstr (by_help.err, ==, "");
    }
}

typedef struct
{
  const char *words[10];
  const char *text;
} Wrong;

static const Wrong wrongs[] = {
  { { "analyze", "cold.dump", "--output", "a.csv", "--cutof", "3", NULL }, "--cutoff" },
  { { "analyze", "cold.dump", "--output", "a.csv", "--nonsense", NULL }, "--nonsense" },
  { { "analyze", "cold.dump", "--output", "a.csv", "-x", NULL }, "-x" },
  { { "analyze", "cold.dump", "--output", "a.csv", "--la-fraction", "0.7", NULL }, "0.001 … 0.5" },
  { { "analyze", "cold.dump", "--output", "a.csv", "--la-fraction", "a tenth", NULL }, "0.001 … 0.5" },
  { { "analyze", "cold.dump", "--output", "a.csv", "--d2min-norm=median", NULL }, "mean, sum" },
  { { "analyze", "cold.dump", "--output", "a.csv", "--affine-mapping", "perhaps", NULL }, "on, off" },
  { { "analyze", "cold.dump", "--output", "a.csv", "--lags", "1,x", NULL }, "--lags" },
  { { "analyze", "cold.dump", "--output", "a.csv", "--threads", "-3", NULL }, "--threads" },
  { { "analyze", "cold.dump", "--output", "a.csv", "--frame", "1", "--time", "2", NULL }, "--time" },
  { { "analyze", "cold.dump", "--output", "a.csv", "--time", NULL }, "lacks its value" },
  { { "analyze", "cold.dump", "--output", "a.csv", "--compute", "tml,magic", NULL }, "displacement, voronoi, coordination" },
  { { "analyze", "cold.dump", "--output", "a.csv", "--format", "gif", NULL }, "pdf, svg, png" },
  { { "analyze", "cold.dump", "--output", "a.csv", "--cutoff", "Cu-Xx=3", NULL }, "Xx" },
  { { "analyze", "cold.dump", "--output", "a.gif", NULL }, ".extxyz" },
  { { "analyze", "cold.dump", NULL }, "--output" },
  { { "analyze", "--output", "a.csv", NULL }, "TRAJ" },
  { { "analyze", "cold.dump", "hot.dump", "--output", "a.csv", NULL }, "hot.dump" },
  { { "info", "cold.dump", "--json=yes", NULL }, "--json" },
  { { "render", "cold.dump", "--output", "a.png", "--size", "10x", NULL }, "--size" },
  { { "render", "cold.dump", "--output", "a.png", "--background", "pink", NULL }, "white, transparent, dark" },
  { { "render", "cold.dump", "--output", "a.png", "--supersample", "3", NULL }, "1, 2, 4" },
  { { "render", "cold.dump", "--output", "a.png", "--color-by", "beauty", NULL }, "beauty" },
  { { "render", "cold.dump", "--output", "a.svg", NULL }, "--slice" },
  { { "render", "cold.dump", "--output", "a.png", "--slice", "z=99", NULL }, "outside the cell" },
  { { "render", "cold.dump", "--output", "a.png", "--slice", "1,1=3", NULL }, "is no slice" },
  { { "figure", "cold.dump", "--output", "a.png", NULL }, "compare" },
  { { "figure", "cold.dump", "nonsense", "--output", "a.png", NULL }, "polyhedra" },
  { { "figure", "cold.dump", "slice", "--output", "a.gif", NULL }, ".png, .svg or .pdf" },
};

static void
test_wrong_usage (Sample *sample, gconstpointer data)
{
  sample_write_dump (sample, "cold.dump", 0.02, "Zr");
  sample_write_dump (sample, "hot.dump", 0.6, "Zr");
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_auto (Outcome) outcome = { 0 };
      g_autofree char *place = g_strdup_printf ("vitrine-cli help %s", wrongs[i].words[0]);

      sample_run_words (sample, &outcome, wrongs[i].words);
      assert_failed (&outcome, 2, wrongs[i].text);
      g_assert_nonnull (strstr (outcome.err, place));
      g_assert_false (sample_exists (sample, "a.csv"));
      g_assert_false (sample_exists (sample, "a.png"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/options/no-command", Sample, NULL, sample_set_up, test_no_command, sample_tear_down);
  g_test_add ("/cli/options/version", Sample, NULL, sample_set_up, test_version, sample_tear_down);
  g_test_add ("/cli/options/help-lists-parameters", Sample, NULL, sample_set_up, test_help_lists_parameters,
              sample_tear_down);
  g_test_add ("/cli/options/help-of-commands", Sample, NULL, sample_set_up, test_help_of_commands, sample_tear_down);
  g_test_add ("/cli/options/wrong-usage", Sample, NULL, sample_set_up, test_wrong_usage, sample_tear_down);
  return g_test_run ();
}
