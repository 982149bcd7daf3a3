#include "sample.h"

#include <math.h>

VtFrame *
sample_new (const VtCell *cell, const double *xyz, const guint8 *species, gsize n)
{
  const char *const names[] = { "Cu", "Zr", "Ni", NULL };
  double *positions = g_new (double, MAX (3 * n, 1));
  gint64 *ids = g_new (gint64, MAX (n, 1));
  guint8 *kinds = g_new0 (guint8, MAX (n, 1));
  g_autoptr (VtAtomTable) atoms = NULL;

  for (gsize i = 0; i < n; i++)
    {
      ids[i] = (gint64) i + 1;
      if (species != NULL)
        kinds[i] = species[i];
      for (guint axis = 0; axis < 3; axis++)
        positions[axis * n + i] = xyz[3 * i + axis];
    }
  atoms = vt_atom_table_new_take (n, ids, kinds, names);

  return vt_frame_new_take (atoms, cell, positions, 0.0, 0, NULL);
}

double *
sample_get_xyz (VtFrame *frame)
{
  gsize n = vt_frame_get_n_atoms (frame);
  double *xyz = g_new (double, MAX (3 * n, 1));

  for (gsize i = 0; i < n; i++)
    vt_frame_get_position (frame, i, xyz + 3 * i);

  return xyz;
}

double
sample_gaussian (GRand *rand)
{
  double radius = sqrt (-2.0 * log (1.0 - g_rand_double (rand)));

  return radius * cos (2.0 * G_PI * g_rand_double (rand));
}

void
sample_rotation (double angle, double rotation[3][3])
{
  const double axis[3] = { 1.0 / 3.0, 2.0 / 3.0, -2.0 / 3.0 };
  double c = cos (angle);
  double s = sin (angle);
  const double skew[3][3] = { { 0, -axis[2], axis[1] }, { axis[2], 0, -axis[0] }, { -axis[1], axis[0], 0 } };

  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < 3; j++)
      rotation[i][j] = (i == j ? c : 0.0) + (1.0 - c) * axis[i] * axis[j] + s * skew[i][j];
}

static void
multiply (const double vector[3], const double map[3][3], double product[3])
{
  for (guint j = 0; j < 3; j++)
    product[j] = vector[0] * map[0][j] + vector[1] * map[1][j] + vector[2] * map[2][j];
}

static void
map_cell (const VtCell *cell, const double map[3][3], VtCell *mapped)
{
  g_autoptr (GError) error = NULL;
  double vectors[3][3];

  for (guint i = 0; i < 3; i++)
    multiply (cell->vectors[i], map, vectors[i]);
  vt_cell_init (mapped, cell->origin, vectors, cell->periodic, &error);
  g_assert_no_error (error);
}

void
sample_cell (GRand *rand, double size, guint periodic, VtCell *cell)
{
  g_autoptr (GError) error = NULL;
  const gboolean repeats[3] = { (periodic & 1) != 0, (periodic & 2) != 0, (periodic & 4) != 0 };
  double origin[3], vectors[3][3] = { { 0 } }, rotation[3][3];
  VtCell straight;

  for (guint i = 0; i < 3; i++)
    {
      origin[i] = g_rand_double_range (rand, -10.0, 10.0);
      vectors[i][i] = size * g_rand_double_range (rand, 0.7, 1.4);
      for (guint j = 0; j < i; j++)
        vectors[i][j] = size * g_rand_double_range (rand, -0.6, 0.6);
    }
  vt_cell_init (&straight, origin, vectors, repeats, &error);
  g_assert_no_error (error);
  sample_rotation (g_rand_double (rand), rotation);
  map_cell (&straight, rotation, cell);
}

