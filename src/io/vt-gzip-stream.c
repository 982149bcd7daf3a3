/* Random access into gzip after M. Adler's zran.c (zlib/examples): deflate can be entered at the border of two blocks
 * if the 32 KiB before it are known. Points stand at least 4 MiB apart; where more than 1024 gather, every second one
 * goes and the distance doubles, so that the index keeps within 32 MiB. A jump costs half that distance on average.
 * Concatenated members are one stream, as gzip(1) has it. */
#include "vt-gzip-stream.h"

#include <inttypes.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "vt-error.h"
#include "vt-i18n.h"

#define WINDOW 32768
#define INPUT 65536
#define FIRST_SPACING (4 * 1024 * 1024)
#define MAX_POINTS 1024
#define WHOLE_GZIP 31 /* window bits that make zlib read header and trailer, and check the sum */
#define RAW_DEFLATE (-15)

typedef struct
{
  guint64 out;         /* unpacked offset */
  guint64 in;          /* offset of the first whole byte in the file */
  guint8  bits;        /* bits of the byte before that belong to it */
  guint   window_size;
  guint8 *window;
} AccessPoint;

struct _VtGzipStream
{
  int       fd;
  guint64   length;
  char     *name;
  z_stream  z;
  gboolean  raw;       /* entered at a point: zlib will not eat the trailer */
  guint64   in_next;   /* where the next input is loaded from */
  guint64   position;  /* unpacked offset of what comes out next */
  gboolean  at_end;
  gboolean  cut;
  guint64   spacing;
  GArray   *points;
  guint8    input[INPUT];
};

static void
access_point_clear (gpointer data)
{
  g_free (((AccessPoint *) data)->window);
}

VtGzipStream *
vt_gzip_stream_new (int fd, guint64 length, const char *name)
{
  VtGzipStream *stream;

  g_return_val_if_fail (fd >= 0 && name != NULL, NULL);

  stream = g_new0 (VtGzipStream, 1);
  stream->fd = fd;
  stream->length = length;
  stream->name = g_strdup (name);
  stream->spacing = FIRST_SPACING;
  stream->points = g_array_new (FALSE, FALSE, sizeof (AccessPoint));
  g_array_set_clear_func (stream->points, access_point_clear);
  if (inflateInit2 (&stream->z, WHOLE_GZIP) != Z_OK)
    g_error ("zlib has no memory");
  return stream;
}

void
vt_gzip_stream_free (VtGzipStream *stream)
{
  if (stream == NULL)
    return;
  inflateEnd (&stream->z);
  g_array_unref (stream->points);
  g_free (stream->name);
  g_free (stream);
}

static gboolean
fail_corrupt (VtGzipStream *stream, guint64 offset, GError **error)
{
  const VtPlace place = { stream->name, -1, 0, _("Copy the file again; gzip -t tests it") };

  vt_set_error_at (error, VT_ERROR_FORMAT, &place, _("the compressed data are corrupt near byte %" PRIu64),
                   offset);
  return FALSE;
}

/* Loads input; sets @n to 0 at the file's end. */
static gboolean
refill (VtGzipStream *stream, gsize *n, GError **error)
{
  gsize wanted = (gsize) MIN (stream->length - stream->in_next, INPUT);
  gssize got;

  do
    got = wanted > 0 ? pread (stream->fd, stream->input, wanted, (off_t) stream->in_next) : 0;
  while (got < 0 && errno == EINTR);
  if (got < 0)
    {
      const VtPlace place = { stream->name, -1, 0, NULL };

      vt_set_error_at (error, VT_ERROR_INPUT, &place, _("cannot be read: %s"), g_strerror (errno));
      return FALSE;
    }
  stream->in_next += (guint64) got;
  stream->z.next_in = stream->input;
  stream->z.avail_in = (uInt) got;
  *n = (gsize) got;
  return TRUE;
}

static guint64
input_position (const VtGzipStream *stream)
{
  return stream->in_next - stream->z.avail_in;
}

static void
seek_input (VtGzipStream *stream, guint64 offset)
{
  stream->in_next = MIN (offset, stream->length);
  stream->z.avail_in = 0;
}

static void
thin_points (VtGzipStream *stream)
{
  for (guint i = stream->points->len; i-- > 0;)
    if (i % 2 == 1)
      g_array_remove_index (stream->points, i);
  stream->spacing *= 2;
}

