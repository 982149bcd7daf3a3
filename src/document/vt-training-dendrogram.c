/* The dendrogram's chart: its links as lines, one series a colour. */
#include "vt-training-charts.h"

#include <math.h>

#include "vt-axis-ticks.h"
#include "vt-i18n.h"

/* The parts of a map that show on the background, so that the coldest and the hottest lines can be seen. */
static const double shown_part[2][2] = { { 0.05, 0.80 }, { 0.32, 1.00 } };

static VtColorScale
new_temperature_scale (double minimum, double maximum, gboolean dark)
{
  double from = shown_part[dark ? 1 : 0][0], to = shown_part[dark ? 1 : 0][1], all = (maximum - minimum) / (to - from);
  VtColorScale scale;

  vt_color_scale_init (&scale);
  scale.colormap = vt_colormap_find ("inferno");
  scale.minimum = minimum - from * all;
  scale.maximum = scale.minimum + all;
  return scale;
}

static void
set_temperature_scale (VtChart *chart, const double *temperatures, guint n)
{
  double minimum = INFINITY, maximum = -INFINITY;
  VtColorScale light, dark;

  for (guint i = 0; i < n; i++)
    {
      minimum = fmin (minimum, temperatures[i]);
      maximum = fmax (maximum, temperatures[i]);
    }
  if (!(maximum > minimum))
    return;
  light = new_temperature_scale (minimum, maximum, FALSE);
  dark = new_temperature_scale (minimum, maximum, TRUE);
  vt_chart_set_color_scale (chart, &light, &dark);
  vt_axis_set_range (vt_chart_get_color_axis (chart), minimum, maximum);
  vt_axis_set_title (vt_chart_get_color_axis (chart), "<i>T</i>", VT_UNIT_KELVIN);
}

/* Lines of one colour, NaN between them. */
typedef struct
{
  double level;
  GArray *x;
  GArray *y;
} Ink;

static void
ink_free (gpointer data)
{
  Ink *ink = data;

  g_array_unref (ink->x);
  g_array_unref (ink->y);
  g_free (ink);
}

/* @level: NaN for what has no colour */
static Ink *
find_ink (GPtrArray *inks, double level)
{
  Ink *ink;

  for (guint i = 0; i < inks->len; i++)
    {
      ink = g_ptr_array_index (inks, i);
      if (ink->level == level || (isnan (ink->level) && isnan (level)))
        return ink;
    }
  ink = g_new0 (Ink, 1);
  ink->level = level;
  ink->x = g_array_new (FALSE, FALSE, sizeof (double));
  ink->y = g_array_new (FALSE, FALSE, sizeof (double));
  g_ptr_array_add (inks, ink);
  return ink;
}

/* @x, @y: double [n] */
static void
draw (GPtrArray *inks, double level, guint n, const double *x, const double *y)
{
  const double nowhere = NAN;
  Ink *ink = find_ink (inks, level);

  g_array_append_vals (ink->x, x, n);
  g_array_append_vals (ink->y, y, n);
  g_array_append_val (ink->x, nowhere);
  g_array_append_val (ink->y, nowhere);
}

static double
get_level (const VtDendrogramLayout *dendrogram, int cluster)
{
  return cluster >= 0 && (guint) cluster < dendrogram->n_clusters ? dendrogram->clusters[cluster].label : (double) NAN;
}

/* What the branch below the cut at @x belongs to, @y being where it begins. */
static double
get_branch_level (const VtDendrogramLayout *dendrogram, double x, double y)
{
  if (!(y > 0))
    for (guint i = 0; i < dendrogram->n_tips; i++)
      if (dendrogram->tips[i].x == x)
        return get_level (dendrogram, dendrogram->tips[i].cluster);
  for (guint i = 0; i < dendrogram->n_clusters; i++)
    if (x >= dendrogram->clusters[i].x_left && x <= dendrogram->clusters[i].x_right)
      return dendrogram->clusters[i].label;
  return NAN;
}

