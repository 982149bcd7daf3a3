/* What LAMMPS wrote down along a run: columns of numbers with names, of a log file or of fix print and fix ave/time. */
#pragma once

#include <gio/gio.h>
#include "vt-progress.h"
#include "vt-units.h"

G_BEGIN_DECLS

typedef struct _VtRecord VtRecord;

/**
 * VtRecordQuantity:
 * @VT_RECORD_TIME: ps; a column of times, or steps times the MD time step
 * @VT_RECORD_STRAIN: a pure number; a column of strains, or the box's length along the axis against its first
 * @VT_RECORD_STRESS: GPa, positive in tension; a column of stresses, or minus the pressure along the axis
 * @VT_RECORD_TEMPERATURE: K
 * @VT_RECORD_VOLUME: Å³, of the box; a column of volumes, or the product of its lengths
 * @VT_RECORD_ENTHALPY: eV, of the box; else its total energy, else its potential energy, as
 *   vt_record_describe_quantity() tells
 */
typedef enum
{
  VT_RECORD_TIME,
  VT_RECORD_STRAIN,
  VT_RECORD_STRESS,
  VT_RECORD_TEMPERATURE,
  VT_RECORD_VOLUME,
  VT_RECORD_ENTHALPY,
  VT_RECORD_N_QUANTITIES
} VtRecordQuantity;

/**
 * VtRecordOptions:
 * @timestep: ps, of files that count steps; NaN: as the log says
 * @axis: 0, 1 or 2: that of the tension, where strain or stress come from the box's
 */
typedef struct
{
  double timestep;
  guint  axis;
} VtRecordOptions;

/**
 * vt_record_read:
 * @options: (nullable): z, and the time step as the file says
 *
 * A log file: every table of thermodynamic output, of one line or several a step or as YAML, whatever stands in
 * between; or a text file of rows of numbers whose "# time_ps strain stress_GPa" names the columns. gzip is unpacked.
 * A row that the next table repeats is kept once. Where the file ends within a row, that row is left out with a
 * warning.
 *
 * VT_ERROR_INPUT where the file cannot be opened, VT_ERROR_FORMAT that names the line where it is damaged, or where it
 * holds no numbers with names.
 *
 * Returns: (transfer full)
 */
VtRecord *vt_record_read (GFile                 *file,
                          const VtRecordOptions *options,
                          VtProgress            *progress,
                          GCancellable          *cancellable,
                          GError               **error);
void      vt_record_free (VtRecord *record);

/* The file's name without its folder. */
const char        *vt_record_get_name (const VtRecord *record);
gsize              vt_record_get_n_rows (const VtRecord *record);
/* Parts in which time goes on; a new one begins where it restarts, as a hold does after the loading. At least one. */
guint              vt_record_get_n_segments (const VtRecord *record);
/* Number of its rows; *@first is where they begin. */
gsize              vt_record_get_segment (const VtRecord *record, guint index, gsize *first);
guint              vt_record_get_n_columns (const VtRecord *record);
const char        *vt_record_get_column_name (const VtRecord *record, guint column);
/* double [rows]; NaN where a row's table has no such column. */
const double      *vt_record_get_column (const VtRecord *record, guint column);
/* "metal", "real", …; "" where the file does not say: then as metal. */
const char        *vt_record_get_units (const VtRecord *record);
/* 0 where the file does not say. */
gint64             vt_record_get_n_atoms (const VtRecord *record);
/* NULL-terminated sentences. */
const char *const *vt_record_get_warnings (const VtRecord *record);

gboolean    vt_record_has_quantity (const VtRecord *record, VtRecordQuantity quantity);
/* double [rows], VT_ERROR_INPUT says which columns would do, and which there are. (transfer full) */
double     *vt_record_get_quantity (const VtRecord *record, VtRecordQuantity quantity, GError **error);
/* Where it comes from: "Step × 0.0025 ps", "−Pzz". (transfer full) (nullable) */
char       *vt_record_describe_quantity (const VtRecord *record, VtRecordQuantity quantity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtRecord, vt_record_free)

G_END_DECLS
