#include "vt-cli-train-report.h"

#include <math.h>
#include <string.h>

#include "vt-cli-output.h"
#include "vt-i18n.h"

static void
print_heading (const char *heading)
{
  g_print ("\n%s\n\n", heading);
}

/* "Classes    100 800 2000 K" */
static void
print_numbers (const char *label, const double *numbers, guint n, const char *unit)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_print ("%s ", label);
  for (guint i = 0; i < n; i++)
    g_print (" %s", g_ascii_formatd (text, sizeof text, "%.9g", numbers[i]));
  g_print (" %s\n", unit);
}

static void
print_choices (const VtTrainingReport *report)
{
  guint n;
  const double *numbers = vt_training_report_get_classes (report, &n);

  print_numbers (vt_training_report_get_class_selection (report) != NULL ? _ ("classes, selected") : _ ("classes"),
                 numbers, n, "K");
  numbers = vt_training_report_get_lags (report, &n);
  print_numbers (vt_training_report_get_table (report, "relieff") != NULL ? _ ("lags, selected") : _ ("lags"), numbers,
                 n, "ps");
}

/* The rows of all elements together: temperature, whether it is a class, n, mean, deviation, RMSE. */
static VtTable *
choose_overall (const VtTable *validation)
{
  VtTable *overall = vt_table_new ("overall");
  guint n_columns = vt_table_get_n_columns (validation);

  for (guint c = 1; c < n_columns; c++)
    vt_table_add_numbers (overall, vt_table_get_column_name (validation, c), vt_table_get_column_unit (validation, c));
  for (guint row = 0; row < vt_table_get_n_rows (validation); row++)
    if (strcmp (vt_table_get_text (validation, row, 0), "all") == 0)
      {
        guint added = vt_table_add_row (overall);

        for (guint c = 1; c < n_columns; c++)
          vt_table_set_number (overall, added, c - 1, vt_table_get_number (validation, row, c));
      }
  return overall;
}

static void
print_overall (const VtTable *validation)
{
  g_autoptr (VtTable) overall = choose_overall (validation);

  vt_cli_print_table (overall, 1);
}

static void
print_validation (const VtTrainingReport *report)
{
  g_autofree char *heading = NULL;
  guint n_classes, n_temperatures;

  vt_training_report_get_classes (report, &n_classes);
  vt_training_report_get_temperatures (report, &n_temperatures);
  heading = n_classes < n_temperatures
                ? g_strdup_printf (_ ("Cross-validation, %u folds by atom: RMSE %.1f K; at the classes %.1f K"),
                                   vt_validation_get_n_folds (vt_training_report_get_validation (report)),
                                   vt_training_report_get_rmse (report), vt_training_report_get_class_rmse (report))
                : g_strdup_printf (_ ("Cross-validation, %u folds by atom: RMSE %.1f K"),
                                   vt_validation_get_n_folds (vt_training_report_get_validation (report)),
                                   vt_training_report_get_rmse (report));
  print_heading (heading);
  print_overall (vt_training_report_get_table (report, "validation"));
}

static void
print_test (const VtTrainingReport *report)
{
  g_autofree char *heading = g_strdup_printf (_ ("Test runs: RMSE %.1f K"), vt_training_report_get_test_rmse (report));

  print_heading (heading);
  print_overall (vt_training_report_get_table (report, "test"));
}

void
vt_cli_train_report_print (const VtTrainingReport *report)
{
  VtModel *model = vt_training_report_get_model (report);
  guint n_lags, n_classes;

  g_return_if_fail (model != NULL);

  vt_model_get_lags (model, &n_lags);
  vt_model_get_class_temperatures (model, &n_classes);
  g_print (_ ("%zu instances, %u elements, %u lags, %u classes, k = %u\nSHA-256 %s\n"),
           vt_training_report_get_n_instances (report), vt_model_get_n_elements (model), n_lags, n_classes,
           vt_model_get_k (model), vt_model_get_digest (model));
  print_choices (report);
  if (vt_training_report_get_class_selection (report) != NULL)
    {
      print_heading (_ ("Class selection"));
      vt_cli_print_table (vt_training_report_get_table (report, "classes"), 1);
    }
  if (vt_training_report_get_table (report, "relieff") != NULL)
    {
      print_heading (_ ("ReliefF"));
      vt_cli_print_table (vt_training_report_get_table (report, "relieff"), 4);
    }
  if (vt_training_report_get_validation (report) != NULL)
    print_validation (report);
  if (vt_training_report_get_table (report, "test") != NULL)
    print_test (report);
}
