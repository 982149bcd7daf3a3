/* Writes the examples into a folder, in print and on screen, light and dark: for a person to look at. No test. */
#include <cairo.h>
#include <time.h>

#include "examples.h"
#include "vt-export.h"

static void
write_print (const char *folder, const char *name, double width, double height, VtPaintFunc paint, gpointer data)
{
  static const VtExportFormat formats[] = { VT_EXPORT_PNG, VT_EXPORT_SVG, VT_EXPORT_PDF };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      VtExportOptions options = { .format = formats[i], .width = width, .height = height, .dpi = 220.0 };
      g_autofree char *file_name = g_strdup_printf ("%s.%s", name, vt_export_format_get_extension (formats[i]));
      g_autoptr (GFile) file = g_file_new_build_filename (folder, file_name, NULL);
      g_autoptr (GError) error = NULL;

      if (!vt_export_write (paint, data, &options, file, NULL, &error))
        g_printerr ("%s\n", error->message);
    }
}

static void
write_screen (const char *folder, const char *name, gboolean dark, VtPaintFunc paint, gpointer data)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 420, 300);
  VtChartStyle style = vt_chart_style_screen (dark);
  cairo_t *cr = cairo_create (surface);
  g_autofree char *file_name = g_strdup_printf ("%s-%s.png", name, dark ? "dark" : "light");
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  clock_t start = clock ();

  style.draws_background = TRUE;
  paint (cr, 420, 300, &style, data);
  g_print ("%s: %.1f ms of CPU time\n", file_name, 1e3 * (clock () - start) / CLOCKS_PER_SEC);
  cairo_surface_write_to_png (surface, path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
write_all (const char *folder, const char *name, VtPaintFunc paint, gpointer data)
{
  write_print (folder, name, VT_EXPORT_SINGLE_COLUMN, 60.0, paint, data);
  write_screen (folder, name, FALSE, paint, data);
  write_screen (folder, name, TRUE, paint, data);
}

int
main (int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : ".";
  g_autoptr (VtChart) linear = example_histogram (VT_SCALE_LINEAR), logarithmic = example_histogram (VT_SCALE_LOG);
  g_autoptr (VtChart) correlation = example_correlation (), polyhedra = example_polyhedra ();
  g_autoptr (VtChart) difference = example_difference (), creep = example_creep ();
  g_autoptr (VtSliceChart) slice = example_slice (10), species = example_species_slice (10), large = example_slice (23);
  g_autoptr (VtPanels) figure = example_figure ();

  write_all (folder, "histogram", vt_chart_paint_func, linear);
  write_all (folder, "histogram-log", vt_chart_paint_func, logarithmic);
  write_all (folder, "correlation", vt_chart_paint_func, correlation);
  write_all (folder, "polyhedra", vt_chart_paint_func, polyhedra);
  write_all (folder, "difference", vt_chart_paint_func, difference);
  write_all (folder, "creep", vt_chart_paint_func, creep);
  write_all (folder, "slice", vt_slice_chart_paint_func, slice);
  write_all (folder, "species", vt_slice_chart_paint_func, species);
  write_all (folder, "large", vt_slice_chart_paint_func, large);
  write_print (folder, "figure", VT_EXPORT_DOUBLE_COLUMN, 105.0, vt_panels_paint_func, figure);
  return 0;
}
