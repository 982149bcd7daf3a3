/* Picking in the real window: by click and by rectangle, what is said and drawn of it, and how it ends. */
#include <math.h>
#include <string.h>

#include "vt-format.h"
#include "vt-inspector.h"
#include "vt-neighbor-rows.h"
#include "vt-pick-layer.h"
#include "vt-pick.h"
#include "vt-picking.h"
#include "vt-rubber-band.h"
#include "vt-window-private.h"
#include "window-fixture.h"

static GtkWidget *
find (Fixture *fixture, const char *type)
{
  GtkWidget *widget = find_by_type (GTK_WIDGET (fixture->window), type);

  g_assert_nonnull (widget);
  return widget;
}

/* (transfer full): the controller of @widget that is of that type and in that phase */
static GtkEventController *
find_controller_of_type (GtkWidget *widget, GType type, GtkPropagationPhase phase)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type)
          && gtk_event_controller_get_propagation_phase (controller) == phase)
        return g_steal_pointer (&controller);
    }
  g_assert_not_reached ();
}

static VtPicture *
get_picture (Fixture *fixture)
{
  return fixture->window->picture;
}

static const gint64 *
get_picked (Fixture *fixture, gsize *n)
{
  return vt_state_get_ids (get_state (fixture), "selection.picked", n);
}

static gint64
get_id (Fixture *fixture, gsize atom)
{
  return vt_atom_table_get_ids (vt_frame_get_atoms (vt_picture_get_frame (get_picture (fixture))))[atom];
}

/* Opened, and its parts are all there. */
static void
open_small (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  open_fixture (fixture, "small.lammpstrj");
  while (!gtk_widget_get_mapped (find (fixture, "VtInspector")) || vt_picture_get_frame (get_picture (fixture)) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (20);
    }
}

static void
pick_ids (Fixture *fixture, const gint64 *ids, gsize n)
{
  vt_document_set (fixture->document, "selection.picked",
                   g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids, n, sizeof *ids), NULL);
  vt_document_seal (fixture->document);
  wait_until_idle (fixture);
}

/* Where an atom that is in sight has its centre. */
static gsize
find_in_sight (Fixture *fixture, double pixel[3])
{
  VtViewport *viewport = fixture->window->viewport;
  const VtScene *scene = vt_picture_get_scene (get_picture (fixture));
  double width = gtk_widget_get_width (GTK_WIDGET (viewport)), height = gtk_widget_get_height (GTK_WIDGET (viewport));
  VtCamera camera;

  vt_viewport_get_camera (viewport, &camera);
  for (gsize i = 0; i < scene->n_atoms; i++)
    {
      const float *c = scene->positions + 3 * i;
      const double place[3] = { c[0], c[1], c[2] };

      vt_camera_project (&camera, width, height, place, pixel);
      if (vt_picking_pick (scene, &camera, width, height, pixel[0], pixel[1], NULL) == (gssize) i)
        return i;
    }
  g_assert_not_reached ();
}

static void
click (Fixture *fixture, double x, double y)
{
  g_autoptr (GtkEventController) gesture = find_controller_of_type (vt_viewport_get_surface (fixture->window->viewport),
                                                            GTK_TYPE_GESTURE_CLICK, GTK_PHASE_BUBBLE);

  g_signal_emit_by_name (gesture, "released", 1, x, y);
  wait_until_idle (fixture);
}

