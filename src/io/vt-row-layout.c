#include "vt-row-layout.h"

#include <string.h>

VtRowLayout *
vt_row_layout_new (void)
{
  VtRowLayout *layout = g_new0 (VtRowLayout, 1);

  g_atomic_ref_count_init (&layout->references);
  return layout;
}

VtRowLayout *
vt_row_layout_ref (VtRowLayout *layout)
{
  g_return_val_if_fail (layout != NULL, NULL);

  g_atomic_ref_count_inc (&layout->references);
  return layout;
}

void
vt_row_layout_unref (VtRowLayout *layout)
{
  g_return_if_fail (layout != NULL);

  if (!g_atomic_ref_count_dec (&layout->references))
    return;
  for (guint i = 0; i < layout->n_fields; i++)
    g_free (layout->fields[i].name);
  g_free (layout->fields);
  g_free (layout);
}

void
vt_row_layout_add (VtRowLayout *layout, const char *name, VtRowRole role)
{
  g_return_if_fail (layout != NULL && name != NULL);

  layout->fields = g_renew (VtRowField, layout->fields, layout->n_fields + 1);
  layout->fields[layout->n_fields].name = g_strdup (name);
  layout->fields[layout->n_fields].role = role;
  layout->n_fields++;
}

int
vt_row_layout_find (const VtRowLayout *layout, VtRowRole role)
{
  g_return_val_if_fail (layout != NULL, -1);

  for (guint i = 0; i < layout->n_fields; i++)
    if (layout->fields[i].role == role)
      return (int) i;
  return -1;
}

int
vt_row_layout_find_name (const VtRowLayout *layout, const char *name)
{
  g_return_val_if_fail (layout != NULL && name != NULL, -1);

  for (guint i = 0; i < layout->n_fields; i++)
    if (strcmp (layout->fields[i].name, name) == 0)
      return (int) i;
  return -1;
}
