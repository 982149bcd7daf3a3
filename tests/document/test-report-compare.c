/* A report's findings beside the paper's: the rows that are set, what is said of disagreement, and the file; from findings
 * made up for each verdict. And every fact as the paper has it. */
#include "vt-report-compare.h"

#include <math.h>
#include <string.h>

#include "vt-report-private.h"

/* ---- rows of tables as they are set: the linker leads the calls here ---- */

void __wrap_vt_page_table_add_row (VtPageTable *table, const char *const *cells, gboolean pale);
void __real_vt_page_table_add_row (VtPageTable *table, const char *const *cells, gboolean pale);

static GPtrArray *rows; /* "1A | quantity | … | says", and " (pale)" */

void
__wrap_vt_page_table_add_row (VtPageTable *table, const char *const *cells, gboolean pale)
{
  g_autofree char *row = g_strdup_printf ("%s | %s | %s | %s | %s | %s%s", cells[0], cells[1], cells[2], cells[3],
                                          cells[4], cells[5], pale ? " (pale)" : "");

  g_ptr_array_add (rows, g_steal_pointer (&row));
  __real_vt_page_table_add_row (table, cells, pale);
}

/* ---- a report of findings alone ---- */

static const char *const ids[] = { "3F", "5A", "1F", NULL };

/* ζ agrees, Pd disagrees, Cu is undecided, Ni has no error; the paper says nothing of iron, and of k it has a number
 * without a sign. */
static VtReport *
new_report (void)
{
  g_autoptr (VtState) state = vt_state_new ();
  VtReport *report = g_new0 (VtReport, 1);
  VtReportPanel *zeta = vt_report_panel_new ("3F"), *elements = vt_report_panel_new ("5A");
  VtReportPanel *model = vt_report_panel_new ("1F");

  report->plan = vt_report_plan_new (state);
  report->creep = g_ptr_array_new ();
  report->relax = g_ptr_array_new ();
  report->warnings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (report->warnings, NULL);
  report->panels = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_report_panel_free);
  g_ptr_array_add (report->panels, model);
  g_ptr_array_add (report->panels, zeta);
  g_ptr_array_add (report->panels, elements);
  vt_report_panel_add_finding (zeta, "zeta:5", "<i>ζ</i> at 5 ps", 0.36, 0.02, VT_UNIT_NONE);
  vt_report_panel_add_finding (elements, "df_la:Pd", "Pd &amp; LA", -3, 1, VT_UNIT_PERCENT);
  vt_report_panel_add_finding (elements, "df_la:Cu", "Cu", -1.5, 1, VT_UNIT_PERCENT);
  vt_report_panel_add_finding (elements, "df_la:Ni", "Ni", 2.5, NAN, VT_UNIT_PERCENT);
  vt_report_panel_add_finding (elements, "df_la:Fe", "Fe", 4, 1, VT_UNIT_PERCENT);
  vt_report_panel_add_finding (elements, "df_la:Zr", "Zr", NAN, 1, VT_UNIT_PERCENT);
  vt_report_panel_add_finding (model, "k", "k", 20, NAN, VT_UNIT_NONE);
  return report;
}

