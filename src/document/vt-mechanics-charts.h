/* The figures of mechanical tests. Window and command line draw them alike. */
#pragma once

#include "vt-chart.h"
#include "vt-export.h"
#include "vt-mechanics.h"

G_BEGIN_DECLS

/* All (transfer full), from the tables of vt_mechanics_get_table(). */

/* Strain against time for each run, with the line of each fitted interval: whole where its rate is used. */
VtChart *vt_mechanics_charts_new_creep (const VtTable *curves, const VtTable *creep);
/* The steady rate against stress, on a logarithmic axis, with the line whose slope is the activation volume; open and
 * pale where a rate is nothing by its error. @volume: (nullable) */
VtChart *vt_mechanics_charts_new_rates (const VtTable *stresses, const VtTable *volume);
/* Stress against strain as measured and smoothed, the modulus' line and the strain of the greatest stress. */
VtChart *vt_mechanics_charts_new_stress_strain (const VtTable *curve, const VtTable *tensile);
/* Volume or enthalpy against temperature, the two lines and T_g. */
VtChart *vt_mechanics_charts_new_glass_transition (const VtTable *quench, const VtTable *transition);

/* NULL-terminated: "creep-curves", "creep-rates", "stress-strain", "glass-transition". */
const char *const *vt_mechanics_figures_get_names (void);
/* What a figure shows, translated, static. */
const char        *vt_mechanics_figures_get_label (const char *name);
/* (transfer full) (nullable): NULL where there was no such test. */
VtChart           *vt_mechanics_figure_new (const VtMechanics *mechanics, const char *name);
/**
 * vt_mechanics_figures_write:
 *
 * All figures that there are as DIRECTORY/NAME.EXTENSION, 85 mm wide, PNG at 300 dpi, with the files, settings and version
 * in them. The directory is made where there is none. Takes time: call it from a worker.
 */
gboolean vt_mechanics_figures_write (const VtMechanics *mechanics,
                                     GFile             *directory,
                                     VtExportFormat     format,
                                     GCancellable      *cancellable,
                                     GError           **error);
/* A single one into @file, by its extension. */
gboolean vt_mechanics_figure_write (const VtMechanics *mechanics,
                                    const char        *name,
                                    GFile             *file,
                                    GCancellable      *cancellable,
                                    GError           **error);

G_END_DECLS
