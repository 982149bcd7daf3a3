/* How often each Voronoi polyhedron occurs, in all atoms and among LA and SA.
 *
 * f_i = N_i/N of the whole or of a subset, Δf_i = f_i(subset) − f_i(total), eqs. 3–4 of Liu et al., J. Mater. Inf.
 * 2022; 2:20; in percent. A polyhedron is told by ⟨n3 n4 n5 n6⟩ and by whether it has faces with seven edges or more:
 * so the row ⟨0 0 12 0⟩ holds icosahedra only, and ⟨0 0 12 0⟩+ is another. LFFS = n5/Σn over all faces, the mean of a
 * row's atoms (one number, but for rows with a +). O(n + k log k) for k polyhedra.
 */
#include "vt-polyhedra.h"

#include <math.h>
#include "vt-extremes.h"

typedef struct
{
  guint64        key; /* vt_voronoi_index_key() */
  VtVoronoiIndex index;
  gsize          total;
  gsize          active;
  gsize          stable;
  double         lffs;
} Group;

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *x = *(Group *const *) a, *y = *(Group *const *) b;

  if (x->total != y->total)
    return x->total > y->total ? -1 : 1;
  return (x->key > y->key) - (x->key < y->key);
}

static Group *
find_group (GHashTable *groups, const VtVoronoiIndex *index)
{
  guint64 key = vt_voronoi_index_key (index);
  Group *group = g_hash_table_lookup (groups, &key);

  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->key = key;
      group->index = *index;
      g_hash_table_insert (groups, &group->key, group);
    }
  return group;
}

/* Without classes every atom is neither LA nor SA. */
static double
class_of (const double *classes, gsize atom)
{
  return classes != NULL ? classes[atom] : VT_CLASS_NONE;
}

static GHashTable *
count_groups (const VtVoronoiIndex *indices, const double *classes, gsize n, gsize *active, gsize *stable)
{
  GHashTable *groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);

  *active = *stable = 0;
  for (gsize i = 0; i < n; i++)
    {
      Group *group = find_group (groups, &indices[i]);

      group->total++;
      group->lffs += vt_voronoi_index_lffs (&indices[i]);
      if (class_of (classes, i) == VT_CLASS_ACTIVE)
        {
          group->active++;
          (*active)++;
        }
      else if (class_of (classes, i) == VT_CLASS_STABLE)
        {
          group->stable++;
          (*stable)++;
        }
    }
  return groups;
}

static double
percent (gsize part, gsize whole)
{
  return whole > 0 ? 100.0 * (double) part / (double) whole : NAN;
}

static void
add_group (VtTable *table, const Group *group, gsize n, gsize active, gsize stable)
{
  guint row = vt_table_add_row (table);
  g_autofree char *text = vt_voronoi_index_format (&group->index);
  double total = percent (group->total, n), la = percent (group->active, active), sa = percent (group->stable, stable);
  double numbers[] = { (double) group->total, total, la, sa, la - total, sa - total,
                       group->lffs / (double) group->total };

  vt_table_set_text (table, row, 0, text);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    vt_table_set_number (table, row, i + 1, numbers[i]);
}

VtTable *
vt_polyhedra_table (const VtVoronoiIndex *indices, const double *classes, gsize n)
{
  static const char *const shares[] = { "f_total", "f_la", "f_sa", "df_la", "df_sa" };
  g_autoptr (GHashTable) groups = NULL;
  g_autoptr (GPtrArray) ranked = NULL;
  GHashTableIter iter;
  gpointer group;
  gsize active, stable;
  VtTable *table;

  g_return_val_if_fail (n == 0 || indices != NULL, NULL);

  groups = count_groups (indices, classes, n, &active, &stable);
  ranked = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    g_ptr_array_add (ranked, group);
  g_ptr_array_sort (ranked, compare_groups);

  table = vt_table_new ("polyhedra");
  vt_table_add_texts (table, "index");
  vt_table_add_numbers (table, "n_total", VT_UNIT_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    vt_table_add_numbers (table, shares[i], VT_UNIT_PERCENT);
  vt_table_add_numbers (table, "lffs", VT_UNIT_NONE);
  for (guint i = 0; i < ranked->len; i++)
    add_group (table, g_ptr_array_index (ranked, i), n, active, stable);
  return table;
}

typedef enum
{
  SUBSET_TOTAL,
  SUBSET_LA,
  SUBSET_SA
} Subset;

static gboolean
is_in (Subset subset, double class)
{
  return subset == SUBSET_TOTAL || class == (subset == SUBSET_LA ? VT_CLASS_ACTIVE : VT_CLASS_STABLE);
}

/* Moments of a subset's LFFS, and its mean by the other convention, n5/(n3 + n4 + n5 + n6). */
typedef struct
{
  gsize  n;
  double mean;
  double standard_deviation;
  double mean_3_to_6;
} Lffs;

static double
lffs_3_to_6 (const VtVoronoiIndex *index)
{
  guint faces = index->n3 + index->n4 + index->n5 + index->n6;

  return faces > 0 ? (double) index->n5 / faces : 0.0;
}

/* Two passes over the atoms of the subset that have faces: the mean first, then the squares about it. */
static void
measure_lffs (const VtVoronoiIndex *indices, const double *classes, gsize n, Subset subset, Lffs *lffs)
{
  double sum = 0.0, sum_3_to_6 = 0.0, squares = 0.0;

  lffs->n = 0;
  for (gsize i = 0; i < n; i++)
    if (is_in (subset, class_of (classes, i)) && vt_voronoi_index_faces (&indices[i]) > 0)
      {
        sum += vt_voronoi_index_lffs (&indices[i]);
        sum_3_to_6 += lffs_3_to_6 (&indices[i]);
        lffs->n++;
      }
  lffs->mean = lffs->n > 0 ? sum / (double) lffs->n : NAN;
  lffs->mean_3_to_6 = lffs->n > 0 ? sum_3_to_6 / (double) lffs->n : NAN;

  for (gsize i = 0; i < n; i++)
    if (is_in (subset, class_of (classes, i)) && vt_voronoi_index_faces (&indices[i]) > 0)
      squares += pow (vt_voronoi_index_lffs (&indices[i]) - lffs->mean, 2);
  lffs->standard_deviation = lffs->n > 1 ? sqrt (squares / (double) (lffs->n - 1)) : NAN;
}

VtTable *
vt_polyhedra_lffs_table (const VtVoronoiIndex *indices, const double *classes, gsize n)
{
  static const char *const names[] = { "total", "la", "sa" };
  static const char *const columns[] = { "n", "mean", "standard_deviation", "mean_3_to_6" };
  VtTable *table;

  g_return_val_if_fail (n == 0 || indices != NULL, NULL);

  table = vt_table_new ("lffs");
  vt_table_add_texts (table, "subset");
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    vt_table_add_numbers (table, columns[c], VT_UNIT_NONE);
  for (guint subset = SUBSET_TOTAL; subset <= SUBSET_SA; subset++)
    {
      guint row = vt_table_add_row (table);
      Lffs lffs;

      measure_lffs (indices, classes, n, subset, &lffs);
      vt_table_set_text (table, row, 0, names[subset]);
      vt_table_set_number (table, row, 1, (double) lffs.n);
      vt_table_set_number (table, row, 2, lffs.mean);
      vt_table_set_number (table, row, 3, lffs.standard_deviation);
      vt_table_set_number (table, row, 4, lffs.mean_3_to_6);
    }
  return table;
}
