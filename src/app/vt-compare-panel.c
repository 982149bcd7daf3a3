#include "vt-compare-panel.h"

#include <math.h>

#include "vt-compare-place.h"
#include "vt-compare-tip.h"
#include "vt-compare-zoom.h"
#include "vt-format.h"
#include "vt-hand.h"
#include "vt-i18n.h"
#include "vt-pick.h"
#include "vt-tip.h"

#define STILL 6 /* px: less is a click and no drag */
#define WHEEL_ZOOM 1.15
#define KEY_ZOOM 1.25

struct _VtComparePanel
{
  GtkWidget parent_instance;

  VtPicture         *picture;
  VtComparisonSheet *sheet;
  guint              index;
  GtkWidget         *progress;
  double             drag_position; /* slice.position where the drag began */
  VtComparisonLook   drag_look;     /* what was seen there */
  gboolean           panning;
  gboolean           dragging;
  VtHand            *hand;
};

enum
{
  OTHER_RUN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtComparePanel, vt_compare_panel, GTK_TYPE_WIDGET)

static VtDocument *
get_document (VtComparePanel *self)
{
  return vt_picture_get_document (self->picture);
}

/* (nullable) */
static const VtComparisonPanel *
get_shown (VtComparePanel *self)
{
  return self->sheet != NULL ? vt_comparison_sheet_get_panel (self->sheet, self->index) : NULL;
}

static gssize
atom_at (VtComparePanel *self, double x, double y)
{
  cairo_rectangle_t area;

  if (self->sheet == NULL)
    return -1;
  vt_comparison_sheet_get_area (self->sheet, self->index, &area);
  return vt_comparison_sheet_atom_at (self->sheet, self->index, area.x + x, area.y + y);
}

/* ---- picking ---- */

/* Atoms are known by their ids in all panels: of the picture's own frame it has another index, perhaps. */
static gssize
find_in_picture (VtComparePanel *self, gssize atom)
{
  VtFrame *frame = vt_picture_get_frame (self->picture);
  const VtComparisonPanel *shown = get_shown (self);

  if (atom < 0 || frame == NULL || shown->depiction == NULL)
    return -1;
  return vt_atom_table_find (vt_frame_get_atoms (frame),
                             vt_atom_table_get_ids (vt_frame_get_atoms (shown->depiction->frame))[atom]);
}

static void
vt_compare_panel_open (VtComparePanel *self)
{
  const VtComparisonPanel *shown = get_shown (self);
  g_autoptr (GFile) file = NULL;

  if (shown == NULL)
    return;
  if (!shown->other)
    {
      vt_compare_place_open (get_document (self), shown);
      return;
    }
  file = g_file_new_for_uri (vt_state_get_text (shown->state, "trajectory.file"));
  g_signal_emit (self, signals[OTHER_RUN], 0, file);
}

static void
on_clicked (gpointer data, int n_press, double x, double y, GdkModifierType modifiers)
{
  VtComparePanel *self = data;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2)
    vt_compare_panel_open (self);
  else if (n_press == 1)
    vt_pick_atom (self->picture, find_in_picture (self, atom_at (self, x, y)), (modifiers & GDK_SHIFT_MASK) != 0);
}

/* ---- the pointer over it ---- */

static gboolean
vt_compare_panel_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  VtComparePanel *self = VT_COMPARE_PANEL (widget);
  const VtComparisonPanel *shown = get_shown (self);
  cairo_rectangle_t area;
  g_autofree char *text = NULL;

  if (shown == NULL || self->dragging)
    return FALSE;
  vt_comparison_sheet_get_area (self->sheet, self->index, &area);
  text = keyboard ? vt_compare_describe_panel (shown)
                  : vt_compare_describe_point (self->sheet, self->index, area.x + x, area.y + y);
  if (text == NULL || !vt_tip_show (widget, tooltip, text, x, y))
    return FALSE;
  if (keyboard)
    gtk_tooltip_set_tip_area (tooltip, NULL);
  return TRUE;
}

/* ---- moving ---- */

static void
on_rested (gpointer data)
{
  vt_document_seal (get_document (data));
}

static void
vt_compare_panel_move (VtComparePanel *self, double angstrom, double thicknesses)
{
  vt_compare_place_move (get_document (self), get_shown (self), angstrom, thicknesses);
  vt_hand_wait (self->hand);
}

