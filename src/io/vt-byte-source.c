#include "vt-byte-source.h"

#include <inttypes.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vt-error.h"
#include "vt-gzip-stream.h"
#include "vt-i18n.h"

#define DIGEST_SPAN (1024 * 1024)

struct _VtByteSource
{
  int           fd;
  char         *name;
  guint64       length;
  VtGzipStream *gzip; /* NULL for a plain file */
};

/* pread and not mmap: a file that another program cuts while we read must not kill us with SIGBUS. */
static gssize
read_fully (VtByteSource *source, guint64 offset, void *buffer, gsize size, GError **error)
{
  gsize done = 0;

  if (offset >= source->length)
    return 0;
  size = (gsize) MIN (size, source->length - offset);
  while (done < size)
    {
      gssize got = pread (source->fd, (char *) buffer + done, size - done, (off_t) (offset + done));

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          const VtPlace place = { source->name, -1, 0, NULL };

          vt_set_error_at (error, VT_ERROR_INPUT, &place, _("cannot be read: %s"), g_strerror (errno));
          return -1;
        }
      if (got == 0)
        break;
      done += (gsize) got;
    }
  return (gssize) done;
}

static gboolean
open_file (VtByteSource *source, GFile *file, GError **error)
{
  const char *path = g_file_peek_path (file);
  const VtPlace place = { source->name, -1, 0, NULL };
  struct stat status;

  if (path == NULL)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, &place, _("is no local file; copy it to this computer"));
      return FALSE;
    }
  source->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (source->fd < 0 || fstat (source->fd, &status) != 0)
    {
      vt_set_error_at (error, VT_ERROR_INPUT, &place, _("cannot be opened: %s"), g_strerror (errno));
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      vt_set_error_at (error, VT_ERROR_INPUT, &place, _("is no regular file"));
      return FALSE;
    }
  source->length = (guint64) status.st_size;
  return TRUE;
}

static gboolean
recognise_packing (VtByteSource *source, GError **error)
{
  const VtPlace place = { source->name, -1, 0, _("Unpack it, or pack it with gzip") };
  guint8 magic[6] = { 0 };
  gssize n = read_fully (source, 0, magic, sizeof magic, error);

  if (n < 0)
    return FALSE;
  if (n >= 2 && magic[0] == 0x1f && magic[1] == 0x8b)
    source->gzip = vt_gzip_stream_new (source->fd, source->length, source->name);
  else if (memcmp (magic, "\x28\xb5\x2f\xfd", 4) == 0 || memcmp (magic, "\xfd" "7zXZ", 5) == 0
           || memcmp (magic, "BZh", 3) == 0)
    {
      vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("is compressed in a way that is not read here"));
      return FALSE;
    }
  return TRUE;
}

VtByteSource *
vt_byte_source_open (GFile *file, GError **error)
{
  g_autoptr (VtByteSource) source = NULL;
  g_autofree char *base = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  base = g_file_get_basename (file);
  source = g_new0 (VtByteSource, 1);
  source->fd = -1;
  source->name = g_filename_display_name (base != NULL ? base : "");
  if (!open_file (source, file, error) || !recognise_packing (source, error))
    return NULL;
  return g_steal_pointer (&source);
}

void
vt_byte_source_free (VtByteSource *source)
{
  if (source == NULL)
    return;
  vt_gzip_stream_free (source->gzip);
  if (source->fd >= 0)
    close (source->fd);
  g_free (source->name);
  g_free (source);
}

const char *
vt_byte_source_get_name (const VtByteSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);
  return source->name;
}

gboolean
vt_byte_source_is_compressed (const VtByteSource *source)
{
  g_return_val_if_fail (source != NULL, FALSE);
  return source->gzip != NULL;
}

gboolean
vt_byte_source_is_cut (const VtByteSource *source)
{
  g_return_val_if_fail (source != NULL, FALSE);
  return source->gzip != NULL && vt_gzip_stream_is_cut (source->gzip);
}

gssize
vt_byte_source_read (VtByteSource *source, guint64 offset, void *buffer, gsize size, GError **error)
{
  g_return_val_if_fail (source != NULL, -1);
  g_return_val_if_fail (size <= G_MAXSSIZE, -1);

  if (source->gzip != NULL)
    return vt_gzip_stream_read (source->gzip, offset, buffer, size, error);
  return read_fully (source, offset, buffer, size, error);
}

double
vt_byte_source_get_fraction (const VtByteSource *source, guint64 offset)
{
  guint64 met;

  g_return_val_if_fail (source != NULL, 0.0);

  met = source->gzip != NULL ? vt_gzip_stream_get_consumed (source->gzip) : offset;
  return source->length > 0 ? MIN (1.0, (double) met / (double) source->length) : 1.0;
}

static gboolean
digest_span (VtByteSource *source, GChecksum *checksum, guint64 offset, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (DIGEST_SPAN);
  gssize n = read_fully (source, offset, bytes, DIGEST_SPAN, error);

  if (n > 0)
    g_checksum_update (checksum, bytes, n);
  return n >= 0;
}

char *
vt_byte_source_digest (VtByteSource *source, const char *options, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *header = NULL;
  guint64 last;

  g_return_val_if_fail (source != NULL, NULL);

  header = g_strdup_printf ("%" PRIu64 "\n%s\n", source->length, options != NULL ? options : "");
  last = source->length > DIGEST_SPAN ? source->length - DIGEST_SPAN : 0;
  g_checksum_update (checksum, (const guchar *) header, (gssize) strlen (header));
  if (!digest_span (source, checksum, 0, error) || !digest_span (source, checksum, last, error))
    return NULL;
  return g_strdup (g_checksum_get_string (checksum));
}
