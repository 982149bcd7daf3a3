/* All pairs with |r_j + image · H − r_i| ≤ r_c(species i, species j), Å.
 *
 * An atom's own images count where the cell is smaller than the cutoff; the atom itself does not. Whether a pair is
 * within its cutoff is decided on the square, d² ≤ r_c², in double precision, by an expression that gives the same
 * bits from either side: so both directions are always listed, exact ties of a lattice included.
 *
 * Linked cells (vt-cell-grid.c), O(n). A chunk of bins collects its neighbours in scratch memory and keeps them in
 * one block, so nothing is counted first or copied together afterwards, and atoms near in space are near in memory.
 */
#include "vt-neighbor-list.h"

#include <math.h>
#include <string.h>
#include "vt-cell-grid.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-parallel.h"

#define MAX_PAIRS ((gsize) 1 << 29)  /* 6 GiB */
#define LONG_TASK ((gsize) 1 << 20) /* distances in one bin after which it looks whether it was cancelled */

struct _VtNeighborList
{
  gsize              n_atoms;
  gsize              n_pairs;
  gsize              n_ordered;
  gsize              n_blocks;
  const VtNeighbor **first;  /* [n_atoms] */
  guint32           *count;  /* [n_atoms] */
  guint32           *order;  /* [n_ordered], the atoms with a position along the bins */
  VtNeighbor       **blocks; /* [n_blocks] */
};

G_DEFINE_BOXED_TYPE (VtNeighborList, vt_neighbor_list, vt_neighbor_list_ref, vt_neighbor_list_unref)

/* One worker's memory. */
typedef struct
{
  VtCandidates *candidates;
  VtNeighbor   *found; /* of the chunk so far */
  gsize         n_found;
  gsize         capacity;
  VtNeighbor   *unsorted; /* of one atom */
  gsize         unsorted_capacity;
} Scratch;

typedef struct
{
  VtNeighborList *list;
  VtCellGrid     *grid;
  VtCutoffs       squared;
  Scratch        *scratch;
  GCancellable   *cancellable;
  gboolean        repeats; /* an atom may meet two images of another one */
  gsize           n_pairs; /* atomic */
  int             too_many; /* atomic */
} Search;

static int
compare_neighbors (gconstpointer a, gconstpointer b)
{
  const VtNeighbor *first = a;
  const VtNeighbor *second = b;

  if (first->atom != second->atom)
    return first->atom < second->atom ? -1 : 1;
  for (guint axis = 0; axis < 3; axis++)
    if (first->image[axis] != second->image[axis])
      return first->image[axis] < second->image[axis] ? -1 : 1;

  return 0;
}

/* A dozen neighbours are placed fastest by counting how many are smaller: no branches, and no two are equal. */
static void
place_few (const VtNeighbor *unsorted, gsize n, VtNeighbor *sorted)
{
  gint32 atoms[32];

  g_assert (n <= G_N_ELEMENTS (atoms));
  for (gsize i = 0; i < n; i++)
    atoms[i] = (gint32) unsorted[i].atom;
  for (gsize i = 0; i < n; i++)
    {
      gint32 rank = 0;

      for (gsize j = 0; j < n; j++)
        rank += atoms[j] < atoms[i];
      sorted[rank] = unsorted[i];
    }
}

static void
keep_sorted (const Search *search, Scratch *scratch, gsize n)
{
  VtNeighbor *target;

  if (scratch->n_found + n > scratch->capacity)
    {
      scratch->capacity = MAX (2 * scratch->capacity, scratch->n_found + n);
      scratch->found = g_renew (VtNeighbor, scratch->found, scratch->capacity);
    }
  target = scratch->found + scratch->n_found;
  if (n <= 32 && !search->repeats)
    {
      place_few (scratch->unsorted, n, target);
    }
  else if (n > 0)
    {
      memcpy (target, scratch->unsorted, n * sizeof *target);
      qsort (target, n, sizeof *target, compare_neighbors);
    }
  scratch->n_found += n;
}