static void
test_rows (void)
{
  static const char *const expected[] = {
    "3F | <i>ζ</i> at 5 ps | 0.360 ± 0.020 | 0.24 | agrees | ζ begins at 0.24 (text to Fig. 3)",
    "5A | Pd &amp; LA | −3.0 ± 1.0 % | positive | <b>disagrees</b> | "
    "active atoms are slightly rich in Pd (p. 9, text to Fig. 5A)",
    "5A | Cu | −1.5 ± 1.0 % | negative | undecided | active atoms are poor in Cu (p. 9, text to Fig. 5A) (pale)",
    "5A | Ni | 2.5 % | negative | <b>disagrees</b> | active atoms are poor in Ni (p. 9, text to Fig. 5A)",
    "5A | Fe | 4.0 ± 1.0 % | not stated | not stated | ",
    "1F | k | 20 | 50 | – | 50 neighbours vote (p. 4)",
  };
  g_autoptr (VtReport) report = new_report ();
  g_autoptr (VtPageTable) table = NULL;

  rows = g_ptr_array_new_with_free_func (g_free);
  table = vt_report_set_comparison (report, ids);
  g_assert_cmpuint (vt_page_table_get_n_rows (table), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (rows->pdata[i], ==, expected[i]);
  g_assert_null (vt_report_set_comparison (report, (const char *const[]){ "2B", NULL }));
  g_clear_pointer (&rows, g_ptr_array_unref);
}

static void
test_disagreements (void)
{
  g_autoptr (VtReport) report = new_report ();
  g_autofree char *text = vt_report_tell_disagreements (report, ids);

  g_assert_cmpstr (text, ==,
                   "5A: Pd &amp; LA is −3.0 ± 1.0 % here, and positive in the paper. "
                   "5A: Ni is 2.5 % here, and negative in the paper.");
  g_assert_null (vt_report_tell_disagreements (report, (const char *const[]){ "3F", "1F", NULL }));
  g_assert_cmpuint (vt_report_count_verdicts (report, VT_REPORT_AGREES), ==, 1);
  g_assert_cmpuint (vt_report_count_verdicts (report, VT_REPORT_DISAGREES), ==, 2);
  g_assert_cmpuint (vt_report_count_verdicts (report, VT_REPORT_UNDECIDED), ==, 1);
  g_assert_cmpuint (vt_report_count_verdicts (report, VT_REPORT_NOT_STATED), ==, 1);
  g_assert_cmpuint (vt_report_count_verdicts (report, VT_REPORT_NO_SIGN), ==, 1);
}

static void
assert_row (const VtTable *table, guint row, const char *const texts[6], const double numbers[4])
{
  static const guint text_columns[6] = { 0, 1, 4, 7, 8, 9 }, number_columns[4] = { 2, 3, 5, 6 };

  for (guint i = 0; i < 6; i++)
    g_assert_cmpstr (vt_table_get_text (table, row, text_columns[i]), ==, texts[i]);
  for (guint i = 0; i < 4; i++)
    {
      double value = vt_table_get_number (table, row, number_columns[i]);

      g_assert_true (value == numbers[i] || (isnan (value) && isnan (numbers[i])));
    }
}

/* Panels as they come; numbers are value, error, the paper's sign and its value. */
static void
test_table (void)
{
  g_autoptr (VtReport) report = new_report ();
  g_autoptr (VtTable) table = vt_report_tabulate_comparison (report);

  g_assert_cmpuint (vt_table_get_n_rows (table), ==, 6);
  assert_row (table, 0, (const char *const[]){ "1F", "k", "", "", "50 neighbours vote", "p. 4" },
              (const double[]){ 20, NAN, NAN, 50 });
  assert_row (table, 1,
              (const char *const[]){ "3F", "ζ at 5 ps", "", "agrees", "ζ begins at 0.24", "text to Fig. 3" },
              (const double[]){ 0.36, 0.02, 1, 0.24 });
  assert_row (table, 2,
              (const char *const[]){ "5A", "Pd & LA", "%", "disagrees", "active atoms are slightly rich in Pd",
                                     "p. 9, text to Fig. 5A" },
              (const double[]){ -3, 1, 1, NAN });
  assert_row (table, 3,
              (const char *const[]){ "5A", "Cu", "%", "undecided", "active atoms are poor in Cu",
                                     "p. 9, text to Fig. 5A" },
              (const double[]){ -1.5, 1, -1, NAN });
  assert_row (table, 5, (const char *const[]){ "5A", "Fe", "%", "not stated", "", "" },
              (const double[]){ 4, 1, NAN, NAN });
}

/* What several runs warn of is said once, in the order in which it was first said. */
static void
test_warnings (void)
{
  g_autoptr (VtReport) report = new_report ();
  VtReportWork work = { .report = report };

  vt_report_work_warn (&work, "one");
  vt_report_work_warn (&work, "two");
  vt_report_work_warn (&work, "one");
  g_assert_cmpstr (vt_report_get_warnings (report)[0], ==, "one");
  g_assert_cmpstr (vt_report_get_warnings (report)[1], ==, "two");
  g_assert_null (vt_report_get_warnings (report)[2]);
}

/* Liu, Lu, Tu, Shen, J. Mater. Inf. 2022;2:20, read anew: what has a sign, and what a number. */
static void
test_facts (void)
{
  static const struct
  {
    const char *panel;
    const char *key;
    int         sign;
    double      value;
  } expected[] = {
    { "1F", "instances", 0, 350000 }, { "1F", "lags", 0, 17 },          { "1F", "k", 0, 50 },
    { "1F", "classes", 0, 7 },        { "1F", "excess:100", 1, 200 },   { "2B", "activation-volume", 1, NAN },
    { "2C", "mean-shift", 1, NAN },   { "2C", "tail-shift", 1, NAN },   { "3F", "zeta:5", 1, 0.24 },
    { "3F", "zeta:100", 1, 0.49 },    { "3F", "slope", 1, 0.0025 },     { "4A", "df_la:<0 0 12 0>", -1, NAN },
    { "4B", "lffs_la", -1, NAN },     { "4B", "trend", -1, NAN },       { "5A", "df_la:Pd", 1, NAN },
    { "5A", "df_la:Ti", 1, NAN },     { "5A", "df_la:Zr", 1, NAN },     { "5A", "df_la:Cu", -1, NAN },
    { "5A", "df_la:Ni", -1, NAN },    { "5B", "dcn_la:all", -1, NAN },  { "5B", "dcn_la:Cu", -1, NAN },
    { "5B", "dcn_la:Zr", -1, NAN },   { "5B", "dcn_la:Ni", -1, NAN },   { "5B", "dcn_la:Ti", -1, NAN },
    { "5B", "dcn_la:Pd", -1, NAN },   { "5C", "pairs", 0, NAN },
  };

  g_assert_cmpuint (vt_paper_get_n_facts (), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const VtPaperFact *fact = vt_paper_find (expected[i].panel, expected[i].key);

      g_assert_nonnull (fact);
      g_assert_cmpint (fact->sign, ==, expected[i].sign);
      g_assert_true (fact->value == expected[i].value || (isnan (fact->value) && isnan (expected[i].value)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/report-compare/rows", test_rows);
  g_test_add_func ("/document/report-compare/disagreements", test_disagreements);
  g_test_add_func ("/document/report-compare/table", test_table);
  g_test_add_func ("/document/report-compare/warnings", test_warnings);
  g_test_add_func ("/document/report-compare/facts", test_facts);
  return g_test_run ();
}
