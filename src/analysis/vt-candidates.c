/* The atoms around a bin, copied side by side so that distances to them are computed several at a time.
 *
 * One copy serves all atoms of the bin. Rows of bins along a are contiguous in the grid's order, so that a copy is
 * (2 reach + 1)² stretches, split where they cross the cell's face: all atoms of a stretch share one shift.
 */
#include "vt-cell-grid.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* Slots that follow one another and share a shift. */
typedef struct
{
  guint32 begin;
  guint32 end;
  gint16  shift[3];
} Stretch;

VtCandidates *
vt_candidates_new (void)
{
  VtCandidates *candidates = g_new0 (VtCandidates, 1);

  candidates->stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  for (guint set = 0; set < G_N_ELEMENTS (candidates->packed); set++)
    for (guint bit = 0, n = 0; bit < 8; bit++)
      if ((set >> bit & 1) != 0)
        candidates->packed[set] |= (guint64) bit << (8 * n++);

  return candidates;
}

void
vt_candidates_free (VtCandidates *candidates)
{
  g_return_if_fail (candidates != NULL);

  for (guint axis = 0; axis < 3; axis++)
    g_free (candidates->local[axis]);
  g_free (candidates->distance);
  g_free (candidates->slot);
  g_free (candidates->shift);
  g_free (candidates->hit);
  g_array_unref (candidates->stretches);
  g_free (candidates);
}

static void
reserve (VtCandidates *candidates, gsize n)
{
  gsize padded;

  if (n <= candidates->capacity)
    return;

  candidates->capacity = MAX (n, 2 * candidates->capacity);
  padded = candidates->capacity + VT_GRID_BLOCK;
  for (guint axis = 0; axis < 3; axis++)
    candidates->local[axis] = g_renew (float, candidates->local[axis], padded);
  candidates->distance = g_renew (float, candidates->distance, padded);
  candidates->slot = g_renew (guint32, candidates->slot, padded);
  candidates->shift = g_renew (gint64, candidates->shift, padded);
  candidates->hit = g_renew (guint32, candidates->hit, padded);
}

/* In whole blocks, without a remainder to treat apart: what is too much is overwritten by the next stretch. */
static void
copy_shifted (const float *restrict from, float *restrict to, gsize n, float by)
{
  for (gsize i = 0; i < n; i += VT_GRID_BLOCK)
    for (gsize j = 0; j < VT_GRID_BLOCK; j++)
      to[i + j] = from[i + j] + by;
}

static void
number_slots (guint32 *restrict to, gsize n, guint32 begin)
{
  for (gsize i = 0; i < n; i += VT_GRID_BLOCK)
    for (gsize j = 0; j < VT_GRID_BLOCK; j++)
      to[i + j] = begin + (guint32) (i + j);
}

static void
copy_stretch (VtCandidates *candidates, const VtCellGrid *grid, const Stretch *stretch)
{
  gsize n = stretch->end - stretch->begin;
  const gint16 *shift = stretch->shift;

  for (guint axis = 0; axis < 3; axis++)
    {
      const double (*h)[3] = grid->cell.vectors;
      float by = candidates->shifted ? (float) (shift[0] * h[0][axis] + shift[1] * h[1][axis] + shift[2] * h[2][axis])
                                     : 0.0f;

      copy_shifted (grid->local[axis] + stretch->begin, candidates->local[axis] + candidates->n, n, by);
    }
  number_slots (candidates->slot + candidates->n, n, stretch->begin);
  if (candidates->shifted)
    for (gsize i = 0; i < n; i++)
      candidates->shift[candidates->n + i] = vt_image_pack (shift[0], shift[1], shift[2]);
  candidates->n += n;
}

/* The bin @bin of an axis taken periodically; FALSE where it lies outside an axis that does not repeat. */
static gboolean
fold (const VtCellGrid *grid, guint axis, int bin, int *folded, gint16 *shift)
{
  int bins = grid->bins[axis];
  int cells = bin >= 0 ? bin / bins : -((bins - 1 - bin) / bins);

  *folded = bin - cells * bins;
  *shift = (gint16) cells;

  return cells == 0 || grid->cell.periodic[axis];
}

static void
add_row (GArray *stretches, const VtCellGrid *grid, gsize row, int from, int to, gint16 shift[3])
{
  const guint32 *first = grid->first + row * grid->bins[0];

  for (int bin = from; bin <= to;)
    {
      int folded;
      gboolean exists = fold (grid, 0, bin, &folded, &shift[0]);
      int run = MIN (grid->bins[0] - folded, to - bin + 1);
      Stretch stretch = { first[folded], first[folded + run], { shift[0], shift[1], shift[2] } };

      if (exists && stretch.begin < stretch.end)
        g_array_append_val (stretches, stretch);
      bin += run;
    }
}