static gsize
collect_neighbors (const Search *search, Scratch *scratch, gsize slot)
{
  const VtCellGrid *grid = search->grid;
  VtCandidates *candidates = scratch->candidates;
  const double *squared = search->squared.radius[grid->species[slot]];
  gsize n_hits = vt_candidates_select (candidates, grid, slot);
  gsize n = 0;

  if (n_hits > scratch->unsorted_capacity)
    {
      scratch->unsorted_capacity = 2 * n_hits;
      scratch->unsorted = g_renew (VtNeighbor, scratch->unsorted, scratch->unsorted_capacity);
    }
  for (gsize i = 0; i < n_hits; i++)
    {
      gsize hit = candidates->hit[i];
      gsize other = candidates->slot[hit];
      int image[3];

      if (!vt_candidates_is_pair (candidates, hit, slot, FALSE))
        continue;
      vt_candidates_get_image (candidates, grid, hit, slot, image);
      if (vt_cell_grid_distance_squared (grid, slot, other, image) <= squared[grid->species[other]])
        scratch->unsorted[n++] = (VtNeighbor){ grid->atom[other],
                                               { (gint16) image[0], (gint16) image[1], (gint16) image[2] } };
    }

  return n;
}

/* FALSE where the search must end. */
static gboolean
search_bin (Search *search, Scratch *scratch, gsize bin)
{
  const VtCellGrid *grid = search->grid;
  gsize before = scratch->n_found;
  gsize work = 0;

  vt_candidates_gather (scratch->candidates, grid, bin, FALSE);
  for (gsize slot = grid->first[bin]; slot < grid->first[bin + 1]; slot++)
    {
      gsize n = collect_neighbors (search, scratch, slot);

      search->list->count[grid->atom[slot]] = (guint32) n;
      if (scratch->n_found + n > MAX_PAIRS)
        g_atomic_int_set (&search->too_many, 1);
      if (g_atomic_int_get (&search->too_many))
        return FALSE;
      keep_sorted (search, scratch, n);

      work += scratch->candidates->n;
      if (work > LONG_TASK)
        {
          if (g_cancellable_is_cancelled (search->cancellable))
            return FALSE;
          work = 0;
        }
    }
  if (g_atomic_pointer_add (&search->n_pairs, scratch->n_found - before) > (gssize) MAX_PAIRS)
    g_atomic_int_set (&search->too_many, 1);

  return TRUE;
}

static void
search_chunk (const VtChunk *chunk, gpointer data)
{
  Search *search = data;
  VtNeighborList *list = search->list;
  Scratch *scratch = &search->scratch[chunk->worker];
  const VtNeighbor *next;

  if (scratch->candidates == NULL)
    {
      scratch->candidates = vt_candidates_new ();
      scratch->capacity = 1024;
      scratch->found = g_new (VtNeighbor, scratch->capacity);
    }
  scratch->n_found = 0;
  for (gsize bin = chunk->begin; bin < chunk->end; bin++)
    if (search->grid->first[bin] < search->grid->first[bin + 1] && !search_bin (search, scratch, bin))
      return;

  list->blocks[chunk->number] = g_memdup2 (scratch->found, scratch->n_found * sizeof (VtNeighbor));
  next = list->blocks[chunk->number];
  for (gsize slot = search->grid->first[chunk->begin]; slot < search->grid->first[chunk->end]; slot++)
    {
      gsize atom = search->grid->atom[slot];

      list->first[atom] = next;
      if (list->count[atom] > 0)
        next += list->count[atom];
    }
}

static gboolean
atoms_repeat (const VtCellGrid *grid)
{
  for (guint axis = 0; axis < 3; axis++)
    if (grid->cell.periodic[axis] && grid->bins[axis] < 2 * grid->reach[axis] + 1)
      return TRUE;

  return FALSE;
}

static gboolean
run_search (Search *search, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  VtNeighborList *list = search->list;
  gsize grain = vt_cell_grid_get_grain (search->grid);
  VtPlace place = { NULL, -1, 0, _("Choose a smaller cutoff") };
  gboolean done;

  list->n_blocks = vt_parallel_n_chunks (search->grid->n_bins, grain);
  list->blocks = g_new0 (VtNeighbor *, list->n_blocks);
  done = vt_parallel_for (search->grid->n_bins, grain, search_chunk, search, progress, cancellable, error) &&
         !g_cancellable_set_error_if_cancelled (cancellable, error);
  if (done && search->too_many)
    {
      vt_set_error_at (error, VT_ERROR_LIMIT, &place, _("The cutoff of %g Å gives more than %u million pairs"),
                       search->grid->cutoff, (guint) (MAX_PAIRS / 1000000));
      done = FALSE;
    }
  list->n_pairs = search->n_pairs;
  list->n_ordered = search->grid->n;
  list->order = g_steal_pointer (&search->grid->atom);

  return done;
}

