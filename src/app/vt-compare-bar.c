#include "vt-compare-bar.h"

#include "vt-color-button.h"
#include "vt-compared-runs.h"
#include "vt-format.h"
#include "vt-i18n.h"
#include "vt-parameter-row.h"

#define N_MODES 3

struct _VtCompareBar
{
  AdwBin parent_instance;

  VtDocument    *document;
  GtkWidget     *modes[N_MODES];
  GtkWidget     *lists[N_MODES]; /* buttons that tell which lags, times or runs, and open their list */
  GtkWidget     *labels[N_MODES];
  GtkWidget     *runs;
  GtkWidget     *color_button;
  GtkWidget     *left_out;
  GtkWidget     *share_range;
  GtkWidget     *share_camera;
  gboolean       updating;
};

G_DEFINE_FINAL_TYPE (VtCompareBar, vt_compare_bar, ADW_TYPE_BIN)

static const VtParameter *
get_row (const char *key)
{
  return vt_parameter_get ((guint) vt_parameter_find (key));
}

/* ---- what is there ---- */

static char *
describe_numbers (const VtState *state, const char *key, const char *none)
{
  gsize n;
  const double *numbers = vt_state_get_reals (state, key, &n);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *number = vt_format_setting (numbers[i], VT_UNIT_NONE);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", number);
    }
  g_string_append (text, n > 0 ? "\u202fps" : none);
  return g_string_free (text, FALSE);
}

static void
vt_compare_bar_describe (VtCompareBar *self)
{
  const VtState *state = vt_document_get_state (self->document);
  gint64 count = vt_state_get_integer (state, "compare.count");
  gulong n_runs = g_variant_n_children (vt_state_get (state, "comparison.runs"));
  g_autofree char *evenly
      = g_strdup_printf (g_dngettext (NULL, "%d time", "%d times, evenly", (gulong) count), (int) count);
  g_autofree char *lags = describe_numbers (state, "correlation.lags", _ ("No lags"));
  g_autofree char *times = describe_numbers (state, "compare.times", evenly);
  g_autofree char *runs = n_runs > 0 ? g_strdup_printf (g_dngettext (NULL, "With %lu run", "With %lu runs", n_runs), n_runs)
                                     : g_strdup (_ ("Add Runs"));

  gtk_label_set_label (GTK_LABEL (self->labels[0]), lags);
  gtk_label_set_label (GTK_LABEL (self->labels[1]), times);
  gtk_label_set_label (GTK_LABEL (self->labels[2]), runs);
}

static void
vt_compare_bar_follow (VtCompareBar *self)
{
  const VtState *state = vt_document_get_state (self->document);
  const VtChoice *choices = get_row ("compare.by")->choices;

  self->updating = TRUE;
  for (guint i = 0; i < N_MODES; i++)
    {
      gboolean here = vt_state_is (state, "compare.by", choices[i].nick);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->modes[i]), here);
      gtk_widget_set_visible (self->lists[i], here);
    }
  gtk_widget_set_visible (self->color_button, !vt_state_is (state, "compare.by", "lags"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->share_range),
                                vt_state_get_boolean (state, "compare.share-range"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->share_camera),
                                vt_state_get_boolean (state, "compare.share-camera"));
  vt_compare_bar_describe (self);
  self->updating = FALSE;
}

/* ---- edits ---- */

static void
on_mode (GtkWidget *button, VtCompareBar *self)
{
  for (guint i = 0; i < N_MODES && !self->updating; i++)
    if (button == self->modes[i] && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
      {
        vt_document_set_text (self->document, "compare.by", get_row ("compare.by")->choices[i].nick);
        vt_document_seal (self->document);
        return;
      }
}

static void
on_shared (GtkWidget *button, VtCompareBar *self)
{
  if (self->updating)
    return;
  vt_document_set_boolean (self->document,
                           button == self->share_range ? "compare.share-range" : "compare.share-camera",
                           gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  vt_document_seal (self->document);
}

/* ---- making ---- */

static void
add_modes (VtCompareBar *self, GtkBox *bar)
{
  static const char *const tips[N_MODES] = { N_ ("T_ML beside D²min at several lags"),
                                             N_ ("One quantity at several times"),
                                             N_ ("One quantity in several runs") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (guint i = 0; i < N_MODES; i++)
    {
      g_autofree char *tip = vt_format_science (_ (tips[i]));

      self->modes[i] = gtk_toggle_button_new_with_label (_ (get_row ("compare.by")->choices[i].label));
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->modes[i]), GTK_TOGGLE_BUTTON (self->modes[0]));
      gtk_widget_set_tooltip_markup (self->modes[i], tip);
      g_signal_connect_object (self->modes[i], "toggled", G_CALLBACK (on_mode), self, 0);
      gtk_box_append (GTK_BOX (box), self->modes[i]);
    }
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (bar, box);
}

static GtkWidget *
make_rows (VtDocument *document, const char *const *keys)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; keys[i] != NULL; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), vt_parameter_row_new (document, keys[i]));
  return group;
}

