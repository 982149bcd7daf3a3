#include "vt-depiction.h"

#include <math.h>

#include "vt-color-range.h"
#include "vt-coloring-scene.h"
#include "vt-depiction-field.h"
#include "vt-depiction-picked.h"
#include <string.h>

#include "vt-slice-plane.h"

#define UNKNOWN_RADIUS 1.3 /* Å, of a species that is no element */

VtDepiction *
vt_depiction_new (VtState                 *state,
                  const char              *property,
                  VtColumn                *values,
                  const VtSelectionInputs *selection,
                  const VtColorExtent     *all,
                  gboolean                 dark)
{
  VtDepiction *depiction;

  g_return_val_if_fail (state != NULL && property != NULL && values != NULL, NULL);
  g_return_val_if_fail (vt_column_get_n (values) == vt_frame_get_n_atoms (selection->frame), NULL);

  depiction = g_new0 (VtDepiction, 1);
  depiction->state = vt_state_ref (state);
  depiction->frame = vt_frame_ref (selection->frame);
  depiction->values = vt_column_ref (values);
  depiction->coloring = vt_coloring_new (state, property, values, all, vt_frame_get_atoms (depiction->frame), dark);
  depiction->flags = g_new (guint8, vt_column_get_n (values));
  depiction->n_selected = vt_selection_flags (state, selection, depiction->flags);
  return depiction;
}

VtDepiction *
vt_depiction_recolor (const VtDepiction *depiction, VtState *state, const VtColorExtent *all, gboolean dark)
{
  VtDepiction *recolored;
  const char *property;

  g_return_val_if_fail (depiction != NULL && state != NULL, NULL);

  recolored = g_memdup2 (depiction, sizeof *depiction);
  property = vt_column_get_name (depiction->values);
  recolored->state = vt_state_ref (state);
  vt_frame_ref (recolored->frame);
  vt_column_ref (recolored->values);
  if (recolored->tessellation != NULL)
    vt_result_ref (recolored->tessellation);
  recolored->flags = g_memdup2 (depiction->flags, vt_column_get_n (depiction->values));
  recolored->coloring
      = vt_coloring_new (state, property, recolored->values, all, vt_frame_get_atoms (recolored->frame), dark);
  return recolored;
}

void
vt_depiction_free (VtDepiction *depiction)
{
  g_return_if_fail (depiction != NULL);

  vt_coloring_free (depiction->coloring);
  vt_column_unref (depiction->values);
  g_clear_pointer (&depiction->tessellation, vt_result_unref);
  vt_frame_unref (depiction->frame);
  vt_state_unref (depiction->state);
  g_free (depiction->flags);
  g_free (depiction);
}

/* What the selection asks for, kept alive by the caller's autoptrs. */
typedef struct
{
  VtResult *frame;
  VtResult *extremes;
  VtResult *voronoi;
  VtColumn *brushed;
} Held;

static void
held_clear (Held *held)
{
  g_clear_pointer (&held->frame, vt_result_unref);
  g_clear_pointer (&held->extremes, vt_result_unref);
  g_clear_pointer (&held->voronoi, vt_result_unref);
  g_clear_pointer (&held->brushed, vt_column_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Held, held_clear)

static gboolean
hold (Held *held,
      VtEvaluator *evaluator,
      VtSource *source,
      const VtState *state,
      VtProgress *progress,
      GCancellable *cancellable,
      GError **error)
{
  const char *brushed = vt_state_get_text (state, "selection.property");

  held->frame = vt_evaluator_evaluate (evaluator, source, state, "frame", progress, cancellable, error);
  if (held->frame == NULL)
    return FALSE;
  if (!vt_state_is (state, "selection.class", "all")
      && (held->extremes = vt_evaluator_evaluate (evaluator, source, state, "extremes", progress, cancellable, error))
             == NULL)
    return FALSE;
  if (*vt_state_get_text (state, "selection.polyhedron") != '\0'
      && (held->voronoi = vt_evaluator_evaluate (evaluator, source, state, "voronoi", progress, cancellable, error))
             == NULL)
    return FALSE;
  return *brushed == '\0'
         || (held->brushed
             = vt_evaluator_evaluate_property (evaluator, source, state, brushed, progress, cancellable, error))
                != NULL;
}

/* How far the quantity reaches over all frames; unchanged where the state does not ask. */
static gboolean
find_extent (VtEvaluator *evaluator, VtSource *source, const VtState *state, const char *property,
             VtColorExtent *extent, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtState) colored = vt_state_with_text (state, "view.color-by", property);
  g_autoptr (VtResult) result = NULL;

  result = vt_evaluator_evaluate (evaluator, source, colored, "color-range", progress, cancellable, error);
  if (result == NULL)
    return FALSE;
  vt_color_extent_from_result (extent, result);
  return TRUE;
}

