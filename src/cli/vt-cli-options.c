#include "vt-cli-options.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "vt-cli.h"
#include "vt-error.h"
#include "vt-i18n.h"

struct _VtCliArguments
{
  const VtCliCommand *command;
  GHashTable         *values;     /* name → GPtrArray of char *, NULL-terminated */
  GHashTable         *parameters; /* key → GVariant */
  GPtrArray          *words;      /* NULL-terminated */
};

static gboolean
fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  vt_set_error_at (error, VT_ERROR_USAGE, NULL, "%s", text);
  return FALSE;
}

static void
values_free (gpointer values)
{
  g_ptr_array_unref (values);
}

void
vt_cli_arguments_free (VtCliArguments *arguments)
{
  g_return_if_fail (arguments != NULL);

  g_hash_table_unref (arguments->values);
  g_hash_table_unref (arguments->parameters);
  g_ptr_array_unref (arguments->words);
  g_free (arguments);
}

static const VtCliOption *
find_option (const VtCliCommand *command, const char *name)
{
  for (const VtCliOption *option = command->options; option->name != NULL; option++)
    if (strcmp (option->name, name) == 0)
      return option;
  return NULL;
}

static const VtParameter *
find_parameter (const VtCliCommand *command, const char *name)
{
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    if (g_strcmp0 (vt_parameter_get (i)->flag, name) == 0 && vt_cli_command_takes (command, vt_parameter_get (i)))
      return vt_parameter_get (i);
  return NULL;
}

/* ---- a slip of the finger ---- */

/* Levenshtein's distance of two short names. */
static guint
distance (const char *a, const char *b)
{
  guint row[65];
  gsize n = MIN (strlen (b), G_N_ELEMENTS (row) - 1);

  for (guint j = 0; j <= n; j++)
    row[j] = j;
  for (guint i = 1; a[i - 1] != '\0'; i++)
    {
      guint corner = row[0];

      row[0] = i;
      for (guint j = 1; j <= n; j++)
        {
          guint changed = corner + (a[i - 1] != b[j - 1]);

          corner = row[j];
          row[j] = MIN (changed, MIN (row[j], row[j - 1]) + 1);
        }
    }
  return row[n];
}

static void
consider (const char *given, const char *name, const char **best, guint *least)
{
  guint d = g_str_has_prefix (name, given) ? 1 : distance (given, name);

  if (d < *least)
    {
      *least = d;
      *best = name;
    }
}

static gboolean
refuse_unknown (const VtCliCommand *command, const char *name, GError **error)
{
  const char *best = NULL;
  guint least = 3;

  for (const VtCliOption *option = command->options; option->name != NULL; option++)
    if (option->refusal == NULL)
      consider (name, option->name, &best, &least);
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    if (vt_parameter_get (i)->flag != NULL && vt_cli_command_takes (command, vt_parameter_get (i)))
      consider (name, vt_parameter_get (i)->flag, &best, &least);

  if (best != NULL)
    return fail (error, _("unknown option --%s; is --%s meant?"), name, best);
  return fail (error, _("unknown option --%s"), name);
}

/* ---- parsing ---- */

static void
add_value (VtCliArguments *arguments, const char *name, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (arguments->values, name);

  if (values == NULL)
    {
      values = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (values, NULL);
      g_hash_table_insert (arguments->values, g_strdup (name), values);
    }
  g_ptr_array_insert (values, values->len - 1, g_strdup (value));
}

static gboolean
add_parameter (VtCliArguments *arguments, const VtParameter *parameter, const char *text, GError **error)
{
  GVariant *value = vt_parameter_parse (parameter, text, error);

  if (value == NULL)
    return FALSE;
  g_hash_table_replace (arguments->parameters, (gpointer) parameter->key, value);
  add_value (arguments, parameter->flag, text);
  return TRUE;
}

/* A switch that is off may stand alone: "--select-classes" is "--select-classes on", whatever follows. */
static gboolean
stands_alone (const VtParameter *parameter, const char *next)
{
  return parameter != NULL && vt_parameter_is_switch (parameter)
         && (next == NULL || (g_ascii_strcasecmp (next, "on") != 0 && g_ascii_strcasecmp (next, "off") != 0));
}

/* One "--name", "--name=value" or "--name value"; *@next moves behind what was read. */
static gboolean
parse_option (VtCliArguments *arguments, const char *const **next, GError **error)
{
  const char *word = **next + 2, *equals = strchr (word, '='), *text = NULL;
  g_autofree char *name = equals != NULL ? g_strndup (word, equals - word) : g_strdup (word);
  const VtCliOption *option = find_option (arguments->command, name);
  const VtParameter *parameter = option == NULL ? find_parameter (arguments->command, name) : NULL;

  ++*next;
  if (option == NULL && parameter == NULL)
    return refuse_unknown (arguments->command, name, error);
  if (option != NULL && option->refusal != NULL)
    return fail (error, _("--%s is not in this version: %s"), name, _(option->refusal));
  if (option != NULL && option->argument == NULL)
    {
      if (equals != NULL)
        return fail (error, _("--%s takes no value"), name);
      add_value (arguments, name, "");
      return TRUE;
    }

  if (equals == NULL && stands_alone (parameter, **next))
    return add_parameter (arguments, parameter, "on", error);

  text = equals != NULL ? equals + 1 : **next;
  if (text == NULL || (equals == NULL && g_str_has_prefix (text, "--")))
    return fail (error, _("--%s lacks its value"), name);
  if (equals == NULL)
    ++*next;
  if (parameter != NULL)
    return add_parameter (arguments, parameter, text, error);
  add_value (arguments, name, text);
  return TRUE;
}

