/* A training's report for people, on stdout. */
#pragma once

#include "vt-training-report.h"

G_BEGIN_DECLS

void vt_cli_train_report_print (const VtTrainingReport *report);

G_END_DECLS
