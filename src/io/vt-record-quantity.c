/* Which column tells a quantity, and in what unit: by its name, "stress_GPa", "v_strain", "Pzz". */
#include "vt-record-private.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"

/* From the unit that a name ends with to ours. */
static const struct
{
  const char *name;
  VtRecordQuantity quantity;
  double factor;
} units[] = {
  { "ps", VT_RECORD_TIME, 1 },
  { "fs", VT_RECORD_TIME, 1e-3 },
  { "ns", VT_RECORD_TIME, 1e3 },
  { "GPa", VT_RECORD_STRESS, 1 },
  { "MPa", VT_RECORD_STRESS, 1e-3 },
  { "bar", VT_RECORD_STRESS, 1e-4 },
  { "atm", VT_RECORD_STRESS, 1.01325e-4 },
  { "percent", VT_RECORD_STRAIN, 1e-2 },
  { "%", VT_RECORD_STRAIN, 1e-2 },
  { "K", VT_RECORD_TEMPERATURE, 1 },
  { "A3", VT_RECORD_VOLUME, 1 },
  { "nm3", VT_RECORD_VOLUME, 1e3 },
  { "eV", VT_RECORD_ENTHALPY, 1 },
  { "kcal/mol", VT_RECORD_ENTHALPY, 0.0433641153 },
};

/* Names without v_, c_, f_ before and a unit behind, in small letters; those that are listed first are better. */
static const char *const names[VT_RECORD_N_QUANTITIES][8] = {
  [VT_RECORD_TIME] = { "time", "t", NULL },
  [VT_RECORD_STRAIN] = { "strain", "eps", "epsilon", "engstrain", "eng_strain", NULL },
  [VT_RECORD_STRESS] = { "stress", "sigma", "sig", NULL },
  [VT_RECORD_TEMPERATURE] = { "temp", "temperature", "thermo_temp", NULL },
  [VT_RECORD_VOLUME] = { "volume", "vol", NULL },
  [VT_RECORD_ENTHALPY] = { "enthalpy", "toteng", "etotal", "poteng", "pe", "thermo_pe", NULL },
};

static const char *const hints[VT_RECORD_N_QUANTITIES] = {
  [VT_RECORD_TIME] = N_ ("A column “time_ps” tells it; or “Step”, with the MD time step."),
  [VT_RECORD_STRAIN] = N_ ("A column “strain” tells it, or the box’s length: “Lz”."),
  [VT_RECORD_STRESS] = N_ ("A column “stress_GPa” tells it, or the pressure along the axis: “Pzz”."),
  [VT_RECORD_TEMPERATURE] = N_ ("A column “Temp” tells it."),
  [VT_RECORD_VOLUME] = N_ ("A column “Volume” tells it, or “Lx”, “Ly” and “Lz”."),
  [VT_RECORD_ENTHALPY] = N_ ("A column “Enthalpy”, “TotEng” or “PotEng” tells it."),
};

static const char *const labels[VT_RECORD_N_QUANTITIES] = {
  [VT_RECORD_TIME] = N_ ("time"),
  [VT_RECORD_STRAIN] = N_ ("strain"),
  [VT_RECORD_STRESS] = N_ ("stress"),
  [VT_RECORD_TEMPERATURE] = N_ ("temperature"),
  [VT_RECORD_VOLUME] = N_ ("volume"),
  [VT_RECORD_ENTHALPY] = N_ ("energy"),
};

/* ---- names ---- */

/* What a column without a unit in its name is in. LAMMPS's own follow its units; a variable is taken to be in ours. */
static double
usual_factor (const VtRecord *record, VtRecordQuantity quantity, gboolean own)
{
  gboolean real = strcmp (record->units, "real") == 0;

  if (quantity == VT_RECORD_TIME)
    return real ? 1e-3 : 1;
  if (quantity == VT_RECORD_ENTHALPY)
    return real ? 0.0433641153 : 1;
  if (quantity == VT_RECORD_STRESS && own)
    return real ? 1.01325e-4 : 1e-4;
  return 1;
}

/* "v_stress_GPa" → "stress", and the unit's factor to ours. "stress(GPa)" and "stress[GPa]" do, too. */
static char *
split_name (const VtRecord *record, const char *name, VtRecordQuantity quantity, double *factor)
{
  const char *begin = name[0] != '\0' && name[1] == '_' && strchr ("vcf", name[0]) != NULL ? name + 2 : name;
  g_autofree char *text = g_strdup (begin);

  *factor = usual_factor (record, quantity, FALSE);
  g_strdelimit (text, "([", '_');
  g_strdelimit (text, ")]", ' ');
  g_strchomp (text);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *suffix = g_strconcat ("_", units[i].name, NULL);

      if (units[i].quantity != quantity || !g_str_has_suffix (text, suffix))
        continue;
      *factor = units[i].factor;
      text[strlen (text) - strlen (suffix)] = '\0';
      break;
    }
  return g_ascii_strdown (text, -1);
}

/* The column whose name is the best, -1: none has one. */
static int
find_column (const VtRecord *record, VtRecordQuantity quantity, double *factor)
{
  for (const char *const *wanted = names[quantity]; *wanted != NULL; wanted++)
    for (guint c = 0; c < record->names->len; c++)
      {
        g_autofree char *name = split_name (record, record->names->pdata[c], quantity, factor);

        if (strcmp (name, *wanted) == 0)
          return (int) c;
      }
  return -1;
}

static int
find_exact (const VtRecord *record, const char *wanted)
{
  for (guint c = 0; c < record->names->len; c++)
    if (g_ascii_strcasecmp (record->names->pdata[c], wanted) == 0)
      return (int) c;
  return -1;
}

