#include "vt-fingerprint.h"

#define MIB (1024 * 1024)

void
vt_fingerprint_free (VtFingerprint *fingerprint)
{
  g_return_if_fail (fingerprint != NULL);

  g_free (fingerprint->modified);
  g_free (fingerprint->first);
  g_free (fingerprint->last);
  g_free (fingerprint);
}

/* SHA-256 of up to a MiB from @offset on; (transfer full). */
static char *
digest_from (GFileInputStream *stream, goffset offset, GCancellable *cancellable, GError **error)
{
  g_autofree guchar *buffer = g_malloc (MIB);
  gsize n;

  if (!g_seekable_seek (G_SEEKABLE (stream), offset, G_SEEK_SET, cancellable, error)
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, MIB, &n, cancellable, error))
    return NULL;
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, buffer, n);
}

static char *
modification_time (GFileInfo *info)
{
  g_autoptr (GDateTime) time = g_file_info_get_modification_date_time (info);
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_to_utc (time) : NULL;

  return utc != NULL ? g_date_time_format_iso8601 (utc) : g_strdup ("");
}

VtFingerprint *
vt_fingerprint_take (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtFingerprint) fingerprint = g_new0 (VtFingerprint, 1);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (stream == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                         cancellable, error);
  if (info == NULL)
    return NULL;

  fingerprint->length = g_file_info_get_size (info);
  fingerprint->modified = modification_time (info);
  fingerprint->first = digest_from (stream, 0, cancellable, error);
  if (fingerprint->first != NULL)
    fingerprint->last = digest_from (stream, MAX (0, fingerprint->length - MIB), cancellable, error);
  return fingerprint->last != NULL ? g_steal_pointer (&fingerprint) : NULL;
}

gboolean
vt_fingerprint_same_content (const VtFingerprint *a, const VtFingerprint *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->length == b->length && g_strcmp0 (a->first, b->first) == 0 && g_strcmp0 (a->last, b->last) == 0;
}

JsonNode *
vt_fingerprint_to_json (const VtFingerprint *fingerprint)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_int_member (object, "length", fingerprint->length);
  json_object_set_string_member (object, "modified", fingerprint->modified);
  json_object_set_string_member (object, "sha256-first-mib", fingerprint->first);
  json_object_set_string_member (object, "sha256-last-mib", fingerprint->last);
  json_node_take_object (node, object);
  return node;
}

VtFingerprint *
vt_fingerprint_from_json (JsonNode *node)
{
  VtFingerprint *fingerprint;
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  fingerprint = g_new0 (VtFingerprint, 1);
  fingerprint->length = json_object_get_int_member_with_default (object, "length", -1);
  fingerprint->modified = g_strdup (json_object_get_string_member_with_default (object, "modified", ""));
  fingerprint->first = g_strdup (json_object_get_string_member_with_default (object, "sha256-first-mib", ""));
  fingerprint->last = g_strdup (json_object_get_string_member_with_default (object, "sha256-last-mib", ""));
  return fingerprint;
}
