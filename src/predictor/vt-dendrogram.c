#include "vt-dendrogram.h"

struct _VtDendrogram
{
  gatomicrefcount references;
  guint32         n_points;
  VtMerge        *merges;
};

G_DEFINE_BOXED_TYPE (VtDendrogram, vt_dendrogram, vt_dendrogram_ref, vt_dendrogram_unref)

VtDendrogram *
vt_dendrogram_new_take (guint32 n_points, VtMerge *merges)
{
  VtDendrogram *dendrogram;

  g_return_val_if_fail (n_points > 0, NULL);
  g_return_val_if_fail (merges != NULL || n_points == 1, NULL);

  dendrogram = g_new0 (VtDendrogram, 1);
  g_atomic_ref_count_init (&dendrogram->references);
  dendrogram->n_points = n_points;
  dendrogram->merges = merges;

  return dendrogram;
}

VtDendrogram *
vt_dendrogram_ref (VtDendrogram *dendrogram)
{
  g_return_val_if_fail (dendrogram != NULL, NULL);

  g_atomic_ref_count_inc (&dendrogram->references);

  return dendrogram;
}

void
vt_dendrogram_unref (VtDendrogram *dendrogram)
{
  g_return_if_fail (dendrogram != NULL);

  if (!g_atomic_ref_count_dec (&dendrogram->references))
    return;

  g_free (dendrogram->merges);
  g_free (dendrogram);
}

guint32
vt_dendrogram_get_n_points (const VtDendrogram *dendrogram)
{
  g_return_val_if_fail (dendrogram != NULL, 0);

  return dendrogram->n_points;
}

const VtMerge *
vt_dendrogram_get_merges (const VtDendrogram *dendrogram)
{
  g_return_val_if_fail (dendrogram != NULL, NULL);

  return dendrogram->merges;
}

double
vt_dendrogram_get_root_height (const VtDendrogram *dendrogram)
{
  g_return_val_if_fail (dendrogram != NULL, 0);

  return dendrogram->n_points > 1 ? dendrogram->merges[dendrogram->n_points - 2].height : 0;
}

guint32
vt_dendrogram_cut (const VtDendrogram *dendrogram, double height, guint32 *clusters)
{
  g_autofree guint32 *numbers = NULL;
  guint32 n;
  guint32 count = 0;

  g_return_val_if_fail (dendrogram != NULL && clusters != NULL, 0);

  /* From the root down, a node passes on to its two branches the topmost node that it is joined to below the cut; the
   * numbers of these are given as the points come. */
  n = dendrogram->n_points;
  numbers = g_new (guint32, 4 * (gsize) n);
  for (guint32 node = 0; node < 2 * n; node++)
    {
      numbers[node] = node;
      numbers[2 * n + node] = G_MAXUINT32;
    }
  for (guint32 i = n - 1; i-- > 0;)
    if (dendrogram->merges[i].height <= height)
      numbers[dendrogram->merges[i].a] = numbers[dendrogram->merges[i].b] = numbers[n + i];
  for (guint32 point = 0; point < n; point++)
    {
      guint32 *number = &numbers[2 * n + numbers[point]];

      if (*number == G_MAXUINT32)
        *number = count++;
      clusters[point] = *number;
    }

  return count;
}

VtTable *
vt_dendrogram_tabulate (const VtDendrogram *dendrogram)
{
  VtTable *table;

  g_return_val_if_fail (dendrogram != NULL, NULL);

  table = vt_table_new ("dendrogram");
  vt_table_add_numbers (table, "merge", VT_UNIT_NONE);
  vt_table_add_numbers (table, "a", VT_UNIT_NONE);
  vt_table_add_numbers (table, "b", VT_UNIT_NONE);
  vt_table_add_numbers (table, "height", VT_UNIT_NONE);
  vt_table_add_numbers (table, "size", VT_UNIT_NONE);
  for (guint32 i = 0; i + 1 < dendrogram->n_points; i++)
    {
      const VtMerge *merge = &dendrogram->merges[i];
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, 0, i);
      vt_table_set_number (table, row, 1, merge->a);
      vt_table_set_number (table, row, 2, merge->b);
      vt_table_set_number (table, row, 3, merge->height);
      vt_table_set_number (table, row, 4, merge->size);
    }

  return table;
}
