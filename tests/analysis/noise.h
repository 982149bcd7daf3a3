/* Noise of known kinds, from a seed: what the tests of fits share. */
#pragma once

#include <glib.h>
#include <math.h>

static inline double
noise_normal (GRand *random)
{
  return sqrt (-2 * log (1 - g_rand_double (random))) * cos (2 * G_PI * g_rand_double (random));
}

/* Adds a stationary fluctuation of deviation @sigma that forgets itself over @memory rows. */
static inline void
noise_add_fluctuation (GRand *random, double *y, gsize n, double memory, double sigma)
{
  double keep = memory > 0 ? exp (-1 / memory) : 0, value = noise_normal (random);

  for (gsize i = 0; i < n; i++)
    {
      value = keep * value + sqrt (1 - keep * keep) * noise_normal (random);
      y[i] += sigma * value;
    }
}

/* Adds jumps of height 1/@expected at random times, about @expected of them, less their mean course from 0 to 1. */
static inline void
noise_add_jumps (GRand *random, double *y, gsize n, double expected, double height)
{
  double value = 0;

  for (gsize i = 0; i < n; i++)
    {
      value += g_rand_double (random) < expected / (double) n ? 1 / expected : 0;
      y[i] += height * (value - (double) i / (double) n);
    }
}