static void
test_click (Fixture *fixture, gconstpointer data)
{
  double pixel[3];
  gsize atom, n;

  open_small (fixture);
  atom = find_in_sight (fixture, pixel);
  click (fixture, pixel[0], pixel[1]);
  g_assert_cmpint (get_picked (fixture, &n)[0], ==, get_id (fixture, atom));
  g_assert_cmpuint (n, ==, 1);
  /* Shift adds, and takes away again. */
  vt_pick_atom (get_picture (fixture), (gssize) (atom + 1), TRUE);
  g_assert_cmpint (get_picked (fixture, &n)[1], ==, get_id (fixture, atom + 1));
  g_assert_cmpuint (n, ==, 2);
  vt_pick_atom (get_picture (fixture), (gssize) atom, TRUE);
  g_assert_cmpint (get_picked (fixture, &n)[0], ==, get_id (fixture, atom + 1));
  g_assert_cmpuint (n, ==, 1);
  /* A click on nothing clears; that is undone like any edit. */
  click (fixture, 2, 2);
  get_picked (fixture, &n);
  g_assert_cmpuint (n, ==, 0);
  act (fixture, "win.undo");
  get_picked (fixture, &n);
  g_assert_cmpuint (n, ==, 1);
  act (fixture, "win.clear-selection");
  get_picked (fixture, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* The ids of atoms whose centre the camera puts into the rectangle, by its own reckoning. */
static GHashTable *
list_in_box (Fixture *fixture, const double box[4])
{
  GtkWidget *widget = GTK_WIDGET (fixture->window->viewport);
  VtFrame *frame = vt_picture_get_frame (get_picture (fixture));
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  VtCamera camera;

  vt_viewport_get_camera (fixture->window->viewport, &camera);
  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    {
      gint64 id = get_id (fixture, i);
      double place[3], pixel[3];
      int image[3];

      vt_frame_get_position (frame, i, place);
      vt_cell_wrap (vt_frame_get_cell (frame), place, image);
      vt_camera_project (&camera, gtk_widget_get_width (widget), gtk_widget_get_height (widget), place, pixel);
      if (pixel[0] > box[0] && pixel[0] < box[2] && pixel[1] > box[1] && pixel[1] < box[3])
        g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
  return ids;
}

static void
check_picked (Fixture *fixture, GHashTable *expected)
{
  gsize n;
  const gint64 *picked = get_picked (fixture, &n);

  g_assert_cmpuint (n, ==, g_hash_table_size (expected));
  for (gsize i = 0; i < n; i++)
    g_assert_true (g_hash_table_contains (expected, &picked[i]));
}

/* With the tool on, a plain drag draws the rectangle. */
static void
test_rubber_band (Fixture *fixture, gconstpointer data)
{
  VtRubberBand *band;
  g_autoptr (GtkEventController) drag = NULL;
  g_autoptr (GHashTable) inside = NULL, more = NULL;
  double width, height, box[4], beside[4];
  gsize n, before;

  open_small (fixture);
  band = VT_RUBBER_BAND (find (fixture, "VtRubberBand"));
  width = gtk_widget_get_width (GTK_WIDGET (fixture->window->viewport));
  height = gtk_widget_get_height (GTK_WIDGET (fixture->window->viewport));
  drag = find_controller_of_type (vt_viewport_get_surface (fixture->window->viewport), GTK_TYPE_GESTURE_DRAG,
                          GTK_PHASE_CAPTURE);
  memcpy (box, (const double[]){ 0.3 * width, 0.4 * height, 0.5 * width, 0.6 * height }, sizeof box);
  memcpy (beside, (const double[]){ 0.4 * width, 0.4 * height, 0.7 * width, 0.6 * height }, sizeof beside);
  inside = list_in_box (fixture, box);
  g_assert_cmpuint (g_hash_table_size (inside), >, 4);

  /* Neither tool nor Ctrl: the view turns, and nothing is picked. */
  g_signal_emit_by_name (drag, "drag-begin", box[2], box[1]);
  g_signal_emit_by_name (drag, "drag-update", box[0] - box[2], box[3] - box[1]);
  g_signal_emit_by_name (drag, "drag-end", box[0] - box[2], box[3] - box[1]);
  get_picked (fixture, &n);
  g_assert_cmpuint (n, ==, 0);

  vt_rubber_band_set_active (band, TRUE);
  g_signal_emit_by_name (drag, "drag-begin", box[2], box[1]);
  g_signal_emit_by_name (drag, "drag-update", box[0] - box[2], box[3] - box[1]);
  g_signal_emit_by_name (drag, "drag-end", box[0] - box[2], box[3] - box[1]);
  check_picked (fixture, inside);

  /* Shift adds, Alt removes. */
  more = list_in_box (fixture, beside);
  before = g_hash_table_size (inside);
  vt_rubber_band_pick (band, GTK_WIDGET (fixture->window->viewport), beside, GDK_SHIFT_MASK);
  get_picked (fixture, &n);
  g_assert_cmpuint (n, >, before);
  g_assert_cmpuint (n, <, before + g_hash_table_size (more));
  vt_rubber_band_pick (band, GTK_WIDGET (fixture->window->viewport), beside, GDK_CONTROL_MASK | GDK_ALT_MASK);
  get_picked (fixture, &n);
  g_assert_cmpuint (n, <, before);
  act (fixture, "win.undo");
  act (fixture, "win.undo");
  check_picked (fixture, inside);
}

/* In the slice, too; what its chart finds is tested there. */
static void
test_slice_band (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  GtkWidget *slice;
  gsize n = 0;

  open_small (fixture);
  vt_document_set_text (fixture->document, "view.page", "slice");
  slice = find (fixture, "VtSliceView");
  while (n == 0)
    {
      const double all[] = { 0, 0, gtk_widget_get_width (slice), gtk_widget_get_height (slice) };

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (50);
      vt_rubber_band_pick (VT_RUBBER_BAND (find (fixture, "VtRubberBand")), slice, all, 0);
      get_picked (fixture, &n);
    }
  g_assert_cmpuint (n, <, vt_frame_get_n_atoms (vt_picture_get_frame (get_picture (fixture))));
}

/* "V: 15.5 ± 1.3 Å³", by two passes over the column: both to the second digit of the spread. (transfer full) */
static char *
describe_mean (Fixture *fixture, const char *property, const char *symbol, const gint64 *ids, gsize n)
{
  const double *values = vt_column_get_values (vt_document_peek_column (fixture->document, property));
  VtAtomTable *atoms = vt_frame_get_atoms (vt_picture_get_frame (get_picture (fixture)));
  const char *unit = vt_unit_symbol (vt_analysis_find_property (property, NULL)->unit);
  double mean = 0, variance = 0;
  int decimals;

  for (gsize i = 0; i < n; i++)
    mean += values[vt_atom_table_find (atoms, ids[i])] / (double) n;
  for (gsize i = 0; i < n; i++)
    variance += pow (values[vt_atom_table_find (atoms, ids[i])] - mean, 2) / (double) (n - 1);
  decimals = MAX (0, 1 - (int) floor (log10 (sqrt (variance))));
  return g_strdup_printf ("%s: %.*f ± %.*f%s%s\n", symbol, decimals, mean, decimals, sqrt (variance),
                          *unit != '\0' ? " " : "", unit);
}

/* Of many atoms: how many, of which elements; and they can be looked at alone. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  static const gint64 ids[] = { 3, 5, 8, 11, 12, 20 };
  VtInspector *inspector;
  const guint8 *flags;
  guint shown = 0;
  g_autofree char *text = NULL, *volume = NULL, *share = NULL;

  open_small (fixture);
  inspector = VT_INSPECTOR (find (fixture, "VtInspector"));
  pick_ids (fixture, ids, G_N_ELEMENTS (ids));
  text = vt_inspector_get_text (inspector);
  g_assert_true (g_str_has_prefix (text, "6 atoms\n"));
  volume = describe_mean (fixture, "voronoi_volume", "V", ids, G_N_ELEMENTS (ids));
  g_assert_nonnull (strstr (text, volume));
  share = describe_mean (fixture, "lffs", "LFFS", ids, G_N_ELEMENTS (ids));
  g_assert_nonnull (strstr (text, share));
  g_assert_null (strstr (text, "Position"));
  g_signal_emit_by_name (find_button (GTK_WIDGET (inspector), "Show Only These"), "clicked");
  wait_until_idle (fixture);
  flags = vt_picture_get_depiction (get_picture (fixture))->flags;
  for (gsize i = 0; i < vt_frame_get_n_atoms (vt_picture_get_frame (get_picture (fixture))); i++)
    shown += (flags[i] & VT_ATOM_HIDDEN) == 0;
  g_assert_cmpuint (shown, ==, 6);
  act (fixture, "win.undo");
  wait_until_idle (fixture);
  g_assert_false (vt_selection_is_set (get_state (fixture)));
}

/* The two atoms farthest apart along x: across the boundary they are near. */
static void
find_pair (VtFrame *frame, gsize pair[2])
{
  const VtCell *cell = vt_frame_get_cell (frame);

  pair[0] = pair[1] = 0;
  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    for (guint end = 0; end < 2; end++)
      {
        double position[3], best[3], fractional[3], other[3];
        int image[3];

        vt_frame_get_position (frame, i, position);
        vt_frame_get_position (frame, pair[end], best);
        vt_cell_wrap (cell, position, image);
        vt_cell_wrap (cell, best, image);
        vt_cell_to_fractional (cell, position, fractional);
        vt_cell_to_fractional (cell, best, other);
        if (end == 0 ? fractional[0] < other[0] : fractional[0] > other[0])
          pair[end] = i;
      }
}

/* The shortest of the 27 nearest images, by hand. */
static double
find_distance (VtFrame *frame, const gsize pair[2])
{
  const VtCell *cell = vt_frame_get_cell (frame);
  double from[3], to[3], shortest = INFINITY;
  int image[3];

  vt_frame_get_position (frame, pair[0], from);
  vt_frame_get_position (frame, pair[1], to);
  vt_cell_wrap (cell, from, image);
  vt_cell_wrap (cell, to, image);
  for (int i = 0; i < 27; i++)
    {
      const int cells[3] = { i % 3 - 1, i / 3 % 3 - 1, i / 9 - 1 };
      double square = 0;

      for (guint k = 0; k < 3; k++)
        {
          double d = to[k] - from[k];

          for (guint v = 0; v < 3; v++)
            d += cells[v] * cell->vectors[v][k];
          square += d * d;
        }
      shortest = MIN (shortest, sqrt (square));
    }
  return shortest;
}

static void
test_distance (Fixture *fixture, gconstpointer data)
{
  VtFrame *frame;
  VtPickLayer *layer;
  gsize pair[2];
  gint64 ids[2];
  double distance;
  g_autofree char *text = NULL, *expected = NULL, *line = NULL;

  open_small (fixture);
  frame = vt_picture_get_frame (get_picture (fixture));
  layer = VT_PICK_LAYER (find (fixture, "VtPickLayer"));
  find_pair (frame, pair);
  distance = find_distance (frame, pair);
  g_assert_cmpfloat (distance, <, 0.9 * vt_frame_get_cell (frame)->vectors[0][0]);
  ids[0] = get_id (fixture, pair[0]);
  ids[1] = get_id (fixture, pair[1]);
  pick_ids (fixture, ids, 2);
  expected = g_strdup_printf ("%.*f\u202fÅ", distance < 10 ? 3 : 2, distance);
  line = g_strdup_printf (": %s\n", expected);
  text = vt_inspector_get_text (VT_INSPECTOR (find (fixture, "VtInspector")));
  g_assert_nonnull (strstr (text, line));
  g_assert_cmpstr (vt_pick_layer_get_text (layer), ==, expected);
  act (fixture, "win.clear-selection");
  wait_until_idle (fixture);
  g_assert_null (vt_pick_layer_get_text (layer));
}

static gsize
count_lines (VtPickLayer *layer)
{
  VtOverlay *overlay = vt_pick_layer_get_overlay (layer);
  gsize n = 0;

  if (overlay != NULL)
    vt_overlay_get_lines (overlay, &n);
  return n;
}

/* The cell comes with its tessellation, the polyhedron with its switch; both go with the atom. */
static void
test_overlay (Fixture *fixture, gconstpointer data)
{
  static const gint64 id = 7;
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  VtPickLayer *layer;
  gsize cell, both;

  open_small (fixture);
  layer = VT_PICK_LAYER (find (fixture, "VtPickLayer"));
  g_assert_cmpuint (count_lines (layer), ==, 0);
  pick_ids (fixture, &id, 1);
  while ((cell = count_lines (layer)) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (20);
    }
  g_assert_cmpint (vt_document_get_job (fixture->document, "tessellation", NULL, NULL), ==, VT_JOB_DONE);
  g_assert_cmpuint (cell, >=, 2 * 18); /* each with what lies under it; no cell has fewer edges but a cube */
  vt_document_set_boolean (fixture->document, "view.coordination", TRUE);
  wait_until_idle (fixture);
  both = count_lines (layer);
  g_assert_cmpuint (both, >, cell + 8);
  vt_document_set_boolean (fixture->document, "view.voronoi-cell", FALSE);
  wait_until_idle (fixture);
  g_assert_cmpuint (count_lines (layer), ==, both - cell);
  act (fixture, "win.clear-selection");
  wait_until_idle (fixture);
  g_assert_cmpuint (count_lines (layer), ==, 0);
}

/* Its vector leads to an image of the neighbour. */
static void
check_pointed (VtFrame *frame, const VtPointed *pointed)
{
  double from[3], to[3], here[3], there[3];

  vt_frame_get_position (frame, pointed->atom, from);
  vt_frame_get_position (frame, pointed->neighbor, to);
  for (guint k = 0; k < 3; k++)
    from[k] += pointed->vector[k];
  vt_cell_to_fractional (vt_frame_get_cell (frame), from, here);
  vt_cell_to_fractional (vt_frame_get_cell (frame), to, there);
  for (guint k = 0; k < 3; k++)
    g_assert_cmpfloat_with_epsilon (here[k] - there[k], round (here[k] - there[k]), 1e-9);
}

/* Pointed at, a neighbour is marked in space; clicked, it is the picked one. */
static void
test_neighbors (Fixture *fixture, gconstpointer data)
{
  static const gint64 id = 7;
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  VtPickLayer *layer;
  GtkWidget *rows, *button;
  g_autoptr (GtkEventController) motion = NULL;
  gsize before, n;
  const VtPointed *pointed;
  gint64 expected;

  open_small (fixture);
  layer = VT_PICK_LAYER (find (fixture, "VtPickLayer"));
  rows = find (fixture, "VtNeighborRows");
  vt_document_set_boolean (fixture->document, "view.voronoi-cell", FALSE);
  pick_ids (fixture, &id, 1);
  while ((button = find_by_type (rows, "GtkButton")) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      spin (20);
    }
  before = count_lines (layer);
  motion = find_controller_of_type (button, GTK_TYPE_EVENT_CONTROLLER_MOTION, GTK_PHASE_BUBBLE);
  g_signal_emit_by_name (motion, "enter", 1.0, 1.0);
  wait_until_idle (fixture);
  g_assert_cmpuint (count_lines (layer), ==, before + 1 + 3 * 32);
  g_signal_emit_by_name (motion, "leave");
  wait_until_idle (fixture);
  g_assert_cmpuint (count_lines (layer), ==, before);
  pointed = g_object_get_data (G_OBJECT (button), "pointed");
  check_pointed (vt_picture_get_frame (get_picture (fixture)), pointed);
  expected = get_id (fixture, pointed->neighbor);
  g_signal_emit_by_name (button, "clicked");
  wait_until_idle (fixture);
  g_assert_cmpint (get_picked (fixture, &n)[0], ==, expected);
  g_assert_cmpuint (n, ==, 1);
}

/* What the pointer is told: who, and what is known of it beside the colour. */
static void
test_describe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL, *name = NULL;

  open_small (fixture);
  act_on (fixture, "win.color-by", "cn");
  wait_until_idle (fixture);
  text = vt_pick_describe (get_picture (fixture), 6);
  name = g_strdup_printf (" %" G_GINT64_FORMAT "</b> · ", get_id (fixture, 6));
  g_assert_nonnull (strstr (text, name));
  g_assert_nonnull (strstr (text, "CN"));
  g_assert_nonnull (strstr (text, "<i>D</i>²<sub>min</sub>"));
  g_assert_null (vt_pick_describe (get_picture (fixture), 1000000));
}

/* After the last frame there is none that D²min could compare it with: no atom is blamed for that. */
static void
test_describe_unknown (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  VtSource *source;

  open_small (fixture);
  source = vt_document_get_source (fixture->document);
  vt_document_set_integer (fixture->document, "window.frame",
                           vt_trajectory_get_n_frames (vt_source_get_trajectory (source)) - 1);
  act_on (fixture, "win.color-by", "d2min");
  wait_until_idle (fixture);
  spin (800);
  text = vt_pick_describe (get_picture (fixture), 6);
  g_assert_true (g_str_has_suffix (text, "not computed for this frame"));
}

#define ADD(path, func) g_test_add ("/picking/" path, Fixture, application, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (VtApplication) application = NULL;
  int status = fixture_init (&argc, &argv, &application);

  if (status != 0)
    return status == 77 ? 0 : status;
  ADD ("click", test_click);
  ADD ("rubber-band", test_rubber_band);
  ADD ("slice-band", test_slice_band);
  ADD ("many", test_many);
  ADD ("distance", test_distance);
  ADD ("overlay", test_overlay);
  ADD ("neighbors", test_neighbors);
  ADD ("describe", test_describe);
  ADD ("describe-unknown", test_describe_unknown);
  return g_test_run ();
}
