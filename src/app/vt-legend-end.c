#include "vt-legend-end.h"

#include <math.h>

#include "vt-chart-style.h"
#include "vt-i18n.h"

/* Shares of the bar that keys move it. */
#define STEP 0.01
#define PAGE 0.1

struct _VtLegendEnd
{
  GtkWidget parent_instance;

  VtColorEnd              end;
  const VtLegendEndFuncs *funcs;
  gpointer                owner;
  GtkLabel               *label;
  GtkPopover             *popover;
  GtkEntry               *entry;
  double                  value;
};

G_DEFINE_FINAL_TYPE (VtLegendEnd, vt_legend_end, GTK_TYPE_WIDGET)

/* As people write it: with a comma, with a true minus. */
static gboolean
parse_number (const char *text, double *value)
{
  g_autoptr (GString) plain = g_string_new (text);
  char *end;

  g_string_replace (plain, "−", "-", 0);
  g_string_replace (plain, ",", ".", 0);
  g_strstrip (plain->str);
  *value = g_ascii_strtod (plain->str, &end);
  return end != plain->str && *end == '\0' && isfinite (*value);
}

static void
on_entry_activate (VtLegendEnd *self)
{
  double value;

  if (parse_number (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &value)
      && self->funcs->type (self->owner, self->end, value))
    gtk_popover_popdown (self->popover);
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
}

static void
on_entry_changed (VtLegendEnd *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
on_popover_closed (VtLegendEnd *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
vt_legend_end_edit (VtLegendEnd *end)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (VT_IS_LEGEND_END (end));

  g_ascii_formatd (text, sizeof text, "%.7g", end->value);
  gtk_editable_set_text (GTK_EDITABLE (end->entry), text);
  /* The tip would lie over the entry. */
  gtk_widget_set_has_tooltip (GTK_WIDGET (end), FALSE);
  gtk_popover_popup (end->popover);
  gtk_widget_grab_focus (GTK_WIDGET (end->entry));
  gtk_editable_select_region (GTK_EDITABLE (end->entry), 0, -1);
}

static void
on_released (GtkGestureClick *click, int n_press, double x, double y, gpointer data)
{
  VtLegendEnd *self = data;

  if (n_press == 1)
    vt_legend_end_edit (self);
}

static double
get_step (guint key)
{
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Up:
    case GDK_KEY_plus:
      return STEP;
    case GDK_KEY_Down:
    case GDK_KEY_Left:
    case GDK_KEY_KP_Down:
    case GDK_KEY_minus:
      return -STEP;
    case GDK_KEY_Page_Up:
      return PAGE;
    case GDK_KEY_Page_Down:
      return -PAGE;
    default:
      return 0;
    }
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer data)
{
  VtLegendEnd *self = data;
  double step = get_step (key);

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (step != 0)
    self->funcs->move (self->owner, self->end, step, (modifiers & GDK_SHIFT_MASK) != 0);
  else if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space || key == GDK_KEY_F2)
    vt_legend_end_edit (self);
  else if (key == GDK_KEY_Delete || key == GDK_KEY_BackSpace || key == GDK_KEY_Home)
    self->funcs->reset (self->owner);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
vt_legend_end_make_entry (VtLegendEnd *self)
{
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->end == VT_COLOR_END_LOW ? _ ("Low End of the Colours")
                                                                : _ ("High End of the Colours"),
                                  -1);
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->entry));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_entry_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_entry_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (on_popover_closed), self, G_CONNECT_SWAPPED);
}

static void
vt_legend_end_add_controllers (VtLegendEnd *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  /* The number alone, and not the entry that opens. */
  gtk_widget_add_controller (GTK_WIDGET (self->label), GTK_EVENT_CONTROLLER (click));
}

static void
vt_legend_end_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VtLegendEnd *self = VT_LEGEND_END (widget);

  gtk_widget_allocate (GTK_WIDGET (self->label), width, height, baseline, NULL);
  gtk_popover_present (self->popover);
}

static void
vt_legend_end_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (VT_LEGEND_END (widget)->label), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
vt_legend_end_dispose (GObject *object)
{
  VtLegendEnd *self = VT_LEGEND_END (object);

  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->label));
  self->label = NULL;
  G_OBJECT_CLASS (vt_legend_end_parent_class)->dispose (object);
}

static void
vt_legend_end_class_init (VtLegendEndClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vt_legend_end_dispose;
  widget_class->measure = vt_legend_end_measure;
  widget_class->size_allocate = vt_legend_end_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "legendend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
vt_legend_end_init (VtLegendEnd *self)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  PangoAttrList *attributes = pango_attr_list_new ();

  self->label = GTK_LABEL (gtk_label_new (NULL));
  /* As the ticks beside it are painted. */
  pango_attr_list_insert (attributes, pango_attr_size_new_absolute ((int) (style.text_size * PANGO_SCALE)));
  pango_attr_list_insert (attributes, pango_attr_family_new (style.font_family));
  gtk_label_set_attributes (self->label, attributes);
  pango_attr_list_unref (attributes);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->label), "text");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
vt_legend_end_new (VtColorEnd end, const VtLegendEndFuncs *funcs, gpointer owner)
{
  VtLegendEnd *self;

  g_return_val_if_fail (end != VT_COLOR_END_BOTH && funcs != NULL, NULL);

  self = g_object_new (VT_TYPE_LEGEND_END, NULL);
  self->end = end;
  self->funcs = funcs;
  self->owner = owner;
  vt_legend_end_make_entry (self);
  vt_legend_end_add_controllers (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), end == VT_COLOR_END_LOW
                                                      ? _ ("Low end: click to type it, drag or arrows to move it, "
                                                           "double-click the colours for the automatic range")
                                                      : _ ("High end: click to type it, drag or arrows to move it, "
                                                           "double-click the colours for the automatic range"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  end == VT_COLOR_END_LOW ? _ ("Low End of the Colours")
                                                          : _ ("High End of the Colours"),
                                  -1);
  return GTK_WIDGET (self);
}

void
vt_legend_end_show (VtLegendEnd *end, const char *markup, const char *text, double value, double least,
                    double greatest)
{
  g_return_if_fail (VT_IS_LEGEND_END (end));

  end->value = value;
  gtk_label_set_markup (end->label, markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (end), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, value,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, least, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  greatest, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}
