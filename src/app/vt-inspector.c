#include "vt-inspector.h"

#include <inttypes.h>

#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-inspector-rows.h"
#include "vt-neighbor-rows.h"

struct _VtInspector
{
  AdwBin parent_instance;

  VtDocument      *document;
  GtkStack        *stack;
  GtkLabel        *title;
  GtkLabel        *doubts;
  GtkWidget       *drawn;   /* what is drawn of picked atoms: switches */
  GtkWidget       *only;    /* of several: shows these alone */
  VtInspectorRows  together; /* what several measure, or have in common */
  VtInspectorRows  rows;
  VtNeighborRows  *neighbors;
  GString         *text;
  guint            update_id;
};

enum
{
  POINTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtInspector, vt_inspector, ADW_TYPE_BIN)

static void
show_doubts (VtInspector *self, VtFrame *frame, gssize atom)
{
  g_autofree char *doubts
      = atom >= 0 ? vt_inspector_find_doubts (self->document, vt_frame_get_n_atoms (frame), (gsize) atom) : NULL;
  g_autofree char *markup = vt_format_science (doubts != NULL ? doubts : "");

  gtk_label_set_markup (self->doubts, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->doubts), doubts != NULL);
  if (doubts != NULL)
    g_string_append_printf (self->text, "%s\n", doubts);
}

/* Up to four are looked at one by one: the last in full, and what they measure. */
static void
show_atom (VtInspector *self, VtFrame *frame, gsize atom, gsize n_picked)
{
  VtAtomTable *atoms = vt_frame_get_atoms (frame);
  const char *name = vt_atom_table_get_species_name (atoms, vt_atom_table_get_species (atoms)[atom]);
  g_autofree char *title = g_strdup_printf ("%s %" PRId64, name, vt_atom_table_get_ids (atoms)[atom]);
  g_autofree char *others = n_picked > 1 ? g_strdup_printf (_ ("%s, and %u more"), title, (guint) n_picked - 1) : NULL;
  VtMeasurement measurement;

  gtk_label_set_label (self->title, others != NULL ? others : title);
  g_string_append_printf (self->text, "%s\n", title);
  if (vt_picked_overlay_measure (vt_document_get_state (self->document), frame, &measurement))
    vt_inspector_rows_add_measurement (&self->together, frame, &measurement);
  vt_inspector_rows_add_atom (&self->rows, self->document, frame, atom);
}

static void
show_many (VtInspector *self, VtFrame *frame, const gint64 *picked, gsize n)
{
  g_autofree char *count = vt_format_count ((gint64) n);
  g_autofree char *title = g_strdup_printf (g_dngettext (NULL, "%s atom", "%s atoms", (gulong) n), count);

  gtk_label_set_label (self->title, title);
  g_string_append_printf (self->text, "%s\n", title);
  vt_inspector_rows_add_summary (&self->together, self->document, frame, picked, n);
}

static void
vt_inspector_show (VtInspector *self, VtFrame *frame, const gint64 *picked, gsize n)
{
  gssize atom = n > 0 ? vt_atom_table_find (vt_frame_get_atoms (frame), picked[n - 1]) : -1;
  gboolean many = n > VT_MEASUREMENT_MAX, one = !many && atom >= 0;

  vt_inspector_rows_clear (&self->rows);
  vt_inspector_rows_clear (&self->together);
  g_string_truncate (self->text, 0);
  gtk_stack_set_visible_child_name (self->stack, many || one ? "atom" : "hint");
  if (many)
    show_many (self, frame, picked, n);
  else if (one)
    show_atom (self, frame, (gsize) atom, n);
  gtk_widget_set_visible (GTK_WIDGET (self->together.grid), self->together.n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->rows.grid), self->rows.n > 0);
  gtk_widget_set_visible (self->drawn, one);
  gtk_widget_set_visible (self->only, n > 1);
  if (many || one)
    show_doubts (self, frame, one ? atom : -1);
  vt_neighbor_rows_show (self->neighbors, one ? frame : NULL, (gsize) MAX (atom, 0), self->text);
}

static void
vt_inspector_follow (VtInspector *self)
{
  gsize n = 0;
  const gint64 *picked = vt_state_get_ids (vt_document_get_state (self->document), "selection.picked", &n);
  VtFrame *frame = vt_document_peek_frame (self->document);

  if (n == 0 || frame != NULL) /* else the next frame is on its way */
    vt_inspector_show (self, frame, picked, n);
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
  static const char *const keys[] = { "selection.picked", "cutoff", "window.frame", NULL };

  if (vt_state_differs_in (vt_document_get_state (self->document), before, keys))
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
  signals[POINTED] = g_signal_new ("pointed", VT_TYPE_INSPECTOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_POINTER);
}

