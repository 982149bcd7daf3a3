/* A hash table by vt_voronoi_index_key(): polyhedra are told apart by n3 … n6, and by whether they have other faces. */
#include "vt-polyhedra-tally.h"

struct _VtPolyhedraTally
{
  GHashTable *kinds;
  guint       n_classes;
};

static void
free_kind (gpointer data)
{
  VtPolyhedraKind *kind = data;

  g_free (kind->counts);
  g_free (kind);
}

VtPolyhedraTally *
vt_polyhedra_tally_new (guint n_classes)
{
  VtPolyhedraTally *tally = g_new0 (VtPolyhedraTally, 1);

  tally->kinds = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_kind);
  tally->n_classes = n_classes;
  return tally;
}

void
vt_polyhedra_tally_free (VtPolyhedraTally *tally)
{
  g_return_if_fail (tally != NULL);

  g_hash_table_unref (tally->kinds);
  g_free (tally);
}

VtPolyhedraKind *
vt_polyhedra_tally_add (VtPolyhedraTally *tally, const VtVoronoiIndex *index)
{
  guint64 key;
  VtPolyhedraKind *kind;

  g_return_val_if_fail (tally != NULL && index != NULL, NULL);

  key = vt_voronoi_index_key (index);
  kind = g_hash_table_lookup (tally->kinds, &key);
  if (kind == NULL)
    {
      kind = g_new0 (VtPolyhedraKind, 1);
      kind->key = key;
      kind->index = *index;
      kind->counts = g_new0 (gsize, tally->n_classes);
      g_hash_table_insert (tally->kinds, &kind->key, kind);
    }
  kind->lffs += vt_voronoi_index_lffs (index);
  return kind;
}

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const VtPolyhedraKind *x = *(VtPolyhedraKind *const *) a, *y = *(VtPolyhedraKind *const *) b;

  if (x->rank != y->rank)
    return x->rank > y->rank ? -1 : 1;
  return (x->key > y->key) - (x->key < y->key);
}

GPtrArray *
vt_polyhedra_tally_rank (const VtPolyhedraTally *tally)
{
  GPtrArray *ranked = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer kind;

  g_return_val_if_fail (tally != NULL, ranked);

  g_hash_table_iter_init (&iter, tally->kinds);
  while (g_hash_table_iter_next (&iter, NULL, &kind))
    g_ptr_array_add (ranked, kind);
  g_ptr_array_sort (ranked, compare_kinds);
  return ranked;
}
