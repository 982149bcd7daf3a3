#include "vt-slice-message.h"

#include "vt-format.h"

#define NOTE_TOP 12
#define WIDTH_CHARS 44
#define NOTE_CHARS 80

struct _VtSliceMessage
{
  GtkWidget *parent; /* unowned */
  GtkLabel  *label;
  char      *sentence; /* (nullable): what it says, or is about to */
  gboolean   noted;
  guint      say_id;
};

VtSliceMessage *
vt_slice_message_new (GtkWidget *parent)
{
  VtSliceMessage *self;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  self = g_new0 (VtSliceMessage, 1);
  self->parent = parent;
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (self->label, GTK_JUSTIFY_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->label), FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self->label), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->label), parent);
  return self;
}

void
vt_slice_message_free (VtSliceMessage *message)
{
  g_return_if_fail (message != NULL);

  g_clear_handle_id (&message->say_id, g_source_remove);
  gtk_widget_unparent (GTK_WIDGET (message->label));
  g_free (message->sentence);
  g_free (message);
}

static gboolean
on_say (gpointer data)
{
  VtSliceMessage *self = data;
  g_autofree char *markup = self->sentence != NULL ? vt_format_science (self->sentence) : NULL;
  const char *const classes[] = { self->noted ? "slice-place" : "dim-label", NULL };

  self->say_id = 0;
  gtk_widget_set_css_classes (GTK_WIDGET (self->label), (const char **) classes);
  gtk_label_set_max_width_chars (self->label, self->noted ? NOTE_CHARS : WIDTH_CHARS);
  gtk_label_set_markup (self->label, markup != NULL ? markup : "");
  gtk_widget_set_visible (GTK_WIDGET (self->label), markup != NULL);
  return G_SOURCE_REMOVE;
}

void
vt_slice_message_say (VtSliceMessage *message, const char *sentence, gboolean noted)
{
  g_return_if_fail (message != NULL);

  if (g_strcmp0 (sentence, message->sentence) == 0 && noted == message->noted)
    return;
  g_free (message->sentence);
  message->sentence = g_strdup (sentence);
  message->noted = noted;
  if (message->say_id == 0)
    message->say_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_say, message, NULL);
}

const char *
vt_slice_message_get_text (VtSliceMessage *message)
{
  g_return_val_if_fail (message != NULL, NULL);

  return gtk_widget_get_visible (GTK_WIDGET (message->label)) ? gtk_label_get_text (message->label) : NULL;
}

void
vt_slice_message_allocate (VtSliceMessage *message, int width, int height)
{
  int natural, own_width, own_height, x, y;

  g_return_if_fail (message != NULL);

  if (!gtk_widget_should_layout (GTK_WIDGET (message->label)))
    return;
  gtk_widget_measure (GTK_WIDGET (message->label), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  own_width = MIN (natural, width);
  gtk_widget_measure (GTK_WIDGET (message->label), GTK_ORIENTATION_VERTICAL, own_width, NULL, &own_height, NULL, NULL);
  x = (width - own_width) / 2;
  y = message->noted ? NOTE_TOP : (height - own_height) / 2;
  gtk_widget_allocate (GTK_WIDGET (message->label), own_width, own_height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) x, (float) y)));
}

void
vt_slice_message_snapshot (VtSliceMessage *message, GtkSnapshot *snapshot)
{
  g_return_if_fail (message != NULL);

  if (gtk_widget_get_visible (GTK_WIDGET (message->label)))
    gtk_widget_snapshot_child (message->parent, GTK_WIDGET (message->label), snapshot);
}
