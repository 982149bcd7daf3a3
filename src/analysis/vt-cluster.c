/* Clusters of active atoms, by walking from neighbour to neighbour.
 *
 * Two active atoms are joined where the neighbour list has them as a pair. A walk from each atom that no cluster has yet
 * carries along the lattice translation t by which an atom's position lies next to the atom it was reached from, so that
 * r + t · cell is the unwrapped cluster: t_j = t_i + image of the pair. A pair within the cluster for which that does not
 * hold closes a loop through the periodic cell: d = t_i + image − t_j ≠ 0 joins the cluster to its own image. The rank of
 * all such d, whole numbers and so exact, is the cluster's dimension; the walk finds a set that generates all of them,
 * for every loop is a sum of such pairs (Newman & Ziff, Phys. Rev. E 64, 016706 (2001), with translations on the
 * sites).
 *
 * Radius of gyration: Rg² = ⟨|r − ⟨r⟩|²⟩, Å². O(active × neighbours + n log n).
 */
#include "vt-cluster.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So many atoms are walked between two looks at the cancellable. */
#define WALK_GRAIN 8192

/* Independent translations of a cluster, at most three. */
typedef struct
{
  guint  rank;
  gint64 vectors[2][3];
} Lattice;

typedef struct
{
  const VtFrame        *frame;
  const VtNeighborList *neighbors;
  VtClusters           *clusters;
  const guint32        *place;  /* [n_atoms]: an active atom's place in the arrays below */
  gint32 (*shift)[3];           /* [n_active] */
  guint32              *queue;  /* [n_active]: atoms of the present cluster */
} Walk;

#define NOT_ACTIVE G_MAXUINT32

static void
cross (const gint64 a[3], const gint64 b[3], gint64 product[3])
{
  for (guint k = 0; k < 3; k++)
    product[k] = a[(k + 1) % 3] * b[(k + 2) % 3] - a[(k + 2) % 3] * b[(k + 1) % 3];
}

/* Whole numbers far below 2²⁰: nothing here can overflow. */
static void
lattice_add (Lattice *lattice, const gint64 d[3])
{
  gint64 normal[3];

  if (lattice->rank == 3 || (d[0] == 0 && d[1] == 0 && d[2] == 0))
    return;
  if (lattice->rank == 1)
    {
      cross (lattice->vectors[0], d, normal);
      if (normal[0] == 0 && normal[1] == 0 && normal[2] == 0)
        return;
    }
  if (lattice->rank == 2)
    {
      cross (lattice->vectors[0], lattice->vectors[1], normal);
      if (normal[0] * d[0] + normal[1] * d[1] + normal[2] * d[2] == 0)
        return;
    }
  if (lattice->rank < 2)
    memcpy (lattice->vectors[lattice->rank], d, 3 * sizeof (gint64));
  lattice->rank++;
}

/* The neighbours of the cluster's member: new ones join, known ones may close a loop. Returns the members there are. */
static gsize
visit (Walk *walk, guint32 atom, gsize n_members, guint32 label, Lattice *lattice)
{
  const gint32 *shift = walk->shift[walk->place[atom]];
  guint count;
  const VtNeighbor *neighbors = vt_neighbor_list_get (walk->neighbors, atom, &count);

  for (guint j = 0; j < count; j++)
    {
      guint32 other = neighbors[j].atom, place = walk->place[other];
      gint64 d[3];

      if (place == NOT_ACTIVE)
        continue;
      for (guint k = 0; k < 3; k++)
        d[k] = (gint64) shift[k] + neighbors[j].image[k];
      if (walk->clusters->label[other] == 0)
        {
          walk->clusters->label[other] = label;
          for (guint k = 0; k < 3; k++)
            walk->shift[place][k] = (gint32) d[k];
          walk->queue[n_members++] = other;
          continue;
        }
      for (guint k = 0; k < 3; k++)
        d[k] -= walk->shift[place][k];
      lattice_add (lattice, d);
    }
  return n_members;
}

