/* Cutoffs of runs that are compared: at the minima of what all of them have counted, the same for each. */
#include <math.h>
#include <string.h>

#include "test-files.h"
#include "test-glass.h"
#include "vt-evaluator.h"
#include "vt-provenance.h"
#include "vt-rdf.h"
#include "vt-run-comparison.h"

#define N_FRAMES 3
#define EDGE 14.8

typedef struct
{
  char        *folder;
  /* As it is, 6 % wider, of other elements, and so wide that sums of the three densities depend on their order. */
  GFile       *files[4];
  VtEvaluator *evaluator;
  VtState     *state;    /* of the first one, alone */
} Fixture;

/* A glass blown up by @scale, as a file; its second element @other. */
static GFile *
write_glass (const char *folder, const char *name, double scale, const char *other, guint32 seed)
{
  g_autoptr (VtTrajectory) glass = test_glass_new (4, N_FRAMES, 0.05, seed);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  for (guint f = 0; f < N_FRAMES; f++)
    {
      g_autoptr (VtFrame) frame = vt_trajectory_read_frame (glass, f, NULL, NULL);
      const guint8 *species = vt_atom_table_get_species (vt_frame_get_atoms (frame));

      g_string_append_printf (text,
                              "ITEM: TIMESTEP\n%u\nITEM: NUMBER OF ATOMS\n256\nITEM: BOX BOUNDS pp pp pp\n"
                              "0 %.6f\n0 %.6f\n0 %.6f\nITEM: ATOMS id element xu yu zu\n",
                              2000 * f, scale * EDGE, scale * EDGE, scale * EDGE);
      for (gsize i = 0; i < 256; i++)
        g_string_append_printf (text, "%zu %s %.6f %.6f %.6f\n", i + 1, species[i] == 0 ? "Cu" : other,
                                scale * vt_frame_get_axis (frame, 0)[i], scale * vt_frame_get_axis (frame, 1)[i],
                                scale * vt_frame_get_axis (frame, 2)[i]);
    }
  test_files_write (path, text->str, text->len);
  return g_file_new_for_path (path);
}

static VtState *
open_file (const VtState *state, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  return vt_state_with_text (state, "trajectory.file", uri);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtState) plain = vt_state_new (), timed = vt_state_with_real (plain, "trajectory.timestep", 0.0025);

  fixture->folder = test_files_make_folder ();
  fixture->files[0] = write_glass (fixture->folder, "narrow.dump", 1, "Zr", 4);
  fixture->files[1] = write_glass (fixture->folder, "wide.dump", 1.06, "Zr", 5);
  fixture->files[2] = write_glass (fixture->folder, "strange.dump", 1, "Pd", 6);
  fixture->files[3] = write_glass (fixture->folder, "widest.dump", 1.1493, "Zr", 7);
  fixture->evaluator = vt_evaluator_new (1 << 28);
  fixture->state = open_file (timed, fixture->files[0]);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixture->files); i++)
    g_object_unref (fixture->files[i]);
  g_object_unref (fixture->evaluator);
  vt_state_unref (fixture->state);
  test_files_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static VtResult *
