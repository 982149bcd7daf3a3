#include "window-fixture.h"

#include <locale.h>

#include "vt-app-resources.h"

static gboolean
on_tick (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Turns the main loop for a while. */
void
spin (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_tick, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

void
wait_until_idle (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (vt_window_is_busy (fixture->window))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  vt_document_settle (fixture->document);
  spin (120);
}

GFile *
fixture_file (const char *name)
{
  return g_file_new_build_filename (g_getenv ("VT_FIXTURES"), "app", name, NULL);
}

void
open_fixture (Fixture *fixture, const char *name)
{
  g_autoptr (GFile) file = fixture_file (name);

  vt_window_open_file (fixture->window, file);
  wait_until_idle (fixture);
}

void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

void
act_on (Fixture *fixture, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, "s", target));
}

VtState *
get_state (Fixture *fixture)
{
  return vt_document_get_state (fixture->document);
}

void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->application = (VtApplication *) data;
  fixture->window = VT_WINDOW (g_object_ref (vt_window_new (ADW_APPLICATION (fixture->application))));
  fixture->document = g_object_ref (vt_window_get_document (fixture->window));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 760);
  gtk_window_present (GTK_WINDOW (fixture->window));
  spin (60);
}

void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->document);
  g_clear_object (&fixture->window);
  spin (30);
}

char *
make_directory (void)
{
  g_autoptr (GError) error = NULL;
  char *directory = g_dir_make_tmp ("vitrine-window-XXXXXX", &error);

  g_assert_no_error (error);
  return directory;
}

GtkWidget *
find_by_type (GtkWidget *widget, const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_by_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

VtViewport *
get_viewport (Fixture *fixture)
{
  return VT_VIEWPORT (find_by_type (GTK_WIDGET (fixture->window), "VtViewport"));
}

gpointer
find_controller (GtkWidget *widget, const char *name)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (g_strcmp0 (gtk_event_controller_get_name (GTK_EVENT_CONTROLLER (controller)), name) == 0)
        return g_steal_pointer (&controller);
    }
  g_assert_not_reached ();
}

/* ---- pictures ---- */

GdkTexture *
take_texture (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return NULL;
  return gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

guint
count_colored (GdkTexture *texture)
{
  gsize width = (gsize) gdk_texture_get_width (texture), height = (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, width * height);
  guint n = 0;

  gdk_texture_download (texture, (guchar *) pixels, width * 4);
  for (gsize i = 0; i < width * height; i++)
    {
      int r = (pixels[i] >> 16) & 0xff, g = (pixels[i] >> 8) & 0xff, b = pixels[i] & 0xff;

      n += MAX (r, MAX (g, b)) - MIN (r, MIN (g, b)) > 60;
    }
  return n;
}

/* ---- the program ---- */

int
fixture_init (int *argc, char ***argv, VtApplication **application)
{
  g_autofree char *home = NULL;

  vt_application_choose_renderer ();
  g_setenv ("GTK_A11Y", "none", FALSE);
  /* Recent files and the kept session of the person who runs this stay untouched. */
  home = make_directory ();
  g_setenv ("XDG_STATE_HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (argc, argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  gtk_disable_setlocale ();
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 77; /* skipped */
    }
  adw_init ();
  g_resources_register (vt_app_get_resource ());
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  *application = vt_application_new (G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (*application), NULL, NULL));
  return 0;
}
