#include "vt-cli-help.h"

#include <math.h>
#include <string.h>

#include "vt-i18n.h"

#define COLUMNS 100
#define INDENT 6

static const struct
{
  VtParameterScope scope;
  const char      *title;
} groups[] = {
  { VT_PARAMETER_DATA, N_ ("Files") },
  { VT_PARAMETER_PLAYBACK, N_ ("Where the time window begins") },
  { VT_PARAMETER_ANALYSIS, N_ ("Numbers") },
  { VT_PARAMETER_VIEW, N_ ("Pictures") },
  { VT_PARAMETER_TRAINING, N_ ("Training") },
  { VT_PARAMETER_MECHANICS, N_ ("Mechanical tests") },
};

/* ---- one parameter ---- */

char *
vt_cli_help_argument (const VtParameter *parameter)
{
  const char *unit;

  g_return_val_if_fail (parameter != NULL, NULL);

  switch (parameter->type)
    {
    case VT_PARAMETER_BOOLEAN:
      return g_strdup (vt_parameter_is_switch (parameter) ? "[on|off]" : "on|off");
    case VT_PARAMETER_INTEGER:
      return g_strdup ("N");
    case VT_PARAMETER_CHOICE:
      return g_strdup ("NAME");
    case VT_PARAMETER_FILE:
      return g_strdup ("FILE");
    case VT_PARAMETER_REAL:
      unit = vt_unit_suffix (parameter->unit);
      return *unit != '\0' ? g_ascii_strup (unit, -1) : g_strdup ("X");
    case VT_PARAMETER_REALS:
      unit = *vt_unit_suffix (parameter->unit) != '\0' ? vt_unit_suffix (parameter->unit) : "X";
      {
        g_autofree char *item = g_ascii_strup (unit, -1);
        return g_strdup_printf ("%s,%s,…", item, item);
      }
    case VT_PARAMETER_TEXT:
    case VT_PARAMETER_IDS:
    case VT_PARAMETER_RUNS:
    default:
      return g_strdup ("TEXT");
    }
}

/* As one would type it after the flag; "" for what is not set. (transfer full) */
static char *
describe_default (const VtParameter *parameter)
{
  g_autoptr (GVariant) value = vt_parameter_get_default (parameter);
  const char *preset = vt_parameter_find_preset (parameter, value);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (preset != NULL)
    return g_strdup (preset);
  switch (parameter->type)
    {
    case VT_PARAMETER_BOOLEAN:
      return g_strdup (g_variant_get_boolean (value) ? "on" : "off");
    case VT_PARAMETER_REAL:
      if (isnan (g_variant_get_double (value)))
        return g_strdup ("");
      return g_strdup (g_ascii_formatd (number, sizeof number, "%g", g_variant_get_double (value)));
    case VT_PARAMETER_REALS:
      {
        gsize n;
        const double *numbers = g_variant_get_fixed_array (value, &n, sizeof (double));
        GString *text = g_string_new (NULL);
        for (gsize i = 0; i < n; i++)
          g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                                  g_ascii_formatd (number, sizeof number, "%g", numbers[i]));
        return g_string_free (text, FALSE);
      }
    case VT_PARAMETER_INTEGER:
      return g_variant_print (value, FALSE);
    case VT_PARAMETER_CHOICE:
    case VT_PARAMETER_TEXT:
    case VT_PARAMETER_FILE:
    case VT_PARAMETER_IDS:
    case VT_PARAMETER_RUNS:
    default:
      return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (value, NULL) : g_strdup ("");
    }
}

/* Colour limits of ±1e300 tell nobody anything. */
static gboolean
is_range_worth_telling (const VtParameter *parameter)
{
  gboolean number = parameter->type == VT_PARAMETER_REAL || parameter->type == VT_PARAMETER_INTEGER
                    || parameter->type == VT_PARAMETER_REALS;

  return parameter->type == VT_PARAMETER_CHOICE || parameter->presets != NULL || (number && parameter->maximum < G_MAXINT32);
}

