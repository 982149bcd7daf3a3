/* Writes the training's charts into a folder, in print and on screen, light and dark: for a person to look at. No
 * test. */
#include "training-examples.h"
#include "vt-export.h"
#include "vt-training-charts.h"

#define SCREEN_WIDTH 460
#define SCREEN_HEIGHT 330

static void
write_print (const char *folder, const char *name, double height, VtChart *chart)
{
  static const VtExportFormat formats[] = { VT_EXPORT_PNG, VT_EXPORT_SVG, VT_EXPORT_PDF };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      VtExportOptions options
          = { .format = formats[i], .width = VT_EXPORT_SINGLE_COLUMN, .height = height, .dpi = 300.0 };
      g_autofree char *file_name = g_strdup_printf ("%s.%s", name, vt_export_format_get_extension (formats[i]));
      g_autoptr (GFile) file = g_file_new_build_filename (folder, file_name, NULL);
      g_autoptr (GError) error = NULL;

      if (!vt_export_write (vt_chart_paint_func, chart, &options, file, NULL, &error))
        g_printerr ("%s\n", error->message);
    }
}

static void
write_screen (const char *folder, const char *name, gboolean dark, VtChart *chart)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SCREEN_WIDTH, SCREEN_HEIGHT);
  VtChartStyle style = vt_chart_style_screen (dark);
  cairo_t *cr = cairo_create (surface);
  g_autofree char *file_name = g_strdup_printf ("%s-%s.png", name, dark ? "dark" : "light");
  g_autofree char *path = g_build_filename (folder, file_name, NULL);

  style.draws_background = TRUE;
  vt_chart_paint (chart, cr, SCREEN_WIDTH, SCREEN_HEIGHT, &style);
  cairo_surface_write_to_png (surface, path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* @chart: (transfer full) */
static void
write_all (const char *folder, const char *name, double height, VtChart *chart)
{
  write_print (folder, name, height, chart);
  write_screen (folder, name, FALSE, chart);
  write_screen (folder, name, TRUE, chart);
  vt_chart_unref (chart);
}

int
main (int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : ".";
  g_autoptr (VtTable) validation = example_validation (), calibration = example_calibration ();
  g_autoptr (VtTable) k = example_k (), relieff = example_relieff ();
  g_autoptr (VtTable) classes = example_classes (), confusion = example_confusion ();
  VtDendrogramLayout *dendrogram = example_dendrogram (EXAMPLE_N_TEMPERATURES, 6);

  write_all (folder, "fig1-t-ml", 70, vt_training_charts_new_t_ml (validation));
  write_all (folder, "calibration", 60, vt_training_charts_new_calibration (calibration));
  write_all (folder, "figS3-k", 55, vt_training_charts_new_k (k, 50));
  write_all (folder, "figS2-features", 55, vt_training_charts_new_features (relieff, 5));
  write_all (folder, "figS1-classes", 50, vt_training_charts_new_classes (classes));
  write_all (folder, "confusion", 75, vt_training_charts_new_confusion (confusion));
  write_all (folder, "figS1-dendrogram", 65, vt_training_charts_new_dendrogram (dendrogram));
  example_dendrogram_free (dendrogram);
  return 0;
}
