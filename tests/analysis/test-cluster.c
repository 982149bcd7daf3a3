/* Clusters: by hand, lines, slabs and diagonals through tilted boxes, a plain union of pairs, invariances, chance. */
#include "vt-cluster.h"

#include <math.h>
#include <string.h>

#include "sample.h"
#include "vt-parallel.h"

static VtClusters *
clusters_of (VtFrame *frame, double cutoff, const guint32 *active, gsize n_active)
{
  g_autoptr (VtNeighborList) neighbors = sample_neighbors (frame, cutoff);
  g_autoptr (GError) error = NULL;
  VtClusters *clusters = vt_clusters_new (frame, neighbors, active, n_active, NULL, &error);

  g_assert_no_error (error);
  return clusters;
}

static guint32 *
all_of (gsize n)
{
  guint32 *active = g_new (guint32, n);

  for (gsize i = 0; i < n; i++)
    active[i] = (guint32) i;
  return active;
}

/* Three atoms in a row across the face of the box, a pair, one alone, and one in between that is not active. */
static void
test_by_hand (void)
{
  static const double xyz[] = { 9.5, 5, 5, /**/ 0.5, 5, 5, /**/ 1.5, 5, 5, /**/ 5, 5, 5,   /**/ 5, 6, 5,
                                5,   1, 1, /**/ 2.5, 5, 5, /**/ 3.5, 5, 5, /**/ 4.4, 5, 5 };
  static const guint32 active[] = { 5, 4, 3, 0, 2, 1 };
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtClusters) clusters = NULL;
  static const guint32 labels[] = { 1, 1, 1, 2, 2, 3, 0, 0, 0 };
  double statistics[VT_CLUSTERS_N_STATISTICS], sizes[VT_CLUSTERS_N_SIZES];
  VtCell cell;

  vt_cell_init_box (&cell, 10, 10, 10);
  frame = sample_new (&cell, xyz, NULL, 9);
  clusters = clusters_of (frame, 1.1, active, 6);
  g_assert_cmpuint (clusters->n, ==, 3);
  g_assert_cmpuint (clusters->n_active, ==, 6);
  g_assert_cmpmem (clusters->label, sizeof labels, labels, sizeof labels);
  g_assert_cmpuint (clusters->clusters[0].size, ==, 3);
  g_assert_cmpuint (clusters->clusters[0].first, ==, 0);
  g_assert_cmpuint (clusters->clusters[0].dimension, ==, 0);
  /* −1, 0, 1 Å about the middle; ±½ Å; alone. */
  g_assert_cmpfloat_with_epsilon (clusters->clusters[0].gyration, sqrt (2.0 / 3.0), 1e-12);
  g_assert_cmpfloat_with_epsilon (clusters->clusters[1].gyration, 0.5, 1e-12);
  g_assert_cmpfloat (clusters->clusters[2].gyration, ==, 0.0);
  vt_clusters_measure (clusters, statistics);
  g_assert_cmpfloat (statistics[VT_CLUSTERS_NUMBER], ==, 3.0);
  g_assert_cmpfloat (statistics[VT_CLUSTERS_MEAN_SIZE], ==, 2.0);
  g_assert_cmpfloat_with_epsilon (statistics[VT_CLUSTERS_WEIGHTED_SIZE], (9.0 + 4.0 + 1.0) / 6.0, 1e-14);
  g_assert_cmpfloat (statistics[VT_CLUSTERS_LARGEST], ==, 3.0);
  g_assert_cmpfloat (statistics[VT_CLUSTERS_SPANNING], ==, 0.0);
  g_assert_cmpfloat (statistics[VT_CLUSTERS_SINGLE], ==, 1.0);
  vt_clusters_count_sizes (clusters, sizes);
  g_assert_cmpfloat (sizes[0] + 10 * sizes[1] + 100 * sizes[2] + 1000 * sizes[3], ==, 111.0);
}

