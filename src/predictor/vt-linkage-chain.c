/* Average, complete and Ward linkage by the chain of nearest neighbours.
 *
 * From any cluster one steps to its nearest neighbour, from there to its nearest, and so on: distances fall until two
 * are each other's nearest. These are joined, and the chain goes on where it stood. Joining two never brings another
 * pair closer for these linkages, so the merges, sorted, are those of always joining the closest pair (Benzécri 1982;
 * Murtagh, Computer J. 26, 354 (1983); Müllner, arXiv:1109.2378). Choices among equals are SciPy's: the neighbour one
 * came from, else the first. O(n²) time.
 *
 * Rows of distances are made when a cluster is first looked from, and go when it is joined, so that about a quarter of
 * all pairs is ever held at once. A row learns of clusters formed since it was last used when it is used again, from
 * their rows: nothing is ever written down a column.
 */
#include "vt-linkage-private.h"

#include <math.h>

#include "vt-linkage-points.h"

typedef struct
{
  const VtLinkageJob    *job;
  const VtLinkageKernel *kernel;
  VtLinkagePoints        points;
  double                *sizes; /* [m] points of a slot's cluster */
  double               **rows;  /* [m] double [m] each, distances of a slot's cluster; NULL: not yet made */
  guint32               *known; /* [m] clusters of the log that the row knows of */
  guint32               *born;  /* [m] the slot's cluster in the log; NONE for a point */
  guint32               *log;   /* [n] slots of clusters, as they were formed */
  guint32                n_log;
  gsize                 *chain; /* [n] slots */
  gsize                  n_chain;
  gsize                 *kept;
  float                 *point; /* [n_features] */
  GPtrArray             *spare; /* rows for use again */
} Chain;

#define NONE G_MAXUINT32

static gboolean
chain_init (Chain *chain, const VtLinkageJob *job)
{
  gsize m;

  if (!vt_linkage_points_init (&chain->points, job->points, job->n, job->n_features))
    return FALSE;

  m = chain->points.m;
  chain->job = job;
  chain->kernel = vt_linkage_kernel_choose ();
  chain->sizes = g_try_new (double, m);
  chain->rows = g_try_new0 (double *, m);
  chain->known = g_try_new0 (guint32, m);
  chain->born = g_try_new (guint32, m);
  chain->log = g_try_new (guint32, m);
  chain->chain = g_try_new (gsize, m);
  chain->kept = g_try_new (gsize, m);
  chain->point = g_new (float, MAX (job->n_features, 1));
  chain->spare = g_ptr_array_new_with_free_func (g_free);
  if (chain->sizes == NULL || chain->rows == NULL || chain->known == NULL || chain->born == NULL || chain->log == NULL
      || chain->chain == NULL || chain->kept == NULL)
    return FALSE;
  for (gsize slot = 0; slot < m; slot++)
    {
      chain->sizes[slot] = 1;
      chain->born[slot] = NONE;
    }

  return TRUE;
}

static void
chain_clear (Chain *chain)
{
  for (gsize slot = 0; chain->rows != NULL && slot < chain->points.m; slot++)
    g_free (chain->rows[slot]);
  vt_linkage_points_clear (&chain->points);
  g_free (chain->sizes);
  g_free (chain->rows);
  g_free (chain->known);
  g_free (chain->born);
  g_free (chain->log);
  g_free (chain->chain);
  g_free (chain->kept);
  g_free (chain->point);
  g_clear_pointer (&chain->spare, g_ptr_array_unref);
}

/* Rows only ever become shorter: a spare one is long enough. */
static double *
take_row (Chain *chain)
{
  if (chain->spare->len > 0)
    return g_ptr_array_steal_index_fast (chain->spare, chain->spare->len - 1);

  return g_try_new (double, chain->points.m);
}

/* The row of @slot, with all clusters that there are. NULL where memory is short. */
static double *
update_row (Chain *chain, gsize slot)
{
  double *row = chain->rows[slot];

  if (row == NULL)
    {
      if ((row = take_row (chain)) == NULL)
        return NULL;
      vt_linkage_points_get (&chain->points, slot, chain->point);
      chain->kernel->measure (chain->points.blocks, chain->job->n_features, chain->point, chain->points.m, row);
      row[slot] = INFINITY;
      chain->rows[slot] = row;
    }
  for (guint32 i = chain->known[slot]; i < chain->n_log; i++)
    {
      gsize other = chain->log[i];

      if (chain->born[other] == i && other != slot)
        row[other] = chain->rows[other][slot];
    }
  chain->known[slot] = chain->n_log;

  return row;
}

