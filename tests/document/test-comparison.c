/* What is compared, how it is coloured and where it lies on the sheet. */
#include "vt-comparison-figure.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "glass-fixture.h"
#include "vt-comparison-places.h"
#include "vt-run-comparison.h"

typedef GlassFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  glass_fixture_set_up (fixture, unused);
  glass_fixture_set (fixture, "correlation.lags", g_variant_new_parsed ("[5.0, 20.0, 77.0]"));
}

/* The fixture's state from now on with that value. */
static void
change (Fixture *fixture, const char *key, const char *value)
{
  VtState *next = vt_state_with (fixture->state, key, g_variant_new_parsed (value), NULL);

  g_assert_nonnull (next);
  vt_state_unref (fixture->state);
  fixture->state = next;
}

static GPtrArray *
plan (Fixture *fixture)
{
  guint n_left_out;
  GPtrArray *panels = vt_comparison_plan (fixture->source, fixture->state, FALSE, &n_left_out);

  g_assert_cmpuint (n_left_out, ==, 0);
  return panels;
}

static char *
join_ids (GPtrArray *panels)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < panels->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((VtComparisonPanel *) panels->pdata[i])->id);
  return g_string_free (text, FALSE);
}

static GPtrArray *
evaluate (Fixture *fixture)
{
  g_autoptr (GPtrArray) planned = plan (fixture);
  g_autoptr (VtComparisonSources) sources = vt_comparison_sources_new (fixture->evaluator, fixture->source);
  GPtrArray *panels = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_comparison_panel_unref);

  for (guint i = 0; i < planned->len; i++)
    {
      g_autoptr (GError) error = NULL;
      VtComparisonPanel *panel = vt_comparison_evaluate (sources, planned->pdata[i], FALSE, NULL, NULL, &error);

      g_assert_no_error (error);
      g_ptr_array_add (panels, panel);
    }
  return panels;
}

static VtDepiction *
depict (Fixture *fixture, VtSource *source, const char *property, const char *key, GVariant *value)
{
  g_autoptr (VtState) state = vt_state_with (fixture->state, key, value, NULL);
  g_autoptr (GError) error = NULL;
  VtDepiction *depiction
      = vt_depiction_evaluate (fixture->evaluator, source, state, property, FALSE, NULL, NULL, &error);

  g_assert_no_error (error);
  return depiction;
}

static void
assert_same (const VtDepiction *a, const VtDepiction *b)
{
  gsize n = vt_column_get_n (a->values);

  g_assert_cmpint (vt_frame_get_step (a->frame), ==, vt_frame_get_step (b->frame));
  g_assert_cmpmem (vt_column_get_values (a->values), n * sizeof (double), vt_column_get_values (b->values),
                   vt_column_get_n (b->values) * sizeof (double));
  g_assert_cmpmem (a->flags, n, b->flags, n);
  g_assert_cmpfloat (a->coloring->scale.minimum, ==, b->coloring->scale.minimum);
  g_assert_cmpfloat (a->coloring->scale.maximum, ==, b->coloring->scale.maximum);
}

/* ---- what is compared ---- */

static void
test_lags (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) panels = evaluate (fixture);
  g_autofree char *ids = join_ids (panels);
  const VtComparisonPanel *heat = panels->pdata[0], *motion = panels->pdata[2], *missing = panels->pdata[3];
  g_autoptr (VtDepiction) t_ml = depict (fixture, fixture->source, "t_ml", "window.lag", g_variant_new_double (20));
  g_autoptr (VtDepiction) d2min = depict (fixture, fixture->source, "d2min", "window.lag", g_variant_new_double (20));

  g_assert_cmpstr (ids, ==, "t_ml d2min@5 d2min@20 d2min@77");
  assert_same (heat->depiction, t_ml);
  assert_same (motion->depiction, d2min);
  g_assert_nonnull (strstr (motion->title, "20\u202fps"));
  /* What the file lacks is said where it would be. */
  g_assert_null (missing->depiction);
  g_assert_nonnull (strstr (missing->message, "77"));
}

