/* All pairs with |r_j + image · H − r_i| ≤ r_c(species i, species j), Å.
 *
 * An atom's own images count where the cell is smaller than the cutoff; the atom itself does not. Whether a pair is
 * within its cutoff is decided on the square, d² ≤ r_c², in double precision, by an expression that gives the same
 * bits from either side: so both directions are always listed, exact ties of a lattice included.
 *
 * Linked cells (vt-cell-grid.c), O(n). Each worker appends the neighbours of one atom after the other to blocks of its
 * own, so nothing is counted first or put together afterwards, and atoms near in space are near in memory.
 */
#include "vt-neighbor-list.h"

#include <math.h>
#include <string.h>
#include "vt-cell-scan.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-large-array.h"
#include "vt-parallel.h"

#define MAX_PAIRS ((gsize) 1 << 29)  /* 6 GiB */
#define FEW 32 /* neighbours that are sorted by counting */
#define MAX_BLOCK (((gsize) 16 << 20) / sizeof (VtNeighbor))
#define LONG_TASK ((gsize) 1 << 20) /* distances after which it looks whether it was cancelled */

struct _VtNeighborList
{
  gsize              n_atoms;
  gsize              n_pairs;
  gsize              n_ordered;
  gsize              n_bytes; /* in blocks */
  const VtNeighbor **first;  /* [n_atoms] */
  guint32           *count;  /* [n_atoms] */
  guint32           *order;  /* [n_ordered], the atoms with a position along the bins */
  GPtrArray         *blocks; /* where the neighbours are, by vt_large_array_new() */
};

G_DEFINE_BOXED_TYPE (VtNeighborList, vt_neighbor_list, vt_neighbor_list_ref, vt_neighbor_list_unref)

/* One worker's memory. The neighbours of one atom are collected unsorted, room for a whole number of FEW. */
typedef struct
{
  VtCellScan   *scan;
  gint32       *atoms;
  gint64       *images; /* by vt_image_pack() */
  gsize         n_room;
  GPtrArray    *blocks;
  VtNeighbor   *next; /* in the last block */
  gsize         n_left;
  gsize         n_bytes;
} Scratch;

typedef struct
{
  VtNeighborList *list;
  VtCellGrid     *grid;
  VtCutoffs       squared;
  Scratch        *scratch;
  GCancellable   *cancellable;
  gsize           block;   /* neighbours, at least, in a block */
  gboolean        repeats; /* an atom may meet two images of another one */
  gsize           n_pairs; /* atomic */
  int             too_many; /* atomic */
} Search;

int
vt_neighbor_compare (gconstpointer a, gconstpointer b)
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

static inline VtNeighbor
make_neighbor (gint32 atom, gint64 packed)
{
  VtNeighbor neighbor = { (guint32) atom, { 0, 0, 0 } };

  if (packed != 0)
    {
      int image[3];

      vt_image_unpack (packed, image);
      for (guint axis = 0; axis < 3; axis++)
        neighbor.image[axis] = (gint16) image[axis];
    }

  return neighbor;
}

/* A dozen neighbours are placed fastest by counting how many are smaller: no branches, and no two are equal. The
 * loop of fixed length runs over larger numbers behind the last neighbour. */
static inline void
place_few (const Scratch *scratch, gsize n, gsize length, VtNeighbor *sorted)
{
  gint32 *atoms = scratch->atoms;

  for (gsize i = n; i < length; i++)
    atoms[i] = G_MAXINT32;
  for (gsize i = 0; i < n; i++)
    {
      gint32 rank = 0;

      for (gsize j = 0; j < length; j++)
        rank += atoms[j] < atoms[i];
      sorted[rank] = make_neighbor (atoms[i], scratch->images[i]);
    }
}

/* Room for the neighbours of one atom, in memory that stays. */
static VtNeighbor *
take_room (const Search *search, Scratch *scratch, gsize n)
{
  VtNeighbor *room;

  if (n > scratch->n_left)
    {
      scratch->n_left = MAX (n, search->block);
      scratch->next = vt_large_array_new (scratch->n_left * sizeof (VtNeighbor));
      scratch->n_bytes += scratch->n_left * sizeof (VtNeighbor);
      g_ptr_array_add (scratch->blocks, scratch->next);
    }
  room = scratch->next;
  scratch->next += n;
  scratch->n_left -= n;

  return room;
}