char *
vt_cli_help_parameter (const VtParameter *parameter)
{
  g_autofree char *range = NULL, *usual = NULL;
  GString *text;

  g_return_val_if_fail (parameter != NULL, NULL);

  range = vt_parameter_describe_range (parameter);
  usual = describe_default (parameter);
  text = g_string_new (_(parameter->help));
  if (*range != '\0' && is_range_worth_telling (parameter))
    g_string_append_printf (text, ": %s", range);
  if (*usual != '\0')
    g_string_append_printf (text, _(" [%s]"), usual);
  return g_string_free (text, FALSE);
}

/* ---- for the terminal ---- */

static void
append_wrapped (GString *out, const char *text, guint indent)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  glong column = 0;

  for (char **word = words; *word != NULL; word++)
    {
      glong length = g_utf8_strlen (*word, -1);

      if (column == 0 || column + 1 + length > COLUMNS)
        {
          g_string_append_printf (out, "%s%*s", column > 0 ? "\n" : "", (int) indent, "");
          column = indent;
        }
      else
        {
          g_string_append_c (out, ' ');
          column++;
        }
      g_string_append (out, *word);
      column += length;
    }
  g_string_append_c (out, '\n');
}

static void
append_own_options (GString *out, const VtCliCommand *command)
{
  for (const VtCliOption *option = command->options; option->name != NULL; option++)
    {
      if (option->refusal != NULL)
        continue;
      g_string_append_printf (out, "  --%s%s%s\n", option->name, option->argument != NULL ? " " : "",
                              option->argument != NULL ? option->argument : "");
      append_wrapped (out, _(option->help), INDENT);
    }
}

static gboolean
is_own (const VtCliCommand *command, const char *flag)
{
  for (const VtCliOption *option = command->options; option->name != NULL; option++)
    if (strcmp (option->name, flag) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_listed (const VtCliCommand *command, const VtParameter *parameter, VtParameterScope scope)
{
  return parameter->flag != NULL && parameter->scope == scope && vt_cli_command_takes (command, parameter)
         && !is_own (command, parameter->flag);
}

static void
append_parameters (GString *out, const VtCliCommand *command, VtParameterScope scope, const char *title)
{
  gboolean first = TRUE;

  for (guint i = 0; i < vt_parameter_get_count (); i++)
    {
      const VtParameter *parameter = vt_parameter_get (i);
      g_autofree char *argument = NULL, *help = NULL;

      if (!is_listed (command, parameter, scope))
        continue;
      if (first)
        g_string_append_printf (out, "\n%s\n", title);
      first = FALSE;
      argument = vt_cli_help_argument (parameter);
      help = vt_cli_help_parameter (parameter);
      g_string_append_printf (out, "  --%s %s\n", parameter->flag, argument);
      append_wrapped (out, help, INDENT);
    }
}

char *
vt_cli_help_command (const VtCliCommand *command)
{
  GString *out;

  g_return_val_if_fail (command != NULL, NULL);

  out = g_string_new (NULL);
  g_string_append_printf (out, "vitrine-cli %s %s\n\n", command->name, command->usage);
  append_wrapped (out, _(command->summary), 0);
  if (command->help != NULL)
    append_wrapped (out, _(command->help), 0);
  g_string_append_printf (out, "\n%s\n", _("Options"));
  append_own_options (out, command);
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    append_parameters (out, command, groups[g].scope, _(groups[g].title));
  if (*command->examples != NULL)
    g_string_append_printf (out, "\n%s\n", _("Examples"));
  for (const char *const *example = command->examples; *example != NULL; example++)
    g_string_append_printf (out, "  %s\n", *example);
  return g_string_free (out, FALSE);
}

char *
vt_cli_help_overview (void)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (
      out, "%s\n\n", _("vitrine-cli shows where a metallic glass is hot: T_ML, D²min and the packing of its atoms."));
  for (const VtCliCommand *const *command = vt_cli_commands; *command != NULL; command++)
    g_string_append_printf (out, "  vitrine-cli %-9s %s\n", (*command)->name, (*command)->usage);
  g_string_append_printf (out, "  vitrine-cli help [COMMAND]\n  vitrine-cli --version\n\n");
  for (const VtCliCommand *const *command = vt_cli_commands; *command != NULL; command++)
    g_string_append_printf (out, "  %-9s  %s\n", (*command)->name, _((*command)->summary));
  g_string_append_printf (out, "\n%s\n",
                          _("Exit status: 0 done, 1 failed (one line on stderr says why), 2 wrong usage."));
  return g_string_free (out, FALSE);
}

/* ---- as a manual page ---- */

static void
append_roff (GString *out, const char *text)
{
  if (*text == '.' || *text == '\'')
    g_string_append (out, "\\&");
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\\')
        g_string_append (out, "\\e");
      else if (*c == '-')
        g_string_append (out, "\\-");
      else
        g_string_append_c (out, *c);
    }
}

