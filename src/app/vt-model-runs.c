#include "vt-model-runs.h"

#include <math.h>

#include "vt-i18n.h"
#include "vt-model-run-row.h"
#include "vt-training-plan.h"

/* @temperature: K, 0 where it is not known */
typedef struct
{
  GFile *file;
  double temperature;
} Run;

struct _VtModelRuns
{
  AdwBin parent_instance;

  VtDocument *document;
  const char *key;
  GArray     *list; /* of Run: as the state has it */
  GPtrArray  *rows; /* of VtModelRunRow, as many */
  AdwPreferencesGroup *group;
  GtkListBox *box;
  GtkWidget  *empty;
  GtkWidget  *add;
  char       *problem;
};

G_DEFINE_FINAL_TYPE (VtModelRuns, vt_model_runs, ADW_TYPE_BIN)

static const Run *
get_run (VtModelRuns *self, guint index)
{
  return &g_array_index (self->list, Run, index);
}

static void
run_clear (gpointer data)
{
  g_clear_object (&((Run *) data)->file);
}

static GArray *
list_new (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Run));

  g_array_set_clear_func (list, run_clear);
  return list;
}

static void
list_add (GArray *list, GFile *file, double temperature)
{
  Run run = { g_object_ref (file), temperature };

  g_array_append_val (list, run);
}

static GArray *
list_load (VtState *state, const char *key)
{
  GArray *list = list_new ();
  GVariantIter iter;
  const char *uri;
  double temperature;

  g_variant_iter_init (&iter, vt_state_get (state, key));
  while (g_variant_iter_next (&iter, "(&sd)", &uri, &temperature))
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uri);

      list_add (list, file, temperature);
    }
  return list;
}

/* ---- what is wrong ---- */

static gboolean
is_repeated (VtModelRuns *self, guint index)
{
  for (guint i = 0; i < index; i++)
    if (g_file_equal (get_run (self, i)->file, get_run (self, index)->file))
      return TRUE;
  return FALSE;
}

static guint
count_temperatures (VtModelRuns *self)
{
  guint n = 0;

  for (guint i = 0; i < self->list->len; i++)
    {
      gboolean known = get_run (self, i)->temperature == 0;

      for (guint j = 0; j < i && !known; j++)
        known = get_run (self, j)->temperature == get_run (self, i)->temperature;
      n += !known;
    }
  return n;
}

static const char *
describe_fault (VtModelRuns *self, guint index)
{
  if (is_repeated (self, index))
    return _ ("This file is in the list already");
  if (get_run (self, index)->temperature == 0)
    return _ ("Give its temperature");
  return NULL;
}

/* (transfer full) (nullable) */
static char *
describe_problem (VtModelRuns *self)
{
  guint n_faults = 0;

  for (guint i = 0; i < self->list->len; i++)
    n_faults += describe_fault (self, i) != NULL;
  if (n_faults > 0)
    return g_strdup_printf (g_dngettext (NULL, "%u run needs attention first.", "%u runs need attention first.",
                                         n_faults),
                            n_faults);
  if (!g_str_equal (self->key, "training.runs"))
    return NULL;
  if (self->list->len == 0)
    return g_strdup (_ ("Add runs at known temperatures to train on."));
  if (count_temperatures (self) < 2)
    return g_strdup (_ ("Runs at two temperatures at least are needed."));
  return NULL;
}

/* ---- edits ---- */

static void
vt_model_runs_store (VtModelRuns *self, GArray *list, const char *label)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sd)"));
  for (guint i = 0; i < list->len; i++)
    {
      const Run *run = &g_array_index (list, Run, i);
      g_autofree char *uri = g_file_get_uri (run->file);

      g_variant_builder_add (&builder, "(sd)", uri, run->temperature);
    }
  vt_document_set_many (self->document, label, self->key, g_variant_builder_end (&builder), NULL);
  vt_document_seal (self->document);
}

static GArray *
copy_list (VtModelRuns *self)
{
  return list_load (vt_document_get_state (self->document), self->key);
}

/* FALSE for a row that is about to go: its run has gone already. */
static gboolean
find_run (VtModelRuns *self, VtModelRunRow *row, guint *index)
{
  return g_ptr_array_find (self->rows, row, index) && *index < self->list->len;
}

static void
on_temperature_changed (VtModelRunRow *row, double temperature, gpointer data)
{
  VtModelRuns *self = data;
  g_autoptr (GArray) list = copy_list (self);
  guint index;

  if (!find_run (self, row, &index))
    return;
  g_array_index (list, Run, index).temperature = isnan (temperature) ? 0 : temperature;
  vt_model_runs_store (self, list, _ ("Set Run’s Temperature"));
}

static void
on_removed (VtModelRunRow *row, gpointer data)
{
  VtModelRuns *self = data;
  g_autoptr (GArray) list = copy_list (self);
  guint index;

  if (!find_run (self, row, &index))
    return;
  g_array_remove_index (list, index);
  vt_model_runs_store (self, list, _ ("Remove Run"));
}

/* Cold ones first; those that are not known last. */
static int
compare_runs (gconstpointer a, gconstpointer b)
{
  double x = ((const Run *) a)->temperature, y = ((const Run *) b)->temperature;

  if (x == 0 || y == 0)
    return (x == 0) - (y == 0);
  return (x > y) - (x < y);
}

