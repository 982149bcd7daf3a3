#include <math.h>
#include <stdlib.h>

#include "vt-dendrogram-layout.h"
#include "vt-linkage.h"

/* Points at 0, 1, 10, 12, 40: ((0 1) (10 12)) 40, at the heights 1, 2, 9 and 28 of single linkage. */
static VtDendrogram *
make_small (void)
{
  const float points[] = { 40, 10, 0, 12, 1 };

  return vt_linkage_compute (points, 5, 1, VT_LINKAGE_SINGLE, NULL, NULL, NULL, NULL);
}

static void
test_cut (void)
{
  g_autoptr (VtDendrogram) dendrogram = make_small ();
  const struct
  {
    double height;
    guint32 clusters[5];
    guint32 n;
  } cuts[] = {
    { 0.99, { 0, 1, 2, 3, 4 }, 5 }, { 1, { 0, 1, 2, 3, 2 }, 4 },  { 8.9, { 0, 1, 2, 1, 2 }, 3 },
    { 9, { 0, 1, 1, 1, 1 }, 2 },    { 28, { 0, 0, 0, 0, 0 }, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      guint32 clusters[5];

      g_assert_cmpuint (vt_dendrogram_cut (dendrogram, cuts[i].height, clusters), ==, cuts[i].n);
      for (guint p = 0; p < 5; p++)
        g_assert_cmpuint (clusters[p], ==, cuts[i].clusters[p]);
    }
  g_assert_cmpfloat (vt_dendrogram_get_root_height (dendrogram), ==, 28);
}

static void
test_table (void)
{
  g_autoptr (VtDendrogram) dendrogram = make_small ();
  g_autoptr (VtTable) table = vt_dendrogram_tabulate (dendrogram);
  g_autofree char *csv = vt_table_to_csv (table);

  g_assert_cmpstr (vt_table_get_name (table), ==, "dendrogram");
  g_assert_cmpstr (csv, ==, "merge,a,b,height,size\n0,2,4,1,2\n1,1,3,2,2\n2,5,6,9,4\n3,0,7,28,5\n");
}

static void
check_link (const VtDendrogramLink *link,
            double x_left,
            double x_right,
            double y_left,
            double y_right,
            double y_top,
            int cluster)
{
  g_assert_cmpfloat (link->x_left, ==, x_left);
  g_assert_cmpfloat (link->x_right, ==, x_right);
  g_assert_cmpfloat (link->y_left, ==, y_left);
  g_assert_cmpfloat (link->y_right, ==, y_right);
  g_assert_cmpfloat (link->y_top, ==, y_top);
  g_assert_cmpint (link->cluster, ==, cluster);
}

/* The coldest stands left: 10 and 12 at 100 K, 0 and 1 at 300 K, 40 at 250 K. */
static void
test_whole (void)
{
  g_autoptr (VtDendrogram) dendrogram = make_small ();
  const double labels[] = { 250, 100, 300, 100, 300 };
  g_autoptr (VtDendrogramLayout) layout = vt_dendrogram_lay_out (dendrogram, labels, 9, 100);
  const double tips[] = { 100, 100, 300, 300, 250 };

  g_assert_cmpuint (layout->n_tips, ==, 5);
  g_assert_cmpuint (layout->n_links, ==, 4);
  g_assert_cmpuint (layout->n_clusters, ==, 2);
  g_assert_cmpfloat (layout->root_height, ==, 28);
  for (guint t = 0; t < 5; t++)
    {
      g_assert_cmpfloat (layout->tips[t].x, ==, t);
      g_assert_cmpfloat (layout->tips[t].label, ==, tips[t]);
      g_assert_cmpfloat (layout->tips[t].height, ==, 0);
      g_assert_cmpuint (layout->tips[t].size, ==, 1);
      g_assert_cmpint (layout->tips[t].cluster, ==, t < 4 ? 1 : 0);
    }
  check_link (&layout->links[0], 2, 3, 0, 0, 1, 1);
  check_link (&layout->links[1], 0, 1, 0, 0, 2, 1);
  check_link (&layout->links[2], 0.5, 2.5, 2, 1, 9, 1);
  check_link (&layout->links[3], 1.5, 4, 9, 0, 28, -1);
}

/* The root's branches have the means 200 and 200: equal, so the first stands left. Here it is the tip 40, at x = 0. */
static void
test_equal_means (void)
{
  g_autoptr (VtDendrogram) dendrogram = make_small ();
  const double labels[] = { 201, 100, 300, 100, 300 };
  const double equal[] = { 200, 100, 300, 100, 300 };
  g_autoptr (VtDendrogramLayout) one = vt_dendrogram_lay_out (dendrogram, equal, 9, 100);
  g_autoptr (VtDendrogramLayout) two = vt_dendrogram_lay_out (dendrogram, labels, 9, 100);

  g_assert_cmpuint (one->tips[0].size, ==, 1);
  g_assert_cmpfloat (one->tips[0].label, ==, 200);
  g_assert_cmpfloat (two->tips[4].label, ==, 201);
}

static void
test_truncated (void)
{
  g_autoptr (VtDendrogram) dendrogram = make_small ();
  const double labels[] = { 900, 100, 300, 500, 300 };
  g_autoptr (VtDendrogramLayout) layout = vt_dendrogram_lay_out (dendrogram, labels, 1.5, 3);
  g_autoptr (VtDendrogramLayout) copy = vt_dendrogram_layout_copy (layout);
  g_autoptr (VtDendrogramLayout) root = vt_dendrogram_lay_out (dendrogram, labels, 30, 1);

  g_assert_cmpuint (copy->n_tips, ==, 3);
  g_assert_cmpuint (copy->n_links, ==, 2);
  /* 40 | 10 | 0 1 | 12, in the order of their first points. */
  g_assert_cmpuint (copy->n_clusters, ==, 4);
  check_link (&copy->links[0], 0, 1, 0, 0, 9, -1);
  check_link (&copy->links[1], 0.5, 2, 9, 0, 28, -1);
  /* Both branches have the mean 300: that of node 5, 0 and 1, comes first. */
  g_assert_cmpuint (copy->tips[0].size, ==, 2);
  g_assert_cmpfloat (copy->tips[0].height, ==, 1);
  g_assert_cmpfloat (copy->tips[0].label, ==, 300);
  g_assert_cmpint (copy->tips[0].cluster, ==, 2);
  /* 10 and 12 are two clusters; 100 K and 500 K are as frequent. */
  g_assert_cmpfloat (copy->tips[1].label, ==, 100);
  g_assert_cmpfloat (copy->tips[1].height, ==, 2);
  g_assert_cmpint (copy->tips[1].cluster, ==, -1);
  g_assert_cmpfloat (copy->clusters[2].x_left, ==, 0);
  g_assert_cmpfloat (copy->clusters[2].x_right, ==, 0);
  g_assert_cmpuint (copy->clusters[2].size, ==, 2);
  g_assert_true (isnan (copy->clusters[1].x_left) && isnan (copy->clusters[3].x_right));
  g_assert_cmpfloat (copy->clusters[3].label, ==, 500);

  g_assert_cmpuint (root->n_tips, ==, 1);
  g_assert_cmpuint (root->n_links, ==, 0);
  g_assert_cmpuint (root->tips[0].size, ==, 5);
  g_assert_cmpfloat (root->tips[0].label, ==, 300);
  g_assert_cmpint (root->tips[0].cluster, ==, 0);
}

/* A random tree: no two branches share ground, tips hold all points, each cluster is one stretch of tips. */
static void
test_random (void)
{
  const guint32 n = 400;
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autofree float *points = g_new (float, 2 * n);
  g_autofree double *labels = g_new (double, n);

  for (guint32 i = 0; i < n; i++)
    {
      labels[i] = 100 * g_rand_int_range (random, 1, 6);
      points[2 * i] = (float) (labels[i] / 100 + g_rand_double (random));
      points[2 * i + 1] = (float) g_rand_double (random);
    }
  for (VtLinkage linkage = 0; linkage < VT_N_LINKAGES; linkage++)
    {
      g_autoptr (VtDendrogram) dendrogram = vt_linkage_compute (points, n, 2, linkage, NULL, NULL, NULL, NULL);
      const double cut = vt_dendrogram_get_merges (dendrogram)[n - 12].height;
      g_autoptr (VtDendrogramLayout) layout = vt_dendrogram_lay_out (dendrogram, labels, cut, 60);
      guint32 total = 0;
      guint32 in_clusters = 0;

      g_assert_cmpuint (layout->n_clusters, ==, 11);
      for (guint t = 0; t < layout->n_tips; t++)
        total += layout->tips[t].size;
      g_assert_cmpuint (total, ==, n);
      for (guint l = 0; l < layout->n_links; l++)
        {
          g_assert_cmpfloat (layout->links[l].x_left, <, layout->links[l].x_right);
          g_assert_cmpfloat (layout->links[l].y_top, >=, layout->links[l].y_left);
          g_assert_cmpint (layout->links[l].cluster >= 0, ==, layout->links[l].y_top <= cut);
        }
      for (guint c = 0; c < layout->n_clusters; c++)
        {
          guint32 size = 0;

          for (guint t = 0; t < layout->n_tips; t++)
            if (t >= layout->clusters[c].x_left && t <= layout->clusters[c].x_right)
              {
                g_assert_cmpint (layout->tips[t].cluster, ==, (int) c);
                size += layout->tips[t].size;
              }
          g_assert_cmpuint (size, ==, layout->clusters[c].size);
          in_clusters += size;
        }
      g_assert_cmpuint (in_clusters, ==, n);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dendrogram/cut", test_cut);
  g_test_add_func ("/dendrogram/table", test_table);
  g_test_add_func ("/dendrogram/whole", test_whole);
  g_test_add_func ("/dendrogram/equal-means", test_equal_means);
  g_test_add_func ("/dendrogram/truncated", test_truncated);
  g_test_add_func ("/dendrogram/random", test_random);

  return g_test_run ();
}
