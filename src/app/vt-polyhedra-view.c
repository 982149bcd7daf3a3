#include "vt-polyhedra-view.h"

#include <math.h>
#include <string.h>

#include "vt-contrast.h"
#include "vt-i18n.h"
#include "vt-table-model.h"

/* Rarer ones are few atoms each; the exported table has them all. */
#define MAX_ROWS 300

struct _VtPolyhedraView
{
  GtkWidget parent_instance;

  VtDocument         *document;
  VtTable            *table;
  GtkWidget          *scroller;
  GtkColumnView      *view;
  GtkSingleSelection *selection;
};

/* name of the column in the table, title, digits after the point; a text column has −1 */
typedef struct
{
  const char *name;
  const char *title;
  const char *tip;
  int         decimals;
} Column;

static const Column columns[] = {
  { "index", N_ ("Polyhedron"), N_ ("Voronoi index ⟨n₃ n₄ n₅ n₆⟩"), -1 },
  { "f_total", N_ ("f %"), N_ ("Share of all atoms"), 1 },
  { "df_la", N_ ("Δf LA"),
    N_ ("How much more often among the most active than among all, in percentage points; grey within 2σ of nothing"), 1 },
  { "df_sa", N_ ("Δf SA"),
    N_ ("How much more often among the most stable than among all, in percentage points; grey within 2σ of nothing"), 1 },
  { "lffs", N_ ("LFFS"), N_ ("Local five-fold symmetry"), 2 },
};

G_DEFINE_FINAL_TYPE (VtPolyhedraView, vt_polyhedra_view, GTK_TYPE_WIDGET)

static char *
format_number (double value, int decimals)
{
  char format[16], number[64];
  double grain = pow (10, -decimals);

  if (isnan (value))
    return g_strdup ("–");
  /* Adding zero takes the sign from a zero. */
  value = round (value / grain) * grain + 0.0;
  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (number, sizeof number, format, value);
  return number[0] == '-' ? g_strconcat ("−", number + 1, NULL) : g_strdup (number);
}

static char *
format_cell (VtTableRow *row, const Column *column)
{
  VtTable *table = vt_table_row_get_table (row);
  guint number = vt_table_row_get_index (row);
  int index = vt_table_find_column (table, column->name);

  if (index < 0)
    return g_strdup ("");
  if (column->decimals < 0)
    return g_strdup (vt_table_get_text (table, number, (guint) index));
  return format_number (vt_table_get_number (table, number, (guint) index), column->decimals);
}

/* A positive number that is not written as zero. */
static gboolean
is_surplus (const char *text)
{
  return g_ascii_isdigit (*text) && strpbrk (text, "123456789") != NULL;
}

/* A difference within 2σ of nothing, or without a σ where the table has them. */
static gboolean
is_noise (VtTableRow *row, const Column *column)
{
  VtTable *table = vt_table_row_get_table (row);
  guint number = vt_table_row_get_index (row);
  g_autofree char *name = g_strconcat ("sigma", strrchr (column->name, '_'), NULL);
  int sigma = vt_table_find_column (table, name), value = vt_table_find_column (table, column->name);

  return sigma >= 0 && value >= 0
         && !(fabs (vt_table_get_number (table, number, (guint) value))
              > VT_CONTRAST_NOISE * vt_table_get_number (table, number, (guint) sigma));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Column *column = data;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->decimals < 0 ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_tooltip_text (label, _ (column->tip));
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Column *column = data;
  g_autofree char *text = format_cell (gtk_list_item_get_item (item), column);
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_remove_css_class (label, "hot");
  gtk_widget_remove_css_class (label, "cold");
  gtk_widget_remove_css_class (label, "dim-label");
  if (g_str_has_prefix (column->name, "df_") && is_noise (gtk_list_item_get_item (item), column))
    {
      gtk_widget_add_css_class (label, "dim-label");
      return;
    }
  if (g_str_equal (column->name, "df_la") && is_surplus (text))
    gtk_widget_add_css_class (label, "hot");
  if (g_str_equal (column->name, "df_sa") && is_surplus (text))
    gtk_widget_add_css_class (label, "cold");
}

