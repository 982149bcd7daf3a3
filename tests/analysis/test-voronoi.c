/* Voronoi cells: by hand, on lattices, against Qhull, and what must not change them. */
#include "vt-voronoi.h"

#include <math.h>
#include <string.h>
#include "vt-error.h"
#include "vt-parallel.h"

static const gboolean everywhere[3] = { TRUE, TRUE, TRUE };
static const gboolean nowhere[3] = { FALSE, FALSE, FALSE };
/* A lattice of everyday shape in a basis that hides it. */
static const double far_basis[3][3] = { { 10.0, 0.0, 0.0 }, { 9005.0, 11.0, 0.0 }, { -7000.0, 5500.0, 12.0 } };
static const double skewed[3][3] = { { 11.0, 2.0, -1.0 }, { -4.0, 12.0, 3.0 }, { 14.0, 1.0, 10.0 } };

static VtCell
make_cell (const double vectors[3][3], const gboolean periodic[3])
{
  const double origin[3] = { -1.5, 2.0, 0.25 };
  VtCell cell;
  g_autoptr (GError) error = NULL;

  g_assert_true (vt_cell_init (&cell, origin, vectors, periodic, &error));
  g_assert_no_error (error);
  return cell;
}

static VtCell
make_box (double x, double y, double z, const gboolean periodic[3])
{
  const double vectors[3][3] = { { x, 0.0, 0.0 }, { 0.0, y, 0.0 }, { 0.0, 0.0, z } };

  return make_cell (vectors, periodic);
}

/* @r: double [n][3], relative to the cell's origin; atoms of two species in turn. */
static VtFrame *
make_frame (const VtCell *cell, const double *r, gsize n)
{
  static const char *const names[] = { "Cu", "Zr", NULL };
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);
  double *positions = g_new (double, 3 * n);
  g_autoptr (VtAtomTable) atoms = NULL;

  for (gsize i = 0; i < n; i++)
    {
      ids[i] = (gint64) (10 * i + 7);
      species[i] = i % 2;
      for (guint axis = 0; axis < 3; axis++)
        positions[axis * n + i] = r[3 * i + axis] + cell->origin[axis];
    }
  atoms = vt_atom_table_new_take (n, ids, species, names);
  return vt_frame_new_take (atoms, cell, positions, 0.0, 0, NULL);
}

static VtVoronoi *
tessellate (VtFrame *frame, const double *radii)
{
  g_autoptr (GError) error = NULL;
  VtVoronoi *voronoi = vt_voronoi_new (frame, radii, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (voronoi);
  return voronoi;
}

static VtVoronoi *
tessellate_atoms (const VtCell *cell, const double *r, gsize n, const double *radii)
{
  g_autoptr (VtFrame) frame = make_frame (cell, r, n);

  return tessellate (frame, radii);
}

static VtVoronoiIndex *
count (const VtVoronoi *voronoi, double area, double relative_area, double edge)
{
  const VtVoronoiThresholds thresholds = { area, relative_area, edge };
  VtVoronoiIndex *indices = g_new0 (VtVoronoiIndex, vt_voronoi_get_n_atoms (voronoi));
  g_autoptr (GError) error = NULL;

  g_assert_true (vt_voronoi_count (voronoi, &thresholds, indices, NULL, NULL, &error));
  g_assert_no_error (error);
  return indices;
}

static void
assert_index (const VtVoronoiIndex *index, guint n3, guint n4, guint n5, guint n6, guint higher)
{
  g_assert_cmpuint (index->n3, ==, n3);
  g_assert_cmpuint (index->n4, ==, n4);
  g_assert_cmpuint (index->n5, ==, n5);
  g_assert_cmpuint (index->n6, ==, n6);
  g_assert_cmpuint (index->higher, ==, higher);
}

static double
sum_volumes (const VtVoronoi *voronoi)
{
  double sum = 0.0;

  for (gsize i = 0; i < vt_voronoi_get_n_atoms (voronoi); i++)
    sum += vt_voronoi_get_volumes (voronoi)[i];
  return sum;
}

/* Atoms anywhere in the cell. */
static double *
make_gas (const VtCell *cell, gsize n, guint32 seed)
{
  GRand *random = g_rand_new_with_seed (seed);
  double *r = g_new (double, 3 * n);

  for (gsize i = 0; i < n; i++)
    {
      double f[3];

      for (guint k = 0; k < 3; k++)
        f[k] = g_rand_double (random);
      for (guint k = 0; k < 3; k++)
        r[3 * i + k] = f[0] * cell->vectors[0][k] + f[1] * cell->vectors[1][k] + f[2] * cell->vectors[2][k];
    }
  g_rand_free (random);
  return r;
}

/* @cells³ copies of an orthogonal cell with atoms at fractional @basis, displaced by up to @noise. */
static double *
make_lattice (const double size[3], const double (*basis)[3], gsize n_basis, guint cells, double noise, gsize *n)
{
  GRand *random = g_rand_new_with_seed (5);
  double *r = g_new (double, 3 * n_basis * cells * cells * cells);

  *n = 0;
  for (guint c = 0; c < cells * cells * cells; c++)
    for (gsize b = 0; b < n_basis; b++, (*n)++)
      {
        const guint at[3] = { c % cells, c / cells % cells, c / cells / cells };

        for (guint k = 0; k < 3; k++)
          r[3 * *n + k] = (at[k] + basis[b][k]) * size[k] + noise * g_rand_double_range (random, -1.0, 1.0);
      }
  g_rand_free (random);
  return r;
}

static void
test_simple_cubic (void)
{
  static const double size[3] = { 2.0, 2.0, 2.0 }, basis[1][3] = { { 0.5, 0.5, 0.5 } };
  VtCell cell = make_box (8.0, 8.0, 8.0, everywhere);
  gsize n;
  g_autofree double *r = make_lattice (size, basis, 1, 4, 0.0, &n);
  g_autoptr (VtVoronoi) voronoi = tessellate_atoms (&cell, r, n, NULL);
  g_autofree VtVoronoiIndex *indices = count (voronoi, 0.0, 0.0, 0.0);

  g_assert_cmpuint (n, ==, 64);
  for (gsize i = 0; i < n; i++)
    {
      guint n_faces;
      const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, i, &n_faces);

      g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (voronoi)[i], 8.0, 1e-12);
      g_assert_cmpuint (n_faces, ==, 6);
      assert_index (&indices[i], 0, 6, 0, 0, 0);
      for (guint k = 0; k < n_faces; k++)
        {
          g_assert_cmpfloat_with_epsilon (faces[k].area, 4.0, 1e-6);
          g_assert_cmpuint (faces[k].n_edges, ==, 4);
          g_assert_true (k == 0 || faces[k].neighbor > faces[k - 1].neighbor);
          for (guint e = 0; e < 4; e++)
            g_assert_cmpfloat_with_epsilon (vt_voronoi_get_edges (voronoi)[faces[k].first_edge + e], 2.0, 1e-6);
        }
    }
}

