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
#include "vt-polyhedra-tally.h"

/* The classes that a kind's atoms are counted in; all of them are its rank. */
enum
{
  ACTIVE,
  STABLE,
  N_CLASSES
};

/* Without classes every atom is neither LA nor SA. */
static double
class_of (const double *classes, gsize atom)
{
  return classes != NULL ? classes[atom] : VT_CLASS_NONE;
}

static VtPolyhedraTally *
count_kinds (const VtVoronoiIndex *indices, const double *classes, gsize n, gsize sizes[N_CLASSES])
{
  VtPolyhedraTally *tally = vt_polyhedra_tally_new (N_CLASSES);

  sizes[ACTIVE] = sizes[STABLE] = 0;
  for (gsize i = 0; i < n; i++)
    {
      VtPolyhedraKind *kind = vt_polyhedra_tally_add (tally, &indices[i]);
      double class = class_of (classes, i);

      kind->rank++;
      if (class == VT_CLASS_ACTIVE || class == VT_CLASS_STABLE)
        {
          guint which = class == VT_CLASS_ACTIVE ? ACTIVE : STABLE;

          kind->counts[which]++;
          sizes[which]++;
        }
    }
  return tally;
}

static double
percent (gsize part, gsize whole)
{
  return whole > 0 ? 100.0 * (double) part / (double) whole : NAN;
}

static void
add_kind (VtTable *table, const VtPolyhedraKind *kind, gsize n, const gsize sizes[N_CLASSES])
{
  guint row = vt_table_add_row (table);
  g_autofree char *text = vt_voronoi_index_format (&kind->index);
  double total = percent (kind->rank, n);
  double la = percent (kind->counts[ACTIVE], sizes[ACTIVE]), sa = percent (kind->counts[STABLE], sizes[STABLE]);
  double numbers[]
      = { (double) kind->rank, total, la, sa, la - total, sa - total, kind->lffs / (double) kind->rank };

  vt_table_set_text (table, row, 0, text);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    vt_table_set_number (table, row, i + 1, numbers[i]);
}

VtTable *
vt_polyhedra_table (const VtVoronoiIndex *indices, const double *classes, gsize n)
{
  static const char *const shares[] = { "f_total", "f_la", "f_sa", "df_la", "df_sa" };
  g_autoptr (VtPolyhedraTally) tally = NULL;
  g_autoptr (GPtrArray) ranked = NULL;
  gsize sizes[N_CLASSES];
  VtTable *table;

  g_return_val_if_fail (n == 0 || indices != NULL, NULL);

  tally = count_kinds (indices, classes, n, sizes);
  ranked = vt_polyhedra_tally_rank (tally);

  table = vt_table_new ("polyhedra");
  vt_table_add_texts (table, "index");
  vt_table_add_numbers (table, "n_total", VT_UNIT_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    vt_table_add_numbers (table, shares[i], VT_UNIT_PERCENT);
  vt_table_add_numbers (table, "lffs", VT_UNIT_NONE);
  for (guint i = 0; i < ranked->len; i++)
    add_kind (table, g_ptr_array_index (ranked, i), n, sizes);
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
