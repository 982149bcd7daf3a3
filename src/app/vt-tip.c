#include "vt-tip.h"

/* How far from its place the pointer may go, in points. */
#define ABOUT 4

gboolean
vt_tip_show (GtkTooltip *tooltip, const char *markup, int x, int y)
{
  GtkWidget *label;

  g_return_val_if_fail (GTK_IS_TOOLTIP (tooltip) && markup != NULL, FALSE);

  /* The tooltip's own label wraps, and where the window is resized under it, at every word. */
  label = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_tooltip_set_custom (tooltip, label);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ x - ABOUT, y - ABOUT, 2 * ABOUT, 2 * ABOUT });
  return TRUE;
}
