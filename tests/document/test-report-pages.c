/* A whole report of the sample that comes with the program: what its findings, captions and pages say, against the tables
 * and the settings they are of. */
#include <math.h>
#include <string.h>

#include "mechanics-records.h"
#include "report-fixture.h"
#include "vt-pages.h"
#include "vt-report-number.h"

/* ---- texts and rows as they are set: the linker leads the calls here ---- */

void __wrap_vt_pages_add_text (VtPages *pages, VtPageRole role, const char *markup);
void __real_vt_pages_add_text (VtPages *pages, VtPageRole role, const char *markup);
void __wrap_vt_page_table_add_row (VtPageTable *table, const char *const *cells, gboolean pale);
void __real_vt_page_table_add_row (VtPageTable *table, const char *const *cells, gboolean pale);

static GString *pages_text; /* all of it; NULL: nobody looks */

void
__wrap_vt_pages_add_text (VtPages *pages, VtPageRole role, const char *markup)
{
  if (pages_text != NULL)
    g_string_append_printf (pages_text, "%s\n", markup);
  __real_vt_pages_add_text (pages, role, markup);
}

void
__wrap_vt_page_table_add_row (VtPageTable *table, const char *const *cells, gboolean pale)
{
  if (pages_text != NULL)
    g_string_append_printf (pages_text, "%s | %s | %s%s\n", cells[0], cells[1], cells[2], pale ? " (pale)" : "");
  __real_vt_page_table_add_row (table, cells, pale);
}

/* ---- the report ---- */

/* A hold of 200 ps at that rate, from 1 GPa on; its noise is the same at any rate. */
static void
add_creep (const Records *records, VtReportPlan *plan, double stress, double rate)
{
  g_autofree char *name = g_strdup_printf ("at-%.1f.txt", stress);
  g_autoptr (GString) text = g_string_new ("# time_ps strain stress_GPa\n");
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GFile) file = NULL;

  for (guint i = 0; i < 2000; i++)
    records_append_row (text, 3, 0.1 * i, 1e-5 * rate * i + 1e-4 * g_rand_double_range (random, -1, 1), stress);
  file = records_write (records, name, text);
  vt_report_plan_add (plan->strain, file, stress);
}

static void
add_tension (const Records *records, VtReportPlan *plan)
{
  g_autoptr (GString) text = g_string_new ("# time_ps strain stress_GPa\n");
  g_autoptr (GFile) file = NULL;

  for (guint i = 0; i < 1000; i++)
    records_append_row (text, 3, (double) i, 1e-4 * i, i < 300 ? 5e-3 * i : 1.9 - 2.5e-6 * (i - 700.) * (i - 700.));
  file = records_write (records, "tension.txt", text);
  vt_report_plan_add (plan->tensile, file, NAN);
}

static void
add_quench (const Records *records, VtReportPlan *plan)
{
  g_autoptr (GString) text = g_string_new ("LAMMPS\nunits metal\ntimestep 0.0025\n"
                                           "Per MPI rank memory allocation = 3\nStep Temp PotEng Volume\n");
  g_autoptr (GFile) file = NULL;

  for (guint i = 0; i <= 60; i++)
    {
      double t = 2000 - 30. * i, off = t - 800;

      records_append_row (text, 4, 1000. * i, t, -4000 + off * (off < 0 ? 0.3 : 0.45) + sin (t),
                          16000 + off * (off < 0 ? 0.7 : 1.1) + sin (t));
    }
  g_string_append (text, "Loop time of 1 on 1 procs for 100 steps with 1000 atoms\n");
  file = records_write (records, "quench.log", text);
  vt_report_plan_add (plan->quench, file, NAN);
}