static const VtNeighbor *
keep_sorted (const Search *search, Scratch *scratch, gsize n)
{
  VtNeighbor *sorted = n > 0 ? take_room (search, scratch, n) : NULL;

  if (n <= FEW / 2 && !search->repeats)
    {
      place_few (scratch, n, FEW / 2, sorted);
    }
  else if (n <= FEW && !search->repeats)
    {
      place_few (scratch, n, FEW, sorted);
    }
  else if (n > 0)
    {
      for (gsize i = 0; i < n; i++)
        sorted[i] = make_neighbor (scratch->atoms[i], scratch->images[i]);
      qsort (sorted, n, sizeof *sorted, vt_neighbor_compare);
    }

  return sorted;
}

static gsize
collect_neighbors (const Search *search, Scratch *scratch, gsize slot)
{
  const VtCellGrid *grid = search->grid;
  const VtCellScan *scan = scratch->scan;
  gint64 home = grid->image[slot];

  vt_cell_scan_find (scratch->scan, slot);
  if (scan->n_found + FEW > scratch->n_room)
    {
      scratch->n_room = 2 * (scan->n_found + FEW);
      scratch->atoms = g_renew (gint32, scratch->atoms, scratch->n_room);
      scratch->images = g_renew (gint64, scratch->images, scratch->n_room);
    }
  for (gsize i = 0; i < scan->n_found; i++)
    {
      scratch->atoms[i] = (gint32) grid->atom[scan->found[i]];
      scratch->images[i] = home - grid->image[scan->found[i]];
    }
  for (gsize i = 0; scan->shifted && i < scan->n_found; i++)
    {
      const int *shift = scan->shifts[scan->shift[i]];

      scratch->images[i] += vt_image_pack (shift[0], shift[1], shift[2]);
    }

  return scan->n_found;
}

/* FALSE where the search must end. */
static gboolean
search_bin (Search *search, Scratch *scratch, gsize bin)
{
  const VtCellGrid *grid = search->grid;
  gsize n_found = 0;

  vt_cell_scan_enter (scratch->scan, bin);
  for (gsize slot = grid->first[bin]; slot < grid->first[bin + 1]; slot++)
    {
      gsize n = collect_neighbors (search, scratch, slot);

      n_found += n;
      if (n_found > MAX_PAIRS)
        g_atomic_int_set (&search->too_many, 1);
      if (g_atomic_int_get (&search->too_many))
        return FALSE;
      search->list->count[grid->atom[slot]] = (guint32) n;
      search->list->first[grid->atom[slot]] = keep_sorted (search, scratch, n);

      if (scratch->scan->n_looked > LONG_TASK)
        {
          if (g_cancellable_is_cancelled (search->cancellable))
            return FALSE;
          scratch->scan->n_looked = 0;
        }
    }
  if (g_atomic_pointer_add (&search->n_pairs, n_found) > (gssize) MAX_PAIRS)
    g_atomic_int_set (&search->too_many, 1);

  return TRUE;
}

