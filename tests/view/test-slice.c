#include "vt-slice.h"

#include <math.h>
#include <string.h>
#include "random-frame.h"
#include "vt-error.h"

/* Plainly: wrap every atom, ask for its distance. */
static gboolean
is_in_reference (const VtSlice *slice, const VtFrame *frame, gsize atom, double *depth)
{
  double position[3];
  int image[3];

  vt_frame_get_position (frame, atom, position);
  vt_cell_wrap (vt_frame_get_cell (frame), position, image);
  *depth = slice->normal[0] * position[0] + slice->normal[1] * position[1] + slice->normal[2] * position[2] -
           slice->position;
  return *depth >= -slice->thickness / 2 && *depth < slice->thickness / 2;
}

static void
test_membership (void)
{
  static const double normals[][3] = { { 0, 0, 1 }, { 1, 0, 0 }, { 0, -1, 0 }, { 1, 2, -3 }, { -0.2, 0.1, 4 } };
  g_autoptr (VtFrame) frame = random_frame_new (3000, 1);

  for (guint k = 0; k < G_N_ELEMENTS (normals); k++)
    {
      g_autoptr (GArray) atoms = NULL;
      g_autofree gboolean *found = g_new0 (gboolean, 3000);
      double u[3], v[3], depth, low, high;
      VtSlice slice;
      guint n = 0;

      vt_slice_init (&slice, 0, 4, vt_frame_get_cell (frame));
      g_assert_true (vt_slice_set_normal (&slice, normals[k]));
      vt_slice_get_range (&slice, vt_frame_get_cell (frame), &low, &high);
      slice.position = low + 0.4 * (high - low);
      vt_slice_get_basis (&slice, u, v);
      atoms = vt_slice_select (&slice, frame);
      for (guint i = 0; i < atoms->len; i++)
        {
          const VtSliceAtom *atom = &g_array_index (atoms, VtSliceAtom, i);
          double position[3];
          int image[3];

          g_assert_false (found[atom->atom]);
          found[atom->atom] = TRUE;
          vt_frame_get_position (frame, atom->atom, position);
          vt_cell_wrap (vt_frame_get_cell (frame), position, image);
          g_assert_cmpfloat_with_epsilon (atom->u, u[0] * position[0] + u[1] * position[1] + u[2] * position[2], 1e-5);
          g_assert_cmpfloat_with_epsilon (atom->v, v[0] * position[0] + v[1] * position[1] + v[2] * position[2], 1e-5);
          if (i > 0)
            g_assert_true (atom[-1].depth < atom->depth ||
                           (atom[-1].depth == atom->depth && atom[-1].atom < atom->atom));
        }
      for (gsize i = 0; i < 3000; i++)
        {
          gboolean in = is_in_reference (&slice, frame, i, &depth);

          g_assert_cmpint (found[i], ==, in);
          n += in;
        }
      g_assert_cmpuint (n, ==, atoms->len);
      g_assert_cmpuint (n, >, 50);
    }
}