/* The atoms within a brushed range of D²min are those of the window's lag, at every lag. */
static void
test_selection (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtDepiction) wanted = NULL;
  g_autoptr (GPtrArray) panels = NULL;

  change (fixture, "window.lag", "5.0");
  change (fixture, "selection.property", "'d2min'");
  change (fixture, "selection.minimum", "0.03");
  wanted = depict (fixture, fixture->source, "d2min", "window.lag", g_variant_new_double (5));
  g_assert_cmpuint (wanted->n_selected, >, 0);
  g_assert_cmpuint (wanted->n_selected, <, vt_column_get_n (wanted->values));
  panels = evaluate (fixture);
  for (guint i = 0; i < 3; i++)
    {
      const VtComparisonPanel *panel = panels->pdata[i];

      g_assert_cmpuint (panel->depiction->n_selected, ==, wanted->n_selected);
      g_assert_cmpmem (panel->depiction->flags, vt_column_get_n (wanted->values), wanted->flags,
                       vt_column_get_n (wanted->values));
    }
}

static void
test_frames (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) heat = NULL, evenly = NULL, given = NULL;
  g_autofree char *heat_ids = NULL, *even_ids = NULL, *given_ids = NULL;

  change (fixture, "compare.by", "'frames'");
  heat = evaluate (fixture);
  heat_ids = join_ids (heat);
  /* Beyond there is no T_ML. */
  g_assert_cmpstr (heat_ids, ==, "frame@0 frame@1");
  change (fixture, "view.color-by", "'cn'");
  change (fixture, "compare.count", "int64 3");
  evenly = evaluate (fixture);
  even_ids = join_ids (evenly);
  g_assert_cmpstr (even_ids, ==, "frame@0 frame@3 frame@5");
  for (guint i = 0; i < evenly->len; i++)
    {
      const VtComparisonPanel *panel = evenly->pdata[i];
      gint64 frame = vt_state_get_integer (panel->state, "window.frame");
      g_autoptr (VtDepiction) alone
          = depict (fixture, fixture->source, "cn", "window.frame", g_variant_new_int64 (frame));

      assert_same (panel->depiction, alone);
    }
  /* The nearest, each once, in the order of time. */
  change (fixture, "compare.times", "[11.2, 4.0, 9.9, 1000.0]");
  given = plan (fixture);
  given_ids = join_ids (given);
  g_assert_cmpstr (given_ids, ==, "frame@1 frame@2 frame@5");
}

/* D²min over 10 ps is there for four of six frames; what needs nothing later, for all. */
static void
test_possible_frames (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) motion = NULL, neighbors = NULL;
  g_autofree char *motion_ids = NULL, *neighbor_ids = NULL;

  change (fixture, "compare.by", "'frames'");
  change (fixture, "window.lag", "10.0");
  change (fixture, "view.color-by", "'d2min'");
  motion = plan (fixture);
  motion_ids = join_ids (motion);
  g_assert_cmpstr (motion_ids, ==, "frame@0 frame@1 frame@2 frame@3");
  change (fixture, "view.color-by", "'element'");
  neighbors = plan (fixture);
  neighbor_ids = join_ids (neighbors);
  g_assert_cmpstr (neighbor_ids, ==, "frame@0 frame@1 frame@2 frame@3 frame@4 frame@5");
}

/* Only what is seen otherwise is another depiction. */
static void
test_keys (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *key;
    const char *value;
    gboolean    heat; /* T_ML's panel is another */
    gboolean    motion;
  } edits[] = { { "slice.position", "0.25", FALSE, FALSE },
                { "compare.share-range", "false", FALSE, FALSE },
                { "correlation.lags", "[7.0, 5.0]", FALSE, TRUE },
                { "window.lag", "10.0", FALSE, FALSE },
                { "d2min.norm", "'sum'", TRUE, TRUE },
                { "view.colormap", "'greys'", TRUE, TRUE },
                { "selection.class", "'la'", TRUE, TRUE },
                { "window.frame", "int64 1", TRUE, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GPtrArray) before = plan (fixture), after = NULL;

      change (fixture, edits[i].key, edits[i].value);
      after = plan (fixture);
      g_assert_true ((g_strcmp0 (((VtComparisonPanel *) before->pdata[0])->key,
                                 ((VtComparisonPanel *) after->pdata[0])->key)
                      != 0)
                     == edits[i].heat);
      g_assert_true ((g_strcmp0 (((VtComparisonPanel *) before->pdata[1])->key,
                                 ((VtComparisonPanel *) after->pdata[1])->key)
                      != 0)
                     == edits[i].motion);
    }
}

