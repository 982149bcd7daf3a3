#include "vt-slice-motion.h"

#include <math.h>

#include "vt-depiction.h"
#include "vt-i18n.h"
#include "vt-vector.h"

/* As near as that to an axis it is the axis: turning by hand never meets one exactly. */
#define ALONG 1e-6
/* Of a normal's components, in the session. */
#define DIGITS 1e6

static GVariant *
new_reals (const double *numbers, gsize n)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, numbers, n, sizeof (double));
}

void
vt_slice_move_to (VtDocument *document, double share)
{
  g_return_if_fail (VT_IS_DOCUMENT (document));

  vt_document_set_real (document, "slice.position", CLAMP (share, 0, 1));
}

void
vt_slice_move_by (VtDocument *document, const VtCell *cell, double angstrom)
{
  VtState *state;
  VtSlice slice;
  double low, high;

  g_return_if_fail (VT_IS_DOCUMENT (document) && cell != NULL);

  state = vt_document_get_state (document);
  vt_depiction_get_slice (state, cell, &slice);
  vt_slice_get_range (&slice, cell, &low, &high);
  vt_slice_move_to (document, vt_state_get_real (state, "slice.position") + angstrom / (high - low));
}

void
vt_slice_thicken (VtDocument *document, double steps)
{
  const VtParameter *parameter = vt_parameter_get ((guint) vt_parameter_find ("slice.thickness"));
  double thickness;

  g_return_if_fail (VT_IS_DOCUMENT (document));

  thickness = vt_state_get_real (vt_document_get_state (document), "slice.thickness") + steps * parameter->step;
  /* Tenths, so that steps there and back meet. */
  thickness = round (10 * thickness) / 10;
  vt_document_set_real (document, "slice.thickness", CLAMP (thickness, parameter->step, parameter->maximum));
}

static void
set_plane (VtDocument *document, const char *axis, const double *normal, gsize n)
{
  vt_document_set_many (document, _ ("Turn Slice"), "slice.axis", g_variant_new_string (axis), "slice.normal",
                        new_reals (normal, n), "slice.view", new_reals (NULL, 0), NULL);
}

void
vt_slice_set_axis (VtDocument *document, const char *axis)
{
  g_return_if_fail (VT_IS_DOCUMENT (document) && axis != NULL);

  set_plane (document, axis, NULL, 0);
}

void
vt_slice_turn_to (VtDocument *document, const double normal[3])
{
  static const char *const axes[] = { "x", "y", "z" };
  VtSlice unit;
  double rounded[3];

  g_return_if_fail (VT_IS_DOCUMENT (document) && normal != NULL);

  if (!vt_slice_set_normal (&unit, normal))
    return;
  for (guint i = 0; i < 3; i++)
    {
      if (unit.normal[i] > 1 - ALONG)
        {
          vt_slice_set_axis (document, axes[i]);
          return;
        }
      rounded[i] = round (normal[i] * DIGITS) / DIGITS;
    }
  set_plane (document, vt_state_get_text (vt_document_get_state (document), "slice.axis"), rounded, 3);
}

void
vt_slice_turn_from (VtDocument *document, const VtSlice *from, double right, double up)
{
  double u[3], v[3], turned[3], angle = hypot (right, up);

  g_return_if_fail (VT_IS_DOCUMENT (document) && from != NULL);

  if (!(angle > 0))
    return;
  vt_slice_get_basis (from, u, v);
  for (guint i = 0; i < 3; i++)
    turned[i] = cos (angle) * from->normal[i] + sin (angle) / angle * (right * u[i] + up * v[i]);
  vt_slice_turn_to (document, turned);
}

void
vt_slice_face_camera (VtDocument *document, const VtCell *cell)
{
  double right[3], up[3], back[3];
  VtCamera camera;

  g_return_if_fail (VT_IS_DOCUMENT (document) && cell != NULL);

  vt_depiction_get_camera (vt_document_get_state (document), cell, 1, &camera);
  vt_camera_get_axes (&camera, right, up, back);
  vt_slice_turn_to (document, back);
}

void
vt_slice_show (VtDocument *document, double u, double v, double height)
{
  const double view[3] = { u, v, height };

  g_return_if_fail (VT_IS_DOCUMENT (document));

  vt_document_set (document, "slice.view", new_reals (view, 3), NULL);
}

void
vt_slice_show_all (VtDocument *document)
{
  gsize n;

  g_return_if_fail (VT_IS_DOCUMENT (document));

  vt_state_get_reals (vt_document_get_state (document), "slice.view", &n);
  if (n > 0)
    vt_document_set (document, "slice.view", new_reals (NULL, 0), NULL);
}
