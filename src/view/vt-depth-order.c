/*
 * Least-significant-digit radix sort of float bits, three passes of 11 bits; stable, so equal depths keep their
 * index order. The bits of a float order like an integer once the negative ones are inverted and the sign is flipped.
 */
#include "vt-depth-order.h"

#include <string.h>

#define BITS 11
#define BUCKETS (1u << BITS)

typedef struct
{
  guint32 key;
  guint32 index;
} Item;

static guint32
key_of (float depth)
{
  guint32 bits;

  depth += 0.0f; /* −0 and 0 are one depth */
  memcpy (&bits, &depth, sizeof bits);
  return bits & 0x80000000u ? ~bits : bits | 0x80000000u;
}

static void
sort_digit (const Item *from, Item *to, gsize n, guint shift)
{
  gsize start[BUCKETS] = { 0 }, sum = 0;

  for (gsize i = 0; i < n; i++)
    start[from[i].key >> shift & (BUCKETS - 1)]++;
  for (guint b = 0; b < BUCKETS; b++)
    {
      gsize count = start[b];

      start[b] = sum;
      sum += count;
    }
  for (gsize i = 0; i < n; i++)
    to[start[from[i].key >> shift & (BUCKETS - 1)]++] = from[i];
}

guint32 *
vt_depth_order (const float *depth, gsize n)
{
  g_autofree Item *items = g_new (Item, n);
  g_autofree Item *other = g_new (Item, n);
  guint32 *order = g_new (guint32, n);

  g_assert (n <= G_MAXUINT32);

  for (gsize i = 0; i < n; i++)
    items[i] = (Item){ key_of (depth[i]), (guint32) i };
  sort_digit (items, other, n, 0);
  sort_digit (other, items, n, BITS);
  sort_digit (items, other, n, 2 * BITS);
  for (gsize i = 0; i < n; i++)
    order[i] = other[i].index;
  return order;
}