static VtReport *
make_report (const Records *records)
{
  g_autoptr (VtState) state = report_make_state ();
  g_autofree char *trajectory = report_name_data ("samples/creep-1.5GPa.lammpstrj.gz");
  VtReportPlan *plan = vt_report_plan_new (state);
  g_autoptr (GError) error = NULL;
  VtReport *report;

  report_add (plan->creep, trajectory, 1.5);
  report_add (plan->creep, trajectory, 0);
  add_creep (records, plan, 1.0, 4);
  add_creep (records, plan, 1.1, 8);
  add_creep (records, plan, 1.2, 11);
  add_tension (records, plan);
  add_quench (records, plan);
  plan->title = g_strdup ("A & B");
  report = vt_report_run (plan, NULL, NULL, &error);
  g_assert_no_error (error);
  return report;
}

/* ---- findings ---- */

static void
assert_finding (const VtReport *report, const char *id, const char *key, double value, double sigma, VtUnit unit)
{
  const VtReportFinding *finding = report_find_finding (report, id, key);

  g_assert_cmpfloat (finding->value, ==, value);
  g_assert_true (finding->sigma == sigma || (isnan (finding->sigma) && isnan (sigma)));
  g_assert_cmpint (finding->unit, ==, unit);
  g_assert_cmpint (finding->verdict, ==, vt_report_judge (finding->fact, value, sigma));
}

static guint
find_row (const VtTable *table, const char *text)
{
  guint row = 0;

  while (strcmp (vt_table_get_text (table, row, 0), text) != 0)
    row++;
  return row;
}

static void
assert_column (const VtReport *report, const char *id, const char *key, const VtTable *table, const char *row_name,
               const char *value, const char *sigma, VtUnit unit)
{
  guint row = find_row (table, row_name);

  assert_finding (report, id, key, records_get (table, row, value), records_get (table, row, sigma), unit);
}

static VtResult *
evaluate (const VtReport *report, VtEvaluator *evaluator, const char *analysis)
{
  g_autoptr (GError) error = NULL;
  VtResult *result
      = vt_evaluator_evaluate (evaluator, report->shown->source, report->shown->state, analysis, NULL, NULL, &error);

  g_assert_no_error (error);
  return result;
}

/* Figs. 3 to 5 are of LA, with LA's errors. */
static void
check_order (const VtReport *report, VtEvaluator *evaluator)
{
  static const char *const elements[] = { "Cu", "Zr", "Ni", "Ti", "Pd" };
  g_autoptr (VtResult) polyhedra = evaluate (report, evaluator, "polyhedra"), order = evaluate (report, evaluator, "sro");
  g_autoptr (VtResult) correlation = evaluate (report, evaluator, "correlation");
  const VtTable *ranked = vt_result_get_table (polyhedra, "polyhedra"), *sro = vt_result_get_table (order, "sro");
  const VtTable *trend = vt_result_get_table (polyhedra, "polyhedra-trend");
  const VtTable *zeta = vt_result_get_table (correlation, "correlation");
  g_autofree char *marks = NULL;
  guint marked = 0, decided = 0;

  assert_column (report, "4A", "df_la:<0 0 12 0>", ranked, "⟨0 0 12 0⟩", "df_la", "sigma_la", VT_UNIT_PERCENT);
  assert_column (report, "4B", "trend", trend, "la", "pearson", "sigma_pearson", VT_UNIT_NONE);
  assert_column (report, "4B", "lffs_la", trend, "la", "lffs_difference", "sigma_lffs_difference", VT_UNIT_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      g_autofree char *f = g_strconcat ("df_la:", elements[i], NULL), *cn = g_strconcat ("dcn_la:", elements[i], NULL);

      assert_column (report, "5A", f, vt_result_get_table (order, "composition"), elements[i], "df_la", "sigma_la",
                     VT_UNIT_PERCENT);
      assert_column (report, "5B", cn, vt_result_get_table (order, "coordination"), elements[i], "dcn_la", "sigma_la",
                     VT_UNIT_PERCENT);
    }
  assert_column (report, "5B", "dcn_la:all", vt_result_get_table (order, "coordination"), "all", "dcn_la", "sigma_la",
                 VT_UNIT_PERCENT);
  for (guint row = 0; row < vt_table_get_n_rows (sro); row++)
    {
      double difference = fabs (records_get (sro, row, "la") - records_get (sro, row, "total"));

      marked += difference >= 0.03;
      decided += difference >= 0.03 && difference > 2 * records_get (sro, row, "sigma_la");
    }
  g_assert_cmpuint (decided, <, marked);
  assert_finding (report, "5C", "pairs", marked, NAN, VT_UNIT_NONE);
  marks = g_strdup_printf ("Of %u pairs with a sign %u differ by more than 2 σ.", marked, decided);
  report_assert_has (report_find_panel (report, "5C")->caption, marks);
  /* 5, 10, 20, 50, 100 and 150 ps. */
  assert_finding (report, "3F", "zeta:5", records_get (zeta, 0, "pearson"), records_get (zeta, 0, "sigma_pearson"),
                  VT_UNIT_NONE);
  assert_finding (report, "3F", "zeta:100", records_get (zeta, 4, "pearson"), records_get (zeta, 4, "sigma_pearson"),
                  VT_UNIT_NONE);
  assert_finding (report, "3F", "slope", vt_result_get_number (correlation, "slope"),
                  vt_result_get_number (correlation, "slope_sigma"), VT_UNIT_PER_PICOSECOND);
}

