/* Reports of the sample that comes with the program: what their tests share. */
#pragma once

#include "vt-report-private.h"

G_BEGIN_DECLS

/* Of a file in data/. (transfer full) */
char    *report_name_data (const char *name);
/* The sample's model, temperature and time step, and some settings that are not as they come. (transfer full) */
VtState *report_make_state (void);
/* To a list of the plan's. */
void     report_add (GArray *list, const char *path, double number);

const VtReportPanel   *report_find_panel (const VtReport *report, const char *id);
/* By the paper's key where the paper has it, else by a part of the quantity's name. */
const VtReportFinding *report_find_finding (const VtReport *report, const char *id, const char *key);
void                   report_assert_has (const char *text, const char *part);

G_END_DECLS