static void
clear_scratch (Scratch *scratch, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_clear_pointer (&scratch[i].candidates, vt_candidates_free);
      g_free (scratch[i].found);
      g_free (scratch[i].unsorted);
    }
  g_free (scratch);
}

static gboolean
fill_list (VtNeighborList  *list,
           VtFrame         *frame,
           const VtCutoffs *cutoffs,
           VtProgress      *progress,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr (VtCellGrid) grid = NULL;
  Search search = { .list = list, .squared = *cutoffs, .cancellable = cancellable };
  guint n_workers = vt_parallel_get_threads ();
  gboolean done;

  grid = vt_cell_grid_new (frame, vt_cutoffs_get_maximum (cutoffs), cancellable, error);
  if (grid == NULL)
    return FALSE;
  for (guint a = 0; a < cutoffs->n_species; a++)
    for (guint b = 0; b < cutoffs->n_species; b++)
      search.squared.radius[a][b] = cutoffs->radius[a][b] > 0.0 ? cutoffs->radius[a][b] * cutoffs->radius[a][b] : -1.0;
  search.grid = grid;
  search.repeats = atoms_repeat (grid);
  search.scratch = g_new0 (Scratch, n_workers);
  done = run_search (&search, progress, cancellable, error);
  clear_scratch (search.scratch, n_workers);

  return done;
}

VtNeighborList *
vt_neighbor_list_new (VtFrame         *frame,
                      const VtCutoffs *cutoffs,
                      VtProgress      *progress,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autoptr (VtNeighborList) list = NULL;
  guint n_species;

  g_return_val_if_fail (frame != NULL && cutoffs != NULL, NULL);
  g_return_val_if_fail (isfinite (vt_cutoffs_get_maximum (cutoffs)), NULL);

  n_species = vt_atom_table_get_n_species (vt_frame_get_atoms (frame));
  if (n_species > cutoffs->n_species)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("Cutoffs for %u species, but atoms of %u; at most %d are possible"),
                       cutoffs->n_species, n_species, VT_MAX_SPECIES);
      return NULL;
    }

  list = g_atomic_rc_box_new0 (VtNeighborList);
  list->n_atoms = vt_frame_get_n_atoms (frame);
  list->first = g_new0 (const VtNeighbor *, MAX (list->n_atoms, 1));
  list->count = g_new0 (guint32, MAX (list->n_atoms, 1));
  if (vt_cutoffs_get_maximum (cutoffs) > 0.0 && !fill_list (list, frame, cutoffs, progress, cancellable, error))
    return NULL;

  return g_steal_pointer (&list);
}

VtNeighborList *
vt_neighbor_list_ref (VtNeighborList *list)
{
  g_return_val_if_fail (list != NULL, NULL);

  return g_atomic_rc_box_acquire (list);
}

static void
clear_list (gpointer data)
{
  VtNeighborList *list = data;

  for (gsize i = 0; i < list->n_blocks; i++)
    g_free (list->blocks[i]);
  g_free (list->blocks);
  g_free (list->first);
  g_free (list->count);
  g_free (list->order);
}

void
vt_neighbor_list_unref (VtNeighborList *list)
{
  g_return_if_fail (list != NULL);

  g_atomic_rc_box_release_full (list, clear_list);
}

gsize
vt_neighbor_list_get_n_atoms (const VtNeighborList *list)
{
  g_return_val_if_fail (list != NULL, 0);

  return list->n_atoms;
}

gsize
vt_neighbor_list_get_n_pairs (const VtNeighborList *list)
{
  g_return_val_if_fail (list != NULL, 0);

  return list->n_pairs;
}

const VtNeighbor *
vt_neighbor_list_get (const VtNeighborList *list, gsize atom, guint *count)
{
  g_return_val_if_fail (list != NULL && atom < list->n_atoms && count != NULL, NULL);

  *count = list->count[atom];

  return list->first[atom];
}

const guint32 *
vt_neighbor_list_get_order (const VtNeighborList *list, gsize *n)
{
  g_return_val_if_fail (list != NULL && n != NULL, NULL);

  *n = list->n_ordered;

  return list->order;
}

gsize
vt_neighbor_list_get_size (const VtNeighborList *list)
{
  g_return_val_if_fail (list != NULL, 0);

  return sizeof *list + list->n_pairs * sizeof (VtNeighbor) + list->n_blocks * sizeof (VtNeighbor *) +
         list->n_atoms * (sizeof (VtNeighbor *) + sizeof (guint32)) + list->n_ordered * sizeof (guint32);
}
