/* What pointer and keys do over a picture of a plane: one set of controllers for all who show one. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _VtHand VtHand;

/**
 * VtHandFuncs:
 * @turned: the wheel, by notches, down or right positive; returns whether that was for it
 * @key: returns whether that was for it
 * @dragged: from where the drag began, px; returns whether it has moved far enough to be none but a drag
 * @pinched: (nullable): by another factor, about that point
 * @rested: what was done step by step has ended, see vt_hand_wait()
 */
typedef struct
{
  gboolean (*turned) (gpointer owner, double turned, GdkModifierType modifiers);
  gboolean (*key) (gpointer owner, guint key, GdkModifierType modifiers);
  void (*drag_begin) (gpointer owner, GdkModifierType modifiers);
  gboolean (*dragged) (gpointer owner, double dx, double dy);
  void (*drag_end) (gpointer owner);
  void (*clicked) (gpointer owner, int n_press, double x, double y, GdkModifierType modifiers);
  void (*pinched) (gpointer owner, double factor, double x, double y);
  void (*rested) (gpointer owner);
} VtHandFuncs;

/* Controllers of @widget, named wheel, pointer, keys, drag, pick and pinch. @owner outlives the hand; the hand is freed
 * when @owner lets go, and then nothing is told any more. */
VtHand *vt_hand_new (GtkWidget *widget, const VtHandFuncs *funcs, gpointer owner);
void    vt_hand_free (VtHand *hand);
/* Where the pointer was last: a wheel's event does not tell. */
void    vt_hand_get_pointer (VtHand *hand, double *x, double *y);
/* Tells of the rest when nobody has called for a while. */
void    vt_hand_wait (VtHand *hand);

G_END_DECLS