static void
test_nobody (void)
{
  static const double xyz[] = { 1, 1, 1 };
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtClusters) clusters = NULL;
  double statistics[VT_CLUSTERS_N_STATISTICS];
  VtCell cell;

  vt_cell_init_box (&cell, 10, 10, 10);
  frame = sample_new (&cell, xyz, NULL, 1);
  clusters = clusters_of (frame, 1.1, NULL, 0);
  vt_clusters_measure (clusters, statistics);
  g_assert_cmpuint (clusters->n, ==, 0);
  g_assert_cmpuint (clusters->label[0], ==, 0);
  g_assert_cmpfloat (statistics[VT_CLUSTERS_NUMBER], ==, 0.0);
  g_assert_true (isnan (statistics[VT_CLUSTERS_LARGEST]));
}

static void
test_size_classes (void)
{
  static const guint expected[] = { 0, 1, 2, 2, 3, 3, 3, 3, 4 };

  for (guint size = 1; size <= 9; size++)
    g_assert_cmpuint (vt_clusters_get_size_class (size), ==, expected[size - 1]);
  for (guint k = 0; k < 20; k++)
    {
      g_assert_cmpuint (vt_clusters_get_size_class (vt_clusters_get_class_end (k)), ==, k);
      g_assert_cmpuint (vt_clusters_get_size_class (vt_clusters_get_class_end (k) + 1), ==, k + 1);
    }
}

/* Points at fractional a·u + b·v, a grid of them, in a box that leans. @periodic: bits of the axes. */
static VtClusters *
lay (const int u[3], const int v[3], guint nu, guint nv, guint periodic, VtFrame **frame)
{
  const double origin[3] = { -3, 2, 7 };
  const double vectors[3][3] = { { 10, 0, 0 }, { 4.5, 10, 0 }, { -3, 4, 10 } };
  const gboolean repeats[3] = { periodic & 1, periodic >> 1 & 1, periodic >> 2 & 1 };
  g_autofree double *xyz = g_new (double, 3 * nu * nv);
  g_autofree guint32 *active = all_of (nu * nv);
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, origin, vectors, repeats, NULL));
  for (guint i = 0; i < nu * nv; i++)
    {
      double fractional[3];

      for (guint k = 0; k < 3; k++)
        fractional[k] = 0.013 + u[k] * (i % nu + 0.5) / nu + v[k] * (i / nu + 0.5) / nv;
      vt_cell_to_cartesian (&cell, fractional, xyz + 3 * i);
      vt_cell_wrap (&cell, xyz + 3 * i, (int[3]){ 0 });
    }
  *frame = sample_new (&cell, xyz, NULL, nu * nv);
  return clusters_of (*frame, 1.4, active, nu * nv);
}

static void
check_span (const int u[3], const int v[3], guint nu, guint nv, guint periodic, guint dimension)
{
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtClusters) clusters = lay (u, v, nu, nv, periodic, &frame);

  g_assert_cmpuint (clusters->n, ==, 1);
  g_assert_cmpuint (clusters->clusters[0].dimension, ==, dimension);
  g_assert_true (isnan (clusters->clusters[0].gyration) == (dimension > 0));
}

static void
test_spanning (void)
{
  static const int a[3] = { 1, 0, 0 }, b[3] = { 0, 1, 0 }, c[3] = { 0, 0, 1 }, none[3] = { 0, 0, 0 };
  static const int ab[3] = { 1, 1, 0 }, anti[3] = { 1, -1, 0 }, abc[3] = { 1, 1, 1 };

  check_span (a, none, 10, 1, 7, 1);
  check_span (c, none, 12, 1, 7, 1);
  /* The same lines where the box does not repeat end at its faces. */
  check_span (a, none, 10, 1, 6, 0);
  check_span (c, none, 12, 1, 3, 0);
  check_span (ab, none, 24, 1, 7, 1);
  check_span (anti, none, 24, 1, 7, 1);
  check_span (abc, none, 30, 1, 7, 1);
  check_span (ab, none, 24, 1, 6, 0);
  check_span (a, b, 12, 12, 7, 2);
  check_span (a, c, 12, 12, 7, 2);
  check_span (ab, c, 24, 13, 7, 2);
  check_span (a, b, 12, 12, 5, 1);
  check_span (a, b, 12, 12, 4, 0);
}

