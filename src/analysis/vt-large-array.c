#include "vt-large-array.h"

#include <sys/mman.h>

#define HUGE_PAGE ((gsize) 2 << 20)
#define LINE 64

gpointer
vt_large_array_new (gsize bytes)
{
  gsize whole = (bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
  gpointer array;

  if (bytes < 2 * HUGE_PAGE)
    return g_aligned_alloc (1, MAX (bytes, 1), LINE);

  array = g_aligned_alloc (1, whole, HUGE_PAGE);
#ifdef MADV_HUGEPAGE
  /* Advice only: where it is not taken, nothing is lost but time. */
  (void) madvise (array, whole, MADV_HUGEPAGE);
#endif

  return array;
}

void
vt_large_array_free (gpointer array)
{
  g_aligned_free (array);
}