static void
drop (Chain *chain, gsize slot)
{
  g_ptr_array_add (chain->spare, g_steal_pointer (&chain->rows[slot]));
  chain->born[slot] = NONE;
  vt_linkage_points_drop (&chain->points, slot);
}

/* The cluster of both takes the slot of the later. */
static void
join (Chain *chain, gsize a, gsize b, VtMerge *merge)
{
  const gsize x = MIN (a, b);
  const gsize y = MAX (a, b);

  chain->kernel->join (chain->job->linkage, chain->sizes, chain->sizes[x], chain->sizes[y], merge->height,
                       chain->points.m, chain->rows[x], chain->rows[y]);
  chain->rows[y][y] = INFINITY;
  merge->a = chain->points.nodes[x];
  merge->b = chain->points.nodes[y];
  chain->sizes[y] += chain->sizes[x];
  chain->born[y] = chain->n_log;
  chain->log[chain->n_log++] = (guint32) y;
  chain->known[y] = chain->n_log;
  drop (chain, x);
}

/* The log without those that were joined since, and how many of its first i entries remain: [n_log + 1]. */
static guint32 *
shorten_log (Chain *chain)
{
  guint32 *remain = g_new (guint32, chain->n_log + 1);
  guint32 n = 0;

  for (guint32 i = 0; i < chain->n_log; i++)
    {
      guint32 slot = chain->log[i];

      remain[i] = n;
      if (chain->born[slot] == i)
        {
          chain->born[slot] = n;
          chain->log[n++] = slot;
        }
    }
  remain[chain->n_log] = n;
  chain->n_log = n;

  return remain;
}

static void
close_up (Chain *chain)
{
  g_autofree guint32 *remain = shorten_log (chain);
  g_autofree gsize *now = g_new (gsize, chain->points.m);
  const gsize n = chain->points.n_live;

  vt_linkage_points_close_up (&chain->points, chain->kept);
  for (gsize to = 0; to < n; to++)
    {
      gsize from = chain->kept[to];
      double *row = g_steal_pointer (&chain->rows[from]);

      now[from] = to;
      chain->rows[to] = row;
      chain->sizes[to] = chain->sizes[from];
      chain->born[to] = chain->born[from];
      chain->known[to] = remain[chain->known[from]];
      for (gsize i = 0; row != NULL && i < n; i++)
        row[i] = row[chain->kept[i]];
    }
  for (guint32 i = 0; i < chain->n_log; i++)
    chain->log[i] = (guint32) now[chain->log[i]];
  for (gsize i = 0; i < chain->n_chain; i++)
    chain->chain[i] = now[chain->chain[i]];
}

/* Prolongs the chain until its last two are each other's nearest. FALSE where memory is short. */
static gboolean
find_pair (Chain *chain, double *height)
{
  for (;;)
    {
      gsize last = chain->chain[chain->n_chain - 1];
      double *row = update_row (chain, last);
      gsize nearest;

      if (row == NULL)
        return FALSE;
      nearest = chain->kernel->find_least (row, chain->points.penalty, chain->points.m, height);
      if (chain->n_chain > 1 && !(*height < row[chain->chain[chain->n_chain - 2]]))
        {
          *height = row[chain->chain[chain->n_chain - 2]];
          return update_row (chain, chain->chain[chain->n_chain - 2]) != NULL;
        }
      chain->chain[chain->n_chain++] = nearest;
    }
}

static gsize
find_first (const Chain *chain)
{
  gsize slot = 0;

  while (chain->points.penalty[slot] != 0)
    slot++;

  return slot;
}

static gboolean
run (Chain *chain, VtMerge *merges, GError **error)
{
  for (guint32 step = 0; step < chain->job->n - 1; step++)
    {
      if (!vt_linkage_job_goes_on (chain->job, step, error))
        return FALSE;
      if (vt_linkage_points_are_sparse (&chain->points))
        close_up (chain);
      if (chain->n_chain == 0)
        chain->chain[chain->n_chain++] = find_first (chain);
      if (!find_pair (chain, &merges[step].height))
        return vt_linkage_job_lacks_memory (chain->job, error);
      chain->n_chain -= 2;
      join (chain, chain->chain[chain->n_chain + 1], chain->chain[chain->n_chain], &merges[step]);
    }

  return TRUE;
}

gboolean
vt_linkage_chain (const VtLinkageJob *job, VtMerge *merges, GError **error)
{
  Chain chain = { 0 };
  gboolean done = chain_init (&chain, job) ? run (&chain, merges, error) : vt_linkage_job_lacks_memory (job, error);

  chain_clear (&chain);

  return done;
}