VtDepiction *
vt_depiction_evaluate (VtEvaluator  *evaluator,
                       VtSource     *source,
                       VtState      *state,
                       const char   *property,
                       gboolean      dark,
                       VtProgress   *progress,
                       GCancellable *cancellable,
                       GError      **error)
{
  g_auto (Held) held = { NULL };
  gboolean all = vt_color_range_asks_for_all (state, property);
  g_autoptr (VtColumn) values = NULL;
  VtColorExtent extent;

  g_return_val_if_fail (VT_IS_EVALUATOR (evaluator) && source != NULL && state != NULL, NULL);

  values = vt_evaluator_evaluate_property (evaluator, source, state, property, progress, cancellable, error);
  if (values == NULL || !hold (&held, evaluator, source, state, progress, cancellable, error)
      || (all && !find_extent (evaluator, source, state, property, &extent, progress, cancellable, error)))
    return NULL;

  VtSelectionInputs selection = { vt_result_get_payload (held.frame), held.extremes, held.voronoi, held.brushed };
  return vt_depiction_new (state, property, values, &selection, all ? &extent : NULL, dark);
}

/* Whether it is a direction: a session may hold anything. */
static gboolean
is_normal (const double *normal, gsize n)
{
  VtSlice slice;

  return n == 3 && vt_slice_set_normal (&slice, normal);
}

void
vt_depiction_get_slice (const VtState *state, const VtCell *cell, VtSlice *slice)
{
  double minimum, maximum;
  const double *normal;
  gsize n;

  g_return_if_fail (state != NULL && cell != NULL && slice != NULL);

  vt_slice_init (slice, *vt_state_get_text (state, "slice.axis") - 'x', vt_state_get_real (state, "slice.thickness"),
                 cell);
  normal = vt_state_get_reals (state, "slice.normal", &n);
  if (is_normal (normal, n))
    vt_slice_set_normal (slice, normal);
  vt_slice_get_range (slice, cell, &minimum, &maximum);
  slice->position = minimum + vt_state_get_real (state, "slice.position") * (maximum - minimum);
}

#define LARGEST_INDEX 12

/* A direction of small whole numbers is read as these, whatever its length: (0.707, 0.707, 0) is (1, 1, 0). */
static void
find_whole_numbers (const double normal[3], double shown[3])
{
  double least = INFINITY;

  for (guint i = 0; i < 3; i++)
    least = fabs (normal[i]) > 1e-9 ? MIN (least, fabs (normal[i])) : least;
  memcpy (shown, normal, 3 * sizeof (double));
  for (guint factor = 1; factor <= LARGEST_INDEX; factor++)
    {
      double worst = 0, largest = 0, whole[3];

      for (guint i = 0; i < 3; i++)
        {
          whole[i] = round (normal[i] / least * factor);
          worst = MAX (worst, fabs (normal[i] / least * factor - whole[i]));
          largest = MAX (largest, fabs (whole[i]));
        }
      if (largest > LARGEST_INDEX || worst > 1e-5)
        continue;
      memcpy (shown, whole, sizeof whole);
      return;
    }
}

char *
vt_depiction_describe_normal (const VtState *state)
{
  const double *normal;
  double shown[3];
  GString *text;
  gsize n;

  g_return_val_if_fail (state != NULL, NULL);

  normal = vt_state_get_reals (state, "slice.normal", &n);
  if (!is_normal (normal, n))
    return g_strdup (vt_state_get_text (state, "slice.axis"));
  find_whole_numbers (normal, shown);
  text = g_string_new ("(");
  for (guint i = 0; i < 3; i++)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (buffer, sizeof buffer, "%.3g", fabs (shown[i]));
      g_string_append_printf (text, "%s%s%s", i > 0 ? ", " : "", shown[i] < 0 ? "−" : "", buffer);
    }
  g_string_append_c (text, ')');
  return g_string_free (text, FALSE);
}

void
vt_depiction_get_camera (const VtState *state, const VtCell *cell, double aspect, VtCamera *camera)
{
  const double *numbers;
  gsize n;

  g_return_if_fail (state != NULL && cell != NULL && camera != NULL);

  vt_camera_init (camera);
  camera->projection = vt_state_is (state, "view.projection", "orthographic") ? VT_PROJECTION_ORTHOGRAPHIC
                                                                             : VT_PROJECTION_PERSPECTIVE;
  numbers = vt_state_get_reals (state, "view.camera", &n);
  if (n == 0 || !vt_camera_from_array (camera, numbers, n))
    vt_camera_fit_cell (camera, cell, aspect);
  camera->projection = vt_state_is (state, "view.projection", "orthographic") ? VT_PROJECTION_ORTHOGRAPHIC
                                                                             : VT_PROJECTION_PERSPECTIVE;
}