/* K; 0 where the name does not tell. */
static double
guess_temperature (GFile *file)
{
  double temperature = vt_training_guess_temperature (file);

  return isnan (temperature) ? 0 : temperature;
}

void
vt_model_runs_add (VtModelRuns *runs, GListModel *files)
{
  g_autoptr (GArray) list = NULL;
  g_autoptr (GArray) added = NULL;

  g_return_if_fail (VT_IS_MODEL_RUNS (runs));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  if (g_list_model_get_n_items (files) == 0)
    return;
  list = copy_list (runs);
  added = list_new ();
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      list_add (added, file, guess_temperature (file));
    }
  g_array_sort (added, compare_runs);
  for (guint i = 0; i < added->len; i++)
    list_add (list, g_array_index (added, Run, i).file, g_array_index (added, Run, i).temperature);
  vt_model_runs_store (runs, list, _ ("Add Runs"));
}

/* ---- what is shown ---- */

static void
vt_model_runs_match_rows (VtModelRuns *self)
{
  while (self->rows->len > self->list->len)
    {
      gtk_list_box_remove (self->box, g_ptr_array_index (self->rows, self->rows->len - 1));
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
  while (self->rows->len < self->list->len)
    {
      GtkWidget *row = vt_model_run_row_new ();

      g_signal_connect_object (row, "temperature-changed", G_CALLBACK (on_temperature_changed), self, 0);
      g_signal_connect_object (row, "removed", G_CALLBACK (on_removed), self, 0);
      gtk_list_box_append (self->box, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
vt_model_runs_follow (VtModelRuns *self)
{
  g_array_unref (self->list);
  self->list = copy_list (self);
  vt_model_runs_match_rows (self);
  for (guint i = 0; i < self->list->len; i++)
    {
      const Run *run = get_run (self, i);
      double guess = guess_temperature (run->file);

      /* The person sees where the number came from for as long as it is that number. */
      vt_model_run_row_show (g_ptr_array_index (self->rows, i), run->file,
                             run->temperature > 0 ? run->temperature : NAN,
                             guess > 0 && run->temperature == guess ? _ ("Temperature from the name") : NULL,
                             describe_fault (self, i));
    }
  gtk_widget_set_visible (self->empty, self->list->len == 0);
  g_free (self->problem);
  self->problem = describe_problem (self);
}

static void
on_state_changed (VtModelRuns *self, VtState *before)
{
  if (vt_state_differs (vt_document_get_state (self->document), before, self->key))
    vt_model_runs_follow (self);
}

/* ---- making ---- */

static void
vt_model_runs_dispose (GObject *object)
{
  VtModelRuns *self = VT_MODEL_RUNS (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->list, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (vt_model_runs_parent_class)->dispose (object);
}

static void
vt_model_runs_class_init (VtModelRunsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_model_runs_dispose;
}

static void
vt_model_runs_init (VtModelRuns *self)
{
  self->rows = g_ptr_array_new ();
  self->list = list_new ();
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "boxed-list");
  self->empty = adw_action_row_new ();
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->empty), 3);
  gtk_list_box_append (self->box, self->empty);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_header_suffix (self->group, self->add);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->box));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

static void
vt_model_runs_name (VtModelRuns *self)
{
  const VtParameter *parameter = vt_parameter_get ((guint) vt_parameter_find (self->key));
  g_autofree char *add = g_strdup_printf (_ ("Add %s…"), _ (parameter->label));

  adw_preferences_group_set_title (self->group, _ (parameter->label));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->empty), _ ("Drop files here"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->empty), _ (parameter->help));
  gtk_widget_set_tooltip_text (self->add, add);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, add, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->add), "s", self->key);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "win.add-runs");
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  vt_model_runs_add (data, G_LIST_MODEL (files));
  return TRUE;
}

void
vt_model_runs_accept_drops (VtModelRuns *runs, GtkWidget *widget)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_return_if_fail (VT_IS_MODEL_RUNS (runs));

  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), runs, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drop));
}

void
vt_model_runs_set_document (VtModelRuns *runs, VtDocument *document, const char *key)
{
  int index = vt_parameter_find (key);

  g_return_if_fail (VT_IS_MODEL_RUNS (runs) && runs->document == NULL);
  g_return_if_fail (VT_IS_DOCUMENT (document));
  g_return_if_fail (index >= 0);

  runs->document = g_object_ref (document);
  runs->key = vt_parameter_get ((guint) index)->key;
  vt_model_runs_name (runs);
  vt_model_runs_accept_drops (runs, GTK_WIDGET (runs));
  g_signal_connect_object (document, "state-changed", G_CALLBACK (on_state_changed), runs, G_CONNECT_SWAPPED);
  vt_model_runs_follow (runs);
}

guint
vt_model_runs_get_n (VtModelRuns *runs)
{
  g_return_val_if_fail (VT_IS_MODEL_RUNS (runs), 0);

  return runs->list->len;
}

const char *
vt_model_runs_get_problem (VtModelRuns *runs)
{
  g_return_val_if_fail (VT_IS_MODEL_RUNS (runs), NULL);

  return runs->problem;
}
