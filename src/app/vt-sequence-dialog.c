#include "vt-sequence-dialog.h"

#include "vt-i18n.h"

struct _VtSequenceDialog
{
  AdwWindow parent_instance;

  guint      n_frames;
  GtkWidget *first;
  GtkWidget *last;
  GtkWidget *step;
  GtkWidget *turn;
  GtkWidget *pictures;
  GtkWidget *pictures_row;
  GtkSwitch *own_range;
  GtkLabel  *count;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtSequenceDialog, vt_sequence_dialog, ADW_TYPE_WINDOW)

GArray *
vt_sequence_choice_list_frames (const VtSequenceChoice *choice)
{
  GArray *frames = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean one = choice->first == choice->last;

  g_return_val_if_fail (choice->step > 0 && choice->first <= choice->last, frames);

  for (guint frame = choice->first; frame <= choice->last && !one; frame += choice->step)
    g_array_append_val (frames, frame);
  for (guint i = 0; one && i < (choice->turn != 0 ? choice->pictures : 1); i++)
    g_array_append_val (frames, choice->first);
  return frames;
}

static guint
get_number (GtkWidget *spin)
{
  return (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin));
}

void
vt_sequence_dialog_get_choice (VtSequenceDialog *dialog, VtSequenceChoice *choice)
{
  g_return_if_fail (VT_IS_SEQUENCE_DIALOG (dialog) && choice != NULL);

  choice->first = MIN (get_number (dialog->first), get_number (dialog->last));
  choice->last = MAX (get_number (dialog->first), get_number (dialog->last));
  choice->step = get_number (dialog->step);
  choice->turn = dialog->turn != NULL ? gtk_spin_button_get_value (GTK_SPIN_BUTTON (dialog->turn)) : 0;
  choice->pictures = dialog->turn != NULL ? get_number (dialog->pictures) : 1;
  choice->own_range = gtk_switch_get_active (dialog->own_range);
}

static void
on_changed (VtSequenceDialog *self)
{
  VtSequenceChoice choice;
  g_autoptr (GArray) frames = NULL;
  g_autofree char *text = NULL;

  vt_sequence_dialog_get_choice (self, &choice);
  frames = vt_sequence_choice_list_frames (&choice);
  text = g_strdup_printf (g_dngettext (NULL, "%u picture", "%u pictures", frames->len), frames->len);
  gtk_label_set_label (self->count, text);
  if (self->turn != NULL)
    gtk_widget_set_sensitive (self->pictures_row, choice.first == choice.last && choice.turn != 0);
}

static void
on_accept (VtSequenceDialog *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
add_row (GtkWidget *group, const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
make_spin (VtSequenceDialog *self, double minimum, double maximum, double step, double value)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (minimum, maximum, step);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (on_changed), self);
  return spin;
}

static void
vt_sequence_dialog_fill (VtSequenceDialog *self, GtkWidget *group, gboolean space)
{
  double last = self->n_frames - 1.0;
  g_autofree char *range = g_strdup_printf (_ ("Frames are counted from 0 to %u"), self->n_frames - 1);

  self->first = make_spin (self, 0, last, 1, 0);
  self->last = make_spin (self, 0, last, 1, last);
  self->step = make_spin (self, 1, MAX (last, 1), 1, 1);
  add_row (group, _ ("From frame"), range, self->first);
  add_row (group, _ ("To frame"), NULL, self->last);
  add_row (group, _ ("Every"), _ ("1: each frame, 2: every second one"), self->step);
  if (space)
    {
      self->turn = make_spin (self, -3600, 3600, 15, 0);
      self->pictures = make_spin (self, 1, 10000, 1, 36);
      add_row (group, _ ("Turn (°)"), _ ("Over all pictures"), self->turn);
      self->pictures_row = add_row (group, _ ("Pictures"), _ ("Of a turn about one frame"), self->pictures);
    }
  self->own_range = GTK_SWITCH (gtk_switch_new ());
  add_row (group, _ ("Own Range of Colours"), _ ("Of each picture; else all share one"), GTK_WIDGET (self->own_range));
}

static GtkWidget *
make_header (VtSequenceDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *accept = gtk_button_new_with_mnemonic (_ ("Choose _Folder…"));

  gtk_widget_add_css_class (accept, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_accept), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), accept);
  gtk_window_set_default_widget (GTK_WINDOW (self), accept);
  return header;
}

static void
vt_sequence_dialog_class_init (VtSequenceDialogClass *class)
{
  signals[CHOSEN]
      = g_signal_new ("chosen", VT_TYPE_SEQUENCE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
vt_sequence_dialog_init (VtSequenceDialog *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _ ("Image Sequence"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 480, -1);
}

GtkWidget *
vt_sequence_dialog_new (GtkWindow *parent, guint n_frames, gboolean space)
{
  VtSequenceDialog *self = g_object_new (VT_TYPE_SEQUENCE_DIALOG, "transient-for", parent, NULL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();

  g_return_val_if_fail (n_frames > 0, GTK_WIDGET (self));

  self->n_frames = n_frames;
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  vt_sequence_dialog_fill (self, group, space);
  gtk_widget_add_css_class (page, "panels");
  gtk_box_append (GTK_BOX (page), group);
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (content), make_header (self));
  gtk_box_append (GTK_BOX (content), page);
  adw_window_set_content (ADW_WINDOW (self), content);
  on_changed (self);
  return GTK_WIDGET (self);
}
