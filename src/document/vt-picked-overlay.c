#include "vt-picked-overlay.h"

#include <math.h>

#include "vt-analysis-table.h"
#include "vt-palette.h"
#include "vt-surroundings.h"
#include "vt-vector.h"

#define RING 32 /* corners of a circle */

typedef struct
{
  VtOverlay           *overlay;
  const VtState       *state;
  VtFrame             *frame;
  const VtVoronoi     *voronoi;
  double              *radii;
  VtVoronoiThresholds  thresholds;
  VtColor              selected;
  VtColor              line;
  VtColor              paper;
} Drawing;

static VtColor
with_alpha (VtColor color, double alpha)
{
  color.alpha = (float) alpha;
  return color;
}

/* What lies under a line of that style, so that it is seen before atoms as dark as itself. */
static VtLineStyle
make_halo (const Drawing *drawing, const VtLineStyle *style)
{
  VtLineStyle halo = *style;

  halo.color = with_alpha (drawing->paper, 0.75);
  halo.width += 2.4;
  return halo;
}

/* ---- cells and polyhedra ---- */

static VtColor
choose_cell_color (guint face, gpointer data)
{
  const Drawing *drawing = ((gpointer *) data)[0];
  const VtSurroundings *surroundings = ((gpointer *) data)[1];
  guint plane = surroundings->cell->sources[face];
  gboolean counts = plane < surroundings->n && surroundings->neighbors[plane].counts;

  return with_alpha (drawing->selected, counts ? 0.2 : 0);
}

static VtColor
choose_shell_color (guint face, gpointer data)
{
  return with_alpha (((const Drawing *) data)->line, 0.12);
}

static void
draw_cell (Drawing *drawing, const VtSurroundings *surroundings)
{
  const VtLineStyle edges = { drawing->selected, 1.6, 0, 0.55, 0 };
  const VtLineStyle halo = make_halo (drawing, &edges);
  gconstpointer data[] = { drawing, surroundings };

  vt_polyhedron_draw (surroundings->cell, drawing->overlay, surroundings->place, &halo, NULL, NULL);
  vt_polyhedron_draw (surroundings->cell, drawing->overlay, surroundings->place, &edges, choose_cell_color,
                      (gpointer) data);
}

static void
draw_bonds (Drawing *drawing, const VtSurroundings *surroundings, const VtLineStyle *style)
{
  for (guint i = 0; i < surroundings->n; i++)
    {
      const VtSurrounding *neighbor = &surroundings->neighbors[i];
      double end[3];

      if (!neighbor->counts)
        continue;
      for (guint k = 0; k < 3; k++)
        end[k] = surroundings->place[k] + neighbor->vector[k];
      vt_overlay_add_line (drawing->overlay, surroundings->place, end, style);
    }
}

static void
draw_coordination (Drawing *drawing, const VtSurroundings *surroundings)
{
  const VtLineStyle bonds = { drawing->line, 2, 0, 0.55, 0 }, edges = { drawing->line, 1.2, 0, 0.5, 0 };
  const VtLineStyle under_bonds = make_halo (drawing, &bonds), under_edges = make_halo (drawing, &edges);

  draw_bonds (drawing, surroundings, &under_bonds);
  vt_polyhedron_draw (surroundings->shell, drawing->overlay, surroundings->place, &under_edges, choose_shell_color,
                      drawing);
  draw_bonds (drawing, surroundings, &bonds);
  vt_polyhedron_draw (surroundings->shell, drawing->overlay, surroundings->place, &edges, NULL, NULL);
}

static void
draw_surroundings (Drawing *drawing, const gsize *atoms, gsize n)
{
  gboolean cell = vt_state_get_boolean (drawing->state, "view.voronoi-cell");
  gboolean coordination = vt_state_get_boolean (drawing->state, "view.coordination");

  if (drawing->voronoi == NULL || n > VT_PICKED_OVERLAY_ATOMS || (!cell && !coordination)
      || !vt_analysis_read_radii (drawing->state, vt_frame_get_atoms (drawing->frame), &drawing->radii, NULL))
    return;
  drawing->thresholds = vt_analysis_read_thresholds (drawing->state);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (VtSurroundings) surroundings
          = vt_surroundings_new (drawing->frame, drawing->voronoi, drawing->radii, &drawing->thresholds, atoms[i]);

      if (surroundings != NULL && cell)
        draw_cell (drawing, surroundings);
      if (surroundings != NULL && coordination)
        draw_coordination (drawing, surroundings);
    }
  g_clear_pointer (&drawing->radii, g_free);
}

/* ---- what is measured ---- */

/* From the first leg to the second, a third of the shorter one away from their common end. */
static void
draw_arc (Drawing *drawing, const VtMeasurement *measurement, const VtLineStyle *style)
{
  const double *middle = measurement->places[1];
  double a[3], b[3], along, last[3], length = MIN (measurement->distances[0], measurement->distances[1]) / 3;
  double angle = measurement->value * G_PI / 180;

  if (!(angle > 0.01 && angle < G_PI - 0.01))
    return;
  for (guint k = 0; k < 3; k++)
    {
      a[k] = (measurement->places[0][k] - middle[k]) / measurement->distances[0];
      b[k] = (measurement->places[2][k] - middle[k]) / measurement->distances[1];
      last[k] = middle[k] + length * a[k];
    }
  along = vt_vector_dot (a, b);
  for (guint i = 1; i <= RING / 2; i++)
    {
      double turn = angle * i / (RING / 2), next[3];

      for (guint k = 0; k < 3; k++)
        next[k] = middle[k] + length * (cos (turn) * a[k] + sin (turn) * (b[k] - along * a[k]) / sin (angle));
      vt_overlay_add_line (drawing->overlay, last, next, style);
      for (guint k = 0; k < 3; k++)
        last[k] = next[k];
    }
}

