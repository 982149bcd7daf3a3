/* What the window tells of its document: title, page, what goes wrong and what is under way. */
#include "vt-window-private.h"

#include <math.h>

#include "vt-format.h"
#include "vt-i18n.h"

static void
append_species (GString *text, VtAtomTable *atoms)
{
  for (guint i = 0; i < vt_atom_table_get_n_species (atoms); i++)
    g_string_append_printf (text, "%s%s", i == 0 ? " · " : " ", vt_atom_table_get_species_name (atoms, i));
}

static char *
make_subtitle (VtWindow *self)
{
  VtSource *source = vt_document_get_source (self->document);
  VtFrame *frame = vt_picture_get_frame (self->picture);
  double temperature = vt_state_get_real (vt_document_get_state (self->document), "trajectory.temperature");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *count = NULL;
  gsize n;

  if (source == NULL)
    return g_strdup ("");
  n = frame != NULL ? vt_frame_get_n_atoms (frame) : vt_trajectory_get_n_atoms (vt_source_get_trajectory (source), 0);
  count = vt_format_count ((gint64) n);
  g_string_append_printf (text, g_dngettext (NULL, "%s atom", "%s atoms", (gulong) n), count);
  if (frame != NULL)
    append_species (text, vt_frame_get_atoms (frame));
  if (!isnan (temperature))
    {
      g_autofree char *kelvin = vt_format_quantity (temperature, VT_UNIT_KELVIN, 3);

      g_string_append_printf (text, " · %s", kelvin);
    }
  return g_strdup (text->str);
}

void
vt_window_update_title (VtWindow *self)
{
  gboolean open = vt_document_get_source (self->document) != NULL;
  g_autofree char *subtitle = make_subtitle (self);
  const char *title = open ? vt_document_get_title (self->document) : _ ("Vitrine");
  g_autofree char *full = open ? g_strdup_printf ("%s – Vitrine", title) : NULL;

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), full != NULL ? full : title);
}

void
vt_window_update_page (VtWindow *self)
{
  const char *page = vt_state_get_text (vt_document_get_state (self->document), "view.page");
  gboolean slices = !g_str_equal (page, "3d");

  if (g_str_equal (page, "model"))
    {
      vt_timeline_set_playing (self->timeline, FALSE);
      return;
    }
  gtk_stack_set_visible_child_name (self->pages, page);
  gtk_widget_set_visible (GTK_WIDGET (self->slice_bar), slices);
  gtk_widget_set_visible (self->fit_button, !slices);
  gtk_widget_set_visible (GTK_WIDGET (self->color_button), !g_str_equal (page, "compare"));
  /* With the slice's own settings beside it the bar would be too wide for small windows. */
  gtk_widget_set_visible (self->color_label, !slices);
}

void
vt_window_update_status (VtWindow *self)
{
  VtState *state = vt_document_get_state (self->document);
  VtFrame *frame = vt_picture_get_frame (self->picture);
  const GError *error = NULL;
  const char *provider = vt_document_get_provider (vt_state_get_text (state, "view.color-by"));
  VtJobStatus status = vt_document_get_job (self->document, provider, NULL, &error);
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  if (status == VT_JOB_FAILED && error != NULL)
    text = g_strdup (error->message);
  if (frame != NULL)
    place = vt_slice_view_describe_place (state, vt_frame_get_cell (frame));
  gtk_label_set_markup (self->slice_place, place != NULL ? place : "");
  markup = vt_format_science (text != NULL ? text : "");
  gtk_label_set_markup (self->view_status, markup);
  /* Each panel that is compared tells by itself what it lacks. */
  gtk_widget_set_visible (GTK_WIDGET (self->view_status), text != NULL && !vt_state_is (state, "view.page", "compare"));
  gtk_widget_set_opacity (self->view_busy, vt_picture_is_pending (self->picture) ? 1 : 0);
}

void
vt_window_update_stack (VtWindow *self)
{
  gboolean open = vt_document_get_source (self->document) != NULL;
  gboolean model = vt_state_is (vt_document_get_state (self->document), "view.page", "model");
  gboolean views = open && !model;
  const char *page = model ? "model" : open ? "work" : self->opening != NULL ? "loading" : "start";

  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->edit_buttons, open || model);
  gtk_widget_set_visible (self->page_buttons, open || model);
  gtk_widget_set_visible (self->left_button, views);
  gtk_widget_set_visible (self->right_button, views);
  gtk_widget_set_visible (GTK_WIDGET (self->export_button), views);
  gtk_widget_set_visible (self->restore_button, !open && vt_window_can_restore ());
}
