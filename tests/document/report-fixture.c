#include "report-fixture.h"

#include <string.h>

#include "mechanics-records.h"

#define SAMPLES 20 /* of the errors: enough to be numbers */

char *
report_name_data (const char *name)
{
  return g_build_filename (g_getenv ("VT_SOURCE_ROOT"), "data", name, NULL);
}

VtState *
report_make_state (void)
{
  static const double lags[] = { 5, 10, 20, 50, 100, 150 };
  g_autofree char *path = report_name_data ("models/cu20zr20ni20ti20pd20.h5"), *uri = g_filename_to_uri (path, NULL, NULL);
  VtState *state = records_with_real (vt_state_new (), "trajectory.timestep", 0.0025);
  g_autoptr (VtState) drawn = NULL, seeded = NULL, other = NULL, lagged = NULL;

  state = records_with_real (records_with_real (state, "trajectory.temperature", 100), "extremes.fraction", 0.15);
  state = records_with_real (records_with_real (state, "voronoi.area", 0.1), "rdf.bin", 0.04);
  drawn = vt_state_with_integer (state, "errors.samples", SAMPLES);
  vt_state_unref (state);
  seeded = vt_state_with_integer (drawn, "errors.seed", 77);
  other = vt_state_with_integer (seeded, "extremes.seed", 5);
  lagged = vt_state_with (other, "correlation.lags",
                          g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, lags, G_N_ELEMENTS (lags), sizeof *lags),
                          NULL);
  return vt_state_with_text (lagged, "model.file", uri);
}

void
report_add (GArray *list, const char *path, double number)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  vt_report_plan_add (list, file, number);
}

const VtReportPanel *
report_find_panel (const VtReport *report, const char *id)
{
  const VtReportPanel *panel = vt_report_find_panel (report, id);

  g_assert_nonnull (panel);
  return panel;
}

/* By the paper's key where the paper has it, else by a part of the quantity's name. */
const VtReportFinding *
report_find_finding (const VtReport *report, const char *id, const char *key)
{
  const VtReportPanel *panel = report_find_panel (report, id);
  const VtPaperFact *fact = vt_paper_find (id, key);

  for (guint i = 0; i < panel->findings->len; i++)
    {
      const VtReportFinding *finding = &g_array_index (panel->findings, VtReportFinding, i);

      if (fact != NULL ? finding->fact == fact : strstr (finding->quantity, key) != NULL)
        return finding;
    }
  g_error ("%s has no finding %s", id, key);
}

void
report_assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in\n%s", part, text);
}