gboolean
vt_record_is_clock (const VtRecord *record, const char *name, double *scale)
{
  g_autofree char *base = split_name (record, name, VT_RECORD_TIME, scale);

  if (strcmp (base, "time") == 0 || (strcmp (base, "t") == 0 && strcmp (name, "T") != 0))
    return TRUE;
  *scale = NAN;
  return strcmp (base, "step") == 0 || strcmp (base, "timestep") == 0;
}

/* ---- what is not a column of its own ---- */

/* Columns that a quantity follows from: the pressure along the axis, the box's lengths. */
typedef struct
{
  int columns[3];
  guint n;
} Parts;

static const char *const lengths[3] = { "lx", "ly", "lz" };
static const char *const pressures[3] = { "pxx", "pyy", "pzz" };

static gboolean
add_part (const VtRecord *record, Parts *parts, const char *name)
{
  parts->columns[parts->n] = find_exact (record, name);
  return parts->columns[parts->n++] >= 0;
}

static gboolean
find_parts (const VtRecord *record, VtRecordQuantity quantity, Parts *parts)
{
  guint axis = record->options.axis;

  parts->n = 0;
  if (quantity == VT_RECORD_STRAIN)
    return add_part (record, parts, lengths[axis]);
  if (quantity == VT_RECORD_STRESS)
    return add_part (record, parts, pressures[axis]);
  return quantity == VT_RECORD_VOLUME && add_part (record, parts, lengths[0]) && add_part (record, parts, lengths[1])
         && add_part (record, parts, lengths[2]);
}

static double
first_finite (const double *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      return values[i];
  return NAN;
}

static double *
derive (const VtRecord *record, VtRecordQuantity quantity, const Parts *parts)
{
  const double *first = vt_record_get_column (record, (guint) parts->columns[0]);
  double *values = g_new (double, record->n_rows), start = first_finite (first, record->n_rows);

  for (gsize i = 0; i < record->n_rows; i++)
    if (quantity == VT_RECORD_STRAIN)
      values[i] = first[i] / start - 1;
    else if (quantity == VT_RECORD_STRESS)
      values[i] = -first[i] * usual_factor (record, quantity, TRUE);
    else
      values[i] = first[i] * vt_record_get_column (record, (guint) parts->columns[1])[i]
                  * vt_record_get_column (record, (guint) parts->columns[2])[i];
  return values;
}

/* ---- asking ---- */

gboolean
vt_record_has_quantity (const VtRecord *record, VtRecordQuantity quantity)
{
  Parts parts;
  double factor;

  g_return_val_if_fail (record != NULL && quantity < VT_RECORD_N_QUANTITIES, FALSE);

  if (strcmp (record->units, "lj") == 0)
    return FALSE;
  if (quantity == VT_RECORD_TIME)
    return record->has_time;
  return find_column (record, quantity, &factor) >= 0 || find_parts (record, quantity, &parts);
}

static void
refuse (const VtRecord *record, VtRecordQuantity quantity, GError **error)
{
  const VtPlace place = { record->name, -1, 0, _(hints[quantity]) };
  g_autoptr (GString) list = g_string_new (NULL);

  if (strcmp (record->units, "lj") == 0)
    {
      const VtPlace units_place = { record->name, -1, 0, _("Units metal and real can be read.") };

      vt_set_error_at (error, VT_ERROR_INPUT, &units_place, _("its units are lj, of which nobody knows ps and GPa"));
      return;
    }
  for (guint i = 0; i < MIN (record->names->len, 20); i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", (const char *) record->names->pdata[i]);
  vt_set_error_at (error, VT_ERROR_INPUT, &place, _("no column tells the %s; there are %s"), _(labels[quantity]),
                   list->str);
}

double *
vt_record_get_quantity (const VtRecord *record, VtRecordQuantity quantity, GError **error)
{
  double factor, *values;
  Parts parts;
  int column;

  g_return_val_if_fail (record != NULL && quantity < VT_RECORD_N_QUANTITIES, NULL);

  if (!vt_record_has_quantity (record, quantity))
    {
      refuse (record, quantity, error);
      return NULL;
    }
  if (quantity == VT_RECORD_TIME)
    return g_memdup2 (record->clocks->data, record->n_rows * sizeof (double));
  column = find_column (record, quantity, &factor);
  if (column < 0)
    {
      find_parts (record, quantity, &parts);
      return derive (record, quantity, &parts);
    }
  values = g_memdup2 (vt_record_get_column (record, (guint) column), record->n_rows * sizeof (double));
  for (gsize i = 0; i < record->n_rows; i++)
    values[i] *= factor;
  return values;
}

char *
vt_record_describe_quantity (const VtRecord *record, VtRecordQuantity quantity)
{
  double factor;
  Parts parts;
  int column;

  g_return_val_if_fail (record != NULL && quantity < VT_RECORD_N_QUANTITIES, NULL);

  if (!vt_record_has_quantity (record, quantity))
    return NULL;
  column = find_column (record, quantity, &factor);
  if (column >= 0)
    return g_strdup (record->names->pdata[column]);
  if (quantity == VT_RECORD_TIME)
    return g_strdup_printf ("Step × %g ps", record->timestep);
  find_parts (record, quantity, &parts);
  if (quantity == VT_RECORD_STRAIN)
    return g_strdup_printf ("%s/%s₀ − 1", (const char *) record->names->pdata[parts.columns[0]],
                            (const char *) record->names->pdata[parts.columns[0]]);
  if (quantity == VT_RECORD_STRESS)
    return g_strdup_printf ("−%s", (const char *) record->names->pdata[parts.columns[0]]);
  return g_strdup ("Lx Ly Lz");
}