evaluate (Fixture *fixture, const VtState *state, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSource) source = vt_source_open (state, NULL, NULL, NULL, &error);
  VtResult *result;

  g_assert_no_error (error);
  result = vt_evaluator_evaluate (fixture->evaluator, source, state, id, NULL, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static const VtCutoffs *
get_cutoffs (VtResult *result)
{
  return vt_result_get_payload (result);
}

/* (transfer full): compared with @file, too. */
static VtState *
compare_with (const VtState *state, GFile *file)
{
  return vt_run_comparison_add_run (state, file, NULL, 0, NULL);
}

/* The pool is what counting all frames of both gives; it lies between the two, and is the other run's as well. */
static void
test_pooled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtState) other = open_file (fixture->state, fixture->files[1]);
  g_autoptr (VtState) both = compare_with (fixture->state, fixture->files[1]);
  g_autoptr (GPtrArray) runs = vt_run_comparison_get_runs (both);
  g_autoptr (VtState) seen_from_other = vt_run_comparison_get_state (both, runs->pdata[0], NULL);
  g_autoptr (VtResult) narrow = evaluate (fixture, fixture->state, "rdf"), wide = evaluate (fixture, other, "rdf");
  g_autoptr (VtResult) pooled = evaluate (fixture, both, "rdf"), same = evaluate (fixture, seen_from_other, "rdf");
  g_autoptr (VtRdf) all = NULL;
  VtCutoffs expected;

  for (guint f = 0; f < 2; f++)
    {
      g_autoptr (VtState) state = open_file (fixture->state, fixture->files[f]);
      g_autoptr (VtSource) source = vt_source_open (state, NULL, NULL, NULL, NULL);

      for (guint i = 0; i < N_FRAMES; i++)
        {
          g_autoptr (VtFrame) frame = vt_trajectory_read_frame (vt_source_get_trajectory (source), i, NULL, NULL);

          if (all == NULL)
            all = vt_rdf_new (vt_frame_get_atoms (frame), 8, 0.02);
          g_assert_true (vt_rdf_add_frame (all, frame, NULL, NULL, NULL));
        }
    }
  vt_rdf_find_cutoffs (all, 0.08, 1.1, 1.7, &expected, NULL);
  for (guint a = 0; a < 2; a++)
    for (guint b = 0; b < 2; b++)
      {
        double radius = get_cutoffs (pooled)->radius[a][b];

        g_assert_cmpfloat_with_epsilon (radius, expected.radius[a][b], 1e-9);
        g_assert_cmpfloat (radius, !=, get_cutoffs (narrow)->radius[a][b]);
        g_assert_cmpfloat (radius, !=, get_cutoffs (wide)->radius[a][b]);
        g_assert_cmpfloat (radius, ==, get_cutoffs (same)->radius[a][b]);
      }
  g_assert_cmpfloat (vt_result_get_number (pooled, "runs"), ==, 2);
  g_assert_nonnull (strstr (vt_table_get_text (vt_result_get_table (pooled, "cutoffs"), 0, 2), "g(r) of 2 runs"));
  g_assert_null (strstr (vt_table_get_text (vt_result_get_table (narrow, "cutoffs"), 0, 2), "runs"));
}

/* Of three runs, whichever is looked at and in whatever order they are named: the same bits. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const guint orders[][3] = { { 0, 1, 3 }, { 1, 0, 3 }, { 3, 1, 0 }, { 0, 3, 1 } };
  g_autofree char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (VtState) alone = open_file (fixture->state, fixture->files[orders[i][0]]);
      g_autoptr (VtState) two = compare_with (alone, fixture->files[orders[i][1]]);
      g_autoptr (VtState) three = compare_with (two, fixture->files[orders[i][2]]);
      g_autoptr (VtResult) result = evaluate (fixture, three, "rdf");
      g_autofree char *text = vt_table_to_csv (vt_result_get_table (result, "rdf"));

      if (first == NULL)
        first = g_steal_pointer (&text);
      else
        g_assert_cmpstr (text, ==, first);
    }
}

/* Each run for itself, if one says so; a run that is named twice, or is the one looked at, counts once. */
static void
test_choice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtState) both = compare_with (fixture->state, fixture->files[1]);
  g_autoptr (VtState) apart = vt_state_with (both, "rdf.runs", g_variant_new_boolean (FALSE), NULL);
  g_autoptr (VtState) again = compare_with (both, fixture->files[1]), self = compare_with (again, fixture->files[0]);
  g_autoptr (VtResult) alone = evaluate (fixture, fixture->state, "rdf"), for_itself = evaluate (fixture, apart, "rdf");
  g_autoptr (VtResult) pooled = evaluate (fixture, both, "rdf"), twice = evaluate (fixture, self, "rdf");

  g_assert_cmpmem (get_cutoffs (alone), sizeof (VtCutoffs), get_cutoffs (for_itself), sizeof (VtCutoffs));
  g_assert_cmpmem (get_cutoffs (pooled), sizeof (VtCutoffs), get_cutoffs (twice), sizeof (VtCutoffs));
  g_assert_cmpfloat (vt_result_get_number (twice, "runs"), ==, 2);
  g_assert_cmpfloat (vt_result_get_number (for_itself, "runs"), ==, 1);
}

