#include "vt-column.h"

struct _VtColumn
{
  gatomicrefcount  references;
  char            *name;
  VtUnit           unit;
  gsize            n;
  double          *values;
};

G_DEFINE_BOXED_TYPE (VtColumn, vt_column, vt_column_ref, vt_column_unref)

VtColumn *
vt_column_new_take (const char *name, VtUnit unit, double *values, gsize n)
{
  VtColumn *column;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail ((guint) unit < VT_N_UNITS, NULL);
  g_return_val_if_fail (n == 0 || values != NULL, NULL);

  column = g_new0 (VtColumn, 1);
  g_atomic_ref_count_init (&column->references);
  column->name = g_strdup (name);
  column->unit = unit;
  column->n = n;
  column->values = values;
  return column;
}

VtColumn *
vt_column_ref (VtColumn *column)
{
  g_return_val_if_fail (column != NULL, NULL);

  g_atomic_ref_count_inc (&column->references);
  return column;
}

void
vt_column_unref (VtColumn *column)
{
  g_return_if_fail (column != NULL);

  if (!g_atomic_ref_count_dec (&column->references))
    return;
  g_free (column->name);
  g_free (column->values);
  g_free (column);
}

const char *
vt_column_get_name (const VtColumn *column)
{
  g_return_val_if_fail (column != NULL, NULL);

  return column->name;
}

VtUnit
vt_column_get_unit (const VtColumn *column)
{
  g_return_val_if_fail (column != NULL, VT_UNIT_NONE);

  return column->unit;
}

gsize
vt_column_get_n (const VtColumn *column)
{
  g_return_val_if_fail (column != NULL, 0);

  return column->n;
}

const double *
vt_column_get_values (const VtColumn *column)
{
  g_return_val_if_fail (column != NULL, NULL);

  return column->values;
}
