#include "vt-selection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vt-analysis.h"
#include "vt-extremes.h"
#include "vt-voronoi.h"

gboolean
vt_selection_is_set (const VtState *state)
{
  gsize n_chosen = 0;

  g_return_val_if_fail (state != NULL, FALSE);

  vt_state_get_ids (state, "selection.atoms", &n_chosen);
  return !vt_state_is (state, "selection.class", "all") || *vt_state_get_text (state, "selection.polyhedron") != '\0'
         || *vt_state_get_text (state, "selection.property") != '\0' || n_chosen > 0;
}

void
vt_selection_add_needs (const VtState *state, GPtrArray *analyses)
{
  const VtAnalysis *analysis = NULL;
  const char *property;

  g_return_if_fail (state != NULL && analyses != NULL);

  property = vt_state_get_text (state, "selection.property");
  if (*property != '\0' && vt_analysis_find_property (property, &analysis) != NULL)
    g_ptr_array_add (analyses, (gpointer) analysis->id);
  if (!vt_state_is (state, "selection.class", "all"))
    g_ptr_array_add (analyses, (gpointer) "extremes");
  if (*vt_state_get_text (state, "selection.polyhedron") != '\0')
    g_ptr_array_add (analyses, (gpointer) "voronoi");
}

static void
exclude_by_class (const VtState *state, const VtColumn *classes, guint8 *selected)
{
  double wanted = vt_state_is (state, "selection.class", "la") ? VT_CLASS_ACTIVE : VT_CLASS_STABLE;
  const double *values = vt_column_get_values (classes);

  for (gsize i = 0; i < vt_column_get_n (classes); i++)
    selected[i] &= values[i] == wanted;
}

static void
exclude_by_range (const VtState *state, const VtColumn *brushed, guint8 *selected)
{
  double minimum = vt_state_get_real (state, "selection.minimum");
  double maximum = vt_state_get_real (state, "selection.maximum");
  const double *values = vt_column_get_values (brushed);

  for (gsize i = 0; i < vt_column_get_n (brushed); i++)
    selected[i] &= (isnan (minimum) || values[i] >= minimum) && (isnan (maximum) || values[i] <= maximum)
                   && !isnan (values[i]);
}

/* Equal indices give equal names, so one name is made for each different index only. */
static void
exclude_by_polyhedron (const VtState *state, const VtVoronoiIndex *indices, gsize n, guint8 *selected)
{
  const char *wanted = vt_state_get_text (state, "selection.polyhedron");
  VtVoronoiIndex last = { 0 };
  gboolean match = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      if (i == 0 || memcmp (&last, &indices[i], sizeof last) != 0)
        {
          g_autofree char *name = vt_voronoi_index_format (&indices[i]);
          match = strcmp (name, wanted) == 0;
          last = indices[i];
        }
      selected[i] &= match;
    }
}

/* Ids that the frame does not have choose nothing; none at all choose everything. */
static void
exclude_unchosen (const VtState *state, VtFrame *frame, guint8 *selected)
{
  gsize n = vt_frame_get_n_atoms (frame), n_ids;
  const gint64 *ids = vt_state_get_ids (state, "selection.atoms", &n_ids);
  g_autofree guint8 *chosen = NULL;

  if (n_ids == 0)
    return;
  chosen = g_new0 (guint8, MAX (n, 1));
  for (gsize i = 0; i < n_ids; i++)
    {
      gssize atom = vt_atom_table_find (vt_frame_get_atoms (frame), ids[i]);

      if (atom >= 0)
        chosen[atom] = 1;
    }
  for (gsize i = 0; i < n; i++)
    selected[i] &= chosen[i];
}

static void
mark_picked (const VtState *state, VtFrame *frame, guint8 *flags)
{
  gsize n_ids;
  const gint64 *ids = vt_state_get_ids (state, "selection.picked", &n_ids);

  for (gsize i = 0; i < n_ids; i++)
    {
      gssize atom = vt_atom_table_find (vt_frame_get_atoms (frame), ids[i]);
      if (atom >= 0)
        flags[atom] = VT_ATOM_SELECTED;
    }
}

static guint8
get_other_flag (const VtState *state)
{
  if (vt_state_is (state, "selection.others", "hide"))
    return VT_ATOM_HIDDEN;
  return vt_state_is (state, "selection.others", "transparent") ? VT_ATOM_GHOST : VT_ATOM_DIMMED;
}

gsize
vt_selection_flags (const VtState *state, const VtSelectionInputs *inputs, guint8 *flags)
{
  guint8 other = get_other_flag (state);
  gsize n, n_selected = 0;

  g_return_val_if_fail (state != NULL && inputs != NULL && inputs->frame != NULL && flags != NULL, 0);

  n = vt_frame_get_n_atoms (inputs->frame);
  memset (flags, 1, n);
  if (!vt_state_is (state, "selection.class", "all") && inputs->extremes != NULL)
    exclude_by_class (state, vt_result_get_column (inputs->extremes, "class"), flags);
  if (*vt_state_get_text (state, "selection.polyhedron") != '\0' && inputs->voronoi != NULL)
    exclude_by_polyhedron (state, vt_result_get_payload (inputs->voronoi), n, flags);
  if (*vt_state_get_text (state, "selection.property") != '\0' && inputs->brushed != NULL)
    exclude_by_range (state, inputs->brushed, flags);
  exclude_unchosen (state, inputs->frame, flags);

  for (gsize i = 0; i < n; i++)
    {
      n_selected += flags[i];
      flags[i] = flags[i] ? VT_ATOM_PLAIN : other;
    }
  mark_picked (state, inputs->frame, flags);
  return n_selected;
}
