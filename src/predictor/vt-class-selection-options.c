/* How classes are selected: the recipes and their names. */
#include "vt-class-selection.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"

void
vt_class_selection_options_init (VtClassSelectionOptions *options)
{
  g_return_if_fail (options != NULL);

  *options = (VtClassSelectionOptions){
    .linkage = VT_LINKAGE_WARD,
    .scaling = VT_CLASS_SCALING_DEVIATION,
    .cut_kind = VT_CLASS_CUT_SHARE,
    .cut = 0.07,
    .n_instances = 4000,
    .n_subsets = 20,
    .qualified_share = 0.8,
    .minimum_share = 0.02,
    .seed = 1,
  };
}

void
vt_class_selection_options_init_paper (VtClassSelectionOptions *options)
{
  g_return_if_fail (options != NULL);

  vt_class_selection_options_init (options);
  options->linkage = VT_LINKAGE_SINGLE;
  options->scaling = VT_CLASS_SCALING_NONE;
  options->cut_kind = VT_CLASS_CUT_HEIGHT;
  options->cut = 3.6;
}

static const char *const scalings[VT_N_CLASS_SCALINGS] = { "none", "range", "deviation" };
static const char *const cuts[VT_N_CLASS_CUTS] = { "height", "share" };

const char *
vt_class_scaling_to_string (VtClassScaling scaling)
{
  g_return_val_if_fail ((guint) scaling < VT_N_CLASS_SCALINGS, NULL);

  return scalings[scaling];
}

gboolean
vt_class_scaling_from_string (const char *text, VtClassScaling *scaling)
{
  g_return_val_if_fail (text != NULL && scaling != NULL, FALSE);

  for (guint i = 0; i < VT_N_CLASS_SCALINGS; i++)
    if (g_str_equal (scalings[i], text))
      {
        *scaling = (VtClassScaling) i;
        return TRUE;
      }

  return FALSE;
}

const char *
vt_class_cut_to_string (VtClassCut cut)
{
  g_return_val_if_fail ((guint) cut < VT_N_CLASS_CUTS, NULL);

  return cuts[cut];
}

gboolean
vt_class_cut_from_string (const char *text, VtClassCut *cut)
{
  g_return_val_if_fail (text != NULL && cut != NULL, FALSE);

  for (guint i = 0; i < VT_N_CLASS_CUTS; i++)
    if (g_str_equal (cuts[i], text))
      {
        *cut = (VtClassCut) i;
        return TRUE;
      }

  return FALSE;
}

gboolean
vt_class_selection_options_check (const VtClassSelectionOptions *options, GError **error)
{
  const char *wrong = NULL;

  g_return_val_if_fail (options != NULL, FALSE);

  if ((guint) options->linkage >= VT_N_LINKAGES || (guint) options->scaling >= VT_N_CLASS_SCALINGS
      || (guint) options->cut_kind >= VT_N_CLASS_CUTS)
    wrong = _ ("class selection: such a linkage, scaling or cut does not exist");
  else if (!isfinite (options->cut) || options->cut < 0
           || (options->cut_kind == VT_CLASS_CUT_SHARE && options->cut > 1))
    wrong = _ ("class selection: a cut is a height of at least 0, or a share from 0 to 1 of the root's height");
  else if (options->n_instances < 2 || options->n_instances > G_MAXINT32 || options->n_subsets < 1)
    wrong = _ ("class selection needs at least one subset of at least two instances");
  else if (!isfinite (options->qualified_share) || options->qualified_share <= 0)
    wrong = _ ("class selection: the share of instances that qualifies a cluster is above 0");
  else if (!(options->minimum_share >= 0 && options->minimum_share <= 1))
    wrong = _ ("class selection: the least share of clusters that selects a temperature is from 0 to 1");
  if (wrong != NULL)
    vt_set_error_at (error, VT_ERROR_USAGE, NULL, "%s", wrong);

  return wrong == NULL;
}
