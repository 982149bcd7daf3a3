#include "vt-legend-notes.h"

#include "vt-color-range.h"
#include "vt-depiction-notes.h"
#include "vt-format.h"
#include "vt-i18n.h"

#define SWATCH 11

struct _VtLegendNotes
{
  GtkBox parent_instance;

  VtPicture      *picture;
  GtkWidget      *missing;
  GtkDrawingArea *swatch;
  GtkLabel       *count;
  GtkWidget      *warning;
  GtkWidget      *work;
  GtkProgressBar *progress;
  GtkLabel       *stopped;
  GtkButton      *button;
};

G_DEFINE_FINAL_TYPE (VtLegendNotes, vt_legend_notes, GTK_TYPE_BOX)

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  VtLegendNotes *self = data;
  const VtDepiction *depiction = self->picture != NULL ? vt_picture_get_depiction (self->picture) : NULL;

  if (depiction == NULL)
    return;
  cairo_set_source_rgb (cr, depiction->coloring->scale.missing.red, depiction->coloring->scale.missing.green,
                        depiction->coloring->scale.missing.blue);
  cairo_paint (cr);
}

/* Why an atom alone may have none is not why all have none. (transfer full) (nullable) */
static char *
explain_missing (VtLegendNotes *self, const VtDepiction *depiction)
{
  VtDocument *document = vt_picture_get_document (self->picture);
  const char *id = vt_picture_get_property_id (self->picture);
  const GError *error = NULL;

  if (depiction->coloring->property == NULL)
    return NULL;
  if (vt_document_peek_column (document, id) != NULL)
    return g_strdup (_ (depiction->coloring->property->missing));
  if (vt_document_get_job (document, vt_document_get_provider (id), NULL, &error) == VT_JOB_FAILED && error != NULL)
    return g_strdup (error->message);
  return NULL;
}

/* While numbers are on their way none is missing. */
static void
vt_legend_notes_show_missing (VtLegendNotes *self)
{
  const VtDepiction *depiction = vt_picture_get_depiction (self->picture);
  gsize n = depiction != NULL ? depiction->coloring->extent.n_missing : 0;
  g_autofree char *count = vt_format_count ((gint64) n);
  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "%s atom has no value", "%s atoms have no value", (gulong) n),
                                           count);
  g_autofree char *reason = NULL, *tip = NULL;
  g_autofree char *markup = g_strdup_printf ("%s\n%s", _ ("no value"), count);

  gtk_widget_set_visible (self->missing, n > 0 && !vt_picture_is_pending (self->picture));
  if (n == 0)
    return;
  gtk_label_set_label (self->count, markup);
  reason = explain_missing (self, depiction);
  tip = reason != NULL ? g_strdup_printf ("%s: %s", text, reason) : NULL;
  gtk_widget_set_tooltip_text (self->missing, tip != NULL ? tip : text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->count), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->swatch));
}

/* What the command line says of the same colours. */
static void
vt_legend_notes_show_warning (VtLegendNotes *self)
{
  const VtDepiction *depiction = vt_picture_get_depiction (self->picture);
  VtDocument *document = vt_picture_get_document (self->picture);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  if (depiction != NULL && !vt_picture_is_pending (self->picture))
    vt_depiction_add_notes (depiction,
                            vt_color_range_asks_for_all (depiction->state, vt_picture_get_property_id (self->picture))
                                ? vt_document_peek (document, "color-range")
                                : NULL,
                            notes);
  gtk_widget_set_visible (self->warning, notes->len > 0);
  g_ptr_array_add (notes, NULL);
  text = g_strjoinv ("\n", (char **) notes->pdata);
  gtk_widget_set_tooltip_text (self->warning, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->warning), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
vt_legend_notes_show_work (VtLegendNotes *self)
{
  VtDocument *document = vt_picture_get_document (self->picture);
  VtState *state = vt_document_get_state (document);
  gboolean asked = vt_color_range_asks_for_all (state, vt_state_get_text (state, "view.color-by"));
  const GError *error = NULL;
  double fraction = 0;
  VtJobStatus status = vt_document_get_job (document, "color-range", &fraction, &error);
  gboolean works = status == VT_JOB_WAITING || status == VT_JOB_RUNNING;
  gboolean stopped = status == VT_JOB_FAILED || status == VT_JOB_CANCELLED;

  gtk_widget_set_visible (self->work, asked && (works || stopped));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), works);
  gtk_widget_set_visible (GTK_WIDGET (self->stopped), stopped);
  gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0, 1));
  gtk_button_set_icon_name (self->button, works ? "process-stop-symbolic" : "view-refresh-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), works ? _ ("Stop Looking Through All Frames")
                                                                : _ ("Look Through All Frames Again"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  works ? _ ("Stop Looking Through All Frames") : _ ("Look Through All Frames Again"),
                                  -1);
  gtk_widget_set_tooltip_text (self->work, error != NULL ? error->message
                                                         : _ ("The least and the greatest value over all frames"));
}

