#include "vt-session.h"

#include <inttypes.h>
#include <string.h>

#include "vt-error.h"
#include "vt-fingerprint.h"
#include "vt-i18n.h"
#include "vt-json.h"

#define FORMAT "vitrine-session"
/* A session is a few kilobytes; what is larger is something else. */
#define MAX_LENGTH (16 * 1024 * 1024)

void
vt_session_free (VtSession *session)
{
  g_return_if_fail (session != NULL);

  g_clear_pointer (&session->state, vt_state_unref);
  g_strfreev (session->notices);
  g_free (session);
}

gboolean
vt_session_is_session (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL && g_str_has_suffix (name, ".vitrine");
}

/* ---- paths: URIs in the state, relative to the session in the file ---- */

static char *
relative_path (GFile *directory, const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (GFile) ancestor = g_object_ref (directory);
  g_autoptr (GString) up = g_string_new (NULL);

  for (; ancestor != NULL; g_string_append (up, "../"))
    {
      g_autofree char *below = g_file_get_relative_path (ancestor, file);
      g_autoptr (GFile) child = g_steal_pointer (&ancestor);

      if (below != NULL)
        return g_strconcat (up->str, below, NULL);
      ancestor = g_file_get_parent (child);
    }
  return g_strdup (uri);
}

static char *
absolute_uri (GFile *directory, const char *path)
{
  g_autofree char *scheme = g_uri_parse_scheme (path);
  g_autoptr (GFile) file = NULL;

  if (scheme != NULL)
    return g_strdup (path);
  file = g_file_resolve_relative_path (directory, path);
  return g_file_get_uri (file);
}

typedef char *(*MapPath) (GFile *directory, const char *path);

/* @value with the files in it rewritten; %NULL where it holds none. (transfer floating) */
static GVariant *
map_value (const VtParameter *parameter, GVariant *value, GFile *directory, MapPath map)
{
  GVariantBuilder runs;
  GVariantIter iter;
  const char *path;
  double temperature;

  if (parameter->type == VT_PARAMETER_FILE && *g_variant_get_string (value, NULL) != '\0')
    return g_variant_new_take_string (map (directory, g_variant_get_string (value, NULL)));
  if (parameter->type != VT_PARAMETER_RUNS)
    return NULL;
  g_variant_builder_init (&runs, G_VARIANT_TYPE ("a(sd)"));
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(&sd)", &path, &temperature))
    {
      g_autofree char *mapped = map (directory, path);
      g_variant_builder_add (&runs, "(sd)", mapped, temperature);
    }
  return g_variant_builder_end (&runs);
}

/* Every file of the state, rewritten by one of the two. */
static VtState *
map_files (const VtState *state, GFile *directory, MapPath map)
{
  VtState *mapped = vt_state_ref ((VtState *) state);

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      GVariant *value = map_value (parameter, vt_state_get (mapped, parameter->key), directory, map);

      if (value != NULL)
        {
          VtState *next = vt_state_with (mapped, parameter->key, value, NULL);
          g_assert (next != NULL);
          vt_state_unref (mapped);
          mapped = next;
        }
    }
  return mapped;
}

/* ---- saving ---- */

static JsonNode *
fingerprints_of (const VtState *state, GCancellable *cancellable)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      g_autoptr (VtFingerprint) fingerprint = NULL;
      g_autoptr (GFile) file = NULL;

      if (parameter->type != VT_PARAMETER_FILE || *vt_state_get_text (state, parameter->key) == '\0')
        continue;
      /* A file that is gone by now must not keep a person from saving. */
      file = g_file_new_for_uri (vt_state_get_text (state, parameter->key));
      fingerprint = vt_fingerprint_take (file, cancellable, NULL);
      if (fingerprint != NULL)
        json_object_set_member (object, parameter->key, vt_fingerprint_to_json (fingerprint));
    }
  json_node_take_object (node, object);
  return node;
}

static char *
session_text (const VtState *state, GFile *directory, GCancellable *cancellable)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (VtState) relative = map_files (state, directory, relative_path);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "version", VT_SESSION_VERSION);
  json_object_set_string_member (object, "written-by", "Vitrine " VT_VERSION);
  json_object_set_member (object, "state", vt_state_to_json (relative));
  json_object_set_member (object, "files", fingerprints_of (state, cancellable));
  json_node_take_object (root, object);

  return vt_json_to_text (root);
}

