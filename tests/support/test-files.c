#include "test-files.h"

#include <glib/gstdio.h>
#include <stdio.h>

char *
test_files_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("vitrine-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
test_files_write (const char *path, gconstpointer bytes, gsize length)
{
  FILE *file;

  g_remove (path);
  file = g_fopen (path, "wb");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

void
test_files_remove_tree (const char *path)
{
  gboolean link = g_file_test (path, G_FILE_TEST_IS_SYMLINK);
  g_autoptr (GDir) folder = link ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      test_files_remove_tree (child);
    }
  g_remove (path);
}
