#include "vt-parameter.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "vt-decimal.h"
#include "vt-error.h"
#include "vt-i18n.h"
#include "vt-parameter-table.h"

guint
vt_parameter_get_count (void)
{
  return vt_parameter_table_length;
}

const VtParameter *
vt_parameter_get (guint index)
{
  g_return_val_if_fail (index < vt_parameter_table_length, NULL);
  return &vt_parameter_table[index];
}

int
vt_parameter_find (const char *key)
{
  g_return_val_if_fail (key != NULL, -1);

  for (guint i = 0; i < vt_parameter_table_length; i++)
    if (strcmp (vt_parameter_table[i].key, key) == 0)
      return i;
  return -1;
}

int
vt_parameter_find_flag (const char *flag)
{
  g_return_val_if_fail (flag != NULL, -1);

  for (guint i = 0; i < vt_parameter_table_length; i++)
    if (g_strcmp0 (vt_parameter_table[i].flag, flag) == 0)
      return i;
  return -1;
}

gboolean
vt_parameter_is_undoable (const VtParameter *parameter)
{
  g_return_val_if_fail (parameter != NULL, FALSE);

  return parameter->scope != VT_PARAMETER_PLAYBACK && parameter->scope != VT_PARAMETER_OUTPUT;
}

gboolean
vt_parameter_is_setting_of (const VtParameter *parameter, VtParameterScope scope)
{
  VtParameterScope own;

  g_return_val_if_fail (parameter != NULL, FALSE);

  own = parameter->scope;
  if (own == VT_PARAMETER_DATA || own == VT_PARAMETER_PLAYBACK)
    own = VT_PARAMETER_ANALYSIS;
  return own == scope && parameter->type != VT_PARAMETER_FILE && parameter->type != VT_PARAMETER_RUNS;
}

const GVariantType *
vt_parameter_get_variant_type (const VtParameter *parameter)
{
  g_return_val_if_fail (parameter != NULL, NULL);

  switch (parameter->type)
    {
    case VT_PARAMETER_BOOLEAN:
      return G_VARIANT_TYPE_BOOLEAN;
    case VT_PARAMETER_INTEGER:
      return G_VARIANT_TYPE_INT64;
    case VT_PARAMETER_REAL:
      return G_VARIANT_TYPE_DOUBLE;
    case VT_PARAMETER_REALS:
      return G_VARIANT_TYPE ("ad");
    case VT_PARAMETER_IDS:
      return G_VARIANT_TYPE ("ax");
    case VT_PARAMETER_RUNS:
      return G_VARIANT_TYPE ("a(sd)");
    case VT_PARAMETER_CHOICE:
    case VT_PARAMETER_TEXT:
    case VT_PARAMETER_FILE:
    default:
      return G_VARIANT_TYPE_STRING;
    }
}

GVariant *
vt_parameter_get_default (const VtParameter *parameter)
{
  g_autoptr (GError) error = NULL;
  GVariant *value;

  g_return_val_if_fail (parameter != NULL, NULL);

  value = g_variant_parse (vt_parameter_get_variant_type (parameter), parameter->value, NULL, NULL, &error);
  if (value == NULL)
    g_error ("default of %s: %s", parameter->key, error->message);
  return value;
}

gboolean
vt_parameter_is_switch (const VtParameter *parameter)
{
  g_return_val_if_fail (parameter != NULL, FALSE);
  return parameter->type == VT_PARAMETER_BOOLEAN && strcmp (parameter->value, "false") == 0;
}

static GVariant *
parse_preset (const VtParameter *parameter, const VtPreset *preset)
{
  g_autoptr (GError) error = NULL;
  GVariant *value
      = g_variant_parse (vt_parameter_get_variant_type (parameter), preset->value, NULL, NULL, &error);

  if (value == NULL)
    g_error ("preset %s of %s: %s", preset->nick, parameter->key, error->message);
  return value;
}

const char *
vt_parameter_find_preset (const VtParameter *parameter, GVariant *value)
{
  g_return_val_if_fail (parameter != NULL && value != NULL, NULL);

  for (const VtPreset *preset = parameter->presets; preset != NULL && preset->nick != NULL; preset++)
    {
      g_autoptr (GVariant) named = parse_preset (parameter, preset);
      if (g_variant_equal (named, value))
        return preset->nick;
    }
  return NULL;
}

