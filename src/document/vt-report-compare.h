/* Findings beside the paper's, for pages and for comparison.csv. */
#pragma once

#include "vt-page-table.h"
#include "vt-report.h"

G_BEGIN_DECLS

/* "agrees", "disagrees" …, for people; static, translated. */
const char  *vt_report_name_verdict (VtReportVerdict verdict);
/* The findings of those panels (@ids: NULL-terminated), or NULL where there is none. (transfer full) (nullable) */
VtPageTable *vt_report_set_comparison (const VtReport *report, const char *const *ids);
/* A sentence for each finding of those panels whose sign is not the paper's, NULL where there is none: markup.
 * (transfer full) (nullable) */
char        *vt_report_tell_disagreements (const VtReport *report, const char *const *ids);
/* All findings: panel, quantity, value, sigma, unit, paper_sign, paper_value, verdict, says, source. (transfer full) */
VtTable     *vt_report_tabulate_comparison (const VtReport *report);

G_END_DECLS
