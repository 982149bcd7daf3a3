/* Voronoi cells of a glass-like packing: ours on all threads against Voro++'s own serial loop over the same atoms.
 *
 * usage: bench-voronoi [ATOMS [REPEATS]], 50 000 and 5 by default; ours and Voro++ take turns; times are the best of
 * the repeats, in ms, by the clock and as processor time of all threads. On a busy machine the clock tells little: what
 * two idle processors would give is twice the ratio of processor times, had both threads nothing to wait for
 *
 * Voro++'s loop is timed twice: finding the cells only, and reading from them what we keep (neighbours, areas, the
 * vertices around each face, their places, the volume) by its own calls.
 */
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>
#include <voro++/voro++.hh>

#include "vt-frame.h"
#include "vt-parallel.h"
#include "vt-voronoi.h"

namespace
{

constexpr double spacing = 2.5; /* Å, of the grid the atoms are jittered on: 15.6 Å³ an atom */

struct Sample
{
  double              length;
  std::vector<double> r;
  VtFrame            *frame;
};

Sample
make_sample (int cells)
{
  Sample sample = { cells * spacing, {}, nullptr };
  GRand *random = g_rand_new_with_seed (1);

  for (int i = 0; i < cells * cells * cells; i++)
    {
      const int at[3] = { i % cells, i / cells % cells, i / cells / cells };

      for (int axis = 0; axis < 3; axis++)
        sample.r.push_back (spacing * (at[axis] + 0.5 + 0.45 * g_rand_double_range (random, -1.0, 1.0)));
    }
  g_rand_free (random);
  return sample;
}

void
make_frame (Sample *sample)
{
  static const char *const names[] = { "Cu", nullptr };
  gsize n = sample->r.size () / 3;
  gint64 *ids = g_new (gint64, n);
  double *positions = g_new (double, 3 * n);
  VtAtomTable *atoms;
  VtCell cell;

  for (gsize i = 0; i < n; i++)
    {
      ids[i] = (gint64) i + 1;
      for (int axis = 0; axis < 3; axis++)
        positions[axis * n + i] = sample->r[3 * i + axis];
    }
  vt_cell_init_box (&cell, sample->length, sample->length, sample->length);
  atoms = vt_atom_table_new_take (n, ids, g_new0 (guint8, n), names);
  sample->frame = vt_frame_new_take (atoms, &cell, positions, 0.0, 0, nullptr);
  vt_atom_table_unref (atoms);
}

/* Voro++'s serial loop; the sum of volumes keeps the compiler from dropping it. */
double
run_voropp (const Sample &sample, bool read)
{
  int n = static_cast<int> (sample.r.size () / 3);
  int blocks = static_cast<int> (std::floor (sample.length / (spacing * std::cbrt (4.6))));
  voro::container container (0, sample.length, 0, sample.length, 0, sample.length, blocks, blocks, blocks,
                             true, true, true, 8);
  voro::c_loop_all loop (container);
  voro::voronoicell_neighbor cell;
  std::vector<int> neighbors, vertices_of_faces;
  std::vector<double> areas, vertices;
  double sum = 0.0;

  for (int i = 0; i < n; i++)
    container.put (i, sample.r[3 * i], sample.r[3 * i + 1], sample.r[3 * i + 2]);
  if (loop.start ())
    do
      {
        if (!container.compute_cell (cell, loop) || !read)
          continue;
        cell.neighbors (neighbors);
        cell.face_areas (areas);
        cell.face_vertices (vertices_of_faces);
        cell.vertices (vertices);
        sum += cell.volume ();
      }
    while (loop.inc ());
  return sum;
}

double
run_ours (const Sample &sample, guint threads)
{
  VtVoronoi *voronoi;
  double sum = 0.0;

  vt_parallel_set_threads (threads);
  voronoi = vt_voronoi_new (sample.frame, nullptr, nullptr, nullptr, nullptr);
  for (gsize i = 0; i < vt_voronoi_get_n_atoms (voronoi); i++)
    sum += vt_voronoi_get_volumes (voronoi)[i];
  vt_voronoi_unref (voronoi);
  return sum;
}

struct Time
{
  double wall, cpu; /* ms */
};

constexpr Time none = { G_MAXDOUBLE, G_MAXDOUBLE };

template <class Work>
void
measure (Time *best, Work work)
{
  gint64 start = g_get_monotonic_time ();
  clock_t cpu_start = clock ();

  work ();
  best->wall = MIN (best->wall, 1e-3 * static_cast<double> (g_get_monotonic_time () - start));
  best->cpu = MIN (best->cpu, 1e3 * static_cast<double> (clock () - cpu_start) / CLOCKS_PER_SEC);
}

void
report_counting (const Sample &sample, int repeats)
{
  static const VtVoronoiThresholds limits[] = { { 0, 0, 0 }, { 0.3, 0, 0 }, { 0, 0.01, 0 }, { 0.1, 0.01, 0.3 } };
  VtVoronoi *voronoi = vt_voronoi_new (sample.frame, nullptr, nullptr, nullptr, nullptr);
  VtVoronoiIndex *indices = g_new (VtVoronoiIndex, vt_voronoi_get_n_atoms (voronoi));

  printf ("memory: %.0f bytes an atom\n",
          static_cast<double> (vt_voronoi_get_size (voronoi)) / static_cast<double> (vt_voronoi_get_n_atoms (voronoi)));
  for (const VtVoronoiThresholds &limit : limits)
    {
      Time time = none;

      for (int i = 0; i < 4 * repeats; i++)
        measure (&time, [&] { vt_voronoi_count (voronoi, &limit, indices, nullptr, nullptr, nullptr); });
      printf ("count, area %.1f, relative %.2f, edge %.1f: %.2f ms, %.2f ms of processor\n",
              limit.area, limit.relative_area, limit.edge, time.wall, time.cpu);
    }
  g_free (indices);
  vt_voronoi_unref (voronoi);
}

}

int
main (int argc, char *argv[])
{
  int atoms = argc > 1 ? atoi (argv[1]) : 50000, repeats = argc > 2 ? atoi (argv[2]) : 5;
  Sample sample = make_sample (MAX (2, static_cast<int> (std::lround (std::cbrt (atoms)))));
  double volume = 0.0, our_volume = 0.0;
  Time bare = none, read = none, ours[2] = { none, none };

  make_frame (&sample);
  printf ("%zu atoms, %u processors\n", sample.r.size () / 3, g_get_num_processors ());
  for (int i = 0; i < repeats; i++)
    {
      measure (&bare, [&] { run_voropp (sample, false); });
      measure (&read, [&] { volume = run_voropp (sample, true); });
      for (guint threads = 1; threads <= 2; threads++)
        measure (&ours[threads - 1], [&] { our_volume = run_ours (sample, threads); });
    }
  printf ("Voro++, cells only: %.1f ms (cpu %.1f); read out: %.1f ms (cpu %.1f); volume %.12g\n",
          bare.wall, bare.cpu, read.wall, read.cpu, volume);
  for (guint threads = 1; threads <= 2; threads++)
    {
      const Time &time = ours[threads - 1];

      printf ("ours, %u thread(s): %.1f ms (cpu %.1f); %.2f × cells only, %.2f × read out; "
              "by processor time %.2f × and %.2f ×; volume %.12g\n",
              threads, time.wall, time.cpu, bare.wall / time.wall, read.wall / time.wall, threads * bare.cpu / time.cpu,
              threads * read.cpu / time.cpu, our_volume);
    }
  report_counting (sample, repeats);
  vt_frame_unref (sample.frame);
  return 0;
}
