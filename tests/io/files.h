/* What the tests of io share: files in a folder of their own, gzip, and a glance at errors. */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "test-files.h"
#include "vt-error.h"
#include "vt-trajectory.h"

/* What most tests of a file start from: a folder of their own, removed with whatever is in it. */
typedef struct
{
  char *folder;
} FilesFixture;

static inline void
files_set_up (FilesFixture *fixture, gconstpointer data)
{
  fixture->folder = test_files_make_folder ();
}

static inline void
files_tear_down (FilesFixture *fixture, gconstpointer data)
{
  test_files_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static inline GFile *
files_write (const char *folder, const char *name, const void *bytes, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  test_files_write (path, bytes, length);
  return g_file_new_for_path (path);
}

/* One gzip member, packed in a hurry: what reads it does not care. */
static inline GByteArray *
files_gzip (const void *bytes, gsize length)
{
  GByteArray *packed = g_byte_array_new ();
  z_stream z = { 0 };

  g_assert_cmpint (deflateInit2 (&z, 1, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
  g_byte_array_set_size (packed, (guint) deflateBound (&z, length) + 64);
  z.next_in = (Bytef *) bytes;
  z.avail_in = (uInt) length;
  z.next_out = packed->data;
  z.avail_out = packed->len;
  g_assert_cmpint (deflate (&z, Z_FINISH), ==, Z_STREAM_END);
  g_byte_array_set_size (packed, (guint) z.total_out);
  deflateEnd (&z);
  return packed;
}

static inline VtTrajectory *
files_open (GFile *file, const char *elements, GError **error)
{
  const VtTrajectoryOptions options = { elements };

  return vt_trajectory_open (file, &options, NULL, NULL, error);
}

/* Writes text and opens it, which must succeed. */
static inline VtTrajectory *
files_open_text (const char *folder, const char *text, const char *elements)
{
  g_autoptr (GFile) file = files_write (folder, "text", text, strlen (text));
  g_autoptr (GError) error = NULL;
  VtTrajectory *trajectory = files_open (file, elements, &error);

  g_assert_no_error (error);
  g_assert_nonnull (trajectory);
  return trajectory;
}

static inline VtFrame *
files_read (VtTrajectory *trajectory, guint index)
{
  g_autoptr (GError) error = NULL;
  VtFrame *frame = vt_trajectory_read_frame (trajectory, index, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (frame);
  return frame;
}

/* Opening, or reading one of the frames, must fail; the message is given back. */
static inline char *
files_fail (const char *folder, const char *text, const char *elements, int code)
{
  g_autoptr (GFile) file = files_write (folder, "text", text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (VtTrajectory) trajectory = files_open (file, elements, &error);

  for (guint i = 0; trajectory != NULL && error == NULL && i < vt_trajectory_get_n_frames (trajectory); i++)
    {
      g_autoptr (VtFrame) frame = vt_trajectory_read_frame (trajectory, i, NULL, &error);

      g_assert_true ((frame == NULL) == (error != NULL));
    }
  g_assert_error (error, VT_ERROR, code);
  return g_strdup (error->message);
}

static inline void
files_assert_contains (const char *message, const char *part)
{
  if (strstr (message, part) == NULL)
    g_error ("“%s” does not say “%s”", message, part);
}

static inline void
files_assert_position (VtFrame *frame, gsize atom, double x, double y, double z, double tolerance)
{
  double r[3];

  vt_frame_get_position (frame, atom, r);
  if (!(fabs (r[0] - x) <= tolerance && fabs (r[1] - y) <= tolerance && fabs (r[2] - z) <= tolerance))
    g_error ("atom %" G_GSIZE_FORMAT " is at (%.9g %.9g %.9g), not (%.9g %.9g %.9g)", atom, r[0], r[1], r[2], x, y, z);
}
