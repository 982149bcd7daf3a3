/* json-glib prints 0.0025 as 0.0025000000000000001; otherwise this writes as json-glib does. */
#include "vt-json.h"

#include <math.h>
#include <string.h>

#include "vt-decimal.h"

static void append_node (GString *text, JsonNode *node, guint depth);

static void
begin_line (GString *text, guint depth)
{
  g_string_append_printf (text, "\n%*s", (int) (2 * depth), "");
}

/* json-glib knows the escapes. */
static void
append_string (GString *text, const char *string)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), string);
  g_autofree char *quoted = json_to_string (node, FALSE);

  g_string_append (text, quoted);
}

static void
append_double (GString *text, double value)
{
  char buffer[VT_DECIMAL_SIZE];

  g_string_append (text, isfinite (value) ? vt_decimal_format (value, buffer) : "null");
  if (isfinite (value) && strpbrk (buffer, ".e") == NULL)
    g_string_append (text, ".0");
}

static void
append_value (GString *text, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    append_string (text, json_node_get_string (node));
  else if (type == G_TYPE_DOUBLE)
    append_double (text, json_node_get_double (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (node));
}

static void
append_array (GString *text, JsonArray *array, guint depth)
{
  guint n = json_array_get_length (array);
  gboolean plain = TRUE;

  for (guint i = 0; i < n && plain; i++)
    plain = JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i))
            || JSON_NODE_HOLDS_NULL (json_array_get_element (array, i));

  g_string_append_c (text, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (text, plain ? ", " : ",");
      if (!plain)
        begin_line (text, depth + 1);
      append_node (text, json_array_get_element (array, i), depth + 1);
    }
  if (!plain)
    begin_line (text, depth);
  g_string_append_c (text, ']');
}

static void
append_object (GString *text, JsonObject *object, guint depth)
{
  JsonObjectIter iter;
  const char *name, *comma = "";
  JsonNode *member;

  g_string_append_c (text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_string_append (text, comma);
      begin_line (text, depth + 1);
      append_string (text, name);
      g_string_append (text, " : ");
      append_node (text, member, depth + 1);
      comma = ",";
    }
  if (*comma != '\0')
    begin_line (text, depth);
  g_string_append_c (text, '}');
}

static void
append_node (GString *text, JsonNode *node, guint depth)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (text, json_node_get_object (node), depth);
      break;
    case JSON_NODE_ARRAY:
      append_array (text, json_node_get_array (node), depth);
      break;
    case JSON_NODE_VALUE:
      append_value (text, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (text, "null");
      break;
    }
}

char *
vt_json_to_text (JsonNode *root)
{
  GString *text;

  g_return_val_if_fail (root != NULL, NULL);

  text = g_string_new (NULL);
  append_node (text, root, 0);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}