static void
add_rows (GArray *stretches, const VtCellGrid *grid, const int home[3], gboolean half)
{
  for (int c = half ? 0 : -grid->reach[2]; c <= grid->reach[2]; c++)
    for (int b = half && c == 0 ? 0 : -grid->reach[1]; b <= grid->reach[1]; b++)
      {
        int from = half && c == 0 && b == 0 ? 0 : -grid->reach[0];
        gint16 shift[3];
        int row[2];

        if (fold (grid, 1, home[1] + b, &row[0], &shift[1]) && fold (grid, 2, home[2] + c, &row[1], &shift[2]))
          add_row (stretches, grid, vt_cell_grid_get_row (grid, row[0], row[1]), home[0] + from,
                   home[0] + grid->reach[0], shift);
      }
}

void
vt_candidates_gather (VtCandidates *candidates, const VtCellGrid *grid, gsize bin, gboolean half)
{
  gsize n = 0;
  int home[3];

  g_return_if_fail (candidates != NULL && grid != NULL && bin < grid->n_bins);

  vt_cell_grid_get_place (grid, bin, home);
  g_array_set_size (candidates->stretches, 0);
  add_rows (candidates->stretches, grid, home, half);

  candidates->n = 0;
  candidates->n_home = grid->first[bin + 1] - grid->first[bin];
  candidates->shifted = FALSE;
  for (guint i = 0; i < candidates->stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (candidates->stretches, Stretch, i);

      n += stretch->end - stretch->begin;
      if ((stretch->shift[0] | stretch->shift[1] | stretch->shift[2]) != 0)
        candidates->shifted = TRUE;
    }
  reserve (candidates, n);
  for (guint i = 0; i < candidates->stretches->len; i++)
    copy_stretch (candidates, grid, &g_array_index (candidates->stretches, Stretch, i));
}

static gsize
select_plain (const VtCandidates *candidates, const float home[3], float limit)
{
  const float *restrict x = candidates->local[0];
  const float *restrict y = candidates->local[1];
  const float *restrict z = candidates->local[2];
  float *restrict distance = candidates->distance;
  guint32 *restrict hit = candidates->hit;
  gsize n_hits = 0;

  for (gsize i = 0; i < candidates->n; i++)
    {
      float dx = x[i] - home[0];
      float dy = y[i] - home[1];
      float dz = z[i] - home[2];

      distance[i] = dx * dx + dy * dy + dz * dz;
    }
  /* Without a branch: about one in seven passes, which no predictor learns. */
  for (gsize i = 0; i < candidates->n; i++)
    {
      hit[n_hits] = (guint32) i;
      n_hits += distance[i] <= limit;
    }

  return n_hits;
}

#if defined(__x86_64__)
/* Eight at a time: @packed has for each set of bits the numbers of those that are set, side by side in bytes. What lies
 * behind the last candidate is masked out. */
__attribute__ ((target ("avx2,popcnt"))) static gsize
select_avx2 (const VtCandidates *candidates, const float home[3], float limit)
{
  const __m256 x = _mm256_set1_ps (home[0]);
  const __m256 y = _mm256_set1_ps (home[1]);
  const __m256 z = _mm256_set1_ps (home[2]);
  const __m256 bound = _mm256_set1_ps (limit);
  gsize n_hits = 0;

  for (gsize i = 0; i < candidates->n; i += 8)
    {
      __m256 dx = _mm256_sub_ps (_mm256_loadu_ps (candidates->local[0] + i), x);
      __m256 dy = _mm256_sub_ps (_mm256_loadu_ps (candidates->local[1] + i), y);
      __m256 dz = _mm256_sub_ps (_mm256_loadu_ps (candidates->local[2] + i), z);
      __m256 square = _mm256_add_ps (_mm256_add_ps (_mm256_mul_ps (dx, dx), _mm256_mul_ps (dy, dy)),
                                     _mm256_mul_ps (dz, dz));
      guint32 passed = (guint32) _mm256_movemask_ps (_mm256_cmp_ps (square, bound, _CMP_LE_OQ));
      __m256i numbers;

      if (candidates->n - i < 8)
        passed &= (1u << (candidates->n - i)) - 1;
      numbers = _mm256_add_epi32 (_mm256_cvtepu8_epi32 (_mm_cvtsi64_si128 ((gint64) candidates->packed[passed])),
                                  _mm256_set1_epi32 ((int) i));
      _mm256_storeu_si256 ((__m256i *) (candidates->hit + n_hits), numbers);
      n_hits += (gsize) __builtin_popcount (passed);
    }

  return n_hits;
}
#endif

gsize
vt_candidates_select (VtCandidates *candidates, const VtCellGrid *grid, gsize slot)
{
  const float home[3] = { grid->local[0][slot], grid->local[1][slot], grid->local[2][slot] };

#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx2"))
    return select_avx2 (candidates, home, grid->limit);
#endif

  return select_plain (candidates, home, grid->limit);
}