static GtkWidget *
make_grid (VtInspectorRows *rows, GString *text)
{
  rows->grid = GTK_GRID (gtk_grid_new ());
  rows->text = text;
  gtk_grid_set_column_spacing (rows->grid, 14);
  gtk_grid_set_row_spacing (rows->grid, 4);
  return GTK_WIDGET (rows->grid);
}

/* ---- switches: a parameter each ---- */

static void
on_toggled (GtkToggleButton *button, VtInspector *self)
{
  const char *key = g_object_get_data (G_OBJECT (button), "key");

  if (gtk_toggle_button_get_active (button) == vt_state_get_boolean (vt_document_get_state (self->document), key))
    return;
  vt_document_set_boolean (self->document, key, gtk_toggle_button_get_active (button));
  vt_document_seal (self->document);
}

static void
follow_switch (GtkToggleButton *button, VtState *before, VtDocument *document)
{
  gtk_toggle_button_set_active (button, vt_state_get_boolean (vt_document_get_state (document),
                                                              g_object_get_data (G_OBJECT (button), "key")));
}

static void
add_switch (VtInspector *self, const char *key, const char *label)
{
  const VtParameter *parameter = vt_parameter_get ((guint) vt_parameter_find (key));
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "key", (gpointer) parameter->key);
  gtk_widget_set_tooltip_text (button, _ (parameter->help));
  gtk_box_append (GTK_BOX (self->drawn), button);
  follow_switch (GTK_TOGGLE_BUTTON (button), NULL, self->document);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, 0);
  g_signal_connect_object (self->document, "state-changed", G_CALLBACK (follow_switch), button, G_CONNECT_SWAPPED);
}

static void
on_only (VtInspector *self)
{
  VtState *state = vt_document_get_state (self->document);

  vt_document_set_many (self->document, _ ("Show Only These Atoms"), "selection.atoms",
                        vt_state_get (state, "selection.picked"), "selection.others", g_variant_new_string ("hide"),
                        NULL);
  vt_document_seal (self->document);
}

static void
on_pointed (VtInspector *self, gpointer pointed)
{
  g_signal_emit (self, signals[POINTED], 0, pointed);
}

static GtkWidget *
make_content (VtInspector *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  self->title = GTK_LABEL (vt_inspector_label_new ("", 0, "heading"));
  self->doubts = GTK_LABEL (vt_inspector_label_new ("", 0, "warning"));
  self->drawn = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->drawn, "linked");
  gtk_box_set_homogeneous (GTK_BOX (self->drawn), TRUE);
  self->only = gtk_button_new_with_label (_ ("Show Only These"));
  gtk_widget_set_halign (self->only, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->only, _ ("Hide All Atoms That Are Not Picked, Until the Selection Is Cleared"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->doubts));
  gtk_box_append (GTK_BOX (box), make_grid (&self->together, self->text));
  gtk_box_append (GTK_BOX (box), self->only);
  gtk_box_append (GTK_BOX (box), self->drawn);
  gtk_box_append (GTK_BOX (box), make_grid (&self->rows, self->text));
  gtk_widget_add_css_class (box, "inspector");
  return box;
}

static void
vt_inspector_fill (VtInspector *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *hint = vt_inspector_label_new (_ ("Click an atom to see its numbers, or drag with Ctrl over several"), 0.5f,
                                            "dim-label");
  GtkWidget *content = make_content (self);

  self->neighbors = VT_NEIGHBOR_ROWS (vt_neighbor_rows_new (self->document));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->neighbors));
  add_switch (self, "view.voronoi-cell", _ ("Voronoi Cell"));
  add_switch (self, "view.coordination", _ ("Coordination"));
  g_signal_connect_object (self->only, "clicked", G_CALLBACK (on_only), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->neighbors, "pointed", G_CALLBACK (on_pointed), self, G_CONNECT_SWAPPED);
  gtk_label_set_justify (GTK_LABEL (hint), GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (hint, 24);
  gtk_widget_set_margin_end (hint, 24);
  /* The pane beside the view is as wide as what is in it would like to be. */
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 30);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), content);
  gtk_stack_add_named (self->stack, hint, "hint");
  gtk_stack_add_named (self->stack, scroller, "atom");
}

static void
vt_inspector_init (VtInspector *self)
{
  self->text = g_string_new (NULL);
  self->stack = GTK_STACK (gtk_stack_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
vt_inspector_new (VtDocument *document)
{
  VtInspector *self;

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);

  self = g_object_new (VT_TYPE_INSPECTOR, NULL);
  self->document = g_object_ref (document);
  vt_inspector_fill (self);
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
