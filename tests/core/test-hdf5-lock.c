#include "vt-hdf5-lock.h"

#include <pthread.h>

#define TIMES 20000

static void *
count_up (void *data)
{
  volatile guint *count = data;

  for (guint i = 0; i < TIMES; i++)
    {
      vt_hdf5_lock ();
      /* A function that locks may call another that does. */
      vt_hdf5_lock ();
      *count = *count + 1;
      vt_hdf5_unlock ();
      vt_hdf5_unlock ();
    }
  return NULL;
}

static void
test_keeps_threads_apart (void)
{
  volatile guint count = 0;
  pthread_t threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpint (pthread_create (&threads[i], NULL, count_up, (void *) &count), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    pthread_join (threads[i], NULL);
  g_assert_cmpuint (count, ==, G_N_ELEMENTS (threads) * TIMES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hdf5-lock/threads", test_keeps_threads_apart);
  return g_test_run ();
}
