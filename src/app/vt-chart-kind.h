/* The charts of the window's right side: from which result each is made, and what touching it does. */
#pragma once

#include <gtk/gtk.h>
#include "vt-chart.h"
#include "vt-document.h"

G_BEGIN_DECLS

/**
 * VtChartKind:
 * @id: name of its page, and of its figure in files
 * @title: translatable
 * @analysis: whose result it shows
 * @brushes: (nullable): property that dragging brushes
 * @build: the chart, and what it says in words; %NULL where the result holds nothing to show
 * @activate: (nullable): a click, in the chart's own coordinates
 * @make_controls: (nullable): what stands above the chart, (transfer floating)
 * @follows: (nullable): NULL-terminated keys of the state at whose change the chart is built anew, the lag beside
 * @question: (nullable): translatable: it takes long, and is computed only when the person asks for it; what it is
 * @height: least height of the chart in pixels; 0: the usual
 * @below: (nullable): further charts on the same page, under one another; the last has no id
 */
typedef struct _VtChartKind VtChartKind;
struct _VtChartKind
{
  const char *id;
  const char *title;
  const char *analysis;
  const char *brushes;
  VtChart *(*build) (VtDocument *document, VtResult *result, char **description);
  void (*activate) (VtDocument *document, VtResult *result, double x, double y);
  GtkWidget *(*make_controls) (VtDocument *document);
  const char *const *follows;
  const char        *question;
  int                height;
  const VtChartKind *below;
};

guint              vt_chart_kind_get_count (void);
const VtChartKind *vt_chart_kind_get (guint index);

G_END_DECLS
