/* Provenance in a PDF's information dictionary, and the same bytes for the same picture. */
#pragma once

#include "vt-export.h"

G_BEGIN_DECLS

/* Before the surface is finished. Title and Author go where readers look for them, all else into the subject, "Key:
 * value" a line. */
void vt_pdf_set_fields (cairo_surface_t *surface, const VtExportField *fields, guint n_fields);
/* Blanks the date that cairo writes; blanks, since offsets into the file must stay. */
void vt_pdf_forget_date (GByteArray *pdf);

G_END_DECLS