static void
test_bcc (void)
{
  static const double a = 3.0, size[3] = { 3.0, 3.0, 3.0 }, basis[2][3] = { { 0.1, 0.1, 0.1 }, { 0.6, 0.6, 0.6 } };
  VtCell cell = make_box (12.0, 12.0, 12.0, everywhere);
  gsize n;
  g_autofree double *r = make_lattice (size, basis, 2, 4, 0.0, &n);
  g_autoptr (VtVoronoi) voronoi = tessellate_atoms (&cell, r, n, NULL);
  g_autofree VtVoronoiIndex *indices = count (voronoi, 0.0, 0.0, 0.0);
  g_autofree VtVoronoiIndex *hexagons = count (voronoi, a * a / 7.0, 0.0, 0.0);
  double edge = a * sqrt (2.0) / 4.0;

  for (gsize i = 0; i < n; i++)
    {
      guint n_faces;
      const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, i, &n_faces);

      assert_index (&indices[i], 0, 6, 0, 8, 0);
      assert_index (&hexagons[i], 0, 0, 0, 8, 0);
      g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (voronoi)[i], a * a * a / 2.0, 1e-11);
      for (guint k = 0; k < n_faces; k++)
        g_assert_cmpfloat_with_epsilon (faces[k].area,
                                        faces[k].n_edges == 4 ? edge * edge : 1.5 * sqrt (3.0) * edge * edge, 1e-5);
    }
}

/* Close packings have vertices where four edges meet: any noise opens them to short edges and specks of faces. */
static void
check_close_packed (const double size[3], const double (*basis)[3], gsize n_basis)
{
  VtCell cell = make_box (4.0 * size[0], 4.0 * size[1], 4.0 * size[2], everywhere);
  gsize n, plain_twelve = 0;
  g_autofree double *r = make_lattice (size, basis, n_basis, 4, 0.02, &n);
  g_autoptr (VtVoronoi) voronoi = tessellate_atoms (&cell, r, n, NULL);
  g_autofree VtVoronoiIndex *plain = count (voronoi, 0.0, 0.0, 0.0);
  g_autofree VtVoronoiIndex *cleaned = count (voronoi, 0.0, 0.0, 0.4);

  for (gsize i = 0; i < n; i++)
    {
      assert_index (&cleaned[i], 0, 12, 0, 0, 0);
      plain_twelve += plain[i].n4 == 12;
    }
  g_assert_cmpuint (plain_twelve, <, n / 2);
}

