/* Atoms thrown at random into a tilted cell, the same ones for the same seed. */
#pragma once

#include "vt-frame.h"

static inline VtFrame *
random_frame_new (gsize n, guint32 seed)
{
  static const char *const names[] = { "Cu", "Zr", NULL };
  static const double origin[3] = { -3, 2, 1 };
  static const double vectors[3][3] = { { 20, 0, 0 }, { 6, 18, 0 }, { -4, 5, 22 } };
  static const gboolean periodic[3] = { TRUE, TRUE, TRUE };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (VtAtomTable) atoms = NULL;
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);
  double *positions = g_new (double, 3 * n);
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, NULL));
  for (gsize i = 0; i < n; i++)
    {
      double fractional[3], position[3];

      for (guint axis = 0; axis < 3; axis++)
        fractional[axis] = g_rand_double_range (random, -1.5, 2.5);
      vt_cell_to_cartesian (&cell, fractional, position);
      for (guint axis = 0; axis < 3; axis++)
        positions[axis * n + i] = position[axis];
      ids[i] = (gint64) i + 1;
      species[i] = (guint8) (i % 2);
    }
  atoms = vt_atom_table_new_take (n, ids, species, names);
  return vt_frame_new_take (atoms, &cell, positions, 0, 0, NULL);
}

/* @n atoms at given places (x y z, x y z, …) in an orthogonal, non-periodic box. */
static inline VtFrame *
placed_frame_new (const double *places, gsize n, double box)
{
  static const char *const names[] = { "Cu", NULL };
  const double origin[3] = { -box / 2, -box / 2, -box / 2 };
  const double vectors[3][3] = { { box, 0, 0 }, { 0, box, 0 }, { 0, 0, box } };
  static const gboolean periodic[3] = { FALSE, FALSE, FALSE };
  g_autoptr (VtAtomTable) atoms = NULL;
  gint64 *ids = g_new (gint64, n);
  double *positions = g_new (double, 3 * n);
  VtCell cell;

  g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, NULL));
  for (gsize i = 0; i < n; i++)
    {
      ids[i] = (gint64) i + 1;
      for (guint axis = 0; axis < 3; axis++)
        positions[axis * n + i] = places[3 * i + axis];
    }
  atoms = vt_atom_table_new_take (n, ids, g_new0 (guint8, n), names);
  return vt_frame_new_take (atoms, &cell, positions, 0, 0, NULL);
}