static void
test_limits (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) panels = NULL;
  g_autoptr (GString) lags = g_string_new ("[1.0");
  guint n_left_out;

  g_assert_cmpuint (vt_comparison_get_limit (0), ==, VT_COMPARISON_MAX);
  g_assert_cmpuint (vt_comparison_get_limit (4000), ==, VT_COMPARISON_MAX);
  g_assert_cmpuint (vt_comparison_get_limit (5000000), ==, 4);
  g_assert_cmpuint (vt_comparison_get_limit (1000000000), ==, 2);
  for (guint i = 2; i <= 20; i++)
    g_string_append_printf (lags, ", %u.0", i);
  g_string_append_c (lags, ']');
  change (fixture, "correlation.lags", lags->str);
  panels = vt_comparison_plan (fixture->source, fixture->state, FALSE, &n_left_out);
  g_assert_cmpuint (panels->len, ==, VT_COMPARISON_MAX);
  g_assert_cmpuint (n_left_out, ==, 21 - VT_COMPARISON_MAX);
}

static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) panels = plan (fixture);
  g_autoptr (VtComparisonSources) sources = vt_comparison_sources_new (fixture->evaluator, fixture->source);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_comparison_evaluate (sources, panels->pdata[1], FALSE, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* ---- runs ---- */

/* The fixture's file without its first frames, in @directory. */
static GFile *
cut_run (const char *directory, const char *name, guint skipped)
{
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "app", "small.lammpstrj", NULL);
  g_autofree char *text = NULL;
  const char *at;
  GFile *file = g_file_new_build_filename (directory, name, NULL);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  at = text;
  for (guint i = 0; i < skipped; i++)
    at = strstr (at + 1, "ITEM: TIMESTEP");
  g_assert_true (g_file_replace_contents (file, at, strlen (at), NULL, FALSE, 0, NULL, NULL, NULL));
  return file;
}

/* The whole file is looked at, and compared with what is left of it without its first two frames. */
static void
open_runs (Fixture *fixture, GFile *whole, GFile *rest)
{
  g_autoptr (VtState) state = NULL, open = NULL;
  g_autofree char *uri = g_file_get_uri (whole);
  g_autoptr (GError) error = NULL;

  open = vt_state_with_text (fixture->state, "trajectory.file", uri);
  state = vt_run_comparison_add_run (open, rest, "<rest> & more", 0, NULL);
  vt_state_unref (fixture->state);
  fixture->state = g_steal_pointer (&state);
  vt_source_unref (fixture->source);
  fixture->source = vt_source_open (fixture->state, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  change (fixture, "compare.by", "'runs'");
  change (fixture, "view.color-by", "'d2min'");
  change (fixture, "view.range", "'frame'");
  /* Else each run's own g(r) would tell it. */
  change (fixture, "cutoff", "'3.6'");
  change (fixture, "window.lag", "5.0");
}

static VtColorScale
get_scale (Fixture *fixture, GPtrArray *panels, guint index)
{
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtComparisonSheet) sheet = vt_comparison_sheet_new (panels, fixture->state, &style, 480, 0);

  return vt_comparison_sheet_get_coloring (sheet, index)->scale;
}

