/* What the window is made of beyond its template, and how its parts come up. */
#include "vt-window-private.h"

#include "vt-chart-page.h"
#include "vt-figure.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-inspector.h"
#include "vt-slice-bar.h"
#include "vt-slice-handle.h"
#include "vt-view-settings.h"

/* A pane's height that no screen has: as much as the lower half leaves. */
#define ALL_THE_ROOM 10000

/* ---- made from tables ---- */

static void
connect_parts (VtWindow *self)
{
  vt_data_panel_set_document (self->data_panel, self->document);
  vt_selection_panel_set_picture (self->selection_panel, self->picture);
  vt_analyses_panel_set_document (self->analyses_panel, self->document);
  vt_color_button_set_document (self->color_button, self->document);
  vt_viewport_set_picture (self->viewport, self->picture);
  vt_slice_handle_attach (self->viewport, self->picture);
  gtk_box_prepend (GTK_BOX (self->fit_button), vt_slice_handle_make_button (self->document));
  vt_legend_view_set_picture (self->legend, self->picture);
  vt_legend_view_set_picture (self->slice_legend, self->picture);
  vt_slice_view_set_picture (self->slice, self->picture);
  vt_legend_view_follow_slice (self->slice_legend, self->slice);
  vt_compare_page_set_picture (self->compare, self->picture);
  vt_timeline_set_document (self->timeline, self->document);
  vt_model_page_set_document (self->model_page, self->document);
  gtk_menu_button_set_popover (self->settings_button, vt_view_settings_new (self->document));
  adw_bin_set_child (self->inspector_bin, vt_inspector_new (self->document));
}

static void
add_charts (VtWindow *self)
{
  for (guint i = 0; i < vt_chart_kind_get_count (); i++)
    {
      const VtChartKind *kind = vt_chart_kind_get (i);
      GtkWidget *button = gtk_toggle_button_new_with_label (_ (kind->title));
      g_autofree char *help = vt_format_science (_ (vt_analysis_find (kind->analysis)->help));

      gtk_stack_add_named (self->charts, vt_chart_page_new (self->document, kind), kind->id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.chart");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", kind->id);
      gtk_widget_set_tooltip_markup (button, help);
      gtk_flow_box_append (self->chart_buttons, button);
      /* The button alone takes the focus, and not the child around it. */
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
}

static void
add_slice_bar (VtWindow *self)
{
  self->slice_place = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_width_chars (self->slice_place, 9);
  gtk_label_set_xalign (self->slice_place, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->slice_place), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->slice_place), "numeric");
  gtk_box_append (self->slice_bar, GTK_WIDGET (self->slice_place));
  vt_slice_bar_fill (self->slice_bar, self->document);
}

static void
add_figures (VtWindow *self)
{
  for (guint i = 0; i < vt_figure_get_n_kinds (); i++)
    {
      const VtFigureKind *kind = vt_figure_get_kind (i);
      g_autoptr (GString) label = g_string_new (_ (kind->label));
      g_autofree char *action = g_strdup_printf ("win.export-figure::%s", kind->name);

      /* In a menu one underscore would mark a key: T_ML has none. */
      g_string_replace (label, "_", "__", 0);
      g_string_append (label, "…");
      g_menu_append (self->figures_section, label->str, action);
    }
}

/* ---- shown one after the other ---- */

/* Parts that the first view does not need: to lay all of them out at once would hold the main loop up. */
static GtkWidget *
get_late_part (VtWindow *self, guint number)
{
  GtkWidget *parts[] = { GTK_WIDGET (self->timeline), GTK_WIDGET (self->charts), GTK_WIDGET (self->selection_panel),
                         GTK_WIDGET (self->analyses_panel), GTK_WIDGET (self->inspector_bin) };

  return number < G_N_ELEMENTS (parts) ? parts[number] : NULL;
}

static gboolean
on_reveal (gpointer data)
{
  VtWindow *self = data;
  GtkWidget *part = get_late_part (self, self->n_revealed);

  if (part != NULL)
    {
      gtk_widget_set_visible (part, TRUE);
      self->n_revealed++;
      return G_SOURCE_CONTINUE;
    }
  self->reveal_id = 0;
  return G_SOURCE_REMOVE;
}

static void
hide_late_parts (VtWindow *self)
{
  for (guint i = 0; get_late_part (self, i) != NULL; i++)
    gtk_widget_set_visible (get_late_part (self, i), FALSE);
}

/* Each is laid out in a frame of its own: an idle below GTK's redraw goes on when that is done. */
void
vt_window_reveal_late_parts (VtWindow *self)
{
  if (self->reveal_id == 0 && get_late_part (self, self->n_revealed) != NULL)
    self->reveal_id = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, 10, on_reveal, self, NULL);
}

void
vt_window_update_room (VtWindow *self)
{
  GtkWidget *chart = gtk_stack_get_visible_child (self->charts);
  gsize n_picked = 0;
  gboolean roomy;

  vt_state_get_ids (vt_document_get_state (self->document), "selection.picked", &n_picked);
  roomy = n_picked == 0 && chart != NULL && vt_chart_page_get_kind (VT_CHART_PAGE (chart))->below != NULL;
  if (roomy == (self->charts_height > 0))
    return;
  if (roomy)
    {
      self->charts_height = gtk_paned_get_position (self->right_paned);
      gtk_paned_set_position (self->right_paned, ALL_THE_ROOM);
    }
  else
    {
      gtk_paned_set_position (self->right_paned, self->charts_height);
      self->charts_height = 0;
    }
}

void
vt_window_make_parts (VtWindow *self)
{
  connect_parts (self);
  add_charts (self);
  add_slice_bar (self);
  add_figures (self);
  vt_window_add_picking (self);
  hide_late_parts (self);
}
