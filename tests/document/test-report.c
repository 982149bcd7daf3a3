/* The parts of a report that need no trajectory: its numbers, its judgement, its plan. */
#include <locale.h>
#include <math.h>
#include <pango/pango.h>
#include <string.h>

#include "vt-error.h"
#include "vt-report-compare.h"
#include "vt-report-number.h"
#include "vt-report-private.h"

static void
check_number (double value, const char *wanted)
{
  g_autofree char *number = vt_report_number (value);

  g_assert_cmpstr (number, ==, wanted);
}

static void
check_error (double value, double sigma, VtUnit unit, const char *wanted)
{
  g_autofree char *number = vt_report_number_with_error (value, sigma, unit);

  g_assert_cmpstr (number, ==, wanted);
}

static void
test_numbers (void)
{
  check_number (0.36, "0.36");
  check_number (-1.25, "−1.25");
  check_number (350000, "350000");
  check_number (0, "0");
  check_number (1e8, "10⁸");
  check_number (2.5e-6, "2.5×10⁻⁶");
  check_number (0.0001, "0.0001");
  check_number (0.00025, "0.00025");
  check_number (-0.00009, "−9×10⁻⁵");
  check_number (-2.5e-16, "−2.5×10⁻¹⁶");
  check_number (1000, "1000");
  check_number (NAN, "–");
  check_number (INFINITY, "–");
  check_error (-1.234, 0.41, VT_UNIT_PERCENT, "−1.23 ± 0.41 %");
  check_error (462.1, 33, VT_UNIT_KELVIN, "462 ± 33 K");
  check_error (0.0025, 0.0016, VT_UNIT_NONE, "(2.5 ± 1.6)×10⁻³");
  check_error (0.1, NAN, VT_UNIT_GIGAPASCAL, "0.1 GPa");
  check_error (0.1, 0, VT_UNIT_NONE, "0.1");
  check_error (NAN, 1, VT_UNIT_NONE, "–");
  /* What rounds to nothing has no sign. */
  check_error (-0.004, 0.41, VT_UNIT_NONE, "0.00 ± 0.41");
}

/* A report is the same wherever it is made. */
static void
test_locale (void)
{
  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    g_test_skip ("no language with a decimal comma");
  else
    test_numbers ();
  setlocale (LC_NUMERIC, "C");
}

/* ---- judgement ---- */

static void
test_judgement (void)
{
  VtPaperFact positive = { "1A", "x", 1, NAN, VT_UNIT_NONE, "", "" }, negative = positive, number = positive;

  negative.sign = -1;
  number.sign = 0;
  g_assert_cmpint (vt_report_judge (&positive, 3, 1), ==, VT_REPORT_AGREES);
  g_assert_cmpint (vt_report_judge (&positive, -3, 1), ==, VT_REPORT_DISAGREES);
  g_assert_cmpint (vt_report_judge (&negative, -3, 1), ==, VT_REPORT_AGREES);
  g_assert_cmpint (vt_report_judge (&negative, 3, 1), ==, VT_REPORT_DISAGREES);
  /* Twice its error is not enough, and a sign alone is where there is no error. */
  g_assert_cmpint (vt_report_judge (&positive, 2, 1), ==, VT_REPORT_UNDECIDED);
  g_assert_cmpint (vt_report_judge (&positive, -2, 1), ==, VT_REPORT_UNDECIDED);
  g_assert_cmpint (vt_report_judge (&positive, 2.1, 1), ==, VT_REPORT_AGREES);
  g_assert_cmpint (vt_report_judge (&positive, 1e-9, NAN), ==, VT_REPORT_AGREES);
  g_assert_cmpint (vt_report_judge (&positive, 0, NAN), ==, VT_REPORT_UNDECIDED);
  g_assert_cmpint (vt_report_judge (&positive, NAN, 1), ==, VT_REPORT_UNDECIDED);
  g_assert_cmpint (vt_report_judge (&number, 3, 1), ==, VT_REPORT_NO_SIGN);
  g_assert_cmpint (vt_report_judge (NULL, 3, 1), ==, VT_REPORT_NOT_STATED);
}

