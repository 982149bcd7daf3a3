/* The glass transition, from the logs of a quench. */
#include "vt-mechanics-private.h"

#include <math.h>
#include <string.h>

#include "vt-glass-transition.h"
#include "vt-i18n.h"
#include "vt-quantile.h"
#include "vt-report-number.h"

/* Rows of all logs, the hot end first. */
typedef struct
{
  GArray  *temperatures;
  GArray  *values[2]; /* volume, enthalpy: Å³ and eV, an atom or of the box */
  gboolean has[2];
  gint64   n_atoms; /* of all logs; 0: not known */
  guint    chosen;
  char    *source; /* the column that tells the enthalpy */
} Quench;

static const char *const properties[2] = { "volume", "enthalpy" };

static void
quench_clear (Quench *quench)
{
  g_clear_pointer (&quench->temperatures, g_array_unref);
  g_clear_pointer (&quench->values[0], g_array_unref);
  g_clear_pointer (&quench->values[1], g_array_unref);
  g_free (quench->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Quench, quench_clear)

static double
mean (const double *values, gsize n)
{
  double sum = 0;
  gsize m = 0;

  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      {
        sum += values[i];
        m++;
      }
  return m > 0 ? sum / (double) m : NAN;
}

static double
record_mean (gconstpointer record)
{
  g_autofree double *temperatures = vt_record_get_quantity (record, VT_RECORD_TEMPERATURE, NULL);

  return temperatures != NULL ? mean (temperatures, vt_record_get_n_rows (record)) : NAN;
}

/* The hot ones first, in whatever order they were given. */
static int
compare_records (gconstpointer a, gconstpointer b)
{
  double one = record_mean (*(gpointer const *) a), other = record_mean (*(gpointer const *) b);

  return (one < other) - (one > other);
}

static GPtrArray *
read_logs (VtMechanics *mechanics, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_record_free);

  for (guint i = 0; i < vt_mechanics_plan_get_n_quench (mechanics->plan); i++)
    {
      VtRecord *record
          = vt_mechanics_read (mechanics, vt_mechanics_plan_get_quench (mechanics->plan, i), cancellable, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
  g_ptr_array_sort (records, compare_records);
  return g_steal_pointer (&records);
}

/* The same from the other end: a glass that is heated. Each log by itself, for of several the hot one comes first. */
static gboolean
is_heated (const double *temperatures, gsize n)
{
  gsize third = n / 3;

  return third > 0 && mean (temperatures, third) < mean (temperatures + n - third, third);
}

static void
turn (double *values, gsize n)
{
  for (gsize i = 0; i < n / 2; i++)
    {
      double kept = values[i];

      values[i] = values[n - 1 - i];
      values[n - 1 - i] = kept;
    }
}

static gboolean
append (Quench *quench, VtRecord *record, GError **error)
{
  gsize n = vt_record_get_n_rows (record);
  g_autofree double *temperatures = vt_record_get_quantity (record, VT_RECORD_TEMPERATURE, error);
  gboolean heated = temperatures != NULL && is_heated (temperatures, n);

  if (temperatures == NULL)
    return FALSE;
  if (heated)
    turn (temperatures, n);
  g_array_append_vals (quench->temperatures, temperatures, (guint) n);
  for (guint p = 0; p < 2; p++)
    {
      VtRecordQuantity quantity = p == 0 ? VT_RECORD_VOLUME : VT_RECORD_ENTHALPY;
      g_autofree double *values
          = quench->has[p] ? vt_record_get_quantity (record, quantity, p == quench->chosen ? error : NULL) : NULL;

      if (values == NULL && p == quench->chosen)
        return FALSE;
      quench->has[p] = values != NULL;
      if (values != NULL && heated)
        turn (values, n);
      for (gsize i = 0; values != NULL && i < n; i++)
        {
          double value = values[i] / (double) MAX (quench->n_atoms, 1);
          g_array_append_val (quench->values[p], value);
        }
    }
  if (quench->source == NULL)
    quench->source = vt_record_describe_quantity (record, VT_RECORD_ENTHALPY);
  return TRUE;
}

static gint64
common_atoms (const GPtrArray *records)
{
  gint64 n = vt_record_get_n_atoms (records->pdata[0]);

  for (guint i = 1; i < records->len; i++)
    if (vt_record_get_n_atoms (records->pdata[i]) != n)
      return 0;
  return n;
}

static gboolean
collect (Quench *quench, const GPtrArray *records, GError **error)
{
  quench->temperatures = g_array_new (FALSE, FALSE, sizeof (double));
  quench->n_atoms = common_atoms (records);
  for (guint p = 0; p < 2; p++)
    {
      quench->values[p] = g_array_new (FALSE, FALSE, sizeof (double));
      quench->has[p] = TRUE;
    }
  for (guint i = 0; i < records->len; i++)
    if (!append (quench, records->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Where the cooling begins: behind the last row that is about as hot as the melt was held. Before it the melt settles, and
 * its first row may be of atoms on a lattice, at twice the temperature. */
static guint
find_begin (const GArray *temperatures)
{
  const double *t = (const double *) (gpointer) temperatures->data;
  g_autofree double *sorted = g_new (double, temperatures->len + 1);
  gsize n = 0;
  guint begin = 0;
  double hot;

  for (guint i = 0; i < temperatures->len; i++)
    if (isfinite (t[i]))
      sorted[n++] = t[i];
  qsort (sorted, n, sizeof (double), vt_compare_doubles);
  hot = 0.97 * vt_quantile (sorted, n, 0.95);
  for (guint i = 0; i < temperatures->len; i++)
    if (t[i] > hot)
      begin = i;
  return begin;
}

/* ---- tables ---- */

static VtTable *
tabulate_rows (const Quench *quench, guint begin)
{
  VtTable *table = vt_table_new ("quench");

  vt_table_add_numbers (table, "temperature", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "volume", VT_UNIT_CUBIC_ANGSTROM);
  vt_table_add_numbers (table, "enthalpy", VT_UNIT_ELECTRONVOLT);
  for (guint i = begin; i < quench->temperatures->len; i++)
    {
      guint row = vt_table_add_row (table);

      vt_table_set_number (table, row, 0, g_array_index (quench->temperatures, double, i));
      for (guint p = 0; p < 2; p++)
        if (quench->has[p])
          vt_table_set_number (table, row, p + 1, g_array_index (quench->values[p], double, i));
    }
  return table;
}

static VtTable *
new_table (void)
{
  static const char *const numbers[] = { "height", "glass_slope", "glass_sigma", "liquid_slope", "liquid_sigma" };
  VtTable *table = vt_table_new ("glass-transition");

  vt_table_add_texts (table, "property");
  vt_table_add_numbers (table, "files", VT_UNIT_NONE);
  vt_table_add_numbers (table, "n", VT_UNIT_NONE);
  vt_table_add_numbers (table, "temperature", VT_UNIT_KELVIN);
  vt_table_add_numbers (table, "sigma", VT_UNIT_KELVIN);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    vt_table_add_numbers (table, numbers[i], VT_UNIT_NONE);
  vt_table_add_texts (table, "used");
  vt_table_add_texts (table, "reason");
  return table;
}

static void
add_transition (VtTable *table, const char *property, guint files, const VtGlassTransition *t, const char *reason)
{
  guint row = vt_table_add_row (table);

  vt_table_set_text (table, row, 0, property);
  vt_table_set_number (table, row, 1, files);
  vt_table_set_text (table, row, 10, reason == NULL ? "yes" : "no");
  vt_table_set_text (table, row, 11, reason != NULL ? reason : "");
  if (t->n == 0)
    return;
  vt_table_set_number (table, row, 2, (double) t->n);
  vt_table_set_number (table, row, 3, t->temperature);
  vt_table_set_number (table, row, 4, t->sigma);
  vt_table_set_number (table, row, 5, t->height);
  vt_table_set_number (table, row, 6, t->glass_slope);
  vt_table_set_number (table, row, 7, t->glass_sigma);
  vt_table_set_number (table, row, 8, t->liquid_slope);
  vt_table_set_number (table, row, 9, t->liquid_sigma);
}

/* ---- what is found ---- */

static void
tell (VtMechanics *mechanics, const Quench *quench, guint property, const VtGlassTransition *transition)
{
  g_autofree char *number = vt_report_number_with_error (transition->temperature, transition->sigma, VT_UNIT_KELVIN);

  mechanics->glass_transition = transition->temperature;
  mechanics->glass_sigma = transition->sigma;
  vt_mechanics_find (mechanics, _("T_g = %s, where two lines through the %s meet"), number,
                     property == 0 ? _("volume") : quench->source);
}

static gboolean
fit (VtMechanics *mechanics,
     const Quench *quench,
     guint begin,
     guint property,
     VtTable *table,
     gboolean chosen,
     GCancellable *cancellable,
     GError **error)
{
  const VtState *state = vt_mechanics_plan_get_state (mechanics->plan);
  VtGlassTransition transition = { 0 };
  g_autoptr (GError) refused = NULL;
  const char *reason = NULL;

  if (!vt_glass_transition_compute ((const double *) (gpointer) quench->temperatures->data + begin,
                                    (const double *) (gpointer) quench->values[property]->data + begin,
                                    quench->temperatures->len - begin,
                                    vt_state_get_real (state, "mechanics.glass-from"),
                                    vt_state_get_real (state, "mechanics.glass-to"), &transition, cancellable,
                                    &refused))
    {
      if (g_error_matches (refused, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&refused));
          return FALSE;
        }
      reason = refused->message;
    }
  else if (!transition.found)
    reason = _("one line does as well as two that bend as a glass does");
  else if (!chosen)
    reason = _("another property is chosen");
  add_transition (table, properties[property], vt_mechanics_plan_get_n_quench (mechanics->plan), &transition, reason);
  if (reason == NULL)
    tell (mechanics, quench, property, &transition);
  else if (chosen)
    vt_mechanics_find (mechanics, _("No glass transition: %s"), reason);
  return TRUE;
}

/* Of the glass at the creep tests' temperature, by the rows nearest to it. */
static double
find_atomic_volume (const Quench *quench, guint begin, double temperature)
{
  double best = NAN, least = INFINITY;

  if (!quench->has[0] || quench->n_atoms == 0)
    return NAN;
  for (guint i = begin; i < quench->temperatures->len; i++)
    {
      double off = fabs (g_array_index (quench->temperatures, double, i) - temperature);

      if (off < least)
        {
          least = off;
          best = g_array_index (quench->values[0], double, i);
        }
    }
  return best;
}

gboolean
vt_mechanics_add_quench (VtMechanics *mechanics, GCancellable *cancellable, GError **error)
{
  const VtState *state = vt_mechanics_plan_get_state (mechanics->plan);
  g_autoptr (GPtrArray) records = read_logs (mechanics, cancellable, error);
  g_autoptr (VtTable) table = NULL;
  g_auto (Quench) quench = { .chosen = vt_state_is (state, "mechanics.glass-property", "volume") ? 0 : 1 };
  guint begin;

  if (records == NULL || !collect (&quench, records, error))
    return FALSE;
  begin = find_begin (quench.temperatures);
  table = new_table ();
  for (guint i = 0; i < 2; i++)
    {
      guint property = i == 0 ? quench.chosen : 1 - quench.chosen;

      if (quench.has[property] && !fit (mechanics, &quench, begin, property, table, i == 0, cancellable, error))
        return FALSE;
    }
  if (isnan (mechanics->atomic_volume))
    mechanics->atomic_volume
        = find_atomic_volume (&quench, begin, vt_state_get_real (state, "mechanics.temperature"));
  vt_mechanics_take_table (mechanics, g_steal_pointer (&table));
  vt_mechanics_take_table (mechanics, tabulate_rows (&quench, begin));
  return TRUE;
}
