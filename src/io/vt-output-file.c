#include "vt-output-file.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vt-error.h"
#include "vt-i18n.h"

#define BUFFER (256 * 1024)

struct _VtOutputFile
{
  char    *name; /* for messages */
  char    *path;
  char    *temporary;
  int      fd;
  gboolean committed;
};

static gboolean
fail_errno (const VtOutputFile *output, int code, GError **error)
{
  const VtPlace place = { output->name, -1, 0, NULL };

  vt_set_error_at (error, VT_ERROR_OUTPUT, &place, _("cannot be written: %s"), g_strerror (code));
  return FALSE;
}

gboolean
vt_output_file_fail (const VtOutputFile *output, GError *reason, GError **error)
{
  const VtPlace place = { output->name, -1, 0, NULL };

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  vt_set_error_at (error, VT_ERROR_OUTPUT, &place, _("cannot be written: %s"), reason->message);
  g_error_free (reason);
  return FALSE;
}

/* A device or a pipe must not be replaced by a file, nor a folder. */
static gboolean
check_target (const VtOutputFile *output, GError **error)
{
  const VtPlace place = { output->name, -1, 0, _("Choose the name of a file") };
  struct stat status;

  if (stat (output->path, &status) != 0 || S_ISREG (status.st_mode))
    return TRUE;
  vt_set_error_at (error, VT_ERROR_OUTPUT, &place,
                   S_ISDIR (status.st_mode) ? _("is a folder") : _("is no regular file"));
  return FALSE;
}

VtOutputFile *
vt_output_file_begin (GFile *file, GError **error)
{
  g_autoptr (VtOutputFile) output = NULL;
  g_autofree char *folder = NULL, *base = NULL, *hidden = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  output = g_new0 (VtOutputFile, 1);
  output->fd = -1;
  output->name = g_file_get_parse_name (file);
  output->path = g_file_get_path (file);
  if (output->path == NULL)
    {
      fail_errno (output, ENOTSUP, error);
      return NULL;
    }
  if (!check_target (output, error))
    return NULL;
  folder = g_path_get_dirname (output->path);
  base = g_path_get_basename (output->path);
  hidden = g_strdup_printf (".%s.XXXXXX", base);
  output->temporary = g_build_filename (folder, hidden, NULL);
  /* 0666 and not mkstemp's 0600: the umask decides, as for any file a person saves. */
  output->fd = g_mkstemp_full (output->temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (output->fd < 0)
    {
      fail_errno (output, errno, error);
      g_clear_pointer (&output->temporary, g_free);
      return NULL;
    }
  return g_steal_pointer (&output);
}

void
vt_output_file_free (VtOutputFile *output)
{
  if (output == NULL)
    return;
  if (output->fd >= 0)
    close (output->fd);
  if (!output->committed && output->temporary != NULL)
    g_unlink (output->temporary);
  g_free (output->temporary);
  g_free (output->path);
  g_free (output->name);
  g_free (output);
}

const char *
vt_output_file_get_path (const VtOutputFile *output)
{
  g_return_val_if_fail (output != NULL, NULL);
  return output->temporary;
}

GOutputStream *
vt_output_file_open (VtOutputFile *output, gboolean compress)
{
  g_autoptr (GOutputStream) stream = NULL;

  g_return_val_if_fail (output != NULL, NULL);

  stream = g_unix_output_stream_new (output->fd, FALSE);
  if (compress)
    {
      g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
      GOutputStream *packed = g_converter_output_stream_new (stream, gzip);

      g_object_unref (stream);
      stream = packed;
    }
  return g_buffered_output_stream_new_sized (stream, BUFFER);
}

gboolean
vt_output_file_commit (VtOutputFile *output, GError **error)
{
  g_return_val_if_fail (output != NULL && !output->committed, FALSE);

  /* On the disk before it takes the old one's place, or a power cut could leave an empty file. */
  if (fsync (output->fd) != 0 && errno != EINVAL)
    return fail_errno (output, errno, error);
  if (g_rename (output->temporary, output->path) != 0)
    return fail_errno (output, errno, error);
  output->committed = TRUE;
  return TRUE;
}
