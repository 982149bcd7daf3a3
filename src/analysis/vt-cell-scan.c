/* All neighbours of an atom, without a list.
 *
 * The atoms of a row of bins lie one behind the other in the grid, so what surrounds a bin is (2 reach + 1)² stretches of
 * slots, split where they cross the cell's face: all atoms of a stretch share one shift. They are read where they are.
 * A float filter with the grid's margin says who may be near; the canonical double, (w_j − w_i) + shift · cell with the
 * squares added x, y, z, decides. So the neighbours and their vectors depend on no instruction set, and both ends of a
 * pair see the same bits but for the sign.
 *
 * Cost: some 90 atoms are looked at for each one, eight at a time with AVX2.
 */
#include "vt-cell-scan.h"

#include "vt-error.h"
#include "vt-i18n.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define FIRST_ROOM 256
#define LAST_SHIFTS 32 /* that are compared with a new one: neighbouring stretches mostly share theirs */

/* Slots that follow one another and share a shift. */
typedef struct
{
  guint32 begin;
  guint32 end;
  guint   shift;
  float   local[3]; /* the shift, Å */
} Stretch;

typedef double Lanes __attribute__ ((vector_size (32), may_alias));

gboolean
vt_cell_scan_check (VtFrame *frame, const VtCutoffs *cutoffs, GError **error)
{
  guint n_species;

  g_return_val_if_fail (frame != NULL && cutoffs != NULL, FALSE);

  n_species = vt_atom_table_get_n_species (vt_frame_get_atoms (frame));
  if (n_species <= cutoffs->n_species)
    return TRUE;
  vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("Cutoffs for %u species, but atoms of %u; at most %d are possible"),
                   cutoffs->n_species, n_species, VT_MAX_SPECIES);

  return FALSE;
}

void
vt_cell_scan_square (const VtCutoffs *cutoffs, VtCutoffs *squared)
{
  g_return_if_fail (cutoffs != NULL && squared != NULL);

  squared->n_species = cutoffs->n_species;
  for (guint a = 0; a < cutoffs->n_species; a++)
    for (guint b = 0; b < cutoffs->n_species; b++)
      {
        double radius = cutoffs->radius[a][b];

        squared->radius[a][b] = radius > 0.0 ? radius * radius : -1.0;
      }
}

/* Of what is copied in whole blocks, a block more than there are. */
static void
reserve (VtCellScan *scan, gsize n)
{
  if (n + VT_GRID_BLOCK <= scan->room)
    return;

  g_free (scan->found);
  g_free (scan->shift);
  g_aligned_free (scan->vector);
  scan->room = 2 * n + VT_GRID_BLOCK;
  scan->found = g_new (guint32, scan->room);
  scan->shift = g_new (guint32, scan->room);
  scan->vector = g_aligned_alloc (scan->room, sizeof *scan->vector, sizeof *scan->vector);
}

VtCellScan *
vt_cell_scan_new (const VtCellGrid *grid, const VtCutoffs *squared)
{
  VtCellScan *scan;

  g_return_val_if_fail (grid != NULL && squared != NULL, NULL);

  scan = g_new0 (VtCellScan, 1);
  scan->grid = grid;
  scan->squared = squared;
  scan->stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  scan->all_shifts = g_array_new (FALSE, FALSE, sizeof *scan->shifts);
  reserve (scan, FIRST_ROOM);
  for (guint set = 0; set < G_N_ELEMENTS (scan->packed); set++)
    for (guint bit = 0, n = 0; bit < 8; bit++)
      if ((set >> bit & 1) != 0)
        scan->packed[set] |= (guint64) bit << (8 * n++);

  return scan;
}

void
vt_cell_scan_free (VtCellScan *scan)
{
  g_return_if_fail (scan != NULL);

  g_free (scan->found);
  g_free (scan->shift);
  g_aligned_free (scan->vector);
  g_aligned_free (scan->shift_vector);
  g_array_unref (scan->stretches);
  g_array_unref (scan->all_shifts);
  g_free (scan);
}

/* The bin @bin of an axis taken periodically; FALSE where it lies outside an axis that does not repeat. */
static inline gboolean
fold (const VtCellGrid *grid, guint axis, int bin, int *folded, int *shift)
{
  int bins = grid->bins[axis];

  *folded = bin;
  *shift = 0;
  if (bin >= 0 && bin < bins)
    return TRUE;
  *shift = bin >= 0 ? bin / bins : -((bins - 1 - bin) / bins);
  *folded = bin - *shift * bins;

  return grid->cell.periodic[axis];
}

