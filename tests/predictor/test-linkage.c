#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vt-error.h"
#include "vt-linkage.h"
#include "vt-linkage-kernel.h"

/* ---- against SciPy ---- */

typedef struct
{
  FILE  *file;
  char   name[64];
  guint  n;
  guint  n_features;
  float *points;
} Case;

static gboolean
read_case (Case *c)
{
  g_clear_pointer (&c->points, g_free);
  if (fscanf (c->file, " case %63s %u %u", c->name, &c->n, &c->n_features) != 3)
    return FALSE;
  c->points = g_new (float, c->n * c->n_features);
  for (guint i = 0; i < c->n * c->n_features; i++)
    g_assert_cmpint (fscanf (c->file, "%f", &c->points[i]), ==, 1);

  return TRUE;
}

static void
check_merges (Case *c, const VtDendrogram *dendrogram)
{
  const VtMerge *merges = vt_dendrogram_get_merges (dendrogram);

  for (guint i = 0; i + 1 < c->n; i++)
    {
      VtMerge wanted;

      g_assert_cmpint (fscanf (c->file, "%u %u %lf %u", &wanted.a, &wanted.b, &wanted.height, &wanted.size), ==, 4);
      g_assert_cmpuint (merges[i].a, ==, wanted.a);
      g_assert_cmpuint (merges[i].b, ==, wanted.b);
      g_assert_cmpuint (merges[i].size, ==, wanted.size);
      g_assert_true (merges[i].height == wanted.height);
    }
}

static void
check_cut (Case *c, const VtDendrogram *dendrogram)
{
  g_autofree guint32 *clusters = g_new (guint32, c->n);
  guint32 most = 0;
  guint32 n;
  double cut;

  g_assert_cmpint (fscanf (c->file, " cut %lf", &cut), ==, 1);
  n = vt_dendrogram_cut (dendrogram, cut, clusters);
  for (guint i = 0; i < c->n; i++)
    {
      guint32 wanted;

      g_assert_cmpint (fscanf (c->file, "%u", &wanted), ==, 1);
      g_assert_cmpuint (clusters[i], ==, wanted);
      most = MAX (most, wanted);
    }
  g_assert_cmpuint (n, ==, most + 1);
}

/* Every merge, every bit of its height and every cut, where many points are equally far apart too. */
static void
test_scipy (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "linkage", "linkage.txt", NULL);
  Case c = { .file = fopen (path, "r") };
  guint n_cases = 0;

  g_assert_nonnull (c.file);
  for (; read_case (&c); n_cases++)
    for (guint i = 0; i < VT_N_LINKAGES; i++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (VtDendrogram) dendrogram = NULL;
        char name[16];
        VtLinkage linkage;

        g_assert_cmpint (fscanf (c.file, " linkage %15s", name), ==, 1);
        g_assert_true (vt_linkage_from_string (name, &linkage));
        dendrogram = vt_linkage_compute (c.points, c.n, c.n_features, linkage, NULL, NULL, NULL, &error);
        g_assert_no_error (error);
        g_test_message ("%s, %s", c.name, name);
        check_merges (&c, dendrogram);
        check_cut (&c, dendrogram);
      }
  g_assert_cmpuint (n_cases, ==, 11);
  fclose (c.file);
}

/* ---- against the definition ---- */

static float *
draw_points (guint32 n, guint n_features, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  float *points = g_new (float, n *n_features);

  for (guint i = 0; i < n * n_features; i++)
    points[i] = (float) (g_rand_double (random) + g_rand_double (random) + (i / n_features % 3));

  return points;
}

static double
get_distance (const float *points, guint n_features, guint32 i, guint32 j)
{
  double sum = 0;

  for (guint f = 0; f < n_features; f++)
    sum += pow ((double) points[i * n_features + f] - (double) points[j * n_features + f], 2);

  return sqrt (sum);
}

