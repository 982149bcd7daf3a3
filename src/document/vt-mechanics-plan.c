#include "vt-mechanics-plan.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"

typedef struct
{
  GFile *file;
  double stress;
  guint given; /* its place in the order they were given */
} Run;

struct _VtMechanicsPlan
{
  gatomicrefcount references;
  VtState *state;
  GArray *creep; /* Run */
  GArray *quench;
  GFile *tensile;
};

G_DEFINE_BOXED_TYPE (VtMechanicsPlan, vt_mechanics_plan, vt_mechanics_plan_ref, vt_mechanics_plan_unref)

static void
clear_run (gpointer run)
{
  g_clear_object (&((Run *) run)->file);
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const Run *one = a, *other = b;

  if (one->stress != other->stress)
    return one->stress < other->stress ? -1 : 1;
  return (one->given > other->given) - (one->given < other->given);
}

static GArray *
read_runs (GVariant *value)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  GVariantIter iter;
  const char *uri;
  double stress;

  g_array_set_clear_func (runs, clear_run);
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(&sd)", &uri, &stress))
    {
      const Run run = { g_file_new_for_uri (uri), stress, runs->len };
      g_array_append_val (runs, run);
    }
  g_array_sort (runs, compare_runs);
  return runs;
}

VtMechanicsPlan *
vt_mechanics_plan_new (VtState *state)
{
  VtMechanicsPlan *plan;

  g_return_val_if_fail (state != NULL, NULL);

  plan = g_new0 (VtMechanicsPlan, 1);
  g_atomic_ref_count_init (&plan->references);
  plan->state = vt_state_ref (state);
  plan->creep = read_runs (vt_state_get (state, "mechanics.creep"));
  plan->quench = read_runs (vt_state_get (state, "mechanics.quench"));
  if (*vt_state_get_text (state, "mechanics.tensile") != '\0')
    plan->tensile = g_file_new_for_uri (vt_state_get_text (state, "mechanics.tensile"));
  return plan;
}

VtMechanicsPlan *
vt_mechanics_plan_ref (VtMechanicsPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);
  g_atomic_ref_count_inc (&plan->references);
  return plan;
}

void
vt_mechanics_plan_unref (VtMechanicsPlan *plan)
{
  g_return_if_fail (plan != NULL);

  if (!g_atomic_ref_count_dec (&plan->references))
    return;
  vt_state_unref (plan->state);
  g_array_unref (plan->creep);
  g_array_unref (plan->quench);
  g_clear_object (&plan->tensile);
  g_free (plan);
}

VtState *
vt_mechanics_plan_get_state (const VtMechanicsPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);
  return plan->state;
}

guint
vt_mechanics_plan_get_n_creep (const VtMechanicsPlan *plan)
{
  g_return_val_if_fail (plan != NULL, 0);
  return plan->creep->len;
}

GFile *
vt_mechanics_plan_get_creep (const VtMechanicsPlan *plan, guint index, double *stress)
{
  const Run *run;

  g_return_val_if_fail (plan != NULL && index < plan->creep->len, NULL);

  run = &g_array_index (plan->creep, Run, index);
  if (stress != NULL)
    *stress = run->stress;
  return run->file;
}

GFile *
vt_mechanics_plan_get_tensile (const VtMechanicsPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);
  return plan->tensile;
}

guint
vt_mechanics_plan_get_n_quench (const VtMechanicsPlan *plan)
{
  g_return_val_if_fail (plan != NULL, 0);
  return plan->quench->len;
}

GFile *
vt_mechanics_plan_get_quench (const VtMechanicsPlan *plan, guint index)
{
  g_return_val_if_fail (plan != NULL && index < plan->quench->len, NULL);
  return g_array_index (plan->quench, Run, index).file;
}

GVariant *
vt_mechanics_files_to_variant (GFile *const *files, const double *stresses, guint n)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sd)"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);
      g_variant_builder_add (&builder, "(sd)", uri, stresses != NULL ? stresses[i] : 0.0);
    }
  return g_variant_builder_end (&builder);
}

double
vt_mechanics_guess_stress (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  const char *unit = strstr (name, "GPa"), *begin = unit;
  char *end;
  double stress;

  if (unit == NULL)
    return NAN;
  while (begin > name && (g_ascii_isdigit (begin[-1]) || begin[-1] == '.'))
    begin--;
  stress = g_ascii_strtod (begin, &end);
  return end == unit && end > begin ? stress : NAN;
}

/* ---- what cannot be ---- */

static gboolean
check_twice (const GArray *runs, GError **error)
{
  for (guint i = 0; i < runs->len; i++)
    for (guint j = 0; j < i; j++)
      if (g_file_equal (g_array_index (runs, Run, i).file, g_array_index (runs, Run, j).file))
        {
          g_autofree char *name = g_file_get_parse_name (g_array_index (runs, Run, i).file);

          vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("%s is given twice"), name);
          return FALSE;
        }
  return TRUE;
}

gboolean
vt_mechanics_plan_check (const VtMechanicsPlan *plan, GError **error)
{
  g_return_val_if_fail (plan != NULL, FALSE);

  if (plan->creep->len == 0 && plan->quench->len == 0 && plan->tensile == NULL)
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL,
                       _("there is nothing to evaluate: a creep test, a tensile test or the log of a quench is needed"));
      return FALSE;
    }
  if (plan->creep->len > 0 && isnan (vt_state_get_real (plan->state, "mechanics.temperature")))
    {
      vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("the temperature of the creep tests is missing"));
      return FALSE;
    }
  return check_twice (plan->creep, error) && check_twice (plan->quench, error);
}
