#include "vt-contour.h"

#include <math.h>

static double
cone (double u, double v)
{
  return hypot (u - 0.13, v + 0.31);
}

static double
slope (double u, double v)
{
  return 2 * u + v;
}

static double
saddle (double u, double v)
{
  return u * v;
}

static double
waves (double u, double v)
{
  return sin (2.1 * u) + cos (1.7 * v) + 0.3 * sin (u * v);
}

/* From −5 to 5 both ways. */
static VtPlaneGrid *
make (double (*function) (double, double), guint n)
{
  const double minimum[2] = { -5, -5 };
  VtPlaneGrid *grid = vt_plane_grid_new (minimum, 10.0 / (n - 1), n, n);

  for (guint j = 0; j < n; j++)
    for (guint i = 0; i < n; i++)
      grid->values[j * n + i] = function (minimum[0] + grid->spacing * i, minimum[1] + grid->spacing * j);
  return grid;
}

static const VtContour *
get (GPtrArray *contours, guint index)
{
  return g_ptr_array_index (contours, index);
}

/* One closed circle: the chords of a cone lie inside it by at most spacing²/4r. */
static void
test_circle (void)
{
  g_autoptr (VtPlaneGrid) grid = make (cone, 101);
  g_autoptr (GPtrArray) contours = vt_contour_trace (grid, 3);
  double longest = 0;

  g_assert_cmpuint (contours->len, ==, 1);
  g_assert_true (get (contours, 0)->closed);
  g_assert_cmpuint (get (contours, 0)->n, >, 100);
  for (guint i = 0; i < get (contours, 0)->n; i++)
    {
      const double *point = get (contours, 0)->points + 2 * i, *next = get (contours, 0)->points + 2 * ((i + 1) % get (contours, 0)->n);

      g_assert_cmpfloat_with_epsilon (cone (point[0], point[1]), 3, 0.01 / 12);
      longest = MAX (longest, hypot (next[0] - point[0], next[1] - point[1]));
    }
  g_assert_cmpfloat (longest, <=, 0.1 * sqrt (2));
  g_assert_cmpfloat_with_epsilon (vt_contour_get_length (get (contours, 0)), 6 * G_PI, 0.01);
}

/* A straight line from edge to edge, exact. */
static void
test_plane (void)
{
  g_autoptr (VtPlaneGrid) grid = make (slope, 21);
  g_autoptr (GPtrArray) contours = vt_contour_trace (grid, 1.3);
  g_autoptr (GPtrArray) none = vt_contour_trace (grid, 15.001);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (contours->len, ==, 1);
  g_assert_false (get (contours, 0)->closed);
  for (guint i = 0; i < get (contours, 0)->n; i++)
    g_assert_cmpfloat_with_epsilon (slope (get (contours, 0)->points[2 * i], get (contours, 0)->points[2 * i + 1]), 1.3,
                                    1e-12);
  /* From v = −5 to v = 5 along (−1, 2). */
  g_assert_cmpfloat_with_epsilon (vt_contour_get_length (get (contours, 0)), 5 * sqrt (5), 1e-12);
}

/* Around the saddle of u·v in the middle of a cell: above 0 the lines keep to u·v > 0, below to the other quarters. */
static void
test_saddle (void)
{
  g_autoptr (VtPlaneGrid) grid = make (saddle, 10);

  for (int sign = -1; sign <= 1; sign += 2)
    {
      g_autoptr (GPtrArray) contours = vt_contour_trace (grid, sign * 0.2);

      g_assert_cmpuint (contours->len, ==, 2);
      for (guint c = 0; c < 2; c++)
        {
          double side = get (contours, c)->points[0] > 0 ? 1 : -1;

          g_assert_false (get (contours, c)->closed);
          for (guint i = 0; i < get (contours, c)->n; i++)
            {
              g_assert_cmpfloat (side * get (contours, c)->points[2 * i], >, 0);
              g_assert_cmpfloat (side * sign * get (contours, c)->points[2 * i + 1], >, 0);
            }
        }
    }
}

