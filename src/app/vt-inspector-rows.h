/* Rows of names and numbers, which the inspector is made of: in a grid for the eye, and as lines of plain text. */
#pragma once

#include <gtk/gtk.h>

#include "vt-document.h"
#include "vt-measurement.h"

G_BEGIN_DECLS

/**
 * VtInspectorRows:
 * @grid: what they are put into
 * @text: "name: value" a line
 * @n: rows so far
 */
typedef struct
{
  GtkGrid *grid;
  GString *text;
  int      n;
} VtInspectorRows;

/* A label that wraps. @class: (nullable): a style of its own */
GtkWidget *vt_inspector_label_new (const char *markup, float xalign, const char *class);

/* @symbol: markup; @tip: (nullable); @value: plain */
void vt_inspector_rows_add (VtInspectorRows *rows, const char *symbol, const char *tip, const char *value);
/* Over both columns; nothing in the text. */
void vt_inspector_rows_add_widget (VtInspectorRows *rows, GtkWidget *widget);
/* None any more. */
void vt_inspector_rows_clear (VtInspectorRows *rows);

/* vt-inspector-atom.c: all that is known of one atom, and why to doubt it (nullable) (transfer full) */
void  vt_inspector_rows_add_atom (VtInspectorRows *rows, VtDocument *document, VtFrame *frame, gsize atom);
char *vt_inspector_find_doubts (VtDocument *document, gsize n, gsize atom);

/* vt-inspector-picks.c: "Cu 812 – Zr 14: 2.54 Å", and the angles; and what many atoms have in common */
void vt_inspector_rows_add_measurement (VtInspectorRows *rows, VtFrame *frame, const VtMeasurement *measurement);
void vt_inspector_rows_add_summary (
    VtInspectorRows *rows, VtDocument *document, VtFrame *frame, const gint64 *ids, gsize n_ids);

G_END_DECLS
