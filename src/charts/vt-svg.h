/* What cairo's SVG lacks: title, description and provenance, and the same bytes for the same picture. */
#pragma once

#include "vt-export.h"

G_BEGIN_DECLS

/* (transfer full): @svg, as cairo wrote it, with the fields behind its root's tag. */
GByteArray *vt_svg_annotate (const GByteArray *svg, const VtExportField *fields, guint n_fields);

G_END_DECLS