/* Ward: the growth of the sum of squares about the centre, doubled, rooted. */
static double
get_ward (const float *points, guint n_features, const guint32 *groups, guint32 n, guint32 a, guint32 b)
{
  double n_a = 0;
  double n_b = 0;
  double squared = 0;

  for (guint32 i = 0; i < n; i++)
    {
      n_a += groups[i] == a;
      n_b += groups[i] == b;
    }
  for (guint f = 0; f < n_features; f++)
    {
      double apart = 0;

      for (guint32 i = 0; i < n; i++)
        apart += (groups[i] == a ? points[i * n_features + f] / n_a : 0)
                 - (groups[i] == b ? points[i * n_features + f] / n_b : 0);
      squared += apart * apart;
    }

  return sqrt (2 * n_a * n_b / (n_a + n_b) * squared);
}

static double
get_linkage (
    VtLinkage linkage, const float *points, guint n_features, const guint32 *groups, guint32 n, guint32 a, guint32 b)
{
  double least = INFINITY;
  double most = 0;
  double sum = 0;
  double pairs = 0;

  if (linkage == VT_LINKAGE_WARD)
    return get_ward (points, n_features, groups, n, a, b);
  for (guint32 i = 0; i < n; i++)
    for (guint32 j = 0; j < n; j++)
      if (groups[i] == a && groups[j] == b)
        {
          double distance = get_distance (points, n_features, i, j);

          least = fmin (least, distance);
          most = fmax (most, distance);
          sum += distance;
          pairs++;
        }

  return linkage == VT_LINKAGE_SINGLE ? least : linkage == VT_LINKAGE_COMPLETE ? most : sum / pairs;
}

/* Joins the closest two of all clusters, their distance taken from their points anew each time. */
static double
join_closest (VtLinkage linkage, const float *points, guint n_features, guint32 *groups, guint32 n)
{
  double least = INFINITY;
  guint32 one = 0;
  guint32 two = 0;

  for (guint32 a = 0; a < n; a++)
    for (guint32 b = a + 1; b < n; b++)
      if (groups[a] == a && groups[b] == b)
        {
          double distance = get_linkage (linkage, points, n_features, groups, n, a, b);

          if (distance < least)
            {
              least = distance;
              one = a;
              two = b;
            }
        }
  for (guint32 i = 0; i < n; i++)
    if (groups[i] == two)
      groups[i] = one;

  return least;
}

static void
test_definition (void)
{
  const guint32 n = 40;

  for (VtLinkage linkage = 0; linkage < VT_N_LINKAGES; linkage++)
    for (guint n_features = 1; n_features < 6; n_features += 2)
      {
        g_autofree float *points = draw_points (n, n_features, linkage + 7 * n_features);
        g_autoptr (VtDendrogram) dendrogram
            = vt_linkage_compute (points, n, n_features, linkage, NULL, NULL, NULL, NULL);
        g_autofree guint32 *groups = g_new (guint32, n);
        g_autofree guint32 *clusters = g_new (guint32, n);

        for (guint32 i = 0; i < n; i++)
          groups[i] = i;
        for (guint32 step = 0; step < n - 1; step++)
          {
            double height = join_closest (linkage, points, n_features, groups, n);
            double found = vt_dendrogram_get_merges (dendrogram)[step].height;

            g_assert_cmpfloat_with_epsilon (found, height, 1e-12);
            g_assert_cmpuint (vt_dendrogram_cut (dendrogram, found, clusters), ==, n - 1 - step);
            for (guint32 i = 0; i < n; i++)
              for (guint32 j = 0; j < n; j++)
                g_assert_cmpint (groups[i] == groups[j], ==, clusters[i] == clusters[j]);
          }
      }
}

/* ---- what must not matter ---- */

/* Enough points for slots to be closed up several times: heights rise, sizes add up, and with another order of the
 * points the clusters are the same. */
