#include "vt-camera-text.h"

#include <math.h>
#include <string.h>

#include "vt-error.h"
#include "vt-i18n.h"

#define PREFIX "vitrine-view"
/* What is quoted of a text that may be anything: a clipboard can hold a book. */
#define QUOTED 40

/* In the order of vt_camera_to_array(). */
static const struct
{
  const char *name;
  guint       first;
  guint       n;
  gboolean    optional;
} parts[] = {
  { "target", 0, 3, FALSE },        { "orientation", 3, 4, FALSE }, { "height", 7, 1, FALSE },
  { "field-of-view", 8, 1, TRUE }, { "projection", 9, 1, TRUE },
};

static const char *const projections[] = { "perspective", "orthographic" };

#define PROJECTION (G_N_ELEMENTS (parts) - 1)

/* The shortest text that reads back as the same number. */
static void
append_number (GString *text, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 6; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  g_string_append (text, buffer);
}

char *
vt_camera_to_text (const VtCamera *camera)
{
  GString *text = g_string_new (NULL);
  double array[VT_CAMERA_ARRAY_LENGTH];

  g_return_val_if_fail (camera != NULL, NULL);

  vt_camera_to_array (camera, array);
  g_string_printf (text, "%s %d:", PREFIX, VT_CAMERA_TEXT_VERSION);
  for (guint p = 0; p < PROJECTION; p++)
    {
      g_string_append_printf (text, " %s=", parts[p].name);
      for (guint i = 0; i < parts[p].n; i++)
        {
          if (i > 0)
            g_string_append_c (text, ',');
          append_number (text, array[parts[p].first + i]);
        }
    }
  g_string_append_printf (text, " %s=%s", parts[PROJECTION].name, projections[camera->projection]);
  return g_string_free (text, FALSE);
}

static gboolean
fail (GError **error, const char *message, const char *text)
{
  VtPlace place = { NULL, -1, 0,
                    _ ("A view looks like this: vitrine-view 1: target=0,0,0 orientation=1,0,0,0 height=40 "
                       "projection=perspective") };
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *quoted = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), QUOTED));

  g_strdelimit (quoted, "\n\r\t", ' ');
  vt_set_error_at (error, VT_ERROR_FORMAT, &place, "%s: “%s%s”", message, quoted,
                   strlen (quoted) < strlen (valid) ? "…" : "");
  return FALSE;
}

/* What follows "vitrine-view 1:", or %NULL. */
static const char *
skip_head (const char *text, GError **error)
{
  const char *rest = text;
  guint64 version;
  char *end;

  while (g_ascii_isspace (*rest))
    rest++;
  if (!g_str_has_prefix (rest, PREFIX " ") || !g_ascii_isdigit (rest[strlen (PREFIX) + 1]))
    {
      fail (error, _ ("This is no view of Vitrine"), text);
      return NULL;
    }
  version = g_ascii_strtoull (rest + strlen (PREFIX) + 1, &end, 10);
  if (version > VT_CAMERA_TEXT_VERSION)
    {
      vt_set_error_at (error, VT_ERROR_FORMAT, NULL,
                       _ ("The view was copied from a newer Vitrine (version %u of views; this one reads up to %d)"),
                       (guint) MIN (version, G_MAXUINT), VT_CAMERA_TEXT_VERSION);
      return NULL;
    }
  if (version == 0 || *end != ':')
    {
      fail (error, _ ("This is no view of Vitrine"), text);
      return NULL;
    }
  return end + 1;
}

static gboolean
read_numbers (const char *text, double *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      char *end;

      if (*text == '\0' || g_ascii_isspace (*text))
        return FALSE;
      numbers[i] = g_ascii_strtod (text, &end);
      if (end == text || !isfinite (numbers[i]) || *end != (i + 1 < n ? ',' : '\0'))
        return FALSE;
      text = end + (i + 1 < n);
    }
  return TRUE;
}

static gboolean
read_part (const char *word, double *array, gboolean *found, GError **error)
{
  const char *equals = strchr (word, '=');

  for (guint p = 0; equals != NULL && p < G_N_ELEMENTS (parts); p++)
    {
      double *numbers = array + parts[p].first;
      gboolean good = FALSE;

      if (strncmp (word, parts[p].name, (gsize) (equals - word)) != 0 || parts[p].name[equals - word] != '\0')
        continue;
      if (found[p])
        return fail (error, _ ("This is in the view twice"), word);
      found[p] = TRUE;
      if (p != PROJECTION)
        good = read_numbers (equals + 1, numbers, parts[p].n);
      for (guint i = 0; p == PROJECTION && i < G_N_ELEMENTS (projections); i++)
        if (strcmp (equals + 1, projections[i]) == 0)
          {
            *numbers = i;
            good = TRUE;
          }
      return good || fail (error, _ ("This part of the view cannot be read"), word);
    }
  return fail (error, _ ("This part of the view is unknown"), word);
}

gboolean
vt_camera_from_text (VtCamera *camera, const char *text, GError **error)
{
  gboolean found[G_N_ELEMENTS (parts)] = { FALSE };
  double array[VT_CAMERA_ARRAY_LENGTH];
  const char *rest;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (camera != NULL && text != NULL, FALSE);

  rest = skip_head (text, error);
  if (rest == NULL)
    return FALSE;
  vt_camera_to_array (camera, array);
  words = g_strsplit_set (rest, " \t\r\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && !read_part (words[i], array, found, error))
      return FALSE;
  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    if (!found[p] && !parts[p].optional)
      return fail (error, _ ("The view lacks a part"), parts[p].name);
  return vt_camera_from_array (camera, array, G_N_ELEMENTS (array))
         || fail (error, _ ("No such view can be taken"), rest);
}
