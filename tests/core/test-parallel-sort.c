#include "vt-parallel-sort.h"

#include "vt-parallel.h"

typedef struct
{
  int   key;
  guint place; /* where it was */
} Item;

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *x = a, *y = b;

  return (x->key > y->key) - (x->key < y->key);
}

static Item *
make_items (gsize n, int n_keys, GRand *random)
{
  Item *items = g_new (Item, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    items[i] = (Item){ n_keys > 0 ? g_rand_int_range (random, 0, n_keys) : (int) -i, i };
  return items;
}

/* In order, stable, and nobody lost. */
static void
check (const Item *items, gsize n)
{
  g_autofree gboolean *seen = g_new0 (gboolean, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    {
      g_assert_false (seen[items[i].place]);
      seen[items[i].place] = TRUE;
      if (i > 0)
        g_assert_true (items[i - 1].key < items[i].key
                       || (items[i - 1].key == items[i].key && items[i - 1].place < items[i].place));
    }
}

static void
test_sorts (void)
{
  static const gsize sizes[] = { 0, 1, 2, 3, 17, 16383, 16384, 16385, 49152, 100003 };
  static const int n_keys[] = { 0, 1, 7, 1000000 };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint threads = 1; threads <= 3; threads++)
    {
      vt_parallel_set_threads (threads);
      for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
        for (guint k = 0; k < G_N_ELEMENTS (n_keys); k++)
          {
            g_autofree Item *items = make_items (sizes[s], n_keys[k], random);
            g_assert_true (vt_parallel_sort (items, sizes[s], sizeof (Item), compare_items, NULL, NULL));
            check (items, sizes[s]);
          }
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree Item *items = make_items (1000, 10, random);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (vt_parallel_sort (items, 1000, sizeof (Item), compare_items, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parallel-sort/sorts", test_sorts);
  g_test_add_func ("/parallel-sort/cancelled", test_cancelled);
  return g_test_run ();
}
