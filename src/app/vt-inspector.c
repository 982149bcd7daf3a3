#include "vt-inspector.h"

#include <inttypes.h>
#include <math.h>

#include "vt-chart-view.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-neighbor-list.h"
#include "vt-result-charts.h"
#include "vt-voronoi.h"

#define MAX_NEIGHBORS 24
#define VOTES_HEIGHT 112

struct _VtInspector
{
  AdwBin parent_instance;

  VtDocument *document;
  GtkStack   *stack;
  GtkLabel   *title;
  GtkLabel   *doubts;
  GtkGrid    *grid;
  GtkLabel   *neighbors_title;
  GtkGrid    *neighbors;
  GString    *text;
  int         n_rows;
  guint       update_id;
};

G_DEFINE_FINAL_TYPE (VtInspector, vt_inspector, ADW_TYPE_BIN)

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static GtkWidget *
make_label (const char *markup, float xalign, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

/* @symbol: markup; @value: plain */
static void
add_row (VtInspector *self, const char *symbol, const char *tip, const char *value)
{
  GtkWidget *name = make_label (symbol, 0, "dim-label");
  g_autofree char *escaped = g_markup_escape_text (value, -1);
  g_autofree char *plain = vt_format_plain (symbol);
  GtkWidget *number = make_label (escaped, 0, "numeric");

  gtk_widget_set_tooltip_text (name, tip);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_label_set_selectable (GTK_LABEL (number), TRUE);
  gtk_widget_set_focusable (number, FALSE);
  gtk_widget_set_hexpand (number, TRUE);
  gtk_grid_attach (self->grid, name, 0, self->n_rows, 1, 1);
  gtk_grid_attach (self->grid, number, 1, self->n_rows, 1, 1);
  self->n_rows++;
  g_string_append_printf (self->text, "%s: %s\n", plain, value);
}

static void
add_position (VtInspector *self, VtFrame *frame, gsize atom)
{
  double position[3];
  int image[3];
  g_autoptr (GString) text = g_string_new (NULL);

  vt_frame_get_position (frame, atom, position);
  if (!isfinite (position[0]) || !isfinite (position[1]) || !isfinite (position[2]))
    return;
  vt_cell_wrap (vt_frame_get_cell (frame), position, image);
  for (guint i = 0; i < 3; i++)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (buffer, sizeof buffer, "%.2f", position[i]);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", buffer);
    }
  g_string_replace (text, "-", "−", 0);
  g_string_append_printf (text, "\u202f%s", vt_unit_symbol (VT_UNIT_ANGSTROM));
  add_row (self, _ ("Position"), _ ("Wrapped into the cell"), text->str);
}

/* Counts of the classes, n_classes of them, or %NULL where the model has none for the atom. */
static const guint16 *
get_votes (VtInspector *self, VtResult *tml, gsize n, gsize atom, const double **classes, guint *n_classes)
{
  VtSource *source = vt_document_get_source (self->document);
  VtModel *model = source != NULL ? vt_source_get_model (source) : NULL;
  const guint16 *votes = tml != NULL ? vt_result_get_payload (tml) : NULL;
  VtColumn *column = tml != NULL ? vt_result_get_column (tml, "t_ml") : NULL;

  if (votes == NULL || model == NULL || column == NULL || vt_column_get_n (column) != n)
    return NULL;
  *classes = vt_model_get_class_temperatures (model, n_classes);
  return votes + atom * *n_classes;
}

/* "100 K 31 · 800 K 12": how many of the nearest instances voted for which class. (transfer full) */
static char *
describe_votes (const double *classes, const guint16 *votes, guint n_classes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint c = 0; c < n_classes; c++)
    {
      g_autofree char *class = vt_format_setting (classes[c], VT_UNIT_KELVIN);

      if (votes[c] > 0)
        g_string_append_printf (text, "%s%s\u00a0%u", text->len > 0 ? " · " : "", class, votes[c]);
    }
  return g_strdup (text->str);
}

