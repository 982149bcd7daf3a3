#include "vt-view-settings.h"

#include "vt-i18n.h"
#include "vt-parameter-row.h"

/* (nullable): which range asks for the row's number; %NULL for rows that always count. */
static const char *
get_range (const char *key)
{
  if (g_str_equal (key, "view.minimum") || g_str_equal (key, "view.maximum"))
    return "manual";
  return g_str_has_prefix (key, "view.percentile-") ? "percentile" : NULL;
}

static void
on_state_changed (GtkWidget *row, VtState *before, VtDocument *document)
{
  const char *range = get_range (vt_parameter_row_get_key (VT_PARAMETER_ROW (row)));

  gtk_widget_set_visible (row, vt_state_is (vt_document_get_state (document), "view.range", range));
}

static GtkWidget *
make_group (VtDocument *document, const char *title, const char *const *keys)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      GtkWidget *row = vt_parameter_row_new (document, keys[i]);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      if (get_range (keys[i]) != NULL)
        {
          g_signal_connect_object (document, "state-changed", G_CALLBACK (on_state_changed), row, G_CONNECT_SWAPPED);
          on_state_changed (row, NULL, document);
        }
    }
  return group;
}

GtkWidget *
vt_view_settings_new (VtDocument *document)
{
  static const char *const color_keys[]
      = { "view.colormap",       "view.reversed",        "view.scale",   "view.range",
          "view.percentile-low", "view.percentile-high", "view.minimum", "view.maximum", NULL };
  static const char *const atom_keys[] = { "view.size", "view.radius", "view.cell", "slice.show", "view.projection", NULL };
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  g_return_val_if_fail (VT_IS_DOCUMENT (document), popover);

  gtk_widget_set_size_request (box, 320, -1);
  gtk_box_append (GTK_BOX (box), make_group (document, _ ("Colour"), color_keys));
  gtk_box_append (GTK_BOX (box), make_group (document, _ ("Atoms"), atom_keys));
  gtk_widget_add_css_class (popover, "view-settings");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}
