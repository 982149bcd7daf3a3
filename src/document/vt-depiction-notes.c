#include "vt-depiction-notes.h"

#include <math.h>

#include "vt-color-range.h"
#include "vt-i18n.h"

/* @note: (transfer full) */
static void
take_note (GPtrArray *notes, char *note)
{
  if (g_ptr_array_find_with_equal_func (notes, note, g_str_equal, NULL))
    g_free (note);
  else
    g_ptr_array_add (notes, note);
}

static const char *
get_name (const VtDepiction *depiction)
{
  const VtProperty *property = depiction->coloring->property;
  const char *name = vt_column_get_name (depiction->values);

  if (property != NULL)
    return _ (property->label);
  return g_str_has_prefix (name, "file:") ? name + 5 : name;
}

/* A low end that was typed has no place on a logarithmic scale. */
static gboolean
has_wrong_end (const VtDepiction *depiction)
{
  return depiction->coloring->scale.scale == VT_SCALE_LOG && vt_state_is (depiction->state, "view.range", "manual")
         && vt_state_get_real (depiction->state, "view.minimum") <= 0;
}

static gboolean
is_beside (const VtColoring *coloring)
{
  double low = fmin (coloring->scale.minimum, coloring->scale.maximum);
  double high = fmax (coloring->scale.minimum, coloring->scale.maximum);

  return coloring->extent.minimum > high || coloring->extent.maximum < low;
}

static void
add_of_range (const VtDepiction *depiction, GPtrArray *notes)
{
  const VtColoring *coloring = depiction->coloring;
  const char *name = get_name (depiction);

  if (isnan (coloring->extent.minimum))
    {
      take_note (notes, g_strdup_printf (_ ("colours: no atom has a finite value of “%s”"), name));
      return;
    }
  if (coloring->scale.scale == VT_SCALE_LOG && isnan (coloring->extent.positive))
    {
      take_note (notes, g_strdup_printf (
                            _ ("colours: no value of “%s” is positive, so none has a place on a logarithmic scale"), name));
      return;
    }
  if (has_wrong_end (depiction))
    take_note (notes, g_strdup_printf (_ ("colours: on a logarithmic scale the low end is positive: %g gives way to the "
                                          "least positive value of “%s”"),
                                       vt_state_get_real (depiction->state, "view.minimum"), name));
  if (is_beside (coloring))
    take_note (notes, g_strdup_printf (_ ("colours: no value of “%s” lies in the range from %g to %g"), name,
                                       coloring->scale.minimum, coloring->scale.maximum));
}

void
vt_depiction_add_notes (const VtDepiction *depiction, VtResult *range, GPtrArray *notes)
{
  g_return_if_fail (depiction != NULL && notes != NULL);

  if (depiction->coloring->n_categories > 0)
    return;
  add_of_range (depiction, notes);
  for (const char *const *warning = range != NULL ? vt_result_get_warnings (range) : NULL;
       warning != NULL && *warning != NULL; warning++)
    take_note (notes, g_strdup (*warning));
}

gboolean
vt_depiction_evaluate_notes (const VtDepiction *depiction,
                             VtEvaluator       *evaluator,
                             VtSource          *source,
                             VtProgress        *progress,
                             GCancellable      *cancellable,
                             GPtrArray         *notes,
                             GError           **error)
{
  const char *property;
  g_autoptr (VtState) state = NULL;
  g_autoptr (VtResult) range = NULL;

  g_return_val_if_fail (depiction != NULL && VT_IS_EVALUATOR (evaluator) && source != NULL && notes != NULL, FALSE);

  property = vt_column_get_name (depiction->values);
  if (vt_color_range_asks_for_all (depiction->state, property))
    {
      state = vt_state_with_text (depiction->state, "view.color-by", property);
      range = vt_evaluator_evaluate (evaluator, source, state, "color-range", progress, cancellable, error);
      if (range == NULL)
        return FALSE;
    }
  vt_depiction_add_notes (depiction, range, notes);
  return TRUE;
}
