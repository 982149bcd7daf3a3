/* A field on the middle plane of a random alloy at a glass's density: the kernel alone, and all of it up to a painted
 * page of 900 × 700. Prints ms; medians of several runs, by the clock and by the processor. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "vt-field.h"
#include "vt-slice-field.h"

#define DENSITY 0.06 /* atoms in Å³ */
#define RUNS 9

static double
now (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return 1e3 * time.tv_sec + 1e-6 * time.tv_nsec;
}

static VtFrame *
make_frame (gsize n, double edge)
{
  static const char *const names[] = { "Cu", NULL };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (VtAtomTable) atoms = NULL;
  gint64 *ids = g_new (gint64, n);
  double *positions = g_new (double, 3 * n);
  VtCell cell;

  for (gsize i = 0; i < 3 * n; i++)
    positions[i] = g_rand_double_range (random, 0, edge);
  for (gsize i = 0; i < n; i++)
    ids[i] = (gint64) i;
  vt_cell_init_box (&cell, edge, edge, edge);
  atoms = vt_atom_table_new_take (n, ids, g_new0 (guint8, n), names);
  return vt_frame_new_take (atoms, &cell, positions, 0, 0, NULL);
}

static void
paint (VtSliceChart *chart)
{
  VtChartStyle style = vt_chart_style_screen (FALSE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 900, 700);
  cairo_t *cr = cairo_create (surface);

  vt_slice_chart_paint (chart, cr, 900, 700, &style);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
print (const char *what, double *times, double *work)
{
  qsort (times, RUNS, sizeof *times, compare);
  qsort (work, RUNS, sizeof *work, compare);
  printf ("  %s %7.1f ms (processor %7.1f)", what, times[RUNS / 2], work[RUNS / 2]);
}

static void
bench (gsize n, double sigma)
{
  double edge = cbrt (n / DENSITY), kernel[RUNS], kernel_work[RUNS], whole[RUNS], whole_work[RUNS];
  g_autoptr (VtFrame) frame = make_frame (n, edge);
  g_autofree double *values = g_new (double, n);
  VtColorScale scale;
  VtSlice slice;

  for (gsize i = 0; i < n; i++)
    values[i] = 300 + 200 * sin (12.9898 * (double) i);
  vt_color_scale_init (&scale);
  scale.minimum = 100;
  scale.maximum = 500;
  vt_slice_init (&slice, 2, 4, vt_frame_get_cell (frame));
  for (guint run = 0; run < RUNS; run++)
    {
      double start = now (CLOCK_MONOTONIC), work = now (CLOCK_PROCESS_CPUTIME_ID), spacing = sigma / 4;
      guint nodes = (guint) ceil (edge / spacing) + 5;
      const double low[2] = { -2 * spacing, -2 * spacing };
      VtPlaneGrid *grid = vt_plane_grid_new (low, spacing, nodes, nodes);
      VtFieldGrid placed = { { low[0], low[1], slice.position }, { 1, 0, 0 }, { 0, 1, 0 }, spacing, nodes, nodes };
      g_autoptr (VtSliceChart) chart = NULL;

      vt_field_compute (frame, values, sigma, &placed, NULL, NULL, grid->values, NULL);
      kernel[run] = now (CLOCK_MONOTONIC) - start;
      kernel_work[run] = now (CLOCK_PROCESS_CPUTIME_ID) - work;
      chart = vt_slice_chart_new (frame, &slice);
      vt_slice_chart_set_values (chart, values, &scale, "T", VT_UNIT_KELVIN);
      vt_slice_chart_take_field (chart, grid, 5, FALSE);
      paint (chart);
      whole[run] = now (CLOCK_MONOTONIC) - start;
      whole_work[run] = now (CLOCK_PROCESS_CPUTIME_ID) - work;
    }
  printf ("%8" G_GSIZE_FORMAT " atoms, sigma %3.1f Å:", n, sigma);
  print ("kernel", kernel, kernel_work);
  print ("to the page", whole, whole_work);
  printf ("\n");
}

int
main (void)
{
  static const gsize sizes[] = { 4000, 50000, 1000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (double sigma = 1; sigma <= 4; sigma *= 2)
      bench (sizes[i], sigma);
  return 0;
}