/* Number of a shift among those around the bin. One that was met long ago gets another: that only costs its room. */
static guint
number_shift (VtCellScan *scan, const int shift[3])
{
  int (*shifts)[3] = (gpointer) scan->all_shifts->data;
  guint n = scan->all_shifts->len;

  if ((shift[0] | shift[1] | shift[2]) == 0)
    return 0;
  scan->shifted = TRUE;
  for (guint i = n - 1; i > 0 && i + LAST_SHIFTS > n; i--)
    if (shifts[i][0] == shift[0] && shifts[i][1] == shift[1] && shifts[i][2] == shift[2])
      return i;
  g_array_append_vals (scan->all_shifts, shift, 1);

  return n;
}

static void
add_row (VtCellScan *scan, gsize row, int from, int to, int shift[3])
{
  const VtCellGrid *grid = scan->grid;
  const guint32 *first = grid->first + row * grid->bins[0];

  for (int bin = from; bin <= to;)
    {
      int folded;
      gboolean exists = fold (grid, 0, bin, &folded, &shift[0]);
      int run = MIN (grid->bins[0] - folded, to - bin + 1);
      Stretch stretch = { first[folded], first[folded + run], 0, { 0.0f, 0.0f, 0.0f } };

      if (exists && stretch.begin < stretch.end)
        {
          stretch.shift = number_shift (scan, shift);
          g_array_append_val (scan->stretches, stretch);
        }
      bin += run;
    }
}

static void
set_shift_vectors (VtCellScan *scan)
{
  scan->n_shifts = scan->all_shifts->len;
  scan->shifts = (gpointer) scan->all_shifts->data;
  if (!scan->shifted)
    return;

  if (scan->n_shifts > scan->shift_room)
    {
      scan->shift_room = 2 * scan->n_shifts;
      g_aligned_free (scan->shift_vector);
      scan->shift_vector = g_aligned_alloc (scan->shift_room, sizeof *scan->shift_vector, sizeof *scan->shift_vector);
    }
  for (guint i = 0; i < scan->n_shifts; i++)
    vt_cell_grid_get_shift (scan->grid->cell.vectors, scan->shifts[i], scan->shift_vector[i]);
  for (guint i = 0; i < scan->stretches->len; i++)
    {
      Stretch *stretch = &g_array_index (scan->stretches, Stretch, i);

      for (guint axis = 0; axis < 3; axis++)
        stretch->local[axis] = (float) scan->shift_vector[stretch->shift][axis];
    }
}

void
vt_cell_scan_enter (VtCellScan *scan, gsize bin)
{
  static const int none[3] = { 0, 0, 0 };
  const VtCellGrid *grid = scan->grid;
  int home[3];

  vt_cell_grid_get_place (grid, bin, home);
  g_array_set_size (scan->stretches, 0);
  g_array_set_size (scan->all_shifts, 0);
  g_array_append_vals (scan->all_shifts, none, 1);
  scan->shifted = FALSE;
  for (int c = -grid->reach[2]; c <= grid->reach[2]; c++)
    for (int b = -grid->reach[1]; b <= grid->reach[1]; b++)
      {
        int shift[3], row[2];

        if (fold (grid, 1, home[1] + b, &row[0], &shift[1]) && fold (grid, 2, home[2] + c, &row[1], &shift[2]))
          add_row (scan, vt_cell_grid_get_row (grid, row[0], row[1]), home[0] - grid->reach[0], home[0] + grid->reach[0],
                   shift);
      }
  set_shift_vectors (scan);

  scan->n_around = 0;
  scan->ahead = 0;
  for (guint i = 0; i < scan->stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (scan->stretches, Stretch, i);

      scan->n_around += stretch->end - stretch->begin;
      scan->ahead = stretch->end;
    }
  reserve (scan, scan->n_around);
}

/* Those of a stretch that may be near @home, by float: appended to @found from @n on. Returns their new number. */
static gsize
filter_plain (const VtCellScan *scan, const Stretch *stretch, const float home[3], gsize n)
{
  const VtCellGrid *grid = scan->grid;

  for (gsize slot = stretch->begin; slot < stretch->end; slot++)
    {
      float x = grid->local[0][slot] - home[0];
      float y = grid->local[1][slot] - home[1];
      float z = grid->local[2][slot] - home[2];

      scan->found[n] = (guint32) slot;
      scan->shift[n] = stretch->shift;
      n += x * x + y * y + z * z <= grid->limit;
    }

  return n;
}

/* The neighbours among the first @n that passed, with their vectors. The loop has no branch: which of them stay is
 * known to no predictor. */
