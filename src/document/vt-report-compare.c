#include "vt-report-compare.h"

#include <math.h>
#include <pango/pango.h>

#include "vt-i18n.h"
#include "vt-report-number.h"

static const char *const verdict_names[] = {
  [VT_REPORT_AGREES] = N_("agrees"),       [VT_REPORT_DISAGREES] = N_("disagrees"),
  [VT_REPORT_UNDECIDED] = N_("undecided"), [VT_REPORT_NOT_STATED] = N_("not stated"),
  [VT_REPORT_NO_SIGN] = N_("–"),
};

/* In files. */
static const char *const verdict_ids[] = {
  [VT_REPORT_AGREES] = "agrees",
  [VT_REPORT_DISAGREES] = "disagrees",
  [VT_REPORT_UNDECIDED] = "undecided",
  [VT_REPORT_NOT_STATED] = "not stated",
  [VT_REPORT_NO_SIGN] = "",
};

const char *
vt_report_name_verdict (VtReportVerdict verdict)
{
  g_return_val_if_fail (verdict < G_N_ELEMENTS (verdict_names), NULL);

  return _ (verdict_names[verdict]);
}

/* "0.24", "> 0", "not stated" */
static char *
describe_paper (const VtPaperFact *fact)
{
  if (fact == NULL)
    return g_strdup (_("not stated"));
  if (isfinite (fact->value))
    return vt_report_number_with_error (fact->value, NAN, fact->unit);
  return g_strdup (fact->sign > 0 ? _("positive") : fact->sign < 0 ? _("negative") : "–");
}

static void
add_rows (VtPageTable *table, const VtReportPanel *panel)
{
  for (guint f = 0; f < panel->findings->len; f++)
    {
      const VtReportFinding *finding = &g_array_index (panel->findings, VtReportFinding, f);
      const VtPaperFact *fact = finding->fact;
      g_autofree char *ours = vt_report_number_with_error (finding->value, finding->sigma, finding->unit);
      g_autofree char *paper = describe_paper (fact);
      g_autofree char *says = NULL, *verdict = NULL;
      const char *name = vt_report_name_verdict (finding->verdict);

      says = fact != NULL ? g_strdup_printf ("%s (%s)", _ (fact->says), _ (fact->source)) : g_strdup ("");
      verdict = finding->verdict == VT_REPORT_DISAGREES ? g_strdup_printf ("<b>%s</b>", name) : g_strdup (name);
      vt_page_table_add_row (table, (const char *const[]){ panel->id, finding->quantity, ours, paper, verdict, says },
                             finding->verdict == VT_REPORT_UNDECIDED);
    }
}

VtPageTable *
vt_report_set_comparison (const VtReport *report, const char *const *ids)
{
  const double shares[] = { 0.9, 3.4, 2.7, 1.6, 1.7, 6.7 };
  const char *const head[]
      = { "", _("Quantity"), _("This sample"), _("The paper"), _("Sign"), _("What the paper says, and where") };
  VtPageTable *table;

  g_return_val_if_fail (report != NULL && ids != NULL, NULL);

  table = vt_page_table_new (G_N_ELEMENTS (head), shares, head);
  for (; *ids != NULL; ids++)
    {
      const VtReportPanel *panel = vt_report_find_panel (report, *ids);

      if (panel != NULL)
        add_rows (table, panel);
    }
  if (vt_page_table_get_n_rows (table) == 0)
    g_clear_pointer (&table, vt_page_table_free);
  return table;
}

static void
tell_disagreement (GString *text, const VtReportPanel *panel, const VtReportFinding *finding)
{
  g_autofree char *ours = vt_report_number_with_error (finding->value, finding->sigma, finding->unit);

  g_string_append (text, text->len > 0 ? " " : "");
  /* Translators: a panel, a quantity, its value here, and whether the paper's is "positive" or "negative". */
  g_string_append_printf (text, _("%s: %s is %s here, and %s in the paper."), panel->id, finding->quantity, ours,
                          finding->fact->sign > 0 ? _("positive") : _("negative"));
}

char *
vt_report_tell_disagreements (const VtReport *report, const char *const *ids)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (report != NULL && ids != NULL, NULL);

  for (; *ids != NULL; ids++)
    {
      const VtReportPanel *panel = vt_report_find_panel (report, *ids);

      for (guint f = 0; panel != NULL && f < panel->findings->len; f++)
        if (g_array_index (panel->findings, VtReportFinding, f).verdict == VT_REPORT_DISAGREES)
          tell_disagreement (text, panel, &g_array_index (panel->findings, VtReportFinding, f));
    }
  return g_string_free (text, text->len == 0);
}

/* ---- the file ---- */

/* Markup is for paper. (transfer full) */
static char *
to_plain (const char *markup)
{
  char *plain = NULL;

  return pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, NULL) ? plain : g_strdup (markup);
}

static void
tabulate_finding (VtTable *table, const VtReportPanel *panel, const VtReportFinding *finding)
{
  const VtPaperFact *fact = finding->fact;
  g_autofree char *quantity = to_plain (finding->quantity), *says = to_plain (fact != NULL ? fact->says : "");
  guint row = vt_table_add_row (table);

  vt_table_set_text (table, row, 0, panel->id);
  vt_table_set_text (table, row, 1, quantity);
  vt_table_set_number (table, row, 2, finding->value);
  vt_table_set_number (table, row, 3, finding->sigma);
  vt_table_set_text (table, row, 4, vt_unit_symbol (finding->unit));
  vt_table_set_number (table, row, 5, fact != NULL && fact->sign != 0 ? fact->sign : NAN);
  vt_table_set_number (table, row, 6, fact != NULL ? fact->value : NAN);
  vt_table_set_text (table, row, 7, verdict_ids[finding->verdict]);
  vt_table_set_text (table, row, 8, says);
  vt_table_set_text (table, row, 9, fact != NULL ? fact->source : "");
}

VtTable *
vt_report_tabulate_comparison (const VtReport *report)
{
  VtTable *table = vt_table_new ("comparison");

  g_return_val_if_fail (report != NULL, NULL);

  vt_table_add_texts (table, "panel");
  vt_table_add_texts (table, "quantity");
  vt_table_add_numbers (table, "value", VT_UNIT_NONE);
  vt_table_add_numbers (table, "sigma", VT_UNIT_NONE);
  vt_table_add_texts (table, "unit");
  vt_table_add_numbers (table, "paper_sign", VT_UNIT_NONE);
  vt_table_add_numbers (table, "paper_value", VT_UNIT_NONE);
  vt_table_add_texts (table, "sign");
  vt_table_add_texts (table, "paper_says");
  vt_table_add_texts (table, "paper_source");
  for (guint i = 0; i < vt_report_get_n_panels (report); i++)
    {
      const VtReportPanel *panel = vt_report_get_panel (report, i);

      for (guint f = 0; f < panel->findings->len; f++)
        tabulate_finding (table, panel, &g_array_index (panel->findings, VtReportFinding, f));
    }
  return table;
}
