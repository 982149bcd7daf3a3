#include "vt-still-mark.h"

#include <string.h>

#include "vt-export.h"

/* A PNG has its texts at its beginning. */
#define HEAD_BYTES 65536
#define MARK_START "vitrine-picture-1-"

/* ---- of what ---- */

/* What is not seen in a still, or counts by its content, or stands in the mark by itself. */
static gboolean
counts (const VtParameter *parameter)
{
  static const char *const others[] = { "trajectory.file", "model.file", "view.camera", "view.page", NULL };

  return (vt_parameter_is_undoable (parameter) || g_str_equal (parameter->key, "window.frame"))
         && parameter->scope != VT_PARAMETER_TRAINING && parameter->scope != VT_PARAMETER_MECHANICS
         && !g_str_has_prefix (parameter->key, "compar") && !g_strv_contains (others, parameter->key);
}

static void
append_number (GString *text, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, " %s", g_ascii_dtostr (buffer, sizeof buffer, number));
}

char *
vt_still_mark_new (VtSource             *source,
                   const VtState        *state,
                   const VtStillOptions *options,
                   const VtCamera       *camera,
                   const VtColorScale   *scale)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GString) salt = g_string_new (VT_VERSION);
  double numbers[VT_CAMERA_ARRAY_LENGTH];
  g_autofree char *digest = NULL;
  VtModel *model;

  g_return_val_if_fail (source != NULL && state != NULL && options != NULL, NULL);

  model = vt_source_get_model (source);
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    if (counts (vt_parameter_get (i)))
      g_ptr_array_add (keys, (gpointer) vt_parameter_get (i)->key);
  g_ptr_array_add (keys, NULL);
  g_string_append_printf (salt, " %s %s %dx%d %d %d %d",
                          vt_trajectory_get_identity (vt_source_get_trajectory (source)),
                          model != NULL ? vt_model_get_digest (model) : "-", options->width, options->height,
                          options->background, options->supersample, options->legend);
  if (camera != NULL)
    vt_camera_to_array (camera, numbers);
  for (guint i = 0; camera != NULL && i < VT_CAMERA_ARRAY_LENGTH; i++)
    append_number (salt, numbers[i]);
  g_string_append (salt, scale != NULL ? " shared" : " own");
  if (scale != NULL)
    {
      append_number (salt, scale->minimum);
      append_number (salt, scale->maximum);
    }
  digest = vt_state_digest (state, (const char *const *) keys->pdata, salt->str);
  return g_strconcat (MARK_START, digest, NULL);
}

/* ---- in a file ---- */

/* PDF writes texts that are not ASCII throughout in UTF-16, as hexadecimal digits. */
static char *
make_hexadecimal (const char *mark)
{
  GString *text = g_string_new (NULL);

  for (const char *at = mark; *at != '\0'; at++)
    g_string_append_printf (text, "%04X", (guint) *at);
  return g_string_free (text, FALSE);
}

/* (transfer full) (nullable): as much of the file as may hold it */
static char *
read_start (GFile *file, gboolean all, gsize *length, GCancellable *cancellable)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *bytes = NULL;

  if (all)
    return g_file_load_contents (file, cancellable, &bytes, length, NULL, NULL) ? g_steal_pointer (&bytes) : NULL;
  stream = g_file_read (file, cancellable, NULL);
  bytes = g_malloc (HEAD_BYTES);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, HEAD_BYTES, length, cancellable, NULL))
    return NULL;
  return g_steal_pointer (&bytes);
}

gboolean
vt_still_mark_is_in (const char *mark, GFile *file, GCancellable *cancellable)
{
  g_autofree char *bytes = NULL;
  g_autofree char *name = NULL;
  g_autofree char *hexadecimal = NULL;
  VtExportFormat format;
  gsize length;

  g_return_val_if_fail (mark != NULL && G_IS_FILE (file), FALSE);

  name = g_file_get_basename (file);
  if (!vt_export_format_from_name (name, &format, NULL))
    return FALSE;
  bytes = read_start (file, format != VT_EXPORT_PNG, &length, cancellable);
  if (bytes == NULL)
    return FALSE;
  hexadecimal = make_hexadecimal (mark);
  return memmem (bytes, length, mark, strlen (mark)) != NULL
         || memmem (bytes, length, hexadecimal, strlen (hexadecimal)) != NULL;
}
