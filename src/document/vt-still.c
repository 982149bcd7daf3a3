#include "vt-still-private.h"

#include <math.h>

#include "vt-chart-text.h"
#include "vt-color-bar.h"
#include "vt-depiction-field.h"
#include "vt-depiction-notes.h"
#include "vt-depiction-picked.h"
#include "vt-error.h"
#include "vt-figure.h"
#include "vt-i18n.h"
#include "vt-output-file.h"
#include "vt-png.h"
#include "vt-provenance.h"
#include "vt-still-label.h"
#include "vt-still-mark.h"
#include "vt-tripod.h"

#define DPI 96.0
/* The legend's text is this share of the picture's height. */
#define TEXT_SHARE 0.022
#define LEGEND_SHARE 0.5

/* ---- the legend over a picture in space ---- */

static VtChartStyle
legend_style (const VtStillOptions *options)
{
  VtChartStyle style = vt_chart_style_screen (options->background == VT_STILL_DARK);
  double factor = TEXT_SHARE * options->height / style.text_size;

  style.text_size *= factor;
  style.title_size *= factor;
  style.line_width *= factor;
  style.axis_width *= factor;
  style.tick_length *= factor;
  return style;
}

static void
paint_bar (const VtDepiction *depiction, cairo_t *cr, const VtChartStyle *style, const VtStillOptions *options)
{
  g_autoptr (VtAxis) axis = vt_axis_new ();
  const VtColoring *coloring = depiction->coloring;
  gsize n_missing = coloring->extent.n_missing;
  VtColorBar bar = { .scale = &coloring->scale, .axis = axis, .shows_missing = n_missing > 0, .n_missing = n_missing,
                     .below = coloring->below, .above = coloring->above };
  double height = LEGEND_SHARE * options->height;

  vt_axis_set_title (axis, depiction->coloring->label, depiction->coloring->unit);
  vt_axis_set_scale (axis, depiction->coloring->scale.scale);
  vt_color_bar_paint (&bar, cr, style, options->width - vt_color_bar_measure (&bar, style, height) - style->text_size,
                      0.5 * (options->height - height), height);
}

static void
paint_names (const VtDepiction *depiction, cairo_t *cr, const VtChartStyle *style, const VtStillOptions *options)
{
  const VtColoring *coloring = depiction->coloring;
  double em = style->text_size, line = 1.6 * em, widest = 0, x, y;

  for (guint c = 0; c < coloring->n_categories; c++)
    {
      g_autofree char *name = g_markup_escape_text (coloring->names[c], -1);
      double width;

      vt_chart_text_measure (style, name, em, &width, NULL);
      widest = MAX (widest, width);
    }
  x = options->width - widest - 2.5 * em;
  y = 0.5 * (options->height - line * coloring->n_categories);
  for (guint c = 0; c < coloring->n_categories; c++, y += line)
    {
      g_autofree char *name = g_markup_escape_text (coloring->names[c], -1);

      vt_chart_style_set_source (cr, coloring->colors[c], 1.0);
      cairo_arc (cr, x + 0.5 * em, y + 0.5 * line, 0.5 * em, 0, 2 * G_PI);
      cairo_fill (cr);
      vt_chart_style_set_source (cr, style->foreground, 1.0);
      vt_chart_text_draw (cr, style, name, em, x + 1.5 * em, y + 0.5 * line, 0, 0.5, 0);
    }
}

/* Over the picture: what is measured, the colours' key, and in its lower left corner which way x, y and z point. */
static void
paint_over (const VtDepiction *depiction, const VtCamera *camera, cairo_surface_t *surface,
            const VtStillOptions *options)
{
  VtChartStyle style = legend_style (options);
  cairo_t *cr = cairo_create (surface);

  if (options->background == VT_STILL_WHITE)
    style.background = (VtColor){ 1, 1, 1, 1 };
  vt_still_paint_label (depiction, camera, cr, &style, options->width, options->height);
  if (options->legend && depiction->coloring->n_categories > 0)
    paint_names (depiction, cr, &style, options);
  else if (options->legend)
    paint_bar (depiction, cr, &style, options);
  /* What it will lie on is not known: no rim. */
  style.draws_background = options->background == VT_STILL_TRANSPARENT;
  if (vt_state_get_boolean (depiction->state, "view.axes"))
    vt_tripod_paint (camera, cr, &style, 0.5 * style.text_size,
                     options->height - vt_tripod_measure (&style) - 0.5 * style.text_size);
  cairo_destroy (cr);
}

