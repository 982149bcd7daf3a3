/* A named array with one number an atom: read from a file, or computed. */
#pragma once

#include <glib-object.h>
#include "vt-units.h"

G_BEGIN_DECLS

#define VT_TYPE_COLUMN (vt_column_get_type ())

typedef struct _VtColumn VtColumn;

GType     vt_column_get_type (void);
/* @values: (transfer full): @n doubles from g_malloc; NaN where undefined. */
VtColumn *vt_column_new_take (const char *name, VtUnit unit, double *values, gsize n);
VtColumn *vt_column_ref (VtColumn *column);
void      vt_column_unref (VtColumn *column);

const char   *vt_column_get_name (const VtColumn *column);
VtUnit        vt_column_get_unit (const VtColumn *column);
gsize         vt_column_get_n (const VtColumn *column);
/* double [n], NaN where undefined; the column's own. */
const double *vt_column_get_values (const VtColumn *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtColumn, vt_column_unref)

G_END_DECLS
