#include "vt-provenance.h"

#include <math.h>

#include "vt-run-comparison.h"

#define DPI 300.0

static void
field_clear (gpointer data)
{
  VtExportField *field = data;

  g_free ((char *) field->key);
  g_free ((char *) field->value);
}

char *
vt_provenance_describe_parameters (const VtState *state, VtParameterScope scope)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (state != NULL, NULL);

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      g_autoptr (GVariant) usual = vt_parameter_get_default (parameter);
      GVariant *value = vt_state_get (state, parameter->key);
      g_autofree char *printed = NULL;

      if (!vt_parameter_is_setting_of (parameter, scope) || g_variant_equal (value, usual))
        continue;
      printed = g_variant_print (value, FALSE);
      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " " : "", parameter->key, printed);
    }
  return g_string_free (text, FALSE);
}

GArray *
vt_provenance_list_new (void)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (VtExportField));

  g_array_set_clear_func (fields, field_clear);
  return fields;
}

void
vt_provenance_list_add (GArray *fields, const char *key, char *value)
{
  VtExportField field = { g_strdup (key), value };

  g_return_if_fail (fields != NULL && key != NULL && value != NULL);

  g_array_append_val (fields, field);
}

GArray *
vt_provenance_fields_titled (const char *title)
{
  GArray *fields = vt_provenance_list_new ();

  vt_provenance_list_add (fields, "Title", g_strdup (title));
  vt_provenance_list_add (fields, "Software", g_strdup ("Vitrine " VT_VERSION));
  return fields;
}

/* "creep-1.2GPa.lammpstrj.gz …": what the sample is compared with. */
static void
add_compared (GArray *fields, const VtState *state)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GVariantIter iter;
  const char *uri;

  g_variant_iter_init (&iter, vt_state_get (state, "comparison.runs"));
  while (g_variant_iter_next (&iter, "(&sd)", &uri, NULL))
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uri);
      g_autofree char *name = g_file_get_basename (file);

      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);
    }
  if (names->len > 0)
    vt_provenance_list_add (fields, "Compared", g_strdup (names->str));
  if (vt_run_comparison_pools_rdf (state) && vt_state_is (state, "cutoff", "auto"))
    vt_provenance_list_add (fields, "Cutoffs", g_strdup ("from g(r) pooled over the source and the compared runs"));
}

GArray *
vt_provenance_fields (const VtSource *source, const VtState *state, const char *title)
{
  GArray *fields = vt_provenance_fields_titled (title);
  VtTrajectory *trajectory = vt_source_get_trajectory (source);
  VtModel *model = vt_source_get_model (source);
  guint frame = vt_state_get_integer (state, "window.frame");
  double time = vt_trajectory_get_time (trajectory, frame, vt_state_get_real (state, "trajectory.timestep"));
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  vt_provenance_list_add (fields, "Source", g_strdup (vt_trajectory_get_name (trajectory)));
  vt_provenance_list_add (fields, "Frame",
                          isnan (time) ? g_strdup_printf ("%u", frame)
                                       : g_strdup_printf ("%u (%s ps)", frame,
                                                          g_ascii_formatd (buffer, sizeof buffer, "%g", time)));
  vt_provenance_list_add (fields, "Parameters", vt_provenance_describe_parameters (state, VT_PARAMETER_ANALYSIS));
  add_compared (fields, state);
  if (model != NULL)
    vt_provenance_list_add (fields, "Model",
                            g_strdup_printf ("%s (SHA-256 %s)", vt_model_get_name (model),
                                             vt_model_get_digest (model)));
  return fields;
}

gboolean
vt_provenance_write_chart (const VtChart  *chart,
                           double          height,
                           const GArray   *fields,
                           GFile          *file,
                           VtExportFormat  format,
                           GCancellable   *cancellable,
                           GError        **error)
{
  VtExportOptions options = { .format = format, .width = VT_EXPORT_SINGLE_COLUMN, .height = height, .dpi = DPI };

  g_return_val_if_fail (chart != NULL && fields != NULL && G_IS_FILE (file), FALSE);

  options.fields = (const VtExportField *) (gpointer) fields->data;
  options.n_fields = fields->len;
  return vt_export_write (vt_chart_paint_func, (gpointer) chart, &options, file, cancellable, error);
}