/* ---- in space ---- */

/* OpenGL's bytes R G B A into cairo's words of alpha, red, green, blue, in their place: a large picture is there once.
 * Both are premultiplied, upper row first. @pixels: (transfer full) */
static cairo_surface_t *
surface_from_pixels (GBytes *pixels, int width, int height)
{
  static const cairo_user_data_key_t key;
  cairo_surface_t *surface;
  gsize size;
  guint8 *data = g_bytes_unref_to_data (pixels, &size);
  guint32 *words = (guint32 *) (gpointer) data;

  for (gsize i = 0; i < size / 4; i++)
    {
      const guint8 *source = data + 4 * i;

      words[i] = (guint32) source[3] << 24 | (guint32) source[0] << 16 | (guint32) source[1] << 8 | source[2];
    }
  surface = cairo_image_surface_create_for_data (data, CAIRO_FORMAT_ARGB32, width, height, 4 * width);
  if (cairo_surface_set_user_data (surface, &key, data, g_free) != CAIRO_STATUS_SUCCESS)
    g_free (data);
  return surface;
}

static VtColor
background_of (const VtStillOptions *options, const VtScene *scene)
{
  VtColor white = { 1, 1, 1, 1 };
  VtColor clear = { 1, 1, 1, 0 };

  return options->background == VT_STILL_DARK          ? scene->background
         : options->background == VT_STILL_TRANSPARENT ? clear
                                                       : white;
}

static cairo_surface_t *
draw_space (const VtDepiction    *depiction,
            VtOffscreen          *offscreen,
            const VtCamera       *camera,
            const VtStillOptions *options,
            GCancellable         *cancellable,
            GError              **error)
{
  g_autoptr (VtScene) scene = vt_scene_new ();
  GBytes *pixels;
  VtColor background;

  vt_depiction_to_scene (depiction, scene, options->background == VT_STILL_DARK);
  background = background_of (options, scene);
  scene->background = background;
  pixels = vt_offscreen_draw (offscreen, scene, camera, options->width, options->height, options->height / 800.0,
                              options->supersample, &background, cancellable, error);
  return pixels != NULL ? surface_from_pixels (pixels, options->width, options->height) : NULL;
}

static gboolean
write_bytes (const GByteArray *bytes, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtOutputFile) target = vt_output_file_begin (file, error);
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GError) reason = NULL;

  if (target == NULL)
    return FALSE;
  stream = vt_output_file_open (target, FALSE);
  if (!g_output_stream_write_all (stream, bytes->data, bytes->len, NULL, cancellable, &reason)
      || !g_output_stream_close (stream, cancellable, &reason))
    return vt_output_file_fail (target, g_steal_pointer (&reason), error);
  return vt_output_file_commit (target, error);
}

static gboolean
write_png (cairo_surface_t *surface, const GArray *fields, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) png = NULL;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      vt_set_error_at (error, VT_ERROR_LIMIT, NULL, _("the picture could not be drawn: %s"),
                       cairo_status_to_string (cairo_surface_status (surface)));
      return FALSE;
    }
  png = vt_png_encode (surface, DPI, (const VtExportField *) (gpointer) fields->data, fields->len, error);
  return png != NULL && write_bytes (png, file, cancellable, error);
}

VtDepiction *
vt_still_depict (VtEvaluator          *evaluator,
                 VtSource             *source,
                 VtState              *state,
                 const VtStillOptions *options,
                 VtProgress           *progress,
                 GCancellable         *cancellable,
                 GError              **error)
{
  g_autoptr (VtDepiction) depiction
      = vt_depiction_evaluate (evaluator, source, state, vt_state_get_text (state, "view.color-by"),
                               options->background == VT_STILL_DARK, progress, cancellable, error);

  if (depiction == NULL
      || (options->notes != NULL
          && !vt_depiction_evaluate_notes (depiction, evaluator, source, progress, cancellable, options->notes, error)))
    return NULL;
  return g_steal_pointer (&depiction);
}

