#include "vt-slice-plane.h"

#include <math.h>
#include "random-frame.h"
#include "vt-vector.h"

#define WIDTH 800
#define HEIGHT 600

static const double normals[][3] = { { 0, 0, 1 }, { 1, 0, 0 }, { 0, -1, 0 }, { 1, 2, -3 }, { -0.2, 0.1, 4 } };

static void
make_slice (VtSlice *slice, const VtCell *cell, guint which, double share)
{
  double low, high;

  vt_slice_init (slice, 0, 4, cell);
  g_assert_true (vt_slice_set_normal (slice, normals[which]));
  vt_slice_get_range (slice, cell, &low, &high);
  slice->position = low + share * (high - low);
}

static void
check_corner (const VtSlice *slice, const VtCell *cell, const float corner[3], const double middle[3], double enlarged)
{
  double place[3] = { corner[0], corner[1], corner[2] }, inside[3];
  guint on_border = 0;

  g_assert_cmpfloat_with_epsilon (vt_vector_dot (place, slice->normal), slice->position, 1e-4);
  for (guint k = 0; k < 3; k++)
    place[k] = middle[k] + (place[k] - middle[k]) / enlarged;
  vt_cell_to_fractional (cell, place, inside);
  for (guint k = 0; k < 3; k++)
    {
      g_assert_cmpfloat (inside[k], >, -1e-5);
      g_assert_cmpfloat (inside[k], <, 1 + 1e-5);
      on_border += MIN (fabs (inside[k]), fabs (1 - inside[k])) < 1e-5;
    }
  g_assert_cmpuint (on_border, >=, 2); /* an edge of the cell */
}

/* Its corners lie on the plane; made smaller about its middle to the area of the outline, on the cell's edges. */
static void
test_face (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (10, 1);
  const VtCell *cell = vt_frame_get_cell (frame);

  for (guint which = 0; which < G_N_ELEMENTS (normals); which++)
    {
      g_autoptr (VtOverlay) overlay = NULL;
      const VtOverlayFace *faces;
      double corners[6][2], area = 0, expected = 0, middle[3] = { 0 }, u[3], v[3];
      VtSlice slice;
      guint m;
      gsize n;

      make_slice (&slice, cell, which, 0.37);
      overlay = vt_slice_plane_make_overlay (&slice, cell, FALSE, TRUE);
      faces = vt_overlay_get_faces (overlay, &n);
      m = vt_slice_get_outline (&slice, cell, corners);
      vt_slice_get_basis (&slice, u, v);
      g_assert_cmpuint (n, ==, m - 2);
      for (guint i = 0; i < m; i++)
        {
          expected += 0.5 * (corners[i][0] * corners[(i + 1) % m][1] - corners[(i + 1) % m][0] * corners[i][1]);
          for (guint k = 0; k < 3; k++)
            middle[k] += (corners[i][0] * u[k] + corners[i][1] * v[k] + slice.position * slice.normal[k]) / m;
        }
      for (gsize i = 0; i < n; i++)
        {
          double a[3], b[3], cross[3];

          for (guint k = 0; k < 3; k++)
            {
              a[k] = faces[i].corners[1][k] - faces[i].corners[0][k];
              b[k] = faces[i].corners[2][k] - faces[i].corners[0][k];
            }
          vt_vector_cross (a, b, cross);
          area += 0.5 * sqrt (vt_vector_dot (cross, cross));
        }
      g_assert_cmpfloat (sqrt (area / fabs (expected)), >, 1.02);
      g_assert_cmpfloat (sqrt (area / fabs (expected)), <, 1.3);
      for (gsize i = 0; i < 3 * n; i++)
        check_corner (&slice, cell, faces[i / 3].corners[i % 3], middle, sqrt (area / fabs (expected)));
    }
}

/* The slab's sides are half the thickness away, and at the cell's border where they would be beyond. */
static void
test_sides (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (10, 1);
  const VtCell *cell = vt_frame_get_cell (frame);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (VtOverlay) overlay = NULL;
      const VtOverlayLine *lines;
      double low = INFINITY, high = -INFINITY, least, most;
      VtSlice slice;
      gsize n;

      make_slice (&slice, cell, 3, i == 0 ? 0.5 : 1);
      overlay = vt_slice_plane_make_overlay (&slice, cell, TRUE, FALSE);
      lines = vt_overlay_get_lines (overlay, &n);
      vt_slice_get_range (&slice, cell, &least, &most);
      for (gsize k = 0; k < n; k++)
        for (guint end = 0; end < 2; end++)
          {
            double place[3] = { lines[k].ends[end][0], lines[k].ends[end][1], lines[k].ends[end][2] };
            double along = vt_vector_dot (place, slice.normal);

            if (!(lines[k].style.dash > 0))
              g_assert_cmpfloat_with_epsilon (along, slice.position, 1e-4);
            low = MIN (low, along);
            high = MAX (high, along);
          }
      g_assert_cmpuint (n, >=, 9);
      g_assert_cmpfloat_with_epsilon (low, slice.position - 2, 1e-4);
      g_assert_cmpfloat_with_epsilon (high, MIN (slice.position + 2, most), 1e-4);
    }
}

