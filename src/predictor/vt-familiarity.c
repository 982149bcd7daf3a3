#include "vt-familiarity.h"

#include <math.h>

#include "vt-model-private.h"

/* ---- composition ---- */

double *
vt_familiarity_compose_runs (VtModel *model)
{
  double *shares;

  g_return_val_if_fail (model != NULL, NULL);

  shares = g_new0 (double, MAX (1, (gsize) model->n_runs * model->n_elements));
  for (guint e = 0; e < model->n_elements; e++)
    for (gsize i = 0; i < model->elements[e].n; i++)
      shares[(gsize) model->elements[e].runs[i] * model->n_elements + e]++;

  for (guint r = 0; r < model->n_runs; r++)
    {
      double *of_run = shares + (gsize) r * model->n_elements;
      double n = 0;

      for (guint e = 0; e < model->n_elements; e++)
        n += of_run[e];
      for (guint e = 0; e < model->n_elements && n > 0; e++)
        of_run[e] /= n;
    }
  return shares;
}

/* Shares of the model's elements among the atoms, and, returned, the largest share of an element that it lacks. */
static double
compose_atoms (const VtModel *model, const VtAtomTable *atoms, double *shares)
{
  double n = vt_atom_table_get_n (atoms);
  double strange = 0;

  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    {
      const VtModelElement *element
          = vt_model_find_element ((VtModel *) model, vt_atom_table_get_species_name (atoms, s));
      double share = vt_atom_table_count_species (atoms, s) / n;

      if (element != NULL)
        shares[element - model->elements] += share;
      else
        strange = MAX (strange, share);
    }
  return strange;
}

double
vt_familiarity_compare_composition (VtModel *model, const VtAtomTable *atoms, guint *run)
{
  g_autofree double *of_runs = NULL;
  g_autofree double *here = NULL;
  double strange, least = NAN;

  g_return_val_if_fail (model != NULL && atoms != NULL, NAN);

  if (vt_atom_table_get_n (atoms) == 0)
    return NAN;

  of_runs = vt_familiarity_compose_runs (model);
  here = g_new0 (double, model->n_elements);
  strange = compose_atoms (model, atoms, here);
  for (guint r = 0; r < model->n_runs; r++)
    {
      double difference = strange;

      for (guint e = 0; e < model->n_elements; e++)
        difference = fmax (difference, fabs (here[e] - of_runs[(gsize) r * model->n_elements + e]));
      if (isnan (least) || difference < least)
        {
          least = difference;
          if (run != NULL)
            *run = r;
        }
    }
  return least;
}

/* ---- motion ---- */

/* Adds @weight × the mean of the shortest lag's feature among the element's instances of each class; NaN for a class
 * that has none. */
static void
add_class_means (const VtModel *model, const VtModelElement *element, double weight, double *sums)
{
  g_autofree double *of_class = g_new0 (double, model->n_classes);
  g_autofree gsize *n = g_new0 (gsize, model->n_classes);
  double range = model->maximum[0] - model->minimum[0];

  for (gsize i = 0; i < element->n; i++)
    {
      of_class[element->labels[i]] += element->features[i * model->n_lags];
      n[element->labels[i]]++;
    }
  for (guint c = 0; c < model->n_classes; c++)
    sums[c] += n[c] > 0 ? weight * (model->minimum[0] + range * of_class[c] / n[c]) : NAN;
}

double
vt_familiarity_compare_motion (VtModel *model, const VtAtomTable *atoms, const double *features)
{
  g_autofree double *classes = NULL;
  const guint8 *species;
  gsize count[G_MAXUINT8 + 1] = { 0 };
  double here = 0, n = 0, lowest = NAN, highest = NAN;

  g_return_val_if_fail (model != NULL && atoms != NULL && features != NULL, NAN);

  species = vt_atom_table_get_species (atoms);
  for (gsize i = 0; i < vt_atom_table_get_n (atoms); i++)
    if (isfinite (features[i]))
      {
        here += features[i];
        count[species[i]]++;
        n++;
      }

  classes = g_new0 (double, model->n_classes);
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    {
      const VtModelElement *element = vt_model_find_element (model, vt_atom_table_get_species_name (atoms, s));

      g_return_val_if_fail (element != NULL || count[s] == 0, NAN);
      if (count[s] > 0)
        add_class_means (model, element, count[s] / n, classes);
    }
  /* fmin and fmax pass over NaN: classes that lack one of the elements. */
  for (guint c = 0; c < model->n_classes; c++)
    {
      lowest = fmin (lowest, classes[c]);
      highest = fmax (highest, classes[c]);
    }
  if (n == 0 || isnan (lowest))
    return NAN;
  here /= n;
  return here > highest ? here - highest : here < lowest ? here - lowest : 0;
}
