/* Random access into a gzip file: access points every few MiB, each with the 32 KiB that deflate looks back on. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VtGzipStream VtGzipStream;

/**
 * vt_gzip_stream_new:
 * @fd: open file, read by pread() only; stays the caller's
 * @length: bytes of it that count
 * @name: for messages
 */
VtGzipStream *vt_gzip_stream_new (int fd, guint64 length, const char *name);
void          vt_gzip_stream_free (VtGzipStream *stream);

/**
 * vt_gzip_stream_read:
 * @offset: counted in the unpacked bytes
 *
 * Reading on is a plain unpacking and leaves access points behind; going back begins at the nearest one before.
 *
 * Returns: bytes read, fewer than @size at the end alone; -1 where the data are corrupt (VT_ERROR_FORMAT)
 */
gssize   vt_gzip_stream_read (VtGzipStream *stream, guint64 offset, void *buffer, gsize size, GError **error);
/* TRUE once the end was met in the middle of the packed data. */
gboolean vt_gzip_stream_is_cut (const VtGzipStream *stream);
/* Bytes of the file consumed so far, for progress. */
guint64  vt_gzip_stream_get_consumed (const VtGzipStream *stream);
guint    vt_gzip_stream_get_n_points (const VtGzipStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtGzipStream, vt_gzip_stream_free)

G_END_DECLS