static inline __attribute__ ((always_inline)) gsize
decide (VtCellScan *scan, gsize slot, gsize n, gboolean shifted)
{
  const VtCellGrid *grid = scan->grid;
  const double *squared = scan->squared->radius[grid->species[slot]];
  const double (*place)[4] = (gpointer) grid->place;
  const guint8 *species = grid->species;
  const Lanes center = *(const Lanes *) place[slot];
  guint32 *found = scan->found;
  guint32 *shifts = scan->shift;
  double (*vectors)[4] = scan->vector;
  gsize kept = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint32 other = found[i];
      guint32 shift = shifted ? shifts[i] : 0;
      Lanes vector = *(const Lanes *) place[other] - center;
      Lanes square;
      double distance;

      if (shifted && shift != 0)
        vector += *(const Lanes *) scan->shift_vector[shift];
      square = vector * vector;
      distance = (square[0] + square[1]) + square[2];
      *(Lanes *) vectors[kept] = vector;
      found[kept] = other;
      if (shifted)
        shifts[kept] = shift;
      kept += (distance <= squared[species[other]]) & ((other != slot) | (shift != 0));
    }

  return kept;
}

void
vt_cell_scan_find_plain (VtCellScan *scan, gsize slot)
{
  const VtCellGrid *grid = scan->grid;
  gsize n = 0;

  for (guint i = 0; i < scan->stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (scan->stretches, Stretch, i);
      const float home[3] = { grid->local[0][slot] - stretch->local[0], grid->local[1][slot] - stretch->local[1],
                              grid->local[2][slot] - stretch->local[2] };

      n = filter_plain (scan, stretch, home, n);
    }
  scan->n_found = scan->shifted ? decide (scan, slot, n, TRUE) : decide (scan, slot, n, FALSE);
}

#if defined(__x86_64__)
/* Eight at a time: @packed has for each set of bits the numbers of those that are set, side by side in bytes. What lies
 * behind the stretch's end is masked out. */
static inline __attribute__ ((always_inline, target ("avx2,popcnt"))) gsize
filter_avx2 (const VtCellScan *scan, const Stretch *stretch, gsize home, gsize n)
{
  const VtCellGrid *grid = scan->grid;
  const __m256 x = _mm256_set1_ps (grid->local[0][home] - stretch->local[0]);
  const __m256 y = _mm256_set1_ps (grid->local[1][home] - stretch->local[1]);
  const __m256 z = _mm256_set1_ps (grid->local[2][home] - stretch->local[2]);
  const __m256 bound = _mm256_set1_ps (grid->limit);

  for (guint32 slot = stretch->begin; slot < stretch->end; slot += 8)
    {
      __m256 dx = _mm256_sub_ps (_mm256_loadu_ps (grid->local[0] + slot), x);
      __m256 dy = _mm256_sub_ps (_mm256_loadu_ps (grid->local[1] + slot), y);
      __m256 dz = _mm256_sub_ps (_mm256_loadu_ps (grid->local[2] + slot), z);
      __m256 square = _mm256_add_ps (_mm256_add_ps (_mm256_mul_ps (dx, dx), _mm256_mul_ps (dy, dy)),
                                     _mm256_mul_ps (dz, dz));
      guint32 passed = (guint32) _mm256_movemask_ps (_mm256_cmp_ps (square, bound, _CMP_LE_OQ));
      guint32 left = stretch->end - slot;
      __m256i numbers;

      passed &= left < 8 ? (1u << left) - 1 : 255u;
      numbers = _mm256_add_epi32 (_mm256_cvtepu8_epi32 (_mm_cvtsi64_si128 ((gint64) scan->packed[passed])),
                                  _mm256_set1_epi32 ((int) slot));
      _mm256_storeu_si256 ((__m256i *) (scan->found + n), numbers);
      if (scan->shifted)
        _mm256_storeu_si256 ((__m256i *) (scan->shift + n), _mm256_set1_epi32 ((int) stretch->shift));
      n += (gsize) __builtin_popcount (passed);
    }

  return n;
}

__attribute__ ((target ("avx2,popcnt"))) static void
find_avx2 (VtCellScan *scan, gsize slot)
{
  gsize n = 0;

  for (guint i = 0; i < scan->stretches->len; i++)
    n = filter_avx2 (scan, &g_array_index (scan->stretches, Stretch, i), slot, n);
  scan->n_found = scan->shifted ? decide (scan, slot, n, TRUE) : decide (scan, slot, n, FALSE);
}
#endif

void
vt_cell_scan_find (VtCellScan *scan, gsize slot)
{
  scan->n_looked += scan->n_around;
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx2"))
    {
      find_avx2 (scan, slot);
      return;
    }
#endif
  vt_cell_scan_find_plain (scan, slot);
}
