#include "vt-compared-runs.h"

#include "vt-i18n.h"
#include "vt-run-comparison.h"

struct _VtComparedRuns
{
  GtkBox parent_instance;

  VtDocument *document;
  GtkListBox *box;
};

G_DEFINE_FINAL_TYPE (VtComparedRuns, vt_compared_runs, GTK_TYPE_BOX)

/* One step to be undone. */
static void
vt_compared_runs_store (VtComparedRuns *self, const VtState *state, const char *undo)
{
  vt_document_set_many (self->document, undo, "comparison.runs", vt_state_get (state, "comparison.runs"),
                        "comparison.labels", vt_state_get (state, "comparison.labels"), NULL);
  vt_document_seal (self->document);
}

void
vt_compared_runs_add (VtComparedRuns *runs, GListModel *files)
{
  g_autoptr (VtState) state = NULL;

  g_return_if_fail (VT_IS_COMPARED_RUNS (runs) && G_IS_LIST_MODEL (files));

  state = vt_state_ref (vt_document_get_state (runs->document));
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      VtState *more = vt_run_comparison_add_run (state, file, NULL, 0, NULL);

      if (more == NULL)
        continue;
      vt_state_unref (state);
      state = more;
    }
  vt_compared_runs_store (runs, state, _ ("Add Runs to Compare"));
}

static void
vt_compared_runs_remove (VtComparedRuns *self, guint index)
{
  g_autoptr (GPtrArray) runs = vt_run_comparison_get_runs (vt_document_get_state (self->document));
  g_autoptr (VtState) state = NULL;

  if (index >= runs->len)
    return;
  g_ptr_array_remove_index (runs, index);
  state = vt_run_comparison_set_runs (vt_document_get_state (self->document), runs, NULL);
  if (state != NULL)
    vt_compared_runs_store (self, state, _ ("Remove Run from Comparison"));
}

static void
on_removed (GtkWidget *button, VtComparedRuns *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);

  vt_compared_runs_remove (self, (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

static GtkWidget *
make_row (VtComparedRuns *self, const VtComparedRun *run)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (run->label);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *name = g_file_get_parse_name (run->file);
  g_autofree char *help = g_strdup_printf (_ ("Take %s out of the comparison"), run->label);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, help, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_removed), self, 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static void
vt_compared_runs_follow (VtComparedRuns *self)
{
  g_autoptr (GPtrArray) runs = vt_run_comparison_get_runs (vt_document_get_state (self->document));
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_list_box_remove (self->box, row);
  for (guint i = 0; i < runs->len; i++)
    gtk_list_box_append (self->box, make_row (self, runs->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->box), runs->len > 0);
}

static void
on_state_changed (VtComparedRuns *self, VtState *before)
{
  static const char *const keys[] = { "comparison.runs", "comparison.labels", NULL };

  if (vt_state_differs_in (vt_document_get_state (self->document), before, keys))
    vt_compared_runs_follow (self);
}

static void
on_chosen (GtkNativeDialog *dialog, int response, VtComparedRuns *self)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      vt_compared_runs_add (self, files);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

void
vt_compared_runs_choose (VtComparedRuns *runs)
{
  GtkFileChooserNative *dialog;

  g_return_if_fail (VT_IS_COMPARED_RUNS (runs));

  dialog = gtk_file_chooser_native_new (_ ("Compare with Runs"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (runs))),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"), _ ("_Cancel"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), runs, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
vt_compared_runs_dispose (GObject *object)
{
  g_clear_object (&VT_COMPARED_RUNS (object)->document);
  G_OBJECT_CLASS (vt_compared_runs_parent_class)->dispose (object);
}

static void
vt_compared_runs_class_init (VtComparedRunsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_compared_runs_dispose;
}

static void
vt_compared_runs_init (VtComparedRuns *self)
{
  GtkWidget *add = gtk_button_new_with_label (_ ("Add Run…"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "boxed-list");
  gtk_widget_set_tooltip_text (add, _ ("Compare this run’s distribution of T_ML with that of another"));
  g_signal_connect_object (add, "clicked", G_CALLBACK (vt_compared_runs_choose), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->box));
  gtk_box_append (GTK_BOX (self), add);
}

GtkWidget *
vt_compared_runs_new (VtDocument *document)
{
  VtComparedRuns *self;

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);

  self = g_object_new (VT_TYPE_COMPARED_RUNS, NULL);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);
  vt_compared_runs_follow (self);
  return GTK_WIDGET (self);
}
