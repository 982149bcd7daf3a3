#include "vt-neighbor-rows.h"

#include <adwaita.h>
#include <inttypes.h>
#include <math.h>

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-inspector-rows.h"
#include "vt-neighbor-list.h"
#include "vt-palette.h"
#include "vt-structural-frame.h"

#define MAX_NEIGHBORS 40

struct _VtNeighborRows
{
  GtkBox parent_instance;

  VtDocument *document;
  GtkLabel   *title;
  GtkLabel   *definition;
  GtkGrid    *grid;
  gboolean    points;
};

enum
{
  POINTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtNeighborRows, vt_neighbor_rows, GTK_TYPE_BOX)

typedef struct
{
  VtPointed pointed;
  double    distance;
} Neighbor;

/* By distance; equal ones by index, so that their order is nobody's whim. */
static int
compare_neighbors (const void *a, const void *b)
{
  const Neighbor *x = a, *y = b;

  if (x->distance != y->distance)
    return x->distance > y->distance ? 1 : -1;
  return (x->pointed.neighbor > y->pointed.neighbor) - (x->pointed.neighbor < y->pointed.neighbor);
}

static GArray *
list_neighbors (VtFrame *frame, VtNeighborList *list, gsize atom)
{
  GArray *neighbors = g_array_new (FALSE, FALSE, sizeof (Neighbor));
  const VtCell *cell = vt_frame_get_cell (frame);
  double here[3], there[3];
  guint count;
  const VtNeighbor *all = vt_neighbor_list_get (list, atom, &count);

  vt_frame_get_position (frame, atom, here);
  for (guint i = 0; i < count; i++)
    {
      Neighbor neighbor = { { atom, all[i].atom, { 0 } }, 0 };

      vt_frame_get_position (frame, all[i].atom, there);
      for (guint x = 0; x < 3; x++)
        {
          double d = there[x] - here[x];

          for (guint v = 0; v < 3; v++)
            d += all[i].image[v] * cell->vectors[v][x];
          neighbor.pointed.vector[x] = d;
          neighbor.distance += d * d;
        }
      neighbor.distance = sqrt (neighbor.distance);
      g_array_append_val (neighbors, neighbor);
    }
  g_array_sort (neighbors, compare_neighbors);
  return neighbors;
}

static void
vt_neighbor_rows_point (VtNeighborRows *self, const VtPointed *pointed)
{
  if (pointed == NULL && !self->points)
    return;
  self->points = pointed != NULL;
  g_signal_emit (self, signals[POINTED], 0, pointed);
}

static void
on_come (GtkEventController *controller, VtNeighborRows *self)
{
  vt_neighbor_rows_point (self, g_object_get_data (G_OBJECT (gtk_event_controller_get_widget (controller)), "pointed"));
}

static void
on_enter (GtkEventController *controller, double x, double y, VtNeighborRows *self)
{
  on_come (controller, self);
}

static void
on_leave (GtkEventController *controller, VtNeighborRows *self)
{
  vt_neighbor_rows_point (self, NULL);
}

static void
on_clicked (GtkButton *button, VtNeighborRows *self)
{
  const VtPointed *pointed = g_object_get_data (G_OBJECT (button), "pointed");
  VtFrame *frame = vt_document_peek_frame (self->document);
  gint64 id;

  if (frame == NULL || pointed->neighbor >= vt_frame_get_n_atoms (frame))
    return;
  id = vt_atom_table_get_ids (vt_frame_get_atoms (frame))[pointed->neighbor];
  vt_document_set (self->document, "selection.picked",
                   g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &id, 1, sizeof id), NULL);
  vt_document_seal (self->document);
}

/* "● Cu 812   2.54 Å" */
static GtkWidget *
make_button (VtNeighborRows *self, VtAtomTable *atoms, const Neighbor *neighbor, const char *who, const char *distance)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  VtColor color = vt_palette_get_species (atoms, vt_atom_table_get_species (atoms)[neighbor->pointed.neighbor], dark);
  g_autofree char *markup = g_markup_printf_escaped (
      "<span foreground=\"#%02x%02x%02x\">●</span> %s", (guint) lround (255 * color.red),
      (guint) lround (255 * color.green), (guint) lround (255 * color.blue), who);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = gtk_label_new (NULL), *number = gtk_label_new (distance);
  GtkEventController *motion = gtk_event_controller_motion_new (), *focus = gtk_event_controller_focus_new ();

  gtk_label_set_markup (GTK_LABEL (name), markup);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), number);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Go on to This Neighbour"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, who,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, distance, -1);
  g_object_set_data_full (G_OBJECT (button), "pointed", g_memdup2 (&neighbor->pointed, sizeof neighbor->pointed), g_free);
  g_signal_connect_object (motion, "enter", G_CALLBACK (on_enter), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (on_leave), self, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (on_come), self, 0);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_leave), self, 0);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, 0);
  gtk_widget_add_controller (button, motion);
  gtk_widget_add_controller (button, focus);
  return button;
}

