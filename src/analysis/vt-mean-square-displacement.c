/* Mean square displacement and non-Gaussian parameter of three-dimensional displacements.
 *
 *   MSD = ⟨|Δr|²⟩, Å²        α₂ = 3⟨|Δr|⁴⟩ / (5⟨|Δr|²⟩²) − 1
 *
 * over the atoms of an element, and over all. For components that are independent Gaussians of one width,
 * ⟨|Δr|⁴⟩ = (5/3)⟨|Δr|²⟩², so α₂ is 0; it is positive where few atoms move far and the rest stays, which is what a glass
 * does. The least it can be is −2/5, where all atoms move equally far. Over n Gaussian displacements its standard
 * deviation is √(8/(15 n)).
 *
 * O(n). Sums are formed over chunks that the number of atoms alone decides, and added in their order.
 *
 * Rahman, Phys. Rev. 136, A405 (1964), eq. 18; Kob et al., Phys. Rev. Lett. 79, 2827 (1997).
 */
#include "vt-mean-square-displacement.h"

#include <math.h>

#include "vt-parallel.h"

#define GRAIN 16384

typedef struct
{
  const double             *displacement;
  const guint8             *species;
  gsize                     n;
  guint                     n_species;
  VtMeanSquareDisplacement *partial; /* [n_chunks][n_species] */
} Work;

static void
sum_chunk (const VtChunk *chunk, gpointer data)
{
  const Work *work = data;
  const double *x = work->displacement, *y = x + work->n, *z = y + work->n;
  VtMeanSquareDisplacement *sums = work->partial + chunk->number * work->n_species;

  for (gsize i = chunk->begin; i < chunk->end; i++)
    {
      double squared = x[i] * x[i] + y[i] * y[i] + z[i] * z[i];
      VtMeanSquareDisplacement *of_species = &sums[work->species[i]];

      if (!isfinite (squared))
        continue;
      of_species->n++;
      of_species->sum_2 += squared;
      of_species->sum_4 += squared * squared;
    }
}

static void
add (VtMeanSquareDisplacement *sums, const VtMeanSquareDisplacement *more)
{
  sums->n += more->n;
  sums->sum_2 += more->sum_2;
  sums->sum_4 += more->sum_4;
}

gboolean
vt_mean_square_displacement_add (const double             *displacement,
                                 const guint8             *species,
                                 gsize                     n,
                                 guint                     n_species,
                                 VtMeanSquareDisplacement *sums,
                                 GCancellable             *cancellable,
                                 GError                  **error)
{
  gsize n_chunks = vt_parallel_n_chunks (n, GRAIN);
  g_autofree VtMeanSquareDisplacement *partial = g_new0 (VtMeanSquareDisplacement, n_chunks * n_species + 1);
  Work work = { displacement, species, n, n_species, partial };

  g_return_val_if_fail ((displacement != NULL && species != NULL) || n == 0, FALSE);
  g_return_val_if_fail (sums != NULL, FALSE);

  if (!vt_parallel_for (n, GRAIN, sum_chunk, &work, NULL, cancellable, error))
    return FALSE;
  for (guint s = 0; s < n_species; s++)
    {
      VtMeanSquareDisplacement total = { 0 };

      for (gsize c = 0; c < n_chunks; c++)
        add (&total, &partial[c * n_species + s]);
      add (&sums[s], &total);
      add (&sums[n_species], &total);
    }
  return TRUE;
}

double
vt_mean_square_displacement_get (const VtMeanSquareDisplacement *sums)
{
  g_return_val_if_fail (sums != NULL, NAN);

  return sums->n > 0 ? sums->sum_2 / (double) sums->n : NAN;
}

double
vt_mean_square_displacement_get_alpha2 (const VtMeanSquareDisplacement *sums)
{
  double squared;

  g_return_val_if_fail (sums != NULL, NAN);

  squared = vt_mean_square_displacement_get (sums);
  return squared > 0.0 ? 3.0 * (sums->sum_4 / (double) sums->n) / (5.0 * squared * squared) - 1.0 : NAN;
}
