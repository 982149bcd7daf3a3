#include "vt-cutoffs.h"

#include <math.h>
#include <string.h>
#include "vt-error.h"
#include "vt-i18n.h"

void
vt_cutoffs_init_uniform (VtCutoffs *cutoffs, guint n_species, double radius)
{
  g_return_if_fail (cutoffs != NULL);

  memset (cutoffs, 0, sizeof *cutoffs);
  /* More species than there is room for are refused where the cutoffs are used, with an error a person can read. */
  cutoffs->n_species = MIN (n_species, VT_MAX_SPECIES);
  for (guint a = 0; a < cutoffs->n_species; a++)
    for (guint b = 0; b < cutoffs->n_species; b++)
      cutoffs->radius[a][b] = radius;
}

double
vt_cutoffs_get_maximum (const VtCutoffs *cutoffs)
{
  double maximum = 0.0;

  g_return_val_if_fail (cutoffs != NULL, 0.0);

  for (guint a = 0; a < cutoffs->n_species; a++)
    for (guint b = 0; b < cutoffs->n_species; b++)
      maximum = fmax (maximum, cutoffs->radius[a][b]);

  return maximum;
}

static gboolean
parse_radius (const char *text, double *radius, GError **error)
{
  VtPlace place = { NULL, -1, 0, _("A cutoff is a length in Å, such as 3.8") };
  g_autofree char *number = g_strstrip (g_strdup (text));
  char *end;

  *radius = g_ascii_strtod (number, &end);
  if (end != number && *end == '\0' && isfinite (*radius) && *radius > 0.0)
    return TRUE;

  vt_set_error_at (error, VT_ERROR_USAGE, &place, _("“%s” is no cutoff"), text);
  return FALSE;
}

static gboolean
parse_species (const VtAtomTable *atoms, const char *text, guint n_species, guint *species, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (text));
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *hint = NULL;
  VtPlace place = { NULL, -1, 0, NULL };
  int found = vt_atom_table_find_species (atoms, name);

  if (found >= 0 && (guint) found < n_species)
    {
      *species = (guint) found;
      return TRUE;
    }

  for (guint i = 0; i < vt_atom_table_get_n_species (atoms); i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", vt_atom_table_get_species_name (atoms, i));
  hint = g_strdup_printf (_("The atoms are %s"), known->str);
  place.hint = hint;
  vt_set_error_at (error, VT_ERROR_USAGE, &place, _("No atoms of species “%s”"), name);

  return FALSE;
}

/* "Cu-Zr=3.9" */
static gboolean
parse_pair (VtCutoffs *cutoffs, const VtAtomTable *atoms, const char *item, GError **error)
{
  VtPlace place = { NULL, -1, 0, _("A pair's cutoff reads Cu-Zr=3.9") };
  const char *equals = strchr (item, '=');
  g_autofree char *names = g_strndup (item, equals - item);
  g_auto (GStrv) pair = g_strsplit (names, "-", -1);
  double radius;
  guint a, b;

  if (g_strv_length (pair) != 2)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, &place, _("“%s” names no pair"), item);
      return FALSE;
    }
  if (!parse_species (atoms, pair[0], cutoffs->n_species, &a, error) ||
      !parse_species (atoms, pair[1], cutoffs->n_species, &b, error) || !parse_radius (equals + 1, &radius, error))
    return FALSE;

  cutoffs->radius[a][b] = cutoffs->radius[b][a] = radius;

  return TRUE;
}

gboolean
vt_cutoffs_parse (VtCutoffs *cutoffs, const VtAtomTable *atoms, const char *text, GError **error)
{
  g_auto (GStrv) items = NULL;
  VtCutoffs parsed;
  double radius;

  g_return_val_if_fail (cutoffs != NULL && atoms != NULL && text != NULL, FALSE);

  parsed = *cutoffs;
  items = g_strsplit (text, ",", -1);
  if (items[0] == NULL)
    return parse_radius (text, &radius, error);
  for (guint i = 0; items[i] != NULL; i++)
    {
      if (strchr (items[i], '=') != NULL)
        {
          if (!parse_pair (&parsed, atoms, items[i], error))
            return FALSE;
        }
      else
        {
          if (!parse_radius (items[i], &radius, error))
            return FALSE;
          vt_cutoffs_init_uniform (&parsed, parsed.n_species, radius);
        }
    }
  *cutoffs = parsed;

  return TRUE;
}
