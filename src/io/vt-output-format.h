/* Inside the writers: what a text format has to give, and what they share. */
#pragma once

#include "vt-writer.h"

G_BEGIN_DECLS

/**
 * VtOutputFormat:
 * @header: appends what stands above the atoms
 * @row: appends an atom's line
 */
typedef struct
{
  void (*header) (const VtOutput *output, GString *text);
  void (*row) (const VtOutput *output, gsize atom, GString *text);
} VtOutputFormat;

extern const VtOutputFormat vt_output_format_extxyz;
extern const VtOutputFormat vt_output_format_dump;
extern const VtOutputFormat vt_output_format_csv;

/* @path is replaced. The lock on HDF5 is taken inside. */
gboolean vt_output_write_hdf5 (const VtOutput *output, const char *path, GCancellable *cancellable, GError **error);

void        vt_output_append_number (GString *text, double value);
/* Text of a category; NULL where the value has none. */
const char *vt_output_column_get_text (const VtOutputColumn *column, gsize atom);
/* A name made of letters, digits and the like, so that it is one word in a header. (transfer full) */
char       *vt_output_column_get_word (const VtOutputColumn *column);
gint64      vt_output_get_id (const VtOutput *output, gsize atom);
/* The species' name of an atom. */
const char *vt_output_get_element (const VtOutput *output, gsize atom);

G_END_DECLS
