/* A report as files of numbers. */
#include "vt-report-compare.h"
#include "vt-results-export.h"

gboolean
vt_report_write_tables (const VtReport *report, GFile *directory, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtTable) comparison = NULL;

  g_return_val_if_fail (report != NULL && G_IS_FILE (directory), FALSE);

  if (!vt_results_make_directory (directory, error))
    return FALSE;
  for (guint i = 0; i < vt_report_get_n_panels (report); i++)
    {
      const VtReportPanel *panel = vt_report_get_panel (report, i);

      if (panel->table != NULL && !vt_table_write_csv (panel->table, directory, cancellable, error))
        return FALSE;
    }
  comparison = vt_report_tabulate_comparison (report);
  return vt_table_write_csv (comparison, directory, cancellable, error);
}
