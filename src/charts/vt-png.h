/* PNG with resolution and text chunks, which cairo's own writer leaves out. */
#pragma once

#include "vt-export.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the image @surface as a file. VT_ERROR_OUTPUT where cairo could not encode it. */
GByteArray *vt_png_encode (cairo_surface_t     *surface,
                           double               dpi,
                           const VtExportField *fields,
                           guint                n_fields,
                           GError             **error);

G_END_DECLS