/* Without relaxations, by what the model knows of its own validation. */
static void
check_model (const VtReport *report)
{
  VtModel *model = vt_source_get_model (report->shown->source);
  const VtModelValidation *validation = vt_model_get_validation (model);
  const VtTable *table = report_find_panel (report, "1F")->table;
  g_autofree char *rmse = vt_report_number (validation->rmse);
  g_autofree char *said = g_strdup_printf ("root mean square error %s K", rmse);
  guint n_lags, n_classes;
  double instances = 0;

  for (guint e = 0; e < vt_model_get_n_elements (model); e++)
    instances += (double) vt_model_get_element (model, e)->n;
  vt_model_get_lags (model, &n_lags);
  vt_model_get_class_temperatures (model, &n_classes);
  assert_finding (report, "1F", "instances", instances, NAN, VT_UNIT_NONE);
  assert_finding (report, "1F", "lags", n_lags, NAN, VT_UNIT_NONE);
  assert_finding (report, "1F", "k", vt_model_get_k (model), NAN, VT_UNIT_NONE);
  assert_finding (report, "1F", "classes", n_classes, NAN, VT_UNIT_NONE);
  g_assert_cmpuint (vt_table_get_n_rows (table), ==, validation->n);
  for (guint i = 0; i < validation->n; i++)
    {
      records_assert_number (table, i, "temperature", validation->temperatures[i]);
      records_assert_number (table, i, "mean", validation->mean_t_ml[i]);
      records_assert_number (table, i, "deviation", validation->deviations[i]);
      if (validation->temperatures[i] == 100)
        assert_finding (report, "1F", "excess:100", validation->mean_t_ml[i] - 100, NAN, VT_UNIT_KELVIN);
    }
  report_assert_has (report_find_panel (report, "1F")->caption, said);
}

/* ---- records ---- */

static VtMechanics *
run_mechanics (const VtReport *report)
{
  GFile *creep[3], *quench = g_object_ref (g_array_index (report->plan->quench, VtReportFile, 0).file);
  static const double stresses[3] = { 1.0, 1.1, 1.2 };
  g_autofree char *uri = g_file_get_uri (g_array_index (report->plan->tensile, VtReportFile, 0).file);
  g_autoptr (VtState) usual = records_with_real (vt_state_new (), "mechanics.temperature", 100);

  for (guint i = 0; i < 3; i++)
    creep[i] = g_object_ref (g_array_index (report->plan->strain, VtReportFile, i).file);
  return records_run (vt_state_with_text (usual, "mechanics.tensile", uri), creep, stresses, 3, &quench, 1);
}

