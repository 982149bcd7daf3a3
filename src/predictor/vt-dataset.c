#include "vt-dataset.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-quantile.h"

typedef struct
{
  char    symbol[4];
  double  mass;
  GArray *features;     /* float, n_lags an instance */
  GArray *temperatures; /* double */
  GArray *atoms;        /* gint64 */
  GArray *origins;      /* double */
  GArray *runs;         /* gint32 */
} Element;

struct _VtDataset
{
  gatomicrefcount references;
  guint           n_lags;
  double         *lags;
  VtNormalization normalization;
  gboolean        affine_mapping;
  GPtrArray      *elements; /* Element, by symbol */
  GArray         *runs;     /* VtModelRun */
  GHashTable     *windows;  /* "identity origin" of what was added */
};

G_DEFINE_BOXED_TYPE (VtDataset, vt_dataset, vt_dataset_ref, vt_dataset_unref)

static Element *
element_new (const char *symbol, double mass)
{
  Element *element = g_new0 (Element, 1);

  g_strlcpy (element->symbol, symbol, sizeof element->symbol);
  element->mass = mass;
  element->features = g_array_new (FALSE, FALSE, sizeof (float));
  element->temperatures = g_array_new (FALSE, FALSE, sizeof (double));
  element->atoms = g_array_new (FALSE, FALSE, sizeof (gint64));
  element->origins = g_array_new (FALSE, FALSE, sizeof (double));
  element->runs = g_array_new (FALSE, FALSE, sizeof (gint32));

  return element;
}

static void
element_free (gpointer data)
{
  Element *element = data;

  g_array_unref (element->features);
  g_array_unref (element->temperatures);
  g_array_unref (element->atoms);
  g_array_unref (element->origins);
  g_array_unref (element->runs);
  g_free (element);
}

static void
clear_run (gpointer data)
{
  VtModelRun *run = data;

  g_free (run->identity);
}

VtDataset *
vt_dataset_new (const double *lags, guint n_lags, VtNormalization normalization, gboolean affine_mapping)
{
  VtDataset *dataset;

  g_return_val_if_fail (lags != NULL && n_lags > 0, NULL);

  dataset = g_new0 (VtDataset, 1);
  g_atomic_ref_count_init (&dataset->references);
  dataset->n_lags = n_lags;
  dataset->lags = g_memdup2 (lags, n_lags * sizeof (double));
  dataset->normalization = normalization;
  dataset->affine_mapping = affine_mapping;
  dataset->elements = g_ptr_array_new_with_free_func (element_free);
  dataset->runs = g_array_new (FALSE, FALSE, sizeof (VtModelRun));
  g_array_set_clear_func (dataset->runs, clear_run);
  dataset->windows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return dataset;
}

VtDataset *
vt_dataset_ref (VtDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, NULL);

  g_atomic_ref_count_inc (&dataset->references);

  return dataset;
}

void
vt_dataset_unref (VtDataset *dataset)
{
  g_return_if_fail (dataset != NULL);

  if (!g_atomic_ref_count_dec (&dataset->references))
    return;

  g_ptr_array_unref (dataset->elements);
  g_array_unref (dataset->runs);
  g_hash_table_unref (dataset->windows);
  g_free (dataset->lags);
  g_free (dataset);
}

static Element *
obtain_element (VtDataset *dataset, const char *symbol, double mass)
{
  Element *element;
  guint place;

  for (place = 0; place < dataset->elements->len; place++)
    {
      int order;

      element = g_ptr_array_index (dataset->elements, place);
      order = strcmp (symbol, element->symbol);
      if (order == 0)
        return element;
      if (order < 0)
        break;
    }

  element = element_new (symbol, mass);
  g_ptr_array_insert (dataset->elements, (int) place, element);

  return element;
}

static int
find_run (const VtDataset *dataset, const char *identity)
{
  for (guint r = 0; r < dataset->runs->len; r++)
    if (g_str_equal (g_array_index (dataset->runs, VtModelRun, r).identity, identity))
      return (int) r;

  return -1;
}

