/* The figures by name: their chart from a report, and their files. */
#include "vt-training-charts.h"

#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-provenance.h"
#include "vt-results-export.h"

#define SLOW_MOTION 5.0 /* ps: where the paper parts the lags */

typedef VtChart *(*Make) (const VtTrainingReport *report, VtTable *table);

/* @table: that it needs; NULL for the dendrogram. @height: mm */
typedef struct
{
  const char *name;
  const char *label;
  const char *table;
  double height;
  Make make;
} Figure;

static VtChart *
make_t_ml (const VtTrainingReport *report, VtTable *table)
{
  return vt_training_charts_new_t_ml (table);
}

static VtChart *
make_dendrogram (const VtTrainingReport *report, VtTable *table)
{
  const VtDendrogramLayout *dendrogram = vt_training_report_get_dendrogram (report);

  return dendrogram != NULL ? vt_training_charts_new_dendrogram (dendrogram) : NULL;
}

static VtChart *
make_classes (const VtTrainingReport *report, VtTable *table)
{
  return vt_training_charts_new_classes (table);
}

static VtChart *
make_features (const VtTrainingReport *report, VtTable *table)
{
  return vt_training_charts_new_features (table, SLOW_MOTION);
}

static VtChart *
make_k (const VtTrainingReport *report, VtTable *table)
{
  return vt_training_charts_new_k (table, vt_training_report_get_k (report));
}

static VtChart *
make_confusion (const VtTrainingReport *report, VtTable *table)
{
  return vt_training_charts_new_confusion (table);
}

static VtChart *
make_calibration (const VtTrainingReport *report, VtTable *table)
{
  return vt_training_charts_new_calibration (table);
}

static const Figure figures[] = {
  { "fig1-t-ml", N_("T_ML against T, by cross-validation"), "validation", 72, make_t_ml },
  { "figS1-dendrogram", N_("Dendrogram of instances"), NULL, 68, make_dendrogram },
  { "figS1-classes", N_("Share of each temperature in the qualified clusters"), "classes", 50, make_classes },
  { "figS2-features", N_("ReliefF weights of the lags"), "relieff", 55, make_features },
  { "figS3-k", N_("RMSE against k, by cross-validation"), "k", 55, make_k },
  { "confusion", N_("Confusion of classes, by cross-validation"), "confusion", 75, make_confusion },
  { "calibration", N_("Calibration: what T_ML to expect at a temperature"), "calibration", 60, make_calibration },
  { "test-t-ml", N_("T_ML against T, of runs that are no part of the training"), "test", 72, make_t_ml },
};

static const char *const names[G_N_ELEMENTS (figures) + 1] = { "fig1-t-ml",      "figS1-dendrogram", "figS1-classes",
                                                               "figS2-features", "figS3-k",          "confusion",
                                                               "calibration",    "test-t-ml",        NULL };

static const Figure *
find_figure (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (strcmp (figures[i].name, name) == 0)
      return &figures[i];
  return NULL;
}

const char *const *
vt_training_figures_get_names (void)
{
  return names;
}

const char *
vt_training_figures_get_label (const char *name)
{
  const Figure *figure;

  g_return_val_if_fail (name != NULL, NULL);

  figure = find_figure (name);
  g_return_val_if_fail (figure != NULL, NULL);
  return _(figure->label);
}

static VtChart *
make_chart (const Figure *figure, const VtTrainingReport *report)
{
  VtTable *table = figure->table != NULL ? vt_training_report_get_table (report, figure->table) : NULL;

  if (figure->table != NULL && (table == NULL || vt_table_get_n_rows (table) == 0))
    return NULL;
  return figure->make (report, table);
}

VtChart *
vt_training_figure_new (const VtTrainingReport *report, const char *name)
{
  const Figure *figure;

  g_return_val_if_fail (report != NULL && name != NULL, NULL);

  figure = find_figure (name);
  g_return_val_if_fail (figure != NULL, NULL);
  return make_chart (figure, report);
}

/* ---- files ---- */

/* "relax_100K.lammpstrj.gz=100 relax_200K.lammpstrj.gz=200": the runs trained on, and their temperatures */
static char *
describe_runs (const VtTrainingPlan *plan)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < vt_training_plan_get_n_runs (plan); i++)
    {
      const VtTrainingRun *run = vt_training_plan_get_run (plan, i);
      g_autofree char *base = g_path_get_basename (run->name);
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " " : "", base,
                              g_ascii_formatd (number, sizeof number, "%g", run->temperature));
    }
  return g_string_free (text, FALSE);
}

static GArray *
new_provenance (const VtTrainingReport *report, const char *title)
{
  VtTrainingPlan *plan = vt_training_report_get_plan (report);
  VtModel *model = vt_training_report_get_model (report);
  GArray *fields = vt_provenance_fields_titled (title);

  vt_provenance_list_add (fields, "Source", describe_runs (plan));
  vt_provenance_list_add (
      fields, "Parameters",
      vt_provenance_describe_parameters (vt_training_plan_get_state (plan), VT_PARAMETER_TRAINING));
  if (model != NULL)
    vt_provenance_list_add (fields, "Model", g_strdup_printf ("SHA-256 %s", vt_model_get_digest (model)));
  return fields;
}

static gboolean
write_figure (const Figure *figure,
              const VtTrainingReport *report,
              GFile *directory,
              VtExportFormat format,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (VtChart) chart = make_chart (figure, report);
  g_autofree char *base = g_strconcat (figure->name, ".", vt_export_format_get_extension (format), NULL);
  g_autoptr (GFile) file = g_file_get_child (directory, base);
  g_autoptr (GArray) fields = NULL;

  if (chart == NULL)
    return TRUE;
  fields = new_provenance (report, figure->name);
  return vt_provenance_write_chart (chart, figure->height, fields, file, format, cancellable, error);
}

gboolean
vt_training_figures_write (
    const VtTrainingReport *report, GFile *directory, VtExportFormat format, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (report != NULL && G_IS_FILE (directory), FALSE);

  if (!vt_results_make_directory (directory, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (!write_figure (&figures[i], report, directory, format, cancellable, error))
      return FALSE;
  return TRUE;
}
