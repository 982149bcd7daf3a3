/* Of the neighbours in order, each k takes the first k: a running sum of their class temperatures gives T_ML(k), a
 * running count of votes the class of most of them. Cost: O(k_max) a query. */
#include "vt-tally.h"

#include <math.h>

VtTally *
vt_tally_new (const VtTallySize *size)
{
  VtTally *tally;
  gsize n;

  g_return_val_if_fail (size != NULL, NULL);
  g_return_val_if_fail (size->k_max > 0 && size->n_classes <= 256, NULL);

  tally = g_new0 (VtTally, 1);
  tally->size = *size;
  tally->unit = ldexp (1, (int) ceil (log2 (size->reach)) - 31);
  n = (gsize) size->n_elements * size->n_temperatures;
  tally->counts = g_new0 (guint64, n);
  tally->sums = g_new0 (gint64, n * size->k_max);
  tally->high = g_new0 (guint64, n * size->k_max);
  tally->low = g_new0 (guint64, n * size->k_max);
  tally->confusion = g_new0 (guint32, (gsize) size->n_temperatures * size->k_max * size->n_classes);
  tally->votes = g_new (guint, size->n_classes);
  tally->winners = g_new (guint8, size->k_max);
  tally->errors = g_new (gint64, size->k_max);

  return tally;
}

void
vt_tally_free (VtTally *tally)
{
  if (tally == NULL)
    return;

  g_free (tally->counts);
  g_free (tally->sums);
  g_free (tally->high);
  g_free (tally->low);
  g_free (tally->confusion);
  g_free (tally->votes);
  g_free (tally->winners);
  g_free (tally->errors);
  g_free (tally);
}

/* Errors and winners of every k. */
static void
take_prefixes (VtTally             *tally,
               double               true_temperature,
               const guint8        *labels,
               const double        *classes,
               const VtKnnNeighbor *neighbors,
               guint                n)
{
  double scale = 1 / tally->unit;
  guint8 winner = labels[neighbors[0].instance];
  double sum = 0;

  for (guint c = 0; c < tally->size.n_classes; c++)
    tally->votes[c] = 0;
  for (guint i = 0; i < n; i++)
    {
      guint8 label = labels[neighbors[i].instance];
      guint votes = ++tally->votes[label];

      if (votes > tally->votes[winner] || (votes == tally->votes[winner] && label < winner))
        winner = label;
      sum += classes[label];
      tally->winners[i] = winner;
      tally->errors[i] = (gint64) rint ((sum / (i + 1) - true_temperature) * scale);
    }
  for (guint i = n; i < tally->size.k_max; i++)
    {
      tally->winners[i] = winner;
      tally->errors[i] = tally->errors[n - 1];
    }
}

void
vt_tally_count (VtTally             *tally,
                guint                element,
                guint                temperature,
                double               true_temperature,
                const guint8        *labels,
                const double        *classes,
                const VtKnnNeighbor *neighbors,
                guint                n_neighbors)
{
  guint k_max = tally->size.k_max;
  gsize cell = (gsize) element * tally->size.n_temperatures + temperature;
  guint32 *confusion = tally->confusion + (gsize) temperature * k_max * tally->size.n_classes;

  if (n_neighbors == 0)
    return;

  take_prefixes (tally, true_temperature, labels, classes, neighbors, MIN (n_neighbors, k_max));
  tally->counts[cell]++;
  for (guint i = 0; i < k_max; i++)
    {
      guint64 square = (guint64) (tally->errors[i] * tally->errors[i]);

      tally->sums[cell * k_max + i] += tally->errors[i];
      tally->high[cell * k_max + i] += square >> 32;
      tally->low[cell * k_max + i] += square & G_MAXUINT32;
    }
  for (guint i = 0; i < k_max; i++)
    confusion[(gsize) i * tally->size.n_classes + tally->winners[i]]++;
}

void
vt_tally_add (VtTally *tally, const VtTally *other)
{
  gsize n = (gsize) tally->size.n_elements * tally->size.n_temperatures;

  for (gsize i = 0; i < n; i++)
    tally->counts[i] += other->counts[i];
  n *= tally->size.k_max;
  for (gsize i = 0; i < n; i++)
    {
      tally->sums[i] += other->sums[i];
      tally->high[i] += other->high[i];
      tally->low[i] += other->low[i];
    }
  n = (gsize) tally->size.n_temperatures * tally->size.k_max * tally->size.n_classes;
  for (gsize i = 0; i < n; i++)
    tally->confusion[i] += other->confusion[i];
}