static int
obtain_run (VtDataset *dataset, const char *identity, double temperature)
{
  int found = find_run (dataset, identity);
  VtModelRun run = { NULL, temperature };

  if (found >= 0)
    return found;

  run.identity = g_strdup (identity);
  g_array_append_val (dataset->runs, run);

  return (int) dataset->runs->len - 1;
}

static char *
name_window (const char *identity, double origin)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf ("%s %s", identity, g_ascii_dtostr (text, sizeof text, origin));
}

static gboolean
check_run (VtDataset *dataset, const char *identity, double temperature, double origin, GError **error)
{
  g_autofree char *window = name_window (identity, origin);
  int known = find_run (dataset, identity);

  if (!isfinite (temperature) || temperature <= 0 || !isfinite (origin))
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("a training run needs a positive temperature and a finite time"));
      return FALSE;
    }
  if (known >= 0 && g_array_index (dataset->runs, VtModelRun, known).temperature != temperature)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("one trajectory is given as %g K and as %g K"),
                       g_array_index (dataset->runs, VtModelRun, known).temperature, temperature);
      return FALSE;
    }
  if (g_hash_table_contains (dataset->windows, window))
    {
      vt_set_error_at (error, VT_ERROR_INPUT, NULL,
                       _("the same trajectory is given twice for training, at %g K from %g ps"), temperature, origin);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_atoms (const VtDataset *dataset, const VtAtomTable *atoms, const double *features, GError **error)
{
  gsize n = vt_atom_table_get_n (atoms);
  const gint64 *ids = vt_atom_table_get_ids (atoms);

  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    {
      const char *name = vt_atom_table_get_species_name (atoms, s);

      if (vt_atom_table_count_species (atoms, s) > 0 && (strlen (name) > 3 || !g_ascii_isalpha (name[0])))
        {
          vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("species “%s” is no element: say which one it is"), name);
          return FALSE;
        }
    }

  for (guint lag = 0; lag < dataset->n_lags; lag++)
    for (gsize i = 0; i < n; i++)
      if (!isfinite ((float) features[lag * n + i]))
        {
          vt_set_error_at (error, VT_ERROR_INPUT, NULL,
                           _("atom %" PRId64
                             " has no finite feature at the lag of %g ps: it cannot be trained on"),
                           ids[i], dataset->lags[lag]);
          return FALSE;
        }

  return TRUE;
}

static void
append_instance (Element     *element,
                 const float *features,
                 double       temperature,
                 gint64       atom,
                 double       origin,
                 gint32       run,
                 guint        n_lags)
{
  g_array_append_vals (element->features, features, n_lags);
  g_array_append_val (element->temperatures, temperature);
  g_array_append_val (element->atoms, atom);
  g_array_append_val (element->origins, origin);
  g_array_append_val (element->runs, run);
}

gboolean
vt_dataset_add_run (VtDataset         *dataset,
                    const char        *identity,
                    double             temperature,
                    const VtAtomTable *atoms,
                    double             origin,
                    const double      *features,
                    GError           **error)
{
  g_autofree float *row = NULL;
  Element *elements[256] = { NULL };
  gsize n;
  int run;

  g_return_val_if_fail (dataset != NULL && identity != NULL && atoms != NULL && features != NULL, FALSE);

  if (!check_run (dataset, identity, temperature, origin, error) || !check_atoms (dataset, atoms, features, error))
    return FALSE;

  n = vt_atom_table_get_n (atoms);
  run = obtain_run (dataset, identity, temperature);
  g_hash_table_add (dataset->windows, name_window (identity, origin));
  for (guint s = 0; s < MIN (vt_atom_table_get_n_species (atoms), 256); s++)
    if (vt_atom_table_count_species (atoms, s) > 0)
      elements[s] = obtain_element (dataset, vt_atom_table_get_species_name (atoms, s),
                                    vt_atom_table_get_mass (atoms, s));

  row = g_new (float, dataset->n_lags);
  for (gsize i = 0; i < n; i++)
    {
      for (guint lag = 0; lag < dataset->n_lags; lag++)
        row[lag] = (float) features[lag * n + i];
      append_instance (elements[vt_atom_table_get_species (atoms)[i]], row, temperature,
                       vt_atom_table_get_ids (atoms)[i], origin, run, dataset->n_lags);
    }

  return TRUE;
}