static void
append_item (GString *out, const char *name, const char *argument, const char *help)
{
  g_string_append (out, ".TP\n\\fB");
  append_roff (out, "--");
  append_roff (out, name);
  g_string_append (out, "\\fR");
  if (argument != NULL)
    {
      g_string_append (out, " \\fI");
      append_roff (out, argument);
      g_string_append (out, "\\fR");
    }
  g_string_append_c (out, '\n');
  append_roff (out, help);
  g_string_append_c (out, '\n');
}

static void
append_roff_command (GString *out, const VtCliCommand *command)
{
  g_string_append_printf (out, ".SH \"VITRINE\\-CLI %s\"\n.B ", command->name);
  append_roff (out, "vitrine-cli ");
  append_roff (out, command->name);
  g_string_append (out, "\n");
  append_roff (out, command->usage);
  g_string_append (out, "\n.PP\n");
  append_roff (out, _(command->summary));
  g_string_append (out, "\n");
  append_roff (out, command->help != NULL ? _(command->help) : "");
  g_string_append (out, "\n");
  for (const VtCliOption *option = command->options; option->name != NULL; option++)
    if (option->refusal == NULL)
      append_item (out, option->name, option->argument, _(option->help));
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    for (guint i = 0; i < vt_parameter_get_count (); i++)
      if (is_listed (command, vt_parameter_get (i), groups[g].scope))
        {
          g_autofree char *argument = vt_cli_help_argument (vt_parameter_get (i));
          g_autofree char *help = vt_cli_help_parameter (vt_parameter_get (i));
          append_item (out, vt_parameter_get (i)->flag, argument, help);
        }
}

char *
vt_cli_help_manual (void)
{
  GString *out = g_string_new (".TH VITRINE\\-CLI 1 \"\" \"Vitrine " VT_VERSION "\" \"User Commands\"\n");

  g_string_append (out,
                   ".SH NAME\nvitrine\\-cli \\- where a metallic glass is hot, from the command line\n.SH SYNOPSIS\n");
  for (const VtCliCommand *const *command = vt_cli_commands; *command != NULL; command++)
    {
      g_string_append_printf (out, ".B vitrine\\-cli %s\n", (*command)->name);
      append_roff (out, (*command)->usage);
      g_string_append (out, "\n.br\n");
    }
  for (const VtCliCommand *const *command = vt_cli_commands; *command != NULL; command++)
    append_roff_command (out, *command);
  g_string_append (
      out, ".SH \"EXIT STATUS\"\n.TP\n0\nDone.\n.TP\n1\nFailed; one line on stderr says why.\n.TP\n2\nWrong usage.\n");
  g_string_append (out,
                   ".SH ENVIRONMENT\n.TP\nVITRINE_DATA\nWhere the models and samples lie that come with Vitrine.\n");
  g_string_append (out, ".SH EXAMPLES\n.nf\n");
  for (const VtCliCommand *const *command = vt_cli_commands; *command != NULL; command++)
    for (const char *const *example = (*command)->examples; *example != NULL; example++)
      {
        append_roff (out, *example);
        g_string_append_c (out, '\n');
      }
  g_string_append (out, ".fi\n");
  return g_string_free (out, FALSE);
}
