/* Picking in the window: the rectangle over its views and the button that switches it, and what is drawn of the atoms
 * that are picked. */
#include "vt-window-private.h"

#include "vt-i18n.h"
#include "vt-pick-layer.h"
#include "vt-picking.h"
#include "vt-rubber-band.h"

static void
find_in_space (GtkWidget *view, VtPicture *picture, const double box[4], GArray *atoms)
{
  VtCamera camera;

  vt_viewport_get_camera (VT_VIEWPORT (view), &camera);
  vt_picking_find_box (vt_picture_get_scene (picture), &camera, gtk_widget_get_width (view),
                       gtk_widget_get_height (view), box, atoms);
}

static void
find_in_slice (GtkWidget *view, VtPicture *picture, const double box[4], GArray *atoms)
{
  vt_slice_view_find_box (VT_SLICE_VIEW (view), box, atoms);
}

static void
on_page (GtkStack *pages, GParamSpec *spec, GtkWidget *button)
{
  const char *page = gtk_stack_get_visible_child_name (pages);

  gtk_widget_set_visible (button, g_strcmp0 (page, "3d") == 0 || g_strcmp0 (page, "slice") == 0);
}

static void
add_button (VtWindow *self, GtkWidget *band)
{
  GtkWidget *button = gtk_toggle_button_new ();
  const char *tip = _ ("Pick by Rectangle: Drag, or Drag with Ctrl at Any Time (B)");

  gtk_button_set_icon_name (GTK_BUTTON (button), "edit-select-all-symbolic");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pick by Rectangle"), -1);
  g_object_bind_property (band, "active", button, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_widget_insert_before (button, gtk_widget_get_parent (self->fit_button), self->fit_button);
  g_signal_connect_object (self->pages, "notify::visible-child-name", G_CALLBACK (on_page), button, 0);
  on_page (self->pages, NULL, button);
}

void
vt_window_add_picking (VtWindow *self)
{
  GtkWidget *band = vt_rubber_band_new (self->picture);
  VtPickLayer *layer;

  gtk_overlay_add_overlay (GTK_OVERLAY (gtk_widget_get_parent (GTK_WIDGET (self->pages))), band);
  vt_rubber_band_attach (VT_RUBBER_BAND (band), GTK_WIDGET (self->viewport), vt_viewport_get_surface (self->viewport),
                         find_in_space);
  vt_rubber_band_attach (VT_RUBBER_BAND (band), GTK_WIDGET (self->slice), GTK_WIDGET (self->slice), find_in_slice);
  add_button (self, band);
  layer = vt_pick_layer_new (self->viewport, self->picture);
  g_signal_connect_object (adw_bin_get_child (self->inspector_bin), "pointed", G_CALLBACK (vt_pick_layer_point), layer,
                           G_CONNECT_SWAPPED);
}
