/* The figures by name: their chart from an evaluation, and their files. */
#include "vt-mechanics-charts.h"

#include <string.h>

#include "vt-i18n.h"
#include "vt-provenance.h"
#include "vt-results-export.h"

typedef VtChart *(*Make) (const VtTable *one, const VtTable *other);

/* @height: mm */
typedef struct
{
  const char *name;
  const char *label;
  const char *tables[2];
  double height;
  Make make;
} Figure;

static const Figure figures[] = {
  { "creep-curves", N_ ("Strain under a load that is held"), { "creep-curves", "creep" }, 60, vt_mechanics_charts_new_creep },
  { "creep-rates", N_ ("Steady rate of creep against stress"), { "creep-stresses", "activation-volume" }, 60,
    vt_mechanics_charts_new_rates },
  { "stress-strain", N_ ("Stress against strain"), { "stress-strain", "tensile" }, 60,
    vt_mechanics_charts_new_stress_strain },
  { "glass-transition", N_ ("Glass transition of the quench"), { "quench", "glass-transition" }, 60,
    vt_mechanics_charts_new_glass_transition },
};

static const char *const names[G_N_ELEMENTS (figures) + 1]
    = { "creep-curves", "creep-rates", "stress-strain", "glass-transition", NULL };

static const Figure *
find_figure (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (strcmp (figures[i].name, name) == 0)
      return &figures[i];
  return NULL;
}

const char *const *
vt_mechanics_figures_get_names (void)
{
  return names;
}

const char *
vt_mechanics_figures_get_label (const char *name)
{
  const Figure *figure;

  g_return_val_if_fail (name != NULL, NULL);

  figure = find_figure (name);
  g_return_val_if_fail (figure != NULL, NULL);
  return _(figure->label);
}

VtChart *
vt_mechanics_figure_new (const VtMechanics *mechanics, const char *name)
{
  const Figure *figure;
  VtTable *one, *other;

  g_return_val_if_fail (mechanics != NULL && name != NULL, NULL);

  figure = find_figure (name);
  g_return_val_if_fail (figure != NULL, NULL);
  one = vt_mechanics_get_table (mechanics, figure->tables[0]);
  other = vt_mechanics_get_table (mechanics, figure->tables[1]);
  return one != NULL && other != NULL ? figure->make (one, other) : NULL;
}

/* ---- files ---- */

static void
append_name (GString *text, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", base);
}

static char *
describe_files (const VtMechanicsPlan *plan)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < vt_mechanics_plan_get_n_creep (plan); i++)
    append_name (text, vt_mechanics_plan_get_creep (plan, i, NULL));
  if (vt_mechanics_plan_get_tensile (plan) != NULL)
    append_name (text, vt_mechanics_plan_get_tensile (plan));
  for (guint i = 0; i < vt_mechanics_plan_get_n_quench (plan); i++)
    append_name (text, vt_mechanics_plan_get_quench (plan, i));
  return g_string_free (text, FALSE);
}

static gboolean
write_figure (const Figure *figure,
              const VtMechanics *mechanics,
              GFile *file,
              VtExportFormat format,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (VtChart) chart = vt_mechanics_figure_new (mechanics, figure->name);
  VtMechanicsPlan *plan = vt_mechanics_get_plan (mechanics);
  g_autoptr (GArray) fields = NULL;

  if (chart == NULL)
    return TRUE;
  fields = vt_provenance_fields_titled (figure->name);
  vt_provenance_list_add (fields, "Source", describe_files (plan));
  vt_provenance_list_add (
      fields, "Parameters",
      vt_provenance_describe_parameters (vt_mechanics_plan_get_state (plan), VT_PARAMETER_MECHANICS));
  return vt_provenance_write_chart (chart, figure->height, fields, file, format, cancellable, error);
}

gboolean
vt_mechanics_figures_write (
    const VtMechanics *mechanics, GFile *directory, VtExportFormat format, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (mechanics != NULL && G_IS_FILE (directory), FALSE);

  if (!vt_results_make_directory (directory, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *base = g_strconcat (figures[i].name, ".", vt_export_format_get_extension (format), NULL);
      g_autoptr (GFile) file = g_file_get_child (directory, base);

      if (!write_figure (&figures[i], mechanics, file, format, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
vt_mechanics_figure_write (
    const VtMechanics *mechanics, const char *name, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *base = NULL;
  VtExportFormat format;

  g_return_val_if_fail (mechanics != NULL && name != NULL && G_IS_FILE (file), FALSE);
  g_return_val_if_fail (find_figure (name) != NULL, FALSE);

  base = g_file_get_basename (file);
  return vt_export_format_from_name (base, &format, error)
         && write_figure (find_figure (name), mechanics, file, format, cancellable, error);
}
