#include "vt-sequence-dialog.h"

#include <string.h>

#include "vt-dropdown.h"
#include "vt-i18n.h"

/* Pixels of pictures as screens have them; what is not among them is typed. */
static const int sizes[][2] = { { 0, 0 }, { 1280, 720 }, { 1920, 1080 }, { 2560, 1440 }, { 3840, 2160 }, { 1080, 1080 } };
#define OTHER G_N_ELEMENTS (sizes)
#define LEAST_SIZE 16
#define LARGEST_SIZE 30000

struct _VtSequenceDialog
{
  AdwWindow parent_instance;

  gboolean   ready; /* all of it is there */
  guint      n_frames;
  int        seen[2];
  GtkWidget *first;
  GtkWidget *last;
  GtkWidget *step;
  GtkWidget *turn;
  GtkWidget *pictures;
  GtkWidget *pictures_row;
  GtkSwitch *own_range;
  GtkWidget *size; /* drop-down of sizes, and OTHER */
  GtkWidget *width;
  GtkWidget *height;
  GtkWidget *own_size[2]; /* their rows */
  GtkWidget *background;
  GtkSwitch *legend;
  GtkLabel  *count;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtSequenceDialog, vt_sequence_dialog, ADW_TYPE_WINDOW)

static guint
get_number (GtkWidget *spin)
{
  return (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin));
}

static void
get_size (VtSequenceDialog *self, VtSequenceChoice *choice)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->size));

  choice->width = selected < OTHER ? sizes[selected][0] : (int) get_number (self->width);
  choice->height = selected < OTHER ? sizes[selected][1] : (int) get_number (self->height);
}

void
vt_sequence_dialog_get_choice (VtSequenceDialog *dialog, VtSequenceChoice *choice)
{
  g_return_if_fail (VT_IS_SEQUENCE_DIALOG (dialog) && choice != NULL);

  choice->first = MIN (get_number (dialog->first), get_number (dialog->last));
  choice->last = MAX (get_number (dialog->first), get_number (dialog->last));
  choice->step = get_number (dialog->step);
  choice->turn = dialog->turn != NULL ? gtk_spin_button_get_value (GTK_SPIN_BUTTON (dialog->turn)) : 0;
  choice->pictures = dialog->turn != NULL ? get_number (dialog->pictures) : 0;
  choice->own_range = gtk_switch_get_active (dialog->own_range);
  get_size (dialog, choice);
  choice->background
      = (VtStillBackground) gtk_drop_down_get_selected (GTK_DROP_DOWN (dialog->background));
  choice->legend = gtk_switch_get_active (dialog->legend);
  choice->resume = FALSE;
}

static void
on_changed (VtSequenceDialog *self)
{
  VtSequenceChoice choice;
  g_autoptr (GArray) frames = NULL;
  g_autofree char *text = NULL;

  if (!self->ready)
    return;
  vt_sequence_dialog_get_choice (self, &choice);
  frames = vt_sequence_choice_list_frames (&choice);
  text = g_strdup_printf (g_dngettext (NULL, "%u picture", "%u pictures", frames->len), frames->len);
  gtk_label_set_label (self->count, text);
  if (self->turn != NULL)
    gtk_widget_set_sensitive (self->pictures_row, choice.first == choice.last && choice.turn != 0);
  for (guint i = 0; i < 2; i++)
    gtk_widget_set_visible (self->own_size[i], gtk_drop_down_get_selected (GTK_DROP_DOWN (self->size)) == OTHER);
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
  gtk_widget_set_tooltip_text (control, subtitle != NULL ? subtitle : title);
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

static GtkWidget *
make_switch (gboolean active)
{
  GtkWidget *control = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (control), active);
  return control;
}

/* Which pictures. */
static void
vt_sequence_dialog_fill_frames (VtSequenceDialog *self, GtkWidget *group, const VtSequenceChoice *choice, gboolean space)
{
  double last = self->n_frames - 1.0;
  g_autofree char *range = g_strdup_printf (_ ("Frames are counted from 0 to %u"), self->n_frames - 1);

  self->first = make_spin (self, 0, last, 1, choice->first);
  self->last = make_spin (self, 0, last, 1, choice->last);
  self->step = make_spin (self, 1, MAX (last, 1), 1, choice->step);
  add_row (group, _ ("From frame"), range, self->first);
  add_row (group, _ ("To frame"), NULL, self->last);
  add_row (group, _ ("Every"), _ ("1: each frame, 2: every second one"), self->step);
  if (space)
    {
      self->turn = make_spin (self, -3600, 3600, 15, choice->turn);
      self->pictures = make_spin (self, 1, 10000, 1, choice->pictures);
      add_row (group, _ ("Turn (°)"), _ ("Over all pictures"), self->turn);
      self->pictures_row = add_row (group, _ ("Pictures"), _ ("Of a turn about one frame"), self->pictures);
    }
}