static void
test_close_packed (void)
{
  static const double fcc_size[3] = { 3.6, 3.6, 3.6 };
  static const double fcc[4][3] = {
    { 0.25, 0.25, 0.25 }, { 0.75, 0.75, 0.25 }, { 0.75, 0.25, 0.75 }, { 0.25, 0.75, 0.75 },
  };
  const double hcp_size[3] = { 2.5, 2.5 * sqrt (3.0), 2.5 * sqrt (8.0 / 3.0) };
  static const double hcp[4][3] = {
    { 0.1, 0.1, 0.1 }, { 0.6, 0.6, 0.1 }, { 0.6, 0.1 + 5.0 / 6.0, 0.6 }, { 0.1, 0.1 + 1.0 / 3.0, 0.6 },
  };

  check_close_packed (fcc_size, fcc, 4);
  check_close_packed (hcp_size, hcp, 4);
}

static void
make_icosahedron (double radius, const double center[3], double r[39])
{
  const double golden = 0.5 * (1.0 + sqrt (5.0)), scale = radius / sqrt (1.0 + golden * golden);
  guint n = 1;

  memcpy (r, center, 3 * sizeof (double));
  for (guint axis = 0; axis < 3; axis++)
    for (int a = -1; a <= 1; a += 2)
      for (int b = -1; b <= 1; b += 2, n++)
        {
          memcpy (r + 3 * n, center, 3 * sizeof (double));
          r[3 * n + axis] += a * scale;
          r[3 * n + (axis + 1) % 3] += b * golden * scale;
        }
}

/* The centre of an icosahedron has a dodecahedron of the inradius d/2. */
static void
test_icosahedron (void)
{
  static const double center[3] = { 9.7, 10.2, 10.1 };
  const gboolean *const periodic[] = { everywhere, nowhere };
  const double inradius = 1.3;
  const double volume = 10.0 * sqrt (130.0 - 58.0 * sqrt (5.0)) * inradius * inradius * inradius;
  double r[39];

  make_icosahedron (2.0 * inradius, center, r);
  for (guint i = 0; i < 2; i++)
    {
      VtCell cell = make_box (20.0, 20.0, 20.0, periodic[i]);
      g_autoptr (VtVoronoi) voronoi = tessellate_atoms (&cell, r, 13, NULL);
      g_autofree VtVoronoiIndex *indices = count (voronoi, 0.0, 0.0, 0.0);

      assert_index (&indices[0], 0, 0, 12, 0, 0);
      g_assert_cmpfloat (vt_voronoi_index_lffs (&indices[0]), ==, 1.0);
      g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (voronoi)[0], volume, 1e-9);
      g_assert_cmpfloat_with_epsilon (sum_volumes (voronoi), 8000.0, 1e-5);
    }
}

static void
test_volumes_fill_the_cell (void)
{
  static const double left_handed[3][3] = { { 0.0, 12.0, 0.0 }, { 9.0, 0.0, 0.0 }, { 0.0, 0.0, 15.0 } };
  static const double turned[3][3] = { { 6.0, 8.0, 0.0 }, { -8.8, 6.6, 0.0 }, { 0.0, 0.0, 12.0 } };
  static const double long_basis[3][3] = { { 10.0, 0.0, 0.0 }, { 70.0, 11.0, 0.0 }, { -30.0, 55.0, 12.0 } };
  static const double needle[3][3] = { { 4.0, 0.0, 0.0 }, { 1.5, 4.0, 0.0 }, { 0.0, 1.0, 200.0 } };
  static const gboolean slab[3] = { TRUE, FALSE, TRUE };
  static const double radii[2] = { 0.3, 0.5 };
  const VtCell cells[] = {
    make_box (10.0, 11.0, 12.0, everywhere), make_box (10.0, 11.0, 12.0, nowhere), make_box (10.0, 11.0, 12.0, slab),
    make_cell (skewed, everywhere), make_cell (left_handed, everywhere), make_cell (turned, slab),
    make_cell (long_basis, everywhere), make_cell (far_basis, everywhere), make_cell (needle, everywhere),
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    for (guint radical = 0; radical < 2; radical++)
      {
        g_autofree double *r = make_gas (&cells[i], 400, 3 + i);
        g_autoptr (VtVoronoi) voronoi = tessellate_atoms (&cells[i], r, 400, radical ? radii : NULL);

        g_assert_cmpfloat_with_epsilon (sum_volumes (voronoi) / vt_cell_volume (&cells[i]), 1.0, 1e-9);
      }
}

static gboolean
has_twin (const VtVoronoi *voronoi, gint32 atom, const VtVoronoiFace *face)
{
  guint n;
  const VtVoronoiFace *others = vt_voronoi_get_faces (voronoi, (gsize) face->neighbor, &n);

  for (guint k = 0; k < n; k++)
    if (others[k].neighbor == atom && others[k].area == face->area)
      return TRUE;
  return FALSE;
}

static void
check_symmetry (const VtCell *cell, gsize n, const double *radii)
{
  g_autofree double *r = make_gas (cell, n, 17);
  g_autoptr (VtVoronoi) voronoi = tessellate_atoms (cell, r, n, radii);

  for (gsize i = 0; i < n; i++)
    {
      guint n_faces;
      const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, i, &n_faces);

      for (guint k = 0; k < n_faces; k++)
        g_assert_true (faces[k].neighbor == (gint32) i || has_twin (voronoi, (gint32) i, &faces[k]));
    }
}