static gboolean
is_among (double value, const double *values, guint n)
{
  for (guint i = 0; i < n; i++)
    if (values[i] == value)
      return TRUE;

  return FALSE;
}

/* As @dataset, without its instances. */
static VtDataset *
new_like (const VtDataset *dataset, const double *lags, guint n_lags)
{
  VtDataset *like = vt_dataset_new (lags, n_lags, dataset->normalization, dataset->affine_mapping);
  GHashTableIter iter;
  gpointer window;

  for (guint r = 0; r < dataset->runs->len; r++)
    obtain_run (like, vt_dataset_get_run (dataset, r)->identity, vt_dataset_get_run (dataset, r)->temperature);
  g_hash_table_iter_init (&iter, dataset->windows);
  while (g_hash_table_iter_next (&iter, &window, NULL))
    g_hash_table_add (like->windows, g_strdup (window));

  return like;
}

/* Appends the instances of @element that are at @temperatures (any, where NULL), of each the features at @columns. */
static gboolean
append_selected (VtDataset              *to,
                 const VtDatasetElement *element,
                 guint                   stride,
                 const double           *temperatures,
                 guint                   n_temperatures,
                 const guint            *columns,
                 GCancellable           *cancellable,
                 GError                **error)
{
  g_autofree float *row = g_new (float, to->n_lags);
  Element *into = NULL;

  for (gsize i = 0; i < element->n; i++)
    {
      /* Once in a few milliseconds. */
      if (i % 8192 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (temperatures != NULL && !is_among (element->temperatures[i], temperatures, n_temperatures))
        continue;
      if (into == NULL)
        into = obtain_element (to, element->symbol, element->mass);
      for (guint j = 0; j < to->n_lags; j++)
        row[j] = element->features[i * stride + columns[j]];
      append_instance (into, row, element->temperatures[i], element->atoms[i], element->origins[i], element->runs[i],
                       to->n_lags);
    }

  return TRUE;
}

VtDataset *
vt_dataset_select (const VtDataset *dataset,
                   const double    *temperatures,
                   guint            n_temperatures,
                   GCancellable    *cancellable,
                   GError         **error)
{
  g_autofree guint *columns = NULL;
  g_autoptr (VtDataset) selected = NULL;

  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (temperatures != NULL || n_temperatures == 0, NULL);

  columns = g_new (guint, dataset->n_lags);
  for (guint j = 0; j < dataset->n_lags; j++)
    columns[j] = j;
  selected = new_like (dataset, dataset->lags, dataset->n_lags);
  for (guint e = 0; n_temperatures > 0 && e < dataset->elements->len; e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (dataset, e, &element);
      if (!append_selected (selected, &element, dataset->n_lags, temperatures, n_temperatures, columns, cancellable,
                            error))
        return NULL;
    }

  return g_steal_pointer (&selected);
}

static gboolean
find_lag (const VtDataset *dataset, double lag, guint *column, GError **error)
{
  for (guint j = 0; j < dataset->n_lags; j++)
    if (dataset->lags[j] == lag)
      {
        *column = j;
        return TRUE;
      }

  vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("the training set has no feature at the lag of %g ps"), lag);
  return FALSE;
}

VtDataset *
vt_dataset_select_lags (const VtDataset *dataset,
                        const double    *lags,
                        guint            n_lags,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_autofree guint *columns = NULL;
  g_autoptr (VtDataset) selected = NULL;

  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (lags != NULL && n_lags > 0, NULL);

  columns = g_new (guint, n_lags);
  for (guint j = 0; j < n_lags; j++)
    if (!find_lag (dataset, lags[j], &columns[j], error))
      return NULL;

  selected = new_like (dataset, lags, n_lags);
  for (guint e = 0; e < dataset->elements->len; e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (dataset, e, &element);
      if (!append_selected (selected, &element, dataset->n_lags, NULL, 0, columns, cancellable, error))
        return NULL;
    }

  return g_steal_pointer (&selected);
}

const double *
vt_dataset_get_lags (const VtDataset *dataset, guint *n_lags)
{
  g_return_val_if_fail (dataset != NULL, NULL);

  if (n_lags != NULL)
    *n_lags = dataset->n_lags;

  return dataset->lags;
}

