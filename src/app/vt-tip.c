#include "vt-tip.h"

/* How far from its place the pointer may go, in points. */
#define ABOUT 4

/* Where the pointer lay when it was first seen; GTK repeats that whenever something is laid out. */
typedef struct
{
  gboolean seen;
  gboolean moved;
  double   x, y;
} Pointer;

static GQuark
get_pointer_quark (void)
{
  return g_quark_from_static_string ("vt-tip-pointer");
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, gpointer data)
{
  Pointer *pointer = data;

  pointer->moved = pointer->moved || (pointer->seen && (x != pointer->x || y != pointer->y));
  pointer->seen = TRUE;
  pointer->x = x;
  pointer->y = y;
}

void
vt_tip_watch (GtkWidget *window)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  Pointer *pointer = g_new0 (Pointer, 1);

  g_return_if_fail (GTK_IS_WINDOW (window));

  g_object_set_qdata_full (G_OBJECT (window), get_pointer_quark (), pointer, g_free);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), pointer);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), pointer);
  gtk_widget_add_controller (window, motion);
}

gboolean
vt_tip_show (GtkWidget *view, GtkTooltip *tooltip, const char *markup, int x, int y)
{
  const Pointer *pointer = g_object_get_qdata (G_OBJECT (gtk_widget_get_root (view)), get_pointer_quark ());
  GtkWidget *label;

  g_return_val_if_fail (GTK_IS_TOOLTIP (tooltip) && markup != NULL, FALSE);

  if (pointer != NULL && !pointer->moved)
    return FALSE;
  /* The tooltip's own label wraps, and where the window is resized under it, at every word. */
  label = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_tooltip_set_custom (tooltip, label);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ x - ABOUT, y - ABOUT, 2 * ABOUT, 2 * ABOUT });
  return TRUE;
}
