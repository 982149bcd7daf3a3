/* A small alloy that shakes, and the program run on it: what the tests of the command line share. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SAMPLE_ATOMS 256
#define SAMPLE_FRAMES 6
/* Frames are 100 steps of it apart: 1 ps. */
#define SAMPLE_TIMESTEP "0.01"

/* A directory of its own for each test. */
typedef struct
{
  char *directory;
} Sample;

/* What the program left behind. */
typedef struct
{
  int   status;
  char *out;
  char *err;
} Outcome;

void  sample_set_up (Sample *sample, gconstpointer data);
void  sample_tear_down (Sample *sample, gconstpointer data);
/* Path of a file in the directory. (transfer full) */
char *sample_path (const Sample *sample, const char *name);
void  sample_write (const Sample *sample, const char *name, const char *text);
/* (transfer full) */
char *sample_read (const Sample *sample, const char *name);
gboolean sample_exists (const Sample *sample, const char *name);

/* An fcc crystal of 256 atoms, every second one of @second, in 6 frames 1 ps apart, shaken by @amplitude (Å). (transfer
 * full) */
char *sample_dump_text (double amplitude, const char *first, const char *second);
void  sample_write_dump (const Sample *sample, const char *name, double amplitude, const char *second);
/* cold.dump at 100 K, hot.dump at 1000 K, and trained.h5 of both at 1, 2 and 3 ps. */
void  sample_make_model (const Sample *sample);

/* vitrine-cli with these arguments, NULL-terminated, run in the directory. */
void  sample_run (const Sample *sample, Outcome *outcome, const char *first, ...) G_GNUC_NULL_TERMINATED;
void  sample_run_words (const Sample *sample, Outcome *outcome, const char *const *words);
/* The same in a language that writes a decimal comma, where the tests have one. */
void  sample_run_with_comma (const Sample *sample, Outcome *outcome, const char *const *words);
void  outcome_clear (Outcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* It succeeded: status 0, and nothing on stderr but warnings. */
#define assert_done(outcome)                                                                                           \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    if ((outcome).status != 0)                                                                                         \
      g_test_message ("stderr: %s", (outcome).err);                                                                    \
    g_assert_cmpint ((outcome).status, ==, 0);                                                                         \
  }                                                                                                                    \
  G_STMT_END
/* It failed as it should: that status, nothing on stdout, and one line on stderr in which @text occurs. */
void assert_failed (const Outcome *outcome, int status, const char *text);

G_END_DECLS
