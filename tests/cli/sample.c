#include "sample.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "test-files.h"

#define CELLS 4
#define LATTICE 3.8
#define EDGE (CELLS * LATTICE)

void
sample_set_up (Sample *sample, gconstpointer data)
{
  sample->directory = test_files_make_folder ();
}

void
sample_tear_down (Sample *sample, gconstpointer data)
{
  test_files_remove_tree (sample->directory);
  g_free (sample->directory);
}

char *
sample_path (const Sample *sample, const char *name)
{
  return g_build_filename (sample->directory, name, NULL);
}

void
sample_write (const Sample *sample, const char *name, const char *text)
{
  g_autofree char *path = sample_path (sample, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

char *
sample_read (const Sample *sample, const char *name)
{
  g_autofree char *path = sample_path (sample, name);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

gboolean
sample_exists (const Sample *sample, const char *name)
{
  g_autofree char *path = sample_path (sample, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* ---- the alloy ---- */

/* One of the four atoms of a cell, at rest. */
static void
get_site (guint atom, double position[3])
{
  static const double basis[4][3] = { { 0, 0, 0 }, { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 } };
  guint cell = atom / 4;
  guint numbers[3] = { cell % CELLS, cell / CELLS % CELLS, cell / (CELLS * CELLS) };

  for (guint axis = 0; axis < 3; axis++)
    position[axis] = (numbers[axis] + basis[atom % 4][axis] + 0.25) * LATTICE;
}

static void
append_header (GString *text, guint frame)
{
  g_string_append_printf (text, "ITEM: TIMESTEP\n%u\nITEM: NUMBER OF ATOMS\n%d\nITEM: BOX BOUNDS pp pp pp\n",
                          100 * frame, SAMPLE_ATOMS);
  for (guint axis = 0; axis < 3; axis++)
    g_string_append_printf (text, "0 %.1f\n", EDGE);
  g_string_append (text, "ITEM: ATOMS id element xu yu zu\n");
}

/* Frozen disorder, and jumps that grow with time and differ from atom to atom. */
char *
sample_dump_text (double amplitude, const char *first, const char *second)
{
  GString *text = g_string_new (NULL);

  for (guint frame = 0; frame < SAMPLE_FRAMES; frame++)
    {
      append_header (text, frame);
      for (guint atom = 0; atom < SAMPLE_ATOMS; atom++)
        {
          g_autoptr (GRand) random = g_rand_new_with_seed (1000 + atom);
          double mobility = g_rand_double (random), position[3];
          char number[G_ASCII_DTOSTR_BUF_SIZE];

          get_site (atom, position);
          g_string_append_printf (text, "%u %s", atom + 1, atom % 2 == 0 ? first : second);
          for (guint axis = 0; axis < 3; axis++)
            {
              double rest = g_rand_double_range (random, -0.15, 0.15), way = g_rand_double_range (random, -1, 1);
              double x = position[axis] + rest + amplitude * (0.2 + mobility) * way * sqrt (frame);

              g_string_append_printf (text, " %s", g_ascii_formatd (number, sizeof number, "%.6f", x));
            }
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free (text, FALSE);
}

void
sample_write_dump (const Sample *sample, const char *name, double amplitude, const char *second)
{
  g_autofree char *text = sample_dump_text (amplitude, "Cu", second);

  sample_write (sample, name, text);
}

void
sample_make_model (const Sample *sample)
{
  g_auto (Outcome) outcome = { 0 };

  sample_write_dump (sample, "cold.dump", 0.02, "Zr");
  sample_write_dump (sample, "hot.dump", 0.6, "Zr");
  sample_run (sample, &outcome, "train", "--class", "100=cold.dump", "--class", "1000=hot.dump", "--lags", "1,2,3",
              "--k", "5", "--folds", "0", "--timestep", SAMPLE_TIMESTEP, "--output", "trained.h5", NULL);
  assert_done (outcome);
}

/* ---- the program ---- */

static int
status_of (int wait_status)
{
  g_autoptr (GError) error = NULL;

  if (g_spawn_check_wait_status (wait_status, &error))
    return 0;
  /* Ended by a signal, which no input may bring about. */
  g_assert_true (error->domain == G_SPAWN_EXIT_ERROR);
  return error->code;
}

static void
run_in (const Sample *sample, Outcome *outcome, const char *const *words, char **environment)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int wait_status;

  g_ptr_array_add (argv, (gpointer) g_getenv ("VITRINE_CLI"));
  for (; *words != NULL; words++)
    g_ptr_array_add (argv, (gpointer) *words);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (sample->directory, (char **) argv->pdata, environment, G_SPAWN_DEFAULT, NULL, NULL, &outcome->out,
                &outcome->err, &wait_status, &error);
  g_assert_no_error (error);
  outcome->status = status_of (wait_status);
}

/* Data that comes with the program must not slip in: the directory has none. */
static char **
make_environment (const Sample *sample)
{
  return g_environ_setenv (g_get_environ (), "VITRINE_DATA", sample->directory, TRUE);
}

void
sample_run_words (const Sample *sample, Outcome *outcome, const char *const *words)
{
  g_auto (GStrv) environment = g_environ_unsetenv (make_environment (sample), "LOCPATH");

  run_in (sample, outcome, words, environment);
}

/* The C library leaks the path of its locales, which is no leak of ours. */
void
sample_run_with_comma (const Sample *sample, Outcome *outcome, const char *const *words)
{
  g_auto (GStrv) environment = g_environ_setenv (make_environment (sample), "LC_ALL", "de_DE.UTF-8", TRUE);

  environment = g_environ_setenv (environment, "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  run_in (sample, outcome, words, environment);
}

void
sample_run (const Sample *sample, Outcome *outcome, const char *first, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  va_list arguments;

  va_start (arguments, first);
  for (const char *word = first; word != NULL; word = va_arg (arguments, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (arguments);
  g_ptr_array_add (words, NULL);
  sample_run_words (sample, outcome, (const char *const *) words->pdata);
}

void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->out, g_free);
  g_clear_pointer (&outcome->err, g_free);
}

void
assert_failed (const Outcome *outcome, int status, const char *text)
{
  const char *end = strchr (outcome->err, '\n');

  g_test_message ("stderr: %s", outcome->err);
  g_assert_cmpint (outcome->status, ==, status);
  g_assert_cmpstr (outcome->out, ==, "");
  g_assert_nonnull (end);
  g_assert_cmpstr (end, ==, "\n");
  g_assert_true (g_str_has_prefix (outcome->err, "vitrine-cli: "));
  g_assert_nonnull (strstr (outcome->err, text));
}
