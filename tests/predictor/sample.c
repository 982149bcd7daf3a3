#include "sample.h"

#include <string.h>

static guint
parse_numbers (const char *line, double *numbers)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", -1);
  guint n = g_strv_length (fields);

  g_assert_cmpuint (n, <=, 32);
  for (guint i = 0; i < n; i++)
    numbers[i] = g_ascii_strtod (fields[i], NULL);

  return n;
}

static VtAtomTable *
parse_atoms (char **lines)
{
  static const char *const names[] = { "Cu", "Ni", "Pd", "Ti", "Zr", NULL };
  gsize n = 0;
  gint64 *ids;
  guint8 *species;

  while (lines[n] != NULL && lines[n][0] != '\0')
    n++;
  ids = g_new (gint64, n);
  species = g_new0 (guint8, n);
  for (gsize i = 0; i < n; i++)
    {
      char *end;

      ids[i] = g_ascii_strtoll (lines[i], &end, 10);
      for (guint8 s = 0; names[s] != NULL; s++)
        if (g_str_equal (end + 1, names[s]))
          species[i] = s;
    }

  return vt_atom_table_new_take (n, ids, species, names);
}

Sample *
sample_load (void)
{
  const char *folder = g_getenv ("VT_FIXTURES");
  g_autofree char *csv = g_build_filename (folder, "predictor", "relaxation.csv", NULL);
  g_autofree char *f32 = g_build_filename (folder, "predictor", "relaxation.f32", NULL);
  g_autofree char *text = NULL;
  g_autofree char *bytes = NULL;
  g_auto (GStrv) lines = NULL;
  Sample *sample = g_new0 (Sample, 1);
  gsize size;

  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  g_assert_true (g_file_get_contents (f32, &bytes, &size, NULL));
  lines = g_strsplit (text, "\n", -1);
  sample->n_temperatures = parse_numbers (lines[0], sample->temperatures);
  sample->n_lags = parse_numbers (lines[1], sample->lags);
  sample->atoms = parse_atoms (lines + 2);
  g_assert_cmpuint (size, ==, sample->n_temperatures * sample->n_lags * vt_atom_table_get_n (sample->atoms) * 4);

  sample->features = g_new (double, size / 4);
  for (gsize i = 0; i < size / 4; i++)
    {
      guint32 bits;
      float value;

      memcpy (&bits, bytes + 4 * i, 4);
      bits = GUINT32_FROM_LE (bits);
      memcpy (&value, &bits, 4);
      sample->features[i] = value;
    }

  return sample;
}

void
sample_free (Sample *sample)
{
  vt_atom_table_unref (sample->atoms);
  g_free (sample->features);
  g_free (sample);
}

const double *
sample_get (const Sample *sample, double temperature)
{
  for (guint t = 0; t < sample->n_temperatures; t++)
    if (sample->temperatures[t] == temperature)
      return sample->features + t * sample->n_lags * vt_atom_table_get_n (sample->atoms);

  g_assert_not_reached ();
}

VtDataset *
sample_dataset (const Sample *sample, const double *temperatures, guint n)
{
  VtDataset *dataset = vt_dataset_new (sample->lags, sample->n_lags, VT_NORMALIZATION_MASS_AND_TEMPERATURE, TRUE);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *identity = g_strdup_printf ("run %g", temperatures[i]);
      g_autoptr (GError) error = NULL;

      vt_dataset_add_run (dataset, identity, temperatures[i], sample->atoms, 0, sample_get (sample, temperatures[i]),
                          &error);
      g_assert_no_error (error);
    }

  return dataset;
}

VtAtomTable *
sample_atoms (gsize n, gint64 first, const char *const *names)
{
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);
  guint n_names = g_strv_length ((char **) names);

  for (gsize i = 0; i < n; i++)
    {
      ids[i] = first + (gint64) i;
      species[i] = (guint8) (i % n_names);
    }

  return vt_atom_table_new_take (n, ids, species, names);
}
