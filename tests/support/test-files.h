/* A folder of a test's own. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): the path of a new, empty one. */
char *test_files_make_folder (void);
/* A new file, for the old one may still be open; and no fsync, of which thousands would take minutes. */
void  test_files_write (const char *path, gconstpointer bytes, gsize length);
/* Removes a file, or a folder with all that is in it. */
void  test_files_remove_tree (const char *path);

G_END_DECLS
