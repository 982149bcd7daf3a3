#include "vt-depth-order.h"

static void
test_by_hand (void)
{
  const float depth[] = { 3, -1, 0, -0.0f, 1e30f, -1e30f, 3, 1e-40f };
  static const guint32 expected[] = { 5, 1, 2, 3, 7, 0, 6, 4 };
  g_autofree guint32 *order = vt_depth_order (depth, G_N_ELEMENTS (depth));

  g_assert_cmpmem (order, sizeof expected, expected, sizeof expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/depth-order/by-hand", test_by_hand);
  return g_test_run ();
}