/* A whole lattice fills space, a ball in it does not; a jungle gym of three lines does. */
static void
test_lattice (void)
{
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_FCC, 4.0, 4, 0.0, NULL);
  gsize n = vt_frame_get_n_atoms (frame), n_ball = 0, n_gym = 0;
  g_autofree guint32 *active = all_of (n);
  g_autofree guint32 *ball = g_new (guint32, n);
  g_autofree guint32 *gym = g_new (guint32, n);
  g_autoptr (VtClusters) whole = clusters_of (frame, 3.0, active, n);
  g_autoptr (VtClusters) inside = NULL;
  g_autoptr (VtClusters) lines = NULL;

  g_assert_cmpuint (whole->n, ==, 1);
  g_assert_cmpuint (whole->clusters[0].dimension, ==, 3);
  for (guint32 i = 0; i < n; i++)
    {
      double r[3];
      guint near = 0;

      vt_frame_get_position (frame, i, r);
      if (pow (r[0] - 8, 2) + pow (r[1] - 8, 2) + pow (r[2] - 8, 2) < 36)
        ball[n_ball++] = i;
      for (guint k = 0; k < 3; k++)
        near += r[k] < 2.5;
      if (near >= 2)
        gym[n_gym++] = i;
    }
  inside = clusters_of (frame, 3.0, ball, n_ball);
  g_assert_cmpuint (inside->n, ==, 1);
  g_assert_cmpuint (inside->clusters[0].dimension, ==, 0);
  /* Of a full ball √(3/5) R. */
  g_assert_cmpfloat_with_epsilon (inside->clusters[0].gyration, sqrt (0.6) * 6.0, 0.5);
  lines = clusters_of (frame, 3.0, gym, n_gym);
  g_assert_cmpuint (lines->n, ==, 1);
  g_assert_cmpuint (lines->clusters[0].dimension, ==, 3);
}

/* ---- a plain twin: all pairs and images; union by relabelling; loops by copies of the cluster in 5 × 5 × 5 cells ---- */

static gboolean
is_bond (VtFrame *frame, gsize i, gsize j, const int image[3], double cutoff)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  double a[3], b[3], square = 0;

  vt_frame_get_position (frame, i, a);
  vt_frame_get_position (frame, j, b);
  for (guint k = 0; k < 3; k++)
    {
      double d = b[k] - a[k];

      for (guint v = 0; v < 3; v++)
        d += image[v] * cell->vectors[v][k];
      square += d * d;
    }
  return square <= cutoff * cutoff && !(i == j && image[0] == 0 && image[1] == 0 && image[2] == 0);
}

/* labels: the lowest index of the cluster; -1 inactive. Positions are wrapped, so that images −1 … 1 are all. */
static void
cluster_reference (VtFrame *frame, double cutoff, const gboolean *active, int *labels)
{
  gsize n = vt_frame_get_n_atoms (frame);
  gboolean changed = TRUE;

  for (gsize i = 0; i < n; i++)
    labels[i] = active[i] ? (int) i : -1;
  while (changed)
    {
      changed = FALSE;
      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j < n; j++)
          for (int image = 0; active[i] && active[j] && labels[i] != labels[j] && image < 27; image++)
            if (is_bond (frame, i, j, (int[3]){ image % 3 - 1, image / 3 % 3 - 1, image / 9 - 1 }, cutoff))
              {
                labels[i] = labels[j] = MIN (labels[i], labels[j]);
                changed = TRUE;
              }
    }
}