static void
search_chunk (const VtChunk *chunk, gpointer data)
{
  Search *search = data;
  Scratch *scratch = &search->scratch[chunk->worker];

  if (scratch->scan == NULL)
    {
      scratch->scan = vt_cell_scan_new (search->grid, &search->squared);
      scratch->n_room = FEW;
      scratch->atoms = g_new (gint32, scratch->n_room);
      scratch->images = g_new (gint64, scratch->n_room);
      scratch->blocks = g_ptr_array_new ();
    }
  for (gsize number = chunk->begin; number < chunk->end; number++)
    {
      gsize bin = vt_cell_grid_get_visited (search->grid, number);

      if (search->grid->first[bin] < search->grid->first[bin + 1] && !search_bin (search, scratch, bin))
        return;
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

/* The atoms as they were visited. */
static guint32 *
make_order (const VtCellGrid *grid)
{
  guint32 *order = vt_large_array_new (grid->n * sizeof *order);
  gsize n = 0;

  for (gsize number = 0; number < grid->n_bins; number++)
    {
      gsize bin = vt_cell_grid_get_visited (grid, number);

      for (gsize slot = grid->first[bin]; slot < grid->first[bin + 1]; slot++)
        order[n++] = grid->atom[slot];
    }

  return order;
}

static gboolean
run_search (Search *search, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  VtNeighborList *list = search->list;
  gsize grain = vt_cell_grid_get_grain (search->grid);
  VtPlace place = { NULL, -1, 0, _("Choose a smaller cutoff") };
  gboolean done;

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
  list->order = make_order (search->grid);

  return done;
}

static void
clear_scratch (VtNeighborList *list, Scratch *scratch, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      list->n_bytes += scratch[i].n_bytes;
      if (scratch[i].blocks != NULL)
        g_ptr_array_extend_and_steal (list->blocks, scratch[i].blocks);
      g_clear_pointer (&scratch[i].scan, vt_cell_scan_free);
      g_free (scratch[i].atoms);
      g_free (scratch[i].images);
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
  Search search = { .list = list, .cancellable = cancellable };
  guint n_workers = vt_parallel_get_threads ();
  gboolean done;

  grid = vt_cell_grid_new (frame, vt_cutoffs_get_maximum (cutoffs), cancellable, error);
  if (grid == NULL)
    return FALSE;
  vt_cell_scan_square (cutoffs, &search.squared);
  search.grid = grid;
  search.block = CLAMP (grid->n * FEW / 8, 1024, MAX_BLOCK);
  search.repeats = atoms_repeat (grid);
  search.scratch = g_new0 (Scratch, n_workers);
  done = run_search (&search, progress, cancellable, error);
  clear_scratch (list, search.scratch, n_workers);

  return done;
}

static VtNeighborList *
new_list (gsize n_atoms)
{
  VtNeighborList *list = g_atomic_rc_box_new0 (VtNeighborList);

  list->n_atoms = n_atoms;
  list->blocks = g_ptr_array_new_with_free_func (vt_large_array_free);
  list->first = vt_large_array_new (n_atoms * sizeof *list->first);
  list->count = vt_large_array_new (n_atoms * sizeof *list->count);
  return list;
}

VtNeighborList *
vt_neighbor_list_new (VtFrame         *frame,
                      const VtCutoffs *cutoffs,
                      VtProgress      *progress,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autoptr (VtNeighborList) list = NULL;

  g_return_val_if_fail (frame != NULL && cutoffs != NULL, NULL);
  g_return_val_if_fail (isfinite (vt_cutoffs_get_maximum (cutoffs)), NULL);

  if (!vt_cell_scan_check (frame, cutoffs, error))
    return NULL;

  list = new_list (vt_frame_get_n_atoms (frame));
  for (gsize atom = 0; atom < list->n_atoms; atom++)
    {
      list->first[atom] = NULL;
      list->count[atom] = 0;
    }
  if (vt_cutoffs_get_maximum (cutoffs) > 0.0 && !fill_list (list, frame, cutoffs, progress, cancellable, error))
    return NULL;

  return g_steal_pointer (&list);
}

VtNeighborList *
vt_neighbor_list_new_take (gsize        n_atoms,
                           VtNeighbor  *neighbors,
                           const gsize *first,
                           guint32     *order,
                           gsize        n_ordered)
{
  VtNeighborList *list;

  g_return_val_if_fail (neighbors != NULL && first != NULL && (order != NULL || n_ordered == 0), NULL);

  list = new_list (n_atoms);
  for (gsize atom = 0; atom < n_atoms; atom++)
    {
      list->first[atom] = neighbors + first[atom];
      list->count[atom] = (guint32) (first[atom + 1] - first[atom]);
    }
  list->n_pairs = first[n_atoms];
  list->n_bytes = list->n_pairs * sizeof *neighbors;
  list->order = order;
  list->n_ordered = n_ordered;
  g_ptr_array_add (list->blocks, neighbors);
  return list;
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

  g_ptr_array_unref (list->blocks);
  vt_large_array_free (list->first);
  vt_large_array_free (list->count);
  vt_large_array_free (list->order);
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

  return sizeof *list + list->n_bytes + list->n_atoms * (sizeof (VtNeighbor *) + sizeof (guint32)) +
         list->n_ordered * sizeof (guint32);
}