VtOverlay *
vt_depiction_make_slice_plane (const VtState *state, const VtCell *cell, gboolean dark, gboolean grips)
{
  VtSlice slice;

  g_return_val_if_fail (state != NULL && cell != NULL, NULL);

  if (!vt_state_get_boolean (state, "slice.show"))
    return NULL;
  vt_depiction_get_slice (state, cell, &slice);
  return vt_slice_plane_make_overlay (&slice, cell, dark, grips);
}

double *
vt_depiction_get_radii (const VtDepiction *depiction)
{
  VtAtomTable *atoms = vt_frame_get_atoms (depiction->frame);
  const guint8 *species = vt_atom_table_get_species (atoms);
  double share = vt_state_get_real (depiction->state, "view.radius");
  gboolean fixed = vt_state_is (depiction->state, "view.size", "fixed");
  gsize n = vt_frame_get_n_atoms (depiction->frame);
  double *radii = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      const VtElement *element = vt_atom_table_get_element (atoms, species[i]);
      radii[i] = share * (fixed ? 1 : element != NULL ? element->radius : UNKNOWN_RADIUS);
    }
  return radii;
}

/* Categories are numbered from 0 in charts and scenes: (transfer full), double [n]. */
static double *
category_numbers (const VtDepiction *depiction)
{
  gsize n = vt_column_get_n (depiction->values);
  double *numbers = g_memdup2 (vt_column_get_values (depiction->values), n * sizeof (double));

  for (gsize i = 0; i < n; i++)
    numbers[i] -= depiction->coloring->first;
  return numbers;
}

VtSliceChart *
vt_depiction_to_atoms_chart (const VtDepiction *depiction, const VtSlice *slice)
{
  g_autofree double *radii = vt_depiction_get_radii (depiction);
  const VtColoring *coloring = depiction->coloring;
  VtSliceChart *chart;

  chart = vt_slice_chart_new (depiction->frame, slice);
  vt_slice_chart_set_radii (chart, radii);
  vt_slice_chart_set_flags (chart, depiction->flags);
  if (coloring->n_categories > 0)
    {
      g_autofree double *numbers = category_numbers (depiction);
      const char *names[VT_COLORMAP_SIZE + 1] = { NULL };

      for (guint c = 0; c < coloring->n_categories; c++)
        names[c] = coloring->names[c];
      vt_slice_chart_set_categories (chart, numbers, coloring->colors, names);
    }
  else
    vt_slice_chart_set_values (chart, vt_column_get_values (depiction->values), &coloring->scale, coloring->label,
                               coloring->unit);
  return chart;
}

VtSliceChart *
vt_depiction_make_slice_chart (const VtDepiction *depiction,
                               VtProgress        *progress,
                               GCancellable      *cancellable,
                               GError           **error)
{
  g_autoptr (VtSliceChart) chart = NULL;
  VtSlice slice;

  g_return_val_if_fail (depiction != NULL, NULL);

  vt_depiction_get_slice (depiction->state, vt_frame_get_cell (depiction->frame), &slice);
  chart = vt_depiction_to_atoms_chart (depiction, &slice);
  if (vt_depiction_has_field (depiction)
      && !vt_depiction_add_field (depiction->state, depiction->frame, depiction->values, &slice, chart, progress,
                                  cancellable, error))
    return NULL;
  return g_steal_pointer (&chart);
}

VtSliceChart *
vt_depiction_to_slice_chart (const VtDepiction *depiction, char **refusal)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSliceChart) chart = vt_depiction_make_slice_chart (depiction, NULL, NULL, &error);

  if (chart != NULL && !vt_depiction_field_is_nowhere (chart))
    return g_steal_pointer (&chart);
  if (refusal != NULL)
    *refusal = vt_depiction_refuse_field (error);
  return NULL;
}

void
vt_depiction_to_scene (const VtDepiction *depiction, VtScene *scene, gboolean dark)
{
  gsize n = vt_column_get_n (depiction->values);
  g_autofree double *radii = vt_depiction_get_radii (depiction);
  g_autoptr (VtOverlay) plane = NULL;
  g_autoptr (VtOverlay) picked = NULL;

  g_return_if_fail (depiction != NULL && scene != NULL);

  vt_scene_set_dark (scene, dark);
  vt_scene_set_frame (scene, depiction->frame);
  vt_scene_set_radii (scene, radii, n);
  vt_scene_set_flags (scene, depiction->flags, n);
  scene->show_cell = vt_state_get_boolean (depiction->state, "view.cell");
  plane = vt_depiction_make_slice_plane (depiction->state, vt_frame_get_cell (depiction->frame), dark, FALSE);
  vt_scene_set_overlay (scene, VT_LAYER_SLICE, plane);
  picked = vt_depiction_make_picked (depiction, dark);
  vt_scene_set_overlay (scene, VT_LAYER_PICKED, picked);
  vt_coloring_show (depiction->coloring, scene, depiction->values, FALSE);
}
