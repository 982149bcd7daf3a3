/* The window of mechanical tests: files in, findings and figures out, undo, export. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "test-files.h"
#include "vt-chart-view.h"
#include "vt-mechanics-window.h"
#include "window-fixture.h"

static GFile *
write_creep (const char *folder, const char *name, double rate)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GString) text = g_string_new ("# time_ps strain stress_GPa\n");

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "%u.%u 0.%08u 1.0\n", i / 10, i % 10,
                            (guint) (1e6 + 1e8 * rate * 0.1 * i + 2e4 * sin (0.9 * i * i)));
  test_files_write (path, text->str, text->len);
  return g_file_new_for_path (path);
}

static VtMechanicsWindow *
open_window (Fixture *fixture)
{
  act (fixture, "win.mechanics");
  return VT_MECHANICS_WINDOW (g_object_get_data (G_OBJECT (fixture->window), "vt-mechanics-window"));
}

static void
wait_for (VtMechanicsWindow *window)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  do
    spin (20);
  while (vt_mechanics_window_is_busy (window) && g_get_monotonic_time () < end);
  g_assert_false (vt_mechanics_window_is_busy (window));
}

static void
test_window (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = make_directory (), *out = g_build_filename (folder, "out", NULL);
  g_autofree char *table = g_build_filename (out, "activation-volume.csv", NULL);
  g_autofree char *figure = g_build_filename (out, "creep-rates.pdf", NULL);
  g_autoptr (GFile) slow = write_creep (folder, "creep_1.0GPa.txt", 2e-4);
  g_autoptr (GFile) fast = write_creep (folder, "creep_1.2GPa.txt", 4e-4);
  g_autoptr (GFile) directory = g_file_new_for_path (out);
  GFile *const files[2] = { slow, fast };
  VtMechanicsWindow *window = open_window (fixture);
  VtTable *volume;

  wait_for (window);
  g_assert_null (vt_mechanics_window_get_result (window));
  g_assert_nonnull (strstr (vt_mechanics_window_get_message (window), "nothing to evaluate"));

  vt_mechanics_window_add_files (window, "creep", files, 2);
  wait_for (window);
  g_assert_nonnull (strstr (vt_mechanics_window_get_message (window), "temperature"));
  vt_document_set_real (fixture->document, "mechanics.temperature", 600);
  wait_for (window);
  g_assert_null (vt_mechanics_window_get_message (window));
  volume = vt_mechanics_get_table (vt_mechanics_window_get_result (window), "activation-volume");
  /* √3 k_B · 600 K · ln 2 / 0.2 GPa */
  g_assert_cmpfloat_with_epsilon (vt_table_get_number (volume, 0, (guint) vt_table_find_column (volume, "volume")),
                                  sqrt (3) * 0.01380649 * 600 * log (2) / 0.2, 1.5);
  g_assert_nonnull (vt_chart_view_get_chart (VT_CHART_VIEW (find_by_type (GTK_WIDGET (window), "VtChartView"))));

  vt_mechanics_window_export (window, directory);
  wait_for (window);
  g_assert_true (g_file_test (table, G_FILE_TEST_EXISTS) && g_file_test (figure, G_FILE_TEST_EXISTS));

  /* Without its temperature again, and then without its files. */
  act (fixture, "win.undo");
  act (fixture, "win.undo");
  wait_for (window);
  g_assert_nonnull (strstr (vt_mechanics_window_get_message (window), "nothing to evaluate"));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_null (g_object_get_data (G_OBJECT (fixture->window), "vt-mechanics-window"));
  test_files_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_autoptr (VtApplication) application = NULL;
  int status = fixture_init (&argc, &argv, &application);

  if (status != 0)
    return status == 77 ? 0 : status;
  g_test_add ("/mechanics-window/whole", Fixture, application, set_up, test_window, tear_down);
  return g_test_run ();
}
