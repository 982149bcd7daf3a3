#include "vt-inspector-rows.h"

#include "vt-format.h"

GtkWidget *
vt_inspector_label_new (const char *markup, float xalign, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

void
vt_inspector_rows_add (VtInspectorRows *rows, const char *symbol, const char *tip, const char *value)
{
  GtkWidget *name = vt_inspector_label_new (symbol, 0, "dim-label");
  g_autofree char *escaped = g_markup_escape_text (value, -1);
  g_autofree char *plain = vt_format_plain (symbol);
  GtkWidget *number = vt_inspector_label_new (escaped, 0, "numeric");

  gtk_widget_set_tooltip_text (name, tip);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_label_set_selectable (GTK_LABEL (number), TRUE);
  gtk_widget_set_focusable (number, FALSE);
  gtk_widget_set_hexpand (number, TRUE);
  gtk_grid_attach (rows->grid, name, 0, rows->n, 1, 1);
  gtk_grid_attach (rows->grid, number, 1, rows->n, 1, 1);
  rows->n++;
  g_string_append_printf (rows->text, "%s: %s\n", plain, value);
}

void
vt_inspector_rows_add_widget (VtInspectorRows *rows, GtkWidget *widget)
{
  gtk_grid_attach (rows->grid, widget, 0, rows->n++, 2, 1);
}

void
vt_inspector_rows_clear (VtInspectorRows *rows)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (rows->grid))) != NULL)
    gtk_grid_remove (rows->grid, child);
  g_string_truncate (rows->text, 0);
  rows->n = 0;
}
