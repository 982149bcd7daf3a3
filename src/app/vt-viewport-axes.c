/* Which way x, y and z point, in the 3D page's corner. */
#include "vt-viewport-private.h"

#include "vt-i18n.h"
#include "vt-tripod.h"

#define MARGIN 6

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  VtViewport *self = data;
  VtChartStyle style = vt_chart_style_screen (vt_picture_get_dark (self->picture));
  VtCamera camera;

  vt_viewport_get_camera (self, &camera);
  vt_tripod_paint (&camera, cr, &style, 0, 0);
}

static void
on_changed (VtViewport *self)
{
  VtState *state = vt_document_get_state (vt_picture_get_document (self->picture));
  gboolean shown = vt_picture_get_depiction (self->picture) != NULL && vt_state_get_boolean (state, "view.axes")
                   && gtk_stack_get_visible_child (self->stack) != GTK_WIDGET (self->failure);

  gtk_widget_set_visible (self->axes, shown);
  if (shown)
    gtk_widget_queue_draw (self->axes);
}

void
vt_viewport_add_axes (VtViewport *self)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  int side = (int) vt_tripod_measure (&style);

  self->axes = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->axes), side);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->axes), side);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->axes), draw, self, NULL);
  gtk_widget_set_halign (self->axes, GTK_ALIGN_START);
  gtk_widget_set_valign (self->axes, GTK_ALIGN_END);
  gtk_widget_set_margin_start (self->axes, MARGIN);
  gtk_widget_set_margin_bottom (self->axes, MARGIN);
  gtk_widget_set_can_target (self->axes, FALSE);
  gtk_widget_set_visible (self->axes, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->axes), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Directions of x, y and z"), -1);
  vt_viewport_add_overlay (self, self->axes);
  g_signal_connect (self, "changed", G_CALLBACK (on_changed), NULL);
}