/* (transfer full): "As seen, 902 × 700", "1920 × 1080", …, "Other" */
static GtkWidget *
make_sizes (VtSequenceDialog *self, const VtSequenceChoice *choice)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) built = NULL;
  guint selected = OTHER;
  GtkWidget *control;

  for (guint i = 0; i < OTHER; i++)
    {
      const int *size = i == 0 ? self->seen : sizes[i];
      /* Translators: the size of a picture in pixels, as large as the view is on the screen */
      g_autofree char *name = g_strdup_printf (i == 0 ? _ ("As seen, %d × %d") : "%d × %d", size[0], size[1]);

      g_strv_builder_add (names, name);
      if (choice->width == sizes[i][0] && choice->height == sizes[i][1])
        selected = i;
    }
  g_strv_builder_add (names, _ ("Other"));
  built = g_strv_builder_end (names);
  control = vt_dropdown_new ((const char *const *) built, 24);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), selected);
  g_signal_connect_swapped (control, "notify::selected", G_CALLBACK (on_changed), self);
  return control;
}

static GtkWidget *
make_backgrounds (VtStillBackground background)
{
  const VtChoice *choices = vt_parameter_get ((guint) vt_parameter_find ("sequence.background"))->choices;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GtkWidget *control;

  for (guint i = 0; choices[i].nick != NULL; i++)
    g_ptr_array_add (names, (gpointer) _ (choices[i].label));
  g_ptr_array_add (names, NULL);
  control = vt_dropdown_new ((const char *const *) names->pdata, 24);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), background);
  return control;
}

/* How they are. */
static void
vt_sequence_dialog_fill_look (VtSequenceDialog *self, GtkWidget *group, const VtSequenceChoice *choice)
{
  gboolean own = choice->width >= LEAST_SIZE && choice->height >= LEAST_SIZE;

  self->size = make_sizes (self, choice);
  self->width = make_spin (self, LEAST_SIZE, LARGEST_SIZE, 2, own ? choice->width : self->seen[0]);
  self->height = make_spin (self, LEAST_SIZE, LARGEST_SIZE, 2, own ? choice->height : self->seen[1]);
  self->background = make_backgrounds (choice->background);
  self->legend = GTK_SWITCH (make_switch (choice->legend));
  self->own_range = GTK_SWITCH (make_switch (choice->own_range));
  add_row (group, _ ("Size"), _ ("Pixels"), self->size);
  self->own_size[0] = add_row (group, _ ("Width"), _ ("Pixels"), self->width);
  self->own_size[1] = add_row (group, _ ("Height"), _ ("Pixels"), self->height);
  add_row (group, _ ("Background"), NULL, self->background);
  add_row (group, _ ("Key of the Colours"), NULL, GTK_WIDGET (self->legend));
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
vt_sequence_dialog_new (GtkWindow              *parent,
                        const VtSequenceChoice *choice,
                        guint                   n_frames,
                        gboolean                space,
                        const int               seen[2])
{
  VtSequenceDialog *self = g_object_new (VT_TYPE_SEQUENCE_DIALOG, "transient-for", parent, NULL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *frames = adw_preferences_group_new (), *look = adw_preferences_group_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_return_val_if_fail (choice != NULL && n_frames > 0 && seen != NULL, GTK_WIDGET (self));

  self->n_frames = n_frames;
  memcpy (self->seen, seen, sizeof self->seen);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  vt_sequence_dialog_fill_look (self, look, choice);
  vt_sequence_dialog_fill_frames (self, frames, choice, space);
  gtk_widget_add_css_class (page, "panels");
  gtk_box_append (GTK_BOX (page), frames);
  gtk_box_append (GTK_BOX (page), look);
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->count));
  /* Small screens scroll. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), page);
  gtk_box_append (GTK_BOX (content), make_header (self));
  gtk_box_append (GTK_BOX (content), scroller);
  adw_window_set_content (ADW_WINDOW (self), content);
  self->ready = TRUE;
  on_changed (self);
  return GTK_WIDGET (self);
}
