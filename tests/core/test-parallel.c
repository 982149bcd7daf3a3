#include "vt-parallel.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

#define N 100003
#define GRAIN 97

typedef struct
{
  gsize    n;
  double  *partial;
  guint8  *visits;
} Sum;

static void
sum_chunk (const VtChunk *chunk, gpointer data)
{
  Sum *sum = data;
  double total = 0.0;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      total += sin (0.001 * (double) i) / (1.0 + (double) i);
      sum->visits[i]++;
    }
  sum->partial[chunk->number] = total;
  g_assert_cmpuint (chunk->worker, <, vt_parallel_get_threads ());
}

static double
parallel_sum (void)
{
  gsize n_chunks = vt_parallel_n_chunks (N, GRAIN);
  g_autofree double *partial = g_new0 (double, n_chunks);
  g_autofree guint8 *visits = g_new0 (guint8, N);
  Sum sum = { .n = N, .partial = partial, .visits = visits };
  g_autoptr (GError) error = NULL;
  double total = 0.0;

  g_assert_true (vt_parallel_for (N, GRAIN, sum_chunk, &sum, NULL, NULL, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < N; i++)
    g_assert_cmpuint (visits[i], ==, 1);
  for (gsize c = 0; c < n_chunks; c++)
    total += partial[c];
  return total;
}

static void
test_same_bits_for_any_number_of_threads (void)
{
  static const guint threads[] = { 1, 2, 3, 7 };
  double first = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      double total;

      vt_parallel_set_threads (threads[i]);
      g_assert_cmpuint (vt_parallel_get_threads (), ==, threads[i]);
      total = parallel_sum ();
      if (i == 0)
        first = total;
      g_assert_cmpmem (&total, sizeof total, &first, sizeof first);
    }
  vt_parallel_set_threads (0);
  g_assert_cmpuint (vt_parallel_get_threads (), ==, g_get_num_processors ());
}

static void
test_chunks (void)
{
  g_assert_cmpuint (vt_parallel_n_chunks (0, 5), ==, 0);
  g_assert_cmpuint (vt_parallel_n_chunks (1, 5), ==, 1);
  g_assert_cmpuint (vt_parallel_n_chunks (5, 5), ==, 1);
  g_assert_cmpuint (vt_parallel_n_chunks (6, 5), ==, 2);
  g_assert_cmpuint (vt_parallel_n_chunks (G_MAXSIZE, 1), ==, G_MAXSIZE);
  g_assert_cmpuint (vt_parallel_n_chunks (G_MAXSIZE, G_MAXSIZE - 1), ==, 2);
}

static void
never (const VtChunk *chunk, gpointer data)
{
  g_assert_not_reached ();
}

static void
test_nothing_to_do (void)
{
  g_assert_true (vt_parallel_for (0, 10, never, NULL, NULL, NULL, NULL));
}

/* Every worker has scratch memory of its own; two on one at a time would be seen here. */
typedef struct
{
  guint busy[8]; /* atomic */
  guint sums[100];
} Nest;

static void
inner_chunk (const VtChunk *chunk, gpointer data)
{
  guint *sum = data;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    *sum += (guint) i;
}

static void
outer_chunk (const VtChunk *chunk, gpointer data)
{
  Nest *nest = data;

  g_assert_cmpuint (__atomic_fetch_add (&nest->busy[chunk->worker], 1, __ATOMIC_SEQ_CST), ==, 0);
  for (gsize i = chunk->begin; i < chunk->end; i++)
    g_assert_true (vt_parallel_for (1000, 10, inner_chunk, &nest->sums[i], NULL, NULL, NULL));
  __atomic_fetch_sub (&nest->busy[chunk->worker], 1, __ATOMIC_SEQ_CST);
}

static void
test_nested (void)
{
  Nest nest = { 0 };

  vt_parallel_set_threads (4);
  g_assert_true (vt_parallel_for (100, 1, outer_chunk, &nest, NULL, NULL, NULL));
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (nest.sums[i], ==, 499500);
  vt_parallel_set_threads (0);
}

static void *
loop_often (void *data)
{
  for (guint i = 0; i < 200; i++)
    {
      Nest nest = { 0 };

      g_assert_true (vt_parallel_for (100, 1, outer_chunk, &nest, NULL, NULL, NULL));
      for (guint k = 0; k < 100; k++)
        g_assert_cmpuint (nest.sums[k], ==, 499500);
    }
  return NULL;
}

static void
test_two_callers_at_once (void)
{
  pthread_t other;

  vt_parallel_set_threads (3);
  g_assert_cmpint (pthread_create (&other, NULL, loop_often, NULL), ==, 0);
  loop_often (NULL);
  pthread_join (other, NULL);
  vt_parallel_set_threads (0);
}

typedef struct
{
  GCancellable *cancellable;
  gsize         at;
  guint         ran; /* atomic */
} Cancelling;

static void
cancelling_chunk (const VtChunk *chunk, gpointer data)
{
  Cancelling *cancelling = data;

  if (__atomic_add_fetch (&cancelling->ran, 1, __ATOMIC_SEQ_CST) == cancelling->at)
    g_cancellable_cancel (cancelling->cancellable);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Cancelling cancelling = { .cancellable = cancellable, .at = 5 };
  g_autoptr (GError) error = NULL;

  vt_parallel_set_threads (3);
  g_assert_false (vt_parallel_for (G_MAXUINT, 1, cancelling_chunk, &cancelling, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* None of the three starts another chunk once it is cancelled; a few may have begun before the fifth did so. */
  g_assert_cmpuint (cancelling.ran, >=, 5);
  g_assert_cmpuint (cancelling.ran, <, 1000000);

  g_clear_error (&error);
  cancelling.ran = 10;
  g_assert_false (vt_parallel_for (7, 1, cancelling_chunk, &cancelling, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (cancelling.ran, ==, 10);
  vt_parallel_set_threads (0);
}

/* Cancelled in the last chunk: all of them ran, so the result stands. */
static void
test_cancelled_at_the_end (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Cancelling cancelling = { .cancellable = cancellable, .at = 1 };
  g_autoptr (GError) error = NULL;

  g_assert_true (vt_parallel_for (1, 1, cancelling_chunk, &cancelling, NULL, cancellable, &error));
  g_assert_no_error (error);
}

static void
test_progress_reaches_the_end (void)
{
  static const gsize sizes[] = { 1, 10, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (VtProgress) progress = vt_progress_new ();
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Cancelling cancelling = { .cancellable = cancellable };

      vt_progress_begin (progress, "Counting", 0.25, 0.75);
      g_assert_true (vt_parallel_for (sizes[i], 1, cancelling_chunk, &cancelling, progress, cancellable, NULL));
      g_assert_cmpuint (cancelling.ran, ==, sizes[i]);
      g_assert_cmpfloat (vt_progress_get (progress), ==, 0.75);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parallel/same-bits", test_same_bits_for_any_number_of_threads);
  g_test_add_func ("/parallel/chunks", test_chunks);
  g_test_add_func ("/parallel/nothing-to-do", test_nothing_to_do);
  g_test_add_func ("/parallel/nested", test_nested);
  g_test_add_func ("/parallel/two-callers", test_two_callers_at_once);
  g_test_add_func ("/parallel/cancelled", test_cancelled);
  g_test_add_func ("/parallel/cancelled-at-the-end", test_cancelled_at_the_end);
  g_test_add_func ("/parallel/progress", test_progress_reaches_the_end);
  return g_test_run ();
}