/* A point taken hold of is a point of the outline or a grip, under the pixel. */
static void
test_grab (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (10, 1);
  const VtCell *cell = vt_frame_get_cell (frame);
  guint n_grabbed = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (VtOverlay) overlay = NULL;
      const VtOverlayLine *lines;
      double place[3], pixel[3], again[3], grabbed[3];
      VtCamera camera;
      VtSlice slice;
      gsize n;

      make_slice (&slice, cell, i % 5, 0.1 + 0.8 * (i % 7) / 7);
      vt_camera_init (&camera);
      camera.projection = (VtProjection) (i % 2);
      vt_camera_fit_cell (&camera, cell, (double) WIDTH / HEIGHT);
      vt_camera_orbit (&camera, 0.3 * i, 0.1 * i);
      overlay = vt_slice_plane_make_overlay (&slice, cell, FALSE, TRUE);
      lines = vt_overlay_get_lines (overlay, &n);
      while (n > 0 && lines->style.dash > 0) /* then comes the outline */
        lines++, n--;
      g_assert_cmpuint (n, >=, 3);
      for (guint k = 0; k < 3; k++)
        place[k] = 0.7 * lines[i % 3].ends[0][k] + 0.3 * lines[i % 3].ends[1][k];
      g_assert_true (vt_camera_project (&camera, WIDTH, HEIGHT, place, pixel));
      g_assert_true (
          vt_slice_plane_grab (&slice, cell, &camera, WIDTH, HEIGHT, pixel[0] + 1, pixel[1] - 1, 5, grabbed));
      g_assert_true (vt_camera_project (&camera, WIDTH, HEIGHT, grabbed, again));
      g_assert_cmpfloat (hypot (again[0] - pixel[0] - 1, again[1] - pixel[1] + 1), <=, sqrt (2) + 1e-3);
      n_grabbed += fabs (vt_vector_dot (grabbed, slice.normal) - slice.position) < 1e-4;
      /* Far outside there is nothing. */
      g_assert_false (vt_slice_plane_grab (&slice, cell, &camera, WIDTH, HEIGHT, 1, 1, 5, grabbed));
    }
  g_assert_cmpuint (n_grabbed, >, 150); /* the others: a grip lay as near */
}

/* Let go over the point's own image some way along the normal, it goes just so far. */
static void
test_follow (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (10, 1);
  const VtCell *cell = vt_frame_get_cell (frame);
  guint n_checked = 0;

  for (guint i = 0; i < 200; i++)
    {
      const double grabbed[3] = { 3 + i % 5, 7 - i % 3, 11 };
      double moved[3], pixel[3], eye[3], sight[3], way = 0.05 * i - 4, cosine;
      VtCamera camera;
      VtSlice slice;

      make_slice (&slice, cell, i % 5, 0.5);
      vt_camera_init (&camera);
      camera.projection = (VtProjection) (i % 2);
      vt_camera_fit_cell (&camera, cell, (double) WIDTH / HEIGHT);
      vt_camera_orbit (&camera, 0.3 * i, 0.1 * i);
      for (guint k = 0; k < 3; k++)
        moved[k] = grabbed[k] + way * slice.normal[k];
      g_assert_true (vt_camera_project (&camera, WIDTH, HEIGHT, moved, pixel));
      vt_camera_get_ray (&camera, WIDTH, HEIGHT, pixel[0], pixel[1], eye, sight);
      cosine = vt_vector_dot (sight, slice.normal);
      if (cosine * cosine > 0.95)
        continue;
      g_assert_cmpfloat_with_epsilon (
          vt_slice_plane_follow (&slice, &camera, WIDTH, HEIGHT, grabbed, pixel[0], pixel[1]), way, 1e-6);
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >, 100);
}

/* Seen along the normal: upwards by what an Å is on the screen. */
static void
test_along_normal (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (10, 1);
  const VtCell *cell = vt_frame_get_cell (frame);
  VtCamera camera;
  VtSlice slice;
  double pixel[3];

  make_slice (&slice, cell, 0, 0.5);
  vt_camera_init (&camera);
  camera.height = 30; /* 20 pixels an Å */
  vt_camera_set_view (&camera, VT_VIEW_PLUS_Z);
  vt_camera_project (&camera, WIDTH, HEIGHT, camera.target, pixel);
  g_assert_cmpfloat_with_epsilon (
      vt_slice_plane_follow (&slice, &camera, WIDTH, HEIGHT, camera.target, pixel[0], pixel[1] - 40), 2, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/slice-plane/face", test_face);
  g_test_add_func ("/view/slice-plane/sides", test_sides);
  g_test_add_func ("/view/slice-plane/grab", test_grab);
  g_test_add_func ("/view/slice-plane/follow", test_follow);
  g_test_add_func ("/view/slice-plane/along-normal", test_along_normal);
  return g_test_run ();
}
