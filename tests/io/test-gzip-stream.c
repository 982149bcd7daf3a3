#include <fcntl.h>
#include <unistd.h>

#include "files.h"
#include "vt-gzip-stream.h"

/* More than two of the distances between access points. */
#define SIZE (9 * 1024 * 1024)

typedef struct
{
  char   *folder;
  char   *path;
  guint8 *bytes;
  int     fd;
} Fixture;

/* Lines of digits: deflate makes many blocks of them, but does not shrink them to nothing. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  fixture->folder = test_files_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "packed", NULL);
  fixture->bytes = g_malloc (SIZE);
  for (gsize i = 0; i < SIZE; i += 4)
    {
      guint32 word = g_rand_int (random);

      for (guint k = 0; k < 4; k++)
        fixture->bytes[i + k] = (guint8) ('0' + (word >> (8 * k)) % 10);
    }
  fixture->fd = -1;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->fd >= 0)
    close (fixture->fd);
  test_files_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->bytes);
}

static VtGzipStream *
open_packed (Fixture *fixture, const GByteArray *packed)
{
  g_object_unref (files_write (fixture->folder, "packed", packed->data, packed->len));
  if (fixture->fd >= 0)
    close (fixture->fd);
  fixture->fd = open (fixture->path, O_RDONLY);
  return vt_gzip_stream_new (fixture->fd, packed->len, "packed");
}

static void
assert_reads (Fixture *fixture, VtGzipStream *stream, guint64 offset, gsize size)
{
  g_autofree guint8 *buffer = g_malloc (size + 1);
  g_autoptr (GError) error = NULL;
  gssize got = vt_gzip_stream_read (stream, offset, buffer, size, &error);
  gsize expected = offset >= SIZE ? 0 : MIN (size, SIZE - offset);

  g_assert_no_error (error);
  g_assert_cmpint (got, ==, (gssize) expected);
  if (expected > 0)
    g_assert_cmpmem (buffer, expected, fixture->bytes + offset, expected);
}

/* Once to the end, then here and there. */
static void
assert_random_access (Fixture *fixture, VtGzipStream *stream)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);

  for (guint64 offset = 0; offset < SIZE + 1; offset += 1000000)
    assert_reads (fixture, stream, offset, 1000000);
  g_assert_cmpuint (vt_gzip_stream_get_n_points (stream), >=, 2);
  for (guint i = 0; i < (g_test_slow () ? 400 : 10); i++)
    assert_reads (fixture, stream, (guint64) g_rand_int_range (random, 0, SIZE),
                  (gsize) g_rand_int_range (random, 0, 70000));
  assert_reads (fixture, stream, SIZE - 5, 100);
  assert_reads (fixture, stream, SIZE + 5, 100);
  assert_reads (fixture, stream, 0, 100);
  g_assert_false (vt_gzip_stream_is_cut (stream));
}

static void
test_random_access (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) packed = files_gzip (fixture->bytes, SIZE);
  g_autoptr (VtGzipStream) stream = open_packed (fixture, packed);

  assert_random_access (fixture, stream);
}

static void
test_members (Fixture *fixture, gconstpointer data)
{
  static const guint8 zeros[100] = { 0 };
  gsize first = 5 * 1024 * 1024 + 17;
  g_autoptr (GByteArray) packed = files_gzip (fixture->bytes, first);
  g_autoptr (GByteArray) rest = files_gzip (fixture->bytes + first, SIZE - first);
  g_autoptr (VtGzipStream) stream = NULL;

  g_byte_array_append (packed, rest->data, rest->len);
  g_byte_array_append (packed, zeros, sizeof zeros);
  stream = open_packed (fixture, packed);
  assert_random_access (fixture, stream);
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) packed = files_gzip (fixture->bytes, SIZE);
  g_autofree guint8 *buffer = g_malloc (SIZE);
  g_autoptr (VtGzipStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  gssize got;

  g_byte_array_set_size (packed, packed->len / 2);
  stream = open_packed (fixture, packed);
  got = vt_gzip_stream_read (stream, 0, buffer, SIZE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (got, >, SIZE / 3);
  g_assert_cmpint (got, <, SIZE);
  g_assert_cmpmem (buffer, got, fixture->bytes, got);
  g_assert_true (vt_gzip_stream_is_cut (stream));
  /* The same again from a point. */
  g_assert_cmpint (vt_gzip_stream_read (stream, (guint64) got - 10, buffer, 100, &error), ==, 10);
}

static void
test_corrupt (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) packed = files_gzip (fixture->bytes, 100000);
  /* Room for whatever the damage may blow the data up to: only at their end does the sum tell. */
  g_autofree guint8 *buffer = g_malloc (SIZE);
  gsize places[] = { 4000, packed->len - 7 };

  /* Within the data, and the check sum behind them. */
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (VtGzipStream) stream = NULL;
      g_autoptr (GError) error = NULL;

      packed->data[places[i]] ^= 0x55;
      stream = open_packed (fixture, packed);
      g_assert_cmpint (vt_gzip_stream_read (stream, 0, buffer, SIZE, &error), ==, -1);
      g_assert_error (error, VT_ERROR, VT_ERROR_FORMAT);
      files_assert_contains (error->message, "packed");
      packed->data[places[i]] ^= 0x55;
    }
}

static void
test_garbage_behind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) packed = files_gzip (fixture->bytes, 1000);
  g_autoptr (VtGzipStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  guint8 buffer[2000];

  g_byte_array_append (packed, (const guint8 *) "garbage", 7);
  stream = open_packed (fixture, packed);
  g_assert_cmpint (vt_gzip_stream_read (stream, 0, buffer, sizeof buffer, &error), ==, -1);
  g_assert_error (error, VT_ERROR, VT_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/io/gzip-stream/random-access", Fixture, NULL, set_up, test_random_access, tear_down);
  g_test_add ("/io/gzip-stream/members", Fixture, NULL, set_up, test_members, tear_down);
  g_test_add ("/io/gzip-stream/cut", Fixture, NULL, set_up, test_cut, tear_down);
  g_test_add ("/io/gzip-stream/corrupt", Fixture, NULL, set_up, test_corrupt, tear_down);
  g_test_add ("/io/gzip-stream/garbage-behind", Fixture, NULL, set_up, test_garbage_behind, tear_down);
  return g_test_run ();
}
