/* The charts of the window's right side: from which result each is made, and what touching it does. */
#pragma once

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
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *analysis;
  const char *brushes;
  VtChart *(*build) (VtDocument *document, VtResult *result, char **description);
  void (*activate) (VtDocument *document, VtResult *result, double x, double y);
} VtChartKind;

guint              vt_chart_kind_get_count (void);
const VtChartKind *vt_chart_kind_get (guint index);

G_END_DECLS