static void
test_order (void)
{
  const guint32 n = 700;
  g_autofree float *points = draw_points (n, 4, 5);
  g_autofree float *turned = g_new (float, n * 4);
  g_autofree guint32 *clusters = g_new (guint32, n);
  g_autofree guint32 *others = g_new (guint32, n);

  for (guint32 i = 0; i < n; i++)
    memcpy (turned + (i * 37 + 11) % n * 4, points + i * 4, 4 * sizeof *points);
  for (VtLinkage linkage = 0; linkage < VT_N_LINKAGES; linkage++)
    {
      g_autoptr (VtDendrogram) one = vt_linkage_compute (points, n, 4, linkage, NULL, NULL, NULL, NULL);
      g_autoptr (VtDendrogram) two = vt_linkage_compute (turned, n, 4, linkage, NULL, NULL, NULL, NULL);
      const VtMerge *a = vt_dendrogram_get_merges (one);
      const VtMerge *b = vt_dendrogram_get_merges (two);

      for (guint32 i = 0; i < n - 1; i++)
        {
          guint32 size = (a[i].a < n ? 1 : a[a[i].a - n].size) + (a[i].b < n ? 1 : a[a[i].b - n].size);

          g_assert_cmpuint (a[i].size, ==, size);
          g_assert_cmpuint (a[i].a, <, a[i].b);
          g_assert_true (i == 0 || a[i].height >= a[i - 1].height);
          g_assert_cmpfloat_with_epsilon (a[i].height, b[i].height, 1e-12);
        }
      g_assert_cmpuint (a[n - 2].size, ==, n);
      g_assert_cmpuint (vt_dendrogram_cut (one, a[n - 21].height * (1 + 1e-9), clusters), ==, 20);
      g_assert_cmpuint (vt_dendrogram_cut (two, a[n - 21].height * (1 + 1e-9), others), ==, 20);
      for (guint32 i = 0; i < n; i++)
        for (guint32 j = 0; j < i; j++)
          g_assert_cmpint (clusters[i] == clusters[j], ==, others[(i * 37 + 11) % n] == others[(j * 37 + 11) % n]);
    }
}

/* Each instruction set gives the same bits, where there are ties and NaN as well. */
static void
test_kernels (void)
{
  const gsize m = 20 * VT_LINKAGE_LANES;
  const guint f = 7;
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autofree float *blocks = g_new (float, m *f);
  g_autofree double *row = g_new (double, m);
  g_autofree double *wanted = g_new (double, m);
  g_autofree double *penalty = g_new (double, m);
  g_autofree double *blurred = g_new (double, m);
  g_autofree double *other = g_new (double, m);
  const VtLinkageKernel *plain = vt_linkage_kernel_get (0);
  const VtLinkageKernel *kernel;

  for (gsize i = 0; i < m * f; i++)
    blocks[i] = (float) g_rand_double_range (random, -3, 3);
  for (guint set = 1; (kernel = vt_linkage_kernel_get (set)) != NULL; set++)
    for (guint round = 0; round < 200; round++)
      {
        double least[2];
        gsize place;

        plain->measure (blocks, f, blocks + round, m, wanted);
        kernel->measure (blocks, f, blocks + round, m, row);
        g_assert_cmpmem (row, m * sizeof *row, wanted, m * sizeof *row);
        for (gsize i = 0; i < m; i++)
          {
            penalty[i] = 1 + i % 9;
            blurred[i] = row[i] * (0.5 + 0.01 * (double) (i % 100)) + 0.8;
          }
        for (VtLinkage linkage = 0; linkage < VT_N_LINKAGES; linkage++)
          {
            memcpy (other, row, m * sizeof *row);
            memcpy (wanted, row, m * sizeof *row);
            plain->join (linkage, penalty, 3, 5 + round, 0.7, m, blurred, wanted);
            kernel->join (linkage, penalty, 3, 5 + round, 0.7, m, blurred, other);
            g_assert_cmpmem (other, m * sizeof *other, wanted, m * sizeof *wanted);
          }
        for (gsize i = 0; i < m; i++)
          {
            row[i] = g_rand_int_range (random, 0, round < 100 ? 5 : 5000);
            penalty[i] = g_rand_int_range (random, 0, 3) == 0 || round == 7 ? INFINITY : 0;
            if (round % 3 == 0 && i % 5 == 0)
              row[i] = NAN;
          }
        place = plain->find_least (row, penalty, m, &least[0]);
        g_assert_cmpuint (kernel->find_least (row, penalty, m, &least[1]), ==, place);
        g_assert_true (least[0] == least[1]);
        g_assert_true (round == 7 ? place == 0 && isinf (least[0]) : least[0] == row[place] && penalty[place] == 0);
      }
}

