#include "vt-run-comparison.h"

#include <string.h>

/* Between labels: no file manager lets a person type it into a name. */
#define SEPARATOR "\n"

void
vt_compared_run_free (VtComparedRun *run)
{
  g_return_if_fail (run != NULL);

  g_clear_object (&run->file);
  g_free (run->label);
  g_free (run);
}

/* "creep-1.5GPa" of creep-1.5GPa.lammpstrj.gz. */
static char *
name_run (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  for (char *dot = strchr (base, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    if (!g_ascii_isdigit (dot[1]) && dot > base)
      {
        *dot = '\0';
        break;
      }
  return g_steal_pointer (&base);
}

static VtComparedRun *
run_new (GFile *file, const char *label, double temperature)
{
  VtComparedRun *run = g_new0 (VtComparedRun, 1);

  run->file = g_object_ref (file);
  run->label = label != NULL && *label != '\0' ? g_strdup (label) : name_run (file);
  run->temperature = temperature;
  return run;
}

GPtrArray *
vt_run_comparison_get_runs (const VtState *state)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_compared_run_free);
  g_auto (GStrv) labels = NULL;
  GVariantIter iter;
  const char *uri;
  double temperature;

  g_return_val_if_fail (state != NULL, runs);

  labels = g_strsplit (vt_state_get_text (state, "comparison.labels"), SEPARATOR, -1);
  g_variant_iter_init (&iter, vt_state_get (state, "comparison.runs"));
  while (g_variant_iter_next (&iter, "(&sd)", &uri, &temperature))
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uri);

      g_ptr_array_add (runs, run_new (file, runs->len < g_strv_length (labels) ? labels[runs->len] : NULL, temperature));
    }
  return runs;
}

VtState *
vt_run_comparison_set_runs (const VtState *state, GPtrArray *runs, GError **error)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autoptr (VtState) with_runs = NULL;
  GVariantBuilder list;

  g_return_val_if_fail (state != NULL && runs != NULL, NULL);

  g_variant_builder_init (&list, G_VARIANT_TYPE ("a(sd)"));
  for (guint i = 0; i < runs->len; i++)
    {
      const VtComparedRun *run = runs->pdata[i];
      g_autofree char *uri = g_file_get_uri (run->file);

      g_variant_builder_add (&list, "(sd)", uri, run->temperature);
      g_string_append_printf (labels, "%s%s", i > 0 ? SEPARATOR : "", run->label);
    }
  with_runs = vt_state_with (state, "comparison.runs", g_variant_builder_end (&list), error);
  if (with_runs == NULL)
    return NULL;
  return vt_state_with (with_runs, "comparison.labels", g_variant_new_string (labels->str), error);
}

VtState *
vt_run_comparison_add_run (const VtState *state, GFile *file, const char *label, double temperature, GError **error)
{
  g_autoptr (GPtrArray) runs = NULL;

  g_return_val_if_fail (state != NULL && G_IS_FILE (file), NULL);

  runs = vt_run_comparison_get_runs (state);
  g_ptr_array_add (runs, run_new (file, label, temperature));
  return vt_run_comparison_set_runs (state, runs, error);
}

/* The compared runs of @run, where it is opened instead of the file @own: that one in its place. */
static GVariant *
exchange_runs (const VtState *state, const char *own, const char *uri)
{
  GVariantBuilder list;
  GVariantIter iter;
  const char *other;
  double temperature;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("a(sd)"));
  g_variant_iter_init (&iter, vt_state_get (state, "comparison.runs"));
  while (g_variant_iter_next (&iter, "(&sd)", &other, &temperature))
    {
      gboolean exchanged = *own != '\0' && g_str_equal (other, uri);

      g_variant_builder_add (&list, "(sd)", exchanged ? own : other, exchanged ? 0.0 : temperature);
    }
  return g_variant_builder_end (&list);
}

gboolean
vt_run_comparison_pools_rdf (const VtState *state)
{
  g_return_val_if_fail (state != NULL, FALSE);

  return vt_state_get_boolean (state, "rdf.runs") && g_variant_n_children (vt_state_get (state, "comparison.runs")) > 0;
}

VtState *
vt_run_comparison_get_state (const VtState *state, const VtComparedRun *run, GError **error)
{
  g_autoptr (VtState) opened = NULL, other = NULL;
  g_autofree char *uri = NULL;

  g_return_val_if_fail (state != NULL && run != NULL, NULL);

  uri = g_file_get_uri (run->file);
  opened = vt_state_with (state, "trajectory.file", g_variant_new_string (uri), error);
  if (opened == NULL)
    return NULL;
  other = vt_state_with (opened, "comparison.runs",
                         exchange_runs (state, vt_state_get_text (state, "trajectory.file"), uri), error);
  if (other == NULL || !(run->temperature > 0))
    return g_steal_pointer (&other);
  return vt_state_with (other, "trajectory.temperature", g_variant_new_double (run->temperature), error);
}

char *
vt_run_comparison_name_source (const VtSource *source)
{
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  file = g_file_new_for_path (vt_trajectory_get_name (vt_source_get_trajectory (source)));
  return name_run (file);
}