static double
measure_gyration (const Walk *walk, gsize n_members)
{
  const VtCell *cell = vt_frame_get_cell (walk->frame);
  double center[3] = { 0, 0, 0 }, origin[3], squares = 0;

  vt_frame_get_position (walk->frame, walk->queue[0], origin);
  /* Two passes, from an atom of the cluster: far from the box's origin no digits are lost. */
  for (guint pass = 0; pass < 2; pass++)
    {
      for (gsize m = 0; m < n_members; m++)
        {
          const gint32 *shift = walk->shift[walk->place[walk->queue[m]]];
          double position[3];

          vt_frame_get_position (walk->frame, walk->queue[m], position);
          for (guint k = 0; k < 3; k++)
            {
              position[k] += shift[0] * cell->vectors[0][k] + shift[1] * cell->vectors[1][k]
                             + shift[2] * cell->vectors[2][k] - origin[k];
              if (pass == 0)
                center[k] += position[k];
              else
                squares += (position[k] - center[k]) * (position[k] - center[k]);
            }
        }
      for (guint k = 0; pass == 0 && k < 3; k++)
        center[k] /= (double) n_members;
    }
  return sqrt (squares / (double) n_members);
}

static VtCluster
walk_from (Walk *walk, guint32 atom, guint32 label)
{
  VtCluster cluster = { .first = atom };
  Lattice lattice = { 0 };
  gsize n_members = 1;

  walk->clusters->label[atom] = label;
  memset (walk->shift[walk->place[atom]], 0, sizeof walk->shift[0]);
  walk->queue[0] = atom;
  for (gsize m = 0; m < n_members; m++)
    n_members = visit (walk, walk->queue[m], n_members, label, &lattice);
  cluster.size = n_members;
  cluster.dimension = lattice.rank;
  cluster.gyration = lattice.rank == 0 ? measure_gyration (walk, n_members) : NAN;
  return cluster;
}

static int
compare_clusters (const void *a, const void *b)
{
  const VtCluster *x = a, *y = b;

  if (x->size != y->size)
    return x->size > y->size ? -1 : 1;
  return (x->first > y->first) - (x->first < y->first);
}

/* Labels by the order of sizes. */
static void
sort_clusters (VtClusters *clusters, const guint32 *active)
{
  g_autofree guint32 *rank = g_new (guint32, clusters->n + 1);

  /* An atom's label is still that of its walk: the first of each cluster says which. */
  qsort (clusters->clusters, clusters->n, sizeof (VtCluster), compare_clusters);
  for (gsize c = 0; c < clusters->n; c++)
    rank[clusters->label[clusters->clusters[c].first]] = (guint32) (c + 1);
  for (gsize i = 0; i < clusters->n_active; i++)
    clusters->label[active[i]] = rank[clusters->label[active[i]]];
}

