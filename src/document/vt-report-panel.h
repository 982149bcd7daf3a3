/* One panel of a report: a picture, the numbers behind it, what is said below it, and how it compares with the
 * paper's. */
#pragma once

#include "vt-chart.h"
#include "vt-report-paper.h"
#include "vt-table.h"

G_BEGIN_DECLS

typedef enum
{
  VT_REPORT_AGREES,     /* the sign is the paper's */
  VT_REPORT_DISAGREES,  /* it is the other one, by more than twice its error */
  VT_REPORT_UNDECIDED,  /* within twice its error of nothing */
  VT_REPORT_NOT_STATED, /* the paper says nothing of it, as far as is recorded here */
  VT_REPORT_NO_SIGN     /* the paper has a number, whose sign means nothing */
} VtReportVerdict;

/**
 * VtReportFinding:
 * @fact: (nullable): what the paper says of it
 * @quantity: markup
 * @sigma: error of @value, NaN where it is not known
 */
typedef struct
{
  const VtPaperFact *fact;
  char              *quantity;
  double             value;
  double             sigma;
  VtUnit             unit;
  VtReportVerdict    verdict;
} VtReportFinding;

/**
 * VtReportPanel:
 * @id: the paper's: "2C"
 * @chart, @paint: one of both; none where the panel is left out
 * @table: (nullable): the numbers behind the picture
 * @caption: markup: a sentence or more
 * @analyses: (nullable): NULL-terminated static ids: what the settings below the figure are gathered from
 * @findings: (element-type VtReportFinding)
 * @missing: (nullable): a sentence: why the panel is left out, and what it needs
 */
typedef struct
{
  char              *id;
  VtChart           *chart;
  VtPaintFunc        paint;
  gpointer           data;
  GDestroyNotify     free_func;
  VtTable           *table;
  char              *caption;
  const char *const *analyses;
  GArray            *findings;
  char              *missing;
} VtReportPanel;

VtReportPanel *vt_report_panel_new (const char *id);
void           vt_report_panel_free (VtReportPanel *panel);

/* Whether there is a picture. */
gboolean vt_report_panel_is_shown (const VtReportPanel *panel);
/* @chart: (transfer full) */
void     vt_report_panel_take_chart (VtReportPanel *panel, VtChart *chart);
void     vt_report_panel_take_picture (VtReportPanel *panel,
                                       VtPaintFunc    paint,
                                       gpointer       data,
                                       GDestroyNotify free_func);
/* @table: copied under the panel's own name, "fig2c": it becomes DIR/fig2c.csv. */
void     vt_report_panel_set_table (VtReportPanel *panel, const VtTable *table);
void     vt_report_panel_set_caption (VtReportPanel *panel, const char *format, ...) G_GNUC_PRINTF (2, 3);
void     vt_report_panel_set_missing (VtReportPanel *panel, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* @key: of the paper's fact, which need not exist; @quantity: markup, copied; @sigma: NaN where it is not known.
 * Nothing is added for a value that is not finite. */
void     vt_report_panel_add_finding (
        VtReportPanel *panel, const char *key, const char *quantity, double value, double sigma, VtUnit unit);

/* By the rule above; NaN is undecided. */
VtReportVerdict vt_report_judge (const VtPaperFact *fact, double value, double sigma);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtReportPanel, vt_report_panel_free)

G_END_DECLS