static void
test_runs (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *directory = g_dir_make_tmp ("vitrine-comparison-XXXXXX", NULL);
  g_autoptr (GFile) whole = cut_run (directory, "whole.lammpstrj", 0), rest = cut_run (directory, "rest.lammpstrj", 2);
  g_autoptr (GPtrArray) panels = NULL, late = NULL;
  g_autoptr (VtDepiction) first = NULL, third = NULL;
  const VtComparisonPanel *own, *other;
  VtColorScale alone;

  open_runs (fixture, whole, rest);
  panels = evaluate (fixture);
  g_assert_cmpuint (panels->len, ==, 2);
  own = panels->pdata[0];
  other = panels->pdata[1];
  g_assert_cmpstr (own->name, ==, "whole");
  g_assert_cmpstr (other->name, ==, "<rest> & more");
  g_assert_cmpstr (other->message, ==, NULL);
  /* As long after the beginning: the other's first frame is the whole one's third. */
  first = depict (fixture, fixture->source, "d2min", "window.frame", g_variant_new_int64 (0));
  third = depict (fixture, fixture->source, "d2min", "window.frame", g_variant_new_int64 (2));
  assert_same (own->depiction, first);
  assert_same (other->depiction, third);

  g_assert_cmpfloat (first->coloring->scale.minimum, !=, third->coloring->scale.minimum);
  for (guint i = 0; i < 2; i++)
    {
      VtColorScale shared = get_scale (fixture, panels, i);

      g_assert_cmpfloat (shared.minimum, ==,
                         fmin (first->coloring->scale.minimum, third->coloring->scale.minimum));
      g_assert_cmpfloat (shared.maximum, ==,
                         fmax (first->coloring->scale.maximum, third->coloring->scale.maximum));
    }
  change (fixture, "compare.share-range", "false");
  alone = get_scale (fixture, panels, 1);
  g_assert_cmpfloat (alone.minimum, ==, third->coloring->scale.minimum);
  g_assert_cmpfloat (alone.maximum, ==, third->coloring->scale.maximum);

  /* The other one has ended by then, and says so. */
  change (fixture, "view.color-by", "'cn'");
  change (fixture, "window.frame", "int64 5");
  late = evaluate (fixture);
  g_assert_nonnull (((VtComparisonPanel *) late->pdata[0])->depiction);
  g_assert_null (((VtComparisonPanel *) late->pdata[1])->depiction);
  g_assert_nonnull (strstr (((VtComparisonPanel *) late->pdata[1])->message, "25 ps"));
  g_assert_true (g_file_delete (whole, NULL, NULL) && g_file_delete (rest, NULL, NULL));
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

/* A run that is compared with itself twice has three panels, each with a place of its own. */
static void
test_same_run (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/a.dump");
  g_autoptr (VtState) one = vt_run_comparison_add_run (fixture->state, file, NULL, 0, NULL);
  g_autoptr (GPtrArray) panels = NULL;
  g_autofree char *ids = NULL;

  vt_state_unref (fixture->state);
  fixture->state = vt_run_comparison_add_run (one, file, NULL, 0, NULL);
  change (fixture, "compare.by", "'runs'");
  panels = evaluate (fixture);
  ids = join_ids (panels);
  g_assert_cmpstr (ids, ==, "run@ run@file:///nowhere/a.dump run@file:///nowhere/a.dump #2");
  g_assert_nonnull (strstr (((VtComparisonPanel *) panels->pdata[1])->message, "a.dump"));
}

/* ---- places ---- */

static void
test_places (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) moved = vt_state_with_real (fixture->state, "slice.position", 0.25), kept = NULL, back = NULL;
  g_autoptr (VtState) here = NULL, there = NULL, together = NULL;

  change (fixture, "compare.share-camera", "false");
  kept = vt_state_with (fixture->state, "compare.places", vt_comparison_with_place (fixture->state, "b'@1", moved), NULL);
  g_assert_nonnull (kept);
  here = vt_comparison_place (kept, "a");
  there = vt_comparison_place (kept, "b'@1");
  g_assert_cmpfloat (vt_state_get_real (here, "slice.position"), ==, 0.5);
  g_assert_cmpfloat (vt_state_get_real (there, "slice.position"), ==, 0.25);
  g_assert_true (vt_comparison_has_place (kept, "b'@1"));
  g_assert_false (vt_comparison_has_place (kept, "a"));
  /* Only the position is its own: the axis is that of all. */
  {
    g_autoptr (VtState) turned = vt_state_with_text (kept, "slice.axis", "z");
    g_autoptr (VtState) both = vt_comparison_place (turned, "b'@1");

    g_assert_true (vt_state_is (both, "slice.axis", "z"));
    g_assert_cmpfloat (vt_state_get_real (both, "slice.position"), ==, 0.25);
  }
  /* Not shown, and not forgotten, while all share one. */
  {
    g_autoptr (VtState) shared
        = vt_state_with (kept, "compare.share-camera", g_variant_new_boolean (TRUE), NULL);

    together = vt_comparison_place (shared, "b'@1");
    g_assert_cmpfloat (vt_state_get_real (together, "slice.position"), ==, 0.5);
    g_assert_true (vt_comparison_has_place (shared, "b'@1"));
  }
  back = vt_state_with (kept, "compare.places", vt_comparison_without_place (kept, "b'@1"), NULL);
  g_assert_cmpstr (vt_state_get_text (back, "compare.places"), ==, "");
}

