#include "vt-model-settings.h"

#include "vt-i18n.h"
#include "vt-parameter-row.h"

#define MAX_KEYS 10

/**
 * Group:
 * @master: (nullable): a switch; while it is off the other settings of the group decide nothing
 * @otherwise: (nullable): the setting that decides instead while it is off
 * @keys: in the order in which they are shown, without the master
 */
typedef struct
{
  const char *title;
  const char *master;
  const char *otherwise;
  const char *keys[MAX_KEYS];
} Group;

static const Group groups[] = {
  { N_ ("Features"), NULL, NULL,
    { "training.timestep", "training.elements", "training.lags", "training.common-lags", "training.normalization",
      "training.affine-mapping", "training.origins" } },
  { N_ ("Classes"), "training.class-selection", "training.classes",
    { "training.linkage", "training.class-scaling", "training.cut-kind", "training.cut", "training.subset-size",
      "training.subsets", "training.qualified-share", "training.minimum-share" } },
  { N_ ("Choice of Lags"), "training.feature-selection", NULL,
    { "training.feature-count", "training.relieff-variant", "training.relieff-k" } },
  { N_ ("Neighbours and Validation"), NULL, NULL,
    { "training.k", "training.k-max", "training.folds", "training.seed" } },
};

/* The rows that one switch rules. */
typedef struct
{
  VtDocument *document;
  const char *master;
  GtkWidget  *otherwise; /* (nullable) */
  GPtrArray  *rows;
} Rule;

static void
rule_free (gpointer data, GClosure *closure)
{
  Rule *rule = data;

  g_ptr_array_unref (rule->rows);
  g_free (rule);
}

static void
rule_follow (Rule *rule)
{
  gboolean on = vt_state_get_boolean (vt_document_get_state (rule->document), rule->master);

  for (guint i = 0; i < rule->rows->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (rule->rows, i), on);
  if (rule->otherwise != NULL)
    gtk_widget_set_visible (rule->otherwise, !on);
}

static void
on_state_changed (VtDocument *document, VtState *before, gpointer data)
{
  rule_follow (data);
}

/* Rows that decide nothing are out of the way. @widget lives as long as the rule holds. */
static void
obey (GtkWidget *widget, VtDocument *document, const char *master, GtkWidget *otherwise, GPtrArray *rows)
{
  Rule *rule = g_new0 (Rule, 1);
  GClosure *closure;

  rule->document = document;
  rule->master = master;
  rule->otherwise = otherwise;
  rule->rows = rows;
  closure = g_cclosure_new (G_CALLBACK (on_state_changed), rule, rule_free);
  g_object_watch_closure (G_OBJECT (widget), closure);
  g_signal_connect_closure (document, "state-changed", closure, FALSE);
  rule_follow (rule);
}

static GtkWidget *
make_group (VtDocument *document, const Group *group)
{
  AdwPreferencesGroup *widget = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GPtrArray *rows = g_ptr_array_new ();
  GtkWidget *otherwise = NULL;

  adw_preferences_group_set_title (widget, _ (group->title));
  if (group->master != NULL)
    adw_preferences_group_add (widget, vt_parameter_row_new (document, group->master));
  if (group->otherwise != NULL)
    {
      otherwise = vt_parameter_row_new (document, group->otherwise);
      adw_preferences_group_add (widget, otherwise);
    }
  for (guint i = 0; group->keys[i] != NULL; i++)
    {
      GtkWidget *row = vt_parameter_row_new (document, group->keys[i]);

      adw_preferences_group_add (widget, row);
      g_ptr_array_add (rows, row);
    }
  if (group->master != NULL)
    obey (GTK_WIDGET (widget), document, group->master, otherwise, rows);
  else
    g_ptr_array_unref (rows);
  return GTK_WIDGET (widget);
}

GtkWidget *
vt_model_settings_new (VtDocument *document)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  g_return_val_if_fail (VT_IS_DOCUMENT (document), box);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    gtk_box_append (GTK_BOX (box), make_group (document, &groups[i]));
  return box;
}