void
vt_legend_notes_update (VtLegendNotes *notes)
{
  g_return_if_fail (VT_IS_LEGEND_NOTES (notes));

  vt_legend_notes_show_missing (notes);
  vt_legend_notes_show_warning (notes);
  vt_legend_notes_show_work (notes);
  gtk_widget_set_visible (GTK_WIDGET (notes), gtk_widget_get_visible (notes->missing)
                                                  || gtk_widget_get_visible (notes->warning)
                                                  || gtk_widget_get_visible (notes->work));
}

static void
on_button_clicked (VtLegendNotes *self)
{
  VtDocument *document = vt_picture_get_document (self->picture);
  VtJobStatus status = vt_document_get_job (document, "color-range", NULL, NULL);

  if (status == VT_JOB_WAITING || status == VT_JOB_RUNNING)
    vt_document_cancel (document, "color-range");
  else
    vt_document_retry (document, "color-range");
}

static void
vt_legend_notes_dispose (GObject *object)
{
  g_clear_object (&VT_LEGEND_NOTES (object)->picture);
  G_OBJECT_CLASS (vt_legend_notes_parent_class)->dispose (object);
}

static void
vt_legend_notes_class_init (VtLegendNotesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_legend_notes_dispose;
}

static void
vt_legend_notes_make_missing (VtLegendNotes *self)
{
  self->missing = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  self->swatch = GTK_DRAWING_AREA (gtk_drawing_area_new ());
  gtk_drawing_area_set_content_width (self->swatch, SWATCH);
  gtk_drawing_area_set_content_height (self->swatch, SWATCH);
  gtk_widget_set_valign (GTK_WIDGET (self->swatch), GTK_ALIGN_START);
  gtk_widget_set_margin_top (GTK_WIDGET (self->swatch), 3);
  gtk_drawing_area_set_draw_func (self->swatch, draw_swatch, self, NULL);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "caption");
  gtk_box_append (GTK_BOX (self->missing), GTK_WIDGET (self->swatch));
  gtk_box_append (GTK_BOX (self->missing), GTK_WIDGET (self->count));
}

static void
vt_legend_notes_make_work (VtLegendNotes *self)
{
  self->work = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->progress), 44, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (GTK_WIDGET (self->progress), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Range over All Frames"), -1);
  self->stopped = GTK_LABEL (gtk_label_new (_ ("stopped")));
  gtk_widget_add_css_class (GTK_WIDGET (self->stopped), "dim-label");
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "circular");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_button_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->work), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (self->work), GTK_WIDGET (self->stopped));
  gtk_box_append (GTK_BOX (self->work), GTK_WIDGET (self->button));
}

static void
vt_legend_notes_init (VtLegendNotes *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  vt_legend_notes_make_missing (self);
  vt_legend_notes_make_work (self);
  self->warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_set_halign (self->warning, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->warning, "warning");
  gtk_box_append (GTK_BOX (self), self->missing);
  gtk_box_append (GTK_BOX (self), self->warning);
  gtk_box_append (GTK_BOX (self), self->work);
}

GtkWidget *
vt_legend_notes_new (void)
{
  return g_object_new (VT_TYPE_LEGEND_NOTES, NULL);
}

void
vt_legend_notes_set_picture (VtLegendNotes *notes, VtPicture *picture)
{
  g_return_if_fail (VT_IS_LEGEND_NOTES (notes) && notes->picture == NULL);
  g_return_if_fail (VT_IS_PICTURE (picture));

  notes->picture = g_object_ref (picture);
  g_signal_connect_object (vt_picture_get_document (picture), "job-changed::color-range",
                           G_CALLBACK (vt_legend_notes_update), notes, G_CONNECT_SWAPPED);
}