/* A session may hold anything. */
static void
test_wrong_places (Fixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = { "'nonsense'", "\"{'a': 3}\"", "\"{'a': {'slice.position': <7.0>}}\"",
                                       "\"{'a': {'slice.position': <'x'>}}\"", "\"{'a': {'window.frame': <int64 3>}}\"",
                                       "\"{'a': {'slice.nothing': <true>}}\"" };

  change (fixture, "compare.share-camera", "false");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (VtState) place = NULL;

      change (fixture, "compare.places", texts[i]);
      place = vt_comparison_place (fixture->state, "a");
      g_assert_true (vt_state_equal (place, fixture->state));
    }
}

/* The newest are kept. */
static void
test_many_places (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (VtState) moved = vt_state_with_real (fixture->state, "slice.position", 0.25);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *id = g_strdup_printf ("frame@%u", i);
      VtState *next = vt_state_with (fixture->state, "compare.places",
                                     vt_comparison_with_place (fixture->state, id, moved), NULL);

      vt_state_unref (fixture->state);
      fixture->state = next;
    }
  g_assert_true (vt_comparison_has_place (fixture->state, "frame@199"));
  g_assert_true (vt_comparison_has_place (fixture->state, "frame@136"));
  g_assert_false (vt_comparison_has_place (fixture->state, "frame@135"));
}

/* ---- the sheet ---- */

static void
check_inside (const cairo_rectangle_t *inner, double width, double height)
{
  g_assert_cmpfloat (inner->x, >=, -1e-9);
  g_assert_cmpfloat (inner->y, >=, -1e-9);
  g_assert_cmpfloat (inner->x + inner->width, <=, width + 1e-9);
  g_assert_cmpfloat (inner->y + inner->height, <=, height + 1e-9);
}

static void
check_sheet (const VtComparisonSheet *sheet, double width, double height, gboolean one_scale, const VtChartStyle *style)
{
  double zoom = NAN;

  for (guint i = 0; i < vt_comparison_sheet_get_n_panels (sheet); i++)
    {
      cairo_rectangle_t area, slice;
      const VtSliceChart *chart = vt_comparison_sheet_get_chart (sheet, i, &slice);

      vt_comparison_sheet_get_area (sheet, i, &area);
      check_inside (&area, width, height);
      g_assert_cmpint (vt_comparison_sheet_find (sheet, area.x + 0.5 * area.width, area.y + 0.5 * area.height), ==, i);
      /* Its corners are nobody else's. */
      g_assert_cmpint (vt_comparison_sheet_find (sheet, area.x + 0.5, area.y + 0.5), ==, i);
      g_assert_cmpint (
          vt_comparison_sheet_find (sheet, area.x + area.width - 0.5, area.y + area.height - 0.5), ==, i);
      if (!one_scale || chart == NULL)
        continue;
      if (!isnan (zoom))
        g_assert_cmpfloat_with_epsilon (vt_slice_chart_get_zoom (chart, slice.width, slice.height, style), zoom,
                                        1e-6 * zoom);
      zoom = vt_slice_chart_get_zoom (chart, slice.width, slice.height, style);
    }
}

