#include <math.h>

#include "sample.h"
#include "vt-instances.h"
#include "vt-scaling.h"

/* Hot runs before cold ones, late windows before early ones. */
static VtDataset *
make_mixed (gboolean backwards)
{
  static const char *const names[] = { "Cu", NULL };
  static const struct
  {
    const char *run;
    double      temperature;
    double      origin;
  } windows[] = { { "z", 500, 0 }, { "b", 100, 50 }, { "b", 100, 0 }, { "a", 100, 50 }, { "y", 300, 0 } };
  const double lag = 5;
  VtDataset *dataset = vt_dataset_new (&lag, 1, VT_NORMALIZATION_NONE, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      guint w = backwards ? G_N_ELEMENTS (windows) - 1 - i : i;
      gint64 ids[] = { -3, 5, 7 };
      g_autoptr (VtAtomTable) atoms =
          vt_atom_table_new_take (3, g_memdup2 (ids, sizeof ids), g_new0 (guint8, 3), names);
      const double features[] = { w, w + 0.25, w + 0.5 };

      g_assert_true (vt_dataset_add_run (dataset, windows[w].run, windows[w].temperature, atoms, windows[w].origin,
                                         features, NULL));
    }

  return dataset;
}

static void
test_order (void)
{
  const double classes[] = { 100, 500 };
  const double expected[] = { 3, 3.25, 3.5, 2, 2.25, 2.5, 1, 1.25, 1.5, 0, 0.25, 0.5 };
  const double minimum = -0.5;
  const double maximum = 3.5;

  for (guint backwards = 0; backwards < 2; backwards++)
    {
      g_autoptr (VtDataset) dataset = make_mixed (backwards);
      VtDatasetElement element;
      VtInstances instances;

      vt_dataset_get_element (dataset, 0, &element);
      g_assert_true (vt_instances_init (&instances, dataset, 0, classes, 2, &minimum, &maximum, NULL, NULL));
      g_assert_cmpuint (instances.n, ==, 12);
      for (guint i = 0; i < 12; i++)
        {
          g_assert_cmpfloat (element.features[instances.rows[i]], ==, expected[i]);
          g_assert_cmpfloat (instances.features[i], ==, (float) ((expected[i] + 0.5) / 4));
          g_assert_cmpuint (instances.labels[i], ==, i < 9 ? 0 : 1);
        }
      vt_instances_clear (&instances);
    }
}

static void
test_none (void)
{
  g_autoptr (VtDataset) dataset = make_mixed (FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const double class = 400;
  const double minimum = 0;
  const double maximum = 1;
  VtInstances instances;

  g_assert_true (vt_instances_init (&instances, dataset, 0, &class, 1, &minimum, &maximum, NULL, NULL));
  g_assert_cmpuint (instances.n, ==, 0);
  vt_instances_clear (&instances);

  g_cancellable_cancel (cancellable);
  g_assert_false (vt_instances_init (&instances, dataset, 0, (const double[]){ 100 }, 1, &minimum, &maximum,
                                     cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_find_class (void)
{
  const double classes[] = { 100, 300, 500 };

  g_assert_cmpint (vt_instances_find_class (classes, 3, 100), ==, 0);
  g_assert_cmpint (vt_instances_find_class (classes, 3, 500), ==, 2);
  g_assert_cmpint (vt_instances_find_class (classes, 3, 499), ==, -1);
  g_assert_cmpint (vt_instances_find_class (NULL, 0, 499), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instances/order", test_order);
  g_test_add_func ("/instances/none", test_none);
  g_test_add_func ("/instances/find-class", test_find_class);

  return g_test_run ();
}
