#include "vt-svg.h"

#include <string.h>

/* Markup's own signs escaped, and the control characters that XML 1.0 cannot hold left out. */
static char *
escape (const char *text)
{
  g_autofree char *clean = g_utf8_make_valid (text, -1);
  char *to = clean;

  for (const char *from = clean; *from != '\0'; from++)
    if ((guchar) *from >= 0x20 || *from == '\n' || *from == '\t')
      *to++ = *from;
  *to = '\0';
  return g_markup_escape_text (clean, -1);
}

static const char *
find_field (const VtExportField *fields, guint n_fields, const char *key)
{
  for (guint i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, key))
      return fields[i].value;
  return NULL;
}

static void
append_element (GString *text, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL)
    return;
  escaped = escape (value);
  g_string_append_printf (text, "<%s>%s</%s>\n", name, escaped, name);
}

static void
append_fields (GString *text, const VtExportField *fields, guint n_fields)
{
  if (n_fields == 0)
    return;
  append_element (text, "title", find_field (fields, n_fields, "Title"));
  append_element (text, "desc", find_field (fields, n_fields, "Description"));
  g_string_append (text, "<metadata>\n");
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *key = escape (fields[i].key), *value = escape (fields[i].value);

      g_string_append_printf (
          text, "<vitrine:field xmlns:vitrine=\"https://vitrine.app/ns/provenance\" name=\"%s\">%s</vitrine:field>\n",
          key, value);
    }
  g_string_append (text, "</metadata>\n");
}

/* Cairo numbers its surfaces through the life of the program: the number would tell what was drawn before. */
static void
append_without_numbers (GString *text, const char *from, gsize length)
{
  static const char number[] = "id=\"surface";
  const char *end = from + length;

  while (from < end)
    {
      const char *found = g_strstr_len (from, end - from, number);

      if (found == NULL)
        {
          g_string_append_len (text, from, end - from);
          return;
        }
      found += strlen (number);
      g_string_append_len (text, from, found - from);
      for (from = found; from < end && g_ascii_isdigit (*from); from++)
        ;
    }
}

GByteArray *
vt_svg_annotate (const GByteArray *svg, const VtExportField *fields, guint n_fields)
{
  const char *start, *root, *behind = NULL;
  GByteArray *bytes;
  GString *text;

  g_return_val_if_fail (svg != NULL, NULL);
  g_return_val_if_fail (fields != NULL || n_fields == 0, NULL);

  start = (const char *) svg->data;
  root = g_strstr_len (start, svg->len, "<svg");
  if (root != NULL)
    behind = g_strstr_len (root, svg->len - (root - start), ">");
  text = g_string_sized_new (svg->len + 1024);
  if (behind != NULL)
    {
      behind++;
      g_string_append_len (text, start, behind - start);
      g_string_append_c (text, '\n');
      append_fields (text, fields, n_fields);
      append_without_numbers (text, behind, svg->len - (behind - start));
    }
  else
    g_string_append_len (text, start, svg->len);

  bytes = g_byte_array_sized_new (text->len);
  g_byte_array_append (bytes, (const guint8 *) text->str, text->len);
  g_string_free (text, TRUE);
  return bytes;
}
