#include "vt-provenance.h"

#include <math.h>

static void
field_clear (gpointer data)
{
  VtExportField *field = data;

  g_free ((char *) field->key);
  g_free ((char *) field->value);
}

char *
vt_provenance_describe_parameters (const VtState *state)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (state != NULL, NULL);

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      g_autoptr (GVariant) usual = vt_parameter_get_default (parameter);
      GVariant *value = vt_state_get (state, parameter->key);
      g_autofree char *printed = NULL;

      if (parameter->scope == VT_PARAMETER_VIEW || parameter->scope == VT_PARAMETER_TRAINING
          || parameter->scope == VT_PARAMETER_MECHANICS
          || parameter->type == VT_PARAMETER_FILE || g_variant_equal (value, usual))
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
vt_provenance_fields (const VtSource *source, const VtState *state, const char *title)
{
  GArray *fields = vt_provenance_list_new ();
  VtTrajectory *trajectory = vt_source_get_trajectory (source);
  VtModel *model = vt_source_get_model (source);
  guint frame = vt_state_get_integer (state, "window.frame");
  double time = vt_trajectory_get_time (trajectory, frame, vt_state_get_real (state, "trajectory.timestep"));
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  vt_provenance_list_add (fields, "Title", g_strdup (title));
  vt_provenance_list_add (fields, "Software", g_strdup ("Vitrine " VT_VERSION));
  vt_provenance_list_add (fields, "Source", g_strdup (vt_trajectory_get_name (trajectory)));
  vt_provenance_list_add (fields, "Frame",
                          isnan (time) ? g_strdup_printf ("%u", frame)
                                       : g_strdup_printf ("%u (%s ps)", frame,
                                                          g_ascii_formatd (buffer, sizeof buffer, "%g", time)));
  vt_provenance_list_add (fields, "Parameters", vt_provenance_describe_parameters (state));
  if (model != NULL)
    vt_provenance_list_add (fields, "Model",
                            g_strdup_printf ("%s (SHA-256 %s)", vt_model_get_name (model),
                                             vt_model_get_digest (model)));
  return fields;
}
