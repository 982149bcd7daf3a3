#include "bench-jitter.h"

#include <math.h>
#include <stdlib.h>

#define ID_STEP 10000000

typedef struct
{
  gint64       atom;
  guint8       element;
  const float *features;
} Instance;

static int
compare_instances (gconstpointer a, gconstpointer b)
{
  const Instance *one = a;
  const Instance *two = b;

  return (one->atom > two->atom) - (one->atom < two->atom);
}

/* (transfer full) (element-type Instance): of one window, by atom. */
static GArray *
gather (const VtDataset *dataset, gint32 run, double origin)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Instance));
  guint n_lags;

  vt_dataset_get_lags (dataset, &n_lags);
  for (guint e = 0; e < vt_dataset_get_n_elements (dataset); e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (dataset, e, &element);
      for (gsize i = 0; i < element.n; i++)
        if (element.runs[i] == run && element.origins[i] == origin)
          {
            Instance instance = { element.atoms[i], (guint8) e, element.features + i * n_lags };

            g_array_append_val (found, instance);
          }
    }
  qsort (found->data, found->len, sizeof (Instance), compare_instances);

  return found;
}

/* Box and Muller, Ann. Math. Stat. 29, 610 (1958). */
static double
draw_normal (GRand *random)
{
  return sqrt (-2 * log (1 - g_rand_double (random))) * cos (2 * G_PI * g_rand_double (random));
}

static void
add_window (const VtDataset *from, VtDataset *to, gint32 run, double origin, guint copies, const char *one,
            double width, GRand *random)
{
  g_autoptr (GArray) instances = gather (from, run, origin);
  gsize n = (gsize) instances->len * copies;
  gint64 *ids = g_new (gint64, n);
  guint8 *species = g_new (guint8, n);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (VtAtomTable) atoms = NULL;
  g_autofree double *features = NULL;
  guint n_lags;

  vt_dataset_get_lags (from, &n_lags);
  features = g_new (double, n * n_lags);
  for (gsize i = 0; i < n; i++)
    {
      const Instance *instance = &g_array_index (instances, Instance, i % instances->len);

      ids[i] = instance->atom + (gint64) (i / instances->len) * ID_STEP;
      species[i] = one != NULL ? 0 : instance->element;
      for (guint j = 0; j < n_lags; j++)
        features[j * n + i] = instance->features[j] + (i < instances->len ? 0 : width * draw_normal (random));
    }
  for (guint e = 0; e < (one != NULL ? 1 : vt_dataset_get_n_elements (from)); e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (from, e, &element);
      g_ptr_array_add (names, (gpointer) (one != NULL ? one : element.symbol));
    }
  g_ptr_array_add (names, NULL);
  atoms = vt_atom_table_new_take (n, ids, species, (const char *const *) names->pdata);
  if (!vt_dataset_add_run (to, vt_dataset_get_run (from, (guint) run)->identity,
                           vt_dataset_get_run (from, (guint) run)->temperature, atoms, origin, features, NULL))
    g_error ("the copies of a window were refused");
}

VtDataset *
bench_jitter (const VtDataset *dataset, guint copies, const char *one, double width, guint32 seed)
{
  guint n_lags;
  const double *lags = vt_dataset_get_lags (dataset, &n_lags);
  VtDataset *more = vt_dataset_new (lags, n_lags, vt_dataset_get_normalization (dataset),
                                    vt_dataset_get_affine_mapping (dataset));
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  VtDatasetElement element;

  /* The windows of the first element are those of all. */
  vt_dataset_get_element (dataset, 0, &element);
  for (gsize i = 0; i < element.n; i++)
    if (i == 0 || element.runs[i] != element.runs[i - 1] || element.origins[i] != element.origins[i - 1])
      add_window (dataset, more, element.runs[i], element.origins[i], copies, one, width, random);

  return more;
}