/* Without the presets. */
static char *
describe_values (const VtParameter *parameter)
{
  switch (parameter->type)
    {
    case VT_PARAMETER_BOOLEAN:
      return g_strdup ("on, off");
    case VT_PARAMETER_CHOICE:
      {
        GString *text = g_string_new (NULL);
        for (const VtChoice *choice = parameter->choices; choice->nick != NULL; choice++)
          g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", choice->nick);
        return g_string_free (text, FALSE);
      }
    case VT_PARAMETER_INTEGER:
    case VT_PARAMETER_REAL:
    case VT_PARAMETER_REALS:
      {
        char from[G_ASCII_DTOSTR_BUF_SIZE], to[G_ASCII_DTOSTR_BUF_SIZE];
        const char *unit = vt_unit_symbol (parameter->unit);
        g_ascii_formatd (from, sizeof from, "%g", parameter->minimum);
        g_ascii_formatd (to, sizeof to, "%g", parameter->maximum);
        return g_strdup_printf ("%s … %s%s%s", from, to, *unit != '\0' ? " " : "", unit);
      }
    case VT_PARAMETER_TEXT:
    case VT_PARAMETER_FILE:
    case VT_PARAMETER_IDS:
    case VT_PARAMETER_RUNS:
    default:
      return g_strdup ("");
    }
}

char *
vt_parameter_describe_range (const VtParameter *parameter)
{
  g_autofree char *values = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (parameter != NULL, NULL);

  values = describe_values (parameter);
  if (parameter->presets == NULL)
    return g_steal_pointer (&values);
  for (const VtPreset *preset = parameter->presets; preset->nick != NULL; preset++)
    g_string_append_printf (text, "%s, ", preset->nick);
  return g_strdup_printf (_("%sor %s"), text->str, values);
}

/* What a message calls it: the option where there is one, else the key. */
static char *
name_of (const VtParameter *parameter)
{
  return parameter->flag != NULL ? g_strdup_printf ("--%s", parameter->flag) : g_strdup (parameter->key);
}

static gboolean
refuse (const VtParameter *parameter, const char *got, GError **error)
{
  g_autofree char *name = name_of (parameter);
  g_autofree char *range = vt_parameter_describe_range (parameter);

  vt_set_error_at (error, VT_ERROR_USAGE, NULL, _("%s: “%s” is not possible; allowed: %s"), name, got, range);
  return FALSE;
}

static gboolean
check_number (const VtParameter *parameter, double value, GError **error)
{
  char text[VT_DECIMAL_SIZE];

  if (value >= parameter->minimum && value <= parameter->maximum)
    return TRUE;
  return refuse (parameter, vt_decimal_format (value, text), error);
}

static gboolean
check_choice (const VtParameter *parameter, const char *nick, GError **error)
{
  for (const VtChoice *choice = parameter->choices; choice->nick != NULL; choice++)
    if (strcmp (choice->nick, nick) == 0)
      return TRUE;
  return refuse (parameter, nick, error);
}

static gboolean
check_runs (const VtParameter *parameter, GVariant *value, GError **error)
{
  GVariantIter iter;
  double temperature;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(&sd)", NULL, &temperature))
    if (!(temperature == 0 || (temperature >= parameter->minimum && temperature <= parameter->maximum)))
      return check_number (parameter, temperature, error);
  return TRUE;
}