/* In words and as a picture. */
static void
add_votes (VtInspector *self, VtResult *tml, gsize n, gsize atom)
{
  guint n_classes;
  const double *classes;
  const guint16 *votes = get_votes (self, tml, n, atom, &classes, &n_classes);
  g_autoptr (VtChart) chart = votes != NULL ? vt_chart_of_votes (classes, votes, n_classes) : NULL;
  g_autofree char *text = NULL;
  GtkWidget *view;

  if (chart == NULL)
    return;
  text = describe_votes (classes, votes, n_classes);
  add_row (self, _ ("Votes"), _ ("Classes of the nearest training instances"), text);
  view = vt_chart_view_new (_ ("Votes for each class"));
  vt_chart_view_set_chart (VT_CHART_VIEW (view), chart, text);
  gtk_widget_set_size_request (view, -1, VOTES_HEIGHT);
  gtk_grid_attach (self->grid, view, 0, self->n_rows++, 2, 1);
}

static void
add_polyhedron (VtInspector *self, VtResult *voronoi, gsize atom)
{
  const VtVoronoiIndex *indices = vt_result_get_payload (voronoi);
  g_autofree char *text = indices != NULL ? vt_voronoi_index_format (&indices[atom]) : NULL;

  if (text != NULL)
    add_row (self, _ ("Polyhedron"), _ ("Voronoi index ⟨n₃ n₄ n₅ n₆⟩"), text);
}

/* What is said in other words: in the votes, the polyhedron, the warnings or the title. */
static gboolean
is_told_elsewhere (const char *property)
{
  static const char *const told[] = { "element", "t_ml_outside", "t_ml_class", "t_ml_agreement", NULL };

  return g_strv_contains (told, property) || g_str_has_prefix (property, "voronoi_n");
}

static void
add_analysis (VtInspector *self, const VtAnalysis *analysis, gsize n, gsize atom)
{
  VtResult *result = vt_document_peek (self->document, analysis->id);

  if (result == NULL)
    return;
  for (guint i = 0; i < analysis->n_properties; i++)
    {
      const VtProperty *property = &analysis->properties[i];
      VtColumn *column = vt_result_get_column (result, property->id);
      g_autofree char *value = NULL;

      if (column == NULL || vt_column_get_n (column) != n || is_told_elsewhere (property->id))
        continue;
      value = vt_format_property (property, vt_column_get_values (column)[atom]);
      add_row (self, _ (property->symbol), _ (property->label), value);
    }
  if (g_str_equal (analysis->id, "tml"))
    add_votes (self, result, n, atom);
  if (g_str_equal (analysis->id, "voronoi"))
    add_polyhedron (self, result, atom);
}

static void
add_file_columns (VtInspector *self, VtFrame *frame, gsize atom)
{
  for (guint i = 0; i < vt_frame_get_n_columns (frame); i++)
    {
      VtColumn *column = vt_frame_get_column (frame, i);
      g_autofree char *name = g_markup_escape_text (vt_column_get_name (column), -1);
      g_autofree char *value = vt_format_quantity (vt_column_get_values (column)[atom], vt_column_get_unit (column), 4);

      add_row (self, name, _ ("Column of the file"), value);
    }
}

typedef struct
{
  gsize  atom;
  double distance;
} Neighbor;

static int
compare_neighbors (const void *a, const void *b)
{
  const Neighbor *x = a, *y = b;

  return (x->distance > y->distance) - (x->distance < y->distance);
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
      Neighbor neighbor = { all[i].atom, 0 };

      vt_frame_get_position (frame, all[i].atom, there);
      for (guint x = 0; x < 3; x++)
        {
          double d = there[x] - here[x];

          for (guint v = 0; v < 3; v++)
            d += all[i].image[v] * cell->vectors[v][x];
          neighbor.distance += d * d;
        }
      neighbor.distance = sqrt (neighbor.distance);
      g_array_append_val (neighbors, neighbor);
    }
  g_array_sort (neighbors, compare_neighbors);
  return neighbors;
}

