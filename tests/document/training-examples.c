#include "training-examples.h"

#include <math.h>
#include <string.h>

static const char *const elements[] = { "Cu", "Zr", "Ni", "Ti", "Pd", "all" };

double
example_temperature (guint index)
{
  return 100.0 * (index + 1);
}

gboolean
example_is_class (guint index)
{
  return index % 3 == 0 || index == EXAMPLE_N_TEMPERATURES - 1;
}

/* Overestimated where cold, saturated where hot, flat below the glass transition. */
static double
predict (double temperature, double shift)
{
  double flat = 280.0 + 0.6 * temperature, steep = 0.85 * temperature + 190.0;

  return fmin (temperature < 800.0 ? flat : steep - 110.0, 1930.0) + shift;
}

static double
scatter (double temperature)
{
  return 80.0 + 0.2 * temperature * (2600.0 - temperature) / 1000.0;
}

static guint
add_row (VtTable *table, guint from, guint n, const double *numbers)
{
  guint row = vt_table_add_row (table);

  for (guint i = 0; i < n; i++)
    vt_table_set_number (table, row, from + i, numbers[i]);
  return row;
}

VtTable *
example_validation (void)
{
  VtTable *table = vt_table_new ("validation");

  vt_table_add_texts (table, "element");
  vt_table_add_numbers (table, "temperature", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "is_class", VT_UNIT_NONE);
  vt_table_add_numbers (table, "n", VT_UNIT_NONE);
  vt_table_add_numbers (table, "mean", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "deviation", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "rmse", VT_UNIT_KELVIN);
  for (guint e = 0; e < G_N_ELEMENTS (elements); e++)
    for (guint i = 0; i < EXAMPLE_N_TEMPERATURES; i++)
      {
        double t = example_temperature (i), shift = e == 5 ? 0.0 : 25.0 * sin (1.7 * e + 0.4 * i);
        double mean = predict (t, shift);
        const double numbers[] = { t, example_is_class (i), 800, mean, scatter (t), hypot (mean - t, scatter (t)) };

        vt_table_set_text (table, add_row (table, 1, 6, numbers), 0, elements[e]);
      }
  return table;
}

VtTable *
example_calibration (void)
{
  VtTable *table = vt_table_new ("calibration");

  vt_table_add_numbers (table, "temperature", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "mean_t_ml", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "deviation", VT_UNIT_KELVIN);
  for (guint i = 0; i < EXAMPLE_N_TEMPERATURES; i++)
    {
      double t = example_temperature (i);

      add_row (table, 0, 3, (const double[]){ t, predict (t, 0.0), scatter (t) });
    }
  return table;
}

VtTable *
example_k (void)
{
  VtTable *table = vt_table_new ("k");

  vt_table_add_numbers (table, "k", VT_UNIT_NONE);
  vt_table_add_numbers (table, "rmse", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "rmse_classes", VT_UNIT_KELVIN);
  for (guint k = 1; k <= 200; k++)
    add_row (table, 0, 3,
             (const double[]){ k, 168.0 + 90.0 / sqrt (k) + 0.04 * k, 141.0 + 100.0 / sqrt (k) + 0.06 * k });
  return table;
}

VtTable *
example_relieff (void)
{
  static const double lags[] = { 0.02, 0.04, 0.06, 0.08, 0.1,  0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8,
                                 0.9,  1,    1.25, 1.5,  1.75, 2,    2.5, 3,    3.5, 4,   5,   10,  15,  20,
                                 25,   30,   40,   50,   60,   70,   80,  90,   100, 120, 140, 160, 200 };
  VtTable *table = vt_table_new ("relieff");

  vt_table_add_numbers (table, "lag", VT_UNIT_PICOSECOND);
  vt_table_add_numbers (table, "weight", VT_UNIT_NONE);
  vt_table_add_numbers (table, "selected", VT_UNIT_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (lags); i++)
    add_row (table, 0, 3,
             (const double[]){ lags[i], 0.012 * log10 (lags[i]) + 0.004 * sin (3.0 * i) + 0.011, lags[i] >= 5.0 });
  return table;
}

VtTable *
example_classes (void)
{
  VtTable *table = vt_table_new ("classes");

  vt_table_add_numbers (table, "temperature", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "qualified", VT_UNIT_NONE);
  vt_table_add_numbers (table, "share_percent", VT_UNIT_PERCENT);
  vt_table_add_numbers (table, "selected", VT_UNIT_NONE);
  for (guint i = 0; i < EXAMPLE_N_TEMPERATURES; i++)
    {
      double share = example_is_class (i) ? 10.0 + 4.0 * sin (i) : (i % 3 == 1 ? 2.0 : 0.0);

      add_row (table, 0, 4,
               (const double[]){ example_temperature (i), round (3.0 * share), share, example_is_class (i) });
    }
  return table;
}

