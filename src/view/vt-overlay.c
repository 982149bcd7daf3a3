#include "vt-overlay.h"

#include <math.h>

struct _VtOverlay
{
  GArray *lines; /* VtOverlayLine */
  GArray *faces; /* VtOverlayFace */
};

G_DEFINE_BOXED_TYPE (VtOverlay, vt_overlay, vt_overlay_ref, vt_overlay_unref)

VtOverlay *
vt_overlay_new (void)
{
  VtOverlay *overlay = g_atomic_rc_box_new0 (VtOverlay);

  overlay->lines = g_array_new (FALSE, FALSE, sizeof (VtOverlayLine));
  overlay->faces = g_array_new (FALSE, FALSE, sizeof (VtOverlayFace));
  return overlay;
}

VtOverlay *
vt_overlay_ref (VtOverlay *overlay)
{
  g_return_val_if_fail (overlay != NULL, NULL);

  return g_atomic_rc_box_acquire (overlay);
}

static void
clear (gpointer data)
{
  VtOverlay *overlay = data;

  g_array_unref (overlay->lines);
  g_array_unref (overlay->faces);
}

void
vt_overlay_unref (VtOverlay *overlay)
{
  g_return_if_fail (overlay != NULL);

  g_atomic_rc_box_release_full (overlay, clear);
}

/* FALSE where it is no place. */
static gboolean
set_point (float point[3], const double position[3])
{
  for (guint i = 0; i < 3; i++)
    point[i] = (float) position[i];
  return isfinite (point[0]) && isfinite (point[1]) && isfinite (point[2]);
}

void
vt_overlay_add_line (VtOverlay *overlay, const double from[3], const double to[3], const VtLineStyle *style)
{
  VtOverlayLine line;

  g_return_if_fail (overlay != NULL && style != NULL);

  line.style = *style;
  if (set_point (line.ends[0], from) && set_point (line.ends[1], to))
    g_array_append_val (overlay->lines, line);
}

void
vt_overlay_add_loop (VtOverlay *overlay, const double *corners, gsize n, const VtLineStyle *style)
{
  for (gsize i = 0; i < n; i++)
    vt_overlay_add_line (overlay, corners + 3 * i, corners + 3 * ((i + 1) % n), style);
}

void
vt_overlay_add_face (VtOverlay *overlay, const double *corners, gsize n, const VtColor *color)
{
  VtOverlayFace face;

  g_return_if_fail (overlay != NULL && color != NULL);

  face.color = *color;
  for (gsize i = 2; i < n; i++)
    if (set_point (face.corners[0], corners) && set_point (face.corners[1], corners + 3 * (i - 1)) &&
        set_point (face.corners[2], corners + 3 * i))
      g_array_append_val (overlay->faces, face);
}

void
vt_overlay_add_all (VtOverlay *overlay, const VtOverlay *other)
{
  g_return_if_fail (overlay != NULL && other != NULL && overlay != other);

  g_array_append_vals (overlay->lines, other->lines->data, other->lines->len);
  g_array_append_vals (overlay->faces, other->faces->data, other->faces->len);
}

const VtOverlayLine *
vt_overlay_get_lines (const VtOverlay *overlay, gsize *n)
{
  g_return_val_if_fail (overlay != NULL && n != NULL, NULL);

  *n = overlay->lines->len;
  return (const VtOverlayLine *) (gconstpointer) overlay->lines->data;
}

const VtOverlayFace *
vt_overlay_get_faces (const VtOverlay *overlay, gsize *n)
{
  g_return_val_if_fail (overlay != NULL && n != NULL, NULL);

  *n = overlay->faces->len;
  return (const VtOverlayFace *) (gconstpointer) overlay->faces->data;
}
