#include "vt-report-panel.h"

#include <math.h>

#define DECIDED 2.0 /* errors away from nothing */

static void
finding_clear (gpointer data)
{
  g_clear_pointer (&((VtReportFinding *) data)->quantity, g_free);
}

VtReportPanel *
vt_report_panel_new (const char *id)
{
  VtReportPanel *panel;

  g_return_val_if_fail (id != NULL, NULL);

  panel = g_new0 (VtReportPanel, 1);
  panel->id = g_strdup (id);
  panel->findings = g_array_new (FALSE, FALSE, sizeof (VtReportFinding));
  g_array_set_clear_func (panel->findings, finding_clear);
  return panel;
}

void
vt_report_panel_free (VtReportPanel *panel)
{
  g_return_if_fail (panel != NULL);

  g_clear_pointer (&panel->chart, vt_chart_unref);
  if (panel->free_func != NULL)
    panel->free_func (panel->data);
  g_clear_pointer (&panel->table, vt_table_unref);
  g_array_unref (panel->findings);
  g_free (panel->caption);
  g_free (panel->missing);
  g_free (panel->id);
  g_free (panel);
}

gboolean
vt_report_panel_is_shown (const VtReportPanel *panel)
{
  g_return_val_if_fail (panel != NULL, FALSE);

  return panel->chart != NULL || panel->paint != NULL;
}

void
vt_report_panel_take_chart (VtReportPanel *panel, VtChart *chart)
{
  g_return_if_fail (panel != NULL && !vt_report_panel_is_shown (panel) && chart != NULL);

  panel->chart = chart;
}

void
vt_report_panel_take_picture (VtReportPanel *panel, VtPaintFunc paint, gpointer data, GDestroyNotify free_func)
{
  g_return_if_fail (panel != NULL && !vt_report_panel_is_shown (panel) && paint != NULL);

  panel->paint = paint;
  panel->data = data;
  panel->free_func = free_func;
}

static void
copy_row (VtTable *to, const VtTable *from, guint row)
{
  guint copy = vt_table_add_row (to);

  for (guint c = 0; c < vt_table_get_n_columns (from); c++)
    if (vt_table_column_is_text (from, c))
      vt_table_set_text (to, copy, c, vt_table_get_text (from, row, c));
    else
      vt_table_set_number (to, copy, c, vt_table_get_number (from, row, c));
}

void
vt_report_panel_set_table (VtReportPanel *panel, const VtTable *table)
{
  g_autofree char *lower = NULL, *name = NULL;

  g_return_if_fail (panel != NULL && table != NULL);

  lower = g_ascii_strdown (panel->id, -1);
  name = g_strconcat ("fig", lower, NULL);
  g_clear_pointer (&panel->table, vt_table_unref);
  panel->table = vt_table_new (name);
  for (guint c = 0; c < vt_table_get_n_columns (table); c++)
    if (vt_table_column_is_text (table, c))
      vt_table_add_texts (panel->table, vt_table_get_column_name (table, c));
    else
      vt_table_add_numbers (panel->table, vt_table_get_column_name (table, c), vt_table_get_column_unit (table, c));
  for (guint row = 0; row < vt_table_get_n_rows (table); row++)
    copy_row (panel->table, table, row);
}

void
vt_report_panel_set_caption (VtReportPanel *panel, const char *format, ...)
{
  va_list arguments;

  g_return_if_fail (panel != NULL && format != NULL);

  g_free (panel->caption);
  va_start (arguments, format);
  panel->caption = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

void
vt_report_panel_set_missing (VtReportPanel *panel, const char *format, ...)
{
  va_list arguments;

  g_return_if_fail (panel != NULL && format != NULL);

  g_free (panel->missing);
  va_start (arguments, format);
  panel->missing = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

VtReportVerdict
vt_report_judge (const VtPaperFact *fact, double value, double sigma)
{
  if (fact == NULL)
    return VT_REPORT_NOT_STATED;
  if (fact->sign == 0)
    return VT_REPORT_NO_SIGN;
  if (!isfinite (value) || value == 0 || (isfinite (sigma) && fabs (value) <= DECIDED * sigma))
    return VT_REPORT_UNDECIDED;
  return (value > 0) == (fact->sign > 0) ? VT_REPORT_AGREES : VT_REPORT_DISAGREES;
}

void
vt_report_panel_add_finding (
    VtReportPanel *panel, const char *key, const char *quantity, double value, double sigma, VtUnit unit)
{
  VtReportFinding finding = { NULL, NULL, value, sigma, unit, VT_REPORT_NOT_STATED };

  g_return_if_fail (panel != NULL && key != NULL && quantity != NULL);

  if (!isfinite (value))
    return;
  finding.fact = vt_paper_find (panel->id, key);
  finding.quantity = g_strdup (quantity);
  finding.verdict = vt_report_judge (finding.fact, value, sigma);
  g_array_append_val (panel->findings, finding);
}