VtTable *
example_confusion (void)
{
  VtTable *table = vt_table_new ("confusion");

  vt_table_add_numbers (table, "true", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "predicted", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "n", VT_UNIT_NONE);
  vt_table_add_numbers (table, "share_percent", VT_UNIT_PERCENT);
  for (guint i = 0; i < EXAMPLE_N_TEMPERATURES; i++)
    {
      double t = example_temperature (i), total = 0.0;

      for (guint pass = 0; pass < 2; pass++)
        for (guint c = 0; c < EXAMPLE_N_TEMPERATURES; c++)
          {
            double off = (example_temperature (c) - predict (t, 0.0)) / (1.2 * scatter (t)), weight = exp (-off * off);

            if (!example_is_class (c))
              continue;
            if (pass == 0)
              total += weight;
            else
              add_row (table, 0, 4,
                       (const double[]){ t, example_temperature (c), round (4000 * weight / total),
                                         100 * weight / total });
          }
    }
  return table;
}

/* One of the tree's topmost branches while it is joined. */
typedef struct
{
  guint first;
  guint last;
  double x;
  double height;
} Branch;

static double
get_distance (const Branch *a, const Branch *b)
{
  double step = 0.9 + 0.5 * sin (7.3 * a->last), sizes = (a->last - a->first + 1.0) * (b->last - b->first + 1.0);

  return MAX (MAX (a->height, b->height) * 1.03, step * pow (sizes, 0.7));
}

static int
find_cluster (const VtDendrogramLayout *layout, guint tip)
{
  for (guint c = 0; c < layout->n_clusters; c++)
    if (tip >= layout->clusters[c].x_left && tip <= layout->clusters[c].x_right)
      return (int) c;
  return -1;
}

VtDendrogramLayout *
example_dendrogram (guint n_tips, double cut)
{
  VtDendrogramLayout *layout = g_new0 (VtDendrogramLayout, 1);
  g_autofree Branch *branches = g_new0 (Branch, n_tips);
  guint n = n_tips;

  layout->cut = cut;
  layout->n_tips = n_tips;
  layout->tips = g_new0 (VtDendrogramTip, n_tips);
  layout->links = g_new0 (VtDendrogramLink, n_tips);
  layout->clusters = g_new0 (VtDendrogramCluster, n_tips);
  for (guint i = 0; i < n_tips; i++)
    branches[i] = (Branch){ i, i, i, 0.0 };
  while (n > 1)
    {
      guint best = 0;
      Branch *left;

      for (guint i = 1; i + 1 < n; i++)
        if (get_distance (&branches[i], &branches[i + 1]) < get_distance (&branches[best], &branches[best + 1]))
          best = i;
      left = &branches[best];
      layout->root_height = get_distance (left, left + 1);
      /* What is above the cut for the first time leaves its branches as clusters. */
      for (guint k = 0; k < 2 && layout->root_height > cut; k++)
        if (left[k].height <= cut)
          layout->clusters[layout->n_clusters++]
              = (VtDendrogramCluster){ 100.0 * (1 + (left[k].first + left[k].last) / 2), left[k].first, left[k].last,
                                       200 };
      layout->links[layout->n_links++]
          = (VtDendrogramLink){ left->x,        left[1].x,           left->height,
                                left[1].height, layout->root_height, layout->root_height > cut ? -1 : 0 };
      *left = (Branch){ left->first, left[1].last, 0.5 * (left->x + left[1].x), layout->root_height };
      n--;
      memmove (left + 1, left + 2, (n - best - 1) * sizeof (Branch));
    }
  if (layout->root_height <= cut)
    layout->clusters[layout->n_clusters++] = (VtDendrogramCluster){ 100, 0, n_tips - 1, 200 };
  for (guint i = 0; i < layout->n_links; i++)
    if (layout->links[i].cluster >= 0)
      layout->links[i].cluster = find_cluster (layout, (guint) layout->links[i].x_left);
  for (guint i = 0; i < n_tips; i++)
    layout->tips[i] = (VtDendrogramTip){ i, 0.4, 100.0 * (i + 1), 120 + 31 * i % 170, find_cluster (layout, i) };
  return layout;
}

void
example_dendrogram_free (VtDendrogramLayout *layout)
{
  g_free (layout->links);
  g_free (layout->tips);
  g_free (layout->clusters);
  g_free (layout);
}