static void
check_mechanics (const VtReport *report)
{
  g_autoptr (VtMechanics) mechanics = run_mechanics (report);
  const VtTable *volume = vt_mechanics_get_table (mechanics, "activation-volume");
  const VtTable *creep = vt_mechanics_get_table (mechanics, "creep"), *tension = vt_mechanics_get_table (mechanics, "tensile");
  double sigma, transition = vt_mechanics_get_glass_transition (mechanics, &sigma);

  assert_finding (report, "2B", "activation-volume", records_get (volume, 0, "volume"), records_get (volume, 0, "sigma"),
                  VT_UNIT_CUBIC_ANGSTROM);
  assert_finding (report, "2B", "mean atomic volumes", records_get (volume, 0, "volume_atomic"),
                  records_get (volume, 0, "sigma_atomic"), VT_UNIT_NONE);
  assert_finding (report, "SA", "Modulus", records_get (tension, 0, "modulus"),
                  records_get (tension, 0, "modulus_sigma"), VT_UNIT_GIGAPASCAL);
  assert_finding (report, "SB", "of the quench", transition, sigma, VT_UNIT_KELVIN);
  report_assert_has (report_find_panel (report, "2B")->caption, "against stress <i>σ</i> at 100 K");
  for (guint row = 0; row < 3; row++)
    {
      g_autofree char *rate = vt_report_number_with_error (records_get (creep, row, "rate"),
                                                           records_get (creep, row, "sigma"), VT_UNIT_PER_PICOSECOND);
      g_autofree char *from = vt_report_number (records_get (creep, row, "from"));
      g_autofree char *to = vt_report_number (records_get (creep, row, "to"));
      g_autofree char *stress = vt_report_number (records_get (creep, row, "stress"));
      g_autofree char *said = g_strdup_printf ("%s GPa, at-%.1f.txt: %s from %s to %s ps", stress,
                                               records_get (creep, row, "stress"), rate, from, to);

      report_assert_has (report_find_panel (report, "2A")->caption, said);
    }
  /* T_ML is compared with the glass transition that was found. */
  g_assert_cmpfloat (vt_state_get_real (report->shown->state, "distribution.tg"), ==, transition);
}

/* ---- texts ---- */

/* Both runs' histograms, the control first, which is called one. */
static void
check_densities (const VtReport *report, const VtTable *histogram)
{
  const VtReportPanel *panel = report_find_panel (report, "2C");
  guint n = vt_table_get_n_rows (histogram);

  g_assert_cmpuint (vt_table_get_n_rows (panel->table), ==, 2 * n);
  for (guint row = 0; row < 2 * n; row++)
    {
      records_assert_number (panel->table, row, "stress", row < n ? 0 : 1.5);
      records_assert_number (panel->table, row, "t_ml", vt_table_get_number (histogram, row % n, 0));
      records_assert_number (panel->table, row, "density", records_get (histogram, row % n, "density"));
    }
  g_assert_cmpstr (vt_series_get_label (vt_chart_get_series (panel->chart, 0)), ==, "0 GPa (control)");
  g_assert_cmpstr (vt_series_get_label (vt_chart_get_series (panel->chart, 1)), ==, "1.5 GPa");
}

