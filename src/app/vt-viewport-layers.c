/* What is laid among the atoms of the 3D page without being part of the picture: it changes without atoms, colours or
 * flags being made anew. */
#include "vt-viewport-private.h"

#include <string.h>

void
vt_viewport_set_layer (VtViewport *viewport, VtLayer layer, VtOverlay *overlay)
{
  g_return_if_fail (VT_IS_VIEWPORT (viewport) && layer < VT_N_LAYERS);

  if (overlay == viewport->layers[layer])
    return;
  if (overlay != NULL)
    vt_overlay_ref (overlay);
  g_clear_pointer (&viewport->layers[layer], vt_overlay_unref);
  viewport->layers[layer] = overlay;
  viewport->stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (viewport));
  if (gtk_stack_get_visible_child (viewport->stack) == GTK_WIDGET (viewport->area))
    gtk_widget_queue_draw (GTK_WIDGET (viewport->area));
}

void
vt_viewport_lay_over (VtOverlay *const layers[VT_N_LAYERS], const VtScene *scene, VtScene *laid)
{
  *laid = *scene;
  memcpy (laid->overlays, layers, sizeof laid->overlays);
}