/* Every fact has its place, is found again, and is of a panel that there is. */
static void
test_paper (void)
{
  for (guint i = 0; i < vt_paper_get_n_facts (); i++)
    {
      const VtPaperFact *fact = vt_paper_get_fact (i);

      g_assert_true (vt_paper_find (fact->panel, fact->key) == fact);
      g_assert_true (fact->panel[0] >= '1' && fact->panel[0] <= '5');
      g_assert_true (fact->panel[1] >= 'A' && fact->panel[1] <= 'F');
      g_assert_cmpint (ABS (fact->sign), <=, 1);
      g_assert_true (fact->sign == 0 || isnan (fact->value) || fact->value * fact->sign > 0);
      g_assert_cmpuint (strlen (fact->says), >, 0);
      g_assert_true (pango_parse_markup (fact->says, -1, 0, NULL, NULL, NULL, NULL));
      g_assert_cmpuint (strlen (fact->source), >, 0);
    }
  g_assert_cmpfloat (vt_paper_find ("3F", "zeta:5")->value, ==, 0.24);
  g_assert_cmpfloat (vt_paper_find ("3F", "zeta:100")->value, ==, 0.49);
  g_assert_cmpint (vt_paper_find ("5A", "df_la:Pd")->sign, ==, 1);
  g_assert_cmpint (vt_paper_find ("5A", "df_la:Cu")->sign, ==, -1);
  g_assert_null (vt_paper_find ("5A", "df_la:Xx"));
}

static void
test_findings (void)
{
  g_autoptr (VtReportPanel) panel = vt_report_panel_new ("5A");
  const VtReportFinding *finding;

  vt_report_panel_add_finding (panel, "df_la:Pd", "Pd", -3, 1, VT_UNIT_PERCENT);
  vt_report_panel_add_finding (panel, "df_la:Xx", "Xx", -3, 1, VT_UNIT_PERCENT);
  g_assert_cmpuint (panel->findings->len, ==, 2);
  finding = &g_array_index (panel->findings, VtReportFinding, 0);
  g_assert_cmpint (finding->verdict, ==, VT_REPORT_DISAGREES);
  g_assert_nonnull (finding->fact);
  finding = &g_array_index (panel->findings, VtReportFinding, 1);
  g_assert_cmpint (finding->verdict, ==, VT_REPORT_NOT_STATED);
  g_assert_false (vt_report_panel_is_shown (panel));
}

static void
test_table_name (void)
{
  g_autoptr (VtReportPanel) panel = vt_report_panel_new ("2C");
  g_autoptr (VtTable) table = vt_table_new ("other");

  vt_table_add_texts (table, "run");
  vt_table_add_numbers (table, "mean", VT_UNIT_KELVIN);
  vt_table_add_row (table);
  vt_table_set_text (table, 0, 0, "a");
  vt_table_set_number (table, 0, 1, 462);
  vt_report_panel_set_table (panel, table);
  g_assert_cmpstr (vt_table_get_name (panel->table), ==, "fig2c");
  g_assert_cmpstr (vt_table_get_text (panel->table, 0, 0), ==, "a");
  g_assert_cmpfloat (vt_table_get_number (panel->table, 0, 1), ==, 462);
  g_assert_cmpint (vt_table_get_column_unit (panel->table, 1), ==, VT_UNIT_KELVIN);
}

/* ---- plan ---- */

static VtReportPlan *
new_plan (void)
{
  g_autoptr (VtState) state = vt_state_new ();

  return vt_report_plan_new (state);
}

static void
add (GArray *list, const char *path, double number)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  vt_report_plan_add (list, file, number);
}

static void
check_shown (const VtReportPlan *plan, const char *path)
{
  g_autofree char *shown
      = g_file_get_path (g_array_index (plan->creep, VtReportFile, vt_report_plan_get_shown (plan)).file);

  g_assert_cmpstr (shown, ==, path);
}

static void
test_plan (void)
{
  g_autoptr (VtReportPlan) plan = new_plan ();
  g_autoptr (GError) empty = NULL, absent = NULL, error = NULL;

  g_assert_false (vt_report_plan_check (plan, &empty));
  g_assert_error (empty, VT_ERROR, VT_ERROR_USAGE);
  g_assert_cmpint (vt_report_plan_get_shown (plan), ==, -1);
  add (plan->creep, "/b", 1.5);
  add (plan->creep, "/a", 0);
  add (plan->creep, "/c", 1.5);
  add (plan->creep, "/d", 1.4);
  g_assert_true (vt_report_plan_check (plan, &error));
  g_assert_no_error (error);
  for (guint i = 1; i < plan->creep->len; i++)
    g_assert_cmpfloat (g_array_index (plan->creep, VtReportFile, i - 1).number, <=,
                       g_array_index (plan->creep, VtReportFile, i).number);
  /* The first that was given of those at the highest stress. */
  check_shown (plan, "/b");
  plan->shown = 1.4;
  check_shown (plan, "/d");
  plan->shown = 1.6;
  g_assert_false (vt_report_plan_check (plan, &absent));
  g_assert_error (absent, VT_ERROR, VT_ERROR_USAGE);
}