/* One that is gone, and one of other elements, are left out, and it is said. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) gone = g_file_new_build_filename (fixture->folder, "gone.dump", NULL);
  g_autoptr (VtState) one = compare_with (fixture->state, gone), two = compare_with (one, fixture->files[2]);
  g_autoptr (VtResult) alone = evaluate (fixture, fixture->state, "rdf"), result = evaluate (fixture, two, "rdf");
  const char *const *warnings = vt_result_get_warnings (result);

  g_assert_cmpmem (get_cutoffs (alone), sizeof (VtCutoffs), get_cutoffs (result), sizeof (VtCutoffs));
  g_assert_cmpuint (g_strv_length ((char **) warnings), ==, 2);
  g_assert_nonnull (strstr (warnings[0], "gone.dump"));
  g_assert_nonnull (strstr (warnings[1], "strange.dump"));
  g_assert_nonnull (strstr (warnings[1], "different species"));
}

/* What needs no g(r) does not wait for the others, nor for how they are called. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtSource) source = vt_source_open (fixture->state, NULL, NULL, NULL, NULL);
  g_autoptr (VtState) both = compare_with (fixture->state, fixture->files[1]);
  g_autoptr (VtState) renamed = vt_state_with_text (both, "comparison.labels", "another name");
  g_autoptr (VtState) given = vt_state_with_text (fixture->state, "cutoff", "3.6");
  g_autoptr (VtState) given_both = vt_state_with_text (both, "cutoff", "3.6");
  g_autofree char *alone = vt_evaluator_get_key (source, fixture->state, "neighbors");
  g_autofree char *pooled = vt_evaluator_get_key (source, both, "neighbors");
  g_autofree char *as_named = vt_evaluator_get_key (source, renamed, "neighbors");
  g_autofree char *by_radius = vt_evaluator_get_key (source, given, "neighbors");
  g_autofree char *by_radius_too = vt_evaluator_get_key (source, given_both, "neighbors");

  g_assert_cmpstr (alone, !=, pooled);
  g_assert_cmpstr (pooled, ==, as_named);
  g_assert_cmpstr (by_radius, ==, by_radius_too);
}

static const char *
find_field (const GArray *fields, const char *key)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (g_array_index (fields, VtExportField, i).key, key))
      return g_array_index (fields, VtExportField, i).value;
  return NULL;
}

static void
test_provenance (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VtSource) source = vt_source_open (fixture->state, NULL, NULL, NULL, NULL);
  g_autoptr (VtState) both = compare_with (fixture->state, fixture->files[1]);
  g_autoptr (VtState) apart = vt_state_with (both, "rdf.runs", g_variant_new_boolean (FALSE), NULL);
  g_autoptr (GArray) pooled = vt_provenance_fields (source, both, "a");
  g_autoptr (GArray) single = vt_provenance_fields (source, apart, "a");

  g_assert_cmpstr (find_field (pooled, "Compared"), ==, "wide.dump");
  g_assert_cmpstr (find_field (pooled, "Cutoffs"), ==, "from g(r) pooled over the source and the compared runs");
  g_assert_null (find_field (single, "Cutoffs"));
  g_assert_nonnull (strstr (find_field (single, "Parameters"), "rdf.runs=false"));
}

int
main (int argc, char **argv)
{
#define ADD(name, func) g_test_add ("/rdf-runs/" name, Fixture, NULL, set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("pooled", test_pooled);
  ADD ("order", test_order);
  ADD ("choice", test_choice);
  ADD ("left-out", test_left_out);
  ADD ("keys", test_keys);
  ADD ("provenance", test_provenance);
  return g_test_run ();
}
