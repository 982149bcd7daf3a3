/* Blocks that fit the cache are sorted one by one, then merged two by two, every level a parallel loop. O(n log n). */
#include "vt-parallel-sort.h"

#include <stdlib.h>
#include <string.h>

#include "vt-parallel.h"

#define BLOCK 16384 /* items: a few milliseconds */

typedef struct
{
  char        *from;
  char        *to;
  gsize        n;
  gsize        size;
  gsize        run; /* length of the sorted runs in @from */
  GCompareFunc compare;
} Sort;

/* Of equal items the earlier goes first. */
static void
merge (const Sort *sort, gsize begin, gsize middle, gsize end)
{
  const char *a = sort->from + begin * sort->size, *a_end = sort->from + middle * sort->size;
  const char *b = a_end, *b_end = sort->from + end * sort->size;
  char *out = sort->to + begin * sort->size;

  while (a < a_end && b < b_end)
    {
      const char **next = sort->compare (b, a) < 0 ? &b : &a;
      memcpy (out, *next, sort->size);
      *next += sort->size;
      out += sort->size;
    }
  memcpy (out, a, a_end - a);
  memcpy (out + (a_end - a), b, b_end - b);
}

static void
merge_pair (const VtChunk *chunk, gpointer data)
{
  const Sort *sort = data;

  for (gsize pair = chunk->begin; pair < chunk->end; pair++)
    {
      gsize begin = 2 * pair * sort->run;
      merge (sort, begin, MIN (begin + sort->run, sort->n), MIN (begin + 2 * sort->run, sort->n));
    }
}

/* One block: the same merges from single items up, within the block's part of both arrays. */
static void
sort_block (const VtChunk *chunk, gpointer data)
{
  Sort sort = *(const Sort *) data;
  gsize n = chunk->end - chunk->begin;
  char *home = sort.from;

  for (sort.run = 1; sort.run < n; sort.run *= 2)
    {
      char *swap = sort.from;

      for (gsize begin = chunk->begin; begin < chunk->end; begin += 2 * sort.run)
        merge (&sort, begin, MIN (begin + sort.run, chunk->end), MIN (begin + 2 * sort.run, chunk->end));
      sort.from = sort.to;
      sort.to = swap;
    }
  if (sort.from != home)
    memcpy (home + chunk->begin * sort.size, sort.from + chunk->begin * sort.size, n * sort.size);
}

gboolean
vt_parallel_sort (gpointer      items,
                  gsize         n,
                  gsize         size,
                  GCompareFunc  compare,
                  GCancellable *cancellable,
                  GError      **error)
{
  g_autofree char *spare = NULL;
  Sort sort = { items, NULL, n, size, BLOCK, compare };

  g_return_val_if_fail (items != NULL || n == 0, FALSE);
  g_return_val_if_fail (size > 0 && compare != NULL, FALSE);

  sort.to = spare = g_malloc (MAX (n * size, 1));
  if (!vt_parallel_for (n, BLOCK, sort_block, &sort, NULL, cancellable, error))
    return FALSE;
  for (; sort.run < n; sort.run *= 2)
    {
      char *swap = sort.from;

      if (!vt_parallel_for ((n + 2 * sort.run - 1) / (2 * sort.run), 1, merge_pair, &sort, NULL, cancellable, error))
        return FALSE;
      sort.from = sort.to;
      sort.to = swap;
    }
  if (sort.from != (char *) items)
    memcpy (items, sort.from, n * size);
  return TRUE;
}