static void
on_activate (VtPolyhedraView *self, guint position)
{
  g_autoptr (VtTableRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autofree char *name = row != NULL ? format_cell (row, &columns[0]) : NULL;

  if (name == NULL)
    return;
  if (vt_state_is (vt_document_get_state (self->document), "selection.polyhedron", name))
    vt_document_set_text (self->document, "selection.polyhedron", "");
  else
    vt_document_set_text (self->document, "selection.polyhedron", name);
  vt_document_seal (self->document);
}

/* The highlighted row is the state's polyhedron, whoever set it. */
static void
vt_polyhedra_view_follow_selection (VtPolyhedraView *self)
{
  const char *name = vt_state_get_text (vt_document_get_state (self->document), "selection.polyhedron");
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; *name != '\0' && i < n; i++)
    {
      g_autoptr (VtTableRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      g_autofree char *text = format_cell (row, &columns[0]);

      if (g_str_equal (text, name))
        selected = i;
    }
  gtk_single_selection_set_selected (self->selection, selected);
}

static void
vt_polyhedra_view_follow (VtPolyhedraView *self)
{
  VtResult *result = vt_document_peek (self->document, "polyhedra");
  VtTable *table = result != NULL ? vt_result_get_table (result, "polyhedra") : NULL;
  g_autoptr (GListModel) model = NULL;

  /* A list that is filled before it is shown stays empty in GTK 4.8. */
  if (table == NULL || table == self->table || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_clear_pointer (&self->table, vt_table_unref);
  self->table = vt_table_ref (table);
  model = vt_table_model_new (table, MAX_ROWS);
  gtk_single_selection_set_model (self->selection, model);
  vt_polyhedra_view_follow_selection (self);
}

static void
on_result_changed (VtPolyhedraView *self, const char *analysis)
{
  if (g_strcmp0 (analysis, "polyhedra") == 0)
    vt_polyhedra_view_follow (self);
}

static void
vt_polyhedra_view_add_column (VtPolyhedraView *self, const Column *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = gtk_column_view_column_new (_ (column->title), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), (gpointer) column);
  gtk_column_view_column_set_expand (view_column, column->decimals < 0);
  gtk_column_view_append_column (self->view, view_column);
}

static void
vt_polyhedra_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vt_polyhedra_view_parent_class)->map (widget);
  vt_polyhedra_view_follow (VT_POLYHEDRA_VIEW (widget));
}

static void
vt_polyhedra_view_dispose (GObject *object)
{
  VtPolyhedraView *self = VT_POLYHEDRA_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->table, vt_table_unref);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (vt_polyhedra_view_parent_class)->dispose (object);
}

static void
vt_polyhedra_view_class_init (VtPolyhedraViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_polyhedra_view_dispose;
  GTK_WIDGET_CLASS (class)->map = vt_polyhedra_view_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
vt_polyhedra_view_init (VtPolyhedraView *self)
{
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (self->selection)));
  gtk_column_view_set_single_click_activate (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "polyhedra");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Voronoi polyhedra by frequency"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    vt_polyhedra_view_add_column (self, &columns[i]);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), 150);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);
}

GtkWidget *
vt_polyhedra_view_new (VtDocument *document)
{
  VtPolyhedraView *self;

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);

  self = g_object_new (VT_TYPE_POLYHEDRA_VIEW, NULL);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "result-changed", G_CALLBACK (on_result_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "job-changed", G_CALLBACK (on_result_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (vt_polyhedra_view_follow_selection), self,
                           G_CONNECT_SWAPPED);
  vt_polyhedra_view_follow (self);
  return GTK_WIDGET (self);
}
