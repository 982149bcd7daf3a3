#include "vt-overlay.h"

#include <math.h>

static const VtLineStyle style = { .color = { 1, 0, 0, 1 }, .width = 2, .dash = 3, .hidden = 0.5, .cue = 1 };

static void
test_lines (void)
{
  const double corners[] = { 0, 0, 0, 2, 0, 0, 2, 1, 0, 0, 1, 0 }, nowhere[3] = { 0, NAN, 0 }, far[3] = { 1e60, 0, 0 };
  g_autoptr (VtOverlay) overlay = vt_overlay_new ();
  const VtOverlayLine *lines;
  double length = 0;
  gsize n;

  vt_overlay_add_loop (overlay, corners, 4, &style);
  vt_overlay_add_line (overlay, corners, nowhere, &style);
  vt_overlay_add_line (overlay, far, corners, &style);
  lines = vt_overlay_get_lines (overlay, &n);
  g_assert_cmpuint (n, ==, 4);
  for (gsize i = 0; i < n; i++)
    {
      length += hypot (lines[i].ends[0][0] - lines[i].ends[1][0], lines[i].ends[0][1] - lines[i].ends[1][1]);
      g_assert_cmpmem (&lines[i].style, sizeof style, &style, sizeof style);
    }
  g_assert_cmpfloat_with_epsilon (length, 6, 1e-6);
}

/* The triangles of a convex face have its area. */
static void
test_faces (void)
{
  enum { N = 7 };
  const VtColor blue = { 0, 0, 1, 0.25f };
  double corners[3 * N], nowhere[9] = { 0, 0, 0, 1, 0, 0, 1, INFINITY, 0 };
  g_autoptr (VtOverlay) overlay = vt_overlay_new ();
  const VtOverlayFace *faces;
  double area = 0;
  gsize n;

  for (guint i = 0; i < N; i++)
    {
      corners[3 * i] = 2 * cos (2 * G_PI * i / N);
      corners[3 * i + 1] = 2 * sin (2 * G_PI * i / N);
      corners[3 * i + 2] = 5;
    }
  vt_overlay_add_face (overlay, corners, N, &blue);
  vt_overlay_add_face (overlay, corners, 2, &blue);
  vt_overlay_add_face (overlay, nowhere, 3, &blue);
  faces = vt_overlay_get_faces (overlay, &n);
  g_assert_cmpuint (n, ==, N - 2);
  for (gsize i = 0; i < n; i++)
    {
      const float *a = faces[i].corners[0], *b = faces[i].corners[1], *c = faces[i].corners[2];

      area += 0.5 * fabs ((double) ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])));
      g_assert_cmpfloat (a[2], ==, 5);
      g_assert_cmpfloat (faces[i].color.alpha, ==, 0.25f);
    }
  g_assert_cmpfloat_with_epsilon (area, 0.5 * N * 4 * sin (2 * G_PI / N), 1e-5);
}

static void
test_together (void)
{
  const double corners[] = { 0, 0, 0, 2, 0, 0, 2, 1, 0 };
  g_autoptr (VtOverlay) one = vt_overlay_new (), other = vt_overlay_new (), kept = NULL;
  const VtColor blue = { 0, 0, 1, 0.25f };
  gsize n;

  vt_overlay_add_loop (one, corners, 3, &style);
  vt_overlay_add_loop (other, corners, 3, &style);
  vt_overlay_add_face (other, corners, 3, &blue);
  vt_overlay_add_all (one, other);
  kept = vt_overlay_ref (one);
  vt_overlay_get_lines (kept, &n);
  g_assert_cmpuint (n, ==, 6);
  vt_overlay_get_faces (kept, &n);
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/overlay/lines", test_lines);
  g_test_add_func ("/view/overlay/faces", test_faces);
  g_test_add_func ("/view/overlay/together", test_together);
  return g_test_run ();
}
