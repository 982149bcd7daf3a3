/* What a validation tells: statistics and tables of any k, from whole-number sums. */
#include "vt-validation-private.h"

#include <math.h>

#include "vt-instances.h"

/* Sums over some elements and temperatures. */
typedef struct
{
  guint64 n;
  gint64  sum;
  guint64 high;
  guint64 low;
} Sums;

static void
add_cell (const VtTally *tally, guint element, guint temperature, guint k, Sums *sums)
{
  gsize cell = (gsize) element * tally->size.n_temperatures + temperature;
  gsize at = cell * tally->size.k_max + k - 1;

  sums->n += tally->counts[cell];
  sums->sum += tally->sums[at];
  sums->high += tally->high[at];
  sums->low += tally->low[at];
}

static double
mean_square (const VtTally *tally, const Sums *sums)
{
  double squares = ldexp ((double) sums->high, 32) + (double) sums->low;

  return sums->n > 0 ? squares / (double) sums->n * tally->unit * tally->unit : NAN;
}

static gboolean
is_class (const VtValidation *validation, guint temperature)
{
  return vt_instances_find_class (validation->classes, validation->n_classes, validation->temperatures[temperature])
         >= 0;
}

static double
root_mean_square (const VtValidation *validation, guint k, gboolean classes_only)
{
  Sums sums = { 0 };

  for (guint t = 0; t < validation->n_temperatures; t++)
    if (!classes_only || is_class (validation, t))
      for (guint e = 0; e < validation->n_elements; e++)
        add_cell (validation->tally, e, t, k, &sums);

  return sqrt (mean_square (validation->tally, &sums));
}

guint
vt_validation_get_k_max (const VtValidation *validation)
{
  g_return_val_if_fail (validation != NULL, 0);

  return validation->k_max;
}

guint
vt_validation_get_n_folds (const VtValidation *validation)
{
  g_return_val_if_fail (validation != NULL, 0);

  return validation->n_folds;
}

const double *
vt_validation_get_classes (const VtValidation *validation, guint *n)
{
  g_return_val_if_fail (validation != NULL, NULL);

  if (n != NULL)
    *n = validation->n_classes;

  return validation->classes;
}

const double *
vt_validation_get_temperatures (const VtValidation *validation, guint *n)
{
  g_return_val_if_fail (validation != NULL, NULL);

  if (n != NULL)
    *n = validation->n_temperatures;

  return validation->temperatures;
}

guint
vt_validation_get_n_elements (const VtValidation *validation)
{
  g_return_val_if_fail (validation != NULL, 0);

  return validation->n_elements;
}

const char *
vt_validation_get_symbol (const VtValidation *validation, guint element)
{
  g_return_val_if_fail (validation != NULL, NULL);
  g_return_val_if_fail (element < validation->n_elements, NULL);

  return validation->symbols[element];
}

double
vt_validation_get_rmse (const VtValidation *validation, guint k)
{
  g_return_val_if_fail (validation != NULL, NAN);
  g_return_val_if_fail (k >= 1 && k <= validation->k_max, NAN);

  return root_mean_square (validation, k, FALSE);
}

double
vt_validation_get_class_rmse (const VtValidation *validation, guint k)
{
  g_return_val_if_fail (validation != NULL, NAN);
  g_return_val_if_fail (k >= 1 && k <= validation->k_max, NAN);

  return root_mean_square (validation, k, TRUE);
}

guint
vt_validation_choose_k (const VtValidation *validation)
{
  double least;
  guint best = 1;

  g_return_val_if_fail (validation != NULL, 0);

  least = vt_validation_get_rmse (validation, 1);
  for (guint k = 2; k <= validation->k_max; k++)
    if (vt_validation_get_rmse (validation, k) < least)
      {
        least = vt_validation_get_rmse (validation, k);
        best = k;
      }

  return best;
}

void
vt_validation_get_statistics (const VtValidation     *validation,
                              int                     element,
                              guint                   temperature,
                              guint                   k,
                              VtValidationStatistics *statistics)
{
  Sums sums = { 0 };
  double offset;

  g_return_if_fail (validation != NULL && statistics != NULL);
  g_return_if_fail (element >= -1 && element < (int) validation->n_elements);
  g_return_if_fail (temperature < validation->n_temperatures);
  g_return_if_fail (k >= 1 && k <= validation->k_max);

  for (guint e = 0; e < validation->n_elements; e++)
    if (element < 0 || e == (guint) element)
      add_cell (validation->tally, e, temperature, k, &sums);
  statistics->n = sums.n;
  offset = sums.n > 0 ? (double) sums.sum / (double) sums.n * validation->tally->unit : NAN;
  statistics->mean = validation->temperatures[temperature] + offset;
  statistics->rmse = sqrt (mean_square (validation->tally, &sums));
  statistics->deviation = sqrt (MAX (mean_square (validation->tally, &sums) - offset * offset, 0));
  if (sums.n == 0)
    statistics->deviation = NAN;
}

