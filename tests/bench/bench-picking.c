/* How long a look-up of the atom under the pointer takes: hovering asks for one a movement, on the main thread. */
#include <math.h>
#include <time.h>

#include "vt-picking.h"

#define LOOKS 200

static VtFrame *
make_frame (gsize n)
{
  static const char *const names[] = { "Cu", "Zr", NULL };
  double edge = cbrt ((double) n * 17.0); /* Å³ an atom, as in a Cu–Zr glass */
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (VtAtomTable) atoms = NULL;
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);
  double *positions = g_new (double, 3 * n);
  VtCell cell;

  vt_cell_init_box (&cell, edge, edge, edge);
  for (gsize i = 0; i < n; i++)
    {
      ids[i] = (gint64) i + 1;
      species[i] = (guint8) (i % 2);
      for (guint axis = 0; axis < 3; axis++)
        positions[axis * n + i] = g_rand_double_range (random, 0, edge);
    }
  atoms = vt_atom_table_new_take (n, ids, species, names);
  return vt_frame_new_take (atoms, &cell, positions, 0, 0, NULL);
}

/* CPU time, ms: the wall clock is the machine's. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
measure (gsize n)
{
  g_autoptr (VtFrame) frame = make_frame (n);
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autoptr (GArray) atoms = g_array_new (FALSE, FALSE, sizeof (gsize));
  VtCamera camera;
  guint hits = 0;
  double began, longest = 0;

  vt_scene_set_frame (scene, frame);
  vt_camera_init (&camera);
  vt_camera_fit_cell (&camera, &scene->cell, 1.5);
  began = now ();
  for (guint i = 0; i < LOOKS; i++)
    {
      double before = now ();

      hits += vt_picking_pick (scene, &camera, 900, 600, g_rand_double_range (random, 0, 900),
                               g_rand_double_range (random, 0, 600), NULL)
              >= 0;
      longest = MAX (longest, now () - before);
    }
  g_print ("%8zu atoms: %7.3f ms a look, %7.3f ms the longest (%u of %u hit)\n", n, (now () - began) / LOOKS, longest,
           hits, LOOKS);
  began = now ();
  vt_picking_find_box (scene, &camera, 900, 600, (const double[4]){ 300, 200, 600, 400 }, atoms);
  g_print ("%8s        %7.3f ms a rectangle, %u atoms in it\n", "", now () - began, atoms->len);
}

int
main (int argc, char **argv)
{
  measure (4000);
  measure (50000);
  measure (1000000);
  return 0;
}