/* Adjacent slabs share no atom and lose none. */
static void
test_partition (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (2000, 2);
  double low, high;
  guint total = 0;
  VtSlice slice;

  vt_slice_init (&slice, 2, 2, vt_frame_get_cell (frame));
  vt_slice_get_range (&slice, vt_frame_get_cell (frame), &low, &high);
  g_assert_cmpfloat_with_epsilon (low, 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (high, 23, 1e-12);
  for (slice.position = low; slice.position < high + 2; slice.position += 2)
    {
      g_autoptr (GArray) atoms = vt_slice_select (&slice, frame);

      total += atoms->len;
    }
  g_assert_cmpuint (total, ==, 2000);
}

static void
test_missing_and_order (void)
{
  const double places[] = { 0, 0, 0.5, 1, 1, -0.5, NAN, 0, 0, 2, 2, -0.5, 0, 0, 9 };
  static const guint32 expected[] = { 1, 3, 0 };
  g_autoptr (VtFrame) frame = placed_frame_new (places, 5, 40);
  g_autoptr (GArray) atoms = NULL;
  VtSlice slice;

  vt_slice_init (&slice, 2, 2, vt_frame_get_cell (frame));
  g_assert_cmpfloat (slice.position, ==, 0);
  atoms = vt_slice_select (&slice, frame);
  g_assert_cmpuint (atoms->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (g_array_index (atoms, VtSliceAtom, i).atom, ==, expected[i]);
  g_assert_cmpfloat (g_array_index (atoms, VtSliceAtom, 1).u, ==, 2);
}

static void
check_basis (guint axis, double ux, double uy, double uz, double vx, double vy, double vz)
{
  VtSlice slice;
  VtCell cell;
  double u[3], v[3];

  vt_cell_init_box (&cell, 1, 1, 1);
  vt_slice_init (&slice, axis, 1, &cell);
  vt_slice_get_basis (&slice, u, v);
  g_assert_true (u[0] == ux && u[1] == uy && u[2] == uz);
  g_assert_true (v[0] == vx && v[1] == vy && v[2] == vz);
  g_assert_cmpint (vt_slice_get_axis (&slice), ==, (int) axis);
}

static void
test_basis (void)
{
  check_basis (0, 0, 1, 0, 0, 0, 1);
  check_basis (1, -1, 0, 0, 0, 0, 1);
  check_basis (2, 1, 0, 0, 0, 1, 0);
}

/* A cube cut square to an axis is a square; through its middle along the diagonal, a regular hexagon. */
static void
test_outline (void)
{
  VtSlice slice;
  VtCell cell;
  double corners[6][2], area = 0, low[2], high[2];
  guint n;

  vt_cell_init_box (&cell, 10, 10, 10);
  vt_slice_init (&slice, 2, 1, &cell);
  n = vt_slice_get_outline (&slice, &cell, corners);
  g_assert_cmpuint (n, ==, 4);
  for (guint i = 0; i < n; i++)
    area += (corners[i][0] * corners[(i + 1) % n][1] - corners[(i + 1) % n][0] * corners[i][1]) / 2;
  g_assert_cmpfloat_with_epsilon (area, 100, 1e-9);
  vt_slice_get_extent (&slice, &cell, low, high);
  g_assert_cmpfloat (low[0], ==, 0);
  g_assert_cmpfloat (high[1], ==, 10);

  vt_slice_set_normal (&slice, (const double[3]){ 1, 1, 1 });
  slice.position = 15 / sqrt (3);
  g_assert_cmpuint (vt_slice_get_outline (&slice, &cell, corners), ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      const double *a = corners[i], *b = corners[(i + 1) % 6];

      g_assert_cmpfloat_with_epsilon (hypot (a[0] - b[0], a[1] - b[1]), sqrt (50), 1e-9);
    }
  slice.position = 99;
  g_assert_cmpuint (vt_slice_get_outline (&slice, &cell, corners), ==, 0);
}

static void
test_text (void)
{
  static const char *const bad[] = { "", "z", "z=", "z=a", "w=1", "z=1,2,3",
                                     "0,0,0=1", "z=1,-2", "z=1,0", "1,2=3", "z=1=2", "z=nan" };
  VtCell cell;
  VtSlice slice, other;

  vt_cell_init_box (&cell, 10, 10, 10);
  vt_slice_init (&slice, 0, 2.5, &cell);
  g_assert_true (vt_slice_from_string (&slice, "z=20,3.8", NULL));
  g_assert_cmpfloat (slice.position, ==, 20);
  g_assert_cmpfloat (slice.thickness, ==, 3.8);
  g_assert_cmpint (vt_slice_get_axis (&slice), ==, 2);
  g_assert_true (vt_slice_from_string (&slice, "0,3,4=-1.5", NULL));
  g_assert_cmpfloat (slice.thickness, ==, 3.8);
  g_assert_cmpfloat_with_epsilon (slice.normal[1], 0.6, 1e-15);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      other = slice;
      g_assert_false (vt_slice_from_string (&other, bad[i], &error));
      g_assert_error (error, VT_ERROR, VT_ERROR_USAGE);
      g_assert_cmpmem (&slice, sizeof slice, &other, sizeof other);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/slice/membership", test_membership);
  g_test_add_func ("/view/slice/partition", test_partition);
  g_test_add_func ("/view/slice/missing-and-order", test_missing_and_order);
  g_test_add_func ("/view/slice/basis", test_basis);
  g_test_add_func ("/view/slice/outline", test_outline);
  g_test_add_func ("/view/slice/text", test_text);
  return g_test_run ();
}
