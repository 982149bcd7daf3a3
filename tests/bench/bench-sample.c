/* What a person waits for with the sample: the first picture after the start, and T_ML of all atoms once frames are read.
 *
 * usage: bench-sample   under a display, with $VITRINE_DATA; run it several times, the first warms the disk's cache
 */
#include <adwaita.h>
#include <stdlib.h>

#include "vt-app-resources.h"
#include "vt-application.h"
#include "vt-data-files.h"
#include "vt-document-open.h"
#include "vt-parallel.h"
#include "vt-window.h"

static gboolean drawn;   /* the view in space has been drawn with atoms in it */
static gboolean painted; /* and is on the screen */

/* Sees every drawing of an area, before the area's own handler, which answers for it. */
static gboolean
on_render (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer document)
{
  drawn |= vt_document_peek_frame (document) != NULL;
  return TRUE;
}

static void
on_after_paint (GdkFrameClock *clock, gpointer data)
{
  painted |= drawn;
}

/* Seconds from the call to the first frame on the screen that shows atoms. */
static double
time_first_picture (gint64 start, GFile *sample)
{
  g_autoptr (AdwApplication) application = NULL;
  GtkWidget *window;

  vt_application_choose_renderer ();
  g_set_application_name ("Vitrine");
  g_resources_register (vt_app_get_resource ());
  adw_init ();
  application = adw_application_new ("io.github.vitrine.Bench", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  window = vt_window_new (application);
  gtk_widget_realize (window);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_after_paint), NULL);
  g_type_ensure (GTK_TYPE_GL_AREA);
  g_signal_add_emission_hook (g_signal_lookup ("render", GTK_TYPE_GL_AREA), 0, on_render,
                              vt_window_get_document (VT_WINDOW (window)), NULL);
  vt_window_open_file (VT_WINDOW (window), sample);
  vt_window_present_opened (VT_WINDOW (window));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  return 1e-6 * (g_get_monotonic_time () - start);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Median milliseconds of T_ML, its features included, the frames being in the cache. */
static double
time_tml (GFile *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtOpened) opened = vt_document_open_run (sample, NULL, NULL, NULL, &error);
  double times[15];

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (VtEvaluator) evaluator = vt_evaluator_new ((gsize) 1 << 30);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (VtResult) result = vt_evaluator_evaluate (evaluator, opened->source, opened->state, "tml", NULL, NULL, &error);

      g_assert_no_error (error);
      times[i] = 1e-3 * (g_get_monotonic_time () - start);
    }
  qsort (times, G_N_ELEMENTS (times), sizeof (double), compare_numbers);
  return times[G_N_ELEMENTS (times) / 2];
}

int
main (int argc, char *argv[])
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GFile) sample = vt_data_get_sample ();

  g_print ("first picture       %6.2f s\n", time_first_picture (start, sample));
  g_print ("T_ML, 4000 atoms    %6.1f ms  (median of 15, %u threads, features included, frames read)\n", time_tml (sample),
           vt_parallel_get_threads ());
  return 0;
}
