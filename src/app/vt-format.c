#include "vt-format.h"

#include <inttypes.h>
#include <math.h>
#include <pango/pango.h>
#include <string.h>

#include "vt-analysis.h"
#include "vt-i18n.h"

char *
vt_format_count (gint64 n)
{
  g_autofree char *digits = g_strdup_printf ("%" PRIu64, n < 0 ? (guint64) 0 - (guint64) n : (guint64) n);
  gsize length = strlen (digits);
  GString *text = g_string_new (n < 0 ? "−" : NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, "\u202f");
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

static void
append_superscript (GString *text, int exponent)
{
  static const char *const figures[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  g_autofree char *digits = g_strdup_printf ("%d", ABS (exponent));

  if (exponent < 0)
    g_string_append (text, "⁻");
  for (const char *d = digits; *d != '\0'; d++)
    g_string_append (text, figures[*d - '0']);
}

static void
append_mantissa (GString *text, const char *digits)
{
  if (*digits == '-')
    {
      g_string_append (text, "−");
      digits++;
    }
  g_string_append (text, digits);
}

char *
vt_format_number (double value, int digits)
{
  char buffer[64];
  char *e;
  GString *text;

  if (isnan (value))
    return g_strdup ("–");
  if (isinf (value))
    return g_strdup (value > 0 ? "∞" : "−∞");
  text = g_string_new (NULL);
  if (value != 0 && (fabs (value) < 1e-3 || fabs (value) >= 1e6))
    {
      g_autofree char *format = g_strdup_printf ("%%.%de", MAX (digits - 1, 0));

      g_ascii_formatd (buffer, sizeof buffer, format, value);
      e = strchr (buffer, 'e');
      *e = '\0';
      append_mantissa (text, buffer);
      g_string_append (text, "×10");
      append_superscript (text, atoi (e + 1));
    }
  else
    {
      int whole = value == 0 ? 1 : MAX ((int) floor (log10 (fabs (value))) + 1, 0);
      g_autofree char *format = g_strdup_printf ("%%.%df", value == 0 ? 0 : MAX (digits - whole, 0));

      append_mantissa (text, g_ascii_formatd (buffer, sizeof buffer, format, value));
    }
  return g_string_free (text, FALSE);
}

char *
vt_format_quantity (double value, VtUnit unit, int digits)
{
  g_autofree char *number = vt_format_number (value, digits);
  const char *symbol = vt_unit_symbol (unit);

  if (*symbol == '\0' || isnan (value))
    return g_steal_pointer (&number);
  return g_strconcat (number, "\u202f", symbol, NULL);
}

char *
vt_format_setting (double value, VtUnit unit)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (GString) text = g_string_new (NULL);
  const char *symbol = vt_unit_symbol (unit);

  if (isnan (value))
    return g_strdup ("–");
  append_mantissa (text, g_ascii_formatd (buffer, sizeof buffer, "%.6g", value));
  if (*symbol != '\0')
    g_string_append_printf (text, "\u202f%s", symbol);
  return g_strdup (text->str);
}

char *
vt_format_property (const VtProperty *property, double value)
{
  if (property == NULL)
    return vt_format_number (value, 4);
  if (isnan (value))
    return g_strdup (property->missing != NULL ? _ (property->missing) : _ ("undefined"));
  if (property->type == VT_PROPERTY_CATEGORY && property->categories != NULL)
    {
      double first = isnan (property->minimum) ? 0 : property->minimum;
      guint n = g_strv_length ((char **) property->categories);

      if (value >= first && value < first + n)
        {
          const char *name = property->categories[(guint) (value - first)];

          /* Files say "-" for neither; people read a dash. */
          return g_strdup (g_str_equal (name, "-") ? "–" : name);
        }
    }
  if (property->type != VT_PROPERTY_NUMBER)
    return g_strdup_printf ("%.0f", value);
  return vt_format_quantity (value, property->unit, 3);
}

char *
vt_format_symbol (const char *property_id)
{
  const VtProperty *property = vt_analysis_find_property (property_id, NULL);

  if (property != NULL)
    return g_strdup (_ (property->symbol != NULL ? property->symbol : property->label));
  if (g_str_equal (property_id, "element"))
    return g_strdup (_ ("Element"));
  return g_markup_escape_text (g_str_has_prefix (property_id, "file:") ? property_id + 5 : property_id, -1);
}

char *
vt_format_label (const char *property_id)
{
  const VtProperty *property = vt_analysis_find_property (property_id, NULL);

  if (property != NULL)
    return vt_unit_label (_ (property->label), property->unit);
  if (g_str_equal (property_id, "element"))
    return g_strdup (_ ("Element"));
  return g_strdup (g_str_has_prefix (property_id, "file:") ? property_id + 5 : property_id);
}

char *
vt_format_science (const char *text)
{
  static const char *const terms[][2] = { { "T_ML", "<i>T</i><sub>ML</sub>" },
                                          { "T_g", "<i>T</i><sub>g</sub>" },
                                          { "D²min", "<i>D</i>²<sub>min</sub>" },
                                          { "Δt", "Δ<i>t</i>" } };
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autoptr (GString) markup = g_string_new (escaped);

  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    g_string_replace (markup, terms[i][0], terms[i][1], 0);
  return g_strdup (markup->str);
}

char *
vt_format_plain (const char *markup)
{
  char *text = NULL;

  if (!pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL))
    return g_strdup (markup);
  return text;
}
