/* The state as JSON: keys nested by their dots, only what differs from the default. */
#include "vt-state.h"

#include <math.h>

#include "vt-error.h"
#include "vt-i18n.h"

static JsonNode *
value_to_json (GVariant *value)
{
  /* JSON has no NaN; "not set" is null. */
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE) && isnan (g_variant_get_double (value)))
    return json_node_new (JSON_NODE_NULL);
  return json_gvariant_serialize (value);
}

static JsonObject *
object_for (JsonObject *root, char **words)
{
  for (; words[1] != NULL; words++)
    {
      if (!json_object_has_member (root, words[0]))
        json_object_set_object_member (root, words[0], json_object_new ());
      root = json_object_get_object_member (root, words[0]);
    }
  return root;
}

JsonNode *
vt_state_to_json (const VtState *state)
{
  JsonObject *root = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  g_return_val_if_fail (state != NULL, NULL);

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      g_autoptr (GVariant) usual = vt_parameter_get_default (parameter);
      GVariant *value = vt_state_get (state, parameter->key);
      g_auto (GStrv) words = g_strsplit (parameter->key, ".", -1);

      if (!g_variant_equal (value, usual))
        json_object_set_member (object_for (root, words), words[g_strv_length (words) - 1], value_to_json (value));
    }
  json_node_take_object (node, root);
  return node;
}

static GVariant *
value_from_json (const VtParameter *parameter, JsonNode *node, GError **error)
{
  g_autoptr (GError) reason = NULL;
  GVariant *value = NULL;

  if (JSON_NODE_HOLDS_NULL (node) && parameter->type == VT_PARAMETER_REAL)
    return g_variant_new_double (NAN);

  /* json-glib takes 3 for a double only where it is written 3.0. */
  if (parameter->type == VT_PARAMETER_REAL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_INT64)
    return g_variant_new_double (json_node_get_int (node));

  value = json_gvariant_deserialize (node, g_variant_type_peek_string (vt_parameter_get_variant_type (parameter)),
                                     &reason);
  if (value == NULL)
    vt_set_error_at (error, VT_ERROR_SESSION, NULL, _("field “%s” cannot be read: %s"), parameter->key,
                     reason->message);
  return value;
}

static VtState *
state_from_object (VtState *state, JsonObject *object, const char *prefix, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *m = members; m != NULL && state != NULL; m = m->next)
    {
      g_autofree char *key = *prefix != '\0' ? g_strconcat (prefix, ".", m->data, NULL) : g_strdup (m->data);
      JsonNode *node = json_object_get_member (object, m->data);
      g_autoptr (VtState) before = state;
      GVariant *value;
      int index = vt_parameter_find (key);

      state = NULL;
      if (index >= 0)
        {
          value = value_from_json (vt_parameter_get (index), node, error);
          state = value != NULL ? vt_state_with (before, key, value, error) : NULL;
        }
      else if (JSON_NODE_HOLDS_OBJECT (node))
        state = state_from_object (vt_state_ref (before), json_node_get_object (node), key, error);
      else
        vt_set_error_at (error, VT_ERROR_SESSION, NULL, _("unknown field “%s”"), key);
    }
  return state;
}

VtState *
vt_state_from_json (JsonNode *node, GError **error)
{
  g_return_val_if_fail (node != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      vt_set_error_at (error, VT_ERROR_SESSION, NULL, _("the state is not a JSON object"));
      return NULL;
    }
  return state_from_object (vt_state_new (), json_node_get_object (node), "", error);
}