VtCliArguments *
vt_cli_arguments_parse (const VtCliCommand *command, const char *const *words, GError **error)
{
  g_autoptr (VtCliArguments) arguments = g_new0 (VtCliArguments, 1);
  gboolean only_words = FALSE;

  g_return_val_if_fail (command != NULL && words != NULL, NULL);

  arguments->command = command;
  arguments->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, values_free);
  arguments->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
  arguments->words = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (arguments->words, NULL);
  while (*words != NULL)
    if (!only_words && strcmp (*words, "--") == 0)
      {
        only_words = TRUE;
        words++;
      }
    else if (!only_words && g_str_has_prefix (*words, "--"))
      {
        if (!parse_option (arguments, &words, error))
          return NULL;
      }
    else if (!only_words && **words == '-' && (*words)[1] != '\0')
      {
        fail (error, _("unknown option %s; options begin with two dashes"), *words);
        return NULL;
      }
    else
      g_ptr_array_insert (arguments->words, arguments->words->len - 1, g_strdup (*words++));
  return g_steal_pointer (&arguments);
}

/* ---- asking ---- */

gboolean
vt_cli_arguments_has (const VtCliArguments *arguments, const char *name)
{
  g_return_val_if_fail (arguments != NULL && name != NULL, FALSE);
  return g_hash_table_contains (arguments->values, name);
}

const char *const *
vt_cli_arguments_get_all (const VtCliArguments *arguments, const char *name)
{
  static const char *const none[] = { NULL };
  GPtrArray *values;

  g_return_val_if_fail (arguments != NULL && name != NULL, none);

  values = g_hash_table_lookup (arguments->values, name);
  return values != NULL ? (const char *const *) values->pdata : none;
}

const char *
vt_cli_arguments_get (const VtCliArguments *arguments, const char *name)
{
  const char *const *values = vt_cli_arguments_get_all (arguments, name);
  guint n = g_strv_length ((char **) values);

  return n > 0 ? values[n - 1] : NULL;
}

const char *const *
vt_cli_arguments_get_words (const VtCliArguments *arguments, guint *n)
{
  g_return_val_if_fail (arguments != NULL, NULL);

  if (n != NULL)
    *n = arguments->words->len - 1;
  return (const char *const *) arguments->words->pdata;
}

GVariant *
vt_cli_arguments_get_parameter (const VtCliArguments *arguments, const char *key)
{
  g_return_val_if_fail (arguments != NULL && key != NULL, NULL);
  return g_hash_table_lookup (arguments->parameters, key);
}

VtState *
vt_cli_arguments_apply (const VtCliArguments *arguments, VtState *state)
{
  VtState *changed;

  g_return_val_if_fail (arguments != NULL && state != NULL, NULL);

  changed = vt_state_ref (state);
  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const char *key = vt_parameter_get (i)->key;
      GVariant *value = vt_cli_arguments_get_parameter (arguments, key);

      if (value != NULL)
        {
          VtState *next = vt_state_with (changed, key, value, NULL);
          g_assert (next != NULL);
          vt_state_unref (changed);
          changed = next;
        }
    }
  return changed;
}

gboolean
vt_cli_arguments_get_integer (const VtCliArguments *arguments,
                              const char           *name,
                              gint64                minimum,
                              gint64                maximum,
                              gint64               *value,
                              GError              **error)
{
  const char *text = vt_cli_arguments_get (arguments, name);

  if (text == NULL || g_ascii_string_to_signed (text, 10, minimum, maximum, value, NULL))
    return TRUE;
  return fail (error, _("--%s: “%s” is not possible; allowed: %" PRId64 " … %" PRId64), name, text,
               minimum, maximum);
}

gboolean
vt_cli_arguments_get_real (const VtCliArguments *arguments,
                           const char           *name,
                           double                minimum,
                           double                maximum,
                           double               *value,
                           GError              **error)
{
  const char *text = vt_cli_arguments_get (arguments, name);
  char *end;
  double number;

  if (text == NULL)
    return TRUE;
  number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !(number >= minimum && number <= maximum))
    return fail (error, _("--%s: “%s” is not possible; allowed: %g … %g"), name, text, minimum, maximum);
  *value = number;
  return TRUE;
}

GFile *
vt_cli_arguments_get_file (const VtCliArguments *arguments, const char *name, gboolean required, GError **error)
{
  const char *text = vt_cli_arguments_get (arguments, name);

  if (text != NULL && *text != '\0')
    return g_file_new_for_commandline_arg (text);
  if (text != NULL || required)
    fail (error, _("--%s FILE is missing"), name);
  return NULL;
}

GFile *
vt_cli_arguments_get_input (const VtCliArguments *arguments, const char *what, GError **error)
{
  guint n = 0;
  const char *const *words = vt_cli_arguments_get_words (arguments, &n);

  if (n == 1)
    return g_file_new_for_commandline_arg (words[0]);
  if (n == 0)
    fail (error, _("%s is missing"), what);
  else
    fail (error, _("one %s is expected, but there is also “%s”"), what, words[1]);
  return NULL;
}