/* By which cutoffs or faces they are neighbours. (transfer full) */
static char *
define_reach (const VtState *state)
{
  const char *cutoff = vt_state_get_text (state, "cutoff");

  if (g_str_equal (cutoff, "faces"))
    return g_strdup (_ ("Those behind the faces of its Voronoi cell"));
  if (g_str_equal (cutoff, "auto"))
    return g_strdup (_ ("Those nearer than the first minimum of the pair’s g(r)"));
  return g_strdup_printf (_ ("Those within the cutoff that is set, %s Å"), cutoff);
}

/* The same, and in which positions, where those are not the ones that are seen. (transfer full) */
static char *
define (const VtState *state)
{
  g_autofree char *reach = define_reach (state), *positions = vt_structural_frame_describe (state);

  /* Translators: "Those within the cutoff that is set, 3.8 Å; in the mean positions over 20 ps from …" */
  return vt_structural_frame_is_start (state) ? g_steal_pointer (&reach)
                                              : g_strdup_printf (_ ("%s; in %s"), reach, positions);
}

static void
clear (VtNeighborRows *self)
{
  GtkWidget *child;

  vt_neighbor_rows_point (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

void
vt_neighbor_rows_show (VtNeighborRows *rows, VtFrame *frame, gsize atom, GString *text)
{
  VtResult *result, *structure;
  VtAtomTable *atoms;
  g_autoptr (GArray) neighbors = NULL;
  g_autofree char *title = NULL;
  g_autofree char *definition = NULL;

  g_return_if_fail (VT_IS_NEIGHBOR_ROWS (rows));

  clear (rows);
  result = frame != NULL ? vt_document_peek (rows->document, "neighbors") : NULL;
  structure = result != NULL ? vt_document_peek (rows->document, "structure") : NULL;
  gtk_widget_set_visible (GTK_WIDGET (rows), structure != NULL);
  if (structure == NULL || vt_result_get_payload (result) == NULL)
    return;
  atoms = vt_frame_get_atoms (frame);
  neighbors = list_neighbors (vt_result_get_payload (structure), vt_result_get_payload (result), atom);
  title = g_strdup_printf (g_dngettext (NULL, "%u neighbour", "%u neighbours", neighbors->len), neighbors->len);
  gtk_label_set_label (rows->title, title);
  definition = define (vt_document_get_state (rows->document));
  gtk_label_set_label (rows->definition, definition);
  g_string_append_printf (text, "%s\n%s\n", title, definition);
  for (guint i = 0; i < neighbors->len; i++)
    {
      const Neighbor *neighbor = &g_array_index (neighbors, Neighbor, i);
      gsize other = neighbor->pointed.neighbor;
      g_autofree char *who = g_strdup_printf (
          "%s %" PRId64, vt_atom_table_get_species_name (atoms, vt_atom_table_get_species (atoms)[other]),
          vt_atom_table_get_ids (atoms)[other]);
      g_autofree char *distance = vt_format_quantity (neighbor->distance, VT_UNIT_ANGSTROM, 3);

      g_string_append_printf (text, "%s: %s\n", who, distance);
      if (i < MAX_NEIGHBORS)
        gtk_grid_attach (rows->grid, make_button (rows, atoms, neighbor, who, distance), (int) (i % 2), (int) (i / 2), 1,
                         1);
    }
}

static void
vt_neighbor_rows_dispose (GObject *object)
{
  g_clear_object (&VT_NEIGHBOR_ROWS (object)->document);
  G_OBJECT_CLASS (vt_neighbor_rows_parent_class)->dispose (object);
}

static void
vt_neighbor_rows_class_init (VtNeighborRowsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_neighbor_rows_dispose;
  signals[POINTED] = g_signal_new ("pointed", VT_TYPE_NEIGHBOR_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
vt_neighbor_rows_init (VtNeighborRows *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->title = GTK_LABEL (vt_inspector_label_new ("", 0, "heading"));
  self->definition = GTK_LABEL (vt_inspector_label_new ("", 0, "dim-label"));
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  gtk_grid_set_column_spacing (self->grid, 4);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "neighbors");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->definition));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->grid));
}

GtkWidget *
vt_neighbor_rows_new (VtDocument *document)
{
  VtNeighborRows *self;

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);

  self = g_object_new (VT_TYPE_NEIGHBOR_ROWS, NULL);
  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}
