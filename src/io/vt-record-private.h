/* A record as it is read: tables of columns, row by row. */
#pragma once

#include "vt-line-scanner.h"
#include "vt-record.h"

G_BEGIN_DECLS

#define VT_RECORD_MAX_COLUMNS 1024

struct _VtRecord
{
  char           *name;
  VtRecordOptions options;
  char           *units;
  gint64          n_atoms;
  GPtrArray      *names;    /* char * */
  GPtrArray      *columns;  /* GArray of double, [rows] each */
  GArray         *clocks;   /* double [rows]: time in ps, else the step; NaN where neither is known */
  GArray         *segments; /* gsize: first row of each */
  GPtrArray      *warnings; /* char *, and a NULL */
  gsize           n_rows;
  double          timestep; /* ps, NaN: not known (yet) */
  gboolean        has_time; /* the clock is a time */
  gsize           table;    /* first row of the table that is being read */
};

/* A column of the table that begins: its number, or -1 for a name that the table has already. */
typedef struct
{
  GArray *columns; /* int */
  int     clock;   /* index into a row's values, -1: none */
  double  scale;   /* of the clock, to ps; 1 for steps */
} VtRecordTable;

VtRecord *vt_record_new (const char *name, const VtRecordOptions *options);
void      vt_record_warn (VtRecord *record, const char *format, ...) G_GNUC_PRINTF (2, 3);
void      vt_record_table_clear (VtRecordTable *table);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VtRecordTable, vt_record_table_clear)

/* Begins a table whose columns are the words of a line. */
gboolean  vt_record_begin_table (VtRecord *record, VtRecordTable *table, const VtTextLine *line, const char *names,
                                 GError **error);
/* The same, name by name, after vt_record_open_table(). */
void      vt_record_open_table (VtRecord *record, VtRecordTable *table);
gboolean  vt_record_add_column (VtRecord *record, VtRecordTable *table, const VtTextLine *line, const char *name,
                                GError **error);
/* @values: one a column of the table. A row that repeats the one before it, as a continued run does, is left out. */
gboolean  vt_record_add_row (VtRecord *record, const VtRecordTable *table, const VtTextLine *line,
                             const double *values, GError **error);
/* Sets what is wrong with a line. */
gboolean  vt_record_fail (const VtRecord *record, const VtTextLine *line, const char *hint, GError **error,
                          const char *format, ...) G_GNUC_PRINTF (5, 6);

/* How many of the words of a line are numbers, up to @room; *@words: of all words. */
guint     vt_record_parse_row (const VtTextLine *line, double *values, guint room, guint *words);

gboolean  vt_record_read_log (VtRecord *record, VtByteSource *source, VtProgress *progress, GCancellable *cancellable,
                              GError **error);
gboolean  vt_record_read_text (VtRecord *record, VtByteSource *source, VtProgress *progress, GCancellable *cancellable,
                               GError **error);

/* Whether the name is of a time or of a count of steps; *@scale: to ps, NaN for steps. */
gboolean  vt_record_is_clock (const VtRecord *record, const char *name, double *scale);

G_END_DECLS