guint64
vt_validation_get_confusion (const VtValidation *validation, guint temperature, guint class, guint k)
{
  g_return_val_if_fail (validation != NULL, 0);
  g_return_val_if_fail (temperature < validation->n_temperatures && class < validation->n_classes, 0);
  g_return_val_if_fail (k >= 1 && k <= validation->k_max, 0);

  return validation->tally
      ->confusion[((gsize) temperature * validation->k_max + k - 1) * validation->n_classes + class];
}

VtTable *
vt_validation_tabulate_k (const VtValidation *validation)
{
  VtTable *table;

  g_return_val_if_fail (validation != NULL, NULL);

  table = vt_table_new ("k");
  vt_table_add_numbers (table, "k", VT_UNIT_NONE);
  vt_table_add_numbers (table, "rmse", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "rmse_classes", VT_UNIT_KELVIN);
  for (guint k = 1; k <= validation->k_max; k++)
    {
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, 0, k);
      vt_table_set_number (table, row, 1, vt_validation_get_rmse (validation, k));
      vt_table_set_number (table, row, 2, vt_validation_get_class_rmse (validation, k));
    }

  return table;
}

static void
add_statistics (const VtValidation *validation, int element, guint temperature, guint k, VtTable *table)
{
  guint row = vt_table_add_row (table);
  VtValidationStatistics statistics;

  vt_validation_get_statistics (validation, element, temperature, k, &statistics);
  vt_table_set_text (table, row, 0, element < 0 ? "all" : validation->symbols[element]);
  vt_table_set_number (table, row, 1, validation->temperatures[temperature]);
  vt_table_set_number (table, row, 2, is_class (validation, temperature) ? 1 : 0);
  vt_table_set_number (table, row, 3, (double) statistics.n);
  vt_table_set_number (table, row, 4, statistics.mean);
  vt_table_set_number (table, row, 5, statistics.deviation);
  vt_table_set_number (table, row, 6, statistics.rmse);
}

VtTable *
vt_validation_tabulate_classes (const VtValidation *validation, guint k)
{
  VtTable *table;

  g_return_val_if_fail (validation != NULL, NULL);
  g_return_val_if_fail (k >= 1 && k <= validation->k_max, NULL);

  table = vt_table_new ("validation");
  vt_table_add_texts (table, "element");
  vt_table_add_numbers (table, "temperature", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "is_class", VT_UNIT_NONE);
  vt_table_add_numbers (table, "n", VT_UNIT_NONE);
  vt_table_add_numbers (table, "mean", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "deviation", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "rmse", VT_UNIT_KELVIN);
  for (guint e = 0; e <= validation->n_elements; e++)
    for (guint t = 0; t < validation->n_temperatures; t++)
      add_statistics (validation, e < validation->n_elements ? (int) e : -1, t, k, table);

  return table;
}

VtTable *
vt_validation_tabulate_confusion (const VtValidation *validation, guint k)
{
  VtTable *table;

  g_return_val_if_fail (validation != NULL, NULL);
  g_return_val_if_fail (k >= 1 && k <= validation->k_max, NULL);

  table = vt_table_new ("confusion");
  vt_table_add_numbers (table, "true", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "predicted", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "n", VT_UNIT_NONE);
  vt_table_add_numbers (table, "share_percent", VT_UNIT_PERCENT);
  for (guint t = 0; t < validation->n_temperatures; t++)
    for (guint c = 0; c < validation->n_classes; c++)
      {
        guint row = vt_table_add_row (table);
        double n = (double) vt_validation_get_confusion (validation, t, c, k);
        VtValidationStatistics statistics;

        vt_validation_get_statistics (validation, -1, t, k, &statistics);
        vt_table_set_number (table, row, 0, validation->temperatures[t]);
        vt_table_set_number (table, row, 1, validation->classes[c]);
        vt_table_set_number (table, row, 2, n);
        vt_table_set_number (table, row, 3, statistics.n > 0 ? 100 * n / (double) statistics.n : NAN);
      }

  return table;
}

VtTable *
vt_validation_tabulate_calibration (const VtValidation *validation, guint k)
{
  VtTable *table;

  g_return_val_if_fail (validation != NULL, NULL);
  g_return_val_if_fail (k >= 1 && k <= validation->k_max, NULL);

  table = vt_table_new ("calibration");
  vt_table_add_numbers (table, "temperature", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "mean_t_ml", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "deviation", VT_UNIT_KELVIN);
  for (guint t = 0; t < validation->n_temperatures; t++)
    {
      guint row = vt_table_add_row (table);
      VtValidationStatistics statistics;

      vt_validation_get_statistics (validation, -1, t, k, &statistics);
      vt_table_set_number (table, row, 0, validation->temperatures[t]);
      vt_table_set_number (table, row, 1, statistics.mean);
      vt_table_set_number (table, row, 2, statistics.deviation);
    }

  return table;
}