VtFrame *
sample_gas (GRand *rand, const VtCell *cell, gsize n, int wander)
{
  g_autofree double *xyz = g_new (double, MAX (3 * n, 1));
  g_autofree guint8 *species = g_new (guint8, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    {
      double fractional[3];

      for (guint axis = 0; axis < 3; axis++)
        fractional[axis] = g_rand_double (rand) + (wander > 0 && cell->periodic[axis]
                                                       ? g_rand_int_range (rand, -wander, wander + 1)
                                                       : 0);
      vt_cell_to_cartesian (cell, fractional, xyz + 3 * i);
      species[i] = (guint8) g_rand_int_range (rand, 0, 2);
    }

  return sample_new (cell, xyz, species, n);
}

VtFrame *
sample_lattice (SampleLattice lattice, double a, guint cells, double jitter, GRand *rand)
{
  static const double sites[3][4][3] = {
    { { 0, 0, 0 } },
    { { 0, 0, 0 }, { 0.5, 0.5, 0.5 } },
    { { 0, 0, 0 }, { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 0.5, 0.5, 0 } },
  };
  static const guint n_sites[3] = { 1, 2, 4 };
  gsize n = (gsize) n_sites[lattice] * cells * cells * cells;
  g_autofree double *xyz = g_new (double, 3 * n);
  g_autofree guint8 *species = g_new (guint8, n);
  VtCell cell;

  for (gsize i = 0; i < n; i++)
    {
      gsize cube = i / n_sites[lattice];
      const gsize place[3] = { cube % cells, cube / cells % cells, cube / cells / cells };

      for (guint axis = 0; axis < 3; axis++)
        xyz[3 * i + axis] = a * (place[axis] + sites[lattice][i % n_sites[lattice]][axis]) +
                            (jitter > 0.0 ? jitter * sample_gaussian (rand) : 0.0);
      species[i] = (guint8) (i % 2);
    }
  vt_cell_init_box (&cell, a * cells, a * cells, a * cells);

  return sample_new (&cell, xyz, species, n);
}

static VtFrame *
remake (VtFrame *frame, const VtCell *cell, const double *xyz)
{
  return sample_new (cell, xyz, vt_atom_table_get_species (vt_frame_get_atoms (frame)), vt_frame_get_n_atoms (frame));
}

VtFrame *
sample_map (VtFrame *frame, const double map[3][3])
{
  const VtCell *cell = vt_frame_get_cell (frame);
  g_autofree double *xyz = sample_get_xyz (frame);
  VtCell mapped;

  map_cell (cell, map, &mapped);
  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    {
      double relative[3];

      for (guint axis = 0; axis < 3; axis++)
        relative[axis] = xyz[3 * i + axis] - cell->origin[axis];
      multiply (relative, map, xyz + 3 * i);
      for (guint axis = 0; axis < 3; axis++)
        xyz[3 * i + axis] += cell->origin[axis];
    }

  return remake (frame, &mapped, xyz);
}

VtFrame *
sample_wrap (VtFrame *frame, GRand *rand)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  g_autofree double *xyz = sample_get_xyz (frame);

  for (gsize i = 0; i < vt_frame_get_n_atoms (frame); i++)
    for (guint edge = 0; edge < 3; edge++)
      {
        int image = cell->periodic[edge] ? g_rand_int_range (rand, -2, 3) : 0;

        for (guint axis = 0; axis < 3; axis++)
          xyz[3 * i + axis] += image * cell->vectors[edge][axis];
      }

  return remake (frame, cell, xyz);
}

gsize *
sample_order (gsize n, GRand *rand)
{
  gsize *order = g_new (gsize, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    {
      gsize other = (gsize) g_rand_int_range (rand, 0, (gint32) i + 1);

      order[i] = order[other];
      order[other] = i;
    }

  return order;
}

VtFrame *
sample_permute (VtFrame *frame, const gsize *order)
{
  gsize n = vt_frame_get_n_atoms (frame);
  const guint8 *species = vt_atom_table_get_species (vt_frame_get_atoms (frame));
  g_autofree double *xyz = g_new (double, MAX (3 * n, 1));
  g_autofree guint8 *permuted = g_new (guint8, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    {
      vt_frame_get_position (frame, order[i], xyz + 3 * i);
      permuted[i] = species[order[i]];
    }

  return sample_new (vt_frame_get_cell (frame), xyz, permuted, n);
}

VtNeighborList *
sample_neighbors (VtFrame *frame, double cutoff)
{
  g_autoptr (GError) error = NULL;
  VtNeighborList *list;
  VtCutoffs cutoffs;

  vt_cutoffs_init_uniform (&cutoffs, 3, cutoff);
  list = vt_neighbor_list_new (frame, &cutoffs, NULL, NULL, &error);
  g_assert_no_error (error);

  return list;
}
