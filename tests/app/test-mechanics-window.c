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

/* A melt that is cooled: the volume has a kink at @transition. */
static GFile *
write_quench (const char *folder, double transition)
{
  g_autofree char *path = g_build_filename (folder, "log.quench", NULL);
  g_autoptr (GString) text = g_string_new ("units metal\nPer MPI rank memory allocation = 3\nStep Temp PotEng Volume\n");
  char number[2][G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i <= 60; i++)
    {
      double t = 2000 - 1900 * i / 60.0, volume = 16000 + (t - transition) * (t < transition ? 0.7 : 1.1);

      g_string_append_printf (text, "%u %s -4000 %s\n", 1000 * i,
                              g_ascii_formatd (number[0], sizeof number[0], "%.10g", t),
                              g_ascii_formatd (number[1], sizeof number[1], "%.10g", volume));
    }
  g_string_append (text, "Loop time of 1 on 1 procs for 100 steps with 1000 atoms\n");
  test_files_write (path, text->str, text->len);
  return g_file_new_for_path (path);
}

/* The button that reads so, markup or not. */
static GtkWidget *
find_button_that_reads (GtkWidget *widget, const char *text)
{
  GtkWidget *child = GTK_IS_BUTTON (widget) ? gtk_button_get_child (GTK_BUTTON (widget)) : NULL;

  if (GTK_IS_LABEL (child) && g_str_equal (gtk_label_get_text (GTK_LABEL (child)), text))
    return widget;
  for (child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button_that_reads (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The T_g that was found becomes the distribution's, once, and can be undone. */
static void
test_transition (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = make_directory ();
  g_autoptr (GFile) quench = write_quench (folder, 803.2);
  VtMechanicsWindow *window = open_window (fixture);
  GtkWidget *button = find_button_that_reads (GTK_WIDGET (window), "Use as Tg");
  double found;

  g_assert_nonnull (button);
  wait_for (window);
  g_assert_false (gtk_widget_get_visible (button));
  vt_mechanics_window_use_transition (window);
  g_assert_true (isnan (vt_state_get_real (get_state (fixture), "distribution.tg")));

  vt_mechanics_window_add_files (window, "quench", &quench, 1);
  wait_for (window);
  g_assert_true (gtk_widget_get_visible (button) && gtk_widget_get_sensitive (button));
  found = vt_mechanics_get_glass_transition (vt_mechanics_window_get_result (window), NULL);
  g_assert_cmpfloat_with_epsilon (found, 803.2, 0.5);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpfloat_with_epsilon (vt_state_get_real (get_state (fixture), "distribution.tg"), found, 0.05 + 1e-9);
  g_assert_false (gtk_widget_get_sensitive (button));

  act (fixture, "win.undo");
  g_assert_true (isnan (vt_state_get_real (get_state (fixture), "distribution.tg")));
  g_assert_true (gtk_widget_get_visible (button) && gtk_widget_get_sensitive (button));
  /* Without the log there is none to be used. */
  act (fixture, "win.undo");
  wait_for (window);
  g_assert_false (gtk_widget_get_visible (button));
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
  g_test_add ("/mechanics-window/transition", Fixture, application, set_up, test_transition, tear_down);
  return g_test_run ();
}