static void
draw_measurement (Drawing *drawing, const VtMeasurement *measurement)
{
  const VtLineStyle line = { drawing->line, 2.2, 0, 0.8, 0 }, halo = make_halo (drawing, &line);
  const VtLineStyle *const styles[] = { &halo, &line };

  for (guint s = 0; s < G_N_ELEMENTS (styles); s++)
    {
      for (guint i = 1; i < measurement->n; i++)
        vt_overlay_add_line (drawing->overlay, measurement->places[i - 1], measurement->places[i], styles[s]);
      if (measurement->n == 3)
        draw_arc (drawing, measurement, styles[s]);
    }
}

/* ---- the neighbour that is pointed at ---- */

/* Three circles around where it is drawn, and the bond to it. */
static void
draw_pointed (Drawing *drawing, const VtPointed *pointed)
{
  VtAtomTable *atoms = vt_frame_get_atoms (drawing->frame);
  const VtElement *element = vt_atom_table_get_element (atoms, vt_atom_table_get_species (atoms)[pointed->neighbor]);
  double radius = 1.08 * vt_state_get_real (drawing->state, "view.radius") * (element != NULL ? element->radius : 1.3);
  const VtLineStyle bond = { drawing->selected, 3, 0, 0.9, 0 }, ring = { drawing->selected, 2, 0, 0.7, 0 };
  double from[3], to[3];
  int image[3];

  vt_frame_get_position (drawing->frame, pointed->atom, from);
  vt_cell_wrap (vt_frame_get_cell (drawing->frame), from, image);
  for (guint k = 0; k < 3; k++)
    to[k] = from[k] + pointed->vector[k];
  vt_overlay_add_line (drawing->overlay, from, to, &bond);
  for (guint axis = 0; axis < 3; axis++)
    {
      double corners[3 * RING];

      for (guint i = 0; i < RING; i++)
        {
          double turn = 2 * G_PI * i / RING;

          corners[3 * i + axis] = to[axis];
          corners[3 * i + (axis + 1) % 3] = to[(axis + 1) % 3] + radius * cos (turn);
          corners[3 * i + (axis + 2) % 3] = to[(axis + 2) % 3] + radius * sin (turn);
        }
      vt_overlay_add_loop (drawing->overlay, corners, RING, &ring);
    }
}

/* Indices of the picked atoms that the frame has, the first @most of them. */
static gsize
list_picked (const VtState *state, VtFrame *frame, gsize *atoms, gsize most)
{
  gsize n_ids = 0, n = 0;
  const gint64 *ids = vt_state_get_ids (state, "selection.picked", &n_ids);

  for (gsize i = 0; i < n_ids && n < most; i++)
    {
      gssize atom = vt_atom_table_find (vt_frame_get_atoms (frame), ids[i]);

      if (atom >= 0)
        atoms[n++] = (gsize) atom;
    }
  return n;
}

gboolean
vt_picked_overlay_measure (const VtState *state, VtFrame *frame, VtMeasurement *measurement)
{
  gsize atoms[VT_MEASUREMENT_MAX + 1];

  g_return_val_if_fail (state != NULL && frame != NULL && measurement != NULL, FALSE);

  return vt_measurement_init (measurement, frame, atoms,
                              list_picked (state, frame, atoms, G_N_ELEMENTS (atoms)));
}

gboolean
vt_picked_overlay_needs_tessellation (const VtState *state)
{
  gsize n = 0;

  g_return_val_if_fail (state != NULL, FALSE);

  vt_state_get_ids (state, "selection.picked", &n);
  return n > 0 && n <= VT_PICKED_OVERLAY_ATOMS
         && (vt_state_get_boolean (state, "view.voronoi-cell") || vt_state_get_boolean (state, "view.coordination"));
}

VtOverlay *
vt_picked_overlay_new (
    const VtState *state, VtFrame *frame, const VtVoronoi *voronoi, const VtPointed *pointed, gboolean dark)
{
  g_autoptr (VtOverlay) overlay = NULL;
  gsize atoms[VT_PICKED_OVERLAY_ATOMS + 1], n, n_lines, n_faces;
  VtMeasurement measurement;
  Drawing drawing;

  g_return_val_if_fail (state != NULL && frame != NULL, NULL);
  g_return_val_if_fail (voronoi == NULL || vt_voronoi_get_n_atoms (voronoi) == vt_frame_get_n_atoms (frame), NULL);

  overlay = vt_overlay_new ();
  drawing = (Drawing){ .overlay = overlay, .state = state, .frame = frame, .voronoi = voronoi,
                       .selected = vt_palette_get (VT_MEANING_SELECTED, dark),
                       .line = vt_palette_get (VT_MEANING_FOREGROUND, dark),
                       .paper = vt_palette_get (VT_MEANING_BACKGROUND, dark) };
  n = list_picked (state, frame, atoms, G_N_ELEMENTS (atoms));
  draw_surroundings (&drawing, atoms, n);
  if (vt_picked_overlay_measure (state, frame, &measurement))
    draw_measurement (&drawing, &measurement);
  if (pointed != NULL && MAX (pointed->atom, pointed->neighbor) < vt_frame_get_n_atoms (frame))
    draw_pointed (&drawing, pointed);
  vt_overlay_get_lines (overlay, &n_lines);
  vt_overlay_get_faces (overlay, &n_faces);
  return n_lines + n_faces > 0 ? g_steal_pointer (&overlay) : NULL;
}
