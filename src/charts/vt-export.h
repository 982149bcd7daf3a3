/* A picture into a file: PNG at any resolution, SVG and PDF as true vectors, with its provenance. */
#pragma once

#include <gio/gio.h>
#include "vt-chart-style.h"

G_BEGIN_DECLS

#define VT_EXPORT_SINGLE_COLUMN 85.0  /* mm, width of a journal's column */
#define VT_EXPORT_DOUBLE_COLUMN 170.0 /* mm, width of its page */

typedef enum
{
  VT_EXPORT_PNG,
  VT_EXPORT_SVG,
  VT_EXPORT_PDF
} VtExportFormat;

/**
 * VtExportField:
 * @key: "Title", "Author", "Description", "Source", "Software" as in PNG's registry, or any other: "Frame",
 * "Parameters"
 * @value: UTF-8
 */
typedef struct
{
  const char *key;
  const char *value;
} VtExportField;

/**
 * VtExportOptions:
 * @width, @height: mm
 * @dpi: pixels an inch, PNG only
 * @transparent: leave the background out
 * @fields, @n_fields: provenance, kept in this order. PNG: text chunks; SVG: title, desc and metadata; PDF: title,
 *   author, and the rest as its subject
 */
typedef struct
{
  VtExportFormat       format;
  double               width;
  double               height;
  double               dpi;
  gboolean             transparent;
  const VtExportField *fields;
  guint                n_fields;
} VtExportOptions;

/* "png", "svg", "pdf", whatever the case. */
gboolean    vt_export_format_from_string (const char *text, VtExportFormat *format);
/* From a file name's extension; VT_ERROR_USAGE names those that are known. */
gboolean    vt_export_format_from_name (const char *name, VtExportFormat *format, GError **error);
const char *vt_export_format_get_extension (VtExportFormat format);

/**
 * vt_export_render:
 * @paint: called once, with the style for print
 *
 * The bytes of the file: the same input gives the same bytes, so no date is in them.
 *
 * Returns: (transfer full) (nullable)
 */
GBytes  *vt_export_render (VtPaintFunc            paint,
                           gpointer               data,
                           const VtExportOptions *options,
                           GCancellable          *cancellable,
                           GError               **error);
/* Renders and replaces @file as a whole: on any error, what was there stays. Takes time: call it from a worker. */
gboolean vt_export_write (VtPaintFunc            paint,
                          gpointer               data,
                          const VtExportOptions *options,
                          GFile                 *file,
                          GCancellable          *cancellable,
                          GError               **error);
/* Replaces @file as a whole by @bytes: on any error, what was there stays. VT_ERROR_OUTPUT names it. */
gboolean vt_export_replace_file (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