static void
maybe_add_point (VtGzipStream *stream)
{
  guint n = stream->points->len;
  guint64 last = n > 0 ? g_array_index (stream->points, AccessPoint, n - 1).out : 0;
  AccessPoint point = { 0 };
  gboolean at_border = (stream->z.data_type & 128) != 0 && (stream->z.data_type & 64) == 0;

  if (!at_border || stream->position < last + stream->spacing)
    return;
  if (n >= MAX_POINTS)
    thin_points (stream);
  point.out = stream->position;
  point.in = input_position (stream);
  point.bits = stream->z.data_type & 7;
  point.window = g_malloc (WINDOW);
  inflateGetDictionary (&stream->z, point.window, &point.window_size);
  g_array_append_val (stream->points, point);
}

/* Behind a member: another one, the end, or zeros that a tape or a block device left. */
static gboolean
next_member (VtGzipStream *stream, GError **error)
{
  guint64 offset;
  gsize n;

  if (stream->raw)
    seek_input (stream, input_position (stream) + 8);
  offset = input_position (stream);
  seek_input (stream, offset);
  if (!refill (stream, &n, error))
    return FALSE;
  if (n == 0 || stream->input[0] == 0)
    {
      stream->at_end = TRUE;
      return TRUE;
    }
  if (stream->input[0] != 0x1f || (n > 1 && stream->input[1] != 0x8b))
    return fail_corrupt (stream, offset, error);
  inflateReset2 (&stream->z, WHOLE_GZIP);
  stream->raw = FALSE;
  return TRUE;
}

/* One call of inflate() and what follows from it. */
static gboolean
step (VtGzipStream *stream, guint8 *out, gsize size, gsize *produced, GError **error)
{
  gsize n = 0;
  int status;

  *produced = 0;
  if (stream->z.avail_in == 0)
    {
      if (!refill (stream, &n, error))
        return FALSE;
      if (n == 0)
        {
          stream->cut = TRUE;
          stream->at_end = TRUE;
          return TRUE;
        }
    }
  stream->z.next_out = out;
  stream->z.avail_out = (uInt) MIN (size, 1 << 30);
  status = inflate (&stream->z, Z_BLOCK);
  *produced = (gsize) (stream->z.next_out - out);
  stream->position += *produced;
  if (status == Z_STREAM_END)
    return next_member (stream, error);
  if (status != Z_OK && status != Z_BUF_ERROR)
    return fail_corrupt (stream, input_position (stream), error);
  maybe_add_point (stream);
  return TRUE;
}

/* To the last point at or before @offset, unless reading on is as near. */
static gboolean
seek_point (VtGzipStream *stream, guint64 offset, GError **error)
{
  const AccessPoint *best = NULL;

  for (guint i = 0; i < stream->points->len && g_array_index (stream->points, AccessPoint, i).out <= offset; i++)
    best = &g_array_index (stream->points, AccessPoint, i);
  if (offset >= stream->position && (best == NULL || best->out <= stream->position))
    return TRUE;
  stream->at_end = FALSE;
  stream->position = best != NULL ? best->out : 0;
  stream->raw = best != NULL;
  inflateReset2 (&stream->z, best != NULL ? RAW_DEFLATE : WHOLE_GZIP);
  seek_input (stream, best != NULL ? best->in - (best->bits > 0 ? 1 : 0) : 0);
  if (best == NULL)
    return TRUE;
  if (best->bits > 0)
    {
      gsize n;

      if (!refill (stream, &n, error))
        return FALSE;
      if (n == 0)
        return fail_corrupt (stream, best->in, error);
      inflatePrime (&stream->z, best->bits, stream->input[0] >> (8 - best->bits));
      stream->z.next_in++;
      stream->z.avail_in--;
    }
  inflateSetDictionary (&stream->z, best->window, best->window_size);
  return TRUE;
}

gssize
vt_gzip_stream_read (VtGzipStream *stream, guint64 offset, void *buffer, gsize size, GError **error)
{
  guint8 scratch[WINDOW];
  gsize done = 0, produced;

  g_return_val_if_fail (stream != NULL, -1);
  g_return_val_if_fail (size <= G_MAXSSIZE, -1);

  if (!seek_point (stream, offset, error))
    return -1;
  while (stream->position < offset && !stream->at_end)
    if (!step (stream, scratch, MIN (WINDOW, offset - stream->position), &produced, error))
      return -1;
  while (done < size && !stream->at_end)
    {
      if (!step (stream, (guint8 *) buffer + done, size - done, &produced, error))
        return -1;
      done += produced;
    }
  return (gssize) done;
}

gboolean
vt_gzip_stream_is_cut (const VtGzipStream *stream)
{
  g_return_val_if_fail (stream != NULL, FALSE);
  return stream->cut;
}

guint64
vt_gzip_stream_get_consumed (const VtGzipStream *stream)
{
  g_return_val_if_fail (stream != NULL, 0);
  return input_position (stream);
}

guint
vt_gzip_stream_get_n_points (const VtGzipStream *stream)
{
  g_return_val_if_fail (stream != NULL, 0);
  return stream->points->len;
}
