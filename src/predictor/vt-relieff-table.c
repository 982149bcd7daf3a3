/* Which features are kept, and the table of weights. */
#include "vt-relieff.h"

static double
find_mean (const double *weights, guint n)
{
  double sum = 0;

  for (guint j = 0; j < n; j++)
    sum += weights[j];

  return sum / n;
}

/* How many weights come before that of @feature: higher ones, and equal ones of earlier features. */
static guint
rank (const double *weights, guint n, guint feature)
{
  guint before = 0;

  for (guint j = 0; j < n; j++)
    before += weights[j] > weights[feature] || (weights[j] == weights[feature] && j < feature);

  return before;
}

guint
vt_relieff_choose (const double *weights, guint n, guint count, gboolean *selected)
{
  double mean;
  guint kept = 0;

  g_return_val_if_fail (weights != NULL && selected != NULL && n > 0, 0);

  mean = find_mean (weights, n);
  for (guint j = 0; j < n; j++)
    {
      selected[j] = count > 0 ? rank (weights, n, j) < count : weights[j] > mean;
      kept += selected[j] ? 1 : 0;
    }
  if (kept > 0)
    return kept;

  for (guint j = 0; j < n; j++)
    selected[j] = TRUE;

  return n;
}

VtTable *
vt_relieff_tabulate (const double *lags, const double *weights, const gboolean *selected, guint n)
{
  VtTable *table;
  guint lag;
  guint weight;
  guint keep;

  g_return_val_if_fail (lags != NULL && weights != NULL && selected != NULL, NULL);

  table = vt_table_new ("relieff");
  lag = vt_table_add_numbers (table, "lag", VT_UNIT_PICOSECOND);
  weight = vt_table_add_numbers (table, "weight", VT_UNIT_NONE);
  keep = vt_table_add_numbers (table, "selected", VT_UNIT_NONE);
  for (guint j = 0; j < n; j++)
    {
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, lag, lags[j]);
      vt_table_set_number (table, row, weight, weights[j]);
      vt_table_set_number (table, row, keep, selected[j] ? 1 : 0);
    }

  return table;
}