static void
test_faces_have_two_sides (void)
{
  static const double radii[2] = { 0.4, 0.6 };
  VtCell box = make_box (13.0, 12.0, 14.0, everywhere), tilted = make_cell (skewed, everywhere);
  VtCell small = make_box (5.0, 5.5, 6.0, everywhere);
  /* So long that the two sides of a face differ by the rounding of an image's place. */
  VtCell needle = make_box (4.0, 4.0, 2e5, everywhere);

  check_symmetry (&box, 1000, NULL);
  check_symmetry (&tilted, 1000, NULL);
  check_symmetry (&box, 500, radii);
  check_symmetry (&small, 3, NULL);
  check_symmetry (&needle, 2000, NULL);
}

static void
assert_same_bits (const VtVoronoi *a, const VtVoronoi *b)
{
  gsize n = vt_voronoi_get_n_atoms (a), n_edges = 0;

  g_assert_cmpuint (n, ==, vt_voronoi_get_n_atoms (b));
  g_assert_cmpuint (vt_voronoi_get_size (a), ==, vt_voronoi_get_size (b));
  g_assert_cmpmem (vt_voronoi_get_volumes (a), n * sizeof (double), vt_voronoi_get_volumes (b), n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    {
      guint n_a, n_b;
      const VtVoronoiFace *faces_a = vt_voronoi_get_faces (a, i, &n_a), *faces_b = vt_voronoi_get_faces (b, i, &n_b);

      g_assert_cmpuint (n_a, ==, n_b);
      for (guint k = 0; k < n_a; k++)
        {
          g_assert_cmpint (faces_a[k].neighbor, ==, faces_b[k].neighbor);
          g_assert_cmpuint (faces_a[k].first_edge, ==, faces_b[k].first_edge);
          g_assert_cmpuint (faces_a[k].n_edges, ==, faces_b[k].n_edges);
          g_assert_cmpfloat (faces_a[k].area, ==, faces_b[k].area);
          n_edges += faces_a[k].n_edges;
        }
    }
  g_assert_cmpmem (vt_voronoi_get_edges (a), n_edges * sizeof (float),
                   vt_voronoi_get_edges (b), n_edges * sizeof (float));
}

static void
check_threads (const VtCell *cell, const double *radii)
{
  g_autofree double *r = make_gas (cell, 1500, 23);
  g_autoptr (VtVoronoi) alone = NULL;

  vt_parallel_set_threads (1);
  alone = tessellate_atoms (cell, r, 1500, radii);
  for (guint threads = 2; threads <= 4; threads++)
    {
      g_autoptr (VtVoronoi) together = NULL;

      vt_parallel_set_threads (threads);
      together = tessellate_atoms (cell, r, 1500, radii);
      assert_same_bits (alone, together);
    }
  vt_parallel_set_threads (0);
}

static void
test_threads (void)
{
  static const double radii[2] = { 0.3, 0.5 };
  VtCell box = make_box (20.0, 12.0, 14.0, everywhere), tilted = make_cell (skewed, everywhere);

  check_threads (&box, NULL);
  check_threads (&tilted, NULL);
  check_threads (&box, radii);
  check_threads (&tilted, radii);
}

static void
assert_same_cells (const VtVoronoi *a, const VtVoronoi *b, const gsize *order)
{
  g_autofree VtVoronoiIndex *index_a = count (a, 1e-6, 0.0, 1e-4), *index_b = count (b, 1e-6, 0.0, 1e-4);

  for (gsize i = 0; i < vt_voronoi_get_n_atoms (a); i++)
    {
      gsize j = order != NULL ? order[i] : i;

      g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (a)[i], vt_voronoi_get_volumes (b)[j], 1e-8);
      g_assert_cmpmem (&index_a[i], sizeof *index_a, &index_b[j], sizeof *index_b);
    }
}

/* Shifted, and every atom moved by whole cells. */
static void
test_translation_and_wrapping (void)
{
  VtCell cell = make_cell (skewed, everywhere);
  g_autofree double *r = make_gas (&cell, 300, 29);
  g_autoptr (VtVoronoi) before = tessellate_atoms (&cell, r, 300, NULL);
  g_autoptr (VtVoronoi) after = NULL;

  for (gsize i = 0; i < 300; i++)
    for (guint k = 0; k < 3; k++)
      r[3 * i + k] += 3.7 + ((int) (i % 5) - 2) * cell.vectors[0][k] + ((int) (i % 3) - 1) * cell.vectors[2][k];
  after = tessellate_atoms (&cell, r, 300, NULL);
  assert_same_cells (before, after, NULL);
}