static void
vt_compare_panel_zoom (VtComparePanel *self, double factor, gboolean at_pointer)
{
  cairo_rectangle_t area;
  double x, y;

  vt_comparison_sheet_get_area (self->sheet, self->index, &area);
  vt_hand_get_pointer (self->hand, &x, &y);
  vt_compare_zoom_at (get_document (self), self->sheet, self->index, factor, at_pointer ? area.x + x : NAN,
                      at_pointer ? area.y + y : NAN);
  vt_hand_wait (self->hand);
}

static gboolean
on_turned (gpointer data, double turned, GdkModifierType modifiers)
{
  VtComparePanel *self = data;

  if (get_shown (self) == NULL)
    return FALSE;
  if (modifiers & GDK_CONTROL_MASK)
    vt_compare_panel_zoom (self, pow (WHEEL_ZOOM, -turned), TRUE);
  else if (modifiers & GDK_SHIFT_MASK)
    vt_compare_place_thicken (get_document (self), get_shown (self), -turned);
  else
    vt_compare_panel_move (self, -turned, 0);
  return TRUE;
}

/* A part of the plane is drawn along; the whole of it is moved through the cell. */
static void
on_drag_begin (gpointer data, GdkModifierType modifiers)
{
  VtComparePanel *self = data;
  const VtComparisonPanel *shown = get_shown (self);

  self->dragging = FALSE;
  if (shown == NULL)
    return;
  self->drag_position = vt_compare_place_get_position (get_document (self), shown);
  self->panning = vt_compare_zoom_is_part (get_document (self), shown)
                  && vt_comparison_sheet_look (self->sheet, self->index, &self->drag_look);
}

static gboolean
on_dragged (gpointer data, double dx, double dy)
{
  VtComparePanel *self = data;
  const VtComparisonPanel *shown = get_shown (self);

  if (shown == NULL || (!self->dragging && hypot (self->panning ? dx : 0, dy) < STILL))
    return FALSE;
  self->dragging = TRUE;
  if (self->panning)
    vt_compare_zoom_pan (get_document (self), shown, &self->drag_look, dx, dy);
  else
    vt_compare_place_set_position (get_document (self), shown,
                                   self->drag_position - dy / MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1));
  return TRUE;
}

static void
on_drag_end (gpointer data)
{
  VtComparePanel *self = data;

  if (self->dragging)
    vt_document_seal (get_document (self));
  self->dragging = FALSE;
}

static gboolean
vt_compare_panel_go (VtComparePanel *self, guint key)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *next = key == GDK_KEY_Left ? gtk_widget_get_prev_sibling (widget) : gtk_widget_get_next_sibling (widget);

  if (next != NULL)
    gtk_widget_grab_focus (next);
  return GDK_EVENT_STOP;
}

static gboolean
vt_compare_panel_turn (VtComparePanel *self, guint key)
{
  char axis[] = { (char) ('x' + (int) (key - GDK_KEY_x)), '\0' };

  vt_compare_place_set (get_document (self), get_shown (self), "slice.axis", g_variant_new_string (axis));
  vt_compare_place_set (get_document (self), get_shown (self), "slice.normal",
                        g_variant_new_array (G_VARIANT_TYPE_DOUBLE, NULL, 0));
  vt_compare_zoom_fit (get_document (self), get_shown (self));
  vt_document_seal (get_document (self));
  return GDK_EVENT_STOP;
}