static void
check_captions (const VtReport *report, VtEvaluator *evaluator)
{
  g_autoptr (VtResult) distribution = evaluate (report, evaluator, "distribution");
  g_autofree char *mean = vt_report_number_with_error (vt_result_get_number (distribution, "mean"),
                                                       vt_result_get_number (distribution, "mean_error"), VT_UNIT_KELVIN);
  g_autofree char *tail = vt_report_number_with_error (vt_result_get_number (distribution, "tail"),
                                                       vt_result_get_number (distribution, "tail_error"), VT_UNIT_NONE);
  g_autofree char *said
      = g_strdup_printf ("creep-1.5GPa.lammpstrj.gz at 1.5 GPa: mean %s, tail %s", mean, tail);
  g_autofree char *frame = NULL, *time = NULL, *frame_said = NULL;
  VtReportRun later = *report->shown;
  g_autofree char *thickness = vt_report_number (vt_state_get_real (report->plan->state, "slice.thickness"));
  g_autofree char *thick = g_strdup_printf (" Å, %s Å thick", thickness);

  report_assert_has (report_find_panel (report, "2C")->caption, said);
  /* The control is of the same file here: nothing is left but both errors. */
  assert_finding (report, "2C", "mean-shift", 0, hypot (vt_result_get_number (distribution, "mean_error"),
                                                        vt_result_get_number (distribution, "mean_error")),
                  VT_UNIT_KELVIN);
  assert_finding (report, "2C", "tail-shift", 0, hypot (vt_result_get_number (distribution, "tail_error"),
                                                        vt_result_get_number (distribution, "tail_error")),
                  VT_UNIT_NONE);
  check_densities (report, vt_result_get_table (distribution, "tml-histogram"));
  report_assert_has (report_find_panel (report, "2C")->caption, "window from frame 0 (0 ps)");
  later.state = vt_state_with_integer (report->shown->state, "window.frame", 2);
  frame = vt_report_name_frame (&later);
  vt_state_unref (later.state);
  time = vt_report_number (vt_trajectory_get_time (vt_source_get_trajectory (later.source), 2, 0.0025));
  frame_said = g_strdup_printf ("frame 2 (%s ps)", time);
  g_assert_cmpstr (time, !=, "0");
  g_assert_cmpstr (frame, ==, frame_said);
  report_assert_has (report_find_panel (report, "3A")->caption, thick);
  report_assert_has (report_find_panel (report, "3B")->caption, "Δ<i>t</i> = 5 ps");
  report_assert_has (report_find_panel (report, "3C")->caption, "Δ<i>t</i> = 20 ps");
  report_assert_has (report_find_panel (report, "3D")->caption, "Δ<i>t</i> = 50 ps");
  report_assert_has (report_find_panel (report, "3E")->caption, "Δ<i>t</i> = 150 ps");
}

/* The Methods, from settings that are not the usual ones. */
static void
check_methods (const VtReport *report)
{
  static const char *const parts[] = {
    "4000 atoms: 20.0 % Cu, 20.0 % Ni, 20.0 % Pd, 20.0 % Ti, 20.0 % Zr",
    "was simulated at 100 K",
    "50 nearest neighbours",
    "the features lg(|Δ<b>r</b>|²<i>m</i>/<i>T</i>)",
    "drift of the centre of mass and without homogeneous strain",
    "(mapping: later onto earlier (Liu 2022); mean over neighbours)",
    "(bins of 0.04 Å, smoothed by a Gaussian of 0.08 Å, ",
    "sought between 1.1 and 1.7 times",
    "are the 15 % with the highest and the lowest",
    "a hash of their id (seed 5)",
    "faces below 0.1 Å² or below the share ",
    "(<i>Z</i><sub>AB</sub> − <i>f</i><sub>B</sub> <i>Z</i><sub>A</sub>)/(<i>f</i><sub>B</sub> <i>Z</i><sub>A</sub>)",
    "of 20 permutations of their labels",
    "of 4 × 4 × 4 spatial blocks (seed 77)",
    "Ω = √3 <i>k</i><sub>B</sub><i>T</i> ∂ln <i>ε̇</i>/∂<i>σ</i>",
  };
  g_auto (GStrv) methods = vt_report_write_methods (report);
  g_autofree char *text = g_strjoinv (" ", methods), *lags = NULL;
  g_autoptr (GString) numbers = g_string_new ("Δ<i>t</i> = ");
  const double *all;
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    report_assert_has (text, parts[i]);
  all = vt_model_get_lags (vt_source_get_model (report->shown->source), &n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = vt_report_number (all[i]);

      g_string_append_printf (numbers, "%s%s", i > 0 ? ", " : "", number);
    }
  g_string_append (numbers, " ps; displacements");
  report_assert_has (text, numbers->str);
}

