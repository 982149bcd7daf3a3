/* The bytes of a file at any offset, unpacked if it is compressed. Used from one thread at a time. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VtByteSource VtByteSource;

/* A regular local file; what is appended to it later is not seen. VT_ERROR_INPUT tells why it cannot be opened. */
VtByteSource *vt_byte_source_open (GFile *file, GError **error);
void          vt_byte_source_free (VtByteSource *source);

/* The file's name without its folder, for titles and messages. */
const char *vt_byte_source_get_name (const VtByteSource *source);
gboolean    vt_byte_source_is_compressed (const VtByteSource *source);
/* TRUE once the compressed data were found to end too early. */
gboolean    vt_byte_source_is_cut (const VtByteSource *source);
/* Bytes read: fewer than @size at the end alone; -1 on failure. */
gssize      vt_byte_source_read (VtByteSource *source, guint64 offset, void *buffer, gsize size, GError **error);
/* Share of the file that reading up to unpacked @offset has met, 0 … 1. */
double      vt_byte_source_get_fraction (const VtByteSource *source, guint64 offset);
/* SHA-256 over the file's length, its first and last MiB, and @options; hex. (transfer full) (nullable) */
char       *vt_byte_source_digest (VtByteSource *source, const char *options, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtByteSource, vt_byte_source_free)

G_END_DECLS