/* Two columns of "Cu 812   2.54 Å". */
static void
show_neighbors (VtInspector *self, VtFrame *frame, gsize atom)
{
  VtResult *result = vt_document_peek (self->document, "neighbors");
  VtAtomTable *atoms = vt_frame_get_atoms (frame);
  g_autoptr (GArray) neighbors = NULL;
  g_autofree char *title = NULL;

  clear_grid (self->neighbors);
  gtk_widget_set_visible (GTK_WIDGET (self->neighbors_title), result != NULL);
  if (result == NULL || vt_result_get_payload (result) == NULL)
    return;
  neighbors = list_neighbors (frame, vt_result_get_payload (result), atom);
  title = g_strdup_printf (g_dngettext (NULL, "%u neighbour", "%u neighbours", neighbors->len), neighbors->len);
  gtk_label_set_label (self->neighbors_title, title);
  for (guint i = 0; i < MIN (neighbors->len, MAX_NEIGHBORS); i++)
    {
      const Neighbor *neighbor = &g_array_index (neighbors, Neighbor, i);
      const char *name = vt_atom_table_get_species_name (atoms, vt_atom_table_get_species (atoms)[neighbor->atom]);
      g_autofree char *who
          = g_markup_printf_escaped ("%s %" PRId64, name, vt_atom_table_get_ids (atoms)[neighbor->atom]);
      g_autofree char *distance = vt_format_quantity (neighbor->distance, VT_UNIT_ANGSTROM, 3);
      int column = (int) (i % 2) * 2;

      gtk_grid_attach (self->neighbors, make_label (who, 0, "numeric"), column, (int) i / 2, 1, 1);
      gtk_grid_attach (self->neighbors, make_label (distance, 1, "dim-label"), column + 1, (int) i / 2, 1, 1);
    }
}

static double
peek_value (VtInspector *self, const char *property, gsize n, gsize atom)
{
  VtColumn *column = vt_document_peek_column (self->document, property);

  return column != NULL && vt_column_get_n (column) == n ? vt_column_get_values (column)[atom] : NAN;
}

/* Why not to believe its T_ML. */
static void
show_doubts (VtInspector *self, gsize n, gsize atom)
{
  guint n_classes;
  const double *classes;
  const guint16 *votes = get_votes (self, vt_document_peek (self->document, "tml"), n, atom, &classes, &n_classes);
  double agreement = peek_value (self, "t_ml_agreement", n, atom);
  g_autoptr (GString) doubts = g_string_new (NULL);
  g_autofree char *markup = NULL;

  if (peek_value (self, "t_ml_outside", n, atom) > 0)
    g_string_append (doubts, _ ("Outside training: its motion is unlike any in the model"));
  if (votes != NULL && agreement == 1 && (votes[0] > 0 || votes[n_classes - 1] > 0))
    {
      g_autofree char *end = vt_format_setting (classes[votes[0] > 0 ? 0 : n_classes - 1], VT_UNIT_KELVIN);

      g_string_append (doubts, doubts->len > 0 ? "\n" : "");
      g_string_append_printf (doubts, votes[0] > 0 ? _ ("At the lowest class: T_ML cannot fall below %s")
                                                   : _ ("At the highest class: T_ML cannot exceed %s"), end);
    }
  markup = vt_format_science (doubts->str);
  gtk_label_set_markup (self->doubts, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->doubts), doubts->len > 0);
  if (doubts->len > 0)
    g_string_append_printf (self->text, "%s\n", doubts->str);
}

static void
show_atom (VtInspector *self, VtFrame *frame, gsize atom, gsize n_picked)
{
  VtAtomTable *atoms = vt_frame_get_atoms (frame);
  gsize n = vt_frame_get_n_atoms (frame);
  const char *name = vt_atom_table_get_species_name (atoms, vt_atom_table_get_species (atoms)[atom]);
  g_autofree char *title = g_strdup_printf ("%s %" PRId64, name, vt_atom_table_get_ids (atoms)[atom]);
  g_autofree char *others = n_picked > 1 ? g_strdup_printf (_ ("%s, and %u more"), title, (guint) n_picked - 1) : NULL;

  gtk_label_set_label (self->title, others != NULL ? others : title);
  g_string_append_printf (self->text, "%s\n", title);
  add_position (self, frame, atom);
  for (guint i = 0; i < vt_analysis_get_count (); i++)
    add_analysis (self, vt_analysis_get (i), n, atom);
  add_file_columns (self, frame, atom);
  show_doubts (self, n, atom);
  show_neighbors (self, frame, atom);
}