static gboolean
move_by_key (VtComparePanel *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      vt_compare_panel_move (self, key == GDK_KEY_Up ? 1 : -1, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      vt_compare_panel_move (self, 0, key == GDK_KEY_Page_Up ? 1 : -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_x:
    case GDK_KEY_y:
    case GDK_KEY_z:
      return vt_compare_panel_turn (self, key);
    case GDK_KEY_Home:
      vt_compare_place_reset (get_document (self), get_shown (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
look_by_key (VtComparePanel *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
    case GDK_KEY_equal:
      vt_compare_panel_zoom (self, KEY_ZOOM, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      vt_compare_panel_zoom (self, 1 / KEY_ZOOM, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      vt_compare_zoom_fit (get_document (self), get_shown (self));
      vt_document_seal (get_document (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      return vt_compare_panel_go (self, key);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      vt_compare_panel_open (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_key (gpointer data, guint key, GdkModifierType modifiers)
{
  VtComparePanel *self = data;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || get_shown (self) == NULL)
    return GDK_EVENT_PROPAGATE;
  return move_by_key (self, key) || look_by_key (self, key);
}

static const VtHandFuncs hand_funcs = { .turned = on_turned,
                                        .key = on_key,
                                        .drag_begin = on_drag_begin,
                                        .dragged = on_dragged,
                                        .drag_end = on_drag_end,
                                        .clicked = on_clicked,
                                        .rested = on_rested };

/* ---- the widget ---- */

static void
vt_compare_panel_measure (
    GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *mb, int *nb)
{
  *minimum = *natural = 0;
}

/* The bar in the middle, where there is room for it. */
static void
vt_compare_panel_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VtComparePanel *self = VT_COMPARE_PANEL (widget);
  int least, bar_width, bar_height;

  gtk_widget_measure (self->progress, GTK_ORIENTATION_HORIZONTAL, -1, &least, &bar_width, NULL, NULL);
  gtk_widget_measure (self->progress, GTK_ORIENTATION_VERTICAL, -1, NULL, &bar_height, NULL, NULL);
  bar_width = MAX (least, width / 3);
  gtk_widget_set_child_visible (self->progress, bar_width <= width && bar_height <= height);
  gtk_widget_size_allocate (self->progress,
                            &(GtkAllocation){ (width - bar_width) / 2, (height - bar_height) / 2, bar_width, bar_height },
                            -1);
}

static void
vt_compare_panel_dispose (GObject *object)
{
  VtComparePanel *self = VT_COMPARE_PANEL (object);

  g_clear_pointer (&self->hand, vt_hand_free);
  g_clear_pointer (&self->progress, gtk_widget_unparent);
  g_clear_pointer (&self->sheet, vt_comparison_sheet_unref);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (vt_compare_panel_parent_class)->dispose (object);
}

static void
vt_compare_panel_class_init (VtComparePanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vt_compare_panel_dispose;
  widget_class->measure = vt_compare_panel_measure;
  widget_class->size_allocate = vt_compare_panel_size_allocate;
  widget_class->query_tooltip = vt_compare_panel_query_tooltip;
  signals[OTHER_RUN] = g_signal_new ("other-run", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_FILE);
  gtk_widget_class_set_css_name (widget_class, "panel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vt_compare_panel_init (VtComparePanel *self)
{
  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_widget_set_can_target (self->progress, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Computing…"), -1);
  gtk_widget_set_parent (self->progress, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  self->hand = vt_hand_new (GTK_WIDGET (self), &hand_funcs, self);
}

GtkWidget *
vt_compare_panel_new (VtPicture *picture)
{
  VtComparePanel *self;

  g_return_val_if_fail (VT_IS_PICTURE (picture), NULL);

  self = g_object_new (VT_TYPE_COMPARE_PANEL, NULL);
  self->picture = g_object_ref (picture);
  return GTK_WIDGET (self);
}

void
vt_compare_panel_set_sheet (VtComparePanel *panel, VtComparisonSheet *sheet, guint index)
{
  const VtComparisonPanel *shown;
  g_autofree char *markup = NULL, *plain = NULL;

  g_return_if_fail (VT_IS_COMPARE_PANEL (panel));
  g_return_if_fail (sheet != NULL && index < vt_comparison_sheet_get_n_panels (sheet));

  vt_comparison_sheet_ref (sheet);
  g_clear_pointer (&panel->sheet, vt_comparison_sheet_unref);
  panel->sheet = sheet;
  panel->index = index;
  shown = get_shown (panel);
  markup = vt_compare_describe_panel (shown);
  plain = vt_format_plain (markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (panel), GTK_ACCESSIBLE_PROPERTY_LABEL, plain,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, shown->message != NULL ? shown->message : "", -1);
}

void
vt_compare_panel_set_progress (VtComparePanel *panel, double fraction)
{
  g_return_if_fail (VT_IS_COMPARE_PANEL (panel));

  gtk_widget_set_visible (panel->progress, fraction >= 0);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (panel->progress), CLAMP (fraction, 0, 1));
}
