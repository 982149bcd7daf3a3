/* Where a number or a picture came from: file, frame, parameters, version. */
#pragma once

#include "vt-chart.h"
#include "vt-export.h"
#include "vt-source.h"

G_BEGIN_DECLS

/* "cutoff=auto d2min.norm=mean …": the settings of that scope that differ from their default. (transfer full) */
char   *vt_provenance_describe_parameters (const VtState *state, VtParameterScope scope);
/* A list of VtExportField that owns their texts; @value: (transfer full). (transfer full) (element-type VtExportField) */
GArray *vt_provenance_list_new (void);
void    vt_provenance_list_add (GArray *fields, const char *key, char *value);
/* A list of VtExportField with their own copies, for exports. (transfer full) (element-type VtExportField) */
GArray *vt_provenance_fields (const VtSource *source, const VtState *state, const char *title);
/* The start of one: title and software. (transfer full) (element-type VtExportField) */
GArray *vt_provenance_fields_titled (const char *title);
/**
 * vt_provenance_write_chart:
 * @height: mm; a journal's single column is the width
 * @fields: (element-type VtExportField): what goes with it
 */
gboolean vt_provenance_write_chart (const VtChart  *chart,
                                    double          height,
                                    const GArray   *fields,
                                    GFile          *file,
                                    VtExportFormat  format,
                                    GCancellable   *cancellable,
                                    GError        **error);

G_END_DECLS
