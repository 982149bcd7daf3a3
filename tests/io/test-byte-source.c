#include "files.h"
#include "vt-byte-source.h"

static void
test_plain_and_packed (FilesFixture *fixture, gconstpointer data)
{
  const char *text = "one two three";
  g_autoptr (GByteArray) packed = files_gzip (text, strlen (text));
  g_autoptr (GFile) plain_file = files_write (fixture->folder, "plain", text, strlen (text));
  g_autoptr (GFile) packed_file = files_write (fixture->folder, "packed", packed->data, packed->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtByteSource) plain = vt_byte_source_open (plain_file, &error);
  g_autoptr (VtByteSource) unpacked = vt_byte_source_open (packed_file, &error);
  VtByteSource *sources[] = { plain, unpacked };
  char buffer[32];

  g_assert_no_error (error);
  g_assert_false (vt_byte_source_is_compressed (plain));
  g_assert_true (vt_byte_source_is_compressed (unpacked));
  g_assert_cmpstr (vt_byte_source_get_name (plain), ==, "plain");
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (vt_byte_source_read (sources[i], 4, buffer, 3, &error), ==, 3);
      g_assert_cmpmem (buffer, 3, "two", 3);
      g_assert_cmpint (vt_byte_source_read (sources[i], 8, buffer, sizeof buffer, &error), ==, 5);
      g_assert_cmpint (vt_byte_source_read (sources[i], 100, buffer, sizeof buffer, &error), ==, 0);
      g_assert_no_error (error);
    }
}

static char *
digest (FilesFixture *fixture, const GByteArray *bytes, const char *options)
{
  g_autoptr (GFile) file = files_write (fixture->folder, "bytes", bytes->data, bytes->len);
  g_autoptr (VtByteSource) source = vt_byte_source_open (file, NULL);

  return vt_byte_source_digest (source, options, NULL);
}

static void
test_digest (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *first = NULL, *again = NULL, *other = NULL, *middle = NULL, *end = NULL, *longer = NULL;

  g_byte_array_set_size (bytes, 3 * 1024 * 1024);
  memset (bytes->data, 'a', bytes->len);
  first = digest (fixture, bytes, NULL);
  again = digest (fixture, bytes, "");
  other = digest (fixture, bytes, "1=Cu");
  bytes->data[bytes->len / 2] = 'b';
  middle = digest (fixture, bytes, NULL);
  bytes->data[bytes->len - 1] = 'b';
  end = digest (fixture, bytes, NULL);
  bytes->data[bytes->len - 1] = 'a';
  g_byte_array_append (bytes, (const guint8 *) "a", 1);
  longer = digest (fixture, bytes, NULL);
  g_assert_cmpuint (strlen (first), ==, 64);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
  g_assert_cmpstr (first, ==, middle);
  g_assert_cmpstr (first, !=, end);
  g_assert_cmpstr (first, !=, longer);
}

static void
assert_refused (GFile *file, int code, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vt_byte_source_open (file, &error));
  g_assert_error (error, VT_ERROR, code);
  files_assert_contains (error->message, part);
}

static void
test_refused (FilesFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GFile) missing = g_file_get_child (folder, "missing");
  g_autoptr (GFile) remote = g_file_new_for_uri ("nowhere://host/file");
  g_autoptr (GFile) zstd = files_write (fixture->folder, "packed.zst", "\x28\xb5\x2f\xfd...", 7);

  assert_refused (missing, VT_ERROR_INPUT, "missing");
  assert_refused (folder, VT_ERROR_INPUT, "no regular file");
  assert_refused (remote, VT_ERROR_INPUT, "file");
  assert_refused (zstd, VT_ERROR_FORMAT, "packed.zst");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/io/byte-source/plain-and-packed", FilesFixture, NULL, files_set_up, test_plain_and_packed,
              files_tear_down);
  g_test_add ("/io/byte-source/digest", FilesFixture, NULL, files_set_up, test_digest, files_tear_down);
  g_test_add ("/io/byte-source/refused", FilesFixture, NULL, files_set_up, test_refused, files_tear_down);
  return g_test_run ();
}