static void
test_layout (Fixture *fixture, gconstpointer unused)
{
  static const double sizes[][2] = { { 900, 600 }, { 360, 700 }, { 1500, 300 }, { 240, 240 }, { 480, 0 } };
  VtChartStyle style = vt_chart_style_screen (FALSE);

  change (fixture, "compare.by", "'frames'");
  change (fixture, "view.color-by", "'cn'");
  for (guint count = 1; count <= 6; count++)
    for (guint s = 0; s < 4 * G_N_ELEMENTS (sizes); s++)
      {
        const double *size = sizes[s / 4];
        g_autofree char *number = g_strdup_printf ("int64 %u", count);
        g_autoptr (GPtrArray) panels = NULL;
        g_autoptr (VtComparisonSheet) sheet = NULL;

        change (fixture, "compare.count", number);
        change (fixture, "compare.share-range", s & 1 ? "false" : "true");
        change (fixture, "compare.share-camera", s & 2 ? "false" : "true");
        panels = evaluate (fixture);
        sheet = vt_comparison_sheet_new (panels, fixture->state, &style, size[0], size[1]);
        g_assert_cmpuint (vt_comparison_sheet_get_n_panels (sheet), ==, count);
        g_assert_cmpfloat (vt_comparison_sheet_get_height (sheet), >, 0);
        check_sheet (sheet, size[0], vt_comparison_sheet_get_height (sheet), !(s & 2), &style);
      }
}

/* Cells of different sizes are drawn at one scale, each in the middle of its panel: one scale bar is enough. */
static void
test_one_scale (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *directory = g_dir_make_tmp ("vitrine-comparison-XXXXXX", NULL);
  g_autoptr (GFile) whole = cut_run (directory, "whole.lammpstrj", 0), wide = cut_run (directory, "wide.lammpstrj", 0);
  g_autofree char *text = NULL;
  g_autoptr (GString) wider = NULL;
  g_autoptr (GPtrArray) panels = NULL;
  g_autoptr (VtComparisonSheet) sheet = NULL;
  VtChartStyle style = vt_chart_style_print ();
  cairo_rectangle_t slice, area;

  g_assert_true (g_file_load_contents (wide, NULL, &text, NULL, NULL, NULL));
  wider = g_string_new (text);
  g_string_replace (wider, "0 16.000000", "0 24.000000", 0);
  g_assert_true (g_file_replace_contents (wide, wider->str, wider->len, NULL, FALSE, 0, NULL, NULL, NULL));
  open_runs (fixture, whole, wide);
  change (fixture, "view.color-by", "'element'");
  panels = evaluate (fixture);
  sheet = vt_comparison_sheet_new (panels, fixture->state, &style, 480, 0);
  g_assert_nonnull (vt_comparison_sheet_get_chart (sheet, 1, NULL));
  check_sheet (sheet, 480, vt_comparison_sheet_get_height (sheet), TRUE, &style);
  vt_comparison_sheet_get_chart (sheet, 0, &slice);
  vt_comparison_sheet_get_area (sheet, 0, &area);
  g_assert_cmpfloat (slice.width, <, 0.8 * area.width);
  g_assert_cmpfloat_with_epsilon (slice.x + 0.5 * slice.width, area.x + 0.5 * area.width, 1e-6);
  g_assert_true (g_file_delete (whole, NULL, NULL) && g_file_delete (wide, NULL, NULL));
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

/* A panel with a place of its own shows other atoms; one without shows those of the common one. */
static void
test_own_place (Fixture *fixture, gconstpointer unused)
{
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (VtState) moved = vt_state_with_real (fixture->state, "slice.position", 0.1);
  g_autoptr (GPtrArray) panels = evaluate (fixture);
  g_autoptr (VtComparisonSheet) sheet = NULL;
  VtState *placed;
  cairo_rectangle_t at[3];
  const VtSliceChart *charts[3];
  gssize differ = 0;

  change (fixture, "compare.share-camera", "false");
  placed = vt_state_with (fixture->state, "compare.places",
                          vt_comparison_with_place (fixture->state, "d2min@5", moved), NULL);
  vt_state_unref (fixture->state);
  fixture->state = placed;
  sheet = vt_comparison_sheet_new (panels, fixture->state, &style, 480, 0);
  for (guint i = 0; i < 3; i++)
    charts[i] = vt_comparison_sheet_get_chart (sheet, i, &at[i]);
  g_assert_true (charts[0] != NULL && charts[1] != NULL && charts[2] != NULL);
  for (guint k = 0; k < 400; k++)
    {
      double x = (0.1 + 0.8 * (k % 20) / 19) * at[0].width, y = (0.1 + 0.7 * (k / 20) / 19.0) * at[0].height;
      gssize atoms[3];

      for (guint i = 0; i < 3; i++)
        atoms[i] = vt_comparison_sheet_atom_at (sheet, i, at[i].x + x, at[i].y + y);
      g_assert_cmpint (atoms[0], ==, atoms[2]);
      differ += atoms[0] != atoms[1] ? 1 : 0;
    }
  g_assert_cmpint (differ, >, 100);
}

/* Where a field cannot be had a sentence says so, and no atoms are there that would be taken for it. */
static void
test_refused (Fixture *fixture, gconstpointer unused)
{
  VtChartStyle style = vt_chart_style_print ();
  g_autoptr (GPtrArray) panels = NULL;
  g_autoptr (VtComparisonSheet) sheet = NULL;

  change (fixture, "slice.style", "'field'");
  panels = evaluate (fixture);
  for (guint p = 0; p < panels->len; p++)
    {
      const VtComparisonPanel *panel = panels->pdata[p];
      VtColumn *values = panel->depiction != NULL ? panel->depiction->values : NULL;

      for (gsize i = 0; values != NULL && i < vt_column_get_n (values); i++)
        ((double *) (gpointer) vt_column_get_values (values))[i] = NAN;
    }
  sheet = vt_comparison_sheet_new (panels, fixture->state, &style, 480, 0);
  g_assert_cmpuint (vt_comparison_sheet_get_n_panels (sheet), ==, 4);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_null (vt_comparison_sheet_get_chart (sheet, i, NULL));
      g_assert_nonnull (strstr (vt_comparison_sheet_get_message (sheet, i), "No atom that has a value lies near enough"));
    }
}