#define COPIES 5

/* Whether the atom reaches a copy of itself within COPIES³ cells: flooding from the middle one. */
static gboolean
spans_reference (VtFrame *frame, double cutoff, const gboolean *active, gsize start)
{
  gsize n = vt_frame_get_n_atoms (frame);
  g_autofree gboolean *reached = g_new0 (gboolean, n * COPIES * COPIES * COPIES);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize middle = (COPIES * COPIES * COPIES / 2) * n + start;

  g_array_append_val (queue, middle);
  reached[middle] = TRUE;
  for (guint q = 0; q < queue->len; q++)
    {
      gsize at = g_array_index (queue, gsize, q), i = at % n;
      int place[3] = { at / n % COPIES, at / n / COPIES % COPIES, at / n / COPIES / COPIES };

      if (i == start && at != middle)
        return TRUE;
      for (gsize j = 0; j < n; j++)
        for (int m = 0; active[j] && m < 27; m++)
          {
            int image[3] = { m % 3 - 1, m / 3 % 3 - 1, m / 9 - 1 };
            int to[3] = { place[0] + image[0], place[1] + image[1], place[2] + image[2] };
            gsize other = (to[0] + COPIES * (to[1] + COPIES * to[2])) * n + j;

            if (MIN (MIN (to[0], to[1]), to[2]) < 0 || MAX (MAX (to[0], to[1]), to[2]) >= COPIES || reached[other]
                || !is_bond (frame, i, j, image, cutoff))
              continue;
            reached[other] = TRUE;
            g_array_append_val (queue, other);
          }
    }
  return FALSE;
}

static void
check_twin (guint seed, guint n, double cutoff)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtClusters) clusters = NULL;
  g_autofree guint32 *list = g_new (guint32, n);
  g_autofree gboolean *active = g_new (gboolean, n);
  g_autofree int *labels = g_new (int, n);
  gsize n_active = 0;
  VtCell cell;

  sample_cell (rand, 10.0, 7, &cell);
  frame = sample_gas (rand, &cell, n, 0);
  for (guint i = 0; i < n; i++)
    if ((active[i] = g_rand_double (rand) < 0.6))
      list[n_active++] = i;
  clusters = clusters_of (frame, cutoff, list, n_active);
  cluster_reference (frame, cutoff, active, labels);
  for (guint i = 0; i < n; i++)
    {
      const VtCluster *cluster = clusters->label[i] > 0 ? &clusters->clusters[clusters->label[i] - 1] : NULL;

      g_assert_true ((cluster != NULL) == active[i]);
      if (cluster == NULL)
        continue;
      g_assert_cmpint (cluster->first, ==, labels[i]);
      if (labels[i] == (int) i)
        g_assert_true ((cluster->dimension > 0) == spans_reference (frame, cutoff, active, i));
    }
  for (gsize c = 1; c < clusters->n; c++)
    g_assert_cmpuint (clusters->clusters[c].size, <=, clusters->clusters[c - 1].size);
}

static void
test_twin (void)
{
  for (guint seed = 1; seed <= 12; seed++)
    check_twin (seed, 60 + 5 * seed, 2.3);
}

/* ---- what must change nothing ---- */

static void
expect_same (const VtClusters *a, const VtClusters *b)
{
  g_assert_cmpuint (a->n, ==, b->n);
  for (gsize c = 0; c < a->n; c++)
    {
      g_assert_cmpuint (a->clusters[c].size, ==, b->clusters[c].size);
      g_assert_cmpuint (a->clusters[c].dimension, ==, b->clusters[c].dimension);
      if (a->clusters[c].dimension == 0)
        g_assert_cmpfloat_with_epsilon (a->clusters[c].gyration, b->clusters[c].gyration, 1e-9);
    }
}

