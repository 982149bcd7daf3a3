#include "vt-window-private.h"

#include "vt-i18n.h"
#include "vt-mechanics-window.h"
#include "vt-picture-colors.h"
#include "vt-slice-bar.h"
#include "vt-slice-motion.h"
#include "vt-tooltip.h"

static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_choose_open (VT_WINDOW (widget));
}

static void
on_open_recent (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  vt_window_open_file (VT_WINDOW (widget), file);
}

static void
on_open_sample (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_open_sample (VT_WINDOW (widget));
}

static void
on_restore (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_restore (VT_WINDOW (widget));
}

static void
on_cancel_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (VT_WINDOW (widget)->opening);
}

static void
on_choose_model (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_choose_model (VT_WINDOW (widget));
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_save (VT_WINDOW (widget));
}

static void
on_save_as (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_choose_save (VT_WINDOW (widget));
}

static void
on_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_document_undo (VT_WINDOW (widget)->document);
}

static void
on_redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_document_redo (VT_WINDOW (widget)->document);
}

static void
on_export_view (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_choose_export (VT_WINDOW (widget), "view");
}

static void
on_export_sequence (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_choose_sequence (VT_WINDOW (widget));
}

static void
on_export_data (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_choose_export (VT_WINDOW (widget), "data");
}