/* ---- the figure ---- */

static void
test_figure (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtComparisonFigure) figure
      = vt_comparison_figure_new (fixture->evaluator, fixture->source, fixture->state, NULL, NULL, &error);
  g_autofree char *caption = NULL;
  g_autoptr (VtTable) table = NULL;
  g_autoptr (VtDepiction) motion = depict (fixture, fixture->source, "d2min", "window.lag", g_variant_new_double (20));
  guint n_checked = 0;

  g_assert_no_error (error);
  caption = vt_comparison_figure_describe (figure);
  g_assert_nonnull (strstr (caption, "(a) TML"));
  g_assert_nonnull (strstr (caption, "(c) D²min\u200a, Δt = 20\u202fps"));
  g_assert_nonnull (strstr (caption, "x = "));
  table = vt_comparison_figure_tabulate (figure);
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    if (g_str_equal (vt_table_get_text (table, row, 0), "c"))
      {
        gssize atom = vt_atom_table_find (vt_frame_get_atoms (motion->frame),
                                          (gint64) vt_table_get_number (table, row, 3));

        g_assert_cmpint (atom, >=, 0);
        g_assert_cmpfloat (vt_table_get_number (table, row, 7), ==, vt_column_get_values (motion->values)[atom]);
        n_checked++;
      }
  g_assert_cmpuint (n_checked, >, 10);
}

/* Without anything to be seen there is no figure, but a reason. */
static void
test_no_figure (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  change (fixture, "compare.by", "'frames'");
  change (fixture, "window.lag", "500.0");
  change (fixture, "view.color-by", "'d2min'");
  g_assert_null (vt_comparison_figure_new (fixture->evaluator, fixture->source, fixture->state, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "500"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/comparison/" path, Fixture, NULL, set_up, function, glass_fixture_tear_down)
  ADD ("lags", test_lags);
  ADD ("selection", test_selection);
  ADD ("frames", test_frames);
  ADD ("possible-frames", test_possible_frames);
  ADD ("keys", test_keys);
  ADD ("limits", test_limits);
  ADD ("cancelled", test_cancelled);
  ADD ("runs", test_runs);
  ADD ("same-run", test_same_run);
  ADD ("places", test_places);
  ADD ("wrong-places", test_wrong_places);
  ADD ("many-places", test_many_places);
  ADD ("layout", test_layout);
  ADD ("one-scale", test_one_scale);
  ADD ("own-place", test_own_place);
  ADD ("refused", test_refused);
  ADD ("figure", test_figure);
  ADD ("no-figure", test_no_figure);
  return g_test_run ();
}
