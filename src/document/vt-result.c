#include "vt-result.h"

#include <math.h>
#include <string.h>

typedef struct
{
  char  *name;
  VtUnit unit;
  double value;
} Number;

struct _VtResult
{
  gatomicrefcount references;
  GPtrArray      *columns;  /* VtColumn */
  GPtrArray      *tables;   /* VtTable */
  GArray         *numbers;  /* Number */
  GPtrArray      *warnings; /* char *, NULL-terminated */
  gsize           n_undefined;
  gpointer        payload;
  GDestroyNotify  destroy;
  gsize           size;
  double          seconds;
};

G_DEFINE_BOXED_TYPE (VtResult, vt_result, vt_result_ref, vt_result_unref)

static void
number_clear (gpointer data)
{
  g_free (((Number *) data)->name);
}

VtResult *
vt_result_new (void)
{
  VtResult *result = g_new0 (VtResult, 1);

  g_atomic_ref_count_init (&result->references);
  result->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_column_unref);
  result->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_table_unref);
  result->numbers = g_array_new (FALSE, TRUE, sizeof (Number));
  g_array_set_clear_func (result->numbers, number_clear);
  result->warnings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (result->warnings, NULL);
  result->size = sizeof (VtResult);
  return result;
}

VtResult *
vt_result_ref (VtResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  g_atomic_ref_count_inc (&result->references);
  return result;
}

void
vt_result_unref (VtResult *result)
{
  g_return_if_fail (result != NULL);

  if (!g_atomic_ref_count_dec (&result->references))
    return;
  g_ptr_array_unref (result->columns);
  g_ptr_array_unref (result->tables);
  g_array_unref (result->numbers);
  g_ptr_array_unref (result->warnings);
  if (result->destroy != NULL)
    result->destroy (result->payload);
  g_free (result);
}

void
vt_result_take_column (VtResult *result, const char *id, VtUnit unit, double *values, gsize n)
{
  g_return_if_fail (result != NULL && id != NULL);

  g_ptr_array_add (result->columns, vt_column_new_take (id, unit, values, n));
  result->size += n * sizeof (double);
}

void
vt_result_take_table (VtResult *result, VtTable *table)
{
  g_return_if_fail (result != NULL && table != NULL);

  g_ptr_array_add (result->tables, table);
  result->size += vt_table_get_n_rows (table) * vt_table_get_n_columns (table) * sizeof (double);
}

void
vt_result_set_number (VtResult *result, const char *name, VtUnit unit, double value)
{
  Number number = { g_strdup (name), unit, value };

  g_return_if_fail (result != NULL && name != NULL);
  g_array_append_val (result->numbers, number);
}

void
vt_result_add_warning (VtResult *result, const char *format, ...)
{
  va_list arguments;

  g_return_if_fail (result != NULL && format != NULL);

  va_start (arguments, format);
  g_ptr_array_insert (result->warnings, result->warnings->len - 1, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
vt_result_set_undefined (VtResult *result, gsize n)
{
  g_return_if_fail (result != NULL);
  result->n_undefined = n;
}

void
vt_result_take_payload (VtResult *result, gpointer payload, GDestroyNotify destroy, gsize size)
{
  g_return_if_fail (result != NULL && result->payload == NULL);

  result->payload = payload;
  result->destroy = destroy;
  result->size += size;
}

VtColumn *
vt_result_get_column (const VtResult *result, const char *id)
{
  g_return_val_if_fail (result != NULL && id != NULL, NULL);

  for (guint i = 0; i < result->columns->len; i++)
    if (strcmp (vt_column_get_name (result->columns->pdata[i]), id) == 0)
      return result->columns->pdata[i];
  return NULL;
}

VtTable *
vt_result_get_table (const VtResult *result, const char *name)
{
  g_return_val_if_fail (result != NULL && name != NULL, NULL);

  for (guint i = 0; i < result->tables->len; i++)
    if (strcmp (vt_table_get_name (result->tables->pdata[i]), name) == 0)
      return result->tables->pdata[i];
  return NULL;
}

double
vt_result_get_number (const VtResult *result, const char *name)
{
  g_return_val_if_fail (result != NULL && name != NULL, NAN);

  for (guint i = 0; i < result->numbers->len; i++)
    if (strcmp (g_array_index (result->numbers, Number, i).name, name) == 0)
      return g_array_index (result->numbers, Number, i).value;
  return NAN;
}

gpointer
vt_result_get_payload (const VtResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  return result->payload;
}

guint
vt_result_get_n_tables (const VtResult *result)
{
  g_return_val_if_fail (result != NULL, 0);
  return result->tables->len;
}

VtTable *
vt_result_get_nth_table (const VtResult *result, guint index)
{
  g_return_val_if_fail (result != NULL && index < result->tables->len, NULL);
  return result->tables->pdata[index];
}

guint
vt_result_get_n_numbers (const VtResult *result)
{
  g_return_val_if_fail (result != NULL, 0);
  return result->numbers->len;
}

double
vt_result_get_nth_number (const VtResult *result, guint index, const char **name, VtUnit *unit)
{
  const Number *number;

  g_return_val_if_fail (result != NULL && index < result->numbers->len, NAN);

  number = &g_array_index (result->numbers, Number, index);
  *name = number->name;
  *unit = number->unit;
  return number->value;
}

const char *const *
vt_result_get_warnings (const VtResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  return (const char *const *) result->warnings->pdata;
}

gsize
vt_result_get_undefined (const VtResult *result)
{
  g_return_val_if_fail (result != NULL, 0);
  return result->n_undefined;
}

gsize
vt_result_get_size (const VtResult *result)
{
  g_return_val_if_fail (result != NULL, 0);
  return result->size;
}

double
vt_result_get_seconds (const VtResult *result)
{
  g_return_val_if_fail (result != NULL, 0);
  return result->seconds;
}

void
vt_result_set_seconds (VtResult *result, double seconds)
{
  g_return_if_fail (result != NULL);
  result->seconds = seconds;
}
