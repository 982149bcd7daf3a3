/* The number at one end of the legend: moved by keys, typed after a click. */
#pragma once

#include <gtk/gtk.h>
#include "vt-color-ends.h"

G_BEGIN_DECLS

#define VT_TYPE_LEGEND_END (vt_legend_end_get_type ())
G_DECLARE_FINAL_TYPE (VtLegendEnd, vt_legend_end, VT, LEGEND_END, GtkWidget)

/**
 * VtLegendEndFuncs:
 * @move: by keys; @shift: a share of the bar's length; @both: the other end goes along
 * @type: a number was typed; FALSE where it cannot be: then the entry stays open
 * @reset: back to the automatic range
 */
typedef struct
{
  void (*move) (gpointer owner, VtColorEnd end, double shift, gboolean both);
  gboolean (*type) (gpointer owner, VtColorEnd end, double value);
  void (*reset) (gpointer owner);
} VtLegendEndFuncs;

/* @end: low or high. @owner must outlive it. */
GtkWidget *vt_legend_end_new (VtColorEnd end, const VtLegendEndFuncs *funcs, gpointer owner);
/**
 * vt_legend_end_show:
 * @markup: the number as it stands beside the bar
 * @text: the number with its unit, for those who do not see it
 * @least, @greatest: about how far it may go
 */
void vt_legend_end_show (
    VtLegendEnd *end, const char *markup, const char *text, double value, double least, double greatest);
/* Opens the entry, as a click does. */
void vt_legend_end_edit (VtLegendEnd *end);

G_END_DECLS
