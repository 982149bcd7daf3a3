#include "vt-slice-hand.h"

#include <math.h>

#include "vt-hand.h"
#include "vt-pick.h"
#include "vt-slice-motion.h"

#define WHEEL_ZOOM 1.15
#define KEY_ZOOM 1.25
/* Of the plane's part that can be seen, Å. */
#define SMALLEST 2.0
#define TURN_BY_KEY (5 * G_PI / 180)
/* Of a drag, radians a pixel: half a turn across a page. */
#define TURN_BY_DRAG 0.005
/* Pixels that the pointer may tremble. */
#define TREMBLE 6.0

typedef enum
{
  DRAG_MOVE,
  DRAG_PAN,
  DRAG_TURN
} DragKind;

typedef struct
{
  VtSliceView *view;
  VtPicture   *picture;
  VtHand      *hand;
  DragKind     drag;
  gboolean     dragging;
  double       drag_position; /* slice.position where the drag began */
  double       drag_middle[2];
  double       drag_height;
  double       drag_scale; /* Å a pixel */
  VtSlice      drag_slice;
} Hand;

static VtDocument *
get_document (Hand *hand)
{
  return vt_picture_get_document (hand->picture);
}

static VtState *
get_state (Hand *hand)
{
  return vt_document_get_state (get_document (hand));
}

/* (nullable) */
static const VtCell *
get_cell (Hand *hand)
{
  VtFrame *frame = vt_picture_get_frame (hand->picture);

  return frame != NULL ? vt_frame_get_cell (frame) : NULL;
}

static void
hand_free (gpointer data)
{
  Hand *hand = data;

  vt_hand_free (hand->hand);
  g_object_unref (hand->picture);
  g_free (hand);
}

/* ---- closer and farther ---- */

static gboolean
sees_part (Hand *hand)
{
  gsize n;

  vt_state_get_reals (get_state (hand), "slice.view", &n);
  return n == 3;
}

/* A part of the plane: its middle, its height, and a point of it. */
typedef struct
{
  double middle[2], height, point[2];
} Look;

/* Of what is asked for, which the chart may have yet to show: else of steps that come quickly some would be lost. */
static gboolean
get_look (Hand *hand, double x, double y, Look *look)
{
  double middle_x, middle_y, shown;
  const double *view;
  gsize n;

  if (!vt_slice_view_to_plane (hand->view, x, y, &look->point[0], &look->point[1], &look->height))
    return FALSE;
  vt_slice_view_get_middle (hand->view, &middle_x, &middle_y);
  vt_slice_view_to_plane (hand->view, middle_x, middle_y, &look->middle[0], &look->middle[1], &look->height);
  view = vt_state_get_reals (get_state (hand), "slice.view", &n);
  if (n != 3)
    return TRUE;
  shown = look->height;
  look->height = view[2];
  for (guint i = 0; i < 2; i++)
    {
      look->point[i] = view[i] + (look->point[i] - look->middle[i]) * look->height / shown;
      look->middle[i] = view[i];
    }
  return TRUE;
}

/* The point of the plane under the pointer stays where it is; what would show more than the cell shows the cell. */
static void
zoom_at (Hand *hand, double factor, double x, double y)
{
  const VtCell *cell = get_cell (hand);
  double low[2], high[2];
  VtSlice slice;
  Look look;

  if (cell == NULL || !get_look (hand, x, y, &look))
    return;
  vt_depiction_get_slice (get_state (hand), cell, &slice);
  vt_slice_get_extent (&slice, cell, low, high);
  if (look.height / factor >= MAX (high[0] - low[0], high[1] - low[1]))
    {
      vt_slice_show_all (get_document (hand));
      return;
    }
  factor = MIN (factor, look.height / MIN (SMALLEST, look.height));
  vt_slice_show (get_document (hand), look.point[0] + (look.middle[0] - look.point[0]) / factor,
                 look.point[1] + (look.middle[1] - look.point[1]) / factor, look.height / factor);
}

static void
zoom_at_middle (Hand *hand, double factor)
{
  double x, y;

  vt_slice_view_get_middle (hand->view, &x, &y);
  zoom_at (hand, factor, x, y);
}

/* ---- the wheel ---- */

static gboolean
on_turned (gpointer data, double turned, GdkModifierType modifiers)
{
  Hand *hand = data;
  double x, y;

  if (get_cell (hand) == NULL)
    return FALSE;
  vt_hand_get_pointer (hand->hand, &x, &y);
  if (modifiers & GDK_CONTROL_MASK)
    zoom_at (hand, pow (WHEEL_ZOOM, -turned), x, y);
  else if (modifiers & GDK_SHIFT_MASK)
    vt_slice_thicken (get_document (hand), -turned);
  else
    vt_slice_move_by (get_document (hand), get_cell (hand), -turned);
  return TRUE;
}

static void
on_pinched (gpointer data, double factor, double x, double y)
{
  zoom_at (data, factor, x, y);
}

static void
on_rested (gpointer data)
{
  vt_document_seal (get_document (data));
}

/* ---- dragging ---- */