gboolean
vt_session_save (const VtState *state, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) directory = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (state != NULL && G_IS_FILE (file), FALSE);

  directory = g_file_get_parent (file);
  text = session_text (state, directory, cancellable);
  if (g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable, &reason))
    return TRUE;

  name = g_file_get_parse_name (file);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    vt_set_error_at (error, VT_ERROR_OUTPUT, &(VtPlace){ name, -1, 0, NULL }, "%s", reason->message);
  return FALSE;
}

/* ---- loading ---- */

static JsonObject *
check_header (JsonParser *parser, const VtPlace *place, GError **error)
{
  JsonNode *root = json_parser_get_root (parser);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  gint64 version;

  if (object == NULL || g_strcmp0 (json_object_get_string_member_with_default (object, "format", ""), FORMAT) != 0)
    {
      vt_set_error_at (error, VT_ERROR_SESSION, place, _("this is not a Vitrine session"));
      return NULL;
    }
  version = json_object_get_int_member_with_default (object, "version", 0);
  if (version > VT_SESSION_VERSION)
    {
      vt_set_error_at (error, VT_ERROR_SESSION, place,
                       _("the session is of version %" PRId64
                          ", and this program reads up to %d: a newer Vitrine wrote it"),
                       version, VT_SESSION_VERSION);
      return NULL;
    }
  if (version < 1 || !json_object_has_member (object, "state"))
    {
      vt_set_error_at (error, VT_ERROR_SESSION, place, _("the session has no version or no state"));
      return NULL;
    }
  return object;
}

static void
compare_files (const VtState *state, JsonObject *session, GPtrArray *notices, GCancellable *cancellable)
{
  JsonNode *files = json_object_get_member (session, "files");

  for (guint i = 0; files != NULL && JSON_NODE_HOLDS_OBJECT (files) && i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      g_autoptr (VtFingerprint) then = NULL;
      g_autoptr (VtFingerprint) now = NULL;
      g_autoptr (GFile) file = NULL;

      if (parameter->type != VT_PARAMETER_FILE || *vt_state_get_text (state, parameter->key) == '\0')
        continue;
      file = g_file_new_for_uri (vt_state_get_text (state, parameter->key));
      then = vt_fingerprint_from_json (json_object_get_member (json_node_get_object (files), parameter->key));
      now = vt_fingerprint_take (file, cancellable, NULL);
      if (then != NULL && now != NULL && !vt_fingerprint_same_content (then, now))
        {
          g_autofree char *name = g_file_get_basename (file);
          g_ptr_array_add (notices, g_strdup_printf (_("%s has changed since the session was saved"), name));
        }
    }
}

static VtState *
load_state (JsonObject *object, GFile *directory, const VtPlace *place, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (VtState) relative = vt_state_from_json (json_object_get_member (object, "state"), &reason);

  if (relative == NULL)
    {
      vt_set_error_at (error, VT_ERROR_SESSION, place, "%s", reason->message);
      return NULL;
    }
  return map_files (relative, directory, absolute_uri);
}

static gboolean
read_text (GFile *file, char **text, gsize *length, const VtPlace *place, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                                                  cancellable, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_size (info) > MAX_LENGTH)
    {
      vt_set_error_at (error, VT_ERROR_SESSION, place, _("this is too large for a Vitrine session"));
      return FALSE;
    }
  return g_file_load_contents (file, cancellable, text, length, NULL, error);
}

VtSession *
vt_session_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtSession) session = g_new0 (VtSession, 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GPtrArray) notices = g_ptr_array_new ();
  g_autoptr (GFile) directory = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  JsonObject *object;
  gsize length;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_parse_name (file);
  VtPlace place = { name, -1, 0, NULL };
  if (!read_text (file, &text, &length, &place, cancellable, error))
    return NULL;
  if (!json_parser_load_from_data (parser, text, length, &reason))
    {
      vt_set_error_at (error, VT_ERROR_SESSION, &place, _("this is not a Vitrine session: %s"), reason->message);
      return NULL;
    }
  directory = g_file_get_parent (file);
  object = check_header (parser, &place, error);
  if (object == NULL || (session->state = load_state (object, directory, &place, error)) == NULL)
    return NULL;

  compare_files (session->state, object, notices, cancellable);
  g_ptr_array_add (notices, NULL);
  session->notices = (char **) g_ptr_array_free (g_steal_pointer (&notices), FALSE);
  return g_steal_pointer (&session);
}
