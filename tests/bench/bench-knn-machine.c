#include "bench-knn-machine.h"

#include <time.h>

#define CHAINS 12
#define STEPS 4000000
#define ROUNDS 5

double
bench_knn_machine_get_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

/* Numbers that are used, so that nothing is optimised away. */
static volatile float sink;

typedef float Lanes __attribute__ ((vector_size (16)));

#ifdef __x86_64__

#include <immintrin.h>

__attribute__ ((target ("avx2,fma"))) static void
multiply_fused (void)
{
  __m256 chains[CHAINS];
  float first[8];

#pragma GCC unroll 12
  for (guint c = 0; c < CHAINS; c++)
    chains[c] = _mm256_set1_ps ((float) c);
  for (guint i = 0; i < STEPS; i++)
#pragma GCC unroll 12
    for (guint c = 0; c < CHAINS; c++)
      chains[c] = _mm256_fmadd_ps (chains[c], _mm256_set1_ps (0.999f), _mm256_set1_ps (0.001f));
#pragma GCC unroll 12
  for (guint c = 1; c < CHAINS; c++)
    chains[0] = _mm256_add_ps (chains[0], chains[c]);
  _mm256_storeu_ps (first, chains[0]);
  sink = first[0];
}

#endif

static void
multiply_plain (void)
{
  float chains[8 * CHAINS];

  for (guint c = 0; c < 8 * CHAINS; c++)
    chains[c] = (float) c;
  for (guint i = 0; i < STEPS; i++)
    for (guint c = 0; c < 8 * CHAINS; c++)
      chains[c] = chains[c] * 0.999f + 0.001f;
  sink = chains[0];
}

double
bench_knn_machine_flops (void)
{
  double best = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      double start = bench_knn_machine_get_cpu ();
      double rate;

#ifdef __x86_64__
      if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
        multiply_fused ();
      else
#endif
        multiply_plain ();
      rate = 2.0 * 8 * CHAINS * STEPS / (bench_knn_machine_get_cpu () - start);
      best = MAX (best, rate);
    }

  return best;
}

/* Eight sums in registers, so that none waits for another. */
static void
read_through (const Lanes *array, gsize n)
{
  Lanes a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 }, e = { 0 }, f = { 0 }, g = { 0 }, h = { 0 };

  for (gsize i = 0; i + 8 <= n; i += 8)
    {
      a += array[i];
      b += array[i + 1];
      c += array[i + 2];
      d += array[i + 3];
      e += array[i + 4];
      f += array[i + 5];
      g += array[i + 6];
      h += array[i + 7];
    }
  a += b + c + d + e + f + g + h;
  sink = a[0];
}

double
bench_knn_machine_bandwidth (gsize size)
{
  gsize n = size / sizeof (Lanes);
  Lanes *array = g_aligned_alloc0 (n, sizeof (Lanes), 64);
  gsize times = MAX ((gsize) 1000000000 / size, 1);
  double best = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      double start = bench_knn_machine_get_cpu ();
      double rate;

      for (gsize t = 0; t < times; t++)
        read_through (array, n);
      rate = (double) times * (double) size / (bench_knn_machine_get_cpu () - start);
      best = MAX (best, rate);
    }
  g_aligned_free (array);

  return best;
}
