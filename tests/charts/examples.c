#include "examples.h"

#include <math.h>

#include "vt-palette.h"

static double
gauss (double x, double mean, double sigma)
{
  return exp (-0.5 * (x - mean) * (x - mean) / (sigma * sigma)) / (sigma * sqrt (2.0 * G_PI));
}

VtChart *
example_histogram (VtScale scale)
{
  VtChart *chart = vt_chart_new ();
  double centers[48], loaded[48], control[48];
  VtSeries *series;

  for (guint i = 0; i < 48; i++)
    {
      centers[i] = 104.0 + 20.0 * i;
      loaded[i] = 0.8 * gauss (centers[i], 310.0, 85.0) + 0.2 * exp (-(centers[i] - 100.0) / 350.0) / 350.0;
      control[i] = gauss (centers[i], 300.0, 80.0);
      if (control[i] < 2e-6)
        control[i] = 0.0;
    }
  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>T</i><sub>ML</sub>", VT_UNIT_KELVIN);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "Density", VT_UNIT_PER_KELVIN);
  vt_axis_set_scale (vt_chart_get_y_axis (chart), scale);
  series = vt_series_new_histogram ("no stress", centers, control, 48, 20.0);
  vt_chart_add_series (chart, series);
  series = vt_series_new_histogram ("1.5 GPa", centers, loaded, 48, 20.0);
  vt_series_set_meaning (series, VT_MEANING_ACTIVE);
  vt_chart_add_series (chart, series);
  series = vt_series_new_vertical ("<i>T</i><sub>g</sub>", 780.0);
  vt_series_set_meaning (series, VT_MEANING_FOREGROUND);
  vt_series_set_dashed (series, TRUE);
  vt_chart_add_series (chart, series);
  series = vt_series_new_band (NULL, 500.0, 640.0);
  vt_series_set_meaning (series, VT_MEANING_SELECTED);
  vt_chart_add_series (chart, series);
  return chart;
}

VtChart *
example_correlation (void)
{
  static const double lags[] = { 5.0, 20.0, 50.0, 100.0, 200.0 };
  static const double pearson[] = { 0.33, 0.53, 0.57, 0.61, 0.59 };
  static const double spearman[] = { 0.24, 0.40, 0.47, 0.52, 0.50 };
  static const double errors[] = { 0.03, 0.02, 0.02, 0.015, 0.02 };
  VtChart *chart = vt_chart_new ();
  VtSeries *series;

  vt_axis_set_title (vt_chart_get_x_axis (chart), "Δ<i>t</i>", VT_UNIT_PICOSECOND);
  vt_axis_set_scale (vt_chart_get_x_axis (chart), VT_SCALE_LOG);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "Correlation with <i>D</i><sup>2</sup><sub>min</sub>", VT_UNIT_NONE);
  vt_axis_set_range (vt_chart_get_y_axis (chart), 0.0, NAN);
  series = vt_series_new_line ("Pearson <i>ζ</i>", lags, pearson, 5);
  vt_series_set_errors (series, errors);
  vt_series_set_markers (series, TRUE);
  vt_series_set_index (series, 0);
  vt_chart_add_series (chart, series);
  series = vt_series_new_line ("Spearman", lags, spearman, 5);
  vt_series_set_markers (series, TRUE);
  vt_series_set_index (series, 1);
  vt_chart_add_series (chart, series);
  return chart;
}

static const char *const indices[] = { "⟨0 0 12 0⟩", "⟨0 2 8 4⟩", "⟨0 1 10 2⟩", "⟨0 3 6 4⟩", "⟨0 2 8 2⟩",
                                       "⟨0 1 10 3⟩", "⟨0 3 6 3⟩", "⟨1 3 4 4⟩", "⟨0 4 4 6⟩", "⟨0 4 4 5⟩", NULL };

VtChart *
example_polyhedra (void)
{
  static const double total[] = { 6.2, 5.1, 4.9, 4.4, 3.8, 3.7, 3.1, 2.6, 2.2, 1.9 };
  VtChart *chart = vt_chart_new ();

  vt_axis_set_categories (vt_chart_get_x_axis (chart), indices);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "<i>f</i>", VT_UNIT_PERCENT);
  vt_chart_add_series (chart, vt_series_new_columns (NULL, total, 10));
  return chart;
}

VtChart *
example_difference (void)
{
  static const double active[] = { -4.2, -1.6, -2.3, 0.4, -0.8, -1.1, 0.7, 1.3, 0.6, 0.9 };
  static const double stable[] = { 2.3, 0.9, 1.8, -0.3, 0.2, 0.8, -0.6, -1.0, -0.2, -0.7 };
  static const double errors[] = { 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4 };
  gboolean pale[10];
  VtChart *chart = vt_chart_new ();
  VtSeries *series;

  for (guint i = 0; i < 10; i++)
    pale[i] = fabs (stable[i]) < 0.8;
  vt_axis_set_categories (vt_chart_get_x_axis (chart), indices);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "Δ<i>f</i>", VT_UNIT_PERCENT);
  series = vt_series_new_columns ("LA", active, 10);
  vt_series_set_meaning (series, VT_MEANING_ACTIVE);
  vt_series_set_errors (series, errors);
  vt_chart_add_series (chart, series);
  series = vt_series_new_columns ("SA", stable, 10);
  vt_series_set_meaning (series, VT_MEANING_STABLE);
  vt_series_set_pale (series, pale);
  vt_chart_add_series (chart, series);
  return chart;
}