/* What a caption states: what the analysis reads, and what its inputs do. */
static void
test_settings (void)
{
  static const char *const correlation[] = { "correlation", NULL }, *const voronoi[] = { "voronoi", NULL };
  const char *const *lists[] = { correlation, voronoi };
  g_autoptr (VtState) usual = vt_state_new (), coarse = vt_state_with_real (usual, "rdf.bin", 0.05);
  g_autoptr (VtState) state = vt_state_with_real (coarse, "structure.average", 20);
  g_autofree char *one = vt_report_describe_settings (state, lists, 1, NULL);
  g_autofree char *both = vt_report_describe_settings (state, lists, 2, "trajectory.temperature");

  g_assert_nonnull (strstr (one, "Lags 5, 20, 50, 100 ps"));
  g_assert_nonnull (strstr (one, "RDF bin 0.05 Å"));
  g_assert_nonnull (strstr (one, "Temperature not given"));
  g_assert_null (strstr (one, "Radical planes"));
  g_assert_null (strstr (one, "Average positions"));
  g_assert_nonnull (strstr (both, "Radical planes off"));
  g_assert_nonnull (strstr (both, "Average positions 20 ps"));
  g_assert_null (strstr (both, "Temperature"));
  g_assert_cmpint (pango_parse_markup (both, -1, 0, NULL, NULL, NULL, NULL), ==, TRUE);
}

/* ---- a report in the making ---- */

static VtReportPlan *
new_sample_plan (void)
{
  g_autofree char *trajectory
      = g_build_filename (g_getenv ("VT_SOURCE_ROOT"), "data", "samples", "creep-1.5GPa.lammpstrj.gz", NULL);
  g_autofree char *path
      = g_build_filename (g_getenv ("VT_SOURCE_ROOT"), "data", "models", "cu20zr20ni20ti20pd20.h5", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (VtState) usual = vt_state_new (), timed = vt_state_with_real (usual, "trajectory.timestep", 0.0025);
  g_autoptr (VtState) warm = vt_state_with_real (timed, "trajectory.temperature", 100);
  g_autoptr (VtState) state = vt_state_with_text (warm, "model.file", uri);
  VtReportPlan *plan = vt_report_plan_new (state);

  add (plan->creep, trajectory, 1.5);
  return plan;
}

/* What cancels a report as soon as it has come so far. */
typedef struct
{
  VtProgress *progress;
  GCancellable *cancellable;
  int done; /* atomic */
} Watch;

static gpointer
cancel_midway (gpointer data)
{
  Watch *watch = data;

  while (g_atomic_int_get (&watch->done) == 0 && vt_progress_get (watch->progress) < 0.5)
    g_usleep (1000);
  g_cancellable_cancel (watch->cancellable);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (VtProgress) progress = vt_progress_new ();
  g_autoptr (GCancellable) at_once = g_cancellable_new (), midway = g_cancellable_new ();
  g_autoptr (GError) early = NULL, late = NULL;
  Watch watch = { progress, midway, 0 };
  GThread *thread;

  g_cancellable_cancel (at_once);
  g_assert_null (vt_report_run (new_sample_plan (), NULL, at_once, &early));
  g_assert_error (early, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  thread = g_thread_new ("cancel", cancel_midway, &watch);
  g_assert_null (vt_report_run (new_sample_plan (), progress, midway, &late));
  g_atomic_int_set (&watch.done, 1);
  g_thread_join (thread);
  g_assert_error (late, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/report/numbers", test_numbers);
  g_test_add_func ("/document/report/locale", test_locale);
  g_test_add_func ("/document/report/judgement", test_judgement);
  g_test_add_func ("/document/report/paper", test_paper);
  g_test_add_func ("/document/report/findings", test_findings);
  g_test_add_func ("/document/report/table-name", test_table_name);
  g_test_add_func ("/document/report/plan", test_plan);
  g_test_add_func ("/document/report/settings", test_settings);
  g_test_add_func ("/document/report/cancelled", test_cancelled);
  return g_test_run ();
}
