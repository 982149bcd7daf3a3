/* What an analysis found: columns, tables, numbers, warnings, and an object for the analyses that build on it. */
#pragma once

#include "vt-column.h"
#include "vt-table.h"

G_BEGIN_DECLS

#define VT_TYPE_RESULT (vt_result_get_type ())

typedef struct _VtResult VtResult;

GType     vt_result_get_type (void);
VtResult *vt_result_new (void);
VtResult *vt_result_ref (VtResult *result);
void      vt_result_unref (VtResult *result);

/* Filling: by the kernel's adapter, before the result is shared; afterwards it never changes. */
void vt_result_take_column (VtResult *result, const char *id, VtUnit unit, double *values, gsize n);
void vt_result_take_table (VtResult *result, VtTable *table);
void vt_result_set_number (VtResult *result, const char *name, VtUnit unit, double value);
void vt_result_add_warning (VtResult *result, const char *format, ...) G_GNUC_PRINTF (2, 3);
void vt_result_set_undefined (VtResult *result, gsize n);
void vt_result_take_payload (VtResult *result, gpointer payload, GDestroyNotify destroy, gsize size);

/* All (transfer none); %NULL or NaN where there is none of that name. */
VtColumn          *vt_result_get_column (const VtResult *result, const char *id);
VtTable           *vt_result_get_table (const VtResult *result, const char *name);
double             vt_result_get_number (const VtResult *result, const char *name);
gpointer           vt_result_get_payload (const VtResult *result);
guint              vt_result_get_n_tables (const VtResult *result);
VtTable           *vt_result_get_nth_table (const VtResult *result, guint index);
guint              vt_result_get_n_numbers (const VtResult *result);
double             vt_result_get_nth_number (const VtResult *result, guint index, const char **name, VtUnit *unit);
/* NULL-terminated */
const char *const *vt_result_get_warnings (const VtResult *result);
/* Atoms for which the quantity is not defined. */
gsize              vt_result_get_undefined (const VtResult *result);
gsize              vt_result_get_size (const VtResult *result);
/* Wall seconds it took without its inputs. */
double             vt_result_get_seconds (const VtResult *result);
void               vt_result_set_seconds (VtResult *result, double seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtResult, vt_result_unref)

G_END_DECLS