static void
vt_inspector_follow (VtInspector *self)
{
  gsize n_picked = 0;
  const gint64 *picked = vt_state_get_ids (vt_document_get_state (self->document), "selection.picked", &n_picked);
  VtFrame *frame = vt_document_peek_frame (self->document);
  gssize atom = -1;

  if (n_picked > 0 && frame == NULL)
    return; /* the next frame is on its way */
  if (n_picked > 0)
    atom = vt_atom_table_find (vt_frame_get_atoms (frame), picked[n_picked - 1]);
  clear_grid (self->grid);
  g_string_truncate (self->text, 0);
  self->n_rows = 0;
  gtk_stack_set_visible_child_name (self->stack, atom >= 0 ? "atom" : "hint");
  if (atom >= 0)
    show_atom (self, frame, (gsize) atom, n_picked);
}

static gboolean
on_update (gpointer data)
{
  VtInspector *self = data;

  self->update_id = 0;
  vt_inspector_follow (self);
  return G_SOURCE_REMOVE;
}

static void
vt_inspector_queue (VtInspector *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (on_update, self);
}

static void
on_state_changed (VtInspector *self, VtState *before)
{
  VtState *state = vt_document_get_state (self->document);

  if (before == NULL
      || !g_variant_equal (vt_state_get (before, "selection.picked"), vt_state_get (state, "selection.picked"))
      || vt_state_get_integer (before, "window.frame") != vt_state_get_integer (state, "window.frame"))
    vt_inspector_queue (self);
}

static void
on_result_changed (VtInspector *self)
{
  gsize n_picked = 0;

  vt_state_get_ids (vt_document_get_state (self->document), "selection.picked", &n_picked);
  if (n_picked > 0)
    vt_inspector_queue (self);
}

/* A result may have come with another one that needed it. */
static void
on_job_changed (VtInspector *self, const char *analysis)
{
  if (vt_document_get_job (self->document, analysis, NULL, NULL) == VT_JOB_DONE)
    on_result_changed (self);
}

static void
vt_inspector_dispose (GObject *object)
{
  VtInspector *self = VT_INSPECTOR (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (vt_inspector_parent_class)->dispose (object);
}

static void
vt_inspector_finalize (GObject *object)
{
  g_string_free (VT_INSPECTOR (object)->text, TRUE);
  G_OBJECT_CLASS (vt_inspector_parent_class)->finalize (object);
}

static void
vt_inspector_class_init (VtInspectorClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_inspector_dispose;
  G_OBJECT_CLASS (class)->finalize = vt_inspector_finalize;
}

static GtkWidget *
make_grid (GtkGrid **grid, int spacing)
{
  *grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (*grid, (guint) spacing);
  gtk_grid_set_row_spacing (*grid, 4);
  return GTK_WIDGET (*grid);
}

static GtkWidget *
make_content (VtInspector *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->title = GTK_LABEL (make_label ("", 0, "heading"));
  self->doubts = GTK_LABEL (make_label ("", 0, "warning"));
  self->neighbors_title = GTK_LABEL (make_label ("", 0, "heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->doubts));
  gtk_box_append (GTK_BOX (box), make_grid (&self->grid, 14));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->neighbors_title));
  gtk_box_append (GTK_BOX (box), make_grid (&self->neighbors, 14));
  gtk_widget_add_css_class (box, "inspector");
  return box;
}

static void
vt_inspector_init (VtInspector *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *hint = make_label (_ ("Click an atom to see its numbers"), 0.5f, "dim-label");

  self->text = g_string_new (NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), make_content (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, hint, "hint");
  gtk_stack_add_named (self->stack, scroller, "atom");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
vt_inspector_new (VtDocument *document)
{
  VtInspector *self;

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);

  self = g_object_new (VT_TYPE_INSPECTOR, NULL);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "result-changed", G_CALLBACK (on_result_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "job-changed", G_CALLBACK (on_job_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "source-changed", G_CALLBACK (vt_inspector_queue), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

char *
vt_inspector_get_text (VtInspector *inspector)
{
  g_return_val_if_fail (VT_IS_INSPECTOR (inspector), NULL);

  vt_inspector_follow (inspector);
  return g_strdup (inspector->text->str);
}
