#include "vt-export.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-pdf.h"
#include "vt-png.h"
#include "vt-svg.h"

#define POINTS_PER_MM (72.0 / 25.4)
#define MM_PER_INCH 25.4
#define MAX_LENGTH 5000.0 /* mm: what PDF readers take */
#define MAX_PIXELS 32767  /* cairo's own bound on a side */
#define MAX_BYTES (2.0 * 1024 * 1024 * 1024)

static const char *const extensions[] = { "png", "svg", "pdf" };

gboolean
vt_export_format_from_string (const char *text, VtExportFormat *format)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_ascii_strcasecmp (text, extensions[i]) == 0)
      {
        *format = (VtExportFormat) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
vt_export_format_from_name (const char *name, VtExportFormat *format, GError **error)
{
  VtPlace place = { .file = name, .frame = -1, .hint = _("The name must end in .png, .svg or .pdf") };
  const char *dot;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  dot = strrchr (name, '.');
  if (dot != NULL && vt_export_format_from_string (dot + 1, format))
    return TRUE;
  vt_set_error_at (error, VT_ERROR_USAGE, &place, _("not a kind of picture that can be written"));
  return FALSE;
}

const char *
vt_export_format_get_extension (VtExportFormat format)
{
  g_return_val_if_fail (format < G_N_ELEMENTS (extensions), NULL);

  return extensions[format];
}

static gboolean
check_options (const VtExportOptions *options, GError **error)
{
  double pixels_wide = options->width / MM_PER_INCH * options->dpi;
  double pixels_high = options->height / MM_PER_INCH * options->dpi;

  if (!(options->width > 0.0 && options->width <= MAX_LENGTH && options->height > 0.0 && options->height <= MAX_LENGTH))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("a picture's sides must lie between 0 and %g mm"), MAX_LENGTH);
      return FALSE;
    }
  if (options->format != VT_EXPORT_PNG)
    return TRUE;
  if (!(options->dpi >= 1.0 && options->dpi <= 10000.0))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("the resolution must lie between 1 and 10000 dpi"));
      return FALSE;
    }
  if (pixels_wide > MAX_PIXELS || pixels_high > MAX_PIXELS || pixels_wide * pixels_high * 4.0 > MAX_BYTES)
    {
      vt_set_error_at (error, VT_ERROR_LIMIT, NULL, _("%.0f × %.0f pixels are too many; choose a lower resolution"),
                       pixels_wide, pixels_high);
      return FALSE;
    }
  return TRUE;
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
create_surface (const VtExportOptions *options, GByteArray *bytes)
{
  double width = options->width * POINTS_PER_MM, height = options->height * POINTS_PER_MM;
  double pixels_per_mm = options->dpi / MM_PER_INCH;
  cairo_surface_t *surface;

  switch (options->format)
    {
    case VT_EXPORT_SVG:
      surface = cairo_svg_surface_create_for_stream (collect, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
      return surface;
    case VT_EXPORT_PDF:
      surface = cairo_pdf_surface_create_for_stream (collect, bytes, width, height);
      vt_pdf_set_fields (surface, options->fields, options->n_fields);
      return surface;
    case VT_EXPORT_PNG:
    default:
      return cairo_image_surface_create (options->transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24,
                                         MAX (1, (int) lround (options->width * pixels_per_mm)),
                                         MAX (1, (int) lround (options->height * pixels_per_mm)));
    }
}

static cairo_status_t
paint_surface (cairo_surface_t *surface, VtPaintFunc paint, gpointer data, const VtExportOptions *options)
{
  VtChartStyle style = vt_chart_style_print ();
  double width = options->width * POINTS_PER_MM, height = options->height * POINTS_PER_MM;
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  style.draws_background = !options->transparent;
  if (options->format == VT_EXPORT_PNG)
    cairo_scale (cr, cairo_image_surface_get_width (surface) / width,
                 cairo_image_surface_get_height (surface) / height);
  paint (cr, width, height, &style, data);
  status = cairo_status (cr);
  cairo_show_page (cr);
  cairo_destroy (cr);
  return status;
}

/* The file's bytes out of a painted surface, which this finishes. */
static GByteArray *
finish (cairo_surface_t *surface, GByteArray *vector, const VtExportOptions *options, GError **error)
{
  if (options->format == VT_EXPORT_PNG)
    return vt_png_encode (surface, options->dpi, options->fields, options->n_fields, error);

  cairo_surface_finish (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      vt_set_error_at (error, VT_ERROR_OUTPUT, NULL, _("the picture could not be drawn: %s"),
                       cairo_status_to_string (cairo_surface_status (surface)));
      return NULL;
    }
  if (options->format == VT_EXPORT_SVG)
    return vt_svg_annotate (vector, options->fields, options->n_fields);
  vt_pdf_forget_date (vector);
  return g_byte_array_ref (vector);
}

GBytes *
vt_export_render (VtPaintFunc            paint,
                  gpointer               data,
                  const VtExportOptions *options,
                  GCancellable          *cancellable,
                  GError               **error)
{
  g_autoptr (GByteArray) vector = g_byte_array_new ();
  GByteArray *bytes = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (paint != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  if (!check_options (options, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  surface = create_surface (options, vector);
  status = cairo_surface_status (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = paint_surface (surface, paint, data, options);
  if (status != CAIRO_STATUS_SUCCESS)
    vt_set_error_at (error, status == CAIRO_STATUS_NO_MEMORY ? VT_ERROR_LIMIT : VT_ERROR_OUTPUT, NULL,
                     _("the picture could not be drawn: %s"), cairo_status_to_string (status));
  else if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    bytes = finish (surface, vector, options, error);
  cairo_surface_destroy (surface);
  return bytes != NULL ? g_byte_array_free_to_bytes (bytes) : NULL;
}

gboolean
vt_export_replace_file (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *name = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  VtPlace place = { .frame = -1 };

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable, &reason))
    return TRUE;

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  name = g_file_get_parse_name (file);
  place.file = name;
  vt_set_error_at (error, VT_ERROR_OUTPUT, &place, _("the picture could not be written: %s"), reason->message);
  return FALSE;
}

gboolean
vt_export_write (VtPaintFunc            paint,
                 gpointer               data,
                 const VtExportOptions *options,
                 GFile                 *file,
                 GCancellable          *cancellable,
                 GError               **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  bytes = vt_export_render (paint, data, options, cancellable, error);
  return bytes != NULL && vt_export_replace_file (file, bytes, cancellable, error);
}
