/* What all summaries are made of: numbers that may be undefined, settings, tables, sentences; and their folder. */
#pragma once

#include <json-glib/json-glib.h>

#include "vt-state.h"
#include "vt-table.h"

G_BEGIN_DECLS

/* null for NaN and infinity, which JSON does not know. */
void        vt_summary_set_number (JsonObject *object, const char *name, double value);
/* A new, empty member. (transfer none) */
JsonObject *vt_summary_add_object (JsonObject *parent, const char *name);
/* "parameters": the settings of that scope by their keys, defaults included; files stand elsewhere. */
void        vt_summary_add_parameters (JsonObject *summary, const VtState *state, VtParameterScope scope);
/* Rows as objects, their members named as the columns of the table's CSV file. */
void        vt_summary_add_table (JsonObject *parent, const char *name, const VtTable *table);
/* The first row alone, as an object. */
void        vt_summary_add_row (JsonObject *parent, const char *name, const VtTable *table);
/* @sentences: NULL-terminated */
void        vt_summary_add_sentences (JsonObject *summary, const char *name, const char *const *sentences);

/* Into a file that is replaced as a whole. */
gboolean vt_summary_write_json (JsonNode *node, GFile *file, GCancellable *cancellable, GError **error);
/* The directory, made where it is missing, with a CSV file for each of @tables (of VtTable) and @summary under @name. */
gboolean vt_summary_write_folder (JsonNode        *summary,
                                  const char      *name,
                                  const GPtrArray *tables,
                                  GFile           *directory,
                                  GCancellable    *cancellable,
                                  GError         **error);

G_END_DECLS