static void
test_invariance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (VtFrame) frame = NULL;
  g_autoptr (VtFrame) turned = NULL;
  g_autoptr (VtFrame) wrapped = NULL;
  g_autoptr (VtFrame) permuted = NULL;
  g_autoptr (VtClusters) clusters = NULL;
  VtClusters *others[3];
  g_autofree gsize *order = sample_order (400, rand);
  guint32 active[150], moved[150];
  double rotation[3][3];
  VtCell cell;

  sample_cell (rand, 18.0, 7, &cell);
  frame = sample_gas (rand, &cell, 400, 2);
  sample_rotation (0.7, rotation);
  turned = sample_map (frame, rotation);
  wrapped = sample_wrap (frame, rand);
  permuted = sample_permute (frame, order);
  for (guint i = 0; i < 150; i++)
    active[i] = 2 * i;
  for (guint i = 0, k = 0; i < 400; i++)
    if (order[i] < 300 && order[i] % 2 == 0)
      moved[k++] = i;
  clusters = clusters_of (frame, 2.6, active, 150);
  g_assert_cmpuint (clusters->n, >, 20);
  g_assert_cmpuint (clusters->clusters[0].size, >, 5);
  others[0] = clusters_of (turned, 2.6, active, 150);
  others[1] = clusters_of (wrapped, 2.6, active, 150);
  others[2] = clusters_of (permuted, 2.6, moved, 150);
  expect_same (clusters, others[0]);
  expect_same (clusters, others[1]);
  g_assert_cmpuint (clusters->n, ==, others[2]->n);
  for (guint i = 0; i < 400; i++)
    g_assert_cmpuint (clusters->label[order[i]] > 0, ==, others[2]->label[i] > 0);
  for (gsize c = 0; c < clusters->n; c++)
    g_assert_cmpuint (clusters->clusters[c].size, ==, others[2]->clusters[c].size);
  for (guint i = 0; i < 3; i++)
    vt_clusters_free (others[i]);
}

/* ---- chance ---- */

#define N_NUMBERS (VT_CLUSTERS_N_STATISTICS + VT_CLUSTERS_N_SIZES)

static void
permute (VtFrame *frame, double cutoff, const guint32 *active, gsize n_active, const guint8 *groups,
         const double *eligible, double *mean, double *sigma)
{
  g_autoptr (VtNeighborList) neighbors = sample_neighbors (frame, cutoff);
  g_autoptr (VtClusters) clusters = vt_clusters_new (frame, neighbors, active, n_active, NULL, NULL);

  g_assert_true (vt_clusters_permute (frame, neighbors, clusters, groups, eligible, 400, 9, mean, sigma, NULL, NULL,
                                      NULL));
}

/* Pairs of atoms far from one another: k of n active meet in k (k − 1) / (n − 1) / 2 of the pairs on average, and the
 * number of ordered pairs of such pairs follows alike. */
