/* Where a number or a picture came from: file, frame, parameters, version. */
#pragma once

#include "vt-export.h"
#include "vt-source.h"

G_BEGIN_DECLS

/* "cutoff=auto d2min.norm=mean …": all parameters the numbers depend on that differ from their default. (transfer
 * full) */
char   *vt_provenance_describe_parameters (const VtState *state);
/* A list of VtExportField that owns their texts; @value: (transfer full). (transfer full) (element-type VtExportField) */
GArray *vt_provenance_list_new (void);
void    vt_provenance_list_add (GArray *fields, const char *key, char *value);
/* A list of VtExportField with their own copies, for exports. (transfer full) (element-type VtExportField) */
GArray *vt_provenance_fields (const VtSource *source, const VtState *state, const char *title);

G_END_DECLS