static void
test_atom_order (void)
{
  VtCell cell = make_box (9.0, 10.0, 11.0, everywhere);
  g_autofree double *r = make_gas (&cell, 300, 31), *shuffled = g_new (double, 900);
  gsize order[300];
  g_autoptr (VtVoronoi) before = tessellate_atoms (&cell, r, 300, NULL);
  g_autoptr (VtVoronoi) after = NULL;

  for (gsize i = 0; i < 300; i++)
    {
      order[i] = (i * 77 + 13) % 300;
      memcpy (shuffled + 3 * order[i], r + 3 * i, 3 * sizeof (double));
    }
  after = tessellate_atoms (&cell, shuffled, 300, NULL);
  assert_same_cells (before, after, order);
}

static void
rotate (const double r[3], double turned[3])
{
  static const double matrix[3][3] = { { 2.0, -1.0, 2.0 }, { 2.0, 2.0, -1.0 }, { -1.0, 2.0, 2.0 } };

  for (guint k = 0; k < 3; k++)
    turned[k] = (matrix[k][0] * r[0] + matrix[k][1] * r[1] + matrix[k][2] * r[2]) / 3.0;
}

static void
check_rotation (const VtCell *cell)
{
  g_autofree double *r = make_gas (cell, 300, 37), *r_turned = g_new (double, 900);
  double vectors[3][3];
  VtCell turned;
  g_autoptr (VtVoronoi) before = tessellate_atoms (cell, r, 300, NULL);
  g_autoptr (VtVoronoi) after = NULL;

  for (gsize i = 0; i < 300; i++)
    rotate (r + 3 * i, r_turned + 3 * i);
  for (guint k = 0; k < 3; k++)
    rotate (cell->vectors[k], vectors[k]);
  turned = make_cell (vectors, cell->periodic);
  after = tessellate_atoms (&turned, r_turned, 300, NULL);
  assert_same_cells (before, after, NULL);
}

static void
test_rotation (void)
{
  static const gboolean slab[3] = { TRUE, TRUE, FALSE };
  VtCell tilted = make_cell (skewed, everywhere), walled = make_box (9.0, 10.0, 11.0, slab);

  check_rotation (&tilted);
  check_rotation (&walled);
}

/* Another basis of the same lattice, as after a flip of the box. */
static void
test_flipped_basis (void)
{
  double flipped[3][3];
  VtCell cell = make_cell (skewed, everywhere), other;
  g_autofree double *r = make_gas (&cell, 300, 41);
  g_autoptr (VtVoronoi) before = tessellate_atoms (&cell, r, 300, NULL);
  g_autoptr (VtVoronoi) after = NULL;

  for (guint k = 0; k < 3; k++)
    {
      flipped[0][k] = skewed[0][k];
      flipped[1][k] = skewed[1][k] + skewed[0][k];
      flipped[2][k] = skewed[2][k] - skewed[1][k] - 2.0 * skewed[0][k];
    }
  other = make_cell (flipped, everywhere);
  after = tessellate_atoms (&other, r, 300, NULL);
  assert_same_cells (before, after, NULL);
}

static void
test_radical_with_equal_radii (void)
{
  static const double radii[2] = { 1.4, 1.4 };
  const VtCell cells[] = { make_box (9.0, 10.0, 11.0, everywhere), make_cell (skewed, everywhere) };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree double *r = make_gas (&cells[i], 300, 43);
      g_autoptr (VtVoronoi) plain = tessellate_atoms (&cells[i], r, 300, NULL);
      g_autoptr (VtVoronoi) radical = tessellate_atoms (&cells[i], r, 300, radii);

      assert_same_cells (plain, radical, NULL);
    }
}

/* d = 5, R = 1 and 2: the plane stands (25 + 1 − 4)/10 = 2.2 from the first. */
static void
test_radical_plane (void)
{
  static const double radii[2] = { 1.0, 2.0 }, r[6] = { 2.0, 5.0, 5.0, 7.0, 5.0, 5.0 };
  static const double tilted[3][3] = { { 10.0, 0.0, 0.0 }, { 0.0, 10.0, 0.0 }, { 0.0, 3.0, 10.0 } };
  VtCell walled = make_box (10.0, 10.0, 10.0, nowhere), periodic = make_box (10.0, 10.0, 10.0, everywhere);
  VtCell skew = make_cell (tilted, everywhere);
  g_autoptr (VtVoronoi) in_walls = tessellate_atoms (&walled, r, 2, radii);
  g_autoptr (VtVoronoi) repeated = tessellate_atoms (&periodic, r, 2, radii);
  g_autoptr (VtVoronoi) slanted = tessellate_atoms (&skew, r, 2, radii);

  g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (in_walls)[0], 420.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (in_walls)[1], 580.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (repeated)[0], 440.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (slanted)[0], 440.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (slanted)[1], 560.0, 1e-9);
}