VtChart *
example_creep (void)
{
  static const char *const labels[] = { "1.4 GPa", "1.5 GPa", "1.6 GPa" };
  VtChart *chart = vt_chart_new ();
  double time[400], strain[400];

  vt_axis_set_title (vt_chart_get_x_axis (chart), "<i>t</i>", VT_UNIT_PICOSECOND);
  vt_axis_set_title (vt_chart_get_y_axis (chart), "Creep strain", VT_UNIT_PERCENT);
  for (guint k = 0; k < 3; k++)
    {
      VtSeries *series;

      for (guint i = 0; i < 400; i++)
        {
          double t = i;

          time[i] = t;
          strain[i] = 0.05 + 0.1 * (k + 1) * (1.0 - exp (-t / 60.0)) + 2e-4 * t * (k + 1) + 0.01 * sin (0.7 * t + k);
        }
      series = vt_series_new_line (labels[k], time, strain, 400);
      vt_series_set_index (series, k);
      vt_chart_add_series (chart, series);
    }
  return chart;
}

/* A face-centred cubic crystal of CuZr, 4·n³ atoms, shaken by a fifth of the lattice constant. */
VtFrame *
example_frame (gsize per_edge)
{
  static const double basis[4][3]
      = { { 0.25, 0.25, 0.25 }, { 0.75, 0.75, 0.25 }, { 0.75, 0.25, 0.75 }, { 0.25, 0.75, 0.75 } };
  static const char *const names[] = { "Cu", "Zr", NULL };
  const double lattice = 4.1;
  gsize n = 4 * per_edge * per_edge * per_edge, atom = 0;
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);
  double *positions = g_new (double, 3 * n);
  g_autoptr (GRand) random = g_rand_new_with_seed (8271);
  g_autoptr (VtAtomTable) atoms = NULL;
  VtCell cell;

  for (gsize c = 0; c < per_edge * per_edge * per_edge; c++)
    for (guint b = 0; b < 4; b++, atom++)
      {
        const gsize corner[3] = { c % per_edge, c / per_edge % per_edge, c / per_edge / per_edge };

        ids[atom] = (gint64) atom + 1;
        species[atom] = (guint8) g_rand_int_range (random, 0, 2);
        for (guint axis = 0; axis < 3; axis++)
          positions[axis * n + atom]
              = lattice * (corner[axis] + basis[b][axis] + g_rand_double_range (random, -0.1, 0.1));
      }
  vt_cell_init_box (&cell, lattice * per_edge, lattice * per_edge, lattice * per_edge);
  atoms = vt_atom_table_new_take (n, ids, species, names);
  return vt_frame_new_take (atoms, &cell, positions, 0.0, 0, NULL);
}

VtSliceChart *
example_slice (gsize per_edge)
{
  g_autoptr (VtFrame) frame = example_frame (per_edge);
  gsize n = vt_frame_get_n_atoms (frame);
  g_autofree double *values = g_new (double, n);
  g_autofree guint8 *flags = g_new0 (guint8, n);
  VtColorScale scale;
  VtSliceChart *chart;
  VtSlice slice;

  for (gsize i = 0; i < n; i++)
    {
      double x = vt_frame_get_axis (frame, 0)[i], y = vt_frame_get_axis (frame, 1)[i];

      values[i] = 300.0 + 40.0 * sin (17.0 * i) + 650.0 * exp (-(pow (x - 25.0, 2) + pow (y - 12.0, 2)) / 60.0);
      if (i % 97 == 0)
        values[i] = NAN;
      if (i % 131 == 0)
        flags[i] = 1;
    }
  vt_slice_init (&slice, 2, 3.8, vt_frame_get_cell (frame));
  vt_color_scale_init (&scale);
  scale.colormap = vt_colormap_find ("inferno");
  scale.minimum = 100.0;
  scale.maximum = 1000.0;
  chart = vt_slice_chart_new (frame, &slice);
  vt_slice_chart_set_values (chart, values, &scale, "<i>T</i><sub>ML</sub>", VT_UNIT_KELVIN);
  vt_slice_chart_set_flags (chart, flags);
  return chart;
}

VtSliceChart *
example_species_slice (gsize per_edge)
{
  static const char *const names[] = { "Cu", "Zr", NULL };
  g_autoptr (VtFrame) frame = example_frame (per_edge);
  gsize n = vt_frame_get_n_atoms (frame);
  g_autofree double *values = g_new (double, n);
  VtColor colors[2];
  VtSliceChart *chart;
  VtSlice slice;

  for (gsize i = 0; i < n; i++)
    values[i] = vt_atom_table_get_species (vt_frame_get_atoms (frame))[i];
  for (guint i = 0; i < 2; i++)
    colors[i] = vt_palette_get_species (vt_frame_get_atoms (frame), i, FALSE);
  vt_slice_init (&slice, 0, 3.8, vt_frame_get_cell (frame));
  chart = vt_slice_chart_new (frame, &slice);
  vt_slice_chart_set_categories (chart, values, colors, names);
  return chart;
}

VtPanels *
example_figure (void)
{
  VtPanels *panels = vt_panels_new (3);

  vt_panels_add (panels, vt_slice_chart_paint_func, example_slice (8), (GDestroyNotify) vt_slice_chart_unref);
  vt_panels_add_chart (panels, example_histogram (VT_SCALE_LINEAR));
  vt_panels_add_chart (panels, example_correlation ());
  vt_panels_add_chart (panels, example_polyhedra ());
  vt_panels_add_chart (panels, example_difference ());
  vt_panels_add_chart (panels, example_creep ());
  return panels;
}
