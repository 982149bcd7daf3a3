#include "vt-report-private.h"

#include <math.h>
#include <string.h>

#include "vt-i18n.h"
#include "vt-report-number.h"

#define DIGEST_LENGTH 12 /* hexadecimal digits that tell one from another */

char *
vt_report_name_run (const VtReportRun *run)
{
  g_autofree char *name = g_markup_escape_text (vt_trajectory_get_name (vt_source_get_trajectory (run->source)), -1);
  g_autofree char *number = vt_report_number (run->item->number);

  /* Translators: a file, and the stress it was held at. */
  return g_strdup_printf (_("%s at %s GPa"), name, number);
}

char *
vt_report_name_frame (const VtReportRun *run)
{
  gint64 frame = vt_state_get_integer (run->state, "window.frame");
  double time = vt_trajectory_get_time (vt_source_get_trajectory (run->source), (guint) frame,
                                        vt_state_get_real (run->state, "trajectory.timestep"));
  g_autofree char *number = vt_report_number (time);

  if (isnan (time))
    return g_strdup_printf (_("frame %d"), (int) frame);
  return g_strdup_printf (_("frame %d (%s ps)"), (int) frame, number);
}

char *
vt_report_describe_sample (const VtReportRun *run)
{
  g_autoptr (VtFrame) frame = vt_trajectory_read_frame (vt_source_get_trajectory (run->source), 0, NULL, NULL);
  VtAtomTable *atoms;
  GString *text;
  gsize n;

  if (frame == NULL)
    return NULL;
  atoms = vt_frame_get_atoms (frame);
  n = vt_atom_table_get_n (atoms);
  text = g_string_new (NULL);
  g_string_append_printf (text, _("%lu atoms:"), (gulong) n);
  for (guint s = 0; s < vt_atom_table_get_n_species (atoms); s++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];
      double share = 100.0 * (double) vt_atom_table_count_species (atoms, s) / (double) n;

      g_string_append_printf (text, "%s %s %% %s", s > 0 ? "," : "",
                              g_ascii_formatd (number, sizeof number, "%.1f", share),
                              vt_atom_table_get_species_name (atoms, s));
    }
  return g_string_free (text, FALSE);
}

char *
vt_report_name_model (VtModel *model)
{
  g_autofree char *name = NULL;

  if (model == NULL)
    return NULL;
  name = g_markup_escape_text (vt_model_get_name (model), -1);
  return g_strdup_printf ("%s (SHA-256 %.*s…)", name, DIGEST_LENGTH, vt_model_get_digest (model));
}

/* ---- settings ---- */

static char *
describe_reals (const VtState *state, const char *key)
{
  gsize n;
  const double *numbers = vt_state_get_reals (state, key, &n);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *number = vt_report_number (numbers[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", number);
    }
  return g_string_free (text, FALSE);
}

/* Without its unit, "" for what is not set. */
static char *
describe_plain (const VtState *state, const VtParameter *parameter)
{
  switch (parameter->type)
    {
    case VT_PARAMETER_BOOLEAN:
      return g_strdup (vt_state_get_boolean (state, parameter->key) ? _("on") : _("off"));
    case VT_PARAMETER_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, vt_state_get_integer (state, parameter->key));
    case VT_PARAMETER_REAL:
      {
        double value = vt_state_get_real (state, parameter->key);

        return isnan (value) ? g_strdup ("") : vt_report_number (value);
      }
    case VT_PARAMETER_REALS:
      return describe_reals (state, parameter->key);
    case VT_PARAMETER_CHOICE:
      for (const VtChoice *choice = parameter->choices; choice->nick != NULL; choice++)
        if (vt_state_is (state, parameter->key, choice->nick))
          return g_markup_escape_text (_ (choice->label), -1);
      return g_strdup ("");
    case VT_PARAMETER_TEXT:
      return g_markup_escape_text (vt_state_get_text (state, parameter->key), -1);
    case VT_PARAMETER_FILE:
    case VT_PARAMETER_IDS:
    case VT_PARAMETER_RUNS:
    default:
      return g_strdup ("");
    }
}

char *
vt_report_describe_value (const VtState *state, const VtParameter *parameter)
{
  g_autoptr (GVariant) value = g_variant_ref (vt_state_get (state, parameter->key));
  const char *preset = vt_parameter_find_preset (parameter, value);
  const char *symbol = vt_unit_symbol (parameter->unit);
  g_autofree char *plain = preset != NULL ? g_strdup (preset) : describe_plain (state, parameter);
  gboolean number = preset == NULL && g_ascii_isdigit (*plain);

  if (*plain == '\0')
    return g_strdup (_("not given"));
  return g_strdup_printf ("%s%s%s", plain, number && *symbol != '\0' ? " " : "", number ? symbol : "");
}

/* Marks the keys that the analysis and all its inputs read. */
static void
mark_parameters (const char *id, gboolean *marked)
{
  const VtAnalysis *analysis = vt_analysis_find (id);

  for (guint i = 0; strcmp (id, VT_REPORT_MECHANICS) == 0 && i < vt_parameter_get_count (); i++)
    marked[i] = marked[i] || vt_parameter_get (i)->scope == VT_PARAMETER_MECHANICS;
  if (analysis == NULL)
    return;
  for (const char *const *key = analysis->parameters; *key != NULL; key++)
    {
      int index = vt_parameter_find (*key);

      if (index >= 0)
        marked[index] = TRUE;
    }
  for (const char *const *input = analysis->inputs; *input != NULL; input++)
    mark_parameters (*input, marked);
}

/* Files and what moves with time are told elsewhere. */
static gboolean
is_worth_telling (const VtParameter *parameter)
{
  return parameter->type != VT_PARAMETER_FILE && parameter->type != VT_PARAMETER_IDS
         && parameter->type != VT_PARAMETER_RUNS && vt_parameter_is_undoable (parameter);
}

gboolean *
vt_report_find_settings (const char *const *const *analyses, guint n)
{
  gboolean *marked = g_new0 (gboolean, vt_parameter_get_count ());

  for (guint i = 0; i < n; i++)
    for (const char *const *id = analyses[i]; id != NULL && *id != NULL; id++)
      mark_parameters (*id, marked);
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    marked[i] = marked[i] && is_worth_telling (vt_parameter_get (i));
  return marked;
}

char *
vt_report_describe_settings (const VtState *state, const char *const *const *analyses, guint n, const char *without)
{
  g_autofree gboolean *marked = vt_report_find_settings (analyses, n);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      g_autofree char *value = NULL, *item = NULL;

      if (!marked[i] || g_strcmp0 (parameter->key, without) == 0)
        continue;
      value = vt_report_describe_value (state, parameter);
      item = g_strdup_printf ("%s %s", _ (parameter->label), value);
      /* Mechanical tests have the same temperature and time step. */
      if (strstr (text->str, item) == NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", item);
    }
  return g_string_free (text, FALSE);
}