/* A branch that ends above the cut has its cluster's colour from the cut down. */
static void
draw_branch (const VtDendrogramLayout *dendrogram, GPtrArray *inks, double x, double from, double to)
{
  double middle = CLAMP (dendrogram->cut, from, to);

  if (middle > from)
    draw (inks, get_branch_level (dendrogram, x, from), 2, (const double[]){ x, x }, (const double[]){ from, middle });
  if (to > middle)
    draw (inks, NAN, 2, (const double[]){ x, x }, (const double[]){ middle, to });
}

static void
draw_link (const VtDendrogramLayout *dendrogram, GPtrArray *inks, const VtDendrogramLink *link)
{
  if (link->cluster >= 0)
    {
      draw (inks, get_level (dendrogram, link->cluster), 4,
            (const double[]){ link->x_left, link->x_left, link->x_right, link->x_right },
            (const double[]){ link->y_left, link->y_top, link->y_top, link->y_right });
      return;
    }
  draw_branch (dendrogram, inks, link->x_left, link->y_left, link->y_top);
  draw_branch (dendrogram, inks, link->x_right, link->y_right, link->y_top);
  draw (inks, NAN, 2, (const double[]){ link->x_left, link->x_right }, (const double[]){ link->y_top, link->y_top });
}

static void
add_inks (VtChart *chart, GPtrArray *inks)
{
  for (guint i = 0; i < inks->len; i++)
    {
      Ink *ink = g_ptr_array_index (inks, i);
      VtSeries *series = vt_series_new_line (NULL, (const double *) (gpointer) ink->x->data,
                                             (const double *) (gpointer) ink->y->data, ink->x->len);

      vt_series_set_level (series, ink->level);
      vt_chart_add_series (chart, series);
    }
}

static void
name_tips (VtChart *chart, const VtDendrogramLayout *dendrogram)
{
  g_auto (GStrv) names = g_new0 (char *, dendrogram->n_tips + 1);

  for (guint i = 0; i < dendrogram->n_tips; i++)
    names[i] = g_strdup_printf ("%g K (%u)", dendrogram->tips[i].label, dendrogram->tips[i].size);
  vt_axis_set_categories (vt_chart_get_x_axis (chart), (const char *const *) names);
}

static void
mark_cut (VtChart *chart, double cut)
{
  g_autofree char *number = vt_axis_ticks_format_number (cut, 3);
  /* Translators: the height at which a dendrogram is cut into clusters */
  g_autofree char *label = g_strdup_printf (_("cut at %s"), number);

  VtSeries *series = vt_series_new_horizontal (label, cut);

  vt_series_set_meaning (series, VT_MEANING_FOREGROUND);
  vt_series_set_dashed (series, TRUE);
  vt_chart_add_series (chart, series);
}

VtChart *
vt_training_charts_new_dendrogram (const VtDendrogramLayout *dendrogram)
{
  g_autoptr (GPtrArray) inks = g_ptr_array_new_with_free_func (ink_free);
  g_autofree double *temperatures = NULL;
  VtChart *chart;
  guint n_tips;

  g_return_val_if_fail (dendrogram != NULL, NULL);

  n_tips = dendrogram->n_tips;
  temperatures = g_new (double, n_tips + dendrogram->n_clusters + 1);
  for (guint i = 0; i < n_tips; i++)
    temperatures[i] = dendrogram->tips[i].label;
  for (guint i = 0; i < dendrogram->n_clusters; i++)
    temperatures[n_tips + i] = dendrogram->clusters[i].label;

  chart = vt_chart_new ();
  vt_axis_set_title (vt_chart_get_x_axis (chart), _("Most frequent <i>T</i> of a branch (its instances)"),
                     VT_UNIT_NONE);
  vt_axis_set_title (vt_chart_get_y_axis (chart), _("Distance of clusters"), VT_UNIT_NONE);
  vt_axis_set_range (vt_chart_get_y_axis (chart), 0, NAN);
  set_temperature_scale (chart, temperatures, n_tips + dendrogram->n_clusters);
  if (n_tips > 0)
    name_tips (chart, dendrogram);
  for (guint i = 0; i < dendrogram->n_links; i++)
    draw_link (dendrogram, inks, &dendrogram->links[i]);
  add_inks (chart, inks);
  mark_cut (chart, dendrogram->cut);
  return chart;
}