gboolean
vt_still_write_space_of (const VtDepiction    *depiction,
                         VtSource             *source,
                         VtOffscreen          *offscreen,
                         const VtCamera       *camera,
                         const VtStillOptions *options,
                         const char           *mark,
                         GFile                *file,
                         GCancellable         *cancellable,
                         GError              **error)
{
  g_autoptr (VtOffscreen) own = offscreen == NULL ? vt_offscreen_new (error) : NULL;
  g_autoptr (GArray) fields = NULL;
  VtCamera state_camera;
  cairo_surface_t *surface;
  gboolean written;

  if (offscreen == NULL && own == NULL)
    return FALSE;
  vt_depiction_get_camera (depiction->state, vt_frame_get_cell (depiction->frame),
                           (double) options->width / options->height, &state_camera);
  if (camera == NULL)
    camera = &state_camera;
  surface = draw_space (depiction, offscreen != NULL ? offscreen : own, camera, options, cancellable, error);
  if (surface == NULL)
    return FALSE;

  paint_over (depiction, camera, surface, options);
  fields = vt_provenance_fields (source, depiction->state, _("Atoms"));
  if (mark != NULL)
    vt_provenance_list_add (fields, VT_STILL_MARK, g_strdup (mark));
  written = write_png (surface, fields, file, cancellable, error);
  cairo_surface_destroy (surface);
  return written;
}

gboolean
vt_still_write_space (VtEvaluator          *evaluator,
                      VtSource             *source,
                      VtState              *state,
                      const VtStillOptions *options,
                      GFile                *file,
                      VtProgress           *progress,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr (VtDepiction) depiction = NULL;

  g_return_val_if_fail (options != NULL && options->width > 0 && options->height > 0, FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  depiction = vt_still_depict (evaluator, source, state, options, progress, cancellable, error);
  if (depiction == NULL || !vt_depiction_evaluate_picked (depiction, evaluator, source, progress, cancellable, error))
    return FALSE;
  vt_progress_begin (progress, _("Drawing"), 0, 1);
  return vt_still_write_space_of (depiction, source, NULL, NULL, options, NULL, file, cancellable, error);
}

/* ---- as a slice ---- */

/* A painter for paper whose colours are those of a dark picture. */
static void
paint_dark (cairo_t *cr, double width, double height, const VtChartStyle *style, gpointer chart)
{
  VtChartStyle screen = vt_chart_style_screen (TRUE);
  VtChartStyle dark = *style;

  dark.dark = TRUE;
  dark.foreground = screen.foreground;
  dark.secondary = screen.secondary;
  dark.grid = screen.grid;
  dark.background = screen.background;
  vt_slice_chart_paint (chart, cr, width, height, &dark);
}

gboolean
vt_still_write_slice_of (const VtDepiction    *depiction,
                         VtSource             *source,
                         const VtStillOptions *options,
                         const char           *mark,
                         GFile                *file,
                         VtProgress           *progress,
                         GCancellable         *cancellable,
                         GError              **error)
{
  g_autoptr (VtSliceChart) chart = NULL;
  g_autoptr (GArray) fields = NULL;
  g_autofree char *name = NULL;
  VtExportOptions export = { 0 };

  name = g_file_get_basename (file);
  if (!vt_export_format_from_name (name, &export.format, error))
    return FALSE;
  chart = vt_depiction_make_slice_chart (depiction, progress, cancellable, error);
  if (chart == NULL)
    return FALSE;
  vt_slice_chart_set_legend (chart, options->legend);
  vt_depiction_set_slice_view (depiction->state, chart);
  fields = vt_provenance_fields (source, depiction->state, _("Slice"));
  vt_provenance_list_add (fields, "Slice", vt_depiction_describe_slice (depiction));
  if (mark != NULL)
    vt_provenance_list_add (fields, VT_STILL_MARK, g_strdup (mark));
  export.width = VT_EXPORT_SINGLE_COLUMN;
  export.height = export.width * options->height / options->width;
  export.dpi = options->width / export.width * 25.4;
  export.transparent = options->background == VT_STILL_TRANSPARENT;
  export.fields = (const VtExportField *) (gpointer) fields->data;
  export.n_fields = fields->len;
  return vt_export_write (options->background == VT_STILL_DARK ? paint_dark : vt_slice_chart_paint_func, chart, &export,
                          file, cancellable, error);
}

gboolean
vt_still_write_slice (VtEvaluator          *evaluator,
                      VtSource             *source,
                      VtState              *state,
                      const VtStillOptions *options,
                      GFile                *file,
                      VtProgress           *progress,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr (VtDepiction) depiction = NULL;

  g_return_val_if_fail (options != NULL && options->width > 0 && options->height > 0, FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  depiction = vt_still_depict (evaluator, source, state, options, progress, cancellable, error);
  return depiction != NULL
         && vt_still_write_slice_of (depiction, source, options, NULL, file, progress, cancellable, error);
}
