/* Random numbers that depend on a seed and the number of a stream alone: every resample has a stream of its own, so that
 * it is the same on any thread and any machine. Inline, for it is called per draw.
 *
 * SplitMix64: Steele, Lea & Flood, OOPSLA 2014. Bounded draws: Lemire, ACM Trans. Model. Comput. Simul. 29, 3 (2019). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 state;
} VtRandom;

static inline guint64
vt_random_next (VtRandom *random)
{
  guint64 z = random->state += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return z ^ (z >> 31);
}

static inline void
vt_random_init (VtRandom *random, guint64 seed, guint64 stream)
{
  random->state = seed;
  random->state = vt_random_next (random) + stream;
  random->state = vt_random_next (random);
}

/* 0 … @bound − 1, each as likely; @bound at least 1. */
static inline guint32
vt_random_below (VtRandom *random, guint32 bound)
{
  guint64 product = (vt_random_next (random) >> 32) * bound;

  if ((guint32) product < bound)
    for (guint32 least = -bound % bound; (guint32) product < least;)
      product = (vt_random_next (random) >> 32) * bound;
  return (guint32) (product >> 32);
}

G_END_DECLS