/* A sphere inside a much larger one has no cell: nothing, not a crash. */
static void
test_radical_swallowed (void)
{
  static const double radii[2] = { 0.1, 4.0 }, r[6] = { 5.0, 5.0, 5.0, 5.5, 5.0, 5.0 };
  VtCell cell = make_box (20.0, 20.0, 20.0, everywhere);
  g_autoptr (VtVoronoi) voronoi = tessellate_atoms (&cell, r, 2, radii);
  g_autofree VtVoronoiIndex *indices = count (voronoi, 0.0, 0.01, 0.1);
  guint n_faces;

  vt_voronoi_get_faces (voronoi, 0, &n_faces);
  g_assert_cmpuint (n_faces, ==, 0);
  g_assert_cmpfloat (vt_voronoi_get_volumes (voronoi)[0], ==, 0.0);
  g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (voronoi)[1], 8000.0, 1e-8);
  g_assert_true (isnan (vt_voronoi_index_lffs (&indices[0])));
}

static void
check_lone_atom (const VtCell *cell, gint32 neighbor)
{
  static const double r[3] = { 0.5, 0.6, 0.7 };
  g_autoptr (VtVoronoi) voronoi = tessellate_atoms (cell, r, 1, NULL);
  guint n_faces;
  const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, 0, &n_faces);

  g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (voronoi)[0], vt_cell_volume (cell), 1e-9);
  g_assert_cmpuint (n_faces, >=, 6);
  for (guint k = 0; k < n_faces; k++)
    g_assert_cmpint (faces[k].neighbor, ==, neighbor);
}

static void
test_lone_atom (void)
{
  VtCell box = make_box (3.0, 4.0, 5.0, everywhere), walled = make_box (3.0, 4.0, 5.0, nowhere);
  VtCell tilted = make_cell (skewed, everywhere);

  check_lone_atom (&box, 0);
  check_lone_atom (&tilted, 0);
  check_lone_atom (&walled, -1);
}

/* Walls step back for atoms on or beyond them: to x = −2.5 and, 1 Å past the atom at 10, to 11. */
static void
test_atoms_beyond_walls (void)
{
  static const double r[6] = { -1.5, 5.0, 5.0, 10.0, 5.0, 5.0 };
  VtCell walled = make_box (10.0, 10.0, 10.0, nowhere);
  g_autoptr (VtVoronoi) voronoi = tessellate_atoms (&walled, r, 2, NULL);

  g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (voronoi)[0], 675.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (voronoi)[1], 675.0, 1e-9);
}

static void
check_refused (const VtCell *cell, const double *r, gsize n, const double *radii, VtErrorCode code, const char *tells)
{
  g_autoptr (VtFrame) frame = make_frame (cell, r, n);
  g_autoptr (GError) error = NULL;

  g_assert_null (vt_voronoi_new (frame, radii, NULL, NULL, &error));
  g_assert_error (error, VT_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, tells));
}

static void
test_refused (void)
{
  static const gboolean slab[3] = { TRUE, TRUE, FALSE };
  static const double bad_radii[2] = { 1.0, NAN };
  const double apart[6] = { 1.0, 1.0, 1.0, 1.0, 1.0, 1.0 + 2e-6 }, same[6] = { 1.0, 1.0, 1.0, 1.0, 1.0, 1.0 + 4e-7 };
  const double missing[6] = { 1.0, 1.0, 1.0, NAN, NAN, NAN };
  VtCell box = make_box (10.0, 11.0, 12.0, everywhere), tilted = make_cell (skewed, everywhere);
  VtCell half = make_cell (skewed, slab);
  g_autoptr (VtVoronoi) near = tessellate_atoms (&box, apart, 2, NULL);
  double images[6] = { 0.0, 3.0, 12.0, 10.0, 14.0, 0.0 }, corner[6] = { 0.0, 0.0, 0.0, 0.0, 0.0, 0.0 };

  g_assert_nonnull (near);
  check_refused (&box, same, 2, NULL, VT_ERROR_INPUT, "7 and 17");
  check_refused (&box, images, 2, NULL, VT_ERROR_INPUT, "7 and 17");
  for (guint k = 0; k < 3; k++)
    corner[3 + k] = skewed[0][k] - skewed[1][k] + skewed[2][k] - (k == 0 ? 2e-7 : 0.0);
  check_refused (&tilted, corner, 2, NULL, VT_ERROR_INPUT, "7 and 17");
  check_refused (&box, missing, 2, NULL, VT_ERROR_INPUT, "17");
  check_refused (&half, apart, 2, NULL, VT_ERROR_INPUT, "skewed");
  check_refused (&box, apart, 2, bad_radii, VT_ERROR_USAGE, "Zr");
}

/* On one spot across a side of a cell that is a hundredth of an Å thin in the basis as written. */
static void
test_same_spot_in_far_basis (void)
{
  VtCell cell = make_cell (far_basis, everywhere);
  const double *b = cell.vectors[1], *c = cell.vectors[2];
  double normal[3] = { b[1] * c[2] - b[2] * c[1], b[2] * c[0] - b[0] * c[2], b[0] * c[1] - b[1] * c[0] };
  double length = sqrt (normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]), r[6];

  for (guint k = 0; k < 3; k++)
    {
      r[k] = 0.3 * b[k] + 0.4 * c[k] + 2e-7 * normal[k] / length;
      r[3 + k] = 0.3 * b[k] + 0.4 * c[k] - 2e-7 * normal[k] / length;
    }
  check_refused (&cell, r, 2, NULL, VT_ERROR_INPUT, "7 and 17");
}

