#include "vt-coordination.h"

#include <math.h>
#include "sample.h"

static void
compute (VtFrame *frame, double cutoff, double *cn)
{
  g_autoptr (VtNeighborList) list = sample_neighbors (frame, cutoff);

  vt_coordination_compute (frame, list, cn);
}

static void
test_lattices (void)
{
  g_autoptr (VtFrame) fcc = sample_lattice (SAMPLE_FCC, 3.615, 4, 0.0, NULL);
  g_autoptr (VtFrame) bcc = sample_lattice (SAMPLE_BCC, 2.87, 4, 0.0, NULL);
  double cn[256];

  compute (fcc, 3.0, cn);
  for (guint atom = 0; atom < 256; atom++)
    g_assert_cmpfloat (cn[atom], ==, 12.0);
  compute (bcc, 2.6, cn);
  for (guint atom = 0; atom < 128; atom++)
    g_assert_cmpfloat (cn[atom], ==, 8.0);
  compute (bcc, 3.3, cn);
  for (guint atom = 0; atom < 128; atom++)
    g_assert_cmpfloat (cn[atom], ==, 14.0);
}

/* Alone is 0; not there is NaN. */
static void
test_alone_and_missing (void)
{
  const double xyz[] = { 1.0, 1.0, 1.0, NAN, 2.0, 1.0, 9.0, 9.0, 9.0, 9.5, 9.0, 9.0 };
  g_autoptr (VtFrame) frame = NULL;
  VtCell cell;
  double cn[4];

  vt_cell_init_box (&cell, 20.0, 20.0, 20.0);
  frame = sample_new (&cell, xyz, NULL, 4);
  compute (frame, 2.0, cn);

  g_assert_cmpfloat (cn[0], ==, 0.0);
  g_assert_true (isnan (cn[1]));
  g_assert_cmpfloat (cn[2], ==, 1.0);
  g_assert_cmpfloat (cn[3], ==, 1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coordination/lattices", test_lattices);
  g_test_add_func ("/coordination/alone-and-missing", test_alone_and_missing);

  return g_test_run ();
}