/* ---- the edges ---- */

static void
test_single_point (void)
{
  const float point[] = { 1, 2 };

  for (VtLinkage linkage = 0; linkage < VT_N_LINKAGES; linkage++)
    {
      g_autoptr (VtDendrogram) dendrogram = vt_linkage_compute (point, 1, 2, linkage, NULL, NULL, NULL, NULL);
      g_autoptr (VtTable) table = NULL;
      guint32 cluster = 9;

      g_assert_cmpuint (vt_dendrogram_get_n_points (dendrogram), ==, 1);
      g_assert_cmpfloat (vt_dendrogram_get_root_height (dendrogram), ==, 0);
      g_assert_cmpuint (vt_dendrogram_cut (dendrogram, 1, &cluster), ==, 1);
      g_assert_cmpuint (cluster, ==, 0);
      table = vt_dendrogram_tabulate (dendrogram);
      g_assert_cmpuint (vt_table_get_n_rows (table), ==, 0);
    }
}

static void
test_not_finite (void)
{
  for (VtLinkage linkage = 0; linkage < VT_N_LINKAGES; linkage++)
    for (guint bad = 0; bad < 2; bad++)
      {
        const float points[] = { 1, 2, 3, bad == 0 ? NAN : INFINITY, 5, 6 };
        g_autoptr (GError) error = NULL;

        g_assert_null (vt_linkage_compute (points, 3, 2, linkage, NULL, NULL, NULL, &error));
        g_assert_error (error, VT_ERROR, VT_ERROR_INPUT);
        g_assert_nonnull (strstr (error->message, "point 1"));
      }
}

typedef struct
{
  GCancellable *cancellable;
  guint32       after;
  guint32       last;
} Cancel;

static void
cancel_after (guint32 n_merges, gpointer data)
{
  Cancel *cancel = data;

  g_assert_cmpuint (n_merges, >=, cancel->last);
  cancel->last = n_merges;
  if (n_merges >= cancel->after)
    g_cancellable_cancel (cancel->cancellable);
}

static void
test_cancel (void)
{
  const guint32 n = 1000;
  g_autofree float *points = draw_points (n, 2, 1);

  for (VtLinkage linkage = 0; linkage < VT_N_LINKAGES; linkage++)
    for (guint32 after = 0; after < 900; after += 400)
      {
        g_autoptr (GCancellable) cancellable = g_cancellable_new ();
        g_autoptr (GError) error = NULL;
        Cancel cancel = { cancellable, after, 0 };

        g_assert_null (vt_linkage_compute (points, n, 2, linkage, cancel_after, &cancel, cancellable, &error));
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        g_assert_cmpuint (cancel.last, <, after + 100);
      }
}

static void
test_names (void)
{
  VtLinkage found;

  for (VtLinkage linkage = 0; linkage < VT_N_LINKAGES; linkage++)
    {
      g_assert_true (vt_linkage_from_string (vt_linkage_to_string (linkage), &found));
      g_assert_cmpint (found, ==, linkage);
    }
  g_assert_false (vt_linkage_from_string ("centroid", &found));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/linkage/scipy", test_scipy);
  g_test_add_func ("/linkage/definition", test_definition);
  g_test_add_func ("/linkage/order", test_order);
  g_test_add_func ("/linkage/kernels", test_kernels);
  g_test_add_func ("/linkage/single-point", test_single_point);
  g_test_add_func ("/linkage/not-finite", test_not_finite);
  g_test_add_func ("/linkage/cancel", test_cancel);
  g_test_add_func ("/linkage/names", test_names);

  return g_test_run ();
}