/* A node without a value takes its four cells away: the circle is cut open there. */
static void
test_missing (void)
{
  g_autoptr (VtPlaneGrid) grid = make (cone, 101);
  g_autoptr (GPtrArray) contours = NULL;
  double left;

  grid->values[47 * 101 + 81] = NAN; /* at 3.1, −0.3 */
  contours = vt_contour_trace (grid, 3);
  g_assert_cmpuint (contours->len, ==, 1);
  g_assert_false (get (contours, 0)->closed);
  left = 6 * G_PI - vt_contour_get_length (get (contours, 0));
  g_assert_cmpfloat (left, >, 0.15);
  g_assert_cmpfloat (left, <, 0.25);
  for (guint i = 0; i < 101 * 101; i++)
    grid->values[i] = NAN;
  g_clear_pointer (&contours, g_ptr_array_unref);
  contours = vt_contour_trace (grid, 3);
  g_assert_cmpuint (contours->len, ==, 0);
}

/* The length by the plainest means: cell by cell, nothing joined. */
static double
length_reference (const VtPlaneGrid *grid, double level, guint *n_pieces)
{
  static const guint corners[4][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };
  double length = 0;

  *n_pieces = 0;
  for (guint j = 0; j + 1 < grid->n_v; j++)
    for (guint i = 0; i + 1 < grid->n_u; i++)
      {
        double points[4][2], mean = 0;
        guint n = 0, first = 0;

        for (guint k = 0; k < 4; k++)
          {
            const guint *a = corners[k], *b = corners[(k + 1) % 4];
            double from = vt_plane_grid_get (grid, i + a[0], j + a[1]), to = vt_plane_grid_get (grid, i + b[0], j + b[1]);
            double share = (level - from) / (to - from);

            mean += from / 4;
            if ((from < level) == (to < level))
              continue;
            points[n][0] = grid->spacing * (a[0] + share * ((double) b[0] - a[0]));
            points[n++][1] = grid->spacing * (a[1] + share * ((double) b[1] - a[1]));
          }
        if (n == 4 && (mean < level) != (vt_plane_grid_get (grid, i, j) < level))
          first = 1;
        for (guint k = first; k < first + n; k += 2)
          length += hypot (points[k % n][0] - points[(k + 1) % n][0], points[k % n][1] - points[(k + 1) % n][1]);
        *n_pieces += n / 2;
      }
  return length;
}

/* Whatever the shape: nothing lost and nothing twice, and every point on the level by interpolation. */
static void
test_reference (void)
{
  g_autoptr (VtPlaneGrid) grid = make (waves, 57);
  guint n_closed = 0, n_open = 0;

  for (double level = -2; level < 2.2; level += 0.17)
    {
      g_autoptr (GPtrArray) contours = vt_contour_trace (grid, level);
      double length = 0, expected;
      guint n = 0, n_expected;

      expected = length_reference (grid, level, &n_expected);
      for (guint c = 0; c < contours->len; c++)
        {
          length += vt_contour_get_length (get (contours, c));
          n += get (contours, c)->n - (get (contours, c)->closed ? 0 : 1);
          n_closed += get (contours, c)->closed;
          n_open += !get (contours, c)->closed;
        }
      g_assert_cmpuint (n, ==, n_expected);
      g_assert_cmpfloat_with_epsilon (length, expected, 1e-9);
    }
  g_assert_cmpuint (n_closed, >, 20);
  g_assert_cmpuint (n_open, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contour/circle", test_circle);
  g_test_add_func ("/contour/plane", test_plane);
  g_test_add_func ("/contour/saddle", test_saddle);
  g_test_add_func ("/contour/missing", test_missing);
  g_test_add_func ("/contour/reference", test_reference);
  return g_test_run ();
}
