#include "vt-application.h"

#include "vt-i18n.h"
#include "vt-window.h"

#define APPLICATION_ID "io.github.vitrine.Vitrine"

struct _VtApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (VtApplication, vt_application, ADW_TYPE_APPLICATION)

typedef struct
{
  const char *action;
  const char *keys[3];
} Shortcut;

static const Shortcut shortcuts[] = {
  { "win.open", { "<Primary>o" } },
  { "win.save", { "<Primary>s" } },
  { "win.save-as", { "<Primary><Shift>s" } },
  { "win.export-view", { "<Primary>e" } },
  { "win.export-data", { "<Primary><Shift>e" } },
  { "win.undo", { "<Primary>z" } },
  { "win.redo", { "<Primary><Shift>z", "<Primary>y" } },
  { "win.page::3d", { "<Alt>1" } },
  { "win.page::slice", { "<Alt>2" } },
  { "win.page::compare", { "<Alt>3" } },
  { "win.page::model", { "<Alt>4" } },
  { "win.train", { "<Primary>Return" } },
  { "win.save-model", { "<Primary><Alt>s" } },
  { "win.toggle-left", { "F9" } },
  { "win.toggle-right", { "<Shift>F9" } },
  { "win.fit", { "<Primary>0" } },
  { "win.play", { "<Primary>space" } },
  { "win.next-frame", { "<Alt>Right" } },
  { "win.previous-frame", { "<Alt>Left" } },
  { "win.first-frame", { "<Alt>Home" } },
  { "win.last-frame", { "<Alt>End" } },
  { "win.select-la", { "<Primary>l" } },
  { "win.select-sa", { "<Primary>k" } },
  { "win.clear-selection", { "Escape" } },
  { "win.show-help-overlay", { "<Primary>question" } },
  { "window.close", { "<Primary>w" } },
  { "app.new-window", { "<Primary>n" } },
  { "app.quit", { "<Primary>q" } },
};

static VtWindow *
new_window (VtApplication *self)
{
  return VT_WINDOW (vt_window_new (ADW_APPLICATION (self)));
}

static void
on_new_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (new_window (data)));
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (gtk_application_get_active_window (data), "application-name", "Vitrine", "application-icon",
                         APPLICATION_ID, "version", VT_VERSION, "comments",
                         _ ("Shows where a metallic glass is hot: a machine-learned temperature for every atom, after "
                            "Liu, Lu, Tu and Shen, J. Mater. Inf. 2022;2:20."),
                         "developer-name", _ ("The Vitrine developers"), "license-type", GTK_LICENSE_GPL_3_0, NULL);
}

/* Each window asks for what it would lose; one that is kept keeps the program. */
static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free (windows);
}

static void
on_color_scheme (GSimpleAction *action, GVariant *value, gpointer data)
{
  const char *scheme = g_variant_get_string (value, NULL);
  AdwColorScheme choice = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (scheme, "force-light"))
    choice = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (scheme, "force-dark"))
    choice = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), choice);
  g_simple_action_set_state (action, value);
}

static const GActionEntry actions[] = {
  { .name = "new-window", .activate = on_new_window },
  { .name = "about", .activate = on_about },
  { .name = "quit", .activate = on_quit },
  { .name = "color-scheme", .parameter_type = "s", .state = "'default'", .change_state = on_color_scheme },
};

static void
vt_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (vt_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action, shortcuts[i].keys);
  gtk_window_set_default_icon_name (APPLICATION_ID);
}

static void
vt_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  gtk_window_present (window != NULL ? window : GTK_WINDOW (new_window (VT_APPLICATION (application))));
}

/* A file a window; one that is empty is filled first. */
static void
vt_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (application));
      VtWindow *window = active != NULL && VT_IS_WINDOW (active) && vt_window_is_empty (VT_WINDOW (active))
                             ? VT_WINDOW (active)
                             : new_window (VT_APPLICATION (application));

      vt_window_open_file (window, files[i]);
      vt_window_present_opened (window);
    }
}

static void
vt_application_class_init (VtApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  application_class->startup = vt_application_startup;
  application_class->activate = vt_application_activate;
  application_class->open = vt_application_open;
}

static void
vt_application_init (VtApplication *self)
{
}

/* Devices of Linux drivers for graphics cards: Mesa's, NVIDIA's, and Windows' for its Linux. */
gboolean
vt_application_has_graphics_card (void)
{
#ifdef __linux__
  static const char *const devices[] = { "/dev/dri", "/dev/nvidiactl", "/dev/dxg" };

  if (g_getenv ("LIBGL_ALWAYS_SOFTWARE") != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    if (g_file_test (devices[i], G_FILE_TEST_EXISTS))
      return TRUE;
  return FALSE;
#else
  return TRUE;
#endif
}

void
vt_application_choose_renderer (void)
{
  if (!vt_application_has_graphics_card ())
    g_setenv ("GSK_RENDERER", "cairo", FALSE);
}

VtApplication *
vt_application_new (GApplicationFlags flags)
{
  return g_object_new (VT_TYPE_APPLICATION, "application-id", APPLICATION_ID, "resource-base-path",
                       "/io/github/vitrine/Vitrine", "flags", G_APPLICATION_HANDLES_OPEN | flags, NULL);
}