gboolean
vt_parameter_check (const VtParameter *parameter, GVariant *value, GError **error)
{
  g_return_val_if_fail (parameter != NULL && value != NULL, FALSE);

  if (!g_variant_is_of_type (value, vt_parameter_get_variant_type (parameter)))
    return refuse (parameter, g_variant_get_type_string (value), error);

  switch (parameter->type)
    {
    case VT_PARAMETER_CHOICE:
      return check_choice (parameter, g_variant_get_string (value, NULL), error);
    case VT_PARAMETER_INTEGER:
      return check_number (parameter, g_variant_get_int64 (value), error);
    case VT_PARAMETER_REAL:
      /* NaN is "not set", which only a parameter without a default may be. */
      if (isnan (g_variant_get_double (value)) && strcmp (parameter->value, "nan") == 0)
        return TRUE;
      return check_number (parameter, g_variant_get_double (value), error);
    case VT_PARAMETER_REALS:
      {
        gsize n;
        const double *numbers = g_variant_get_fixed_array (value, &n, sizeof (double));
        for (gsize i = 0; i < n; i++)
          if (!check_number (parameter, numbers[i], error))
            return FALSE;
        return TRUE;
      }
    case VT_PARAMETER_BOOLEAN:
    case VT_PARAMETER_TEXT:
    case VT_PARAMETER_FILE:
    case VT_PARAMETER_IDS:
      return TRUE;
    case VT_PARAMETER_RUNS:
      return check_runs (parameter, value, error);
    default:
      return TRUE;
    }
}

static GVariant *
parse_boolean (const char *text)
{
  if (g_ascii_strcasecmp (text, "on") == 0 || g_ascii_strcasecmp (text, "true") == 0 || strcmp (text, "1") == 0)
    return g_variant_new_boolean (TRUE);
  if (g_ascii_strcasecmp (text, "off") == 0 || g_ascii_strcasecmp (text, "false") == 0 || strcmp (text, "0") == 0)
    return g_variant_new_boolean (FALSE);
  return NULL;
}

static GVariant *
parse_real (const char *text)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' ? g_variant_new_double (value) : NULL;
}

static GVariant *
parse_list (const char *text, const GVariantType *item_type)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  g_auto (GVariantBuilder) builder;
  gboolean integers = g_variant_type_equal (item_type, G_VARIANT_TYPE_INT64);

  g_variant_builder_init (&builder, integers ? G_VARIANT_TYPE ("ax") : G_VARIANT_TYPE ("ad"));
  for (char **word = words; *word != NULL; word++)
    {
      g_autoptr (GVariant) real = NULL;
      gint64 integer;

      g_strstrip (*word);
      if (integers && g_ascii_string_to_signed (*word, 10, G_MININT64, G_MAXINT64, &integer, NULL))
        g_variant_builder_add (&builder, "x", integer);
      else if (!integers && (real = parse_real (*word)) != NULL)
        g_variant_builder_add_value (&builder, g_steal_pointer (&real));
      else
        return NULL;
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
parse_untyped (const VtParameter *parameter, const char *text)
{
  gint64 integer;

  for (const VtPreset *preset = parameter->presets; preset != NULL && preset->nick != NULL; preset++)
    if (strcmp (preset->nick, text) == 0)
      return parse_preset (parameter, preset);

  switch (parameter->type)
    {
    case VT_PARAMETER_BOOLEAN:
      return parse_boolean (text);
    case VT_PARAMETER_INTEGER:
      return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &integer, NULL) ? g_variant_new_int64 (integer)
                                                                                         : NULL;
    case VT_PARAMETER_REAL:
      return parse_real (text);
    case VT_PARAMETER_REALS:
      return parse_list (text, G_VARIANT_TYPE_DOUBLE);
    case VT_PARAMETER_IDS:
      return parse_list (text, G_VARIANT_TYPE_INT64);
    case VT_PARAMETER_FILE:
      {
        g_autoptr (GFile) file = g_file_new_for_commandline_arg (text);
        return g_variant_new_take_string (g_file_get_uri (file));
      }
    case VT_PARAMETER_RUNS:
      return NULL;
    case VT_PARAMETER_CHOICE:
    case VT_PARAMETER_TEXT:
    default:
      return g_variant_new_string (text);
    }
}

GVariant *
vt_parameter_parse (const VtParameter *parameter, const char *text, GError **error)
{
  g_autoptr (GVariant) value = NULL;

  g_return_val_if_fail (parameter != NULL && text != NULL, NULL);

  value = parse_untyped (parameter, text);
  if (value == NULL)
    {
      refuse (parameter, text, error);
      return NULL;
    }
  /* What parsing gives floats, but a preset does not. */
  g_variant_take_ref (value);
  return vt_parameter_check (parameter, value, error) ? g_steal_pointer (&value) : NULL;
}
