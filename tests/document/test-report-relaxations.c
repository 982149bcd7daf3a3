/* Fig. 1 of a report, of relaxations, against the atoms' own T_ML. */
#include <math.h>

#include "mechanics-records.h"
#include "report-fixture.h"

/* Mean and deviation over the atoms of an element, or of all. */
static void
check_relaxation (const VtReport *report, guint number, const char *id, int species)
{
  const VtReportRun *run = report->relax->pdata[number];
  const VtTable *table = report_find_panel (report, id)->table;
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new ((gsize) 1 << 28);
  g_autoptr (VtResult) frame = vt_evaluator_evaluate (evaluator, run->source, run->state, "frame", NULL, NULL, NULL);
  g_autoptr (VtResult) tml = vt_evaluator_evaluate (evaluator, run->source, run->state, "tml", NULL, NULL, NULL);
  VtAtomTable *atoms = vt_frame_get_atoms (vt_result_get_payload (frame));
  const double *values = vt_column_get_values (vt_result_get_column (tml, "t_ml"));
  double n = 0, mean = 0, squares = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < vt_atom_table_get_n (atoms); i++)
      if (!isnan (values[i]) && (species < 0 || vt_atom_table_get_species (atoms)[i] == species))
        {
          n += pass == 0;
          mean += pass == 0 ? values[i] : 0;
          squares += pass == 1 ? (values[i] - mean / n) * (values[i] - mean / n) : 0;
        }
  records_assert_number (table, number, "temperature", run->item->number);
  records_assert_number (table, number, "n", n);
  g_assert_cmpfloat_with_epsilon (records_get (table, number, "mean"), mean / n, 1e-6);
  g_assert_cmpfloat_with_epsilon (records_get (table, number, "deviation"), sqrt (squares / n), 1e-3);
  if (species < 0 && run->item->number == 100)
    g_assert_cmpfloat_with_epsilon (report_find_finding (report, "1F", "excess:100")->value, mean / n - 100, 1e-6);
}

static void
test_relaxations (Records *records, gconstpointer data)
{
  static const char *const elements[] = { "Cu", "Ni", "Pd", "Ti", "Zr" };
  g_autoptr (VtState) state = report_make_state ();
  g_autofree char *trajectory = report_name_data ("samples/creep-1.5GPa.lammpstrj.gz");
  VtReportPlan *plan = vt_report_plan_new (state);
  g_autoptr (VtReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report_add (plan->relax, trajectory, 300);
  report_add (plan->relax, trajectory, 100);
  report = vt_report_run (plan, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint run = 0; run < 2; run++)
    {
      for (int e = 0; e < 5; e++)
        {
          const char id[] = { '1', (char) ('A' + e), '\0' };
          g_autofree char *caption = g_strdup_printf ("The atoms of %s.", elements[e]);

          check_relaxation (report, run, id, e);
          g_assert_cmpstr (report_find_panel (report, id)->caption, ==, caption);
        }
      check_relaxation (report, run, "1F", -1);
    }
  report_assert_has (report_find_panel (report, "1F")->caption, "of all atoms of 2 relaxations");
  report_assert_has (report_find_panel (report, "1F")->caption, "the model was trained on none of them");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/document/report-relaxations/sample", test_relaxations);
  return g_test_run ();
}