static void
test_nothing (void)
{
  VtCell cell = make_box (10.0, 11.0, 12.0, everywhere);
  g_autoptr (VtVoronoi) voronoi = tessellate_atoms (&cell, NULL, 0, NULL);
  g_autofree VtVoronoiIndex *indices = count (voronoi, 0.0, 0.0, 0.0);

  g_assert_cmpuint (vt_voronoi_get_n_atoms (voronoi), ==, 0);
}

static void
test_cancelled (void)
{
  VtCell cell = make_box (20.0, 20.0, 20.0, everywhere);
  g_autofree double *r = make_gas (&cell, 2000, 47);
  g_autoptr (VtFrame) frame = make_frame (&cell, r, 2000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vt_voronoi_new (frame, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static double
surface_of (const VtVoronoi *voronoi, gsize atom)
{
  guint n;
  const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, atom, &n);
  double sum = 0.0;

  for (guint k = 0; k < n; k++)
    sum += faces[k].area;
  return sum;
}

/* The rule as it is written: either side's share keeps the face, then its long edges are counted. */
static void
count_reference (const VtVoronoi *voronoi, const VtVoronoiThresholds *limit, gsize atom, guint counts[8])
{
  guint n;
  const VtVoronoiFace *faces = vt_voronoi_get_faces (voronoi, atom, &n);

  memset (counts, 0, 8 * sizeof *counts);
  for (guint k = 0; k < n; k++)
    {
      gboolean mine = faces[k].area >= limit->relative_area * surface_of (voronoi, atom);
      gboolean theirs = faces[k].neighbor >= 0
                        && faces[k].area >= limit->relative_area * surface_of (voronoi, (gsize) faces[k].neighbor);
      guint edges = 0;

      for (guint e = 0; e < faces[k].n_edges; e++)
        edges += vt_voronoi_get_edges (voronoi)[faces[k].first_edge + e] >= limit->edge;
      if (faces[k].area >= limit->area && (mine || theirs))
        counts[MIN (edges, 7)]++;
    }
}

static void
test_thresholds (void)
{
  static const VtVoronoiThresholds limits[] = {
    { 0.0, 0.0, 0.0 }, { 0.3, 0.0, 0.0 }, { 0.0, 0.02, 0.0 }, { 0.0, 0.0, 0.4 }, { 0.1, 0.03, 0.3 },
  };
  static const gboolean slab[3] = { TRUE, TRUE, FALSE };
  VtCell cell = make_box (12.0, 12.0, 12.0, slab);
  g_autofree double *r = make_gas (&cell, 600, 53);
  g_autoptr (VtVoronoi) voronoi = tessellate_atoms (&cell, r, 600, NULL);
  guint total = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree VtVoronoiIndex *indices = count (voronoi, limits[i].area, limits[i].relative_area, limits[i].edge);
      guint faces = 0, counts[8];

      for (gsize k = 0; k < 600; k++)
        {
          count_reference (voronoi, &limits[i], k, counts);
          assert_index (&indices[k], counts[3], counts[4], counts[5], counts[6], counts[7]);
          faces += vt_voronoi_index_faces (&indices[k]);
        }
      g_assert_cmpuint (faces, <, total);
      if (i == 0)
        total = faces;
    }
}

/* A big cell's face on a small one: below the big one's share, above the small one's, so both keep it. */
static void
test_relative_threshold_is_symmetric (void)
{
  static const double r[6] = { 5.0, 5.0, 1.0, 5.0, 5.0, 3.0 };
  VtCell cell = make_box (10.0, 10.0, 40.0, nowhere);
  g_autoptr (VtVoronoi) voronoi = tessellate_atoms (&cell, r, 2, NULL);
  /* Surfaces: 2 · 100 + 40 · 2 = 280 and 200 + 40 · 38 = 1720; the shared face, 100. */
  g_autofree VtVoronoiIndex *kept = count (voronoi, 0.0, 0.3, 0.0);
  g_autofree VtVoronoiIndex *dropped = count (voronoi, 0.0, 0.4, 0.0);

  assert_index (&kept[0], 0, 2, 0, 0, 0);
  assert_index (&kept[1], 0, 1, 0, 0, 0);
  assert_index (&dropped[0], 0, 0, 0, 0, 0);
  assert_index (&dropped[1], 0, 0, 0, 0, 0);
}

static void
test_index (void)
{
  const VtVoronoiIndex icosahedron = { 0, 0, 12, 0, 0 }, crowded = { 0, 0, 12, 0, 2 }, other = { 0, 3, 6, 4, 0 };
  const VtVoronoiIndex none = { 0 };
  g_autofree char *a = vt_voronoi_index_format (&icosahedron);
  g_autofree char *b = vt_voronoi_index_format (&crowded);
  g_autofree char *c = vt_voronoi_index_format (&other);

  g_assert_cmpstr (a, ==, "⟨0 0 12 0⟩");
  g_assert_cmpstr (b, ==, "⟨0 0 12 0⟩+");
  g_assert_cmpstr (c, ==, "⟨0 3 6 4⟩");
  g_assert_cmpuint (vt_voronoi_index_faces (&crowded), ==, 14);
  g_assert_cmpfloat_with_epsilon (vt_voronoi_index_lffs (&crowded), 12.0 / 14.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (vt_voronoi_index_lffs (&other), 6.0 / 13.0, 1e-15);
  g_assert_true (isnan (vt_voronoi_index_lffs (&none)));
}

typedef struct
{
  VtCell  cell;
  gsize   n;
  double *positions; /* [n][3] */
  double *expected;  /* [n][6]: n3 n4 n5 n6 higher volume */
} Fixture;

static Fixture
load_fixture (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VT_FIXTURES"), "analysis", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  Fixture fixture = { 0 };
  double vectors[3][3];
  char *at;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  fixture.n = g_ascii_strtoull (text, &at, 10);
  for (guint i = 0; i < 9; i++)
    vectors[i / 3][i % 3] = g_ascii_strtod (at, &at);
  fixture.cell = make_cell (vectors, everywhere);
  fixture.positions = g_new (double, 3 * fixture.n);
  fixture.expected = g_new (double, 6 * fixture.n);
  for (gsize i = 0; i < fixture.n; i++)
    {
      for (guint k = 0; k < 3; k++)
        fixture.positions[3 * i + k] = g_ascii_strtod (at, &at);
      for (guint k = 0; k < 6; k++)
        fixture.expected[6 * i + k] = g_ascii_strtod (at, &at);
    }
  return fixture;
}

static void
test_against_qhull (gconstpointer name)
{
  Fixture fixture = load_fixture (name);
  g_autoptr (VtVoronoi) voronoi = tessellate_atoms (&fixture.cell, fixture.positions, fixture.n, NULL);
  g_autofree VtVoronoiIndex *indices = count (voronoi, 0.0, 0.0, 0.0);

  g_assert_cmpuint (fixture.n, ==, 480);
  for (gsize i = 0; i < fixture.n; i++)
    {
      const double *e = fixture.expected + 6 * i;

      assert_index (&indices[i], (guint) e[0], (guint) e[1], (guint) e[2], (guint) e[3], (guint) e[4]);
      g_assert_cmpfloat_with_epsilon (vt_voronoi_get_volumes (voronoi)[i], e[5], 2e-9);
    }
  g_free (fixture.positions);
  g_free (fixture.expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voronoi/simple-cubic", test_simple_cubic);
  g_test_add_func ("/voronoi/bcc", test_bcc);
  g_test_add_func ("/voronoi/close-packed", test_close_packed);
  g_test_add_func ("/voronoi/icosahedron", test_icosahedron);
  g_test_add_func ("/voronoi/volumes-fill-the-cell", test_volumes_fill_the_cell);
  g_test_add_func ("/voronoi/faces-have-two-sides", test_faces_have_two_sides);
  g_test_add_func ("/voronoi/threads", test_threads);
  g_test_add_func ("/voronoi/translation-and-wrapping", test_translation_and_wrapping);
  g_test_add_func ("/voronoi/atom-order", test_atom_order);
  g_test_add_func ("/voronoi/rotation", test_rotation);
  g_test_add_func ("/voronoi/flipped-basis", test_flipped_basis);
  g_test_add_func ("/voronoi/radical/equal-radii", test_radical_with_equal_radii);
  g_test_add_func ("/voronoi/radical/plane", test_radical_plane);
  g_test_add_func ("/voronoi/radical/swallowed", test_radical_swallowed);
  g_test_add_func ("/voronoi/lone-atom", test_lone_atom);
  g_test_add_func ("/voronoi/atoms-beyond-walls", test_atoms_beyond_walls);
  g_test_add_func ("/voronoi/refused", test_refused);
  g_test_add_func ("/voronoi/same-spot-in-far-basis", test_same_spot_in_far_basis);
  g_test_add_func ("/voronoi/nothing", test_nothing);
  g_test_add_func ("/voronoi/cancelled", test_cancelled);
  g_test_add_func ("/voronoi/thresholds", test_thresholds);
  g_test_add_func ("/voronoi/relative-threshold-is-symmetric", test_relative_threshold_is_symmetric);
  g_test_add_func ("/voronoi/index", test_index);
  g_test_add_data_func ("/voronoi/qhull/orthogonal", "voronoi-orthogonal.txt", test_against_qhull);
  g_test_add_data_func ("/voronoi/qhull/triclinic", "voronoi-triclinic.txt", test_against_qhull);
  return g_test_run ();
}