static void
add_list (VtCompareBar *self, GtkBox *bar, guint mode, GtkWidget *content, const char *tip)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_widget_set_size_request (content, 300, -1);
  gtk_widget_add_css_class (popover, "view-settings");
  gtk_popover_set_child (GTK_POPOVER (popover), content);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  self->lists[mode] = button;
  self->labels[mode] = label;
  gtk_box_append (bar, button);
}

static void
add_lists (VtCompareBar *self, GtkBox *bar)
{
  static const char *const lag_keys[] = { "correlation.lags", NULL };
  static const char *const time_keys[] = { "compare.times", "compare.count", NULL };

  self->runs = vt_compared_runs_new (self->document);
  add_list (self, bar, 0, make_rows (self->document, lag_keys), _ ("Lags That Are Compared"));
  add_list (self, bar, 1, make_rows (self->document, time_keys), _ ("Times That Are Compared"));
  add_list (self, bar, 2, self->runs, _ ("Runs That Are Compared"));
}

static GtkWidget *
make_toggle (VtCompareBar *self, const char *key)
{
  const VtParameter *row = get_row (key);
  GtkWidget *button = gtk_toggle_button_new_with_label (_ (row->label));

  gtk_widget_set_tooltip_text (button, _ (row->help));
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_shared), self, 0);
  return button;
}

static void
add_sharing (VtCompareBar *self, GtkBox *bar)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *room = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (room, TRUE);
  gtk_box_append (bar, room);
  self->left_out = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->left_out, "dim-label");
  gtk_widget_set_visible (self->left_out, FALSE);
  gtk_box_append (bar, self->left_out);
  self->share_range = make_toggle (self, "compare.share-range");
  self->share_camera = make_toggle (self, "compare.share-camera");
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), self->share_range);
  gtk_box_append (GTK_BOX (box), self->share_camera);
  gtk_box_append (bar, box);
}

/* In a window that is too narrow for it the bar can be scrolled. */
static void
vt_compare_bar_fill (VtCompareBar *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), bar);
  gtk_widget_add_css_class (bar, "view-bar");
  adw_bin_set_child (ADW_BIN (self), scrolled);
  add_modes (self, GTK_BOX (bar));
  self->color_button = g_object_new (VT_TYPE_COLOR_BUTTON, NULL);
  vt_color_button_set_document (VT_COLOR_BUTTON (self->color_button), self->document);
  gtk_box_append (GTK_BOX (bar), self->color_button);
  add_lists (self, GTK_BOX (bar));
  add_sharing (self, GTK_BOX (bar));
}

static void
vt_compare_bar_dispose (GObject *object)
{
  g_clear_object (&VT_COMPARE_BAR (object)->document);
  G_OBJECT_CLASS (vt_compare_bar_parent_class)->dispose (object);
}

static void
vt_compare_bar_class_init (VtCompareBarClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vt_compare_bar_dispose;
}

static void
vt_compare_bar_init (VtCompareBar *self)
{
}

GtkWidget *
vt_compare_bar_new (VtDocument *document)
{
  VtCompareBar *self;

  g_return_val_if_fail (VT_IS_DOCUMENT (document), NULL);

  self = g_object_new (VT_TYPE_COMPARE_BAR, NULL);
  self->document = g_object_ref (document);
  vt_compare_bar_fill (self);
  g_signal_connect_object (document, "state-changed", G_CALLBACK (vt_compare_bar_follow), self, G_CONNECT_SWAPPED);
  vt_compare_bar_follow (self);
  return GTK_WIDGET (self);
}

void
vt_compare_bar_set_left_out (VtCompareBar *bar, guint n)
{
  g_autofree char *text = NULL;

  g_return_if_fail (VT_IS_COMPARE_BAR (bar));

  text = g_strdup_printf (g_dngettext (NULL, "%u more is left out", "%u more are left out", n), n);
  gtk_label_set_label (GTK_LABEL (bar->left_out), text);
  gtk_widget_set_tooltip_text (bar->left_out, _ ("So many would be too small to be read, or take too much memory"));
  gtk_widget_set_visible (bar->left_out, n > 0);
}

void
vt_compare_bar_choose_runs (VtCompareBar *bar)
{
  g_return_if_fail (VT_IS_COMPARE_BAR (bar));

  vt_compared_runs_choose (VT_COMPARED_RUNS (bar->runs));
}