static void
test_chance (void)
{
  enum { PAIRS = 100, N = 2 * PAIRS, ACTIVE = 40 };
  double xyz[3 * N], eligible[N], mean[N_NUMBERS], sigma[N_NUMBERS];
  double expected = 0.5 * ACTIVE * (ACTIVE - 1.0) / (N - 1.0);
  double twice = PAIRS * (PAIRS - 1.0) * ACTIVE * (ACTIVE - 1.0) * (ACTIVE - 2.0) * (ACTIVE - 3.0)
                 / (N * (N - 1.0) * (N - 2.0) * (N - 3.0));
  double deviation = sqrt (twice + expected - expected * expected);
  guint8 species[N];
  guint32 active[ACTIVE];
  g_autoptr (VtFrame) frame = NULL;
  VtCell cell;

  for (guint i = 0; i < N; i++)
    {
      xyz[3 * i] = 5.0 * (i / 2 % 10) + (i % 2);
      xyz[3 * i + 1] = 5.0 * (i / 20);
      xyz[3 * i + 2] = 1.0;
      eligible[i] = 1.0;
      species[i] = i % 2;
    }
  /* All active ones of the first species, each in a pair of its own. */
  for (guint i = 0; i < ACTIVE; i++)
    active[i] = 2 * i;
  vt_cell_init_box (&cell, 50, 50, 50);
  frame = sample_new (&cell, xyz, species, N);
  permute (frame, 1.1, active, ACTIVE, NULL, eligible, mean, sigma);
  g_assert_cmpfloat_with_epsilon (mean[VT_CLUSTERS_NUMBER], ACTIVE - expected, 4.0 * deviation / 20.0);
  g_assert_cmpfloat_with_epsilon (sigma[VT_CLUSTERS_NUMBER], deviation, 4.0 * deviation / sqrt (800.0));
  g_assert_cmpfloat_with_epsilon (mean[VT_CLUSTERS_N_STATISTICS + 1], expected, 4.0 * deviation / 20.0);
  g_assert_cmpfloat_with_epsilon (mean[VT_CLUSTERS_SINGLE] + 2.0 * mean[VT_CLUSTERS_N_STATISTICS + 1], ACTIVE, 1e-9);
  /* Within the species no two can meet. */
  permute (frame, 1.1, active, ACTIVE, species, eligible, mean, sigma);
  g_assert_cmpfloat (mean[VT_CLUSTERS_NUMBER], ==, ACTIVE);
  g_assert_cmpfloat (sigma[VT_CLUSTERS_NUMBER], ==, 0.0);
  /* Nor where none but the active ones may be. */
  for (guint i = 0; i < N; i++)
    eligible[i] = i % 2 == 0 && i < 2 * ACTIVE ? 1.0 : NAN;
  permute (frame, 1.1, active, ACTIVE, NULL, eligible, mean, sigma);
  g_assert_cmpfloat (mean[VT_CLUSTERS_NUMBER], ==, ACTIVE);
}

static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (VtFrame) frame = NULL;
  g_autofree double *eligible = g_new0 (double, 500);
  double mean[2][N_NUMBERS], sigma[2][N_NUMBERS];
  guint32 active[100];
  VtCell cell;

  sample_cell (rand, 20.0, 7, &cell);
  frame = sample_gas (rand, &cell, 500, 1);
  for (guint i = 0; i < 100; i++)
    active[i] = 5 * i;
  for (guint run = 0; run < 2; run++)
    {
      vt_parallel_set_threads (run == 0 ? 1 : 3);
      permute (frame, 3.0, active, 100, NULL, eligible, mean[run], sigma[run]);
    }
  vt_parallel_set_threads (0);
  g_assert_cmpmem (mean[0], sizeof mean[0], mean[1], sizeof mean[1]);
  g_assert_cmpmem (sigma[0], sizeof sigma[0], sigma[1], sizeof sigma[1]);
}

static void
test_cancelled (void)
{
  g_autoptr (VtFrame) frame = sample_lattice (SAMPLE_FCC, 4.0, 14, 0.0, NULL);
  gsize n = vt_frame_get_n_atoms (frame);
  g_autoptr (VtNeighborList) neighbors = sample_neighbors (frame, 3.0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree guint32 *active = all_of (n);

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_clusters_new (frame, neighbors, active, n, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cluster/by-hand", test_by_hand);
  g_test_add_func ("/cluster/nobody", test_nobody);
  g_test_add_func ("/cluster/size-classes", test_size_classes);
  g_test_add_func ("/cluster/spanning", test_spanning);
  g_test_add_func ("/cluster/lattice", test_lattice);
  g_test_add_func ("/cluster/twin", test_twin);
  g_test_add_func ("/cluster/invariance", test_invariance);
  g_test_add_func ("/cluster/chance", test_chance);
  g_test_add_func ("/cluster/threads", test_threads);
  g_test_add_func ("/cluster/cancelled", test_cancelled);
  return g_test_run ();
}