static void
on_export_figure (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_choose_export (VT_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_cancel_writing (GtkWidget *widget, const char *name, GVariant *target)
{
  vt_window_cancel_writing (VT_WINDOW (widget));
}

static void
on_play (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtTimeline *timeline = VT_WINDOW (widget)->timeline;

  vt_timeline_set_playing (timeline, !vt_timeline_get_playing (timeline));
}

static void
on_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_timeline_step (VT_WINDOW (widget)->timeline, g_str_equal (name, "win.next-frame") ? 1 : -1);
}

static void
on_end (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_timeline_go_to (VT_WINDOW (widget)->timeline, g_str_equal (name, "win.first-frame") ? 0 : G_MAXINT32);
}

static void
on_clear_selection (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtDocument *document = VT_WINDOW (widget)->document;

  vt_document_set_many (document, _ ("Clear Selection"), "selection.class", g_variant_new_string ("all"),
                        "selection.polyhedron", g_variant_new_string (""), "selection.property",
                        g_variant_new_string (""), "selection.picked",
                        g_variant_new_array (G_VARIANT_TYPE_INT64, NULL, 0), "selection.atoms",
                        g_variant_new_array (G_VARIANT_TYPE_INT64, NULL, 0), NULL);
  vt_document_seal (document);
}

/* Pressed again it takes the class back. */
static void
on_select_class (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtDocument *document = VT_WINDOW (widget)->document;
  const char *class = g_str_equal (name, "win.select-la") ? "la" : "sa";

  if (vt_state_is (vt_document_get_state (document), "selection.class", class))
    class = "all";
  vt_document_set_text (document, "selection.class", class);
  vt_document_seal (document);
}

static void
on_color_by (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtDocument *document = VT_WINDOW (widget)->document;

  vt_picture_color_by (document, g_variant_get_string (parameter, NULL));
}

static void
on_toggle_flap (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtWindow *self = VT_WINDOW (widget);
  AdwFlap *flap = g_str_equal (name, "win.toggle-left") ? self->left : self->right;

  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

static void
on_add_runs (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_choose_runs (VT_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_train (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_train (VT_WINDOW (widget));
}

static void
on_cancel_training (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_model_page_cancel (VT_WINDOW (widget)->model_page);
}

static void
on_save_model (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_choose_save_model (VT_WINDOW (widget), VT_AFTER_SAVE_NOTHING);
}

static void
on_use_model (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_use_model (VT_WINDOW (widget));
}

static void
on_export_report (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_choose_export_report (VT_WINDOW (widget));
}

static void
on_mechanics (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_mechanics_window_present (VT_WINDOW (widget)->document, GTK_WINDOW (widget));
}

static void
on_dismiss_message (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_show_message (VT_WINDOW (widget), NULL);
}

static void
on_slice_across_view (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtWindow *self = VT_WINDOW (widget);
  VtFrame *frame = vt_picture_get_frame (self->picture);

  if (frame == NULL)
    return;
  vt_slice_face_camera (self->document, vt_frame_get_cell (frame));
  vt_document_seal (self->document);
}

static void
on_slice_fit_colors (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtWindow *self = VT_WINDOW (widget);

  if (!vt_slice_bar_fit_colors (self->document, self->slice))
    vt_window_toast (self, _ ("There is no field to fit the colours to"));
}

void
vt_window_install_actions (GtkWidgetClass *class)
{
  vt_window_install_view_actions (class);
  gtk_widget_class_install_action (class, "win.open", NULL, on_open);
  gtk_widget_class_install_action (class, "win.open-recent", "s", on_open_recent);
  gtk_widget_class_install_action (class, "win.open-sample", NULL, on_open_sample);
  gtk_widget_class_install_action (class, "win.restore", NULL, on_restore);
  gtk_widget_class_install_action (class, "win.cancel-open", NULL, on_cancel_open);
  gtk_widget_class_install_action (class, "win.choose-model", NULL, on_choose_model);
  gtk_widget_class_install_action (class, "win.save", NULL, on_save);
  gtk_widget_class_install_action (class, "win.save-as", NULL, on_save_as);
  gtk_widget_class_install_action (class, "win.undo", NULL, on_undo);
  gtk_widget_class_install_action (class, "win.redo", NULL, on_redo);
  gtk_widget_class_install_action (class, "win.export-view", NULL, on_export_view);
  gtk_widget_class_install_action (class, "win.export-sequence", NULL, on_export_sequence);
  gtk_widget_class_install_action (class, "win.export-data", NULL, on_export_data);
  gtk_widget_class_install_action (class, "win.export-figure", "s", on_export_figure);
  gtk_widget_class_install_action (class, "win.cancel-writing", NULL, on_cancel_writing);
  gtk_widget_class_install_action (class, "win.play", NULL, on_play);
  gtk_widget_class_install_action (class, "win.next-frame", NULL, on_step);
  gtk_widget_class_install_action (class, "win.previous-frame", NULL, on_step);
  gtk_widget_class_install_action (class, "win.first-frame", NULL, on_end);
  gtk_widget_class_install_action (class, "win.last-frame", NULL, on_end);
  gtk_widget_class_install_action (class, "win.clear-selection", NULL, on_clear_selection);
  gtk_widget_class_install_action (class, "win.select-la", NULL, on_select_class);
  gtk_widget_class_install_action (class, "win.select-sa", NULL, on_select_class);
  gtk_widget_class_install_action (class, "win.color-by", "s", on_color_by);
  gtk_widget_class_install_action (class, "win.toggle-left", NULL, on_toggle_flap);
  gtk_widget_class_install_action (class, "win.toggle-right", NULL, on_toggle_flap);
  gtk_widget_class_install_action (class, "win.add-runs", "s", on_add_runs);
  gtk_widget_class_install_action (class, "win.train", NULL, on_train);
  gtk_widget_class_install_action (class, "win.cancel-training", NULL, on_cancel_training);
  gtk_widget_class_install_action (class, "win.save-model", NULL, on_save_model);
  gtk_widget_class_install_action (class, "win.use-model", NULL, on_use_model);
  gtk_widget_class_install_action (class, "win.export-report", NULL, on_export_report);
  gtk_widget_class_install_action (class, "win.mechanics", NULL, on_mechanics);
  gtk_widget_class_install_action (class, "win.dismiss-message", NULL, on_dismiss_message);
  gtk_widget_class_install_property_action (class, "win.page", "page");
  gtk_widget_class_install_property_action (class, "win.slice-axis", "slice-axis");
  gtk_widget_class_install_action (class, "win.slice-across-view", NULL, on_slice_across_view);
  gtk_widget_class_install_action (class, "win.slice-fit-colors", NULL, on_slice_fit_colors);
  gtk_widget_class_install_property_action (class, "win.chart", "chart");
  gtk_widget_class_install_property_action (class, "win.selection-class", "selection-class");
}

static void
name_edit (GtkWidget *button, const char *format, const char *plain, const char *edit)
{
  g_autofree char *tip = edit != NULL ? g_strdup_printf (format, edit) : g_strdup (plain);

  vt_tooltip_set (button, tip);
}

static void
set_enabled (VtWindow *self, const char *const *names, guint n, gboolean enabled)
{
  for (guint i = 0; i < n; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], enabled);
}

static void
vt_window_update_training_actions (VtWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean trained = vt_model_page_get_trained (self->model_page) != NULL;
  gboolean open = vt_document_get_source (self->document) != NULL;
  gboolean seen = vt_state_is (vt_document_get_state (self->document), "view.page", "model");

  gtk_widget_action_set_enabled (widget, "win.train", seen && vt_model_page_can_train (self->model_page));
  gtk_widget_action_set_enabled (widget, "win.cancel-training", vt_model_page_is_training (self->model_page));
  gtk_widget_action_set_enabled (widget, "win.save-model", trained);
  gtk_widget_action_set_enabled (widget, "win.use-model", trained && open);
  gtk_widget_action_set_enabled (widget, "win.export-report", trained);
}

void
vt_window_update_actions (VtWindow *self)
{
  static const char *const need_document[] = { "win.save", "win.save-as", "win.export-data", "win.export-figure",
                                               "win.choose-model" };
  /* Pressed on the model page they would do something that is not seen. */
  static const char *const need_view[] = { "win.export-view", "win.copy-picture", "win.copy-view",
                                           "win.paste-view", "win.look-from", "win.roll", "win.toggle-projection",
                                           "win.toggle-axes", "win.play", "win.next-frame",
                                           "win.previous-frame", "win.first-frame", "win.last-frame", "win.fit",
                                           "win.select-la", "win.select-sa", "win.toggle-left", "win.toggle-right" };
  GtkWidget *widget = GTK_WIDGET (self);
  VtState *state = vt_document_get_state (self->document);
  gboolean open = vt_document_get_source (self->document) != NULL;
  gsize n_picked = 0;
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  set_enabled (self, need_document, G_N_ELEMENTS (need_document), open);
  set_enabled (self, need_view, G_N_ELEMENTS (need_view), open && !vt_state_is (state, "view.page", "model"));
  gtk_widget_action_set_enabled (widget, "win.export-sequence",
                                 open && (vt_state_is (state, "view.page", "3d")
                                          || vt_state_is (state, "view.page", "slice")));
  vt_window_update_training_actions (self);
  vt_state_get_ids (state, "selection.picked", &n_picked);
  gtk_widget_action_set_enabled (widget, "win.clear-selection", open && (n_picked > 0 || vt_selection_is_set (state)));
  g_object_get (self->document, "undo-label", &undo, "redo-label", &redo, NULL);
  gtk_widget_action_set_enabled (widget, "win.slice-across-view", open);
  gtk_widget_action_set_enabled (widget, "win.slice-fit-colors",
                                 open && vt_state_is (state, "view.page", "slice")
                                     && !vt_state_is (state, "slice.style", "atoms"));
  gtk_widget_action_set_enabled (widget, "win.undo", undo != NULL);
  gtk_widget_action_set_enabled (widget, "win.redo", redo != NULL);
  /* Translators: followed by the name of an edit: "Undo Change Lag" */
  name_edit (self->undo_button, _ ("Undo %s"), _ ("Undo"), undo);
  name_edit (self->redo_button, _ ("Redo %s"), _ ("Redo"), redo);
}