static int
compare_indices (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* Every cluster is begun at its atom of the lowest index, whatever order the active ones came in. */
static gboolean
walk_all (Walk *walk, const guint32 *sorted, GCancellable *cancellable, GError **error)
{
  VtClusters *clusters = walk->clusters;
  gsize walked = 0;

  for (gsize i = 0; i < clusters->n_active; i++)
    {
      if (clusters->label[sorted[i]] != 0)
        continue;
      clusters->clusters[clusters->n] = walk_from (walk, sorted[i], (guint32) (clusters->n + 1));
      walked += clusters->clusters[clusters->n++].size;
      if (walked >= WALK_GRAIN)
        {
          walked = 0;
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
        }
    }
  return TRUE;
}

VtClusters *
vt_clusters_new (const VtFrame        *frame,
                 const VtNeighborList *neighbors,
                 const guint32        *active,
                 gsize                 n_active,
                 GCancellable         *cancellable,
                 GError              **error)
{
  g_autoptr (VtClusters) clusters = NULL;
  g_autofree guint32 *sorted = NULL, *place = NULL, *queue = NULL;
  g_autofree gint32 (*shift)[3] = NULL;

  g_return_val_if_fail (frame != NULL && neighbors != NULL && (n_active == 0 || active != NULL), NULL);
  g_return_val_if_fail (vt_frame_get_n_atoms (frame) == vt_neighbor_list_get_n_atoms (neighbors), NULL);

  clusters = g_new0 (VtClusters, 1);
  clusters->n_atoms = vt_frame_get_n_atoms (frame);
  clusters->n_active = n_active;
  clusters->label = g_new0 (guint32, MAX (clusters->n_atoms, 1));
  clusters->clusters = g_new (VtCluster, MAX (n_active, 1));
  sorted = g_memdup2 (active, n_active * sizeof (guint32));
  if (n_active > 0)
    qsort (sorted, n_active, sizeof (guint32), compare_indices);
  place = g_new (guint32, MAX (clusters->n_atoms, 1));
  memset (place, 0xff, clusters->n_atoms * sizeof (guint32));
  for (gsize i = 0; i < n_active; i++)
    place[sorted[i]] = (guint32) i;
  queue = g_new (guint32, MAX (n_active, 1));
  shift = g_malloc (MAX (n_active, 1) * sizeof *shift);

  Walk walk = { frame, neighbors, clusters, place, shift, queue };
  if (!walk_all (&walk, sorted, cancellable, error))
    return NULL;
  sort_clusters (clusters, sorted);
  return g_steal_pointer (&clusters);
}

void
vt_clusters_free (VtClusters *clusters)
{
  g_return_if_fail (clusters != NULL);

  g_free (clusters->clusters);
  g_free (clusters->label);
  g_free (clusters);
}

void
vt_clusters_measure (const VtClusters *clusters, double *statistics)
{
  double squares = 0, spanning = 0, single = 0;

  g_return_if_fail (clusters != NULL && statistics != NULL);

  for (gsize c = 0; c < clusters->n; c++)
    {
      squares += (double) clusters->clusters[c].size * (double) clusters->clusters[c].size;
      spanning += clusters->clusters[c].dimension > 0;
      single += clusters->clusters[c].size == 1;
    }
  statistics[VT_CLUSTERS_NUMBER] = (double) clusters->n;
  statistics[VT_CLUSTERS_MEAN_SIZE] = clusters->n > 0 ? (double) clusters->n_active / (double) clusters->n : NAN;
  statistics[VT_CLUSTERS_WEIGHTED_SIZE] = clusters->n > 0 ? squares / (double) clusters->n_active : NAN;
  statistics[VT_CLUSTERS_LARGEST] = clusters->n > 0 ? (double) clusters->clusters[0].size : NAN;
  statistics[VT_CLUSTERS_GYRATION] = clusters->n > 0 ? clusters->clusters[0].gyration : NAN;
  statistics[VT_CLUSTERS_SPANNING] = spanning;
  statistics[VT_CLUSTERS_SINGLE] = single;
}

guint
vt_clusters_get_size_class (gsize size)
{
  g_return_val_if_fail (size > 0, 0);
  return size == 1 ? 0 : MIN (g_bit_storage (size - 1), VT_CLUSTERS_N_SIZES - 1);
}

gsize
vt_clusters_get_class_end (guint size_class)
{
  return (gsize) 1 << size_class;
}

void
vt_clusters_count_sizes (const VtClusters *clusters, double *counts)
{
  g_return_if_fail (clusters != NULL && counts != NULL);

  memset (counts, 0, VT_CLUSTERS_N_SIZES * sizeof (double));
  for (gsize c = 0; c < clusters->n; c++)
    counts[vt_clusters_get_size_class (clusters->clusters[c].size)] += 1.0;
}

const char *
vt_clusters_get_statistic_name (VtClustersStatistic statistic)
{
  static const char *const names[VT_CLUSTERS_N_STATISTICS]
      = { "number", "mean_size", "weighted_mean_size", "largest", "largest_gyration", "spanning", "single" };

  g_return_val_if_fail (statistic < VT_CLUSTERS_N_STATISTICS, NULL);
  return names[statistic];
}
