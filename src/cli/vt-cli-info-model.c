#include "vt-cli-info-model.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "vt-i18n.h"
#include "vt-json.h"

gboolean
vt_cli_info_is_hdf5 (GFile *file)
{
  static const char signature[8] = { '\x89', 'H', 'D', 'F', '\r', '\n', '\x1a', '\n' };
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char begin[sizeof signature];
  gsize n = 0;

  return stream != NULL
         && g_input_stream_read_all (G_INPUT_STREAM (stream), begin, sizeof begin, &n, NULL, NULL) && n == sizeof begin
         && memcmp (begin, signature, sizeof begin) == 0;
}

static gsize
count_instances (VtModel *model)
{
  gsize n = 0;

  for (guint e = 0; e < vt_model_get_n_elements (model); e++)
    n += vt_model_get_element (model, e)->n;
  return n;
}

/* ---- JSON ---- */

static void
add_numbers (JsonBuilder *json, const char *name, const double *values, guint n)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < n; i++)
    json_builder_add_double_value (json, values[i]);
  json_builder_end_array (json);
}

static void
add_number (JsonBuilder *json, const char *name, double value)
{
  json_builder_set_member_name (json, name);
  if (isfinite (value))
    json_builder_add_double_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
add_text (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

static void
add_elements (JsonBuilder *json, VtModel *model)
{
  g_autofree double *shares = vt_model_get_composition (model);

  json_builder_set_member_name (json, "elements");
  json_builder_begin_object (json);
  for (guint e = 0; e < vt_model_get_n_elements (model); e++)
    {
      const VtModelElement *element = vt_model_get_element (model, e);

      json_builder_set_member_name (json, element->symbol);
      json_builder_begin_object (json);
      add_number (json, "share", shares[e]);
      add_number (json, "mass_g_per_mol", element->mass);
      json_builder_set_member_name (json, "instances");
      json_builder_add_int_value (json, (gint64) element->n);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

static void
add_runs (JsonBuilder *json, VtModel *model)
{
  json_builder_set_member_name (json, "runs");
  json_builder_begin_array (json);
  for (guint r = 0; r < vt_model_get_n_runs (model); r++)
    {
      json_builder_begin_object (json);
      add_number (json, "temperature_K", vt_model_get_run (model, r)->temperature);
      add_text (json, "identity", vt_model_get_run (model, r)->identity);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_validation (JsonBuilder *json, VtModel *model)
{
  const VtModelValidation *validation = vt_model_get_validation (model);

  json_builder_set_member_name (json, "validation");
  if (validation == NULL)
    {
      json_builder_add_null_value (json);
      return;
    }
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "folds");
  json_builder_add_int_value (json, validation->n_folds);
  add_number (json, "rmse_K", validation->rmse);
  add_number (json, "rmse_classes_K", validation->class_rmse);
  json_builder_set_member_name (json, "calibration");
  json_builder_begin_array (json);
  for (gsize i = 0; i < validation->n; i++)
    {
      json_builder_begin_object (json);
      add_number (json, "temperature_K", validation->temperatures[i]);
      add_number (json, "mean_t_ml_K", validation->mean_t_ml[i]);
      add_number (json, "deviation_K", validation->deviations[i]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
add_provenance (JsonBuilder *json, VtModel *model)
{
  const char *const *line = vt_model_get_provenance (model);

  json_builder_set_member_name (json, "provenance");
  json_builder_begin_object (json);
  for (; line != NULL && *line != NULL; line++)
    {
      const char *equals = strchr (*line, '=');
      g_autofree char *key = g_strndup (*line, equals != NULL ? (gsize) (equals - *line) : strlen (*line));

      add_text (json, key, equals != NULL ? equals + 1 : "");
    }
  json_builder_end_object (json);
}

static void
print_json (VtModel *model)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  guint n_classes, n_lags;
  const double *classes = vt_model_get_class_temperatures (model, &n_classes);
  const double *lags = vt_model_get_lags (model, &n_lags);

  json_builder_begin_object (json);
  add_text (json, "format", "vitrine-model");
  add_text (json, "name", vt_model_get_name (model));
  add_text (json, "units", vt_model_get_units (model));
  add_elements (json, model);
  add_numbers (json, "class_temperatures_K", classes, n_classes);
  add_numbers (json, "lags_ps", lags, n_lags);
  json_builder_set_member_name (json, "k");
  json_builder_add_int_value (json, vt_model_get_k (model));
  add_text (json, "normalization", vt_normalization_to_string (vt_model_get_normalization (model)));
  json_builder_set_member_name (json, "affine_mapping");
  json_builder_add_boolean_value (json, vt_model_get_affine_mapping (model));
  add_runs (json, model);
  add_validation (json, model);
  add_provenance (json, model);
  add_text (json, "sha256", vt_model_get_digest (model));
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = vt_json_to_text (root);
  /* Not g_print(), which would follow the locale: JSON is UTF-8. */
  fputs (text, stdout);
}

/* ---- text ---- */

static char *
join_numbers (const double *values, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%.10g", i > 0 ? ", " : "", values[i]);
  return g_string_free (text, FALSE);
}

static void
print_elements (VtModel *model)
{
  g_autofree double *shares = vt_model_get_composition (model);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint e = 0; e < vt_model_get_n_elements (model); e++)
    g_string_append_printf (text, "%s%s %.3g %%", e > 0 ? "  " : "", vt_model_get_element (model, e)->symbol,
                            100 * shares[e]);
  vt_cli_info_print_row (_("Elements"), "%s", text->str);
  vt_cli_info_print_row (_("Instances"), "%zu", count_instances (model));
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  double x = (*(const VtModelRun *const *) a)->temperature, y = (*(const VtModelRun *const *) b)->temperature;

  return (x > y) - (x < y);
}

/* Coldest first. Identities are digests, of which the first figures tell them apart. */
static void
print_runs (VtModel *model)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();

  for (guint r = 0; r < vt_model_get_n_runs (model); r++)
    g_ptr_array_add (runs, (gpointer) vt_model_get_run (model, r));
  g_ptr_array_sort (runs, compare_runs);
  for (guint r = 0; r < runs->len; r++)
    {
      const VtModelRun *run = runs->pdata[r];

      vt_cli_info_print_row (r == 0 ? _("Runs") : "", "%g K  %.12s", run->temperature, run->identity);
    }
}

static void
print_validation (VtModel *model)
{
  const VtModelValidation *validation = vt_model_get_validation (model);

  if (validation == NULL)
    {
      vt_cli_info_print_row (_("RMSE"), "%s", _("not validated"));
      return;
    }
  if (validation->n_folds > 0)
    vt_cli_info_print_row (_("RMSE"), _("%.1f K over all temperatures, %.1f K over the classes; %u folds, an atom in one"),
                           validation->rmse, validation->class_rmse, validation->n_folds);
  else
    vt_cli_info_print_row (_("RMSE"), _("%.1f K over all temperatures, %.1f K over the classes; on another sample"),
                           validation->rmse, validation->class_rmse);
  for (gsize i = 0; i < validation->n; i++)
    vt_cli_info_print_row (i == 0 ? _("Calibration") : "", _("at %g K it reads %.0f ± %.0f K"),
                           validation->temperatures[i], validation->mean_t_ml[i], validation->deviations[i]);
}

static void
print_text (VtModel *model)
{
  guint n_classes, n_lags;
  const double *classes = vt_model_get_class_temperatures (model, &n_classes);
  const double *lags = vt_model_get_lags (model, &n_lags);
  g_autofree char *temperatures = join_numbers (classes, n_classes), *times = join_numbers (lags, n_lags);
  const char *const *line = vt_model_get_provenance (model);

  vt_cli_info_print_row (_("Model"), "%s", vt_model_get_name (model));
  vt_cli_info_print_row (_("Units"), _("%s (Å, ps, K)"), vt_model_get_units (model));
  print_elements (model);
  vt_cli_info_print_row (_("Classes"), "%s K", temperatures);
  vt_cli_info_print_row (_("Lags"), "%s ps", times);
  vt_cli_info_print_row (_("Feature"), _("lg of |Δr|², normalised by %s"),
                         vt_normalization_to_string (vt_model_get_normalization (model)));
  vt_cli_info_print_row (_("Mapping"), "%s",
                         vt_model_get_affine_mapping (model) ? _("affine mapping on") : _("affine mapping off"));
  vt_cli_info_print_row (_("Neighbours"), "k = %u", vt_model_get_k (model));
  print_runs (model);
  print_validation (model);
  for (gboolean first = TRUE; line != NULL && *line != NULL; line++, first = FALSE)
    vt_cli_info_print_row (first ? _("Provenance") : "", "%s", *line);
  vt_cli_info_print_row (_("SHA-256"), "%s", vt_model_get_digest (model));
}

void
vt_cli_info_print_model (VtModel *model, gboolean json)
{
  g_return_if_fail (model != NULL);

  if (json)
    print_json (model);
  else
    print_text (model);
}
