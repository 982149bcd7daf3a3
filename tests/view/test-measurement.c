#include "vt-measurement.h"

#include <math.h>
#include "random-frame.h"

/* Twelve images of nothing nearer: all within two cells of each direction. */
static double
distance_reference (VtFrame *frame, gsize a, gsize b)
{
  const VtCell *cell = vt_frame_get_cell (frame);
  double from[3], to[3], nearest = INFINITY;
  int image[3];

  vt_frame_get_position (frame, a, from);
  vt_frame_get_position (frame, b, to);
  vt_cell_wrap (cell, from, image);
  vt_cell_wrap (cell, to, image);
  for (int i = -2; i <= 2; i++)
    for (int j = -2; j <= 2; j++)
      for (int k = -2; k <= 2; k++)
        {
          double square = 0;

          for (guint x = 0; x < 3; x++)
            {
              double d = to[x] - from[x] + i * cell->vectors[0][x] + j * cell->vectors[1][x] + k * cell->vectors[2][x];

              square += d * d;
            }
          nearest = MIN (nearest, sqrt (square));
        }
  return nearest;
}

static void
test_images (void)
{
  g_autoptr (VtFrame) frame = random_frame_new (200, 11);
  VtMeasurement measurement;

  for (gsize i = 0; i + 3 < 200; i++)
    {
      const gsize atoms[] = { i, i + 1, i + 2, i + 3 };

      g_assert_true (vt_measurement_init (&measurement, frame, atoms, 2));
      g_assert_cmpfloat_with_epsilon (measurement.value, distance_reference (frame, i, i + 1), 1e-9);
      g_assert_true (vt_measurement_init (&measurement, frame, atoms, 4));
      for (guint k = 0; k < 3; k++)
        {
          const double *p = measurement.places[k], *q = measurement.places[k + 1];

          g_assert_cmpfloat_with_epsilon (measurement.distances[k], distance_reference (frame, i + k, i + k + 1), 1e-9);
          g_assert_cmpfloat_with_epsilon (hypot (hypot (p[0] - q[0], p[1] - q[1]), p[2] - q[2]),
                                          measurement.distances[k], 1e-9);
        }
    }
}

static double
measure (const double *places, gsize n)
{
  g_autoptr (VtFrame) frame = placed_frame_new (places, n, 100);
  const gsize atoms[] = { 0, 1, 2, 3 };
  VtMeasurement measurement;

  g_assert_true (vt_measurement_init (&measurement, frame, atoms, n));
  return measurement.value;
}

static void
test_angles (void)
{
  g_assert_cmpfloat_with_epsilon (measure ((const double[]){ 0, 0, 0, 3, 4, 0 }, 2), 5, 1e-12);
  g_assert_cmpfloat_with_epsilon (measure ((const double[]){ 2, 0, 0, 0, 0, 0, 0, 3, 0 }, 3), 90, 1e-12);
  g_assert_cmpfloat_with_epsilon (measure ((const double[]){ 1, 0, 0, 0, 0, 0, -4, 0, 0 }, 3), 180, 1e-12);
  g_assert_cmpfloat_with_epsilon (measure ((const double[]){ 1, 0, 0, 0, 0, 0, 1, 1e-9, 0 }, 3), 1e-9 * 180 / G_PI,
                                  1e-16);
  g_assert_cmpfloat_with_epsilon (measure ((const double[]){ 1, 1, 0, 0, 0, 0, 0, 1, 1 }, 3), 60, 1e-12);
  g_assert_true (isnan (measure ((const double[]){ 1, 1, 0, 1, 1, 0, 0, 1, 1 }, 3)));
}

/* Seen from the second atom to the third, down −z: the first points right, the fourth turned from it. */
static void
test_dihedrals (void)
{
  for (int degrees = -175; degrees <= 175; degrees += 25)
    {
      double angle = degrees * G_PI / 180;
      /* Looking along +z, x to the right and y down: clockwise is from x to y. */
      const double places[] = { 1, 0, 0, 0, 0, 0, 0, 0, 2, cos (angle), sin (angle), 3 };

      g_assert_cmpfloat_with_epsilon (measure (places, 4), degrees, 1e-10);
    }
  g_assert_cmpfloat_with_epsilon (fabs (measure ((const double[]){ 1, 0, 0, 0, 0, 0, 0, 0, 2, -1, 0, 2 }, 4)), 180, 1e-12);
  g_assert_true (isnan (measure ((const double[]){ 0, 0, -1, 0, 0, 0, 0, 0, 2, -1, 0, 2 }, 4)));
}

static void
test_refused (void)
{
  const double places[] = { 0, 0, 0, 1, NAN, 0, 2, 0, 0 };
  g_autoptr (VtFrame) frame = placed_frame_new (places, 3, 100);
  VtMeasurement measurement;

  g_assert_false (vt_measurement_init (&measurement, frame, (const gsize[]){ 0, 2 }, 1));
  g_assert_false (vt_measurement_init (&measurement, frame, (const gsize[]){ 0, 1 }, 2));
  g_assert_false (vt_measurement_init (&measurement, frame, (const gsize[]){ 0, 2, 0, 2, 0 }, 5));
  g_assert_true (vt_measurement_init (&measurement, frame, (const gsize[]){ 0, 2 }, 2));
  g_assert_cmpfloat (measurement.label[0], ==, 1);
}

/* Four digits, a true minus, a narrow space before the unit and none before the degree. */
static void
test_format (void)
{
  static const struct
  {
    guint       n;
    double      value;
    const char *text;
  } cases[] = { { 2, 2.5396, "2.540\u202fÅ" }, { 2, 12.346, "12.35\u202fÅ" }, { 3, 104.52, "104.5°" },
                { 3, 0.0, "0°" },         { 4, -60.004, "−60.00°" },     { 4, NAN, "–°" },
                { 2, 0.04321, "0.0432\u202fÅ" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VtMeasurement measurement = { .n = cases[i].n, .value = cases[i].value };
      g_autofree char *text = vt_measurement_format (&measurement);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/measurement/images", test_images);
  g_test_add_func ("/view/measurement/angles", test_angles);
  g_test_add_func ("/view/measurement/dihedrals", test_dihedrals);
  g_test_add_func ("/view/measurement/refused", test_refused);
  g_test_add_func ("/view/measurement/format", test_format);
  return g_test_run ();
}