static void
check_pages (const VtReport *report, const Records *records)
{
  g_autofree char *path = g_build_filename (records->folder, "r.pdf", NULL), *summary = NULL, *transition = NULL;
  g_autofree char *settings = NULL, *first = NULL;
  const char *second;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  guint agrees = vt_report_count_verdicts (report, VT_REPORT_AGREES);
  guint disagrees = vt_report_count_verdicts (report, VT_REPORT_DISAGREES);
  guint undecided = vt_report_count_verdicts (report, VT_REPORT_UNDECIDED);

  pages_text = g_string_new (NULL);
  vt_report_write_pdf (report, file, NULL, &error);
  g_assert_no_error (error);
  summary = g_strdup_printf ("Of %u quantities whose sign the paper states, %u have the same sign here, %u the other one, "
                             "and %u are within",
                             agrees + disagrees + undecided, agrees, disagrees, undecided);
  report_assert_has (pages_text->str, summary);
  g_assert_cmpuint (agrees, !=, disagrees);
  report_assert_has (pages_text->str, "A &amp; B\n");
  report_assert_has (pages_text->str, " Of creep-1.5GPa.lammpstrj.gz at 1.5 GPa, window from frame 0 (0 ps). Model: cu20");
  /* A figure of no one run does not say whose it is. */
  second = strstr (pages_text->str, "Fig. 2.");
  first = g_strndup (strstr (pages_text->str, "Fig. 1."), (gsize) (second - strstr (pages_text->str, "Fig. 1.")));
  g_assert_null (strstr (first, " Of creep-1.5GPa"));
  /* Fig. 2 tells the T_g that the runs were given, and no temperature but its own. */
  transition = vt_report_number (vt_state_get_real (report->shown->state, "distribution.tg"));
  settings = g_strdup_printf (" %s K", transition);
  report_assert_has (second, settings);
  report_assert_has (pages_text->str, "RDF bin | 0.04 Å | ");
  /* What is as it comes is pale, and what was set is not. */
  for (const char *line = strstr (pages_text->str, "RDF bin | 0.04"); *line != '\n'; line++)
    g_assert_false (g_str_has_prefix (line, "(pale)"));
  for (const char *line = strstr (pages_text->str, "Radical planes | off"); !g_str_has_prefix (line, "(pale)"); line++)
    g_assert_true (*line != '\n');
  g_string_free (pages_text, TRUE);
  pages_text = NULL;
}

/* The atoms of 3A with their own T_ML, where they are, but for whole cells: across x, u is y and v is z. */
static void
check_slice (const VtReport *report, VtEvaluator *evaluator)
{
  const VtTable *table = report_find_panel (report, "3A")->table;
  g_autoptr (VtResult) result = evaluate (report, evaluator, "frame"), tml = evaluate (report, evaluator, "tml");
  VtFrame *frame = vt_result_get_payload (result);
  const gint64 *ids = vt_atom_table_get_ids (vt_frame_get_atoms (frame));
  const double *values = vt_column_get_values (vt_result_get_column (tml, "t_ml"));
  const VtCell *cell = vt_frame_get_cell (frame);

  g_assert_cmpuint (vt_table_get_n_rows (table), >, 100);
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    {
      gsize atom = 0;
      double u, v;

      while ((double) ids[atom] != records_get (table, row, "id"))
        atom++;
      u = (vt_frame_get_axis (frame, 1)[atom] - records_get (table, row, "u")) / cell->vectors[1][1];
      v = (vt_frame_get_axis (frame, 2)[atom] - records_get (table, row, "v")) / cell->vectors[2][2];
      g_assert_cmpfloat_with_epsilon (u, round (u), 1e-5);
      g_assert_cmpfloat_with_epsilon (v, round (v), 1e-5);
      g_assert_cmpfloat (records_get (table, row, "t_ml"), ==, values[atom]);
    }
}

static void
test_sample (Records *records, gconstpointer data)
{
  g_autoptr (VtReport) report = make_report (records);
  g_autoptr (VtEvaluator) evaluator = vt_evaluator_new ((gsize) 1 << 30);

  check_order (report, evaluator);
  check_model (report);
  check_mechanics (report);
  check_captions (report, evaluator);
  check_slice (report, evaluator);
  check_methods (report);
  check_pages (report, records);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/document/report-pages/sample", test_sample);
  return g_test_run ();
}
