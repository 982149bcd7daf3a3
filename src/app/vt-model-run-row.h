/* One run that a model is trained on: its file, its temperature, and what is wrong with it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VT_TYPE_MODEL_RUN_ROW (vt_model_run_row_get_type ())
G_DECLARE_FINAL_TYPE (VtModelRunRow, vt_model_run_row, VT, MODEL_RUN_ROW, AdwActionRow)

/**
 * VtModelRunRow signals:
 * ::temperature-changed (double kelvin): typed by the person; NaN where nothing is left
 * ::removed
 */
GtkWidget *vt_model_run_row_new (void);
/**
 * vt_model_run_row_show:
 * @temperature: K, NaN for none
 * @note: (nullable): what is known of it
 * @warning: (nullable): what is wrong with it, shown instead of @note
 */
void       vt_model_run_row_show (
          VtModelRunRow *row, GFile *file, double temperature, const char *note, const char *warning);
/* (nullable): the warning that is shown */
const char *vt_model_run_row_get_warning (VtModelRunRow *row);
GtkWidget  *vt_model_run_row_get_entry (VtModelRunRow *row);

G_END_DECLS
