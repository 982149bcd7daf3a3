#include "vt-mechanics-private.h"

#include <math.h>
#include <string.h>

#include "vt-i18n.h"

G_DEFINE_BOXED_TYPE (VtMechanics, vt_mechanics, vt_mechanics_ref, vt_mechanics_unref)

static GPtrArray *
new_sentences (void)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (sentences, NULL);
  return sentences;
}

static VtMechanics *
mechanics_new (VtMechanicsPlan *plan)
{
  VtMechanics *mechanics = g_new0 (VtMechanics, 1);

  g_atomic_ref_count_init (&mechanics->references);
  mechanics->plan = vt_mechanics_plan_ref (plan);
  mechanics->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_table_unref);
  mechanics->findings = new_sentences ();
  mechanics->warnings = new_sentences ();
  mechanics->atomic_volume = vt_state_get_real (vt_mechanics_plan_get_state (plan), "mechanics.atomic-volume");
  mechanics->glass_transition = mechanics->glass_sigma = NAN;
  return mechanics;
}

VtMechanics *
vt_mechanics_ref (VtMechanics *mechanics)
{
  g_return_val_if_fail (mechanics != NULL, NULL);
  g_atomic_ref_count_inc (&mechanics->references);
  return mechanics;
}

void
vt_mechanics_unref (VtMechanics *mechanics)
{
  g_return_if_fail (mechanics != NULL);

  if (!g_atomic_ref_count_dec (&mechanics->references))
    return;
  vt_mechanics_plan_unref (mechanics->plan);
  g_ptr_array_unref (mechanics->tables);
  g_ptr_array_unref (mechanics->findings);
  g_ptr_array_unref (mechanics->warnings);
  g_free (mechanics);
}

/* ---- making ---- */

void
vt_mechanics_find (VtMechanics *mechanics, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_insert (mechanics->findings, mechanics->findings->len - 1, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
vt_mechanics_warn (VtMechanics *mechanics, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_insert (mechanics->warnings, mechanics->warnings->len - 1, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
vt_mechanics_take_table (VtMechanics *mechanics, VtTable *table)
{
  g_ptr_array_add (mechanics->tables, table);
}

VtRecord *
vt_mechanics_read (VtMechanics *mechanics, GFile *file, GCancellable *cancellable, GError **error)
{
  const VtState *state = vt_mechanics_plan_get_state (mechanics->plan);
  const VtRecordOptions options
      = { vt_state_get_real (state, "mechanics.timestep"),
          vt_state_is (state, "mechanics.axis", "x") ? 0 : vt_state_is (state, "mechanics.axis", "y") ? 1 : 2 };
  VtRecord *record = vt_record_read (file, &options, NULL, cancellable, error);

  for (guint i = 0; record != NULL && vt_record_get_warnings (record)[i] != NULL; i++)
    vt_mechanics_warn (mechanics, "%s", vt_record_get_warnings (record)[i]);
  return record;
}

VtMechanics *
vt_mechanics_run (VtMechanicsPlan *plan, VtProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtMechanics) mechanics = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  if (!vt_mechanics_plan_check (plan, error))
    return NULL;
  mechanics = mechanics_new (plan);
  vt_progress_begin (progress, _("Reading the quench"), 0, 0.1);
  if (vt_mechanics_plan_get_n_quench (plan) > 0 && !vt_mechanics_add_quench (mechanics, cancellable, error))
    return NULL;
  vt_progress_begin (progress, _("Reading the tensile test"), 0.1, 0.2);
  if (vt_mechanics_plan_get_tensile (plan) != NULL && !vt_mechanics_add_tensile (mechanics, cancellable, error))
    return NULL;
  vt_progress_begin (progress, _("Reading the creep tests"), 0.2, 1);
  if (vt_mechanics_plan_get_n_creep (plan) > 0)
    {
      if (!vt_mechanics_add_creep (mechanics, progress, cancellable, error))
        return NULL;
      vt_mechanics_add_stresses (mechanics);
    }
  return g_steal_pointer (&mechanics);
}

/* ---- asking ---- */

VtMechanicsPlan *
vt_mechanics_get_plan (const VtMechanics *mechanics)
{
  g_return_val_if_fail (mechanics != NULL, NULL);
  return mechanics->plan;
}

VtTable *
vt_mechanics_get_table (const VtMechanics *mechanics, const char *name)
{
  g_return_val_if_fail (mechanics != NULL && name != NULL, NULL);

  for (guint i = 0; i < mechanics->tables->len; i++)
    if (strcmp (vt_table_get_name (mechanics->tables->pdata[i]), name) == 0)
      return mechanics->tables->pdata[i];
  return NULL;
}

guint
vt_mechanics_get_n_tables (const VtMechanics *mechanics)
{
  g_return_val_if_fail (mechanics != NULL, 0);
  return mechanics->tables->len;
}

VtTable *
vt_mechanics_get_nth_table (const VtMechanics *mechanics, guint index)
{
  g_return_val_if_fail (mechanics != NULL && index < mechanics->tables->len, NULL);
  return mechanics->tables->pdata[index];
}

const char *const *
vt_mechanics_get_findings (const VtMechanics *mechanics)
{
  g_return_val_if_fail (mechanics != NULL, NULL);
  return (const char *const *) mechanics->findings->pdata;
}

const char *const *
vt_mechanics_get_warnings (const VtMechanics *mechanics)
{
  g_return_val_if_fail (mechanics != NULL, NULL);
  return (const char *const *) mechanics->warnings->pdata;
}

double
vt_mechanics_get_glass_transition (const VtMechanics *mechanics, double *sigma)
{
  g_return_val_if_fail (mechanics != NULL, NAN);
  if (sigma != NULL)
    *sigma = mechanics->glass_sigma;
  return mechanics->glass_transition;
}
