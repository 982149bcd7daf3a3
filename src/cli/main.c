/* vitrine-cli: the window's numbers and pictures without the window. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "vt-cli-help.h"
#include "vt-cli-progress.h"
#include "vt-cli.h"
#include "vt-error.h"
#include "vt-i18n.h"

enum
{
  EXIT_DONE,
  EXIT_FAILED,
  EXIT_USAGE
};

const VtCliCommand *const vt_cli_commands[] = { &vt_cli_info,   &vt_cli_analyze, &vt_cli_train,
                                                &vt_cli_render, &vt_cli_figure,  &vt_cli_mechanics,
                                                &vt_cli_report, NULL };

const VtCliCommand *
vt_cli_find_command (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (const VtCliCommand *const *command = vt_cli_commands; *command != NULL; command++)
    if (strcmp ((*command)->name, name) == 0)
      return *command;
  return NULL;
}

gboolean
vt_cli_command_takes (const VtCliCommand *command, const VtParameter *parameter)
{
  g_return_val_if_fail (command != NULL && parameter != NULL, FALSE);

  if (command->takes == NULL)
    return parameter->scope != VT_PARAMETER_TRAINING && parameter->scope != VT_PARAMETER_MECHANICS;
  return command->takes (parameter);
}

void
vt_cli_warn (VtCli *cli, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (cli->warnings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* Whatever the message holds, it is one line. */
static void
print_line (const char *kind, const char *message, const char *advice)
{
  g_autofree char *line = g_strdup (message);

  g_strdelimit (line, "\r\n", ' ');
  g_printerr ("vitrine-cli: %s%s%s\n", kind, line, advice);
}

static int
report_usage (const char *message, const VtCliCommand *command)
{
  g_autofree char *advice = g_strdup_printf (_("; see vitrine-cli help%s%s"), command != NULL ? " " : "",
                                             command != NULL ? command->name : "");

  print_line ("", message, advice);
  return EXIT_USAGE;
}

static int
report (const GError *error, const VtCliCommand *command)
{
  if (g_error_matches (error, VT_ERROR, VT_ERROR_USAGE))
    return report_usage (error->message, command);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    print_line ("", _("cancelled"), "");
  else
    print_line ("", error->message, "");
  return EXIT_FAILED;
}

static gboolean
run_cancellable (const VtCliCommand *command, VtCli *cli, GError **error)
{
  g_autoptr (VtCliProgress) bar = vt_cli_progress_new (cli->progress, cli->cancellable);

  return command->run (cli, error);
}

static int
run_command (const VtCliCommand *command, const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtCliArguments) arguments = vt_cli_arguments_parse (command, words, &error);
  g_autoptr (VtProgress) progress = vt_progress_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  VtCli cli = { arguments, progress, cancellable, warnings };

  if (arguments == NULL || !run_cancellable (command, &cli, &error))
    return report (error, command);
  for (guint i = 0; i < warnings->len; i++)
    print_line (_("warning: "), warnings->pdata[i], "");
  return EXIT_DONE;
}

static int
print_and_free (char *text)
{
  /* Not g_print(): a manual page is UTF-8 whatever the locale is. */
  fputs (text, stdout);
  g_free (text);
  return EXIT_DONE;
}

static int
print_help (const char *const *words)
{
  const VtCliCommand *command = words[0] != NULL ? vt_cli_find_command (words[0]) : NULL;

  if (words[0] == NULL)
    return print_and_free (vt_cli_help_overview ());
  if (strcmp (words[0], "--manual") == 0)
    return print_and_free (vt_cli_help_manual ());
  if (command != NULL)
    return print_and_free (vt_cli_help_command (command));
  g_autofree char *message = g_strdup_printf (_("there is no command “%s”"), words[0]);
  return report_usage (message, NULL);
}

static gboolean
asks_for_help (const char *const *words)
{
  return g_strv_contains (words, "--help") || g_strv_contains (words, "-h");
}

static int
dispatch (const char *name, const char *const *words)
{
  const VtCliCommand *command = vt_cli_find_command (name);
  g_autofree char *message = NULL;

  if (strcmp (name, "--version") == 0)
    return print_and_free (g_strdup ("vitrine-cli " VT_VERSION "\n"));
  if (strcmp (name, "help") == 0 || strcmp (name, "--help") == 0 || strcmp (name, "-h") == 0)
    return print_help (words);
  if (command != NULL && asks_for_help (words))
    return print_and_free (vt_cli_help_command (command));
  if (command != NULL)
    return run_command (command, words);
  message = g_strdup_printf (_("there is no command “%s”"), name);
  return report_usage (message, NULL);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, VT_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("vitrine-cli");
  vt_error_name_options (TRUE);

  if (argc < 2)
    return report_usage (_("a command is missing"), NULL);
  return dispatch (argv[1], (const char *const *) argv + 2);
}