static void
on_drag_begin (gpointer data, GdkModifierType modifiers)
{
  Hand *hand = data;
  double middle_x, middle_y, u, v;

  gtk_widget_grab_focus (GTK_WIDGET (hand->view));
  hand->dragging = FALSE;
  hand->drag_position = vt_state_get_real (get_state (hand), "slice.position");
  if (get_cell (hand) == NULL)
    return;
  vt_depiction_get_slice (get_state (hand), get_cell (hand), &hand->drag_slice);
  vt_slice_view_get_middle (hand->view, &middle_x, &middle_y);
  vt_slice_view_to_plane (hand->view, middle_x, middle_y, &hand->drag_middle[0], &hand->drag_middle[1],
                          &hand->drag_height);
  hand->drag_scale = vt_slice_view_to_plane (hand->view, middle_x + 100, middle_y, &u, &v, &hand->drag_height)
                         ? (u - hand->drag_middle[0]) / 100
                         : 0;
  hand->drag = modifiers & GDK_SHIFT_MASK ? DRAG_TURN : sees_part (hand) ? DRAG_PAN : DRAG_MOVE;
}

static gboolean
on_dragged (gpointer data, double dx, double dy)
{
  Hand *hand = data;

  if (get_cell (hand) == NULL || (!hand->dragging && hypot (dx, dy) < TREMBLE))
    return FALSE;
  hand->dragging = TRUE;
  if (hand->drag == DRAG_TURN)
    vt_slice_turn_from (get_document (hand), &hand->drag_slice, -TURN_BY_DRAG * dx, TURN_BY_DRAG * dy);
  else if (hand->drag == DRAG_PAN)
    vt_slice_show (get_document (hand), hand->drag_middle[0] - hand->drag_scale * dx,
                   hand->drag_middle[1] + hand->drag_scale * dy, hand->drag_height);
  else
    vt_slice_move_to (get_document (hand),
                      hand->drag_position - dy / MAX (gtk_widget_get_height (GTK_WIDGET (hand->view)), 1));
  return TRUE;
}

static void
on_drag_end (gpointer data)
{
  vt_document_seal (get_document (data));
}

static void
on_clicked (gpointer data, int n_press, double x, double y, GdkModifierType modifiers)
{
  Hand *hand = data;

  if (n_press == 2 && sees_part (hand))
    {
      vt_slice_show_all (get_document (hand));
      vt_document_seal (get_document (hand));
      return;
    }
  vt_pick_atom (hand->picture, vt_slice_view_atom_at (hand->view, x, y), (modifiers & GDK_SHIFT_MASK) != 0);
}

/* ---- keys ---- */

static gboolean
turn_by_key (Hand *hand, guint key)
{
  double right = key == GDK_KEY_Right ? 1 : key == GDK_KEY_Left ? -1 : 0;
  double up = key == GDK_KEY_Up ? 1 : key == GDK_KEY_Down ? -1 : 0;
  VtSlice slice;

  if (right == 0 && up == 0)
    return GDK_EVENT_PROPAGATE;
  vt_depiction_get_slice (get_state (hand), get_cell (hand), &slice);
  vt_slice_turn_from (get_document (hand), &slice, right * TURN_BY_KEY, up * TURN_BY_KEY);
  return GDK_EVENT_STOP;
}

static gboolean
move_by_key (Hand *hand, guint key)
{
  VtDocument *document = get_document (hand);
  double thickness = vt_state_get_real (get_state (hand), "slice.thickness");

  if (key == GDK_KEY_Up || key == GDK_KEY_Down)
    vt_slice_move_by (document, get_cell (hand), key == GDK_KEY_Up ? 1 : -1);
  else if (key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down)
    vt_slice_move_by (document, get_cell (hand), key == GDK_KEY_Page_Up ? thickness : -thickness);
  else if (key == GDK_KEY_Home || key == GDK_KEY_End)
    vt_slice_move_to (document, key == GDK_KEY_Home ? 0 : 1);
  else if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    vt_slice_thicken (document, key == GDK_KEY_Right ? 1 : -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
look_by_key (Hand *hand, guint key)
{
  switch (key)
    {
    case GDK_KEY_x:
    case GDK_KEY_y:
    case GDK_KEY_z:
      vt_slice_set_axis (get_document (hand), key == GDK_KEY_x ? "x" : key == GDK_KEY_y ? "y" : "z");
      return GDK_EVENT_STOP;
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
    case GDK_KEY_equal:
      zoom_at_middle (hand, KEY_ZOOM);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_at_middle (hand, 1 / KEY_ZOOM);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      vt_slice_show_all (get_document (hand));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_key (gpointer data, guint key, GdkModifierType modifiers)
{
  Hand *hand = data;
  gboolean done;

  if (get_cell (hand) == NULL || (modifiers & GDK_ALT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if (modifiers & GDK_CONTROL_MASK)
    done = turn_by_key (hand, key);
  else
    done = move_by_key (hand, key) || look_by_key (hand, key);
  /* A key held down is one edit. */
  if (done)
    vt_hand_wait (hand->hand);
  return done;
}

static const VtHandFuncs hand_funcs = { .turned = on_turned,
                                        .key = on_key,
                                        .drag_begin = on_drag_begin,
                                        .dragged = on_dragged,
                                        .drag_end = on_drag_end,
                                        .clicked = on_clicked,
                                        .pinched = on_pinched,
                                        .rested = on_rested };

void
vt_slice_hand_attach (VtSliceView *view, VtPicture *picture)
{
  Hand *hand;

  g_return_if_fail (VT_IS_SLICE_VIEW (view) && VT_IS_PICTURE (picture));

  hand = g_new0 (Hand, 1);
  hand->view = view;
  hand->picture = g_object_ref (picture);
  g_object_set_data_full (G_OBJECT (view), "vt-slice-hand", hand, hand_free);
  hand->hand = vt_hand_new (GTK_WIDGET (view), &hand_funcs, hand);
}
