/* A file that appears complete or not at all: written under another name beside it, then renamed. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VtOutputFile VtOutputFile;

/* VT_ERROR_OUTPUT where nothing can be written there, or where there is something that is no regular file. */
VtOutputFile *vt_output_file_begin (GFile *file, GError **error);
/* Throws away what was not committed. */
void          vt_output_file_free (VtOutputFile *output);

/* The temporary file's path, for libraries that open files themselves. */
const char *vt_output_file_get_path (const VtOutputFile *output);

/**
 * vt_output_file_open:
 *
 * A buffered stream into it. (transfer full)
 */
GOutputStream *vt_output_file_open (VtOutputFile *output, gboolean compress);
gboolean       vt_output_file_commit (VtOutputFile *output, GError **error);
/* Tells @reason (consumed) as VT_ERROR_OUTPUT of this file; cancelling stays what it is. Returns FALSE. */
gboolean       vt_output_file_fail (const VtOutputFile *output, GError *reason, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtOutputFile, vt_output_file_free)

G_END_DECLS