VtNormalization
vt_dataset_get_normalization (const VtDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, VT_NORMALIZATION_NONE);

  return dataset->normalization;
}

gboolean
vt_dataset_get_affine_mapping (const VtDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, FALSE);

  return dataset->affine_mapping;
}

gsize
vt_dataset_get_n (const VtDataset *dataset)
{
  gsize n = 0;

  g_return_val_if_fail (dataset != NULL, 0);

  for (guint e = 0; e < dataset->elements->len; e++)
    n += ((const Element *) g_ptr_array_index (dataset->elements, e))->atoms->len;

  return n;
}

guint
vt_dataset_get_n_elements (const VtDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, 0);

  return dataset->elements->len;
}

void
vt_dataset_get_element (const VtDataset *dataset, guint index, VtDatasetElement *element)
{
  const Element *from;

  g_return_if_fail (dataset != NULL && element != NULL);
  g_return_if_fail (index < dataset->elements->len);

  from = g_ptr_array_index (dataset->elements, index);
  element->symbol = from->symbol;
  element->mass = from->mass;
  element->n = from->atoms->len;
  element->features = (const float *) (gconstpointer) from->features->data;
  element->temperatures = (const double *) (gconstpointer) from->temperatures->data;
  element->atoms = (const gint64 *) (gconstpointer) from->atoms->data;
  element->origins = (const double *) (gconstpointer) from->origins->data;
  element->runs = (const gint32 *) (gconstpointer) from->runs->data;
}

guint
vt_dataset_get_n_runs (const VtDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, 0);

  return dataset->runs->len;
}

const VtModelRun *
vt_dataset_get_run (const VtDataset *dataset, guint index)
{
  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (index < dataset->runs->len, NULL);

  return &g_array_index (dataset->runs, VtModelRun, index);
}

gsize
vt_dataset_get_size (const VtDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, 0);

  return vt_dataset_get_n (dataset)
         * (dataset->n_lags * sizeof (float) + 2 * sizeof (double) + sizeof (gint64) + sizeof (gint32));
}

double *
vt_dataset_get_temperatures (const VtDataset *dataset, guint *n)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (double));

  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (n != NULL, NULL);

  for (guint e = 0; e < dataset->elements->len; e++)
    {
      VtDatasetElement element;

      vt_dataset_get_element (dataset, e, &element);
      for (gsize i = 0; i < element.n; i++)
        if (!is_among (element.temperatures[i], (const double *) (gconstpointer) found->data, found->len))
          g_array_append_val (found, element.temperatures[i]);
    }
  if (found->len > 0)
    qsort (found->data, found->len, sizeof (double), vt_compare_doubles);
  *n = found->len;

  return (double *) (gpointer) g_array_free (g_steal_pointer (&found), FALSE);
}

double *
vt_dataset_choose_classes (const VtDataset *dataset, const double *wanted, guint n_wanted, guint *n, GError **error)
{
  g_autofree double *known = NULL;
  g_autofree double *classes = NULL;
  guint n_known;
  guint count = 0;

  g_return_val_if_fail (dataset != NULL && n != NULL, NULL);
  g_return_val_if_fail (wanted != NULL || n_wanted == 0, NULL);

  known = vt_dataset_get_temperatures (dataset, &n_known);
  classes = g_new (double, MAX (n_known, 1));
  for (guint i = 0; i < n_wanted; i++)
    if (!is_among (wanted[i], known, n_known))
      {
        vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("no run is at the class temperature of %g K"), wanted[i]);
        return NULL;
      }
  for (guint i = 0; i < n_known; i++)
    if (wanted == NULL || is_among (known[i], wanted, n_wanted))
      classes[count++] = known[i];
  if (count == 0)
    vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("there is nothing to train on"));
  else if (count > VT_MODEL_MAX_CLASSES)
    vt_set_error_at (error, VT_ERROR_INPUT, NULL, _("%u temperatures are given: a model has at most %d classes"),
                     count, VT_MODEL_MAX_CLASSES);
  *n = count;

  return count > 0 && count <= VT_MODEL_MAX_CLASSES ? g_steal_pointer (&classes) : NULL;
}
