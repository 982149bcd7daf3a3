/* Results of one frame to a file: extended XYZ, LAMMPS dump, CSV, HDF5. */
#pragma once

#include <gio/gio.h>

#include "vt-frame.h"
#include "vt-progress.h"

G_BEGIN_DECLS

/**
 * VtOutputColumn:
 * @column: as many values as the frame has atoms
 * @categories: (nullable) (array zero-terminated=1): the column's values are numbers of these texts
 * @first_category: the value that the first of them stands for: −1 for { "SA", "-", "LA" }
 */
typedef struct
{
  VtColumn          *column;
  const char *const *categories;
  int                first_category;
} VtOutputColumn;

/**
 * VtOutputMatrix:
 * @name: "t_ml_votes"
 * @values: guint16 [n atoms][n]
 * @labels: double [n]: what each of the n counts belongs to: its class's temperature
 * @label_name: "class_temperatures", @label_unit: K
 * @in_text: whether text formats write it, as columns "t_ml_votes_100K" behind all others
 *
 * Several counts an atom. HDF5 keeps them as one dataset [n atoms][n], and the labels as its attribute
 * "class_temperatures_K".
 */
typedef struct
{
  const char    *name;
  const guint16 *values;
  guint          n;
  const double  *labels;
  const char    *label_name;
  VtUnit         label_unit;
  gboolean       in_text;
} VtOutputMatrix;

/**
 * VtOutput:
 * @frame: id, element and position of each atom are the first columns
 * @columns: what follows
 * @metadata: (nullable): keys and values in turn, NULL-terminated; extended XYZ (as vitrine_KEY="value") and HDF5 have
 *   a place for them, dumps and CSV have none
 * @units: (nullable): vt_trajectory_get_units(); all but "lj" are written as "metal", which is what frames are in
 * @matrix: (nullable): counts behind the columns
 *
 * Borrowed from the caller.
 */
typedef struct
{
  VtFrame              *frame;
  const VtOutputColumn *columns;
  guint                 n_columns;
  const char *const    *metadata;
  const char           *units;
  const VtOutputMatrix *matrix;
} VtOutput;

/* "extxyz", "dump", "csv", "h5", NULL-terminated. */
const char *const *vt_writer_get_formats (void);
/* Whether the name (or @format) tells a format, VT_ERROR_USAGE if not: ask it before a long computation. */
gboolean vt_writer_check (GFile *file, const char *format, GError **error);

/**
 * vt_writer_write:
 * @file: replaced as a whole; on failure or cancelling what was there stays
 * @format: (nullable): one of vt_writer_get_formats(), or by the name's ending: .extxyz .xyz .dump .lammpstrj .csv
 *   .h5 .hdf5, all but the last two also with .gz behind, which compresses
 *
 * Positions are the unwrapped ones: `pos`, `xu yu zu`, or `x`, `y`, `z`. Numbers read back to the same doubles. What
 * is undefined is "nan", an empty field in CSV; a category without a text is "-". Failure to write is VT_ERROR_OUTPUT,
 * two columns of one name VT_ERROR_USAGE.
 *
 * HDF5: group `atoms` with one dataset a column (attribute `unit` where there is one) and one for the matrix, group
 * `metadata` with one attribute a key, and at the root the attributes `format` = "vitrine-results", `version`,
 * `time_ps`, `step`, `cell_vectors`, `cell_origin`, `periodic`.
 */
gboolean vt_writer_write (GFile          *file,
                          const char     *format,
                          const VtOutput *output,
                          VtProgress     *progress,
                          GCancellable   *cancellable,
                          GError        **error);

G_END_DECLS
