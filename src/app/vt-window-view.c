/* What the window does with the 3D view: where it looks from, and views that are copied and pasted. */
#include "vt-window-private.h"

#include "vt-i18n.h"

/* As the items of the menu name them, in the order of VtView. */
static const char *const views[VT_N_VIEWS] = { "+x", "-x", "+y", "-y", "+z", "-z", "corner" };

static void
on_fit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_viewport_fit (VT_WINDOW (widget)->viewport);
}

static void
on_look_from (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_str_equal (views[i], g_variant_get_string (parameter, NULL)))
      vt_viewport_look (VT_WINDOW (widget)->viewport, (VtView) i);
}

static void
on_roll (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_viewport_roll (VT_WINDOW (widget)->viewport, g_variant_get_int32 (parameter) * G_PI / 180);
}

static void
on_toggle_projection (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_viewport_toggle_projection (VT_WINDOW (widget)->viewport);
}

static void
on_toggle_axes (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtDocument *document = VT_WINDOW (widget)->document;

  vt_document_set_boolean (document, "view.axes", !vt_state_get_boolean (vt_document_get_state (document), "view.axes"));
  vt_document_seal (document);
}

/* ---- the clipboard ---- */

static void
on_copy_picture (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_copy_picture (VT_WINDOW (widget));
}

static void
on_copy_view (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtWindow *self = VT_WINDOW (widget);
  g_autofree char *text = vt_viewport_get_view_text (self->viewport);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  vt_window_toast (self, _ ("View copied as text"));
}

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (VtWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);

  if (self->document == NULL || vt_document_get_source (self->document) == NULL)
    return;
  if (text == NULL)
    vt_window_show_message (self, _ ("There is no text on the clipboard. Copy View puts a view there"));
  else if (!vt_viewport_set_view_text (self->viewport, text, &error))
    vt_window_show_message (self, error->message);
}

static void
on_paste_view (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_text, g_object_ref (widget));
}

void
vt_window_install_view_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.fit", NULL, on_fit);
  gtk_widget_class_install_action (class, "win.look-from", "s", on_look_from);
  gtk_widget_class_install_action (class, "win.roll", "i", on_roll);
  gtk_widget_class_install_action (class, "win.toggle-projection", NULL, on_toggle_projection);
  gtk_widget_class_install_action (class, "win.toggle-axes", NULL, on_toggle_axes);
  gtk_widget_class_install_action (class, "win.copy-picture", NULL, on_copy_picture);
  gtk_widget_class_install_action (class, "win.copy-view", NULL, on_copy_view);
  gtk_widget_class_install_action (class, "win.paste-view", NULL, on_paste_view);
  /* After the widget that has the focus: in an entry these keys are the entry's. */
  gtk_widget_class_add_binding_action (class, GDK_KEY_c, GDK_CONTROL_MASK, "win.copy-picture", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.copy-view", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.paste-view", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_comma, 0, "win.previous-frame", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_period, 0, "win.next-frame", NULL);
}
